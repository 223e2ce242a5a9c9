"""Bringing the data of an older program up to this one."""

from __future__ import annotations

from pathlib import Path

from danvan_cli.db.upgrade import upgrade
from danvan_cli.services.request import Request


def upgrade_data(request: Request) -> Path | None:
    """Upgrades the data and gives the copy made before; None where nothing was to be done."""
    return upgrade(request.database)
