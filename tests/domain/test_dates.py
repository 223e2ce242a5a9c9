from __future__ import annotations

from datetime import date

import pytest


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
