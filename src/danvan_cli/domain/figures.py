"""What is computed and shown: counts with their parts, rates with their denominators, coverage, the Monday screen."""

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.domain.follow_ups import FollowUps
from danvan_cli.domain.model import (
    Deadline,
    Extension,
    Head,
    InCharge,
    JournalEntry,
    Note,
    Plan,
    Proof,
    Reminder,
    Target,
    Task,
    Unit,
)
from danvan_cli.domain.states import DECIDED, EXCUSED, worst
from danvan_cli.domain.words import GroupBy, RateOf, State

if TYPE_CHECKING:
    from danvan_cli.domain.reforms import PlannedReform
    from danvan_cli.domain.reminders import ReminderCounts
    from danvan_cli.domain.rounds import Round


class Rate(NamedTuple):
    """A share that names what it is a share of; no percentage where the denominator is 0."""

    numerator: int
    denominator: int
    of: str

    @property
    def percent(self) -> Decimal | None:
        """In percent with one decimal; None where the denominator is 0. A part is never rounded up to 100."""
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
        """Sum of all but ``paused`` and ``cancelled``; ``due_soon`` is in ``in_time`` already."""
        return self.done + self.in_time + self.overdue + self.undated

    @property
    def done(self) -> int:
        """All that is completed, late or not."""
        return self.done_on_time + self.done_late + self.done_undated

    def rate(self, of: RateOf = RateOf.DUE) -> Rate:
        """Share done in time, of the denominator named.

        Of what was already due, undated work is no part; of the total and of the done, undated work that is done
        counts as not late, as the official reports count it.
        """
        if of == RateOf.DUE:
            return Rate(self.due_on_time, self.already_due, "already_due")
        return Rate(self.done - self.done_late, self.total if of == RateOf.TOTAL else self.done, of)


class Tally(NamedTuple):
    """So many rows, or tasks, that count alike at a day.

    ``due`` of them have a last day that is past and count as met or missed (``states.DECIDED``), ``met`` of these were
    met, and ``excused`` are done on time only by the mark "trễ khách quan". ``reminders`` were sent for them in all.
    """

    state: str
    number: int
    due: int = 0
    met: int = 0
    excused: int = 0
    reminders: int = 0


def tally_of_rows(counted_as: str, *, is_past: bool, number: int = 1, reminders: int = 0) -> Tally:
    """Tallies rows by what ``states.counted_as`` says of each; ``is_past`` where their last day is before the day."""
    is_excused = counted_as == EXCUSED
    state = State.DONE_ON_TIME if is_excused else counted_as
    due = number if is_past and state in DECIDED else 0
    met = due if state == State.DONE_ON_TIME else 0
    return Tally(state, number, due, met, number if is_excused else 0, reminders)


def tally_of_tasks(rows: Collection[Tally], number: int = 1, reminders: int = 0) -> Tally:
    """Tallies tasks, each with rows like these, by the worst of them.

    A task is due once it is decided as a whole: all of it done, or a row of it late. While a row has days left, the
    others tell nothing of it yet. Its last day is met when every row of it whose day is past was done in time.
    Excused is only what is on time.
    """
    state = worst(row.state for row in rows)
    due, met = sum(row.due for row in rows), sum(row.met for row in rows)
    is_due = due > 0 and state in DECIDED
    is_excused = state == State.DONE_ON_TIME and any(row.excused for row in rows)
    return Tally(
        state, number, number if is_due else 0, number if is_due and met == due else 0,
        number if is_excused else 0, reminders,
    )  # fmt: skip


def counts_of(tallies: Iterable[Tally]) -> Counts:
    """Adds tallies up to the counts that are shown; ``Counts`` must have a field for every ``State``."""
    by_state: dict[str, int] = dict.fromkeys(State, 0)
    due = met = excused = reminders = 0
    for tally in tallies:
        by_state[tally.state] += tally.number
        due += tally.due
        met += tally.met
        excused += tally.excused
        reminders += tally.reminders
    by_state[State.IN_TIME] += by_state[State.DUE_SOON]
    return Counts(
        **{str(state): number for state, number in by_state.items()},
        reminders=reminders,
        due_on_time=met,
        already_due=due,
        exempt=excused,
    )


