"""Which task of a revised plan is which task of the plan as followed: by their words, not by their numbers."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import NamedTuple

from danvan_cli.domain.text import fold

# Two texts of one task share at least this much of their words, whatever section they stand in; in one section
# a little less is enough.
_ALIKE = 0.72
_ALIKE_IN_SECTION = 0.6


class Item(NamedTuple):
    """A text that may have moved or been reworded: its key, its section, its words."""

    key: str
    section: str
    text: str


def match(old: Sequence[Item], new: Sequence[Item]) -> dict[str, str]:
    """Pairs new keys with old ones, each at most once; what has no partner is left out.

    Equal words win (in the same section first), then the most alike.
    """
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for same_section in (True, False):
        for item in new:
            found = next((o for o in old if o.key not in taken and _is_same(o, item, same_section)), None)
            if item.key not in pairs and found is not None:
                pairs[item.key] = found.key
                taken.add(found.key)
    rest_old = [(o, fold(o.text).split()) for o in old if o.key not in taken]
    rest_new = [(n, fold(n.text).split()) for n in new if n.key not in pairs]
    scored = [
        (ratio, n.key, o.key)
        for n, words in rest_new
        for o, others in rest_old
        if (ratio := _likeness(words, others)) >= (_ALIKE_IN_SECTION if n.section == o.section else _ALIKE)
    ]
    for _, new_key, old_key in sorted(scored, key=lambda row: -row[0]):
        if new_key not in pairs and old_key not in taken:
            pairs[new_key] = old_key
            taken.add(old_key)
    return pairs


def _is_same(old: Item, new: Item, same_section: bool) -> bool:
    return fold(old.text) == fold(new.text) and (not same_section or old.section == new.section)


def _likeness(words: list[str], others: list[str]) -> float:
    matcher = difflib.SequenceMatcher(None, words, others, autojunk=False)
    # The quick bounds spare the full comparison of texts that have little in common.
    if matcher.real_quick_ratio() < _ALIKE_IN_SECTION or matcher.quick_ratio() < _ALIKE_IN_SECTION:
        return 0.0
    return matcher.ratio()
