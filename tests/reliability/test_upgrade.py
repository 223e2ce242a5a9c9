"""A file of the first version is brought up to this one with nothing lost, after a copy was made."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book

from danvan_cli.db import upgrade as upgrading
from danvan_cli.db.location import SCHEMA_REVISION, Database
from danvan_cli.db.upgrade import upgrade
from danvan_cli.output.files import OutputFiles
from danvan_cli.services import views

OLD = Path(__file__).parent / "files" / "schema-0001.sql"


@pytest.fixture
def old(tmp_path: Path) -> Book:
    """A file that the first version wrote: the sample plan, progress, a completion, a cancellation, a figure."""
    path = tmp_path / "cũ.db"
    connection = sqlite3.connect(path)
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()
    return Book(path)


@pytest.mark.parametrize("words", [("status",), ("task", "note", "IV-4", "x")], ids=["read", "write"])
def test_an_old_file_says_how_it_is_upgraded_and_stays_as_it_is(
    old: Book, process: Callable[..., Any], words: tuple[str, ...]
) -> None:
    before = old.path.read_bytes()
    said = process(*words, "--db", str(old.path))

    assert (5, "") == (said.code, said.out)
    assert "danvan db upgrade" in said.err
    assert before == old.path.read_bytes()


def test_an_upgrade_keeps_every_row_and_leaves_a_copy_of_before(old: Book) -> None:
    before, kept = old.content(), old.path.read_bytes()
    _, copy = upgrade(Database(old.path), OutputFiles().write_copy)

    assert copy is not None
    assert Book(copy).content() == before
    assert len(kept) == len(copy.read_bytes())
    for table, rows in before.items():
        after = old.select(f"SELECT {', '.join(rows[0])} FROM {table} ORDER BY 1, 2") if rows else []
        assert rows == after
    assert [SCHEMA_REVISION] == old.values("SELECT version_num FROM alembic_version")
    assert ["ok"] == old.values("PRAGMA integrity_check")
    several = old.select("SELECT plan_id, task_id FROM deadline GROUP BY 1, 2 HAVING COUNT(*) > 1 ORDER BY 1, 2")
    assert several
    assert several == old.select("SELECT plan_id, task_id FROM several_deadlines ORDER BY 1, 2")


def test_an_upgraded_file_tells_the_past_by_the_days_of_its_events(old: Book) -> None:
    upgrade(Database(old.path), OutputFiles().write_copy)

    def done(day: date) -> int:
        return views.status(old.on(date(2023, 12, 31))._replace(as_of=day)).rows.done

    assert (0, 1) == (done(date(2023, 10, 24)), done(date(2023, 10, 25)))
    assert 0 == views.status(old.on(date(2023, 12, 31))._replace(as_of=date(2023, 3, 21))).totals.total


def test_an_upgraded_journal_is_append_only_again(old: Book) -> None:
    upgrade(Database(old.path), OutputFiles().write_copy)
    connection = sqlite3.connect(old.path)
    for table in ("journal_group", "journal_entry"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(f"UPDATE {table} SET id = id + 1000")
    connection.close()


def test_a_second_upgrade_does_nothing(old: Book, process: Callable[..., Any]) -> None:
    upgrade(Database(old.path), OutputFiles().write_copy)
    before = old.path.read_bytes()
    said = process("db", "upgrade", "--json", "--db", str(old.path))

    assert (0, None, before) == (said.code, json.loads(said.out)["backup"], old.path.read_bytes())


def test_an_upgrade_that_fails_half_way_leaves_the_old_file(old: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.content()

    def broken(engine: Any) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE task ADD COLUMN every VARCHAR")
            raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(upgrading, "migrate", broken)
    with pytest.raises(Exception, match="I/O"):
        upgrade(Database(old.path), OutputFiles().write_copy)

    assert before == old.content()
    assert [old.path.name] == [path.name for path in old.path.parent.iterdir()]


def test_a_copy_made_before_is_never_overwritten(old: Book, process: Callable[..., Any]) -> None:
    copy = old.path.with_name(f"{old.path.name}.truoc-nang-cap-0001")
    copy.write_bytes(b"x")
    before = old.content()
    said = process("db", "upgrade", "--json", "--db", str(old.path))
    second = copy.with_name(f"{copy.name}-2")

    assert (0, str(second), b"x") == (said.code, json.loads(said.out)["backup"], copy.read_bytes())
    assert before == Book(second).content()


def test_a_file_that_may_only_be_read_is_not_copied(
    old: Book, open_folder: Path, as_nobody: Callable[..., Any]
) -> None:
    path = open_folder / "chỉ đọc.db"
    shutil.copyfile(old.path, path)
    path.chmod(0o644)
    open_folder.chmod(0o777)
    said = as_nobody("db", "upgrade", env={"DANVAN_DB": str(path)})

    assert (5, True) == (said.returncode, "chỉ cho đọc" in said.stderr)
    assert [path.name] == [other.name for other in open_folder.iterdir()]


def test_an_upgrade_that_was_stopped_may_be_run_again(
    old: Book, monkeypatch: pytest.MonkeyPatch, process: Callable[..., Any]
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    for step in ("_copy", "migrate"):
        with monkeypatch.context() as patched:
            patched.setattr(upgrading, step, stopped)
            with pytest.raises(KeyboardInterrupt):
                upgrade(Database(old.path), OutputFiles().write_copy)

    assert [old.path.name] == [path.name for path in old.path.parent.iterdir()]
    assert 0 == process("db", "upgrade", "--db", str(old.path)).code
