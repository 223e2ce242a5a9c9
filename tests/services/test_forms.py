"""The units' forms: written for Excel, filled in by another program, read back as one change."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from danvan_cli.domain.errors import DanvanError, FileRefusedError
from danvan_cli.domain.sheet import FIGURE_COLUMNS, FORM_COLUMNS, OnConflict
from danvan_cli.domain.words import Every, Role, RoundState
from danvan_cli.output.working_sheet import write_sheet_book
from danvan_cli.services import (
    adding,
    assigning,
    coverage,
    extending,
    recording,
    removing,
    round_views,
    rounds,
    targets,
    tasks,
    undoing,
)
from danvan_cli.services.adding import NewTask
from danvan_cli.services.extending import Decision, Wish
from danvan_cli.services.form_import import FormOptions, FormsImported, import_forms
from danvan_cli.services.forms import form_books
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.record_views import list_records
from danvan_cli.services.rounds import NewRound
from danvan_cli.services.sheet_file import open_form
from danvan_cli.services.steps import Choice
from danvan_cli.services.targets import Figure

OPENED, CAME = date(2023, 9, 1), date(2023, 9, 15)
TASKS = {column.name: index for index, column in enumerate(FORM_COLUMNS, start=1)}
FIGURES = {column.name: index for index, column in enumerate(FIGURE_COLUMNS, start=1)}


@pytest.fixture
def book(book: Any) -> Any:
    """The sample with a quarterly report, work of the Office, a figure of the quarter before, and a round."""
    adding.add_task(book.on(date(2023, 3, 27)), NewTask("Báo cáo quý", ["VP"], every=Every.QUARTER))
    assigning.assign_task(book.on(date(2023, 3, 27)), "II.2-1,II.2-2", {Role.LEAD: ["VP"]}, [])
    targets.record_measurement(book.on(date(2023, 6, 14)), "CT1", Figure("40/50", "VP", date(2023, 6, 14)))
    rounds.open_round(book.on(OPENED), NewRound("quý III"))
    return book


def written(book: Any, path: Path, unit: str = "VP", on: date = OPENED) -> Any:
    [made] = form_books(book.on(on), None, [unit])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 9, 1, tzinfo=UTC), file)
    return openpyxl.load_workbook(path)


def imported(book: Any, *paths: Path, on: date = CAME, **options: Any) -> FormsImported:
    return import_forms(book.on(on), [open_form(path) for path in paths], FormOptions(**options))


def put(sheet: Any, places: dict[str, int], code: str, **values: Any) -> int:
    row = next(line[0].row for line in sheet.iter_rows(min_row=5) if line[0].value == code)
    for name, value in values.items():
        sheet.cell(row, places[name]).value = value
    return int(row)


def filled(work: Any) -> None:
    tasks, figures = work.worksheets[:2]
    put(tasks, TASKS, "II.2-1", stage="đang thực hiện", progress=40, result="- Đã họp")
    put(tasks, TASKS, "II.2-2", stage="xong", completed="14/9", evidence="12/BC-VP ngày 14/9/2023", result="Đủ")
    put(tasks, TASKS, "IV-5", wish=date(2023, 11, 15), wish_reason="chờ số liệu")
    put(figures, FIGURES, "CT1", numerator="45", denominator=50, evidence="13/BC-VP")
    put(figures, FIGURES, "CT2", value="đạt")


# What the form above says, however it was saved: code, column, new words.
SAID = {
    ("II.2-1", "Tình trạng", "đang thực hiện"), ("II.2-1", "Tiến độ (%)", "40"), ("II.2-1", "Kết quả", "- Đã họp"),
    ("II.2-2", "Tình trạng", "hoàn thành"), ("II.2-2", "Ngày hoàn thành", "14/09/2023"), ("II.2-2", "Kết quả", "Đủ"),
    ("II.2-2", "Minh chứng", "12/BC-VP ngày 14/9/2023"), ("IV-5", "Đề nghị gia hạn đến", "15/11/2023"), ("IV-5", "Lý do gia hạn", "chờ số liệu"),
    ("CT1", "Tử số", "45"), ("CT1", "Mẫu số", "50"), ("CT1", "Minh chứng", "13/BC-VP"), ("CT2", "Giá trị", "đạt"),
}  # fmt: skip


def said(found: FormsImported) -> set[tuple[str, str, str]]:
    assert [] == [refusal for form in found.forms for refusal in form.outcome.refused]
    return {(cell.code, cell.column, cell.after) for form in found.forms for cell in form.outcome.cells}


def test_a_form_has_the_units_work_of_the_round_and_its_figures_beside_the_last_ones(book: Any, tmp_path: Path) -> None:
    work = written(book, tmp_path / "vp.xlsx")
    tasks, figures = work.worksheets[:2]

    rows = [(line[0].value, line[TASKS["period"] - 1].value) for line in tasks.iter_rows(min_row=5)]
    assert [("II.2-1", None), ("II.2-2", None), ("IV-5", "2023")] == rows[:3]
    assert [("BS-1", f"2023-Q{n}") for n in (1, 2, 3)] == rows[3:]
    shown = [(line[0].value, line[FIGURES["previous"] - 1].value) for line in figures.iter_rows(min_row=5)]
    assert [("CT1", "40/50 (14/06/2023)"), ("CT2", None), ("CT3", None), ("CT4", None)] == shown
    assert (True, False) == (tasks["B5"].protection.locked, tasks.cell(5, TASKS["result"]).protection.locked)
    assert ["visible", "visible", "hidden", "veryHidden"] == [one.sheet_state for one in work.worksheets]
    assert all(len(str(rule.formula1)) < 255 for rule in tasks.data_validations.dataValidation)


def test_a_filled_form_is_one_change_and_the_same_one_again_is_none(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work, before = written(book, path), book.content()
    filled(work)
    work.save(path)
    found = imported(book, path)

    assert SAID == said(found)
    [line] = coverage.coverage(book.on(CAME), "CT1", "VP").coverage
    assert (45, 50) == (line.numerator, line.denominator)
    done = book.rows_of("II.2-2")[0]
    assert ("completed", "2023-09-14", "Đủ") == (done["stage"], done["completed_on"], done["result"])
    assert [(None, "2023-11-15")] == [
        (x["decision"], x["asked_due_on"]) for x in book.select("SELECT * FROM extension")
    ]
    report = round_views.round_status(book.on(CAME), None).round.reports[0]
    assert ("VP", CAME, "vp.xlsx") == (report.unit, report.sent_on, report.form)
    assert (None, set()) == ((again := imported(book, path)).changed.group, said(again))
    put(work.worksheets[1], FIGURES, "CT1", numerator=46)
    work.save(path)
    assert {("CT1", "Tử số", "46")} == said(imported(book, path))
    undoing.undo(book.on(CAME))
    undoing.undo(book.on(CAME), found.changed.group)
    assert before == book.content()


def _sorted(work: Any) -> None:
    for sheet in work.worksheets[:2]:
        rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=5)]
        for number, row in enumerate(reversed(rows), start=5):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value


def _letterhead(work: Any) -> None:
    for sheet in work.worksheets[:2]:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "SỞ KHOA HỌC VÀ CÔNG NGHỆ"


def _columns(work: Any) -> None:
    for sheet in work.worksheets[:2]:
        sheet.insert_cols(3)
        sheet.cell(4, 3).value = "Người làm"
        sheet.column_dimensions["F"].hidden = True


def _renamed(work: Any) -> None:
    for number, sheet in enumerate(work.worksheets[:2]):
        sheet.title = f"Bảng {number}"


def _hidden(work: Any) -> None:
    for sheet in work.worksheets[:2]:
        sheet.row_dimensions[5].hidden = sheet.row_dimensions[6].hidden = True
        sheet.sheet_state = "hidden" if sheet is work.worksheets[1] else "visible"


def _decomposed(work: Any) -> None:
    for sheet in work.worksheets[:2]:
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str):
                    cell.value = unicodedata.normalize("NFD", cell.value)


def _phantoms(work: Any) -> None:
    for sheet in work.worksheets[:2]:
        sheet.cell(900, 2).value = "  "
        sheet.append(["", None, " "])


def _keyless(work: Any) -> None:
    work.worksheets[0].delete_cols(TASKS["key"])
    for line in work.worksheets[1].iter_rows(min_row=5):
        line[FIGURES["key"] - 1].value = None


def _codes(work: Any) -> None:
    typed = {"II.2-1": "ii.2–1", "CT1": " ct1", "CT2": None}
    for sheet in work.worksheets[:2]:
        for line in sheet.iter_rows(min_row=5):
            line[0].value = typed.get(line[0].value, line[0].value)


def _texts(work: Any) -> None:
    for sheet, places in zip(work.worksheets, (TASKS, FIGURES), strict=False):
        for line in sheet.iter_rows(min_row=5):
            for name in ("progress", "wish", "numerator", "denominator"):
                if name in places and (value := line[places[name] - 1].value) is not None:
                    written_out = f"{value:%d-%m-%Y}" if isinstance(value, date) else f" {value} "
                    line[places[name] - 1].value = written_out


@pytest.mark.slow_on_server
@pytest.mark.parametrize(
    "damage",
    [_sorted, _letterhead, _columns, _renamed, _hidden, _decomposed, _phantoms, _texts, _keyless, _codes],
    ids=lambda f: f.__name__,
)
def test_a_form_is_read_whatever_was_done_to_it(book: Any, tmp_path: Path, damage: Callable[[Any], None]) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    filled(work)
    damage(work)
    work.save(path)

    assert SAID == said(imported(book, path))


@pytest.mark.slow_on_server
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_another_office_program_is_read(book: Any, tmp_path: Path, ending: str) -> None:
    path, out = tmp_path / "vp.xlsx", tmp_path / "saved"
    work = written(book, path)
    filled(work)
    work.save(path)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    assert SAID == said(imported(book, out / f"vp.{ending}"))


def test_what_cannot_be_taken_is_named_by_its_cell_and_goes_back_marked(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    filled(work)
    tasks, figures = work.worksheets[:2]
    no_day = put(tasks, TASKS, "II.2-1", stage="hoàn thành", progress=100, result="Đã họp")
    no_reason = put(tasks, TASKS, "IV-5", wish_reason=None)
    half = put(figures, FIGURES, "CT3", numerator=3)
    formula = put(figures, FIGURES, "CT4", value="=A1")
    work.save(path)
    found = imported(book, path)

    [form] = found.forms
    refused = {refusal.place for refusal in form.outcome.refused}
    assert {f"H{no_day}", f"M{no_reason}", f"E{half}", f"G{formula}"} == refused
    assert {"II.2-2", "CT1", "CT2"} == {cell.code for cell in form.outcome.cells}
    assert ("nháp", None) == (form.state, round_views.round_status(book.on(CAME), None).round.reports[0].sent_on)

    back = tmp_path / "vp-can-sua.xlsx"
    with back.open("wb") as file:
        write_sheet_book(form.back, datetime(2023, 9, 15, tzinfo=UTC), file)  # type: ignore[arg-type]
    work = openpyxl.load_workbook(back)
    tasks, figures = work.worksheets[:2]
    marked = {
        cell.coordinate: cell.comment.text
        for s in (tasks, figures)
        for r in s.iter_rows()
        for cell in r
        if cell.comment
    }
    assert {"H", "M", "E", "G"} == {place[0] for place in marked}
    assert "chưa có ngày hoàn thành" in next(text for place, text in marked.items() if place[0] == "H")
    put(tasks, TASKS, "II.2-1", completed=date(2023, 9, 14), no_evidence="giao ban miệng")
    put(tasks, TASKS, "IV-5", wish_reason="chờ số liệu")
    put(figures, FIGURES, "CT3", denominator=4)
    put(figures, FIGURES, "CT4", value=None)
    work.save(back)
    again = imported(book, back)
    assert (again.forms[0].outcome.conflicts, again.forms[0].outcome.refused) == ((), ())
    assert "đã gửi" == again.forms[0].state
    assert {"II.2-1", "IV-5", "CT3"} == {code for code, _, _ in said(again)}


def _twice(work: Any) -> str:
    sheet = work.worksheets[0]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(20, column).value = sheet.cell(5, column).value
    sheet.cell(20, TASKS["progress"]).value = 60
    return "A20"


def _merged(work: Any) -> str:
    place = TASKS["progress"]
    work.worksheets[0].merge_cells(start_row=5, end_row=6, start_column=place, end_column=place)
    return "G5"


def _foreign(work: Any) -> str:
    row = put(work.worksheets[0], TASKS, "II.2-1", progress=10)
    work.worksheets[0].cell(row, 1).value = "IV-4"
    return f"A{row}"


@pytest.mark.slow_on_server
@pytest.mark.parametrize("damage", [_twice, _merged, _foreign], ids=lambda f: f.__name__)
def test_a_row_that_may_mean_several_things_is_asked_about(
    book: Any, tmp_path: Path, damage: Callable[[Any], str]
) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    place = damage(work)
    work.save(path)
    before = [row["progress"] for row in book.rows_of("II.2-1")]
    [form] = imported(book, path).forms

    assert place in {refusal.place for refusal in form.outcome.refused}
    assert before == [row["progress"] for row in book.rows_of("II.2-1")]


def test_what_was_typed_in_the_data_since_is_a_conflict_named_by_its_cell(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    put(work.worksheets[1], FIGURES, "CT1", numerator=45, denominator=50)
    work.save(path)
    targets.record_measurement(book.on(CAME), "CT1", Figure("44/50", "VP", date(2023, 9, 10)))
    [form] = imported(book, path).forms

    assert [("CT1", "Tử số", "44", "45")] == [(c.code, c.column, c.in_data, c.in_file) for c in form.outcome.conflicts]
    assert "nháp" == form.state


@pytest.mark.slow_on_server
@pytest.mark.parametrize(
    "which", ["closed", "twins", "another plan", "other data", "another file", "another unit's name"]
)
def test_a_form_that_is_not_of_this_round_is_refused_whole(book: Any, tmp_path: Path, which: str) -> None:
    path, other = tmp_path / "vp.xlsx", tmp_path / "khac.xlsx"
    work = written(book, path)
    filled(work)
    work.save(path)
    shutil.copy(path, other)
    paths = [path]
    if which == "closed":
        rounds.close_round(book.on(CAME), None)
    elif which == "twins":
        paths.append(other)
    elif which == "another unit's name":
        work.worksheets[1]["A1"] = "THANH TRA: báo cáo quý III năm 2023"
        work.save(path)
    elif which == "another file":
        openpyxl.Workbook().save(path)
    else:
        store = work["_danvan"]
        store["C1" if which == "other data" else "D1"] = "0" * 16
        work.save(path)
    before = book.content()
    with pytest.raises(FileRefusedError):
        imported(book, *paths)
    assert before == book.content()


def test_forms_of_several_units_go_in_as_one(book: Any, tmp_path: Path) -> None:
    paths = []
    for unit in ("VP", "TTr"):
        path = tmp_path / f"{unit}.xlsx"
        work = written(book, path, unit)
        put(work.worksheets[1], FIGURES, "CT1", numerator=9, denominator=9)
        work.save(path)
        paths.append(path)
    found = imported(book, *paths)

    assert ["VP", "TTr"] == [form.unit for form in found.forms]
    assert 2 == round_views.round_status(book.on(CAME), None).round.sent(CAME)
    undoing.undo(book.on(CAME))
    assert 0 == round_views.round_status(book.on(CAME), None).round.sent(CAME)


def test_a_form_that_nobody_filled_in_is_no_report(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    [form] = imported(book, path).forms
    assert ("nháp, biểu chưa điền ô nào", RoundState.DRAFT) == (form.state, state_of_vp(book))

    put(work.worksheets[1], FIGURES, "CT2", value="đạt")
    work.save(path)
    targets.record_measurement(book.on(CAME), "CT2", Figure("đạt", "VP", date(2023, 9, 14)))
    [form] = imported(book, path).forms  # it says what the data say already
    assert ("đã gửi", RoundState.SENT) == (form.state, state_of_vp(book))


def state_of_vp(book: Any) -> RoundState:
    return round_views.round_status(book.on(CAME), None).round.states(CAME)[0][1]


def test_a_number_of_people_that_is_not_the_units_is_asked_about(book: Any, tmp_path: Path) -> None:
    book.change("UPDATE unit SET headcount = 9 WHERE code = 'TTr'")
    path = tmp_path / "ttr.xlsx"
    work = written(book, path, "TTr")
    put(work.worksheets[1], FIGURES, "CT1", numerator=4, denominator=12)
    work.save(path)

    [form] = imported(book, path).forms
    assert ["TTr có 9 người, mà mẫu số là 12."] == [refusal.why for refusal in form.outcome.refused]
    assert {("CT1", "Tử số", "4"), ("CT1", "Mẫu số", "12")} == said(imported(book, path, is_sure=True))


def test_a_form_is_made_only_for_who_is_in_the_round(book: Any) -> None:
    with pytest.raises(DanvanError):
        form_books(book.on(OPENED), None, ["SNV"])
    assert ["VP", "TTr", "CCTĐC", "TTKHCN"] == [made.unit for made in form_books(book.on(OPENED), None, [])[1]]


KINDS = ("tiếp công dân", "quán triệt", "indices")


def records_sheet(work: Any, title: str) -> tuple[Any, dict[str, int]]:
    sheet = work[title]
    titles = next(row for row in sheet.iter_rows(min_row=1, max_row=8) if row[0].value == "Mã")
    return sheet, {cell.value: cell.column for cell in titles}


def fill(sheet: Any, columns: dict[str, int], row: int, **values: Any) -> None:
    for name, value in values.items():
        sheet.cell(row, columns[name.replace("_", " ")]).value = value


@pytest.fixture
def asked(book: Any) -> Any:
    """A further round, which asks for records: VP told of receptions the quarter before."""
    new = RecordInput(["nơi tiếp=lãnh đạo tiếp", "lượt=10", "người=12"], "VP", "Q3")
    recording.add_record(book.on(CAME), "receptions", new)
    rounds.close_round(book.on(CAME), None)
    rounds.open_round(book.on(date(2023, 10, 2)), NewRound("quý IV", kinds=KINDS))
    return book


def test_records_go_out_with_what_was_told_last_time_and_come_back_as_records(asked: Any, tmp_path: Path) -> None:
    path, on, before = tmp_path / "vp.xlsx", date(2023, 12, 15), asked.content()
    [made] = form_books(asked.on(on), "Q4", ["VP"])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 12, 15, tzinfo=UTC), file)
    work = openpyxl.load_workbook(path)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    last = next(row for row in sheet.iter_rows(min_row=5) if str(row[0].value).startswith("kỳ trước"))
    assert ("kỳ trước (2023-Q3)", 10, True) == (last[0].value, last[2].value, last[2].protection.locked)
    fill(sheet, columns, 5, Nơi_tiếp="lãnh đạo tiếp", Lượt=12, Người="15", Đoàn=1)
    fill(sheet, columns, 6, Nơi_tiếp="bộ phận tiếp công dân", Lượt=3, Người=2, Người_trong_đoàn=5)  # 5 of 2 people
    told, places = records_sheet(work, "Quán triệt, phổ biến")
    fill(told, places, 5, Ngày="2/10", Văn_bản="Chỉ thị 13-CT/TU", Số_người_dự=8, Số_người_của_đơn_vị=9)
    work.save(path)
    found = imported(asked, path, on=on)

    [form] = found.forms
    assert 1 == len(form.outcome.refused)
    kept = {record.kind: record for record in records_of_unit(asked, "VP") if record.period != "2023-Q3"}
    assert (12, 15, "2023-Q4") == (
        kept["receptions"].values["visits"],
        kept["receptions"].values["people"],
        kept["receptions"].period,
    )
    assert (date(2023, 10, 2), 8) == (kept["dissemination"].first_day, kept["dissemination"].values["present"])
    assert {"vp.xlsx"} == {record.form for record in kept.values()}
    lack = round_views.round_status(asked.on(on), None).lacks
    assert (("chỉ số",), 3) == (lack["VP"].records, len(lack["TTr"].records))

    fill(sheet, columns, 6, Người=6)
    fill(sheet, columns, 5, Lượt=13)
    work.save(path)
    again = imported(asked, path, on=on)
    assert ((), ()) == (again.forms[0].outcome.refused, again.forms[0].outcome.conflicts)
    assert "đã gửi" == again.forms[0].state
    assert {("Lượt", "12", "13")} == {
        (c.column, c.before, c.after) for c in again.forms[0].outcome.cells if c.place[1:] == "5"
    }
    assert (None, set()) == ((third := imported(asked, path, on=on)).changed.group, said(third))
    for group in (again.changed.group, found.changed.group):
        undoing.undo(asked.on(on), group)
    assert before == asked.content()


def test_a_row_without_its_day_is_of_no_day_and_goes_back(asked: Any, tmp_path: Path) -> None:
    path, on = tmp_path / "vp.xlsx", date(2023, 12, 20)
    [made] = form_books(asked.on(on), "Q4", ["VP"])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 12, 20, tzinfo=UTC), file)
    work = openpyxl.load_workbook(path)
    told, places = records_sheet(work, "Quán triệt, phổ biến")
    fill(told, places, 5, Văn_bản="Chỉ thị 13-CT/TU", Số_người_dự=8, Số_người_của_đơn_vị=9)
    work.save(path)

    [form] = imported(asked, path, on=on).forms
    assert ["Hàng này chưa ghi ngày."] == [refusal.why for refusal in form.outcome.refused]
    assert "nháp" == form.state


def test_who_fills_a_form_is_told_no_command(asked: Any, tmp_path: Path) -> None:
    """The office has told of the whole half year: the unit's quarter lies in it."""
    path, on = tmp_path / "vp.xlsx", date(2023, 12, 15)
    [made] = form_books(asked.on(on), "Q4", ["VP"])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 12, 15, tzinfo=UTC), file)
    new = RecordInput(["nơi tiếp=bộ phận", "lượt=3", "người=3"], "VP", "2023-H2")
    recording.add_record(asked.on(on), "receptions", new)
    work = openpyxl.load_workbook(path)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    fill(sheet, columns, 5, Nơi_tiếp="bộ phận tiếp công dân", Lượt=1, Người=1)
    work.save(path)

    [refusal] = imported(asked, path, on=on).forms[0].outcome.refused
    assert ("trùng ngày" in refusal.why, refusal.hint) == (True, "Sửa hàng này, hoặc báo Văn phòng.")


