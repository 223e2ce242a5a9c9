"""What can be chosen at a doubt, and what a typed answer means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from danvan_cli.domain.draft import Account, HeaderDraft, PeriodDraft, PlanDraft, TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.services.import_questions import Question, answer_of, question_about, similar_unit

UNITS = [Unit("VP", "Văn phòng Sở"), Unit("TTr", "Thanh tra"), Unit("TTKHCN", "Trung tâm KH&CN")]
TASK = TaskDraft("I-1", "I", "Gửi báo cáo", "once", due_text="trước ngày 31/02/2023", certain=False)
LEADS = Unresolved("Mục I", "Gửi báo cáo", "chưa có đơn vị chủ trì", "I-1", "leads", ("TTKHCN",))


def asked(doubt: Unresolved, task: TaskDraft = TASK, accounts: tuple[Account, ...] = ()) -> Question:
    draft = PlanDraft(HeaderDraft(year=2023), tasks=(task,), unresolved=(doubt,), accounts=accounts)
    return question_about(doubt, draft, UNITS, DueContext(2023))


def test_the_units_that_the_text_names_come_first_and_a_new_one_last() -> None:
    assert ["TTKHCN", "VP", "TTr", "đơn vị mới"] == [option.answer for option in asked(LEADS).options]


@pytest.mark.parametrize(
    ("task", "doubt", "answers"),
    [
        (TASK, Unresolved("Mục I", "x", "không có trên lịch", "I-1", "due_on"), ["28/02/2023", "không có thời hạn"]),
        (
            TASK._replace(due_text="giữa quý II", due_on=date(2023, 5, 15)),
            Unresolved("Mục I", "x", "không rõ", "I-1", "due_on", ("30/06/2023",)),
            ["30/06/2023", "15/05/2023", "không có thời hạn"],
        ),
        (
            TASK,
            Unresolved("Mục I", "trước ngày 20/10; quý III | Gửi …", "chưa hiểu", "I-1", "due_on"),
            ["19/10/2023", "30/09/2023", "đã xem"],
        ),
        (
            TASK._replace(due_text="sau Tết", due_kind="event"),
            Unresolved("Mục I", "x", "theo sự kiện", "I-1", "due_on"),
            ["đã xem"],
        ),
        (
            TASK._replace(
                due_text="hằng quý", due_on=date(2023, 3, 31), kind="recurring",
                periods=(PeriodDraft("2023-Q1", date(2023, 3, 31)), PeriodDraft("2023-Q2", date(2023, 6, 30))),
            ),
            Unresolved("Mục I", "x", "chưa có ngày", "I-1", "due_on", ("31/03/2023",)),
            ["31/03/2023"],
        ),
    ],
    ids=["no such day", "assumed", "words not read", "event", "periods"],
)  # fmt: skip
def test_days_are_offered_as_choices(task: TaskDraft, doubt: Unresolved, answers: list[str]) -> None:
    assert answers == [option.answer for option in asked(doubt, task).options]


def test_a_left_over_line_may_be_work_a_left_over_table_is_only_looked_at() -> None:
    line = Unresolved("đoạn 9", "Tổ chức hội thi", "chưa được dùng")
    as_line = asked(line, accounts=(Account("đoạn 9", "Tổ chức hội thi"),))

    assert ["là nhiệm vụ", "không phải nhiệm vụ"] == [option.answer for option in as_line.options]
    assert ["đã xem"] == [option.answer for option in asked(replace(line, source="bảng 2")).options]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2", "VP"),
        ("1,2", "TTKHCN, VP"),
        ("2, thanh tra", "VP, thanh tra"),
        ("Văn phòng Sở", "Văn phòng Sở"),
        ("4,2", "đơn vị mới; VP"),
    ],
)
def test_numbers_stand_for_the_choices_and_several_may_be_given(typed: str, answer: str) -> None:
    assert answer == answer_of(asked(LEADS), typed)


@pytest.mark.parametrize(
    ("doubt", "typed"),
    [
        (LEADS, "5"),
        (LEADS, "1,9"),
        (Unresolved("bảng 2", "A", "bảng này chưa đọc được"), "VP"),
        (Unresolved("bảng 2", "A", "bảng này chưa đọc được"), "2"),
    ],
)
def test_a_number_without_a_choice_and_words_that_mean_nothing_are_told(doubt: Unresolved, typed: str) -> None:
    with pytest.raises(UsageError, match=r"Không") as told:
        answer_of(asked(doubt), typed)
    assert "số từ 1 đến" in told.value.hint


def test_a_number_is_an_answer_of_its_own_where_there_are_no_choices() -> None:
    assert "12" == answer_of(asked(Unresolved("Đầu văn bản", "", "số để trống", None, "number")), "12")


@pytest.mark.parametrize(("name", "code"), [("Thanh trà", "TTr"), ("Văn phòng  Sở", "VP"), ("Tổ Tiếp công dân", None)])
def test_a_new_unit_that_hardly_differs_from_a_known_one_is_noticed(name: str, code: str | None) -> None:
    found = similar_unit(name, UNITS)

    assert code == (found.code if found else None)
