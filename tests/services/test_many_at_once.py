"""One command for several tasks and units, and for the period that is meant without its being said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from danvan_cli.domain.codes import parted
from danvan_cli.domain.errors import ConflictError, DanvanError, UsageError
from danvan_cli.domain.periods import find_period
from danvan_cli.domain.words import Every, Role
from danvan_cli.services import adding, assigning, lifecycle
from danvan_cli.services.adding import NewTask
from danvan_cli.services.due_days import given_due
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice

DONE = Result(no_evidence="x")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("IV-4", ["IV-4"]),
        ("II.2-1, IV-4,", ["II.2-1", "IV-4"]),
        ("II.2-1..3", ["II.2-1", "II.2-2", "II.2-3"]),
        ("II.2-9 .. 10,BS-1", ["II.2-9", "II.2-10", "BS-1"]),
        ("", []),
    ],
)
def test_codes_are_taken_apart(words: str, codes: list[str]) -> None:
    assert codes == parted(words)


def test_a_range_backwards_is_refused() -> None:
    with pytest.raises(UsageError, match=r"II\.2-5\.\.1"):
        parted("II.2-5..1")


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2023-Q2", "2023-Q2"),
        ("q2", "2023-Q2"),
        ("quý II", "2023-Q2"),
        ("Quy 2/2023", "2023-Q2"),
        ("2", "2023-Q2"),
        ("quý V", None),
    ],
)
def test_a_quarter_is_known_by_what_people_call_it(words: str, period: str | None) -> None:
    assert period == find_period(words, ["2023-Q1", "2023-Q2", "2023-Q3"])


@pytest.mark.parametrize(
    ("words", "known", "period"),
    [
        ("tháng 6", ["2023-05", "2023-06"], "2023-06"),
        ("T6/2023", ["2023-06", "2024-06"], "2023-06"),
        ("tháng 6", ["2023-06", "2024-06"], None),
        ("6 tháng đầu năm", ["2023-H1", "2023-H2"], "2023-H1"),
        ("năm 2023", ["2023"], "2023"),
    ],
)
def test_other_periods_are_too(words: str, known: list[str], period: str | None) -> None:
    assert period == find_period(words, known)


def test_several_tasks_get_several_units_in_one_step(book: Any) -> None:
    groups = book.count("journal_group")
    assigning.assign_task(book.on(), "II.2-1,II.2-3..4", {Role.LEAD: ("VP,TTr",)})
    assert [{"VP": "lead", "TTr": "lead"}] * 3 == [book.parts_of(code) for code in ("II.2-1", "II.2-3", "II.2-4")]
    assert groups + 1 == book.count("journal_group")


def test_of_several_tasks_each_is_done_by_those_of_the_units_that_lead_it(book: Any) -> None:
    told = lifecycle.complete(book.on(), Choice("IV-4..5", ("CCTĐC", "VP")), DONE)
    assert {"IV-4 CCTĐC 2023", "IV-5 VP 2023"} == {change.code for change in told.changes}


def test_one_task_that_cannot_be_done_leaves_all_as_they_are(book: Any) -> None:
    before = book.content()
    with pytest.raises(DanvanError):
        lifecycle.complete(book.on(), Choice("IV-4,IV-5", ("CCTĐC",)), DONE)
    assert before == book.content()


def quarterly(book: Any) -> str:
    start = book.on(date(2023, 1, 5))
    due = given_due(start, "25/12")
    return str(adding.add_task(start, NewTask("Báo cáo quý", ("VP",), due=due, every=Every.QUARTER)).code)


@pytest.mark.parametrize(
    ("day", "period"), [(date(2023, 3, 1), "2023-Q1"), (date(2023, 4, 10), "2023-Q1"), (date(2023, 3, 25), "2023-Q1")]
)
def test_the_period_that_is_late_or_open_is_meant(book: Any, day: date, period: str) -> None:
    code = quarterly(book)
    said = lifecycle.complete(book.on(day), Choice(code), DONE).headline
    assert said.startswith(f"{code} (VP, {period}): ")


def test_of_several_late_periods_none_is_guessed(book: Any) -> None:
    code = quarterly(book)
    with pytest.raises(ConflictError, match="2023-Q1, 2023-Q2"):
        lifecycle.complete(book.on(date(2023, 7, 10)), Choice(code), DONE)
    lifecycle.complete(book.on(date(2023, 7, 10)), Choice(code, period="quý I"), DONE)
    assert "2023-Q2" in lifecycle.complete(book.on(date(2023, 7, 10)), Choice(code), DONE).headline
