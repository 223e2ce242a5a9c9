from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from danvan_cli.domain.dates import month_end
from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed, TaskFilter
from danvan_cli.domain.words import Every, Role, Stage, State, TaskKind
from danvan_cli.services import adding, assigning, configuring, extending, lifecycle, setting_aside, tasks, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.extending import Wish
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice
from danvan_cli.services.tasks import TaskChange

pytestmark = pytest.mark.slow_on_server

TODAY = date(2023, 10, 26)
NEW_YEAR = date(2023, 1, 1)
DONE = Result(no_evidence="không có")
ON_THE_25TH = GivenDue.by(date(2023, 10, 25), "25")


def add(book: Any, content: str = "Báo cáo", leads: tuple[str, ...] = ("VP",), today: date = TODAY, **more: Any) -> str:
    return adding.add_task(book.on(today), NewTask(content, leads, **more)).code


def monthly(book: Any, leads: tuple[str, ...] = ("VP",), *, on: date = date(2023, 9, 1)) -> str:
    """Adds a report due on the 25th of each month."""
    return add(book, "Báo cáo tháng", leads, due=ON_THE_25TH, every=Every.MONTH, on=on)


def stage_of(book: Any, code: str) -> dict[tuple[str, str | None], str]:
    return {(row["period"], row["unit"]): row["stage"] for row in book.rows_of(code)}


def task_on(book: Any, code: str, day: date) -> Any:
    return views.show_task(book.on(day), code).task


# one row a period


@pytest.mark.parametrize(
    ("every", "due", "rows"),
    [
        (
            Every.MONTH,
            None,
            [
                ("2023-10", "2023-10-26", "2023-10-31"),
                ("2023-11", "2023-11-01", "2023-11-30"),
                ("2023-12", "2023-12-01", "2023-12-31"),
            ],
        ),
        (Every.QUARTER, None, [("2023-Q4", "2023-10-26", "2023-12-31")]),
        (Every.HALF, GivenDue.by(date(2023, 6, 10), "10/6"), [("2023-H2", "2023-10-26", "2023-12-10")]),
        (Every.YEAR, None, [("2023", "2023-10-26", "2023-12-31")]),
    ],
)
def test_every_period_that_is_left_has_a_row_with_its_own_days(
    book: Any, every: Every, due: GivenDue | None, rows: list[tuple[str, str, str]]
) -> None:
    code = add(book, due=due, every=every)

    assert rows == [(row["period"], row["opens_on"], row["due_on"]) for row in book.rows_of(code)]
    assert (TaskKind.RECURRING, every) == (task_on(book, code, TODAY).kind, task_on(book, code, TODAY).every)


def test_a_row_says_by_which_day_of_its_period_it_is_due_and_keeps_that_day_as_the_original(book: Any) -> None:
    code = monthly(book, on=date(2023, 11, 1) - timedelta(40))

    assert {"ngày 25 hằng tháng"} == {row["due_text"] for row in book.rows_of(code)}
    assert [row["due_on"] for row in book.rows_of(code)] == [row["original_due_on"] for row in book.rows_of(code)]
    assert ["2023-09-25", "2023-10-25", "2023-11-25", "2023-12-25"] == [row["due_on"] for row in book.rows_of(code)]


def test_every_lead_gets_a_row_for_every_period(book: Any) -> None:
    code = monthly(book, ("VP", "TTr"), on=date(2023, 11, 1) - timedelta(10))

    assert {("2023-11", "VP"), ("2023-11", "TTr"), ("2023-12", "VP"), ("2023-12", "TTr")} <= stage_of(book, code).keys()
    assert len(stage_of(book, code)) == len(book.rows_of(code))


def test_a_lead_named_later_takes_the_rows_that_waited_for_one(book: Any) -> None:
    code = monthly(book, ())
    before = [(row["period"], row["due_on"], row["opens_on"]) for row in book.rows_of(code)]
    assigning.assign_task(book.on(), code, {Role.LEAD: ["VP"]})

    assert {"VP"} == {row["unit"] for row in book.rows_of(code)}
    assert before == [(row["period"], row["due_on"], row["opens_on"]) for row in book.rows_of(code)]


def test_a_pattern_of_another_year_than_the_plans_is_refused_and_leaves_nothing(book: Any) -> None:
    before = book.content()

    with pytest.raises(UsageError, match="2023"):
        add(book, due=GivenDue.by(date(2024, 1, 25), "25/1/2024"), every=Every.MONTH)

    assert before == book.content()


