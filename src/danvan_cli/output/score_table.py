"""The official table of a scored set, in its own order and columns: one sequence of rows for Word and for Excel."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring_sheets import Scored, ScoreLine
from danvan_cli.domain.scoring_totals import Column as Points
from danvan_cli.domain.words import ScorePart
from danvan_cli.output.blocks import Block, Document, Look, Paragraph
from danvan_cli.output.tables import Cell, Column, Strong, Table, number

# What stands in a table whose set names no columns of its own.
_USUAL = (
    ("number", "STT"), ("text", "Tiêu chí, tiêu chí thành phần"), ("maximum", "Điểm tối đa"),
    ("declared", "Số liệu kê khai"), ("method", "Cách tính điểm"), ("proof", "Tài liệu kiểm chứng"),
    ("own", "Điểm tự đánh giá"),
)  # fmt: skip
_LATER = (
    ("verified_1", "Thẩm định lần 1"), ("explanation", "Giải trình"), ("verified_2", "Thẩm định lần 2"),
    ("officer", "Người phụ trách"),
)  # fmt: skip
POINT_ROLES = ("own", "verified_1", "verified_2")
NUMBER_ROLES = ("maximum", *POINT_ROLES)
NOT_APPLICABLE = "KAD"
BONUS_SUM, DEDUCTION_SUM = "Tổng điểm thưởng", "Tổng điểm trừ"
# Between those who sign below a table.
_ROOM = "\u00a0" * 70
_WIDE = ("text", "declared", "method", "proof", "explanation", "note", "")


class Sender(NamedTuple):
    """Who sends the table: what stands above it and below it; None leaves room."""

    governing_body: str | None = None
    issuer: str | None = None
    signer_title: str | None = None
    signer: str | None = None
    authority: str | None = None


class TableWish(NamedTuple):
    """How the table is wanted: ``blank`` is the form without anything filled in; ``whose`` names the sheet's unit."""

    whose: str
    blank: bool = False
    sender: Sender = Sender()


class TableRow(NamedTuple):
    """One row: its cells by role; a group has its points summed up, of the rows ``first`` to ``last`` below it."""

    line: ScoreLine
    cells: dict[str, Cell]


def columns_of(found: Scored, *, blank: bool) -> list[tuple[str, str]]:
    """The set's own columns, and behind them those for which something is kept."""
    own = [*(found.scored.columns or _USUAL)]
    roles = {role for role, _ in own}
    filled = {
        "verified_1": any(line.score.verified_1 is not None for line in found.lines),
        "explanation": any(line.score.explanation for line in found.lines),
        "verified_2": any(line.score.verified_2 is not None for line in found.lines),
        "officer": any(line.score.officer for line in found.lines),
        "own": True,
    }
    further = (("own", "Điểm tự đánh giá"), *_LATER)
    own += [
        (role, title) for role, title in further if role not in roles and filled[role] and (role == "own" or not blank)
    ]
    return own


def rows_of(found: Scored, *, blank: bool) -> Iterator[TableRow]:
    """Gives the rows in the set's order."""
    for line in found.lines:
        row, score = line.row, line.score
        cells: dict[str, Cell] = {
            "number": row.number if row.number not in ("", "-") else None, "text": row.text, "maximum": row.maximum,
            "method": row.method or None, "proof": row.proof or None,
        }  # fmt: skip
        if not blank and not line.is_group:
            declared = score.declared or (line.figure.declared if line.figure and score.is_applicable else None)
            cells["declared"] = declared or (None if score.is_applicable else "Không áp dụng")
            cells["proof"] = "; ".join(score.proofs) or row.proof or None
            cells["explanation"] = score.explanation
            cells["officer"] = score.officer or score.unit
        if not blank:
            applies = _applies(found, line)
            for role, points in zip(POINT_ROLES, line.points, strict=False):
                cells[role] = points if applies else NOT_APPLICABLE
        yield TableRow(line, cells)


def _applies(found: Scored, line: ScoreLine) -> bool:
    """Tells whether a row counts; a group does while one of its rows does."""
    if not line.is_group:
        return line.score.is_applicable
    return any(found.sheet.score(row).is_applicable for row in found.scored.leaves(under=line.row.code))


class TotalRow(NamedTuple):
    """A row of a sum below the table: what it is, and its value in each column of points."""

    words: str
    maximum: Decimal | None
    points: dict[str, Decimal | None]


