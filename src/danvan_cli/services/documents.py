"""The register of documents: what an office cites and issues, entered once, linked to plans and tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads import documents as reads
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.plans import find_plan
from danvan_cli.db.reads.proofs import plan_proofs, record_proofs
from danvan_cli.domain.documents import (
    OWN_ROLES,
    DocumentDetail,
    Registered,
    document_number,
    find_document,
    kind_of_number,
    known_kind,
    number_key,
    same_document,
)
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import DocumentRole
from danvan_cli.services.request import Request
from danvan_cli.services.writing import changed, plan_row, row_key, task_rows, writing

_ENTERED = (DocumentRole.BASIS, DocumentRole.CITED, DocumentRole.ISSUED)
_SEE = "Xem bằng danvan doc list."


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What is said of a document; None leaves a thing as it is, an empty text clears it (never the number).

    ``replaced_by`` and each of ``replaces`` name other documents of the register. ``role`` is that in the plan, where
    ``tasks`` are by their codes.
    """

    number: str | None = None
    kind: str | None = None
    on: date | None = None
    issuer: str | None = None
    subject: str | None = None
    replaced_by: str | None = None
    replaces: Sequence[str] = ()
    role: DocumentRole | None = None
    tasks: Sequence[str] = ()


def list_documents(
    request: Request, role: DocumentRole | None = None, kind: str | None = None, text: str | None = None
) -> tuple[Registered, ...]:
    """Lists the register by the day asked about: of the plan named, else of the whole agency.

    Of one role (``issued`` takes in all that the office sent out), of one kind, with some words in it.
    """
    wanted_kind = known_kind(kind) if kind is not None else None
    with reading(request.database) as reader:
        plan = find_plan(reader, request.plan).code if request.plan is not None else None
        found = reads.register(reader, request.as_of, plan)
    roles = OWN_ROLES if role is DocumentRole.ISSUED else (role,)
    return tuple(
        line
        for line in found
        if (role is None or line.relation in roles)
        and (wanted_kind is None or line.type == wanted_kind)
        and (text is None or fold(text) in fold(" ".join(filter(None, [line.number, line.subject, line.issuer]))))
    )


def show_document(request: Request, words: str) -> DocumentDetail:
    """Finds one document of the register; errors as in ``find_document``."""
    with reading(request.database) as reader:
        known = reads.register(reader, request.as_of)
        found = find_document(known, words)
        plans = [code for (code,) in reader.execute("SELECT code FROM plan WHERE agency_id = :agency ORDER BY id")]
        places = [
            one
            for plan in plans
            for one in reads.register(reader, request.as_of, plan)
            if (one.number, one.issued_on, one.is_entered) == (found.number, found.issued_on, found.is_entered)
        ]
        told = [(f"{plan}:" if len(plans) > 1 else "", plan_proofs(reader, plan)) for plan in plans]
        proofs = tuple(
            proof._replace(code=f"{before}{proof.code}")
            for before, of_one in (*told, ("", record_proofs(reader)))
            for proof in of_one
            if proof.document is not None and same_document([found], proof.document, proof.issued_on) is not None
        )
    return DocumentDetail(found, tuple(places), proofs, _replaced(known, found))


def _replaced(known: Sequence[Registered], found: Registered) -> tuple[str, ...]:
    return tuple(one.name for one in known if one.replaced_by == found.number)


def add_document(request: Request, new: DocumentChange) -> Changed:
    """Enters a document; ConflictError for one that the register has, from whatever source.

    Without a role one without an issuer is the office's own (``issued``), another one is cited. Its kind is told by its
    number where it is not said.
    """
    number = document_number(new.number or "")
    kind = known_kind(new.kind) if new.kind else kind_of_number(number)
    with writing(request) as work:
        plan = plan_row(work, request)
        _refuse_known(work, number, new.on)
        issuer = clean(new.issuer or "") or None
        role = new.role or (DocumentRole.CITED if issuer else DocumentRole.ISSUED)
        if role is DocumentRole.ISSUED and issuer is None:
            issuer = plan.issuer
        row = tables.Document(
            agency_id=work.agency, type=kind, number=number, issued_on=new.on, issuer=issuer,
            subject=clean(new.subject or "") or None,
        )  # fmt: skip
        work.session.add(row)
        work.session.flush()
        _set_role(work, plan, row, role)
        _link_tasks(work, request, plan, row, new.tasks)
        _replace(work, request, row, new)
        plan_code, name = plan.code, _name(row)
    return changed(request, work, f"Đã ghi {name} vào sổ văn bản, vai trò {role.label}.", number, plan=plan_code)


