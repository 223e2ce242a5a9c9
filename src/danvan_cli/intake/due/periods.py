"""Named periods that a text gives as deadlines: "quý III", "trong tháng 11", "6 tháng đầu năm", "hết năm"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from danvan_cli.domain.due import DueContext, DueRule, Operator, Part, Span, last_day, period_bounds
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.due.days import Found, words
from danvan_cli.intake.due.patterns import (
    HALF_YEAR,
    JOINED_MONTH,
    MONTH,
    NEXT_YEAR,
    QUARTER,
    SHORT_MONTH,
    WEEK_OF_MONTH,
    YEAR,
    mask,
)

_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "đầu": 1}
# Between two periods that are written whole, each with its own year or word.
_JOINT = re.compile(r"\s*(?:(?P<to>đến|tới|-|–)|và)\s", re.IGNORECASE)
# The first day of a stretch of several periods, and the rule of its end.
_Span = tuple[date | None, DueRule]


def find_periods(text: str, masked: str, context: DueContext) -> list[Found]:
    """Finds every named period; what lies in an earlier year than the plan's is none."""
    found: list[Found] = []
    rest = masked
    for pattern, read in _READERS:
        for match in pattern.finditer(rest):
            year = match["year"]
            if year and context.year and int(year) < context.year:
                continue
            if pattern is JOINED_MONTH and not any(f.end == match.start() for f in found):
                continue
            found = _extended(found, _found(text, match, read, context))
            rest = mask(rest, match.start(), match.end())
    return _said_first(_joined(sorted(found, key=lambda f: f.start), text, context))


def _joined(found: Sequence[Found], text: str, context: DueContext) -> list[Found]:
    """Makes one stretch of "từ quý IV/2023 đến quý I/2024"; "quý II/2023 và quý I/2024" are two of the same kind."""
    joined = list[Found]()
    for one in found:
        last = joined[-1] if joined else None
        said = _JOINT.match(text, last.end, one.end) if last else None
        bounds = period_bounds(last.rule, context) if last and said and said["to"] else None
        if last and bounds and one.last_day and bounds[0] < one.last_day:
            words_of_both = clean(text[last.start : one.end]).strip("( ,;:")
            joined[-1] = replace(
                one, start=last.start, text=words_of_both, first_day=last.first_day or bounds[0],
                certain=last.certain and one.certain, is_said=last.is_said or one.is_said,
            )  # fmt: skip
        elif last and said and not said["to"]:
            joined.append(replace(one, is_said=one.is_said or last.is_said))
        else:
            joined.append(one)
    return joined


def _extended(before: list[Found], more: list[Found]) -> list[Found]:
    """Adds what was found; a month that goes on a stretch ("tháng 3, 4, 5") makes it longer, which is a guess."""
    last, one = (before[-1] if before else None), more[0]
    if last is None or last.end != one.start or not (last.first_day and last.last_day and one.last_day):
        return [*before, *more]
    if last.last_day + timedelta(days=1) != one.last_day.replace(day=1):
        return [*before, *more]
    text = f"{last.text}{one.text}"
    joined = replace(last, end=one.end, text=text, rule=one.rule, last_day=one.last_day, certain=False)
    return [*before[:-1], joined]


def _said_first(found: list[Found]) -> list[Found]:
    """Drops what only describes where the text also says a period: "sơ kết 6 tháng … vào tháng 7", "trong năm"."""
    finer = [f for f in found if not YEAR.fullmatch(f.text)] or found
    said = [f for f in finer if f.is_said]
    return said or [replace(f, certain=False) if not f.is_said else f for f in finer]


def _found(
    text: str, match: re.Match[str], read: Callable[[re.Match[str], DueContext], _Span], context: DueContext
) -> list[Found]:
    groups = match.groupdict()
    try:
        first, rule = read(match, context)
    except ValueError:  # "tháng 13 - tháng 14"
        first, rule = None, DueRule(DueKind.PERIOD)
    if not rule.year and context.year and NEXT_YEAR.match(text, match.end()):
        first, rule = None, rule._replace(year=context.year + 1)
    is_open = bool(first and not rule.year and not context.is_school_year and first.year != context.year)
    found = Found(
        match.start(), match.end(), words(text, match), rule, last_day(rule, context), first,
        assumed_year=match["year"] is None, certain=not (groups.get("week") or groups.get("more")),
        is_said=_is_said(text, match), is_open=is_open,
    )  # fmt: skip
    return [*_first_of_two(match, found, context), found]


