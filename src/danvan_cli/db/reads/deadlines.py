"""The rows that are counted, with their state at a day."""

from __future__ import annotations

import functools
import heapq
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import NOT_REMOVED, PLAN_KEY, SENT, UNIT_KEY, Row, column, day, listed, split
from danvan_cli.db.state_sql import AWAITING, CLOSED, DAYS_OVERDUE, HANDED_IN, OPEN, OPENED, STATE, moment
from danvan_cli.domain import states
from danvan_cli.domain.lazy_lists import LazyDeadlines
from danvan_cli.domain.model import Deadline
from danvan_cli.domain.words import Role, Stage

_AT_ONCE = 500  # keys that one query names


class _Row(Row):
    """A row as the database gives it, each field with the SQL that fills it; ``_deadline`` makes the record of it."""

    task: str = column("t.code")
    content: str = column("t.content")
    section: str | None = column("s.path")
    unit: str | None = column("u.code")
    period: str = column("d.period")
    due_text: str | None = column("d.due_text")
    due_on: str | None = column("d.due_on")
    original_due_on: str | None = column("d.original_due_on")
    extensions: int = column(
        "(SELECT COUNT(*) FROM extension e WHERE e.deadline_id = d.id AND e.new_due_on IS NOT NULL)"
    )
    stage: str = column("d.stage")
    state: str = column(STATE)
    progress: int = column("d.progress")
    result: str | None = column("d.result")
    submitted_on: str | None = column("d.submitted_on")
    completed_on: str | None = column("d.completed_on")
    last_update: str | None = column("d.last_update")
    evidence: str | None = column(
        """(SELECT group_concat(e.text, char(10)) FROM evidence e
        WHERE e.deadline_id = d.id AND e.rejected_on IS NULL)"""
    )
    reminders: int = column(f"(SELECT COUNT(*) FROM reminder r WHERE r.deadline_id = d.id AND {SENT})")
    exempt: bool | int = column("d.exempt")
    due_certain: bool | int = column("d.due_certain")
    reason: str | None = column("d.stage_reason")
    opens_on: str | None = column("d.opens_on")
    exempt_reason: str | None = column("d.exempt_reason")
    no_evidence_reason: str | None = column("d.no_evidence_reason")
    asked_due_on: str | None = column(
        "(SELECT MAX(e.asked_due_on) FROM extension e WHERE e.deadline_id = d.id AND e.decision IS NULL)"
    )
    plan: str | None = column("(SELECT p.code FROM plan p WHERE p.id = d.plan_id)")
    short_title: str | None = column("t.short_title")
    key: int = column("d.id")
    task_key: int = column("d.task_id")


_SELECT = f"SELECT {_Row.columns}"
_JOINS = """FROM deadline d
JOIN task t ON t.id = d.task_id
LEFT JOIN section s ON s.id = t.section_id
LEFT JOIN unit u ON u.id = d.unit_id"""
_OF_PLAN = f"{_JOINS}\nWHERE d.plan_id = {PLAN_KEY}"
# All rows of one unit, from its keys: SQLite would otherwise go through everybody's in the order of an index of days.
_OF_UNIT = f"""{_JOINS}
WHERE d.id IN (SELECT m.id FROM deadline m WHERE m.plan_id = {PLAN_KEY} AND {{whose}})"""
# Dated rows come in the order of an index, so that the first ones are found without the rest.
_BY_DAY = "ORDER BY d.due_on, t.position, d.period, u.id"
_ORDER = "ORDER BY d.due_on IS NULL, d.due_on, t.position, d.period, u.id"
# Almost always there is none: that is told without looking at the rows.
_ANY_REQUEST = f"""SELECT EXISTS (SELECT 1 FROM extension e CROSS JOIN deadline d
    WHERE e.decision IS NULL AND d.id = e.deadline_id AND d.plan_id = {PLAN_KEY})"""
# The day on which work was last heard of; what was never reported counts from the day it was given.
_HEARD = """COALESCE(CAST(d.last_update AS TEXT), CAST(d.opens_on AS TEXT),
    (SELECT COALESCE(CAST(p.issued_on AS TEXT), p.year || '-01-01') FROM plan p WHERE p.id = d.plan_id))"""


