"""The cross table: the leads' rows per unit or month, the tasks once per section, leads or state, and in all.

Whole plans are counted the quick way of ``tallies`` where that says the same; all else goes by the state rule row by
row. A test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import tallies
from danvan_cli.db.reads.deadlines import DeadlineQuery, closed_since, of_unit
from danvan_cli.db.reads.reminders import by_kind
from danvan_cli.db.reads.rows import ANY_REMOVED, NOT_REMOVED, PLAN_KEY, REMOVED, SENT
from danvan_cli.db.reads.settings import soon_days
from danvan_cli.db.reads.tallies import PLANS_ROWS, taken_out
from danvan_cli.db.state_sql import AWAITING, CLOSED, COUNTED_AS, OPENED, moment
from danvan_cli.domain.codes import full_code
from danvan_cli.domain.figures import (
    AgencyCounts,
    Counts,
    GroupCounts,
    Tally,
    counts_of,
    tally_of_rows,
    tally_of_tasks,
    total_of,
)
from danvan_cli.domain.states import SOON_DAYS, WORST_FIRST
from danvan_cli.domain.succession import sole_heirs
from danvan_cli.domain.words import GroupBy, State

# Tallies by the key of what they are of; None for rows without a unit.
_Tallies = dict[int | None, list[Tally]]

# One line a deadline row.
_ROWS = f"""
SELECT d.task_id, COALESCE(d.unit_id, 0) AS unit_key, substr(CAST(d.due_on AS TEXT), 1, 7) AS month,
    {COUNTED_AS} AS counted,
    (SELECT COUNT(*) FROM reminder r WHERE r.deadline_id = d.id AND {SENT}) AS reminders
FROM deadline d
WHERE d.plan_id = {PLAN_KEY} AND {{there}} AND {OPENED} AND {{which}}"""
_MEASURES = "counted, COUNT(*), CAST(SUM(reminders) AS INTEGER)"
# The unit as COALESCE(unit_id, 0), in whose order no index is: SQLite then looks up the few rows that ``which`` names,
# and does not go through all of the plan's in the order of their units.
_BY_UNIT = f"WITH r AS ({_ROWS}) SELECT unit_key, {_MEASURES} FROM r GROUP BY unit_key, counted"
_BY_MONTH = f"""
WITH r AS ({_ROWS})
SELECT month, month, {_MEASURES} FROM r GROUP BY month, counted ORDER BY month IS NULL, month"""
_BY_AGENCY = f"""
WITH r AS (SELECT p.agency_id, {COUNTED_AS} AS counted FROM {{rows}} WHERE {OPENED} AND {{which}})
SELECT agency_id, counted, COUNT(*), 0 FROM r GROUP BY agency_id, counted"""
# Plans in which something was closed after the day asked about cannot be counted from their indexes.
_CLOSED_SINCE = f"""
SELECT p.id FROM plan p WHERE {{plans}} AND EXISTS (SELECT 1 FROM deadline d
    WHERE d.plan_id = p.id AND d.completed_on > :as_of AND {CLOSED})"""
_ALL_REMOVED = "SELECT x.id FROM task x WHERE x.removed_at IS NOT NULL"
# From the few removed tasks to their rows.
_REMOVED_ROWS = """task x JOIN deadline d ON d.plan_id = x.plan_id AND d.task_id = x.id AND x.removed_at IS NOT NULL
    JOIN plan p ON p.id = d.plan_id"""
_URGED = f"""
SELECT p.agency_id, COUNT(*) FROM {{rows}} JOIN reminder r ON r.deadline_id = d.id
WHERE {SENT} AND {OPENED} AND {{of_year}} GROUP BY p.agency_id"""
# One line a task, with how each of its rows counts.
_TASKS = f"""
r AS ({_ROWS}),
k AS (
    SELECT task_id, group_concat(counted, ',') AS rows_counted, SUM(reminders) AS reminders FROM r GROUP BY task_id
)"""
_TASK_MEASURES = "rows_counted, COUNT(*), CAST(SUM(reminders) AS INTEGER)"
_LEADS = """(SELECT group_concat(led.code, ', ') FROM (
    SELECT u.code FROM assignment a JOIN unit u ON u.id = a.unit_id
    WHERE a.task_id = k.task_id AND a.role = 'lead' ORDER BY u.id) AS led)"""
_OF_TASKS = {
    GroupBy.SECTION: f"""WITH {_TASKS}
