"""Vietnamese typed in the fonts of before Unicode: TCVN3 (.VnTime) and VNI become Unicode.

Such text arrives as look-alikes ("KÕ ho¹ch", "Keá hoaïch"). It is known by the font's name; where no font is known,
by a score, and text that holds letters of Unicode Vietnamese is never touched. Convert before anything is cleaned up:
the ư of TCVN3 is the soft hyphen, which every clean-up drops.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum


class Legacy(StrEnum):
    """How a text was typed; the value is what a warning calls it."""

    TCVN3 = "TCVN3 (ABC)"
    TCVN3_CAPITALS = "TCVN3 (ABC), phông chữ hoa"
    VNI = "VNI"


_TCVN3 = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
)
_FROM_TCVN3 = str.maketrans(*_TCVN3)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE = "\u0302", "\u0306"
_TONES = dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True))
_HATTED = {sign: _HAT + tone for sign, tone in zip("âáàåãä", ("", *_TONES.values()), strict=True)}
_BREVED = {sign: _BREVE + tone for sign, tone in zip("êéèúüë", ("", *_TONES.values()), strict=True)}
_MARKS = _TONES | _HATTED | _BREVED
_ALONE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_PAIR = re.compile("[aeo][ùøûõïâáàåãä]|a[êéèúüë]|[uyöô][ùøûõï]", re.IGNORECASE)
_VNI = re.compile(f"{_PAIR.pattern}|[{''.join(_ALONE)}]", re.IGNORECASE)
# Signs that no Unicode Vietnamese holds inside a word, and that every second word of TCVN3 does.
_TELLTALE = re.compile("(?<=[A-Za-z§®])[¸¹¨©ª«¬®µ¶·»¼½¾\u00ad](?=[A-Za-z])|®(?=[A-Za-z])")
# Pairs that Unicode has too ("hoà", "toá") prove nothing.
_VNI_ONLY = re.compile(f"(?!o[àáã])(?:{_PAIR.pattern})", re.IGNORECASE)
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_WORD = re.compile(r"[A-Za-z][^\s]*")
_SCORED = 200_000
_MIN_TCVN3, _MIN_VNI = 0.08, 0.25


def font_encoding(font: str | None) -> Legacy | None:
    """Reads the encoding from a font's name: .VnTime TCVN3, .VnTimeH its capitals, VNI-Times VNI; None for others."""
    name = (font or "").strip()
    if name[:3].lower() == ".vn":
        return Legacy.TCVN3_CAPITALS if name.endswith("H") else Legacy.TCVN3
    return Legacy.VNI if name[:4].lower() == "vni-" else None


def is_unicode_vietnamese(text: str) -> bool:
    """True for text with letters that only Unicode has, composed or not."""
    return bool(_UNICODE_ONLY.search(unicodedata.normalize("NFC", text)))


def guess(text: str) -> Legacy | None:
    """Guesses TCVN3 or VNI by how often their signs stand in a word; None for Unicode and for other languages."""
    sample = text[:_SCORED]
    words = len(_WORD.findall(sample))
    if not words or is_unicode_vietnamese(sample):
        return None
    if len(_TELLTALE.findall(sample)) / words >= _MIN_TCVN3:
        return Legacy.TCVN3
    return Legacy.VNI if len(_VNI_ONLY.findall(sample)) / words >= _MIN_VNI else None


def convert(text: str, encoding: Legacy) -> str:
    """Converts a run of one font to Unicode (NFC)."""
    latin = _from_private_area(text)
    if encoding == Legacy.VNI:
        return unicodedata.normalize("NFC", _VNI.sub(_vni, latin))
    converted = latin.translate(_FROM_TCVN3)
    return converted.upper() if encoding == Legacy.TCVN3_CAPITALS else converted


def convert_text(text: str, encoding: Legacy) -> str:
    """Converts text whose fonts are not known; a line of plain capitals was typed in a font of capitals."""
    return "\n".join(_convert_line(line, encoding) for line in text.split("\n"))


def converter(texts: Iterable[str]) -> tuple[Callable[[str], str] | None, str | None]:
    """Finds the function that turns a document's texts into Unicode, and its warning; None, None for Unicode."""
    encoding = guess("\n".join(texts))
    if encoding is None:
        return None, None
    return lambda text: convert_text(text, encoding), warning(encoding)


def warning(encoding: Legacy) -> str:
    """Warns, in Vietnamese, that the text was converted and from which encoding."""
    return f"Chữ gõ theo bảng mã {encoding}; đã chuyển sang Unicode, hãy soát lại dấu."


def _convert_line(line: str, encoding: Legacy) -> str:
    converted = convert(line, encoding)
    if encoding == Legacy.VNI or re.search("[a-z]", line):
        return converted
    # "Sè: 12/KH" has no small Latin letter either: only a word with two Latin capitals shows a font of capitals.
    is_capital = any(not word.isascii() and len(re.findall("[A-Z]", word)) > 1 for word in line.split())
    return converted.upper() if is_capital else converted


def _from_private_area(text: str) -> str:
    """Takes back the letters that Word stores apart for fonts it holds for symbols."""
    if "\uf020" <= max(text, default="") <= "\uf0ff":
        return "".join(chr(ord(char) - 0xF000) if "\uf020" <= char <= "\uf0ff" else char for char in text)
    return text


def _vni(found: re.Match[str]) -> str:
    letter = found[0][0]
    small = _ALONE.get(letter.lower(), letter.lower())
    whole = unicodedata.normalize("NFC", small + "".join(_MARKS[mark.lower()] for mark in found[0][1:]))
    return whole.upper() if letter.isupper() else whole
