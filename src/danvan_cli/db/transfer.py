"""One agency's data as plain rows, out of one database and into another: a file or a server, either way.

Keys are given anew where the rows arrive, in the old order; what points to a row, in other rows and in the journal,
points to the new one. Rows that only the journal still knows get keys of their own, so that a day in the past is told
as before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, NamedTuple, cast

from sqlalchemy import Boolean, Column, Connection, DateTime, Table, inspect, update
from sqlmodel import SQLModel

from danvan_cli.db import tables
from danvan_cli.db.bulk import BulkInsert, Rows, new_keys, typed
from danvan_cli.db.failures import is_about_rows
from danvan_cli.db.ownership import owned_in
from danvan_cli.db.reader import Reader
from danvan_cli.db.tables.base import stored_type
from danvan_cli.domain.due import rule_of, rule_text
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.periods import review_days
from danvan_cli.domain.records import RECORDS, table_of
from danvan_cli.domain.validation import is_safe, unit_code, unit_name

Row = dict[str, Any]
# A row with the table it is of.
Moved = tuple[str, Row]
_BATCH = 5000


class OddRowError(ValueError):
    """A row that no table of ours holds: which one, by its table and its key in the file, and what is wrong."""

    def __init__(self, table: str, key: object, column: str, why: str) -> None:
        super().__init__(table, key, column, why)
        self.table, self.key, self.column, self.why = table, key, column, why


def _list_of_words(text: str) -> None:
    if not all(isinstance(word, str) and is_safe(word) for word in list(json.loads(text))):
        raise ValueError(text)


def _figures(text: str) -> None:
    told = dict(json.loads(text))
    if not all(isinstance(value, str) and is_safe(name) and is_safe(value) for name, value in told.items()):
        raise ValueError(text)


def _same(check: Callable[[str], str]) -> Callable[[str], None]:
    """Makes a check of what returns the words as they are to be stored: they are so already."""

    def refuse(text: str) -> None:
        if check(text) != text:
            raise ValueError(text)

    return refuse


# What reads a text of each form of ``Record.forms``, and raises where it cannot.
_READ: dict[str, Callable[[str], object]] = {
    "words": _list_of_words,
    "figures": _figures,
    "rhythm": lambda rhythm: review_days(rhythm, date(2000, 1, 1)),
    # Spelt as stored: rules are looked for by what stands in them.
    "due rule": _same(lambda text: rule_text(rule_of(text))),
    "unit code": _same(unit_code),
    "unit name": _same(unit_name),
}


class _Kind(NamedTuple):
    """A table that moves: its class, the columns that are written, and which of them point to rows of which table."""

    model: type[SQLModel]
    columns: tuple[Column[Any], ...]
    parents: dict[str, str]

    @property
    def itself(self) -> list[str]:
        """Names the columns that point to rows of the same table, which may come later; in the journal none does."""
        own = str(_table(self.model).name)
        return [name for name, parent in self.parents.items() if parent == own and not RECORDS[own].is_append_only]


def _table(model: type[SQLModel]) -> Table:
    return cast("Table", inspect(model).local_table)


def _kinds() -> dict[str, _Kind]:
    """The tables that move, parents first, the journal last."""
    models = {_table(model).name: model for model in (getattr(tables, name) for name in tables.__all__)}
    # The journal comes last: it points to all others without saying so.
    ordered = sorted(tables.whole_schema().sorted_tables, key=lambda table: table.name.startswith("journal_"))
    return {
        table.name: _Kind(models[table.name], tuple(c for c in table.columns if c.computed is None), _parents(table))
        for table in ordered
        if RECORDS[table.name].moves
    }


def _parents(table: Table) -> dict[str, str]:
    found = {c.name: key.column.table.name for c in table.columns for key in c.foreign_keys if key.column.name == "id"}
    # A deadline's plan has no foreign key of its own: its task holds it.
    return {column: table_of(column) for column in RECORDS[table.name].parents} | found


def rows_of(reader: Reader) -> Iterator[Moved]:
    """Every row of the reader's agency, parents before what hangs on them, each table in the order of its keys.

    Days and instants are ISO text, instants in UTC.
    """
    for name, kind in _kinds().items():
        listed = ", ".join(f'"{column.name}"' for column in kind.columns)
        owned = owned_in(name)
        for row in reader.stream(f'SELECT {listed} FROM "{name}" WHERE {owned} ORDER BY id'):
            yield name, {c.name: _told(c, value) for c, value in zip(kind.columns, row, strict=True)}


def _told(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(stored_type(column), Boolean):
        return bool(value)
    if isinstance(stored_type(column), DateTime):
        instant = datetime.fromisoformat(value)
        return (instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)).isoformat()
    return value


class Arrival:
    """Rows on their way into a database: the keys they had, and the keys they get."""

    def __init__(self, connection: Connection, agency: tuple[int, int]) -> None:
        old, new = agency
        self._connection = connection
        self._kinds = _kinds()
        self._keys: dict[str, dict[int, int]] = {name: {} for name in self._kinds}
        self._keys["agency"][old] = new
        self.counts = dict.fromkeys(self._kinds, 0)

    def take(self, moved: Iterable[Moved]) -> None:
        """Stores the rows, which come table by table, parents first; the agency's own row stands already.

        Raises KeyError, TypeError, ValueError or ArithmeticError for rows that do not hang together, or that the
        tables do not take.
        """
        for name, rows in groupby(moved, key=lambda row: row[0]):
            kind = self._kinds[name]
            for batch in _batches((row for _, row in rows), self._must_wait):
                self.counts[name] += len(batch)
                if name != "agency":
                    self._store(name, kind, batch)

    @staticmethod
    def _must_wait(row: Row, before: list[Row]) -> bool:
        """True for a command that takes back one of those before it, whose new key is not known yet."""
        undone = row.get("undoes_id")
        return undone is not None and any(other["id"] == undone for other in before)

    def _store(self, name: str, kind: _Kind, batch: list[Row]) -> None:
        if name == "journal_entry":
            batch = [self._entry(row) for row in batch]
        columns = tuple(column for column in kind.columns if column.name != "id")
        values = [
            tuple(None if c.name in kind.itself else self._checked(name, kind, c, row) for c in columns)
            for row in batch
        ]
        # An entry's plan is no parent: its key is the new one already.
        try:
            stored = BulkInsert(self._connection, kind.model, Rows(tuple(c.name for c in columns), values))
        except Exception as error:
            if is_about_rows(error):
                raise ValueError(f"{name}: {error}") from error
            raise
        self._keys[name].update(zip((row["id"] for row in batch), stored.keys, strict=True))
        self._tie(name, kind, batch)

    def _checked(self, name: str, kind: _Kind, column: Column[Any], row: Row) -> Any:
        """Takes one value over once it is what a command, too, could have stored."""
        value = row[column.name]
        if value is None:
            return None
        try:
            if form := RECORDS[name].forms.get(column.name):
                _READ[form](value)
            if column.name in kind.parents:
                return self._keys[kind.parents[column.name]][value]
            return typed(column, value)
        except (DanvanError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            why = error.message.rstrip(".") if isinstance(error, DanvanError) else "giá trị không hợp lệ"
            raise OddRowError(name, row["id"], column.name, why) from error

    def _tie(self, name: str, kind: _Kind, batch: list[Row]) -> None:
        """Points rows to others of the same table, once all of them are there."""
        keys = self._keys[name]
        table = _table(kind.model)
        for column in kind.itself:
            for row in batch:
                if row[column] is not None:
                    statement = update(table).where(table.c.id == keys[row["id"]])
                    self._connection.execute(statement.values({column: keys[row[column]]}))

    def _entry(self, row: Row) -> Row:
        """Points a journal entry, and the values it tells, to the rows as they are known from now on."""
        name = row["table_name"]
        told = {side: self._values(name, row[side]) for side in ("before", "after")}
        plan = None if row["plan_id"] is None else self._key("plan", row["plan_id"])
        return {**row, **told, "row_id": self._key(name, row["row_id"]), "plan_id": plan}

    def _values(self, name: str, text: str | None) -> str | None:
        if text is None:
            return None
        values = json.loads(text)
        parents = {**self._kinds[name].parents, "id": name} if name in self._kinds else {}
        pointed = {c: self._key(parents[c], value) for c, value in values.items() if c in parents and value is not None}
        return json.dumps(values | pointed, ensure_ascii=False)

    def _key(self, name: str, old: int) -> int:
        """A row's new key; one that only the journal knows gets a key that no row has."""
        keys = self._keys.setdefault(name, {})
        if old not in keys:
            known = name in self._kinds and self._connection.dialect.name != "sqlite"
            keys[old] = new_keys(self._connection, name, 1)[0] if known else max(keys.values(), default=0) + 1
        return keys[old]


def _batches(rows: Iterable[Row], must_wait: Callable[[Row, list[Row]], bool]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        if must_wait(row, batch):
            yield batch
            batch = []
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
