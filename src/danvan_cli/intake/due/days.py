"""Days that a text gives as deadlines: "trước ngày …", "chậm nhất …", "từ … đến …", "10 ngày kể từ ngày …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import PeriodDraft
from danvan_cli.domain.due import CountUnit, DueContext, DueRule, Operator, last_day
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import DueKind, TaskKind
from danvan_cli.intake.due.patterns import (
    COUNT_UNITS,
    DAY_PATTERNS,
    FIELD_DAYS,
    FIELD_STRETCH,
    JOINED_DAY,
    LABELLED_DAY,
    LUNAR,
    is_share,
)
from danvan_cli.intake.due.traps import mask
from danvan_cli.intake.due.written import WrittenDay, written_day

OVER_NEW_YEAR = "khoảng thời gian sang năm khác mà không ghi năm, chưa rõ kết thúc năm nào"
BACKWARDS = "khoảng thời gian kết thúc trước khi bắt đầu, cần kiểm tra lại"
EARLY = "thời hạn sớm hơn ngày ban hành kế hoạch, cần kiểm tra lại năm"
LATE = "thời hạn muộn hơn năm của kế hoạch trên một năm, cần kiểm tra lại năm"
# A stretch of the text: start inclusive, end exclusive.
Stretch = tuple[int, int]


class Due(NamedTuple):
    """A deadline as read; ``doubt`` says why a person must look, ``choices`` what could be taken.

    ``rule`` is what the day follows from, None where nothing was understood; ``periods`` the days of what recurs;
    ``at`` the stretches (start inclusive, end exclusive) of the text given that it was read from.
    """

    text: str | None = None
    due_on: date | None = None
    kind: TaskKind = TaskKind.ONGOING
    frequency: str | None = None
    notes: tuple[str, ...] = ()
    doubt: str | None = None
    due_kind: DueKind = DueKind.NONE
    certain: bool = True
    start_on: date | None = None
    rule: DueRule | None = None
    periods: tuple[PeriodDraft, ...] = ()
    choices: tuple[str, ...] = ()
    at: tuple[Stretch, ...] = ()

    @property
    def period(self) -> str:
        """The name of the first period of what recurs, else empty."""
        return self.periods[0].period if self.periods else ""


class Found(NamedTuple):
    """One expression: the words, the last day in time (None: the calendar has no such day), what was assumed.

    ``is_said`` is False for a period that may only describe ("báo cáo quý III"); ``doubt`` is what is open
    about a stretch; ``beside`` are further stretches of the text that it was read from.
    """

    start: int
    end: int
    text: str
    rule: DueRule
    last_day: date | None
    first_day: date | None = None
    kind: DueKind = DueKind.PERIOD
    assumed_year: bool = False
    certain: bool = True
    is_said: bool = True
    is_limit: bool = False
    doubt: str | None = None
    notes: tuple[str, ...] = ()
    beside: tuple[Stretch, ...] = ()

    @property
    def at(self) -> tuple[Stretch, ...]:
        """All stretches of the text that this was read from."""
        return ((self.start, self.end), *self.beside)


# A school year is prepared in the summer before it.
_SUMMER = 6


def is_early(day: date, context: DueContext) -> bool:
    """True for a day before the plan's issue, or before its (school) year where the issue is not known."""
    begun = date(context.year, _SUMMER if context.is_school_year else 1, 1) if context.year else date.min
    floor = context.issued_on or begun
    return day < floor


def is_late(day: date, context: DueContext) -> bool:
    """True for a day more than a year after the plan's last year."""
    last = max(context.year or 0, context.last_year or 0)
    return context.year is not None and day.year > last + 1 + context.is_school_year


# From this month on plans of the year to come are issued.
_YEARS_PLANS_FROM = 11


