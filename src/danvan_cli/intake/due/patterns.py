"""The words around a deadline, as patterns; and the words around days that are no deadline."""

from __future__ import annotations

import re

from danvan_cli.domain.due import CountUnit
from danvan_cli.intake.draft.documents import NUMBER
from danvan_cli.intake.due.written import day_pattern

_A = day_pattern("a")
_B = day_pattern("b")
_HOUR = r"(?P<hour>\d{1,2}\s?(?:h|giờ|g|:)\s?\d{0,2}(?:\s?phút)?,?\s*)?"
_ON = r"(?:ngày\s+)?"
_IN_WORDS = r"(?:\s+\([^()]*\))?"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


COUNT_UNITS = {"ngày": CountUnit.DAY, "tuần": CountUnit.WEEK, "tháng": CountUnit.MONTH}
# Tried in order: words that an earlier pattern took are not read again. The groups are read by due_days: the days _A
# and _B (of two the last is the deadline), count, counted and working ("10 ngày làm việc kể từ …"), before ("trước"),
# within ("trong", "vào"), limit (a bare "đến"), hour, and aday or bday (the first day of "từ 5 đến 9/3").
DAY_PATTERNS = (
    _compile(
        rf"(?:trong\s+(?:thời hạn\s+|vòng\s+)?)?(?P<count>\d{{1,3}}){_IN_WORDS}\s+(?P<counted>ngày|tuần|tháng)"
        r"(?P<working>\s+làm việc)?\s*,?"
        rf"\s+(?:kể\s+)?(?:từ|sau)\s+{_ON}{_A}"
    ),
    _compile(
        rf"(?:(?:chậm|muộn) nhất\s+(?:là\s+)?)?\b(?<!trong )(?<!vòng )(?P<count>\d{{1,3}}){_IN_WORDS}"
        rf"\s+(?P<counted>ngày|tuần|tháng)(?P<working>\s+làm việc)?\s+(?P<before>trước)\s+{_ON}{_A}"
    ),
    _compile(
        rf"từ\s+{_ON}(?:{_A}|(?P<aday>\d{{1,2}})(?!\s?[/.\-]\s?\d))\s*(?:đến|-|–|tới)\s*(?:hết\s+)?{_ON}{_B}"
        rf"|(?:ngày\s+)(?P<bday>\d{{1,2}})\s*[-–]\s*{_B.replace('<b', '<c')}"
    ),
    _compile(rf"(?:(?:chậm|muộn) nhất\s+(?:là\s+)?)?(?P<before>trước)\s+{_HOUR}{_ON}{_A}"),
    _compile(
        rf"(?:(?:chậm|muộn|trễ) nhất|không (?:muộn|chậm|trễ) hơn|không quá)(?:\s+(?:là|vào|đến|trong|hết))*"
        rf"\s+{_HOUR}{_ON}{_A}"
    ),
    _compile(rf"(?P<limit>(?:đến|tới))\s+(?:hết\s+)?ngày\s+{_A}|(?:đến|tới)\s+hết\s+{_A.replace('<a', '<b')}"),
    _compile(rf"(?P<limit>(?:đến|tới))\s+(?=\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{4}}){_A}"),
    _compile(rf"hạn(?:\s+(?:cuối|chót|nộp|hoàn thành|báo cáo|gửi|thực hiện))*\s*(?::|là|đến)?\s*{_ON}{_A}"),
    _compile(rf"(?:hoàn thành|xong|kết thúc)\s+(?:vào\s+|trong\s+)?{_ON}{_A}"),
    _compile(rf"(?P<within>vào|trong)\s+(?:các\s+)?{_ON}{_A}"),
    _compile(rf"^\W*(?:ngày\s+)?{_A}(?=\s*[:–]\s)"),
)
# "và ngày 10 tháng 11", "; 15/12": a further day of the same kind as the one just before it.
JOINED_DAY = _compile(rf"(?:\s*\([^()]{{1,40}}\))?\s*(?:,|;|và|và trước|, trước)\s+{_ON}{_A}")
# Behind a day or period without a year of its own.
NEXT_YEAR = _compile(r"\s*,?\s*(?:của\s+)?năm\s+(?:sau|tới|kế tiếp|tiếp theo|liền kề)\b")
BARE_DAY = _compile(rf"\bngày\s+{_A}")
BARE_MONTH = _compile(r"\btháng\s+\d{1,2}\s?/\s?(?P<year>\d{4})")