def test_a_year_of_which_nothing_is_left_is_refused_and_leaves_nothing(book: Any) -> None:
    before = book.content()

    with pytest.raises(UsageError, match="2023"):
        add(book, today=date(2024, 1, 2), every=Every.MONTH)

    assert before == book.content()


def test_a_last_day_off_is_told_for_every_period_that_has_one(book: Any) -> None:
    said = adding.add_task(book.on(), NewTask("Báo cáo", ("VP",), due=ON_THE_25TH, every=Every.MONTH, on=TODAY))

    (note,) = said.notes  # 25/12/2023 is a Monday
    assert "thứ Bảy 25/11/2023" in note


# a period counts from its first day on, and once


@pytest.mark.slow_on_server
@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize("due", [None, GivenDue.by(date(2023, 12, 10), "10/12")])
def test_a_period_counts_from_its_first_day_on_and_never_twice(blank: Any, every: Every, due: GivenDue | None) -> None:
    code = add(blank, today=NEW_YEAR, due=due, every=every)
    first_days = {row["period"]: date.fromisoformat(row["opens_on"]) for row in blank.rows_of(code)}

    for day in [d for m in range(1, 13) for d in (date(2023, m, 1), date(2023, m, 15), month_end(2023, m))]:
        begun = [period for period, first in first_days.items() if first <= day]
        shown = task_on(blank, code, day)
        status = views.status(blank.on(day))
        assert sorted(begun) == sorted(row.period for row in shown.deadlines)
        assert sorted(first_days.keys() - begun) == sorted(row.period for row in shown.coming)
        assert (len(begun), 1) == (status.rows.total, status.totals.total)
        assert (len(begun), 0) == (next(u for u in status.units if u.code == "VP").counts.total, status.unopened)


def test_a_period_is_not_there_on_the_day_before_its_first(book: Any) -> None:
    code = monthly(book)

    assert ["2023-09", "2023-10"] == [row.period for row in task_on(book, code, date(2023, 10, 31)).deadlines]
    assert ["2023-09", "2023-10", "2023-11"] == [row.period for row in task_on(book, code, date(2023, 11, 1)).deadlines]


def test_a_first_period_counts_from_the_day_the_work_was_given(book: Any) -> None:
    code = monthly(book, on=date(2023, 9, 12))

    assert ["2023-09-12", "2023-10-01", "2023-11-01", "2023-12-01"] == [row["opens_on"] for row in book.rows_of(code)]
    assert 0 == views.status(book.on(date(2023, 9, 11)), "VP").rows.overdue
    assert [20, 21] == [views.status(book.on(date(2023, 9, day))).totals.total for day in (11, 12)]


def test_a_late_period_stays_late_beside_the_next_one(book: Any) -> None:
    code = monthly(book)
    states = {row.period: row.state for row in task_on(book, code, date(2023, 11, 2)).deadlines}

    assert {"2023-09": State.OVERDUE, "2023-10": State.OVERDUE, "2023-11": State.IN_TIME} == states
    assert [("2023-09", 38), ("2023-10", 8)] == [
        (row.period, row.days_late) for row in views.overdue(book.on(date(2023, 11, 2))).deadlines if row.task == code
    ]


def test_a_task_is_as_its_worst_period_that_has_begun(book: Any) -> None:
    code = monthly(book, on=date(2023, 10, 1))
    lifecycle.complete(book.on(), Choice(code, (), "2023-10"), Result(date(2023, 10, 20), no_evidence="không có"))

    assert State.DONE_ON_TIME == task_on(book, code, TODAY).state
    assert State.IN_TIME == task_on(book, code, date(2023, 11, 1)).state
    assert State.OVERDUE == task_on(book, code, date(2023, 11, 26)).state


# none has begun


def not_begun(book: Any, **more: Any) -> str:
    """Adds work whose first period begins on 01/11/2023."""
    return add(book, due=ON_THE_25TH, every=Every.MONTH, on=TODAY, **more)


def test_work_none_of_whose_periods_has_begun_is_counted_apart_from_the_totals(book: Any) -> None:
    before = views.status(book.on())
    code = not_begun(book)
    after = views.status(book.on())

    assert (0, 1) == (before.unopened, after.unopened)
    assert (before.totals, before.units) == (after.totals, after.units)
    assert State.IN_TIME == task_on(book, code, TODAY).state


