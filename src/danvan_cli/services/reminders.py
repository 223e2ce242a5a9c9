"""Who is to be urged and by which step; the letters, and the reminders that are logged with them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import deadlines, reminders
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units, keys_of
from danvan_cli.domain.codes import find_unit, units_below
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.figures import Rate
from danvan_cli.domain.lazy_lists import LazyRepeated
from danvan_cli.domain.model import Changed, Deadline
from danvan_cli.domain.office import office_of
from danvan_cli.domain.reminders import (
    Last,
    PendingReminder,
    ReminderList,
    Sent,
    UnitReminders,
    is_below,
    next_step,
)
from danvan_cli.domain.states import ahead
from danvan_cli.domain.succession import heirs_at, refuse_not_valid
from danvan_cli.domain.words import ReminderKind, Stage
from danvan_cli.services.follow_ups import follow_ups
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.views import plans_and_query

if TYPE_CHECKING:
    from danvan_cli.db.journal import Transaction
    from danvan_cli.services.letters import IsRecorded, Order, Publisher

_SEE_LIST = "Xem danh sách bằng danvan remind."


def pending_reminders(
    request: Request,
    unit: str | None = None,
    kind: ReminderKind | None = None,
    threshold: int | None = None,
    *,
    spare_office: bool = False,
) -> ReminderList:
    """Lists per unit what is overdue or near its last day, with the next step after the reminders so far.

    With ``threshold`` only the units whose on-time rate in a plan, of what was already due, is below so many percent.
    ``spare_office`` leaves out the unit that writes the letters, unless it is the ``unit`` named.
    """
    with snapshot(request) as reader:
        return _pending_reminders(reader, request, unit, kind, threshold, spare_office=spare_office)


def _pending_reminders(
    reader: Reader,
    request: Request,
    unit: str | None,
    kind: ReminderKind | None,
    threshold: int | None = None,
    only: Container[reminders.RowName] | None = None,
    *,
    spare_office: bool = False,
) -> ReminderList:
    followed, wanted = plans_and_query(reader, request, unit)
    chosen, catalogue = settings(reader), all_units(reader)
    if unit is not None:
        refuse_not_valid(catalogue, find_unit(catalogue, unit, request.as_of), request.as_of)
    office = office_of(catalogue, chosen) if spare_office and unit is None else None
    until = ahead(wanted.as_of, max(chosen.warning_days))
    heirs = heirs_at(catalogue, request.as_of)
    merged = {to: keys_of(reader, [code for code, heir in heirs.items() if heir == to]) for to in {*heirs.values()}}
    beside = rows_beside(reader, wanted)
    newest = reminders.newest(reader, wanted) | (reminders.newest_of_records(reader, wanted) if beside else {})
    selection = _ReminderSelection(reader, until, newest, kind, only, wanted.plan, beside, heirs, merged)
    tallies = [(plan, one, selection.tally(one)) for plan, one in zip(followed, wanted.each(), strict=True)]
    rates = {} if threshold is None else on_time_rates(reader, wanted)
    low = {name: rate for name, rate in rates.items() if is_below(rate, threshold or 0)}
    units = {u.code: u for u in catalogue}
    pending = tuple(
        UnitReminders(units[code], selection.rows(one, code, tally), plan, low.pop((plan.code, code), None))
        for plan, one, tally in tallies
        for code in tally.rows
        if threshold is None or (plan.code, code) in low
    )
    return ReminderList(
        plan=followed[0],
        pending=tuple(one for one in pending if one.unit != office),
        warning_days=chosen.warning_days,
        leaderless=sum(tally.leaderless for _, _, tally in tallies),
        urged_today=sum(tally.urged_today for _, _, tally in tallies),
        below=units_below(catalogue, wanted.unit),
        plans=wanted.plans,
        threshold=threshold,
        unurged=tuple((code, rate) for (_, code), rate in low.items()),
        office=office,
        office_rows=sum(len(one.rows) for one in pending if one.unit == office),
    )


def on_time_rates(reader: Reader, wanted: deadlines.DeadlineQuery) -> dict[tuple[str, str], Rate]:
    """Works out, by plan and unit, which share of a unit's parts that were already due was done in time."""
    from danvan_cli.db.reads import counts  # 2 ms that a list without rates need not pay

    return {
        (one.plan, line.code): line.counts.rate()
        for one in wanted.each()
        for line in counts.unit_counts(reader, one)
        if line.code is not None
    }


@dataclass(slots=True)
class _Tally:
    """Rows to be urged per unit, in the units' order; ``moved`` are the units with a row whose last day was moved."""

    rows: Counter[str]
    moved: set[str]
    leaderless: int = 0
    urged_today: int = 0


@dataclass(frozen=True, slots=True)
class _ReminderSelection:
    """Which rows are to be urged: due up to ``until``, by their ``last`` reminders, with which step, ``only`` which.

    ``beside`` are the rows of records, which are of no plan: they go with those of the ``first`` one.
    What was left with a unit that ended is its heir's to be urged of, by ``heirs`` and the keys of those ``merged``.
    """

    reader: Reader
    until: date
    last: dict[reminders.RowName, Last]
    kind: ReminderKind | None
    only: Container[reminders.RowName] | None
    first: str
    beside: Sequence[Deadline]
    heirs: Mapping[str, str]
    merged: Mapping[str, tuple[int, ...]]

    def tally(self, wanted: deadlines.DeadlineQuery) -> _Tally:
        """Counts the rows per unit in one pass and keeps none of them."""
        found = _Tally(Counter(), set())
        for row in self._late_or_near(wanted):
            found.leaderless += row.unit is None
            if self._is_urged(row, wanted.as_of):
                found.urged_today += 1
            elif row.unit is not None:
                whom = self.heirs.get(row.unit, row.unit)
                found.rows[whom] += 1
                if row.is_moved:
                    found.moved.add(whom)
        return found

    def rows(self, wanted: deadlines.DeadlineQuery, unit: str, tally: _Tally) -> Collection[PendingReminder]:
        """Lists one unit's rows; while a read is held open they are read anew on each pass."""
        own = wanted._replace(unit=unit, merged=self.merged.get(unit, ()))

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
        for row in self.beside if wanted.plan == self.first else ():
            whose = self.heirs.get(row.unit, row.unit) if row.unit is not None else None
            if wanted.unit in (None, whose) and is_to_be_urged(row, self.until) and self._may_be(row):
                yield row

    def _may_be(self, row: Deadline) -> bool:
        # ``only`` are the rows open as stored: with a clock set back, closed work would show as open and be urged.
        return self.only is None or _name(row) in self.only

    def _is_urged(self, row: Deadline, day: date) -> bool:
        newest = self.last.get(_name(row))
        return newest is not None and newest.sent_on == day


