"""What an office's table says of its work is taken as its words say with their tones, never as they look without."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import request_on

from danvan_cli.domain.draft import HeaderDraft, PlanDraft, TaskDraft, TrackingDraft
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.draft.plausible import question_draft
from danvan_cli.intake.tables.tracking import read_tracking
from danvan_cli.services import planning, views

FILES = Path(__file__).parent / "files"
TODAY = date(2024, 6, 30)
HEADER = HeaderDraft(number="12", year=2024, issued_on=date(2024, 1, 10))


def stage(words: str) -> str | None:
    told = read_tracking({"stage": words}, DueContext(2024)).draft
    return told.stage if told else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hủy bỏ", "cancelled"),
        ("huỷ", "cancelled"),
        ("Dừng hẳn", "cancelled"),
        ("Thôi thực hiện", "cancelled"),
        ("Đưa ra khỏi kế hoạch", "cancelled"),
        ("thoi thuc hien", "cancelled"),
        ("Tạm dừng", "paused"),
        ("Chưa hoàn thành", "in_progress"),
        ("chua hoan thanh", "in_progress"),
        ("Đang trình ký", "in_progress"),
        ("ĐANG THỰC HIỆN", "in_progress"),
        ("dang thuc hien", "in_progress"),
        ("Đã hòan thành", "completed"),
        ("Hoàn thành trước hạn", "completed"),
        ("Đạt", "completed"),
        ("Đã nộp, chờ duyệt", "awaiting_confirmation"),
    ],
)
def test_words_of_a_stage(words: str, expected: str) -> None:
    assert expected == stage(words)


@pytest.mark.parametrize(
    "words",
    [
        "Đúng hạn", "đúng hạn", "dung han", "Huy động lực lượng", "huy dong", "Không hoàn thành", "Không thực hiện",
        "Không triển khai", "khong hoan thanh", "Chậm tiến độ", "Trễ hạn", "Quá hạn", "x", "X", "×", "Đảng ủy theo dõi",
        "Đăng ký lại", "Chữa cháy", "Đặt hàng", "Đất đai", "Cơ bản hoàn thành", "Thực hiện chậm", "Chăm sóc",
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_stage_or_may_mean_two_are_doubts(words: str) -> None:
    told = read_tracking({"stage": words}, DueContext(2024))
    # The words are kept for whoever answers; a tick says nothing more.
    kept = TrackingDraft(result=words) if len(words) > 1 else None
    assert (kept, [("stage", words)]) == (told.draft, [(doubt.field, doubt.text) for doubt in told.doubts])


def test_a_tick_is_done_only_in_a_column_of_ticks() -> None:
    told = read_tracking({"done": "x", "completed_on": "5/3"}, DueContext(2024))
    assert (TrackingDraft(stage="completed", completed_on=date(2024, 3, 5)), ()) == (told.draft, told.doubts)
    assert ["completed_on"] == [doubt.field for doubt in read_tracking({"completed_on": "x"}, DueContext(2024)).doubts]


def questioned(tracking: TrackingDraft | None = None, header: HeaderDraft = HEADER, **said: Any) -> PlanDraft:
    task = TaskDraft("B1-1", "B1", "Việc", "once", source="hàng 6", tracking=tracking, **said)
    return question_draft(PlanDraft(header, tasks=(task,)), TODAY)


@pytest.mark.parametrize("field", ["submitted_on", "completed_on"])
@pytest.mark.parametrize(
    ("day", "kept", "why"),
    [
        (date(2024, 6, 30), True, None),
        (date(2024, 7, 1), False, "chưa tới"),
        (date(2042, 3, 10), False, "chưa tới"),
        (date(2024, 1, 10), True, None),
        (date(2024, 1, 9), True, "trước ngày ban hành"),
        (date(2023, 1, 1), True, "trước ngày ban hành"),
        (date(2022, 12, 31), False, "trước kế hoạch năm 2024"),
    ],
    ids=str,
)
def test_a_day_of_work_done_is_neither_to_come_nor_before_the_plan(
    field: str, day: date, kept: bool, why: str | None
) -> None:
    draft = questioned(TrackingDraft(result="xong", **{field: day}))  # type: ignore[arg-type]

    assert (day if kept else None) == getattr(draft.tasks[0].tracking, field)
    assert [(True, "hàng 6", "B1-1", f"tracking.{field}")] * bool(why) == [
        (bool(why) and why in d.why, d.source, d.task, d.field) for d in draft.unresolved
    ]


def test_a_registers_day_of_printing_is_not_the_plans_issue() -> None:
    header = HeaderDraft(year=2024, issued_on=date(2024, 6, 1))
    assert () == questioned(TrackingDraft(completed_on=date(2024, 3, 1)), header).unresolved


@pytest.mark.parametrize(("until", "kept"), [(14, False), (15, False), (16, True)])
def test_an_extension_is_later_than_the_last_day(until: int, kept: bool) -> None:
    day = date(2024, 3, until)
    draft = questioned(TrackingDraft(progress=5, extended_to=day), due_on=date(2024, 3, 15))

    assert (day if kept else None) == getattr(draft.tasks[0].tracking, "extended_to", None)
    assert kept == (not draft.unresolved)


@pytest.mark.parametrize(
    ("day", "kept", "is_doubted"),
    [
        (date(2034, 12, 31), True, False),
        (date(2035, 1, 1), True, True),
        (date(2200, 12, 31), True, True),
        (date(2201, 1, 1), False, True),
        (date(1899, 12, 31), False, True),
        (date(9999, 1, 1), False, True),
    ],
    ids=str,
)
def test_a_last_day_of_a_year_too_far_is_asked_about(day: date, kept: bool, is_doubted: bool) -> None:
    draft = questioned(due_on=day)

    assert ((day if kept else None), not is_doubted) == (draft.tasks[0].due_on, draft.tasks[0].certain)
    assert ["due_on"] * is_doubted == [doubt.field for doubt in draft.unresolved]


@pytest.mark.parametrize(("year", "is_doubted"), [(1945, False), (2034, False), (2035, True), (2142, True)])
def test_a_plans_year_too_late_is_asked_about(year: int, is_doubted: bool) -> None:
    draft = questioned(header=HeaderDraft(year=year))
    assert (year, is_doubted) == (draft.header.year, bool(draft.unresolved))


@pytest.mark.parametrize("year", [1944, 2201])
def test_a_plan_of_an_impossible_year_is_refused(year: int) -> None:
    with pytest.raises(FileRefusedError, match=f"Năm {year}"):
        questioned(header=HeaderDraft(year=year))


def test_a_registers_words_and_days_that_cannot_be_are_named_with_their_rows(tmp_path: Path) -> None:
    request = request_on(tmp_path / "kh.db", TODAY)
    draft = planning.read_draft(request, FILES / "y-tracking.csv")
    planning.import_plan(request, draft)
    states = {t.content: t.deadlines[0].state for t in views.list_tasks(request, views.TaskFilter(), None).tasks}

    assert {"Việc năm"} <= {content for content, state in states.items() if state == "done_on_time"}
    for content in ("Việc sáu", "Việc chín", "Việc mười", "Việc mười một"):
        assert "overdue" == states[content]
    assert "cancelled" not in states.values()
    named = {(doubt.task, doubt.source, doubt.text) for doubt in draft.unresolved}
    assert {
        ("B1-6", "ô E11", "Không hoàn thành"), ("B1-9", "ô E14", "x"), ("B1-11", "ô E16", "Chậm tiến độ"),
        ("B1-10", "ô F15", "10/3/2042"),
    } <= named  # fmt: skip


def test_nothing_is_done_in_the_future(tmp_path: Path) -> None:
    request = request_on(tmp_path / "kh.db", TODAY)
    draft = planning.read_draft(request, FILES / "y-done-in-future.csv")
    planning.import_plan(request, draft)

    assert [("B1-1", "ô F6")] == [(d.task, d.source) for d in draft.unresolved if d.field == "tracking.completed_on"]
    assert [("overdue", None)] == [
        (row.state, row.completed_on)
        for task in views.list_tasks(request, views.TaskFilter(), None).tasks
        for row in task.deadlines
    ]


@pytest.mark.parametrize(
    ("field", "words", "day"),
    [
        ("completed_on", "5/3", date(2024, 3, 5)),
        ("completed_on", "05.03.2024", date(2024, 3, 5)),
        ("completed_on", "2024-03-05 00:00:00", date(2024, 3, 5)),
        ("completed_on", "ngày 5 tháng 3 năm 2024", date(2024, 3, 5)),
        ("completed_on", "tháng 3", None),
        ("submitted_on", "trước ngày 5/3", None),
        ("submitted_on", "05/03/24", None),
        ("extended_to", "trước ngày 30/4/2024", date(2024, 4, 29)),
        ("extended_to", "đến hết ngày 30/4", date(2024, 4, 30)),
        ("extended_to", "quý II", date(2024, 6, 30)),
        ("extended_to", "31/02/2024", None),
    ],
)
def test_days_are_read_as_every_deadline_is(field: str, words: str, day: date | None) -> None:
    told = read_tracking({field: words}, DueContext(2024))
    assert (day, day is None) == (told.draft and getattr(told.draft, field), bool(told.doubts))


@pytest.mark.parametrize(
    ("fields", "doubts"),
    [
        ({"stage": "Chờ xác nhận"}, 1),
        ({"stage": "Đã nộp, chờ duyệt", "submitted_on": ""}, 1),
        ({"stage": "Chờ xác nhận", "submitted_on": "20/3/2024"}, 0),
        ({"stage": "Chờ xác nhận", "completed_on": "20/3/2024"}, 1),
        ({"stage": "Hoàn thành"}, 1),
        ({"stage": "Đang thực hiện"}, 0),
    ],
)
def test_what_waits_or_is_done_without_its_day_is_asked_about(fields: dict[str, str], doubts: int) -> None:
    assert doubts == len(read_tracking(fields, DueContext(2024)).doubts)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Đã xong 27/02", date(2024, 2, 27)),
        ("Xong 05/7", date(2024, 7, 5)),
        ("Đã xong 20/6", date(2024, 6, 20)),
        ("Đã xong 5/12", None),
    ],
)
def test_two_figures_are_a_day_where_they_can_be_no_share(words: str, day: date | None) -> None:
    told = read_tracking({"result": words}, DueContext(2024))
    assert day == (told.draft and told.draft.completed_on)