def records_of_unit(book: Any, unit: str) -> list[Any]:
    return list(list_records(book.on(date(2023, 12, 31)), None, unit, None, None).records)


def _share(work: Any) -> None:
    put(work.worksheets[1], FIGURES, "CT1", numerator=0.95, denominator=1)
    work.worksheets[1]["E5"].number_format = "0%"


def _note_of_nothing(work: Any) -> None:
    put(work.worksheets[0], TASKS, "II.2-1", wish_reason="chờ tỉnh")


def _retitled(work: Any) -> None:
    put(work.worksheets[0], TASKS, "II.2-1", result="đã làm xong", progress=50)
    work.worksheets[0].cell(4, TASKS["result"]).value = "Kết quả thực hiện"


def _two_columns(work: Any) -> None:
    put(work.worksheets[0], TASKS, "II.2-1", result="đã làm xong", progress=50)
    work.worksheets[0].cell(4, 20).value = "Kết quả"


def _doubled(work: Any) -> None:
    copy = work.copy_worksheet(work.worksheets[1])
    put(copy, FIGURES, "CT1", numerator=8, denominator=9)


@pytest.mark.slow_on_server
@pytest.mark.parametrize(
    "damage", [_share, _note_of_nothing, _retitled, _two_columns, _doubled], ids=lambda f: f.__name__
)
def test_nothing_that_was_typed_is_lost_without_a_word(
    book: Any, tmp_path: Path, damage: Callable[[Any], None]
) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    damage(work)
    work.save(path)
    before = book.count("measurement"), [row["progress"] for row in book.rows_of("II.2-1")]
    try:
        [form] = imported(book, path).forms
        named = len(form.outcome.refused)
    except FileRefusedError:
        named = 1
    assert (1, before) == (named, (book.count("measurement"), [row["progress"] for row in book.rows_of("II.2-1")]))


