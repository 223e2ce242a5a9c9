"""A set of criteria with what was scored by it, line by line; sheets side by side, this year beside another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.scoring import CriteriaSet, Criterion, Score, Sheet
from danvan_cli.domain.scoring_points import Proposal, propose, read_declared
from danvan_cli.domain.scoring_totals import Column, Totals, group_points, points_in, total_of
from danvan_cli.domain.words import ScorePart


class Figure(NamedTuple):
    """What the data say of a criterion: the value as it would be declared, and the rows that it comes from.

    Each row is (code, what it is, how it counts).
    """

    declared: str
    words: str
    rows: tuple[tuple[str, str, str], ...]


class ScoreLine(NamedTuple):
    """One row of a set as scored: ``own`` to ``in_force`` are sums where the row is a group, None while open."""

    row: Criterion
    depth: int
    is_group: bool
    score: Score
    points: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
    proposal: Proposal | None = None
    figure: Figure | None = None

    def lacks(self) -> tuple[str, ...]:
        """Names what is missing before it can be sent: "points", or "evidence" where no explanation stands for it."""
        if self.is_group or not self.score.is_applicable:
            return ()
        if self.score.own is None:
            return () if self.row.part is not ScorePart.MAIN else ("points",)
        has_word = self.score.proofs or self.score.explanation
        return () if has_word or not self.score.own else ("evidence",)


class Scored(NamedTuple):
    """A set with a sheet of it, line by line; ``totals`` by column, ``locked`` says why no points may be written."""

    scored: CriteriaSet
    sheet: Sheet
    lines: tuple[ScoreLine, ...]
    totals: dict[Column, Totals]
    locked: str | None = None

    @property
    def result(self) -> Totals:
        """The totals of the points that are in force."""
        return self.totals[Column.IN_FORCE]

    @property
    def best_column(self) -> Column:
        """The newest column that is whole: what was verified, else what was scored."""
        has_2 = any(line.score.verified_2 is not None for line in self.lines)
        verified = (Column.ROUND_2,) if has_2 else (Column.ROUND_1,)
        return next((column for column in verified if self.totals[column].total is not None), Column.OWN)

    @property
    def told(self) -> tuple[Totals, ...]:
        """The totals that a report tells: the own one, then those of rounds; each only once it is whole."""
        has_any = {
            Column.OWN: True,
            Column.ROUND_1: any(line.score.verified_1 is not None for line in self.lines),
            Column.ROUND_2: any(line.score.verified_2 is not None for line in self.lines),
        }
        return tuple(self.totals[one] for one, has in has_any.items() if has and self.totals[one].total is not None)

    @property
    def lost(self) -> list[tuple[ScoreLine, Decimal, Decimal]]:
        """The criteria that did not reach their maximum, with the points that they have and lack; most lost first."""
        found = [
            (line, reached, line.score.maximum - reached)
            for line in self.lines
            if not line.is_group and line.row.part is ScorePart.MAIN and line.score.is_applicable
            if (reached := points_in(line.score, self.best_column)) is not None and reached < line.score.maximum
        ]
        return sorted(found, key=lambda one: -one[2])

    def below(self, group: Criterion) -> list[ScoreLine]:
        """The lines that a group is added up of."""
        return [line for line in self.lines if not line.is_group and group.code in self.scored.above(line.row)]


def scored_sheet(scored: CriteriaSet, sheet: Sheet, figures: Mapping[str, Figure], locked: str | None) -> Scored:
    """Puts a set and a sheet together; ``figures`` are what the data say, by criterion.

    A value that a person declared goes before what the data say.
    """
    lines = []
    depths: dict[str, int] = {}
    for row in scored.rows:
        depth = depths[row.code] = depths[row.parent] + 1 if row.parent in depths else 0
        score, figure = sheet.score(row), figures.get(row.code)
        if row.code in scored.parents:
            sums = tuple(group_points(scored, sheet, row, column) for column in Column)
            lines.append(ScoreLine(row, depth, True, score, (sums[0], sums[1], sums[2], sums[3])))
            continue
        told = score.declared or (figure.declared if figure else None)
        proposal = propose(scored, row, read_declared(told) if told else None) if score.is_applicable else None
        own = (score.own, score.verified_1, score.verified_2, score.in_force)
        lines.append(ScoreLine(row, depth, False, score, own, proposal, figure))
    totals = {column: total_of(scored, sheet, column) for column in Column}
    return Scored(scored, sheet, tuple(lines), totals, locked)


class ComparedLine(NamedTuple):
    """A row of this year's set beside the same one of another: None where the other has none, or no points."""

    line: ScoreLine
    before: ScoreLine | None

    @property
    def difference(self) -> Decimal | None:
        """By how much the points in force differ; None where either is not known."""
        now, then = self.line.points[3], self.before.points[3] if self.before else None
        return None if now is None or then is None else now - then


class Compared(NamedTuple):
    """Two sheets beside one another; ``gone`` are the rows of the other that this one has no more."""

    now: Scored
    before: Scored
    lines: tuple[ComparedLine, ...]
    gone: tuple[ScoreLine, ...]


class Ranked(NamedTuple):
    """A sheet among those of its set: ``rank`` is None without a total; equal totals share one."""

    unit: str | None
    name: str
    rank: int | None
    own: Totals
    result: Totals
    closed: bool
