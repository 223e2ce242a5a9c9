"""What differs by machine about files: how names are encoded, how one is replaced, why one was refused."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_REASONS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ENOSPC: "đĩa đầy",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "lỗi đĩa",
    errno.ELOOP: "liên kết vòng",
    errno.EMFILE: "mở quá nhiều tệp",
}


def reason(error: BaseException) -> str:
    """Says in Vietnamese why the machine refused a file; by its errno where no words are known for it."""
    number = getattr(error, "errno", None)
    return _REASONS.get(number, f"mã lỗi {number}") if number else "đường dẫn không hợp lệ"


def put_in_place(temporary: Path, path: Path, *, force: bool) -> None:
    """Moves a finished file to its name in one step. FileExistsError where that is taken, unless ``force``."""
    if not force:
        try:
            # A hard link fails where a file has appeared meanwhile; a rename would silently replace it.
            os.link(temporary, path)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            # FAT and some shares know no hard links: a look beforehand has to do.
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        else:
            temporary.unlink()
            return
    temporary.replace(path)


def native(words: str) -> Path:
    """Converts UTF-8 words to a path, also where the machine's own encoding is another."""
    return Path(os.fsdecode(words.encode("utf-8", "surrogateescape")))
