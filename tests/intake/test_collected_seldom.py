"""The collector is left as it was found behind a read, however that ends."""

from __future__ import annotations

import gc

import pytest

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.plan import read_plan

PLAN = "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\nI. NHIỆM VỤ\n1. Văn phòng họp trước 15/3.\n"


def test_a_plan_that_is_read_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    read_plan(open_bytes(PLAN.encode(), "a.txt"), lambda _: ())
    assert before == gc.get_threshold()


def test_a_file_that_is_refused_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(FileRefusedError):
        read_plan(open_bytes(b"Xin chao.\n", "a.txt"), lambda _: ())
    assert before == gc.get_threshold()
