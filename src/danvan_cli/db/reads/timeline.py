"""Shows a connection the data of another day, replayed from the journal; every read then answers for that day.

Two clocks: the day of the event (``as_of``: what had happened by then, whenever it was typed in) and the day of
typing (``known_on``: what had been typed in by then). The rows that look different are rebuilt in temporary tables
that stand before the real ones, so no read knows of it and no file changes. Our rule: work proved by a step on an
earlier day (handed in before it was entered here) was there on that day.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

# What has days of its own. Units, plans and their texts are named as they are now, whatever the day asked about.
_DATED = (
    "task", "assignment", "deadline", "extension", "reminder", "note", "evidence", "target", "target_task",
    "target_unit", "measurement", "setting",
)  # fmt: skip
# Which plan is meant by default is a choice of the moment, not something that was so on a day.
_CHOICE = "current_plan"
_MARKS = ", ".join(f"'{table}'" for table in _DATED)
_NOT_YET_HAPPENED = f"""
SELECT DISTINCT table_name, row_id FROM journal_entry
WHERE happened_on > :as_of AND table_name IN ({_MARKS}) AND code != '{_CHOICE}'"""
_NOT_YET_KNOWN = """
SELECT DISTINCT e.table_name, e.row_id FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE g.entered_on > :known_on"""
_ENTRIES = """
SELECT e.group_id, COALESCE(e.happened_on, g.entered_on), g.entered_on, e.plan_id, e.code, e.before, e.after
FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE e.table_name = ? AND e.row_id = ? ORDER BY e.id"""

_Values = dict[str, Any]
_Key = tuple[str, int]
# A command's new rows under one task: its group, its plan, the task's code.
_Batch = tuple[int, int | None, str]


class _Entry(NamedTuple):
    batch: _Batch
    before: _Values | None
    after: _Values | None
    is_visible: bool


def travel(connection: sqlite3.Connection, as_of: date, known_on: date | None = None) -> None:
    """Makes the connection's reads answer from what was true at ``as_of``, and typed in by ``known_on`` if given."""
    days = {"as_of": as_of.isoformat(), "known_on": known_on.isoformat() if known_on else None}
    keys: set[_Key] = set(connection.execute(_NOT_YET_HAPPENED, days).fetchall())
    if known_on is not None:
        keys |= set(connection.execute(_NOT_YET_KNOWN, days).fetchall())
    if not keys:
        return
    histories = {key: _history(connection, key, days) for key in sorted(keys)}
    proved = _proved(histories.values())
    connection.execute("PRAGMA query_only=OFF")
    for table in dict.fromkeys(table for table, _ in histories):
        own = {key: entries for key, entries in histories.items() if key[0] == table}
        _shadow(connection, table, own, proved)
    connection.execute("PRAGMA query_only=ON")


def _history(connection: sqlite3.Connection, key: _Key, days: dict[str, str | None]) -> list[_Entry]:
    table, _ = key
    found = []
    for group, happened_on, entered_on, plan, code, before, after in connection.execute(_ENTRIES, key):
        happened = table not in _DATED or code == _CHOICE or happened_on <= (days["as_of"] or "")
        known = days["known_on"] is None or entered_on <= days["known_on"]
        batch = (group, plan, code.split(" ")[0])
        found.append(_Entry(batch, _values(before), _values(after), happened and known))
    return found


def _values(text: str | None) -> _Values | None:
    return None if text is None else json.loads(text)


def _lives(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Parts the history of a key into the rows that had it one after another: a deleted row's key is given again."""
    lives: list[list[_Entry]] = []
    for entry in entries:
        if entry.before is None or not lives:
            lives.append([])
        lives[-1].append(entry)
    return lives


def _proved(histories: Iterable[Sequence[_Entry]]) -> set[_Batch]:
    """Finds the commands that a later-typed, visible step proves to have had their effect by then.

    The step's row was there, its lead had it, and so was all that came under the task in the same command.
    """
    lives = [life for entries in histories for life in _lives(entries)]
    shown = {
        entry.batch
        for life in lives
        for place, entry in enumerate(life)
        if not entry.is_visible
        and (entry.before is None or "unit_id" in (entry.after or {}))
        and any(step.is_visible for step in life[place + 1 :])
    }
    tasks = {(plan, code) for _, plan, code in shown}
    born = {life[0].batch for life in lives if life[0].before is None and "position" in (life[0].after or {})}
    return shown | {batch for batch in born if batch[1:] in tasks}


def _shadow(
    connection: sqlite3.Connection, table: str, histories: dict[_Key, list[_Entry]], proved: set[_Batch]
) -> None:
    connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table}")
    columns = [row[1] for row in connection.execute(f"PRAGMA temp.table_info({table})")]
    for column in columns:
        if column == "id" or column.endswith("_id"):
            connection.execute(f"CREATE INDEX temp.shadow_{table}_{column} ON {table} ({column})")
    for (_, row_id), entries in histories.items():
        now = connection.execute(f"SELECT * FROM temp.{table} WHERE id = ?", (row_id,)).fetchone()
        stands = dict(zip(columns, now, strict=True)) if now else None
        lives = [_replayed(life, stands, proved) for life in _lives(entries)]
        values = next((row for row in reversed(lives) if row is not None), None)
        connection.execute(f"DELETE FROM temp.{table} WHERE id = ?", (row_id,))
        if values is not None:
            marks = ", ".join("?" * len(columns))
            connection.execute(f"INSERT INTO temp.{table} VALUES ({marks})", [values.get(name) for name in columns])


def _replayed(entries: Sequence[_Entry], now: _Values | None, proved: set[_Batch]) -> _Values | None:
    """Plays a row's visible changes over what it was at first; None where it was not there."""
    values: _Values | None = None
    if entries[0].before is not None and now is not None:
        # Older than the journal: take back every change to see what it was before the first.
        values = dict(now)
        for entry in reversed(entries):
            values.update(entry.before or {})
    for entry in entries:
        if entry.before is None:
            values = dict(entry.after or {}) if entry.is_visible or entry.batch in proved else None
        elif entry.is_visible and entry.after is None:
            values = None
        elif values is not None and entry.is_visible:
            values.update(entry.after or {})
        elif values is not None and entry.batch in proved and "unit_id" in (entry.after or {}):
            values["unit_id"] = (entry.after or {})["unit_id"]
    return values
