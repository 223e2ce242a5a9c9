"""Who changed what, when, from what to what; and the few settings kept with the data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank


class JournalGroup(SQLModel, table=True):
    """One command: all its row changes are one group. Append-only by trigger."""

    __tablename__ = "journal_group"
    __table_args__ = (not_blank("actor"), not_blank("command"))

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    actor: str
    command: str
    program_version: str


class JournalEntry(SQLModel, table=True):
    """One row's change: whole row as JSON when new or removed, the changed columns otherwise. Append-only.

    ``plan_id`` is the plan that the row belongs to, None for units and settings; no foreign key, so that the
    journal outlives what it speaks of.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        UniqueConstraint("group_id", "position"),
        Index("ix_journal_entry_plan_id_code", "plan_id", "code"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="journal_group.id")
    position: int
    table_name: str
    row_id: int
    plan_id: int | None = None
    code: str
    before: str | None = None
    after: str | None = None


class Setting(SQLModel, table=True):
    """A choice kept with the data, such as the current plan."""

    __table_args__ = (UniqueConstraint("key"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str
    value: str
