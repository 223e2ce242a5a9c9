"""Who has a part in a task: every lead gets its own row, the row that is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.words import Role, Stage
from danvan_cli.services.people import put_in_charge
from danvan_cli.services.request import Request
from danvan_cli.services.writing import (
    changed,
    deadline_rows,
    plan_row,
    row_key,
    task_rows,
    unit_rows,
    writing,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A row that every lead of a task gets: its period, its deadline as understood, counted and written, its begin.

    ``due_rule`` is as stored; ``due_certain`` is False where the reader had to assume something about the day.
    """

    period: str = ""
    due_on: date | None = None
    due_text: str | None = None
    opens_on: date | None = None
    due_rule: str | None = None
    due_certain: bool = True


_PLAIN = (Opening(),)


def assign_units(
    work: Transaction,
    task: tables.Task,
    units: dict[Role, Sequence[str]],
    openings: Sequence[Opening] = _PLAIN,
) -> None:
    """Assigns units to a task; every lead gets its own row, the first one the row that waited for a lead.

    A unit that already has a part changes to the new one; naming one unit in two parts is a ConflictError.
    """
    parts: dict[str, tuple[tables.Unit, Role]] = {}
    for role, words in units.items():
        for unit in unit_rows(work, words, acting=True):
            if unit.code in parts and parts[unit.code][1] != role:
                raise ConflictError(f"{unit.code} được ghi hai vai trò trong một nhiệm vụ.", "Giữ một vai trò.")
            parts[unit.code] = (unit, role)
    for unit, role in parts.values():
        _set_role(work, task, unit, role, openings)
    if not deadline_rows(work, task):
        work.session.add_all(_new_row(task, None, opening) for opening in openings)
    work.session.flush()


def _set_role(work: Transaction, task: tables.Task, unit: tables.Unit, role: Role, openings: Sequence[Opening]) -> None:
    query = select(tables.Assignment).where(
        col(tables.Assignment.task_id) == task.id, col(tables.Assignment.unit_id) == unit.id
    )
    part = work.session.exec(query).first()
    if part is None:
        work.session.add(tables.Assignment(task_id=row_key(task.id), unit_id=row_key(unit.id), role=role))
    elif part.role != role:
        if part.role == Role.LEAD:
            _drop_rows(work, task, unit)
        part.role = role
    work.session.flush()
    if role == Role.LEAD:
        _open_rows(work, task, unit, openings)


def _open_rows(work: Transaction, task: tables.Task, unit: tables.Unit, openings: Sequence[Opening]) -> None:
    rows = deadline_rows(work, task)
    if any(row.unit_id == unit.id for row in rows):
        return
    waiting = [row for row in rows if row.unit_id is None]
    for row in waiting:
        row.unit_id = unit.id
    if not waiting:
        # A further lead shares the task's periods and days, not the other unit's progress.
        for row in _shared(rows, work.happened_on):
            begun = None if row.opens_on is None else max(row.opens_on, work.happened_on)
            first = row.original_due_on or row.due_on
            shared = Opening(row.period, first, row.due_text, begun, row.due_rule, row.due_certain)
            work.session.add(_new_row(task, unit.id, shared))
        if not rows:
            work.session.add_all(_new_row(task, unit.id, opening) for opening in openings)
    work.session.flush()


def _shared(rows: Sequence[tables.Deadline], day: date) -> list[tables.Deadline]:
    """Picks the rows that a further lead joins: of recurring work the periods that are not over nor left out."""
    periods: dict[str, list[tables.Deadline]] = {}
    for row in rows:
        periods.setdefault(row.period, []).append(row)
    if len(periods) <= 1:
        return list(rows[:1])
    running = [
        own[0]
        for own in periods.values()
        if any(row.stage != Stage.CANCELLED for row in own)
        and any(row.due_on is None or row.due_on >= day for row in own)
    ]
    return running or [max((own[0] for own in periods.values()), key=lambda row: row.due_on or date.min)]


def _new_row(task: tables.Task, unit_id: int | None, opening: Opening) -> tables.Deadline:
    return tables.Deadline(
        task_id=row_key(task.id),
        plan_id=task.plan_id,
        unit_id=unit_id,
        period=opening.period,
        opens_on=opening.opens_on,
        due_text=opening.due_text,
        due_rule=opening.due_rule,
        due_certain=opening.due_certain,
        due_on=opening.due_on,
        original_due_on=opening.due_on,
    )


def _drop_rows(work: Transaction, task: tables.Task, unit: tables.Unit) -> None:
    rows = deadline_rows(work, task)
    own = [row for row in rows if row.unit_id == unit.id]
    if any(row.stage != Stage.NOT_STARTED or _has_traces(work, row) for row in own):
        raise ConflictError(
            f"{unit.code} đã có tiến độ ở {task.code}, không rút khỏi chủ trì được.",
            f"Cho thôi thực hiện bằng danvan task cancel {task.code} --unit {unit.code} --reason LÝ_DO.",
        )
    last_lead = all(row.unit_id == unit.id for row in rows)
    for row in own:
        if last_lead:
            row.unit_id = None
        else:
            work.session.delete(row)
    work.session.flush()
    # Who was in charge for the unit has nothing left to be in charge of.
    put_in_charge(work, task, "", unit.code)


def _has_traces(work: Transaction, row: tables.Deadline) -> bool:
    kept: tuple[type[tables.Evidence | tables.Extension | tables.Reminder], ...] = (
        tables.Evidence,
        tables.Extension,
        tables.Reminder,
    )
    return any(work.session.exec(select(k).where(col(k.deadline_id) == row.id)).first() is not None for k in kept)


def assign_task(request: Request, code: str, units: dict[Role, Sequence[str]], drop: Sequence[str] = ()) -> Changed:
    """Assigns units to a task after dropping others; UsageError for neither, ConflictError for a begun lead."""
    if not any(units.values()) and not drop:
        raise UsageError("Chưa ghi đơn vị nào.", "Ghi --unit (chủ trì), --support, --watch hoặc --drop.")
    with writing(request) as work:
        plan = plan_row(work, request)
        chosen = task_rows(work, plan, code)
        for task in chosen:
            for unit in unit_rows(work, drop):
                drop_unit(work, task, unit)
            assign_units(work, task, units)
        plan_code, codes = plan.code, ", ".join(task.code for task in chosen)
    return changed(request, work, f"Đã phân công nhiệm vụ {codes}.", codes, plan=plan_code)


def drop_unit(work: Transaction, task: tables.Task, unit: tables.Unit) -> None:
    """Takes a unit's part in a task away; a lead that has begun is a ConflictError."""
    query = select(tables.Assignment).where(
        col(tables.Assignment.task_id) == task.id, col(tables.Assignment.unit_id) == unit.id
    )
    part = work.session.exec(query).first()
    if part is None:
        raise ConflictError(f"{unit.code} không có phần việc trong {task.code}.", "Kiểm tra lại mã đơn vị cần rút.")
    if part.role == Role.LEAD:
        _drop_rows(work, task, unit)
    work.session.delete(part)
    work.session.flush()
