"""Records looked at: lists, one record, and sums beside those of the same period a year earlier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.plans import find_plan
from danvan_cli.db.reads.records import children_of, kinds_in_use, record_codes, record_of, records_of
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_code, find_unit
from danvan_cli.domain.comparing import years_before
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.record_kinds import KindField, RecordKind, Time, find_field
from danvan_cli.domain.record_rules import is_beside
from danvan_cli.domain.record_standing import Carried, at_day, carried_over, with_counts
from danvan_cli.domain.record_stocks import handover_at
from danvan_cli.domain.record_sums import (
    Numbers,
    RecordSums,
    SummedRate,
    counted_in,
    parts_of,
    rates_of,
    summed_fields,
    sums_of,
)
from danvan_cli.domain.record_values import KeptRecord, value_words
from danvan_cli.domain.report_periods import ReportPeriod, named_period, read_period
from danvan_cli.domain.reporting import RecordsTold
from danvan_cli.domain.succession import has_ended, heirs_at
from danvan_cli.domain.text import fold
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.words import PeriodRule
from danvan_cli.services.record_kinds import all_kinds, kind_by_key, kind_of
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot


class RecordList(NamedTuple):
    """Records found, at most so many; of one kind where one was asked for. ``total`` counts all there are."""

    kind: RecordKind | None
    records: tuple[KeptRecord, ...]
    total: int


class RecordDetail(NamedTuple):
    """One record with its rates, that of the same unit a year earlier where there is one, and what belongs to it."""

    kind: RecordKind
    record: KeptRecord
    rates: tuple[SummedRate, ...]
    before: KeptRecord | None
    own: tuple[str, ...] = ()


class SumDetail(NamedTuple):
    """Sums of a kind over a period; ``by`` is the field that parts the lines, None for the unit.

    ``merged`` names by unit those whose records are added to its line because they were merged into it.
    """

    kind: RecordKind
    period: ReportPeriod
    before: ReportPeriod
    by: KindField | None
    sums: RecordSums
    warnings: tuple[str, ...]
    carried: Carried | None
    merged: Mapping[str, tuple[str, ...]]


class KindUse(NamedTuple):
    """A kind, and how many records of it there are."""

    kind: RecordKind
    records: int


def list_kinds(request: Request) -> tuple[KindUse, ...]:
    """Lists the kinds with the number of their records; none has any where there is no data yet."""
    used: dict[str, int] = {}
    if request.database.exists:
        with snapshot(request) as reader:
            used = kinds_in_use(reader)
    return tuple(KindUse(kind, used.get(kind.key, 0)) for kind in all_kinds())


def list_records(
    request: Request, kind: str | None, unit: str | None, period: str | None, limit: int | None
) -> RecordList:
    """Lists records, of all kinds or one, of all units or one, that lie in a period; oldest first."""
    chosen = None if kind is None else kind_of(kind)
    with snapshot(request) as reader:
        code = None if unit is None else find_unit(all_units(reader), unit).code
        span = None if period is None else _period(reader, request, period)[0]
        found = [
            record
            for one in ([chosen] if chosen else all_kinds())
            for record in _as_seen(reader, one, request.as_of)
            if code in (None, record.unit) and (span is None or _lies_in(record, span))
        ]
    return RecordList(chosen, tuple(found[:limit]), len(found))


def _as_seen(reader: Reader, kind: RecordKind, day: date) -> list[KeptRecord]:
    return [at_day(kind, record, day) for record in records_of(reader, kind.key, day)]


def _lies_in(record: KeptRecord, span: ReportPeriod) -> bool:
    return span.first <= record.first_day and record.last_day <= span.last


def show_record(request: Request, words: str) -> RecordDetail:
    """Finds one record by its code; NotFoundError for an unknown one, and before the day that its figures are of."""
    with snapshot(request) as reader:
        code = find_code(record_codes(reader), words, "phiếu", "Dữ liệu")
        record = record_of(reader, code)
        kind = kind_by_key(record.kind) if record else None
        if record is None or kind is None:
            raise ConflictError(f"Phiếu {code} thuộc loại mà bản này chưa biết.", "Cập nhật danvan lên bản mới hơn.")
        if record.as_of > request.as_of:
            raise NotFoundError(f"Ngày ấy chưa có phiếu {code}.", "Bỏ --as-of để xem hiện nay.")
        record = at_day(kind, record, request.as_of)
        own = tuple(children_of(reader, code))
        before = next(
            (
                other
                for other in records_of(reader, kind.key, request.as_of)
                if record.period and other.first_day == years_before(record.first_day, 1)
                if is_beside(kind, record, other) and abs(other.last_day - years_before(record.last_day, 1)).days < 2
            ),
            None,
        )
    return RecordDetail(kind, record, rates_of(kind, record), before, own)


def sum_records(
    request: Request, kind: str, period: str | None, unit: str | None = None, by: str | None = None
) -> SumDetail:
    """Adds a kind's records up over a period, by default the plan's year, beside the same period a year earlier.

    UsageError for a kind of which nothing may be added, and for a ``by`` that does not set records apart.
    """
    chosen = kind_of(kind)
    if not summed_fields(chosen):
        raise UsageError(
            f"Phiếu {chosen.word} không có số nào cộng được.", f"Xem bằng danvan record list --kind {kind}."
        )
    field = None if by is None else find_field(chosen, by)
    if field is not None and not field.apart:
        told = ", ".join(chosen.word_of(key) for key in chosen.apart) or "không mục nào"
        raise UsageError(f"Không chia được theo “{field.word}”.", f"Chia được theo: {told}.")
    with snapshot(request) as reader:
        code = None if unit is None else find_unit(all_units(reader), unit).code
        span, before = _period(reader, request, period)
        return sums_in(reader, chosen, (span, before), request.as_of, code, field)


def told_in(reader: Reader, kind: RecordKind, span: ReportPeriod, as_of: date, unit: str | None) -> RecordsTold | None:
    """Gives what a report tells of a kind in a period. None where there never was a record of it."""
    units = all_units(reader)
    known = _records_of_unit(units, _as_seen(reader, kind, as_of), unit, min(span.last, as_of))
    if not known:
        return None
    before = _year_earlier(span, settings(reader).report_periods)
    found = sums_in(reader, kind, (span, before), as_of, unit, None)
    area = next((field for field in kind.fields if field.apart), None)
    is_parted = any(field.number for field in kind.fields) and any(area and area.key in one.values for one in known)
    parted = sums_in(reader, kind, (span, before), as_of, unit, area).sums.lines if is_parted else found.sums.lines
    own = tuple(one for one in known if _lies_in(one, span))
    spoke, day = {one.unit for one in own}, min(span.last, as_of)
    # Who ended within the period and told its part has told all: its heir goes on.
    ended = {one.code for one in units if has_ended(one, span.first) or (one.code in spoke and has_ended(one, day))}
    return RecordsTold(
        kind, span, before, found.sums, own, tuple(one for one in known if _lies_in(one, before)),
        found.carried, parted, found.warnings, tuple(code for code in _silent(kind, known, own) if code not in ended),
        found.merged,
    )  # fmt: skip


def figure_in(
    reader: Reader, request: Request, kind: RecordKind, keys: Sequence[str], period: str | None, unit: str | None
) -> tuple[SumDetail, list[tuple[KeptRecord, Numbers]]]:
    """Gives a kind's sums over a period, by default the plan's year, and what each record gives to those of ``keys``.

    A total is told by its parts.
    """
    spans = _period(reader, request, period)
    units, day = all_units(reader), min(spans[0].last, request.as_of)
    known = _records_of_unit(units, records_of(reader, kind.key, request.as_of), unit, day)
    own = with_counts(kind, [one for one in known if _lies_in(one, spans[0])], request.as_of)
    given = counted_in(kind, own, parts_of(kind, keys), handover_at(units, day))
    return sums_in(reader, kind, spans, request.as_of, unit, None), given


def _records_of_unit(
    units: Sequence[Unit], records: Sequence[KeptRecord], code: str | None, day: date
) -> list[KeptRecord]:
    """Lists the records of one unit, those of the units merged into it by a day among them; of all for no unit."""
    heirs = heirs_at(units, day) if code else {}
    return [one for one in records if code is None or code in (one.unit, heirs.get(one.unit or ""))]


def _silent(kind: RecordKind, known: Sequence[KeptRecord], own: Sequence[KeptRecord]) -> list[str]:
    """Lists the units that told of a kind before and not in the period; of periods, not of the newest one of all."""
    newest = max((one.last_day for one in own), default=date.min) if kind.time is Time.PERIOD else date.min
    spoke = {one.unit for one in own if one.last_day >= newest}
    last = max((one.last_day for one in own), default=date.max)
    return list(dict.fromkeys(one.unit for one in known if one.unit and one.last_day <= last and one.unit not in spoke))


def sums_in(
    reader: Reader,
    chosen: RecordKind,
    spans: tuple[ReportPeriod, ReportPeriod],
    as_of: date,
    code: str | None,
    field: KindField | None,
) -> SumDetail:
    """Adds a kind's records up over the first span and, beside it, over the second, as they stood at a day.

    Those of the second as they stood a year before that day, or when that span ended if that was later. Units merged
    by then have their line in the one that they were merged into, in both spans.
    """
    span, before = spans
    then = min(as_of, max(years_before(as_of, 1), before.last))
    units, day = all_units(reader), min(span.last, as_of)
    order, heirs = {one.code: place for place, one in enumerate(units)}, heirs_at(units, day)
    own = _records_of_unit(units, records_of(reader, chosen.key, as_of), code, day)
    own.sort(key=lambda record: order.get(record.unit or "", len(order)))

    spelt: dict[str, str] = {}
    merged: dict[str, dict[str, None]] = {}

    def line_of(record: KeptRecord) -> str | None:
        if field is None:
            heir = code or heirs.get(record.unit or "", record.unit)
            if heir and record.unit and heir != record.unit:
                merged.setdefault(heir, {})[record.unit] = None
            return heir
        words = value_words(field, record.values.get(field.key))
        # One line, as it was first spelt, for what is the same but for capitals and diacritics.
        return spelt.setdefault(fold(words), words) or None

    sums = sums_of(
        chosen,
        with_counts(chosen, [record for record in own if _lies_in(record, span)], as_of),
        with_counts(chosen, [record for record in own if _lies_in(record, before)], then),
        line_of,
        handover_at(units, day),
    )
    warnings = (*sums.warnings, *_crossing(own, span), *_gaps(own, span))
    return SumDetail(
        chosen, span, before, field, sums, warnings, carried_over(chosen, own, span.first, as_of),
        {heir: tuple(olds) for heir, olds in merged.items()},
    )  # fmt: skip


def _crossing(records: list[KeptRecord], span: ReportPeriod) -> tuple[str, ...]:
    """Names the records that lie partly in a span, and so in no sum of it."""
    codes = [
        f"{record.code} ({record.when_words})"
        for record in records
        if record.first_day <= span.last and span.first <= record.last_day and not _lies_in(record, span)
    ]
    return (f"Không cộng vì chỉ nằm một phần trong kỳ: {', '.join(codes)}.",) if codes else ()


def _gaps(records: list[KeptRecord], span: ReportPeriod) -> tuple[str, ...]:
    """Names the units whose periods leave days out between each other: a stock is then not carried over whole."""
    by_unit: dict[str | None, list[KeptRecord]] = {}
    for record in records:
        if record.period and _lies_in(record, span):
            by_unit.setdefault(record.unit, []).append(record)
    found = []
    for unit, own in by_unit.items():
        own.sort(key=lambda record: record.first_day)
        until = own[0].last_day
        for record in own[1:]:
            if (record.first_day - until).days > 1:
                found.append(f"{unit or 'toàn cơ quan'} (trước kỳ {record.when_words})")
            until = max(until, record.last_day)
    return (f"Thiếu phiếu của kỳ giữa: {', '.join(found)}.",) if found else ()


def _period(reader: Reader, request: Request, words: str | None) -> tuple[ReportPeriod, ReportPeriod]:
    """Finds the period meant, and the same one a year earlier."""
    year, rule = request.as_of.year, settings(reader).report_periods
    with suppress(NotFoundError, UsageError):
        year = find_plan(reader, request.plan).year

    def read_day(text: str) -> date:
        return parse_date(text, today=request.today, year=year)

    span = named_period(year, "", rule) if words is None else read_period(words, year, rule, read_day)
    return span, _year_earlier(span, rule)


def _year_earlier(span: ReportPeriod, rule: PeriodRule) -> ReportPeriod:
    if span.year is None:
        first, last = years_before(span.first, 1), years_before(span.last, 1)
        return read_period(f"{first}..{last}", first.year, rule, date.fromisoformat)
    return named_period(span.year - 1, span.name.partition("-")[2].lower().lstrip("0"), rule)
