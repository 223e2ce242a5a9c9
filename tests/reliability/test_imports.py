"""Reads stay light: what a real process has imported when it is done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, ForwardRef

import pytest

from danvan_cli.domain import figures, model, reminders, settings, states
from danvan_cli.output import result, tables
from danvan_cli.services import request, views

SAMPLE = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"
HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "pydantic_core",
    "alembic",
    "docx",
    "lxml",
    "xlsxwriter",
    "openpyxl",
    "hypothesis",
}
# What Typer and the standard library bring along and no plain command comes to; see danvan_cli.lazy_imports.
RARELY_NEEDED = {
    "asyncio",
    "bz2",
    "email",
    "hashlib",
    "ipaddress",
    "logging",
    "lzma",
    "secrets",
    "shellingham",
    "signal",
    "subprocess",
    "tempfile",
    "tokenize",
    "tomllib",
}
# Ours cost 0.15 ms each and more; all of them together are counted without those of a bare interpreter.
MOST_OWN, MOST = 66, 184
MOST_OWN_FOR_HELP, MOST_FOR_HELP = 14, 125
PROBE = """
import sys
before = set(sys.modules)
import atexit, gc

def is_put_off(module):
    return getattr(vars(module).get("__getattr__"), "__module__", "") == "danvan_cli.lazy_imports"

def tell():
    run = [name for name, module in sys.modules.items() if name not in before and not is_put_off(module)]
    sys.stderr.write(f"\\nFROZEN {gc.get_freeze_count()} MODULES " + " ".join(run))

atexit.register(tell)
sys.argv[0] = "danvan"
from danvan_cli.__main__ import main
main()
"""


def run_modules(environment: dict[str, str], *words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert 0 == done.returncode, done.stderr
    told = done.stderr.rpartition("FROZEN ")[2].split()
    assert int(told[0]) > 0, "the interpreter's end walks all that is loaded"
    return set(told[2:])


def imported(environment: dict[str, str], *words: str) -> set[str]:
    return {name.partition(".")[0] for name in run_modules(environment, *words)}


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith("danvan_cli.")}


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--json"),
        ("status",),
        ("task", "list"),
        ("task", "show", "IV-4", "--json"),
        ("overdue",),
        ("upcoming",),
        ("target", "coverage"),
        ("target", "list", "--json"),
        ("unit", "list"),
        ("plan", "show"),
        ("log",),
        ("--help",),
        ("task", "--help"),
        ("task", "add", "--help"),
        ("--version",),
        ("report", "export", "--format", "md"),
        ("report", "export", "--format", "csv"),
        ("report", "export", "--format", "json"),
    ],
    ids=" ".join,
)
def test_a_read_imports_nothing_that_only_writes_need(
    book: Any, child_environment: dict[str, str], words: tuple[str, ...]
) -> None:
    found = imported({**child_environment, "DANVAN_DB": str(book.path)}, *words)

    # A report is written whole to a nameless file before any of it is shown; its outline is a TOML file.
    needed = {"tempfile", "tomllib"} if words[0] == "report" else set()
    assert needed == found & (HEAVY | RARELY_NEEDED | {"rich"})
    assert {"danvan_cli", "typer"} <= found


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--json"),
        ("status",),
        ("overdue", "--json"),
        ("overdue",),
        ("task", "list", "--json"),
        ("task", "list"),
        ("target", "coverage"),
        ("unit", "list"),
    ],
    ids=" ".join,
)
def test_a_read_runs_few_modules(book: Any, child_environment: dict[str, str], words: tuple[str, ...]) -> None:
    found = run_modules({**child_environment, "DANVAN_DB": str(book.path)}, *words)

    assert len(own(found)) <= MOST_OWN, sorted(own(found))
    assert len(found) <= MOST, sorted(found)


@pytest.mark.parametrize("words", [("--help",), ("--version",)], ids=" ".join)
def test_the_help_of_all_commands_runs_none_of_them(child_environment: dict[str, str], words: tuple[str, ...]) -> None:
    found = run_modules(child_environment, *words)

    assert len(own(found)) <= MOST_OWN_FOR_HELP, sorted(own(found))
    assert len(found) <= MOST_FOR_HELP, sorted(found)


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        (("task", "list", "--json"), {"domain.draft", "domain.reminders", "domain.coverage", "output.tables"}),
        (("overdue",), {"domain.draft", "domain.reminders", "domain.coverage", "output.contract"}),
        (("status",), {"domain.draft", "output.contract"}),
        (("task", "show", "IV-4"), {"domain.draft", "domain.reminders", "output.contract"}),
        (("task", "add", "x", "--yes"), {"domain.draft"}),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_a_command_leaves_out_what_only_others_need(
    book: Any, child_environment: dict[str, str], words: tuple[str, ...], unneeded: set[str]
) -> None:
    found = own(run_modules({**child_environment, "DANVAN_DB": str(book.path)}, *words))

    assert set() == found & {f"danvan_cli.{name}" for name in unneeded}


def test_records_are_built_from_types_and_not_from_words() -> None:
    # A word costs a compilation per field: twice the time of the class. Quoted words stand for what comes later.
    later = {
        "Callable[[], Report]",
        "DanvanError | None",
        "Revision | None",
        "Transaction | None",
        "tuple[PlannedReform, ...]",
        "tuple[Registered, ...]",
        "tuple[ReminderCounts, ...]",
        "tuple[Round, ...]",
    }

    found = [
        f"{record.__qualname__}.{name}: {kind.__forward_arg__}"
        for module in (model, figures, reminders, settings, states, views, request, result, tables)
        for record in vars(module).values()
        if hasattr(record, "_fields") and record.__module__ == module.__name__
        for name, kind in record.__annotations__.items()
        if isinstance(kind, ForwardRef) and kind.__forward_arg__ not in later
    ]

    assert [] == found


def test_a_write_to_a_known_file_does_without_alembic_and_the_document_libraries(
    book: Any, child_environment: dict[str, str]
) -> None:
    found = imported({**child_environment, "DANVAN_DB": str(book.path)}, "task", "note", "IV-4", "x")

    assert {"sqlmodel"} == found & (HEAVY | {"rich"}) - {"sqlalchemy", "pydantic", "pydantic_core"}


def test_a_text_plan_is_read_without_the_word_library(book: Any, child_environment: dict[str, str]) -> None:
    found = imported({**child_environment, "DANVAN_DB": str(book.path)}, "plan", "import", str(SAMPLE), "--dry-run")

    assert set() == found & {"docx", "lxml", "openpyxl", "xlsxwriter", "rich"}
