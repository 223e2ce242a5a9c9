"""Times whole processes in turn and compares them pair by pair. Standard library only: a small parent.

A child's peak memory as the system tells it begins with its parent's, so nothing large may be imported here.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# Seconds, and how often what takes so long is run at most: it varies little from run to run.
_SLOW = ((2, 3), (15, 1))


class Command(NamedTuple):
    """A command line with its environment.

    ``prepare`` is called before each run, outside the time taken; words that it gives follow the command line.
    """

    words: Sequence[str]
    environment: Mapping[str, str]
    prepare: Callable[[], Sequence[str]] = tuple
    output: Path = Path(os.devnull)


class Sample(NamedTuple):
    """What one process took: seconds on the wall, seconds of user and system, MB (10^6 bytes) at its peak."""

    wall: float
    cpu: float
    peak: float


class Ratio(NamedTuple):
    """The median of the ratios of pairs, with the lowest and the highest."""

    median: float
    low: float
    high: float


class Pairs(NamedTuple):
    """Samples of two commands, run in turn."""

    ours: tuple[Sample, ...]
    theirs: tuple[Sample, ...]

    @property
    def wall(self) -> Ratio:
        """Compares the time on the wall."""
        return _ratio([ours.wall / theirs.wall for ours, theirs in zip(self.ours, self.theirs, strict=True)])

    @property
    def cpu(self) -> Ratio:
        """Compares the time of user and system."""
        return _ratio([ours.cpu / theirs.cpu for ours, theirs in zip(self.ours, self.theirs, strict=True)])

    @property
    def peak(self) -> float:
        """Gives the peak memory of ours."""
        return max(sample.peak for sample in self.ours)


def compare(ours: Command, theirs: Command, runs: int) -> Pairs:
    """Runs two commands in turn after a run of each that is not counted; slow ones less often."""
    slowest = max(run(ours).wall, run(theirs).wall)
    runs = min([runs, *(most for seconds, most in _SLOW if slowest > seconds)])
    pairs = [(run(ours), run(theirs)) for _ in range(runs)]
    return Pairs(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def run(command: Command) -> Sample:
    """Runs a command once. Raises RuntimeError where it fails: a failure may be quick and is no time."""
    words = [*command.words, *command.prepare()]
    with command.output.open("wb") as out:
        begin = time.perf_counter()
        # wait4 tells the memory of this one child; a large output must not wait for a reader.
        child = subprocess.Popen(
            words, env=command.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"ended with {child.returncode}: {' '.join(words)}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)


def _ratio(ratios: Sequence[float]) -> Ratio:
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))
