"""What the database driver's failures mean to a user: one sentence and a way out for each kind."""

from __future__ import annotations

import sqlite3

from danvan_cli.db.location import Database, named
from danvan_cli.domain.errors import ConflictError, DanvanError, DatabaseError, ForbiddenError, SerializationError

_BY_NAME = (
    ("SQLITE_BUSY", "đang bị một chương trình khác ghi", "Đợi lệnh kia xong rồi chạy lại."),
    ("SQLITE_LOCKED", "đang bị một chương trình khác ghi", "Đợi lệnh kia xong rồi chạy lại."),
    ("SQLITE_FULL", "không ghi được vì đĩa đầy", "Giải phóng chỗ trống rồi chạy lại; dữ liệu cũ còn nguyên."),
    ("SQLITE_IOERR", "không đọc ghi được vì lỗi đĩa", "Kiểm tra đĩa và chỗ trống; dữ liệu cũ còn nguyên."),
    # A writer that waited while ``danvan restore`` put another file in place of the one it had opened.
    ("SQLITE_READONLY_DBMOVED", "vừa được thay bằng tệp khác", "Chạy lại lệnh; lệnh này chưa ghi gì."),
    ("SQLITE_READONLY", "chỉ cho đọc", "Xin quyền ghi tệp và thư mục chứa tệp, hoặc dùng --db khác."),
    ("SQLITE_PERM", "không cho phép mở", "Xin quyền đọc ghi tệp, hoặc dùng --db khác."),
    ("SQLITE_CANTOPEN", "không mở được", "Kiểm tra đường dẫn, thư mục và quyền đọc ghi."),
    ("SQLITE_NOTADB", "không phải là cơ sở dữ liệu", "Kiểm tra đường dẫn ở --db hoặc DANVAN_DB."),
)

# By SQLSTATE, the longest prefix first.
_BY_STATE = (
    (
        "42501",
        "không cho tài khoản này làm việc đó",
        "Đơn vị chỉ ghi việc của mình; quyền khác do người quản trị cấp bằng danvan db grant.",
    ),
    ("08", "không trả lời", "Kiểm tra tên máy, cổng và mạng rồi chạy lại."),
    ("40", "có hai lệnh cùng sửa một chỗ", "Chạy lại lệnh."),
    ("55P03", "đang bị một lệnh khác của cùng cơ quan ghi", "Đợi lệnh kia xong rồi chạy lại."),
    ("53", "hết chỗ hoặc hết kết nối", "Báo người quản trị máy chủ; dữ liệu cũ còn nguyên."),
    ("57014", "ngắt lệnh vì quá thời gian cho phép", "Chạy lại lúc máy chủ bớt việc; không có gì được ghi."),
    ("57", "đang dừng hoặc đã ngắt kết nối", "Đợi máy chủ chạy lại; lệnh vừa rồi có thể chưa được ghi."),
    ("25006", "đang chỉ cho đọc (máy chủ dự phòng)", "Nối tới máy chủ chính."),
    ("28", "không nhận tài khoản hoặc mật khẩu", "Kiểm tra tài khoản, PGPASSFILE hoặc tệp dịch vụ."),
    ("3D", "không có cơ sở dữ liệu này", "Kiểm tra tên ở --db hoặc DANVAN_DB."),
    ("23", "không nhận thay đổi này", "Không có gì được ghi."),
    ("22", "không nhận giá trị này", "Không có gì được ghi."),
)
# libpq gives no SQLSTATE for a connection that it could not make: a word of its message → the SQLSTATE class it means.
_BY_WORDS = (
    ("password authentication failed", "28"),
    ("no password supplied", "28"),
    ('FATAL:  role "', "28"),
    ("no pg_hba.conf entry", "28"),
    ('FATAL:  database "', "3D"),
    ("too many clients", "53"),
    ("connection slots", "53"),
    ("starting up", "57"),
    ("shutting down", "57"),
    ("closed the connection", "57"),
    ("connection is lost", "57"),
    ("SSL", "57"),
    ("connection has been closed", "57"),
    ("Connection refused", "08"),
    ("failed to resolve host", "08"),
    ("timeout expired", "08"),
    ("No such file or directory\n", "08"),
    ("unreachable", "08"),
)
# The server's own words are added for broken rules only: they name the rule, which our sentence does not.
_TOLD_TOO = ("23",)
_WHO_GRANTS = "Người cấp quyền phải là chủ của dữ liệu, và được quản trị (ADMIN) các nhóm quyền của nó."
_KINDS: dict[str, type[DanvanError]] = {
    "23": ConflictError,
    "42501": ForbiddenError,
    "40": SerializationError,
}


