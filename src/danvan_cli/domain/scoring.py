"""Scoring: what a set of criteria is, and what was scored by it. All of a set is data; points are exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import NamedTuple

from danvan_cli.domain.codes import find_code
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.words import Disqualifies, Rounding, RuleKind, ScorePart

ZERO = Decimal(0)
# Where a set says nothing of rounding [our rule].
OWN_STEP = Decimal("0.01")
_MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.DOWN: ROUND_FLOOR, Rounding.UP: ROUND_CEILING}


class Span(NamedTuple):
    """The figures that a level is for; an open end is None. ``low`` is in it unless ``above``, ``high`` if ``upto``."""

    low: Decimal | None = None
    high: Decimal | None = None
    above: bool = False
    upto: bool = False

    def holds(self, figure: Decimal) -> bool:
        """Tells whether a figure lies in it; one without both ends holds none."""
        if self.low is None and self.high is None:
            return False
        is_low = self.low is None or figure > self.low or (figure == self.low and not self.above)
        is_high = self.high is None or figure < self.high or (figure == self.high and self.upto)
        return is_low and is_high


class Option(NamedTuple):
    """A level: its words, its points, and the figures that it is for, where the words say some."""

    words: str
    points: Decimal
    span: Span = Span()


class Rate(NamedTuple):
    """What one occurrence costs; ``words`` tell of which kind it is, where there is more than one."""

    words: str
    points: Decimal


class Rule(NamedTuple):
    """How points are worked out; which fields say something, the kind decides.

    ``options``: the levels. ``rates``: what an occurrence costs. ``each``: what one counts, at most ``cap`` in all
    (None: the maximum). Of a proportion less than ``floor`` percent gives nothing and ``goal`` percent gives all.
    ``full_when_none``: where nothing arose the criterion has its maximum.
    """

    kind: RuleKind
    options: tuple[Option, ...] = ()
    rates: tuple[Rate, ...] = ()
    each: Decimal | None = None
    cap: Decimal | None = None
    floor: Decimal | None = None
    goal: Decimal = Decimal(100)
    full_when_none: bool = False


class Criterion(NamedTuple):
    """A row of a set. One that others hang on is a group: it has no points of its own.

    ``number`` is what its table prints, ``code`` what no other row of the set has. ``rule`` is None where the words
    (``method``) were not understood or say nothing. ``source`` names data that its figure can come from, ``step`` is
    its own rounding. ``place`` is the cell that it was read from.
    """

    code: str
    number: str
    text: str
    part: ScorePart
    maximum: Decimal
    parent: str | None = None
    rule: Rule | None = None
    method: str = ""
    proof: str = ""
    source: str | None = None
    step: Decimal | None = None
    place: str = ""


class Band(NamedTuple):
    """A result from so many points up; it may ask a group for a minimum of its own."""

    name: str
    at_least: Decimal
    group: str | None = None
    group_at_least: Decimal | None = None


class Disqualifier(NamedTuple):
    """What overrides a total: a cap by a band's name or by points, or no result at all."""

    words: str
    effect: Disqualifies
    band: str | None = None
    points: Decimal | None = None


class CriteriaSet(NamedTuple):
    """A set: its rows in the order of its table, each group before what hangs on it.

    ``bands`` stand from the highest down. ``step`` is what points are multiples of, None where the set says nothing.
    ``bonus`` and ``deduction`` are the most that these parts may come to, None: no more than their rows. ``converts``:
    what is not applicable makes the scale smaller and the points are converted to the whole one. ``columns`` are the
    table's own, as (role, title).
    """

    code: str
    title: str
    year: int
    rows: tuple[Criterion, ...]
    number: str | None = None
    bands: tuple[Band, ...] = ()
    disqualifiers: tuple[Disqualifier, ...] = ()
    step: Decimal | None = None
    rounding: Rounding = Rounding.HALF_UP
    bonus: Decimal | None = None
    deduction: Decimal | None = None
    lock_on: date | None = None
    converts: bool = True
    columns: tuple[tuple[str, str], ...] = ()
    source_name: str | None = None

    @property
    def parents(self) -> frozenset[str]:
        """The codes of all groups."""
        return frozenset(row.parent for row in self.rows if row.parent is not None)

    def leaves(self, part: ScorePart | None = None, under: str | None = None) -> list[Criterion]:
        """Lists the rows that have points, of a part or below a group."""
        groups = self.parents
        found = [row for row in self.rows if row.code not in groups and part in (None, row.part)]
        return found if under is None else [row for row in found if under in self.above(row)]

    def above(self, row: Criterion) -> tuple[str, ...]:
        """The codes of the groups that a row is in, its own among them, from the nearest up."""
        by_code = {one.code: one for one in self.rows}
        chain = [row.code]
        while (parent := by_code[chain[-1]].parent) is not None:
            chain.append(parent)
        return tuple(chain)

    @property
    def scale(self) -> Decimal:
        """The points that the whole comes to, without bonus."""
        return added(row.maximum for row in self.leaves(ScorePart.MAIN))

    def most(self, part: ScorePart) -> Decimal:
        """The most that a part may come to."""
        said = {ScorePart.BONUS: self.bonus, ScorePart.DEDUCTION: self.deduction}.get(part)
        return added(row.maximum for row in self.leaves(part)) if said is None else said

    def find(self, words: str) -> Criterion:
        """Finds a row by its code, or by a number that only one row has; NotFoundError for none."""
        own = [row for row in self.rows if row.number.casefold() == words.strip().casefold()]
        if len(own) == 1:
            return own[0]
        code = find_code([row.code for row in self.rows], words, "tiêu chí", f"Bộ {self.code}")
        return next(row for row in self.rows if row.code == code)

    def rounded(self, value: Decimal, step: Decimal | None = None) -> Decimal:
        """Rounds points to the set's step, or to a criterion's own."""
        unit = step or self.step or OWN_STEP
        return trimmed((value / unit).quantize(Decimal(1), rounding=_MODES[self.rounding]) * unit)


