"""The words around a deadline, as patterns; and the words around days that are no deadline."""

from __future__ import annotations

import re

from danvan_cli.intake.documents import NUMBER
from danvan_cli.intake.written import day_pattern

_A = day_pattern("a")
_B = day_pattern("b")
_HOUR = r"(?P<hour>\d{1,2}\s?(?:h|giờ|g|:)\s?\d{0,2}(?:\s?phút)?,?\s*)?"
_ON = r"(?:ngày\s+)?"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# In order: an earlier one claims its words.
DAY_PATTERNS = (
    _compile(
        rf"(?:trong\s+(?:thời hạn\s+|vòng\s+)?)?(?P<count>\d{{1,3}})\s+(?:\([^()]*\)\s+)?ngày\s*,?\s+(?:kể\s+)?(?:từ"
        rf"|sau)\s+{_ON}{_A}"
    ),
    _compile(rf"từ\s+{_ON}(?P<ad>\d{{1,2}})(?:\s?[/.\-]\s?(?P<am>\d{{1,2}})(?!\d)(?:\s?[/.\-]\s?(?P<ay>\d{{4}}))?)?(?P<awm>x)?(?P<awy>x)?"
             rf"\s*(?:đến|-|–)\s*(?:hết\s+)?{_ON}{_B}"),
    _compile(rf"(?:(?:chậm|muộn) nhất\s+(?:là\s+)?)?(?P<before>trước)\s+{_HOUR}{_ON}{_A}"),
    _compile(rf"(?:chậm|muộn) nhất(?:\s+(?:là|vào|đến|trong|hết))*\s+{_HOUR}{_ON}{_A}"),
    _compile(rf"(?:đến|tới)\s+(?:hết\s+)?ngày\s+{_A}|(?:đến|tới)\s+hết\s+{_A.replace('<a', '<b')}"),
    _compile(rf"hạn(?:\s+(?:cuối|chót|nộp|hoàn thành|báo cáo|gửi|thực hiện))*\s*(?::|là|đến)?\s*{_ON}{_A}"),
    _compile(rf"(?:hoàn thành|xong|kết thúc)\s+(?:vào\s+|trong\s+)?{_ON}{_A}"),
    _compile(rf"(?:vào|trong)\s+{_ON}{_A}"),
)  # fmt: skip
BARE_DAY = _compile(rf"\bngày\s+{_A}")
BARE_MONTH = _compile(r"\btháng\s+\d{1,2}\s?/\s?(?P<year>\d{4})")
HALF_YEAR = _compile(
    r"(?:trước\s+|trong\s+|hết\s+)?(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>\d{4}))?"
)
QUARTER = re.compile(
    r"(?:[Đđ]ến\s+)?(?:(?P<when>[Tt]rước|[Tt]rong|[Hh]ết|[Cc]uối|[Vv]ào)\s+)?\b[Qq]u[ýí]\s+(?P<quarter>IV|I{1,3}"
    r"|[1-4])\b"
    r"(?:\s*(?:,|và|-|–)\s*(?:[Qq]u[ýí]\s+)?(?P<last>IV|I{1,3}|[1-4])\b(?!/\d))?(?:\s*(?:/|-|–"
    r"|,?\s*năm)\s*(?P<year>\d{4}))?"
)
_MONTHS = (
    r"tháng\s+(?P<month>\d{1,2})(?!\d)(?:\s*(?:,|và|-|–|đến)\s*(?:hết\s+)?(?:tháng\s+)?(?P<last>\d{1,2})(?!\d))?"
    r"(?:\s*(?:/|-|–|\.|,?\s*năm)\s*(?P<year>\d{4}))?"
)
MONTH = _compile(
    rf"(?:(?:chậm nhất|muộn nhất|hoàn thành|xong|đến|tới)\s+)?"
    rf"(?:(?:\b(?P<when>trước|trong|vào|hết|cuối|đầu|giữa|từ|đến|là|chậm nhất|hoàn thành|xong))\s+"
    rf"|\((?=tháng)){_MONTHS}"
)
SHORT_MONTH = re.compile(r"(?P<when>)\bT(?P<month>\d{1,2})/(?P<last>(?!))?(?P<year>\d{4})\b")
YEAR = _compile(
    r"(?:đến\s+|xong\s+|hoàn thành\s+)?\b(?P<when>trong|hết|cuối|đầu|giữa)\s+năm(?:\s+(?P<year>\d{4})(?!\s?[-–]))?"
    r"(?!\s*(?:học|qua|trước|tới|sau|\d|ngân sách|tài chính))"
)
_SPAN = r"(?:năm|quý|tháng|tuần|ngày|(?:0?6|sáu)\s+tháng)"
FREQUENCY = _compile(
    rf"(?P<rhythm>định kỳ)\s+(?:(?:hằng|hàng|mỗi|theo)\s+)?{_SPAN}(?:\s*,\s*{_SPAN}(?!\s*\d))*|(?:hằng|hàng"
    rf"|mỗi)\s+{_SPAN}"
    r"|(?P<every>\d{1,2}\s+(?:tuần|tháng|quý|năm|ngày)\s?/\s?(?:01\s+|1\s+)?lần|\d{1,2}\s+lần\s?/\s?(?:tuần|tháng|quý"
    r"|năm))"
)
BLANK_DAY = _compile(
    r"(?:trước|chậm nhất|muộn nhất|đến hết|đến)\s+(?:là\s+)?(?:ngày\s+)?(?:\[[^\]]*\]"
    r"|[.…_]{1,}\s*/\s*[\d.…_]*(?:\s*/\s*[\d.…_]*)?|/\s*/?\s*\d{4})"
)
RELATIVE = _compile(
    r"(?:trong\s+(?:thời hạn\s+|vòng\s+)?|chậm nhất\s+(?:là\s+|trong\s+)?|muộn nhất\s+|không (?:ít|quá)(?: hơn)?\s+"
    r"|sau\s+|trước\s+)?"
    r"\b\d{1,3}\s+(?:\([^()]*\)\s+)?(?:ngày|tuần)(?:\s+làm việc)?\s*,?\s+(?:kể từ|sau khi|từ khi|từ ngày|trước khi"
    r"|trước)\b[^.;,()]{0,80}"
    r"|(?:trong\s+(?:thời hạn\s+|vòng\s+)?|(?:chậm|muộn) nhất\s+(?:là\s+|trong\s+)?|trước\s+"
    r"|không ít hơn\s+)\d{1,3}\s+(?:\([^()]*\)\s+)?ngày"
    r"(?:\s+làm việc)?(?!\s*\d)[^.;,()]{0,50}"
    r"|(?:chậm|muộn) nhất\s+(?:là\s+|vào\s+)?ngày\s+\d{1,2}\b[^.;,]{0,40}"
    r"|trước\s+ngày\s+\d{1,2}\b(?!\s?[/.\-]\s?\d)[^.;,]{0,30}"
)
NO_DATE = _compile(r"khi (?:có|được) yêu cầu|theo (?:yêu cầu|đề nghị)(?: của)? cấp trên|thường xuyên hoặc đột xuất")

