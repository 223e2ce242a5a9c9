"""The calendar in force, and what it says of a last day."""

from __future__ import annotations

import tomllib
from datetime import date

from danvan_cli.domain.calendar import Calendar, parse_year
from danvan_cli.domain.dates import describe
from danvan_cli.services.resources import data_file


def calendar() -> Calendar:
    """Reads the shipped years of days off."""
    files = sorted(data_file("days-off").glob("*.toml"))
    return Calendar([parse_year(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files])


def day_off_notes(day: date | None) -> tuple[str, ...]:
    """Says when a last day is a day off, and which working day comes next; the day itself is never moved."""
    if day is None:
        return ()
    known = calendar()
    why = known.why_off(day)
    if why is None:
        return ()
    name = "" if why in describe(day) else f" ({why})"
    following = describe(known.next_working_day(day))
    return (f"Thời hạn {describe(day)} là ngày nghỉ{name}; ngày làm việc kế tiếp là {following}.",)
