"""What must hold in a record and beside others: each rule by a table, and for all figures by properties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.record_rules import Broken, beside_others, broken_rules, clash, fill_totals
from danvan_cli.domain.record_values import KeptRecord, Value
from danvan_cli.services.record_kinds import kind_of

# The columns of the form: 3 = 4+5+6 = 7+11; 7 = 8+9+10; 11 = 12+13.
COLUMNS = {field.number: field.key for field in kind_of("dossiers").fields if field.number}
Figures = dict[str, Value]


def figures(kind: str, words: str) -> Figures:
    """Reads "visits 12 people 15", of dossiers also by the form's columns."""
    parts = words.split()
    names = (COLUMNS.get(name, name) if kind == "dossiers" else name for name in parts[::2])
    return dict(zip(names, map(Decimal, parts[1::2]), strict=True))


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("receptions", "visits 12 people 15 cases 20", []),
        ("receptions", "visits 12 people 15 groups 13 group_people 14", ["Đoàn 13 lớn hơn lượt 12."]),
        ("receptions", "people 15 groups 2 group_people 16", ["Người trong đoàn 16 lớn hơn người 15."]),
        ("petitions", "received 12 complaints 7 denunciations 4 proposals 0",
         ["Tiếp nhận 12 khác tổng các phần 11 (khiếu nại 7 + tố cáo 4 + kiến nghị, phản ánh 0)."]),
        ("petitions", "received 12 complaints 7 denunciations 4", []),
        ("petitions", "received 10 complaints 7 denunciations 4",
         ["Tiếp nhận 10 nhỏ hơn các phần đã ghi 11 (khiếu nại 7 + tố cáo 4)."]),
        ("petitions", "settled 7 open 5 opening 3 received 8",
         ["Đã giải quyết 7 + chưa giải quyết 5 = 12, khác tồn kỳ trước 3 + tiếp nhận 8 = 11."]),
        ("petitions", "settled 7 open 4 opening 3 received 8", []),
        ("petitions", "open 4 open_late 5", ["Chưa giải quyết đã quá hạn 5 lớn hơn chưa giải quyết 4."]),
        ("dossiers", "3 20 4 10 5 5 6 5 7 15 8 5 9 9 10 1 11 5 12 5 13 0", []),
        ("dossiers", "3 20 4 10 5 5 6 5 7 15 8 5 9 9 10 1 11 4 12 4 13 0",
         ["Tổng số tiếp nhận 20 khác tổng các phần 19 (tổng số đã giải quyết 15 + tổng số đang giải quyết 4)."]),
        ("dossiers", "7 15 8 5 9 9 10 2",
         ["Tổng số đã giải quyết 15 khác tổng các phần 16 (giải quyết trước hạn 5 + giải quyết đúng hạn 9 + "
          "giải quyết quá hạn 2)."]),
        ("dissemination", "present 15 headcount 14", ["Số người dự 15 lớn hơn số người của đơn vị 14."]),
        ("indices", "value 88.5 goal 90", ["Mức theo lộ trình 90 lớn hơn giá trị 88,5."]),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_hold_is_told_with_both_sides(kind: str, words: str, said: list[str]) -> None:
    assert said == [broken.sentence for broken in broken_rules(kind_of(kind), figures(kind, words))]


def test_a_last_day_before_the_first_is_refused() -> None:
    days: Figures = {"began": date(2023, 5, 2), "ended": date(2023, 5, 1)}

    assert [Broken("Kết thúc 01/05/2023 trước bắt đầu 02/05/2023.")] == broken_rules(kind_of("inspections"), days)
    assert [] == broken_rules(kind_of("inspections"), days | {"ended": date(2023, 5, 2)})


def test_a_level_that_is_not_reached_is_told_and_kept() -> None:
    found = broken_rules(kind_of("indices"), figures("indices", "value 88 goal 90"))

    assert [True] == [broken.is_warning for broken in found]


@pytest.mark.parametrize(
    ("before", "typed", "after", "said"),
    [
        # New: each total whose parts are known, one total from another too.
        ("4 10 5 5 6 5 8 5 9 9 10 1 12 5 13 0", "4 5 6 8 9 10 12 13", "3 20 7 15 11 5", 3),
        # What was typed stays, so that a rule can find it wrong.
        ("3 21 4 10 5 5 6 5", "3 4 5 6", "3 21", 0),
        # Changed: the totals of what was changed, however far up.
        ("3 20 4 10 5 5 6 5 7 15 8 5 9 9 10 2 11 5 12 5 13 0", "10", "3 20 7 16", 1),
        ("3 20 4 11 5 5 6 5", "4", "3 21", 1),
        ("3 20 4 11 5 5 6 5", "3 4", "3 20", 0),
        # Of parts that are not all known no total is made, and the one that stood stays.
        ("3 20 4 11 5 5", "4", "3 20", 0),
        ("4 11 5 5", "4 5", "", 0),
    ],
)
def test_a_total_is_worked_out_where_its_parts_are_known_and_nobody_typed_it(
    before: str, typed: str, after: str, said: int
) -> None:
    values, told = fill_totals(kind_of("dossiers"), figures("dossiers", before), [COLUMNS[c] for c in typed.split()])

    assert figures("dossiers", before) | figures("dossiers", after) == values
    assert said == len(told)


def test_what_was_worked_out_is_told() -> None:
    _, told = fill_totals(kind_of("dossiers"), figures("dossiers", "12 5 13 1"), ["open_in_time", "open_late"])

    assert ("Đã tính tổng số đang giải quyết 6 = đang giải quyết trong hạn 5 + đang giải quyết quá hạn 1.",) == told


