"""What is computed and shown: counts with their parts, rates with their denominators, coverage, the Monday screen."""

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.domain.model import Deadline, Extension, JournalEntry, Note, Plan, Reminder, Target, Task, Unit
from danvan_cli.domain.words import GroupBy, RateOf

if TYPE_CHECKING:
    from danvan_cli.domain.reminders import ReminderCounts


class Rate(NamedTuple):
    """A share that names what it is a share of; no percentage where the denominator is 0."""

    numerator: int
    denominator: int
    of: str

    @property
    def percent(self) -> Decimal | None:
        """Gives the percentage, one decimal, or None of nothing; a part is never rounded up to the whole."""
        if not self.denominator:
            return None
        rounded = (Decimal(100 * self.numerator) / self.denominator).quantize(Decimal("0.1"))
        return Decimal("99.9") if self.numerator < self.denominator and rounded >= 100 else rounded


class Counts(NamedTuple):
    """How many rows (of a unit) or tasks (of the totals) stand in each state at a day.

    ``due_soon`` is part of ``in_time``; ``paused`` and ``cancelled`` stand outside the total.
    ``already_due`` counts dated rows whose last day is past, ``due_on_time`` those of them done in time; ``exempt``
    is the part of ``done_on_time`` that is late but marked "trễ khách quan".
    """

    done_on_time: int = 0
    done_late: int = 0
    done_undated: int = 0
    in_time: int = 0
    due_soon: int = 0
    overdue: int = 0
    undated: int = 0
    paused: int = 0
    cancelled: int = 0
    reminders: int = 0
    due_on_time: int = 0
    already_due: int = 0
    exempt: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Adds another line's counts to this one's."""
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def minus(self, other: "Counts") -> "Counts":
        """Takes another line's counts, which are part of these, out again."""
        return Counts(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def total(self) -> int:
        """Is the sum of its parts, by construction."""
        return self.done + self.in_time + self.overdue + self.undated

    @property
    def done(self) -> int:
        """Counts all that is completed, late or not."""
        return self.done_on_time + self.done_late + self.done_undated

    def rate(self, of: RateOf = RateOf.DUE) -> Rate:
        """Gives the share done in time, of the denominator named.

        Of what was already due, undated work is no part; of the total and of the done, undated work that is done
        counts as not late, as the official reports count it.
        """
        if of == RateOf.DUE:
            return Rate(self.due_on_time, self.already_due, "already_due")
        return Rate(self.done - self.done_late, self.total if of == RateOf.TOTAL else self.done, of)


class GroupCounts(NamedTuple):
    """A line of the cross table: what it counts, and how many. No code for what has no unit, month or section.

    ``parent`` is the code of the unit above, ``of_units`` marks a subtotal of a unit and those below it.
    """

    code: str | None
    name: str
    counts: Counts
    parent: str | None = None
    of_units: tuple[str, ...] = ()


class AgencyCounts(NamedTuple):
    """A line of the province's table: an agency, its plans, and all parts of work in them."""

    code: str
    name: str
    plans: int
    counts: Counts


def total_of(lines: Iterable[GroupCounts | AgencyCounts]) -> Counts:
    """Adds up the lines of a table."""
    return functools.reduce(Counts.plus, (line.counts for line in lines), Counts())


def subtotals(lines: Sequence[GroupCounts], units: Sequence[Unit]) -> tuple[GroupCounts, ...]:
    """Gives a line for every unit that has units below it in the table: itself and all below it added up."""
    above = {unit.code: unit.parent for unit in units}
    names = {unit.code: unit.name for unit in units}

    def line_above(code: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while code is not None and code not in seen:
            seen.add(code)
            yield code
            code = above.get(code)

    under: dict[str, list[GroupCounts]] = {}
    for line in lines:
        for code in line_above(line.code):
            under.setdefault(code, []).append(line)
    return tuple(
        GroupCounts(code, names[code], total_of(own), above[code], tuple(line.code or "" for line in own))
        for code, own in under.items()
        if any(line.code != code for line in own)
    )


class Coverage(NamedTuple):
    """How far a target is at a day; ``met`` is None where it cannot be said."""

    target: Target
    numerator: Decimal | None
    denominator: Decimal | None
    actual: Decimal | None
    percent: Decimal | None
    met: bool | None
    remaining: Decimal | None
    units_reported: int
    units_total: int
    missing: tuple[str, ...]
    as_of: date


class Status(NamedTuple):
    """The Monday screen: who is late, on what, what is next, how far the targets are.

    ``groups`` are the lines of another grouping than by unit; ``asked`` the rows whose extension waits for a
    decision; ``unopened`` counts tasks none of whose periods has begun; ``below`` are the units under
    the one asked about, whose own work is not in its figures. ``known_on`` is the day by which figures had
    to be typed in, None where all count.
    """

    plan: Plan
    as_of: date
    soon_days: int
    units: tuple[GroupCounts, ...]
    totals: Counts
    overdue: Collection[Deadline]
    due_soon: Collection[Deadline]
    coverage: tuple[Coverage, ...]
    unit: Unit | None = None
    subtotals: tuple[GroupCounts, ...] = ()
    group_by: GroupBy = GroupBy.UNIT
    groups: tuple[GroupCounts, ...] = ()
    rate_of: RateOf = RateOf.DUE
    asked: Collection[Deadline] = ()
    known_on: date | None = None
    unopened: int = 0
    below: tuple[str, ...] = ()
    reminders: "tuple[ReminderCounts, ...]" = ()

    @property
    def rows(self) -> Counts:
        """Adds up the units' lines: parts of work, where ``totals`` counts tasks once.

        Its ``overdue`` and ``due_soon`` say how long those two lists are in all, of which only the first may be here.
        """
        return total_of(self.units)


class Month(NamedTuple):
    """A month with the deadlines that fall in it, and why its days off are off.

    ``holidays`` are those of its days off that are more than a day of the weekend.
    """

    plan: Plan
    first: date
    deadlines: Collection[Deadline]
    days_off: dict[date, str]
    certain: bool
    holidays: tuple[date, ...] = ()


class Stale(NamedTuple):
    """Open work without a date, and for how many days nothing was heard of it; ``after`` is its own limit."""

    deadline: Deadline
    idle_days: int
    last_heard: date
    after: int


class TaskHistory(NamedTuple):
    """One task with its notes and everything the journal knows of it, newest first."""

    plan: Plan
    task: Task
    notes: tuple[Note, ...]
    entries: tuple[JournalEntry, ...]
    extensions: tuple[Extension, ...]
    reminders: tuple[Reminder, ...]


class Dated(NamedTuple):
    """Every dated row of a plan or of one unit's share, with what a calendar file needs besides."""

    plan: Plan
    unit: Unit | None
    deadlines: Collection[Deadline]
    warning_days: tuple[int, ...]
