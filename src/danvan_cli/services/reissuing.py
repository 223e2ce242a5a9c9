"""Letters written once more from the log of reminders: a wrong signer, a lost file; nobody is urged again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.db import chain
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import deadlines, reminders
from danvan_cli.db.reads.plans import followed_plans
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.reminders import Letter, LoggedLetter, PendingReminder, Sent, UnitReminders
from danvan_cli.domain.states import ahead
from danvan_cli.services.letters import Publisher, addressed, frame_of, parted_number
from danvan_cli.services.reminders import is_to_be_urged, on_time_rates, recorded_in, rows_beside
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.templates import letter_phrases
from danvan_cli.services.views import plan_and_query

LAST = ("last", "cuoi", "cuối", "moi nhat", "mới nhất", "mới-nhất")


class Reissued(NamedTuple):
    """The letters written anew, in the order of the log; ``notes`` tell of their files and of what they lack."""

    letters: tuple[LoggedLetter, ...]
    names: tuple[str, ...]
    plan: str
    notes: tuple[str, ...] = ()


def logged_letters(request: Request) -> tuple[LoggedLetter, ...]:
    """Lists the letters of the plan named, else of every open one, that were sent and not withdrawn, oldest first."""
    with snapshot(request) as reader:
        followed = followed_plans(reader, request.plan, request.as_of)
        return tuple(reminders.letters(reader, [plan.code for plan in followed]))


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
            urged = reminders.urged_by(reader, one.place)
            letters.append(_rebuilt(reader, own, one, urged))
            sent += [Sent(row.key, row.number, one.sent_on, one.document) for row in urged]
    is_recorded = recorded_in(request)
    publisher.settle_earlier(is_recorded)
    names = tuple(publisher.names(letters))
    if not request.dry_run:
        try:
            publisher.write(letters, sent)
        finally:
            publisher.settle(is_recorded)
    notes = (*publisher.told(), *filter(None, map(_of_lost_rows, chosen, letters)))
    return Reissued(tuple(chosen), names, letters[0].plan.code, notes)


def _of_lost_rows(one: LoggedLetter, letter: Letter) -> str:
    """Tells of work that the letter urged and that, by what was typed in since, was neither late nor due that day."""
    left = len(letter.rows)
    if left == one.rows:
        return ""
    units = ", ".join(one.units)
    return f"Công văn {one.place} ({units}) nay còn {left} trong {one.rows} việc: việc kia không trễ ngày ấy."


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


def _rebuilt(reader: Reader, request: Request, one: LoggedLetter, urged: list[reminders.Urged]) -> Letter:
    catalogue, chosen = all_units(reader), settings(reader)
    plan, wanted = plan_and_query(reader, request._replace(plan=one.plan), None)
    rates = {} if one.threshold is None else {c: r for (_, c), r in on_time_rates(reader, wanted).items()}
    units = {unit.code: unit for unit in catalogue}
    found = _rows_of_day(reader, wanted, max(chosen.warning_days), urged)
    told = [UnitReminders(units[code], found[code], plan, rates.get(code)) for code in one.units if code in found]
    if not told:
        raise ConflictError(
            f"Theo dữ liệu nhập sau, ngày {short(request.as_of)} {', '.join(one.units)} không còn việc nào để đôn đốc.",
            "Lần đôn đốc gửi nhầm thì ghi danvan remind --withdraw MÃ.",
        )
    number, symbol = parted_number(one.document) or (None, "")
    return Letter(
        plan=plan,
        addressees=tuple(addressed(reader, told, catalogue, request.as_of)),
        number=number,
        symbol=symbol or chosen.letter_symbol or "…",
        signed_on=request.as_of,
        reply_by=date.fromisoformat(one.reply_by),
        sealed=chain.head(reader),
        threshold=one.threshold,
        phrases=letter_phrases(reader),
        **frame_of(plan, chosen, catalogue),
    )


def _rows_of_day(
    reader: Reader, wanted: deadlines.DeadlineQuery, days: int, urged: list[reminders.Urged]
) -> dict[str, list[PendingReminder]]:
    """Finds the rows that a letter urged, as they were on its day, by the code of whom it went to."""
    steps = {one.row: one for one in urged}
    until = ahead(wanted.as_of, days)
    beside = tuple(row for row in rows_beside(reader, wanted) if is_to_be_urged(row, until))
    found: dict[str, list[PendingReminder]] = {}
    for rows in (deadlines.overdue(reader, wanted).rows, deadlines.due_between(reader, wanted, until).rows, beside):
        for row in rows:
            name = reminders.RowName(row.task, row.unit, row.period, row.plan)
            if (step := steps.get(name)) is not None:
                found.setdefault(step.unit, []).append(PendingReminder(row, step.kind, step.number))
    return found
