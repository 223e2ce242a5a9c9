"""Cells of tables that come back from Excel: how their words are compared whatever program saved them.

A change is a cell that differs from what was exported. Where the data have changed since as well, that is a conflict.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.sheet import BY_NAME, EDITED, Conflict, FileRow, OnConflict, Part, SheetColumn
from danvan_cli.domain.text import clean, fold, nfc
from danvan_cli.domain.words import Stage, parse_word

# What Excel holds in one cell.
LONGEST_CELL = 32_767
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")


def cell_text(text: str | None) -> str:
    """Cuts a value to what one cell holds."""
    return (text or "")[: LONGEST_CELL - 1]


def content_of(name: str) -> str:
    """Tells what a column holds; that of a record's field says so itself ("visits:number")."""
    return BY_NAME[name].kind if name in BY_NAME else name.rpartition(":")[2]


def canonical(name: str, text: str) -> str:
    """Writes a cell's words in the one way in which they are compared, however a program has saved them.

    Words that are no day, number or state stay words: whether they can be taken is said where they are used.
    """
    kind = content_of(name)
    if kind == "lines":
        return "\n".join(clean(line) for line in nfc(text).split("\n") if clean(line))
    words = clean(text)
    if kind == "day":
        return _canonical_day(words)
    if kind == "percent":
        return _canonical_percent(words)
    if kind == "number":
        return _canonical_number(words)
    if kind == "units":
        return ", ".join(clean(part) for part in re.split(r"[,;\n]", text) if clean(part))
    if kind == "stage" and words:
        try:
            return parse_word(Stage, words).label
        except UsageError:
            return words
    return words


def _canonical_day(words: str) -> str:
    found = _DAY.fullmatch(words)
    numbers = (int(found[3]), int(found[2]), int(found[1])) if found else None
    if numbers is None and (found := _ISO.fullmatch(words)):
        numbers = (int(found[1]), int(found[2]), int(found[3]))
    try:
        return short(date(*numbers)) if numbers else words
    except ValueError:
        return words


def _canonical_percent(words: str) -> str:
    bare = words.removesuffix("%").strip().replace(",", ".")
    try:
        number = float(bare)
    except ValueError:
        return words
    return f"{number:g}"


def number_words(value: Decimal) -> str:
    """Writes a number as cells are compared: the decimal comma, nothing between thousands."""
    return format(value.normalize(), "f").replace(".", ",")


def _canonical_number(words: str) -> str:
    if words.endswith("%"):
        return words  # a share is no count: whoever reads the cell says so
    try:
        return number_words(parse_number(words)) if words else ""
    except UsageError:
        return words


def mark(name: str, text: str) -> str:
    """Makes the mark by which a value is known again without being kept; nothing has an empty one."""
    words = canonical(name, text)
    if content_of(name) == "lines":
        words = "\n".join(filter(None, map(clean, re.split(r"[;\n]", words))))
    if content_of(name) == "units":
        words = ", ".join(sorted(map(fold, words.split(", "))))
    return hashlib.sha256(words.encode()).hexdigest()[:10] if words else ""


def stored_base(part: Part, edited: Sequence[str]) -> str:
    """Writes what the hidden sheet keeps of a row: which part it is, and the marks of what a person may change."""
    values = part.values
    marks = {name: mark(name, values.get(name, "")) for name in edited}
    told = {"part": [values["code"], values.get("unit", ""), values.get("period", "")], "marks": marks}
    return json.dumps(told, ensure_ascii=False)


def read_base(text: str) -> tuple[tuple[str, str, str], dict[str, str]] | None:
    """Reads that back; None for what we did not write."""
    try:
        told = json.loads(text)
        code, unit, period = map(str, told["part"])
        return (code, unit, period), {str(name): str(value) for name, value in told["marks"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


class Difference(NamedTuple):
    """What a row of a file would change, by column, and which of these the data have changed otherwise since."""

    changed: tuple[str, ...]
    conflicts: tuple[str, ...]


def difference(row: FileRow, part: Part, edited: Sequence[str] = EDITED) -> Difference:
    """Compares a row of a file, in the columns that it may change, with what was exported and with the data now.

    A cell is changed where it is not as exported; a row that never was exported says nothing by an empty cell. What
    stands in the data already is no change, so that the same file changes nothing a second time; what an earlier copy
    of the form brought there is no conflict, so that a corrected one replaces it.
    """
    changed, conflicts = [], []
    for name in edited:
        if name not in row.cells:
            continue
        theirs, ours = mark(name, row.cells[name]), mark(name, part.values.get(name, ""))
        base = None if row.base is None else row.base.get(name, "")
        given = row.given.get(name, base)
        # As exported says nothing, unless an earlier copy of the form said otherwise: then it is taken back.
        if theirs == ours or (theirs == base and given == base) or (base is None and not theirs):
            continue
        changed.append(name)
        if base is not None and ours not in (base, given):
            conflicts.append(name)
    return Difference(tuple(changed), tuple(conflicts))


class Decided(NamedTuple):
    """The columns of a row that are to be written, and its conflicts; ``is_open`` where one of these is undecided."""

    wanted: tuple[str, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def is_open(self) -> bool:
        """True where nothing of the row is written until somebody says whose value stands."""
        return any(conflict.taken is None for conflict in self.conflicts)


def decide(
    row: FileRow,
    part: Part,
    columns: Mapping[str, SheetColumn],
    edited: Sequence[str],
    whose: tuple[str, str],
    on_conflict: OnConflict | None,
) -> Decided:
    """Says what of a row is written: all that it changes, but for what the data are to keep.

    Of a row with an undecided conflict that is nothing. ``whose`` are the code and the unit that conflicts are told by.
    """
    found = difference(row, part, edited)
    taken = on_conflict.value if on_conflict else None
    conflicts = tuple(
        Conflict(
            row.place(name), *whose, columns[name].title, part.values.get(name, ""), canonical(name, row.cells[name]),
            taken,
        )
        for name in found.conflicts
    )  # fmt: skip
    if conflicts and on_conflict is None:
        return Decided((), conflicts)
    kept = found.conflicts if on_conflict == OnConflict.DATA else ()
    return Decided(tuple(name for name in found.changed if name not in kept), conflicts)


def lines_of(text: str, known: Sequence[str]) -> list[str]:
    """Takes a cell of evidence apart: one a line; a line that is none of the known ones also by ";"."""
    found: list[str] = []
    for line in canonical("evidence", text).split("\n"):
        found += [line] if line in known else [clean(piece) for piece in line.split(";")]
    return [piece for piece in found if piece]


def day_in(words: str) -> date | None:
    """Reads a day as the table's own cells have it; None for other words."""
    day, _, rest = words.partition("/")
    month, _, year = rest.partition("/")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
