"""Named periods that a text gives as deadlines: "quý III", "trong tháng 11", "6 tháng đầu năm", "hết năm"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from danvan_cli.domain.due import DueContext, DueRule, Operator, Part, Span, last_day, period_bounds
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.due.days import Found, cut, doubt_of_stretch, words
from danvan_cli.intake.due.patterns import (
    FIELD_MONTH,
    FIELD_YEAR,
    HALF_YEAR,
    JOINED_MONTH,
    LAST_WORKING_DAY,
    MONTH,
    NUMBER_MONTH,
    QUARTER,
    SHORT_MONTH,
    SHORT_QUARTER,
    WEEK_OF_MONTH,
    YEAR,
)
from danvan_cli.intake.due.traps import mask
from danvan_cli.intake.due.written import month_number, years_later
from danvan_cli.intake.time_words import AFTER, ENDED, MOMENT

_NUMBERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "đầu": 1,
    "đầu tiên": 1,
}  # fmt: skip
_LAST_WEEK = 5
# Between two periods that are written whole, each with its own year or word.
_JOINT = re.compile(r"\s*(?:(?P<to>đến|tới|-|–)|và)\s", re.IGNORECASE)
# Words that promise a deadline even before the plan's year; "đã hoàn thành trong quý II/2022" tells of the past.
_PROMISE = re.compile(r"trước|hoàn thành|xong|nhất|muộn hơn|quá|trình|nghiệm thu", re.IGNORECASE)
_BEFORE_THE_END = re.compile(r"trước khi (?:kết thúc|hết)")
_ROUND = re.compile(r"\b(?:(đợt|lần|vòng)(?: thứ)?|(?:lớp|kỳ|buổi|cuộc) thứ) \w+")
_LEAD_WORDS = re.compile(r"nửa (?:đầu|cuối)|\w+ tuần|\S+")
_YEARS = re.compile(r"(?<!\w)20\d{2}(?!\w)")
_WHOLE_YEAR = re.compile(r"[;,]\s*cả\s+$", re.IGNORECASE)
_DONE = re.compile(r"\bđã\b[^.;,]{0,60}$", re.IGNORECASE)
_FROM = re.compile(r"từ\s", re.IGNORECASE)
_UP_TO = re.compile("-|–|đến")
# "15 ngày sau khi | kết thúc quý III": the term begins where the period ends.
_BEHIND_WHICH = re.compile(rf"\b{AFTER}(?:{MOMENT}(?:{ENDED})?|{ENDED})$", re.IGNORECASE)
# "trước mùa mưa lũ năm 2026", "sau Đại hội năm 2026": the year is the event's, and no deadline.
_EVENTS_YEAR = re.compile(
    r"\b(?:mùa|vụ|tết|đại hội|kỳ họp|hội nghị|dịp|lễ|khai giảng|bầu cử|sau|khi|tuyển sinh|kỳ thi|đợt thi)\s[^;.()]*$"
    r"|\btrước\s+(?!(?:hết|cuối)?\s*năm\b)[^;.()]{2,}$",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:đã|kết quả)\b[^.;]{0,60}$", re.IGNORECASE)
_APART = re.compile(r"(?:[;,.)]|\s[–—-])\s*$")
_LISTED = re.compile(r"(?:quý|qúy|tháng)\s+[\dIVX]{1,4}[^;.]{0,8}\s*[,;]\s*$|\bnăm\s*[,;]\s*$", re.IGNORECASE)
_AT_END = re.compile(r"\s*(?:[.;]+(?:\s|\Z)|/\.|\Z)")
# The first day of a stretch of several periods, and the rule of its end.
_Span = tuple[date | None, DueRule]


def find_periods(text: str, masked: str, context: DueContext, *, is_field: bool = False) -> list[Found]:
    """Finds every named period; what lies in an earlier year than the plan's and promises nothing is none.

    ``is_field`` for a column of deadlines, where a period needs no word that makes it one.
    """
    found: list[Found] = []
    rest = masked
    small = masked.casefold()
    for pattern, read, needed in (*_READERS, *(_FIELD_READERS if is_field else ())):
        if not needed.search(small) or (pattern is JOINED_MONTH and not found):
            continue
        for match in pattern.finditer(rest):
            match = _first_of_list(match)
            if _is_odd(match, context) or (not is_field and is_past(match, context)):
                continue
            if _BEHIND_WHICH.search(masked, 0, match.start()):
                continue
            if pattern is FIELD_YEAR and _EVENTS_YEAR.search(masked, 0, match.start("year")):
                continue
            if pattern is JOINED_MONTH and not any(f.end == match.start() for f in found):
                continue
            found = _extended(text, found, _found(text, match, read, context, is_field=is_field))
            rest = mask(rest, match.start(), match.end())
    whole = _joined(sorted(found, key=lambda f: f.start), text, context)
    return _said_first([f for f in whole if not _is_beginning(f)], text, context)


_NEXT_BARE = re.compile(r"\s*(?:,|và)\s+(?P<next>\d{1,2})(?![\d%.])(?=\s*(?:[,;:.)/]|và\s\d|\Z))", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r"\s*(?:,|và)\s+tháng\s+\d", re.IGNORECASE)


def _first_of_list(match: re.Match[str]) -> re.Match[str]:
    """Cuts "tháng 4, tháng 5" of "tháng 4, tháng 5 và tháng 12" to its first month: they are three, and no stretch.

    So are "tháng 4, 5, 9 và 10"; "tháng 4, 5, 6" are one.
    """
    is_list = (match.groupdict().get("between") or "").strip() in (",", ";")
    if not is_list or not (_LIST_GOES_ON.match(match.string, match.end()) or _leaps(match)):
        return match
    comma = match.start("between") + len(match["between"].rstrip())
    return match.re.search(match.string, match.start(), comma) or match


def _leaps(match: re.Match[str]) -> bool:
    """True where behind two bare months stands one that does not follow on them."""
    said, more = _last(match), _NEXT_BARE.match(match.string, match.end())
    is_month = "month" in match.groupdict() and said is not None and said.isdecimal()
    return bool(is_month and said and more and int(more["next"]) != int(said) + 1)


# "5 ngày làm việc đầu tháng 3", "10 ngày đầu quý III", "hai tuần đầu tháng 3": no one day that the words give.
_COUNTED = re.compile(r"(?:\d|hai|ba|bốn)\s+(?:ngày(?:\s+làm việc)?|tuần(?:\s+lễ)?)\s+đầu\s", re.IGNORECASE)
_COUNT_WORDS = 24


def _is_odd(match: re.Match[str], context: DueContext) -> bool:
    """True for words that must be asked about: "trước cuối tháng 6", "tháng Giêng", "02 tuần đầu tháng 3"."""
    groups = match.groupdict()
    lead = _lead(match)
    if "đầu" in match[0].lower() and _COUNTED.search(match.string, max(0, match.start() - _COUNT_WORDS), match.end()):
        return True
    if "trước" in lead and lead[-1] != "trước":
        return True
    if (groups.get("month") or "").lower() == "giêng":
        return True
    short = groups.get("short")
    return bool(short and context.year and int(short) + 2000 - context.year not in (0, 1))


def is_past(match: re.Match[str], context: DueContext) -> bool:
    """True for words that tell of an earlier year than the plan's: "kết quả trong năm 2022", "đã xong quý II/2022"."""
    years = [int(year) for year in _YEARS.findall(match[0])]
    said = year_of(match, context)
    if not context.year or not (years or said) or max([*years, *([said] if said else [])]) >= context.year:
        return False
    if max([*years, *([said] if said else [])]) < context.year - 1:
        # "chỉnh lý tài liệu trước năm 2010": no promise reaches so far back.
        return True
    if _is_to_come(match, said or max(years), context) and not _TOLD.search(
        match.string, max(0, match.start() - 80), match.start()
    ):
        return False
    return not _PROMISE.search(match[0]) or bool(_TOLD.search(match.string, max(0, match.start() - 80), match.start()))


