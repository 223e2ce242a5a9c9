"""What a report says of the agency's own scores: the result, the groups, where points were lost, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring import added
from danvan_cli.domain.scoring_sheets import Scored, ScoreLine
from danvan_cli.domain.scoring_totals import Column as Points
from danvan_cli.domain.scoring_totals import Totals, points_in
from danvan_cli.domain.words import ScorePart
from danvan_cli.output.plan_words import padded
from danvan_cli.output.tables import Column, Percent, Table, brief, number

_ROUNDS = {Points.OWN: "tự chấm", Points.ROUND_1: "được thẩm định lần 1", Points.ROUND_2: "được thẩm định lần 2"}
_HUNDRED = Decimal(100)
_MOST_LOST, _LETTERS = 12, 110


def of_result(found: Scored) -> Iterator[str]:
    """Tells the total of each round that is whole, with its scale, conversion, bonus, deduction and band."""
    by = f" ban hành theo {found.scored.number}" if found.scored.number else ""
    leaves = found.scored.leaves(ScorePart.MAIN)
    title = found.scored.title.strip().rstrip(".")
    who = "Cơ quan" if found.sheet.unit is None else "Đơn vị"
    yield (
        f"{who} tự chấm theo “{title}”{by}, gồm {padded(len(leaves))} tiêu chí, thang "
        f"{format_number(found.scored.scale)} điểm."
    )
    yield from (_total(found, totals) for totals in found.told)
    absent = [line for line in found.lines if not line.is_group and not line.score.is_applicable]
    if absent:
        names = "; ".join(f"{line.row.code} ({format_number(line.score.maximum)} điểm)" for line in absent)
        yield f"Không áp dụng {padded(len(absent))} tiêu chí: {names}."


def _total(found: Scored, totals: Totals) -> str:
    parts = []
    if totals.reduced != totals.scale and found.scored.converts and totals.converted is not None:
        parts.append(
            f"{format_number(totals.main)}/{format_number(totals.reduced)} điểm áp dụng, quy đổi "
            f"{format_number(totals.converted)}/{format_number(totals.scale)}"
        )
    if totals.bonus:
        parts.append(f"điểm thưởng {format_number(totals.bonus)}")
    if totals.deduction:
        parts.append(f"điểm trừ {format_number(totals.deduction)}")
    told = f" ({'; '.join(parts)})" if parts else ""
    band = f", xếp loại {totals.band}" if totals.band and not totals.is_void else ""
    void = ", không xếp loại" if totals.is_void else ""
    why = f". {_upper('; '.join(totals.why))}" if totals.why else ""
    reached = format_number(totals.total or Decimal(0))
    return f"Tổng điểm {_ROUNDS[totals.column]}: {reached}/{format_number(totals.scale)}{told}{band}{void}{why}."


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def group_table(found: Scored) -> Table:
    """Lists the groups with their points, a line each, the whole last."""
    columns = (Column("Nhóm", wide=True), number("Điểm tối đa"), number("Điểm"), number("Tỷ lệ"))
    place = list(Points).index(found.best_column)
    tops = [line for line in found.lines if line.row.parent is None and line.row.part is ScorePart.MAIN]
    rows = [
        (f"{line.row.number or line.row.code}. {line.row.text}", *_reached(_most(found, line), points))
        for line in tops
        for points in [line.points[place] if line.is_group else points_in(line.score, found.best_column)]
    ]
    totals = found.totals[found.best_column]
    whole = totals.main if totals.total is not None else None
    rows.append(("Cộng", *_reached(totals.reduced, whole)))
    note = "" if totals.reduced == totals.scale else "Điểm tối đa không kể tiêu chí không áp dụng."
    return Table("Điểm theo nhóm tiêu chí", columns, tuple(rows), total_rows=1, note=note)


def _most(found: Scored, line: ScoreLine) -> Decimal:
    """The most that a group could come to, without what is not applicable."""
    rows = [line.row] if not line.is_group else found.scored.leaves(under=line.row.code)
    return added(found.sheet.score(row).maximum for row in rows if found.sheet.score(row).is_applicable)


def _reached(maximum: Decimal, points: Decimal | None) -> tuple[Decimal, Decimal | None, Percent | None]:
    if points is None or not maximum:
        return maximum, points, None
    return maximum, points, Percent((_HUNDRED * points / maximum).quantize(Decimal("0.1")))


def of_lost(found: Scored) -> list[str]:
    """Tells where points were lost, the most first, each with its declared value and explanation."""
    left = found.lost
    told = [f"{lost_words(*one)};" for one in left[:_MOST_LOST]]
    if len(left) > _MOST_LOST:
        told.append(f"và {padded(len(left) - _MOST_LOST)} tiêu chí khác.")
    return [*told[:-1], f"{told[-1].rstrip(';.')}."] if told else []


def lost_words(line: ScoreLine, reached: Decimal, lacking: Decimal) -> str:
    """Tells what one criterion lacks, and why."""
    why = line.score.explanation or (f"kê khai {line.score.declared}" if line.score.declared else "")
    reason = f": {why.rstrip('. ')}" if why else ""
    return (
        f"{line.row.code}. {brief(line.row.text.rstrip('. '), _LETTERS)}: {format_number(reached)}/"
        f"{format_number(line.score.maximum)}, thiếu {format_number(lacking)} điểm{reason}"
    )


def open_words(found: Scored) -> str:
    """Says what a person still has to do before the scores can be reported; nothing where all is done."""
    own = found.totals[Points.OWN]
    if own.empty:
        listed = ", ".join(own.empty[:15])
        return f"Chưa có tổng điểm: còn {len(own.empty)} tiêu chí chưa chấm ({listed})"
    return ""
