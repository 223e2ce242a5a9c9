"""The state of a row stands once in SQL and once in Python: the two always agree, and the counts follow from them."""

from __future__ import annotations

import functools
import itertools
import operator
from collections import Counter
from collections.abc import Iterable, Iterator
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
from danvan_cli.domain.figures import Counts, GroupBy, total_of
from danvan_cli.domain.model import TaskFilter
from danvan_cli.domain.states import SOON_DAYS, Row, days_late, state_of, worst
from danvan_cli.domain.words import Stage, State
from danvan_cli.services.writing import writing

FIRST = date(2023, 6, 1)
DAYS = st.integers(0, 20).map(lambda n: FIRST + timedelta(n))
# Some last days are later than all that happens, and some days asked about too: then the indexes count.
DUE_DAYS = st.integers(0, 35).map(lambda n: FIRST + timedelta(n))
ASKED_DAYS = st.integers(0, 30).map(lambda n: FIRST + timedelta(n))
TASKS = ("II.1-1", "II.1-2", "II.2-1", "IV-4", "IV-5")
UNITS = (None, "VP", "TTr", "CCTĐC")


class Placed(NamedTuple):
    """A row with its place; its number where no period is named."""

    row: Row
    task: str
    unit: str | None
    period: str | None = None


@st.composite
def rows(draw: st.DrawFn) -> Row:
    stage = draw(st.sampled_from(list(Stage)))
    submitted = draw(DAYS if stage == Stage.AWAITING_CONFIRMATION else st.none() | DAYS)
    completed = None
    if stage == Stage.COMPLETED:
        completed = draw(DAYS)
        submitted = min(submitted, completed) if submitted else None
    return Row(stage, draw(st.none() | DUE_DAYS), submitted, completed, draw(st.booleans()))


