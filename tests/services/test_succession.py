"""A year with a merger, a split, an end and a new name, every figure by hand; and whatever happens, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import costly

from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import ConflictError, DanvanError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.words import Role
from danvan_cli.output import report_tables
from danvan_cli.services import (
    adding,
    assigning,
    coverage,
    examining,
    finding,
    lifecycle,
    people,
    planning,
    recording,
    reminders,
    removing,
    reporting,
    revision,
    rollover,
    round_views,
    rounds,
    succession,
    targets,
    undoing,
    units,
    views,
)
from danvan_cli.services.adding import NewTask
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.reporting import ReportOrder
from danvan_cli.services.rounds import NewRound, Sending
from danvan_cli.services.steps import Choice
from danvan_cli.services.succession import Reform
from danvan_cli.services.targets import Figure, TargetValues
from danvan_cli.services.units import UnitChange

BEGIN, MERGER, TYPED = date(2025, 1, 6), date(2025, 7, 1), date(2025, 7, 3)
DAYS = (date(2025, 3, 31), date(2025, 6, 30), MERGER, date(2025, 10, 26))
UNITS = (
    ("VP", "Văn phòng Sở", 12),
    ("TTr", "Thanh tra Sở", 6),
    ("QLCN", "Phòng Quản lý công nghệ", 7),
    ("QLKH", "Phòng Quản lý khoa học", 5),
    ("KH", "Phòng Kế hoạch", 8),
    ("BQL", "Ban Quản lý dự án", 3),
)
WORK = (
    (("TTr",), date(2025, 3, 31)),  # BS-1: done in time by the inspectors
    (("TTr",), date(2025, 9, 30)),  # BS-2: goes to the Office, done there in time
    (("QLKH",), date(2025, 6, 15)),  # BS-3: late at the merger, done late by who took over
    (("QLCN",), date(2025, 8, 20)),  # BS-4
    (("QLCN", "QLKH"), date(2025, 11, 30)),  # BS-5: one part from the merger on
    (("KH",), date(2025, 5, 31)),  # BS-6: done late before the split
    (("KH",), date(2025, 10, 31)),  # BS-7: given to the second of the split
    (("KH",), date(2025, 12, 31)),  # BS-8: the first's
    (("VP",), date(2025, 10, 25)),  # BS-9: never done
    (("QLCN", "QLKH"), date(2025, 6, 25)),  # BS-10: one of two done in time, the other late
    (("BQL",), date(2025, 4, 30)),  # BS-11
)
# Total, done in time, done late, in time, overdue, given up.
EXPECTED = {
    DAYS[0]: {
        "VP": (1, 0, 0, 1, 0, 0), "TTr": (2, 1, 0, 1, 0, 0), "QLCN": (3, 0, 0, 3, 0, 0), "QLKH": (3, 0, 0, 3, 0, 0),
        "KH": (3, 0, 0, 3, 0, 0), "BQL": (1, 0, 0, 1, 0, 0),
    },
    DAYS[1]: {
        "VP": (1, 0, 0, 1, 0, 0), "TTr": (2, 1, 0, 1, 0, 0), "QLCN": (3, 1, 0, 2, 0, 0), "QLKH": (3, 0, 0, 1, 2, 0),
        "KH": (3, 0, 1, 2, 0, 0), "BQL": (1, 1, 0, 0, 0, 0),
    },
    DAYS[2]: {
        "VP": (3, 1, 0, 2, 0, 0), "KH": (1, 0, 1, 0, 0, 0), "BQL": (1, 1, 0, 0, 0, 0), "KHCN": (5, 1, 0, 2, 2, 1),
        "TC": (1, 0, 0, 1, 0, 0), "DT": (1, 0, 0, 1, 0, 0),
    },
    DAYS[3]: {
        "VP": (3, 2, 0, 0, 1, 0), "KH": (1, 0, 1, 0, 0, 0), "BQL": (1, 1, 0, 0, 0, 0), "KHCN": (5, 2, 2, 1, 0, 1),
        "TC": (1, 0, 0, 1, 0, 0), "DT": (1, 0, 0, 1, 0, 0),
    },
}  # fmt: skip
# Numerator, denominator, who reported, who had to, who is missing.
COVERED = {
    DAYS[0]: (34, 36, 5, 6, ("QLKH",)),
    DAYS[1]: (38, 41, 6, 6, ()),
    DAYS[2]: (38, 41, 3, 5, ("TC", "DT")),
    # 12/12 KHCN, 18/18 VP, 3/3 BQL; 8/8 of KH stands until both of its successors have told.
    DAYS[3]: (41, 41, 3, 4, ("DT",)),
}


def done(book: Any, code: str, unit: str, day: date) -> None:
    lifecycle.complete(book.on(day), Choice(code, [unit]), Result(on=day, evidence=["1/BC"]))


def told(book: Any, unit: str, text: str, day: date) -> None:
    targets.record_measurement(book.on(day), "CT1", Figure(text, unit, day, is_sure=True))


def begin(book: Any) -> None:
    for code, name, people_ in UNITS:
        units.add_unit(book.on(BEGIN), Unit(code, name, headcount=people_))
    for leads, due in WORK:
        supports = ["QLKH"] if due == date(2025, 8, 20) else []
        adding.add_task(book.on(BEGIN), NewTask("Việc", leads, supports, due=GivenDue.by(due, str(due))))


def reform(book: Any, day: date = TYPED) -> None:
    """The Office types both decisions two days late."""
    succession.merge_units(
        book.on(day), Reform(["QLCN", "QLKH"], ["KHCN=Phòng Khoa học và Công nghệ"], MERGER, "45/QĐ-UBND")
    )
    succession.merge_units(book.on(day), Reform(["TTr"], ["VP"], MERGER))
    succession.split_unit(
        book.on(day), Reform(["KH"], ["TC=Phòng Tài chính", "DT=Phòng Đầu tư"], MERGER, given={"DT": ["bs-7"]})
    )


def live(book: Any) -> None:
    begin(book)
    targets.add_target(book.on(BEGIN), TargetValues("100% cán bộ học nghị quyết", goal=targets.parse_goal("100%")))
    people.add_officer(book.on(BEGIN), people.OfficerChange("Lê An", unit="QLKH"))
    for unit, text, day in (
        ("BQL", "3/3", date(2025, 3, 1)), ("KH", "8/8", date(2025, 3, 20)), ("TTr", "6/6", date(2025, 3, 25)),
        ("QLCN", "7/7", date(2025, 3, 28)), ("VP", "10/12", date(2025, 3, 28)),
    ):  # fmt: skip
        told(book, unit, text, day)
    done(book, "BS-1", "TTr", date(2025, 3, 27))
    done(book, "BS-11", "BQL", date(2025, 4, 30))
    done(book, "BS-6", "KH", date(2025, 6, 3))
    told(book, "QLKH", "4/5", date(2025, 6, 20))
    rounds.open_round(book.on(date(2025, 6, 20)), NewRound("quý II"))
    done(book, "BS-10", "QLCN", date(2025, 6, 24))
    for unit in ("TTr", "QLCN"):
        rounds.receive(book.on(date(2025, 6, 28)), None, [unit], Sending())
    reform(book)
    done(book, "BS-10", "KHCN", date(2025, 7, 5))
    done(book, "BS-3", "KHCN", date(2025, 7, 10))
    done(book, "BS-4", "KHCN", date(2025, 8, 15))
    units.edit_unit(book.on(date(2025, 8, 20)), "BQL", UnitChange(valid_to=date(2025, 8, 31)))
    units.edit_unit(
        book.on(date(2025, 9, 3)),
        "VP",
        UnitChange("Văn phòng Sở Khoa học và Công nghệ", since=date(2025, 9, 1)),
    )
    told(book, "KHCN", "12/12", date(2025, 9, 15))
    done(book, "BS-2", "VP", date(2025, 9, 20))
    told(book, "VP", "18/18", date(2025, 10, 1))
    told(book, "TC", "4/4", date(2025, 10, 1))


def lines(book: Any, day: date, now: date = DAYS[3]) -> dict[str | None, tuple[int, ...]]:
    found = views.status(book.on(now)._replace(as_of=day))
    return {
        line.code: (c.total, c.done_on_time, c.done_late, c.in_time, c.overdue, c.cancelled)
        for line in found.units
        for c in [line.counts]
    }


def test_a_year_with_a_merger_a_split_an_end_and_a_new_name_has_the_figures_worked_out_by_hand(blank: Any) -> None:
    live(blank)
    now = blank.on(DAYS[3])

    assert {day: lines(blank, day) for day in DAYS} == EXPECTED
    assert [13, 13, 13, 13] == [sum(c[0] + c[5] for c in lines(blank, day).values()) for day in DAYS]
    assert [11, 11, 11, 11] == [views.status(now._replace(as_of=day)).totals.total for day in DAYS]
    found = {day: coverage.coverage(now._replace(as_of=day)).coverage[0] for day in DAYS}
    assert COVERED == {
        day: (line.numerator, line.denominator, line.units_reported, line.units_total, line.missing)
        for day, line in found.items()
    }
    assert [(41, 41), ()] == [
        (line.numerator, line.denominator) if which else line.missing
        for which in (True, False)
        for line in [_after_all_told(blank)]
    ]
    # A unit's own page has what it took over; the unit before it keeps what it had finished.
    whole = views.status(now, "KHCN")
    assert (EXPECTED[DAYS[3]]["KHCN"][0], ("QLCN", "QLKH")) == (whole.rows.total, whole.units[0].merged)
    assert 1 == views.status(now, "QLCN").rows.total
    states = {day: round_views.round_status(now._replace(as_of=day), None).round.states(day) for day in DAYS[1:3]}
    assert {
        DAYS[1]: ({"VP", "TTr", "QLCN", "QLKH", "KH", "BQL"}, 2),
        DAYS[2]: ({"VP", "TTr", "QLCN", "BQL", "KHCN", "TC"}, 2),
    } == {
        day: ({report.unit for report, _ in own}, sum(report.sent_on is not None for report, _ in own))
        for day, own in states.items()
    }
    assert ["Văn phòng Sở", "Văn phòng Sở", "Văn phòng Sở", "Văn phòng Sở Khoa học và Công nghệ"] == [
        views.status(now._replace(as_of=day)).units[0].name for day in DAYS
    ]
    assert [12, 18] == [_people(blank, "VP", day) for day in (DAYS[1], DAYS[2])]
    assert ["KHCN"] == [one.unit for one in views_officers(blank)]
    checked = next(one for one in examining.examine(now, {}) if one.check == "units")
    assert () == checked.faults


def test_the_register_of_an_heir_has_a_line_for_all_that_it_is_counted_for(blank: Any) -> None:
    live(blank)
    now = blank.on(DAYS[3])
    expected = {unit: line[0] + line[5] for unit, line in EXPECTED[DAYS[3]].items() if unit is not None}

    found = {}
    for unit in expected:
        with reporting.streamed_report(now, reporting.ReportOrder("register", unit=unit)) as figures:
            listed = list(figures.register)
            assert len(figures.register) == len(listed)
            found[unit] = sum(line.row is not None for line in listed)

    assert expected == found


def _after_all_told(book: Any) -> Any:
    """How the target stands once the last successor has told: the split unit's figure gives way to theirs."""
    day = date(2025, 11, 3)
    told(book, "DT", "4/4", day)
    line = coverage.coverage(book.on(day)).coverage[0]
    undoing.undo(book.on(day), None)
    return line


