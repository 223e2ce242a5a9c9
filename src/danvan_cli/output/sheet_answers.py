"""What the import of a working sheet says: cells old → new, conflicts, rows that are refused, each by its cell."""

from __future__ import annotations

from danvan_cli.domain.sheet import SheetOutcome
from danvan_cli.output.contract import fields
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Column, Report, Table, brief

_LONGEST = 160
_CELL, _TASK, _UNIT, _WHAT = Column("Ô"), Column("Mã"), Column("Đơn vị"), Column("Cột")
_TAKEN = {None: "chưa chọn, hàng này để nguyên", "file": "lấy theo tệp", "data": "giữ dữ liệu"}


def outcome_report(outcome: SheetOutcome, title: str = "") -> Report:
    """Tells all that an import does and does not do."""
    changes = Table(
        f"Ô thay đổi ({len(outcome.cells)})",
        (_CELL, _TASK, _UNIT, _WHAT, Column("Cũ", wide=True), Column("Mới", wide=True)),
        tuple(
            (cell.place, cell.code, cell.unit, cell.column, _words(cell.before), _words(cell.after))
            for cell in outcome.cells
        ),
    )
    added = Table(f"Nhiệm vụ mới ({len(outcome.added)})", (_TASK, Column("Nội dung", wide=True)), outcome.added)
    conflicts = Table(
        f"Khác dữ liệu mới hơn ({len(outcome.conflicts)})",
        (_CELL, _TASK, _UNIT, _WHAT, Column("Dữ liệu nay", wide=True), Column("Trong tệp", wide=True), Column("Chọn")),
        tuple(
            (c.place, c.code, c.unit, c.column, _words(c.in_data), _words(c.in_file), _TAKEN[c.taken])
            for c in outcome.conflicts
        ),
    )
    refused = Table(
        f"Không ghi được ({len(outcome.refused)})",
        (_CELL, _TASK, Column("Vì sao", wide=True), Column("Cách sửa", wide=True)),
        tuple((row.place, row.code, row.why, row.hint) for row in outcome.refused),
    )
    tables = tuple(table for table in (changes, added, conflicts, refused) if table.rows)
    return Report(title, outcome.notes, tables)


def outcome_data(outcome: SheetOutcome) -> Data:
    """Gives the same for programs."""
    return {
        "rows": outcome.rows,
        "cells": [fields(cell) for cell in outcome.cells],
        "added": [{"code": code, "content": content} for code, content in outcome.added],
        "conflicts": [fields(conflict) for conflict in outcome.conflicts],
        "refused": [{name: getattr(row, name) for name in ("place", "code", "why", "hint")} for row in outcome.refused],
        "notes": list(outcome.notes),
    }


def _words(text: str) -> str:
    return brief(" ".join(text.split()), _LONGEST)
