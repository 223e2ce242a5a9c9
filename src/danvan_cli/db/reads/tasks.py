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
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY, Row, column, day, instant, listed
from danvan_cli.db.state_sql import moment, task_is
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import NotFoundError
from danvan_cli.domain.lazy_lists import LazyKeyed
from danvan_cli.domain.model import (
    TASK_TEXTS,
    ComingPeriod,
    Extension,
    KnownTask,
    Note,
    Reminder,
    SupportReport,
    Task,
    TaskFilter,
)
from danvan_cli.domain.states import worst
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Role


class _Row(Row):
    """A task as the database gives it, each field with the SQL that fills it; ``load_tasks`` makes the record of it."""

    key: int = column("t.id")
    plan: str = column("(SELECT p.code FROM plan p WHERE p.id = t.plan_id)")
    code: str = column("t.code")
    section: str | None = column("s.path")
    content: str = column("t.content")
    kind: str = column("t.kind")
    priority: str = column("t.priority")
    source: str | None = column("t.source")
    groups: str = column("t.groups")
    removed_at: str | None = column("t.removed_at")
    every: str | None = column("t.every")
    review_every: str | None = column("t.review_every")


# Behind them in the query stand the task's texts.
_TEXTS, _TEXTS_FROM = ", ".join(f"t.{name}" for name in TASK_TEXTS), len(_Row.__annotations__)


class _ExtensionRow(Row):
    """An extension as the database gives it, each field with the SQL that fills it."""

    unit: str | None = column("u.code")
    period: str = column("d.period")
    asked_on: str | None = column("e.asked_on")
    asked_due_on: str = column("e.asked_due_on")
    old_due_on: str = column("e.old_due_on")
    new_due_on: str | None = column("e.new_due_on")
    decision: str | None = column("e.decision")
    reason: str = column("e.reason")
    decided_on: str | None = column("e.decided_on")
    decided_by: str | None = column("e.decided_by")
    document: str | None = column("e.document")
    answer: str | None = column("e.answer")


def list_tasks(reader: Reader, wanted: DeadlineQuery, narrow: TaskFilter) -> tuple[Collection[Task], int]:
    """Lists the tasks plan by plan, each in its order, and says how many there are in all.

    A limit cuts only the list.
    """
    shown, total = array("q"), 0
    for one in wanted.each():
        keys, count = _matching(reader, one, narrow)
        shown.extend(keys)
        total += count
    tasks = LazyKeyed(shown[: wanted.limit], functools.partial(load_tasks, reader, wanted))
    return tasks if wanted.streamed else tuple(tasks), total


def get_task(reader: Reader, wanted: DeadlineQuery, code: str) -> Task:
    """Finds one task by its code in any case, a removed one too. Raises NotFoundError."""
    return load_tasks(reader, wanted, [_found(reader, wanted.plan, code)[0]])[0]


def find_task(reader: Reader, plan: str, code: str) -> str:
    """Finds a task's code as it is written, a removed task's too. Raises NotFoundError."""
    return _found(reader, plan, code)[1]


def _found(reader: Reader, plan: str, code: str) -> tuple[int, str]:
    query = f"SELECT id, code FROM task WHERE plan_id = {PLAN_KEY}"
    as_written = reader.execute(f"{query} AND code = :code", {"plan": plan, "code": code}).fetchone()
    if as_written:
        return as_written[0], as_written[1]
    keys = {code: key for key, code in reader.execute(f"{query} ORDER BY code COLLATE BINARY", {"plan": plan})}
    try:
        written = find_code(list(keys), code, "nhiệm vụ", f"Kế hoạch {plan}")
    except NotFoundError as error:
        record = reader.execute(
            "SELECT code FROM record WHERE agency_id = :agency AND removed_at IS NULL AND code = :code",
            {"code": code.strip().upper()},
        ).fetchone()
        if record is None:
            raise
        # Lists and letters name findings and opinions beside tasks.
        hint = f"{record[0]} là mã phiếu: xem bằng danvan record show {record[0]}, ghi đã xong bằng danvan record done."
        raise NotFoundError(error.message, hint) from None
    return keys[written], written


