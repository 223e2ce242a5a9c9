from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.due import DueContext, periods_of, recurring_like
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.periods import (
    MONTHS,
    first_day,
    pattern_words,
    period_name,
    review_days,
    review_rhythm,
)
from danvan_cli.domain.words import Every

START, END = date(2023, 1, 1), date(2023, 12, 31)
YEARS = st.integers(2000, 2099)


def dues(every: Every, year: int, begin: date, pattern: date | None = None) -> list[tuple[str, date]]:
    return [
        (period.name, period.due_on) for period in periods_of(recurring_like(every, pattern), DueContext(year), begin)
    ]


# names


@pytest.mark.parametrize(
    ("every", "month", "name"),
    [
        (Every.YEAR, 12, "2023"),
        (Every.HALF, 6, "2023-H1"),
        (Every.HALF, 12, "2023-H2"),
        (Every.QUARTER, 3, "2023-Q1"),
        (Every.QUARTER, 12, "2023-Q4"),
        (Every.MONTH, 1, "2023-01"),
        (Every.MONTH, 12, "2023-12"),
    ],
)
def test_a_period_is_named_by_its_year_and_place(every: Every, month: int, name: str) -> None:
    assert name == period_name(every, 2023, month)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023-01", date(2023, 1, 1)),
        ("2023-05", date(2023, 5, 1)),
        ("2023-12", date(2023, 12, 1)),
        ("2023-Q1", date(2023, 1, 1)),
        ("2023-Q2", date(2023, 4, 1)),
        ("2023-Q3", date(2023, 7, 1)),
        ("2023-Q4", date(2023, 10, 1)),
        ("2023-H1", date(2023, 1, 1)),
        ("2023-H2", date(2023, 7, 1)),
        ("2024-02", date(2024, 2, 1)),
    ],
)
def test_a_period_begins_on_the_first_day_of_its_first_month(name: str, day: date) -> None:
    assert day == first_day(name)


@pytest.mark.parametrize("name", ["2023", "1999"])
def test_a_whole_year_has_no_first_day_of_its_own(name: str) -> None:
    assert first_day(name) is None


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "quý I", "2023-", "23-05", "2023-00", "2023-13", "2023-5", "2023-05-01", "2023-05\n"),
        *("2023-Q0", "2023-Q5", "2023-q1", "2023-Q1 ", "2023-H3"),
    ],
)
def test_what_is_no_period_has_no_first_day(name: str) -> None:
    assert first_day(name) is None


@given(every=st.sampled_from([Every.MONTH, Every.QUARTER, Every.HALF]), year=YEARS)
def test_a_periods_name_tells_the_day_it_begins_on(every: Every, year: int) -> None:
    found = periods_of(recurring_like(every, None), DueContext(year), date(year, 1, 1))

    assert [period.first_day for period in found] == [first_day(period.name) for period in found]


# the rest of a year


def test_without_a_pattern_a_period_ends_with_its_last_day() -> None:
    assert [
        ("2023-Q1", date(2023, 3, 31)),
        ("2023-Q2", date(2023, 6, 30)),
        ("2023-Q3", date(2023, 9, 30)),
        ("2023-Q4", date(2023, 12, 31)),
    ] == dues(Every.QUARTER, 2023, START)
    assert [("2023-H1", date(2023, 6, 30)), ("2023-H2", END)] == dues(Every.HALF, 2023, START)
    assert [("2023", END)] == dues(Every.YEAR, 2023, START)
    assert [f"2023-{month:02d}" for month in range(1, 13)] == [name for name, _ in dues(Every.MONTH, 2023, START)]


@pytest.mark.parametrize("pattern", [date(2023, 2, 15), date(2023, 5, 15), date(2023, 8, 15), date(2023, 11, 15)])
def test_a_pattern_gives_every_quarter_the_month_and_day_of_its_own(pattern: date) -> None:
    assert [
        ("2023-Q1", date(2023, 2, 15)),
        ("2023-Q2", date(2023, 5, 15)),
        ("2023-Q3", date(2023, 8, 15)),
        ("2023-Q4", date(2023, 11, 15)),
    ] == dues(Every.QUARTER, 2023, START, pattern)


@pytest.mark.parametrize("pattern", [date(2023, 6, 10), date(2023, 12, 10)])
def test_a_pattern_gives_every_half_year_the_month_and_day_of_its_own(pattern: date) -> None:
    assert [("2023-H1", date(2023, 6, 10)), ("2023-H2", date(2023, 12, 10))] == dues(Every.HALF, 2023, START, pattern)


