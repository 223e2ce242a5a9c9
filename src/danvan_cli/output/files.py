"""Writes a result to a file: whole or not at all, and never over something else unasked."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from danvan_cli.domain.errors import ConflictError, DanvanError, UsageError
from danvan_cli.domain.system import put_in_place, reason
from danvan_cli.domain.text import clean

# EFBIG is what a per-process size limit gives; to the user it is the same lack of room.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_KEPT_IN_MEMORY = 1 << 20

# Writes a whole file into what it is given.
Fill = Callable[[BinaryIO], object]


def write_file(path: Path, content: bytes, *, force: bool) -> None:
    """Puts ``content`` at ``path``, as ``fill_file`` does."""
    fill_file(path, lambda file: file.write(content), force=force)


def fill_file(path: Path, fill: Fill, *, force: bool) -> int:
    """Puts what ``fill`` writes at ``path`` in one step, and gives its size.

    A reader sees the old file or the whole new one. A symbolic link is never followed: without ``force`` it counts
    as an existing file, with it the link itself is replaced and what it points at stays. Raises ConflictError for an
    existing file without ``force``, UsageError for a place that cannot hold a file, DanvanError where the disk or its
    owner says no. Whatever fails, nothing half-written stays behind.
    """
    try:
        _refuse_unfit(path, force=force)
        return _write_beside(path, fill, force=force)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise _explained(path, error) from error


def tried(path: Path, fill: Fill, *, force: bool) -> int:
    """Tells how large the file would be; refuses a place that ``fill_file`` would refuse, and writes nothing there."""
    _refuse_unfit(path, force=force)
    if not path.parent.is_dir():
        raise _explained(path, FileNotFoundError(errno.ENOENT, ""))
    with filled(fill) as file:
        return file.seek(0, io.SEEK_END)


def filled(fill: Fill) -> BinaryIO:
    """Gives a nameless file that ``fill`` has written, to be read from its beginning; a small one is never on disk."""
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY))  # noqa: SIM115 (the caller's)
    try:
        fill(file)
    except OSError as error:
        raise _explained(Path(tempfile.gettempdir()), error, "đặt biến TMPDIR là một thư mục ở ổ đĩa khác") from error
    file.seek(0)
    return file


def filled_with(pieces: Iterable[str], like: TextIO) -> BinaryIO:
    """Gives a nameless file of the bytes that ``like`` would make of a text."""
    return filled(lambda file: write_text(file, pieces, like.encoding, like.errors))


def write_pieces(file: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Writes bytes piece by piece: a nameless file's own ``writelines`` keeps them all in memory first."""
    for piece in pieces:
        file.write(piece)


def write_text(file: BinaryIO, pieces: Iterable[str], encoding: str = "utf-8", errors: str | None = None) -> None:
    """Writes text into a file, which stays open."""
    text = io.TextIOWrapper(file, encoding, errors, newline="")
    text.writelines(pieces)
    text.detach()


def _refuse_unfit(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise UsageError(
            f"“{_shown(path)}” là thư mục, không ghi thành tệp được.", "Cho thêm tên tệp, ví dụ báo-cáo.docx."
        )
    if path.exists() and not path.is_file():
        # Replacing a device or a pipe would take it away from the whole machine.
        raise UsageError(f"“{_shown(path)}” không phải là tệp thường, không ghi vào được.", "Chọn tên tệp khác.")
    if not force and os.path.lexists(path):
        raise _taken(path)


def _write_beside(path: Path, fill: Fill, *, force: bool) -> int:
    # In the same folder, because a rename is one step only within one file system. mkstemp gives mode 0600.
    handle, name = tempfile.mkstemp(prefix=".danvan-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            size = os.fstat(file.fileno()).st_size
            os.fsync(file.fileno())
        temporary.chmod(0o644 & ~_umask())
        put_in_place(temporary, path, force=force)
        return size
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    # The only portable way to read it is to set it.
    current = os.umask(0o077)
    os.umask(current)
    return current


def _taken(path: Path) -> ConflictError:
    return ConflictError(
        f"Tệp “{_shown(path)}” đã có, không ghi đè.",
        "Thêm --force để ghi đè, hoặc chọn tên khác.",
    )


def _explained(path: Path, error: OSError, or_else: str = "ghi sang ổ đĩa khác") -> DanvanError:
    folder = clean(str(path.parent))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UsageError(f"Không có thư mục “{folder}”.", "Tạo thư mục đó trước, hoặc chọn nơi khác.")
    if error.errno == errno.ENAMETOOLONG:
        return UsageError(f"Tên tệp “{_shown(path)}” quá dài.", "Chọn tên ngắn hơn.")
    if error.errno in _NO_ROOM:
        return DanvanError(
            f"Không đủ chỗ trên đĩa để ghi “{_shown(path)}”; không có gì được ghi.",
            f"Xóa bớt tệp, hoặc {or_else}.",
        )
    if error.errno in _NOT_ALLOWED:
        return DanvanError(
            f"Không được phép ghi “{_shown(path)}”.",
            "Đóng tệp nếu nó đang mở trong Word hay Excel, hoặc chọn thư mục khác.",
        )
    return DanvanError(f"Không ghi được “{_shown(path)}” ({reason(error)}).", "Thử lại, hoặc chọn nơi khác.")


def _shown(path: Path) -> str:
    name = clean(str(path))
    return name if len(name) <= 120 else f"{name[:119]}…"
