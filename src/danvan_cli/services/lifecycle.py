"""The life of a lead unit's row: progress, hand-in, completion, confirmation, reopening, cancellation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed, Stage, State
from danvan_cli.domain.states import UNFINISHED, Row, days_late, state_of
from danvan_cli.services.evidence import add_evidence
from danvan_cli.services.request import Request
from danvan_cli.services.writing import (
    changed,
    deadline_rows,
    past_day,
    plan_row,
    required_text,
    row_key,
    task_row,
    unit_row,
    writing,
)

_OPEN = (Stage.NOT_STARTED, Stage.IN_PROGRESS)
_STAGE_WORDS = {
    Stage.NOT_STARTED: "chưa bắt đầu",
    Stage.IN_PROGRESS: "đang thực hiện",
    Stage.AWAITING_CONFIRMATION: "đang chờ Văn phòng xác nhận",
    Stage.PAUSED: "đang tạm hoãn",
    Stage.CANCELLED: "đã thôi thực hiện",
    Stage.COMPLETED: "đã hoàn thành",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a task a step is for; without units the only lead's, without a period the only one's."""

    code: str
    units: Sequence[str] = ()
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a unit hands in: the day, the words and the proof."""

    on: date | None = None
    text: str | None = None
    evidence: Sequence[str] = ()


_Step = Callable[[Transaction, tables.Deadline], None]
_Ending = Callable[[tables.Deadline], str]


def report_progress(request: Request, choice: Choice, percent: int, note: str | None = None) -> Changed:
    """Records how far a row is, 0 to 100; 100 alone completes nothing."""
    if not 0 <= percent <= 100:
        raise UsageError(f"Tiến độ {percent}% không hợp lệ.", "Ghi số từ 0 đến 100.")

    def step(_work: Transaction, row: tables.Deadline) -> None:
        row.progress, row.last_update = percent, request.today
        if row.stage == Stage.NOT_STARTED:
            _move(row, Stage.IN_PROGRESS, request.today)
        if note:
            row.result = required_text(note, "Ghi chú tiến độ")

    return _apply(request, choice, _OPEN, step, lambda _row: f"tiến độ {percent}%")


def submit(request: Request, choice: Choice, result: Result) -> Changed:
    """Records that a unit handed in its result; this day counts for lateness."""
    day = past_day(result.on, request)

    def step(work: Transaction, row: tables.Deadline) -> None:
        _move(row, Stage.AWAITING_CONFIRMATION, day)
        row.submitted_on = day
        _take_result(work, row, result, request)

    return _apply(request, choice, _OPEN, step, lambda row: f"đã nộp kết quả, chờ xác nhận{_lateness(row, request)}")


def complete(request: Request, choice: Choice, result: Result) -> Changed:
    """Closes a row as done; the day is the hand-in day too, unless the unit had handed in before."""
    day = past_day(result.on, request)

    def step(work: Transaction, row: tables.Deadline) -> None:
        row.submitted_on = row.submitted_on or day
        if row.submitted_on > day:
            raise ConflictError(
                f"Ngày hoàn thành {short(day)} trước ngày đã nộp kết quả {short(row.submitted_on)}.",
                "Ghi ngày sau ngày nộp ở --on.",
            )
        _close(row, day, request.actor)
        _take_result(work, row, result, request)

    return _apply(request, choice, UNFINISHED, step, lambda row: f"hoàn thành {describe(day)}{_lateness(row, request)}")


def confirm(request: Request, choice: Choice, on: date | None = None) -> Changed:
    """Closes a row whose result waits for the Office; lateness stays by the hand-in day."""
    day = past_day(on, request)

    def step(_work: Transaction, row: tables.Deadline) -> None:
        if row.submitted_on and row.submitted_on > day:
            raise ConflictError(
                f"Ngày xác nhận {short(day)} trước ngày nộp kết quả {short(row.submitted_on)}.", "Ghi ngày sau ở --on."
            )
        _close(row, day, request.actor)

    return _apply(
        request, choice, (Stage.AWAITING_CONFIRMATION,), step, lambda row: f"đã xác nhận{_lateness(row, request)}"
    )


def reopen(request: Request, choice: Choice, reason: str) -> Changed:
    """Sends a row back to work: handed in, done or cancelled before; its dates are cleared, the journal keeps them."""
    words = required_text(reason, "Lý do")

    def step(_work: Transaction, row: tables.Deadline) -> None:
        row.submitted_on = row.completed_on = row.confirmed_by = None
        row.last_update = request.today
        _move(row, Stage.IN_PROGRESS if row.progress else Stage.NOT_STARTED, request.today, words)

    closed = (Stage.AWAITING_CONFIRMATION, Stage.COMPLETED, Stage.CANCELLED)
    return _apply(request, choice, closed, step, lambda _row: f"mở lại ({words})")


def cancel(request: Request, choice: Choice, reason: str) -> Changed:
    """Ends a row without a result, for a reason; without units all the task's unfinished rows."""
    words = required_text(reason, "Lý do")

    def step(_work: Transaction, row: tables.Deadline) -> None:
        row.submitted_on = None
        _move(row, Stage.CANCELLED, request.today, words)
        row.last_update = request.today

    return _apply(request, choice, UNFINISHED, step, lambda _row: f"thôi thực hiện ({words})", every_lead=True)


