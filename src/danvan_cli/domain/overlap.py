"""How much of a plan a file repeats, and what that makes of the file: a report on it, another copy, or neither."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from danvan_cli.domain.alike import Texts, key_of, likeness
from danvan_cli.domain.draft import HeaderDraft, PlanDraft, TaskDraft
from danvan_cli.domain.model import KnownTask, Plan, Unit
from danvan_cli.domain.text import fold, nfc, tone_key

# Two texts of one task share this much of their words; under the task's own code less is enough, since a unit shortens
# what it was given to do.
_ALIKE = 0.7
_ALIKE_UNDER_ITS_CODE = 0.25
# So many words in a row that stand in a task's text too are a text cut short.
_LEAST_WORDS = 6
# A file repeats a plan where at least this share of its rows are tasks of it.
_MOSTLY = 0.5
# A new version has nearly all tasks of the plan; what has fewer is a part of it.
_NEARLY_ALL = 0.75
# Rows that are looked at one by one; of a longer file that may be the whole plan only equal texts are counted.
_MOST_COMPARED = 3_000
_REPORT_WORDS = re.compile(r"báo cáo|kết quả|tiến độ|tình hình thực hiện")
_REPORT_NAME = re.compile(r"\b(?:bao cao|bc|ket qua|kq|tien do|tinh hinh)\b")


class Overlap(NamedTuple):
    """A file against one plan: ``matched`` of its ``rows`` are ``covered`` tasks of the plan's ``tasks``.

    ``unit`` is the one unit whose work it is, None for that of several or of nobody.
    """

    plan: Plan
    rows: int
    matched: int
    covered: int
    tasks: int
    unit: Unit | None = None
    is_tracked: bool = False
    is_called_report: bool = False
    has_own_head: bool = False

    @property
    def is_of_the_plan(self) -> bool:
        """True where the file's rows are mostly tasks of the plan."""
        return self.matched > 0 and self.matched >= _MOSTLY * self.rows

    @property
    def is_report(self) -> bool:
        """True for a part of the plan, or for one unit's results, that is no version of the plan.

        A part under a plan's own head may be a shorter plan; only two signs of a report make it one.
        """
        signs = [self.unit is not None, self.is_tracked, self.is_called_report]
        if not self.is_of_the_plan or self.covered == self.tasks:
            return False
        if self.covered >= _NEARLY_ALL * self.tasks:
            return all(signs) and not self.has_own_head
        return not self.has_own_head or sum(signs) >= 2

    @property
    def is_copy(self) -> bool:
        """True for nearly the whole plan without a head of its own: its register, which would be a second plan."""
        nearly_all = self.covered >= _NEARLY_ALL * self.tasks
        return nearly_all and self.matched >= _NEARLY_ALL * self.rows and not self.has_own_head


def overlap(plan: Plan, tasks: Sequence[KnownTask], draft: PlanDraft, units: Sequence[Unit]) -> Overlap:
    """Compares a file with a plan: by the words of its rows, and by the codes that it names."""
    counted = [task for task in tasks if task.is_from_file] or tasks
    is_long = len(draft.tasks) > _MOST_COMPARED and len(draft.tasks) >= _NEARLY_ALL * len(counted)
    found = _found(tasks, draft.tasks, only_equal=is_long)
    covered = {code for code in found.values() if code}
    of_plan = {task.code: task for task in tasks}
    matched = [of_plan[code] for code in found.values() if code]
    number = len({task.code for task in counted} | covered)
    # What was not looked at one by one may be a reworded task each, so a long file is never a part for its new words.
    unseen = len(draft.tasks) - len(matched) if is_long else 0
    return Overlap(
        plan,
        len(draft.tasks),
        len(matched),
        min(len(covered) + unseen, number),
        number,
        _one_unit(matched, tasks, draft, units),
        any(task.tracking for task in draft.tasks),
        _is_called_report(draft),
        has_own_head(draft.header, plan.title),
    )


def has_own_head(header: HeaderDraft, title: str) -> bool:
    """True for the head of a plan: a number or symbol and a title that is no table's, or the plan's own ``title``.

    A table that goes with the plan cites the plan's number, and its title says what table it is.
    """
    if not header.title or is_table_title(header.title):
        return False
    return fold(header.title) == fold(title) or bool(header.number or header.symbol)


# How the title of a table or a report begins; tones count, since "bằng" is not "bảng".
_TABLE_WORDS = tuple(
    tuple(tone_key(words).split())
    for words in (
        "bảng", "biểu", "phụ lục", "danh mục", "danh sách", "báo cáo", "theo dõi", "sổ theo dõi", "tổng hợp", "kết quả",
        "tiến độ", "tình hình", "mẫu",
    )
)  # fmt: skip