def test_work_is_counted_in_the_totals_once_its_first_period_begins(book: Any) -> None:
    before = views.status(book.on(date(2023, 11, 1)))
    not_begun(book)
    after = views.status(book.on(date(2023, 11, 1)))

    assert (0, before.totals.total + 1) == (after.unopened, after.totals.total)


def test_a_units_status_counts_only_its_own_work_that_has_not_begun(book: Any) -> None:
    not_begun(book)

    assert [1, 0] == [views.status(book.on(), unit).unopened for unit in ("VP", "TTr")]


def test_removed_work_is_not_counted_among_what_has_not_begun(book: Any) -> None:
    tasks.remove_task(book.on(), not_begun(book))

    assert 0 == views.status(book.on()).unopened


# upcoming


def test_what_falls_due_next_is_listed_though_its_period_has_not_begun(book: Any) -> None:
    code = monthly(book)
    found = {row.period for row in views.upcoming(book.on(), 30).deadlines if row.task == code}
    nearer = {row.period for row in views.upcoming(book.on(), 29).deadlines if row.task == code}

    assert ({"2023-11"}, set()) == (found, nearer)


def test_the_status_names_soon_only_what_has_begun(book: Any) -> None:
    configuring.choose(book.on(), "soon_days", "60")
    code = monthly(book)

    assert [] == [row.period for row in views.status(book.on()).due_soon if row.task == code]
    assert ["2023-11"] == [row.period for row in views.status(book.on(date(2023, 11, 1))).due_soon if row.task == code]


@pytest.mark.parametrize("period", ["2023-11", "2023-12"])
def test_a_skipped_period_is_not_upcoming(book: Any, period: str) -> None:
    code = monthly(book)
    setting_aside.skip(book.on(), Choice(code, (), period), "không họp")
    left = [row.period for row in views.upcoming(book.on(), 90).deadlines if row.task == code]

    assert [p for p in ("2023-11", "2023-12") if p != period] == left


def test_an_upcoming_period_of_another_unit_is_left_out(book: Any) -> None:
    monthly(book)

    assert [] == list(views.upcoming(book.on(), 90, "TTr").deadlines)


# work on a period that has not begun

EARLY: dict[str, Callable[[Any, Choice], Changed]] = {
    "progress": lambda book, choice: lifecycle.report_progress(book.on(), choice, 50),
    "submit": lambda book, choice: lifecycle.submit(book.on(), choice, Result()),
    "done": lambda book, choice: lifecycle.complete(book.on(), choice, DONE),
    "pause": lambda book, choice: setting_aside.pause(book.on(), choice, "chờ"),
    "exempt": lambda book, choice: lifecycle.exempt(book.on(), choice, "lũ lụt"),
    "extend": lambda book, choice: extending.extend(book.on(), choice, Wish(date(2024, 1, 31), "chờ số liệu")),
}


@pytest.mark.parametrize("step", EARLY)
@pytest.mark.parametrize("period", ["2023-11", "2023-12"])
def test_work_on_a_period_that_has_not_begun_is_refused_and_changes_nothing(book: Any, step: str, period: str) -> None:
    code = monthly(book)
    before = book.content()

    with pytest.raises(ConflictError, match=period):
        EARLY[step](book, Choice(code, (), period))

    assert before == book.content()


def test_the_only_period_that_has_begun_need_not_be_named(book: Any) -> None:
    code = monthly(book, on=date(2023, 10, 1))
    lifecycle.complete(book.on(), Choice(code), DONE)

    assert {("2023-10", "VP"): "completed", ("2023-11", "VP"): "not_started", ("2023-12", "VP"): "not_started"} == (
        stage_of(book, code)
    )


def test_one_of_several_open_periods_must_be_named(book: Any) -> None:
    code = monthly(book)

    with pytest.raises(ConflictError, match="2023-09, 2023-10"):
        lifecycle.complete(book.on(), Choice(code), DONE)


def test_on_its_first_day_a_period_can_be_worked_on(book: Any) -> None:
    code = monthly(book)
    lifecycle.report_progress(book.on(date(2023, 11, 1)), Choice(code, (), "2023-11"), 10)

    assert Stage.IN_PROGRESS == stage_of(book, code)["2023-11", "VP"]


