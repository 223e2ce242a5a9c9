"""Next year's plan from this one: the same sections, tasks, units and targets, days moved, progress empty."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar

from sqlmodel import SQLModel, col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.dates import in_range
from danvan_cli.domain.due import DueContext, DueRule, last_day, moved, periods_of, rule_of, rule_text
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import CarriedTask, Changed
from danvan_cli.domain.periods import first_day
from danvan_cli.domain.words import CopyReason, DueKind, Fate, Role, Stage
from danvan_cli.services.days_off import day_off_notes
from danvan_cli.services.due_days import plan_context
from danvan_cli.services.passing_on import Takers, takers_of
from danvan_cli.services.plan_store import CURRENT, begin_of, new_plan_code
from danvan_cli.services.request import Request
from danvan_cli.services.writing import any_plan_row, changed, deadline_rows, row_key, store_setting, writing

_MOST_YEARS = 10
_Row = TypeVar("_Row", bound=SQLModel)


def roll_over(request: Request, year: int) -> Changed:
    """Opens the plan of ``year`` with the tasks, parts, officers, rows and targets of the plan asked about.

    Every deadline is worked out anew from its rule for the new year; one that hangs on an event waits for it again.
    Recurring work gets all the periods that its rhythm has in a year, however many it had in this one. Removed tasks,
    parts that ended without a result and extensions are not carried over. The work of a unit that has ended
    since goes to its heir; of one without a single heir it waits for a lead. The new plan becomes the one in use. What
    became of each task is told in ``carried``; what must be checked by eye is in the notes: days off, texts that name
    the old year. UsageError for a year not later, or too far; ConflictError where the year has a plan.
    """
    with writing(request, risk=CopyReason.ROLLOVER) as work:
        old = any_plan_row(work, request)
        _refuse_odd_year(old, year)
        new = _new_plan(work, old, year)
        begin = work.happened_on = begin_of(new, request)
        sections = _copy_sections(work, old, new)
        tasks, notes, carried = _copy_tasks(work, old, new, sections, begin)
        targets = _copy_targets(work, old, new, sections, tasks)
        work.session.flush()
        store_setting(work, CURRENT, new.code)
        headline = f"Đã mở {new.code} từ {old.code}: {len(tasks)} nhiệm vụ, {targets} chỉ tiêu, tiến độ để trống."
        code = new.code
        used = f"Kế hoạch đang dùng từ nay: {code}; {old.code} vẫn theo dõi được bằng --plan {old.code}."
    return changed(request, work, headline, code, plan=code, notes=(used, *notes))._replace(carried=carried)


def _refuse_odd_year(old: tables.Plan, year: int) -> None:
    if not old.year < year <= old.year + _MOST_YEARS:
        why = "không sau" if year <= old.year else "cách quá xa"
        raise UsageError(f"Năm {year} {why} năm {old.year} của {old.code}.", f"Ghi một năm từ {old.year + 1} trở đi.")


def _new_plan(work: Transaction, old: tables.Plan, year: int) -> tables.Plan:
    code = new_plan_code(work, year)
    if code != f"KH-{year}":
        raise ConflictError(f"Năm {year} đã có kế hoạch KH-{year}.", "Nhập bản sửa đổi, hoặc chọn năm khác.")
    plan = tables.Plan(
        agency_id=work.agency,
        code=code,
        title=_with_year(old.title, old.year, year),
        year=year,
        type=old.type,
        symbol=old.symbol,
        issuer=old.issuer,
        is_school_year=old.is_school_year,
        governing_body=old.governing_body,
        place=old.place,
        recipients=old.recipients,
    )
    work.session.add(plan)
    work.session.flush()
    return plan


def _copied(row: _Row, **changes: object) -> _Row:
    """Copies a stored row but for its key and ``changes``; a column added to the table later is copied too."""
    return type(row)(**{**row.model_dump(exclude={"id"}), **changes})


def _with_year(text: str, old: int, new: int) -> str:
    """Puts the new year in place of the old one, of a school year ("2023-2024") both; other spans of years stay."""
    years = new - old
    text = re.sub(rf"\b{old}(\s?[-–]\s?){old + 1}\b", rf"{new}\g<1>{old + 1 + years}", text)
    return re.sub(rf"(?<![-–\d])(?<![-–]\s){old}\b(?!\s?[-–]\s?\d{{4}})", str(new), text)


def _copy_sections(work: Transaction, old: tables.Plan, new: tables.Plan) -> dict[int, int]:
    keys: dict[int, int] = {}
    query = select(tables.Section).where(col(tables.Section.plan_id) == old.id).order_by(col(tables.Section.position))
    for row in work.session.exec(query):
        copy = _copied(
            row,
            plan_id=new.id,
            parent_id=keys.get(row.parent_id or 0),
            title=_with_year(row.title, old.year, new.year),
        )
        work.session.add(copy)
        work.session.flush()
        keys[row_key(row.id)] = row_key(copy.id)
    return keys


def _copy_tasks(
    work: Transaction, old: tables.Plan, new: tables.Plan, sections: dict[int, int], begin: date
) -> tuple[dict[int, int], tuple[str, ...], tuple[CarriedTask, ...]]:
    keys: dict[int, int] = {}
    notes: list[str] = []
    carried: list[CarriedTask] = []
    context = plan_context(work, new)
    takers = takers_of(work, max(begin, work.today))
    query = (
        select(tables.Task)
        .where(col(tables.Task.plan_id) == old.id, col(tables.Task.removed_at).is_(None))
        .order_by(col(tables.Task.position))
    )
    for row in work.session.exec(query).all():
        standing = _standing_rows(work, row)
        days = _days(standing)
        if not standing:
            carried.append(CarriedTask(row.code, row.content, Fate.DROPPED, _days(deadline_rows(work, row)), ()))
            continue
        copy = _copied(
            row, plan_id=new.id, section_id=sections.get(row.section_id or 0), source=f"chuyển từ {old.code}"
        )
        work.session.add(copy)
        work.session.flush()
        keys[row_key(row.id)] = row_key(copy.id)
        if re.search(rf"\b{old.year}\b", row.content):
            notes.append(f"{row.code}: nội dung còn nhắc năm {old.year}.")
        leads = {part.unit_id for part in standing}
        went = {key for key in leads if key in takers.gone}
        _copy_parts(work, row, copy, leads, takers)
        _copy_charges(work, row, copy, {takers.of(key) for key in leads})
        rows, said = _copy_rows(_of_takers(standing, takers), copy, new.year - old.year, begin, context)
        notes += takers.told(row.code, went)
        work.session.add_all(rows)
        notes += said
        new_days = _days(rows)
        fate = Fate.CARRIED if days == new_days else Fate.REDATED
        carried.append(CarriedTask(row.code, row.content, fate, days, new_days))
    return keys, tuple(notes), tuple(carried)


def _standing_rows(work: Transaction, task: tables.Task) -> list[tables.Deadline]:
    """Lists the rows of the units whose part has not ended: a unit's newest period says whether it has."""
    found: dict[int | None, list[tables.Deadline]] = {}
    for row in sorted(deadline_rows(work, task), key=lambda row: row.due_on or date.min):
        found.setdefault(row.unit_id, []).append(row)
    return [row for rows in found.values() if rows[-1].stage != Stage.CANCELLED for row in rows]


