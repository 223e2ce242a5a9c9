"""Words looked for in all texts, and where they were found."""

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

    Those in which the words stand one behind the other come first. The passages are gone through once, none is kept
    but for the hits. A code typed whole finds its thing.
    """
    whole = fold(words)
    keys = list(dict.fromkeys(whole.split()))
    together: dict[Thing, list[Hit]] = {kind: [] for kind in Thing}
    apart: dict[Thing, list[Hit]] = {kind: [] for kind in Thing}
    totals = dict.fromkeys(Thing, 0)
    for passage in passages:
        folded = fold(passage.text)
        is_phrase = whole in folded or (passage.code is not None and fold(passage.code) == whole)
        if is_phrase or all(key in folded for key in keys):
            totals[passage.kind] += 1
            kept = (together if is_phrase else apart)[passage.kind]
            if len(kept) < limit:
                spans = places(passage.text, [whole] if whole in folded else keys)
                kept.append(Hit(*passage, tuple(spans)))
    hits = {kind: (together[kind] + apart[kind])[:limit] for kind in Thing}
    return Found(clean(words), plans, hits, totals)
