"""What the days, periods and rhythms in one text mean together: which of them are deadlines, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.draft import PeriodDraft
from danvan_cli.domain.due import DueContext, last_day, period_bounds, periods_of
from danvan_cli.domain.text import fold
from danvan_cli.domain.typed_dates import WEEKDAY_NUMBERS
from danvan_cli.domain.words import DueKind, Every, TaskKind
from danvan_cli.intake.due.bare import asked_about, held_on
from danvan_cli.intake.due.days import (
    EARLY,
    LATE,
    OVER_NEW_YEAR,
    Due,
    Found,
    Stretch,
    cut,
    find_days,
    in_year_of_issue,
    is_early,
    is_late,
    words,
)
from danvan_cli.intake.due.events import from_known, waiting
from danvan_cli.intake.due.patterns import (
    BLANK_DAY,
    EVENT,
    NO_DATE,
    OCCASION,
    RELATIVE,
    TERM,
)
from danvan_cli.intake.due.periods import find_periods
from danvan_cli.intake.due.rhythms import (
    NUMBERS,
    TIMES,
    DayInPeriod,
    Rhythm,
    due_of,
    find_days_in_period,
    find_named,
    find_rhythms,
    frequency_words,
    rule_in_period,
)
from danvan_cli.intake.due.traps import mask
from danvan_cli.intake.letters import LOWER, UPPER
from danvan_cli.intake.time_words import LATEST, STAGE_GOES, WEEKDAY, compiled

_MOST = 6
_MONTHS = 12
_WHICH_YEAR = "không ghi năm; kế hoạch ban hành từ {} nên có thể là ngay năm ấy"
TOO_MANY = "có nhiều thời hạn khác nhau, chọn một hoặc tách thành nhiều nhiệm vụ"
_WEEKDAY = "việc {} vào một thứ trong tuần, chưa lập thời hạn cho từng tuần"
_ON_A_WEEKDAY = re.compile(r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b", re.IGNORECASE)
# "trước và sau mỗi kỳ họp"
_AROUND = re.compile(r"\b(?:trước|sau)\s+\Z", re.IGNORECASE)
# "10 ngày một lần", "2 tháng/lần", "2 lần/tháng", "mỗi học kỳ": periods that no calendar has.
_UNEVEN = re.compile(
    r"\d+\s+ngày\s+(?:một|1|01)\s+lần|(?:2|02|hai|bốn|4|04)\s+tháng\s?(?:/|một|1|01)|học kỳ|/\s?(?:tháng|quý)\b"
    r"|cách|chẵn|lẻ|(?:một|1|01)\s(?:tháng|quý)\s(?!một|1|01)",
    re.IGNORECASE,
)
_SEVERAL_TIMES = re.compile(rf"\b(?:tháng|quý)\s+(?!0?1\s){TIMES}", re.IGNORECASE)
_NO_DAY = "việc định kỳ chưa có ngày cho từng kỳ"
# Work of every period, where only "trong quý" says so.
_HELD = re.compile(r"\b(?:họp|giao ban|sinh hoạt|từng|báo cáo|sơ kết)\b", re.IGNORECASE)
# "trong năm 2026", "cuối năm", but not "trong tháng 01 năm 2026".
_YEAR_ALONE = re.compile(
    r"\A(?!.*(?:(?:tháng|quý)\s+\w+,?\s+năm\s+\d|tháng\s+(?:đầu|cuối)\s+năm)).*năm\b", re.IGNORECASE
)
# "hằng quý trong năm 2026": the year only says for how long.
# "hằng tháng, bắt đầu từ tháng 3/2026", "mỗi quý một lần kể từ quý II", but not "từ tháng 3 đến tháng 9".
_SINCE = re.compile(
    r"(?:\A|,\s*|\(|\b(?:bắt đầu|thực hiện|áp dụng|kể|tính)\s+)(?:thực hiện\s+)?từ\s+(?:đầu\s+)?"
    r"(?:(?P<unit>tháng|quý)\s+(?P<number>\d{1,2}|IV|I{1,3})(?:\s?/\s?(?P<year>20\d\d))?)(?![\w/])"
    r"(?!\s*(?:đến|tới|-|–))",
    re.IGNORECASE,
)
_SINCE_WHEN = "“{}” ở ngoài các kỳ của kế hoạch, chưa rõ bắt đầu khi nào"
_UPON = re.compile(r"(?:ngay\s+)?(?:sau|trước|ngay)\s+khi\s(?!hết|kết thúc)[^.;,()]{3,90}", re.IGNORECASE)
_IN_YEAR = re.compile(r"(?:trong\s+|của\s+)?(?:cả\s+)?năm(?:\s+\d{4}|\s+nay)?", re.IGNORECASE)
# The rhythms of which each period is a row.
_LISTED = ("month", "quarter", "half")
_THIS_OR_NEXT = re.compile(r"\bnăm (?:nay|sau|tới)(?!\w)", re.IGNORECASE)
_OF_WHICH = "“năm nay”, “năm sau” tính từ ngày ban hành {} hay từ năm của kế hoạch?"
_INFERRED = "văn bản chỉ nêu kỳ, chưa nói rõ ngày; tạm lấy ngày cuối kỳ"
# "gửi trước ngày 15/11 để tổng hợp báo cáo trước ngày 20/11": the second day is the receiver's.
_FOR_OTHERS = re.compile(r"\bđể\s+(?:\S+\s+){0,8}?(?:tổng hợp|báo cáo|trình|theo dõi)", re.IGNORECASE)
# "chốt số lượng ngày 10/6 để Phòng Kinh tế giao giống ngày 28/6": that may be work that is to be followed, too.
_SO_THAT_OTHERS = re.compile(rf"\bđể\s+[{UPPER}](?:[^.;]|\.(?=\d))*\Z")
_OF_OTHERS = "“{}” có thể là hạn của việc khác, nơi khác làm"
_LATEST = compiled(LATEST)
_SHARE = re.compile(
    r"(?:\A|[,;(.]\s*)(?:riêng|trong đó(?! có))\s"
    r"(?!(?:việc|hoạt động|nội dung|nhiệm vụ|phần|công việc|đợt|khâu) (?:này|trên)|năm\b|tháng\b|quý\b)"
    r"(?:[^,;.()\d]|\d(?!\s?/)){2,130}(?:,\s*(?:làm xong|hoàn thành|xong|hạn)\s*)?\Z",
    re.IGNORECASE,
)
# Other work begins between two times: behind a semicolon, or behind a comma with words of its own.
OTHER_WORK = re.compile(r";|\.\s|,\s+(?:[^\W\d]+\s+){3,}")
_NAMES_TIME_OF = re.compile(
    r"(?:hưởng ứng|chào mừng|trong khuôn khổ|nhân)\s(?:Tuần lễ|Tháng|Chiến dịch|Ngày hội|Lễ hội|Đợt)\s"
    r"[^,;.()\d]{2,50}\Z|\bsẽ có\s*\Z"
)
_FRAME = re.compile(STAGE_GOES)
# "… trong tháng 5 và quyết toán trước ngày 15/12"
_AND_ACTS = re.compile(r"\svà\s(?!(?:muộn|chậm|không|phải|hoàn|xong|trước|cuối)\b)(?:[^\W\d]+\s){2,}[^.]*")
_NEXT_WORK = re.compile(r"\A[^.]*,\s+(?:[^\W\d]+\s+){3,}[^.]*\Z")
_WORK_IN_BRACKET = re.compile(
    r"\((?:báo cáo|đề xuất|gửi|nộp|lập|đăng ký|danh sách|tổng hợp|cung cấp)\s"
    r"(?:(?!xong\s|hoàn thành\s)[^\W\d]+\s+){3,}[^()]*\Z"
)
_AND_OTHERS = re.compile(r"\s+và\s+(?:[^\W\d]+\s+){1,8}")
_DONE = re.compile(r"(?:xong|hoàn thành)\s", re.IGNORECASE)
# Not the stop of "TX. Gò Công".
SENTENCE_END = re.compile(rf"(?<=[{LOWER}\d)])\.\s")
_ENDS = re.compile(r"\bcuối\b", re.IGNORECASE)
_FOR_A_SHARE = "“{}” có thể chỉ là thời hạn của một phần việc này"
_OR = re.compile(r"\s*,?\s*(?:hoặc|hay)(?:\s+là)?\s*", re.IGNORECASE)


def understood(text: str, masked: str, context: DueContext, *, is_field: bool) -> list[Due]:
    """Reads the deadlines of a text whose traps are masked, in the order of reading; never empty."""
    rhythms = find_rhythms(text, masked, is_dated=True)
    inside = find_days_in_period(text, masked, rhythms)
    if listed := find_named(text, masked, inside, context, is_field=is_field):
        for start, end in listed.at:
            masked = mask(masked, start, end)
        beside = understood(text, masked, context, is_field=is_field)
        return [due_of(listed, context), *(due for due in beside if due.due_on or due.due_kind == DueKind.RELATIVE)]
    rest = masked
    for day in inside:
        rest = mask(rest, day.start, day.end)
    days = find_days(text, rest, context, is_field=is_field)
    for found in days:
        rest = mask(rest, found.start, found.end)
    days, named = _named_beside(find_periods(text, rest, context, is_field=is_field), days, inside, text, context)
    if not days and not named and not is_field:
        rhythms = find_rhythms(text, masked, is_dated=bool(inside))
    named = [f for f in named if not _is_in_event(f, text)]
    dated = _without_starts(sorted([*(_with_weekday(day, text) for day in days), *named], key=lambda f: f.start))
    dated = dated if is_field else _without_past(dated, context)
    dated = _one_of_two(_without_others(_without_occasions(dated, text), text), text)
    dated = dated if inside or is_field else _of_shares(dated, text)
    behind = [
        r for r in rhythms if (_is_others(r, rhythms, inside, text) if inside else _is_apart_from(r, dated, text))
    ]
    near = [r for r in rhythms if r not in behind and not (dated and not inside and _is_of_other_work(r, dated, text))]
    if year := _year_of(near, inside, dated, text):
        dated = []
    until = _until(near, inside, dated)
    dues = [
        *_recurring(near, inside, dated, until, text, context),
        *_dated([] if until else dated, near, inside, context),
        *_recurring(behind, (), (), None, text, context),
    ]
    if year:
        dues[0] = dues[0]._replace(at=(*dues[0].at, *year.at))
    if not dues:
        return [_undated(text, rest, rhythms, context)]
    dues = [_since(due, text, context) for due in dues]
    return [*dues, *_relative_beside(text, rest)] if len(dues) <= _MOST else [_too_many(dues)]


def _with_weekday(found: Found, text: str) -> Found:
    """Asks about a day that is written with another weekday than the calendar gives it: "thứ Tư, ngày 16/4/2026"."""
    rule, last = found.rule, found.last_day
    if rule.kind != DueKind.FIXED or not (last and rule.month and rule.day) or "th" not in text.lower():
        return found
    written = re.compile(rf"(?<!\d)0?{rule.day}\s?[/.\-]\s?0?{rule.month}(?!\d)(?:\s?[/.\-]\s?20\d\d)?")
    at = written.search(text, found.start, found.end)
    said = at and (_WEEKDAY_BEFORE.search(text, 0, at.start()) or _WEEKDAY_BEHIND.match(text, at.end()))
    try:
        day = date(last.year, rule.month, rule.day)
    except ValueError:
        return found
    if not said or WEEKDAY_NUMBERS.get(fold(said["weekday"]).split()[-1], _SUNDAY) == day.weekday():
        return found
    return found._replace(doubt=found.doubt or _OTHER_WEEKDAY.format(describe(day), said["weekday"]))


_SUNDAY = 6
_WEEKDAY_BEFORE = compiled(rf"(?<!\w)(?P<weekday>{WEEKDAY})[\s,(]*(?:ngày\s+)?\Z")
_WEEKDAY_BEHIND = compiled(rf"\s*[(,]?\s*(?P<weekday>{WEEKDAY})(?!\s+(?:h[ằà]ng|mỗi|tuần|và|các)\b)")
_OTHER_WEEKDAY = "lịch là {}, văn bản lại ghi “{}”"


def _is_in_event(found: Found, text: str) -> bool:
    """True for the year in "Ngay sau khi Tỉnh ủy hướng dẫn kiểm điểm cuối năm, …", which is a word of the event's."""
    return bool(_YEAR_ALONE.search(found.text)) and any(
        one.start() <= found.start and found.end <= one.end() for one in _UPON.finditer(text)
    )


