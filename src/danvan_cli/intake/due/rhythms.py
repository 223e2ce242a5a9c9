"""What recurs: "định kỳ hằng quý", "02 lần/năm", "trước ngày 15 của tháng cuối quý"; and its day in every period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import PeriodDraft
from danvan_cli.domain.due import DueContext, DueRule, Operator, Span, last_day
from danvan_cli.domain.periods import period_name
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import DueKind, Every, TaskKind
from danvan_cli.intake.due.days import EARLY, LATE, Due, Stretch, cut, is_early, is_late, words
from danvan_cli.intake.due.patterns import ALONE
from danvan_cli.intake.time_words import BEHIND_END, DAYTIME, NO_GOODS, WEEKDAY

_SPAN = r"(?:năm học|năm|quý|tháng|tuần|ngày|(?:0?6|sáu)\s+tháng|nửa năm|học kỳ|kỳ)"
_MORE = rf"(?:\s*(?:,|và|/)\s*(?:(?:hằng|hàng|mỗi)\s+)?{_SPAN}\b(?!\s*\d)(?!\s+(?:có|cuối|đầu)\b)){{0,4}}"
COUNTABLE = (
    r"(?:lần|buổi|ngày|kỳ|đợt|cuộc|lượt|số|tin|bài|chuyên mục|chuyên đề|phiên|tiết|chuyến|video"
    r"|bản tin|tin bài|phóng sự|bài viết|clip"
    r"|khoa|phòng|xã|phường|thôn|đơn vị|cơ sở|trường|chi bộ|mẫu|lớp|ca|điểm)"
)
TIMES = r"(?:hai|ba|bốn|năm|sáu|\d{1,2})\s+(?:lần|ngày|buổi|kỳ|cuộc|đợt|phiên)\b"
_FREQUENCY = re.compile(
    rf"(?P<rhythm>định kỳ)\s+(?:(?:hằng|hàng|mỗi|theo)\s+)?(?P<r>{_SPAN}{_MORE})"
    rf"|(?:hằng|hàng{NO_GOODS}|mỗi|mổi)\s+(?P<h>{_SPAN}{_MORE})"
    r"|trong\s+(?P<within>(?:từng\s+)?quý|từng\s+tháng|tháng)(?!\s*[\dIV])(?=\s*(?:[,.;)]|$))"
    rf"|(?P<any>{_SPAN})\s+nào\s+cũng"
    rf"|(?P<every>(?:(?P<count>\d{{1,2}}|một|hai|ba|sáu|nửa)\s+)?(?<!\w)(?P<e>tuần|tháng|quý|năm|ngày)"
    rf"\s?(?:/\s?(?:01\s+|1\s+|một\s+)?|\s(?:01|1|một)\s+)lần)"
    rf"|(?P<times>(?P<n>\d{{1,2}}|một|hai)\s+{COUNTABLE}(?:\s?,?\s?{COUNTABLE})?\s?/\s?"
    r"(?P<t>tuần|tháng|quý|năm học|năm))"
    # "cách hai tháng họp một lần", "tuần chẵn": between two of them one is left out.
    r"|(?P<apart>cách\s+(?:(?:\d{1,2}|một|hai|ba)\s+)?(?:ngày|tuần|tháng|quý)(?:\s+\w+){0,2}\s(?:01|1|một)\s+lần"
    r"|cách\s+(?:ngày|tuần|tháng)(?=\s*(?:[,.;)]|$))|(?:tuần|tháng)\s+(?:chẵn|lẻ)\b)"
    rf"|(?P<several>(?:một|1|01)\s+(?P<s>tuần|tháng|quý|năm)\s+{TIMES})"
    r"|(?P<report>báo cáo(?:\s+(?:công tác dân vận|kết quả|định kỳ|tình hình|nhanh|thống kê|tài chính|công tác"
    r"|tổng hợp)){0,3}\s+"
    rf"(?P<b>(?:tháng|quý|tuần){_MORE}))"
    r"(?=\s*(?:,|;|\(|gửi|trước|vào|chậm|theo|về|$))",
    re.IGNORECASE,
)
# Whatever stands around them, these are rhythms.
_SURELY = ("rhythm", "every", "times", "apart", "several", "report", "within", "any")
# A rhythm counts only near one of these words: "hằng năm" far from any of them only describes.
_ACTS = re.compile(
    r"định kỳ|ngày \d|\bthứ |\bvào |báo cáo|tổ chức|họp|giao ban|sinh hoạt|kiểm tra|đánh giá|sơ kết|tổng kết"
    r"|đối thoại|tiếp|gặp|rà soát|cập nhật|tổng hợp|mở|thực hiện|công khai|phát hành|khảo sát|chuyên mục",
    re.IGNORECASE,
)
# Every rhythm has one of these, in small letters.
_MAY_RECUR = re.compile(
    r"định kỳ|h[ằà]ng|m[ỗổ]i|nào cũng|trong\s+(?:từng\s+)?(?:quý|tháng)(?!\s*\w)|lần|cách|chẵn|lẻ"
    r"|(?:một|0?1) (?:tháng|quý|tuần)|/\s?(?:tuần|tháng|quý|năm)|báo cáo"
)
_SHORT_RHYTHM = re.compile(r"tháng|quý|tuần|0?6 tháng|sáu tháng", re.IGNORECASE)
_PAID = re.compile(r"(?:trợ cấp|phụ cấp|lương|học bổng|sinh hoạt phí|tiền|hưởng)[^,;.]{0,30}$", re.IGNORECASE)
_IN_WORDS = r"(?:\s*\([^()]{1,30}\))?"
_DAY = rf"(?:ngày\s+)?(?:mùng\s+|mồng\s+)?(?P<day>\d{{1,2}})(?!\w){_IN_WORDS}(?!\s?[/\\.\-–—]{{1,2}}\s?\d)"
_ANCHORS = (
    (
        r"(?:của\s+)?tháng\s+(?:cuối|thứ ba)(?:\s+cùng)?(?:\s+của)?(?:\s+(?:mỗi|từng|hằng|hàng))?\s+quý|cuối\s+quý",
        "quarter",
        0,
    ),
    (r"(?:của\s+)?tháng\s+đầu(?:\s+của)?\s+quý\s+(?:sau|tiếp theo|kế tiếp)", "quarter", 1),
    (
        r"(?:của\s+)?tháng\s+(?:đầu(?:\s+tiên)?|thứ nhất)(?:\s+của)?(?:\s+(?:mỗi|từng|hằng|hàng|các))?\s+quý",
        "quarter",
        -2,
    ),
    (r"(?:của\s+)?tháng\s+(?:sau|kế tiếp|tiếp theo|liền kề)(?:\s+liền kề)?", "", 1),
    (r"(?:của\s+)?tháng\s+cuối(?:\s+của)?\s+(?:kỳ|kỳ báo cáo)", "", 0),
    (
        r"(?:của\s+)?(?:hằng|hàng|mỗi|từng)\s+tháng|của\s+tháng(?:\s+(?:báo cáo|cuối))?(?!\s+(?:đầu|thứ|giữa))"
        r"|trong tháng",
        "month",
        0,
    ),
)
_ANCHOR = "|".join(f"(?P<a{number}>{pattern})" for number, (pattern, _, _) in enumerate(_ANCHORS))
# "vào ngày 10 và 25 hằng tháng", "trước ngày 15 và ngày 30 hằng tháng": the word before the first holds for all.
_LISTED_DAYS = r"(?P<list>(?:(?:ngày\s+)?\d{1,2}\s*(?:,\s*và|,|và|&)\s*){1,4}(?=(?:ngày\s+)?\d))?"
_ONE_DAY = re.compile(r"(?:ngày\s+)?(?P<day>\d{1,2})")
_DAY_IN_PERIOD = re.compile(
    rf"(?:từ\s+(?:ngày\s+)?(?P<from>\d{{1,2}})\s*(?:đến|-|–)\s*(?:hết\s+)?"
    rf"|(?:(?:chậm|muộn) nhất\s+(?:là\s+)?)?(?P<before>trước)\s+"
    rf"|(?:(?:chậm|muộn) nhất|vào|đến|trong)(?:\s+(?:là|vào|hết|các)){{0,3}}\s+|(?=(?:ngày|mùng|mồng)\s))"
    rf"{_LISTED_DAYS}{_DAY}(?:\s*,?\s*(?:{_ANCHOR})(?![\w/])|(?P<bare>(?!\s*(?:(?:,|và)\s*\d|(?:tháng|ngày|tuần|đến|lần)\b|[-/]))))",
    re.IGNORECASE,
)
# An anchor that names its month or quarter, which needs no rhythm beside it.
_ANCHORED = re.compile(r"tháng\s+(?:cuối|thứ ba|đầu)|cuối\s+quý|(?:hằng|hàng|mỗi|từng|của|trong)\s+tháng")
# A day that may have no month behind it, and a month or quarter that may have another behind it.
_DAY_ALONE = re.compile(r"\s\d{1,2}(?!\d)")
_MAY_BE_LISTED = re.compile(r"(?:tháng|quý)\s+[\div].*(?:[,;&+]|và)", re.DOTALL)
_SENTENCE_END = re.compile(r"[;\n]|\.\s")
_LAST_DAY = re.compile(
    r"ngày (?:cuối cùng|cuối)(?: của)? (?:mỗi )?(?P<unit>tháng|quý)(?!\s+(?:\d|[IVX]+\b))", re.IGNORECASE
)
# "chậm nhất 15 ngày sau khi kết thúc quý": a quarter ends with its month, so that is the next month's 15th, a day off
# or not: earlier than the law would have it, never later.
_BEHIND_END = re.compile(
    r"(?:(?:(?:chậm|muộn) nhất|trong|không quá)\s+(?:(?:là|sau|thời hạn|vòng)\s+){0,2})?\b(?P<day>\d{1,2})"
    rf"(?:\s+\([^()]*\))?\s+ngày\s*,?\s+(?:kể\s+)?{BEHIND_END}"
    r"(?:mỗi\s+|từng\s+)?(?P<unit>tháng|quý)(?!\s+(?:\d|[IVX]+\b|này|trước))",
    re.IGNORECASE,
)
_LONGEST_TERM = 28
_UNITS = (
    (re.compile(r"6 tháng|06 tháng|sáu tháng|nửa năm"), "half"),
    (re.compile(r"tháng"), "month"),
    (re.compile(r"quý"), "quarter"),
    (re.compile(r"năm"), "year"),
    (re.compile(r"tuần|ngày|kỳ"), "other"),
)
_EVERY = {
    ("tháng", 1): "month",
    ("tháng", 3): "quarter",
    ("tháng", 6): "half",
    ("quý", 1): "quarter",
    ("năm", 1): "year",
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often: the words, and the units ("month", "quarter", "half", "year"; "other" for weeks, days and terms).

    ``is_within`` for "trong quý": the period's last day is then what the text says.
    """

    start: int
    end: int
    text: str
    units: tuple[str, ...]
    is_within: bool = False

    @property
    def finest(self) -> str:
        """The shortest unit that has periods of its own; "other" for weeks, days and terms."""
        return next((every for every in Every if every in self.units), "other")

    @property
    def is_yearly(self) -> bool:
        """True when the text says nothing finer than once a year."""
        return set(self.units) == {"year"}


