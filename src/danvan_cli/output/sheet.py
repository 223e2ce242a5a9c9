"""A document as an Excel workbook: one sheet per table, typed cells, native charts, ready to print on A4."""

from __future__ import annotations

import functools
import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape

from danvan_cli.domain.carried_figures import FIGURES_PART, figures_xml
from danvan_cli.domain.numbers import plain_number
from danvan_cli.domain.text import nfc, strip_controls
from danvan_cli.output.blocks import Document, Figure, figure_table
from danvan_cli.output.charts import LOOKS, NAMES_SHARE, SOLID
from danvan_cli.output.nameless import scratch_folder
from danvan_cli.output.tables import Align, Cell, Percent, Signed, Table, text_of, with_rates_apart
from danvan_cli.output.widths import column_widths, letters_of_a_line, lines_in

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT = "Times New Roman"
_SIZE, _TITLE_SIZE = 12, 14
_A4 = 9
_SHEET_WIDTH, _LETTERS_A_COLUMN = 130, 15
_LINE_HEIGHT = 16.5
_TALLEST_ROW = 409
_LONGEST_CELL = 32_767
_LONGEST_PROPERTY = 255
# A text that stands in several cells is stored once, which keeps all of it in memory, up to so many rows.
_MOST_KEPT_ROWS = 2_000
# Rows of a longer table are as tall as Excel makes them, their columns as wide as the first rows want, and its empty
# cells, nearly half of all, get their lines from one rule.
_MOST_MEASURED = 5_000
# Excel counts days from 1900 and keeps 15 digits of a number; what lies outside stays right only as text.
_FIRST_YEAR = 1900
# How a difference is shown, of which the cell holds the number.
_SIGNED, _POINTS = "+#,##0.####;-#,##0.####;0", '+0.0#" điểm %";-0.0#" điểm %";0" điểm %"'
_DIGITS = 15
# What the library calls the patterns of ``charts.LOOKS``.
_PATTERNS = {"wdUpDiag": "wide_upward_diagonal", "pct20": "percent_20"}


def write_xlsx(document: Document, created: datetime, file: BinaryIO) -> None:
    """Writes the workbook; the same document and ``created`` (UTC where it names no zone) give the same bytes.

    Text is stored as text, so nothing in the data becomes a formula or a link. A table's rows are gone through twice,
    first for the widths of its columns; of a long report no more than a row is kept at a time. A figure has its numbers
    on a sheet of its own, and is drawn from them below the first table. A rate is a text and a number beside it.
    """
    sheets = [block for block in document.blocks() if isinstance(block, Table | Figure)]
    if sum(len(block.rows) for block in sheets if isinstance(block, Table)) <= _MOST_KEPT_ROWS:
        with io.BytesIO() as buffer:
            _write_book(document, sheets, created, buffer, {"in_memory": True})
            _carry(document, buffer)
            file.write(buffer.getbuffer())
        return
    # The parts lie in a folder of their own until they are packed, so that they go whatever happens.
    with scratch_folder() as folder:
        packed = folder / "packed.xlsx"
        _write_book(document, sheets, created, str(packed), {"constant_memory": True, "tmpdir": str(folder)})
        _carry(document, packed)
        with packed.open("rb") as book:
            shutil.copyfileobj(book, file)


def _carry(document: Document, book: BinaryIO | Path) -> None:
    """Adds the figures to a finished workbook, as a part that Excel does not look at."""
    if document.figures is not None:
        part = zipfile.ZipInfo(FIGURES_PART)  # of 1980, so that the same document gives the same bytes
        part.compress_type = zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(book, "a") as package:
            package.writestr(part, figures_xml(document.figures()))


def _write_book(
    document: Document,
    sheets: Sequence[Table | Figure],
    created: datetime,
    target: str | BinaryIO,
    storage: dict[str, object],
) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        **storage,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": _FONT, "font_size": _SIZE},
    }
    workbook = Workbook(target, options)
    moment = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
    workbook.set_properties({"title": strip_controls(document.title)[:_LONGEST_PROPERTY], "created": moment})
    formats = _Formats(workbook)
    tables = [figure_table(block) if isinstance(block, Figure) else with_rates_apart(block) for block in sheets]
    names = sheet_names(table.name or table.title for table in tables)
    first: _Sheet | None = None
    try:
        for name, table, block in zip(names, tables, sheets, strict=True):
            sheet = _Sheet(workbook.add_worksheet(name), formats, table)
            sheet.fill(document)
            first = first or sheet
            if isinstance(block, Figure):
                first.draw(_chart(workbook, block, name, sheet.top))
        workbook.close()
    except FileCreateError as error:
        raise error.args[0] from None  # the system's own error, which says why
    finally:
        for sheet in workbook.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()


