"""What a step of one ``danvan shell`` takes, against the floor of the same minute.

Run as ``python -m tests.speed.session DATABASE`` on a copy of the imported sample, which it writes to. Each step is
timed from its line to the answer of a page of help sent after it, whose own time is in it; the first of its kind,
which imports, is shown apart.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.speed.bare import FLOOR

_DONE = "task done IV-4 -u CCTĐC --no-evidence thử -q"
_REOPENED = "task reopen IV-4 -u CCTĐC --reason thử -q"
STEPS = {
    "status": ["status"] * 12,
    "task list": ["task list"] * 12,
    "task note": [f'task note IV-4 "lần {n}" -q' for n in range(12)],
    "task progress": [f"task progress IV-4 {5 * n} -u CCTĐC -q" for n in range(1, 13)],
    "task done, task reopen": [_DONE, _REOPENED] * 7,
}
_MARK, _ITS_END = "help mã-thoát", "sau cùng."


def floor(database: str, environment: dict[str, str]) -> float:
    """Times a process that is nothing but Python and its database driver."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", FLOOR, database], env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def measured(database: str) -> Iterator[str]:
    """Runs one session and tells each kind of step: the first two apart, then the middle and the longest of the rest."""
    environment = {**os.environ, "DANVAN_DB": database, "DANVAN_TODAY": "2023-10-26"}
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
        environment.pop(name, None)
    session = subprocess.Popen(
        [sys.executable, "-m", "danvan_cli", "shell"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert session.stdin is not None
    assert session.stdout is not None
    one = statistics.median(floor(database, environment) for _ in range(12))

    def step(line: str) -> float:
        begun = time.perf_counter()
        print(line, _MARK, sep="\n", file=session.stdin, flush=True)
        while not session.stdout.readline().rstrip().endswith(_ITS_END):  # type: ignore[union-attr]
            pass
        return (time.perf_counter() - begun) / one

    for name, lines in STEPS.items():
        first, second, *later = map(step, lines)
        yield (
            f"{name}: first {first:.2f}, second {second:.2f}, later {statistics.median(later):.2f} "
            f"(longest {max(later):.2f}) × the floor of {1000 * one:.0f} ms"
        )
    session.stdin.close()
    session.wait()


if __name__ == "__main__":
    for told in measured(sys.argv[1]):
        print(told)  # noqa: T201