def totals_of(found: Scored, *, blank: bool) -> list[TotalRow]:
    """The sums below the rows: the scale, what it is converted to, bonus and deduction, the total."""
    columns = {"own": Points.OWN, "verified_1": Points.ROUND_1, "verified_2": Points.ROUND_2}
    by_role = {role: found.totals[column] for role, column in columns.items()}

    def told(name: str) -> dict[str, Decimal | None]:
        if blank:
            return {}
        return {role: None if one.total is None else getattr(one, name) for role, one in by_role.items()}

    result = found.result
    rows = [TotalRow("Cộng", result.scale, told("main"))]
    if result.reduced != result.scale and found.scored.converts and not blank:
        words = f"Quy đổi từ thang {format_number(result.reduced)} về thang {format_number(result.scale)}"
        rows.append(TotalRow(words, None, told("converted")))
    for part, name, words in (
        (ScorePart.BONUS, "bonus", BONUS_SUM), (ScorePart.DEDUCTION, "deduction", DEDUCTION_SUM),
    ):  # fmt: skip
        if found.scored.leaves(part):
            rows.append(TotalRow(words, found.scored.most(part), told(name)))
    rows.append(TotalRow("TỔNG ĐIỂM", None, told("total")))
    return rows


def band_row(found: Scored) -> str:
    """Says the result in words, for the foot of the table."""
    band = found.totals[found.best_column].band
    return f"Xếp loại: {band}" if band else "Xếp loại: …………"


def title_lines(found: Scored, wish: TableWish) -> list[str]:
    """What stands under the title."""
    scored = found.scored
    lines = [f"(Theo {scored.number})"] if scored.number else []
    if wish.blank:
        return [*lines, "Đơn vị: ……………………………"]
    above = f" ({wish.sender.governing_body})" if wish.sender.governing_body and found.sheet.unit is None else ""
    return [*lines, f"Đơn vị: {wish.whose}{above}"]


def score_document(found: Scored, wish: TableWish) -> Document:
    """Makes the table as a document, for every format but Excel."""
    lines = tuple(title_lines(found, wish))
    return Document(found.scored.title, lines, lambda: _blocks(found, wish), is_sideways=True)


def signed(wish: TableWish) -> tuple[tuple[str, str], tuple[str, str]]:
    """Who signs below, on the left and on the right: the post, and the name where it is known."""
    sender = wish.sender
    post = " ".join(filter(None, ((sender.authority or "").split(" / ")[-1], sender.signer_title)))
    return ("NGƯỜI LẬP BIỂU", ""), (post.upper() or "THỦ TRƯỞNG ĐƠN VỊ", sender.signer or "")


def table_of(found: Scored, *, blank: bool) -> Table:
    """Makes the table with its sums at the end."""
    roles = columns_of(found, blank=blank)
    columns = tuple(
        number(title) if role in NUMBER_ROLES else Column(title, wide=role in _WIDE) for role, title in roles
    )
    rows: list[tuple[Cell, ...]] = []
    for row in rows_of(found, blank=blank):
        cells = [row.cells.get(role) for role, _ in roles]
        cells = [_shown(cell, is_group=row.line.is_group) for cell in cells]
        rows.append(tuple(cells))
    totals = totals_of(found, blank=blank)
    for total in totals:
        told: dict[str, Cell] = {"text": total.words, "maximum": total.maximum, **total.points}
        rows.append(tuple(_shown(told.get(role), is_group=False) for role, _ in roles))
    note = band_row(found)
    return Table("", columns, tuple(rows), total_rows=len(totals), note=note, name="Bảng chấm điểm")


def _blocks(found: Scored, wish: TableWish) -> Iterator[Block]:
    yield table_of(found, blank=wish.blank)
    (left, _), (right, name) = signed(wish)
    yield Paragraph(f"{left}{_ROOM}{right}", Look.CENTRED)
    if name:
        yield Paragraph("\u00a0", Look.CENTRED)
        yield Paragraph(f"{_ROOM}{name}", Look.CENTRED)


def _shown(cell: Cell, *, is_group: bool) -> Cell:
    """A printed table leaves room where nothing is known; a group's text heads its rows."""
    if cell is None:
        return "\u00a0"
    return Strong(cell) if is_group and isinstance(cell, str) else cell
