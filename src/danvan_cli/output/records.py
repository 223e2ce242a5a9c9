"""Records of figures that are not tasks: lists, one record, sums, and what a kind holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from danvan_cli.domain.dates import short
from danvan_cli.domain.numbers import NOTHING_AROSE, format_number
from danvan_cli.domain.record_kinds import FieldType, KindField, RecordKind, listed_words
from danvan_cli.domain.record_sums import RecordSum, SummedRate, SumsBeside, difference, summed_fields
from danvan_cli.domain.record_values import KeptRecord, Value, typed_values, value_words
from danvan_cli.output import labels
from danvan_cli.output.contract import number_data
from danvan_cli.output.details import facts
from danvan_cli.output.record_standing import carried_lines, standing_cells, standing_data, standing_facts
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Cell, Column, Period, Report, Table, merged_note, number, without_empty

if TYPE_CHECKING:
    from danvan_cli.domain.record_standing import Carried
    from danvan_cli.domain.record_sums import RecordSums
    from danvan_cli.domain.report_periods import ReportPeriod

_TYPES = {
    FieldType.INTEGER: "số nguyên",
    FieldType.DECIMAL: "số",
    FieldType.DATE: "ngày",
    FieldType.TEXT: "chữ",
    FieldType.CHOICE: "chọn",
    FieldType.UNITS: "các đơn vị",
}
_EMPTY = "Chưa có phiếu nào như vậy; ghi bằng danvan record add."


def record_list(kind: RecordKind | None, records: Sequence[KeptRecord], kinds: Sequence[RecordKind]) -> Report:
    """Lists records: of one kind a column for each field, of several all values in one."""
    table = _mixed_table(records, kinds) if kind is None else _kind_table(kind, records)
    return Report("", (), (without_empty(table) if records else table,))


def _mixed_table(records: Sequence[KeptRecord], kinds: Sequence[RecordKind]) -> Table:
    by_key = {kind.key: kind for kind in kinds}
    columns = (
        Column("Mã"), Column("Loại", wide=True), Column("Đơn vị"), Column("Kỳ, ngày"), Column("Số liệu", wide=True),
    )  # fmt: skip
    rows = tuple(
        (one.code, kind.word, one.unit or labels.WHOLE_AGENCY, Period.of(one.when), typed_values(kind, one.values))
        for one in records
        for kind in (by_key[one.kind],)
    )
    return Table("", columns, rows, empty=_EMPTY)


def _kind_table(kind: RecordKind, records: Sequence[KeptRecord]) -> Table:
    columns = (
        Column("Mã"), Column("Đơn vị"), Column("Kỳ, ngày"), Column("Thuộc phiếu"),
        Column("Tình trạng"), Column("Hạn hiện nay"), number("Trễ (ngày)"),
        *map(_column, kind.fields),
        Column("Số liệu đến"), Column("Người báo", wide=True), Column("Biểu mẫu", wide=True),
        Column("Minh chứng", wide=True), Column("Ghi chú", wide=True),
    )  # fmt: skip
    rows = tuple(
        (
            one.code,
            one.unit or labels.WHOLE_AGENCY,
            Period.of(one.when),
            one.of,
            *standing_cells(one),
            *(_cell(field, one.values.get(field.key)) for field in kind.fields),
            one.as_of if one.as_of != one.last_day else None,
            one.given_by,
            one.form,
            "; ".join(one.evidence),
            one.note,
        )
        for one in records
    )
    return Table("", columns, rows, empty=_EMPTY, note=_numbers_note(kind))


def _column(field: KindField) -> Column:
    title = f"({field.number})" if field.number else field.word[0].upper() + field.word[1:]
    return number(title) if field.is_number else Column(title, wide=field.type is FieldType.TEXT)


def _numbers_note(kind: RecordKind) -> str:
    """Says what the columns are that stand under the numbers of the official form."""
    return "; ".join(f"({field.number}) {field.word}" for field in kind.fields if field.number)


def _cell(field: KindField, value: Value | None) -> Cell:
    return value if value is None or isinstance(value, Decimal | date) else value_words(field, value)


def record_sheet(
    kind: RecordKind,
    record: KeptRecord,
    rates: Iterable[SummedRate],
    before: KeptRecord | None,
    own: Sequence[str] = (),
) -> Report:
    """Shows one record whole, each figure with that of the year before beside it."""
    head: list[tuple[str, Cell]] = [
        ("Loại", kind.word),
        ("Đơn vị", record.unit or labels.WHOLE_AGENCY),
        ("Kỳ" if record.period else "Ngày", Period.of(record.when)),
        ("Từ ngày", record.first_day if record.period else None),
        ("Đến ngày", record.last_day if record.period else None),
        ("Số liệu đến ngày", record.as_of if record.as_of != record.last_day else None),
        ("Người báo", record.given_by),
        ("Biểu mẫu", record.form),
        ("Thuộc phiếu", record.of),
        ("Các phiếu thuộc phiếu này", ", ".join(own)),
        *standing_facts(record),
        ("Minh chứng", "; ".join(record.evidence)),
        ("Ghi chú", record.note),
    ]
    columns = (
        Column("Mục", wide=True),
        number("Số liệu"),
        number(f"Cùng kỳ ({before.when_words})" if before else "Cùng kỳ"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            _field_title(field),
            _cell(field, record.values.get(field.key)),
            _cell(field, before.values.get(field.key)) if before else None,
        )
        for field in kind.fields
    ]
    rows += [(_upper(rate.word), rate_words(rate), None) for rate in rates]
    return Report(f"Phiếu {record.code}", (), (facts(head), without_empty(Table("", columns, tuple(rows)))))


def _field_title(field: KindField) -> str:
    title = f"({field.number}) {field.word}" if field.number else _upper(field.word)
    return f"{title} ({field.measure})" if field.measure else title


def _upper(word: str) -> str:
    return word[0].upper() + word[1:]


def rate_words(rate: SummedRate) -> str:
    """Writes a rate with both its figures: "64/67 (95,52%)"; of 0/0, that nothing arose; empty where unknown."""
    if rate.numerator is None or rate.denominator is None:
        return ""
    if not rate.denominator:
        return NOTHING_AROSE
    percent = "" if rate.percent is None else f" ({format_number(rate.percent)}%)"
    return f"{format_number(rate.numerator)}/{format_number(rate.denominator)}{percent}"


def sum_report(
    kind: RecordKind, period: ReportPeriod, before: ReportPeriod, by: KindField | None, sums: RecordSums,
    warnings: Sequence[str], carried: Carried | None, merged: Mapping[str, Sequence[str]],
) -> Report:  # fmt: skip
    """Shows the whole beside the year before, then a line for each unit, or for each value of the field ``by``."""
    when = f"{_upper(kind.word)}, {period.words} ({short(period.first)}–{short(period.last)})"
    doubts = tuple(f"Cần xem lại: {warning}" for warning in warnings)
    if not sums.whole.now.records and sums.whole.before is None and not (carried and carried.total):
        return Report(when, (f"Không có phiếu {kind.word} nào trong kỳ.", *doubts), ())
    said = (*carried_lines(carried), *doubts)
    note = merged_note([f"{heir} gồm cả {', '.join(olds)}" for heir, olds in merged.items()])
    tables = (_whole_table(kind, before, sums.whole), _line_table(kind, by, sums, note), _rate_table(kind, by, sums))
    return Report(when, said, tables if kind.rates else tables[:2])


def _whole_table(kind: RecordKind, before: ReportPeriod, whole: SumsBeside) -> Table:
    now, then = whole
    columns = (
        Column("Mục", wide=True), number("Kỳ này"), number("Cùng kỳ năm trước"), number("Tăng, giảm"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        ("Số phiếu", now.records, then.records if then else None, None),
        *(
            (_field_title(field), now.values.get(field.key), old, signed(difference(now.values.get(field.key), old)))
            for field in summed_fields(kind)
            for old in (then.values.get(field.key) if then else None,)
        ),
    ]
    for place, rate in enumerate(now.rates):
        old_rate = then.rates[place] if then else None
        points = difference(rate.percent, old_rate.percent if old_rate else None)
        told = f"{signed(points)} điểm %" if points is not None else ""
        rows.append((_upper(rate.word), rate_words(rate), rate_words(old_rate) if old_rate else None, told))
    note = f"Cùng kỳ: {before.words} ({short(before.first)}–{short(before.last)})."
    return Table("Cả kỳ", columns, tuple(rows), note=note)


def signed(change: Decimal | None) -> str:
    """Writes a difference with its sign: "+12", "-3,5"; empty where there is none to tell."""
    return "" if change is None else f"{'+' if change > 0 else ''}{format_number(change)}"


def _line_table(kind: RecordKind, by: KindField | None, sums: RecordSums, note: str) -> Table:
    fields = summed_fields(kind)
    columns = (_by_column(by), number("Số phiếu"), *map(_column, fields))
    rows = tuple(
        (title, line.records, *(line.values.get(field.key) for field in fields)) for title, line in _lines(by, sums)
    )
    title = f"Theo {by.word if by else 'đơn vị'}"
    return Table(title, columns, rows, total_rows=1, note=" ".join(filter(None, (_numbers_note(kind), note))))


def _rate_table(kind: RecordKind, by: KindField | None, sums: RecordSums) -> Table:
    columns = (_by_column(by), *(number(_upper(rate.word)) for rate in kind.rates))
    rows = tuple((title, *map(rate_words, line.rates)) for title, line in _lines(by, sums))
    return Table(f"Tỷ lệ theo {by.word if by else 'đơn vị'}", columns, rows, total_rows=1)


def _by_column(by: KindField | None) -> Column:
    return Column(_upper(by.word), wide=True) if by else Column("Đơn vị")


def _lines(by: KindField | None, sums: RecordSums) -> Iterator[tuple[str, RecordSum]]:
    """Gives each line of the period with its title, the whole last."""
    otherwise = labels.EMPTY if by else labels.WHOLE_AGENCY
    yield from ((line.now.of or otherwise, line.now) for line in sums.lines)
    yield "Cộng", sums.whole.now


def kind_list(kinds: Iterable[tuple[RecordKind, int]]) -> Report:
    """Lists the kinds that there are, and how many records each has."""
    columns = (Column("Mã loại"), Column("Loại phiếu", wide=True), Column("Ghi theo"), number("Số phiếu"))
    times = {"day": "ngày", "period": "kỳ", "year": "năm"}
    rows = tuple((kind.key, kind.word, times[kind.time], records) for kind, records in kinds)
    return Report("", (), (Table("", columns, rows, note="Các mục của một loại: danvan record kinds LOẠI."),))


def kind_sheet(kind: RecordKind) -> Report:
    """Shows what a record of a kind holds, and what must hold in it."""
    columns = (
        Column("Mục", wide=True),
        Column("Tên ngắn"),
        Column("Kiểu"),
        Column("Bắt buộc"),
        Column("Giá trị", wide=True),
    )
    rows = tuple(
        (
            _field_title(field),
            field.key,
            _TYPES[field.type],
            "có" if field.required else None,
            ", ".join(field.choices.values()) or field.example,
        )
        for field in kind.fields
    )
    return Report(_upper(kind.word), (), (without_empty(Table("", columns, rows)), _rule_table(kind)))


def _rule_table(kind: RecordKind) -> Table:
    told = [
        (f"{' + '.join(map(kind.word_of, rule.left))} = {' + '.join(map(kind.word_of, rule.right))}", rule.is_warning)
        for rule in kind.sums
    ]
    told += [
        (f"{kind.word_of(rule.part)} không quá {kind.word_of(rule.whole)}", rule.is_warning) for rule in kind.parts
    ]
    told += [
        (f"{field.word} bằng {kind.word_of(field.carried_from)} của kỳ trước", True)
        for field in kind.fields
        if field.carried_from
    ]
    told += _step_rules(kind)
    told += [(f"{kind.word_of(kind.keeps_up)} không thấp hơn năm trước", True)] if kind.keeps_up else []
    rows = tuple((_upper(words), "nhắc" if is_warning else "không ghi") for words, is_warning in told)
    apart = f"; phiếu khác {listed_words(kind, kind.apart)} thì được" if kind.apart else ""
    note = f"Các phiếu của một đơn vị không trùng ngày nhau{apart}."
    return Table("Quy tắc", (Column("Quy tắc", wide=True), Column("Sai thì")), rows, note=note, empty=note)


def _step_rules(kind: RecordKind) -> list[tuple[str, bool]]:
    """Tells in which order a record goes on, and by when one that is followed must be closed."""
    named = [kind.begins, *(step.word for step in kind.steps if not step.ends)]
    ends = [step.word for step in kind.steps if step.ends]
    order = " → ".join(named) + (f"; hoặc {', '.join(ends)}" if ends else "")
    told = [(f"thứ tự: {order}", False)] if kind.steps else []
    if kind.follow is not None:
        told.append((f"{kind.word_of(kind.follow.due)} không trước ngày của phiếu", False))
    return told


def record_data(record: KeptRecord) -> Data:
    """A record as JSON: ``values`` by field, a field that is empty is not in it; ``period`` is null for a day's."""
    told: dict[str, Any] = {name: getattr(record, name) for name in ("code", "kind", "unit", "period")}
    days = {name: getattr(record, name).isoformat() for name in ("first_day", "last_day", "as_of")}
    values = {key: _value_data(value) for key, value in record.values.items()}
    rest = {name: getattr(record, name) for name in ("given_by", "form", "note")}
    of = {"of": record.of, "standing": None if record.standing is None else standing_data(record)}
    return {**told, **days, "values": values, **rest, "evidence": list(record.evidence), **of}