SELECT s.path, s.title, {_TASK_MEASURES}
FROM k JOIN task t ON t.id = k.task_id LEFT JOIN section s ON s.id = t.section_id
GROUP BY s.id, s.path, s.title, s.position, rows_counted ORDER BY s.id IS NULL, s.position""",
    GroupBy.LEAD: f"""WITH {_TASKS}, l AS (SELECT k.*, {_LEADS} AS leads FROM k)
SELECT leads, leads, {_TASK_MEASURES}
FROM l GROUP BY leads, rows_counted ORDER BY leads IS NULL, MIN(task_id)""",
    GroupBy.STATE: f"WITH {_TASKS} SELECT NULL, NULL, {_TASK_MEASURES} FROM k GROUP BY rows_counted",
}
# With the successors of those that have ended.
_UNITS = """
SELECT u.id, u.code, u.name, p.code, (SELECT group_concat(CAST(s.successor_id AS TEXT), ',') FROM succession s
    WHERE s.unit_id = u.id AND u.valid_to < :as_of)
FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
WHERE u.agency_id = :agency ORDER BY u.id"""
_KEPT_SEVERAL = f"SELECT x.task_id FROM several_deadlines x WHERE x.plan_id = {PLAN_KEY}"
# One unit's own are fewer, and of another day the kept ones may miss what was taken away since.
_FOUND_SEVERAL = f"""SELECT x.task_id FROM deadline x WHERE x.plan_id = {PLAN_KEY} AND {{of_unit}}
        GROUP BY x.task_id HAVING COUNT(*) > 1"""
# How many tasks with several rows have rows that count like these.
_OF_SEVERAL = f"""
SELECT rows_counted, COUNT(*) FROM (
    SELECT group_concat({COUNTED_AS}, ',') AS rows_counted
    FROM ({{several}}) x CROSS JOIN deadline d
    WHERE d.plan_id = {PLAN_KEY} AND d.task_id = x.task_id AND {NOT_REMOVED} AND {OPENED} AND {{of_unit}}
    GROUP BY x.task_id) AS tasks
