"""The one door out: every file that the program writes is written here, whole or not at all.

A file is made under a temporary name in its own folder, flushed to the disk and then renamed, so that a reader sees the
old file or the whole new one. What must never be written onto (the data, the files that the command reads) is refused
here too, whatever the command. Only the database writes its own file and journal.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from danvan_cli.domain.errors import ConflictError, DanvanError, NoRoomError, UsageError
from danvan_cli.domain.system import NO_ROOM, path_of, reason
from danvan_cli.domain.text import clean, nfc
from danvan_cli.output.file_names import numbered
from danvan_cli.output.nameless import Content, nameless_file

if sys.platform != "win32":
    import fcntl

_STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
# Names there stand for what a process has open, not for a file: replacing one would take it away from everybody.
_NO_FILES = ("/dev/std", "/dev/fd/", "/proc/")
# The only devices that may be written into: what another one does with it (a disk, a port, memory) nobody can know.
_SINKS = ("/dev/null", "/dev/full", "/dev/tty")
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_OTHER_NAME = "Chọn tên tệp khác."

# The header of an SQLite file holds at byte 68 which program it belongs to: db.location.APPLICATION_ID, as bytes.
_SQLITE, _OURS_AT, _OURS = b"SQLite format 3\0", 68, b"DanV"
_JOURNALS = ("-journal", "-wal", "-shm")

# Our temporary files, and the SQLite journal beside one that is to become a copy of the data.
_TEMPORARY = re.compile(r"\.danvan-[a-z0-9_]{8}\.tmp(-journal)?")
_OLD = 3600  # seconds since the last write: what a killed run left behind is at least as old


class OutputFiles:
    """Writes the files of one command; ``database`` is its file of data, None on a server.

    ``force`` says whether a file that exists may be replaced; None stands for a command that has no such option. A file
    that the same command wrote before may be. A symbolic link is never followed: without ``force`` it counts as an
    existing file, with it the link itself is replaced and what it points at stays.

    Raises ConflictError (4) for an existing file without ``force``, and in any case for the data of danvan, its journal
    and what the command reads; UsageError (2) for a place that cannot hold a file; NoRoomError (5) for a full disk;
    DanvanError (1) where writing is not permitted. Whatever fails, nothing half-written stays behind.
    """

    def __init__(self, database: Path | None = None, *, dry_run: bool = False) -> None:
        self.dry_run = dry_run
        self._database = database
        self._inputs: list[Path] = []
        self._written: list[Path] = []
        self._made_folders: list[Path] = []

    def spare(self, path: Path) -> None:
        """Remembers a file that the command reads: it is not written onto, not even with ``force``."""
        self._inputs.append(path)

    def check(self, path: Path, *, force: bool | None) -> None:
        """Refuses at once what ``write`` would refuse later, such as before a person answers questions for the file."""
        with _explaining(path):
            self._refuse(path_of(str(path)), force=force)

    def write(self, path: Path, content: Content, *, force: bool | None) -> int:
        """Writes one file in one step and returns its size in bytes; a dry run finds the size and writes nothing."""
        path = path_of(str(path))
        with _explaining(path, may_force=force is not None):
            self._refuse(path, force=force)
            if self.dry_run:
                with nameless_file(content) as file:
                    return file.seek(0, io.SEEK_END)
            if path.is_char_device():  # such as /dev/null: written into, never replaced
                with path.open("wb") as device:
                    content(device)
                return 0
            size = _write_beside(path, content, force=bool(force) or path in self._written)
        self._written.append(path)
        return size

    def write_copy(self, wanted: Path, make: Callable[[Path], None]) -> Path:
        """Lets ``make`` fill a new file, and names it ``wanted``, or the same with a number where that is taken.

        For a library that writes files by their names. An OSError is the caller's to explain.
        """
        with _temporary_in(wanted.parent) as (handle, temporary):
            os.close(handle)
            make(temporary)
            with contextlib.suppress(OSError):
                _flush(temporary)
            return self.put_in_place(temporary, wanted)

    def write_free(self, wanted: Path, content: Content) -> Path:
        """Writes one file under the name wanted, or the same with a number where that is taken; gives its name."""

        def make(place: Path) -> None:
            with place.open("wb") as file:
                content(file)

        with _explaining(wanted):
            return self.write_copy(wanted, make)

    def write_made(self, path: Path, make: Callable[[Path], None], *, force: bool) -> Path:
        """Writes one file that a library fills by its name, under the name given; refuses what ``write`` refuses."""
        path = path_of(str(path))
        with _explaining(path):
            if path.is_char_device():  # a library would put its file in the device's place
                raise UsageError(f"“{_shown(path)}” không phải là tệp thường, không ghi vào được.", _OTHER_NAME)
            self._refuse(path, force=force)
            if self.dry_run:
                return path
            with _temporary_in(path.parent) as (handle, temporary):
                os.close(handle)
                make(temporary)
                _flush(temporary)
                _put_in_place(temporary, path, force=force)
        return path

    def keep(self, path: Path, content: Content) -> None:
        """Keeps a file that is named by what is in it, for the same people as the data: what had that name is the same.

        Whoever fails later leaves it: another command may count on it already, and unwanted ones are swept up.
        """
        mode = 0o600
        with contextlib.suppress(OSError):  # none there yet, as where a copy is gone back to
            mode = self._database.stat().st_mode & 0o666 if self._database is not None else mode
        folder = path.parent
        if os.path.lexists(folder) and not folder.is_dir():
            raise ConflictError(f"“{_shown(folder)}” không phải thư mục.", "Đổi tên tệp ấy rồi chạy lại.")
        with _explaining(path):
            folder.mkdir(mode=mode | (mode & 0o444) >> 2, exist_ok=True)
            _write_beside(path, content, force=True, mode=mode)

    def replace_data(self, path: Path, make: Callable[[Path], None]) -> None:
        """Puts a file that ``make`` fills in the place of the data themselves, in one step; for a restore alone.

        The file that stands there is not opened: closing it would give up the lock under which this is done.
        """
        with _explaining(path), _temporary_in(path.parent) as (handle, temporary):
            os.close(handle)
            make(temporary)
            _flush(temporary)
            _put_in_place(temporary, path, force=True)

    def put_in_place(self, made: Path, wanted: Path) -> Path:
        """Gives a finished file its name, or the same with a number where that is taken; a killed try may be repeated.

        An OSError is the caller's to explain.
        """
        for name in numbered(wanted):
            if os.path.lexists(name) and made.samefile(name):
                made.unlink()
                return name
            with contextlib.suppress(FileExistsError):
                _put_in_place(made, name, force=False)
                return name
        raise AssertionError  # the names have no end

    def sweep(self, folder: Path) -> None:
        """Removes the temporary files that killed runs left in a folder, as every write there does."""
        if not self.dry_run:
            _sweep(folder)

    def make_folder(self, folder: Path) -> Path:
        """Makes a folder that the command was told to fill, with those above it; a dry run only sees whether it can."""
        folder = path_of(str(folder))
        above = (folder, *folder.parents)
        missing = [place for place in above if not os.path.lexists(place)]
        try:
            if str(folder) == "-" or not above[min(len(missing), len(above) - 1)].is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "")
            if not self.dry_run:
                folder.mkdir(parents=True, exist_ok=True)
                self._made_folders += missing
        except OSError as error:
            kind = NoRoomError if error.errno in NO_ROOM else UsageError
            raise kind(f"Không tạo được thư mục {_shown(folder)} ({reason(error)}).", "Chọn thư mục khác.") from error
        return folder

    def take_back(self) -> None:
        """Removes the files that were written, and the folders made for them unless others have put something there."""
        for path in self._written:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in sorted(self._made_folders, key=lambda folder: len(folder.parts), reverse=True):
            with contextlib.suppress(OSError):
                folder.rmdir()
        self._written, self._made_folders = [], []

    def _refuse(self, path: Path, *, force: bool | None) -> None:
        whole = os.path.normpath(path.absolute())
        if str(path) == "-" or whole.startswith(_NO_FILES):
            raise UsageError(f"“{_shown(path)}” không phải là tệp thường, không ghi vào được.", _OTHER_NAME)
        if path.is_dir():
            raise UsageError(
                f"“{_shown(path)}” là thư mục, không ghi thành tệp được.", "Cho thêm tên tệp, ví dụ báo-cáo.docx."
            )
        self._refuse_protected(path)
        if path.is_char_device() and any(_is_same(path, Path(sink)) for sink in _SINKS):
            return
        if path.exists() and not path.is_file():
            # Replacing a disk or a pipe would take it away from the whole machine.
            raise UsageError(f"“{_shown(path)}” không phải là tệp thường, không ghi vào được.", _OTHER_NAME)
        if not force and os.path.lexists(path) and path not in self._written:
            raise _taken(path, may_force=force is not None)
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "")
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, "")

    def _refuse_protected(self, path: Path) -> None:
        hint = _OTHER_NAME
        databases = _databases_of_journal(path)
        if self._database and (
            any(_is_same(path, other) for other in _with_journals(self._database))
            or any(_is_same(other, self._database) for other in databases)
        ):
            raise ConflictError(f"“{_shown(path)}” là dữ liệu đang dùng của danvan, không ghi đè.", hint)
        if any(_is_same(path, other) for other in self._inputs):
            raise ConflictError(f"“{_shown(path)}” là tệp mà lệnh này đang đọc, không ghi đè.", hint)
        # Looked into last: closing the open database anywhere in this process would give up its locks.
        if any(_is_database(other) for other in (path, *databases)):
            raise ConflictError(f"“{_shown(path)}” là tệp dữ liệu của danvan, không ghi đè.", hint)


def is_stdout(path: Path | None) -> bool:
    """True for a name that stands for the standard output, and for None."""
    return path is None or str(path) in _STDOUT


def _with_journals(database: Path) -> list[Path]:
    return [database, *(Path(f"{database}{end}") for end in _JOURNALS)]


def _databases_of_journal(path: Path) -> list[Path]:
    """Names the file of data that a file would be the journal of, judging by its name."""
    return [Path(str(path)[: -len(end)]) for end in _JOURNALS if path.name.casefold().endswith(end)]


def _is_same(one: Path, other: Path) -> bool:
    """True where two names mean one file: links of either kind, other spellings, also where there is none yet."""
    with contextlib.suppress(OSError):
        if one.samefile(other):
            return True
    return _spelling(one) == _spelling(other)


def _spelling(path: Path) -> str:
    return nfc(os.path.realpath(path)).casefold()


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_OURS_AT + len(_OURS))
    return head.startswith(_SQLITE) and head[_OURS_AT:] == _OURS


def _write_beside(path: Path, content: Content, *, force: bool, mode: int | None = None) -> int:
    with _temporary_in(path.parent) as (handle, temporary):
        with os.fdopen(handle, "wb") as file:
            if sys.platform != "win32":
                # Tells others that this is no leftover, however long it takes. Some shares know no locks.
                with contextlib.suppress(OSError):
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            content(file)
            file.flush()
            size = os.fstat(file.fileno()).st_size
            os.fsync(file.fileno())
        temporary.chmod(0o644 & ~_umask() if mode is None else mode)
        _put_in_place(temporary, path, force=force)
        return size


@contextlib.contextmanager
def _temporary_in(folder: Path) -> Iterator[tuple[int, Path]]:
    """Makes a temporary file in the folder of the file to be, because a rename is one step only within a file system.

    What earlier runs left there when they were killed is removed.
    """
    _sweep(folder)
    handle, name = tempfile.mkstemp(prefix=".danvan-", suffix=".tmp", dir=folder)  # mode 0600
    try:
        yield handle, Path(name)
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    _remove_leftover(Path(entry.path))


def _remove_leftover(path: Path) -> None:
    """Removes a temporary file of this user that nobody has written to for long and no living process holds."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or time.time() - found.st_mtime < _OLD:
        return
    if sys.platform == "win32":
        path.unlink()  # refused while a process has it open
    elif found.st_uid == os.getuid():
        with path.open("rb+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while a process holds it
            path.unlink()


def _put_in_place(temporary: Path, path: Path, *, force: bool) -> None:
    """Names a finished file in one step; without ``force`` a FileExistsError where something has that name."""
    if force:
        temporary.replace(path)
    else:
        try:
            # A hard link fails where a file has appeared meanwhile; a rename would silently replace it.
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            # FAT and some shares know no hard links: a look beforehand has to do.
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            temporary.replace(path)
        else:
            temporary.unlink()
    # The name itself must outlast a power cut. Windows opens no folder, and some shares cannot flush one.
    with contextlib.suppress(OSError):
        _flush(path.parent)


def _flush(path: Path) -> None:
    # Windows flushes only what may be written; elsewhere a folder, or a copy of a file that may only be read, may not.
    handle = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    # The only portable way to read it is to set it.
    current = os.umask(0o077)
    os.umask(current)
    return current


@contextlib.contextmanager
def _explaining(path: Path, *, may_force: bool = True) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise _taken(path, may_force=may_force) from error
    except OSError as error:
        raise _explained(path, error) from error


def _taken(path: Path, *, may_force: bool) -> ConflictError:
    hint = "Thêm --force để ghi đè, hoặc chọn tên khác." if may_force else "Chọn tên khác, hoặc chạy lại lệnh."
    return ConflictError(f"Tệp “{_shown(path)}” đã có, không ghi đè.", hint)


def _explained(path: Path, error: OSError) -> DanvanError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UsageError(f"Không có thư mục “{_shown(path.parent)}”.", "Tạo thư mục đó trước, hoặc chọn nơi khác.")
    if error.errno == errno.ENAMETOOLONG:
        return UsageError(f"Tên tệp “{_shown(path)}” quá dài.", "Chọn tên ngắn hơn.")
    if error.errno in NO_ROOM:
        return NoRoomError(
            f"Không đủ chỗ trên đĩa để ghi “{_shown(path)}”; không có gì được ghi.",
            "Xóa bớt tệp, hoặc ghi sang ổ đĩa khác.",
        )
    if error.errno in _NOT_ALLOWED:
        return DanvanError(
            f"Không được phép ghi “{_shown(path)}”.",
            "Đóng tệp nếu nó đang mở trong Word hay Excel, hoặc chọn thư mục khác.",
        )
    return DanvanError(f"Không ghi được “{_shown(path)}” ({reason(error)}).", "Thử lại, hoặc chọn nơi khác.")


def _shown(path: Path) -> str:
    name = clean(str(path))
    # The end of a long path says more: it is the name of the file.
    return name if len(name) <= 120 else f"…{name[-119:]}"
