from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import docx as python_docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring
from markdown_it import MarkdownIt
from openpyxl.worksheet.worksheet import Worksheet

from danvan_cli.domain.carried_figures import FIGURES_PART, Kept, read_figures
from danvan_cli.domain.figures import Rate
from danvan_cli.domain.text import strip_controls
from danvan_cli.output.blocks import document_of
from danvan_cli.output.delimited import tsv, write_csv
from danvan_cli.output.html import html
from danvan_cli.output.markdown import markdown
from danvan_cli.output.sheet import sheet_names, write_xlsx
from danvan_cli.output.tables import Cell, Column, Percent, Report, Table, text_of, with_rates_apart
from danvan_cli.output.word_document import write_docx

MOMENT = datetime(2023, 10, 26, 1, 30, tzinfo=UTC)
Rows = list[list[Any]]


def word_file(report: Report, created: datetime = MOMENT) -> bytes:
    file = io.BytesIO()
    write_docx(document_of(report), created, file)
    return file.getvalue()


# What each format holds of a report, read back by another program than the one that wrote it.


def markdown_rows(report: Report) -> list[Rows]:
    tables: list[Rows] = []
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse("".join(markdown(document_of(report))))
    for position, token in enumerate(tokens):
        if token.type == "tbody_open":
            tables.append([])
        elif token.type == "tr_open" and tokens[position + 1].type == "td_open":
            tables[-1].append([])
        elif token.type == "td_open":
            tables[-1][-1].append(plain_inline(tokens[position + 1]))
    return tables


def plain_inline(token: Any) -> str:
    """Reads an inline run that must hold text, line breaks and the bold of a total, and nothing else."""
    texts = []
    for child in token.children:
        assert child.type in ("text", "strong_open", "strong_close") or child.content == "<br>", child
        texts.append("\n" if child.content == "<br>" else child.content)
    return "".join(texts)


def markdown_cell(cell: Cell) -> str:
    lines = strip_controls(text_of(cell)).strip().split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def tsv_rows(report: Report) -> list[Rows]:
    texts = ["".join(tsv(table)) for table in report.tables if table.rows]
    return [[line.split("\t") for line in text.split("\n")[1:-1]] for text in texts]


def tsv_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | Decimal):
        return str(cell)
    return re.sub(r"[\t\n\u2028\u2029]", " ", strip_controls(text_of(cell, empty="")))


def csv_report(report: Report) -> bytes:
    file = io.BytesIO()
    write_csv(document_of(report), file, excel=True)
    return file.getvalue()


def csv_rows(report: Report) -> list[Rows]:
    records = list(csv.reader(io.StringIO(csv_report(report).decode("utf-8-sig"), newline=""), delimiter=";"))
    tables, start = [], len(report.lines) + 2
    for table in report.tables:
        if table.rows:
            tables.append(records[start + 2 : start + 2 + len(table.rows)])
        start += 2 + len(table.rows) + bool(table.rows) * (1 + bool(table.note)) + (not table.rows)
    return [[[text.removeprefix("'") if text != "'='" else text for text in row] for row in rows] for rows in tables]


def csv_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | Decimal):
        return str(cell).replace(".", ",")
    return strip_controls(text_of(cell, empty=""))


def xlsx(report: Report, created: datetime) -> bytes:
    file = io.BytesIO()
    write_xlsx(document_of(report), created, file)
    return file.getvalue()


def xlsx_sheets(report: Report) -> list[Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(xlsx(report, MOMENT))).worksheets


def xlsx_rows(report: Report) -> list[Rows]:
    return [
        [
            [cell.value for cell in row]
            for row in sheet[f"A{first_row(sheet)}:{column_letter(table)}{first_row(sheet) + len(table.rows) - 1}"]
        ]
        for sheet, table in zip(xlsx_sheets(report), map(with_rates_apart, report.tables), strict=True)
        if table.rows
    ]


def first_row(sheet: Worksheet) -> int:
    return int(str(sheet.freeze_panes).removeprefix("A"))


def column_letter(table: Table) -> str:
    return "ABCDEFGHIJ"[len(table.columns) - 1]


def xlsx_cell(cell: Cell) -> Any:
    if cell is None or cell == "":
        return None
    if isinstance(cell, date) and cell.year >= 1900:
        return datetime(cell.year, cell.month, cell.day)
    if isinstance(cell, int | Decimal) and abs(cell) < 10**15:
        return float(cell)
    if isinstance(cell, Percent):
        return float(cell.value / 100)
    return strip_controls(text_of(cell))


def docx_rows(report: Report) -> list[Rows]:
    document = python_docx.Document(io.BytesIO(word_file(report)))
    return [[[cell.text for cell in row.cells] for row in table.rows[1:]] for table in document.tables]


