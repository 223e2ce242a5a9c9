"""Records of figures that are not tasks: what a unit tells of one kind for a period or a day, and its values."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import ExactNumber, not_blank, true_dates
from danvan_cli.db.tables.follow_up import Evidence
from danvan_cli.db.tables.task import Deadline


class Record(SQLModel, table=True):
    """One record of a kind that ``data/records`` describes; no unit: of the whole agency.

    ``code`` never changes and is given once. ``period`` is the name of a reporting period, None for a record of a day,
    of which ``first_day`` and ``last_day`` are the same. ``as_of`` is the day that its figures are of. ``given_by`` and
    ``form`` say who gave it and by which form it came, as said. ``parent_id`` is the record that it belongs to, as a
    finding does to its inspection. One with ``removed_at`` is in no list and no sum.
    """

    __table_args__ = (
        UniqueConstraint("agency_id", "code"),
        Index("ix_record_agency_id_kind_first_day", "agency_id", "kind", "first_day"),
        Index("ix_record_unit_id", "unit_id"),
        Index("ix_record_parent_id", "parent_id", sqlite_where=text("parent_id IS NOT NULL")),
        not_blank("kind"),
        not_blank("code"),
        not_blank("period"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint("period IS NOT NULL OR first_day = last_day", name="one_day_without_a_period"),
        CheckConstraint("first_day <= as_of", name="known_once_begun"),
        *true_dates("first_day", "last_day", "as_of"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    kind: str
    code: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    parent_id: int | None = Field(default=None, foreign_key="record.id")
    period: str | None = None
    first_day: date
    last_day: date
    as_of: date
    given_by: str | None = None
    form: str | None = None
    note: str | None = None
    removed_at: datetime | None = None


class RecordValue(SQLModel, table=True):
    """One field of a record: a number, a day or a text, as its kind has it; all three empty where it was emptied.

    ``word`` is what the kind called the field when it was filled: by it the journal tells of it, then as now. Of a
    closed list ``choice`` is what was chosen and ``text`` what that was called.
    """

    __tablename__ = "record_value"
    __table_args__ = (
        UniqueConstraint("record_id", "field"),
        not_blank("field"),
        not_blank("word"),
        not_blank("text"),
        CheckConstraint(
            "(number IS NULL OR day IS NULL) AND (number IS NULL OR text IS NULL) AND (day IS NULL OR text IS NULL)",
            name="one_value",
        ),
        CheckConstraint("choice IS NULL OR text IS NOT NULL", name="choice_has_words"),
        not_blank("choice"),
        CheckConstraint("CAST(number AS NUMERIC) >= 0", name="number_not_negative"),
        *true_dates("day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    record_id: int = Field(foreign_key="record.id", ondelete="CASCADE")
    field: str
    word: str
    number: Decimal | None = Field(default=None, sa_type=ExactNumber)
    day: date | None = None
    choice: str | None = None
    text: str | None = None


# Said here and not in the two classes: a step on a task would have to make this one for its flush otherwise.
for _owned in (Deadline, Evidence):
    SQLModel.metadata.tables[str(_owned.__tablename__)].append_constraint(
        ForeignKeyConstraint(["record_id"], ["record.id"], ondelete="CASCADE")
    )
