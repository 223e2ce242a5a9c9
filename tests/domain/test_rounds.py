"""Where a unit stands with its report in a round."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_cli.domain.rounds import Demand, Round, UnitReport, headline, read_given, reminder_words
from danvan_cli.domain.words import RoundState

OPENED, DUE = date(2023, 9, 1), date(2023, 9, 18)


def day(number: int) -> date:
    return date(2023, 9, number)


def report(**told: object) -> UnitReport:
    return UnitReport("VP", OPENED, **told)  # type: ignore[arg-type]


ASKED = Demand(day(19), "thiếu CT1", day(22), day(21))
SENT = report(sent_on=day(18), demands=(ASKED,))


@pytest.mark.parametrize(
    ("own", "closed_on", "at", "expected", "late"),
    [
        (report(), None, 18, RoundState.NOT_SENT, 0),
        (report(), None, 20, RoundState.NOT_SENT, 2),
        (report(drafted_on=day(10)), None, 9, RoundState.NOT_SENT, 0),
        (report(drafted_on=day(10)), None, 19, RoundState.DRAFT, 1),
        (SENT, None, 17, RoundState.NOT_SENT, 0),
        (SENT, None, 18, RoundState.SENT, 0),
        (SENT, None, 19, RoundState.INCOMPLETE, 0),
        (SENT, None, 20, RoundState.INCOMPLETE, 0),
        (SENT, None, 21, RoundState.SENT, 0),
        (report(sent_on=day(20)), None, 25, RoundState.SENT_LATE, 2),
        (report(sent_on=day(20)), day(26), 25, RoundState.SENT_LATE, 2),
        (report(sent_on=day(20)), day(26), 26, RoundState.LOCKED, 2),
        (report(drafted_on=day(20)), day(26), 28, RoundState.DRAFT, 10),
    ],
)
def test_a_report_stands_as_its_days_tell(
    own: UnitReport, closed_on: date | None, at: int, expected: RoundState, late: int
) -> None:
    assert (expected, late) == (own.state(DUE, closed_on, day(at)), own.days_late(DUE, day(at)))


def test_a_round_counts_who_was_in_it_and_had_sent_by_a_day() -> None:
    others = (report(drafted_on=day(10))._replace(unit="TTr"), report()._replace(unit="CU", added_on=day(19)))
    found = Round("KH-2023", "2023-Q3", "Quý III", date(2023, 6, 15), day(14), DUE, OPENED, None, (SENT, *others))

    assert [(0, 2), (1, 2), (1, 3)] == [(found.sent(day(n)), len(found.states(day(n)))) for n in (17, 18, 19)]
    assert (["TTr"], ["TTr", "CU"]) == tuple([one.unit for one in found.owing(day(n))] for n in (18, 20))
    assert "Quý III: 1/3 đơn vị đã gửi, hạn 18/09/2023; 2 đơn vị quá hạn gửi." == headline(found, day(20))
    assert "TTr: báo cáo quý III (số liệu đến 14/09/2023) mới có bản nháp" in reminder_words(found, others[0], day(18))


@pytest.mark.parametrize(
    ("stored", "expected"),
    [('{"4 progress": "a1"}', {"4 progress": "a1"}), ("{}", {}), ("{hỏng", {}), ("[1]", {}), ("[" * 9000, {})],
)
def test_marks_that_somebody_wrote_by_hand_say_nothing(stored: str, expected: dict[str, str]) -> None:
    assert expected == read_given(stored)