def _days(rows: Sequence[tables.Deadline]) -> tuple[date, ...]:
    return tuple(sorted({row.due_on for row in rows if row.due_on is not None}))


def _of_takers(rows: Sequence[tables.Deadline], takers: Takers) -> list[tuple[int | None, tables.Deadline]]:
    """Pairs the rows with who has them now; of a unit that was split only where none of its successors has any."""
    have = {takers.of(row.unit_id) for row in rows} - {None}
    paired = [(takers.of(row.unit_id), row) for row in rows]
    return [(unit, row) for unit, row in paired if unit is not None or row.unit_id is None or not have]


def _copy_parts(
    work: Transaction, old: tables.Task, new: tables.Task, leads: Collection[int | None], takers: Takers
) -> None:
    query = select(tables.Assignment).where(col(tables.Assignment.task_id) == old.id)
    parts = work.session.exec(query.order_by(col(tables.Assignment.id))).all()
    roles: dict[int, str] = {}
    for part in parts:
        unit = takers.of(part.unit_id)
        if unit is not None and (part.role != Role.LEAD or part.unit_id in leads) and roles.get(unit) != Role.LEAD:
            roles[unit] = part.role
    work.session.add_all(
        tables.Assignment(task_id=row_key(new.id), unit_id=unit, role=role) for unit, role in roles.items()
    )


