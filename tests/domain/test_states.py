from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.states import (
    EXCUSED,
    WORST_FIRST,
    Row,
    ahead,
    counted_as,
    days_late,
    is_handed_in,
    stage_at,
    state_of,
    worst,
)
from danvan_cli.domain.words import Stage, State

DUE = date(2023, 10, 24)
DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31))


def rows() -> st.SearchStrategy[Row]:
    return st.builds(
        Row,
        stage=st.sampled_from(list(Stage)),
        due_on=st.none() | DAYS,
        submitted_on=st.none() | DAYS,
        completed_on=st.none() | DAYS,
        exempt=st.booleans(),
    )


@pytest.mark.parametrize(
    ("row", "as_of", "state"),
    [
        (Row(Stage.NOT_STARTED, DUE), DUE, State.DUE_SOON),
        (Row(Stage.NOT_STARTED, DUE), DUE + timedelta(1), State.OVERDUE),
        (Row(Stage.IN_PROGRESS, DUE), DUE - timedelta(7), State.DUE_SOON),
        (Row(Stage.IN_PROGRESS, DUE), DUE - timedelta(8), State.IN_TIME),
        (Row(Stage.NOT_STARTED), DUE, State.UNDATED),
        (Row(Stage.COMPLETED, DUE, DUE, DUE), DUE, State.DONE_ON_TIME),
        (Row(Stage.COMPLETED, DUE, DUE + timedelta(1), DUE + timedelta(1)), DUE + timedelta(1), State.DONE_LATE),
        (Row(Stage.COMPLETED, DUE, DUE, DUE + timedelta(9)), DUE + timedelta(9), State.DONE_ON_TIME),
        (
            Row(Stage.COMPLETED, DUE, DUE + timedelta(1), DUE + timedelta(1), exempt=True),
            DUE + timedelta(1),
            State.DONE_ON_TIME,
        ),
        (Row(Stage.COMPLETED, None, DUE, DUE), DUE, State.DONE_UNDATED),
        (Row(Stage.COMPLETED, DUE, DUE + timedelta(5), DUE + timedelta(5)), DUE + timedelta(3), State.OVERDUE),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE), DUE + timedelta(9), State.IN_TIME),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE + timedelta(2)), DUE + timedelta(9), State.OVERDUE),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE + timedelta(2), exempt=True), DUE + timedelta(9), State.IN_TIME),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE - timedelta(3)), DUE - timedelta(3), State.IN_TIME),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE), DUE - timedelta(1), State.DUE_SOON),
        (Row(Stage.AWAITING_CONFIRMATION, None, DUE, exempt=True), DUE, State.UNDATED),
        # Closed later than the day asked about: that day it waited.
        (Row(Stage.COMPLETED, DUE, DUE, DUE + timedelta(9)), DUE + timedelta(8), State.IN_TIME),
        (Row(Stage.COMPLETED, DUE, DUE + timedelta(1), DUE + timedelta(9)), DUE + timedelta(8), State.OVERDUE),
        (
            Row(Stage.COMPLETED, DUE, DUE + timedelta(1), DUE + timedelta(9), exempt=True),
            DUE + timedelta(8),
            State.IN_TIME,
        ),
        # The mark excuses a result, not that there is none.
        (Row(Stage.IN_PROGRESS, DUE, exempt=True), DUE + timedelta(1), State.OVERDUE),
        (Row(Stage.CANCELLED, DUE), DUE + timedelta(9), State.CANCELLED),
        (Row(Stage.PAUSED, DUE), DUE + timedelta(9), State.PAUSED),
    ],
)
def test_a_row_has_the_state_of_the_official_cross_table(row: Row, as_of: date, state: State) -> None:
    assert state == state_of(row, as_of)


@pytest.mark.parametrize(
    ("row", "as_of", "late"),
    [
        (Row(Stage.NOT_STARTED, DUE), DUE + timedelta(2), 2),
        (Row(Stage.NOT_STARTED, DUE), DUE, 0),
        (Row(Stage.COMPLETED, DUE, DUE + timedelta(1), DUE + timedelta(4)), DUE + timedelta(30), 1),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE + timedelta(3)), DUE + timedelta(30), 3),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE + timedelta(3)), DUE + timedelta(2), 2),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE + timedelta(3), exempt=True), DUE + timedelta(30), 0),
        (Row(Stage.COMPLETED, DUE, DUE + timedelta(3), DUE + timedelta(9)), DUE + timedelta(5), 3),
        (Row(Stage.COMPLETED, DUE, None, DUE + timedelta(4)), DUE + timedelta(9), 4),
        (Row(Stage.COMPLETED, DUE, DUE + timedelta(3), DUE + timedelta(3), exempt=True), DUE + timedelta(9), 0),
        (Row(Stage.IN_PROGRESS, DUE, exempt=True), DUE + timedelta(2), 2),
        (Row(Stage.NOT_STARTED), DUE, 0),
    ],
)
def test_lateness_counts_to_the_day_of_hand_in(row: Row, as_of: date, late: int) -> None:
    assert late == days_late(row, as_of)


