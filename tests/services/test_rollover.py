"""Next year's plan from this one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SAMPLE_TEXT

from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.words import Every, Fate
from danvan_cli.services import (
    adding,
    coverage,
    due_days,
    lifecycle,
    people,
    planning,
    setting_aside,
    targets,
    tasks,
    views,
)
from danvan_cli.services.adding import NewTask
from danvan_cli.services.extending import Wish, extend
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.rollover import _with_year, roll_over
from danvan_cli.services.steps import Choice
from danvan_cli.services.targets import Figure
from danvan_cli.services.tasks import TaskChange


def test_the_new_plan_has_the_same_work_with_moved_days_and_no_progress(book: Any) -> None:
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(date(2023, 10, 20), "xong", ("45/BC",)))
    targets.record_measurement(book.on(), "CT1", Figure("42/50", "VP", date(2023, 10, 1)))
    done = roll_over(book.on(), 2024)

    new = views.status(book.on(date(2024, 1, 2), plan="KH-2024"))
    assert ("KH-2024", "Thực hiện công tác Dân vận chính quyền năm 2024") == (done.code, new.plan.title)
    kept = views.show_plan(book.on(), "KH-2024").plan
    assert (20, 0, 2024, 20, 4) == (new.totals.total, new.totals.done, new.plan.year, kept.tasks, kept.targets)
    task = views.show_task(book.on(plan="KH-2024"), "IV-4").task
    assert {(date(2024, 10, 24), "2024", "trước ngày 25/10/2024", 0)} == {
        (row.due_on, row.period, row.due_text, row.progress) for row in task.deadlines
    }
    assert None is coverage.coverage(book.on(plan="KH-2024"), "CT1").coverage[0].actual


def test_a_day_that_was_assumed_is_marked_so_in_the_new_plan_too(blank: Any, tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.txt"
    words = SAMPLE_TEXT.read_text(encoding="utf-8")
    path.write_text(words.replace("trước ngày 25/10/2023", "trong tuần thứ hai tháng 10/2023"), encoding="utf-8")
    planning.import_plan(blank.on(), planning.read_draft(blank.on(), path, None))
    roll_over(blank.on(), 2024)

    def is_certain(task: str) -> list[bool]:
        return [row.due_certain for row in views.show_task(blank.on(plan="KH-2024"), task).task.deadlines]

    assert ([False, False], [True]) == (is_certain("IV-4"), is_certain("IV-5"))


def test_a_day_granted_this_year_is_certain_and_leaves_next_years_assumed(blank: Any, tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.txt"
    words = SAMPLE_TEXT.read_text(encoding="utf-8")
    path.write_text(words.replace("trước ngày 25/10/2023", "trong tuần thứ hai tháng 10/2023"), encoding="utf-8")
    planning.import_plan(blank.on(), planning.read_draft(blank.on(), path, None))
    extend(blank.on(date(2023, 10, 2)), Choice("IV-4", ("TTKHCN",)), Wish(date(2023, 11, 1), "chờ số liệu"))
    roll_over(blank.on(date(2023, 10, 3)), 2024)

    def certain(plan: str) -> dict[str | None, bool]:
        rows = views.show_task(blank.on(date(2023, 10, 3), plan=plan), "IV-4").task.deadlines
        return {row.unit: row.due_certain for row in rows}

    assert {"TTKHCN": True, "CCTĐC": False} == certain("KH-2023")
    assert {"TTKHCN": False, "CCTĐC": False} == certain("KH-2024")


def test_the_old_plan_is_left_as_it_was_and_the_new_one_is_in_use(book: Any) -> None:
    old = book.on(plan="KH-2023")
    before = views.status(old)
    done = roll_over(book.on(), 2024)
    after = views.status(old)

    assert before == after._replace(plan=before.plan)
    assert ("KH-2024", True) == (views.status(book.on()).plan.code, "KH-2024" in done.notes[0])


def test_recurring_work_has_all_its_periods_however_late_it_was_given(blank: Any) -> None:
    given = blank.on(date(2023, 8, 1))
    pattern = due_days.given_due(given, "25/3/2023")
    code = adding.add_task(given, NewTask("Báo cáo quý", ("VP",), due=pattern, every=Every.QUARTER)).code
    assert ["2023-Q3", "2023-Q4"] == [row["period"] for row in blank.rows_of(code)]
    done = roll_over(given, 2024)

    rows = views.show_task(blank.on(date(2024, 12, 1), plan="KH-2024"), code).task.deadlines
    coming = [(f"2024-Q{number}", date(2024, number * 3, 25)) for number in (1, 2, 3, 4)]
    assert coming == [(row.period, row.due_on) for row in rows]
    assert [(code, Fate.REDATED, 2, 4)] == [(c.code, c.fate, len(c.days), len(c.new_days)) for c in done.carried]


def test_what_ended_without_a_result_is_dropped_and_said_so(book: Any) -> None:
    setting_aside.cancel(book.on(), Choice("IV-5"), "không còn nhu cầu")
    setting_aside.cancel(book.on(), Choice("IV-4", ("CCTĐC",)), "đã sáp nhập")
    done = roll_over(book.on(), 2024)

    fates = {one.code: one.fate for one in done.carried}
    assert (Fate.DROPPED, Fate.REDATED, Fate.CARRIED) == (fates["IV-5"], fates["IV-4"], fates["II.1-1"])
    assert 20 == len(done.carried)
    new = views.show_task(book.on(plan="KH-2024"), "IV-4").task
    assert ["TTKHCN"] == [row.unit for row in new.deadlines]
    with pytest.raises(NotFoundError):
        views.show_task(book.on(plan="KH-2024"), "IV-5")


def test_who_was_in_charge_stays_so_but_for_units_whose_part_ended(book: Any) -> None:
    chiefs = {"Lê Hòa": "CCTĐC", "Trần Bình": "TTKHCN", "Phạm Giám": None}
    for name, unit in chiefs.items():
        people.add_officer(book.on(), people.OfficerChange(name, unit=unit))
        tasks.edit_task(book.on(), "IV-4", TaskChange(person=name))
    setting_aside.cancel(book.on(), Choice("IV-4", ("CCTĐC",)), "đã sáp nhập")
    roll_over(book.on(), 2024)

    def in_charge(plan: str) -> list[str]:
        return sorted(one.name for one in views.show_task(book.on(plan=plan), "IV-4").officers)

    assert (sorted(chiefs), ["Phạm Giám", "Trần Bình"]) == (in_charge("KH-2023"), in_charge("KH-2024"))


def test_what_must_be_checked_is_named(book: Any) -> None:
    notes = roll_over(book.on(), 2026).notes

    assert "IV-4: Thời hạn thứ Bảy 24/10/2026 là ngày nghỉ; ngày làm việc kế tiếp là thứ Hai 26/10/2026." in notes
    assert "IV-4: nội dung còn nhắc năm 2023." in notes
    assert len(notes) == len(set(notes))


def test_removed_work_is_not_carried_over(book: Any) -> None:
    tasks.remove_task(book.on(), "IV-5")
    roll_over(book.on(), 2024)

    assert 19 == views.show_plan(book.on(), "KH-2024").plan.tasks
    with pytest.raises(NotFoundError):
        tasks.restore_task(book.on(plan="KH-2024"), "IV-5")


def test_a_plan_opened_early_holds_from_the_day_on_which_it_was_opened(book: Any) -> None:
    roll_over(book.on(date(2023, 12, 1)), 2024)

    on = book.on(date(2023, 12, 1), plan="KH-2024")
    assert ("2023-12-01", 20) == (book.rows_of("IV-5")[-1]["opens_on"], views.status(on).totals.total)


@pytest.mark.parametrize("year", [2023, 2022, 2050])
def test_a_year_that_does_not_follow_is_refused(book: Any, year: int) -> None:
    with pytest.raises(UsageError):
        roll_over(book.on(), year)


def test_a_plan_is_rolled_over_ten_years_at_most(book: Any) -> None:
    assert "KH-2033" == roll_over(book.on(), 2033).code
    with pytest.raises(UsageError, match="2034"):
        roll_over(book.on(plan="KH-2023"), 2034)


def test_a_year_that_has_a_plan_is_refused(book: Any) -> None:
    roll_over(book.on(), 2024)

    with pytest.raises(ConflictError, match="KH-2024"):
        roll_over(book.on(plan="KH-2023"), 2024)


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("Công tác dân vận năm 2023", "Công tác dân vận năm 2024"),
        ("Công tác dân vận năm học 2023-2024", "Công tác dân vận năm học 2024-2025"),
        ("Công tác dân vận năm học 2023 – 2024", "Công tác dân vận năm học 2024 – 2025"),
        ("Thực hiện Đề án giai đoạn 2021-2023 năm 2023", "Thực hiện Đề án giai đoạn 2021-2023 năm 2024"),
        ("Thực hiện Đề án giai đoạn 2023 - 2026", "Thực hiện Đề án giai đoạn 2023 - 2026"),
    ],
)
def test_the_plans_own_year_moves_on_and_spans_of_years_stay(title: str, following: str) -> None:
    assert following == _with_year(title, 2023, 2024)