def test_a_pattern_gives_the_year_its_day() -> None:
    assert [("2023", date(2023, 10, 25))] == dues(Every.YEAR, 2023, START, date(2023, 10, 25))


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2023, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]),
        (2024, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]),
    ],
)
@pytest.mark.parametrize("pattern", [None, 31])
def test_a_month_shorter_than_the_pattern_ends_with_its_last_day(
    year: int, days: list[int], pattern: int | None
) -> None:
    day = None if pattern is None else date(year, 1, pattern)

    assert days == [due.day for _, due in dues(Every.MONTH, year, date(year, 1, 1), day)]


@pytest.mark.parametrize(
    ("every", "year", "pattern", "due"),
    [
        (Every.MONTH, 2023, date(2023, 1, 29), [date(2023, 2, 28), date(2023, 3, 29)]),
        (Every.MONTH, 2024, date(2024, 1, 29), [date(2024, 2, 29), date(2024, 3, 29)]),
        (Every.QUARTER, 2023, date(2023, 5, 31), [date(2023, 2, 28), date(2023, 5, 31)]),
        (Every.QUARTER, 2024, date(2024, 2, 29), [date(2024, 2, 29), date(2024, 5, 29)]),
        (Every.HALF, 2024, date(2024, 8, 31), [date(2024, 2, 29), date(2024, 8, 31)]),
        (Every.YEAR, 2024, date(2024, 2, 29), [date(2024, 2, 29)]),
    ],
)
def test_february_has_the_days_of_its_year(every: Every, year: int, pattern: date, due: list[date]) -> None:
    found = [day for _, day in dues(every, year, date(year, 1, 1), pattern) if day >= date(year, 2, 1)]

    assert due == found[: len(due)]


@pytest.mark.parametrize(
    ("every", "begin", "pattern", "names"),
    [
        (Every.QUARTER, date(2023, 5, 20), None, ["2023-Q2", "2023-Q3", "2023-Q4"]),
        (Every.QUARTER, date(2023, 6, 30), None, ["2023-Q2", "2023-Q3", "2023-Q4"]),
        (Every.QUARTER, date(2023, 7, 1), None, ["2023-Q3", "2023-Q4"]),
        (Every.QUARTER, date(2023, 5, 15), date(2023, 5, 15), ["2023-Q2", "2023-Q3", "2023-Q4"]),
        (Every.QUARTER, date(2023, 5, 16), date(2023, 5, 15), ["2023-Q3", "2023-Q4"]),
        (Every.MONTH, date(2023, 10, 26), date(2023, 10, 25), ["2023-11", "2023-12"]),
        (Every.MONTH, date(2023, 10, 25), date(2023, 10, 25), ["2023-10", "2023-11", "2023-12"]),
        (Every.HALF, date(2023, 6, 11), date(2023, 6, 10), ["2023-H2"]),
        (Every.YEAR, date(2023, 10, 26), None, ["2023"]),
        (Every.YEAR, END, None, ["2023"]),
        (Every.MONTH, date(2022, 5, 1), None, [f"2023-{month:02d}" for month in range(1, 13)]),
    ],
)
def test_only_periods_whose_last_day_has_not_passed_are_left(
    every: Every, begin: date, pattern: date | None, names: list[str]
) -> None:
    assert names == [name for name, _ in dues(every, 2023, begin, pattern)]


@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize(
    ("begin", "pattern"), [(date(2024, 1, 1), None), (date(2023, 12, 11), date(2023, 12, 10)), (END, date(2023, 12, 1))]
)
def test_nothing_is_left_of_a_year_behind_its_last_due_day(every: Every, begin: date, pattern: date | None) -> None:
    assert () == periods_of(recurring_like(every, pattern), DueContext(2023), begin)


@given(every=st.sampled_from(Every), year=YEARS, day=st.integers(0, 364))
def test_periods_follow_each_other_without_a_gap_to_the_end_of_the_year(every: Every, year: int, day: int) -> None:
    begin = date(year, 1, 1) + timedelta(day)
    found = periods_of(recurring_like(every, None), DueContext(year), begin)

    assert found[0].first_day <= begin <= found[0].due_on
    assert date(year, 12, 31) == found[-1].due_on
    assert all(later.first_day == earlier.due_on + timedelta(1) for earlier, later in pairwise(found))


