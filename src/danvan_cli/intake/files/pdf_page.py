"""What stands on a page of a PDF: words at their places, put into lines, and the cells of ruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from danvan_cli.intake.lines.markers import has_marker

# Stands for a letter of the text layer that nothing tells how to read.
NO_LETTER = "\ufffd"
_SAME_LINE = 4
_CUT_YEAR = re.compile(r"(?<=/)\d{1,3}$")
_REST_OF_YEAR = re.compile(r"\d{1,3}(?!\d)")
_CONSONANTS = re.compile(r"(?:ng|nh|ch|[cmnpt])(?![^\W\d_])")
_UNIT = re.compile(r"(?:Văn phòng|Phòng|Thanh tra|Trung tâm|Chi cục|Công an|Trường|Ban quản lý)\b")
_LINKED = re.compile(r"(?:[,&–-]|\bvà|\bcác|\bthuộc|\bvới)$")


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
        """The number of columns in the widest row."""
        return max(len(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the PDF library gives it."""

    width: float
    height: float
    words: list[Word]
    tables: list[Table]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words that stand on one line, within one column."""

    words: list[Word]
    page: int

    @property
    def text(self) -> str:
        """The words with single blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where the line begins, in points from the page's left."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where the line ends, in points from the page's left."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """How far down the first word stands, in points from the page's top."""
        return self.words[0].top

    @property
    def bold(self) -> bool:
        """True when every word is bold."""
        return all(word.bold for word in self.words)


def rows_of(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Groups words to lines, from top to bottom, each from left to right."""
    row: list[Word] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if row and word.bottom - row[0].bottom > _SAME_LINE:
            yield sorted(row, key=lambda word: word.x0)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda word: word.x0)


def is_inside(word: Word, box: Table | Cell) -> bool:
    """True when the middle of the word is in the box, its edges included."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def cell_lines(page: Page, cell: Cell) -> list[PrintedLine]:
    """Lists the lines in a cell, from top to bottom; empty for an empty cell."""
    return [PrintedLine(words, 0) for words in rows_of(word for word in page.words if is_inside(word, cell))]


def cell_paragraphs(lines: Sequence[PrintedLine], cell: Cell) -> Iterator[tuple[str, bool]]:
    """Joins the lines of a cell where the next word had no room."""
    open_lines: list[PrintedLine] = []
    for line in lines:
        if open_lines and _begins(open_lines, line, cell):
            yield joined(open_lines), all(one.bold for one in open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield joined(open_lines), all(one.bold for one in open_lines)


def _begins(before: Sequence[PrintedLine], line: PrintedLine, cell: Cell) -> bool:
    """True for a new paragraph in a cell: its first word had room on the line above, or it is another unit's name."""
    # What is left of a cell's width after its margins, which are some five points on either side.
    room = cell.x1 - 5 - before[-1].x1
    if room > line.words[0].x1 - line.words[0].x0 + 3.5 or has_marker(line.text):
        return True
    is_list = bool(_UNIT.match(joined(before))) and not _LINKED.search(before[-1].text)
    return is_list and bool(_UNIT.match(line.text))


def joined(lines: Sequence[PrintedLine]) -> str:
    """Puts lines together; a symbol such as "01/QĐ-UBND" may be broken after its hyphen."""
    text = ""
    for line in lines:
        is_broken = len(text) > 1 and text[-1] == "-" and text[-2].isalnum()
        is_broken = is_broken or _is_cut_inside(text, line.text)
        text = f"{text}{line.text}" if is_broken or not text else f"{text} {line.text}"
    return text


def _is_cut_inside(text: str, rest: str) -> bool:
    """True where a narrow cell cut a year in two ("30/01/202", "6") or left consonants alone ("nghiệ", "n")."""
    year, figures = _CUT_YEAR.search(text), _REST_OF_YEAR.match(rest)
    if year and figures and re.fullmatch(r"(?:19|20)\d\d", year[0] + figures[0]):
        return True
    return bool(_CONSONANTS.match(rest)) and text[-1:].isalpha()


def link(before: str, text: str) -> str:
    """Finds what joins two parts of a cell that the page's end broke: a new line before another unit, else a blank."""
    return "\n" if _UNIT.match(text) and not _LINKED.search(before) else " "