_WEEKDAY = re.compile(rf"(?:(?:vào\s+)?(?:{DAYTIME}|ngày|buổi)\s+){{0,3}}{WEEKDAY},?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayInPeriod:
    """ "trước ngày 15 của tháng cuối quý": which day of which month, ``unit`` empty where only the rhythm says it."""

    start: int
    end: int
    text: str
    day: int
    before: bool
    unit: str = ""
    months_later: int = 0
    first: int | None = None


def find_rhythms(text: str, masked: str, *, is_dated: bool) -> list[Rhythm]:
    """Finds every rhythm; ``is_dated`` when the text has a day, so that "hằng năm" must be meant."""
    found: list[Rhythm] = []
    if not _MAY_RECUR.search(masked.lower()):
        return found
    for match in _FREQUENCY.finditer(masked):
        near = _ACTS.search(masked[max(0, match.start() - 60) : match.end() + 40])
        said = any(match[name] for name in _SURELY) or is_dated
        said = said or _is_regular_work(match)
        if said or near or not masked[: match.start()].strip(" (-"):
            weekday = _WEEKDAY.search(masked, max(0, match.start() - 40), match.start())
            start = weekday.start() if weekday and match["h"] else match.start()
            found.append(Rhythm(start, match.end(), words(text, match).lower(), _units(match), bool(match["within"])))
    return found


def _is_regular_work(match: re.Match[str]) -> bool:
    """True for work of every month, quarter or week; "hằng năm", "hằng ngày" and money only describe."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    return bool(_SHORT_RHYTHM.match(match["h"] or "")) and not _PAID.search(before)


def _units(match: re.Match[str]) -> tuple[str, ...]:
    if match["apart"] or match["several"]:
        return ("other",)
    if match["every"]:
        if (match["count"] or "").lower() == "nửa":
            return ("half",) if match["e"].lower() == "năm" else ("other",)
        count = (match["count"] or "1").lower()
        return (_EVERY.get((match["e"].lower(), NUMBERS.get(count) or int(count)), "other"),)
    if match["times"]:
        once = match["n"].lower() in ("01", "1", "một")
        return (_unit(match["t"].lower()) if once else "other",)
    said = (match["r"] or match["h"] or match["b"] or match["within"] or match["any"]).lower()
    counted = re.match(rf"\s*{TIMES}", match.string[match.end() :])
    if counted and not re.match(r"\s*0?1\s", counted[0]):
        return ("other",)
    pieces = re.split(r"\s*(?:,|và|/)\s*", said)
    return tuple(dict.fromkeys(_unit(piece) for piece in pieces if piece))


def _unit(words_: str) -> str:
    return next((name for pattern, name in _UNITS if pattern.search(words_)), "other")


def find_days_in_period(text: str, masked: str, rhythms: Sequence[Rhythm]) -> list[DayInPeriod]:
    """Finds the day within each period; a bare "trước ngày 25" is one only near a rhythm."""
    found = list(_days(text, masked, rhythms))
    small = masked.lower()
    for match in _LAST_DAY.finditer(masked) if "ngày cuối" in small else ():
        unit = "month" if match["unit"].lower() == "tháng" else "quarter"
        found.append(DayInPeriod(match.start(), match.end(), words(text, match), 31, False, unit))
    for match in _BEHIND_END.finditer(masked) if "kết thúc" in small or "hết" in small else ():
        if 0 < int(match["day"]) <= _LONGEST_TERM:
            unit = "month" if match["unit"].lower() == "tháng" else "quarter"
            found.append(DayInPeriod(match.start(), match.end(), words(text, match), int(match["day"]), False, unit, 1))
    return found


def _days(text: str, masked: str, rhythms: Sequence[Rhythm]) -> Iterator[DayInPeriod]:
    # A day without such an anchor is one of a period only beside a rhythm.
    if not _DAY_ALONE.search(masked) or not (rhythms or _ANCHORED.search(masked.lower())):
        return
    for match in _DAY_IN_PERIOD.finditer(masked):
        anchor = next((a for number, a in enumerate(_ANCHORS) if match[f"a{number}"]), None)
        # "tháng sau" is that of every period only where there are periods.
        is_free = anchor is not None and (anchor[1] or rhythms)
        if not 1 <= int(match["day"]) <= 31 or not (is_free or (anchor is None and _is_near(match, rhythms))):
            continue
        _, unit, later = anchor or ("", "", 0)
        first = int(match["from"]) if match["from"] else None
        is_before = bool(match["before"])
        listed = list(_ONE_DAY.finditer(match.string, match.start("list"), match.end("list"))) if match["list"] else []
        for number, one in enumerate(listed):
            start = match.start() if number == 0 else one.start()
            yield DayInPeriod(start, one.end(), cut(text, start, one.end()), int(one["day"]), is_before, unit, later)
        start = match.end("list") if listed else match.start()
        yield DayInPeriod(
            start, match.end(), cut(text, start, match.end()), int(match["day"]), is_before, unit, later, first
        )


def _is_near(match: re.Match[str], rhythms: Sequence[Rhythm]) -> bool:
    """True for "trước ngày 25" in one sentence with a rhythm that has periods."""
    return "ngày" in match[0].lower() and any(
        not _SENTENCE_END.search(match.string, min(r.end, match.end()), max(r.start, match.start()))
        for r in rhythms
        if r.units != ("other",)
    )


def rule_in_period(unit: str, day: DayInPeriod | None) -> DueRule:
    """Builds the rule of work due in every ``unit`` (month, quarter, half, year); without ``day`` on its last day."""
    if day is None:
        return DueRule(DueKind.RECURRING, span=Span(unit))
    operator = Operator.BEFORE if day.before else Operator.BY
    return DueRule(DueKind.RECURRING, operator, day=day.day, span=Span(unit), months_later=day.months_later)


def frequency_words(rhythms: Sequence[Rhythm]) -> str | None:
    """Quotes the first rhythm as written; None without any."""
    return clean(rhythms[0].text) if rhythms else None


NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6}
_COUNT = rf"(?P<count>\d{{1,2}}|một|hai|ba|bốn)\s+{COUNTABLE}"
_PER_YEAR = r"\s?/\s?(?:01\s+|1\s+)?năm(?:\s+học)?"
_YEAR = r"(?:\s*(?:/|,?\s*năm\s+)\s*\d{4})?"
_NUMBER = rf"(?:IV|I{{1,3}}|\d{{1,2}})(?![\w])(?![/.]\d{{1,2}}\b){_YEAR}"
_FURTHER = rf"(?:\s*(?:[,;&+]|và)\s*(?:và\s+)?(?:(?:tháng|quý)\s+{_NUMBER}|(?:IV|I{{1,3}})\b|\d{{1,2}}{ALONE}{_YEAR}))"
_NAMED = re.compile(
    rf"(?:(?:định kỳ\s+)?(?:{_COUNT}{_PER_YEAR}|(?:(?:hằng|hàng|mỗi)\s+năm(?:\s+học)?)"
    rf"(?:\s*,?\s*{_COUNT.replace('count', 'later')})?)|định kỳ)"
    rf"\s*[:,;(–-]?\s*(?:(?:vào|trong|là)\s+)?(?:các\s+)?(?P<list>(?P<unit>tháng|quý)\s+{_NUMBER}{_FURTHER}+)",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:\b(?:(?:vào|trong|là|thời gian|dự kiến|hoàn thành|các|tiến độ|thực hiện|tổ chức|đợt)\s*:?\s+){1,4}"
    r"|[(:]\s*|^\W*)"
)
_SHARED = (
    rf"(?P<list>(?P<unit>tháng|quý)\s+{_NUMBER}"
    rf"(?:(?:\s*(?:[,;&+]|và)\s*(?:và\s+)?(?:(?:IV|I{{1,3}})(?!\w)|\d{{1,2}}{ALONE}){_YEAR})+"
    rf"|{_FURTHER}{{2,}}))(?!\s*(?:-|–|đến)\s)"
)
_LISTED = re.compile(rf"{_LEAD}{_SHARED}", re.IGNORECASE)
_LISTED_IN_FIELD = re.compile(_SHARED, re.IGNORECASE)
_ONE = re.compile(
    r"(?:(?P<unit>tháng|quý)\s+)?\b(?P<number>IV|I{1,3}|\d{1,2})\b(?:\s*(?:/|,?\s*năm\s+)\s*(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_WRAPS = "các tháng không theo thứ tự trong năm, có thể có kỳ sang năm sau"
_MISCOUNTED = "số lần không khớp với số kỳ được nêu tên"


@dataclass(frozen=True, slots=True)
class Named:
    """The stretches of the text, its periods in the order of time, and what is doubtful about them."""

    at: tuple[Stretch, ...]
    text: str
    rule: DueRule | None
    periods: tuple[PeriodDraft, ...]
    doubt: str | None


def find_named(
    text: str, masked: str, inside: Sequence[DayInPeriod], context: DueContext, *, is_field: bool = False
) -> Named | None:
    """Finds the first rhythm with named periods; a day within the period ("trước ngày 25") holds for each of them.

    "Tháng 3, 6, 9" under one word is such a rhythm too, where a word makes it a deadline or in a field.
    """
    if not _MAY_BE_LISTED.search(masked.lower()):
        return None
    match = _NAMED.search(masked) or (_LISTED_IN_FIELD if is_field else _LISTED).search(masked)
    if match is None:
        return None
    said = words(text, match)
    said += ")" * (said.count("(") - said.count(")"))
    found = _read(match["list"], said, inside[0] if inside else None, context)
    if found is None:
        return None
    rule, periods, wraps = found
    groups = match.groupdict()
    count = (groups.get("count") or groups.get("later") or "").lower()
    stated = (NUMBERS.get(count) or int(count)) if count else None
    if stated is None and _are_neighbours(periods, 3 if rule and rule.span == Span.QUARTER else 1):
        return None
    doubt = _MISCOUNTED if stated not in (None, len(periods)) else _WRAPS if wraps else None
    doubt = doubt if periods else "chưa biết năm của thời hạn"
    at = ((match.start(), match.end()), *((day.start, day.end) for day in inside[:1]))
    return Named(at, said, rule, tuple(sorted(periods, key=lambda p: str(p.due_on))), doubt)


def due_of(named: Named, context: DueContext) -> Due:
    """Builds the recurring deadline of periods named one by one; doubtful where a day is before the plan's issue."""
    days = [p.due_on for p in named.periods if p.due_on]
    early = EARLY if days and is_early(min(days), context) else None
    doubt = named.doubt or early or (LATE if days and is_late(max(days), context) else None)
    return Due(
        named.text, days[0] if days else None, TaskKind.RECURRING, named.text, (), doubt, DueKind.RECURRING,
        certain=doubt is None, rule=named.rule, periods=named.periods,
        choices=tuple(short(day) for day in days) if doubt else (), at=named.at,
    )  # fmt: skip


_Listed = tuple[DueRule | None, list[PeriodDraft], bool]


def _read(listed: str, said: str, day: DayInPeriod | None, context: DueContext) -> _Listed | None:
    """Reads every period named: the rule of all, each with its day, whether one without a year follows a later one."""
    unit, rule, months, periods = "", None, list[int](), list[PeriodDraft]()
    named = list(_ONE.finditer(listed))
    years = [one["year"] for one in named if one["year"]]
    # "tháng 3, 6, 9/2025": the year behind the last is that of all.
    shared = int(years[0]) if len(years) == 1 and named[-1]["year"] else None
    for one in named:
        unit = (one["unit"] or unit).lower()
        step = 1 if unit == "tháng" else 3
        month = (NUMBERS.get(one["number"].lower()) or int(one["number"])) * step
        if not 1 <= month <= 12:
            return None
        year = int(one["year"]) if one["year"] else shared or context.year_of(month)
        if year is None:
            return None, [], False
        months.append(0 if one["year"] or context.is_school_year else month)
        every = Every.MONTH if step == 1 else Every.QUARTER
        rule, name = rule_in_period(every, day), period_name(every, year, month)
        periods.append(PeriodDraft(name, last_day(rule, context, name), said))
    return rule, periods, any(second and second < first for first, second in pairwise(months))


def _are_neighbours(periods: Sequence[PeriodDraft], months: int) -> bool:
    """True for periods that follow each other ("tháng 3, 4", "quý II, III"): they are one stretch of time."""
    ends = [p.due_on for p in periods if p.due_on]
    return any(0 < (b.year - a.year) * 12 + b.month - a.month <= months for a, b in pairwise(ends))
