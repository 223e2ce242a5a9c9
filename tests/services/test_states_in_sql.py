"""The state of a row stands once in SQL and once in Python: the two always agree, and the counts follow from them."""

from __future__ import annotations

import functools
import itertools
import operator
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import costly

from danvan_cli.db import tables
from danvan_cli.db.reads import counts, deadlines
from danvan_cli.db.reads import tasks as task_reads
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.domain.figures import Counts
from danvan_cli.domain.model import TaskFilter
from danvan_cli.domain.states import SOON_DAYS, Row, days_late, state_of, worst
from danvan_cli.domain.words import Stage, State
from danvan_cli.services.writing import writing

FIRST = date(2023, 6, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(n))
TASKS = ("II.1-1", "II.1-2", "II.1-3", "II.2-1")
UNITS = (None, "VP", "TTr", "CCTĐC")


class Placed(NamedTuple):
    """A row with its place."""

    row: Row
    task: str
    unit: str | None
    removed: bool


@st.composite
def rows(draw: st.DrawFn) -> Row:
    stage = draw(st.sampled_from(list(Stage)))
    submitted = draw(DAYS if stage == Stage.AWAITING_CONFIRMATION else st.none() | DAYS)
    completed = None
    if stage == Stage.COMPLETED:
        completed = draw(DAYS)
        submitted = min(submitted, completed) if submitted else None
    return Row(stage, draw(st.none() | DAYS), submitted, completed, draw(st.booleans()))


PLACED = st.lists(
    st.builds(Placed, rows(), st.sampled_from(TASKS), st.sampled_from(UNITS), st.just(False)), min_size=1, max_size=25
)


@contextmanager
def stored(book: Any, placed: list[Placed]) -> Iterator[Any]:
    """Puts the rows in place of the plan's own, inside a transaction that is rolled back."""
    with writing(book.on(dry_run=True)) as work:
        connection = work.reader
        connection.execute("DELETE FROM deadline")
        tasks = dict(connection.execute("SELECT code, id FROM task"))
        units = dict(connection.execute("SELECT code, id FROM unit"))
        plan = connection.execute("SELECT id FROM plan").fetchone()[0]
        for number, (row, task, unit, _) in enumerate(placed):
            work.session.add(
                tables.Deadline(
                    task_id=tasks[task],
                    plan_id=plan,
                    unit_id=units[unit] if unit else None,
                    period=str(number),
                    due_on=row.due_on,
                    stage=row.stage,
                    submitted_on=row.submitted_on,
                    completed_on=row.completed_on,
                    exempt=row.exempt,
                    exempt_reason="lũ" if row.exempt else None,
                )
            )
        work.session.flush()
        yield connection
        work.session.rollback()


def counted(states: list[State]) -> Counter[State]:
    return Counter(states)


def as_counter(found: Counts) -> dict[str, int]:
    return {
        "done_on_time": found.done_on_time,
        "done_late": found.done_late,
        "done_undated": found.done_undated,
        "in_time": found.in_time,
        "due_soon": found.due_soon,
        "overdue": found.overdue,
        "undated": found.undated,
        "paused": found.paused,
        "cancelled": found.cancelled,
    }


def expected_counter(states: list[State]) -> dict[str, int]:
    numbers = counted(states)
    found = {str(state): numbers[state] for state in State}
    found["in_time"] += found["due_soon"]
    return found


@costly(60)
@given(placed=PLACED, as_of=DAYS)
def test_sql_and_python_give_every_row_the_same_state_and_lateness(
    book: Any, placed: list[Placed], as_of: date
) -> None:
    with stored(book, placed) as connection:
        keys = [key for (key,) in connection.execute("SELECT id FROM task")]
        found = deadlines.of_tasks(connection, DeadlineQuery("KH-2023", as_of), keys)
        late = deadlines.overdue(connection, DeadlineQuery("KH-2023", as_of)).rows
        soon = deadlines.due_between(connection, DeadlineQuery("KH-2023", as_of), as_of + timedelta(SOON_DAYS)).rows

    expected = {str(n): (state_of(p.row, as_of), days_late(p.row, as_of)) for n, p in enumerate(placed)}
    assert expected == {d.period: (d.state, d.days_late) for d in functools.reduce(operator.iadd, found.values(), [])}
    assert {n for n, (state, _) in expected.items() if state == State.OVERDUE} == {d.period for d in late}
    assert {n for n, (state, _) in expected.items() if state == State.DUE_SOON} == {d.period for d in soon}
    assert all(a.due_on <= b.due_on for a, b in itertools.pairwise(late) if a.due_on and b.due_on)
    # What happens after the day asked about is never told.
    assert all(
        d.submitted_on is None or d.submitted_on <= as_of for d in functools.reduce(operator.iadd, found.values(), [])
    )
    assert all(
        d.completed_on is None or d.completed_on <= as_of for d in functools.reduce(operator.iadd, found.values(), [])
    )


