"""Brings the data of an older program up to this one's schema, all of it or nothing; of a file a checked copy first."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from danvan_cli.db.checks import refuse_damaged
from danvan_cli.db.copies import WriteCopy, keep_copy, take_back
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
from danvan_cli.domain.words import CopyReason


def upgrade(
    database: Database, write_copy: WriteCopy | None = None, moment: datetime | None = None
) -> tuple[bool, Path | None]:
    """Upgrades the data; tells whether there was anything to do, and where the copy of a file is.

    ``write_copy`` writes the copy, named by the ``moment`` of Việt Nam's clock; a server has none, and an empty
    database there gets the whole schema. Foreign keys of a file are off while tables change, and checked before
    anything is kept.
    """
    if database.url is not None:
        return _upgrade_server(database), None
    assert write_copy is not None and moment is not None  # noqa: S101, PT018  (never a file without a copy)
    copy = _upgrade_file(database, moment, write_copy)
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


def _upgrade_file(database: Database, moment: datetime, write_copy: WriteCopy) -> Path | None:
    path = must_exist(database)
    refuse_damaged(database, whole=True)
    try:
        revision = _revision(database, path)
        if revision == SCHEMA_REVISION:
            return None
        copy = keep_copy(database, moment, CopyReason.UPGRADE, write_copy)
        engine = open_engine(database, foreign_keys=False)
        try:
            migrate(engine)
        except BaseException:
            # The data is as it was: a copy of it would only be in the way, most of all on a full disk.
            take_back(copy)
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
