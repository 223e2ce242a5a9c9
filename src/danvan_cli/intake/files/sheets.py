"""Sheets from .csv files, and the text of sheets in Unicode."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.text import clean_lines
from danvan_cli.intake.columns.titles import find_layout
from danvan_cli.intake.files.bullets import bullets_as_text
from danvan_cli.intake.files.legacy_fonts import converter
from danvan_cli.intake.files.missing_blanks import with_blanks
from danvan_cli.intake.files.text import decode
from danvan_cli.intake.files.xlsx import MAX_COLUMNS, MAX_ROWS

_DELIMITERS = ",;\t|"
# A sentence holds commas, and bars are drawn round the tables of a text.
_DELIMITERS_OF_TEXT = "\t;"
_MOSTLY_PARTED = 6
_SAMPLED = 60
_LONGEST_LINE = 1_000_000
_MOST_CELLS = 20_000
_MOST_LETTERS = 50_000_000
_SCORED_ROWS = 300
_REMEMBERED = 50_000
_HINT = "Mở bằng Excel, lưu lại loại .xlsx rồi nhập tệp đó."


def read_csv(name: str, data: bytes) -> tuple[Sheet, list[str]]:
    """Reads the file with the delimiter under which its titles are found, and what was assumed about its encoding."""
    text, warnings = decode(name, data)
    return sheet_of(name, text), warnings


def sheet_of(name: str, text: str) -> Sheet:
    """Reads the rows of a text that is a table; FileRefusedError for more than any register has."""
    first, _, rest = text.partition("\n")
    declared = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    text = rest if declared else text
    delimiter = declared if len(declared) == 1 else _delimiter(text)
    try:
        return Sheet("", tuple(_rows(name, text, delimiter)))
    except csv.Error:
        raise FileRefusedError(f"Tệp “{name}” không đọc được theo dạng CSV: có ô dài bất thường.", _HINT) from None


def is_table(text: str) -> bool:
    """Tells a table that was saved as plain text ("Unicode text"): most lines are parted and titles are found."""
    lines = [line for line in text[:_LONGEST_LINE].split("\n", _SAMPLED)[:_SAMPLED] if line.strip()]
    for delimiter in _DELIMITERS_OF_TEXT:
        parted = sum(line.count(delimiter) > 1 for line in lines)
        if parted > 1 and parted * 10 >= len(lines) * _MOSTLY_PARTED:
            rows = tuple(enumerate((tuple(line.split(delimiter)) for line in lines), start=1))
            return find_layout(Sheet("", rows)) is not None
    return False


def _delimiter(text: str) -> str:
    def score(delimiter: str) -> tuple[bool, int]:
        try:
            rows = [tuple(cells) for cells in islice(csv.reader(_lines(text), delimiter=delimiter), _SAMPLED)]
        except csv.Error:
            return False, 0
        sheet = Sheet("", tuple(enumerate(rows, start=1)))
        return find_layout(sheet) is not None, sum(len(row) for row in rows)

    return max(_DELIMITERS, key=score)


def _rows(name: str, text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    known = _Cleaned()
    left = _MOST_LETTERS
    for number, cells in enumerate(csv.reader(_lines(text), delimiter=delimiter), start=1):
        left -= sum(map(len, cells))
        if number > MAX_ROWS or len(cells) > _MOST_CELLS or left < 0:
            raise FileRefusedError(f"Tệp “{name}” có hơn {MAX_ROWS} hàng, không phải bảng theo dõi nhiệm vụ.", _HINT)
        if any(cells):
            yield number, tuple(map(known.__getitem__, cells[:MAX_COLUMNS]))


def _lines(text: str) -> Iterator[str]:
    """Lists the lines with their ends; a stream in memory would copy the whole text at four bytes a letter."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _LONGEST_LINE:
            raise csv.Error("line too long")
        yield text[start:end]
        start = end


class _Cleaned(dict[str, str]):
    """A cache of cleaned texts: most cells of a register repeat others."""

    def __init__(self, convert: Callable[[str], str] | None = None) -> None:
        self._convert = convert

    def __missing__(self, text: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        self[text] = found = clean_lines(with_blanks(bullets_as_text(self._convert(text) if self._convert else text)))
        return found


def in_unicode(sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], list[str]]:
    """Cleans the words of sheets; those typed in the fonts of before Unicode, told by the first rows, are converted."""
    first = (cell for sheet in sheets for _, cells in sheet.rows[:_SCORED_ROWS] for cell in cells)
    convert, assumed = converter(first)
    cleaned = _Cleaned(convert).__getitem__
    rows = (tuple((number, tuple(map(cleaned, cells))) for number, cells in sheet.rows) for sheet in sheets)
    made = tuple(replace(sheet, rows=found) for sheet, found in zip(sheets, rows, strict=True))
    return made, [assumed] if assumed else []