@costly(60)
@given(placed=PLACED, as_of=DAYS, opens=st.lists(st.none() | DAYS, max_size=25))
def test_sql_finds_the_tasks_in_a_state_as_python_tells_it(
    book: Any, placed: list[Placed], as_of: date, opens: list[date | None]
) -> None:
    asked = DeadlineQuery("KH-2023", as_of)
    with stored(book, placed) as connection:
        for number, day in enumerate(opens):
            begins = {"day": day.isoformat() if day else None, "period": str(number)}
            connection.execute("UPDATE deadline SET opens_on = :day WHERE period = :period", begins)
        shown = {task.code: task.state for task in task_reads.list_tasks(connection, asked, TaskFilter())[0]}
        found = {
            state: {task.code for task in task_reads.list_tasks(connection, asked, TaskFilter(state=state))[0]}
            for state in State
        }

    expected = {state: {code for code, own in shown.items() if own == state} for state in State}
    expected[State.IN_TIME] |= expected[State.DUE_SOON]
    assert expected == found


@costly(60)
@given(placed=PLACED, as_of=DAYS)
def test_counts_are_the_sums_of_their_parts_and_tasks_count_once_in_the_totals(
    book: Any, placed: list[Placed], as_of: date
) -> None:
    with stored(book, placed) as connection:
        lines = counts.unit_counts(connection, DeadlineQuery("KH-2023", as_of))
        totals = counts.task_counts(connection, DeadlineQuery("KH-2023", as_of), lines)

    states = [(p, state_of(p.row, as_of)) for p in placed]
    by_unit = {unit: [s for p, s in states if p.unit == unit] for unit in {p.unit for p in placed}}
    by_task = [worst(s for p, s in states if p.task == task) for task in {p.task for p in placed}]
    assert {unit: expected_counter(found) for unit, found in by_unit.items()} == {
        line.code: as_counter(line.counts) for line in lines
    }
    assert expected_counter(by_task) == as_counter(totals)
    for found in (totals, *(line.counts for line in lines)):
        parts = as_counter(found)
        assert found.total == sum(
            parts[key] for key in ("done_on_time", "done_late", "done_undated", "in_time", "overdue", "undated")
        )
        assert found.due_soon <= found.in_time
        assert 0 <= found.due_on_time <= found.already_due
    assert len({p.task for p in placed}) == totals.total + totals.paused + totals.cancelled


@costly(40)
@given(placed=PLACED, as_of=DAYS)
def test_what_was_already_due_is_what_has_a_past_day_and_is_decided(
    book: Any, placed: list[Placed], as_of: date
) -> None:
    with stored(book, placed) as connection:
        lines = {line.code: line.counts for line in counts.unit_counts(connection, DeadlineQuery("KH-2023", as_of))}

    for unit, found in lines.items():
        own = [(p.row, state_of(p.row, as_of)) for p in placed if p.unit == unit]
        decided = (State.DONE_ON_TIME, State.DONE_LATE, State.OVERDUE)
        past = [s for r, s in own if r.due_on and r.due_on < as_of and s in decided]
        assert (sum(s == State.DONE_ON_TIME for s in past), len(past)) == (found.due_on_time, found.already_due)


@pytest.mark.parametrize("unit", ["VP", "TTr", "CCTĐC"])
@costly(15)
@given(placed=PLACED, as_of=DAYS)
def test_one_units_figures_are_those_of_its_own_rows(book: Any, unit: str, placed: list[Placed], as_of: date) -> None:
    with stored(book, placed) as connection:
        lines = counts.unit_counts(connection, DeadlineQuery("KH-2023", as_of, unit))
        totals = counts.task_counts(connection, DeadlineQuery("KH-2023", as_of, unit), lines)
        late = deadlines.overdue(connection, DeadlineQuery("KH-2023", as_of, unit)).rows

    own = [p for p in placed if p.unit == unit]
    by_task = [worst(state_of(p.row, as_of) for p in own if p.task == task) for task in {p.task for p in own}]
    assert ([unit] if own else []) == [line.code for line in lines]
    assert expected_counter(by_task) == as_counter(totals)
    assert {unit} >= {d.unit for d in late}


def test_a_task_outside_the_total_is_in_no_rate_of_the_totals_either(book: Any) -> None:
    done = Row(Stage.COMPLETED, FIRST, FIRST, FIRST)
    placed = [Placed(done, "II.1-1", "VP", False), Placed(Row(Stage.PAUSED), "II.1-1", "TTr", False)]
    with stored(book, placed) as connection:
        asked = DeadlineQuery("KH-2023", FIRST + timedelta(9))
        totals = counts.task_counts(connection, asked, counts.unit_counts(connection, asked))

    assert (0, 1, 0, 0) == (totals.total, totals.paused, totals.due_on_time, totals.already_due)
