"""Tasks, who has a part in them, and the rows that are counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    inspect,
    text,
)
from sqlmodel import Field, SQLModel

from danvan_cli.db.state_sql import AWAITING, CLOSED, OPEN, OUTCOME, without_alias
from danvan_cli.db.tables.base import exactly_one, not_blank, one_of, true_dates
from danvan_cli.domain.words import Every, Priority, Role, Stage, TaskKind

# Reads over the rows that can still become late stay as small as the open work is. Partial indexes name the SQLite
# dialect alone: naming another one here would import it at every write (0.04 s).
_OPEN_ROWS, _AWAITING_ROWS, _CLOSED_ROWS = (without_alias(rows) for rows in (OPEN, AWAITING, CLOSED))


def _partial(name: str, rows: str, *columns: str) -> Index:
    return Index(f"ix_deadline_{name}", "plan_id", *columns, sqlite_where=text(rows))


class Task(SQLModel, table=True):
    """A piece of work. Its code never changes and is never given twice; ``groups`` is a JSON list of words.

    ``every`` is the rhythm of recurring work where a person set it, ``review_every`` how often undated work must be
    heard of ("30d" or a word of ``Every``). ``removed_at`` takes a task out of every list and figure without losing it.
    """

    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        UniqueConstraint("id", "plan_id"),
        not_blank("code"),
        not_blank("content"),
        not_blank("short_title"),
        one_of("kind", TaskKind),
        one_of("priority", Priority),
        one_of("every", Every),
        Index("ix_task_listed", "plan_id", "position", sqlite_where=text("removed_at IS NULL")),
        Index("ix_task_plan_id_section_id_position", "plan_id", "section_id", "position"),
        Index("ix_task_removed", "plan_id", "position", sqlite_where=text("removed_at IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE")
    section_id: int | None = Field(default=None, foreign_key="section.id")
    code: str
    position: int
    content: str
    short_title: str | None = None
    kind: str
    priority: str = Priority.NORMAL
    product: str | None = None
    source: str | None = None
    groups: str = "[]"
    every: str | None = None
    review_every: str | None = None
    removed_at: datetime | None = None


class Assignment(SQLModel, table=True):
    """A unit's part in a task; a unit has one part in one task.

    ``progress``, ``result`` and ``last_update`` are what a supporting unit reported: shown, never counted.
    """

    __table_args__ = (
        UniqueConstraint("task_id", "unit_id"),
        Index("ix_assignment_unit_id", "unit_id"),
        one_of("role", Role),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_is_a_percentage"),
        *true_dates("last_update"),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", ondelete="CASCADE")
    unit_id: int = Field(foreign_key="unit.id")
    role: str
    progress: int | None = None
    result: str | None = None
    last_update: date | None = None


class Deadline(SQLModel, table=True):
    """The row that is counted: one lead unit (or none yet) of one task for one period.

    ``plan_id`` repeats the task's (a foreign key over both keeps it true) so that an index can answer for one plan.
    The last day of a record that is followed like work is a row, too: it has ``record_id`` and neither task nor plan,
    so that no count of a plan meets it. ``due_rule`` is the deadline as understood (JSON of ``domain.due.DueRule``),
    from which the first last day follows; ``due_certain`` is False where the reader assumed something about the day.
    ``stage`` is kept by hand since ``stage_since``; lateness is derived. ``opens_on`` is the day from which the row
    counts, empty where it always did: a period's first day, or the day on which the work was given. ``exempt`` is the
    mark "trễ khách quan".
    """

    __table_args__ = (
        ForeignKeyConstraint(["task_id", "plan_id"], ["task.id", "task.plan_id"], ondelete="CASCADE"),
        exactly_one("task_id", "record_id"),
        CheckConstraint("(task_id IS NULL) = (plan_id IS NULL)", name="plan_with_task"),
        UniqueConstraint("task_id", "unit_id", "period"),
        Index("uq_deadline_of_record", "record_id", unique=True, sqlite_where=text("record_id IS NOT NULL")),
        Index(
            "uq_deadline_unassigned",
            "task_id",
            "period",
            unique=True,
            sqlite_where=text("unit_id IS NULL"),
        ),
        # What the state of a task's rows follows from.
        Index(
            "ix_deadline_by_task",
            "plan_id",
            "task_id",
            "stage",
            "due_on",
            "submitted_on",
            "completed_on",
            "exempt",
            "opens_on",
        ),
        Index("ix_deadline_plan_id_unit_id", "plan_id", "unit_id", "task_id"),
        Index("ix_deadline_plan_id_opens_on", "plan_id", "opens_on"),
        # What a list of open rows in the order of their days needs to derive their states.
        _partial(
            "open",
            _OPEN_ROWS,
            "due_on",
            "unit_id",
            "task_id",
            "stage",
            "submitted_on",
            "completed_on",
            "exempt",
            "opens_on",
        ),
        _partial("open_by_unit", _OPEN_ROWS, "unit_id", "stage", "due_on", "opens_on"),
        # By the stage too, though it is the same in every row of the index: SQLite's planner takes the index whose
        # columns a query names most of, and would take another one for this query.
        Index("ix_deadline_waiting", "stage", "plan_id", "unit_id", sqlite_where=text(_AWAITING_ROWS)),
        _partial("completed_on", _CLOSED_ROWS, "completed_on"),
        one_of("stage", Stage),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_is_a_percentage"),
        CheckConstraint("(stage = 'completed') = (completed_on IS NOT NULL)", name="completed_has_a_day"),
        CheckConstraint(
            "stage != 'awaiting_confirmation' OR submitted_on IS NOT NULL", name="awaiting_has_a_submission_day"
        ),
        CheckConstraint("submitted_on <= completed_on", name="submitted_before_completed"),
        CheckConstraint("exempt = (exempt_reason IS NOT NULL)", name="exempt_has_a_reason"),
        *true_dates(
            "opens_on",
            "due_on",
            "original_due_on",
            "submitted_on",
            "completed_on",
            "stage_since",
            "last_update",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int | None = None
    plan_id: int | None = None
    # Its foreign key stands beside the class ``Record``.
    record_id: int | None = None
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    period: str = ""
    opens_on: date | None = None
    due_rule: str | None = None
    due_certain: bool = True
    due_text: str | None = None
    due_on: date | None = None
    original_due_on: date | None = None
    stage: str = Stage.NOT_STARTED
    stage_since: date | None = None
    stage_reason: str | None = None
    progress: int = 0
    submitted_on: date | None = None
    completed_on: date | None = None
    confirmed_by: str | None = None
    exempt: bool = False
    exempt_reason: str | None = None
    no_evidence_reason: str | None = None
    result: str | None = None
    last_update: date | None = None


# Computed by the database and asked for by counts alone: no part of what a row is written or journaled with.
_DEADLINE = cast("Table", inspect(Deadline).local_table)
_DEADLINE.append_column(Column("outcome", String, Computed(without_alias(OUTCOME))))
Index(
    "ix_deadline_closed_by_unit",
    *(_DEADLINE.c[name] for name in ("plan_id", "unit_id", "outcome", "due_on", "opens_on", "stage")),
    sqlite_where=text(_CLOSED_ROWS),
)
# The tasks that have, or once had, more than one row. A trigger of the schema keeps it, whatever program writes, as
# long as writers of one task go one after another, as ours do; no journal tells of it, for it says nothing that the
# rows do not say.
Table(
    "several_deadlines",
    SQLModel.metadata,
    Column("plan_id", Integer, nullable=False),
    Column("task_id", Integer, nullable=False),
    ForeignKeyConstraint(["task_id", "plan_id"], ["task.id", "task.plan_id"], ondelete="CASCADE"),
    PrimaryKeyConstraint("plan_id", "task_id"),
    sqlite_with_rowid=False,
)
