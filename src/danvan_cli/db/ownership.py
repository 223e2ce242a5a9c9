"""Which agency a row is of, as SQL: every table says it itself or by what it hangs on."""

from __future__ import annotations

_OF_PLANS = "plan_id IN (SELECT p.id FROM {of}plan p WHERE p.agency_id = :agency)"
_OF_TASKS = f"task_id IN (SELECT t.id FROM {{of}}task t WHERE t.{_OF_PLANS})"
_OF_TARGETS = f"target_id IN (SELECT g.id FROM {{of}}target g WHERE g.{_OF_PLANS})"
_OF_DEADLINES = f"deadline_id IN (SELECT d.id FROM {{of}}deadline d WHERE d.{_OF_PLANS})"
_BY_PARENT = {
    "agency": "id = :agency",
    "unit_alias": "unit_id IN (SELECT u.id FROM {of}unit u WHERE u.agency_id = :agency)",
    **dict.fromkeys(("section", "task", "target", "deadline", "plan_document"), _OF_PLANS),
    **dict.fromkeys(("assignment", "note", "task_document"), _OF_TASKS),
    **dict.fromkeys(("target_task", "target_unit", "measurement"), _OF_TARGETS),
    **dict.fromkeys(("extension", "reminder"), _OF_DEADLINES),
    "evidence": f"({_OF_DEADLINES} OR measurement_id IN (SELECT m.id FROM {{of}}measurement m WHERE m.{_OF_TARGETS}))",
}


def owned_in(table: str, schema: str = "") -> str:
    """Gives the condition under which a row of a table is the agency's (``:agency``).

    With a schema, what the row hangs on is looked for in that one.
    """
    return _BY_PARENT.get(table, "agency_id = :agency").format(of=f"{schema}." if schema else "")