def test_a_period_that_there_is_not_is_refused_with_those_there_are(book: Any) -> None:
    code = monthly(book)

    with pytest.raises(UsageError) as error:
        lifecycle.complete(book.on(), Choice(code, (), "2023-08"), DONE)

    assert "2023-09, 2023-10, 2023-11, 2023-12" in error.value.hint


# skip


@pytest.mark.parametrize("period", ["2023-09", "2023-10", "2023-11", "2023-12"])
def test_a_skipped_period_leaves_the_others_as_they_were(book: Any, period: str) -> None:
    code = monthly(book)
    before = stage_of(book, code)
    setting_aside.skip(book.on(), Choice(code, (), period), "không họp")

    assert {**before, (period, "VP"): "cancelled"} == stage_of(book, code)
    row = next(row for row in book.rows_of(code) if row["period"] == period)
    assert ("không họp", "2023-10-26", None) == (row["stage_reason"], row["stage_since"], row["submitted_on"])


def test_a_skipped_period_stands_outside_the_total(book: Any) -> None:
    code = monthly(book)
    before = views.status(book.on(), "VP").rows
    setting_aside.skip(book.on(), Choice(code, (), "2023-10"), "không họp")
    after = views.status(book.on(), "VP").rows

    assert (before.total - 1, before.cancelled + 1) == (after.total, after.cancelled)


def test_a_period_is_skipped_in_every_leads_row_or_in_those_named(book: Any) -> None:
    code = monthly(book, ("VP", "TTr"))
    setting_aside.skip(book.on(), Choice(code, (), "2023-10"), "không họp")
    setting_aside.skip(book.on(), Choice(code, ("TTr",), "2023-11"), "không họp")

    skipped = {name for name, stage in stage_of(book, code).items() if stage == Stage.CANCELLED}
    assert {("2023-10", "VP"), ("2023-10", "TTr"), ("2023-11", "TTr")} == skipped


def test_a_skipped_period_can_be_taken_up_again(book: Any) -> None:
    code = monthly(book)
    setting_aside.skip(book.on(), Choice(code, (), "2023-10"), "không họp")
    lifecycle.reopen(book.on(), Choice(code, (), "2023-10"), "vẫn họp")

    assert Stage.NOT_STARTED == stage_of(book, code)["2023-10", "VP"]


def test_a_period_skipped_today_was_not_skipped_yesterday(book: Any) -> None:
    code = monthly(book)
    setting_aside.skip(book.on(), Choice(code, (), "2023-10"), "không họp")

    states = [
        next(row.state for row in task_on(book, code, day).deadlines if row.period == "2023-10")
        for day in (TODAY - timedelta(1), TODAY)
    ]
    assert [State.DUE_SOON, State.CANCELLED] == states


@pytest.mark.parametrize(
    ("choose", "reason", "error"),
    [
        (lambda code: Choice(code, (), "2023-10"), " ", UsageError),
        (lambda code: Choice(code, (), "2023-08"), "không họp", UsageError),
        (lambda code: Choice(code, ("TTr",), "2023-10"), "không họp", ConflictError),
        (lambda code: Choice(code, (), "2023-09"), "không họp", ConflictError),
        (lambda _code: Choice("IV-1"), "không họp", ConflictError),
    ],
    ids=["no reason", "no period", "no lead", "done", "not recurring"],
)
def test_a_skip_that_cannot_be_is_refused_and_changes_nothing(
    book: Any, choose: Callable[[str], Choice], reason: str, error: type[Exception]
) -> None:
    code = monthly(book)
    lifecycle.complete(book.on(), Choice(code, (), "2023-09"), DONE)
    before = book.content()

    with pytest.raises(error):
        setting_aside.skip(book.on(), choose(code), reason)

    assert before == book.content()


def test_a_period_is_skipped_once(book: Any) -> None:
    code = monthly(book)
    setting_aside.skip(book.on(), Choice(code, (), "2023-12"), "không họp")

    with pytest.raises(ConflictError):
        setting_aside.skip(book.on(), Choice(code, (), "2023-12"), "không họp")


# not heard of for too long


def idle(book: Any, code: str, day: date = TODAY, **more: Any) -> list[tuple[int, date, int]]:
    rows = views.stale(book.on(day), **more).rows
    return [(row.idle_days, row.last_heard, row.after) for row in rows if row.deadline.task == code]


