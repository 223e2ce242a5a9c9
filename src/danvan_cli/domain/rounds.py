"""Reporting rounds: which units owe a report for which days, and where each stands.

A round is opened for the units of that day; later ones are added on purpose. A unit's report is not sent, a draft,
sent or sent late; one that was sent may be asked to be completed, once at a time; closing the round locks what was
sent. All of it follows from days, so that a round can be asked about at any day since its opening.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from danvan_cli.domain.model import Plan
from danvan_cli.domain.record_kinds import RecordKind, Time
from danvan_cli.domain.record_values import KeptRecord
from danvan_cli.domain.words import RoundState

# NĐ 09/2019/NĐ-CP leaves the sending to the office; provincial rules give two working days after the cut-off.
SENDING_DAYS = 2
_OWED = (RoundState.NOT_SENT, RoundState.DRAFT)


def read_given(stored: str) -> dict[str, str]:
    """Reads the marks of what a form has said; words that a login wrote there by hand say nothing."""
    try:
        told = json.loads(stored)
    except (ValueError, RecursionError):
        return {}
    return {str(place): str(mark) for place, mark in told.items()} if isinstance(told, dict) else {}


class Demand(NamedTuple):
    """What was asked to be completed, until which day, and when that came."""

    asked_on: date
    reason: str
    due_on: date | None = None
    answered_on: date | None = None

    def is_open(self, day: date) -> bool:
        """Tells whether it waits for an answer at the end of a day."""
        return self.asked_on <= day and (self.answered_on is None or self.answered_on > day)

    def days_late(self, day: date) -> int:
        """Counts the days past its last day for which it waits at ``day``; 0 where it has none."""
        return max(0, (day - self.due_on).days) if self.due_on is not None and self.is_open(day) else 0


class UnitReport(NamedTuple):
    """Where one unit stands with its report; ``sent_on`` is the day of the first one, ``resent_on`` of the newest.

    ``form`` is what it came by, ``given`` the marks of what it wrote. ``empty_kinds`` are the kinds of records of which
    it said that none arose. ``reminded`` counts the reminders,
    ``reminded_on`` is the day of the last.
    """

    unit: str
    added_on: date
    drafted_on: date | None = None
    sent_on: date | None = None
    resent_on: date | None = None
    form: str | None = None
    reminded: int = 0
    reminded_on: date | None = None
    demands: tuple[Demand, ...] = ()
    given: Mapping[str, str] = MappingProxyType({})
    ended_on: date | None = None
    empty_kinds: tuple[str, ...] = ()

    def is_in(self, day: date) -> bool:
        """Tells whether it counts in the round at a day: since it was taken in, and where it has not ended unsent."""
        return self.added_on <= day and not (self.has_ended(day) and (self.sent_on is None or self.sent_on > day))

    def has_ended(self, day: date) -> bool:
        """Tells whether the unit's last day is before a day."""
        return self.ended_on is not None and self.ended_on < day

    def given_of(self, key: str) -> dict[str, str]:
        """Tells by column the marks of what a form of the unit has written in a row."""
        places = (place.partition(" ") for place in self.given)
        return {name: self.given[f"{at} {name}"] for at, _, name in places if at == key}

    def open_demand(self, day: date) -> Demand | None:
        """Finds what it still has to complete; what a unit that has ended had to its successor has."""
        if self.has_ended(day):
            return None
        return next((demand for demand in self.demands if demand.is_open(day)), None)

    def demand_days_late(self, day: date) -> int:
        """Counts the days past the day until which it was to be completed."""
        demand = self.open_demand(day)
        return demand.days_late(day) if demand else 0

    def state(self, due_on: date, closed_on: date | None, day: date) -> RoundState:
        """Tells where it stands at the end of a day."""
        if self.sent_on is None or self.sent_on > day:
            return RoundState.DRAFT if self.drafted_on is not None and self.drafted_on <= day else RoundState.NOT_SENT
        if closed_on is not None and closed_on <= day:
            return RoundState.LOCKED
        if self.open_demand(day):
            return RoundState.INCOMPLETE
        return RoundState.SENT_LATE if self.sent_on > due_on else RoundState.SENT

    def days_late(self, due_on: date, day: date) -> int:
        """Counts the days past the last day until it was sent, or until ``day``; 0 in time.

        Who has sent nothing and is to complete what another unit had sent has until the demand's own day.
        """
        demand = self.open_demand(day) if self.sent_on is None else None
        due_on = max(due_on, (demand and demand.due_on) or due_on)
        until = self.sent_on if self.sent_on is not None and self.sent_on <= day else day
        return max(0, (until - due_on).days)


