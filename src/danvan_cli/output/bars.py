"""Bars on a terminal that has room for them: shares of a whole, which the figures beside them tell already."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.text import Text

from danvan_cli.output.tables import Bar, Column, Table

# The shortest bar that tells anything, and the longest that an eye takes in.
_LEAST, _MOST = 10, 24
# What running text beside a bar must have to be read, where it is not shorter.
_READABLE = 48


class Look(NamedTuple):
    """The signs of a bar's parts in their order, and of what is left of the whole."""

    parts: str
    rest: str


_BLOCKS, _LETTERS = Look("█▓", "░"), Look("#!", ".")
_STYLES = ("green", "bold red")


def look_of(environment: Mapping[str, str], encoding: str) -> Look:
    """Chooses blocks, or letters for a terminal that may have no other signs."""
    is_bare = environment.get("TERM") == "dumb" or "utf" not in encoding.lower()
    return _LETTERS if is_bare else _BLOCKS


def own_look() -> Look:
    """Chooses for the terminal that the program runs on; Windows' locale tells nothing of its terminal."""
    return look_of(os.environ, "utf-8" if os.name == "nt" else locale.getencoding())


def place_of_bars(table: Table) -> int | None:
    """Finds the column of bars; None where there is none."""
    return next((place for place, column in enumerate(table.columns) if column.drawn), None)


def room_for_bars(table: Table, place: int, lines: Sequence[int], gap: int, available: int) -> int:
    """Says how long bars can be where all else takes its longest line beside them; 0 where that is too short."""
    others = (
        (min(line, _READABLE) if column.wide else line) + gap
        for at, (line, column) in enumerate(zip(lines, table.columns, strict=True))
        if at != place
    )
    room = min(_MOST, available - sum(others))
    return room if room >= _LEAST else 0


def without_column(table: Table, place: int) -> Table:
    """Leaves a column out."""

    return table._replace(
        columns=(*table.columns[:place], *table.columns[place + 1 :]),
        rows=tuple((*row[:place], *row[place + 1 :]) for row in table.rows),
    )


def drawn(bar: Bar, length: int, look: Look) -> Text:
    """Draws a bar of so many signs, none where there is no whole; a share that is not nought has one, so has a rest."""
    text = Text()
    if bar.whole <= 0:
        return text
    for sign, style, share in zip(look.parts, _STYLES, _shares(bar, length), strict=False):
        text.append(sign * share, style=style)
    return text.append(look.rest * (length - len(text)), style="dim")


def _shares(bar: Bar, length: int) -> list[int]:
    shares: list[int] = []
    for place, part in enumerate(bar.parts):
        wanted = max(1, round(length * part / bar.whole)) if part > 0 else 0
        behind = sum(other > 0 for other in bar.parts[place + 1 :]) + (sum(bar.parts) < bar.whole)
        shares.append(max(0, min(wanted, length - sum(shares) - behind)))
    return shares


def legend(column: Column, look: Look) -> str:
    """Says what the signs stand for; those of a single share need no words."""
    if len(column.drawn) < len(look.parts) + 1:
        return ""
    return ", ".join(f"{sign} {name}" for sign, name in zip((*look.parts, look.rest), column.drawn, strict=True)) + "."
