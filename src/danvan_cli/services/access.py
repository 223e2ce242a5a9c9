"""Logins of a server: whom the owner of the data lets see and change what."""

from __future__ import annotations

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.agencies import all_agencies
from danvan_cli.db.reads.connection import opened
from danvan_cli.db.row_security import MOST_BYTES, group_name, groups, join_group
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed, Granted
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import Scope
from danvan_cli.services.request import Request
from danvan_cli.services.writing import changed, row_key, unit_row, writing

_GROUP_NAMES = tuple(group_name(scope, "") for scope in Scope)


def grant(request: Request, login: str, scope: Scope, unit: str | None = None) -> Changed:
    """Lets a login work for one unit, for the whole agency, or read all agencies; what it had before ends.

    The login is made where the server has none of that name, without a password: that is set by the server's own means.
    UsageError for a file; ConflictError for a login that has rights in another agency.
    """
    name = _login(request, login)
    if (scope == Scope.UNIT) != (unit is not None):
        raise UsageError("Quyền của đơn vị phải ghi đơn vị, quyền khác thì không.", "Ghi --unit cùng --scope unit.")
    with writing(request, is_founding=True) as work:
        standing = _standing(work, name)
        _enter(work, request, standing, needs_one=scope != Scope.PROVINCE)
        if scope != Scope.PROVINCE and standing is not None and standing.agency_id not in (None, work.agency):
            raise ConflictError(
                f"Tài khoản {name} đang có quyền ở cơ quan khác.", f"Thu hồi trước bằng danvan db revoke {name}."
            )
        row = standing or tables.Access(login=name, scope=scope)
        row.scope = scope
        row.agency_id = None if scope == Scope.PROVINCE else work.agency
        row.unit_id = row_key(unit_row(work, unit).id) if unit is not None else None
        work.session.add(row)
        work.session.flush()
        join_group(work.session.connection(), name, scope)
        group = groups(work.session.connection())[scope]
    return changed(request, work, f"Tài khoản {name} được cấp quyền {group}.", name)


def revoke(request: Request, login: str) -> Changed:
    """Takes everything in this data from a login; the login itself stays on the server. NotFoundError without any."""
    name = _login(request, login)
    with writing(request, is_founding=True) as work:
        row = _standing(work, name)
        if row is None:
            logins = sorted(work.session.exec(select(tables.Access.login)))
            raise NotFoundError(
                f"Tài khoản {name} không có quyền nào trong dữ liệu này.",
                f"Các tài khoản có quyền: {', '.join(logins) or 'chưa có'}.",
            )
        _enter(work, request, row, needs_one=False)
        work.session.delete(row)
        work.session.flush()
        join_group(work.session.connection(), name, None)
    return changed(request, work, f"Đã thu hồi quyền của tài khoản {name}.", name)


def listed(request: Request) -> list[Granted]:
    """Lists the logins that have a right in this data, by name. UsageError for a file, ForbiddenError for no owner."""
    if request.database.url is None:
        raise UsageError("Tệp dữ liệu không phân quyền từng tài khoản.", "Xem trên máy chủ: --db postgresql://…")
    with opened(request.database) as reader:
        return [Granted(login, Scope(scope), agency, unit) for login, scope, agency, unit in reader.execute(_LISTED)]


_LISTED = """SELECT x.login, x.scope, a.code, u.code FROM access x LEFT JOIN agency a ON a.id = x.agency_id
LEFT JOIN unit u ON u.id = x.unit_id ORDER BY x.login"""


def _enter(work: Transaction, request: Request, row: tables.Access | None, *, needs_one: bool) -> None:
    """Enters the agency whose journal records it; a right on no agency in particular goes to the login's old one.

    Where there was none either, to the agency named or else the first one.
    """
    database = request.database
    if not needs_one:
        old = work.session.get(tables.Agency, row.agency_id) if row is not None and row.agency_id is not None else None
        known = [agency.code for agency in all_agencies(work.reader)]
        database = database._replace(agency=old.code if old is not None else database.agency or next(iter(known), None))
    work.enter(database)


def _standing(work: Transaction, login: str) -> tables.Access | None:
    return work.session.exec(select(tables.Access).where(col(tables.Access.login) == login)).first()


def _login(request: Request, words: str) -> str:
    if request.database.url is None:
        raise UsageError("Tệp dữ liệu không phân quyền từng tài khoản.", "Phân quyền trên máy chủ: --db postgresql://…")
    name = clean(words)
    is_group = name in ("public", "none") or name.startswith(_GROUP_NAMES)
    if not name or len(name.encode()) > MOST_BYTES or name.startswith("pg_") or "%" in name or is_group:
        raise UsageError(
            f"Tên tài khoản “{name}” không dùng được.",
            f"Ghi tên từ 1 đến {MOST_BYTES} byte, không bắt đầu bằng pg_, không phải tên nhóm quyền.",
        )
    return name
