"""When a task is due, from the words of the plan: a day, a period, a rhythm, an event, or nothing.

A day that only dates a cited document, a validity, a start or an anniversary is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from danvan_cli.domain.dates import describe, last_day_before, month_end, quarter_end, short
from danvan_cli.domain.model import TaskKind
from danvan_cli.domain.text import clean
from danvan_cli.intake.due_patterns import (
    BARE_DAY,
    BARE_MONTH,
    BLANK_DAY,
    DAY_PATTERNS,
    FREQUENCY,
    HALF_YEAR,
    MONTH,
    NO_DATE,
    QUARTER,
    RELATIVE,
    SHORT_MONTH,
    YEAR,
    mask_traps,
)
from danvan_cli.intake.written import WrittenDay, written_day

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_RHYTHMIC = re.compile(
    r"định kỳ|ngày \d|\bthứ |\bvào |báo cáo|tổ chức|họp|giao ban|sinh hoạt|kiểm tra|đánh giá|sơ kết|tổng kết"
    r"|đối thoại|tiếp|gặp|rà soát|cập nhật|tổng hợp",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DueRules:
    """What a deadline's words are read against."""

    year: int | None
    is_school_year: bool = False
    before_is_inclusive: bool = False
    issued_on: date | None = None

    def year_of(self, month: int) -> int | None:
        """Gives the year meant where none is written; a school year runs from August to July."""
        if self.year is None:
            return None
        return self.year + 1 if self.is_school_year and month < 8 else self.year


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as read; ``doubt`` says why a person must look, ``due_on`` is then None unless the day is plain."""

    text: str | None = None
    due_on: date | None = None
    kind: TaskKind = TaskKind.ONGOING
    frequency: str | None = None
    notes: tuple[str, ...] = ()
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """One expression: the words, the last day in time (None: the calendar has no such day), what was assumed."""

    start: int
    text: str
    last_day: date | None
    assumed_year: bool = False
    is_day: bool = False
    notes: tuple[str, ...] = field(default=())


def read_due(text: str, rules: DueRules, *, is_field: bool = False) -> Due:
    """Reads the deadline in a task's text; ``is_field`` for a text that is nothing but a deadline ("Quý II")."""
    masked = mask_traps(text)
    found = list(_days(text, masked, rules)) or list(_periods(text, masked, rules))
    if not found and is_field:
        return _read_field(text, rules)
    frequency = _frequency(masked, is_dated=bool(found))
    return _settle(found, frequency, rules) if found else _undated(text, masked, frequency, rules)


def _read_field(text: str, rules: DueRules) -> Due:
    """Reads a bare day or month as if "trong" stood before it; anything else keeps its words."""
    masked = mask_traps(f"trong {text}")
    found = list(_days(masked, masked, rules)) or list(_periods(masked, masked, rules))
    frequency = _frequency(masked, is_dated=True)
    due = _settle(found, frequency, rules) if found else _undated(text, mask_traps(text), frequency, rules)
    return Due(clean(text).rstrip(".;, "), due.due_on, due.kind, due.frequency, due.notes, due.doubt)


def _days(text: str, masked: str, rules: DueRules) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for pattern in DAY_PATTERNS:
        for match in pattern.finditer(masked):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            yield _day_found(text, match, rules)


def _day_found(text: str, match: re.Match[str], rules: DueRules) -> _Found:
    groups = match.groupdict()
    written = written_day(match, "b") or written_day(match, "a") or WrittenDay(0, 0, None)
    day = written.on(rules.year_of(written.month))
    if day and groups.get("before") and not groups.get("hour"):
        day = last_day_before(day, before_is_inclusive=rules.before_is_inclusive)
    if day and groups.get("count"):
        day = _counted(day, int(groups["count"]))
    notes = (f"bắt đầu {_start(match, rules)}",) if written_day(match, "b") else ()
    return _Found(match.start(), _words(text, match), day, written.year is None, True, notes)


def _words(text: str, match: re.Match[str]) -> str:
    """Gives the words as written, without the bracket that opened before them."""
    return clean(text[match.start() : match.end()]).strip("( ,;")


def _counted(day: date, count: int) -> date:
    """Counts calendar days after ``day``; a period that ends on a weekend runs to the next working day."""
    last = day + timedelta(days=count)
    return last + timedelta(days=max(0, 7 - last.weekday())) if last.weekday() >= 5 else last


def _start(match: re.Match[str], rules: DueRules) -> str:
    first, last = written_day(match, "a"), written_day(match, "b")
    if first is None or last is None:
        return "—"
    return short(first.on(last.year or rules.year_of(first.month)))


def _periods(text: str, masked: str, rules: DueRules) -> Iterator[_Found]:
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], DueRules], date | None]], ...] = (
        (HALF_YEAR, _half_year),
        (QUARTER, _quarter),
        (MONTH, _month),
        (SHORT_MONTH, _month),
        (YEAR, _year),
    )
    rest = masked
    for pattern, read in readers:
        for match in pattern.finditer(rest):
            year = match["year"]
            if year and rules.year and int(year) < rules.year:
                continue
            yield _Found(match.start(), _words(text, match), _try(read, match, rules), year is None)
            if first := _first_of_two(match):
                yield _Found(match.start(), _words(text, match), first.on(rules.year))
        rest = pattern.sub(lambda m: " " * len(m[0]), rest)


