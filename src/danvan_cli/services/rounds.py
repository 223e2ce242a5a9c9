"""Reporting rounds: opened, answered by the units, completed, closed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.rounds import rounds_of
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.record_kinds import RecordKind
from danvan_cli.domain.report_periods import ReportPeriod, read_period
from danvan_cli.domain.rounds import (
    SENDING_DAYS,
    Round,
    UnitReport,
    read_given,
    reminder_words,
)
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.validation import required_text
from danvan_cli.services.coverage import expected_units
from danvan_cli.services.days_off import calendar_of
from danvan_cli.services.due_days import plan_context
from danvan_cli.services.record_kinds import all_kinds, kind_of
from danvan_cli.services.request import Request
from danvan_cli.services.round_answers import add_nothing, empty_kind
from danvan_cli.services.round_heirs import open_demand, pass_demand, refuse_ended, who_completes
from danvan_cli.services.round_views import find_round
from danvan_cli.services.writing import changed, past_day, plan_row, row_key, unit_rows, writing


class NewRound(NamedTuple):
    """A round to be opened; what is None follows from the period that ``name`` tells.

    Without ``due_on`` it is two working days after the cut-off; without ``units`` all that have to report. ``kinds``
    are the kinds of records that the units tell besides, "all" for every one.
    """

    name: str
    first: date | None = None
    cut_off: date | None = None
    due_on: date | None = None
    units: Sequence[str] = ()
    kinds: Sequence[str] = ()


def open_round(request: Request, new: NewRound) -> Changed:
    """Opens a round for the units of today.

    ConflictError for one that the plan has, UsageError for days out of order.
    """
    with writing(request) as work:
        plan = plan_row(work, request)
        period = _period(work, request, new.name, plan)
        first, cut_off = new.first or period.first, new.cut_off or period.last
        due_on = new.due_on or calendar_of(work.reader).add_working_days(cut_off, SENDING_DAYS)
        _refuse_far(plan, _last_year(work, plan), (first, cut_off, due_on))
        if not first <= cut_off <= due_on:
            raise UsageError(
                f"Đợt từ {describe(first)}, chốt {describe(cut_off)}, hạn gửi {describe(due_on)}: các ngày không theo "
                "thứ tự.",
                "Ngày đầu trước ngày chốt, ngày chốt không sau hạn gửi.",
            )
        if any(one.code == period.name for one in rounds_of(work.reader, plan.code)):
            raise ConflictError(f"Đã có đợt báo cáo {period.name}.", "Xem bằng danvan round status.")
        units = unit_rows(work, new.units, acting=True) if new.units else _obliged(work, plan.code, request.today)
        if not units:
            raise ConflictError(
                "Chưa có đơn vị nào phải báo cáo.", "Ghi --unit, hoặc thêm đơn vị bằng danvan unit add."
            )
        title = _capital(period.words)
        row = tables.Round(
            plan_id=row_key(plan.id), code=period.name, title=title, first=first, cut_off=cut_off, due_on=due_on,
            opened_on=request.today, kinds=json.dumps([kind.key for kind in _asked_kinds(new.kinds)]),
        )  # fmt: skip
        work.session.add(row)
        work.session.flush()
        _add(work, row, units, request.today)
        told = f"Đã mở đợt báo cáo {title}: {len(units)} đơn vị, chốt {short(cut_off)}, hạn gửi {short(due_on)}."
        code, plan_code = row.code, plan.code
    return changed(request, work, told, code, plan=plan_code)


def _asked_kinds(words: Sequence[str]) -> list[RecordKind]:
    named = [word.strip() for several in words for word in several.split(",")]
    if any(fold(word) in ("all", "tat ca") for word in named):
        return list(all_kinds())
    return list({(kind := kind_of(word)).key: kind for word in named}.values())


def _period(work: Transaction, request: Request, words: str, plan: tables.Plan) -> ReportPeriod:
    rule, year = settings(work.reader).report_periods, plan.year
    period = read_period(words, year, rule, lambda text: parse_date(text, today=request.today, year=year))
    last_year = _last_year(work, plan)
    # Days of one's own may reach over the year's end, such as the report that sums the year up in January.
    known = range(year, last_year + 1) if period.year else range(year, last_year + 2)
    if (period.year or period.last.year) not in known:
        years = f"năm {year}" if last_year == year else f"các năm {year}–{last_year}"
        raise UsageError(
            f"{_capital(period.words)} không thuộc kế hoạch {plan.code}, là kế hoạch {years}.",
            f"Ghi kỳ của năm {year}, hoặc chọn kế hoạch khác bằng --plan.",
        )
    return period


def _last_year(work: Transaction, plan: tables.Plan) -> int:
    return max(plan_context(work, plan).last_year or plan.year, plan.year + plan.is_school_year)


def _refuse_far(plan: tables.Plan, last_year: int, days: Sequence[date]) -> None:
    """Refuses a day whose year was mistyped: a round may begin before its plan's years and be sent after them."""
    for day in days:
        if not plan.year - 1 <= day.year <= last_year + 1:
            raise UsageError(f"Ngày {describe(day)} xa năm {plan.year} của kế hoạch {plan.code}.", "Kiểm tra lại năm.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _obliged(work: Transaction, plan: str, today: date) -> list[tables.Unit]:
    codes = expected_units(work.reader, plan, all_units(work.reader), today)
    query = select(tables.Unit).where(col(tables.Unit.agency_id) == work.agency).order_by(col(tables.Unit.id))
    return [unit for unit in work.session.exec(query).all() if unit.code in codes]


def _add(work: Transaction, row: tables.Round, units: Sequence[tables.Unit], day: date) -> None:
    work.session.add_all(
        tables.RoundUnit(round_id=row_key(row.id), unit_id=row_key(unit.id), added_on=day) for unit in units
    )
    work.session.flush()


def add_units(request: Request, words: str | None, units: Sequence[str]) -> Changed:
    """Takes units into an open round that were not there when it was opened; ConflictError for one that is in it."""
    with writing(request) as work:
        found, row = _open_row(work, request, words)
        new = unit_rows(work, units, acting=True)
        known = {one.unit for one in found.reports}
        for unit in new:
            if unit.code in known:
                raise ConflictError(f"{unit.code} đã ở trong đợt {found.code}.", "Xem bằng danvan round status.")
        _add(work, row, new, request.today)
        told = f"Đã thêm vào đợt {found.title}: {', '.join(unit.code for unit in new)}."
    return changed(request, work, told, found.code, plan=found.plan)


class Sending(NamedTuple):
    """How a unit's report came: on which day, by which form or document, whole or as a draft.

    ``given`` are the marks of what a form's cells said, ``nothing`` the kinds of records, by any of their names, of
    which the unit says that none arose.
    """

    on: date | None = None
    form: str | None = None
    is_draft: bool = False
    given: Mapping[str, str] = MappingProxyType({})
    nothing: Sequence[str] = ()


def receive(request: Request, words: str | None, units: Sequence[str], sending: Sending) -> Changed:
    """Notes that units have sent, or have a draft; a later report of the same unit replaces and answers what was asked.

    UsageError for a day not come yet or before the round's days; ConflictError for a unit that is not in the round, a
    closed round, or a draft of what was sent and not asked about.
    """
    on = past_day(sending.on, request)

    def take(found: Round, rows: list[tuple[UnitReport, tables.RoundUnit]], work: Transaction) -> str:
        if on < found.first:
            raise UsageError(
                f"Ngày {describe(on)} trước khi đợt {found.title} bắt đầu ({short(found.first)}).",
                "Ghi đúng ngày gửi ở --on, hoặc chọn đợt khác.",
            )
        for report, row in rows:
            if report.has_ended(on):
                refuse_ended(work, report, on)
            row.form = clean(sending.form or "") or row.form
            if sending.given:
                row.given = json.dumps({**read_given(row.given), **sending.given})
            if sending.nothing:
                add_nothing(row, [empty_kind(work, found, report.unit, words) for words in sending.nothing])
            _note_sent(work, report, row, on, is_draft=sending.is_draft)
        names = ", ".join(report.unit for report, _ in rows)
        return f"Đã ghi {'bản nháp' if sending.is_draft else 'báo cáo'} {found.title} của {names}, {describe(on)}."

    return _change(request, words, units, take)


def _note_sent(work: Transaction, report: UnitReport, row: tables.RoundUnit, on: date, *, is_draft: bool) -> None:
    demand = open_demand(work, row)
    if is_draft:
        if row.sent_on is not None and demand is None:
            raise ConflictError(
                f"{report.unit} đã gửi ngày {short(row.sent_on)}, không còn là nháp.",
                f"Cần sửa thì yêu cầu bổ sung: danvan round ask --unit {report.unit}.",
            )
        row.drafted_on = row.drafted_on or on
        return
    if row.sent_on is None:
        row.sent_on = on
    elif on < row.sent_on:
        row.sent_on = on  # an earlier day puts one right that was typed too late
    else:
        row.resent_on = max(on, row.resent_on or on)
    if demand is not None and on >= demand.asked_on:
        demand.answered_on = on


def ask(request: Request, words: str | None, units: Sequence[str], reason: str, due_on: date | None) -> Changed:
    """Asks units that have sent to complete their report; ConflictError for one that has not, or was asked already.

    What a unit that has ended had sent its heir completes; ConflictError where it has none.
    """
    reason = required_text(reason, "Lý do")

    def take(found: Round, rows: list[tuple[UnitReport, tables.RoundUnit]], work: Transaction) -> str:
        asked = []
        for report, row in rows:
            if row.sent_on is None:
                raise ConflictError(f"{report.unit} chưa gửi báo cáo, chưa có gì để bổ sung.", "Nhắc gửi trước.")
            whose, part = who_completes(work, request, report, row)
            if open_demand(work, part) is not None:
                raise ConflictError(
                    f"{whose} đang có một yêu cầu bổ sung chưa xong.", "Chờ bổ sung rồi mới yêu cầu tiếp."
                )
            if part is row:
                key = row_key(row.id)
                work.session.add(
                    tables.RoundDemand(round_unit_id=key, asked_on=request.today, reason=reason, due_on=due_on)
                )
            else:
                pass_demand(work, report.unit, part, request.today, reason, due_on)
            asked.append(whose if part is row else f"{whose} (tiếp nhận {report.unit})")
        until = f", hạn {short(due_on)}" if due_on else ""
        return f"Đã yêu cầu {', '.join(asked)} bổ sung báo cáo {found.title}{until}."

    if due_on is not None and due_on < request.today:
        raise UsageError(f"Hạn bổ sung {describe(due_on)} đã qua.", "Ghi ngày từ hôm nay trở đi ở --due.")
    return _change(request, words, units, take)


def remind(request: Request, words: str | None, units: Sequence[str]) -> tuple[Changed, dict[str, str]]:
    """Notes that units were reminded, by default all that owe a report, and gives the words to each.

    ConflictError where nobody owes one, and for a unit that has sent.
    """
    texts: dict[str, str] = {}
    today = request.today

    def take(found: Round, rows: list[tuple[UnitReport, tables.RoundUnit]], work: Transaction) -> str:
        owing = found.owing(today)
        if not owing:
            raise ConflictError(f"Không đơn vị nào còn nợ báo cáo {found.title}.", "Xem bằng danvan round status.")
        for report, row in rows:
            if report not in owing:
                raise ConflictError(f"{report.unit} đã gửi báo cáo {found.title}, không nhắc nữa.", "Bỏ đơn vị ấy.")
            row.reminded, row.reminded_on = row.reminded + 1, today
            texts[report.unit] = reminder_words(found, report, today)
        return f"Đã ghi nhắc báo cáo {found.title}: {', '.join(texts)}."

    return _change(request, words, units, take, who_owes=True), texts


def _change(
    request: Request,
    words: str | None,
    units: Sequence[str],
    take: Callable[[Round, list[tuple[UnitReport, tables.RoundUnit]], Transaction], str],
    *,
    who_owes: bool = False,
) -> Changed:
    """Changes where units stand in an open round, all of them or none; ``who_owes``: without units, those that owe."""
    with writing(request) as work:
        found, row = _open_row(work, request, words)
        known = {report.unit: (report, part) for report, part in _all_rows(work, found, row)}
        chosen = []
        for unit in unit_rows(work, units):
            if unit.code not in known:
                raise ConflictError(
                    f"{unit.code} không ở trong đợt {found.code}.",
                    f"Thêm bằng danvan round add {found.code} --unit {unit.code}.",
                )
            chosen.append(known[unit.code])
        if not units and who_owes:
            chosen = [known[one.unit] for one in found.owing(request.today)]
        elif not chosen:
            raise UsageError("Chưa ghi đơn vị nào.", "Ghi --unit MÃ; nhiều đơn vị cách nhau bằng dấu phẩy.")
        told = take(found, chosen, work)
        work.session.flush()
    return changed(request, work, told, found.code, plan=found.plan)


def _all_rows(work: Transaction, found: Round, row: tables.Round) -> list[tuple[UnitReport, tables.RoundUnit]]:
    """Pairs the units' reports of a round with their stored rows."""
    query = (
        select(tables.RoundUnit, tables.Unit.code)
        .join(tables.Unit, col(tables.Unit.id) == tables.RoundUnit.unit_id)
        .where(col(tables.RoundUnit.round_id) == row.id)
    )
    stored = {code: part for part, code in work.session.exec(query).all()}
    return [(report, stored[report.unit]) for report in found.reports]


def close_round(request: Request, words: str | None) -> Changed:
    """Closes a round and locks what was sent; who has not sent is named in the notes."""
    with writing(request) as work:
        found, row = _open_row(work, request, words)
        row.closed_on = request.today
        work.session.flush()
        owing = [one.unit for one in found.owing(request.today)]
    notes = (f"Chưa gửi: {', '.join(owing)}.",) if owing else ()
    told = f"Đã khóa đợt {found.title}: {found.sent(request.today)}/{len(found.states(request.today))} đơn vị đã gửi."
    return changed(request, work, told, found.code, plan=found.plan, notes=notes)


def reopen_round(request: Request, words: str | None) -> Changed:
    """Opens a closed round again; ConflictError for one that is open."""
    with writing(request) as work:
        found, row = _row(work, request, words)
        if row.closed_on is None:
            raise ConflictError(f"Đợt {found.code} đang mở.", "Xem bằng danvan round status.")
        row.closed_on = None
        work.session.flush()
    return changed(request, work, f"Đã mở lại đợt {found.title}.", found.code, plan=found.plan)


def _row(work: Transaction, request: Request, words: str | None) -> tuple[Round, tables.Round]:
    plan = plan_row(work, request)
    found = find_round(rounds_of(work.reader, plan.code), words, plan.year, request.today)
    query = select(tables.Round).where(col(tables.Round.plan_id) == plan.id, col(tables.Round.code) == found.code)
    return found, work.session.exec(query).one()


def _open_row(work: Transaction, request: Request, words: str | None) -> tuple[Round, tables.Round]:
    found, row = _row(work, request, words)
    if row.closed_on is not None:
        raise ConflictError(
            f"Đợt {found.code} đã khóa ngày {short(row.closed_on)}.", f"Mở lại bằng danvan round reopen {found.code}."
        )
    return found, row
