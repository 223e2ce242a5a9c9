"""Writes a draft's parts as rows: the plan, its sections, units, documents, tasks, targets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.plans import all_plans
from danvan_cli.domain.codes import next_code
from danvan_cli.domain.draft import DocumentDraft, HeaderDraft, PeriodDraft, PlanDraft, TargetDraft, TaskDraft
from danvan_cli.domain.model import Role, Stage, TaskKind, Unit
from danvan_cli.domain.periods import first_day
from danvan_cli.domain.text import clean, fold
from danvan_cli.services.evidence import add_evidence
from danvan_cli.services.request import Request
from danvan_cli.services.units import shipped_agency, store_units, unknown_units
from danvan_cli.services.writing import known_units, plan_row, row_key

PLAN_TITLE = "Kế hoạch thực hiện công tác dân vận chính quyền năm"


_HEAD = (
    "title", "type", "number", "symbol", "issuer", "governing_body", "place", "issued_on", "authority", "signer_title",
    "signer",
)  # fmt: skip


def new_plan_code(work: Transaction, year: int) -> str:
    """Gives KH-2023, or KH-2023-2 where the year has a plan already."""
    taken = set(work.session.exec(select(tables.Plan.code)))
    code, number = f"KH-{year}", 2
    while code in taken:
        code, number = f"KH-{year}-{number}", number + 1
    return code


def ensure_plan(work: Transaction, request: Request) -> tables.Plan:
    """Gives the plan that the request speaks of; the first task of an empty database opens this year's plan."""
    if request.plan is None and not all_plans(work.reader):
        year = request.today.year
        plan = tables.Plan(code=new_plan_code(work, year), title=f"{PLAN_TITLE} {year}", year=year)
        work.session.add(plan)
        work.session.flush()
        return plan
    return plan_row(work, request)


def store_plan(work: Transaction, request: Request, draft: PlanDraft) -> tables.Plan:
    """Opens a plan from a draft's head; a file that names no year is of the current one."""
    year = draft.header.year or request.today.year
    plan = tables.Plan(code=new_plan_code(work, year), title=f"{PLAN_TITLE} {year}", year=year)
    fill_plan(plan, draft.header, draft, request)
    work.session.add(plan)
    work.session.flush()
    return plan


def fill_plan(plan: tables.Plan, header: HeaderDraft, draft: PlanDraft, request: Request) -> None:
    """Takes over what a file's head and foot say, and which file it was."""
    for name in _HEAD:
        # A version that leaves something out does not take it back.
        setattr(plan, name, getattr(header, name) or getattr(plan, name))
    if header.recipients:
        plan.recipients = json.dumps(header.recipients, ensure_ascii=False)
    plan.source_name = clean(draft.source_name) or None
    plan.source_sha256 = draft.source_sha256 or None
    plan.imported_at = request.now


def store_new_units(work: Transaction, draft: PlanDraft) -> None:
    """Adds the units that the plan names and the catalogue lacks; an agency's own plan brings its whole catalogue."""
    from danvan_cli.intake.agency import agency_matches  # only an import needs the readers

    agency = shipped_agency()
    if agency_matches(draft.header, agency):
        store_units(work, unknown_units(known_units(work), agency.units))
    known = {fold(unit.code) for unit in known_units(work)}
    store_units(work, [Unit(u.code, u.name, u.kind) for u in draft.units if fold(u.code) not in known])


def store_sections(work: Transaction, plan: tables.Plan, draft: PlanDraft) -> dict[str, int]:
    """Writes the headings, the ones that stand already by their path; gives every path's key."""
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
    """Writes the cited documents, each once in the whole database, and links them to the plan."""
    linked = set(
        work.session.exec(select(tables.PlanDocument.document_id).where(col(tables.PlanDocument.plan_id) == plan.id))
    )
    keys: dict[DocumentDraft, int] = {}
    for cited in draft.documents:
        key = _document_key(work, cited)
        keys[cited] = key
        if key not in linked:
            linked.add(key)
            relation = "basis" if cited.is_basis else "cited"
            work.session.add(tables.PlanDocument(plan_id=row_key(plan.id), document_id=key, relation=relation))
    work.session.flush()
    return keys