def trimmed(value: Decimal) -> Decimal:
    """Takes the noughts off that say nothing: 1.50 is stored and told as 1.5."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short.as_tuple().exponent > 0 else short  # type: ignore[operator]  # points are finite


def added(points: Iterable[Decimal | None]) -> Decimal:
    """Adds points up; what is empty adds nothing."""
    return trimmed(sum((one for one in points if one is not None), ZERO))


class Score(NamedTuple):
    """What is kept of one criterion; None is empty, which is not 0.

    ``maximum`` is that of the day it was begun. ``unit`` and ``officer`` answer for the row.
    """

    code: str
    maximum: Decimal
    declared: str | None = None
    is_applicable: bool = True
    own: Decimal | None = None
    verified_1: Decimal | None = None
    explanation: str | None = None
    verified_2: Decimal | None = None
    unit: str | None = None
    officer: str | None = None
    proofs: tuple[str, ...] = ()

    @property
    def in_force(self) -> Decimal | None:
        """The points of the newest round that has some."""
        for points in (self.verified_2, self.verified_1, self.own):
            if points is not None:
                return points
        return None


class Sheet(NamedTuple):
    """A set scored for one unit, None: for the whole agency. ``struck`` are the disqualifiers that hold, with why."""

    unit: str | None
    scores: Mapping[str, Score] = MappingProxyType({})
    opened_on: date | None = None
    closed_on: date | None = None
    reopened_on: date | None = None
    struck: Mapping[int, str] = MappingProxyType({})

    def score(self, row: Criterion) -> Score:
        """What is kept of a row; of one that nothing was said about, an empty one."""
        return self.scores.get(row.code) or Score(row.code, row.maximum)

    def why_locked(self, lock_on: date | None, day: date) -> str | None:
        """Says why no own points may be written on a day; None where they may."""
        if self.closed_on is not None and self.closed_on <= day:
            return f"đã khóa ngày {self.closed_on:%d/%m/%Y}"
        is_past = lock_on is not None and day > lock_on
        if is_past and (self.reopened_on is None or lock_on is None or self.reopened_on <= lock_on):
            return f"đã qua ngày khóa {lock_on:%d/%m/%Y}"
        return None


def faults(rows: Sequence[Criterion]) -> Iterator[str]:
    """Names every group whose rows do not add up to it, with the cells."""
    for group in rows:
        own = [row for row in rows if row.parent == group.code]
        total = added(row.maximum for row in own)
        # A bonus may be held below what its rows come to, never above.
        is_wrong = total != group.maximum if group.part is ScorePart.MAIN else total < group.maximum
        if own and is_wrong:
            cells = _listed(row.place or row.code for row in own)
            yield (
                f"{_named(group)} ghi {format_number(group.maximum)} điểm, các dòng của nó cộng lại "
                f"{format_number(total)} ({cells})"
            )


def _named(row: Criterion) -> str:
    at = f" ({row.place})" if row.place else ""
    return f"Nhóm {row.number or row.text.capitalize()}{at}"


def _listed(cells: Iterable[str]) -> str:
    found = list(cells)
    return ", ".join(found) if len(found) < 13 else f"{', '.join(found[:12])} … {found[-1]}"
