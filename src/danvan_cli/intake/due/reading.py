"""When a task is due, from the words of the plan: a day, a period, a rhythm, an event, or nothing.

A day that only dates a cited document, a validity, a start or an anniversary is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import PeriodDraft
from danvan_cli.domain.due import CountUnit, DueContext, DueRule, Operator, Span, last_day, period_bounds, periods_of
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.typed_dates import parse_due
from danvan_cli.domain.words import DueKind, Every, TaskKind
from danvan_cli.intake.due.days import (
    EARLY,
    LATE,
    OVER_NEW_YEAR,
    Due,
    Found,
    Stretch,
    cut,
    find_days,
    is_early,
    is_late,
    is_no_share,
    words,
)
from danvan_cli.intake.due.patterns import (
    BARE_DAY,
    BARE_MONTH,
    BLANK_DAY,
    EVENT,
    GRANTED,
    LUNAR,
    NO_DATE,
    OCCASION,
    RELATIVE,
    TERM,
    UNREAD,
    UNREAD_IN_FIELD,
    mask,
    mask_traps,
)
from danvan_cli.intake.due.periods import find_periods, is_past
from danvan_cli.intake.due.rhythms import (
    DayInPeriod,
    Rhythm,
    due_of,
    find_days_in_period,
    find_named,
    find_rhythms,
    frequency_words,
    rule_in_period,
)
from danvan_cli.intake.due.spans import LONGEST, may_be_time
from danvan_cli.intake.due.written import written_day

__all__ = ["Due", "read_due", "read_dues", "read_whole"]

_MOST = 6
_REMEMBERED = 10_000
# A typed deadline (--due) that names a day or period must have no other words than these (folded) beside its figures;
# words of a new pattern in due_patterns must be added here to be taken there too.
_WORDS_OF_A_DAY = re.compile(
    "ngay|thang|nam|quy|tuan|dau|giua|cuoi|truoc|cham|muon|nhat|la|den|het|tu|trong|vao|thoi|han|vong|ke|lam|viec|va"
    "|mung|mong|i{1,3}|iv|t|khong|hon|tre|qua"
)
# An hour says that the day itself is meant, which the rule holds.
_HOUR = re.compile(
    r"[ t]00:00(?::00)?|\b\d{1,2} ?(?:h|gio|g|:) ?(?:\d{2}(?: ?phut)?)?,? ?(?=(?:ngay )?\d{1,2}[/.\-]\d)"
)
_TOO_MANY = "có nhiều thời hạn khác nhau, chọn một hoặc tách thành nhiều nhiệm vụ"
_WEEKDAY = "việc {} vào một thứ trong tuần, chưa lập thời hạn cho từng tuần"
_ON_A_WEEKDAY = re.compile(r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b", re.IGNORECASE)
_TOO_LONG = "đoạn quá dài, phần cuối chưa đọc thời hạn"
_NO_DAY = "việc định kỳ chưa có ngày cho từng kỳ"
_EVENT_DAY = "thời hạn tính theo một sự kiện, chưa có ngày cụ thể"
_UNREAD = "“{}” giống thời hạn nhưng chưa đọc được"
_GRANTED = "“{}”: thời hạn đã thay đổi, cần xác định hạn ban đầu và hạn mới"
# Work of every period, where only "trong quý" says so.
_HELD = re.compile(r"\b(?:họp|giao ban|sinh hoạt|từng|báo cáo|sơ kết)\b", re.IGNORECASE)
_INFERRED = "văn bản chỉ nêu kỳ, chưa nói rõ ngày; tạm lấy ngày cuối kỳ"
# "gửi trước ngày 15/11 để tổng hợp báo cáo trước ngày 20/11": the second day is the receiver's.
_FOR_OTHERS = re.compile(r"\bđể\s+(?:\S+\s+){0,8}?(?:tổng hợp|báo cáo|trình|theo dõi)", re.IGNORECASE)
_OR = re.compile(r"\s*,?\s*(?:hoặc|hay)(?:\s+là)?\s*", re.IGNORECASE)
_WHOLE = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_COUNT = re.compile(r"(?P<amount>\d{1,3})(?: \([^)]*\))? (?P<unit>ngay|tuan|thang)(?P<working> lam viec)?")
_UNIT_OF = {"ngay": CountUnit.DAY, "tuan": CountUnit.WEEK, "thang": CountUnit.MONTH}
_BACKWARDS = re.compile(r"\btruoc (?:\d{1,3}|khi|ngay)\b|\btruoc\b(?! ngay \d)")


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BARE_YEAR = _compile(
    r"(?:(?:đến|trong|hết)\s+)?(?:(?:hết\s+)?năm\s+)?(?P<year>20\d{2})|(?:trong\s+)?cả năm|(?:trong )?năm"
)
_BARE_RHYTHM = _compile(r"(?:tháng|quý|0?6 tháng|tuần)(?:\s*(?:,|và|/)\s*(?:tháng|quý|0?6 tháng|cả năm|năm))*")
_BARE_DAY_OF = _compile(r"\d{1,2}\s+(?:h[ằà]ng|mỗi)\s+(?:tháng|quý)(?!\w)")
_BARE_MONTH_YEAR = _compile(r"(?P<month>0?[1-9]|1[0-2])\s?[/-]\s?(?P<year>20\d{2})")
_BARE_SHORT_MONTH = _compile(r"T\.?\s?(?P<month>0?[1-9]|1[0-2])(?P<year>\s?/\s?20\d{2})?")
_ISO_DAY = re.compile(r"(?P<year>20\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?:[ T]00:00(?::00)?)?")


# Without any of these, in small letters, there is nothing to be read.
_MAY_BE_TIME = re.compile(
    r"\d\s?[/.\-–—|:h]|[…._]/|ngày|tháng|quý|qúy|năm|tuần|kỳ|hằng|hàng|mỗi|từng|trước|sau|dịp|nhất|hạn|khi|thường"
    r"|(?<!\w)t\.?\s?\d|đột xuất|\[|giờ|phút"
)
# The same for what is left when the deadlines were read.
_MAY_BE_UNREAD = re.compile(r"[\doil]\s?[/\\|.,\-–—−]{1,3}\s?[\doil]|ngày|tháng|qu[ýí]|qú[yi]|năm|tuần|kỳ")


def read_due(text: str, context: DueContext, *, is_field: bool = False) -> Due:
    """Reads the deadline in a task's text; several are one that a person must settle."""
    found = read_dues(text, context, is_field=is_field)
    if len(found) == 1:
        return found[0]
    said = "; ".join(dict.fromkeys(due.text or "" for due in found))
    choices = tuple(short(due.due_on) for due in found if due.due_on)
    return Due(said, None, found[0].kind, None, (), _TOO_MANY, DueKind.FIXED, certain=False, choices=choices)


