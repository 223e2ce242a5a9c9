"""What the readers of deadlines hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from danvan_cli.domain.draft import PeriodDraft
from danvan_cli.domain.words import DueKind, TaskKind

FIRST_SCHOOL_MONTH = 8
EARLY = "thời hạn sớm hơn ngày ban hành kế hoạch, cần kiểm tra lại năm"


@dataclass(frozen=True, slots=True)
class DueRules:
    """What a deadline's words are read against."""

    year: int | None
    is_school_year: bool = False
    before_is_inclusive: bool = False
    issued_on: date | None = None

    def year_of(self, month: int) -> int | None:
        """Gives the year meant where none is written; a school year runs from August to July."""
        if self.year is None:
            return None
        return self.year + 1 if self.is_school_year and month < FIRST_SCHOOL_MONTH else self.year


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as read; ``doubt`` says why a person must look, ``choices`` what could be taken.

    ``rule`` keeps the words that will give a day once an event has one; ``periods`` the days of what recurs.
    """

    text: str | None = None
    due_on: date | None = None
    kind: TaskKind = TaskKind.ONGOING
    frequency: str | None = None
    notes: tuple[str, ...] = ()
    doubt: str | None = None
    due_kind: DueKind = DueKind.NONE
    certain: bool = True
    start_on: date | None = None
    rule: str | None = None
    periods: tuple[PeriodDraft, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """Is the name of the first period of what recurs."""
        return self.periods[0].period if self.periods else ""


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: the words, the last day in time (None: the calendar has no such day), what was assumed.

    ``is_said`` is False for a period that may only describe ("báo cáo quý III").
    """

    start: int
    end: int
    text: str
    last_day: date | None
    first_day: date | None = None
    kind: DueKind = DueKind.PERIOD
    assumed_year: bool = False
    certain: bool = True
    is_said: bool = True
    is_limit: bool = False
    notes: tuple[str, ...] = field(default=())
