"""The working sheet and the units' form as Excel workbooks: lists to choose from, locked cells, hidden keys of rows."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, BinaryIO

from danvan_cli.domain.sheet import LISTS, STORE, VERSION, Grid, Part, SheetBook, SheetColumn
from danvan_cli.domain.sheet_cells import day_in, stored_base
from danvan_cli.domain.text import strip_controls
from danvan_cli.output.widths import lines_in

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT, _SIZE, _A4, _LINE_HEIGHT, _TALLEST_ROW = "Times New Roman", 12, 9, 16.5, 409
_DAY, _LOCKED, _HEAD, _FAULT = "dd/mm/yyyy", "#EFEFEF", "#D9E2F3", "#F8CBAD"
# Of more digits than Excel keeps, a number is written as text.
_NUMBER = re.compile(r"(?=[\d,]{1,15}$)\d+(?:,\d+)?")
_COMMENT = {"x_scale": 2, "font_size": 10, "visible": False}
# What Excel itself refuses while it is typed; a day may also be typed in words, which only warns.
_BOUNDS: dict[str, dict[str, Any]] = {
    "percent": {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100,
        "error_message": "Ghi số từ 0 đến 100.",
    },
    "number": {
        "validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning",
        "error_message": "Ghi số, không âm.",
    },
    "day": {
        "validate": "date", "criteria": ">=", "value": date(1990, 1, 1), "error_type": "warning",
        "error_message": "Ghi ngày như 25/10/2023.",
    },
}  # fmt: skip
_ALLOWED = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "insert_columns", "sort", "autofilter"), True
)


def write_sheet_book(book: SheetBook, created: datetime, file: BinaryIO) -> None:
    """Writes the workbook: its tables, a hidden sheet of the lists' words, one of the keys and marks of its rows."""
    from xlsxwriter import Workbook

    with io.BytesIO() as buffer:
        workbook = Workbook(
            buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        workbook.set_properties({"title": strip_controls(book.title)[:255], "created": created.replace(tzinfo=None)})
        for grid in book.grids:
            _Table(workbook, workbook.add_worksheet(grid.name), grid, book.lists).fill()
        _fill_lists(workbook.add_worksheet(LISTS), book)
        _fill_store(workbook.add_worksheet(STORE), book)
        workbook.close()
        file.write(buffer.getbuffer())


def _fill_lists(sheet: Worksheet, book: SheetBook) -> None:
    """Writes the words of the lists: typed into the rule itself, more than 255 letters make Excel drop all rules."""
    sheet.hide()
    for column, words in enumerate(book.lists.values()):
        for row, word in enumerate(words):
            sheet.write_string(row, column, word)


def _fill_store(sheet: Worksheet, book: SheetBook) -> None:
    sheet.very_hidden()
    head = (
        book.form, VERSION, book.identity, book.plan, book.unit or "", book.as_of.isoformat(), book.round or "",
    )  # fmt: skip
    for column, word in enumerate(head):
        sheet.write_string(0, column, word)
    stored = [(str(part.key), stored_base(part, grid.edited)) for grid in book.grids for part in grid.rows]
    for row, (key, base) in enumerate(stored, start=1):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, base)


