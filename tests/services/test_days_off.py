"""What the calendar says of a last day is told with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from danvan_cli.domain.due import GivenDue
from danvan_cli.services import adding
from danvan_cli.services.adding import NewTask
from danvan_cli.services.days_off import day_off_notes, shipped_calendar


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2023, 10, 25), ()),
        (
            date(2023, 3, 5),
            ("Thời hạn Chủ nhật 05/03/2023 là ngày nghỉ; ngày làm việc kế tiếp là thứ Hai 06/03/2023.",),
        ),
        (date(2025, 4, 26), ()),  # a Saturday worked in exchange for 02/5/2025
        (None, ()),
    ],
)
def test_a_last_day_off_is_named_with_the_next_working_day(day: date | None, said: tuple[str, ...]) -> None:
    assert said == day_off_notes(shipped_calendar(), day)


def test_a_holiday_is_named(book: Any) -> None:
    (said,) = day_off_notes(shipped_calendar(), date(2025, 9, 2))

    assert "Quốc khánh" in said
    assert said.endswith("thứ Tư 03/09/2025.")


def test_a_day_off_is_kept_as_it_was_given_and_told(book: Any) -> None:
    done = adding.add_task(book.on(), NewTask("Báo cáo", ("VP",), due=GivenDue.by(date(2023, 11, 26), "26/11")))

    assert ["2023-11-26"] == [row["due_on"] for row in book.rows_of(done.code)]
    assert "Chủ nhật 26/11/2023" in done.notes[0]
