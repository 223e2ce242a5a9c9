"""Counting whole plans' rows from their indexes alone, in their order and without looking at a row.

What is closed counts ever after as its ``outcome``; rows that are open, not handed in and in one span of days all count
as any one of them does by the state rule. Rows that wait for the Office are left out: each is to be asked for its
state. It holds for a day after which nothing was closed, on the data as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, UNIT_KEY
from danvan_cli.db.state_sql import CLOSED, OPEN, OPENED
from danvan_cli.domain.figures import Tally, tally_of_rows
from danvan_cli.domain.states import EXCUSED, SOON_DAYS, Row, counted_as
from danvan_cli.domain.words import Stage, State

PLANS_ROWS = "plan p JOIN deadline d ON d.plan_id = p.id"
_OUTCOMES = (State.DONE_ON_TIME, EXCUSED, State.DONE_LATE, State.DONE_UNDATED, State.CANCELLED)
_STAGES = (Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.PAUSED)
# The spans of days that ``due_on`` is in, the past one first. Of open rows each with a day in it, seen from ``_DAY``.
_CLOSED_SPANS = ("< :as_of", ">= :as_of", "IS NULL")
_DAY = date(2000, 1, 1)
_OPEN_SPANS = {
    "< :as_of": _DAY - timedelta(1),
    "BETWEEN :as_of AND :soon_until": _DAY,
    "> :soon_until": _DAY + timedelta(SOON_DAYS + 1),
    "IS NULL": None,
}
# How the open rows of a stage count, by their span.
_COUNTED_AS = {stage: [counted_as(Row(stage, due_on), _DAY) for due_on in _OPEN_SPANS.values()] for stage in _STAGES}


def _grouped(column: str, rows: str, spans: Iterable[str]) -> str:
    """Writes the query that groups rows by a key and by a column, counted by the spans of their last days."""
    counted = ", ".join(f"COUNT(*) FILTER (WHERE d.due_on {span})" for span in spans)
    return f"""
SELECT {{by}}, d.{column}, {counted}
FROM {{rows}} WHERE {{which}} AND {rows} AND {{opened}}
GROUP BY {{by}}, d.{column}"""


# The units that have rows in the plan. Each of their outcomes and stages is a stretch of an index, and so is what of it
# falls due in a span of days: the rows of a stretch are counted three times as fast as they are grouped.
_UNITS = f"""
u AS (SELECT x.id, {PLAN_KEY} AS plan FROM unit x WHERE x.agency_id = :agency AND (:unit IS NULL OR x.code = :unit)
    AND EXISTS (SELECT 1 FROM deadline d WHERE d.plan_id = {PLAN_KEY} AND d.unit_id = x.id))"""


def _by_stretch(column: str, words: Iterable[str], rows: str, spans: Iterable[str]) -> str:
    """Writes the query that counts each unit's rows of each word, by the spans of their last days."""
    listed = ", ".join(f"('{word}')" for word in words)
    stretch = f"""(SELECT COUNT(*) FROM deadline d WHERE d.plan_id = u.plan AND d.unit_id = u.id
        AND d.{column} = k.word AND {rows} AND d.due_on {{span}})"""
    counted = ",\n    ".join(stretch.format(span=span) for span in spans)
    return f"WITH {_UNITS}, k(word) AS (VALUES {listed})\nSELECT u.id, k.word, {counted}\nFROM u CROSS JOIN k"


_CLOSED_GROUPED = _grouped("outcome", CLOSED, _CLOSED_SPANS)
_OPEN_GROUPED = _grouped("stage", OPEN, _OPEN_SPANS)
_CLOSED_BY_UNIT = _by_stretch("outcome", _OUTCOMES, CLOSED, _CLOSED_SPANS)
_OPEN_BY_UNIT = _by_stretch("stage", _STAGES, OPEN, _OPEN_SPANS)
_NO_UNIT = f"d.plan_id = {PLAN_KEY} AND d.unit_id IS NULL"
_LATER = f"d.plan_id = {PLAN_KEY} AND (:unit IS NULL OR d.unit_id = {UNIT_KEY}) AND d.opens_on > :as_of"


def by_unit(reader: Reader, parameters: Mapping[str, object]) -> dict[int | None, list[Tally]]:
    """Counts the rows of each of a plan's units, or of one, but for those that wait for the Office."""
    found = _tallied(reader, _CLOSED_BY_UNIT, _OPEN_BY_UNIT, parameters)
    # Few rows are meant, which another index finds: the plus keeps SQLite from going through all of the plan's in the
    # order of their units, only because they are to be grouped by unit.
    parts = {"by": "+d.unit_id", "rows": "deadline d", "opened": "TRUE"}
    if parameters["unit"] is None:
        found |= _all_grouped(reader, parameters, **parts, which=_NO_UNIT)
    for unit, later in _all_grouped(reader, parameters, **parts, which=_LATER).items():
        found[unit].extend(taken_out(later))
    return found


def by_agency(reader: Reader, which: str, parameters: Mapping[str, object]) -> dict[int | None, list[Tally]]:
    """Counts the rows of each agency in the plans (``p``) that are named, but for those that wait for its Office."""
    return _all_grouped(reader, parameters, by="p.agency_id", rows=PLANS_ROWS, which=which, opened=OPENED)


def taken_out(tallies: Iterable[Tally]) -> Iterator[Tally]:
    """Makes the opposite of tallies, which takes them out of a sum again."""
    return (Tally(tally.state, *(-number for number in tally[1:])) for tally in tallies)


def _all_grouped(reader: Reader, parameters: Mapping[str, object], **parts: str) -> dict[int | None, list[Tally]]:
    return _tallied(reader, _CLOSED_GROUPED.format(**parts), _OPEN_GROUPED.format(**parts), parameters)


def _tallied(
    reader: Reader, closed: str, still_open: str, parameters: Mapping[str, object]
) -> dict[int | None, list[Tally]]:
    """Tallies by its key what two queries count by spans; rows that wait for the Office may be among the open ones."""
    found: dict[int | None, list[Tally]] = {}
    for key, outcome, *numbers in reader.execute(closed, parameters):
        found.setdefault(key, []).extend(_of_spans([outcome] * len(numbers), numbers))
    for key, stage, *numbers in reader.execute(still_open, parameters):
        if stage != Stage.AWAITING_CONFIRMATION:
            found.setdefault(key, []).extend(_of_spans(_COUNTED_AS[stage], numbers))
    return found


def _of_spans(counted: Sequence[str], numbers: Sequence[int]) -> Iterator[Tally]:
    for place, (word, number) in enumerate(zip(counted, numbers, strict=True)):
        if number:
            yield tally_of_rows(word, is_past=place == 0, number=number)
