"""Shows a connection the data of another day, replayed from the journal; every read then answers for that day.

Two clocks: the day of the event (``as_of``: what had happened by then, whenever it was typed in) and the day of
typing (``known_on``: what had been typed in by then). The rows that look different are rebuilt in temporary tables
that stand before the real ones, so no read knows of it and no file changes. Our rules: work proved by a step on an
earlier day (handed in before it was entered here) was there on that day; a command that was taken back never happened,
on no day, but what was known before it was taken back knows it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.journal import taken_back
from danvan_cli.db.reads.units import named_otherwise
from danvan_cli.domain.records import RECORDS

# The tables replayed for another day; plans and other texts are named as they are now, units as on that day, with the
# parent and the officers that a merger or a split took from them later.
_DATED = tuple(table for table, record in RECORDS.items() if record.is_dated)
# Which plan is meant by default is a choice of the moment, not something that was so on a day.
_CHOICE = "current_plan"
_DATED_LIST = ", ".join(f"'{table}'" for table in _DATED)
_NOT_YET_HAPPENED = f"""
SELECT table_name, row_id FROM journal_entry
WHERE agency_id = :agency AND happened_on > :as_of AND table_name IN ({_DATED_LIST}) AND code != '{_CHOICE}'"""
_NOT_YET_KNOWN = """
SELECT e.table_name, e.row_id FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE g.agency_id = :agency AND g.entered_on > :known_on"""
# The rows that looked different, by table and key; with ``known_on`` also those that were only typed in later.
_DIFFERENT = f"SELECT DISTINCT table_name, row_id FROM ({_NOT_YET_HAPPENED}) AS later"
_DIFFERENT_AS_KNOWN = f"{_NOT_YET_HAPPENED} UNION {_NOT_YET_KNOWN}"
_TABLES = "WITH looks_different AS ({keys}) SELECT DISTINCT table_name FROM looks_different ORDER BY table_name"
# All entries of those rows. The plus before g.agency_id keeps SQLite from starting at all of the agency's commands:
# each row's entries lead to their own.
_ENTRIES = """
WITH looks_different AS ({keys})
SELECT e.row_id, e.group_id, COALESCE(e.happened_on, g.entered_on), g.entered_on, e.plan_id, e.code, e.before, e.after
FROM looks_different k JOIN journal_entry e ON e.table_name = k.table_name AND e.row_id = k.row_id
JOIN journal_group g ON g.id = e.group_id AND +g.agency_id = :agency
WHERE k.table_name = :table
ORDER BY e.row_id, e.id"""

# What mergers and splits after the day moved besides work: a unit under another parent, an officer to another unit.
_PLACES = {"unit": "parent_id", "person": "unit_id"}
_REFORMS = """SELECT EXISTS (SELECT 1 FROM succession s JOIN unit u ON u.id = s.unit_id
    WHERE u.agency_id = :agency AND s.from_on > :as_of)"""
_MOVED = """
SELECT e.row_id, e.group_id, e.before FROM journal_entry e
WHERE e.agency_id = :agency AND e.happened_on > :as_of AND e.table_name = :table AND e.after IS NOT NULL
    AND e.before LIKE :column AND EXISTS (
        SELECT 1 FROM journal_entry s WHERE s.group_id = e.group_id AND s.table_name = 'succession')
ORDER BY e.id DESC"""

_Values = dict[str, Any]
# What one command changed under one task: the group, the plan's key, the task's code.
_CommandOnTask = tuple[int, int | None, str]


class _Entry(NamedTuple):
    """One change of a row; ``before`` and ``after`` are JSON, parsed only where that matters.

    ``is_visible``: it had happened, and was typed in, by the days asked about.
    """

    command: _CommandOnTask
    before: str | None
    after: str | None
    is_visible: bool

    def sets(self, name: str) -> bool:
        """Says whether the change set a column; a value cannot be taken for one, its quotation marks are escaped."""
        return self.after is not None and f'"{name}":' in self.after

    def became(self) -> _Values:
        """The columns' new values; none for a removed row."""
        return {} if self.after is None else json.loads(self.after)

    def was(self) -> _Values:
        """The columns' old values; none for a new row."""
        return {} if self.before is None else json.loads(self.before)


# The changes of one key of a table, and the key.
_History = tuple[int, list[_Entry]]


def show_day(reader: Reader, as_of: date, known_on: date | None = None) -> None:
    """Makes the reader answer from what was true at ``as_of``, and typed in by ``known_on`` if given.

    The reader stays on that day. The journal is streamed, one key's history in memory at a time.
    """
    taken = taken_back(reader, known_on)
    never = frozenset([*taken, *taken.values()])
    wanted = _DayQuery(reader, as_of.isoformat(), known_on.isoformat() if known_on else None, never)
    tables = wanted.tables()
    proved = _proved_commands(wanted, tables)
    for table in tables:
        _rebuild(reader, table, wanted.histories(table), proved)
    copied = set(tables)
    for table, column, key, value in (*_placed_otherwise(wanted), *_named_otherwise(reader, as_of)):
        if table not in copied:
            reader.copy_for_day(table)
            copied.add(table)
        reader.execute(f"UPDATE {table} SET {column} = :value WHERE id = :id", {"value": value, "id": key})