def read_dues(text: str, context: DueContext, *, is_field: bool = False) -> list[Due]:
    """Reads every deadline in a task's text, in the order of reading; never empty: one of kind NONE stands for none.

    ``is_field`` is for a text that is nothing but a deadline ("Quý II"): a bare day or month counts there, and its
    words are kept whatever they are.
    """
    read = _in_field if is_field else _in_text
    if len(text) <= LONGEST:
        return list(read(text, context))
    # No sentence is that long: the rest only costs time, and is asked about where it may hold a deadline.
    found, rest = list(read(text[:LONGEST], context)), text[LONGEST:]
    if not may_be_time(rest):
        return found
    doubt = f"{found[0].doubt}; {_TOO_LONG}" if found[0].doubt else _TOO_LONG
    return [found[0]._replace(doubt=doubt, certain=False, at=(*found[0].at, (LONGEST, len(text)))), *found[1:]]


# What a line is, is told from its days, too: they are read again when its task is.
@lru_cache(maxsize=_REMEMBERED)
def _in_text(text: str, context: DueContext) -> tuple[Due, ...]:
    return (
        tuple(_read(text, mask_traps(text), context, is_field=False)) if _MAY_BE_TIME.search(text.lower()) else (Due(),)
    )


def read_whole(text: str, context: DueContext) -> DueRule | None:
    """Reads words that are nothing but one deadline, strictly or as a column has it; None unless all is understood."""
    if rule := parse_due(text):
        return rule
    found = read_dues(text, context, is_field=True)
    if len(found) != 1 or found[0].rule is None:
        return None
    rule, start = found[0].rule, found[0].start_on
    used = {rule.day, rule.month, rule.year, rule.number, rule.amount}
    used |= {start.day, start.month, start.year} if start else set()
    used |= {6} if rule.span == Span.HALF else set()
    # What is left over ("25/10/23", "15/01 năm sau") says that the words were understood in part only.
    words = re.findall(r"[a-z]+|\d+", _HOUR.sub("", fold(text)))
    is_whole = all(int(word) in used if word.isdigit() else _is_of_a_day(word, rule) for word in words)
    return rule if is_whole else None


