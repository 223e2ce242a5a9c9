"""Entering tasks: one, or one for each line of a text; what their words say of their last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

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
    periods_of,
    recurring_like,
    rule_text,
)
from danvan_cli.domain.errors import DoubtfulError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.periods import pattern_words, review_rhythm
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.words import DueKind, Every, Priority, Role, TaskKind
from danvan_cli.services.assigning import Opening, assign_units
from danvan_cli.services.days_off import day_off_notes
from danvan_cli.services.due_days import day_of, plan_context, said_in
from danvan_cli.services.plan_store import ensure_plan
from danvan_cli.services.request import Request
from danvan_cli.services.units import ensure_catalogue
from danvan_cli.services.writing import (
    changed,
    past_day,
    required_text,
    row_key,
    section_row,
    writing,
)

# Tasks that stand in no section of the plan are numbered "BS-1", "BS-2", … (bổ sung).
_EXTRA = "BS"
# The next code is found from so many of a section's newest tasks.
_NEWEST = 50
# So many notes of last days on days off are told of a whole list of tasks.
_MOST_NOTES = 5


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
    A last day that was not given is taken from the content, where that says one.
    """
    with writing(request, may_begin=True) as work:
        added = _add(work, request, new)
    notes = added.notes
    if added.said:
        notes += (f"Thời hạn lấy từ nội dung: “{added.said}”.",)
    if added.unclear:
        ask = f"là thời hạn thì ghi danvan task edit {added.code} --due NGÀY"
        notes += (f"Nội dung có “{added.unclear}”, chưa dùng làm thời hạn; {ask}.",)
    if added.waits:
        notes += (f"Thời hạn tính theo một sự kiện: ghi ngày đó bằng danvan task edit {added.code} --event-date NGÀY.",)
    if not new.leads:
        notes += (f"Chưa có đơn vị chủ trì: giao bằng danvan task assign {added.code} --unit MÃ.",)
    headline = f"Đã thêm nhiệm vụ {added.code} vào {added.plan}{added.until}."
    return changed(request, work, headline, added.code, plan=added.plan, notes=notes)


def add_tasks(request: Request, new: NewTask, contents: Sequence[str]) -> Changed:
    """Adds one task for each text, all else as in ``new``, in one transaction; see ``add_task``."""
    with writing(request, may_begin=True) as work:
        own = request._replace(within=work)
        made = [_add(work, own, replace(new, content=content)) for content in contents]
    plan = made[0].plan
    notes = list(dict.fromkeys(note for each in made for note in each.notes))
    if len(notes) > _MOST_NOTES:
        notes = [*notes[:_MOST_NOTES], f"Và {len(notes) - _MOST_NOTES} thời hạn khác vào ngày nghỉ."]
    said = sum(bool(each.said) for each in made)
    notes += [f"{said} việc lấy thời hạn từ nội dung."] * bool(said)
    # None of these is left out: each may be a day that somebody counts on.
    unclear = "; ".join(f"{each.code} “{each.unclear}”" for each in made if each.unclear)
    if unclear:
        ask = "Là thời hạn thì ghi danvan task edit MÃ --due NGÀY."
        notes.append(f"Nội dung có, chưa dùng làm thời hạn: {unclear}. {ask}")
    notes += [f"{len(made)} việc chưa có đơn vị chủ trì: giao bằng danvan task assign."] * (not new.leads)
    codes = ", ".join(each.code for each in made)
    headline = f"Đã thêm {len(made)} nhiệm vụ vào {plan}: {codes}."
    return changed(request, work, headline, codes, plan=plan, notes=notes)


class _Added(NamedTuple):
    """A task just stored: ``until`` tells its last days, ``said`` the words of its content that these came from.

    ``unclear`` are words of the content that may be a deadline; with ``waits`` the last day waits for an event.
    """

    plan: str
    code: str
    until: str
    said: str
    unclear: str
    waits: bool
    notes: tuple[str, ...]


def _add(work: Transaction, request: Request, new: NewTask) -> _Added:
    given = past_day(new.on, request)
    review = _review(new)
    work.happened_on = given
    notes = ensure_catalogue(work, [*new.leads, *new.supports, *new.watchers])
    plan = ensure_plan(work, request)
    context = plan_context(work, plan)
    said, unclear = "", ""
    if new.due is None and new.every is None and review is None:
        due, unclear = said_in(new.content, context)
        said = due.text if due is not None else ""
        new = replace(new, due=due)
    task = _stored(work, plan, new, review)
    openings = _openings(new, context, given)
    if not new.agreed:
        _question(request, plan, openings, given)
    parts = {Role.LEAD: new.leads, Role.SUPPORT: new.supports, Role.WATCH: new.watchers}
    assign_units(work, task, parts, openings)
    notes += tuple(note for opening in openings for note in day_off_notes(context.days, opening.due_on))
    waits = new.due is not None and openings[0].due_on is None
    return _Added(plan.code, task.code, _until(openings), said, unclear, waits, notes)


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
