"""The journal: who changed what, newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, day, instant
from danvan_cli.domain.model import JournalEntry

_ALL = 2**62
_COLUMNS = "SELECT g.id, g.at, g.actor, g.command, e.table_name, e.code, e.before, e.after"
_NEWEST = f"""
{_COLUMNS} FROM journal_group g JOIN journal_entry e ON e.group_id = g.id
WHERE g.id IN (SELECT x.id FROM journal_group x WHERE x.agency_id = :agency ORDER BY x.id DESC LIMIT :limit)
ORDER BY g.id DESC, e.position"""
# The plus keeps SQLite from beginning with all of the agency's commands.
# What hangs on a task has the task's code, a blank, and more.
_OF_CODE = f"""
{_COLUMNS} FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE e.id IN (
        SELECT x.id FROM journal_entry x WHERE x.plan_id = {PLAN_KEY} AND x.code COLLATE BINARY = :code
        UNION ALL
        SELECT x.id FROM journal_entry x WHERE x.plan_id = {PLAN_KEY}
            AND x.code COLLATE BINARY > :code || ' ' AND x.code COLLATE BINARY < :code || '!')
    AND +g.agency_id = :agency AND e.happened_on <= :as_of AND (:known_on IS NULL OR g.entered_on <= :known_on)
ORDER BY g.id DESC, e.position"""


def newest(reader: Reader, limit: int | None) -> list[JournalEntry]:
    """Lists the row changes of the newest ``limit`` commands, of all where there is no limit."""
    return _entries(reader.execute(_NEWEST, {"limit": _ALL if limit is None else limit}))


def of_code(reader: Reader, plan: str, code: str, as_of: date, known_on: date | None) -> list[JournalEntry]:
    """Lists the row changes of one task or target, and of all that hangs on it, by the clocks of ``timeline``."""
    days = {"as_of": as_of.isoformat(), "known_on": known_on.isoformat() if known_on else None}
    return _entries(reader.execute(_OF_CODE, {"plan": plan, "code": code, **days}))


def _entries(rows: Iterable[tuple[Any, ...]]) -> list[JournalEntry]:
    return [
        JournalEntry(group, instant(at), actor, command, table, name, _values(before), _values(after))
        for group, at, actor, command, table, name, before, after in rows
    ]


def first_opening(reader: Reader, deadline: int) -> date | None:
    """Gives the day from which a row counted when it was made, whatever its steps made of it since."""
    query = """SELECT after FROM journal_entry
        WHERE agency_id = :agency AND table_name = 'deadline' AND row_id = :row AND before IS NULL
        ORDER BY id DESC LIMIT 1"""
    found = reader.execute(query, {"row": deadline}).fetchone()
    return day(json.loads(found[0]).get("opens_on")) if found else None


def newest_day(reader: Reader) -> date | None:
    """Gives the latest day on which anything was typed in."""
    return day(reader.execute("SELECT MAX(entered_on) FROM journal_group WHERE agency_id = :agency").fetchone()[0])


def group_count(reader: Reader) -> int:
    """Counts the commands in the journal."""
    return int(reader.execute("SELECT COUNT(*) FROM journal_group WHERE agency_id = :agency").fetchone()[0])


def _values(text: str | None) -> dict[str, object] | None:
    return None if text is None else json.loads(text)
