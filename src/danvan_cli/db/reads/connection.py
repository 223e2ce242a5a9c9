"""Opens the database for reading: never creates a file, never writes, one consistent picture."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from danvan_cli.db.failures import explained
from danvan_cli.db.location import Database, check_file, file_uri, must_exist
from danvan_cli.db.reader import FileReader, Reader
from danvan_cli.db.reads.agencies import agency_key

if TYPE_CHECKING:
    from danvan_cli.db.reader import ServerReader

_BUSY_SECONDS = 10
_LATER = "SELECT EXISTS (SELECT 1 FROM journal_entry WHERE agency_id = :agency AND happened_on > :as_of)"


@contextmanager
def reading(database: Database, as_of: date | None = None, known_on: date | None = None) -> Iterator[Reader]:
    """Opens a reader for one agency inside one read transaction; driver failures are raised as ours.

    With ``as_of`` the reads see what was true at the end of that day, with ``known_on`` what was typed in by then.
    """
    with opened(database) as reader:
        reader.agency = agency_key(reader, database)
        if as_of is not None and (known_on is not None or _has_later(reader, as_of)):
            from danvan_cli.db.reads.timeline import show_day

            show_day(reader, as_of, known_on)
        reader.seal()
        yield reader


def _has_later(reader: Reader, as_of: date) -> bool:
    """Tells whether anything happened after a day; of today hardly ever, so that nothing need be replayed."""
    return bool(reader.execute(_LATER, {"as_of": as_of.isoformat()}).fetchone()[0])


@contextmanager
def opened(database: Database) -> Iterator[Reader]:
    """Opens a reader that is for no agency yet; its ``agency`` is to be set before it is asked about one."""
    with _server(database) if database.url is not None else _file(database) as reader:
        yield reader


@contextmanager
def _file(database: Database) -> Iterator[FileReader]:
    path = must_exist(database)
    connection = None
    try:
        connection = _open(path)
        check_file(database, connection)
        connection.execute("BEGIN")
        yield FileReader(connection)
    except sqlite3.Error as error:
        raise explained(database, error) from error
    finally:
        if connection is not None:
            connection.close()


@contextmanager
def _server(database: Database) -> Iterator[ServerReader]:
    from danvan_cli.db import server
    from danvan_cli.db.reader import ServerReader

    connection = None
    try:
        connection = server.connect(database, autocommit=True)
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        server.set_up(connection)
        server.check_server(database, connection)
        yield ServerReader(connection)
        # A pooler gives up the server's connection of a client who leaves in the middle of a transaction.
        connection.rollback()
    except server.DriverError as error:
        raise explained(database, error) from error
    finally:
        if connection is not None:
            connection.close()


def _open(path: Path) -> sqlite3.Connection:
    # "rw" lets SQLite roll back what a killed writer left; a file or folder that may only be read opens as "ro".
    for mode in ("rw", "ro"):
        connection = sqlite3.connect(file_uri(path, mode), uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA schema_version")
        except sqlite3.OperationalError as error:
            connection.close()
            # A file that another program holds is as locked the second time.
            if mode == "ro" or error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
        else:
            return connection
    raise AssertionError  # the loop returns or raises