_BLANKED = (
    _compile(rf"{NUMBER}\s?,?\s*(?:(?:ban hành\s+)?ngày\s+{_A})?"),
    _compile(r"“[^”]{0,300}”|\"[^\"]{0,300}\""),
    _compile(rf"hiệu lực[^.;]{{0,40}}?{_A}"),
    _compile(
        rf"(?:bắt đầu|khởi điểm|áp dụng)(?:\s+(?:kể|từ|vào))*\s+{_ON}{_A}|(?:bắt đầu)(?:\s+(?:kể|từ"
        rf"|vào))*\s+(?:cuối\s+|đầu\s+)?tháng\s+\d+(?:/\d{{4}})?"
    ),
    _compile(rf"(?:số liệu|tính|mốc|thời điểm|kỳ báo cáo|lấy)\b[^.;]{{0,60}}?\bđến\s+(?:hết\s+)?{_ON}{_A}"),
    _compile(rf"\(\s*{_A}\s*[-–]\s*{_B}\s*\)"),
    _compile(rf"(?:kỷ niệm|chào mừng|nhân|lập thành tích|ký|ban hành)\b[^.;,]{{0,80}}?{_ON}{_A}"),
    _compile(rf"(?<!trước )(?<!đến )(?<!hết )(?<!nhất )(?<!là )ngày\s+{_A}\s*,?\s+(?:của|về việc|quy định)\b"),
    _compile(r"giai đoạn\s+\d{4}\s*[-–]\s*\d{4}|nhiệm kỳ\s+\d{4}\s*[-–]\s*\d{4}|năm học\s+\d{4}\s*[-–]\s*\d{4}"),
)


def mask_traps(text: str) -> str:
    """Blanks out days that are no deadline; every other character keeps its place."""
    for pattern in _BLANKED:
        text = pattern.sub(lambda found: "\x00" * len(found[0]), text)
    return text
