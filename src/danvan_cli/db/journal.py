"""One command = one transaction = one journal group, recorded from what the session really wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, event, insert, inspect
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, SQLModel

from danvan_cli import __version__
from danvan_cli.db import tables
from danvan_cli.db.engine import writing_engine
from danvan_cli.db.location import APPLICATION_ID, Database
from danvan_cli.db.places import Place, place_of
from danvan_cli.db.reader import FileReader, Reader, ServerReader
from danvan_cli.db.reads.agencies import agency_key
from danvan_cli.domain.model import Change

Values = dict[str, object]
# Rows a statement: their values are in memory twice while it runs.
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts by which command line, at which instant (UTC), and on which of Việt Nam's days that counts as typed."""

    actor: str
    command: str
    at: datetime
    today: date


class _Record(NamedTuple):
    """One change as it will be journaled; a row written by the session is placed at the end, when its codes stand."""

    table: str
    row: SQLModel | None
    key: int | None
    place: Place | None
    before: Values | None
    after: Values | None
    happened_on: date


class NewRow(NamedTuple):
    """A row to be inserted among many: the columns that differ from their defaults, and what it is known by."""

    values: Values
    code: str


class Transaction:
    """An open write: the session to work with, and at the end the changes it made.

    ``happened_on`` is the day of the event that the changes flushed from now on speak of: it may be before the day
    on which they are typed in, never after.
    """

    def __init__(self, session: Session, today: date) -> None:
        self.session = session
        self.agency = 0
        self.happened_on = today
        self.changes: tuple[Change, ...] = ()
        self.group: int | None = None
        self._recorded: list[_Record] = []
        event.listen(session, "after_flush", self._record)

    @property
    def reader(self) -> Reader:
        """Gives a reader on the driver's own connection, so that the reads answer inside this transaction too."""
        self.session.flush()
        connection = self.session.connection()
        driver = cast("Any", connection.connection.driver_connection)
        kind = FileReader if connection.dialect.name == "sqlite" else ServerReader
        return kind(driver, self.agency)

    def check_schema(self, database: Database) -> None:
        """Refuses a server whose schema is not this program's; a file was looked at before it was opened."""
        if database.url is not None:
            from danvan_cli.db.server import check_server

            check_server(database, cast("Any", self.session.connection().connection.driver_connection))

    def enter(self, database: Database) -> None:
        """Finds the agency that is written for; on a server its writers go on one after another from here."""
        self.agency = agency_key(self.reader, database)
        if database.url is not None:
            self.session.connection().exec_driver_sql(
                "SELECT pg_advisory_xact_lock(%s, %s)", (APPLICATION_ID, self.agency)
            )

    def insert_all(self, kind: type[SQLModel], rows: Sequence[NewRow], plan_id: int) -> Sequence[int]:
        """Inserts many new rows of a plan at once and gives their keys, in order; the journal has each.

        Row by row through the session takes thirty times as long. The journal leaves empty columns out.
        """
        self.session.flush()
        table = inspect(kind).local_table
        connection = self.session.connection()
        if not rows:
            return ()
        keys = new_keys(connection, str(table.name), len(rows))
        defaults = {name: field.get_default() for name, field in kind.model_fields.items() if not field.is_required()}
        for place in range(0, len(rows), _BATCH):
            batch = zip(keys[place : place + _BATCH], rows[place : place + _BATCH], strict=True)
            connection.execute(insert(table), [{**defaults, **row.values, "id": key} for key, row in batch])
        name, day = str(table.name), self.happened_on
        self._recorded += [
            _Record(name, None, key, Place(plan_id, row.code), None, _told(defaults, row.values, key), day)
            for key, row in zip(keys, rows, strict=True)
        ]
        return keys

    def _record(self, session: Session, _context: UOWTransaction) -> None:
        day = self.happened_on
        self._recorded += [_written(row, None, _values(row), day) for row in session.new]
        self._recorded += [_written(row, _values(row), None, day) for row in session.deleted]
        for row in session.dirty:
            before, after = _differences(row)
            if after:
                self._recorded.append(_written(row, before, after, day))

    def write_journal(self, author: Author) -> None:
        """Flushes, then appends the group; nothing changed makes no group."""
        self.session.flush()
        if not self._recorded:
            return
        placed = [(r, r.place or place_of(cast("SQLModel", r.row), self.session)) for r in self._recorded]
        self.changes = tuple(Change(r.table, place.code, r.before, r.after) for r, place in placed)
        connection = self.session.connection()
        group = connection.execute(
            insert(tables.JournalGroup).values(
                agency_id=self.agency,
                at=author.at,
                entered_on=author.today,
                actor=author.actor,
                command=author.command,
                program_version=__version__,
            )
        ).inserted_primary_key
        self.group = group[0] if group else None
        for start in range(0, len(placed), _BATCH):
            batch = enumerate(placed[start : start + _BATCH], start=start + 1)
            connection.execute(
                insert(tables.JournalEntry), [self._entry(position, *found) for position, found in batch]
            )

    def _entry(self, position: int, record: _Record, place: Place) -> Values:
        return {
            "agency_id": self.agency,
            "group_id": self.group,
            "position": position,
            "happened_on": record.happened_on,
            "table_name": record.table,
            "row_id": record.key or cast("Any", record.row).id,
            "plan_id": place.plan_id,
            "code": place.code,
            "before": _as_json(record.before),
            "after": _as_json(record.after),
        }


@contextmanager
def transaction(
    database: Database, author: Author, *, dry_run: bool = False, is_founding: bool = False
) -> Iterator[Transaction]:
    """Opens a write; commits it with its journal group at the end of the block, rolls all back on any error.

    A dry run does everything and rolls it back; where there is no database yet it works in memory. Who founds an
    agency says in ``Transaction.agency`` which it is, all others write for one that is there.
    """
    target = Database(None) if dry_run and not database.exists else database
    with writing_engine(target) as engine, Session(engine, expire_on_commit=False, autoflush=False) as session:
        work = Transaction(session, author.today)
        work.check_schema(target)
        if not is_founding:
            work.enter(target)
        yield work
        work.write_journal(author)
        if dry_run:
            session.rollback()
            work.group = None
        else:
            session.commit()


def new_keys(connection: Connection, table: str, number: int) -> Sequence[int]:
    """Reserves so many keys of a table; a file's writer is alone, a server's takes them from the sequence."""
    if connection.dialect.name == "sqlite":
        first = (connection.exec_driver_sql(f"SELECT MAX(id) FROM {table}").scalar() or 0) + 1
        return range(first, first + number)
    reserved = connection.exec_driver_sql(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", (table, number)
    )
    return [int(key) for (key,) in reserved]


def _written(row: SQLModel, before: Values | None, after: Values | None, day: date) -> _Record:
    return _Record(_table_of(row), row, None, None, before, after, day)


def _told(defaults: Values, values: Values, key: int) -> Values:
    told = {name: _plain(value) for name, value in {**defaults, **values}.items() if value is not None}
    return {"id": key, **told}


def _table_of(row: SQLModel) -> str:
    return str(inspect(type(row)).local_table.name)


def _values(row: SQLModel) -> Values:
    return {column.key: _plain(getattr(row, column.key)) for column in inspect(type(row)).column_attrs}


def _differences(row: SQLModel) -> tuple[Values, Values]:
    before: Values = {}
    after: Values = {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if history.has_changes() and history.deleted:
            old, new = history.deleted[0], history.added[0] if history.added else None
            if old != new:
                before[attribute.key], after[attribute.key] = _plain(old), _plain(new)
    return before, after


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def _as_json(values: Values | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False)