def _chart(workbook: Workbook, figure: Figure, sheet: str, top: int) -> Chart:
    """Draws a figure from the cells of its sheet, whose titles stand in row ``top``."""
    chart: Chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    last = top + len(figure.categories)
    for place, one in enumerate(figure.series, start=1):
        pattern, ink = LOOKS[one.look % len(LOOKS)]
        chart.add_series(
            {
                "name": [sheet, top, place],
                "categories": [sheet, top + 1, 0, last, 0],
                "values": [sheet, top + 1, place, last, place],
                **_fill(pattern, ink),
                "border": {"color": "#000000", "width": 0.75},
                "gap": 45,
                "data_labels": {"value": True, "num_format": "0;;", "fill": {"color": "#FFFFFF"}},
            }
        )
    chart.set_title({"name": strip_controls(figure.title), "name_font": {"size": 12}, "overlay": False})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "crossing": "max"})
    chart.set_x_axis({"num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#BFBFBF"}}})
    across, down = 0.97 - NAMES_SHARE, len(figure.categories) / (len(figure.categories) + 4)
    chart.set_plotarea({"layout": {"x": NAMES_SHARE, "y": 0.12, "width": across, "height": 0.9 * down}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 140 + 34 * len(figure.categories)})
    return chart


def _fill(pattern: str, ink: str) -> dict[str, object]:
    if pattern == SOLID:
        return {"fill": {"color": f"#{ink}"}}
    return {"pattern": {"pattern": _PATTERNS[pattern], "fg_color": f"#{ink}", "bg_color": "#FFFFFF"}}


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Shortens titles to names that Excel takes.

    They have at most 31 units of UTF-16 and none of ``[]:*?/\\``; no two are alike but for case.
    """
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
    """Keeps each combination of format properties: a workbook holds each once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if key not in self._made:
            base = {"font_name": _FONT, "font_size": _SIZE, "valign": "top", "text_wrap": True}
            self._made[key] = self._workbook.add_format({**base, **properties})
        return self._made[key]

    def lines(self) -> Format:
        """Gives the lines around a cell alone, as a rule for cells may set them."""
        return self._workbook.add_format({"border": 1})


