"""Reading the data as it stood on the day that a request asks about; what every command must know of them first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.journal import newest_day
from danvan_cli.db.reads.plans import find_plan
from danvan_cli.domain.errors import DanvanError, NotFoundError, UsageError
from danvan_cli.services.request import Request


@contextmanager
def snapshot(request: Request) -> Iterator[Reader]:
    """Reads the data as it stood on the day asked about, in one consistent picture."""
    with held(request, reading(request.database, request.as_of, request.known_on)) as reader:
        if request.noted is not None:
            request.noted.newest_entry = newest_day(reader)
        yield reader


@contextmanager
def held(request: Request, opening: AbstractContextManager[Reader]) -> Iterator[Reader]:
    """Gives a reader for the block, or for as long as the request holds its reads open."""
    if request.held is not None:
        yield request.held.enter_context(opening)
        return
    with opening as reader:
        yield reader


def newest_entry_day(request: Request) -> date | None:
    """Gives the day by which the newest command counts as typed in; None where nothing was, or cannot be read."""
    if request.noted is not None and request.noted.newest_entry is not None:
        return request.noted.newest_entry
    try:
        with reading(request.database) as reader:
            return newest_day(reader)
    except DanvanError:
        # The command itself says what is wrong with its data, or it is about all agencies and none is named.
        return None


def plan_year(request: Request) -> int | None:
    """Gives the year of the plan asked about, None where there is none or it cannot be told which."""
    try:
        with reading(request.database) as reader:
            return find_plan(reader, request.plan).year
    except (NotFoundError, UsageError):
        return None
