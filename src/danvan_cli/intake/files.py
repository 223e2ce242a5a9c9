"""A file on disk becomes a document: its kind told by what is inside, every failure one sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path

from danvan_cli.domain.draft import Document, Line
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.text import nfc
from danvan_cli.intake.package import check_package, member_names

MAX_FILE = 50_000_000
# A yearly plan has some hundred paragraphs; past this the file is something else and only costs time.
MAX_LINES = 50_000
SAVE_AS_DOCX = "Mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành (Save as) loại .docx rồi nhập lại."
_READABLE = "Dùng tệp .docx, .txt hoặc .md có nội dung kế hoạch."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "là tệp PDF, chưa đọc được"),
    (b"{\\rtf", "là tệp RTF, chưa đọc được"),
)
_TEXT_ENDINGS = ("", ".txt", ".md", ".text", ".markdown")


def open_document(path: Path) -> Document:
    """Reads a .docx, .txt or .md file whole.

    Raises FileRefusedError for whatever cannot be read, a missing file included.
    """
    name = nfc(path.name)
    data = read_bytes(path)
    lines, warnings = _lines(name, path.suffix.lower(), data)
    if not lines:
        raise FileRefusedError(f"Tệp “{name}” không có chữ nào.", _READABLE)
    if len(lines) > MAX_LINES:
        raise FileRefusedError(f"Tệp “{name}” có hơn {MAX_LINES} đoạn, không phải một kế hoạch.", _READABLE)
    return Document(tuple(lines), name, hashlib.sha256(data).hexdigest(), tuple(warnings))


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
        why = getattr(failure, "strerror", None) or "đường dẫn không hợp lệ"
        raise FileRefusedError(f"Không đọc được tệp “{name}”: {why}.", f"{check} Xem bạn có quyền đọc không.") from None
    if not data.strip():
        raise FileRefusedError(f"Tệp “{name}” trống.", _READABLE)
    return data


def _lines(name: str, ending: str, data: bytes) -> tuple[list[Line], list[str]]:
    if data.startswith(b"PK"):
        return _from_package(name, data)
    if data.startswith(_OLE):
        raise _ole_refusal(name, data)
    for magic, why in _FOREIGN:
        if data.startswith(magic):
            raise FileRefusedError(f"Tệp “{name}” {why}.", SAVE_AS_DOCX)
    if ending in (".docx", ".docm"):
        raise FileRefusedError(f"Tệp “{name}” mang đuôi {ending} nhưng bên trong không phải tệp Word.", SAVE_AS_DOCX)
    from danvan_cli.intake.text_file import read_text

    if ending not in _TEXT_ENDINGS:
        raise FileRefusedError(f"Tệp “{name}” có đuôi {ending}, chưa đọc được.", _READABLE)
    return read_text(name, data)


def _from_package(name: str, data: bytes) -> tuple[list[Line], list[str]]:
    check_package(name, data)
    if "word/document.xml" not in member_names(data) and not _has_word_part(data):
        raise FileRefusedError(f"Tệp “{name}” là tệp nén nhưng không phải văn bản Word.", SAVE_AS_DOCX)
    from danvan_cli.intake.docx_file import read_docx

    return read_docx(name, data)


def _has_word_part(data: bytes) -> bool:
    return any(member.startswith("word/") and member.endswith(".xml") for member in member_names(data))


def _ole_refusal(name: str, data: bytes) -> FileRefusedError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FileRefusedError(
            f"Tệp “{name}” có mật khẩu nên không đọc được.", "Mở bằng Word, bỏ mật khẩu rồi lưu lại."
        )
    return FileRefusedError(f"Tệp “{name}” là tệp Office đời cũ (.doc, .xls).", SAVE_AS_DOCX)