@pytest.mark.slow_on_server
def test_what_a_corrected_form_takes_back_is_taken_back_or_named(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    put(work.worksheets[0], TASKS, "II.2-1", stage="đang thực hiện", progress=60, result="abc")
    put(work.worksheets[1], FIGURES, "CT1", numerator=8, denominator=9)
    work.save(path)
    assert 5 == len(said(imported(book, path)))
    put(work.worksheets[0], TASKS, "II.2-1", progress=0, result=None)
    put(work.worksheets[1], FIGURES, "CT1", numerator=None, denominator=None)
    work.save(path)
    [form] = imported(book, path).forms

    assert {("II.2-1", "0"), ("II.2-1", "")} == {(cell.code, cell.after) for cell in form.outcome.cells}
    assert ["CT1"] == [refusal.code for refusal in form.outcome.refused]


@pytest.mark.slow_on_server
def test_a_record_that_a_corrected_form_has_no_more_still_counts_and_is_named(asked: Any, tmp_path: Path) -> None:
    path, on = tmp_path / "vp.xlsx", date(2023, 12, 15)
    [made] = form_books(asked.on(on), "Q4", ["VP"])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 12, 15, tzinfo=UTC), file)
    work = openpyxl.load_workbook(path)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    fill(sheet, columns, 5, Nơi_tiếp="lãnh đạo tiếp", Lượt=5, Người=5)
    fill(sheet, columns, 6, Nơi_tiếp="bộ phận tiếp công dân", Lượt=3, Người=3)
    work.save(path)
    assert () == imported(asked, path, on=on).forms[0].outcome.notes
    fill(sheet, columns, 5, Lượt=6, Người=6)
    sheet.delete_rows(6)
    work.save(path)
    [form] = imported(asked, path, on=on).forms

    told = {one.code: one.values["visits"] for one in records_of_unit(asked, "VP") if one.period == "2023-Q4"}
    left = next(code for code, visits in told.items() if visits == 3)
    assert [3, 6] == sorted(told.values())
    assert [f"Cần xem lại: biểu gửi lại không còn phiếu {left}, phiếu ấy vẫn được cộng; bỏ thì ghi danvan record "
            f"remove {left}."] == list(form.outcome.notes)  # fmt: skip


