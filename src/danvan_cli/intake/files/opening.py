"""A file becomes a document: its kind told by what is inside, every failure one sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from danvan_cli.domain.draft import Document, Line, Sheet
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.system import reason
from danvan_cli.domain.text import nfc
from danvan_cli.intake.files.missing_blanks import with_blanks
from danvan_cli.intake.files.package import check_package, member_names, part_text

MAX_FILE = 50_000_000
# A yearly plan has some hundred paragraphs; past this the file is something else and only costs time.
MAX_LINES = 50_000
MAX_LINE = 100_000
SAVE_AS_DOCX = "Mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành (Save as) loại .docx rồi nhập lại."
_READABLE = "Dùng tệp .docx, .doc, .rtf, .odt, .pdf, .html, .txt, .md hoặc bảng .xlsx, .csv có nội dung kế hoạch."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = ("", ".txt", ".md", ".text", ".markdown")
_OFFICE_ENDINGS = (".docx", ".docm", ".doc", ".rtf", ".odt", ".xlsx", ".xlsm", ".xls", ".ods", ".pdf")


class Content:
    """What a reader found: lines or sheets, and what it had to assume."""

    def __init__(
        self, lines: list[Line] | None = None, warnings: list[str] | None = None, sheets: tuple[Sheet, ...] = ()
    ) -> None:
        self.lines = tuple(lines or ())
        self.warnings = tuple(warnings or ())
        self.sheets = tuple(sheet for sheet in sheets if sheet.rows)


def open_document(path: Path) -> Document:
    """Reads any file that holds a plan or a register of tasks.

    Raises FileRefusedError for whatever cannot be read, a missing file included.
    """
    return open_bytes(read_bytes(path), path.name)


def open_bytes(content: bytes, name: str) -> Document:
    """Reads a file's content, as from standard input; ``name`` is shown, and its ending only a hint."""
    name = nfc(name)
    if len(content) > MAX_FILE:
        raise FileRefusedError(f"Tệp “{name}” lớn hơn {MAX_FILE // 1_000_000} MB.", "Bỏ bớt hình ảnh rồi lưu lại.")
    if not content.strip():
        raise FileRefusedError(f"Tệp “{name}” trống.", _READABLE)
    found = _reader(name, Path(name).suffix.lower(), content)(name, content)
    if not found.lines and not found.sheets:
        raise FileRefusedError(f"Tệp “{name}” không có chữ nào.", _READABLE)
    if len(found.lines) > MAX_LINES or any(len(line.text) > MAX_LINE for line in found.lines):
        raise FileRefusedError(
            f"Tệp “{name}” có hơn {MAX_LINES} đoạn hoặc có đoạn dài bất thường, không phải một kế hoạch.", _READABLE
        )
    lines = tuple(_with_blanks(line) for line in found.lines)
    return Document(lines, name, hashlib.sha256(content).hexdigest(), found.warnings, found.sheets)


def _with_blanks(line: Line) -> Line:
    text = with_blanks(line.text)
    return line if text is line.text else replace(line, text=text)


def read_bytes(path: Path) -> bytes:
    """Reads a file of sensible size, or says in one sentence why not."""
    name = nfc(path.name)
    check = "Kiểm tra đường dẫn và tên tệp."
    try:
        if path.is_dir():
            raise FileRefusedError(f"“{name}” là một thư mục, không phải tệp.", "Chỉ rõ tệp cần nhập trong thư mục đó.")
        if not path.exists():
            raise FileRefusedError(f"Không có tệp “{path}”.", check)
        if not path.is_file():
            raise FileRefusedError(f"“{name}” không phải tệp thường.", check)
        if path.stat().st_size > MAX_FILE:
            raise FileRefusedError(f"Tệp “{name}” lớn hơn {MAX_FILE // 1_000_000} MB.", "Bỏ bớt hình ảnh rồi lưu lại.")
        data = path.read_bytes()
    except (OSError, ValueError) as failure:
        message = f"Không đọc được tệp “{name}”: {reason(failure)}."
        raise FileRefusedError(message, f"{check} Xem bạn có quyền đọc không.") from None
    if not data.strip():
        raise FileRefusedError(f"Tệp “{name}” trống.", _READABLE)
    return data


