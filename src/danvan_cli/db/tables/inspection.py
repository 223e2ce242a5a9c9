"""Inspections and what they found; the remedy of a finding is a deadline row of its own, with its evidence."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank, true_dates
from danvan_cli.db.tables.follow_up import Evidence
from danvan_cli.db.tables.task import Deadline


class Inspection(SQLModel, table=True):
    """One inspection of the agency, by the body that held it."""

    __table_args__ = (
        UniqueConstraint("agency_id", "code"),
        not_blank("code"),
        not_blank("title"),
        not_blank("body"),
        *true_dates("held_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    code: str
    title: str
    body: str | None = None
    held_on: date | None = None


class Finding(SQLModel, table=True):
    """One conclusion of an inspection, and the unit that it is about."""

    __table_args__ = (
        UniqueConstraint("inspection_id", "code"),
        Index("ix_finding_unit_id", "unit_id"),
        not_blank("code"),
        not_blank("text"),
    )

    id: int | None = Field(default=None, primary_key=True)
    inspection_id: int = Field(foreign_key="inspection.id", ondelete="CASCADE")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    code: str
    text: str


# Said here and not in the two classes: a step on a task would have to make these two classes for its flush otherwise.
for _owned in (Deadline, Evidence):
    SQLModel.metadata.tables[str(_owned.__tablename__)].append_constraint(
        ForeignKeyConstraint(["finding_id"], ["finding.id"], ondelete="CASCADE")
    )
