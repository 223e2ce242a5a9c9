"""Records added up: what may be added is, stocks are carried over, rates are of sums, the year before stands beside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.record_kinds import read_kind
from danvan_cli.domain.record_rules import broken_rules
from danvan_cli.domain.record_sums import SummedRate, add_up, capped_in, difference, fed_figures, sums_of
from danvan_cli.domain.record_values import KeptRecord, Value
from danvan_cli.services.record_kinds import kind_of

QUARTERS = {q: (date(2023, 3 * q - 2, 1), date(2023, 3 * q, 28)) for q in (1, 2, 3, 4)}


def record(unit: str | None, quarter: int, of: str = "", **numbers: int) -> KeptRecord:
    first, last = QUARTERS[quarter]
    values: dict[str, Value] = {name: Decimal(number) for name, number in numbers.items()}
    values |= {"document": of} if of else {}
    return KeptRecord(f"{unit}{quarter}{of}", "x", unit, f"2023-Q{quarter}", first, last, last, values)


def plain(values: object) -> dict[str, int]:
    return {key: int(value) for key, value in dict(values).items()}  # type: ignore[call-overload]


# Worked out by hand: two units over two quarters; openings 5 and 2 are of the first quarter, open ones of the last.
DOSSIERS = [
    record("VP", 1, received=20, received_online=10, received_direct=5, opening=5, settled=15, settled_early=5,
           settled_in_time=9, settled_late=1, open=5, open_in_time=5, open_late=0),
    record("VP", 2, received=22, received_online=12, received_direct=5, opening=5, settled=18, settled_early=6,
           settled_in_time=12, settled_late=0, open=4, open_in_time=3, open_late=1),
    record("CC", 1, received=10, received_online=7, received_direct=1, opening=2, settled=8, settled_early=4,
           settled_in_time=4, settled_late=0, open=2, open_in_time=2, open_late=0),
    record("CC", 2, received=5, received_online=3, received_direct=0, opening=2, settled=5, settled_early=1,
           settled_in_time=2, settled_late=2, open=0, open_in_time=0, open_late=0),
]  # fmt: skip
BY_HAND = {
    "received_online": 32, "received_direct": 11, "opening": 7, "settled": 46, "settled_early": 16,
    "settled_in_time": 27, "settled_late": 3, "open": 4, "open_in_time": 3, "open_late": 1, "received": 50,
}  # fmt: skip


def test_openings_are_of_the_first_period_closings_of_the_last_and_all_else_is_added() -> None:
    kind = kind_of("dossiers")
    found = add_up(kind, DOSSIERS)

    assert BY_HAND == plain(found.values)
    assert [] == broken_rules(kind, found.values)
    # 43/46 of sums; the mean of the four rates would be 88,23 %.
    assert [Decimal("93.48"), Decimal("74.42")] == [rate.percent for rate in found.rates]


def test_a_stock_that_was_not_carried_over_shows_in_the_sum() -> None:
    kind = kind_of("dossiers")
    odd = [DOSSIERS[0], DOSSIERS[1]._replace(values=DOSSIERS[1].values | {"opening": Decimal(6)})]
    sums = sums_of(kind, [*odd, *DOSSIERS[2:]], [], lambda one: one.unit)

    assert () == sums.warnings
    lost = [DOSSIERS[0], DOSSIERS[1]._replace(values=DOSSIERS[1].values | {"open": Decimal(3)})]
    assert {
        "VP, cả kỳ: Tổng số tiếp nhận 37 khác tổng các phần 36 (tổng số đã giải quyết 33 + tổng số đang giải quyết 3).",
        "VP, cả kỳ: Tổng số đang giải quyết 3 khác tổng các phần 4 (đang giải quyết trong hạn 3 + đang giải quyết quá "
        "hạn 1).",
    } == set(sums_of(kind, lost, [], lambda one: one.unit).warnings)


def test_what_says_nothing_over_several_periods_is_not_added() -> None:
    found = add_up(kind_of("online-services"), [record("VP", 1, services_used=3), record("VP", 2, services_used=4)])

    assert {} == plain(found.values)


def test_the_absent_count_in_the_denominator_once_for_each_document_and_unit() -> None:
    """Two meetings on one document are of the same people: 5 + 7 of 14, and 9 of 10 of another unit."""
    meetings = [
        record("VP", 1, "CT 33", present=5, headcount=14), record("VP", 2, "CT 33", present=7, headcount=14),
        record("CC", 1, "CT 33", present=9, headcount=10), record("CC", 2, "CT 34", present=10, headcount=10),
    ]  # fmt: skip
    (rate,) = add_up(kind_of("dissemination"), meetings).rates

    assert (Decimal(31), Decimal(34)) == (rate.numerator, rate.denominator)


def test_empty_is_not_nought_and_a_sum_says_what_it_lacks() -> None:
    found = add_up(kind_of("receptions"), [record("VP", 1, visits=3, cases=2), record("VP", 2, visits=4)])
    nothing = add_up(kind_of("receptions"), [record("VP", 1, visits=0)])

    assert ({"visits": 7, "cases": 2}, ("cases",)) == (plain(found.values), found.partial)
    assert {"visits": 0} == plain(nothing.values)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(64, 67, "95.52"), (0, 0, None), (None, 5, None), (0, 5, "0"), (99999, 100000, "99.99"), (7, 7, "100")],
)
def test_a_rate_is_of_sums_and_of_nothing_there_is_none(
    numerator: int | None, denominator: int, percent: str | None
) -> None:
    above = None if numerator is None else Decimal(numerator)

    assert (None if percent is None else Decimal(percent)) == SummedRate("x", above, Decimal(denominator)).percent


def test_the_same_period_a_year_earlier_stands_beside_each_line() -> None:
    kind = kind_of("receptions")
    now, before = (
        [record("VP", 1, visits=9), record("CC", 1, visits=4)],
        [record("TTr", 1, visits=5), record("VP", 2, visits=7)],
    )
    sums = sums_of(kind, now, before, lambda one: one.unit)

    assert [("VP", 9, 7), ("CC", 4, None), ("TTr", None, 5)] == [
        (line.now.of, line.now.values.get("visits"), line.before and line.before.values["visits"])
        for line in sums.lines
    ]
    assert (13, 12) == (sums.whole.now.values["visits"], sums.whole.before and sums.whole.before.values["visits"])
    assert (Decimal(1), None) == (difference(Decimal(13), Decimal(12)), difference(Decimal(13), None))


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from([1, 2, 3, 4]), st.integers(0, 999)), max_size=12))
def test_the_lines_add_up_to_the_whole(told: list[tuple[str, int, int]]) -> None:
    records = [record(unit, quarter, visits=visits) for unit, quarter, visits in told]
    sums = sums_of(kind_of("receptions"), records, [], lambda one: one.unit)

    assert sum(visits for _, _, visits in told) == sum(line.now.values["visits"] for line in sums.lines)
    assert len(records) == sums.whole.now.records == sum(line.now.records for line in sums.lines)


@pytest.mark.parametrize(
    ("kind", "records", "figures"),
    [
        ("dissemination", [record("VP", 1, "A", present=5, headcount=14)], {"VP": (5, 14, None)}),
        ("documents", [record("VP", 1)], {"VP": (1, 1, None), "CC": (0, 1, None)}),
        ("indices", [record(None, 1, value=90), record(None, 2, value=91)], {None: (None, None, 91)}),
        ("receptions", [record("VP", 1, visits=1)], {}),
    ],
)
def test_a_target_takes_from_records_what_their_kind_feeds_it(
    kind: str, records: list[KeptRecord], figures: dict[str | None, tuple[int | None, ...]]
) -> None:
    found = fed_figures(kind_of(kind), records, ["VP", "CC"], date(2023, 12, 31))

    assert figures == {one.unit: (one.numerator, one.denominator, one.value) for one in found}


def test_who_came_twice_never_stands_for_who_was_absent() -> None:
    """By hand: of A all 14, though 16 came to two meetings; of B 9 of 14: 23 of 28, not 25 of 28."""
    told = [("A", 1, 14), ("A", 2, 2), ("B", 1, 9)]
    records = [record("VP", quarter, of, present=present, headcount=14) for of, quarter, present in told]
    [found] = fed_figures(kind_of("dissemination"), records, ["VP"], date(2023, 12, 31))

    assert (23, 28) == (found.numerator, found.denominator)
    summed = add_up(kind_of("dissemination"), records)
    assert (25, (23, 28)) == (summed.values["present"], summed.rates[0][1:])
    [capped] = capped_in(kind_of("dissemination"), records)
    assert (("VP1A", "VP2A"), "present", 16, 14) == (capped.records, capped.part.key, capped.added, capped.most)


def test_a_figure_made_of_records_has_their_proofs() -> None:
    told = [record("VP", q)._replace(evidence=proofs) for q, proofs in ((1, ("1/BC", "2/BC")), (2, ("2/BC",)))]
    found = fed_figures(kind_of("documents"), told, ["VP", "CC"], date(2023, 12, 31))

    assert {"VP": ("1/BC", "2/BC"), "CC": ()} == {one.unit: one.evidence for one in found}


def test_a_total_may_be_part_of_another_one() -> None:
    field = {"type": "integer", "over": "sum"}
    total = {"type": "integer", "over": "total"}
    kind = read_kind("x", {
        "word": "x", "prefix": "X", "time": "period", "table": "x",
        "field": [
            {"key": "all", "word": "a", **total}, {"key": "half", "word": "b", **total},
            {"key": "one", "word": "c", **field}, {"key": "two", "word": "d", **field},
        ],
        "rule": [{"total": "all", "parts": ["half", "two"]}, {"total": "half", "parts": ["one", "two"]}],
    })  # fmt: skip

    assert {"one": 1, "two": 2, "half": 3, "all": 5} == plain(add_up(kind, [record("VP", 1, one=1, two=2)]).values)
