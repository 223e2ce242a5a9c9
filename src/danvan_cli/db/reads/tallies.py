"""Counting whole plans' rows from their indexes alone, in their order and without looking at a row.

What is closed counts ever after as its ``outcome``; what is open and not handed in goes by its stage and its day. Rows
that wait for the Office are left to the state rule. It holds for a day after which nothing was closed, on the data
as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY
from danvan_cli.db.reads.state_sql import CLOSED, OPEN, OPENED
from danvan_cli.domain.words import Stage, State

# A state, how many rows, their reminders, those whose day is past, those of them in time, and those by the mark only.
Line = tuple[str, int, int, int, int, int]

PLANS_ROWS = "plan p JOIN deadline d ON d.plan_id = p.id"
_BY_OUTCOME = f"""
SELECT {{by}}, d.outcome, COUNT(*), COUNT(*) FILTER (WHERE d.due_on < :as_of)
FROM {{rows}} WHERE {{which}} AND {CLOSED} AND {{opened}}
GROUP BY {{by}}, d.outcome"""
_BY_STAGE = f"""
SELECT {{by}}, d.stage, COUNT(*), COUNT(d.due_on), COUNT(*) FILTER (WHERE d.due_on < :as_of),
    COUNT(*) FILTER (WHERE d.due_on <= :soon_until)
FROM {{rows}} WHERE {{which}} AND {OPEN} AND {{opened}}
GROUP BY {{by}}, d.stage"""
# The units that have rows in the plan. Each of their outcomes and stages is a stretch of an index, and so is what of it
# falls due in a span of days: the rows of a stretch are counted three times as fast as they are grouped.
_UNITS = f"""
u AS (SELECT x.id, {PLAN_KEY} AS plan FROM unit x WHERE x.agency_id = :agency AND (:unit IS NULL OR x.code = :unit)
    AND EXISTS (SELECT 1 FROM deadline d WHERE d.plan_id = {PLAN_KEY} AND d.unit_id = x.id))"""
_STRETCH = """(SELECT COUNT(*) FROM deadline d WHERE d.plan_id = u.plan AND d.unit_id = u.id
        AND d.{column} = k.word AND {rows} AND d.due_on {due})"""
_NO_UNIT = f"d.plan_id = {PLAN_KEY} AND d.unit_id IS NULL"
_LATER = f"d.plan_id = {PLAN_KEY} AND (:unit IS NULL OR d.unit_id = {UNIT_KEY}) AND d.opens_on > :as_of"


def _by_stretch(column: str, words: Iterable[str], rows: str, days: Sequence[str]) -> str:
    """Writes the query that counts each unit's rows of each word, by spans of days."""
    listed = ", ".join(f"('{word}')" for word in words)
    counted = ",\n    ".join(_STRETCH.format(column=column, rows=rows, due=due) for due in days)
    return f"WITH {_UNITS}, k(word) AS (VALUES {listed})\nSELECT u.id, k.word, {counted}\nFROM u CROSS JOIN k"


_OUTCOMES = _by_stretch(
    "outcome",
    ("done_on_time", "excused", "done_late", "done_undated", "cancelled"),
    CLOSED,
    ("< :as_of", ">= :as_of", "IS NULL"),
)
_STAGES = _by_stretch(
    "stage",
    (Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.PAUSED),
    OPEN,
    ("< :as_of", "BETWEEN :as_of AND :soon_until", "> :soon_until", "IS NULL"),
)


def by_unit(reader: Reader, parameters: Mapping[str, object]) -> dict[int | None, list[Line]]:
    """Counts the rows of each of a plan's units, or of one, but for those that wait for the Office."""
    lines: dict[int | None, list[Line]] = {}
    for unit, outcome, past, later, undated in reader.execute(_OUTCOMES, parameters):
        lines.setdefault(unit, []).append(_closed(outcome, past + later + undated, past))
    for unit, stage, past, soon, later, undated in reader.execute(_STAGES, parameters):
        dated = past + soon + later
        lines.setdefault(unit, []).extend(_open(stage, dated + undated, dated, past, past + soon))
    # By a key that no index is in the order of: the few rows that are meant are looked up.
    whole = {"by": "+d.unit_id", "rows": "deadline d", "opened": "TRUE"}
    if parameters["unit"] is None:
        lines |= _counted(reader, parameters, **whole, which=_NO_UNIT)
    for unit, found in _counted(reader, parameters, **whole, which=_LATER).items():
        lines[unit].extend(without_reminders(found, -1))
    return lines


def by_agency(reader: Reader, which: str, parameters: Mapping[str, object]) -> dict[int | None, list[Line]]:
    """Counts the rows of each agency in the plans (``p``) that are named, but for those that wait for its Office."""
    return _counted(reader, parameters, by="p.agency_id", rows=PLANS_ROWS, which=which, opened=OPENED)


def without_reminders(lines: Iterable[Line], times: int = 1) -> list[Line]:
    """Gives lines whose reminders are counted apart, to be added so many times, or taken out (-1)."""
    return [
        (state, times * n, 0, times * past, times * met, times * by_mark) for state, n, _, past, met, by_mark in lines
    ]


def _counted(reader: Reader, parameters: Mapping[str, object], **parts: str) -> dict[int | None, list[Line]]:
    lines: dict[int | None, list[Line]] = {}
    for key, outcome, number, past in reader.execute(_BY_OUTCOME.format(**parts), parameters):
        lines.setdefault(key, []).append(_closed(outcome, number, past))
    for key, stage, *numbers in reader.execute(_BY_STAGE.format(**parts), parameters):
        lines.setdefault(key, []).extend(_open(stage, *numbers))
    return lines


def _closed(outcome: str, number: int, past: int) -> Line:
    if outcome == "excused":
        return State.DONE_ON_TIME, number, 0, past, past, number
    if outcome == State.DONE_ON_TIME:
        return State.DONE_ON_TIME, number, 0, past, past, 0
    return outcome, number, 0, past if outcome == State.DONE_LATE else 0, 0, 0


def _open(stage: str, number: int, dated: int, past: int, by_soon: int) -> Iterator[Line]:
    if stage == Stage.AWAITING_CONFIRMATION:
        return
    if stage == Stage.PAUSED:
        yield State.PAUSED, number, 0, 0, 0, 0
        return
    yield State.OVERDUE, past, 0, past, 0, 0
    yield State.DUE_SOON, by_soon - past, 0, 0, 0, 0
    yield State.IN_TIME, dated - by_soon, 0, 0, 0, 0
    yield State.UNDATED, number - dated, 0, 0, 0, 0
