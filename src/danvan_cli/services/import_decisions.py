"""What a person decided about the doubts of a draft: kept in a file, given again, put into the draft.

A doubt is known by its field and its words, not by its place, so that answers outlive a moved paragraph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from danvan_cli.domain.codes import find_unit, new_unit_code
from danvan_cli.domain.dates import short
from danvan_cli.domain.doubts import HEAD_FIELDS, DoubtKind, in_order, kind_of
from danvan_cli.domain.draft import Account, PlanDraft, TaskDraft, UnitDraft, Unresolved, Use
from danvan_cli.domain.due import DueContext, DueRule
from danvan_cli.domain.errors import DanvanError, FileRefusedError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.validation import FIRST_PLAN_YEAR, LAST_PLAN_YEAR, LONGEST_NAME, required_text, unit_name
from danvan_cli.domain.words import DueKind, TaskKind
from danvan_cli.intake.files.opening import read_bytes
from danvan_cli.intake.people.unit_kinds import kind_of_unit

_WITH_UNITS = ("leads", "supports")
_ALWAYS = ("field", "text", "answer")
# What stands before the words of an item, and what parts the tasks of one item in their codes.
_MARKER = re.compile(r"^\s*(?:[-+*•–]|\d{1,2}[.)]|[a-zđ]\))\s+")
_PART = re.compile(r"[a-z]$")
# "12", "12a", "12/KH-SKHCN", of the Party "17-KH/BDV".
_NUMBER = re.compile(r"(?P<number>\d{1,5}[a-zđ]?)(?:[/-](?P<symbol>\S+))?", re.IGNORECASE)


class Answer(StrEnum):
    """The answers that have words of their own; all others are units, days, or the words of a field."""

    SKIP = "bỏ qua"  # the doubt stays open
    SEEN = "đã xem"  # the draft stays as it is, the doubt is settled
    NO_DAY = "không có thời hạn"
    A_TASK = "là nhiệm vụ"
    NO_TASK = "không phải nhiệm vụ"
    NEW_UNIT = "đơn vị mới"  # "đơn vị mới: Tổ Tiếp công dân"

    def is_said_in(self, words: str) -> bool:
        """True for these words, with or without tones."""
        return fold(words) == fold(self)


class Decision(NamedTuple):
    """One decision: the doubt's field and words, and what a person typed ("VP, TTr", "25/10/2023", "bỏ qua").

    ``task`` and ``why`` are said only where several doubts have the same field and words, and the decision is about
    one of them.
    """

    field: str
    text: str
    answer: str
    task: str = ""
    why: str = ""


def key_of(doubt: Unresolved) -> tuple[str, str]:
    """Builds what a doubt is known by: its field and its words, folded; not its place, which may change."""
    return doubt.field or "", fold(doubt.text)


def decide(draft: PlanDraft, doubts: Sequence[Unresolved], answer: str) -> list[Decision]:
    """Makes the decisions about these doubts of a draft and no others: what tells them from others is said too."""
    wanted = set(doubts)
    whys: dict[tuple[str, str], dict[str | None, set[str]]] = {}
    shared: set[tuple[str, str]] = set()
    for doubt in draft.unresolved:
        key = key_of(doubt)
        whys.setdefault(key, {}).setdefault(doubt.task, set()).add(doubt.why)
        if doubt not in wanted:
            shared.add(key)
    made = (_decision_about(doubt, whys.get(key_of(doubt), {}), key_of(doubt) in shared, answer) for doubt in doubts)
    return list(dict.fromkeys(made))


def _decision_about(doubt: Unresolved, whys: Mapping[str | None, set[str]], is_shared: bool, answer: str) -> Decision:
    task = doubt.task if is_shared and len(whys) > 1 else ""
    why = doubt.why if is_shared and len(whys.get(doubt.task, ())) > 1 else ""
    return Decision(doubt.field or "", doubt.text, answer, task or "", why)


def read_answers(path: Path) -> tuple[Decision, ...]:
    """Reads a file that ``answers_text`` wrote; a broken one is a FileRefusedError."""
    data = read_bytes(path)
    try:
        rows = json.loads(data.decode("utf-8-sig"))["answers"]
        return tuple(_decision(row) for row in rows)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileRefusedError(
            f"Tệp trả lời “{clean(path.name)}” không đọc được ({type(error).__name__}).",
            "Dùng tệp do --save-answers ghi ra.",
        ) from None


def _decision(row: Mapping[str, object]) -> Decision:
    field, text, answer = (clean(str(row[name])) for name in ("field", "text", "answer"))
    return Decision(field, text, answer, clean(str(row.get("task") or "")), clean(str(row.get("why") or "")))


def answers_text(answers: Sequence[Decision]) -> str:
    """Writes answers as the file that can be given again."""
    rows = [{name: said for name, said in answer._asdict().items() if said or name in _ALWAYS} for answer in answers]
    return json.dumps({"answers": rows}, ensure_ascii=False, indent=1) + "\n"


def year_in(answers: Iterable[Decision]) -> int | None:
    """Finds the year among the answers: the plan has to be read with it. UsageError for what is no plan's year."""
    said = [answer.answer for answer in answers if answer.field == "year" and not _stays_open(answer.answer)]
    return _plan_year(said[-1]) if said and not Answer.SEEN.is_said_in(said[-1]) else None


