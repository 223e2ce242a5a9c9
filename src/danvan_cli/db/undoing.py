"""Takes back what one command changed: every row becomes what it was before, and the journal tells that, too.

Works from the journal alone, so a new kind of row needs nothing here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, delete, insert, select, update

from danvan_cli.db import tables
from danvan_cli.db.bulk import plain, typed
from danvan_cli.db.journal import Told, Transaction, Values
from danvan_cli.db.reads.journal import taken_back
from danvan_cli.db.reads.rows import day
from danvan_cli.domain.records import RECORDS

_BATCH = 500
_ENTRIES = """
SELECT table_name, row_id, plan_id, code, before, after, happened_on FROM journal_entry
WHERE agency_id = :agency AND group_id = :group ORDER BY position DESC"""
# What later commands did to the same rows. The key of a removed row may be another row's by now: that counts, too.
_LATER = """
SELECT DISTINCT later.group_id, later.table_name, later.code
FROM journal_entry e JOIN journal_entry later
    ON later.table_name = e.table_name AND later.row_id = e.row_id AND later.group_id > e.group_id
WHERE e.agency_id = :agency AND e.group_id = :group ORDER BY later.group_id"""
_MADE_BY = """
SELECT MAX(group_id) FROM journal_entry
WHERE agency_id = :agency AND table_name = :table AND row_id = :row AND before IS NULL"""

Key = tuple[str, int]


class Obstacle(NamedTuple):
    """Why a command cannot be taken back: what is in the way, and the later command that put it there (None: unknown).

    ``is_other`` is True where the row is not what the journal says it is, ``is_kept`` for one that is never removed.
    """

    table: str
    code: str
    group: int | None
    is_other: bool = False
    is_kept: bool = False


@dataclass(slots=True)
class _Net:
    """What a command did to one row in the end: ``before`` None for a new row, ``after`` None for a removed one."""

    before: Values | None
    after: Values | None
    code: str

    def add_earlier(self, before: Values | None, after: Values | None) -> None:
        """Joins a change that came before those known."""
        later = self.after
        self.before = None if before is None else {**(self.before or {}), **before}
        self.after = None if later is None else {**(after or {}), **later}


class Reversal:
    """One command of the transaction's agency, about to be taken back."""

    def __init__(self, work: Transaction, group: int) -> None:
        """Reads what the command did; nothing is changed yet."""
        self._work = work
        self._group = group
        self._schema = tables.whole_schema().tables
        found = work.reader.execute(_ENTRIES, {"group": group}).fetchall()
        self._told = [Told._make((*row[:6], day(row[6]))) for row in found]
        self._nets: dict[Key, _Net] = {}
        for entry in self._told:
            before, after = (None if said is None else json.loads(said) for said in (entry.before, entry.after))
            if net := self._nets.get((entry.table_name, entry.row_id)):
                net.add_earlier(before, after)
            else:
                self._nets[entry.table_name, entry.row_id] = _Net(before, after, entry.code)

    @property
    def tables(self) -> frozenset[str]:
        """Names the tables in which the command changed anything."""
        return frozenset(table for table, _ in self._nets)

    @property
    def kept(self) -> list[Values]:
        """Lists the new rows that stay and are only marked: reminders were sent, whatever becomes of the command."""
        return [net.after for (table, _), net in self._nets.items() if _is_marked(table, net) and net.after]

    def obstacles(self) -> Iterator[Obstacle]:
        """Finds what is in the way: later changes of the same rows, rows that hang on new ones, rows that differ."""
        taken = taken_back(self._work.reader)
        over = frozenset([*taken, *taken.values()])
        later = self._work.reader.execute(_LATER, {"group": self._group}).fetchall()
        changed = {(table, code): group for group, table, code in later if group not in over}
        yield from (Obstacle(table, code, group) for (table, code), group in changed.items())
        if not changed:
            yield from self._hanging()
            yield from self._differing()

    def reverse(self) -> None:
        """Changes the rows back and tells it in the journal; the caller has seen to it that nothing is in the way."""
        self._work.undo_of(self._group)
        self._work.change_directly(self._work.today)
        connection = self._work.session.connection()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        ordered = [str(table.name) for table in tables.whole_schema().sorted_tables]
        self._let_go()
        for name in reversed(ordered):
            self._remove(self._schema[name], self._new(name))
        for name in ordered:
            table, kept = self._schema[name], self._keys(name, lambda n: n.before and n.after)
            # A row gives its place back before the one that had it returns; only what points to a row of the same
            # table waits for that one.
            own = {key.parent.name for key in table.foreign_keys if key.column.table is table}
            self._change_back(table, kept, without=own)
            self._bring_back(table, sorted(self._keys(name, lambda n: n.after is None and n.before)))
            self._change_back(table, kept, only=own)
        self._work.append([told for entry in self._told if (told := self._reversed(entry))])

    def _new(self, table: str) -> list[int]:
        return sorted(self._keys(table, lambda n: n.before is None and n.after is not None))

    def _let_go(self) -> None:
        """Turns what the command pointed at its new rows away from them, before these go.

        Where a column may not be empty it points at once at what it did before.
        """
        turned: dict[tuple[str, str], list[int]] = defaultdict(list)
        back: dict[tuple[str, str], list[int]] = defaultdict(list)
        for (name, row), net in self._nets.items():
            for key in self._schema[name].foreign_keys if net.before and net.after else ():
                pointed: Any = (net.after or {}).get(key.parent.name)
                aim = self._nets.get((str(key.column.table.name), pointed))
                if aim is not None and aim.before is None:
                    (turned if key.parent.nullable else back)[name, key.parent.name].append(row)
        for (name, column), rows in back.items():
            self._change_back(self._schema[name], sorted(rows), only={column})
        for (name, column), rows in turned.items():
            table = self._schema[name]
            for batch in batches(rows):
                let_go = update(table).where(table.c.id.in_(batch)).values({column: None})
                self._work.session.connection().execute(let_go)

    def _keys(self, table: str, wanted: Any) -> list[int]:
        return [key for (name, key), net in self._nets.items() if name == table and wanted(net)]

    def _remove(self, table: Table, keys: Sequence[int]) -> None:
        if RECORDS[str(table.name)].marks:
            self._mark(table, keys)
            return
        for batch in batches(keys):
            self._work.session.connection().execute(delete(table).where(table.c.id.in_(batch)))

    def _mark(self, table: Table, keys: Sequence[int]) -> None:
        values = dict.fromkeys(RECORDS[str(table.name)].marks, self._work.today)
        for batch in batches(keys):
            self._work.session.connection().execute(update(table).where(table.c.id.in_(batch)).values(values))

    def _bring_back(self, table: Table, keys: Sequence[int]) -> None:
        # Statements by which columns are filled, so that many rows are one call of the driver.
        alike: dict[tuple[str, ...], list[Values]] = defaultdict(list)
        for key in keys:
            values = {**_typed(table, self._nets[str(table.name), key].before or {}), "id": key}
            alike[tuple(sorted(values))].append(values)
        for rows in alike.values():
            self._work.session.connection().execute(insert(table), rows)

    def _change_back(
        self, table: Table, keys: Sequence[int], *, only: Set[str] | None = None, without: Set[str] = frozenset()
    ) -> None:
        alike: dict[tuple[str, ...], list[Values]] = defaultdict(list)
        for key in keys:
            before = self._nets[str(table.name), key].before or {}
            values = _typed(
                table, {n: v for n, v in before.items() if n not in without and (only is None or n in only)}
            )
            alike[tuple(sorted(values))].append(
                {f"to_{name}": value for name, value in values.items()} | {"this_row": key}
            )
        alike.pop((), None)
        for names, rows in alike.items():
            changed = update(table).where(table.c.id == bindparam("this_row"))
            self._work.session.connection().execute(changed.values({n: bindparam(f"to_{n}") for n in names}), rows)

    def _reversed(self, entry: Told) -> Told | None:
        """Turns an entry round; that of a kept row tells its mark, and only the first of the row does."""
        net = self._nets[entry.table_name, entry.row_id]
        if not _is_marked(entry.table_name, net):
            return entry._replace(before=entry.after, after=entry.before)
        if entry.before is not None:
            return None
        marks = RECORDS[entry.table_name].marks
        before, after = dict.fromkeys(marks, None), dict.fromkeys(marks, self._work.today.isoformat())
        return entry._replace(before=json.dumps(before), after=json.dumps(after))

    def _hanging(self) -> Iterator[Obstacle]:
        """Finds rows that would still hang on rows which go: of other commands, and such as are never removed."""
        gone = {key for key, net in self._nets.items() if net.before is None}
        for name in {table for table, _ in gone}:
            keys = [key for table, key in gone if table == name and not _is_marked(name, self._nets[table, key])]
            for child, column in children_of(self._schema, name):
                for batch in batches(keys):
                    found = select(child.c.id).where(child.c[column].in_(batch))
                    for (key,) in self._work.session.connection().execute(found):
                        net = self._nets.get((str(child.name), key))
                        if RECORDS[str(child.name)].marks:
                            yield self._made_by_another(str(child.name), key)._replace(is_kept=True)
                        elif net is None or (net.before is not None and column not in net.before):
                            yield self._made_by_another(str(child.name), key)

    def _made_by_another(self, table: str, key: int) -> Obstacle:
        made = self._work.reader.execute(_MADE_BY, {"table": table, "row": key}).fetchone()[0]
        told = "SELECT code FROM journal_entry WHERE table_name = :table AND row_id = :row ORDER BY id DESC LIMIT 1"
        code = self._work.reader.execute(told, {"table": table, "row": key}).fetchone()
        return Obstacle(table, code[0] if code else "", made)

    def _differing(self) -> Iterator[Obstacle]:
        """Finds rows that are not what the journal says the command made of them."""
        for name in {table for table, _ in self._nets}:
            table = self._schema[name]
            for batch in batches(self._keys(name, lambda net: net.after is not None)):
                rows = self._work.session.connection().execute(select(table).where(table.c.id.in_(batch)))
                stored = {row["id"]: row for row in rows.mappings()}
                for key in batch:
                    net = self._nets[name, key]
                    if not _is_as_told(stored.get(key), net.after or {}):
                        yield Obstacle(name, net.code, None, is_other=True)


def _is_marked(table: str, net: _Net) -> bool:
    return bool(RECORDS[table].marks) and net.before is None


def _is_as_told(stored: Any, told: Values) -> bool:
    if stored is None:
        return False
    return all(name not in stored or plain(stored[name]) == value for name, value in told.items())


def _typed(table: Table, values: Values) -> Values:
    return {n: None if v is None else typed(table.c[n], v) for n, v in values.items() if n in table.c and n != "id"}


def children_of(schema: Mapping[str, Table], parent: str) -> Iterator[tuple[Table, str]]:
    """Lists the tables with the columns that point to rows of ``parent``; the journal and triggers keep their own."""
    for name, table in schema.items():
        if not RECORDS[name].is_kept_by_trigger and not name.startswith("journal_"):
            yield from ((table, key.parent.name) for key in table.foreign_keys if key.column.table.name == parent)


def batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """Parts keys into lists that one statement takes."""
    left = iter(keys)
    while batch := list(islice(left, _BATCH)):
        yield batch