def is_table_title(title: str) -> bool:
    """True for the title of a table or a report: "BẢNG THEO DÕI …", "PHỤ LỤC", "BÁO CÁO kết quả …"."""
    words = tuple(tone_key(re.sub(r"[^\w\s]", " ", nfc(title))).split())
    return any(words[: len(begun)] == begun for begun in _TABLE_WORDS)


def _found(tasks: Sequence[KnownTask], rows: Sequence[TaskDraft], *, only_equal: bool) -> dict[str, str | None]:
    """Finds each row's task by its code; None for a row that is none of the plan's."""
    texts = Texts([task.content for task in tasks])
    equal = {key: task.code for key, task in reversed(list(zip(texts.keys, tasks, strict=True)))}
    by_code = {fold(task.code): task for task in tasks}
    said = _said_codes(rows)
    found: dict[str, str | None] = {}
    for row in rows:
        key = key_of(row.content)
        found[row.code] = equal.get(key)
        if found[row.code] is None and not only_equal:
            coded = by_code.get(fold(row.code))
            found[row.code] = _same(coded, key, row.code in said) or _nearest(texts, tasks, row.content, key)
    return found


def _same(task: KnownTask | None, key: str, is_said: bool) -> str | None:
    """Takes the task of the row's code: where the file itself names that code, or the texts have much in common."""
    if task is None:
        return None
    words, others = key.split(), key_of(task.content).split()
    return task.code if is_said or likeness(words, others, _ALIKE_UNDER_ITS_CODE) else None


def _nearest(texts: Texts, tasks: Sequence[KnownTask], content: str, key: str) -> str | None:
    numbers = _numbers(key)
    alike = max((a for a in texts.alike(content, _ALIKE) if _may_be(numbers, texts.keys[a[1]])), default=None)
    if alike is not None:
        return tasks[alike[1]].code
    if len(key.split()) < _LEAST_WORDS:
        return None
    cut = f" {key} "
    return next((task.code for task, other in zip(tasks, texts.keys, strict=True) if cut in f" {other} "), None)


def _numbers(key: str) -> set[str]:
    return set(re.findall(r"\d+", key))


def _may_be(numbers: set[str], key: str) -> bool:
    """False for texts that differ in their numbers alone: "hội nghị lần 1", "hội nghị lần 2"."""
    others = _numbers(key)
    return not numbers or not others or bool(numbers & others)


def _said_codes(rows: Sequence[TaskDraft]) -> set[str]:
    """Finds the codes that a file itself names.

    Those that the reader makes begin with the section and count from 1 in it, without a gap.
    """
    numbers: dict[str, set[str]] = {}
    for row in rows:
        head, _, tail = row.code.rpartition("-")
        if head == row.section:
            numbers.setdefault(head, set()).add(tail)
    counted = {head for head, tails in numbers.items() if tails == {str(n + 1) for n in range(len(tails))}}
    return {row.code for row in rows if row.section not in counted or not row.code.startswith(f"{row.section}-")}


def _one_unit(
    matched: Sequence[KnownTask], tasks: Collection[KnownTask], draft: PlanDraft, units: Sequence[Unit]
) -> Unit | None:
    """Finds the unit whose report it is: named at the file's top or by its name, alone in its rows, or in the plan."""
    by_code = {unit.code: unit for unit in units}
    named = _named_unit(draft, units)
    if named is not None:
        return named
    leads = {code for row in draft.tasks for code in row.leads}
    if len(leads) == 1 and (only := by_code.get(next(iter(leads)))) and all(row.leads for row in draft.tasks):
        return only
    if not matched or len({code for task in tasks for code in task.units}) < 2:
        return None
    shared = set.intersection(*(set(task.units) for task in matched))
    return by_code.get(next(iter(shared))) if len(shared) == 1 else None


def _named_unit(draft: PlanDraft, units: Sequence[Unit]) -> Unit | None:
    """Finds the unit that the file's head names, the first place that names one; the longest name says most."""
    header = draft.header
    name = re.sub(r"[-_.]", " ", draft.source_name)
    for place in map(key_of, filter(None, (header.issuer, header.title, *draft.opening, name))):
        found = [(len(words), unit) for unit in units for words in _names(unit) if f" {words} " in f" {place} "]
        if found:
            # "Thanh tra" stands in "Ban Thanh tra Nhân dân" too.
            return max(found, key=lambda each: each[0])[1]
    return None


def _names(unit: Unit) -> list[str]:
    """Lists what a unit is called; a code of one or two letters is too easily a word of its own."""
    return [key for words in (unit.code, unit.name, *unit.aliases) if len(key := key_of(words)) > 2]


def _is_called_report(draft: PlanDraft) -> bool:
    header = draft.header
    titles = [words for words in (header.title, *draft.opening) if words and is_table_title(words)]
    said = " ".join(nfc(words).lower() for words in (header.type, *titles) if words)
    return bool(_REPORT_WORDS.search(said) or _REPORT_NAME.search(key_of(re.sub(r"[-_]", " ", draft.source_name))))
