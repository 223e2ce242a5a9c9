"""The column at which the lines of a page were broken, measured on the sentences that surely go on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from danvan_cli.domain.draft import Line
from danvan_cli.intake.lines.enumerations import BULLET, DASHES, ITEM

STOP = re.compile(r"[.;:!?…][”\"')\]]*$|\./\.$")
# A line this long is a sentence, no name or title.
SENTENCE = 40
_LONGEST = 400
_FEW = 3
_FEWEST_LINES = 10
_NEARLY_ALL = 0.9
_MOSTLY = 0.8
_LOOSE = 8
# Broken by hand, where the writer thought the line long enough.
_RAGGED = 24
_FEWEST_RAGGED = 4
_SHORT_PAGE = (60, 100)


@dataclass(frozen=True, slots=True)
class Width:
    """The column at which lines were broken; ``most`` is 0 where none were.

    ``slack`` is by how many letters lines end before it for no reason, as in print of letters of different widths.
    ``regular_dashes``: items that begin with a dash end with a stop, so that one behind no stop is none.
    """

    most: int = 0
    slack: int = 0
    regular_dashes: bool = False

    def forced(self, before: str, text: str) -> bool:
        """Tells whether the first word of ``text`` had no room behind ``before``."""
        return bool(self.most) and len(before) + 1 + len(text.split(maxsplit=1)[0]) > self.most - self.slack


def without_idle_blanks(lines: Sequence[Line]) -> Sequence[Line]:
    """Forgets blank lines where one stands above nearly every line and sentences go on behind them all the same."""
    printed = [line for line in lines if line.printed and line.cell is None]
    blanks = sum(line.blank_before for line in printed)
    if len(printed) < _FEWEST_LINES or blanks < _NEARLY_ALL * len(printed):
        return lines
    bare = [replace(line, blank_before=False) for line in lines]
    is_broken = len(list(_surely_broken(bare))) * _FEWEST_LINES >= len(printed)
    return bare if is_broken and measured(bare).most else lines


def measured(lines: Sequence[Line]) -> Width:
    """Finds the column that most sentences were broken at: those that go on in small letters were broken for sure."""
    lengths = [len(line.text) for line in lines if line.printed and line.cell is None]
    longest = max(lengths, default=0)
    broken = list(_surely_broken(lines))
    dashes = _dashes(lines)
    for slack in (0, _LOOSE, *([_RAGGED] if len(broken) >= _FEWEST_RAGGED else [])):
        most, share = _common_column(broken, slack, longest)
        longer = sum(length > most for length in lengths)
        if len(broken) > 1 and share >= _MOSTLY and longer * 20 <= len(lengths):
            return Width(most, slack, dashes)
    if len(broken) < _FEW and _SHORT_PAGE[0] <= longest <= _SHORT_PAGE[1]:
        # Too few lines to measure: a page that is this narrow all over was broken at its own longest line.
        return Width(longest, longest // 7, dashes)
    return Width(0, 0, dashes)


def _surely_broken(lines: Sequence[Line]) -> Iterable[tuple[int, int]]:
    """Lists (length of the line, with its next word) where the next line goes on in small letters."""
    for before, line in pairwise(lines):
        if line.printed and not line.blank_before and before.cell is None and line.cell is None:
            word = line.text.split(maxsplit=1)[0]
            is_sentence = len(before.text) >= SENTENCE and not STOP.search(before.text)
            if is_sentence and word[0].islower() and not ITEM.match(line.text):
                yield len(before.text), len(before.text) + len(word)


def _common_column(broken: Sequence[tuple[int, int]], slack: int, longest: int) -> tuple[int, float]:
    """Finds the column that lies in most of the stretches, each widened by ``slack``, and the share of them.

    Of several such columns it is the first that no line passes.
    """
    change = [0] * (_LONGEST + 2)
    for first, last in broken:
        if first <= _LONGEST:
            change[first] += 1
            change[min(last + slack, _LONGEST) + 1] -= 1
    counts = list(accumulate(change))
    columns = [column for column, count in enumerate(counts) if count == max(counts)]
    most = next((column for column in columns if column >= longest), columns[-1])
    return most, counts[most] / len(broken) if broken else 0.0


def _dashes(lines: Sequence[Line]) -> bool:
    """Tells whether the items that begin with a dash end with a stop as a rule."""
    total = below_finished = 0
    for before, line in pairwise(lines):
        dash = BULLET.match(line.text) if line.printed else None
        if dash and dash["sign"] in DASHES:
            total += 1
            below_finished += bool(STOP.search(before.text))
    return below_finished * 2 >= total
