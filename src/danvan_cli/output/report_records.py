"""What a report tells of a kind of record: a sentence, its rates with both figures, a table; all by its description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from danvan_cli.domain.numbers import NOTHING_AROSE
from danvan_cli.domain.record_kinds import NAMED, FieldType, RecordKind, Telling
from danvan_cli.domain.record_standing import Carried
from danvan_cli.domain.record_sums import RecordSum, summed_fields
from danvan_cli.domain.record_values import KeptRecord, value_words
from danvan_cli.domain.reporting import RecordsTold, ReportFigures
from danvan_cli.output.blocks import Block, Heading, Paragraph
from danvan_cli.output.plan_words import padded
from danvan_cli.output.records import rate_words
from danvan_cli.output.tables import Cell, Column, Table, number, without_empty

_UNKNOWN = "chưa báo"


def records_told(figures: ReportFigures, key: str) -> Iterator[Block]:
    """Tells of the kind so called; nothing where there never was a record of it."""
    found = next((one for one in figures.records if one.kind.key == key), None)
    if found is None:
        return
    kind, now, before = found.kind, found.sums.whole.now, found.sums.whole.before
    telling = kind.told or Telling("")
    yield Heading(kind.table, 2)
    if not now.records:
        yield Paragraph(f"Trong kỳ {NOTHING_AROSE}.")
    else:
        yield Paragraph(_sentence(telling, now.values))
        if rates := [f"{rate.word} {words}" for rate in now.rates if (words := rate_words(rate))]:
            yield Paragraph(f"{_upper('; '.join(rates))}.")
    if before is not None and telling.sentence:
        yield Paragraph(f"Cùng kỳ năm trước ({found.before_words}): {_lower(_sentence(telling, before.values))}")
    if found.carried is not None and found.carried.total:
        yield Paragraph(_carried(found.carried))
    if telling.columns and found.records:
        yield _record_table(figures, found, telling)
    elif not telling.columns and len(found.sums.lines) > 1:
        yield _sum_table(figures, found)


def _sentence(telling: Telling, values: Mapping[str, Decimal]) -> str:
    parts = [_filled(part, values) for part in telling.parts if any(values.get(key) for key in NAMED.findall(part))]
    return f"{_filled(telling.sentence, values)}{': ' if parts else ''}{', '.join(parts)}."


def _filled(words: str, values: Mapping[str, Decimal]) -> str:
    def told(key: str) -> str:
        return padded(int(values[key])) if key in values else _UNKNOWN

    return NAMED.sub(lambda found: told(found[1]), words)


def _carried(carried: Carried) -> str:
    came = ", ".join(f"{padded(many)} {word}" for word, many in carried.came if many)
    told = f"; trong kỳ: {came}" if came else ""
    return f"Từ các kỳ trước chuyển sang {padded(carried.total)}{told}; còn tiếp tục {padded(carried.left)}."


def _record_table(figures: ReportFigures, found: RecordsTold, telling: Telling) -> Table:
    kind = found.kind
    columns = (
        number("TT"), Column("Đơn vị"), *(_column(kind, key) for key in telling.columns), Column("Thời hạn"),
        Column("Tình trạng"), number("Chậm (ngày)"),
    )  # fmt: skip
    rows = tuple(
        (
            place,
            figures.unit_name(record.unit) if record.unit else None,
            *(_cell(figures, kind, key, record) for key in telling.columns),
            *_standing(record),
        )
        for place, record in enumerate(found.records, start=1)
    )
    return without_empty(Table("", columns, rows, name=kind.table))


def _column(kind: RecordKind, key: str) -> Column:
    field = kind.field(key)
    return number(_upper(field.word)) if field.is_number else Column(_upper(field.word), wide=True)


def _cell(figures: ReportFigures, kind: RecordKind, key: str, record: KeptRecord) -> Cell:
    field, value = kind.field(key), record.values.get(key)
    if field.type is FieldType.UNITS and isinstance(value, str):
        return ", ".join(map(figures.unit_name, value.split(", ")))
    return value if value is None or isinstance(value, Decimal | date) else value_words(field, value)


def _standing(record: KeptRecord) -> tuple[Cell, Cell, Cell]:
    standing = record.standing
    if standing is None:
        return None, None, None
    return standing.due_on, _upper(standing.word), standing.days_late or None


def _sum_table(figures: ReportFigures, found: RecordsTold) -> Table:
    fields = summed_fields(found.kind)
    columns = (Column("Đơn vị"), *(number(_upper(field.word)) for field in fields))

    def row(title: str, line: RecordSum) -> tuple[Cell, ...]:
        return title, *(line.values.get(field.key) for field in fields)

    lines = [row(figures.unit_name(line.now.of) if line.now.of else "Cơ quan", line.now) for line in found.sums.lines]
    return Table("", columns, (*lines, row("Cộng", found.sums.whole.now)), total_rows=1, name=found.kind.table)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
