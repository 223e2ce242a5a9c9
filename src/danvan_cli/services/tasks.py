"""Tasks: correcting, noting, taking out and bringing back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.due import (
    DueContext,
    GivenDue,
    last_day,
    rule_of,
    rule_text,
)
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.periods import review_rhythm
from danvan_cli.domain.text import clean
from danvan_cli.domain.typed_dates import day_in_range
from danvan_cli.domain.words import DueKind, NoteKind, TaskKind
from danvan_cli.services.days_off import day_off_notes
from danvan_cli.services.due_days import correct_due, day_of, is_extended, plan_context
from danvan_cli.services.people import put_in_charge
from danvan_cli.services.request import Request
from danvan_cli.services.writing import (
    any_task_row,
    changed,
    deadline_rows,
    plan_row,
    required_text,
    row_key,
    section_row,
    task_row,
    unit_row,
    writing,
)


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What ``edit_task`` is to change; None leaves a thing as it is, an empty text or section clears it.

    ``replaced`` are words of the content and those that come in their place, wherever they stand. ``person`` is put in
    charge, see ``people.put_in_charge``.
    """

    content: str | None = None
    section: str | None = None
    texts: Mapping[str, str | None] = field(default_factory=dict)
    priority: str | None = None
    kind: str | None = None
    due: GivenDue | None = None
    no_due: bool = False
    event_on: date | None = None
    unit: str | None = None
    review: str | None = None
    replaced: tuple[str, str] | None = None
    person: str | None = None


def edit_task(request: Request, code: str, change: TaskChange) -> Changed:
    """Corrects a task; its code stays. A due day set here is a correction of what was entered, not an extension.

    ``change.unit`` limits the due day to that lead's rows.
    """
    with writing(request) as work:
        plan = plan_row(work, request)
        task = task_row(work, plan, code)
        if change.content is not None:
            content = required_text(change.content, "Nội dung nhiệm vụ")
            # Made of another text, the short title may say what is not so any more.
            task.short_title = task.short_title if content == task.content else None
            task.content = content
        if change.replaced is not None:
            task.content = _with_words_replaced(task, *change.replaced)
            old, new = change.replaced
            task.short_title = clean(task.short_title.replace(old, new)) or None if task.short_title else None
        for name, text in change.texts.items():
            if text is not None:
                setattr(task, name, clean(text) or None)
        if change.section is not None:
            task.section_id = section_row(work, plan, change.section).id if change.section.strip() else None
        task.priority = change.priority or task.priority
        task.kind = change.kind or task.kind
        if change.review is not None:
            task.review_every = review_rhythm(change.review) if change.review.strip() else None
        if change.person is not None:
            put_in_charge(work, task, change.person, change.unit)
        context = plan_context(work, plan)
        rows: list[tables.Deadline] = []
        if change.due or change.no_due:
            rows = _correct_due(work, task, change, context)
        if change.event_on:
            rows = _date_by_event(work, task, change, context)
        until = _until_when(rows)
        notes = day_off_notes(context.days, rows[-1].original_due_on if rows else None)
        plan_code, task_code = plan.code, task.code
    headline = f"Đã sửa nhiệm vụ {task_code}.{until}"
    return changed(request, work, headline, task_code, plan=plan_code, notes=notes)


def _with_words_replaced(task: tables.Task, old: str, new: str) -> str:
    words = required_text(old, "Chữ cần thay")
    if words not in task.content:
        raise ConflictError(
            f"Nội dung của {task.code} không có chữ “{words}”.",
            f"Xem bằng danvan task show {task.code}; hoa, thường, dấu phải khớp.",
        )
    return required_text(task.content.replace(words, clean(new)), "Nội dung nhiệm vụ")


def _until_when(rows: Sequence[tables.Deadline]) -> str:
    """Says by which days the corrected rows count now: an extension that goes further stays in force."""
    days = dict.fromkeys((row.due_on, row.original_due_on) for row in rows if row.due_on)
    said = [
        describe(due)
        if first in (None, due)
        else f"{describe(due)} theo lần gia hạn đang có; ngày trước gia hạn sửa thành {short(first)}"
        for due, first in days
    ]
    return f" Thời hạn: {'; '.join(said)}." if said else ""


def _date_by_event(
    work: Transaction, task: tables.Task, change: TaskChange, context: DueContext
) -> list[tables.Deadline]:
    """Dates the rows whose rule waits for an event, by the event's day; returns these rows."""
    rows = _rows_of(work, task, change)
    for row in rows:
        waiting = rule_of(row.due_rule) if row.due_rule else None
        if waiting is None or waiting.kind not in (DueKind.RELATIVE, DueKind.EVENT):
            raise ConflictError(
                f"Thời hạn của {task.code} không tính theo sự kiện.",
                "Ghi thẳng ngày bằng danvan task edit MÃ --due NGÀY.",
            )
        rule = waiting._replace(event_on=change.event_on)
        day = last_day(rule, context)
        if day is None:
            raise UsageError(
                f"Quy tắc “{row.due_text}” không có số ngày để tính.",
                "Ghi thẳng thời hạn bằng danvan task edit MÃ --due NGÀY.",
            )
        correct_due(work, row, day_in_range(day, row.due_text or ""), rule)
        row.due_certain = True
    if task.kind == TaskKind.ONGOING:
        task.kind = TaskKind.ONCE
    return rows


