"""Tables that a page shows without rules: columns by the white strips between them, rows by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from danvan_cli.intake.files.pdf_page import Cell, Page, PrintedLine, Table, Word, is_inside, rows_of
from danvan_cli.intake.lines.markers import has_marker

_FEWEST_COLUMNS = 3
_FEWEST_WIDE = 3
# Two cells' margins part their words by more than ten points; a justified line's blanks seldom come to that.
_GAP = 9.0
# So much of a line's height stands blank between paragraphs.
_BLANK = 0.6
_MARGIN = 5.0
_SHORT = 0.75
# Between two tables stands the heading of the second.
_HEADING = re.compile(r"(?:PHẦN|Phần|PHỤ LỤC|Phụ lục)\s|[IVX]{1,4}\.\s")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,5}|[A-HĐ]|[a-zđ])[.)]?|[-–+*•]")


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of one row and how far down they reach."""

    lines: list[PrintedLine]

    @property
    def top(self) -> float:
        return min(word.top for line in self.lines for word in line.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for line in self.lines for word in line.words)


def with_unruled(pages: Sequence[Page]) -> tuple[list[Page], dict[int, bool]]:
    """Adds the tables without rules; says of every page that has one whether all their rows could be told apart.

    Rows that nothing parts are a table of one row: every column a cell, so that all their words are kept together.
    """
    found: list[Page] = []
    told: dict[int, bool] = {}
    columns = 0
    for number, page in enumerate(pages, 1):
        free = [word for word in page.words if not any(is_inside(word, table) for table in page.tables)]
        tables: list[Table] = []
        for lines in _stretches([PrintedLine(words, number) for words in rows_of(free)], page):
            edges = _edges(_columns_of(lines))
            lines = _without_tail(lines, edges)
            wide = sum(len(_pieces(line)) >= _FEWEST_COLUMNS for line in lines)
            if len(edges) <= _FEWEST_COLUMNS or wide < _FEWEST_WIDE:
                continue
            tables.append(_table(lines, edges, goes_on=not tables and columns == len(edges) - 1))
            told[number] = told.get(number, True) and len(tables[-1].rows) > 1
        columns = tables[-1].columns if tables else 0
        found.append(replace(page, tables=[*page.tables, *tables]) if tables else page)
    return found, told


def _stretches(lines: Sequence[PrintedLine], page: Page) -> Iterator[list[PrintedLine]]:
    """Gives the runs of lines of pieces or of few words that begin with a line of three pieces."""
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=0.0)
    tops = sorted(table.top for table in page.tables)
    run: list[PrintedLine] = []
    for line in lines:
        is_parted = bool(run) and any(run[-1].top < top <= line.top for top in tops)
        pieces = len(_pieces(line))
        is_short = line.x1 - line.x0 < (right - left) * _SHORT
        is_heading = pieces == 1 and _HEADING.match(line.text)
        if run and (is_parted or is_heading or not (pieces > 1 or is_short)):
            yield run
            run = []
        if run or pieces >= _FEWEST_COLUMNS:
            run.append(line)
    if run:
        yield run


def _pieces(line: PrintedLine) -> list[list[Word]]:
    """Parts a line at its wide gaps."""
    pieces = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 >= _GAP:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _columns_of(lines: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """Finds how far each column's words reach: pieces above each other are one column's.

    The lines of most pieces come first; a piece over several of their columns heads them and makes none.
    """
    found: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda line: -len(_pieces(line))):
        for piece in _pieces(line):
            start, end = piece[0].x0, piece[-1].x1
            hit = [column for column in found if column[0] < end and start < column[1]]
            if not hit:
                found.append((start, end))
            elif len(hit) == 1:
                found[found.index(hit[0])] = (min(start, hit[0][0]), max(end, hit[0][1]))
    return sorted(found)


def _without_tail(lines: list[PrintedLine], edges: Sequence[float]) -> list[PrintedLine]:
    """Leaves out the headings and short paragraphs below the last row: one piece over several columns."""
    last = len(lines)
    while last and len(_pieces(lines[last - 1])) == 1 and len(_over(lines[last - 1].words, edges)) > 1:
        last -= 1
    return lines[:last]


def _edges(columns: Sequence[tuple[float, float]]) -> list[float]:
    """The columns' borders: in the middle between two columns' words."""
    middles = ((left[1] + right[0]) / 2 for left, right in pairwise(columns))
    return [columns[0][0] - _MARGIN, *middles, columns[-1][1] + _MARGIN]


def _table(lines: Sequence[PrintedLine], edges: Sequence[float], *, goes_on: bool) -> Table:
    titles, rows = _parted(lines, edges[1])
    tops: list[_Row] = []
    if not rows or _is_centred(rows, edges):
        return _made([[Cell(left, 0, right, 0) for left, right in pairwise(edges)]], [_Row(list(lines))], edges)
    made: list[list[Cell | None]] = []
    if titles and not goes_on:
        made, tops = _titles(titles, edges)
    elif titles:
        made, tops = [_cells(titles, edges)], [_Row(titles)]
    return _made([*made, *(_cells(row.lines, edges) for row in rows)], [*tops, *rows], edges)


