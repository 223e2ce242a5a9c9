"""Makes a database file as an import of a register would have left it: rows, follow-up and journal.

The schema is the program's own; the rows go in by plain SQL, a million tasks in about two minutes. Run as
``python -m tests.speed.registers FILE TASKS [SHAPE]``, with the program installed.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlmodel import SQLModel
from tests.speed import work
from tests.speed.work import Item, Shape

from danvan_cli import __version__
from danvan_cli.db import tables
from danvan_cli.db.chain import seal
from danvan_cli.db.engine import writing_engine
from danvan_cli.db.location import Database
from danvan_cli.db.reader import FileReader
from danvan_cli.domain.due import DueRule, Operator, rule_text
from danvan_cli.domain.text import fold
from danvan_cli.domain.titles import short_title

PLAN = "KH-2023"
_PLAN_ID = 1
_NOW = "2023-10-26 02:00:00.000000"
_DAY = work.TODAY.isoformat()
_BATCH = 10_000
# What the trigger would have kept, had it not been away.
_FILL_SEVERAL_DEADLINES = """INSERT INTO several_deadlines (plan_id, task_id)
    SELECT plan_id, task_id FROM deadline WHERE task_id IS NOT NULL GROUP BY plan_id, task_id HAVING COUNT(*) > 1"""
_TARGETS = (
    ("Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn", "ratio", "98", "%"),
    ("Tỷ lệ đơn thư thuộc thẩm quyền được giải quyết", "ratio", "90", "%"),
    ("Số mô hình “Dân vận khéo” được công nhận", "count", "50", "mô hình"),
    ("Số cuộc đối thoại của người đứng đầu với Nhân dân", "count", "200", "cuộc"),
)


class _Row(NamedTuple):
    """A row on its way in: the columns that differ from their defaults, and what it is known by."""

    values: dict[str, Any]
    code: str
    plan: int | None = _PLAN_ID


def make_register(path: Path, tasks: int, shape: Shape = Shape.USUAL) -> None:
    """Makes the file; one that is there already is replaced."""
    path.unlink(missing_ok=True)
    with writing_engine(Database(path)):
        pass  # opening it makes the schema
    connection = sqlite3.connect(path)
    connection.isolation_level = None
    # Nothing is lost where the machine fails: the file is made again.
    for command in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "BEGIN"):
        connection.execute(command)
    standing = _set_aside(connection)
    _fill(connection, tasks, shape)
    for (group,) in connection.execute("SELECT id FROM journal_group ORDER BY id").fetchall():
        seal(FileReader(connection, 1), group)
    for sql in (*standing, _FILL_SEVERAL_DEADLINES):
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


def _set_aside(connection: sqlite3.Connection) -> list[str]:
    """Drops indexes and triggers and gives the words that make them again: an index is made faster than it grows."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def _fill(connection: sqlite3.Connection, tasks: int, shape: Shape) -> None:
    units = work.units_of(tasks)

    def work_items() -> Iterator[Item]:
        return work.items(tasks, shape)

    book = _Book(connection, "plan import", 1)
    book.store(tables.Plan, [_plan()], whole=True)
    book.store(tables.Unit, (_unit(unit) for unit in units), whole=True)
    book.store(tables.Section, (_section(place) for place in range(len(work.SECTIONS))), whole=True)
    book.store(tables.Task, map(_task, work_items()))
    book.store(tables.Assignment, (_part(item, unit, units) for item in work_items() for unit in item.units))
    book.store(tables.Deadline, (_deadline(item, unit, units) for item in work_items() for unit in item.units))
    book.store(tables.Evidence, _evidence(work_items(), units))
    book.store(tables.Target, (_target(place, *target) for place, target in enumerate(_TARGETS, 1)), whole=True)
    book.store(tables.Setting, [_Row({"key": "current_plan", "value": PLAN}, "current_plan", None)], whole=True)
    _Book(connection, "remind", 2).store(tables.Reminder, _reminders(work_items(), units), whole=True)


