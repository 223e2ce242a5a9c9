"""Plans: which there are, and which is meant when none is named."""

from __future__ import annotations

import json
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, day
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import NotFoundError
from danvan_cli.domain.model import Cited, Heading, Plan

_CURRENT = """COALESCE(
    (SELECT value FROM setting WHERE agency_id = :agency AND key = 'current_plan'),
    (SELECT code FROM plan WHERE agency_id = :agency ORDER BY year DESC, id DESC LIMIT 1)
)"""
_PLANS = f"""
SELECT p.code, p.title, p.year, p.number, p.symbol, p.issuer, p.governing_body, p.place, p.issued_on, p.authority,
    p.signer_title, p.signer, p.recipients, p.source_name,
    {{tasks}}, {{targets}}, p.code = {_CURRENT}
FROM plan p WHERE p.agency_id = :agency
ORDER BY p.year DESC, p.id DESC"""
_COUNTED = _PLANS.format(
    tasks="(SELECT COUNT(*) FROM task t WHERE t.plan_id = p.id AND t.removed_at IS NULL)",
    targets="(SELECT COUNT(*) FROM target g WHERE g.plan_id = p.id)",
)
_NAMED = _PLANS.format(tasks="NULL", targets="NULL")


def all_plans(reader: Reader) -> list[Plan]:
    """Lists the plans, newest year first, with how much they hold."""
    return [_plan(row) for row in reader.execute(_COUNTED)]


def _plan(row: tuple[Any, ...]) -> Plan:
    *head, issued_on, authority, signer_title, signer, recipients, source_name, tasks, targets, current = row
    code, title, year, number, symbol, issuer, governing_body, place = head
    return Plan(
        code=code,
        title=title,
        year=year,
        number=number,
        symbol=symbol,
        issuer=issuer,
        governing_body=governing_body,
        place=place,
        issued_on=day(issued_on),
        authority=authority,
        signer_title=signer_title,
        signer=signer,
        recipients=tuple(json.loads(recipients)),
        source_name=source_name,
        tasks=tasks,
        targets=targets,
        is_current=bool(current),
    )


def find_plan(reader: Reader, code: str | None, *, counted: bool = False) -> Plan:
    """Finds a plan by its code, in any case; without a code the current one. Raises NotFoundError.

    How many tasks and targets it holds is a count of its own, told only where it is asked for.
    """
    plans = all_plans(reader) if counted else [_plan(row) for row in reader.execute(_NAMED)]
    if not plans:
        raise NotFoundError("Chưa có kế hoạch nào.", "Nhập kế hoạch bằng danvan plan import TỆP.")
    if code is None:
        return next((plan for plan in plans if plan.is_current), plans[0])
    known = find_code([plan.code for plan in plans], code, "kế hoạch", "Dữ liệu")
    return next(plan for plan in plans if plan.code == known)


def headings(reader: Reader, plan: str) -> list[Heading]:
    """Lists a plan's headings in order."""
    rows = reader.execute(
        f"""SELECT s.path, s.marker, s.title, u.path FROM section s LEFT JOIN section u ON u.id = s.parent_id
        WHERE s.plan_id = {PLAN_KEY} ORDER BY s.position""",
        {"plan": plan},
    )
    return [Heading(*row) for row in rows]


def cited(reader: Reader, plan: str) -> list[Cited]:
    """Lists the documents a plan cites, in the order it names them."""
    rows = reader.execute(
        f"""SELECT d.type, d.number, d.issued_on, d.issuer, pd.relation FROM plan_document pd
        JOIN document d ON d.id = pd.document_id
        WHERE pd.plan_id = {PLAN_KEY} ORDER BY pd.id""",
        {"plan": plan},
    )
    return [Cited(kind, number, day(issued_on), issuer, relation) for kind, number, issued_on, issuer, relation in rows]
