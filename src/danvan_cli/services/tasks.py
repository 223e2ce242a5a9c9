"""Tasks: entering, correcting, noting, taking out and bringing back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.codes import next_code
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.due import (
    DueContext,
    DueRule,
    GivenDue,
    Operator,
    last_day,
    periods_of,
    recurring_like,
    rule_of,
    rule_text,
)
from danvan_cli.domain.errors import ConflictError, DoubtfulError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.periods import pattern_words, review_rhythm
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.text import clean
from danvan_cli.domain.typed_dates import day_in_range
from danvan_cli.domain.words import DueKind, Every, NoteKind, Priority, Role, TaskKind
from danvan_cli.services.assigning import Opening, assign_units
from danvan_cli.services.days_off import day_off_notes
from danvan_cli.services.due_days import correct_due, day_of, is_extended, plan_context
from danvan_cli.services.people import put_in_charge
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
# The next code is found from so many of a section's newest tasks.
_NEWEST = 50


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as entered; units are codes, names or aliases.

    ``every`` makes it recurring: ``due`` is then the last day within the period that it falls in. ``review`` is how
    often undated work must be heard of. ``on`` is the day the work was given, today when not said.
    ``texts`` are those of ``TASK_TEXTS``, by name. ``agreed`` is what a person said yes to: a last day that is past
    when the work is given, or a plan of an earlier year that nobody named.
    """

    content: str
    leads: Sequence[str] = ()
    supports: Sequence[str] = ()
    watchers: Sequence[str] = ()
    due: GivenDue | None = None
    section: str | None = None
    texts: Mapping[str, str | None] = field(default_factory=dict)
    priority: str = Priority.NORMAL
    every: Every | None = None
    review: str | None = None
    on: date | None = None
    agreed: bool = True


def _question(request: Request, plan: tables.Plan, openings: Sequence[Opening], given: date) -> None:
    """Raises DoubtfulError for what is more often a slip than meant."""
    if request.plan is None and plan.year < request.today.year and not plan.is_school_year:
        raise DoubtfulError(
            f"Kế hoạch đang dùng là {plan.code} của năm {plan.year}, nay đã là năm {request.today.year}.",
            "Chọn kế hoạch bằng danvan plan use hoặc --plan; thêm --yes nếu đúng là kế hoạch ấy.",
        )
    past = [opening.due_on for opening in openings if opening.due_on is not None and opening.due_on < given]
    if past and request.today == given:
        raise DoubtfulError(
            f"Ngày cuối {describe(past[0])} đã qua; việc được ghi vào {plan.code}.",
            "Kiểm tra lại ngày; thêm --yes nếu đúng, hoặc ghi ngày giao việc ở --on.",
        )


def add_task(request: Request, new: NewTask) -> Changed:
    """Adds a task with one row per lead unit, or one that waits for a lead; gives it the next code of its section.

    Where there is no plan yet, an empty one of the current year is opened in the same step. Recurring work gets a
    row for each period of the plan's year whose last day is not before ``on``; each counts from its first day on.
    """
    given = past_day(new.on, request)
    review = _review(new)
    with writing(request, may_begin=True) as work:
        work.happened_on = given
        notes = ensure_catalogue(work, [*new.leads, *new.supports, *new.watchers])
        plan = ensure_plan(work, request)
        task = _stored(work, plan, new, review)
        context = plan_context(work, plan)
        openings = _openings(new, context, given)
        if not new.agreed:
            _question(request, plan, openings, given)
        parts = {Role.LEAD: new.leads, Role.SUPPORT: new.supports, Role.WATCH: new.watchers}
        assign_units(work, task, parts, openings)
        days = [opening.due_on for opening in openings]
        plan_code, code = plan.code, task.code
    until = _until(openings)
    notes += tuple(note for day in days for note in day_off_notes(context.days, day))
    if new.due and openings[0].due_on is None:
        notes += (f"Thời hạn tính theo một sự kiện: ghi ngày đó bằng danvan task edit {code} --event-date NGÀY.",)
    if not new.leads:
        notes += (f"Chưa có đơn vị chủ trì: giao bằng danvan task assign {code} --unit MÃ.",)
    return changed(request, work, f"Đã thêm nhiệm vụ {code} vào {plan_code}{until}.", code, plan=plan_code, notes=notes)


