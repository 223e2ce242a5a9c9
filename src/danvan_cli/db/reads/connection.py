"""Opens the database for reading: never creates a file, never writes, one consistent picture."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from danvan_cli.db.failures import explained
from danvan_cli.db.location import Database, check_file, file_uri, must_exist
from danvan_cli.db.reads.timeline import travel

_BUSY_SECONDS = 10


@contextmanager
def reading(
    database: Database, as_of: date | None = None, known_on: date | None = None
) -> Iterator[sqlite3.Connection]:
    """Gives a connection inside one read transaction; driver failures are raised as ours.

    With ``as_of`` the reads see what was true at the end of that day, with ``known_on`` what was typed in by then.
    """
    path = must_exist(database)
    connection = None
    try:
        connection = _open(path)
        # The tables of another day stay in memory: a read leaves no file anywhere.
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA query_only=ON")
        check_file(database, connection)
        connection.execute("BEGIN")
        if as_of is not None:
            travel(connection, as_of, known_on)
        yield connection
    except sqlite3.Error as error:
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
