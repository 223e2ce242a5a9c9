"""The agency's own days off and working days."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank, true_dates


class CalendarDay(SQLModel, table=True):
    """A day that the agency itself says is off or worked; it wins over the official calendar and the weekday."""

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("agency_id", "day"), not_blank("name"), *true_dates("day"))

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    day: date
    is_working: bool
    name: str
