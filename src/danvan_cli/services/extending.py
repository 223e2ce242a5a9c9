"""Extensions: a request to move a last day, and its answer; the old days, who and when are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.validation import why_no_extension
from danvan_cli.domain.words import Stage
from danvan_cli.services.days_off import calendar, day_off_notes
from danvan_cli.services.request import Request
from danvan_cli.services.steps import Choice, Step, apply, noun_of
from danvan_cli.services.writing import past_day, required_text, row_key

# Our rule: a day further behind the last day in force is a year that was mistyped.
_MOST_YEARS = 1
_EXTENDABLE = (Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.PAUSED)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the new last day and why; ``on`` is the day of asking (and of a decision made at once)."""

    until: date
    reason: str
    on: date | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to a waiting request: granted as asked, until an earlier day for a reason, or refused for one."""

    granted: bool = False
    until: date | None = None
    refusal: str | None = None
    reason: str | None = None
    on: date | None = None
    document: str | None = None


def extend(request: Request, choice: Choice, wish: Wish, *, only_ask: bool = False, replaces: bool = False) -> Changed:
    """Moves a dated open row's last day, as request and decision in one step; ``only_ask`` leaves the decision open.

    The first last day stays as the original one, every move is counted. ConflictError for a row without a last day, a
    day not after it or years behind it, one decided before the newest extension, or while another request waits; with
    ``replaces`` a request becomes the one that waits.
    """
    step = moving_on(request, wish, only_ask=only_ask, replaces=replaces)
    return apply(request, choice, step, day_off_notes(calendar(request), wish.until))


def moving_on(request: Request, wish: Wish, *, only_ask: bool = False, replaces: bool = False) -> Step:
    """Makes the step of ``extend``."""
    reason, day = required_text(wish.reason, "Lý do"), past_day(wish.on, request)
    if only_ask and wish.document:
        raise UsageError("Đề nghị chưa có văn bản gia hạn.", "Ghi --document khi quyết định.")

    def act(work: Transaction, row: tables.Deadline) -> str:
        _refuse_overtaken(work, row, day)
        old = _refuse_unfit(work, row, wish.until)
        waiting = _waiting(work, row)
        if waiting is not None and not replaces:
            raise ConflictError(
                f"Đang có đề nghị gia hạn đến {short(waiting.asked_due_on)} chờ quyết định.",
                f"Quyết định trước bằng danvan {noun_of(row)} extend-decide.",
            )
        if waiting is not None:
            waiting.asked_on, waiting.asked_due_on, waiting.old_due_on, waiting.reason = day, wish.until, old, reason
        asked = waiting or tables.Extension(
            deadline_id=row_key(row.id), asked_on=day, asked_due_on=wish.until, old_due_on=old, reason=reason
        )
        if not only_ask:
            _decide(asked, row, "granted", wish.until, day, request.actor)
            asked.document = _words(wish.document)
        work.session.add(asked)
        work.session.flush()
        if only_ask:
            return f"đề nghị gia hạn {short(old)} → {short(wish.until)}, chờ quyết định"
        return f"gia hạn {short(old)} → {describe(wish.until)}"

    return Step(_EXTENDABLE, act, day)


def decide_extension(request: Request, choice: Choice, decision: Decision) -> Changed:
    """Answers the waiting request of a row: as asked, an earlier day for a reason, or no for a reason.

    UsageError unless it is exactly one of them; ConflictError where no request waits, or its day is no longer later.
    """
    return apply(request, choice, deciding(request, decision), day_off_notes(calendar(request), decision.until))


def deciding(request: Request, decision: Decision) -> Step:
    """Makes the step of ``decide_extension``."""
    if sum((decision.granted, decision.until is not None, decision.refusal is not None)) != 1:
        raise UsageError(
            "Cần đúng một quyết định.", "Ghi --grant, hoặc --to NGÀY --reason LÝ_DO (ngắn hơn), hoặc --refuse LÝ_DO."
        )
    day = past_day(decision.on, request)

    def act(work: Transaction, row: tables.Deadline) -> str:
        asked = _waiting(work, row)
        if asked is None:
            raise ConflictError(
                "Không có đề nghị gia hạn nào đang chờ.",
                "Ghi đề nghị bằng danvan task extend --request."
                if row.record_id is None
                else "Ghi đề nghị bằng danvan record extend --request.",
            )
        _refuse_overtaken(work, row, day)
        if asked.asked_on is not None and day < asked.asked_on:
            raise ConflictError(
                f"Ngày {short(day)} trước ngày đề nghị {short(asked.asked_on)}.", "Ghi ngày sau ở --on."
            )
        asked.document = _words(decision.document)
        return _answer(asked, row, decision, day, request.actor)

    return Step(_EXTENDABLE, act, day)


def _answer(asked: tables.Extension, row: tables.Deadline, decision: Decision, day: date, actor: str) -> str:
    if decision.refusal is not None:
        asked.answer = required_text(decision.refusal, "Lý do")
        _decide(asked, row, "refused", None, day, actor)
        return f"không gia hạn, giữ {short(row.due_on)} ({asked.answer})"
    if row.due_on is None:
        raise ConflictError("Việc không còn thời hạn để gia hạn.", "Từ chối đề nghị bằng --refuse LÝ_DO.")
    # The day may have been corrected since it was asked; what moves is the day in force.
    old = row.due_on
    if asked.asked_due_on <= old:
        raise ConflictError(
            f"Ngày đề nghị {short(asked.asked_due_on)} không còn sau thời hạn đang có {short(old)}.",
            "Từ chối đề nghị bằng --refuse LÝ_DO, rồi gia hạn lại nếu cần.",
        )
    if decision.until is None or decision.until == asked.asked_due_on:
        _decide(asked, row, "granted", asked.asked_due_on, day, actor)
        return f"gia hạn {short(old)} → {describe(asked.asked_due_on)}"
    if not old < decision.until < asked.asked_due_on:
        raise UsageError(
            f"Ngày {short(decision.until)} không nằm giữa {short(old)} và ngày đề nghị {short(asked.asked_due_on)}.",
            "Đồng ý đúng đề nghị thì ghi --grant; muốn lâu hơn thì từ chối rồi gia hạn lại.",
        )
    asked.answer = required_text(decision.reason or "", "Lý do gia hạn ngắn hơn (--reason)")
    _decide(asked, row, "shortened", decision.until, day, actor)
    return f"gia hạn {short(old)} → {describe(decision.until)}, ngắn hơn đề nghị ({asked.answer})"


def _decide(
    asked: tables.Extension, row: tables.Deadline, decision: str, until: date | None, day: date, actor: str
) -> None:
    if until is not None and row.due_on is not None:
        asked.old_due_on = row.due_on
    asked.decision, asked.new_due_on, asked.decided_on, asked.decided_by = decision, until, day, actor
    if until is not None:
        row.original_due_on = row.original_due_on or row.due_on
        row.due_on = until


def _refuse_unfit(work: Transaction, row: tables.Deadline, until: date) -> date:
    if row.due_on is None:
        raise ConflictError("Việc không có thời hạn thì không gia hạn.", "Đặt thời hạn bằng danvan task edit MÃ --due.")
    if why := why_no_extension(until, row.due_on):
        raise ConflictError(
            f"Ngày {short(until)} {why}.",
            "Gia hạn là dời về sau; sửa ngày nhập sai bằng "
            f"{'danvan record edit MÃ hạn=NGÀY' if row.record_id else 'danvan task edit MÃ --due'}.",
        )
    if until.year > row.due_on.year + _MOST_YEARS:
        raise ConflictError(
            f"Ngày {short(until)} sau thời hạn đang có {short(row.due_on)} tới {until.year - row.due_on.year} năm.",
            f"Kiểm tra lại năm: gia hạn đến hết năm {row.due_on.year + _MOST_YEARS} là cùng.",
        )
    return row.due_on


def _refuse_overtaken(work: Transaction, row: tables.Deadline, day: date) -> None:
    query = select(tables.Extension).where(col(tables.Extension.deadline_id) == row.id)
    newest = max((past.decided_on for past in work.session.exec(query) if past.decided_on), default=None)
    if newest is not None and day < newest:
        raise ConflictError(
            f"Ngày {short(day)} trước lần gia hạn gần nhất {short(newest)}.", "Ghi các lần gia hạn theo thứ tự ngày."
        )


def _waiting(work: Transaction, row: tables.Deadline) -> tables.Extension | None:
    query = select(tables.Extension).where(
        col(tables.Extension.deadline_id) == row.id, col(tables.Extension.decision).is_(None)
    )
    return work.session.exec(query).first()


def _words(text: str | None) -> str | None:
    return required_text(text, "Văn bản") if text else None
