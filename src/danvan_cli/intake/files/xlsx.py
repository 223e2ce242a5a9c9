"""A workbook becomes sheets of text: read as a stream, so that neither its size nor a stray far cell costs anything.

Days, months and percentages come out as the sheet shows them; hidden sheets are not read.
"""

from __future__ import annotations

import io
import math
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from xml.parsers import expat

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.errors import FileRefusedError

MAX_ROWS = 120_000
MAX_COLUMNS = 60
_MAX_STRINGS = 1_000_000
_MAX_TAGS = 8_000_000
_MAX_SHEETS = 50
_MAX_MERGED = 20_000
_REMEMBERED = 50_000
_CHUNK = 1 << 16
# The formats that every spreadsheet knows by number: days, and times that a day may carry.
_DAY_FORMATS = {*range(14, 23), *range(27, 37), *range(50, 59)}
_MONTH_FORMATS = {17}
_PERCENT_FORMATS = {9, 10}
_PREFIXED = re.compile(rb"<\w+:(?:workbook|worksheet|sst|styleSheet|Relationships)\b")
# Letters that XML cannot hold, as OOXML writes them (ST_Xstring): "_x000D_"; "_x005F_" is an underscore before such.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Excel shows a day whose time is within a ten-thousandth of a second of midnight as the next one.
_NEARLY = 1e-4 / 86_400
_MOST_BROKEN = 200
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_HINT = "Mở bằng Excel, lưu lại loại .xlsx rồi nhập lần nữa."


class _TooBigError(Exception):
    """More rows or strings than any register has."""


