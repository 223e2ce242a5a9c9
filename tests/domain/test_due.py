"""The deadline rule: what was understood, and the last day that follows from it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.calendar import Calendar, DayOff, WorkingDay, YearDays
from danvan_cli.domain.due import (
    CountUnit,
    DueContext,
    DueRule,
    Operator,
    Part,
    Span,
    last_day,
    moved,
    periods_of,
    rule_of,
    rule_text,
)
from danvan_cli.domain.typed_dates import parse_due
from danvan_cli.domain.words import DueKind

_DAYS_2023 = YearDays(
    2023,
    True,
    "",
    (
        DayOff(date(2023, 4, 29), "Giỗ Tổ Hùng Vương"),
        DayOff(date(2023, 4, 30), "Ngày Chiến thắng"),
        DayOff(date(2023, 5, 1), "Ngày Quốc tế Lao động"),
        DayOff(date(2023, 5, 2), "nghỉ bù", "compensation"),
        DayOff(date(2023, 5, 3), "nghỉ bù", "compensation"),
    ),
    (WorkingDay(date(2023, 11, 25), "làm bù"),),
)
CONTEXT = DueContext(2023, calendar=Calendar([_DAYS_2023]))
TODAY = date(2023, 10, 26)


def fixed(day: int, month: int, year: int | None = None, operator: Operator = Operator.BY) -> DueRule:
    return DueRule(DueKind.FIXED, operator, year, month, day)


def counted(amount: int, unit: CountUnit, start: date, operator: Operator = Operator.WITHIN) -> DueRule:
    return DueRule(DueKind.FIXED, operator, start.year, start.month, start.day, amount=amount, unit=unit)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (fixed(25, 10), date(2023, 10, 25)),
        (fixed(25, 10, 2024), date(2024, 10, 25)),
        (fixed(25, 10, operator=Operator.BEFORE), date(2023, 10, 24)),
        (fixed(31, 2), None),
        # A printed day on a day off is not moved.
        (fixed(2, 5), date(2023, 5, 2)),
    ],
)
def test_a_printed_day_is_the_last_one_and_before_it_the_day_before(rule: DueRule, day: date | None) -> None:
    assert day == last_day(rule, CONTEXT)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        # Điều 148 khoản 5: 30/4 and the days in lieu are off, so the period runs to 04/5.
        (counted(10, CountUnit.DAY, date(2023, 4, 20)), date(2023, 5, 4)),
        (counted(3, CountUnit.WORKING_DAY, date(2023, 4, 28)), date(2023, 5, 8)),
        (counted(2, CountUnit.WEEK, date(2023, 4, 18)), date(2023, 5, 4)),
        (counted(1, CountUnit.MONTH, date(2023, 3, 29)), date(2023, 5, 4)),
        # A Saturday that is worked ends a period.
        (counted(5, CountUnit.DAY, date(2023, 11, 20)), date(2023, 11, 25)),
        (counted(1, CountUnit.WORKING_DAY, date(2023, 11, 24)), date(2023, 11, 25)),
        (counted(0, CountUnit.DAY, date(2023, 4, 20)), date(2023, 4, 20)),
    ],
)
def test_a_period_leaves_its_first_day_out_and_runs_over_days_off(rule: DueRule, day: date) -> None:
    assert day == last_day(rule, CONTEXT)


@pytest.mark.parametrize(
    ("operator", "amount", "unit", "day"),
    [
        (Operator.WITHIN, 20, CountUnit.DAY, date(2023, 11, 15)),
        (Operator.WITHIN, 5, CountUnit.WORKING_DAY, date(2023, 11, 2)),
        (Operator.BEFORE, 1, CountUnit.DAY, date(2023, 10, 25)),
        (Operator.WITHIN, 10, CountUnit.DAY, date(2023, 11, 6)),
        (Operator.WITHIN, 2, CountUnit.WEEK, date(2023, 11, 9)),
        (Operator.WITHIN, 1, CountUnit.MONTH, date(2023, 11, 27)),
        (Operator.BEFORE, 3, CountUnit.WORKING_DAY, date(2023, 10, 23)),
        # Counted back a day off stays: a later day would come too late.
        (Operator.BEFORE, 4, CountUnit.DAY, date(2023, 10, 22)),
    ],
)
def test_an_events_day_is_not_counted(operator: Operator, amount: int, unit: CountUnit, day: date) -> None:
    rule = DueRule(DueKind.RELATIVE, operator, amount=amount, unit=unit)
    assert (None, day) == (last_day(rule, CONTEXT), last_day(rule._replace(event_on=TODAY), CONTEXT))


def test_an_event_without_a_number_has_no_day() -> None:
    assert None is last_day(DueRule(DueKind.EVENT, event_on=TODAY), CONTEXT)


@pytest.mark.parametrize(
    ("span", "number", "part", "operator", "day"),
    [
        (Span.MONTH, 6, Part.END, Operator.BY, date(2023, 6, 30)),
        (Span.MONTH, 7, Part.START, Operator.BY, date(2023, 7, 1)),
        (Span.MONTH, 7, Part.MIDDLE, Operator.BY, date(2023, 7, 15)),
        (Span.MONTH, 6, Part.END, Operator.BEFORE, date(2023, 5, 31)),
        (Span.QUARTER, 3, Part.END, Operator.WITHIN, date(2023, 9, 30)),
        (Span.QUARTER, 3, Part.MIDDLE, Operator.BY, date(2023, 8, 15)),
        (Span.QUARTER, 3, Part.END, Operator.BEFORE, date(2023, 6, 30)),
        (Span.HALF, 1, Part.END, Operator.BY, date(2023, 6, 30)),
        (Span.HALF, 2, Part.END, Operator.BY, date(2023, 12, 31)),
        (Span.NINE_MONTHS, 1, Part.END, Operator.BY, date(2023, 9, 30)),
        (Span.YEAR, 1, Part.MIDDLE, Operator.BY, date(2023, 6, 30)),
        (Span.YEAR, 1, Part.START, Operator.BY, date(2023, 1, 1)),
    ],
)
def test_a_named_period_means_its_last_day(span: Span, number: int, part: Part, operator: Operator, day: date) -> None:
    assert day == last_day(DueRule(DueKind.PERIOD, operator, span=span, number=number, part=part), CONTEXT)


@pytest.mark.parametrize(
    ("week", "day"),
    [(1, date(2023, 6, 7)), (2, date(2023, 6, 14)), (4, date(2023, 6, 28)), (5, date(2023, 6, 30))],
)
def test_a_week_of_a_month_ends_on_its_seventh_day_and_the_last_one_with_the_month(week: int, day: date) -> None:
    assert day == last_day(DueRule(DueKind.PERIOD, month=6, span=Span.WEEK, number=week), CONTEXT)


@pytest.mark.parametrize(
    ("months_later", "day"),
    [(-2, date(2023, 4, 30)), (-1, date(2023, 5, 31)), (0, date(2023, 6, 30)), (1, date(2023, 7, 31))],
)
def test_a_recurring_deadline_without_a_day_ends_with_the_month_that_it_names(months_later: int, day: date) -> None:
    rule = DueRule(DueKind.RECURRING, span=Span.QUARTER, months_later=months_later)

    assert day == last_day(rule, CONTEXT, "2023-Q2")


@pytest.mark.parametrize(("month", "year"), [(8, 2023), (12, 2023), (1, 2024), (7, 2024)])
def test_a_school_years_month_is_in_the_year_that_it_runs_through(month: int, year: int) -> None:
    context = DueContext(2023, is_school_year=True)
    assert date(year, month, 5) == last_day(fixed(5, month), context)
    found = last_day(DueRule(DueKind.PERIOD, span=Span.MONTH, number=month), context)
    assert (year, month) == (found and (found.year, found.month))


def test_without_a_year_there_is_no_day() -> None:
    assert None is last_day(fixed(5, 3), DueContext(None))


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.booleans())
def test_before_counts_the_day_in_only_where_the_agency_says_so(day: date, inclusive: bool) -> None:
    rule = DueRule.on(day)._replace(operator=Operator.BEFORE)
    expected = day if inclusive else day - timedelta(days=1)
    assert expected == last_day(rule, DueContext(None, before_is_inclusive=inclusive))


_RULES = st.builds(
    DueRule,
    kind=st.sampled_from(DueKind),
    operator=st.sampled_from(Operator),
    year=st.none() | st.integers(1990, 2100),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    span=st.none() | st.sampled_from(Span),
    number=st.none() | st.integers(1, 12),
    part=st.sampled_from(Part),
    amount=st.none() | st.integers(0, 400),
    unit=st.none() | st.sampled_from(CountUnit),
    months_later=st.integers(-11, 3),
    event_on=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)


@given(_RULES)
def test_a_stored_rule_is_read_back(rule: DueRule) -> None:
    assert rule == rule_of(rule_text(rule))


@given(_RULES, st.sampled_from(["", "2023", "2023-Q2", "2023-H1", "2023-05", "x"]))
def test_no_rule_breaks_the_days(rule: DueRule, period: str) -> None:
    found = last_day(rule, CONTEXT, period)
    assert found is None or date.min < found


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '"x"', '{"kind": "never"}', '{"kind": "fixed", "day": "5"}', '{"kind": "fixed", "day": 1e9}',
     '{"kind": "fixed", "day": true}', '{"kind": "fixed", "sql": 1}', '{"kind": "fixed", "event_on": "ngày"}'],
)  # fmt: skip
def test_what_was_never_stored_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        rule_of(text)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (fixed(25, 10), date(2024, 10, 25)),
        (fixed(25, 10, 2023), date(2024, 10, 25)),
        (fixed(5, 1, 2024), date(2025, 1, 5)),
        (fixed(1, 3, operator=Operator.BEFORE), date(2024, 2, 29)),
        (DueRule(DueKind.RELATIVE, amount=5, unit=CountUnit.DAY, event_on=TODAY), None),
        (DueRule(DueKind.PERIOD, span=Span.MONTH, number=2), date(2024, 2, 29)),
    ],
)
def test_next_years_plan_works_the_day_out_anew(rule: DueRule, day: date | None) -> None:
    context = DueContext(2024)
    assert day == last_day(moved(rule, 1, context), context)


def test_the_leap_day_moves_to_the_28th() -> None:
    context = DueContext(2025)
    assert date(2025, 2, 28) == last_day(moved(fixed(29, 2, 2024), 1, context), context)
    assert date(2025, 2, 28) == last_day(moved(fixed(29, 2), 1, context), context)


@pytest.mark.parametrize("rule", [fixed(29, 2, 9999), fixed(30, 2, 9999), fixed(99, 99, 9998), fixed(29, 2, 0)])
def test_a_year_that_was_written_wrongly_stays_one_that_can_be_read(rule: DueRule) -> None:
    next_years = moved(rule, 2, DueContext(2025))
    assert next_years == rule_of(rule_text(next_years))


def test_periods_are_cut_to_those_whose_last_day_is_asked_for() -> None:
    rule = DueRule(DueKind.RECURRING, Operator.BEFORE, day=5, span=Span.QUARTER, months_later=1)
    listed = periods_of(rule, CONTEXT, first=date(2023, 4, 4), last=date(2023, 10, 4))
    assert [("2023-Q1", date(2023, 4, 4)), ("2023-Q2", date(2023, 7, 4)), ("2023-Q3", date(2023, 10, 4))] == [
        (period.name, period.due_on) for period in listed
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("trước ngày 25/10/2023", date(2023, 10, 24)),
        ("trước 25/10", date(2023, 10, 24)),
        ("truoc ngay 25 thang 10", date(2023, 10, 24)),
        ("chậm nhất ngày 25/10", date(2023, 10, 25)),
        ("chậm nhất là ngày 25 tháng 10 năm 2024", date(2024, 10, 25)),
        ("đến hết ngày 30/9", date(2023, 9, 30)),
        ("hết tháng 11", date(2023, 11, 30)),
        ("trước tháng 6", date(2023, 5, 31)),
        ("đầu tháng 7", date(2023, 7, 1)),
        ("giữa quý III", date(2023, 8, 15)),
        ("trong quý III/2024", date(2024, 9, 30)),
        ("6 tháng đầu năm", date(2023, 6, 30)),
        ("9 tháng năm 2024", date(2024, 9, 30)),
        ("hết năm", date(2023, 12, 31)),
        ("trong năm 2024", date(2024, 12, 31)),
        ("+3 ngày", date(2023, 10, 29)),
    ],
)
def test_a_typed_deadline_is_understood_as_a_plans(text: str, day: date) -> None:
    rule = parse_due(text, today=TODAY)
    assert rule
    assert day == last_day(rule, CONTEXT)


@pytest.mark.parametrize("text", ["ngày nọ", "25:10:23", "trước", "trước hôm nay", "tháng", "quý V", "khi có yêu cầu"])
def test_other_words_are_left_to_the_plans_reader(text: str) -> None:
    assert None is parse_due(text, today=TODAY)
