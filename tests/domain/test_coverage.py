from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.coverage import cover
from danvan_cli.domain.model import Measurement, Target
from danvan_cli.domain.words import RollUp, TargetKind

DAY = date(2023, 10, 26)
ALL_STAFF = Target("CT1", "100% công chức", TargetKind.RATIO, ">=", Decimal(100), "%")


def ratio(unit: str | None, numerator: int, denominator: int, day: date = DAY) -> Measurement:
    return Measurement(unit, day, Decimal(numerator), Decimal(denominator))


def test_a_ratio_is_the_sum_of_numerators_over_the_sum_of_denominators() -> None:
    found = cover(ALL_STAFF, [ratio("CCTĐC", 42, 50), ratio("TTKHCN", 30, 30)], ["VP", "TTr", "CCTĐC", "TTKHCN"], DAY)
    assert (Decimal(72), Decimal(80), Decimal(90), False, Decimal(8), 2, 4, ("VP", "TTr")) == (
        found.numerator, found.denominator, found.percent, found.met, found.remaining,
        found.units_reported, found.units_total, found.missing,
    )  # fmt: skip


def test_a_goal_reached_so_far_is_open_while_a_unit_has_not_reported() -> None:
    assert cover(ALL_STAFF, [ratio("VP", 5, 5)], ["VP", "TTr"], DAY).met is None
    assert cover(ALL_STAFF, [ratio("VP", 4, 5)], ["VP", "TTr"], DAY).met is False
    assert cover(ALL_STAFF, [ratio("VP", 5, 5), ratio("TTr", 3, 3)], ["VP", "TTr"], DAY).met is True


def test_no_figure_says_nothing() -> None:
    found = cover(ALL_STAFF, [], ["VP"], DAY)
    assert (None, None, None, ("VP",)) == (found.actual, found.met, found.remaining, found.missing)


def test_each_unit_counts_with_its_newest_figure_up_to_the_day() -> None:
    figures = [
        ratio("VP", 1, 9, date(2023, 3, 1)),
        ratio("VP", 7, 9, date(2023, 9, 1)),
        ratio("VP", 9, 9, date(2023, 12, 1)),
    ]
    assert Decimal(7) == cover(ALL_STAFF, figures, ["VP"], DAY).numerator


def test_a_newer_figure_of_the_whole_agency_stands_for_all_units() -> None:
    found = cover(ALL_STAFF, [ratio("VP", 1, 2, date(2023, 3, 1)), ratio(None, 80, 80)], ["VP", "TTr"], DAY)
    assert (Decimal(80), (), True) == (found.numerator, found.missing, found.met)


def test_a_figure_of_the_whole_agency_stands_for_units_that_reported_on_the_same_day() -> None:
    found = cover(ALL_STAFF, [ratio("VP", 1, 2), ratio(None, 80, 80)], ["VP", "TTr"], DAY)
    assert (Decimal(80), (), True) == (found.numerator, found.missing, found.met)


def test_a_newer_figure_of_one_unit_puts_the_whole_agencys_aside() -> None:
    found = cover(ALL_STAFF, [ratio(None, 80, 80, date(2023, 3, 1)), ratio("VP", 1, 2)], ["VP", "TTr"], DAY)
    assert (Decimal(1), ("TTr",), False) == (found.numerator, found.missing, found.met)


def test_a_share_just_below_the_whole_is_never_shown_as_the_whole() -> None:
    found = cover(ALL_STAFF, [ratio("VP", 99999, 100000)], ["VP"], DAY)
    assert (Decimal("99.99"), False, Decimal(1)) == (found.percent, found.met, found.remaining)


@pytest.mark.parametrize(
    ("operator", "goal", "numerator", "denominator", "met", "remaining"),
    [
        (">=", "95", 76, 80, True, 0),
        (">=", "95", 75, 80, False, 1),
        (">", "80", 80, 100, False, 1),
        (">", "80", 81, 100, True, 0),
        ("<=", "5", 5, 100, True, None),
        ("<", "5", 5, 100, False, None),
        (">=", "66.7", 2, 3, False, 1),
    ],
)
def test_goals_are_compared_exactly(
    operator: str, goal: str, numerator: int, denominator: int, met: bool, remaining: int | None
) -> None:
    target = Target("CT1", "…", TargetKind.RATIO, operator, Decimal(goal), "%")
    found = cover(target, [ratio("VP", numerator, denominator)], ["VP"], DAY)
    assert (met, remaining) == (found.met, found.remaining)


