"""Office files are zip archives: the sizes inside are checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from danvan_cli.domain.errors import FileRefusedError

MAX_ENTRIES = 5_000
MAX_ENTRY = 50_000_000
MAX_TOTAL = 100_000_000
MAX_RATIO = 200
# Small parts of one repeated character compress beyond the ratio without being able to do harm.
RATIO_FROM = 1_000_000
_DAMAGED = "Mở tệp bằng Word hoặc Excel, lưu lại rồi nhập lần nữa; hoặc chép lại tệp từ nơi gửi."


def check_package(name: str, data: bytes) -> None:
    """Refuses a damaged, encrypted or bomb-like archive by its directory alone."""
    entries = _directory(name, data)
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefusedError(f"Tệp “{name}” có mật khẩu nên không đọc được.", "Bỏ mật khẩu rồi lưu lại.")
    sizes = [entry.file_size for entry in entries]
    too_dense = any(e.file_size > RATIO_FROM and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > MAX_ENTRIES or max(sizes, default=0) > MAX_ENTRY or sum(sizes) > MAX_TOTAL or too_dense:
        raise FileRefusedError(
            f"Tệp “{name}” khi giải nén lớn bất thường, không mở để giữ an toàn cho máy.",
            "Mở bằng Word hoặc Excel, chép nội dung sang một tệp mới rồi nhập tệp đó.",
        )


def member_names(data: bytes) -> set[str]:
    """Lists what the archive holds."""
    return {entry.filename for entry in _directory("", data)}


def _directory(name: str, data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.infolist()
    except Exception:
        raise FileRefusedError(f"Tệp “{name}” bị hỏng hoặc chép chưa đủ.", _DAMAGED) from None


def part_text(data: bytes, part: str, longest: int = 200) -> str:
    """Reads the first ``longest`` bytes of a text part (an OpenDocument's kind); empty where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(part) as stream:
            return stream.read(longest).decode("ascii", "replace")
    except Exception:
        return ""
