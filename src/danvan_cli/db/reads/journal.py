"""The journal: who changed what, newest first."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, Row, column, day, instant, listed
from danvan_cli.domain.lazy_lists import LazyEntries, LazyPaged
from danvan_cli.domain.model import Command, JournalEntry

_ALL = 2**62
_NO_MORE: Mapping[str, object] = MappingProxyType({})
_COMMANDS_A_PAGE = 50
_ENTRIES_A_PAGE = 200  # as many row changes of a command are kept, too


class _Row(Row):
    """A row change as the database gives it, each field with the SQL that fills it."""

    group: int = column("g.id")
    at: str = column("g.at")
    actor: str = column("g.actor")
    login: str | None = column("g.login")
    command: str = column("g.command")
    table: str = column("e.table_name")
    code: str = column("e.code")
    before: str | None = column("e.before")
    after: str | None = column("e.after")
    position: int = column("e.position")


_COLUMNS = f"SELECT {_Row.columns}"
# The newest commands, as far back as a limit lets: the oldest of them, and how many of them changed anything.
_WINDOW = """
SELECT MIN(x.id), COUNT(*) FROM (
    SELECT g.id FROM journal_group g WHERE g.agency_id = :agency ORDER BY g.id DESC LIMIT :limit) AS x
WHERE EXISTS (SELECT 1 FROM journal_entry e WHERE e.group_id = x.id)"""
_COMMANDS = """
SELECT g.id, g.at, g.actor, g.login, g.command, g.undoes_id,
    (SELECT COUNT(*) FROM journal_entry e WHERE e.group_id = g.id)
FROM journal_group g
WHERE g.agency_id = :agency AND g.id >= :oldest AND g.id < :before
    AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.group_id = g.id)
ORDER BY g.id DESC LIMIT :page"""
_HEADS = """
SELECT g.id, g.at, g.actor, g.login, g.command, g.undoes_id,
    (SELECT COUNT(*) FROM journal_entry e WHERE e.group_id = g.id)
FROM journal_group g WHERE g.id IN ({marks})"""
# Newest first: whether an undo counts depends on those after it.
_UNDOS = """
SELECT g.id, g.undoes_id FROM journal_group g
WHERE g.undoes_id IS NOT NULL AND g.agency_id = :agency AND (:known_on IS NULL OR g.entered_on <= :known_on)
ORDER BY g.id DESC"""
_OF_COMMANDS = f"""
{_COLUMNS} FROM journal_group g JOIN journal_entry e ON e.group_id = g.id
WHERE g.id IN ({{marks}}) AND {{only}} ORDER BY g.id DESC, e.position"""
_PAGE_OF_COMMAND = f"""
{_COLUMNS} FROM journal_group g JOIN journal_entry e ON e.group_id = g.id
WHERE g.id = :group AND e.position > :behind ORDER BY e.position LIMIT :page"""
_NUMBERS = """
SELECT e.table_name, COUNT(*), COUNT(DISTINCT e.code) FROM journal_entry e WHERE e.group_id = :group
GROUP BY e.table_name ORDER BY MIN(e.position)"""
# What hangs on a task has the task's code, a blank, and more. The plus before agency_id keeps SQLite from beginning
# with all of the agency's commands.
_OF_CODE = f"""
{_COLUMNS} FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE e.id IN (
        SELECT x.id FROM journal_entry x WHERE x.plan_id = {PLAN_KEY} AND x.code COLLATE BINARY = :code
        UNION ALL
        SELECT x.id FROM journal_entry x WHERE x.plan_id = {PLAN_KEY}
            AND x.code COLLATE BINARY > :code || ' ' AND x.code COLLATE BINARY < :code || '!')
    AND +g.agency_id = :agency AND e.happened_on <= :as_of AND (:known_on IS NULL OR g.entered_on <= :known_on)
