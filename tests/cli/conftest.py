"""Running the command line inside the test, and on a terminal of its own."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from tests.terminal import started_on_terminal
from typer.testing import CliRunner


class Said(NamedTuple):
    """What one run answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def danvan(book: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Runs a command on the sample's database on 26/10/2023, as on a pipe."""
    from danvan_cli.app import app

    monkeypatch.setenv("DANVAN_DB", str(book.path))
    monkeypatch.setenv("DANVAN_TODAY", "2023-10-26")
    monkeypatch.setenv("DANVAN_ACTOR", "thu")

    def run(*words: str, env: dict[str, str] | None = None) -> Said:
        result = CliRunner().invoke(app, list(words), env=env)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())

    return run


ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def terminal(book: Any, child_environment: dict[str, str]) -> Callable[..., Said]:
    """Runs a real process on a terminal of some columns; ``keys`` are typed once ``question`` stands there.

    Ctrl-C among them throws away what is typed but not read: it is pressed when the screen has come to rest.
    """

    def run(
        *words: str, columns: int = 80, keys: bytes = b"", question: str = "[c/k]", env: dict[str, str] | None = None
    ) -> Said:
        environment = {**child_environment, "TERM": "xterm-256color", "DANVAN_DB": str(book.path), **(env or {})}
        environment.pop("COLUMNS", None)
        child, ours = started_on_terminal([sys.executable, "-m", "danvan_cli", *words], environment, columns)
        seen = b""
        end = time.monotonic() + 40
        while time.monotonic() < end:
            ready, _, _ = select.select([ours], [], [], 0.5)
            if ready:
                try:
                    block = os.read(ours, 65536)
                except OSError:
                    break
                if not block:
                    break
                seen += block
            if keys and question.encode() in seen and (not ready or not keys.startswith(b"\x03")):
                typed = keys.partition(b"\x03")[0] or keys
                os.write(ours, typed)
                keys = keys[len(typed) :]
        code = child.wait(10)
        os.close(ours)
        return Said(code, seen.decode().replace("\r\n", "\n"), "")

    return run
