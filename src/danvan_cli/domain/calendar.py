"""Days off and working days: weekends, public holidays, days off in lieu, swapped working days.

Sources: Bộ luật Lao động 2019 Điều 111–112 (weekly rest, holidays, days off in lieu), the yearly notices (named in
each year's data), Bộ luật Dân sự 2015 Điều 147–148 (periods). Tết Nguyên đán, Giỗ Tổ and swaps are not computed:
they are data by year, and a year without data knows weekends and the fixed holidays only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple, cast

from danvan_cli.domain.dates import WEEKDAYS, describe, short
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import clean

KINDS = ("holiday", "compensation", "swap")
FIXED_HOLIDAYS: Mapping[tuple[int, int], str] = {
    (1, 1): "Tết Dương lịch",
    (4, 30): "Ngày Chiến thắng",
    (5, 1): "Ngày Quốc tế Lao động",
    (9, 2): "Quốc khánh",
}
_SATURDAY = 5
_KEYS = {"year", "certain", "source", "off", "working"}


class DayOff(NamedTuple):
    """A listed day off; ``kind`` is one of ``KINDS``."""

    day: date
    name: str
    kind: str = "holiday"


class WorkingDay(NamedTuple):
    """A Saturday or Sunday that is worked."""

    day: date
    name: str


class YearDays(NamedTuple):
    """The days of one year; ``certain`` when the official notice with its swaps is in."""

    year: int
    certain: bool
    source: str
    off: tuple[DayOff, ...]
    working: tuple[WorkingDay, ...]


class Calendar:
    """The days off and the worked days in force; immutable, ``with_changes`` returns another one.

    A later entry for the same year replaces the earlier one whole: so an agency's own file replaces ours.
    """

    __slots__ = ("_certain", "_off", "_working")

    def __init__(self, years: Iterable[YearDays] = ()) -> None:
        kept = {entry.year: entry for entry in years}.values()
        self._certain: Mapping[int, bool] = {entry.year: entry.certain for entry in kept}
        self._off: Mapping[date, str] = {off.day: off.name for entry in kept for off in entry.off}
        self._working: Mapping[date, str] = {work.day: work.name for entry in kept for work in entry.working}

    def with_changes(
        self, off: Mapping[date, str], working: Mapping[date, str], certain: Iterable[int] = ()
    ) -> Calendar:
        """Adds the user's own days with their names; they win over every other entry, also over the law's.

        They do not make a year certain; ``certain`` names the years that the user says are. Raises UsageError for a
        day in both.
        """
        if both := off.keys() & working.keys():
            raise _refused(min(both), "vừa là ngày nghỉ vừa là ngày làm việc")
        changed = Calendar()
        changed._certain = {**self._certain, **dict.fromkeys(certain, True)}
        changed._off = {day: name for day, name in self._off.items() if day not in working} | dict(off)
        changed._working = {day: name for day, name in self._working.items() if day not in off} | dict(working)
        return changed

    def is_working(self, day: date) -> bool:
        """True when agencies work on the day, a swapped Saturday or Sunday included."""
        return self.why_off(day) is None

    def why_off(self, day: date) -> str | None:
        """Names why the day is off ("Tết Nguyên đán", "Chủ nhật"), the holiday before the weekday; None when worked."""
        if day in self._working:
            return None
        return self.holiday(day) or (WEEKDAYS[day.weekday()] if day.weekday() >= _SATURDAY else None)

    def holiday(self, day: date) -> str | None:
        """Names the holiday, or the day given off, that the day is; None for a plain day, a weekend too."""
        if day in self._working:
            return None
        fixed = None if day.year in self._certain else FIXED_HOLIDAYS.get((day.month, day.day))
        return self._off.get(day) or fixed

    def day_off_words(self, day: date) -> str | None:
        """Says that a last day is off and which working day comes next; None for a working day.

        The day itself is never moved: what was printed or granted holds.
        """
        why = self.why_off(day)
        if why is None:
            return None
        name = "" if why in describe(day) else f" ({why})"
        following = describe(self.next_working_day(day))
        return f"{describe(day)} là ngày nghỉ{name}; ngày làm việc kế tiếp là {following}"

    def why_working(self, day: date) -> str | None:
        """Names why a day is worked that would be off ("làm bù cho 02/5/2025"); None for any other day."""
        return self._working.get(day)

    def certain(self, day: date) -> bool:
        """True when the official notice for the day's year is in; without it Tết and swaps may still change."""
        return self._certain.get(day.year, False)

    @property
    def certain_until(self) -> date | None:
        """The last day of the last year in an unbroken run of certain years, None without one.

        Of several runs the longest counts, the later of two equals: a lone year says nothing of those between.
        """
        certain = sorted(year for year, sure in self._certain.items() if sure)
        if not certain:
            return None
        length, longest, last = 1, 1, certain[0]
        for before, year in pairwise(certain):
            length = length + 1 if year == before + 1 else 1
            if length >= longest:
                longest, last = length, year
        return date(last, 12, 31)

    def next_working_day(self, day: date) -> date:
        """Finds the first working day from ``day`` on, ``day`` included. UsageError past the year 9999."""
        while not self.is_working(day):
            day = _moved(day, 1)
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """Counts ``n`` working days on, or back when negative; ``day`` is not counted, and 0 gives ``day`` itself."""
        step, left = (1 if n > 0 else -1), abs(n)
        while left:
            day = _moved(day, step)
            left -= self.is_working(day)
        return day

    def period_end(self, start: date, days: int) -> date:
        """Works out the last day in time of ``days`` calendar days (1 or more) from ``start``, which is not counted.

        A period that ends on a day off runs to the end of the next working day (BLDS 2015 Điều 147 khoản 2,
        Điều 148 khoản 5). Our rule: a day off in lieu or by a swap counts as a day off, a swapped Saturday does not.
        """
        if days < 1:
            raise UsageError(f"Khoảng thời gian {days} ngày không tính được.", "Ghi số ngày từ 1 trở lên.")
        return self.next_working_day(_moved(start, days))


