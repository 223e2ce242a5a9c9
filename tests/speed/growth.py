"""Measures how the answers of a server grow with what it holds, from one agency to a thousand.

Run as ``python -m tests.speed.growth [--agencies 1000] [--runs 5] [--into docs]``; it starts, fills and removes a
PostgreSQL server of its own (ten million deadlines take some 10 GB meanwhile). Prints a Markdown table, draws
``growth.svg`` and keeps in ``growth.txt`` how the server went about the province's table of the largest size.
Times are those of a service from inside a process that runs already, the connection included; every question is asked
by a login that the server's row-level security binds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.postgres import Server, running
from tests.speed import nation, plot
from tests.speed.work import TODAY

from danvan_cli.db.location import Database
from danvan_cli.db.reader import ServerReader
from danvan_cli.db.reads import counts
from danvan_cli.db.reads.connection import opened
from danvan_cli.db.upgrade import upgrade
from danvan_cli.domain.words import Scope
from danvan_cli.services import access, lifecycle, views
from danvan_cli.services.request import Request
from danvan_cli.services.steps import Choice

# A server's usual settings for its own memory and for disks without moving parts.
_SETTINGS = {"shared_buffers": "2GB", "max_wal_size": "8GB", "random_page_cost": "1.1"}
_PROVINCE, _OFFICE = "so_noi_vu", "van_phong"
_YEAR, _PLAN, _OPEN_TASK = TODAY.year, f"KH-{TODAY.year}-1", "BS-7"
_SCREENFUL = 50


class Size(NamedTuple):
    """How long each question takes, in seconds, where the server holds so many deadlines in so many bytes."""

    deadlines: int
    stored: int
    seconds: Mapping[str, float]


def main() -> int:
    """Fills, asks, prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--agencies", type=int, default=1000)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--into", type=Path, default=None)
    given = options.parse_args()
    with running(**_SETTINGS) as server:
        server.run("CREATE DATABASE growth TEMPLATE template0")
        upgrade(Database(None, server.url("growth")))
        sizes, standing = [], 0
        while standing < given.agencies:
            size = min(given.agencies, standing * 10 or 1)
            nation.fill(server, "growth", standing + 1, size)
            standing = size
            sizes.append(measure(server, standing, given.runs))
        sys.stdout.writelines(line + "\n" for line in table(sizes))
        if given.into is not None:
            series = {name: [(s.deadlines, s.seconds[name] * 1000) for s in sizes] for name in sizes[0].seconds}
            title = "Time to answer, ms, by the number of deadlines on the server"
            (given.into / "growth.svg").write_text(plot.log_log(title, series), encoding="utf-8")
            (given.into / "growth.txt").write_text(explained(server.url("growth", _PROVINCE)), encoding="utf-8")
    return 0


def measure(server: Server, agencies: int, runs: int) -> Size:
    """Asks everything a few times, as the province and as the office of an agency in the middle."""
    url, middle = server.url("growth"), f"CQ{(agencies + 1) // 2}"
    access.grant(_request(Database(None, url, middle)), _PROVINCE, Scope.PROVINCE)
    access.grant(_request(Database(None, url, middle)), _OFFICE, Scope.OFFICE)
    province, office = (_request(Database(None, server.url("growth", login))) for login in (_PROVINCE, _OFFICE))
    percent = iter(range(1, 101))
    questions: dict[str, Callable[[], Any]] = {
        "agency status, all years": lambda: views.agency_status(province),
        "agency status, one year": lambda: views.agency_status(province, _YEAR),
        "status of a plan": lambda: views.status(office, limit=_SCREENFUL),
        "overdue of a plan": lambda: views.overdue(office, limit=_SCREENFUL),
        "task progress": lambda: lifecycle.report_progress(office, Choice(_OPEN_TASK), next(percent)),
    }
    seconds = {name: _median(ask, runs) for name, ask in questions.items()}
    return Size(agencies * nation.PLANS * nation.TASKS, _stored(url), seconds)


def _median(ask: Callable[[], Any], runs: int) -> float:
    ask()
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        ask()
        found.append(time.perf_counter() - begun)
    return median(found)


def table(sizes: list[Size]) -> list[str]:
    """Writes the sizes side by side."""
    head = "".join(f" {size.deadlines:,} |" for size in sizes)
    lines = [f"| ms, median | {head.lstrip()}", "| --- |" + " ---: |" * len(sizes)]
    for name in sizes[0].seconds:
        lines.append(f"| {name} |" + "".join(f" {size.seconds[name] * 1000:,.0f} |" for size in sizes))
    return [*lines, "| bytes a deadline |" + "".join(f" {size.stored // size.deadlines:,} |" for size in sizes)]


def explained(url: str) -> str:
    """Tells how the server answers the queries of the province's table."""
    told: list[str] = []

    class Explaining(ServerReader):
        def execute(self, query: str, parameters: Mapping[str, object] = {}) -> Any:
            plan = super().execute(f"EXPLAIN (ANALYZE, BUFFERS) {query}", parameters)
            told.extend([" ".join(query.split()), *(f"    {line}" for (line,) in plan), ""])
            return super().execute(query, parameters)

    for year in (_YEAR, None):
        told.append(f"-- {'all years' if year is None else year}\n")
        with opened(Database(None, url)) as reader:
            counts.agency_counts(Explaining(reader.connection), TODAY, year)  # type: ignore[attr-defined]
    return "\n".join(told)


def _stored(url: str) -> int:
    import psycopg

    with psycopg.connect(url) as connection:
        return int(connection.execute("SELECT pg_database_size(current_database())").fetchone()[0])  # type: ignore[index]


def _request(database: Database) -> Request:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=UTC)
    return Request(database, _PLAN, TODAY, TODAY, now, "thu", "growth")


if __name__ == "__main__":
    sys.exit(main())
