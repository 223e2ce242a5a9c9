"""The number or bullet at the head of a line, and how deep in the outline it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from danvan_cli.domain.text import fold
from danvan_cli.intake.letters import LOWER, UPPER
from danvan_cli.intake.lines.enumerations import BULLET, CODE, DASHES, SHAPES
from danvan_cli.intake.lines.fields import fields_of


class Rank(IntEnum):
    """Depth of a marker; numbers with points ("1.2.") are 12 to 14, between NUMBER and LETTER."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    CAPITAL = 4
    ROMAN = 5
    TITLE = 6  # a heading without a number
    NUMBER = 11
    LETTER = 15
    BRACKETED = 16  # "(1)"
    DASH = 20
    PLUS = 21
    DOT = 22
    PLAIN = 99  # no marker


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as the outline needs it: ``name`` is its part of a section path, ``sign`` what is printed behind it."""

    rank: float
    name: str
    sign: str = ""


_ROMAN = re.compile(r"((?:X{0,3})(?:IX|IV|V?I{0,3}))\s?(?:[.\-–):]\s*|/\s*(?!\d|[vV]\b))(?=\S)")
_PART = re.compile(
    r"(phần|chương|mục|điều)\s+(thứ\s+\w+|[IVX]+|\d{1,2}|(?-i:[A-HĐ])(?=\s*[.:\-–]))\s*[.:\-–]?\s*", re.IGNORECASE
)
# "Đ/c Phó Trưởng ban" addresses somebody.
_CAPITAL = re.compile(r"(?!Đ/c\b)([A-HĐ])\s?[.)/]\s*(?=\S)|([A-HĐ])\s?-\s+(?=\S)")
# "B1. Về cơ sở vật chất", "A2/ …", "a1. Xuống giống": a letter and a number in one.
_LETTERED = re.compile(rf"([a-hA-HđĐ]\d{{1,2}})\s?[.)/]\s+(?=[{UPPER}])")
_CODED = re.compile(rf"({CODE}\d{{1,3}})\s?[.)]\s+")
_NUMBER = re.compile(
    r"(\(?)(\d{1,2}(?:\.\d{1,2}){0,3}|\d,\d{1,2}(?=\s?[-–.):]))(?:\s?([.):])\s*(?=[^\d\s])|\s?/\s+(?=[^\d\s]|\d{1,3}(?:[.,]\d+)?\s?%"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})|\s?\.\s+(?=\d)|\s?[-–]\s+(?=\S)"
    rf"|,\s+(?=[{UPPER}]))"
)
_SUBNUMBER = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s+(?=[{UPPER}])")
_LETTER = re.compile(
    rf"\(?(i{{3}}|vi{{1,3}}|[a-zđ]{{1,2}})\s?(?:[)/]\s*|\.\s+|,\s+(?=[{UPPER}])|(?<!e)[-–]\s?(?=[{UPPER}][{LOWER}]))(?=\S)"
)
# "Một là, đối chiếu danh bạ …", "Thứ hai: …": items that are counted in words.
_COUNTED = re.compile(
    r"(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|(?:Hai m|M)ười(?: (?:một|mốt|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín))?) là"
    r"|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)(?: là)?)"
    r"\s*[,:]\s*(?=\S)"
)
# "Việc 1. Lắp đặt thiết bị", "Nhiệm vụ số 2: …": numbers with a word before them.
_NAMED = re.compile(
    r"(?:Việc|Công việc|Phần việc|Nhiệm vụ|Hoạt động|Nội dung|Mô hình|Dự án|Công trình|Hạng mục)"
    r"\s+(?:số\s+|thứ\s+)?(\d{1,2}(?:\.\d{1,2})?)\s*(?:[.:]|\s[–-])\s+(?=\S)"
)
OF_WORK = "việc"
# The letters with which they begin: a cheap look.
_COUNTED_FIRST = "MHBNSTC"
_NAMED_FIRST = "VCPNHMD"
_BARE_NUMBER = re.compile(r"\d{1,2}|[IVX]{1,5}")
_KEYCAP = re.compile(r"(\d)\ufe0f?\u20e3\s*(?=\S)")
_BULLETS = {
    **dict.fromkeys(DASHES, Marker(Rank.DASH, "-")),
    "+": Marker(Rank.PLUS, "+"),
    # Word's second level of bullets is a letter.
    **{alike: Marker(Rank.DOT, sign) for alike, sign in (*SHAPES.items(), ("o", "○"))},
}
_DOT = Marker(Rank.DOT, "•")
_YEAR_RANGE = re.compile(r"[-–]\s*\d{4}\b(?!/)")
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*(\d{1,3})\s*(?:/\s*(?P<of>\d{1,3}))?\s*[-–—]?", re.IGNORECASE)
# "Kế hoạch số 61/KH-SVHTTDL - Trang 3/4", "Trang 3 | Kế hoạch dân vận": with its words at a page's foot.
_PAGE_FOOT = re.compile(
    r"(?![-–+*•]|[a-zđ]\))[^.;]{3,70}\s[-–|]\s*trang\s+(\d{1,3})\s*/\s*\d{1,3}|[^.;]{3,70}\|\s*trang\s+(\d{1,3})"
    r"|trang\s+(\d{1,3})(?:\s*/\s*\d{1,3}\s*[-–|]|\s*\|)[^.;]{3,70}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s\-–—_=*.·…~|:+]{2,}|[*|]")
_PARTS = {
    "phan": (Rank.PART, "P"),
    "chuong": (Rank.CHAPTER, "P"),
    "muc": (Rank.SECTION, "M"),
    "dieu": (Rank.ROMAN, "Đ"),
}
_LONGEST_ARTICLE = 80
_ORDINALS = {"nhat": "1", "hai": "2", "ba": "3", "tu": "4", "nam": "5", "sau": "6", "bay": "7", "tam": "8"}


def is_rule(text: str) -> bool:
    """True for a drawn line ("-----", "*", "|---|")."""
    return bool(_RULE.fullmatch(text.strip()))


def page_number(text: str) -> int | None:
    """Reads the number of a page that stands alone in a line, or with its words: "- 2 -", "Trang 2/10"; else None.

    "01/3" and "15/3" are days: no page is written so, and none comes behind the last.
    """
    found = _PAGE_NUMBER.fullmatch(text)
    if found and found["of"] and (found[1].startswith("0") or int(found[1]) > int(found["of"])):
        return None
    if found is None and "rang" in text:
        found = _PAGE_FOOT.fullmatch(text)
    return int(next(filter(None, found.groups()))) if found else None


def has_marker(text: str) -> bool:
    """True when the line begins with a number or bullet of any kind."""
    return split_marker(text)[0] is not None


def split_marker(text: str, label: str = "") -> tuple[Marker | None, str]:
    """Splits a line into its marker and the words after it.

    ``label`` is what a word processor printed before the text; it wins over what stands in the text, and a
    bullet that was typed after an automatic number is dropped.
    """
    if label:
        marker, rest = _from_text(f"{signed(label)} {text}")
        return (marker, rest) if marker else (_DOT, text)
    return _from_text(text)


def signed(label: str) -> str:
    """Puts a point behind a bare number ("3", "IV"), as the words behind it expect of one that begins an item."""
    return f"{label}." if _BARE_NUMBER.fullmatch(label) else label


def _from_text(text: str) -> tuple[Marker | None, str]:
    if keycap := _KEYCAP.match(text):
        return _DOT, text[keycap.end() :].strip()
    if lettered := _LETTERED.match(text):
        # "a1." stands below "a.", "B1." may stand alone.
        rank = Rank.BRACKETED if text[0].islower() else Rank.NUMBER
        return Marker(rank, lettered[1]), text[lettered.end() :].strip()
    if text[1:2].isupper() and (coded := _CODED.match(text)):
        return Marker(Rank.LETTER, coded[1]), text[coded.end() :].strip()
    if text[:1].isupper() and text[1:2].islower() and not _PART.match(text):
        if counted := _COUNTED.match(text) if text[0] in _COUNTED_FIRST else None:
            return Marker(Rank.DASH, "-"), text[counted.end() :]
        if named := _NAMED.match(text) if text[0] in _NAMED_FIRST else None:
            return Marker(Rank.NUMBER, named[1].lstrip("0") or "0", OF_WORK), text[named.end() :]
        # Any other is a word, as most text begins.
        return None, text
    # Numbers and letters stand bare or in a bracket; every other sign can only be a bullet.
    is_numbered = text[:1].isalnum() or text[:1] == "("
    for read in (_part, _roman, _capital, _number, _letter, _bullet) if is_numbered else (_bullet,):
        marker, length = read(text)
        if marker:
            rest = text[length:].strip()
            return (Marker(Rank.DASH, "-") if _numbers_a_field(marker, rest) else marker), rest
    return None, text


def _numbers_a_field(marker: Marker, rest: str) -> bool:
    """True for "b) Chủ trì: Văn phòng", "1.2. Thời gian: quý II": a piece of the work above, whatever numbers it."""
    return Rank.NUMBER < marker.rank <= Rank.BRACKETED and any(fields_of(rest).values())


def _part(text: str) -> tuple[Marker | None, int]:
    found = _PART.match(text)
    # "Mục 1" inside a sentence is a reference; a heading is capitals or stands alone.
    if not found or not (text.isupper() or found[1][0].isupper()) or len(text) > 200:
        return None, 0
    word = fold(found[2]).split()[-1]
    rest = text[found.end() :]
    # "Điều 2. Hình thức", "Mục 1. Vụ Đông Xuân" are titles; an article that is a sentence is work or cites a law.
    is_titled = found[0].rstrip()[-1] in ".:" and rest[-1:] not in ("", ".", ";") and len(rest) < _LONGEST_ARTICLE
    if rest[:1].islower() or (fold(found[1]) == "muc" and rest and not (rest.isupper() or is_titled)):
        return None, 0
    if fold(found[1]) == "dieu" and not is_titled:
        return None, 0
    rank, letter = _PARTS[fold(found[1])]
    return Marker(rank, f"{letter}{_ORDINALS.get(word, word.upper())}"), found.end()


def _roman(text: str) -> tuple[Marker | None, int]:
    found = _ROMAN.match(text)
    if not found or not found[1]:
        return None, 0
    return Marker(Rank.ROMAN, found[1]), found.end()


def _capital(text: str) -> tuple[Marker | None, int]:
    found = _CAPITAL.match(text)
    return (Marker(Rank.CAPITAL, found[1] or found[2]), found.end()) if found else (None, 0)


def _number(text: str) -> tuple[Marker | None, int]:
    found = _NUMBER.match(text) or _SUBNUMBER.match(text)
    if not found:
        return None, 0
    if found.re is _SUBNUMBER:
        return Marker(min(Rank.NUMBER + found[1].count("."), Rank.LETTER - 1), found[1]), found.end()
    # "2,4- Đoàn Thanh niên": a slip of the finger.
    name = found[2].replace(",", ".")
    if found[1] == "(":
        return Marker(Rank.BRACKETED, name), found.end()
    return Marker(min(Rank.NUMBER + name.count("."), Rank.LETTER - 1), name, found[3] or ""), found.end()


def _letter(text: str) -> tuple[Marker | None, int]:
    found = _LETTER.match(text)
    if not found or (len(found[1]) == 2 and found[1][0] != found[1][1] and found[1] not in ("iv", "vi", "ix")):
        return None, 0
    return Marker(Rank.LETTER, found[1]), found.end()


def _bullet(text: str) -> tuple[Marker | None, int]:
    if _YEAR_RANGE.match(text):
        return None, 0
    found = BULLET.match(text)
    return (_BULLETS.get(found["sign"], _DOT), found.end()) if found else (None, 0)
