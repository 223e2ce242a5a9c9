"""From words at places on pages to paragraphs and cells: what the page's width broke is joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from danvan_cli.intake.markers import has_marker

_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)
_NATION = re.compile(r"CỘNG\s+H[ÒO][AÀ]|ĐẢNG\s+CỘNG", re.IGNORECASE)
_RECIPIENTS = re.compile(r"(?:kính gửi|nơi nhận)\s*:?", re.IGNORECASE)
_FINISHED = re.compile(r"[.;:!?…/]$")
_UNIT = re.compile(r"(?:Văn phòng|Phòng|Thanh tra|Trung tâm|Chi cục|Công an|Trường|Ban quản lý)\b")
_LINKED = re.compile(r"(?:[,&–-]|\bvà|\bcác|\bthuộc|\bvới)$")
_EDGE = 0.09
_GAP = 22
_FILLED = 0.8
_INDENT = 8
_SAME_LINE = 4
_REPEATED = 3
# (text, bold, where, cell, rows reached over)
Printed = tuple[str, bool, str, tuple[int, int, int] | None, int]


class Word(NamedTuple):
    """A word and its box; y runs downwards."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool


class Cell(NamedTuple):
    """The box of a table's cell."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its box, its cells (None where a merged one reaches over), the tops of its rows."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: list[list[Cell | None]]
    tops: list[float]

    @property
    def columns(self) -> int:
        """Is the number of columns."""
        return max(len(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the PDF library gives it."""

    width: float
    height: float
    words: list[Word]
    tables: list[Table]


@dataclass(frozen=True, slots=True)
class _Line:
    """Words that stand on one line, within one column."""

    words: list[Word]
    page: int

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def top(self) -> float:
        return self.words[0].top

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


def read_pages(pages: Sequence[Page]) -> list[Printed]:
    """Gives the document's paragraphs and cells in reading order."""
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


def _lines(page: Page, number: int) -> list[_Line]:
    """Puts the words outside tables into lines, from top to bottom."""
    free = [word for word in page.words if not any(_inside(word, table) for table in page.tables)]
    return [_Line(words, number) for words in _rows(free)]


def _rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    row: list[Word] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if row and word.bottom - row[0].bottom > _SAME_LINE:
            yield sorted(row, key=lambda word: word.x0)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda word: word.x0)


