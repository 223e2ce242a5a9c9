"""What was urged: the newest reminder of a row, and how many each unit had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.reads.rows import NOT_REMOVED, PLAN_KEY, SENT, UNIT_KEY
from danvan_cli.db.state_sql import OPENED
from danvan_cli.domain.model import Deadline
from danvan_cli.domain.reminders import Last, ReminderCounts, Sent
from danvan_cli.domain.words import ReminderKind


class RowName(NamedTuple):
    """What people know a row by; no unit where nobody leads the task."""

    task: str
    unit: str | None
    period: str
    plan: str


# From the few reminders to their rows, or from one unit's rows to theirs, whatever the planner would rather begin with.
_OF_PLAN = f"""
FROM reminder r CROSS JOIN deadline d LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.id = r.deadline_id AND d.plan_id = {PLAN_KEY}"""
_OF_UNIT = f"""
FROM deadline d CROSS JOIN reminder r LEFT JOIN unit u ON u.id = d.unit_id
WHERE r.deadline_id = d.id AND d.plan_id = {PLAN_KEY} AND d.unit_id = {UNIT_KEY}"""
_NEWEST = f"""
SELECT t.code, u.code, d.period, r.kind, r.sent_on, COALESCE(r.sent_on > d.due_on, FALSE)
FROM reminder r JOIN deadline d ON d.id = r.deadline_id JOIN task t ON t.id = d.task_id
LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = {PLAN_KEY} AND {SENT}
    AND r.number = (SELECT MAX(x.number) FROM reminder x
        WHERE x.deadline_id = d.id AND x.sent_on <= :as_of AND x.withdrawn_on IS NULL)"""
_BY_KIND = f"""
SELECT u.id, u.code, COUNT(*) FILTER (WHERE r.kind = 'remind'), COUNT(*) FILTER (WHERE r.kind = 'criticise'),
    COUNT(*) FILTER (WHERE r.kind = 'review')
{{source}} AND {SENT} AND {NOT_REMOVED} AND {OPENED}
GROUP BY u.id, u.code ORDER BY u.id IS NULL, u.id"""


def newest(reader: Reader, wanted: DeadlineQuery) -> dict[RowName, Last]:
    """Finds the newest reminder of every row that had one by the day asked about; the others are not in it."""
    return {
        RowName(task, unit, period, plan): Last(ReminderKind(kind), date.fromisoformat(sent_on), bool(was_overdue))
        for plan in wanted.plans
        for task, unit, period, kind, sent_on, was_overdue in reader.execute(
            _NEWEST, {"plan": plan, "as_of": wanted.as_of.isoformat()}
        )
    }


def by_kind(reader: Reader, wanted: DeadlineQuery) -> list[ReminderCounts]:
    """Counts the reminders of each unit up to the day asked about."""
    query = _BY_KIND.format(source=_OF_PLAN if wanted.unit is None else _OF_UNIT)
    found: dict[int | None, ReminderCounts] = {}
    for plan in wanted.plans:
        parameters = {"plan": plan, "unit": wanted.unit, "as_of": wanted.as_of.isoformat()}
        for key, code, *numbers in reader.execute(query, parameters):
            known = found.get(key, (code, 0, 0, 0))
            found[key] = ReminderCounts(code, *map(sum, zip(known[1:], numbers, strict=True)))
    return [found[key] for key in sorted(found, key=lambda key: (key is None, key or 0))]


def open_rows(reader: Reader, plan: str, others: Iterable[str] = ()) -> set[RowName]:
    """Lists the rows of a plan, and of ``others``, that can still be worked on as they are now, whatever the day asked about."""
    query = f"""SELECT t.code, u.code, d.period FROM deadline d JOIN task t ON t.id = d.task_id
        LEFT JOIN unit u ON u.id = d.unit_id
        WHERE d.plan_id = {PLAN_KEY} AND d.stage IN ('not_started', 'in_progress')"""
    return {RowName._make((*row, code)) for code in (plan, *others) for row in reader.execute(query, {"plan": code})}


def next_number(reader: Reader, plan: str, row: Deadline) -> tuple[int, int]:
    """Finds the key of a lead's row, and the number of its next reminder: the last one's and 1, the first is 1."""
    found = reader.execute(
        f"""SELECT d.id, (SELECT COALESCE(MAX(r.number), 0) + 1 FROM reminder r
            WHERE r.deadline_id = d.id AND r.withdrawn_on IS NULL)
        FROM deadline d JOIN task t ON t.id = d.task_id JOIN unit u ON u.id = d.unit_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :task
            AND u.code = :unit AND d.period = :period""",
        {"plan": plan, "task": row.task, "unit": row.unit, "period": row.period},
    ).fetchone()
    return int(found[0]), int(found[1])


def are_recorded(reader: Reader, sent: Iterable[Sent]) -> bool:
    """Tells whether reminders stand in the data; they are recorded together or not at all."""
    query = """SELECT 1 FROM reminder
        WHERE deadline_id = :row AND number = :number AND sent_on = :sent_on AND COALESCE(document, '') = :document"""
    return all(
        reader.execute(query, {**one._asdict(), "document": one.document or ""}).fetchone() is not None for one in sent
    )
