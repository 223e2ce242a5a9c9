"""The rows that are counted, with their state at a day."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any, NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY, day, listed, split
from danvan_cli.db.reads.state_sql import CLOSED, NOT_REMOVED, OPEN, OPENED, STATE, WAITING, moment
from danvan_cli.domain.lazy_lists import LazyDeadlines
from danvan_cli.domain.model import Deadline
from danvan_cli.domain.states import SOON_DAYS, Row, days_late, is_waiting, stage_at
from danvan_cli.domain.words import Role, Stage, State

_AT_ONCE = 500  # keys that one query names
_DONE = (State.DONE_ON_TIME, State.DONE_LATE, State.DONE_UNDATED)
_ROWS = f"""
SELECT t.code, t.content, s.path, u.code, d.period, d.due_text, d.due_on, d.original_due_on,
    (SELECT COUNT(*) FROM extension e WHERE e.deadline_id = d.id AND e.new_due_on IS NOT NULL),
    d.stage, {STATE} AS state, d.progress, d.result, d.submitted_on, d.completed_on, d.last_update,
    (SELECT group_concat(e.text, char(10)) FROM evidence e
        WHERE e.deadline_id = d.id AND e.rejected_on IS NULL),
    (SELECT COUNT(*) FROM reminder r WHERE r.deadline_id = d.id AND r.sent_on <= :as_of),
    d.exempt, d.due_certain, d.stage_reason, d.opens_on, d.exempt_reason, d.no_evidence_reason,
    (SELECT MAX(e.asked_due_on) FROM extension e WHERE e.deadline_id = d.id AND e.decision IS NULL)
FROM deadline d
JOIN task t ON t.id = d.task_id
LEFT JOIN section s ON s.id = t.section_id
LEFT JOIN unit u ON u.id = d.unit_id"""
_DEADLINES = f"{_ROWS}\nWHERE d.plan_id = {PLAN_KEY}"
_FROM = _DEADLINES[_DEADLINES.index("FROM deadline d") :]
# All rows of one unit: a planner that has the plan's rows in the order of their days would go through everybody's.
_FROM_OF_UNIT = f"""{_ROWS[_ROWS.index("FROM deadline d") :]}
WHERE d.id IN (SELECT m.id FROM deadline m WHERE m.plan_id = {PLAN_KEY} AND m.unit_id = {UNIT_KEY})"""
# By key alone: with the plan named too, the whole plan would be searched for each piece of a list.
_KEYED = _ROWS.replace("\nFROM deadline d", ", {key}\nFROM deadline d", 1)
_BY_KEY = f"{_KEYED.format(key='d.id')} WHERE d.id"
_OF_TASK = f"{_KEYED.format(key='d.task_id')} WHERE d.task_id"
# Dated rows come in the order of an index, so that the first ones are found without the rest.
_BY_DAY = "ORDER BY d.due_on, t.position, d.period, u.id"
_ORDER = "ORDER BY d.due_on IS NULL, d.due_on, t.position, d.period, u.id"
# Almost always there is none: that is told without looking at the rows.
_ASKED_FOR = f"""SELECT EXISTS (SELECT 1 FROM extension e CROSS JOIN deadline d
    WHERE e.decision IS NULL AND d.id = e.deadline_id AND d.plan_id = {PLAN_KEY})"""
# The day on which work was last heard of; what was never reported counts from the day it was given.
_HEARD = """COALESCE(CAST(d.last_update AS TEXT), CAST(d.opens_on AS TEXT),
    (SELECT COALESCE(CAST(p.issued_on AS TEXT), p.year || '-01-01') FROM plan p WHERE p.id = d.plan_id))"""


class DeadlineQuery(NamedTuple):
    """Whose rows are listed at which day; no unit for all of them, no limit for the whole list.

    ``unopened`` gives a task's rows of periods that have not begun too. ``streamed`` keeps no rows of a list: they
    are read again, while the connection is open, whenever the list is gone through. Where ``is_counted`` is False
    nobody asks how long a cut list is in all.
    """

    plan: str
    as_of: date
    unit: str | None = None
    limit: int | None = None
    soon_days: int = SOON_DAYS
    unopened: bool = False
    streamed: bool = False
    is_counted: bool = True


class Found(NamedTuple):
    """The first rows of a list, and how many there are in all."""

    rows: Collection[Deadline]
    total: int


def of_tasks(reader: Reader, asked: DeadlineQuery, tasks: Sequence[int]) -> dict[int, list[Deadline]]:
    """Gives the rows of tasks by the task's key, removed tasks too, but for periods that have not begun."""
    found: dict[int, list[Deadline]] = {key: [] for key in tasks}
    marks, keys = listed(tasks)
    opened = "" if asked.unopened else f"AND {OPENED}"
    query = f"{_OF_TASK} IN ({marks}) {opened} {_ORDER}"
    for row in reader.execute(query, {**moment(asked.as_of, asked.soon_days), **keys}):
        found[row[-1]].append(_deadline(row, asked.as_of))
    return found


