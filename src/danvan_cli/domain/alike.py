"""Texts that may have been reworded, found among many: equal words first, then the most alike."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from danvan_cli.domain.text import fold

# A word that stands in more texts than this tells none of them from the others.
_MOST_COMMON = 2_000
_RAREST = 12
_MOST_COMPARED = 24


def key_of(text: str) -> str:
    """Makes the key by which texts are the same: their words, without tones, case and signs."""
    return " ".join(re.findall(r"\w+", fold(text)))


class Texts:
    """Texts to look among, each known by its place."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Takes the words of every text once; which of them are rare is counted only when alike ones are asked for."""
        self.keys = [key_of(text) for text in texts]
        self._words: list[list[str]] = []
        self._holders: dict[str, list[int]] = {}

    def alike(self, text: str, least: float) -> Iterator[tuple[float, int]]:
        """Gives how alike (``least`` to 1) those texts are that may be the same but for some words, with their places.

        Only texts that share rare words are compared, and of those the ones that share the most.
        """
        if not self._words:
            self._count()
        words = key_of(text).split()
        rare = sorted(set(words) & self._holders.keys(), key=lambda word: len(self._holders[word]))[:_RAREST]
        shared = Counter(
            place
            for number, word in enumerate(rare)
            if number == 0 or len(self._holders[word]) <= _MOST_COMMON
            for place in self._holders[word][:_MOST_COMMON]
        )
        for place, _ in shared.most_common(_MOST_COMPARED):
            ratio = likeness(words, self._words[place], least)
            if ratio >= least:
                yield ratio, place

    def _count(self) -> None:
        self._words = [key.split() for key in self.keys]
        for place, words in enumerate(self._words):
            for word in set(words):
                self._holders.setdefault(word, []).append(place)


def likeness(words: Sequence[str], others: Sequence[str], least: float = 0.0) -> float:
    """Measures how much two texts share in order, 0 to 1; 0 for what is under ``least``."""
    # Words in the wrong order only lower it, so a full comparison is spared where the number alone does not suffice.
    total = len(words) + len(others)
    if not total or 2 * sum((Counter(words) & Counter(others)).values()) < least * total:
        return 0.0
    ratio = difflib.SequenceMatcher(None, words, others, autojunk=False).ratio()
    return ratio if ratio >= least else 0.0
