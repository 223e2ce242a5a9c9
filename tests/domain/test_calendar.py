from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.calendar import FIXED_HOLIDAYS, Calendar, YearDays, parse_year
from danvan_cli.domain.errors import UsageError

FOLDER = Path(__file__).parents[2] / "data" / "days-off"
FILES = sorted(FOLDER.glob("*.toml"))
YEARS = [parse_year(tomllib.loads(file.read_text(encoding="utf-8"))) for file in FILES]
CALENDAR = Calendar(YEARS)
NO_DATA = Calendar()

days = st.dates(date(2019, 12, 1), date(2028, 1, 31))
calendars = st.sampled_from(
    [CALENDAR, NO_DATA, CALENDAR.with_changes({date(2026, 3, 3): "ngày hội"}, {date(2026, 3, 7): "trực"})]
)


def span(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def year_of(first: int) -> Iterator[date]:
    return span(date(first, 1, 1), date(first, 12, 31))


# The shipped years


def test_every_year_from_2020_to_2027_is_shipped_and_names_its_source() -> None:
    assert [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027] == [entry.year for entry in YEARS]
    assert [file.stem for file in FILES] == [str(entry.year) for entry in YEARS]
    assert all(entry.source for entry in YEARS)


def test_the_calendar_is_certain_until_the_last_year_with_its_notice() -> None:
    assert date(2026, 12, 31) == CALENDAR.certain_until
    assert CALENDAR.certain(date(2020, 1, 1))
    assert not CALENDAR.certain(date(2027, 1, 1))
    assert not CALENDAR.certain(date(2019, 12, 31))


@pytest.mark.parametrize("entry", YEARS, ids=lambda entry: str(entry.year))
def test_every_year_has_the_fixed_holidays_and_the_day_of_the_hung_kings(entry: YearDays) -> None:
    names = {(off.day.month, off.day.day): off.name for off in entry.off}
    assert FIXED_HOLIDAYS.items() <= names.items()
    assert 1 == sum(off.name == "Giỗ Tổ Hùng Vương" for off in entry.off)


@pytest.mark.parametrize("entry", [entry for entry in YEARS if entry.certain], ids=lambda entry: str(entry.year))
def test_a_certain_year_adds_up_by_the_labour_code(entry: YearDays) -> None:
    # Five days of Tết and the other holidays of the law; each on a weekend gives a day in lieu; each swap a worked day.
    holidays = [off for off in entry.off if off.kind == "holiday"]
    assert len(holidays) == 10 + (entry.year >= 2021) + (entry.year >= 2026)
    assert 5 == sum(off.name == "Tết Nguyên đán" for off in holidays)
    on_weekends = sum(off.day.weekday() >= 5 for off in holidays)
    assert on_weekends == sum(off.kind == "compensation" for off in entry.off)
    assert len(entry.working) == sum(off.kind == "swap" for off in entry.off)


# Offices closed from the first to the last day, weekends among them, and open on the days around.
BREAKS = [
    ("Tết 2020", date(2020, 1, 23), date(2020, 1, 29)),
    ("Tết 2021", date(2021, 2, 10), date(2021, 2, 16)),
    ("Tết 2022", date(2022, 1, 29), date(2022, 2, 6)),
    ("Tết 2023", date(2023, 1, 20), date(2023, 1, 26)),
    ("Tết 2024", date(2024, 2, 8), date(2024, 2, 14)),
    ("Tết 2025", date(2025, 1, 25), date(2025, 2, 2)),
    ("Tết 2026", date(2026, 2, 14), date(2026, 2, 22)),
    ("Tết Dương lịch 2022", date(2022, 1, 1), date(2022, 1, 3)),
    ("Tết Dương lịch 2023", date(2022, 12, 31), date(2023, 1, 2)),
    ("Tết Dương lịch 2026", date(2026, 1, 1), date(2026, 1, 4)),
    ("Giỗ Tổ 2020", date(2020, 4, 2), date(2020, 4, 2)),
    ("Giỗ Tổ 2022", date(2022, 4, 9), date(2022, 4, 11)),
    ("Giỗ Tổ 2024", date(2024, 4, 18), date(2024, 4, 18)),
    ("Giỗ Tổ 2025", date(2025, 4, 5), date(2025, 4, 7)),
    ("Giỗ Tổ 2026", date(2026, 4, 25), date(2026, 4, 27)),
    ("30/4 2021", date(2021, 4, 30), date(2021, 5, 3)),
    ("30/4 2022", date(2022, 4, 30), date(2022, 5, 3)),
    ("Giỗ Tổ and 30/4 2023", date(2023, 4, 29), date(2023, 5, 3)),
    ("30/4 2024", date(2024, 4, 27), date(2024, 5, 1)),
    ("30/4 2025", date(2025, 4, 30), date(2025, 5, 4)),
    ("30/4 2026", date(2026, 4, 30), date(2026, 5, 3)),
    ("Quốc khánh 2020, still one day", date(2020, 9, 2), date(2020, 9, 2)),
    ("Quốc khánh 2021", date(2021, 9, 2), date(2021, 9, 5)),
    ("Quốc khánh 2022", date(2022, 9, 1), date(2022, 9, 4)),
    ("Quốc khánh 2023", date(2023, 9, 1), date(2023, 9, 4)),
    ("Quốc khánh 2024", date(2024, 8, 31), date(2024, 9, 3)),
    ("Quốc khánh 2025", date(2025, 8, 30), date(2025, 9, 2)),
    ("Quốc khánh 2026", date(2026, 8, 29), date(2026, 9, 2)),
    ("Ngày Văn hóa 2026", date(2026, 11, 24), date(2026, 11, 24)),
]


@pytest.mark.parametrize(("name", "first", "last"), BREAKS, ids=[name for name, _, _ in BREAKS])
def test_offices_close_for_the_announced_days_and_no_longer(name: str, first: date, last: date) -> None:
    assert [] == [day for day in span(first, last) if CALENDAR.is_working(day)]
    assert CALENDAR.is_working(first - timedelta(days=1))
    assert CALENDAR.is_working(last + timedelta(days=1))


@pytest.mark.parametrize(
    ("worked", "off"),
    [
        (date(2024, 5, 4), date(2024, 4, 29)),
        (date(2025, 4, 26), date(2025, 5, 2)),
        (date(2026, 1, 10), date(2026, 1, 2)),
        (date(2026, 8, 22), date(2026, 8, 31)),
    ],
)
def test_a_swapped_saturday_is_worked_for_the_weekday_it_names(worked: date, off: date) -> None:
    assert 5 == worked.weekday()
    assert CALENDAR.is_working(worked)
    assert not CALENDAR.is_working(off)
    assert f"{off.day:02d}/{off.month}/{off.year}".replace("/1/", "/01/") in str(CALENDAR.why_working(worked))
    assert f"{worked.day:02d}/{worked.month}/{worked.year}".replace("/1/", "/01/") in str(CALENDAR.why_off(off))


def test_no_other_weekend_day_is_worked() -> None:
    assert 4 == sum(len(entry.working) for entry in YEARS)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 1, 27), "Tết Nguyên đán"),
        (date(2023, 1, 22), "Tết Nguyên đán"),
        (date(2023, 1, 26), "nghỉ bù Tết Nguyên đán"),
        (date(2026, 11, 22), "Chủ nhật"),
        (date(2026, 11, 21), "thứ Bảy"),
        (date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
        (date(2025, 5, 2), "hoán đổi với 26/4/2025"),
        (date(2026, 11, 23), None),
        (date(2024, 2, 29), None),
        (date(2020, 2, 29), "thứ Bảy"),
    ],
)
def test_a_day_off_says_why(day: date, why: str | None) -> None:
    assert why == CALENDAR.why_off(day)
    assert CALENDAR.is_working(day) == (why is None)


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2025, 5, 2), "hoán đổi với 26/4/2025"),
        (date(2023, 1, 22), "Tết Nguyên đán"),  # a Sunday too
        (date(2030, 9, 2), "Quốc khánh"),  # by the law alone
        (date(2026, 11, 22), None),
        (date(2026, 11, 23), None),
        (date(2024, 5, 4), None),
    ],
)
def test_a_holiday_is_more_than_a_day_of_the_weekend(day: date, holiday: str | None) -> None:
    assert holiday == CALENDAR.holiday(day)


