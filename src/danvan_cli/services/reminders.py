"""Who is to be urged and by which step; the letters, and the reminders that are logged with them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from danvan_cli.db import chain
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import deadlines, reminders
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import units_below
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.lazy_lists import LazyRepeated
from danvan_cli.domain.model import Changed, Deadline, Plan, Unit
from danvan_cli.domain.office import office_of
from danvan_cli.domain.reminders import (
    EarlierLetter,
    Last,
    Letter,
    PendingReminder,
    ReminderList,
    Sent,
    UnitReminders,
    next_step,
)
from danvan_cli.domain.settings import Settings
from danvan_cli.domain.states import ahead
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import ReminderKind, Stage
from danvan_cli.services.days_off import calendar_of
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.views import plans_and_query

if TYPE_CHECKING:
    from danvan_cli.db.journal import Transaction

# A unit answers within a working week.
_SEE_LIST = "Xem danh sách bằng danvan remind."
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


_DOCUMENT = re.compile(r"(\d{1,6})(?:([/-])(\S.*))?")


# Tells of reminders whether all of them are recorded in the data that the text names; None where it is not these data.
IsRecorded = Callable[[str, Sequence[Sent]], bool | None]


class Publisher(Protocol):
    """Puts letters where the user wants them."""

    def names(self, letters: Sequence[Letter]) -> Sequence[str]:
        """Says what each letter will be called, all differently."""

    def write(self, letters: Sequence[Letter], sent: Sequence[Sent]) -> None:
        """Writes all letters where nobody sees them yet, with what tells the reminders that they belong to."""

    def settle(self, is_recorded: IsRecorded) -> tuple[int, int]:
        """Shows the letters where their reminders are recorded, else puts everything back as it was."""

    def settle_earlier(self, is_recorded: IsRecorded) -> tuple[int, int]:
        """The same for what killed runs left: how many letters were finished, and how many taken back."""


def pending_reminders(request: Request, unit: str | None = None, kind: ReminderKind | None = None) -> ReminderList:
    """Lists per unit what is overdue or near its last day, with the next step after the reminders so far."""
    with snapshot(request) as reader:
        return _pending_reminders(reader, request, unit, kind)


def _pending_reminders(
    reader: Reader,
    request: Request,
    unit: str | None,
    kind: ReminderKind | None,
    only: Container[reminders.RowName] | None = None,
) -> ReminderList:
    followed, wanted = plans_and_query(reader, request, unit)
    warning_days = settings(reader).warning_days
    catalogue = all_units(reader)
    selection = _ReminderSelection(
        reader, ahead(wanted.as_of, max(warning_days)), reminders.newest(reader, wanted), kind, only
    )
    tallies = [(plan, one, selection.tally(one)) for plan, one in zip(followed, wanted.each(), strict=True)]
    units = {u.code: u for u in catalogue}
    return ReminderList(
        plan=followed[0],
        pending=tuple(
            UnitReminders(units[code], selection.rows(one, code, tally), plan)
            for plan, one, tally in tallies
            for code in tally.rows
        ),
        warning_days=warning_days,
        leaderless=sum(tally.leaderless for _, _, tally in tallies),
        urged_today=sum(tally.urged_today for _, _, tally in tallies),
        below=units_below(catalogue, wanted.unit),
        plans=wanted.plans,
    )


@dataclass(slots=True)
class _Tally:
    """Rows to be urged per unit, in the units' order; ``moved`` are the units with a row whose last day was moved."""

    rows: Counter[str]
    moved: set[str]
    leaderless: int = 0
    urged_today: int = 0


@dataclass(frozen=True, slots=True)
class _ReminderSelection:
    """Which rows are to be urged: due up to ``until``, by their ``last`` reminders, with which step, ``only`` which."""

    reader: Reader
    until: date
    last: dict[reminders.RowName, Last]
    kind: ReminderKind | None
    only: Container[reminders.RowName] | None

    def tally(self, wanted: deadlines.DeadlineQuery) -> _Tally:
        """Counts the rows per unit in one pass and keeps none of them."""
        found = _Tally(Counter(), set())
        for row in self._late_or_near(wanted):
            found.leaderless += row.unit is None
            if self._is_urged(row, wanted.as_of):
                found.urged_today += 1
            elif row.unit is not None:
                found.rows[row.unit] += 1
                if row.is_moved:
                    found.moved.add(row.unit)
        return found

    def rows(self, wanted: deadlines.DeadlineQuery, unit: str, tally: _Tally) -> Collection[PendingReminder]:
        """Lists one unit's rows; while a read is held open they are read anew on each pass."""
        own = wanted._replace(unit=unit)

        def urged() -> Iterator[PendingReminder]:
            for row in self._late_or_near(own):
                if not self._is_urged(row, own.as_of):
                    step = self.kind or next_step(row.days_late > 0, self.last.get(_name(row)))
                    yield PendingReminder(row, step, row.reminders + 1)

        return (
            LazyRepeated(tally.rows[unit], urged, is_redated=unit in tally.moved) if wanted.streamed else tuple(urged())
        )

    def _late_or_near(self, wanted: deadlines.DeadlineQuery) -> Iterator[Deadline]:
        for row in deadlines.overdue(self.reader, wanted).rows:
            if row.stage != Stage.AWAITING_CONFIRMATION and self._may_be(row):
                yield row
        for row in deadlines.due_between(self.reader, wanted, self.until).rows:
            if self._may_be(row):
                yield row

    def _may_be(self, row: Deadline) -> bool:
        # ``only`` are the rows open as stored: with a clock set back, closed work would show as open and be urged.
        return self.only is None or _name(row) in self.only

    def _is_urged(self, row: Deadline, day: date) -> bool:
        newest = self.last.get(_name(row))
        return newest is not None and newest.sent_on == day