GROUP BY rows_counted"""
# Tasks that have rows, none of which has begun.
_UNOPENED = f"""
SELECT COUNT(DISTINCT d.task_id) FROM deadline d
WHERE d.plan_id = {PLAN_KEY} AND d.opens_on > :as_of AND {NOT_REMOVED} AND {{which}} AND NOT EXISTS (
    SELECT 1 FROM deadline begun WHERE begun.plan_id = d.plan_id AND begun.task_id = d.task_id
        AND (begun.opens_on IS NULL OR begun.opens_on <= :as_of) AND {{which_begun}})"""


def unit_counts(
    reader: Reader, wanted: DeadlineQuery, urged: Mapping[str | None, int] | None = None
) -> list[GroupCounts]:
    """Counts the rows of every unit that leads something; the work without a lead comes last.

    ``urged`` are the reminders of each unit's rows, where they are known already.
    """
    is_tallied = not reader.is_replayed and not closed_since(reader, wanted) and not wanted.merged
    found: _Tallies = {}
    for one in wanted.each():
        own = _tallied(reader, one) if is_tallied else _by_unit(reader, one, of_unit(one), NOT_REMOVED)
        for key, tallies_of_unit in own.items():
            found.setdefault(key, []).extend(tallies_of_unit)
    units = reader.execute(_UNITS, {"as_of": wanted.as_of.isoformat()}).fetchall()
    lines = {
        key: GroupCounts(code, name, counts_of(found.get(key, ())), parent) for key, code, name, parent, _ in units
    }
    if is_tallied:
        numbers = by_kind(reader, wanted).of if urged is None else urged
        for key, line in lines.items():
            lines[key] = line._replace(counts=line.counts._replace(reminders=numbers.get(line.code, 0)))
    heirs = _heirs(units, wanted)
    for key in [key for key in found if key is not None and key in heirs]:
        lines[heirs[key]] = lines[heirs[key]].with_merged(lines[key])
    counted = {heirs.get(key, key) for key in found if key is not None}
    told = [line for key, line in lines.items() if key in counted]
    return [*told, GroupCounts(None, "", counts_of(found[None]))] if None in found else told


def _heirs(units: Iterable[tuple[Any, ...]], wanted: DeadlineQuery) -> Mapping[int, int]:
    """Finds under whose line a unit that was merged is counted; of one unit all is its own."""
    takers = {key: list(map(int, to.split(","))) for key, *_, to in units if to}
    if wanted.unit is None:
        return sole_heirs(takers) if takers else {}
    chosen = next((key for key, code, *_ in units if code == wanted.unit), None)
    return dict.fromkeys(wanted.merged, chosen) if chosen is not None else {}


def task_counts(reader: Reader, wanted: DeadlineQuery, units: Iterable[GroupCounts]) -> Counts:
    """Counts each task once, by its worst row (of the unit, where one is named); ``units`` are its rows, counted.

    Most tasks have one row and count as it does: only the rows of the others are put together. It does no harm if one
    row is among them: it is taken out and put in again. Reminders are the rows' own.
    """
    rows: list[Tally] = []
    tasks: list[Tally] = []
    are_found = reader.is_replayed or wanted.unit is not None
    several = _FOUND_SEVERAL.format(of_unit=of_unit(wanted, "x")) if are_found else _KEPT_SEVERAL
    query = _OF_SEVERAL.format(of_unit=of_unit(wanted), several=several)
    for one in wanted.each():
        for counted, number in reader.execute(query, _parameters(one)):
            rows += (_row_tally(row, number) for row in counted.split(","))
            tasks.append(_task_tally(counted, number))
    return total_of(units).minus(counts_of(rows)).plus(counts_of(tasks))


def group_counts(reader: Reader, wanted: DeadlineQuery, by: GroupBy) -> list[GroupCounts]:
    """Counts by something else than the unit: rows by month, tasks once by section, leads or state.

    Sections of several plans are told apart by their plans' codes; all else is counted over all plans.
    """
    if by == GroupBy.UNIT:
        return unit_counts(reader, wanted)
    query = (_BY_MONTH if by == GroupBy.MONTH else _OF_TASKS[by]).format(which=of_unit(wanted), there=NOT_REMOVED)
    tallied = _row_tally if by == GroupBy.MONTH else _task_tally
    groups: dict[tuple[str | None, str], list[Tally]] = {}
    for one in wanted.each():
        for code, name, counted, number, reminders in reader.execute(query, _parameters(one)):
            tally = tallied(counted, number, reminders)
            told = full_code(one.plan, code) if by == GroupBy.SECTION and wanted.others and code else code
            group = (tally.state, tally.state) if by == GroupBy.STATE else (told, name or "")
            groups.setdefault(group, []).append(tally)
    lines = [GroupCounts(code, name, counts_of(found)) for (code, name), found in groups.items()]
    if by == GroupBy.STATE:
        return sorted(lines, key=lambda line: WORST_FIRST.index(State(line.name)))
    return sorted(lines, key=lambda line: (line.code is None, line.code if by == GroupBy.MONTH else ""))


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
    found: _Tallies = {}
    for days, agencies in _by_soon_days(reader):
        found |= _by_agency(reader, f"{of_year} AND {agencies}", {**moment(as_of, days), "year": year})
    return [
        AgencyCounts(
            code, name, plans.get(key, 0), counts_of(found.get(key, ()))._replace(reminders=reminders.get(key, 0))
        )
        for key, code, name in reader.execute("SELECT id, code, name FROM agency ORDER BY id")
    ]


def _by_soon_days(reader: Reader) -> Iterator[tuple[int, str]]:
    """Tells how many days before its last day work is due soon, and which agencies (``p``) count so."""
    chosen: dict[int, list[str]] = {}
    for agency, days in soon_days(reader).items():
        chosen.setdefault(days, []).append(str(agency))
    others = ", ".join(chain.from_iterable(chosen.values()))
    yield SOON_DAYS, f"p.agency_id NOT IN ({others})" if others else "TRUE"
    yield from ((days, f"p.agency_id IN ({', '.join(agencies)})") for days, agencies in chosen.items())


def unopened_tasks(reader: Reader, wanted: DeadlineQuery) -> int:
    """Counts the tasks that have only periods which begin later."""
    query = _UNOPENED.format(which=of_unit(wanted), which_begun=of_unit(wanted, "begun"))
    return sum(int(reader.execute(query, _parameters(one)).fetchone()[0]) for one in wanted.each())


def _tallied(reader: Reader, wanted: DeadlineQuery) -> _Tallies:
    """Counts rows the quick way, per unit, without their reminders."""
    own = of_unit(wanted)
    found = tallies.by_unit(reader, _parameters(wanted))
    waiting = _by_unit(reader, wanted, f"{own} AND {AWAITING}", NOT_REMOVED)
    is_any_removed = reader.execute(ANY_REMOVED, {"plan": wanted.plan}).fetchone()[0]
    removed = _by_unit(reader, wanted, f"{own} AND NOT {AWAITING}", REMOVED) if is_any_removed else {}
    right = _put_right(found, waiting, removed)
    return {unit: rows for unit, rows in right.items() if sum(tally.number for tally in rows)}


def _by_agency(reader: Reader, plans: str, parameters: Mapping[str, object]) -> _Tallies:
    """Counts the rows of each agency in the plans (``p``) that are named, without their reminders."""
    since = [str(key) for (key,) in reader.execute(_CLOSED_SINCE.format(plans=plans), parameters)]
    tallied = f"{plans} AND p.id NOT IN ({', '.join(since)})" if since else plans

    def by_rule(which: str, rows: str = PLANS_ROWS) -> _Tallies:
        return _by_rule(reader, _BY_AGENCY.format(rows=rows, which=which), parameters)

    there = f"d.task_id NOT IN ({_ALL_REMOVED})"
    found = tallies.by_agency(reader, tallied, parameters)
    waiting = by_rule(f"{tallied} AND {AWAITING} AND {there}")
    removed = by_rule(f"{tallied} AND NOT {AWAITING}", _REMOVED_ROWS)
    right = _put_right(found, waiting, removed)
    return _put_right(right, by_rule(f"p.id IN ({', '.join(since)}) AND {there}"), {}) if since else right


def _put_right(found: _Tallies, missing: _Tallies, removed: _Tallies) -> _Tallies:
    """Adds what the indexes cannot tell of, and takes out removed tasks, whose rows are in them like any other's."""
    for key, own in missing.items():
        found.setdefault(key, []).extend(own)
    for key, own in removed.items():
        found[key].extend(taken_out(own))
    return found


def _by_unit(reader: Reader, wanted: DeadlineQuery, which: str, there: str) -> _Tallies:
    """Counts rows by the state rule itself, per unit."""
    found = _by_rule(reader, _BY_UNIT.format(which=which, there=there), _parameters(wanted))
    return {unit or None: own for unit, own in found.items()}


def _by_rule(reader: Reader, query: str, parameters: Mapping[str, object]) -> _Tallies:
    found: _Tallies = {}
    for key, counted, number, reminders in reader.execute(query, parameters):
        found.setdefault(key, []).append(_row_tally(counted, number, reminders))
    return found


def _row_tally(counted: str, number: int, reminders: int = 0) -> Tally:
    """Reads what ``state_sql.COUNTED_AS`` says of rows."""
    word, *past = counted.split()
    return tally_of_rows(word, is_past=bool(past), number=number, reminders=reminders)


def _task_tally(rows_counted: str, number: int, reminders: int = 0) -> Tally:
    return tally_of_tasks([_row_tally(row, 1) for row in rows_counted.split(",")], number, reminders)


def _parameters(wanted: DeadlineQuery) -> dict[str, str | None]:
    return {"plan": wanted.plan, "unit": wanted.unit, **moment(wanted.as_of, wanted.soon_days)}
