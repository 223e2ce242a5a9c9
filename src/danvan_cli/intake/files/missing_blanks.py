"""Blanks that a typist left out between a word of time and its figure: "ngày15/4", "tháng6", "quýII"."""

from __future__ import annotations

import re

from danvan_cli.intake.letters import LOWER, UPPER

# A word of time glued to its figure; "tháng6" never ends a word of letters ("hàngtháng").
_GLUED = re.compile(
    r"(?<!\w)(ngày|tháng|năm|tuần|đợt|hạn|trước|đến|từ|nhất)(?=\d)|(?<!\w)(quý|qúy)(?=(?:IV|I{1,3}|[1-4])(?!\w))"
    r"|(?<=\d)(?=(?:tháng|năm|ngày|giờ|tuần)(?!\w))",
    re.IGNORECASE,
)
# "trướcngày15/5", "vớiHội Nông dân", "chủ trì,phối hợp".
_WORDS_GLUED = re.compile(
    r"(?<!\w)(?i:trước|đến|hết|từ|sau|vào|trong)(?=(?i:ngày|tháng|quý)\d)"
    rf"|(?<!\w)(?:với|và|của|cho|do|tại|giao|cùng|từ|đến|trong)(?=[{UPPER}][{LOWER}])"
    r"|(?<=chủ trì,)(?=phối hợp)|(?<!\w)phối hợp(?=với)"
)
# "ngày ....28.... tháng ....02.... năm 2026": dots on a form around what was filled in.
_LED_UP = re.compile(r"\s*\.{3,}\s?(?P<said>\d{1,4}(?:/\d{1,4}){0,2})\s?\.{3,}\s*")
# "( Công an tỉnh phối hợp )"
_LOOSE = re.compile(r"(?<=\()[ \t]+(?=\S)|(?<=\S)[ \t]+(?=\))")
_CAPITAL_INSIDE = re.compile(f"[{LOWER}][{UPPER}]")
# What every such place has; most text is done with that.
_TOUCHING = re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?=[^\W\d_]))|[yýYÝ][IViv]")


def with_blanks(text: str) -> str:
    """Puts the blanks in, and takes those right inside brackets out; most text lacks none and comes back as it is."""
    if "..." in text:
        text = _LED_UP.sub(r" \g<said> ", text).strip() if _LED_UP.search(text) else text
    if "( " in text or " )" in text:
        text = _LOOSE.sub("", text)
    is_touching = _TOUCHING.search(text)
    if is_touching or "ì,p" in text or "ợpvới" in text or _CAPITAL_INSIDE.search(text):
        text = _WORDS_GLUED.sub(lambda found: f"{found[0]} ", text)
    return _GLUED.sub(lambda found: f"{found[0]} ", text) if is_touching else text
