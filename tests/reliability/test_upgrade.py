"""Data of an older program is brought up to a newer one's schema by its steps, a file after a copy was made.

There is one schema so far: the newer program is this one with a step of the test's own.
"""

from __future__ import annotations

import json
import lzma
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book, ServerBook
from tests.postgres import Server
from tests.reliability.conftest import invoke

from danvan_cli.db import engine, location, restoring, upgrade
from danvan_cli.db.location import REVISIONS, SCHEMA_REVISION
from danvan_cli.output.files import OutputFiles
from danvan_cli.services import tasks, views
from danvan_cli.services.upgrading import upgrade_data

NEWEST = "1002"
STEP = f"""
from alembic import op
revision, down_revision, branch_labels, depends_on = "{NEWEST}", "{SCHEMA_REVISION}", None, None
def upgrade():
    op.execute("ALTER TABLE task ADD COLUMN colour VARCHAR")
"""
ORPHANS = STEP + '    op.execute("DELETE FROM unit")\n'
BROKEN = STEP + '    raise RuntimeError("hỏng giữa chừng")\n'


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this program one whose schema is a step further."""

    def go_on(step: str) -> None:
        steps = tmp_path / "bước"
        shutil.copytree(Path(engine.__file__).parent / "migrations", steps, dirs_exist_ok=True)
        (steps / "versions" / f"v{NEWEST}.py").write_text(step, encoding="utf-8")
        monkeypatch.setattr(engine, "_MIGRATIONS", steps)
        for module in (location, upgrade, restoring):
            monkeypatch.setattr(module, "REVISIONS", (*REVISIONS, NEWEST))
        for module in (location, upgrade, engine):
            monkeypatch.setattr(module, "SCHEMA_REVISION", NEWEST)

    return go_on


@pytest.fixture
def old(imported_file: Path, tmp_path: Path, newer_program: Callable[[str], None]) -> Book:
    """The sample in a folder of its own, as the program before the step left it."""
    (tmp_path / "dữ liệu").mkdir()
    path = tmp_path / "dữ liệu" / "cũ.db"
    shutil.copyfile(imported_file, path)
    newer_program(STEP)
    return Book(path)


def run(book: Book, *words: str) -> tuple[int, str, str]:
    return invoke(*words, env={"DANVAN_DB": str(book.path)})


@pytest.mark.parametrize("words", [("status",), ("task", "note", "IV-4", "x")], ids=["read", "write"])
def test_an_old_file_says_how_it_is_upgraded_and_stays_as_it_is(old: Book, words: tuple[str, ...]) -> None:
    before = old.path.read_bytes()
    code, out, said = run(old, *words)

    assert (5, "") == (code, out)
    assert "danvan db upgrade" in said
    assert before == old.path.read_bytes()


def test_an_upgrade_keeps_every_row_and_leaves_a_copy_of_before(old: Book) -> None:
    before, kept = old.content(), old.path.read_bytes()
    _, copy = upgrade_data(old.on(), OutputFiles().write_copy)

    assert copy is not None
    assert "sao-luu/cũ.db-2023-10-26-090000-truoc-khi-nang-cap.db" == copy.relative_to(old.path.parent).as_posix()
    assert (before, len(kept)) == (Book(copy).content(), len(copy.read_bytes()))
    after = old.content()
    assert [None] * 20 == [row.pop("colour") for row in after["task"]]
    assert before == after
    assert ([NEWEST], ["ok"]) == (
        old.values("SELECT version_num FROM alembic_version"),
        old.values("PRAGMA integrity_check"),
    )


def test_an_upgraded_file_is_read_and_written_as_before(old: Book) -> None:
    upgrade_data(old.on(), OutputFiles().write_copy)
    tasks.note_task(old.on(date(2023, 12, 31)), "IV-4", "x")

    assert 20 == views.status(old.on(date(2023, 12, 31))).totals.total


def test_a_second_upgrade_does_nothing(old: Book) -> None:
    upgrade_data(old.on(), OutputFiles().write_copy)
    before = old.path.read_bytes()
    code, out, _ = run(old, "db", "upgrade", "--json")

    assert (0, None, before) == (code, json.loads(out)["backup"], old.path.read_bytes())


@pytest.mark.parametrize("step", [BROKEN, ORPHANS], ids=["half way", "rows without their parent"])
def test_an_upgrade_that_fails_leaves_the_old_file(old: Book, newer_program: Callable[[str], None], step: str) -> None:
    before = old.content()
    newer_program(step)
    with pytest.raises((RuntimeError, AssertionError)):
        upgrade_data(old.on(), OutputFiles().write_copy)

    assert (before, [SCHEMA_REVISION]) == (old.content(), old.values("SELECT version_num FROM alembic_version"))
    assert [old.path.name] == [path.name for path in old.path.parent.iterdir()]


def test_a_copy_made_before_is_never_overwritten(old: Book) -> None:
    copy = old.path.parent / "sao-luu" / "cũ.db-2023-10-26-090000-truoc-khi-nang-cap.db"
    copy.parent.mkdir()
    copy.write_bytes(b"x")
    before = old.content()
    _, second = upgrade_data(old.on(), OutputFiles().write_copy)

    assert (copy.with_name(f"{copy.stem}-2.db"), b"x") == (second, copy.read_bytes())
    assert second is not None
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


def test_an_upgrade_that_was_stopped_may_be_run_again(old: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    for step in ("keep_copy", "migrate"):
        with monkeypatch.context() as patched:
            patched.setattr(upgrade, step, stopped)
            with pytest.raises(KeyboardInterrupt):
                upgrade_data(old.on(), OutputFiles().write_copy)

    assert [old.path.name] == [path.name for path in old.path.parent.iterdir()]
    assert 0 == run(old, "db", "upgrade")[0]


@pytest.mark.parametrize("words", [("status",), ("task", "note", "IV-4", "x"), ("db", "upgrade")], ids=" ".join)
@pytest.mark.parametrize("revision", ["0004", "", "x"])
def test_a_file_of_a_schema_that_no_step_leads_from_is_refused_in_one_sentence(
    book: Book, words: tuple[str, ...], revision: str
) -> None:
    connection = sqlite3.connect(book.path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.commit()
    connection.close()
    before = book.path.read_bytes()
    code, out, said = run(book, *words)

    assert (5, "") == (code, out)
    assert ("không nâng cấp được" in said) == (revision < SCHEMA_REVISION)
    assert (before, [book.path.name]) == (
        book.path.read_bytes(),
        [path.name for path in book.path.parent.iterdir() if path.is_file()],
    )


@pytest.mark.parametrize("words", [("status",), ("task", "note", "IV-4", "x"), ("db", "upgrade")], ids=" ".join)
def test_a_file_without_its_table_of_versions_is_refused_in_vietnamese(book: Book, words: tuple[str, ...]) -> None:
    connection = sqlite3.connect(book.path)
    connection.execute("DROP TABLE alembic_version")
    connection.close()
    before = book.path.read_bytes()
    code, out, said = run(book, *words)

    assert (5, "", before) == (code, out, book.path.read_bytes())
    assert "không nâng cấp được" in said


def test_a_server_is_upgraded_by_the_same_steps(server: Server, newer_program: Callable[[str], None]) -> None:
    book = ServerBook(server, server.take("sample"))
    before = book.content()
    newer_program(STEP)
    done = [upgrade_data(book.on(), OutputFiles().write_copy) for _ in range(2)]
    after = book.content()
    revision = book.values("SELECT version_num FROM alembic_version")
    # Not given back: it has another schema now.
    server.run(f"DROP DATABASE {book.name} WITH (FORCE)")

    assert ([(True, None), (False, None)], [NEWEST]) == (done, revision)
    assert [None] * 20 == [row.pop("colour") for row in after["task"]]
    assert before == after


@pytest.mark.parametrize(("revision", "words"), [("0004", "không nâng cấp được"), ("9999", "bản mới hơn")])
def test_a_server_of_another_schema_is_refused(server: Server, revision: str, words: str) -> None:
    from danvan_cli.domain.errors import DatabaseError

    book = ServerBook(server, server.take("sample"))
    server.run(f"UPDATE alembic_version SET version_num = '{revision}'", book.name)
    for act in (upgrade_data, views.status):
        with pytest.raises(DatabaseError, match=words):
            act(book.on())
    server.give_back(book.name, "sample")


KEPT_READS = (
    ("status",), ("task", "show", "IV-4"), ("target", "coverage"), ("record", "list"), ("round", "status"),
    ("doc", "list"), ("unit", "list"), ("score", "show"),
)  # fmt: skip


@pytest.mark.parametrize("kept", sorted((Path(__file__).parent / "kept").glob("*.db.xz")), ids=lambda path: path.name)
def test_data_of_every_version_are_upgraded_and_tell_the_same(
    kept: Path, tmp_path: Path, golden_file: Callable[[Path, bytes], None]
) -> None:
    book = Book(tmp_path / "năm.db")
    book.path.write_bytes(lzma.decompress(kept.read_bytes()))
    upgraded, examined = run(book, "db", "upgrade", "--yes"), run(book, "doctor", "--json")
    told = [run(book, *words, "--json") for words in KEPT_READS]

    assert (0, 0, {0}) == (upgraded[0], examined[0], {code for code, _, _ in told})
    golden_file(kept.with_suffix("").with_suffix(".json"), "".join(out for _, out, _ in told).encode())
