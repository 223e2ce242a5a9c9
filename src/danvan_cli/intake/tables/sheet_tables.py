"""What a sheet is made of: its tables of tasks, its tables of targets, and the lines above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan_cli.domain.draft import Document, Sheet, Unresolved
from danvan_cli.domain.text import clean
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.title_words import lists_no_work
from danvan_cli.intake.columns.titles import find_layouts
from danvan_cli.intake.tables.in_text import explained, layouts_of, lines_near_tables, table_sheets, words_of
from danvan_cli.intake.tables.places import cell_at, place_of
from danvan_cli.intake.tables.row_kinds import WHOSE
from danvan_cli.intake.tables.rows import BROKEN
from danvan_cli.intake.tables.target_table import part_out
from danvan_cli.intake.tables.text_sheets import sheets_of_document, unread_tables
from danvan_cli.intake.tables.upright import TOLD, upright_sheet

# How far down the titles of a list may stand.
_TITLES_SOUGHT = 6
_NO_WORK = "{} là danh sách người, kinh phí hoặc chữ viết tắt, không có nhiệm vụ nên không đọc"


@dataclass(frozen=True, slots=True)
class SheetTables:
    """A sheet with its tables of tasks: those below each other, in as many lists as stand beside each other.

    ``whole`` is the sheet with its tables of targets, each a sheet of ``goals``; ``sheet`` is the rest of it.
    """

    whole: Sheet
    sheet: Sheet
    beside: list[list[Layout]]
    goals: tuple[Sheet, ...]

    @property
    def top(self) -> int:
        """The row of the first titles of tasks; behind the last row where no tasks are."""
        return min((layouts[0].top for layouts in self.beside), default=self.whole.rows[-1][0] + 1)

    @property
    def last(self) -> int:
        """The row of the last titles: what is signed stands below."""
        tops = [*(layouts[-1].first for layouts in self.beside), *(part.rows[0][0] for part in self.goals)]
        return max(tops)

    def head(self) -> Sheet:
        """The rows above the first table but those that say who does everything, which are no part of the title."""
        first = min(self.top, *(part.rows[0][0] for part in self.goals)) if self.goals else self.top
        above = [(number, cells) for number, cells in self.sheet.rows if number < first]
        return Sheet("", tuple(row for row in above if not any(map(WHOSE.fullmatch, row[1]))))


@dataclass(frozen=True, slots=True)
class Tables:
    """The sheets of a file in which something is read, and what a person is told of all of its sheets."""

    read: tuple[SheetTables, ...]
    unread: tuple[Unresolved, ...]
    warnings: tuple[str, ...]


def tables_of(document: Document) -> Tables:
    """Finds the tables of a workbook, or of a text whose work stands in tables."""
    sheets = document.sheets or sheets_of_document(document)
    parted = [part_out(sheet) for sheet in sheets]
    rests = [rest for rest, _ in parted]
    layouts = [find_layouts(rest) for rest in rests] if document.sheets else _layouts_in_text(document, rests)
    found: list[SheetTables] = []
    told: list[str] = []
    unread: list[Unresolved] = []
    for whole, (rest, goals), own in zip(sheets, parted, layouts, strict=True):
        beside = own
        if not beside and document.sheets and (turned := upright_sheet(rest)) is not rest:
            rest, more = part_out(turned)
            goals, beside = (*goals, *more), find_layouts(rest)
            told.append(TOLD.format(_named(whole)))
        if beside or goals:
            table = SheetTables(whole, rest, beside, goals)
            found.append(table)
            unread += _broken(table)
        elif any(lists_no_work(cells) for _, cells in whole.rows[:_TITLES_SOUGHT]):
            told.append(_NO_WORK.format(_named(whole)))
        elif whole.rows:
            first = " | ".join(clean(cell) for cell in whole.rows[0][1] if cell)
            why = "trang tính này không có bảng nhiệm vụ nên chưa đọc"
            unread.append(Unresolved(place_of(whole), first[:200], why))
    if not document.sheets:
        why = "bảng này chưa đọc được"
        unread += (Unresolved(place_of(sheet), words_of(sheet), why) for sheet in unread_tables(document))
    return Tables(tuple(found), tuple(unread), tuple(told))


def _layouts_in_text(document: Document, rests: Sequence[Sheet]) -> list[list[list[Layout]]]:
    """Finds the tables of tasks of a text by its tables alone: the lines around them tell nothing of their columns."""
    bare = [part_out(sheet)[0] for _, sheet in table_sheets(document.lines)]
    found = {sheet.name: beside for sheet, beside in zip(bare, layouts_of(bare), strict=True)}
    near = lines_near_tables(document.lines)
    return [[explained(layouts, rest, near) for layouts in found.get(rest.name, [])] for rest in rests]


def _named(sheet: Sheet) -> str:
    place = place_of(sheet) or "bảng này"
    return f"{place[0].upper()}{place[1:]}"


def _broken(table: SheetTables) -> Iterator[Unresolved]:
    """Names broken cells that stand in no row of a table of tasks."""
    numbers = {number for number, _ in table.sheet.rows} if table.sheet.broken else set[int]()
    for row, column in table.sheet.broken:
        if row not in numbers or not any(_is_inside(layouts, row, column - 1) for layouts in table.beside):
            yield Unresolved(cell_at(table.sheet, column - 1, row), "", BROKEN)


def _is_inside(layouts: Sequence[Layout], row: int, column: int) -> bool:
    titles = [range(layout.top, layout.first) for layout in layouts]
    is_row = row >= layouts[0].first and not any(row in rows for rows in titles)
    return is_row and layouts[0].left <= column < layouts[0].right
