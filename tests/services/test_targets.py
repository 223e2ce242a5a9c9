from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.model import Unit
from danvan_cli.domain.words import RollUp, TargetKind
from danvan_cli.services import coverage, targets, tasks, units
from danvan_cli.services.targets import Figure, Goal, TargetValues, parse_goal
from danvan_cli.services.writing import writing


def record(book: Any, code: str, text: str, unit: str | None = None, on: date | None = None, *proof: str) -> Any:
    return targets.record_measurement(book.on(), code, Figure(text, unit, on, proof))


def line(book: Any, code: str, day: date = date(2023, 10, 26)) -> Coverage:
    return coverage.coverage(book.on(day), code).coverage[0]


def test_figures_of_two_units_make_72_of_80_and_name_who_is_missing(book: Any) -> None:
    record(book, "CT1", "42/50", "VP")
    record(book, "ct1", "30/30", "thanh tra")

    found = line(book, "CT1")
    assert (Decimal(72), Decimal(80), Decimal(90), False, Decimal(8)) == (
        found.numerator,
        found.denominator,
        found.percent,
        found.met,
        found.remaining,
    )
    assert (2, 4, ("CCTĐC", "TTKHCN")) == (found.units_reported, found.units_total, found.missing)


def test_a_figure_for_the_same_day_replaces_the_first_and_the_journal_keeps_it(book: Any) -> None:
    record(book, "CT1", "42/50", "VP")
    record(book, "CT1", "45/50", "VP")

    assert 1 == book.count("measurement")
    assert (Decimal(45), Decimal(50)) == (line(book, "CT1").numerator, line(book, "CT1").denominator)
    assert ('{"numerator": "42"}', '{"numerator": "45"}') == (
        book.last_entries()[0]["before"],
        book.last_entries()[0]["after"],
    )


@pytest.mark.parametrize(("text", "is_warned"), [("49/50", False), ("50/50", False), ("51/50", True)])
def test_more_than_all_of_them_is_warned_of(book: Any, text: str, is_warned: bool) -> None:
    assert is_warned == any("Tử số lớn hơn mẫu số" in note for note in record(book, "CT1", text, "VP").notes)


def test_a_later_figure_counts_from_its_day_on(book: Any) -> None:
    record(book, "CT1", "10/50", "VP", date(2023, 6, 30))
    record(book, "CT1", "42/50", "VP", date(2023, 9, 30))

    assert [Decimal(10), Decimal(42)] == [
        line(book, "CT1", day).numerator for day in (date(2023, 9, 29), date(2023, 9, 30))
    ]
    assert line(book, "CT1", date(2023, 6, 29)).numerator is None


def test_all_units_at_the_goal_meet_it(book: Any) -> None:
    for unit in ("VP", "TTr", "CCTĐC", "TTKHCN"):
        record(book, "CT1", "7/7", unit)

    found = line(book, "CT1")
    assert (True, Decimal(0), ()) == (found.met, found.remaining, found.missing)


def test_figures_are_kept_digit_by_digit(book: Any) -> None:
    record(book, "CT1", "1.234,10/12345678901234567890,5", "VP")

    assert [("1234.10", "12345678901234567890.5")] == [
        (m["numerator"], m["denominator"]) for m in book.select("SELECT * FROM measurement")
    ]


@pytest.mark.parametrize("text", ["9" * 30 + "/1", "1/3" + "0" * 40, "9" * 400 + ",5/" + "9" * 400])
def test_no_figure_however_large_breaks_what_is_shown_afterwards(book: Any, text: str) -> None:
    try:
        record(book, "CT1", text, "VP")
    except UsageError:
        return
    from danvan_cli.output.contract import coverage_data

    assert "CT1" == coverage_data(line(book, "CT1"))["code"]
    assert float("inf") not in coverage_data(line(book, "CT1")).values()


def test_a_milestone_is_reached_or_not(book: Any) -> None:
    for unit, words in (("VP", "đạt"), ("TTr", "Chưa đạt"), ("CCTĐC", "xong")):
        record(book, "CT2", words, unit)

    found = line(book, "CT2")
    assert (Decimal(2), Decimal(4), False, ("TTKHCN",)) == (
        found.numerator,
        found.denominator,
        found.met,
        found.missing,
    )


def test_a_figure_of_the_whole_agency_stands_for_all(book: Any) -> None:
    record(book, "CT1", "80/80")

    found = line(book, "CT1")
    assert (True, (), 4, 4) == (found.met, found.missing, found.units_reported, found.units_total)


