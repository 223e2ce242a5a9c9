"""The deadline rule: what a plan, a cell or a person says of a deadline, and its last day.

A deadline is kept as it was understood (``DueRule``) and turned into days only here: at import, when it is typed,
when a setting or the calendar changes, and in next year's plan.
Sources: Bộ luật Dân sự 2015 Điều 146 (beginning, middle and end of a month or year), Điều 147–148 (periods counted
from a day: that day is not counted, and a period that ends on a day off runs to the next working day). Our rules:
"trước ngày X" means the day before X unless the agency counts X in; a day counted back from an event is never moved;
a printed day on a day off is not moved.
"""

from __future__ import annotations

import functools
import json
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from danvan_cli.domain.dates import month_end
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.periods import MONTHS, last_month, period_name
from danvan_cli.domain.words import DueKind, Every

if TYPE_CHECKING:
    from danvan_cli.domain.calendar import Calendar

# A school year runs from August to July (Luật Giáo dục 2019 Điều 8 leaves the frame to yearly decisions).
_FIRST_SCHOOL_MONTH = 8
_LAST_WEEK = 5
_LAST_MONTH = 12
# No number of a rule has more than four digits.
_LARGEST = 9999


class Operator(StrEnum):
    """How a deadline is tied to the day or period that is named: trước; chậm nhất, đến hết; trong, vào.

    BY and WITHIN have the same last day; which of the two was said is kept only because the plan says it.
    """

    BEFORE = "before"
    BY = "by"
    WITHIN = "within"


class Span(StrEnum):
    """What kind of stretch of time a period is; the first four are the rhythms of ``Every``."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    NINE_MONTHS = "nine_months"
    WEEK = "week"


_RHYTHMS = tuple(Span(every.value) for every in Every)


class Part(StrEnum):
    """The beginning, middle or end of a period."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class CountUnit(StrEnum):
    """What is counted from a day or an event on."""

    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"


class DueRule(NamedTuple):
    """A deadline as understood; what it does not say is None.

    FIXED: ``day``/``month``/``year``, of which a year left out is the plan's; with ``amount`` so many units after that
    day (before it with BEFORE). PERIOD: ``span`` and its ``number`` in the year, ``part``; of a WEEK its number in
    ``month``: 1 to 4 end on the 7th to the 28th, 5 is the last. RECURRING: a ``span`` of ``Every``, and the row's own
    period says which one; ``day`` of the month that is ``months_later`` than the period's last (negative: earlier), or
    that month's end where it is shorter or no day is said. RELATIVE: ``amount`` units after the event (before it with
    BEFORE); ``event_on`` is the event's day once it is known. EVENT: no day can follow, only the row's words tell it.
    """

    kind: DueKind
    operator: Operator = Operator.BY
    year: int | None = None
    month: int | None = None
    day: int | None = None
    span: Span | None = None
    number: int | None = None
    part: Part = Part.END
    amount: int | None = None
    unit: CountUnit | None = None
    months_later: int = 0
    event_on: date | None = None

    @classmethod
    def on(cls, day: date) -> DueRule:
        """Builds the rule of a whole day, which is itself in time."""
        return cls(DueKind.FIXED, year=day.year, month=day.month, day=day.day)


class GivenDue(NamedTuple):
    """A deadline that a person gave, and the words it was given by."""

    rule: DueRule
    text: str

    @classmethod
    def by(cls, day: date, text: str) -> GivenDue:
        """Builds the deadline of a whole day, itself in time; ``text`` is how it was written."""
        return cls(DueRule.on(day), text)


class DueContext(NamedTuple):
    """What turns rules into days: of the plan its year and day of issue, of the agency its calendar and choice.

    ``before_is_inclusive`` is that choice: whether "trước ngày 25/10" counts the 25th in. ``last_year`` is the last
    year of a plan of several, None for a plan of one year.
    """

    year: int | None
    is_school_year: bool = False
    before_is_inclusive: bool = False
    issued_on: date | None = None
    calendar: Calendar | None = None
    last_year: int | None = None

    def year_of(self, month: int) -> int | None:
        """Finds the year of a month written alone: the plan's, in a school year the next one for January–July."""
        if self.year is None:
            return None
        return self.year + 1 if self.is_school_year and month < _FIRST_SCHOOL_MONTH else self.year

    @property
    def days(self) -> Calendar:
        """The calendar in force; without one only weekends and the fixed holidays are days off."""
        return self.calendar or _plain_calendar()


