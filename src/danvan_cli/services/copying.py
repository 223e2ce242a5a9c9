"""Copies of the data: those that a person asks for, and those that make themselves before something can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from danvan_cli.db.copy_folder import copies_of, copy_path
from danvan_cli.domain.copies import Listed
from danvan_cli.domain.dates import VIETNAM
from danvan_cli.domain.errors import DamagedError, DanvanError, DatabaseError, NoRoomError
from danvan_cli.domain.words import CopyReason
from danvan_cli.services.request import Request

if TYPE_CHECKING:
    from danvan_cli.db.evidence_files import Carried

# Bytes of a file that is looked at whenever something is not found in it: a fraction of a second.
_LOOKED_AT_EACH_TIME = 20_000_000


def moment_of(request: Request) -> datetime:
    """Reads Việt Nam's clock: copies are named by the day and time on which they are made."""
    return request.now.astimezone(VIETNAM)


def before_write(request: Request, risk: CopyReason | None = None) -> None:
    """Makes the day's copy where it is the first write of a day, and one more before a ``risk``.

    A damaged file is a DamagedError. Where a copy cannot be made for another reason that is a warning, since work must
    go on; what is to be written to is looked at all the same.
    """
    path = request.database.path
    if request.write_copy is None or request.dry_run or path is None or not request.database.exists:
        return
    if not copy_path(path, moment_of(request), CopyReason.DAILY).exists():
        automatic(request, CopyReason.DAILY)
    if risk is not None:
        automatic(request, risk)


def automatic(request: Request, why: CopyReason) -> None:
    """Makes one copy of its own accord; see ``before_write``."""
    if request.write_copy is None or request.dry_run or request.database.path is None:
        return
    from danvan_cli.db.copies import copy_before_write  # one write a day needs it

    try:
        copy_before_write(request.database, moment_of(request), why, request.write_copy)
    except (DatabaseError, NoRoomError) as error:
        if isinstance(error, DamagedError) or (_is_locked(error) and why is not CopyReason.BULK):
            raise
        from danvan_cli.db.checks import refuse_damaged

        refuse_damaged(request.database)
        if request.noted is not None:
            request.noted.warnings.append(f"Cảnh báo: không tự sao lưu được. {error.message} {error.hint}")


def _is_locked(error: DanvanError) -> bool:
    # The write itself would wait as long once more, and then say the same.
    return str(getattr(error.__cause__, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def refuse_damaged_after(request: Request, error: Exception) -> None:
    """Raises a DamagedError where a command's failure has its cause in a damaged file; a large one is looked at less.

    What is not found may stand on a page that is lost; what the program did not expect may be a value that is none.
    """
    path = request.database.path
    is_ours = isinstance(error, DanvanError) and error.__cause__ is None
    if path is None or isinstance(error, DatabaseError) or not request.database.exists:
        return
    if is_ours and path.stat().st_size > _LOOKED_AT_EACH_TIME:
        return
    from danvan_cli.db.checks import refuse_damaged  # only failures need it

    try:
        refuse_damaged(request.database, whole=True, values=not is_ours)
    except DamagedError as damage:
        raise damage from error


def look_before_export(request: Request) -> None:
    """Raises a DamagedError rather than let figures of a damaged file go out."""
    from danvan_cli.db.checks import refuse_damaged

    refuse_damaged(request.database)


def save_copy(request: Request, save: Callable[[Callable[[Path], None]], Path] | None = None) -> Path:
    """Makes a checked copy, in the folder of copies or where ``save`` puts the file that it lets be filled."""
    from danvan_cli.db import copies
    from danvan_cli.db.checks import refuse_damaged
    from danvan_cli.db.location import check_existing

    check_existing(request.database)
    refuse_damaged(request.database)
    if save is not None:
        return save(lambda temporary: copies.copy_into(request.database, temporary))
    assert request.write_copy is not None  # noqa: S101  (the command gives it)
    return copies.keep_copy(request.database, moment_of(request), CopyReason.BY_HAND, request.write_copy)


def carry_evidence(request: Request, made: Path) -> None:
    """Brings the files of evidence that a copy speaks of beside it, where it lies elsewhere; warns of lost ones.

    A copy in the folder of copies needs none of its own.
    """
    from danvan_cli.db import evidence_files  # a write makes copies without it

    place = request.database.path
    assert place is not None and request.keep_file is not None  # noqa: S101, PT018  (the command gives it)
    source, target = evidence_files.folder_of(place), evidence_files.folder_of(made)
    wanted = sorted(evidence_files.wanted_by(made))
    tell_of_carried(request, evidence_files.carry(wanted, source, target, request.keep_file), target)


def tell_of_carried(request: Request, carried: Carried, folder: Path) -> None:
    """Notes how many files of evidence came along beside the data, and warns of those that were not there."""
    if request.noted is None:
        return
    if carried.brought:
        request.noted.news.append(f"Đã chép {carried.brought} tệp minh chứng vào {folder}.")
    if carried.missing:
        request.noted.warnings.append(
            f"Cảnh báo: {len(carried.missing)} tệp minh chứng không có hoặc đã khác ở nơi lấy; "
            "xem danvan evidence check."
        )


def look_into_copy(request: Request, made: Path) -> tuple[str, ...]:
    """Names and warns of the faults that a copy has of its data: it is kept, for such a copy is better than none."""
    from danvan_cli.services.examining import copy_faults  # a write makes copies without it

    faults = copy_faults(made)
    if faults and request.noted is not None:
        request.noted.warnings.append(
            f"Cảnh báo: dữ liệu được sao lưu có {len(faults)} lỗi: {faults[0]} Xem đủ và cách xử lý: danvan doctor."
        )
    return faults


def standard_name(request: Request) -> str:
    """Names a copy that a person has put into a folder of their own."""
    assert request.database.path is not None  # noqa: S101  (a server has no copies)
    return copy_path(request.database.path, moment_of(request), CopyReason.BY_HAND).name


def list_copies(request: Request) -> list[Listed]:
    """Lists the copies, newest first, each compared with the data as they are now."""
    from danvan_cli.db.location import no_data
    from danvan_cli.db.restoring import missing_commands

    path = request.database.path
    if path is None:
        return []
    found = copies_of(path)
    if not found and not request.database.exists:
        raise no_data(request.database)
    return [Listed(copy, *missing_commands(request.database, copy.path)) for copy in found]
