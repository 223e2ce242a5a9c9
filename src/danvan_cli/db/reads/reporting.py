"""What only a report asks for, of the whole plan at once: reminders, extensions, remarks, the tasks of each group."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.deadlines import DeadlineQuery, of_tasks, of_unit
from danvan_cli.db.reads.rows import NOT_REMOVED, PLAN_KEY, day, instant, listed
from danvan_cli.db.reads.tasks import coming_of
from danvan_cli.db.reads.units import all_units
from danvan_cli.db.state_sql import DAYS_OVERDUE, OPENED, STATE, moment
from danvan_cli.domain.reporting import RegisterLine, ReportExtension, ReportNote, ReportReminder
from danvan_cli.domain.states import worst
from danvan_cli.domain.succession import name_at
from danvan_cli.domain.words import NoteKind, Role

_OF_PLAN = f"""FROM {{thing}} x JOIN deadline d ON d.id = x.deadline_id JOIN task t ON t.id = d.task_id
LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = {PLAN_KEY} AND {NOT_REMOVED} AND {{which}}"""


def _named(wanted: DeadlineQuery) -> dict[str, str | None]:
    return {"plan": wanted.plan, "unit": wanted.unit, "as_of": wanted.as_of.isoformat()}


def _with_part(wanted: DeadlineQuery) -> str:
    if wanted.unit is None:
        return ""
    return f"AND t.id IN (SELECT a.task_id FROM assignment a WHERE {of_unit(wanted, 'a')} AND a.role != 'watch')"


def register_rows(reader: Reader, wanted: DeadlineQuery) -> int:
    """Counts the lines of the register: the rows that have begun, one line for each task without any."""
    query = f"""SELECT COUNT(*) FROM task t
        LEFT JOIN deadline d ON d.task_id = t.id AND d.plan_id = t.plan_id AND {OPENED} AND {of_unit(wanted)}
        WHERE t.plan_id = {PLAN_KEY} AND t.removed_at IS NULL {_with_part(wanted)}"""
    return int(reader.execute(query, _named(wanted)).fetchone()[0])


def task_keys(reader: Reader, wanted: DeadlineQuery) -> dict[str | None, array[int]]:
    """Finds the keys of the tasks that stand under each heading's path, in the plan's order; removed ones are out.

    Of a unit they are those in which it has a part.
    """
    found: dict[str | None, array[int]] = {}
    query = f"""SELECT t.id, s.path FROM task t LEFT JOIN section s ON s.id = t.section_id
        WHERE t.plan_id = {PLAN_KEY} AND t.removed_at IS NULL {_with_part(wanted)} ORDER BY t.position"""
    for key, path in reader.stream(query, _named(wanted)):
        found.setdefault(path, array("q")).append(key)
    return found


def register_lines(
    reader: Reader, wanted: DeadlineQuery, takes_in: Callable[[str | None], bool], keys: Sequence[int]
) -> Iterator[RegisterLine]:
    """Loads the lines of tasks by key, in the order of the keys; only rows of units that ``takes_in`` is true of."""
    marks, named = listed(keys)
    rows = of_tasks(reader, wanted, keys)
    own = {key: [row for row in rows[key] if takes_in(row.unit)] for key in keys}
    without = [key for key in keys if not own[key]]
    supports, leads = _units_of(reader, keys, Role.SUPPORT), _units_of(reader, without, Role.LEAD)
    coming = coming_of(reader, wanted, without)
    query = f"SELECT t.id, t.code, t.content, t.product FROM task t WHERE t.id IN ({marks})"
    tasks = {key: texts for key, *texts in reader.execute(query, named)}
    for key in keys:
        code, content, product = tasks[key]
        helping = supports.get(key, ())
        for row in own[key]:
            yield RegisterLine(code, content, product, (), helping, row.state, row)
        if not own[key]:
            state = worst((row.state for row in rows[key]), has_coming=bool(coming[key]))
            yield RegisterLine(code, content, product, leads.get(key, ()), helping, state, None)


def _units_of(reader: Reader, keys: Sequence[int], role: Role) -> dict[int, list[str]]:
    """Lists the units that have this part in tasks, by the task's key."""
    found: dict[int, list[str]] = {}
    if not keys:
        return found
    marks, named = listed(keys)
    query = f"""SELECT a.task_id, u.code FROM assignment a JOIN unit u ON u.id = a.unit_id
        WHERE a.task_id IN ({marks}) AND a.role = :role ORDER BY a.id"""
    for key, unit in reader.execute(query, {"role": role, **named}):
        found.setdefault(key, []).append(unit)
    return found