def _name(row: Deadline) -> reminders.RowName:
    return reminders.RowName(row.task, row.unit, row.period, row.plan)


def remind(request: Request, unit: str | None, order: Order, publisher: Publisher | None = None) -> Changed:
    """Logs a reminder for every row to be urged and not urged yet today, numbered after its row's last one.

    With a publisher each unit gets its letter. Letters and log are one act: whatever ends a run, either both stand or
    neither, at the latest when the next run with that publisher has settled what was left.
    """
    from danvan_cli.services.writing import refuse_another_day

    refuse_another_day(request)
    if order.reply_by is not None and order.reply_by < request.today:
        raise UsageError(f"Ngày trả lời {short(order.reply_by)} đã qua.", "Ghi ngày từ hôm nay trở đi ở --reply-by.")
    if publisher is None:
        return _remind(request, unit, order, None)

    is_recorded = recorded_in(request)
    finished, taken_back = publisher.settle_earlier(is_recorded)
    if request.noted is not None and finished + taken_back:
        request.noted.news.append(_of_earlier(finished, taken_back))
    try:
        return _remind(request, unit, order, publisher)
    finally:
        publisher.settle(is_recorded)


def recorded_in(request: Request) -> IsRecorded:
    """Makes what tells a publisher whether reminders are recorded in the data of a request."""

    def is_recorded(database: str, sent: Sequence[Sent]) -> bool | None:
        if database != data_name(request):
            return None
        with reading(request.database) as reader:
            return reminders.are_recorded(reader, sent)

    return is_recorded


def data_name(request: Request) -> str:
    """Names the data in which reminders are recorded, for whoever looks at their letters later."""
    database = request.database
    place = str(database) if database.path is None else os.path.realpath(database.path)
    return f"{place} {database.agency or ''}".strip()


def _of_earlier(finished: int, taken_back: int) -> str:
    told = [f"đặt nốt {finished} công văn đã ghi đôn đốc"] * bool(finished)
    told += [f"bỏ {taken_back} công văn chưa ghi đôn đốc"] * bool(taken_back)
    return f"Lần chạy trước bị ngắt giữa chừng: đã {', '.join(told)}."


def _remind(request: Request, unit: str | None, order: Order, publisher: Publisher | None) -> Changed:
    from danvan_cli.services.writing import changed, refuse_closed, required_text, writing

    content = required_text(order.content, "Nội dung đôn đốc") if order.content is not None else None
    document = required_text(order.document, "Số công văn") if order.document is not None else None
    with writing(request) as work:
        _, wanted = plans_and_query(work.reader, request, unit)
        open_rows = reminders.open_rows(work.reader, wanted.plan, wanted.others)
        found = _pending_reminders(work.reader, request, unit, order.kind, open_rows)
        known, chosen, catalogue = calendar_of(work.reader), settings(work.reader), all_units(work.reader)
        # The office does not write to itself, unless it is named; its late work is told instead.
        office = office_of(catalogue, chosen) if publisher is not None and unit is None else None
        pending_units = [one for one in found.pending if office is None or one.unit.code != office.code]
        own_rows = sum(len(one.rows) for one in found.pending) - sum(len(one.rows) for one in pending_units)
        if not pending_units:
            raise ConflictError("Không có đơn vị nào cần đôn đốc hôm nay.", _of_own_work(office, own_rows) or _SEE_LIST)
        refuse_closed(request, found.plan.code, found.plan.closed_on)
        numbered = publisher is not None and document is not None
        first = _first_number(document, chosen) if numbered and document is not None else None
        reply_by = order.reply_by or known.add_working_days(request.today, _DAYS_TO_REPLY)
        sealed = chain.head(work.reader)
        letters = [
            Letter(
                plan=pending.plan or found.plan,
                pending=pending,
                number=str(first[0] + place) if first else None,
                symbol=first[1] if first else chosen.letter_symbol or "…",
                signed_on=request.today,
                reply_by=_reply_by(pending, reply_by),
                sealed=sealed,
                earlier=_earlier(work.reader, (pending.plan or found.plan).code, pending, request.today),
                **frame_of(pending.plan or found.plan, chosen, catalogue),
            )
            for place, pending in enumerate(pending_units)
        ]
        names = publisher.names(letters) if publisher is not None else [document] * len(letters)
        sent: list[Sent] = []
        for letter, name in zip(letters, names, strict=True):
            sent += _log(work, letter, content, letter.printed_number or name, is_letter=publisher is not None)
        if publisher is not None:
            publisher.write(letters, sent)
    total = sum(len(pending.rows) for pending in pending_units)
    headline = f"Đã ghi {total} lần đôn đốc cho {len(pending_units)} đơn vị."
    files = f"Công văn: {', '.join(filter(None, names))}." if publisher is not None else ""
    notes = tuple(filter(None, (files, _of_own_work(office, own_rows))))
    codes = ", ".join(one.unit.code for one in pending_units)
    return changed(request, work, headline, codes, plan=found.plan.code, notes=notes)


