"""The rows that are counted, with their state at a day."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, NamedTuple

from danvan_cli.db.reads.rows import day, split
from danvan_cli.db.reads.state_sql import ROWS, STATE, WAITING, moment
from danvan_cli.domain.model import Deadline, Role, State
from danvan_cli.domain.states import SOON_DAYS, Row, days_late, is_waiting, stage_at

_DEADLINES = f"""
SELECT t.code, t.content, s.path, u.code, d.period, d.due_text, d.due_at, d.original_due_on,
    (SELECT COUNT(*) FROM extension e WHERE e.deadline_id = d.id AND e.new_due_on IS NOT NULL
        AND (e.decided_on IS NULL OR e.decided_on <= :as_of)),
    d.stage, {STATE} AS state, d.progress, d.result, d.submitted_on, d.completed_on, d.last_update,
    (SELECT group_concat(e.text, char(10)) FROM evidence e WHERE e.deadline_id = d.id),
    (SELECT COUNT(*) FROM reminder r WHERE r.deadline_id = d.id AND r.sent_on <= :as_of),
    d.stage_since, d.exempt, d.due_certain, d.stage_reason
FROM {ROWS} d
JOIN task t ON t.id = d.task_id
LEFT JOIN section s ON s.id = t.section_id
LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = (SELECT id FROM plan WHERE code = :plan)"""
_ORDER = "ORDER BY d.due_at IS NULL, d.due_at, t.position, d.period, u.id"


def of_tasks(
    connection: sqlite3.Connection, plan: str, tasks: list[str], as_of: date, soon_days: int = SOON_DAYS
) -> dict[str, list[Deadline]]:
    """Gives every row of the named tasks, removed tasks too, by task code."""
    found: dict[str, list[Deadline]] = {code: [] for code in tasks}
    marks = ", ".join(f":t{i}" for i in range(len(tasks)))
    parameters = {"plan": plan, **moment(as_of, soon_days), **{f"t{i}": code for i, code in enumerate(tasks)}}
    for row in connection.execute(f"{_DEADLINES} AND t.code IN ({marks}) {_ORDER}", parameters):
        found[row[0]].append(_deadline(row, as_of))
    return found


class Found(NamedTuple):
    """The first rows of a list, and how many there are in all."""

    rows: tuple[Deadline, ...]
    total: int


def overdue(
    connection: sqlite3.Connection, plan: str, as_of: date, unit: str | None = None, limit: int | None = None
) -> Found:
    """Lists what is late at a day, the longest first."""
    where = "d.due_at < :as_of AND state = 'overdue'"
    return _select(connection, where, {"plan": plan, "unit": unit, **moment(as_of)}, as_of, limit)


def due_between(
    connection: sqlite3.Connection,
    plan: str,
    as_of: date,
    until: date,
    unit: str | None = None,
    limit: int | None = None,
) -> Found:
    """Lists what is still open and falls due from ``as_of`` to ``until``, both days included, the nearest first.

    What a unit has already handed in is left out: nothing is left for it to do.
    """
    where = f"d.due_at BETWEEN :as_of AND :until AND state IN ('due_soon', 'in_time') AND NOT {WAITING}"
    parameters = {"plan": plan, "unit": unit, "until": until.isoformat(), **moment(as_of)}
    return _select(connection, where, parameters, as_of, limit)


def _select(
    connection: sqlite3.Connection, where: str, parameters: dict[str, Any], as_of: date, limit: int | None
) -> Found:
    of_unit = "AND u.code = :unit" if parameters["unit"] is not None else ""
    query = f"{_DEADLINES} AND t.removed_at IS NULL AND {where} {of_unit}"
    # One row more than asked for tells whether the rest must be counted at all.
    most = -1 if limit is None else limit + 1
    rows = connection.execute(f"{query} {_ORDER} LIMIT :most", {**parameters, "most": most}).fetchall()
    total = len(rows)
    if limit is not None and total > limit:
        total = connection.execute(f"SELECT COUNT(*) FROM ({query})", parameters).fetchone()[0]
    return Found(tuple(_deadline(row, as_of) for row in rows[:limit]), total)


def _deadline(row: tuple[Any, ...], as_of: date) -> Deadline:
    due_on, submitted_on, completed_on = day(row[6]), day(row[13]), day(row[14])
    facts = Row(row[9], due_on, submitted_on, completed_on, day(row[18]), bool(row[19]))
    done = State(row[10]) in (State.DONE_ON_TIME, State.DONE_LATE, State.DONE_UNDATED)
    last_update = day(row[15])
    # What was reported after the day asked about was not known then.
    waiting = is_waiting(facts, as_of)
    known = done or waiting or last_update is None or last_update <= as_of
    return Deadline(
        task=row[0],
        content=row[1],
        section=row[2],
        unit=row[3],
        role=Role.LEAD,
        period=row[4],
        due_text=row[5],
        due_on=due_on,
        due_certain=bool(row[20]),
        original_due_on=day(row[7]),
        extensions=row[8],
        stage=stage_at(facts, as_of),
        state=row[10],
        days_late=days_late(facts, as_of),
        # What is handed in is whole; how far it was before comes back when it is reopened.
        progress=100 if done or waiting else row[11] if known else 0,
        result=row[12] if known else None,
        submitted_on=submitted_on if submitted_on and submitted_on <= as_of else None,
        completed_on=completed_on if done else None,
        last_update=last_update if known else None,
        evidence=split(row[16]) if known else (),
        reminders=row[17],
        reason=row[21] if facts.stage_since is None or facts.stage_since <= as_of else None,
    )
