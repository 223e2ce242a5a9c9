"""Fixtures shared by all tests: a clean environment, a database, the sample plan."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import pytest
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache
from tests.depth import use_profile
from tests.postgres import Server, running

from danvan_cli.db.location import Database
from danvan_cli.services.request import Request

use_profile()
# The tests themselves are a large heap that stays: looking through it again and again is a tenth of the time.
gc.set_threshold(50_000, 10, 10)
# What runs in the background of a script ignores Ctrl-C, and so would every command that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

_DIALECTS = (SQLiteDialect_pysqlite, PGDialect_psycopg)
_USUAL = 0.085
_SLOWEST = 4.0
DATA = Path(__file__).parents[1] / "data"
SAMPLE_TEXT = DATA / "ke-hoach-dan-van-2023.txt"
SAMPLE_WORD = DATA / "ke-hoach-dan-van-2023.docx"


def pytest_addoption(parser: pytest.Parser) -> None:
    """After a wanted change ``pytest --update-golden`` writes golden files and generated docs anew: read the diff."""
    parser.addoption("--update-golden", action="store_true", help="write golden files and generated docs anew")


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """Lets all files of a run share what SQLAlchemy compiled: every test opens one of its own, a user's program one."""
    shared: LRUCache[Any, Any] = LRUCache(5_000)
    own: WeakKeyDictionary[Engine, Any] = WeakKeyDictionary()

    def cache(engine: Engine) -> Any:
        return shared if type(engine.dialect) in _DIALECTS else own[engine]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Engine, "_compiled_cache", property(cache, own.__setitem__), raising=False)
        # The dialect is part of a statement's key, and one of a kind is like any other.
        for dialect in _DIALECTS:
            patched.setattr(dialect, "__eq__", lambda self, other: type(self) is type(other), raising=False)
            patched.setattr(dialect, "__hash__", lambda self: hash(type(self)), raising=False)
        yield


def pytest_xdist_auto_num_workers() -> int:
    """Gives one worker more than there are cores: some tests wait for a terminal, a server or another program."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is quick on a file may take long through a socket: ``slow_on_server`` makes that variant alone slow."""
    for item in items:
        on_server = getattr(item, "callspec", None) is not None and item.callspec.params.get("engine") == "server"
        if on_server and item.get_closest_marker("slow_on_server"):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """Leaves what was collected out of every later search for garbage."""
    gc.freeze()


def spent() -> float:
    """Processor time so far, of this process and of those it waited for; a busy machine makes no test fail.

    Nor does a slow one, up to four times: the seconds are those of a machine on which a loop of two million additions
    takes ``_USUAL`` seconds.
    """
    return sum(os.times()[:4]) / _slowness()


@cache
def _slowness() -> float:
    took = min(_one_loop() for _ in range(3))
    return min(max(1.0, took / _USUAL), _SLOWEST)


def _one_loop() -> float:
    begun, total = time.process_time(), 0
    for number in range(2_000_000):
        total += number
    return time.process_time() - begun


@pytest.fixture
def golden_file(request: pytest.FixtureRequest) -> Callable[[Path, bytes], None]:
    """Compares bytes with a committed file, or writes the file when asked to."""

    def check(path: Path, actual: bytes) -> None:
        if request.config.getoption("--update-golden"):
            path.write_bytes(actual)
        assert path.read_bytes().decode() == actual.decode()
        assert path.read_bytes() == actual

    return check


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Names a home for each test that does not exist before the test writes there: most tests never do.

    A ``tmp_path`` for every test, made and removed again, would cost more than most of the tests.
    """
    folder, numbers = tmp_path_factory.mktemp("homes"), count(1)
    return lambda: folder / str(next(numbers)) / "home"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, homes: Callable[[], Path]) -> None:
    """No setting of the machine reaches a test, and no test reaches the user's own data."""
    home = homes()
    for name in (
        "DANVAN_DB", "DANVAN_PLAN", "DANVAN_UNIT", "DANVAN_ACTOR", "DANVAN_TODAY", "DANVAN_PLAIN", "NO_COLOR",
        "FORCE_COLOR",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "share"))
    monkeypatch.setenv("COLUMNS", "200")


def request_on(place: Path | Database, today: date, *, plan: str | None = None, dry_run: bool = False) -> Request:
    """Makes the request of a clerk who works on a file, or on any database, on that day."""
    now = datetime(today.year, today.month, today.day, 2, 0, tzinfo=UTC)
    database = Database(place) if isinstance(place, Path) else place
    return Request(database, plan, today, today, now, "thu", "kiểm thử", dry_run)