class Period(NamedTuple):
    """One period of recurring work with its first day and the last day for its work."""

    name: str
    first_day: date
    due_on: date


@functools.cache
def _plain_calendar() -> Calendar:
    from danvan_cli.domain.calendar import Calendar

    return Calendar()


def last_day(rule: DueRule, context: DueContext, period: str = "") -> date | None:
    """Works out the last day that is in time, of recurring work for the period named.

    None where no day follows: an event without a day, a year that nobody named, a day that the calendar has not.
    """
    try:
        match rule.kind:
            case DueKind.FIXED:
                return _fixed(rule, context)
            case DueKind.PERIOD:
                return _of_period(rule, context)
            case DueKind.RECURRING:
                return _recurring(rule, context, period)
            case DueKind.RELATIVE if rule.event_on is not None and rule.amount is not None:
                return counted(rule, rule.event_on, context)
            case _:
                return None
    except (ValueError, OverflowError, UsageError):
        return None


def _fixed(rule: DueRule, context: DueContext) -> date | None:
    named = named_day(rule, context)
    if named is None:
        return None
    return counted(rule, named, context) if rule.amount else _with_operator(rule, named, context)


def named_day(rule: DueRule, context: DueContext) -> date | None:
    """Finds the day that a FIXED rule names, before "trước" or a count is applied; ValueError where there is none."""
    year = rule.year or context.year_of(rule.month or 0)
    return None if year is None else date(year, rule.month or 0, rule.day or 0)


def _with_operator(rule: DueRule, named: date, context: DueContext) -> date:
    is_before = rule.operator == Operator.BEFORE and not context.before_is_inclusive
    return named - timedelta(days=1) if is_before else named


def counted(rule: DueRule, start: date, context: DueContext) -> date:
    """Counts the rule's units from a day, which is not counted itself; with BEFORE back from it.

    Calendar days, weeks and months that end on a day off run to the next working day (Điều 148 khoản 5); counted back
    they stay, since a later day would come too late. A rule without an amount counts nothing.
    """
    amount = rule.amount or 0
    step = -amount if rule.operator == Operator.BEFORE else amount
    if rule.unit == CountUnit.WORKING_DAY:
        return context.days.add_working_days(start, step)
    if rule.unit == CountUnit.MONTH:
        from dateutil.relativedelta import relativedelta  # 10 ms that other deadlines need not pay

        end = start + relativedelta(months=step)
    else:
        days = step * (7 if rule.unit == CountUnit.WEEK else 1)
        return context.days.period_end(start, days) if days > 0 else start + timedelta(days=days)
    return context.days.next_working_day(end) if step > 0 else end


def _of_period(rule: DueRule, context: DueContext) -> date | None:
    first, end = period_bounds(rule, context) or (None, None)
    if first is None or end is None:
        return None
    if rule.operator == Operator.BEFORE:
        return first - timedelta(days=1)
    if rule.part == Part.START:
        return first
    return _middle(rule, first) if rule.part == Part.MIDDLE else end


def _middle(rule: DueRule, first: date) -> date:
    """Finds the middle: the 15th of the (middle) month; of a year 30/6 (Điều 146 khoản 2)."""
    months = {Span.QUARTER: 1, Span.HALF: 3}.get(rule.span or Span.MONTH, 0)
    return date(first.year, 6, 30) if rule.span == Span.YEAR else date(first.year, first.month + months, 15)


def period_bounds(rule: DueRule, context: DueContext) -> tuple[date, date] | None:
    """Finds the first and last day of a PERIOD rule's stretch of time; None where the year is not known.

    Of a week only the last day is that of the week: the first is its month's. None, too, for a month or quarter that
    no year has.
    """
    months = {Span.MONTH: 1, Span.WEEK: 1, Span.QUARTER: 3, Span.HALF: 6, Span.NINE_MONTHS: 9}.get(
        rule.span or Span.YEAR, 12
    )
    is_whole = rule.span in (Span.HALF, Span.NINE_MONTHS, Span.YEAR)
    month = (rule.month if rule.span == Span.WEEK else months * (1 if rule.number is None else rule.number)) or 0
    year = rule.year or (context.year if is_whole else context.year_of(month))
    if year is None or not months <= month <= _LAST_MONTH:
        return None
    first, end = date(year, month - months + 1, 1), month_end(year, month)
    if rule.span == Span.WEEK and rule.number != _LAST_WEEK:
        end = date(year, month, 7 * (rule.number or 1))
    return first, end


