"""Processes that are held, killed, limited or run as somebody else."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

import danvan_cli
from danvan_cli.app import app

LOCKER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def locked(book: Any) -> Iterator[Callable[[str], None]]:
    """Lets another process hold the sample's file: ``BEGIN IMMEDIATE`` or ``BEGIN EXCLUSIVE``."""
    held: list[subprocess.Popen[bytes]] = []

    def hold(how: str) -> None:
        words = [sys.executable, "-c", LOCKER, str(book.path), how]
        child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        held.append(child)
        assert child.stdout is not None
        assert b"held\n" == child.stdout.readline()

    yield hold
    for child in held:
        child.communicate()


class Done(NamedTuple):
    """How a run as somebody else ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def as_nobody(tmp_path: Path) -> Callable[..., Done]:
    """Runs the program as another user, whom file modes bind.

    A fork of the test gives up its rights: the interpreter itself may stand where nobody else can start it.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    for found in pkgutil.walk_packages(danvan_cli.__path__, "danvan_cli."):
        if ".migrations." not in found.name and not found.name.endswith("__main__"):
            importlib.import_module(found.name)

    def run(*words: str, env: dict[str, str]) -> Done:
        invoke(*words, env={"DANVAN_DB": str(tmp_path / "vắng" / "x.db")})  # imports what the run itself will need
        ours, theirs = multiprocessing.get_context("fork").Pipe()
        child = multiprocessing.get_context("fork").Process(target=give_up, args=(theirs, words, env))
        child.start()
        theirs.close()
        done = ours.recv()
        child.join()
        return Done(*done)

    return run


def give_up(answer: Any, words: tuple[str, ...], env: dict[str, str]) -> None:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    os.chdir("/")
    answer.send(invoke(*words, env=env))


def invoke(*words: str, env: dict[str, str]) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words), env={**env, "DANVAN_TODAY": "2023-10-26", "DANVAN_ACTOR": "thu"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest's own are private."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="danvan-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