class Book:
    """A database file seen from outside: requests on it, and what stands in it by plain SQL."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = Database(path)

    @property
    def address(self) -> str:
        """Gives what --db takes."""
        return str(self.path)

    def on(self, day: date = date(2023, 10, 26), *, plan: str | None = None, dry_run: bool = False) -> Request:
        """Makes a clerk's request on that day."""
        return request_on(self.database, day, plan=plan, dry_run=dry_run)

    def another(self, name: str) -> Book:
        """Gives a database that holds nothing yet, beside this one."""
        return Book(self.path.with_name(name))

    def image(self) -> Any:
        """Gives all there is, to the last byte, with whatever stands beside it but for the copies of it."""
        return self.path.read_bytes(), sorted(path for path in self.path.parent.iterdir() if path.name != "sao-luu")

    def is_untouched(self) -> bool:
        """Tells whether nothing was ever written."""
        return not self.path.exists()

    def refuses(self, statement: str) -> str:
        """Runs a statement as any program may, and says why the database refuses it; nothing where it does not."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA recursive_triggers=ON")
        connection.create_function("danvan_seals", 0, lambda: 1)
        try:
            connection.execute(statement)
        except sqlite3.IntegrityError as error:
            return str(error)
        finally:
            connection.close()
        return ""

    def change(self, statement: str) -> None:
        """Runs a statement that no command would, as its owner may."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute(statement)

    def tables(self) -> list[str]:
        """Lists the tables of the schema."""
        return self.values("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")

    @contextmanager
    def reading(self) -> Iterator[Callable[..., list[dict[str, Any]]]]:
        """Opens the data for several queries: to open it reads the whole schema, which takes longer than any of them."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            yield lambda query, *parameters: [dict(row) for row in connection.execute(query, parameters)]

    def select(self, query: str, *parameters: object) -> list[dict[str, Any]]:
        """Gives rows as they are stored."""
        with self.reading() as run:
            return run(query, *parameters)

    def values(self, query: str, *parameters: object) -> list[Any]:
        """Gives the first column."""
        return [next(iter(row.values())) for row in self.select(query, *parameters)]

    def count(self, table: str) -> int:
        """Counts a table's rows."""
        return int(self.values(f"SELECT COUNT(*) FROM {table}")[0])

    def rows_of(self, task: str) -> list[dict[str, Any]]:
        """Gives a task's deadline rows with the code of their unit."""
        return self.select(
            """SELECT u.code AS unit, d.* FROM deadline d JOIN task t ON t.id = d.task_id
            LEFT JOIN unit u ON u.id = d.unit_id WHERE t.code = ? ORDER BY d.id""",
            task,
        )

    def parts_of(self, task: str) -> dict[str, str]:
        """Gives unit → role of a task."""
        rows = self.select(
            """SELECT u.code, a.role FROM assignment a JOIN task t ON t.id = a.task_id
            JOIN unit u ON u.id = a.unit_id WHERE t.code = ?""",
            task,
        )
        return {row["code"]: row["role"] for row in rows}

    def content(self) -> dict[str, list[dict[str, Any]]]:
        """Gives every table's rows by key, but for the journal's and what a trigger keeps of others."""
        others = ("journal_", "seal", "sqlite_", "alembic_", "several_")
        kept = [name for name in self.tables() if not name.startswith(others)]
        with self.reading() as run:
            return {name: run(f"SELECT * FROM {name} ORDER BY 1, 2") for name in kept}

    def last_entries(self) -> list[dict[str, Any]]:
        """Gives the journal entries of the newest group."""
        return self.select(
            "SELECT * FROM journal_entry WHERE group_id = (SELECT MAX(id) FROM journal_group) ORDER BY position"
        )


