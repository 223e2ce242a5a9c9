"""Proofs looked at and added: those of one thing, what is done without any, what a check of all of them finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from danvan_cli.db import evidence_files
from danvan_cli.db.evidence_files import Print
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import tasks
from danvan_cli.db.reads.documents import register
from danvan_cli.db.reads.plans import find_plan
from danvan_cli.db.reads.proofs import (
    plan_proofs,
    proofs_of,
    record_proofs,
    unproved,
    unproved_closings,
    unproved_records,
    writers_of,
)
from danvan_cli.db.reads.records import record_codes
from danvan_cli.db.reads.targets import all_targets
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_code, find_unit
from danvan_cli.domain.dates import short
from danvan_cli.domain.documents import Registered, number_key, same_document
from danvan_cli.domain.errors import DatabaseError, NotFoundError
from danvan_cli.domain.links import why_no_link
from danvan_cli.domain.model import Plan, Proof
from danvan_cli.domain.proofs import Faulty, ProofDetail, Unproved
from danvan_cli.domain.words import EvidenceFault, FileState
from danvan_cli.services.record_kinds import kind_by_key
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot

_Tell = Callable[[EvidenceFault, str, str], Faulty]


class ProofList(NamedTuple):
    """The proofs of one thing (``code``), or of all of a plan; ``total`` of them in all."""

    plan: Plan
    code: str | None
    proofs: tuple[Proof, ...]
    total: int


def list_proofs(
    request: Request,
    code: str | None = None,
    unit: str | None = None,
    limit: int | None = None,
    *,
    unconfirmed: bool = False,
) -> ProofList:
    """Lists the proofs of a task, target or record, or of all of the plan; one that counts no more is told as such.

    ``unconfirmed`` keeps those in force that nobody has confirmed.
    """
    with snapshot(request) as reader:
        plan = find_plan(reader, request.plan)
        known = find_owner(reader, plan.code, code) if code is not None else None
        whose = find_unit(all_units(reader), unit).code if unit is not None else None
        found: Iterator[Proof] | Sequence[Proof] = (
            proofs_of(reader, plan.code, known) if known is not None else _all(reader, plan.code)
        )
        kept, total = list[Proof](), 0
        for proof in found:
            is_wanted = (whose is None or proof.unit == whose) and not (unconfirmed and not is_unconfirmed(proof))
            if is_wanted:
                total += 1
                if limit is None or total <= limit:
                    kept.append(proof)
        return ProofList(plan, known, tuple(kept), total)


def _all(reader: Reader, plan: str) -> Iterator[Proof]:
    yield from plan_proofs(reader, plan)
    yield from record_proofs(reader)


def is_unconfirmed(proof: Proof) -> bool:
    """True for a proof in force of which nobody has said whether it is valid."""
    return proof.rejected_on is None and proof.verdict is None


def find_owner(reader: Reader, plan: str, code: str) -> str:
    """Finds the task, target or record meant, in the spelling of its own code; NotFoundError for any other."""
    try:
        return tasks.find_task(reader, plan, code)
    except NotFoundError:
        known = [target.code for target in all_targets(reader, plan)]
        known += record_codes(reader)
        return find_code(known, code, "nhiệm vụ, chỉ tiêu hoặc phiếu", f"Kế hoạch {plan}")


def show_proof(request: Request, code: str, number: int) -> ProofDetail:
    """Finds one proof by its number in ``list_proofs``; NotFoundError where there is none."""
    with snapshot(request) as reader:
        plan = find_plan(reader, request.plan)
        owner = find_owner(reader, plan.code, code)
        proofs = proofs_of(reader, plan.code, owner)
        if not 1 <= number <= len(proofs):
            known = f"Có {len(proofs)}, đánh số từ 1." if proofs else "Chưa có minh chứng nào."
            raise NotFoundError(f"{owner} không có minh chứng {number}.", known)
        proof = proofs[number - 1]
        document = None
        if proof.document is not None:
            document = same_document(register(reader, request.as_of), proof.document, proof.issued_on)
        writers = tuple(
            dict.fromkeys(
                actor if login in (None, actor) else f"{actor} ({login})"
                for actor, login in writers_of(reader, proof.key)
            )
        )
    return ProofDetail(plan, proof, _file_state(request, proof), document, writers)


def _file_state(request: Request, proof: Proof) -> FileState | None:
    place = request.database.path
    if not proof.is_kept or proof.sha256 is None or place is None:
        return None
    return evidence_files.state_of(evidence_files.folder_of(place), proof.sha256)


def kept_content(request: Request, detail: ProofDetail) -> Callable[[BinaryIO], object]:
    """Gives what writes the kept file of a proof, whole or not at all.

    NotFoundError where none was kept, DatabaseError for one that is lost or damaged.
    """
    proof, place = detail.proof, request.database.path
    if detail.file is None or place is None or proof.sha256 is None or proof.size is None:
        raise NotFoundError(
            f"Minh chứng {proof.number} của {proof.code} không có tệp được giữ.",
            "Chỉ có chữ, số, liên kết hoặc mã băm.",
        )
    if detail.file is not FileState.INTACT:
        raise DatabaseError(
            f"Tệp “{proof.text}” của {proof.code}: {detail.file.label}.",
            "Lấy lại từ bản sao lưu có thư mục minh-chung.",
        )
    source, known = evidence_files.folder_of(place) / proof.sha256, Print(proof.sha256, proof.size)
    return lambda file: evidence_files.copy_into(source, known, file)


class Missing(NamedTuple):
    """What is done without proof: ``rows`` of them, of which ``unexplained`` have no reason either."""

    plan: Plan
    rows: tuple[Unproved, ...]
    unexplained: int


def missing(request: Request, unit: str | None = None) -> Missing:
    """Lists completed work, targets' newest figures and records that must have one, without a proof in force.

    Among the work are followed records, such as demands after an inspection.
    """
    with snapshot(request) as reader:
        plan = find_plan(reader, request.plan)
        whose = find_unit(all_units(reader), unit).code if unit is not None else None
        found = [
            *unproved(reader, plan.code),
            *filter(_must_have_one, unproved_records(reader)),
            *unproved_closings(reader),
        ]
    rows = tuple(row for row in found if whose is None or row.unit == whose)
    return Missing(plan, rows, sum(row.reason is None for row in rows))


def _must_have_one(row: Unproved) -> bool:
    kind = kind_by_key(row.content)
    return kind is not None and kind.evidence_required


def check(request: Request, only: EvidenceFault | None = None) -> tuple[Plan, tuple[Faulty, ...]]:
    """Goes through all proofs in force of a plan and its cited documents, and tells what a person should look at."""
    with snapshot(request) as reader:
        plan = find_plan(reader, request.plan)
        known = register(reader, request.as_of)
        faults = [
            fault
            for proof in _all(reader, plan.code)
            if proof.rejected_on is None
            for fault in _faults_of(request, proof, known)
            if only is None or fault.fault is only
        ]
        if only in (None, EvidenceFault.REPLACED):
            faults += _cited_and_replaced(register(reader, request.as_of, plan.code), plan.code)
    order = list(EvidenceFault)
    return plan, tuple(sorted(faults, key=lambda fault: order.index(fault.fault)))


def _faults_of(request: Request, proof: Proof, known: Sequence[Registered]) -> Iterator[Faulty]:
    def faulty(fault: EvidenceFault, what: str, todo: str) -> Faulty:
        return Faulty(fault, proof.code, proof.number, proof.text, what, todo)

    state = _file_state(request, proof)
    replace = f"danvan evidence replace {proof.code} {proof.number} …"
    if state not in (None, FileState.INTACT):
        assert state is not None  # noqa: S101  (None is among the two)
        yield faulty(EvidenceFault.FILE, f"tệp {state.label}", f"Lấy lại từ bản sao lưu, hoặc {replace}")
    if proof.kind == "link" and (why := why_no_link(proof.text)):
        yield faulty(EvidenceFault.LINK, why, f"Sửa bằng {replace}")
    if proof.document is not None:
        yield from _faults_of_document(proof, known, faulty, replace)
    if is_unconfirmed(proof):
        todo = f"danvan evidence confirm {proof.code} {proof.number} --valid"
        yield faulty(EvidenceFault.UNCONFIRMED, "chưa ai xác nhận", todo)


def _faults_of_document(proof: Proof, known: Sequence[Registered], faulty: _Tell, replace: str) -> Iterator[Faulty]:
    number = proof.document or ""
    found = same_document(known, number, proof.issued_on)
    same_number = [one for one in known if number_key(one.number) == number_key(number)]
    if found is None and same_number:
        days = ", ".join(short(one.issued_on) for one in same_number if one.issued_on)
        yield faulty(
            EvidenceFault.OTHER_DAY, f"sổ văn bản ghi số này ngày {days}", f"Kiểm tra ngày; sửa bằng {replace}"
        )
    elif found is None:
        todo = f'danvan doc add {number} --issuer "…"'
        yield faulty(EvidenceFault.UNREGISTERED, "số văn bản chưa có trong sổ", f"Kiểm tra số; đúng thì {todo}")
    elif found.replaced_by:
        yield faulty(
            EvidenceFault.REPLACED, f"đã được thay bằng số {found.replaced_by}", f"Xem lại; sửa bằng {replace}"
        )


def _cited_and_replaced(known: Sequence[Registered], plan: str) -> Iterator[Faulty]:
    for one in known:
        if one.replaced_by:
            where = ", ".join(one.tasks) or plan
            what = f"văn bản nêu trong kế hoạch đã được thay bằng số {one.replaced_by}"
            yield Faulty(EvidenceFault.REPLACED, where, None, one.name, what, "Theo văn bản mới khi triển khai")