def _people(book: Any, unit: str, day: date) -> int | None:
    from danvan_cli.db.reads.connection import reading
    from danvan_cli.db.reads.records import people_on

    with reading(book.database) as reader:
        return people_on(reader, unit, day)


def views_officers(book: Any) -> Sequence[Any]:
    return finding.list_officers(book.on(DAYS[3]))


def test_the_reports_list_of_figures_marks_those_that_a_newer_one_replaced(blank: Any) -> None:
    begin(blank)
    targets.add_target(blank.on(BEGIN), TargetValues("100% cán bộ học nghị quyết", goal=targets.parse_goal("100%")))
    told(blank, "TTr", "6/6", date(2025, 3, 25))
    told(blank, "VP", "12/12", date(2025, 3, 28))
    reform(blank)
    told(blank, "VP", "18/18", date(2025, 10, 1))
    with reporting.streamed_report(blank.on(DAYS[3]), ReportOrder("annual")) as figures:
        listed = report_tables.target_details(figures)

    marks = [tuple(cell for title, cell in zip(listed.columns, row, strict=True) if title.title in _MARKED)
             for row in listed.rows]  # fmt: skip
    replaced = "không, đã có số mới hơn"
    assert [("6/6", replaced), ("12/12", replaced), ("18/18", "có")] == marks


