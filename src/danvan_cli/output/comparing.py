"""This year's figures with those of an earlier plan beside them: the tables of a screen, and the data."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.codes import full_code
from danvan_cli.domain.comparing import Beside, line_key, same_targets, target_beside, years_before
from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import short
from danvan_cli.domain.figures import Counts, Coverage, Rate, Status
from danvan_cli.domain.words import RateOf
from danvan_cli.output.contract import counts_data, coverage_data, group_counts_data, number_data
from danvan_cli.output.progress import (
    CrossLine,
    UnitWords,
    count_cells,
    cross_head,
    cross_lines,
    cross_note,
    met_text,
    totals_among,
)
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Cell, Column, Percent, Signed, Table, number, text_of

_NONE = Counts()


def value_cell(value: Decimal | None, *, is_rate: bool) -> Cell:
    """Is a figure as it stands beside another one."""
    return Percent(value) if is_rate and value is not None else value


def signed(line: Beside) -> Signed | None:
    """Is the difference of two figures, of rates in percentage points; None where one of them has none."""
    return None if line.difference is None else Signed(line.difference, is_points=line.is_rate)


class Pair(NamedTuple):
    """A line of this year's cross table and that of the earlier plan; None where only the other has it."""

    now: CrossLine | None
    before: CrossLine | None

    @property
    def label(self) -> str:
        """What the line is called."""
        either = self.now or self.before
        return either.label if either else ""


def pairs(now: Status, before: Status, words: UnitWords = UnitWords.CODE) -> list[Pair]:
    """Puts the lines of two cross tables side by side in this year's order; what the earlier one has more, behind."""

    def key(line: CrossLine) -> Hashable:
        return line.label if line.line is None else line_key(line.line, now.group_by)

    own, others = cross_lines(now, words), {key(line): line for line in cross_lines(before, words)}
    found = [Pair(line, others.pop(key(line), None)) for line in own]
    totals = totals_among(own)
    more = [Pair(None, line) for line in others.values()]
    return [*found[: len(found) - totals], *more, *found[len(found) - totals :]]


def compared_line(now: Status, before: Status) -> str:
    """Says in a sentence with what is compared, up to which day, and the two figures that are asked for first."""
    year = _names(now, before)[1]
    is_same = before.as_of == years_before(now.as_of, now.as_of.year - before.as_of.year)
    late = Beside("", Decimal(now.rows.overdue), Decimal(before.rows.overdue))
    rates = now.rows.rate(now.rate_of), before.rows.rate(now.rate_of)
    rate = Beside("", rates[0].percent, rates[1].percent, is_rate=True)
    told = "; ".join(
        f"{what} {text_of(value_cell(line.now, is_rate=line.is_rate))} "
        f"({year}: {text_of(value_cell(line.before, is_rate=line.is_rate))}"
        + (f", {text_of(signed(line))})" if line.difference is not None else ")")
        for what, line in (("quá hạn", late), ("tỷ lệ đúng hạn", rate))
    )
    day = f"{'cùng ngày ' if is_same else ''}{short(before.as_of)}"
    return f"So với kế hoạch {', '.join(before.plans)} đến {day}: {told}."


def compared_table(now: Status, before: Status, words: UnitWords) -> Table:
    """Builds the cross table with three rows a line: this year, the earlier plan, the signed difference."""
    title, (head, *columns) = cross_head(now)
    names = _names(now, before)
    rows = [
        (pair.label, name, *cells)
        for pair in pairs(now, before, words)
        for name, cells in zip(names, _cells(pair, now.rate_of), strict=True)
    ]
    return Table(
        title,
        (head, Column("Năm"), *columns),
        tuple(rows),
        parted_by=0,
        note=f"{cross_note(now)} Tỷ lệ tăng, giảm tính bằng điểm phần trăm.",
    )


def _cells(pair: Pair, of: RateOf) -> Iterator[Sequence[Cell]]:
    lines = [line.counts if line is not None else _NONE for line in pair]
    now, before = (count_cells(counts, of) for counts in lines)
    yield now
    yield before
    yield [_difference(one, other) for one, other in zip(now, before, strict=True)]


