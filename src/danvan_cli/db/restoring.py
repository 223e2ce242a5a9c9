"""Putting a copy in the place of the data: what would change, and the exchange itself, in one step under a lock."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from danvan_cli.db import copies
from danvan_cli.db.checks import UNREADABLE, odd_values
from danvan_cli.db.failures import explained
from danvan_cli.db.location import (
    APPLICATION_ID,
    JOURNAL_ENDS,
    REVISIONS,
    Database,
    check_file,
    file_uri,
    is_blank,
    revision_of,
)
from danvan_cli.domain.copies import Difference, Holding, PastCommand
from danvan_cli.domain.errors import ConflictError, FileRefusedError
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import CopyReason

# Puts a file that the function fills in the place of the one of that name, in one step.
Exchange = Callable[[Path, Callable[[Path], None]], None]

_MOST_TOLD = 5
# One command is the other when it says the same of the same second; two of one second differ in what they changed.
_GROUPS = """SELECT g.id, g.agency_id, g.at, g.actor, g.command,
    (SELECT e.after FROM {data}.journal_entry e WHERE e.group_id = g.id ORDER BY e.position LIMIT 1) AS first_change
FROM {data}.journal_group g"""
_NOW, _THERE = _GROUPS.format(data="main"), _GROUPS.format(data="other")
_ONLY_NOW, _ONLY_THERE = f"{_NOW} EXCEPT {_THERE}", f"{_THERE} EXCEPT {_NOW}"


def missing_commands(database: Database, copy: Path) -> tuple[int | None, int | None]:
    """Counts the commands that a copy lacks of the present data, and those that only it has."""
    try:
        with _both(database, copy) as connection:
            return _count(connection, _ONLY_NOW), _count(connection, _ONLY_THERE)
    except UNREADABLE:
        return None, None


def compare(database: Database, copy: Path) -> Difference:
    """Looks at a copy and at the data now; FileRefusedError (7) for a copy that is none, or is damaged."""
    there = _checked_copy(copy)
    older = there[1] != REVISIONS[-1]
    try:
        with _both(database, copy) as connection:
            if copies.faults_of(connection):
                raise sqlite3.DatabaseError("damaged")
            newest = connection.execute(f"{_ONLY_NOW} ORDER BY id DESC LIMIT {_MOST_TOLD}").fetchall()
            return Difference(
                _state(connection, "main"),
                there[0],
                _count(connection, _ONLY_NOW),
                tuple(PastCommand(*row[2:5]) for row in newest),
                _count(connection, _ONLY_THERE),
                older,
            )
    except UNREADABLE as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
            raise explained(database, error) from error
        return Difference(None, there[0], 0, (), there[0].commands, older)


def restore(
    database: Database,
    copy: Path,
    seen: Difference,
    moment: datetime,
    write_copy: copies.WriteCopy,
    exchange: Exchange,
) -> Path | None:
    """Puts a copy in the place of the data, and returns where the data of before are kept; None where there were none.

    Nobody writes meanwhile, and one who waited is told that the file is another now. ConflictError where the data are
    no longer as they were ``seen``.
    """
    assert database.path is not None  # noqa: S101  (a server is not restored by us)
    place = Path(os.path.realpath(database.path))
    kept = None
    if database.exists and seen.now is None:
        kept = copies.put_aside(database, moment)
    with _alone(database, readable=seen.now is not None) as lock:
        if lock is not None and kept is None:
            if _state(lock, "main") != seen.now:
                raise ConflictError("Dữ liệu vừa được một lệnh khác ghi thêm.", "Chạy lại để xem rồi quyết định.")
            kept = copies.keep_copy(database, moment, CopyReason.RESTORE, write_copy, lock)
        exchange(place, lambda temporary: _fill(temporary, copy, place))
    return kept


def _fill(temporary: Path, copy: Path, place: Path) -> None:
    """Makes the new file of data, for the same people as the one in whose place it comes, else for its owner alone."""
    copies.copy_into(Database(copy), temporary)
    try:
        before = place.stat()
    except FileNotFoundError:
        temporary.chmod(0o600)
        return
    temporary.chmod(before.st_mode & 0o777)
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, before.st_uid, before.st_gid)


@contextmanager
def _alone(database: Database, *, readable: bool) -> Iterator[sqlite3.Connection | None]:
    """Holds the present file for us alone, where it can be opened at all.

    Of one that is not ``readable`` the journals go, for it lies aside with them: a journal that stayed would be played
    into the file that takes its place.
    """
    assert database.path is not None  # noqa: S101
    connection = None
    try:
        if database.exists:
            connection = _locked(database.path, readable=readable)
        if not readable:
            for end in JOURNAL_ENDS:
                with contextlib.suppress(FileNotFoundError):
                    Path(f"{os.path.realpath(database.path)}{end}").unlink()
        yield connection
    except sqlite3.DatabaseError as error:
        raise explained(database, error) from error
    finally:
        if connection is not None:
            connection.close()


def _locked(path: Path, *, readable: bool) -> sqlite3.Connection | None:
    uri = file_uri(path, "rw")
    connection = sqlite3.connect(uri, uri=True, timeout=copies.BUSY_SECONDS, isolation_level=None)
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            connection.execute("PRAGMA journal_mode=DELETE")
        # The lock outlasts the transaction, for nothing is copied out of a connection in the middle of a write.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except UNREADABLE as error:
        connection.close()
        if readable or str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
            raise
        return None
    return connection


@contextmanager
def _both(database: Database, copy: Path) -> Iterator[sqlite3.Connection]:
    """Opens the present file with the copy attached as ``other``; a file that is not there cannot be read."""
    if database.path is None or not database.exists:
        raise sqlite3.DatabaseError("no file")
    connection = sqlite3.connect(file_uri(database.path, "rw"), uri=True, timeout=copies.BUSY_SECONDS)
    try:
        connection.execute("ATTACH ? AS other", (file_uri(copy, "ro"),))
        yield connection
    finally:
        connection.close()


def _checked_copy(path: Path) -> tuple[Holding, str]:
    name = clean(str(path))
    try:
        connection = sqlite3.connect(file_uri(path, "ro"), uri=True, timeout=copies.BUSY_SECONDS)
    except sqlite3.Error as error:
        raise FileRefusedError(f"Không mở được {name}.", "Xem các bản sao bằng danvan backup list.") from error
    try:
        if is_blank(connection) or connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise FileRefusedError(f"{name} không phải bản sao dữ liệu danvan.", "Xem bằng danvan backup list.")
        revision = revision_of(connection)
        if revision not in REVISIONS:
            check_file(Database(path), connection)
        faults = copies.faults_of(connection) or list(odd_values(connection))
        if faults:
            raise FileRefusedError(
                f"Bản sao {name} bị hỏng ({faults[0].splitlines()[-1]}).", "Chọn bản khác trong danvan backup list."
            )
        return _state(connection, "main"), str(revision)
    except UNREADABLE as error:
        raise FileRefusedError(
            f"{name} không mở được, bị hỏng hoặc không phải bản sao dữ liệu danvan.",
            "Chọn bản khác trong danvan backup list.",
        ) from error
    finally:
        connection.close()


def _state(connection: sqlite3.Connection, name: str) -> Holding:
    plans, tasks, commands = (
        _count(connection, f"SELECT 1 FROM {name}.{table}") for table in ("plan", "task", "journal_group")
    )
    last = connection.execute(
        f"SELECT at, actor, command FROM {name}.journal_group ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Holding(plans, tasks, commands, PastCommand(*last) if last else None)


def _count(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(f"SELECT COUNT(*) FROM ({query})").fetchone()[0])