class _Sheet:
    """Fills one sheet row by row. Row heights are set: only Excel fits them by itself, and not for merged cells."""

    def __init__(self, sheet: Worksheet, formats: _Formats, table: Table) -> None:
        self._sheet = sheet
        self._formats = formats
        self._table = table
        # Of a long table the first rows tell enough: to look at all would be to read them all once more.
        measured = islice(iter(table.rows), _MOST_MEASURED)
        texts = ([_text(cell) for cell in cells] for cells in measured)
        self._is_fitted = len(table.rows) <= _MOST_MEASURED
        self._widths = column_widths(table.columns, texts, max(_SHEET_WIDTH, _LETTERS_A_COLUMN * len(table.columns)))
        self._surely_one_line = [letters_of_a_line(width) for width in self._widths]
        self._style = functools.cache(self._cell_style)

    def draw(self, chart: Chart) -> None:
        """Puts a chart below the table."""
        self._sheet.insert_chart(self._below + 1, 0, chart)

    def fill(self, document: Document) -> None:
        for index, width in enumerate(self._widths):
            self._sheet.set_column(index, index, round(width, 1))
        row = self.top = self._head(document)
        row = self._body(row) if self._table.rows else self._across(row, self._table.empty)
        if self._table.note:
            row = self._across(row, self._table.note, italic=True)
        self._below = row
        self._page()

    def _head(self, document: Document) -> int:
        row = self._across(0, document.title, bold=True, font_size=_TITLE_SIZE, align="center")
        for line in document.lines:
            row = self._across(row, line, align="center")
        return self._across(row + 1, self._table.title or self._table.name, bold=True)

    def _body(self, top: int) -> int:
        """Writes the header and the rows from row ``top`` on, and gives the row below them."""
        titles = [strip_controls(column.title) for column in self._table.columns]
        header = self._formats.get(bold=True, border=1, align="center", valign="vcenter", bg_color="#E7E6E6")
        for index, title in enumerate(titles):
            self._string(top, index, title, header)
        self._fit(top, titles)
        bottom = top + len(self._table.rows)
        first_total = bottom + 1 - self._table.total_rows
        sums = _Sums(top + 1, first_total)
        for row, cells in enumerate(self._table.rows, start=top + 1):
            bold = row >= first_total
            for index, cell in enumerate(cells):
                if cell is not None or self._is_fitted:
                    self._cell(row, index, cell, bold)
            if self._is_fitted:
                self._fit(row, [_text(cell) for cell in cells])
            if self._table.total_rows:
                for index, formula in sums.take(row, cells):
                    style = self._style(index, True, "#,##0")
                    self._sheet.write_formula(row, index, formula, style, cells[index])
        if not self._is_fitted:
            lines = {"type": "blanks", "format": self._formats.lines()}
            self._sheet.conditional_format(top + 1, 0, bottom, len(titles) - 1, lines)
        if first_total > top + 2:
            self._sheet.autofilter(top, 0, first_total - 1, len(titles) - 1)
        self._sheet.freeze_panes(top + 1, 0)
        self._sheet.repeat_rows(top)
        # A code such as "05" is meant to be text; Excel would mark it as a mistake.
        self._sheet.ignore_errors({"number_stored_as_text": f"A{top + 1}:XFD{bottom + 1}"})
        return bottom + 1

    def _cell(self, row: int, index: int, cell: Cell, bold: bool) -> None:
        """Writes a cell by its kind."""
        if type(cell) is str and cell:
            self._string(row, index, strip_controls(cell), self._style(index, bold))
        elif cell is None or cell == "":
            self._sheet.write_blank(row, index, None, self._style(index, bold))
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            self._sheet.write_datetime(row, index, cell, self._style(index, bold, "dd/mm/yyyy"))
        elif isinstance(cell, int | Decimal) and _is_exact(cell):
            number = plain_number(Decimal(cell))
            form = "#,##0" if isinstance(number, int) else "#,##0.0#####"
            self._sheet.write_number(row, index, number, self._style(index, bold, form))
        elif isinstance(cell, Percent):
            form = "0%" if cell.value == cell.value.to_integral_value() else "0.0####%"
            self._sheet.write_number(row, index, plain_number(cell.value / 100), self._style(index, bold, form))
        elif isinstance(cell, Signed):
            form = _POINTS if cell.is_points else _SIGNED
            self._sheet.write_number(row, index, plain_number(cell.value), self._style(index, bold, form))
        else:
            self._string(row, index, _text(cell), self._style(index, bold))

    def _cell_style(self, index: int, bold: bool, num_format: str | None = None) -> Format:
        align = "right" if self._table.columns[index].align is Align.RIGHT else "left"
        form = {"num_format": num_format} if num_format else {}
        # Indented, or a number would touch the text of the next column.
        return self._formats.get(border=1, bold=bold, align=align, indent=1, **form)

    def _fit(self, row: int, texts: Sequence[str]) -> None:
        measured = zip(texts, self._widths, self._surely_one_line, strict=True)
        lines = (lines_in(text, width) for text, width, few in measured if len(text) > few or "\n" in text)
        self._set_height(row, _LINE_HEIGHT * max(lines, default=1))

    def _set_height(self, row: int, height: float) -> None:
        self._sheet.set_row(row, min(height, _TALLEST_ROW))
        if self._sheet.constant_memory:
            # The row above is written by now; the library would keep its height to the end.
            self._sheet.row_info.pop(row - 1, None)
            self._sheet.row_sizes.pop(row - 1, None)

    def _across(self, row: int, text: str, *, font_size: int = _SIZE, **look: object) -> int:
        """Writes text over all columns and gives the next row."""
        style = self._formats.get(font_size=font_size, **look)
        last = len(self._table.columns) - 1
        if last > 0:
            self._sheet.merge_range(row, 0, row, last, "", style)
        shown = strip_controls(text)
        self._string(row, 0, shown, style)
        scale = font_size / _SIZE
        self._set_height(row, _LINE_HEIGHT * scale * lines_in(shown, sum(self._widths) / scale))
        return row + 1

    def _string(self, row: int, index: int, text: str, style: Format) -> None:
        if 2 * len(text) > _LONGEST_CELL and len(text.encode("utf-16-le")) > 2 * _LONGEST_CELL:
            text = _cut(text, _LONGEST_CELL - 1) + "…"
        if text.startswith("<r>") and text.endswith("</r>"):
            # Such text the library takes for finished markup: so it gets finished markup of that text.
            text = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
        self._sheet.write_string(row, index, text, style)

    def _page(self) -> None:
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        self._sheet.set_footer("&C&P/&N")


class _Sums:
    """Turns the first row of totals into sums of the rows above, where they are: a subtotal among them is counted
    twice, and then the number stands as it is.
    """

    def __init__(self, first: int, first_total: int) -> None:
        self._first, self._first_total = first, first_total
        self._sums: dict[int, int] = {}

    def take(self, row: int, cells: Sequence[Cell]) -> Iterator[tuple[int, str]]:
        """Adds a row up, or gives the columns of a total with their formulas; the value is the cell's own."""
        for index, cell in enumerate(cells):
            if type(cell) is not int:
                continue
            if row < self._first_total:
                self._sums[index] = self._sums.get(index, 0) + cell
            elif row == self._first_total and row > self._first and self._sums.get(index) == cell:
                letter = _column_letters(index)
                yield index, f"=SUM({letter}{self._first + 1}:{letter}{self._first_total})"


def _column_letters(index: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    letters: str = xl_col_to_name(index)
    return letters


def _text(cell: Cell) -> str:
    return strip_controls(cell) if type(cell) is str and cell else _other_text(cell)


@functools.lru_cache(maxsize=1 << 12, typed=True)
def _other_text(cell: Cell) -> str:
    return text_of(cell)


def _is_exact(number: int | Decimal) -> bool:
    if isinstance(number, int):
        return len(str(abs(number))) <= _DIGITS
    digits = Decimal(number).normalize().as_tuple()
    return len(digits.digits) <= _DIGITS