PLACED = st.lists(
    st.builds(Placed, rows(), st.sampled_from(TASKS), st.sampled_from(UNITS), st.none()), min_size=1, max_size=25
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
        for number, (row, task, unit, period) in enumerate(placed):
            work.session.add(
                tables.Deadline(
                    task_id=tasks[task],
                    plan_id=plan,
                    unit_id=units[unit] if unit else None,
                    period=period or str(number),
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
    numbers = Counter(states)
    found = {str(state): numbers[state] for state in State}
    found["in_time"] += found["due_soon"]
    return found


class Decided(NamedTuple):
    """Of rows, or of tasks: whose last day is past and met or missed, which of them were in time, which by the mark."""

    due: int
    met: int
    excused: int


def decided(found: Counts) -> Decided:
    return Decided(found.already_due, found.due_on_time, found.exempt)


def is_excused(row: Row) -> bool:
    handed_in = row.submitted_on or row.completed_on
    return bool(row.exempt and row.due_on and handed_in and handed_in > row.due_on)


def decided_rows(rows: Iterable[Row], as_of: date) -> Decided:
    """Counts by the words of the rule: what waits in time, is open in time or stands outside the totals is not yet."""
    states = [(row, state_of(row, as_of)) for row in rows]
    ends = (State.DONE_ON_TIME, State.DONE_LATE, State.OVERDUE)
    past = [state for row, state in states if row.due_on and row.due_on < as_of and state in ends]
    excused = sum(state == State.DONE_ON_TIME and is_excused(row) for row, state in states)
    return Decided(len(past), past.count(State.DONE_ON_TIME), excused)


def decided_tasks(tasks: Iterable[list[Row]], as_of: date) -> Decided:
    """Counts each task once: due when it is done or late as a whole and any row is due, met with all of these."""
    due = met = excused = 0
    for rows in tasks:
        state, own = worst(state_of(row, as_of) for row in rows), decided_rows(rows, as_of)
        if state in (State.DONE_ON_TIME, State.DONE_LATE, State.OVERDUE):
            due += own.due > 0
            met += 0 < own.due == own.met
        excused += state == State.DONE_ON_TIME and own.excused > 0
    return Decided(due, met, excused)


def by_task(placed: Iterable[Placed]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for place in placed:
        found.setdefault(place.task, []).append(place.row)
    return found


@costly(60)
@given(placed=PLACED, as_of=ASKED_DAYS)
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
@given(placed=PLACED, as_of=ASKED_DAYS, opens=st.lists(st.none() | DAYS, max_size=25))
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
@given(placed=PLACED, as_of=ASKED_DAYS)
def test_counts_are_the_sums_of_their_parts_and_tasks_count_once_in_the_totals(
    book: Any, placed: list[Placed], as_of: date
) -> None:
    with stored(book, placed) as connection:
        lines = counts.unit_counts(connection, DeadlineQuery("KH-2023", as_of))
        totals = counts.task_counts(connection, DeadlineQuery("KH-2023", as_of), lines)

    states = [(p, state_of(p.row, as_of)) for p in placed]
    by_unit = {unit: [s for p, s in states if p.unit == unit] for unit in {p.unit for p in placed}}
    tasks = [worst(s for p, s in states if p.task == task) for task in {p.task for p in placed}]
    assert {unit: expected_counter(found) for unit, found in by_unit.items()} == {
        line.code: as_counter(line.counts) for line in lines
    }
    assert expected_counter(tasks) == as_counter(totals)
    for found in (totals, *(line.counts for line in lines)):
        parts = as_counter(found)
        assert found.total == sum(
            parts[key] for key in ("done_on_time", "done_late", "done_undated", "in_time", "overdue", "undated")
        )
        assert found.due_soon <= found.in_time
        assert 0 <= found.due_on_time <= found.already_due
    assert len({p.task for p in placed}) == totals.total + totals.paused + totals.cancelled


@costly(60)
@given(placed=PLACED, as_of=ASKED_DAYS)
def test_every_grouping_counts_what_its_rows_or_tasks_are_by_the_rule(
    book: Any, placed: list[Placed], as_of: date
) -> None:
    wanted = DeadlineQuery("KH-2023", as_of)
    with stored(book, placed) as connection:
        found = {by: counts.group_counts(connection, wanted, by) for by in GroupBy}
        totals = counts.task_counts(connection, wanted, found[GroupBy.UNIT])
        tasks = {task.code: task for task in task_reads.list_tasks(connection, wanted, TaskFilter())[0]}

    months = {p.row.due_on.isoformat()[:7] if p.row.due_on else None for p in placed}
    rows_of = {
        GroupBy.UNIT: {unit: [p.row for p in placed if p.unit == unit] for unit in {p.unit for p in placed}},
        GroupBy.MONTH: {
            month: [p.row for p in placed if (p.row.due_on.isoformat()[:7] if p.row.due_on else None) == month]
            for month in months
        },
    }
    for by, groups in rows_of.items():
        assert {code: decided_rows(rows, as_of) for code, rows in groups.items()} == {
            line.code: decided(line.counts) for line in found[by]
        }
        assert {code: expected_counter([state_of(row, as_of) for row in rows]) for code, rows in groups.items()} == {
            line.code: as_counter(line.counts) for line in found[by]
        }
    keys = {
        GroupBy.SECTION: lambda code: tasks[code].section,
        GroupBy.LEAD: lambda code: ", ".join(tasks[code].leads) or None,
        GroupBy.STATE: lambda code: tasks[code].state,
    }
    for by, key in keys.items():
        tasks_of: dict[str | None, list[list[Row]]] = {}
        for code, rows in by_task(placed).items():
            tasks_of.setdefault(key(code), []).append(rows)
        assert {group: decided_tasks(own, as_of) for group, own in tasks_of.items()} == {
            line.code: decided(line.counts) for line in found[by]
        }
        assert {
            group: expected_counter([worst(state_of(row, as_of) for row in rows) for rows in own])
            for group, own in tasks_of.items()
        } == {line.code: as_counter(line.counts) for line in found[by]}
    assert decided_tasks(by_task(placed).values(), as_of) == decided(totals)


@pytest.mark.parametrize("is_closed_since", [False, True], ids=["by indexes", "row by row"])
@pytest.mark.parametrize(("days", "due"), [(0, 0), (1, 1)])
def test_the_last_day_itself_is_not_past_yet(book: Any, days: int, due: int, is_closed_since: bool) -> None:
    done = Placed(Row(Stage.COMPLETED, FIRST, FIRST, FIRST), "IV-5", "VP")
    later = FIRST + timedelta(9)
    wanted = DeadlineQuery("KH-2023", FIRST + timedelta(days))
    with stored(
        book, [done, *[Placed(Row(Stage.COMPLETED, None, later, later), "IV-4", "VP")] * is_closed_since]
    ) as it:
        units = counts.unit_counts(it, wanted)
        found = [
            *(line.counts for line in units),
            counts.task_counts(it, wanted, units),
            *(
                total_of(counts.group_counts(it, wanted, by))
                for by in (GroupBy.MONTH, GroupBy.SECTION, GroupBy.LEAD, GroupBy.STATE)
            ),
            *(line.counts for line in counts.agency_counts(it, wanted.as_of, None)),
        ]

    assert [(due, due)] * 7 == [(line.already_due, line.due_on_time) for line in found]


def test_what_waits_late_for_a_good_reason_is_in_time_wherever_it_is_shown(book: Any) -> None:
    late = Row(Stage.AWAITING_CONFIRMATION, FIRST, FIRST + timedelta(3), exempt=True)
    wanted = DeadlineQuery("KH-2023", FIRST + timedelta(9))
    with stored(book, [Placed(late, "IV-5", "VP")]) as connection:
        task = task_reads.get_task(connection, wanted, "IV-5")
        overdue = deadlines.overdue(connection, wanted).rows
        due = deadlines.due_between(connection, wanted._replace(as_of=FIRST), FIRST + timedelta(99)).rows
        units = counts.unit_counts(connection, wanted)
        totals = counts.task_counts(connection, wanted, units)
        groups = [counts.group_counts(connection, wanted, by) for by in GroupBy]
        (agency,) = counts.agency_counts(connection, wanted.as_of, None)
        in_time, _ = task_reads.list_tasks(connection, wanted, TaskFilter(state=State.IN_TIME))

    assert [("in_time", 0, "awaiting_confirmation")] == [(d.state, d.days_late, d.stage) for d in task.deadlines]
    assert "in_time" == task.state
    assert ["IV-5"] == [found.code for found in in_time if found.deadlines]
    assert () == overdue
    # At its last day it was not handed in yet.
    assert ["IV-5"] == [row.task for row in due]
    assert [Counts(in_time=1)] * 8 == [
        line.counts for lines in (units, *groups) for line in lines
    ] + [totals, agency.counts]  # fmt: skip


@pytest.mark.parametrize("days", [0, 3, 9])
def test_what_is_handed_in_is_never_near_its_last_day(book: Any, days: int) -> None:
    handed_in = Row(Stage.AWAITING_CONFIRMATION, FIRST + timedelta(9), FIRST)
    wanted = DeadlineQuery("KH-2023", FIRST + timedelta(days))
    with stored(book, [Placed(handed_in, "IV-5", "VP")]) as connection:
        due = deadlines.due_between(connection, wanted, FIRST + timedelta(99), unopened=True).rows
        states = [line.counts for line in counts.unit_counts(connection, wanted)]

    assert () == due
    assert [Counts(in_time=1)] == states


@pytest.mark.parametrize(("over", "shown"), [(0, ["VP", "TTr"]), (2, ["VP", "TTr"]), (3, ["TTr"]), (9, [])])
def test_what_waits_is_late_by_the_days_to_its_hand_in(book: Any, over: int, shown: list[str]) -> None:
    waiting = Row(Stage.AWAITING_CONFIRMATION, FIRST, FIRST + timedelta(3))
    still_open = Row(Stage.IN_PROGRESS, FIRST)
    wanted = DeadlineQuery("KH-2023", FIRST + timedelta(9))
    with stored(book, [Placed(waiting, "IV-5", "VP"), Placed(still_open, "IV-5", "TTr")]) as connection:
        late = deadlines.overdue(connection, wanted, over).rows

    assert [(unit, {"VP": 3, "TTr": 9}[unit]) for unit in shown] == [(row.unit, row.days_late) for row in late]


@pytest.mark.parametrize("streamed", [False, True])
@costly(15)
@given(
    order=st.permutations(
        [
            (task, unit, period)
            for task in ("II.1-2", "IV-4")
            for unit in ("TTr", "VP")
            for period in ("2023-01", "2023-02")
        ]
    )
)
def test_rows_of_one_last_day_come_by_their_place_in_the_plan_then_period_then_unit(
    book: Any, streamed: bool, order: list[tuple[str, str, str]]
) -> None:
    row = Row(Stage.IN_PROGRESS, FIRST)
    wanted = DeadlineQuery("KH-2023", FIRST, streamed=streamed)
    with stored(book, [Placed(row, *place) for place in order]) as connection:
        entered = [code for (code,) in connection.execute("SELECT code FROM unit ORDER BY id")]
        positions = dict(connection.execute("SELECT code, position FROM task"))
        keys = dict(connection.execute("SELECT id, code FROM task WHERE code IN ('II.1-2', 'IV-4')"))
        found = {
            "overdue": list(deadlines.overdue(connection, wanted._replace(as_of=FIRST + timedelta(9))).rows),
            "due": list(deadlines.due_between(connection, wanted, FIRST).rows),
            "dated": list(deadlines.dated_between(connection, wanted, FIRST, FIRST).rows),
            "all dated": list(deadlines.all_dated(connection, wanted).rows),
        }
        cut = list(deadlines.all_dated(connection, wanted._replace(limit=3)).rows)
        of_tasks = deadlines.of_tasks(connection, wanted, list(keys))

    expected = sorted(order, key=lambda place: (positions[place[0]], place[2], entered.index(place[1])))
    for rows in found.values():
        assert expected == [(d.task, d.unit, d.period) for d in rows]
    assert expected[:3] == [(d.task, d.unit, d.period) for d in cut]
    for key, rows in of_tasks.items():
        assert [p for p in expected if p[0] == keys[key]] == [(d.task, d.unit, d.period) for d in rows]


@pytest.mark.parametrize("unit", ["VP", "TTr", "CCTĐC"])
@costly(15)
@given(placed=PLACED, as_of=ASKED_DAYS)
def test_one_units_figures_are_those_of_its_own_rows(book: Any, unit: str, placed: list[Placed], as_of: date) -> None:
    with stored(book, placed) as connection:
        lines = counts.unit_counts(connection, DeadlineQuery("KH-2023", as_of, unit))
        totals = counts.task_counts(connection, DeadlineQuery("KH-2023", as_of, unit), lines)
        late = deadlines.overdue(connection, DeadlineQuery("KH-2023", as_of, unit)).rows

    own = [p for p in placed if p.unit == unit]
    tasks = [worst(state_of(row, as_of) for row in rows) for rows in by_task(own).values()]
    assert ([unit] if own else []) == [line.code for line in lines]
    assert [decided_rows([p.row for p in own], as_of)] * len(lines) == [decided(line.counts) for line in lines]
    assert expected_counter(tasks) == as_counter(totals)
    assert decided_tasks(by_task(own).values(), as_of) == decided(totals)
    assert totals.overdue <= len(late) == sum(line.counts.overdue for line in lines)
    assert {unit} >= {d.unit for d in late}


def test_the_lines_of_a_grouping_come_from_the_worst_state_the_first_section_and_the_first_month(book: Any) -> None:
    july = FIRST + timedelta(30)
    placed = [
        Placed(Row(Stage.COMPLETED, july, FIRST, FIRST), "IV-5", "VP"),
        Placed(Row(Stage.IN_PROGRESS), "II.1-2", "TTr"),
        Placed(Row(Stage.IN_PROGRESS, FIRST), "IV-4", "VP"),
        Placed(Row(Stage.IN_PROGRESS, july), "II.2-1", None),
    ]
    with stored(book, placed) as connection:
        wanted = DeadlineQuery("KH-2023", FIRST + timedelta(9))
        found = {by: [line.code for line in counts.group_counts(connection, wanted, by)] for by in GroupBy}

    assert ["overdue", "in_time", "undated", "done_on_time"] == found[GroupBy.STATE]
    assert ["II.1", "II.2", "IV"] == found[GroupBy.SECTION]
    assert ["2023-06", "2023-07", None] == found[GroupBy.MONTH]
    assert ["VP", "TTr", None] == found[GroupBy.UNIT]


def test_tasks_whose_rows_count_alike_are_each_counted(book: Any) -> None:
    late = Row(Stage.IN_PROGRESS, FIRST)
    placed = [Placed(late, task, unit) for task in ("II.1-1", "II.1-2", "IV-4") for unit in ("VP", "TTr")]
    with stored(book, placed) as connection:
        wanted = DeadlineQuery("KH-2023", FIRST + timedelta(9))
        units = counts.unit_counts(connection, wanted)
        totals = counts.task_counts(connection, wanted, units)
        groups = {by: total_of(counts.group_counts(connection, wanted, by)) for by in GroupBy}

    each = Counts(overdue=3, already_due=3)
    assert [each] * 2 == [line.counts for line in units]
    assert each == totals == groups[GroupBy.SECTION] == groups[GroupBy.LEAD] == groups[GroupBy.STATE]
    assert each.plus(each) == groups[GroupBy.UNIT] == groups[GroupBy.MONTH]


def test_a_task_outside_the_total_is_in_no_rate_of_the_totals_either(book: Any) -> None:
    done = Row(Stage.COMPLETED, FIRST, FIRST, FIRST)
    placed = [Placed(done, "II.1-1", "VP"), Placed(Row(Stage.PAUSED), "II.1-1", "TTr")]
    with stored(book, placed) as connection:
        asked = DeadlineQuery("KH-2023", FIRST + timedelta(9))
        totals = counts.task_counts(connection, asked, counts.unit_counts(connection, asked))

    assert (0, 1, 0, 0) == (totals.total, totals.paused, totals.due_on_time, totals.already_due)
