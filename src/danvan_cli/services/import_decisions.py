"""What a person decided about the doubts of a draft: kept in a file, given again, put into the draft.

A doubt is known by its field and its words, not by its place, so that answers outlive a moved paragraph.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import HeaderDraft, PlanDraft, TaskDraft, Unresolved
from danvan_cli.domain.due import DueRule
from danvan_cli.domain.errors import DanvanError, FileRefusedError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.words import DueKind, TaskKind
from danvan_cli.intake.files.opening import read_bytes

_SKIP = "bỏ qua"


class Decision(NamedTuple):
    """One decision: the doubt's field and words, and what a person typed ("VP, TTr", "25/10/2023", "bỏ qua")."""

    field: str
    text: str
    answer: str


def key_of(doubt: Unresolved) -> tuple[str, str]:
    """Builds what a doubt is known by: its field and its words, folded; not its place, which may change."""
    return doubt.field or "", fold(doubt.text)


def can_be_settled(doubt: Unresolved) -> bool:
    """True when an answer can be put into the draft: about who leads, or the day; others are only shown."""
    return doubt.task is not None and doubt.field in ("leads", "due_on")


def read_answers(path: Path) -> tuple[Decision, ...]:
    """Reads a file that ``answers_text`` wrote; a broken one is a FileRefusedError."""
    data = read_bytes(path)
    try:
        rows = json.loads(data.decode("utf-8-sig"))["answers"]
        return tuple(Decision(str(row["field"]), clean(str(row["text"])), clean(str(row["answer"]))) for row in rows)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FileRefusedError(
            f"Tệp trả lời “{clean(path.name)}” không đọc được ({type(error).__name__}).",
            "Dùng tệp do --save-answers ghi ra.",
        ) from None


def answers_text(answers: Sequence[Decision]) -> str:
    """Writes answers as the file that can be given again."""
    rows = [answer._asdict() for answer in answers]
    return json.dumps({"answers": rows}, ensure_ascii=False, indent=1) + "\n"


def settle(draft: PlanDraft, answers: Sequence[Decision], units: Sequence[Unit], today: date) -> PlanDraft:
    """Puts answers into the draft; a doubt without one, or one that is skipped, stays in ``unresolved``.

    An answer that cannot be understood is a UsageError that names it.
    """
    given = {(answer.field, fold(answer.text)): answer.answer for answer in answers}
    tasks = {task.code: task for task in draft.tasks}
    left = []
    for doubt in draft.unresolved:
        answer = given.get(key_of(doubt))
        if answer is None or fold(answer) == fold(_SKIP) or not can_be_settled(doubt) or doubt.task not in tasks:
            left.append(doubt)
            continue
        tasks[doubt.task] = settled_task(tasks[doubt.task], doubt, answer, units, today, draft.header)
    return replace(draft, tasks=tuple(tasks[task.code] for task in draft.tasks), unresolved=tuple(left))


def settled_task(
    task: TaskDraft, doubt: Unresolved, answer: str, units: Sequence[Unit], today: date, header: HeaderDraft
) -> TaskDraft:
    """Puts one answer into one task; an answer that means nothing is a UsageError that names it.

    The day that was assumed already, given as the answer, makes it certain, for every period of recurring work.
    """
    try:
        if doubt.field == "leads":
            leads = tuple(dict.fromkeys(find_unit(units, words).code for words in answer.split(",")))
            return task._replace(leads=leads, supports=tuple(code for code in task.supports if code not in leads))
        day = parse_date(answer, today=today, year=header.year, is_school_year=header.is_school_year)
    except DanvanError as error:
        message = f"Câu trả lời “{answer}” cho {task.code} không dùng được: {error.message}"
        raise UsageError(message, error.hint) from None
    return _dated(task, doubt, day)


def _dated(task: TaskDraft, doubt: Unresolved, day: date) -> TaskDraft:
    if day == task.due_on:
        return task._replace(certain=True)
    if len(task.periods) > 1:
        raise UsageError(
            f"{task.code} có {len(task.periods)} kỳ, một ngày {short(day)} không đủ.",
            f"Trả lời {short(task.due_on)} để nhận ngày cuối của mọi kỳ, hoặc bỏ qua rồi sửa sau.",
        )
    kind = TaskKind.ONCE if task.kind == TaskKind.ONGOING else task.kind
    text = task.due_text or doubt.text
    return task._replace(
        due_on=day, due_text=text, due_kind=DueKind.FIXED, due_rule=DueRule.on(day), certain=True, kind=kind, periods=()
    )


def units_in_force(draft: PlanDraft, known: Sequence[Unit]) -> list[Unit]:
    """Lists the catalogue, then the draft's units whose codes it lacks."""
    codes: Mapping[str, Unit] = {fold(unit.code): unit for unit in known}
    return [*known, *(Unit(u.code, u.name, u.kind) for u in draft.units if fold(u.code) not in codes)]
