"""Shows a connection the data of another day, replayed from the journal; every read then answers for that day.

Two clocks: the day of the event (``as_of``: what had happened by then, whenever it was typed in) and the day of
typing (``known_on``: what had been typed in by then). The rows that look different are rebuilt in temporary tables
that stand before the real ones, so no read knows of it and no file changes. Our rule: work proved by a step on an
earlier day (handed in before it was entered here) was there on that day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from danvan_cli.db.reader import Reader

# What has days of its own. Units, plans and their texts are named as they are now, whatever the day asked about.
_DATED = (
    "task", "assignment", "deadline", "extension", "reminder", "note", "evidence", "target", "target_task",
    "target_unit", "measurement", "setting",
)  # fmt: skip
# Which plan is meant by default is a choice of the moment, not something that was so on a day.
_CHOICE = "current_plan"
_MARKS = ", ".join(f"'{table}'" for table in _DATED)
_NOT_YET_HAPPENED = f"""
SELECT table_name, row_id FROM journal_entry
WHERE agency_id = :agency AND happened_on > :as_of AND table_name IN ({_MARKS}) AND code != '{_CHOICE}'"""
_NOT_YET_KNOWN = """
SELECT e.table_name, e.row_id FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE g.agency_id = :agency AND g.entered_on > :known_on"""
# Which rows look different, told in a query as "looks_different"; the plus keeps SQLite from going through all of the
# agency's commands: the rows lead to theirs.
_THEN = f"SELECT DISTINCT table_name, row_id FROM ({_NOT_YET_HAPPENED}) AS later"
_THEN_AS_KNOWN = f"{_NOT_YET_HAPPENED} UNION {_NOT_YET_KNOWN}"
_TABLES = "WITH looks_different AS ({keys}) SELECT DISTINCT table_name FROM looks_different ORDER BY table_name"
_ENTRIES = """
WITH looks_different AS ({keys})
SELECT e.row_id, e.group_id, COALESCE(e.happened_on, g.entered_on), g.entered_on, e.plan_id, e.code, e.before, e.after
FROM looks_different k JOIN journal_entry e ON e.table_name = k.table_name AND e.row_id = k.row_id
JOIN journal_group g ON g.id = e.group_id AND +g.agency_id = :agency
WHERE k.table_name = :table
ORDER BY e.row_id, e.id"""

_Values = dict[str, Any]
# A command's new rows under one task: its group, its plan, the task's code.
_Batch = tuple[int, int | None, str]


class _Entry(NamedTuple):
    """One change of a row; what it was and what it became are JSON, read only where that matters."""

    batch: _Batch
    before: str | None
    after: str | None
    is_visible: bool

    def tells(self, name: str) -> bool:
        """Says whether the change gave a column its value; inside a value the quotation marks are masked."""
        return self.after is not None and f'"{name}":' in self.after

    def became(self) -> _Values:
        """Reads what the change made of the row's columns."""
        return {} if self.after is None else json.loads(self.after)

    def was(self) -> _Values:
        """Reads what the changed columns were before."""
        return {} if self.before is None else json.loads(self.before)


# The changes of one key of a table, and the key.
_History = tuple[int, list[_Entry]]


def travel(reader: Reader, as_of: date, known_on: date | None = None) -> None:
    """Makes the reader answer from what was true at ``as_of``, and typed in by ``known_on`` if given.

    The journal is gone through row by row and never kept.
    """
    wanted = _DayQuery(reader, as_of.isoformat(), known_on.isoformat() if known_on else None)
    tables = wanted.tables()
    proved = _proved(wanted, tables)
    for table in tables:
        _rebuild(reader, table, wanted.histories(table), proved)