class GroupCounts(NamedTuple):
    """A line of the cross table: what it counts, and how many. No code for what has no unit, month or section.

    ``parent`` is the code of the unit above, ``of_units`` marks a subtotal of a unit and those below it. ``merged`` are
    the codes of the units that this one is the heir of: their finished work is in its counts.
    """

    code: str | None
    name: str
    counts: Counts
    parent: str | None = None
    of_units: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    merged_names: tuple[str, ...] = ()

    def with_merged(self, line: "GroupCounts") -> "GroupCounts":
        """Adds the line of a unit that this one is the heir of."""
        return self._replace(
            counts=self.counts.plus(line.counts),
            merged=(*self.merged, line.code or ""),
            merged_names=(*self.merged_names, line.name),
        )


class AgencyCounts(NamedTuple):
    """A line of the province's table: an agency, its plans, and all parts of work in them."""

    code: str
    name: str
    plans: int
    counts: Counts


def total_of(lines: Iterable[GroupCounts | AgencyCounts]) -> Counts:
    """Adds up the lines of a table."""
    return functools.reduce(Counts.plus, (line.counts for line in lines), Counts())


def under_heirs(
    lines: Iterable[GroupCounts], names: Mapping[str, str], heirs: Mapping[str, str]
) -> tuple[GroupCounts, ...]:
    """Adds the lines of units that were merged to those of their heirs, which need not have one yet."""
    kept = list(lines)
    found = {line.code: line for line in kept if line.code not in heirs}
    for line in kept:
        if (heir := heirs.get(line.code or "")) is not None:
            found[heir] = found.get(heir, GroupCounts(heir, names[heir], Counts())).with_merged(line)
    return tuple(found.values())


def subtotals(lines: Sequence[GroupCounts], units: Sequence[Unit]) -> tuple[GroupCounts, ...]:
    """Adds up, for every unit that has units below it in the table, itself and all below it."""
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
    plan: str = ""

    @property
    def nothing_arose(self) -> bool:
        """True where all have reported and there was nothing to take a share of."""
        return self.denominator == 0 and not self.missing

    @property
    def is_silent(self) -> bool:
        """True where no figure was recorded."""
        return self.numerator is None and self.actual is None


class Status(NamedTuple):
    """The Monday screen: who is late, on what, what is next, how far the targets are.

    ``groups`` are the lines of another grouping than by unit; ``extension_requests`` the rows whose extension waits
    for a decision; ``unopened`` counts tasks none of whose periods has begun; ``below`` are the units under
    the one asked about, whose own work is not in its figures. ``known_on`` is the day by which figures had
    to be typed in, None where all count. ``plans`` are the codes of all plans in it. ``sealed`` is the head of the
    journal, where the figures go into a file. ``rounds`` are the reporting rounds in which units may send;
    ``follow_ups`` what is followed beside the plans, in no total here. ``merged`` are the units whose work the one
    asked about has taken over whole: what they had finished is in its figures, too.
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
    extension_requests: Collection[Deadline] = ()
    known_on: date | None = None
    unopened: int = 0
    below: tuple[str, ...] = ()
    reminders: "tuple[ReminderCounts, ...]" = ()
    sealed: Head | None = None
    plans: tuple[str, ...] = ()
    rounds: "tuple[Round, ...]" = ()
    follow_ups: tuple[FollowUps, ...] = ()
    merged: tuple[str, ...] = ()
    reforms: "tuple[PlannedReform, ...]" = ()

    def takes_in(self, unit: str | None) -> bool:
        """Tells whether a unit's work is in these figures: the one asked about, or merged into it; all, if none was."""
        return self.unit is None or unit == self.unit.code or unit in self.merged

    @property
    def rows(self) -> Counts:
        """Adds up the units' lines: parts of work, where ``totals`` counts tasks once.

        Its ``overdue`` and ``due_soon`` say how long those two lists are in all, of which only the first may be here.
        """
        return total_of(self.units)


class Month(NamedTuple):
    """A month with the deadlines that fall in it, and why its days off are off.

    ``days_off`` gives the reason for each; ``holidays`` are those that are not just a Saturday or Sunday. ``certain``
    is False where the year's official days off are not known yet.
    """

    plan: Plan
    first: date
    deadlines: Collection[Deadline]
    days_off: dict[date, str]
    certain: bool
    holidays: tuple[date, ...] = ()
    plans: tuple[str, ...] = ()


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
    officers: tuple[InCharge, ...] = ()
    proofs: tuple[Proof, ...] = ()


class Dated(NamedTuple):
    """Every dated row of a plan or of one unit's share, with what a calendar file needs besides."""

    plan: Plan
    unit: Unit | None
    deadlines: Collection[Deadline]
    warning_days: tuple[int, ...]
    sealed: Head | None = None
