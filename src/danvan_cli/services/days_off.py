"""The calendar in force, and what it says of a last day."""

from __future__ import annotations

import functools
import tomllib
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import certain_years, own_days
from danvan_cli.domain.calendar import Calendar, parse_year
from danvan_cli.domain.dates import describe
from danvan_cli.services.request import Request
from danvan_cli.services.resources import data_file


@functools.cache
def shipped_calendar() -> Calendar:
    """Reads the years of days off that come with the program."""
    files = sorted(data_file("days-off").glob("*.toml"))
    return Calendar([parse_year(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files])


def calendar_of(reader: Reader) -> Calendar:
    """Gives the calendar in force: the shipped years under the office's own days."""
    return shipped_calendar().with_changes(*own_days(reader), certain_years(reader))


def calendar(request: Request) -> Calendar:
    """Gives the calendar in force, the shipped one where there is no data yet."""
    if not request.database.exists:
        return shipped_calendar()
    with reading(request.database) as reader:
        return calendar_of(reader)


def day_off_notes(known: Calendar, day: date | None) -> tuple[str, ...]:
    """Says when a last day is a day off, and which working day comes next; the day itself is never moved."""
    if day is None:
        return ()
    doubt = (
        ()
        if known.certain(day)
        else (f"Lịch nghỉ năm {day.year} chưa chắc chắn; bổ sung bằng danvan config calendar.",)
    )
    why = known.why_off(day)
    if why is None:
        return ()
    name = "" if why in describe(day) else f" ({why})"
    following = describe(known.next_working_day(day))
    return (f"Thời hạn {describe(day)} là ngày nghỉ{name}; ngày làm việc kế tiếp là {following}.", *doubt)
