"""One name as written, and what it is: a body, several at once, or a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from danvan_cli.domain.text import fold, tone_key
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, NO_STOP, PERSON, UPPER
from danvan_cli.intake.lines.signature import FAMILIES
from danvan_cli.intake.people.predicates import is_usual
from danvan_cli.intake.people.unit_names import UnitNames


class MentionKind(StrEnum):
    """What a name in a list of the responsible is."""

    UNIT = "unit"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Mention:
    """One name as written."""

    kind: MentionKind
    text: str


# "UBND các xã", "Hiệu trưởng các trường"; but "Phòng Dân vận các cơ quan Nhà nước" is one office.
_MANY = re.compile(
    r"(?i:ubnd|hđnd|[uủ][yỷ] ban|ubmttq|mttq|mặt trận|hội|đoàn|công đoàn|đảng [ủu][yỷ]|chi bộ|đảng bộ|chủ tịch"
    r"|hiệu trưởng|bí thư|giám đốc)\b"
    r"[^,;]{0,40}\bcác\b"
    r"|(?i:\w+ trưởng|trưởng)\s+các\b"
)
_PLACES = (
    r"huyện|xã|phường|đặc khu|thị|quận|thành phố|tỉnh|thôn|ấp|bản|buôn|bon|làng|xóm|khóm|phum|sóc|khu|tiểu khu"
    r"|tổ (?:dân phố|nhân dân|dân cư)|trường|Hạt|Trạm|chi|cấp|địa phương"
)
_MANY_BEHIND = re.compile(rf"\s+các\b|[^,;]{{0,40}}?\bcác\s+(?:{_PLACES})\b")
# "Ban Công tác Mặt trận 14 khu phố"; "Ban Chỉ đạo 35 phường" is one.
_COUNTED = re.compile(r"\s\d{1,3}\s(?:thôn|ấp|bản|buôn|làng|xóm|khóm|khu vực|khu phố|tổ dân phố)(?!\w)")
# "phối hợp với thôn Nội Hương": a hamlet that is named is one body.
_HAMLET = re.compile(
    r"(?i:thôn|ấp|bản|buôn|xóm|làng|khóm|khu phố|tổ dân phố)\s(?:số\s)?"
    rf"(?:\d{{1,3}}|[{UPPER}][\w'’]*(?:\s[{UPPER}\d][\w'’]*){{0,3}})"
)
# "VPĐU", "TTr", "KT-HT", "P. Nội vụ": only a column of names makes these names.
_SHORT = re.compile(rf"P\.\s?(?=[{UPPER}])|(?:[A-ZĐƯ]{{2,}}[a-zđ]?|[A-ZĐ]+[&-][A-ZĐ]+)(?!\w)")
# "THCS trên địa bàn" are several.
TOGETHER = re.compile(r"\b(?:trên địa bàn|liên quan|trực thuộc)\b")
_TONED_CAPITALS = re.compile(r"[ÀÁÃÈÉÌÍÒÓÕÙÚÝĨŨẠ-Ỹ]")
# Degrees and trades that are written without a full stop too: "BS Đỗ Quang Vinh".
_TITLES = "BS|BSCKI|BSCKII|BS CKI|BS CKII|CN|CNĐD|ĐD|ĐDT|DS|HS|KTV|NHS|YS|ThS|TS|PGS|GS|NCS|KS|KTS|LS|GV|GVCN|NSND|NSƯT"
# Of these none is the short name of an office or of what is counted.
_DEGREES = "BS|Bs|BSCKI|BSCKII|CNĐD|ĐD|ĐDT|DS|Ds|DSCKI|DSCKII|KTV|NHS|YS|ThS|Th.S|TS|PGS|GS|NCS"
# "BS. Phan Đình Lộc", "…, ph. Hội Nông dân": a stop that ends no sentence.
_DEGREE_STOP = re.compile(rf"(?:(?<!\w)(?:{_DEGREES})|(?<=[,;(]\s)ph|(?<=[,;(])ph)\.\s?(?=[{UPPER}])")
_NAME_ALONE = re.compile(rf"\W*(?:(?:{_DEGREES})\.\s?)+(?:[{UPPER}][^\s.]*\s?){{1,6}}\W*")
_WITH_DEGREE = re.compile(rf"(?:(?:{_DEGREES})[.{NO_STOP}]?\s?){{1,3}}(?:[{UPPER}][\w'’]*\s?){{2,5}}")
# "BS. Lan", "CN. Tú": a degree with a stop and a given name alone.
_BY_GIVEN_NAME = re.compile(rf"(?:(?:{_DEGREES}|CN|KS)\.\s?){{1,3}}[{UPPER}][{LOWER}]{{1,6}}")
_TITLED = re.compile(
    rf"(?:(?:(?!P\.)[{UPPER}][\wĐđ]{{0,4}}\.\s?|(?:{_TITLES})\s)){{1,3}}(?P<family>[{UPPER}][{LOWER}]*)(?:\s[{UPPER}][{LOWER}]*){{1,4}}"
)
_TRADE = re.compile(r"(?:kế toán|thủ quỹ|văn thư|thủ thư|bảo vệ|nhân viên y tế|y tế)\s+", re.IGNORECASE)
HEAD_OF_MANY = re.compile(
    r"\A(?:lãnh đạo|thủ trưởng|trưởng|chánh|phó chánh|người đứng đầu|phụ trách)\s+(?=các\b)", re.IGNORECASE
)

# "Lãnh đạo các phòng, đơn vị" are the bodies; "Trưởng các phòng" are people.
LEADERS_OF_MANY = re.compile(r"\Alãnh đạo\s+(?=các\b)", re.IGNORECASE)


def kind_of_name(text: str, names: UnitNames, *, is_field: bool = False) -> MentionKind | None:
    """Tells what a piece of a list is; None for what is no name by itself.

    A sentence writes a body's name with a capital; in a field ("phòng kinh tế", "VPĐU") there is nothing but names.
    """
    if names.is_known(text) or names.is_called(text):
        return MentionKind.UNIT
    if (is_field or text[:1].isupper()) and is_usual(text):
        # "Liên hiệp các Hội Khoa học và Kỹ thuật", "Cơ quan Cảnh sát điều tra" are one body each.
        return MentionKind.UNIT
    key = fold(text)
    bare = HEAD_OF_MANY.sub("", text, count=1)
    if bare != text:
        return kind_of_name(bare, names, is_field=is_field)
    if key in lexicon.bare_heads():
        return None
    if _is_many(text):
        return MentionKind.GROUP
    if lexicon.post_pattern().match(text) or _is_titled_person(text) or _is_with_trade(text):
        return MentionKind.PERSON
    if _is_group(text, key):
        return MentionKind.GROUP
    if is_body(text, names) and (is_field or text[:1].isupper() or re.search(rf"\s[{UPPER}]", text)):
        return MentionKind.UNIT
    if _HAMLET.fullmatch(text):
        return MentionKind.UNIT
    if is_field and (is_short(text) or _NUMBERED.fullmatch(text)):
        return MentionKind.UNIT
    return None


def _is_titled_person(text: str) -> bool:
    """True for "BS. Nguyễn Văn An", "BS. Lan": a degree or trade in letters before a name."""
    if _WITH_DEGREE.fullmatch(text) or _BY_GIVEN_NAME.fullmatch(text):
        return True
    found = _TITLED.fullmatch(text)
    return found is not None and tone_key(found["family"]) in FAMILIES


def _is_with_trade(text: str) -> bool:
    """True for "Kế toán Lê Văn Thuận": a trade that is also an office's name, before a person's."""
    found = _TRADE.match(text)
    return found is not None and is_personal(text[found.end() :])


def with_degrees_marked(text: str) -> str:
    """Marks the stop of "BS. Phan Đình Lộc chủ trì" as one that ends no sentence; a name alone stays as it is."""
    if not _DEGREE_STOP.search(text) or _NAME_ALONE.fullmatch(text):
        return text
    return _DEGREE_STOP.sub(lambda found: found[0].replace(".", NO_STOP), text)


def is_personal(text: str) -> bool:
    """True for a person's name alone: "Nguyễn Văn An"."""
    words = text.split()
    return len(words) > 1 and tone_key(words[0]) in FAMILIES and all(word[:1].isupper() for word in words)


