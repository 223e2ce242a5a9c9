"""How far a target is: sums of numerators over sums of denominators, never an average of percentages.

Each unit counts with its newest figure on or before the day asked about. Our rules, all exact (Decimal).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.model import Measurement, Target
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.words import RollUp, TargetKind

if TYPE_CHECKING:
    from danvan_cli.domain.draft import TargetDraft

COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
}
_HUNDRED = Decimal(100)


def cover(
    target: Target,
    measurements: Iterable[Measurement],
    expected_units: Sequence[str],
    as_of: date,
    ended: Collection[str] = (),
) -> Coverage:
    """Rolls the units' figures up to the agency's and holds them against the goal.

    A figure of the whole agency (no unit) stands for all units when it is the newest of all; otherwise the
    units' own figures count. ``expected_units`` are those that should report; the ones without a figure are named.
    A goal that the figures so far would meet is neither met nor missed while an expected unit is missing. A goal per
    unit, and a milestone, counts the units that reached it out of those expected. A ratio of 0/0 is a figure: nothing
    arose, which is neither met nor missed. What a unit of ``ended`` told stays in the sums; it counts as no unit.
    """
    used = figures_in_force(target, measurements, as_of)
    if target.per_unit:
        used = [figure for figure in used if figure.unit is not None]
    if target.per_unit or target.kind == TargetKind.MILESTONE:
        used = [figure for figure in used if figure.unit not in ended]
    reported = {m.unit for m in used if m.unit is not None and m.unit not in ended}
    whole = any(m.unit is None for m in used)
    missing = () if whole else tuple(u for u in expected_units if u not in reported)
    total = len(set(expected_units) | reported)
    # A unit where nothing arose has nothing to reach.
    idle = sum(m.denominator == 0 for m in used) if target.per_unit else 0
    numerator, denominator, actual = _rolled_up(target, used, total - idle)
    met = _is_met(target, numerator, denominator, actual)
    return Coverage(
        target=target,
        numerator=numerator,
        denominator=denominator,
        actual=actual,
        percent=_percent(target, numerator, denominator, actual),
        met=None if met and missing else met,
        remaining=_remaining(target, numerator, denominator, actual),
        units_reported=total if whole else len(reported),
        units_total=total,
        missing=missing,
        as_of=as_of,
    )


def figures_in_force(target: Target, measurements: Iterable[Measurement], as_of: date) -> list[Measurement]:
    """Lists the figures that count at a day: each unit's newest, or that of the whole agency, or the newest of all."""
    newest: dict[str | None, Measurement] = {}
    for figure in sorted((m for m in measurements if m.as_of <= as_of), key=lambda m: m.as_of):
        newest[figure.unit] = figure
    whole = newest.pop(None, None)
    if whole is not None and all(m.as_of <= whole.as_of for m in newest.values()):
        return [whole]
    own = list(newest.values())
    if target.roll_up == RollUp.LATEST and own:
        return [max(own, key=lambda m: m.as_of)]
    return own


def _rolled_up(
    target: Target, used: Sequence[Measurement], total: int
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if target.per_unit:
        return _each_unit(target, used, total)
    numerator, denominator, actual = _roll_up(target, used)
    if target.kind == TargetKind.MILESTONE and used and used[0].unit is not None:
        denominator = Decimal(total)
    return numerator, denominator, actual


def _each_unit(
    target: Target, used: Sequence[Measurement], total: int
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if not used:
        return None, None, None
    alone = target._replace(per_unit=False)
    reached = sum(_is_met(alone, *_roll_up(alone, [figure])) is True for figure in used)
    return Decimal(reached), Decimal(total), Decimal(reached)


def _roll_up(target: Target, used: Sequence[Measurement]) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if not used:
        return None, None, None
    if target.kind == TargetKind.RATIO:
        numerator = sum((m.numerator or Decimal(0) for m in used), Decimal(0))
        denominator = sum((m.denominator or Decimal(0) for m in used), Decimal(0))
        return numerator, denominator, _HUNDRED * numerator / denominator if denominator else None
    total = sum((m.value or Decimal(0) for m in used), Decimal(0))
    if target.roll_up == RollUp.AVERAGE:
        return total, Decimal(len(used)), total / len(used)
    if target.kind == TargetKind.MILESTONE:
        return total, Decimal(len(used)), total
    return total, None, total


def _is_met(
    target: Target, numerator: Decimal | None, denominator: Decimal | None, actual: Decimal | None
) -> bool | None:
    if target.per_unit or target.kind == TargetKind.MILESTONE:
        return None if numerator is None or not denominator else numerator == denominator
    compare = COMPARE.get(target.operator or "")
    if compare is None or target.goal is None or actual is None:
        return None
    if target.kind == TargetKind.RATIO and numerator is not None and denominator is not None:
        # Cross-multiplied: 2/3 against 66,7% must not hang on a rounded quotient.
        return compare(_HUNDRED * numerator, target.goal * denominator)
    return compare(actual, target.goal)


def _percent(
    target: Target, numerator: Decimal | None, denominator: Decimal | None, actual: Decimal | None
) -> Decimal | None:
    """Works out the ratio, or the share of the goal, in percent; None without a goal or with an upper bound."""
    if actual is None or denominator == 0:
        return None
    if target.kind == TargetKind.RATIO and not target.per_unit:
        return rounded_percent(actual)
    if (target.per_unit or target.kind == TargetKind.MILESTONE) and numerator is not None and denominator:
        return rounded_percent(_HUNDRED * numerator / denominator)
    if not target.goal or target.operator in ("<=", "<"):
        return None
    baseline = target.baseline or Decimal(0)
    span = target.goal - baseline
    return rounded_percent(_HUNDRED * (actual - baseline) / span) if span else None


def rounded_percent(percent: Decimal) -> Decimal:
    """Rounds to two decimals, but never up to a full hundred that was not reached."""
    rounded = percent.quantize(Decimal("0.01"))
    return Decimal("99.99") if percent < _HUNDRED <= rounded else rounded


def _remaining(
    target: Target, numerator: Decimal | None, denominator: Decimal | None, actual: Decimal | None
) -> Decimal | None:
    """Counts what is still to do, in the numerator's own unit; None where the goal is an upper bound or absent."""
    if target.per_unit or target.kind == TargetKind.MILESTONE:
        return None if numerator is None or not denominator else denominator - numerator
    if target.goal is None or actual is None or target.operator not in (">=", ">", "="):
        return None
    if target.kind == TargetKind.RATIO:
        if numerator is None or denominator is None:
            return None
        needed = target.goal * denominator / _HUNDRED
        return max(_next_whole(needed, strict=target.operator == ">") - numerator, Decimal(0))
    return max(target.goal - actual, Decimal(0))


def _next_whole(needed: Decimal, *, strict: bool) -> Decimal:
    if strict:
        return needed.to_integral_value(ROUND_FLOOR) + 1
    return needed.to_integral_value(ROUND_CEILING)


def goal_text(target: Target | TargetDraft) -> str | None:
    """Writes a target's goal with its operator and unit: "≥ 100%"; None where the plan gives no number."""
    if target.goal is None:
        return None
    sign = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "=": ""}.get(target.operator or "", "")
    each = " (mỗi đơn vị)" if target.per_unit else ""
    suffix = "%" if target.unit_of_measure == "%" else f" {target.unit_of_measure or ''}".rstrip()
    return f"{sign}{format_number(target.goal)}{suffix}{each}"