_MARKED = ("Tử số/mẫu số", "Được tính")


def test_what_a_merged_unit_had_sent_its_heir_completes_and_its_own_report_stays_as_sent(blank: Any) -> None:
    begin(blank)
    rounds.open_round(blank.on(date(2025, 6, 20)), NewRound("quý II"))
    for unit in ("QLCN", "QLKH", "TTr"):
        rounds.receive(blank.on(date(2025, 6, 24)), None, [unit], Sending())
    rounds.ask(blank.on(date(2025, 6, 26)), None, ["QLKH"], "thiếu số", date(2025, 7, 9))
    before = _stood(blank, date(2025, 6, 30))
    reform(blank)
    passed = _stood(blank, TYPED)
    day = date(2025, 7, 8)
    asked = rounds.ask(blank.on(day), None, ["TTr"], "thiếu minh chứng", date(2025, 7, 15))
    with pytest.raises(ConflictError, match="do VP"):
        rounds.receive(blank.on(day), None, ["TTr"], Sending())
    rounds.receive(blank.on(day), None, ["KHCN", "VP"], Sending())

    late = "sent_late"
    assert {"QLCN": late, "QLKH": "incomplete", "TTr": late} == {u: before[u][0] for u in ("QLCN", "QLKH", "TTr")}
    assert ((late, None), ("not_sent", "Báo cáo của QLKH: thiếu số")) == (passed["QLKH"], passed["KHCN"])
    assert "VP (tiếp nhận TTr)" in asked.headline
    assert {late} == {_stood(blank, day)[unit][0] for unit in ("QLKH", "KHCN", "TTr", "VP")}
    assert not any(demand for _, demand in _stood(blank, day).values())


