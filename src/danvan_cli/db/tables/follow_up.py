"""What happens around a deadline: extensions, reminders, notes, evidence."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, false, text
from sqlmodel import Field, SQLModel

import danvan_cli.db.tables.target  # noqa: F401  (a measurement has evidence, too)
from danvan_cli.db.tables.base import exactly_one, not_blank, one_of, true_dates
from danvan_cli.domain.words import NoteKind, ReminderKind, Verdict

EXTENSION_DECISIONS = ("granted", "shortened", "refused")
EVIDENCE_KINDS = ("document", "link", "file", "statement")


class Extension(SQLModel, table=True):
    """A request to move a deadline and its answer; an undecided one has no decision, and a row has one at most.

    ``document`` is the paper of the decision, ``answer`` why it grants less or nothing.

    Days that nobody wrote down (``asked_on``, ``decided_on``) are empty; such a decision counts as always in force.
    """

    __table_args__ = (
        Index("ix_extension_deadline_id", "deadline_id"),
        Index("uq_extension_undecided", "deadline_id", unique=True, sqlite_where=text("decision IS NULL")),
        one_of("decision", EXTENSION_DECISIONS),
        not_blank("reason"),
        *true_dates("asked_on", "asked_due_on", "old_due_on", "new_due_on", "decided_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    deadline_id: int = Field(foreign_key="deadline.id", ondelete="CASCADE")
    asked_on: date | None = None
    asked_due_on: date
    old_due_on: date
    new_due_on: date | None = None
    decision: str | None = None
    reason: str
    decided_on: date | None = None
    decided_by: str | None = None
    document: str | None = None
    answer: str | None = None


class Reminder(SQLModel, table=True):
    """One reminder of one deadline, numbered from 1 in its row; never changed or removed (triggers hold it).

    ``unit_id`` is the unit that it was sent to, whoever has the work later; it changes only where that unit turns out
    to stand twice in the catalogue and the two become one.
    ``letter`` is the number of its letter in the agency's log of letters, the same for all that it urged; ``reply_by``
    the day by which it asked for an answer, ``threshold`` the on-time rate in percent by which its units were chosen.
    Of a letter that was written elsewhere only ``document`` is known, and the answer's day where that was told.
    ``withdrawn_on`` is the day on which it was found to be sent by mistake: it is kept, counts no more, and the next
    one takes its number.
    """

    __table_args__ = (
        Index("uq_reminder_in_force", "deadline_id", "number", unique=True, sqlite_where=text("withdrawn_on IS NULL")),
        Index("ix_reminder_deadline_id", "deadline_id"),
        Index("ix_reminder_unit_id", "unit_id"),
        one_of("kind", ReminderKind),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("letter > 0", name="letter_positive"),
        CheckConstraint("letter IS NULL OR reply_by IS NOT NULL", name="letter_asks_for_an_answer"),
        CheckConstraint(
            "threshold IS NULL OR threshold BETWEEN 1 AND 100 AND letter IS NOT NULL", name="threshold_is_a_percentage"
        ),
        *true_dates("sent_on", "withdrawn_on", "reply_by"),
    )

    id: int | None = Field(default=None, primary_key=True)
    deadline_id: int = Field(foreign_key="deadline.id")
    unit_id: int = Field(foreign_key="unit.id")
    number: int
    kind: str
    sent_on: date
    content: str | None = None
    document: str | None = None
    letter: int | None = None
    reply_by: date | None = None
    threshold: int | None = None
    withdrawn_on: date | None = None


class Note(SQLModel, table=True):
    """A dated remark on a task or on the whole plan; its kind says where in a report it belongs.

    ``actor`` is who signs it as said, ``login`` who the server knew the writer as; a file knows nobody.
    """

    __table_args__ = (
        Index("ix_note_task_id", "task_id"),
        Index("ix_note_plan_id", "plan_id", sqlite_where=text("plan_id IS NOT NULL")),
        not_blank("text"),
        one_of("kind", NoteKind),
        exactly_one("task_id", "plan_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int | None = Field(default=None, foreign_key="task.id", ondelete="CASCADE")
    plan_id: int | None = Field(default=None, foreign_key="plan.id", ondelete="CASCADE")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    kind: str = Field(default=NoteKind.REMARK.value, sa_column_kwargs={"server_default": NoteKind.REMARK.value})
    text: str
    actor: str
    at: datetime
    login: str | None = None


class Evidence(SQLModel, table=True):
    """What proves a result: a document, link, file or statement, of one deadline, measurement or record.

    ``text`` is what was typed, of a file its name. A document's ``number``, ``issued_on`` and ``receiver`` are read
    from it where they stand in it; a file is known by its ``sha256`` and ``size``, and ``is_kept`` where its bytes
    stand beside the data. ``rejected_on`` is the day from which it counts no more: the result it belonged to was sent
    back, its figure replaced, or another person found it invalid. ``verdict`` is what that person found.
    """

    __table_args__ = (
        Index("ix_evidence_deadline_id", "deadline_id"),
        Index("ix_evidence_measurement_id", "measurement_id"),
        Index("ix_evidence_record_id", "record_id", sqlite_where=text("record_id IS NOT NULL")),
        one_of("kind", EVIDENCE_KINDS),
        not_blank("text"),
        exactly_one("deadline_id", "measurement_id", "record_id"),
        one_of("verdict", Verdict),
        CheckConstraint("length(sha256) = 64 AND sha256 = lower(sha256)", name="sha256_of_its_form"),
        CheckConstraint("size >= 0", name="size_not_negative"),
        CheckConstraint("is_kept = false OR sha256 IS NOT NULL", name="kept_by_its_hash"),
        CheckConstraint(
            "(verdict IS NULL) = (verdict_on IS NULL) AND (verdict IS NULL) = (verdict_by IS NULL)",
            name="verdict_of_somebody",
        ),
        CheckConstraint(
            "verdict IS NULL OR verdict != 'invalid' OR (verdict_reason IS NOT NULL AND rejected_on IS NOT NULL)",
            name="invalid_for_a_reason",
        ),
        *true_dates("issued_on", "rejected_on", "verdict_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    deadline_id: int | None = Field(default=None, foreign_key="deadline.id", ondelete="CASCADE")
    measurement_id: int | None = Field(default=None, foreign_key="measurement.id", ondelete="CASCADE")
    # Its foreign key stands beside the class ``Record``.
    record_id: int | None = None
    kind: str
    text: str
    number: str | None = None
    issued_on: date | None = None
    receiver: str | None = None
    sha256: str | None = None
    size: int | None = Field(default=None, sa_type=BigInteger)
    is_kept: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    rejected_on: date | None = None
    verdict: str | None = None
    verdict_on: date | None = None
    verdict_by: str | None = None
    verdict_reason: str | None = None
