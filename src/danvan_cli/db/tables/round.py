"""Reporting rounds, and where each unit stands in one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank, true_dates


class Round(SQLModel, table=True):
    """A round of reports of all units on the days from ``first`` to ``cut_off``, both included.

    ``kinds`` is a JSON list of the kinds of records that the units tell in it.
    """

    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        not_blank("code"),
        not_blank("title"),
        CheckConstraint("first <= cut_off AND cut_off <= due_on", name="days_in_order"),
        *true_dates("first", "cut_off", "due_on", "opened_on", "closed_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE")
    code: str
    title: str
    first: date
    cut_off: date
    due_on: date
    opened_on: date
    closed_on: date | None = None
    kinds: str = "[]"


class RoundUnit(SQLModel, table=True):
    """A unit in a round: ``sent_on`` is the day of its first report, ``resent_on`` of the newest one after that.

    ``form`` is the file or document that the report came by, ``given`` a JSON object of what its cells said: by row and
    column the mark of the words (``domain.sheet.mark``), so that a corrected form is known from a change by others.
    ``empty_kinds`` is a JSON list of the kinds of records of which the unit said that none arose.
    """

    __tablename__ = "round_unit"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_id"),
        Index("ix_round_unit_unit_id", "unit_id"),
        not_blank("form"),
        CheckConstraint("resent_on IS NULL OR sent_on <= resent_on", name="resent_after_sent"),
        CheckConstraint("reminded >= 0", name="reminded_not_negative"),
        *true_dates("added_on", "drafted_on", "sent_on", "resent_on", "reminded_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", ondelete="CASCADE")
    unit_id: int = Field(foreign_key="unit.id")
    added_on: date
    drafted_on: date | None = None
    sent_on: date | None = None
    resent_on: date | None = None
    form: str | None = None
    given: str = "{}"
    empty_kinds: str = "[]"
    reminded: int = 0
    reminded_on: date | None = None


class RoundDemand(SQLModel, table=True):
    """What a unit that has sent was asked to complete; one waits for an answer at a time."""

    __tablename__ = "round_demand"
    __table_args__ = (
        Index("ix_round_demand_round_unit_id", "round_unit_id"),
        Index("uq_round_demand_open", "round_unit_id", unique=True, sqlite_where=text("answered_on IS NULL")),
        not_blank("reason"),
        CheckConstraint("answered_on IS NULL OR asked_on <= answered_on", name="answered_after_asked"),
        *true_dates("asked_on", "due_on", "answered_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_unit_id: int = Field(foreign_key="round_unit.id", ondelete="CASCADE")
    asked_on: date
    reason: str
    due_on: date | None = None
    answered_on: date | None = None
