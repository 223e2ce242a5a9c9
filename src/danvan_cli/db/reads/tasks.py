"""Tasks with their units and rows, filtered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.deadlines import Asked, of_tasks
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY, day, instant, listed
from danvan_cli.db.reads.state_sql import OPENED, STATE, moment
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.model import ComingPeriod, Deadline, Extension, Note, Reminder, SupportReport, Task, TaskFilter
from danvan_cli.domain.states import worst
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Role, State

_CHUNK = 500  # tasks a query: well below what any SQLite build takes as parameters


def list_tasks(reader: Reader, asked: Asked, narrow: TaskFilter) -> tuple[list[Task], int]:
    """Lists the tasks in the plan's order, and says how many there are in all (a limit cuts only the list)."""
    shown, total = _matching(reader, asked, narrow)
    return [task for i in range(0, len(shown), _CHUNK) for task in _load(reader, asked, shown[i : i + _CHUNK])], total


def get_task(reader: Reader, asked: Asked, code: str) -> Task:
    """Finds one task by its code in any case, a removed one too. Raises NotFoundError."""
    return _load(reader, asked, [find_task(reader, asked.plan, code)])[0]


def find_task(reader: Reader, plan: str, code: str) -> str:
    """Finds a task's code as it is written, a removed task's too. Raises NotFoundError."""
    as_written = reader.execute(
        f"SELECT code FROM task WHERE plan_id = {PLAN_KEY} AND code = :code", {"plan": plan, "code": code}
    ).fetchone()
    if as_written:
        return str(as_written[0])
    query = f"SELECT code FROM task WHERE plan_id = {PLAN_KEY} ORDER BY code COLLATE BINARY"
    codes = reader.execute(query, {"plan": plan})
    return find_code([row[0] for row in codes], code, "nhiệm vụ", f"Kế hoạch {plan}")


def _matching(reader: Reader, asked: Asked, narrow: TaskFilter) -> tuple[list[str], int]:
    """Gives the codes of the tasks that are shown, and how many match in all."""
    clauses, parameters = _clauses(narrow)
    section = "LEFT JOIN section s ON s.id = t.section_id" if narrow.section is not None else ""
    source = f"FROM task t {section} WHERE t.plan_id = {PLAN_KEY}{clauses}"
    parameters |= {"plan": asked.plan, **moment(asked.as_of)}
    if narrow.text is None and narrow.state is None and asked.limit is not None:
        rows = reader.execute(f"SELECT t.code {source} ORDER BY t.position LIMIT {asked.limit + 1}", parameters)
        codes = [code for (code,) in rows]
        total = len(codes)
        if total > asked.limit:
            total = int(reader.execute(f"SELECT COUNT(*) {source}", parameters).fetchone()[0])
        return codes[: asked.limit], total
    wanted = None if narrow.text is None else fold(narrow.text)
    rows = reader.execute(f"SELECT t.code, t.content {source} ORDER BY t.position", parameters)
    codes = [code for code, content in rows if wanted is None or wanted in fold(content)]
    if narrow.state is not None:
        states = _states(reader, asked)
        codes = [code for code in codes if _in_state(states.get(code, State.UNDATED), narrow.state)]
    return codes[: asked.limit], len(codes)


def _in_state(state: str, wanted: str) -> bool:
    return state == wanted or (wanted == State.IN_TIME and state == State.DUE_SOON)


def _states(reader: Reader, asked: Asked) -> dict[str, str]:
    rows: dict[str, list[str]] = {}
    query = f"""SELECT t.code, {STATE}, {OPENED} FROM deadline d JOIN task t ON t.id = d.task_id
        WHERE d.plan_id = {PLAN_KEY}"""
    for code, state, opened in reader.execute(query, {"plan": asked.plan, **moment(asked.as_of, asked.soon_days)}):
        rows.setdefault(code, []).extend([state] if opened else [])
    return {code: worst(states or [State.IN_TIME]) for code, states in rows.items()}


def _clauses(narrow: TaskFilter) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    if narrow.unit is not None or narrow.role is not None:
        unit = f"a.unit_id = {UNIT_KEY}" if narrow.unit is not None else ""
        role = "a.role = :role" if narrow.role is not None else ""
        whose = " AND ".join(filter(None, [unit, role]))
        parts.append(f"t.id IN (SELECT a.task_id FROM assignment a WHERE {whose})")
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


