"""Sets of criteria on the screen and as JSON: what each row asks and how it is counted, bands, disqualifiers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring import CriteriaSet, Criterion, Option, Rule
from danvan_cli.domain.scoring_kept import span_text
from danvan_cli.domain.words import Disqualifies, RuleKind, ScorePart
from danvan_cli.output.contract import fields, number_data
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Alarm, Column, Report, Strong, Table, number, without_empty


def set_list(found: Sequence[tuple[CriteriaSet, int]]) -> Report:
    """Lists the sets."""
    columns = (
        Column("Mã"), number("Năm"), Column("Tên", wide=True), number("Tiêu chí"), number("Thang điểm"),
        number("Bảng chấm"), Column("Tệp"),
    )  # fmt: skip
    rows = tuple(
        (one.code, str(one.year), one.title, len(one.leaves(ScorePart.MAIN)), one.scale, sheets, one.source_name)
        for one, sheets in found
    )
    empty = "Chưa có bộ tiêu chí nào; nhập bằng danvan score import TỆP."
    return Report("", (), (Table("", columns, rows, empty=empty),))


def set_report(scored: CriteriaSet) -> Report:
    """Shows what a set asks: rows with how each is counted, bands, disqualifiers."""
    columns = (
        Column("Mã"), Column("Tiêu chí", wide=True), number("Tối đa"), Column("Loại"), Column("Cách tính", wide=True),
        Column("Lấy số từ"),
    )  # fmt: skip
    groups = scored.parents
    rows = tuple(
        (
            row.code, Strong(row.text) if row.code in groups else row.text, row.maximum,
            None if row.code in groups else row.rule.kind.spoken if row.rule else Alarm("chưa rõ"),
            row.method or None, row.source,
        )
        for row in scored.rows
    )  # fmt: skip
    tables = [without_empty(Table("", columns, rows))]
    tables += band_table(scored)
    if scored.disqualifiers:
        told = tuple(
            (str(n), one.words, _effect(one.effect, one.band, one.points))
            for n, one in enumerate(scored.disqualifiers, 1)
        )
        three = (Column("Số"), Column("Điều kiện", wide=True), Column("Hệ quả", wide=True))
        tables.append(Table("Điều kiện khống chế", three, told, note="Ghi khi xảy ra: danvan score disqualify SỐ."))
    return Report(f"{scored.code} – {scored.title}", (), tuple(tables))


def rule_words(rule: Rule) -> str:
    """Tells a rule in words, as the program understands it."""
    parts = [rule.kind.spoken]
    parts += [f"{option.words}: {format_number(option.points)}" for option in rule.options]
    parts += [f"{rate.words or 'mỗi lần'}: trừ {format_number(rate.points)}" for rate in rule.rates]
    if rule.each is not None:
        most = f", tối đa {format_number(rule.cap)}" if rule.cap is not None else ""
        parts.append(f"mỗi cái {format_number(rule.each)}{most}")
    if rule.floor is not None:
        parts.append(f"dưới {format_number(rule.floor)}% là 0")
    if rule.full_when_none and rule.kind is not RuleKind.FULL:
        parts.append("không phát sinh: điểm tối đa")
    return "; ".join(parts)


def band_table(scored: CriteriaSet) -> list[Table]:
    """Lists the bands of a set; no table for one that has none."""
    bands = tuple((band.name, band.at_least, _condition(band.group, band.group_at_least)) for band in scored.bands)
    columns = (Column("Mức", wide=True), number("Từ điểm"), Column("Và", wide=True))
    return [without_empty(Table("Xếp loại", columns, bands))] if bands else []


def _condition(group: str | None, points: Decimal | None) -> str | None:
    return None if group is None or points is None else f"nhóm {group} từ {format_number(points)}"


def _effect(effect: Disqualifies, band: str | None, points: Decimal | None) -> str:
    if effect is Disqualifies.VOID:
        return "không xếp loại"
    return f"cao nhất là {band}" if band else f"tổng không quá {format_number(points or 0)}"


def set_data(scored: CriteriaSet) -> Data:
    """A set as JSON, its rows in order."""
    return {
        "code": scored.code, "title": scored.title, "year": scored.year, "number": scored.number,
        "scale": number_data(scored.scale), "bonus": number_data(scored.most(ScorePart.BONUS)),
        "deduction": number_data(scored.most(ScorePart.DEDUCTION)), "step": number_data(scored.step),
        "rounding": str(scored.rounding), "converts": scored.converts,
        "lock_on": scored.lock_on.isoformat() if scored.lock_on else None,
        "criteria": [_row_data(scored, row) for row in scored.rows],
        "bands": [fields(band) for band in scored.bands],
        "disqualifiers": [fields(one) for one in scored.disqualifiers],
    }  # fmt: skip


def _row_data(scored: CriteriaSet, row: Criterion) -> Data:
    told = {name: getattr(row, name) for name in ("code", "number", "text", "parent", "method", "proof", "source")}
    return {
        **told,
        "part": str(row.part),
        "is_group": row.code in scored.parents,
        "maximum": number_data(row.maximum),
        "rule": rule_data(row.rule),
        "place": row.place or None,
    }


def rule_data(rule: Rule | None) -> Data | None:
    """A rule as JSON; null where its words were not understood, or say nothing."""
    if rule is None:
        return None
    return {
        "kind": str(rule.kind),
        "options": [_option_data(option) for option in rule.options],
        "rates": [{"words": rate.words, "points": number_data(rate.points)} for rate in rule.rates],
        **{name: number_data(getattr(rule, name)) for name in ("each", "cap", "floor", "goal")},
        "full_when_none": rule.full_when_none,
    }


def _option_data(option: Option) -> Data:
    return {"words": option.words, "points": number_data(option.points), "span": span_text(option.span) or None}