@given(every=st.sampled_from(Every), year=YEARS, day=st.integers(0, 364), due=st.integers(0, 364))
def test_a_patterns_last_days_lie_each_within_its_own_period(every: Every, year: int, day: int, due: int) -> None:
    begin, pattern = date(year, 1, 1) + timedelta(day), date(year, 1, 1) + timedelta(due)
    whole = {
        period.name: period for period in periods_of(recurring_like(every, None), DueContext(year), date(year, 1, 1))
    }
    found = periods_of(recurring_like(every, pattern), DueContext(year), begin)

    assert len(found) == len({period.name for period in found})
    assert all(period.first_day == whole[period.name].first_day for period in found)
    assert all(period.first_day <= period.due_on <= whole[period.name].due_on for period in found)
    # Only a period whose last day is past is left out, and the pattern's own period has the pattern's day.
    assert [
        p for p in periods_of(recurring_like(every, pattern), DueContext(year), date(year, 1, 1)) if p.due_on >= begin
    ] == list(found)
    assert pattern in [p.due_on for p in periods_of(recurring_like(every, pattern), DueContext(year), date(year, 1, 1))]
    assert 12 // MONTHS[every] == len(whole)


@pytest.mark.parametrize(
    ("every", "pattern", "words"),
    [
        (Every.MONTH, date(2023, 10, 25), "ngày 25 hằng tháng"),
        (Every.MONTH, date(2023, 1, 5), "ngày 5 hằng tháng"),
        (Every.QUARTER, date(2023, 1, 15), "ngày 15 tháng thứ 1 của quý"),
        (Every.QUARTER, date(2023, 9, 15), "ngày 15 tháng thứ 3 của quý"),
        (Every.HALF, date(2023, 6, 10), "ngày 10 tháng thứ 6 của 6 tháng"),
        (Every.HALF, date(2023, 7, 10), "ngày 10 tháng thứ 1 của 6 tháng"),
        (Every.YEAR, date(2023, 11, 30), "ngày 30/11 hằng năm"),
    ],
)
def test_a_pattern_is_told_by_its_place_within_the_period(every: Every, pattern: date, words: str) -> None:
    assert words == pattern_words(every, pattern)


# review


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("30d", "30d"),
        ("30 d", "30d"),
        ("30D", "30d"),
        (" 30d ", "30d"),
        ("030d", "30d"),
        ("30 ngày", "30d"),
        ("30 NGAY", "30d"),
        ("1 ngày", "1d"),
        ("9999d", "9999d"),
        ("month", "month"),
        ("tháng", "month"),
        ("quarter", "quarter"),
        ("Quý", "quarter"),
        ("half", "half"),
        ("nửa năm", "half"),
        ("year", "year"),
        ("năm", "year"),
        ("6 tháng", "half"),
        ("hằng quý", "quarter"),
    ],
)
def test_a_rhythm_of_review_is_kept_in_one_form(text: str, kept: str) -> None:
    assert kept == review_rhythm(text)
    assert kept == review_rhythm(kept)


@pytest.mark.parametrize("text", ["", " ", "0d", "00 ngày", "-1d", "30", "99999d", "1.5d", "ngày", "weekly", "5 tháng"])
def test_what_is_no_rhythm_of_review_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        review_rhythm(text)


@pytest.mark.parametrize(
    ("rhythm", "heard", "days"),
    [
        ("1d", date(2023, 1, 31), 1),
        ("30d", date(2023, 1, 31), 30),
        ("365d", date(2024, 1, 1), 365),
        ("month", date(2023, 1, 31), 28),
        ("month", date(2024, 1, 31), 29),
        ("month", date(2023, 2, 1), 28),
        ("month", date(2023, 12, 15), 31),
        ("quarter", date(2023, 1, 1), 90),
        ("quarter", date(2023, 11, 30), 91),
        ("half", date(2023, 1, 1), 181),
        ("half", date(2023, 8, 31), 182),
        ("year", date(2023, 1, 1), 365),
        ("year", date(2024, 1, 1), 366),
        ("year", date(2024, 2, 29), 365),
    ],
)
def test_a_rhythm_in_words_lasts_to_the_same_day_of_the_month(rhythm: str, heard: date, days: int) -> None:
    assert days == review_days(rhythm, heard)
