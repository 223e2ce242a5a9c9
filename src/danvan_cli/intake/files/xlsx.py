"""A workbook becomes sheets of text: read as a stream, so that neither its size nor a stray far cell costs anything.

Days, months and percentages come out as the sheet shows them. Hidden sheets, rows and columns, and struck words are
not read and told.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.parsers import expat

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files.package import Package
from danvan_cli.intake.files.told import STRUCK, Told
from danvan_cli.intake.files.xlsx_rows import COLUMNS, MAX_COLUMNS, Cell, RowKeeper, column_letters
from danvan_cli.intake.files.xlsx_strings import Strings, TooBigError, Words, unescaped
from danvan_cli.intake.files.xlsx_styles import CellStyle, StyleReader, iso_day, number_as_shown

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "column_letters", "read_book", "read_workbook"]

MAX_ROWS = 120_000
_MAX_TAGS = 10_000_000
# As many as a sheet can have, most of them left over from formatting.
_MAX_ROW_TAGS = 1_100_000
_MAX_CELLS = 4_000_000
_MAX_LETTERS = 200_000_000
_MAX_SHEETS = 50
_REMEMBERED = 50_000
_PREFIXED = re.compile(rb"<\w+:(?:workbook|worksheet|sst|styleSheet|Relationships)\b")
_HINT = "Mở bằng Excel, lưu lại loại .xlsx rồi nhập lần nữa."


def read_workbook(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Is ``read_book`` without its warnings, for tables whose numbers are figures: 1,234 has the decimal comma."""
    return read_book(name, data, mark=",")[0]


def read_book(name: str, data: bytes, *, mark: str = ".") -> tuple[tuple[Sheet, ...], list[str]]:
    """Reads the visible sheets in their order, their words not cleaned yet, fonts of before Unicode as they are.

    ``mark`` is the decimal mark of cells that hold a number: a point by default, for where an English Excel made a
    number of "30.6" a day was meant. The second list tells what is left out. Any failure of the parsers is one
    sentence.
    """
    try:
        return _Workbook(Package(name, data), mark).read()
    except FileRefusedError:
        raise
    except TooBigError:
        raise FileRefusedError(
            f"Tệp “{name}” có quá nhiều hàng (hơn {MAX_ROWS}), không phải bảng theo dõi nhiệm vụ.",
            "Xóa các hàng, trang tính không dùng rồi nhập lại.",
        ) from None
    except Exception:
        raise FileRefusedError(f"Tệp “{name}” không mở được như một bảng tính: tệp hỏng.", _HINT) from None


class _Workbook:
    """Reads one workbook, within one budget of tags, rows, cells and letters."""

    def __init__(self, package: Package, mark: str) -> None:
        self._package = package
        self._mark = mark
        self._told = Told()
        self._budget = _Budget()

    def read(self) -> tuple[tuple[Sheet, ...], list[str]]:
        book = _Book()
        self._parse("xl/workbook.xml", book.start)
        paths = _Paths()
        self._parse("xl/_rels/workbook.xml.rels", paths.start)
        styles = StyleReader()
        self._parse("xl/styles.xml", styles.start)
        strings = Strings()
        self._parse(paths.found.get("sharedStrings", "xl/sharedStrings.xml"), strings.start, strings.end, strings.take)
        known = _Known(strings.strings, strings.struck, styles.styles, book.epoch, self._mark)
        sheets, warnings = [], book.warnings()
        for title, relation in book.sheets[:_MAX_SHEETS]:
            if relation in paths.found:
                sheet, said = self._sheet(unescaped(title), paths.found[relation], known)
                sheets.append(sheet)
                warnings += said
        return tuple(sheets), warnings + self._told.warnings()

    def _sheet(self, title: str, part: str, known: _Known) -> tuple[Sheet, list[str]]:
        reader = _SheetReader(title, known, self._told, self._budget)
        self._parse(part, reader.start, reader.end, reader.take)
        return reader.rows.sheet(title), reader.rows.warnings(title)

    def _parse(
        self,
        part: str,
        start: Callable[..., None] | None,
        end: Callable[..., None] | None = None,
        take: Callable[[str], None] | None = None,
    ) -> None:
        """Streams a part through the handlers, names without their prefixes; a missing part holds nothing."""
        if part not in self._package:
            return
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_entities
        is_first = True
        for chunk in self._package.chunks(part):
            if is_first:
                if _PREFIXED.search(chunk):
                    start, end = _unprefixed(start), _unprefixed(end)
                parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, take
                is_first = False
            self._budget.spend(tags=chunk.count(b"<"), row_tags=chunk.count(b"<row"))
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