@pytest.mark.parametrize(
    ("given", "review", "found"),
    [
        (date(2023, 9, 26), "30d", [(30, date(2023, 9, 26), 30)]),
        (date(2023, 9, 27), "30d", []),
        (date(2023, 10, 19), "7 ngày", [(7, date(2023, 10, 19), 7)]),
        (date(2023, 9, 26), "tháng", [(30, date(2023, 9, 26), 30)]),
        (date(2023, 9, 27), "tháng", []),
        (date(2023, 7, 26), "quý", [(92, date(2023, 7, 26), 92)]),
        (date(2023, 7, 27), "quý", []),
        (date(2023, 4, 1), "năm", []),
        (date(2023, 7, 28), None, [(90, date(2023, 7, 28), 90)]),
        (date(2023, 7, 29), None, []),
    ],
)
def test_work_without_a_date_is_due_for_review_by_its_own_rhythm_else_by_the_offices(
    book: Any, given: date, review: str | None, found: list[tuple[int, date, int]]
) -> None:
    assert found == idle(book, add(book, review=review, on=given))


def test_a_number_of_days_asked_for_stands_in_for_the_offices_limit_and_not_for_a_rhythm(book: Any) -> None:
    own, other = add(book, review="30d", on=date(2023, 9, 1)), add(book, on=date(2023, 9, 1))

    assert [(55, date(2023, 9, 1), 30)] == idle(book, own, days=60)
    assert ([], 1) == (idle(book, other, days=56), len(idle(book, other, days=55)))


def test_the_days_count_from_the_last_update(book: Any) -> None:
    code = add(book, review="30d", on=date(2023, 4, 1))
    lifecycle.report_progress(book.on(), Choice(code), 10, on=date(2023, 9, 25))

    assert [(31, date(2023, 9, 25), 30)] == idle(book, code)
    lifecycle.report_progress(book.on(), Choice(code), 20, on=date(2023, 9, 27))
    assert [] == idle(book, code)


def test_an_update_does_not_change_what_was_stale_before_it(book: Any) -> None:
    code = add(book, review="30d", on=date(2023, 4, 1))
    lifecycle.report_progress(book.on(), Choice(code), 10)

    assert ([], [(207, date(2023, 4, 1), 30)]) == (idle(book, code), idle(book, code, date(2023, 10, 25)))


def test_work_of_the_plan_counts_from_the_day_of_its_issue(book: Any) -> None:
    assert [(218, date(2023, 3, 22), 90)] == idle(book, "IV-3")
    assert [] == idle(book, "IV-3", date(2023, 6, 19))
    assert [(90, date(2023, 3, 22), 90)] == idle(book, "IV-3", date(2023, 6, 20))


@pytest.mark.parametrize(
    "step",
    [
        lambda book, code: lifecycle.complete(book.on(), Choice(code), DONE),
        lambda book, code: lifecycle.submit(book.on(), Choice(code), Result()),
        lambda book, code: setting_aside.cancel(book.on(), Choice(code), "thôi"),
        lambda book, code: setting_aside.pause(book.on(), Choice(code), "chờ"),
        lambda book, code: tasks.remove_task(book.on(), code),
        lambda book, code: tasks.edit_task(book.on(), code, TaskChange(due=GivenDue.by(date(2023, 12, 1), "1/12"))),
    ],
    ids=["done", "submitted", "cancelled", "paused", "removed", "dated"],
)
def test_only_open_work_without_a_date_is_due_for_review(book: Any, step: Callable[[Any, str], Changed]) -> None:
    code = add(book, review="30d", on=date(2023, 4, 1))
    assert 1 == len(idle(book, code))
    step(book, code)

    assert [] == idle(book, code, date(2023, 10, 26), days=0)


def test_what_waits_for_the_office_is_not_due_for_review_by_its_unit(book: Any) -> None:
    code = add(book, today=date(2023, 5, 2))
    seen = [code in {line.deadline.task for line in views.stale(book.on()).rows}]
    lifecycle.submit(book.on(date(2023, 5, 10)), Choice(code), Result())
    seen += [code in {line.deadline.task for line in views.stale(book.on()).rows}]

    assert [True, False] == seen


def test_every_lead_is_heard_of_apart(book: Any) -> None:
    code = add(book, "Thường xuyên", ("VP", "TTr"), review="30d", on=date(2023, 4, 1))
    lifecycle.report_progress(book.on(), Choice(code, ("VP",)), 10)

    assert ["TTr"] == [row.deadline.unit for row in views.stale(book.on()).rows if row.deadline.task == code]
    assert [] == [row for row in views.stale(book.on(), "VP").rows if row.deadline.task == code]


