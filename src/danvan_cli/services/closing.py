"""A plan's year is over: what is still open is settled one way or another, and the plan is frozen; and open again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.plans import all_plans, find_plan
from danvan_cli.domain.codes import next_code
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.due import rule_of
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed, Plan
from danvan_cli.domain.states import UNFINISHED
from danvan_cli.domain.words import CopyReason, DueKind, Role, Settling, Stage
from danvan_cli.services.evidence import carry_evidence
from danvan_cli.services.plan_store import CURRENT
from danvan_cli.services.request import Request
from danvan_cli.services.steps import set_stage
from danvan_cli.services.writing import (
    any_plan_row,
    changed,
    required_text,
    row_key,
    store_setting,
    task_rows,
    writing,
)

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Settlement:
    """How open work is settled: ``tasks`` by the words for their codes, the ``rest`` in one way, or (None) not at all.

    ``reason`` is why work ends or is left; ``into`` is the plan that takes what is carried over, by default the next
    one there is.
    """

    tasks: Sequence[tuple[str, Settling]] = ()
    rest: Settling | None = None
    reason: str | None = None
    into: str | None = None


class OpenTask(NamedTuple):
    """A task with rows that are not ended: what it is, and the earliest of their last days as people write it."""

    code: str
    content: str
    due: str


class Closable(NamedTuple):
    """What a plan's closing has to settle; ``successor`` is the plan that would take what is carried over."""

    code: str
    tasks: tuple[OpenTask, ...]
    successor: str | None


def closable(request: Request, settlement: Settlement) -> Closable:
    """Lists the open work of the plan asked about that has a last day, or waits for an event's, and is not settled yet.

    Raises what ``close_plan`` does for what is said already.
    """
    with writing(request._replace(dry_run=True, write_copy=None)) as work:
        plan = any_plan_row(work, request)
        later, named = _later(work, plan), _named(work, plan, settlement)
        tasks = tuple(
            _told(task, rows)
            for task, rows in _open_rows(work, plan)
            if task.code not in named and not _is_undated(rows)
        )
        return Closable(plan.code, tasks, later[0].code if later else None)


def _told(task: tables.Task, rows: Sequence[tables.Deadline]) -> OpenTask:
    first = min((row.due_on for row in rows if row.due_on), default=None)
    return OpenTask(task.code, task.short_title or task.content, short(first) if first else rows[0].due_text or "")


def close_plan(request: Request, settlement: Settlement) -> Changed:
    """Settles every open row, then freezes the plan: later writes must say that they are meant for a closed one.

    Carried over: the work goes on in a later plan, under a code of that plan, with its last day (lateness does not
    end with the year), and ends here. Undated work is that of the year and ends with it by itself. ConflictError
    where work is left unsettled, UsageError where a reason or a later plan is missing.
    """
    with writing(request, risk=CopyReason.BULK) as work:
        plan = any_plan_row(work, request)
        if plan.closed_on is not None:
            raise ConflictError(
                f"Kế hoạch {plan.code} đã kết thúc ngày {short(plan.closed_on)}.", "Xem bằng danvan plan list."
            )
        ways = _ways(work, plan, settlement)
        successor = _successor(work, request, plan, settlement.into) if Settling.CARRY in ways.values() else None
        reason = _reason(settlement, ways)
        numbers = dict.fromkeys(Settling, 0)
        undated = 0
        for task, rows in _open_rows(work, plan):
            way = ways.get(task.code)
            if way is None:
                undated += 1
                continue
            numbers[way] += 1
            _settle(work, request, task, rows, way, successor, reason)
        plan.closed_on = request.today
        notes = _choose_next(work, plan, successor)
        headline = f"Đã kết thúc {plan.code}{_told_numbers(numbers, undated, successor)}."
        code = plan.code
    return changed(request, work, headline, code, plan=code, notes=notes)