def _value_data(value: Value) -> Any:
    if isinstance(value, Decimal):
        return number_data(value)
    return value.isoformat() if isinstance(value, date) else value


def rate_data(rate: SummedRate) -> Data:
    """A rate as JSON; ``percent`` is null of 0/0 and where a figure is unknown."""
    return {
        "word": rate.word,
        "numerator": number_data(rate.numerator),
        "denominator": number_data(rate.denominator),
        "percent": number_data(rate.percent),
    }


def sums_data(line: SumsBeside) -> Data:
    """Sums with those of a year earlier under ``before``, null where there is no record of it."""
    return {**_sum_data(line.now), "before": None if line.before is None else _sum_data(line.before)}


def _sum_data(one: RecordSum) -> Data:
    return {
        "of": one.of,
        "records": one.records,
        "values": {key: number_data(value) for key, value in one.values.items()},
        "rates": [rate_data(rate) for rate in one.rates],
        "partial": list(one.partial),
    }


def period_data(period: ReportPeriod) -> Data:
    """A period as JSON, both ends included."""
    return {"name": period.name, "first_day": period.first.isoformat(), "last_day": period.last.isoformat()}


def kind_data(kind: RecordKind) -> Data:
    """What a kind holds, as JSON."""
    return {
        "key": kind.key,
        "word": kind.word,
        "time": str(kind.time),
        "fields": [
            {
                "key": field.key,
                "word": field.word,
                "type": str(field.type),
                "required": field.required,
                "over": str(field.over),
                "measure": field.measure or None,
                "number": field.number or None,
                "choices": dict(field.choices),
            }
            for field in kind.fields
        ],
        "of": kind.of or None,
        "states": [word for word in (kind.begins, *(step.word for step in kind.steps)) if word],
        "counts": {count.field.key: count.field.word for count in kind.counts},
        "follows": kind.follow.word if kind.follow else None,
    }
