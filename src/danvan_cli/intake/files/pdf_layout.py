"""From words at places on pages to printed lines and cells, with what the page shows of where paragraphs begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from danvan_cli.domain.draft import Line
from danvan_cli.intake.files.pdf_page import (
    Cell,
    Page,
    PrintedLine,
    Table,
    cell_lines,
    cell_paragraphs,
    is_inside,
    link,
    rows_of,
)
from danvan_cli.intake.files.pdf_unruled import with_unruled
from danvan_cli.intake.lines.markers import page_number

_NATION = re.compile(r"CỘNG\s+H[ÒO][AÀ]|ĐẢNG\s+CỘNG", re.IGNORECASE)
# The title and the first heading stand below the head, also at the left.
_ENDS_HEAD = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|THÔNG BÁO|ĐỀ ÁN|PHƯƠNG ÁN|BÁO CÁO|QUYẾT ĐỊNH)\b|[IVX]+\.\s|1\.\s")
_RECIPIENTS = re.compile(r"(?:kính gửi|nơi nhận)\s*:?", re.IGNORECASE)
_EDGE = 0.09
_GAP = 22
_FILLED = 0.8
_INDENT = 8
_NEAR_MIDDLE = 60
_REPEATED = 3


def read_pages(pages: Sequence[Page]) -> tuple[list[Line], dict[int, bool]]:
    """Puts the pages' words into lines and cells, in reading order; their paragraphs are not joined yet.

    Says besides of every page with a table without rules whether all its rows could be told apart.
    """
    pages, told = with_unruled(_with_true_tables(pages))
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
    return flow.lines, told


def _with_true_tables(pages: Sequence[Page]) -> list[Page]:
    """Leaves out boxes of one row, but not the last row of the page before whose rest stands on top of a page."""
    found: list[Page] = []
    columns = 0
    for page in pages:
        tables = sorted(page.tables, key=lambda table: table.top)
        kept = [t for n, t in enumerate(tables) if len(t.rows) > 1 or (n == 0 and t.columns == columns)]
        columns = kept[-1].columns if kept else 0
        found.append(replace(page, tables=kept))
    return found


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
            or not (page_number(line.text) is not None or shapes[shape(line)] >= max(_REPEATED, len(pages) // 2))
        ]
        for lines in lines_of
    ]


class _Flow:
    """Lists lines and cells over pages, and joins tables over pages."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._before: PrintedLine | None = None
        self._right = self._left = 0.0
        self._is_indented = False
        self._tables = self._table_row = 0
        self._columns = 0
        self._numbers: dict[int, int] = {}
        self._last_of: dict[tuple[int, int, int], int] = {}

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
                self._before = None
                self._take_columns(stretch)
            else:
                for line in stretch:
                    self._take(line)

    def _take(self, line: PrintedLine) -> None:
        self._columns = 0
        number = self._numbers[line.page] = self._numbers.get(line.page, 0) + 1
        before, self._before = self._before, line
        is_parted = before is None or (
            line.page == before.page and line.top - before.top > 2.2 * (before.words[0].bottom - before.top)
        )
        # The first word had no room behind the last one of the line above.
        room = self._right - before.x1 if before is not None else self._right
        first = line.words[0]
        taken = Line(
            line.text,
            bold=line.bold,
            where=f"trang {line.page + 1}, dòng {number}",
            printed=True,
            blank_before=is_parted,
            forced=room <= first.x1 - first.x0 + 5,
            indented=line.x0 - self._left >= _INDENT / 2 if self._is_indented else None,
        )
        self.lines.append(taken)

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
                self.lines.append(Line(line.text, "", line.bold, f"trang {line.page + 1}, cột {column}", cell))

    def take_table(self, table: Table, page: Page) -> None:
        """Reads a table; one that goes on from the page before goes on counting its rows."""
        self._before = None
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
            begun = self._last_of.get(place) if is_rest else None
            if begun is not None:
                before = self.lines[begun]
                self.lines[begun] = replace(before, text=f"{before.text}{link(before.text, text)}{text}")
            else:
                self._last_of[place] = len(self.lines)
                self.lines.append(Line(text, "", bold, where, place, height))


def _marked(lines: Sequence[PrintedLine]) -> Iterator[tuple[bool, PrintedLine]]:
    """Marks the lines of the head (around the national name) and of the signature (from the recipients on)."""
    in_head = in_foot = False
    for index, line in enumerate(lines):
        in_head = in_head or (index < 3 and any(_NATION.search(one.text) for one in lines[index : index + 3]))
        has_gap = _gap(line) is not None
        in_foot = in_foot or (bool(_RECIPIENTS.match(line.text)) and (has_gap or line.text.lower().startswith("nơi")))
        if in_head and not has_gap and (_ENDS_HEAD.match(line.text) or not _is_beside(line, lines)):
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
    """Parts a line at the national name, which may come close to the agency's, or else at a gap.

    A long recipient comes close to the signature too: there the bold words begin.
    """
    pairs = (" ".join(word.text for word in line.words[index : index + 2]) for index in range(len(line.words)))
    nation = next((index for index, pair in enumerate(pairs) if _NATION.match(pair)), 0)
    at = nation or _gap(line, middle) or _bold_from(line, middle)
    return [PrintedLine(line.words[:at], line.page), PrintedLine(line.words[at:], line.page)] if at else [line]


def _bold_from(line: PrintedLine, middle: float) -> int | None:
    """Counts the plain words before bold ones that fill the right of a line; None where there are none."""
    plain = max((index for index, word in enumerate(line.words, 1) if not word.bold), default=0)
    is_parted = 0 < plain < len(line.words) and line.words[plain].x0 > middle - _NEAR_MIDDLE
    return plain if is_parted and not line.words[0].bold else None
