"""What is written otherwise for the readers of a text, and given back in the draft as the source has it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from danvan_cli.domain.draft import Account, Line
from danvan_cli.intake.letters import NO_STOP
from danvan_cli.intake.people.mentions import with_degrees_marked

_Draft = TypeVar("_Draft")
# "P. Kinh tế p/h bố trí kinh phí", "c/trì: P. Kinh tế", "VP b/c UBND tỉnh"; "(để b/c)" stands below the signature.
_SHORT_OF = {
    "phối hợp": r"(?:[pP]\s?[/.]\s?[hH](?:ợp)?|[pP]h[./]h(?:ợp)?|(?<=\w\s)PH(?=\s[A-ZĐ])"
    r"|(?!phối hợp)ph[ôồốổỗộ]i h[ơờớởỡợ]p)(?![\w/])",
    "chủ trì": r"(?:[cC]h?[/.]\s?tr[iì]|(?!chủ trì)ch[ủụũ] tr[iìíịỉĩ])(?![\w/])",
    "báo cáo": r"(?<!\()(?<!để )[bB]/[cC](?=\s+\w)",
    # Where the mark stands is a matter of the keyboard: "qúy III", "quí III".
    "quý": r"q(?:úy|uí|úi)(?!\w)",
    "Quý": r"Q(?:úy|uí|úi)(?!\w)",
    # Signs that a phone writes for a label.
    "thời gian:": r"[🗓📅📆⏰⏳]\ufe0f?(?=\s)",
    "thực hiện:": r"[👥👤]\ufe0f?(?=\s)",
    "phối hợp:": r"🤝\ufe0f?(?=\s)",
    # Typed in haste: a mark on the wrong letter, or none.
    "trước": r"tr(?:ứơc|ươc|uớc|ưóc|ứoc)(?!\w)",
    "Trước": r"Tr(?:ứơc|ươc|uớc|ưóc|ứoc)(?!\w)",
    "đến": r"đên(?!\w)",
    # "cầu thang 2 tầng" and "xử lý ngay 3-5 điểm" are no times.
    "tháng": r"(?:(?<=trong )|(?<=đầu )|(?<=giữa )|(?<=cuối )|(?<=hết )|(?<=trước ))"
    r"thang(?=\s(?:0?[1-9]|1[0-2])(?!\d))",
    "ngày": r"(?:(?<=trước )|(?<=nhất )|(?<=hết )|(?<=từ )|(?<=đến ))ngay(?=\s\d{1,2}/\d)",
    "thực hiện": r"(?:thưc hi[êệ]n|thực hiên)(?!\w)",
    "hoàn thành": r"(?:hoàn thanh|hòan thành)(?!\w)",
    "tổ chức": r"t[ổô] chưc(?!\w)",
    "đơn vị": r"đơn vi(?!\w)",
    "Đơn vị": r"Đơn vi(?!\w)",
}
_FULL_WORDS = tuple(_SHORT_OF)
_SHORT = re.compile(rf"(?<![\w/])(?:{'|'.join(f'({short})' for short in _SHORT_OF.values())})")
# The letters on each side by which a place of the source is known again.
_AROUND = 12


class _Stretch(NamedTuple):
    """Where a word stands in a text, end exclusive, and what the source has there."""

    start: int
    end: int
    written: str


def readable(text: str) -> str:
    """Marks the stops that end no sentence, and writes "p/h", "b/c" and "qúy" as the readers know them."""
    return _in_full(with_degrees_marked(text))[0]


def as_written(draft: _Draft, lines: Iterable[Line]) -> _Draft:
    """Gives every text of a draft back as the ``lines`` have it; a place that may be two of theirs stays in full."""
    whole: _Draft = _given_back(draft, _Places(lines))
    return whole


def _in_full(text: str) -> tuple[str, dict[tuple[int, str], str]]:
    """Writes short words in full, and tells by place and word of the new text what stood there."""
    pieces: list[str] = []
    shorts: dict[tuple[int, str], str] = {}
    at = length = 0
    for found in _SHORT.finditer(text):
        length += found.start() - at
        word = _FULL_WORDS[(found.lastindex or 1) - 1]
        shorts[length, word] = found[0]
        pieces += (text[at : found.start()], word)
        length, at = length + len(word), found.end()
    return "".join((*pieces, text[at:])), shorts


class _Places:
    """How each place of the source is written at which the readers saw a word in full."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Learns from the lines as they were written; of words that none of them shortens there is nothing to learn."""
        self._written: dict[tuple[str, str | None, str | None], set[str]] = {}
        read = [_in_full(line.text) for line in lines]
        # "phối hợp" and "phối hợp:" are looked for each by itself: a text may have either at one place.
        self._words = [re.compile(re.escape(word)) for word in sorted({word for _, found in read for _, word in found})]
        for full, shorts in read:
            for word in self._found(full):
                before, behind = _sides(full, word)
                for key in ((word[0], before, behind), (word[0], before, None), (word[0], None, behind)):
                    self._written.setdefault(key, set()).add(shorts.get((word.start(), word[0]), word[0]))

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        for word in self._words:
            yield from word.finditer(text)

    def stretches(self, text: str) -> Iterator[_Stretch]:
        """Lists the words of a text that the source writes shorter; at a piece's begin or end one side is enough."""
        for word in sorted(self._found(text), key=lambda found: found.start()):
            before, behind = _sides(text, word)
            keys: list[tuple[str, str | None, str | None]] = [(word[0], before, behind)]
            keys += [(word[0], None, behind)] if len(before) < _AROUND else []
            keys += [(word[0], before, None)] if len(behind) < _AROUND else []
            written = next((self._written[key] for key in keys if key[1:] != ("", "") and key in self._written), set())
            if len(written) == 1 and (short := next(iter(written))) != word[0]:
                yield _Stretch(word.start(), word.end(), short)