def test_only_a_day_that_would_be_off_says_why_it_is_worked() -> None:
    assert "làm bù cho 02/5/2025" == CALENDAR.why_working(date(2025, 4, 26))
    assert CALENDAR.why_working(date(2025, 4, 25)) is None


def test_a_year_without_data_knows_weekends_and_fixed_holidays() -> None:
    off = [day for day in year_of(2030) if not CALENDAR.is_working(day) and day.weekday() < 5]
    assert [date(2030, 1, 1), date(2030, 4, 30), date(2030, 5, 1), date(2030, 9, 2)] == off
    assert "Quốc khánh" == CALENDAR.why_off(date(2030, 9, 2))
    assert not CALENDAR.certain(date(2030, 9, 2))


def test_the_package_holidays_says_the_same() -> None:
    holidays = pytest.importorskip("holidays")
    theirs = holidays.country_holidays("VN", years=range(2019, 2029))
    missed_by_them = {date(2026, 1, 2), date(2026, 1, 10)}
    for entry in YEARS:
        differ = {day for day in year_of(entry.year) if CALENDAR.is_working(day) != theirs.is_working_day(day)}
        if entry.certain:
            assert differ <= missed_by_them
        else:
            # What is not announced yet is missing here and guessed there; nothing is off here only.
            assert all(CALENDAR.is_working(day) for day in differ)