def overdue(reader: Reader, asked: DeadlineQuery, over: int = 0) -> Found:
    """Lists what is late by more than ``over`` days, the longest first."""
    measured = f"CASE WHEN {WAITING} THEN d.submitted_on ELSE :as_of END"
    late = f"julianday({measured}) - julianday(d.due_on) > :over"
    where = f"d.due_on < :as_of AND {STATE} = 'overdue' AND {OPENED}" + (f" AND {late}" if over else "")
    return _select(reader, asked, f"{where} AND {_still_open(reader, asked)}", {"over": over} if over else {})


def due_between(reader: Reader, asked: DeadlineQuery, until: date, *, unopened: bool = False) -> Found:
    """Lists what is still open and falls due from the day asked about to ``until``, both included, the nearest first.

    What a unit has already handed in is left out: nothing is left for it to do. ``unopened`` takes the periods in
    that have not begun yet.
    """
    where = f"d.due_on BETWEEN :as_of AND :until AND {STATE} IN ('due_soon', 'in_time') AND NOT {WAITING}"
    where = f"{where} AND {_still_open(reader, asked)}"
    return _select(reader, asked, where if unopened else f"{where} AND {OPENED}", {"until": until.isoformat()})


def _still_open(reader: Reader, asked: DeadlineQuery) -> str:
    """Narrows to what is open now, which is what was open at the day asked about unless something closed since."""
    return "TRUE" if closed_since(reader, asked) else OPEN


def closed_since(reader: Reader, asked: DeadlineQuery) -> bool:
    """Tells whether a row was completed after the day asked about."""
    query = f"""SELECT EXISTS (SELECT 1 FROM deadline d WHERE d.plan_id = {PLAN_KEY} AND d.completed_on > :as_of
        AND {CLOSED})"""
    return bool(reader.execute(query, {"plan": asked.plan, "as_of": asked.as_of.isoformat()}).fetchone()[0])


def dated_between(reader: Reader, asked: DeadlineQuery, first: date, last: date) -> Found:
    """Lists every row whose last day is in a span, both ends included, in any state, periods not begun too."""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    return _select(reader, asked, "d.due_on BETWEEN :first AND :last", span)


def asking(reader: Reader, asked: DeadlineQuery) -> Found:
    """Lists the rows whose request for an extension waits for a decision."""
    if not reader.execute(_ASKED_FOR, {"plan": asked.plan}).fetchone()[0]:
        return Found((), 0)
    waiting = f"{OPEN} AND d.id IN (SELECT e.deadline_id FROM extension e WHERE e.decision IS NULL)"
    return _select(reader, asked, waiting, {}, _ORDER)


def all_dated(reader: Reader, asked: DeadlineQuery) -> Found:
    """Lists every row that has a last day, in any state, periods not begun too."""
    return _select(reader, asked, "d.due_on IS NOT NULL", {})


def undated_open(reader: Reader, asked: DeadlineQuery) -> list[tuple[Deadline, date, str | None]]:
    """Lists open work without a date: with the day it was last heard of, and its own rhythm of review."""
    rows = _DEADLINES.replace("\nFROM deadline d", f", {_HEARD}, t.review_every\nFROM deadline d", 1)
    of_unit = "AND u.code = :unit" if asked.unit is not None else ""
    query = f"{rows} AND t.removed_at IS NULL AND {STATE} = 'undated' AND NOT {WAITING} AND {OPENED} {of_unit}"
    parameters = {"plan": asked.plan, "unit": asked.unit, **moment(asked.as_of, asked.soon_days)}
    ordered = f"{query} ORDER BY {_HEARD}, t.position, u.id"
    return [
        (_deadline(row, asked.as_of), date.fromisoformat(row[-2]), row[-1])
        for row in reader.execute(ordered, parameters)
    ]


