"""Who is to be urged and by which step; the letters, and the reminders that are logged with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_cli.db.reads import deadlines, reminders
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.calendar import Calendar
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed, Plan, ReminderKind, Stage
from danvan_cli.domain.settings import Settings
from danvan_cli.domain.urging import Letter, Urged, Urging, UrgingList, next_step
from danvan_cli.services.days_off import calendar_of
from danvan_cli.services.request import Request
from danvan_cli.services.views import asked_of, looking

# A unit answers within a working week.
_DAYS_TO_REPLY = 5


@dataclass(frozen=True, slots=True)
class Order:
    """How reminders are sent: another step than the proposed one, what was said, the letter's number, the answer's day.

    ``document`` is the number and symbol that the registry gave ("12/SKHCN-VP"); further units' letters get the
    numbers behind it.
    """

    kind: ReminderKind | None = None
    content: str | None = None
    document: str | None = None
    reply_by: date | None = None


# Puts the letters where the user wants them and names them; raises without leaving any behind.
Publish = Callable[[Sequence[Letter]], Sequence[str]]


def urgings(request: Request, unit: str | None = None, kind: ReminderKind | None = None) -> UrgingList:
    """Lists per unit what is overdue or near its last day, with the step that the log of reminders asks for."""
    with looking(request) as connection:
        return _urgings(connection, request, unit, kind)


def _urgings(
    connection: sqlite3.Connection, request: Request, unit: str | None, kind: ReminderKind | None
) -> UrgingList:
    plan, asked = asked_of(connection, request, unit)
    chosen = settings(connection)
    until = deadlines.ahead(asked.as_of, max(chosen.warning_days))
    late = [row for row in deadlines.overdue(connection, asked).rows if row.stage != Stage.AWAITING_CONFIRMATION]
    rows = [*late, *deadlines.due_between(connection, asked, until).rows]
    last = reminders.newest(connection, asked)
    units = {u.code: u for u in all_units(connection)}
    by_unit: dict[str, list[Urged]] = {}
    for row in rows:
        if row.unit is not None:
            newest = last.get((row.task, row.unit, row.period))
            step = kind or next_step(row.days_late > 0, newest)
            by_unit.setdefault(row.unit, []).append(Urged(row, step, row.reminders + 1))
    found = tuple(Urging(units[code], tuple(own)) for code, own in by_unit.items())
    return UrgingList(plan, found, chosen.warning_days, sum(row.unit is None for row in rows))


def remind(request: Request, unit: str | None, order: Order, publish: Publish | None = None) -> Changed:
    """Logs a reminder for every row to be urged and not urged yet today, numbered after its row's last one.

    With ``publish`` each unit gets its letter first; letters and log stand or fall together.
    """
    from danvan_cli.db import tables
    from danvan_cli.services.writing import changed, required_text, writing

    if request.as_of != request.today:
        raise UsageError("Đôn đốc được ghi vào ngày hôm nay.", "Bỏ --as-of, hoặc bỏ --export và --log để chỉ xem.")
    content = required_text(order.content, "Nội dung đôn đốc") if order.content is not None else None
    with writing(request) as work:
        found = _urgings(work.reader, request, unit, order.kind)
        plan, asked = asked_of(work.reader, request, unit)
        newest = reminders.newest(work.reader, asked)
        urged_today = {name for name, last in newest.items() if last.sent_on == request.today}
        open_ones = [left for urging in found.urgings if (left := _without(urging, urged_today)).rows]
        if not open_ones:
            raise ConflictError("Không có đơn vị nào cần đôn đốc hôm nay.", "Xem danh sách bằng danvan remind.")
        letters = _letters(settings(work.reader), request, plan, open_ones, order, calendar_of(work.reader))
        names = publish(letters) if publish is not None else [order.document] * len(letters)
        for letter, name in zip(letters, names, strict=True):
            for row in letter.urging.rows:
                key, number = reminders.next_number(work.reader, plan.code, row.deadline)
                work.session.add(
                    tables.Reminder(
                        deadline_id=key,
                        number=number,
                        kind=row.kind,
                        sent_on=request.today,
                        content=content,
                        document=f"{letter.number}/{letter.symbol}" if publish and letter.number else name,
                    )
                )
        work.session.flush()
    total = sum(len(urging.rows) for urging in open_ones)
    headline = f"Đã ghi {total} lần đôn đốc cho {len(open_ones)} đơn vị."
    return changed(request, work, headline, ", ".join(u.unit.code for u in open_ones), plan=plan.code)


def _without(urging: Urging, urged: Container[reminders.RowName]) -> Urging:
    rows = tuple(r for r in urging.rows if (r.deadline.task, r.deadline.unit, r.deadline.period) not in urged)
    return Urging(urging.unit, rows)


def _letters(
    chosen: Settings, request: Request, plan: Plan, urgings_: Sequence[Urging], order: Order, known: Calendar
) -> list[Letter]:
    first, _, symbol = (order.document or "").partition("/")
    if first and not (first.isascii() and first.isdigit()):
        raise UsageError(f"Số công văn “{order.document}” không đúng dạng.", "Ghi số trước ký hiệu, ví dụ 12/SKHCN-VP.")
    return [
        Letter(
            plan=plan,
            urging=urging,
            number=str(int(first) + place) if first else None,
            symbol=symbol or chosen.letter_symbol or "…",
            signed_on=request.today,
            signer_title=chosen.letter_signer_title or plan.signer_title,
            signer=chosen.letter_signer or plan.signer,
            authority=chosen.letter_authority or None,
            reply_by=order.reply_by or known.add_working_days(request.today, _DAYS_TO_REPLY),
            recipients=(),
        )
        for place, urging in enumerate(urgings_)
    ]
