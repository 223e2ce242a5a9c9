"""Days and months without a word of deadlines: the time at which work is held, or a doubt."""

from __future__ import annotations

import re
from datetime import date

from danvan_cli.domain.dates import short
from danvan_cli.domain.due import DueContext, DueRule, Operator, Span, last_day
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.due.days import Due, Found, is_early, words
from danvan_cli.intake.due.patterns import LUNAR
from danvan_cli.intake.due.spans import find_times
from danvan_cli.intake.due.written import WrittenDay, day_pattern, written_day
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.time_words import CLOCK, DAYTIME, WEEKDAY

_BARE_DAY = re.compile(rf"\bngày\s+(?:m[ồù]ng\s+)?{day_pattern('a')}", re.IGNORECASE)
# "Chủ nhật 15/11, Ban công tác Mặt trận …", "lúc 7h sáng 29/3", "tối 26/7": something takes place then.
_TIMED_DAY = re.compile(
    rf"(?<!\w)(?:(?:lúc|vào|khoảng)\s+){{0,2}}(?:(?:{DAYTIME}|{WEEKDAY},?|{CLOCK},?)\s+){{1,4}}(?:ngày\s+)?{day_pattern('a')}",
    re.IGNORECASE,
)
# "Ngày hội Thiếu nhi vui khỏe, 26/3 (Tổng phụ trách)": the last words of a clause, or before a bracket that ends it.
_LAST_DAY = re.compile(
    rf"(?:(?<=[,;]\s){day_pattern('a')}(?=\s*(?:\([^()]{{2,160}}\)\s*)?(?:[.;]\s|[.;]?\s*\Z))"
    rf"|(?:(?<=\()|(?<=\(\s)){day_pattern('b')}(?=\s?\)))"
)
_BARE_MONTH = re.compile(
    r"(?<!từ\s)(?<!\d\s)\btháng\s+(?P<month>\d{1,2})(?:\s?/\s?(?P<year>\d{4}))?(?!\w)(?!\s?[/.-]\s?\d)"
    # "tháng 5, 6" are two
    r"(?!\s*(?:,|và|&)\s*\d{1,2}(?=\s*(?:[,.;)]|/\s?20\d\d|năm\s\d|\Z)))",
    re.IGNORECASE,
)
_PART_OF_DAY = rf"(?:(?:vào|{DAYTIME}|dự kiến|\d{{1,2}}\s?(?:h|giờ|g)\s?\d{{0,2}}(?:\s?phút)?,?)\s+){{0,3}}"
# "…, ngày 01/3.", "… – ngày 06/3, tại hội trường", "(chiều ngày 5/4)": parted from the words before it.
_PARTED = re.compile(
    rf"(?:\A|[.;]\s+)(?:thực hiện|tiến hành|tổ chức)(?:\s+vào)?\s+\Z|(?:[,;(]|\s[–—-])\s*{_PART_OF_DAY}\Z"
    rf"|\blúc\s+\d{{1,2}}\s?(?:h|giờ|g)\s?\d{{0,2}}\s+\Z|\s(?:{DAYTIME})\s+\Z"
    r"|(?<!bắt đầu )(?<!triển khai )\b(?:thực hiện|tiến hành)\s+\Z",
    re.IGNORECASE,
)
_BEHIND_DASH = re.compile(rf"\s[–—-]\s*{_PART_OF_DAY}\Z", re.IGNORECASE)
# "tổ chức Hội thi ngày 16/5", "chốt danh sách ngày 10/10": what is done on that day.
_HELD = re.compile(
    r"\b(?:tổ chức|diễn ra|khai mạc|khai giảng|bế giảng|ra quân|phát động|gặp mặt|giao lưu|chốt|bốc thăm|họp|tập huấn"
    rf"|đối thoại|khởi động|mít tinh|diễn tập|công bố)\b[^.;:\x00]{{0,90}}?\s{_PART_OF_DAY}\Z",
    re.IGNORECASE,
)
_DATED_NOUNS = (
    "kế hoạch", "công văn", "quyết định", "tờ trình", "thông báo", "hướng dẫn", "văn bản", "nghị quyết", "chỉ thị",
    "báo cáo", "chương trình", "quy chế", "giấy mời", "hợp đồng", "nghị", "họp", "hội", "lễ", "buổi", "cuộc", "thi",
    "giao ban", "tập huấn", "tiếp", "bị", "kèm theo",
)  # fmt: skip
# "báo cáo … về Trung tâm Y tế khu vực ngày 05/12", "trình Giám đốc Sở ngày 18/12": on that day it is handed over.
_HANDED_OVER = re.compile(
    rf"\b(?:báo cáo|gửi|nộp)\b[^.;:\x00]{{0,120}}\b(?:về|cho|lên)\s+(?-i:[{UPPER}])[^.;:,\x00]{{2,80}}\s\Z"
    rf"|\b(?:báo cáo|gửi|nộp|trình|chuyển)\s+(?-i:[{UPPER}])[^.;:,\x00]{{2,80}}\s\Z"
    r"|\bbàn giao(?:\s[^\W\d]+){0,2}\s+\Z"
    r"|(?:\A|[,;]\s)(?:trình ký|ký ban hành|ban hành|ra mắt|khai trương|khánh thành)\s+\Z"
    # "nộp bản thảo ngày 15/10", "trình lãnh đạo Sở ngày 12/9": but "kèm Công văn ngày 15/3" is the letter's day.
    rf"|(?:\A|\s|\()(?:nộp|gửi|trình|chuyển|báo)\s[^.;:\x00]{{2,120}}(?<!{')(?<!'.join(_DATED_NOUNS)})\s\Z"
    r"|\bbáo cáo(?:\s(?:kết quả|tiến độ|nhanh|sơ bộ|tổng hợp|đầy đủ|bằng văn bản))+\s\Z"
    r"|\b(?:phát sóng|lên sóng|phát hành|đăng tải|đưa vào (?:vận hành|hoạt động|sử dụng|khai thác|dùng))\s\Z",
    re.IGNORECASE,
)
# Another event's day, or a document's, though a verb stands before it.
_ANOTHERS = re.compile(
    r"\b(?:phục vụ|chuẩn bị|kỷ niệm|hưởng ứng|chào mừng|dịp|bầu cử|cuộc họp|phiên họp|kỳ họp|tham dự|dự thi|biên bản"
    r"|kết luận|thông báo|số liệu|sinh)\b[^.;:,–—]{0,60}\Z|\b(?:từ|đến|trước|sau|của|so với|và|hoặc)\s*\Z"
    r"|\bsố\s+\d[^.;:]{0,40}\Z"
    r"|/(?-i:[A-ZĐ]{2})[^.;:]{0,40}\Z|[\x00%]\s*\(?\s*\Z"
    r"|\(\s*(?:theo\s+)?(?:kế hoạch|công văn|quyết định|nghị quyết|chỉ thị|hướng dẫn|tờ trình|báo cáo|luật)\b[^()]*\Z",
    re.IGNORECASE,
)
# "dọn bùn sau trận lũ lúc 3h sáng 12/6", "bán vé xem đêm nhạc tối 26/7": the hour of what the work is about.
_BEFORE_THAT = re.compile(
    r"\b(?:trận|vụ|cơn|xảy ra|thiệt hại|sau|hôm|giấy mời|vé|xem(?! xét)|dự(?! (?:thảo|toán|án|kiến|phòng))"
    r"|người mất|tai nạn|đêm nhạc|buổi lễ)\b[^.;:,–—]{0,60}\Z",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"\b(?:khai mạc|khai giảng)(?:\s+(?:ngày|vào|vào ngày))?\s*:?\s*\Z"
    r"|\b(?:vận hành|áp dụng|hoạt động|đưa vào (?:sử dụng|khai thác|vận hành))(?:\s+chính thức)?"
    r"\s+(?:kể\s+)?từ(?:\s+ngày)?\s*\Z",
    re.IGNORECASE,
)
# "Kỷ niệm 37 năm ngày thành lập Hội 6/12", "Tổ chức Ngày hội Gia đình 28/6".
_IS_HELD = re.compile(
    r"\W*(?:tổ chức\s+)?(?:lễ\s+)?(?:kỷ niệm|họp mặt|gặp mặt|mít tinh|tọa đàm|ngày hội|lễ hội|ra quân|dâng hương)\b",
    re.IGNORECASE,
)
_ANY_DAY = re.compile(day_pattern("a"), re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:\([^()]{2,160}\)\s*)?(?:[.,;:)\n]|\Z)|\s+(?:tại|ở|với|cho|do)\b", re.IGNORECASE)


