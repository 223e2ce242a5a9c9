"""This year beside the same period of an earlier one: which figures stand beside each other, and how they differ.

A rate differs by percentage points, every other figure by its own unit. Our rules for what is the same: a plan whose
title says the same but for years, a target whose statement does but for numbers, a heading with the same number whose
title does, a month of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.figures import Counts, Coverage, GroupCounts, Rate
from danvan_cli.domain.model import Plan
from danvan_cli.domain.reporting import InPeriod, ReportFigures, YearBefore
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import GroupBy, TargetKind

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Beside(NamedTuple):
    """A figure of two years; None where one of them has none. A rate is a number of percent."""

    label: str
    now: Decimal | None
    before: Decimal | None
    is_rate: bool = False

    @property
    def difference(self) -> Decimal | None:
        """Now less before; of rates in percentage points."""
        return None if self.now is None or self.before is None else self.now - self.before


def years_before(day: date, years: int) -> date:
    """Finds the same day so many years earlier; of 29 February the 28th."""
    last = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return last.replace(year=day.year - years)


def plans_alike(plan: Plan, year: int, known: Iterable[Plan]) -> list[Plan]:
    """Lists the plans of a year that are about the same."""
    wanted = _without_years(plan.title)
    return [one for one in known if one.year == year and _without_years(one.title) == wanted]


def plan_before(plan: Plan, known: Iterable[Plan]) -> Plan | None:
    """Finds the plan of the year before that is about the same; None where there is none, or more than one."""
    found = plans_alike(plan, plan.year - 1, known)
    return found[0] if len(found) == 1 else None


def line_key(line: GroupCounts, by: GroupBy) -> Hashable:
    """Tells which line of a cross table it is: that of another year's table with the same key stands beside it."""
    if by == GroupBy.SECTION:
        return line.code, statement_key(line.name)
    if by == GroupBy.MONTH and line.code is not None:
        return line.code[5:]
    return line.code, bool(line.of_units)


def _without_years(text: str) -> str:
    return " ".join(re.findall(r"\w+", _YEAR.sub(" ", fold(text))))


def statement_key(text: str) -> str:
    """Gives what a statement says but for its numbers, by which it is known again elsewhere."""
    return " ".join(re.findall(r"[^\W\d_]+", fold(text)))


def counts_beside(now: ReportFigures, before: YearBefore) -> list[Beside]:
    """Puts two years' tasks beside each other, by where they stand, with both rates of what was due.

    For a part of a year also the parts of work that fell due in it. What was nought in both years is left out.
    """
    lines = [*_of_tasks(now.status.totals, before.totals)]
    if not now.period.is_year:
        lines += _of_period(now.in_period, before.in_period)
    return [line for line in lines if line.now or line.before]


def _of_tasks(now: Counts, before: Counts) -> Iterator[Beside]:

    def line(label: str, name: str) -> Beside:
        return Beside(label, Decimal(getattr(now, name)), Decimal(getattr(before, name)))

    yield line("Tổng số nhiệm vụ", "total")
    yield line("Đã hoàn thành", "done")
    yield line("– đúng hạn", "done_on_time")
    yield line("– quá hạn", "done_late")
    yield line("– không có thời hạn", "done_undated")
    yield line("Đang thực hiện, trong hạn", "in_time")
    yield line("Quá hạn chưa hoàn thành", "overdue")
    yield line("Thường xuyên, không có thời hạn, đang thực hiện", "undated")
    yield line("Nhiệm vụ đến hạn", "already_due")
    yield Beside("Tỷ lệ hoàn thành trên số đến hạn", _finished(now), _finished(before), is_rate=True)
    yield Beside("Tỷ lệ đúng hạn trên số đến hạn", now.rate().percent, before.rate().percent, is_rate=True)


def _of_period(now: InPeriod, before: InPeriod) -> Iterator[Beside]:
    labels = (
        "Phần việc đến hạn trong kỳ",
        "– hoàn thành đúng hạn",
        "– hoàn thành quá hạn",
        "– quá hạn chưa hoàn thành",
        "– trong hạn hoặc chờ xác nhận",
    )
    for label, this, that in zip(labels, now, before, strict=True):
        yield Beside(label, Decimal(this), Decimal(that))


def _finished(counts: Counts) -> Decimal | None:
    return Rate(counts.already_due - counts.overdue, counts.already_due, "already_due").percent


def targets_beside(now: Sequence[Coverage], before: Sequence[Coverage]) -> list[Beside]:
    """Puts the targets of this year beside those of the year before that say the same, in this year's order.

    A target that stands in one year alone, or twice in one, is left out, and so is one without a figure in both.
    """
    found = [
        target_beside(line, same) for line, same in zip(now, same_targets(now, before), strict=True) if same is not None
    ]
    return [line for line in found if line.now is not None or line.before is not None]


def same_targets(now: Sequence[Coverage], before: Sequence[Coverage]) -> list[Coverage | None]:
    """Finds for each target of this year the one of an earlier year that says the same; None where none or two do."""
    earlier: dict[str, list[Coverage]] = {}
    for line in before:
        earlier.setdefault(statement_key(line.target.statement), []).append(line)
    keys = [statement_key(line.target.statement) for line in now]
    found: list[Coverage | None] = []
    for key, line in zip(keys, now, strict=True):
        same = earlier.get(key, [])
        is_one = len(same) == 1 and keys.count(key) == 1 and same[0].target.kind == line.target.kind
        found.append(same[0] if is_one else None)
    return found


def target_beside(now: Coverage, before: Coverage | None) -> Beside:
    """Puts a target's figures of two years beside each other: percentages of a ratio, else what was reached."""
    is_rate = now.target.kind == TargetKind.RATIO and not now.target.per_unit
    value, old = (None if line is None else line.percent if is_rate else line.actual for line in (now, before))
    return Beside(now.target.statement, value, old, is_rate)
