"""The schema that the migration makes is the one that the classes say, and it refuses what must never be."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.db import tables
from danvan_cli.db.engine import open_engine, writing_engine
from danvan_cli.db.location import APPLICATION_ID, SCHEMA_REVISION, Database


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
    from sqlmodel import SQLModel

    engine = open_engine(Database(book.path))
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            differences = compare_metadata(context, SQLModel.metadata)
    finally:
        engine.dispose()

    assert [] == differences


def test_the_migration_and_the_classes_make_the_same_constraints_and_indexes(book: Any, tmp_path: Path) -> None:
    from sqlmodel import SQLModel

    other = Database(tmp_path / "lớp.db")
    engine = open_engine(other)
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
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


REFUSED = {
    "task kind": ("UPDATE task SET kind = 'lạ'", "ck_task_kind_known"),
    "task priority": ("UPDATE task SET priority = ''", "ck_task_priority_known"),
    "blank content": ("UPDATE task SET content = '  '", "ck_task_content_not_blank"),
    "blank code": ("UPDATE task SET code = ''", "ck_task_code_not_blank"),
    "no content": ("UPDATE task SET content = NULL", "NOT NULL"),
    "code twice": ("UPDATE task SET code = 'IV-4' WHERE code = 'IV-5'", "UNIQUE"),
    "role": ("UPDATE assignment SET role = 'boss'", "ck_assignment_role_known"),
    "two parts": (
        "INSERT INTO assignment (task_id, unit_id, role) SELECT task_id, unit_id, 'watch' FROM assignment",
        "UNIQUE",
    ),
    "stage": ("UPDATE deadline SET stage = 'late'", "ck_deadline_stage_known"),
    "progress": ("UPDATE deadline SET progress = 101", "ck_deadline_progress_is_a_percentage"),
    "completed without a day": ("UPDATE deadline SET stage = 'completed'", "ck_deadline_completed_has_a_day"),
    "a day without completion": ("UPDATE deadline SET completed_on = '2023-01-01'", "ck_deadline_completed_has_a_day"),
    "waiting without a hand-in": ("UPDATE deadline SET stage = 'awaiting_confirmation'", "ck_deadline_awaiting"),
    "handed in after completion": (
        "UPDATE deadline SET stage = 'completed', completed_on = '2023-01-01', submitted_on = '2023-01-02'",
        "ck_deadline_submitted_before_completed",
    ),
    "no such day": ("UPDATE deadline SET due_on = '2023-02-31'", "ck_deadline_due_on_is_a_day"),
    "a day in words": ("UPDATE deadline SET due_on = 'mai'", "ck_deadline_due_on_is_a_day"),
    "a day as a number": ("UPDATE deadline SET due_on = 20230101", "ck_deadline_due_on_is_a_day"),
    "an instant for a day": ("UPDATE deadline SET due_on = '2023-01-01 00:00:00'", "ck_deadline_due_on_is_a_day"),
    "row twice": (
        "INSERT INTO deadline (task_id, plan_id, unit_id, period, due_kind, due_certain, stage, progress, exempt)"
        " SELECT task_id, plan_id, unit_id, period, due_kind, 1, stage, 0, 0 FROM deadline WHERE unit_id > 0",
        "UNIQUE",
    ),
    "two waiting rows": (
        "INSERT INTO deadline (task_id, plan_id, period, due_kind, due_certain, stage, progress, exempt)"
        " SELECT task_id, plan_id, period, due_kind, 1, stage, 0, 0 FROM deadline WHERE unit_id IS NULL",
        "UNIQUE",
    ),
    "row of another plan": ("UPDATE deadline SET plan_id = 99", "FOREIGN KEY"),
    "row of no task": ("UPDATE deadline SET task_id = 99 WHERE id = 1", "FOREIGN KEY"),
    "row of no unit": ("UPDATE deadline SET unit_id = 99 WHERE id = 1", "FOREIGN KEY"),
    "unit with work": ("DELETE FROM unit WHERE code = 'VP'", "FOREIGN KEY"),
    "unit kind": ("UPDATE unit SET kind = 'x'", "ck_unit_kind_known"),
    "headcount": ("UPDATE unit SET headcount = -1", "ck_unit_headcount_not_negative"),
    "validity": ("UPDATE unit SET valid_from = '2023-02-01', valid_to = '2023-01-01'", "ck_unit_valid_in_order"),
    "unit code twice": ("UPDATE unit SET code_key = 'vp'", "UNIQUE"),
    "alias twice": (
        "INSERT INTO unit_alias (unit_id, alias, alias_key) SELECT unit_id, alias, alias_key FROM unit_alias",
        "UNIQUE",
    ),
    "plan year": ("UPDATE plan SET year = 1900", "ck_plan_year_plausible"),
    "plan code twice": (
        "INSERT INTO plan (code, title, year, recipients) VALUES ('KH-2023', 'x', 2023, '[]')",
        "UNIQUE",
    ),
    "goal without operator": ("UPDATE target SET operator = NULL WHERE code = 'CT1'", "ck_target_goal_with_operator"),
    "target kind": ("UPDATE target SET kind = 'x'", "ck_target_kind_known"),
    "half a ratio": (
        "INSERT INTO measurement (target_id, as_of, numerator) VALUES (1, '2023-01-01', '1')",
        "ck_measurement",
    ),
    "no figure": (
        "INSERT INTO measurement (target_id, as_of) VALUES (1, '2023-01-01')",
        "ck_measurement_value_or_ratio",
    ),
    "denominator 0": (
        "INSERT INTO measurement (target_id, as_of, numerator, denominator) VALUES (1, '2023-01-01', '1', '0')",
        "ck_measurement_denominator_positive",
    ),
    "negative": ("INSERT INTO measurement (target_id, as_of, value) VALUES (1, '2023-01-01', '-1')", "not_negative"),
    "evidence of nothing": ("INSERT INTO evidence (kind, text) VALUES ('link', 'x')", "ck_evidence_of_one_thing"),
    "evidence kind": ("INSERT INTO evidence (kind, text, deadline_id) VALUES ('x', 'x', 1)", "ck_evidence_kind_known"),
    "blank note": ("INSERT INTO note (task_id, text, actor, at) VALUES (1, ' ', 'a', '2023-01-01')", "ck_note_text"),
    "journal changed": ("UPDATE journal_entry SET code = 'x'", "append-only"),
    "journal cut": ("DELETE FROM journal_entry WHERE id = 1", "append-only"),
    "group changed": ("UPDATE journal_group SET actor = 'x'", "append-only"),
    "group cut": ("DELETE FROM journal_group", "append-only"),
    "group replaced": (
        "INSERT OR REPLACE INTO journal_group (id, at, actor, command, program_version)"
        " VALUES (1, '2023-01-01', 'x', 'x', '0')",
        "append-only|FOREIGN KEY",
    ),
    "entry of no group": (
        "INSERT INTO journal_entry (group_id, position, table_name, row_id, code) VALUES (99, 1, 'x', 1, 'x')",
        "FOREIGN KEY",
    ),
    "entry replaced": (
        "INSERT OR REPLACE INTO journal_entry (id, group_id, position, table_name, row_id, code)"
        " VALUES (1, 1, 1, 'x', 1, 'x')",
        "append-only",
    ),
    "removed with its reminders": (
        "INSERT INTO reminder (deadline_id, number, kind, sent_on) VALUES (1, 0, 'remind', '2023-01-01')",
        "ck_reminder_number_positive",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_schema_refuses(raw: sqlite3.Connection, name: str) -> None:
    statement, why = REFUSED[name]
    raw.execute("PRAGMA recursive_triggers=ON")
    with pytest.raises(sqlite3.IntegrityError, match=why):
        raw.execute(statement)


@pytest.mark.parametrize("statement", ["UPDATE reminder SET content = 'x'", "DELETE FROM reminder"])
def test_a_reminder_once_sent_stays(raw: sqlite3.Connection, statement: str) -> None:
    raw.execute("INSERT INTO reminder (deadline_id, number, kind, sent_on) VALUES (1, 1, 'remind', '2023-01-01')")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)


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
    assert 22 == len(tables.__all__)
