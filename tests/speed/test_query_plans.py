"""How the reads find their rows: SQLite's own plans as golden text, and nothing that an index answers is gone through."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from danvan_cli.app import app
from danvan_cli.db.reader import FileReader

GOLDEN = Path(__file__).parent / "golden"
# The planner's words differ from one version to the next: the text is held for this one, the promise for all.
WRITTEN_WITH = (3, 40)
READS = (
    ("status",),
    ("status", "--unit", "VP"),
    ("status", "--group-by", "section"),
    ("overdue",),
    ("overdue", "--unit", "VP", "--over", "5"),
    ("upcoming",),
    ("calendar", "--month", "10/2023"),
    ("unassigned",),
    ("stale",),
    ("remind",),
    ("log",),
    ("task", "list"),
    ("task", "list", "--unit", "VP"),
    ("task", "list", "--state", "overdue"),
    ("task", "show", "IV-4"),
    ("target", "coverage"),
    ("unit", "list"),
    ("plan", "show"),
)
# What grows with the work; everything else is a screenful in the largest office.
GROWING = {
    "task": "t", "deadline": "d", "assignment": "a", "reminder": "r", "evidence": "e", "extension": "e",
    "journal_entry": "e", "note": "n",
}  # fmt: skip
# What is gone through whole, and why that is the least there is to do.
WHOLE = {
    "SCAN r": "the counted rows, put together just before; or all reminders, of which there are few",
    "SCAN r USING INDEX uq_reminder_in_force": "all reminders that count, of which there are few",
    "SCAN k": "the tasks put together just before",
    "SCAN x": "the newest commands, put together just before",
    "SCAN e USING INDEX uq_extension_undecided": "the requests nobody has decided yet",
    "SCAN e USING COVERING INDEX uq_extension_undecided": "the requests nobody has decided yet",
    "SCAN removed USING COVERING INDEX ix_task_removed": "the tasks taken out of any plan",
}


@pytest.fixture
def plans_of(book: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, list[str]]]:
    """Runs a command and gives each of its queries with how SQLite finds the rows."""
    monkeypatch.setenv("DANVAN_DB", str(book.path))
    monkeypatch.setenv("DANVAN_TODAY", "2023-10-26")
    seen: dict[str, list[str]] = {}
    ask = FileReader.execute

    def execute(self: FileReader, query: str, parameters: Any = None) -> Any:
        told = {"agency": self.agency, **(parameters or {})}
        plan = self.connection.execute(f"EXPLAIN QUERY PLAN {query}", told).fetchall()
        depth = {0: -1}
        lines = []
        for key, parent, _, detail in plan:
            depth[key] = depth[parent] + 1
            lines.append("  " * depth[key] + detail)
        seen[" ".join(query.split())] = lines
        return ask(self, query, parameters or {})

    monkeypatch.setattr(FileReader, "execute", execute)

    def run(*words: str) -> dict[str, list[str]]:
        seen.clear()
        assert 0 == CliRunner().invoke(app, list(words)).exit_code
        return dict(seen)

    return run


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_a_read_goes_through_nothing_that_an_index_answers(
    plans_of: Callable[..., dict[str, list[str]]], words: tuple[str, ...]
) -> None:
    names = "|".join({*GROWING, *GROWING.values(), "x", "begun"})
    whole = [
        (line.strip(), query)
        for query, plan in plans_of(*words).items()
        for line in plan
        if re.match(rf"SCAN ({names})\b", line.strip()) and line.strip() not in WHOLE
    ]

    assert [] == whole


@pytest.mark.skipif(sqlite3.sqlite_version_info[:2] != WRITTEN_WITH, reason="another planner, other words")
@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_the_plan_of_a_read_is_the_one_written_down(
    plans_of: Callable[..., dict[str, list[str]]],
    golden_file: Callable[[Path, bytes], None],
    words: tuple[str, ...],
) -> None:
    told = [
        f"{_short(query)}\n" + "".join(f"    {line}\n" for line in plan) for query, plan in plans_of(*words).items()
    ]

    golden_file(GOLDEN / f"{'-'.join(words).replace('/', '-')}.txt", "\n".join(told).encode())


def _short(query: str) -> str:
    """Leaves of a long query its beginning and its end, which tell it from the others."""
    return query if len(query) <= 240 else f"{query[:120]} … {query[-110:]}"