def _open_rows(work: Transaction, plan: tables.Plan) -> list[tuple[tables.Task, list[tables.Deadline]]]:
    query = (
        select(tables.Task, tables.Deadline)
        .where(
            col(tables.Deadline.task_id) == tables.Task.id,
            col(tables.Deadline.plan_id) == plan.id,
            col(tables.Deadline.stage).in_(UNFINISHED),
            col(tables.Task.removed_at).is_(None),
        )
        .order_by(col(tables.Task.position), col(tables.Deadline.id))
    )
    found: dict[str, tuple[tables.Task, list[tables.Deadline]]] = {}
    for task, row in work.session.exec(query).all():
        found.setdefault(task.code, (task, []))[1].append(row)
    return list(found.values())


def _is_undated(rows: Sequence[tables.Deadline]) -> bool:
    return not any(row.due_on or (row.due_rule and rule_of(row.due_rule).kind != DueKind.NONE) for row in rows)


def _ways(work: Transaction, plan: tables.Plan, settlement: Settlement) -> dict[str, Settling]:
    """Finds how each task with a last day is settled; ConflictError names those for which nothing was said."""
    named, rows = _named(work, plan, settlement), _open_rows(work, plan)
    ways: dict[str, Settling] = {}
    unsettled: list[str] = []
    for task, own in rows:
        if task.code in named:
            ways[task.code] = named[task.code]
        elif not _is_undated(own):
            if settlement.rest is None:
                unsettled.append(task.code)
            else:
                ways[task.code] = settlement.rest
    if unsettled:
        more = f" và {len(unsettled) - _MOST_NAMED} việc khác" if len(unsettled) > _MOST_NAMED else ""
        raise ConflictError(
            f"Kế hoạch {plan.code} còn {len(unsettled)} việc chưa xong: {', '.join(unsettled[:_MOST_NAMED])}{more}.",
            "Ghi từng mã hay all ở --carry (chuyển sang năm sau), --cancel (thôi thực hiện) hoặc --leave (để lại).",
        )
    return ways


def _named(work: Transaction, plan: tables.Plan, settlement: Settlement) -> dict[str, Settling]:
    """Finds the tasks named, each with the one way that is said of it; errors for ended work and for two ways."""
    named: dict[str, Settling] = {}
    for words, way in settlement.tasks:
        for task in task_rows(work, plan, words):
            if named.setdefault(task.code, way) is not way:
                raise UsageError(f"{task.code} được ghi ở hai tùy chọn.", "Giữ một: --carry, --cancel hoặc --leave.")
    if ended := named.keys() - {task.code for task, _ in _open_rows(work, plan)}:
        raise ConflictError(f"{', '.join(sorted(ended))} không còn phần việc nào dở dang.", "Bỏ mã ấy khỏi lệnh.")
    return named


def _successor(work: Transaction, request: Request, plan: tables.Plan, into: str | None) -> tables.Plan:
    """Finds the open plan that takes what is carried over: the one named, else the only one of the next year."""
    if into is not None:
        found = find_plan(work.reader, into)
        if found.year <= plan.year or found.closed_on is not None:
            raise ConflictError(
                f"{found.code} không nhận việc của {plan.code}: phải là kế hoạch năm sau, chưa kết thúc.",
                "Chọn kế hoạch khác ở --into.",
            )
        return any_plan_row(work, request._replace(plan=found.code))
    nearest = _later(work, plan)
    if not nearest:
        raise NotFoundError(
            f"Chưa có kế hoạch nào sau năm {plan.year} để chuyển việc sang.",
            f"Mở bằng danvan plan rollover {plan.year + 1}; hoặc cho thôi, để lại việc ấy.",
        )
    if len(nearest) > 1:
        raise UsageError(
            f"Có {len(nearest)} kế hoạch năm {nearest[0].year}: {', '.join(p.code for p in nearest)}.",
            "Ghi kế hoạch nhận việc ở --into.",
        )
    return any_plan_row(work, request._replace(plan=nearest[0].code))


def _later(work: Transaction, plan: tables.Plan) -> list[Plan]:
    """Lists the open plans of the next year that has any."""
    later = [p for p in all_plans(work.reader, counted=False) if p.year > plan.year and p.closed_on is None]
    return [p for p in later if p.year == min(p.year for p in later)]


