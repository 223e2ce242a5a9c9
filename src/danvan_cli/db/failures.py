"""What the database driver's failures mean to a user: one sentence and a way out for each kind."""

from __future__ import annotations

import sqlite3

from danvan_cli.db.location import Database
from danvan_cli.domain.errors import ConflictError, DanvanError, DatabaseError

_BY_NAME = (
    ("SQLITE_BUSY", "đang bị một chương trình khác ghi", "Đợi lệnh kia xong rồi chạy lại."),
    ("SQLITE_LOCKED", "đang bị một chương trình khác ghi", "Đợi lệnh kia xong rồi chạy lại."),
    ("SQLITE_FULL", "không ghi được vì đĩa đầy", "Giải phóng chỗ trống rồi chạy lại; dữ liệu cũ còn nguyên."),
    ("SQLITE_IOERR", "không đọc ghi được vì lỗi đĩa", "Kiểm tra đĩa và chỗ trống; dữ liệu cũ còn nguyên."),
    ("SQLITE_READONLY", "chỉ cho đọc", "Xin quyền ghi tệp và thư mục chứa tệp, hoặc dùng --db khác."),
    ("SQLITE_PERM", "không cho phép mở", "Xin quyền đọc ghi tệp, hoặc dùng --db khác."),
    ("SQLITE_CANTOPEN", "không mở được", "Kiểm tra đường dẫn, thư mục và quyền đọc ghi."),
    ("SQLITE_NOTADB", "không phải là cơ sở dữ liệu", "Kiểm tra đường dẫn ở --db hoặc DANVAN_DB."),
    ("SQLITE_CORRUPT", "bị hỏng", "Giữ nguyên tệp này và dùng bản sao lưu gần nhất."),
)


def explained(database: Database, error: BaseException) -> DanvanError:
    """Turns a driver's error (or the one inside an SQLAlchemy error) into ours."""
    cause = getattr(error, "orig", None) or error
    name = getattr(cause, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_CONSTRAINT"):
        return ConflictError(f"Dữ liệu không nhận thay đổi này ({cause}).", "Không có gì được ghi.")
    for prefix, what, remedy in _BY_NAME:
        if name.startswith(prefix):
            return DatabaseError(f"Tệp {database} {what}.", remedy)
    if isinstance(cause, sqlite3.DatabaseError):
        return DatabaseError(f"Không dùng được tệp {database}: {cause}.", "Kiểm tra tệp, hoặc dùng bản sao lưu.")
    raise error
