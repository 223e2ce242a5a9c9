from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.figures import (
    Counts,
    GroupCounts,
    Rate,
    RateOf,
    Tally,
    counts_of,
    subtotals,
    tally_of_rows,
    tally_of_tasks,
    total_of,
)
from danvan_cli.domain.model import Unit
from danvan_cli.domain.states import EXCUSED
from danvan_cli.domain.words import State

COUNTS = st.builds(Counts, *(st.integers(0, 50) for _ in Counts._fields))
ROWS = st.builds(tally_of_rows, st.sampled_from([*State, EXCUSED]), is_past=st.booleans(), reminders=st.integers(0, 3))
LINES = (
    GroupCounts("VP", "Văn phòng", Counts(done_late=2, overdue=1), None),
    GroupCounts("CC", "Chi cục", Counts(in_time=3, due_soon=1), "VP"),
    GroupCounts("ĐỘI", "Đội", Counts(paused=4), "CC"),
    GroupCounts("TTr", "Thanh tra", Counts(undated=5), None),
    GroupCounts(None, "", Counts(undated=6), None),
)


def unit(code: str, parent: str | None) -> Unit:
    return Unit(code, f"Tên {code}", "department", parent, None, (), None, None)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        (0, 7, "0.0"),
        (2, 3, "66.7"),
        (7, 7, "100.0"),
        (999, 1000, "99.9"),
        (1999, 2000, "99.9"),
        (99_999, 100_000, "99.9"),
        (1014, 1160, "87.4"),  # Bình Định to 30/5/2022: done in time, of what is done
    ],
)
def test_a_rate_has_one_decimal_and_a_part_never_becomes_the_whole(
    numerator: int, denominator: int, percent: str
) -> None:
    assert Decimal(percent) == Rate(numerator, denominator, RateOf.DONE).percent


@given(st.integers(1, 10**7), st.data())
def test_only_all_is_a_hundred_percent(denominator: int, data: st.DataObject) -> None:
    numerator = data.draw(st.integers(0, denominator) | st.just(denominator - 1))

    assert (Rate(numerator, denominator, RateOf.TOTAL).percent == 100) == (numerator == denominator)


def test_of_nothing_there_is_no_percentage() -> None:
    assert Rate(0, 0, RateOf.TOTAL).percent is None


def test_each_rate_is_of_the_denominator_that_it_names() -> None:
    counts = Counts(
        done_on_time=5, done_late=2, done_undated=1, in_time=4, due_soon=3, overdue=2, undated=6, paused=7, cancelled=8,
        due_on_time=4, already_due=9,
    )  # fmt: skip

    assert (4, 9, "already_due") == counts.rate(RateOf.DUE)
    assert (6, 8, "done") == counts.rate(RateOf.DONE)
    assert (6, 20, "total") == counts.rate(RateOf.TOTAL)


@given(COUNTS)
def test_what_is_paused_or_cancelled_is_in_no_total_and_what_is_due_soon_is_in_it_once(counts: Counts) -> None:
    assert (
        counts.done_on_time + counts.done_late + counts.done_undated + counts.in_time + counts.overdue + counts.undated
    ) == counts.total


@given(COUNTS, COUNTS)
def test_what_is_added_can_be_taken_out_again(one: Counts, other: Counts) -> None:
    assert one == one.plus(other).minus(other)


@pytest.mark.parametrize(
    ("counted_as", "is_past", "tally"),
    [
        (State.DONE_ON_TIME, True, Tally("done_on_time", 3, due=3, met=3)),
        (State.DONE_ON_TIME, False, Tally("done_on_time", 3)),
        (EXCUSED, True, Tally("done_on_time", 3, due=3, met=3, excused=3)),
        (EXCUSED, False, Tally("done_on_time", 3, excused=3)),
        (State.DONE_LATE, True, Tally("done_late", 3, due=3)),
        (State.DONE_UNDATED, False, Tally("done_undated", 3)),
        (State.OVERDUE, True, Tally("overdue", 3, due=3)),
        # Handed in in time and waiting for the Office: neither met nor missed yet.
        (State.IN_TIME, True, Tally("in_time", 3)),
        (State.DUE_SOON, False, Tally("due_soon", 3)),
        (State.UNDATED, False, Tally("undated", 3)),
        (State.PAUSED, True, Tally("paused", 3)),
        (State.CANCELLED, True, Tally("cancelled", 3)),
    ],
)
def test_a_past_day_is_met_or_missed_once_it_is_decided(counted_as: str, is_past: bool, tally: Tally) -> None:
    assert tally == tally_of_rows(counted_as, is_past=is_past, number=3)