def _is_to_come(match: re.Match[str], year: int, context: DueContext) -> bool:
    """True for the "tháng 12/2026" of a plan for 2027 that was issued in September 2026."""
    month = match.groupdict().get("month") or ""
    issued = context.issued_on
    return month.isdecimal() and issued is not None and (year, int(month)) >= (issued.year, issued.month)


def _is_beginning(found: Found) -> bool:
    """True for "từ tháng 5" without an end."""
    return found.first_day is None and bool(_FROM.match(found.text))


def year_of(match: re.Match[str], context: DueContext) -> int | None:
    """Finds the year that stands beside a period: in figures, in its last two, or as "năm sau"."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("short"):
        return 2000 + int(groups["short"])
    later = years_later(match, "n")
    return None if later is None or context.year is None else context.year + later


@lru_cache(maxsize=1)  # several questions about one match
def _lead(match: re.Match[str]) -> tuple[str, ...]:
    """Lists the words before a period that make it a deadline, a part of two words as one."""
    groups = match.groupdict()
    said = " ".join((groups.get("lead") or groups.get("when") or "").lower().replace(":", " ").split())
    # "lần đầu tháng 02" is no beginning of February.
    return tuple(_LEAD_WORDS.findall(_BEFORE_THE_END.sub("hết", _ROUND.sub(lambda found: found[1] or "đợt", said))))


def _joined(found: Sequence[Found], text: str, context: DueContext) -> list[Found]:
    """Makes one stretch of "từ quý IV/2023 đến quý I/2024"; "quý II/2023 và quý I/2024" are two of the same kind."""
    joined = list[Found]()
    for one in found:
        last = joined[-1] if joined else None
        said = _JOINT.match(text, last.end, one.end) if last else None
        said = said if said and not text[said.end() : one.start].strip() else None
        bounds = period_bounds(last.rule, context) if last and said and said["to"] and _is_period(last) else None
        if last and bounds and one.last_day and bounds[0] < one.last_day:
            joined[-1] = one._replace(
                start=last.start, text=cut(text, last.start, one.end), first_day=last.first_day or bounds[0],
                certain=last.certain and one.certain, is_said=last.is_said or one.is_said,
            )  # fmt: skip
        elif last and said and not said["to"]:
            joined.append(one._replace(is_said=one.is_said or last.is_said))
        else:
            joined.append(one)
    return joined


def _is_period(found: Found) -> bool:
    return found.rule.kind == DueKind.PERIOD


def _extended(text: str, before: list[Found], more: list[Found]) -> list[Found]:
    """Adds what was found; a month that goes on a stretch ("tháng 3, 4, 5") makes it longer, which is a guess."""
    last, one = (before[-1] if before else None), more[0]
    if last is None or last.end != one.start or not (last.first_day and last.last_day and one.last_day):
        return [*before, *more]
    if last.last_day + timedelta(days=1) != one.last_day.replace(day=1):
        return [*before, *more]
    joined = last._replace(
        end=one.end, text=cut(text, last.start, one.end), rule=one.rule, last_day=one.last_day, certain=False
    )  # fmt: skip
    return [*before[:-1], joined]


def _said_first(found: list[Found], text: str, context: DueContext) -> list[Found]:
    """Drops what only describes where the text also says a period: "sơ kết 6 tháng … vào tháng 7", "trong năm".

    "6 tháng đầu năm; cả năm 2026" are two deadlines.
    """
    has_finer = any(f.rule.span != Span.YEAR for f in found)
    years = tuple(
        (f.start, f.end)
        for f in found
        if has_finer and _is_plans_year(f, context) and not _WHOLE_YEAR.search(text, 0, f.start)
    )
    finer = [f for f in found if (f.start, f.end) not in years]
    said = [f for f in finer if f.is_said]
    kept = said or [f._replace(certain=False) for f in finer]
    return [f._replace(beside=(*f.beside, *years)) for f in kept] if years else kept


def _is_plans_year(found: Found, context: DueContext) -> bool:
    """True for "trong năm", which says no more than the plan does."""
    return found.rule.span == Span.YEAR and found.rule.year in (None, context.year) and found.first_day is None


def _found(
    text: str,
    match: re.Match[str],
    read: Callable[[re.Match[str], DueContext], _Span],
    context: DueContext,
    *,
    is_field: bool,
) -> list[Found]:
    groups = match.groupdict()
    try:
        first, rule = read(match, context)
    except ValueError:  # "tháng 13 - tháng 14"
        first, rule = None, DueRule(DueKind.PERIOD)
    if is_field and not _lead(match) and not text[: match.start()].strip() and rule.operator == Operator.BY:
        rule = rule._replace(operator=Operator.WITHIN)
    found = Found(
        match.start(), match.end(), words(text, match), rule, last_day(rule, context), first, rule.kind,
        assumed_year=rule.year is None,
        # "đã được thông báo trong tháng 12" mostly tells of what was done.
        certain=_is_last(groups.get("week")) and not groups.get("more") and not _DONE.search(text, 0, match.start()),
        is_said=is_field or _is_said(text, match),
        doubt=doubt_of_stretch(rule, first, context) or _of_school_year(rule, context),
    )  # fmt: skip
    others = _first_of_two(match, found, context)
    if not others and first and _are_listed(match):
        found = found._replace(doubt=found.doubt or _ONE_OR_EACH, certain=False)
    return [*others, found]


def _are_listed(match: re.Match[str]) -> bool:
    """True for "tháng 10, tháng 11", each with its word and a comma between: a time in each, or one in both."""
    between = match.groupdict().get("between") or ""
    return "," in between and "trong" not in _lead(match) and bool(_UNIT_AGAIN.search(match[0], match[0].find(between)))


def _of_school_year(rule: DueRule, context: DueContext) -> str | None:
    """Says what is open about "cả năm", "cuối năm" in a plan for a school year: which of its two years, or neither."""
    is_open = context.is_school_year and rule.span == Span.YEAR and rule.year is None
    return "năm học: chưa rõ là hết năm dương lịch hay hết năm học" if is_open else None


_ALWAYS_SAID = (SHORT_MONTH, SHORT_QUARTER, LAST_WORKING_DAY, JOINED_MONTH, WEEK_OF_MONTH, YEAR)


_HOW_MANY = re.compile(r"\s*[:(]?\s*\d{1,3}\s+(?!%|tháng|ngày|giờ|tuần|năm|quý)[^\W\d_]")


def _is_said(text: str, match: re.Match[str]) -> bool:
    """True for a period with a word that makes it a deadline, in brackets, at the head of its line or of a label."""
    alone = not text[: match.start()].strip(" -(:")
    is_label = text.startswith(":", match.end()) and text[: match.start()].rstrip().endswith((";", ",", "."))
    # "…, 6 tháng đầu năm 8 doanh nghiệp": how many in it.
    is_counted = _HOW_MANY.match(text, match.end()) and re.search(r"[:,;(]\s*\Z", text[: match.start()])
    said = match.re in _ALWAYS_SAID or bool(_lead(match)) or is_label or is_counted is not None
    return said or match[0][:1] == "(" or alone or _in_brackets(text, match) or _is_last_clause(text, match)


def _is_last_clause(text: str, match: re.Match[str]) -> bool:
    """True for the "quý II" of "… tại bến xe; quý II.", which stands apart at the end of a sentence.

    Not in a list: "báo cáo quý I, quý II.".
    """
    before = text[: match.start() + len(match[0]) - len(match[0].lstrip())]
    return bool(_APART.search(before) and not _LISTED.search(before) and _AT_END.match(text, match.end()))


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    # "(Đội Bảo vệ; 6 tháng đầu năm xử lý 40 vụ, …)": a time that begins a part of a bracket.
    is_part = before.endswith(";") and before.rfind("(") > before.rfind(")")
    return is_part or before.endswith(("(", ":")) or (after.startswith(")") and "(" in before[-40:])


def _is_last(week: str | None) -> bool:
    """False for a week of a month whose days a person must say; the last week ends with the month."""
    return week is None or week.lower().startswith("cuối")


def _is_span(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(_UP_TO.search(groups.get("between") or "")) or "từ" in _lead(match)


def _last(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return groups.get("last") or (groups.get("bare") if groups.get("between") else None)


_UNIT_AGAIN = re.compile(r"tháng|qu[ýí]|qúy", re.IGNORECASE)
_ONE_OR_EACH = "hai kỳ liền nhau: mỗi kỳ một lần, hay một việc xong ở kỳ sau?"


def _first_of_two(match: re.Match[str], found: Found, context: DueContext) -> list[Found]:
    """Finds the first of "tháng 4, tháng 10": periods apart are two deadlines, neighbours or a span are one."""
    groups, said = match.groupdict(), _last(match)
    if said is None or _is_span(match) or groups.get("more"):
        return []
    name = "month" if "month" in groups else "quarter"
    first, last = _number(groups[name]), _number(said)
    written_twice = _UNIT_AGAIN.search(match[0], match[0].find(groups["between"]))
    # "vào tháng 3 và tháng 4" are two times, "trong tháng 3 và tháng 4" one stretch.
    is_stretch = name == "month" and "trong" in _lead(match)
    is_apart = written_twice and "và" in groups["between"] and not is_stretch
    if _is_joint(first, last) and not is_apart:
        return []
    rule = found.rule._replace(number=first)
    if first > last:
        # "tháng 12 và tháng 1/2027": the first is of the year before.
        rule = rule._replace(year=rule.year - 1) if rule.year else rule
    day = last_day(rule, context)
    return [found._replace(rule=rule, last_day=day, first_day=None)] if day else []


def _is_joint(first: int, last: int) -> bool:
    """True for neighbours ("tháng 4, 5"), which are one stretch of time."""
    return last - first == 1


def _number(word: str) -> int:
    key = " ".join(word.lower().split())
    return _NUMBERS.get(key) or month_number(key)


_PARTS = {"đầu": Part.START, "giữa": Part.MIDDLE, "nửa đầu": Part.MIDDLE}
# "thượng tuần", "trung tuần": the first and the second ten days of a month.
_TENTHS = {"thượng tuần": 10, "trung tuần": 20}


def _rule(match: re.Match[str], span: Span, number: int, context: DueContext, month: int | None = None) -> DueRule:
    lead = _lead(match)
    is_before = lead[-1:] == ("trước",) and span in (Span.MONTH, Span.QUARTER, Span.YEAR)
    operator = Operator.BEFORE if is_before else Operator.WITHIN if {"trong", "vào"} & {*lead} else Operator.BY
    year = year_of(match, context)
    # "từ giữa tháng 2 đến hết tháng 4": the part is the beginning's.
    part = lead[-1] if lead and not (_last(match) and _is_span(match)) else ""
    if span == Span.MONTH and part in _TENTHS:
        return DueRule(DueKind.FIXED, operator, year, number, _TENTHS[part])
    return DueRule(DueKind.PERIOD, operator, year, month, span=span, number=number, part=_PARTS.get(part, Part.END))


def _half_year(match: re.Match[str], context: DueContext) -> _Span:
    half = match["half"].lower()
    if half.startswith(("0", "9", "chín")) and "6" not in half:
        return None, _rule(match, Span.NINE_MONTHS, 1, context)
    return None, _rule(match, Span.HALF, 1 if half.endswith("đầu") else 2, context)


def _quarter(match: re.Match[str], context: DueContext) -> _Span:
    begin, number = _number(match["quarter"]), _number(match["last"] or match["quarter"])
    rule = _rule(match, Span.QUARTER, number, context)
    is_one = number != begin if _is_span(match) else number > begin and (match["more"] or _is_joint(begin, number))
    bounds = period_bounds(rule._replace(number=begin), context) if is_one and rule.part == Part.END else None
    end = last_day(rule, context)
    if not bounds or not end:
        return None, rule
    first = bounds[0]
    return (first if first < end else first.replace(year=first.year - 1)), rule


def _short_quarter(match: re.Match[str], context: DueContext) -> _Span:
    return None, _rule(match, Span.QUARTER, _number(match["quarter"]), context)


def _last_working_day(match: re.Match[str], context: DueContext) -> _Span:
    """Finds the day by the agency's calendar; without a year it stays a period that a person must settle."""
    span = Span.MONTH if match["unit"] else Span.QUARTER
    year = year_of(match, context) or context.year
    rule = DueRule(DueKind.PERIOD, Operator.BY, year, span=span, number=_number(match["month"] or match["quarter"]))
    day = last_day(rule, context)
    if day is None or year is None:
        return None, rule
    while not context.days.is_working(day):
        day -= timedelta(days=1)
    return None, DueRule(DueKind.FIXED, Operator.BY, day.year, day.month, day.day)