def _plan_year(words: str) -> int:
    if not re.fullmatch(r"\d{4}", words) or not FIRST_PLAN_YEAR <= int(words) <= LAST_PLAN_YEAR:
        raise UsageError(
            f"Năm “{words}” không hợp lệ.", f"Ghi năm từ {FIRST_PLAN_YEAR} đến {LAST_PLAN_YEAR}, ví dụ 2023."
        )
    return int(words)


def settle(
    draft: PlanDraft,
    answers: Sequence[Decision],
    units: Sequence[Unit],
    today: date,
    chosen: DueContext = DueContext(None),  # noqa: B008 (never changes)
) -> PlanDraft:
    """Puts answers into the draft; a doubt without one, or one that is skipped, stays in ``unresolved``.

    ``chosen`` has the agency's calendar and choices, for lines that an answer makes a task of. An answer that cannot
    be understood is a UsageError that names it.
    """
    if not answers:
        return draft
    given = {(answer.field, fold(answer.text), answer.task, answer.why): answer.answer for answer in answers}
    work = _Settling(draft, units, today, chosen)
    queue, left = list(draft.unresolved), []
    for doubt in queue:  # it grows: a line that becomes a task brings that task's doubts
        if work.has_filled(doubt):
            continue
        said = _answer_to(doubt, given)
        if said is None or _stays_open(said):
            left.append(doubt)
            continue
        try:
            queue += work.put(doubt, said)
        except DanvanError as error:
            place = doubt.task or doubt.source
            message = f"Câu trả lời “{said}” cho {place} không dùng được: {error.message}"
            raise UsageError(message, error.hint) from None
    return in_order(work.draft(left)) if len(left) < len(queue) else draft


def _answer_to(doubt: Unresolved, given: Mapping[tuple[str, str, str, str], str]) -> str | None:
    """Finds the answer that names most of the doubt; of two that name the same the last one was kept."""
    key, task = key_of(doubt), doubt.task or ""
    for told in ((task, doubt.why), (task, ""), ("", doubt.why), ("", "")):
        if (said := given.get((*key, *told))) is not None:
            return said
    return None


def _stays_open(answer: str) -> bool:
    return not answer or Answer.SKIP.is_said_in(answer)


