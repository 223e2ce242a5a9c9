"""What keeps the program quick, held without a clock: imports, statements sent, and work that must not grow."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sqlite3.dbapi2
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.speed import peers, registers, sheets, work
from tests.speed.questions import LONG_READS, SLOW_READS
from tests.speed.work import Shape
from typer.testing import CliRunner

SMALL, LARGE = 1_000, 20_000
BENCH = Path(__file__).with_name("bench.py")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Makes a register of a size once: a usual thousand tasks, any more of them finished and of other units."""
    folder = tmp_path_factory.mktemp("registers")

    def made(tasks: int) -> Path:
        path = folder / f"{tasks}.db"
        if not path.exists():
            registers.make_register(path, tasks, Shape.GROWN)
        return path

    return made


class Effort(NamedTuple):
    """What a command asked of the database: its statements, and how many steps SQLite's machine took, in tens."""

    answer: str
    statements: list[str]
    steps: int


@pytest.fixture
def effort(register: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Effort]:
    """Runs a command in this process, on a copy of a register of a size, with every connection watched."""
    from danvan_cli.app import app
    from danvan_cli.db.copy_folder import copy_path
    from danvan_cli.domain.dates import VIETNAM
    from danvan_cli.domain.words import CopyReason

    statements: list[str] = []
    ticks: list[None] = []
    connect = sqlite3.connect

    def watched(*words: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*words, **options)
        connection.set_trace_callback(statements.append)
        connection.set_progress_handler(lambda: ticks.append(None), 10)
        return connection

    def run(tasks: int, *words: str) -> Effort:
        path = tmp_path / f"{tasks}.db"
        shutil.copyfile(register(tasks), path)
        # The first write of a day copies the file; what is measured is every other.
        copied = copy_path(path, datetime.now(VIETNAM), CopyReason.DAILY)
        copied.parent.mkdir(exist_ok=True)
        copied.touch()
        statements.clear()
        ticks.clear()
        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", watched)
            # The module by which the writes open theirs.
            patch.setattr(sqlite3.dbapi2, "connect", watched)
            done = CliRunner().invoke(app, list(words), env={"DANVAN_DB": str(path), "DANVAN_TODAY": "2023-10-26"})
        assert 0 == done.exit_code, done.stderr
        # A connection opened in another way would be none that is watched.
        assert statements
        return Effort(done.stdout_bytes.decode(), list(statements), len(ticks))

    return run


@pytest.mark.parametrize("tasks", [200, LARGE])
def test_status_counts_what_the_register_was_made_with(effort: Callable[..., Effort], tasks: int) -> None:
    assert work.totals(tasks, Shape.GROWN) == json.loads(effort(tasks, "status", "--json").answer)["totals"]


def test_a_made_register_is_what_an_import_of_the_same_work_leaves(register: Callable[[int], Path], blank: Any) -> None:
    from danvan_cli.services import planning

    sheet = blank.path.with_name("sổ theo dõi.csv")
    sheets.write_sheet(sheet, 200)
    planning.import_plan(blank.on(), planning.read_draft(blank.on(), sheet))

    assert _left(blank.path) == _left(register(200))


def _left(path: Path) -> dict[str, list[Any]]:
    """Gives what an import writes of the work itself: its rows, and the names of what the journal tells of each."""
    connection = sqlite3.connect(path)
    try:
        rows = """SELECT t.content, t.kind, u.name, d.due_rule, d.due_text, d.due_on, d.original_due_on, d.stage,
            d.stage_since, d.progress, d.submitted_on, d.completed_on, d.opens_on, t.source
            FROM deadline d JOIN task t ON t.id = d.task_id JOIN unit u ON u.id = d.unit_id ORDER BY d.id"""
        proofs = "SELECT deadline_id, kind, text, number, issued_on FROM evidence ORDER BY id"
        told = """SELECT table_name, row_id, happened_on, after FROM journal_entry
            WHERE group_id = 1 AND table_name IN ('task', 'assignment', 'deadline', 'evidence') ORDER BY position"""
        return {
            "rows": connection.execute(rows).fetchall(),
            "proofs": connection.execute(proofs).fetchall(),
            "journal": [(*entry, sorted(json.loads(after))) for *entry, after in connection.execute(told)],
        }
    finally:
        connection.close()


