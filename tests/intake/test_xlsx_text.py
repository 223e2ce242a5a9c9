"""Cells come out as the spreadsheet shows them, whatever their program wrote into the file."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent))

from hostile import workbook

from danvan_cli.domain.draft import Document, PlanDraft, Sheet
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files import xlsx
from danvan_cli.intake.files.opening import open_bytes, open_document
from danvan_cli.intake.plan import read_plan
from danvan_cli.intake.tables.unit_table import read_units

REAL_BUDGET = xlsx._Budget
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


def cell(place: str, inner: str, **attributes: str) -> str:
    """Writes a cell; ``t`` is its kind and ``s`` its style."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<c r="{place}"{more}>{inner}</c>'


def value(place: str, text: str, **attributes: str) -> str:
    return cell(place, f"<v>{text}</v>", **attributes)


def budget(**left: int) -> Any:
    """Gives a workbook's budget, some of it smaller than usual."""
    return REAL_BUDGET(**left)


def words(place: str, text: str, **attributes: str) -> str:
    return cell(place, f"<is><t>{text}</t></is>", t="inlineStr", **attributes)


def row(*cells: str, **attributes: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<row{more}>{''.join(cells)}</row>"


def opened(rows: str, *, before: str = "", after: str = "", styles: str = "", shared: str = "") -> Document:
    return open_bytes(workbook(f"{before}<sheetData>{rows}</sheetData>{after}", styles=styles, shared=shared), "x.xlsx")


STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="&quot;Quý &quot;0"/><numFmt numFmtId="171" formatCode="000"/></numFmts>'
    "<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId='14'/><xf fontId='1'/><xf numFmtId='170'/>"
    "<xf numFmtId='171'/></cellXfs>"
)


@pytest.mark.parametrize(
    "inner", ["<v/>", "<f>A1+10</f>", "<f>A1+10</f><v></v>", "<v>abc</v>", "<v>1e999</v>", "<v>nan</v>"]
)
def test_a_cell_without_a_value_that_can_be_read_is_told_by_its_address(inner: str) -> None:
    sheet = opened(row(words("A2", "Việc"), cell("B2", inner), r="2")).sheets[0]
    assert ([(2, ("Việc",))], ((2, 2),)) == (list(sheet.rows), sheet.broken)


@pytest.mark.parametrize("number", ["-5", "0", "60", "3000000", "0.4"])
def test_a_day_that_cannot_be_is_told_by_its_address(number: str) -> None:
    rows = row(words("A2", "Việc"), value("B2", number, s="1"), r="2")
    assert ((2, 2),) == opened(rows, styles=STYLES).sheets[0].broken


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        ("45447.9999999999", "1", "05/06/2024"),
        ("45447.5", "1", "04/06/2024"),
        ("15", "1", "15/01/1900"),
        ("61", "1", "01/03/1900"),
        ("3", "3", "Quý 3"),
        ("7", "4", "007"),
    ],
)
def test_a_number_comes_out_as_it_is_shown(number: str, style: str, shown: str) -> None:
    document = opened(row(value("A1", number, s=style)), styles=STYLES)
    assert shown == document.sheets[0].rows[0][1][0]


def test_an_error_is_no_value_and_a_formula_may_show_nothing() -> None:
    rows = row(words("A1", "Việc"), value("B1", "#REF!", t="e"), cell("C1", "<f>A2</f><v></v>", t="str"))
    assert ((1, 2),) == opened(rows).sheets[0].broken


def test_a_day_stored_in_words_is_a_day() -> None:
    assert "30/11/2024" == opened(row(value("A1", "2024-11-30T00:00:00", t="d"))).sheets[0].rows[0][1][0]


def test_hidden_rows_are_left_out_and_told() -> None:
    looks: list[dict[str, str]] = [{}, {"hidden": "1"}, {"ht": "0", "customHeight": "1"}, {}, {"hidden": "true"}]
    document = opened("".join(row(words(f"A{n}", f"Việc {n}"), r=str(n), **look) for n, look in enumerate(looks, 1)))
    assert [1, 4] == [number for number, _ in document.sheets[0].rows]
    assert ("Trang tính Sheet1: bỏ qua 3 hàng ẩn (hàng 2–3, 5).",) == document.warnings


def test_hidden_columns_keep_their_place_and_are_told_by_their_title() -> None:
    titles = row(words("A1", "TT"), words("B1", "Ghi chú cũ"), words("C1", "Nội dung"))
    columns = '<cols><col min="2" max="2" hidden="1"/><col min="7" max="16384" hidden="1"/></cols>'
    document = opened(titles, before=columns)
    assert ("TT", "", "Nội dung") == document.sheets[0].rows[0][1]
    assert ("Trang tính Sheet1: bỏ qua cột ẩn B “Ghi chú cũ”.",) == document.warnings


def test_a_merged_cell_shows_what_it_holds_in_the_first_row_that_is_seen() -> None:
    rows = row(words("A1", "Văn phòng"), words("B1", "a"), r="1", hidden="1")
    rows += row(words("B2", "b"), r="2") + row(words("B3", "c"), r="3")
    sheet = opened(rows, after='<mergeCells><mergeCell ref="A1:A3"/></mergeCells>').sheets[0]
    assert (((2, ("Văn phòng", "b")), (3, ("", "c"))), ((2, 1, 3, 1),)) == (sheet.rows, sheet.merged)


def test_hidden_sheets_are_named() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book_:
        book_.add_worksheet("Việc").write(0, 0, "x")
        book_.add_worksheet("Danh mục").hide()
        book_.add_worksheet("Cũ").very_hidden()
    document = open_bytes(made.getvalue(), "x.xlsx")
    said = ("Bỏ qua trang tính ẩn: “Danh mục”, “Cũ”.",)
    assert (["Việc"], said) == ([sheet.name for sheet in document.sheets], document.warnings)


def test_struck_cells_and_struck_words_in_a_cell_are_told() -> None:
    rich = "<si><r><rPr><strike/></rPr><t>30/6 </t></r><r><t>30/11</t></r></si><si><t>Việc</t></si>"
    rows = row(value("A1", "1", t="s"), value("B1", "0", t="s"), words("C1", "bỏ", s="2"))
    document = opened(rows, shared=rich, styles=STYLES)
    said = ("B1: bỏ qua chữ gạch ngang “30/6”.", "C1: bỏ qua chữ gạch ngang “bỏ”.")
    assert ("Việc", "30/11") == document.sheets[0].rows[0][1]
    assert tuple(f"Trang tính Sheet1, ô {words_}" for words_ in said) == document.warnings


@pytest.mark.parametrize("what", ["rows", "cells", "letters", "tags", "row_tags"])
def test_each_thing_a_workbook_holds_is_counted(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(xlsx, "_Budget", lambda: budget(**{what: 2}))
    with pytest.raises(FileRefusedError, match="quá nhiều hàng"):
        opened(row(words("A1", "xyz")) * 3)


def test_a_bullet_in_a_cell_stays_one() -> None:
    assert "• Họp\n• Báo cáo" == opened(row(words("A1", "\uf0b7 Họp\n✅ Báo cáo"))).sheets[0].rows[0][1][0]