def _without_past(dated: list[Found], context: DueContext) -> list[Found]:
    """Drops days written with a year that were over at the plan's issue, where a later one is said, too.

    "đất được giao trước ngày 01/7/2004, chậm nhất ngày 20/9"; one that lies years back is no deadline even alone.
    """
    over = [f for f in dated if f.rule.year and f.last_day and is_early(f.last_day, context)]
    if over and len(over) < len(dated):
        said = tuple((f.start, f.end) for f in over)
        first, *rest = (f for f in dated if f not in over)
        return [first._replace(beside=(*first.beside, *said)), *rest]
    return [f for f in dated if context.year is None or not f.last_day or f.last_day.year >= context.year - 1]


def _named_beside(
    named: list[Found], days: list[Found], inside: Sequence[DayInPeriod], text: str, context: DueContext
) -> tuple[list[Found], list[Found]]:
    """Keeps a named period beside days only where it is a deadline of its own: with its word, in another clause.

    One that is not, and that a day lies in ("trong quý III, trước ngày 25/9"), goes with that day.
    """
    if not named or not (days or inside):
        return days, named
    said = [f for f in named if f.is_said and f.first_day is None and not _YEAR_ALONE.search(f.text)]
    kept = [f for f in said if all(_is_apart(f, day, text) for day in days) and not inside]
    around = [
        (f.start, f.end)
        for f in named
        if f not in kept and any(_holds(f, day, context) and not _is_other_sentence(f, day, text) for day in days)
    ]
    return [day._replace(beside=(*day.beside, *around)) for day in days], kept


