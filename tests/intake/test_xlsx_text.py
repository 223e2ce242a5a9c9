"""Cells come out as the spreadsheet shows them, whatever their program wrote into the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from danvan_cli.domain.draft import PlanDraft, Sheet
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files.opening import open_bytes, open_document
from danvan_cli.intake.plan import read_plan
from danvan_cli.intake.tables.unit_table import read_units

FILES = Path(__file__).parent / "files"


@pytest.fixture
def read(agency_units: tuple[object, ...]) -> Callable[[str], PlanDraft]:
    return lambda name: read_plan(open_document(FILES / name), lambda _: agency_units)  # type: ignore[arg-type, return-value]


def book(*rows: list[str], spoil: tuple[str, str] = ("", "")) -> bytes:
    """Makes a workbook of shared strings; ``spoil`` replaces words in the XML of its sheet."""
    made, spoilt = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(*map(str.encode, spoil)) if name.endswith("sheet1.xml") else part)
    return spoilt.getvalue()


def sheet_of(data: bytes) -> Sheet:
    return open_bytes(data, "x.xlsx").sheets[0]


def raw(shared: str) -> bytes:
    """Makes a workbook whose only shared string is written as given: the writer escapes no underscore itself."""
    made, spoilt = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        workbook.add_worksheet().write_string(0, 0, "THAY")
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"THAY", shared.encode()))
    return spoilt.getvalue()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Thanh tra_x000D_", "Thanh tra"),
        ("Thanh tra_x000d_\nVăn phòng", "Thanh tra\nVăn phòng"),
        ("a_x000A_b", "a\nb"),
        ("a_x0009_b", "a b"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("a_x200E_b_x0007_", "ab"),
        ("a_xyz_b_x00_", "a_xyz_b_x00_"),
        ("_x0110_ảng", "Đảng"),
    ],
)
def test_letters_that_xml_cannot_hold_are_read(written: str, shown: str) -> None:
    assert shown == sheet_of(raw(written)).rows[0][1][0]


def test_an_escaped_end_of_line_costs_no_lead_and_no_day(read: Callable[[str], PlanDraft]) -> None:
    draft = read("y-x-x000d-date.xlsx")
    assert [("VP",), ("TTr",), ("VP",)] == [task.leads for task in draft.tasks]
    assert [date(2024, 11, 30), date(2024, 6, 5), date(2024, 11, 30)] == [task.due_on for task in draft.tasks]


def test_a_day_just_before_midnight_is_the_next_one_as_excel_shows(read: Callable[[str], PlanDraft]) -> None:
    assert date(2024, 6, 5) == read("y-x-round.xlsx").tasks[1].due_on


def test_a_cell_without_its_value_is_one_doubt_with_its_address(read: Callable[[str], PlanDraft]) -> None:
    draft = read("y-x-empty-v.xlsx")
    assert [date(2024, 11, 30), None, date(2024, 9, 30)] == [task.due_on for task in draft.tasks]
    assert ["trang tính Ke hoach, ô E8"] == [doubt.source for doubt in draft.unresolved]


@pytest.mark.parametrize("value", ["<v></v>", "<v>99</v>", "<v>-1</v>", "<v>x</v>"])
def test_a_cell_whose_text_is_not_there_is_told(value: str) -> None:
    found = sheet_of(book(["a", "b"], spoil=("<v>1</v>", value)))
    assert ([(1, ("a",))], ((1, 2),)) == (list(found.rows), found.broken)


def test_blank_rows_left_over_from_formatting_are_no_doubts() -> None:
    assert () == sheet_of(book(["a"], ["b"], spoil=("<v>1</v>", "<v/>"))).broken


def test_a_list_of_units_with_a_broken_cell_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "units.xlsx"
    file.write_bytes(book(["Mã", "Tên đơn vị"], ["PM", "Phòng Mới"], spoil=("<v>2</v>", "<v/>")))
    with pytest.raises(FileRefusedError, match="ô A2"):
        read_units(file)
