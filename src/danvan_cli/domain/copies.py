"""Copies of the data: how they are named, and which of them are kept."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from danvan_cli.domain.text import fold
from danvan_cli.domain.words import CopyReason

DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT = 7, 4, 12
KEPT_BEFORE_RISKS = 10
# A command that changes so many rows or more is preceded by a copy.
MANY_ROWS = 200
# What a person asked for, and what could not be read, no rule removes.
_KEPT_FOR_GOOD = (CopyReason.BY_HAND, CopyReason.UNREADABLE)


def _slug(reason: CopyReason) -> str:
    return fold(reason.spoken).replace(" ", "-")


@functools.cache
def _pattern() -> tuple[re.Pattern[str], dict[str, CopyReason]]:
    """Made when first wanted: a write knows by one name alone whether the day has its copy."""
    reasons = {_slug(reason): reason for reason in CopyReason}
    name = rf"-(\d{{4}}-\d\d-\d\d)(?:-(\d{{6}}))?-({'|'.join(reasons)})(?:-(\d{{1,9}}))?\.db"
    return re.compile(name), reasons


class CopyName(NamedTuple):
    """What a copy's file name tells: of which file, from which day (Việt Nam's), when on it, and why.

    A daily copy has no time: its name alone says that the day has one. ``number`` tells apart what one second made.
    """

    database: str
    day: date
    time: str
    reason: CopyReason
    number: int = 1

    def __str__(self) -> str:
        """Writes the name of the file."""
        time = f"-{self.time}" if self.time else ""
        number = f"-{self.number}" if self.number > 1 else ""
        return f"{self.database}-{self.day.isoformat()}{time}-{_slug(self.reason)}{number}.db"


class Copy(NamedTuple):
    """A copy that lies in the folder of copies."""

    path: Path
    name: CopyName
    size: int


class Listed(NamedTuple):
    """A copy beside the data as they are now: commands that only one of both has; None where it cannot be read."""

    copy: Copy
    lacks: int | None
    has_more: int | None


class PastCommand(NamedTuple):
    """A command of the journal: the instant in UTC as stored, who, by which words."""

    at: str
    actor: str
    command: str


class Holding(NamedTuple):
    """What a file holds, told in numbers; ``last`` is the newest command of its journal."""

    plans: int
    tasks: int
    commands: int
    last: PastCommand | None


class Difference(NamedTuple):
    """What going back to a copy changes: the commands that it lacks (``lost``, the newest told) and brings back.

    ``now`` is None where nothing can be read of the present file, or there is none. ``faults`` are what an examination
    finds wrong in the copy.
    """

    now: Holding | None
    copy: Holding
    lost: int
    newest_lost: tuple[PastCommand, ...]
    brought: int
    is_older_schema: bool
    faults: tuple[str, ...] = ()


def copy_name(database: str, moment: datetime, reason: CopyReason) -> CopyName:
    """Names a copy of a file made at a moment of Việt Nam's clock."""
    time = "" if reason is CopyReason.DAILY else moment.strftime("%H%M%S")
    return CopyName(database, moment.date(), time, reason)


def read_name(database: str, file: str) -> CopyName | None:
    """Reads the name of a file; None for one that is no copy of ``database``."""
    if not file.startswith(database):
        return None
    pattern, reasons = _pattern()
    found = pattern.fullmatch(file, len(database))
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None
    return CopyName(database, day, found[2] or "", reasons[found[3]], int(found[4] or 1))


def in_order(name: CopyName) -> tuple[date, str, int]:
    """The place of a copy among others, oldest first; a day's own copy was made before the others of that day."""
    return name.day, name.time, name.number


def superfluous(names: Collection[CopyName]) -> list[CopyName]:
    """Finds the automatic copies that the rule no longer keeps (our rule).

    Of the daily ones the newest of each of the last 7 days, 4 weeks and 12 months that have one stay; of those before
    commands that change much, the last 10.
    """
    newest_first = sorted(names, key=in_order, reverse=True)
    # Of two that were made at once the first stays: by its name the day is known to have one.
    by_number = sorted(newest_first, key=lambda name: name.number)
    daily = [
        name for name in sorted(by_number, key=lambda name: name.day, reverse=True) if name.reason is CopyReason.DAILY
    ]
    risks = [name for name in newest_first if name.reason not in (CopyReason.DAILY, *_KEPT_FOR_GOOD)]
    kept: set[CopyName] = set(risks[:KEPT_BEFORE_RISKS])
    for span, number in (("%Y-%m-%d", DAYS_KEPT), ("%G-%V", WEEKS_KEPT), ("%Y-%m", MONTHS_KEPT)):
        newest: dict[str, CopyName] = {}
        for name in daily:
            newest.setdefault(name.day.strftime(span), name)
        kept.update(list(newest.values())[:number])
    return [name for name in (*daily, *risks) if name not in kept]
