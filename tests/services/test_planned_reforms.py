"""A merger or split entered ahead: before its day nothing changes, on its day it is carried out whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.services.test_succession import BEGIN, DAYS, MERGER, TYPED, begin, lines, reform

from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.services import planned_reforms, succession, undoing, units, views
from danvan_cli.services.succession import Reform
from danvan_cli.services.units import UnitChange

EARLY = date(2025, 6, 16)


@pytest.fixture
def planned(blank: Any) -> Any:
    """The year of ``test_succession``, whose decisions are typed two weeks early."""
    begin(blank)
    reform(blank, EARLY)
    return blank


def _units(book: Any, day: date) -> list[tuple[str, date | None, tuple[str, ...]]]:
    return [(one.code, one.valid_to, one.successors) for one in views.list_units(book.on(day))]


def _waiting(book: Any, day: date) -> list[str]:
    return [one.told(day) for one in views.status(book.on(day)).reforms]


def test_until_it_is_carried_out_everything_stays_as_it_was_and_the_screens_say_what_waits(blank: Any) -> None:
    begin(blank)
    before = _units(blank, EARLY), lines(blank, EARLY, EARLY), lines(blank, TYPED, TYPED)
    reform(blank, EARLY)

    assert before == (_units(blank, EARLY), lines(blank, EARLY, EARLY), lines(blank, TYPED, TYPED))
    merged = "QLCN, QLKH sáp nhập vào KHCN (45/QĐ-UBND)"
    assert f"Từ 01/07/2025: {merged}; đến ngày ấy mọi việc giữ nguyên." == _waiting(blank, EARLY)[0]
    assert f"Đã đến ngày 01/07/2025, chưa thực hiện: {merged}; chạy danvan unit reform." == _waiting(blank, MERGER)[0]


def test_carried_out_on_its_day_or_later_it_is_as_if_typed_then(planned: Any, tmp_path: Any) -> None:
    done = planned_reforms.carry_out(planned.on(TYPED))
    late = [lines(planned, day) for day in (*DAYS[:3], date(2025, 7, 10))]
    [other] = [planned.another("khác.db")] if planned.database.url is None else [None]

    assert [] == _waiting(planned, TYPED)
    assert done.headline.count("từ thứ Ba 01/07/2025") == 3
    if other is not None:
        begin(other)
        reform(other)
        assert late == [lines(other, day) for day in (*DAYS[:3], date(2025, 7, 10))]


def test_it_is_one_command_taken_back_as_a_whole(planned: Any) -> None:
    waiting, stood = _waiting(planned, TYPED), _units(planned, TYPED)
    planned_reforms.carry_out(planned.on(TYPED))
    undoing.undo(planned.on(TYPED))

    assert (waiting, stood) == (_waiting(planned, TYPED), _units(planned, TYPED))


def test_where_one_cannot_be_carried_out_none_is(planned: Any) -> None:
    units.edit_unit(planned.on(EARLY), "TTr", UnitChange(valid_to=date(2025, 6, 20)))
    stood = _units(planned, TYPED)
    with pytest.raises(ConflictError, match="20/06/2025"):
        planned_reforms.carry_out(planned.on(TYPED))

    assert (stood, 3) == (_units(planned, TYPED), len(_waiting(planned, TYPED)))


def test_the_preview_tells_what_would_move_and_what_cannot_be_is_refused_at_once(blank: Any) -> None:
    begin(blank)
    said = succession.merge_units(blank.on(EARLY), Reform(["TTr"], ["VP"], MERGER))
    assert "Ghi trước: TTr sáp nhập vào VP từ thứ Ba 01/07/2025; đến ngày ấy mọi việc giữ nguyên." == said.headline
    assert any("chuyển sang VP 2 phần việc" in note for note in said.notes)
    for merger, wrong in (
        (Reform(["TTr"], ["KH"], MERGER), ConflictError),
        (Reform(["VP"], ["KH"], date(2025, 8, 1)), ConflictError),
        (Reform(["QLCN"], ["TTr"], MERGER), ConflictError),
        (Reform(["QLCN"], ["XX"], MERGER), NotFoundError),
        (Reform(["QLCN"], ["QLCN"], MERGER), UsageError),
    ):
        with pytest.raises(wrong):
            succession.merge_units(blank.on(EARLY), merger)

    assert 1 == len(_waiting(blank, EARLY))


def test_nothing_is_carried_out_before_its_day(planned: Any) -> None:
    with pytest.raises(ConflictError) as refused:
        planned_reforms.carry_out(planned.on(EARLY))

    assert "Từ 01/07/2025: TTr sáp nhập vào VP" in str(refused.value.hint)


def test_a_plan_typed_by_mistake_is_taken_back(blank: Any) -> None:
    begin(blank)
    reform(blank, EARLY)
    for _ in range(3):
        undoing.undo(blank.on(EARLY))

    assert [] == _waiting(blank, EARLY) == _waiting(blank, BEGIN)
