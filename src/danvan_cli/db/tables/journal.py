"""Who changed what, when, from what to what; and the few settings kept with the data."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank, true_dates


class JournalGroup(SQLModel, table=True):
    """One command: all its row changes are one group. Append-only by trigger.

    ``login`` is who the server knows the writer as; a file knows nobody. ``at`` is the machine's instant,
    ``entered_on`` Việt Nam's day by which the command counts as typed in. On a server all three are the server's own.
    ``undoes_id`` is the command that this one takes back: an earlier undo where it does that one again.
    """

    __tablename__ = "journal_group"
    __table_args__ = (
        Index("ix_journal_group_agency_id_entered_on", "agency_id", "entered_on"),
        Index("ix_journal_group_undoes_id", "undoes_id", sqlite_where=text("undoes_id IS NOT NULL")),
        not_blank("actor"),
        not_blank("command"),
        *true_dates("entered_on"),
        # A group of a file is kept only with its seal; on a server the trigger that makes the seal needs no such hold.
        ForeignKeyConstraint(["id"], ["seal.group_id"], deferrable=True, initially="DEFERRED").ddl_if(dialect="sqlite"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_column_kwargs={"autoincrement": "ignore_fk"})
    agency_id: int = Field(foreign_key="agency.id")
    at: datetime
    entered_on: date
    actor: str
    command: str
    program_version: str
    login: str | None = None
    undoes_id: int | None = Field(default=None, foreign_key="journal_group.id")


class JournalEntry(SQLModel, table=True):
    """One row's change: whole row as JSON when new or removed, the changed columns otherwise. Append-only.

    ``plan_id`` is the plan that the row belongs to, None for units and settings; no foreign key, so that the
    journal outlives what it speaks of. ``happened_on`` is the day of the event itself, which may be typed in later.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        UniqueConstraint("group_id", "position"),
        Index("ix_journal_entry_plan_id_code", "plan_id", "code"),
        Index("ix_journal_entry_agency_id_happened_on", "agency_id", "happened_on"),
        Index("ix_journal_entry_table_name_row_id", "table_name", "row_id"),
        *true_dates("happened_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    group_id: int = Field(foreign_key="journal_group.id")
    position: int
    happened_on: date | None = None
    table_name: str
    row_id: int
    plan_id: int | None = None
    code: str
    before: str | None = None
    after: str | None = None


class Seal(SQLModel, table=True):
    """The seal of one journal group: what ``db/chain`` computes over it and the seal before it. Append-only.

    ``number`` counts the agency's seals without a gap, ``entries`` the journal entries up to and with this group. No
    foreign key leads to the group: it leads here.
    """

    __table_args__ = (
        UniqueConstraint("group_id"),
        UniqueConstraint("agency_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("length(hash) = 64", name="hash_whole"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    group_id: int
    number: int
    entries: int
    hash: str


class Setting(SQLModel, table=True):
    """A choice kept with the data, such as the current plan."""

    __table_args__ = (UniqueConstraint("agency_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    key: str
    value: str
