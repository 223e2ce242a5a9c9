"""What can be asked: each view reads once, in one consistent picture, and computes nothing twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.db.reads import counts, deadlines, journal, plans, targets, tasks
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.units import all_units, elsewhere
from danvan_cli.domain.codes import find_code, find_unit
from danvan_cli.domain.coverage import cover
from danvan_cli.domain.errors import NotFoundError
from danvan_cli.domain.figures import Coverage, Status
from danvan_cli.domain.model import (
    OWN_KINDS,
    Cited,
    Deadline,
    Heading,
    JournalEntry,
    Measurement,
    Note,
    Plan,
    Task,
    TaskFilter,
    Unit,
)
from danvan_cli.domain.states import SOON_DAYS
from danvan_cli.services.request import Request


def status(request: Request, unit: str | None = None) -> Status:
    """Answers the Monday question for the whole plan, or for one unit's share of it."""
    with reading(request.database) as connection:
        plan = plans.find_plan(connection, request.plan)
        units = all_units(connection)
        chosen = None if unit is None else find_unit(units, unit)
        code = chosen.code if chosen else None
        day = request.as_of
        return Status(
            plan=plan,
            as_of=day,
            soon_days=SOON_DAYS,
            units=tuple(counts.unit_counts(connection, plan.code, day, code)),
            totals=counts.task_counts(connection, plan.code, day, code),
            overdue=deadlines.overdue(connection, plan.code, day, code).rows,
            due_soon=deadlines.due_between(connection, plan.code, day, _ahead(day, SOON_DAYS), code).rows,
            coverage=_coverage(connection, plan.code, units, day, chosen),
            unit=chosen,
        )