def edit_document(request: Request, words: str, change: DocumentChange) -> Changed:
    """Corrects a document that was entered or found in a plan; errors as in ``find_document`` and ``add_document``."""
    with writing(request) as work:
        row = _row(work, request, words)
        number = document_number(change.number) if change.number is not None else row.number
        on = change.on or row.issued_on
        if (number, on) != (row.number, row.issued_on):
            _refuse_known(work, number, on, row)
            row.number, row.issued_on = number, on
        if change.kind is not None:
            row.type = known_kind(change.kind) if clean(change.kind) else None
        for name in ("issuer", "subject"):
            if (said := getattr(change, name)) is not None:
                setattr(row, name, clean(said) or None)
        if change.role is not None:
            _set_role(work, plan_row(work, request), row, change.role)
        _replace(work, request, row, change)
        name, number = _name(row), row.number
    return changed(request, work, f"Đã sửa {name}.", number)


def remove_document(request: Request, words: str) -> Changed:
    """Takes a document out of the register with its links; one that it took the place of is in force again."""
    with writing(request) as work:
        row = _row(work, request, words)
        name, number = _name(row), row.number
        for other in work.session.exec(
            select(tables.Document).where(col(tables.Document.replaced_by_id) == row.id)
        ).all():
            other.replaced_by_id = None
        links = 0
        for kind in (tables.PlanDocument, tables.TaskDocument):
            for link in work.session.exec(select(kind).where(col(kind.document_id) == row.id)).all():
                work.session.delete(link)
                links += 1
        work.session.flush()
        # Told while the document is there that their codes have in them.
        work.write_journal()
        work.session.delete(row)
    more = f" cùng {links} chỗ gắn" if links else ""
    return changed(request, work, f"Đã bỏ {name} khỏi sổ văn bản{more}.", number)


def link_document(
    request: Request, words: str, tasks: Sequence[str], role: DocumentRole | None = None, *, unlink: bool = False
) -> Changed:
    """Links a document to tasks of the plan, or gives it a role in the plan; ``unlink`` takes the link away.

    Without tasks the plan itself is meant. Letters and sent reports are linked by what they are: ConflictError.
    """
    with writing(request) as work:
        plan = plan_row(work, request)
        row = _row(work, request, words)
        name, number, plan_code = _name(row), row.number, plan.code
        if unlink:
            _unlink(work, request, plan, row, tasks)
            headline = f"Đã bỏ gắn {name} với {', '.join(tasks) or plan_code}."
        else:
            if role is not None or not tasks:
                _set_role(work, plan, row, role or DocumentRole.CITED)
            _link_tasks(work, request, plan, row, tasks)
            headline = f"Đã gắn {name} với {', '.join(tasks) or plan_code}."
    return changed(request, work, headline, number, plan=plan_code)


def _name(row: tables.Document) -> str:
    return Registered(row.type, row.number, row.issued_on, row.issuer, None).name


def _row(work: Transaction, request: Request, words: str) -> tables.Document:
    """Finds an entered document; ConflictError for one that the data are themselves, and is changed where it stands."""
    found = find_document(reads.register(work.reader, request.today), words)
    if not found.is_entered:
        where = {
            DocumentRole.PLAN: "Nó là chính kế hoạch: sửa bằng danvan plan edit.",
            DocumentRole.LETTER: "Nó là công văn do danvan remind ghi: xem bằng danvan remind letter.",
            DocumentRole.REPORT: "Nó là báo cáo do danvan report sent giữ: xem bằng danvan report list.",
        }
        raise ConflictError(f"{found.name} không sửa được ở sổ văn bản.", where[DocumentRole(found.relation or "")])
    query = select(tables.Document).where(
        col(tables.Document.agency_id) == work.agency, col(tables.Document.number) == found.number
    )
    rows = [row for row in work.session.exec(query) if row.issued_on == found.issued_on]
    if len(rows) > 1:
        raise ConflictError(
            f"Có {len(rows)} dòng {found.name} giống nhau.",
            "Bỏ bớt: ghi ngày cho từng dòng ở kế hoạch nguồn, hoặc danvan undo.",
        )
    return rows[0]


