"""A set of 23 criteria in 8 groups, scored by hand: what the program adds up is held against the sums on paper."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import pytest
from tests.scoring_set import HAND, the_set

from danvan_cli.domain.scoring import Band, CriteriaSet, Score, Sheet, faults
from danvan_cli.domain.scoring_totals import Column, Totals, group_points, total_of

D = Decimal


def sheet(points: Mapping[str, str | None], struck: Mapping[int, str] = MappingProxyType({}), **more: object) -> Sheet:
    rows = {row.code: row for row in the_set().leaves()}
    scores = {}
    for code, value in points.items():
        score = Score(code, rows[code].maximum, is_applicable=value != "KAD")
        scores[code] = score._replace(own=None if value in (None, "KAD") else D(value))
    for code, change in more.items():
        scores[code.replace("_", ".")] = scores[code.replace("_", ".")]._replace(**change)  # type: ignore[arg-type]
    return Sheet(None, scores, struck=struck)


def result(points: Mapping[str, str | None], **more: object) -> Totals:
    return total_of(the_set(), sheet(points, **more), Column.OWN)  # type: ignore[arg-type]


class Variant(NamedTuple):
    """A change of the sheet, and what paper says it comes to: main, converted, total, band."""

    changes: Mapping[str, str | None]
    main: str
    converted: str | None
    total: str | None
    band: str | None
    struck: Mapping[int, str] = MappingProxyType({})


# Paper: groups 9.5 + 17.75 + 13.5 + 9 + 8.75 + 13 + 10 + 9.5 = 91; bonus 3, deduction 1 → 93.
VARIANTS = {
    "as scored": Variant({}, "91", "91", "93", "Xuất sắc"),
    "one criterion empty": Variant({"II.2": None}, "87", None, None, None),
    "nought is not empty": Variant({"II.2": "0"}, "87", "87", "89", "Tốt"),
    # 5 points fall away of which 4.75 were scored: 86.25 of 95 → 90.79.
    "one not applicable": Variant({"V.2": "KAD"}, "86.25", "90.79", "92.79", "Xuất sắc"),
    # A whole group of 15 falls away: 78 of 85 → 91.76.
    "a group not applicable": Variant(
        {"VI.1": "KAD", "VI.2": "KAD", "VI.3": "KAD"}, "78", "91.76", "93.76", "Xuất sắc"
    ),
    "bonus capped": Variant({"T.1": "3", "T.2": "4"}, "91", "91", "95", "Xuất sắc"),
    # 90.75 is enough, the 15 of group II are not: it must have 17.
    "group below its minimum": Variant({"II.1": "5", "I.3": "3"}, "88.75", "88.75", "90.75", "Tốt"),
    "capped by a disqualifier": Variant({}, "91", "91", "93", "Khá", {1: "kỷ luật"}),
    "void": Variant({}, "91", "91", "93", "Không xếp loại", {2: "gian dối"}),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_sheet_comes_to_what_paper_says(name: str) -> None:
    variant = VARIANTS[name]
    found = result({**HAND, **variant.changes}, struck=variant.struck)
    told = [None if one is None else format(one, "f") for one in (found.main, found.converted, found.total)]
    assert [variant.main, variant.converted, variant.total, variant.band] == [*told, found.band]


def test_the_set_has_23_criteria_in_8_groups_that_add_up_to_100() -> None:
    scored = the_set()
    assert (23, 8, D(100), []) == (
        len(scored.leaves()) - 3,
        len(scored.parents) - 2,
        scored.scale,
        list(faults(scored.rows)),
    )


def test_groups_come_to_what_paper_says_and_to_nothing_while_open() -> None:
    scored, full, open_ = the_set(), sheet(HAND), sheet({**HAND, "II.2": None})
    groups = [row for row in scored.rows if row.code in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")]
    told = [str(group_points(scored, full, row, Column.OWN)) for row in groups]
    assert ["9.5", "17.75", "13.5", "9", "8.75", "13", "10", "9.5"] == told
    assert [None] == [g for row in groups[1:2] for g in [group_points(scored, open_, row, Column.OWN)]]


def test_verified_rounds_add_up_apart_and_the_second_keeps_what_it_did_not_look_at() -> None:
    rounds = {code: D(value) for code, value in HAND.items() if value}
    changes = {code.replace(".", "_"): {"verified_1": value} for code, value in rounds.items()}
    changes["II_1"] = {"verified_1": D("5"), "explanation": "đã bổ sung", "verified_2": D("6")}
    found = sheet(HAND, **changes)
    told = {column: total_of(the_set(), found, column).total for column in Column}
    assert {"own": D(93), "verified_1": D("90.25"), "verified_2": D("91.25"), "in_force": D("91.25")} == told
    partly = total_of(the_set(), sheet(HAND, II_1={"verified_1": D(5)}), Column.ROUND_1)
    assert (None, 25) == (partly.total, len(partly.empty))


def test_without_conversion_the_reduced_scale_stays_as_it_is() -> None:
    scored: CriteriaSet = the_set()._replace(converts=False, bands=(Band("Đạt", D(50)),))
    found = total_of(scored, sheet({**HAND, "V.2": "KAD"}), Column.OWN)
    assert (D(95), D("86.25"), D("88.25"), "Đạt") == (found.reduced, found.converted, found.total, found.band)


def test_an_unscored_sheet_has_no_total_and_a_wrong_group_is_named_with_its_cells() -> None:
    empty = total_of(the_set(), Sheet(None), Column.OWN)
    assert (23, None, None) == (len(empty.empty), empty.total, empty.band)
    rows = [row._replace(place=f"ô C{n}") for n, row in enumerate(the_set().rows, 10)]
    rows[1] = rows[1]._replace(maximum=D(5))
    assert ["Nhóm I (ô C10) ghi 10 điểm, các dòng của nó cộng lại 11 (ô C11, ô C12, ô C13)"] == list(faults(rows))
