"""The tables of a file as cells under their places, and the lines around them, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from danvan_cli.domain.draft import Document, Sheet
from danvan_cli.domain.text import clean_lines
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.files.xlsx import column_letters, read_workbook

# Where a column is not known to end.
_FAR = 1_000


@dataclass(slots=True)
class Grid:
    """One table: rows by number, in each the words of the columns, both from 1.

    ``wide`` tells for a cell over several columns the last one; ``tall`` for one over several rows the last one.
    ``worded`` are the figures that a spreadsheet holds as text. ``before`` and ``after`` are the lines around a table
    of a text; a sheet has them in its rows.
    """

    name: str
    is_sheet: bool
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    wide: dict[tuple[int, int], int] = field(default_factory=dict)
    tall: dict[tuple[int, int], int] = field(default_factory=dict)
    worded: frozenset[tuple[int, int]] = frozenset()
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def place(self, row: int, column: int) -> str:
        """Names a cell as its reader finds it: "ô C12", "bảng 1, hàng 12, cột 3"."""
        if self.is_sheet:
            return f"ô {column_letters(column)}{row}"
        return f"{self.name}, hàng {row}, cột {column}"

    def numbers(self) -> list[int]:
        """Lists the row numbers in order."""
        return sorted(self.rows)

    def reach(self, row: int, column: int) -> int:
        """Finds the last column of a cell; in a text it goes as far as the next cell."""
        if (row, column) in self.wide:
            return self.wide[row, column]
        if self.is_sheet:
            return column
        return min((other for other in self.rows[row] if other > column), default=_FAR) - 1


def grids_of(name: str, data: bytes) -> tuple[list[Grid], tuple[str, ...]]:
    """Reads the tables of a file, and what its reader had to leave out; FileRefusedError for what cannot be read."""
    document = open_bytes(data, name)
    if document.sheets:
        sheets: Sequence[Sheet] = document.sheets
        if data.startswith(b"PK") and b"xl/workbook.xml" in data:
            # Figures with their decimal comma: here a number is never a day.
            sheets = read_workbook(name, data)
        return [_of_sheet(sheet) for sheet in sheets if sheet.rows], document.warnings
    return list(_of_text(document)), document.warnings


def _of_sheet(sheet: Sheet) -> Grid:
    grid = Grid(sheet.name, is_sheet=True, worded=sheet.worded)
    for number, cells in sheet.rows:
        found = {column: words for column, cell in enumerate(cells, 1) if (words := clean_lines(cell))}
        if found:
            grid.rows[number] = found
    for top, left, bottom, right in sheet.merged:
        if right > left:
            grid.wide[top, left] = right
        if bottom > top:
            grid.tall[top, left] = bottom
    return grid


def _of_text(document: Document) -> Iterator[Grid]:
    grids: dict[int, Grid] = {}
    around: list[str] = []
    last: Grid | None = None
    for line in document.lines:
        if line.cell is None:
            words = clean_lines(f"{line.label} {line.text}")
            (around if last is None else last.after).append(words)
            continue
        number, row, column = line.cell
        if number not in grids:
            before = around if last is None else last.after
            grids[number] = Grid(f"bảng {number}", is_sheet=False, before=list(before))
        last = grids[number]
        cells = last.rows.setdefault(row, {})
        words = clean_lines(f"{line.label} {line.text}")
        cells[column] = f"{cells[column]}\n{words}" if column in cells else words
        if line.height > 1:
            last.tall[row, column] = row + line.height - 1
    yield from grids.values()