def known_tasks(reader: Reader, plan: str) -> list[KnownTask]:
    """Lists the plan's tasks with no more than it takes to know them again; those given up or removed are left out."""
    units: dict[int, list[str]] = {}
    for key, unit in reader.execute(
        f"""SELECT a.task_id, u.code FROM assignment a JOIN unit u ON u.id = a.unit_id JOIN task t ON t.id = a.task_id
        WHERE t.plan_id = {PLAN_KEY} AND a.role IN ('lead', 'support')""",
        {"plan": plan},
    ):
        units.setdefault(key, []).append(unit)
    rows = reader.execute(
        f"""SELECT t.id, t.code, t.content, t.source FROM task t WHERE t.plan_id = {PLAN_KEY} AND t.removed_at IS NULL
        AND EXISTS (SELECT 1 FROM deadline d WHERE d.task_id = t.id AND d.stage != 'cancelled') ORDER BY t.position""",
        {"plan": plan},
    )
    return [KnownTask(code, content, tuple(units.get(key, ())), bool(source)) for key, code, content, source in rows]


def _matching(reader: Reader, wanted: DeadlineQuery, narrow: TaskFilter) -> tuple[Sequence[int], int]:
    """Finds the keys of the tasks that are shown, and how many match in all."""
    clauses, parameters = _clauses(narrow)
    section = "LEFT JOIN section s ON s.id = t.section_id" if narrow.section is not None else ""
    source = f"FROM task t {section} WHERE t.plan_id = {PLAN_KEY}{clauses}"
    parameters |= {"plan": wanted.plan, **moment(wanted.as_of, wanted.soon_days)}
    if narrow.text is not None:
        words = fold(narrow.text)
        rows = reader.stream(f"SELECT t.id, t.content {source} ORDER BY t.position", parameters)
        keys = array("q", (key for key, content in rows if words in fold(content)))
        return keys[: wanted.limit], len(keys)
    cut = "" if wanted.limit is None else f"LIMIT {wanted.limit + 1}"
    found = reader.stream if wanted.streamed else reader.execute
    keys = array("q", (key for (key,) in found(f"SELECT t.id {source} ORDER BY t.position {cut}", parameters)))
    total = len(keys)
    if wanted.limit is not None and total > wanted.limit:
        total = int(reader.execute(f"SELECT COUNT(*) {source}", parameters).fetchone()[0])
    return keys[: wanted.limit], total


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
        parts.append(task_is(narrow.state))
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


def load_tasks(reader: Reader, wanted: DeadlineQuery, keys: Sequence[int]) -> list[Task]:
    """Loads tasks by key, in the order of the keys."""
    marks, named = listed(keys)
    parts, reports = _parts(reader, keys)
    deadlines = of_tasks(reader, wanted, keys)
    coming = coming_of(reader, wanted, keys)
    query = f"""SELECT {_Row.columns}, {_TEXTS} FROM task t LEFT JOIN section s ON s.id = t.section_id
        WHERE t.id IN ({marks})"""
    tasks = {
        row.key: Task(
            code=row.code,
            section=row.section,
            content=row.content,
            kind=row.kind,
            priority=row.priority,
            source=row.source,
            leads=tuple(parts[row.key][Role.LEAD]),
            supports=tuple(parts[row.key][Role.SUPPORT]),
            watchers=tuple(parts[row.key][Role.WATCH]),
            groups=_groups(row.groups),
            state=worst((own.state for own in deadlines[row.key]), has_coming=bool(coming[row.key])),
            removed=row.removed_at is not None,
            deadlines=tuple(deadlines[row.key]),
            every=row.every,
            review_every=row.review_every,
            reports=tuple(reports[row.key]),
            coming=tuple(coming[row.key]),
            plan=row.plan,
            **dict(zip(TASK_TEXTS, row[_TEXTS_FROM:], strict=True)),
        )
        for row in map(_Row, reader.execute(query, named))
    }
    return [tasks[key] for key in keys]


