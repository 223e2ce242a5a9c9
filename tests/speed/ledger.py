"""Holds what clerks were told was written against what stands in the data, and the data against its journal."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from tests.speed.clerks import COMMAND, Written

_TABLES = ("task", "assignment", "deadline", "evidence", "note")
_MARK = re.compile(r"w\d+-\d+\.")
_Key = tuple[str, int]


def faults(url: str, written: Iterable[Written]) -> Iterator[str]:
    """Names whatever is lost, there twice, or not as the journal says; nothing when all is well."""
    import psycopg

    acknowledged = {line.mark: line.group for line in written if line.failure is None}
    with psycopg.connect(url, options="-c timezone=UTC") as connection:
        entries = connection.execute(
            """SELECT e.group_id, e.table_name, e.row_id, e.before, e.after, g.command, e.position
            FROM journal_entry e JOIN journal_group g ON g.id = e.group_id ORDER BY e.group_id, e.position"""
        ).fetchall()
        groups = {key for (key,) in connection.execute("SELECT id FROM journal_group WHERE command = %s", [COMMAND])}
        rows: dict[_Key, dict[str, Any]] = {}
        for table in _TABLES:
            for key, values in connection.execute(f"SELECT id, to_jsonb(t) - 'outcome' FROM {table} t"):
                rows[table, key] = values
        plans = connection.execute("SELECT plan_id, code, position FROM task ORDER BY plan_id, position").fetchall()
    yield from _unmatched(acknowledged, entries, groups)
    yield from _untrue(entries, rows)
    yield from _gaps(plans)


def _unmatched(acknowledged: dict[str, int | None], entries: list[Any], groups: set[int]) -> Iterator[str]:
    """Every acknowledged write is one group of the journal that holds its mark, and there is no other group."""
    marks = defaultdict(set)
    positions = defaultdict(list)
    for group, _, _, before, after, _, position in entries:
        positions[group].append(position)
        old = set(_MARK.findall(before or ""))
        for mark in set(_MARK.findall(after or "")) - old:
            marks[mark].add(group)
    for mark, group in acknowledged.items():
        if marks[mark] != {group}:
            yield f"{mark} was acknowledged as group {group} and is in {sorted(marks[mark])}"
    for mark in marks.keys() - acknowledged.keys():
        yield f"{mark} is in the journal and was not acknowledged"
    if len(set(acknowledged.values())) != len(acknowledged):
        yield "two writes were acknowledged as one group"
    for group in groups - set(acknowledged.values()):
        yield f"group {group} was not acknowledged"
    for group, found in positions.items():
        if found != list(range(1, len(found) + 1)):
            yield f"group {group} has the positions {found}"


def _untrue(entries: list[Any], rows: dict[_Key, dict[str, Any]]) -> Iterator[str]:
    """Each change begins where the one before it ended, and what the last one left is what stands in the data."""
    told: dict[_Key, dict[str, Any] | None] = {}
    for group, table, key, before, after, _, _ in entries:
        if table not in _TABLES:
            continue
        old, new = (json.loads(words) if words else None for words in (before, after))
        standing = told.get((table, key)) or {}
        for name, value in (old or {}).items():
            if standing.get(name) != value:
                yield f"group {group} changed {table} {key} from {name} = {value}, where {standing.get(name)} stood"
        told[table, key] = {**standing, **new} if new is not None else None
    for place in told.keys() | rows.keys():
        values = {name: value for name, value in (told.get(place) or {}).items() if value is not None}
        if values != {name: value for name, value in rows.get(place, {}).items() if value is not None}:
            yield f"{place} is {rows.get(place)} and the journal says {told.get(place)}"


def _gaps(plans: list[Any]) -> Iterator[str]:
    """A plan's tasks are numbered from 1, each number once, as their codes are."""
    numbered = defaultdict(list)
    for plan, code, position in plans:
        numbered[plan].append((code, position))
    for plan, found in numbered.items():
        if found != [(f"BS-{n}", n) for n in range(1, len(found) + 1)]:
            yield f"plan {plan} has gaps or doubles among its {len(found)} tasks"