@dataclass(slots=True)
class _Budget:
    """What is left of each thing that a workbook may hold, over all its parts."""

    tags: int = _MAX_TAGS
    row_tags: int = _MAX_ROW_TAGS
    rows: int = MAX_ROWS
    cells: int = _MAX_CELLS
    letters: int = _MAX_LETTERS

    def spend(self, *, tags: int = 0, row_tags: int = 0, rows: int = 0, cells: int = 0, letters: int = 0) -> None:
        self.tags -= tags
        self.row_tags -= row_tags
        self.rows -= rows
        self.cells -= cells
        self.letters -= letters
        if min(self.tags, self.row_tags, self.rows, self.cells, self.letters) < 0:
            raise TooBigError


@dataclass(slots=True)
class _Book:
    """What workbook.xml says: the visible sheets, the hidden ones and the day from which days are counted."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    epoch: date = date(1899, 12, 30)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), relation))
        elif name == "sheet":
            self.hidden.append(unescaped(attributes.get("name", "")))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = date(1904, 1, 1)

    def warnings(self) -> list[str]:
        """Tells which sheets are not read."""
        said = []
        if self.hidden:
            more = f" và {len(self.hidden) - _MAX_SHEETS} trang khác" if len(self.hidden) > _MAX_SHEETS else ""
            names = ", ".join(f"“{name}”" for name in self.hidden[:_MAX_SHEETS])
            said.append(f"Bỏ qua trang tính ẩn: {names}{more}.")
        if len(self.sheets) > _MAX_SHEETS:
            said.append(f"Chỉ đọc {_MAX_SHEETS} trang tính đầu trong {len(self.sheets)} trang.")
        return said


@dataclass(slots=True)
class _Paths:
    """The parts of the workbook by relation, and the shared strings by their kind."""

    found: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            self.found[attributes.get("Id", "")] = path
            self.found[attributes.get("Type", "").rpartition("/")[2]] = path


@dataclass(frozen=True, slots=True)
class _Known:
    """What all sheets share."""

    strings: list[str]
    struck: dict[int, str]
    styles: list[CellStyle]
    epoch: date
    mark: str


class _SheetReader:
    """Collects the rows of one sheet from its stream of elements."""

    def __init__(self, title: str, known: _Known, told: Told, budget: _Budget) -> None:
        self.rows = RowKeeper()
        self._title = title
        self._known = known
        self._told = told
        self._budget = budget
        self._figures: dict[tuple[str, str], str] = {}
        self._row = self._column = 0
        self._attributes: dict[str, str] = {}
        self._words = Words()
        self._value: list[str] | None = None
        self._is_value = self._has_formula = self._has_words = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes = attributes
            letters = attributes.get("r", "").rstrip("0123456789")
            self._column = COLUMNS.get(letters, MAX_COLUMNS + 1) if letters else self._column + 1
            self._value = None
            self._has_formula = self._has_words = False
        elif name == "v":
            self._value = [] if self._value is None else self._value
            self._is_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "is":
            self._words.begin()
            self._has_words = True
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
            self.rows.begin(self._row, is_hidden=len(attributes) > 1 and _is_hidden(attributes, "ht"))
        elif name == "col":
            self.rows.column(attributes, is_hidden=_is_hidden(attributes, "width"))
        elif name == "mergeCell":
            self.rows.merge(attributes.get("ref", ""))
        elif self._has_words:
            self._words.start(name, attributes)

    def take(self, words: str) -> None:
        if self._is_value and self._value is not None:
            self._value.append(words)
        elif self._has_words:
            self._words.take(words)

    def end(self, name: str) -> None:
        if name == "v":
            self._is_value = False
        elif name == "c":
            if self._value is not None or self._has_words or self._has_formula:
                self._take_cell()
            self._has_words = False
        elif name == "row":
            if self.rows.end():
                self._budget.spend(rows=1)
        elif self._has_words:
            self._words.end(name)

    def _take_cell(self) -> None:
        """Keeps a cell's words; one that says it has a value and gives none that can be read is kept apart."""
        self._budget.spend(cells=1)
        if self._column > MAX_COLUMNS:
            self.rows.is_too_wide = True
            return
        try:
            text, struck = self._text()
        except (ValueError, IndexError, OverflowError):
            self.rows.keep(self._column, Cell("", is_broken=True))
            return
        self._budget.spend(letters=len(text))
        if struck.strip():
            place = f"trang tính {self._title}, ô {column_letters(self._column)}{self._row}"
            self._told.leave_out(STRUCK, place, struck)
        if text.strip():
            self.rows.keep(self._column, Cell(text, is_worded=self._is_words and _is_number(text)))

    @property
    def _is_words(self) -> bool:
        return self._has_words or self._attributes.get("t") == "s"

    def _text(self) -> tuple[str, str]:
        """Gives the cell's words, and those of it that are struck through."""
        text, kind = "".join(self._value or ()), self._attributes.get("t", "n")
        number = self._attributes.get("s", "0")
        is_known = number.isdecimal() and int(number) < len(self._known.styles)
        style = self._known.styles[int(number)] if is_known else CellStyle()
        pieces: str | None = None
        if self._has_words:
            shown = self._words.text
            pieces = self._words.struck if self._words.is_in_pieces else None
        elif kind == "s":
            index = int(text) if text.isdecimal() else len(self._known.strings)
            shown, pieces = self._known.strings[index], self._known.struck.get(index)
        else:
            shown = self._plain(text, kind, number, style)
        if pieces is not None:
            return shown, pieces
        return ("", shown) if style.struck else (shown, "")

    def _plain(self, text: str, kind: str, number: str, style: CellStyle) -> str:
        if kind == "b":
            return "có" if text == "1" else "không"
        if kind == "e":
            # "#REF!", "#N/A": the sheet shows that there is no value.
            raise ValueError(text)
        if kind == "d":
            return iso_day(text)
        if kind != "n":
            return unescaped(text)
        key = (text, number)
        if key not in self._figures:
            if len(self._figures) > _REMEMBERED:
                self._figures.clear()
            self._figures[key] = number_as_shown(text, style, self._known.epoch, self._known.mark)
        return self._figures[key]


def _is_number(text: str) -> bool:
    """Tells a figure that was stored as text; most cells' first letter says that it is none."""
    bare = text.strip()
    return bare[:1].isdecimal() and len(bare) < 20 and bare.replace(",", "", 1).replace(".", "", 1).isdecimal()


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Reads whether a row or column is hidden, by a filter too, or drawn too small to be seen."""
    if attributes.get("hidden") in ("1", "true"):
        return True
    return re.fullmatch(r"0(?:\.0+)?", attributes.get(size, "")) is not None


def _unprefixed(handler: Callable[..., None] | None) -> Callable[..., None] | None:
    """Wraps a handler of elements for a file that writes <x:row> for <row>."""
    return (lambda name, *rest: handler(name.rpartition(":")[2], *rest)) if handler else None


def _refuse_entities(*_: Any) -> None:
    """No spreadsheet declares entities; a file that does means harm."""
    raise ValueError