def _stood(book: Any, day: date) -> dict[str, tuple[str, str | None]]:
    found = round_views.round_status(book.on(day), None).round
    demands = {one.unit: one.open_demand(day) for one, _ in found.states(day)}
    return {
        one.unit: (str(state), demand.reason if (demand := demands[one.unit]) else None)
        for one, state in found.states(day)
    }


def test_an_earlier_day_shows_that_days_parents_and_officers_and_a_slip_put_right_shows_on_none(blank: Any) -> None:
    begin(blank)
    units.add_unit(blank.on(BEGIN), Unit("TTD", "Tổ Tiếp dân", parent="QLKH"))
    for name, unit in (("Lê An", "QLKH"), ("Trần Bình", "VP")):
        people.add_officer(blank.on(BEGIN), people.OfficerChange(name, unit=unit))
    reform(blank)
    people.edit_officer(blank.on(DAYS[3]), "Trần Bình", people.OfficerChange(unit="BQL"))

    def seen(day: date) -> tuple[str | None, dict[str, str | None]]:
        asked = blank.on(DAYS[3])._replace(as_of=day)
        [parent] = [one.parent for one in views.list_units(asked) if one.code == "TTD"]
        return parent, {one.name: one.unit for one in finding.list_officers(asked)}

    assert ("QLKH", {"Lê An": "QLKH", "Trần Bình": "BQL"}) == seen(DAYS[1])
    assert ("KHCN", {"Lê An": "KHCN", "Trần Bình": "BQL"}) == seen(MERGER) == seen(DAYS[3])
    for _ in range(4):
        undoing.undo(blank.on(DAYS[3]), None)
    assert ("QLKH", {"Lê An": "QLKH", "Trần Bình": "VP"}) == seen(DAYS[1]) == seen(DAYS[3])


