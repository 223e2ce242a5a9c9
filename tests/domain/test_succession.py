"""Who acts on a day, who is meant by a name, who took over, and whose figures count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.model import Measurement, Unit
from danvan_cli.domain.succession import (
    heirs_at,
    history_of,
    inherit,
    is_valid,
    name_at,
    odd_successions,
    refuse_not_valid,
    successors_at,
)
from danvan_cli.domain.words import RollUp

JUNE, JULY, OCTOBER, NEXT = date(2025, 6, 30), date(2025, 7, 1), date(2025, 10, 26), date(2026, 2, 1)
# A and B are merged into C on 1/7; S is split into T and U, which meet again in W on 1/1/2026; E ends without anybody.
UNITS = (
    Unit("A", "Phòng Một", valid_to=JUNE, successors=("C",)),
    Unit("B", "Phòng Hai", valid_to=JUNE, successors=("C",)),
    Unit("C", "Phòng Một", valid_from=JULY, former_names=(("Phòng Ba", date(2025, 8, 31)),)),
    Unit("S", "Phòng Lớn", valid_to=JUNE, successors=("T", "U")),
    Unit("T", "Phòng Nhỏ", valid_from=JULY, valid_to=date(2025, 12, 31), successors=("W",)),
    Unit("U", "Phòng Con", valid_from=JULY, valid_to=date(2025, 12, 31), successors=("W",)),
    Unit("W", "Phòng Cả", valid_from=date(2026, 1, 1)),
    Unit("E", "Ban Cũ", valid_to=JUNE),
)


def test_first_and_last_day_are_days_on_which_a_unit_acts() -> None:
    a, c = UNITS[0], UNITS[2]
    assert [(True, False), (False, True)] == [(is_valid(a, day), is_valid(c, day)) for day in (JUNE, JULY)]


def test_an_heir_is_who_took_over_alone() -> None:
    assert {} == heirs_at(UNITS, JUNE)
    assert {"A": "C", "B": "C"} == heirs_at(UNITS, OCTOBER)
    assert {"A": "C", "B": "C", "S": "W", "T": "W", "U": "W"} == heirs_at(UNITS, NEXT)
    assert [["T", "U"], ["W"]] == [[u.code for u in successors_at(UNITS, UNITS[3], day)] for day in (OCTOBER, NEXT)]


@pytest.mark.parametrize(
    ("words", "day", "meant"),
    [
        ("phong mot", JUNE, "A"), ("Phòng Một", OCTOBER, "C"), ("a", OCTOBER, "A"), ("Phòng Ba", OCTOBER, "C"),
        ("PHÒNG HAI", OCTOBER, "B"),
    ],
)  # fmt: skip
def test_a_name_means_who_acts_on_the_day(words: str, day: date, meant: str) -> None:
    assert meant == find_unit(UNITS, words, day).code


def test_a_name_of_two_that_act_or_of_two_that_do_not_is_asked_about() -> None:
    twin = Unit("A2", "Phòng Một", valid_to=JUNE)
    with pytest.raises(ConflictError, match=r"A \(Phòng Một, đến 30/06/2025\), A2 \(Phòng Một, đến 30/06/2025\)"):
        find_unit((*UNITS, twin), "Phòng Một", JUNE)
    with pytest.raises(ConflictError, match=r"A \(.*\), C \(.*\)"):
        find_unit(UNITS, "Phòng Một", None)


@pytest.mark.parametrize(
    ("code", "day", "why"),
    [
        ("A", JULY, r"A \(Phòng Một\) đã kết thúc hoạt động ngày 30/06/2025; từ 01/07/2025 việc do C \(Phòng Một\)"),
        ("S", OCTOBER, r"việc do T \(Phòng Nhỏ\), U \(Phòng Con\) tiếp nhận"),
        ("S", NEXT, r"việc do W \(Phòng Cả\) tiếp nhận"),
        ("E", JULY, "chưa ghi đơn vị tiếp nhận"),
        ("C", JUNE, r"C \(Phòng Một\) hoạt động từ 01/07/2025, chưa có vào ngày 30/06/2025"),
    ],
)
def test_a_day_on_which_a_unit_does_not_act_is_refused_with_who_does(code: str, day: date, why: str) -> None:
    unit = next(unit for unit in UNITS if unit.code == code)
    with pytest.raises(ConflictError, match=why):
        refuse_not_valid(UNITS, unit, day)


def test_names_and_history_go_by_their_days() -> None:
    c = UNITS[2]
    assert ["Phòng Ba", "Phòng Ba", "Phòng Một"] == [name_at(c, date(2025, month, 31)) for month in (7, 8, 10)]
    told = history_of(c, [("A", "C", JULY, "45/QĐ"), ("S", "T", JULY, None)])
    assert (("Phòng Ba", JULY, date(2025, 8, 31)), ("Phòng Một", date(2025, 9, 1), None)) == told.names
    assert ([("A", JULY, "45/QĐ")], []) == ([tuple(step) for step in told.took_over], list(told.passed_to))


def test_what_cannot_be_is_found() -> None:
    ring = (Unit("X", "X", valid_to=JUNE, successors=("Y",)), Unit("Y", "Y", valid_to=JUNE, successors=("X",)))
    assert ["X và đơn vị tiếp nhận nối thành vòng", "Y và đơn vị tiếp nhận nối thành vòng"] == odd_successions(ring, [])
    assert [] == odd_successions(UNITS, [("A", "C", JULY, None)])
    assert ["A kết thúc ngày 30/06/2025, mà C tiếp nhận từ 26/10/2025"] == odd_successions(
        UNITS, [("A", "C", OCTOBER, None)]
    )


def figures(*told: tuple[str, date, int]) -> list[Measurement]:
    return [Measurement(unit, day, value=Decimal(value)) for unit, day, value in told]


EARLY, LATE = date(2025, 5, 1), date(2025, 9, 1)


@pytest.mark.parametrize(
    ("told", "day", "roll_up", "is_flow", "expected"),
    [
        # Before the merger each has its own; after it the heir has both, until it tells a figure itself.
        ((("A", EARLY, 3), ("B", EARLY, 4)), JUNE, RollUp.SUM, False, {"A": 3, "B": 4}),
        ((("A", EARLY, 3), ("B", EARLY, 4)), OCTOBER, RollUp.SUM, False, {"C": 7}),
        ((("A", EARLY, 3), ("B", EARLY, 4), ("C", LATE, 9)), OCTOBER, RollUp.SUM, False, {"C": 9}),
        ((("A", EARLY, 3), ("B", EARLY, 4), ("C", LATE, 2)), OCTOBER, RollUp.SUM, True, {"C": 9}),
        ((("A", EARLY, 3), ("B", EARLY, 5)), OCTOBER, RollUp.AVERAGE, False, {"C": 4}),
        ((("A", EARLY, 3), ("B", JUNE, 5)), OCTOBER, RollUp.LATEST, False, {"C": 5}),
        # A split unit's figure stands until all of its successors have told theirs, and passes to who has them all.
        ((("S", EARLY, 8),), OCTOBER, RollUp.SUM, False, {"S": 8}),
        ((("S", EARLY, 8), ("T", LATE, 5)), OCTOBER, RollUp.SUM, False, {"S": 8}),
        ((("S", EARLY, 8), ("T", LATE, 5), ("U", LATE, 4)), OCTOBER, RollUp.SUM, False, {"T": 5, "U": 4}),
        ((("S", EARLY, 8),), NEXT, RollUp.SUM, False, {"W": 8}),
        ((("S", EARLY, 8), ("T", LATE, 5), ("U", LATE, 4)), NEXT, RollUp.SUM, False, {"W": 9}),
        ((("S", EARLY, 8), ("T", LATE, 5)), NEXT, RollUp.SUM, False, {"W": 8}),
        ((("S", EARLY, 8), ("T", LATE, 5)), NEXT, RollUp.SUM, True, {"W": 13}),
        ((("S", EARLY, 8), ("T", LATE, 5), ("W", NEXT, 20)), NEXT, RollUp.SUM, False, {"W": 20}),
        ((("E", EARLY, 2),), OCTOBER, RollUp.SUM, False, {"E": 2}),
    ],
)
def test_figures_of_units_that_have_ended_count_once(
    told: Sequence[tuple[str, date, int]], day: date, roll_up: str, is_flow: bool, expected: dict[str, int]
) -> None:
    found = inherit(figures(*told), UNITS, day, roll_up, is_flow=is_flow, expected=lambda *_: True)
    assert expected == {one.unit: int(one.value or 0) for one in found.figures}
    if roll_up == RollUp.SUM:
        assert sum(expected.values()) == sum(int(one.value or 0) for one in found.parts)


def test_an_heir_of_one_that_never_told_still_has_to() -> None:
    found = inherit(figures(("A", EARLY, 3)), UNITS, OCTOBER, RollUp.SUM, is_flow=False, expected=lambda *_: True)
    assert ({"C"}, {"C": 3}) == (found.partial, {one.unit: int(one.value or 0) for one in found.figures})
    split = inherit(
        figures(("S", EARLY, 8), ("T", LATE, 5)), UNITS, OCTOBER, RollUp.SUM, is_flow=False, expected=lambda *_: True
    )
    assert {"T"} == split.waiting
    # One that stood before the split keeps what it had told by then.
    stood = inherit(
        figures(("S", EARLY, 8), ("T", EARLY, 1), ("T", LATE, 5)), UNITS, OCTOBER, RollUp.SUM, is_flow=False,
        expected=lambda *_: True,
    )  # fmt: skip
    assert {"S": 8, "T": 1} == {one.unit: int(one.value or 0) for one in stood.figures}
