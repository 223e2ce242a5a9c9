"""Plans: brought in from a file, opened empty, chosen as the current one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.plans import all_plans, find_plan
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.dates import short
from danvan_cli.domain.doubts import in_order, left_words
from danvan_cli.domain.draft import Document, HeaderDraft, PlanDraft, TaskDraft
from danvan_cli.domain.errors import FileRefusedError, UsageError
from danvan_cli.domain.model import Changed, Unit
from danvan_cli.domain.revision import Revision
from danvan_cli.domain.succession import is_valid
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.validation import FIRST_PLAN_YEAR, LAST_PLAN_YEAR
from danvan_cli.domain.words import OWN_KINDS, CopyReason
from danvan_cli.intake.agency import agency_matches
from danvan_cli.intake.draft.plausible import question_draft
from danvan_cli.intake.files.opening import open_bytes, read_bytes
from danvan_cli.intake.files.opening import read_input as read_input
from danvan_cli.intake.own_files import refuse_own_data, refuse_own_document
from danvan_cli.intake.plan import read_plan
from danvan_cli.services import recognising, revision
from danvan_cli.services.due_days import chosen_context
from danvan_cli.services.ended_units import redirected
from danvan_cli.services.plan_store import (
    CURRENT,
    begin_of,
    store_documents,
    store_new_units,
    store_plan,
    store_sections,
    store_targets,
)
from danvan_cli.services.request import Request
from danvan_cli.services.task_store import TaskStore
from danvan_cli.services.units import shipped_agency, unknown_units
from danvan_cli.services.writing import changed, plan_row, required_text, store_setting, writing


def read_draft(request: Request, path: Path, year: int | None = None) -> PlanDraft:
    """Reads a plan's file into a draft and writes nothing; units are named by the catalogue in force.

    ``year`` wins over the year that the file states.
    """
    return draft_of(request, _opened(path.name, read_bytes(path)), year)


def read_stream(request: Request, content: bytes, year: int | None = None) -> PlanDraft:
    """Reads a plan from bytes without a file name, as from standard input."""
    return draft_of(request, _opened("đầu vào", content), year)


def _opened(name: str, content: bytes) -> Document:
    """Opens a file that is none of danvan's own; those are no plans, and read as such they would be second copies."""
    refuse_own_data(name, content)
    document = open_bytes(content, name)
    refuse_own_document(document)
    return document


def draft_of(request: Request, document: Document, year: int | None = None) -> PlanDraft:
    """Reads an opened document into a draft; UsageError for a ``year`` outside 1945–2200."""
    if year is not None and not FIRST_PLAN_YEAR <= year <= LAST_PLAN_YEAR:
        raise UsageError(f"Năm {year} không hợp lệ.", f"Ghi năm từ {FIRST_PLAN_YEAR} đến {LAST_PLAN_YEAR} ở --year.")
    try:
        draft = read_plan(
            document,
            lambda header: catalogue(request, header),
            year=year,
            chosen=chosen_context(request),
        )
    except FileRefusedError:
        recognising.refuse_report(request, document)
        raise
    draft = redirected(question_draft(draft, request.today), catalogue(request, draft.header), request.today)
    return replace(in_order(draft), opening=recognising.opening_of(document))


def catalogue(request: Request, header: HeaderDraft) -> Sequence[Unit]:
    """Lists the database's units, ended ones too, and the shipped agency's others when the plan is that agency's."""
    units: list[Unit] = []
    if request.database.exists:
        with reading(request.database) as reader:
            units = all_units(reader)
    agency = shipped_agency()
    return [*units, *unknown_units(units, agency.units)] if agency_matches(header, agency) else units


def expand_groups(request: Request, draft: PlanDraft) -> PlanDraft:
    """Puts the agency's own units in place of a group that means all of them, where a task has no other lead."""
    known = catalogue(request, draft.header)
    own = tuple(unit.code for unit in known if unit.kind in OWN_KINDS and is_valid(unit, request.today))

    def expanded(task: TaskDraft) -> TaskDraft:
        if task.leads or not own or not any(_means_all_units(words) for words in task.groups):
            return task
        return task._replace(leads=tuple(code for code in own if code not in task.supports))

    tasks = tuple(expanded(task) for task in draft.tasks)
    settled = {new.code for old, new in zip(draft.tasks, tasks, strict=True) if old.leads != new.leads}
    open_doubts = tuple(doubt for doubt in draft.unresolved if doubt.task not in settled or doubt.field != "leads")
    return replace(draft, tasks=tasks, unresolved=open_doubts)


def _means_all_units(words: str) -> bool:
    key = fold(words)
    return "don vi" in key and ("thuoc" in key or "phong" in key) and "lien quan" not in key