def add_tasks(request: Request, new: NewTask, contents: Sequence[str]) -> Changed:
    """Adds one task for each text, all else as in ``new``, in one transaction; see ``add_task``."""
    with writing(request, may_begin=True) as work:
        own = request._replace(within=work)
        made = [add_task(own, replace(new, content=content)) for content in contents]
    codes = ", ".join(each.code for each in made)
    notes = tuple(dict.fromkeys(note for each in made for note in each.notes if each.code not in note))
    plan = made[0].plan
    return changed(request, work, f"Đã thêm {len(made)} nhiệm vụ vào {plan}: {codes}.", codes, plan=plan, notes=notes)


def _stored(work: Transaction, plan: tables.Plan, new: NewTask, review: str | None) -> tables.Task:
    section = section_row(work, plan, new.section) if new.section else None
    task = tables.Task(
        plan_id=row_key(plan.id),
        section_id=section.id if section else None,
        code=_next_task_code(work, plan, section),
        position=_next_position(work, plan),
        content=required_text(new.content, "Nội dung nhiệm vụ"),
        kind=_kind_of(new),
        priority=new.priority,
        every=new.every,
        review_every=review,
    )
    for name, text in new.texts.items():
        setattr(task, name, required_text(text, RECORDS["task"].fields[name].capitalize()) if text else None)
    work.session.add(task)
    work.session.flush()
    return task


def _review(new: NewTask) -> str | None:
    if new.review is None:
        return None
    if new.due or new.every:
        raise UsageError(
            "--review dành cho việc thường xuyên, không có thời hạn.", "Bỏ --review, hoặc bỏ --due và --every."
        )
    return review_rhythm(new.review)


def _kind_of(new: NewTask) -> TaskKind:
    if new.every or (new.due and new.due.rule.kind == DueKind.RECURRING):
        return TaskKind.RECURRING
    return TaskKind.ONCE if new.due else TaskKind.ONGOING


def _openings(new: NewTask, context: DueContext, given: date) -> tuple[Opening, ...]:
    due = new.due
    if new.every is None and (due is None or due.rule.kind != DueKind.RECURRING):
        if due is None:
            return (Opening(opens_on=given),)
        return (Opening("", day_of(due, context), due.text, given, rule_text(due.rule)),)
    rule: DueRule
    text: str | None
    if due is not None and due.rule.kind == DueKind.RECURRING:
        rule, text = due.rule, due.text
    else:
        rule, text = _rhythm(new.every or Every.YEAR, due, context)
    found = periods_of(rule, context, first=given)
    if not found:
        raise UsageError(f"Năm {context.year} không còn kỳ nào từ {short(given)}.", "Kiểm tra lại kế hoạch ở --plan.")
    return tuple(Opening(p.name, p.due_on, text, max(p.first_day, given), rule_text(rule)) for p in found)


def _rhythm(every: Every, due: GivenDue | None, context: DueContext) -> tuple[DueRule, str | None]:
    """Builds the rule of work due in every period as the typed day is in its own, and its words; UsageError else."""
    pattern = day_of(due._replace(rule=due.rule._replace(operator=Operator.BY)), context) if due else None
    if due is None:
        return recurring_like(every, None), None
    if pattern is None:
        raise UsageError(f"“{due.text}” không phải một ngày để lặp lại.", "Ghi ngày mẫu ở --due, ví dụ 25/3.")
    if pattern.year != context.year_of(pattern.month):
        raise UsageError(
            f"Ngày {short(pattern)} không thuộc năm {context.year} của kế hoạch.",
            f"Ghi ngày trong năm {context.year} ở --due.",
        )
    rule = recurring_like(every, pattern)._replace(operator=due.rule.operator)
    before = "trước " if rule.operator == Operator.BEFORE else ""
    return rule, before + pattern_words(every, pattern)


def _until(openings: Sequence[Opening]) -> str:
    if openings[0].period:
        days = ", ".join(f"{opening.period} đến {short(opening.due_on)}" for opening in openings)
        return f", {len(openings)} kỳ: {days}"
    return f", thời hạn {describe(openings[0].due_on)}" if openings[0].due_on else ", không có thời hạn"


def _next_task_code(work: Transaction, plan: tables.Plan, section: tables.Section | None) -> str:
    """Builds the code after the section's newest ones, or after all of the plan where another task has that.

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
    # Tasks were moved between sections: all codes of the plan are compared.
    return next_code(prefix, work.session.exec(select(task.code).where(col(task.plan_id) == plan.id)))


def _next_position(work: Transaction, plan: tables.Plan) -> int:
    # One query for tasks in the plan and one for removed ones: each has an index that holds the last position.
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
            task.content = required_text(change.content, "Nội dung nhiệm vụ")
        if change.replaced is not None:
            task.content = _with_words_replaced(task, *change.replaced)
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
