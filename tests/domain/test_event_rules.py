from __future__ import annotations

from datetime import date

import pytest

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.event_rules import due_from_event

EVENT = date(2023, 10, 26)  # a Thursday


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("20 ngày sau khi Tỉnh uỷ ban hành văn bản", date(2023, 11, 15)),
        ("trong 05 ngày làm việc kể từ ngày nhận", date(2023, 11, 2)),
        ("trước 01 ngày tổ chức phiên họp", date(2023, 10, 25)),
        ("chậm nhất 20 ngày", date(2023, 11, 15)),
        ("Ký ban hành (trong 10 ngày)", date(2023, 11, 5)),
        ("02 tuần sau hội nghị", date(2023, 11, 9)),
        ("1 tháng sau khi kết thúc", date(2023, 11, 26)),
        ("03 ngày làm việc trước khi họp", date(2023, 10, 23)),
    ],
)
def test_the_days_of_a_rule_are_counted_from_the_event_which_is_not_counted(rule: str, due: date) -> None:
    assert due == due_from_event(rule, EVENT)


def test_a_rule_without_a_number_is_refused() -> None:
    with pytest.raises(UsageError):
        due_from_event("sau khi có văn bản", EVENT)
