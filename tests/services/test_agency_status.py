"""The province's table is counted from indexes: it always says what the state rule says of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from tests.depth import costly
from tests.services.test_states_in_sql import (
    ASKED_DAYS,
    DAYS,
    FIRST,
    as_counter,
    expected_counter,
    is_excused,
    rows,
)

from danvan_cli.db import tables
from danvan_cli.db.reads import counts
from danvan_cli.domain.figures import AgencyCounts
from danvan_cli.domain.states import Row, state_of
from danvan_cli.domain.words import Stage, State
from danvan_cli.services.writing import writing

# Plans by their agency and year; the keys are past those of the sample.
PLANS = {9001: ("A", 2022), 9002: ("A", 2023), 9003: ("B", 2023), 9004: ("B", 2023)}
AGENCIES = {"A": 9001, "B": 9002, "C": 9003}
# How many days before its last day work is due soon: the agency's own choice, or as usual.
SOON = {"A": 7, "B": 20, "C": 7}


class Placed(NamedTuple):
    """A row with its place, and how often it was urged."""

    row: Row
    plan: int
    opens_on: date | None
    removed: bool
    reminders: int

    def counts(self, as_of: date, year: int | None) -> bool:
        begun = self.opens_on is None or self.opens_on <= as_of
        return begun and not self.removed and year in (None, PLANS[self.plan][1])


PLACED = st.lists(
    st.builds(Placed, rows(), st.sampled_from(list(PLANS)), st.none() | DAYS, st.booleans(), st.integers(0, 2)),
    max_size=30,
)


@contextmanager
def stored(book: Any, placed: list[Placed]) -> Iterator[Any]:
    """Puts three agencies with their plans and these rows, each of a task of its own, in place of all others."""
    with writing(book.on(dry_run=True)) as work:
        connection = work.session.connection()
        connection.exec_driver_sql("DELETE FROM deadline")

        def store(kind: Any, values: list[dict[str, Any]]) -> None:
            if values:
                connection.execute(insert(kind), values)

        store(tables.Agency, [{"id": k, "code": c, "code_key": c.lower(), "name": c} for c, k in AGENCIES.items()])
        store(
            tables.Plan,
            [
                {"id": key, "agency_id": AGENCIES[agency], "code": str(key), "title": "Kế hoạch", "year": year}
                for key, (agency, year) in PLANS.items()
            ],
        )
        store(tables.Setting, [{"agency_id": AGENCIES["B"], "key": "soon_days", "value": str(SOON["B"])}])
        unit = work.reader.execute("SELECT MIN(id) FROM unit").fetchone()[0]
        numbered = list(enumerate(placed, start=9001))
        gone = datetime(2023, 6, 1, tzinfo=UTC)
        store(tables.Task, [_task(key, p, gone if p.removed else None) for key, p in numbered])
        store(tables.Deadline, [_deadline(key, p) for key, p in numbered])
        store(
            tables.Reminder,
            [
                {"deadline_id": key, "unit_id": unit, "number": number + 1, "kind": "remind", "sent_on": FIRST}
                for key, p in numbered
                for number in range(p.reminders)
            ],
        )
        yield work.reader
        work.session.rollback()


def _task(key: int, placed: Placed, removed_at: datetime | None) -> dict[str, Any]:
    words = {"code": str(key), "position": key, "content": "Việc", "kind": "once"}
    return {"id": key, "plan_id": placed.plan, **words, "removed_at": removed_at}


def _deadline(key: int, placed: Placed) -> dict[str, Any]:
    row = placed.row
    return {
        "id": key,
        "task_id": key,
        "plan_id": placed.plan,
        "opens_on": placed.opens_on,
        "due_on": row.due_on,
        "stage": row.stage,
        "submitted_on": row.submitted_on,
        "completed_on": row.completed_on,
        "exempt": row.exempt,
        "exempt_reason": "lũ" if row.exempt else None,
    }


def of(found: list[AgencyCounts], code: str) -> AgencyCounts:
    return next(line for line in found if line.code == code)


@pytest.mark.parametrize("year", [None, 2023])
@costly(60)
@given(placed=PLACED, as_of=ASKED_DAYS)
def test_each_agencys_figures_are_those_of_its_rows_by_the_rule(
    book: Any, year: int | None, placed: list[Placed], as_of: date
) -> None:
    with stored(book, placed) as reader:
        found = counts.agency_counts(reader, as_of, year)

    for agency in AGENCIES:
        own = [p for p in placed if PLANS[p.plan][0] == agency and p.counts(as_of, year)]
        states = [(p.row, state_of(p.row, as_of, SOON[agency])) for p in own]
        decided = (State.DONE_ON_TIME, State.DONE_LATE, State.OVERDUE)
        past = [s for r, s in states if r.due_on and r.due_on < as_of and s in decided]
        shown = of(found, agency).counts
        assert expected_counter([s for _, s in states]) == as_counter(shown)
        assert (Counter(past)[State.DONE_ON_TIME], len(past)) == (shown.due_on_time, shown.already_due)
        assert sum(s == State.DONE_ON_TIME and is_excused(r) for r, s in states) == shown.exempt
        assert sum(p.reminders for p in own if as_of >= FIRST) == shown.reminders
        plans = sum(owner == agency and year in (None, of_year) for owner, of_year in PLANS.values())
        assert plans == of(found, agency).plans


def test_a_row_closed_by_a_clock_that_is_ahead_still_counts_as_open_today(book: Any) -> None:
    tomorrow = FIRST + timedelta(1)
    ahead = Placed(Row(Stage.COMPLETED, FIRST, tomorrow, tomorrow), 9002, None, False, 0)
    done = Placed(Row(Stage.COMPLETED, FIRST, FIRST, FIRST), 9003, None, False, 0)
    with stored(book, [ahead, ahead, done]) as reader:
        found = counts.agency_counts(reader, FIRST, None)

    assert (2, 0) == (of(found, "A").counts.due_soon, of(found, "A").counts.done_on_time)
    assert (0, 1) == (of(found, "B").counts.due_soon, of(found, "B").counts.done_on_time)
