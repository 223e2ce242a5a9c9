"""An office follows several plans at once: every open one is looked at, and each row says of which it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SAMPLE_TEXT, request_on

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.domain.words import GroupBy
from danvan_cli.services import lifecycle, planning, reminders, views
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.request import Request
from danvan_cli.services.steps import Choice

BOTH = ("KH-2023", "KH-2023-2")


@pytest.fixture(scope="module")
def draft(imported_file: Path) -> PlanDraft:
    """The sample's draft, read once."""
    return planning.read_draft(request_on(imported_file, date(2023, 10, 26)), SAMPLE_TEXT)


@pytest.fixture
def two(book: Any, draft: PlanDraft) -> Any:
    """The sample, and the same once more as a plan of its own in which IV-4 of one unit is done."""
    planning.import_plan(book.on(), draft, as_new=True)
    lifecycle.complete(book.on(plan=BOTH[1]), Choice("IV-4", ("CCTĐC",)), Result(evidence=("45/BC",)))
    return book


LISTS: dict[str, Callable[[Request], Any]] = {
    "overdue": lambda request: views.overdue(request).deadlines,
    "upcoming": lambda request: views.upcoming(request, 400).deadlines,
    "calendar": lambda request: views.month(request, date(2023, 10, 1)).deadlines,
    "stale": lambda request: [line.deadline for line in views.stale(request, days=1).rows],
    "remind": lambda request: [r.deadline for u in reminders.pending_reminders(request).pending for r in u.rows],
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_the_rows_of_every_open_plan(two: Any, name: str) -> None:
    apart = [row for plan in BOTH for row in LISTS[name](two.on(plan=plan))]

    assert apart
    assert sorted(map(repr, apart)) == sorted(map(repr, LISTS[name](two.on())))
    two.change("UPDATE plan SET closed_on = '2023-10-20' WHERE code = 'KH-2023-2'")
    assert {BOTH[0]} == {row.plan for row in LISTS[name](two.on())}


@pytest.mark.parametrize("limit", [1, 3, 1_000_000])
def test_a_cut_list_goes_by_day_over_all_plans_and_tells_how_many_there_are(two: Any, limit: int) -> None:
    whole = list(views.upcoming(two.on(), 400).deadlines)

    with ExitStack() as held:
        cut = views.upcoming(two.on()._replace(held=held), 400, limit=limit)
        rows = list(cut.deadlines)
    assert (whole[:limit], len(whole)) == (rows, cut.total)
    assert sorted(row.due_on for row in whole if row.due_on) == [row.due_on for row in whole]


@pytest.mark.parametrize("day", [date(2023, 10, 26), date(2023, 10, 30)])
@pytest.mark.parametrize("by", GroupBy)
def test_the_status_adds_up_the_plans(two: Any, by: GroupBy, day: date) -> None:
    whole = views.status(two.on(day)._replace(as_of=date(2023, 10, 26)), by=by)
    parts = [views.status(two.on(day, plan=plan)._replace(as_of=date(2023, 10, 26)), by=by) for plan in BOTH]

    assert (BOTH, parts[0].rows.plus(parts[1].rows)) == (whole.plans, whole.rows)
    assert parts[0].totals.plus(parts[1].totals) == whole.totals
    assert [(line.plan, line.target.code) for part in parts for line in part.coverage] == [
        (line.plan, line.target.code) for line in whole.coverage
    ]
    assert len(parts[0].overdue) + len(parts[1].overdue) == len(whole.overdue)


def test_importing_another_plan_leaves_the_plan_in_use(two: Any) -> None:
    assert [(BOTH[1], False), (BOTH[0], True)] == [(plan.code, plan.is_current) for plan in views.list_plans(two.on())]


def test_each_plan_has_reminders_of_its_own(two: Any) -> None:
    reminders.remind(two.on(), "VP", Order(content="gọi điện"))

    found = two.select(
        """SELECT p.code, COUNT(*) AS n FROM reminder r JOIN deadline d ON d.id = r.deadline_id
        JOIN plan p ON p.id = d.plan_id GROUP BY p.id, p.code ORDER BY p.id"""
    )
    assert list(BOTH) == [row["code"] for row in found]
    assert found[0]["n"] == found[1]["n"]
    assert () == reminders.pending_reminders(two.on(), "VP").pending