def reminders(reader: Reader, wanted: DeadlineQuery, since: date) -> list[ReportReminder]:
    """Lists the reminders sent from ``since`` to the day asked about, both included, oldest first."""
    query = f"""SELECT t.code, t.content, w.code, x.number, x.kind, x.sent_on, x.document
        FROM reminder x JOIN unit w ON w.id = x.unit_id JOIN deadline d ON d.id = x.deadline_id
        JOIN task t ON t.id = d.task_id
        WHERE d.plan_id = {PLAN_KEY} AND {NOT_REMOVED} AND {of_unit(wanted)} AND x.withdrawn_on IS NULL
            AND x.sent_on BETWEEN :since AND :as_of AND {OPENED}
        ORDER BY x.sent_on, x.id"""
    units = {unit.code: unit for unit in all_units(reader)}
    found = reader.execute(query, {**_named(wanted), "since": since.isoformat()})
    return [
        ReportReminder(task, content, unit, name_at(units[unit], sent), number, kind, sent, document)
        for task, content, unit, number, kind, sent_on, document in found
        for sent in (date.fromisoformat(sent_on),)
    ]


def extensions(reader: Reader, wanted: DeadlineQuery, since: date) -> list[ReportExtension]:
    """Lists the extensions asked for or decided from ``since`` to the day asked about, both included.

    Those that nobody knows the day of are among them.
    """
    query = f"""SELECT t.code, t.content, u.code, x.old_due_on, x.asked_due_on, x.new_due_on, x.decision, x.reason,
        x.decided_on, x.document
        {_OF_PLAN.format(thing="extension", which=of_unit(wanted))}
        AND COALESCE(x.asked_on, x.decided_on, :as_of) <= :as_of
        AND COALESCE(x.decided_on, x.asked_on, :as_of) >= :since
        ORDER BY x.id"""
    return [
        ReportExtension(
            task, content, unit, date.fromisoformat(old), date.fromisoformat(asked), day(new), decision, reason,
            day(decided_on), document,
        )
        for task, content, unit, old, asked, new, decision, reason, decided_on, document in reader.execute(
            query, {**_named(wanted), "since": since.isoformat()}
        )
    ]  # fmt: skip


def notes(reader: Reader, wanted: DeadlineQuery, *, with_remarks: bool = False) -> list[ReportNote]:
    """Lists the remarks of a kind that reports quote, on the plan and on its tasks, in the order of writing.

    ``with_remarks`` takes those in that are of no such kind.
    """
    quoted = "TRUE" if with_remarks else "n.kind != 'remark'"
    own_tasks = f"n.task_id IN (SELECT a.task_id FROM assignment a WHERE {of_unit(wanted, 'a')})"
    whose = "TRUE" if wanted.unit is None else own_tasks
    query = f"""SELECT n.number, n.kind, n.text, n.code, n.at, n.content, n.unit FROM (
        SELECT n.id, n.kind, n.text, n.task_id, n.at, t.code, t.content, u.code AS unit,
            ROW_NUMBER() OVER (ORDER BY n.id) AS number
        FROM note n LEFT JOIN task t ON t.id = n.task_id LEFT JOIN unit u ON u.id = n.unit_id
        WHERE n.plan_id = {PLAN_KEY} OR t.plan_id = {PLAN_KEY} AND t.removed_at IS NULL) AS n
        WHERE {quoted} AND {whose} ORDER BY n.id"""
    return [
        ReportNote(number, NoteKind(kind), text, task, instant(at), content, unit)
        for number, kind, text, task, at, content, unit in reader.execute(query, _named(wanted))
    ]


class LateRow(NamedTuple):
    """As much of a late row as it takes to name its task; ``days_late`` is 1 or more."""

    task: str
    section: str | None
    unit: str | None
    due_on: date
    days_late: int