def read_workbook(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Reads the visible sheets in their order, their words not cleaned yet, fonts of before Unicode as they are.

    Any failure of the parsers is one sentence.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return tuple(_sheets(package))
    except _TooBigError:
        raise FileRefusedError(
            f"Tệp “{name}” có quá nhiều hàng (hơn {MAX_ROWS}), không phải bảng theo dõi nhiệm vụ.",
            "Xóa các hàng, trang tính không dùng rồi nhập lại.",
        ) from None
    except Exception:
        raise FileRefusedError(f"Tệp “{name}” không mở được như một bảng tính: tệp hỏng.", _HINT) from None


def column_letters(column: int) -> str:
    """Names a column, from 1, as the spreadsheet does: 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# The columns that are read; a cell further out costs nothing.
_COLUMNS = {column_letters(column): column for column in range(1, MAX_COLUMNS + 1)}


def _sheets(package: zipfile.ZipFile) -> Iterator[Sheet]:
    book = _Book()
    _parse(package, "xl/workbook.xml", book.start)
    paths = _targets(package)
    formats = _formats(package)
    strings = _strings(package, paths.get("sharedStrings", "xl/sharedStrings.xml"))
    for title, relation in book.sheets[:_MAX_SHEETS]:
        if relation in paths:
            reader = _SheetReader(strings, formats, book.epoch)
            _parse(package, paths[relation], reader.start, reader.end, reader.take)
            yield Sheet(_unescaped(title), tuple(reader.rows), tuple(reader.merged), tuple(reader.broken))


@dataclass(slots=True)
class _Book:
    """What workbook.xml says: the visible sheets and the day from which days are counted."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    epoch: date = date(1899, 12, 30)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), relation))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = date(1904, 1, 1)


def _targets(package: zipfile.ZipFile) -> dict[str, str]:
    """Maps relations to the parts of the workbook, and the shared strings by their kind."""
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            found[attributes.get("Id", "")] = path
            found[attributes.get("Type", "").rpartition("/")[2]] = path

    _parse(package, "xl/_rels/workbook.xml.rels", start)
    return found


def _formats(package: zipfile.ZipFile) -> list[str]:
    """Tells for each cell style what a number in it means: "day", "month", "percent" or nothing."""
    custom: dict[int, str] = {}
    formats: list[str] = []
    inside = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            custom[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs"):
            inside[0] = name
        elif name == "xf" and inside[0] == "cellXfs":
            number = int(attributes.get("numFmtId", "0"))
            formats.append(_meaning(number, custom.get(number)))

    _parse(package, "xl/styles.xml", start)
    return formats


def _meaning(number: int, code: str | None) -> str:
    if code is None:
        by_number = ((_MONTH_FORMATS, "month"), (_DAY_FORMATS, "day"), (_PERCENT_FORMATS, "percent"))
        return next((meaning for numbers, meaning in by_number if number in numbers), "")
    bare = _QUOTED.sub("", code.split(";")[0]).lower()
    if "d" in bare or ("y" in bare and "m" not in bare):
        return "day"
    if "y" in bare:
        return "month"
    return "percent" if "%" in bare else ""


def _strings(package: zipfile.ZipFile, part: str) -> list[str]:
    strings: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "sound": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            pieces.clear()
        elif name in ("t", "rPh"):
            state["text" if name == "t" else "sound"] = True

    def end(name: str) -> None:
        if name in ("t", "rPh"):
            state["text" if name == "t" else "sound"] = False
        elif name == "si":
            strings.append(_unescaped("".join(pieces)))
            if len(strings) > _MAX_STRINGS:
                raise _TooBigError

    def take(words: str) -> None:
        if state["text"] and not state["sound"]:
            pieces.append(words)

    _parse(package, part, start, end, take)
    return strings


class _SheetReader:
    """Collects the rows of one sheet from its stream of elements."""

    def __init__(self, strings: list[str], formats: list[str], epoch: date) -> None:
        self.rows: list[tuple[int, tuple[str, ...]]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.broken: list[tuple[int, int]] = []
        self._strings = strings
        self._formats = formats
        self._epoch = epoch
        self._figures: dict[tuple[str, str], str] = {}
        self._row = self._column = 0
        self._cells: dict[int, str] = {}
        self._odd: list[tuple[int, int]] = []
        self._attributes: dict[str, str] = {}
        self._text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes = attributes
            letters = attributes.get("r", "").rstrip("0123456789")
            self._column = _COLUMNS.get(letters, MAX_COLUMNS + 1) if letters else self._column + 1
        elif name in ("v", "t"):
            self._text = [] if self._text is None else self._text
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
            self._cells = {}
            self._odd = []
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def take(self, words: str) -> None:
        if self._text is not None:
            self._text.append(words)

    def end(self, name: str) -> None:
        if name == "c":
            if self._text is not None and 0 < self._column <= MAX_COLUMNS:
                self._take_cell()
            self._text = None
        elif name == "row" and self._cells:
            # In a row without a word they are left over from formatting.
            self.broken += self._odd[: _MOST_BROKEN - len(self.broken)]
            last = max(self._cells)
            self.rows.append((self._row, tuple([self._cells.get(column, "") for column in range(1, last + 1)])))
            if len(self.rows) > MAX_ROWS:
                raise _TooBigError

    def _take_cell(self) -> None:
        """Keeps a cell's words; one that says it has a value and gives none that can be read is kept apart."""
        try:
            text = self._value()
        except (ValueError, IndexError):
            self._odd.append((self._row, self._column))
            return
        if text.strip():
            self._cells[self._column] = text

    def _value(self) -> str:
        text = "".join(self._text or ())
        kind = self._attributes.get("t", "n")
        if kind == "s":
            return self._strings[int(text) if text.isdecimal() else len(self._strings)]
        if kind == "b":
            return "có" if text == "1" else "không"
        if kind != "n":
            return _unescaped(text)
        key = (text, self._attributes.get("s", "0"))
        if key not in self._figures:
            if len(self._figures) > _REMEMBERED:
                self._figures.clear()
            self._figures[key] = self._number(*key)
        return self._figures[key]

    def _number(self, text: str, style: str) -> str:
        meaning = self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else ""
        number = float(text)
        if not math.isfinite(number):
            raise ValueError(text)
        if meaning in ("day", "month") and 1 <= number < 110_000:
            day = self._epoch + timedelta(days=int(number + _NEARLY))
            return f"tháng {day.month}/{day.year}" if meaning == "month" else f"{day:%d/%m/%Y}"
        if meaning == "percent":
            return f"{round(number * 100, 2):g}%"
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"

    def _merge(self, reference: str) -> None:
        found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
        if found and len(self.merged) < _MAX_MERGED:
            self.merged.append((int(found[2]), _column(found[1]), int(found[4]), _column(found[3])))


def _unescaped(text: str) -> str:
    """Reads what XML cannot hold; most text holds none of it."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _column(letters: str) -> int:
    column = 0
    for char in letters:
        column = column * 26 + ord(char) - 64
    return column


def _parse(
    package: zipfile.ZipFile,
    part: str,
    start: Callable[..., None] | None,
    end: Callable[..., None] | None = None,
    take: Callable[[str], None] | None = None,
) -> None:
    """Streams a part through the handlers, names without their prefixes; a part that is missing holds nothing."""
    if part not in package.namelist():
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entities
    tags = 0
    with package.open(part) as stream:
        chunk = stream.read(_CHUNK)
        if _PREFIXED.search(chunk):
            start, end = _unprefixed(start), _unprefixed(end)
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, take
        while chunk:
            tags += chunk.count(b"<")
            if tags > _MAX_TAGS:
                raise _TooBigError
            parser.Parse(chunk, False)
            chunk = stream.read(_CHUNK)
    parser.Parse(b"", True)


def _unprefixed(handler: Callable[..., None] | None) -> Callable[..., None] | None:
    """Wraps a handler of elements for a file that writes <x:row> for <row>."""
    return (lambda name, *rest: handler(name.rpartition(":")[2], *rest)) if handler else None


def _refuse_entities(*_: Any) -> None:
    """No spreadsheet declares entities; a file that does means harm."""
    raise ValueError
