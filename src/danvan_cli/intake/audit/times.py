"""Days and periods that no deadline was read from: which of them only describe, and which are asked about."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.audit.entry import Claims, Entry
from danvan_cli.intake.due.deciding import OTHER_WORK, SENTENCE_END
from danvan_cli.intake.due.spans import is_over, is_to_come, names_day
from danvan_cli.intake.lines.unnumbered import NAMES_A_TABLE, is_time_only
from danvan_cli.intake.spans import Reason, Span
from danvan_cli.intake.time_words import CUED, DAYTIME, GREAT_DAY, WEEKDAY

# No date in these lines can be anybody's deadline.
_OUTSIDE = frozenset([Reason.LETTERHEAD, Reason.FURNITURE, Reason.CAPTION, Reason.STRUCK])
# Dates in these lines describe, unless a word of deadlines stands before them.
_OF_AN_EVENT = frozenset(
    [
        *(Reason.AGENDA, Reason.ATTENDANCE, Reason.PLACE, Reason.MONEY, Reason.CRITERIA, Reason.SITUATION),
        *(Reason.CLOSING, Reason.NOTE, Reason.POINTER, Reason.THEME, Reason.TOTAL, Reason.PURPOSE, Reason.LEAD_IN),
        *(Reason.BASIS, Reason.FORM, Reason.SIGNATURE),
    ]
)
# "trong đó 6 tháng đầu năm thành lập 10 câu lạc bộ", "riêng hai xe tải để sang tháng 11": a day of a part of the work.
_CUED = re.compile(rf"\b(?:{CUED}|trong đó|riêng|(?:để|chuyển|dời|lùi) sang)\b", re.IGNORECASE)
_NEAR = 25
_DAY_AND_MONTH = re.compile(r"(?:ngày\s+)?(\d{1,2})\s?[/.-]\s?(\d{1,2})", re.IGNORECASE)
# "trước mùa mưa", "sau Tết", "trong học kỳ I", "trước khi vào năm học": when, but by no calendar.
_OCCASION = re.compile(
    r"(?:ngay\s+)?(?:trước|sau|trong|hết|cuối|vào|nhân|kết thúc|sơ kết|tổng kết)\s"
    r"(?:(?!\d|tháng\s|quý|tuần|ngày\s|kỳ họp).)*",
    re.IGNORECASE,
)
# "trước ngày trẻ tựu trường, hoàn thành trước ngày 15/8": the day says when that is.
_BEFORE_WHAT = re.compile(r"(?:trước|sau)\s(?!(?:ngày\s)?\d)", re.IGNORECASE)
_DATED_NEXT = re.compile(
    r"[^,;.]{0,30},\s+(?:hoàn thành|xong|kết thúc|chậm nhất|muộn nhất|hạn|không muộn hơn)\s[^,;.]{0,30}\d",
    re.IGNORECASE,
)
_SEASON = re.compile(r"trước (?:mùa|tết)\b", re.IGNORECASE)
_SEMICOLON = re.compile(";")
_GOAL_BEHIND = re.compile(r"\s*,?\s*(?:đạt|có|tăng|giảm|còn)\s[^.;,]{0,30}?\d+\s?%")
_BRACKETED_DAY = re.compile(rf"\d/\d{{1,2}}(?:/\d{{4}})?\s*\((?:{DAYTIME}\s)?(?P<day>{WEEKDAY})\Z", re.IGNORECASE)
_ONE_PERIOD = re.compile(
    r"(?:trong\s+|hết\s+|đến\s+)*(?P<unit>tháng|quý|qúy)\s+(?:\d{1,2}|[IV]+)(?:/\d{4})?", re.IGNORECASE
)
_HALF_YEAR = re.compile(r"(?:trong\s+)?(?:0?6|sáu) tháng (?:đầu|cuối) năm(?: \d{4})?", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"cả năm(?!\w)", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?:trong\s+)?(?:cả\s+)?năm(?:\s+\d{4})?", re.IGNORECASE)
_PART_OF_YEAR = re.compile(r"tháng (?:đầu|cuối)|quý|nửa (?:đầu|cuối)", re.IGNORECASE)
# "thu thuế trước 30/4; cuối năm quyết toán"
_PART_ONLY = re.compile(r"(?:vào\s+|đến\s+)?(?:đầu|giữa|cuối)\s+(?:năm|quý|tháng|tuần)", re.IGNORECASE)
# "khởi công trong tháng 4, bàn giao nhân kỷ niệm 27/7"
_ENDS_AT = re.compile(
    r"\b(?:bàn giao|khánh thành|hoàn thành|hoàn tất|trao|tổng kết|bế mạc|công bố)\s+(?:\w+\s+){0,2}(?:vào\s+)?"
    r"(?:dịp|nhân|nhân dịp)(?:\s+(?:kỷ niệm|ngày))*\s+[\d/.-]+\Z",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:ngày|sáng|chiều|tối)\s+(?:thứ|chủ nhật)|(?-i:thứ\s[A-ZĐ]|Chủ nhật)", re.IGNORECASE)
# "kiểm tra các khu phố: 6 tháng và cuối năm"
_HALF = re.compile(r"(?:0?6|sáu) tháng", re.IGNORECASE)
_WITHIN = re.compile(r"(?:trong|vào|hết|đến hết)\s+(?:tháng|quý)\s+[\dIV]+(?:/\d{4})?", re.IGNORECASE)
_AT_OCCASION = re.compile(r"\b(?:dịp|nhân|nhân dịp)(?:\s+(?:kỷ niệm|ngày))*\s+[\d/.-]+\Z", re.IGNORECASE)
# "… trước ngày 31/5; đồng thời đề xuất mức hỗ trợ sau khi HĐND tỉnh ban hành nghị quyết mới"
_WHEN_COMES = re.compile(r"(?:ngay )?(?:sau )?khi\s", re.IGNORECASE)
# "Tháng 2" above "Trồng cây (mùng 6 Tết)": a day that the month does not say.
_BY_THE_MOON = re.compile(r"\b(?:mùng|mồng|rằm)\b|\btháng (?:giêng|chạp)\b|\d\s+tết\b", re.IGNORECASE)
_RHYTHM = re.compile(r"(?:hằng|hàng|mỗi|từng|định kỳ|một lần|lần/)", re.IGNORECASE)
_SAYS_LITTLE = re.compile(r"\A\s*định kỳ\s*\Z|năm", re.IGNORECASE)
_MONTH = 31
_OF_A_FEAST = re.compile(
    r"\b(?:họp mặt|gặp mặt|tọa đàm|mít tinh|kỷ niệm|chào mừng|hưởng ứng|nhân|dịp|lễ|văn nghệ|tặng quà|đợt)\b"
    r"[^.,;:]{0,80}\Z",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?:kỳ họp|phiên họp|hội nghị|sơ kết|tổng kết|học kỳ|kiểm tra|đánh giá)(?:\s\w+){0,3}\s\Z", re.IGNORECASE
)
_BY_YEARS_END = re.compile(r"(?:phấn đấu\s+)?(?:đến\s+)?(?:hết|cuối)\s+năm(?:\s+\d{4})?", re.IGNORECASE)
_EACH_YEAR = re.compile(r"(?:từng|hằng|hàng|mỗi)\s+năm", re.IGNORECASE)
_REGULARLY = re.compile(r"định kỳ", re.IGNORECASE)
_DATED_BEHIND = re.compile(r"\s*\(?\s*(?:(?:gửi|nộp|báo cáo|xong)\s)?(?:trước|chậm nhất|ngày|xong)\b", re.IGNORECASE)
_FIGURES_AS_OF = re.compile(
    r"\((?:kỳ )?(?:lấy )?số liệu\s(?:được\s)?(?:chốt|tính|lấy|cập nhật)\s(?:đến\s)?(?:hết\s)?\Z", re.IGNORECASE
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "hồ sơ tồn đọng từ trước ngày 01/7/2025", "các dự án đã xong năm 2025"
_GONE = re.compile(
    r"\b(?:sinh|phát sinh|tồn đọng|tồn|từ|đã|xây dựng|tuyển dụng|ký|khai thác|giao|cấp|thành lập|hạn chế|còn)\b"
    r"[^.,;:]{0,25}\Z",
    re.IGNORECASE,
)
_HELD_THEN = re.compile(
    r"[,;(]\s*(?:hội (?:thảo|nghị|thi|thao|diễn)|sơ kết|tổng kết|nghiệm thu|tập huấn|bàn giao|khai mạc|bế mạc"
    r"|tổng duyệt|trao giải|chung kết|khánh thành|công bố|thu hoạch|tọa đàm)\b[^,;:.()]{0,40}\s\Z",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\d\s?[/.-]\s?\d{1,2}(?:[/.-]\d{4})?\s(?:\(|đối với\s)\Z")
_CLAUSE_OVER = re.compile(r"\s*(?:[),;.]|\Z)")
_CLAUSE_END = re.compile(r"[;:]|\.\s")
_AFTER_DAY = re.compile(r"(?<!kể )\b(?:sau|từ)\s(?:ngày\s)?\d[\d/.-]*\Z", re.IGNORECASE)
_GOES_TO = re.compile(r"\s*(?:đến|tới|[-–—])")
_PAUSE = re.compile(r"[,;:]|\.\s")
_NO_TASK = "có ngày hoặc kỳ hạn chưa gắn với việc nào"
_NOT_READ = "có ngày hoặc kỳ hạn chưa hiểu là thời hạn của việc này"


class _Dated(NamedTuple):
    """What is known of the tasks' deadlines, by code.

    ``days`` has the tasks that have one, with its day where it has one; ``doubted`` what is asked about it;
    ``contents`` the words of all tasks and ``quotes`` those of their deadlines.
    """

    days: Mapping[str, date | None]
    doubted: Mapping[str, str]
    contents: Mapping[str, str]
    quotes: Mapping[str, str]


def times_left(
    entries: Sequence[Entry], tasks: Iterable[TaskDraft], doubts: Iterable[Unresolved], context: DueContext
) -> Iterator[Unresolved]:
    """Asks about the times that nobody claimed, but for those that ``doubts`` about a task's day name.

    In the words of a task that has a deadline, a period without a word of deadlines only describes. Those of lines
    that are no task's are asked about once a section.
    """
    tasks = list(tasks)
    dated = _Dated(
        {task.code: task.due_on for task in tasks if task.due_on or task.due_kind != DueKind.NONE},
        _doubted(doubts),
        {task.code: task.content for task in tasks},
        {task.code: task.due_text for task in tasks if task.due_text},
    )
    by_section: dict[tuple[str, Reason], list[tuple[Entry, str]]] = {}
    for index, entry in enumerate(entries):
        left = _left_in(entry, dated, context)
        if left and entry.tasks:
            yield from _by_task(entry, left, dated)
        elif left and entry.reason is not None and not _is_needless(entries, index, dated.days):
            by_section.setdefault((entry.section, entry.reason), []).append((entry, _words(left)))
    for (_, reason), found in by_section.items():
        texts = "; ".join(f"{words} | {entry.line.text}" for entry, words in found)
        yield Unresolved(found[0][0].place, texts, f"{reason}: {_NO_TASK}", None, "due_on")


def _doubted(doubts: Iterable[Unresolved]) -> dict[str, str]:
    told: dict[str, str] = {}
    for doubt in doubts:
        if doubt.field == "due_on" and doubt.task:
            told[doubt.task] = " ".join((told.get(doubt.task, ""), doubt.why, *doubt.choices))
    return told


def _left_in(entry: Entry, dated: _Dated, context: DueContext) -> list[Span]:
    """Lists the times of a line that may be a deadline and that no doubt names yet."""
    due = [day for code in entry.tasks if (day := dated.days.get(code))]
    is_all_due = all(map(dated.days.get, entry.tasks))
    left = [s for s in _open(entry, context) if s.aside is None or _may_count(entry, s, due)]
    if not dated.days.keys().isdisjoint(entry.tasks):
        left = [s for s in left if _may_still_be_due(entry, s)]
    if entry.quotes and is_all_due:
        left = [s for s in left if not is_over(s.text, context)]
        left = [s for s in left if not (_is_one_of(s, due) or _is_long_past(entry, s, context))]
    if entry.tasks and is_all_due:
        left = [s for s in left if not (_tells_why_then(entry, s) or _is_its_weekday(entry, s))]
        left = [s for s in left if not _names_its_period(entry, s)]
        left = [s for s in left if not (_is_feast_near(entry, s, due) or _says_which(entry, s, due))]
        left = [s for s in left if not (_is_after(entry, s) or _is_piece_of_due(entry, s, dated))]
    named = " ".join(dated.doubted.get(code, "") for code in entry.tasks)
    return [span for span in left if clean(span.text) not in named]


def _may_count(entry: Entry, span: Span, due: Sequence[date]) -> bool:
    """True for a time whose words rule it out, though it may be the day of another part of dated work."""
    # "triển khai bắt đầu từ ngày 01/7" says all that is known of when.
    is_only_begun = span.aside == Reason.BEGINNING and bool(entry.tasks) and not due and names_day(span.text)
    is_apart = _begins_later(span, due) or (bool(due) and _is_occasion_apart(entry, span))
    return is_only_begun or _is_rest_of_year(entry, span) or is_apart


def _open(entry: Entry, context: DueContext) -> Iterator[Span]:
    """Lists the times of a line that no deadline was read from and that nothing about the line rules out."""
    if entry.is_audited or (entry.reason in _OUTSIDE and not entry.uses):
        return
    for span in entry.times(context):
        is_told = (entry.is_told or entry.reason in _OF_AN_EVENT) and not _is_cued(entry, span)
        # What leads in tells of days that are over: of meetings, of papers.
        if not is_told or (entry.reason == Reason.LEAD_IN and is_to_come(span.text, context)):
            yield span


def _names_its_period(entry: Entry, span: Span) -> bool:
    """True for the "cả năm" of "trước ngày 10/6 (6 tháng đầu năm), trước ngày 10/12 (cả năm)", of which it reports."""
    text = entry.line.text
    is_bracketed = text[: span.start].endswith("(") and text.startswith(")", span.end)
    is_bracketed = is_bracketed or text[: span.start].endswith("đối với ")
    is_period = _WHOLE_YEAR.fullmatch(clean(span.text)) or _HALF_YEAR.fullmatch(clean(span.text))
    return bool(is_bracketed and is_period and _DAY_BEFORE.search(text, 0, span.start))


def _ends_another_clause(entry: Entry, span: Span) -> bool:
    """True for the month of "chọn điểm trước 10/4, hội thảo đầu bờ tháng 9": of what else is held or handed over."""
    text = entry.line.text
    return bool(_HELD_THEN.search(text, 0, span.start) and _CLAUSE_OVER.match(text, span.end))


def _may_still_be_due(entry: Entry, span: Span) -> bool:
    """True for a time that may be a further deadline of work that has one."""
    return (
        names_day(span.text)
        or _is_cued(entry, span)
        or _ends_another_clause(entry, span)
        or _is_alike(entry, span)
        or _is_finer(entry, span)
        or bool(not entry.quotes and _BY_THE_MOON.search(span.text))
        or _fills_bracket(entry.line.text, span)
        or _recurs_apart(entry, span)
        or bool(_HALF.fullmatch(clean(span.text)))
        or span.aside == Reason.BEGINNING
        or (bool(_WITHIN.fullmatch(clean(span.text))) and _is_apart(entry, span, SENTENCE_END))
        or (bool(_PART_ONLY.fullmatch(clean(span.text))) and _is_apart(entry, span, _PAUSE))
    )


def _by_task(entry: Entry, left: Sequence[Span], dated: _Dated) -> Iterator[Unresolved]:
    parts: dict[str, list[Span]] = {}
    for span in left:
        code = _whose(entry, span, dated.contents)
        parts.setdefault(code, []).append(span)
        # "A tuyên truyền; B phát thanh đến 15/3": a semicolon joins what is undated to the day behind it.
        before = entry.tasks[max(0, entry.tasks.index(code) - 1)]
        if before not in dated.days and before != code and dated.contents.get(before, "").endswith(";"):
            parts.setdefault(before, []).append(span)
    for code, spans in parts.items():
        yield Unresolved(entry.place, f"{_words(spans)} | {entry.line.text}", _NOT_READ, code, "due_on")


def _words(spans: Iterable[Span]) -> str:
    return clean("; ".join(span.text for span in spans))


def _is_needless(entries: Sequence[Entry], index: int, dated: Container[str]) -> bool:
    """True for "Tháng 5" as a heading where all the work below it has a time of its own."""
    if not _is_period(entries[index]):
        return False
    below = takewhile(lambda e: e.reason != Reason.HEADING or _is_period(e), entries[index + 1 :])
    tasks = [code for entry in below for code in entry.tasks]
    return bool(tasks) and all(code in dated for code in tasks)


def _is_period(entry: Entry) -> bool:
    text = entry.line.text
    return entry.reason == Reason.HEADING and (is_time_only(text) or bool(NAMES_A_TABLE.match(text)))


def _whose(entry: Entry, span: Span, contents: Mapping[str, str]) -> str:
    """Gives the first task of a line in whose words the span stands where it stands in the line; else the first."""
    said = clean(entry.line.text[max(0, span.start - _NEAR) : span.end])
    tails = (said, said.rpartition(". ")[2], clean(span.text))
    found = (code for tail in tails for code in entry.tasks if tail and tail in contents.get(code, ""))
    return next(found, entry.tasks[0])


def _is_one_of(span: Span, days: Sequence[date]) -> bool:
    """True for the day of a deadline, told once more: "lớp đoàn viên 26/3, thực hiện đến hết ngày 26/3/2026"."""
    found = _DAY_AND_MONTH.fullmatch(span.text)
    return found is not None and any((day.day, day.month) == (int(found[1]), int(found[2])) for day in days)


def _is_long_past(entry: Entry, span: Span, context: DueContext) -> bool:
    """True for the "01/01/1966" of "cụ sinh trước ngày 01/01/1966": years before the plan's, with a word or without."""
    years = [int(year) for year in _YEARS.findall(span.text)]
    if context.year is None or not years or max(years) >= context.year:
        return False
    return max(years) < context.year - 1 or bool(_GONE.search(entry.line.text, 0, span.start))