def in_year_of_issue(found: Found, context: DueContext) -> date | None:
    """Finds the day that is meant where a plan for next year, issued long before it, begins at once.

    "Gọi công dân nhập ngũ năm 2027" of August 2026: "trước 31/10" is of 2026. What is issued from November on is for
    the year to come (our rule). In a plan for a school year issued before it, "trước 25/7" may be of this summer.
    """
    issued, last = context.issued_on, found.last_day
    if not (found.assumed_year and issued and last):
        return None
    is_for_next = context.year == (issued.year if context.is_school_year else issued.year + 1)
    if not is_for_next or (context.is_school_year and last.year == issued.year):
        return None
    sooner = last - relativedelta(years=1)
    return sooner if issued.month < _YEARS_PLANS_FROM and sooner > issued else None


# Every written day has a figure or words with a sign or a month behind it.
_FIGURE = re.compile(r"\d\s?[/.\-–—|]|\d.{0,45}tháng|(?:ngày|mùng|mồng)\s[^\W\d][^\d,;.]{1,14}\stháng", re.IGNORECASE)


def find_days(text: str, masked: str, context: DueContext, *, is_field: bool = False) -> list[Found]:
    """Finds every day with the words that make it a deadline, and further days joined to one by "và".

    ``is_field`` for a column of deadlines, where a day needs no such words.
    """
    found: list[Found] = []
    if not _FIGURE.search(masked):
        return found
    rest, small = masked, masked.lower()
    running = chain((pattern for words_, pattern in DAY_PATTERNS if words_.stands_in(small)), (LABELLED_DAY,))
    for pattern in chain((FIELD_STRETCH,), running, FIELD_DAYS) if is_field else running:
        start = 0
        # Mostly the first day is the only one: what is left is not worth the search of every pattern.
        if found and not _FIGURE.search(rest):
            break
        while (match := pattern.search(rest, start)) is not None:
            start = match.end()
            last = _last_written(match)
            if _is_day(masked, match, last, context, is_labelled=pattern is LABELLED_DAY):
                new = [*_found(text, match, last, context), *_joined(text, rest, match, context)]
                start = new[-1].end
                rest = mask(rest, match.start(), start)
                found += new
    return sorted(found, key=lambda f: f.start)


def words(text: str, match: re.Match[str]) -> str:
    """Cuts out the words as written, without brackets, commas and colons around them."""
    return cut(text, match.start(), match.end())


def cut(text: str, start: int, end: int) -> str:
    """Cuts out a stretch as ``words`` does; a bracket that opens inside closes there."""
    said = clean(text[start:end]).strip("( ,;:\n")
    return said if said.count("(") >= said.count(")") else said.rstrip(")")


def _is_day(masked: str, match: re.Match[str], last: WrittenDay, context: DueContext, *, is_labelled: bool) -> bool:
    """False for a share ("trong 3/5 xã"), the moon's calendar, a year in two figures that is none of the plan's."""
    issued = context.issued_on.year if context.issued_on else None
    is_others = context.year not in (None, last.year) and last.year not in (issued, (context.year or 0) + 1)
    if LUNAR.match(masked, match.end()) or (last.is_short and is_others):
        return False
    if is_labelled and context.year and (last.year or context.year) - context.year not in (0, 1):
        return False
    return last.year is not None or not is_share(match)


def _joined(text: str, masked: str, first: re.Match[str], context: DueContext) -> Iterator[Found]:
    before = bool(first.groupdict().get("before")) and not first.groupdict().get("hour")
    end = first.end()
    while match := JOINED_DAY.match(masked, end):
        last = _last_written(match)
        if not _is_day(masked, match, last, context, is_labelled=False):
            return
        for found in _found(text, match, last, context):
            if before or match["also"]:
                rule = found.rule._replace(operator=Operator.BEFORE)
                found = found._replace(rule=rule, last_day=last_day(rule, context))
            start = match.start("also") if match["also"] else match.start("ad")
            said = re.search(r"ngày\s+$", text[match.start() : start], re.IGNORECASE)
            start -= len(said[0]) if said else 0
            yield found._replace(start=start, text=cut(text, start, match.end()))
        end = match.end()