def forbidden(database: Database) -> ForbiddenError:
    """Builds the error for what a login may not do, as the server itself would refuse it."""
    _, what, remedy = next(known for known in _BY_STATE if known[0] == "42501")
    return ForbiddenError(f"{named(database)} {what}.", remedy)


def is_about_rows(error: BaseException) -> bool:
    """True when the rows are at fault: they break a rule, or hold a value of the wrong kind."""
    cause = getattr(error, "orig", None) or error
    if state := getattr(cause, "sqlstate", None):
        return str(state).startswith(("22", "23"))
    return type(cause).__name__ in ("IntegrityError", "DataError", "ProgrammingError", "InterfaceError")


def explained(database: Database, error: BaseException) -> DanvanError:
    """Turns a driver's error (or the one inside an SQLAlchemy error) into ours."""
    cause = getattr(error, "orig", None) or error
    if database.url is not None:
        return _of_server(database, cause)
    name = getattr(cause, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_CONSTRAINT"):
        return ConflictError(f"Dữ liệu không nhận thay đổi này ({cause}).", "Không có gì được ghi.")
    if name.startswith("SQLITE_CORRUPT") or (name.startswith("SQLITE_NOTADB") and _had_data(database)):
        return _damaged(database)
    for prefix, what, remedy in _BY_NAME:
        if name.startswith(prefix):
            return DatabaseError(f"{named(database)} {what}.", remedy)
    if isinstance(cause, UnicodeDecodeError) or "Could not decode to UTF-8" in str(cause):
        return _damaged(database)
    if isinstance(cause, sqlite3.DatabaseError):
        return DatabaseError(f"Không dùng được {database}: {cause}.", "Kiểm tra tệp, hoặc dùng bản sao lưu.")
    raise error


def _damaged(database: Database) -> DatabaseError:
    from danvan_cli.db.copy_folder import damaged  # only a failure looks for copies

    return damaged(database)


def _had_data(database: Database) -> bool:
    """Tells a file whose beginning was lost from one that never was a database: there are copies of it."""
    from danvan_cli.db.copy_folder import newest_copy

    return database.path is not None and newest_copy(database.path) is not None


def _of_server(database: Database, cause: BaseException) -> DanvanError:
    words = str(cause).strip()
    # Row-level security hides the rows that a login may not change: an update of them finds none.
    state = "42501" if type(cause).__name__ == "StaleDataError" else getattr(cause, "sqlstate", None)
    state = state or next((state for word, state in _BY_WORDS if word in words), "")
    told = words.splitlines()[0] if words else type(cause).__name__
    if state == "42501" and " role" in told:
        return ForbiddenError(f"{named(database)} không cho tài khoản này cấp quyền.", _WHO_GRANTS)
    for prefix, what, remedy in _BY_STATE:
        if state.startswith(prefix):
            kind = _KINDS.get(prefix, DatabaseError)
            why = f" ({told})" if prefix in _TOLD_TOO else ""
            return kind(f"{named(database)} {what}{why}.", remedy)
    return DatabaseError(f"Không dùng được {database}: {told}.", "Kiểm tra địa chỉ, mạng và tài khoản rồi chạy lại.")