class DeadlineQuery(NamedTuple):
    """Whose rows are listed at which day; no unit for all of them, no limit for the whole list.

    ``unopened`` takes a task's rows of periods that have not begun in. ``streamed`` keeps no rows of a list: they
    are read again, while the connection is open, whenever the list is gone through. Where ``is_counted`` is False
    nobody asks how long a cut list is in all. ``others`` are the plans that are followed beside the first: each is
    read by itself, so that a list of any is found in the order of its index, and rows of one day come plan by plan.
    ``merged`` are the keys of the units that the one asked about is the heir of: what they had finished is its, too.
    """

    plan: str
    as_of: date
    unit: str | None = None
    limit: int | None = None
    soon_days: int = states.SOON_DAYS
    unopened: bool = False
    streamed: bool = False
    is_counted: bool = True
    others: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()

    @property
    def plans(self) -> tuple[str, ...]:
        """Lists all plans asked about."""
        return (self.plan, *self.others)

    def each(self) -> list[DeadlineQuery]:
        """Asks the same of each plan alone."""
        return [self._replace(plan=plan, others=()) for plan in self.plans]


def of_unit(wanted: DeadlineQuery, alias: str = "d") -> str:
    """Narrows to the unit asked about and those merged into it; without one it lets everything through."""
    if wanted.unit is None:
        return "TRUE"
    if not wanted.merged:
        return f"{alias}.unit_id = {UNIT_KEY}"
    return f"{alias}.unit_id IN ({UNIT_KEY}, {', '.join(map(str, wanted.merged))})"


class Found(NamedTuple):
    """The first rows of a list, and how many there are in all."""

    rows: Collection[Deadline]
    total: int


def of_tasks(reader: Reader, wanted: DeadlineQuery, tasks: Sequence[int]) -> dict[int, list[Deadline]]:
    """Lists the rows of tasks by the task's key, removed tasks too, but for periods that have not begun.

    A task's rows come by their last day, the undated last; on the same day by period, then by unit.
    """
    found: dict[int, list[Deadline]] = {key: [] for key in tasks}
    marks, keys = listed(tasks)
    opened = "" if wanted.unopened else f"AND {OPENED}"
    # By key alone: with the plan named too, SQLite would search the whole plan for each piece of a list.
    query = f"{_SELECT} {_JOINS} WHERE d.task_id IN ({marks}) {opened} {_ORDER}"
    for row in map(_Row, reader.execute(query, {**moment(wanted.as_of, wanted.soon_days), **keys})):
        found[row.task_key].append(_deadline(row, wanted.as_of))
    return found


def overdue(reader: Reader, wanted: DeadlineQuery, over: int = 0) -> Found:
    """Lists what is late by more than ``over`` days, the earliest last day first."""
    where = f"d.due_on < :as_of AND {STATE} = 'overdue' AND {OPENED}" + (f" AND {DAYS_OVERDUE} > :over" if over else "")
    return _select(reader, wanted, f"{where} AND {_still_open(reader, wanted)}", {"over": over} if over else {})


def due_between(reader: Reader, wanted: DeadlineQuery, until: date, *, unopened: bool = False) -> Found:
    """Lists what is still open and falls due from the day asked about to ``until``, both included, the nearest first.

    What a unit has already handed in is left out: nothing is left for it to do. ``unopened`` takes the periods in
    that have not begun yet.
    """
    where = f"d.due_on BETWEEN :as_of AND :until AND {STATE} IN ('due_soon', 'in_time') AND NOT {HANDED_IN}"
    where = f"{where} AND {_still_open(reader, wanted)}"
    return _select(reader, wanted, where if unopened else f"{where} AND {OPENED}", {"until": until.isoformat()})


def _still_open(reader: Reader, wanted: DeadlineQuery) -> str:
    """Narrows to what is open now, which is what was open at the day asked about unless something closed since."""
    return "TRUE" if closed_since(reader, wanted) else OPEN


def closed_since(reader: Reader, wanted: DeadlineQuery) -> bool:
    """Tells whether a row was completed after the day asked about."""
    query = f"""SELECT EXISTS (SELECT 1 FROM deadline d WHERE d.plan_id = {PLAN_KEY} AND d.completed_on > :as_of
        AND {CLOSED})"""
    day = wanted.as_of.isoformat()
    return any(reader.execute(query, {"plan": plan, "as_of": day}).fetchone()[0] for plan in wanted.plans)


def dated_between(reader: Reader, wanted: DeadlineQuery, first: date, last: date) -> Found:
    """Lists every row whose last day is in a span, both ends included, in any state, periods not begun too."""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    return _select(reader, wanted, "d.due_on BETWEEN :first AND :last", span)


def extension_requests(reader: Reader, wanted: DeadlineQuery) -> Found:
    """Lists the rows whose request for an extension waits for a decision."""
    if not any(reader.execute(_ANY_REQUEST, {"plan": plan}).fetchone()[0] for plan in wanted.plans):
        return Found((), 0)
    requested = f"{OPEN} AND d.id IN (SELECT e.deadline_id FROM extension e WHERE e.decision IS NULL)"
    return _select(reader, wanted, requested, {}, _ORDER)


