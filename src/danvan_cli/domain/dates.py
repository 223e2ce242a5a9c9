"""Days and periods: Việt Nam's today, the strict ways of writing a date, the last day of a period.

Sources: Bộ luật Dân sự 2015 Điều 146 (beginning, middle and end of a month or year).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold, nfc

# Việt Nam has kept UTC+7 without clock changes since 1975; a fixed offset needs no time zone database.
VIETNAM = timezone(timedelta(hours=7))
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DATE_FORMS = (
    "25/10/2023 · 5/3 · 2023-10-25 · 25.10.2023 · quý III/2023 · tháng 11 · cuối tháng 6 · hôm nay · +7 ngày · "
    "+5 ngày làm việc"
)
# The days that any record can be of; what lies outside is a slip of the pen.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

# Compiled when first met: most commands read no date.
_DAY_MONTH_YEAR = r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})"
_DAY_MONTH = r"(\d{1,2})/(\d{1,2})"
_ISO = r"(\d{4})-(\d{2})-(\d{2})"
_QUARTER = r"quy (iv|i{1,3}|[1-4])(?: ?/ ?(\d{4})| nam (\d{4}))?"
_MONTH = r"(?:cuoi )?thang (\d{1,2})(?: ?/ ?(\d{4})| nam (\d{4}))?"
_AHEAD = r"\+ ?(\d{1,4}) (ngay lam viec|ngay|tuan|thang)"


def vietnam_today(now: datetime) -> date:
    """Gives the date in Việt Nam at the instant ``now`` (time-zone aware), whatever the machine's zone."""
    return now.astimezone(VIETNAM).date()


def month_end(year: int, month: int) -> date:
    """Gives the last day of a month."""
    return date(year, month, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def quarter_end(year: int, quarter: int) -> date:
    """Gives the last day of a quarter, 1 to 4."""
    return month_end(year, quarter * 3)


def describe(day: date) -> str:
    """Writes a day in full, as every date that was typed is echoed: "thứ Tư 25/10/2023"."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)}"


def short(day: date | None) -> str:
    """Writes dd/mm/yyyy; an unknown day is an em dash."""
    return "—" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"


WorkingDays = Callable[[date, int], date]


def parse_date(text: str, *, today: date, year: int | None = None, add_working_days: WorkingDays | None = None) -> date:
    """Reads one of the strict forms (``DATE_FORMS``), with or without diacritics.

    A form without a year takes ``year`` (the plan's), or today's where there is none. A month or a quarter
    means its last day. ``add_working_days`` counts working days on from a day by the calendar in force; without it
    that form is not taken. Raises UsageError for anything else; day and month are never swapped or guessed.
    """
    key = fold(nfc(text))
    try:
        day = (
            _calendar_day(key, year or today.year)
            or _period_end(key, year or today.year)
            or _relative(key, today, add_working_days)
        )
    except (ValueError, OverflowError):
        raise UsageError(
            f"Ngày “{text}” không có trên lịch.", f"Viết ngày theo một trong các dạng: {DATE_FORMS}."
        ) from None
    if day is None:
        raise UsageError(f"Không đọc được ngày “{text}”.", f"Viết ngày theo một trong các dạng: {DATE_FORMS}.")
    if not in_range(day):
        raise UsageError(
            f"Ngày “{text}” nằm ngoài các năm từ {FIRST_DAY.year} đến {LAST_DAY.year}.", "Kiểm tra lại năm đã gõ."
        )
    return day


def in_range(day: date) -> bool:
    """Tells a day of the years 1900 to 2200."""
    return FIRST_DAY <= day <= LAST_DAY


def _calendar_day(key: str, year: int) -> date | None:
    if found := re.fullmatch(_DAY_MONTH_YEAR, key):
        return date(int(found[4]), int(found[3]), int(found[1]))
    if found := re.fullmatch(_ISO, key):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(_DAY_MONTH, key):
        return date(year, int(found[2]), int(found[1]))
    return None


def _period_end(key: str, year: int) -> date | None:
    if found := re.fullmatch(_QUARTER, key):
        return quarter_end(int(found[2] or found[3] or year), _QUARTERS[found[1]])
    if found := re.fullmatch(_MONTH, key):
        month = int(found[1])
        if not 1 <= month <= 12:
            raise ValueError(month)
        return month_end(int(found[2] or found[3] or year), month)
    return None


def _relative(key: str, today: date, add_working_days: WorkingDays | None) -> date | None:
    if key == "hom nay":
        return today
    found = re.fullmatch(_AHEAD, key)
    if not found:
        return None
    amount, unit = int(found[1]), found[2]
    if unit == "ngay lam viec":
        return add_working_days(today, amount) if add_working_days else None
    if unit == "thang":
        from dateutil.relativedelta import relativedelta  # 10 ms that other forms need not pay

        return today + relativedelta(months=amount)
    return today + timedelta(days=amount * (7 if unit == "tuan" else 1))


def last_day_before(day: date, *, before_is_inclusive: bool = False) -> date:
    """Gives the last day in time of "trước ngày …": the day before, or the day itself where the agency counts it in.

    Our rule: strict, as the words say. The text as written is always kept and shown beside it.
    """
    return day if before_is_inclusive else day - timedelta(days=1)