def _first_of_two(match: re.Match[str]) -> WrittenDay | None:
    """Gives a day of the first month of "tháng 4, tháng 10": months apart are two deadlines, not a span."""
    groups = match.groupdict()
    if not groups.get("month") or not groups.get("last") or int(groups["last"]) - int(groups["month"]) <= 1:
        return None
    between = match.string[match.end("month") : match.start("last")]
    is_span = re.search(r"-|–|đến", between) or (groups["when"] or "").lower() == "từ"
    return None if is_span else WrittenDay(1, int(groups["month"]), None)


def _try(read: Callable[[re.Match[str], DueRules], date | None], match: re.Match[str], rules: DueRules) -> date | None:
    try:
        return read(match, rules)
    except (ValueError, OverflowError):
        return None


def _half_year(match: re.Match[str], rules: DueRules) -> date | None:
    first = match["half"].lower() == "đầu"
    year = int(match["year"]) if match["year"] else rules.year
    return date(year, 6 if first else 12, 30 if first else 31) if year else None


def _quarter(match: re.Match[str], rules: DueRules) -> date | None:
    number = _ROMAN[(match["last"] or match["quarter"]).lower()]
    year = int(match["year"]) if match["year"] else rules.year_of(number * 3)
    if not year:
        return None
    if (match["when"] or "").lower() == "trước":
        return date(year, number * 3 - 2, 1) - timedelta(days=1)
    return quarter_end(year, number)


def _month(match: re.Match[str], rules: DueRules) -> date | None:
    month = int(match["last"] or match["month"])
    year = int(match["year"]) if match["year"] else rules.year_of(month)
    if not year:
        return None
    when = (match["when"] or "").lower()
    first = date(year, month, 1)
    if when == "trước":
        return first - timedelta(days=1)
    return {"đầu": first, "giữa": date(year, month, 15)}.get(when, month_end(year, month))


def _year(match: re.Match[str], rules: DueRules) -> date | None:
    year = int(match["year"]) if match["year"] else rules.year
    if not year:
        return None
    return {"đầu": date(year, 1, 1), "giữa": date(year, 6, 30)}.get(match["when"].lower(), date(year, 12, 31))


def _settle(found: list[_Found], frequency: str | None, rules: DueRules) -> Due:
    found = sorted(found, key=lambda f: f.start)
    kind = TaskKind.RECURRING if frequency else TaskKind.ONCE
    words = "; ".join(dict.fromkeys(f.text for f in found))
    if len({f.last_day for f in found}) > 1:
        return Due(
            words, None, kind, frequency, (), "có nhiều thời hạn khác nhau, chọn một hoặc tách thành nhiều nhiệm vụ"
        )
    first = found[0]
    if first.last_day is None:
        why = (
            "chưa biết năm của thời hạn" if rules.year is None and first.assumed_year else "ngày này không có trên lịch"
        )
        return Due(first.text, None, kind, frequency, (), why)
    doubt = None
    if rules.issued_on and first.last_day < rules.issued_on:
        doubt = "thời hạn sớm hơn ngày ban hành kế hoạch, cần kiểm tra lại năm"
    elif first.is_day and frequency and not frequency.endswith("năm"):
        doubt = f"việc {frequency} nhưng chỉ ghi một ngày"
    return Due(first.text, first.last_day, kind, frequency, (*first.notes, *_notes(first)), doubt)


def _notes(found: _Found) -> Iterator[str]:
    last = found.last_day
    if last is None:
        return
    if found.assumed_year:
        yield f"văn bản không ghi năm, hiểu là năm {last.year} theo kế hoạch"
    if found.is_day and last.weekday() >= 5:
        following = last + timedelta(days=7 - last.weekday())
        yield f"hạn {describe(last)} là ngày nghỉ; ngày làm việc kế tiếp là {describe(following)}"


def _frequency(masked: str, *, is_dated: bool) -> str | None:
    """Finds a rhythm; "hằng năm" alone, far from any act, only describes and is none."""
    for match in FREQUENCY.finditer(masked):
        said = match["rhythm"] is not None or match["every"] is not None or is_dated
        near = _RHYTHMIC.search(masked[max(0, match.start() - 60) : match.end() + 40])
        if said or near or not masked[: match.start()].strip(" (-"):
            return clean(match[0]).lower()
    return None


def _undated(text: str, masked: str, frequency: str | None, rules: DueRules) -> Due:
    if match := BLANK_DAY.search(masked):
        return Due(_words(text, match), None, TaskKind.ONCE, frequency, (), "ngày của thời hạn để trống")
    if match := RELATIVE.search(masked):
        words = _words(text, match)
        if frequency or "cuối quý" in words.lower():
            return Due(words, None, TaskKind.RECURRING, frequency, (), "việc định kỳ chưa có ngày cho từng kỳ")
        return Due(words, None, TaskKind.ONCE, None, (), "thời hạn tính theo một sự kiện, chưa có ngày cụ thể")
    if frequency:
        return Due(frequency, None, TaskKind.RECURRING, frequency, (), "việc định kỳ chưa có ngày cho từng kỳ")
    if match := NO_DATE.search(masked):
        return Due(_words(text, match))
    return Due(doubt=_bare_day(masked, rules))


def _bare_day(masked: str, rules: DueRules) -> str | None:
    """Names a full day that stands in the text without any word that makes it a deadline."""
    for match in BARE_DAY.finditer(masked):
        written = written_day(match, "a")
        day = written.on(None) if written and written.year and written.year == rules.year else None
        if day and (rules.issued_on is None or day >= rules.issued_on):
            return f"có ngày {short(day)} nhưng không rõ có phải là thời hạn"
    for month in BARE_MONTH.finditer(masked):
        if int(month["year"]) == rules.year:
            return f"có {clean(month[0]).lower()} nhưng không rõ có phải là thời hạn"
    return None
