"""The goals that a row of a register sets: in a column of targets, as its product, or in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danvan_cli.intake.draft.targets import Goal, goals_in_work, product_goals, read_goals

# "Thu thuế đạt 100% kế hoạch giao", "thời gian chờ khám không quá 30 phút"; days and hours may be deadlines.
_SHORT_GOAL = re.compile(
    r"[^.;:()]{0,80}?\b(?:đạt|không quá|không dưới|tối thiểu|ít nhất)\s+(?:từ\s+|trên\s+)?\d[\d.,]{0,8}\s?(?:%|phút)"
    r"[^.;:()]{0,60}",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\d\s?(?:%|phút)")


def _content_goals(text: str, year: int | None) -> Sequence[Goal]:
    """Reads the goals that a row's content sets: those of running text, and shares and minutes that it says shortly."""
    if found := goals_in_work(text, year):
        return found
    return [goal for clause in short_goals(text) for goal in read_goals(clause, year) if goal.number is not None]


def short_goals(text: str) -> list[str]:
    """Lists the clauses of a row's words that look like a goal said shortly: "đạt 100% kế hoạch"."""
    if not _MEASURED.search(text):
        return []
    return [match[0].strip(" -–") for match in _SHORT_GOAL.finditer(text)]


def row_goals(name: str, words: str, year: int | None, content: str) -> Sequence[Goal]:
    """Reads the goals in a row's "target", "product" or "content"; "≥ 95%" in the first is one of the row's content."""
    if name == "target":
        return read_goals(words, year, content)
    return product_goals(words, year) if name == "product" else _content_goals(words, year)
