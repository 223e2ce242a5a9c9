"""Words looked for in all texts, and where they were found."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from danvan_cli.domain.text import clean, fold, places
from danvan_cli.domain.words import Thing


class Passage(NamedTuple):
    """A text that can be searched: of what thing, which of its fields; no plan for a unit's names."""

    kind: Thing
    plan: str | None
    code: str | None
    unit: str | None
    field: str
    text: str


class Hit(NamedTuple):
    """A text in which all words stand, and where (``spans``); none of these where the code itself was typed."""

    kind: Thing
    plan: str | None
    code: str | None
    unit: str | None
    field: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Found(NamedTuple):
    """The first hits of each kind, how many there are of it in all, and the plans that were searched."""

    words: str
    plans: tuple[str, ...]
    hits: Mapping[Thing, Sequence[Hit]]
    totals: Mapping[Thing, int]

    @property
    def total(self) -> int:
        """Counts the hits of all kinds."""
        return sum(self.totals.values())


def search(passages: Iterable[Passage], words: str, plans: tuple[str, ...], limit: int) -> Found:
    """Keeps the first ``limit`` passages of each kind in which all words stand, without diacritics and case.

    Those in which they stand one behind the other, as whole syllables, come first; as parts of others only where they
    stand so: apart from each other "dân" is not found in "Đảng". The passages are gone through once, none is kept but
    for the hits. A code typed whole finds its thing.
    """
    wanted = _Wanted(words)
    first: dict[Thing, list[Hit]] = {kind: [] for kind in Thing}
    rest: dict[Thing, list[Hit]] = {kind: [] for kind in Thing}
    totals = dict.fromkeys(Thing, 0)
    for passage in passages:
        patterns = wanted.patterns_in(passage)
        if patterns is not None:
            totals[passage.kind] += 1
            kept = (first if patterns in wanted.best else rest)[passage.kind]
            if len(kept) < limit:
                kept.append(Hit(*passage, tuple(places(passage.text, patterns))))
    hits = {kind: (first[kind] + rest[kind])[:limit] for kind in Thing}
    return Found(clean(words), plans, hits, totals)


class _Wanted:
    """The words looked for, folded, and how they may stand in a text, from the best on."""

    def __init__(self, words: str) -> None:
        self._whole = fold(words)
        self._keys = list(dict.fromkeys(self._whole.split()))
        self._phrase = (_syllables(self._whole),)
        self._part = (re.compile(re.escape(self._whole)),)
        self._apart = tuple(map(_syllables, self._keys))
        self._none: tuple[re.Pattern[str], ...] = ()
        self.best = (self._phrase, self._none)

    def patterns_in(self, passage: Passage) -> tuple[re.Pattern[str], ...] | None:
        """Finds how the words stand in a text; None where they do not, no pattern where its code was typed."""
        folded = fold(passage.text)
        if all(key in folded for key in self._keys):  # most texts are passed over here
            if self._phrase[0].search(folded):
                return self._phrase
            if self._whole in folded:
                return self._part
            if len(self._keys) > 1 and all(pattern.search(folded) for pattern in self._apart):
                return self._apart
        return self._none if passage.code is not None and fold(passage.code) == self._whole else None


def _syllables(words: str) -> re.Pattern[str]:
    """Lets words be found where no letter goes on before or behind them."""
    before, behind = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return re.compile(f"{before}{re.escape(words)}{behind}")