def _rows_of(work: Transaction, task: tables.Task, change: TaskChange) -> list[tables.Deadline]:
    rows = deadline_rows(work, task)
    if change.unit is None:
        return rows
    unit = unit_row(work, change.unit)
    own = [row for row in rows if row.unit_id == unit.id]
    if not own:
        raise ConflictError(f"{unit.code} không chủ trì {task.code}.", "Kiểm tra lại mã đơn vị ở --unit.")
    return own


def _correct_due(
    work: Transaction, task: tables.Task, change: TaskChange, context: DueContext
) -> list[tables.Deadline]:
    rows = _rows_of(work, task, change)
    if len({row.period for row in rows}) > 1:
        raise ConflictError(
            f"{task.code} có nhiều kỳ, mỗi kỳ một thời hạn.", "Thêm nhiệm vụ riêng cho kỳ cần thời hạn khác."
        )
    if change.due and change.due.rule.kind == DueKind.RECURRING:
        raise UsageError(
            f"“{change.due.text}” là thời hạn của việc định kỳ, {task.code} không có kỳ.",
            "Thêm việc định kỳ bằng danvan task add --every.",
        )
    day = day_of(change.due, context) if change.due else None
    for row in rows:
        if change.due and day:
            correct_due(work, row, day, change.due.rule)
        elif is_extended(work, row):
            raise ConflictError(
                f"{task.code} đã được gia hạn, không bỏ thời hạn được.", "Thôi thực hiện bằng danvan task cancel."
            )
        else:
            row.due_on = row.original_due_on = None
            row.due_rule = rule_text(change.due.rule) if change.due else None
        # The plan's own words stay as they stand in it, beside the day that was read wrongly.
        if change.due is None or not (task.source and row.due_text):
            row.due_text = change.due.text if change.due else None
        row.due_certain = True
    if change.due and task.kind == TaskKind.ONGOING:
        task.kind = TaskKind.ONCE
    return rows


def note_task(
    request: Request, code: str | None, text: str, kind: NoteKind = NoteKind.REMARK, unit: str | None = None
) -> Changed:
    """Adds a remark to a task, or without a code to the whole plan, dated now, on a unit where one is named.

    UsageError for a blank one.
    """
    with writing(request) as work:
        plan = plan_row(work, request)
        task = None if code is None else task_row(work, plan, code)
        words = required_text(text, "Ghi chú")
        whose = None if unit is None else unit_row(work, unit)
        note = tables.Note(kind=kind.value, text=words, actor=request.actor, at=request.now)
        note.unit_id = whose.id if whose else None
        if task is None:
            note.plan_id = row_key(plan.id)
        else:
            note.task_id = row_key(task.id)
        work.session.add(note)
        plan_code, noted_code = plan.code, plan.code if task is None else task.code
        noted = f"{noted_code} ({whose.code})" if whose else noted_code
    which = "" if kind is NoteKind.REMARK else f" ({kind.spoken})"
    return changed(request, work, f"Đã ghi chú{which} vào {noted}: {words}", noted_code, plan=plan_code)


def remove_task(request: Request, code: str) -> Changed:
    """Takes a task out of every list and figure; nothing of it is lost and ``restore_task`` brings it back."""
    with writing(request) as work:
        plan = plan_row(work, request)
        task = task_row(work, plan, code)
        task.removed_at = request.now
        plan_code, task_code, content = plan.code, task.code, task.short_title or task.content
    headline = (
        f"Đã bỏ nhiệm vụ {task_code} “{content}” khỏi mọi danh sách; lấy lại bằng danvan task restore {task_code}."
    )
    return changed(request, work, headline, task_code, plan=plan_code)


def restore_task(request: Request, code: str) -> Changed:
    """Brings a removed task back as it was; ConflictError for one that is not removed."""
    with writing(request) as work:
        plan = plan_row(work, request)
        task = any_task_row(work, plan, code)
        if task.removed_at is None:
            raise ConflictError(f"Nhiệm vụ {task.code} không bị bỏ.", "Không cần lấy lại.")
        task.removed_at = None
        plan_code, task_code = plan.code, task.code
    return changed(request, work, f"Đã lấy lại nhiệm vụ {task_code}.", task_code, plan=plan_code)