def read_input(stream: BinaryIO) -> bytes:
    """Reads the standard input, bounded as a file is."""
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise FileRefusedError(f"Đầu vào lớn hơn {MAX_FILE // 1_000_000} MB.", "Bỏ bớt hình ảnh rồi gửi lại.")
    return data


_Reader = Callable[[str, bytes], Content]


def _reader(name: str, ending: str, data: bytes) -> _Reader:
    """Finds the reader by the file's first bytes, and by its ending only where they say nothing."""
    from danvan_cli.intake.files.html import is_html

    if data.startswith(b"PK"):
        return _package_reader(name, data)
    if data.startswith(_OLE):
        return _ole
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _pdf
    if data.lstrip()[:5] == b"{\\rtf":
        return _rtf
    if is_html(data) or ending in (".html", ".htm"):
        return _html
    if ending in _OFFICE_ENDINGS:
        kind = "PDF" if ending == ".pdf" else "Office"
        raise FileRefusedError(f"Tệp “{name}” mang đuôi {ending} nhưng bên trong không phải tệp {kind}.", _READABLE)
    if ending in (".csv", ".tsv"):
        return _csv
    if ending not in _TEXT_ENDINGS:
        raise FileRefusedError(f"Tệp “{name}” có đuôi {ending}, chưa đọc được.", _READABLE)
    return _text


def _package_reader(name: str, data: bytes) -> _Reader:
    check_package(name, data)
    members = member_names(data)
    kind = part_text(data, "mimetype")
    if kind.startswith("application/vnd.oasis.opendocument.text"):
        return _odt
    if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return _ods
    if "xl/workbook.xml" in members:
        return _xlsx
    if any(member.lstrip("/").startswith("word/") and member.endswith(".xml") for member in members):
        return _docx
    raise FileRefusedError(f"Tệp “{name}” là tệp nén nhưng không phải văn bản Word hay bảng tính.", SAVE_AS_DOCX)


def _docx(name: str, data: bytes) -> Content:
    from danvan_cli.intake.files.docx import read_docx

    return Content(*read_docx(name, data))


def _xlsx(name: str, data: bytes) -> Content:
    from danvan_cli.intake.files.sheets import in_unicode
    from danvan_cli.intake.files.xlsx import read_book

    found, left_out = read_book(name, data)
    sheets, warnings = in_unicode(found)
    return Content(sheets=sheets, warnings=warnings + left_out)


def _csv(name: str, data: bytes) -> Content:
    from danvan_cli.intake.files.sheets import read_csv

    sheet, warnings = read_csv(name, data)
    return Content(sheets=(sheet,), warnings=warnings)


def _html(name: str, data: bytes) -> Content:
    from danvan_cli.intake.files.html import read_html

    return Content(*read_html(name, data))


def _text(name: str, data: bytes) -> Content:
    from danvan_cli.intake.files.sheets import is_table, sheet_of
    from danvan_cli.intake.files.text import decode, lines_of

    text, warnings = decode(name, data)
    if is_table(text):
        return Content(sheets=(sheet_of(name, text),), warnings=warnings)
    lines, left_out = lines_of(name, text)
    return Content(lines, warnings + left_out)


def _pdf(name: str, data: bytes) -> Content:
    from danvan_cli.intake.files.pdf import read_pdf

    return Content(*read_pdf(name, data))


def _rtf(name: str, data: bytes) -> Content:
    return _converted(name, data, "rtf", _docx)


def _odt(name: str, data: bytes) -> Content:
    return _converted(name, data, "odt", _docx)


def _ods(name: str, data: bytes) -> Content:
    return _converted(name, data, "ods", _xlsx)


def _ole(name: str, data: bytes) -> Content:
    """Reads the Office files of before 2007; those of today that have a password look alike from outside."""
    from danvan_cli.intake.files.office_convert import ole_kind

    kind = ole_kind(name, data)
    return _converted(name, data, kind, _xlsx if kind == "xls" else _docx)


def _converted(name: str, data: bytes, kind: str, read: _Reader) -> Content:
    from danvan_cli.intake.files.office_convert import convert

    found = convert(name, data, kind)
    check_package(name, found)
    return read(name, found)
