"""Reading the data as it stood on the day that a request asks about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.journal import newest_day
from danvan_cli.services.request import Request


@contextmanager
def looking(request: Request) -> Iterator[Reader]:
    """Reads the data as it stood on the day asked about, in one consistent picture."""
    with reading(request.database, request.as_of, request.known_on) as reader:
        if request.noted is not None:
            request.noted.newest_entry = newest_day(reader)
        yield reader
