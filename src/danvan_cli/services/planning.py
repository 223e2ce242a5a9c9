"""Plans: brought in from a file, opened empty, chosen as the current one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.plans import all_plans, find_plan
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.draft import DocumentDraft, HeaderDraft, PlanDraft, TaskDraft
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Changed, Role, Unit
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.agency import agency_matches, read_agency
from danvan_cli.intake.files import open_document
from danvan_cli.intake.plan import read_plan
from danvan_cli.services.request import Request
from danvan_cli.services.resources import data_file
from danvan_cli.services.units import store_units
from danvan_cli.services.writing import changed, known_units, plan_row, row_key, writing

_TITLE = "Kế hoạch thực hiện công tác dân vận chính quyền năm"
_CURRENT = "current_plan"
_FIRST_YEAR, _LAST_YEAR = 1945, 2200


def read_draft(request: Request, path: Path, year: int | None = None) -> PlanDraft:
    """Reads a plan's file into a draft and writes nothing; units are named by the catalogue in force.

    ``year`` wins over the year that the file states.
    """
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UsageError(f"Năm {year} không hợp lệ.", f"Ghi năm từ {_FIRST_YEAR} đến {_LAST_YEAR} ở --year.")
    return read_plan(open_document(path), lambda header: _catalogue(request, header), year=year)


def _catalogue(request: Request, header: HeaderDraft) -> Sequence[Unit]:
    if request.database.exists:
        with reading(request.database) as connection:
            units = all_units(connection)
        if units:
            return units
    agency = read_agency(data_file("agency.toml"))
    return agency.units if agency_matches(header, agency) else ()


def import_plan(request: Request, draft: PlanDraft) -> Changed:
    """Stores a draft as a plan with its sections, units, tasks, rows, targets and documents, in one step.

    A file that was imported before changes nothing.
    """
    with writing(request) as work:
        known = _imported_before(work, draft)
        if known is None:
            plan = _store_plan(work, request, draft)
            _store_new_units(work, draft)
            sections = _store_sections(work, plan, draft)
            documents = _store_documents(work, plan, draft)
            _store_tasks(work, plan, draft, sections, documents)
            _store_targets(work, plan, draft, sections)
            _choose(work, plan.code)
            plan_code = plan.code
    if known is not None:
        headline = f"Tệp {clean(draft.source_name)} đã được nhập là {known}; không có gì thay đổi."
        return changed(request, work, headline, known, plan=known)
    headline = f"Đã nhập {plan_code}: {len(draft.tasks)} nhiệm vụ, {len(draft.targets)} chỉ tiêu."
    return changed(request, work, headline, plan_code, plan=plan_code, notes=_left_open(draft))


def _left_open(draft: PlanDraft) -> tuple[str, ...]:
    if not draft.unresolved:
        return ()
    return (
        f"Còn {len(draft.unresolved)} chỗ cần người quyết định; việc chưa có chủ trì: danvan task list --unassigned.",
    )


def _imported_before(work: Transaction, draft: PlanDraft) -> str | None:
    query = select(tables.Plan.code).where(col(tables.Plan.source_sha256) == draft.source_sha256)
    return work.session.exec(query).first() if draft.source_sha256 else None


def _new_plan_code(work: Transaction, year: int) -> str:
    taken = set(work.session.exec(select(tables.Plan.code)))
    code, number = f"KH-{year}", 2
    while code in taken:
        code, number = f"KH-{year}-{number}", number + 1
    return code


def _store_plan(work: Transaction, request: Request, draft: PlanDraft) -> tables.Plan:
    header = draft.header
    year = header.year or request.today.year
    plan = tables.Plan(
        code=_new_plan_code(work, year),
        title=header.title or f"{_TITLE} {year}",
        year=year,
        type=header.type,
        number=header.number,
        symbol=header.symbol,
        issuer=header.issuer,
        governing_body=header.governing_body,
        place=header.place,
        issued_on=header.issued_on,
        authority=header.authority,
        signer_title=header.signer_title,
        signer=header.signer,
        recipients=json.dumps(header.recipients, ensure_ascii=False),
        source_name=clean(draft.source_name) or None,
        source_sha256=draft.source_sha256 or None,
        imported_at=request.now,
    )
    work.session.add(plan)
    work.session.flush()
    return plan


def _store_new_units(work: Transaction, draft: PlanDraft) -> None:
    if not known_units(work):
        agency = read_agency(data_file("agency.toml"))
        if agency_matches(draft.header, agency):
            store_units(work, agency.units)
    known = {fold(unit.code) for unit in known_units(work)}
    store_units(work, [Unit(u.code, u.name, u.kind) for u in draft.units if fold(u.code) not in known])


def _store_sections(work: Transaction, plan: tables.Plan, draft: PlanDraft) -> dict[str, int]:
    keys: dict[str, int] = {}
    for position, section in enumerate(draft.sections, start=1):
        row = tables.Section(
            plan_id=row_key(plan.id),
            parent_id=keys.get(section.parent or ""),
            path=section.path,
            marker=section.marker,
            title=section.title,
            position=position,
        )
        work.session.add(row)
        work.session.flush()
        keys[section.path] = row_key(row.id)
    return keys


def _store_documents(work: Transaction, plan: tables.Plan, draft: PlanDraft) -> dict[DocumentDraft, int]:
    keys: dict[DocumentDraft, int] = {}
    for cited in draft.documents:
        query = select(tables.Document).where(
            col(tables.Document.number) == cited.number, col(tables.Document.issued_on) == cited.issued_on
        )
        row = work.session.exec(query).first() if cited.issued_on else None
        if row is None:
            row = tables.Document(type=cited.type, number=cited.number, issued_on=cited.issued_on, issuer=cited.issuer)
            work.session.add(row)
            work.session.flush()
        keys[cited] = row_key(row.id)
        relation = "basis" if cited.is_basis else "cited"
        work.session.add(tables.PlanDocument(plan_id=row_key(plan.id), document_id=row_key(row.id), relation=relation))
    work.session.flush()
    return keys


def _store_tasks(
    work: Transaction,
    plan: tables.Plan,
    draft: PlanDraft,
    sections: dict[str, int],
    documents: dict[DocumentDraft, int],
) -> None:
    units = {code: row_key(key) for code, key in work.session.exec(select(tables.Unit.code, tables.Unit.id))}
    for position, item in enumerate(draft.tasks, start=1):
        task = tables.Task(
            plan_id=row_key(plan.id),
            section_id=sections.get(item.section),
            code=item.code,
            position=position,
            content=item.content,
            kind=item.kind,
            product=item.product,
            source=item.source or None,
            groups=json.dumps(item.groups, ensure_ascii=False),
        )
        work.session.add(task)
        work.session.flush()
        work.session.add_all(_task_parts(task, item, units))
        work.session.add_all(
            tables.TaskDocument(task_id=row_key(task.id), document_id=key)
            for cited, key in documents.items()
            if _names(item.content, cited, documents)
        )
    work.session.flush()


def _names(content: str, cited: DocumentDraft, documents: Iterable[DocumentDraft]) -> bool:
    """Says whether a task's text names a document: its whole number, and its day where another has that number."""
    if not re.search(rf"(?<![\w/-]){re.escape(cited.number)}(?![\w/-])", content):
        return False
    if cited.issued_on is None or sum(other.number == cited.number for other in documents) == 1:
        return True
    day = cited.issued_on
    written = rf"0?{day.day}\s?(?:[/.-]|tháng)\s?0?{day.month}\s?(?:[/.-]|năm)\s?{day.year}"
    return re.search(rf"(?<!\d){written}(?!\d)", content) is not None


