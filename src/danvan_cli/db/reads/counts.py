"""The cross table: the leads' rows per unit or month, the tasks once per section, leads or state, and in all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from danvan_cli.db.reads.deadlines import Asked
from danvan_cli.db.reads.state_sql import OPENED, STATE, moment, rank_of
from danvan_cli.domain.figures import Counts, GroupBy, GroupCounts
from danvan_cli.domain.states import WORST_FIRST
from danvan_cli.domain.words import State

# One line a deadline row: its state, whether its day is past, and whether it is in time only by the mark.
_ROWS = f"""
SELECT d.task_id, d.unit_id, substr(d.due_on, 1, 7) AS month, {STATE} AS state,
    (SELECT COUNT(*) FROM reminder r WHERE r.deadline_id = d.id AND r.sent_on <= :as_of) AS reminders,
    COALESCE(d.due_on < :as_of, FALSE) AS past,
    COALESCE(d.exempt AND COALESCE(d.submitted_on, d.completed_on) > d.due_on, FALSE) AS excused
FROM deadline d JOIN task t ON t.id = d.task_id LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = (SELECT id FROM plan WHERE code = :plan) AND t.removed_at IS NULL AND {OPENED}
    AND (:unit IS NULL OR u.code = :unit)"""
# What waits for the Office, handed in in time, is neither met nor missed yet.
_COUNTED = "state IN ('done_on_time', 'done_late', 'overdue')"
_MEASURES = f"""state, COUNT(*), SUM(reminders), SUM(past AND {_COUNTED}), SUM(past AND state = 'done_on_time'),
    SUM(excused AND state = 'done_on_time')"""
_BY_UNIT = f"""
WITH r AS ({_ROWS})
SELECT u.code, u.name, p.code, {_MEASURES}
FROM r LEFT JOIN unit u ON u.id = r.unit_id LEFT JOIN unit p ON p.id = u.parent_id
GROUP BY r.unit_id, r.state ORDER BY r.unit_id IS NULL, r.unit_id"""
_BY_MONTH = f"""
WITH r AS ({_ROWS})
SELECT month, month, NULL, {_MEASURES} FROM r GROUP BY month, state ORDER BY month IS NULL, month"""
# A task's day counts as met when every row of it whose day is past was done in time.
_TASKS = f"""
r AS ({_ROWS}),
k AS (
    SELECT task_id, MIN({rank_of("state")}) AS worst, SUM(reminders) AS reminders,
        SUM(past AND {_COUNTED}) AS past, SUM(past AND state = 'done_on_time') AS met,
        MAX(excused AND state = 'done_on_time') AS excused
    FROM r GROUP BY task_id
)"""
_TASK_MEASURES = """worst, COUNT(*), SUM(k.reminders), SUM(past > 0), SUM(past > 0 AND met = past), SUM(excused)"""
_LEADS = """(SELECT group_concat(code, ', ') FROM (
    SELECT u.code FROM assignment a JOIN unit u ON u.id = a.unit_id
    WHERE a.task_id = k.task_id AND a.role = 'lead' ORDER BY u.id))"""
_OF_TASKS = {
    None: f"WITH {_TASKS} SELECT NULL, NULL, NULL, {_TASK_MEASURES} FROM k GROUP BY worst",
    GroupBy.SECTION: f"""WITH {_TASKS}
SELECT s.path, s.title, NULL, {_TASK_MEASURES}
FROM k JOIN task t ON t.id = k.task_id LEFT JOIN section s ON s.id = t.section_id
GROUP BY s.id, worst ORDER BY s.id IS NULL, s.position""",
    GroupBy.LEAD: f"""WITH {_TASKS}, l AS (SELECT k.*, {_LEADS} AS leads FROM k)
