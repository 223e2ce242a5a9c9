"""Whether a file of data is whole: its pages, its keys, and whether every value can be read as what it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from danvan_cli.db.copy_folder import damaged
from danvan_cli.db.location import APPLICATION_ID, Database, file_uri, is_blank

# What the driver raises on a damaged file; of a scribbled schema it cannot even decode SQLite's own message.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
_BUSY_SECONDS = 10
_MOST_TOLD = 20
# What a value of a column may be in a file, by the column's declared type; any may be empty where the column says so.
_KINDS = {"INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "integer"}


def page_faults(connection: sqlite3.Connection, *, whole: bool = False) -> list[str]:
    """Asks SQLite about its pages; with ``whole`` also whether each index tells what its table holds.

    A file that is in order gives nothing.
    """
    check = "integrity_check" if whole else "quick_check"
    try:
        found = [str(line) for (line,) in connection.execute(f"PRAGMA {check}({_MOST_TOLD})")]
    except UNREADABLE as error:
        if _is_about_place(error):
            raise
        return [str(error)]
    return [] if found == ["ok"] else found


def orphans(connection: sqlite3.Connection) -> list[tuple[str, int | None, str]]:
    """Lists rows whose parent is not there: table, key, the parent's table."""
    found = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_TOLD)
    return [(table, key, parent) for table, key, parent, _ in found]


def odd_values(connection: sqlite3.Connection) -> Iterator[str]:
    """Names the columns in which a value is of another kind than the column's, is no text in UTF-8, or no JSON.

    No check of SQLite's tells: a flipped bit makes bytes of a text, and a number of a day.
    """
    for side in ("before", "after"):
        query = f"SELECT 1 FROM journal_entry WHERE {side} IS NOT NULL AND NOT json_valid({side})"
        if connection.execute(query).fetchone():
            yield f"journal_entry.{side}"
    for table in tables_of(connection):
        columns = [(row[1], row[2]) for row in connection.execute(f'PRAGMA table_info("{table}")')]
        wrong = [f"""MAX(typeof("{name}") NOT IN ('{_KINDS.get(kind.split("(")[0], "text")}', 'null'))"""
                 for name, kind in columns]  # fmt: skip
        found = connection.execute(f'SELECT {", ".join(wrong)} FROM "{table}"').fetchone()
        yield from (f"{table}.{name}" for (name, _), odd in zip(columns, found, strict=True) if odd)
        texts = [name for name, kind in columns if kind.split("(")[0] not in _KINDS]
        yield from (f"{table}.{name}" for name in texts if not _is_text(connection, table, name))


def _is_text(connection: sqlite3.Connection, table: str, column: str) -> bool:
    try:
        for (value,) in connection.execute(f'SELECT "{column}" FROM "{table}"'):
            if isinstance(value, str) and "\0" in value:
                return False
    except (sqlite3.OperationalError, UnicodeDecodeError):
        return False
    return True


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """Names the tables of a file, but for SQLite's own."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return sorted(str(name) for (name,) in found)


def refuse_damaged(database: Database, *, whole: bool = False, values: bool = False) -> None:
    """Looks at a file before it is trusted; a DamagedError where its pages are wrong.

    With ``whole`` its indexes are held against the tables, too, with ``values`` every value is looked at.
    A server, a file that is not there and one that holds nothing of danvan's are left to whoever opens them.
    """
    if database.path is None or not database.exists:
        return
    connection = sqlite3.connect(file_uri(database.path, "rw"), uri=True, timeout=_BUSY_SECONDS)
    try:
        found = _faults(connection, whole=whole, values=values)
    except UNREADABLE as error:
        if _is_about_place(error):
            return
        found = str(error)
    finally:
        connection.close()
    if found:
        raise damaged(database, found)


def _faults(connection: sqlite3.Connection, *, whole: bool, values: bool) -> str:
    if is_blank(connection) or connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return ""
    found = page_faults(connection, whole=whole)
    if found:
        return found[0].splitlines()[-1]
    return next(odd_values(connection), "") if values else ""


def _is_about_place(error: Exception) -> bool:
    """True for what a file that is whole may give too: locked, not permitted, a full disk, no database of SQLite's."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return not name.startswith(("SQLITE_CORRUPT", "SQLITE_ERROR")) and name != ""
