"""What a report tells of a kind of record: sentences with this period and the same a year earlier, tables; by data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from danvan_cli.domain.numbers import NOTHING_AROSE, format_number
from danvan_cli.domain.phrases import Phrases
from danvan_cli.domain.record_kinds import NAMED, FieldType, RecordKind, Telling, Time
from danvan_cli.domain.record_rules import is_beside
from danvan_cli.domain.record_sums import RecordSum, difference, summed_fields
from danvan_cli.domain.record_values import KeptRecord, Value, value_words
from danvan_cli.domain.reporting import RecordsTold, ReportFigures
from danvan_cli.output.blocks import Block, Heading, Listing, Paragraph
from danvan_cli.output.plan_words import padded
from danvan_cli.output.record_standing import carried_data
from danvan_cli.output.records import period_data, rate_words, record_data, sums_data
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Cell, Column, Signed, Table, merged_note, number, without_empty

if TYPE_CHECKING:
    from danvan_cli.domain.record_standing import Carried

_UNKNOWN = "chưa báo"


def records_told(figures: ReportFigures, key: str) -> Iterator[Block]:
    """Tells of the kind so called; nothing where there never was a record of it."""
    found = next((one for one in figures.records if one.kind.key == key), None)
    if found is None:
        return
    telling = found.kind.told or Telling()
    yield Heading(found.kind.table, 2)
    if not found.records and found.kind.time is not Time.DAY:
        # Who has nothing to tell of a period tells noughts: silence is no nought.
        yield Paragraph(figures.phrases.say("records.untold"))
    elif not found.records or (telling.sentence and not any(found.sums.whole.now.values.values())):
        yield Paragraph(figures.phrases.say("records.none"))
    elif telling.sentence:
        yield Paragraph(f"{_sentence(figures.phrases, telling, found.sums.whole.now.values)}.")
        if rates := [f"{rate.word} {words}" for rate in found.sums.whole.now.rates if (words := rate_words(rate))]:
            yield Paragraph(f"{_upper('; '.join(rates))}.")
    if telling.lines and found.records:
        *items, last = _each(found, telling)
        yield Listing([*(f"{words};" for words in items), f"{last}."])
    yield from _compared(figures.phrases, found, telling)
    if found.carried is not None and found.carried.total:
        yield Paragraph(_carried(figures.phrases, found.carried))
    if telling.columns and found.records:
        yield _record_table(figures, found, telling)
    elif not telling.columns and len(found.sums.lines) > 1:
        yield _sum_table(figures, found)


def _sentence(phrases: Phrases, telling: Telling, values: Mapping[str, Decimal]) -> str:
    parts, also = (
        ", ".join(_filled(part, values) for part in told if any(values.get(key) for key in NAMED.findall(part)))
        for told in (telling.parts, telling.also)
    )
    # Of several numbers, the shares would be those of the last one alone.
    many = len(NAMED.findall(telling.sentence.rpartition(";")[2])) > 1
    shares = phrases.say("records.of_which_of_all" if many else "records.of_which", parts=parts) if parts else ""
    return f"{_filled(telling.sentence, values)}{shares}{'; ' if also else ''}{also}"


def _filled(words: str, values: Mapping[str, Decimal]) -> str:
    return NAMED.sub(lambda found: _count_words(values[found[1]]) if found[1] in values else _UNKNOWN, words)


def _count_words(value: Decimal) -> str:
    return padded(int(value)) if value == int(value) else format_number(value)


def _compared(phrases: Phrases, found: RecordsTold, telling: Telling) -> Iterator[Paragraph]:
    """Puts what the sentence tells beside the same period a year earlier, with signed differences."""
    now, before, then = found.sums.whole.now, found.sums.whole.before, found.before_span.words
    if not telling.sentence:
        return
    if before is None:
        yield Paragraph(phrases.say("records.nothing_before", period=then))
        return
    if not found.records:
        parts = _lower(_sentence(phrases, telling, before.values))
        yield Paragraph(phrases.say("records.only_before", period=then, parts=parts))
        return
    told = []
    for key in dict.fromkeys(NAMED.findall(telling.sentence)):
        new, old = now.values.get(key), before.values.get(key)
        if (change := difference(new, old)) is not None and new is not None and old is not None:
            word = found.kind.word_of(key)
            way = f"từ {format_number(old)} {'lên' if change > 0 else 'xuống'} " if change else ""
            told.append(f"{word} {_change(change)} ({way}{format_number(new)})")
    for rate, earlier in zip(now.rates, before.rates, strict=True):
        if (points := difference(rate.percent, earlier.percent)) is not None:
            told.append(f"{rate.word} {_change(points, ' điểm phần trăm')} so với {rate_words(earlier)}")
        elif earlier.denominator == 0:
            told.append(f"{rate.word}: cùng kỳ {NOTHING_AROSE}")
    yield Paragraph(phrases.say("records.compared", period=then, parts="; ".join(told)))


def _change(change: Decimal, of: str = "") -> str:
    if not change:
        return "không đổi"
    return f"{'tăng' if change > 0 else 'giảm'} {format_number(abs(change))}{of}"


def _each(found: RecordsTold, telling: Telling) -> Iterator[str]:
    """Tells records one by one, each beside the same one of the year before."""
    first, *others = telling.lines
    for record in found.records:
        parts = [_filled_by(found.kind, first, record)]
        now, old = record.values.get(telling.beside), _beside(found, record, telling)
        if isinstance(now, Decimal) and old is not None:
            parts.append(f"{_change(now - old)} so với {found.before_span.words} ({format_number(old)})")
        parts += [
            _filled_by(found.kind, words, record)
            for words in others
            if all(key in record.values for key in NAMED.findall(words))
        ]
        yield ", ".join(parts)


def _filled_by(kind: RecordKind, words: str, record: KeptRecord) -> str:
    return NAMED.sub(lambda found: value_words(kind.field(found[1]), record.values.get(found[1])), words)


def _beside(found: RecordsTold, record: KeptRecord, telling: Telling) -> Decimal | None:
    """Finds the figure of the same record a year earlier."""
    same = next((one for one in found.before if is_beside(found.kind, record, one)), None)
    value: Value | None = same.values.get(telling.beside) if same is not None else None
    return value if isinstance(value, Decimal) else None


def _carried(phrases: Phrases, carried: Carried) -> str:
    came = ", ".join(f"{padded(many)} {word}" for word, many in carried.came if many)
    parts = phrases.say("records.came", parts=came) if came else ""
    return phrases.say("records.carried", total=padded(carried.total), parts=parts, number=padded(carried.left))


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
    told = [
        f"{figures.unit_name(heir)} gồm cả {', '.join(map(figures.unit_name, olds))}"
        for heir, olds in found.merged.items()
    ]
    total = row("Cộng", found.sums.whole.now)
    return Table("", columns, (*lines, total), total_rows=1, name=found.kind.table, note=merged_note(told))


def beside_table(figures: ReportFigures, *, mainly: bool = False) -> Table | None:
    """Puts every figure of every kind beside the same period a year earlier; None where there is none.

    ``mainly`` those that a sentence tells, and the rates.
    """
    rows = [row for found in figures.records for row in _beside_rows(found, mainly=mainly)]
    if not rows:
        return None
    spans = figures.records[0]
    columns = (
        Column("Loại số liệu"), Column("Nội dung", wide=True), number(_upper(spans.span.words)),
        number(_upper(spans.before_span.words)), number("Tăng (+), giảm (-)"),
    )  # fmt: skip
    note = f"Số liệu kỳ trước: {spans.before_span.days_words}. Tỷ lệ tăng, giảm tính bằng điểm phần trăm."
    return Table("", columns, tuple(rows), note=note, parted_by=0, name="So với cùng kỳ năm trước")


def _beside_rows(found: RecordsTold, *, mainly: bool) -> Iterator[tuple[Cell, ...]]:
    kind, telling = found.kind, found.kind.told or Telling()
    now, before = found.sums.whole
    title = _upper(kind.word)
    said = NAMED.findall(telling.sentence)
    fields = [field for field in summed_fields(kind) if not mainly or field.key in said]
    for field in fields if now.records or before else ():
        new, old = now.values.get(field.key), before.values.get(field.key) if before else None
        yield title, _upper(field.word), new, old, _signed(difference(new, old))
    for place, rate in enumerate(now.rates if now.records or before else ()):
        earlier = before.rates[place] if before else None
        points = difference(rate.percent, earlier.percent if earlier else None)
        told = rate_words(earlier) if earlier else None
        yield title, _upper(rate.word), rate_words(rate), told, None if points is None else Signed(points, True)
    for record in found.records if telling.beside else ():
        value, old = record.values.get(telling.beside), _beside(found, record, telling)
        new = value if isinstance(value, Decimal) else None
        yield (
            title,
            _name_of(kind, telling, record),
            new,
            old,
            _signed(difference(new, old)),
        )


def _name_of(kind: RecordKind, telling: Telling, record: KeptRecord) -> str:
    """Names a record that is told by itself: by what its line says before the figure, else by what sets it apart."""
    front = telling.lines[0].partition(f"{{{telling.beside}}}")[0].rstrip(" :,")
    return _filled_by(kind, front if NAMED.search(front) else " ".join(f"{{{key}}}" for key in kind.apart), record)


def _signed(change: Decimal | None) -> Signed | None:
    return None if change is None else Signed(change)


def form_table(found: RecordsTold) -> Table | None:
    """Makes the table of a kind whose fields have columns of an official form; None for any other.

    Below the titles stand the form's own column numbers with the sums written in them; the last row adds up.
    """
    kind = found.kind
    fields = [field for field in kind.fields if field.number]
    if not fields or not (found.records or found.before):
        return None
    columns = (number("STT"), Column(_form_title(found), wide=True), *(number(_upper(f.word)) for f in fields))
    numbers = ("(1)", "(2)", *(_numbered(kind, field.key) for field in fields))
    lines = [
        (place, line.now.of or "Không ghi", *(line.now.values.get(field.key) for field in fields))
        for place, line in enumerate((line for line in found.parted if line.now.records), start=1)
    ]
    total = (None, "Tổng cộng", *(found.sums.whole.now.values.get(field.key) for field in fields))
    return Table("", columns, (numbers, *lines, total), total_rows=1, name=f"Biểu {kind.word}")


def _form_title(found: RecordsTold) -> str:
    return "Đơn vị" if found.parted is found.sums.lines else _upper(found.kind.word_of(found.kind.apart[0]))


def _numbered(kind: RecordKind, key: str) -> str:
    """Writes a column's number with the sum that it is: "(3)=(4)+(5)+(6)"."""
    own = f"({kind.field(key).number})"
    rule = next((rule for rule in kind.sums if rule.left == (key,)), None)
    parts = "+".join(f"({kind.field(part).number})" for part in rule.right) if rule else ""
    return f"{own}={parts}" if parts else own


def told_data(found: RecordsTold) -> Data:
    """A kind as a report tells it, as JSON: its sums as ``record sum`` has them, and the records themselves."""
    return {
        "kind": found.kind.key,
        "word": found.kind.word,
        "period": period_data(found.span),
        "before_period": period_data(found.before_span),
        "lines": [sums_data(line) for line in found.sums.lines],
        "total": sums_data(found.sums.whole),
        "parted": [sums_data(line) for line in found.parted],
        "warnings": list(found.warnings),
        "carried": carried_data(found.carried),
        "merged": {heir: list(olds) for heir, olds in found.merged.items()},
        "silent": list(found.silent),
        "records": [record_data(record) for record in found.records],
    }


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