def _parted(lines: Sequence[PrintedLine], first: float) -> tuple[list[PrintedLine], list[_Row]]:
    """Parts the titles from the rows.

    A row begins with a number or dash in the first column, or with words there below a blank.
    """
    titles: list[PrintedLine] = []
    rows: list[_Row] = []
    above: PrintedLine | None = None
    for line in lines:
        counted = " ".join(word.text for word in line.words if word.x1 <= first)
        is_below_blank = above is not None and line.top - above.words[0].bottom > _BLANK * (
            line.words[0].bottom - line.top
        )
        above = line
        if counted and (_NUMBER.fullmatch(counted) or has_marker(counted) or is_below_blank):
            rows.append(_Row([line]))
        elif rows:
            rows[-1].lines.append(line)
        else:
            titles.append(line)
    return titles, rows


def _is_centred(rows: Sequence[_Row], edges: Sequence[float]) -> bool:
    """True where the numbers stand in the middle of their rows: words beside them go on with those above."""
    beside = [next((w.text for w in row.lines[0].words if edges[1] <= w.x0 < edges[2]), "") for row in rows]
    return sum(text[:1].islower() for text in beside) * 3 > len(rows)


def _titles(lines: Sequence[PrintedLine], edges: Sequence[float]) -> tuple[list[list[Cell | None]], list[_Row]]:
    """Makes one row of titles, or two where a title stands over several columns."""
    over = next((n for n, line in enumerate(lines) if any(len(_over(p, edges)) > 1 for p in _pieces(line))), None)
    if over is None or over + 1 == len(lines):
        return [_cells(lines, edges)], [_Row(list(lines))]
    spans = [_over(piece, edges) for piece in _pieces(lines[over])]
    wide = {column for columns in spans if len(columns) > 1 for column in columns}
    row = _Row(list(lines))
    middle = lines[over].words[0].bottom
    upper: list[Cell | None] = []
    lower: list[Cell | None] = []
    for column, (left, right) in enumerate(pairwise(edges)):
        columns = next((columns for columns in spans if column in columns and len(columns) > 1), None)
        if column not in wide or columns is None:
            upper.append(Cell(left, row.top, right, row.bottom))
            lower.append(None)
            continue
        is_first = column == columns[0]
        upper.append(Cell(left, row.top, edges[columns[-1] + 1], middle) if is_first else None)
        lower.append(Cell(left, middle, right, row.bottom))
    below = list(lines[over + 1 :])
    return [upper, lower], [_Row(list(lines[: over + 1])), _Row(below)]


def _over(words: Sequence[Word], edges: Sequence[float]) -> range:
    """The columns over which words reach."""
    starts = [n for n, (left, right) in enumerate(pairwise(edges)) if left <= (words[0].x0 + 1) <= right]
    ends = [n for n, (left, right) in enumerate(pairwise(edges)) if left <= (words[-1].x1 - 1) <= right]
    return range(starts[0], ends[-1] + 1) if starts and ends else range(0)


def _cells(lines: Sequence[PrintedLine], edges: Sequence[float]) -> list[Cell | None]:
    """Makes the cells of one row; words that reach over several columns are one cell."""
    row = _Row(list(lines))
    spans = [over for line in lines for piece in _pieces(line) if len(over := _over(piece, edges)) > 1]
    cells: list[Cell | None] = []
    for column, (left, right) in enumerate(pairwise(edges)):
        span = next((span for span in spans if column in span), None)
        if span is None:
            cells.append(Cell(left, row.top, right, row.bottom))
        else:
            cells.append(Cell(left, row.top, edges[span[-1] + 1], row.bottom) if column == span[0] else None)
    return cells


def _made(cells: Sequence[Sequence[Cell | None]], rows: Sequence[_Row], edges: Sequence[float]) -> Table:
    """Puts the rows together; a cell ends a margin behind the longest line of its column."""
    words = [word for row in rows for line in row.lines for word in line.words]
    ends = [
        max((w.x1 for w in words if left <= w.x0 and w.x1 <= right), default=right) + _MARGIN
        for left, right in pairwise(edges)
    ]
    by_edge = dict(zip(edges[1:], ends, strict=True))
    made = [
        [cell and Cell(cell.x0, cell.top or row.top, by_edge[cell.x1], cell.bottom or row.bottom) for cell in line]
        for line, row in zip(cells, rows, strict=True)
    ]
    tops = [row.top for row in rows]
    return Table(edges[0], tops[0], edges[-1] + _MARGIN, max(row.bottom for row in rows), made, tops)
