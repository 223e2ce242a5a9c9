"""Whether what was read as a body's name can be one: not too long, and without the small words of a sentence."""

from __future__ import annotations

import re

from danvan_cli.intake import lexicon
from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.predicates import is_usual
from danvan_cli.intake.people.unit_names import UnitNames

# Parts of names that hold a stop word ("có công").
_FIXED_WORDS = re.compile(
    r"[Hh]ậu cần|hành chính về|tội phạm về|việc làm|có công|có uy tín|không chuyên trách|giúp việc|với nước"
    r"|tại chỗ|từ thiện|theo pháp luật|mặt bằng"
)
_MAX_WORDS = 14
_MAX_SMALL = 7


def is_sound(mention: Mention, names: UnitNames, *, is_field: bool) -> bool:
    """False for a body whose words are too many, or hold what stands in no name: then the list is no list of names."""
    words = mention.text.split()
    if mention.kind != MentionKind.UNIT or names.is_known(mention.text) or is_usual(mention.text):
        return len(words) <= 3 * _MAX_WORDS
    plain = _FIXED_WORDS.sub("", mention.text).split()
    if "do" in plain and not is_field:
        # "Đoàn kiểm tra do đồng chí … làm trưởng đoàn" says who is in it.
        return False
    if len(words) > _MAX_WORDS or not lexicon.stop_words().isdisjoint(plain[1:]):
        return False
    return is_field or _small_run(words[2:]) <= _MAX_SMALL


def _small_run(words: list[str]) -> int:
    """Counts the longest run of words in small letters: names have short ones."""
    longest = run = 0
    for word in words:
        run = (
            run + 1 if word[:1].islower() and word not in ("và", "tỉnh", "huyện", "xã", "phường", "thành", "phố") else 0
        )
        longest = max(longest, run)
    return longest
