"""Days that a text gives as deadlines: "trước ngày …", "chậm nhất …", "từ … đến …", "10 ngày kể từ ngày …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import PeriodDraft
from danvan_cli.domain.due import CountUnit, DueContext, DueRule, Operator, last_day
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import DueKind, TaskKind
from danvan_cli.intake.due.patterns import COUNT_UNITS, DAY_PATTERNS, JOINED_DAY, NEXT_YEAR
from danvan_cli.intake.due.written import WrittenDay, written_day

OVER_NEW_YEAR = "khoảng thời gian sang năm khác mà không ghi năm, chưa rõ kết thúc năm nào"
EARLY = "thời hạn sớm hơn ngày ban hành kế hoạch, cần kiểm tra lại năm"


@dataclass(frozen=True, slots=True)
class Due:
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
    at: tuple[tuple[int, int], ...] = ()

    @property
    def period(self) -> str:
        """The name of the first period of what recurs, else empty."""
        return self.periods[0].period if self.periods else ""


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: the words, the last day in time (None: the calendar has no such day), what was assumed.

    ``is_said`` is False for a period that may only describe ("báo cáo quý III"); ``is_open`` is True for a stretch
    over New Year that names no year.
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
    is_open: bool = False
    notes: tuple[str, ...] = field(default=())


def find_days(text: str, masked: str, context: DueContext) -> list[Found]:
    """Finds every day with the words that make it a deadline, and further days joined to one by "và"."""
    found: list[Found] = []
    for pattern in DAY_PATTERNS:
        for match in pattern.finditer(masked):
            if not any(match.start() < f.end and f.start < match.end() for f in found):
                found.append(_found(text, match, context))
                found.extend(_joined(text, masked, match, context))
    return sorted(_distinct(found), key=lambda f: f.start)


def words(text: str, match: re.Match[str]) -> str:
    """Cuts out the words as written, without brackets, commas and colons around them."""
    return clean(text[match.start() : match.end()]).strip("( ,;:")


def _distinct(found: list[Found]) -> Iterator[Found]:
    for index, one in enumerate(found):
        if not any(one.start < other.end and other.start < one.end for other in found[:index]):
            yield one


def _joined(text: str, masked: str, first: re.Match[str], context: DueContext) -> Iterator[Found]:
    before = bool(first.groupdict().get("before"))
    end = first.end()
    while match := JOINED_DAY.match(masked, end):
        found = _found(text, match, context)
        if before or "trước" in match[0]:
            rule = found.rule._replace(operator=Operator.BEFORE)
            found = replace(found, rule=rule, last_day=last_day(rule, context))
        yield replace(found, text=re.sub(r"^.*?(?=trước|ngày|\d{1,2}\s?[/.\-])", "", found.text))
        end = match.end()


def _found(text: str, match: re.Match[str], context: DueContext) -> Found:
    groups = match.groupdict()
    written = written_day(match, "c") or written_day(match, "b") or written_day(match, "a") or WrittenDay(0, 0, None)
    is_assumed = written.year is None
    if is_assumed:
        written = replace(written, year=_year_beside(text, match, written, context))
    # With an hour the day itself is meant: "trước 17h00 ngày 22/9".
    is_before = bool(groups.get("before")) and not groups.get("hour")
    operator = Operator.BEFORE if is_before else Operator.WITHIN if groups.get("within") else Operator.BY
    rule = DueRule(
        DueKind.FIXED, operator, written.year, written.month, written.day,
        amount=int(groups["count"]) if groups.get("count") else None, unit=_unit(groups),
    )  # fmt: skip
    first = _first_day(match, written, context)
    return Found(
        match.start(), match.end(), words(text, match), rule, last_day(rule, context), first, DueKind.FIXED,
        assumed_year=is_assumed, is_limit=bool(groups.get("limit")), is_open=_is_open(rule, first, context),
        notes=(f"bắt đầu {short(first)}",) if first else (),
    )  # fmt: skip


def _year_beside(text: str, match: re.Match[str], written: WrittenDay, context: DueContext) -> int | None:
    """Finds the year of a day without one in the words beside it: "15/01 năm sau", "từ 15/12/2023 đến 15/01"."""
    first = written_day(match, "a") if written_day(match, "b") else None
    if first and first.year:
        return first.year + ((first.month, first.day) > (written.month, written.day))
    return context.year + 1 if context.year and NEXT_YEAR.match(text, match.end()) else None


def _is_open(rule: DueRule, first: date | None, context: DueContext) -> bool:
    return bool(first and not rule.year and not context.is_school_year and first.year != context.year)


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
    day = first.on(year)
    # "từ ngày 20/12 đến ngày 10/01/2024" begins in the year before.
    return first.on(year - 1) if day and year and not first.year and first.month > last.month else day
