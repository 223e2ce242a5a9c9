"""One command = one transaction = one journal group, recorded from what the session really wrote.

In a file the entries are written and sealed from here. A server writes its own (``db/server_triggers``) from the same
rows, in the same order and words: there this only says what the command is, and remembers the changes for the answer.
Triggers in a file would cost 2 ms at every opening, reads too (measured), and hold nobody who holds the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple, cast

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Mapper, object_session
from sqlmodel import Session, SQLModel

from danvan_cli import __version__
from danvan_cli.db import chain, tables
from danvan_cli.db.bulk import BulkInsert, Placed, Rows, plain, put_aside
from danvan_cli.db.engine import writing_engine
from danvan_cli.db.location import Database
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
        self.undoes: int | None = None
        # The plans that the command spoke of, with their years.
        self.plan_years: dict[str, int] = {}
        # Whether words that name a file stand for it, and the files that are to be kept beside the data, by their hash.
        self.takes_files = False
        self.new_files: dict[str, Any] = {}
        self._author = author
        self._is_server = session.get_bind().dialect.name != "sqlite"
        self._told_day: date | None = None
        self._flushed: list[_Flushed] = []
        self._recorded: list[_Record] = []
        self._written: list[Sequence[Change]] = []
        session.info[_FLUSHED] = self._flushed
        event.listen(session, "before_flush", lambda *_: self._tell_day())
        event.listen(session, "after_flush", lambda *_: self._record())

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
        if self._is_server:
            self._set("agency", str(self.agency))
            self.session.connection().exec_driver_sql("SELECT danvan_enter(%s)", (self.agency,))

    def announce(self) -> None:
        """Tells a server what the command is, for the group that it opens with the first row that changes."""
        if self._is_server:
            author = self._author
            words = {"actor": author.actor, "command": author.command, "version": __version__}
            for name, said in (words | {"today": author.today.isoformat()}).items():
                self._set(name, said)

    def move_in(self) -> None:
        """Lets rows come with the history that they had elsewhere: a server adds none; only its owner may ask so."""
        self.session.flush()
        if self._is_server:
            self._set("moving", "on")

    def moved_in(self) -> None:
        """Ends ``move_in``, and seals in a file the history that has come."""
        if self._is_server:
            self._set("moving", "")
            return
        query = "SELECT g.id FROM journal_group g WHERE g.agency_id = :agency ORDER BY g.id"
        for (group,) in self.reader.execute(query).fetchall():
            if group != self.group:
                chain.seal(self.reader, group)

    def _set(self, name: str, words: str) -> None:
        self.session.connection().exec_driver_sql("SELECT set_config(%s, %s, true)", (f"danvan.{name}", words))

    def _tell_day(self) -> None:
        if self._is_server and self._told_day != self.happened_on:
            self._told_day = self.happened_on
            self._set("happened_on", self.happened_on.isoformat())

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Does one piece of the command, of today unless it says otherwise; an error takes back that piece alone."""
        nested = self.session.begin_nested()
        recorded, written, group, day = len(self._recorded), len(self._written), self.group, self.happened_on
        self.happened_on = self.today
        try:
            yield
            self.session.flush()
            nested.commit()
        except BaseException:
            nested.rollback()
            del self._recorded[recorded:], self._written[written:]
            self._flushed.clear()
            self.group, self._told_day = group, None
            raise
        finally:
            self.happened_on = day

    def many_to_come(self, rows: int, *kinds: type[SQLModel]) -> AbstractContextManager[None]:
        """Prepares for ``rows`` rows of each kind and their journal entries until the block ends; see ``put_aside``."""
        names = [_table_name(kind) for kind in kinds] + [_table_name(tables.JournalEntry)]
        return put_aside(self.session.connection(), names, rows)

    def insert_all(self, kind: type[SQLModel], rows: Rows, codes: Sequence[str], plan_id: int) -> Sequence[int]:
        """Inserts many new rows of a plan at once and gives their keys, in order; the journal has each by its code.

        Row by row through the session takes a hundred times as long.
        """
        self.session.flush()
        if not codes:
            return ()
        # What was recorded before stands before it in the journal.
        self._write_recorded()
        self._tell_day()
        bulk = BulkInsert(self.session.connection(), kind, rows)
        if not self._is_server:
            here = Placed(self.agency, self._group(), self._count() + 1, self.happened_on, plan_id)
            bulk.write_journal(here, codes)
        self._written.append(bulk.changes(codes))
        return bulk.keys

    def _record(self) -> None:
        # In the order of the statements, in which a server sees the rows: one table after another, and of one table
        # the changed rows before the new ones, the removed ones last.
        for _, rows in groupby(self._flushed, key=lambda flushed: flushed.record.table):
            ordered = sorted(rows, key=lambda flushed: flushed.rank)
            self._recorded += [flushed.record._replace(happened_on=self.happened_on) for flushed in ordered]
        self._flushed.clear()

    def write_journal(self) -> None:
        """Flushes, then appends what is not in the journal yet; nothing changed makes no group."""
        self.session.flush()
        self._write_recorded()
        self.changes = Changes(self._written)
        if self._is_server and self.changes:
            found = self.session.connection().exec_driver_sql("SELECT current_setting('danvan.group', true)").scalar()
            self.group = int(found) if found else None

    def seal(self) -> None:
        """Seals the command's group in a file; a server seals its own at the commit."""
        if not self._is_server and self.group is not None:
            chain.seal(self.reader, self.group)

    def _write_recorded(self) -> None:
        placed = [(record, place_of(record.row, self.session)) for record in self._recorded]
        if not placed:
            return
        if not self._is_server:
            self._write_entries(placed)
        self._written.append([Change(r.table, place.code, r.before, r.after) for r, place in placed])
        self._recorded.clear()

    def _write_entries(self, placed: Sequence[tuple[_Record, Place]]) -> None:
        group, count = self._group(), self._count()
        for start in range(0, len(placed), _BATCH):
            batch = enumerate(placed[start : start + _BATCH], start=count + start + 1)
            self.session.connection().execute(
                insert(tables.JournalEntry), [_entry(self.agency, group, position, *found) for position, found in batch]
            )

    def undo_of(self, group: int) -> None:
        """Says, before the first change, which command this one takes back."""
        self.undoes = group
        if self._is_server:
            self._set("undoes", str(group))

    def change_directly(self, day: date) -> None:
        """Prepares for statements past the session, which speak of that day; ``append`` then tells them."""
        self.session.flush()
        self._write_recorded()
        self.happened_on = day
        self._tell_day()

    def append(self, entries: Sequence[Told]) -> None:
        """Tells changes that were not made by the session; a server has told them itself."""
        for start in () if self._is_server else range(0, len(entries), _BATCH):
            group, count = self._group(), self._count()
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
        work.announce()
        if not is_founding:
            work.enter(target)
        yield work
        work.write_journal()
        if dry_run:
            session.rollback()
            work.group = None
        else:
            work.seal()
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