def _document_key(work: Transaction, cited: DocumentDraft) -> int:
    query = select(tables.Document).where(
        col(tables.Document.number) == cited.number, col(tables.Document.issued_on) == cited.issued_on
    )
    row = work.session.exec(query).first() if cited.issued_on else None
    if row is None:
        row = tables.Document(type=cited.type, number=cited.number, issued_on=cited.issued_on, issuer=cited.issuer)
        work.session.add(row)
        work.session.flush()
    return row_key(row.id)


def begin_of(plan: tables.Plan, request: Request) -> date:
    """Gives the day from which a plan holds: its issue, else the first of its year; today where that is to come."""
    return min(plan.issued_on or date(plan.year, 1, 1), request.today)


class TaskStore:
    """Writes tasks of one plan: gives codes and positions, links units, rows and documents."""

    def __init__(
        self,
        work: Transaction,
        request: Request,
        plan: tables.Plan,
        sections: dict[str, int],
        documents: dict[DocumentDraft, int],
    ) -> None:
        self._request = request
        # What a later version adds counts from that version on.
        self._begin = max(begin_of(plan, request), work.happened_on)
        self._work, self._plan, self._sections, self._documents = work, plan, sections, documents
        query = select(tables.Task.code, tables.Task.position).where(col(tables.Task.plan_id) == plan.id)
        rows = list(work.session.exec(query))
        self._codes = {code for code, _ in rows}
        self._position = max((position for _, position in rows), default=0)
        self._units = {code: row_key(key) for code, key in work.session.exec(select(tables.Unit.code, tables.Unit.id))}

    def add(self, items: Sequence[TaskDraft]) -> list[tables.Task]:
        """Writes tasks; a task's code is the draft's unless another task ever had that.

        All tasks go in one step and all that hangs on them in the next: row by row would take ten times as long.
        """
        tasks = [self._task(item) for item in items]
        self._work.session.add_all(tasks)
        self._work.session.flush()
        pairs = list(zip(tasks, items, strict=True))
        self._work.session.add_all(part for task, item in pairs for part in self._assignments(task, item))
        rows = [(item, self._rows(task, item)) for task, item in pairs]
        self._work.session.add_all(row for _, own in rows for row in own)
        self._work.session.flush()
        for item, own in rows:
            self._track(own, item)
        for task in tasks:
            self.link_documents(task)
        self._work.session.flush()
        return tasks

    def _task(self, item: TaskDraft) -> tables.Task:
        code = item.code if item.code not in self._codes else next_code(item.section or "BS", self._codes)
        self._codes.add(code)
        self._position += 1
        return tables.Task(
            plan_id=row_key(self._plan.id),
            section_id=self._sections.get(item.section),
            code=code,
            position=self._position,
            content=item.content,
            kind=item.kind,
            product=item.product,
            source=item.source or None,
            groups=json.dumps(item.groups, ensure_ascii=False),
        )

    def _rows(self, task: tables.Task, item: TaskDraft) -> list[tables.Deadline]:
        units: Sequence[int | None] = [self._units[lead] for lead in item.leads] or [None]
        return [self.row(task, item, unit_id, period) for unit_id in units for period in item.rows()]

    def link_documents(self, task: tables.Task) -> None:
        """Links the documents that the task's text names."""
        self._work.session.add_all(
            tables.TaskDocument(task_id=row_key(task.id), document_id=key)
            for cited, key in self._documents.items()
            if _names(task.content, cited, self._documents)
        )

    def _assignments(self, task: tables.Task, item: TaskDraft) -> list[tables.Assignment]:
        return [
            tables.Assignment(task_id=row_key(task.id), unit_id=self._units[code], role=role)
            for role, codes in ((Role.LEAD, item.leads), (Role.SUPPORT, item.supports))
            for code in codes
        ]

    def row(self, task: tables.Task, item: TaskDraft, unit_id: int | None, period: PeriodDraft) -> tables.Deadline:
        """Makes the row of one lead (or of none yet) for one period, not stored yet."""
        return tables.Deadline(
            task_id=row_key(task.id),
            plan_id=task.plan_id,
            unit_id=unit_id,
            period=period.period,
            start_on=item.start_on,
            opens_on=self._opens_on(item, period.period),
            due_kind=item.due_kind,
            due_rule=item.due_rule,
            due_certain=item.certain,
            due_text=period.due_text,
            due_on=period.due_on,
            original_due_on=period.due_on,
        )

    def _opens_on(self, item: TaskDraft, period: str) -> date:
        """Gives the day from which a row counts; what an office followed before stood there by then."""
        first = first_day(period) if item.kind == TaskKind.RECURRING else None
        day = max(first or self._begin, self._begin)
        told = item.tracking
        return min([day, *filter(None, (told.submitted_on, told.completed_on))]) if told else day

    def _track(self, rows: Sequence[tables.Deadline], item: TaskDraft) -> None:
        if item.tracking is None:
            return
        for row in rows:
            _take_over(self._work, row, item)
        if item.tracking.note and rows:
            note = item.tracking.note
            actor, now = self._request.actor, self._request.now
            self._work.session.add(tables.Note(task_id=rows[0].task_id, text=note, actor=actor, at=now))


