"""Tables inside a plan: one row a task, columns told by their titles in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan_cli.domain.draft import Line
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.markers import split_marker

_TITLES = (
    ("number", re.compile(r"(?:so )?(?:tt|stt)\.?|so thu tu")),
    ("support", re.compile(r".*phoi hop.*")),
    (
        "lead",
        re.compile(
            r".*(?:chu tri|don vi thuc hien|phu trach|co quan thuc hien|nguoi thuc hien|phan cong|chiu trach nhiem).*"
        ),
    ),
    ("due", re.compile(r".*(?:thoi gian|thoi han|tien do|han hoan thanh).*")),
    ("product", re.compile(r".*(?:san pham|ket qua).*")),
    ("content", re.compile(r".*(?:noi dung|nhiem vu|cong viec|hoat dong).*")),
)
_Rows = dict[int, dict[int, list[Line]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list of tasks: the words of its columns by name."""

    text: str
    where: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``rows`` is None for one that is no list of tasks."""

    where: str
    titles: str
    rows: tuple[Row, ...] | None


def read_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Reads every table that the cells make up."""
    tables: dict[int, _Rows] = {}
    for line in lines:
        if line.cell:
            table, row, column = line.cell
            tables.setdefault(table, {}).setdefault(row, {}).setdefault(column, []).append(line)
    return tuple(_table(number, rows) for number, rows in tables.items())


def _table(number: int, rows: _Rows) -> Table:
    columns, first = _columns(rows)
    top = rows[min(rows)]
    titles = " | ".join(_cell(top, column) for column in sorted(top))
    return Table(
        f"bảng {number}", titles, _task_rows(number, rows, columns, first) if {"content"} < set(columns) else None
    )


def _columns(rows: _Rows) -> tuple[dict[str, int], int]:
    """Finds the row of titles among the first three: (name → column, first row below it)."""
    for row in sorted(rows)[:3]:
        columns: dict[str, int] = {}
        for column in rows[row]:
            title = fold(_cell(rows[row], column))
            name = next(
                (n for n, pattern in _TITLES if len(title) < 60 and pattern.fullmatch(title) and n not in columns), None
            )
            if name:
                columns[name] = column
        if len(columns) >= 2:
            return columns, row + 1
    return {}, 0


def _task_rows(number: int, rows: _Rows, columns: dict[str, int], first: int) -> tuple[Row, ...]:
    found: list[Row] = []
    for row in sorted(r for r in rows if r >= first):
        cells = {name: _cell(rows[row], column) for name, column in columns.items()}
        fields = {name: cells[name] for name in ("lead", "support", "due", "product") if cells.get(name)}
        # A row with nothing but a title groups the rows below it.
        if cells["content"] and fields:
            found.append(Row(split_marker(cells["content"])[1], f"bảng {number}, hàng {row}", fields))
    return tuple(found)


def _cell(row: dict[int, list[Line]], column: int) -> str:
    return clean(" ".join(f"{line.label} {line.text}" if line.label else line.text for line in row.get(column, [])))
