"""Lines that say of work elsewhere, named by its number, who does it or until when: "Khoản 1 Mục III: tháng 5"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext
from danvan_cli.intake import lexicon
from danvan_cli.intake.audit.entry import Entry
from danvan_cli.intake.draft.twice import days_of

_LETTERS = "abcdđeghiklm"
_ONE = r"\d{1,2}(?:\.\d{1,2}){0,2}"
# "việc 1, 2", "điểm a khoản 2 Mục III", "nhiệm vụ số 4 mục II"; "việc 02 cán bộ" and "mục 3 Điều 5" name none.
_NAMED = re.compile(
    r"(?<!\w)(?:điểm\s+(?P<letter>[a-zđ])\W{0,2}\s*,?\s*)?"
    r"(?:khoản|mục|điểm|nhiệm vụ|công việc|việc|nội dung|ý|hoạt động|dòng|stt)\s+(?:số\s+|thứ\s+)?"
    rf"(?P<numbers>{_ONE}(?:(?:,\s*|\s+và\s+)(?:số\s+)?{_ONE})*)(?![\w/.]\w|\s?%|\s+(?:cán bộ|người|lớp|điều)\b)"
    r"(?:\s*,?\s*(?:của\s+)?(?:mục|phần)\s+(?P<part>[IVX]{1,5})\b)?",
    re.IGNORECASE,
)
# "II.1", "mục III.2" in a cell or a sentence.
_BY_PATH = re.compile(r"(?<![\w.-])(?P<part>[IVX]{1,5})[.\-](?P<number>\d{1,2}(?:\.\d{1,2}){0,2})(?![\w/-])")
_TOLD = "“{}” ở mục khác nói về việc này theo số thứ tự, chưa dùng vào đâu"
_LONGEST = 120


def told_by_number(
    entries: Sequence[Entry], tasks: Sequence[TaskDraft], context: DueContext, is_given: Callable[[str], bool]
) -> Iterator[Unresolved]:
    """Asks about tasks without a day or a lead of which a line elsewhere tells it; once a task and field.

    ``is_given`` is true for words that give work to a body.
    """
    asked: set[tuple[str, str]] = set()
    numbered = Numbered(tasks)
    for stretch in _stretches(entries):
        text = " | ".join([entry.line.text for entry in stretch])
        if not (named := items_named(text, numbered)):
            continue
        own = {code for entry in stretch for code in entry.tasks}
        meant = [task for task in named if task.code not in own]
        is_timed = any(entry.quotes or any(s.aside is None for s in entry.times(context)) for entry in stretch)
        is_led = all(task.leads and task.supports for task in meant)
        bodies = 0 if is_led else _bodies_in(stretch, is_given)
        for task in meant:
            is_open = {
                "due_on": is_timed and not days_of(task) and not task.due_text,
                "leads": bodies > 0 and not task.leads,
                "supports": bodies > 1 and not task.supports,
            }
            for field in (field for field, is_asked in is_open.items() if is_asked):
                if (task.code, field) not in asked:
                    asked.add((task.code, field))
                    why = _TOLD.format(text[:_LONGEST])
                    yield Unresolved(stretch[0].place, text, why, task.code, field)


def _stretches(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Lists what is read as one: a line of text, a whole row of a table."""
    rows: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        if entry.line.cell is None:
            yield [entry]
        else:
            rows.setdefault(entry.line.cell[:2], []).append(entry)
    yield from rows.values()


def _bodies_in(stretch: Sequence[Entry], is_given: Callable[[str], bool]) -> int:
    """Counts the cells of a row that name a body; a line that gives work to one counts as one."""
    if stretch[0].line.cell is None:
        return int(is_given(stretch[0].line.text))
    return sum(bool(lexicon.body_start_pattern().match(entry.line.text)) for entry in stretch)


class Numbered:
    """The tasks by their own number and by that of what they stand below, so that no line looks at all of them."""

    def __init__(self, tasks: Sequence[TaskDraft]) -> None:
        self._by_number: dict[str, list[TaskDraft]] = {}
        for task in tasks:
            own = task.code.rpartition("-")[2].rstrip("abcdefghijklmnopqrstuvwxyz")
            above = (task.section or "").rpartition(".")
            for number in dict.fromkeys((own, above[2] if above[1] else own)):
                self._by_number.setdefault(number, []).append(task)

    def near(self, number: str) -> Sequence[TaskDraft]:
        """Lists the tasks that may have this number or stand below it."""
        return self._by_number.get(number, ())


def items_named(text: str, tasks: Numbered) -> list[TaskDraft]:
    """Lists the tasks that a text names by their numbers; of a number that several sections have, none."""
    found: list[TaskDraft] = []
    for name in _NAMED.finditer(text):
        for number in re.findall(_ONE, name["numbers"]):
            found += _of_number(tasks, name["part"] or "", number, (name["letter"] or "").lower())
    for name in _BY_PATH.finditer(text):
        found += _of_number(tasks, name["part"], name["number"], "")
    return list(dict.fromkeys(found))


def _of_number(tasks: Numbered, part: str, number: str, letter: str) -> list[TaskDraft]:
    """Finds "II-2" for 2 of II, "III.2-1" for a) of 2 of III, and all below "III.1" for 1 of III."""
    number = ".".join(piece.lstrip("0") or "0" for piece in number.split("."))
    nth = str(_LETTERS.index(letter) + 1) if letter and letter in _LETTERS else ""
    meant = [
        task
        for task in tasks.near(number)
        if (not part or re.split(r"[.-]", task.code)[0] == part.upper())
        and (_is_below(task, number, nth) if nth else _is_item(task, number) or _is_below(task, number, ""))
    ]
    sections = {task.section for task in meant}
    return meant if part or len(sections) == 1 else []


def _is_item(task: TaskDraft, number: str) -> bool:
    """True for the task of that number, or a part of it: "II-2", "II-2a"."""
    return bool(re.fullmatch(rf".*-{re.escape(number)}[a-z]?", task.code))


def _is_below(task: TaskDraft, number: str, nth: str) -> bool:
    section = (task.section or "").rpartition(".")
    is_of_it = section[2] == number and bool(section[1])
    return is_of_it and (not nth or _is_item(task, nth))
