"""What the readers of deadlines hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from danvan_cli.domain.draft import PeriodDraft
from danvan_cli.domain.due import DueRule
from danvan_cli.domain.words import DueKind, TaskKind

OVER_NEW_YEAR = "khoảng thời gian sang năm khác mà không ghi năm, chưa rõ kết thúc năm nào"
EARLY = "thời hạn sớm hơn ngày ban hành kế hoạch, cần kiểm tra lại năm"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as read; ``doubt`` says why a person must look, ``choices`` what could be taken.

    ``rule`` is what the day follows from, None where nothing was understood; ``periods`` the days of what recurs.
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
    rule: DueRule | None = None
    periods: tuple[PeriodDraft, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """The name of the first period of what recurs, else empty."""
        return self.periods[0].period if self.periods else ""


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: the words, the last day in time (None: the calendar has no such day), what was assumed.

    ``is_said`` is False for a period that may only describe ("báo cáo quý III"); ``is_open`` is True for a stretch
    over New Year that names no year.
    """

    start: int
    end: int
    text: str
    rule: DueRule
    last_day: date | None
    first_day: date | None = None
    kind: DueKind = DueKind.PERIOD
    assumed_year: bool = False
    certain: bool = True
    is_said: bool = True
    is_limit: bool = False
    is_open: bool = False
    notes: tuple[str, ...] = field(default=())
