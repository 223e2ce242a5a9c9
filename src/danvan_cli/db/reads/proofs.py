"""What proves results, figures and records, and what is done without proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import NOT_REMOVED, PLAN_KEY, day
from danvan_cli.domain.model import Proof
from danvan_cli.domain.proofs import Unproved

_COLUMNS = """e.kind, e.text, e.issued_on, e.rejected_on, e.number AS document, e.receiver, e.sha256, e.size, e.is_kept,
    e.verdict, e.verdict_on, e.verdict_by, e.verdict_reason"""
# Of a task's rows, of a target's figures, of records and of what closed those that are followed;
# ``which`` narrows by the code or leaves out what was removed.
_OF_TASKS = f"""SELECT e.id, t.code, u.code AS unit, d.period, {_COLUMNS}
FROM evidence e JOIN deadline d ON d.id = e.deadline_id JOIN task t ON t.id = d.task_id
LEFT JOIN unit u ON u.id = d.unit_id WHERE t.plan_id = {PLAN_KEY} AND t.{{which}}"""
_OF_TARGETS = f"""SELECT e.id, g.code, u.code AS unit, CAST(m.as_of AS TEXT) AS period, {_COLUMNS}
FROM evidence e JOIN measurement m ON m.id = e.measurement_id JOIN target g ON g.id = m.target_id
LEFT JOIN unit u ON u.id = m.unit_id WHERE g.plan_id = {PLAN_KEY} AND g.{{which}}"""
_OF_RECORDS = f"""SELECT e.id, r.code, u.code AS unit, COALESCE(r.period, CAST(r.first_day AS TEXT)) AS period,
    {_COLUMNS}
FROM evidence e JOIN record r ON r.id = e.record_id LEFT JOIN unit u ON u.id = r.unit_id
WHERE r.agency_id = :agency AND r.{{which}}"""
_OF_FOLLOWED = f"""SELECT e.id, r.code, u.code AS unit, COALESCE(r.period, CAST(r.first_day AS TEXT)) AS period,
    {_COLUMNS}
FROM record r JOIN deadline d ON d.record_id = r.id JOIN evidence e ON e.deadline_id = d.id
LEFT JOIN unit u ON u.id = d.unit_id WHERE r.agency_id = :agency AND r.{{which}}"""
_NUMBERED = """SELECT ROW_NUMBER() OVER (PARTITION BY found.code ORDER BY found.id), found.* FROM ({found}) AS found
ORDER BY found.code, found.id"""
_PARTS = (_OF_TASKS, _OF_TARGETS, _OF_RECORDS, _OF_FOLLOWED)


def proofs_of(reader: Reader, plan: str, code: str) -> list[Proof]:
    """Lists the proofs of a task's rows, a target's figures or a record, oldest first; empty for any other code."""
    return list(_read(reader, _PARTS, "code = :code", {"plan": plan, "code": code}))


def plan_proofs(reader: Reader, plan: str) -> Iterator[Proof]:
    """Goes through the proofs of a plan's tasks and targets, by their codes."""
    return _read(reader, _PARTS[:2], "removed_at IS NULL", {"plan": plan})


def record_proofs(reader: Reader) -> Iterator[Proof]:
    """Goes through the proofs of the agency's records, and of what closed them; they belong to no plan."""
    return _read(reader, _PARTS[2:], "removed_at IS NULL", {})


def _read(reader: Reader, parts: tuple[str, ...], which: str, named: dict[str, Any]) -> Iterator[Proof]:
    found = " UNION ALL ".join(part.format(which=which) for part in parts)
    for number, key, code, unit, period, kind, text, issued_on, rejected_on, document, receiver, *rest in reader.stream(
        _NUMBERED.format(found=found), named
    ):
        sha256, size, is_kept, verdict, verdict_on, verdict_by, verdict_reason = rest
        yield Proof(
            number, unit, period, kind, text, day(issued_on), day(rejected_on), code, document, receiver, sha256, size,
            bool(is_kept), verdict, day(verdict_on), verdict_by, verdict_reason, key,
        )  # fmt: skip


