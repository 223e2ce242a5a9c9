"""When a row is due where more than its column of deadlines says so: ticked periods, a finer day, a beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from danvan_cli.domain.draft import PeriodDraft, TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext, DueRule, Span, last_day, period_bounds
from danvan_cli.domain.words import DueKind, TaskKind
from danvan_cli.intake.due.reading import read_dues, read_whole
from danvan_cli.intake.lines.enumerations import BULLETS_WITHIN
from danvan_cli.intake.tables.cells import Row
from danvan_cli.intake.time_words import DAYTIME

# "Ký hợp đồng (trước ngày 20/9)", "Chia lớp, xong trước 25/8": a day that stands last in a row's content.
_LAST_SAID = re.compile(
    r"(?:\((?P<said>[^()]*\d[^()]*)\)"
    r"|,\s+(?P<tail>(?:xong|hoàn thành|trước|chậm nhất|muộn nhất)\s[^,;.()]*\d[^,;.()]*))\W*\Z",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\W*(?:(?:trong|hết|đến)\s+){0,2}(?:(?:tháng|quý|qúy|t|q)\b.{0,20}|[\d\s/–-]{1,9}/\s?20\d\d\W*)", re.IGNORECASE
)
# A note that is nothing but a time: "Xong ngày 20/5", "Tổ chức trong tháng 8".
_ONLY_TIME = re.compile(
    r"(?:(?:xong|hoàn thành|tổ chức|thực hiện|dự kiến|trình|nộp|gửi|trong|vào|trước|hết|đến|ngày|hạn|chậm nhất|tháng"
    r"|tuần|quý|đầu|giữa|cuối|từ|năm|thứ|[IV]{1,3})\b|[\d/.,:–-]|\s)+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"tháng (\d{1,2})(?:/\d{4})?")
_WHOLE_YEAR = 12
_EACH_OR_LAST = "các tháng đánh dấu liền nhau: mỗi tháng một lần, hay một việc xong ở tháng cuối?"
_BARE_WEEK = re.compile(r"tuần\s+(?:thứ\s+)?(?:\d|I{1,3}|IV|đầu|cuối|nhất|hai|ba|tư)", re.IGNORECASE)
_WEEK = re.compile(r"tuần\b[^\n]*\d\s?/\s?\d", re.IGNORECASE)
_BARE_DAY = re.compile(r"(?:ngày\s+)?(\d{1,2})", re.IGNORECASE)
# "Trước ngày 05", "Từ ngày 15 đến ngày 20", "Ngày 10, 20": days without a month, and no rhythm.
_BARE_DAYS = re.compile(
    rf"(?:(?:trước|từ|đến|hết|chậm nhất|muộn nhất|là|xong|vào|khoảng|{DAYTIME}|các|và|[-–,])\s*"
    r"|(?:ngày\s+)?\d{1,2}(?!\d)\s*)+",
    re.IGNORECASE,
)
_BARE_PART = re.compile(
    r"(?:(?:vào|trong|xong|dự kiến|hết|đến)\s+)*(?:(?:đầu|giữa|cuối|cả|trong|hết|đến)\s+)(?P<unit>tháng|quý)\Z",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d\s?/\s?\d|\bngày\s+\d", re.IGNORECASE)


def finer_due(text: str, note: str, due: str, context: DueContext) -> str:
    """Finds the day that lies in the month or quarter of a row's deadline, in the end of its content or in its note.

    "Tháng 9" beside "Ký hợp đồng (trước ngày 20/9)" is due on that day, "Quý II" with the note "xong ngày 20/5" on
    that one, and so is what stands beside "Tuần 2 (09/3 - 14/3)"; another day is left for a person.
    """
    rule = read_whole(due, context) if _PERIOD.fullmatch(due) else None
    bounds = period_bounds(rule, context) if rule and rule.kind == DueKind.PERIOD else None
    if bounds is None and _WEEK.match(due):
        week = read_dues(due, context, is_field=True)[0]
        bounds = (week.start_on, week.due_on) if week.start_on and week.due_on else None
    if bounds is None:
        return due
    # Of several pieces of work in one cell, the day of the last is none of the row's.
    last = None if BULLETS_WITHIN.search(text) else _LAST_SAID.search(text)
    said = [last["said"] or last["tail"]] if last and _DAY.search(last[0]) else []
    for words in [*said, *([note] if _ONLY_TIME.fullmatch(note) and note != due else [])]:
        found = read_dues(words, context, is_field=True)
        is_one = len(found) == 1 and found[0].due_kind in (DueKind.FIXED, DueKind.PERIOD) and not found[0].doubt
        day = found[0].due_on if is_one else None
        if day and bounds[0] <= day <= bounds[1]:
            return words
    return due


def in_periods(row: Row, task: TaskDraft, plan: DueContext) -> tuple[TaskDraft, list[Unresolved]]:
    """Gives a task the deadline of every period that is ticked for it, with the first that has no day."""
    year = row.layout.due_year if row.layout else None
    context = plan if year is None else plan._replace(year=year)
    said = ", ".join(words for _, words in row.periods)
    found = [(period, due) for period, words in row.periods for due in read_dues(words, context, is_field=True)]
    named = [_named_period(period, context) for period, _ in found]
    open_ones = [
        Unresolved("", due.text or period, due.doubt or "không hiểu thời hạn này", None, "due_on")
        for period, due in found
        if due.due_on is None
    ]
    if not open_ones and _are_neighbours(row.periods):
        open_ones = [Unresolved("", said, _EACH_OR_LAST, None, "due_on")]
    periods = tuple(
        PeriodDraft(name, due.due_on, due.text) for name, (_, due) in zip(named, found, strict=True) if due.due_on
    )
    first = periods[0] if periods else PeriodDraft("")
    dated = task._replace(
        kind=TaskKind.RECURRING, due_kind=DueKind.RECURRING, due_text=said, due_on=first.due_on,
        period=first.period, periods=periods, due_rule=_rule_of(row.periods), start_on=None, certain=bool(periods),
        notes=tuple(dict.fromkeys(note for _, due in found for note in due.notes)),
    )  # fmt: skip
    return dated, open_ones[:1]


def in_month(due: str, above: Sequence[str]) -> str:
    """Reads days and weeks without a month below a month's heading, or on a month's sheet, as of it; nearest first.

    "07", "Tuần 2", "Trước ngày 05", "Từ ngày 15 đến ngày 20", "Cuối tháng"; "Trong quý" below a quarter's.
    """
    day, week, part = _BARE_DAY.fullmatch(due), _BARE_WEEK.fullmatch(due), _BARE_PART.match(due)
    is_bare = day or week or part or (due[-1:].isdigit() and _BARE_DAYS.fullmatch(due))
    unit = part["unit"].lower() if part else "tháng"
    month = next((said for said in above if said.startswith(f"{unit} ")), "") if is_bare else ""
    if not month:
        return due
    if part:
        return re.sub(r"\Acả ", "", f"{part[0][: part.start('unit')]}{month}", flags=re.IGNORECASE)
    return f"ngày {day[1]} {month}" if day else f"{due} {month}"


def is_no_start(text: str, context: DueContext) -> bool:
    """True for words that are a rhythm, an end or a stretch ("hằng tháng", "trước 30/6", "02/02 - 07/02")."""
    said = read_dues(text, context, is_field=True)[0]
    is_end = bool(said.rule) and re.match(r"\W*(?:trước|chậm nhất|muộn nhất|đến|hết)\b", text, re.IGNORECASE)
    return said.due_kind == DueKind.RECURRING or bool(is_end) or said.start_on is not None


def first_day_of(rule: DueRule, context: DueContext) -> date | None:
    """Gives the day on which a deadline's period begins, or the day itself."""
    bounds = period_bounds(rule, context) if rule.kind == DueKind.PERIOD else None
    return bounds[0] if bounds else last_day(rule, context)


