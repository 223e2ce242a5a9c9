"""Going back to a copy of the data: shown first, then done in one step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from danvan_cli.db import restoring
from danvan_cli.db.copy_folder import folder_of
from danvan_cli.db.location import refuse_foreign
from danvan_cli.domain.copies import Difference
from danvan_cli.domain.errors import ConflictError, NotFoundError
from danvan_cli.domain.text import clean
from danvan_cli.services.copying import moment_of, tell_of_carried
from danvan_cli.services.examining import copy_faults
from danvan_cli.services.request import Request


def find_copy(request: Request, file: Path) -> Path:
    """Finds a copy by its path, or by its name in the folder of copies. NotFoundError where there is none."""
    path = request.database.path
    assert path is not None  # noqa: S101  (a server has no copies)
    found = next((place for place in (file, folder_of(path) / file.name) if place.is_file()), None)
    if found is None:
        raise NotFoundError(f"Không có bản sao {clean(str(file))}.", "Xem các bản sao bằng danvan backup list.")
    if path.exists() and found.samefile(path):
        raise ConflictError("Đây chính là tệp dữ liệu đang dùng.", "Chọn một bản sao trong danvan backup list.")
    return found


def compare(request: Request, copy: Path) -> Difference:
    """Says what going back to a copy would change, and what is wrong in the copy; another program's file is refused."""
    refuse_foreign(request.database)
    seen = restoring.compare(request.database, copy)
    # What an older version's data must consist of is known only when they have been brought up to date.
    return seen if seen.is_older_schema else seen._replace(faults=copy_faults(copy))


def restore(
    request: Request, copy: Path, seen: Difference, exchange: Callable[[Path, Callable[[Path], None]], None]
) -> Path | None:
    """Goes back to a copy as it was ``seen``; returns where the data of before are kept, None where there were none.

    The files of evidence beside the copy are brought first; those of the present data stay.
    """
    assert request.write_copy is not None  # noqa: S101  (the command gives it)
    bring_evidence(request, copy)
    return restoring.restore(request.database, copy, seen, moment_of(request), request.write_copy, exchange)


def bring_evidence(request: Request, copy: Path) -> None:
    """Brings the files that a copy's proofs speak of from beside it, and warns of those that are not there."""
    from danvan_cli.db import evidence_files  # an older copy may have no such table

    place = request.database.path
    if place is None or request.keep_file is None:
        return
    try:
        wanted = sorted(evidence_files.wanted_by(copy))
    except sqlite3.Error:
        return
    source, target = evidence_files.folder_of(copy), evidence_files.folder_of(place)
    tell_of_carried(request, evidence_files.carry(wanted, source, target, request.keep_file), target)
