"""Files of other office programs become .docx or .xlsx through LibreOffice, where it is installed.

Each conversion has a profile of its own in a folder that goes away with it: two on one profile lose a file, and one
that was killed locks it. The kind is checked before and the result after, since LibreOffice "converts" any bytes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from danvan_cli.domain.errors import FileRefusedError

TIME_OUT = 60
# kind → (import filter, ending of the result): with the filter named, nothing else is ever taken for the kind.
_FILTERS = {
    "doc": ("MS Word 97", "docx"),
    "rtf": ("Rich Text Format", "docx"),
    "odt": ("writer8", "docx"),
    "xls": ("MS Excel 97", "xlsx"),
    "ods": ("calc8", "xlsx"),
}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# No macros, and nothing fetched from the network because a document asks for it.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_WORD, _BOOK, _LOCKED = (
    "".join(f"{char}\0" for char in name).encode() for name in ("WordDocument", "Workbook", "EncryptedPackage")
)


def ole_kind(name: str, data: bytes) -> str:
    """Finds "doc" or "xls" for an Office file of before 2007; FileRefusedError for a password and for other kinds."""
    if _LOCKED in data or _is_locked_word(data):
        raise FileRefusedError(
            f"Tệp “{name}” có mật khẩu nên không đọc được.", "Mở bằng Word hoặc Excel, bỏ mật khẩu rồi lưu lại."
        )
    if _WORD in data:
        return "doc"
    if _BOOK in data:
        return "xls"
    raise FileRefusedError(
        f"Tệp “{name}” là tệp Office đời cũ nhưng không phải văn bản Word hay bảng tính Excel.", _how_to_save("docx")
    )


def _is_locked_word(data: bytes) -> bool:
    """Reads the flag at the head of a .doc file's text, which begins on a sector of 512 bytes."""
    at = data.find(b"\xec\xa5", 512)
    return at > 0 and at % 512 == 0 and at + 12 <= len(data) and bool(data[at + 11] & 1)


def soffice() -> str | None:
    """Finds LibreOffice's program; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def convert(name: str, data: bytes, kind: str) -> bytes:
    """Converts to .docx or .xlsx; FileRefusedError without LibreOffice says how to do it by hand."""
    _, ending = _FILTERS[kind]
    program = soffice()
    if program is None:
        raise FileRefusedError(
            f"Tệp “{name}” là loại .{kind}; máy này chưa có LibreOffice để tự chuyển.", _how_to_save(ending)
        )
    with tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True) as folder:
        result = _run(program, Path(folder), data, kind)
    if not result.startswith(b"PK"):
        raise FileRefusedError(
            f"Tệp “{name}” không chuyển được sang .{ending}: tệp hỏng, có mật khẩu hoặc quá lớn.", _how_to_save(ending)
        )
    return result


def _how_to_save(ending: str) -> str:
    program = "Word" if ending == "docx" else "Excel"
    return f"Mở tệp bằng {program} hoặc LibreOffice, chọn Lưu thành (Save as) loại .{ending} rồi nhập lại."


def _run(program: str, folder: Path, data: bytes, kind: str) -> bytes:
    """Runs one conversion inside the folder; empty when anything went wrong."""
    infilter, ending = _FILTERS[kind]
    source = folder / f"in.{kind}"
    source.write_bytes(data)
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", f"--infilter={infilter}"),
        *("--convert-to", ending, "--outdir", str(folder / "out"), str(source)),
    ]
    if not _finishes(command, folder):
        return b""
    made = folder / "out" / f"in.{ending}"
    return made.read_bytes() if made.is_file() else b""


def _finishes(command: list[str], folder: Path) -> bool:
    """Waits for the program; past its time it is stopped together with what it started."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(TIME_OUT) == 0
    except BaseException as stopped:
        _stop(process)
        if isinstance(stopped, subprocess.TimeoutExpired):
            return False
        raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            process.kill()
    process.wait()
