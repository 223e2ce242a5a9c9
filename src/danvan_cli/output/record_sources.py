"""What a figure of records is made of: the records behind it, and what each gives to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.record_kinds import Over
from danvan_cli.domain.record_sums import FigureSource, difference
from danvan_cli.output import labels
from danvan_cli.output.contract import listed, number_data
from danvan_cli.output.records import period_data, rate_data, rate_words, record_data, signed
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Column, Period, Report, Table, number

if TYPE_CHECKING:
    from danvan_cli.domain.record_kinds import KindField, RecordKind
    from danvan_cli.domain.record_sums import RecordSum

_HOW = {
    Over.SUM: "cộng các phiếu",
    Over.OPENING: "lấy ở kỳ đầu, không cộng qua các kỳ",
    Over.CLOSING: "lấy ở kỳ cuối, không cộng qua các kỳ",
    Over.NONE: "không cộng",
}


def source_report(found: FigureSource, whose: str) -> Report:
    """Shows what a figure comes to, the same a year earlier, and the records behind it."""
    assert found.whole is not None and found.span is not None and found.before is not None  # noqa: S101, PT018  (a figure of records)
    now, before = found.whole
    title = (
        f"{_name(found)} · {found.kind.word}, {whose}, {found.span.words}: {_words(found, now) or 'chưa có số liệu'}"
    )
    lines = [_how(found), *_capped(found)]
    then = _words(found, before) if before is not None else ""
    lines.append(f"Cùng kỳ ({found.before.words}): {then or 'không có số liệu'}{_change(found)}.")
    return Report(title, tuple(lines), (_table(found),))


def with_source(report: Report, found: FigureSource | None) -> Report:
    """Puts under what a target has reached the records that feed it."""
    if found is None:
        return report
    table = _table(found)._replace(title=f"Từ các phiếu {found.kind.word}")
    return report._replace(lines=(*report.lines, *_capped(found)), tables=(*report.tables, table))


def _capped(found: FigureSource) -> Iterator[str]:
    """Says why a figure is less than its records add up to."""
    for one in found.capped:
        yield (
            f"{_upper(one.part.word)} của {', '.join(one.records)} cộng lại {format_number(one.added)}, chỉ tính "
            f"{format_number(one.most)} bằng {one.whole.word}: có người dự nhiều lần hoặc được ghi dưới cả tên cũ, mỗi "
            "người tính một lần."
        )


def _name(found: FigureSource) -> str:
    if found.rate is not None:
        return _upper(found.kind.rates[found.rate].word)
    return _titled(next(field for field in found.kind.numbered if field.key == found.key))


def _words(found: FigureSource, of: RecordSum) -> str:
    if found.rate is not None:
        return rate_words(of.rates[found.rate])
    value = of.values.get(found.key or "")
    return "" if value is None else format_number(value)


def _change(found: FigureSource) -> str:
    now, before = found.whole or (None, None)
    if now is None or before is None:
        return ""
    if found.rate is not None:
        points = difference(now.rates[found.rate].percent, before.rates[found.rate].percent)
        return f"; tăng, giảm {signed(points)} điểm %" if points is not None else ""
    change = signed(difference(now.values.get(found.key or ""), before.values.get(found.key or "")))
    return f"; tăng, giảm {change}" if change else ""


def _how(found: FigureSource) -> str:
    """Says how the figure comes of the records: of which parts, and which of them are added."""
    told = "; ".join(f"{field.word}: {_HOW[field.over]}" for field in found.parts if field.over in _HOW)
    if found.rate is not None:
        line = found.kind.rates[found.rate]
        return (
            f"Cách tính: ({_sum(found.kind, line.numerator)}) / ({_sum(found.kind, line.denominator)}). {_upper(told)}."
        )
    rule = f"{' + '.join(field.word for field in found.parts)}. " if len(found.parts) > 1 else ""
    return f"Cách tính: {rule}{_upper(told) if rule else told}."


def _sum(kind: RecordKind, keys: tuple[str, ...]) -> str:
    return " + ".join(map(kind.word_of, keys))


def _table(found: FigureSource) -> Table:
    """Lists the records; a cell is empty where a record gives nothing to the sum."""
    columns = (
        Column("Phiếu"),
        Column("Đơn vị"),
        Column("Kỳ, ngày"),
        *(number(_titled(field)) for field in found.parts),
    )
    rows = tuple(
        (
            record.code, record.unit or labels.WHOLE_AGENCY, Period.of(record.when),
            *(given.get(field.key) for field in found.parts),
        )
        for record, given in found.given
    )  # fmt: skip
    return Table("", columns, rows, empty="Không có phiếu nào trong kỳ.")


def _titled(field: KindField) -> str:
    return f"({field.number}) {field.word}" if field.number else _upper(field.word)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def source_data(found: FigureSource | None) -> Data:
    """The records behind a figure as JSON, each with what it ``gives``; of a period also what the figure comes to."""
    if found is None:
        return {}
    rows = [
        {**record_data(record), "gives": {key: number_data(value) for key, value in given.items()}}
        for record, given in found.given
    ]
    capped = [
        {"records": list(one.records), "field": one.part.key, "added": number_data(one.added),
         "counted": number_data(one.most)}
        for one in found.capped
    ]  # fmt: skip
    behind = {"kind": found.kind.key, **listed("records", rows), "capped": capped}
    if found.whole is None or found.span is None or found.before is None:
        return {"source": behind}
    now, before = found.whole
    return {
        "figure": f"{found.kind.key}.{found.key or found.kind.rates[found.rate or 0].word}",
        "period": period_data(found.span),
        "before_period": period_data(found.before),
        "value": _value(found, now),
        "before": None if before is None else _value(found, before),
        **behind,
    }


def _value(found: FigureSource, of: RecordSum) -> object:
    return rate_data(of.rates[found.rate]) if found.rate is not None else number_data(of.values.get(found.key or ""))
