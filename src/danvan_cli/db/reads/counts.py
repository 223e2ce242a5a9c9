"""The cross table: the leads' rows per unit, and the tasks once in the totals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from danvan_cli.db.reads.state_sql import ROWS, STATE, moment, rank_of
from danvan_cli.domain.figures import Counts, UnitCounts
from danvan_cli.domain.model import State
from danvan_cli.domain.states import SOON_DAYS, WORST_FIRST

# One line a deadline row: its state, whether its day is past, and whether that was met.
_ROWS = f"""
SELECT d.task_id, d.unit_id, {STATE} AS state,
    (SELECT COUNT(*) FROM reminder r WHERE r.deadline_id = d.id AND r.sent_on <= :as_of) AS reminders,
    COALESCE(d.due_at < :as_of, FALSE) AS past
FROM {ROWS} d JOIN task t ON t.id = d.task_id LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = (SELECT id FROM plan WHERE code = :plan) AND t.removed_at IS NULL
    AND (:unit IS NULL OR u.code = :unit)"""
# What waits for the Office, handed in in time, is neither met nor missed yet.
_COUNTED = "state IN ('done_on_time', 'done_late', 'overdue')"
_BY_UNIT = f"""
WITH r AS ({_ROWS})
SELECT u.code, u.name, r.state, COUNT(*), SUM(r.reminders), SUM(r.past AND {_COUNTED}),
    SUM(r.past AND r.state = 'done_on_time')
FROM r LEFT JOIN unit u ON u.id = r.unit_id
GROUP BY r.unit_id, r.state ORDER BY r.unit_id IS NULL, r.unit_id"""
# A task's day counts as met when every row of it whose day is past was done in time.
_BY_TASK = f"""
WITH r AS ({_ROWS}),
k AS (
    SELECT task_id, MIN({rank_of("state")}) AS worst, SUM(reminders) AS reminders,
        SUM(past AND {_COUNTED}) AS past, SUM(past AND state = 'done_on_time') AS met
    FROM r GROUP BY task_id
)
SELECT worst, COUNT(*), SUM(reminders), SUM(past > 0), SUM(past > 0 AND met = past) FROM k GROUP BY worst"""

_Line = tuple[str, int, int, int, int]


def unit_counts(
    connection: sqlite3.Connection, plan: str, as_of: date, unit: str | None = None, soon_days: int = SOON_DAYS
) -> list[UnitCounts]:
    """Counts the rows of every unit that leads something; the work without a lead comes last."""
    lines: dict[tuple[str | None, str], list[_Line]] = {}
    parameters = {"plan": plan, "unit": unit, **moment(as_of, soon_days)}
    for code, name, *line in connection.execute(_BY_UNIT, parameters):
        lines.setdefault((code, name or ""), []).append((line[0], line[1], line[2], line[3], line[4]))
    return [UnitCounts(code, name, _counts(states)) for (code, name), states in lines.items()]


def task_counts(
    connection: sqlite3.Connection, plan: str, as_of: date, unit: str | None = None, soon_days: int = SOON_DAYS
) -> Counts:
    """Counts each task once, by its worst row (of the unit, where one is named)."""
    parameters = {"plan": plan, "unit": unit, **moment(as_of, soon_days)}
    rows = connection.execute(_BY_TASK, parameters)
    return _counts((WORST_FIRST[rank], *line) for rank, *line in rows)


def _counts(lines: Iterable[_Line]) -> Counts:
    by_state = dict.fromkeys(State, 0)
    reminders = past = met = 0
    for state, number, urged, due, in_time in lines:
        by_state[State(state)] += number
        reminders += urged
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
    )