class Round(NamedTuple):
    """A round: its days from ``first`` to ``cut_off``, both included, the last day of sending, and the units' reports.

    ``code`` is the period's name ("2023-Q3"), ``title`` its words. ``kinds`` are the kinds of records that it asks for.
    """

    plan: str
    code: str
    title: str
    first: date
    cut_off: date
    due_on: date
    opened_on: date
    closed_on: date | None = None
    reports: tuple[UnitReport, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """Its title inside a sentence."""
        return f"{self.title[:1].lower()}{self.title[1:]}"

    def is_open(self, day: date) -> bool:
        """Tells whether units may still send at a day."""
        return self.opened_on <= day and (self.closed_on is None or self.closed_on > day)

    def states(self, day: date) -> list[tuple[UnitReport, RoundState]]:
        """Pairs the reports of the units that were in the round at a day with where they stood."""
        return [(one, one.state(self.due_on, self.closed_on, day)) for one in self.reports if one.is_in(day)]

    def sent(self, day: date) -> int:
        """Counts who had sent, in time or late."""
        return sum(state not in _OWED for _, state in self.states(day))

    def owing(self, day: date) -> list[UnitReport]:
        """Lists who is to be reminded: nothing sent, or a draft only."""
        return [one for one, state in self.states(day) if state in _OWED]

    def late(self, day: date) -> list[UnitReport]:
        """Lists who owes a report past the last day of sending."""
        return [one for one in self.owing(day) if one.days_late(self.due_on, day)]

    def unanswered(self, day: date) -> list[UnitReport]:
        """Lists who was asked to complete a report and has let the demand's own day pass."""
        return [one for one, state in self.states(day) if state == RoundState.INCOMPLETE and one.demand_days_late(day)]


class CoverLetter(NamedTuple):
    """The official letter that the forms of a round go out with: to which units, who signs it, where the answers go.

    ``kinds`` are the words of the kinds of records that the forms ask for besides.
    """

    plan: Plan
    round: Round
    units: tuple[str, ...]
    kinds: tuple[str, ...]
    signed_on: date
    symbol: str
    signer_title: str | None
    signer: str | None
    authority: str | None
    recipients: Sequence[str]
    office: str


class Lack(NamedTuple):
    """What a unit's report lacks: parts of work due in the round and still open, targets without a figure in it.

    ``records`` are the words of the kinds of which it has told nothing, ``none`` of those of which it said that none
    arose.
    """

    tasks: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


class RoundStatus(NamedTuple):
    """A round as it stood at a day; ``lacks`` tells by unit what its report lacks."""

    round: Round
    as_of: date
    lacks: Mapping[str, Lack]


def is_of_round(kind: RecordKind, record: KeptRecord, found: Round) -> bool:
    """Tells whether a record tells of a round: of its period, of a day in it, or of its year."""
    if kind.time is Time.DAY:
        return found.first <= record.first_day <= found.cut_off
    return record.period == period_for(kind, found)


def period_for(kind: RecordKind, found: Round) -> str | None:
    """Names the period for which a record of the round is; None for a kind of which each record has a day."""
    if kind.time is Time.DAY:
        return None
    return str(found.cut_off.year) if kind.time is Time.YEAR else found.code


def headline(found: Round, day: date) -> str:
    """Tells a round in one sentence: how many have sent, of how many, until when; how many are late, with what."""
    states = found.states(day)
    late, unanswered = len(found.late(day)), len(found.unanswered(day))
    told = [f"{found.title}: {found.sent(day)}/{len(states)} đơn vị đã gửi, hạn {found.due_on:%d/%m/%Y}"]
    told += [f"{late} đơn vị quá hạn gửi"] if late else []
    told += [f"{unanswered} đơn vị quá hạn bổ sung"] if unanswered else []
    return f"{'; '.join(told)}."


def reminder_words(found: Round, report: UnitReport, day: date) -> str:
    """Writes the short words by which a unit is reminded."""
    late = report.days_late(found.due_on, day)
    when = f"đã quá hạn {late} ngày (hạn {found.due_on:%d/%m/%Y})" if late else f"hạn gửi {found.due_on:%d/%m/%Y}"
    state = "mới có bản nháp" if report.drafted_on is not None else "chưa gửi"
    return (
        f"{report.unit}: báo cáo {found.spoken} (số liệu đến {found.cut_off:%d/%m/%Y}) "
        f"{state}, {when}. Đề nghị đơn vị gửi {'ngay' if late else 'đúng hạn'}."
    )


def open_ones(rounds: Iterable[Round], day: date) -> list[Round]:
    """Lists the rounds in which units may send at a day, the earliest last day first."""
    return sorted((one for one in rounds if one.is_open(day)), key=lambda one: (one.due_on, one.code))


def called(rounds: Sequence[Round]) -> str:
    """Names rounds for an error: "2023-Q3 (Quý III năm 2023)"."""
    return ", ".join(f"{one.code} ({one.title})" for one in rounds)
