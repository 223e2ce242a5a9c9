"""Bringing the data of an older program up to this one."""

from __future__ import annotations

from pathlib import Path

from danvan_cli.db.upgrade import upgrade
from danvan_cli.services.request import Request


def upgrade_data(request: Request) -> tuple[bool, Path | None]:
    """Upgrades the data; returns whether there was anything to do, and where the copy of a file is, if one was made."""
    return upgrade(request.database)