HALF_YEAR = _compile(
    r"(?P<when>trước|trong|hết|vào|đến)?\s*\b(?P<half>(?:0?6|sáu)\s+tháng\s+(?:đầu|cuối)|0?9\s+tháng(?:\s+đầu)?)\s+năm"
    r"(?:\s+(?P<year>\d{4}))?"
)
QUARTER = re.compile(
    r"(?:[Đđ]ến\s+)?(?:(?P<when>[Tt]rước khi kết thúc|[Tt]rước|[Tt]rong|[Hh]ết|[Cc]uối|[Vv]ào|[Gg]iữa|[Đđ]ầu|[Tt]ừ)"
    r"\s+)?\b[Qq]u[ýí]\s+(?P<quarter>IV|I{1,3}|[1-4])\b"
    r"(?:(?P<between>\s*(?:,|và|-|–|đến|\+|&)\s*)(?:[Qq]u[ýí]\s+)?"
    r"(?P<more>(?:(?:IV|I{1,3}|[1-4])\s*(?:,|và)\s*(?:[Qq]u[ýí]\s+)?)*)(?P<last>IV|I{1,3}|[1-4])\b(?!/\d\b))?"
    r"(?:\s*(?:/|-|–|,?\s*năm)\s*(?P<year>\d{4}))?"
)
# A bare number after "tháng 5," is a month only where nothing is counted by it ("tháng 5, 02 lớp").
ALONE = r"(?!\d)(?![/.]\d{1,2}\b)(?=\s*(?:[,;.):]|$|và\b|/\s*\d{4}|[-–]\s*\d{4}|năm\s+\d|h[ằà]ng))"
_YEAR_AFTER = r"(?:\s*(?:/|-|–|\.|,?\s*năm)\s*(?P<year>\d{4}))?"
_MONTHS = (
    r"tháng\s+(?P<month>\d{1,2})(?!\d)(?![/.]\d{1,2}[/.])"
    r"(?:(?P<between>\s*(?:,|và|-|–|đến|\+|&)\s*)"
    rf"(?:(?:hết\s+)?tháng\s+(?P<last>\d{{1,2}})(?!\d)(?![/.]\d{{1,2}}\b)|(?P<bare>\d{{1,2}}){ALONE}))?{_YEAR_AFTER}"
)
MONTH = _compile(
    rf"(?:(?:chậm nhất|muộn nhất|hoàn thành|xong|đến|tới)\s+)?"
    rf"(?:(?:\b(?P<when>trước|trong|vào|hết|cuối|đầu|giữa|từ|đến|là|chậm nhất|hoàn thành|xong|thời gian"
    rf"|các))\s+|\(\s*(?=tháng)|^\W*(?=tháng[^:]{{1,30}}:)){_MONTHS}"
)
JOINED_MONTH = _compile(
    rf"\s*(?:,|;|và|\+|&)\s*(?:tháng\s+(?P<month>\d{{1,2}})(?!\d)|(?P<bare>\d{{1,2}}){ALONE}){_YEAR_AFTER}"
)
SHORT_MONTH = re.compile(
    r"(?:(?P<when>[Tt]rước|[Tt]rong|[Vv]ào|[Hh]ết|[Cc]uối|[Đđ]ầu|[Gg]iữa|[Đđ]ến)\s+)?"
    r"\bT\.?(?P<month>\d{1,2})/(?P<year>\d{4})\b"
)
WEEK_OF_MONTH = _compile(
    r"(?:vào\s+|trong\s+)?tuần\s+(?:thứ\s+)?(?P<week>[1-4]|I{1,3}|IV|đầu|cuối|nhất|hai|ba|tư)(?:\s+của)?\s+tháng\s+"
    r"(?P<month>\d{1,2})(?!\d)(?:\s*(?:/|-|,?\s*năm)\s*(?P<year>\d{4}))?"
)
YEAR = _compile(
    r"(?:đến\s+|xong\s+|hoàn thành\s+)?(?<!họp )\b(?P<when>trong|hết|cuối|đầu|giữa)\s+năm"
    r"(?:\s+(?P<year>\d{4})(?!\s?[-–]))?"
    r"(?!\s*(?:học|qua|trước|tới|sau|\d|ngân sách|tài chính|công tác))"
)
TERM = _compile(
    r"(?:(?:trong|hết|cuối|kết thúc|sơ kết)\s+)+học kỳ\s+(?:I{1,2}|[12])\b|(?:hết|cuối|kết thúc)\s+năm học\b(?!\s*\d)"
)

