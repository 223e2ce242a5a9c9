"""Letters written once more from the log of reminders: a wrong signer, a lost file; nobody is urged again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.db import chain
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import deadlines, reminders
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.reminders import Letter, LoggedLetter, PendingReminder, Sent, UnitReminders
from danvan_cli.domain.states import ahead
from danvan_cli.domain.words import ReminderKind
from danvan_cli.services.reminders import Publisher, frame_of, recorded_in
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.views import plan_and_query

LAST = ("last", "cuoi", "cuối", "moi nhat", "mới nhất", "mới-nhất")


class Reissued(NamedTuple):
    """The letters written anew, by the names of their files, in the order of the log; ``notes`` tell what they lack."""

    letters: tuple[LoggedLetter, ...]
    names: tuple[str, ...]
    plan: str
    notes: tuple[str, ...] = ()


def logged_letters(request: Request) -> tuple[LoggedLetter, ...]:
    """Lists the letters of the plan asked about that were sent and not withdrawn, numbered from 1, oldest first."""
    with snapshot(request) as reader:
        plan, _ = plan_and_query(reader, request, None)
        return tuple(reminders.letters(reader, plan.code))


def reissue(request: Request, which: str, publisher: Publisher) -> Reissued:
    """Writes the letter of that number of the log anew, or with "LAST" all those of the last day on which any went out.

    Rows, steps and days are those of the letter's day; signer, number of the plan and recipients those of today.
    NotFoundError for a number there is not; ConflictError where it turned out since that no row was late that day.
    """
    logged = logged_letters(request)
    chosen = _chosen(logged, which)
    letters: list[Letter] = []
    sent: list[Sent] = []
    for one in chosen:
        own = request._replace(as_of=date.fromisoformat(one.sent_on), held=None)
        with snapshot(own) as reader:
            letters.append(_rebuilt(reader, own, one))
            sent += reminders.sent_with(reader, one)
    is_recorded = recorded_in(request)
    publisher.settle_earlier(is_recorded)
    names = tuple(publisher.names(letters))
    if not request.dry_run:
        try:
            publisher.write(letters, sent)
        finally:
            publisher.settle(is_recorded)
    notes = filter(None, map(_of_lost_rows, chosen, letters))
    return Reissued(tuple(chosen), names, letters[0].plan.code, tuple(notes))


def _of_lost_rows(one: LoggedLetter, letter: Letter) -> str:
    """Tells of work that the letter urged and that, by what was typed in since, was neither late nor due that day."""
    left = len(letter.pending.rows)
    if left == one.rows:
        return ""
    return f"Công văn {one.place} ({one.unit}) nay còn {left} trong {one.rows} việc: việc kia không trễ ngày ấy."


def _chosen(logged: Sequence[LoggedLetter], which: str) -> list[LoggedLetter]:
    if not logged:
        raise NotFoundError("Chưa có công văn đôn đốc nào trong sổ.", "Viết công văn bằng danvan remind --export.")
    if which.strip().casefold() in LAST:
        return [one for one in logged if one.sent_on == logged[-1].sent_on]
    if not which.isascii() or not which.isdigit():
        raise UsageError(f"“{which}” không phải số thứ tự công văn.", "Ghi LAST, hoặc số trong danvan remind letter.")
    found = [one for one in logged if str(one.place) == which.lstrip("0")]
    if not found:
        raise NotFoundError(
            f"Không có công văn {which}; sổ có {len(logged)} công văn.", "Xem bằng danvan remind letter."
        )
    return found


def _rebuilt(reader: Reader, request: Request, one: LoggedLetter) -> Letter:
    plan, wanted = plan_and_query(reader, request._replace(plan=one.plan), one.unit)
    chosen = settings(reader)
    steps = {row: (kind, number) for row, kind, number in reminders.steps_of(reader, one)}
    until = ahead(request.as_of, max(chosen.warning_days))
    rows = [
        PendingReminder(row, ReminderKind(steps[name][0]), steps[name][1])
        for found in (deadlines.overdue(reader, wanted).rows, deadlines.due_between(reader, wanted, until).rows)
        for row in found
        if (name := reminders.RowName(row.task, row.unit, row.period, row.plan)) in steps
    ]
    if not rows:
        raise ConflictError(
            f"Theo dữ liệu nhập sau, ngày {short(request.as_of)} {one.unit} không còn việc nào để đôn đốc.",
            "Lần đôn đốc gửi nhầm thì ghi danvan remind --withdraw MÃ.",
        )
    catalogue = all_units(reader)
    unit = next(unit for unit in catalogue if unit.code == one.unit)
    number, _, symbol = (one.document or "").partition("/")
    keys = [key for key, *_ in reminders.sent_with(reader, one)]
    frame = frame_of(plan, chosen, catalogue)
    return Letter(
        plan=plan,
        pending=UnitReminders(unit, tuple(rows)),
        number=number if symbol else None,
        symbol=symbol or chosen.letter_symbol or "…",
        signed_on=request.as_of,
        reply_by=date.fromisoformat(one.reply_by),
        sealed=chain.head(reader),
        earlier=reminders.newest_letter(reader, keys, request.as_of),
        **frame,
    )