def _copy_charges(work: Transaction, old: tables.Task, new: tables.Task, leads: Collection[int | None]) -> None:
    """Leaves in charge who was, but for the officers of units whose part ended."""
    charges = select(tables.TaskPerson, tables.Person).where(
        col(tables.TaskPerson.task_id) == old.id, col(tables.Person.id) == tables.TaskPerson.person_id
    )
    work.session.add_all(
        _copied(charge, task_id=new.id)
        for charge, person in work.session.exec(charges).all()
        if person.unit_id is None or person.unit_id in leads
    )


def _copy_rows(
    old: Sequence[tuple[int | None, tables.Deadline]], new: tables.Task, years: int, begin: date, context: DueContext
) -> tuple[list[tables.Deadline], list[str]]:
    notes: dict[str, None] = {}
    rows: dict[tuple[int | None, str], tables.Deadline] = {}
    for unit, row in old:
        first = row.original_due_on or row.due_on
        before = rule_of(row.due_rule) if row.due_rule else DueRule.on(first) if first else None
        rule = moved(before, years, context) if before else None
        for period, day in _periods(rule, _moved_period(row.period, years), context):
            if first is not None and day is None:
                notes[f"{new.code}: “{row.due_text}” chờ ngày của sự kiện trong năm {context.year}."] = None
            rows[unit, period] = tables.Deadline(
                task_id=row_key(new.id),
                plan_id=new.plan_id,
                unit_id=unit,
                period=period,
                opens_on=_opens_on(period, begin),
                due_rule=rule_text(rule) if rule else None,
                due_certain=row.due_certain,
                due_text=_moved_text(row.due_text, years),
                due_on=day,
                original_due_on=day,
            )
            notes |= dict.fromkeys(f"{new.code}: {sentence}" for sentence in day_off_notes(context.days, day))
    return list(rows.values()), list(notes)


def _periods(rule: DueRule | None, period: str, context: DueContext) -> list[tuple[str, date | None]]:
    """Lists the periods and last days that a rule has in the new year; the row's own where it has no rhythm."""
    if rule is not None and rule.kind == DueKind.RECURRING and (found := periods_of(rule, context)):
        return [(one.name, one.due_on) for one in found]
    day = last_day(rule, context, period) if rule else None
    return [(period, day if day is not None and in_range(day) else None)]


def _opens_on(period: str, begin: date) -> date:
    return max(first_day(period) or begin, begin) if period else begin


def _moved_period(period: str, years: int) -> str:
    return re.sub(r"^\d{4}", lambda found: str(int(found[0]) + years), period)


def _moved_text(text: str | None, years: int) -> str | None:
    return None if text is None else re.sub(r"\b20\d\d\b", lambda found: str(int(found[0]) + years), text)


def _copy_targets(
    work: Transaction, old: tables.Plan, new: tables.Plan, sections: dict[int, int], tasks: dict[int, int]
) -> int:
    rows = work.session.exec(select(tables.Target).where(col(tables.Target.plan_id) == old.id)).all()
    for row in rows:
        copy = _copied(
            row,
            plan_id=new.id,
            section_id=sections.get(row.section_id or 0),
            statement=_with_year(row.statement, old.year, new.year),
            source=None,
        )
        work.session.add(copy)
        work.session.flush()
        _copy_links(work, row, copy, tasks)
    return len(rows)


def _copy_links(work: Transaction, old: tables.Target, new: tables.Target, tasks: dict[int, int]) -> None:
    units = work.session.exec(select(tables.TargetUnit).where(col(tables.TargetUnit.target_id) == old.id)).all()
    gone = takers_of(work, max(work.happened_on, work.today)).gone
    work.session.add_all(
        tables.TargetUnit(target_id=row_key(new.id), unit_id=unit.unit_id, goal=unit.goal)
        for unit in units
        if unit.unit_id not in gone
    )
    links = work.session.exec(select(tables.TargetTask).where(col(tables.TargetTask.target_id) == old.id)).all()
    work.session.add_all(
        tables.TargetTask(target_id=row_key(new.id), task_id=tasks[link.task_id])
        for link in links
        if link.task_id in tasks
    )
