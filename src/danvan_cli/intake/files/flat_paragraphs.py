"""A plan that lost its line breaks is parted again: at headings, at numbers that count on, and at dashes.

Only a paragraph that plainly is such a text: it holds sections I, II, … or is a large part of the whole, and has
several numbered items in order. A number counts only behind a stop, a colon or capitals, so that "khoản 2. Điều 5" and
"số 5. Phường" stay whole; a dash only there, too, so that names with one do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from danvan_cli.intake.letters import LOWER, UPPER
from danvan_cli.intake.lines.enumerations import DASHES, item_of

_SHORTEST = 400
_FEWEST_ITEMS = 3
_FEWEST_SECTIONS = 2
# A paragraph that is so large a part of the text is not one of many.
_LARGE_PART = 4
_LOOKED_BACK = 40
_BEGIN = re.compile(
    rf"(?:\A|\s)(?P<mark>(?P<number>\d{{1,2}})[.)]|(?P<roman>[IVX]{{1,5}})\.|(?P<letter>[a-eđ])\)|(?P<dash>[{DASHES}+•]))"
    rf"\s+(?=[{UPPER}“\"])"
)
_STOPPED = re.compile(r"(?:\A|[.;:!?…)])$")
_CAPITALS = re.compile(rf"(?<!\w)[{UPPER}]{{2,}}$")
_HEAD = re.compile(
    rf"\s(?!Hạnh\s|Phúc\s)(?:[{UPPER}][{LOWER}]*\s){{0,3}}[{UPPER}][{LOWER}]*"
    r", ngày \d{1,2} tháng \d{1,2} năm \d{4}"
    r"|\s(?=Số\s?:|CỘNG H[ÒO]A? XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s?[-–]"
    r"|(?:KẾ HOẠCH|CHƯƠNG TRÌNH)\s)"
    rf"|(?<=[;.{UPPER}\d])\s(?=(?:Căn cứ|Thực hiện)\s)"
)
_FOOT = re.compile(
    rf"\s(?=Trên đây là\s|Nơi nhận\s?:|(?:TM|KT|TL|TUQ|T/M)\.?\s[{UPPER}]{{2,}}\s)"
    rf"|(?<=[{UPPER}]{{2}})\s(?=[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+){{1,4}}$)"
)


def paragraphs_of(text: str, whole: int) -> list[str]:
    """Parts a paragraph of a text of ``whole`` letters; one that is no flattened plan comes back as it is."""
    if len(text) < _SHORTEST:
        return [text]
    begins = list(_begins(text))
    sections = sum(kind == "roman" for _, kind in begins)
    items = [place for place, kind in begins if kind in ("roman", "number")]
    is_flat = sections >= _FEWEST_SECTIONS or len(text) * _LARGE_PART >= whole
    if len(items) < _FEWEST_ITEMS or not is_flat:
        return [text]
    cuts = {place for place, _ in begins}
    cuts |= {found.start() for found in _HEAD.finditer(text, 0, items[0])}
    cuts |= {found.start() for found in _FOOT.finditer(text, items[-1])}
    places = [0, *sorted(cuts), len(text)]
    return [piece for a, b in pairwise(places) if (piece := text[a:b].strip())]


def unwrapped(written: Sequence[str]) -> list[str]:
    """Joins the lines of such a text that a mail's width has wrapped: its items begin inside lines, not with them.

    The whole stands in the first of its lines; the others are empty, so that every line keeps its number.
    """
    lines = list(written)
    start = 0
    for stop in [i for i, line in enumerate(written) if not line.strip()] + [len(written)]:
        block = [line.strip() for line in written[start:stop]]
        text = " ".join(block)
        if len(block) > 1 and len(text) >= _SHORTEST and _is_inside_lines(text, block):
            lines[start:stop] = [text, *[""] * (len(block) - 1)]
        start = stop + 1
    return lines


def _is_inside_lines(text: str, block: Sequence[str]) -> bool:
    begins = [place for place, kind in _begins(text) if kind in ("roman", "number")]
    ends = set(accumulate((len(line) + 1 for line in block), initial=-1))
    return len(begins) >= _FEWEST_ITEMS and sum(place in ends for place in begins) * 2 < len(begins)


def _begins(text: str) -> Iterator[tuple[int, str]]:
    """Finds where an item begins, and of which kind; numbers begin with 1 and go on by one, below each section anew."""
    section = number = 0
    for found in _BEGIN.finditer(text):
        before = text[max(0, found.start() - _LOOKED_BACK) : found.start()]
        is_headed = bool(_CAPITALS.search(before)) or (found["roman"] and text[found.end() : found.end() + 2].isupper())
        if not _STOPPED.search(before) and (found["dash"] or not is_headed):
            continue
        if found["roman"]:
            item = item_of(f"{found['mark']} x")
            place = next((n[0] for style, n in item.styles if style == ("roman",)), 0) if item else 0
            if place != section + 1:
                continue
            section, number = place, 0
            yield found.start(), "roman"
        elif found["number"]:
            if int(found["number"]) not in (number + 1, 1):
                continue
            number = int(found["number"])
            yield found.start(), "number"
        else:
            yield found.start(), "letter" if found["letter"] else "dash"
