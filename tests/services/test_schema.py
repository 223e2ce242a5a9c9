"""The schema that the migration makes is the one that the classes say, and it refuses what must never be."""

from __future__ import annotations

import re
import sqlite3
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.db import tables
from danvan_cli.db.engine import open_engine, writing_engine
from danvan_cli.db.location import APPLICATION_ID, SCHEMA_REVISION, Database

pytestmark = pytest.mark.a_file


@pytest.fixture
def raw(book: Any) -> Iterator[sqlite3.Connection]:
    """The sample's file opened as any program may open it."""
    connection = sqlite3.connect(book.path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=ON")
    yield connection
    connection.close()


def test_the_migration_and_the_classes_make_the_same_tables(book: Any) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_engine(Database(book.path))
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            with warnings.catch_warnings():
                # Alembic only says that it cannot alter a computed column; its text is compared below.
                warnings.filterwarnings("ignore", message="Computed default on deadline.outcome")
                differences = compare_metadata(context, tables.whole_schema())
    finally:
        engine.dispose()

    assert [] == differences


def test_the_migration_and_the_classes_make_the_same_constraints_and_indexes(book: Any, tmp_path: Path) -> None:
    other = Database(tmp_path / "lớp.db")
    engine = open_engine(other)
    with engine.begin() as connection:
        tables.whole_schema().create_all(connection)
    engine.dispose()

    assert parts(tmp_path / "lớp.db") == parts(book.path)


def parts(path: Path) -> dict[str, Any]:
    """Gives each table's definition as a set of its parts, and each index as written."""
    connection = sqlite3.connect(path)
    found: dict[str, Any] = {}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        if name == "alembic_version" or kind == "trigger":
            continue
        plain = re.sub(r"\s+", " ", sql.replace('"', ""))
        inner = plain.split("(", 1)[1].rsplit(")", 1)[0]
        found[name] = (
            {piece.strip() for piece in re.split(r",(?![^()]*\))| (?=CONSTRAINT )", inner)}
            if kind == "table"
            else plain
        )
    connection.close()
    return found


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


def test_a_migration_that_fails_half_way_leaves_no_table_behind(blank: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    from danvan_cli.services import tasks

    made: list[str] = []

    def create(name: str, *parts: Any, **options: Any) -> Any:
        if len(made) == 10:
            raise RuntimeError("hỏng giữa chừng")
        made.append(name)
        return real(name, *parts, **options)

    real = op.create_table
    monkeypatch.setattr(op, "create_table", create)
    with pytest.raises(RuntimeError):
        tasks.add_task(blank.on(), tasks.NewTask("x"))
    monkeypatch.undo()

    assert (10, 0) == (len(made), blank.path.stat().st_size)
    tasks.add_task(blank.on(), tasks.NewTask("x"))
    assert 1 == blank.count("task")


def test_every_table_of_the_design_is_there() -> None:
    assert 24 == len(tables.__all__)
