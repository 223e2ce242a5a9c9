"""People who answer for work, the tasks that they are in charge of, and how many people a unit has."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import in_order, not_blank, one_of, true_dates

# "direct" is the leader in charge of a task ("phân công lãnh đạo phụ trách"), "handle" an officer who does the part of
# the unit that the officer belongs to.
DUTIES = ("direct", "handle")


class Person(SQLModel, table=True):
    """A person in a post, from a day to a day; a new post is a new row."""

    __table_args__ = (
        Index("ix_person_agency_id_unit_id", "agency_id", "unit_id"),
        not_blank("name"),
        not_blank("post"),
        not_blank("phone"),
        not_blank("email"),
        in_order("valid_from", "valid_to"),
        *true_dates("valid_from", "valid_to"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    name: str
    post: str | None = None
    phone: str | None = None
    email: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class TaskPerson(SQLModel, table=True):
    """What a person does for a task."""

    __tablename__ = "task_person"
    __table_args__ = (
        UniqueConstraint("task_id", "person_id", "duty"),
        Index("ix_task_person_person_id", "person_id"),
        one_of("duty", DUTIES),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id")
    duty: str


class Headcount(SQLModel, table=True):
    """How many people a unit had from a day on, until the next row's day."""

    __table_args__ = (
        UniqueConstraint("unit_id", "valid_from"),
        CheckConstraint("people >= 0", name="people_not_negative"),
        *true_dates("valid_from"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", ondelete="CASCADE")
    valid_from: date
    people: int
