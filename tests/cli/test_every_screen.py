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
    piped, shown = danvan(*words), terminal(*words, columns=100)

    assert (0, 0) == (piped.code, shown.code)
    data = json.loads(danvan(*words, "--json").out)
    for code in codes(data):
        assert code in piped.out
        assert code in shown.out


def codes(data: Any) -> set[str]:
    if isinstance(data, list):
        return set().union(*map(codes, data))
    if not isinstance(data, dict):
        return set()
    own = {data["code"]} if isinstance(data.get("code"), str) and "table" not in data else set()
    return own.union(*map(codes, data.values()))
