"""The numbers in a target: which they are, how they bind, what they count; a compound one is several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, pairwise

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import TargetKind
from danvan_cli.intake.draft.documents import NUMBER
from danvan_cli.intake.due.written import day_pattern

_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_PERCENT = re.compile(rf"(?P<number>{_FIGURE})\s?%")
_COUNT = re.compile(
    rf"(?<![\w/.,\-–])(?P<number>{_FIGURE})(?:\s*(?:đến|-|–)\s*\d[\d.]*)?(?:\s+\([^()]*\))?\s+(?P<noun>(?!(?:năm|tháng|quý|ngày|giờ"
    rf"|tuần|tuổi|cấp|học kỳ|nhiệm kỳ|giai đoạn)\b)[^\W\d_]+(?:[ ]+[^\W\d_]+){{0,5}})"
)
_RANK = re.compile(r"(?:nhóm|tốp|top|thứ hạng|xếp hạng|hạng|vị trí)\s+(?:thứ\s+)?(?P<number>\d{1,3})\b", re.IGNORECASE)
_ZERO = re.compile(r"^(?:\W*)(?:không (?:có|để|xảy ra|còn)|không phát sinh)\b", re.IGNORECASE)
_LEAST = re.compile(r"không (?:dưới|thấp hơn|ít hơn|kém hơn|kém)\s*$", re.IGNORECASE)
_MOST = re.compile(
    r"(?:không quá|tối đa|không vượt quá|không cao hơn|không (?:trên|hơn|vượt)|≤|<=)\s*(?:là\s+)?$", re.IGNORECASE
)
_BELOW = re.compile(r"(?:dưới|thấp hơn|giảm còn dưới|<)\s*$", re.IGNORECASE)
_ABOVE = re.compile(r"(?:trên|hơn|vượt|>)\s*$", re.IGNORECASE)
_EACH = re.compile(r"\b(?:mỗi|từng|một)\s+(?!năm|tháng|quý|tuần|ngày|lần)[^\W\d_]+", re.IGNORECASE)
_ALL_HAVE = re.compile(
    r"100\s?%[^;.]*\bvà\s+(?:đều\s+)?(?:có|xây dựng|đăng ký)\s+(?:ít nhất|tối thiểu)[^;.]*$", re.IGNORECASE
)
_APART = re.compile(r"[;,]\s+|\s+và\s+|\.\s+")
_BINDING = re.compile(
    r"(?:ít nhất|tối thiểu|tối đa|không quá|trên|dưới|đạt|từ|phấn đấu|có|vận động|xây dựng|tổ chức|giúp|trị giá|tổng|mở"
    r"|đăng ký|kết nạp|ra mắt|nhân rộng|thành lập|hỗ trợ|tặng|trao|≥|>|<|≤)\s*(?:[^\W\d_]+\s+){0,3}$",
    re.IGNORECASE,
)
_STRIVES = re.compile(r"(?:phấn đấu|chỉ tiêu|mục tiêu)\b(?:[^.;]|\.(?=\d)){0,80}?\d(?:[^.;]|\.(?=\d))*", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"báo cáo|kế hoạch|văn bản|quyết định|tờ trình|thông báo|chương trình|biên bản|công văn", re.IGNORECASE
)
_BARE_GOAL = re.compile(
    r"(?:phấn đấu|tối thiểu|ít nhất|trên|từ|đảm bảo|bảo đảm|có|duy trì)?\s*(?:đạt\s+)?(?:từ\s+|trên\s+)?"
    rf"(?:{_FIGURE})\s?%",
    re.IGNORECASE,
)
# A statement is a sentence or two; what goes beyond these limits is not read.
_MOST_FIGURES = 12
_NEAR = 400
_MOST_GOALS = 20
_LEVEL = re.compile(
    r"mức độ|chỉ số|hài lòng|thứ hạng|xếp hạng|xếp loại|duy trì|danh hiệu|tỷ lệ|tỉ lệ|chất lượng", re.IGNORECASE
)
_NOUN_END = re.compile(
    r"\b(?:trở lên|trong|trên|tại|được|có|đạt|và|về|cho|từ|của|để|mới|theo|với|là|hoàn thành|tham gia|năm|/|mỗi|do"
    r"|thuộc|ở|đã|bằng|hiệu quả)\b"
)
_CLASSIFIERS = frozenset(
    [
        *("lượt", "buổi", "cuộc", "lớp", "nhà", "hộ", "căn", "lần", "tin", "bài", "kỳ", "đợt", "suất", "km"),
        *("người", "em", "cháu", "cây", "xã", "ấp", "đề", "giải", "bộ", "phòng", "ha", "m", "m2", "tấn", "kg", "đồng"),
    ]
)
# Results of an earlier year ("đạt 96,6% năm 2022") are quoted for comparison and are no goals.
_PAST = re.compile(
    rf"(?:^|(?<=[.;(] ))(?:[Tt]rong\s+)?[Nn]ăm (?P<begun>\d{{4}})\b(?:(?!năm)[^.;%]){{0,80}}?(?:{_FIGURE})\s?%"
    rf"|\([^()]*năm (?P<year>\d{{4}})[^()]*(?:{_FIGURE})\s?%?[^()]*\)"
    rf"|\([^()]*(?:{_FIGURE})\s?%[^()]*năm \d{{4}}[^()]*\)"
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
    re.compile(r"“[^“”]{0,200}”"),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a target's words promise; ``doubt`` says why a person must look."""

    kind: TargetKind
    operator: str | None = None
    number: Decimal | None = None
    unit_of_measure: str | None = None
    doubt: str | None = None
    statement: str = ""
    per_unit: bool = False


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    goal: Goal


