"""Examines the data on a server: encoding, schema, triggers and rules in place, and who the login is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from danvan_cli.db import server
from danvan_cli.db.failures import explained
from danvan_cli.db.location import Database
from danvan_cli.domain.checkup import Checked, Fault
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.words import Check

_OWNER = """SELECT r.rolname, r.rolsuper, r.rolbypassrls, t.tableowner = r.rolname OR r.rolsuper
FROM pg_roles r, pg_tables t
WHERE r.rolname = SESSION_USER AND t.tablename = 'plan' AND t.schemaname = current_schema()"""
_WITHOUT_RULES = """SELECT c.relname FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity ORDER BY 1"""
_OFF = """SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'D' ORDER BY 1"""
_THERE = """SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal"""

# Large objects belong to no table and no rule guards them: what lets any login make them lets it fill the disk.
_FILLS_THE_DISK = """SELECT p.oid::regprocedure::text FROM pg_proc p,
    aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) granted
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND granted.grantee = 0
    AND p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea') ORDER BY 1"""


def examine(database: Database, triggers: set[str]) -> Iterator[Checked]:
    """Goes through the checks of a server's data; ``triggers`` are the names of those that the schema must have."""
    try:
        connection = server.connect(database, autocommit=True)
        try:
            yield _server(connection)
            server.check_server(database, connection)
            yield _schema(connection, triggers)
            yield _rights(connection)
        finally:
            connection.close()
    except server.DriverError as error:
        raise explained(database, error) from error


def _server(connection: Any) -> Checked:
    version, encoding = (_one(connection, f"SHOW {name}") for name in ("server_version", "server_encoding"))
    faults = []
    if encoding != "UTF8":
        faults.append(Fault(f"Cơ sở dữ liệu dùng bảng mã {encoding}.", "Tạo lại với ENCODING 'UTF8' rồi nạp lại."))
    return Checked(Check.SERVER, f"PostgreSQL {version}, bảng mã {encoding}", tuple(faults))


def _schema(connection: Any, triggers: set[str]) -> Checked:
    there = {name for (name,) in connection.execute(_THERE).fetchall()}
    off = [name for (name,) in connection.execute(_OFF).fetchall()]
    todo = "Báo chủ dữ liệu; dựng lại từ bản sao lưu, hoặc bật lại bằng ALTER TABLE … ENABLE TRIGGER."
    faults = [Fault(f"Chốt chặn {name} bị mất.", todo) for name in sorted(triggers - there)]
    faults += [Fault(f"Chốt chặn {name} đang bị tắt.", todo) for name in off]
    return Checked(Check.SCHEMA, f"{len(triggers & there)} chốt chặn", tuple(faults))


def _rights(connection: Any) -> Checked:
    found = connection.execute(_OWNER).fetchone()
    open_tables = [
        name for (name,) in connection.execute(_WITHOUT_RULES).fetchall() if name in RECORDS and RECORDS[name].moves
    ]
    faults = [
        Fault(f"Bảng {name} không có quy tắc quyền theo dòng.", "Chủ dữ liệu chạy danvan db upgrade.")
        for name in open_tables
    ]
    faults += [
        Fault(
            f"Mọi tài khoản tạo được đối tượng lớn ({name}).",
            f"Người quản trị máy chủ chạy: REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC.",
        )
        for (name,) in connection.execute(_FILLS_THE_DISK).fetchall()
    ]
    name, is_super, bypasses, owns = found or (_one(connection, "SELECT SESSION_USER"), False, False, False)
    who = "chủ dữ liệu" if owns else "không phải chủ dữ liệu: bản sao bằng pg_dump sẽ thiếu"
    if is_super or bypasses:
        who = f"{who}, vượt mọi quy tắc quyền"
    return Checked(Check.RIGHTS, f"{name}, {who}", tuple(faults))


def backup_checks(database: Database) -> Iterator[Checked]:
    """Looks at what a copy by the server's own tools needs: the tool, new enough, and a login that sees all rows."""
    try:
        connection = server.connect(database, autocommit=True)
        try:
            yield _server(connection)
            yield _rights(connection)
        finally:
            connection.close()
    except server.DriverError as error:
        raise explained(database, error) from error
    tool = shutil.which("pg_dump")
    faults = () if tool else (Fault("Máy này chưa có pg_dump.", "Cài bộ công cụ PostgreSQL, hoặc chạy trên máy chủ."),)
    yield Checked(Check.COPIES, f"pg_dump ở {tool}" if tool else "không có pg_dump", faults)


def _one(connection: Any, query: str) -> str:
    return str(connection.execute(query).fetchone()[0])
