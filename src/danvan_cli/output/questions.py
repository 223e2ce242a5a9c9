"""A question about a doubt as it stands on the terminal: the words of the source, the choices, what was decided."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import describe
from danvan_cli.domain.doubts import HEAD_FIELDS, DoubtKind, codes_words, kind_of, positions, words_and_line
from danvan_cli.domain.draft import PlanDraft, TaskDraft, Unresolved
from danvan_cli.domain.text import fold
from danvan_cli.output import labels

KEYS = (
    "Gõ số để chọn (nhiều số: 1,2) hoặc gõ chữ. Enter: bỏ qua · l: quay lại · b: bỏ qua cả loại · t: thôi hỏi · "
    "?: trợ giúp"
)
_HELP = (
    "số        chọn; nhiều đơn vị một lúc: 1,2",
    "chữ       mã hoặc tên đơn vị; ngày: 25/10/2023, 25/10, quý III, cuối tháng 6",
    "Enter, 0  bỏ qua, để lại điểm này; vẫn được đếm trong số điểm cần xem",
    "l         quay lại câu trước và lấy lại câu trả lời của nó",
    "b         bỏ qua mọi điểm còn lại cùng loại",
    "t         thôi hỏi; các điểm còn lại vẫn để mở",
    "Ctrl-C    dừng lệnh, không ghi gì",
)
_AS_READ = "đã xem, để như đang đọc"
_WIDEST, _NARROWEST = 100, 30
_MOST_SHOWN = 12
_LONGEST_LINE = 480
_PROMPTS = {
    DoubtKind.DUE: "Ngày cuối",
    DoubtKind.YEAR: "Năm",
    DoubtKind.LEADS: "Đơn vị chủ trì",
}
# Where in the source the answer to a gap in the head or foot may stand: the use of the line, and its words, folded.
_HEAD_LINES = {
    "number": ("đầu văn bản", re.compile(r"so\b")),
    "symbol": ("đầu văn bản", re.compile(r"so\b")),
    "issued_on": ("đầu văn bản", re.compile(r".*\bngay\b.*\bthang\b")),
    "signer": ("nơi nhận, chữ ký", re.compile(r"(?:k?t\.|tm\.|q\.|pho|giam doc|chu tich|truong)")),
}


class Shown(NamedTuple):
    """A question to be shown: its place among all, and the words of its choices."""

    doubt: Unresolved
    number: int
    total: int
    choices: tuple[str, ...]


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Breaks a sentence between its words for a terminal of so many columns."""
    return textwrap.wrap(text, _room(width), initial_indent=indent, subsequent_indent=indent)


def _room(width: int) -> int:
    return max(_NARROWEST, min(width, _WIDEST)) - 1


def question_lines(shown: Shown, draft: PlanDraft, width: int) -> Iterator[str]:
    """Writes the question: what is open, where and in which words it stands, what is read so far, the choices."""
    width = _room(width)
    doubt = shown.doubt
    head = f"── Điểm {shown.number}/{shown.total} "
    yield ""
    yield head + "─" * max(2, width - len(head))
    subject = f"{doubt.task}: " if doubt.task else ""
    yield from textwrap.wrap(f"{subject}{doubt.why}", width)
    yield from textwrap.wrap(doubt.source, width, initial_indent="  ", subsequent_indent="  ")
    yield from _source_lines(doubt, draft, width)
    yield from _choice_lines(shown.choices, width, _MOST_SHOWN)


def _source_lines(doubt: Unresolved, draft: PlanDraft, width: int) -> Iterator[str]:
    words, line = words_and_line(doubt)
    line = line or "; ".join(_head_lines(doubt, draft))
    task = next((task for task in draft.tasks if task.code == doubt.task), None)
    yield from _quoted(line, width)
    if task is not None and fold(line)[:60] not in fold(task.content) and fold(task.content)[:60] not in fold(line):
        yield from _quoted(f"Việc: {task.content}", width)
    words = words or ((task.due_text or "") if task is not None and kind_of(doubt) is DoubtKind.DUE else "")
    if words and fold(words) != fold(line):
        yield from _noted(f"Chữ cần xem: “{words}”", width)
    yield from _noted(_read_so_far(doubt, task, draft), width)


def _quoted(text: str, width: int) -> list[str]:
    cut = textwrap.shorten(text, _LONGEST_LINE, placeholder=" …") if len(text) > _LONGEST_LINE else text
    return textwrap.wrap(cut, width, initial_indent="  │ ", subsequent_indent="  │ ")


