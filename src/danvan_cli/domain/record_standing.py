"""How a record stands at a day: the step it has come to, or the state of its own last day; and what it counts to.

A step is a day that a record tells; before that day it had not come to it. So a record answers for any day by itself.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.dates import short
from danvan_cli.domain.record_kinds import Count, RecordKind, Step
from danvan_cli.domain.record_values import KeptRecord, Standing, Values
from danvan_cli.domain.states import DONE, days_late, state_of
from danvan_cli.domain.words import State

_OPEN = (State.IN_TIME, State.DUE_SOON, State.OVERDUE, State.UNDATED)


def at_day(kind: RecordKind, record: KeptRecord, day: date) -> KeptRecord:
    """Shows a record as it was at a day: with its standing, without the steps that came later."""
    later = {step.field for step in kind.steps if _day(record.values, step.field, date.min) > day}
    values = {key: value for key, value in record.values.items() if key not in later} if later else record.values
    return record._replace(values=values, standing=_standing(kind, record, values, day))


def _standing(kind: RecordKind, record: KeptRecord, values: Values, day: date) -> Standing | None:
    if kind.follow is not None and record.remedy is not None:
        row = record.remedy.row
        state = state_of(row, day)
        known = row._replace(
            submitted_on=row.submitted_on if row.submitted_on and row.submitted_on <= day else None,
            completed_on=row.completed_on if row.completed_on and row.completed_on <= day else None,
        )
        word = state.label if state in (*_OPEN, State.PAUSED, State.CANCELLED) else kind.follow.done
        proofs = record.remedy.proofs if known.submitted_on else ()
        late = days_late(row, day)
        return Standing(word, state.value, row.due_on, late, known.submitted_on, known.completed_on, proofs)
    if not kind.steps:
        return None
    come = [step.word for step in kind.steps if step.field in values]
    return Standing(come[-1] if come else kind.begins)


def has_ended(kind: RecordKind, record: KeptRecord, day: date) -> bool:
    """True for a record that was withdrawn by a day: it is counted to what was begun, and to nothing that goes on."""
    return any(step.ends and _day(record.values, step.field, date.max) <= day for step in kind.steps)


def broken_steps(kind: RecordKind, values: Values, begun: date) -> list[str]:
    """Lists what is wrong with the days of the steps: one before the step that comes first, or one left out.

    ``begun`` is the day of the record itself.
    """
    found: list[str] = []
    before, last = kind.begins, begun
    missing: Step | None = None
    for step in kind.steps:
        word, day = kind.word_of(step.field), values.get(step.field)
        if not isinstance(day, date):
            missing = missing or (None if step.ends else step)
            continue
        if missing is not None and not step.ends:
            found.append(f"Có {word} mà chưa có {kind.word_of(missing.field)}.")
        if day < last:
            found.append(f"{word[0].upper()}{word[1:]} {short(day)} trước ngày {before} {short(last)}.")
        before, last = step.word, day
    return found


class Carried(NamedTuple):
    """Records of earlier periods that went on into one: how many, and to what each came in it, by its word.

    ``left`` of them go on after it.
    """

    total: int
    came: tuple[tuple[str, int], ...]
    left: int


def carried_over(kind: RecordKind, records: Iterable[KeptRecord], first: date, day: date) -> Carried | None:
    """Counts what was begun before ``first`` and had not ended then, and what came of it until ``day``.

    None for a kind whose records end with their own day or period.
    """
    if kind.follow is None and not kind.steps:
        return None
    own = [one for one in records if goes_on(kind, one, first)]
    ended = sum(_is_over(kind, one, day) for one in own)
    if kind.follow is not None:
        return Carried(len(own), ((kind.follow.done.lower(), ended),), len(own) - ended)
    came = [
        (step.word, sum(first <= _day(one.values, step.field, date.max) <= day for one in own)) for step in kind.steps
    ]
    return Carried(len(own), tuple(came), len(own) - ended)


def goes_on(kind: RecordKind, record: KeptRecord, first: date) -> bool:
    """Tells whether a record was begun before a day and had not ended by then."""
    return record.first_day < first and not _is_over(kind, record, first - timedelta(1))


def _is_over(kind: RecordKind, record: KeptRecord, day: date) -> bool:
    if kind.follow is not None and record.remedy is not None:
        return state_of(record.remedy.row, day) in (*DONE, State.CANCELLED)
    return has_ended(kind, record, day)


def with_counts(kind: RecordKind, records: Iterable[KeptRecord], day: date) -> list[KeptRecord]:
    """Puts to the values of each record what it counts to at a day: one or nought each."""
    if not kind.counts:
        return list(records)
    return [
        record._replace(values={**record.values, **{c.field.key: _counted(c, record, day) for c in kind.counts}})
        for record in records
    ]


def _counted(count: Count, record: KeptRecord, day: date) -> Decimal:
    is_counted = (
        (not count.since or _day(record.values, count.since, date.max) <= day)
        and (not count.until or _day(record.values, count.until, date.max) > day)
        and (count.where is None or record.values.get(count.where[0]) == count.where[1])
        and (not count.states or (record.remedy is not None and state_of(record.remedy.row, day) in count.states))
    )
    return Decimal(int(is_counted))


def _day(values: Values, key: str, otherwise: date) -> date:
    found = values.get(key)
    return found if isinstance(found, date) else otherwise
