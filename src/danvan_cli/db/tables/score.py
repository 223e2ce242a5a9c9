"""Scoring: sets of criteria, and what was scored by them for the agency or a unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import ExactNumber, not_blank, one_of, true_dates
from danvan_cli.db.tables.follow_up import EVIDENCE_KINDS
from danvan_cli.domain.words import Rounding, RuleKind, ScorePart


def _not_negative(column: str) -> CheckConstraint:
    return CheckConstraint(f"CAST({column} AS NUMERIC) >= 0", name=f"{column}_not_negative")


def _within(column: str) -> CheckConstraint:
    return CheckConstraint(
        f"{column} IS NULL OR CAST({column} AS NUMERIC) BETWEEN 0 AND CAST(maximum AS NUMERIC)",
        name=f"{column}_within_maximum",
    )


class CriteriaSet(SQLModel, table=True):
    """A set of criteria of a year, as a province gave it.

    ``bands``, ``disqualifiers`` and ``columns`` are JSON lists of texts (``domain.scoring_kept``). ``step`` is what
    points are multiples of; ``bonus`` and ``deduction`` are the most that these parts may come to.
    """

    __tablename__ = "criteria_set"
    __table_args__ = (
        UniqueConstraint("agency_id", "code"),
        not_blank("code"),
        not_blank("title"),
        one_of("rounding", Rounding),
        CheckConstraint("step IS NULL OR CAST(step AS NUMERIC) > 0", name="step_positive"),
        _not_negative("bonus"),
        _not_negative("deduction"),
        *true_dates("lock_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    code: str
    title: str
    number: str | None = None
    year: int
    step: Decimal | None = Field(default=None, sa_type=ExactNumber)
    rounding: str = Rounding.HALF_UP.value
    bonus: Decimal | None = Field(default=None, sa_type=ExactNumber)
    deduction: Decimal | None = Field(default=None, sa_type=ExactNumber)
    lock_on: date | None = None
    converts: bool = True
    bands: str = "[]"
    disqualifiers: str = "[]"
    columns: str = "[]"
    source_name: str | None = None
    source_sha256: str | None = None


class Criterion(SQLModel, table=True):
    """A row of a set: a group, or what has points. ``rule`` is empty where its words were not understood.

    ``details`` is a JSON object of texts: all of the rule but its kind (``domain.scoring_kept``).
    """

    __table_args__ = (
        UniqueConstraint("criteria_set_id", "code"),
        not_blank("code"),
        not_blank("text"),
        one_of("part", ScorePart),
        one_of("rule", RuleKind),
        _not_negative("maximum"),
        CheckConstraint("step IS NULL OR CAST(step AS NUMERIC) > 0", name="step_positive"),
    )

    id: int | None = Field(default=None, primary_key=True)
    criteria_set_id: int = Field(foreign_key="criteria_set.id", ondelete="CASCADE")
    code: str
    parent: str | None = None
    position: int
    number: str
    text: str
    part: str
    maximum: Decimal = Field(sa_type=ExactNumber)
    rule: str | None = None
    details: str = "{}"
    method: str = ""
    proof: str = ""
    source: str | None = None
    step: Decimal | None = Field(default=None, sa_type=ExactNumber)


class ScoreSheet(SQLModel, table=True):
    """A set scored for a unit, or for the whole agency (no unit).

    ``struck`` is a JSON object: the numbers of the disqualifiers that hold, each with why.
    """

    __tablename__ = "score_sheet"
    __table_args__ = (
        UniqueConstraint("criteria_set_id", "unit_id"),
        Index("uq_score_sheet_whole", "criteria_set_id", unique=True, sqlite_where=text("unit_id IS NULL")),
        Index("ix_score_sheet_unit_id", "unit_id"),
        CheckConstraint("closed_on IS NULL OR opened_on <= closed_on", name="closed_after_opened"),
        *true_dates("opened_on", "closed_on", "reopened_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    criteria_set_id: int = Field(foreign_key="criteria_set.id", ondelete="CASCADE")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    opened_on: date
    closed_on: date | None = None
    reopened_on: date | None = None
    struck: str = "{}"


class Score(SQLModel, table=True):
    """What is kept of one criterion on a sheet; empty points are not 0. ``maximum`` is that of when it was begun.

    ``unit_id`` and ``officer`` answer for the row.
    """

    __table_args__ = (
        UniqueConstraint("score_sheet_id", "criterion_id"),
        Index("ix_score_criterion_id", "criterion_id"),
        Index("ix_score_unit_id", "unit_id"),
        not_blank("declared"),
        not_blank("explanation"),
        not_blank("officer"),
        _not_negative("maximum"),
        _within("own"),
        _within("verified_1"),
        _within("verified_2"),
    )

    id: int | None = Field(default=None, primary_key=True)
    score_sheet_id: int = Field(foreign_key="score_sheet.id", ondelete="CASCADE")
    criterion_id: int = Field(foreign_key="criterion.id", ondelete="CASCADE")
    maximum: Decimal = Field(sa_type=ExactNumber)
    declared: str | None = None
    is_applicable: bool = True
    own: Decimal | None = Field(default=None, sa_type=ExactNumber)
    verified_1: Decimal | None = Field(default=None, sa_type=ExactNumber)
    explanation: str | None = None
    verified_2: Decimal | None = Field(default=None, sa_type=ExactNumber)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    officer: str | None = None


class ScoreProof(SQLModel, table=True):
    """What proves the points of a row: a document, a link, a file or a statement, sorted as other evidence is."""

    __tablename__ = "score_proof"
    __table_args__ = (
        Index("ix_score_proof_score_id", "score_id"),
        one_of("kind", EVIDENCE_KINDS),
        not_blank("text"),
        *true_dates("issued_on", "rejected_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    score_id: int = Field(foreign_key="score.id", ondelete="CASCADE")
    kind: str
    text: str
    number: str | None = None
    issued_on: date | None = None
    sha256: str | None = None
    rejected_on: date | None = None
