"""What is computed and shown: counts with their parts, rates with their denominators, coverage, the Monday screen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.model import Deadline, Plan, Target, Unit


class Rate(NamedTuple):
    """A share that names what it is a share of; no percentage where the denominator is 0."""

    numerator: int
    denominator: int
    of: str

    @property
    def percent(self) -> Decimal | None:
        """Gives the percentage, one decimal, or None of nothing; a part is never rounded up to the whole."""
        if not self.denominator:
            return None
        rounded = (Decimal(100 * self.numerator) / self.denominator).quantize(Decimal("0.1"))
        return Decimal("99.9") if self.numerator < self.denominator and rounded >= 100 else rounded


class Counts(NamedTuple):
    """How many rows (of a unit) or tasks (of the totals) stand in each state at a day.

    ``due_soon`` is part of ``in_time``; ``paused`` and ``cancelled`` stand outside the total.
    ``already_due`` counts dated rows whose last day is past, ``due_on_time`` those of them done in time.
    """

    done_on_time: int = 0
    done_late: int = 0
    done_undated: int = 0
    in_time: int = 0
    due_soon: int = 0
    overdue: int = 0
    undated: int = 0
    paused: int = 0
    cancelled: int = 0
    reminders: int = 0
    due_on_time: int = 0
    already_due: int = 0

    @property
    def total(self) -> int:
        """Is the sum of its parts, by construction."""
        return self.done + self.in_time + self.overdue + self.undated

    @property
    def done(self) -> int:
        """Counts all that is completed, late or not."""
        return self.done_on_time + self.done_late + self.done_undated

    @property
    def rate_on_time(self) -> Rate:
        """Is the share done in time of what was already due."""
        return Rate(self.due_on_time, self.already_due, "already_due")


class UnitCounts(NamedTuple):
    """A unit's line of the cross table; no code for the work that nobody leads yet."""

    code: str | None
    name: str
    counts: Counts


class Coverage(NamedTuple):
    """How far a target is at a day; ``met`` is None where it cannot be said."""

    target: Target
    numerator: Decimal | None
    denominator: Decimal | None
    actual: Decimal | None
    percent: Decimal | None
    met: bool | None
    remaining: Decimal | None
    units_reported: int
    units_total: int
    missing: tuple[str, ...]
    as_of: date


class Status(NamedTuple):
    """The Monday screen: who is late, on what, what is next, how far the targets are."""

    plan: Plan
    as_of: date
    soon_days: int
    units: tuple[UnitCounts, ...]
    totals: Counts
    overdue: tuple[Deadline, ...]
    due_soon: tuple[Deadline, ...]
    coverage: tuple[Coverage, ...]
    unit: Unit | None = None
