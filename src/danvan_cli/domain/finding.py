"""What a clerk looks up: all of one unit, the extensions of the plans, the officers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from danvan_cli.domain.codes import nearest
from danvan_cli.domain.errors import ConflictError, NotFoundError
from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.follow_ups import FollowUps
from danvan_cli.domain.model import Deadline, Extension, Unit
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import ExtensionState


class Officer(NamedTuple):
    """Someone to call about a unit's work; ``number`` is the place in the list of all, from 1.

    ``tasks`` are those that the officer is in charge of, as a code with its plan's.
    """

    number: int
    name: str
    post: str | None
    phone: str | None
    email: str | None
    unit: str | None
    tasks: tuple[str, ...] = ()


def find_officer(officers: Sequence[Officer], words: str) -> Officer:
    """Finds the officer meant by a number of the list, a name, or some words of a name that no other one has.

    Raises ConflictError that names those who share it, NotFoundError that suggests the nearest.
    """
    key = fold(words)
    found = [one for one in officers if str(one.number) == key or fold(one.name) == key]
    if not found and key:
        found = [one for one in officers if set(key.split()) <= set(fold(one.name).split())]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{one.number}. {one.name}" + (f" ({one.unit})" if one.unit else "") for one in found)
        raise ConflictError(f"“{clean(words)}” có thể là nhiều người: {listed}.", "Ghi số thứ tự ở danvan person list.")
    near = nearest(words, [one.name for one in officers])
    hint = f"Có phải “{near}”? " if near else ""
    raise NotFoundError(
        f"Không có cán bộ “{clean(words)}”.", f"{hint}Xem bằng danvan person list, thêm bằng danvan person add."
    )


class PlanExtension(NamedTuple):
    """An extension or a request for one, with the plan and the task that it is of.

    ``withdrawn_on`` is the day on which it was taken back, as never meant: the plan no longer has it.
    """

    plan: str
    task: str
    content: str
    extension: Extension
    withdrawn_on: date | None = None

    @property
    def state(self) -> ExtensionState:
        """Tells where it stands."""
        if self.withdrawn_on is not None:
            return ExtensionState.WITHDRAWN
        if self.extension.decision is None:
            return ExtensionState.ASKED
        return ExtensionState.REFUSED if self.extension.decision == "refused" else ExtensionState.GRANTED


class UnitReminder(NamedTuple):
    """A reminder that counts, of one part of a unit's work, or of one that it was urged of before others had it.

    ``is_unanswered``: the day by which the letter asked for an answer has passed, and nothing was handed in. ``to`` is
    the code of whom it was sent to, where that was another unit.
    """

    plan: str
    task: str
    period: str
    kind: str
    sent_on: date
    document: str | None
    reply_by: date | None
    is_unanswered: bool
    to: str | None = None


class UnitNote(NamedTuple):
    """A remark on a unit or on a task that it leads; no task for one on the whole plan."""

    plan: str
    task: str | None
    text: str
    actor: str
    at: datetime


class UnitRecord(NamedTuple):
    """A record of a unit's figures that are not tasks: its kind's word, the period or day, the values in one line."""

    code: str
    kind: str
    when: str
    last_day: date
    values: str


class SupportedTask(NamedTuple):
    """A task in which a unit only helps or looks on, ``role`` says which, with those who lead it."""

    plan: str
    task: str
    content: str
    role: str
    leads: tuple[str, ...]


class UnitSheet(NamedTuple):
    """All that the plans followed hold of one unit at a day.

    ``deadlines`` are the first of its rows as a lead, ``total`` of them in all; ``late`` and ``waiting`` (handed in,
    not confirmed yet) are found among all. Of notes the newest are there, newest first; of records all, newest first.
    ``follow_ups`` are rows of records, in none of these.
    """

    unit: Unit
    as_of: date
    plans: tuple[str, ...]
    officers: tuple[Officer, ...]
    deadlines: tuple[Deadline, ...]
    total: int
    late: tuple[Deadline, ...]
    waiting: tuple[Deadline, ...]
    supports: tuple[SupportedTask, ...]
    extensions: tuple[PlanExtension, ...]
    reminders: tuple[UnitReminder, ...]
    coverage: tuple[Coverage, ...]
    notes: tuple[UnitNote, ...]
    records: tuple[UnitRecord, ...] = ()
    follow_ups: tuple[FollowUps, ...] = ()