def parse_year(data: Mapping[str, object]) -> YearDays:
    """Checks a parsed year file. Raises UsageError that names the day, so that a typing error never drops one."""
    if unknown := sorted(data.keys() - _KEYS):
        raise UsageError(
            f"Lịch nghỉ có mục lạ “{unknown[0]}”.", "Các mục được dùng: year, certain, source, off, working."
        )
    year, certain, source = data.get("year"), data.get("certain", False), data.get("source", "")
    # True is an int in Python.
    if not isinstance(year, int) or isinstance(year, bool) or not date.min.year <= year <= date.max.year:
        raise UsageError("Lịch nghỉ thiếu năm.", "Ghi year = 2026 ở đầu tệp.")
    if not isinstance(certain, bool) or not isinstance(source, str):
        raise UsageError(f"Lịch nghỉ năm {year} có certain hoặc source sai kiểu.", 'Ghi certain = true, source = "…".')
    off = tuple(_day_off(row, year) for row in _rows(data, "off", year))
    working = tuple(WorkingDay(*_day_and_name(row, year)) for row in _rows(data, "working", year))
    _check_days(off, working)
    return YearDays(year, certain, clean(source), off, working)


def _rows(data: Mapping[str, object], key: str, year: int) -> list[Mapping[str, object]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise UsageError(
            f"Lịch nghỉ năm {year}: mục “{key}” không phải là danh sách ngày.", f"Ghi mỗi ngày một [[{key}]]."
        )
    return cast(list[Mapping[str, object]], rows)


def _day_and_name(row: Mapping[str, object], year: int) -> tuple[date, str]:
    day, name = row.get("day"), row.get("name")
    # A datetime is a date in Python, and never equal to one.
    if not isinstance(day, date) or isinstance(day, datetime):
        raise UsageError(
            f"Lịch nghỉ năm {year} có ngày không đọc được: “{day}”.", f"Ghi day = {year}-09-02, không có dấu nháy."
        )
    if day.year != year:
        raise _refused(day, f"nằm trong lịch nghỉ năm {year}")
    if not isinstance(name, str) or not clean(name):
        raise _refused(day, "không có tên (name)")
    return day, clean(name)


def _day_off(row: Mapping[str, object], year: int) -> DayOff:
    day, name = _day_and_name(row, year)
    kind = row.get("kind", "holiday")
    if not isinstance(kind, str) or kind not in KINDS:
        raise _refused(day, f"có loại “{kind}”, không phải {', '.join(KINDS)}")
    if kind != "holiday" and day.weekday() >= _SATURDAY:
        raise _refused(day, "là nghỉ bù hoặc hoán đổi nhưng đã là ngày nghỉ cuối tuần")
    return DayOff(day, name, kind)


def _check_days(off: tuple[DayOff, ...], working: tuple[WorkingDay, ...]) -> None:
    days_off = [entry.day for entry in off]
    days_worked = [entry.day for entry in working]
    for before, day in [*pairwise(sorted(days_off)), *pairwise(sorted(days_worked))]:
        if before == day:
            raise _refused(day, "được ghi hai lần")
    if both := set(days_off) & set(days_worked):
        raise _refused(min(both), "vừa là ngày nghỉ vừa là ngày làm việc")
    for day in days_worked:
        if day.weekday() < _SATURDAY:
            raise _refused(day, "vốn là ngày làm việc nên không thể là ngày làm bù")


def _refused(day: date, why: str) -> UsageError:
    return UsageError(f"Ngày {describe(day)} {why}.", f"Sửa hoặc bỏ ngày {short(day)} trong lịch nghỉ.")


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise UsageError(f"Không tính được từ ngày {short(day)}: ra ngoài lịch.", "Kiểm tra lại năm.") from None