def _of_own_work(office: Unit | None, rows: int) -> str:
    """Tells what the office itself owes, which no letter urges."""
    if office is None or not rows:
        return ""
    return (
        f"{office.name} ({office.code}) không tự gửi cho mình: còn {rows} việc; vẫn gửi thì thêm --unit {office.code}."
    )


def _reply_by(pending: UnitReminders, wanted: date) -> date:
    """Asks of what is only soon due no answer after its own last day."""
    days = [row.deadline.due_on for row in pending.rows if row.deadline.due_on is not None]
    return wanted if any(row.is_overdue for row in pending.rows) else min([wanted, *days])


def _earlier(reader: Reader, plan: str, pending: UnitReminders, day: date) -> EarlierLetter | None:
    keys = [reminders.next_number(reader, plan, row.deadline)[0] for row in pending.rows if row.is_overdue]
    return reminders.newest_letter(reader, keys, day)


def frame_of(plan: Plan, chosen: Settings, catalogue: Sequence[Unit]) -> dict[str, Any]:
    """Gives what any letter of the office has around its text: who signs, who gets a copy, who takes the answers.

    What was not set is taken from the plan, the authority only together with the title that it goes with.
    """
    office = office_of(catalogue, chosen)
    of_plan = None if chosen.letter_signer_title else plan.authority
    return {
        "signer_title": chosen.letter_signer_title or plan.signer_title,
        "signer": chosen.letter_signer or plan.signer,
        "authority": chosen.letter_authority or of_plan,
        "recipients": tuple(words.strip() for words in chosen.letter_copies.split(";") if words.strip()),
        "office": office.name if office is not None else "Văn phòng",
    }


def letter_gaps(request: Request, order: Order) -> tuple[str, ...]:
    """Names what the letters would leave blank, each with the command that sets it."""
    with snapshot(request) as reader:
        plan = plans_and_query(reader, request, None)[0][0]
        chosen = settings(reader)
        frame = frame_of(plan, chosen, all_units(reader))
    is_deputy = fold(frame["signer_title"] or "").startswith("pho ")
    gaps = {
        "người ký (danvan config set người-ký “…”)": frame["signer"],
        "chức vụ người ký (danvan config set chức-vụ-ký “…”)": frame["signer_title"],
        "KT. trước chức vụ cấp phó (danvan config set quyền-hạn-ký “KT. …”)": frame["authority"] or not is_deputy,
        "số công văn (--document 12/SKHCN-VP)": order.document,
        "số kế hoạch (danvan plan edit --number)": plan.number,
        "cơ quan ban hành (danvan plan edit --issuer)": plan.issuer,
        "địa danh (danvan plan edit --place)": plan.place,
    }
    return tuple(what for what, value in gaps.items() if not value)


def _log(
    work: Transaction, letter: Letter, content: str | None, document: str | None, *, is_letter: bool
) -> list[Sent]:
    from danvan_cli.db import tables

    sent = []
    for row in letter.pending.rows:
        key, number = reminders.next_number(work.reader, letter.plan.code, row.deadline)
        sent.append(Sent(key, number, letter.signed_on.isoformat(), document))
        work.session.add(
            tables.Reminder(
                deadline_id=key,
                number=number,
                kind=row.kind,
                sent_on=letter.signed_on,
                content=content,
                document=document,
                reply_by=letter.reply_by if is_letter else None,
            )
        )
    work.session.flush()
    return sent


def _first_number(document: str, chosen: Settings) -> tuple[int, str]:
    """Reads the number and symbol of the first letter ("12/SKHCN-VP", of the Party "12-CV/TU")."""
    found = _DOCUMENT.fullmatch(document)
    symbol = (found[3] if found else None) or chosen.letter_symbol
    if not found or not symbol:
        raise UsageError(
            f"Số công văn “{document}” không đúng dạng.",
            "Ghi số và ký hiệu, ví dụ 12/SKHCN-VP, hoặc đặt ký hiệu bằng danvan config set letter_symbol.",
        )
    return int(found[1]), symbol