def _is_of_a_day(word: str, rule: DueRule) -> bool:
    return rule.kind not in (DueKind.FIXED, DueKind.PERIOD) or bool(_WORDS_OF_A_DAY.fullmatch(word))


# A register says the same few hundred deadlines in all its rows.
@lru_cache(maxsize=_REMEMBERED)
def _in_field(text: str, context: DueContext) -> tuple[Due, ...]:
    said = _said_in_field(text)
    # How many characters the words put in front are; None where the whole was said anew.
    added = len(said) - len(text) if said.endswith(text[1:]) else None
    found = _read(said, mask_traps(said), context, is_field=True)
    whole = clean(text).strip(".;, ")
    return tuple(
        due._replace(
            text=whole if len(found) == 1 else (due.text or "").removeprefix(said[: added or 0]),
            at=_moved(due.at, added, text),
        )
        for due in found
    )


def _moved(at: tuple[Stretch, ...], added: int | None, text: str) -> tuple[Stretch, ...]:
    """Moves stretches of what was said in a field back to the text as given."""
    if added is None:
        start = len(text) - len(text.lstrip(" .;"))
        return ((start, len(text.rstrip(" .;"))),) if at else ()
    return tuple((max(0, start - added), end - added) for start, end in at if end > added)


def _said_in_field(text: str) -> str:
    """Puts before a bare day, month or rhythm the word that running text would have there."""
    small = f"{text[:1].lower()}{text[1:]}"
    bare = text.strip(" .;")
    if found := _BARE_YEAR.fullmatch(bare):
        return f"hết năm {found['year'] or ''}".strip()
    if found := _ISO_DAY.fullmatch(text.strip()):
        return f"trong {found['day']}/{found['month']}/{found['year']}"
    if _BARE_MONTH_YEAR.fullmatch(bare):
        return f"trong tháng {bare}"
    if found := _BARE_SHORT_MONTH.fullmatch(bare):
        return f"trong tháng {found['month']}{found['year'] or ''}"
    if _BARE_DAY_OF.match(bare):
        return f"ngày {text}"
    if _BARE_RHYTHM.fullmatch(bare):
        return f"định kỳ {small}"
    return text