@pytest.mark.parametrize(
    ("code", "text", "unit", "error"),
    [
        ("CT1", "42", "VP", UsageError),
        ("CT1", "84%", "VP", UsageError),
        ("CT1", "42/0", "VP", UsageError),
        ("CT1", "42/", "VP", UsageError),
        ("CT1", "-1/50", "VP", UsageError),
        ("CT1", "1/2/3", "VP", UsageError),
        ("CT1", "nan/1", "VP", UsageError),
        ("CT1", "1e3/5", "VP", UsageError),
        ("CT2", "50%", "VP", UsageError),
        ("CT9", "1/2", "VP", NotFoundError),
        ("CT1", "1/2", "LẠ", NotFoundError),
    ],
)
def test_a_figure_that_cannot_be_is_refused(
    book: Any, code: str, text: str, unit: str, error: type[DanvanError]
) -> None:
    with pytest.raises(error):
        record(book, code, text, unit)

    assert (0, 1) == (book.count("measurement"), book.count("journal_group"))


def test_no_figure_is_of_the_future(book: Any) -> None:
    with pytest.raises(UsageError):
        record(book, "CT1", "1/2", "VP", date(2023, 10, 27))


def test_more_than_all_is_taken_with_a_doubt(book: Any) -> None:
    assert 1 == len(record(book, "CT1", "51/50", "VP").notes)


# add


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("100%", Goal(">=", Decimal(100), "%")),
        ("≥ 90%", Goal(">=", Decimal(90), "%")),
        ("<= 5 vụ", Goal("<=", Decimal(5), "vụ")),
        ("2 mô hình", Goal(">=", Decimal(2), "mô hình")),
        ("1.200", Goal(">=", Decimal(1200), None)),
        ("= 0 vụ", Goal("=", Decimal(0), "vụ")),
        ("< 96,6 %", Goal("<", Decimal("96.6"), "%")),
    ],
)
def test_a_goal_is_taken_apart(goal: str, expected: Goal) -> None:
    assert expected == parse_goal(goal)


@pytest.mark.parametrize("goal", ["", "%", "nhiều", "≥", "-5%", "1..2", ",", "1 200"])
def test_what_is_no_goal_is_refused(goal: str) -> None:
    with pytest.raises(UsageError):
        parse_goal(goal)


@pytest.mark.parametrize(
    ("goal", "kind"),
    [(None, TargetKind.MILESTONE), (parse_goal("100%"), TargetKind.RATIO), (parse_goal("2 mô hình"), TargetKind.COUNT)],
)
def test_a_targets_kind_follows_from_its_goal(book: Any, goal: Goal | None, kind: TargetKind) -> None:
    code = targets.add_target(book.on(), TargetValues("Chỉ tiêu mới", goal=goal)).code

    assert ("CT5", kind) == (code, line(book, "CT5").target.kind)


def test_a_target_names_the_units_that_report_and_the_tasks_that_serve_it(book: Any) -> None:
    values = TargetValues("Mô hình", goal=parse_goal("2 mô hình"), units=("vp", "VP", "CCTĐC"), tasks=("iv-4", "IV-4"))
    targets.add_target(book.on(), values)
    record(book, "CT5", "1", "VP")

    found = line(book, "CT5")
    assert (("VP", "CCTĐC"), ("IV-4",), ("CCTĐC",), 2, False) == (
        found.target.units,
        found.target.tasks,
        found.missing,
        found.units_total,
        found.met,
    )


def test_the_first_target_of_an_empty_database_opens_this_years_plan(blank: Any) -> None:
    changed = targets.add_target(blank.on(date(2024, 1, 5)), TargetValues("100% đơn vị", goal=parse_goal("100%")))

    assert ("CT1", "KH-2024") == (changed.code, changed.plan)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        (TargetValues(), UsageError),
        (TargetValues(" "), UsageError),
        (TargetValues("x", units=("LẠ",)), NotFoundError),
        (TargetValues("x", tasks=("IX-9",)), NotFoundError),
    ],
)
def test_a_target_that_cannot_be_leaves_nothing(book: Any, values: TargetValues, error: type[DanvanError]) -> None:
    before = book.content()

    with pytest.raises(error):
        targets.add_target(book.on(), values)

    assert before == book.content()


# edit, link


def test_an_edit_changes_what_it_names_and_nothing_else(book: Any) -> None:
    before = book.select("SELECT * FROM target WHERE code = 'CT1'")[0]
    targets.edit_target(book.on(), "ct1", TargetValues(goal=parse_goal("≥ 95%"), roll_up=RollUp.LATEST))

    assert {**before, "goal": "95", "roll_up": "latest"} == book.select("SELECT * FROM target WHERE code = 'CT1'")[0]


def test_the_kind_cannot_change_once_figures_are_recorded(book: Any) -> None:
    targets.edit_target(book.on(), "CT1", TargetValues(kind=TargetKind.COUNT))
    record(book, "CT1", "5", "VP")

    with pytest.raises(ConflictError):
        targets.edit_target(book.on(), "CT1", TargetValues(kind=TargetKind.RATIO))


