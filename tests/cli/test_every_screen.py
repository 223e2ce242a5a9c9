"""Every command that only asks answers in all three forms, and says the same in each."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

QUESTIONS = [
    "plan list", "plan show", "unit list", "unit show VP", "task list", "task show IV-4", "target list",
    "target show CT1", "search quy chế", "person list", "record list", "record kinds", "extension list", "log --task IV-4", "target coverage", "status", "status --unit VP", "overdue", "upcoming --days 60",
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_on_a_terminal_into_a_pipe_and_as_json(
    danvan: Callable[..., Any], terminal: Callable[..., Any], question: str
) -> None:
    words = question.split()
    piped, shown, told = danvan(*words), terminal(*words, columns=100), danvan(*words, "--plain")

    assert (0, 0, 0) == (piped.code, shown.code, told.code)
    data = json.loads(danvan(*words, "--json").out)
    for code in codes(data):
        assert code in piped.out
        assert code in shown.out
        assert code in told.out
    assert [] == [line for line in told.out.splitlines() if "\t" in line or "─" in line or "\x1b" in line]


def test_plain_lines_are_chosen_once_for_every_terminal_and_never_for_a_pipe(
    danvan: Callable[..., Any], terminal: Callable[..., Any]
) -> None:
    asked = danvan("overdue", "--plain").out
    chosen = {"DANVAN_PLAIN": "1"}

    assert "Mã: IV-4\nĐơn vị: " in asked
    assert asked == terminal("overdue", env=chosen).out
    assert danvan("overdue").out == danvan("overdue", env=chosen).out
    assert danvan("overdue", "--json").out == danvan("overdue", "--json", "--plain").out


def test_a_month_is_told_in_plain_lines_without_its_grid(danvan: Callable[..., Any]) -> None:
    told = danvan("calendar", "--month", "10/2023", "--plain").out

    assert "Mã: IV-4" in told
    assert "T2:" not in told
    assert "T2" in danvan("calendar", "--month", "10/2023").out


def codes(data: Any) -> set[str]:
    if isinstance(data, list):
        return set().union(*map(codes, data))
    if not isinstance(data, dict):
        return set()
    own = {data["code"]} if isinstance(data.get("code"), str) and "table" not in data else set()
    return own.union(*map(codes, data.values()))
