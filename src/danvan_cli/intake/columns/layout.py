"""Which column of a table of tasks holds what."""

from __future__ import annotations

from dataclasses import dataclass, field

from danvan_cli.intake.columns.legend import Legend
from danvan_cli.intake.spans import Reason


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column, from 0, holds what; ``top`` is the row of titles, ``first`` the row below them.

    ``columns`` are the fields of a row by name. Of the other columns ``units`` and ``periods`` are ticked: for a body,
    for a period; ``states`` are ticked for a state; ``more`` are further columns of a field; ``kept`` are told with a
    task as notes; ``told`` says why a person must look at a column. ``due_year`` is the year in a deadline's title.
    ``other_dues`` are kept columns with a deadline for rows without another one; ``day_parts`` those of a deadline's
    day, month and perhaps year, each in a column of its own. ``helpers_behind`` is the sign that the
    lead's title names: behind it a cell names who helps.
    ``grid`` are columns whose cells are the work itself: for a period, or for the body that leads it.
    ``legend`` is what the words around the table say of its marks.
    ``other`` says why a table below one of tasks is none itself; it has no columns then.
    """

    columns: dict[str, int]
    top: int
    first: int
    titles: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    periods: dict[int, str] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    more: dict[int, str] = field(default_factory=dict)
    kept: dict[int, str] = field(default_factory=dict)
    told: dict[int, str] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    due_year: int | None = None
    due_word: str = ""
    left: int = 0
    right: int = 1_000
    other: Reason | None = None
    legend: Legend = field(default_factory=Legend)
    helpers_behind: str = ""
    other_dues: tuple[int, ...] = ()
    day_parts: tuple[int, ...] = ()
    grid: dict[int, str] = field(default_factory=dict)

    @property
    def is_ticked(self) -> bool:
        """True for a table with columns that are only ticked, or with a field in several columns."""
        return bool(self.units or self.periods or self.states or self.more)