def is_short(text: str) -> bool:
    """True for an abbreviation in capitals, which in a column of names is one: "VPĐU", "TTr", "P. Nội vụ"."""
    is_toned = text.isupper() and _TONED_CAPITALS.search(text)
    return bool(_SHORT.match(text)) and not is_toned and not TOGETHER.search(text)


def is_body(text: str, names: UnitNames) -> bool:
    """True where a text begins as a body's name does, abbreviations written out: "LĐLĐ huyện"."""
    pattern = lexicon.body_name_pattern()
    return bool(pattern.match(text) or pattern.match(names.expanded(text)))


def _is_many(text: str) -> bool:
    is_counted = bool(_COUNTED.search(text))
    if "các" not in text.casefold() and not is_counted:
        return False
    head = lexicon.body_head_pattern().match(text)
    if is_counted and head:
        return True
    return bool(_MANY.match(text) or (head and _MANY_BEHIND.match(text, head.end())))


def _is_group(text: str, key: str) -> bool:
    """True for a group: "mỗi trường", but not "Môi trường", which is alike without its tones."""
    first = key.split(maxsplit=1)[0] if key else ""
    exact = {"moi": "mỗi", "tung": "từng", "cac": "các"}.get(first)
    return bool(lexicon.group_pattern().match(key)) and (exact is None or text.casefold().startswith(exact))


# "Tổ đảng 1", "Cụm thủy nông số 2": one of several that bear numbers.
_NUMBERED = re.compile(rf"[{UPPER}]\w+(?: \w+){{1,3}} \d{{1,2}}")
_ADDRESSED = re.compile(rf"(?:{PERSON})\s", re.IGNORECASE)
_DEPUTY_OF_MANY = re.compile(r"phó (?:chủ tịch|bí thư)", re.IGNORECASE)


def is_addressed(text: str) -> bool:
    """True for a person who is named: a post that follows a comma is the same person's."""
    return bool(_ADDRESSED.match(text))


def headed_body(text: str, names: UnitNames) -> str | None:
    """Finds the body that the holder of a post heads: "Chánh Văn phòng Sở" → "Văn phòng Sở"; None for none."""
    for found in lexicon.heading_post_pattern().finditer(text):
        if _DEPUTY_OF_MANY.match(found[0]):
            continue
        rest = text[found.end() :].strip(" ,;.-–")
        if rest and (names.is_known(rest) or is_body(rest, names)) and fold(rest) not in lexicon.bare_heads():
            return rest[:1].upper() + rest[1:]
    return None