# Counting


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 11, 24), date(2026, 11, 25)),
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2025, 1, 25), date(2025, 2, 3)),
        (date(2024, 5, 4), date(2024, 5, 4)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2022, 12, 31), date(2023, 1, 3)),
    ],
)
def test_the_next_working_day_is_the_day_itself_when_worked(day: date, following: date) -> None:
    assert following == CALENDAR.next_working_day(day)


@pytest.mark.parametrize(
    ("day", "n", "end"),
    [
        (date(2023, 10, 26), 5, date(2023, 11, 2)),
        (date(2023, 10, 26), -3, date(2023, 10, 23)),
        (date(2025, 1, 24), 1, date(2025, 2, 3)),
        (date(2025, 2, 3), -1, date(2025, 1, 24)),
        (date(2024, 4, 26), 2, date(2024, 5, 3)),
        (date(2024, 4, 26), 3, date(2024, 5, 4)),
        (date(2024, 4, 26), 4, date(2024, 5, 6)),
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        (date(2026, 1, 5), 5, date(2026, 1, 10)),
        (date(2026, 1, 5), -1, date(2025, 12, 31)),
        (date(2023, 10, 28), 1, date(2023, 10, 30)),
        (date(2023, 10, 28), 0, date(2023, 10, 28)),
    ],
)
def test_working_days_are_counted_without_the_start(day: date, n: int, end: date) -> None:
    assert end == CALENDAR.add_working_days(day, n)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (date(2023, 10, 26), 20, date(2023, 11, 15)),
        (date(2023, 10, 26), 10, date(2023, 11, 6)),  # ends on Sunday 5/11
        (date(2025, 1, 20), 7, date(2025, 2, 3)),  # ends at the beginning of Tết
        (date(2026, 8, 12), 10, date(2026, 8, 22)),  # a swapped Saturday is a working day
        (date(2026, 8, 21), 10, date(2026, 9, 3)),  # the weekday given for it is not
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2023, 2, 28), 365, date(2024, 2, 28)),
        (date(2025, 12, 30), 2, date(2026, 1, 5)),
        (date(2020, 2, 1), 28, date(2020, 3, 2)),  # ends on Saturday 29/2
    ],
)
def test_a_period_leaves_out_its_first_day_and_runs_over_days_off(start: date, length: int, end: date) -> None:
    assert end == CALENDAR.period_end(start, length)


@pytest.mark.parametrize("length", [0, -1])
def test_a_period_without_a_day_is_refused(length: int) -> None:
    with pytest.raises(UsageError):
        CALENDAR.period_end(date(2026, 1, 1), length)


@pytest.mark.parametrize(("day", "n"), [(date.max, 1), (date.min, -1)])
def test_counting_out_of_the_calendar_is_refused(day: date, n: int) -> None:
    with pytest.raises(UsageError):
        CALENDAR.add_working_days(day, n)


@given(calendars, days, st.integers(1, 300))
def test_working_days_counted_on_and_back_meet_at_the_start(calendar: Calendar, day: date, n: int) -> None:
    start = calendar.next_working_day(day)
    assert start == calendar.add_working_days(calendar.add_working_days(start, n), -n)


@given(calendars, days, st.integers(1, 300))
def test_as_many_working_days_lie_between_as_were_counted(calendar: Calendar, day: date, n: int) -> None:
    end = calendar.add_working_days(day, n)
    assert n == sum(calendar.is_working(between) for between in span(day + timedelta(days=1), end))
    assert calendar.is_working(end)


@given(calendars, days)
def test_the_next_working_day_is_found_once(calendar: Calendar, day: date) -> None:
    found = calendar.next_working_day(day)
    assert calendar.is_working(found)
    assert found == calendar.next_working_day(found)
    assert not any(calendar.is_working(between) for between in span(day, found - timedelta(days=1)))


@given(calendars, days, st.integers(1, 400))
def test_a_period_never_ends_early_nor_on_a_day_off(calendar: Calendar, start: date, length: int) -> None:
    end = calendar.period_end(start, length)
    assert calendar.is_working(end)
    assert end >= start + timedelta(days=length)


# The user's own days


