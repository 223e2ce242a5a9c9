"""Doubts are told by harm, those that belong together in one line, everywhere in the same order and number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from danvan_cli.domain.doubts import (
    DoubtKind,
    codes_words,
    group_words,
    groups,
    in_order,
    kind_of,
    left_words,
    positions,
    words_and_line,
)
from danvan_cli.domain.draft import HeaderDraft, PlanDraft, TargetDraft, TaskDraft, Unresolved

NO_LEAD = "chưa có đơn vị chủ trì"


def tasks(section: str, number: int) -> list[TaskDraft]:
    return [TaskDraft(f"{section}-{n}", section, f"Việc {n}", "ongoing") for n in range(1, number + 1)]


def leadless(section: str, numbers: range) -> list[Unresolved]:
    return [Unresolved(f"Mục {section}, ý {n}", f"Việc {n}", NO_LEAD, f"{section}-{n}", "leads") for n in numbers]


@pytest.mark.parametrize(
    ("doubt", "kind"),
    [
        (Unresolved("Mục I", "sau Tết", "chưa có ngày", "I-1", "due_on"), DoubtKind.DUE),
        (Unresolved("Mục I", "20/10 | Gửi trước 20/10", "đề mục: có ngày", None, "due_on"), DoubtKind.DUE),
        (Unresolved("ô H3", "1/1/2020", "gia hạn sớm hơn", "I-1", "tracking.extended_to"), DoubtKind.DUE),
        (Unresolved("Đầu văn bản", "", "không thấy năm", None, "year"), DoubtKind.YEAR),
        (Unresolved("đoạn 9", "Tổ chức hội thi", "chưa được dùng"), DoubtKind.LOST),
        (Unresolved("Mục I", "Việc", NO_LEAD, "I-1", "leads"), DoubtKind.LEADS),
        (Unresolved("Mục II", "95–97 %", "khoảng số", "CT1", "goal"), DoubtKind.GOAL),
        (Unresolved("Đầu văn bản", "", "số để trống", None, "number"), DoubtKind.HEAD),
        (Unresolved("Mục I", "Việc", "không có trong danh mục", "I-1", "supports"), DoubtKind.OTHER),
        (Unresolved("ô A4", "x/y", "mã này trùng", None, "code"), DoubtKind.OTHER),
    ],
)
def test_a_doubt_is_of_the_kind_of_its_field(doubt: Unresolved, kind: DoubtKind) -> None:
    assert kind == kind_of(doubt)


def test_the_most_harmful_doubts_come_first_and_each_kind_keeps_the_order_of_the_source() -> None:
    draft = PlanDraft(
        HeaderDraft(),
        tasks=(*tasks("II", 2), *tasks("III", 1)),
        targets=(TargetDraft("CT1", "I", "95–97 %", "ratio"),),
        unresolved=(
            Unresolved("Đầu văn bản", "", "số văn bản để trống", None, "number"),
            Unresolved("Mục II", "Việc 1", "phối hợp nào", "II-1", "supports"),
            Unresolved("Mục II", "Việc 1", NO_LEAD, "II-1", "leads"),
            Unresolved("Mục I", "95–97 %", "khoảng số", "CT1", "goal"),
            Unresolved("Mục III", "Việc 1", NO_LEAD, "III-1", "leads"),
            Unresolved("Mục II", "Việc 2", NO_LEAD, "II-2", "leads"),
            Unresolved("đoạn 9", "Tổ chức hội thi", "chưa được dùng"),
            Unresolved("Đầu văn bản", "", "không thấy năm", None, "year"),
            Unresolved("Mục II", "Việc 2", "chưa có ngày", "II-2", "due_on"),
        ),
    )

    assert [
        "II-2",
        "không thấy năm",
        "Tổ chức hội thi",
        "II-1",
        "II-2",
        "III-1",
        "CT1",
        "số văn bản để trống",
        "II-1",
    ] == [doubt.task or doubt.text or doubt.why for doubt in in_order(draft).unresolved]
    assert sorted(map(repr, draft.unresolved)) == sorted(map(repr, in_order(draft).unresolved))
    assert in_order(draft) == in_order(in_order(draft))


def test_doubts_of_one_section_and_reason_are_told_in_one_line() -> None:
    draft = PlanDraft(HeaderDraft(), tasks=tuple(tasks("II.3", 14)), unresolved=tuple(leadless("II.3", range(1, 13))))

    assert ["12 việc ở mục II.3 chưa có đơn vị chủ trì: II.3-1 … II.3-12"] == [
        group_words(group, positions(draft)) for group in groups(draft)
    ]


def test_reasons_that_differ_in_what_they_quote_are_one_reason() -> None:
    doubts = [
        replace(doubt, why=f"giao cho cá nhân “{name}”, {NO_LEAD}")
        for doubt, name in zip(leadless("II", range(1, 3)), ("ông A", "bà B"), strict=True)
    ]
    draft = PlanDraft(HeaderDraft(), tasks=tuple(tasks("II", 2)), unresolved=tuple(doubts))

    assert [f"2 việc ở mục II giao cho cá nhân “…”, {NO_LEAD}: II-1, II-2"] == [
        group_words(group, positions(draft)) for group in groups(draft)
    ]


def test_what_belongs_to_no_task_stands_alone_though_the_reason_is_the_same() -> None:
    doubts = [Unresolved(f"đoạn {n}", "Tổ chức hội thi", "dòng này chưa được dùng vào đâu") for n in (3, 4)]
    draft = PlanDraft(HeaderDraft(), unresolved=tuple(doubts))

    assert ["Dòng này chưa được dùng vào đâu"] * 2 == [group_words(group, {}) for group in groups(draft)]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([1], "I-1"),
        ([1, 2], "I-1, I-2"),
        ([1, 2, 3], "I-1 … I-3"),
        ([5, 1, 2, 3, 7], "I-1 … I-3, I-5, I-7"),
        (range(1, 40, 2), ", ".join(f"I-{n}" for n in range(1, 24, 2)) + " và 8 việc khác"),
    ],
)
def test_codes_of_neighbours_are_written_as_a_range(numbers: list[int], words: str) -> None:
    draft = PlanDraft(HeaderDraft(), tasks=tuple(tasks("I", 40)))

    assert words == codes_words([f"I-{n}" for n in numbers], positions(draft))


def test_words_in_question_are_told_from_their_line() -> None:
    known = Unresolved("Mục I", "ngày 20/10 | Gửi ngày 20/10 | 2 bản", "chưa hiểu", "I-1", "due_on")

    assert ("ngày 20/10", "Gửi ngày 20/10 | 2 bản") == words_and_line(known)
    assert ("", "A | B") == words_and_line(Unresolved("bảng 1", "A | B", "bảng này chưa đọc được"))


@pytest.mark.parametrize(("number", "words"), [(0, "không còn điểm nào cần xem"), (3, "còn 3 điểm cần xem")])
def test_what_is_left_is_told_by_its_number(number: int, words: str) -> None:
    assert words == left_words(number)