def test_units_come_to_the_list_and_leave_it(book: Any) -> None:
    targets.edit_target(book.on(), "CT1", TargetValues(units=("VP", "TTr")))
    targets.edit_target(book.on(), "CT1", TargetValues(units=("SNV",)), ("TTr",))

    assert ("VP", "SNV") == line(book, "CT1").target.units
    with pytest.raises(ConflictError):
        targets.edit_target(book.on(), "CT1", TargetValues(), ("TTr",))


def test_linking_twice_links_once(book: Any) -> None:
    targets.link_target(book.on(), "CT1", ["IV-4", "II.1-1"])
    changed = targets.link_target(book.on(), "CT1", ["IV-4"])

    assert ({"IV-4", "II.1-1"}, 2, None) == (
        set(line(book, "CT1").target.tasks),
        book.count("target_task"),
        changed.group,
    )


def test_a_removed_task_serves_no_target_while_it_is_removed(book: Any) -> None:
    targets.link_target(book.on(), "CT1", ["IV-4"])
    tasks.remove_task(book.on(), "IV-4")
    assert () == line(book, "CT1").target.tasks

    tasks.restore_task(book.on(), "IV-4")
    assert ("IV-4",) == line(book, "CT1").target.tasks


def test_one_bad_task_code_links_none(book: Any) -> None:
    with pytest.raises(NotFoundError):
        targets.link_target(book.on(), "CT1", ["IV-4", "IX-1"])

    assert 0 == book.count("target_task")


def test_coverage_for_one_unit_counts_that_unit_only(book: Any) -> None:
    record(book, "CT1", "42/50", "VP")
    record(book, "CT1", "30/30", "TTr")

    found = coverage.coverage(book.on(), "CT1", "thanh tra").coverage[0]
    assert (Decimal(30), Decimal(30), True, 1, 1) == (
        found.numerator,
        found.denominator,
        found.met,
        found.units_reported,
        found.units_total,
    )


def test_an_unknown_target_is_not_found(book: Any) -> None:
    with pytest.raises(NotFoundError):
        coverage.coverage(book.on(), "CT9")
    with pytest.raises(NotFoundError):
        coverage.show_target(book.on(), "CT9")


def test_units_of_another_agencys_plan_in_the_same_file_are_not_expected_to_report(book: Any, tmp_path: Path) -> None:
    from tests.conftest import SAMPLE_TEXT

    from danvan_cli.services import planning

    text = SAMPLE_TEXT.read_text(encoding="utf-8")
    text = text.replace("Sở Khoa học và Công nghệ (KH&CN) xây dựng", "Sở Tư pháp xây dựng")
    text = text.replace("- Văn phòng Sở theo dõi", "- Phòng Bổ trợ tư pháp theo dõi")
    other = tmp_path / "tu-phap.txt"
    other.write_text(text, encoding="utf-8")
    planning.import_plan(book.on(), planning.read_draft(book.on(), other))

    assert ("VP", "TTr", "CCTĐC", "TTKHCN") == coverage.coverage(book.on(plan="KH-2023"), "CT1").coverage[0].missing
    assert "PBTTP" in coverage.coverage(book.on(plan="KH-2023-2"), "CT1").coverage[0].missing


@pytest.mark.parametrize(("on", "warned"), [(date(2023, 10, 1), False), (date(2023, 10, 20), True)])
def test_the_agencys_figure_is_said_to_stand_for_the_units_only_where_it_does(
    book: Any, on: date, warned: bool
) -> None:
    targets.record_measurement(book.on(), "CT1", Figure("42/50", "VP", date(2023, 10, 20)))
    done = targets.record_measurement(book.on(), "CT1", Figure("90/100", None, on))
    assert warned == any("thay số liệu các đơn vị" in note for note in done.notes)


def test_what_becomes_a_milestone_has_no_goal_any_more(book: Any) -> None:
    targets.edit_target(book.on(), "CT1", TargetValues(kind=TargetKind.MILESTONE))
    [row] = book.select("SELECT kind, operator, goal, unit_of_measure FROM target WHERE code = 'CT1'")
    assert ["milestone", None, None, None] == list(row.values())


def test_a_unit_is_expected_to_report_from_the_first_to_the_last_day_of_its_validity(book: Any) -> None:
    ended = Unit("PX", "Phòng X", valid_from=date(2023, 9, 1), valid_to=date(2023, 9, 30))
    with writing(book.on(date(2023, 8, 1))) as work:
        units.store_units(work, [ended])

    assert [False, True, True, False] == [
        "PX" in line(book, "CT1", day).missing
        for day in (date(2023, 8, 31), date(2023, 9, 1), date(2023, 9, 30), date(2023, 10, 1))
    ]
