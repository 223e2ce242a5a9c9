"""What a person decided is put into the draft, kept, and given again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.domain.draft import (
    Account,
    HeaderDraft,
    PeriodDraft,
    PlanDraft,
    SectionDraft,
    TaskDraft,
    UnitDraft,
    Unresolved,
    Use,
)
from danvan_cli.domain.errors import FileRefusedError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.services.import_decisions import Decision, answers_text, decide, read_answers, settle, year_in

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


NO_LEAD = "chưa có đơn vị chủ trì"
NEAR = Unresolved("Mục I", "Rà soát", "“Thanh trà” không có trong danh mục", "I-1", "leads", ("Thanh tra", "Thanh trà"))
SEVERAL = Unresolved("Mục I", "Rà soát", "“Phòng TC” có thể là nhiều đơn vị", "I-1", "leads", ("VP", "TTr"))


def settled(draft: PlanDraft, *answers: Decision) -> PlanDraft:
    known = [*UNITS, *(Unit(u.code, u.name, u.kind) for u in draft.units if u.new)]
    return settle(draft, answers, known, TODAY)


def test_a_name_that_was_a_slip_is_replaced_where_it_stands_and_its_unit_is_not_made() -> None:
    draft = PlanDraft(
        HeaderDraft(year=2023),
        tasks=(TaskDraft("I-1", "I", "Rà soát", "ongoing", leads=("VP", "TT2")),),
        units=(UnitDraft("TT2", "Thanh trà", "external", new=True),),
        unresolved=(NEAR,),
    )
    taken, kept = (settled(draft, Decision("leads", "Rà soát", words)) for words in ("Thanh tra", "Thanh trà"))

    assert (("VP", "TTr"), ()) == (taken.tasks[0].leads, taken.units)
    assert (("VP", "TT2"), draft.units) == (kept.tasks[0].leads, kept.units)


def test_a_name_of_several_units_is_added_to_those_that_are_certain() -> None:
    draft = PlanDraft(
        HeaderDraft(year=2023),
        tasks=(TaskDraft("I-1", "I", "Rà soát", "ongoing", leads=("VP",)),),
        unresolved=(SEVERAL,),
    )

    assert ("VP", "TTr") == settled(draft, Decision("leads", "Rà soát", "TTr")).tasks[0].leads


def test_who_supports_is_settled_too() -> None:
    doubt = replace(SEVERAL, field="supports")
    draft = PlanDraft(
        HeaderDraft(year=2023),
        tasks=(TaskDraft("I-1", "I", "Rà soát", "ongoing", leads=("VP",)),),
        unresolved=(doubt,),
    )
    task = settled(draft, Decision("supports", "Rà soát", "TTr")).tasks[0]

    assert (("VP",), ("TTr",)) == (task.leads, task.supports)


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("đơn vị mới: Tổ Tiếp công dân", ["Tổ Tiếp công dân"]),
        ("VP, don vi moi: Phòng Kế hoạch, Tài chính", ["Phòng Kế hoạch, Tài chính"]),
        ("đơn vị mới: Tổ 1; VP; đơn vị mới: Tổ 2", ["Tổ 1", "Tổ 2"]),
        ("đơn vị mới: Van phong so", []),
    ],
)
def test_an_answer_may_make_a_new_unit(answer: str, names: list[str]) -> None:
    found = settled(DRAFT, Decision("leads", "Báo cáo tháng 11", answer))

    assert names == [unit.name for unit in found.units if unit.new]
    assert {unit.code for unit in found.units} <= set(found.tasks[0].leads)


def test_a_new_unit_is_made_once_for_all_that_name_it() -> None:
    tasks = (TaskDraft("I-1", "I", "Một", "ongoing"), TaskDraft("I-2", "I", "Hai", "ongoing"))
    doubts = tuple(Unresolved("Mục I", task.content, NO_LEAD, task.code, "leads") for task in tasks)
    draft = PlanDraft(HeaderDraft(year=2023), tasks=tasks, unresolved=doubts)
    found = settled(draft, *(Decision("leads", words, "đơn vị mới: Tổ X") for words in ("Một", "Hai")))

    assert ([("TX",), ("TX",)], 1) == ([task.leads for task in found.tasks], len(found.units))


ALIKE = PlanDraft(
    HeaderDraft(year=2023),
    tasks=(TaskDraft("I-1", "I", "Gửi báo cáo", "ongoing"), TaskDraft("II-1", "II", "Gửi báo cáo", "ongoing")),
    unresolved=tuple(Unresolved("Mục", "Gửi báo cáo", NO_LEAD, code, "leads") for code in ("I-1", "II-1")),
)


def test_a_decision_about_one_of_two_tasks_of_the_same_words_is_not_about_the_other() -> None:
    decisions = decide(ALIKE, ALIKE.unresolved[1:], "VP")
    found = settled(ALIKE, *decisions)

    assert [Decision("leads", "Gửi báo cáo", "VP", "II-1")] == decisions
    assert [(), ("VP",)] == [task.leads for task in found.tasks]
    assert [("VP",), ("VP",)] == [t.leads for t in settled(ALIKE, Decision("leads", "Gửi báo cáo", "VP")).tasks]


def test_a_decision_says_no_more_than_is_needed_to_know_its_doubt() -> None:
    assert [Decision("leads", "Báo cáo tháng 11", "VP")] == decide(DRAFT, DRAFT.unresolved[:1], "VP")


def test_the_decision_that_names_the_task_wins_over_the_one_for_all() -> None:
    found = settled(ALIKE, Decision("leads", "Gửi báo cáo", "TTr", "II-1"), Decision("leads", "Gửi báo cáo", "VP"))

    assert [("VP",), ("TTr",)] == [task.leads for task in found.tasks]


def test_two_names_in_doubt_in_one_task_are_decided_apart(tmp_path: Path) -> None:
    doubts = (SEVERAL, replace(SEVERAL, why="“Tổ TC” có thể là nhiều đơn vị"))
    draft = PlanDraft(HeaderDraft(year=2023), tasks=(TaskDraft("I-1", "I", "Rà soát", "ongoing"),), unresolved=doubts)
    path = tmp_path / "tra-loi.json"
    path.write_text(answers_text([*decide(draft, doubts[:1], "VP"), *decide(draft, doubts[1:], "TTr")]), "utf-8")

    assert ("VP", "TTr") == settled(draft, *read_answers(path)).tasks[0].leads


def test_a_file_of_answers_has_the_same_keys_as_ever_where_they_are_enough() -> None:
    assert [{"field": "leads", "text": "", "answer": "VP"}] == json.loads(answers_text([Decision("leads", "", "VP")]))[
        "answers"
    ]


@pytest.mark.parametrize("words", ["không có thời hạn", "KHONG CO THOI HAN"])
def test_work_may_be_said_to_have_no_deadline(words: str) -> None:
    task = settled(DRAFT, Decision("due_on", "Báo cáo tháng 11", words)).tasks[0]

    assert (None, "ongoing", True) == (task.due_on, task.kind, task.certain)


def test_what_was_looked_at_is_settled_and_stays_as_it_was_read() -> None:
    goal = Unresolved("Mục II", "95–97 %", "khoảng số", "CT1", "goal")
    draft = replace(DRAFT, unresolved=(goal,))

    assert replace(draft, unresolved=()) == settled(draft, Decision("goal", "95–97 %", "đã xem"))
    with pytest.raises(UsageError, match="chỉ để xem"):
        settled(draft, Decision("goal", "95–97 %", "96"))


def gap(field: str) -> PlanDraft:
    return PlanDraft(HeaderDraft(year=2023), unresolved=(Unresolved("Đầu văn bản", "", "không thấy", None, field),))


@pytest.mark.parametrize(
    ("field", "answer", "header"),
    [
        ("number", "12", HeaderDraft(year=2023, number="12")),
        ("number", "12/KH-SKHCN", HeaderDraft(year=2023, number="12", symbol="KH-SKHCN")),
        ("number", "17-KH/BDV", HeaderDraft(year=2023, number="17", symbol="KH/BDV")),
        ("symbol", "KH-SKHCN", HeaderDraft(year=2023, symbol="KH-SKHCN")),
        ("issued_on", "5/3", HeaderDraft(year=2023, issued_on=date(2023, 3, 5))),
        ("signer", "Nguyễn Văn B", HeaderDraft(year=2023, signer="Nguyễn Văn B")),
    ],
)
def test_gaps_of_the_head_are_filled(field: str, answer: str, header: HeaderDraft) -> None:
    assert PlanDraft(header) == settled(gap(field), Decision(field, "", answer))


@pytest.mark.parametrize(
    ("field", "answer"), [("number", "số mười hai"), ("symbol", "ngày 5/3"), ("issued_on", "hôm nào đó")]
)
def test_words_that_cannot_stand_in_the_head_are_refused(field: str, answer: str) -> None:
    with pytest.raises(UsageError, match=answer):
        settled(gap(field), Decision(field, "", answer))


def test_a_number_given_with_its_symbol_settles_both_gaps() -> None:
    draft = replace(gap("number"), unresolved=(*gap("number").unresolved, *gap("symbol").unresolved))

    assert () == settled(draft, Decision("number", "", "12/KH-SKHCN")).unresolved


def test_the_year_among_the_answers_is_what_the_plan_is_read_with() -> None:
    assert 2024 == year_in([Decision("year", "", "2023"), Decision("year", "", "2024"), Decision("leads", "", "VP")])
    assert year_in([Decision("year", "", "bỏ qua")]) is None
    with pytest.raises(UsageError, match="hai ba"):
        year_in([Decision("year", "", "hai ba")])


LEFT = Unresolved("đoạn 4", "- Văn phòng Sở chủ trì hội thi, xong trước ngày 20/10.", "dòng này chưa được dùng vào đâu")
WITH_LEFT = PlanDraft(
    HeaderDraft(year=2023),
    sections=(SectionDraft("I", "I", "Một"), SectionDraft("II", "II", "Hai")),
    tasks=(TaskDraft("I-1", "I", "Một", "ongoing"), TaskDraft("II-1", "II", "Hai", "ongoing")),
    unresolved=(LEFT,),
    accounts=(
        Account("đoạn 2", "- Một", (Use(0, 5, "nội dung nhiệm vụ", "I-1"),)),
        Account("đoạn 4", LEFT.text),
        Account("đoạn 5", "- Hai", (Use(0, 5, "nội dung nhiệm vụ", "II-1"),)),
    ),
)


def test_a_left_over_line_becomes_a_task_of_its_section_read_as_any_other() -> None:
    found = settled(WITH_LEFT, Decision("", LEFT.text, "là nhiệm vụ"))
    task = found.tasks[1]

    assert ["I-1", "I-2", "II-1"] == [task.code for task in found.tasks]
    assert (("VP",), date(2023, 10, 19), "đoạn 4") == (task.leads, task.due_on, task.source)
    assert "Văn phòng Sở chủ trì hội thi, xong trước ngày 20/10." == task.content
    assert ((), "I-2") == (found.unresolved, found.accounts[1].uses[0].task)


def test_a_left_over_line_that_becomes_a_task_brings_its_own_doubts() -> None:
    left = replace(LEFT, text="- Tổ chức hội thi")
    draft = replace(WITH_LEFT, unresolved=(left,), accounts=(*WITH_LEFT.accounts[:1], Account("đoạn 4", left.text)))
    found = settled(draft, Decision("", left.text, "là nhiệm vụ"))

    assert [("I-2", "leads")] == [(doubt.task, doubt.field) for doubt in found.unresolved]
    both = settled(draft, Decision("", left.text, "là nhiệm vụ"), Decision("leads", "Tổ chức hội thi", "TTr"))
    assert (("TTr",), ()) == (both.tasks[1].leads, both.unresolved)


def test_a_left_over_line_may_be_no_task() -> None:
    found = settled(WITH_LEFT, Decision("", LEFT.text, "không phải nhiệm vụ"))

    assert (WITH_LEFT.tasks, ()) == (found.tasks, found.unresolved)
    assert (Use(0, len(LEFT.text), "không phải nhiệm vụ"),) == found.accounts[1].uses


def test_a_deadline_that_stands_by_itself_is_given_to_the_task_named_with_it() -> None:
    lost = Unresolved("Mục II", "20/10 | Hạn gửi: 20/10", "đề mục: có ngày chưa gắn với việc nào", None, "due_on")
    draft = replace(WITH_LEFT, unresolved=(lost,))

    found = settled(draft, Decision("due_on", lost.text, "ii-1 20/10"))
    assert [None, date(2023, 10, 20)] == [task.due_on for task in found.tasks]
    assert replace(draft, unresolved=()) == settled(draft, Decision("due_on", lost.text, "đã xem"))
    with pytest.raises(UsageError, match="IX-9"):
        settled(draft, Decision("due_on", lost.text, "IX-9 20/10"))
