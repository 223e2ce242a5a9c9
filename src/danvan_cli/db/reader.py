"""How reads ask the database: one kind of query, written once, for a SQLite file and for a PostgreSQL server.

Queries take named parameters (``:plan``) and keep to what both engines understand. What must differ is few and said
here: the mark of a parameter, the joining of texts, days between two days. Days come back as ISO text from both.
"""

from __future__ import annotations

import functools
import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import psycopg

_FETCHED = 2_000  # rows that a server hands over at a time
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]\w*)")
# Longest names first: what one engine calls so the other calls otherwise.
_OTHER_NAMES = (
    ("group_concat(", "string_agg("),
    ("char(10)", "chr(10)"),
    ("COLLATE BINARY", 'COLLATE "C"'),
    ("julianday(", "extract(julian FROM "),
)


class Rows(Protocol):
    """The answer to a query: rows as tuples, taken one by one or all at once."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...  # noqa: D105

    def fetchone(self) -> Any:
        """Takes the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Takes all rows that are left."""


class Reader(Protocol):
    """A connection that answers queries for one agency; ``:agency`` in a query is that agency's key."""

    agency: int
    # Whether the data are those of another day, replayed from the journal: then some tables are temporary copies.
    is_replayed: bool

    def execute(self, query: str, parameters: Mapping[str, object] = ...) -> Rows:
        """Runs one query; parameters that it does not name are allowed."""

    def stream(self, query: str, parameters: Mapping[str, object] = ...) -> Iterator[tuple[Any, ...]]:
        """Runs one query whose rows are too many to be kept: they come as they are gone through."""

    def copy_for_day(self, table: str) -> list[str]:
        """Lets a temporary copy stand before a table until the connection ends, and returns its columns."""

    def seal(self) -> None:
        """Lets nothing be written from now on, not even to a temporary copy."""


class FileReader:
    """Reads from a SQLite connection."""

    def __init__(self, connection: sqlite3.Connection, agency: int = 0) -> None:
        self.connection = connection
        self.agency = agency
        self.is_replayed = False

    def execute(self, query: str, parameters: Mapping[str, object] = {}) -> Rows:
        """Runs one query."""
        return self.connection.execute(query, {"agency": self.agency, **parameters})

    def stream(self, query: str, parameters: Mapping[str, object] = {}) -> Iterator[tuple[Any, ...]]:
        """Runs one query; SQLite itself keeps no row."""
        return iter(self.execute(query, parameters))

    def copy_for_day(self, table: str) -> list[str]:
        """Copies a table into memory, where the connection finds it first."""
        self.is_replayed = True
        self.connection.execute("PRAGMA query_only=OFF")
        self.connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table}")
        columns = [row[1] for row in self.connection.execute(f"PRAGMA temp.table_info({table})")]
        for column in columns:
            if column == "id" or column.endswith("_id"):
                self.connection.execute(f"CREATE INDEX temp.shadow_{table}_{column} ON {table} ({column})")
        return columns

    def seal(self) -> None:
        """Lets nothing be written from now on."""
        self.connection.execute("PRAGMA query_only=ON")


class ServerReader:
    """Reads from a psycopg connection, with the parameters written into the query as poolers like it."""

    def __init__(self, connection: psycopg.Connection[Any], agency: int = 0) -> None:
        self.connection = connection
        self.agency = agency
        self.is_replayed = False
        self._passed = 0

    def execute(self, query: str, parameters: Mapping[str, object] = {}) -> Rows:
        """Runs one query; the answer is here whole before the next is asked."""
        from danvan_cli.db.server import text_cursor

        cursor = text_cursor(self.connection)
        cursor.execute(server_form(query), {"agency": self.agency, **parameters})
        return cursor

    def stream(self, query: str, parameters: Mapping[str, object] = {}) -> Iterator[tuple[Any, ...]]:
        """Runs one query; the server keeps the answer and hands it over in pieces."""
        self._passed += 1
        name = f"stream_{self._passed}"
        self.execute(f"DECLARE {name} NO SCROLL CURSOR FOR {query}", parameters)
        while rows := self.execute(f"FETCH {_FETCHED} FROM {name}").fetchall():
            yield from rows
        self.execute(f"CLOSE {name}")

    def copy_for_day(self, table: str) -> list[str]:
        """Copies the agency's rows into the session's own schema, where the connection finds them first."""
        from danvan_cli.db.ownership import owned_in  # only another day on a server asks

        self.is_replayed = True
        (schema,) = self.execute("SELECT quote_ident(current_schema())").fetchone()
        own = owned_in(table, schema)
        self.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS SELECT * FROM {schema}.{table} WHERE {own}")
        found = self.execute(
            """SELECT attname FROM pg_attribute WHERE attrelid = CAST(:name AS regclass) AND attnum > 0
            AND NOT attisdropped ORDER BY attnum""",
            {"name": f"pg_temp.{table}"},
        )
        columns = [row[0] for row in found]
        for column in columns:
            if column == "id" or column.endswith("_id"):
                self.connection.execute(f"CREATE INDEX ON pg_temp.{table} ({column})")
        self.connection.execute(f"ANALYZE pg_temp.{table}")
        return columns

    def seal(self) -> None:
        """Lets nothing be written from now on."""
        self.connection.execute("SET TRANSACTION READ ONLY")


@functools.lru_cache(maxsize=256)
def server_form(query: str) -> str:
    """Writes a query as psycopg and PostgreSQL take it."""
    for ours, theirs in _OTHER_NAMES:
        query = query.replace(ours, theirs)
    return _PARAMETER.sub(r"%(\1)s", query.replace("%", "%%"))
