"""What a person can be asked about a doubt of a draft, and what the words or numbers typed then mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.dates import describe, in_range, month_end, short
from danvan_cli.domain.doubts import DoubtKind, kind_of, words_and_line
from danvan_cli.domain.draft import PlanDraft, TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext, last_day
from danvan_cli.domain.errors import DanvanError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import fold
from danvan_cli.domain.typed_dates import parse_due
from danvan_cli.domain.words import DueKind
from danvan_cli.services.import_decisions import Answer, is_line

_UNITS = ("leads", "supports")
# How much of two names must be the same, of 1: "Phòng Tổ chức" and "Phòng Tổ chưc" are, two teams of one beginning not.
_ALIKE = 0.9
_NUMBERED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?\b")


class Option(NamedTuple):
    """A choice that has a number: what is shown, and the answer it stands for."""

    shown: str
    answer: str


class Question(NamedTuple):
    """A doubt with its choices; ``takes_several`` of them at once, and ``takes_words`` where others can be typed."""

    doubt: Unresolved
    options: tuple[Option, ...]
    takes_several: bool = False
    takes_words: bool = True


def question_about(doubt: Unresolved, draft: PlanDraft, units: Sequence[Unit], context: DueContext) -> Question:
    """Builds the question: the choices that the doubt itself names come first.

    ``context`` tells what day the words in doubt mean, where they can be read strictly.
    """
    task = next((task for task in draft.tasks if task.code == doubt.task), None)
    kind = kind_of(doubt)
    if task is not None and doubt.field in _UNITS:
        return Question(doubt, tuple(_unit_options(doubt, units)), takes_several=True)
    if task is not None and doubt.field == "due_on":
        return Question(doubt, tuple(_day_options(doubt, task, context)))
    if kind is DoubtKind.DUE and doubt.task is None:
        return Question(doubt, (Option("không phải thời hạn của việc nào", Answer.SEEN),))
    if kind in (DoubtKind.HEAD, DoubtKind.YEAR):
        return Question(doubt, ())
    if kind is DoubtKind.LOST and is_line(draft, doubt):
        options = (Option("là một nhiệm vụ, thêm vào kế hoạch", Answer.A_TASK), Option(Answer.NO_TASK, Answer.NO_TASK))
        return Question(doubt, options, takes_words=False)
    return Question(doubt, (Option("đã xem, để như đang đọc", Answer.SEEN),), takes_words=False)


def _unit_options(doubt: Unresolved, units: Sequence[Unit]) -> Iterator[Option]:
    named = {fold(choice) for choice in doubt.choices}
    first = [unit for unit in units if named & {fold(unit.code), fold(unit.name)}]
    for unit in [*first, *(unit for unit in units if unit not in first)]:
        yield Option(f"{unit.code} – {unit.name}", unit.code)
    yield Option(Answer.NEW_UNIT, Answer.NEW_UNIT)


def _day_options(doubt: Unresolved, task: TaskDraft, context: DueContext) -> Iterator[Option]:
    words, _ = words_and_line(doubt)
    days: dict[date, str] = {}
    for choice in doubt.choices:
        if day := _day(choice, context):
            days[day] = ""
    if task.due_on:
        days.setdefault(task.due_on, "")
        days[task.due_on] = (
            f" (cho cả {len(task.periods)} kỳ, ngày cuối kỳ đầu)" if task.periods[1:] else " (đang hiểu)"
        )
    written = words or task.due_text or ""
    for said in written.split("; "):
        if day := _day(said, context):
            days.setdefault(day, f" (từ chữ “{said}”)")
    for number, end in _ends_of_months(written, context):
        days.setdefault(end, f" (cuối tháng {number})")
    for day, note in days.items():
        yield Option(f"{describe(day)}{note}", short(day))
    if words:
        yield Option("các chữ này không phải thời hạn của việc", Answer.SEEN)
    elif task.due_kind in (DueKind.EVENT, DueKind.RELATIVE):
        yield Option("chờ sự kiện ấy, chưa có ngày", Answer.SEEN)
    elif not task.periods[1:]:
        yield Option(Answer.NO_DAY, Answer.NO_DAY)


def _day(words: str, context: DueContext) -> date | None:
    """Reads the day that words mean where they are in a strict form."""
    try:
        rule = parse_due(words)
    except DanvanError:
        return None
    return None if rule is None else last_day(rule, context)


def _ends_of_months(words: str, context: DueContext) -> Iterator[tuple[int, date]]:
    """Offers for a day that its month does not have ("31/02/2023") that month's last one."""
    for day, month, year in _NUMBERED.findall(words):
        if 1 <= int(month) <= 12 and (of_year := int(year) if year else context.year_of(int(month))):
            end = month_end(of_year, int(month))
            if end.day < int(day) <= 31 and in_range(end):
                yield int(month), end


def answer_of(question: Question, typed: str) -> str:
    """Understands what was typed: numbers of choices, several parted by commas, or words.

    UsageError for a number without a choice, and for words where only the choices are meant.
    """
    parts = [part.strip() for part in typed.split(",") if part.strip()] if question.takes_several else [typed]
    answers = [_one_answer(question, part) for part in parts]
    return ("; " if any(Answer.NEW_UNIT in answer for answer in answers) else ", ").join(answers)


def _one_answer(question: Question, part: str) -> str:
    options = question.options
    if options and part.isdecimal():
        if not 1 <= int(part) <= len(options):
            raise UsageError(f"Không có lựa chọn {part}.", f"Gõ số từ 1 đến {len(options)}, hoặc ? để xem trợ giúp.")
        return options[int(part) - 1].answer
    if not question.takes_words and not any(fold(part) == fold(option.answer) for option in options):
        raise UsageError(f"Không hiểu “{part}”.", f"Gõ số từ 1 đến {len(options)}, Enter để bỏ qua, ? để xem trợ giúp.")
    return part


def similar_unit(name: str, units: Sequence[Unit]) -> Unit | None:
    """Finds the unit whose name hardly differs from that of a new one, which may be a slip for it."""
    import difflib  # only a new unit needs it

    keys = {fold(unit.name): unit for unit in units}
    found = difflib.get_close_matches(fold(name), keys, n=1, cutoff=_ALIKE)
    return keys[found[0]] if found else None
