"""The official table of a scored set as an Excel file: its sums are formulas that have their values stored."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from danvan_cli.domain.numbers import plain_number
from danvan_cli.domain.scoring import Criterion, added
from danvan_cli.domain.scoring_sheets import Scored
from danvan_cli.domain.text import strip_controls
from danvan_cli.domain.words import Rounding, ScorePart
from danvan_cli.output.score_table import (
    BONUS_SUM,
    DEDUCTION_SUM,
    NUMBER_ROLES,
    POINT_ROLES,
    TableRow,
    TableWish,
    band_row,
    columns_of,
    rows_of,
    signed,
    title_lines,
    totals_of,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_FONT, _SIZE = "Times New Roman", 12
_WIDTHS = {
    "number": 6, "text": 42, "maximum": 9, "declared": 16, "method": 36, "proof": 26, "own": 10, "verified_1": 10,
    "explanation": 26, "verified_2": 10, "officer": 16, "note": 24,
}  # fmt: skip
_ROUND = {Rounding.HALF_UP: "ROUND", Rounding.DOWN: "ROUNDDOWN", Rounding.UP: "ROUNDUP"}


def write_score_book(found: Scored, wish: TableWish, created: datetime, file: BinaryIO) -> None:
    """Writes the workbook; the same sheet and ``created`` give the same bytes."""
    from xlsxwriter import Workbook

    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with io.BytesIO() as buffer:
        book = Workbook(buffer, options)
        moment = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
        book.set_properties({"title": strip_controls(found.scored.title)[:250], "created": moment})
        _Writer(book, found, wish).write()
        book.close()
        file.write(buffer.getbuffer())


class _Writer:
    """Fills the one sheet: head, titles with their numbers, rows, sums, result."""

    def __init__(self, book: Workbook, found: Scored, wish: TableWish) -> None:
        self._found, self._wish = found, wish
        self._book = book
        self._sheet: Worksheet = book.add_worksheet("Bảng chấm điểm")
        self._columns = columns_of(found, blank=wish.blank)
        self._at = {role: place for place, (role, _) in reversed(list(enumerate(self._columns))) if role}
        self._rows: dict[str, int] = {}
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def _format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": _FONT, "font_size": _SIZE, "text_wrap": True, "valign": "vcenter"}
            self._formats[key] = self._book.add_format({**base, **properties})
        return self._formats[key]

    def write(self) -> None:
        for place, (role, _) in enumerate(self._columns):
            self._sheet.set_column(place, place, _WIDTHS.get(role, 18))
        row = self._head()
        top = row
        for place, (_, title) in enumerate(self._columns):
            self._sheet.write_string(
                row, place, strip_controls(title), self._format(bold=True, align="center", border=1)
            )
            number = self._format(italic=True, align="center", border=1)
            self._sheet.write_string(row + 1, place, f"({place + 1})", number)
        self._sheet.set_row(row, 17 * max(self._lines(role, title) for role, title in self._columns) + 2)
        row += 2
        rows = list(rows_of(self._found, blank=self._wish.blank))
        for offset, one in enumerate(rows):
            self._rows[one.line.row.code] = row + offset
        for one in rows:
            self._row(one)
        row = self._sums(row + len(rows))
        self._across(row + 1, band_row(self._found), bold=True)
        (left, _), (right, name) = signed(self._wish)
        middle = len(self._columns) // 2
        for offset, texts in enumerate(((left, right), ("", name))):
            for place, text in zip((0, middle), texts, strict=True):
                last = middle - 1 if place == 0 else len(self._columns) - 1
                look = self._format(bold=True, align="center")
                self._sheet.merge_range(row + 3 + 4 * offset, place, row + 3 + 4 * offset, last, text, look)
        self._page(top)

    def _lines(self, role: str, text: str) -> int:
        """Counts the lines that a text takes in its column, with room for bold."""
        width = _WIDTHS.get(role, 18)
        lines = 1
        left = width
        for word in text.split():
            need = len(word) * 1.25 + 1
            if need > left and left < width:
                lines, left = lines + 1, width
            left -= int(need)
        return lines

    def _head(self) -> int:
        sender = self._wish.sender
        row = 0
        for line in filter(None, (sender.governing_body, sender.issuer)):
            self._sheet.merge_range(
                row, 0, row, 2, strip_controls(line).upper(), self._format(bold=True, align="center")
            )
            row += 1
        self._across(row + 1, self._found.scored.title.upper(), bold=True, align="center", font_size=14)
        row += 2
        for line in title_lines(self._found, self._wish):
            self._across(row, line, italic=True, align="center")
            row += 1
        return row + 1

    def _across(self, row: int, text: str, **properties: object) -> None:
        last = len(self._columns) - 1
        self._sheet.merge_range(row, 0, row, last, strip_controls(text), self._format(**properties))
        letters = sum(_WIDTHS.get(role, 18) for role, _ in self._columns)
        lines = 1 + len(text) * (1.35 if properties.get("font_size") else 1.15) // letters
        self._sheet.set_row(row, 18 * lines)

    def _row(self, one: TableRow) -> None:
        line = one.line
        at = self._rows[line.row.code]
        for place, (role, _) in enumerate(self._columns):
            value = one.cells.get(role)
            look = self._look(role, bold=line.is_group)
            is_sum = role in POINT_ROLES or self._adds_up(line.row)
            if line.is_group and role in NUMBER_ROLES and is_sum and not isinstance(value, str):
                self._sheet.write_formula(at, place, self._group_formula(line.row.code, place), look, _cached(value))
            elif isinstance(value, Decimal):
                self._sheet.write_number(at, place, plain_number(value), look)
            elif value is None:
                self._sheet.write_blank(at, place, None, look)
            else:
                self._sheet.write_string(at, place, strip_controls(str(value)), look)
        self._sheet.set_row(at, self._height(one))

    def _adds_up(self, row: Criterion) -> bool:
        """Tells a group whose maximum is the sum of its rows: a bonus may be held below it."""
        return row.maximum == added(one.maximum for one in self._found.scored.rows if one.parent == row.code)

    def _look(self, role: str, *, bold: bool) -> Any:
        align = "center" if role in (*NUMBER_ROLES, "number") else "left"
        return self._format(border=1, align=align, bold=bold)

    def _height(self, one: TableRow) -> float:
        lines = 1
        for role, value in one.cells.items():
            if isinstance(value, str) and role in self._at:
                lines = max(lines, -(-len(value) * 115 // (100 * _WIDTHS.get(role, 18))))
        return min(16.5 * lines + 1, 400)

    def _group_formula(self, code: str, place: int) -> str:
        """Sums up the rows right below a group; of points, only where none of all its rows is empty."""
        scored = self._found.scored
        own = [self._cell(self._rows[row.code], place) for row in scored.rows if row.parent == code]
        total = f"SUM({','.join(own)})"
        if self._columns[place][0] not in POINT_ROLES:
            return f"={total}"
        below = [self._rows[row.code] for row in scored.rows if code in scored.above(row)[1:]]
        span = f"{self._cell(min(below), place)}:{self._cell(max(below), place)}"
        return f'=IF(COUNTBLANK({span})>0,"",{total})'

    def _cell(self, row: int, place: int) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        cell: str = xl_rowcol_to_cell(row, place)
        return cell

    def _tops(self, part: ScorePart) -> list[int]:
        scored = self._found.scored
        by_code = {row.code: row for row in scored.rows}
        return [
            self._rows[row.code]
            for row in scored.rows
            if row.part is part and (row.parent is None or by_code[row.parent].part is not part)
        ]

    def _sums(self, row: int) -> int:
        """Writes the sums below the rows, each column of points from its own cells."""
        totals = totals_of(self._found, blank=self._wish.blank)
        text = self._at.get("text", 0)
        for offset, total in enumerate(totals):
            at = row + offset
            for place, (role, _) in enumerate(self._columns):
                look = self._look(role, bold=True)
                if place == text:
                    self._sheet.write_string(at, place, total.words, look)
                elif role == "maximum" and offset == 0:
                    tops = ",".join(self._cell(one, place) for one in self._tops(ScorePart.MAIN))
                    self._sheet.write_formula(at, place, f"=SUM({tops})", look, _cached(total.maximum))
                elif role == "maximum" and total.maximum is not None:
                    self._sheet.write_number(at, place, plain_number(total.maximum), look)
                elif role in POINT_ROLES:
                    formula = self._total_formula(offset, total.words, place, row)
                    self._sheet.write_formula(at, place, formula, look, _cached(total.points.get(role)))
                else:
                    self._sheet.write_blank(at, place, None, look)
        return row + len(totals)

    def _total_formula(self, offset: int, words: str, place: int, first: int) -> str:
        scored, result = self._found.scored, self._found.result
        main = self._cell(first, place)
        if offset == 0:
            tops = [self._cell(one, place) for one in self._tops(ScorePart.MAIN)]
            blank = "+".join(f"COUNTBLANK({cell})" for cell in tops)
            return f'=IF({blank}>0,"",SUM({",".join(tops)}))'
        if words.startswith("Quy đổi"):
            share = f"{main}*{_plain(result.scale)}/{_plain(result.reduced)}"
            return f'=IF({main}="","",{_ROUND[scored.rounding]}({share},2))'
        part = ScorePart.BONUS if words == BONUS_SUM else ScorePart.DEDUCTION
        if words in (BONUS_SUM, DEDUCTION_SUM):
            leaves = [self._cell(self._rows[row.code], place) for row in scored.leaves(part)]
            return f'=IF({main}="","",MIN(SUM({",".join(leaves)}),{_plain(scored.most(part))}))'
        names = [total.words for total in totals_of(self._found, blank=self._wish.blank)]
        cells = {name: self._cell(first + n, place) for n, name in enumerate(names)}
        return f'=IF({main}="","",MAX(0,{"".join(_summed(cells, main))}))'

    def _page(self, top: int) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top, top + 1)
        sheet.freeze_panes(top + 2, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.7, bottom=0.7)
        sheet.set_footer("&C&P")


def _summed(cells: dict[str, str], main: str) -> Iterator[str]:
    converted = [cell for name, cell in cells.items() if name.startswith("Quy đổi")]
    yield converted[0] if converted else main
    yield from (f"+{cell}" for name, cell in cells.items() if name == BONUS_SUM)
    yield from (f"-{cell}" for name, cell in cells.items() if name == DEDUCTION_SUM)


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _cached(value: object) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else ""
