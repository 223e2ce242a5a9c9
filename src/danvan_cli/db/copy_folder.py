"""Where a file's copies lie, and what is said of a damaged file: which of them to go back to. Nothing here writes."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from danvan_cli.db.location import Database, named
from danvan_cli.domain.copies import Copy, copy_name, in_order, read_name
from danvan_cli.domain.errors import DamagedError
from danvan_cli.domain.words import CopyReason

FOLDER = "sao-luu"


def folder_of(path: Path) -> Path:
    """Names the folder of a file's copies: beside the file itself, not beside a link to it."""
    return Path(os.path.realpath(path)).parent / FOLDER


def copy_path(path: Path, moment: datetime, reason: CopyReason) -> Path:
    """Names the copy to be made of a file at a moment of Việt Nam's clock."""
    whole = Path(os.path.realpath(path))
    return whole.parent / FOLDER / str(copy_name(whole.name, moment, reason))


def copies_of(path: Path) -> list[Copy]:
    """Lists a file's copies, newest first; nothing where the folder is not there or may not be read."""
    database = os.path.basename(os.path.realpath(path))  # noqa: PTH119 (no Path is wanted)
    found = []
    try:
        with os.scandir(folder_of(path)) as entries:
            for entry in entries:
                name = read_name(database, entry.name)
                if name is not None and entry.is_file():
                    found.append(Copy(Path(entry.path), name, entry.stat().st_size))
    except OSError:
        return []
    return sorted(found, key=lambda copy: in_order(copy.name), reverse=True)


def newest_copy(path: Path) -> Copy | None:
    """Finds the newest copy that can be gone back to; None without any."""
    return next((copy for copy in copies_of(path) if copy.name.reason is not CopyReason.UNREADABLE), None)


def way_back(database: Database) -> str:
    """Says how to go back to the newest copy, or what to do where there is none."""
    newest = None if database.path is None else newest_copy(database.path)
    if newest is None:
        return "Giữ nguyên tệp này; chưa có bản sao nào trong thư mục sao-luu, tìm bản sao lưu ở nơi khác."
    return f'Giữ nguyên tệp này; khôi phục bản sao gần nhất: danvan restore "{newest.path}".'


def damaged(database: Database, why: str = "") -> DamagedError:
    """Builds the error for a damaged file; ``why`` is what a check found, in its own words."""
    return DamagedError(f"{named(database)} bị hỏng{f' ({why})' if why else ''}.", way_back(database))


def lost_everything(database: Database) -> DamagedError | None:
    """Makes the error for a file that is there and empty while there are copies of it; None for any other."""
    try:
        is_there = database.path is not None and database.path.is_file()
    except OSError:
        # A name that no file can have, or a folder that may not be looked into.
        return None
    if not is_there or database.path is None or newest_copy(database.path) is None:
        return None
    error = damaged(database, "trống rỗng")
    error.hint += " Muốn lập dữ liệu mới thì xóa tệp trống này trước."
    return error