def _fills_bracket(text: str, span: Span) -> bool:
    """True for "… trước hè (trước 25/5) và dịp hoa tam giác mạch (tháng 10)": a period alone in its bracket."""
    return text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"


def _is_occasion_apart(entry: Entry, span: Span) -> bool:
    """True for the day of "…trước ngày 30/11; chọn mô hình đề nghị biểu dương dịp 15/10"."""
    is_day = span.aside == Reason.ANNIVERSARY and names_day(span.text)
    said = entry.line.text[: span.end]
    return is_day and (bool(_ENDS_AT.search(said)) or (bool(_AT_OCCASION.search(said)) and _is_apart(entry, span)))


def _recurs_apart(entry: Entry, span: Span) -> bool:
    """True for a rhythm or an event of other work than the deadlines': "họp mỗi quý; ban hành … trong tháng 02".

    So is one in a line of its own, where the deadline stands in another; but "khám sức khỏe định kỳ" and "mỗi năm 02
    cuộc" say no more than the deadline does.
    """
    if _is_apart(entry, span, OTHER_WORK):
        return bool(_RHYTHM.search(span.text) or _WEEKDAY.search(span.text) or _WHEN_COMES.match(span.text))
    is_alone = not any(True for _ in Claims(entry).stretches())
    is_rhythm = bool(_RHYTHM.search(span.text)) and not _SAYS_LITTLE.search(span.text)
    return is_alone and (is_rhythm or bool(_WEEKDAY.search(span.text)))


