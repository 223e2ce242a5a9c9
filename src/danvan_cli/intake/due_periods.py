"""Named periods that a text gives as deadlines: "quý III", "trong tháng 11", "6 tháng đầu năm", "hết năm"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from danvan_cli.domain.dates import month_end, quarter_end
from danvan_cli.intake.due_days import words
from danvan_cli.intake.due_patterns import (
    HALF_YEAR,
    JOINED_MONTH,
    MONTH,
    QUARTER,
    SHORT_MONTH,
    WEEK_OF_MONTH,
    YEAR,
    mask,
)
from danvan_cli.intake.due_types import DueRules, Found

_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "đầu": 1}
_Span = tuple[date | None, date | None]


def find_periods(text: str, masked: str, rules: DueRules) -> list[Found]:
    """Finds every named period; what lies in an earlier year than the plan's is none."""
    found: list[Found] = []
    rest = masked
    for pattern, read in _READERS:
        for match in pattern.finditer(rest):
            year = match["year"]
            if year and rules.year and int(year) < rules.year:
                continue
            if pattern is JOINED_MONTH and not any(f.end == match.start() for f in found):
                continue
            found = _extended(found, _found(text, match, read, rules))
            rest = mask(rest, match.start(), match.end())
    return _said_first(sorted(found, key=lambda f: f.start))


def _extended(before: list[Found], more: list[Found]) -> list[Found]:
    """Adds what was found; a month that goes on a stretch ("tháng 3, 4, 5") makes it longer, which is a guess."""
    last, one = (before[-1] if before else None), more[0]
    if last is None or last.end != one.start or not (last.first_day and last.last_day and one.last_day):
        return [*before, *more]
    if last.last_day + timedelta(days=1) != one.last_day.replace(day=1):
        return [*before, *more]
    joined = replace(last, end=one.end, text=f"{last.text}{one.text}", last_day=one.last_day, certain=False)
    return [*before[:-1], joined]


def _said_first(found: list[Found]) -> list[Found]:
    """Drops what only describes where the text also says a period: "sơ kết 6 tháng … vào tháng 7", "trong năm"."""
    finer = [f for f in found if not YEAR.fullmatch(f.text)] or found
    said = [f for f in finer if f.is_said]
    return said or [replace(f, certain=False) if not f.is_said else f for f in finer]


def _found(
    text: str, match: re.Match[str], read: Callable[[re.Match[str], DueRules], _Span], rules: DueRules
) -> list[Found]:
    groups = match.groupdict()
    try:
        first, last = read(match, rules)
    except (ValueError, OverflowError):
        first = last = None
    found = Found(
        match.start(), match.end(), words(text, match), last, first,
        assumed_year=match["year"] is None, certain=not (groups.get("week") or groups.get("more")),
        is_said=_is_said(text, match),
    )  # fmt: skip
    return [*_first_of_two(match, found, read, rules), found]


def _is_said(text: str, match: re.Match[str]) -> bool:
    """Tells a period with a word that makes it a deadline, in brackets, or at the head of its line."""
    alone = not text[: match.start()].strip(" -(:")
    said = match.re in (SHORT_MONTH, JOINED_MONTH, WEEK_OF_MONTH) or bool(match.groupdict().get("when"))
    return said or match[0][:1] == "(" or alone or _in_brackets(text, match)


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return before.endswith(("(", ":")) or (after.startswith(")") and "(" in before[-40:])


def _is_span(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(re.search(r"-|–|đến", groups.get("between") or "")) or (groups.get("when") or "").lower() == "từ"


def _last(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return groups.get("last") or (groups.get("bare") if groups.get("between") else None)


def _first_of_two(
    match: re.Match[str], found: Found, read: Callable[[re.Match[str], DueRules], _Span], rules: DueRules
) -> list[Found]:
    """Gives the first of "tháng 4, tháng 10": periods apart are two deadlines, neighbours or a span are one."""
    groups, said = match.groupdict(), _last(match)
    if said is None or _is_span(match) or groups.get("more"):
        return []
    name = "month" if "month" in groups else "quarter"
    first, last = _number(groups[name]), _number(said)
    written_twice = re.search(r"tháng|qu[ýí]", match[0][match[0].find(groups["between"]) :], re.IGNORECASE)
    if _is_joint(first, last) and not (written_twice and "và" in groups["between"]):
        return []
    year = int(groups["year"]) if groups["year"] else rules.year_of(first if name == "month" else first * 3)
    if not year:
        return []
    end = month_end(year, first) if name == "month" else quarter_end(year, first)
    return [replace(found, last_day=end, first_day=None)]


def _is_joint(first: int, last: int) -> bool:
    """Tells neighbours ("tháng 4, 5"), which are one stretch of time."""
    return last - first == 1


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


def _half_year(match: re.Match[str], rules: DueRules) -> _Span:
    year = int(match["year"]) if match["year"] else rules.year
    if not year:
        return None, None
    if "9" in match["half"]:
        return None, date(year, 9, 30)
    first = match["half"].lower().endswith("đầu")
    return None, date(year, 6, 30) if first else date(year, 12, 31)


def _quarter(match: re.Match[str], rules: DueRules) -> _Span:
    begin, number = _number(match["quarter"]), _number(match["last"] or match["quarter"])
    year = int(match["year"]) if match["year"] else rules.year_of(number * 3)
    if not year:
        return None, None
    when = (match["when"] or "").lower()
    if when == "trước":
        return None, date(year, number * 3 - 2, 1) - timedelta(days=1)
    if when in ("đầu", "giữa"):
        return None, date(year, number * 3 - 2, 1) if when == "đầu" else date(year, number * 3 - 1, 15)
    first = (
        date(year, begin * 3 - 2, 1)
        if number > begin and (_is_span(match) or match["more"] or _is_joint(begin, number))
        else None
    )
    return first, quarter_end(year, number)


def _month(match: re.Match[str], rules: DueRules) -> _Span:
    groups = match.groupdict()
    begin = int(groups["month"] or groups["bare"])
    month = int(_last(match) or begin)
    year = int(match["year"]) if match["year"] else rules.year_of(month)
    if not year:
        return None, None
    when = (groups.get("when") or "").lower()
    first = date(year, month, 1)
    if when == "trước":
        return None, first - timedelta(days=1)
    last = {"đầu": first, "giữa": date(year, month, 15)}.get(when, month_end(year, month))
    if month == begin or not (_is_span(match) or _is_joint(begin, month)):
        return None, last
    return date(year if begin <= month else year - 1, begin, 1), last


def _week(match: re.Match[str], rules: DueRules) -> _Span:
    month = int(match["month"])
    year = int(match["year"]) if match["year"] else rules.year_of(month)
    if not year:
        return None, None
    week = match["week"].lower()
    return None, month_end(year, month) if week == "cuối" else date(year, month, 7 * _number(week))


def _year(match: re.Match[str], rules: DueRules) -> _Span:
    year = int(match["year"]) if match["year"] else rules.year
    if not year:
        return None, None
    return None, {"đầu": date(year, 1, 1), "giữa": date(year, 6, 30)}.get(match["when"].lower(), date(year, 12, 31))


# In order: an earlier one claims its words.
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], DueRules], _Span]], ...] = (
    (HALF_YEAR, _half_year),
    (QUARTER, _quarter),
    (WEEK_OF_MONTH, _week),
    (MONTH, _month),
    (JOINED_MONTH, _month),
    (SHORT_MONTH, _month),
    (YEAR, _year),
)
