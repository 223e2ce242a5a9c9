"""Changes the program in one place at a time and tells which changes the tests do not notice.

``python -m tests.mutation`` tries every change of ``mutations.toml``; words choose those whose file, old text or tests
hold one of them. Each change is made in a copy of the tree, the nearest tests are run there, and a change that they let
pass is a rule that no test holds. Ends with 1 where less than 90 % were noticed, with 2 where the tests fail anyway or
an entry cannot be tried.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("mutations.toml")
COPIED = ("src", "data", "tests", "docs", "pyproject.toml", "README.md", "README.vi.md", "CHANGELOG.md", "LICENSE")
KILLED, SURVIVED, BROKEN = "killed", "survived", "cannot be tried"
LEAST = 90


class Mutation(NamedTuple):
    """A change: the file under ``src/danvan_cli``, the text that stands there once, the new one, pytest's arguments."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"src/danvan_cli/{self.file}"

    def line(self) -> int:
        before, _, _ = (ROOT / self.path).read_text(encoding="utf-8").partition(self.old)
        return before.count("\n") + 1


def listed(words: Iterable[str] = ()) -> list[Mutation]:
    """Reads the list, or the entries that hold one of the words."""
    entries = tomllib.loads(LIST.read_text(encoding="utf-8"))["mutation"]
    mutations = [Mutation(**{**entry, "tests": tuple(entry["tests"])}) for entry in entries]
    wanted = [word.casefold() for word in words]
    return [one for one in mutations if not wanted or any(word in str(tuple(one)).casefold() for word in wanted)]


class Copy:
    """A copy of the tree, in which tests may run while the tree itself is worked on."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder, self.seconds = folder, seconds
        folder.mkdir()
        for name in COPIED:
            take = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            take(ROOT / name, folder / name)

    def run(self, tests: Iterable[str]) -> int | None:
        """Runs tests until one fails; gives pytest's exit code, None where they took too long."""
        # ``-m ""`` and ``-n0`` undo the defaults: slow tests count here, and two copies are at work already.
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-m", "", "-p", "no:cacheprovider", *tests]
        # Not installed: the copy's own source goes before the one that the tests' environment was made with.
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        with (self.folder / "said").open("wb") as said:
            child = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=said, stderr=said)
            try:
                return child.wait(self.seconds)
            except subprocess.TimeoutExpired:
                # As Ctrl-C does, so that the tests put away their servers.
                child.send_signal(signal.SIGINT)
                try:
                    child.wait(20)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
                return None

    def outcome(self, mutation: Mutation) -> str:
        """Makes the change, runs its tests and takes the change back."""
        path = self.folder / mutation.path
        before = path.read_text(encoding="utf-8")
        if before.count(mutation.old) != 1:
            return BROKEN
        path.write_text(before.replace(mutation.old, mutation.new), encoding="utf-8")
        try:
            code = self.run(mutation.tests)
        finally:
            path.write_text(before, encoding="utf-8")
        # A run that never ends is noticed; one that finds no test or cannot begin says nothing about the change.
        return {0: SURVIVED, 1: KILLED, None: KILLED}.get(code, BROKEN)


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.mutation", description=__doc__)
    parser.add_argument("words", nargs="*", help="only the changes whose file, text or tests hold one of these")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many changes are tried at once")
    parser.add_argument("--seconds", type=float, default=300, help="how long the tests of one change may take")
    asked = parser.parse_args()
    mutations = listed(asked.words)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="danvan-mutation-") as work, ThreadPoolExecutor(asked.jobs) as pool:
        Path(work).chmod(0o755)  # some tests run the program as another user
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(asked.jobs):
            copies.put(Copy(Path(work, str(number)), asked.seconds))

        def passes(tests: Sequence[str]) -> bool:
            copy = copies.get()
            code = copy.run(tests)
            copies.put(copy)
            return code == 0

        def tried(mutation: Mutation) -> str:
            copy = copies.get()
            found = copy.outcome(mutation)
            copies.put(copy)
            say(f"{found:16}{mutation.path}:{mutation.line()}  {mutation.old.strip()!r} → {mutation.new.strip()!r}")
            return found

        runs = list(dict.fromkeys(mutation.tests for mutation in mutations))
        failing = [tests for tests, passed in zip(runs, pool.map(passes, runs), strict=True) if not passed]
        if failing:
            say("These fail without any change:", *map(" ".join, failing))
            return 2
        found = list(pool.map(tried, mutations))
    killed, broken = found.count(KILLED), found.count(BROKEN)
    score = 100 * killed // max(1, len(found))
    say(f"{killed} of {len(found)} noticed ({score} %), {broken} cannot be tried, {time.monotonic() - begin:.0f} s")
    return 2 if broken or not found else int(score < LEAST)


if __name__ == "__main__":
    sys.exit(main())
