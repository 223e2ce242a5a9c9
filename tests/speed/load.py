"""Measures how a server bears many clerks who write at once, and checks that nothing was lost.

Run as ``python -m tests.speed.load [--seconds 60] [--writers 50] [--units 100] [--agencies 1]``; it starts and removes
a PostgreSQL server of its own. Times are those of a service from inside a process that runs already: connection,
reads, writes and commit. Prints a Markdown table; ends with 1 where anything was lost, doubled or refused.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles

from tests.postgres import Server, running
from tests.speed.clerks import KINDS, Limit, Written, found_agency, write_at_once
from tests.speed.ledger import faults

from danvan_cli.db.location import Database
from danvan_cli.db.upgrade import upgrade

_HEAD = "| write | writes | per second | p50 ms | p95 ms | p99 ms | max ms | lock p50 ms | lock p95 ms | lock max ms |"


def prepare(server: Server, database: str, agencies: int, units: int) -> list[Database]:
    """Makes a database with agencies, each with a plan."""
    server.run(f"CREATE DATABASE {database} TEMPLATE template0")
    upgrade(Database(None, server.url(database)))
    return [found_agency(server.url(database), f"CQ{n}", units) for n in range(1, agencies + 1)]


def main() -> int:
    """Runs the load and prints what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--writers", type=int, default=50)
    options.add_argument("--units", type=int, default=100)
    options.add_argument("--agencies", type=int, default=1)
    options.add_argument("--no-fsync", dest="fsync", action="store_false")
    given = options.parse_args()
    with running(fsync=given.fsync, max_connections=str(given.writers + 20)) as server:
        offices = prepare(server, "load", given.agencies, given.units)
        before, busy = os.times(), _processor_seconds(server)
        written = write_at_once(offices, given.writers, given.units, Limit(seconds=given.seconds))
        after, busy = os.times(), _processor_seconds(server) - busy
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        found = list(faults(server.url("load"), written))
        sys.stdout.writelines(line + "\n" for line in _report(written, given.seconds, found))
        each = [part / len(written) * 1000 for part in (spent, busy)]
        sys.stdout.write(f"Processor a write: the clerk's process {each[0]:.0f} ms, the server {each[1]:.0f} ms.\n")
        sys.stdout.writelines(line + "\n" for line in _server(server))
    return 1 if found or any(line.failure for line in written) else 0


def _report(written: Sequence[Written], seconds: float, found: Sequence[str]) -> Iterator[str]:
    yield _HEAD
    yield "| --- |" + " ---: |" * 9
    for kind in (*KINDS, "all"):
        lines = [line for line in written if kind in (line.kind, "all") and line.failure is None]
        if len(lines) > 1:
            whole, waits = ([getattr(line, name) * 1000 for line in lines] for name in ("seconds", "waited"))
            yield f"| {kind} | {len(lines)} | {len(lines) / seconds:.1f} | {_spread(whole)} | {_spread(waits, (50, 95))} |"
    yield ""
    refused = Counter(line.failure.partition(":")[0] for line in written if line.failure)
    yield f"Acknowledged {sum(line.failure is None for line in written)}, lost or untrue {len(found)}."
    yield f"Refused: {', '.join(f'{name} {number}' for name, number in refused.items()) or 'none'}."
    for line in written:
        if line.failure:
            yield f"For example: {line.kind} {line.mark} {line.failure}"
            break
    yield from found[:20]


def _spread(values: Sequence[float], points: Sequence[int] = (50, 95, 99)) -> str:
    cuts = quantiles(values, n=100, method="inclusive")
    return " | ".join(f"{value:.0f}" for value in [*(cuts[point - 1] for point in points), max(values)])


def _processor_seconds(server: Server) -> float:
    """Gives what the server and its connections that have ended took of the processor, by Linux's own count."""
    main = (server.folder / "data" / "postmaster.pid").read_text().splitlines()[0]
    parts = Path(f"/proc/{main}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, parts[11:15])) / os.sysconf("SC_CLK_TCK")


def _server(server: Server) -> Iterator[str]:
    """Tells the server's own count of deadlocks, and what a row takes with its indexes."""
    import psycopg

    with psycopg.connect(server.url("load")) as connection:
        (deadlocks,) = connection.execute(  # type: ignore[misc]
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
        yield f"Deadlocks by the server's count: {deadlocks}."
        yield ""
        yield "| table | rows | bytes a row with indexes |"
        yield "| --- | ---: | ---: |"
        for table in ("task", "assignment", "deadline", "evidence", "note", "journal_group", "journal_entry"):
            query = f"SELECT COUNT(*), pg_total_relation_size('{table}') FROM {table}"
            rows, size = connection.execute(query).fetchone()  # type: ignore[misc]
            yield f"| {table} | {rows} | {size // max(1, rows)} |"


if __name__ == "__main__":
    sys.exit(main())