_WITHOUT = "NOT EXISTS (SELECT 1 FROM evidence e WHERE e.{owner} = {row}.id AND e.rejected_on IS NULL)"
_ONCE_HAD = "EXISTS (SELECT 1 FROM evidence e WHERE e.{owner} = {row}.id)"
_DONE = f"""SELECT 'task', t.code, u.code, d.period, t.content, d.no_evidence_reason,
    {_ONCE_HAD.format(owner="deadline_id", row="d")}
FROM deadline d JOIN task t ON t.id = d.task_id LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = {PLAN_KEY} AND d.stage = 'completed' AND {NOT_REMOVED}
    AND {_WITHOUT.format(owner="deadline_id", row="d")}
ORDER BY t.position, d.period, u.id"""
# The newest figure of each unit: an older one that it took the place of needs no proof any more.
_FIGURES = f"""SELECT 'target', g.code, u.code, CAST(m.as_of AS TEXT), g.statement, NULL,
    {_ONCE_HAD.format(owner="measurement_id", row="m")}
FROM measurement m JOIN target g ON g.id = m.target_id LEFT JOIN unit u ON u.id = m.unit_id
WHERE g.plan_id = {PLAN_KEY} AND g.removed_at IS NULL AND {_WITHOUT.format(owner="measurement_id", row="m")}
    AND NOT EXISTS (SELECT 1 FROM measurement n WHERE n.target_id = m.target_id
        AND COALESCE(n.unit_id, 0) = COALESCE(m.unit_id, 0) AND n.as_of > m.as_of)
ORDER BY g.position, u.id"""
_RECORDS = f"""SELECT 'record', r.code, u.code, COALESCE(r.period, CAST(r.first_day AS TEXT)), r.kind, NULL,
    {_ONCE_HAD.format(owner="record_id", row="r")}
FROM record r LEFT JOIN unit u ON u.id = r.unit_id
WHERE r.agency_id = :agency AND r.removed_at IS NULL AND {_WITHOUT.format(owner="record_id", row="r")}
ORDER BY r.id"""

_CLOSED = f"""SELECT 'record', r.code, u.code, COALESCE(r.period, CAST(r.first_day AS TEXT)), r.kind,
    d.no_evidence_reason, {_ONCE_HAD.format(owner="deadline_id", row="d")}
FROM record r JOIN deadline d ON d.record_id = r.id LEFT JOIN unit u ON u.id = d.unit_id
WHERE r.agency_id = :agency AND r.removed_at IS NULL AND d.stage = 'completed'
    AND {_WITHOUT.format(owner="deadline_id", row="d")}
ORDER BY r.id"""


def unproved(reader: Reader, plan: str) -> Iterator[Unproved]:
    """Goes through what was done in a plan, and was reported for its targets, without a proof in force."""
    for query in (_DONE, _FIGURES):
        for *told, was_rejected in reader.stream(query, {"plan": plan}):
            yield Unproved._make((*told, bool(was_rejected)))


def unproved_records(reader: Reader) -> Iterator[Unproved]:
    """Goes through the agency's records without a proof in force, whatever their kind; ``content`` is its key."""
    for *told, was_rejected in reader.stream(_RECORDS):
        yield Unproved._make((*told, bool(was_rejected)))


def unproved_closings(reader: Reader) -> Iterator[Unproved]:
    """Goes through the followed records that are closed without a proof in force; ``content`` is their kind's key."""
    for *told, was_rejected in reader.stream(_CLOSED):
        yield Unproved._make((*told, bool(was_rejected)))


_WRITERS = """SELECT DISTINCT g.actor, g.login FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
WHERE e.agency_id = :agency AND e.table_name = 'evidence' AND e.row_id = :row
    AND (e.before IS NULL OR e.after LIKE '%"text":%')"""


def writers_of(reader: Reader, row: int) -> list[tuple[str, str | None]]:
    """Names who entered a proof (by its key) or changed its words: as they signed, and by a server's login."""
    return [(str(actor), login) for actor, login in reader.execute(_WRITERS, {"row": row})]