def _reason(settlement: Settlement, ways: Mapping[str, Settling]) -> str | None:
    if not {Settling.CANCEL, Settling.LEAVE} & set(ways.values()):
        return None
    if settlement.reason is None:
        raise UsageError("Chưa ghi lý do thôi thực hiện hoặc để lại.", "Ghi ở --reason.")
    return required_text(settlement.reason, "Lý do")


def _settle(
    work: Transaction,
    request: Request,
    task: tables.Task,
    rows: Sequence[tables.Deadline],
    way: Settling,
    successor: tables.Plan | None,
    reason: str | None,
) -> None:
    if way is Settling.LEAVE:
        for row in rows:
            row.stage_reason = f"để lại khi kết thúc kế hoạch: {reason}"
        return
    words = reason
    if way is Settling.CARRY and successor is not None:
        words = f"chuyển sang {successor.code}, mã {_carry(work, request, task, rows, successor)}"
    for row in rows:
        row.submitted_on = None
        set_stage(row, Stage.CANCELLED, request.today, words or "")
    work.session.flush()


def _carry(
    work: Transaction, request: Request, task: tables.Task, rows: Sequence[tables.Deadline], successor: tables.Plan
) -> str:
    """Copies a task with its unfinished rows into a later plan; returns the code that it has there."""
    taken = select(tables.Task.code, tables.Task.position).where(col(tables.Task.plan_id) == successor.id)
    known = work.session.exec(taken).all()
    old_plan = work.session.get_one(tables.Plan, task.plan_id)
    copy = tables.Task(
        **{
            **task.model_dump(exclude={"id"}),
            "plan_id": successor.id,
            "section_id": None,
            "code": next_code("BS", [code for code, _ in known]),
            "position": max((position for _, position in known), default=0) + 1,
            "source": f"chuyển từ {old_plan.code}, mã {task.code}",
        }
    )
    work.session.add(copy)
    work.session.flush()
    leads = {row.unit_id for row in rows}
    for part in work.session.exec(select(tables.Assignment).where(col(tables.Assignment.task_id) == task.id)).all():
        if part.role != Role.LEAD or part.unit_id in leads:
            work.session.add(tables.Assignment(task_id=row_key(copy.id), unit_id=part.unit_id, role=part.role))
    for row in rows:
        values = {**row.model_dump(exclude={"id"}), "task_id": copy.id, "plan_id": copy.plan_id}
        carried = tables.Deadline(**{**values, "opens_on": request.today})
        work.session.add(carried)
        work.session.flush()
        # What was handed in with it is what it will be confirmed by.
        carry_evidence(work, row_key(row.id), row_key(carried.id))
    work.session.flush()
    return copy.code


def _choose_next(work: Transaction, plan: tables.Plan, successor: tables.Plan | None) -> tuple[str, ...]:
    """Puts the plan that goes on in the place of the closed one, where that was in use."""
    if successor is None or not find_plan(work.reader, plan.code).is_current:
        return ()
    store_setting(work, CURRENT, successor.code)
    return (f"Kế hoạch đang dùng từ nay: {successor.code}.",)


def _told_numbers(numbers: Mapping[Settling, int], undated: int, successor: tables.Plan | None) -> str:
    told = [
        f"{numbers[Settling.CARRY]} việc chuyển sang {successor.code}" if successor is not None else "",
        f"{numbers[Settling.CANCEL]} việc thôi thực hiện" if numbers[Settling.CANCEL] else "",
        f"{numbers[Settling.LEAVE]} việc để lại" if numbers[Settling.LEAVE] else "",
        f"{undated} việc không thời hạn hết năm" if undated else "",
    ]
    words = ", ".join(filter(None, told))
    return f": {words}" if words else ""


def reopen_plan(request: Request) -> Changed:
    """Lets a closed plan be written to again; what its closing settled stays settled. ConflictError for an open one."""
    with writing(request._replace(reopened=True)) as work:
        plan = any_plan_row(work, request)
        if plan.closed_on is None:
            raise ConflictError(f"Kế hoạch {plan.code} chưa kết thúc.", "Xem bằng danvan plan list.")
        day = plan.closed_on
        plan.closed_on = None
        code = plan.code
    return changed(request, work, f"Đã mở lại {code}, kết thúc {describe(day)}.", code, plan=code)