@pytest.mark.slow_on_server
def test_a_corrected_record_stays_the_same_record(asked: Any, tmp_path: Path) -> None:
    path, on = tmp_path / "vp.xlsx", date(2023, 12, 15)
    [made] = form_books(asked.on(on), "Q4", ["VP"])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 12, 15, tzinfo=UTC), file)
    work = openpyxl.load_workbook(path)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    told, places = records_sheet(work, "Quán triệt, phổ biến")
    fill(sheet, columns, 5, Nơi_tiếp="lãnh đạo tiếp", Lượt=5, Người=5)
    fill(told, places, 5, Ngày="2/10", Văn_bản="Chỉ thị 13-CT/TU", Số_người_dự=8, Số_người_của_đơn_vị=9)
    work.save(path)
    imported(asked, path, on=on)
    fill(sheet, columns, 5, Nơi_tiếp="bộ phận tiếp công dân")
    fill(told, places, 5, Ngày="3/10")
    work.save(path)
    again = imported(asked, path, on=on)
    now = [one for one in records_of_unit(asked, "VP") if one.period != "2023-Q3"]
    assert ([], [("dissemination", date(2023, 10, 3)), ("receptions", date(2023, 9, 15))]) == (
        list(again.forms[0].outcome.refused),
        sorted((one.kind, one.first_day) for one in now),
    )

    fill(told, places, 5, Ngày="1/9/2022")
    work.save(path)
    [form] = imported(asked, path, on=on).forms
    assert ["Ngày 01/09/2022 ngoài đợt báo cáo (15/09/2023–14/12/2023)."] == [one.why for one in form.outcome.refused]


