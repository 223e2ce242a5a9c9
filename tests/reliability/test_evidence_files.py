"""Files that prove something: kept whole or not at all, found again everywhere the data go, never mistaken."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from danvan_cli.app import app
from danvan_cli.db import evidence_files
from danvan_cli.db.evidence_files import FileState
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.output.files import OutputFiles
from danvan_cli.services import confirming
from danvan_cli.services.confirming import NewProof

ADD = ("evidence", "add", "IV-5")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A file of a few bytes, outside the folder of the data."""
    folder = tmp_path / "quét"
    folder.mkdir()
    file = folder / "biên bản.pdf"
    file.write_bytes(b"%PDF-1.4 bien ban")
    return file


class Said(NamedTuple):
    """What one run answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(book: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Runs a command on the sample's file of data."""
    for name, value in (("DB", str(book.path)), ("TODAY", "2023-10-26"), ("ACTOR", "thu")):
        monkeypatch.setenv(f"DANVAN_{name}", value)

    def invoked(*words: str) -> Said:
        result = CliRunner().invoke(app, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return Said(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())

    return invoked


def kept(folder: Path) -> list[str]:
    place = folder / "minh-chung"
    return sorted(path.name for path in place.iterdir()) if place.is_dir() else []


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_is_kept_once_by_its_hash_and_given_back(run: Any, book: Any, scan: Path, tmp_path: Path) -> None:
    content = scan.read_bytes()
    again = scan.with_name("tên\nkhác.pdf")
    again.write_bytes(content)
    first, second, other = (
        run(*ADD, str(scan)),
        run(*ADD, str(again)),
        run("evidence", "add", "IV-4", str(again), "-u", "CCTĐC"),
    )
    place = book.path.parent / "minh-chung" / hash_of(content)

    assert [0, 0, 0] == [first.code, second.code, other.code]
    assert [("biên bản.pdf", len(content), 1), ("tên khác.pdf", len(content), 1)] == [
        tuple(row.values()) for row in book.select("SELECT text, size, is_kept FROM evidence ORDER BY id")
    ]
    mode = stat.S_IMODE(book.path.stat().st_mode)
    assert ([place.name], mode) == (kept(book.path.parent), stat.S_IMODE(place.stat().st_mode))
    assert 0 == run("evidence", "show", "IV-5", "1", "-o", str(tmp_path / "ra.pdf")).code
    assert content == (tmp_path / "ra.pdf").read_bytes()
    # What was taken back may be done again: the file waits for it, and nobody takes it for a leftover.
    run("undo", "--yes")
    os.utime(place, (0, 0))
    assert [] == evidence_files.unwanted(book.path)
    assert 0 == run("redo", "--yes").code


def test_what_is_no_file_to_be_kept_is_refused_and_nothing_done(run: Any, book: Any, scan: Path) -> None:
    folder = scan.parent
    (folder / "thư mục.pdf").mkdir()
    os.mkfifo(folder / "ống.pdf")
    (folder / "treo.pdf").symlink_to(folder / "không có")
    with (folder / "lớn.pdf").open("wb") as file:
        file.truncate(2_000_000_001)
    before = book.count("journal_group")
    begun = time.monotonic()
    told = {
        name: run(*ADD, str(folder / name)) for name in ("thư mục.pdf", "ống.pdf", "treo.pdf", "lớn.pdf", "gõ nhầm.pdf")
    }

    assert {"thư mục.pdf": 2, "ống.pdf": 2, "treo.pdf": 2, "lớn.pdf": 7, "gõ nhầm.pdf": 2} == {
        name: said.code for name, said in told.items()
    }
    assert "2000 MB, quá 20 MB" in told["lớn.pdf"].err
    assert (before, [], True) == (book.count("journal_group"), kept(book.path.parent), time.monotonic() - begun < 60)
    assert (0, [1]) == (run(*ADD, "Họp giao ban ngày 5/5/2023").code, [book.count("evidence")])


@pytest.mark.parametrize("words", ["/proc/self/environ", "../../../etc/passwd"])
def test_a_table_of_others_keeps_no_file_of_this_machine(book: Any, words: str) -> None:
    confirming.add_proof(book.on(), "IV-5", NewProof(words))
    assert [("statement", None)] == [tuple(row.values()) for row in book.select("SELECT kind, sha256 FROM evidence")]


@pytest.mark.parametrize("become", [b"other", b"%PDF-1.4 longer than before, by far", None])
def test_a_file_that_changes_or_goes_while_it_is_copied_is_not_kept(
    book: Any, scan: Path, become: bytes | None
) -> None:
    door = OutputFiles(book.path)

    def keep(place: Path, content: Any) -> None:
        scan.write_bytes(become) if become is not None else scan.unlink()
        door.keep(place, content)

    with pytest.raises(FileRefusedError, match="không có gì được ghi"):
        confirming.add_proof(book.on()._replace(keep_file=keep), "IV-5", NewProof(str(scan)))
    assert (0, []) == (book.count("evidence"), kept(book.path.parent))


def test_a_full_disk_keeps_neither_file_nor_row(process: Any, book: Any, scan: Path) -> None:
    import resource

    scan.write_bytes(os.urandom(9_000_000))
    limit = 4_000_000
    env = {"DANVAN_DB": str(book.path), "DANVAN_TODAY": "2023-10-26"}
    little = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
    said = process(*ADD, str(scan), env=env, preexec_fn=little)

    assert (5, 0, []) == (said.code, book.count("evidence"), kept(book.path.parent))
    assert 0 == process(*ADD, str(scan), env=env).code


def test_a_folder_that_may_not_be_written_to_keeps_neither(as_nobody: Any, book: Any, open_folder: Path) -> None:
    data, scan = open_folder / "a.db", open_folder / "bien-ban.pdf"
    data.write_bytes(book.path.read_bytes())
    scan.write_bytes(b"%PDF-1.4")
    (open_folder / "minh-chung").mkdir(mode=0o755)
    for path, mode in ((data, 0o666), (scan, 0o644), (open_folder, 0o777)):
        path.chmod(mode)
    said = as_nobody(*ADD, str(scan), env={"DANVAN_DB": str(data)})

    assert (1, []) == (said.returncode, kept(open_folder))
    assert "Không được phép ghi" in said.stderr
    assert [0] == type(book)(data).values("SELECT COUNT(*) FROM evidence")


def test_nothing_is_half_kept_whenever_a_command_is_killed(
    book: Any, scan: Path, child_environment: dict[str, str]
) -> None:
    env = {**child_environment, "DANVAN_DB": str(book.path), "DANVAN_TODAY": "2023-10-26"}
    for number in range(4):
        scan.write_bytes(os.urandom(15_000_000))
        words = [sys.executable, "-m", "danvan_cli", *ADD, str(scan)]
        child = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.5 + number * 0.25)
        child.send_signal(signal.SIGKILL)
        child.wait()
    folder = book.path.parent / "minh-chung"
    rows = book.values("SELECT sha256 FROM evidence")

    assert [FileState.INTACT] * len(rows) == [evidence_files.state_of(folder, row) for row in rows]
    whole = [name for name in kept(book.path.parent) if not name.startswith(".danvan-")]
    assert all(hash_of((folder / name).read_bytes()) == name for name in whole)


