"""Copies of a file of data: made while others work, looked at before they get a name, and the old ones removed."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from danvan_cli.db.checks import orphans, page_faults, refuse_damaged, tables_of
from danvan_cli.db.copy_folder import copies_of, copy_path, damaged, folder_of
from danvan_cli.db.location import APPLICATION_ID, Database, check_file, file_uri, must_exist, revision_of
from danvan_cli.domain.copies import superfluous
from danvan_cli.domain.errors import DatabaseError, NoRoomError
from danvan_cli.domain.system import NO_ROOM, reason
from danvan_cli.domain.words import CopyReason

# Lets a function fill a new file and names it as wanted, or with a number where that name is taken; returns the name.
WriteCopy = Callable[[Path, Callable[[Path], None]], Path]

BUSY_SECONDS = 30
_ROOM_LEFT = 2  # times the size of the data: a copy must not take the last room from the data themselves
_FULL = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")


class Contents(NamedTuple):
    """What must be the same in a file and in its copy: whose file it is, its schema, the rows of each table."""

    application: int
    revision: str | None
    rows: dict[str, int]


def keep_copy(
    database: Database,
    moment: datetime,
    why: CopyReason,
    write_copy: WriteCopy,
    source: sqlite3.Connection | None = None,
) -> Path:
    """Makes a checked copy under its dated name in the folder of copies, and removes those no longer kept.

    ``source`` is a connection that holds the file already, and has looked at it.
    Raises DatabaseError (5) where the copy cannot be made, DamagedError where the file is not worth copying.
    """
    path = must_exist(database)
    if source is None:
        refuse_damaged(database)
    wanted = copy_path(path, moment, why)
    folder = folder_of(path)
    try:
        size = path.stat().st_size
        folder.mkdir(mode=0o700, exist_ok=True)
        if shutil.disk_usage(folder).free < _ROOM_LEFT * size:
            raise NoRoomError(
                f"Không đủ chỗ trên đĩa cho bản sao lưu {wanted}; tệp dữ liệu chưa bị thay đổi.",
                "Giải phóng chỗ trống rồi chạy lại.",
            )
        made = write_copy(wanted, lambda temporary: copy_into(database, temporary, source))
    except OSError as error:
        raise _not_made(wanted, error) from error
    finally:
        # An empty folder would only raise questions.
        with contextlib.suppress(OSError):
            folder.rmdir()
    _remove_old(path)
    return made


def take_back(copy: Path) -> None:
    """Removes a copy of data that stayed as they were, with the folder where it was the only one."""
    copy.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        copy.parent.rmdir()


def copy_into(database: Database, temporary: Path, source: sqlite3.Connection | None = None) -> None:
    """Fills an empty file with the data as they stand at one moment, and compares it with them.

    ``source`` is a connection that holds the file already. Writers wait for the end of it, readers do not.
    """
    path = must_exist(database)
    own = source or sqlite3.connect(file_uri(path, "rw"), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    target = sqlite3.connect(file_uri(temporary, "rw"), uri=True, isolation_level=None)
    try:
        if source is None:
            own.execute("BEGIN")
        before = contents(own)
        try:
            target.execute("PRAGMA journal_mode=OFF")
            own.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if not str(getattr(error, "sqlite_errorname", "")).startswith(_FULL):
                raise
            raise _not_made(temporary, error) from error
        _compare(database, own, target, before)
        shutil.copymode(path, temporary)
    except sqlite3.DatabaseError as error:
        raise _explained(database, error) from error
    finally:
        target.close()
        if source is None:
            own.close()


def contents(connection: sqlite3.Connection) -> Contents:
    """Counts what a file holds."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    rows = {
        table: int(connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])
        for table in tables_of(connection)
    }
    return Contents(application, revision_of(connection) if application == APPLICATION_ID else None, rows)


def faults_of(connection: sqlite3.Connection) -> list[str]:
    """All that makes a copy no copy, whatever it is a copy of: what is to be held of every copy is added here."""
    found = page_faults(connection, whole=True)
    if found:
        return found
    return [f"{table} {key}: thiếu {parent}" for table, key, parent in orphans(connection)]


def _compare(database: Database, source: sqlite3.Connection, copy: sqlite3.Connection, before: Contents) -> None:
    faults = faults_of(copy)
    if faults and faults_of(source):
        raise damaged(database, faults[0].splitlines()[-1])
    if faults or contents(copy) != before:
        raise DatabaseError(
            "Bản sao lưu vừa ghi không đọc lại được đúng như tệp dữ liệu.", "Kiểm tra ổ đĩa; tệp dữ liệu chưa đổi."
        )


def copy_before_write(database: Database, moment: datetime, why: CopyReason, write_copy: WriteCopy) -> Path | None:
    """Makes an automatic copy; None where the day has one, or where there is nothing that this program could lose."""
    if database.path is None or not database.exists:
        return None
    if why is CopyReason.DAILY and copy_path(database.path, moment, why).exists():
        return None
    if not _holds_data(database, database.path):
        return None
    return keep_copy(database, moment, why, write_copy)


def _holds_data(database: Database, path: Path) -> bool:
    """False for what is no data of this program's, or cannot be opened: the write itself says what it is."""
    connection = None
    try:
        connection = sqlite3.connect(file_uri(path, "rw"), uri=True, timeout=BUSY_SECONDS)
        check_file(database, connection)
    except DatabaseError:
        return False
    except sqlite3.Error as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_CORRUPT", "SQLITE_BUSY")):
            raise _explained(database, error) from error
        return False
    finally:
        if connection is not None:
            connection.close()
    return True


def put_aside(database: Database, moment: datetime) -> Path:
    """Keeps the bytes of a file that cannot be read, with the journal beside it, and tells under which name."""
    path = must_exist(database)
    wanted = copy_path(path, moment, CopyReason.UNREADABLE)
    try:
        wanted.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copy2(path, wanted)
        for end in ("-journal", "-wal"):
            beside = Path(f"{path}{end}")
            if beside.exists():
                shutil.copy2(beside, f"{wanted}{end}")
    except OSError as error:
        raise _not_made(wanted, error) from error
    return wanted


def _explained(database: Database, error: sqlite3.Error) -> Exception:
    from danvan_cli.db.failures import explained

    return explained(database, error)


def _remove_old(path: Path) -> None:
    by_name = {copy.name: copy.path for copy in copies_of(path)}
    for name in superfluous(by_name.keys()):
        with contextlib.suppress(OSError):
            by_name[name].unlink(missing_ok=True)


def _not_made(wanted: Path, error: Exception) -> DatabaseError | NoRoomError:
    is_full = getattr(error, "errno", None) in NO_ROOM or getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
    why = "đĩa đầy" if is_full else reason(error) if isinstance(error, OSError) else "lỗi đĩa hoặc không có quyền"
    kind = NoRoomError if is_full else DatabaseError
    return kind(
        f"Không tạo được bản sao lưu {wanted} ({why}); tệp dữ liệu chưa bị thay đổi.",
        "Kiểm tra quyền ghi và chỗ trống của thư mục.",
    )
