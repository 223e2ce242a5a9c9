"""Takes rows out with all that hangs on them, each told in the journal, so that the way back stays open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Table, delete, select

from danvan_cli.db import tables
from danvan_cli.db.bulk import plain
from danvan_cli.db.journal import Told, Transaction
from danvan_cli.db.undoing import batches, children_of
from danvan_cli.domain.records import RECORDS

_LAST_PLACES = """
SELECT row_id, plan_id, code FROM journal_entry WHERE id IN (
    SELECT MAX(id) FROM journal_entry WHERE agency_id = :agency AND table_name = :table GROUP BY row_id)"""


class Branch(NamedTuple):
    """A row with all that hangs on it: by table the stored rows, each once."""

    rows: Mapping[str, Mapping[int, Mapping[str, Any]]]

    def count(self, table: str) -> int:
        """Counts the branch's rows of a table."""
        return len(self.rows.get(table, ()))


def branch_of(work: Transaction, table: str, keys: Sequence[int]) -> Branch:
    """Finds rows of a table and whatever points to them, directly or through others."""
    schema = tables.whole_schema().tables
    found: dict[str, dict[int, Mapping[str, Any]]] = {}
    wanted: list[tuple[Table, str, list[int]]] = [(schema[table], "id", list(keys))]
    while wanted:
        part, column, parents = wanted.pop()
        own = found.setdefault(str(part.name), {})
        new = {row["id"]: row for row in _rows(work, part, column, parents) if row["id"] not in own}
        own.update(new)
        if new:
            wanted += [(child, name, list(new)) for child, name in children_of(schema, str(part.name))]
    return Branch(found)


def _rows(work: Transaction, table: Table, column: str, keys: Iterable[int]) -> list[Any]:
    connection = work.session.connection()
    return [
        row
        for batch in batches(keys)
        for row in connection.execute(select(table).where(table.c[column].in_(batch))).mappings()
        if "id" in row
    ]


def remove(work: Transaction, branch: Branch, since: date) -> None:
    """Deletes a branch, the last of it first; on no day from ``since`` on does anything show it."""
    work.change_directly(since)
    told: list[Told] = []
    for table in reversed(tables.whole_schema().sorted_tables):
        name = str(table.name)
        rows = branch.rows.get(name, {})
        if not rows:
            continue
        places = {key: (plan, code) for key, plan, code in work.reader.execute(_LAST_PLACES, {"table": name})}
        for key in sorted(rows, reverse=True):
            plan, code = places.get(key, (None, ""))
            columns = (c.name for c in table.columns if c.computed is None)
            values = {c: plain(rows[key][c]) for c in columns if rows[key][c] is not None}
            told.append(Told(name, key, plan, code, json.dumps(values, ensure_ascii=False), None, since))
        for batch in batches(sorted(rows, reverse=True)):
            work.session.connection().execute(delete(table).where(table.c.id.in_(batch)))
    work.append(told)


def kept_for_ever(branch: Branch) -> list[str]:
    """Names the tables of the branch whose rows are never removed: what was sent stays sent."""
    return [table for table, rows in branch.rows.items() if rows and RECORDS[table].is_append_only]
