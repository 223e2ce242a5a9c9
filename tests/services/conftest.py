"""Every use case and read runs twice: on a file, and on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import Book, ServerBook, copies_of

from danvan_cli.services.request import Request


@pytest.fixture(params=["file", "server"])
def engine(request: pytest.FixtureRequest) -> str:
    """Names what the test's data is kept in; a test marked ``a_file`` is about files alone."""
    if request.param == "server" and request.node.get_closest_marker("a_file"):
        pytest.skip("about a file alone")
    return str(request.param)


@pytest.fixture
def databases(engine: str, request: pytest.FixtureRequest) -> Iterator[Callable[[str], ServerBook] | None]:
    """Makes databases of a server from a template, None where the data is in files."""
    if engine == "file":
        yield None
        return
    server = request.getfixturevalue("server")
    taken: list[tuple[str, str]] = []

    def take(template: str) -> ServerBook:
        taken.append((server.take(template), template))
        return ServerBook(server, taken[-1][0])

    yield take
    for name, template in taken:
        server.give_back(name, template)


@pytest.fixture
def copy_of_sample(
    databases: Callable[[str], ServerBook] | None, request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[str], Book]:
    """Makes a fresh copy of the imported sample under a name."""
    if databases is not None:
        return lambda _name: databases("sample")
    return copies_of(request.getfixturevalue("imported_file"), tmp_path)


@pytest.fixture
def blank(databases: Callable[[str], ServerBook] | None, tmp_path: Path) -> Book:
    """A database that holds nothing yet."""
    return Book(tmp_path / "trống.db") if databases is None else databases("empty")


@pytest.fixture
def sample(copy_of_sample: Callable[[str], Book]) -> Request:
    """The 2023 plan imported; the request speaks of 26/10/2023."""
    return copy_of_sample("kế hoạch.db").on(date(2023, 10, 26))