def docx_cell(cell: Cell) -> str:
    return strip_controls(text_of(cell))


def html_rows(report: Report) -> list[Rows]:
    page = document_fromstring("".join(html(document_of(report))))
    return [
        [[cell.text_content().rstrip("\n") for cell in row.iter("td")] for row in table.iter("tr")][1:]
        for table in page.iter("table")
    ]


def html_cell(cell: Cell) -> str:
    return strip_controls(text_of(cell, empty="")).strip()


FORMATS = {
    "html": (html_rows, html_cell),
    "md": (markdown_rows, markdown_cell),
    "tsv": (tsv_rows, tsv_cell),
    "csv": (csv_rows, csv_cell),
    "xlsx": (xlsx_rows, xlsx_cell),
    "docx": (docx_rows, docx_cell),
}
each_format = pytest.mark.parametrize(("read", "expect"), FORMATS.values(), ids=FORMATS.keys())


@each_format
def test_every_format_holds_the_cells_of_the_tables(
    report: Report, read: Callable[[Report], list[Rows]], expect: Callable[[Cell], Any]
) -> None:
    # Only a workbook has a number of percent, so there a rate is two cells.
    tables = map(with_rates_apart, report.tables) if read is xlsx_rows else report.tables
    expected = [[[expect(cell) for cell in row] for row in table.rows] for table in tables if table.rows]

    assert expected == read(report)


@each_format
@settings(max_examples=60, deadline=None)
@given(text=st.text(st.one_of(st.characters(), st.sampled_from("|\\*_`[]<>~&;#'\"=+-@ \t\r\n\x1bđĐ")), max_size=30))
def test_any_text_survives_every_format(
    text: str, read: Callable[[Report], list[Rows]], expect: Callable[[Cell], Any]
) -> None:
    report = Report("x", (), (Table("x", (Column("a"), Column("b")), (("đ", text), (text, "đ"))),))
    # CSV alone adds to some text (an apostrophe), which the reader takes away: text that has its own is no test.
    if read is csv_rows and strip_controls(text).lstrip().startswith("'"):
        return

    assert [[[expect("đ"), expect(text)], [expect(text), expect("đ")]]] == read(report)


# Golden files. Markdown, TSV and CSV byte for byte; of a workbook and a document what they hold and how it looks,
# because their packaging changes with every version of the libraries and says nothing to a reader of the diff.


def test_golden_markdown(report: Report, golden: Callable[[str, bytes], None]) -> None:
    golden("report.md", "".join(markdown(document_of(report))).encode())


def test_golden_tsv(report: Report, golden: Callable[[str, bytes], None]) -> None:
    golden("report.tsv", "".join(tsv(report.tables[0])).encode())


def test_golden_csv(report: Report, golden: Callable[[str, bytes], None]) -> None:
    golden("report.csv", csv_report(report))


def test_golden_xlsx(report: Report, golden: Callable[[str, bytes], None]) -> None:
    golden("report.xlsx.txt", "\n".join(line for sheet in xlsx_sheets(report) for line in described(sheet)).encode())


def described(sheet: Worksheet) -> list[str]:
    setup = sheet.page_setup
    lines = [
        f"# {sheet.title}",
        f"frozen {sheet.freeze_panes} · repeated {sheet.print_title_rows} · {setup.orientation} "
        f"paper {setup.paperSize} fit {setup.fitToWidth}x{setup.fitToHeight}",
        f"widths {[round(column.width, 1) for column in sheet.column_dimensions.values()]}",
    ]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                look = f"{'bold ' if cell.font.b else ''}{cell.alignment.horizontal or ''} {cell.number_format}"
                lines.append(f"{cell.coordinate} {cell.data_type} {cell.value!r} [{look.strip()}]")
    return [*lines, ""]


def test_golden_docx(report: Report, golden: Callable[[str, bytes], None]) -> None:
    document = python_docx.Document(io.BytesIO(word_file(report)))
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, python_docx.table.Table):
            lines.append(f"table {[round(column.width.mm, 1) for column in block.columns if column.width]}")
            for row in block.rows:
                lines.append(" || ".join(cell_look(cell) for cell in row.cells))
        else:
            lines.append(f"{block.style and block.style.name}: {block.text!r}")
    golden("report.docx.txt", "\n".join([*lines, ""]).encode())


def cell_look(cell: Any) -> str:
    paragraph = cell.paragraphs[0]
    bold = "*" if paragraph.runs[0].bold else ""
    return f"{bold}{paragraph.text!r} {paragraph.alignment.name.lower()}"


# What is promised of a single format.


