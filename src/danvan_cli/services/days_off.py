"""The calendar in force, and what it says of a last day."""

from __future__ import annotations

import functools
import tomllib
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import certain_years, own_days
from danvan_cli.domain.calendar import Calendar, parse_year
from danvan_cli.services.request import Request, data_file


@functools.cache
def shipped_calendar() -> Calendar:
    """Reads the years of days off that come with the program."""
    files = sorted(data_file("days-off").glob("*.toml"))
    return Calendar([parse_year(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files])


def calendar_of(reader: Reader) -> Calendar:
    """Builds the calendar in force: the office's own days win over the shipped years."""
    return shipped_calendar().with_changes(*own_days(reader), certain_years(reader))


def calendar(request: Request) -> Calendar:
    """Reads the calendar in force, the shipped one where there is no data yet."""
    if not request.database.exists:
        return shipped_calendar()
    with reading(request.database) as reader:
        return calendar_of(reader)


def day_off_notes(known: Calendar, day: date | None) -> tuple[str, ...]:
    """Says when a last day is a day off; where the year's holidays are not official yet, that too."""
    said = known.day_off_words(day) if day else None
    if day is None or said is None:
        return ()
    doubt = f"Lịch nghỉ năm {day.year} chưa chắc chắn; bổ sung bằng danvan config calendar."
    return (f"Thời hạn {said}.",) if known.certain(day) else (f"Thời hạn {said}.", doubt)