def test_two_units_of_one_round_are_merged(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    filled(work)
    work.save(path)
    imported(book, path)
    removing.unify_units(book.on(CAME), "CCTĐC", "VP")

    states = {one.unit: state for one, state in round_views.round_status(book.on(CAME), None).round.states(CAME)}
    assert {"VP": "sent", "TTr": "not_sent", "TTKHCN": "not_sent"} == states


@pytest.mark.slow_on_server
def test_a_day_that_hangs_on_the_day_of_reading_is_asked_about_and_other_words_are_read_once(
    book: Any, tmp_path: Path
) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    put(work.worksheets[0], TASKS, "II.2-1", stage="xong", completed="hôm qua", no_evidence="giao ban")
    put(work.worksheets[0], TASKS, "II.2-2", stage="xong", completed="ngày 5 tháng 9", evidence="12/BC; 13/BC")
    put(work.worksheets[0], TASKS, "IV-5", wish="giữa tháng 11", wish_reason="chờ")
    work.save(path)
    [form] = imported(book, path).forms

    assert [("II.2-1", True)] == [(r.code, "hôm qua" in r.why) for r in form.outcome.refused]
    assert {"05/09/2023", "15/11/2023"} <= {cell.after for cell in form.outcome.cells}
    [again] = imported(book, path, on=date(2023, 9, 20)).forms
    assert () == again.outcome.cells


@pytest.mark.slow_on_server
def test_what_has_no_place_any_more_is_repeated_in_words(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    put(work.worksheets[0], TASKS, "II.2-1", result="đã triển khai ở 5 phòng")
    put(work.worksheets[1], FIGURES, "CT2", value="đạt")
    work.save(path)
    tasks.remove_task(book.on(CAME), "II.2-1")
    removing.remove_target(book.on(CAME), "CT2")
    [form] = imported(book, path).forms

    told = " ".join(refusal.why for refusal in form.outcome.refused)
    assert (True, True) == ("Kết quả “đã triển khai ở 5 phòng”" in told, "Giá trị “đạt”" in told)


@pytest.mark.slow_on_server
def test_two_rows_of_one_record_are_told_as_such(asked: Any, tmp_path: Path) -> None:
    path, on = tmp_path / "vp.xlsx", date(2023, 12, 15)
    [made] = form_books(asked.on(on), "Q4", ["VP"])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 12, 15, tzinfo=UTC), file)
    work = openpyxl.load_workbook(path)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    for row, visits in ((5, 5), (6, 7)):
        fill(sheet, columns, row, Nơi_tiếp="lãnh đạo tiếp", Lượt=visits, Người=visits)
    work.save(path)
    [form] = imported(asked, path, on=on, on_conflict=OnConflict.FILE).forms

    assert ["Hàng này và hàng 5 nói cùng một phiếu."] == [refusal.why for refusal in form.outcome.refused]
    assert [5] == [one.values["visits"] for one in records_of_unit(asked, "VP") if one.period == "2023-Q4"]


