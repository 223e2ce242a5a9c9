"""Sentences that name a number, a day or a lateness beside a list: each says the right one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

# Overdue on 26/10/2023 are the two leads of IV-4, due on 24/10/2023; near its day is IV-5 of VP, due on 30/10/2023.
PROVED = ("--evidence", "7/BC")
OVERDUE = ("task", "add", "Việc", "--due", "20/10/2023", "--on", "1/10/2023")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("overdue", "--limit", "1"), "Còn 2 việc không hiện; xem hết bằng --all."),
        (("upcoming", "--limit", "1"), None),
        (("task", "list", "--limit", "5"), "Còn 16 nhiệm vụ không hiện; xem hết bằng --all."),
        (("log", "--limit", "1"), "Còn 1 lần ghi không hiện; xem hết bằng --all."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_list_that_is_cut_says_how_much_it_leaves_out(
    danvan: Callable[..., Any], command: tuple[str, ...], sentence: str | None
) -> None:
    danvan(*OVERDUE)
    shown = danvan(*command)
    said = [line for line in (shown.out + shown.err).splitlines() if line.startswith("Còn ")]

    assert ([sentence] if sentence else []) == said


def test_the_screen_says_how_much_of_each_list_it_leaves_out(
    danvan: Callable[..., Any], terminal: Callable[..., Any]
) -> None:
    danvan(*OVERDUE)
    shown = terminal("status", "--limit", "1", columns=120, env={"NO_COLOR": "1", "TERM": "dumb"})

    assert ["Còn 2 việc không hiện; xem hết bằng danvan overdue --all."] == [
        line for line in shown.out.splitlines() if "không hiện" in line
    ]


def test_the_list_of_whom_to_urge_counts_what_it_leaves_out(danvan: Callable[..., Any]) -> None:
    before = danvan("remind").out
    danvan("remind", "--log", "đã gọi điện", "--unit", "CCTĐC")
    danvan(*OVERDUE)
    after = danvan("remind").out

    assert not any(word in before for word in ("trong ngày", "chưa có đơn vị chủ trì"))
    assert "1 việc đã đôn đốc trong ngày." in after
    assert "1 việc trễ hoặc sắp đến hạn chưa có đơn vị chủ trì." in after


def test_a_check_that_fails_says_how_much_is_late_and_by_which_day(danvan: Callable[..., Any]) -> None:
    said = danvan("status", "--fail-on", "overdue")

    assert (6, "Lỗi: Có 2 phần việc quá hạn đến 26/10/2023.") == (said.code, said.err.splitlines()[0])


@pytest.mark.parametrize(
    ("done", "sentence"),
    [
        (("IV-5", "--on", "30/10/2023"), "hoàn thành thứ Hai 30/10/2023, đúng hạn 30/10/2023."),
        (("IV-5", "--on", "31/10/2023"), "hoàn thành thứ Ba 31/10/2023, trễ 1 ngày so với 30/10/2023."),
        (
            ("IV-5", "--on", "31/10/2023", "--exempt", "bão"),
            "hoàn thành thứ Ba 31/10/2023, trễ khách quan so với 30/10/2023, tính đúng hạn.",
        ),
        (("II.1-1", "--on", "31/10/2023"), "hoàn thành thứ Ba 31/10/2023, không có thời hạn."),
    ],
    ids=["the last day", "a day late", "exempt", "undated"],
)
def test_a_completion_says_how_it_stands_to_the_last_day(
    danvan: Callable[..., Any], done: tuple[str, ...], sentence: str
) -> None:
    assert sentence in danvan("task", "done", *done, *PROVED, env={"DANVAN_TODAY": "2023-11-01"}).out