def _read(text: str, masked: str, context: DueContext, *, is_field: bool) -> list[Due]:
    """Reads the deadlines, then doubts whatever else looks like one."""
    granted = list(GRANTED.finditer(masked))
    for match in granted:
        masked = mask(masked, match.start(), match.end())
    dues = _understood(text, masked, context, is_field=is_field)
    for due in dues:
        for start, end in due.at:
            masked = mask(masked, start, end)
    unread = UNREAD_IN_FIELD if is_field else UNREAD if _MAY_BE_UNREAD.search(masked.lower()) else None
    left = [m for m in unread.finditer(masked) if _is_open(m, context, is_field)] if unread else []
    if granted:
        dues = _with_doubt(dues, text, granted, _GRANTED)
    if is_field and dues[0].due_kind == DueKind.NONE and (left or re.search(r"\d", text)):
        # Figures that gave no day: the whole of the field is asked about.
        left = list(_WHOLE.finditer(text))
    return _with_doubt(dues, text, left, _UNREAD) if left else dues


def _is_open(match: re.Match[str], context: DueContext, is_field: bool) -> bool:
    """True for words that a person must look at: no share ("3/5 xã"), in running text nothing of earlier years."""
    return is_field or (not is_past(match, context) and is_no_share(match))


def _with_doubt(dues: list[Due], text: str, unread: Sequence[re.Match[str]], why: str) -> list[Due]:
    """Adds the words that were not understood to the first deadline, or makes them one without a day."""
    said = "; ".join(words(text, match) for match in unread)
    first, at = dues[0], tuple((match.start(), match.end()) for match in unread)
    doubt = why.format(said)
    days = [day for m in unread if m.re is GRANTED and (w := written_day(m, "a")) and (day := w.on(w.year))]
    choices = first.choices or ((short(first.due_on),) if first.due_on else ())
    choices = (*choices, *map(short, days))
    if first.due_kind == DueKind.NONE:
        kind = TaskKind.RECURRING if first.kind == TaskKind.RECURRING else TaskKind.ONCE
        return [
            Due(
                said, None, kind, first.frequency, (), doubt, DueKind.FIXED, certain=False, choices=choices,
                at=(*first.at, *at),
            )
        ]  # fmt: skip
    doubt = f"{first.doubt}; {doubt}" if first.doubt else doubt
    return [first._replace(doubt=doubt, certain=False, choices=choices, at=(*first.at, *at)), *dues[1:]]


def _understood(text: str, masked: str, context: DueContext, *, is_field: bool) -> list[Due]:
    rhythms = find_rhythms(text, masked, is_dated=True)
    inside = find_days_in_period(text, masked, rhythms)
    if listed := find_named(text, masked, inside, context, is_field=is_field):
        for start, end in listed.at:
            masked = mask(masked, start, end)
        beside = _understood(text, masked, context, is_field=is_field)
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
    dated = _one_of_two(_without_others(sorted([*days, *named], key=lambda f: f.start), text), text)
    behind = [] if inside else [r for r in rhythms if _is_behind(r, dated, text)]
    near = [r for r in rhythms if r not in behind]
    until = _until(near, inside, dated)
    dues = [
        *_recurring(near, inside, dated, until, text, context),
        *_dated([] if until else dated, near, inside, context),
        *_recurring(behind, (), (), None, text, context),
    ]
    if not dues:
        return [_undated(text, rest, rhythms, context)]
    return [*dues, *_relative_beside(text, rest)] if len(dues) <= _MOST else [_too_many(dues)]


def _named_beside(
    named: list[Found], days: list[Found], inside: Sequence[DayInPeriod], text: str, context: DueContext
) -> tuple[list[Found], list[Found]]:
    """Keeps a named period beside days only where it is a deadline of its own: with its word, in another clause.

    One that is not, and that a day lies in ("trong quý III, trước ngày 25/9"), goes with that day.
    """
    if not named or not (days or inside):
        return days, named
    said = [f for f in named if f.is_said and f.first_day is None and not re.search(r"năm\b", f.text)]
    kept = [f for f in said if all(_is_apart(f, day, text) for day in days) and not inside]
    around = [(f.start, f.end) for f in named if f not in kept and any(_holds(f, day, context) for day in days)]
    return [day._replace(beside=(*day.beside, *around)) for day in days], kept