# Nearly every task has none.
@functools.lru_cache(maxsize=1 << 8)
def _groups(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


def _parts(
    reader: Reader, keys: Sequence[int]
) -> tuple[dict[int, dict[str, list[str]]], dict[int, list[SupportReport]]]:
    """Reads each task's units by role, and what the supporting ones reported."""
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


def coming_of(reader: Reader, wanted: DeadlineQuery, keys: Sequence[int]) -> dict[int, list[ComingPeriod]]:
    """Lists the periods of tasks that begin after the day asked about, the nearest first, by the task's key."""
    found: dict[int, list[ComingPeriod]] = {key: [] for key in keys}
    if wanted.unopened or not keys:
        return found
    marks, named = listed(keys)
    rows = reader.execute(
        f"""SELECT d.task_id, d.period, MIN(d.opens_on), MIN(d.due_on) FROM deadline d
        WHERE d.task_id IN ({marks}) AND d.opens_on > :as_of AND d.stage != 'cancelled'
        GROUP BY d.task_id, d.period ORDER BY MIN(d.opens_on)""",
        {"as_of": wanted.as_of.isoformat(), **named},
    )
    for key, period, opens_on, due_on in rows:
        found[key].append(ComingPeriod(period, date.fromisoformat(opens_on), day(due_on)))
    return found


def extensions_of(reader: Reader, plan: str, code: str) -> list[Extension]:
    """Lists a task's extensions and requests, oldest first."""
    rows = reader.execute(
        f"""SELECT {_ExtensionRow.columns}
        FROM extension e JOIN deadline d ON d.id = e.deadline_id JOIN task t ON t.id = d.task_id
        LEFT JOIN unit u ON u.id = d.unit_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :code ORDER BY e.id""",
        {"plan": plan, "code": code},
    )
    return [extension_of(row) for row in rows]


def extension_row() -> str:
    """Writes the columns that ``extension_of`` reads, of an extension (``e``), its row (``d``) and the lead (``u``)."""
    return _ExtensionRow.columns


def extension_of(values: Sequence[Any]) -> Extension:
    """Makes the record of the columns of ``extension_row``."""
    row = _ExtensionRow(values)
    return Extension(
        unit=row.unit,
        period=row.period,
        asked_on=day(row.asked_on),
        asked_due_on=date.fromisoformat(row.asked_due_on),
        old_due_on=date.fromisoformat(row.old_due_on),
        new_due_on=day(row.new_due_on),
        decision=row.decision,
        reason=row.reason,
        decided_on=day(row.decided_on),
        decided_by=row.decided_by,
        document=row.document,
        answer=row.answer,
    )


def reminders_of(reader: Reader, plan: str, code: str) -> list[Reminder]:
    """Lists a task's reminders, oldest first."""
    rows = reader.execute(
        f"""SELECT u.code, d.period, r.number, r.kind, r.sent_on, r.content, r.document, r.withdrawn_on
        FROM reminder r JOIN deadline d ON d.id = r.deadline_id JOIN task t ON t.id = d.task_id
        JOIN unit u ON u.id = r.unit_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :code ORDER BY r.id""",
        {"plan": plan, "code": code},
    )
    return [
        Reminder(unit, period, number, kind, date.fromisoformat(sent_on), content, document, day(withdrawn_on))
        for unit, period, number, kind, sent_on, content, document, withdrawn_on in rows
    ]


def notes_of(reader: Reader, plan: str, code: str) -> list[Note]:
    """Lists a task's notes, oldest first."""
    rows = reader.execute(
        f"""SELECT n.text, n.actor, n.at FROM note n JOIN task t ON t.id = n.task_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :code ORDER BY n.id""",
        {"plan": plan, "code": code},
    )
    return [Note(text, actor, instant(at)) for text, actor, at in rows]
