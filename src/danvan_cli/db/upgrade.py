"""Brings the data of an older program up to this one's schema, all of it or nothing; of a file a checked copy first."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from itertools import chain, count
from pathlib import Path
from typing import Any

from danvan_cli.db.engine import BUSY_SECONDS, driver_errors, migrate, open_engine, revision_in
from danvan_cli.db.failures import explained
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
from danvan_cli.domain.system import put_in_place, reason


def upgrade(database: Database) -> tuple[bool, Path | None]:
    """Upgrades the data; tells whether there was anything to do, and where the copy of a file is.

    An empty database of a server gets the whole schema. Foreign keys of a file are off while tables change, and
    checked before anything is kept.
    """
    if database.url is not None:
        return _upgrade_server(database), None
    copy = _upgrade_file(database)
    return copy is not None, copy


def _upgrade_server(database: Database) -> bool:
    from danvan_cli.db.row_security import secure
    from danvan_cli.db.server import written_by

    engine = open_engine(database)
    try:
        with engine.connect() as connection:
            before = revision_in(connection)
            if before is not None and before not in REVISIONS:
                driver: Any = connection.connection.driver_connection
                check_revision(database, before, lambda: written_by(driver))
        migrate(engine)
        with engine.begin() as connection:
            secure(connection)
    except driver_errors(database) as error:
        raise explained(database, error) from error
    finally:
        engine.dispose()
    return before != SCHEMA_REVISION


def _upgrade_file(database: Database) -> Path | None:
    path = must_exist(database)
    try:
        revision = _revision(database, path)
        if revision == SCHEMA_REVISION:
            return None
        copy = _back_up(path, f"{path.name}.truoc-nang-cap-{revision}")
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


def _back_up(path: Path, name: str) -> Path:
    """Copies the file while others may read it, looks at the copy, and only then gives it a name that nothing has."""
    try:
        # Beside the data, because a rename is one step only within one file system.
        handle, temporary = tempfile.mkstemp(prefix=f".{name}-", suffix=".tmp", dir=path.parent)
        os.close(handle)
        try:
            _copy(path, Path(temporary))
            shutil.copymode(path, temporary)
            return _named(Path(temporary), path.with_name(name))
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise DatabaseError(
            f"Không tạo được bản sao lưu {path.with_name(name)} ({reason(error)}); tệp dữ liệu chưa bị thay đổi.",
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


def _named(copy: Path, wanted: Path) -> Path:
    """Renames the copy as wanted, with a number behind where an older copy has the name."""
    names = chain([wanted], (wanted.with_name(f"{wanted.name}-{number}") for number in count(2)))
    for name in names:
        with contextlib.suppress(FileExistsError):
            put_in_place(copy, name, force=False)
            return name
    raise AssertionError  # the names have no end