def _noted(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ")


def _head_lines(doubt: Unresolved, draft: PlanDraft) -> list[str]:
    use, words = _HEAD_LINES.get(doubt.field or "", ("", re.compile("")))
    return [a.text for a in draft.accounts if any(u.said == use for u in a.uses) and words.match(fold(a.text))]


def _read_so_far(doubt: Unresolved, task: TaskDraft | None, draft: PlanDraft) -> str:
    if kind_of(doubt) is DoubtKind.GOAL:
        target = next((target for target in draft.targets if target.code == doubt.task), None)
        return f"Đang hiểu: {goal_text(target) or 'không có con số'}" if target else ""
    if task is None:
        return ""
    if kind_of(doubt) is DoubtKind.DUE:
        return f"Đang hiểu: {_day_words(task)}"
    if doubt.field in ("leads", "supports"):
        units = ", ".join(task.leads if doubt.field == "leads" else task.supports)
        return f"Đang hiểu: {_role(doubt)} {units}" if units else ""
    return ""


def _choice_lines(choices: Sequence[str], width: int, most: int) -> Iterator[str]:
    # The last choice, which makes something new or lets it be, is never hidden.
    hidden = choices[most - 1 : -1] if len(choices) > most else ()
    for number, words in enumerate(choices, start=1):
        if len(choices) > most and most <= number < len(choices):
            continue
        if hidden and number == len(choices):
            yield f"      … và {len(hidden)} đơn vị khác: gõ mã hoặc tên; ? để xem hết"
        yield from textwrap.wrap(f"{number:>3}. {words}", width, initial_indent="  ", subsequent_indent=" " * 7)
    yield "    0. bỏ qua (Enter)"


def help_lines(choices: Sequence[str], width: int) -> Iterator[str]:
    """Writes what can be typed, and all the choices where the question shows only some."""
    width = _room(width)
    for line in _HELP:
        yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent=" " * 12)
    if len(choices) > _MOST_SHOWN:
        yield from _choice_lines(choices, width, len(choices))


def prompt(doubt: Unresolved) -> str:
    """Names what is asked for."""
    if doubt.task is None and doubt.field in HEAD_FIELDS:
        return f"{HEAD_FIELDS[doubt.field].capitalize()}: "
    if doubt.task is None and kind_of(doubt) is DoubtKind.DUE:
        return "Mã việc và ngày cuối: "
    if doubt.field == "supports":
        return "Đơn vị phối hợp: "
    return f"{_PROMPTS.get(kind_of(doubt), 'Chọn')}: "


def decision_lines(doubts: Sequence[Unresolved], before: PlanDraft, after: PlanDraft, answer: str) -> Iterator[str]:
    """Echoes what an answer to these doubts of one kind has changed: "II-3: chủ trì → VP"."""
    known = {unit.code for unit in before.units}
    for unit in after.units:
        if unit.new and unit.code not in known:
            yield f"Thêm đơn vị mới: {unit.code} – {unit.name}"
    first = doubts[0]
    if first.task is None:
        yield from _taskless(first, before, after, answer)
        return
    codes = list(dict.fromkeys(doubt.task for doubt in doubts if doubt.task))
    names = codes[0] if len(codes) == 1 else f"{len(codes)} việc ({codes_words(codes, positions(after))})"
    old, task = (next((t for t in draft.tasks if t.code == first.task), None) for draft in (before, after))
    yield f"{names}: {_AS_READ if task == old else _decided(first, task, answer)}"


def _taskless(doubt: Unresolved, before: PlanDraft, after: PlanDraft, answer: str) -> Iterator[str]:
    standing = {task.code: task for task in before.tasks}
    if kind_of(doubt) is DoubtKind.YEAR:
        yield f"Năm của kế hoạch → {after.header.year}"
    changed = [task for task in after.tasks if standing.get(task.code) != task]
    for task in changed:
        if task.code not in standing:
            yield f"Thêm nhiệm vụ {task.code}: {textwrap.shorten(task.content, 60, placeholder=' …')}"
        else:
            yield f"{task.code}: ngày cuối → {_day_words(task)}"
    if not changed and kind_of(doubt) is not DoubtKind.YEAR:
        what = HEAD_FIELDS.get(doubt.field or "", doubt.source)
        said = after.header.issued_on if doubt.field == "issued_on" else None
        yield f"{what[:1].upper()}{what[1:]} → {describe(said) if said else answer}"


def _decided(doubt: Unresolved, task: TaskDraft | None, answer: str) -> str:
    if task is not None and kind_of(doubt) is DoubtKind.DUE:
        return f"ngày cuối → {_day_words(task)}"
    if task is None or doubt.field not in ("leads", "supports"):
        return answer
    return f"{_role(doubt)} → {', '.join(task.supports if doubt.field == 'supports' else task.leads) or labels.EMPTY}"


def _role(doubt: Unresolved) -> str:
    return "phối hợp" if doubt.field == "supports" else "chủ trì"


def _day_words(task: TaskDraft) -> str:
    if task.due_on is None:
        return "không có ngày"
    return f"{describe(task.due_on)}{f' và {len(task.periods) - 1} kỳ sau' if task.periods[1:] else ''}"
