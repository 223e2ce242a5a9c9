"""Whether the journal and the rows tell the same: every row is what its changes, played one after another, make of it.

A second rule beside ``reads.timeline``, and on purpose another one: it goes through all rows of every table, and holds
what each change says was there before against what the changes before it made.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from danvan_cli.domain.records import RECORDS

Row = dict[str, Any]

# What the program itself made, before any command: no journal tells of it.
_MADE_WITH_THE_FILE = {"agency": 1}
_JOURNALED = tuple(
    name for name, record in RECORDS.items() if not name.startswith("journal_") and not record.is_kept_by_trigger
)


def contradictions(connection: sqlite3.Connection) -> Iterator[str]:
    """Names each row that differs from its journal, as "table key: column"; nothing where all is as told."""
    for table in _JOURNALED:
        yield from _of_table(connection, table)
    lone = connection.execute(
        """SELECT g.id FROM journal_group g WHERE NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.group_id = g.id)"""
    )
    yield from (f"journal_group {key}: lệnh không có thay đổi nào" for (key,) in lone)
    for (table,) in connection.execute("SELECT DISTINCT table_name FROM journal_entry"):
        if table not in _JOURNALED:
            yield f"journal_entry: bảng lạ {table!r}"


def _of_table(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    kinds = {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{table}")')}
    # Column by column, for a damaged file may lack one.
    rows = connection.cursor().execute(f'SELECT {", ".join(map(_quoted, columns))} FROM "{table}" ORDER BY id')
    entries = connection.cursor().execute(
        "SELECT row_id, before, after FROM journal_entry WHERE table_name = ? ORDER BY row_id, id", (table,)
    )
    told = ((key, list(changes)) for key, changes in groupby(entries, key=itemgetter(0)))
    row, change = next(rows, None), next(told, None)
    while row is not None or change is not None:
        key = min(found[0] for found in (row, change) if found is not None)
        here = dict(zip(columns, row, strict=True)) if row is not None and row[0] == key else None
        changes = change[1] if change is not None and change[0] == key else []
        yield from (f"{table} {key}: {why}" for why in _differing(table, kinds, here, changes))
        row = next(rows, None) if here is not None else row
        change = next(told, None) if changes else change


def _differing(table: str, kinds: dict[str, str], here: Row | None, changes: list[tuple[Any, ...]]) -> Iterator[str]:
    if not changes:
        if here is not None and here["id"] > _MADE_WITH_THE_FILE.get(table, 0):
            yield "không có trong nhật ký"
        return
    values: Row | None = None
    is_whole = False
    for _, before, after in changes:
        was, becomes = (None if side is None else json.loads(side) for side in (before, after))
        yield from (f"cột lạ {name}" for side in (was, becomes) for name in side or () if name not in kinds)
        if was is not None and values is not None:
            yield from (f"{name} (thay đổi cũ)" for name in was if is_whole and _odd(values.get(name), was[name]))
        if was is None:
            values, is_whole = becomes, True
        elif becomes is None:
            values, is_whole = None, True
        else:
            values = {**(values or {}), **becomes}
    if (values is None) != (here is None):
        yield "còn dòng mà nhật ký nói đã xóa" if here is not None else "mất dòng"
    elif values is not None and here is not None:
        names = kinds if is_whole else values
        yield from (
            name for name in names if name in kinds and _odd(_as_told(kinds[name], here[name]), values.get(name))
        )


def _odd(one: Any, other: Any) -> bool:
    return bool(one != other and _same_form(one) != _same_form(other))


def _same_form(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _as_told(kind: str, value: Any) -> Any:
    if value is not None and kind == "DATETIME":
        return datetime.fromisoformat(value).replace(tzinfo=UTC).isoformat(timespec="seconds")
    return value


def _quoted(name: str) -> str:
    return f'"{name}"'


def changed_since(connection: sqlite3.Connection) -> Iterator[str]:
    """Names each row that differs from the attached copy ``other`` though no command after it touched the row."""
    (last,) = connection.execute("SELECT COALESCE(MAX(id), 0) FROM other.journal_entry").fetchone()
    for table in (*_JOURNALED, "journal_group", "journal_entry"):
        columns = ", ".join(_quoted(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")'))
        # What is appended only stays as the copy has it, whatever came behind.
        touched = "SELECT row_id FROM main.journal_entry WHERE table_name = ? AND id > ?"
        query = f"""SELECT DISTINCT id FROM (
            SELECT * FROM (SELECT {columns} FROM main.{table} EXCEPT SELECT {columns} FROM other.{table})
            UNION ALL
            SELECT * FROM (SELECT {columns} FROM other.{table} EXCEPT SELECT {columns} FROM main.{table}))
            WHERE id NOT IN ({touched}) AND id <= (SELECT COALESCE(MAX(id), 0) FROM other.{table}) ORDER BY id"""
        yield from (f"{table} {key}" for (key,) in connection.execute(query, (table, last)))