def _difference(now: Cell, before: Cell) -> Cell:
    if isinstance(now, Rate) and isinstance(before, Rate):
        return signed(Beside("", now.percent, before.percent, is_rate=True))
    return signed(Beside("", Decimal(str(now)), Decimal(str(before))))


def compared_coverage(now: Status, before: Status, *, brief: bool) -> Table:
    """Lists this year's targets with the figure of the earlier plan's target that says the same."""
    this, that, against = _names(now, before)
    several = len(now.plans) > 1
    columns = (
        Column("Mã"), Column("Chỉ tiêu", wide=True, brief=brief, lines=1), number("Mục tiêu"), number(this),
        number(that), number(against), Column(f"Kết quả {this}"), Column(f"Kết quả {that}"),
    )  # fmt: skip
    rows = tuple(
        (
            full_code(line.plan, line.target.code) if several else line.target.code,
            line.target.statement,
            goal_text(line.target),
            *_target_cells(line, same),
        )
        for line, same in zip(now.coverage, same_targets(now.coverage, before.coverage), strict=True)
    )
    return Table("Mức độ đạt chỉ tiêu", columns, rows, empty="Kế hoạch không có chỉ tiêu.")


def _target_cells(line: Coverage, same: Coverage | None) -> tuple[Cell, ...]:
    beside = target_beside(line, same)
    return (
        value_cell(beside.now, is_rate=beside.is_rate),
        value_cell(beside.before, is_rate=beside.is_rate),
        signed(beside),
        met_text(line),
        None if same is None else met_text(same),
    )


def _names(now: Status, before: Status) -> tuple[str, str, str]:
    """Calls the two sides by their years, and the difference by the one that is taken off."""
    return str(now.plan.year), str(before.plan.year), f"so {before.plan.year}"


def compared_data(now: Status, before: Status) -> Data:
    """The earlier plan's figures, by the keys of a status, and ``differences``: this year less the earlier one.

    ``rate_on_time`` differs by percentage points, null where one year has none. A line that only one year has counts
    as nothing in the other; its ``code`` there is null.
    """
    of = now.rate_of
    return {
        "plan": before.plan.code if len(before.plans) == 1 else None,
        "plans": list(before.plans),
        "as_of": before.as_of.isoformat(),
        "units": [group_counts_data(line, of) for line in before.units],
        "groups": [group_counts_data(line, of) for line in before.groups],
        "rows": counts_data(before.rows, of),
        "totals": counts_data(before.totals, of),
        "coverage": [coverage_data(line) for line in before.coverage],
        "differences": {
            "lines": [
                {"code": _code(pair.now), "code_before": _code(pair.before), **_differences(*_counts(pair), of)}
                for pair in pairs(now, before)
                if not any(line is not None and line.line is None for line in pair)
            ],
            "rows": _differences(now.rows, before.rows, of),
            "totals": _differences(now.totals, before.totals, of),
            "coverage": [
                _target_difference(line, same)
                for line, same in zip(now.coverage, same_targets(now.coverage, before.coverage), strict=True)
            ],
        },
    }


def _code(line: CrossLine | None) -> str | None:
    return line.line.code if line is not None and line.line is not None else None


def _counts(pair: Pair) -> tuple[Counts, Counts]:
    now, before = (line.counts if line is not None else _NONE for line in pair)
    return now, before


def _differences(now: Counts, before: Counts, of: RateOf) -> Data:
    this, that = counts_data(now, of), counts_data(before, of)
    counted = {key: value - that[key] for key, value in this.items() if isinstance(value, int)}
    rate = Beside("", now.rate(of).percent, before.rate(of).percent, is_rate=True)
    return {**counted, "rate_on_time": number_data(rate.difference)}


def _target_difference(line: Coverage, same: Coverage | None) -> Data:
    beside = target_beside(line, same)
    return {
        "code": line.target.code,
        "code_before": None if same is None else same.target.code,
        "now": number_data(beside.now),
        "before": number_data(beside.before),
        "difference": number_data(beside.difference),
        "is_rate": beside.is_rate,
    }
