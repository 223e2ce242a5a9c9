"""Totals of a scored sheet: groups, the reduced scale and its conversion, bonus, deduction, band, disqualifiers.

Empty is not 0: while a criterion of the scale is empty there is no total, and so no band. Bonus and deduction that
nobody wrote down are not claimed and stand for 0 [our rule].
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring import OWN_STEP, ZERO, Band, CriteriaSet, Criterion, Score, Sheet, added, trimmed
from danvan_cli.domain.words import Disqualifies, ScorePart, Word

NO_BAND = "Không xếp loại"


class Column(Word):
    """Whose points are added up: the unit's own, those of a round, or the newest of each row."""

    OWN = "own", "tự chấm"
    ROUND_1 = "verified_1", "thẩm định lần 1"
    ROUND_2 = "verified_2", "thẩm định lần 2"
    IN_FORCE = "in_force", "điểm hiện có"


def points_in(score: Score, column: Column) -> Decimal | None:
    """The points of a row in a column; what the second round did not look at keeps those of the first."""
    if column is Column.OWN:
        return score.own
    if column is Column.ROUND_1:
        return score.verified_1
    if column is Column.ROUND_2:
        return score.verified_2 if score.verified_2 is not None else score.verified_1
    return score.in_force


class Totals(NamedTuple):
    """What a column comes to; ``total``, ``converted`` and ``band`` are None while something is ``empty``.

    ``main`` adds up the scale's rows that are filled. ``reduced`` is the scale without what is not applicable.
    ``why`` tells what decided the band besides the total.
    """

    column: Column
    empty: tuple[str, ...]
    main: Decimal
    scale: Decimal
    reduced: Decimal
    converted: Decimal | None
    bonus: Decimal
    deduction: Decimal
    total: Decimal | None
    band: str | None
    is_void: bool
    why: tuple[str, ...]


def total_of(scored: CriteriaSet, sheet: Sheet, column: Column) -> Totals:
    """Adds a column up and finds its band."""
    counted = [row for row in scored.leaves(ScorePart.MAIN) if sheet.score(row).is_applicable]
    # What was claimed on top or taken off is verified as the rest is.
    on_top = [
        row
        for part in (ScorePart.BONUS, ScorePart.DEDUCTION)
        for row in scored.leaves(part)
        if sheet.score(row).own is not None and sheet.score(row).is_applicable
    ]
    empty = tuple(row.code for row in (*counted, *on_top) if points_in(sheet.score(row), column) is None)
    main = added(points_in(sheet.score(row), column) for row in counted)
    scale, reduced = scored.scale, added(sheet.score(row).maximum for row in counted)
    bonus, deduction = (
        min(claimed(scored, sheet, column, part), scored.most(part)) for part in (ScorePart.BONUS, ScorePart.DEDUCTION)
    )
    made = Totals(column, empty, main, scale, reduced, None, bonus, deduction, None, None, False, ())
    if empty or not counted:
        return made
    converted = main
    if reduced != scale and scored.converts:
        # The set's step is that of a criterion's points; a converted whole keeps two decimals [our rule].
        converted = scored.rounded(main * scale / reduced, OWN_STEP) if reduced else ZERO
    total = trimmed(max(converted + bonus - deduction, ZERO))
    return _judged(scored, sheet, made._replace(converted=converted, total=total))


def claimed(scored: CriteriaSet, sheet: Sheet, column: Column, part: ScorePart) -> Decimal:
    """Adds up what was claimed on top or taken off, before the part is held to the most that it may come to."""
    return added(points_in(sheet.score(row), column) for row in scored.leaves(part))


def group_points(scored: CriteriaSet, sheet: Sheet, group: Criterion, column: Column) -> Decimal | None:
    """Adds a group up; None while a row of it that counts is empty, or none counts."""
    rows = [row for row in scored.leaves(under=group.code) if sheet.score(row).is_applicable]
    points = [points_in(sheet.score(row), column) for row in rows]
    known = [one for one in points if one is not None]
    return added(known) if known and len(known) == len(points) else None


def _judged(scored: CriteriaSet, sheet: Sheet, made: Totals) -> Totals:
    assert made.total is not None  # noqa: S101  (the caller has one)
    why: list[str] = []
    total, struck = (
        made.total,
        [(n, scored.disqualifiers[n - 1]) for n in sheet.struck if n <= len(scored.disqualifiers)],
    )
    for number, one in struck:
        if one.effect is Disqualifies.CAP and one.points is not None and total > one.points:
            total = one.points
            why.append(f"điều kiện {number} giữ tổng điểm ở {format_number(total)}")
    band = _band(scored, sheet, total, made.column, why.append)
    order = [one.name for one in scored.bands]
    for number, one in struck:
        is_above = one.band in order and band in order and order.index(band) < order.index(one.band)
        if one.effect is Disqualifies.CAP and is_above:
            band = one.band
            why.append(f"điều kiện {number} chỉ cho xếp loại cao nhất là {band}")
    if voiding := [number for number, one in struck if one.effect is Disqualifies.VOID]:
        why.append(f"điều kiện {', '.join(map(str, voiding))}: {NO_BAND.lower()}")
        return made._replace(total=total, band=NO_BAND, is_void=True, why=tuple(why))
    return made._replace(total=total, band=band, why=tuple(why))


def _band(
    scored: CriteriaSet, sheet: Sheet, total: Decimal, column: Column, tell: Callable[[str], object]
) -> str | None:
    """Finds the highest band that the total reaches and whose condition on a group holds."""
    for band in scored.bands:
        if total < band.at_least:
            continue
        if why := _why_not(scored, sheet, band, column):
            tell(why)
            continue
        return band.name
    return None


def _why_not(scored: CriteriaSet, sheet: Sheet, band: Band, column: Column) -> str | None:
    if band.group is None or band.group_at_least is None:
        return None
    group = next((row for row in scored.rows if row.code == band.group), None)
    if group is None:
        return None
    reached = group_points(scored, sheet, group, column) if group.code in scored.parents else None
    if group.code not in scored.parents:
        reached = points_in(sheet.score(group), column)
    if reached is not None and reached >= band.group_at_least:
        return None
    told = "chưa có điểm" if reached is None else f"được {format_number(reached)}"
    asked = format_number(band.group_at_least)
    return f"{band.name} cần nhóm {group.number} từ {asked} điểm, nhóm này {told}"
