"""The files that prove something, kept beside the data under the hash of what is in them.

They lie in one folder beside the file of data, and beside whatever else holds the data: a copy, an export. A name is
the SHA-256 of the content, so a file is written once, never changed, and may be shared by several files of data.
Nothing here writes: bytes go into what the one door (``output.files``) opens.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from danvan_cli.db.copy_folder import folder_of as folder_of_copies
from danvan_cli.db.location import APPLICATION_ID, file_uri
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.system import reason
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import FileState

FOLDER = "minh-chung"
# Puts what a function writes under a name in the folder, in one step.
KeepFile = Callable[[Path, Callable[[BinaryIO], object]], None]
_HASH = re.compile(r"[0-9a-f]{64}")
_IN_JOURNAL = re.compile(r'"sha256": ?"([0-9a-f]{64})"')
_BLOCK = 1 << 20
_OLD = 3600  # seconds: a younger file may be of a command that is still at work
# A pipe or a device must not hold the program up; a link at the end of a path is the person's own.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Print(NamedTuple):
    """What a file is known by."""

    sha256: str
    size: int


def folder_of(place: Path) -> Path:
    """Names the folder of evidence beside a file that holds data; that of a copy in the folder of copies is theirs."""
    beside = Path(os.path.realpath(place)).parent
    return (beside.parent if beside.name == folder_of_copies(place).name else beside) / FOLDER


def place_of(folder: Path, sha256: str) -> Path | None:
    """Names a file of the folder; None for what is no hash, such as a path that somebody wrote into the data."""
    return folder / sha256 if _HASH.fullmatch(sha256) else None


def fingerprint(path: Path, most: int | None) -> Print | None:
    """Hashes a regular file of at most ``most`` bytes; None where there is no such file, or it is none.

    FileRefusedError for a larger one, before it is read, and for one that cannot be read.
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    name = clean(path.name)
    if most is not None and found.st_size > most:
        raise FileRefusedError(
            f"Tệp “{name}” lớn {_megabytes(found.st_size)} MB, quá {most // 1_000_000} MB.",
            "Ghi số, ngày văn bản hoặc liên kết thay cho tệp; nâng giới hạn: danvan config set evidence_file_mb SỐ.",
        )
    try:
        made = _hashed(_blocks(path), found.st_size)
    except OSError as error:
        raise FileRefusedError(
            f"Không đọc được tệp “{name}” ({reason(error)}).", "Kiểm tra tệp rồi chạy lại."
        ) from error
    if made.size != found.st_size:
        raise _changing(name)
    return made


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".replace(".", ",").removesuffix(",0")


def copy_into(path: Path, known: Print, file: BinaryIO) -> None:
    """Writes a file's bytes into another, and refuses one that is no longer what it was known by."""
    digest, size = hashlib.sha256(), 0
    name = clean(path.name)
    blocks = _blocks(path)
    while True:
        try:
            block = next(blocks, b"")
        except OSError as error:
            raise FileRefusedError(
                f"Tệp “{name}” không đọc được nữa trong lúc chép ({reason(error)}); không có gì được ghi.",
                "Để tệp yên rồi chạy lại.",
            ) from error
        if not block or size > known.size:
            break
        digest.update(block)
        size += len(block)
        file.write(block)
    if (digest.hexdigest(), size) != known:
        raise _changing(name)


def _changing(name: str) -> FileRefusedError:
    return FileRefusedError(
        f"Tệp “{name}” đang bị thay đổi trong lúc đọc; không có gì được ghi.", "Đóng tệp rồi chạy lại."
    )