@given(rows(), DAYS)
def test_a_row_is_late_exactly_when_it_has_days_late(row: Row, as_of: date) -> None:
    assert (state_of(row, as_of) in (State.OVERDUE, State.DONE_LATE)) == (days_late(row, as_of) > 0)


@given(rows(), DAYS)
def test_what_happens_later_never_changes_an_earlier_day(row: Row, as_of: date) -> None:
    if row.completed_on and row.completed_on > as_of and (row.submitted_on is None or row.submitted_on > as_of):
        still_open = Row(Stage.IN_PROGRESS, row.due_on)
        if row.stage == Stage.COMPLETED:
            assert state_of(still_open, as_of) == state_of(row, as_of)


@given(rows(), DAYS, st.integers(0, 400))
def test_what_is_handed_in_is_never_due_soon(row: Row, as_of: date, soon_days: int) -> None:
    if is_handed_in(row, as_of):
        assert state_of(row, as_of, soon_days) != State.DUE_SOON


@pytest.mark.parametrize(
    ("row", "counted"),
    [
        (Row(Stage.COMPLETED, DUE, DUE, DUE, exempt=True), State.DONE_ON_TIME),
        (Row(Stage.COMPLETED, DUE, DUE + timedelta(1), DUE + timedelta(1), exempt=True), EXCUSED),
        (Row(Stage.COMPLETED, DUE, None, DUE + timedelta(1), exempt=True), EXCUSED),
        (Row(Stage.COMPLETED, None, DUE, DUE, exempt=True), State.DONE_UNDATED),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE + timedelta(1), exempt=True), State.IN_TIME),
    ],
)
def test_excused_is_only_what_was_done_late_for_a_good_reason(row: Row, counted: str) -> None:
    assert counted == counted_as(row, DUE + timedelta(9))


@given(rows(), DAYS)
def test_only_what_is_on_time_counts_as_excused(row: Row, as_of: date) -> None:
    counted, state = counted_as(row, as_of), state_of(row, as_of)

    assert state == (State.DONE_ON_TIME if counted == EXCUSED else counted)


@pytest.mark.parametrize(
    ("row", "stage"),
    [
        (Row(Stage.NOT_STARTED, DUE), Stage.NOT_STARTED),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE), Stage.AWAITING_CONFIRMATION),
        (Row(Stage.AWAITING_CONFIRMATION, DUE, DUE + timedelta(1)), Stage.IN_PROGRESS),
        (Row(Stage.COMPLETED, DUE, DUE, DUE), Stage.COMPLETED),
        (Row(Stage.COMPLETED, None, None, DUE), Stage.COMPLETED),
        (Row(Stage.COMPLETED, DUE, DUE, DUE + timedelta(1)), Stage.AWAITING_CONFIRMATION),
        (Row(Stage.COMPLETED, DUE, DUE + timedelta(1), DUE + timedelta(1)), Stage.IN_PROGRESS),
        (Row(Stage.PAUSED, DUE, DUE), Stage.PAUSED),
        (Row(Stage.CANCELLED, DUE, DUE), Stage.CANCELLED),
    ],
)
def test_the_stage_is_that_of_the_day_asked_about(row: Row, stage: Stage) -> None:
    assert stage == stage_at(row, DUE)


def test_a_task_is_as_its_worst_row() -> None:
    assert State.OVERDUE == worst([State.DONE_ON_TIME, State.OVERDUE, State.IN_TIME])
    assert State.PAUSED == worst([State.DONE_ON_TIME, State.PAUSED])
    assert State.DONE_LATE == worst([State.DONE_LATE, State.CANCELLED])
    assert State.UNDATED == worst([])
    assert State.IN_TIME == worst([], has_coming=True)
    assert State.DONE_LATE == worst([State.DONE_LATE], has_coming=True)


def test_the_order_from_worst_to_best_names_every_state_once() -> None:
    assert sorted(State) == sorted(WORST_FIRST)


def test_a_day_past_the_calendars_end_is_its_last() -> None:
    assert date(2023, 10, 31) == ahead(DUE, 7)
    assert date.max == ahead(date.max - timedelta(3), 7)