def _holds(period: Found, day: Found, context: DueContext) -> bool:
    bounds = period_bounds(period.rule, context) if period.rule.kind == DueKind.PERIOD else None
    return bool(bounds and day.last_day and bounds[0] <= day.last_day <= bounds[1])


def _is_apart(period: Found, day: Found, text: str) -> bool:
    between = text[min(period.end, day.end) : max(period.start, day.start)]
    same_month = period.last_day and day.last_day and period.last_day.replace(day=1) == day.last_day.replace(day=1)
    # Behind a semicolon there is another piece of work, though it may be due in the same month.
    return ";" in between or (bool(re.search(r"[.,]", between)) and not same_month)


def _without_others(found: list[Found], text: str) -> list[Found]:
    """Takes a later day that stands behind "để tổng hợp, báo cáo …" for the receiver's, and says so."""
    kept: list[Found] = []
    for one in found:
        between = text[kept[-1].end : one.start] if kept else ""
        if not kept or ";" in between or not _FOR_OTHERS.search(between):
            kept.append(one)
        else:
            note = f"“{one.text}” là hạn của nơi nhận, không phải của việc này"
            kept[-1] = kept[-1]._replace(notes=(*kept[-1].notes, note), beside=(*kept[-1].beside, *one.at))
    return kept


def _one_of_two(found: list[Found], text: str) -> list[Found]:
    """Makes one doubtful deadline of "trước ngày 15/6 hoặc trước ngày 30/6"."""
    kept: list[Found] = []
    for one in found:
        last = kept[-1] if kept else None
        if last and _OR.fullmatch(text, last.end, one.start):
            doubt = f"có thể là “{last.text}” hoặc “{one.text}”, cần chọn một"
            kept[-1] = last._replace(end=one.end, doubt=doubt, beside=(*last.beside, *one.beside))
        else:
            kept.append(one)
    return kept


def _until(rhythms: Sequence[Rhythm], inside: Sequence[DayInPeriod], dated: Sequence[Found]) -> Found | None:
    """Finds the end of what recurs: "hằng quý đến năm 2030", "hằng tháng, đến hết ngày 30/11"."""
    if inside or len(dated) != 1 or not rhythms or rhythms[0].finest not in ("month", "quarter", "half"):
        return None
    is_end = re.match(r"(?:đến|tới)\s", dated[0].text, re.IGNORECASE)
    return dated[0] if is_end and dated[0].last_day else None


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


