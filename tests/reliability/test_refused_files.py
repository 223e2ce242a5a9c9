"""Files that are no plan and no list of units: one sentence, code 7, nothing written."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from danvan_cli.app import app

DATA = Path(__file__).parents[2] / "data"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


WORD = (DATA / "ke-hoach-dan-van-2023.docx").read_bytes()
FILES: dict[str, tuple[str, bytes]] = {
    "empty": ("a.txt", b""),
    "blank": ("a.txt", b" \n\t\r\n"),
    "empty Word": ("a.docx", b""),
    "binary": ("a.txt", bytes(range(256)) * 40),
    "zeros": ("a.txt", b"\x00" * 5000),
    "PDF": ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "PDF named Word": ("a.docx", b"%PDF-1.7\n"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000),
    "with a password": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 2000,
    ),
    "picture": ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500),
    "cut Word": ("a.docx", WORD[: len(WORD) // 2]),
    "no Word inside": ("a.docx", zipped(readme=b"x")),
    "broken Word inside": ("a.docx", zipped(word__document=b"x", **{"word__document.xml": b"<w:document"})),
    "not a plan": ("a.txt", ("Hôm nay trời đẹp. Chúng tôi đi chơi công viên.\n" * 20).encode()),
    "one word": ("a.txt", b"x"),
    "a page of the web": ("a.txt", b"<html><body><p>xin chao</p></body></html>"),
    "a list of units": ("a.csv", "Mã;Tên đơn vị\nA;B\n".encode()),
}


def run(book: Any, *words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [*words, "--db", str(book.path)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode()


def is_refused(answer: tuple[int, str, str]) -> None:
    code, out, err = answer
    assert (7, "") == (code, out), err
    assert err.startswith("Lỗi: ")
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("kind", FILES)
def test_what_is_no_plan_is_refused_and_nothing_is_written(blank: Any, tmp_path: Path, kind: str) -> None:
    name, content = FILES[kind]
    (tmp_path / name).write_bytes(content)

    is_refused(run(blank, "plan", "import", str(tmp_path / name), "--yes"))
    is_refused(run(blank, "plan", "import", str(tmp_path / name), "--dry-run"))
    assert not blank.path.exists()


@pytest.mark.parametrize("words", [("plan", "import"), ("unit", "import")], ids=" ".join)
def test_a_file_that_is_not_there_or_is_none_is_refused(book: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    before = book.path.read_bytes()
    os.mkfifo(tmp_path / "ống.txt")
    for place in (
        tmp_path / "không có.txt",
        tmp_path,
        tmp_path / "ống.txt",
        Path("/dev/null"),
        Path("a" * 300),
        Path(),
    ):
        is_refused(run(book, *words, str(place), "--yes"))

    assert before == book.path.read_bytes()


UNITS: dict[str, tuple[str, bytes]] = {
    "empty": ("a.csv", b""),
    "titles only": ("a.csv", "Mã;Tên đơn vị\n".encode()),
    "no titles": ("a.csv", b"1;2\n3;4\n"),
    "binary": ("a.csv", bytes(range(256)) * 40),
    "no workbook": ("a.xlsx", zipped(readme=b"x")),
    "Word": ("a.xlsx", WORD),
    "old Excel": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000),
    "broken TOML": ("a.toml", b"[[unit]\ncode="),
    "other TOML": ("a.toml", b"x = 1\n"),
    "TOML of other kinds": ("a.toml", b"[[unit]]\ncode = 5\nname = ['a']\n"),
    "an endless quote": ("a.csv", 'Mã;Tên đơn vị\nA;"B'.encode() + b"x" * 200_000),
}


@pytest.mark.parametrize("kind", UNITS)
def test_what_is_no_list_of_units_is_refused_and_nothing_is_written(book: Any, tmp_path: Path, kind: str) -> None:
    name, content = UNITS[kind]
    (tmp_path / name).write_bytes(content)
    before = book.path.read_bytes()

    is_refused(run(book, "unit", "import", str(tmp_path / name)))
    assert before == book.path.read_bytes()


def test_a_file_that_may_not_be_read_is_refused(open_folder: Path, as_nobody: Callable[..., Any]) -> None:
    file = open_folder / "kín.txt"
    file.write_text("x", encoding="utf-8")
    file.chmod(0o600)
    done = as_nobody("plan", "import", str(file), "--dry-run", env={"DANVAN_DB": str(open_folder / "a.db")})

    assert (7, "") == (done.returncode, done.stdout), done.stderr
    assert "Permission" not in done.stderr


def test_a_bomb_is_refused_before_it_is_unpacked(blank: Any, tmp_path: Path) -> None:
    (tmp_path / "bom.docx").write_bytes(zipped(**{"word__document.xml": b" " * 300_000_000}))

    is_refused(run(blank, "plan", "import", str(tmp_path / "bom.docx"), "--yes"))


def test_a_report_over_a_file_of_somebody_else_is_refused_in_words(
    book: Any, open_folder: Path, as_nobody: Callable[..., Any]
) -> None:
    data = open_folder / "a.db"
    data.write_bytes(book.path.read_bytes())
    data.chmod(0o644)
    file = open_folder / "b.md"
    file.write_text("của người khác", encoding="utf-8")
    file.chmod(0o600)
    for words in (("-o", str(file)), ("-o", str(file), "--force"), ("-o", str(open_folder / "mới.md"))):
        done = as_nobody("report", "export", *words, env={"DANVAN_DB": str(data)})
        assert (True, "") == (done.returncode in (1, 4), done.stdout), done.stderr
        assert done.stderr.startswith("Lỗi: ")
        assert "Path" not in done.stderr

    assert "của người khác" == file.read_text(encoding="utf-8")