@pytest.mark.a_file
def test_nothing_is_done_for_a_unit_on_a_day_on_which_it_does_not_act(blank: Any) -> None:
    begin(blank)
    targets.add_target(blank.on(BEGIN), TargetValues("100% học tập", goal=targets.parse_goal("100%")))
    reform(blank)
    now, before = blank.on(DAYS[3]), blank.content()
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "add": (lambda: adding.add_task(now, NewTask("x", ["thanh tra so"])), "do VP"),
        "assign": (lambda: assigning.assign_task(now, "BS-9", {Role.SUPPORT: ["TTr"]}), "do VP"),
        "done": (lambda: lifecycle.complete(now, Choice("BS-2", ["TTr"]), Result(evidence=["1"])), "do VP"),
        "done before": (lambda: done(blank, "BS-4", "KHCN", date(2025, 6, 20)), "hoạt động từ 01/07/2025"),
        "figure": (lambda: targets.record_measurement(now, "CT1", Figure("1/1", "KH")), "TC .* DT .*tiếp nhận"),
        "record": (
            lambda: recording.add_record(now, "receptions", RecordInput(["lượt=3"], "QLKH", "Q4")), "do KHCN",
        ),
        "remind": (lambda: reminders.pending_reminders(now, "TTr"), "do VP"),
        "round": (lambda: rounds.open_round(now, NewRound("quý III", units=["TTr"])), "do VP"),
        "again": (lambda: succession.merge_units(now, Reform(["TTr"], ["KHCN"], MERGER)), "đã kết thúc"),
        "to the ended": (lambda: succession.merge_units(now, Reform(["BQL"], ["TTr"], MERGER)), "chỉ hoạt động"),
        "tomorrow": (
            lambda: succession.merge_units(now, Reform(["TTr"], ["VP"], DAYS[3] + timedelta(1))), "đã kết thúc",
        ),
        "its end": (lambda: units.edit_unit(now, "TTr", UnitChange(goes_on=True)), "đã có đơn vị tiếp nhận"),
    }  # fmt: skip

    for act, why in acts.values():
        with pytest.raises(DanvanError, match=why):
            act()
    assert before == blank.content()
    # What the unit told by its last day may still be entered.
    targets.record_measurement(now, "CT1", Figure("6/6", "TTr", date(2025, 6, 30), is_sure=True))


@pytest.mark.a_file
def test_next_years_plan_gives_the_work_of_ended_units_to_their_heirs_and_says_so(blank: Any) -> None:
    begin(blank)
    for code, unit in (("BS-1", "TTr"), ("BS-6", "KH"), ("BS-10", "QLCN")):
        done(blank, code, unit, date(2025, 6, 20))
    reform(blank)
    found = rollover.roll_over(blank.on(date(2025, 12, 20)), 2026)

    leads = {row["code"]: row["leads"] for row in blank.select(
        """SELECT t.code, group_concat(COALESCE(u.code, '?'), ',') AS leads FROM task t JOIN plan p ON p.id = t.plan_id
        JOIN deadline d ON d.task_id = t.id LEFT JOIN unit u ON u.id = d.unit_id WHERE p.year = 2026 GROUP BY t.code"""
    )}  # fmt: skip
    assert ("VP", "KHCN", "KHCN", "?", "DT") == tuple(leads[c] for c in ("BS-1", "BS-5", "BS-10", "BS-6", "BS-7"))
    assert any(note.startswith("BS-6: KH đã kết thúc hoạt động, chưa rõ") for note in found.notes)
    assert any(note.startswith("BS-1: TTr đã kết thúc hoạt động, việc chuyển cho VP") for note in found.notes)