class ServerBook(Book):
    """A database of a server seen from outside, its values told as a file would tell them."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name
        self.database = Database(None, server.url(name))

    @property
    def address(self) -> str:
        """Gives what --db takes."""
        return self.server.url(self.name)

    def another(self, name: str) -> Book:
        """Gives a database that holds nothing yet."""
        return ServerBook(self.server, self.server.take("empty"))

    def change(self, statement: str) -> None:
        """Runs a statement that no command would, as its owner may."""
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def image(self) -> Any:
        """Gives every row of every table."""
        names = self.tables()
        with self.reading() as run:
            return {name: run(f"SELECT * FROM {name}") for name in names}

    def is_untouched(self) -> bool:
        """Tells whether nothing was ever written."""
        return self.count("journal_group") == 0

    def refuses(self, statement: str) -> str:
        """Runs a statement as any program may, and says why the database refuses it; nothing where it does not."""
        import psycopg

        try:
            with psycopg.connect(self.address, autocommit=True) as connection:
                connection.execute(statement)  # type: ignore[call-overload]
        except psycopg.IntegrityError as error:
            return str(error)
        return ""

    @contextmanager
    def reading(self) -> Iterator[Callable[..., list[dict[str, Any]]]]:
        """Opens the data for several queries; days are told as text, truth as 0 and 1."""
        import psycopg
        from psycopg.rows import dict_row
        from psycopg.types.string import TextLoader

        class Truth(TextLoader):
            def load(self, data: Any) -> Any:
                return int(bytes(data) == b"t")

        with psycopg.connect(self.address, options="-c timezone=UTC -c datestyle=ISO") as connection:
            cursor = psycopg.ClientCursor(connection, row_factory=dict_row)
            for kind, loader in (("date", TextLoader), ("timestamptz", TextLoader), ("bool", Truth)):
                cursor.adapters.register_loader(kind, loader)

            def run(query: str, *parameters: object) -> list[dict[str, Any]]:
                cursor.execute(query.replace("%", "%%").replace("?", "%s"), parameters)  # type: ignore[arg-type]
                return cursor.fetchall() if cursor.description else []

            yield run

    def tables(self) -> list[str]:
        """Lists the tables of the schema."""
        return self.values("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")


# A test speaks of a day of its own, and so does its server's clock: 02:00 UTC of the day of which the command speaks.
STANDING_CLOCK = """CREATE OR REPLACE FUNCTION danvan_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT COALESCE(CAST(NULLIF(current_setting('danvan.today', true), '') || ' 02:00+00' AS timestamptz), clock_timestamp()) $$"""

# As a file has one from the start: no command makes it.
FIRST_AGENCY = """SET session_replication_role = replica;
INSERT INTO agency (code, code_key, name) VALUES ('CQ', 'cq', 'Cơ quan')"""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server with two templates: ``empty``, the schema and one agency; ``sample``, the 2023 plan too."""
    from danvan_cli.services.planning import import_plan, read_draft
    from danvan_cli.services.upgrading import upgrade_data

    with running() as found:
        for name in ("empty", "sample"):
            found.run(f"CREATE DATABASE {name} TEMPLATE {'template0' if name == 'empty' else 'empty'}")
            request = request_on(Database(None, found.url(name)), date(2023, 10, 26))
            if name == "empty":
                upgrade_data(request)
                found.run(STANDING_CLOCK, name)
                found.run(FIRST_AGENCY, name)
            else:
                import_plan(request, read_draft(request, SAMPLE_TEXT))
        for name in ("empty", "sample"):
            found.keep(name)
        # A pooler in between changes nothing for the program.
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("danvan_cli.db.server.psycopg.connect", found.pool.connect)
            yield found


@pytest.fixture(scope="session")
def imported_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 2023 plan imported once; tests work on copies."""
    from danvan_cli.services.planning import import_plan, read_draft

    path = tmp_path_factory.mktemp("imported") / "mẫu.db"
    request = request_on(path, date(2023, 10, 26))
    import_plan(request, read_draft(request, SAMPLE_TEXT))
    return path


@pytest.fixture
def copy_of_sample(imported_file: Path, tmp_path: Path) -> Callable[[str], Book]:
    """Makes a fresh copy of the imported sample under a name."""
    return copies_of(imported_file, tmp_path)


def copies_of(file: Path, folder: Path) -> Callable[[str], Book]:
    """Gives what makes a fresh copy of a database file in a folder, under a name."""

    def copy(name: str) -> Book:
        path = folder / name
        path.unlink(missing_ok=True)
        shutil.copyfile(file, path)
        return Book(path)

    return copy


@pytest.fixture
def book(copy_of_sample: Callable[[str], Book]) -> Book:
    """The 2023 plan in a database of its own."""
    return copy_of_sample("kế hoạch.db")


@pytest.fixture
def sample(book: Book) -> Request:
    """The 2023 plan imported; the request speaks of 26/10/2023."""
    return book.on(date(2023, 10, 26))


@pytest.fixture
def blank(tmp_path: Path) -> Book:
    """A database that does not exist yet."""
    return Book(tmp_path / "trống.db")


class Outcome(NamedTuple):
    """How a run of the program ended."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def child_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a real process is started with: nothing of the user's, bytecode kept for the next one."""
    import sys

    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DANVAN_", "PYTHON", "LC_"))}
    folder = tmp_path_factory.mktemp("child")
    source = str(Path(__file__).parents[1] / "src")
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")])),
        "PYTHONPYCACHEPREFIX": str(folder / f"pyc{sys.version_info.minor}"),
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "share"),
        "DANVAN_TODAY": "2023-10-26",
        "DANVAN_ACTOR": "thu",
        "LANG": "C.UTF-8",
    }


@pytest.fixture
def process(child_environment: dict[str, str]) -> Callable[..., Outcome]:
    """Runs the program as a real process, its streams in pipes."""
    import subprocess
    import sys

    def run(*words: str, text: str = "", env: dict[str, str] | None = None, **options: Any) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "danvan_cli", *words],
            input=text.encode(),
            capture_output=True,
            env={**child_environment, **(env or {})},
            timeout=60,
            check=False,
            **options,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