def late_rows(reader: Reader, wanted: DeadlineQuery) -> Iterator[LateRow]:
    """Goes through all late rows, the earliest last day first; as many as the lists of late rows have."""
    query = f"""SELECT t.code, s.path, u.code, d.due_on, {DAYS_OVERDUE}
        FROM deadline d JOIN task t ON t.id = d.task_id LEFT JOIN section s ON s.id = t.section_id
        LEFT JOIN unit u ON u.id = d.unit_id
        WHERE d.plan_id = {PLAN_KEY} AND d.due_on < :as_of AND {STATE} = 'overdue' AND {OPENED} AND {NOT_REMOVED}
            AND {of_unit(wanted)}
        ORDER BY d.due_on, t.position, d.period, u.id"""
    parameters = {"plan": wanted.plan, "unit": wanted.unit, **moment(wanted.as_of, wanted.soon_days)}
    for task, section, unit, due_on, days_late in reader.stream(query, parameters):
        yield LateRow(task, section, unit, date.fromisoformat(due_on), int(days_late))


class AwaitingRow(NamedTuple):
    """A row of a task of which some unit has handed in what is not confirmed; ``is_open`` where it is still owed."""

    task: int
    section: str | None
    state: str
    is_open: bool


def rows_of_awaiting(reader: Reader, wanted: DeadlineQuery) -> Iterator[AwaitingRow]:
    """Goes through the rows of the tasks that have one awaiting confirmation, those of a task together."""
    query = f"""SELECT t.id, s.path, {STATE}, d.stage IN ('not_started', 'in_progress')
        FROM deadline d JOIN task t ON t.id = d.task_id LEFT JOIN section s ON s.id = t.section_id
        WHERE d.plan_id = {PLAN_KEY} AND {OPENED} AND {NOT_REMOVED} AND {of_unit(wanted)} AND d.task_id IN (
            SELECT task_id FROM deadline WHERE plan_id = {PLAN_KEY} AND stage = 'awaiting_confirmation')
        ORDER BY t.id"""
    parameters = {"plan": wanted.plan, "unit": wanted.unit, **moment(wanted.as_of, wanted.soon_days)}
    return map(AwaitingRow._make, reader.stream(query, parameters))


def texts(reader: Reader, plan: str, codes: list[str]) -> dict[str, tuple[str, str | None]]:
    """Finds what a few tasks are and what they must produce, by their codes."""
    marks, named = listed(codes)
    query = f"""SELECT t.code, t.content, t.product FROM task t
        WHERE t.plan_id = {PLAN_KEY} AND t.code IN ({marks or "NULL"})"""
    rows = reader.execute(query, {"plan": plan, **named})
    return {code: (content, product) for code, content, product in rows}


def states_of_due(reader: Reader, wanted: DeadlineQuery, first: date, last: date) -> dict[str, int]:
    """Counts the rows whose last day is in a span, both ends included, by their state at the day asked about."""
    query = f"""SELECT {STATE} AS state, COUNT(*) FROM deadline d
        WHERE d.plan_id = {PLAN_KEY} AND d.due_on BETWEEN :first AND :last AND {NOT_REMOVED} AND {OPENED}
            AND {of_unit(wanted)}
        GROUP BY 1"""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    parameters = {"plan": wanted.plan, "unit": wanted.unit, **moment(wanted.as_of, wanted.soon_days), **span}
    return dict(reader.execute(query, parameters).fetchall())


def sent_reports(
    reader: Reader, plan: str
) -> list[tuple[str, date, str | None, str, str | None, str | None, date | None, str]]:
    """Lists number, day, recipient, file, kind, period, cut-off and figures (JSON) of what was sent, oldest first."""
    rows = reader.execute(
        f"""SELECT number, sent_on, recipient, file_name, kind, period, cut_off, figures FROM sent_report
        WHERE plan_id = {PLAN_KEY} ORDER BY sent_on, id""",
        {"plan": plan},
    )
    return [
        (number, date.fromisoformat(sent_on), recipient, name, kind, period, day(cut_off), figures)
        for number, sent_on, recipient, name, kind, period, cut_off, figures in rows
    ]


def has_criteria_sets(reader: Reader) -> bool:
    """Tells whether the agency has any set of criteria to be scored by."""
    query = "SELECT EXISTS (SELECT 1 FROM criteria_set WHERE agency_id = :agency)"
    return bool(reader.execute(query).fetchone()[0])
