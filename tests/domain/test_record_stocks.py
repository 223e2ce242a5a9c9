"""Stocks over mergers and splits: what one unit had open is what its successors begin with, and counts once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.model import Unit
from danvan_cli.domain.record_stocks import NOBODY, handover_at
from danvan_cli.domain.record_sums import counted_in, fed_figures, summed_fields, sums_of
from danvan_cli.domain.record_values import KeptRecord, Value
from danvan_cli.services.record_kinds import kind_of

# The quarters of the law: the third one has the day of the merger in it.
QUARTERS = {
    1: (date(2024, 12, 15), date(2025, 3, 14)), 2: (date(2025, 3, 15), date(2025, 6, 14)),
    3: (date(2025, 6, 15), date(2025, 9, 14)), 4: (date(2025, 9, 15), date(2025, 12, 14)),
}  # fmt: skip
LAST, NEXT, AT_END = date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 14)
PETITIONS = kind_of("petitions")


def petitions(unit: str, quarter: int, opening: int, received: int, settled: int, of: str = "") -> KeptRecord:
    first, last = QUARTERS[quarter]
    told = {"opening": opening, "received": received, "settled": settled, "open": opening + received - settled}
    values: dict[str, Value] = {key: Decimal(number) for key, number in told.items()}
    return KeptRecord(f"{unit}{quarter}{of}", "petitions", unit, f"2025-Q{quarter}", first, last, last, values)


def old(code: str, *successors: str) -> Unit:
    return Unit(code, code, valid_to=LAST, successors=successors)


def new(code: str) -> Unit:
    return Unit(code, code, valid_from=NEXT)


A, B = (
    [petitions("A", 1, 2, 5, 4), petitions("A", 2, 3, 4, 5)],
    [petitions("B", 1, 1, 2, 1), petitions("B", 2, 2, 0, 1)],
)
# By hand: who there is, what they told, and the opening, received, settled and open of all together.
CASES: dict[str, tuple[Sequence[Unit], Sequence[KeptRecord], tuple[int, int, int, int]]] = {
    "two merged into a new one": (
        [old("A", "C"), old("B", "C"), new("C")], [*A, *B, petitions("C", 3, 3, 2, 1), petitions("C", 4, 4, 3, 6)],
        (2 + 1, 9 + 2 + 5, 9 + 2 + 7, 1),
    ),
    "the heir has told nothing yet": ([old("A", "C"), old("B", "C"), new("C")], [*A, *B], (3, 11, 11, 2 + 1)),
    "merged into one that had a stock of its own": (
        [old("A", "B"), Unit("B", "B")], [*A, *B, petitions("B", 3, 1 + 2, 0, 1)], (3, 11, 12, 2),
    ),
    "merged into one that tells for the first time": (
        [old("A", "B"), Unit("B", "B")], [*A, petitions("B", 3, 2, 1, 0)], (2, 10, 9, 3),
    ),
    "split in two": (
        [old("A", "C", "D"), new("C"), new("D")], [*A, petitions("C", 3, 1, 2, 3), petitions("D", 3, 1, 1, 0)],
        (2, 12, 12, 2),
    ),
    "a part goes to a new one, the rest goes on": (
        [Unit("A", "A", successors=("C",)), new("C")], [*A, petitions("A", 3, 1, 2, 2), petitions("C", 3, 1, 1, 0)],
        (2, 12, 11, 1 + 2),
    ),
    "taken over in turn": (
        [old("A", "C"), Unit("C", "C", valid_from=NEXT, valid_to=date(2025, 8, 31), successors=("D",)), new("D")],
        [*A, petitions("D", 3, 2, 1, 1)], (2, 10, 10, 2),
    ),
    "both tell of the quarter in which one took over": (
        [old("A", "C"), new("C")], [petitions("A", 3, 2, 1, 1), petitions("C", 3, 2, 4, 3)], (2, 5, 4, 3),
    ),
    "of that quarter one tells that had a stock of its own": (
        [old("A", "B"), Unit("B", "B")], [petitions("A", 3, 2, 1, 3), petitions("B", 3, 5, 4, 3)], (2 + 5, 5, 6, 6),
    ),
    "a later quarter alone, after a part went to a new one": (
        [Unit("A", "A", successors=("C",)), new("C")], [petitions("A", 4, 3, 2, 2), petitions("C", 4, 1, 1, 0)],
        (3 + 1, 3, 2, 3 + 2),
    ),
    "ended for good": ([old("A"), Unit("B", "B")], [*A, petitions("B", 3, 4, 1, 2)], (2 + 4, 10, 11, 2 + 3)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_stock_that_was_handed_over_counts_once(case: str) -> None:
    units, records, expected = CASES[case]
    handover = handover_at(units, AT_END)
    sums = sums_of(PETITIONS, records, (), lambda record: record.unit, handover)
    keys = ("opening", "received", "settled", "open")

    assert expected == tuple(int(sums.whole.now.values[key]) for key in keys)
    assert () == sums.warnings
    parts = [field for field in summed_fields(PETITIONS) if field.key in keys]
    given = [told for _, told in counted_in(PETITIONS, records, parts, handover)]
    assert expected == tuple(sum(int(told.get(key, 0)) for told in given) for key in keys)


def test_before_the_day_of_the_merger_nothing_is_handed_over() -> None:
    units = CASES["two merged into a new one"][0]
    assert NOBODY.ended == handover_at(units, date(2025, 6, 30)).ended


def test_an_opening_that_is_not_what_was_handed_over_is_told() -> None:
    units = [old("A", "C"), new("C")]
    records = [*A, petitions("C", 3, 5, 0, 1)]
    sums = sums_of(PETITIONS, records, (), lambda record: record.unit, handover_at(units, AT_END))
    [warning] = sums.warnings
    # A handed over 2, C began with 5: 2 + 9 on one side, 10 + 4 on the other.
    assert warning.startswith("Cộng cả kỳ: ")
    assert "14" in warning
    assert "11" in warning


def test_of_what_sets_records_apart_each_is_handed_over_by_itself() -> None:
    kind = kind_of("dossiers")

    def dossiers(unit: str, quarter: int, area: str, opening: int, still: int) -> KeptRecord:
        told: Mapping[str, Value] = {"area": area, "opening": Decimal(opening), "open": Decimal(still)}
        return petitions(unit, quarter, 0, 0, 0, area)._replace(values=dict(told))

    records = [
        dossiers("A", 2, "Công nghệ", 6, 8), dossiers("A", 2, "Khoa học", 2, 4),
        # The second area is another's since then, who had it before.
        dossiers("C", 3, "Công nghệ", 8, 5), dossiers("B", 2, "Khoa học", 1, 1), dossiers("B", 3, "Khoa học", 5, 3),
    ]  # fmt: skip
    units = [old("A", "C", "B"), Unit("B", "B"), new("C")]
    sums = sums_of(kind, records, (), lambda record: record.unit, handover_at(units, AT_END))
    told = sums.whole.now.values
    assert (6 + 2 + 1, 5 + 3) == (told["opening"], told["open"])


def test_a_target_takes_what_the_sum_takes_where_the_heir_told_the_same_people_again() -> None:
    kind = kind_of("dissemination")

    def told(unit: str, day: date, document: str, present: int, people: int) -> KeptRecord:
        numbers = {"present": Decimal(present), "headcount": Decimal(people)}
        return KeptRecord(f"{unit}{day}", kind.key, unit, None, day, day, day, {"document": document, **numbers})

    spring, autumn = date(2025, 2, 10), date(2025, 9, 5)
    records = [told("A", spring, "CT 13", 5, 7), told("B", spring, "CT 13", 5, 5)]
    records += [told("C", autumn, "CT 13", 2, 12), told("C", autumn, "KL 114", 9, 12)]
    handover = handover_at([old("A", "C"), old("B", "C"), new("C")], AT_END)
    figures = fed_figures(kind, records, [], AT_END, handover=handover)

    # Those two who had been absent came in autumn: 12 of the 12 people of the heir, and 9 of 12 to the other document.
    assert {"A": (0, 0), "B": (0, 0), "C": (12 + 9, 24)} == {f.unit: (f.numerator, f.denominator) for f in figures}
    [rate] = sums_of(kind, records, (), lambda record: record.unit, handover).whole.now.rates
    assert (21, 24) == (rate.numerator, rate.denominator)
    alone = fed_figures(kind, records[:2], [], AT_END, handover=handover)
    assert {"A": (5, 7), "B": (5, 5)} == {f.unit: (f.numerator, f.denominator) for f in alone}


_FIGURES = st.tuples(*(st.integers(0, 9) for _ in range(3)))


@given(st.lists(_FIGURES, min_size=8, max_size=8), st.sampled_from(["C", "B"]))
def test_lines_add_up_to_the_whole_and_so_do_the_books(figures: list[tuple[int, int, int]], heir: str) -> None:
    units = [old("A", heir), *([old("B", "C"), new("C")] if heir == "C" else [Unit("B", "B")])]
    stock, records = {"A": 4, "B": 2}, []
    for (received, share, _), (unit, quarter) in zip(
        figures, [(unit, quarter) for quarter in (1, 2, 3, 4) for unit in ("A", "B")], strict=True
    ):
        if quarter > 2:
            stock = {heir: sum(stock.values())}
            if unit == "B":
                continue
            unit = heir
        settled = min(share, stock[unit] + received)
        records.append(petitions(unit, quarter, stock[unit], received, settled))
        stock[unit] += received - settled
    sums = sums_of(PETITIONS, records, (), lambda record: record.unit, handover_at(units, AT_END))

    whole = sums.whole.now.values
    assert (6, sum(stock.values())) == (whole["opening"], whole["open"])
    assert () == sums.warnings
    for key, value in whole.items():
        assert value == sum(line.now.values.get(key, Decimal(0)) for line in sums.lines)
