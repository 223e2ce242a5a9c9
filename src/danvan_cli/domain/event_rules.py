"""The last day of a deadline that hangs on an event: "20 ngày sau khi Tỉnh ủy ban hành văn bản".

Source: Bộ luật Dân sự 2015 Điều 147–148: the day of the event is not counted. Working days are Monday to Friday
here; public holidays belong to the calendar of days off.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold

_SATURDAY = 5
_COUNT = re.compile(r"(\d{1,3})(?: \([^)]*\))? (ngay lam viec|ngay|tuan|thang)")
_BEFORE = re.compile(r"\btruoc (?:\d{1,3}|khi|ngay)\b|\btruoc\b(?! ngay \d)")


def due_from_event(rule: str, event: date) -> date:
    """Counts the rule's days, weeks or months from the event's day: after it, or back where the rule says "trước".

    Raises UsageError for a rule without a number to count.
    """
    key = fold(rule)
    found = _COUNT.search(key)
    if not found:
        raise UsageError(
            f"Quy tắc “{rule}” không có số ngày để tính.", "Ghi thẳng thời hạn bằng danvan task edit MÃ --due NGÀY."
        )
    amount, unit = int(found[1]), found[2]
    step = -1 if _BEFORE.search(key) else 1
    if unit == "thang":
        from dateutil.relativedelta import relativedelta

        return event + relativedelta(months=step * amount)
    if unit == "ngay lam viec":
        return _working_days(event, step * amount)
    return event + timedelta(days=step * amount * (7 if unit == "tuan" else 1))


def _working_days(start: date, amount: int) -> date:
    step = timedelta(days=1 if amount > 0 else -1)
    day, left = start, abs(amount)
    while left:
        day += step
        left -= day.weekday() < _SATURDAY
    return day
