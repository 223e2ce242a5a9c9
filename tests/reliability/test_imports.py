"""Reads stay light: what a real process has imported when it is done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
PROBE = """
import atexit, sys
sys.argv[0] = "danvan"
atexit.register(lambda: sys.stderr.write("\\nMODULES " + " ".join(sorted({n.partition(".")[0] for n in sys.modules}))))
from danvan_cli.app import main
main()
"""


def imported(environment: dict[str, str], *words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert 0 == done.returncode, done.stderr
    return set(done.stderr.rpartition("MODULES ")[2].split())


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

    assert set() == found & (HEAVY | {"rich"})
    assert {"danvan_cli", "typer"} <= found


def test_a_write_to_a_known_file_does_without_alembic_and_the_document_libraries(
    book: Any, child_environment: dict[str, str]
) -> None:
    found = imported({**child_environment, "DANVAN_DB": str(book.path)}, "task", "note", "IV-4", "x")

    assert {"sqlmodel"} == found & (HEAVY | {"rich"}) - {"sqlalchemy", "pydantic", "pydantic_core"}


def test_a_text_plan_is_read_without_the_word_library(book: Any, child_environment: dict[str, str]) -> None:
    found = imported({**child_environment, "DANVAN_DB": str(book.path)}, "plan", "import", str(SAMPLE), "--dry-run")

    assert set() == found & {"docx", "lxml", "openpyxl", "xlsxwriter", "rich"}
