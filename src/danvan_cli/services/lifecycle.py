"""The life of a lead unit's row: progress, hand-in, confirmation, completion, reopening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.journal import first_opening
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, EvidenceMissingError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.periods import first_day
from danvan_cli.domain.states import UNFINISHED, Row, days_late, state_of
from danvan_cli.domain.validation import why_not_done
from danvan_cli.domain.words import Role, Stage, State
from danvan_cli.services.evidence import add_evidence, reject_evidence
from danvan_cli.services.request import Request
from danvan_cli.services.steps import (
    OPEN,
    Choice,
    Step,
    apply,
    apply_to,
    left_as_they_are,
    open_again,
    refuse_before,
    set_stage,
    touch,
)
from danvan_cli.services.writing import (
    changed,
    past_day,
    plan_row,
    required_text,
    row_key,
    task_rows,
    unit_row,
    unit_rows,
    writing,
)

_CLOSED = (Stage.AWAITING_CONFIRMATION, Stage.COMPLETED, Stage.CANCELLED)


@dataclass(frozen=True, slots=True)
class Result:
    """What a unit hands in: the day, the words and the proof, or why there is none.

    ``exempt`` is the reason of the mark "trễ khách quan".
    """

    on: date | None = None
    words: str | None = None
    evidence: Sequence[str] = ()
    no_evidence: str | None = None
    exempt: str | None = None


def report_progress(
    request: Request, choice: Choice, percent: int, note: str | None = None, on: date | None = None
) -> Changed:
    """Records how far a row is, in percent, 0 and 100 included; 100 alone completes nothing.

    A supporting unit's report is kept beside its part and changes no state.
    """
    if not 0 <= percent <= 100:
        raise UsageError(f"Tiến độ {percent}% không hợp lệ.", "Ghi số từ 0 đến 100.")
    day = past_day(on, request)
    words = required_text(note, "Ghi chú tiến độ") if note else None

    def act(_work: Transaction, row: tables.Deadline) -> str:
        _refuse_older(row.last_update, day)
        _refuse_before_period(row, day)
        before, row.progress = row.progress, percent
        if row.stage == Stage.NOT_STARTED:
            set_stage(row, Stage.IN_PROGRESS, day)
        row.result = words or row.result
        touch(row, day)
        return f"tiến độ {percent}%{_fallen(before, percent)}"

    with writing(request) as work:
        work.happened_on = day
        plan = plan_row(work, request)
        chosen, endings, taken = task_rows(work, plan, choice.code), list[str](), list[tables.Deadline]()
        units = [unit.code for unit in unit_rows(work, choice.units)]
        for task in chosen:
            supports = _supports(work, task, units)
            for part, unit in supports:
                _refuse_older(part.last_update, day)
                fallen = _fallen(part.progress, percent)
                part.progress, part.last_update, part.result = percent, day, words or part.result
                endings.append(f"{task.code} ({unit}, phối hợp): tiến độ {percent}%{fallen}")
            if len(supports) < max(1, len(units)):
                named = {unit for _, unit in supports}
                leads = replace(choice, code=task.code, units=[unit for unit in units if unit not in named])
                told, found = apply_to(work, request, task, leads, Step(OPEN, act, day))
                endings += told
                taken += found
        notes = left_as_they_are(work, choice, taken)
        plan_code, codes = plan.code, ", ".join(task.code for task in chosen)
    return changed(request, work, "; ".join(endings) + ".", codes, plan=plan_code, notes=notes)


def _fallen(before: int | None, percent: int) -> str:
    """Says where a progress is less than what was reported before: more often a slip than true."""
    return f", giảm so với {before}% đã báo" if before and percent < before else ""


def _supports(work: Transaction, task: tables.Task, units: Sequence[str]) -> list[tuple[tables.Assignment, str]]:
    found = []
    for words in units:
        unit = unit_row(work, words)
        query = select(tables.Assignment).where(
            col(tables.Assignment.task_id) == task.id,
            col(tables.Assignment.unit_id) == unit.id,
            col(tables.Assignment.role) == Role.SUPPORT,
        )
        part = work.session.exec(query).first()
        if part is not None:
            found.append((part, unit.code))
    return found


def submit(request: Request, choice: Choice, result: Result) -> Changed:
    """Records that a unit handed in its result; this day counts for lateness, the last day itself is in time."""
    return apply(request, choice, submitting(request, result))


def submitting(request: Request, result: Result) -> Step:
    """Makes the step of ``submit``."""
    day = past_day(result.on, request)

    def act(work: Transaction, row: tables.Deadline) -> str:
        set_stage(row, Stage.AWAITING_CONFIRMATION, day)
        row.submitted_on = day
        _take_result(work, row, result, day)
        return f"đã nộp kết quả, chờ xác nhận{_lateness(row, request)}"

    return Step(OPEN, act, day)


def complete(request: Request, choice: Choice, result: Result) -> Changed:
    """Closes a row as done; the day is the hand-in day too, unless the unit had handed in before.

    Raises EvidenceMissingError where nothing proves the result and no reason says why.
    """
    return apply(request, choice, completing(request, result))


def completing(request: Request, result: Result) -> Step:
    """Makes the step of ``complete``."""
    day = past_day(result.on, request)

    def act(work: Transaction, row: tables.Deadline) -> str:
        row.submitted_on = row.submitted_on or day
        if row.submitted_on > day:
            raise ConflictError(
                f"Ngày hoàn thành {short(day)} trước ngày đã nộp kết quả {short(row.submitted_on)}.",
                "Ghi ngày sau ngày nộp ở --on.",
            )
        _close(row, day, request.actor)
        _take_result(work, row, result, day)
        refuse_unproved(work, row)
        return f"hoàn thành {describe(day)}{_lateness(row, request)}"

    return Step(UNFINISHED, act, day)


def confirm(request: Request, choice: Choice, result: Result) -> Changed:
    """Closes a row whose result waits for the Office; lateness stays by the hand-in day.

    Raises EvidenceMissingError as ``complete`` does.
    """
    day = past_day(result.on, request)

    def act(work: Transaction, row: tables.Deadline) -> str:
        refuse_before(day, row.submitted_on, "nộp kết quả")
        _close(row, day, request.actor)
        _take_result(work, row, result, day)
        refuse_unproved(work, row)
        return f"đã xác nhận{_lateness(row, request)}"

    return apply(request, choice, Step((Stage.AWAITING_CONFIRMATION,), act, day))


def send_back(request: Request, choice: Choice, reason: str, on: date | None = None) -> Changed:
    """Returns a handed-in result to its unit for more work; lateness counts to the next hand-in."""
    words, day = required_text(reason, "Lý do"), past_day(on, request)

    def act(work: Transaction, row: tables.Deadline) -> str:
        refuse_before(day, row.submitted_on, "nộp kết quả")
        open_again(row, day, words)
        reject_evidence(work, tables.Evidence.deadline_id, row_key(row.id), day)
        return f"trả lại để làm tiếp ({words})"

    return apply(request, choice, Step((Stage.AWAITING_CONFIRMATION,), act, day))


def reopen(request: Request, choice: Choice, reason: str, on: date | None = None) -> Changed:
    """Sends a row back to work: handed in, done or cancelled before; its dates are cleared, the journal keeps them."""
    return apply(request, choice, reopening(request, reason, on))


def reopening(request: Request, reason: str, on: date | None = None) -> Step:
    """Makes the step of ``reopen``."""
    words, day = required_text(reason, "Lý do"), past_day(on, request)

    def act(work: Transaction, row: tables.Deadline) -> str:
        refuse_before(day, row.stage_since, "kết thúc")
        row.exempt, row.exempt_reason, row.no_evidence_reason = False, None, None
        open_again(row, day, words)
        row.opens_on = first_opening(work.reader, row_key(row.id)) or row.opens_on
        return f"mở lại ({words})"

    return Step(_CLOSED, act, day)


def exempt(request: Request, choice: Choice, reason: str, *, withdraw: bool = False) -> Changed:
    """Marks lateness as beyond the unit's control ("trễ khách quan"), or takes the mark back; both for a reason.

    A completed row then counts as on time and is told as such, one that waits for confirmation as in time; one that is
    still worked on stays overdue until its result is handed in.
    """
    words = required_text(reason, "Lý do")

    def act(_work: Transaction, row: tables.Deadline) -> str:
        if row.due_on is None:
            raise ConflictError("Việc không có thời hạn thì không có trễ.", "Kiểm tra lại mã nhiệm vụ.")
        row.exempt, row.exempt_reason = not withdraw, None if withdraw else words
        return f"{'bỏ ' if withdraw else ''}ghi nhận trễ khách quan ({words})"

    return apply(request, choice, Step((*UNFINISHED, Stage.COMPLETED), act, request.today))


def _close(row: tables.Deadline, day: date, actor: str) -> None:
    set_stage(row, Stage.COMPLETED, day)
    row.completed_on, row.confirmed_by = day, actor


def _take_result(work: Transaction, row: tables.Deadline, result: Result, day: date) -> None:
    _refuse_before_period(row, day)
    year = work.session.get_one(tables.Plan, row.plan_id).year if row.plan_id else None
    if why := why_not_done(day, day, year):
        raise ConflictError(f"Ngày {short(day)} {why}.", "Ghi ngày đã diễn ra ở --on.")
    touch(row, day)
    if result.words is not None:
        row.result = required_text(result.words, "Kết quả")
    if result.no_evidence is not None:
        row.no_evidence_reason = required_text(result.no_evidence, "Lý do không có minh chứng")
    if result.exempt is not None:
        row.exempt, row.exempt_reason = True, required_text(result.exempt, "Lý do trễ khách quan")
    add_evidence(work, result.evidence, deadline=row_key(row.id))


def refuse_unproved(work: Transaction, row: tables.Deadline) -> None:
    """Refuses completed work that has neither a proof in force nor a reason for none: EvidenceMissingError."""
    if row.no_evidence_reason is not None:
        return
    work.session.flush()
    query = select(tables.Evidence.id).where(
        col(tables.Evidence.deadline_id) == row.id, col(tables.Evidence.rejected_on).is_(None)
    )
    if work.session.exec(query).first() is None:
        raise EvidenceMissingError(
            "Chưa có minh chứng cho kết quả này.",
            'Ghi --evidence "số, ngày văn bản; liên kết hoặc tệp", hoặc --no-evidence LÝ_DO.',
        )


def _refuse_before_period(row: tables.Deadline, day: date) -> None:
    begins = first_day(row.period)
    if begins is not None and day < begins:
        raise ConflictError(
            f"Ngày {short(day)} trước khi kỳ {row.period} bắt đầu ({short(begins)}).", "Ghi ngày trong kỳ ở --on."
        )


def _refuse_older(last_update: date | None, day: date) -> None:
    if last_update is not None and day < last_update:
        raise ConflictError(
            f"Ngày {short(day)} trước lần cập nhật gần nhất {short(last_update)}.", "Ghi ngày sau ở --on."
        )


def _lateness(row: tables.Deadline, request: Request) -> str:
    facts = Row(row.stage, row.due_on, row.submitted_on, row.completed_on, row.exempt)
    if row.due_on is None:
        return ", không có thời hạn"
    if row.exempt and days_late(facts._replace(exempt=False), request.today):
        return f", trễ khách quan so với {short(row.due_on)}, tính đúng hạn"
    late = days_late(facts, request.today)
    if late:
        return f", trễ {late} ngày so với {short(row.due_on)}"
    state = state_of(facts, request.today)
    return f", đúng hạn {short(row.due_on)}" if state in (State.DONE_ON_TIME, State.IN_TIME) else ""
