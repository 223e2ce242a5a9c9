"""Shares a line's width among a table's columns, so that no column is squeezed to a letter per line.

Widths count average letters of a proportional font.
"""

from __future__ import annotations

from collections.abc import Sequence

from danvan_cli.output.tables import Column

_PADDING, _INDENT = 2.0, 1.2
_LONGEST_WORD = 18.0
_NARROW = 26.0
_WIDE = 60.0
_HEADER_LINES = 3
# How much wider than an average letter a capital is, and bold against upright.
_CAPITAL_EXTRA = 0.45
_BOLD = 1.1
# A line of running text is narrower than its letters count, because of its blanks and its many i, l and t.
_RUNNING_TEXT = 0.92


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], available: float) -> list[float]:
    """Gives each column its width, padding included; together they fill ``available``.

    A column gets what its longest line wants, up to a cap. Spare width goes to the wide columns; a lack is
    taken from each column down to its longest word, from those first that hold more than that.
    """
    needs = [_need(column, [row[index] for row in rows]) for index, column in enumerate(columns)]
    wanted = [high for _, high in needs]
    if sum(wanted) <= available:
        return _grown(columns, wanted, available - sum(wanted))
    room = sum(high - low for low, high in needs)
    share = min(1.0, (sum(wanted) - available) / room) if room else 0.0
    shrunk = [high - share * (high - low) for low, high in needs]
    # Even the longest words may not fit side by side: then all give way alike.
    scale = min(1.0, available / sum(shrunk))
    return [width * scale for width in shrunk]


def lines_in(text: str, width: float) -> int:
    """Counts the lines that ``text`` takes in a column ``width`` wide, padding included."""
    room = max(1.0, (width - _INDENT) / _RUNNING_TEXT)
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in line.split():
        length = _measure(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0.0
        # A word longer than the column is broken inside.
        broken = int(length // room) if length > room else 0
        lines += broken
        used += (1 if used else 0) + length - broken * room
    return lines


def _need(column: Column, texts: Sequence[str]) -> tuple[float, float]:
    header_word = max((_measure(word) for word in column.title.split()), default=0.0) * _BOLD
    word = max((_measure(word) for text in texts for word in text.split()), default=0.0)
    line = max((_measure(line) for text in texts for line in text.split("\n")), default=0.0)
    least = min(max(header_word, word), _LONGEST_WORD)
    header_line = _measure(column.title) / _HEADER_LINES + 2
    wanted = min(max(line, header_line), _WIDE if column.wide else _NARROW)
    return least + _PADDING, max(least, wanted) + _PADDING


def _measure(text: str) -> float:
    return len(text) + _CAPITAL_EXTRA * sum(map(str.isupper, text))


def _grown(columns: Sequence[Column], wanted: Sequence[float], spare: float) -> list[float]:
    takers = [column.wide for column in columns]
    if not any(takers):
        return [width + spare * width / sum(wanted) for width in wanted]
    return [width + (spare / sum(takers) if taker else 0) for width, taker in zip(wanted, takers, strict=True)]
