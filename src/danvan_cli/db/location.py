"""Where the data is, and what kind of file stands there; nothing here writes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from danvan_cli.domain.errors import DatabaseError, UsageError
from danvan_cli.domain.system import path_of
from danvan_cli.domain.text import clean

# "DanV" in the file's header tells our file from any other SQLite file.
APPLICATION_ID = 0x44616E56
# What SQLite puts behind a file's name for its journal; it takes a file of that name for its own.
JOURNAL_ENDS = ("-journal", "-wal", "-shm")
# The schemas that this program can upgrade, oldest first; the last one is its own. A step in ``migrations`` leads to
# each. Those below 1000 were never released.
REVISIONS = ("1001",)
SCHEMA_REVISION = REVISIONS[-1]
_HOSTS = re.compile(r"(\[[\da-fA-F:.%]*\]|[^@:\[\]]*)(:\d*)?(,(\[[\da-fA-F:.%]*\]|[^@:\[\]]*)(:\d*)?)*")
_SERVER_SCHEMES = ("postgresql:", "postgresql+psycopg:", "postgres:")
_FILE_SCHEME = "sqlite:///"
# Two letters at least: one letter before the colon is a drive of Windows.
_ANY_SCHEME = re.compile(r"[a-z][a-z\d+.-]+://", re.IGNORECASE)
# Addresses of servers in another form (in quotes, behind a blank, with a password, without a scheme) are no file names
# either: a folder would be made that has the password for its name.
_AN_ADDRESS = re.compile(
    r"\W*[a-z][\w+.-]+:(\S*//|[^/\\]*:[^/\\]*@|/[^/\\]*:[^/\\]*@|[^/\\]*@|\d{2,5}([/?]|$))|.*\bpassword\s*=",
    re.IGNORECASE,
)


class Database(NamedTuple):
    """A database by its file, or by the address (``url``) of a PostgreSQL server, and the agency meant in it.

    Without either it is one in memory that is forgotten afterwards. ``agency`` is a code; None is the only agency
    there, or the one that the login belongs to. The address may hold a password: it is never shown.
    """

    path: Path | None
    url: str | None = None
    agency: str | None = None

    @property
    def exists(self) -> bool:
        """Says whether there is something to read; an empty file is nothing, a server is asked when it is opened."""
        if self.url is not None:
            return True
        try:
            return self.path is not None and self.path.is_file() and self.path.stat().st_size > 0
        except OSError:
            # A name that no file can have, or a folder that may not be looked into.
            return False

    def __str__(self) -> str:
        """Names the database for people: “tệp …”, “máy chủ …”."""
        if self.url is not None:
            return f"máy chủ PostgreSQL {shown_address(self.url) or '(địa chỉ không đọc được)'}"
        return "bộ nhớ" if self.path is None else f"tệp {self.path}"


def shown_address(url: str) -> str | None:
    """Leaves of an address what may be shown: host, port and name of the database, or the service.

    Read as libpq does. None where it is not clear what is the password: one with an @ or / that is not written as %40
    or %2F would be taken for the host and be told to everybody.
    """
    rest = url.partition("//")[2]
    if "@" in rest.partition("/")[0]:
        rest = rest.partition("@")[2]
    before, _, query = rest.partition("?")
    hosts, _, name = before.partition("/")
    if not url.startswith("postgresql://") or not _HOSTS.fullmatch(hosts) or "@" in name or "/" in name:
        return None
    from urllib.parse import parse_qs  # only a server needs it

    service = parse_qs(query).get("service")
    if service and not hosts:
        return f"(dịch vụ {service[0]})"
    return f"{hosts or 'tại máy này'}{'/' if name else ''}{name}"


def locate(chosen: str | None, environment: Mapping[str, str], agency: str | None = None) -> Database:
    """Finds the database: the option, then DANVAN_DB, then the user's data folder. Creates nothing.

    The agency is the one named, then DANVAN_AGENCY. Raises UsageError for the address of another kind of database.
    """
    words = chosen or environment.get("DANVAN_DB") or ""
    agency = agency or clean(environment.get("DANVAN_AGENCY", "")) or None
    if words.startswith(_SERVER_SCHEMES):
        return Database(None, f"postgresql:{words.partition(':')[2]}", agency)
    scheme = _ANY_SCHEME.match(words)
    if not words.startswith(_FILE_SCHEME) and (scheme or _AN_ADDRESS.match(words)):
        # The rest of the address may hold a password.
        shown = f"dạng {scheme[0]}…" if scheme else "này"
        raise UsageError(f"Địa chỉ {shown} không dùng được.", "Ghi đường dẫn tệp, hoặc postgresql://MÁY/TÊN_DỮ_LIỆU.")
    if words:
        return Database(_expanded(words.removeprefix(_FILE_SCHEME)), None, agency)
    import platformdirs  # not needed when the database is named

    return Database(Path(platformdirs.user_data_dir("danvan", appauthor=False)) / "danvan.db", None, agency)


def _expanded(words: str) -> Path:
    try:
        return path_of(words).expanduser()
    except RuntimeError:
        raise DatabaseError(
            f"Không có thư mục của người dùng trong “{words}”.", "Ghi đường dẫn đầy đủ ở --db hoặc DANVAN_DB."
        ) from None


def check_file(database: Database, connection: sqlite3.Connection) -> None:
    """Refuses a file that is not danvan's, or that a newer program wrote; raises DatabaseError."""
    if is_blank(connection):
        raise no_data(database)
    _refuse_foreign(database, connection)
    revision = revision_of(connection)
    check_revision(database, revision, lambda: _written_by(connection))


