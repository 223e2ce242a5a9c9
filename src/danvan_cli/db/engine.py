"""Opens the database for writing: own transactions, and in a file the pragmas, and the schema made when it is new."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import StaticPool

from danvan_cli.db.copy_folder import lost_everything
from danvan_cli.db.failures import explained
from danvan_cli.db.location import (
    APPLICATION_ID,
    JOURNAL_ENDS,
    SCHEMA_REVISION,
    Database,
    check_file,
    file_uri,
    is_blank,
    named,
)
from danvan_cli.domain.errors import DatabaseError
from danvan_cli.domain.system import reason

BUSY_SECONDS = 30
_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(database: Database, *, foreign_keys: bool = True) -> Engine:
    """Builds the engine with our transactions and pragmas; its first connection opens the database."""
    return _server_engine(database) if database.url is not None else _file_engine(database, foreign_keys=foreign_keys)


def _server_engine(database: Database) -> Engine:
    """Opens a server: every transaction reads what is committed, and one agency's writers wait for each other."""
    from danvan_cli.db import server

    # One connection for the engine's whole life: one command is one transaction. Under a stricter isolation, which a
    # server may have by default, a writer that has waited would still see the data of before it waited.
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: server.connect(database),
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        poolclass=StaticPool,
        use_native_hstore=False,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        server.set_up(connection.connection.driver_connection)  # type: ignore[arg-type]

    return engine


def _file_engine(database: Database, *, foreign_keys: bool) -> Engine:
    """Opens a file; the driver does so at the first connection.

    Each transaction begins with our own BEGIN IMMEDIATE: the driver's default begins only at the first write and
    loses what another process wrote in between.
    """
    arguments: dict[str, Any] = {"timeout": BUSY_SECONDS}
    if hasattr(sqlite3, "LEGACY_TRANSACTION_CONTROL"):
        arguments["autocommit"] = sqlite3.LEGACY_TRANSACTION_CONTROL
    # One connection for the engine's whole life: one command is one transaction, and memory must not be forgotten.
    engine = create_engine(
        URL.create("sqlite", database=None if database.path is None else str(database.path.absolute())),
        connect_args=arguments,
        hide_parameters=True,
        poolclass=StaticPool,
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA recursive_triggers=ON")
        # Whoever knows this function seals what it writes; triggers of the journal ask for it.
        connection.create_function("danvan_seals", 0, lambda: 1)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def writing_engine(database: Database) -> Iterator[Engine]:
    """Opens an engine on a checked, current database; a missing file is created and a blank one gets its schema.

    Every failure of the driver inside the block is raised as a DanvanError.
    """
    engine = None
    try:
        if database.url is None and not database.exists:
            _create_file(database)
        elif database.url is None:
            _check_existing(database)
        engine = open_engine(database)
        if database.url is None and not _has_schema(engine):
            migrate(engine)
        yield engine
    except driver_errors(database) as error:
        raise explained(database, error) from error
    finally:
        if engine is not None:
            engine.dispose()


def driver_errors(database: Database) -> tuple[type[Exception], ...]:
    """Lists what the driver, or SQLAlchemy above it, may raise; only a server needs its driver loaded."""
    if database.url is None:
        return (sqlite3.Error, exc.DBAPIError)
    from danvan_cli.db.server import DriverError

    return (DriverError, exc.DBAPIError, StaleDataError)


def _check_existing(database: Database) -> None:
    assert database.path is not None  # noqa: S101  (exists says so)
    connection = sqlite3.connect(file_uri(database.path, "rw"), uri=True, timeout=BUSY_SECONDS)
    try:
        if is_blank(connection):
            if (lost := lost_everything(database)) is not None:
                raise lost
            return
        check_file(database, connection)
        # A file that another program switched to WAL goes back: WAL cannot be read from a share or a CD.
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def _create_file(database: Database) -> None:
    if database.path is None:
        return
    if database.path.name.casefold().endswith(JOURNAL_ENDS):
        raise DatabaseError(
            f"{named(database)} mang tên tệp phụ của một tệp dữ liệu khác: SQLite xóa nó khi mở tệp kia.",
            "Chọn tên khác ở --db hoặc DANVAN_DB.",
        )
    if (lost := lost_everything(database)) is not None:
        raise lost
    try:
        database.path.parent.mkdir(parents=True, exist_ok=True)
        # Only the owner reads it: the plan's follow-up names people and their delays.
        os.close(os.open(database.path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseError(
            f"Không tạo được tệp dữ liệu {database} ({reason(error)}).", "Kiểm tra đường dẫn và quyền ghi thư mục."
        ) from error


def _has_schema(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID


def revision_in(connection: Connection) -> str | None:
    """Reads the schema revision; None where the tables are not there or not danvan's."""
    if connection.dialect.name != "sqlite":
        known = connection.exec_driver_sql("SELECT to_regclass('alembic_version')").scalar()
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()) if known else None
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def migrate(engine: Engine) -> None:
    """Makes the schema where there is none, or brings an older one up to date: in one transaction, all or nothing.

    A file that is there already is not touched when another process has brought it there meanwhile.
    """
    with engine.begin() as connection:
        migrate_on(connection)


def migrate_on(connection: Connection) -> None:
    """Does the work of ``migrate`` inside a transaction that the caller ends."""
    before = revision_in(connection)
    if before == SCHEMA_REVISION:
        return
    if before is None:
        from danvan_cli.db.schema import create_schema  # only a new database needs it

        create_schema(connection)
    else:
        _run_steps(connection)
    if connection.dialect.name != "sqlite":
        return
    if orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise AssertionError(f"the migration left {len(orphans)} rows without their parent")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def _run_steps(connection: Connection) -> None:
    # Imported here: 0.3 s that only an older database needs to pay.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, SCHEMA_REVISION)
