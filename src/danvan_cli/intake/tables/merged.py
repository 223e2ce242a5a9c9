"""Which rows and columns the merged cells of a table of tasks reach over."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_cli.domain.draft import Sheet
from danvan_cli.intake.columns.layout import Layout

# Only these columns hold for every row that a merged cell reaches over; content is never repeated.
_SHARED = (
    "lead", "support", "due", "product", "group", "start", "content", "stage", "progress", "completed_on",
    "submitted_on", "extended_to", "result", "evidence", "old_lead", "old_support",
    "rhythm", "due_period",
)  # fmt: skip
_HIGHEST = 1_000


def reaching(sheet: Sheet, layout: Layout) -> dict[int, list[tuple[int, int, str]]]:
    """Lists, for the columns that a merged cell may fill, (first row, last row, text), the lowest first."""
    columns = {index + 1 for name, index in layout.columns.items() if name in _SHARED}
    columns |= {index + 1 for index in (*layout.other_dues, *(c for c in layout.told if c in layout.kept))}
    found: dict[int, list[tuple[int, int, str]]] = {}
    texts = dict(sheet.rows) if sheet.merged else {}
    for top, left, bottom, _ in sheet.merged:
        cells = texts.get(top, ())
        if bottom > top >= layout.first and left in columns and left <= len(cells) and cells[left - 1]:
            found.setdefault(left - 1, []).append((top, bottom, cells[left - 1]))
    return {column: sorted(reaches, reverse=True) for column, reaches in found.items()}


def wide(sheet: Sheet, layout: Layout) -> dict[int, list[tuple[int, int]]]:
    """Lists, for each row, the (first, last) ticked columns, from 0, that one merged cell ticks together."""
    ticked = layout.periods.keys() | layout.units.keys()
    found: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in sheet.merged:
        if right > left and top >= layout.first and left - 1 in ticked:
            for row in range(top, min(bottom, top + _HIGHEST) + 1):
                found.setdefault(row, []).append((left - 1, max(c for c in ticked if c < right)))
    return found


def over_content(sheet: Sheet, layout: Layout) -> dict[int, int]:
    """Lists the rows in which a cell of a kept column reaches over the content, with its column from 0."""
    content = layout.columns.get("content")
    if content is None:
        return {}
    return {
        top: left - 1
        for top, left, _, right in sheet.merged
        if top >= layout.first and left - 1 in layout.kept and left - 1 < content < right
    }


def from_start_to_end(sheet: Sheet, layout: Layout) -> frozenset[int]:
    """Lists the rows in which one cell reaches over "Bắt đầu" and "Kết thúc": it is when, not since when."""
    start, due = (layout.columns.get(name) for name in ("start", "due"))
    if start is None or due is None:
        return frozenset()
    first, last = sorted((start + 1, due + 1))
    over = [(top, bottom) for top, left, bottom, right in sheet.merged if left <= first and last <= right]
    return frozenset(row for top, bottom in over for row in range(top, min(bottom, top + _HIGHEST) + 1))


def spread(cells: Sequence[str], reaches: Sequence[tuple[int, int]]) -> Sequence[str]:
    """Writes the text of a merged cell into every column, from 0, that it reaches over (first and last)."""
    spread = list(cells)
    for left, right in reaches:
        if left < len(cells) and cells[left]:
            spread += [""] * (right + 1 - len(spread))
            spread[left : right + 1] = [cells[left]] * (right + 1 - left)
    return spread