class _Settling:
    """A draft while answers are put into it."""

    def __init__(self, draft: PlanDraft, units: Sequence[Unit], today: date, chosen: DueContext) -> None:
        self._draft = draft
        self._tasks = {task.code: task for task in draft.tasks}
        self._header = draft.header
        self._units = list(units)
        self._named = {unit.code: unit for unit in draft.units}
        self._added: dict[str, list[str]] = {}
        self._replaced: set[str] = set()
        self._booked: dict[tuple[str, str], Use] = {}
        self._today = today
        self._chosen = chosen

    def draft(self, left: Sequence[Unresolved]) -> PlanDraft:
        """Gives the draft as it is now, with what is left open."""
        last = {task.section: task.code for task in self._draft.tasks}
        order = [
            code
            for task in self._draft.tasks
            for code in (task.code, *(self._added.pop(task.section, ()) if last[task.section] == task.code else ()))
        ]
        tasks = [self._tasks[code] for code in (*order, *(code for added in self._added.values() for code in added))]
        used = {code for task in tasks for code in (*task.leads, *task.supports)} if self._replaced else set()
        return replace(
            self._draft,
            header=self._header,
            tasks=tuple(tasks),
            units=tuple(unit for unit in self._named.values() if unit.code not in self._replaced - used),
            unresolved=tuple(left),
            accounts=self._accounts(),
        )

    def has_filled(self, doubt: Unresolved) -> bool:
        """True for a gap of the head that another answer has filled: a number given with its symbol."""
        field = doubt.field or ""
        is_gap = doubt.task is None and field in HEAD_FIELDS and getattr(self._draft.header, field) is None
        return is_gap and getattr(self._header, field) is not None

    def put(self, doubt: Unresolved, answer: str) -> tuple[Unresolved, ...]:
        """Puts one answer in; returns the doubts that it brings."""
        if kind_of(doubt) is DoubtKind.YEAR:
            self._check_year(answer)
        elif Answer.SEEN.is_said_in(answer):
            return ()
        elif doubt.field in HEAD_FIELDS and doubt.task is None:
            self._fill_head(doubt.field, answer)
        elif kind_of(doubt) is DoubtKind.LOST:
            return self._put_line(doubt, answer)
        elif doubt.field == "due_on" and doubt.task is None:
            self._put_lost_day(answer)
        elif doubt.task in self._tasks and doubt.field in _WITH_UNITS:
            self._put_units(doubt, answer)
        elif doubt.task in self._tasks and doubt.field == "due_on":
            self._tasks[doubt.task] = self._dated(self._tasks[doubt.task], answer, doubt.text)
        else:
            raise UsageError("điểm này chỉ để xem.", f"Trả lời “{Answer.SEEN}”, hoặc “{Answer.SKIP}”.")
        return ()

    def _check_year(self, answer: str) -> None:
        if not Answer.SEEN.is_said_in(answer) and _plan_year(answer) != self._header.year:
            raise UsageError("kế hoạch phải được đọc lại với năm ấy.", "Ghi năm ở --year.")

    def _fill_head(self, field: str, answer: str) -> None:
        if field == "issued_on":
            self._header = replace(self._header, issued_on=self._day(answer))
            return
        text = required_text(answer, HEAD_FIELDS[field].capitalize(), LONGEST_NAME)
        if field == "number" and (said := _NUMBER.fullmatch(text)):
            text = said["number"]
            self._header = replace(self._header, symbol=self._header.symbol or said["symbol"])
        elif field == "number" or (field == "symbol" and " " in text):
            raise UsageError(
                f"“{text}” không phải {HEAD_FIELDS[field]}.", "Ví dụ: 12, hoặc 12/KH-SKHCN; ký hiệu: KH-SKHCN."
            )
        filled: dict[str, Any] = {field: text}
        self._header = replace(self._header, **filled)

    def _day(self, answer: str) -> date:
        header = self._header
        return parse_date(answer, today=self._today, year=header.year, is_school_year=header.is_school_year)

    def _put_units(self, doubt: Unresolved, answer: str) -> None:
        """Sets who leads or supports; a doubt about one name of several changes that name only."""
        task = self._tasks[doubt.task or ""]
        codes = [self._unit(words).code for words in unit_words(answer)]
        standing = task.supports if doubt.field == "supports" else task.leads
        offered = {fold(choice) for choice in doubt.choices}
        about = [
            code for code in standing if code in self._named and self._named[code].new
            and offered & {fold(code), fold(self._named[code].name)}
        ]  # fmt: skip
        self._replaced.update(code for code in about if code not in codes)
        kept = [part for code in standing for part in (codes if code in about else [code])]
        chosen = tuple(dict.fromkeys(kept if about else [*standing, *codes]))
        leads = task.leads if doubt.field == "supports" else chosen
        supports = chosen if doubt.field == "supports" else task.supports
        self._tasks[task.code] = task._replace(
            leads=leads, supports=tuple(code for code in supports if code not in leads)
        )

    def _unit(self, words: str) -> Unit:
        """Finds a unit, or makes the new one that is named."""
        name = new_unit_name(words)
        if name is None:
            return find_unit(self._units, words)
        name = unit_name(name)
        if known := next((u for u in self._units if fold(name) in map(fold, (u.name, *u.aliases))), None):
            return known
        unit = Unit(new_unit_code(name, [u.code for u in self._units]), name, kind_of_unit(name))
        self._units.append(unit)
        self._named[unit.code] = UnitDraft(unit.code, unit.name, unit.kind, new=True)
        return unit

    def _dated(self, task: TaskDraft, answer: str, words: str) -> TaskDraft:
        """Sets the day; the one that was assumed already becomes certain, for every period of recurring work."""
        if Answer.NO_DAY.is_said_in(answer):
            return task._replace(
                due_on=None, due_kind=DueKind.NONE, due_rule=None, certain=True, kind=TaskKind.ONGOING, period="",
                periods=(),
            )  # fmt: skip
        day = self._day(answer)
        if day == task.due_on:
            return task._replace(certain=True)
        if len(task.periods) > 1:
            raise UsageError(
                f"{task.code} có {len(task.periods)} kỳ, một ngày {short(day)} không đủ.",
                f"Trả lời {short(task.due_on)} để nhận ngày cuối của mọi kỳ, hoặc bỏ qua rồi sửa sau.",
            )
        kind = TaskKind.ONCE if task.kind == TaskKind.ONGOING else task.kind
        return task._replace(
            due_on=day, due_text=task.due_text or words, due_kind=DueKind.FIXED, due_rule=DueRule.on(day),
            certain=True, kind=kind, periods=(),
        )  # fmt: skip

    def _put_lost_day(self, answer: str) -> None:
        """Gives a deadline that stands by itself to the task that is named with it: "II-3 25/10/2023"."""
        code, _, day = answer.partition(" ")
        task = next((t for t in self._tasks.values() if fold(t.code) == fold(code.rstrip(":"))), None)
        if task is None:
            raise UsageError(f"không có nhiệm vụ “{code}”.", "Ghi mã việc rồi ngày cuối, ví dụ: II-3 25/10/2023.")
        self._tasks[task.code] = self._dated(task, day, day)

    def _put_line(self, doubt: Unresolved, answer: str) -> tuple[Unresolved, ...]:
        if Answer.NO_TASK.is_said_in(answer):
            self._book(doubt, Answer.NO_TASK, None)
            return ()
        if not Answer.A_TASK.is_said_in(answer) or not is_line(self._draft, doubt):
            raise UsageError("câu trả lời này không dùng cho dòng còn sót.", f"Trả lời “{Answer.NO_TASK}”.")
        tasks, doubts = self._read_line(doubt)
        for task in tasks:
            self._tasks[task.code] = task
            self._added.setdefault(task.section, []).append(task.code)
        self._book(doubt, "nội dung nhiệm vụ", tasks[0].code)
        return doubts

    def _read_line(self, doubt: Unresolved) -> tuple[list[TaskDraft], tuple[Unresolved, ...]]:
        """Reads a line that is work after all, as the reader of plans does."""
        from danvan_cli.intake.draft.tasks import TaskReader
        from danvan_cli.intake.lines.contents import Item
        from danvan_cli.intake.people.unit_names import UnitNames

        header, section = self._header, section_before(self._draft, doubt)
        names = UnitNames(self._units, [doubt.text], header.issuer)
        context = self._chosen._replace(
            year=header.year, is_school_year=header.is_school_year, issued_on=header.issued_on
        )
        taken = {_PART.sub("", fold(code)) for code in self._tasks}
        number = next(n for n in count(1) if fold(f"{section}-{n}") not in taken)
        item = Item(_MARKER.sub("", doubt.text, count=1), section, doubt.source, is_target=False)
        readings = TaskReader(names, context).read(item, f"{section}-{number}")
        for unit in names.named():
            if unit.code not in self._named:
                self._named[unit.code] = unit
                if unit.new:
                    self._units.append(Unit(unit.code, unit.name, unit.kind))
        return [reading.task for reading in readings], tuple(d for reading in readings for d in reading.unresolved())

    def _book(self, doubt: Unresolved, said: str, task: str | None) -> None:
        self._booked[doubt.source, doubt.text] = Use(0, len(doubt.text), said, task)

    def _accounts(self) -> tuple[Account, ...]:
        if not self._booked:
            return self._draft.accounts
        return tuple(
            account._replace(uses=(use,)) if (use := _booked_at(self._booked, account)) else account
            for account in self._draft.accounts
        )


