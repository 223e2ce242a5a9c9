"""Tasks: entering, correcting, noting, taking out and bringing back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.codes import next_code
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.event_rules import due_from_event
from danvan_cli.domain.model import Changed
from danvan_cli.domain.periods import pattern_words, periods_from, review_rhythm
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import Every, Priority, Role, TaskKind
from danvan_cli.services.assigning import DueDay, Opening, assign_units
from danvan_cli.services.correct_due import correct_due, is_extended
from danvan_cli.services.days_off import calendar_of, day_off_notes
from danvan_cli.services.plan_store import ensure_plan
from danvan_cli.services.request import Request
from danvan_cli.services.units import ensure_catalogue
from danvan_cli.services.writing import (
    any_task_row,
    changed,
    deadline_rows,
    past_day,
    plan_row,
    required_text,
    row_key,
    section_row,
    task_row,
    unit_row,
    writing,
)

# Tasks that stand in no section of the plan are numbered "BS-1", "BS-2", … (bổ sung).
_EXTRA = "BS"
# Of so many of a section's tasks the codes are looked at for the next one.
_NEWEST = 50


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as entered; units are codes, names or aliases.

    ``every`` makes it recurring: ``due`` is then the last day within the period that it falls in. ``review`` is how
    often undated work must be heard of. ``on`` is the day the work was given, today when not said.
    """

    content: str
    leads: Sequence[str] = ()
    supports: Sequence[str] = ()
    watchers: Sequence[str] = ()
    due: DueDay | None = None
    section: str | None = None
    product: str | None = None
    priority: str = Priority.NORMAL
    every: Every | None = None
    review: str | None = None
    on: date | None = None


def add_task(request: Request, new: NewTask) -> Changed:
    """Adds a task with one row per lead unit, or one that waits for a lead; gives it the next code of its section.

    Where there is no plan yet, an empty one of the current year is opened in the same step. Recurring work gets a
    row for each period of the plan's year that has not ended; each counts from the period's first day on.
    """
    given = past_day(new.on, request)
    with writing(request) as work:
        work.happened_on = given
        notes = ensure_catalogue(work, [*new.leads, *new.supports, *new.watchers])
        plan = ensure_plan(work, request)
        section = section_row(work, plan, new.section) if new.section else None
        task = tables.Task(
            plan_id=row_key(plan.id),
            section_id=section.id if section else None,
            code=_next_task_code(work, plan, section),
            position=_next_position(work, plan),
            content=required_text(new.content, "Nội dung nhiệm vụ"),
            kind=TaskKind.RECURRING if new.every else TaskKind.ONCE if new.due else TaskKind.ONGOING,
            priority=new.priority,
            product=required_text(new.product, "Sản phẩm") if new.product else None,
            every=new.every,
            review_every=_review(new),
        )
        work.session.add(task)
        work.session.flush()
        openings = _openings(new, plan.year, given)
        parts = {Role.LEAD: new.leads, Role.SUPPORT: new.supports, Role.WATCH: new.watchers}
        assign_units(work, task, parts, openings)
        days = [opening.due_on for opening in openings]
        known = calendar_of(work.reader)
        plan_code, code = plan.code, task.code
    until = _until(openings)
    notes += tuple(note for day in days for note in day_off_notes(known, day))
    if not new.leads:
        notes += (f"Chưa có đơn vị chủ trì: giao bằng danvan task assign {code} --unit MÃ.",)
    return changed(request, work, f"Đã thêm nhiệm vụ {code} vào {plan_code}{until}.", code, plan=plan_code, notes=notes)


def _review(new: NewTask) -> str | None:
    if new.review is None:
        return None
    if new.due or new.every:
        raise UsageError(
            "--review dành cho việc thường xuyên, không có thời hạn.", "Bỏ --review, hoặc bỏ --due và --every."
        )
    return review_rhythm(new.review)