class _DayQuery(NamedTuple):
    """The reader with both days that it is asked about."""

    reader: Reader
    as_of: str
    known_on: str | None

    def tables(self) -> list[str]:
        """Names the tables in which a row looked different."""
        return [table for (table,) in self.reader.execute(_TABLES.format(keys=self._keys()), self._days())]

    def histories(self, table: str) -> Iterator[_History]:
        """Goes through all that the journal knows of each row of a table that looked different, by the row's key."""
        found = self.reader.stream(_ENTRIES.format(keys=self._keys()), {**self._days(), "table": table})
        for key, rows in groupby(found, key=itemgetter(0)):
            yield key, [self._entry(table, *row[1:]) for row in rows]

    def _entry(
        self, table: str, group: int, happened_on: str, entered_on: str, plan: int | None, code: str,
        before: str | None, after: str | None,
    ) -> _Entry:  # fmt: skip
        happened = table not in _DATED or code == _CHOICE or happened_on <= self.as_of
        known = self.known_on is None or entered_on <= self.known_on
        return _Entry((group, plan, code.split(" ")[0]), before, after, happened and known)

    def _keys(self) -> str:
        return _THEN if self.known_on is None else _THEN_AS_KNOWN

    def _days(self) -> dict[str, str | None]:
        return {"as_of": self.as_of, "known_on": self.known_on}


def _lives(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Parts the history of a key into the rows that had it one after another: a deleted row's key is given again."""
    lives: list[list[_Entry]] = []
    for entry in entries:
        if entry.before is None or not lives:
            lives.append([])
        lives[-1].append(entry)
    return lives


def _proved(wanted: _DayQuery, tables: Sequence[str]) -> set[_Batch]:
    """Finds the commands that a later-typed, visible step proves to have had their effect by then.

    The step's row was there, its lead had it, and so was all that came under the task in the same command.
    """

    def lives() -> Iterator[list[_Entry]]:
        return (life for table in tables for _, entries in wanted.histories(table) for life in _lives(entries))

    shown = {
        entry.batch
        for life in lives()
        for place, entry in enumerate(life)
        if not entry.is_visible
        and (entry.before is None or entry.tells("unit_id"))
        and any(step.is_visible for step in life[place + 1 :])
    }
    tasks = {(plan, code) for _, plan, code in shown}
    if not tasks:
        return shown
    return shown | {
        life[0].batch
        for life in lives()
        if life[0].before is None and life[0].tells("position") and life[0].batch[1:] in tasks
    }


def _rebuild(reader: Reader, table: str, histories: Iterable[_History], proved: set[_Batch]) -> None:
    columns = reader.copy_for_day(table)
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    for row_id, entries in histories:
        stands = None
        if entries[0].before is not None:
            now = reader.execute(f"SELECT {names} FROM {table} WHERE id = :id", {"id": row_id}).fetchone()
            stands = dict(zip(columns, now, strict=True)) if now else None
        lives = [_replayed(life, stands, proved) for life in _lives(entries)]
        values = next((row for row in reversed(lives) if row is not None), None)
        reader.execute(f"DELETE FROM {table} WHERE id = :id", {"id": row_id})
        if values is not None:
            # What was entered before several agencies could share a database names none.
            row = {name: values.get(name, reader.agency if name == "agency_id" else None) for name in columns}
            reader.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)


def _replayed(entries: Sequence[_Entry], now: _Values | None, proved: set[_Batch]) -> _Values | None:
    """Plays a row's visible changes over what it was at first; None where it was not there."""
    values: _Values | None = None
    if entries[0].before is not None and now is not None:
        # Older than the journal: take back every change to see what it was before the first.
        values = dict(now)
        for entry in reversed(entries):
            values.update(entry.was())
    for entry in entries:
        if entry.before is None:
            values = entry.became() if entry.is_visible or entry.batch in proved else None
        elif entry.is_visible and entry.after is None:
            values = None
        elif values is not None and entry.is_visible:
            values.update(entry.became())
        elif values is not None and entry.batch in proved and entry.tells("unit_id"):
            values["unit_id"] = entry.became()["unit_id"]
    return values
