"""Bringing the data of an older program up to this one."""

from __future__ import annotations

from pathlib import Path

from danvan_cli.db.upgrade import upgrade
from danvan_cli.services.copying import moment_of
from danvan_cli.services.request import Request, WriteCopy


def upgrade_data(request: Request, write_copy: WriteCopy | None = None) -> tuple[bool, Path | None]:
    """Upgrades the data; tells whether there was anything to do, and where the copy of a file is.

    ``write_copy`` is what writes that copy; a server has none.
    """
    return upgrade(request.database, write_copy, moment_of(request))