def begun(reader: Reader, wanted: DeadlineQuery) -> Found:
    """Lists every row that counts at the day asked about, in any state, the undated last."""
    return _select(reader, wanted, OPENED, {}, _ORDER)


# A followed record has neither a task nor a plan: its code stands for the task's.
_OF_RECORDS = f"""{_SELECT}, r.kind, r.id
FROM deadline d CROSS JOIN record r
JOIN (SELECT id, code, '' AS content, NULL AS short_title, CAST(NULL AS INTEGER) AS section_id FROM record) t
    ON t.id = r.id
LEFT JOIN section s ON s.id = t.section_id
LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.record_id IS NOT NULL AND r.id = d.record_id AND r.agency_id = :agency AND r.removed_at IS NULL
    AND {OPENED}"""


def of_records(reader: Reader, wanted: DeadlineQuery) -> list[tuple[str, int, Deadline]]:
    """Lists the rows of followed records that are still open at the day asked about: kind, record's key, row.

    They are of no plan; those of the unit asked about, where one is. By their last day.
    """
    is_open = f"{STATE} NOT LIKE 'done%' AND {STATE} != 'cancelled'"
    query = f"{_OF_RECORDS} AND {of_unit(wanted)} AND {is_open} ORDER BY d.due_on, r.id"
    parameters = {"unit": wanted.unit, **moment(wanted.as_of, wanted.soon_days)}
    return [(kind, key, _deadline(_Row(row), wanted.as_of)) for *row, kind, key in reader.execute(query, parameters)]


def handed_in(reader: Reader, wanted: DeadlineQuery) -> Found:
    """Lists what was handed in by the day asked about and waits for confirmation."""
    return _select(reader, wanted, f"{AWAITING} AND {HANDED_IN} AND {OPENED}", {}, _ORDER)


def all_dated(reader: Reader, wanted: DeadlineQuery) -> Found:
    """Lists every row that has a last day, in any state, periods not begun too."""
    return _select(reader, wanted, "d.due_on IS NOT NULL", {})


def undated_open(reader: Reader, wanted: DeadlineQuery) -> list[tuple[Deadline, date, str | None]]:
    """Lists open work without a date: with the day it was last heard of, and its own rhythm of review."""
    of_unit = "AND u.code = :unit" if wanted.unit is not None else ""
    query = f"""{_SELECT}, {_HEARD}, t.review_every
        {_OF_PLAN} AND t.removed_at IS NULL AND {STATE} = 'undated' AND NOT {HANDED_IN} AND {OPENED} {of_unit}
        ORDER BY {_HEARD}, t.position, u.id"""
    parameters = {"unit": wanted.unit, **moment(wanted.as_of, wanted.soon_days)}
    return [
        (_deadline(_Row(row), wanted.as_of), date.fromisoformat(heard), review_every)
        for plan in wanted.plans
        for *row, heard, review_every in reader.execute(query, {"plan": plan, **parameters})
    ]


def _select(
    reader: Reader, wanted: DeadlineQuery, where: str, more: Mapping[str, object], order: str = _BY_DAY
) -> Found:
    where = f"{where} AND {NOT_REMOVED}" + (f" AND {of_unit(wanted)}" if wanted.unit is not None else "")
    is_short = wanted.unit is None or wanted.limit is not None
    source = _OF_PLAN if is_short else _OF_UNIT.format(whose=of_unit(wanted, "m"))
    parameters = {"unit": wanted.unit, **moment(wanted.as_of, wanted.soon_days), **more}
    # One row more than asked for tells whether the rest must be counted at all.
    cut = "" if wanted.limit is None else f"LIMIT {wanted.limit + 1}"
    found = _streamed if wanted.streamed else _kept
    rows, total = found(reader, wanted, f"{source} AND {where} {order} {cut}", parameters)
    if wanted.limit is not None and total > wanted.limit and wanted.is_counted:
        count = f"SELECT COUNT(*) FROM deadline d WHERE d.plan_id = {PLAN_KEY} AND {where}"
        total = sum(reader.execute(count, {"plan": plan, **parameters}).fetchone()[0] for plan in wanted.plans)
    return Found(rows, total)


def _in_order(
    reader: Reader, wanted: DeadlineQuery, what: str, which: str, parameters: Mapping[str, object]
) -> Iterator[tuple[Any, ...]]:
    """Goes through the rows of all plans asked about by their last day, the undated last; the day comes second."""
    ask = reader.stream if wanted.streamed else reader.execute
    found = [ask(f"SELECT d.id, {what} {which}", {"plan": plan, **parameters}) for plan in wanted.plans]
    if len(found) == 1:
        return iter(found[0])
    return heapq.merge(*found, key=lambda row: (row[1] is None, row[1] or ""))