def _select(
    reader: Reader, asked: DeadlineQuery, where: str, more: Mapping[str, object], order: str = _BY_DAY
) -> Found:
    where = f"{where} AND {NOT_REMOVED}" + (f" AND d.unit_id = {UNIT_KEY}" if asked.unit is not None else "")
    source = _FROM if asked.unit is None or asked.limit is not None else _FROM_OF_UNIT
    parameters = {"plan": asked.plan, "unit": asked.unit, **moment(asked.as_of, asked.soon_days), **more}
    # One row more than asked for tells whether the rest must be counted at all.
    cut = "" if asked.limit is None else f"LIMIT {asked.limit + 1}"
    found = _streamed if asked.streamed else _kept
    rows, total = found(reader, asked, f"{source} AND {where} {order} {cut}", parameters)
    if asked.limit is not None and total > asked.limit and asked.is_counted:
        count = f"SELECT COUNT(*) FROM deadline d WHERE d.plan_id = {PLAN_KEY} AND {where}"
        total = reader.execute(count, parameters).fetchone()[0]
    return Found(rows, total)


def _kept(reader: Reader, asked: DeadlineQuery, which: str, parameters: Mapping[str, object]) -> Found:
    # By their keys first: what is sorted stays small, however many rows fall due on the last day of a list.
    keys = [key for (key,) in reader.execute(f"SELECT d.id {which}", parameters)]
    wanted = keys[: asked.limit]
    rows = (_of_keys(reader, asked, wanted[start : start + _AT_ONCE]) for start in range(0, len(wanted), _AT_ONCE))
    return Found(tuple(chain.from_iterable(rows)), len(keys))


def _streamed(reader: Reader, asked: DeadlineQuery, which: str, parameters: Mapping[str, object]) -> Found:
    ids, redated = array("q"), array("q")
    query = f"SELECT d.id, d.original_due_on != d.due_on {which}"
    for key, differs in reader.stream(query, parameters):
        ids.append(key)
        if differs and (asked.limit is None or len(ids) <= asked.limit):
            redated.append(key)
    rows = LazyDeadlines(ids[: asked.limit], redated, functools.partial(_of_keys, reader, asked))
    return Found(rows, len(ids))


def _of_keys(reader: Reader, asked: DeadlineQuery, keys: Sequence[int]) -> list[Deadline]:
    marks, parameters = listed(keys)
    found = reader.execute(f"{_BY_KEY} IN ({marks})", {**moment(asked.as_of, asked.soon_days), **parameters})
    rows = {row[-1]: row for row in found}
    return [_deadline(rows[key], asked.as_of) for key in keys]


class _Measured(NamedTuple):
    due_on: date | None
    submitted_on: date | None
    completed_on: date | None
    days_late: int
    stage: Stage
    is_whole: bool
    is_known: bool


# The rows of a list share few days: what follows from them is worked out once.
@functools.lru_cache(maxsize=1 << 12)
def _measured(
    stage: str,
    due_on: str | None,
    submitted_on: str | None,
    completed_on: str | None,
    exempt: int,
    state: str,
    as_of: date,
) -> _Measured:
    facts = Row(stage, day(due_on), day(submitted_on), day(completed_on), bool(exempt))
    done = State(state) in _DONE
    whole = done or is_waiting(facts, as_of)
    return _Measured(
        due_on=facts.due_on,
        submitted_on=facts.submitted_on if facts.submitted_on and facts.submitted_on <= as_of else None,
        completed_on=facts.completed_on if done else None,
        days_late=days_late(facts, as_of),
        stage=stage_at(facts, as_of),
        is_whole=whole,
        # A register brings what was done later than the day asked about along in one piece.
        is_known=whole or facts.stage not in (Stage.COMPLETED, Stage.AWAITING_CONFIRMATION),
    )


def _deadline(row: tuple[Any, ...], as_of: date) -> Deadline:
    measured = _measured(row[9], row[6], row[13], row[14], row[18], row[10], as_of)
    due_on, submitted_on, completed_on, late, stage, whole, known = measured
    return Deadline(
        task=row[0],
        content=row[1],
        section=row[2],
        unit=row[3],
        role=Role.LEAD,
        period=row[4],
        due_text=row[5],
        due_on=due_on,
        due_certain=bool(row[19]),
        original_due_on=due_on if row[7] == row[6] else day(row[7]),
        extensions=row[8],
        stage=stage,
        state=row[10],
        days_late=late,
        # What is handed in is whole; how far it was before comes back when it is reopened.
        progress=100 if whole else row[11] if known else 0,
        result=row[12] if known else None,
        submitted_on=submitted_on,
        completed_on=completed_on,
        last_update=day(row[15]) if known else None,
        evidence=split(row[16]) if known else (),
        reminders=row[17],
        reason=row[20],
        opens_on=day(row[21]),
        exempt=bool(row[18]),
        exempt_reason=row[22],
        no_evidence_reason=row[23] if known else None,
        asked_due_on=day(row[24]),
    )


def ahead(as_of: date, days: int) -> date:
    """Gives the day so many days on, the calendar's last where there is none."""
    return as_of + timedelta(days) if (date.max - as_of).days > days else date.max
