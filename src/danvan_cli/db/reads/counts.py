"""The cross table: the leads' rows per unit or month, the tasks once per section, leads or state, and in all.

Whole plans are counted the quick way of ``tallies`` where that says the same; all else goes by the state rule row by
row. A test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import tallies
from danvan_cli.db.reads.deadlines import DeadlineQuery, closed_since
from danvan_cli.db.reads.reminders import by_kind
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY
from danvan_cli.db.reads.settings import soon_days
from danvan_cli.db.reads.state_sql import ANY_REMOVED, CLOSED, NOT_REMOVED, OPENED, REMOVED, STATE, moment, rank_of
from danvan_cli.db.reads.tallies import PLANS_ROWS, Line, without_reminders
from danvan_cli.domain.figures import AgencyCounts, Counts, GroupCounts, total_of
from danvan_cli.domain.reminders import ReminderCounts
from danvan_cli.domain.states import SOON_DAYS, WORST_FIRST
from danvan_cli.domain.words import GroupBy, State

_PAST = "COALESCE(d.due_on < :as_of, FALSE) AS past"
# In time only by the mark "trễ khách quan".
_IS_EXCUSED = "COALESCE(d.exempt AND COALESCE(d.submitted_on, d.completed_on) > d.due_on, FALSE)"
_EXCUSED = f"{_IS_EXCUSED} AS excused"
_REMINDERS_OF_ROW = "(SELECT COUNT(*) FROM reminder r WHERE r.deadline_id = d.id AND r.sent_on <= :as_of)"
# One line a deadline row: its state, whether its day is past, and whether it is in time only by the mark.
_ROWS = f"""
SELECT d.task_id, COALESCE(d.unit_id, 0) AS unit_key, substr(CAST(d.due_on AS TEXT), 1, 7) AS month, {STATE} AS state,
    {_REMINDERS_OF_ROW} AS reminders,
    {_PAST}, {_EXCUSED}
FROM deadline d
WHERE d.plan_id = {PLAN_KEY} AND {{there}} AND {OPENED} AND {{which}}"""
# What waits for the Office, handed in in time, is neither met nor missed yet.
_COUNTED_STATES = (State.DONE_ON_TIME, State.DONE_LATE, State.OVERDUE)
_COUNTED = f"state IN {tuple(map(str, _COUNTED_STATES))}"
_IN_TIME = """COUNT(*) FILTER (WHERE past AND state = 'done_on_time'),
    COUNT(*) FILTER (WHERE excused AND state = 'done_on_time')"""
_MEASURES = f"""state, COUNT(*), CAST(SUM(reminders) AS INTEGER), COUNT(*) FILTER (WHERE past AND {_COUNTED}),
    {_IN_TIME}"""
# By a key that no index is in the order of, so that what ``which`` names is looked up and not all gone through.
_BY_UNIT = f"WITH r AS ({_ROWS}) SELECT unit_key, {_MEASURES} FROM r GROUP BY unit_key, state"
_BY_MONTH = f"""
WITH r AS ({_ROWS})
SELECT month, month, NULL, {_MEASURES} FROM r GROUP BY month, state ORDER BY month IS NULL, month"""
_BY_AGENCY = f"""
WITH r AS (SELECT p.agency_id, {STATE} AS state, {_PAST}, {_EXCUSED} FROM {{rows}} WHERE {OPENED} AND {{which}})
SELECT agency_id, state, COUNT(*), 0, COUNT(*) FILTER (WHERE past AND {_COUNTED}), {_IN_TIME}
FROM r GROUP BY agency_id, state"""
# Of plans in which something was closed after the day asked about the indexes say what is to be.
_CLOSED_SINCE = f"""
SELECT p.id FROM plan p WHERE {{of_year}} AND EXISTS (SELECT 1 FROM deadline d
    WHERE d.plan_id = p.id AND d.completed_on > :as_of AND {CLOSED})"""
_ALL_REMOVED = "SELECT x.id FROM task x WHERE x.removed_at IS NOT NULL"
# From the few removed tasks to their rows.
_REMOVED_ROWS = """task x JOIN deadline d ON d.plan_id = x.plan_id AND d.task_id = x.id AND x.removed_at IS NOT NULL
    JOIN plan p ON p.id = d.plan_id"""
_URGED = f"""
SELECT p.agency_id, COUNT(*) FROM {{rows}} JOIN reminder r ON r.deadline_id = d.id
WHERE r.sent_on <= :as_of AND {OPENED} AND {{of_year}} GROUP BY p.agency_id"""
# A task's day counts as met when every row of it whose day is past was done in time.
_TASKS = f"""
r AS ({_ROWS}),
k AS (
    SELECT task_id, MIN({rank_of("state")}) AS worst, CAST(SUM(reminders) AS INTEGER) AS reminders,
        COUNT(*) FILTER (WHERE past AND {_COUNTED}) AS past,
        COUNT(*) FILTER (WHERE past AND state = 'done_on_time') AS met,
        MAX(CASE WHEN excused AND state = 'done_on_time' THEN 1 ELSE 0 END) AS excused
    FROM r GROUP BY task_id
)"""
_TASK_MEASURES = """worst, COUNT(*), CAST(SUM(k.reminders) AS INTEGER), COUNT(*) FILTER (WHERE past > 0),
    COUNT(*) FILTER (WHERE past > 0 AND met = past), CAST(SUM(excused) AS INTEGER)"""
_LEADS = """(SELECT group_concat(led.code, ', ') FROM (
    SELECT u.code FROM assignment a JOIN unit u ON u.id = a.unit_id
    WHERE a.task_id = k.task_id AND a.role = 'lead' ORDER BY u.id) AS led)"""
_OF_TASKS = {
    GroupBy.SECTION: f"""WITH {_TASKS}