def _are_neighbours(periods: Sequence[tuple[str, str]]) -> bool:
    """True for ticks in months or quarters one behind the other, but not in all of a year."""
    numbers = [int(found[1]) for period, words in periods if period == words and (found := _NUMBERED.fullmatch(period))]
    is_run = len(numbers) == len(periods) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return is_run and len(numbers) < _WHOLE_YEAR


def _named_period(period: str, context: DueContext) -> str:
    """Names a period as rows of recurring work do: "2026-Q2", "2026-05"."""
    rule = read_whole(period, context)
    year = rule.year or context.year if rule else None
    number = (rule.number or 1) if rule else 1
    if rule is None or year is None or rule.span is None:
        return period
    forms = {Span.MONTH: f"{year}-{number:02}", Span.QUARTER: f"{year}-Q{number}", Span.HALF: f"{year}-H{number}"}
    return forms.get(rule.span, str(year))


def _rule_of(periods: Sequence[tuple[str, str]]) -> DueRule | None:
    """Gives the rule of periods that are ticked: the last day of each; days of their own follow no rule."""
    if any(period != words for period, words in periods):
        return None
    spans = {
        Span.QUARTER if "quý" in period else Span.MONTH if re.match(r"tháng", period) else None for period, _ in periods
    }
    span = spans.pop() if len(spans) == 1 else None
    return DueRule(DueKind.RECURRING, span=span) if span else None
