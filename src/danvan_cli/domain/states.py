"""The state of a lead unit's row at a day, and of a task from its rows.

The rule stands twice, here and as SQL in ``db.reads.state_sql``; a property test holds the two equal.
Source: the official cross table (báo cáo 1270/BC-TCTTTg 2017); what is our own rule says so.
"""

from collections.abc import Iterable
from datetime import date
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
# What can still be worked on or handed in.
UNFINISHED = (Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.AWAITING_CONFIRMATION, Stage.PAUSED)
_RANK = {state: rank for rank, state in enumerate(WORST_FIRST)}


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
    quan") never. Our rule: a row handed in and waiting for the Office is measured at its submission day too,
    and is not "due soon", since nothing is left for the unit to do.
    """
    if row.stage in (Stage.CANCELLED, Stage.PAUSED):
        return State(row.stage)
    if row.stage == Stage.COMPLETED and row.completed_on is not None and row.completed_on <= as_of:
        return _done_state(row)
    return _open_state(row, as_of, soon_days)


def _done_state(row: Row) -> State:
    if row.due_on is None:
        return State.DONE_UNDATED
    handed_in = row.submitted_on or row.completed_on
    in_time = row.exempt or handed_in is None or handed_in <= row.due_on
    return State.DONE_ON_TIME if in_time else State.DONE_LATE


def _open_state(row: Row, as_of: date, soon_days: int) -> State:
    if row.due_on is None:
        return State.UNDATED
    waiting = is_waiting(row, as_of)
    measured_on = row.submitted_on if waiting and row.submitted_on else as_of
    if measured_on > row.due_on:
        return State.OVERDUE
    if not waiting and (row.due_on - as_of).days <= soon_days:
        return State.DUE_SOON
    return State.IN_TIME


def is_waiting(row: Row, as_of: date) -> bool:
    """Says whether the unit had handed in its result by ``as_of`` and the Office had not closed the row."""
    handed_in = row.submitted_on is not None and row.submitted_on <= as_of
    return handed_in and row.stage in (Stage.AWAITING_CONFIRMATION, Stage.COMPLETED)


def stage_at(row: Row, as_of: date) -> Stage:
    """Tells where the row stood by hand at a day; of a stage that began later only that it was open is known."""
    state = state_of(row, as_of)
    if state in (State.DONE_ON_TIME, State.DONE_LATE, State.DONE_UNDATED):
        return Stage.COMPLETED
    if state in (State.PAUSED, State.CANCELLED):
        return Stage(state)
    if is_waiting(row, as_of):
        return Stage.AWAITING_CONFIRMATION
    return Stage(row.stage) if row.stage in (Stage.NOT_STARTED, Stage.IN_PROGRESS) else Stage.IN_PROGRESS


def days_late(row: Row, as_of: date) -> int:
    """Counts the days past the last day, 0 when in time or undated; stops at the submission day."""
    state = state_of(row, as_of)
    if row.due_on is None or state not in (State.OVERDUE, State.DONE_LATE):
        return 0
    handed_in = row.submitted_on or row.completed_on
    counted_to = handed_in if handed_in is not None and (state == State.DONE_LATE or is_waiting(row, as_of)) else as_of
    return (counted_to - row.due_on).days


def worst(states: Iterable[str]) -> State:
    """Gives a task's state from its rows; a task without rows is undated."""
    return min((State(s) for s in states), key=_RANK.__getitem__, default=State.UNDATED)
