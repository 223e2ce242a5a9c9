"""Reporting rounds on a real database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.words import RoundState
from danvan_cli.services import round_views, rounds, targets, undoing, units
from danvan_cli.services.rounds import NewRound, Sending
from danvan_cli.services.targets import Figure, TargetValues

BEGIN, CUT_OFF, DUE = date(2023, 9, 1), date(2023, 9, 14), date(2023, 9, 18)


@pytest.fixture
def opened(book: Any) -> Any:
    """The sample with a round of the third quarter, opened on 1/9."""
    rounds.open_round(book.on(BEGIN), NewRound("quý III"))
    return book


def states(book: Any, on: date) -> dict[str, str]:
    found = round_views.round_status(book.on(on), "Q3").round
    return {one.unit: state for one, state in found.states(on)}


def test_a_round_has_the_days_of_its_period_and_the_units_of_its_opening(opened: Any) -> None:
    units.add_unit(opened.on(BEGIN), Unit("PM", "Phòng Mới"))
    found = round_views.round_status(opened.on(DUE), None).round

    assert ("2023-Q3", "Quý III năm 2023") == (found.code, found.title)
    assert (date(2023, 6, 15), CUT_OFF, DUE) == (found.first, found.cut_off, found.due_on)
    assert ["VP", "TTr", "CCTĐC", "TTKHCN"] == [one.unit for one in found.reports]
    rounds.add_units(opened.on(BEGIN), None, ["PM"])
    assert "PM" in states(opened, BEGIN)


def test_a_report_goes_through_its_states_and_each_step_is_one_undo(opened: Any) -> None:
    steps: list[tuple[date, Callable[[Any], Any], RoundState]] = [
        (date(2023, 9, 12), lambda r: rounds.receive(r, None, ["VP"], Sending(is_draft=True)), RoundState.DRAFT),
        (DUE, lambda r: rounds.receive(r, None, ["VP"], Sending(form="12/BC-VP")), RoundState.SENT),
        (date(2023, 9, 19), lambda r: rounds.ask(r, None, ["VP"], "thiếu CT1", None), RoundState.INCOMPLETE),
        (date(2023, 9, 20), lambda r: rounds.receive(r, None, ["VP"], Sending()), RoundState.SENT),
        (date(2023, 9, 21), lambda r: rounds.close_round(r, None), RoundState.LOCKED),
        (date(2023, 9, 22), lambda r: rounds.reopen_round(r, None), RoundState.SENT),
    ]
    for on, take, expected in steps:
        before = opened.content()
        take(opened.on(on))
        assert expected == states(opened, on)["VP"]
        undoing.undo(opened.on(on))
        assert before == opened.content()
        undoing.redo(opened.on(on))
    report = round_views.round_status(opened.on(date(2023, 9, 22)), None).round.reports[0]
    assert (DUE, date(2023, 9, 20), "12/BC-VP") == (report.sent_on, report.resent_on, report.form)
    # What was true on a day is told for that day ever after.
    assert [state for _, _, state in steps[:4]] == [states(opened, on)["VP"] for on, _, _ in steps[:4]]


@pytest.mark.parametrize(
    ("take", "error"),
    [
        (lambda r: rounds.open_round(r, NewRound("2023-Q3")), ConflictError),
        (lambda r: rounds.open_round(r, NewRound("2023-Q4", due_on=date(2023, 9, 2))), UsageError),
        (lambda r: rounds.open_round(r, NewRound("đợt lạ")), UsageError),
        (lambda r: rounds.open_round(r, NewRound("quý III/2024")), UsageError),
        (lambda r: rounds.open_round(r, NewRound("15/6/2025..14/9/2025")), UsageError),
        (lambda r: rounds.open_round(r, NewRound("quý IV", due_on=date(2033, 12, 18))), UsageError),
        (lambda r: rounds.ask(r, None, ["TTr"], "thiếu", None), ConflictError),
        (lambda r: rounds.ask(r, None, ["VP"], " ", None), UsageError),
        (lambda r: rounds.ask(r, None, ["VP"], "thiếu", BEGIN), UsageError),
        (lambda r: rounds.receive(r, None, ["SNV"], Sending()), ConflictError),
        (lambda r: rounds.receive(r, None, ["VP"], Sending(is_draft=True)), ConflictError),
        (lambda r: rounds.receive(r, None, ["VP", "TTr"], Sending(date(2023, 9, 30))), UsageError),
        (lambda r: rounds.receive(r, None, ["TTr"], Sending(date(2023, 6, 14))), UsageError),
        (lambda r: rounds.receive(r, None, [], Sending()), UsageError),
        (lambda r: rounds.remind(r, None, ["VP"]), ConflictError),
        (lambda r: rounds.add_units(r, None, ["VP"]), ConflictError),
        (lambda r: rounds.reopen_round(r, None), ConflictError),
        (lambda r: round_views.round_status(r, "quý I"), NotFoundError),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    opened: Any, take: Callable[[Any], Any], error: type[DanvanError]
) -> None:
    rounds.receive(opened.on(DUE), None, ["VP"], Sending())
    before = opened.content()
    with pytest.raises(error):
        take(opened.on(DUE))
    assert before == opened.content()


def test_a_closed_round_takes_nothing_and_one_demand_waits_at_a_time(opened: Any) -> None:
    rounds.receive(opened.on(DUE), None, ["VP"], Sending())
    rounds.ask(opened.on(DUE), None, ["VP"], "thiếu CT1", None)
    with pytest.raises(ConflictError):
        rounds.ask(opened.on(DUE), None, ["VP"], "thiếu CT2", None)
    closed = rounds.close_round(opened.on(DUE), None)
    assert ("Chưa gửi: TTr, CCTĐC, TTKHCN.",) == closed.notes
    with pytest.raises(ConflictError):
        rounds.receive(opened.on(DUE), None, ["TTr"], Sending())


def test_a_demand_whose_day_has_passed_is_late_until_it_is_answered(opened: Any) -> None:
    rounds.receive(opened.on(DUE), None, ["VP"], Sending())
    rounds.ask(opened.on(DUE), None, ["VP"], "thiếu CT1", date(2023, 9, 20))
    rounds.receive(opened.on(date(2023, 9, 23)), None, ["VP"], Sending())

    days = (date(2023, 9, 20), date(2023, 9, 22), date(2023, 9, 23))
    found = [(day, round_views.round_status(opened.on(day), None).round) for day in days]
    assert [[], ["VP"], []] == [[one.unit for one in one.unanswered(day)] for day, one in found]
    assert [0, 2, 0] == [one.reports[0].demand_days_late(day) for day, one in found]


def test_who_owes_is_reminded_and_who_has_sent_is_not(opened: Any) -> None:
    rounds.receive(opened.on(DUE), None, ["VP"], Sending())
    done, texts = rounds.remind(opened.on(date(2023, 9, 20)), None, [])

    assert (["TTr", "CCTĐC", "TTKHCN"], 3) == (list(texts), len(done.changes))
    assert "đã quá hạn 2 ngày" in texts["TTr"]
    assert [0, 1, 1, 1] == [one.reminded for one in round_views.round_status(opened.on(DUE), None).round.reports]


def test_what_a_report_lacks_is_open_work_due_in_the_round_and_figures_of_it(opened: Any) -> None:
    targets.record_measurement(opened.on(DUE), "CT1", Figure("42/50", "VP", date(2023, 9, 10)))
    targets.record_measurement(opened.on(DUE), "CT2", Figure("đạt", "VP", date(2023, 6, 1)))
    lacks = round_views.round_status(opened.on(DUE), None).lacks
    assert (("CT2", "CT3", "CT4"), ("CT1", "CT2", "CT3", "CT4")) == (lacks["VP"].targets, lacks["TTr"].targets)

    # What records feed is no figure that a unit could tell: the record lacks, where the round asks for it.
    targets.edit_target(opened.on(DUE), "CT4", TargetValues(fed_by="chỉ số:hài lòng"))
    assert ("CT1", "CT2", "CT3") == round_views.round_status(opened.on(DUE), None).lacks["TTr"].targets

    rounds.open_round(opened.on(date(2023, 10, 20)), NewRound("tháng 10", cut_off=date(2023, 10, 31), due_on=None))
    lacks = round_views.round_status(opened.on(date(2023, 10, 31)), "2023-10").lacks
    assert (("IV-5",), ("IV-4",), ()) == tuple(lacks[unit].tasks for unit in ("VP", "CCTĐC", "TTr"))