SELECT s.path, s.title, NULL, {_TASK_MEASURES}
FROM k JOIN task t ON t.id = k.task_id LEFT JOIN section s ON s.id = t.section_id
GROUP BY s.id, s.path, s.title, s.position, worst ORDER BY s.id IS NULL, s.position""",
    GroupBy.LEAD: f"""WITH {_TASKS}, l AS (SELECT k.*, {_LEADS} AS leads FROM k)
SELECT leads, leads, NULL, {_TASK_MEASURES.replace("k.", "l.")}
FROM l GROUP BY leads, worst ORDER BY leads IS NULL, MIN(task_id)""",
    GroupBy.STATE: f"WITH {_TASKS} SELECT worst, worst, NULL, {_TASK_MEASURES} FROM k GROUP BY worst ORDER BY worst",
}
_KEPT_SEVERAL = f"SELECT x.task_id FROM several_deadlines x WHERE x.plan_id = {PLAN_KEY}"
# One unit's own are fewer, and of another day the kept ones may miss what was taken away since.
_FOUND_SEVERAL = f"""SELECT x.task_id FROM deadline x WHERE x.plan_id = {PLAN_KEY} AND {{of_unit}}
        GROUP BY x.task_id HAVING COUNT(*) > 1"""
# How many tasks with several rows have rows like these: of each its state, and whether it is past and excused.
_LIKE = f"""{STATE} || CASE WHEN d.due_on < :as_of THEN ' past' ELSE '' END
        || CASE WHEN {_IS_EXCUSED} THEN ' excused' ELSE '' END"""
_OF_SEVERAL = f"""
SELECT rows_are, COUNT(*) FROM (
    SELECT group_concat({_LIKE}, ',') AS rows_are
    FROM ({{several}}) x CROSS JOIN deadline d
    WHERE d.plan_id = {PLAN_KEY} AND d.task_id = x.task_id AND {NOT_REMOVED} AND {OPENED} AND {{of_unit}}
    GROUP BY x.task_id) AS tasks
