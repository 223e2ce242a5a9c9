"""Rows set aside: paused and taken up again, ended without a result, one period left out."""

from __future__ import annotations

from datetime import date

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.dates import describe
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.states import UNFINISHED
from danvan_cli.domain.words import Stage, TaskKind
from danvan_cli.services.request import Request
from danvan_cli.services.steps import OPEN, Choice, Step, apply, open_again, refuse_before, set_stage, touch
from danvan_cli.services.writing import past_day, required_text


def pause(request: Request, choice: Choice, reason: str, on: date | None = None) -> Changed:
    """Sets a row aside, outside every total; its last day does not move (our rule: an extension moves it)."""
    words, day = required_text(reason, "Lý do"), past_day(on, request)

    def act(_work: Transaction, row: tables.Deadline) -> str:
        set_stage(row, Stage.PAUSED, day, words)
        touch(row, day)
        return f"tạm hoãn ({words})"

    return apply(request, choice, Step(OPEN, act, day))


def resume(request: Request, choice: Choice, on: date | None = None) -> Changed:
    """Takes a paused row up again, under the last day it had; ConflictError for a day before the pause."""
    day = past_day(on, request)

    def act(_work: Transaction, row: tables.Deadline) -> str:
        refuse_before(day, row.stage_since, "tạm hoãn")
        open_again(row, day, None)
        return f"tiếp tục thực hiện, thời hạn {describe(row.due_on) if row.due_on else 'không có'}"

    return apply(request, choice, Step((Stage.PAUSED,), act, day))


def cancel(request: Request, choice: Choice, reason: str, on: date | None = None) -> Changed:
    """Ends a row without a result, for a reason; without units all the task's unfinished rows."""
    words, day = required_text(reason, "Lý do"), past_day(on, request)

    def act(_work: Transaction, row: tables.Deadline) -> str:
        _cancel(row, day, words)
        return f"thôi thực hiện ({words})"

    return apply(request, choice, Step(UNFINISHED, act, day, every_lead=True, unopened=True))


def skip(request: Request, choice: Choice, reason: str, on: date | None = None) -> Changed:
    """Leaves one period of recurring work out, for a reason, in every lead's row unless units are named."""
    words, day = required_text(reason, "Lý do"), past_day(on, request)

    def act(work: Transaction, row: tables.Deadline) -> str:
        if work.session.get_one(tables.Task, row.task_id).kind != TaskKind.RECURRING:
            raise ConflictError(
                "Chỉ bỏ được kỳ của nhiệm vụ định kỳ.", "Thôi thực hiện bằng danvan task cancel MÃ --reason LÝ_DO."
            )
        if choice.period is None:
            raise UsageError("Chưa ghi kỳ được bỏ.", "Ghi --period, ví dụ --period 2023-Q3.")
        _cancel(row, day, words)
        return f"bỏ kỳ {row.period} ({words})"

    return apply(request, choice, Step(UNFINISHED, act, day, every_lead=True, unopened=True))


def _cancel(row: tables.Deadline, day: date, reason: str) -> None:
    row.submitted_on = None
    set_stage(row, Stage.CANCELLED, day, reason)
    touch(row, day)
