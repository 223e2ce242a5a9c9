from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.states import WORST_FIRST, Row, days_late, state_of, worst
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


def test_a_task_is_as_its_worst_row() -> None:
    assert State.OVERDUE == worst([State.DONE_ON_TIME, State.OVERDUE, State.IN_TIME])
    assert State.PAUSED == worst([State.DONE_ON_TIME, State.PAUSED])
    assert State.DONE_LATE == worst([State.DONE_LATE, State.CANCELLED])
    assert State.UNDATED == worst([])


def test_the_order_from_worst_to_best_names_every_state_once() -> None:
    assert sorted(State) == sorted(WORST_FIRST)