def _holds(period: Found, day: Found, context: DueContext) -> bool:
    bounds = period_bounds(period.rule, context) if period.rule.kind == DueKind.PERIOD else None
    if not (bounds and day.last_day and bounds[0] <= day.last_day <= bounds[1]):
        return False
    # The end of a year holds no day of its first half.
    is_end = bool(_ENDS.search(period.text))
    return not is_end or 2 * (day.last_day - bounds[0]) >= bounds[1] - bounds[0]


def _is_other_sentence(period: Found, day: Found, text: str) -> bool:
    """True for the "trong tháng 11" of "lần 1 ngày 25/11. Thẩm định hồ sơ trong tháng 11."."""
    # In the whole text: the stop may stand right behind the first of them.
    return bool(SENTENCE_END.search(text, min(period.end, day.end), max(period.start, day.start)))


def _between(period: Found, day: Found, text: str) -> str:
    return text[min(period.end, day.end) : max(period.start, day.start)]


_NEXT_BRACKET = re.compile(r"\)[^()]*\w\s[^()]*\((?:trong|xong|hoàn thành)?\s*\Z")


def _is_apart(period: Found, day: Found, text: str) -> bool:
    between = _between(period, day, text)
    same_month = period.last_day and day.last_day and period.last_day.replace(day=1) == day.last_day.replace(day=1)
    # "trình dự toán trước ngày 25/5, mở tài khoản tiếp nhận tài trợ trong tháng 5": the next piece of work.
    same_month = same_month and not (day.end <= period.start and _NEXT_WORK.search(between))
    # Behind a semicolon there is another piece of work, though it may be due in the same month; so is that before a
    # bracket with a time of its own: "in băng rôn (xong ngày 20/10), cử đội văn nghệ (trong tháng 10)".
    is_next_act = bool(_AND_ACTS.fullmatch(between))
    is_next_act = is_next_act or (period.end <= day.start and bool(_SO_THAT_OTHERS.search(between)))
    # "cấp khoa xong trước ngày 20/01 và cấp bệnh viện xong trong tháng 01"
    is_next_act = is_next_act or bool(_DONE.match(period.text) and _AND_OTHERS.fullmatch(between))
    # "bố trí kinh phí trong quý I (đề xuất danh mục gửi Sở Y tế trước ngày 31/01)": the bracket has work of its own.
    is_next_act = is_next_act or (period.end <= day.start and bool(_WORK_IN_BRACKET.search(between)))
    return (
        ";" in between
        or is_next_act
        or bool(_NEXT_BRACKET.search(between))
        or (bool(re.search(r"[.,]", between)) and not same_month)
    )


