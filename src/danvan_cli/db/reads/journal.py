"""The journal: who changed what, newest first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from danvan_cli.db.reads.rows import day, instant
from danvan_cli.domain.model import JournalEntry

_COLUMNS = "SELECT g.id, g.at, g.actor, g.command, e.table_name, e.code, e.before, e.after"
_NEWEST = f"""
{_COLUMNS} FROM journal_group g JOIN journal_entry e ON e.group_id = g.id
WHERE g.id IN (SELECT x.id FROM journal_group x ORDER BY x.id DESC LIMIT :limit)
ORDER BY g.id DESC, e.position"""
# What hangs on a task has the task's code, a blank, and more.
_OF_CODE = f"""
{_COLUMNS} FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE e.plan_id = (SELECT id FROM plan WHERE code = :plan)
    AND e.happened_on <= :as_of AND (:known_on IS NULL OR g.entered_on <= :known_on)
    AND (e.code = :code OR (e.code > :code || ' ' AND e.code < :code || '!'))
ORDER BY g.id DESC, e.position"""


def newest(connection: sqlite3.Connection, limit: int | None) -> list[JournalEntry]:
    """Lists the row changes of the newest ``limit`` commands, of all where there is no limit."""
    return _entries(connection.execute(_NEWEST, {"limit": -1 if limit is None else limit}))


def of_code(
    connection: sqlite3.Connection, plan: str, code: str, as_of: date, known_on: date | None
) -> list[JournalEntry]:
    """Lists the row changes of one task or target, and of all that hangs on it, by the clocks of ``timeline``."""
    days = {"as_of": as_of.isoformat(), "known_on": known_on.isoformat() if known_on else None}
    return _entries(connection.execute(_OF_CODE, {"plan": plan, "code": code, **days}))


def _entries(rows: Iterable[tuple[Any, ...]]) -> list[JournalEntry]:
    return [
        JournalEntry(group, instant(at), actor, command, table, name, _values(before), _values(after))
        for group, at, actor, command, table, name, before, after in rows
    ]


def first_opening(connection: sqlite3.Connection, deadline: int) -> date | None:
    """Gives the day from which a row counted when it was made, whatever its steps made of it since."""
    query = """SELECT after FROM journal_entry
        WHERE table_name = 'deadline' AND row_id = ? AND before IS NULL ORDER BY id DESC LIMIT 1"""
    found = connection.execute(query, (deadline,)).fetchone()
    return day(json.loads(found[0]).get("opens_on")) if found else None


def newest_day(connection: sqlite3.Connection) -> date | None:
    """Gives the latest day on which anything was typed in."""
    return day(connection.execute("SELECT MAX(entered_on) FROM journal_group").fetchone()[0])


def group_count(connection: sqlite3.Connection) -> int:
    """Counts the commands in the journal."""
    return int(connection.execute("SELECT COUNT(*) FROM journal_group").fetchone()[0])


def _values(text: str | None) -> dict[str, object] | None:
    return None if text is None else json.loads(text)
