"""The register of documents: those entered or found in plans, and those that the data are themselves.

Plans, letters of urging and sent reports are told from their own tables, so none is ever entered a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import day
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import full_code
from danvan_cli.domain.documents import Registered
from danvan_cli.domain.succession import name_at
from danvan_cli.domain.text import printed_number
from danvan_cli.domain.words import DocumentRole

_DOCUMENTS = """SELECT d.id, d.type, d.number, d.issued_on, d.issuer, d.subject, r.number, r.issued_on
FROM document d LEFT JOIN document r ON r.id = d.replaced_by_id
WHERE d.agency_id = :agency ORDER BY d.id"""
# From the few documents to their plans and tasks, and from the few letters to their rows, whatever the planner would
# rather begin with.
_IN_PLANS = """SELECT x.document_id, p.code, x.relation
FROM document d CROSS JOIN plan_document x CROSS JOIN plan p
WHERE d.agency_id = :agency AND x.document_id = d.id AND p.id = x.plan_id ORDER BY x.id"""
_IN_TASKS = """SELECT x.document_id, p.code, t.code
FROM document d CROSS JOIN task_document x CROSS JOIN task t CROSS JOIN plan p
WHERE d.agency_id = :agency AND x.document_id = d.id AND t.id = x.task_id AND p.id = t.plan_id
    AND t.removed_at IS NULL ORDER BY p.id, t.position"""
_ITSELF = """SELECT p.code, p.type, p.number, p.symbol, p.issued_on, p.issuer, p.title FROM plan p
WHERE p.agency_id = :agency ORDER BY p.id"""
# A letter without a number of its own goes by the name of its file, which is none.
_LETTERS = """SELECT DISTINCT r.document, r.sent_on, p.code, t.code, u.code
FROM reminder r CROSS JOIN deadline d CROSS JOIN plan p CROSS JOIN unit u LEFT JOIN task t ON t.id = d.task_id
WHERE u.id = r.unit_id AND d.id = r.deadline_id AND p.id = d.plan_id AND p.agency_id = :agency AND r.document LIKE '%/%'
    AND r.withdrawn_on IS NULL AND r.sent_on <= :as_of
ORDER BY r.sent_on, r.document, p.code, t.code"""
_REPORTS = """SELECT s.number, s.sent_on, s.recipient, p.code, s.period
FROM sent_report s JOIN plan p ON p.id = s.plan_id
WHERE p.agency_id = :agency AND s.sent_on <= :as_of ORDER BY s.sent_on, s.id"""


def register(reader: Reader, as_of: date, plan: str | None = None) -> list[Registered]:
    """Lists the documents known by a day, of a plan or (None) of the whole agency: oldest first, the undated last.

    Those of a plan come in its own order: what it rests on and cites as it names them, then the rest by their days. A
    document that stands in several plans is one line of the agency's list, and of each plan's.
    """
    lines = list(_lines(reader, as_of))
    if plan is not None:
        own = [line for line in lines if line.plan == plan]
        return [one for one in own if one.is_entered] + sorted((o for o in own if not o.is_entered), key=_by_day)
    if len({line.plan for line in lines if line.tasks}) > 1:
        lines = [one._replace(tasks=tuple(full_code(one.plan or "", task) for task in one.tasks)) for one in lines]
    merged: dict[tuple[str, date | None, bool], Registered] = {}
    for line in lines:
        key = (line.number, line.issued_on, line.is_entered)
        known = merged.get(key)
        merged[key] = line if known is None else known._replace(tasks=(*known.tasks, *line.tasks))
    return sorted(merged.values(), key=_by_day)


def _by_day(line: Registered) -> date:
    return line.issued_on or date.max


def of_plan(reader: Reader, plan: str, as_of: date) -> list[Registered]:
    """Lists the documents that a plan rests on, cites, or that were issued under it, in the order it names them."""
    return [line for line in _entered(reader, as_of) if line.plan == plan]


def _lines(reader: Reader, as_of: date) -> Iterator[Registered]:
    yield from _entered(reader, as_of)
    for code, kind, number, symbol, issued_on, issuer, title in reader.execute(_ITSELF):
        if number and not _is_later(issued_on, as_of):
            printed = printed_number(number, symbol) or number
            yield Registered(
                kind or "Kế hoạch",
                printed,
                day(issued_on),
                issuer,
                DocumentRole.PLAN,
                title,
                plan=code,
                is_entered=False,
            )
    yield from _letters(reader, as_of)
    for number, sent_on, recipient, code, period in reader.execute(_REPORTS, {"as_of": as_of.isoformat()}):
        subject = f"Báo cáo kỳ {period}" if period else None
        told = (recipient,) if recipient else ()
        yield Registered(
            "Báo cáo",
            number,
            day(sent_on),
            None,
            DocumentRole.REPORT,
            subject,
            plan=code,
            recipients=told,
            is_entered=False,
        )


def _is_later(issued_on: str | None, as_of: date) -> bool:
    return issued_on is not None and issued_on > as_of.isoformat()


def _entered(reader: Reader, as_of: date) -> Iterator[Registered]:
    """Goes through the entered documents, once for each plan that has them, in the order in which plans name them."""
    roles: dict[tuple[int, str | None], str] = {(key, plan): role for key, plan, role in reader.execute(_IN_PLANS)}
    tasks: dict[tuple[int, str | None], list[str]] = {}
    for key, plan, task in reader.execute(_IN_TASKS):
        tasks.setdefault((key, plan), []).append(task)
    known = {row[0]: row[1:] for row in reader.execute(_DOCUMENTS) if not _is_later(row[3], as_of)}
    placed = dict.fromkeys([*roles, *tasks])
    nowhere = known.keys() - {key for key, _ in placed}
    for key, plan in [*placed, *((key, None) for key in sorted(nowhere))]:
        if key not in known:
            continue
        kind, number, issued_on, issuer, subject, instead, instead_on = known[key]
        yield Registered(
            kind, number, day(issued_on), issuer, roles.get((key, plan)), subject,
            None if _is_later(instead_on, as_of) else instead, plan, tuple(tasks.get((key, plan), ())),
        )  # fmt: skip


def _letters(reader: Reader, as_of: date) -> Iterator[Registered]:
    """One line a letter and plan, with the tasks that it urged and to whom it went, as they were called that day."""
    found: dict[tuple[str, str, str], tuple[dict[str, None], dict[str, None]]] = {}
    sent = reader.execute(_LETTERS, {"as_of": as_of.isoformat()}).fetchall()
    known = {unit.code: unit for unit in all_units(reader)} if sent else {}
    for document, sent_on, plan, task, unit in sent:
        tasks, units = found.setdefault((document, sent_on, plan), ({}, {}))
        tasks.update({task: None} if task else {})
        units[name_at(known[unit], date.fromisoformat(sent_on))] = None
    for (document, sent_on, plan), (tasks, units) in found.items():
        yield Registered(
            "Công văn", document, day(sent_on), None, DocumentRole.LETTER, "Về việc đôn đốc", plan=plan,
            tasks=tuple(tasks), recipients=tuple(units), is_entered=False,
        )  # fmt: skip