def held_on(text: str, masked: str, context: DueContext) -> Found | None:
    """Finds the one day or month on which the words say that the work is held; None for several, or another's."""
    days = _days(masked, context)
    times = days or [m for m in _BARE_MONTH.finditer(masked) if _year_of(m, context) == context.year]
    if len(times) != 1 or not _is_held(times[0], text, context):
        return None
    match = times[0]
    if days and (written := _written(match)):
        rule = DueRule(DueKind.FIXED, Operator.WITHIN, written.year, written.month, written.day)
    else:
        year = int(match["year"]) if match["year"] else None
        rule = DueRule(DueKind.PERIOD, Operator.WITHIN, year, span=Span.MONTH, number=int(match["month"]))
    return Found(
        match.start(), match.end(), words(text, match), rule, last_day(rule, context), None, rule.kind,
        assumed_year=rule.year is None,
    )  # fmt: skip


def asked_about(text: str, masked: str, context: DueContext) -> Due:
    """Doubts the days and months of which nothing says that they are deadlines; nothing where there are none."""
    if days := _days(masked, context):
        written = [_written(m) for m in days]
        found = tuple(dict.fromkeys(short(d) for one in written if one and (d := one.on(context.year_of(one.month)))))
        at = tuple((m.start(), m.end()) for m in days)
        return Due(doubt=f"có ngày {', '.join(found)} nhưng không rõ có phải là thời hạn", choices=found, at=at)
    for month in _BARE_MONTH.finditer(masked):
        if month["year"] and _year_of(month, context) == context.year:
            why = f"có {words(text, month).lower()} nhưng không rõ có phải là thời hạn"
            return Due(doubt=why, at=((month.start(), month.end()),))
    return Due()