def _openings(new: NewTask, year: int, given: date) -> tuple[Opening, ...]:
    if new.every is None:
        day, text = (new.due.day, new.due.text) if new.due else (None, None)
        return (Opening("", day, text, given),)
    pattern = new.due.day if new.due else None
    if pattern is not None and pattern.year != year:
        raise UsageError(
            f"Ngày {short(pattern)} không thuộc năm {year} của kế hoạch.", f"Ghi ngày trong năm {year} ở --due."
        )
    found = periods_from(new.every, year, given, pattern)
    if not found:
        raise UsageError(f"Năm {year} không còn kỳ nào từ {short(given)}.", "Kiểm tra lại kế hoạch ở --plan.")
    text = pattern_words(new.every, pattern) if pattern else None
    return tuple(Opening(p.name, p.due_on, text, max(p.first_day, given)) for p in found)


def _until(openings: Sequence[Opening]) -> str:
    if openings[0].period:
        days = ", ".join(f"{opening.period} đến {short(opening.due_on)}" for opening in openings)
        return f", {len(openings)} kỳ: {days}"
    return f", thời hạn {describe(openings[0].due_on)}" if openings[0].due_on else ", không có thời hạn"


def _next_task_code(work: Transaction, plan: tables.Plan, section: tables.Section | None) -> str:
    """Gives the code after the section's newest ones, or after all of the plan where another task has that.

    Removed tasks keep their rows and their codes, so a code never comes back with another meaning.
    """
    prefix = section.path if section else _EXTRA
    task = tables.Task
    newest = (
        select(task.code)
        .where(col(task.plan_id) == plan.id, col(task.section_id) == (section.id if section else None))
        .order_by(col(task.position).desc())
        .limit(_NEWEST)
    )
    code = next_code(prefix, work.session.exec(newest))
    standing = select(task.id).where(col(task.plan_id) == plan.id, col(task.code) == code)
    if work.session.exec(standing).first() is None:
        return code
    # Tasks were moved between sections: then all codes have their say.
    return next_code(prefix, work.session.exec(select(task.code).where(col(task.plan_id) == plan.id)))


def _next_position(work: Transaction, plan: tables.Plan) -> int:
    # Two indexes hold the positions, of tasks in the plan and of removed ones; each gives its last at once.
    removed = col(tables.Task.removed_at)
    last = [
        work.session.exec(
            select(tables.Task.position)
            .where(col(tables.Task.plan_id) == plan.id, part)
            .order_by(col(tables.Task.position).desc())
            .limit(1)
        ).first()
        for part in (removed.is_(None), removed.is_not(None))
    ]
    return max(filter(None, last), default=0) + 1


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What ``edit_task`` is to change; None leaves a thing as it is, an empty product or section clears it."""

    content: str | None = None
    section: str | None = None
    product: str | None = None
    priority: str | None = None
    kind: str | None = None
    due: DueDay | None = None
    no_due: bool = False
    event_on: date | None = None
    unit: str | None = None
    review: str | None = None


def edit_task(request: Request, code: str, change: TaskChange) -> Changed:
    """Corrects a task; its code stays. A due day set here is a correction of what was entered, not an extension.

    ``change.unit`` limits the due day to that lead's rows.
    """
    with writing(request) as work:
        plan = plan_row(work, request)
        task = task_row(work, plan, code)
        if change.content is not None:
            task.content = required_text(change.content, "Nội dung nhiệm vụ")
        if change.product is not None:
            task.product = clean(change.product) or None
        if change.section is not None:
            task.section_id = section_row(work, plan, change.section).id if change.section.strip() else None
        task.priority = change.priority or task.priority
        task.kind = change.kind or task.kind
        if change.review is not None:
            task.review_every = review_rhythm(change.review) if change.review.strip() else None
        if change.due or change.no_due:
            _correct_due(work, task, change)
        due = _date_by_event(work, task, change) if change.event_on else change.due and change.due.day
        notes = day_off_notes(calendar_of(work.reader), due or None)
        plan_code, task_code = plan.code, task.code
    until = f" Thời hạn: {describe(due)}." if due else ""
    headline = f"Đã sửa nhiệm vụ {task_code}.{until}"
    return changed(request, work, headline, task_code, plan=plan_code, notes=notes)


def _date_by_event(work: Transaction, task: tables.Task, change: TaskChange) -> date | None:
    """Dates the rows whose rule waits for an event, by the event's day."""
    day = None
    for row in _rows_of(work, task, change):
        if row.due_rule is None or change.event_on is None:
            raise ConflictError(
                f"Thời hạn của {task.code} không tính theo sự kiện.",
                "Ghi thẳng ngày bằng danvan task edit MÃ --due NGÀY.",
            )
        day = due_from_event(row.due_rule, change.event_on, calendar_of(work.reader))
        correct_due(work, row, day)
        row.due_certain = True
    if task.kind == TaskKind.ONGOING:
        task.kind = TaskKind.ONCE
    return day