def _booked_at(booked: Mapping[tuple[str, str], Use], account: Account) -> Use | None:
    return next((use for (place, text), use in booked.items() if _is_at(account, place, text)), None)


def _is_at(account: Account, place: str, text: str) -> bool:
    return account.text == text and bool(account.where) and place.endswith(account.where)


def is_line(draft: PlanDraft, doubt: Unresolved) -> bool:
    """True for a doubt about a whole line of the source, which may be work; a table or a cell is read again instead."""
    return doubt.task is None and any(_is_at(account, doubt.source, doubt.text) for account in draft.accounts)


def section_before(draft: PlanDraft, doubt: Unresolved) -> str:
    """Finds the section that a left-over line stands in: that of the nearest task above it, else below."""
    sections = {task.code: task.section for task in draft.tasks}
    above = below = None
    is_past = False
    for account in draft.accounts:
        found = next((sections[use.task] for use in account.uses if use.task in sections), None)
        is_past = is_past or _is_at(account, doubt.source, doubt.text)
        if not is_past:
            above = found or above
        elif below is None:
            below = found
    return above or below or (draft.sections[0].path if draft.sections else "")


def new_unit_name(words: str) -> str | None:
    """Finds the name in "đơn vị mới: Tổ Tiếp công dân"; None for other words."""
    head, colon, name = words.partition(":")
    return name.strip() if colon and Answer.NEW_UNIT.is_said_in(head) else None


def unit_words(answer: str) -> list[str]:
    """Parts an answer that names several units; a new unit's name goes on over commas to the next semicolon."""
    if ";" in answer:
        return [part.strip() for part in answer.split(";") if part.strip()]
    parts: list[str] = []
    for part in answer.split(","):
        if parts and new_unit_name(parts[-1]) is not None:
            parts[-1] += f",{part}"
        else:
            parts.append(part.strip())
    return [part for part in parts if part]


def units_in_force(draft: PlanDraft, known: Sequence[Unit]) -> list[Unit]:
    """Lists the catalogue, then the draft's units whose codes it lacks."""
    codes: Mapping[str, Unit] = {fold(unit.code): unit for unit in known}
    return [*known, *(Unit(u.code, u.name, u.kind) for u in draft.units if fold(u.code) not in codes)]
