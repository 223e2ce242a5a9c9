"""Many agencies beside each other: who reported, how far each is, and what they come to together.

Everything is added from the agencies' own figures; a rate is of the sums, never a mean of the agencies' rates.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.comparing import statement_key
from danvan_cli.domain.coverage import rounded_percent
from danvan_cli.domain.figures import Counts, Coverage
from danvan_cli.domain.report_periods import ReportPeriod
from danvan_cli.domain.reporting import Outline


class AgencyRound(NamedTuple):
    """An agency's reporting round: how many of its units had sent by the day, in time or late, and who had not."""

    plan: str
    code: str
    title: str
    due_on: date
    sent: int
    late: int
    expected: int
    owing: tuple[str, ...]


class AgencyReport(NamedTuple):
    """A report that an agency kept as sent."""

    number: str
    sent_on: date
    period: str | None


class AgencyLate(NamedTuple):
    """A late part of work of an agency; ``unit`` is a name, None where nobody was given it."""

    task: str
    content: str
    unit: str | None
    due_on: date
    days_late: int


class AgencyScore(NamedTuple):
    """What an agency scored itself by its set of the year; no total while something is not scored."""

    total: Decimal | None
    scale: Decimal
    band: str | None


class AgencyLine(NamedTuple):
    """One agency's figures over all its plans of the year; ``counts`` are of parts of work.

    ``late`` are its longest late ones, ``counts.overdue`` says how many there are. ``fault`` says why nothing could be
    read of it.
    """

    code: str
    name: str
    plans: tuple[str, ...]
    counts: Counts
    coverage: tuple[Coverage, ...] = ()
    rounds: tuple[AgencyRound, ...] = ()
    reports: tuple[AgencyReport, ...] = ()
    late: tuple[AgencyLate, ...] = ()
    score: AgencyScore | None = None
    fault: str = ""

    @property
    def met(self) -> int:
        """How many of its targets are met."""
        return sum(line.met is True for line in self.coverage)

    @property
    def silent(self) -> int:
        """How many of its targets have no figure."""
        return sum(line.is_silent for line in self.coverage)

    @property
    def has_reported(self) -> bool:
        """True for who sent a report, or whose units all sent theirs in a round that it opened."""
        return bool(self.reports) or any(one.sent == one.expected > 0 for one in self.rounds)


class SharedTarget(NamedTuple):
    """A share that several agencies' plans ask for in the same words, over all of them.

    ``reported`` of the ``agencies`` have figures; both sums are theirs.
    """

    statement: str
    agencies: int
    reported: int
    numerator: Decimal
    denominator: Decimal

    @property
    def percent(self) -> Decimal | None:
        """The share of the sums; None of 0/0, where nothing arose."""
        return rounded_percent(100 * self.numerator / self.denominator) if self.denominator else None


class ProvinceFigures(NamedTuple):
    """All that the report on the agencies says, in their order; ``is_of_period`` where a period was named."""

    outline: Outline
    period: ReportPeriod
    year: int
    as_of: date
    signed_on: date
    lines: tuple[AgencyLine, ...]
    is_of_period: bool = False

    @property
    def plan_code(self) -> None:
        """It is of no plan."""
        return None

    @property
    def cut_off(self) -> date:
        """The last day that the figures know of."""
        return self.as_of

    @property
    def unread(self) -> tuple[AgencyLine, ...]:
        """The agencies of which nothing could be read."""
        return tuple(line for line in self.lines if line.fault)

    @property
    def counts(self) -> Counts:
        """Adds the agencies' parts of work up."""
        found = Counts()
        for line in self.lines:
            found = found.plus(line.counts)
        return found

    @property
    def shared(self) -> tuple[SharedTarget, ...]:
        """Adds up the targets that more than one agency has."""
        return tuple(shared_targets(self.lines))


def shared_targets(lines: Iterable[AgencyLine]) -> Iterable[SharedTarget]:
    """Adds up over the agencies each share that more than one of them has, in the order in which they first come."""
    found: dict[str, list[tuple[str, Coverage]]] = {}
    for line in lines:
        for one in line.coverage:
            if one.target.kind == "ratio" and not one.target.per_unit:
                found.setdefault(statement_key(one.target.statement), []).append((line.code, one))
    for same in found.values():
        if len({agency for agency, _ in same}) > 1:
            known = [one for _, one in same if one.numerator is not None and one.denominator is not None]
            yield SharedTarget(
                same[0][1].target.statement,
                len({agency for agency, _ in same}),
                len({agency for agency, one in same if one in known}),
                sum((one.numerator for one in known if one.numerator is not None), Decimal(0)),
                sum((one.denominator for one in known if one.denominator is not None), Decimal(0)),
            )