def _is_apart(entry: Entry, span: Span, ends: re.Pattern[str] = _CLAUSE_END) -> bool:
    """True for a time in a line with deadlines that stands in one clause with none of them."""
    return any(True for _ in Claims(entry).stretches()) and not _is_with_deadline(entry, span, ends)


def _is_with_deadline(entry: Entry, span: Span, ends: re.Pattern[str] = _CLAUSE_END) -> bool:
    """True for a time in one clause with a deadline."""
    return any(
        not ends.search(entry.line.text[min(span.end, end) : max(span.start, start)])
        for start, end in Claims(entry).stretches()
    )


def _is_finer(entry: Entry, span: Span) -> bool:
    """True for the "tháng 4" of "công dân đủ 17 tuổi trong năm 2026 …, thực hiện tháng 4", due in the year so far."""
    is_year = bool(entry.quotes) and all(_YEAR_ONLY.fullmatch(quote.strip()) for quote in entry.quotes)
    return is_year and bool(_ONE_PERIOD.match(clean(span.text)))


def _begins_later(span: Span, days: Sequence[date]) -> bool:
    """True for a day that something begins on, behind all deadlines of the line: it is the end of something else."""
    if span.aside != Reason.BEGINNING or not days:
        return False
    years = [int(year) for year in _YEARS.findall(span.text)]
    if years and max(years) > max(day.year for day in days):
        # "trình thẩm định năm 2026, khởi công năm 2027"
        return True
    found = _DAY_AND_MONTH.match(span.text)
    return found is not None and (int(found[2]), int(found[1])) > max((day.month, day.day) for day in days)


