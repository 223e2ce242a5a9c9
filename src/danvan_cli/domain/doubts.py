"""What a draft leaves to a person: which of it does most harm, what belongs together, how it is told in a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from danvan_cli.domain.draft import PlanDraft, Unresolved

HEAD_FIELDS = {
    "number": "số văn bản",
    "symbol": "ký hiệu văn bản",
    "issued_on": "ngày ban hành",
    "title": "trích yếu",
    "issuer": "cơ quan ban hành",
    "signer": "người ký",
}
_DUE_FIELDS = frozenset(["due_on", "periods", "tracking.extended_to"])
_LEAD_FIELDS = frozenset(["leads", "groups"])
# What differs between doubts of one kind: the names and days that they quote.
_QUOTED = re.compile(r"“[^”]*”|\d{1,2}/\d{1,2}/\d{4}")
_SECTION = re.compile(r"Mục ([^\s,]+)")
# A reason that goes on from "3 việc ở mục II.1" without a colon.
_GOES_ON = ("chưa ", "không ", "chỉ ", "giao ")
# Codes of neighbours are written as a range from this many on; more ranges than fit in a glance are counted.
_RANGE = 3
_MOST_RUNS = 12
# The readers of lines put the words in question before the line they stand in.
_BAR = " | "


class DoubtKind(StrEnum):
    """What is open, the most harmful first: the values name it in a sentence ("… điểm về thời hạn")."""

    DUE = "thời hạn"
    YEAR = "năm của kế hoạch"
    LOST = "dòng chưa dùng vào đâu"
    LEADS = "đơn vị chủ trì"
    GOAL = "chỉ tiêu"
    HEAD = "đầu và cuối văn bản"
    OTHER = "nội dung khác"


def kind_of(doubt: Unresolved) -> DoubtKind:
    """Tells what is open: without a task and without a field it is a line or table that may hold lost work."""
    field = doubt.field
    if field in _DUE_FIELDS:
        return DoubtKind.DUE
    if field in _LEAD_FIELDS:
        return DoubtKind.LEADS
    if field in HEAD_FIELDS:
        return DoubtKind.HEAD
    if field is None:
        return DoubtKind.LOST if doubt.task is None else DoubtKind.OTHER
    return {"year": DoubtKind.YEAR, "goal": DoubtKind.GOAL}.get(field, DoubtKind.OTHER)


class Group(NamedTuple):
    """Doubts of tasks of one section for one reason; one without a task is a group of its own."""

    kind: DoubtKind
    section: str
    reason: str
    doubts: tuple[Unresolved, ...]

    @property
    def why(self) -> str:
        """Is the reason as told of each, or with "…" for the names and days in which they differ."""
        whys = {doubt.why for doubt in self.doubts}
        return self.doubts[0].why if len(whys) == 1 else self.reason

    @property
    def codes(self) -> tuple[str, ...]:
        """Lists the tasks concerned, each once."""
        return tuple(dict.fromkeys(doubt.task for doubt in self.doubts if doubt.task))


def groups(draft: PlanDraft) -> list[Group]:
    """Lists the doubts by harm, those that belong together in one group, else in the order of the source."""
    sections = {task.code: task.section for task in draft.tasks}
    sections.update((target.code, target.section) for target in draft.targets)
    found: dict[object, list[Unresolved]] = {}
    for number, doubt in enumerate(draft.unresolved):
        place = section_of(doubt, sections)
        alone = None if doubt.task else number
        found.setdefault((kind_of(doubt), place, _QUOTED.sub("“…”", doubt.why), alone), []).append(doubt)
    made = [
        Group(kind_of(doubts[0]), section_of(doubts[0], sections), _QUOTED.sub("“…”", doubts[0].why), tuple(doubts))
        for doubts in found.values()
    ]
    order = list(DoubtKind)
    return sorted(made, key=lambda group: order.index(group.kind))


def section_of(doubt: Unresolved, sections: Mapping[str, str]) -> str:
    """Finds the section of a doubt: its task's, else the one that its place names; empty where there is none."""
    if doubt.task is not None and doubt.task in sections:
        return sections[doubt.task]
    named = _SECTION.match(doubt.source)
    return named[1] if named else ""


def in_order(draft: PlanDraft) -> PlanDraft:
    """Puts the doubts of a draft in the order in which they are told everywhere."""
    return replace(draft, unresolved=tuple(doubt for group in groups(draft) for doubt in group.doubts))


def positions(draft: PlanDraft) -> dict[str, int]:
    """Numbers the codes of the draft, for ``codes_words``."""
    codes = [*(task.code for task in draft.tasks), *(target.code for target in draft.targets)]
    return {code: number for number, code in enumerate(codes)}


def codes_words(codes: Collection[str], places: Mapping[str, int]) -> str:
    """Writes codes shortly, neighbours by the first and the last: "II.3-1 … II.3-12, II.3-15"."""
    runs: list[list[str]] = []
    for code in sorted(codes, key=lambda code: places.get(code, 0)):
        if runs and places.get(code, 0) == places.get(runs[-1][-1], 0) + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    words = ", ".join(f"{r[0]} … {r[-1]}" if len(r) >= _RANGE else ", ".join(r) for r in runs[:_MOST_RUNS])
    left = sum(map(len, runs[_MOST_RUNS:]))
    return f"{words} và {left} việc khác" if left else words


def group_words(group: Group, places: Mapping[str, int]) -> str:
    """Tells a group in a line: "12 việc ở mục II.3 chưa có đơn vị chủ trì: II.3-1 … II.3-12"."""
    codes, why = group.codes, group.why
    joint = " " if why.startswith(_GOES_ON) else ": "
    if len(codes) < 2:
        return f"{codes[0]}{joint}{why}" if codes else f"{why[:1].upper()}{why[1:]}"
    noun = "chỉ tiêu" if group.kind is DoubtKind.GOAL else "việc"
    place = f" ở mục {group.section}" if group.section else ""
    return f"{len(codes)} {noun}{place}{joint}{why}: {codes_words(codes, places)}"


def words_and_line(doubt: Unresolved) -> tuple[str, str]:
    """Parts the words in question from the line they stand in; empty words where all of the line is in question."""
    words, bar, line = doubt.text.partition(_BAR)
    return (words, line) if bar and doubt.task and doubt.field == "due_on" else ("", doubt.text)


def left_words(number: int) -> str:
    """Says how much is left: the same number in the preview, at the questions, in the reply and in JSON."""
    return f"còn {number} điểm cần xem" if number else "không còn điểm nào cần xem"