def test_the_peers_are_given_the_same_work(tmp_path: Path) -> None:
    peers.make_table(tmp_path / "plain.db", SMALL)
    peers.write_import(tmp_path / "tasks.json", SMALL)
    peers.make_todos(tmp_path / "todoman", SMALL)
    connection = sqlite3.connect(tmp_path / "plain.db")
    late = connection.execute("SELECT COUNT(*) FROM task WHERE state = 'open' AND due_on < '2023-10-26'").fetchone()[0]
    connection.close()
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    todos = [path.read_text(encoding="utf-8") for path in (tmp_path / "todoman/todos/KH-2023").iterdir()]

    assert work.totals(SMALL)["overdue"] == late
    assert SMALL == len(tasks) == len(todos)
    assert 600 == sum(task["status"] == "completed" for task in tasks)
    assert 600 == sum("STATUS:COMPLETED" in todo for todo in todos)


EVIDENCE = ("--evidence", "12/BC-VP ngày 25/10/2023")


@pytest.mark.parametrize(
    "words",
    [
        ("overdue",),
        ("overdue", "--limit", "5", "--json"),
        ("status", "--unit", "VP"),
        ("status", "--unit", "VP", "--json"),
        ("upcoming",),
        ("task", "list", "--unit", "VP"),
        ("task", "list", "--unit", "VP", "--limit", "5", "--json"),
        ("task", "show", "I-5"),
        ("task", "add", "Báo cáo kết quả", "--unit", "VP", "--due", "30/11/2023"),
        ("task", "done", "I-15", *EVIDENCE),
    ],
    ids=" ".join,
)
def test_the_same_answer_takes_the_same_work_among_twenty_times_as_many_tasks(
    effort: Callable[..., Effort], words: tuple[str, ...]
) -> None:
    small, large = effort(SMALL, *words), effort(LARGE, *words)

    assert small.answer == large.answer
    # A deeper index takes a few steps more.
    assert 1.3 * small.steps >= large.steps


@pytest.mark.parametrize(
    "words",
    [("overdue", "--json"), ("status", "--json"), ("status", "--unit", "VP"), ("task", "list"), ("upcoming",)],
    ids=" ".join,
)
def test_a_read_sends_few_statements_however_many_tasks_there_are(
    effort: Callable[..., Effort], words: tuple[str, ...]
) -> None:
    small, large = effort(SMALL, *words), effort(LARGE, *words)

    assert len(small.statements) == len(large.statements)
    assert 40 >= len(large.statements)


@pytest.mark.slow
def test_the_benchmark_prints_its_table(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCH), "--here", "--no-peers", "--sizes", "200", "--runs", "1"]
    done = subprocess.run(
        [*command, "--cache", str(tmp_path)], capture_output=True, text=True, timeout=300, check=False
    )
    lines = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]

    assert 0 == done.returncode, done.stderr
    assert ["what", "tasks", "measured against"] == lines[0][:3]
    assert set(ASKED) == {line[0] for line in lines[2:]}
    assert [] == [line for line in lines if "failed" in line]


ASKED = (
    "--help", "--version", "completion of a command", "completion of a task's code", "status --json", "overdue --json", "task list --json", "task add", "task done",
    "plan import csv", "plan import xlsx", "report export csv", "report export xlsx", "report export json",
    *LONG_READS, *SLOW_READS,
)  # fmt: skip
PROBE = """
import atexit, sys
sys.argv[0] = "danvan"
atexit.register(lambda: sys.stderr.write(f"\\nMODULES {len(sys.modules)}"))
from danvan_cli.app import main
main()
"""


@pytest.mark.parametrize(
    ("words", "most"),
    [
        (("--version",), 170),
        (("--help",), 170),
        (("status", "--json"), 230),
        (("status",), 240),
        (("overdue", "--json"), 230),
        (("overdue",), 240),
        (("task", "list", "--json"), 230),
        (("task", "list"), 240),
        (("TAB", "danvan stat"), 170),
        (("TAB", "danvan task done I"), 230),
    ],
    ids=str,
)
def test_a_read_imports_few_modules(
    register: Callable[[int], Path], child_environment: dict[str, str], words: tuple[str, ...], most: int
) -> None:
    asked = {}
    if words[0] == "TAB":
        asked = {"_DANVAN_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": words[1]}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        env={**child_environment, "DANVAN_DB": str(register(200)), **asked},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert most >= int(done.stderr.rpartition("MODULES ")[2])
