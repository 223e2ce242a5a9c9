"""Mergers and splits that are entered ahead of their day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank, true_dates


class PlannedReform(SQLModel, table=True):
    """A merger or a split that waits for its day; nothing of it holds until it is carried out, then the row goes.

    ``units`` and ``into_units`` are JSON lists of codes, one of the latter that is new with its name ("PHC=Phòng Hành
    chính"); ``given`` is a JSON object of the tasks, with commas between them, that each successor gets.
    """

    __tablename__ = "planned_reform"
    __table_args__ = (
        Index("ix_planned_reform_agency_id", "agency_id"),
        not_blank("document"),
        *true_dates("from_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    from_on: date
    units: str
    into_units: str
    document: str | None = None
    given: str = "{}"