def _move(row: tables.Deadline, stage: Stage, since: date, reason: str | None = None) -> None:
    row.stage, row.stage_since, row.stage_reason = stage, since, reason


def _close(row: tables.Deadline, day: date, actor: str) -> None:
    _move(row, Stage.COMPLETED, day)
    row.completed_on, row.confirmed_by = day, actor


def _take_result(work: Transaction, row: tables.Deadline, result: Result, request: Request) -> None:
    row.last_update = request.today
    if result.text is not None:
        row.result = required_text(result.text, "Kết quả")
    add_evidence(work, result.evidence, deadline=row_key(row.id))


def _lateness(row: tables.Deadline, request: Request) -> str:
    facts = Row(row.stage, row.due_on, row.submitted_on, row.completed_on, row.stage_since, row.exempt)
    if row.due_on is None:
        return ", không có thời hạn"
    late = days_late(facts, request.today)
    if late:
        return f", trễ {late} ngày so với {short(row.due_on)}"
    state = state_of(facts, request.today)
    return f", đúng hạn {short(row.due_on)}" if state in (State.DONE_ON_TIME, State.IN_TIME) else ""


def _apply(
    request: Request, choice: Choice, allowed: Sequence[str], step: _Step, ending: _Ending, *, every_lead: bool = False
) -> Changed:
    with writing(request) as work:
        plan = plan_row(work, request)
        task = task_row(work, plan, choice.code, request)
        endings = []
        notes: dict[str, None] = {}
        for row, unit in _chosen(work, task, choice, allowed, every_lead=every_lead):
            step(work, row)
            endings.append(f"{task.code}{f' ({unit})' if unit else ''}: {ending(row)}")
            notes |= dict.fromkeys(_early(row, plan))
        plan_code, task_code = plan.code, task.code
    return changed(request, work, "; ".join(endings) + ".", task_code, plan=plan_code, notes=tuple(notes))


def _early(row: tables.Deadline, plan: tables.Plan) -> tuple[str, ...]:
    """Tells a day before the plan was issued, which is more often a slip than true."""
    day = row.completed_on or row.submitted_on
    if day is None or plan.issued_on is None or day >= plan.issued_on:
        return ()
    return (f"Ngày {short(day)} trước ngày ban hành kế hoạch {short(plan.issued_on)}; kiểm tra lại nếu gõ nhầm.",)


def _chosen(
    work: Transaction, task: tables.Task, choice: Choice, allowed: Sequence[str], *, every_lead: bool
) -> list[tuple[tables.Deadline, str]]:
    rows = [(row, _unit_code(work, row)) for row in deadline_rows(work, task)]
    wanted = _of_units(work, task, rows, choice.units)
    if choice.period is not None:
        wanted = [(row, unit) for row, unit in wanted if row.period.casefold() == choice.period.casefold()]
        if not wanted:
            periods = ", ".join(sorted({row.period for row, _ in rows if row.period})) or "không có"
            raise UsageError(f"{task.code} không có kỳ “{choice.period}”.", f"Các kỳ: {periods}.")
    possible = [(row, unit) for row, unit in wanted if row.stage in allowed]
    if not possible or (choice.units and {unit for _, unit in possible} != {unit for _, unit in wanted}):
        raise ConflictError(_why_not(task, wanted), f"Xem bằng danvan task show {task.code}.")
    if not every_lead:
        _refuse_ambiguous(task, possible, choice)
    return possible


def _of_units(
    work: Transaction, task: tables.Task, rows: list[tuple[tables.Deadline, str]], units: Sequence[str]
) -> list[tuple[tables.Deadline, str]]:
    if not units:
        return rows
    codes = [unit_row(work, words).code for words in units]
    leads = {unit for _, unit in rows}
    for code in codes:
        if code not in leads:
            named = ", ".join(sorted(leads - {""})) or "chưa có"
            raise ConflictError(f"{code} không chủ trì {task.code}.", f"Đơn vị chủ trì: {named}.")
    return [(row, unit) for row, unit in rows if unit in codes]


def _refuse_ambiguous(task: tables.Task, possible: list[tuple[tables.Deadline, str]], choice: Choice) -> None:
    units = list(dict.fromkeys(unit for _, unit in possible))
    if len(units) > 1 and not choice.units:
        raise ConflictError(
            f"{task.code} có {len(units)} đơn vị chủ trì chưa xong: {', '.join(units)}.",
            "Ghi --unit cho từng đơn vị có kết quả.",
        )
    periods = list(dict.fromkeys(row.period for row, _ in possible))
    if len(periods) > 1 and choice.period is None:
        raise ConflictError(
            f"{task.code} có nhiều kỳ chưa xong: {', '.join(periods)}.", "Ghi --period của kỳ có kết quả."
        )


def _why_not(task: tables.Task, rows: list[tuple[tables.Deadline, str]]) -> str:
    stages = dict.fromkeys(f"{unit or task.code} {_STAGE_WORDS[Stage(row.stage)]}" for row, unit in rows)
    return f"Không làm được bước này ở {task.code}: {', '.join(stages)}."


def _unit_code(work: Transaction, row: tables.Deadline) -> str:
    unit = work.session.get(tables.Unit, row.unit_id) if row.unit_id else None
    return unit.code if unit else ""
