"""Files of other office programs are read through LibreOffice, each conversion apart; without it, one sentence."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hostile import OLE

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files import office_convert as office_convert
from danvan_cli.intake.files.opening import open_bytes

RTF = rb"{\rtf1\ansi {\b I.} N\u7897?i dung\par \u272?i\u7873?u 1}"
OLD_WORD = OLE + "WordDocument".encode("utf-16-le")
needs_office = pytest.mark.skipif(
    office_convert.soffice() is None and not os.environ.get("CI"), reason="LibreOffice is not installed"
)
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for LibreOffice")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps what is made for a conversion where it can be seen."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office_convert, "soffice", lambda: str(program))


def refusal(data: bytes, name: str) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as refused:
        open_bytes(data, name)
    return refused.value


@pytest.mark.parametrize(("data", "ending"), [(RTF, "docx"), (OLD_WORD, "docx")])
def test_without_libreoffice_the_file_is_refused_with_the_way_to_save_it(
    monkeypatch: pytest.MonkeyPatch, data: bytes, ending: str
) -> None:
    monkeypatch.setattr(office_convert, "soffice", lambda: None)
    refused = refusal(data, "cũ.doc")
    assert (True, True) == ("LibreOffice" in refused.message, f".{ending}" in refused.hint)


@needs_office
def test_an_rtf_file_is_read_and_nothing_is_left_behind(temporary: Path) -> None:
    assert ["I. Nội dung", "Điều 1"] == [line.text for line in open_bytes(RTF, "a.rtf").lines]
    assert [] == list(temporary.iterdir())


@needs_office
def test_two_conversions_at_once_do_not_disturb_each_other() -> None:
    found: list[str] = []

    def read() -> None:
        found.append(open_bytes(RTF, "a.rtf").lines[0].text)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ["I. Nội dung"] * 2 == found


@needs_office
def test_bytes_that_only_begin_like_a_word_file_are_refused(temporary: Path) -> None:
    assert refusal(OLD_WORD, "a.doc").message.startswith("Tệp “a.doc”")
    assert [] == list(temporary.iterdir())


@needs_shell
@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'mkdir -p out; echo no > "$(dirname "$0")/x"'])
def test_a_conversion_that_makes_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    assert "không chuyển được" in refusal(RTF, "a.rtf").message


@needs_shell
def is_running(process: Path) -> bool:
    try:
        return "State:\tZ" not in (process / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_conversion_that_hangs_is_stopped_with_all_it_started(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(temporary, monkeypatch, f"sleep 60 & echo $! > {temporary}/child; wait")
    monkeypatch.setattr(office_convert, "TIME_OUT", 0.5)
    assert "không chuyển được" in refusal(RTF, "a.rtf").message
    child = Path(f"/proc/{(temporary / 'child').read_text().strip()}")
    # On a busy machine a killed process takes a moment to end; alone it would sleep for a minute.
    ends_by = time.monotonic() + 10
    while is_running(child) and time.monotonic() < ends_by:
        time.sleep(0.05)
    assert not is_running(child)
    assert {"bin", "child"} == {path.name for path in temporary.iterdir()}


def test_a_word_file_with_a_password_says_so() -> None:
    locked = OLD_WORD.ljust(1024, b"\0") + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(500)
    assert "mật khẩu" in refusal(locked, "a.doc").message


def test_libreoffice_is_looked_for_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/x/{name}")
    assert "/x/soffice" == office_convert.soffice()
