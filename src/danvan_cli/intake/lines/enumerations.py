"""What a line is numbered with: the enumerations that it may belong to, and its place in each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from danvan_cli.domain.draft import Line
from danvan_cli.intake.letters import LOWER, UPPER
from danvan_cli.intake.lexicon import body_name_pattern, verb_pattern

# As a class of letters: the dash, which would part a range, must stand first.
DASHES = "-–—−‐‑‒―─━"
# Symbol fonts of Word put their bullets among the private letters; pages have little pictures.
DOTS = "•·●▪■◦○*✓➢❖§✔►▶➤➔→⇒⇨☑☐✅⮚◆♦❑❒\uf000-\uf0ff\U0001f300-\U0001faff"
# Signs that tell the levels of a list apart, each with those that are drawn almost like it.
SHAPES = {alike: sign for sign, all_ in {
    "●": "●⬤", "○": "○◦", "▪": "▪■\uf0a7", "□": "□▫❑❒", "◆": "◆♦❖\uf076", "◇": "◇", "►": "►▶▸‣", "➤": "➤➢⮚\uf0d8",
    "★": "★", "☆": "☆", "✓": "✓✔\uf0fc", "*": "*",
}.items() for alike in all_}  # fmt: skip
SIGNS = f"{DASHES}+{DOTS}{''.join(SHAPES)}"
BULLET = re.compile(
    rf"(?P<sign>[{SIGNS}]|\[[ xX]?\](?=\s)|>>(?=\s)|»(?=\s)|o(?=\s)|[Øvüq](?=\s+[{UPPER}]))\ufe0f?\s*(?=\S)"
)
# "Chủ trì thực hiện nội dung 1, …; nội dung 2", "việc tại điểm a và điểm b": work that stands above, by its number.
REFERS = re.compile(
    r"\bđiểm\s+(?P<letter>[a-d])(?!\w)|\b(?:nội dung|nhiệm vụ|công việc|việc)\s+(?:số\s+|thứ\s+)?"
    r"(?P<numbers>\(?\d{1,2}\)?(?:(?:,\s*|\s+và\s+)(?:số\s+)?\(?\d{1,2}\)?)*)(?=\s*(?:[,;:()]|\.?\s*\Z|\.\s"
    r"|(?:và|của|tại|ở|mục|phần|nêu|do|hoàn thành|xong)\b))",
    re.IGNORECASE,
)
# What a keyboard has for a bullet inside a cell, where the other signs may be ticks.
TYPED = rf"[{DASHES}+*•]\s*"
_TYPED = re.compile(TYPED)
# "… (A chủ trì). - Họp mặt …": bullets of a cell whose lines were joined.
BULLETS_WITHIN = re.compile(rf"(?<=[.;)])\s+{TYPED}(?=[{UPPER}])")
# "CV01. Khảo sát …", "NV2) …": numbers behind letters; "PC07" and "QL1" are no items, "HT-01: …" is a name.
CODE = rf"(?!P[ACKVX]\d|QL|TP|TT|NQ|QĐ)[A-ZĐ]{{2,4}}(?=\d{{1,3}}\s?[.)]\s+[{UPPER}])"
ITEM = re.compile(
    # "a1." below "a.", "B2." below "B."
    rf"\(?(?:(?:[a-hđA-HĐ](?=\d{{1,2}}(?:\.\d{{1,2}})?[.)]\s)|{CODE})?(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}|\d,\d{{1,2}}(?=\s?[-–.)]))|(?P<roman>[IVXL]{{1,7}})|(?P<capital>[A-HĐ])"
    r"|(?P<small>i{2,3}|iv|vi{1,3}|ix)(?=\))"
    rf"|(?P<letter>[a-zđ])(?!,)|(?P<comma>[a-zđ])(?=,\s[{UPPER}]))(?P<stop>(?(comma),"
    rf"|(?:\s?[.)](?!\d)|\s?:(?=\s)|/(?=\s)|\s[-–](?=\s)|[-–](?=\s\D)|(?<=[a-dđg-y])[-–](?=[{UPPER}][{LOWER}])"
    rf"|,(?=\s[{UPPER}])|(?=\s[{UPPER}]))))\s*(?=\S)"
)
# "… giao: (1) Văn phòng …; (2) Đoàn xã …", "Phân công: a) …; b) …": a list that was written on in one paragraph.
_WITHIN = re.compile(
    rf"(?P<cut>(?<=[:;,.])\s+|(?<=giao)\s+|(?<=công)\s+)(?P<open>\(?)(?P<sign>\d{{1,2}}|[a-hđ])\)\s+(?=[{UPPER}])"
)
# "UBND xã giao:", "Phân công cụ thể:", "yêu cầu các đơn vị:"; but "phối hợp với:", "kiểm tra tại các đơn vị:".
_GIVES = re.compile(
    r"\b(?:giao(?! dự toán| ban| lưu)|phân công|yêu cầu|chỉ đạo|đề nghị)\b(?:(?!phối hợp|\btại\b|\bcho:)[^:.;]){0,60}"
    r"(?::|(?<=giao)|(?<=công))\s*\Z",
    re.IGNORECASE,
)
_LONGEST_NAME, _MANY_WORDS = 90, 6
_SIGNS_IN_ORDER = (tuple("123456789"), tuple("abcdđe"), tuple("abcdef"))
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Item:
    """A number or letter at a line's begin: ``styles`` are the enumerations it may belong to, with its place in each.

    ``is_small``: small letters follow it, as in "3. năm 2024".
    """

    styles: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
    is_small: bool
    is_number: bool


def has_typed_bullet(text: str) -> bool:
    """True for a line of a cell that begins with "-", "+", "*" or "•"."""
    return _TYPED.match(text) is not None


def without_typed_bullet(text: str) -> str:
    """Drops the "-", "+", "*" or "•" that a line of a cell begins with."""
    found = _TYPED.match(text)
    return text[found.end() :] if found else text


def items_apart(line: Line) -> list[Line]:
    """Parts a paragraph that tells several bodies what each has to do, by numbers or letters in order.

    What is listed otherwise (things, places, those who help, words of a goal) stays in its sentence.
    """
    found = list(_WITHIN.finditer(line.text)) if line.cell is None else []
    signs = tuple(one["sign"] for one in found)
    before = line.text[: found[0].start()] if len(found) > 1 else ""
    if not _GIVES.search(before) or not any(signs == order[: len(signs)] for order in _SIGNS_IN_ORDER):
        return [line]
    ends = [*(one.start() for one in found[1:]), len(line.text)]
    pieces = [line.text[one.start("open") : end].rstrip() for one, end in zip(found, ends, strict=True)]
    told = [_tells_to_do(line.text[one.end() : end]) for one, end in zip(found, ends, strict=True)]
    if sum(told) < len(told) - 1 or not told[0]:
        return [line]
    return [replace(line, text=before), *(replace(line, text=piece, label="") for piece in pieces)]


def _tells_to_do(text: str) -> bool:
    """True for "Văn phòng biên soạn tờ gấp": a body with a verb or many words behind its name, or with a colon."""
    name = body_name_pattern().match(text)
    rest = text[name.end() :] if name else ""
    is_said = ":" in rest[:_LONGEST_NAME] or verb_pattern().search(rest) is not None or len(rest.split()) > _MANY_WORDS
    return name is not None and is_said


def item_of(text: str) -> Item | None:
    """Reads the number or letter that a line begins with; None for a line without."""
    found = ITEM.match(text)
    if found is None or found.end() >= len(text):
        return None
    stop = found["stop"].strip()
    value = found["number"] or found["roman"] or found["capital"] or found["small"] or found["letter"] or found["comma"]
    styles: list[tuple[tuple[str, ...], tuple[int, ...]]] = []
    if found["number"]:
        if not stop and "." not in value:
            return None
        # "2,4-" is a slip of the finger for "2.4-".
        numbers = tuple(map(int, re.split("[.,]", value)))
        styles.append((("number", stop if len(numbers) == 1 else ".", str(len(numbers))), numbers))
    elif not stop:
        return None
    if found["roman"] and (roman := _roman(value)):
        styles.append((("roman",), (roman,)))
    if value in "CDĐABEFGH" and len(value) == 1:
        styles += [(("capital", str(n)), (a.index(value.lower()) + 1,)) for n, a in _in_alphabets(value.lower())]
    if found["small"] or (value in "ivx" and stop == ")"):
        styles.append((("small roman",), (_roman(value.upper()),)))
    if found["letter"] or found["comma"]:
        styles += [(("letter", stop, str(n)), (a.index(value) + 1,)) for n, a in _in_alphabets(value)]
    return Item(tuple(styles), text[found.end()].islower(), bool(found["number"])) if styles else None


def _in_alphabets(letter: str) -> list[tuple[int, str]]:
    return [(number, alphabet) for number, alphabet in enumerate(_ALPHABETS) if letter in alphabet]


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}.get(char, 0) for char in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
