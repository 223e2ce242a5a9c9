"""A PostgreSQL server of the tests' own: started in a temporary folder, reached by a socket, gone afterwards.

A database is made from a template once and put back afterwards to what the template holds: that takes a tenth of the
time of making another one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus

_numbers = count(1)
# Every table's rows are kept beside it; putting back deletes and inserts without triggers, then winds the sequences.
_KEEP = """
CREATE SCHEMA kept;
DO $$ DECLARE t text; BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', t, t);
    END LOOP;
END $$;
CREATE FUNCTION kept.put_back() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text; columns text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
            WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
        EXECUTE format('DELETE FROM public.%I', t);
        EXECUTE format('INSERT INTO public.%I (%s) SELECT %s FROM kept.%I', t, columns, columns, t);
        IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = format('public.%I', t)::regclass AND attname = 'id') THEN
            EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, ''id''), (SELECT COALESCE(MAX(id), 0) + 1 FROM public.%I), false)',
                format('public.%I', t), t);
        END IF;
    END LOOP;
END $$
"""


def binaries() -> Path | None:
    """Finds the folder of ``initdb`` and ``pg_ctl``: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


def needed() -> Path:
    """Gives the server's programs; without them the test is skipped, but never in CI."""
    folder = binaries()
    if folder is None:
        if os.environ.get("CI"):
            pytest.fail("CI must install PostgreSQL")
        pytest.skip("PostgreSQL is not installed here")
    return folder


class _Kept(psycopg.Connection[Any]):
    """A connection that goes back to ``free`` when it is closed, as behind a pooler of sessions."""

    free: list[_Kept] | None = None

    def close(self) -> None:
        if self.free is None or self.closed or self.pgconn.transaction_status == TransactionStatus.ACTIVE:
            super().close()
            return
        try:
            self.rollback()
            # What commands set for a session, as a good pooler does it; all of ours end with their transaction.
            self.autocommit = True
            self.execute("RESET ALL")
            self.execute("SELECT pg_advisory_unlock_all()")
        except psycopg.Error:
            super().close()
        else:
            self.free.append(self)


class Pool:
    """Connections of this process that are used again: each new one costs the server its caches and plans."""

    def __init__(self) -> None:
        self._free: dict[tuple[object, ...], list[_Kept]] = {}
        self._process = os.getpid()

    def connect(self, url: str, *, autocommit: bool = False, **options: Any) -> psycopg.Connection[Any]:
        """Gives a free connection to that address, or a new one; a forked process never its parent's."""
        if os.getpid() != self._process:
            return psycopg.Connection.connect(url, autocommit=autocommit, **options)
        free = self._free.setdefault((url, *sorted(options.items())), [])
        while free:
            found = free.pop()
            try:
                found.execute("SELECT 1")
            except psycopg.Error:  # a test has ended it on the server
                continue
            found.isolation_level = found.read_only = None
            found.autocommit = autocommit
            return found
        found = _Kept.connect(url, autocommit=autocommit, **options)
        found.free = free
        return found

    def let_go(self, database: str = "") -> None:
        """Closes those to one database, or all: nobody else may be there when another is made from it."""
        for (url, *_), free in self._free.items():
            while free and f"/{database}" in str(url):
                found = free.pop()
                found.free = None
                found.close()


class Server:
    """A running cluster."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._free: dict[str, list[str]] = {}
        self.pool = Pool()

    def url(self, database: str, user: str = "postgres") -> str:
        """Gives the address of one of its databases."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, statement: str, database: str = "postgres") -> None:
        """Runs a statement outside any transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def keep(self, database: str) -> None:
        """Remembers what a template holds, in the template itself."""
        self.run(_KEEP, database)

    def take(self, template: str) -> str:
        """Gives a database that holds what its template holds."""
        free = self._free.setdefault(template, [])
        if not free:
            free.append(f"t{next(_numbers)}")
            self.pool.let_go(f"{template}?")
            self.run(f"CREATE DATABASE {free[-1]} TEMPLATE {template}")
        return free.pop()

    def give_back(self, name: str, template: str) -> None:
        """Puts a database back to what its template holds.

        The connection is one that was used before: the plans of the statements are most of the time it takes.
        """
        with self.pool.connect(self.url(name), autocommit=True) as connection:
            connection.execute("SELECT kept.put_back()")
        self._free[template].append(name)


@contextmanager
def running(*, fsync: bool = False, **settings: str) -> Iterator[Server]:
    """Starts a cluster for as long as the block runs; without ``fsync`` nothing of it is synced to the disk.

    ``settings`` are the server's own, over its defaults.
    """
    programs = needed()
    folder = Path(tempfile.mkdtemp(prefix="danvan-pg-"))
    # PostgreSQL refuses to run as root.
    user: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "postgres", "postgres")
    folder.chmod(0o755)

    def call(program: str, *words: str) -> None:
        with (folder / "said").open("ab") as said:
            (folder / "said").chmod(0o666)
            done = subprocess.run(
                [str(programs / program), *words], stdout=said, stderr=said, cwd="/", check=False, **user
            )
        assert 0 == done.returncode, (folder / "said").read_text()

    data = str(folder / "data")
    try:
        call("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        kept = "on" if fsync else "off"
        chosen = {"fsync": kept, "full_page_writes": kept, "max_connections": "150", **settings}
        words = " ".join(f"-c {name}={value}" for name, value in chosen.items())
        options = f"-k {folder} -c listen_addresses='' {words}"
        call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        server = Server(folder)
        try:
            yield server
        finally:
            server.pool.let_go()
            call("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