def _without_starts(found: list[Found]) -> list[Found]:
    """Takes a day that a stretch in the same text begins on for its start: "từ 10/6 đến 20/6; khai mạc 10/6"."""
    kept = list(found)
    for stretch in found:
        starts = [one for one in kept if not one.first_day and one.last_day == stretch.first_day is not None]
        if not starts or stretch.first_day == stretch.last_day:
            continue
        at = tuple(chain.from_iterable(one.at for one in starts))
        whole = stretch._replace(beside=(*stretch.beside, *at))
        kept = [whole if one is stretch else one for one in kept if one not in starts]
    return kept


def _without_occasions(found: list[Found], text: str) -> list[Found]:
    """Drops the time of what is only named where the work has one of its own.

    "hưởng ứng Tuần lễ Áo dài từ 01/3 đến 08/3, nhận bài đến 05/3", "Đợt I tiến hành trong quý II. Trình trước 20/4.",
    "báo cáo của Sở Tư pháp sẽ có vào 22/6, tiếp thu trước 25/6".
    """
    named = [one for one in found if _NAMES_TIME_OF.search(text, 0, one.start) or _is_frame(one, found, text)]
    if not named or len(named) == len(found):
        return found
    first, *rest = (one for one in found if one not in named)
    return [first._replace(beside=(*first.beside, *((one.start, one.end) for one in named))), *rest]


