"""Tables of tasks, in a plan or in a spreadsheet: one row a task, columns told by their titles in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from danvan_cli.domain.draft import Line, Sheet
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.lines.markers import Rank, split_marker
from danvan_cli.intake.tables.titles import Layout, find_layout, is_title_row

# Matched with tones: "Cộng" is a sum and "Công tác" is not.
_TOTAL = re.compile(r"(?:tổng(?: cộng| số)?|cộng)(?: .{0,40})?[:.]?", re.IGNORECASE)
_AFTER = re.compile(
    r"noi nhan\b|nguoi (?:lap|tong hop)|lap bieu|(?:pho )?(?:giam doc|chu tich|truong phong|thu truong|hieu truong)"
    r"|(?:tm|kt|tl|tuq)\. |[^\d,]{2,40}, ngay .{0,12}thang|\(?ky(?:,| va) "
)
_COUNTING = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_BULLET = re.compile(r"[-–—+•*]\s*")
# Only these columns hold for every row that a merged cell reaches over; content is never repeated.
_SHARED = ("lead", "support", "due", "product", "group", "start")
_FLAT = 50


@dataclass(frozen=True, slots=True)
class Group:
    """A row that only heads the rows below it; ``marker`` is "" where none is printed."""

    marker: str
    title: str
    rank: float
    row: int


class Row(NamedTuple):
    """One row of a list of tasks: the words of its columns by name, and the groups above it, outermost first.

    The names are lead, support, due, start, product, target, and those of an office's own follow-up: stage,
    progress, done, submitted_on, completed_on, result, evidence, extended_to, note.
    """

    text: str
    where: str
    fields: dict[str, str]
    number: int = 0
    groups: tuple[Group, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``rows`` is None for one that is no list of tasks."""

    where: str
    titles: str
    rows: tuple[Row, ...] | None


