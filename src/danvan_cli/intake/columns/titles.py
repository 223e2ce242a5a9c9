"""Where the tables of tasks begin in a sheet, and what their columns hold: by their titles and their cells together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.text import clean
from danvan_cli.intake.columns.column import ASSIGNING, Column, meaning_at
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.legend import read_legend
from danvan_cli.intake.columns.looks import is_body
from danvan_cli.intake.columns.settling import RESPONSIBLE, Settled
from danvan_cli.intake.columns.title_words import (
    goes_on,
    is_titles,
    meaning_below,
    meaning_of,
    period_of,
    work_of,
)
from danvan_cli.intake.spans import Reason

_SEARCHED = 40
_SAMPLED = 60
_DEEPEST = 3
_LONGEST = 90
_SHORT = 30
_RIGHTMOST = 1_000
_WHEN = frozenset({"due", "due_span", "due_month", "due_year"})
_FIRST_OF_GRID = frozenset({"content", "due_month", "due_span", "week", "number", "group", "unit", "person"})
_TIMES = frozenset({None, "due", "due_span", "due_month", "due_year", "pace"})
_LEGEND_COLUMNS = 4
_MOST_IN_A_ROW = 2
_SHORTEST_LEGEND = 8
_Rows = Sequence[tuple[int, tuple[str, ...]]]


def find_layout(sheet: Sheet) -> Layout | None:
    """Finds the titles of the first table among the first rows; None for a sheet without a list of tasks."""
    return next((layout for layout in _found(sheet, 0, _SEARCHED) if layout.other is None), None)


def is_top(sheet: Sheet, index: int) -> bool:
    """True for the row, by its place in the sheet, in which the titles of a table of tasks begin."""
    return _heads(sheet.rows[index][1]) and any(layout.other is None for layout in _layouts_at(sheet, index))


def other_list(sheet: Sheet) -> Reason | None:
    """Tells what a table lists whose titles say that it is no list of tasks: criteria, an agenda, people; else None."""
    first = sheet.rows[0][0] if sheet.rows else 0
    return next((found.other for found in _found(sheet, 0, _SEARCHED) if found.other and found.top == first), None)


def find_layouts(sheet: Sheet) -> list[list[Layout]]:
    """Finds every table of tasks: one list for tables that stand below each other, another for those beside them."""
    beside: list[list[Layout]] = []
    after, index, rows = 0, 0, sheet.rows
    while index < len(rows):
        number, cells = rows[index]
        is_row = bool(beside) and number < after
        counted = beside[0][-1].columns.get("number", 0) if beside else 0
        first = cells[counted] if beside and counted < len(cells) else ""
        is_row = is_row or first.isdecimal() or (not beside and index > _SEARCHED)
        if is_row or not _heads(cells, 3 if beside else 2):
            index += 1
            continue
        found = _layouts_at(sheet, index)
        if not beside:
            found = [layout for layout in found if layout.other is None]
        for place, layout in enumerate(found):
            beside += [[]] if place == len(beside) else []
            beside[place].append(layout)
            after = layout.first
        index += 1
    return beside


def _heads(cells: Sequence[str], at_least: int = 2) -> bool:
    """True for a row of titles: of several meanings, or of times or fields beside several offices or periods."""
    if is_titles(cells, at_least):
        return True
    filled = [cell for cell in cells if cell]
    named = [cell for cell in filled[1:] if len(cell) < _SHORT and (is_body(cell) or period_of(cell) or work_of(cell))]
    others = [cell for cell in filled[1:] if cell not in named]
    # One period beside one body or two are the cells of a row of work.
    periods = sum(period_of(cell) is not None for cell in named)
    is_mixed = periods == 1 < len(named) <= _MOST_IN_A_ROW + 1
    is_grid = len(named) > 1 and not is_mixed and len(others) < len(named) and all(map(meaning_of, others))
    # No row of work names so many periods side by side, whatever its first title is called.
    are_periods = periods > _MOST_IN_A_ROW
    first = meaning_of(filled[0]) if filled else None
    return is_grid and (first in _FIRST_OF_GRID or (are_periods and first is None and len(filled[0]) < _SHORT))


def _found(sheet: Sheet, start: int, stop: int) -> Iterator[Layout]:
    for index in range(start, min(stop, len(sheet.rows))):
        if _heads(sheet.rows[index][1]):
            yield from _layouts_at(sheet, index)


def _layouts_at(sheet: Sheet, index: int) -> list[Layout]:
    """Reads the titles that begin in a row: one table, two beside each other, or none."""
    rows = sheet.rows
    top, cells = rows[index]
    paths: list[tuple[str, ...]] = [(clean(cell),) if cell else () for cell in cells]
    depth = 1
    while depth < _DEEPEST and index + depth < len(rows):
        number, below = rows[index + depth]
        if number != top + depth or (longer := _with_row(paths, below, _spans(sheet, number - 1))) is None:
            break
        paths, depth = longer, depth + 1
    first = top + depth
    found: list[Layout] = []
    for left, right in _parts(paths):
        layout = _layout(paths, top, first, islice(rows, index + depth, index + depth + _SAMPLED), (left, right))
        found += [replace(layout, legend=read_legend(around(sheet)))] if layout else []
        if layout is None and found:
            found[-1].told[left] = "bảng đứng bên cạnh chưa đọc được"
    return found


def around(sheet: Sheet) -> Iterator[str]:
    """Lists what stands around a table and may say what its marks mean."""
    for _, cells in (*sheet.rows[:_SEARCHED], *sheet.rows[-_SEARCHED:]):
        yield from (cell for cell in cells[:_LEGEND_COLUMNS] if len(cell) > _SHORTEST_LEGEND)


def _spans(sheet: Sheet, row: int) -> set[int]:
    """Lists the columns, from 0, that a cell merged to the right in the row reaches over beside its first."""
    return {c for top, left, bottom, right in sheet.merged if top <= row <= bottom for c in range(left, right)}


def _with_row(paths: Sequence[tuple[str, ...]], below: Sequence[str], spans: set[int]) -> list[tuple[str, ...]] | None:
    """Puts a further row below the titles, or tells by None that it is none."""
    width = max(len(paths), len(below))
    is_single = sum(bool(cell) for cell in below) == 1
    is_sure = _is_inside_wide_titles(paths, below) or _goes_on_below(paths, below)
    longer: list[tuple[str, ...]] = []
    above: tuple[str, ...] = ()
    is_one = False
    for column in range(width):
        own = paths[column] if column < len(paths) else ()
        text = clean(below[column]) if column < len(below) else ""
        # An upper title without a lower neighbour of its own goes over the columns to its right.
        is_inside = not own and (bool(text) or column in spans) and bool(above)
        upper = above if is_inside else own
        is_spread = is_inside or (
            column + 1 < width and not _at(paths, column + 1) and any(below[column + 1 : column + 2])
        )
        # A single cell heads the rows below it unless its words can only go on.
        is_title = goes_on(text) if is_single else is_sure or _is_below(text, upper, is_spread=is_spread)
        if text and not is_title:
            return None
        is_one = is_one or bool(text)
        longer.append((*upper, text) if text else own)
        above = upper
    return longer if is_one else None


def _is_inside_wide_titles(paths: Sequence[tuple[str, ...]], below: Sequence[str]) -> bool:
    """True for a row that only fills what stands below titles over several columns: those are parts of them.

    A row of work has content of its own, and its title is none over several columns.
    """
    wide: set[int] = set()
    start = 0
    for column in range(max(len(paths), len(below))):
        if _at(paths, column):
            start = column
        elif column and column < len(below) and below[column]:
            wide |= {start, column}
    filled = {column for column, text in enumerate(below) if text}
    is_short = all(len(text) < _LONGEST for text in below) and not any(text.isdecimal() for text in below)
    contents = {column for column in wide if meaning_of(" ".join(_at(paths, column))) == "content"}
    return len(filled) > 1 and filled <= wide and is_short and not contents


def _goes_on_below(paths: Sequence[tuple[str, ...]], below: Sequence[str]) -> bool:
    """True for a row that only goes on with the titles above it: "hoàn thành" below "Thời hạn", in small letters."""
    filled = [(column, clean(text)) for column, text in enumerate(below) if text]
    is_small = all(text[:1].islower() and len(text) < _SHORT and _at(paths, column) for column, text in filled)
    return is_small and 2 * sum(goes_on(text) for _, text in filled) > len(filled) > 1


def _at(paths: Sequence[tuple[str, ...]], column: int) -> tuple[str, ...]:
    return paths[column] if column < len(paths) else ()


def _is_below(text: str, upper: tuple[str, ...], *, is_spread: bool) -> bool:
    """True for words that are a lower title: known ones, those that go on, periods, and bodies below "Phân công"."""
    if len(text) > _LONGEST:
        return False
    above = " ".join(upper)
    if meaning_of(text) is not None:
        return True
    if period_of(text, above) is not None and (is_spread or not upper or meaning_of(above) in _TIMES):
        return True
    if upper and goes_on(text, is_spread=is_spread) and meaning_below(above, text) is not None:
        return True
    is_assigning = meaning_of(above) in ASSIGNING
    return is_spread and is_assigning and is_body(text)


def _parts(paths: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Parts the columns of tables that stand beside each other: each begins with its own numbers or content."""
    names = [meaning_at(path) for path in paths]
    for opening in ("number", "content"):
        starts = [column for column, name in enumerate(names) if name == opening]
        edges = [*starts, len(paths)] if len(starts) > 1 else []
        pieces = list(pairwise(edges))
        # A table without numbers has its content; one with numbers has them twice, whatever its content is called.
        are_tables = all(RESPONSIBLE & {*names[a:b]} and {*names[a:b]} & _WHEN for a, b in pieces)
        are_named = all("content" in names[a:b] and RESPONSIBLE & {*names[a:b]} for a, b in pieces)
        if pieces and (are_named or (opening == "number" and are_tables)):
            return [(0 if a == edges[0] else a, b) for a, b in pieces]
    return [(0, len(paths))]


def _layout(
    paths: Sequence[tuple[str, ...]], top: int, first: int, below: Iterable[tuple[int, tuple[str, ...]]],
    part: tuple[int, int],
) -> Layout | None:  # fmt: skip
    """Settles what every column of a table holds; None for one that is no list of tasks."""
    sample = list(takewhile(lambda row: not is_titles(row[1]), below))
    left, right = part
    # Behind the last title there may be columns without one.
    right = max([right, *(len(cells) for _, cells in sample)]) if right == len(paths) else right
    columns = [Column(c, _at(paths, c), _cells_of(c, sample)) for c in range(left, right)]
    settled = Settled([column for column in columns if column.path or column.cells])
    return settled.layout(top, first, part if part[1] < len(paths) else (left, _RIGHTMOST))


def _cells_of(column: int, sample: _Rows) -> tuple[tuple[int, str], ...]:
    return tuple((number, cells[column]) for number, cells in sample if column < len(cells) and cells[column])
