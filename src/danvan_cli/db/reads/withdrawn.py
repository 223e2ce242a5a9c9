"""Extensions that were taken back: only the journal still has them."""

from __future__ import annotations

import json
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.reads.journal import taken_back
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY, day
from danvan_cli.domain.finding import PlanExtension
from danvan_cli.domain.model import Extension

# What an undo took away was never there, so it was not withdrawn either.
_REMOVED = f"""
SELECT e.group_id, e.before, g.entered_on FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE e.table_name = 'extension' AND e.plan_id = {PLAN_KEY} AND e.after IS NULL AND g.undoes_id IS NULL
    AND +g.agency_id = :agency AND g.entered_on <= :as_of
ORDER BY e.id"""
_ROW = f"""
SELECT t.code, t.content, u.code, d.period FROM deadline d JOIN task t ON t.id = d.task_id
LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.id = :deadline AND d.plan_id = {PLAN_KEY} AND t.removed_at IS NULL AND {{whose}}"""


def withdrawn_extensions(reader: Reader, wanted: DeadlineQuery) -> list[PlanExtension]:
    """Lists what was withdrawn by the day asked about, of a plan or of one unit's rows in it, oldest first.

    Only of rows that are still there: what went with its row was not withdrawn.
    """
    found = []
    parameters = {"plan": wanted.plan, "unit": wanted.unit, "as_of": wanted.as_of.isoformat()}
    never = taken_back(reader)
    row_of = _ROW.format(whose="TRUE" if wanted.unit is None else f"d.unit_id = {UNIT_KEY}")
    for group, before, entered_on in reader.execute(_REMOVED, parameters).fetchall():
        was = json.loads(before)
        row = reader.execute(row_of, {**parameters, "deadline": was["deadline_id"]}).fetchone()
        if row is None or group in never:
            continue
        task, content, unit, period = row
        extension = Extension(
            unit=unit,
            period=period,
            asked_on=day(was.get("asked_on")),
            asked_due_on=date.fromisoformat(was["asked_due_on"]),
            old_due_on=date.fromisoformat(was["old_due_on"]),
            new_due_on=day(was.get("new_due_on")),
            decision=was.get("decision"),
            reason=was["reason"],
            decided_on=day(was.get("decided_on")),
            decided_by=was.get("decided_by"),
            document=was.get("document"),
            answer=was.get("answer"),
        )
        found.append(PlanExtension(wanted.plan, task, content, extension, date.fromisoformat(str(entered_on)[:10])))
    return found
