"""Shares a line's width among a table's columns, so that no column is squeezed to a letter per line.

Widths count average letters of a proportional font.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from itertools import islice

from danvan_cli.output.tables import Column

_PADDING, _INDENT = 2.0, 1.2
_LONGEST_WORD = 18.0
_NARROW = 26.0
_WIDE = 60.0
_HEADER_LINES = 3
_PIECE = 500  # rows that are measured together: the same text comes often
# How much wider than an average letter a capital is, and bold against upright.
_CAPITAL_EXTRA = 0.45
_BOLD = 1.1
# A line of running text is narrower than its letters count, because of its blanks and its many i, l and t.
_RUNNING_TEXT = 0.92


def column_widths(columns: Sequence[Column], rows: Iterable[Sequence[str]], available: float) -> list[float]:
    """Shares ``available`` letters among the columns, padding included, and fills it. Keeps no row.

    A column gets what its longest line wants, up to a cap. Spare width goes to the wide columns; a lack is
    taken from each column down to its longest word, from those first that hold more than that.
    """
    measures = [_Need(column) for column in columns]
    left = iter(rows)
    while piece := list(islice(left, _PIECE)):
        for measure, texts in zip(measures, zip(*piece, strict=True), strict=True):
            measure.take(set(texts))
    needs = [measure.least_and_wanted() for measure in measures]
    wanted = [high for _, high in needs]
    if sum(wanted) <= available:
        return _grown(columns, wanted, available - sum(wanted))
    room = sum(high - low for low, high in needs)
    share = min(1.0, (sum(wanted) - available) / room) if room else 0.0
    shrunk = [high - share * (high - low) for low, high in needs]
    # Even the longest words may not fit side by side: then all give way alike.
    scale = min(1.0, available / sum(shrunk))
    return [width * scale for width in shrunk]


# Names and states come again in every few rows; what a task is comes once.
@functools.lru_cache(maxsize=1 << 9)
def lines_in(text: str, width: float) -> int:
    """Counts the lines that ``text`` takes in a column ``width`` wide, padding included."""
    if len(text) <= letters_of_a_line(width) and "\n" not in text:
        return 1
    return sum(_wrapped(line, _room(width)) for line in text.split("\n"))


def letters_of_a_line(width: float) -> float:
    """Counts the letters that surely stand in one line of a column ``width`` wide, were they all capitals."""
    return _room(width) / (1 + _CAPITAL_EXTRA)


def _room(width: float) -> float:
    return max(1.0, (width - _INDENT) / _RUNNING_TEXT)


def _wrapped(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for length in _word_lengths(line):
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0.0
        # A word longer than the column is broken inside.
        broken = int(length // room) if length > room else 0
        lines += broken
        used += (1 if used else 0) + length - broken * room
    return lines


class _Need:
    """The widest word and line of a column, as far as they count: nothing is measured that cannot change a width."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._most = _WIDE if column.wide else _NARROW
        self._word = self._line = 0.0

    def take(self, texts: Iterable[str]) -> None:
        for text in texts:
            widest = len(text) * (1 + _CAPITAL_EXTRA)
            if self._line < self._most and widest > self._line:
                self._line = max(self._line, *(_measure(line) for line in text.split("\n")))
            if self._word < _LONGEST_WORD and widest > self._word:
                letters = self._word / (1 + _CAPITAL_EXTRA)
                self._word = max([self._word, *(_measure(word) for word in text.split() if len(word) > letters)])

    def least_and_wanted(self) -> tuple[float, float]:
        title = self._column.title
        header_word = max((_measure(word) for word in title.split()), default=0.0) * _BOLD
        header_line = _measure(title) / _HEADER_LINES + 2
        least = min(max(header_word, self._word), _LONGEST_WORD)
        wanted = min(max(self._line, header_line), self._most)
        return least + _PADDING, max(least, wanted) + _PADDING


def _measure(text: str) -> float:
    return len(text) + _CAPITAL_EXTRA * sum(map(str.isupper, text))


# Running text is made of a few thousand syllables; a word that stands alone may be a code, which never comes again.
_measured_word = functools.lru_cache(maxsize=1 << 13)(_measure)


def _word_lengths(text: str) -> Iterable[float]:
    words = text.split()
    return map(_measured_word if len(words) > 1 else _measure, words)


def _grown(columns: Sequence[Column], wanted: Sequence[float], spare: float) -> list[float]:
    takers = [column.wide for column in columns]
    if not any(takers):
        return [width + spare * width / sum(wanted) for width in wanted]
    return [width + (spare / sum(takers) if taker else 0) for width, taker in zip(wanted, takers, strict=True)]
