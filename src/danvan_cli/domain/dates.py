"""Days: Việt Nam's today, the ends of months and quarters, how a day is written."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# Việt Nam has kept UTC+7 without clock changes since 1975; a fixed offset needs no time zone database.
VIETNAM = timezone(timedelta(hours=7))
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
# The days that any record can be of; what lies outside is a slip of the pen.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


def vietnam_today(now: datetime) -> date:
    """Finds the date in Việt Nam (UTC+7); ``now`` must know its zone, else the machine's is taken."""
    return now.astimezone(VIETNAM).date()


def month_end(year: int, month: int) -> date:
    """Finds the last day of a month (1–12), 29/02 in leap years."""
    return date(year, month, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def describe(day: date) -> str:
    """Writes a day in full, as every date that was typed is echoed: "thứ Tư 25/10/2023"."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)}"


def short(day: date | None) -> str:
    """Writes dd/mm/yyyy; an unknown day is an em dash."""
    return "—" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"


def official_words(day: date) -> str:
    """Writes a day as documents do, "ngày 05 tháng 3 năm 2024": zeros before days below 10 and months 1 and 2 only.

    Source: Nghị định 30/2020/NĐ-CP, phụ lục I.
    """
    return f"ngày {day.day:02d} {official_month(day.year, day.month)}"


def official_month(year: int, month: int) -> str:
    """Writes a month as documents do, "tháng 02 năm 2024": a zero before 1 and 2 only."""
    return f"tháng {month:02d} năm {year}" if month < 3 else f"tháng {month} năm {year}"


def official_short(day: date) -> str:
    """Writes a day inside an official sentence, "05/3/2024", with the zeros of ``official_words``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


def in_range(day: date) -> bool:
    """True for a day of the years 1900 to 2200, both included."""
    return FIRST_DAY <= day <= LAST_DAY