def _blocks(path: Path, flags: int = 0) -> Iterator[bytes]:
    handle = os.open(path, _READ | flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("no regular file")
        while block := os.read(handle, _BLOCK):
            yield block
    finally:
        os.close(handle)


def _hashed(blocks: Iterable[bytes], most: int | None = None) -> Print:
    """Hashes blocks; of more than ``most`` bytes it gives up behind them: a file may grow faster than it is read."""
    digest, size = hashlib.sha256(), 0
    for block in blocks:
        digest.update(block)
        size += len(block)
        if most is not None and size > most:
            break
    return Print(digest.hexdigest(), size)


def state_of(folder: Path, sha256: str) -> FileState:
    """Looks whether a kept file is there and what its name says; a link in its place is none of ours."""
    place = place_of(folder, sha256)
    if place is None:
        return FileState.MISSING
    try:
        if not stat.S_ISREG(place.lstat().st_mode):
            return FileState.ODD
        return FileState.INTACT if _hashed(_blocks(place, _NO_LINK)).sha256 == sha256 else FileState.CHANGED
    except (FileNotFoundError, NotADirectoryError):
        return FileState.MISSING
    except OSError:
        return FileState.ODD


def keep(path: Path, known: Print, folder: Path, keep_file: KeepFile) -> bool:
    """Sees to it that the folder has a file's bytes; tells whether they had to be copied. Errors as ``copy_into``."""
    place = place_of(folder, known.sha256)
    assert place is not None  # noqa: S101  (a hash that was just made)
    if state_of(folder, known.sha256) is FileState.INTACT:
        # Young again, so that nobody takes it for a leftover before the command that wants it is through.
        with contextlib.suppress(OSError):
            os.utime(place)
        return False
    keep_file(place, lambda file: copy_into(path, known, file))
    return True


class Carried(NamedTuple):
    """How many files came along, and which of them are not there to be brought (hashes)."""

    brought: int
    missing: tuple[str, ...]


def carry(hashes: Iterable[str], source: Path, target: Path, keep_file: KeepFile) -> Carried:
    """Brings files from one folder to another: what the other has already stays, what is damaged is not brought."""
    brought, missing = 0, list[str]()
    for sha256 in hashes:
        place = place_of(source, sha256)
        if state_of(target, sha256) is FileState.INTACT:
            continue
        if place is None or state_of(source, sha256) is not FileState.INTACT:
            missing.append(sha256)
            continue
        brought += keep(place, Print(sha256, place.lstat().st_size), target, keep_file)
    return Carried(brought, tuple(missing))


_KEPT = "SELECT DISTINCT sha256 FROM evidence WHERE is_kept ORDER BY sha256"
_TOLD = """SELECT before, after FROM journal_entry
WHERE table_name = 'evidence' AND (before LIKE '%"sha256":%' OR after LIKE '%"sha256":%')"""


def kept_in(connection: sqlite3.Connection) -> list[str]:
    """Lists the hashes of the files that a file of data has kept."""
    return [str(sha256) for (sha256,) in connection.execute(_KEPT)]


def wanted_by(path: Path) -> set[str]:
    """Finds the hashes of all files that a file of data may still ask for: of its proofs, and of those taken back."""
    connection = sqlite3.connect(file_uri(path, "ro"), uri=True, timeout=10)
    try:
        found = set(kept_in(connection))
        for told in connection.execute(_TOLD):
            found.update(hash_ for text in told if text for hash_ in _IN_JOURNAL.findall(text))
        return found
    finally:
        connection.close()


def unwanted(path: Path) -> list[Path]:
    """Lists the old files of the folder that no file of data beside it asks for, copies of the data among them.

    Nothing where one of those cannot be read: it might ask for any.
    """
    folder = folder_of(path)
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if _HASH.fullmatch(entry.name) and _is_old(entry))
    except OSError:
        return []
    if not names:
        return []
    wanted: set[str] = set()
    try:
        for other in _files_of_data(path):
            wanted |= wanted_by(other)
    except (sqlite3.Error, OSError):
        return []
    return [folder / name for name in names if name not in wanted]


def sweep_unwanted(path: Path) -> int:
    """Removes what ``unwanted`` finds, and tells how many; nobody writes to the data meanwhile."""
    connection = sqlite3.connect(file_uri(path, "rw"), uri=True, timeout=30, isolation_level=None)
    removed = 0
    try:
        connection.execute("BEGIN IMMEDIATE")
        for place in unwanted(path):
            with contextlib.suppress(OSError):
                place.unlink()
                removed += 1
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    return removed


def _is_old(entry: os.DirEntry[str]) -> bool:
    found = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > _OLD


def _files_of_data(path: Path) -> Iterator[Path]:
    """Finds a file of data and all others beside it; looking into its own bytes would give up its locks."""
    yield path
    for place in (folder_of(path).parent, folder_of_copies(path)):
        if not place.is_dir():
            continue
        for entry in os.scandir(place):
            other = Path(entry.path)
            if entry.is_file() and not other.samefile(path) and _is_data(other):
                yield other


def _is_data(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION_ID.to_bytes(4, "big")
