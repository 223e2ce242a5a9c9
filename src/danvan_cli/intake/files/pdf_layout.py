"""From words at places on pages to paragraphs and cells: what the page's width broke is joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from danvan_cli.intake.files.pdf_page import (
    Cell,
    Page,
    PrintedLine,
    Table,
    cell_lines,
    cell_paragraphs,
    is_inside,
    joined,
    link,
    rows_of,
)
from danvan_cli.intake.lines.markers import has_marker

_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)
_NATION = re.compile(r"CỘNG\s+H[ÒO][AÀ]|ĐẢNG\s+CỘNG", re.IGNORECASE)
_RECIPIENTS = re.compile(r"(?:kính gửi|nơi nhận)\s*:?", re.IGNORECASE)
_FINISHED = re.compile(r"[.;:!?…/]$")
_EDGE = 0.09
_GAP = 22
_FILLED = 0.8
_INDENT = 8
_REPEATED = 3
# (text, bold, where, cell, rows reached over)
Printed = tuple[str, bool, str, tuple[int, int, int] | None, int]


def read_pages(pages: Sequence[Page]) -> list[Printed]:
    """Joins the pages' words to paragraphs and cells, in reading order."""
    lines_of = _without_running_heads([_lines(page, number) for number, page in enumerate(pages)], pages)
    flow = _Flow()
    for page, lines in zip(pages, lines_of, strict=True):
        flow.start_page(lines, page.width)
        tables = sorted(page.tables, key=lambda table: table.top)
        for table in tables:
            flow.take_lines([line for line in lines if line.top < table.top])
            lines = [line for line in lines if line.top >= table.top]
            flow.take_table(table, page)
        flow.take_lines(lines)
    flow.end()
    return flow.printed


def _lines(page: Page, number: int) -> list[PrintedLine]:
    """Puts the words outside tables into lines, from top to bottom."""
    free = [word for word in page.words if not any(is_inside(word, table) for table in page.tables)]
    return [PrintedLine(words, number) for words in rows_of(free)]


