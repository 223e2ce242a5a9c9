from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from danvan_cli.domain.copies import CopyName, copy_name, in_order, read_name, superfluous
from danvan_cli.domain.words import CopyReason

MOMENT = datetime(2023, 10, 26, 9, 5, 7)


@pytest.mark.parametrize("reason", CopyReason)
@pytest.mark.parametrize("number", [1, 2])
def test_a_name_is_read_as_it_was_written(reason: CopyReason, number: int) -> None:
    name = copy_name("kế hoạch.db", MOMENT, reason)._replace(number=number)

    assert name == read_name("kế hoạch.db", str(name))


def test_a_daily_copy_is_known_by_its_day_alone() -> None:
    assert "a.db-2023-10-26-hang-ngay.db" == str(copy_name("a.db", MOMENT, CopyReason.DAILY))
    assert "a.db-2023-10-26-090507-truoc-khi-nhap.db" == str(copy_name("a.db", MOMENT, CopyReason.IMPORT))


@pytest.mark.parametrize(
    "file",
    ["a.db", "a.db-journal", "b.db-2023-10-26-hang-ngay.db", "a.db-2023-02-31-hang-ngay.db", "a.db-2023-10-26-x.db",
     "a.db-2023-10-26-hang-ngay.db.tmp", "aXdb-2023-10-26-hang-ngay.db"],
)  # fmt: skip
def test_another_file_is_no_copy(file: str) -> None:
    assert read_name("a.db", file) is None


def days(reason: CopyReason, *before: int, last: date = date(2023, 12, 31)) -> list[CopyName]:
    return [CopyName("a.db", last - timedelta(n), "", reason) for n in before]


def test_of_daily_copies_the_last_days_weeks_and_months_stay() -> None:
    kept = set(daily := days(CopyReason.DAILY, *range(800))) - set(superfluous(daily))

    # 31/12/2023 is a Sunday: four weeks end on it, on the 24th, 17th and 10th; then the last days of months.
    months = [date(2023, month, 1) - timedelta(1) for month in range(2, 13)]
    expected = {date(2023, 12, day) for day in (31, 30, 29, 28, 27, 26, 25, 24, 17, 10)} | set(months)
    assert sorted(expected) == sorted(name.day for name in kept)


def test_what_the_rule_keeps_it_keeps_again_the_next_day() -> None:
    """Copies made day after day end as if all had been there at once."""
    there: set[CopyName] = set()
    for name in sorted(daily := days(CopyReason.DAILY, *range(800)), key=in_order):
        there.add(name)
        there -= set(superfluous(there))

    assert set(daily) - set(superfluous(daily)) == there


def test_before_risks_the_last_ten_stay_and_what_a_person_made_always() -> None:
    risks = [name for n in range(8) for name in days(CopyReason.IMPORT, n) + days(CopyReason.RESTORE, n)]
    others = days(CopyReason.BY_HAND, *range(30)) + days(CopyReason.UNREADABLE, *range(30))

    assert set(range(5, 8)) == {(date(2023, 12, 31) - name.day).days for name in superfluous(risks + others)}
    assert 6 == len(superfluous(risks + others))


def test_of_two_made_at_once_the_one_by_whose_name_the_day_is_known_stays() -> None:
    first, second = (copy_name("a.db", MOMENT, CopyReason.DAILY)._replace(number=number) for number in (1, 2))

    assert [second] == superfluous([second, first])