def _load(reader: Reader, asked: Asked, codes: list[str]) -> list[Task]:
    if not codes:
        return []
    marks, named = listed(codes)
    in_plan, parameters = f"t.plan_id = {PLAN_KEY} AND t.code IN ({marks})", {"plan": asked.plan, **named}
    parts, reports = _parts(reader, in_plan, parameters, codes)
    deadlines = of_tasks(reader, asked, codes)
    coming = _coming(reader, asked, codes)
    rows = reader.execute(
        f"""SELECT t.code, s.path, t.content, t.kind, t.priority, t.product, t.source, t.groups, t.removed_at,
            t.every, t.review_every
        FROM task t LEFT JOIN section s ON s.id = t.section_id WHERE {in_plan} ORDER BY t.position""",
        parameters,
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
            state=_state(deadlines[row[0]], coming[row[0]]),
            removed=row[8] is not None,
            deadlines=tuple(deadlines[row[0]]),
            every=row[9],
            review_every=row[10],
            reports=tuple(reports[row[0]]),
            coming=tuple(coming[row[0]]),
        )
        for row in rows
    ]


def _parts(
    reader: Reader, in_plan: str, parameters: dict[str, str], codes: list[str]
) -> tuple[dict[str, dict[str, list[str]]], dict[str, list[SupportReport]]]:
    """Gives each task's units by role, and what the supporting ones reported."""
    parts: dict[str, dict[str, list[str]]] = {code: {role: [] for role in Role} for code in codes}
    reports: dict[str, list[SupportReport]] = {code: [] for code in codes}
    for code, role, unit, progress, result, last_update in reader.execute(
        f"""SELECT t.code, a.role, u.code, a.progress, a.result, a.last_update
        FROM task t JOIN assignment a ON a.task_id = t.id
        JOIN unit u ON u.id = a.unit_id WHERE {in_plan} ORDER BY a.id""",
        parameters,
    ):
        parts[code][role].append(unit)
        if role == Role.SUPPORT and progress is not None:
            reports[code].append(SupportReport(unit, progress, result, day(last_update)))
    return parts, reports


def _state(rows: Sequence[Deadline], coming: Sequence[ComingPeriod]) -> State:
    return State.IN_TIME if coming and not rows else worst(row.state for row in rows)


def _coming(reader: Reader, asked: Asked, codes: list[str]) -> dict[str, list[ComingPeriod]]:
    found: dict[str, list[ComingPeriod]] = {code: [] for code in codes}
    if asked.unopened:
        return found
    marks, named = listed(codes)
    rows = reader.execute(
        f"""SELECT t.code, d.period, MIN(d.opens_on), MIN(d.due_on) FROM deadline d JOIN task t ON t.id = d.task_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code IN ({marks}) AND d.opens_on > :as_of
            AND d.stage != 'cancelled'
        GROUP BY t.code, d.period ORDER BY MIN(d.opens_on)""",
        {"plan": asked.plan, "as_of": asked.as_of.isoformat(), **named},
    )
    for code, period, opens_on, due_on in rows:
        found[code].append(ComingPeriod(period, date.fromisoformat(opens_on), day(due_on)))
    return found


def extensions_of(reader: Reader, plan: str, code: str) -> list[Extension]:
    """Lists a task's extensions and requests, oldest first."""
    rows = reader.execute(
        f"""SELECT u.code, d.period, e.asked_on, e.asked_due_on, e.old_due_on, e.new_due_on, e.decision, e.reason,
            e.decided_on, e.decided_by, e.document, e.answer
        FROM extension e JOIN deadline d ON d.id = e.deadline_id JOIN task t ON t.id = d.task_id
        LEFT JOIN unit u ON u.id = d.unit_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :code ORDER BY e.id""",
        {"plan": plan, "code": code},
    )
    return [
        Extension(
            unit=row[0],
            period=row[1],
            asked_on=day(row[2]),
            asked_due_on=date.fromisoformat(row[3]),
            old_due_on=date.fromisoformat(row[4]),
            new_due_on=day(row[5]),
            decision=row[6],
            reason=row[7],
            decided_on=day(row[8]),
            decided_by=row[9],
            document=row[10],
            answer=row[11],
        )
        for row in rows
    ]


def reminders_of(reader: Reader, plan: str, code: str) -> list[Reminder]:
    """Lists a task's reminders, oldest first."""
    rows = reader.execute(
        f"""SELECT u.code, d.period, r.number, r.kind, r.sent_on, r.content, r.document
        FROM reminder r JOIN deadline d ON d.id = r.deadline_id JOIN task t ON t.id = d.task_id
        LEFT JOIN unit u ON u.id = d.unit_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :code ORDER BY r.id""",
        {"plan": plan, "code": code},
    )
    return [
        Reminder(unit, period, number, kind, date.fromisoformat(sent_on), content, document)
        for unit, period, number, kind, sent_on, content, document in rows
    ]


def notes_of(reader: Reader, plan: str, code: str) -> list[Note]:
    """Lists a task's notes, oldest first."""
    rows = reader.execute(
        f"""SELECT n.text, n.actor, n.at FROM note n JOIN task t ON t.id = n.task_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :code ORDER BY n.id""",
        {"plan": plan, "code": code},
    )
    return [Note(text, actor, instant(at)) for text, actor, at in rows]
