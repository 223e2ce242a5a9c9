"""What points are made of: the criteria behind a total, what caps and rules make of them, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring_sheets import Scored, ScoreLine
from danvan_cli.domain.scoring_totals import Totals, claimed
from danvan_cli.domain.words import FigureOf, ScorePart
from danvan_cli.output import score_sentences
from danvan_cli.output.contract import number_data
from danvan_cli.output.criteria import band_table
from danvan_cli.output.result import Data
from danvan_cli.output.scores import (
    criterion_report,
    line_data,
    rows_table,
    sheet_data,
    struck_words,
    total_sentence,
)
from danvan_cli.output.tables import Column, Report, Table, number

_PARTS = {ScorePart.BONUS: "Điểm thưởng", ScorePart.DEDUCTION: "Điểm trừ"}


class Step(NamedTuple):
    """One step on the way to a total: what it is, how it comes about, and the points that it gives or takes."""

    name: str
    how: str
    points: Decimal | None


def source_report(found: Scored, line: ScoreLine | None, whose: str) -> Report:
    """Shows what a criterion, a group or (None) the total is made of, with what a report says of it."""
    if line is not None:
        told = criterion_report(found, line)
        lost = next((one for one in found.lost if one[0] is line), None)
        title = f"{told.title} ({found.scored.code}, {whose})"
        return told._replace(title=title, lines=(f"{score_sentences.lost_words(*lost)}.",) if lost else ())
    totals = found.totals[found.best_column]
    reached = "chưa có" if totals.total is None else format_number(totals.total)
    lines: tuple[str, ...] = tuple(score_sentences.of_result(found))
    if totals.total is None:
        lines = (*lines, total_sentence(found.scored, totals))
    steps = Table(
        "Cách cộng", (Column("Phần"), Column("Cách tính", wide=True), number("Điểm")), tuple(steps_of(found, totals))
    )
    leaves = [one for one in found.lines if not one.is_group]
    tables = (steps, score_sentences.group_table(found), rows_table(leaves), *band_table(found.scored))
    return Report(f"Tổng điểm · {whose}, {found.scored.code}: {reached}", lines, tables)


def steps_of(found: Scored, totals: Totals) -> Iterator[Step]:
    """Tells how a total comes about, a step after the other; while a criterion is empty as far as it goes."""
    scored = found.scored
    less = "" if totals.reduced == totals.scale else f", thang {format_number(totals.scale)} trừ tiêu chí không áp dụng"
    yield Step("Cộng các tiêu chí", f"trên {format_number(totals.reduced)} điểm áp dụng{less}", totals.main)
    if less and totals.converted is not None:
        how = "bộ này không quy đổi"
        if scored.converts:
            how = (
                f"{format_number(totals.main)} × {format_number(totals.scale)} / {format_number(totals.reduced)}, "
                "làm tròn đến 0,01"
            )
        yield Step("Quy đổi", how, totals.converted)
    for part, points in ((ScorePart.BONUS, totals.bonus), (ScorePart.DEDUCTION, -totals.deduction)):
        if scored.leaves(part):
            added, most = claimed(scored, found.sheet, totals.column, part), scored.most(part)
            how = f"các dòng cộng {format_number(added)}, tối đa {format_number(most)}"
            yield Step(_PARTS[part], how, points)
    for words, why in struck_words(found):
        yield Step("Điều kiện khống chế", f"{words} ({why})", None)
    if totals.total is not None:
        whole, bonus, less = map(format_number, (totals.converted or totals.main, totals.bonus, totals.deduction))
        sums = f"{whole} + {bonus} − {less}"
        band = (f"xếp loại {totals.band}",) if totals.band else ()
        yield Step("Tổng điểm", "; ".join((sums, *totals.why, *band)), totals.total)


def source_data(found: Scored, line: ScoreLine | None) -> Data:
    """What a criterion or the total is made of as JSON; ``criteria`` are the rows that are added up."""
    if line is not None:
        below = found.below(line.row) if line.is_group else []
        return {
            "figure": str(FigureOf.CRITERION), "set": found.scored.code, "of": found.sheet.unit,
            "criterion": line_data(line), "criteria": [line_data(one) for one in below],
        }  # fmt: skip
    totals = found.totals[found.best_column]
    steps = [{"name": one.name, "how": one.how, "points": number_data(one.points)} for one in steps_of(found, totals)]
    return {
        "figure": str(FigureOf.SCORE_TOTAL), "of": found.sheet.unit, "column": str(totals.column),
        "value": number_data(totals.total), "steps": steps, **sheet_data(found),
    }  # fmt: skip
