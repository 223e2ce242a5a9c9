"""Vietnamese text: one way to store it, to compare it and to sort it."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
_BASES = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: position for position, letter in enumerate(_BASES, start=1)}
_TONE_RANK = {tone: position for position, tone in enumerate(_TONES, start=1)}
# Zero-width marks, bidirectional controls and the soft hyphen: invisible in Word, harmful on a terminal.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
# The letters that every shell takes for themselves, wherever they stand in a word: a class of a regular expression.
PLAIN_LETTERS = r"\w./+-"
_BLANKS = re.compile(r"[^\S\n]+")


def nfc(text: str) -> str:
    """Composes the text: files from macOS and some keyboards give decomposed letters."""
    return unicodedata.normalize("NFC", text)


def strip_controls(text: str) -> str:
    """Drops what must never reach a terminal or a document; tabs and line ends stay.

    Only the control character of an escape sequence goes: the visible rest of it is text like any other.
    """
    if text.isprintable():
        return text  # by far the most text, at once
    kept = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    return "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))


def joined_number(number: str, symbol: str) -> str:
    """Joins a document's number and symbol as printed: "765/KH-UBND".

    A symbol with a stroke of its own, the Party's, is joined by a hyphen: "17-KH/BDVTW".
    """
    return f"{number}{'-' if '/' in symbol else '/'}{symbol}"


def printed_number(number: str | None, symbol: str | None) -> str | None:
    """Joins what is known of number and symbol; without a number "…/KH-UBND", without a symbol the number alone."""
    return joined_number(number or "…", symbol) if symbol else number


def clean(text: str) -> str:
    """Makes one line of stored text: composed, no controls, blanks folded, ends trimmed."""
    if _is_one_line(text):
        return nfc(text).strip()
    return re.sub(r"\s+", " ", nfc(strip_controls(text))).strip()


def _is_one_line(text: str) -> bool:
    """Tells by far the most text at once: no control, and no blank to be folded."""
    return text.isprintable() and "  " not in text


def clean_lines(text: str) -> str:
    """Is ``clean`` for text of several lines; the line ends stay."""
    if _is_one_line(text):
        return nfc(text).strip()
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in nfc(strip_controls(text)).split("\n")).strip("\n")


def fold(text: str) -> str:
    """Gives the search key: no tones, no hats, no case, đ → d; blanks folded.

    Both placements of a tone mark (hoà, hòa) fold to the same key.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d").replace("ð", "d")
    # Case folding can itself compose or add marks, so decompose once more before dropping them.
    marks_apart = unicodedata.normalize("NFKD", decomposed)
    return " ".join("".join(c for c in marks_apart if not unicodedata.combining(c)).split())


def tone_key(text: str) -> str:
    """Gives a key that keeps tones and hats but not where the tone mark stands: hoà = hòa, hòa ≠ hóa."""
    return " ".join(_syllable_key(word) for word in unicodedata.normalize("NFC", text).casefold().split())


def _syllable_key(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in decomposed if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES)) + tones


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Gives the Vietnamese alphabetical order: letters first, then tones, then case.

    Letters rank a ă â b c d đ e ê … as in a dictionary; other characters rank by code point, before (blanks,
    digits, punctuation) or after the letters.
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text).casefold():
        parts = unicodedata.normalize("NFD", char)
        tone = next((c for c in parts if c in _TONE_RANK), "")
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c != tone))
        tones.append(_TONE_RANK.get(tone, 0))
        letters.append(_letter_rank(base))
    return tuple(letters), tuple(tones), text.swapcase()


def _letter_rank(base: str) -> int:
    if base in _RANK:
        return 0x1000 + _RANK[base]
    point = ord(base[0]) if base else 0
    return point if point < 0x1000 else point + 0x1000


def initials(name: str) -> str:
    """Makes a code from a name's first letters: "Tổ Kiểm tra Công vụ" → "TKTCV". Empty for a name without letters."""
    # Tones go (Ủ → U), hats and đ stay out of the way of nobody: Đ is kept, it tells CCTĐC from CCTDC.
    words = re.findall(r"[^\W_]+", nfc(name))
    return "".join(_untoned_capital(word[0]) for word in words)


def _untoned_capital(letter: str) -> str:
    if letter in "đĐ":
        return "Đ"
    return unicodedata.normalize("NFD", letter)[0].upper()
