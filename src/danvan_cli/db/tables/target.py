"""Targets, the tasks and units behind them, and the figures reported."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import ExactNumber, not_blank, one_of, true_dates
from danvan_cli.domain.coverage import COMPARE
from danvan_cli.domain.words import RollUp, TargetKind


class Target(SQLModel, table=True):
    """A quantified or checkable result; a goal comes with its operator or not at all.

    ``fed_by`` names the kind of records that its figures are made of ("indices:satisfaction": of those alone that are
    so set apart), None where units report them. One with ``removed_at`` is in no list and no figure; its figures are
    kept.
    """

    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        not_blank("code"),
        not_blank("statement"),
        not_blank("fed_by"),
        one_of("kind", TargetKind),
        one_of("operator", COMPARE),
        one_of("roll_up", RollUp),
        CheckConstraint("(operator IS NULL) = (goal IS NULL)", name="goal_with_operator"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE")
    section_id: int | None = Field(default=None, foreign_key="section.id")
    code: str
    position: int
    statement: str
    kind: str
    operator: str | None = None
    goal: Decimal | None = Field(default=None, sa_type=ExactNumber)
    unit_of_measure: str | None = None
    baseline: Decimal | None = Field(default=None, sa_type=ExactNumber)
    roll_up: str = RollUp.SUM
    per_unit: bool = False
    fed_by: str | None = None
    source: str | None = None
    removed_at: datetime | None = None


class TargetTask(SQLModel, table=True):
    """A task that serves a target."""

    __tablename__ = "target_task"
    __table_args__ = (UniqueConstraint("target_id", "task_id"),)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id", ondelete="CASCADE")
    task_id: int = Field(foreign_key="task.id", ondelete="CASCADE")


class TargetUnit(SQLModel, table=True):
    """A unit that must report on a target; without any, all of the agency's own units must."""

    __tablename__ = "target_unit"
    __table_args__ = (UniqueConstraint("target_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id", ondelete="CASCADE")
    unit_id: int = Field(foreign_key="unit.id")
    goal: Decimal | None = Field(default=None, sa_type=ExactNumber)


class Measurement(SQLModel, table=True):
    """One dated figure of one unit (or of the whole agency): numerator and denominator, or a value."""

    __table_args__ = (
        UniqueConstraint("target_id", "unit_id", "as_of"),
        Index(
            "uq_measurement_whole_agency",
            "target_id",
            "as_of",
            unique=True,
            sqlite_where=text("unit_id IS NULL"),
        ),
        CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="ratio_whole"),
        CheckConstraint("(value IS NULL) != (numerator IS NULL)", name="value_or_ratio"),
        CheckConstraint("CAST(numerator AS NUMERIC) >= 0", name="numerator_not_negative"),
        # 0/0: nothing arose.
        CheckConstraint(
            "CAST(denominator AS NUMERIC) > 0 OR CAST(denominator AS NUMERIC) = 0 AND CAST(numerator AS NUMERIC) = 0",
            name="denominator_positive",
        ),
        CheckConstraint("CAST(value AS NUMERIC) >= 0", name="value_not_negative"),
        *true_dates("as_of"),
    )

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id", ondelete="CASCADE")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    as_of: date
    numerator: Decimal | None = Field(default=None, sa_type=ExactNumber)
    denominator: Decimal | None = Field(default=None, sa_type=ExactNumber)
    value: Decimal | None = Field(default=None, sa_type=ExactNumber)