GROUP BY rows_are"""
# Tasks that have rows, none of which has begun.
_UNOPENED = f"""
SELECT COUNT(DISTINCT d.task_id) FROM deadline d
WHERE d.plan_id = {PLAN_KEY} AND d.opens_on > :as_of AND {NOT_REMOVED} AND {{which}} AND NOT EXISTS (
    SELECT 1 FROM deadline begun WHERE begun.plan_id = d.plan_id AND begun.task_id = d.task_id
        AND (begun.opens_on IS NULL OR begun.opens_on <= :as_of) AND {{which_begun}})"""


def unit_counts(
    reader: Reader, asked: DeadlineQuery, urged: Iterable[ReminderCounts] | None = None
) -> list[GroupCounts]:
    """Counts the rows of every unit that leads something; the work without a lead comes last.

    ``urged`` are each unit's reminders, where they are known already.
    """
    is_tallied = not reader.is_of_another_day and not closed_since(reader, asked)
    lines = _tallied(reader, asked) if is_tallied else _exact(reader, asked, _of_unit(asked))
    units = reader.execute(
        """SELECT u.id, u.code, u.name, p.code FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
        WHERE u.agency_id = :agency ORDER BY u.id"""
    )
    found = [
        GroupCounts(code, name, counts_of(lines[key]), parent) for key, code, name, parent in units if key in lines
    ]
    if None in lines:
        found.append(GroupCounts(None, "", counts_of(lines[None])))
    return _with_reminders(found, by_kind(reader, asked) if urged is None else urged) if is_tallied else found


def _with_reminders(lines: Iterable[GroupCounts], urged: Iterable[ReminderCounts]) -> list[GroupCounts]:
    numbers = {line.code: line.total for line in urged}
    return [line._replace(counts=line.counts._replace(reminders=numbers.get(line.code, 0))) for line in lines]


def task_counts(reader: Reader, asked: DeadlineQuery, units: Iterable[GroupCounts]) -> Counts:
    """Counts each task once, by its worst row (of the unit, where one is named); ``units`` are its rows, counted.

    Most tasks have one row and count as it does: only the rows of the others are put together. It does no harm if one
    row is among them: it is taken out and put in again.
    """
    rows: list[Line] = []
    tasks: list[Line] = []
    are_found = reader.is_of_another_day or asked.unit is not None
    several = _FOUND_SEVERAL.format(of_unit=_of_unit(asked, "x")) if are_found else _KEPT_SEVERAL
    query = _OF_SEVERAL.format(of_unit=_of_unit(asked), several=several)
    for words, number in reader.execute(query, _parameters(asked)):
        lines = [_row_line(*row.split()) for row in words.split(",")]
        rows += without_reminders(lines, number)
        tasks += without_reminders([_task_line(lines)], number)
    return total_of(units).minus(counts_of(rows)).plus(counts_of(tasks))


def _row_line(state: str, *marks: str) -> Line:
    is_past, in_time = "past" in marks and state in _COUNTED_STATES, state == State.DONE_ON_TIME
    return state, 1, 0, is_past, is_past and in_time, "excused" in marks and in_time


def _task_line(rows: Sequence[Line]) -> Line:
    """Counts a task as its worst row; its day as met when every row whose day is past was done in time."""
    past, met = sum(row[3] for row in rows), sum(row[4] for row in rows)
    worst = min((row[0] for row in rows), key=WORST_FIRST.index)
    return worst, 1, 0, past > 0, 0 < past == met, any(row[5] for row in rows)


def group_counts(reader: Reader, asked: DeadlineQuery, by: GroupBy) -> list[GroupCounts]:
    """Counts by something else than the unit: rows by month, tasks once by section, leads or state."""
    if by == GroupBy.UNIT:
        return unit_counts(reader, asked)
    which = _of_unit(asked)
    query = _BY_MONTH if by == GroupBy.MONTH else _OF_TASKS[by]
    groups: dict[tuple[str | None, str], list[Line]] = {}
    for code, name, _, state, *line in reader.execute(query.format(which=which, there=NOT_REMOVED), _parameters(asked)):
        word = state if by == GroupBy.MONTH else WORST_FIRST[state]
        group = (word, word) if by == GroupBy.STATE else (code, name or "")
        groups.setdefault(group, []).append((word, *line))
    return [GroupCounts(code, name, counts_of(lines)) for (code, name), lines in groups.items()]


def agency_counts(reader: Reader, as_of: date, year: int | None) -> list[AgencyCounts]:
    """Counts the parts of work of every agency that the login may see, of one year's plans or of all.

    What is due soon is so by each agency's own choice.
    """
    of_year = "TRUE" if year is None else "p.year = :year"
    parameters = {**moment(as_of), "year": year}
    counted = f"SELECT p.agency_id, COUNT(*) FROM plan p WHERE {of_year} GROUP BY p.agency_id"
    plans: dict[int, int] = dict(reader.execute(counted, parameters).fetchall())
    urged = _URGED.format(rows=PLANS_ROWS, of_year=of_year)
    reminders: dict[int, int] = dict(reader.execute(urged, parameters).fetchall())
    for agency, number in reader.execute(_URGED.format(rows=_REMOVED_ROWS, of_year=of_year), parameters):
        reminders[agency] -= number
    lines: dict[int | None, list[Line]] = {}
    for days, agencies in _by_soon_days(reader):
        lines |= _agency_lines(reader, f"{of_year} AND {agencies}", {**moment(as_of, days), "year": year})
    return [
        AgencyCounts(
            code, name, plans.get(key, 0), counts_of(lines.get(key, ()))._replace(reminders=reminders.get(key, 0))
        )
        for key, code, name in reader.execute("SELECT id, code, name FROM agency ORDER BY id")
    ]


def _by_soon_days(reader: Reader) -> Iterator[tuple[int, str]]:
    """Gives how many days before its last day work is due soon, and which agencies count so; most choose nothing."""
    chosen: dict[int, list[str]] = {}
    for agency, days in soon_days(reader).items():
        chosen.setdefault(days, []).append(str(agency))
    others = ", ".join(chain.from_iterable(chosen.values()))
    yield SOON_DAYS, f"p.agency_id NOT IN ({others})" if others else "TRUE"
    yield from ((days, f"p.agency_id IN ({', '.join(agencies)})") for days, agencies in chosen.items())


def unopened_tasks(reader: Reader, asked: DeadlineQuery) -> int:
    """Counts the tasks that have only periods which begin later."""
    query = _UNOPENED.format(which=_of_unit(asked), which_begun=_of_unit(asked, "begun"))
    return int(reader.execute(query, _parameters(asked)).fetchone()[0])


def _tallied(reader: Reader, asked: DeadlineQuery) -> dict[int | None, list[Line]]:
    """Counts rows the quick way, per unit, without their reminders."""
    lines = tallies.by_unit(reader, _parameters(asked))
    waiting = f"{_of_unit(asked)} AND d.stage = 'awaiting_confirmation'"
    for unit, found in _exact(reader, asked, waiting).items():
        lines.setdefault(unit, []).extend(without_reminders(found))
    for unit, found in _removed(reader, asked).items():
        # Taken out again by adding their opposite: a removed task's rows are in the indexes like any other's.
        lines[unit].extend(without_reminders(found, -1))
    return {unit: found for unit, found in lines.items() if sum(line[1] for line in found)}


def _agency_lines(reader: Reader, of_year: str, parameters: Mapping[str, object]) -> dict[int | None, list[Line]]:
    since = [str(key) for (key,) in reader.execute(_CLOSED_SINCE.format(of_year=of_year), parameters)]
    tallied = f"{of_year} AND p.id NOT IN ({', '.join(since)})" if since else of_year
    lines = tallies.by_agency(reader, tallied, parameters)

    def add(which: str, rows: str = PLANS_ROWS, sign: int = 1) -> None:
        for agency, *line in reader.execute(_BY_AGENCY.format(rows=rows, which=which), parameters):
            lines.setdefault(agency, []).extend(without_reminders([tuple(line)], sign))

    there = f"d.task_id NOT IN ({_ALL_REMOVED})"
    add(f"{tallied} AND d.stage = 'awaiting_confirmation' AND {there}")
    add(f"{tallied} AND d.stage != 'awaiting_confirmation'", _REMOVED_ROWS, -1)
    if since:
        add(f"p.id IN ({', '.join(since)}) AND {there}")
    return lines


def _removed(reader: Reader, asked: DeadlineQuery) -> dict[int | None, list[Line]]:
    if not reader.execute(ANY_REMOVED, {"plan": asked.plan}).fetchone()[0]:
        return {}
    return _lines(reader, asked, f"{_of_unit(asked)} AND d.stage != 'awaiting_confirmation'", REMOVED)


def _exact(reader: Reader, asked: DeadlineQuery, which: str) -> dict[int | None, list[Line]]:
    """Counts rows by the state rule itself, per unit."""
    return _lines(reader, asked, which, NOT_REMOVED)


def _lines(reader: Reader, asked: DeadlineQuery, which: str, there: str) -> dict[int | None, list[Line]]:
    lines: dict[int | None, list[Line]] = {}
    for unit, *line in reader.execute(_BY_UNIT.format(which=which, there=there), _parameters(asked)):
        lines.setdefault(unit or None, []).append(tuple(line))
    return lines


def _of_unit(asked: DeadlineQuery, alias: str = "d") -> str:
    """Narrows to the unit asked about; without one it lets everything through."""
    return "TRUE" if asked.unit is None else f"{alias}.unit_id = {UNIT_KEY}"


def _parameters(asked: DeadlineQuery) -> dict[str, str | None]:
    return {"plan": asked.plan, "unit": asked.unit, **moment(asked.as_of, asked.soon_days)}


def counts_of(lines: Iterable[Line]) -> Counts:
    """Adds lines of states up to the counts that are shown."""
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