def occasions(text: str, context: DueContext, due: date | None) -> tuple[list[str], list[date]]:
    """Lists the days of feasts ("nhân ngày 20/10") and of openings ("khai mạc 15/8"): the words, and the days.

    Empty where ``due`` lies in the month of a feast, and may well mean it, unless the feast is itself what is held.
    """
    times = find_times(text, context)
    feasts = [s.text for s in times if s.aside == Reason.ANNIVERSARY]
    opened = [s.text for s in times if s.aside == Reason.BEGINNING and _OPENED.search(text, 0, s.start)]
    said = [*feasts, *opened]
    written = [written_day(found, "a") for one in said if (found := _ANY_DAY.search(one))]
    days = [day for one in written if one and (day := one.on(one.year or context.year_of(one.month)))]
    is_then = any(due and (day.year, day.month) == (due.year, due.month) for day in days)
    return ([], []) if is_then and not (opened or _IS_HELD.match(text)) else (said, days)


def _written(match: re.Match[str]) -> WrittenDay | None:
    return written_day(match, "a") or written_day(match, "b")


def _days(masked: str, context: DueContext) -> list[re.Match[str]]:
    timed = list(_TIMED_DAY.finditer(masked))
    others = (*_BARE_DAY.finditer(masked), *_LAST_DAY.finditer(masked))
    found = [*timed, *(m for m in others if not any(t.start() <= m.start() < t.end() for t in timed))]
    # "Tổ chức 5/6 lớp (5/6)": what stands there twice is a share.
    return [m for m in found if _may_be_due(m, context) and not (m.re is _LAST_DAY and masked.count(m[0]) > 1)]


def _year_of(month: re.Match[str], context: DueContext) -> int | None:
    return int(month["year"]) if month["year"] else context.year


def _is_held(match: re.Match[str], text: str, context: DueContext) -> bool:
    """True where the words before the time make it that of the work, and nothing rules it out."""
    before = match.string[: match.start()]
    # A name in quotes says nothing of a day that is written with its hour or part of the day.
    before = before.rstrip("\x00 ") if match.re is _TIMED_DAY else before
    # "Ngày 12/10, Tỉnh đoàn tổ chức …"; a line that is nothing but a day is the plan's own.
    opens = not re.search(r"\w", before) and match.string.startswith(", ", match.end())
    is_said = opens or _HELD.search(before) or _HANDED_OVER.search(before) or _PARTED.search(before)
    is_closed = is_said and _CLOSED.match(match.string, match.end())
    if not (is_closed or match.re is _TIMED_DAY) or _ANOTHERS.search(before):
        return False
    if match.re is _TIMED_DAY and _BEFORE_THAT.search(before):
        return False
    touching = [s for s in find_times(text, context) if s.start < match.end() and match.start() < s.end]
    # The clock belongs to a day that is written with one.
    asides = {span.aside for span in touching} - {None, Reason.CLOCK if match.re is _TIMED_DAY else None}
    # "tọa đàm kỷ niệm ngày 8/3 – ngày 06/3": behind the dash stands when it is done.
    return not asides or (asides == {Reason.ANNIVERSARY} and bool(_BEHIND_DASH.search(before)))


def _may_be_due(match: re.Match[str], context: DueContext) -> bool:
    written = _written(match)
    year = context.year_of(written.month) if written else None
    day = written.on(year) if written and not LUNAR.match(match.string, match.end()) else None
    of = context.year or (written.year if written else None)
    return bool(day and of and not is_early(day, context) and day.year <= of + 1)