@pytest.mark.parametrize("write", [xlsx, word_file], ids=["xlsx", "docx"])
def test_the_same_report_gives_the_same_bytes(report: Report, write: Callable[[Report, datetime], bytes]) -> None:
    assert write(report, MOMENT) == write(report, MOMENT)
    assert write(report, MOMENT) == write(report, MOMENT.replace(tzinfo=None))
    assert write(report, MOMENT) != write(report, MOMENT.replace(day=27))


def test_markdown_ends_with_a_line_end_and_sets_numbers_right(report: Report) -> None:
    text = "".join(markdown(document_of(report)))

    assert text.endswith(".\n") or text.endswith("|\n")
    assert "| --- | --- | --- | ---: | ---: | --- |" in text


def test_markdown_headings_and_lines_are_plain(report: Report) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse("".join(markdown(document_of(report))))
    texts = [plain_inline(token) for token in tokens if token.type == "inline"]

    assert "list_item_open" not in {token.type for token in tokens}
    for text in (report.title, *report.lines, report.tables[0].note, report.tables[1].empty):
        assert strip_controls(text) in texts


def test_tsv_is_one_line_a_record(report: Report) -> None:
    lines = "".join(tsv(report.tables[0])).split("\n")

    assert len(report.tables[0].rows) + 2 == len(lines)
    assert {len(report.tables[0].columns)} == {len(line.split("\t")) for line in lines[:-1]}


def test_csv_opens_in_excel() -> None:
    column = Column("Mã")
    content = csv_report(Report("Tên", (), (Table("Bảng", (column, column), (("a;b", Decimal("1234.5")),)),)))

    assert content.startswith(b"\xef\xbb\xbfT\xc3\xaan\r\n\r\n")
    assert content.decode("utf-8-sig").split("Bảng\r\n")[1] == 'Mã;Mã\r\n"a;b";1234,5\r\n\r\n'


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-x", "- x", "@x", "  =x", "\u00a0=x", "\tx", "\rx", "\x1b=x", "\u200b=x", "＝x"]
)
def test_csv_disarms_formulas(text: str) -> None:
    [[[first]]] = [csv_raw(text)]

    assert first.startswith("'")


@pytest.mark.parametrize("text", ["8/10", "1-2", "25/10/2023", "007", "123456789012", "123456789012345678"])
def test_csv_keeps_text_that_excel_would_rewrite(text: str) -> None:
    assert [[f"'{text}"]] == csv_raw(text)


@pytest.mark.parametrize(
    "text", ["II.2-3", "trước ngày 25/10/2023", "1/3 (33,3%)", "2023", "12345678901", "KH-2023", "– sắp đến hạn"]
)
def test_csv_leaves_other_text_alone(text: str) -> None:
    assert [[text]] == csv_raw(text)


@pytest.mark.parametrize(
    "text", ["30/6/2023", "58/60", "1/4", "1-2", "-5", "+84", "-1,5%", "007", "123456789012", "|x"]
)
def test_plain_csv_leaves_figures_and_days_as_they_are(text: str) -> None:
    assert text == plain_csv_cell(text)


@pytest.mark.parametrize("text", ["=1/4", "+A1", "- x", "@x", "\tx", "-1+cmd"])
def test_plain_csv_disarms_formulas(text: str) -> None:
    assert plain_csv_cell(text).startswith("'")


def plain_csv_cell(cell: Cell) -> str:
    file = io.BytesIO()
    write_csv(document_of(Report("x", (), (Table("x", (Column("a"),), ((cell,),)),))), file)
    return list(csv.reader(io.StringIO(file.getvalue().decode(), newline="")))[4][0]


def test_a_number_of_percent_is_a_number_in_every_format_that_has_them() -> None:
    table = Table("x", (Column("a"),), ((Percent(Decimal("87.5")),), (Percent(Decimal(100)),)))
    sheet = xlsx_sheets(Report("x", (), (table,)))[0]
    cells = [sheet.cell(first_row(sheet) + row, 1) for row in range(2)]

    assert [(0.875, "0.0####%"), (1, "0%")] == [(cell.value, cell.number_format) for cell in cells]
    assert "87.5%" == plain_csv_cell(Percent(Decimal("87.5")))
    assert [["87,5%"]] == csv_raw(Percent(Decimal("87.5")))


def test_a_rate_in_a_workbook_is_its_fraction_and_a_number_of_percent() -> None:
    rows = ((Rate(58, 60, "already_due"),), (Rate(0, 0, "already_due"),))
    sheet = xlsx_sheets(Report("x", (), (Table("x", (Column("Đúng hạn"),), rows),)))[0]
    top = first_row(sheet)

    assert ["Đúng hạn", "Tỷ lệ đúng hạn"] == [cell.value for cell in sheet[top - 1]]
    assert [("58/60", 0.967), ("0/0", None)] == [tuple(cell.value for cell in sheet[top + row]) for row in range(2)]