def _last_written(match: re.Match[str]) -> WrittenDay:
    return written_day(match, "c") or written_day(match, "b") or written_day(match, "a") or WrittenDay(0, 0, None)


def _found(text: str, match: re.Match[str], written: WrittenDay, context: DueContext) -> list[Found]:
    """Reads one match: the days of a list ("25 và 30/11") one by one, else one day; ``written`` is its last."""
    groups = match.groupdict()
    is_assumed = written.year is None and written.years_later is None
    if written.year is None:
        written = written._replace(year=_year_beside(match, written, context))
    # With an hour the day itself is meant: "trước 17h00 ngày 22/9".
    is_before = bool(groups.get("before")) and not groups.get("hour")
    operator = Operator.BEFORE if is_before else Operator.WITHIN if groups.get("within") is not None else Operator.BY
    rule = DueRule(
        DueKind.FIXED, operator, written.year, written.month, written.day,
        amount=int(groups["count"]) if groups.get("count") else None, unit=_unit(groups),
    )  # fmt: skip
    first = _first_day(match, written, context)
    start = match.end() - len(match[0].lstrip())
    last = Found(
        start, match.end(), words(text, match), rule, last_day(rule, context), first, DueKind.FIXED,
        assumed_year=is_assumed, is_limit=bool(groups.get("limit")), doubt=doubt_of_stretch(rule, first, context),
        notes=(f"bắt đầu {short(first)}",) if first else (),
    )  # fmt: skip
    listed = [rule._replace(day=int(day)) for day in re.findall(r"\d+", groups.get("list") or "")]
    return [*(last._replace(rule=one, last_day=last_day(one, context)) for one in listed), last]


_OF_YEAR = re.compile(r"(?:\A|[.;]\s)(?:Trong )?[Nn]ăm (?P<year>20\d\d)(?!\d)[^.;]*\Z")


def _year_beside(match: re.Match[str], written: WrittenDay, context: DueContext) -> int | None:
    """Finds the year of a day without one in the words beside it: "15/01 năm sau", "từ 15/12/2023 đến 15/01".

    So do the words that begin its sentence: "Năm 2025, việc này xong ngày 15/3."
    """
    if written.years_later is not None:
        return context.year + written.years_later if context.year else None
    first = written_day(match, "a") if written_day(match, "b") else None
    if first and first.year:
        return first.year + ((first.month, first.day) > (written.month, written.day))
    said = _OF_YEAR.search(match.string, 0, match.start())
    return int(said["year"]) if said else None


def doubt_of_stretch(rule: DueRule, first: date | None, context: DueContext) -> str | None:
    """Says what is open about "từ … đến …": the year where it runs over New Year, or that it ends before it begins."""
    end = last_day(rule, context)
    if first and not rule.year and not context.is_school_year and first.year != context.year:
        return OVER_NEW_YEAR
    return BACKWARDS if first and end and end < first else None


def _unit(groups: dict[str, str | None]) -> CountUnit | None:
    if groups.get("working"):
        return CountUnit.WORKING_DAY
    return COUNT_UNITS.get((groups.get("counted") or "").lower())


def _first_day(match: re.Match[str], last: WrittenDay, context: DueContext) -> date | None:
    """Finds the first day of "từ … đến …"; a month or year left out is that of the last day."""
    groups = match.groupdict()
    alone = groups.get("aday") or groups.get("bday")
    year = last.year or context.year_of(last.month)
    if alone:
        return WrittenDay(int(alone), last.month, None).on(year)
    first = written_day(match, "a") if written_day(match, "b") else None
    if first is None:
        return None
    if first.years_later is not None and context.year:
        return first.on(context.year + first.years_later)
    day = first.on(year)
    # "từ ngày 20/12 đến ngày 10/01/2024" begins in the year before.
    return first.on(year - 1) if day and year and not first.year and first.month > last.month else day