def _is_frame(one: Found, found: Sequence[Found], text: str) -> bool:
    """True for the time of "Đợt I tiến hành trong quý II." in front of a day of the work itself."""
    is_first = one is found[0] and len(found) > 1 and bool(_FRAME.fullmatch(text[: one.start]))
    return is_first and "." in text[one.end : found[1].start]


def _without_others(found: list[Found], text: str) -> list[Found]:
    """Takes a later day that stands behind "để tổng hợp, báo cáo …" for the receiver's, and says so.

    Behind "để Phòng Kinh tế giao giống …" it may be one to be followed: that is asked about.
    """
    kept: list[Found] = []
    for one in found:
        between = text[kept[-1].end : one.start] if kept else ""
        is_theirs = _FOR_OTHERS.search(between) is not None
        if not kept or ";" in between or not (is_theirs or _SO_THAT_OTHERS.search(between)):
            kept.append(one)
            continue
        last = kept[-1]._replace(beside=(*kept[-1].beside, *one.at))
        note = f"“{one.text}” là hạn của nơi nhận, không phải của việc này"
        doubt = last.doubt or _OF_OTHERS.format(one.text)
        kept[-1] = last._replace(notes=(*last.notes, note)) if is_theirs else last._replace(doubt=doubt)
    return kept


def _one_of_two(found: list[Found], text: str) -> list[Found]:
    """Makes one doubtful deadline of "trước ngày 15/6 hoặc trước ngày 30/6".

    "trước lễ 30/4 (chậm nhất 25/4)" is due on the sooner day, which says it more closely.
    """
    kept: list[Found] = []
    for one in found:
        last = kept[-1] if kept else None
        is_closer = last and last.last_day and one.last_day and one.last_day < last.last_day
        if last and is_closer and _LATEST.match(one.text) and text[last.end : one.start].strip() in ("(", ","):
            kept[-1] = one._replace(beside=(*one.beside, *last.at))
        elif last and _OR.fullmatch(text, last.end, one.start):
            doubt = f"có thể là “{last.text}” hoặc “{one.text}”, cần chọn một"
            kept[-1] = last._replace(end=one.end, doubt=doubt, beside=(*last.beside, *one.beside))
        else:
            kept.append(one)
    return kept


def _of_shares(found: list[Found], text: str) -> list[Found]:
    """Asks about days that are set for a part of the work only: "nạo vét cống; riêng tuyến Lê Nổ xong trước 30/4"."""
    if not found or not all(_SHARE.search(text, 0, one.start) for one in found):
        return found
    return [one._replace(doubt=one.doubt or _FOR_A_SHARE.format(one.text)) for one in found]


def _year_of(
    rhythms: Sequence[Rhythm], inside: Sequence[DayInPeriod], dated: Sequence[Found], text: str
) -> Found | None:
    """Finds the year in which work recurs, where the two stand in one clause: it is no deadline."""
    if len(dated) != 1 or inside or not rhythms or rhythms[0].finest not in _LISTED:
        return None
    between = text[min(dated[0].end, rhythms[0].end) : max(dated[0].start, rhythms[0].start)]
    return dated[0] if _IN_YEAR.fullmatch(dated[0].text.rstrip(".")) and not re.search(r"[;.]", between) else None


def _until(rhythms: Sequence[Rhythm], inside: Sequence[DayInPeriod], dated: Sequence[Found]) -> Found | None:
    """Finds the end of what recurs: "hằng quý đến năm 2030", "hằng tháng, đến hết ngày 30/11"."""
    if inside or len(dated) != 1 or not rhythms or rhythms[0].finest not in _LISTED:
        return None
    is_end = re.match(r"(?:đến|tới)\s", dated[0].text, re.IGNORECASE)
    return dated[0] if is_end and dated[0].last_day else None


def _since(due: Due, text: str, context: DueContext) -> Due:
    """Leaves out the periods that end before what recurs begins: "hằng tháng, bắt đầu từ tháng 3"."""
    match = _SINCE.search(text) if due.periods else None
    if match is None or (due.at and SENTENCE_END.search(text, *sorted((match.start(), due.at[0][0])))):
        return due
    month = NUMBERS.get(match["number"].lower()) or int(match["number"])
    month = month * 3 - 2 if match["unit"].lower() == "quý" else month
    year = int(match["year"]) if match["year"] else context.year_of(month) if 1 <= month <= _MONTHS else None
    first = date(year, month, 1) if year and 1 <= month <= _MONTHS else None
    kept = tuple(period for period in due.periods if first is None or period.due_on is None or period.due_on >= first)
    if not kept or first is None:
        return due._replace(doubt=due.doubt or _SINCE_WHEN.format(match[0].lstrip(" ,(")), certain=False)
    if kept == due.periods:
        return due
    note = f"việc bắt đầu {match[0].lstrip(' ,(').removeprefix('bắt đầu ')}"
    return due._replace(due_on=kept[0].due_on, periods=kept, notes=(*due.notes, note), at=(*due.at, match.span()))