def import_plan(request: Request, draft: PlanDraft, *, as_new: bool = False, may_drop: int | None = None) -> Changed:
    """Stores a draft as a plan in one step; a revised version of a plan changes that plan.

    A file that was imported before (by its SHA-256) changes nothing. ``as_new`` opens another plan in any case. Only
    the first plan becomes the current one. A version that cancels more than ``may_drop`` tasks is a ConflictError.
    """
    found: Revision | None = None
    with writing(request, may_begin=True, risk=CopyReason.IMPORT) as work:
        notes: tuple[str, ...] = ()
        standing = None if as_new else revision.standing_plan(work, request, draft)
        if standing is not None and standing.source_sha256 == draft.source_sha256:
            notes = (f"Tệp {clean(draft.source_name)} đã được nhập là {standing.code}.",)
            headline, plan_code = "", standing.code
        elif standing is not None:
            store_new_units(work, draft)
            found, headline, notes = revision.revise(work, request, standing, draft, may_drop)
            notes = (*notes, *_left_open(draft))
            plan_code = standing.code
        else:
            plan_code = _store(work, request, draft)
            headline = f"Đã nhập {plan_code}: {len(draft.tasks)} nhiệm vụ, {len(draft.targets)} chỉ tiêu."
            notes = (*_kept_in_use(work, plan_code), *_left_open(draft))
    return changed(request, work, headline, plan_code, plan=plan_code, notes=notes)._replace(revision=found)


def _store(work: Transaction, request: Request, draft: PlanDraft) -> str:
    # The plan holds since its issue, or since the first day that an office's own register tells of.
    begin = min(draft.header.issued_on or date(draft.header.year or request.today.year, 1, 1), request.today)
    told = [day for t in draft.tasks if t.tracking for day in (t.tracking.submitted_on, t.tracking.completed_on) if day]
    work.happened_on = min([begin, *told])
    known = all_plans(work.reader, counted=False)
    in_use = next((one.code for one in known if one.is_current and one.is_open(request.today)), None)
    plan = store_plan(work, request, draft)
    store_new_units(work, draft)
    sections = store_sections(work, plan, draft)
    TaskStore(work, request, plan, sections, store_documents(work, plan, draft)).add(draft.tasks)
    store_targets(work, plan, draft.targets, sections)
    store_setting(work, CURRENT, in_use or plan.code)
    return plan.code


def _kept_in_use(work: Transaction, code: str) -> tuple[str, ...]:
    in_use = find_plan(work.reader, None).code
    return () if in_use == code else (f"Kế hoạch hiện hành vẫn là {in_use}; đổi bằng danvan plan use {code}.",)


def _left_open(draft: PlanDraft) -> tuple[str, ...]:
    if not draft.unresolved:
        return ()
    left = left_words(len(draft.unresolved)).capitalize()
    return (f"{left}; việc chưa có chủ trì: danvan task list --unassigned.",)


# What ``edit_plan`` changes besides the number, by the names of the plan's columns.
EDITABLE = ("title", "issuer", "governing_body", "place", "authority", "signer_title", "signer")


def edit_plan(
    request: Request, texts: Mapping[str, str | None], number: str | None = None, issued_on: date | None = None
) -> Changed:
    """Corrects what a plan says of itself, counting from the plan's first day; the journal keeps the old value.

    ``number`` may bring its symbol ("25/KH-SKHCN"). None leaves a text as it is, an empty one clears it; a title is
    never empty. UsageError where there is nothing to change, or the day of issue is after today.
    """
    said = {name: text for name, text in texts.items() if name in EDITABLE and text is not None}
    if not said and number is None and issued_on is None:
        raise UsageError("Chưa ghi gì để sửa.", "Ghi --number, --issued-on, --signer hoặc tùy chọn khác.")
    if issued_on is not None and issued_on > request.today:
        raise UsageError(f"Ngày ban hành {short(issued_on)} chưa đến.", "Ghi ngày đã ký kế hoạch ở --issued-on.")
    with writing(request) as work:
        plan = plan_row(work, request)
        for name, text in said.items():
            setattr(plan, name, required_text(text, "Tên kế hoạch") if name == "title" else clean(text) or None)
        if number is not None:
            bare, _, symbol = clean(number).partition("/")
            plan.number, plan.symbol = bare.strip() or None, symbol.strip() or plan.symbol
        plan.issued_on = issued_on or plan.issued_on
        work.happened_on = begin_of(plan, request)
        code = plan.code
    return changed(request, work, f"Đã sửa thông tin của {code}.", code, plan=code)


def use_plan(request: Request, code: str) -> Changed:
    """Stores which plan is meant when none is named; NotFoundError for an unknown code."""
    with writing(request) as work:
        plan = find_plan(work.reader, code)
        store_setting(work, CURRENT, plan.code)
    return changed(request, work, f"Kế hoạch hiện hành: {plan.code} – {plan.title}.", plan.code, plan=plan.code)


def text_lines(path: Path, content: bytes | None = None) -> list[str]:
    """Reads the lines of a text that say something, in whatever encoding; FileRefusedError where there is none."""
    from danvan_cli.intake.files.text import decode

    name = clean(path.name)
    text, _ = decode(name, read_bytes(path) if content is None else content)
    lines = [words for line in text.splitlines() if (words := clean(line))]
    if not lines:
        raise FileRefusedError(f"“{name}” không có dòng nào.", "Ghi mỗi dòng một việc.")
    return lines
