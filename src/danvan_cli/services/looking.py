"""Reading the data as it stood on the day that a request asks about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.journal import newest_day
from danvan_cli.services.request import Request


@contextmanager
def looking(request: Request) -> Iterator[Reader]:
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
