"""The figures of a report by name: what a kept or exported one is compared with, and how each is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.domain.figures import Counts, Coverage
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.reporting import InPeriod, ReportFigures
from danvan_cli.domain.words import FigureName

if TYPE_CHECKING:
    from danvan_cli.domain.province import ProvinceFigures
    from danvan_cli.domain.record_kinds import RecordKind
    from danvan_cli.domain.record_sums import RecordSum
    from danvan_cli.domain.scoring_sheets import Scored

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
        yield from _summed(told.kind, told.sums.whole.now, told.kind.word)
        if told.sums.whole.before is not None:
            yield from _summed(told.kind, told.sums.whole.before, f"{told.kind.word}, cùng kỳ năm trước")
    if figures.scored is not None:
        yield from _scored(figures.scored)
    yield from _in_period(figures.in_period, "trong kỳ")
    if figures.year_before is not None:
        yield from _counted(figures.year_before.totals, "cùng kỳ năm trước")
        yield from _in_period(figures.year_before.in_period, "trong cùng kỳ năm trước")
    if figures.estimate is not None:
        yield "Ước hoàn thành cả năm", f"{figures.estimate.done}/{figures.estimate.dated}"
    yield "Số văn bản", str(len(figures.documents))
    yield "Số lần đôn đốc", str(len(figures.reminders))
    yield "Số đề nghị gia hạn", str(len(figures.extensions))


def province_values(figures: ProvinceFigures) -> Values:
    """Names every figure of the report on many agencies, each agency by its name and code."""
    return dict(_of_agencies(figures))


def _of_agencies(figures: ProvinceFigures) -> Iterator[tuple[str, str]]:
    yield from _counted(figures.counts, "các cơ quan")
    for line in figures.lines:
        of = f"{line.name} ({line.code})"
        if line.fault:
            yield f"Không đọc được · {of}", line.fault
            continue
        yield from _counted(line.counts, of)
        yield f"Đã gửi báo cáo · {of}", "có" if line.has_reported else "chưa"
        sent, expected = (sum(getattr(one, name) for one in line.rounds) for name in ("sent", "expected"))
        yield f"Đơn vị đã gửi · {of}", f"{sent}/{expected}"
        yield f"Chỉ tiêu đạt · {of}", f"{line.met}/{len(line.coverage)}"
        yield f"Chỉ tiêu chưa có số liệu · {of}", str(line.silent)
        if line.score is not None:
            yield f"Điểm tự chấm · {of}", "" if line.score.total is None else format_number(line.score.total)
            yield f"Xếp loại · {of}", line.score.band or ""
    for one in figures.shared:
        yield one.statement, f"{format_number(one.numerator)}/{format_number(one.denominator)}"


def _summed(kind: RecordKind, sums: RecordSum, of: str) -> Iterator[tuple[str, str]]:
    for key, value in sums.values.items():
        word = kind.word_of(key)
        yield f"{word[0].upper()}{word[1:]} · {of}", format_number(value)
    for rate in sums.rates:
        percent = "" if rate.percent is None else format_number(rate.percent)
        yield f"{rate.word[0].upper()}{rate.word[1:]} (%) · {of}", percent


def _scored(found: Scored) -> Iterator[tuple[str, str]]:
    """Names the points of the agency's own sheet as the report tells them: the newest column that is whole."""
    from danvan_cli.domain.scoring_totals import points_in  # only who scores needs it

    totals, place = found.totals[found.best_column], list(found.totals).index(found.best_column)
    yield "Tổng điểm tự đánh giá, chấm điểm", "" if totals.total is None else format_number(totals.total)
    yield "Xếp loại tự đánh giá", totals.band or ""
    yield "Điểm thưởng", format_number(totals.bonus)
    yield "Điểm trừ", format_number(totals.deduction)
    for told in found.told:
        yield f"Tổng điểm · {told.column.label}", "" if told.total is None else format_number(told.total)
    for line in found.lines:
        points = line.points[place] if line.is_group else points_in(line.score, found.best_column)
        value = "không áp dụng" if not line.score.is_applicable else "" if points is None else format_number(points)
        yield f"Điểm · {'nhóm' if line.is_group else 'tiêu chí'} {line.row.code}", value


def _in_period(found: InPeriod, of: str) -> Iterator[tuple[str, str]]:
    names = ("Đến hạn", "Đúng hạn", "Hoàn thành quá hạn", "Quá hạn chưa hoàn thành", "Còn trong hạn")
    return ((f"{name} · {of}", str(value)) for name, value in zip(names, found, strict=True))


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
