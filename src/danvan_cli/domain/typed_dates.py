"""The strict ways of writing a date or a deadline on the command line and in cells that hold nothing else.

Day and month are never swapped or guessed. What is said is read into the deadline rule of ``domain.due``, so that a
typed "trước ngày 25/10" means the same day as in a plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from danvan_cli.domain.dates import FIRST_DAY, LAST_DAY, in_range, short
from danvan_cli.domain.due import DueContext, DueRule, Operator, Part, Span, last_day
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold, nfc
from danvan_cli.domain.words import DueKind

DATE_FORMS = (
    "25/10/2023 · 5/3 · 25-10 · 2023-10-25 · ngày 25 tháng 10 · quý III/2023 · hết tháng 11 · cuối tháng 6 · hôm nay · "
    "hôm qua · thứ Hai · thứ Hai tuần sau · +7 ngày · +5 ngày làm việc"
)
DUE_FORMS = f"{DATE_FORMS} · trước ngày 25/10 · chậm nhất ngày 25/10 · 6 tháng đầu năm · hết năm"
_CENTURY, _SHORT = 2000, 2
WorkingDays = Callable[[date, int], date]

# Compiled when first met: most commands read no date. All are matched against folded text.
_YEAR = r"(?: ?/ ?(\d{4})| nam (\d{4}))?"
_OPERATOR = r"(?:(truoc)|(?:cham|muon) nhat(?: (?:la|vao|den|trong|het))*|den(?: het)?|het|(trong|vao))(?= )"
_NUMBERED = r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})"
_WORDED = r"(\d{1,2}) thang (\d{1,2})(?: nam (\d{4})|/(\d{4}))?"
_DAY_MONTH = r"(\d{1,2})[/-](\d{1,2})"
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_PART = r"(?:(dau|giua|cuoi) )?"
_QUARTER = rf"{_PART}quy (iv|i{{1,3}}|[1-4]){_YEAR}"
_MONTH = rf"{_PART}thang (\d{{1,2}}){_YEAR}"
_HALF = r"0?(6|9) thang(?: (dau|cuoi))? nam(?: (\d{4}))?"
_WHOLE_YEAR = r"(?:(dau|giua|cuoi|ca) )?nam(?: (\d{4}))?"
_AHEAD = r"\+ ?(\d{1,4}) (ngay lam viec|ngay|tuan|thang)"
_SHORT_YEAR = r"[/.-]\d{1,2}[/.-]\d{2}\Z"
_NEAR_DAYS = {"hom nay": 0, "hom qua": -1, "hom kia": -2, "mai": 1, "ngay mai": 1, "ngay kia": 2}
_WEEKDAY = r"(thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn)(?: tuan (nay|sau|toi|truoc))?"
# What stands behind "thứ", folded, counted from Monday.
WEEKDAY_NUMBERS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, **{str(n): n - 2 for n in range(2, 8)}}
_WEEKS = {"nay": 0, "sau": 7, "toi": 7, "truoc": -7}
_UNTIL = r"(?:(?:den )?het|den) "
# Three numbers, or two, with whatever stands between them: what may be meant by words that are no form.
_NUMBERS = r"(\d{1,2})\D+(\d{1,2})(?:\D+(\d{4}|\d{2}))?\D*"
_RUN_ON = r"(\d{2})(\d{2})(\d{4}|\d{2})?"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PARTS = {"dau": Part.START, "giua": Part.MIDDLE}


def parse_date(
    text: str,
    *,
    today: date,
    year: int | None = None,
    is_school_year: bool = False,
    add_working_days: WorkingDays | None = None,
    is_past: bool = False,
) -> date:
    """Reads a day in one of the strict forms (``DATE_FORMS``), with or without diacritics.

    A form without a year takes ``year`` (the plan's), or today's where there is none; in a school year January to July
    are those of the next one; one of two digits is of this century. A month or a quarter means its last day. A weekday
    alone is the next one after today, with ``is_past`` the last one, today included. ``add_working_days`` counts
    working days on from a day by the calendar in force; without it that form is not taken. Raises UsageError for
    anything else, with the day that may be meant, and for days outside 1900–2200.
    """
    key = fold(nfc(text))
    bare = re.sub(_UNTIL, "", key, count=1) if re.match(_UNTIL, key) else key
    rule = (
        _before(key, is_past=is_past)
        or _relative(key, text, today, add_working_days)
        or _weekday(key, today, is_past=is_past)
        or _day(bare.removeprefix("ngay "))
        or _period(bare)
    )
    context = DueContext(year or today.year, is_school_year)
    if rule is None:
        raise UsageError(
            f"Không đọc được ngày “{text}”.",
            f"{_meant(key, context)}Viết ngày theo một trong các dạng: {DATE_FORMS}.",
        )
    day = last_day(rule, context)
    if day is None:
        raise _not_a_day(text, _meant(key, context))
    return day_in_range(day, text)


def _before(key: str, *, is_past: bool) -> DueRule | None:
    """Reads "trước ngày 25/10" as the day before, as a plan means it; of what has happened it tells no day."""
    if is_past or not key.startswith("truoc "):
        return None
    rule = _day(key.removeprefix("truoc ").removeprefix("ngay "))
    return rule._replace(operator=Operator.BEFORE) if rule else None


def _meant(key: str, context: DueContext) -> str:
    """Asks whether the day is meant that the numbers of a text give, day first or, as in English, month first.

    Empty where they give none: it is asked about, never guessed.
    """
    found = re.search(rf"(?<!\d){_NUMBERS}\Z", key) or re.fullmatch(_RUN_ON, key)
    if found is None:
        return ""
    first, second, *year = found.groups()
    # Not the end of more numbers, such as of a year written first.
    is_whole = not key[: found.start()].endswith(("/", ".", "-", ","))
    orders = ((first, second), (second, first)) if is_whole else ((first, second),)
    days = (last_day(_fixed(*numbers, *year), context) for numbers in orders)
    return next((f"Có phải {short(day)}? " for day in days if day and in_range(day)), "")


def day_in_range(day: date | None, text: str) -> date:
    """Refuses what no calendar has (None) and what lies outside 1900–2200 with a UsageError that names the text."""
    if day is None:
        raise _not_a_day(text)
    if not in_range(day):
        raise UsageError(
            f"Ngày “{text}” nằm ngoài các năm từ {FIRST_DAY.year} đến {LAST_DAY.year}.", "Kiểm tra lại năm đã gõ."
        )
    return day


def parse_due(text: str, *, today: date | None = None, add_working_days: WorkingDays | None = None) -> DueRule | None:
    """Reads a deadline in one of the strict forms (``DUE_FORMS``); None for any other words.

    The rule keeps a year that was left out open: it is the plan's. Without ``today``, in a cell, no form counts from
    it, and a year of two digits is not taken. UsageError for a day that no calendar has.
    """
    key = fold(nfc(text))
    operator, rest = Operator.BY, key
    if said := re.match(_OPERATOR, key):
        operator = Operator.BEFORE if said[1] else Operator.WITHIN if said[2] else Operator.BY
        rest = key[said.end() + 1 :]
    rule = _day(rest.removeprefix("ngay ")) or _period(rest) or _year(rest)
    if rule is not None and (today is not None or not re.search(_SHORT_YEAR, rest)):
        return rule._replace(operator=operator)
    if today is None:
        return None
    return _relative(key, text, today, add_working_days) or _weekday(rest, today, is_past=False)


def _day(key: str) -> DueRule | None:
    if found := re.fullmatch(_NUMBERED, key):
        return _fixed(found[1], found[3], found[4])
    if found := re.fullmatch(_ISO, key):
        return _fixed(found[3], found[2], found[1])
    if found := re.fullmatch(_DAY_MONTH, key):
        return _fixed(found[1], found[2], None)
    if found := re.fullmatch(_WORDED, key):
        return _fixed(found[1], found[2], found[3] or found[4])
    return None


def _fixed(day: str, month: str, year: str | None) -> DueRule:
    said = None if not year else int(year) + (_CENTURY if len(year) == _SHORT else 0)
    return DueRule(DueKind.FIXED, year=said, month=int(month), day=int(day))


def _weekday(key: str, today: date, *, is_past: bool) -> DueRule | None:
    found = re.fullmatch(_WEEKDAY, key)
    if not found:
        return None
    wanted = WEEKDAY_NUMBERS.get(found[1].removeprefix("thu "), 6)
    if found[2]:
        monday = today - timedelta(days=today.weekday())
        return DueRule.on(monday + timedelta(days=wanted + _WEEKS[found[2]]))
    if is_past:
        return DueRule.on(today - timedelta(days=(today.weekday() - wanted) % 7))
    return DueRule.on(today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1))


def _period(key: str) -> DueRule | None:
    if found := re.fullmatch(_QUARTER, key):
        return _of(Span.QUARTER, _QUARTERS[found[2]], found[3] or found[4], found[1])
    if found := re.fullmatch(_MONTH, key):
        return _of(Span.MONTH, int(found[2]), found[3] or found[4], found[1])
    return None


def _year(key: str) -> DueRule | None:
    if found := re.fullmatch(_HALF, key):
        if found[1] == "9":
            return None if found[2] == "cuoi" else _of(Span.NINE_MONTHS, 1, found[3])
        return _of(Span.HALF, 2 if found[2] == "cuoi" else 1, found[3]) if found[2] else None
    if found := re.fullmatch(_WHOLE_YEAR, key):
        return _of(Span.YEAR, 1, found[2], found[1])
    return None


def _of(span: Span, number: int, year: str | None, part: str | None = None) -> DueRule:
    said = int(year) if year else None
    return DueRule(DueKind.PERIOD, year=said, span=span, number=number, part=_PARTS.get(part or "", Part.END))


def _relative(key: str, text: str, today: date, add_working_days: WorkingDays | None) -> DueRule | None:
    if key in _NEAR_DAYS:
        return DueRule.on(today + timedelta(days=_NEAR_DAYS[key]))
    found = re.fullmatch(_AHEAD, key)
    if not found:
        return None
    amount, unit = int(found[1]), found[2]
    try:
        if unit == "ngay lam viec":
            return DueRule.on(add_working_days(today, amount)) if add_working_days else None
        if unit == "thang":
            from dateutil.relativedelta import relativedelta  # 10 ms that other forms need not pay

            return DueRule.on(today + relativedelta(months=amount))
        return DueRule.on(today + timedelta(days=amount * (7 if unit == "tuan" else 1)))
    except (ValueError, OverflowError):
        raise _not_a_day(text) from None


def _not_a_day(text: str, meant: str = "") -> UsageError:
    return UsageError(f"Ngày “{text}” không có trên lịch.", f"{meant}Viết ngày theo một trong các dạng: {DATE_FORMS}.")
