"""What every use case is told besides its own arguments."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from danvan_cli.db.location import Database


class Request(NamedTuple):
    """Who asks, on which database and plan, and which day it is.

    ``plan`` is a plan's code or None for the current one. ``as_of`` is the day that states are told for;
    ``today`` is Việt Nam's day, which new records are dated by. A ``dry_run`` does everything and keeps nothing.
    """

    database: Database
    plan: str | None
    today: date
    as_of: date
    now: datetime
    actor: str
    command: str
    dry_run: bool = False