@pytest.fixture
def receptions(asked: Any, tmp_path: Path) -> tuple[Path, Any]:
    """VP's form of the fourth quarter, in which one row of receptions is right and the next is not."""
    path = tmp_path / "vp.xlsx"
    [made] = form_books(asked.on(date(2023, 12, 15)), "Q4", ["VP"])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 12, 15, tzinfo=UTC), file)
    work = openpyxl.load_workbook(path)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    fill(sheet, columns, 5, Nơi_tiếp="LANH DAO", Lượt=5, Người=5, Minh_chứng="48/BC")
    fill(sheet, columns, 6, Nơi_tiếp="bộ phận tiếp công dân", Lượt=3)
    work.save(path)
    return path, work


@pytest.mark.slow_on_server
def test_a_refused_new_record_goes_back_with_what_was_typed(
    asked: Any, receptions: tuple[Path, Any], tmp_path: Path
) -> None:
    on = date(2023, 12, 15)
    [form] = imported(asked, receptions[0], on=on).forms
    back = tmp_path / "vp-can-sua.xlsx"
    with back.open("wb") as file:
        write_sheet_book(form.back, datetime(2023, 12, 15, tzinfo=UTC), file)  # type: ignore[arg-type]
    work = openpyxl.load_workbook(back)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    [row] = [line[0].row for line in sheet.iter_rows(min_row=5) if line[columns["Lượt"] - 1].value == 3]
    assert "bộ phận tiếp công dân" == sheet.cell(row, columns["Nơi tiếp"]).value

    fill(sheet, columns, row, Người=2)
    work.save(back)
    [form] = imported(asked, back, on=on).forms
    assert ((), "đã gửi") == (form.outcome.refused, form.state)
    now = [one.values["visits"] for one in records_of_unit(asked, "VP") if one.period == "2023-Q4"]
    assert [5, 3] == now


