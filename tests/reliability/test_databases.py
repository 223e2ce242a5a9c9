"""Files that are not, not yet, no longer or not for us a danvan database: one sentence, code 5, nothing changed."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from danvan_cli.app import app

READ, WRITE = ("status",), ("task", "note", "IV-4", "x")
COMMANDS = pytest.mark.parametrize("words", [READ, WRITE], ids=["read", "write"])


def run(path: Path, *words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [*words, "--db", str(path)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode()


def beside(path: Path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir())


def is_refused(answer: tuple[int, str, str]) -> None:
    code, out, err = answer
    assert (5, "") == (code, out)
    assert err.startswith("Lỗi: ")
    assert 2 == len(err.splitlines())
    assert "Traceback" not in err


READS = (
    ("status",),
    ("overdue",),
    ("upcoming",),
    ("log",),
    ("task", "list"),
    ("task", "show", "IV-4"),
    ("plan", "list"),
    ("plan", "show"),
    ("unit", "list"),
    ("unit", "show", "VP"),
    ("target", "list"),
    ("target", "show", "CT1"),
    ("target", "coverage"),
    ("report", "export", "--format", "md"),
)


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_a_read_never_makes_a_file_or_a_folder(tmp_path: Path, words: tuple[str, ...]) -> None:
    is_refused(run(tmp_path / "sâu" / "không có.db", *words))

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_a_read_leaves_every_byte_and_no_file_beside(book: Any, words: tuple[str, ...]) -> None:
    before, names = book.path.read_bytes(), beside(book.path)

    assert 0 == run(book.path, *words)[0]
    assert (before, names) == (book.path.read_bytes(), beside(book.path))


def test_an_empty_file_is_no_data_yet_and_the_first_write_fills_it(tmp_path: Path) -> None:
    path = tmp_path / "rỗng.db"
    path.touch()
    is_refused(run(path, *READ))

    assert 0 == path.stat().st_size
    assert 0 == run(path, "task", "add", "Báo cáo")[0]
    assert "Báo cáo" in run(path, "task", "list")[1]


def text(path: Path) -> None:
    path.write_text("Đây là một tệp văn bản, không phải cơ sở dữ liệu.\n" * 50, encoding="utf-8")


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE task (id INTEGER PRIMARY KEY, x TEXT)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


def without_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE alembic_version")
    connection.commit()
    connection.close()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def scribbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(bytes(data))


def header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


KINDS = {f.__name__: f for f in (text, foreign, newer, without_version, cut, scribbled, header_only)}


@COMMANDS
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_used_is_refused_and_left_alone(book: Any, words: tuple[str, ...], kind: str) -> None:
    if kind == "foreign":
        book.path.unlink()
    KINDS[kind](book.path)
    before, names = book.path.read_bytes(), beside(book.path)

    is_refused(run(book.path, *words))
    assert (before, names) == (book.path.read_bytes(), beside(book.path))


def test_a_newer_file_says_which_program_it_needs(book: Any) -> None:
    newer(book.path)

    assert "bản mới hơn" in run(book.path, *READ)[2]


@COMMANDS
def test_a_folder_is_no_database(tmp_path: Path, words: tuple[str, ...]) -> None:
    is_refused(run(tmp_path, *words))


@COMMANDS
def test_a_place_under_a_file_is_no_place(book: Any, words: tuple[str, ...]) -> None:
    is_refused(run(book.path / "x.db", *words))


def test_a_reader_goes_on_while_another_program_prepares_a_write(book: Any, locked: Callable[[str], None]) -> None:
    locked("BEGIN IMMEDIATE")

    assert 0 == run(book.path, *READ)[0]


@COMMANDS
def test_a_locked_file_is_waited_for_and_then_said(
    book: Any, locked: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    from danvan_cli.db import engine
    from danvan_cli.db.reads import connection

    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(connection, "_BUSY_SECONDS", 0.2)
    locked("BEGIN EXCLUSIVE")
    answer = run(book.path, *words)

    is_refused(answer)
    assert "chương trình khác" in answer[2]


@pytest.mark.parametrize(
    "name",
    [
        "có dấu cách.db",
        "100%.db",
        "%20.db",
        "a?b.db",
        "a#b.db",
        "a&b=c.db",
        "đường dẫn tiếng Việt.db",
        "'.db",
        "file:x.db",
        "-x.db",
    ],
)
def test_a_database_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name

    assert 0 == run(path, "task", "add", "Báo cáo")[0]
    assert "Báo cáo" in run(path, "task", "list")[1]
    assert [name] == beside(path)


def test_the_first_write_makes_the_folder_and_a_file_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "mới" / "sâu" / "a.db"

    assert 0 == run(path, "task", "add", "x")[0]
    assert 0o600 == path.stat().st_mode & 0o777


def test_a_symbolic_link_to_the_database_stays_one(book: Any, tmp_path: Path) -> None:
    link = tmp_path / "lối tắt.db"
    link.symlink_to(book.path)

    assert 0 == run(link, *WRITE)[0]
    assert link.is_symlink()
    assert 2 == book.count("journal_group")


# somebody else's files


def test_a_file_that_may_only_be_read_is_read_but_not_written(
    book: Any, open_folder: Path, as_nobody: Callable[..., Any]
) -> None:
    path = open_folder / "chỉ đọc.db"
    shutil.copyfile(book.path, path)
    path.chmod(0o644)
    before = path.read_bytes()
    read, write = (as_nobody(*words, env={"DANVAN_DB": str(path)}) for words in (READ, WRITE))

    assert (0, "") == (read.returncode, read.stderr)
    assert (5, "") == (write.returncode, write.stdout)
    assert "chỉ cho đọc" in write.stderr
    assert before == path.read_bytes()


def test_a_file_that_may_be_written_in_a_folder_that_may_not_is_left_whole(
    book: Any, open_folder: Path, as_nobody: Callable[..., Any]
) -> None:
    path = open_folder / "a.db"
    shutil.copyfile(book.path, path)
    path.chmod(0o666)
    write = as_nobody(*WRITE, env={"DANVAN_DB": str(path)})

    assert (5, "") == (write.returncode, write.stdout)
    assert write.stderr.startswith("Lỗi: ")
    assert ["ok"] == type(book)(path).values("PRAGMA integrity_check")


@COMMANDS
def test_a_file_that_may_not_even_be_read_is_refused(
    book: Any, open_folder: Path, as_nobody: Callable[..., Any], words: tuple[str, ...]
) -> None:
    path = open_folder / "kín.db"
    shutil.copyfile(book.path, path)
    path.chmod(0o600)
    done = as_nobody(*words, env={"DANVAN_DB": str(path)})

    assert (5, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("Lỗi: ")


@COMMANDS
def test_a_folder_that_may_not_be_entered_is_refused(
    book: Any, open_folder: Path, as_nobody: Callable[..., Any], words: tuple[str, ...]
) -> None:
    folder = open_folder / "kín"
    folder.mkdir(mode=0o700)
    done = as_nobody(*words, env={"DANVAN_DB": str(folder / "a.db")})

    assert (5, "") == (done.returncode, done.stdout)
    assert "ngoài dự kiến" not in done.stderr


def test_a_folder_that_takes_no_new_file_is_refused(open_folder: Path, as_nobody: Callable[..., Any]) -> None:
    done = as_nobody("task", "add", "x", env={"DANVAN_DB": str(open_folder / "mới.db")})

    assert (5, "") == (done.returncode, done.stdout)
    assert [] == list(open_folder.iterdir())


# what a crash leaves behind

HALF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("PRAGMA cache_spill=1")
connection.execute("BEGIN IMMEDIATE")
if sys.argv[2] == "new":
    connection.execute("CREATE TABLE half (x TEXT)")
    table = "half (x)"
else:
    table = "setting (agency_id, key, value)"
for i in range(400):
    connection.execute(f"INSERT INTO {table} VALUES ({'?' if sys.argv[2] == 'new' else '1, ?, 1'})", (f"{i:05}" * 200,))
os.kill(os.getpid(), 9)
"""