def read_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Reads every table that the cells make up."""
    cells: dict[int, dict[int, dict[int, list[Line]]]] = {}
    for line in lines:
        if line.cell:
            table, row, column = line.cell
            cells.setdefault(table, {}).setdefault(row, {}).setdefault(column, []).append(line)
    return tuple(_table(number, rows) for number, rows in cells.items())


def _table(number: int, rows: dict[int, dict[int, list[Line]]]) -> Table:
    where = f"bảng {number}"
    sheet = _as_sheet(rows)
    layout = find_layout(sheet)
    titles = " | ".join(clean(text) for text in sheet.rows[0][1] if text)
    return Table(where, titles, tuple(task_rows(sheet, layout, where)) if layout else None)


def _as_sheet(rows: dict[int, dict[int, list[Line]]]) -> Sheet:
    """Puts a document's table into the form of a spreadsheet's."""
    texts = tuple(
        (row, tuple(_cell(columns.get(column, [])) for column in range(1, max(columns) + 1)))
        for row, columns in sorted(rows.items())
    )
    merged = tuple(
        (row, column, row + lines[0].height - 1, column)
        for row, columns in rows.items()
        for column, lines in columns.items()
        if lines[0].height > 1
    )
    return Sheet("", texts, merged)


def _cell(lines: Sequence[Line]) -> str:
    return "\n".join(f"{line.label} {line.text}" if line.label else line.text for line in lines)


def task_rows(sheet: Sheet, layout: Layout, where: str) -> Iterator[Row]:
    """Lists the rows of tasks below the titles, without those of groups and sums; a signature ends them."""
    walk = _Walk(layout, _reaching(sheet, layout))
    below = [(number, cells) for number, cells in sheet.rows if number >= layout.first]
    prefix = f"{where}, hàng " if where else "hàng "
    following = walk.named(*below[0]) if below else {}
    for (number, cells), after in zip_longest(below, below[1:]):
        row, following = following, walk.named(*after) if after else {}
        if not _is_plain(row):
            if walk.is_end(row, cells):
                return
            if not walk.is_task(row, cells, following, number):
                continue
        yield walk.task(row, number, f"{prefix}{number}")


def _is_plain(row: dict[str, str]) -> bool:
    """True for a row with a number, words and one more cell: most rows are, and need no closer look."""
    return len(row) > 2 and row.get("number", "").isdecimal() and bool(_LETTERS.search(row.get("content", "")))


def _reaching(sheet: Sheet, layout: Layout) -> dict[int, list[tuple[int, int, str]]]:
    """Lists, for the columns that a merged cell may fill, (first row, last row, text), the lowest first."""
    columns = {index + 1 for name, index in layout.columns.items() if name in _SHARED}
    texts = dict(sheet.rows)
    found: dict[int, list[tuple[int, int, str]]] = {}
    for top, left, bottom, _ in sheet.merged:
        cells = texts.get(top, ())
        if bottom > top >= layout.first and left in columns and left <= len(cells) and cells[left - 1]:
            found.setdefault(left - 1, []).append((top, bottom, cells[left - 1]))
    return {column: sorted(reaches, reverse=True) for column, reaches in found.items()}


@dataclass(slots=True)
class _Walk:
    """Goes down the rows and keeps the groups that are open."""

    layout: Layout
    reaching: dict[int, list[tuple[int, int, str]]]
    groups: list[Group] = field(default_factory=list)
    column_group: str = ""

    def named(self, number: int, cells: Sequence[str]) -> dict[str, str]:
        """Reads the row's words by the names of their columns, with those that a merged cell above holds for it."""
        row = {}
        for name, index in self.layout.columns.items():
            if index < len(cells) and (text := cells[index]):
                row[name] = text if "\n" not in text else _joined(name, text)
            elif index in self.reaching and (text := self._from_above(index, number)):
                row[name] = _joined(name, text)
        return row

    def _from_above(self, index: int, number: int) -> str:
        reaches = self.reaching[index]
        # Rows come in order, so what has ended is never asked for again.
        while reaches and reaches[-1][1] < number:
            reaches.pop()
        return reaches[-1][2] if reaches and reaches[-1][0] < number else ""

    def is_end(self, row: dict[str, str], cells: Sequence[str]) -> bool:
        """True for the foot below a table; never for a row with a number, or with content and another column."""
        if row.get("number") or ("content" in row and len(row) > 1):
            return False
        return any(len(cell) < 200 and _AFTER.match(fold(cell)) for cell in cells if cell)

    def is_task(self, row: dict[str, str], cells: Sequence[str], following: dict[str, str], number: int) -> bool:
        """Sorts a row; one that heads others is remembered."""
        content = row.get("content", "")
        filled = [cell for cell in cells if cell]
        if not filled or is_title_row(cells, self.layout) or all(_COUNTING.fullmatch(fold(cell)) for cell in filled):
            return False
        if any(_TOTAL.fullmatch(row.get(name, "")) for name in ("content", "number")):
            return False
        if not content:
            if len(filled) == 1 and _LETTERS.search(filled[0]):
                self._open(filled[0], number)
            return False
        if _LETTERS.search(content) and self._is_group(row, following):
            self._open(f"{row.get('number', '').rstrip('.)')}. {content}" if row.get("number") else content, number)
            return False
        return bool(_LETTERS.search(content))

    def _is_group(self, row: dict[str, str], following: dict[str, str]) -> bool:
        marker = _marker(row)
        bare = not any(name not in ("number", "content", "code", "note") for name in row)
        below = _marker(following)
        if marker is not None and marker[0] <= Rank.ROMAN:
            # "I", "A": a heading where the rows below count in another way.
            return (below is not None and below[0] > marker[0]) or bare
        if not bare:
            return False
        if marker is None:
            text = row["content"]
            return not _BULLET.match(text) and bool(following) and (text.isupper() or len(following) > len(row))
        return below is not None and marker[0] < below[0] and len(following) > len(row)

    def _open(self, text: str, number: int) -> None:
        marker, rest = split_marker(clean(text))
        rank = marker.rank if marker else 0 if text.isupper() else _FLAT
        while self.groups and self.groups[-1].rank >= rank:
            self.groups.pop()
        self.groups.append(Group(marker.name if marker else "", rest.rstrip(" :"), rank, number))

    def task(self, row: dict[str, str], number: int, where: str) -> Row:
        """Puts a row of work together."""
        group = row.pop("group", "")
        if group and group != self.column_group:
            self.column_group = group
            self._open(group, number)
        content, detail, code = row.pop("content"), row.pop("detail", ""), row.pop("code", "")
        row.pop("number", None)
        text = split_marker(content)[1]
        if detail and detail != content:
            text = f"{text.rstrip(' .:;')}: {split_marker(detail)[1]}"
        return Row(text, where, row, number, tuple(self.groups), code)


def _marker(row: dict[str, str]) -> tuple[float, str] | None:
    printed = clean(row.get("number", "")).rstrip(".)")
    marker = split_marker(f"{printed}. x")[0] if printed else split_marker(row.get("content", ""))[0]
    return (marker.rank, marker.name) if marker and marker.rank < Rank.DASH else None


def _joined(name: str, text: str) -> str:
    """Joins a cell's lines to one; names and evidence on lines of their own stay apart by ";"."""
    lines = [line for line in (clean(line) for line in text.split("\n")) if line]
    if name not in ("lead", "support", "evidence"):
        return " ".join(lines)
    joined = ""
    for line in (_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines):
        is_wrapped = line[:1].islower() or joined.endswith((",", ";", " và", "&", "-"))
        joined = f"{joined} {line}" if is_wrapped else f"{joined}; {line}"
    return joined.lstrip("; ")
