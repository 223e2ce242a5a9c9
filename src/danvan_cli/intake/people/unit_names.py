"""The names of units: the catalogue, abbreviations that the text introduces, spellings that mean the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from danvan_cli.domain.codes import every_name, nearest, new_code_beside
from danvan_cli.domain.draft import UnitDraft
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import clean, fold, tone_key
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.people.abbreviations import COMMON, introduced, written_out
from danvan_cli.intake.people.unit_kinds import kind_of_unit
from danvan_cli.intake.spelling import normal_capitals

# The country says nothing in the name of a body below the centre: "UBMTTQ Việt Nam xã" is "UBMTTQ xã".
_COUNTRY = re.compile(r"(mặt trận tổ quốc|liên hiệp phụ nữ|cựu chiến binh|hội nông dân)\s+việt nam\b", re.IGNORECASE)
# "gửi báo cáo về Văn phòng (qua Phòng Nội vụ)": who stands there gets the work and does not do it.
_RECEIVED = re.compile(
    rf"\b(?i:gửi(?: cho)?|nộp(?: cho)?|trình|báo cáo(?: cho| với)?|về|qua|cho|đến|tới)\s+(?=[{UPPER}])"
    r"(?:(?!\s(?:trước|chậm nhất|muộn nhất|để|theo|phối hợp|giao|do)\b)[^.;:,()]){1,140}"
)
# "MTTQ xã" is mostly, but not always, what another line calls "UBMTTQ xã".
_FRONT = re.compile(rf"(?:{tone_key('ủy ban')}\s+)?{tone_key('mặt trận')}(?:\s+{tone_key('tổ quốc')})?(?P<level>.*)\Z")
_LETTERS = re.compile(r"(?P<head>(?:Phòng|Ban|Trung tâm|Chi cục|Khoa|Tổ|Đội|Hội|Sở)) (?P<letters>[A-ZĐ]{2,7})")
_FIRST_WORD = re.compile(r"\S+")
_MAX_LOOKS = 20
_NEAR = 0.85
_MOST_LISTS = 5_000
_Read = TypeVar("_Read")


class UnitNames:
    """Resolves names to codes while one plan is read, and remembers which units the plan names."""

    def __init__(self, units: Sequence[Unit], passages: Iterable[str], issuer: str | None) -> None:
        """Learns the catalogue, the abbreviations in the passages and the issuing agency's own level."""
        texts = list(passages)
        self._text = "\n".join(texts)
        self._low_text: str | None = None
        said = introduced(texts)
        # "(sau đây gọi tắt là Trung tâm)": alone it is that body, in "Trung tâm Văn hóa" it is none.
        self._called = {short: full for short, full in said.items() if fold(full).startswith(f"{fold(short)} ")}
        # "Chữ viết tắt: P1 - Phòng Nghiệp vụ 1": the body is called by its whole name.
        self._spelt = {short: full for short, full in said.items() if lexicon.body_head_pattern().match(full)}
        self._abbreviations = COMMON | {short: full for short, full in said.items() if short not in self._called}
        self._written: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._found: dict[str, set[str]] = {}
        self._lists: dict[tuple[str, ...], Any] = {}
        self._tails = self._own_tails(issuer or "")
        self._issuer = self.key(issuer or "")
        self._units = list(units)
        # All names in small letters, and by their first word how long they are.
        self._low: set[str] = set()
        self._lengths: dict[str, set[int]] = {}
        # Matches the first words of all names; built when it is needed.
        self._starts: re.Pattern[str] | None = None
        self._by_code = {unit.code: unit for unit in reversed(self._units)}
        self._by_key: dict[str, set[str]] = {}
        self._by_fold: dict[str, set[str]] = {}
        self._by_core: dict[str, set[str]] = {}
        self._named: dict[str, UnitDraft] = {}
        self._taken = {fold(name) for name in every_name(self._units)}
        for unit in self._units:
            for name in (unit.code, unit.name, *unit.aliases):
                self._learn(name, unit.code)

    def _learn(self, name: str, code: str) -> None:
        # The new name may change what others resolve to: the caches are emptied.
        self._found.clear()
        self._lists.clear()
        if words := name.lower().split():
            self._low.add(name.lower())
            if words[0] not in self._lengths:
                self._starts = None
            self._lengths.setdefault(words[0], set()).add(len(name))
        self._by_key.setdefault(self.key(name), set()).add(code)
        self._by_fold.setdefault(self._loose(name), set()).add(code)
        self._by_core.setdefault(self._core(name), set()).add(code)

    def once(self, key: tuple[str, ...], read: Callable[[], _Read]) -> _Read:
        """Reads a list of names once, with the units known so far; ``key`` says what reads it, and the text."""
        if key not in self._lists:
            if len(self._lists) >= _MOST_LISTS:
                self._lists.clear()
            self._lists[key] = read()
        found: _Read = self._lists[key]
        return found

    def key(self, name: str) -> str:
        """Writes a name so that its spellings are equal: abbreviations written out, hyphens and tone marks alike."""
        found = self._keys.get(name)
        if found is None:
            self._keys[name] = found = tone_key(self.expanded(name))
        return found

    def is_issuer(self, name: str) -> bool:
        """True for the name of the agency whose plan is read."""
        return bool(self._issuer) and self.key(name) == self._issuer

    def expanded(self, name: str) -> str:
        """Writes a name without abbreviations, those that this plan introduces included."""
        if name not in self._written:
            full = self._called.get(name, name)
            self._written[name] = _COUNTRY.sub(r"\1", written_out(full, self._abbreviations))
        return self._written[name]

    def _loose(self, name: str) -> str:
        """Leaves out tones, hyphens and commas: "Phòng Kế hoạch - Tài chính" is "Phòng Kế hoạch Tài chính" too."""
        return fold(re.sub(r"[-–—,]", " ", self.expanded(name)))

    def _core(self, name: str) -> str:
        """Drops the agency's own name or level from the end: "Thanh tra Sở" and "Thanh tra" are one there."""
        key = self.key(name)
        for tail in self._tails:
            if tail and key.endswith(f" {tail}"):
                return key[: -len(tail) - 1]
        return key

    def _own_tails(self, issuer: str) -> list[str]:
        full = self.key(issuer)
        level = re.match(r"(?:ủy ban nhân dân\s+)?(\S+(?: trấn| phố)?)", self.expanded(issuer).casefold())
        word = tone_key(level[1]) if level else ""
        place = tone_key(re.sub(r"^ủy ban nhân dân\s+", "", self.expanded(issuer).casefold()))
        return sorted(
            {full, place, word, tone_key("nhà trường") if word == tone_key("trường") else ""}, key=len, reverse=True
        )

    def in_small_letters(self, words: str) -> str:
        """Writes a heading in capitals as the catalogue or the rest of the plan writes it, else in small letters."""
        low = words.lower()
        known = (n for u in self._units for n in (u.name, *u.aliases) if n.lower() == low)
        if name := next(known, None):
            return name
        if self._low_text is None:
            self._low_text = self._text.lower()
        at = self._low_text.find(low) if len(self._low_text) == len(self._text) else -1
        for _ in range(_MAX_LOOKS):
            if at < 0:
                break
            written = self._text[at : at + len(low)]
            if written[:1].isupper() and not written.isupper():
                return written
            at = self._low_text.find(low, at + 1)
        # "TRƯỜNG THCS NGUYỄN DU": behind such a word stands a name of its own.
        is_named = _NAMED.match(words) or _SHORT_WORDS.search(words)
        return normal_capitals(words) if is_named else _capitalized(low)

    def codes(self, name: str) -> set[str]:
        """Finds the codes of a name: exactly, else less the agency's own level, else without tones; may be empty."""
        found = self._found.get(name)
        if found is None:
            found = (
                self._by_key.get(self.key(name))
                or self._by_core.get(self._core(name))
                or self._by_fold.get(self._loose(name))
                or self._same_front(name)
                or self._same_letters(name)
            )
            self._found[name] = found
        return found

    def _same_front(self, name: str) -> set[str]:
        """Finds the only Front that the plan names, where the catalogue has none: "Mặt trận xã" is its committee."""
        level = self._front(name)
        if not level or any(self._front(n) for u in self._units for n in (u.name, *u.aliases)):
            return set()
        same = {code for code, unit in self._named.items() if self._front(unit.name) == level}
        return _only(same)

    def _same_letters(self, name: str) -> set[str]:
        """Finds the only body whose first letters a name gives: "Phòng GPMB" is "Phòng Giải phóng mặt bằng"."""
        found = _LETTERS.fullmatch(name)
        if found is None:
            return set()
        start = f"{found['head']} "
        bodies = [(u.code, u.name) for u in self._units] + [(u.code, u.name) for u in self._named.values()]
        return _only(
            {
                code
                for code, full in bodies
                if full.startswith(start) and _first_letters(full, start) == found["letters"]
            }
        )

    def is_known(self, name: str) -> bool:
        """True when the catalogue, or the plan so far, has the name, also where it could be several units."""
        return bool(self.codes(name))

    def is_called(self, name: str) -> bool:
        """True for a short name that the plan gives to one body ("gọi tắt là Trung tâm")."""
        return name in self._called

    def resolve(self, name: str) -> str | None:
        """Finds the unit's code and notes it as named; an unknown name gets a new one, one of several units None."""
        found = self.codes(name)
        if len(found) > 1:
            return None
        if found:
            code = next(iter(found))
            known = self._by_code.get(code)
            if known and code not in self._named:
                self._named[code] = UnitDraft(code, known.name, known.kind, new=False)
            return code
        return self._new(clean(re.sub(r"\s*\([^()]*\)", "", name)).strip(" .,;:"))

    def _new(self, name: str) -> str:
        name = self._called.get(name) or self._spelt.get(name, name)
        code = new_code_beside(name, self._taken)
        self._taken.add(fold(code))
        self._learn(name, code)
        self._named[code] = UnitDraft(code, name[:1].upper() + name[1:], kind_of_unit(name), new=True)
        return code

    def named(self) -> tuple[UnitDraft, ...]:
        """Lists the units resolved so far, known and new, in the order of reading."""
        return tuple(self._named.values())

    def mentioned(self, text: str) -> tuple[str, ...]:
        """Lists the units in the text that do not only receive, in its order; names of one word do not count."""
        low = _RECEIVED.sub(lambda found: " " * len(found[0]), text).casefold()
        known = [(n, u.code) for u in self._units for n in (u.name, *u.aliases)]
        known += [(unit.name, unit.code) for unit in self._named.values() if unit.new]
        at = {code: low.find(name.casefold()) for name, code in known if " " in name and name.casefold() in low}
        return tuple(sorted(at, key=lambda code: at[code]))

    def near_miss(self, name: str) -> str | None:
        """Suggests the known name that a new one may be a slip of, or another name of the same body."""
        import difflib

        if twin := self._twin(name):
            return twin
        names = [n for u in self._units for n in (u.name, *u.aliases)]
        near = nearest(name, names)
        close = near is not None and difflib.SequenceMatcher(None, fold(near), fold(name)).ratio() >= _NEAR
        return near if close else None

    def _twin(self, name: str) -> str | None:
        """Finds the Front where its committee is named, and the committee where the Front is."""
        bare = self._front(name)
        if not bare:
            return None
        known = [n for u in self._units for n in (u.name, *u.aliases)] + [u.name for u in self._named.values()]
        return next((n for n in known if self._front(n) == bare), None)

    def _front(self, name: str) -> str:
        """Finds the level in a name of the Front, "?" for none; empty for any other body's."""
        found = _FRONT.match(self.key(name))
        return found["level"].strip() or "?" if found else ""

    def known_at(self, low: str, start: int) -> int:
        """Finds where the longest known name ends that begins there in a text of small letters; 0 for none."""
        found = _FIRST_WORD.match(low, start)
        word = found[0] if found else ""
        longest = 0
        for length in (*self._lengths.get(word, ()), *self._lengths.get(word.rstrip(".,;:)"), ())):
            end = start + length
            if end > longest and low[start:end] in self._low and not low[end : end + 1].isalnum():
                longest = end
        return longest

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Finds where known names of two or more words stand, so that a verb inside a name is not taken for a verb."""
        low = text.lower()
        return [(at, end) for at, end in self.known_in(low) if " " in low[at:end]]

    def known_in(self, low: str) -> Iterator[tuple[int, int]]:
        """Finds where known names begin in a text of small letters, and where the longest of each ends."""
        if self._starts is None:
            words = "|".join(re.escape(word) for word in self._lengths)
            self._starts = re.compile(rf"(?<!\w)(?:{words})" if words else r"(?!)")
        for word in self._starts.finditer(low):
            if end := self.known_at(low, word.start()):
                yield word.start(), end


def _only(codes: set[str]) -> set[str]:
    return codes if len(codes) == 1 else set()


def _first_letters(full: str, head: str) -> str:
    words = (word for word in full[len(head) :].split() if word not in ("và", "-", "–"))
    return "".join(word[0].upper() for word in words)


# "VĂN PHÒNG HĐND VÀ UBND XÃ" holds words that are capitals anywhere.
_SHORT_WORDS = re.compile(r"\b(?:UBND|HĐND|UBMTTQ|MTTQ|TNCS|LHPN|CHQS)\b")
_NAMED = re.compile(r"(?:TRƯỜNG (?!HỌC)|CÔNG TY |HTX |HỢP TÁC XÃ |BỆNH VIỆN |DOANH NGHIỆP TƯ NHÂN )(?=\w+ \w)")


def _capitalized(low: str) -> str:
    """Gives a name in small letters the capitals that it mostly has: its kind words' and its usual part's."""
    found = re.sub(r" sở\Z", " Sở", low[:1].upper() + low[1:])
    head = lexicon.body_head_pattern().match(found)
    rest = found[head.end() + 1 :] if head else ""
    usual = lexicon.usual_parts().get(head[0].lower(), ()) if head and rest else ()
    part = next((p for p in usual if rest.startswith(p.lower()) and not rest[len(p) :][:1].isalnum()), None)
    if part is None:
        return found
    return f"{found[: -len(rest)]}{part}{rest[len(part) :]}"
