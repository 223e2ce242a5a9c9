"""Records of figures that are not tasks, with their values and proofs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import Row, column, day, listed, split
from danvan_cli.domain import states
from danvan_cli.domain.record_kinds import RecordKind
from danvan_cli.domain.record_rules import why_odd
from danvan_cli.domain.record_values import KeptRecord, Remedy, Value


class _Row(Row):
    """A record as the database gives it, each field with the SQL that fills it."""

    key: int = column("r.id")
    code: str = column("r.code")
    kind: str = column("r.kind")
    unit: str | None = column("u.code")
    period: str | None = column("r.period")
    first_day: str = column("r.first_day")
    last_day: str = column("r.last_day")
    as_of: str = column("r.as_of")
    given_by: str | None = column("r.given_by")
    form: str | None = column("r.form")
    note: str | None = column("r.note")
    evidence: str | None = column(
        """(SELECT group_concat(e.text, char(10)) FROM evidence e
        WHERE e.record_id = r.id AND e.rejected_on IS NULL)"""
    )
    parent: str | None = column("(SELECT p.code FROM record p WHERE p.id = r.parent_id)")
    stage: str | None = column("d.stage")
    due_on: str | None = column("d.due_on")
    submitted_on: str | None = column("d.submitted_on")
    completed_on: str | None = column("d.completed_on")
    exempt: bool | int | None = column("d.exempt")
    extensions: int = column(
        "(SELECT COUNT(*) FROM extension x WHERE x.deadline_id = d.id AND x.new_due_on IS NOT NULL)"
    )
    result: str | None = column("d.result")
    no_evidence_reason: str | None = column("d.no_evidence_reason")
    asked_due_on: str | None = column(
        "(SELECT MAX(x.asked_due_on) FROM extension x WHERE x.deadline_id = d.id AND x.decision IS NULL)"
    )
    closing: str | None = column(
        """(SELECT group_concat(e.text, char(10)) FROM evidence e
        WHERE e.deadline_id = d.id AND e.rejected_on IS NULL)"""
    )


# Before the day that its figures are of there is no record, whenever it was typed in.
_RECORDS = f"""SELECT {_Row.columns} FROM record r LEFT JOIN unit u ON u.id = r.unit_id
LEFT JOIN deadline d ON d.record_id = r.id
WHERE r.agency_id = :agency AND r.removed_at IS NULL"""
_VALUES = """SELECT v.record_id, v.field, v.number, v.day, COALESCE(v.choice, v.text)
FROM record_value v JOIN record r ON r.id = v.record_id
WHERE r.agency_id = :agency AND r.removed_at IS NULL"""


def records_of(reader: Reader, kind: str, as_of: date | None = None) -> list[KeptRecord]:
    """Lists the records of a kind, oldest period first; with ``as_of`` those whose figures are of that day or before.

    Removed ones are not among them.
    """
    known = {"kind": kind} if as_of is None else {"kind": kind, "as_of": as_of.isoformat()}
    narrowed = " AND r.kind = :kind" + ("" if as_of is None else " AND r.as_of <= :as_of")
    return _read(reader, narrowed, " ORDER BY r.first_day, r.last_day, r.id", known)


def record_of(reader: Reader, code: str) -> KeptRecord | None:
    """Finds a record by its code as kept; None for none that is there."""
    return next(iter(_read(reader, " AND r.code = :code", "", {"code": code})), None)


def record_codes(reader: Reader, *, removed_too: bool = False) -> list[str]:
    """Lists the codes of all records, in the order they were made."""
    there = "" if removed_too else " AND removed_at IS NULL"
    return [code for (code,) in reader.execute(f"SELECT code FROM record WHERE agency_id = :agency{there} ORDER BY id")]


def kinds_in_use(reader: Reader) -> dict[str, int]:
    """Counts the records of each kind that has any."""
    query = "SELECT kind, COUNT(*) FROM record WHERE agency_id = :agency AND removed_at IS NULL GROUP BY kind"
    return {kind: int(number) for kind, number in reader.execute(query)}


def record_faults(reader: Reader, kinds: Sequence[RecordKind]) -> Iterator[str]:
    """Names each record that is not what its kind asks for, with the rule that it breaks.

    One of a kind that only a later version knows is passed over.
    """
    used = kinds_in_use(reader)
    for kind in kinds:
        for record in records_of(reader, kind.key) if kind.key in used else ():
            yield from (f"{record.code} ({kind.word}): {why}" for why in why_odd(kind, record.values))


def texts_of(reader: Reader, keys: Collection[int]) -> dict[tuple[int, str], str]:
    """Finds the texts of records, by the record's key and the field."""
    marks, named = listed(list(keys))
    query = f"SELECT record_id, field, text FROM record_value WHERE record_id IN ({marks}) AND text IS NOT NULL"
    return {(key, field): text for key, field, text in reader.execute(query, named)}


def children_of(reader: Reader, code: str) -> list[str]:
    """Lists the codes of the records that belong to another one and were not taken out."""
    query = """SELECT c.code FROM record c JOIN record p ON p.id = c.parent_id
        WHERE p.agency_id = :agency AND p.code = :code AND c.removed_at IS NULL ORDER BY c.id"""
    return [child for (child,) in reader.execute(query, {"code": code})]


def people_on(reader: Reader, unit: str, on: date) -> int | None:
    """Counts how many people a unit had on a day: by the newest count that had begun, else today's; None unknown."""
    row = reader.execute(
        """SELECT COALESCE((SELECT h.people FROM headcount h WHERE h.unit_id = u.id AND h.valid_from <= :day
            ORDER BY h.valid_from DESC LIMIT 1), u.headcount)
        FROM unit u WHERE u.agency_id = :agency AND u.code = :unit""",
        {"unit": unit, "day": on.isoformat()},
    ).fetchone()
    return None if row is None else row[0]


def _read(reader: Reader, narrowed: str, order: str, known: dict[str, str]) -> list[KeptRecord]:
    values: dict[int, dict[str, Value]] = {}
    for key, field, number, on, text in reader.execute(f"{_VALUES}{narrowed} ORDER BY v.id", known):
        if (value := _value(number, on, text)) is not None:
            values.setdefault(key, {})[field] = value
    return [
        _record(row, values.get(row.key, {})) for row in map(_Row, reader.execute(_RECORDS + narrowed + order, known))
    ]


def _value(number: str | None, on: str | None, text: str | None) -> Value | None:
    if number is not None:
        return Decimal(number)
    return date.fromisoformat(on) if on is not None else text


def _record(row: _Row, values: dict[str, Value]) -> KeptRecord:
    return KeptRecord(
        row.code,
        row.kind,
        row.unit,
        row.period,
        date.fromisoformat(row.first_day),
        date.fromisoformat(row.last_day),
        date.fromisoformat(row.as_of),
        values,
        row.given_by,
        row.form,
        row.note,
        split(row.evidence),
        row.parent,
        None if row.stage is None else _remedy(row),
    )


def _remedy(row: _Row) -> Remedy:
    state = states.Row(str(row.stage), day(row.due_on), day(row.submitted_on), day(row.completed_on), bool(row.exempt))
    why = row.no_evidence_reason
    return Remedy(state, row.extensions, split(row.closing), day(row.asked_due_on), row.result, why)
