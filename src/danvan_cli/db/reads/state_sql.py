"""The state of a deadline row (alias ``d``) as SQL: the rule of ``domain.states``, held equal by a test.

The parameters are ``:as_of`` and ``:soon_until`` (the last day that is still "soon"), both ISO dates.
"""

from __future__ import annotations

from datetime import date, timedelta

from danvan_cli.db.reads.rows import PLAN_KEY
from danvan_cli.domain.states import SOON_DAYS, WORST_FIRST

_REMOVED_TASKS = f"SELECT x.id FROM task x WHERE x.plan_id = {PLAN_KEY} AND x.removed_at IS NOT NULL"
# What was taken out of the plan is in no list and no figure.
NOT_REMOVED = f"d.task_id NOT IN ({_REMOVED_TASKS})"
REMOVED = f"d.task_id IN ({_REMOVED_TASKS})"
ANY_REMOVED = f"SELECT EXISTS ({_REMOVED_TASKS})"
# What the partial indexes are of, in their own words.
OPEN = "d.stage NOT IN ('completed', 'cancelled')"
CLOSED = "d.stage IN ('completed', 'cancelled')"
# A period of recurring work counts from its first day, other work from the day it was given.
OPENED = "(d.opens_on IS NULL OR d.opens_on <= :as_of)"
_DONE = "d.stage = 'completed' AND d.completed_on <= :as_of"
WAITING = "COALESCE(d.submitted_on <= :as_of AND d.stage IN ('awaiting_confirmation', 'completed'), FALSE)"

STATE = f"""CASE
    WHEN d.stage = 'cancelled' THEN 'cancelled'
    WHEN d.stage = 'paused' THEN 'paused'
    WHEN {_DONE} AND d.due_on IS NULL THEN 'done_undated'
    WHEN {_DONE} AND (d.exempt OR COALESCE(d.submitted_on, d.completed_on) <= d.due_on) THEN 'done_on_time'
    WHEN {_DONE} THEN 'done_late'
    WHEN d.due_on IS NULL THEN 'undated'
    WHEN CASE WHEN {WAITING} THEN d.submitted_on ELSE :as_of END > d.due_on THEN 'overdue'
    WHEN NOT {WAITING} AND d.due_on <= :soon_until THEN 'due_soon'
    ELSE 'in_time'
END"""


def rank_of(state: str) -> str:
    """Writes the SQL that ranks a state expression from the worst (0) to the best."""
    return f"CASE {state} " + " ".join(f"WHEN '{s}' THEN {rank}" for rank, s in enumerate(WORST_FIRST)) + " END"


def moment(as_of: date, soon_days: int = SOON_DAYS) -> dict[str, str]:
    """Gives the parameters for a day; a soon day past the calendar's end stops there."""
    until = as_of + timedelta(days=soon_days) if (date.max - as_of).days > soon_days else date.max
    return {"as_of": as_of.isoformat(), "soon_until": until.isoformat()}
