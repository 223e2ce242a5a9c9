"""A table typed with runs of blanks between its columns gets its rows and cells back.

Only below a line of titles that the head reader knows; where a piece stands says which column it belongs to, so that
an empty cell keeps its place. A row whose pieces stand between two columns is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from danvan_cli.domain.text import clean
from danvan_cli.intake.columns.looks import is_day
from danvan_cli.intake.columns.title_words import is_titles, meaning_of
from danvan_cli.intake.files.flat_tables import kind_of_title
from danvan_cli.intake.files.told import Told
from danvan_cli.intake.lines.markers import page_number
from danvan_cli.intake.lines.signature import is_signature

_PIECE = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_APART = re.compile(r"\S[ \u00a0]{2,}\S")
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_RULE = re.compile(r"[\s\-–—=_+]+")
_BELOW = re.compile(r"\s*(?:nơi nhận|ghi chú|người lập|trên đây)\b", re.IGNORECASE)
_FEWEST_TITLES = 3
_FEWEST_ROWS = 2
_NEAR = 2
# The most lines between two rows that a page's end parts.
_PAGE_BREAK = 8


class _Piece(NamedTuple):
    start: int
    end: int
    text: str


class Spaced(NamedTuple):
    """The cells of one line: the table, its row and (column, text), each counted from 1."""

    table: int
    row: int
    cells: tuple[tuple[int, str], ...]


def spaced_cells(written: Sequence[str], told: Told) -> dict[int, Spaced]:
    """Gives the cells of every line that is one of such a table, by the line's number from 1."""
    found: dict[int, Spaced] = {}
    tables = index = 0
    while index < len(written):
        titles = _titles(written[index])
        rows = list(_rows(written, index + 1, titles)) if titles else []
        if sum(is_new for _, _, is_new in rows) < _FEWEST_ROWS:
            index += 1
            continue
        tables += 1
        row = 1
        found[index + 1] = Spaced(tables, 1, tuple((c, piece.text) for c, piece in enumerate(titles, start=1)))
        for line, pieces, is_new in rows:
            row += is_new
            columns = _columns(pieces, titles)
            if columns is None:
                told.ask_of_row(f"dòng {line + 1}", pieces[0].text)
                columns = _unsure(pieces, titles)
            cells = ((column + 1, piece.text) for column, piece in zip(columns, pieces, strict=True))
            found[line + 1] = Spaced(tables, row, tuple(cells))
        index = rows[-1][0] + 1
    return found


def _pieces(line: str) -> list[_Piece]:
    return [_Piece(found.start(), found.end(), clean(found[0])) for found in _PIECE.finditer(line.rstrip("\r"))]


def _titles(line: str) -> list[_Piece]:
    if not _APART.search(line) or "\t" in line or "|" in line:
        return []
    pieces = _pieces(line)
    return pieces if len(pieces) >= _FEWEST_TITLES and is_titles([piece.text for piece in pieces]) else []


def _rows(written: Sequence[str], start: int, titles: Sequence[_Piece]) -> Iterator[tuple[int, list[_Piece], bool]]:
    """Walks the lines below the titles: (index, pieces, whether a row begins); ends where no piece stands right."""
    is_counted = meaning_of(titles[0].text) == "number"
    blanks = last = 0
    behind = start
    for index in range(start, len(written)):
        line = written[index]
        if index < behind:
            continue
        if is_counted and (behind := _behind_page(written, index, last + 1, titles)) > index:
            blanks = 0
            continue
        if not line.strip() or _RULE.fullmatch(line):
            blanks += not line.strip()
            if blanks > 1:
                return
            continue
        pieces = _pieces(line)
        begins = bool(_NUMBER.fullmatch(pieces[0].text)) if is_counted else len(pieces) > 1
        stands = all(any(abs(piece.start - title.start) <= _NEAR for title in titles) for piece in pieces)
        # Behind a blank line only a whole row goes on; else the rest of a cell may stand below it.
        is_rest = stands and not blanks and not (is_counted and pieces[0].start <= titles[0].start + _NEAR)
        is_row = begins and len(pieces) > 1
        if not (is_row or is_rest) or "\t" in line or _BELOW.match(line) or is_signature(line):
            return
        blanks = 0
        last = int(pieces[0].text.rstrip(".)")) if begins and is_counted else last
        yield index, pieces, begins


def _behind_page(written: Sequence[str], index: int, number: int, titles: Sequence[_Piece]) -> int:
    """Finds the row that goes on counting behind the foot and the head of a page; ``index`` where there is none."""
    end = next((i for i in range(index, min(index + _PAGE_BREAK, len(written))) if written[i].strip()), index)
    if page_number(written[end].strip()) is None:
        return index
    for further in range(end + 1, min(end + _PAGE_BREAK, len(written))):
        pieces = _pieces(written[further])
        is_next = len(pieces) > 1 and pieces[0].text.rstrip(".)") == str(number)
        if is_next and all(any(abs(p.start - t.start) <= _NEAR for t in titles) for p in pieces):
            return further
    return index


def _columns(pieces: Sequence[_Piece], titles: Sequence[_Piece]) -> list[int] | None:
    """Gives each piece its column, from 0; None where one is missing and another stands below no title."""
    if len(pieces) == len(titles):
        return list(range(len(titles)))
    ends = [*(right.start for _, right in pairwise(titles)), max(piece.end for piece in (*titles, *pieces))]
    columns: list[int] = []
    for piece in pieces:
        column = max((c for c, title in enumerate(titles) if title.start <= piece.start + _NEAR), default=0)
        # Words longer than their column may reach over an empty one; what is pushed aside by them fits nowhere.
        is_below = abs(piece.start - titles[column].start) <= _NEAR or piece.end <= ends[column]
        if not is_below or column in columns:
            return None
        columns.append(column)
    return columns


def _unsure(pieces: Sequence[_Piece], titles: Sequence[_Piece]) -> list[int]:
    """Leaves the words of an unsure row in the column of content, its number and its only day in theirs."""
    kinds = [kind_of_title(title.text) for title in titles]
    content = kinds.index("content") if "content" in kinds else len(titles) - 1
    is_sure = kinds.count("day") == 1 and sum(is_day(piece.text) for piece in pieces) == 1
    columns = [kinds.index("day") if is_sure and is_day(piece.text) else content for piece in pieces]
    is_counted = kinds[0] == "number" and bool(_NUMBER.fullmatch(pieces[0].text))
    return [0, *columns[1:]] if is_counted else columns
