"""The last day of a deadline that hangs on an event: "20 ngày sau khi Tỉnh ủy ban hành văn bản".

Source: Bộ luật Dân sự 2015 Điều 147–148: the day of the event is not counted, and a period that ends on a day off
runs to the next working day. Without a calendar of days off working days are Monday to Friday, and no end is moved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from danvan_cli.domain.calendar import Calendar
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold

_SATURDAY = 5
_COUNT = re.compile(r"(\d{1,3})(?: \([^)]*\))? (ngay lam viec|ngay|tuan|thang)")
_BEFORE = re.compile(r"\btruoc (?:\d{1,3}|khi|ngay)\b|\btruoc\b(?! ngay \d)")


def due_from_event(rule: str, event: date, calendar: Calendar | None = None) -> date:
    """Counts the rule's days, weeks or months from the event's day: after it, or back where the rule says "trước".

    With a calendar an end on a day off runs to the next working day; counted back it stays, since a later day would
    come too late. Raises UsageError for a rule without a number to count.
    """
    key = fold(rule)
    found = _COUNT.search(key)
    if not found:
        raise UsageError(
            f"Quy tắc “{rule}” không có số ngày để tính.", "Ghi thẳng thời hạn bằng danvan task edit MÃ --due NGÀY."
        )
    amount, unit = int(found[1]), found[2]
    step = -1 if _BEFORE.search(key) else 1
    if unit == "ngay lam viec":
        return calendar.add_working_days(event, step * amount) if calendar else _working_days(event, step * amount)
    end = _end(event, step * amount, unit)
    return calendar.next_working_day(end) if calendar and step > 0 else end


def _end(event: date, amount: int, unit: str) -> date:
    if unit == "thang":
        from dateutil.relativedelta import relativedelta

        return event + relativedelta(months=amount)
    return event + timedelta(days=amount * (7 if unit == "tuan" else 1))


def _working_days(start: date, amount: int) -> date:
    step = timedelta(days=1 if amount > 0 else -1)
    day, left = start, abs(amount)
    while left:
        day += step
        left -= day.weekday() < _SATURDAY
    return day
