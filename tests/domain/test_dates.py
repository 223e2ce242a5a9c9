from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.dates import FIRST_DAY, LAST_DAY, describe, official_words, short, vietnam_today
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.typed_dates import parse_date

TODAY = date(2023, 10, 26)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("25/10/2023", date(2023, 10, 25)),
        ("5/3/2024", date(2024, 3, 5)),
        ("5/3", date(2022, 3, 5)),
        ("2023-10-25", date(2023, 10, 25)),
        ("25.10.2023", date(2023, 10, 25)),
        ("quý III/2023", date(2023, 9, 30)),
        ("Quý 3/2023", date(2023, 9, 30)),
        ("quy iv", date(2022, 12, 31)),
        ("quý I năm 2024", date(2024, 3, 31)),
        ("tháng 11", date(2022, 11, 30)),
        ("thang 2/2024", date(2024, 2, 29)),
        ("cuối tháng 6", date(2022, 6, 30)),
        ("hôm nay", TODAY),
        ("HOM NAY", TODAY),
        ("ngày 25/10", date(2022, 10, 25)),
        ("ngày 25 tháng 10", date(2022, 10, 25)),
        ("ngày 05 tháng 3 năm 2024", date(2024, 3, 5)),
        ("+7 ngày", date(2023, 11, 2)),
        ("+2 tuần", date(2023, 11, 9)),
        ("+4 tháng", date(2024, 2, 26)),
        ("25-10", date(2022, 10, 25)),
        ("25-10-2023", date(2023, 10, 25)),
        ("25/10/23", date(2023, 10, 25)),
        ("2023-1-5", date(2023, 1, 5)),
        ("hết tháng 11", date(2022, 11, 30)),
        ("đến hết ngày 25/3/2024", date(2024, 3, 25)),
        ("đầu quý IV", date(2022, 10, 1)),
        ("hôm qua", date(2023, 10, 25)),
        ("ngày mai", date(2023, 10, 27)),
        # 26/10/2023 is a Thursday.
        ("thứ Hai", date(2023, 10, 30)),
        ("thứ năm", date(2023, 11, 2)),
        ("chủ nhật", date(2023, 10, 29)),
        ("thứ 2 tuần này", date(2023, 10, 23)),
        ("thứ Hai tuần sau", date(2023, 10, 30)),
        ("thứ Sáu tuần trước", date(2023, 10, 20)),
    ],
)
def test_every_strict_form_is_read_with_the_plans_year_where_none_is_written(text: str, day: date) -> None:
    assert day == parse_date(text, today=TODAY, year=2022)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10/2023",
        "2023",
        "2023/10/25",
        "10.25.2023",
        "25/10.2023",
        "31/02/2023",
        "2023-13-01",
        "tháng 13",
        "quý V",
        "+7",
        "thứ tám",
        "thứ Hai tháng sau",
        "25/10/2023 sáng",
        "0/1/2023",
        "+9999 tháng",
    ],
)
def test_anything_else_is_refused_and_the_forms_are_listed(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_date(text, today=date(9990, 1, 1) if text.startswith("+9999") else TODAY)
    assert "quý III/2023" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("thứ Hai", date(2023, 10, 23)),
        ("thứ năm", TODAY),
        ("chủ nhật", date(2023, 10, 22)),
        ("hôm kia", date(2023, 10, 24)),
    ],
)
def test_a_weekday_of_what_has_happened_is_the_last_one(text: str, day: date) -> None:
    assert day == parse_date(text, today=TODAY, is_past=True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("25//10/2023", "25/10/2023"),
        ("25/10.2023", "25/10/2023"),
        ("25 10 2023", "25/10/2023"),
        ("25,10", "25/10/2023"),
        ("ngày25/10/23", "25/10/2023"),
        ("10/25/2023", "25/10/2023"),
        ("13/13/2023", None),
        ("2023/10/25", None),
        ("tháng mười", None),
    ],
)
def test_what_is_refused_is_answered_with_the_day_that_may_be_meant(text: str, meant: str | None) -> None:
    with pytest.raises(UsageError) as refused:
        parse_date(text, today=TODAY)
    assert (f"Có phải {meant}? " if meant else "") == refused.value.hint.partition("Viết")[0]


@pytest.mark.parametrize(
    ("text", "day"), [("15/3", date(2024, 3, 15)), ("tháng 7", date(2024, 7, 31)), ("1/8", date(2023, 8, 1))]
)
def test_a_day_of_a_school_year_without_a_year_lies_in_it(text: str, day: date) -> None:
    assert day == parse_date(text, today=TODAY, year=2023, is_school_year=True)


def test_end_of_month_of_a_month_ahead_stays_in_that_month() -> None:
    assert date(2024, 2, 29) == parse_date("+1 tháng", today=date(2024, 1, 31))


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_a_written_day_is_read_back(day: date) -> None:
    assert day == parse_date(short(day).replace(f"/{day.year}", f"/{day.year:04d}"), today=TODAY)
    assert day == parse_date(day.isoformat(), today=TODAY)


@pytest.mark.parametrize("text", ["1/1/9999", "31/12/1899", "1/1/2201", "2201-01-01", "tháng 12/2201", "quý I/1899"])
def test_a_day_outside_the_years_1900_to_2200_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="1900 đến 2200"):
        parse_date(text, today=TODAY)


def test_a_day_is_echoed_in_full() -> None:
    assert "thứ Tư 25/10/2023" == describe(date(2023, 10, 25))
    assert "Chủ nhật 05/03/2023" == describe(date(2023, 3, 5))


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2023, 10, 25, 16, 59, tzinfo=UTC), date(2023, 10, 25)),
        (datetime(2023, 10, 25, 17, 1, tzinfo=UTC), date(2023, 10, 26)),
    ],
)
def test_today_is_the_day_in_viet_nam(utc: datetime, day: date) -> None:
    assert day == vietnam_today(utc)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 3, 5), "ngày 05 tháng 3 năm 2024"),
        (date(2024, 1, 10), "ngày 10 tháng 01 năm 2024"),
        (date(2024, 2, 9), "ngày 09 tháng 02 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_a_document_writes_zeros_before_days_below_ten_and_the_first_two_months_only(day: date, words: str) -> None:
    assert words == official_words(day)