def read_goal(statement: str, year: int | None) -> Goal:
    """Reads the first goal of a statement; past results, years and document numbers are no goals."""
    return read_goals(statement, year)[0]


def read_goals(statement: str, year: int | None) -> list[Goal]:
    """Reads every goal of a statement with the words that are its own; one without a number where there is none."""
    pieces = re.split(r";\s+(?=không (?:có|để|xảy ra|còn|phát sinh))", statement)
    if len(pieces) > 1:
        return [goal for piece in pieces[:_MOST_GOALS] for goal in read_goals(piece, year)]
    masked = _masked(statement, year)
    figures = _distinct(sorted([*_percents(masked), *_ranks(masked), *_counts(masked)], key=lambda f: f.start))
    figures = figures[:_MOST_FIGURES]
    if not figures:
        kind = TargetKind.LEVEL if _LEVEL.search(statement) else TargetKind.MILESTONE
        zero = Goal(TargetKind.COUNT, "=", Decimal(0)) if _ZERO.match(statement) else Goal(kind)
        return [replace(zero, statement=clean(statement))]
    groups = _by_clause(masked, figures)
    cuts = [0, *(_cut(masked, group[0]) for group in groups[1:]), len(statement)]
    return [
        _goal(group, statement[start:end], statement[:end])
        for group, start, end in zip(groups, cuts[:-1], cuts[1:], strict=True)
    ]


def _goal(group: Sequence[_Figure], words: str, so_far: str) -> Goal:
    """Takes the first figure of a clause; another that counts something else there is doubted."""
    first = group[0].goal
    others = {f.goal.unit_of_measure for f in group} - {first.unit_of_measure}
    doubt = "chỉ tiêu có nhiều con số, đã lấy số đầu tiên" if others else None
    each = first.kind == TargetKind.COUNT and bool(_EACH.search(words) or _ALL_HAVE.search(so_far[-_NEAR:]))
    return replace(first, doubt=doubt, statement=clean(words).strip(" ,;."), per_unit=each)