def _recurring(
    rhythms: Sequence[Rhythm],
    inside: Sequence[DayInPeriod],
    dated: Sequence[Found],
    until: Found | None,
    text: str,
    context: DueContext,
) -> Iterator[Due]:
    """Reads what recurs with a day in every period, or within a span, or with no day at all."""
    for day in inside:
        rhythm = _nearest(rhythms, day)
        unit = day.unit or (rhythm.finest if rhythm else "month")
        yield _listed(rhythm, unit, day, context, certain=bool(day.unit) or unit == "month")
    if inside or not rhythms:
        return
    spans = [f for f in dated if f.first_day and f.kind == DueKind.PERIOD]
    finest = rhythms[0].finest
    if until:
        listed = _listed(rhythms[0], finest, None, context, certain=False, span=(None, until.last_day))
        said = cut(text, min(rhythms[0].start, until.start), max(rhythms[0].end, until.end))
        note = f"việc kéo dài đến hết {short(until.last_day)}" if until.last_day else ""
        yield listed._replace(text=said, notes=(note,), at=(*listed.at, *until.at))
    elif finest in ("month", "quarter") and len(dated) == len(spans) == 1:
        span = (spans[0].first_day, spans[0].last_day)
        listed = _listed(rhythms[0], finest, None, context, certain=False, span=span)
        yield listed._replace(at=(*listed.at, *spans[0].at))
    elif not dated and finest != "other":
        yield _listed(rhythms[0], finest, None, context, certain=_is_held(rhythms[0], text))


def _is_held(rhythm: Rhythm, text: str) -> bool:
    """True for what is held in every period ("họp giao ban trong quý"); "hoàn thành trong quý" may mean any one."""
    return rhythm.is_within and bool(_HELD.search(text, 0, rhythm.end))


def _is_plain(rhythm: Rhythm | None) -> bool:
    """True for "hằng quý": due at the end of each, as "trong quý I" is [our rule]. "trong tháng" may mean any one."""
    return rhythm is not None and not rhythm.is_within and len(rhythm.units) == 1


def _is_apart_from(rhythm: Rhythm, dated: Sequence[Found], text: str) -> bool:
    """True for a rhythm in its own clause behind the last day: "…trước ngày 30/9, định kỳ 6 tháng báo cáo".

    So is one before the first day, if a semicolon parts them: "họp mỗi quý một lần; ban hành … trong tháng 02". Of
    weeks and days no rows are made: they stay with the day, so that it is asked about.
    """
    if not dated or rhythm.finest == "other":
        return False
    if rhythm.start > dated[-1].end:
        return bool(re.search(r"[,;.]", text[dated[-1].end : rhythm.start]))
    return rhythm.end < dated[0].start and ";" in text[rhythm.end : dated[0].start]


def _is_of_other_work(rhythm: Rhythm, dated: Sequence[Found], text: str) -> bool:
    """True for a rhythm before a day that is set for something else: it is left, so that it is asked about.

    "họp 2 lần/năm; ban hành …", "kiểm tra hằng quý, ban hành kế hoạch trong quý I".
    """
    between = text[rhythm.end : dated[0].start] if rhythm.end < dated[0].start else ""
    return bool(OTHER_WORK.search(between))


def _is_others(rhythm: Rhythm, rhythms: Sequence[Rhythm], inside: Sequence[DayInPeriod], text: str) -> bool:
    """True for a rhythm behind every day of another one: "ngày 5 hằng tháng; giao ban chi hội mỗi quý 1 lần"."""
    others = [_nearest(rhythms, day) for day in inside]
    last = max(day.end for day in inside)
    return (
        rhythm.finest != "other"
        and rhythm.start > last
        and all(one is not None and one.finest != rhythm.finest for one in others)
        and bool(re.search(r";|\.\s", text[last : rhythm.start]))
    )


def _nearest(rhythms: Sequence[Rhythm], day: DayInPeriod) -> Rhythm | None:
    fitting = [r for r in rhythms if not day.unit or day.unit in r.units] or list(rhythms)
    return min(fitting, key=lambda r: min(abs(r.end - day.start), abs(day.end - r.start)), default=None)


