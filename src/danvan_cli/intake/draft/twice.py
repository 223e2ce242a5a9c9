"""A task that a plan tells twice, in its text and again in an appendix: one task with both places, or a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import NamedTuple

from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.domain.text import fold
from danvan_cli.intake.draft.by_number import says_only_who

# Shorter texts ("Báo cáo kết quả") are alike without being one piece of work.
_FEWEST_WORDS = 5
_ALIKE = 0.85
_MOST_COMPARED = 12
# An annex repeats the text's work in fewer words: "Kiện toàn Ban Chỉ đạo cấp xã".
_ANNEX = "PL"
_FEWEST_IN_ANNEX = 4
_MOST_IN_TEXT = 60
_MOST_WORDS = 0.7
_FEW, _MOST_SHORT = 2, 9
_WORK = r"(?:nội dung|nhiệm vụ|công việc|việc)"
_ITEM = r"\(?\d{1,2}\)?"
_ITEMS = rf"(?P<numbers>{_ITEM}(?:(?:,\s*|\s+và\s+)(?:{_WORK}\s+)?(?:số\s+)?{_ITEM})*)"
_WHO_ONLY = r"(?:(?!phối hợp)[^:;.]){3,120}?"
# "Văn phòng: nhiệm vụ số (8).", "A chủ trì, phối hợp với B thực hiện nhiệm vụ số (9)", "Việc 2: A, B phối hợp",
# "Nhiệm vụ số (11) giao Đoàn xã.".
_GIVES_ITEMS = tuple(
    re.compile(rf"{pattern}[.;]?", re.IGNORECASE)
    for pattern in (
        rf"{_WHO_ONLY}:\s+(?:các\s+)?{_WORK}\s+(?:số\s+)?{_ITEMS}",
        rf"{_WHO_ONLY}\schủ trì,?\s(?:phối hợp (?:cùng |với )+[^:;.]{{3,120}}?\s)?(?:thực hiện\s+)?(?:các\s+)?{_WORK}"
        rf"\s+(?:số\s+)?{_ITEMS}(?:[;,]\s+[^;.]{{3,120}}\sphối hợp)?",
        rf"(?:các\s+)?{_WORK}\s+(?:số\s+)?{_ITEMS}(?::|\s+(?:giao|do|thuộc))\s+(?:cho\s+)?[^:;.]{{3,160}}",
    )
)
_ONLY_LEADS = re.compile(
    r"(?:(?:(?!phối hợp)[^:;.]){3,120}?:?\s+)?(?:chủ trì|phụ trách|thực hiện|chịu trách nhiệm)"
    rf"(?:\s+(?:chính|thực hiện))?\s+(?:các\s+)?{_WORK}"
    r"\s+(?:số\s+)?(?P<numbers>\d{1,2}(?:(?:,\s*|\s+và\s+)(?:số\s+)?\d{1,2})*)"
    r"(?:[;,]\s+[^;.]{3,120}\s+(?:phối hợp|hỗ trợ|tham gia)"
    rf"(?:\s+(?:thực hiện\s+)?(?:các\s+)?{_WORK} (?:này|trên))?)?[.;]?",
    re.IGNORECASE,
)
# "Phòng Kinh tế: chủ trì tổng vệ sinh kênh (mục II.1)", "… lắp thùng rác theo mục II.2".
_POINTS_BACK = re.compile(
    r"\(?(?:(?:theo|tại|nêu tại|thuộc|quy định tại)\s+)?(?:mục|điểm|khoản|ý)\s(?P<section>[IVX]+|[A-H])[.,\s-]{1,2}"
    r"(?P<number>\d{1,2})\b\)?",
    re.IGNORECASE,
)
_MOST_OF_POINTED = 0.6
_TAIL = 3
_TWICE = "nêu hai lần trong văn bản"


# How many rows of an annex the order alone may tell, and how much of their words the text must say, too.
_MOST_SKIPPED = 3
_SHARED_IN_ORDER = 0.5


class Told(NamedTuple):
    """The tasks, each once, the doubts about those that may be one, and for codes that went the code they went to."""

    tasks: list[TaskDraft]
    doubts: list[Unresolved]
    merged: dict[str, str]


def told_once(tasks: Sequence[TaskDraft]) -> Told:
    """Finds tasks told twice in different sections.

    The same words with facts that do not contradict are one task; the same words with other facts, and words that are
    nearly the same with the same facts, are asked about. A row of an annex is one with the only task of the text that
    is due on its day and holds all of its words. "Phòng A: chủ trì việc số 2." says who leads that one, and so does
    "Phòng A tổng vệ sinh kênh (mục II.1).".
    """
    # Within one section words may well come again.
    may_be_twice = len({task.section for task in tasks}) > 1
    told = Told([], [], {})
    places: dict[tuple[str, ...], list[int]] = {}
    by_day: dict[date | None, list[int]] = {}
    leadless: dict[str, dict[str | None, int]] = {}
    by_code: dict[str, int] = {}
    for task in tasks:
        is_row = may_be_twice and (task.section or "").startswith(_ANNEX)
        if (meant := _meant(task, leadless)) and task.leads and not days_of(task):
            for index in meant:
                told.tasks[index] = _led(told.tasks[index], task)
            told.merged[task.code] = told.tasks[meant[0]].code
            continue
        if (pointed := _pointed(task, told.tasks, by_code)) is not None:
            told.merged[task.code] = told.tasks[pointed].code
            told.tasks[pointed] = _merged(told.tasks[pointed], task)
            continue
        of_text, is_sure = _in_text(task, told.tasks, by_day) if is_row else (None, False)
        if of_text is not None and is_sure and _agree(told.tasks[of_text], task):
            told.merged[task.code] = told.tasks[of_text].code
            told.tasks[of_text] = _merged(told.tasks[of_text], task)
            continue
        twin, shingles = None, set[tuple[str, ...]]()
        if may_be_twice:
            words = words_of(core(task))
            shingles = _shingles(words)
            near = Counter(chain.from_iterable(places[s][:_MOST_COMPARED] for s in shingles if s in places))
            twin = _twin(task, words, told.tasks, near)
            twin = of_text if twin is None else twin
            twin = _short_twin(task, words, told.tasks, by_day) if twin is None else twin
        if twin is not None and _is_surely(told.tasks[twin], task):
            told.merged[task.code] = told.tasks[twin].code
            told.tasks[twin] = _merged(told.tasks[twin], task)
            continue
        if twin is not None:
            why = f"có thể trùng với nhiệm vụ {told.tasks[twin].code}"
            told.doubts.append(Unresolved(task.source, task.content, why, task.code, "twice"))
        if not task.leads:
            leadless.setdefault(task.code.rpartition("-")[2], {})[task.section] = len(told.tasks)
        for shingle in shingles:
            places.setdefault(shingle, []).append(len(told.tasks))
        if not is_row:
            by_day.setdefault(task.due_on, []).append(len(told.tasks))
        by_code.setdefault(task.code, len(told.tasks))
        told.tasks.append(task)
    return _told_in_order(told, [task for task in tasks if (task.section or "").startswith(_ANNEX)])


def _told_in_order(told: Told, rows: Sequence[TaskDraft]) -> Told:
    """Lets the order tell what the words of an annex's row do not: it stands between two that repeat the text's work.

    "1 Hội nghị phát động | 2 Sơ kết 6 tháng | 3 Tổng kết" in the order of the text's 6.1, 6.2, 6.3, where 1 and 3 are
    known: 2 is 6.2 where half of its words stand there, too.
    """
    at = {task.code: index for index, task in enumerate(told.tasks)}
    places = [at.get(told.merged.get(row.code, "")) for row in rows]
    gone: set[int] = set()
    taken = {place for place in places if place is not None}
    for run in _runs(rows, places):
        before, after = (places[i] if 0 <= i < len(rows) else None for i in (run[0] - 1, run[-1] + 1))
        between = _between(told.tasks, before, after)
        if len(between) != len(run) or not taken.isdisjoint(between):
            continue
        for number, index in zip(run, between, strict=True):
            row, one = rows[number], told.tasks[index]
            words = set(words_of(core(row)))
            share = len(words & set(words_of(one.content))) / max(len(words), 1)
            if share >= _SHARED_IN_ORDER and _agree(one, row):
                told.tasks[index] = _merged(one, row)
                told.merged[row.code] = one.code
                gone.add(at[row.code])
    kept = [task for index, task in enumerate(told.tasks) if index not in gone]
    return Told(kept, [doubt for doubt in told.doubts if doubt.task not in told.merged], told.merged)


def _runs(rows: Sequence[TaskDraft], places: Sequence[int | None]) -> list[list[int]]:
    """Lists the stretches of rows of one annex that repeat nothing yet, beside one that does."""
    runs: list[list[int]] = []
    for number, row in enumerate(rows):
        if places[number] is not None:
            continue
        goes_on = runs and runs[-1][-1] == number - 1 and rows[number - 1].section == row.section
        if goes_on:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run for run in runs if len(run) <= _MOST_SKIPPED]


def _between(tasks: Sequence[TaskDraft], before: int | None, after: int | None) -> list[int]:
    """Lists the text's tasks between two of one part of the plan; up to the part's end or from its beginning."""
    known = before if before is not None else after
    if known is None:
        return []
    part = tasks[known].section.partition(".")[0]
    if before is not None and after is not None and tasks[after].section.partition(".")[0] != part:
        return []
    of_part = [i for i, task in enumerate(tasks) if task.section.partition(".")[0] == part]
    return [i for i in of_part if (before is None or i > before) and (after is None or i < after)]


def _in_text(
    row: TaskDraft, told: Sequence[TaskDraft], by_day: Mapping[date | None, Sequence[int]]
) -> tuple[int | None, bool]:
    """Finds the one task of the text that a row of an annex repeats, and whether that is sure: same day, all its words.

    A day may be one apart: "trước 15/11" in the text is "15/11" in an annex. Where the text sets no day, its words have
    to be those of the row in their order. Most of the words only, or no day, is a question.
    """
    said = words_of(core(row))
    words = set(said)
    if len(words) < _FEWEST_IN_ANNEX:
        return None, False
    days = (row.due_on, row.due_on - timedelta(days=1)) if row.due_on else (None,)
    near = [index for day in days for index in islice(by_day.get(day, ()), _MOST_IN_TEXT)]
    if row.due_on and len(said) >= _FEWEST_WORDS:
        near += [i for i in islice(by_day.get(None, ()), _MOST_IN_TEXT) if _are_in_order(said, told[i])]
    shared = {i: len(words & set(words_of(told[i].content))) / len(words) for i in near}
    alike = [i for i in near if shared[i] >= _MOST_WORDS and _have_one_lead(told[i], row)]
    whole = [i for i in alike if shared[i] == 1]
    found = whole or alike
    return (found[0], bool(whole and row.due_on)) if len(found) == 1 else (None, False)


def _are_in_order(words: Sequence[str], task: TaskDraft) -> bool:
    rest = iter(words_of(task.content))
    return all(word in rest for word in words)


def _have_one_lead(one: TaskDraft, other: TaskDraft) -> bool:
    return not one.leads or not other.leads or set(one.leads) == set(other.leads)


def _meant(task: TaskDraft, leadless: Mapping[str, Mapping[str | None, int]]) -> list[int]:
    """Lists the tasks of another section that a task names by number, to say who leads them and nothing else.

    Empty where a number is no task's without a lead, or that of several.
    """
    found = next(filter(None, (one.fullmatch(task.content) for one in (_ONLY_LEADS, *_GIVES_ITEMS))), None)
    if found and not says_only_who(task.content):
        # "Việc 2: Phòng Kế toán lập sổ mới" says more than who does it.
        found = None
    meant: list[int] = []
    for number in re.findall(r"\d+", found["numbers"]) if found else ():
        above = [i for section, i in leadless.get(number.lstrip("0"), {}).items() if section != task.section]
        if len(above) != 1:
            return []
        meant += above
    return meant


def _pointed(task: TaskDraft, told: Sequence[TaskDraft], by_code: Mapping[str, int]) -> int | None:
    """Finds the leadless task whose number a task gives, to say who does the same; None where the words differ."""
    found = _POINTS_BACK.search(task.content)
    if found is None or not task.leads:
        return None
    index = by_code.get(f"{found['section'].upper()}-{found['number'].lstrip('0')}")
    if index is None or told[index].leads:
        return None
    bare = f"{task.content[: found.start()]} {task.content[found.end() :]}".partition(":")
    said = set(words_of((bare[2] or bare[0]).replace(task.due_text or "\0", " ")))
    share = len(said & set(words_of(told[index].content))) / max(len(said), 1)
    tail = words_of(task.content[: found.start()])[-_TAIL:]
    is_same = share >= _MOST_OF_POINTED or (len(tail) == _TAIL and {*tail} <= {*words_of(told[index].content)})
    return index if is_same and _agree(told[index], task) else None


def _led(one: TaskDraft, said: TaskDraft) -> TaskDraft:
    return one._replace(
        leads=said.leads, supports=tuple(dict.fromkeys((*one.supports, *said.supports))),
        groups=tuple(dict.fromkeys((*one.groups, *said.groups))), source=f"{one.source}; {said.source}",
    )  # fmt: skip


_BRACKETED = re.compile(r"\([^()]*\)")


def core(task: TaskDraft) -> str:
    """Leaves out of a task's words those of its deadline, which one of two tellings may give in a column.

    Where nothing but names in brackets is left, the words of the deadline are those of the work.
    """
    rest = task.content.replace(task.due_text, " ") if task.due_text else task.content
    return rest if re.search(r"\w", _BRACKETED.sub(" ", rest)) else task.content


def words_of(text: str) -> list[str]:
    """Lists the words of a text, folded."""
    return re.findall(r"\w+", fold(text))


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 4]) for i in range(max(len(words) - 3, 0))}


def _twin(task: TaskDraft, words: Sequence[str], before: Sequence[TaskDraft], near: Counter[int]) -> int | None:
    """Finds the task that says the same among those that share words with it; ``near`` counts the shared ones."""
    if len(words) < _FEWEST_WORDS:
        return None
    for index in sorted(near, key=lambda i: (-near[i], i))[:_MOST_COMPARED]:
        other = before[index]
        if other.section == task.section:
            continue
        if _is_same(other, task) or (_share(words_of(core(other)), words) >= _ALIKE and _have_same_facts(other, task)):
            return index
    return None


def _short_twin(
    task: TaskDraft, words: Sequence[str], before: Sequence[TaskDraft], by_day: Mapping[date | None, Sequence[int]]
) -> int | None:
    """Finds the one task of another section, due on the same day, that holds all words of a short one: "Gieo rau".

    They have the same lead, or one of them has none and the words are not too few.
    """
    if not task.due_on or not _FEW <= len(words) < _MOST_SHORT:
        return None
    near = (before[i] for i in islice(by_day.get(task.due_on, ()), _MOST_IN_TEXT))
    alike = [
        one
        for one in near
        if one.section != task.section
        and set(words) <= set(words_of(one.content))
        and (set(one.leads) == set(task.leads) if one.leads and task.leads else len(words) >= _FEWEST_IN_ANNEX)
    ]
    return before.index(alike[0]) if len(alike) == 1 else None


def _is_same(one: TaskDraft, other: TaskDraft) -> bool:
    """True where the words of one stand whole in the other, whoever is named around them."""
    short, long = sorted((" ".join(words_of(core(one))), " ".join(words_of(core(other)))), key=len)
    return len(short.split()) >= _FEWEST_WORDS and f" {short} " in f" {long} "


def _is_surely(one: TaskDraft, other: TaskDraft) -> bool:
    """True for one task told twice; where neither has a day, "Trực cấp cứu" may be less than "Trực cấp cứu ở chợ"."""
    is_whole = sorted(words_of(core(one))) == sorted(words_of(core(other)))
    return _is_same(one, other) and _agree(one, other) and (is_whole or bool(days_of(one) or days_of(other)))


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    both = set(one) & set(other)
    return len(both) / max(len(set(one) | set(other)), 1)


def days_of(task: TaskDraft) -> set[object]:
    """Lists the last days of a task and of its periods; empty where it has none."""
    return {row.due_on for row in task.rows() if row.due_on}


def _agree(one: TaskDraft, other: TaskDraft) -> bool:
    """True where nothing that both say differs."""
    days = not days_of(one) or not days_of(other) or days_of(one) == days_of(other)
    return _have_one_lead(one, other) and days


def _have_same_facts(one: TaskDraft, other: TaskDraft) -> bool:
    return bool(one.leads) and set(one.leads) == set(other.leads) and days_of(one) == days_of(other)


def _merged(one: TaskDraft, other: TaskDraft) -> TaskDraft:
    """Fills what the first telling leaves open from the second; the words are those of the fuller one."""
    is_fuller = _is_same(one, other) and len(other.content) > len(one.content)
    found = one._replace(
        content=other.content if is_fuller else one.content,
        leads=one.leads or other.leads,
        supports=tuple(dict.fromkeys((*one.supports, *(s for s in other.supports if s not in one.leads)))),
        groups=tuple(dict.fromkeys((*one.groups, *other.groups))),
        product=one.product or other.product,
        source=f"{one.source}; {other.source}",
        notes=(*one.notes, _TWICE),
        tracking=one.tracking or other.tracking,
    )
    # A term counted from an event fills what is empty, and a day what has none.
    if days_of(one) or not (days_of(other) or (other.due_text and not one.due_text)):
        return found
    return found._replace(
        kind=other.kind, period=other.period, due_text=other.due_text, due_on=other.due_on, due_kind=other.due_kind,
        certain=other.certain, start_on=other.start_on, due_rule=other.due_rule, periods=other.periods,
    )  # fmt: skip
