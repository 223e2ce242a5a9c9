"""A short title for a task: what it is about, without the bodies and days that stand in columns of their own.

Our rule; a title is whole words of the text in their order, and never says another thing: who does it may go from its
beginning, the last day, what stands in brackets and the numbers of documents from anywhere, and what follows the first
sentence or clause that says enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from danvan_cli.domain.text import fold

# A text of so many letters needs no other title, and no title is longer.
LONGEST = 90
_FEWEST_WORDS = 3
_ENDS = " .,;:–-"
_JOINS = re.compile(r"^(?:[,;:–-]\s*|(?:và|cùng|cùng với|phối hợp với|chủ trì,? phối hợp với)\s+)+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NUMBER = re.compile(
    r"\s+số\s+\d+[\w/.-]*(?:,?\s+ngày\s+\d{1,2}/\d{1,2}/\d{4})?|,?\s+ngày\s+\d{1,2}/\d{1,2}/\d{4}(?=\s+của\b)"
)
_RHYTHM = re.compile(r",?\s*(?:định kỳ\s+)?(?:hằng|hàng)\s+(?:tuần|tháng|quý|năm)|,?\s*định kỳ\s+(?:tháng|quý|năm)\b")
# Words that promise another one.
_PROMISING = (
    "- – của và về tại theo trong để các những cho với được có nhằm chỉ là do từ đến ở việc ban hành thuộc trên"
)
_NEVER_LAST = frozenset(_PROMISING.split())
_SENTENCE = re.compile(r"[.;:]\s")


def short_title(content: str, bodies: Iterable[str] = (), dues: Iterable[str] = ()) -> str | None:
    """Makes a short title of a task's text; None where the text is short itself, or no shorter one says enough.

    ``bodies`` are names of who may be named at its beginning, ``dues`` the deadline's words as they stand in it.
    """
    if len(content) <= LONGEST:
        return None
    text = _without_bodies(content.strip(_ENDS), sorted(filter(None, bodies), key=len, reverse=True))
    for words in filter(None, dues):
        text = re.sub(rf"[,\s]*{re.escape(words.strip(_ENDS))}", "", text)
    text = _RHYTHM.sub(_kept_comma, _NUMBER.sub("", _BRACKETS.sub("", text)))
    title = _cut(_first_sentence(text)).strip(_ENDS)
    if len(title.split()) < _FEWEST_WORDS or len(title) >= len(content):
        return None
    return title[0].upper() + title[1:]


def _kept_comma(found: re.Match[str]) -> str:
    return "," if found[0].startswith(",") else ""


def _without_bodies(text: str, names: list[str]) -> str:
    """Takes the names at the beginning off, with what joins them, where enough is left to say what is done."""
    rest = text
    while found := next((name for name in names if _begins(rest, name)), None):
        rest = _JOINS.sub("", rest[len(found) :].lstrip())
    return rest if len(rest.split()) >= _FEWEST_WORDS else text


def _begins(text: str, name: str) -> bool:
    # Of composed text, folding keeps the number of letters.
    return fold(text[: len(name)]) == fold(name) and not text[len(name) : len(name) + 1].isalnum()


def _first_sentence(text: str) -> str:
    first = _SENTENCE.split(text, maxsplit=1)[0]
    return first if len(first.split()) >= _FEWEST_WORDS else text


def _cut(text: str) -> str:
    """Cuts behind the last clause that fits, else behind a word that can stand last, and marks that more follows."""
    if len(text) <= LONGEST:
        return text
    clause = text.rfind(", ", LONGEST // 3, LONGEST)
    if clause > 0:
        return text[:clause]
    words = text[: text.rfind(" ", 0, LONGEST - 1)].split()
    while len(words) > _FEWEST_WORDS and words[-1].lower() in _NEVER_LAST:
        words.pop()
    return f"{' '.join(words)} …"
