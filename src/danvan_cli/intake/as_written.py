"""What is written otherwise for the readers of a text, and given back in the draft as the source has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import Any, TypeVar

from danvan_cli.domain.draft import Line
from danvan_cli.intake.lines.letters import NO_STOP
from danvan_cli.intake.people.mentions import with_degrees_marked

_Draft = TypeVar("_Draft")
# "P. Kinh tế p/h bố trí kinh phí", "VP b/c UBND tỉnh"; "(để b/c)" stands below the signature.
_SHORT = re.compile(
    r"(?<![\w/])(?:(?:[pP]\s?[/.]\s?[hH](?:ợp)?|[pP]h[./]h(?:ợp)?|phối hơp|(?<=\w\s)PH(?=\s[A-ZĐ]))(?![\w/])"
    r"|(?<!\()(?<!để )[bB]/[cC](?=\s+\w))"
)
# The letters on each side by which the place of a short word is found again.
_AROUND = 15


def readable(text: str) -> str:
    """Marks the stops that end no sentence, and writes "p/h" and "b/c" in full, as the readers know them."""
    return _in_full(with_degrees_marked(text))


def as_written(draft: _Draft, lines: Iterable[Line]) -> _Draft:
    """Gives every text of a draft back as the ``lines`` have it."""
    whole: _Draft = _given_back(draft, _places(lines))
    return whole


def _in_full(text: str) -> str:
    return _SHORT.sub(lambda found: _full(found[0]), text)


def _full(short: str) -> str:
    return "báo cáo" if short[0] in "bB" else "phối hợp"


def _places(lines: Iterable[Line]) -> dict[str, str]:
    """Finds where short words stand: what the readers saw around each, and what is written there.

    The words on both sides come first: at the end of a piece only those on one side are left.
    """
    found = [
        (line.text[max(0, one.start() - _AROUND) : one.start()], one[0], line.text[one.end() : one.end() + _AROUND])
        for line in lines
        for one in _SHORT.finditer(line.text)
    ]
    sides = chain(found, ((before, short, "") for before, short, _ in found), (("", short, b) for _, short, b in found))
    return {
        f"{_in_full(before)}{_full(short)}{_in_full(behind)}": f"{before}{short}{behind}"
        for before, short, behind in sides
        if before or behind
    }


def _given_back(value: Any, places: dict[str, str]) -> Any:
    if isinstance(value, str):
        text = value.replace(NO_STOP, ".")
        for full, short in places.items() if ("phối hợp" in text or "báo cáo" in text) else ():
            text = text.replace(full, short)
        return type(value)(text)
    if isinstance(value, tuple):
        pieces = (_given_back(one, places) for one in value)
        return value._make(pieces) if hasattr(value, "_make") else tuple(pieces)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _given_back(getattr(value, one.name), places) for one in fields(value)})
    return value
