"""Writes a draft's parts as rows: the plan, its sections, units, documents, tasks, targets."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.codes import next_code
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import clean, fold
from danvan_cli.services.request import Request
from danvan_cli.services.units import shipped_agency, store_units, unknown_units
from danvan_cli.services.writing import known_units, plan_row, row_key, store_setting

if TYPE_CHECKING:
    from danvan_cli.domain.draft import DocumentDraft, HeaderDraft, PlanDraft, TargetDraft  # 8 ms to import

# The setting that names the plan in use.
CURRENT = "current_plan"
PLAN_TITLE = "Kế hoạch thực hiện công tác dân vận chính quyền năm"

# What a plan's head and foot say of it.
HEAD = (
    "title", "type", "number", "symbol", "issuer", "governing_body", "place", "issued_on", "authority", "signer_title",
    "signer",
)  # fmt: skip


def new_plan_code(work: Transaction, year: int) -> str:
    """Builds the code of a year's next plan: KH-2023, then KH-2023-2, KH-2023-3."""
    taken = set(work.session.exec(select(tables.Plan.code).where(col(tables.Plan.agency_id) == work.agency)))
    code, number = f"KH-{year}", 2
    while code in taken:
        code, number = f"KH-{year}-{number}", number + 1
    return code


def ensure_plan(work: Transaction, request: Request) -> tables.Plan:
    """Finds the plan meant; where there is no plan yet and none is named, opens an empty one of this year."""
    standing = select(tables.Plan.id).where(col(tables.Plan.agency_id) == work.agency).limit(1)
    if request.plan is None and work.session.exec(standing).first() is None:
        year = request.today.year
        plan = _titled(work, year)
        work.session.add(plan)
        work.session.flush()
        store_setting(work, CURRENT, plan.code)
        return plan
    return plan_row(work, request)


def store_plan(work: Transaction, request: Request, draft: PlanDraft) -> tables.Plan:
    """Opens a plan from a draft's head; a file that names no year is of the current one."""
    year = draft.header.year or request.today.year
    plan = _titled(work, year)
    fill_plan(plan, draft.header, draft)
    work.session.add(plan)
    work.session.flush()
    return plan


def _titled(work: Transaction, year: int) -> tables.Plan:
    title = f"{PLAN_TITLE} {year}"
    return tables.Plan(agency_id=work.agency, code=new_plan_code(work, year), title=title, year=year)


def fill_plan(plan: tables.Plan, header: HeaderDraft, draft: PlanDraft) -> None:
    """Copies what a file's head and foot say, and which file it was; what they leave out stays."""
    for name in HEAD:
        # A version that leaves something out does not take it back.
        setattr(plan, name, getattr(header, name) or getattr(plan, name))
    plan.is_school_year = header.is_school_year
    if header.recipients:
        plan.recipients = json.dumps(header.recipients, ensure_ascii=False)
    plan.source_name = clean(draft.source_name) or None
    plan.source_sha256 = draft.source_sha256 or None


def store_new_units(work: Transaction, draft: PlanDraft) -> None:
    """Adds the units that the plan names and the catalogue lacks; an agency's own plan brings its whole catalogue."""
    from danvan_cli.intake.agency import agency_matches  # only an import needs the readers

    agency = shipped_agency()
    if agency_matches(draft.header, agency):
        store_units(work, unknown_units(known_units(work), agency.units))
    known = {fold(unit.code) for unit in known_units(work)}
    store_units(work, [Unit(u.code, u.name, u.kind) for u in draft.units if fold(u.code) not in known])


def store_sections(work: Transaction, plan: tables.Plan, draft: PlanDraft) -> dict[str, int]:
    """Writes the headings, correcting those whose path exists; returns every path's key."""
    query = select(tables.Section).where(col(tables.Section.plan_id) == plan.id)
    standing = {row.path: row for row in work.session.exec(query)}
    keys: dict[str, int] = {path: row_key(row.id) for path, row in standing.items()}
    for position, section in enumerate(draft.sections, start=1):
        row = standing.get(section.path) or tables.Section(
            plan_id=row_key(plan.id), path=section.path, marker=section.marker, title=section.title, position=position
        )
        row.title, row.marker, row.position = section.title, section.marker, position
        row.parent_id = keys.get(section.parent or "")
        work.session.add(row)
        work.session.flush()
        keys[section.path] = row_key(row.id)
    return keys


def store_documents(work: Transaction, plan: tables.Plan, draft: PlanDraft) -> dict[DocumentDraft, int]:
    """Writes the cited documents that the register has not, and links them to the plan; returns their keys."""
    linked = set(
        work.session.exec(select(tables.PlanDocument.document_id).where(col(tables.PlanDocument.plan_id) == plan.id))
    )
    keys: dict[DocumentDraft, int] = {}
    for cited in draft.documents:
        key = _document_key(work, cited, linked)
        keys[cited] = key
        if key not in linked:
            linked.add(key)
            relation = "basis" if cited.is_basis else "cited"
            work.session.add(tables.PlanDocument(plan_id=row_key(plan.id), document_id=key, relation=relation))
    work.session.flush()
    return keys


def _document_key(work: Transaction, cited: DocumentDraft, linked: Collection[int]) -> int:
    query = select(tables.Document).where(
        col(tables.Document.agency_id) == work.agency, col(tables.Document.number) == cited.number
    )
    # Two of one number without a day are one only within a plan.
    row = next(
        (
            one
            for one in work.session.exec(query)
            if one.issued_on == cited.issued_on and (cited.issued_on is not None or one.id in linked)
        ),
        None,
    )
    if row is None:
        row = tables.Document(
            agency_id=work.agency, type=cited.type, number=cited.number, issued_on=cited.issued_on, issuer=cited.issuer
        )
        work.session.add(row)
        work.session.flush()
    return row_key(row.id)


def begin_of(plan: tables.Plan, request: Request) -> date:
    """Finds the day from which a plan holds: its issue, else 01/01 of its year, but never after today."""
    return min(plan.issued_on or date(plan.year, 1, 1), request.today)


def store_targets(
    work: Transaction, plan: tables.Plan, targets: Sequence[TargetDraft], sections: dict[str, int]
) -> None:
    """Writes new targets behind the ones that stand; a code that is taken becomes the next free one."""
    rows = list(work.session.exec(select(tables.Target).where(col(tables.Target.plan_id) == plan.id)))
    codes = {row.code for row in rows}
    position = max((row.position for row in rows), default=0)
    for item in targets:
        code = item.code if item.code not in codes else next_code("CT", codes, separator="")
        codes.add(code)
        position += 1
        row = tables.Target(
            plan_id=row_key(plan.id), code=code, position=position, statement=item.statement, kind=item.kind
        )
        fill_target(row, item, sections)
        work.session.add(row)
    work.session.flush()


def fill_target(row: tables.Target, item: TargetDraft, sections: dict[str, int]) -> None:
    """Copies what a draft says of a target."""
    row.statement, row.operator, row.goal = item.statement, item.operator, item.goal
    row.unit_of_measure, row.per_unit = item.unit_of_measure, item.per_unit
    row.section_id, row.source = sections.get(item.section), item.source or None
