"""The two clocks: what had happened by a day, and what had been typed in by a day."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.depth import costly

from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import DanvanError, NotFoundError
from danvan_cli.domain.figures import Status
from danvan_cli.domain.model import TaskFilter, Unit
from danvan_cli.domain.words import Every, Priority, Role
from danvan_cli.output import contract
from danvan_cli.services import (
    adding,
    assigning,
    configuring,
    extending,
    lifecycle,
    planning,
    reminders,
    setting_aside,
    targets,
    tasks,
    units,
    views,
)
from danvan_cli.services.adding import NewTask
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice
from danvan_cli.services.targets import Figure
from danvan_cli.services.tasks import TaskChange

PLAN = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"
BEGIN = date(2023, 3, 22)
PROVED = ("45/BC ngày 1/3/2023",)


class Clerk:
    """Works through a year, one day after another, and writes down what the Monday screen said every evening."""

    def __init__(self, book: Any, seed: int) -> None:
        self.book, self.chance, self.day = book, random.Random(seed), BEGIN
        self.said: dict[date, str] = {}

    def work(self, days: int) -> None:
        draft = planning.read_draft(self.book.on(BEGIN), PLAN)
        planning.import_plan(self.book.on(BEGIN), draft)
        for _ in range(days):
            for _ in range(self.chance.randrange(9)):
                self.act()
            self.said[self.day] = evening(views.status(self.book.on(self.day)))
            self.day += timedelta(self.chance.choice([1, 1, 2, 7]))

    def act(self) -> None:
        try:
            self.chance.choice(self.steps())()
        except DanvanError:
            return  # a step that the rules refuse is part of an office's year

    def code(self) -> str:
        return str(self.chance.choice(self.book.values("SELECT code FROM task")))

    def unit(self) -> str:
        return str(self.chance.choice(self.book.values("SELECT code FROM unit")))

    def choice(self) -> Choice:
        rows = self.book.select(
            """SELECT t.code, u.code AS unit, d.period FROM deadline d JOIN task t ON t.id = d.task_id
            LEFT JOIN unit u ON u.id = d.unit_id"""
        )
        row = self.chance.choice(rows)
        return Choice(row["code"], (row["unit"],) if row["unit"] else (), row["period"] or None)

    def later(self) -> date:
        return self.day + timedelta(self.chance.randrange(1, 60))

    def steps(self) -> list[Callable[[], object]]:
        on, pick, choice = self.book.on(self.day), self.chance, self.choice()
        due = GivenDue.by(self.later(), "ngày")
        return [
            lambda: adding.add_task(on, NewTask("Báo cáo", (self.unit(),), due=due)),
            lambda: adding.add_task(on, NewTask("Định kỳ", (self.unit(),), every=pick.choice(list(Every)))),
            lambda: adding.add_task(on, NewTask("Thường xuyên", (), (self.unit(),))),
            lambda: tasks.edit_task(on, self.code(), TaskChange(due=due, priority=pick.choice(list(Priority)))),
            lambda: tasks.edit_task(on, self.code(), TaskChange(no_due=True)),
            lambda: assigning.assign_task(on, self.code(), {pick.choice(list(Role)): [self.unit()]}),
            lambda: assigning.assign_task(on, self.code(), {Role.LEAD: [self.unit()]}, [self.unit()]),
            lambda: assigning.assign_task(on, "IV-4", {}, ["CCTĐC"]),
            lambda: tasks.note_task(on, self.code(), "ghi chú"),
            lambda: tasks.remove_task(on, self.code()),
            lambda: tasks.restore_task(on, self.code()),
            lambda: lifecycle.report_progress(on, choice, pick.randrange(101), "đang làm"),
            lambda: lifecycle.submit(on, choice, Result(None, "xong", PROVED)),
            lambda: lifecycle.complete(on, choice, Result(None, "xong", PROVED)),
            lambda: lifecycle.complete(on, choice, Result(no_evidence="mất", exempt="bão")),
            lambda: lifecycle.confirm(on, choice, Result(no_evidence="mất")),
            lambda: lifecycle.send_back(on, choice, "thiếu"),
            lambda: setting_aside.pause(on, choice, "chờ"),
            lambda: setting_aside.resume(on, choice),
            lambda: lifecycle.reopen(on, choice, "sai"),
            lambda: setting_aside.cancel(on, choice, "thôi"),
            lambda: setting_aside.skip(on, choice, "bỏ kỳ"),
            lambda: lifecycle.exempt(on, choice, "bão", withdraw=pick.random() < 0.3),
            lambda: extending.extend(on, choice, extending.Wish(self.later(), "chờ số liệu")),
            lambda: extending.extend(on, choice, extending.Wish(self.later(), "xin"), only_ask=True),
            lambda: extending.decide_extension(on, choice, extending.Decision(granted=True)),
            lambda: extending.decide_extension(on, choice, extending.Decision(refusal="không")),
            lambda: reminders.remind(on, None, Order(content="gọi điện")),
            lambda: targets.record_measurement(on, "CT1", Figure(f"{pick.randrange(9)}/9", self.unit())),
            lambda: units.add_unit(on, Unit(f"D{pick.randrange(99)}", f"Đơn vị {pick.randrange(99)}")),
            lambda: configuring.choose(on, "soon_days", str(pick.randrange(20))),
        ]


def evening(status: Status) -> str:
    """Writes down every figure of a screen."""
    told = contract.status_data(status)
    return contract.dumps(told)


@pytest.mark.parametrize(
    ("seed", "days"),
    [
        pytest.param(0, 25, marks=pytest.mark.slow_on_server),
        # Through a socket several years would take minutes.
        *(pytest.param(seed, 80, marks=[pytest.mark.slow, pytest.mark.a_file]) for seed in range(4)),
    ],
)
def test_a_year_told_later_by_either_clock_is_what_was_said_every_evening(blank: Any, seed: int, days: int) -> None:
    clerk = Clerk(blank, seed)
    clerk.work(days)

    now = blank.on(clerk.day)
    by_typing = {d: evening(views.status(now._replace(as_of=d, known_on=d))) for d in clerk.said}
    by_event = {d: evening(views.status(now._replace(as_of=d))) for d in clerk.said}

    assert clerk.said == by_typing
    assert clerk.said == by_event


@pytest.mark.slow
@pytest.mark.a_file
def test_the_clerks_of_these_years_really_do_all_kinds_of_things(blank: Any) -> None:
    for seed in range(2):
        clerk = Clerk(blank.another(f"{seed}.db"), seed)
        clerk.work(80)
        stages = set(clerk.book.values("SELECT DISTINCT stage FROM deadline"))
        kept = {table: clerk.book.count(table) for table in ("extension", "reminder", "measurement", "evidence")}

        assert 5 <= len(stages)
        assert all(kept.values()), kept


def test_a_completion_typed_in_late_counts_by_its_own_day_and_not_by_the_day_it_was_known(book: Any) -> None:
    typed = date(2023, 11, 20)
    lifecycle.complete(book.on(typed), Choice("IV-5"), Result(date(2023, 10, 28), evidence=PROVED))

    def done(as_of: date, known_on: date | None = None) -> int:
        return views.status(book.on(typed)._replace(as_of=as_of, known_on=known_on)).totals.done_on_time

    assert (0, 1, 0, 1) == (
        done(date(2023, 10, 27)),
        done(date(2023, 10, 28)),
        done(date(2023, 10, 28), date(2023, 11, 19)),
        done(date(2023, 10, 28), typed),
    )


def test_work_done_before_it_was_entered_was_there_on_the_day_it_was_done(book: Any) -> None:
    new = adding.add_task(
        book.on(date(2023, 11, 20)), NewTask("Báo cáo", ("VP",), due=GivenDue.by(date(2023, 11, 30), "30/11"))
    )
    lifecycle.complete(book.on(date(2023, 11, 21)), Choice(new.code), Result(date(2023, 11, 5), evidence=PROVED))

    def seen(day: date) -> list[tuple[str, ...]]:
        found = views.list_tasks(
            book.on(date(2023, 11, 30))._replace(as_of=day), TaskFilter(text="Báo cáo"), None
        ).tasks
        return [(task.state, *task.leads) for task in found if task.code == new.code]

    assert ([], [("done_on_time", "VP")]) == (seen(date(2023, 11, 4)), seen(date(2023, 11, 5)))


def test_a_task_given_before_it_was_typed_in_counts_from_the_day_it_was_given(book: Any) -> None:
    new = adding.add_task(book.on(date(2023, 11, 20)), NewTask("Việc", ("VP",), on=date(2023, 11, 1)))

    def there(day: date) -> bool:
        found = views.list_tasks(book.on(date(2023, 11, 30))._replace(as_of=day), TaskFilter(), None).tasks
        return new.code in [task.code for task in found]

    assert (False, True) == (there(date(2023, 10, 31)), there(date(2023, 11, 1)))


def test_before_its_issue_a_plan_has_no_work(book: Any) -> None:
    assert (0, 20) == tuple(
        views.status(book.on(date(2023, 10, 26))._replace(as_of=day)).totals.total
        for day in (BEGIN - timedelta(1), BEGIN)
    )


def test_looking_at_another_day_changes_no_byte_and_leaves_no_file(book: Any) -> None:
    lifecycle.complete(book.on(), Choice("IV-5"), Result(date(2023, 10, 20), evidence=PROVED))
    before = book.image()
    found = views.status(book.on()._replace(as_of=date(2023, 10, 19)))

    assert 0 == found.totals.done_on_time
    assert before == book.image()


@costly(40)
@given(st.integers(0, 400), st.integers(0, 400))
@example(0, 0)
@example(400, 0)
def test_by_every_clock_the_units_lines_add_up_and_the_states_part_the_rows(book: Any, back: int, known: int) -> None:
    day, typed = date(2024, 3, 1) - timedelta(back), max(date(2023, 10, 26), date(2024, 3, 1) - timedelta(known))
    found = views.status(book.on(date(2024, 3, 1))._replace(as_of=day, known_on=typed))

    for key in ("total", "done_on_time", "done_late", "done_undated", "in_time", "due_soon", "overdue", "undated"):
        assert getattr(found.rows, key) == sum(getattr(line.counts, key) for line in found.units)
    assert found.overdue == () or found.rows.overdue == len(found.overdue)


def test_before_anything_was_typed_in_there_is_nothing_to_tell(book: Any) -> None:
    with pytest.raises(NotFoundError):
        views.status(book.on()._replace(known_on=date(2023, 10, 25)))


def test_a_tasks_history_ends_at_the_day_asked_about(book: Any) -> None:
    lifecycle.report_progress(book.on(date(2023, 11, 1)), Choice("IV-5"), 40)
    lifecycle.report_progress(book.on(date(2023, 11, 9)), Choice("IV-5"), 80)

    def told(day: date) -> list[object]:
        entries = views.show_task(book.on(date(2023, 11, 30))._replace(as_of=day), "IV-5").entries
        return [
            entry.after["progress"]
            for entry in entries
            if entry.table == "deadline" and entry.after and "progress" in entry.after
        ][:2]

    assert ([40, 0], [80, 40]) == (told(date(2023, 11, 8)), told(date(2023, 11, 9)))


def test_a_row_that_was_taken_away_is_told_of_its_days_also_when_another_has_its_key(book: Any) -> None:
    new = adding.add_task(
        book.on(date(2023, 4, 10)), NewTask("Hai chủ trì", ("TTr", "CU"), due=GivenDue.by(date(2023, 6, 30), "30/6"))
    )
    before = evening(views.status(book.on(date(2023, 4, 10))))
    assigning.assign_task(book.on(date(2023, 4, 15)), new.code, {}, ["CU"])
    adding.add_task(
        book.on(date(2023, 4, 15)), NewTask("Việc khác", ("VP",), due=GivenDue.by(date(2023, 6, 30), "30/6"))
    )

    assert before == evening(views.status(book.on(date(2023, 4, 20))._replace(as_of=date(2023, 4, 10))))


def test_a_unit_entered_later_is_not_expected_to_have_reported_before(book: Any) -> None:
    units.add_unit(book.on(date(2023, 10, 28)), Unit("PX", "Phòng X"))

    def expected(day: date) -> int:
        return views.status(book.on(date(2023, 11, 1))._replace(as_of=day)).coverage[0].units_total

    assert (4, 5) == (expected(date(2023, 10, 27)), expected(date(2023, 10, 28)))


def test_work_done_before_its_lead_was_entered_was_that_leads(book: Any) -> None:
    assigning.assign_task(book.on(date(2023, 10, 26)), "II.1-1", {Role.LEAD: ["VP"]})
    lifecycle.complete(book.on(date(2023, 10, 27)), Choice("II.1-1"), Result(date(2023, 10, 20), evidence=PROVED))
    found = views.status(book.on(date(2023, 10, 28))._replace(as_of=date(2023, 10, 21)))
    (task,) = views.list_tasks(
        book.on(date(2023, 10, 28))._replace(as_of=date(2023, 10, 21)), TaskFilter(state="done_undated"), None
    ).tasks

    assert [1] == [line.counts.done_undated for line in found.units if line.code == "VP"]
    assert (("VP",), "VP") == (task.leads, task.deadlines[0].unit)
