"""Tables that lie on their side: the titles in the first column, each further column a piece of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from danvan_cli.domain.draft import Document, Line, Sheet, Turned
from danvan_cli.domain.text import fold
from danvan_cli.intake.columns.settling import RESPONSIBLE
from danvan_cli.intake.columns.title_words import is_titles, meaning_of
from danvan_cli.intake.columns.titles import find_layouts
from danvan_cli.intake.tables.in_text import table_sheets
from danvan_cli.intake.tables.row_kinds import AFTER
from danvan_cli.intake.tables.target_table import part_out

_FEWEST_ROWS = 3
_SEARCHED = 60
# "Hoàn thành: trước 15/3": what may be a deadline where no other row is one.
_ASSIGNED = RESPONSIBLE | {"done", "completed_on", "pace"}
TOLD = "{} viết ngang: mỗi cột một việc."
_IN_TEXT = " Lời nhắc ghi “hàng” thay cho cột của bảng này."
_Rows = Sequence[tuple[int, tuple[str, ...]]]


def upright(document: Document) -> Document:
    """Turns every table that lies on its side, and says so; a table with cells over several rows is left as it is."""
    lying = {number for number, sheet in table_sheets(document.lines) if not sheet.merged and _lies(sheet)}
    if not lying:
        return document
    told = tuple(f"{TOLD.format(f'Bảng {number}')}{_IN_TEXT}" for number in sorted(lying))
    lines = tuple(_turned(line, lying) for line in document.lines)
    return replace(document, lines=lines, warnings=(*document.warnings, *told))


def _turned(line: Line, lying: set[int]) -> Line:
    if line.cell is None or line.cell[0] not in lying:
        return line
    table, row, column = line.cell
    return replace(line, cell=(table, column, row))


def _lies(table: Sheet) -> bool:
    """True for a table that is one of work or of targets only when it is turned: its first column holds the titles."""
    rows = [cells for _, cells in table.rows]
    titles = [cells[0] if cells else "" for cells in rows]
    said = [meaning for title in titles if (meaning := meaning_of(title))]
    own = [meaning for meaning in said if meaning not in ("kept", "note", "number")]
    is_work = "content" in said and _ASSIGNED & set(said) and len(set(own)) == len(own)
    if len(rows) < _FEWEST_ROWS or not (is_work or any("tiêu" in title.casefold() for title in titles)):
        return False
    if len(rows[0]) < 2 or is_titles(rows[0]) or table.rows[0][0] in _tops(table):
        return False
    width = max(map(len, rows))
    columns = (tuple(cells[c] if c < len(cells) else "" for cells in rows) for c in range(width))
    # The titles are the first column's, and no words further on that look like some.
    turned = replace(table, rows=tuple(enumerate(columns, start=1)), merged=())
    return _tops(turned)[:1] == [1]


def _tops(table: Sheet) -> list[int]:
    """Lists the rows in which the titles of work and of targets stand."""
    return [*(layouts[0].top for layouts in find_layouts(table)), *(part.rows[0][0] for part in part_out(table)[1])]


class _Block(NamedTuple):
    """Rows of a sheet, by their places in it, that hold a table on its side; ``left`` is its first column, from 0."""

    start: int
    stop: int
    left: int


def upright_sheet(sheet: Sheet) -> Sheet:
    """Turns the tables of a sheet that lie on their side; the very same sheet where none does."""
    blocks = [block for block in _blocks(sheet.rows) if _is_lying_block(sheet, block)]
    if not blocks:
        return sheet
    rows: list[tuple[int, tuple[str, ...]]] = []
    turned: list[Turned] = []
    after, moved = 0, 0
    for start, stop, left in blocks:
        rows += [(number + moved, cells) for number, cells in sheet.rows[after:start]]
        lying = sheet.rows[start:stop]
        width = max(len(cells) for _, cells in lying) - left
        first = lying[0][0] + moved
        for column in range(left, left + width):
            cells = tuple(cells[column] if column < len(cells) else "" for _, cells in lying)
            rows += [(first + column - left, cells)] if any(cells) else []
        after, moved = stop, moved + width - len(lying)
        turned.append(Turned(first, first + width - 1, lying[0][0], left + 1, moved))
    rows += [(number + moved, cells) for number, cells in sheet.rows[after:]]
    return replace(
        sheet,
        rows=tuple(rows),
        merged=tuple((*_now_at(turned, *cells[:2]), *_now_at(turned, *cells[2:])) for cells in sheet.merged),
        broken=tuple(_now_at(turned, *cell) for cell in sheet.broken),
        worded=frozenset(_now_at(turned, *cell) for cell in sheet.worded),
        turned=tuple(turned),
    )


def _now_at(turned: Sequence[Turned], row: int, column: int) -> tuple[int, int]:
    """Gives where a cell of the file, from 1, is now: the way back of ``Sheet.in_file``."""
    moved = 0
    for table in turned:
        height = table.last - table.first + 1 - (table.moved - moved)
        if row < table.top:
            break
        if row < table.top + height:
            return table.first + column - table.left, row - table.top + 1
        moved = table.moved
    return row + moved, column


def _blocks(rows: _Rows) -> Iterator[_Block]:
    """Lists the runs of rows without a gap that have a title and a cell beside it, without a letterhead or foot."""
    start = 0
    while start < min(len(rows), _SEARCHED):
        if not _is_wide(rows[start][1]):
            start += 1
            continue
        stop = start
        while stop < len(rows) and rows[stop][0] - rows[start][0] == stop - start and _is_titled(rows[stop][1]):
            stop += 1
        run = [cells for _, cells in rows[start:stop]]
        left = min(map(_first, run))
        titles = [cells[left] for cells in run]
        heads = (i for i, title in enumerate(titles) if (not title or meaning_of(title)) and _is_wide(run[i]))
        lead = next(heads, len(titles))
        foot = next((i for i, title in enumerate(titles) if AFTER.match(fold(title))), len(titles))
        if lead < foot:
            yield _Block(start + lead, start + foot, left)
        start = stop


def _is_wide(cells: Sequence[str]) -> bool:
    return sum(map(bool, cells)) > 1


def _is_titled(cells: Sequence[str]) -> bool:
    """True for a title with cells beside it, or of which no cell is filled."""
    return _is_wide(cells) or any(meaning_of(cell) for cell in cells if cell)


def _first(cells: Sequence[str]) -> int:
    return next(column for column, cell in enumerate(cells) if cell)


def _is_lying_block(sheet: Sheet, block: _Block) -> bool:
    rows = sheet.rows[block.start : block.stop]
    top, bottom = rows[0][0], rows[-1][0]
    is_tall = any(top <= first and last <= bottom and last > first for first, _, last, _ in sheet.merged)
    cut = tuple((number, cells[block.left :]) for number, cells in rows)
    return not is_tall and _lies(Sheet("", cut))
