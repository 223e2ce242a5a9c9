"""Days that a text gives as deadlines: "trước ngày …", "chậm nhất …", "từ … đến …", "10 ngày kể từ ngày …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from danvan_cli.domain.dates import last_day_before, short
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.due_patterns import DAY_PATTERNS, JOINED_DAY
from danvan_cli.intake.due_types import DueRules, Found
from danvan_cli.intake.written import WrittenDay, written_day


def find_days(text: str, masked: str, rules: DueRules) -> list[Found]:
    """Finds every day with the words that make it a deadline, and further days joined to one by "và"."""
    found: list[Found] = []
    for pattern in DAY_PATTERNS:
        for match in pattern.finditer(masked):
            if not any(match.start() < f.end and f.start < match.end() for f in found):
                found.append(_found(text, match, rules))
                found.extend(_joined(text, masked, match, rules))
    return sorted(_distinct(found), key=lambda f: f.start)


def words(text: str, match: re.Match[str]) -> str:
    """Gives the words as written, without the bracket that opened before them."""
    return clean(text[match.start() : match.end()]).strip("( ,;:")


def _distinct(found: list[Found]) -> Iterator[Found]:
    for index, one in enumerate(found):
        if not any(one.start < other.end and other.start < one.end for other in found[:index]):
            yield one


def _joined(text: str, masked: str, first: re.Match[str], rules: DueRules) -> Iterator[Found]:
    before = bool(first.groupdict().get("before"))
    end = first.end()
    while match := JOINED_DAY.match(masked, end):
        found = _found(text, match, rules)
        day = found.last_day
        if day and (before or "trước" in match[0]):
            day = last_day_before(day, before_is_inclusive=rules.before_is_inclusive)
        yield replace(found, last_day=day, text=re.sub(r"^.*?(?=trước|ngày|\d{1,2}\s?[/.\-])", "", found.text))
        end = match.end()


def _found(text: str, match: re.Match[str], rules: DueRules) -> Found:
    groups = match.groupdict()
    written = written_day(match, "c") or written_day(match, "b") or written_day(match, "a") or WrittenDay(0, 0, None)
    day = written.on(rules.year_of(written.month))
    if day and groups.get("before") and not groups.get("hour"):
        day = last_day_before(day, before_is_inclusive=rules.before_is_inclusive)
    working = bool(groups.get("working"))
    if day and groups.get("count"):
        day = _after(day, int(groups["count"]), working=working)
    first = _first_day(match, written, rules)
    return Found(
        match.start(), match.end(), words(text, match), day, first, DueKind.FIXED,
        assumed_year=written.year is None, certain=not working, is_limit=bool(groups.get("limit")),
        notes=(f"bắt đầu {short(first)}",) if first else (),
    )  # fmt: skip


def _after(day: date, count: int, *, working: bool) -> date:
    """Counts days after ``day``; a period that ends on a weekend runs to the next working day.

    Working days leave out weekends only: the public holidays of a year are not known here.
    """
    if not working:
        last = day + timedelta(days=count)
        return last + timedelta(days=max(0, 7 - last.weekday())) if last.weekday() >= 5 else last
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _first_day(match: re.Match[str], last: WrittenDay, rules: DueRules) -> date | None:
    """Gives the first day of "từ … đến …"; a month or year left out is that of the last day."""
    groups = match.groupdict()
    alone = groups.get("aday") or groups.get("bday")
    year = last.year or rules.year_of(last.month)
    if alone:
        return WrittenDay(int(alone), last.month, None).on(year)
    first = written_day(match, "a") if written_day(match, "b") else None
    if first is None:
        return None
    day = first.on(year)
    # "từ ngày 20/12 đến ngày 10/01/2024" begins in the year before.
    return first.on(year - 1) if day and year and not first.year and first.month > last.month else day