@pytest.mark.a_file
def test_of_two_units_of_one_name_the_one_of_the_day_is_meant(blank: Any) -> None:
    units.add_unit(blank.on(BEGIN), Unit("PA", "Phòng Tổng hợp"))
    units.add_unit(blank.on(BEGIN), Unit("PB", "Phòng Hành chính"))
    request = blank.on(TYPED)
    succession.merge_units(request, Reform(["PA", "PB"], ["PM=Phòng Tổng hợp"], MERGER))

    assert ["PM", "PB"] == [succession.unit_history(request, words)[0].code for words in ("phong tong hop", "PB")]
    assert "PA" == succession.unit_history(request._replace(as_of=DAYS[1]), "Phòng Tổng hợp")[0].code
    with pytest.raises(ConflictError, match=r"đã là tên của P[AM]"):
        units.add_unit(request, Unit("PX", "Phòng Tổng hợp"))


OPS = st.lists(
    st.tuples(st.sampled_from(["merge", "into", "split", "part", "end"]), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=4,
)


@pytest.mark.a_file
@costly(24)
@given(OPS)
def test_whatever_merges_splits_and_ends_totals_stay_whole_and_undo_gives_the_same_back(
    another_year: Callable[[], Any], ops: list[tuple[str, int, int]]
) -> None:
    book = another_year()
    first, past = book.content(), lines(book, DAYS[1], TYPED)
    groups = list[int]()
    for number, (op, one, other) in enumerate(ops):
        day = MERGER + timedelta(number)
        valid = [u.code for u in views.list_units(book.on(day)) if u.valid_to is None]
        a, b = valid[one % len(valid)], valid[other % len(valid)]
        try:
            group = _reformed(book, op, a, b, day, f"M{number}")
        except ConflictError:
            continue
        groups.append(group)
        counted = lines(book, day, day)
        # Every part is in exactly one line, given up or not; no part comes or goes.
        assert 13 == sum(c[0] + c[5] for c in counted.values())
        for c in counted.values():
            assert c[0] == sum(c[1:5])
        assert past == lines(book, DAYS[1], day)
    after = book.content()
    for group in reversed(groups):
        undoing.undo(book.on(DAYS[3]), group)
    assert first == book.content()
    for _ in groups:
        undoing.redo(book.on(DAYS[3]))
    assert after == book.content()


def _reformed(book: Any, op: str, a: str, b: str, day: date, new: str) -> int:
    request = book.on(day)
    if op == "end":
        made = units.edit_unit(request, a, UnitChange(valid_to=day))
    elif op in ("merge", "into") and a != b:
        made = succession.merge_units(request, Reform([a, b], [f"{new}=Phòng {new}" if op == "merge" else b], day))
    else:
        stays = [a] if op == "part" else [f"{new}A=Phòng {new} A"]
        made = succession.split_unit(request, Reform([a], [*stays, f"{new}B=Phòng {new} B"], day))
    assert made.group is not None
    return int(made.group)


@pytest.fixture(scope="module")
def begun_year(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from tests.conftest import Book

    book = Book(tmp_path_factory.mktemp("year") / "năm.db")
    begin(book)
    done(book, "BS-1", "TTr", date(2025, 3, 27))
    done(book, "BS-6", "KH", date(2025, 6, 3))
    return book


@pytest.fixture
def another_year(begun_year: Any, tmp_path: Any) -> Callable[[], Any]:
    """Copies the year begun, as often as asked."""
    from itertools import count

    from tests.conftest import Book

    numbers = count()

    def copy() -> Any:
        path = tmp_path / f"{next(numbers)}.db"
        path.write_bytes(begun_year.path.read_bytes())
        return Book(path)

    return copy


PLAN = """KẾ HOẠCH
Công tác cải cách hành chính năm 2025
I. NHIỆM VỤ
1. Rà soát thủ tục. Thanh tra Sở chủ trì, phối hợp với Phòng Quản lý khoa học. Hoàn thành trước ngày 30/11/2025.
2. Tổ chức hội nghị. Phòng Kế hoạch chủ trì, hoàn thành trước ngày 15/12/2025.
"""


@pytest.mark.a_file
def test_a_plan_that_names_ended_units_goes_to_their_heirs_and_asks_where_there_is_none(
    blank: Any, tmp_path: Path
) -> None:
    file, again = tmp_path / "ke-hoach.txt", tmp_path / "ban-moi.txt"
    file.write_text(PLAN, encoding="utf-8")
    again.write_text(f"{PLAN}3. Việc thêm. Văn phòng Sở chủ trì, hoàn thành trước ngày 20/12/2025.\n", encoding="utf-8")
    begin(blank)
    early = planning.read_draft(blank.on(BEGIN), file)
    planning.import_plan(blank.on(BEGIN), early, as_new=True)
    reform(blank)
    draft = planning.read_draft(blank.on(DAYS[3]), again)

    assert [(("TTr",), ("QLKH",)), (("KH",), ())] == [(task.leads, task.supports) for task in early.tasks]
    assert [("VP", "KHCN"), (), ("VP",)] == [(*task.leads, *task.supports) for task in draft.tasks]
    assert ["Thanh tra Sở (TTr) đã kết thúc hoạt động ngày 30/06/2025: 1 nhiệm vụ ghi cho VP."] == [
        words for words in draft.warnings if "TTr" in words
    ]
    assert [("TC", "DT")] == [doubt.choices for doubt in draft.unresolved if "đã kết thúc" in doubt.why]
    # A new version is no change of leads where only the law changed them.
    found = revision.compare(blank.on(DAYS[3], plan="KH-2025-2"), draft)
    assert found is not None
    assert () == found.changed


@pytest.mark.a_file
def test_a_figure_of_the_whole_agency_leaves_no_heir_to_be_asked(blank: Any) -> None:
    begin(blank)
    goal = targets.parse_goal(">= 93")
    targets.add_target(blank.on(BEGIN), TargetValues("Mức hài lòng", "level", goal))
    reform(blank)
    targets.record_measurement(blank.on(DAYS[3]), "CT1", Figure("94,2", None, DAYS[3]))
    [line] = coverage.coverage(blank.on(DAYS[3])).coverage
    assert ((), True) == (line.missing, line.met)


@pytest.mark.a_file
def test_people_are_counted_by_the_day_and_what_the_law_merged_is_no_slip(blank: Any) -> None:
    begin(blank)
    reform(blank)
    units.edit_unit(blank.on(DAYS[3]), "VP", UnitChange(headcount=20))

    assert [12, 18, 20] == [_people(blank, "VP", day) for day in (*DAYS[1:3], DAYS[3])]
    for code in ("TTr", "KHCN"):
        with pytest.raises(ConflictError, match="không phải ghi trùng"):
            removing.unify_units(blank.on(DAYS[3]), code, "BQL")
    units.edit_unit(blank.on(DAYS[3]), "DT", UnitChange("Phòng Đầu tư công", since=DAYS[3]))
    units.add_unit(blank.on(DAYS[3]), Unit("X", "Phòng X"))
    units.edit_unit(blank.on(DAYS[3]), "X", UnitChange("Phòng Y", since=DAYS[3]))
    before = blank.content()
    removing.unify_units(blank.on(DAYS[3]), "X", "BQL")
    undoing.undo(blank.on(DAYS[3]))
    assert before == blank.content()
