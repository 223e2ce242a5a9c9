"""Months or quarters that a rhythm names itself: "3 lần/năm: tháng 9, tháng 1, tháng 5" is one task with three days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import PeriodDraft
from danvan_cli.domain.due import DueContext, DueRule, last_day
from danvan_cli.domain.periods import period_name
from danvan_cli.domain.words import DueKind, Every, TaskKind
from danvan_cli.intake.due_days import words
from danvan_cli.intake.due_patterns import ALONE
from danvan_cli.intake.due_rhythms import COUNTABLE, DayInPeriod, rule_in_period
from danvan_cli.intake.due_types import EARLY, Due

_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4}
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
_ONE = re.compile(
    r"(?:(?P<unit>tháng|quý)\s+)?\b(?P<number>IV|I{1,3}|\d{1,2})\b(?:\s*(?:/|,?\s*năm\s+)\s*(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_WRAPS = "các tháng không theo thứ tự trong năm, có thể có kỳ sang năm sau"
_MISCOUNTED = "số lần không khớp với số kỳ được nêu tên"


@dataclass(frozen=True, slots=True)
class Named:
    """The stretch of text, its periods in the order of time, and what is doubtful about them."""

    start: int
    end: int
    text: str
    rule: DueRule | None
    periods: tuple[PeriodDraft, ...]
    doubt: str | None


def find_named(text: str, masked: str, inside: Sequence[DayInPeriod], context: DueContext) -> Named | None:
    """Finds the first rhythm with named periods; a day within the period ("trước ngày 25") holds for each of them."""
    match = _NAMED.search(masked)
    if match is None:
        return None
    said = words(text, match)
    said += ")" * (said.count("(") - said.count(")"))
    found = _read(match["list"], said, inside[0] if inside else None, context)
    if found is None:
        return None
    rule, periods, wraps = found
    count = (match["count"] or match["later"] or "").lower()
    stated = (_NUMBERS.get(count) or int(count)) if count else None
    if stated is None and _are_neighbours(periods):
        return None
    doubt = _MISCOUNTED if stated not in (None, len(periods)) else _WRAPS if wraps else None
    doubt = doubt if periods else "chưa biết năm của thời hạn"
    return Named(match.start(), match.end(), said, rule, tuple(sorted(periods, key=lambda p: str(p.due_on))), doubt)


def due_of(named: Named, context: DueContext) -> Due:
    """Builds the recurring deadline of periods named one by one; doubtful where a day is before the plan's issue."""
    days = [p.due_on for p in named.periods if p.due_on]
    doubt = named.doubt or (EARLY if context.issued_on and days and min(days) < context.issued_on else None)
    return Due(
        named.text, days[0] if days else None, TaskKind.RECURRING, named.text, (), doubt, DueKind.RECURRING,
        certain=doubt is None, rule=named.rule, periods=named.periods,
        choices=tuple(short(day) for day in days) if doubt else (),
    )  # fmt: skip


_Listed = tuple[DueRule | None, list[PeriodDraft], bool]


def _read(listed: str, said: str, day: DayInPeriod | None, context: DueContext) -> _Listed | None:
    """Reads every period named: the rule of all, each with its day, whether one without a year follows a later one."""
    unit, rule, months, periods = "", None, list[int](), list[PeriodDraft]()
    for one in _ONE.finditer(listed):
        unit = (one["unit"] or unit).lower()
        step = 1 if unit == "tháng" else 3
        month = (_NUMBERS.get(one["number"].lower()) or int(one["number"])) * step
        if not 1 <= month <= 12:
            return None
        year = int(one["year"]) if one["year"] else context.year_of(month)
        if year is None:
            return None, [], False
        months.append(0 if one["year"] or context.is_school_year else month)
        every = Every.MONTH if step == 1 else Every.QUARTER
        rule, name = rule_in_period(every, day), period_name(every, year, month)
        periods.append(PeriodDraft(name, last_day(rule, context, name), said))
    return rule, periods, any(second and second < first for first, second in pairwise(months))


def _are_neighbours(periods: Sequence[PeriodDraft]) -> bool:
    """True for months that follow each other ("hằng năm, tháng 3, 4"): they are one stretch of time."""
    ends = [p.due_on for p in periods if p.due_on]
    return any(0 < (b.year - a.year) * 12 + b.month - a.month < 2 for a, b in pairwise(ends))