def rows_beside(reader: Reader, wanted: deadlines.DeadlineQuery) -> tuple[Deadline, ...]:
    """Lists the rows of records, each with the words that tell them apart from the plan's work."""
    return tuple(
        row._replace(content=f"{one.word[0].upper()}{one.word[1:]}: {row.content}")
        for one in follow_ups(reader, wanted)
        for row in one.rows
    )


def is_to_be_urged(row: Deadline, until: date) -> bool:
    """True for a row of a record that is late, or due up to a day, and that nobody handed in."""
    is_open = row.stage in (Stage.NOT_STARTED, Stage.IN_PROGRESS)
    return is_open and row.due_on is not None and row.due_on <= until


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
    if order.document is not None:
        order = replace(order, document=required_text(order.document, "Số công văn"))
    with writing(request) as work:
        _, wanted = plans_and_query(work.reader, request, unit)
        open_rows = reminders.open_rows(work.reader, wanted.plan, wanted.others)
        open_rows |= reminders.open_rows_of_records(work.reader)
        found = _pending_reminders(
            work.reader, request, unit, order.kind, order.threshold, open_rows, spare_office=publisher is not None
        )
        notes = [*_of_own_work(found), *_of_unurged(found)]
        if not found.pending:
            raise ConflictError(_nobody(found), " ".join(notes) or _SEE_LIST)
        refuse_closed(request, found.plan.code, found.plan.closed_on)
        if publisher is None:
            log = _Log(request.today, content, order.document, reply_by=order.reply_by)
            for one in found.pending:
                log.write(work, one)
        else:
            notes = [*_publish(work, request, found, order, publisher, content), *notes]
    total = sum(len(one.rows) for one in found.pending)
    headline = f"Đã ghi {total} lần đôn đốc cho {len(found.pending)} đơn vị."
    codes = ", ".join(one.unit.code for one in found.pending)
    return changed(request, work, headline, codes, plan=found.plan.code, notes=tuple(notes))


def _nobody(found: ReminderList) -> str:
    if found.threshold is None:
        return "Không có đơn vị nào cần đôn đốc hôm nay."
    return f"Không có đơn vị nào có tỷ lệ đúng hạn dưới {found.threshold}% mà còn việc để đôn đốc hôm nay."


def _of_own_work(found: ReminderList) -> Iterator[str]:
    """Tells what the office itself owes, which no letter urges."""
    if found.office is not None and found.office_rows:
        code = found.office.code
        yield (
            f"{found.office.name} ({code}) không tự gửi cho mình: còn {found.office_rows} việc; vẫn gửi thì thêm "
            f"--unit {code}."
        )


def _of_unurged(found: ReminderList) -> Iterator[str]:
    """Names the units below the threshold that have nothing to be urged: what was late is done, or was urged today."""
    if found.unurged:
        told = ", ".join(f"{code} {rate.numerator}/{rate.denominator}" for code, rate in found.unurged)
        yield f"Cũng dưới {found.threshold}% nhưng không còn việc để đôn đốc: {told}."


def _publish(
    work: Transaction, request: Request, found: ReminderList, order: Order, publisher: Publisher, content: str | None
) -> Sequence[str]:
    """Makes the letters and logs what each urges; gives what there is to be told of their files."""
    from danvan_cli.services.letters import letters_for

    letters = letters_for(work.reader, request, found, order)
    names = publisher.names(letters)
    begin = reminders.last_letter(work.reader) + 1
    sent: list[Sent] = []
    for place, (letter, name) in enumerate(zip(letters, names, strict=True), start=begin):
        log = _Log(letter.signed_on, content, letter.printed_number or name, place, letter.reply_by, letter.threshold)
        for one in letter.addressees:
            sent += log.write(work, one)
    publisher.write(letters, sent)
    return publisher.told()


@dataclass(frozen=True, slots=True)
class _Log:
    """What is logged of every row urged at one time; ``letter`` and ``threshold`` only of letters made here."""

    sent_on: date
    content: str | None
    document: str | None
    letter: int | None = None
    reply_by: date | None = None
    threshold: int | None = None

    def write(self, work: Transaction, told: UnitReminders) -> list[Sent]:
        """Adds a reminder of the unit that is told to each row, numbered after its last one."""
        from danvan_cli.db import tables

        sent = []
        (unit,) = keys_of(work.reader, [told.unit.code])
        for row in told.rows:
            key, number = reminders.next_number(work.reader, row.deadline)
            sent.append(Sent(key, number, self.sent_on.isoformat(), self.document))
            work.session.add(
                tables.Reminder(deadline_id=key, unit_id=unit, number=number, kind=row.kind, **asdict(self))
            )
        work.session.flush()
        return sent