def _rows_of(work: Transaction, task: tables.Task, change: TaskChange) -> list[tables.Deadline]:
    rows = deadline_rows(work, task)
    if change.unit is None:
        return rows
    unit = unit_row(work, change.unit)
    own = [row for row in rows if row.unit_id == unit.id]
    if not own:
        raise ConflictError(f"{unit.code} không chủ trì {task.code}.", "Kiểm tra lại mã đơn vị ở --unit.")
    return own


def _correct_due(work: Transaction, task: tables.Task, change: TaskChange) -> None:
    rows = _rows_of(work, task, change)
    if len({row.period for row in rows}) > 1:
        raise ConflictError(
            f"{task.code} có nhiều kỳ, mỗi kỳ một thời hạn.", "Thêm nhiệm vụ riêng cho kỳ cần thời hạn khác."
        )
    for row in rows:
        if change.due:
            correct_due(work, row, change.due.day)
        elif is_extended(work, row):
            raise ConflictError(
                f"{task.code} đã được gia hạn, không bỏ thời hạn được.", "Thôi thực hiện bằng danvan task cancel."
            )
        else:
            row.due_on = row.original_due_on = None
        row.due_text = change.due.text if change.due else None
        row.due_certain = True
    if change.due and task.kind == TaskKind.ONGOING:
        task.kind = TaskKind.ONCE


def note_task(request: Request, code: str, text: str) -> Changed:
    """Adds a dated remark to a task."""
    with writing(request) as work:
        plan = plan_row(work, request)
        task = task_row(work, plan, code)
        words = required_text(text, "Ghi chú")
        work.session.add(tables.Note(task_id=row_key(task.id), text=words, actor=request.actor, at=request.now))
        plan_code, task_code = plan.code, task.code
    return changed(request, work, f"Đã ghi chú vào {task_code}: {words}", task_code, plan=plan_code)


def remove_task(request: Request, code: str) -> Changed:
    """Takes a task out of every list and figure; nothing of it is lost and ``restore_task`` brings it back."""
    with writing(request) as work:
        plan = plan_row(work, request)
        task = task_row(work, plan, code)
        task.removed_at = request.now
        plan_code, task_code = plan.code, task.code
    headline = f"Đã bỏ nhiệm vụ {task_code} khỏi mọi danh sách; lấy lại bằng danvan task restore {task_code}."
    return changed(request, work, headline, task_code, plan=plan_code)


def restore_task(request: Request, code: str) -> Changed:
    """Brings a removed task back as it was."""
    with writing(request) as work:
        plan = plan_row(work, request)
        task = any_task_row(work, plan, code)
        if task.removed_at is None:
            raise ConflictError(f"Nhiệm vụ {task.code} không bị bỏ.", "Không cần lấy lại.")
        task.removed_at = None
        plan_code, task_code = plan.code, task.code
    return changed(request, work, f"Đã lấy lại nhiệm vụ {task_code}.", task_code, plan=plan_code)