def _sides(text: str, word: re.Match[str]) -> tuple[str, str]:
    return text[max(0, word.start() - _AROUND) : word.start()], text[word.end() : word.end() + _AROUND]


def _given_back(value: Any, places: _Places) -> Any:
    if isinstance(value, Account):
        return _account(value, places)
    if isinstance(value, str):
        text = value.replace(NO_STOP, ".")
        return type(value)(_shortened(text, list(places.stretches(text))))
    if isinstance(value, tuple):
        pieces = (_given_back(one, places) for one in value)
        return value._make(pieces) if hasattr(value, "_make") else tuple(pieces)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _given_back(getattr(value, one.name), places) for one in fields(value)})
    return value


def _account(account: Account, places: _Places) -> Account:
    """Gives a line of the trail back; what is told of its stretches moves with the letters."""
    text = account.text.replace(NO_STOP, ".")
    found = list(places.stretches(text))
    moved = _Moved(found)
    uses = (one._replace(start=moved.place(one.start), end=moved.place(one.end)) for one in account.uses)
    return account._replace(text=_shortened(text, found), uses=tuple(uses))


def _shortened(text: str, found: Sequence[_Stretch]) -> str:
    pieces: list[str] = []
    at = 0
    for one in found:
        pieces += (text[at : one.start], one.written)
        at = one.end
    return "".join((*pieces, text[at:]))


class _Moved:
    """Where the letters of a text in full stand in the shortened one."""

    def __init__(self, found: Sequence[_Stretch]) -> None:
        self._found = found
        self._ends = [one.end for one in found]
        self._gone = [0, *accumulate(one.end - one.start - len(one.written) for one in found)]

    def place(self, at: int) -> int:
        """Finds a place again; one inside a shortened word at its end."""
        number = bisect_right(self._ends, at)
        inside = number < len(self._found) and self._found[number].start < at
        end = self._found[number].start + len(self._found[number].written) if inside else at
        return end - self._gone[number]