def _named_otherwise(reader: Reader, as_of: date) -> Iterator[tuple[str, str, int, str]]:
    yield from (("unit", "name", key, name) for key, name in named_otherwise(reader, as_of))


def _placed_otherwise(wanted: _DayQuery) -> Iterator[tuple[str, str, int, int | None]]:
    """Tells where units and officers stood before what mergers and splits after the day moved."""
    if not wanted.reader.execute(_REFORMS, {"as_of": wanted.as_of}).fetchone()[0]:
        return
    for table, column in _PLACES.items():
        named = {"as_of": wanted.as_of, "table": table, "column": f'%"{column}":%'}
        # The first move after the day tells last what stood before it.
        found = {
            key: json.loads(before)[column]
            for key, group, before in wanted.reader.execute(_MOVED, named)
            if group not in wanted.never
        }
        yield from ((table, column, key, value) for key, value in found.items())


class _DayQuery(NamedTuple):
    """The reader with both days that it is asked about; the commands in ``never`` have no effect on any."""

    reader: Reader
    as_of: str
    known_on: str | None
    never: frozenset[int]

    def tables(self) -> list[str]:
        """Names the tables in which a row looked different."""
        return [table for (table,) in self.reader.execute(_TABLES.format(keys=self._keys()), self._days())]

    def histories(self, table: str) -> Iterator[_History]:
        """The whole history of each key of a table whose row looked different, in the order of the keys."""
        found = self.reader.stream(_ENTRIES.format(keys=self._keys()), {**self._days(), "table": table})
        for key, rows in groupby(found, key=itemgetter(0)):
            if entries := [self._entry(table, *row[1:]) for row in rows if row[1] not in self.never]:
                yield key, entries

    def _entry(
        self, table: str, group: int, happened_on: str, entered_on: str, plan: int | None, code: str,
        before: str | None, after: str | None,
    ) -> _Entry:  # fmt: skip
        happened = table not in _DATED or code == _CHOICE or happened_on <= self.as_of
        known = self.known_on is None or entered_on <= self.known_on
        return _Entry((group, plan, code.split(" ")[0]), before, after, happened and known)

    def _keys(self) -> str:
        return _DIFFERENT if self.known_on is None else _DIFFERENT_AS_KNOWN

    def _days(self) -> dict[str, str | None]:
        return {"as_of": self.as_of, "known_on": self.known_on}


def _by_row(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Splits the history of a key by the rows that had it one after another: SQLite gives a deleted row's key again."""
    rows: list[list[_Entry]] = []
    for entry in entries:
        if entry.before is None or not rows:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _proved_commands(wanted: _DayQuery, tables: Sequence[str]) -> set[_CommandOnTask]:
    """Finds the commands that a later-typed, visible step proves to have had their effect by then.

    The step's row was there, its lead had it, and so was all that came under the task in the same command.
    """

    def rows() -> Iterator[list[_Entry]]:
        return (row for table in tables for _, entries in wanted.histories(table) for row in _by_row(entries))

    shown = {
        entry.command
        for row in rows()
        for place, entry in enumerate(row)
        if not entry.is_visible
        and (entry.before is None or entry.sets("unit_id"))
        and any(step.is_visible for step in row[place + 1 :])
    }
    tasks = {(plan, code) for _, plan, code in shown}
    if not tasks:
        return shown
    return shown | {
        row[0].command
        for row in rows()
        if row[0].before is None and row[0].sets("position") and row[0].command[1:] in tasks
    }


def _rebuild(reader: Reader, table: str, histories: Iterable[_History], proved: set[_CommandOnTask]) -> None:
    columns = reader.copy_for_day(table)
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    for row_id, entries in histories:
        current = None
        if entries[0].before is not None:
            now = reader.execute(f"SELECT {names} FROM {table} WHERE id = :id", {"id": row_id}).fetchone()
            current = dict(zip(columns, now, strict=True)) if now else None
        rows = [_replayed(row, current, proved) for row in _by_row(entries)]
        values = next((row for row in reversed(rows) if row is not None), None)
        reader.execute(f"DELETE FROM {table} WHERE id = :id", {"id": row_id})
        if values is not None:
            # The journal leaves out the empty columns of rows that came in by the thousand.
            whole = {name: values.get(name) for name in columns}
            reader.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", whole)


def _replayed(entries: Sequence[_Entry], now: _Values | None, proved: set[_CommandOnTask]) -> _Values | None:
    """Plays a row's visible changes over what it was at first; None where it was not there."""
    values: _Values | None = None
    if entries[0].before is not None and now is not None:
        # Older than the journal: take back every change to see what it was before the first.
        values = dict(now)
        for entry in reversed(entries):
            values.update(entry.was())
    for entry in entries:
        if entry.before is None:
            values = entry.became() if entry.is_visible or entry.command in proved else None
        elif entry.is_visible and entry.after is None:
            values = None
        elif values is not None and entry.is_visible:
            values.update(entry.became())
        elif values is not None and entry.command in proved and entry.sets("unit_id"):
            values["unit_id"] = entry.became()["unit_id"]
    return values
