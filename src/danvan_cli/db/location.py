"""Where the data is, and what kind of file stands there; nothing here writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from danvan_cli.domain.errors import DatabaseError
from danvan_cli.domain.system import native

# "DanV" in the file's header tells our file from any other SQLite file.
APPLICATION_ID = 0x44616E56
# The newest schema this program knows: the revision of the last migration.
SCHEMA_REVISION = "0002"
_SERVER_SCHEMES = ("postgresql:", "postgresql+psycopg:", "postgres:")


class Database(NamedTuple):
    """A database by its file; ``path`` is None for one in memory that is forgotten afterwards."""

    path: Path | None

    @property
    def exists(self) -> bool:
        """Says whether there is something to read; an empty file is nothing."""
        try:
            return self.path is not None and self.path.is_file() and self.path.stat().st_size > 0
        except OSError:
            # A name that no file can have, or a folder that may not be looked into.
            return False

    def __str__(self) -> str:
        """Names the file for people."""
        return "bộ nhớ" if self.path is None else str(self.path)


def locate(chosen: str | None, environment: Mapping[str, str]) -> Database:
    """Finds the database: the option, then DANVAN_DB, then the user's data folder. Creates nothing."""
    words = chosen or environment.get("DANVAN_DB") or ""
    if words.startswith(_SERVER_SCHEMES):
        raise DatabaseError(
            "Bản này chỉ dùng cơ sở dữ liệu SQLite trong một tệp, chưa nối được PostgreSQL.",
            "Ghi đường dẫn tệp ở --db hoặc DANVAN_DB.",
        )
    if words:
        return Database(_expanded(words.removeprefix("sqlite:///")))
    import platformdirs  # not needed when the database is named

    return Database(Path(platformdirs.user_data_dir("danvan", appauthor=False)) / "danvan.db")


def _expanded(words: str) -> Path:
    try:
        return native(words).expanduser()
    except RuntimeError:
        raise DatabaseError(
            f"Không có thư mục của người dùng trong “{words}”.", "Ghi đường dẫn đầy đủ ở --db hoặc DANVAN_DB."
        ) from None


def check_file(database: Database, connection: sqlite3.Connection) -> None:
    """Refuses a file that is not danvan's, or that a newer program wrote; raises DatabaseError."""
    if is_blank(connection):
        raise no_data(database)
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    if application_id != APPLICATION_ID:
        raise DatabaseError(
            f"Tệp {database} là cơ sở dữ liệu của chương trình khác, không phải của danvan.",
            "Kiểm tra đường dẫn ở --db hoặc DANVAN_DB.",
        )
    revision = revision_of(connection)
    if revision is not None and revision < SCHEMA_REVISION:
        raise DatabaseError(
            f"Tệp {database} do danvan bản cũ ghi.", "Chạy danvan db upgrade một lần; lệnh tự sao lưu tệp trước."
        )
    if revision != SCHEMA_REVISION:
        raise DatabaseError(
            f"Tệp {database} do danvan bản mới hơn ghi ({_written_by(connection)}).",
            "Cài bản danvan mới hơn rồi chạy lại; tệp không bị thay đổi.",
        )


def revision_of(connection: sqlite3.Connection) -> str | None:
    """Gives the schema revision that a danvan file has."""
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if found is None else str(found[0])


def _written_by(connection: sqlite3.Connection) -> str:
    try:
        found = connection.execute("SELECT program_version FROM journal_group ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        # A newer schema may keep its journal elsewhere; the refusal matters, not the number.
        found = None
    return f"danvan {found[0]}" if found else "không rõ số hiệu bản"


def must_exist(database: Database) -> Path:
    """Gives the file of an existing database, or says how a first one is made."""
    if database.path is None or not database.exists:
        raise no_data(database)
    return database.path


def no_data(database: Database) -> DatabaseError:
    """Makes the error that says how a first database is made."""
    return DatabaseError(
        f"Chưa có dữ liệu ở {database}.",
        "Nhập kế hoạch bằng danvan plan import TỆP, hoặc xem thử bằng danvan demo.",
    )


def is_blank(connection: sqlite3.Connection) -> bool:
    """Tells a file that holds nothing yet, such as one whose first write was killed."""
    return not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]


def file_uri(path: Path, mode: str) -> str:
    """Writes the URI that opens a file without ever creating it (mode "rw" or "ro")."""
    return f"{path.absolute().as_uri()}?mode={mode}"