def row(counted_as: str, *, is_past: bool = True) -> Tally:
    return tally_of_rows(counted_as, is_past=is_past)


@pytest.mark.parametrize(
    ("rows", "task"),
    [
        ([row(State.DONE_ON_TIME), row(State.DONE_ON_TIME)], Tally("done_on_time", 1, due=1, met=1)),
        ([row(State.DONE_ON_TIME), row(State.DONE_LATE)], Tally("done_late", 1, due=1)),
        # A task that still has days left is not decided by the rows of it that are done.
        ([row(State.DONE_ON_TIME), row(State.IN_TIME, is_past=False)], Tally("in_time", 1)),
        ([row(State.DONE_LATE), row(State.IN_TIME, is_past=False)], Tally("in_time", 1)),
        ([row(State.DONE_LATE), row(State.OVERDUE)], Tally("overdue", 1, due=1)),
        ([row(State.IN_TIME), row(State.UNDATED, is_past=False)], Tally("in_time", 1)),
        ([row(EXCUSED), row(State.DONE_ON_TIME)], Tally("done_on_time", 1, due=1, met=1, excused=1)),
        # Excused is a part of what is on time, and this task is not.
        ([row(EXCUSED), row(State.DONE_LATE)], Tally("done_late", 1, due=1)),
        ([row(EXCUSED), row(State.OVERDUE)], Tally("overdue", 1, due=1)),
        # A paused task is outside the total, and so in no rate.
        ([row(State.DONE_ON_TIME), row(State.PAUSED)], Tally("paused", 1)),
        ([row(State.DONE_ON_TIME), row(State.CANCELLED)], Tally("done_on_time", 1, due=1, met=1)),
    ],
)
def test_a_task_counts_once_by_its_worst_row_and_meets_its_day_with_all_of_them(rows: list[Tally], task: Tally) -> None:
    assert task == tally_of_tasks(rows)
    assert task == tally_of_tasks(rows[::-1])


@given(st.lists(ROWS, max_size=20))
def test_counts_are_the_sums_of_their_tallies(tallies: list[Tally]) -> None:
    counts = counts_of(tallies)

    def number(*states: State) -> int:
        return sum(tally.number for tally in tallies if tally.state in states)

    for state in State:
        expected = number(State.IN_TIME, State.DUE_SOON) if state == State.IN_TIME else number(state)
        assert expected == getattr(counts, state)
    assert sum(tally.reminders for tally in tallies) == counts.reminders
    assert counts.due_on_time <= counts.already_due <= counts.total
    assert counts.exempt <= counts.done_on_time


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_a_task_is_never_more_than_its_rows(rows: list[Tally]) -> None:
    task = counts_of([tally_of_tasks(rows)])

    assert 1 == task.total + task.paused + task.cancelled
    assert task.due_on_time <= task.already_due <= task.total
    assert task.exempt <= task.done_on_time


def test_the_lines_of_a_table_add_up() -> None:
    expected = Counts(done_late=2, overdue=1, in_time=3, due_soon=1, paused=4, undated=11)

    assert expected == total_of(LINES)
    assert Counts() == total_of([])


def test_a_unit_above_others_has_a_line_of_itself_and_all_below_it() -> None:
    units = [unit("VP", None), unit("CC", "VP"), unit("ĐỘI", "CC"), unit("TTr", None)]

    assert (
        GroupCounts("VP", "Tên VP", total_of(LINES[:3]), None, ("VP", "CC", "ĐỘI")),
        GroupCounts("CC", "Tên CC", total_of(LINES[1:3]), "VP", ("CC", "ĐỘI")),
    ) == subtotals(LINES, units)


def test_a_unit_that_leads_nothing_itself_still_has_the_line_of_those_below_it() -> None:
    units = [unit("VP", None), unit("CC", "VP")]

    assert (GroupCounts("VP", "Tên VP", LINES[1].counts, None, ("CC",)),) == subtotals(LINES[1:2], units)


def test_units_that_stand_above_each_other_in_a_circle_are_added_up_once() -> None:
    units = [unit("VP", "CC"), unit("CC", "VP")]

    assert {"VP": ("VP", "CC"), "CC": ("VP", "CC")} == {
        line.code: line.of_units for line in subtotals(LINES[:2], units)
    }
