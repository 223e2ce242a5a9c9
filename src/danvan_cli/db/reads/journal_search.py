"""The commands that a filter lets through, found by the journal's indexes."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Collection, Sequence

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.journal import commands_of, taken_back
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY, listed
from danvan_cli.domain.codes import nearest
from danvan_cli.domain.errors import NotFoundError
from danvan_cli.domain.lazy_lists import LazyKeyed
from danvan_cli.domain.model import Command, LogFilter
from danvan_cli.domain.text import clean, fold

# What hangs on a task has the task's code, a blank, and more.
_OF_TASK = f"""
SELECT {{what}} FROM journal_entry e
WHERE e.plan_id = {PLAN_KEY} AND e.code COLLATE BINARY = :task AND {{also}}
UNION ALL
SELECT {{what}} FROM journal_entry e WHERE e.plan_id = {PLAN_KEY}
    AND e.code COLLATE BINARY > :task || ' ' AND e.code COLLATE BINARY < :task || '!' AND {{also}}"""
# What is of a unit names it in its code, behind the task: the index of plans and codes is gone through, no entry is
# read for it, and what is gone by now is found too. Remarks and officers are found by their rows.
_NAMES_UNIT = "e.code || ' ' LIKE :unit_named ESCAPE '!'"
_ROWS_OF_UNIT = f"""(e.table_name = 'unit' AND e.row_id = {UNIT_KEY}
    OR e.table_name = 'note' AND e.row_id IN (SELECT n.id FROM note n WHERE n.unit_id = {UNIT_KEY}))"""
_OF_UNIT = f"""
SELECT {{what}} FROM journal_entry e WHERE e.plan_id IN ({{plans}}) AND {_NAMES_UNIT}
UNION ALL
SELECT {{what}} FROM journal_entry e WHERE e.table_name = 'unit' AND e.row_id = {UNIT_KEY}
UNION ALL
SELECT {{what}} FROM note n CROSS JOIN journal_entry e
WHERE n.unit_id = {UNIT_KEY} AND e.table_name = 'note' AND e.row_id = n.id
UNION ALL
SELECT {{what}} FROM person o CROSS JOIN journal_entry e
WHERE o.agency_id = :agency AND o.unit_id = {UNIT_KEY} AND e.table_name = 'person' AND e.row_id = o.id"""


def chosen(reader: Reader, narrow: LogFilter, plan: str | None, limit: int | None) -> tuple[Collection[Command], int]:
    """Lists the newest ``limit`` commands that the filter lets through, and says how many there are in all.

    The filter's unit and task are codes as they are written; ``plan`` is the task's, and narrows the unit's. Of a
    command those changes are told that are of the task and unit.
    """
    parameters: dict[str, object] = {"plan": plan, "task": narrow.task, "unit": narrow.unit}
    if narrow.unit is not None:
        parameters["unit_named"] = f"% {_escaped(narrow.unit)} %"
    clauses = []
    if narrow.since is not None:
        clauses.append("g.entered_on >= :since")
        parameters["since"] = narrow.since.isoformat()
    if narrow.actor is not None:
        marks, named = listed(_actors(reader, narrow.actor))
        clauses.append(f"(g.actor IN ({marks}) OR g.login IN ({marks}))")
        parameters |= named
    entries = _entries(narrow, plan)
    if entries is None:
        clauses.append("EXISTS (SELECT 1 FROM journal_entry e WHERE e.group_id = g.id)")
    else:
        clauses.append(f"g.id IN ({entries.format(what='e.group_id')})")
    # The plus keeps SQLite from beginning with all of the agency's commands where entries or a day lead to few.
    owner = "g.agency_id = :agency" if entries is None else "+g.agency_id = :agency"
    query = f"SELECT g.id FROM journal_group g WHERE {owner} AND {' AND '.join(clauses)} ORDER BY g.id DESC"
    keys = array("q", (key for (key,) in reader.stream(query, parameters)))
    only = None if entries is None else f"e.id IN ({entries.format(what='e.id')})"
    load = functools.partial(_loaded, reader, taken_back(reader), only, parameters)
    return LazyKeyed(keys[:limit], load), len(keys)


def _entries(narrow: LogFilter, plan: str | None) -> str | None:
    """Writes the query for the entries of the task and unit; None where the filter names neither."""
    if narrow.task is not None:
        also = "TRUE" if narrow.unit is None else f"({_NAMES_UNIT} OR {_ROWS_OF_UNIT})"
        return _OF_TASK.replace("{also}", also)
    if narrow.unit is not None:
        plans = "SELECT p.id FROM plan p WHERE p.agency_id = :agency" if plan is None else PLAN_KEY
        return _OF_UNIT.replace("{plans}", plans)
    return None


def _escaped(words: str) -> str:
    for mark in "!%_":
        words = words.replace(mark, f"!{mark}")
    return words


def _actors(reader: Reader, words: str) -> list[str]:
    """Finds the writers that a name means, as they are written; NotFoundError that suggests one for nobody's."""
    query = """SELECT actor FROM journal_group WHERE agency_id = :agency
        UNION SELECT login FROM journal_group WHERE agency_id = :agency AND login IS NOT NULL"""
    known = [name for (name,) in reader.execute(query)]
    found = [name for name in known if fold(name) == fold(words)]
    if not found:
        near = nearest(words, known)
        hint = f"Có phải “{near}”?" if near else f"Những người đã ghi: {', '.join(sorted(known)[:12]) or 'chưa có ai'}."
        raise NotFoundError(f"Nhật ký không có người ghi “{clean(words)}”.", hint)
    return found


def _loaded(
    reader: Reader, taken: dict[int, int], only: str | None, parameters: dict[str, object], keys: Sequence[int]
) -> list[Command]:
    return commands_of(reader, keys, taken, only, parameters)