def _refuse_known(work: Transaction, number: str, on: date | None, itself: tables.Document | None = None) -> None:
    own = None if itself is None else (itself.number, itself.issued_on, True)
    for one in reads.register(work.reader, date.max):
        is_same = number_key(one.number) == number_key(number) and one.issued_on == on
        if is_same and (one.number, one.issued_on, one.is_entered) != own:
            raise ConflictError(f"Sổ văn bản đã có {one.name}.", f'Xem bằng danvan doc show "{one.number}".')


def _replace(work: Transaction, request: Request, row: tables.Document, change: DocumentChange) -> None:
    """Says which document took whose place; UsageError for a circle."""
    work.session.flush()
    if change.replaced_by is not None:
        row.replaced_by_id = _row(work, request, change.replaced_by).id if clean(change.replaced_by) else None
        _refuse_circle(work, row)
    for words in change.replaces:
        old = _row(work, request, words)
        old.replaced_by_id = row_key(row.id)
        _refuse_circle(work, old)
    work.session.flush()


def _refuse_circle(work: Transaction, row: tables.Document) -> None:
    seen, place = {row.id}, row.replaced_by_id
    while place is not None:
        if place in seen:
            raise UsageError(f"Văn bản số {row.number} không thể thay thế chính nó.", "Kiểm tra lại số văn bản.")
        seen.add(place)
        place = work.session.get_one(tables.Document, place).replaced_by_id


def _set_role(work: Transaction, plan: tables.Plan, row: tables.Document, role: DocumentRole) -> None:
    if role not in _ENTERED:
        listed = ", ".join(one.spoken for one in _ENTERED)
        raise UsageError(f"Vai trò “{role.label}” do chương trình tự ghi.", f"Ghi một trong: {listed}.")
    query = select(tables.PlanDocument).where(
        col(tables.PlanDocument.plan_id) == plan.id, col(tables.PlanDocument.document_id) == row.id
    )
    link = work.session.exec(query).first()
    if link is None:
        link = tables.PlanDocument(plan_id=row_key(plan.id), document_id=row_key(row.id), relation=role.value)
    link.relation = role.value
    work.session.add(link)
    work.session.flush()


def _link_tasks(
    work: Transaction, request: Request, plan: tables.Plan, row: tables.Document, tasks: Sequence[str]
) -> None:
    link = tables.TaskDocument
    for words in tasks:
        for task in task_rows(work, plan, words):
            query = select(link).where(col(link.task_id) == task.id, col(link.document_id) == row.id)
            if work.session.exec(query).first() is None:
                work.session.add(link(task_id=row_key(task.id), document_id=row_key(row.id)))
    work.session.flush()


def _unlink(work: Transaction, request: Request, plan: tables.Plan, row: tables.Document, tasks: Sequence[str]) -> None:
    of_task, of_plan = tables.TaskDocument, tables.PlanDocument
    wanted = [task.id for words in tasks for task in task_rows(work, plan, words)]
    query = (
        select(of_task).where(col(of_task.task_id).in_(wanted), col(of_task.document_id) == row.id)
        if tasks
        else select(of_plan).where(col(of_plan.plan_id) == plan.id, col(of_plan.document_id) == row.id)
    )
    found = work.session.exec(query).all()
    if len(found) < max(1, len(wanted)):
        raise NotFoundError(f"{_name(row)} chưa gắn với {', '.join(tasks) or plan.code}.", _SEE)
    for link in found:
        work.session.delete(link)