ORDER BY g.id DESC, e.position"""


def newest(reader: Reader, limit: int | None) -> Collection[Command]:
    """Lists the newest ``limit`` commands, all where there is no limit; they are read as they are gone through."""
    oldest, number = reader.execute(_WINDOW, {"limit": _ALL if limit is None else limit}).fetchone()
    return LazyPaged(number, functools.partial(_commands, reader, oldest, taken_back(reader)))


def taken_back(reader: Reader, known_on: date | None = None) -> dict[int, int]:
    """Finds the commands that count no more, each with the undo that took it back.

    An undo that was itself undone is one of them, and what it took back is then none. Only undos typed in by
    ``known_on`` count, where it is given.
    """
    found: dict[int, int] = {}
    for group, undoes in reader.execute(_UNDOS, {"known_on": known_on.isoformat() if known_on else None}):
        if group not in found:
            found[undoes] = group
    return found


def _commands(reader: Reader, oldest: int, taken: dict[int, int], last: Command | None) -> list[Command]:
    window = {"oldest": oldest, "before": _ALL if last is None else last.group, "page": _COMMANDS_A_PAGE}
    heads = reader.execute(_COMMANDS, window).fetchall()
    changes = _changes(reader, [group for group, *_, number in heads if number <= _ENTRIES_A_PAGE])
    return [_command(head, changes.get(head[0]) or _many_changes(reader, head[0], head[-1]), taken) for head in heads]


def _command(head: tuple[Any, ...], changes: Collection[JournalEntry], taken: dict[int, int]) -> Command:
    group, at, actor, login, command, undoes, _ = head
    return Command(group, instant(at), actor, login, command, changes, undoes, taken.get(group))


def commands_of(
    reader: Reader, groups: Sequence[int], taken: dict[int, int], only: str | None, parameters: Mapping[str, object]
) -> list[Command]:
    """Loads commands by their numbers, in that order; ``taken`` as of ``taken_back``.

    ``only`` is SQL about an entry ``e``, with its parameters: of each command only such changes are told.
    """
    marks, named = listed(groups)
    heads = {row[0]: row for row in reader.execute(_HEADS.format(marks=marks), named)}
    few = groups if only else [key for key in groups if heads[key][-1] <= _ENTRIES_A_PAGE]
    changes = _changes(reader, few, only or "TRUE", parameters)
    return [
        _command(heads[key], changes.get(key) or _many_changes(reader, key, heads[key][-1]), taken) for key in groups
    ]


def _changes(
    reader: Reader, groups: Sequence[int], only: str = "TRUE", parameters: Mapping[str, object] = _NO_MORE
) -> dict[int, list[JournalEntry]]:
    found: dict[int, list[JournalEntry]] = {}
    if groups:
        marks, keys = listed(groups)
        # The parameters of ``only`` may have been named by ``listed``, too: these have other names.
        marks, named = marks.replace(":w", ":g"), {f"g{name[1:]}": key for name, key in keys.items()}
        query = _OF_COMMANDS.format(marks=marks, only=only)
        for entry in _entries(reader.execute(query, {**parameters, **named})):
            found.setdefault(entry.group, []).append(entry)
    return found


def _many_changes(reader: Reader, group: int, number: int) -> LazyEntries:
    def page(last: _Row | None) -> list[_Row]:
        behind = -1 if last is None else last.position
        window = {"group": group, "behind": behind, "page": _ENTRIES_A_PAGE}
        return [_Row(row) for row in reader.execute(_PAGE_OF_COMMAND, window)]

    return LazyEntries(LazyPaged(number, page), _entry, lambda: _numbers(reader, group))


def _numbers(reader: Reader, group: int) -> dict[str, tuple[int, int]]:
    """Counts each table's changes, and the codes they are of, in the order in which the tables come."""
    return {table: (number, codes) for table, number, codes in reader.execute(_NUMBERS, {"group": group})}


def of_code(reader: Reader, plan: str, code: str, as_of: date, known_on: date | None) -> list[JournalEntry]:
    """Lists the row changes of one task or target, and of all that hangs on it, by the clocks of ``timeline``.

    Of what was taken back nothing is told here.
    """
    days = {"as_of": as_of.isoformat(), "known_on": known_on.isoformat() if known_on else None}
    never = taken_back(reader, known_on)
    found = _entries(reader.execute(_OF_CODE, {"plan": plan, "code": code, **days}))
    return [e for e in found if e.group not in never and e.group not in never.values()] if never else found


def _entries(rows: Iterable[tuple[Any, ...]]) -> list[JournalEntry]:
    return [_entry(row) for row in map(_Row, rows)]


def _entry(row: _Row) -> JournalEntry:
    return JournalEntry(
        row.group,
        instant(row.at),
        row.actor,
        row.login,
        row.command,
        row.table,
        row.code,
        None if row.before is None else json.loads(row.before),
        None if row.after is None else json.loads(row.after),
    )


def first_opening(reader: Reader, deadline: int) -> date | None:
    """Finds the day from which a row counted when it was made, whatever its steps made of it since.

    None where it always counted, or where the journal is younger than the row.
    """
    query = """SELECT after FROM journal_entry
        WHERE agency_id = :agency AND table_name = 'deadline' AND row_id = :row AND before IS NULL
        ORDER BY id DESC LIMIT 1"""
    found = reader.execute(query, {"row": deadline}).fetchone()
    return day(json.loads(found[0]).get("opens_on")) if found else None


def first_day_of(reader: Reader, table: str, key: int) -> date | None:
    """Finds the day from which a row was there; None where the journal is younger than the row."""
    query = """SELECT happened_on FROM journal_entry
        WHERE agency_id = :agency AND table_name = :table AND row_id = :row AND before IS NULL
        ORDER BY id DESC LIMIT 1"""
    found = reader.execute(query, {"table": table, "row": key}).fetchone()
    return day(found[0]) if found else None


def newest_day(reader: Reader) -> date | None:
    """Finds the latest day on which anything was typed in, None in an empty journal."""
    return day(reader.execute("SELECT MAX(entered_on) FROM journal_group WHERE agency_id = :agency").fetchone()[0])


def group_count(reader: Reader) -> int:
    """Counts the commands in the journal."""
    return int(reader.execute("SELECT COUNT(*) FROM journal_group WHERE agency_id = :agency").fetchone()[0])
