"""The office's choices and its calendar of days off, as tables and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from danvan_cli.domain.calendar import Calendar
from danvan_cli.domain.dates import WEEKDAYS, short
from danvan_cli.domain.settings import MEANING, Settings, spoken_key, written
from danvan_cli.output.contract import listed
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Column, Report, Table


def settings_data(chosen: Settings) -> Data:
    """Values as they are typed in the program, defaults for what was never chosen."""
    return {"settings": {key: getattr(chosen, key) for key in MEANING}}


def settings_report(chosen: Settings) -> Report:
    """Lists every choice, its value and what it is for."""
    rows = tuple((key, spoken_key(key), written(getattr(chosen, key)), meaning) for key, meaning in MEANING.items())
    columns = (Column("Tên"), Column("Gọi là", wide=True), Column("Giá trị", wide=True), Column("Ý nghĩa", wide=True))
    return Report("", (), (Table("", columns, rows),))


def calendar_data(known: Calendar, year: int, off: Mapping[date, str], working: Mapping[date, str]) -> Data:
    """Lists holidays and worked days off, no plain weekends; ``own`` ones were entered by the office."""
    days = [
        {"day": day.isoformat(), "weekday": WEEKDAYS[day.weekday()], "is_working": is_working, "name": name,
         "own": day in off or day in working}
        for day, name, is_working in _special_days(known, year)
    ]  # fmt: skip
    until = known.certain_until
    certain = {"year": year, "certain": known.certain(date(year, 1, 1)), "certain_until": until and until.isoformat()}
    return certain | listed("days", days)


def calendar_report(known: Calendar, year: int, off: Mapping[date, str], working: Mapping[date, str]) -> Report:
    """Lists the special days of a year, and says up to when the calendar is certain."""
    own = off.keys() | working.keys()
    rows = tuple(
        (
            WEEKDAYS[day.weekday()],
            day,
            "làm việc" if is_working else "nghỉ",
            name,
            "của cơ quan" if day in own else None,
        )
        for day, name, is_working in _special_days(known, year)
    )
    columns = (Column("Thứ"), Column("Ngày"), Column("Loại"), Column("Tên", wide=True), Column("Nguồn"))
    until = known.certain_until
    sure = f"Lịch chắc chắn đến hết {short(until)}." if until else "Chưa có năm nào chắc chắn."
    if not known.certain(date(year, 1, 1)):
        sure += f" Năm {year} chưa chắc chắn: thiếu thông báo nghỉ lễ, hoán đổi; bổ sung bằng --off, --work, --import."
    return Report(f"Lịch nghỉ năm {year}", (sure, "Thứ Bảy, Chủ nhật khác là ngày nghỉ."), (Table("", columns, rows),))


def _special_days(known: Calendar, year: int) -> Iterator[tuple[date, str, bool]]:
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        day = date.fromordinal(ordinal)
        if (holiday := known.holiday(day)) is not None:
            yield day, holiday, False
        elif (worked := known.why_working(day)) is not None:
            yield day, worked, True
