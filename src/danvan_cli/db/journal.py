"""One command = one transaction = one journal group, recorded from what the session really wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, SQLModel

from danvan_cli import __version__
from danvan_cli.db import tables
from danvan_cli.db.bulk import BulkInsert, Placed, Rows, plain, put_aside
from danvan_cli.db.engine import writing_engine
from danvan_cli.db.location import APPLICATION_ID, Database
from danvan_cli.db.reader import FileReader, Reader, ServerReader
from danvan_cli.db.reads.agencies import agency_key
from danvan_cli.domain.lazy_lists import Changes
from danvan_cli.domain.model import Change
from danvan_cli.domain.records import RECORDS, table_of

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


class Place(NamedTuple):
    """Where a row stands for people: its plan (None outside plans), its code: "IV-4", "IV-4 CCTĐC 2023", "CT1 VP"."""

    plan_id: int | None
    code: str


class _Record(NamedTuple):
    """One change as it will be journaled; a row written by the session is placed at the end, when its codes stand."""

    table: str
    row: SQLModel
    before: Values | None
    after: Values | None
    happened_on: date


class Told(NamedTuple):
    """One change as the journal tells it; ``before`` and ``after`` are JSON."""

    table_name: str
    row_id: int
    plan_id: int | None
    code: str
    before: str | None
    after: str | None
    happened_on: date | None

    def change(self) -> Change:
        """Builds the change for the command's answer."""
        before, after = (None if said is None else json.loads(said) for said in (self.before, self.after))
        return Change(self.table_name, self.code, before, after)


class Transaction:
    """An open write: the session to work with, and at the end the changes it made.

    ``happened_on`` is the day of the event that the changes flushed from now on speak of: it may be before the day
    on which they are typed in, never after.
    """

    def __init__(self, session: Session, author: Author) -> None:
        self.session = session
        self.agency = 0
        self.happened_on = author.today
        self.changes = Changes()
        self.group: int | None = None
        # The command that this one takes back; to be said before the first change.
        self.undoes: int | None = None
        # The plans that the command spoke of, with their years.
        self.plan_years: dict[str, int] = {}
        self._author = author
        self._recorded: list[_Record] = []
        self._written: list[Sequence[Change]] = []
        event.listen(session, "after_flush", self._record)

    @property
    def today(self) -> date:
        """Gives Việt Nam's day, by which the command counts as typed in."""
        return self._author.today

    @property
    def reader(self) -> Reader:
        """Opens a reader on this transaction's connection, after a flush: reads see what was just written."""
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

    def many_to_come(self, rows: int, *kinds: type[SQLModel]) -> AbstractContextManager[None]:
        """Prepares for ``rows`` rows of each kind and their journal entries until the block ends; see ``put_aside``."""
        names = [_table_name(kind) for kind in kinds] + [_table_name(tables.JournalEntry)]
        return put_aside(self.session.connection(), names, rows)

    def insert_all(self, kind: type[SQLModel], rows: Rows, codes: Sequence[str], plan_id: int) -> Sequence[int]:
        """Inserts many new rows of a plan at once and gives their keys, in order; the journal has each by its code.

        Row by row through the session takes a hundred times as long. The journal leaves empty columns out.
        """
        self.session.flush()
        if not codes:
            return ()
        # What was recorded before stands before it in the journal.
        self._write_recorded()
        bulk = BulkInsert(self.session.connection(), kind, rows)
        here = Placed(self.agency, self._group(), self._count() + 1, self.happened_on, plan_id)
        bulk.write_journal(here, codes)
        self._written.append(bulk.changes(codes))
        return bulk.keys

    def _record(self, session: Session, _context: UOWTransaction) -> None:
        day = self.happened_on
        self._recorded += [_written(row, None, _values(row), day) for row in session.new]
        self._recorded += [_written(row, _values(row), None, day) for row in session.deleted]
        # The session keeps changed rows in no order; the journal and the answer have one.
        for row in sorted(session.dirty, key=lambda row: (_table_name(type(row)), row.id)):
            before, after = _differences(row)
            if after:
                self._recorded.append(_written(row, before, after, day))

    def write_journal(self) -> None:
        """Flushes, then appends what is not in the journal yet; nothing changed makes no group."""
        self.session.flush()
        self._write_recorded()
        self.changes = Changes(self._written)

    def _write_recorded(self) -> None:
        placed = [(record, place_of(record.row, self.session)) for record in self._recorded]
        if not placed:
            return
        group, count = self._group(), self._count()
        for start in range(0, len(placed), _BATCH):
            batch = enumerate(placed[start : start + _BATCH], start=count + start + 1)
            self.session.connection().execute(
                insert(tables.JournalEntry), [_entry(self.agency, group, position, *found) for position, found in batch]
            )
        self._written.append([Change(r.table, place.code, r.before, r.after) for r, place in placed])
        self._recorded.clear()

    def append(self, entries: Sequence[Told]) -> None:
        """Appends changes that were not made by the session, as they are told."""
        self.session.flush()
        self._write_recorded()
        group, count = self._group(), self._count()
        for start in range(0, len(entries), _BATCH):
            rows = [
                {**entry._asdict(), "agency_id": self.agency, "group_id": group, "position": position}
                for position, entry in enumerate(entries[start : start + _BATCH], start=count + start + 1)
            ]
            self.session.connection().execute(insert(tables.JournalEntry), rows)
        self._written.append([entry.change() for entry in entries])

    def _count(self) -> int:
        return sum(map(len, self._written))

    def _group(self) -> int:
        """Finds the key of the command's group, which its first entry opens."""
        if self.group is None:
            author = self._author
            key = (
                self.session.connection()
                .execute(
                    insert(tables.JournalGroup).values(
                        agency_id=self.agency,
                        at=author.at,
                        entered_on=author.today,
                        actor=author.actor,
                        command=author.command,
                        program_version=__version__,
                        undoes_id=self.undoes,
                    )
                )
                .inserted_primary_key
            )
            self.group = cast("int", key[0] if key else None)
        return self.group