def _listed(
    rhythm: Rhythm | None,
    unit: str,
    day: DayInPeriod | None,
    context: DueContext,
    *,
    certain: bool,
    span: tuple[date | None, date | None] = (None, None),
) -> Due:
    rule = rule_in_period(unit, day) if unit in list(Every) else None
    first, last = span[0] or context.issued_on, span[1]
    listed = periods_of(rule, context, first, last) if rule else ()
    said = day.text if day else rhythm.text if rhythm else None
    frequency = rhythm.text if rhythm else {"month": "hằng tháng", "quarter": "hằng quý"}.get(unit)
    # What goes on till an end of its own ("hằng quý đến năm 2030") has rows of the plan's year only: it is asked about.
    goes_on = first is context.issued_on and last is not None
    settled = bool(listed) and (certain or (day is None and not goes_on and _is_plain(rhythm)))
    doubt = None if settled else _NO_DAY if day is None else "chưa rõ ngày này thuộc tháng nào của kỳ"
    doubt = "chưa biết năm của thời hạn" if context.year is None else doubt
    return Due(
        said, listed[0].due_on if listed else None, TaskKind.RECURRING, frequency, (), doubt, DueKind.RECURRING,
        certain and bool(listed), rule=rule, periods=tuple(PeriodDraft(p.name, p.due_on, said) for p in listed),
        choices=tuple(short(p.due_on) for p in listed[:1]) if doubt else (),
        at=tuple((one.start, one.end) for one in (day, rhythm) if one),
    )  # fmt: skip


def _dated(
    dated: Sequence[Found], rhythms: Sequence[Rhythm], inside: Sequence[DayInPeriod], context: DueContext
) -> Iterator[Due]:
    """Reads the single days and periods, each last day once."""
    if not inside and rhythms and rhythms[0].finest in ("month", "quarter"):
        # A span of months was listed period by period.
        dated = [] if [f for f in dated if f.first_day and f.kind == DueKind.PERIOD] == list(dated) else dated
    frequency = frequency_words(rhythms)
    by_day: dict[date | None, list[Found]] = {}
    for found in dated:
        by_day.setdefault(found.last_day, []).append(found)
    around = tuple((r.start, r.end) for r in rhythms)
    for same in by_day.values():
        at = (*(stretch for one in same for stretch in one.at), *(() if inside else around))
        yield _single(same[0], len(dated), rhythms if not inside else (), frequency, context, at)


def _single(
    found: Found, count: int, rhythms: Sequence[Rhythm], frequency: str | None, context: DueContext,
    at: tuple[Stretch, ...],
) -> Due:  # fmt: skip
    yearly = bool(rhythms) and all(r.is_yearly for r in rhythms) and count == 1
    due_kind = DueKind.RECURRING if yearly else found.kind
    kind = TaskKind.RECURRING if rhythms else TaskKind.ONCE
    if found.last_day is None:
        why = (
            "chưa biết năm của thời hạn"
            if context.year is None and found.rule.year is None
            else "ngày này không có trên lịch"
        )
        return Due(found.text, None, kind, frequency, (), why, due_kind, certain=False, at=at)
    doubt = None if found.certain else _INFERRED
    finest = rhythms[0].finest if rhythms else "year"
    if found.doubt == OVER_NEW_YEAR and context.year:
        return _over_new_year(found, kind, frequency, context.year + 1, context)._replace(at=at)
    choices: tuple[str, ...] = ()
    if is_early(found.last_day, context):
        doubt = EARLY
    elif sooner := in_year_of_issue(found, context):
        doubt, choices = _WHICH_YEAR.format(short(context.issued_on)), (short(sooner),)
    elif found.doubt:
        doubt = found.doubt
    elif _THIS_OR_NEXT.search(found.text) and context.issued_on and context.issued_on.year + 1 == context.year:
        # In December 2025 "năm sau" is the year of a plan for 2026, or the one behind it.
        doubt = _OF_WHICH.format(short(context.issued_on))
        sooner = last_day(found.rule._replace(year=found.last_day.year - 1), context)
        choices = (short(sooner),) if sooner else ()
    elif is_late(found.last_day, context):
        doubt = LATE
    elif found.kind == DueKind.FIXED and count == 1 and finest != "year" and not found.is_limit:
        doubt = f"việc {frequency} nhưng chỉ ghi một ngày"
    elif _is_weekly(rhythms):
        doubt = f"việc {frequency} nhưng chỉ ghi một kỳ"
    year = str(context.year or found.last_day.year)
    return Due(
        found.text, found.last_day, kind, frequency, (*found.notes, *_notes(found, context)), doubt, due_kind,
        certain=doubt is None, start_on=found.first_day, rule=found.rule,
        periods=(PeriodDraft(year, found.last_day, found.text),) if yearly else (),
        choices=(*choices, short(found.last_day)) if doubt else (), at=at,
    )  # fmt: skip