def _refuse_foreign(database: Database, connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise DatabaseError(
            f"{named(database)} là cơ sở dữ liệu của chương trình khác, không phải của danvan.",
            "Kiểm tra đường dẫn ở --db hoặc DANVAN_DB.",
        )


def refuse_foreign(database: Database) -> None:
    """Refuses another program's file; one that is missing, blank or cannot be read may be danvan's own, damaged."""
    if database.path is None or not database.exists:
        return
    connection = sqlite3.connect(file_uri(database.path, "rw"), uri=True)
    try:
        if not is_blank(connection):
            _refuse_foreign(database, connection)
    except (sqlite3.Error, UnicodeDecodeError):
        return
    finally:
        connection.close()


def check_existing(database: Database) -> None:
    """Refuses what is no file of danvan's, as ``check_file`` does, before anything is done with it."""
    path = must_exist(database)
    connection = sqlite3.connect(file_uri(path, "rw"), uri=True)
    try:
        check_file(database, connection)
    except sqlite3.Error as error:
        from danvan_cli.db.failures import explained  # only a failure needs it

        raise explained(database, error) from error
    finally:
        connection.close()


def check_revision(database: Database, revision: str | None, written_by: Callable[[], str]) -> None:
    """Refuses a schema that is older or newer than this program's, or unknown; raises DatabaseError."""
    if revision == SCHEMA_REVISION:
        return
    if revision is not None and revision > SCHEMA_REVISION:
        raise newer(database, f" ({written_by()})")
    if revision in REVISIONS:
        how = "lệnh tự sao lưu tệp trước" if database.url is None else "sao lưu bằng pg_dump trước"
        raise DatabaseError(f"{named(database)} do danvan bản cũ ghi.", f"Chạy danvan db upgrade một lần; {how}.")
    raise DatabaseError(
        f"{named(database)} có cấu trúc dữ liệu mà bản danvan này không nâng cấp được (số {revision or 'không rõ'}).",
        "Kiểm tra đường dẫn; nếu là dữ liệu của bản chạy thử thì lập dữ liệu mới.",
    )


def newer(database: Database, by: str) -> DatabaseError:
    """Builds the error for data of a newer program; ``by`` names the version in brackets, or is empty."""
    return DatabaseError(
        f"{named(database)} do danvan bản mới hơn ghi{by}.",
        "Cài bản danvan mới hơn rồi chạy lại; dữ liệu không bị thay đổi.",
    )


def named(database: Database) -> str:
    """Names the database at the beginning of a sentence."""
    name = str(database)
    return name[:1].upper() + name[1:]


def revision_of(connection: sqlite3.Connection) -> str | None:
    """Reads the schema revision of a danvan file; None where the table that keeps it is empty or not there."""
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        return None
    return None if found is None else str(found[0])


def _written_by(connection: sqlite3.Connection) -> str:
    try:
        found = connection.execute("SELECT program_version FROM journal_group ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        # A newer schema may keep its journal elsewhere; the refusal matters, not the number.
        found = None
    return f"danvan {found[0]}" if found else "không rõ số hiệu bản"


def must_exist(database: Database) -> Path:
    """Returns the file of a database that exists; else a DatabaseError that says how a first one is made."""
    if database.path is None or not database.exists:
        raise no_data(database)
    return database.path


def no_data(database: Database) -> DatabaseError:
    """Builds the error that says how to make a first database: by import or demo, on a server by its administrator.

    A file that lost all it held, though there are copies of it, is damaged.
    """
    from danvan_cli.db.copy_folder import lost_everything  # only a failure needs it

    if (lost := lost_everything(database)) is not None:
        return lost
    return DatabaseError(
        f"Chưa có dữ liệu ở {database}.",
        "Nhập kế hoạch bằng danvan plan import TỆP, hoặc xem thử bằng danvan demo."
        if database.url is None
        else "Người quản trị chạy danvan db upgrade một lần, rồi danvan agency add MÃ TÊN.",
    )


def is_blank(connection: sqlite3.Connection) -> bool:
    """True for a file without a single table, such as one whose first write was killed."""
    return not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]


def file_uri(path: Path, mode: str) -> str:
    """Writes the URI that opens a file without ever creating it (mode "rw" or "ro")."""
    return f"{path.absolute().as_uri()}?mode={mode}"
