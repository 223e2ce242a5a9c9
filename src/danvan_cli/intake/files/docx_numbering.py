"""Automatic numbers as Word prints them: numbering.xml, with restarts, overrides and lists linked to styles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from danvan_cli.intake.files.docx_styles import Look, Styles, W, is_on, look_of, num_pr, to_int, value_of
from danvan_cli.intake.files.legacy_fonts import convert
from danvan_cli.intake.lines.enumerations import SHAPES

_DASHES = "-–—−‒"
_MAX_LEVEL = 9
_MAX_LINKS = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list definition."""

    format: str
    text: str
    start: int
    style: str | None
    restart: int | None
    legal: bool


class Numbering:
    """Counts list numbers through a document, in reading order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        """Indexes numbering.xml; None where the package has none."""
        self._styles = styles
        self._abstract = {
            n.get(f"{W}abstractNumId"): n for n in (root.findall(f"{W}abstractNum") if root is not None else [])
        }
        self._nums = {n.get(f"{W}numId"): n for n in (root.findall(f"{W}num") if root is not None else [])}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._overridden: set[tuple[str, int]] = set()
        self._abstract_ids: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}

    def label(self, properties: Any, style_id: str | None) -> tuple[str, str]:
        """Counts a list paragraph and writes the number or bullet that Word prints before it, and which list it is of.

        Both are empty for a paragraph of none; lists that share a definition are one.
        """
        num_id, level = self._place(properties, style_id)
        if num_id not in self._nums or not 0 <= level < _MAX_LEVEL:
            return "", ""
        levels = self._levels_of(num_id)
        if level not in levels or levels[level].format == "none":
            return "", ""
        listed = f"{self._abstract_id(num_id)}:{level}"
        if levels[level].format == "bullet":
            return _bullet(levels[level].text), listed
        return _printed(levels, level, self._count(num_id, level, levels)), listed

    def _place(self, properties: Any, style_id: str | None) -> tuple[str, int]:
        own = num_pr(properties)
        linked = self._styles.numbering(style_id)
        if own and own[0]:
            return own[0], own[1] or 0
        if not linked:
            return "", 0
        num_id, level, source = linked
        if own and own[1] is not None:
            return num_id, own[1]
        by_style = (
            (n for n, lvl in self._levels_of(num_id).items() if lvl.style == source) if num_id in self._nums else ()
        )
        return num_id, level if level is not None else next(iter(by_style), 0)

    def _levels_of(self, num_id: str) -> dict[int, _Level]:
        if num_id not in self._levels:
            definition = self._abstract.get(self._abstract_id(num_id))
            levels = _read_levels(definition) if definition is not None else {}
            for override in self._nums[num_id].findall(f"{W}lvlOverride"):
                levels |= _read_levels(override, default=to_int(override.get(f"{W}ilvl"), 0))
            self._levels[num_id] = levels
        return self._levels[num_id]

    def _abstract_id(self, num_id: str) -> str:
        if num_id not in self._abstract_ids:
            self._abstract_ids[num_id] = self._followed(num_id)
        return self._abstract_ids[num_id]

    def _followed(self, num_id: str) -> str:
        """Follows a list that borrows its definition from a list style."""
        for _ in range(_MAX_LINKS):
            abstract_id = value_of(self._nums[num_id].find(f"{W}abstractNumId")) or ""
            definition = self._abstract.get(abstract_id)
            link = value_of(definition.find(f"{W}numStyleLink")) if definition is not None else None
            linked = self._styles.numbering(link) if link else None
            if not linked or linked[0] not in self._nums or linked[0] == num_id:
                return abstract_id
            num_id = linked[0]
        return ""

    def _count(self, num_id: str, level: int, levels: dict[int, _Level]) -> dict[int, int]:
        counters = self._counters[self._abstract_id(num_id)]
        start = self._start_override(num_id, level)
        if start is not None and (num_id, level) not in self._overridden:
            self._overridden.add((num_id, level))
            counters[level] = start
        else:
            counters[level] = counters[level] + 1 if level in counters else levels[level].start
        for deeper in [n for n in counters if n > level and _restarts(levels.get(n), level)]:
            del counters[deeper]
        for upper in range(level):
            if upper in levels:
                counters.setdefault(upper, levels[upper].start)
        return counters

    def _start_override(self, num_id: str, level: int) -> int | None:
        if num_id not in self._starts:
            overrides = self._nums[num_id].findall(f"{W}lvlOverride")
            starts = ((override, override.find(f"{W}startOverride")) for override in reversed(overrides))
            self._starts[num_id] = {
                to_int(override.get(f"{W}ilvl"), -1): to_int(start.get(f"{W}val"), 1)
                for override, start in starts
                if start is not None
            }
        return self._starts[num_id].get(level)


def _read_levels(definition: Any, default: int = 0) -> dict[int, _Level]:
    return {to_int(lvl.get(f"{W}ilvl"), default): _read_level(lvl) for lvl in definition.findall(f"{W}lvl")}


def _read_level(lvl: Any) -> _Level:
    restart = value_of(lvl.find(f"{W}lvlRestart"))
    return _Level(
        format=value_of(lvl.find(f"{W}numFmt")) or "decimal",
        text=_in_unicode(value_of(lvl.find(f"{W}lvlText")) or "", lvl.find(f"{W}rPr")),
        start=to_int(value_of(lvl.find(f"{W}start")), 1),
        style=value_of(lvl.find(f"{W}pStyle")),
        restart=to_int(restart, 0) if restart is not None else None,
        legal=is_on(lvl.find(f"{W}isLgl")),
    )


def _in_unicode(text: str, properties: Any) -> str:
    encoding = look_of(properties, Look()).encoding
    return text if encoding is None or text.isascii() else convert(text, encoding)


def _restarts(deeper: _Level | None, level: int) -> bool:
    if deeper is None or deeper.restart is None:
        return True
    return 0 <= level < deeper.restart


def _printed(levels: dict[int, _Level], level: int, counters: dict[int, int]) -> str:
    text = levels[level].text
    for place in range(level + 1):
        if place in levels and place in counters:
            style = "decimal" if levels[level].legal and place < level else levels[place].format
            text = text.replace(f"%{place + 1}", figure(style, counters[place]))
    return text.strip()


def _bullet(text: str) -> str:
    mark = text.strip()[:1]
    if mark in _DASHES and mark:
        return "-"
    return mark if mark == "+" else "○" if mark == "o" else SHAPES.get(mark, "•")


def figure(style: str, number: int) -> str:
    """Writes a number in a list style of Word ("upperRoman"); in figures for a style not known."""
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    if style in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 4)
        return letter if style == "upperLetter" else letter.lower()
    return f"{number:02d}" if style == "decimalZero" else str(number)


def _roman(number: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    printed = ""
    rest = number if 0 < number < 1000 else 0
    for value, sign in signs:
        count, rest = divmod(rest, value)
        printed += sign * count
    return printed or str(number)
