"""Scores on the screen and as JSON: a sheet, one criterion, sheets side by side, this year beside the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring import CriteriaSet
from danvan_cli.domain.scoring_sheets import Compared, Ranked, Scored, ScoreLine
from danvan_cli.domain.scoring_totals import Column as Points
from danvan_cli.domain.scoring_totals import Totals
from danvan_cli.domain.words import ScorePart
from danvan_cli.output import labels
from danvan_cli.output.contract import number_data
from danvan_cli.output.criteria import rule_data, rule_words
from danvan_cli.output.details import facts
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Alarm, Cell, Column, Report, Signed, Strong, Table, number, without_empty

_NOT_APPLICABLE = "không áp dụng"
_PARTS = {ScorePart.BONUS: "Điểm thưởng", ScorePart.DEDUCTION: "Điểm trừ"}
_LACKS = {"points": "điểm", "evidence": "minh chứng"}
_MOST_ROWS = 40


def sheet_report(found: Scored) -> Report:
    """Shows a sheet line by line, its sums below, and what keeps it from a total."""
    columns = (
        Column("Mã"), Column("Tiêu chí", wide=True, brief=True), number("Tối đa"), Column("Kê khai"),
        number("Đề xuất"), number("Tự chấm"), number("TĐ lần 1"), Column("Giải trình", wide=True, brief=True),
        number("TĐ lần 2"), Column("Phụ trách"), number("Minh chứng"), Column("Còn thiếu"),
    )  # fmt: skip
    rows = tuple(map(_cells, found.lines))
    table = without_empty(Table("", columns, (*rows, *_total_rows(found)), total_rows=2))
    return Report(_title(found), tuple(_result_lines(found)), (table,))


def _title(found: Scored) -> str:
    whose = found.sheet.unit or labels.WHOLE_AGENCY
    return f"{found.scored.code} – {found.scored.title} ({whose})"


def _cells(line: ScoreLine) -> tuple[Cell, ...]:
    row, score = line.row, line.score
    own, first, second, _ = line.points
    if line.is_group:
        return (row.code, Strong(row.text), row.maximum, None, None, own, first, None, second, None, None, None)
    lacking = ", ".join(map(_LACKS.__getitem__, line.lacks())) or None
    declared = score.declared or (line.figure.declared if line.figure and line.figure.declared else None)
    return (
        row.code, row.text, score.maximum, declared if score.is_applicable else score.declared or _NOT_APPLICABLE,
        line.proposal.points if line.proposal else None, own if score.is_applicable else _NOT_APPLICABLE, first,
        score.explanation, second, ", ".join(filter(None, (score.officer, score.unit))) or None,
        len(score.proofs) or None, lacking and Alarm(lacking),
    )  # fmt: skip


def _total_rows(found: Scored) -> Iterator[tuple[Cell, ...]]:
    totals = [found.totals[column] for column in (Points.OWN, Points.ROUND_1, Points.ROUND_2)]
    main = [one.main if not one.empty and one.converted is not None else None for one in totals]
    last = [one.total for one in totals]
    result = found.result
    for words, most, told in (("Cộng", result.reduced, main), ("Tổng điểm", result.scale, last)):
        yield (None, words, most, None, None, told[0], told[1], None, told[2], None, None, None)


def _result_lines(found: Scored) -> Iterator[str]:
    column = found.best_column
    totals = found.totals[column]
    yield total_sentence(found.scored, totals)
    if column is Points.OWN and any(line.score.verified_1 is not None for line in found.lines):
        yield total_sentence(found.scored, found.totals[Points.ROUND_1])
    yield from (f"{why[:1].upper()}{why[1:]}." for why in totals.why)
    for part, word in _PARTS.items():
        points = totals.bonus if part is ScorePart.BONUS else totals.deduction
        if found.scored.leaves(part):
            yield f"{word}: {format_number(points)} (tối đa {format_number(found.scored.most(part))})."
    if found.locked:
        yield f"Bảng tự chấm {found.locked}."
    elif found.scored.lock_on:
        yield f"Tự chấm đến hết ngày {found.scored.lock_on:%d/%m/%Y}."


def total_sentence(scored: CriteriaSet, totals: Totals) -> str:
    """Tells a total with its scale and band, or why there is none."""
    word = totals.column.label
    if totals.total is None:
        if not totals.empty:
            return "Không có tiêu chí nào áp dụng nên chưa có tổng."
        listed = ", ".join(totals.empty[:12]) + (" …" if len(totals.empty) > 12 else "")
        return f"Chưa có tổng {word}: còn {len(totals.empty)} tiêu chí chưa có điểm ({listed})."
    band = f", xếp loại {totals.band}" if totals.band else ""
    reduced = ""
    if totals.reduced != totals.scale and totals.converted is not None:
        reduced = f" ({format_number(totals.main)}/{format_number(totals.reduced)} điểm áp dụng" + (
            f", quy đổi {format_number(totals.converted)})" if scored.converts else ", không quy đổi)"
        )
    return f"Tổng {word}: {format_number(totals.total)}/{format_number(totals.scale)} điểm{reduced}{band}."


def criterion_report(found: Scored, line: ScoreLine) -> Report:
    """Shows one criterion whole: how it is counted, what is proposed and from which rows, its rounds and proofs."""
    row, score = line.row, line.score
    proposal = line.proposal
    told = "" if proposal is None else proposal.words
    points = "" if proposal is None or proposal.points is None else f"{format_number(proposal.points)} điểm: "
    head: list[tuple[str, Cell]] = [
        ("Điểm tối đa", score.maximum),
        ("Cách tính", row.method or None),
        ("Hiểu là", rule_words(row.rule) if row.rule else None if line.is_group else "chưa rõ, cần người ghi"),
        ("Tài liệu kiểm chứng", row.proof or None),
        ("Số liệu", line.figure.words if line.figure else None),
        ("Kê khai", score.declared if score.is_applicable else score.declared or _NOT_APPLICABLE),
        ("Đề xuất", f"{points}{told}" or None),
        ("Tự chấm", line.points[0]),
        ("Thẩm định lần 1", line.points[1]),
        ("Giải trình", score.explanation),
        ("Thẩm định lần 2", line.points[2]),
        ("Phụ trách", ", ".join(filter(None, (score.officer, score.unit))) or None),
        ("Minh chứng", "; ".join(f"{n}. {text}" for n, text in enumerate(score.proofs, 1)) or None),
    ]
    tables = [facts(head)]
    if line.figure and line.figure.rows:
        shown = line.figure.rows[:_MOST_ROWS]
        left = len(line.figure.rows) - len(shown)
        note = f"Còn {left} dòng; xem hết bằng --json." if left else ""
        columns = (Column("Mã"), Column("Nội dung", wide=True), Column("Tính là", wide=True))
        tables.append(Table("Số liệu lấy từ", columns, tuple(shown), note=note))
    if line.is_group:
        tables.append(rows_table(found.below(row)))
    return Report(f"Tiêu chí {row.code}. {row.text}", (), tuple(tables))


def rows_table(lines: Sequence[ScoreLine]) -> Table:
    """Lists criteria with their points and how each is counted."""
    columns = (
        Column("Mã"), Column("Tiêu chí", wide=True, brief=True), number("Tối đa"), Column("Kê khai"),
        number("Tự chấm"), number("TĐ lần 1"), number("TĐ lần 2"), Column("Cách tính", wide=True),
        Column("Giải trình", wide=True, brief=True),
    )  # fmt: skip
    rows = tuple(
        (
            line.row.code, line.row.text, line.score.maximum, line.score.declared,
            line.points[0] if line.score.is_applicable else _NOT_APPLICABLE, line.points[1], line.points[2],
            rule_words(line.row.rule) if line.row.rule else line.row.method or None, line.score.explanation,
        )
        for line in lines
    )  # fmt: skip
    return without_empty(Table("Các tiêu chí", columns, rows))


def struck_words(found: Scored) -> list[tuple[str, str]]:
    """Lists the disqualifiers that hold, as (words, why)."""
    known = found.scored.disqualifiers
    return [(f"{n}. {known[n - 1].words}", why) for n, why in found.sheet.struck.items() if n <= len(known)]


def rank_report(scored: CriteriaSet, found: Sequence[Ranked]) -> Report:
    """Puts sheets side by side, the highest total first."""
    columns = (
        number("Hạng"), Column("Đơn vị", wide=True), number("Tự chấm"), number("Điểm hiện có"), Column("Xếp loại"),
        number("Chưa chấm"), Column("Đã khóa"),
    )  # fmt: skip
    rows = tuple(
        (
            one.rank, f"{one.name} ({one.unit})" if one.unit else one.name, one.own.total, one.result.total,
            one.result.band, len(one.result.empty) or None, "có" if one.closed else None,
        )
        for one in found
    )  # fmt: skip
    empty = "Chưa có bảng chấm nào theo bộ này; bắt đầu bằng danvan score set."
    return Report(f"{scored.code} – {scored.title}", (), (Table("", columns, rows, empty=empty),))


def compared_report(found: Compared) -> Report:
    """Puts this year's points beside those of another set."""
    now, before = found.now.scored, found.before.scored
    columns = (
        Column("Mã"), Column("Tiêu chí", wide=True), number(f"Tối đa {now.year}"), number(f"Điểm {now.year}"),
        number(f"Tối đa {before.year}"), number(f"Điểm {before.year}"), number("Tăng, giảm"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for line in found.lines:
        one, other = line.line, line.before
        text = Strong(one.row.text) if one.is_group else one.row.text
        rows.append(
            (
                one.row.code, text, one.row.maximum, one.points[3], other.row.maximum if other else None,
                other.points[3] if other else None, None if line.difference is None else Signed(line.difference),
            )
        )  # fmt: skip
    for gone in found.gone:
        rows.append((None, f"{gone.row.text} (năm nay không còn)", None, None, gone.row.maximum, gone.points[3], None))
    then, this = found.before.result, found.now.result
    change = None if then.total is None or this.total is None else Signed(this.total - then.total)
    rows.append((None, "Tổng điểm", this.scale, this.total, then.scale, then.total, change))
    lines = (f"{now.year}: {this.band or 'chưa xếp loại'}; {before.year}: {then.band or 'chưa xếp loại'}.",)
    return Report(f"{now.code} so với {before.code}", lines, (Table("", columns, tuple(rows), total_rows=1),))


def sheet_data(found: Scored) -> Data:
    """A sheet as JSON: ``criteria`` in the set's order, ``totals`` by column; null is empty, which is not 0."""
    sheet = found.sheet
    return {
        "set": {"code": found.scored.code, "title": found.scored.title, "year": found.scored.year},
        "unit": sheet.unit,
        "closed_on": sheet.closed_on.isoformat() if sheet.closed_on else None,
        "locked": found.locked,
        "lock_on": found.scored.lock_on.isoformat() if found.scored.lock_on else None,
        "disqualified": [
            {"number": n, "words": found.scored.disqualifiers[n - 1].words, "reason": why}
            for n, why in sheet.struck.items()
            if n <= len(found.scored.disqualifiers)
        ],
        "criteria": [line_data(line) for line in found.lines],
        "totals": {str(column): _totals_data(totals) for column, totals in found.totals.items()},
    }


def line_data(line: ScoreLine) -> Data:
    """One row as JSON; ``self`` to ``in_force`` are sums where it is a group."""
    own, first, second, force = map(number_data, line.points)
    score, proposal, figure = line.score, line.proposal, line.figure
    return {
        "code": line.row.code, "number": line.row.number, "text": line.row.text, "parent": line.row.parent,
        "part": str(line.row.part), "is_group": line.is_group, "maximum": number_data(score.maximum),
        "rule": rule_data(line.row.rule), "method": line.row.method or None, "source": line.row.source,
        "declared": score.declared, "applicable": score.is_applicable,
        "proposed": number_data(proposal.points) if proposal else None,
        "proposed_because": proposal.words if proposal else None,
        "proposed_from": None if figure is None else {
            "declared": figure.declared or None, "words": figure.words,
            "rows": [{"code": code, "text": text, "counts_as": told} for code, text, told in figure.rows],
        },
        "self": own, "verified_1": first, "explanation": score.explanation, "verified_2": second, "in_force": force,
        "unit": score.unit, "officer": score.officer, "evidence": list(score.proofs), "missing": list(line.lacks()),
    }  # fmt: skip


def _totals_data(totals: Totals) -> Data:
    numbers = ("main", "scale", "reduced", "converted", "bonus", "deduction", "total")
    return {
        **{name: number_data(getattr(totals, name)) for name in numbers},
        "band": totals.band,
        "void": totals.is_void,
        "why": list(totals.why),
        "empty": list(totals.empty),
    }


def rank_data(found: Sequence[Ranked]) -> list[Data]:
    """Sheets as JSON, the highest total first."""
    return [
        {
            "unit": one.unit, "name": one.name, "rank": one.rank, "closed": one.closed,
            "self": _totals_data(one.own), "in_force": _totals_data(one.result),
        }
        for one in found
    ]  # fmt: skip


def compared_data(found: Compared) -> Data:
    """This year's rows beside the other's; ``before`` is null for a row that the other has not."""
    return {
        "set": found.now.scored.code,
        "before_set": found.before.scored.code,
        "criteria": [
            {
                "code": line.line.row.code,
                "text": line.line.row.text,
                "maximum": number_data(line.line.row.maximum),
                "points": number_data(line.line.points[3]),
                "before": None if line.before is None else {
                    "code": line.before.row.code, "maximum": number_data(line.before.row.maximum),
                    "points": number_data(line.before.points[3]),
                },
                "difference": number_data(line.difference),
            }
            for line in found.lines
        ],
        "gone": [line.row.code for line in found.gone],
        "total": _totals_data(found.now.result),
        "before_total": _totals_data(found.before.result),
    }  # fmt: skip
