"""What hangs on one unit's work in one plan, besides its rows: extensions, reminders, remarks, whom it helps."""

from __future__ import annotations

from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.reads.rows import NOT_REMOVED, PLAN_KEY, SENT, UNIT_KEY, day, instant, split
from danvan_cli.db.reads.tasks import extension_of, extension_row
from danvan_cli.db.state_sql import HANDED_IN, OPEN
from danvan_cli.domain.finding import PlanExtension, SupportedTask, UnitNote, UnitReminder

_SUPPORTED = f"""
SELECT t.code, t.content, a.role, (SELECT group_concat(u.code, char(10)) FROM assignment l
    JOIN unit u ON u.id = l.unit_id WHERE l.task_id = t.id AND l.role = 'lead')
FROM assignment a JOIN task t ON t.id = a.task_id
WHERE a.unit_id = {UNIT_KEY} AND a.role != 'lead' AND t.plan_id = {PLAN_KEY} AND t.removed_at IS NULL
ORDER BY t.position"""
_REMINDERS = f"""
SELECT t.code, d.period, r.kind, r.sent_on, r.document, r.reply_by,
    COALESCE(r.reply_by < :as_of, FALSE) AND {OPEN} AND NOT {HANDED_IN}, NULLIF(w.code, :unit)
FROM reminder r JOIN deadline d ON d.id = r.deadline_id JOIN task t ON t.id = d.task_id JOIN unit w ON w.id = r.unit_id
WHERE r.id IN (SELECT x.id FROM deadline e JOIN reminder x ON x.deadline_id = e.id
        WHERE e.plan_id = {PLAN_KEY} AND e.unit_id = {UNIT_KEY}
        UNION SELECT x.id FROM reminder x WHERE x.unit_id = {UNIT_KEY})
    AND d.plan_id = {PLAN_KEY} AND {SENT} AND {NOT_REMOVED}
ORDER BY r.sent_on, r.id"""
_NOTES = f"""
SELECT t.code, n.text, n.actor, n.at FROM note n LEFT JOIN task t ON t.id = n.task_id
WHERE (n.plan_id = {PLAN_KEY} AND n.unit_id = {UNIT_KEY})
    OR (t.plan_id = {PLAN_KEY} AND t.removed_at IS NULL AND (n.unit_id = {UNIT_KEY} OR (n.unit_id IS NULL
        AND n.task_id IN (SELECT a.task_id FROM assignment a WHERE a.unit_id = {UNIT_KEY} AND a.role = 'lead'))))
ORDER BY n.id DESC LIMIT :most"""


def _named(wanted: DeadlineQuery) -> dict[str, str | None]:
    return {"plan": wanted.plan, "unit": wanted.unit, "as_of": wanted.as_of.isoformat()}


def supported(reader: Reader, wanted: DeadlineQuery) -> list[SupportedTask]:
    """Lists the tasks in which the unit has a part without leading them, in the plan's order."""
    return [
        SupportedTask(wanted.plan, task, content, role, split(leads))
        for task, content, role, leads in reader.execute(_SUPPORTED, _named(wanted))
    ]


def extensions(reader: Reader, wanted: DeadlineQuery) -> list[PlanExtension]:
    """Lists the extensions and requests of a plan, or of one unit's rows, oldest first; removed tasks are left out."""
    whose = "TRUE" if wanted.unit is None else f"d.unit_id = {UNIT_KEY}"
    query = f"""SELECT t.code, t.content, {extension_row()}
        FROM extension e JOIN deadline d ON d.id = e.deadline_id JOIN task t ON t.id = d.task_id
        LEFT JOIN unit u ON u.id = d.unit_id
        WHERE d.plan_id = {PLAN_KEY} AND t.removed_at IS NULL AND {whose} ORDER BY e.id"""
    rows = reader.execute(query, _named(wanted))
    return [PlanExtension(wanted.plan, task, content, extension_of(row)) for task, content, *row in rows]


def extensions_of_records(reader: Reader, wanted: DeadlineQuery) -> list[tuple[int, str, PlanExtension]]:
    """Lists those of followed records, which are of no plan: key and kind of each one's record, its text left empty."""
    whose = "TRUE" if wanted.unit is None else f"d.unit_id = {UNIT_KEY}"
    query = f"""SELECT c.id, c.kind, c.code, {extension_row()}
        FROM extension e JOIN deadline d ON d.id = e.deadline_id JOIN record c ON c.id = d.record_id
        LEFT JOIN unit u ON u.id = d.unit_id
        WHERE c.agency_id = :agency AND c.removed_at IS NULL AND {whose} ORDER BY e.id"""
    rows = reader.execute(query, {"unit": wanted.unit})
    return [(key, kind, PlanExtension("", code, "", extension_of(row))) for key, kind, code, *row in rows]


def reminders(reader: Reader, wanted: DeadlineQuery) -> list[UnitReminder]:
    """Lists the reminders by the day asked about, oldest first: those to the unit, and those of what is its now."""
    return [
        UnitReminder(
            wanted.plan, task, period, kind, date.fromisoformat(sent_on), document, day(reply_by), bool(unanswered), to
        )
        for task, period, kind, sent_on, document, reply_by, unanswered, to in reader.execute(
            _REMINDERS, _named(wanted)
        )
    ]


def notes(reader: Reader, wanted: DeadlineQuery, most: int) -> list[UnitNote]:
    """Lists the newest remarks on the unit and on the tasks it leads, newest first, at most so many."""
    rows = reader.execute(_NOTES, {**_named(wanted), "most": most})
    return [UnitNote(wanted.plan, task, text, actor, instant(at)) for task, text, actor, at in rows]
