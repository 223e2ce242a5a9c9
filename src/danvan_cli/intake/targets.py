"""The number in a target: which it is, how it binds, what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import TargetKind
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.text import clean
from danvan_cli.intake.documents import NUMBER
from danvan_cli.intake.written import day_pattern

_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_PERCENT = re.compile(rf"(?P<number>{_FIGURE})\s?%")
_COUNT = re.compile(
    rf"(?<![\w/.,\-–])(?P<number>{_FIGURE})(?:\s+\([^()]*\))?\s+(?P<noun>(?!(?:năm|tháng|quý|ngày|giờ"
    rf"|tuần)\b)[^\W\d_]+(?:[ ]+[^\W\d_]+){{0,5}})"
)
_RANK = re.compile(r"(?:nhóm|tốp|top|thứ hạng|xếp hạng|hạng|vị trí)\s+(?:thứ\s+)?(?P<number>\d{1,3})\b", re.IGNORECASE)
_ZERO = re.compile(r"^(?:\W*)(?:không (?:có|để|xảy ra|còn)|không phát sinh)\b", re.IGNORECASE)
_MOST = re.compile(r"(?:không quá|tối đa|không vượt quá|không cao hơn|≤|<=)\s*(?:là\s+)?$", re.IGNORECASE)
_BELOW = re.compile(r"(?:dưới|thấp hơn|giảm còn dưới|<)\s*$", re.IGNORECASE)
_ABOVE = re.compile(r"(?:trên|hơn|vượt|>)\s*$", re.IGNORECASE)
_LEVEL = re.compile(
    r"mức độ|chỉ số|hài lòng|thứ hạng|xếp hạng|xếp loại|duy trì|danh hiệu|tỷ lệ|tỉ lệ|chất lượng", re.IGNORECASE
)
_NOUN_END = re.compile(
    r"\b(?:trở lên|trong|trên|tại|được|có|đạt|và|về|cho|từ|của|để|mới|theo|với|là|hoàn thành|tham gia|năm|/|mỗi|do"
    r"|thuộc|ở|đã|bằng|hiệu quả)\b"
)
_CLASSIFIERS = frozenset(
    "lượt buổi cuộc lớp nhà hộ căn lần tin bài kỳ đợt suất km người em cháu cây xã ấp đề giải bộ phòng".split()  # noqa: SIM905
)
# What was reached in an earlier year stands there to be held up, not to be reached.
_PAST = re.compile(
    rf"\([^()]*(?:{_FIGURE})\s?%[^()]*năm \d{{4}}[^()]*\)"
    rf"|(?:{_FIGURE})\s?%\s+(?:(?:trong|như|của|so với)\s+)?năm (?P<past>\d{{4}})"
)
_NOT_NUMBERS = (
    re.compile(NUMBER),
    re.compile(rf"ngày\s+{day_pattern('a')}", re.IGNORECASE),
    re.compile(
        r"(?:năm|giai đoạn|năm học|nhiệm kỳ)\s+\d{4}(?:\s*[-–]\s*\d{4})?|\d{4}\s*[-–]\s*\d{4}|(?:tháng"
        r"|quý)\s+\d{1,2}(?:/\d{4})?",
        re.IGNORECASE,
    ),
    re.compile(r"(?:điều|khoản|mục|lần thứ|khóa|khoá|số)\s+\d+", re.IGNORECASE),
    re.compile(r"“[^”]{0,200}”"),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a target's words promise; ``doubt`` says why a person must look."""

    kind: TargetKind
    operator: str | None = None
    number: Decimal | None = None
    unit_of_measure: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    goal: Goal


def read_goal(statement: str, year: int | None) -> Goal:
    """Reads kind, operator, number and unit of measure; past results, years and document numbers are no goals."""
    masked = _masked(statement, year)
    figures = sorted([*_percents(masked), *_ranks(masked), *_counts(masked)], key=lambda f: f.start)
    if figures:
        first = figures[0].goal
        distinct = {(f.goal.number, f.goal.unit_of_measure) for f in figures}
        doubt = "chỉ tiêu có nhiều con số, đã lấy số đầu tiên" if len(distinct) > 1 else None
        return Goal(first.kind, first.operator, first.number, first.unit_of_measure, doubt)
    if _ZERO.match(statement):
        return Goal(TargetKind.COUNT, "=", Decimal(0))
    return Goal(TargetKind.LEVEL if _LEVEL.search(statement) else TargetKind.MILESTONE)


def has_number(statement: str) -> bool:
    """Tells a checkable target from a general aim."""
    return read_goal(statement, None).number is not None


def _masked(text: str, year: int | None) -> str:
    for pattern in _NOT_NUMBERS[:1]:
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    text = _PAST.sub(lambda m: m[0] if m["past"] and year and int(m["past"]) >= year else " " * len(m[0]), text)
    for pattern in _NOT_NUMBERS[1:]:
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return text


def _percents(text: str) -> list[_Figure]:
    return [
        _Figure(m.start(), Goal(TargetKind.RATIO, _operator(text, m.start(), m.end()), number, "%"))
        for m in _PERCENT.finditer(text)
        if (number := _number(m["number"])) is not None
    ]


def _ranks(text: str) -> list[_Figure]:
    return [
        _Figure(m.start(), Goal(TargetKind.LEVEL, "<=", Decimal(m["number"]), "hạng")) for m in _RANK.finditer(text)
    ]


def _counts(text: str) -> list[_Figure]:
    found: list[_Figure] = []
    for match in _COUNT.finditer(text):
        number = _number(match["number"])
        if number is None or _RANK.search(text[max(0, match.start() - 20) : match.end("number")]):
            continue
        noun = _noun(match["noun"])
        if noun:
            goal = Goal(TargetKind.COUNT, _operator(text, match.start(), match.end()), number, noun)
            found.append(_Figure(match.start(), goal))
    return found


def _noun(words: str) -> str:
    """Cuts the counted noun out of what follows the number: a classifier or a word of two syllables."""
    stop = _NOUN_END.search(words)
    syllables = (words[: stop.start()] if stop else words).split()
    return clean(" ".join(syllables[: 1 if syllables and syllables[0].lower() in _CLASSIFIERS else 2]))


def _operator(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 25) : start]
    if _MOST.search(before):
        return "<="
    if _BELOW.search(before):
        return "<"
    return ">" if _ABOVE.search(before) and "trở lên" not in text[end : end + 12] else ">="


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text)
    except UsageError:
        return None