def test_a_workbook_carries_the_figures_printed_in_it() -> None:
    file = io.BytesIO()
    told = '{"kind": "annual", "period": "2023", "cut_off": "2023-10-26", "values": {"A & B": "<1>"}, "unit": null, "plan": "KH-2023"}'
    write_xlsx(document_of(Report("x", (), ()))._replace(blocks=lambda: [Table("x", (Column("a"),), (("b",),))],
               figures=lambda: told), MOMENT, file)  # fmt: skip
    with zipfile.ZipFile(file) as package:
        kept = read_figures(package.read(FIGURES_PART).decode())

    assert Kept("annual", "2023", date(2023, 10, 26), {"A & B": "<1>"}, None, "KH-2023") == kept
    assert 1 == len(openpyxl.load_workbook(file).worksheets)


def csv_raw(text: Cell) -> list[list[str]]:
    content = csv_report(Report("x", (), (Table("x", (Column("a"),), ((text,),)),)))
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[4:5]


def test_xlsx_has_neither_formulas_nor_links(report: Report) -> None:
    cells = [cell for sheet in xlsx_sheets(report) for row in sheet.iter_rows() for cell in row]

    assert "f" not in {cell.data_type for cell in cells}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []


def test_xlsx_types_and_looks(report: Report) -> None:
    sheet = xlsx_sheets(report)[0]
    top = first_row(sheet)

    assert (sheet.cell(top, 3).data_type, sheet.cell(top, 3).number_format) == ("d", "dd/mm/yyyy")
    assert (sheet.cell(top, 4).data_type, sheet.cell(top, 4).number_format) == ("n", "#,##0")
    assert sheet.cell(top - 1, 1).font.b
    assert sheet.cell(top - 1, 1).alignment.wrap_text
    assert sheet.cell(top + len(report.tables[0].rows) - 1, 1).font.b
    assert not sheet.cell(top, 1).font.b
    assert f"${top - 1}:${top - 1}" == sheet.print_title_rows
    setup, fit = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
    assert (setup.orientation, str(setup.paperSize)) == ("landscape", "9")
    # One page wide is what a width left out means.
    assert (fit is not None and fit.fitToPage, str(setup.fitToWidth), str(setup.fitToHeight)) == (True, "None", "0")


def test_xlsx_cuts_a_cell_longer_than_excel_takes_and_shows_it() -> None:
    report = Report("x", (), (Table("x", (Column("a"),), (("đ" * 40_000,),)),))
    [[[text]]] = xlsx_rows(report)

    assert text == "đ" * 32_766 + "…"


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["a/b", "A?B", "a*b"], ["a b", "A B (2)", "a b (3)"]),
        (["", "[]", "'''"], ["Bảng 1", "Bảng 2", "Bảng 3"]),
        (["History", "x" * 40, "x" * 50], ["History (2)", "x" * 31, "x" * 27 + " (2)"]),
        (["😀" * 20], ["😀" * 15]),
    ],
)
def test_sheet_names(titles: list[str], names: list[str]) -> None:
    assert names == sheet_names(titles)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_sheet_names_are_always_taken_by_excel(titles: list[str]) -> None:
    names = sheet_names(titles)

    assert len(titles) == len({name.casefold() for name in names})
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)


def test_docx_page_and_font(report: Report) -> None:
    document = python_docx.Document(io.BytesIO(word_file(report)))
    section = document.sections[0]
    fonts = document.styles["Normal"].element.rPr.rFonts

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert "PAGE" in section.header._element.xml
    assert {"Times New Roman"} == {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert document.core_properties.language == "vi-VN"
    assert "themeColor" not in document.styles["Heading 1"].element.xml


def test_docx_tables_repeat_the_header_and_keep_rows_whole(report: Report) -> None:
    table = python_docx.Document(io.BytesIO(word_file(report))).tables[0]
    marks = [{child.tag for child in row._tr.trPr} for row in table.rows]

    assert {qn("w:tblHeader"), qn("w:cantSplit")} == marks[0]
    assert {qn("w:cantSplit")} == set().union(*marks[1:])
    assert [cell.paragraphs[0].runs[0].bold for cell in table.rows[-1].cells] == [True] * 6


def test_docx_puts_the_sentence_where_a_table_is_empty(report: Report) -> None:
    document = python_docx.Document(io.BytesIO(word_file(report)))

    assert len(document.tables) == 2
    assert report.tables[1].empty in [paragraph.text for paragraph in document.paragraphs]
