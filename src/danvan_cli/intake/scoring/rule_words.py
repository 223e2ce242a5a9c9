"""Rules read from the words of a table. What is not understood whole is not understood: nothing is guessed.

The words are taken apart into clauses; each clause that tells points must be of a known form, and all of them of one
rule, else there is no rule and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.scoring import Option, Rate, Rule, Span
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import RuleKind
from danvan_cli.intake.lines.enumerations import without_typed_bullet

# More than the longest method that a cell of a table tells: what is longer is no rule.
_LONGEST = 2_000
NUMBER = r"\d+(?:[.,]\d+)?"
POINTS_WORD = r"\s*(?:điểm|đ)\b"
_P = rf"(?P<points>{NUMBER}){POINTS_WORD}"
# Where one clause ends and the next begins: not at the point or comma inside a number.
_ENDS = re.compile(r"\s*(?:;|\n|(?<=[^\d\s])\.(?=\s)|(?<=điểm)\.|(?<=\d)\.(?=\s+[A-ZĐ])|\.$)\s*")
_HAS_POINTS = re.compile(rf"{NUMBER}{POINTS_WORD}|điểm|{NUMBER}\s*%|\btrừ\b|\bcộng\b|\btỷ lệ\b|:\s*\d")
_COUNT = re.compile(
    rf"(?:cứ\s+)?(?:có\s+)?(?:mỗi|một|0?1)\s+(?P<what>[^:;]*?)[,:]?\s*(?:được|thì|sẽ|thêm)?\s*(?:tính|cộng|chấm"
    rf"|thưởng|đạt|được|cho)?"
    rf"(?:\s*thêm)?\s*:?\s*\+?\s*{_P}(?P<rest>.*)"
)
_CAP = re.compile(
    rf"\W*(?:nhưng\s*)?(?:và\s*)?(?:tổng\s*)?(?:(?:tối đa|không quá"
    rf"|không vượt quá)\s*)+:?\s*(?P<cap>{NUMBER})\s*(?:điểm|đ)?\W*"
)
_DEDUCT = re.compile(
    rf"(?P<what>[^:;]*?)[,:]?\s*(?:thì\s*)?(?:bị\s*)?trừ\s*(?:đi\s*)?:?\s*[-–]?\s*(?:(?P<points>{NUMBER}){POINTS_WORD}"
    rf"|(?P<share>{NUMBER})\s*%(?:\s*(?:số\s*)?điểm(?:\s*tối đa)?)?)(?P<rest>.*)"
)
_PER = re.compile(r"\b(?:mỗi|một|cứ|0?1|từng)\b|\b(?:lần|vụ|văn bản|trường hợp|ngày|báo cáo|nội dung|lượt)\b")
_REST_OF_DEDUCT = re.compile(
    r"\W*(?:/|mỗi|cho mỗi|một|cho một)?\s*(?:lần|vụ|văn bản|trường hợp|ngày|báo cáo|nội dung|lượt"
    r"|đơn vị)?(?:\s*(?:vi phạm|việc|chậm))?\W*"
)
_FIRST_FULL = re.compile(
    rf"(?:[^:;]*?)(?:đầy đủ|đúng (?:hạn|quy định)|đủ|đạt|tốt)[^:;]*?[,:]?\s*(?:được|đạt|chấm)?\s*{_P}\W*"
)
_PROPORTION = re.compile(
    r".*(?:tính (?:điểm )?theo tỷ lệ|(?:điểm\s*=?\s*)?tỷ lệ[^;]*(?:[x×*]|nhân(?: với)?)\s*(?:số )?(?:điểm tối đa|\d)"
    r"|[^;:]+/\s*tổng [^;:]*(?:[x×*]|nhân(?: với)?)\s*(?:số )?(?:điểm tối đa|\d)"
    r"|theo tỷ lệ (?:%|phần trăm)?\s*(?:hoàn thành|thực hiện|đạt|giải quyết)?).*"
)
_TIMES = re.compile(rf"(?:[x×*]|nhân(?: với)?)\s*(?P<most>{NUMBER})\s*(?:điểm|đ)?")
_TELLS = re.compile(rf"{NUMBER}{POINTS_WORD}")
_FLOOR = re.compile(
    rf"(?:nếu\s*)?(?:tỷ lệ\s*)?(?:đạt\s*)?dưới\s*(?P<floor>{NUMBER})\s*%\s*[,:]?\s*(?:thì\s*)?(?:không (?:tính|chấm"
    rf"|được|có|cho) điểm|(?<![\d.,])0 điểm)\W*"
)
_NONE = re.compile(
    r"(?:nếu\s*)?(?:trường hợp\s*)?(?:trong (?:năm|kỳ)\s*)?(?:đơn vị\s*)?không (?:có |để )?(?:phát sinh|phản ánh"
    r"|vụ việc|đơn thư|có phản ánh)"
    rf"[^:;]*?[,:]?\s*(?:thì\s*)?(?:(?:được|đạt|chấm|tính|cho|hưởng)\s*)*(?:(?:số\s*)?(?:điểm tối đa|đủ điểm"
    rf"|tối đa điểm|trọn điểm)|(?P<points>{NUMBER}){POINTS_WORD})\W*"
)
_SOME_AROSE = re.compile(r"^(?:nếu\s*)?có phát sinh\s*(?:thì|,|:)?\s*")
_BREACH = re.compile(
    r"(?P<what>(?:nếu|có|để xảy ra|khi|trường hợp|vi phạm|đơn vị|chỉ cần)[^:;]*?)[,:]?\s*(?:thì\s*|bị\s*)?"
    r"(?:(?<![\d.,])0 điểm|không (?:chấm|tính|có|được|đạt|cho) điểm|trừ (?:hết|toàn bộ|cả)(?: số)? điểm|điểm 0)[^:;]*"
)
_LEVEL = re.compile(
    rf"(?P<words>.*?)\s*(?:[:,]|=|–|-|→)?\s*(?:(?:thì|được|đạt|chấm|tính|cho)\s+)*(?P<points>{NUMBER})\s*(?:(?:điểm"
    rf"|đ)\b\W*|\W*)"
)
_SHARE = re.compile(
    rf"(?P<words>.*?)\s*[:,=]?\s*(?:được|đạt|chấm|tính)?\s*(?P<share>{NUMBER})\s*%\s*(?:số\s*)?"
    r"(?:điểm(?:\s*tối đa)?)?\W*"
)
_SHARES = re.compile(rf"(?:số )?điểm|{NUMBER}\s*%")
_JUDGED = re.compile(
    r".*(?:hội đồng|tổ thẩm định|ban [^;]*?|cấp trên|cơ quan thẩm định|người chấm|đoàn kiểm tra)[^;]*\b(?:chấm"
    r"|đánh giá|xem xét|quyết định)\b.*|.*(?:căn cứ|tùy|tùy theo|xem xét) (?:vào )?(?:mức độ|chất lượng"
    r"|tình hình)[^;]*(?:chấm|cho|đánh giá).*"
)
_AT_LEAST = re.compile(
    rf"(?:đạt\s*)?(?:tỷ lệ\s*)?(?:từ\s*|trên mức\s*|đạt\s*)?(?P<low>{NUMBER})\s*(?P<unit>%?)[^\d;]*trở lên"
    rf"|(?:ít nhất|tối thiểu)\s*(?P<least>{NUMBER})\s*%?"
)
_BETWEEN = re.compile(
    rf"(?P<from>từ|trên)\s*(?P<low>{NUMBER})\s*%?\D{{0,12}}?(?:đến|tới|-|–)\s*(?P<open>dưới\s*"
    rf"|nhỏ hơn\s*)?(?P<high>{NUMBER})\s*%?"
)
_UNDER = re.compile(rf"(?P<word>dưới|không quá|thấp hơn)\s*(?P<high>{NUMBER})\s*%?")
_OVER = re.compile(rf"(?:trên|hơn)\s*(?P<low>{NUMBER})\s*%?")
_WHOLE = re.compile(r"(?:đạt\s*)?(?:tỷ lệ\s*)?100\s*%?")


class Read(NamedTuple):
    """A rule as read; None with ``why`` where the words tell points in a way that is not understood."""

    rule: Rule | None
    why: str = ""


def clauses(words: str) -> list[str]:
    """Takes words apart where one statement ends and the next begins."""
    kept = "\n".join(line for line in words.split("\n") if line.strip())
    parts = [without_typed_bullet(clean(part)).strip(" .;") for part in _ENDS.split(kept)]
    return [part for part in parts if part]


def read_rule(words: str, maximum: Decimal, options: Sequence[tuple[str, Decimal]] = ()) -> Read:
    """Reads the rule of a criterion from its words, and from rows of levels where it has some."""
    if options:
        return _levels([Option(text, points, span_of(text)) for text, points in options], maximum)
    told = clauses(words[:_LONGEST])
    if not told:
        return Read(None)
    if len(words) > _LONGEST:
        return Read(None, "cách tính dài quá")
    lower = [clause.casefold() for clause in told]
    if all(_JUDGED.fullmatch(clause) or not _HAS_POINTS.search(clause) for clause in lower):
        judged = any(_JUDGED.fullmatch(clause) for clause in lower) or any("chấm" in clause for clause in lower)
        return Read(Rule(RuleKind.JUDGEMENT)) if judged else Read(None)
    for read in (_breach, _deducts, _proportions, _counts, _arose, _shares, _spelt_levels):
        found = read(told, lower, maximum)
        if found is not None:
            return found
    return Read(None, "cách tính chưa đọc được")


def _rest(lower: Sequence[str], maximum: Decimal) -> tuple[bool, list[str]]:
    """Takes out the clause that nothing arose; says whether there was one."""
    kept, has_none = [], False
    for clause in lower:
        found = _NONE.fullmatch(clause)
        if found and (found["points"] is None or parse_number(found["points"]) == maximum):
            has_none = True
        else:
            kept.append(_SOME_AROSE.sub("", clause))
    return has_none, kept


def _breach(told: Sequence[str], lower: Sequence[str], maximum: Decimal) -> Read | None:
    found = _BREACH.fullmatch(lower[0]) if len(lower) == 1 else None
    # Of "không có kế hoạch thì 0 điểm" nobody can say what a declared "có" is: a plan, or the lack of one.
    if found is None or re.search(rf"\btừ {NUMBER}|dưới {NUMBER}|\b(?:không|chưa|thiếu)\b", found["what"]):
        return None
    return Read(Rule(RuleKind.BREACH))


def _deducts(told: Sequence[str], lower: Sequence[str], maximum: Decimal) -> Read | None:
    has_none, kept = _rest(lower, maximum)
    rates: list[Rate] = []
    for place, clause in enumerate(kept):
        parts = re.split(r",\s*(?=[^,]*\btrừ\b)", clause) if clause.count("trừ") > 1 else [clause]
        for part in parts:
            found = _DEDUCT.fullmatch(part)
            if found is None:
                first = _FIRST_FULL.fullmatch(part)
                if place == 0 and first is not None and parse_number(first["points"]) == maximum:
                    continue
                return None
            cap = _CAP.fullmatch(found["rest"])
            is_per = _PER.search(found["what"]) or _PER.search(found["rest"])
            plain = _REST_OF_DEDUCT.fullmatch(found["rest"]) or cap
            # "Từ lần thứ hai" counts otherwise from some number on: no rate tells that.
            if not is_per or not plain or re.search(r"\blần (?:đầu|thứ)\b", part):
                return None
            points = parse_number(found["points"]) if found["points"] else maximum * parse_number(found["share"]) / 100
            rates.append(Rate(clean(re.sub(r"^(?:cứ\s+)?(?:có\s+)?(?:mỗi|một|0?1)\s+", "", found["what"])), points))
    if not rates:
        return None
    return Read(Rule(RuleKind.DEDUCT, rates=tuple(rates), full_when_none=has_none))


def _counts(told: Sequence[str], lower: Sequence[str], maximum: Decimal) -> Read | None:
    has_none, kept = _rest(lower, maximum)
    each: Decimal | None = None
    cap: Decimal | None = None
    for clause in kept:
        if (only := _CAP.fullmatch(clause)) and each is not None:
            cap = parse_number(only["cap"])
            continue
        found = _COUNT.fullmatch(clause)
        if found is None or each is not None or re.search(r"\btrừ\b", clause):
            return None
        rest = found["rest"].strip(" .;)")
        capped = _CAP.fullmatch(rest) if rest else None
        if rest and capped is None and not re.fullmatch(r"/\s*\w+(?: \w+){0,3}", rest):
            return None
        each = parse_number(found["points"])
        cap = parse_number(capped["cap"]) if capped else cap
    if each is None or (cap is not None and cap > maximum):
        return None
    return Read(Rule(RuleKind.COUNT, each=each, cap=cap if cap != maximum else None, full_when_none=has_none))


def _proportions(told: Sequence[str], lower: Sequence[str], maximum: Decimal) -> Read | None:
    has_none, kept = _rest(lower, maximum)
    floor: Decimal | None = None
    is_found = False
    for clause in kept:
        if found := _FLOOR.fullmatch(clause):
            floor = parse_number(found["floor"])
        elif not is_found and _PROPORTION.fullmatch(clause) and not _TELLS.search(_TIMES.sub("", clause)):
            most = _TIMES.search(clause)
            if most is not None and parse_number(most["most"]) != maximum:
                return None
            is_found = True
        else:
            return None
    return Read(Rule(RuleKind.PROPORTION, floor=floor, full_when_none=has_none)) if is_found else None


def _arose(told: Sequence[str], lower: Sequence[str], maximum: Decimal) -> Read | None:
    has_none, kept = _rest(lower, maximum)
    return Read(Rule(RuleKind.FULL, full_when_none=True)) if has_none and not kept else None


def _shares(told: Sequence[str], lower: Sequence[str], maximum: Decimal) -> Read | None:
    """Reads levels as shares of the maximum: "xuất sắc 100% số điểm, tốt 75%, hoàn thành 50%"."""
    if len(_SHARES.findall(" ".join(lower))) < 2 or not any("số điểm" in clause for clause in lower):
        return None
    parts = [part for clause in told for part in re.split(r",\s*", clause) if part.strip()]
    found = [_SHARE.fullmatch(part.casefold()) for part in parts]
    options = []
    for part, match in zip(parts, found, strict=True):
        if match is None or not match["words"].strip() or parse_number(match["share"]) > 100:
            return None
        words = part[: len(match["words"])].strip(" :,=")
        options.append(Option(words, maximum * parse_number(match["share"]) / 100))
    return _levels(options, maximum) if len(options) > 1 else None


def _spelt_levels(told: Sequence[str], lower: Sequence[str], maximum: Decimal) -> Read | None:
    options = []
    for clause, low in zip(told, lower, strict=True):
        if not _HAS_POINTS.search(low) and not re.search(r":\s*\d", low):
            continue
        found = _LEVEL.fullmatch(low)
        if found is None or not found["words"].strip(" :") or re.search(r"\btrừ\b|\bcộng\b|\bmỗi\b", low):
            return None
        words = clause[: len(found["words"])].strip(" :,=–-→")
        if _TELLS.search(words.casefold()):
            return None
        options.append(Option(words, parse_number(found["points"]), span_of(words)))
    return _levels(options, maximum) if len(options) > 1 else None


def _levels(options: Sequence[Option], maximum: Decimal) -> Read:
    most = max(option.points for option in options)
    if most != maximum:
        return Read(None, "mức cao nhất khác điểm tối đa")
    if len({option.words.casefold() for option in options}) < len(options):
        return Read(None, "hai mức cùng tên")
    return Read(Rule(RuleKind.LEVEL, options=tuple(options)))


def span_of(words: str) -> Span:
    """Reads the figures that a level is for; none where its words name none."""
    low = words.casefold()
    if re.search(r"\d/\d", low):
        # A day is no figure.
        return Span()
    if found := _BETWEEN.search(low):
        span = Span(parse_number(found["low"]), parse_number(found["high"]), above=found["from"] == "trên")
        return span._replace(upto=found["open"] is None)
    if found := _AT_LEAST.search(low):
        return Span(low=parse_number(found["low"] or found["least"]))
    if found := _UNDER.search(low):
        return Span(high=parse_number(found["high"]), upto=found["word"] == "không quá")
    if found := _OVER.search(low):
        return Span(low=parse_number(found["low"]), above=True)
    return Span(low=Decimal(100)) if _WHOLE.fullmatch(low) else Span()
