"""The state of a lead unit's row at a day, and of a task from its rows.

The rule stands twice, here and as SQL in ``db.state_sql``; a property test holds the two equal, and all that is listed
or counted is made from these two.
Source: the official cross table (báo cáo 1270/BC-TCTTTg 2017); what is our own rule says so.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from danvan_cli.domain.words import Stage, State

SOON_DAYS = 7

# From the worst to the best; a task is as its worst row, and one paused lead keeps it from being done.
WORST_FIRST = (
    State.OVERDUE,
    State.DUE_SOON,
    State.IN_TIME,
    State.UNDATED,
    State.PAUSED,
    State.DONE_LATE,
    State.DONE_ON_TIME,
    State.DONE_UNDATED,
    State.CANCELLED,
)
DONE = (State.DONE_ON_TIME, State.DONE_LATE, State.DONE_UNDATED)
# In these a last day that is past counts as met or missed. A row that was handed in in time and still waits for the
# Office is IN_TIME: it counts as neither until it is confirmed.
DECIDED = (State.DONE_ON_TIME, State.DONE_LATE, State.OVERDUE)
# What counted_as says of a row that was done late but bears the mark "trễ khách quan"; its state is DONE_ON_TIME.
EXCUSED = "excused"
# What can still be worked on or handed in.
UNFINISHED = (Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.AWAITING_CONFIRMATION, Stage.PAUSED)
_RANK: dict[str, int] = {state: rank for rank, state in enumerate(WORST_FIRST)}


def taken_in(state: str) -> tuple[State, ...]:
    """Lists the states of rows that a state asked for takes in: what is due soon is in time, too."""
    return (State.IN_TIME, State.DUE_SOON) if state == State.IN_TIME else (State(state),)


class Row(NamedTuple):
    """The facts of a deadline row that its state depends on, as they were at the day asked about."""

    stage: str
    due_on: date | None = None
    submitted_on: date | None = None
    completed_on: date | None = None
    exempt: bool = False


def state_of(row: Row, as_of: date, soon_days: int = SOON_DAYS) -> State:
    """Derives the state at ``as_of``, from what was true then only.

    The due day itself is in time. A completed row is late by its submission day, an exempt one ("trễ khách
    quan") never. Our rule: a row handed in and waiting for the Office is measured at its submission day too, an exempt
    one is in time, and none is "due soon", since nothing is left for the unit to do.
    """
    counted = counted_as(row, as_of, soon_days)
    return State.DONE_ON_TIME if counted == EXCUSED else State(counted)


def counted_as(row: Row, as_of: date, soon_days: int = SOON_DAYS) -> str:
    """Derives what a row counts as: its state, or ``EXCUSED`` where only the mark "trễ khách quan" makes it on time."""
    if row.stage in (Stage.CANCELLED, Stage.PAUSED):
        return row.stage
    is_done = _is_done(row, as_of)
    if row.due_on is None:
        return State.DONE_UNDATED if is_done else State.UNDATED
    is_missed = _measured_on(row, as_of) > row.due_on
    if is_done:
        return State.DONE_ON_TIME if not is_missed else EXCUSED if row.exempt else State.DONE_LATE
    if is_handed_in(row, as_of):
        return State.OVERDUE if is_missed and not row.exempt else State.IN_TIME
    if is_missed:
        return State.OVERDUE
    return State.DUE_SOON if (row.due_on - as_of).days <= soon_days else State.IN_TIME


def _is_done(row: Row, as_of: date) -> bool:
    return row.stage == Stage.COMPLETED and row.completed_on is not None and row.completed_on <= as_of


def _measured_on(row: Row, as_of: date) -> date:
    """Finds the day that is held against the last day: that of the hand-in where there is one by ``as_of``."""
    if _is_done(row, as_of):
        return row.submitted_on or row.completed_on or as_of
    return row.submitted_on if row.submitted_on and is_handed_in(row, as_of) else as_of


def is_handed_in(row: Row, as_of: date) -> bool:
    """Says whether the unit had handed in its result by ``as_of``, and it was not sent back: it waits or is closed."""
    handed_in = row.submitted_on is not None and row.submitted_on <= as_of
    return handed_in and row.stage in (Stage.AWAITING_CONFIRMATION, Stage.COMPLETED)


def stage_at(row: Row, as_of: date) -> Stage:
    """Finds the stage at ``as_of``; of a row handed in or completed only later all that is known is IN_PROGRESS."""
    if row.stage in (Stage.PAUSED, Stage.CANCELLED):
        return Stage(row.stage)
    if _is_done(row, as_of):
        return Stage.COMPLETED
    if is_handed_in(row, as_of):
        return Stage.AWAITING_CONFIRMATION
    return Stage(row.stage) if row.stage in (Stage.NOT_STARTED, Stage.IN_PROGRESS) else Stage.IN_PROGRESS


def days_late(row: Row, as_of: date) -> int:
    """Counts the days past the last day, 0 when in time or undated; stops at the submission day."""
    if row.due_on is None or state_of(row, as_of) not in (State.OVERDUE, State.DONE_LATE):
        return 0
    return (_measured_on(row, as_of) - row.due_on).days


def worst(states: Iterable[str], *, has_coming: bool = False) -> State:
    """Derives a task's state from those of its rows that have begun.

    Without any it is in time while a period is still to come (``has_coming``), else undated.
    """
    default = State.IN_TIME if has_coming else State.UNDATED
    return State(min(states, key=_RANK.__getitem__, default=default))


def ahead(as_of: date, days: int) -> date:
    """Finds the day so many days on, the calendar's last where there is none."""
    return as_of + timedelta(days) if (date.max - as_of).days > days else date.max
