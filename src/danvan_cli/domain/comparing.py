"""This year beside the same period one year earlier: which figures stand beside each other, and how they differ.

A rate differs by percentage points, every other figure by its own unit. Our rules for what is the same: a plan of the
year before whose title says the same but for years, a target whose statement does but for numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.figures import Counts, Coverage, Rate
from danvan_cli.domain.model import Plan
from danvan_cli.domain.reporting import InPeriod, ReportFigures, YearBefore
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import TargetKind

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


def year_before(day: date) -> date:
    """Finds the same day one year earlier; of 29 February the 28th."""
    last = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return last.replace(year=day.year - 1)


def plan_before(plan: Plan, known: Iterable[Plan]) -> Plan | None:
    """Finds the plan of the year before that is about the same; None where there is none, or more than one."""
    wanted = _without_years(plan.title)
    found = [one for one in known if one.year == plan.year - 1 and _without_years(one.title) == wanted]
    return found[0] if len(found) == 1 else None


def _without_years(text: str) -> str:
    return " ".join(re.findall(r"\w+", _YEAR.sub(" ", fold(text))))


def _without_numbers(text: str) -> str:
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
    earlier: dict[str, list[Coverage]] = {}
    for line in before:
        earlier.setdefault(_without_numbers(line.target.statement), []).append(line)
    keys = [_without_numbers(line.target.statement) for line in now]
    found = []
    for key, line in zip(keys, now, strict=True):
        same = earlier.get(key, [])
        if len(same) == 1 and keys.count(key) == 1 and same[0].target.kind == line.target.kind:
            is_rate = line.target.kind == TargetKind.RATIO and not line.target.per_unit
            value, old = line.actual, same[0].actual
            if is_rate:
                value, old = line.percent, same[0].percent
            if value is not None or old is not None:
                found.append(Beside(line.target.statement, value, old, is_rate))
    return found