def _without_running_heads(lines_of: list[list[PrintedLine]], pages: Sequence[Page]) -> list[list[PrintedLine]]:
    """Drops page numbers, and what stands at the edge of several pages and differs in figures only."""

    def at_edge(line: PrintedLine) -> bool:
        height = pages[line.page].height
        return line.top < height * _EDGE or line.top > height * (1 - _EDGE)

    def shape(line: PrintedLine) -> str:
        return re.sub(r"\d+", "#", line.text)

    shapes = Counter(shape(line) for lines in lines_of for line in lines if at_edge(line))
    return [
        [
            line
            for line in lines
            if not at_edge(line)
            or not (_PAGE_NUMBER.fullmatch(line.text) or shapes[shape(line)] >= max(_REPEATED, len(pages) // 2))
        ]
        for lines in lines_of
    ]


class _Flow:
    """Joins lines to paragraphs over pages, and tables over pages."""

    def __init__(self) -> None:
        self.printed: list[Printed] = []
        self._open: list[PrintedLine] = []
        self._right = self._left = 0.0
        self._is_indented = False
        self._paragraphs = self._tables = self._table_row = 0
        self._columns = 0

    def start_page(self, lines: Sequence[PrintedLine], width: float) -> None:
        """Takes the page's margins from its lines."""
        if len(lines) > 3 or (lines and not self._right):
            starts = sorted(line.x0 for line in lines)
            # At least this part of the page: where all lines are short, none of them must seem to fill it.
            self._right = max([width * _FILLED, *(line.x1 for line in lines)])
            self._left = starts[len(starts) // 10]
            self._is_indented = sum(start - self._left > _INDENT for start in starts) > 1

    def take_lines(self, lines: Sequence[PrintedLine]) -> None:
        """Takes the lines of one stretch without tables; blocks of two columns are read column by column."""
        for is_block, group in groupby(_marked(lines), key=lambda marked: marked[0]):
            stretch = [line for _, line in group]
            if is_block:
                self.end()
                self._take_columns(stretch)
            else:
                for line in stretch:
                    self._take(line)

    def _take(self, line: PrintedLine) -> None:
        self._columns = 0
        if self._open and not self._continues(self._open[-1], line):
            self.end()
        self._open.append(line)

    def _continues(self, before: PrintedLine, line: PrintedLine) -> bool:
        """True for a line that the page's width broke: its first word had no room on the line before."""
        room = self._right - before.x1
        is_other_case = before.text.isupper() != line.text.isupper() and (before.text.isupper() or len(line.words) > 3)
        if room > line.words[0].x1 - line.words[0].x0 + 5 or is_other_case:
            return False
        is_inside = line.x0 - self._left < _INDENT / 2
        if line.page == before.page and line.top - before.top > 2.2 * (before.words[0].bottom - before.top):
            return False
        if has_marker(line.text):
            # A dash at the margin goes on with the line above where paragraphs begin further in.
            return self._is_indented and is_inside and not _FINISHED.search(before.text)
        return is_inside or not _FINISHED.search(before.text)

    def end(self) -> None:
        """Ends the open paragraph."""
        if self._open:
            self._paragraphs += 1
            text = joined(self._open)
            where = f"trang {self._open[0].page + 1}, đoạn {self._paragraphs}"
            self.printed.append((text, all(line.bold for line in self._open), where, None, 1))
        self._open = []

    def _take_columns(self, lines: Sequence[PrintedLine]) -> None:
        """Reads a head or a signature: the left column down, then the right one, as the cells of one row."""
        self._tables += 1
        middle = (self._left + self._right) / 2
        sides: tuple[list[PrintedLine], list[PrintedLine]] = ([], [])
        for line in lines:
            pieces = _pieces(line, middle)
            if len(pieces) == 1:
                sides[(line.x0 + line.x1) / 2 > middle].append(line)
            else:
                sides[0].append(pieces[0])
                sides[1].append(pieces[1])
        for column, side in enumerate(sides, start=1):
            for line in side:
                cell = (self._tables, 1, column)
                self.printed.append((line.text, line.bold, f"trang {line.page + 1}, cột {column}", cell, 1))

    def take_table(self, table: Table, page: Page) -> None:
        """Reads a table; one that goes on from the page before goes on counting its rows."""
        self.end()
        goes_on = self._columns == table.columns
        if not goes_on:
            self._tables += 1
            self._table_row = 0
            self._columns = table.columns
        for index, row in enumerate(table.rows):
            cells = [(column, cell, cell_lines(page, cell)) for column, cell in enumerate(row, start=1) if cell]
            # A row that the page's end broke has no number on the new page.
            is_rest = goes_on and index == 0 and bool(cells) and not cells[0][2]
            self._table_row += not is_rest
            for column, cell, lines in cells:
                height = max(sum(top < cell.bottom - 1 for top in table.tops[index:]), 1)
                self._take_cell(lines, cell, (self._tables, self._table_row, column), height, is_rest=is_rest)

    def _take_cell(
        self, lines: Sequence[PrintedLine], cell: Cell, place: tuple[int, int, int], height: int, *, is_rest: bool
    ) -> None:
        where = "bảng {}, hàng {}, cột {}".format(*place)
        for text, bold in cell_paragraphs(lines, cell):
            last = range(len(self.printed) - 1, -1, -1) if is_rest else ()
            begun = next((index for index in last if self.printed[index][3] == place), None)
            if begun is not None:
                before = self.printed[begun][0]
                self.printed[begun] = (f"{before}{link(before, text)}{text}", *self.printed[begun][1:])
            else:
                self.printed.append((text, bold, where, place, height))


def _marked(lines: Sequence[PrintedLine]) -> Iterator[tuple[bool, PrintedLine]]:
    """Marks the lines of the head (around the national name) and of the signature (from the recipients on)."""
    in_head = in_foot = False
    for index, line in enumerate(lines):
        in_head = in_head or (index < 3 and any(_NATION.search(one.text) for one in lines[index : index + 3]))
        has_gap = _gap(line) is not None
        in_foot = in_foot or (bool(_RECIPIENTS.match(line.text)) and (has_gap or line.text.lower().startswith("nơi")))
        if in_head and not has_gap and not _is_beside(line, lines):
            in_head = False
        yield in_head or in_foot, line


def _is_beside(line: PrintedLine, lines: Sequence[PrintedLine]) -> bool:
    """True for a line of one column only, such as the second line of a long name beside nothing."""
    right = max(one.x1 for one in lines)
    left = min(one.x0 for one in lines)
    middle = (left + right) / 2
    return line.x1 < middle + 10 or line.x0 > middle - 30


def _gap(line: PrintedLine, middle: float | None = None) -> int | None:
    """Counts the words before a wide gap, the one nearest to the middle; None for a line without.

    The blanks that a pen is to fill ("Số:      /KH") are wide too.
    """
    pairs = enumerate(zip(line.words, line.words[1:], strict=False), 1)
    wide = [((before.x1 + after.x0) / 2, index) for index, (before, after) in pairs if after.x0 - before.x1 > _GAP]
    return min(wide, key=lambda gap: abs(gap[0] - middle) if middle else 0)[1] if wide else None


def _pieces(line: PrintedLine, middle: float) -> list[PrintedLine]:
    """Parts a line at the national name, which may come close to the agency's, or else at a gap."""
    pairs = (" ".join(word.text for word in line.words[index : index + 2]) for index in range(len(line.words)))
    nation = next((index for index, pair in enumerate(pairs) if _NATION.match(pair)), 0)
    at = nation or _gap(line, middle)
    return [PrintedLine(line.words[:at], line.page), PrintedLine(line.words[at:], line.page)] if at else [line]