def crash(path: Path, kind: str) -> None:
    done = subprocess.run([sys.executable, "-c", HALF, str(path), kind], check=False)
    assert -signal.SIGKILL == done.returncode
    assert path.with_name(path.name + "-journal").exists()


@COMMANDS
def test_what_a_killed_writer_left_is_rolled_back(book: Any, words: tuple[str, ...]) -> None:
    before = book.content()
    crash(book.path, "known")

    assert 0 == run(book.path, *words)[0]
    assert before["setting"] == book.content()["setting"]
    assert ["ok"] == book.values("PRAGMA integrity_check")


def test_a_first_write_that_was_killed_leaves_no_data_and_the_next_one_works(blank: Any) -> None:
    crash(blank.path, "new")

    code, out, err = run(blank.path, *READ)
    assert (5, "") == (code, out)
    assert "Chưa có dữ liệu" in err
    assert 0 == run(blank.path, "task", "add", "x")[0]


def test_a_first_write_after_a_killed_first_write_works_at_once(blank: Any) -> None:
    crash(blank.path, "new")

    assert 0 == run(blank.path, "task", "add", "x")[0]


# disk full

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
del sys.argv[1]
from danvan_cli.app import main
main()
"""


def limited(environment: dict[str, str], size: int, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *words],
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("size", [0, *(pytest.param(size, marks=pytest.mark.slow) for size in (1000, 8192))])
def test_a_full_disk_stops_a_write_and_keeps_the_data(book: Any, child_environment: dict[str, str], size: int) -> None:
    before = book.content()
    done = limited(child_environment, size, "task", "note", "IV-4", "x" * 20000, "--db", str(book.path), "--json")

    assert (5, "") == (done.returncode, done.stdout)
    assert 5 == json.loads(done.stderr)["error"]["code"]
    assert (before, ["ok"]) == (book.content(), book.values("PRAGMA integrity_check"))
    assert 0 == run(book.path, *WRITE)[0]


def test_a_full_disk_at_the_first_write_leaves_nothing_that_stands_in_the_way(
    blank: Any, child_environment: dict[str, str]
) -> None:
    done = limited(child_environment, 8192, "task", "add", "x", "--db", str(blank.path))

    assert (5, "") == (done.returncode, done.stdout)
    assert "Traceback" not in done.stderr
    assert 0 == run(blank.path, "task", "add", "x")[0]


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm", "-JOURNAL"])
def test_no_data_are_founded_under_a_name_that_sqlite_takes_for_a_journal(blank: Any, end: str) -> None:
    path = blank.path.with_name(f"{blank.path.name}{end}")
    is_refused(run(path, "task", "add", "x"))

    assert not path.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [("status",), ("status", "--json"), ("--help",), ("task", "note", "IV-4", "x")])
def test_an_output_that_takes_no_more_is_told_in_one_sentence(
    book: Any, child_environment: dict[str, str], words: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "danvan_cli", *words],
            env={**child_environment, "DANVAN_DB": str(book.path)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )

    assert (5, True, False) == (done.returncode, "(đĩa đầy)" in done.stderr, "Traceback" in done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_stops_nothing_and_nothing_else_is_written_in_its_place(
    book: Any, child_environment: dict[str, str], closed: str
) -> None:
    command = f"{sys.executable} -m danvan_cli task note IV-4 đã-gọi {closed}"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={**child_environment, "DANVAN_DB": str(book.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert (["đã-gọi"], ["ok"]) == (book.values("SELECT text FROM note"), book.values("PRAGMA integrity_check"))


@pytest.mark.parametrize(
    "address",
    [
        "jdbc:postgresql://u:bi-mat@may/x",
        " mysql://u:bi-mat@may/x",
        '"postgresql://u:bi-mat@may/x"',
        "mysql:/u:bi-mat@may/x",
        "mysql:u:bi-mat@may/x",
        "oracle_x://u:bi-mat@may",
        "host=may password=bi-mat",
        "mysql://u:bi-mat@may/x",
        "postgresql+psycopg2://u:bi-mat@may/x",
        "POSTGRESQL://u:bi-mat@may/x",
        "sqlite://bi-mat",
        "vanphong:bi-mat@may:5432/danvan",
        "vanphong:bi-mat@may/danvan",
        "may.bi-mat:5432/danvan",
    ],
)
def test_the_address_of_another_kind_of_database_is_refused_and_not_shown(
    address: str, child_environment: dict[str, str]
) -> None:
    result = CliRunner().invoke(app, ["status", "--db", address])

    assert (2, "") == (result.exit_code, result.stdout)
    assert (True, False) == ("không dùng được" in result.stderr, "bi-mat" in result.stderr)


def test_a_full_disk_leaves_no_half_report(book: Any, child_environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "ra"
    folder.mkdir()
    done = limited(child_environment, 100, "report", "export", "-o", str(folder / "b.md"), "--db", str(book.path))

    assert 5 == done.returncode
    assert "đĩa" in done.stderr
    assert [] == list(folder.iterdir())


@pytest.mark.parametrize(
    "command",
    [("report", "export", "--format", "csv", "-o"), ("data", "export"), ("remind", "--export")],
    ids=" ".join,
)
def test_an_output_folder_that_may_only_be_read_is_told(
    book: Any, open_folder: Path, as_nobody: Callable[..., Any], command: tuple[str, ...]
) -> None:
    data = open_folder / "x.db"
    data.write_bytes(book.path.read_bytes())
    data.chmod(0o666)
    said = as_nobody(*command, str(open_folder / "x.csv"), env={"DANVAN_DB": str(data)})

    # Letters tell before what they will leave blank.
    *before, what, _ = said.stderr.splitlines()
    assert ("", command[0] == "remind", True) == (said.stdout, bool(before), what.startswith("Lỗi: "))
    assert [data] == list(open_folder.iterdir())