def _ahead(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


class DeadlineList(NamedTuple):
    """The first rows of a list of one plan, ``total`` of them in all."""

    plan: Plan
    deadlines: tuple[Deadline, ...]
    total: int


def overdue(request: Request, unit: str | None = None, limit: int | None = None) -> DeadlineList:
    """Lists what is late, the longest first."""
    with reading(request.database) as connection:
        plan, code = _plan_and_unit(connection, request, unit)
        return DeadlineList(plan, *deadlines.overdue(connection, plan.code, request.as_of, code, limit))


def upcoming(request: Request, days: int, unit: str | None = None, limit: int | None = None) -> DeadlineList:
    """Lists what falls due from the day asked about to ``days`` later, both included."""
    with reading(request.database) as connection:
        plan, code = _plan_and_unit(connection, request, unit)
        day = request.as_of
        return DeadlineList(plan, *deadlines.due_between(connection, plan.code, day, _ahead(day, days), code, limit))


def _plan_and_unit(connection: sqlite3.Connection, request: Request, unit: str | None) -> tuple[Plan, str | None]:
    plan = plans.find_plan(connection, request.plan)
    return plan, None if unit is None else find_unit(all_units(connection), unit).code


class TaskList(NamedTuple):
    """Tasks of one plan, ``total`` of them in all."""

    plan: Plan
    tasks: tuple[Task, ...]
    total: int


def list_tasks(request: Request, narrow: TaskFilter, limit: int | None) -> TaskList:
    """Lists the tasks that the filter lets through; its unit may be a code, a name or an alias."""
    with reading(request.database) as connection:
        plan, code = _plan_and_unit(connection, request, narrow.unit)
        if narrow.section is not None:
            paths = [heading.path for heading in plans.headings(connection, plan.code)]
            narrow = narrow._replace(section=find_code(paths, narrow.section, "mục", f"Kế hoạch {plan.code}"))
        found, count = tasks.list_tasks(connection, plan.code, request.as_of, narrow._replace(unit=code), limit)
        return TaskList(plan, tuple(found), count)


class TaskHistory(NamedTuple):
    """One task with its notes and everything the journal knows of it, newest first."""

    plan: Plan
    task: Task
    notes: tuple[Note, ...]
    entries: tuple[JournalEntry, ...]


def show_task(request: Request, code: str) -> TaskHistory:
    """Shows one task whole, a removed one too."""
    with reading(request.database) as connection:
        plan = plans.find_plan(connection, request.plan)
        task = tasks.get_task(connection, plan.code, code, request.as_of)
        return TaskHistory(
            plan,
            task,
            tuple(tasks.notes_of(connection, plan.code, task.code)),
            tuple(journal.of_code(connection, plan.code, task.code)),
        )


class CoverageList(NamedTuple):
    """How far the targets of one plan are."""

    plan: Plan
    coverage: tuple[Coverage, ...]


def coverage(request: Request, code: str | None = None, unit: str | None = None) -> CoverageList:
    """Tells how far every target is, or the one named."""
    with reading(request.database) as connection:
        plan = plans.find_plan(connection, request.plan)
        units = all_units(connection)
        chosen = None if unit is None else find_unit(units, unit)
        lines = _coverage(connection, plan.code, units, request.as_of, chosen)
    if code is not None:
        lines = (_one_target(plan, lines, code),)
    return CoverageList(plan, lines)


class TargetDetail(NamedTuple):
    """One target with every figure reported for it, oldest first."""

    plan: Plan
    coverage: Coverage
    measurements: tuple[Measurement, ...]


def show_target(request: Request, code: str) -> TargetDetail:
    """Shows one target with its figures."""
    with reading(request.database) as connection:
        plan = plans.find_plan(connection, request.plan)
        lines = _coverage(connection, plan.code, all_units(connection), request.as_of, None)
        line = _one_target(plan, lines, code)
        figures = targets.measurements(connection, plan.code).get(line.target.code, [])
    return TargetDetail(plan, line, tuple(figures))


def _one_target(plan: Plan, lines: Sequence[Coverage], code: str) -> Coverage:
    known = find_code([line.target.code for line in lines], code, "chỉ tiêu", f"Kế hoạch {plan.code}")
    return next(line for line in lines if line.target.code == known)


def _coverage(
    connection: sqlite3.Connection, plan: str, units: list[Unit], as_of: date, chosen: Unit | None
) -> tuple[Coverage, ...]:
    figures = targets.measurements(connection, plan)
    others = elsewhere(connection, plan)
    own = [u.code for u in units if u.kind in OWN_KINDS and u.code not in others and _is_valid(u, as_of)]
    lines = []
    for target in targets.all_targets(connection, plan):
        expected = list(target.units) or own
        reported = figures.get(target.code, [])
        if chosen is not None:
            expected = [code for code in expected if code == chosen.code]
            reported = [figure for figure in reported if figure.unit == chosen.code]
        lines.append(cover(target, reported, expected, as_of))
    return tuple(lines)


def _is_valid(unit: Unit, day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or day <= unit.valid_to)


def list_units(request: Request) -> tuple[Unit, ...]:
    """Lists the catalogue in the order it was entered."""
    with reading(request.database) as connection:
        return tuple(all_units(connection))


def show_unit(request: Request, words: str) -> Unit:
    """Finds one unit by its code, name or an alias."""
    return find_unit(list_units(request), words)


def list_plans(request: Request) -> tuple[Plan, ...]:
    """Lists the plans, newest year first."""
    with reading(request.database) as connection:
        return tuple(plans.all_plans(connection))


class PlanDetail(NamedTuple):
    """A plan with its headings and the documents it cites."""

    plan: Plan
    headings: tuple[Heading, ...]
    cited: tuple[Cited, ...]


def plan_year(request: Request) -> int | None:
    """Gives the year of the plan asked about, None while there is none."""
    with reading(request.database) as connection:
        try:
            return plans.find_plan(connection, request.plan).year
        except NotFoundError:
            return None


def show_plan(request: Request, code: str | None) -> PlanDetail:
    """Shows one plan, the current one when none is named."""
    with reading(request.database) as connection:
        plan = plans.find_plan(connection, code or request.plan)
        return PlanDetail(plan, tuple(plans.headings(connection, plan.code)), tuple(plans.cited(connection, plan.code)))


class Log(NamedTuple):
    """The newest commands with their row changes; ``total`` commands stand in the journal in all."""

    entries: tuple[JournalEntry, ...]
    total: int


def log(request: Request, limit: int | None) -> Log:
    """Reads the journal, newest first."""
    with reading(request.database) as connection:
        return Log(tuple(journal.newest(connection, limit)), journal.group_count(connection))