def _inside(word: Word, box: Table | Cell) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _without_running_heads(lines_of: list[list[_Line]], pages: Sequence[Page]) -> list[list[_Line]]:
    """Drops page numbers, and what stands at the edge of several pages and differs in figures only."""

    def at_edge(line: _Line) -> bool:
        height = pages[line.page].height
        return line.top < height * _EDGE or line.top > height * (1 - _EDGE)

    def shape(line: _Line) -> str:
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
        self._open: list[_Line] = []
        self._right = self._left = 0.0
        self._is_indented = False
        self._paragraphs = self._tables = self._table_row = 0
        self._columns = 0

    def start_page(self, lines: Sequence[_Line], width: float) -> None:
        """Takes the page's margins from its lines."""
        if len(lines) > 3 or (lines and not self._right):
            starts = sorted(line.x0 for line in lines)
            # A page of short lines alone must not seem filled by them.
            self._right = max([width * _FILLED, *(line.x1 for line in lines)])
            self._left = starts[len(starts) // 10]
            self._is_indented = sum(start - self._left > _INDENT for start in starts) > 1

    def take_lines(self, lines: Sequence[_Line]) -> None:
        """Takes the lines of one stretch without tables; blocks of two columns are read column by column."""
        for is_block, group in groupby(_marked(lines), key=lambda marked: marked[0]):
            stretch = [line for _, line in group]
            if is_block:
                self.end()
                self._take_columns(stretch)
            else:
                for line in stretch:
                    self._take(line)

    def _take(self, line: _Line) -> None:
        self._columns = 0
        if self._open and not self._continues(self._open[-1], line):
            self.end()
        self._open.append(line)

    def _continues(self, before: _Line, line: _Line) -> bool:
        """Tells a line that the page's width broke: its first word had no room on the line before."""
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
            text = _joined(self._open)
            where = f"trang {self._open[0].page + 1}, đoạn {self._paragraphs}"
            self.printed.append((text, all(line.bold for line in self._open), where, None, 1))
        self._open = []

    def _take_columns(self, lines: Sequence[_Line]) -> None:
        """Reads a head or a signature: the left column down, then the right one, as the cells of one row."""
        self._tables += 1
        middle = (self._left + self._right) / 2
        sides: tuple[list[_Line], list[_Line]] = ([], [])
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
            cells = [(column, cell, _cell_lines(page, cell)) for column, cell in enumerate(row, start=1) if cell]
            # A row that the page's end broke has no number on the new page.
            is_rest = goes_on and index == 0 and bool(cells) and not cells[0][2]
            self._table_row += not is_rest
            for column, cell, lines in cells:
                height = max(sum(top < cell.bottom - 1 for top in table.tops[index:]), 1)
                self._take_cell(lines, cell, (self._tables, self._table_row, column), height, is_rest=is_rest)

    def _take_cell(
        self, lines: Sequence[_Line], cell: Cell, place: tuple[int, int, int], height: int, *, is_rest: bool
    ) -> None:
        where = "bảng {}, hàng {}, cột {}".format(*place)
        for text, bold in _cell_paragraphs(lines, cell):
            last = range(len(self.printed) - 1, -1, -1) if is_rest else ()
            begun = next((index for index in last if self.printed[index][3] == place), None)
            if begun is not None:
                before = self.printed[begun][0]
                link = "\n" if _UNIT.match(text) and not _LINKED.search(before) else " "
                self.printed[begun] = (f"{before}{link}{text}", *self.printed[begun][1:])
            else:
                self.printed.append((text, bold, where, place, height))


def _cell_lines(page: Page, cell: Cell) -> list[_Line]:
    return [_Line(words, 0) for words in _rows(word for word in page.words if _inside(word, cell))]


def _cell_paragraphs(lines: Sequence[_Line], cell: Cell) -> Iterator[tuple[str, bool]]:
    """Joins the lines of a cell where the next word had no room."""
    open_lines: list[_Line] = []
    for line in lines:
        if open_lines and _begins(open_lines, line, cell):
            yield _joined(open_lines), all(one.bold for one in open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _joined(open_lines), all(one.bold for one in open_lines)


def _begins(before: Sequence[_Line], line: _Line, cell: Cell) -> bool:
    """Tells a new paragraph in a cell: its first word had room on the line above, or it is one more unit's name."""
    # What is left of a cell's width after its margins, which are some five points on either side.
    room = cell.x1 - 5 - before[-1].x1
    if room > line.words[0].x1 - line.words[0].x0 + 3.5 or has_marker(line.text):
        return True
    is_list = bool(_UNIT.match(_joined(before))) and not _LINKED.search(before[-1].text)
    return is_list and bool(_UNIT.match(line.text))


def _marked(lines: Sequence[_Line]) -> Iterator[tuple[bool, _Line]]:
    """Marks the lines of the head (around the national name) and of the signature (from the recipients on)."""
    in_head = in_foot = False
    for index, line in enumerate(lines):
        in_head = in_head or (index < 3 and any(_NATION.search(one.text) for one in lines[index : index + 3]))
        has_gap = _gap(line) is not None
        in_foot = in_foot or (bool(_RECIPIENTS.match(line.text)) and (has_gap or line.text.lower().startswith("nơi")))
        if in_head and not has_gap and not _is_beside(line, lines):
            in_head = False
        yield in_head or in_foot, line


def _is_beside(line: _Line, lines: Sequence[_Line]) -> bool:
    """Tells a line of one column only, such as the second line of a long name beside nothing."""
    right = max(one.x1 for one in lines)
    left = min(one.x0 for one in lines)
    middle = (left + right) / 2
    return line.x1 < middle + 10 or line.x0 > middle - 30


def _gap(line: _Line, middle: float | None = None) -> int | None:
    """Gives the number of words before a wide gap, the one nearest to the middle; None for a line without.

    The blanks that a pen is to fill ("Số:      /KH") are wide too.
    """
    pairs = enumerate(zip(line.words, line.words[1:], strict=False), 1)
    wide = [((before.x1 + after.x0) / 2, index) for index, (before, after) in pairs if after.x0 - before.x1 > _GAP]
    return min(wide, key=lambda gap: abs(gap[0] - middle) if middle else 0)[1] if wide else None


def _pieces(line: _Line, middle: float) -> list[_Line]:
    """Parts a line at the national name, which may come close to the agency's, or else at a gap."""
    pairs = (" ".join(word.text for word in line.words[index : index + 2]) for index in range(len(line.words)))
    nation = next((index for index, pair in enumerate(pairs) if _NATION.match(pair)), 0)
    at = nation or _gap(line, middle)
    return [_Line(line.words[:at], line.page), _Line(line.words[at:], line.page)] if at else [line]


def _joined(lines: Sequence[_Line]) -> str:
    """Puts lines together; a symbol such as "01/QĐ-UBND" may be broken after its hyphen."""
    text = ""
    for line in lines:
        is_broken = len(text) > 1 and text[-1] == "-" and text[-2].isalnum()
        text = f"{text}{line.text}" if is_broken or not text else f"{text} {line.text}"
    return text
