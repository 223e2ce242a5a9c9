"""The working sheet: written for Excel, changed by whatever program, and read back as one change."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.sheet import COLUMNS, OnConflict, book_of
from danvan_cli.output.working_sheet import write_sheet_book
from danvan_cli.services import undoing
from danvan_cli.services.due_days import chosen_context
from danvan_cli.services.lifecycle import report_progress
from danvan_cli.services.sheet import Imported, SheetOptions, import_sheet
from danvan_cli.services.sheet_file import open_sheet
from danvan_cli.services.sheet_parts import sheet_of_plan
from danvan_cli.services.steps import Choice

PLACE = {column.name: index + 1 for index, column in enumerate(COLUMNS)}


def exported(book: Any, path: Path) -> Any:
    with path.open("wb") as file:
        write_sheet_book(book_of(sheet_of_plan(book.on())), datetime(2023, 10, 26, tzinfo=UTC), file)
    return openpyxl.load_workbook(path)


def row_of(sheet: Any, code: str, unit: str | None = None) -> int:
    return next(
        row[0].row
        for row in sheet.iter_rows(min_row=4)
        if row[0].value == code and (unit is None or row[PLACE["unit"] - 1].value == unit)
    )


def put(sheet: Any, row: int, **values: Any) -> None:
    for name, value in values.items():
        sheet.cell(row, PLACE[name]).value = value


def imported(book: Any, path: Path, **options: Any) -> Imported:
    file = open_sheet(path, chosen_context(book.on())._replace(year=2023))
    return import_sheet(book.on(), file, SheetOptions(**options))


@pytest.fixture
def sheet(book: Any, tmp_path: Path) -> tuple[Path, Any]:
    path = tmp_path / "bang.xlsx"
    return path, exported(book, path)


def test_the_table_is_made_to_be_worked_on(sheet: tuple[Path, Any]) -> None:
    book = sheet[1]
    table = book.worksheets[0]
    assert [cell.value for cell in table[3]] == [column.title for column in COLUMNS]
    assert table.protection.sheet
    assert not table.protection.password
    assert table["A4"].protection.locked
    assert not table["C4"].protection.locked
    assert table.freeze_panes == "D4"
    assert [one.sheet_state for one in book.worksheets] == ["visible", "hidden", "veryHidden"]
    assert all(len(rule.formula1) < 255 for rule in table.data_validations.dataValidation)


def test_every_changed_cell_is_the_step_of_a_single_command_and_one_undo_takes_all_back(
    book: Any, sheet: tuple[Path, Any]
) -> None:
    path, work = sheet
    table = work.worksheets[0]
    before = book.content()
    put(table, row_of(table, "II.1-1"), unit="VP", progress=30, result="Đã họp")
    put(table, row_of(table, "IV-4", "CCTĐC"), completed=date(2023, 10, 24), evidence="45/BC-CCTĐC, 24/10/2023")
    put(table, row_of(table, "IV-5"), due=date(2023, 11, 15), reason="chờ số liệu", content="Văn phòng theo dõi")
    put(table, table.max_row + 1, content="Báo cáo đột xuất", unit="TTr", due="30/11/2023")
    work.save(path)
    found = imported(book, path)
    assert found.outcome.refused == ()
    assert found.outcome.conflicts == ()
    assert [content for _, content in found.outcome.added] == ["Báo cáo đột xuất"]
    row = book.rows_of("II.1-1")[0]
    assert (row["unit"], row["progress"], row["result"]) == ("VP", 30, "Đã họp")
    done = next(row for row in book.rows_of("IV-4") if row["unit"] == "CCTĐC")
    assert (done["stage"], done["submitted_on"], done["completed_on"]) == ("completed", "2023-10-24", "2023-10-24")
    moved = book.rows_of("IV-5")[0]
    assert (moved["due_on"], moved["original_due_on"]) == ("2023-11-15", "2023-10-30")
    assert book.count("extension") == 1
    again = imported(book, path)
    assert (again.changed.group, again.outcome.cells, again.outcome.added) == (None, (), ())
    undoing.undo(book.on(), found.changed.group)
    assert book.content() == before


def test_rows_are_known_whatever_was_done_to_the_file(book: Any, sheet: tuple[Path, Any]) -> None:
    path, work = sheet
    table = work.worksheets[0]
    row = row_of(table, "IV-4", "TTKHCN")
    put(table, row, progress=40, result=unicodedata.normalize("NFD", "Đã gửi dự thảo"))
    table.title = "Tờ khác"
    table.row_dimensions[row].hidden = True
    table.column_dimensions["N"].hidden = True
    table.insert_rows(1, 2)
    table.insert_cols(2)
    table["A1"] = "SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    work.save(path)
    found = imported(book, path)
    assert [(cell.column, cell.after) for cell in found.outcome.cells] == [
        ("Tiến độ (%)", "40"),
        ("Kết quả", "Đã gửi dự thảo"),
    ]
    assert found.outcome.cells[0].place == f"L{row + 2}"


def test_a_refused_cell_is_named_and_its_row_left_as_it_is_while_others_go_in(
    book: Any, sheet: tuple[Path, Any]
) -> None:
    path, work = sheet
    table = work.worksheets[0]
    late, good = row_of(table, "IV-5"), row_of(table, "II.1-2")
    put(table, late, due=date(2023, 12, 1), progress=50)
    put(table, good, progress=20)
    bad = row_of(table, "II.1-3")
    put(table, bad, unit="Phòng không có")
    work.save(path)
    found = imported(book, path)
    assert {refusal.place for refusal in found.outcome.refused} == {f"G{late}", f"D{bad}"}
    assert not [refusal for refusal in found.outcome.refused if "--" in refusal.hint and "danvan " not in refusal.hint]
    assert [cell.code for cell in found.outcome.cells] == ["II.1-2"]
    assert book.rows_of("IV-5")[0]["progress"] == 0


@pytest.mark.parametrize(("choice", "progress"), [(None, 60), (OnConflict.DATA, 60), (OnConflict.FILE, 40)])
def test_what_changed_in_the_data_since_is_a_conflict_named_by_its_cell(
    book: Any, sheet: tuple[Path, Any], choice: OnConflict | None, progress: int
) -> None:
    path, work = sheet
    table = work.worksheets[0]
    row = row_of(table, "IV-5")
    put(table, row, progress=40)
    work.save(path)
    report_progress(book.on(), Choice("IV-5"), 60)
    found = imported(book, path, on_conflict=choice)
    assert [(c.place, c.in_data, c.in_file) for c in found.outcome.conflicts] == [(f"K{row}", "60", "40")]
    assert book.rows_of("IV-5")[0]["progress"] == progress


def test_a_table_of_a_units_own_brings_what_was_done_and_nothing_else(book: Any, tmp_path: Path) -> None:
    own = openpyxl.Workbook()
    own.active.append(["BÁO CÁO CỦA ĐƠN VỊ"])
    own.active.append(["Kết quả", "Mã", "Nội dung", "Đơn vị", "Thời hạn", "Tiến độ (%)", "Ngày hoàn thành"])
    own.active.append(["Đã làm", "IV-4", "Báo cáo kết quả", "TTKHCN", "30/11/2023", 70, None])
    own.active.append(["Xong", "IV-4", "Báo cáo kết quả", "CCTĐC", "24/10/2023", 100, "20/10/2023"])
    own.active.append(["Xong", None, "Việc lạ của đơn vị", "VP", None, 100, None])
    path = tmp_path / "don-vi.xlsx"
    own.save(path)
    found = imported(book, path, no_evidence="theo báo cáo của đơn vị")
    rows = {row["unit"]: row for row in book.rows_of("IV-4")}
    assert (rows["TTKHCN"]["progress"], rows["TTKHCN"]["result"], rows["TTKHCN"]["due_on"]) == (
        70,
        "Đã làm",
        "2023-10-24",
    )
    assert (rows["CCTĐC"]["stage"], rows["CCTĐC"]["completed_on"]) == ("completed", "2023-10-20")
    assert [refusal.why for refusal in found.outcome.refused] == ["Kế hoạch không có việc “Việc lạ của đơn vị”."]
    assert any("E3" in note for note in found.outcome.notes)
    assert book.count("task") == 20


def test_the_form_of_another_database_is_refused(book: Any, sheet: tuple[Path, Any]) -> None:
    path, work = sheet
    work["_danvan"]["C1"] = "0" * 16
    work.save(path)
    with pytest.raises(FileRefusedError, match="xuất từ dữ liệu khác"):
        imported(book, path)


@pytest.mark.slow_on_server
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_table_saved_by_libreoffice_changes_nothing(book: Any, sheet: tuple[Path, Any], tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/ho-so"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(sheet[0])]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = imported(book, tmp_path / "bang.ods")
    assert (found.outcome.rows, found.outcome.cells, found.outcome.refused) == (21, (), ())


def test_what_new_work_says_of_its_last_day_is_told(book: Any, tmp_path: Path) -> None:
    table = openpyxl.Workbook()
    for row in (
        ["Nội dung công việc", "Đơn vị chủ trì", "Thời hạn hoàn thành", "Tiến độ (%)"],
        ["Soạn thảo sổ tay hỏi đáp về dân vận trước ngày 30/11/2023", "VP", "", 10],
        ["Tổng hợp báo cáo chuyên đề quý IV", "VP", "", 20],
    ):
        table.active.append(row)
    table.save(tmp_path / "viec-moi.xlsx")

    request = book.on(date(2023, 10, 26))
    file = open_sheet(tmp_path / "viec-moi.xlsx", chosen_context(request))
    done = import_sheet(request, file, SheetOptions(add_new=True))

    assert [("BS-1", "2023-11-29"), ("BS-2", None)] == [
        (row["code"], row["due_on"])
        for row in book.select(
            "SELECT t.code, d.due_on FROM deadline d JOIN task t ON t.id = d.task_id WHERE t.code LIKE 'BS-%' ORDER BY 1"
        )
    ]
    notes = " ".join(done.outcome.notes)
    assert "BS-1: Thời hạn lấy từ nội dung" in notes
    assert "BS-2: Nội dung có “quý IV”, chưa dùng làm thời hạn" in notes
