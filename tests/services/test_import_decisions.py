"""What a person decided is put into the draft, kept, and given again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.domain.draft import HeaderDraft, PeriodDraft, PlanDraft, TaskDraft, Unresolved
from danvan_cli.domain.errors import FileRefusedError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.services.import_decisions import Decision, answers_text, read_answers, settle

UNITS = [Unit("VP", "Văn phòng Sở"), Unit("TTr", "Thanh tra")]
TODAY = date(2023, 3, 1)
DRAFT = PlanDraft(
    HeaderDraft(year=2023),
    tasks=(TaskDraft("I-1", "I", "Báo cáo tháng 11", "ongoing", supports=("TTr",)),),
    unresolved=(
        Unresolved("Mục I", "Báo cáo tháng 11", "chưa có đơn vị chủ trì", "I-1", "leads", ("VP",)),
        Unresolved("Mục I", "Báo cáo tháng 11", "tháng không rõ ngày", "I-1", "due_on"),
        Unresolved("Đầu văn bản", "", "thiếu tên người ký"),
    ),
)


def test_answers_settle_the_doubts_they_are_for() -> None:
    settled = settle(
        DRAFT,
        [Decision("leads", "Báo cáo tháng 11", "van phong so, TTr"), Decision("due_on", "báo cáo tháng 11", "25/11")],
        UNITS,
        TODAY,
    )

    task = settled.tasks[0]
    assert (("VP", "TTr"), (), date(2023, 11, 25), "once") == (task.leads, task.supports, task.due_on, task.kind)
    assert ["thiếu tên người ký"] == [doubt.why for doubt in settled.unresolved]


def test_a_day_without_a_year_lies_in_the_plans_school_year() -> None:
    draft = replace(DRAFT, header=HeaderDraft(year=2023, is_school_year=True))
    settled = settle(draft, [Decision("due_on", "Báo cáo tháng 11", "15/3")], UNITS, TODAY)

    assert date(2024, 3, 15) == settled.tasks[0].due_on


def test_what_is_skipped_or_not_answered_stays_open() -> None:
    settled = settle(DRAFT, [Decision("leads", "Báo cáo tháng 11", "bỏ qua")], UNITS, TODAY)

    assert DRAFT == settled


def test_answers_outlive_their_file_and_a_moved_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "tra-loi.json"
    path.write_text(answers_text([Decision("leads", "Báo cáo tháng 11", "VP")]), encoding="utf-8")
    moved = replace(DRAFT, unresolved=(replace(DRAFT.unresolved[0], source="Mục VII, đoạn 99"),))

    assert ("VP",) == settle(moved, read_answers(path), UNITS, TODAY).tasks[0].leads


@pytest.mark.parametrize(
    ("field", "answer"), [("leads", "Phòng lạ"), ("due_on", "hôm nào đó"), ("due_on", "31/02/2023")]
)
def test_an_answer_that_means_nothing_is_refused_with_its_words(field: str, answer: str) -> None:
    with pytest.raises(UsageError, match=answer):
        settle(DRAFT, [Decision(field, "Báo cáo tháng 11", answer)], UNITS, TODAY)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"answers": [{"field": "leads"}]}', '{"answers": 5}', "[" * 100_000, '{"answers": ' + "[" * 9_000],
)
def test_a_broken_file_of_answers_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tra-loi.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(FileRefusedError, match=r"tra-loi\.json"):
        read_answers(path)


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="this system has no /dev/zero")
def test_a_file_of_answers_without_an_end_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="tệp thường"):
        read_answers(Path("/dev/zero"))


def test_a_group_of_all_units_becomes_the_agencys_own_units_when_asked(blank: Any) -> None:
    from tests.conftest import SAMPLE_TEXT

    from danvan_cli.services import planning

    draft = planning.read_draft(blank.on(), SAMPLE_TEXT)
    expanded = planning.expand_groups(blank.on(), draft)

    leads = {task.code: task.leads for task in expanded.tasks}
    assert ("VP", "TTr", "CCTĐC", "TTKHCN") == leads["IV-1"]
    assert leads["II.4-1"] == ("CU",)
    assert len(draft.unresolved) - 1 == len(expanded.unresolved)


QUARTERLY = TaskDraft(
    "I-1", "I", "Báo cáo hằng quý", "recurring", due_on=date(2023, 3, 31), certain=False, due_text="hằng quý",
    periods=(PeriodDraft("2023-Q1", date(2023, 3, 31)), PeriodDraft("2023-Q2", date(2023, 6, 30))),
)  # fmt: skip
ABOUT_QUARTERS = Unresolved("Mục I", "Báo cáo hằng quý", "chưa có ngày cho từng kỳ", "I-1", "due_on", ("31/03/2023",))


def test_the_assumed_day_as_the_answer_makes_every_period_certain() -> None:
    draft = PlanDraft(HeaderDraft(year=2023), tasks=(QUARTERLY,), unresolved=(ABOUT_QUARTERS,))
    task = settle(draft, [Decision("due_on", "Báo cáo hằng quý", "31/3")], UNITS, TODAY).tasks[0]

    assert QUARTERLY._replace(certain=True) == task


def test_one_other_day_is_not_taken_for_several_periods() -> None:
    draft = PlanDraft(HeaderDraft(year=2023), tasks=(QUARTERLY,), unresolved=(ABOUT_QUARTERS,))

    with pytest.raises(UsageError, match="2 kỳ"):
        settle(draft, [Decision("due_on", "Báo cáo hằng quý", "15/3")], UNITS, TODAY)
