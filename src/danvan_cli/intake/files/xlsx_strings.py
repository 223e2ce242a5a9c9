"""The words of a workbook: put together from the pieces that each string is written in."""

from __future__ import annotations

import re

from danvan_cli.intake.files.xlsx_styles import is_on

_MAX_STRINGS = 1_000_000
# Letters that XML cannot hold, as OOXML writes them (ST_Xstring): "_x000D_"; "_x005F_" is an underscore before such.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class TooBigError(Exception):
    """More rows or strings than any register has."""


class Words:
    """Puts together the words of one string, the struck ones of its pieces apart; how words sound is left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._struck: list[str] = []
        self._is_text = self._is_sound = self._is_struck = self.is_in_pieces = False

    def begin(self) -> None:
        """Begins another string."""
        self._pieces.clear()
        self._struck.clear()
        self._is_struck = self.is_in_pieces = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes the start of an element inside a string."""
        if name == "t":
            self._is_text = True
        elif name == "rPh":
            self._is_sound = True
        elif name == "r":
            self._is_struck = False
            self.is_in_pieces = True
        elif name == "strike" and self.is_in_pieces:
            self._is_struck = is_on(attributes)

    def end(self, name: str) -> None:
        """Takes the end of an element inside a string."""
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_sound = False

    def take(self, words: str) -> None:
        """Takes letters; those that tell how words sound are none of the string."""
        if self._is_text and not self._is_sound:
            (self._struck if self._is_struck else self._pieces).append(words)

    @property
    def text(self) -> str:
        """What a person reads."""
        return unescaped("".join(self._pieces))

    @property
    def struck(self) -> str:
        """What is struck through."""
        return unescaped("".join(self._struck))


class Strings:
    """Collects the shared strings; ``struck`` are the struck words of each, None for one of a single look."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.struck: dict[int, str] = {}
        self._words = Words()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes the start of an element."""
        if name == "si":
            self._words.begin()
        else:
            self._words.start(name, attributes)

    def end(self, name: str) -> None:
        """Takes the end of an element; raises TooBigError for more strings than any register has."""
        if name != "si":
            self._words.end(name)
            return
        if self._words.is_in_pieces:
            self.struck[len(self.strings)] = self._words.struck
        self.strings.append(self._words.text)
        if len(self.strings) > _MAX_STRINGS:
            raise TooBigError

    def take(self, words: str) -> None:
        """Takes letters."""
        self._words.take(words)


def unescaped(text: str) -> str:
    """Reads what XML cannot hold; most text holds none of it."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
