"""Brings the data of an older program up to this one's schema, all of it or nothing; of a file a checked copy first."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from danvan_cli.db.engine import BUSY_SECONDS, driver_errors, migrate, migrate_on, open_engine, revision_in
from danvan_cli.db.failures import explained, forbidden
from danvan_cli.db.location import (
    APPLICATION_ID,
    REVISIONS,
    SCHEMA_REVISION,
    Database,
    check_file,
    check_revision,
    file_uri,
    must_exist,
    revision_of,
)
from danvan_cli.domain.errors import DatabaseError
from danvan_cli.domain.system import reason

# Lets a function fill a new file and names it as wanted, or with a number where that name is taken: returns the name.
WriteCopy = Callable[[Path, Callable[[Path], None]], Path]


def upgrade(database: Database, write_copy: WriteCopy | None = None) -> tuple[bool, Path | None]:
    """Upgrades the data; tells whether there was anything to do, and where the copy of a file is.

    ``write_copy`` writes the copy; a server has none, and an empty database there gets the whole schema. Foreign keys
    of a file are off while tables change, and checked before anything is kept.
    """
    if database.url is not None:
        return _upgrade_server(database), None
    assert write_copy is not None  # noqa: S101  (a file is never upgraded without a copy)
    copy = _upgrade_file(database, write_copy)
    return copy is not None, copy


def _upgrade_server(database: Database) -> bool:
    from danvan_cli.db.row_security import is_owner, secure
    from danvan_cli.db.server import written_by

    engine = open_engine(database)
    try:
        with engine.connect() as connection:
            before = revision_in(connection)
            if before is not None and before not in REVISIONS:
                driver: Any = connection.connection.driver_connection
                check_revision(database, before, lambda: written_by(driver))
        # Tables without their rules would be open to none but look ready: both are made, or neither.
        with engine.begin() as connection:
            _check_encoding(connection)
            migrate_on(connection)
            if not is_owner(connection):
                raise forbidden(database)
            secure(connection)
    except driver_errors(database) as error:
        raise explained(database, error) from error
    finally:
        engine.dispose()
    return before != SCHEMA_REVISION


def _check_encoding(connection: Connection) -> None:
    encoding = connection.exec_driver_sql("SELECT current_setting('server_encoding')").scalar()
    if encoding != "UTF8":
        raise DatabaseError(
            f"Cơ sở dữ liệu dùng bảng mã {encoding}, không giữ được chữ Việt.",
            "Người quản trị máy chủ tạo lại: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
        )


def _upgrade_file(database: Database, write_copy: WriteCopy) -> Path | None:
    path = must_exist(database)
    try:
        revision = _revision(database, path)
        if revision == SCHEMA_REVISION:
            return None
        copy = _back_up(path, path.with_name(f"{path.name}.truoc-nang-cap-{revision}"), write_copy)
        engine = open_engine(database, foreign_keys=False)
        try:
            migrate(engine)
        except BaseException:
            # The data is as it was: a copy of it would only be in the way, most of all on a full disk.
            copy.unlink(missing_ok=True)
            raise
        finally:
            engine.dispose()
    except driver_errors(database) as error:
        raise explained(database, error) from error
    return copy


def _revision(database: Database, path: Path) -> str:
    connection = sqlite3.connect(file_uri(path, "rw"), uri=True, timeout=BUSY_SECONDS)
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        revision = revision_of(connection) if ours else None
        if revision not in REVISIONS:
            check_file(database, connection)
        if revision != SCHEMA_REVISION:
            # A file that may only be read is told before a copy of it is made.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.rollback()
        return str(revision)
    finally:
        connection.close()


def _back_up(path: Path, wanted: Path, write_copy: WriteCopy) -> Path:
    """Copies the file while others may read it, and looks at the copy before it gets a name that nothing has."""

    def copy(temporary: Path) -> None:
        _copy(path, temporary)
        shutil.copymode(path, temporary)

    try:
        return write_copy(wanted, copy)
    except OSError as error:
        raise DatabaseError(
            f"Không tạo được bản sao lưu {wanted} ({reason(error)}); tệp dữ liệu chưa bị thay đổi.",
            "Kiểm tra quyền ghi và chỗ trống của thư mục.",
        ) from error


def _copy(path: Path, copy: Path) -> None:
    source, target = sqlite3.connect(file_uri(path, "rw"), uri=True), sqlite3.connect(file_uri(copy, "rw"), uri=True)
    try:
        source.backup(target)
        if target.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise DatabaseError("Bản sao lưu không đọc lại được.", "Kiểm tra ổ đĩa; tệp dữ liệu chưa đổi.")
    finally:
        source.close()
        target.close()
