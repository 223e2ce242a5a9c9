"""Tasks with their units and rows, filtered."""

from __future__ import annotations

import functools
import json
from array import array
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.deadlines import DeadlineQuery, of_tasks
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY, day, instant, listed
from danvan_cli.db.reads.state_sql import OPENED, STATE, moment, rank_of
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.lazy_lists import LazyKeyed
from danvan_cli.domain.model import ComingPeriod, Deadline, Extension, Note, Reminder, SupportReport, Task, TaskFilter
from danvan_cli.domain.states import WORST_FIRST, worst
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Role, State

_RANK = {state: rank for rank, state in enumerate(WORST_FIRST)}
# A task is as the worst of its rows; with nothing but periods to come it is in time.
_TASK_RANK = f"""(SELECT COALESCE(
    MIN(CASE WHEN {OPENED} THEN {rank_of(STATE)} END),
    MIN(CASE WHEN d.stage != 'cancelled' THEN {_RANK[State.IN_TIME]} END),
    {_RANK[State.UNDATED]})
    FROM deadline d WHERE d.task_id = t.id)"""


def list_tasks(reader: Reader, asked: DeadlineQuery, narrow: TaskFilter) -> tuple[Collection[Task], int]:
    """Lists the tasks in the plan's order, and says how many there are in all (a limit cuts only the list)."""
    shown, total = _matching(reader, asked, narrow)
    tasks = LazyKeyed(shown, functools.partial(_load, reader, asked))
    return tasks if asked.streamed else tuple(tasks), total


def get_task(reader: Reader, asked: DeadlineQuery, code: str) -> Task:
    """Finds one task by its code in any case, a removed one too. Raises NotFoundError."""
    return _load(reader, asked, [_found(reader, asked.plan, code)[0]])[0]


def find_task(reader: Reader, plan: str, code: str) -> str:
    """Finds a task's code as it is written, a removed task's too. Raises NotFoundError."""
    return _found(reader, plan, code)[1]


def _found(reader: Reader, plan: str, code: str) -> tuple[int, str]:
    query = f"SELECT id, code FROM task WHERE plan_id = {PLAN_KEY}"
    as_written = reader.execute(f"{query} AND code = :code", {"plan": plan, "code": code}).fetchone()
    if as_written:
        return as_written[0], as_written[1]
    keys = {code: key for key, code in reader.execute(f"{query} ORDER BY code COLLATE BINARY", {"plan": plan})}
    written = find_code(list(keys), code, "nhiệm vụ", f"Kế hoạch {plan}")
    return keys[written], written


def _matching(reader: Reader, asked: DeadlineQuery, narrow: TaskFilter) -> tuple[Sequence[int], int]:
    """Gives the keys of the tasks that are shown, and how many match in all."""
    clauses, parameters = _clauses(narrow)
    section = "LEFT JOIN section s ON s.id = t.section_id" if narrow.section is not None else ""
    source = f"FROM task t {section} WHERE t.plan_id = {PLAN_KEY}{clauses}"
    parameters |= {"plan": asked.plan, **moment(asked.as_of, asked.soon_days)}
    if narrow.text is not None:
        wanted = fold(narrow.text)
        rows = reader.stream(f"SELECT t.id, t.content {source} ORDER BY t.position", parameters)
        keys = array("q", (key for key, content in rows if wanted in fold(content)))
        return keys[: asked.limit], len(keys)
    cut = "" if asked.limit is None else f"LIMIT {asked.limit + 1}"
    found = reader.stream if asked.streamed else reader.execute
    keys = array("q", (key for (key,) in found(f"SELECT t.id {source} ORDER BY t.position {cut}", parameters)))
    total = len(keys)
    if asked.limit is not None and total > asked.limit:
        total = int(reader.execute(f"SELECT COUNT(*) {source}", parameters).fetchone()[0])
    return keys[: asked.limit], total


def _in_state(wanted: str) -> str:
    """Narrows to the tasks in a state; what is due soon is in time too."""
    states = (State.IN_TIME, State.DUE_SOON) if wanted == State.IN_TIME else (State(wanted),)
    return f"{_TASK_RANK} IN ({', '.join(str(_RANK[state]) for state in states)})"


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
    if narrow.state is not None:
        parts.append(_in_state(narrow.state))
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


def _load(reader: Reader, asked: DeadlineQuery, keys: Sequence[int]) -> list[Task]:
    """Loads tasks by key, in the order of the keys."""
    marks, named = listed(keys)
    parts, reports = _parts(reader, keys)
    deadlines = of_tasks(reader, asked, keys)
    coming = _coming(reader, asked, keys)
    rows = reader.execute(
        f"""SELECT t.id, t.code, s.path, t.content, t.kind, t.priority, t.product, t.source, t.groups, t.removed_at,
            t.every, t.review_every
        FROM task t LEFT JOIN section s ON s.id = t.section_id WHERE t.id IN ({marks})""",
        named,
    )
    tasks = {
        row[0]: Task(
            code=row[1],
            section=row[2],
            content=row[3],
            kind=row[4],
            priority=row[5],
            product=row[6],
            source=row[7],
            leads=tuple(parts[row[0]][Role.LEAD]),
            supports=tuple(parts[row[0]][Role.SUPPORT]),
            watchers=tuple(parts[row[0]][Role.WATCH]),
            groups=tuple(json.loads(row[8])),
            state=_state(deadlines[row[0]], coming[row[0]]),
            removed=row[9] is not None,
            deadlines=tuple(deadlines[row[0]]),
            every=row[10],
            review_every=row[11],
            reports=tuple(reports[row[0]]),
            coming=tuple(coming[row[0]]),
        )
        for row in rows
    }
    return [tasks[key] for key in keys]


def _parts(
    reader: Reader, keys: Sequence[int]
) -> tuple[dict[int, dict[str, list[str]]], dict[int, list[SupportReport]]]:
    """Gives each task's units by role, and what the supporting ones reported."""
    parts: dict[int, dict[str, list[str]]] = {key: {role: [] for role in Role} for key in keys}
    reports: dict[int, list[SupportReport]] = {key: [] for key in keys}
    marks, named = listed(keys)
    for key, role, unit, progress, result, last_update in reader.execute(
        f"""SELECT a.task_id, a.role, u.code, a.progress, a.result, a.last_update
        FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.task_id IN ({marks}) ORDER BY a.id""",
        named,
    ):
        parts[key][role].append(unit)
        if role == Role.SUPPORT and progress is not None:
            reports[key].append(SupportReport(unit, progress, result, day(last_update)))
    return parts, reports


def _state(rows: Sequence[Deadline], coming: Sequence[ComingPeriod]) -> State:
    return State.IN_TIME if coming and not rows else worst(row.state for row in rows)


def _coming(reader: Reader, asked: DeadlineQuery, keys: Sequence[int]) -> dict[int, list[ComingPeriod]]:
    found: dict[int, list[ComingPeriod]] = {key: [] for key in keys}
    if asked.unopened:
        return found
    marks, named = listed(keys)
    rows = reader.execute(
        f"""SELECT d.task_id, d.period, MIN(d.opens_on), MIN(d.due_on) FROM deadline d
        WHERE d.task_id IN ({marks}) AND d.opens_on > :as_of AND d.stage != 'cancelled'
        GROUP BY d.task_id, d.period ORDER BY MIN(d.opens_on)""",
        {"as_of": asked.as_of.isoformat(), **named},
    )
    for key, period, opens_on, due_on in rows:
        found[key].append(ComingPeriod(period, date.fromisoformat(opens_on), day(due_on)))
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