@contextmanager
def transaction(
    database: Database, author: Author, *, dry_run: bool = False, is_founding: bool = False
) -> Iterator[Transaction]:
    """Opens a write; commits it with its journal group at the end of the block, rolls all back on any error.

    A dry run does everything and rolls it back; where there is no database yet it works in memory. With
    ``is_founding`` the block itself sets ``Transaction.agency``; all others write for an agency that exists.
    """
    target = Database(None) if dry_run and not database.exists else database
    with writing_engine(target) as engine, Session(engine, expire_on_commit=False, autoflush=False) as session:
        work = Transaction(session, author)
        work.check_schema(target)
        if not is_founding:
            work.enter(target)
        yield work
        work.write_journal()
        if dry_run:
            session.rollback()
            work.group = None
        else:
            session.commit()


def place_of(row: SQLModel, session: Session) -> Place:
    """Names a row by the code that its descriptor makes; a key in it stands for the code of the row it leads to."""
    table = _table_name(type(row))
    values: Any = row
    plan = values.id if table == "plan" else getattr(row, "plan_id", None)
    words = []
    for column in RECORDS[table].code:
        value = getattr(row, column)
        if column.endswith("_id") and value is not None:
            found = session.get_one(tables.class_of(table_of(column)), value)
            leading = place_of(found, session)
            plan, value = plan or leading.plan_id, leading.code
        words.append("" if value is None else str(value))
    return Place(plan, " ".join(filter(None, words)))


def _entry(agency: int, group: int, position: int, record: _Record, place: Place) -> Values:
    return {
        "agency_id": agency,
        "group_id": group,
        "position": position,
        "happened_on": record.happened_on,
        "table_name": record.table,
        "row_id": cast("Any", record.row).id,
        "plan_id": place.plan_id,
        "code": place.code,
        "before": _as_json(record.before),
        "after": _as_json(record.after),
    }


def _written(row: SQLModel, before: Values | None, after: Values | None, day: date) -> _Record:
    return _Record(_table_name(type(row)), row, before, after, day)


def _table_name(kind: type[SQLModel]) -> str:
    return str(inspect(kind).local_table.name)


def _values(row: SQLModel) -> Values:
    return {column.key: plain(getattr(row, column.key)) for column in inspect(type(row)).column_attrs}


def _differences(row: SQLModel) -> tuple[Values, Values]:
    before: Values = {}
    after: Values = {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if history.has_changes() and history.deleted:
            old, new = history.deleted[0], history.added[0] if history.added else None
            if old != new:
                before[attribute.key], after[attribute.key] = plain(old), plain(new)
    return before, after


def _as_json(values: Values | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False)
