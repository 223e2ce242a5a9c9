"""What is said of a target beside its figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from danvan_cli.domain.coverage import cover
from danvan_cli.domain.model import Measurement, Target
from danvan_cli.domain.words import TargetKind
from danvan_cli.output.progress import met_text

DAY = date(2023, 10, 26)


@pytest.mark.parametrize(
    ("goal", "reported", "said"),
    [
        (2, {"VP": 1, "TTr": 1}, "Đạt"),
        (2, {"VP": 1, "TTr": 0}, "Chưa đạt"),
        (2, {"VP": 1}, "Chưa đạt"),
        (2, {"VP": 2}, "Chưa đủ số liệu"),
        (2, {}, "Chưa báo"),
        (None, {"VP": 1, "TTr": 1}, "Không có mức để so"),
    ],
    ids=["met", "missed", "not yet met", "met so far, one missing", "nothing reported", "no goal"],
)
def test_a_target_is_met_or_it_says_why_that_is_not_known(
    goal: int | None, reported: dict[str, int], said: str
) -> None:
    target = Target("CT1", "mô hình", TargetKind.COUNT, ">=", None if goal is None else Decimal(goal), "mô hình")
    figures = [Measurement(unit, DAY, value=Decimal(number)) for unit, number in reported.items()]

    assert said == met_text(cover(target, figures, ["VP", "TTr"], DAY))
