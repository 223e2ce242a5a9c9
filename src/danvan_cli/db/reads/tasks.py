"""Tasks with their units and rows, filtered."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any

from danvan_cli.db.reads.deadlines import of_tasks
from danvan_cli.db.reads.rows import instant
from danvan_cli.db.reads.state_sql import ROWS, STATE, moment
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.model import Note, Role, State, Task, TaskFilter
from danvan_cli.domain.states import worst
from danvan_cli.domain.text import fold

_CHUNK = 500  # tasks a query: well below what any SQLite build takes as parameters


def list_tasks(
    connection: sqlite3.Connection, plan: str, as_of: date, narrow: TaskFilter, limit: int | None = None
) -> tuple[list[Task], int]:
    """Lists the tasks in the plan's order, and says how many there are in all (``limit`` cuts only the list)."""
    codes = _matching(connection, plan, as_of, narrow)
    shown = codes if limit is None else codes[:limit]
    return [
        task for i in range(0, len(shown), _CHUNK) for task in _load(connection, plan, shown[i : i + _CHUNK], as_of)
    ], len(codes)


def get_task(connection: sqlite3.Connection, plan: str, code: str, as_of: date) -> Task:
    """Finds one task by its code in any case, a removed one too. Raises NotFoundError."""
    codes = connection.execute("SELECT code FROM task WHERE plan_id = (SELECT id FROM plan WHERE code = ?)", (plan,))
    known = find_code([row[0] for row in codes], code, "nhiệm vụ", f"Kế hoạch {plan}")
    return _load(connection, plan, [known], as_of)[0]


def _matching(connection: sqlite3.Connection, plan: str, as_of: date, narrow: TaskFilter) -> list[str]:
    clauses, parameters = _clauses(narrow)
    query = f"""
        SELECT t.code, t.content FROM task t LEFT JOIN section s ON s.id = t.section_id
        WHERE t.plan_id = (SELECT id FROM plan WHERE code = :plan) {clauses}
        ORDER BY t.position"""
    rows = connection.execute(query, {"plan": plan, **moment(as_of), **parameters}).fetchall()
    codes = [code for code, content in rows if narrow.text is None or fold(narrow.text) in fold(content)]
    if narrow.state is None:
        return codes
    states = _states(connection, plan, as_of)
    return [code for code in codes if _in_state(states.get(code, State.UNDATED), narrow.state)]


def _in_state(state: str, wanted: str) -> bool:
    return state == wanted or (wanted == State.IN_TIME and state == State.DUE_SOON)


def _states(connection: sqlite3.Connection, plan: str, as_of: date) -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    query = f"""SELECT t.code, {STATE} FROM {ROWS} d JOIN task t ON t.id = d.task_id
        WHERE d.plan_id = (SELECT id FROM plan WHERE code = :plan)"""
    for code, state in connection.execute(query, {"plan": plan, **moment(as_of)}):
        rows.setdefault(code, []).append(state)
    return {code: worst(states) for code, states in rows.items()}


def _clauses(narrow: TaskFilter) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    if narrow.unit is not None or narrow.role is not None:
        unit = "AND u.code = :unit" if narrow.unit is not None else ""
        role = "AND a.role = :role" if narrow.role is not None else ""
        parts.append(
            f"EXISTS (SELECT 1 FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.task_id = t.id {unit} {role})"
        )
    if narrow.section is not None:
        parts.append("(s.path = :section OR substr(s.path, 1, length(:section) + 1) = :section || '.')")
    if narrow.kind is not None:
        parts.append("t.kind = :kind")
    if narrow.due_from is not None or narrow.due_to is not None:
        first = "AND d.due_on >= :due_from" if narrow.due_from else ""
        last = "AND d.due_on <= :due_to" if narrow.due_to else ""
        parts.append(f"EXISTS (SELECT 1 FROM deadline d WHERE d.task_id = t.id {first} {last})")
    if not narrow.with_removed:
        parts.append("t.removed_at IS NULL")
    if narrow.unassigned:
        parts.append("NOT EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead')")
    return "".join(f" AND {part}" for part in parts), {
        "unit": narrow.unit,
        "role": narrow.role,
        "section": narrow.section,
        "kind": narrow.kind,
        "due_from": narrow.due_from and narrow.due_from.isoformat(),
        "due_to": narrow.due_to and narrow.due_to.isoformat(),
    }


def _load(connection: sqlite3.Connection, plan: str, codes: list[str], as_of: date) -> list[Task]:
    if not codes:
        return []
    marks = ", ".join("?" * len(codes))
    in_plan = f"t.plan_id = (SELECT id FROM plan WHERE code = ?) AND t.code IN ({marks})"
    parts: dict[str, dict[str, list[str]]] = {code: {role: [] for role in Role} for code in codes}
    for code, role, unit in connection.execute(
        f"""SELECT t.code, a.role, u.code FROM task t JOIN assignment a ON a.task_id = t.id
        JOIN unit u ON u.id = a.unit_id WHERE {in_plan} ORDER BY a.id""",
        (plan, *codes),
    ):
        parts[code][role].append(unit)
    deadlines = of_tasks(connection, plan, codes, as_of)
    rows = connection.execute(
        f"""SELECT t.code, s.path, t.content, t.kind, t.priority, t.product, t.source, t.groups, t.removed_at
        FROM task t LEFT JOIN section s ON s.id = t.section_id WHERE {in_plan} ORDER BY t.position""",
        (plan, *codes),
    )
    return [
        Task(
            code=row[0],
            section=row[1],
            content=row[2],
            kind=row[3],
            priority=row[4],
            product=row[5],
            source=row[6],
            leads=tuple(parts[row[0]][Role.LEAD]),
            supports=tuple(parts[row[0]][Role.SUPPORT]),
            watchers=tuple(parts[row[0]][Role.WATCH]),
            groups=tuple(json.loads(row[7])),
            state=worst(d.state for d in deadlines[row[0]]),
            removed=row[8] is not None,
            deadlines=tuple(deadlines[row[0]]),
        )
        for row in rows
    ]


def notes_of(connection: sqlite3.Connection, plan: str, code: str) -> list[Note]:
    """Lists a task's notes, oldest first."""
    rows = connection.execute(
        """SELECT n.text, n.actor, n.at FROM note n JOIN task t ON t.id = n.task_id
        WHERE t.plan_id = (SELECT id FROM plan WHERE code = ?) AND t.code = ? ORDER BY n.id""",
        (plan, code),
    )
    return [Note(text, actor, instant(at)) for text, actor, at in rows]
