"""Rows by the thousand: inserted by one statement, journaled by SQL that writes their JSON from the table.

A server journals them itself, row by row (``db/server_triggers``). What the two engines do differently is in
``_insert_into_file``, ``_copy`` and ``_insert_as_login``, and in ``json_value``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, repeat
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Column, Connection, Date, DateTime, Integer, inspect
from sqlmodel import SQLModel

from danvan_cli.db.tables.base import ExactNumber, stored_type
from danvan_cli.domain.dates import in_range
from danvan_cli.domain.lazy_lists import NewRows
from danvan_cli.domain.validation import is_figure, is_safe

# Rows a statement: their values are in memory twice while it runs.
_BATCH = 5000
# Values a statement that inserts into a file, as many as any build of SQLite takes. What a CHECK compares with is made
# anew for each statement, so that one row at a time would take twice as long.
_MOST_VALUES = 999
# From so many rows on it pays to build the indexes afterwards.
_MANY = 5000
# No count or key of ours is larger; a server's columns take no more.
_LARGEST = 1 << 31
_JOURNALED = "agency_id, group_id, position, happened_on, table_name, row_id, plan_id, code, after"


class Rows(NamedTuple):
    """New rows of one table: the columns that are filled, and each row's values in that order."""

    columns: tuple[str, ...]
    values: Sequence[tuple[Any, ...]]


class Placed(NamedTuple):
    """Where in the journal a command's new rows of one plan are recorded: the group, the first position, the day."""

    agency: int
    group: int
    position: int
    day: date
    plan: int