def _is_said(text: str, match: re.Match[str]) -> bool:
    """True for a period with a word that makes it a deadline, in brackets, or at the head of its line."""
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


def _first_of_two(match: re.Match[str], found: Found, context: DueContext) -> list[Found]:
    """Finds the first of "tháng 4, tháng 10": periods apart are two deadlines, neighbours or a span are one."""
    groups, said = match.groupdict(), _last(match)
    if said is None or _is_span(match) or groups.get("more"):
        return []
    name = "month" if "month" in groups else "quarter"
    first, last = _number(groups[name]), _number(said)
    written_twice = re.search(r"tháng|qu[ýí]", match[0][match[0].find(groups["between"]) :], re.IGNORECASE)
    if _is_joint(first, last) and not (written_twice and "và" in groups["between"]):
        return []
    rule = found.rule._replace(number=first)
    day = last_day(rule, context)
    return [replace(found, rule=rule, last_day=day, first_day=None)] if day else []


def _is_joint(first: int, last: int) -> bool:
    """True for neighbours ("tháng 4, 5"), which are one stretch of time."""
    return last - first == 1


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


_PARTS = {"đầu": Part.START, "giữa": Part.MIDDLE}


def _rule(match: re.Match[str], span: Span, number: int, month: int | None = None) -> DueRule:
    when = (match.groupdict().get("when") or "").lower()
    is_before = when == "trước" and span in (Span.MONTH, Span.QUARTER)
    operator = Operator.BEFORE if is_before else Operator.WITHIN if when in ("trong", "vào") else Operator.BY
    year = int(match["year"]) if match["year"] else None
    return DueRule(DueKind.PERIOD, operator, year, month, span=span, number=number, part=_PARTS.get(when, Part.END))


def _half_year(match: re.Match[str], context: DueContext) -> _Span:
    if "9" in match["half"]:
        return None, _rule(match, Span.NINE_MONTHS, 1)
    return None, _rule(match, Span.HALF, 1 if match["half"].lower().endswith("đầu") else 2)


def _quarter(match: re.Match[str], context: DueContext) -> _Span:
    begin, number = _number(match["quarter"]), _number(match["last"] or match["quarter"])
    rule = _rule(match, Span.QUARTER, number)
    is_one = number != begin if _is_span(match) else number > begin and (match["more"] or _is_joint(begin, number))
    bounds = period_bounds(rule._replace(number=begin), context) if is_one and rule.part == Part.END else None
    end = last_day(rule, context)
    if not bounds or not end:
        return None, rule
    first = bounds[0]
    return (first if first < end else first.replace(year=first.year - 1)), rule


def _month(match: re.Match[str], context: DueContext) -> _Span:
    begin = int(match.groupdict()["month"] or match.groupdict()["bare"])
    month = int(_last(match) or begin)
    rule = _rule(match, Span.MONTH, month)
    if rule.operator == Operator.BEFORE or month == begin or not (_is_span(match) or _is_joint(begin, month)):
        return None, rule
    end = last_day(rule, context)
    return (date(end.year if begin <= month else end.year - 1, begin, 1) if end else None), rule


def _week(match: re.Match[str], context: DueContext) -> _Span:
    week = match["week"].lower()
    return None, _rule(match, Span.WEEK, 5 if week == "cuối" else _number(week), int(match["month"]))


def _year(match: re.Match[str], context: DueContext) -> _Span:
    return None, _rule(match, Span.YEAR, 1)


# Tried in order: words that an earlier pattern took are not read again.
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], DueContext], _Span]], ...] = (
    (HALF_YEAR, _half_year),
    (QUARTER, _quarter),
    (WEEK_OF_MONTH, _week),
    (MONTH, _month),
    (JOINED_MONTH, _month),
    (SHORT_MONTH, _month),
    (YEAR, _year),
)
