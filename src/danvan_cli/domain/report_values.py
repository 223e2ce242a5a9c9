"""The figures of a report by name: what a kept or exported one is compared with, and how each is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from danvan_cli.domain.figures import Counts, Coverage
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.reporting import ReportFigures
from danvan_cli.domain.words import FigureName

Values = dict[str, str]


class Difference(NamedTuple):
    """A figure that is not what it was; None for one that is not there."""

    name: str
    before: str | None
    after: str | None


def values_of(figures: ReportFigures) -> Values:
    """Names every figure: "quá hạn chưa hoàn thành · Văn phòng Sở" → "2"; figures of nought are named too."""
    return dict(_values(figures))


def _values(figures: ReportFigures) -> Iterator[tuple[str, str]]:
    yield from _counted(figures.status.totals, "toàn kế hoạch")
    for line in figures.status.units:
        yield from _counted(line.counts, figures.unit_name(line.code))
    for group in figures.groups:
        yield from _counted(group.counts, f"mục {group.heading.path}" if group.heading else "ngoài các mục")
    for target in figures.status.coverage:
        yield from _measured(target)
    for told in figures.records:
        for key, value in told.sums.whole.now.values.items():
            word = told.kind.word_of(key)
            yield f"{word[0].upper()}{word[1:]} · {told.kind.word}", format_number(value)
        for rate in told.sums.whole.now.rates:
            percent = "" if rate.percent is None else format_number(rate.percent)
            yield f"{rate.word[0].upper()}{rate.word[1:]} (%) · {told.kind.word}", percent
    if figures.scored is not None:
        totals = figures.scored.result
        yield "Tổng điểm tự đánh giá, chấm điểm", "" if totals.total is None else format_number(totals.total)
        yield "Xếp loại tự đánh giá", totals.band or ""
    yield "Số lần đôn đốc", str(len(figures.reminders))
    yield "Số đề nghị gia hạn", str(len(figures.extensions))


def _counted(counts: Counts, of: str) -> Iterator[tuple[str, str]]:
    return ((f"{name.label} · {of}", str(getattr(counts, name))) for name in FigureName)


def _measured(line: Coverage) -> Iterator[tuple[str, str]]:
    of = f"chỉ tiêu {line.target.code}"
    for label, value in (("Thực hiện", line.actual), ("Tỷ lệ (%)", line.percent)):
        yield f"{label} · {of}", "" if value is None else format_number(value)
    yield f"Số đơn vị đã báo · {of}", str(line.units_reported)


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """Lists the figures that differ, in the order of the later ones, then those that are gone."""
    names = [*after, *(name for name in before if name not in after)]
    return [
        Difference(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]