class BulkInsert:
    """The new rows of one table, inserted as soon as this is made; the other columns take their defaults.

    The row's JSON has the columns in the table's order, and no empty ones.
    """

    def __init__(self, connection: Connection, kind: type[SQLModel], rows: Rows) -> None:
        self._connection, self._rows = connection, rows
        self._table = inspect(kind).local_table
        defaults = {name: field.get_default() for name, field in kind.model_fields.items() if not field.is_required()}
        fixed = {name: value for name, value in defaults.items() if name not in rows.columns and value is not None}
        # Plain text is bound three times as fast as a member of an enumeration.
        self._fixed = {name: str(value) if isinstance(value, str) else value for name, value in fixed.items()}
        filled = (*rows.columns, *self._fixed)
        self._names = [column.name for column in self._table.columns if column.name in filled]
        if connection.dialect.name == "sqlite":
            self.keys = new_keys(connection, str(self._table.name), len(rows.values))
            self._insert_into_file()
        elif connection.exec_driver_sql("SELECT row_security_active(%s)", (str(self._table.name),)).scalar():
            self.keys = self._insert_as_login()
        else:
            self.keys = new_keys(connection, str(self._table.name), len(rows.values))
            self._copy(_quoted(str(self._table.name)), "id", self.keys)

    def write_journal(self, placed: Placed, codes: Sequence[str]) -> None:
        """Appends an entry for each row of a file, known by its code, from a position of the group on."""
        columns = [self._table.c[name] for name in self._names]
        statement = _journal_sql(str(self._table.name), columns)
        known = {**placed._asdict(), "day": placed.day.isoformat(), "table": str(self._table.name)}
        for start in range(0, len(codes), _BATCH):
            batch, keys = list(codes[start : start + _BATCH]), list(self.keys[start : start + _BATCH])
            here: dict[str, object] = {"position": placed.position + start, "first": keys[0]}
            self._connection.exec_driver_sql(statement, known | here | {"codes": json.dumps(batch, ensure_ascii=False)})

    def changes(self, codes: Sequence[str]) -> NewRows:
        """Lists the new rows as changes, each built when it is asked for."""
        return NewRows(str(self._table.name), codes, self._told)

    def _copy(self, place: str, counted: str, counts: Sequence[int]) -> None:
        """Copies the rows into a server's table; ``counted`` is the column of a number that each row has beside."""
        names = [counted, *self._rows.columns, *self._fixed]
        binds = [_bind(self._table.c[name], self._connection) for name in names[1:]]
        fixed = tuple(self._fixed.values())
        driver: Any = self._connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {place} ({_listed(names)}) FROM STDIN") as copy:
            for count, values in zip(counts, self._rows.values, strict=True):
                told = zip(binds, (*values, *fixed), strict=True)
                copy.write_row((count, *(bind(value) if bind else value for bind, value in told)))

    def _insert_as_login(self) -> Sequence[int]:
        """Inserts under row-level security, which refuses COPY, and takes the keys that the server gives, in order."""
        table, columns = _quoted(str(self._table.name)), _listed([*self._rows.columns, *self._fixed])
        made = f"CREATE TEMP TABLE incoming AS SELECT CAST(0 AS integer) AS place, {columns} FROM {table} WITH NO DATA"
        self._connection.exec_driver_sql(made)
        self._copy("incoming", "place", range(len(self._rows.values)))
        insert = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming ORDER BY place RETURNING id"
        keys = [int(key) for (key,) in self._connection.exec_driver_sql(insert)]
        self._connection.exec_driver_sql("DROP TABLE incoming")
        return keys

    def _insert_into_file(self) -> None:
        names = ["id", *self._rows.columns, *self._fixed]
        binds = [_bind(self._table.c[name], self._connection) for name in names[1:]]
        into = f"INSERT INTO {_quoted(str(self._table.name))} ({', '.join(map(_quoted, names))}) VALUES "
        row = f"({', '.join('?' * len(names))})"
        driver: Any = self._connection.connection.driver_connection
        together = _MOST_VALUES // len(names)
        whole = len(self.keys) // together * together
        told = (self._bound(binds, slice(start, start + together)) for start in range(0, whole, together))
        driver.executemany(into + ", ".join([row] * together), told)
        if rest := self._bound(binds, slice(whole, None)):
            driver.execute(into + ", ".join([row] * (len(rest) // len(names))), rest)

    def _bound(self, binds: Sequence[Callable[[Any], Any] | None], part: slice) -> tuple[Any, ...]:
        """Lists the values of some rows as the driver takes them: flat, row after row."""
        if not (values := self._rows.values[part]):
            return ()
        columns = [*zip(*values, strict=True), *map(repeat, self._fixed.values())]
        bound = (map(bind, column) if bind else column for bind, column in zip(binds, columns, strict=True))
        # The values that all rows share repeat without end; the keys end the list.
        return tuple(chain.from_iterable(zip(self.keys[part], *bound, strict=False)))

    def _told(self, place: int) -> dict[str, object]:
        values = dict(zip(self._rows.columns, self._rows.values[place], strict=True)) | self._fixed
        told = {name: plain(values[name]) for name in self._names if values[name] is not None}
        return {"id": self.keys[place], **told}


@contextmanager
def put_aside(connection: Connection, tables: Sequence[str], rows: int) -> Iterator[None]:
    """Drops the indexes of a file's tables while ``rows`` rows come in, and builds them again afterwards.

    The triggers that refuse to replace a row are dropped too: rows that come in here take new keys. Only where that
    is less work: for many rows, and more than stand there. All in one transaction, so that nobody sees the tables
    without them; what only a unique index refuses is refused at the end.
    """
    names = ", ".join(f"'{name}'" for name in tables)
    listed = (
        f"SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ({names}) "
        "AND (type = 'index' OR name = tbl_name || '_no_replace')"
    )
    found: list[tuple[str, str, str]] = []
    if rows >= _MANY and connection.dialect.name == "sqlite" and not _hold(connection, tables, rows):
        found = [(kind, name, sql) for kind, name, sql in connection.exec_driver_sql(listed)]
    for kind, name, _ in found:
        connection.exec_driver_sql(f"DROP {kind} {_quoted(name)}")
    yield
    for _, _, sql in found:
        connection.exec_driver_sql(sql)


def _hold(connection: Connection, tables: Sequence[str], rows: int) -> bool:
    """True when one of the tables has that many rows already."""
    counted = (f"SELECT COUNT(*) FROM (SELECT 1 FROM {_quoted(name)} LIMIT {rows})" for name in tables)
    return any(connection.exec_driver_sql(query).scalar() == rows for query in counted)


def new_keys(connection: Connection, table: str, number: int) -> Sequence[int]:
    """Reserves so many keys of a table, in order; a file's writer is alone, a server's takes them from the sequence."""
    if connection.dialect.name == "sqlite":
        first = (connection.exec_driver_sql(f"SELECT MAX(id) FROM {_quoted(table)}").scalar() or 0) + 1
        return range(first, first + number)
    reserved = connection.exec_driver_sql(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", (table, number)
    )
    return [int(key) for (key,) in reserved]


def plain(value: object) -> object:
    """Converts a column's value to the journal's JSON: instants in UTC to the second, days ISO, Decimal as text.

    An instant read back from a file is in UTC and does not say so.
    """
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def typed(column: Column[Any], value: Any) -> Any:
    """Reads what ``plain`` wrote as its column's type; ValueError or TypeError for what is none, or out of bounds."""
    kind = stored_type(column)
    if isinstance(column.type, ExactNumber):
        number = Decimal(value)
        is_right = isinstance(value, str) and is_figure(number)
        value = number
    elif isinstance(kind, Date):
        value = date.fromisoformat(value)
        is_right = in_range(value)
    elif isinstance(kind, DateTime):
        value = datetime.fromisoformat(value)
        is_right = in_range(value.date())
    elif isinstance(kind, Boolean):
        is_right = isinstance(value, bool)
    elif isinstance(kind, Integer):
        is_right = type(value) is int and abs(value) < _LARGEST
    else:
        is_right = isinstance(value, str) and is_safe(value)
    if not is_right:
        raise ValueError(value)
    return value


class _Bound(dict[Any, Any]):
    """A cache of values in the form that the driver takes."""

    def __init__(self, process: Callable[[Any], Any]) -> None:
        self._process = process

    def __missing__(self, value: Any) -> Any:
        self[value] = bound = self._process(value)
        return bound


def _bind(column: Column[Any], connection: Connection) -> Callable[[Any], Any] | None:
    process = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return _Bound(process).__getitem__ if process else None


def _journal_sql(table: str, columns: Sequence[Column[Any]]) -> str:
    # A cross join is walked from the left: entries are appended in the order of the codes.
    return (
        f"INSERT INTO journal_entry ({_JOURNALED}) "
        f"SELECT :agency, :group, :position + c.key, :day, :table, r.id, :plan, c.value, {json_of(columns)} "
        f"FROM json_each(:codes) c CROSS JOIN {_quoted(table)} r ON r.id = :first + c.key"
    )


def json_of(columns: Sequence[Column[Any]], *, is_file: bool = True) -> str:
    """Builds SQL that writes a row ``r`` as ``json.dumps`` writes a dictionary of its filled columns, the key first."""
    return " || ".join(["'{\"id\": ' || r.id", *(_member(column, is_file=is_file) for column in columns), "'}'"])


def _member(column: Column[Any], *, is_file: bool) -> str:
    member = f"""', "{column.name}": ' || {json_value(column, is_file=is_file)}"""
    return f"CASE WHEN r.{_quoted(column.name)} IS NULL THEN '' ELSE {member} END" if column.nullable else member


def json_value(column: Column[Any], row: str = "r", *, is_file: bool) -> str:
    """Builds SQL that writes one column of a row as JSON; NULL for an empty one."""
    value = f"{row}.{_quoted(column.name)}"
    match stored_type(column):
        case Boolean():
            return f"CASE WHEN {value} THEN 'true' WHEN NOT {value} THEN 'false' END"
        case Integer():
            return f"CAST({value} AS TEXT)"
        case DateTime() if is_file:
            return f"""'"' || substr({value}, 1, 10) || 'T' || substr({value}, 12, 8) || '+00:00"'"""
        case DateTime():
            return f"""'"' || to_char({value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') || '+00:00"'"""
        case Date() if not is_file:
            # Not as the session's DateStyle has it, which a client chooses.
            return f"""'"' || to_char({value}, 'YYYY-MM-DD') || '"'"""
        case Date():
            return f"""'"' || CAST({value} AS TEXT) || '"'"""
        case _:
            return f"json_quote({value})" if is_file else f"CAST(to_json({value}) AS TEXT)"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return f'"{name}"'