def _take_over(work: Transaction, row: tables.Deadline, item: TaskDraft) -> None:
    """Takes an office's own follow-up into a new row; what has no day that can be believed stays open."""
    told = item.tracking
    assert told is not None  # noqa: S101  (the caller looked)
    row.progress, row.result = told.progress or 0, told.result
    row.submitted_on = told.submitted_on or told.completed_on
    if told.completed_on is not None and told.stage in (None, Stage.COMPLETED):
        row.stage, row.stage_since = Stage.COMPLETED, told.completed_on
        row.completed_on = max(told.completed_on, row.submitted_on or told.completed_on)
    elif told.submitted_on is not None:
        row.stage, row.stage_since = Stage.AWAITING_CONFIRMATION, told.submitted_on
    elif told.stage in (Stage.IN_PROGRESS, Stage.PAUSED, Stage.CANCELLED):
        row.stage, row.submitted_on = told.stage, None
    else:
        row.stage, row.submitted_on = Stage.IN_PROGRESS if row.progress else Stage.NOT_STARTED, None
    if told.extended_to is not None:
        if row.due_on is not None:
            work.session.add(_extension(row, told.extended_to))
        row.due_on = told.extended_to
    add_evidence(work, told.evidence, deadline=row_key(row.id))
    work.session.flush()


def _extension(row: tables.Deadline, until: date) -> tables.Extension:
    assert row.due_on is not None  # noqa: S101  (only a dated row is extended)
    return tables.Extension(
        deadline_id=row_key(row.id),
        asked_due_on=until,
        old_due_on=row.due_on,
        new_due_on=until,
        decision="granted",
        reason="theo bảng theo dõi của cơ quan",
    )


def _names(content: str, cited: DocumentDraft, documents: Iterable[DocumentDraft]) -> bool:
    """Says whether a task's text names a document: its whole number, and its day where another has that number."""
    if not re.search(rf"(?<![\w/-]){re.escape(cited.number)}(?![\w/-])", content):
        return False
    if cited.issued_on is None or sum(other.number == cited.number for other in documents) == 1:
        return True
    day = cited.issued_on
    written = rf"0?{day.day}\s?(?:[/.-]|tháng)\s?0?{day.month}\s?(?:[/.-]|năm)\s?{day.year}"
    return re.search(rf"(?<!\d){written}(?!\d)", content) is not None


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
    """Takes over what a draft says of a target."""
    row.statement, row.operator, row.goal = item.statement, item.operator, item.goal
    row.unit_of_measure, row.per_unit = item.unit_of_measure, item.per_unit
    row.section_id, row.source = sections.get(item.section), item.source or None