def _recurring(rule: DueRule, context: DueContext, period: str) -> date | None:
    ends = last_month(period)
    if ends is None:
        return None
    year, month = ends
    if rule.day is None and not rule.months_later:
        return month_end(year, month)
    month += rule.months_later
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = month_end(year, month)
    return _with_operator(rule, min(end, date(year, month, min(rule.day or end.day, end.day))), context)


def periods_of(
    rule: DueRule, context: DueContext, first: date | None = None, last: date | None = None
) -> tuple[Period, ...]:
    """Lists a RECURRING rule's periods in the plan's year, in the order of their last days.

    Periods whose last day is before ``first`` or after ``last`` (both inclusive) are left out: over, or not meant.
    Empty where the year is not known, or for a rhythm that has no periods (weeks, days).
    """
    if context.year is None or rule.span is None or rule.span not in _RHYTHMS:
        return ()
    every = Every(rule.span.value)
    step, found = MONTHS[every], list[Period]()
    for month in range(step, 13, step):
        year = context.year_of(month) or context.year
        name = period_name(every, year, month)
        due = last_day(rule, context, name)
        if due is not None and (first is None or due >= first) and (last is None or due <= last):
            found.append(Period(name, date(year, month - step + 1, 1), due))
    return tuple(sorted(found, key=lambda period: period.due_on))


def recurring_like(every: Every, pattern: date | None) -> DueRule:
    """Builds the rule of work due in every period on the place of ``pattern`` in its own; without it, on the last day.

    25/3 every quarter is the 25th of each quarter's last month, 25/2 that of its second.
    """
    if pattern is None:
        return DueRule(DueKind.RECURRING, span=Span(every.value))
    place = (pattern.month - 1) % MONTHS[every] + 1
    return DueRule(DueKind.RECURRING, day=pattern.day, span=Span(every.value), months_later=place - MONTHS[every])


def moved(rule: DueRule, years: int, context: DueContext) -> DueRule:
    """Moves a rule into the plan of so many years on, whose ``context`` is given.

    A year that was written goes along, one that was not is the new plan's; the 29th of February becomes the 28th
    where the new year has none; the day of an event is forgotten, for next year's is not known yet.
    """
    from calendar import isleap  # only next year's plan asks

    # A year that was written wrongly may be any; one that no calendar has stays so.
    year = None if rule.year is None else min(rule.year + years, _LARGEST)
    is_leap_day = (rule.day, rule.month) == (29, 2) and not isleap(year or context.year_of(2) or 1)
    return rule._replace(year=year, day=28 if is_leap_day else rule.day, event_on=None)


@functools.lru_cache(maxsize=10_000)
def rule_text(rule: DueRule) -> str:
    """Writes a rule as it is stored: a JSON object of what it says."""
    said = {name: value for name, value in rule._asdict().items() if value != DueRule._field_defaults.get(name)}
    return json.dumps({k: v.isoformat() if isinstance(v, date) else v for k, v in said.items()})


_WORDS: dict[str, type[StrEnum]] = {
    "kind": DueKind, "operator": Operator, "span": Span, "part": Part, "unit": CountUnit,
}  # fmt: skip


@functools.lru_cache(maxsize=10_000)
def rule_of(text: str) -> DueRule:
    """Reads a stored rule; ValueError for what ``rule_text`` never writes."""
    said: dict[str, Any] = json.loads(text)
    if not isinstance(said, dict) or not said.keys() <= set(DueRule._fields) or "kind" not in said:
        raise ValueError(text)
    for name, value in said.items():
        if name in _WORDS:
            said[name] = _WORDS[name](value)
        elif name == "event_on":
            said[name] = date.fromisoformat(value)
        elif type(value) is not int or abs(value) > _LARGEST:
            raise ValueError(text)
    return DueRule(**said)
