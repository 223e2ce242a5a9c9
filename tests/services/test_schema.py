"""A new database has the schema that the classes say, made whole or not at all, with all its triggers."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.db import schema, tables
from danvan_cli.db.engine import writing_engine
from danvan_cli.db.location import APPLICATION_ID, SCHEMA_REVISION, Database
from danvan_cli.services import adding

pytestmark = pytest.mark.a_file


@pytest.fixture
def raw(book: Any) -> Iterator[sqlite3.Connection]:
    """The sample's file opened as any program may open it."""
    connection = sqlite3.connect(book.path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.create_function("danvan_seals", 0, lambda: 1)
    yield connection
    connection.close()


def test_the_file_says_whose_it_is_and_which_schema_it_has(raw: sqlite3.Connection) -> None:
    assert (APPLICATION_ID, SCHEMA_REVISION, "delete", "ok") == (
        raw.execute("PRAGMA application_id").fetchone()[0],
        raw.execute("SELECT version_num FROM alembic_version").fetchone()[0],
        raw.execute("PRAGMA journal_mode").fetchone()[0],
        raw.execute("PRAGMA integrity_check").fetchone()[0],
    )


def test_every_constraint_has_a_name(raw: sqlite3.Connection) -> None:
    for (sql,) in raw.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        named = len(re.findall(r"CONSTRAINT \w+", sql))
        kinds = len(re.findall(r"(?:CHECK \(|FOREIGN KEY|UNIQUE \(|PRIMARY KEY \()", sql))
        assert kinds == named, sql


def test_every_file_has_its_indexes_in_one_order(raw: sqlite3.Connection) -> None:
    """Which of two equally good indexes SQLite takes depends on the order in which they were made."""
    made: dict[str, list[str]] = {}
    for table, name in raw.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"):
        made.setdefault(table, []).append(name)

    assert {table: sorted(names, reverse=True) for table, names in made.items()} == made


def test_our_own_connections_hold_keys_and_triggers(book: Any) -> None:
    with writing_engine(Database(book.path)) as engine, engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "recursive_triggers", "journal_mode", "synchronous", "busy_timeout")
        ]

    assert [1, 1, "delete", 2, 30000] == found


def test_a_file_that_another_program_left_in_wal_mode_comes_back(book: Any) -> None:
    from danvan_cli.services import tasks

    connection = sqlite3.connect(book.path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    tasks.note_task(book.on(), "IV-4", "x")

    assert ["delete"] == book.values("PRAGMA journal_mode")
    assert sorted(p.name for p in book.path.parent.iterdir() if p.is_file()) == [book.path.name]


def test_a_schema_that_fails_half_way_leaves_no_table_behind(blank: Any, monkeypatch: pytest.MonkeyPatch) -> None:

    made: list[int] = []

    def fail(connection: Any) -> dict[str, str]:
        made.append(connection.exec_driver_sql("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'").scalar())
        raise RuntimeError("hỏng giữa chừng")

    monkeypatch.setattr(schema, "triggers", fail)
    with pytest.raises(RuntimeError):
        adding.add_task(blank.on(), adding.NewTask("x"))
    monkeypatch.undo()

    assert (True, 0) == (made[0] > 20, blank.path.stat().st_size)
    adding.add_task(blank.on(), adding.NewTask("x"))
    assert 1 == blank.count("task")


def test_a_new_file_is_made_without_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from danvan_cli.db.engine import writing_engine; "
        "from danvan_cli.db.location import Database\n"
        "with writing_engine(Database(Path(sys.argv[1]))): pass\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "mới.db")], capture_output=True, text=True, check=True
    )

    assert "False" == done.stdout.strip()


def test_every_trigger_that_the_schema_names_is_there(book: Any) -> None:
    with writing_engine(Database(book.path)) as engine, engine.connect() as connection:
        named = schema.triggers(connection)

    assert sorted(named) == book.values("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")


@pytest.mark.parametrize("table", ["journal_group", "journal_entry", "seal", "reminder"])
def test_no_row_of_an_append_only_table_is_replaced_by_any_of_its_keys(raw: sqlite3.Connection, table: str) -> None:
    raw.execute(
        "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES (1, 1, 1, 'remind', '2023-01-01')"
    )
    (row,) = raw.execute(f"SELECT * FROM {table} LIMIT 1").fetchall()
    names = [column[1] for column in raw.execute(f"PRAGMA table_info({table})")]
    same = dict(zip(names, row, strict=True))
    other_key = same | {"id": 10**6}
    kept = raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
    for values in [same] if table == "journal_group" else [same, other_key]:
        marks = ", ".join("?" * len(names))
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({marks})", list(values.values()))

    assert kept == raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone()


def test_every_table_of_the_design_is_there() -> None:
    assert 42 == len(tables.__all__)
