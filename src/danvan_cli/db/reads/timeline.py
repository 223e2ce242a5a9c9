"""Shows a connection the data of another day, replayed from the journal; every read then answers for that day.

Two clocks: the day of the event (``as_of``: what had happened by then, whenever it was typed in) and the day of
typing (``known_on``: what had been typed in by then). The rows that look different are rebuilt in temporary tables
that stand before the real ones, so no read knows of it and no file changes. Our rule: work proved by a step on an
earlier day (handed in before it was entered here) was there on that day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
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
# The plus keeps SQLite from going through all of the agency's commands: the rows lead to theirs.
_ENTRIES = """
WITH looks_different AS ({keys})
SELECT e.table_name, e.row_id, e.group_id, COALESCE(e.happened_on, g.entered_on), g.entered_on, e.plan_id, e.code,
    e.before, e.after
FROM looks_different k JOIN journal_entry e ON e.table_name = k.table_name AND e.row_id = k.row_id
JOIN journal_group g ON g.id = e.group_id AND +g.agency_id = :agency
ORDER BY e.table_name, e.row_id, e.id"""
_THEN = _ENTRIES.format(keys=f"SELECT DISTINCT table_name, row_id FROM ({_NOT_YET_HAPPENED}) AS later")
_THEN_AS_KNOWN = _ENTRIES.format(keys=f"{_NOT_YET_HAPPENED} UNION {_NOT_YET_KNOWN}")

_Values = dict[str, Any]
_Key = tuple[str, int]
# A command's new rows under one task: its group, its plan, the task's code.
_Batch = tuple[int, int | None, str]


class _Entry(NamedTuple):
    batch: _Batch
    before: _Values | None
    after: _Values | None
    is_visible: bool


def travel(reader: Reader, as_of: date, known_on: date | None = None) -> None:
    """Makes the reader answer from what was true at ``as_of``, and typed in by ``known_on`` if given."""
    histories = _histories(reader, as_of.isoformat(), known_on.isoformat() if known_on else None)
    proved = _proved(histories.values())
    for table in dict.fromkeys(table for table, _ in histories):
        own = {key: entries for key, entries in histories.items() if key[0] == table}
        _shadow(reader, table, own, proved)


def _histories(reader: Reader, as_of: str, known_on: str | None) -> dict[_Key, list[_Entry]]:
    """Gives everything the journal knows of each row that looked different."""
    found: dict[_Key, list[_Entry]] = {}
    query = _THEN if known_on is None else _THEN_AS_KNOWN
    for table, row_id, group, happened_on, entered_on, plan, code, before, after in reader.execute(
        query, {"as_of": as_of, "known_on": known_on}
    ):
        happened = table not in _DATED or code == _CHOICE or happened_on <= as_of
        known = known_on is None or entered_on <= known_on
        entry = _Entry((group, plan, code.split(" ")[0]), _values(before), _values(after), happened and known)
        found.setdefault((table, row_id), []).append(entry)
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


def _shadow(reader: Reader, table: str, histories: dict[_Key, list[_Entry]], proved: set[_Batch]) -> None:
    columns = reader.shadow(table)
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    for (_, row_id), entries in histories.items():
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