SELECT leads, leads, NULL, {_TASK_MEASURES.replace("k.", "l.")}
FROM l GROUP BY leads, worst ORDER BY leads IS NULL, MIN(task_id)""",
    GroupBy.STATE: f"WITH {_TASKS} SELECT worst, worst, NULL, {_TASK_MEASURES} FROM k GROUP BY worst ORDER BY worst",
}
# Tasks that have rows, none of which has begun.
_UNOPENED = f"""
SELECT COUNT(*) FROM (
    SELECT d.task_id FROM deadline d JOIN task t ON t.id = d.task_id LEFT JOIN unit u ON u.id = d.unit_id
    WHERE d.plan_id = (SELECT id FROM plan WHERE code = :plan) AND t.removed_at IS NULL
        AND (:unit IS NULL OR u.code = :unit)
    GROUP BY d.task_id HAVING SUM({OPENED}) = 0
)"""

_Line = tuple[str, int, int, int, int, int]


def unit_counts(connection: sqlite3.Connection, asked: Asked) -> list[GroupCounts]:
    """Counts the rows of every unit that leads something; the work without a lead comes last."""
    return _groups(connection.execute(_BY_UNIT, _parameters(asked)))


def task_counts(connection: sqlite3.Connection, asked: Asked) -> Counts:
    """Counts each task once, by its worst row (of the unit, where one is named)."""
    rows = connection.execute(_OF_TASKS[None], _parameters(asked))
    return _counts((WORST_FIRST[rank], *line) for _, _, _, rank, *line in rows)


def group_counts(connection: sqlite3.Connection, asked: Asked, by: GroupBy) -> list[GroupCounts]:
    """Counts by something else than the unit: rows by month, tasks once by section, leads or state."""
    if by == GroupBy.UNIT:
        return unit_counts(connection, asked)
    if by == GroupBy.MONTH:
        return _groups(connection.execute(_BY_MONTH, _parameters(asked)))
    rows = connection.execute(_OF_TASKS[by], _parameters(asked))
    lines = [(code, name, None, WORST_FIRST[rank], *line) for code, name, _, rank, *line in rows]
    if by == GroupBy.STATE:
        lines = [(line[3], line[3], *line[2:]) for line in lines]
    return _groups(lines)


def unopened_tasks(connection: sqlite3.Connection, asked: Asked) -> int:
    """Counts the tasks that have only periods which begin later."""
    return int(connection.execute(_UNOPENED, _parameters(asked)).fetchone()[0])


def _parameters(asked: Asked) -> dict[str, str | None]:
    return {"plan": asked.plan, "unit": asked.unit, **moment(asked.as_of, asked.soon_days)}


def _groups(rows: Iterable[tuple[str | None, ...]]) -> list[GroupCounts]:
    lines: dict[tuple[str | None, str, str | None], list[_Line]] = {}
    for code, name, parent, *line in rows:
        lines.setdefault((code, name or "", parent), []).append(tuple(line))  # type: ignore[arg-type]
    return [GroupCounts(code, name, _counts(states), parent) for (code, name, parent), states in lines.items()]


def _counts(lines: Iterable[_Line]) -> Counts:
    by_state = dict.fromkeys(State, 0)
    reminders = past = met = excused = 0
    for state, number, urged, due, in_time, by_mark in lines:
        by_state[State(state)] += number
        reminders += urged
        excused += by_mark
        if state not in (State.PAUSED, State.CANCELLED):
            past, met = past + due, met + in_time
    return Counts(
        done_on_time=by_state[State.DONE_ON_TIME],
        done_late=by_state[State.DONE_LATE],
        done_undated=by_state[State.DONE_UNDATED],
        in_time=by_state[State.IN_TIME] + by_state[State.DUE_SOON],
        due_soon=by_state[State.DUE_SOON],
        overdue=by_state[State.OVERDUE],
        undated=by_state[State.UNDATED],
        paused=by_state[State.PAUSED],
        cancelled=by_state[State.CANCELLED],
        reminders=reminders,
        due_on_time=met,
        already_due=past,
        exempt=excused,
    )