def test_the_users_days_win_over_the_law_and_leave_the_calendar_as_it_was() -> None:
    working, off = date(2026, 11, 24), date(2026, 8, 22)
    changed = CALENDAR.with_changes({off: "nghỉ mát cơ quan"}, {working: "vẫn làm việc"})
    assert changed.is_working(working)
    assert "nghỉ mát cơ quan" == changed.why_off(off)
    assert changed.why_working(off) is None
    assert CALENDAR.is_working(off)
    assert not CALENDAR.is_working(working)
    assert changed.certain_until == CALENDAR.certain_until


def test_the_latest_change_of_a_day_wins() -> None:
    day = date(2026, 3, 7)
    changed = CALENDAR.with_changes({}, {day: "làm bù"}).with_changes({day: "thôi làm bù"}, {})
    assert "thôi làm bù" == changed.why_off(day)
    assert changed.with_changes({}, {day: "lại làm bù"}).is_working(day)


def test_a_fixed_holiday_of_a_year_without_data_can_be_worked() -> None:
    day = date(2030, 9, 2)
    assert NO_DATA.with_changes({}, {day: "trực"}).is_working(day)


def test_a_day_cannot_be_made_both() -> None:
    day = date(2026, 3, 7)
    with pytest.raises(UsageError, match="07/03/2026"):
        CALENDAR.with_changes({day: "nghỉ"}, {day: "làm"})


def test_a_later_entry_replaces_the_year() -> None:
    own = YearDays(2027, True, "Thông báo của cơ quan", (), ())
    changed = Calendar([*YEARS, own])
    assert date(2027, 12, 31) == changed.certain_until
    assert changed.is_working(date(2027, 9, 2))


@pytest.mark.parametrize(
    ("certain", "until"),
    [
        ([], None),
        ([2024], 2024),
        ([2024, 2025, 2026], 2026),
        ([2024, 2025, 2028], 2025),
        ([2018, 2024, 2025], 2025),
        ([2018, 2024], 2024),
    ],
)
def test_certainty_ends_with_the_unbroken_run(certain: list[int], until: int | None) -> None:
    calendar = Calendar(YearDays(year, True, "", (), ()) for year in certain)
    assert calendar.certain_until == (None if until is None else date(until, 12, 31))


# Reading a year


def test_a_year_is_read_with_its_defaults() -> None:
    read = parse_year({"year": 2028, "off": [{"day": date(2028, 1, 26), "name": " Tết  Nguyên đán "}]})
    assert not read.certain
    assert [(date(2028, 1, 26), "Tết Nguyên đán", "holiday")] == list(read.off)
    assert () == read.working


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"off": [{"day": date(2025, 1, 1), "name": "x"}]}, "thứ Tư 01/01/2025"),
        ({"working": [{"day": date(2025, 1, 4), "name": "x"}]}, "04/01/2025"),
        (
            {"off": [{"day": date(2026, 1, 3), "name": "x"}], "working": [{"day": date(2026, 1, 3), "name": "x"}]},
            "03/01/2026",
        ),
        ({"working": [{"day": date(2026, 1, 5), "name": "x"}]}, "thứ Hai 05/01/2026"),
        ({"off": [{"day": date(2026, 1, 1), "name": "x"}] * 2}, "01/01/2026"),
        ({"working": [{"day": date(2026, 1, 3), "name": "x"}] * 2}, "03/01/2026"),
        ({"off": [{"day": date(2026, 1, 1), "name": " "}]}, "01/01/2026"),
        ({"off": [{"day": date(2026, 1, 1)}]}, "01/01/2026"),
        ({"off": [{"day": date(2026, 1, 1), "name": "x", "kind": "lễ"}]}, "01/01/2026"),
        ({"off": [{"day": date(2026, 1, 1), "name": "x", "kind": ["holiday"]}]}, "01/01/2026"),
        ({"off": [{"day": date(2026, 1, 3), "name": "x", "kind": "swap"}]}, "03/01/2026"),
        ({"off": [{"day": "2026-01-01", "name": "x"}]}, "2026-01-01"),
        ({"off": [{"day": datetime(2026, 1, 1, 7, 0), "name": "x"}]}, "2026"),
        ({"off": [{"name": "x"}]}, "2026"),
        ({"off": {"day": date(2026, 1, 1), "name": "x"}}, "off"),
        ({"working": [date(2026, 1, 3)]}, "working"),
        ({"offs": []}, "offs"),
        ({"year": "2026"}, "năm"),
        ({"year": True}, "năm"),
        ({"year": 0}, "năm"),
        ({"certain": "true"}, "certain"),
        ({"source": 5}, "source"),
    ],
)
def test_a_wrong_entry_is_refused_and_named(data: dict[str, object], named: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_year({"year": 2026, **data})
    assert named in refused.value.message
    assert refused.value.hint
