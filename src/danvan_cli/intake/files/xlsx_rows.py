"""The rows of one sheet as they are shown: hidden rows and columns apart, what a merged cell holds where it is seen."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from danvan_cli.domain.draft import Sheet
from danvan_cli.intake.files.told import ranges

MAX_COLUMNS = 60
_MAX_MERGED = 20_000
_MOST_BROKEN = 200
# A table whose numbers are figures has far fewer; a register may have a number as text in every row.
_MOST_WORDED = 5_000
_SHOWN = 12
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def column_letters(column: int) -> str:
    """Names a column, from 1, as the spreadsheet does: 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# The columns that are read; a cell further out costs nothing.
COLUMNS = {column_letters(column): column for column in range(1, MAX_COLUMNS + 1)}


class Cell(NamedTuple):
    """What a cell shows; ``is_broken`` where the file does not say it, ``is_worded`` for a number stored as text."""

    text: str
    is_broken: bool = False
    is_worded: bool = False


@dataclass(slots=True)
class _Row:
    number: int
    is_hidden: bool
    cells: dict[int, Cell]


class RowKeeper:
    """Takes the rows of a sheet in their order and gives the sheet as a person sees it."""

    def __init__(self) -> None:
        self.is_too_wide = False
        self._rows: list[_Row] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden_columns: set[int] = set()
        self._number = 0
        self._is_hidden = False
        self._cells: dict[int, Cell] = {}
        self._unseen_cells = 0

    def begin(self, number: int, *, is_hidden: bool) -> None:
        """Begins a row."""
        self._number, self._is_hidden = number, is_hidden
        if self._cells:
            self._cells = {}

    def keep(self, column: int, cell: Cell) -> None:
        """Takes a cell of the row; a column below 1 is none."""
        if column > 0:
            self._cells[column] = cell

    def end(self) -> int:
        """Ends a row; 1 where it holds a word, 0 for one that is empty or left over from formatting."""
        if not any(cell.text for cell in self._cells.values()):
            return 0
        self._rows.append(_Row(self._number, self._is_hidden, self._cells))
        return 1

    def column(self, attributes: dict[str, str], *, is_hidden: bool) -> None:
        """Takes what the sheet says of a stretch of columns."""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if is_hidden and first.isdecimal() and last.isdecimal():
            self._hidden_columns.update(range(int(first), min(int(last), MAX_COLUMNS) + 1))

    def merge(self, reference: str) -> None:
        """Takes a merged stretch of cells."""
        found = _REFERENCE.fullmatch(reference)
        if found and len(self._merged) < _MAX_MERGED:
            self._merged.append((int(found[2]), _column(found[1]), int(found[4]), _column(found[3])))

    def sheet(self, name: str) -> Sheet:
        """Gives the rows and columns that are shown."""
        self._show_merged()
        rows: list[tuple[int, tuple[str, ...]]] = []
        broken: list[tuple[int, int]] = []
        for row in self._rows:
            shown = {column: cell for column, cell in row.cells.items() if column not in self._hidden_columns}
            if row.is_hidden or not any(cell.text for cell in shown.values()):
                continue
            texts = {column: cell.text for column, cell in shown.items()}
            last = max(column for column, text in texts.items() if text)
            rows.append((row.number, tuple([texts.get(column, "") for column in range(1, last + 1)])))
            broken += [(row.number, column) for column in sorted(shown) if shown[column].is_broken]
        self._unseen_cells = max(len(broken) - _MOST_BROKEN, 0)
        worded = ((row.number, column) for row in self._rows for column, cell in row.cells.items() if cell.is_worded)
        few = frozenset(islice(worded, _MOST_WORDED))
        return Sheet(name, tuple(rows), tuple(self._merged), tuple(broken[:_MOST_BROKEN]), few)

    def warnings(self, name: str) -> list[str]:
        """Tells what of the sheet is not shown and so not read."""
        said = []
        if hidden := [row.number for row in self._rows if row.is_hidden]:
            said.append(f"Trang tính {name}: bỏ qua {len(hidden)} hàng ẩn (hàng {_few(ranges(hidden))}).")
        words = self._first_words()
        if columns := sorted(column for column in self._hidden_columns if column in words):
            named = ", ".join(f"{column_letters(column)} “{words[column][:40]}”" for column in columns[:_SHOWN])
            more = f" và {len(columns) - _SHOWN} cột khác" if len(columns) > _SHOWN else ""
            said.append(f"Trang tính {name}: bỏ qua cột ẩn {named}{more}.")
        if self.is_too_wide:
            said.append(f"Trang tính {name}: chỉ đọc đến cột {column_letters(MAX_COLUMNS)}.")
        if self._unseen_cells:
            said.append(f"Trang tính {name}: còn {self._unseen_cells} ô nữa không có giá trị đọc được.")
        return said

    def _first_words(self) -> dict[int, str]:
        """Finds the first words of each hidden column: mostly its title."""
        words: dict[int, str] = {}
        for row in self._rows if self._hidden_columns else ():
            for column in self._hidden_columns & row.cells.keys():
                if row.cells[column].text:
                    words.setdefault(column, " ".join(row.cells[column].text.split()))
        return words

    def _show_merged(self) -> None:
        """Moves what a merged cell holds out of a hidden row or column into the first place that is seen of it."""
        if not self._hidden_columns and not any(row.is_hidden for row in self._rows):
            return
        rows = {row.number: row for row in self._rows}
        seen = sorted(row.number for row in self._rows if not row.is_hidden)
        for index, (top, left, bottom, right) in enumerate(self._merged):
            next_seen = bisect_left(seen, top)
            row = seen[next_seen] if next_seen < len(seen) and seen[next_seen] <= bottom else top
            columns = range(left, min(right, MAX_COLUMNS) + 1)
            column = next((n for n in columns if n not in self._hidden_columns), left)
            if (row, column) != (top, left) and top in rows and row in rows and left in rows[top].cells:
                rows[row].cells.setdefault(column, rows[top].cells[left])
                self._merged[index] = (row, column, bottom, right)


def _column(letters: str) -> int:
    column = 0
    for char in letters:
        column = column * 26 + ord(char) - 64
    return column


def _few(text: str) -> str:
    """Keeps a list of ranges short."""
    parts = text.split(", ")
    return text if len(parts) <= _SHOWN else f"{', '.join(parts[:_SHOWN])} …"
