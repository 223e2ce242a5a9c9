"""The state of a deadline row (alias ``d``) and of a task as SQL: the rule of ``domain.states``, held equal by a test.

The tables take the SQL of their computed column and of their partial indexes from here, the reads all the rest. The
parameters are ``:as_of`` and ``:soon_until`` (the last day that is still "soon"), both ISO dates.
"""

from __future__ import annotations

from datetime import date

from danvan_cli.domain.states import EXCUSED, SOON_DAYS, WORST_FIRST, ahead, taken_in
from danvan_cli.domain.words import State

# What the partial indexes are of: a query that says it in the same words is answered by them.
OPEN = "d.stage NOT IN ('completed', 'cancelled')"
CLOSED = "d.stage IN ('completed', 'cancelled')"
AWAITING = "d.stage = 'awaiting_confirmation'"
# A period of recurring work counts from its first day, other work from the day it was given.
OPENED = "(d.opens_on IS NULL OR d.opens_on <= :as_of)"
# What a closed row counts as at every day from its closing on, so that it can be stored; NULL of an open row.
OUTCOME = f"""CASE
    WHEN d.stage = 'cancelled' THEN 'cancelled'
    WHEN d.stage != 'completed' THEN NULL
    WHEN d.due_on IS NULL THEN 'done_undated'
    WHEN COALESCE(d.submitted_on, d.completed_on) <= d.due_on THEN 'done_on_time'
    WHEN d.exempt THEN '{EXCUSED}'
    ELSE 'done_late'
END"""
# As domain.states.is_handed_in.
HANDED_IN = "COALESCE(d.submitted_on <= :as_of AND d.stage IN ('awaiting_confirmation', 'completed'), FALSE)"
# The day at which an open row's lateness is measured.
_MEASURED_ON = f"CASE WHEN {HANDED_IN} THEN d.submitted_on ELSE :as_of END"
# How many days an overdue row is late.
DAYS_OVERDUE = f"julianday({_MEASURED_ON}) - julianday(d.due_on)"


def _state(outcome: str) -> str:
    """Writes the rule; ``outcome`` is the SQL for a row that was completed by the day asked about."""
    return f"""CASE
    WHEN d.stage IN ('cancelled', 'paused') THEN d.stage
    WHEN d.stage = 'completed' AND d.completed_on <= :as_of THEN {outcome}
    WHEN d.due_on IS NULL THEN 'undated'
    WHEN {HANDED_IN} AND d.exempt THEN 'in_time'
    WHEN {_MEASURED_ON} > d.due_on THEN 'overdue'
    WHEN NOT {HANDED_IN} AND d.due_on <= :soon_until THEN 'due_soon'
    ELSE 'in_time'
END"""


STATE = _state(f"REPLACE({OUTCOME}, '{EXCUSED}', '{State.DONE_ON_TIME}')")
# As domain.states.counted_as, followed by " past" where the last day is before the day asked about.
COUNTED_AS = f"{_state(OUTCOME)} || CASE WHEN d.due_on < :as_of THEN ' past' ELSE '' END"

_RANK = {state: rank for rank, state in enumerate(WORST_FIRST)}
_WHENS = " ".join(f"WHEN '{state}' THEN {rank}" for state, rank in _RANK.items())
# The state of a task (alias ``t``) as domain.states.worst tells it, as a place in the order of WORST_FIRST.
_TASK_RANK = f"""(SELECT COALESCE(
    MIN(CASE WHEN {OPENED} THEN CASE {STATE} {_WHENS} END END),
    MIN(CASE WHEN d.stage != 'cancelled' THEN {_RANK[State.IN_TIME]} END),
    {_RANK[State.UNDATED]})
    FROM deadline d WHERE d.task_id = t.id)"""


def task_is(state: str) -> str:
    """Writes the condition that a task (alias ``t``) is in a state; what is due soon is in time too."""
    return f"{_TASK_RANK} IN ({', '.join(str(_RANK[each]) for each in taken_in(state))})"


def without_alias(sql: str) -> str:
    """Writes SQL about a row as the table's own definition takes it."""
    return sql.replace("d.", "")


def moment(as_of: date, soon_days: int = SOON_DAYS) -> dict[str, str]:
    """Makes the parameters for a day; a soon day past the calendar's end stops there."""
    return {"as_of": as_of.isoformat(), "soon_until": ahead(as_of, soon_days).isoformat()}
