"""Processes that are held, killed, limited or run as somebody else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture
def as_nobody(child_environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program as another user, whom file modes bind."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not Path("/usr/sbin/runuser").exists():
        pytest.skip("only root can become somebody else")

    def run(*words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        environment = {**child_environment, **env, "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent"}
        return subprocess.run(
            ["/usr/sbin/runuser", "-u", "nobody", "--", sys.executable, "-m", "danvan_cli", *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd="/",
        )

    return run


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest's own are private."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="danvan-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