class _Book:
    """Stores rows of one command, each with the journal entry that the program would write."""

    def __init__(self, connection: sqlite3.Connection, command: str, group: int) -> None:
        self._connection, self._group, self._position = connection, group, 0
        # An import tells of a year that began long before; other commands tell of their day.
        self._happened_on = work.BEGIN.isoformat() if group == 1 else _DAY
        author = {"at": _NOW, "entered_on": _DAY, "actor": "thu", "command": command, "program_version": __version__}
        self._insert("journal_group", [{"id": group, **author}])

    def store(self, kind: type[SQLModel], rows: Iterable[_Row], *, whole: bool = False) -> None:
        """Inserts rows and numbers them from 1; ``whole`` journals empty columns too, as for rows stored singly."""
        table = str(kind.__tablename__)
        defaults = {name: field.get_default() for name, field in kind.model_fields.items() if not field.is_required()}
        defaults |= self._owner(table)
        numbered = ((key, row, {**defaults, **row.values, "id": key}) for key, row in enumerate(rows, start=1))
        while batch := list(islice(numbered, _BATCH)):
            self._insert(table, [values for _, _, values in batch])
            self._insert("journal_entry", [self._entry(table, *found, whole=whole) for found in batch])

    def _entry(self, table: str, key: int, row: _Row, values: dict[str, Any], *, whole: bool) -> dict[str, Any]:
        self._position += 1
        told = {name: value for name, value in values.items() if whole or value is not None}
        return {
            "group_id": self._group,
            "position": self._position,
            "happened_on": self._happened_on,
            "table_name": table,
            "row_id": key,
            "plan_id": row.plan,
            "code": row.code,
            "after": json.dumps(told, ensure_ascii=False),
        }

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        owner = self._owner(table)
        named = [name for name in self._columns(table) if name in rows[0] or name in owner]
        marks = ", ".join("?" * len(named))
        self._connection.executemany(
            f"INSERT INTO {table} ({', '.join(named)}) VALUES ({marks})",
            [[row.get(name, owner.get(name)) for name in named] for row in rows],
        )

    def _owner(self, table: str) -> dict[str, Any]:
        """Where a table's rows belong to an agency, they belong to the one that a new file has."""
        return {"agency_id": 1} if "agency_id" in self._columns(table) else {}

    def _columns(self, table: str) -> list[str]:
        return [column[1] for column in self._connection.execute(f"PRAGMA table_info({table})")]


def _plan() -> _Row:
    title = "KẾ HOẠCH CÔNG TÁC DÂN VẬN NĂM 2023"
    head = {"code": PLAN, "title": title, "year": work.TODAY.year, "type": "Kế hoạch"}
    return _Row({**head, "source_name": "so-theo-doi.xlsx", "source_sha256": "0" * 64}, PLAN)


def _unit(unit: work.Unit) -> _Row:
    values = {"code": unit.code, "code_key": fold(unit.code), "name": unit.name, "kind": "department"}
    return _Row(values, unit.code, None)


def _section(place: int) -> _Row:
    path = work.SECTIONS[place]
    head = {"path": path, "marker": path, "title": f"Nhóm nhiệm vụ {path}", "position": place + 1}
    return _Row({"plan_id": _PLAN_ID, "parent_id": None, **head}, path)


def _task(item: Item) -> _Row:
    values = {
        "plan_id": _PLAN_ID,
        "section_id": item.section + 1,
        "code": item.code,
        "position": item.number,
        "content": item.content,
        "kind": "once" if item.due_on else "ongoing",
        "source": f"hàng {item.number + 3}",
    }
    if title := short_title(item.content):
        values["short_title"] = title
    return _Row(values, item.code)


def _part(item: Item, unit: int, units: list[work.Unit]) -> _Row:
    return _Row({"task_id": item.number, "unit_id": unit + 1, "role": "lead"}, f"{item.code} {units[unit].code}")


def _deadline(item: Item, unit: int, units: list[work.Unit]) -> _Row:
    due = item.due_on and item.due_on.isoformat()
    values = {
        "task_id": item.number,
        "plan_id": _PLAN_ID,
        "unit_id": unit + 1,
        "opens_on": work.BEGIN.isoformat(),
        "due_rule": rule_text(DueRule.on(item.due_on)._replace(operator=Operator.WITHIN)) if item.due_on else None,
        "due_text": work.written(item.due_on) or None,
        "due_on": due,
        "original_due_on": due,
        "progress": item.progress,
        "stage": "in_progress" if item.progress else "not_started",
    }
    if item.done_on is not None:
        done = item.done_on.isoformat()
        values |= {"stage": "completed", "stage_since": done, "submitted_on": done, "completed_on": done}
    return _Row(values, f"{item.code} {units[unit].code}")


def _lines(items: Iterator[Item], units: list[work.Unit]) -> Iterator[tuple[int, int, str, Item]]:
    """Gives each deadline row's key, its unit's key and its name with its task."""
    key = 0
    for item in items:
        for unit in item.units:
            key += 1
            yield key, unit + 1, f"{item.code} {units[unit].code}", item


def _evidence(items: Iterator[Item], units: list[work.Unit]) -> Iterator[_Row]:
    for key, _, name, item in _lines(items, units):
        if item.paper is not None and item.done_on is not None:
            values = {"number": item.paper.split(" ")[0], "issued_on": item.done_on.isoformat()}
            yield _Row({"deadline_id": key, "kind": "document", "text": item.paper, **values}, name)


def _reminders(items: Iterator[Item], units: list[work.Unit]) -> Iterator[_Row]:
    for key, unit, name, item in _lines(items, units):
        if item.reminded:
            yield _Row({"deadline_id": key, "unit_id": unit, "number": 1, "kind": "remind", "sent_on": _DAY}, name)


def _target(place: int, statement: str, kind: str, goal: str, measure: str) -> _Row:
    code = f"CT{place}"
    head = {"plan_id": _PLAN_ID, "section_id": 1, "code": code, "position": place, "statement": statement}
    return _Row({**head, "kind": kind, "operator": ">=", "goal": goal, "unit_of_measure": measure}, code)


if __name__ == "__main__":
    make_register(Path(sys.argv[1]), int(sys.argv[2]), Shape(sys.argv[3]) if len(sys.argv) > 3 else Shape.USUAL)
