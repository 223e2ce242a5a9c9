"""Runs the program as a real process, on a terminal of a given width or into a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PROGRAM = (sys.executable, "-m", "danvan_cli")


_NOTHING: Mapping[str, str] = {}


def run(
    arguments: Sequence[str],
    environment: Mapping[str, str] = _NOTHING,
    cwd: Path | None = None,
    typed: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs danvan with its output in pipes; ``typed`` is its standard input, which is closed without it."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        env={**os.environ, **environment},
        cwd=cwd,
        input=typed or "",
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def started_on_terminal(
    command: Sequence[str], environment: Mapping[str, str], columns: int, cwd: Path | None = None
) -> tuple[subprocess.Popen[bytes], int]:
    """Starts a program on a terminal that is its own, as a person does; gives it and our end of the terminal."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    child = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0) and None,
    )
    os.close(theirs)
    return child, ours


def on_terminal(arguments: Sequence[str], width: int, environment: Mapping[str, str] = {}, keys: str = "") -> str:
    """Gives what danvan writes to a terminal (both streams), after ``keys`` are typed."""
    import pty
    import termios

    main, side = pty.openpty()
    termios.tcsetwinsize(side, (200, width))
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(width), **environment}
    process = subprocess.Popen([*PROGRAM, *arguments], env=env, stdin=side, stdout=side, stderr=side, close_fds=True)
    os.close(side)
    if keys:
        os.write(main, keys.encode())
    written = bytearray()
    while True:
        try:
            block = os.read(main, 65536)
        except OSError:  # the other side is closed
            break
        if not block:
            break
        written += block
    process.wait(timeout=60)
    os.close(main)
    return written.decode().replace("\r\n", "\n")
