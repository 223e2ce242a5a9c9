"""Counting whole plans' rows from their indexes alone, in their order and without looking at a row.

What is closed counts ever after as its ``outcome``; what is open and not handed in goes by its stage and its day. Rows
that wait for the Office are left to the state rule. It holds for a day after which nothing was closed, on the data
as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY
from danvan_cli.db.reads.state_sql import CLOSED, OPEN, OPENED
from danvan_cli.domain.words import Stage, State

# A state, how many rows, their reminders, those whose day is past, those of them in time, and those by the mark only.
Line = tuple[str, int, int, int, int, int]

PLANS_ROWS = "plan p JOIN deadline d ON d.plan_id = p.id"
_BY_OUTCOME = f"""
SELECT {{by}}, d.outcome, COUNT(*), COUNT(*) FILTER (WHERE d.due_on < :as_of)
FROM {{rows}} WHERE {{which}} AND {CLOSED} AND {OPENED}
GROUP BY {{by}}, d.outcome"""
_BY_STAGE = f"""
SELECT {{by}}, d.stage, COUNT(*), COUNT(d.due_on), COUNT(*) FILTER (WHERE d.due_on < :as_of),
    COUNT(*) FILTER (WHERE d.due_on <= :soon_until)
FROM {{rows}} WHERE {{which}} AND {OPEN} AND {OPENED}
GROUP BY {{by}}, d.stage"""


def by_unit(reader: Reader, which: str, parameters: Mapping[str, object]) -> dict[int | None, list[Line]]:
    """Counts the rows of each of a plan's units, but for those that wait for the Office."""
    return _counted(reader, parameters, by="d.unit_id", rows="deadline d", which=f"d.plan_id = {PLAN_KEY} AND {which}")


def by_agency(reader: Reader, which: str, parameters: Mapping[str, object]) -> dict[int | None, list[Line]]:
    """Counts the rows of each agency in the plans (``p``) that are named, but for those that wait for its Office."""
    return _counted(reader, parameters, by="p.agency_id", rows=PLANS_ROWS, which=which)


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
