"""Connects to a PostgreSQL server with all that libpq takes: address, PGPASSFILE, service files, sslmode."""

from __future__ import annotations

from typing import Any

from danvan_cli.db.location import Database, check_revision, no_data, shown_address
from danvan_cli.domain.errors import DatabaseError

try:
    import psycopg
    from psycopg.types.string import TextLoader
except ImportError as error:
    raise DatabaseError(
        "Bản cài này chưa có thư viện nối PostgreSQL.", "Cài thêm: pip install 'danvan[postgres]'."
    ) from error

DriverError = psycopg.Error
_CONNECT_SECONDS = 10
# In force until the transaction ends, so that a pooler's next client does not inherit them.
_SESSION = "SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL lock_timeout = '30s'"


class _TextCursor(psycopg.ClientCursor[tuple[Any, ...]]):
    """A cursor that returns days and instants as ISO text, as a SQLite file does."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        super().__init__(connection)
        for kind in ("date", "timestamptz"):
            self.adapters.register_loader(kind, TextLoader)


def text_cursor(connection: psycopg.Connection[Any]) -> psycopg.ClientCursor[tuple[Any, ...]]:
    """Opens a cursor for reads; days and instants come as ISO text."""
    return _TextCursor(connection)


def connect(database: Database, *, autocommit: bool = False) -> psycopg.Connection[Any]:
    """Connects; the address may leave out whatever libpq finds in its environment and files.

    Statements are never prepared on the server: a pooler may give the next one to another session.
    """
    assert database.url is not None  # noqa: S101  (whoever calls has a server)
    try:
        given = psycopg.conninfo.conninfo_to_dict(database.url) if shown_address(database.url) else None
    except psycopg.ProgrammingError:
        given = None
    if given is None:
        # Without the driver's words: they repeat what it could not read, which may be the password.
        raise DatabaseError(
            f"Không đọc được địa chỉ của {database}.",
            "Ghi dạng postgresql://NGƯỜI_DÙNG@MÁY/TÊN_DỮ_LIỆU; ký tự đặc biệt của mật khẩu ghi bằng mã (@ là %40).",
        )
    more = {"application_name": "danvan", "connect_timeout": _CONNECT_SECONDS}
    chosen = {key: value for key, value in more.items() if key not in given}
    return psycopg.connect(database.url, autocommit=autocommit, prepare_threshold=None, **chosen)  # type: ignore[arg-type]


def set_up(connection: psycopg.Connection[Any]) -> None:
    """Sets what holds for the rest of the open transaction."""
    connection.execute(_SESSION)


def check_server(database: Database, connection: psycopg.Connection[Any]) -> None:
    """Refuses a database that has no danvan schema, or another version of it; raises DatabaseError."""
    check_revision(database, revision_of(database, connection), lambda: written_by(connection))


def revision_of(database: Database, connection: psycopg.Connection[Any]) -> str:
    """Reads the schema revision. DatabaseError without a schema, or where the login has no rights on it."""
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except psycopg.errors.UndefinedTable:
        raise no_data(database) from None
    except psycopg.errors.InsufficientPrivilege:
        raise DatabaseError(
            f"Tài khoản này chưa được cấp quyền ở {database}.", "Người quản trị cấp bằng danvan db grant."
        ) from None
    if found is None:
        raise no_data(database)
    return str(found[0])


def written_by(connection: psycopg.Connection[Any]) -> str:
    """Names the program that wrote last, for a schema that is newer than ours."""
    try:
        found = connection.execute("SELECT program_version FROM journal_group ORDER BY id DESC LIMIT 1").fetchone()
    except psycopg.Error:
        found = None
    return f"danvan {found[0]}" if found else "không rõ số hiệu bản"
