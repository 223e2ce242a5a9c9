"""The agencies that share a database: founded, named, listed."""

from __future__ import annotations

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.text import clean, fold
from danvan_cli.services.request import Request
from danvan_cli.services.writing import changed, required_text, row_key, writing


def add_agency(request: Request, code: str, name: str) -> Changed:
    """Founds an agency; a code that is taken, in whatever case or accents, is a ConflictError."""
    words, title = required_text(code, "Mã cơ quan"), required_text(name, "Tên cơ quan")
    with writing(request, is_founding=True) as work:
        if (taken := _standing(work, words)) is not None:
            raise ConflictError(
                f"Mã {taken.code} đã là của {taken.name}.", f"Chọn mã khác, hoặc sửa bằng danvan agency edit {words}."
            )
        found(work, words, title)
    return changed(request, work, f"Đã thêm cơ quan {words}: {title}.", words)


def found(work: Transaction, code: str, name: str) -> tables.Agency:
    """Stores a new agency; the transaction writes for it from then on. The code must be free: the caller checks."""
    row = tables.Agency(code=code, code_key=fold(code), name=name)
    work.session.add(row)
    work.session.flush()
    work.agency = row_key(row.id)
    return row


def edit_agency(request: Request, words: str, *, code: str | None = None, name: str | None = None) -> Changed:
    """Changes an agency's code or name; its data stay with it."""
    with writing(request, is_founding=True) as work:
        row = _named(work, words)
        work.agency = row_key(row.id)
        if code is not None:
            new = required_text(code, "Mã cơ quan")
            if (taken := _standing(work, new)) is not None and taken.id != row.id:
                raise ConflictError(f"Mã {taken.code} đã là của {taken.name}.", "Chọn mã khác.")
            row.code, row.code_key = new, fold(new)
        if name is not None:
            row.name = required_text(name, "Tên cơ quan")
        work.session.add(row)
        told = row.code
    return changed(request, work, f"Đã sửa cơ quan {told}.", told)


def _standing(work: Transaction, code: str) -> tables.Agency | None:
    return work.session.exec(select(tables.Agency).where(col(tables.Agency.code_key) == fold(clean(code)))).first()


def _named(work: Transaction, words: str) -> tables.Agency:
    codes = list(work.session.exec(select(tables.Agency.code).order_by(col(tables.Agency.id))))
    code = find_code(codes, words, "cơ quan", "Dữ liệu")
    return work.session.exec(select(tables.Agency).where(col(tables.Agency.code) == code)).one()