def test_counts_add_up_and_averages_are_of_levels_only() -> None:
    count = Target("CT1", "2 mô hình", TargetKind.COUNT, ">=", Decimal(2), "mô hình")
    figures = [Measurement("VP", DAY, value=Decimal(1)), Measurement("TTr", DAY, value=Decimal(2))]
    assert (Decimal(3), True, Decimal(0)) == (
        (found := cover(count, figures, ["VP", "TTr"], DAY)).actual, found.met, found.remaining,
    )  # fmt: skip
    level = Target("CT2", "mức hài lòng", TargetKind.LEVEL, ">=", Decimal(90), "%", roll_up=RollUp.AVERAGE)
    assert Decimal("1.5") == cover(level, figures, ["VP", "TTr"], DAY).actual


def test_the_share_of_a_goal_counts_from_where_it_began() -> None:
    target = Target("CT1", "mô hình", TargetKind.COUNT, ">=", Decimal(10), "mô hình", Decimal(4))
    found = cover(target, [Measurement("VP", DAY, value=Decimal(7))], ["VP"], DAY)
    assert (Decimal(50), Decimal(3)) == (found.percent, found.remaining)


def test_a_milestone_is_reached_when_every_unit_reached_it() -> None:
    target = Target("CT2", "Xây dựng Kế hoạch", TargetKind.MILESTONE)
    figures = [Measurement("VP", DAY, value=Decimal(1)), Measurement("TTr", DAY, value=Decimal(0))]
    found = cover(target, figures, ["VP", "TTr"], DAY)
    assert (False, Decimal(1), Decimal(50)) == (found.met, found.remaining, found.percent)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=9))
def test_a_ratio_lies_between_the_units_lowest_and_highest(pairs: list[tuple[int, int]]) -> None:
    figures = [ratio(f"U{i}", min(n, d), d) for i, (n, d) in enumerate(pairs)]
    found = cover(ALL_STAFF, figures, [], DAY)
    shares = [Decimal(100) * (f.numerator or 0) / (f.denominator or 1) for f in figures]
    assert found.actual is not None
    assert min(shares) - Decimal("1e-20") <= found.actual <= max(shares) + Decimal("1e-20")
    assert found.met == all(f.numerator == f.denominator for f in figures)


@pytest.mark.parametrize(
    ("figures", "expected", "per_unit"),
    [
        # all reported, nothing arose anywhere
        ([("A", 0, 0), ("B", 0, 0)], (0, 0, None, None, 2, True), False),
        ([(None, 0, 0)], (0, 0, None, None, 2, True), False),
        # one unit's nothing adds nothing to the others' sums
        ([("A", 0, 0), ("B", 9, 10)], (9, 10, 90, True, 2, False), False),
        # who has not reported may yet have something
        ([("A", 0, 0)], (0, 0, None, None, 1, False), False),
        # each unit must reach the goal: who has nothing to reach is not counted
        ([("A", 0, 0), ("B", 9, 10)], (1, 1, 100, True, 2, False), True),
        ([("A", 0, 0), ("B", 0, 0)], (0, 0, None, None, 2, True), True),
    ],
)
def test_where_nothing_arose_a_target_is_neither_met_nor_missed(
    figures: list[tuple[str | None, int, int]],
    expected: tuple[int, int, int | None, bool | None, int, bool],
    *,
    per_unit: bool,
) -> None:
    target = ALL_STAFF._replace(goal=Decimal(90), per_unit=per_unit)
    line = cover(target, [ratio(*figure) for figure in figures], ["A", "B"], DAY)

    assert expected == (
        line.numerator, line.denominator, line.percent, line.met, line.units_reported, line.nothing_arose,
    )  # fmt: skip
    assert not line.is_silent
