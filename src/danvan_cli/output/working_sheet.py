"""The working sheet as an Excel workbook: lists to choose from, locked cells, and hidden keys to know its rows by."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from danvan_cli.domain.dates import short
from danvan_cli.domain.sheet import COLUMNS, FORM, LISTS, STORE, VERSION, Part, SheetColumn, SheetPlan, stored_base
from danvan_cli.domain.text import strip_controls
from danvan_cli.domain.words import Stage
from danvan_cli.output.widths import lines_in

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT, _SIZE, _A4, _LINE_HEIGHT, _TALLEST_ROW = "Times New Roman", 12, 9, 16.5, 409
_TOP = 2  # the row of titles, from 0
_ROOM = 300  # empty rows below the table in which new work may be entered
_FROZEN = 3  # code, section, content
_GUIDE = (
    "Sửa các ô trắng rồi nhập lại bằng danvan sheet import. Việc mới: ghi nội dung ở hàng trống dưới cùng, "
    "để trống Mã. "
    "Dời hạn về sau, tạm hoãn, thôi, mở lại: ghi Lý do thay đổi. "
    "Muốn sắp xếp: Review, Unprotect Sheet (không mật khẩu)."
)
_CHOICES = {"stage": "B", "section": "C", "unit": "A"}
_DAY, _LOCKED, _HEAD = "dd/mm/yyyy", "#EFEFEF", "#D9E2F3"
_ALLOWED = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "insert_columns", "sort", "autofilter"), True
)


def write_working_sheet(plan: SheetPlan, created: datetime, file: BinaryIO) -> None:
    """Writes the workbook: the table, a hidden sheet of the lists' words, and one of the keys and marks of its rows."""
    from xlsxwriter import Workbook

    with io.BytesIO() as buffer:
        workbook = Workbook(
            buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        workbook.set_properties({"title": strip_controls(plan.title)[:255], "created": created.replace(tzinfo=None)})
        table = _Table(workbook, workbook.add_worksheet("Kế hoạch"), plan)
        table.fill()
        _fill_lists(workbook.add_worksheet(LISTS), plan)
        _fill_store(workbook.add_worksheet(STORE), plan)
        workbook.close()
        file.write(buffer.getbuffer())


def _fill_lists(sheet: Worksheet, plan: SheetPlan) -> None:
    """Writes the words of the lists: typed into the rule itself, more than 255 letters make Excel drop all rules."""
    sheet.hide()
    lists: tuple[Sequence[str], ...] = (
        [code for code, _ in plan.units],
        [stage.label for stage in Stage],
        plan.sections,
    )
    for column, words in enumerate(lists):
        for row, word in enumerate(words):
            sheet.write_string(row, column, word)


def _fill_store(sheet: Worksheet, plan: SheetPlan) -> None:
    sheet.very_hidden()
    head = (FORM, VERSION, plan.identity, plan.plan, plan.unit or "", plan.as_of.isoformat())
    for column, word in enumerate(head):
        sheet.write_string(0, column, word)
    for row, part in enumerate(plan.parts, start=1):
        sheet.write_string(row, 0, str(part.key))
        sheet.write_string(row, 1, stored_base(part))


class _Table:
    """The sheet that is worked on."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, plan: SheetPlan) -> None:
        self._workbook, self._sheet, self._plan = workbook, sheet, plan
        self._made: dict[tuple[Any, ...], Format] = {}

    def fill(self) -> None:
        self._columns()
        whose = f" – {self._plan.unit}" if self._plan.unit else ""
        title = f"{self._plan.plan}{whose}: {self._plan.title} (số liệu đến {short(self._plan.as_of)})"
        self._sheet.write_string(0, 0, strip_controls(title), self._format(bold=True, font_size=14, text_wrap=False))
        self._sheet.write_string(1, 0, _GUIDE, self._format(italic=True, text_wrap=False))
        head = self._format(bold=True, border=1, align="center", valign="vcenter", bg_color=_HEAD)
        for index, column in enumerate(COLUMNS):
            self._sheet.write_string(_TOP, index, column.title, head)
        self._sheet.set_row(_TOP, 2 * _LINE_HEIGHT)
        for row, part in enumerate(self._plan.parts, start=_TOP + 1):
            self._row(row, part)
        self._choices()
        self._page()

    def _columns(self) -> None:
        for index, column in enumerate(COLUMNS):
            options = {"hidden": True} if column.name == "key" else {}
            # The look of the empty cells below: new work may be entered there.
            self._sheet.set_column(index, index, column.width, self._look(column), options)

    def _row(self, row: int, part: Part) -> None:
        height = 1
        for index, column in enumerate(COLUMNS):
            text = strip_controls(str(part.key) if column.name == "key" else part.values.get(column.name, ""))
            look = self._look(column)
            if not text:
                self._sheet.write_blank(row, index, None, look)
            elif column.kind == "day":
                self._sheet.write_datetime(row, index, _day(text), look)
            elif column.kind == "percent":
                self._sheet.write_number(row, index, int(text), look)
            else:
                self._sheet.write_string(row, index, text, look)
                height = max(height, lines_in(text, column.width))
        self._sheet.set_row(row, min(height * _LINE_HEIGHT, _TALLEST_ROW))

    def _look(self, column: SheetColumn) -> Format:
        more: dict[str, Any] = {"locked": column.is_derived, "border": 1}
        if column.is_derived:
            more["bg_color"] = _LOCKED
        # Text, so that Excel makes no day of "2.1" and no number of "05"; a day may also be typed in words.
        more["num_format"] = {"day": _DAY, "percent": "0"}.get(column.kind, "@")
        return self._format(**more)

    def _format(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": _FONT, "font_size": _SIZE, "valign": "top", "text_wrap": True}
            self._made[key] = self._workbook.add_format({**base, **properties})
        return self._made[key]

    def _choices(self) -> None:
        first, last = _TOP + 1, _TOP + len(self._plan.parts) + _ROOM
        lengths = {"stage": len(Stage), "section": len(self._plan.sections), "unit": len(self._plan.units)}
        for index, column in enumerate(COLUMNS):
            if column.name in _CHOICES and lengths[column.name]:
                letter = _CHOICES[column.name]
                rule: dict[str, Any] = {
                    "validate": "list",
                    "source": f"={LISTS}!${letter}$1:${letter}${lengths[column.name]}",
                    "error_title": column.title,
                    "error_message": "Chọn một giá trị trong danh sách.",
                }
                if column.name == "unit":  # several may be typed: "VP, TTr"
                    rule |= {
                        "error_type": "information",
                        "error_message": "Không có trong danh mục; nhiều đơn vị: VP, TTr.",
                    }
                self._sheet.data_validation(first, index, last, index, rule)
            elif column.kind == "percent":
                message = "Ghi số từ 0 đến 100."
                self._sheet.data_validation(
                    first, index, last, index,
                    {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100,
                     "error_message": message},
                )  # fmt: skip

    def _page(self) -> None:
        last = _TOP + max(1, len(self._plan.parts))
        self._sheet.autofilter(_TOP, 0, last, len(COLUMNS) - 1)
        self._sheet.freeze_panes(_TOP + 1, _FROZEN)
        self._sheet.repeat_rows(_TOP)
        self._sheet.protect("", _ALLOWED)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.print_area(0, 0, last, len(COLUMNS) - 2)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self._sheet.set_footer("&C&P/&N")
        self._sheet.ignore_errors({"number_stored_as_text": f"A{_TOP + 1}:XFD{last + 1}"})


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)