def _is_rest_of_year(entry: Entry, span: Span) -> bool:
    """True for the "cả năm" of "6 tháng đầu năm 20 đơn vị, cả năm 45 đơn vị"."""
    return bool(_WHOLE_YEAR.fullmatch(span.text)) and any(_PART_OF_YEAR.search(quote) for quote in entry.quotes)


def _is_alike(entry: Entry, span: Span) -> bool:
    """True for a further month or quarter beside one that is a deadline: "quý I thay 1.000 chiếc, quý II 1.500"."""
    if _is_rest_of_year(entry, span):
        return True
    if _HALF_YEAR.fullmatch(clean(span.text)) and any(_HALF_YEAR.fullmatch(clean(quote)) for quote in entry.quotes):
        # "6 tháng đầu năm kiểm tra 02 đơn vị, 6 tháng cuối năm 04 đơn vị"
        return clean(span.text) not in map(clean, entry.quotes)
    unit = _ONE_PERIOD.match(span.text)
    units = [found["unit"].casefold() for quote in entry.quotes if (found := _ONE_PERIOD.fullmatch(clean(quote)))]
    return unit is not None and unit["unit"].casefold() in units and clean(span.text) not in map(clean, entry.quotes)


def _tells_why_then(entry: Entry, span: Span) -> bool:
    """True for the occasion of dated work, in one clause with its day or on another line: "trước mùa mưa, hạn 30/4"."""
    is_occasion = _OCCASION.fullmatch(span.text) and not _PART_ONLY.fullmatch(clean(span.text))
    if _fills_bracket(entry.line.text, span) and all(_PART_ONLY.fullmatch(clean(quote)) for quote in entry.quotes):
        # "kiểm điểm cuối năm … (sau khi có hướng dẫn)": the bracket says when, more than the words before it.
        return False
    is_dated_next = _BEFORE_WHAT.match(span.text) and _DATED_NEXT.match(entry.line.text, span.end)
    return bool(is_dated_next) or (
        bool(is_occasion)
        and (
            # "trước mùa mưa. Thời gian: …": another sentence says the day.
            not _is_apart(entry, span, _SEMICOLON if _SEASON.match(span.text) else _CLAUSE_END)
        )
    )


