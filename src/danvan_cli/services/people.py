"""The officers: entered, corrected, taken out, and put in charge of work."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.people import officers
from danvan_cli.db.removing import branch_of, remove
from danvan_cli.domain.dates import FIRST_DAY
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.finding import find_officer
from danvan_cli.domain.model import Changed
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.validation import LONGEST_NAME, mail_address, required_text
from danvan_cli.domain.words import Role
from danvan_cli.services.request import Request
from danvan_cli.services.writing import changed, row_key, unit_row, writing

_DIRECT, _HANDLE = "direct", "handle"


@dataclass(frozen=True, slots=True)
class OfficerChange:
    """What is known of an officer; None leaves a thing as it is, an empty text clears it (never the name)."""

    name: str | None = None
    post: str | None = None
    phone: str | None = None
    email: str | None = None
    unit: str | None = None


def add_officer(request: Request, new: OfficerChange) -> Changed:
    """Enters an officer; ConflictError for a name that the same unit has already."""
    with writing(request, may_begin=True) as work:
        row = tables.Person(agency_id=work.agency, name=required_text(new.name or "", "Họ tên", LONGEST_NAME))
        _fill(work, row, new)
        code = _refuse_namesake(work, row)
        work.session.add(row)
        name = row.name
    return changed(request, work, f"Đã thêm cán bộ {name}" + (f" của {code}." if code else "."), name)


def edit_officer(request: Request, words: str, change: OfficerChange) -> Changed:
    """Corrects what is known of an officer; errors as in ``find_officer`` and ``add_officer``."""
    with writing(request) as work:
        row = _officer_row(work, words)
        known = (row.name, row.unit_id)
        if change.name is not None:
            row.name = required_text(change.name, "Họ tên", LONGEST_NAME)
        _fill(work, row, change)
        if (row.name, row.unit_id) != known:
            _refuse_namesake(work, row)
        name = row.name
    return changed(request, work, f"Đã sửa cán bộ {name}.", name)


def remove_officer(request: Request, words: str) -> Changed:
    """Takes an officer out, and out of charge of all work; ``undo`` brings both back."""
    with writing(request) as work:
        row = _officer_row(work, words)
        name = row.name
        branch = branch_of(work, "person", [row_key(row.id)])
        tasks = branch.count("task_person")
        work.session.expunge(row)
        remove(work, branch, FIRST_DAY)
    more = f", thôi phụ trách {tasks} nhiệm vụ" if tasks else ""
    return changed(request, work, f"Đã bỏ cán bộ {name}{more}.", name)


def put_in_charge(work: Transaction, task: tables.Task, words: str, unit: str | None) -> None:
    """Puts an officer in charge of the own unit's part as a lead, one who has no unit in charge of the whole task.

    Who had that charge is relieved of it. Empty ``words`` relieve whoever has one, with ``unit`` those of the unit.
    ConflictError where the officer's unit does not lead the task, UsageError where ``unit`` is another one's.
    """
    charges = select(tables.TaskPerson, tables.Person).where(
        col(tables.TaskPerson.task_id) == task.id, col(tables.Person.id) == tables.TaskPerson.person_id
    )
    own = unit_row(work, unit) if unit is not None else None
    if not clean(words):
        for charge, person in work.session.exec(charges).all():
            if own is None or person.unit_id == own.id:
                work.session.delete(charge)
        return
    row = _officer_row(work, words)
    if own is not None and row.unit_id != own.id:
        raise UsageError(f"{row.name} không thuộc {own.code}.", "Chọn cán bộ của đơn vị ấy.")
    if row.unit_id is not None:
        _refuse_outsider(work, task, row)
    duty = _DIRECT if row.unit_id is None else _HANDLE
    stands = False
    for charge, person in work.session.exec(charges).all():
        if person.id == row.id:
            stands = True
        elif person.unit_id == row.unit_id:
            work.session.delete(charge)
    if not stands:
        work.session.add(tables.TaskPerson(task_id=row_key(task.id), person_id=row_key(row.id), duty=duty))
    work.session.flush()


def _refuse_namesake(work: Transaction, row: tables.Person) -> str | None:
    """Refuses a name that the same unit has already; gives the unit's code."""
    code = work.session.get_one(tables.Unit, row.unit_id).code if row.unit_id else None
    with work.session.no_autoflush:
        same = select(tables.Person).where(
            col(tables.Person.agency_id) == row.agency_id,
            col(tables.Person.unit_id).is_(None) if row.unit_id is None else col(tables.Person.unit_id) == row.unit_id,
        )
        others = [one for one in work.session.exec(same).all() if one is not row]
    if any(fold(one.name) == fold(row.name) for one in others):
        raise ConflictError(
            f"Đã có cán bộ {row.name} trong danh sách.", "Sửa bằng danvan person edit, hoặc ghi thêm cho khác tên."
        )
    return code


def _refuse_outsider(work: Transaction, task: tables.Task, row: tables.Person) -> None:
    part = tables.Assignment
    leads = select(part).where(
        col(part.task_id) == task.id, col(part.unit_id) == row.unit_id, col(part.role) == Role.LEAD.value
    )
    if work.session.exec(leads).first() is None:
        unit = work.session.get_one(tables.Unit, row.unit_id)
        raise ConflictError(
            f"{row.name} thuộc {unit.code}, đơn vị không chủ trì {task.code}.",
            f"Chọn cán bộ của đơn vị chủ trì, hoặc giao bằng danvan task assign {task.code} --unit {unit.code}.",
        )


def _officer_row(work: Transaction, words: str) -> tables.Person:
    place = find_officer(officers(work.reader), words).number - 1
    query = select(tables.Person).where(col(tables.Person.agency_id) == work.agency).order_by(col(tables.Person.id))
    return work.session.exec(query.offset(place).limit(1)).one()


def _fill(work: Transaction, row: tables.Person, change: OfficerChange) -> None:
    if change.post is not None:
        row.post = clean(change.post) or None
    if change.phone is not None:
        row.phone = _phone(change.phone)
    if change.email is not None:
        row.email = mail_address(change.email)
    if change.unit is not None:
        row.unit_id = unit_row(work, change.unit).id if change.unit.strip() else None


def _phone(text: str) -> str | None:
    phone = clean(text)
    if phone and sum(map(str.isdigit, phone)) < 3:
        raise UsageError(f"Số điện thoại “{phone}” không hợp lệ.", "Ghi như 0912 345 678 hoặc 0263.3822.022.")
    return phone or None
