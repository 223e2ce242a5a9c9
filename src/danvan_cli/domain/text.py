"""Vietnamese text: one way to take it in and to store it, and the keys by which it is compared."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
# What stands for another letter or for nothing in pasted text: full-width forms of East Asian keyboards, hyphens that
# do not break, ends of lines of other systems, and marks that only choose how the letter before them is drawn.
_UNDRAWN = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0]
_REPLACED: dict[int, str | None] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n"),
    **dict.fromkeys([0x2010, 0x2011], "-"),
    **dict.fromkeys(_UNDRAWN),
}
# The letters that every shell takes for themselves, wherever they stand in a word: a class of a regular expression.
PLAIN_LETTERS = r"\w./+-"
_BLANKS = re.compile(r"[^\S\n]+")


def nfc(text: str) -> str:
    """Composes the text: files from macOS and some keyboards give decomposed letters."""
    return unicodedata.normalize("NFC", text)


def strip_controls(text: str) -> str:
    """Drops what must never reach a terminal or a document; tabs and line ends stay.

    That is every letter of Unicode's groups C: controls, zero-width marks, the soft hyphen, and what turns the
    direction of writing. Only the control character of an escape sequence goes: the visible rest of it is text.
    """
    if text.isprintable():
        return text  # by far the most text, at once
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    # A whole file has some hundred letters, each many times: each is looked at once.
    dropped = [c for c in set(kept) if c not in "\n\t" and unicodedata.category(c).startswith("C")]
    return kept.translate(dict.fromkeys(map(ord, dropped))) if dropped else kept


def joined_number(number: str, symbol: str) -> str:
    """Joins a document's number and symbol as printed: "765/KH-UBND".

    A symbol with a stroke of its own, the Party's, is joined by a hyphen: "17-KH/BDVTW".
    """
    return f"{number}{'-' if '/' in symbol else '/'}{symbol}"


def printed_number(number: str | None, symbol: str | None) -> str | None:
    """Joins what is known of number and symbol; without a number "…/KH-UBND", without a symbol the number alone."""
    return joined_number(number or "…", symbol) if symbol else number


def clean(text: str) -> str:
    """Makes one line of stored text: composed, nothing invisible, blanks folded, ends trimmed.

    Every text that comes in passes here or through ``clean_lines``: arguments, answers, cells, lines of files, moved
    data. Only paths of files do not, which must reach the system as they were typed.
    """
    if _is_clean(text):
        return nfc(text).strip()
    return " ".join(_plain(text).split())


def clean_lines(text: str) -> str:
    """Is ``clean`` for text of several lines; the line ends stay."""
    if _is_clean(text):
        return nfc(text).strip()
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in _plain(text).split("\n")).strip("\n")


@functools.cache
def _replaced_letters() -> re.Pattern[str]:
    # 0.4 ms to compile: most reads clean no text that is not plain.
    return re.compile(f"[{''.join(map(chr, _REPLACED))}]")


def _is_clean(text: str) -> bool:
    """Tells by far the most text at once: nothing to drop or replace, and no blank to be folded."""
    return text.isprintable() and "  " not in text and (text.isascii() or not _replaced_letters().search(text))


def _plain(text: str) -> str:
    return nfc(strip_controls(text.replace("\r\n", "\n").translate(_REPLACED)))


def fold(text: str) -> str:
    """Is the search key: no tones, no hats, no case, đ → d; blanks folded.

    It makes one of words that mean opposite things ("đúng hạn", "dừng hẳn"; "chưa", "chữa"), so it is for finding
    names and words of a closed list, never for what a sentence says. Both placements of a tone mark (hoà, hòa) fold
    to the same key.
    """
    return " ".join(text.translate(_FOLDED).split())


def places(text: str, patterns: Iterable[re.Pattern[str]]) -> list[tuple[int, int]]:
    """Finds where a text, folded, is as patterns say: places in the text as it is written, overlapping ones joined."""
    # A letter may fold to several or to none: each folded letter knows the one that it comes from.
    folded, comes_from = [], []
    for place, letter in enumerate(text):
        part = letter.translate(_FOLDED)
        folded.append(part)
        comes_from += [place] * len(part)
    whole = "".join(folded)
    found = sorted(
        (comes_from[hit.start()], comes_from[hit.end() - 1] + 1)
        for pattern in patterns
        for hit in pattern.finditer(whole)
    )
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


class _Folded(dict[int, str]):
    """Each letter without tone, hat and case, worked out when it first comes: folding looks at no neighbours."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code)).casefold().replace("đ", "d").replace("ð", "d")
        # Case folding can itself compose or add marks, so decompose once more before dropping them.
        marks_apart = unicodedata.normalize("NFKD", decomposed)
        self[code] = found = "".join(c for c in marks_apart if not unicodedata.combining(c))
        return found


_FOLDED = _Folded()


def tone_key(text: str) -> str:
    """Is the key that keeps tones and hats but not where the tone mark stands: hoà = hòa, hòa ≠ hóa."""
    return " ".join(_syllable_key(word) for word in unicodedata.normalize("NFC", text).casefold().split())


def _syllable_key(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in decomposed if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES)) + tones


def initials(name: str) -> str:
    """Makes a code from a name's first letters: "Tổ Kiểm tra Công vụ" → "TKTCV". Empty for a name without letters."""
    # Tones and hats come apart from their letters and go (Ủ → U). Đ is one letter and stays: it tells CCTĐC from CCTDC.
    words = re.findall(r"[^\W_]+", nfc(name))
    return "".join(unicodedata.normalize("NFD", word[0])[0].upper() for word in words)
