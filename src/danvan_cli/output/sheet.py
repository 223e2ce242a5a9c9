"""A report as an Excel workbook: one sheet per table, typed cells, ready to print on A4."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from danvan_cli.domain.numbers import plain_number
from danvan_cli.domain.text import nfc, strip_controls
from danvan_cli.output.tables import Align, Cell, Report, Table, text_of, text_rows
from danvan_cli.output.widths import column_widths, lines_in

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT = "Times New Roman"
_SIZE, _TITLE_SIZE = 12, 14
_A4 = 9
_SHEET_WIDTH = 130
_LINE_HEIGHT = 16.5
_TALLEST_ROW = 409
_LONGEST_CELL = 32_767
_LONGEST_PROPERTY = 255
# Excel counts days from 1900 and keeps 15 digits of a number; what lies outside stays right only as text.
_FIRST_YEAR = 1900
_DIGITS = 15


def xlsx(report: Report, created: datetime) -> bytes:
    """Builds the workbook; the same report and the same ``created`` (UTC where it names no zone) give the same bytes.

    Text is stored as text, so nothing in the data becomes a formula or a link.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": _FONT, "font_size": _SIZE},
    }
    with Workbook(buffer, options) as workbook:
        moment = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
        workbook.set_properties({"title": strip_controls(report.title)[:_LONGEST_PROPERTY], "created": moment})
        formats = _Formats(workbook)
        names = sheet_names(table.title for table in report.tables)
        for name, table in zip(names, report.tables, strict=True):
            _Sheet(workbook.add_worksheet(name), formats, table).fill(report)
    return buffer.getvalue()


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Makes names that Excel takes: at most 31 units of UTF-16, none of ``[]:*?/\\``, no two alike but for case."""
    names: list[str] = []
    taken = {"history"}  # Excel keeps this name for itself.
    for position, title in enumerate(titles, start=1):
        base = _cut(" ".join(re.sub(r"[\[\]:*?/\\]", " ", nfc(strip_controls(title))).split()), 31).strip("' ")
        base = base or f"Bảng {position}"
        name, count = base, 1
        while name.casefold() in taken:
            count += 1
            suffix = f" ({count})"
            name = _cut(base, 31 - len(suffix)).rstrip() + suffix
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, units: int) -> str:
    text = text[:units]
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text


class _Formats:
    """Makes each combination of format properties once per workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if key not in self._made:
            base = {"font_name": _FONT, "font_size": _SIZE, "valign": "top", "text_wrap": True}
            self._made[key] = self._workbook.add_format({**base, **properties})
        return self._made[key]


class _Sheet:
    """Fills one sheet. Row heights are set: only Excel fits them by itself, and not for merged cells."""

    def __init__(self, sheet: Worksheet, formats: _Formats, table: Table) -> None:
        self._sheet = sheet
        self._formats = formats
        self._table = table
        self._texts = [[strip_controls(text) for text in row] for row in text_rows(table)]
        self._widths = column_widths(table.columns, self._texts, _SHEET_WIDTH)

    def fill(self, report: Report) -> None:
        for index, width in enumerate(self._widths):
            self._sheet.set_column(index, index, round(width, 1))
        row = self._head(report)
        row = self._body(row) if self._table.rows else self._across(row, self._table.empty)
        if self._table.note:
            self._across(row, self._table.note, italic=True)
        self._page()

    def _head(self, report: Report) -> int:
        row = self._across(0, report.title, bold=True, font_size=_TITLE_SIZE, align="center")
        for line in report.lines:
            row = self._across(row, line, align="center")
        return self._across(row + 1, self._table.title, bold=True)

    def _body(self, top: int) -> int:
        """Writes the header and the rows from row ``top`` on, and gives the row below them."""
        titles = [strip_controls(column.title) for column in self._table.columns]
        header = self._formats.get(bold=True, border=1, align="center", valign="vcenter", bg_color="#E7E6E6")
        for index, title in enumerate(titles):
            self._string(top, index, title, header)
        self._fit(top, titles)
        first_total = len(self._table.rows) - self._table.total_rows
        for offset, cells in enumerate(self._table.rows):
            self._row(top + 1 + offset, cells, bold=offset >= first_total)
            self._fit(top + 1 + offset, self._texts[offset])
        bottom = top + len(self._table.rows)
        self._sheet.freeze_panes(top + 1, 0)
        self._sheet.repeat_rows(top)
        # A code such as "05" is meant to be text; Excel would mark it as a mistake.
        self._sheet.ignore_errors({"number_stored_as_text": f"A{top + 1}:XFD{bottom + 1}"})
        return bottom + 1

    def _row(self, row: int, cells: Sequence[Cell], *, bold: bool) -> None:
        for index, (column, cell) in enumerate(zip(self._table.columns, cells, strict=True)):
            align = "right" if column.align is Align.RIGHT else "left"
            # Indented, or a number would touch the text of the next column.
            self._cell(row, index, cell, {"border": 1, "bold": bold, "align": align, "indent": 1})

    def _cell(self, row: int, index: int, cell: Cell, look: dict[str, object]) -> None:
        if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            look |= {"num_format": "dd/mm/yyyy"}
            self._sheet.write_datetime(row, index, cell, self._formats.get(**look))
        elif isinstance(cell, int | Decimal) and _is_exact(cell):
            number = plain_number(Decimal(cell))
            look |= {"num_format": "#,##0" if isinstance(number, int) else "#,##0.0#####"}
            self._sheet.write_number(row, index, number, self._formats.get(**look))
        elif cell is None or cell == "":
            self._sheet.write_blank(row, index, None, self._formats.get(**look))
        else:
            self._string(row, index, text_of(cell), self._formats.get(**look))

    def _fit(self, row: int, texts: Sequence[str]) -> None:
        lines = max(lines_in(text, width) for text, width in zip(texts, self._widths, strict=True))
        self._sheet.set_row(row, min(_LINE_HEIGHT * lines, _TALLEST_ROW))

    def _across(self, row: int, text: str, *, font_size: int = _SIZE, **look: object) -> int:
        """Writes text over all columns and gives the next row."""
        style = self._formats.get(font_size=font_size, **look)
        last = len(self._table.columns) - 1
        if last > 0:
            self._sheet.merge_range(row, 0, row, last, "", style)
        self._string(row, 0, text, style)
        scale = font_size / _SIZE
        lines = lines_in(strip_controls(text), sum(self._widths) / scale)
        self._sheet.set_row(row, min(_LINE_HEIGHT * scale * lines, _TALLEST_ROW))
        return row + 1

    def _string(self, row: int, index: int, text: str, style: Format) -> None:
        shown = strip_controls(text)
        if len(shown.encode("utf-16-le")) > 2 * _LONGEST_CELL:
            shown = _cut(shown, _LONGEST_CELL - 1) + "…"
        self._sheet.write_string(row, index, shown, style)

    def _page(self) -> None:
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        self._sheet.set_footer("&C&P/&N")


def _is_exact(number: int | Decimal) -> bool:
    digits = Decimal(number).normalize().as_tuple()
    return len(digits.digits) <= _DIGITS