class _Table:
    """One sheet that is worked on."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, grid: Grid, lists: Mapping[str, Sequence[str]]) -> None:
        self._workbook, self._sheet, self._grid, self._lists = workbook, sheet, grid, lists
        self._top = 1 + len(grid.guide)  # the row of titles, from 0
        self._made: dict[tuple[Any, ...], Format] = {}

    def fill(self) -> None:
        self._columns()
        title = self._format(bold=True, font_size=14, text_wrap=False)
        self._sheet.write_string(0, 0, strip_controls(self._grid.title), title)
        for row, words in enumerate(self._grid.guide, start=1):
            self._sheet.write_string(row, 0, words, self._format(italic=True, text_wrap=False))
        head = self._format(bold=True, border=1, align="center", valign="vcenter", bg_color=_HEAD)
        for index, column in enumerate(self._grid.columns):
            self._sheet.write_string(self._top, index, column.title, head)
        self._sheet.set_row(self._top, 2 * _LINE_HEIGHT)
        for row, part in enumerate(self._grid.rows, start=self._top + 1):
            self._row(row, part)
        self._choices()
        self._page()

    def _columns(self) -> None:
        for index, column in enumerate(self._grid.columns):
            options = {"hidden": True} if column.name == "key" else {}
            # The look of the empty cells below: new work may be entered there.
            look = self._look(column) if self._grid.room else None
            self._sheet.set_column(index, index, column.width, look, options)

    def _row(self, row: int, part: Part) -> None:
        height = 1
        for index, column in enumerate(self._grid.columns):
            place = (str(part.key), column.name)
            text = str(part.key) if column.name == "key" else part.values.get(column.name, "")
            text = strip_controls(self._grid.typed.get(place, text))
            why = self._grid.faults.get(place)
            is_read = part.key in self._grid.locked
            look = self._look(column._replace(is_derived=column.is_derived or is_read), is_fault=why is not None)
            if why is not None:
                self._sheet.write_comment(row, index, strip_controls(why), _COMMENT)
            if not text:
                self._sheet.write_blank(row, index, None, look)
            elif column.kind == "day" and (day := day_in(text)) is not None:
                self._sheet.write_datetime(row, index, day, look)
            elif column.kind in ("percent", "number") and _NUMBER.fullmatch(text):
                self._sheet.write_number(row, index, float(text.replace(",", ".")), look)
            else:
                # What was typed otherwise stays as it was typed.
                self._sheet.write_string(row, index, text, look)
                height = max(height, lines_in(text, column.width))
        self._sheet.set_row(row, min(height * _LINE_HEIGHT, _TALLEST_ROW))

    def _look(self, column: SheetColumn, *, is_fault: bool = False) -> Format:
        more: dict[str, Any] = {"locked": column.is_derived, "border": 1}
        if is_fault:
            more["bg_color"] = _FAULT
        elif column.is_derived:
            more["bg_color"] = _LOCKED
        # Text, so that Excel makes no day of "2.1" and no number of "05"; a day may also be typed in words.
        more["num_format"] = {"day": _DAY, "percent": "0", "number": "General"}.get(column.kind, "@")
        return self._format(**more)

    def _format(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": _FONT, "font_size": _SIZE, "valign": "top", "text_wrap": True}
            self._made[key] = self._workbook.add_format({**base, **properties})
        return self._made[key]

    def _choices(self) -> None:
        first, last = self._top + 1, self._top + len(self._grid.rows) + self._grid.room
        letters = dict(zip(self._lists, ascii_uppercase, strict=False))
        for index, column in enumerate(self._grid.columns):
            if last < first:
                return
            if self._lists.get(column.name) and not column.is_derived:
                words = self._lists[column.name]
                rule: dict[str, Any] = {
                    "validate": "list",
                    "source": f"={LISTS}!${letters[column.name]}$1:${letters[column.name]}${len(words)}",
                    "error_title": column.title,
                    "error_message": "Chọn một giá trị trong danh sách.",
                }
                if column.name == "unit":  # several may be typed: "VP, TTr"
                    rule |= {
                        "error_type": "information",
                        "error_message": "Không có trong danh mục; nhiều đơn vị: VP, TTr.",
                    }
                self._sheet.data_validation(first, index, last, index, rule)
            elif column.name in self._grid.edited and (bounds := _BOUNDS.get(column.kind)):
                self._sheet.data_validation(first, index, last, index, dict(bounds))

    def _page(self) -> None:
        last, columns = self._top + max(1, len(self._grid.rows)), len(self._grid.columns)
        self._sheet.autofilter(self._top, 0, last, columns - 1)
        self._sheet.freeze_panes(self._top + 1, self._grid.frozen)
        self._sheet.repeat_rows(self._top)
        self._sheet.protect("", _ALLOWED)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.print_area(0, 0, last, columns - 2)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self._sheet.set_footer("&C&P/&N")
        self._sheet.ignore_errors({"number_stored_as_text": f"A{self._top + 1}:XFD{last + 1}"})
