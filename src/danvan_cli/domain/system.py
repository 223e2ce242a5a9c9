"""What differs by machine about files: how names are encoded, how one is replaced, why one was refused."""

from __future__ import annotations

import errno
import os
from pathlib import Path

# EFBIG is what a per-process size limit gives; to the user it is the same lack of room.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
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
    """Says in a few words why the machine refused; where no words are known for it, the error's number."""
    number = getattr(error, "errno", None)
    return _REASONS.get(number, f"mã lỗi {number}") if number else "đường dẫn không hợp lệ"


def path_of(words: str) -> Path:
    """Makes a path of words in UTF-8, also where the machine's own encoding is another."""
    return Path(os.fsdecode(words.encode("utf-8", "surrogateescape")))
