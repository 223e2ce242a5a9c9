"""Office files are zip archives: every byte is counted while it is unpacked, whatever the archive says of its sizes.

The directory of an archive can lie: a part of a thousand bytes may unfold to gigabytes. So a part is only ever read as
a stream with a budget, and the budget of the whole file is one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from danvan_cli.domain.errors import FileRefusedError

MAX_ENTRIES = 5_000
MAX_ENTRY = 50_000_000
MAX_TOTAL = 100_000_000
MAX_RATIO = 200
# Up to here a part costs little even where it is one letter repeated, as a register with many like rows nearly is.
RATIO_FROM = 20_000_000
_CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"
_DAMAGED = "Mở tệp bằng Word hoặc Excel, lưu lại rồi nhập lần nữa; hoặc chép lại tệp từ nơi gửi."


def check_package(name: str, data: bytes) -> None:
    """Refuses a damaged, encrypted or bomb-like archive by its directory alone; ``Package`` counts what it unpacks."""
    entries = _directory(name, data)
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefusedError(f"Tệp “{name}” có mật khẩu nên không đọc được.", "Bỏ mật khẩu rồi lưu lại.")
    sizes = [entry.file_size for entry in entries]
    too_dense = any(e.file_size > RATIO_FROM and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries)
    if max(sizes, default=0) > MAX_ENTRY or sum(sizes) > MAX_TOTAL or too_dense:
        raise _too_big(name)


class Package:
    """An open archive whose parts are unpacked within one budget of bytes."""

    def __init__(self, name: str, data: bytes) -> None:
        """Opens the archive; FileRefusedError for a damaged one."""
        _directory(name, data)
        self._name = name
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._left = MAX_TOTAL
        self.names = {entry.lstrip("/"): entry for entry in self._archive.namelist()}

    def __contains__(self, part: object) -> bool:
        """Tells whether the archive holds a part of this name."""
        return part in self.names

    def chunks(self, part: str) -> Iterator[bytes]:
        """Unpacks a part piece by piece; FileRefusedError as soon as it or the whole file is past its budget."""
        of_part = MAX_ENTRY
        with self._archive.open(self.names[part]) as stream:
            while chunk := stream.read(_CHUNK):
                of_part -= len(chunk)
                self._left -= len(chunk)
                if of_part < 0 or self._left < 0:
                    raise _too_big(self._name)
                yield chunk

    def read(self, part: str) -> bytes:
        """Unpacks a whole part."""
        return b"".join(self.chunks(part))


def member_names(data: bytes) -> set[str]:
    """Lists what the archive holds."""
    return {entry.filename for entry in _directory("", data)}


def _directory(name: str, data: bytes) -> list[zipfile.ZipInfo]:
    # Before it is parsed: each entry of a directory costs some hundred bytes.
    if data.count(_ENTRY) > MAX_ENTRIES:
        raise _too_big(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            # Office uses no other compression, and the library unpacks the others without a bound.
            if all(entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
                return entries
    except Exception:
        pass
    raise FileRefusedError(f"Tệp “{name}” bị hỏng hoặc chép chưa đủ.", _DAMAGED)


def _too_big(name: str) -> FileRefusedError:
    return FileRefusedError(
        f"Tệp “{name}” khi giải nén lớn bất thường, không mở để giữ an toàn cho máy.",
        "Mở bằng Word hoặc Excel, chép nội dung sang một tệp mới rồi nhập tệp đó.",
    )


def part_text(data: bytes, part: str, longest: int = 200) -> str:
    """Reads the first ``longest`` bytes of a text part (an OpenDocument's kind); empty where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(part) as stream:
            return stream.read(longest).decode("ascii", "replace")
    except Exception:
        return ""