def test_the_longest_unheard_of_comes_first(book: Any) -> None:
    add(book, review="1d", on=date(2023, 10, 20))
    add(book, review="30d", on=date(2023, 2, 1))
    days = [row.idle_days for row in views.stale(book.on()).rows]

    assert (sorted(days, reverse=True), 267, 6) == (days, days[0], days[-1])


def test_a_rhythm_of_review_can_be_changed_and_taken_away(book: Any) -> None:
    code = add(book, review="30d", on=date(2023, 9, 1))
    tasks.edit_task(book.on(), code, TaskChange(review="quý"))
    assert ("quarter", []) == (task_on(book, code, TODAY).review_every, idle(book, code))

    tasks.edit_task(book.on(), code, TaskChange(review=""))
    assert (None, [(55, date(2023, 9, 1), 55)]) == (
        task_on(book, code, TODAY).review_every,
        idle(book, code, days=55),
    )


@pytest.mark.parametrize("more", [{"due": ON_THE_25TH}, {"every": Every.MONTH}, {"review": "lúc rảnh"}])
def test_a_rhythm_of_review_is_refused_for_dated_work_and_for_other_words(book: Any, more: dict[str, Any]) -> None:
    before = book.content()

    with pytest.raises(UsageError):
        add(book, **{"review": "30d", **more})

    assert before == book.content()


def test_a_skip_that_names_no_period_leaves_none_out(book: Any) -> None:
    with pytest.raises(UsageError):
        setting_aside.skip(book.on(), Choice(not_begun(book)), "không họp")


def test_work_all_of_whose_periods_are_skipped_is_not_waiting_to_begin(book: Any) -> None:
    code = not_begun(book)
    for period in ("2023-11", "2023-12"):
        setting_aside.skip(book.on(), Choice(code, (), period), "không họp")

    assert ("cancelled", 0) == (views.show_task(book.on(), code).task.state, views.status(book.on()).unopened)
    found = views.list_tasks(book.on(), TaskFilter(state="cancelled", text="Báo cáo"), None).tasks
    assert [code] == [task.code for task in found]


def test_a_skipped_period_that_is_taken_up_again_counts_from_its_first_day(book: Any) -> None:
    code = not_begun(book)
    setting_aside.skip(book.on(), Choice(code, (), "2023-12"), "không họp")
    lifecycle.reopen(book.on(), Choice(code, (), "2023-12"), "vẫn họp")

    assert ["2023-11-01", "2023-12-01"] == [row["opens_on"] for row in book.rows_of(code)]


def quarterly(book: Any) -> str:
    on = book.on(date(2023, 3, 25))
    return adding.add_task(on, NewTask("Báo cáo quý", ("VP",), every=Every.QUARTER)).code


def test_a_lead_that_joins_late_gets_the_periods_that_still_run(book: Any) -> None:
    code = quarterly(book)
    setting_aside.skip(book.on(date(2023, 7, 2)), Choice(code, (), "2023-Q4"), "bỏ")
    assigning.assign_task(book.on(date(2023, 7, 2)), code, {Role.LEAD: ["TTr"]})

    assert ["2023-Q3"] == [row["period"] for row in book.rows_of(code) if row["unit"] == "TTr"]


def test_a_lead_that_joins_on_a_periods_last_day_gets_that_period(book: Any) -> None:
    code = monthly(book)
    assigning.assign_task(book.on(date(2023, 10, 25)), code, {Role.LEAD: ["TTr"]})

    assert ["2023-10", "2023-11", "2023-12"] == [row["period"] for row in book.rows_of(code) if row["unit"] == "TTr"]


def test_a_result_of_before_the_period_is_refused(book: Any) -> None:
    code, early = quarterly(book), Result(date(2023, 6, 30), no_evidence="x")
    with pytest.raises(ConflictError, match="01/07/2023"):
        lifecycle.complete(book.on(date(2023, 8, 1)), Choice(code, (), "2023-Q3"), early)


def test_a_date_is_taken_from_no_period_at_once(book: Any) -> None:
    with pytest.raises(ConflictError):
        tasks.edit_task(book.on(), quarterly(book), TaskChange(no_due=True))