def test_lost_and_exchanged_files_are_found_and_healed(run: Any, book: Any, scan: Path) -> None:
    run(*ADD, str(scan))
    place = book.path.parent / "minh-chung" / hash_of(scan.read_bytes())
    seen = []
    for spoil in (place.unlink, lambda: place.write_bytes(b"x"), lambda: (place.unlink(), place.symlink_to(scan))):
        spoil()
        seen.append(
            (
                run("evidence", "check", "--only", "tệp").code,
                run("doctor").code,
                run("evidence", "show", "IV-5", "1", "-o", "x").code,
            )
        )
        # The same file given once more stands in its place again, also where something else stood.
        assert 0 == run("evidence", "replace", "IV-5", "1", str(scan)).code
        assert FileState.INTACT is evidence_files.state_of(place.parent, place.name)

    assert [(6, 6, 5)] * 3 == seen


def test_files_go_where_the_data_go(run: Any, book: Any, scan: Path, tmp_path: Path) -> None:
    run(*ADD, str(scan))
    name = hash_of(scan.read_bytes())
    usb, moved = tmp_path / "usb", tmp_path / "moved"
    usb.mkdir(), moved.mkdir()
    assert [0, 0] == [run("backup", str(usb / "sao.db")).code, run("data", "export", str(usb / "a.jsonl")).code]
    (book.path.parent / "minh-chung" / name).unlink()
    assert [[name], []] == [kept(usb), kept(book.path.parent)]
    restored = run("restore", str(usb / "sao.db"), "--yes")
    arrived = run("data", "import", str(usb / "a.jsonl"), "--db", str(moved / "m.db"))

    assert (0, 0, [name], [name]) == (restored.code, arrived.code, kept(book.path.parent), kept(moved))
    new = tmp_path / "new"
    new.mkdir()
    assert 0 == run("restore", str(usb / "sao.db"), "--yes", "--db", str(new / "n.db")).code
    assert [name] == kept(new)
    (usb / "minh-chung" / name).write_bytes(b"x")
    (moved / "minh-chung" / name).unlink()
    assert "1 tệp minh chứng không có" in run("restore", str(usb / "sao.db"), "--yes", "--db", str(moved / "m.db")).err


def test_only_what_no_data_beside_it_ask_for_is_swept(run: Any, book: Any, scan: Path) -> None:
    run(*ADD, str(scan))
    run("backup")
    wanted, folder = hash_of(scan.read_bytes()), book.path.parent / "minh-chung"
    for content in (b"left", b"young"):
        (folder / hash_of(content)).write_bytes(content)
    for name in (wanted, hash_of(b"left")):
        os.utime(folder / name, (0, 0))
    book.change("DELETE FROM evidence")
    fixed = run("doctor", "--fix")

    assert sorted([wanted, hash_of(b"young")]) == kept(book.path.parent)
    assert "Đã xóa 1 tệp" in fixed.out


def test_a_limit_of_nothing_keeps_the_hash_alone(run: Any, book: Any, scan: Path) -> None:
    run("config", "set", "evidence_file_mb", "0")
    run(*ADD, str(scan))
    assert [(hash_of(scan.read_bytes()), 0)] == [
        tuple(row.values()) for row in book.select("SELECT sha256, is_kept FROM evidence")
    ]
    assert ([], 3) == (kept(book.path.parent), run("evidence", "show", "IV-5", "1", "-o", "x").code)
