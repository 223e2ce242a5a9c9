"""The Monday screen says the answer first, and leaves out nothing that counts."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.output.test_columns import AS_OF, PLAN, ROW

from danvan_cli.domain.figures import Counts, GroupCounts, Status
from danvan_cli.output.day_screens import answer, next_commands, status_report
from danvan_cli.output.labels import UNASSIGNED
from danvan_cli.output.tables import Bar, Rate

numbers = st.integers(0, 3)
counts = st.builds(
    lambda on_time, late, in_time, soon, overdue, undated: Counts(
        done_on_time=on_time, done_late=late, in_time=in_time, due_soon=min(soon, in_time), overdue=overdue,
        undated=undated, due_on_time=on_time, already_due=on_time + late + overdue,
    ),
    *[numbers] * 6,
)  # fmt: skip


def screen(lines: list[Counts]) -> Status:
    units = tuple(GroupCounts(f"U{n}", f"Đơn vị {n}", line) for n, line in enumerate(lines))
    return Status(PLAN, AS_OF, 7, units, functools.reduce(Counts.plus, lines), (), (), ())


@given(st.lists(counts, min_size=1, max_size=4))
def test_a_column_is_left_out_only_where_it_says_nothing(lines: list[Counts]) -> None:
    status = screen(lines)
    whole = status_report(status, on_terminal=False).tables[0]
    shown = status_report(status).tables[0]

    def said(row: tuple[Any, ...]) -> list[Any]:
        cells = [cell for cell in row[1:] if not isinstance(cell, Bar)]
        return [cell for cell in cells if (cell.denominator if isinstance(cell, Rate) else cell)]

    assert [said(row) for row in whole.rows] == [said(row) for row in shown.rows]
    told = [column for column in shown.columns if not column.drawn]
    assert len(whole.columns) >= len(told) == len(shown.rows[0]) - 1


def test_the_answer_comes_first() -> None:
    status = screen([Counts(overdue=2, in_time=1, due_soon=1), Counts(overdue=1), Counts(undated=4)])

    assert "26/10/2023: 3 phần việc quá hạn ở 2 đơn vị; 1 đến hạn trong 7 ngày." == answer(status)
    assert answer(status) == status_report(status).title


@pytest.mark.parametrize(("on_terminal", "units"), [(True, ["A, B", "C"]), (False, ["A", "B", "C"])])
def test_units_of_one_task_and_day_share_a_line_on_a_terminal(on_terminal: bool, units: list[str]) -> None:
    rows = [ROW._replace(unit="A"), ROW._replace(unit="B"), ROW._replace(unit="C", due_on=date(2023, 1, 1))]
    late = Status(PLAN, AS_OF, 7, (), Counts(), rows, (), ())

    assert units == [row[1] for row in status_report(late, on_terminal=on_terminal).tables[1].rows]


def test_work_that_nobody_leads_is_named_in_a_shared_line() -> None:
    rows = [ROW._replace(unit="A"), ROW._replace(unit=None)]

    assert [f"A, {UNASSIGNED}"] == [
        row[1] for row in status_report(Status(PLAN, AS_OF, 7, (), Counts(), rows, (), ())).tables[1].rows
    ]


def test_what_to_type_next_is_named() -> None:
    assert ("Tiếp theo: danvan report export.",) == next_commands(screen([Counts(done_on_time=1)]))
    assert ("Tiếp theo: danvan overdue, danvan remind.",) == next_commands(screen([Counts(overdue=1)]))


@pytest.mark.parametrize(("on_terminal", "heads"), [(True, 0), (False, 1)])
def test_how_a_day_was_moved_is_told_where_there_is_room(on_terminal: bool, heads: int) -> None:
    moved = ROW._replace(extensions=1, original_due_on=date(2023, 10, 1), due_on=date(2023, 10, 30))
    soon = status_report(Status(PLAN, AS_OF, 7, (), Counts(), (), [moved], ()), on_terminal=on_terminal).tables[2]

    assert heads == [column.title for column in soon.columns].count("Gia hạn")