def _is_behind(rhythm: Rhythm, dated: Sequence[Found], text: str) -> bool:
    """True for a rhythm in its own clause behind the last day: "…trước ngày 30/9, định kỳ 6 tháng báo cáo"."""
    return (
        bool(dated) and rhythm.start > dated[-1].end and bool(re.search(r"[,;.]", text[dated[-1].end : rhythm.start]))
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
    doubt = None if certain and listed else _NO_DAY if day is None else "chưa rõ ngày này thuộc tháng nào của kỳ"
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
        due = _single(same[0], len(dated), rhythms if not inside else (), frequency, context)
        yield due._replace(at=(*(stretch for one in same for stretch in one.at), *(() if inside else around)))


def _single(found: Found, count: int, rhythms: Sequence[Rhythm], frequency: str | None, context: DueContext) -> Due:
    yearly = bool(rhythms) and all(r.is_yearly for r in rhythms) and count == 1
    due_kind = DueKind.RECURRING if yearly else found.kind
    kind = TaskKind.RECURRING if rhythms else TaskKind.ONCE
    if found.last_day is None:
        why = (
            "chưa biết năm của thời hạn"
            if context.year is None and found.rule.year is None
            else "ngày này không có trên lịch"
        )
        return Due(found.text, None, kind, frequency, (), why, due_kind, certain=False)
    doubt = None if found.certain else _INFERRED
    finest = rhythms[0].finest if rhythms else "year"
    if found.doubt == OVER_NEW_YEAR and context.year:
        return _over_new_year(found, kind, frequency, context.year + 1, context)
    if is_early(found.last_day, context):
        doubt = EARLY
    elif found.doubt:
        doubt = found.doubt
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
        choices=(short(found.last_day),) if doubt else (),
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
    return Due(said, None, dues[0].kind, None, (), _TOO_MANY, DueKind.FIXED, certain=False, at=at)


def _relative_beside(text: str, rest: str) -> Iterator[Due]:
    """Reads a term counted from an event, where it stands in a clause of its own beside a dated one."""
    for match in RELATIVE.finditer(rest) if ";" in rest else ():
        if ";" in rest[: match.start()].rpartition("\x00")[2]:
            yield _waiting(text, match, DueKind.RELATIVE)
            return


def _waiting(text: str, match: re.Match[str], kind: DueKind) -> Due:
    said = words(text, match)
    rule, at = _rule_of_event(said, kind), ((match.start(), match.end()),)
    return Due(said, None, TaskKind.ONCE, None, (), _EVENT_DAY, kind, certain=False, rule=rule, at=at)


def _rule_of_event(said: str, kind: DueKind) -> DueRule:
    """Reads what is counted from the event's day ("20 ngày sau khi …", "trước 01 ngày …"), or nothing."""
    key = fold(said)
    found = _COUNT.search(key)
    if kind != DueKind.RELATIVE or not found:
        return DueRule(DueKind.EVENT)
    unit = CountUnit.WORKING_DAY if found["working"] else _UNIT_OF[found["unit"]]
    operator = Operator.BEFORE if _BACKWARDS.search(key) else Operator.WITHIN
    return DueRule(DueKind.RELATIVE, operator, amount=int(found["amount"]), unit=unit)


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
        return _waiting(text, match, DueKind.RELATIVE)
    if frequency:
        # A week, a day or several times a year have no deadline of their own to be settled.
        said = cut(text, rhythms[0].start, rhythms[0].end)
        doubt = _WEEKDAY.format(frequency) if _is_weekly(rhythms) and _ON_A_WEEKDAY.search(text) else None
        return Due(said, None, TaskKind.RECURRING, frequency, (), doubt, DueKind.RECURRING, at=around)
    if match := EVENT.search(masked) or OCCASION.search(text):
        return _waiting(text, match, DueKind.EVENT)
    if match := TERM.search(masked):
        return Due(
            words(text, match), None, TaskKind.ONCE, None, (), "kỳ này chưa có ngày cụ thể", DueKind.PERIOD,
            certain=False, at=((match.start(), match.end()),),
        )  # fmt: skip
    if match := NO_DATE.search(masked):
        return Due(words(text, match), at=((match.start(), match.end()),))
    return _bare_day(text, masked, context)


def _bare_day(text: str, masked: str, context: DueContext) -> Due:
    """Doubts days in the text without any word that makes one a deadline."""
    bare = [m for m in BARE_DAY.finditer(masked) if _may_be_due(m, context)]
    days = [day for m in bare if (written := written_day(m, "a")) and (day := written.on(context.year))]
    if days:
        said = ", ".join(dict.fromkeys(short(day) for day in days))
        choices = tuple(dict.fromkeys(short(day) for day in days))
        at = tuple((m.start(), m.end()) for m in bare)
        return Due(doubt=f"có ngày {said} nhưng không rõ có phải là thời hạn", choices=choices, at=at)
    for month in BARE_MONTH.finditer(masked):
        if int(month["year"]) == context.year:
            why = f"có {words(text, month).lower()} nhưng không rõ có phải là thời hạn"
            return Due(doubt=why, at=((month.start(), month.end()),))
    return Due()


def _may_be_due(match: re.Match[str], context: DueContext) -> bool:
    written = written_day(match, "a")
    day = written.on(context.year) if written and not LUNAR.match(match.string, match.end()) else None
    return bool(day and context.year and not is_early(day, context) and day.year <= context.year + 1)