def _distinct(figures: Sequence[_Figure]) -> list[_Figure]:
    kept: list[_Figure] = []
    for figure in figures:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _by_clause(text: str, figures: Sequence[_Figure]) -> list[list[_Figure]]:
    """Groups the figures by clause: a further goal stands behind a comma, a semicolon or "và" and binds by itself."""
    groups = [[figures[0]]]
    for before, figure in pairwise(figures):
        between = text[before.end : figure.start]
        is_apart = ";" in between or (bool(_APART.search(between)) and _binds(between, figure))
        if is_apart and between.count("(") == between.count(")"):
            groups.append([figure])
        else:
            groups[-1].append(figure)
    return groups


def _binds(between: str, figure: _Figure) -> bool:
    return figure.goal.kind == TargetKind.RATIO or bool(_BINDING.search(between))


def _cut(text: str, figure: _Figure) -> int:
    """Finds where the clause of a figure begins: behind the nearest separator before it."""
    return max((m.end() for m in _APART.finditer(text[: figure.start])), default=figure.start)


def goals_in_work(text: str, year: int | None) -> list[Goal]:
    """Reads the goals that a piece of work sets itself in so many words ("phấn đấu đạt 1.500 ha")."""
    found = [read_goals(m[0], year) for m in islice(_STRIVES.finditer(text), _MOST_GOALS)]
    return [goal for goals in found for goal in goals if goal.number is not None]


def product_goals(product: str, year: int | None) -> list[Goal]:
    """Reads the goals in a product ("01 hội nghị, tối thiểu 80 đại biểu"); one document is a product and no goal."""
    goals: list[Goal] = []
    for piece in re.split(r"[;,]\s+(?=(?:\D{0,20})\d)", product):
        goals += [g for g in read_goals(piece, year) if g.number is not None and not _is_document(g)]
    return goals


def _is_document(goal: Goal) -> bool:
    return goal.number == 1 and bool(_DOCUMENT.match(goal.unit_of_measure or ""))


def is_bare_goal(text: str) -> bool:
    """True for a goal without an act ("100% hồ sơ được giải quyết đúng hạn"), which is no work."""
    return bool(_BARE_GOAL.match(text))


def has_number(statement: str) -> bool:
    """True for a target with a number, False for a general aim."""
    return read_goal(statement, None).number is not None


def _is_ahead(found: re.Match[str], year: int | None) -> bool:
    """True for a year that is the plan's or later; without the plan's year "năm … đạt …%" is taken for ahead."""
    said = int(found["past"] or found["year"] or found["begun"] or 0)
    return said >= year if year else found["begun"] is not None


def _masked(text: str, year: int | None) -> str:
    for pattern in _NOT_NUMBERS[:1]:
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    text = _PAST.sub(lambda m: m[0] if _is_ahead(m, year) else " " * len(m[0]), text)
    for pattern in _NOT_NUMBERS[1:]:
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return text


def _percents(text: str) -> list[_Figure]:
    return [
        _Figure(m.start(), m.end(), Goal(TargetKind.RATIO, _operator(text, m.start(), m.end()), number, "%"))
        for m in _PERCENT.finditer(text)
        if (number := _number(m["number"])) is not None
    ]


def _ranks(text: str) -> list[_Figure]:
    return [
        _Figure(m.start(), m.end(), Goal(TargetKind.LEVEL, "<=", Decimal(m["number"]), "hạng"))
        for m in _RANK.finditer(text)
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
            found.append(_Figure(match.start(), match.end("number"), goal))
    return found


def _noun(words: str) -> str:
    """Cuts the counted noun out of what follows the number: a classifier or a word of two syllables."""
    stop = _NOUN_END.search(words)
    syllables = (words[: stop.start()] if stop else words).split()
    return clean(" ".join(syllables[: 1 if syllables and syllables[0].lower() in _CLASSIFIERS else 2]))


def _operator(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 25) : start]
    if _LEAST.search(before):
        return ">="
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