def _month(match: re.Match[str], context: DueContext) -> _Span:
    groups = match.groupdict()
    begin = _number(groups["month"] or groups["bare"])
    month = _number(_last(match) or str(begin))
    rule = _rule(match, Span.MONTH, month, context)
    if rule.operator == Operator.BEFORE or month == begin or not (_is_span(match) or _is_joint(begin, month)):
        return None, rule
    end = last_day(rule, context)
    year = end.year if end and begin <= month else end.year - 1 if end else 0
    return (date(year, begin, 1) if end else None), rule


def _week(match: re.Match[str], context: DueContext) -> _Span:
    week = match["week"].lower()
    number = _LAST_WEEK if _is_last(week) else _number(week)
    return None, _rule(match, Span.WEEK, number, context, _number(match["month"]))


def _year(match: re.Match[str], context: DueContext) -> _Span:
    return None, _rule(match, Span.YEAR, 1, context)


# Tried in order: words that an earlier pattern took are not read again. Without one of its words, in small letters, a
# pattern is not tried at all.
_Reader = tuple[re.Pattern[str], Callable[[re.Match[str], DueContext], _Span], re.Pattern[str]]
_MONTH_SAID = re.compile("tháng")
_READERS: tuple[_Reader, ...] = (
    (LAST_WORKING_DAY, _last_working_day, re.compile("làm việc cuối")),
    (HALF_YEAR, _half_year, re.compile("tháng|nửa")),
    (QUARTER, _quarter, re.compile("qu[ýí]|qú[yi]")),
    (WEEK_OF_MONTH, _week, re.compile("tuần.*tháng", re.DOTALL)),
    (MONTH, _month, _MONTH_SAID),
    (JOINED_MONTH, _month, _MONTH_SAID),
    (SHORT_MONTH, _month, re.compile(r"t\.? ?\d")),
    (SHORT_QUARTER, _short_quarter, re.compile("q(?:[1-4i. ])")),
    (NUMBER_MONTH, _month, re.compile("/20")),
    (YEAR, _year, re.compile("năm")),
)
_FIELD_READERS: tuple[_Reader, ...] = (
    (FIELD_MONTH, _month, _MONTH_SAID), (JOINED_MONTH, _month, _MONTH_SAID), (FIELD_YEAR, _year, re.compile("20"))
)  # fmt: skip