class _Flushed(NamedTuple):
    """One row that a flush has written; ``rank`` is its statement's place among those on its table."""

    rank: int
    record: _Record


_FLUSHED = "danvan_flushed"


def _flushed(rank: int, row: SQLModel, before: Values | None, after: Values | None) -> None:
    session = object_session(row)
    if session is not None and (flushed := session.info.get(_FLUSHED)) is not None:
        flushed.append(_Flushed(rank, _Record(_table_name(type(row)), row, before, after, date.min)))


@event.listens_for(Mapper, "after_update")
def _after_update(_mapper: object, _connection: object, row: SQLModel) -> None:
    before, after = _differences(row)
    if after:
        _flushed(0, row, before, after)


@event.listens_for(Mapper, "after_insert")
def _after_insert(_mapper: object, _connection: object, row: SQLModel) -> None:
    _flushed(1, row, None, _values(row))


@event.listens_for(Mapper, "after_delete")
def _after_delete(_mapper: object, _connection: object, row: SQLModel) -> None:
    _flushed(2, row, _values(row), None)


def _table_name(kind: type[SQLModel]) -> str:
    return str(inspect(kind).local_table.name)


def _columns(row: SQLModel) -> list[str]:
    """A row's columns in the table's order, the key first, without what the database computes."""
    return [column.name for column in inspect(type(row)).local_table.columns if column.computed is None]


def _values(row: SQLModel) -> Values:
    """A whole row: its filled columns."""
    found = ((name, plain(getattr(row, name))) for name in _columns(row))
    return {name: value for name, value in found if value is not None}


def _differences(row: SQLModel) -> tuple[Values, Values]:
    before: Values = {}
    after: Values = {}
    attributes = inspect(row).attrs
    for name in _columns(row):
        history = attributes[name].history
        if history.has_changes() and history.deleted:
            old, new = plain(history.deleted[0]), plain(history.added[0] if history.added else None)
            if old != new:
                before[name], after[name] = old, new
    return before, after


def _as_json(values: Values | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False)