def _task_parts(task: tables.Task, item: TaskDraft, units: dict[str, int]) -> list[tables.Assignment | tables.Deadline]:
    parts: list[tables.Assignment | tables.Deadline] = [
        tables.Assignment(task_id=row_key(task.id), unit_id=units[code], role=role)
        for role, codes in ((Role.LEAD, item.leads), (Role.SUPPORT, item.supports))
        for code in codes
    ]
    leads: Sequence[str | None] = item.leads or (None,)
    parts += [
        tables.Deadline(
            task_id=row_key(task.id),
            plan_id=task.plan_id,
            unit_id=None if code is None else units[code],
            period=item.period,
            due_text=item.due_text,
            due_on=item.due_on,
            original_due_on=item.due_on,
        )
        for code in leads
    ]
    return parts


def _store_targets(work: Transaction, plan: tables.Plan, draft: PlanDraft, sections: dict[str, int]) -> None:
    work.session.add_all(
        tables.Target(
            plan_id=row_key(plan.id),
            section_id=sections.get(item.section),
            code=item.code,
            position=position,
            statement=item.statement,
            kind=item.kind,
            operator=item.operator,
            goal=item.goal,
            unit_of_measure=item.unit_of_measure,
            source=item.source or None,
        )
        for position, item in enumerate(draft.targets, start=1)
    )
    work.session.flush()


def ensure_plan(work: Transaction, request: Request) -> tables.Plan:
    """Gives the plan that the request speaks of; the first task of an empty database opens this year's plan."""
    if request.plan is None and not all_plans(work.reader):
        year = request.today.year
        plan = tables.Plan(code=_new_plan_code(work, year), title=f"{_TITLE} {year}", year=year)
        work.session.add(plan)
        work.session.flush()
        return plan
    return plan_row(work, request)


def use_plan(request: Request, code: str) -> Changed:
    """Makes a plan the one meant when no plan is named."""
    with writing(request) as work:
        plan = find_plan(work.reader, code)
        _choose(work, plan.code)
    return changed(request, work, f"Kế hoạch hiện hành: {plan.code} – {plan.title}.", plan.code, plan=plan.code)


def _choose(work: Transaction, code: str) -> None:
    setting = work.session.exec(select(tables.Setting).where(col(tables.Setting.key) == _CURRENT)).first()
    if setting is None:
        setting = tables.Setting(key=_CURRENT, value=code)
    setting.value = code
    work.session.add(setting)
    work.session.flush()