def _is_its_weekday(entry: Entry, span: Span) -> bool:
    """True for the weekday in brackets behind a day: "ngày 14/8 (thứ Sáu)"."""
    is_weekday = _BRACKETED_DAY.search(entry.line.text, 0, span.end)
    return is_weekday is not None and is_weekday.end("day") == span.end


def _is_feast_near(entry: Entry, span: Span, days: Sequence[date]) -> bool:
    """True for the "20/10" of "họp mặt 20/10", up to a month behind the day by which that has to be prepared."""
    if not (GREAT_DAY.fullmatch(span.text) and _OF_A_FEAST.search(entry.line.text, 0, span.start)):
        return False
    month, day = int(span.text.split("/")[1]), int(span.text.split("/")[0])
    return any(0 < (date(one.year, month, day) - one).days <= _MONTH for one in days)


def _says_which(entry: Entry, span: Span, days: Sequence[date]) -> bool:
    """True for words that tell which session, report or figures dated work is about.

    "kỳ họp giữa năm", "kiểm tra định kỳ", "6 tháng và năm" with two days, "cả năm (trước ngày 05/12)", "(số liệu chốt
    đến 30/4)".
    """
    text, said = entry.line.text, clean(span.text)
    before, behind = text[max(0, span.start - _NEAR) : span.start], text[span.end :]
    return bool(
        (_PART_ONLY.fullmatch(said) and _SESSION.search(before))
        or _REGULARLY.fullmatch(said)
        or ((_HALF.fullmatch(said) or _EACH_YEAR.fullmatch(said)) and len(days) > 1)
        or (_WHOLE_YEAR.fullmatch(said) and _DATED_BEHIND.match(behind))
        or (_FIGURES_AS_OF.search(before) and behind.startswith(")"))
        or (_BY_YEARS_END.fullmatch(said) and _GOAL_BEHIND.match(behind))
    )


def _is_after(entry: Entry, span: Span) -> bool:
    """True for "sau ngày 30/9" and "từ ngày 12/10" without an end: no last day of work that has one."""
    said = entry.line.text[max(0, span.start - _NEAR) : span.end]
    behind = entry.line.text[span.end : span.end + _NEAR]
    return names_day(span.text) and bool(_AFTER_DAY.search(said)) and not _GOES_TO.match(behind)


def _is_piece_of_due(entry: Entry, span: Span, dated: _Dated) -> bool:
    """True for "chậm nhất ngày 20/" above "11/2026", where the line was broken in the day that is the deadline."""
    said = _squeezed(span.text)
    quotes = [_squeezed(dated.quotes.get(code, "")) for code in entry.tasks]
    return any(
        quote.startswith(said) and quote != said if said.endswith("/") else quote.endswith(f"/{said}")
        for quote in quotes
    )


def _squeezed(text: str) -> str:
    return "".join(text.lower().split())


def _is_cued(entry: Entry, span: Span) -> bool:
    """True for a date with a word of deadlines in it or just before it, in one clause."""
    before = re.split(r"[.;]", entry.line.text[max(0, span.start - _NEAR) : span.start])[-1]
    return bool(_CUED.search(f"{before} {span.text}"))