@pytest.mark.slow_on_server
def test_a_corrected_proof_of_a_record_takes_the_place_of_the_first(asked: Any, receptions: tuple[Path, Any]) -> None:
    path, work = receptions
    on = date(2023, 12, 15)
    imported(asked, path, on=on)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    fill(sheet, columns, 5, Minh_chứng="49/BC")
    work.save(path)
    imported(asked, path, on=on)

    assert [("49/BC",)] == [one.evidence for one in records_of_unit(asked, "VP") if one.period == "2023-Q4"]
    assert () == imported(asked, path, on=on).forms[0].outcome.cells


@pytest.mark.slow_on_server
def test_what_stands_outside_the_forms_columns_is_named(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    filled(work)
    work.worksheets[0].cell(5, 30).value = "thiếu kinh phí"
    work.worksheets[1]["A20"] = "Kiến nghị: không"
    work.save(path)
    [form] = imported(book, path).forms

    assert "ô AD5 “thiếu kinh phí” nằm ngoài các cột của biểu" in " ".join(form.outcome.notes)
    assert ["A20"] == [refusal.place for refusal in form.outcome.refused]


def wishes(book: Any) -> list[tuple[Any, ...]]:
    rows = book.select("SELECT asked_due_on, reason, decision FROM extension ORDER BY id")
    return [tuple(row.values()) for row in rows]


def test_a_wish_is_corrected_or_taken_back_by_its_form_until_it_is_answered(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    steps: list[tuple[Any, Any, list[tuple[Any, ...]]]] = [
        (date(2023, 11, 15), "chờ số liệu", [("2023-11-15", "chờ số liệu", None)]),
        (date(2023, 11, 20), "chờ số liệu", [("2023-11-20", "chờ số liệu", None)]),
        (date(2023, 11, 20), "chờ tỉnh", [("2023-11-20", "chờ tỉnh", None)]),
        (None, None, []),
        (date(2023, 11, 10), "chờ", [("2023-11-10", "chờ", None)]),
    ]
    for until, why, expected in steps:
        before = book.content()
        put(work.worksheets[0], TASKS, "IV-5", wish=until, wish_reason=why)
        work.save(path)
        assert [] == list(imported(book, path).forms[0].outcome.refused)
        assert expected == wishes(book)
        undoing.undo(book.on(CAME))
        assert before == book.content()
        undoing.redo(book.on(CAME))

    made = written(book, tmp_path / "sau.xlsx", on=CAME).worksheets[0]
    row = next(line for line in made.iter_rows(min_row=5) if line[0].value == "IV-5")
    assert "chờ" == row[TASKS["wish_reason"] - 1].value
    extending.decide_extension(book.on(CAME), Choice("IV-5", ["VP"]), Decision(refusal="không"))
    [form] = imported(book, path).forms  # answered: it is not asked again
    assert ((), ()) == (form.outcome.cells, form.outcome.refused)
    assert "đã được trả lời" in " ".join(form.outcome.notes)
    assert ["refused"] == [decision for *_, decision in wishes(book)]


def test_a_wish_of_the_office_is_no_units_to_change_and_one_years_behind_is_refused(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    put(work.worksheets[0], TASKS, "IV-5", wish=date(2032, 11, 15), wish_reason="chờ số liệu")
    work.save(path)
    [refused] = imported(book, path).forms[0].outcome.refused
    assert "sau thời hạn đang có 30/10/2023 tới 9 năm" in refused.why

    extending.extend(book.on(CAME), Choice("IV-5", ["VP"]), Wish(date(2023, 11, 1), "Văn phòng ghi"), only_ask=True)
    put(work.worksheets[0], TASKS, "IV-5", wish=date(2023, 11, 15))
    work.save(path)
    told = [(one.column, one.in_data) for one in imported(book, path).forms[0].outcome.conflicts]
    assert [("Đề nghị gia hạn đến", "01/11/2023"), ("Lý do gia hạn", "Văn phòng ghi")] == told


def test_a_milestone_said_in_other_words_is_no_change(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    for words, changes in (("Có", 1), ("đạt", 0), ("x", None), ("Chưa", 1)):
        put(work.worksheets[1], FIGURES, "CT2", value=words)
        work.save(path)
        [form] = imported(book, path).forms
        assert (words, changes) == (words, None if form.outcome.refused else len(form.outcome.cells))


def test_in_a_conflict_what_the_data_keep_is_kept_and_the_rest_is_written(book: Any, tmp_path: Path) -> None:
    path = tmp_path / "vp.xlsx"
    work = written(book, path)
    put(work.worksheets[1], FIGURES, "CT1", numerator=45, denominator=50, evidence="48/BC-VP")
    work.save(path)
    targets.record_measurement(book.on(CAME), "CT1", Figure("44/50", "VP", date(2023, 9, 14)))
    [form] = imported(book, path, on_conflict=OnConflict.DATA).forms

    assert [("CT1", "Minh chứng", "48/BC-VP")] == [(c.code, c.column, c.after) for c in form.outcome.cells]
    [line] = coverage.coverage(book.on(CAME), "CT1", "VP").coverage
    assert (44, 50) == (line.numerator, line.denominator)


def test_a_row_of_the_last_time_is_only_read_and_one_that_was_typed_over_goes_back_as_a_new_one(
    asked: Any, receptions: tuple[Path, Any], tmp_path: Path
) -> None:
    path, work = receptions
    on = date(2023, 12, 15)
    sheet, columns = records_sheet(work, "Tiếp công dân")
    fill(sheet, columns, 6, Người=2)
    for line in sheet.iter_rows(min_row=5):
        line[columns["Khóa"] - 1].value = None
    work.save(path)
    assert [] == list(imported(asked, path, on=on).forms[0].outcome.refused)  # what was shown is not told again
    assert [5, 3] == quarter_four(asked)

    row = next(line[0].row for line in sheet.iter_rows(min_row=5) if str(line[0].value).startswith("kỳ trước"))
    fill(sheet, columns, row, Lượt=11)
    work.save(path)
    [form] = imported(asked, path, on=on).forms
    assert ["Hàng kỳ trước chỉ để đối chiếu, mà nay ghi khác hoặc có hai lần."] == [r.why for r in form.outcome.refused]
    back = tmp_path / "vp-can-sua.xlsx"
    with back.open("wb") as file:
        write_sheet_book(form.back, datetime(2023, 12, 15, tzinfo=UTC), file)  # type: ignore[arg-type]
    rows = [
        (line[0].value, line[columns["Lượt"] - 1].value)
        for line in openpyxl.load_workbook(back)["Tiếp công dân"].iter_rows(min_row=5)
    ]
    assert (None, 11) in rows
    assert ("kỳ trước (2023-Q3)", 10) in rows


def quarter_four(book: Any) -> list[Any]:
    return [one.values["visits"] for one in records_of_unit(book, "VP") if one.period == "2023-Q4"]