PARTS = st.lists(st.integers(0, 10**6), min_size=6, max_size=6)


@given(PARTS, st.integers(0, 10**6))
def test_the_forms_identities_hold_for_all_figures_and_fail_for_any_other(parts: list[int], open_late: int) -> None:
    early, in_time, late, online, direct, open_in_time = map(Decimal, parts)
    opening = max(early + in_time + late + open_in_time + open_late - online - direct, Decimal(0))
    given_parts = [online, direct, opening, early, in_time, late, open_in_time, Decimal(open_late)]
    names = ["4", "5", "6", "8", "9", "10", "12", "13"]
    typed: Figures = {COLUMNS[name]: number for name, number in zip(names, given_parts, strict=True)}
    values, _ = fill_totals(kind_of("dossiers"), typed, list(typed))
    came, went = online + direct + opening, early + in_time + late + open_in_time + open_late

    assert (came == went) == (broken_rules(kind_of("dossiers"), values) == [])
    for key in typed:
        assert broken_rules(kind_of("dossiers"), values | {key: typed[key] + Decimal(1)}) != []  # type: ignore[operator]


def record(code: str, unit: str | None, days: str, by: str = "", **numbers: int) -> KeptRecord:
    """A record of "2023-01-01..2023-03-31"."""
    first, last = map(date.fromisoformat, days.split(".."))
    values: Figures = {"received_by": by} if by else {}
    values |= {name: Decimal(number) for name, number in numbers.items()}
    return KeptRecord(code, "x", unit, days, first, last, last, values)


Q1, Q2, H1 = "2023-01-01..2023-03-31", "2023-04-01..2023-06-30", "2023-01-01..2023-06-30"


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (record("", "VP", Q1, "leader"), "A"),
        (record("", "VP", H1, "leader"), "A"),
        (record("", "VP", "2023-03-31..2023-04-02", "leader"), "A"),
        (record("", "VP", Q2, "leader"), None),
        (record("", "VP", Q1, "body"), None),
        (record("", "TTr", Q1, "leader"), None),
        (record("", None, Q1, "leader"), None),
        (record("A", "VP", H1, "leader"), None),
    ],
)
def test_the_periods_of_a_unit_do_not_overlap_unless_something_sets_the_records_apart(
    new: KeptRecord, found: str | None
) -> None:
    standing = record("A", "VP", Q1, "leader")
    other = clash(kind_of("receptions"), new, [standing])

    assert found == (other.code if other else None)


def test_what_does_not_go_on_from_the_period_before_is_told_whichever_was_written_last() -> None:
    first, second = record("A", "VP", Q1, open=4), record("B", "VP", Q2, opening=3)
    said = "Tồn kỳ trước kỳ 01/04/2023–30/06/2023 là 3, khác chưa giải quyết kỳ 01/01/2023–31/03/2023 là 4 (A)."
    kind = kind_of("petitions")

    assert [said] == [broken.sentence for broken in beside_others(kind, second, [first, second])]
    assert [said] == [broken.sentence for broken in beside_others(kind, first, [first, second])]
    assert [] == beside_others(kind, record("B", "VP", Q2, opening=4), [first])
    assert [] == beside_others(kind, record("B", "TTr", Q2, opening=3), [first])


def test_a_level_below_the_year_before_is_not_kept_up() -> None:
    year, before = "2023-01-01..2023-12-31", "2022-01-01..2022-12-31"
    kind, then = kind_of("indices"), record("A", None, before, value=90)

    assert [
        "Giá trị 01/01/2023–31/12/2023 là 89, thấp hơn 01/01/2022–31/12/2022 là 90: không duy trì được mức năm trước."
    ] == [broken.sentence for broken in beside_others(kind, record("B", None, year, value=89), [then])]
    assert [] == beside_others(kind, record("B", None, year, value=90), [then])


def test_the_same_name_without_diacritics_sets_nothing_apart() -> None:
    typed, hasty = ("Chỉ thị 01-CT/TU", "chi thi  01-ct/tu")
    kind, day = kind_of("dissemination"), "2023-02-10..2023-02-10"
    first, second = (
        record(code, "VP", day)._replace(values={"document": words}) for code, words in (("A", typed), ("B", hasty))
    )

    assert first == clash(kind, second, [first])


def test_who_came_to_two_meetings_on_one_document_is_doubted() -> None:
    kind = kind_of("dissemination")
    first, second, later = (
        record(code, "VP", f"{day}..{day}", present=present, headcount=20)
        for code, day, present in (("A", "2023-02-10", 18), ("B", "2023-03-10", 3), ("C", "2024-02-10", 20))
    )

    assert ["Số người dự của A, B cộng lại 21, lớn hơn số người của đơn vị 20: mỗi người chỉ tính một lần."] == [
        broken.sentence for broken in beside_others(kind, second, [first, later])
    ]
    assert [] == beside_others(kind, second._replace(values=second.values | {"present": Decimal(2)}), [first, later])


def test_a_second_record_of_what_is_told_once_is_doubted() -> None:
    first, again = record("MH-1", "VP", "2023-02-10..2023-02-10"), record("MH-2", "VP", "2023-05-10..2023-05-10")
    found = [broken.sentence for broken in beside_others(kind_of("models"), again, [first])]

    assert ["VP đã có phiếu cùng tên mô hình: MH-1 (10/02/2023–10/02/2023); cùng một việc thì bỏ một phiếu."] == found
    assert [] == beside_others(kind_of("democracy"), again, [first])