BLANK_DAY = _compile(
    r"(?:trước|chậm nhất|muộn nhất|đến hết|đến)\s+(?:là\s+)?(?:ngày\s+)?(?:\[[^\]]*\]"
    r"|[.…_]{1,}\s*/\s*[\d.…_]*(?:\s*/\s*[\d.…_]*)?|/\s*/?\s*\d{4})"
)
_COUNTED = rf"\d{{1,3}}{_IN_WORDS}\s+(?:ngày|tuần|giờ|tháng)(?:\s+làm việc)?"
_WITHIN = (
    r"(?:trong\s+(?:thời hạn\s+|thời gian\s+|vòng\s+)?|(?:chậm|muộn) nhất\s+(?:là\s+|trong\s+|sau\s+)?"
    r"|không (?:ít|quá)(?: hơn)?\s+|tối đa\s+)"
)
RELATIVE = _compile(
    rf"(?:{_WITHIN}|sau\s+|trước\s+)?\b{_COUNTED}\s*,?\s+(?:kể từ|sau khi|từ khi|từ ngày|trước khi|kể khi|khi có"
    r"|tính từ|trước|sau)\b[^.;,()]{0,80}"
    rf"|(?:{_WITHIN}|trước\s+){_COUNTED}(?!\s*\d)(?!\s*/)[^.;,()]{{0,50}}"
)
# Events: the day is known only when they come.
EVENT = _compile(
    r"(?:ngay\s+)?(?:sau|trước) khi\s+(?!có yêu cầu)[^.;,()]{3,70}|ngay (?:sau|khi)\s+[^.;,()]{3,60}"
    r"|(?:trước|sau|trong)\s+(?:mùa|kỳ họp|đại hội|tết|lễ|hội nghị|bầu cử|ngày bầu cử)\b[^.;,()]{0,50}"
    r"|trước, trong và sau\s+[^.;,()]{3,50}"
)
OCCASION = _compile(r"(?:(?:vào|nhân|trong)\s+)?(?:các\s+)?dịp\s+[^.;()“”]{2,50}|nhân ngày\s+[^.;()“”]{2,50}")
NO_DATE = _compile(r"khi (?:có|được) yêu cầu|theo (?:yêu cầu|đề nghị)(?: của)? cấp trên|thường xuyên hoặc đột xuất")

_LIMIT = r"\b(?:trước|chậm nhất|muộn nhất|hoàn thành|xong|đến hết|từ ngày|kể từ)\b"
_BLANKED = (
    _compile(rf"{NUMBER}\s?,?\s*(?:(?:ban hành\s+)?ngày\s+{_A})?"),
    _compile(r"“[^“”]{0,300}”|\"[^\"]{0,300}\""),
    _compile(rf"hiệu lực[^.;]{{0,40}}?{_A}"),
    _compile(
        rf"(?:bắt đầu|khởi điểm|áp dụng)(?:\s+(?:kể|từ|vào))*\s+{_ON}{_A}|(?:bắt đầu)(?:\s+(?:kể|từ"
        rf"|vào))*\s+(?:cuối\s+|đầu\s+)?(?:tháng|quý|năm)\s+[\dIV]+(?:/\d{{4}})?"
    ),
    _compile(
        rf"(?:số liệu|tính|mốc|thời điểm|kỳ báo cáo|lấy)\b[^.;]{{0,60}}?\bđến\s+(?:hết\s+)?{_ON}{_A}"
        r"|(?:số liệu|tính)\b[^.;]{0,60}?\btừ ngày[^.;]{0,40}đến ngày[^.;]{0,40}kỳ báo cáo"
    ),
    _compile(rf"\(\s*{_A}\s*[-–]\s*{_B}\s*\)"),
    _compile(
        rf"(?:kỷ niệm|chào mừng|nhân (?:dịp|ngày)|lập thành tích)\b(?:(?!{_LIMIT})[^.;,]){{0,80}}?{_ON}{_A}"
        rf"|(?:\bký|ban hành)\s+(?:vào\s+)?{_ON}{_B}"
    ),
    _compile(rf"(?<!trước )(?<!đến )(?<!hết )(?<!nhất )(?<!là )ngày\s+{_A}\s*,?\s+(?:của|về việc|quy định)\b"),
    _compile(r"giai đoạn\s+\d{4}\s*[-–]\s*\d{4}|nhiệm kỳ\s+\d{4}\s*[-–]\s*\d{4}|năm học\s+\d{4}\s*[-–]\s*\d{4}"),
    _compile(r"đã quá\s+\d+\s+(?:ngày|tháng|tuần)|(?:thi đua|chiến dịch|đợt)\s+\d+\s+ngày"),
)


def mask_traps(text: str) -> str:
    """Blanks out days that are no deadline; every other character keeps its place."""
    for pattern in _BLANKED:
        text = pattern.sub(lambda found: "\x00" * len(found[0]), text)
    return text


def mask(text: str, start: int, end: int) -> str:
    """Blanks out what was read; every other character keeps its place."""
    return f"{text[:start]}{chr(0) * (end - start)}{text[end:]}"
