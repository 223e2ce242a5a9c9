"""Bullets that are pictures become letters that a line reader knows, before anything is cleaned away.

Word stores the bullets of Symbol and Wingdings in Unicode's private area, which every clean-up drops; mail and chat
bring emoji. Only at a line's begin and before words: a tick that stands alone in a cell is an answer.
"""

from __future__ import annotations

import re

from danvan_cli.intake.lines.enumerations import SHAPES

# Wingdings and Symbol by their place in the private area; whatever else of it begins a line is a bullet too.
_TICKED = dict.fromkeys(map(ord, "\uf0fc\uf0fe\uf052\uf050"), "✓")
_INSIDE = _TICKED | {0xF0E0: "→", 0xF0E8: "→", 0xF0F0: "⇨"}
_PRIVATE = "\uf000-\uf0ff"
# Geometric forms, dingbats and emoji; the boxes of forms (☐ ☑ ☒) are none, and an arrow says that a line goes on.
_PICTURES = (
    "\u2023\u2043\u204c\u204d\u2300-\u23ff\u25a0-\u25ff\u2600-\u260f\u2613-\u2767\u2795-\u27bf\u2b00-\u2bff"
    "\U0001f300-\U0001faff"
)
_DIGITS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BLACK_DIGITS = "❶❷❸❹❺❻❼❽❾❿"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_FIGURES = {
    **{sign: f"{place}." for signs in (_DIGITS, _BLACK_DIGITS) for place, sign in enumerate(signs, start=1)},
    **dict(zip(_ROMAN, ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), strict=True)),
    "🔟": "10.",
}
_BEGIN = re.compile(
    rf"^(?P<blank>[^\S\n]*)(?:(?P<key>\d{{1,2}})\ufe0f?\u20e3[.)]?|(?P<figure>[{''.join(_FIGURES)}])"
    rf"|(?P<sign>[{_PRIVATE}{_PICTURES}])[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)[^\S\n]*(?=\S)",
    re.MULTILINE,
)
_ANY = re.compile(rf"[{_PRIVATE}{_PICTURES}\u20e3{''.join(_FIGURES)}]")


def bullets_as_text(text: str) -> str:
    """Writes pictures at a line's begin as "•" or as their shape, keycaps as "1."; most text holds none of them."""
    if text.isascii() or not _ANY.search(text):
        return text
    return _BEGIN.sub(_plain, text).translate(_INSIDE)


def _plain(found: re.Match[str]) -> str:
    if found["key"]:
        return f"{found['blank']}{found['key']}. "
    if found["figure"]:
        figure = _FIGURES[found["figure"]]
        # "Ⅱ. NHIỆM VỤ" brings its own point.
        return f"{found['blank']}{figure}{' ' if figure[-1] == '.' else ''}"
    return f"{found['blank']}{SHAPES.get(found['sign'], '•')} "
