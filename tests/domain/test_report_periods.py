from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.report_periods import ReportPeriod, named_period, read_period
from danvan_cli.domain.words import PeriodRule

ND09, CALENDAR = PeriodRule.ND09, PeriodRule.CALENDAR


def read(text: str, rule: PeriodRule = ND09) -> ReportPeriod:
    def day(words: str) -> date:
        number, month, year = words.split("/")
        return date(int(year), int(month), int(number))

    return read_period(text, 2023, rule, day)


# NĐ 09/2019/NĐ-CP Điều 12: from the 15th before the period to the 14th of its last month.
@pytest.mark.parametrize(
    ("name", "words", "first", "last"),
    [
        ("2023", "năm 2023", date(2022, 12, 15), date(2023, 12, 14)),
        ("2023-H1", "6 tháng đầu năm 2023", date(2022, 12, 15), date(2023, 6, 14)),
        ("2023-H2", "6 tháng cuối năm 2023", date(2023, 6, 15), date(2023, 12, 14)),
        ("2023-9M", "9 tháng đầu năm 2023", date(2022, 12, 15), date(2023, 9, 14)),
        ("2023-Q1", "quý I năm 2023", date(2022, 12, 15), date(2023, 3, 14)),
        ("2023-Q3", "quý III năm 2023", date(2023, 6, 15), date(2023, 9, 14)),
        ("2023-10", "tháng 10 năm 2023", date(2023, 9, 15), date(2023, 10, 14)),
        ("2023-01", "tháng 01 năm 2023", date(2022, 12, 15), date(2023, 1, 14)),
    ],
)
def test_a_named_period_has_the_days_of_the_decree(name: str, words: str, first: date, last: date) -> None:
    assert ReportPeriod(name, words, first, last, 2023, name == "2023") == read(name)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2023-9M", date(2023, 1, 1), date(2023, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_an_office_may_choose_the_days_of_the_calendar(name: str, first: date, last: date) -> None:
    assert (first, last) == read(name, CALENDAR)[2:4]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("quý III", "2023-Q3"),
        ("Quý 3/2022", "2022-Q3"),
        ("quy iv nam 2024", "2024-Q4"),
        ("6 tháng đầu năm", "2023-H1"),
        ("sáu tháng cuối năm 2022", "2022-H2"),
        ("9 tháng", "2023-9M"),
        ("6 thang", "2023-H1"),
        ("tháng 10/2023", "2023-10"),
        ("tháng 5", "2023-05"),
        ("cả năm", "2023"),
        ("năm 2022", "2022"),
        ("2023-q2", "2023-Q2"),
        ("Q3", "2023-Q3"),
        ("h1", "2023-H1"),
        ("9M/2022", "2022-9M"),
        ("Q4 năm 2024", "2024-Q4"),
        ("15/12/2022..14/09/2023", "2022-12-15..2023-09-14"),
        ("từ ngày 1/8/2024 đến hết ngày 31/7/2025", "2024-08-01..2025-07-31"),
    ],
)
def test_a_period_may_be_typed_in_words(text: str, name: str) -> None:
    assert name == read(text).name


@pytest.mark.parametrize(
    "text", ["", "2023-Q5", "2023-13", "2023-H3", "quý V", "tháng 13", "tuần 3", "1/9/2023..1/8/2023"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read(text)


@pytest.mark.parametrize("rule", PeriodRule)
def test_the_parts_of_a_year_follow_on_one_another(rule: PeriodRule) -> None:
    for parts in (["h1", "h2"], ["q1", "q2", "q3", "q4"], [str(month) for month in range(1, 13)]):
        found = [named_period(2023, part, rule) for part in parts]
        year = named_period(2023, "", rule)
        assert (year.first, year.last) == (found[0].first, found[-1].last)
        assert all(1 == (after.first - before.last).days for before, after in pairwise(found))