def _kept(reader: Reader, wanted: DeadlineQuery, which: str, parameters: Mapping[str, object]) -> Found:
    # By their keys first: what is sorted stays small, however many rows fall due on the last day of a list.
    keys = [key for key, _ in _in_order(reader, wanted, "d.due_on", which, parameters)]
    shown = keys[: wanted.limit]
    rows = (_of_keys(reader, wanted, shown[start : start + _AT_ONCE]) for start in range(0, len(shown), _AT_ONCE))
    return Found(tuple(chain.from_iterable(rows)), len(keys))


def _streamed(reader: Reader, wanted: DeadlineQuery, which: str, parameters: Mapping[str, object]) -> Found:
    keys, redated = array("q"), array("q")
    what = "d.due_on, d.original_due_on != d.due_on"
    for key, _, differs in _in_order(reader, wanted, what, which, parameters):
        keys.append(key)
        if differs and (wanted.limit is None or len(keys) <= wanted.limit):
            redated.append(key)
    rows = LazyDeadlines(keys[: wanted.limit], redated, functools.partial(_of_keys, reader, wanted))
    return Found(rows, len(keys))


def _of_keys(reader: Reader, wanted: DeadlineQuery, keys: Sequence[int]) -> list[Deadline]:
    marks, named = listed(keys)
    query = f"{_SELECT} {_JOINS} WHERE d.id IN ({marks})"
    found = map(_Row, reader.execute(query, {**moment(wanted.as_of, wanted.soon_days), **named}))
    rows = {row.key: row for row in found}
    return [_deadline(rows[key], wanted.as_of) for key in keys]


class _Facts(NamedTuple):
    """What follows from a row's stage, its days and the day asked about."""

    due_on: date | None
    submitted_on: date | None
    completed_on: date | None
    days_late: int
    stage: Stage
    is_whole: bool
    is_known: bool


# The rows of a list share few days: what follows from them is worked out once.
@functools.lru_cache(maxsize=1 << 12)
def _facts(
    stage: str,
    due_on: str | None,
    submitted_on: str | None,
    completed_on: str | None,
    exempt: int,
    state: str,
    as_of: date,
) -> _Facts:
    row = states.Row(stage, day(due_on), day(submitted_on), day(completed_on), bool(exempt))
    is_done = state in states.DONE
    is_whole = is_done or states.is_handed_in(row, as_of)
    return _Facts(
        due_on=row.due_on,
        submitted_on=row.submitted_on if row.submitted_on and row.submitted_on <= as_of else None,
        completed_on=row.completed_on if is_done else None,
        days_late=states.days_late(row, as_of),
        stage=states.stage_at(row, as_of),
        is_whole=is_whole,
        # A register brings what was done later than the day asked about along in one piece.
        is_known=is_whole or row.stage not in (Stage.COMPLETED, Stage.AWAITING_CONFIRMATION),
    )


def _deadline(row: _Row, as_of: date) -> Deadline:
    # Most columns are empty in most rows: a call for each would take a tenth of the time of a long list.
    facts = _facts(row.stage, row.due_on, row.submitted_on, row.completed_on, row.exempt, row.state, as_of)
    is_known = facts.is_known
    return Deadline(
        task=row.task,
        content=row.content,
        section=row.section,
        unit=row.unit,
        role=Role.LEAD,
        period=row.period,
        due_text=row.due_text,
        due_on=facts.due_on,
        # Kept of the first day, from which next year's follows; a granted day is nobody's assumption.
        due_certain=bool(row.due_certain) or bool(row.extensions and row.original_due_on != row.due_on),
        original_due_on=facts.due_on if row.original_due_on == row.due_on else day(row.original_due_on),
        extensions=row.extensions,
        stage=facts.stage,
        state=row.state,
        days_late=facts.days_late,
        # What is handed in is whole; how far it was before comes back when it is reopened.
        progress=100 if facts.is_whole else row.progress if is_known else 0,
        result=row.result if is_known else None,
        submitted_on=facts.submitted_on,
        completed_on=facts.completed_on,
        last_update=date.fromisoformat(row.last_update) if row.last_update and is_known else None,
        evidence=split(row.evidence) if row.evidence and is_known else (),
        reminders=row.reminders,
        reason=row.reason,
        opens_on=date.fromisoformat(row.opens_on) if row.opens_on else None,
        exempt=bool(row.exempt),
        exempt_reason=row.exempt_reason,
        no_evidence_reason=row.no_evidence_reason if is_known else None,
        asked_due_on=date.fromisoformat(row.asked_due_on) if row.asked_due_on else None,
        plan=row.plan or "",
        short_title=row.short_title,
    )
