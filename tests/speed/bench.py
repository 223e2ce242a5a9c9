"""Measures the speed of the installed program and prints one table of ratios with their goals.

    python tests/speed/bench.py [--sizes 1000,100000,1000000] [--runs 11] [--only small,large]

How it measures, and why:

- **Whole processes.** A person waits for a command, not for a function: the time runs from the start of the process to
  its end, Python's start, imports and output included. Output goes to the null device, so that no terminal is measured.
- **Ratios, never times.** A shared machine is twice as fast in one hour as in the next. Every figure is a ratio to
  another process of the same minute: to the *floor* (the same Python that imports sqlite3, opens the file, selects five
  rows and prints them; no Python program that reads a database can be quicker), to a *peer* that answers the same
  question about the same tasks, to a *bare script* that asks the same statements and writes the same cells, or to the
  program itself on a small register, which tells whether the time grows with the data.
- **Pairs in turn, then the median.** The two commands run A B A B, after one run of each that is not counted (it fills
  the page cache and the bytecode); each pair gives one ratio. What disturbs the machine for a while hits both halves of
  a pair, and the median does not ask how far off the worst pair was. The lowest and the highest stand beside it: where
  they lie far apart, more runs are wanted. What takes seconds is run three times, what takes
  a quarter of a minute once.
- **Wall and processor.** The goal is held against the time on the wall, which a write's sync to the disk belongs to.
  The processor's time (user and system) stands beside it and is steadier.
- **Peak memory** is the largest resident set that the system reports for that one process. It is counted from its
  parent's on, so this program imports nothing but the standard library and makes its data in processes of their own.
- **An installed program**, compiled, not editable and with the pinned libraries: an editable one compiles itself at
  every start. Peers are what their users install: Debian's Taskwarrior, sqlite-utils and todoman from PyPI in an
  environment of their own. Taskwarrior's files are not synced to the disk; the program's writes are.
- **The same work for all**, made by rule (work.py): texts of some 115 characters, six tenths done, a quarter of the open
  late, spread over 20, 50 or 500 units. The register is what an import would have left, journal and indexes included.

Registers and environments are kept in a folder (``--cache``), so a second run begins at once.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

# Run as a file; its neighbours are imported as the tests import them.
sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.speed.place import Place
from tests.speed.questions import GROUPS, Question
from tests.speed.timing import Pairs, Ratio, compare

_HEAD = ("what", "tasks", "measured against", "wall: median (low–high)", "CPU", "ms", "MB", "goal", "")


def answers(question: Question, runs: int) -> Iterator[tuple[str, ...]]:
    """Measures one question and gives its rows: the ratio, then the memory and the rate where they have goals."""
    try:
        pairs = compare(question.ours, question.theirs, runs)
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
        yield (question.what, f"{question.tasks:,}", question.against, "failed", "", "", "", "", "miss")
        return
    wall = statistics.median(sample.wall for sample in pairs.ours)
    found = (question.what, f"{question.tasks:,}")
    taken = (_ratio(pairs.cpu, spread=False), f"{wall * 1000:,.0f}", f"{pairs.peak:.0f}")
    goal = "" if question.ratio is None else f"≤ {question.ratio:g} ×"
    yield (*found, question.against, _ratio(pairs.wall), *taken, goal, _verdict(question.ratio, pairs))
    if question.peak is not None:
        verdict = "pass" if pairs.peak <= question.peak else "miss"
        yield (*found, "peak memory", f"{pairs.peak:.0f} MB", "", "", "", f"≤ {question.peak:g} MB", verdict)
    if question.rate is not None:
        rate = question.tasks / wall
        verdict = "pass" if rate >= question.rate else "miss"
        yield (*found, "rows a second", f"{rate:,.0f}", "", "", "", f"≥ {question.rate:,.0f}", verdict)


def _verdict(goal: float | None, pairs: Pairs) -> str:
    return "" if goal is None else "pass" if pairs.wall.median <= goal else "miss"


def _ratio(ratio: Ratio, *, spread: bool = True) -> str:
    return f"{ratio.median:.2f} × ({ratio.low:.2f}–{ratio.high:.2f})" if spread else f"{ratio.median:.2f} ×"


def _show(cells: Sequence[str]) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


def main(words: Sequence[str] | None = None) -> None:
    """Measures what was asked for and prints each row as it is known."""
    chosen = _arguments(words)
    place = Place(chosen.cache, here=chosen.here, with_peers=not chosen.no_peers)
    version = subprocess.run([str(place.python), "--version"], capture_output=True, text=True, check=True).stdout
    where = f"{version.strip()}, SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.machine()}"
    sys.stdout.write(f"{where}; {chosen.runs} pairs; times and memory are the program's own\n\n")
    _show(_HEAD)
    _show(["---"] * len(_HEAD))
    for name in chosen.only:
        for question in GROUPS[name](place, chosen.sizes):
            for row in answers(question, chosen.runs):
                _show(row)
    place.tidy()


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the speed of the program against its goals.")
    parser.add_argument("--sizes", type=_sizes, default=[1_000, 100_000, 1_000_000], help="numbers of tasks")
    parser.add_argument("--runs", type=int, default=11, help="pairs of runs a row")
    parser.add_argument("--only", type=_groups, default=list(GROUPS), help=f"some of {','.join(GROUPS)}")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "danvan-speed", help="what is kept")
    parser.add_argument("--no-peers", action="store_true", help="measure against the floor and itself only")
    parser.add_argument(
        "--here", action="store_true", help="the program of this Python as it stands: to try, not to quote"
    )
    return parser.parse_args(words)


def _sizes(text: str) -> list[int]:
    return sorted(int(size.replace("_", "")) for size in text.split(","))


def _groups(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(GROUPS):
        raise argparse.ArgumentTypeError(f"no such group: {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    main()