def _over_new_year(found: Found, kind: TaskKind, frequency: str | None, year: int, context: DueContext) -> Due:
    """Reads "từ 15/12 đến 15/01" as ending in the year after the plan's, which a person must say."""
    rule = found.rule._replace(year=year)
    day = last_day(rule, context)
    choices = tuple(short(one) for one in (day, found.last_day) if one)
    first = found.first_day.replace(year=year - 1) if found.first_day else None
    return Due(
        found.text, day, kind, frequency, (), found.doubt, found.kind, certain=False, start_on=first, rule=rule,
        choices=choices,
    )  # fmt: skip


def _notes(found: Found, context: DueContext) -> Iterator[str]:
    last = found.last_day
    if last is None:
        return
    if found.assumed_year:
        yield f"văn bản không ghi năm, hiểu là năm {last.year} theo kế hoạch"
    if found.kind == DueKind.FIXED and (said := context.days.day_off_words(last)):
        yield f"hạn {said}"


def _too_many(dues: Sequence[Due]) -> Due:
    said = "; ".join(dict.fromkeys(due.text or "" for due in dues))
    at = tuple(stretch for due in dues for stretch in due.at)
    return Due(said, None, dues[0].kind, None, (), TOO_MANY, DueKind.FIXED, certain=False, at=at)


_DONE_WHEN = re.compile(r";[^;]*\b(?:hoàn thành|hoàn tất|xong|thực hiện|triển khai|làm)\s(?:ngay\s)?\Z", re.IGNORECASE)


def _relative_beside(text: str, rest: str) -> Iterator[Due]:
    """Reads a term counted from an event, or an event, where it stands in a clause of its own beside a dated one."""
    for match in RELATIVE.finditer(rest) if ";" in rest else ():
        if ";" in rest[: match.start()].rpartition("\x00")[2]:
            yield waiting(text, match, DueKind.RELATIVE)
            return
    for match in EVENT.finditer(rest) if ";" in rest else ():
        # "…, hạn cuối 15/10; phương án đấu giá thì hoàn thành khi có ý kiến của Sở"
        if ";" in rest[: match.start()] and _DONE_WHEN.search(rest, 0, match.start()):
            yield waiting(text, match, DueKind.EVENT)
            return


def _is_weekly(rhythms: Sequence[Rhythm]) -> bool:
    return bool(rhythms) and "tuần" in rhythms[0].text


def _undated(text: str, masked: str, rhythms: Sequence[Rhythm], context: DueContext) -> Due:
    frequency = frequency_words(rhythms)
    around = tuple((r.start, r.end) for r in rhythms)
    if match := BLANK_DAY.search(masked):
        return Due(
            words(text, match), None, TaskKind.ONCE, frequency, (), "ngày của thời hạn để trống", DueKind.FIXED,
            certain=False, at=((match.start(), match.end()), *around),
        )  # fmt: skip
    if match := RELATIVE.search(masked):
        return from_known(waiting(text, match, DueKind.RELATIVE), context)
    if frequency:
        # A week, a day or several times a year have no deadline of their own to be settled.
        said = cut(text, rhythms[0].start, rhythms[0].end)
        doubt = _WEEKDAY.format(frequency) if _is_weekly(rhythms) and _ON_A_WEEKDAY.search(text) else None
        is_uneven = _UNEVEN.search(frequency) or _SEVERAL_TIMES.search(text, rhythms[0].start)
        if _AROUND.search(text, 0, rhythms[0].start) or is_uneven:
            doubt = _NO_DAY
        return Due(said, None, TaskKind.RECURRING, frequency, (), doubt, DueKind.RECURRING, at=around)
    if match := EVENT.search(masked) or OCCASION.search(text):
        return waiting(text, match, DueKind.EVENT)
    if match := TERM.search(masked):
        return Due(
            words(text, match), None, TaskKind.ONCE, None, (), "kỳ này chưa có ngày cụ thể", DueKind.PERIOD,
            certain=False, at=((match.start(), match.end()),),
        )  # fmt: skip
    if match := NO_DATE.search(masked):
        return Due(words(text, match), at=((match.start(), match.end()),))
    if found := held_on(text, masked, context):
        return _single(_with_weekday(found, text), 1, (), None, context, found.at)
    return asked_about(text, masked, context)
