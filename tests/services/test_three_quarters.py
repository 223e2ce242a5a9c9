"""Quarters lived by the units' forms, against figures that were added up by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from danvan_cli.domain.record_sums import difference
from danvan_cli.domain.words import Every, RoundState, State
from danvan_cli.output.working_sheet import write_sheet_book
from danvan_cli.services import adding, coverage, record_views, recording, round_views, rounds, targets, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.form_import import FormOptions, import_forms
from danvan_cli.services.forms import form_books
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.rounds import NewRound
from danvan_cli.services.sheet_file import open_form
from danvan_cli.services.targets import TargetValues


class Told(NamedTuple):
    """What a unit fills in: the target's numerator and denominator, visits and people received, its own report's day."""

    unit: str
    came: date
    target: tuple[int, int]
    received: tuple[int, int]
    report: date | None = None


YEAR = {
    "quý II": [
        Told("VP", date(2023, 6, 15), (40, 50), (10, 12), date(2023, 6, 12)),
        Told("TTr", date(2023, 6, 16), (9, 10), (4, 5)),
    ],
    "quý III": [
        Told("VP", date(2023, 9, 21), (45, 50), (12, 15), date(2023, 9, 20)),
        Told("TTr", date(2023, 9, 21), (10, 10), (3, 3)),
    ],
    "quý IV": [Told("VP", date(2023, 12, 15), (50, 50), (8, 9))],
}
# By hand: CT1 of the newest figures (40 + 9 of 50 + 10, …), visits and people since the year began.
BY_HAND = {"quý II": ((49, 60), (14, 17)), "quý III": ((55, 60), (29, 35)), "quý IV": ((60, 60), (37, 44))}


def fill(path: Path, told: Told) -> None:
    work = openpyxl.load_workbook(path)
    tasks, figures, received = work["Nhiệm vụ"], work["Chỉ tiêu"], work["Tiếp công dân"]
    titles = {cell.value: cell.column for cell in tasks[4]}
    if told.report is not None:
        row = max(line[0].row for line in tasks.iter_rows(min_row=5) if line[0].value == "BS-1")
        for name, value in (
            ("Tình trạng", "hoàn thành"), ("Ngày hoàn thành", told.report), ("Minh chứng", f"{told.report:%d}/BC-VP"),
        ):  # fmt: skip
            tasks.cell(row, titles[name]).value = value
    figures["E5"], figures["F5"] = told.target
    received["B5"] = "bộ phận tiếp công dân"
    received["C5"], received["D5"] = told.received
    work.save(path)


@pytest.mark.slow_on_server
def test_three_quarters_by_forms_give_what_is_added_up_by_hand(book: Any, tmp_path: Path) -> None:
    begin = book.on(date(2023, 3, 27))
    adding.add_task(begin, NewTask("Báo cáo quý", ["VP"], every=Every.QUARTER))
    for quarter, forms in YEAR.items():
        opened = rounds.open_round(book.on(forms[0].came), NewRound(quarter, kinds=["receptions"]))
        for told in forms:
            [made] = form_books(book.on(told.came), opened.code, [told.unit])[1]
            path = tmp_path / f"{opened.code}-{told.unit}.xlsx"
            with path.open("wb") as file:
                write_sheet_book(made, datetime(2023, 1, 1, tzinfo=UTC), file)
            fill(path, told)
            [form] = import_forms(book.on(told.came), [open_form(path)], FormOptions()).forms
            assert ((), "đã gửi") == (form.outcome.refused, form.state)
        after = book.on(forms[-1].came)
        [line] = coverage.coverage(after, "CT1").coverage
        whole = record_views.sum_records(after, "receptions", "2023", None, None).sums.whole.now
        received = tuple(whole.values[name] for name in ("visits", "people"))
        assert BY_HAND[quarter] == ((line.numerator, line.denominator), received)

    end = date(2023, 12, 20)
    states = {code: round_views.round_status(book.on(end), code).round.states(end) for code in ("Q2", "Q3", "Q4")}
    sent = {code: [state for one, state in found if one.unit in ("VP", "TTr")] for code, found in states.items()}
    late, missing = RoundState.SENT_LATE, RoundState.NOT_SENT
    assert {"Q2": [RoundState.SENT] * 2, "Q3": [late, late], "Q4": [RoundState.SENT, missing]} == sent
    rows = {row.period: row.state for row in views.show_task(book.on(end), "BS-1").task.deadlines}
    # Nobody closed the first quarter; the fourth is due on the year's last day.
    by_hand = (State.OVERDUE, State.DONE_ON_TIME, State.DONE_ON_TIME, State.IN_TIME)
    assert by_hand == tuple(rows[f"2023-Q{number}"] for number in (1, 2, 3, 4))


def _dossiers(*figures: int) -> dict[str, int]:
    """Columns 3 to 13 of the official form."""
    return {f"({number})": figure for number, figure in enumerate(figures, start=3)}


def _petitions(
    opening: int, by_kind: tuple[int, int, int], settled: tuple[int, int], still_open: int
) -> dict[str, int]:
    kinds = dict(zip(("Khiếu nại", "Tố cáo", "Kiến nghị, phản ánh"), by_kind, strict=True))
    in_time, late = settled
    return {
        "Tồn kỳ trước": opening, "Tiếp nhận": sum(by_kind), **kinds, "Đã giải quyết": in_time + late,
        "Giải quyết đúng hạn": in_time, "Giải quyết quá hạn": late, "Chưa giải quyết": still_open,
    }  # fmt: skip


def _services(full: int, online: int, direct: int) -> dict[str, int]:
    return {
        "Dịch vụ cung cấp": full + 10, "Dịch vụ toàn trình": full, "Dịch vụ một phần": 10, "Hồ sơ": online + direct,
        "Hồ sơ trực tuyến": online, "Hồ sơ trực tiếp": direct,
    }  # fmt: skip


def _received(by: str, visits: int, people: int) -> dict[str, Any]:
    return {"Nơi tiếp": by, "Lượt": visits, "Người": people}


def _told(on: date, present: int, people: int) -> dict[str, Any]:
    return {"Ngày": on, "Văn bản": "Chỉ thị 13-CT/TU", "Số người dự": present, "Số người của đơn vị": people}


def _paid(dossiers: int, online: int) -> dict[str, int]:
    return {"Hồ sơ có nghĩa vụ tài chính": dossiers, "Hồ sơ thanh toán trực tuyến": online}


# What each unit fills in, by the beginning of the sheet's name: a row each.
WHOLE_YEAR: list[tuple[str, date, dict[str, dict[str, dict[str, Any]]]]] = [
    ("quý I", date(2023, 3, 28), {
        "VP": {
            "Tiếp": _received("lãnh đạo tiếp", 5, 6), "Đơn": _petitions(0, (2, 1, 1), (2, 1), 1),
            "Hồ sơ": _dossiers(120, 80, 30, 10, 100, 60, 38, 2, 20, 19, 1), "Dịch": _services(20, 80, 30),
            "Thanh": _paid(50, 40), "Quán": _told(date(2023, 2, 10), 8, 9),
            "Dân": {"Ngày": date(2023, 1, 16), "Việc đã làm": "Hội nghị viên chức", "Minh chứng": "03/BB-VP"},
            "Tài": {"Ngày": date(2023, 1, 12), "Số, ký hiệu": "05/KH-VP"},
            "Chỉ số": {"Tên chỉ số": "hài lòng", "Giá trị": 92.5, "Nguồn": "phiếu khảo sát"},
        },
        "TTr": {
            "Tiếp": _received("bộ phận tiếp công dân", 4, 5), "Quán": _told(date(2023, 2, 10), 4, 5),
            "Dân": {"Ngày": date(2023, 1, 17), "Việc đã làm": "Công khai tài chính", "Minh chứng": "04/TB-TTr"},
        },
    }),
    ("quý II", date(2023, 6, 15), {"VP": {
        "Tiếp": _received("lãnh đạo tiếp", 3, 3), "Đơn": _petitions(1, (0, 0, 0), (1, 0), 0),
        "Hồ sơ": _dossiers(70, 40, 10, 20, 60, 30, 25, 5, 10, 10, 0), "Dịch": _services(22, 40, 10), "Thanh": _paid(0, 0),
    }}),
    ("quý III", date(2023, 9, 15), {"VP": {
        "Tiếp": _received("lãnh đạo tiếp", 0, 0), "Đơn": _petitions(0, (0, 0, 0), (0, 0), 0),
        "Hồ sơ": _dossiers(10, 0, 0, 10, 10, 0, 10, 0, 0, 0, 0), "Dịch": _services(22, 0, 0), "Thanh": _paid(0, 0),
        "Quán": _told(date(2023, 9, 5), 1, 9),
    }}),
    ("quý IV", date(2023, 12, 15), {
        "VP": {
            "Tiếp": _received("lãnh đạo tiếp", 10, 14), "Đơn": _petitions(0, (5, 0, 0), (4, 0), 1),
            "Hồ sơ": _dossiers(80, 60, 20, 0, 75, 50, 20, 5, 5, 5, 0), "Dịch": _services(25, 60, 20),
            "Thanh": _paid(30, 27),
        },
        "TTr": {
            "Tiếp": _received("bộ phận tiếp công dân", 6, 6),
            "Tài": {"Ngày": date(2023, 10, 2), "Số, ký hiệu": "02/KH-TTr"},
        },
    }),
]  # fmt: skip
LAST_YEAR = {
    "receptions": ("nơi tiếp=lãnh đạo tiếp", "lượt=20", "người=25"),
    "dossiers": ("4=150", "5=50", "6=10", "8=100", "9=80", "10=20", "12=10", "13=0"),
    "indices": ("tên chỉ số=hài lòng", "giá trị=93", "nguồn=phiếu khảo sát"),
}
# By hand, of the whole year: openings are the first quarter's, what is open the last one's.
SUMS = {
    "receptions": {"visits": 5 + 3 + 0 + 10 + 4 + 6, "people": 6 + 3 + 0 + 14 + 5 + 6},
    "petitions": {"opening": 0, "received": 9, "settled": 8, "settled_in_time": 7, "open": 1},
    "dossiers": {"received": 180 + 60 + 10, "opening": 10, "settled": 245, "settled_late": 12, "open": 5},
    "online-services": {"services": 35, "dossiers": 240, "dossiers_online": 180},
    "payments": {"dossiers": 80, "dossiers_online": 67},
    "dissemination": {"present": 8 + 1 + 4, "headcount": 9 + 5},
}
RATES = {
    "petitions": [(8, 9, "88.89"), (7, 8, "87.50")], "dossiers": [(233, 245, "95.10"), (180, 240, "75.00")],
    "online-services": [(180, 240, "75.00")], "payments": [(67, 80, "83.75")], "dissemination": [(13, 14, "92.86")],
}  # fmt: skip


def _fill_records(path: Path, rows: dict[str, dict[str, Any]]) -> None:
    work = openpyxl.load_workbook(path)
    for begin, values in rows.items():
        sheet = next(sheet for sheet in work if sheet.title.startswith(begin) and sheet.title != "Chỉ tiêu")
        places = {cell.value: cell.column for cell in sheet[4]}
        places |= {f"({title.rpartition('(')[2]}": column for title, column in places.items() if title.endswith(")")}
        row = next(line[0].row for line in sheet.iter_rows(min_row=5) if not line[0].value)
        for title, value in values.items():
            sheet.cell(row, places[title]).value = value
    work.save(path)


@pytest.mark.slow_on_server
def test_a_year_of_all_kinds_by_forms_gives_what_is_added_up_by_hand(book: Any, tmp_path: Path) -> None:
    begin = book.on(date(2023, 3, 28))
    for code, source in (
        ("CT1", "dissemination"),
        ("CT2", "documents"),
        ("CT3", "democracy"),
        ("CT4", "chỉ số:hài lòng"),
    ):
        targets.edit_target(begin, code, TargetValues(fed_by=source))
    for kind, values in LAST_YEAR.items():
        recording.add_record(begin, kind, RecordInput(values, "VP", "2022"))
    for quarter, came, forms in WHOLE_YEAR:
        opened = rounds.open_round(book.on(came), NewRound(quarter, kinds=["all"]))
        for unit, rows in forms.items():
            [made] = form_books(book.on(came), opened.code, [unit])[1]
            path = tmp_path / f"{opened.code}-{unit}.xlsx"
            with path.open("wb") as file:
                write_sheet_book(made, datetime(2023, 1, 1, tzinfo=UTC), file)
            _fill_records(path, rows)
            [form] = import_forms(book.on(came), [open_form(path)], FormOptions()).forms
            assert ((), (), "đã gửi") == (form.outcome.refused, form.outcome.conflicts, form.state)

    end = book.on(date(2023, 12, 15))
    sums = {key: record_views.sum_records(end, key, "2023").sums.whole for key in SUMS}
    told = {key: {name: sums[key].now.values[name] for name in names} for key, names in SUMS.items()}
    assert SUMS == told
    rates = {key: [(r.numerator, r.denominator, str(r.percent)) for r in sums[key].now.rates] for key in RATES}
    assert RATES == rates
    before = sums["dossiers"].before
    assert before is not None
    # 180 of 200 in time the year before: 5,10 percentage points more, not percent.
    assert Decimal("5.10") == difference(sums["dossiers"].now.rates[0].percent, before.rates[0].percent)
    nothing = record_views.sum_records(end, "payments", "2023-Q3").sums.whole.now.rates[0]
    assert (0, 0, None) == (nothing.numerator, nothing.denominator, nothing.percent)

    lines = {line.target.code: line for line in coverage.coverage(end).coverage}
    assert [(13, 14), (2, 4), (2, 4)] == [(lines[c].numerator, lines[c].denominator) for c in ("CT1", "CT2", "CT3")]
    kept = lines["CT4"]
    assert (Decimal("92.5"), Decimal(93), False) == (kept.actual, kept.target.goal, kept.met)
