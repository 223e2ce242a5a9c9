"""The tables of a document: each put into the form of a sheet, and read as a list of tasks where it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from danvan_cli.domain.draft import Line, Sheet
from danvan_cli.domain.text import clean
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.legend import read_legend
from danvan_cli.intake.columns.looks import has_body, has_time, is_body, is_day, is_lone_time
from danvan_cli.intake.columns.titles import around, find_layouts
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.cells import Aside, Row
from danvan_cli.intake.tables.places import IN_TEXT, place_of
from danvan_cli.intake.tables.row_kinds import has_words, looks_like_work
from danvan_cli.intake.tables.rows import read_rows

_MOST_QUOTED = 600
_FEWEST_ROWS = 2
_PAIR = 2
_NEAR = 8
_FEWEST_WORDS = 4
_MOST_COLUMNS = 4
_LONGEST_NAME = 70
# "1. Công an xã" in the first cell of a row.
_NUMBER = re.compile(r"\A\W*\d{1,2}[.)/]\s+")
_WHO_IS_WHO = "bảng không có hàng tên cột: cột này là chủ trì hay phối hợp?"
ABOVE = "hàng này ở trên hàng tên cột nên chưa đọc"


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``rows`` is None for one that is no list of tasks.

    ``asides`` are its rows that are no tasks; ``told`` the (title, why) of columns that a person must look at.
    """

    where: str
    titles: str
    rows: tuple[Row, ...] | None
    number: int = 0
    asides: tuple[Aside, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    sheet: Sheet | None = None


def read_tables(lines: Sequence[Line], near: Sequence[str] = ()) -> tuple[Table, ...]:
    """Reads every table that the cells make up; ``near`` are lines by them that may say what their marks mean."""
    if not lines:
        # Most work has no table below it.
        return ()
    numbered = list(table_sheets(lines))
    found = layouts_of([sheet for _, sheet in numbered])
    near = (*near, *lines_near_tables(lines))
    return tuple(
        _table(number, sheet, [explained(layouts, sheet, near) for layouts in beside])
        for (number, sheet), beside in zip(numbered, found, strict=True)
    )


def lines_near_tables(lines: Sequence[Line]) -> tuple[str, ...]:
    """Lists the lines close above and below a document's tables, which may say what the marks in them mean."""
    is_cell = [False, *(line.cell is not None for line in lines), False]
    edges = [n for n in range(len(lines)) if is_cell[n + 1] and not (is_cell[n] and is_cell[n + 2])]
    near = {n for at in edges for n in range(max(0, at - _NEAR), min(len(lines), at + _NEAR + 1))}
    return tuple(lines[n].text for n in sorted(near) if not is_cell[n + 1])


def explained(layouts: Sequence[Layout], sheet: Sheet, near: Sequence[str]) -> list[Layout]:
    """Adds what the sheet's own cells and the lines near the document's tables say of marks."""
    legend = read_legend((*around(sheet), *near))
    return [replace(layout, legend=legend) for layout in layouts]


def layouts_of(sheets: Sequence[Sheet]) -> list[list[list[Layout]]]:
    """Finds the tables of tasks in a document's tables; one that goes on behind a page without titles is one, too."""
    found: list[list[list[Layout]]] = []
    before: tuple[Layout, int] | None = None
    are_titled = False
    for sheet in sheets:
        beside = find_layouts(sheet)
        are_titled = are_titled or bool(beside)
        beside = beside or _untitled(sheet, most=_PAIR)
        width = max((len(cells) for number, cells in sheet.rows if number > 0), default=0)
        if not beside and before and width == before[1] and _goes_on(sheet, before[0]):
            first = next(number for number, _ in sheet.rows if number > 0)
            beside = [[replace(before[0], top=first, first=first, told={})]]
        # Where others have titles, one without is hardly of work.
        beside = beside or ([] if are_titled else _untitled(sheet, most=_MOST_COLUMNS))
        found.append(beside)
        before = (beside[-1][-1], width) if beside else before
    return found


def _untitled(sheet: Sheet, most: int) -> list[list[Layout]]:
    """Reads a table without titles by what its columns hold: times, names of bodies, and what is done.

    "Từ 19/01 đến 30/01 | Phòng … thẩm định …", "1. Rà soát hộ nghèo | Công an xã | 30/6"; of two columns of names it is
    asked who helps. Empty where any column may be another thing, and for more than ``most`` columns.
    """
    rows = [(number, cells) for number, cells in sheet.rows if number > 0]
    width = max((len(cells) for _, cells in rows), default=0)
    if len(rows) < _FEWEST_ROWS or not _PAIR <= width <= most:
        return []
    held = [[cells[column] for _, cells in rows if column < len(cells) and cells[column]] for column in range(width)]
    if any(2 * len(cells) < len(rows) for cells in held):
        return []
    dues = [column for column in range(width) if all(map(_is_time, held[column]))]
    names = [column for column in range(width) if column not in dues and _are_names(held[column])]
    work = [column for column in range(width) if column not in (*dues, *names)]
    if len(work) != 1 or len(dues) != 1 or len(names) > _PAIR or len(held[work[0]]) < len(rows):
        return []
    if not all(len(cell.split()) >= _FEWEST_WORDS for cell in held[work[0]]) or (not names and dues != [0]):
        return []
    columns = {"due": dues[0], "content": work[0]} | dict(zip(("lead", "support"), names, strict=False))
    told = dict.fromkeys(names, _WHO_IS_WHO) if len(names) > 1 else {}
    first = rows[0][0]
    return [[Layout(columns, first, first, right=width, told=told)]]


def _is_time(cell: str) -> bool:
    bare = _NUMBER.sub("", cell)
    return is_day(bare) or is_lone_time(bare)


def _are_names(cells: Sequence[str]) -> bool:
    """True for a column of short cells without times, most of them names as bodies have."""
    named = sum(has_body(_NUMBER.sub("", cell)) for cell in cells)
    is_other = any(has_time(cell) or cell.endswith((".", ";")) or len(cell) > _LONGEST_NAME for cell in cells)
    return 2 * named >= len(cells) and not is_other


def _goes_on(sheet: Sheet, layout: Layout) -> bool:
    """True for a table that goes on with the one before: by its numbers, or by what its columns hold."""
    return _is_numbered_on(sheet, layout) or _holds_the_same(sheet, layout)


def _holds_the_same(sheet: Sheet, layout: Layout) -> bool:
    """True where most rows have words, a body and a day in the columns of content, of the lead and of the deadline."""
    columns = layout.columns
    if not columns.keys() >= {"lead", "due"}:
        return False
    tests = ((columns["content"], has_words), (columns["lead"], is_body), (columns["due"], _is_timely))
    rows = [cells for number, cells in sheet.rows if number > 0]
    return all(2 * sum(c < len(cells) and bool(test(cells[c])) for cells in rows) >= len(rows) for c, test in tests)


def _is_timely(text: str) -> bool:
    return is_day(text) or text.strip().isdecimal()


def _is_numbered_on(sheet: Sheet, layout: Layout) -> bool:
    """True where the first row goes on counting: 5, 6, 7, …, and has words in the column of content."""
    cells = next(cells for number, cells in sheet.rows if number > 0)
    counted, content = layout.columns.get("number", -1), layout.columns["content"]
    number = cells[counted].strip(" .)") if 0 <= counted < len(cells) else ""
    return number.isdecimal() and int(number) > 1 and content < len(cells) and has_words(cells[content])


def table_sheets(lines: Sequence[Line]) -> Iterator[tuple[int, Sheet]]:
    """Puts every table of a document, with its number there, into the form of a spreadsheet's."""
    cells: dict[int, dict[int, dict[int, list[Line]]]] = {}
    for line in lines:
        if line.cell:
            table, row, column = line.cell
            cells.setdefault(table, {}).setdefault(row, {}).setdefault(column, []).append(line)
    for number, rows in cells.items():
        yield number, _as_sheet(f"{IN_TEXT}{number}", rows)


def _table(number: int, sheet: Sheet, beside: Sequence[Sequence[Layout]]) -> Table:
    where = place_of(sheet)
    titles = " | ".join(clean(text) for text in sheet.rows[0][1] if text)
    if not beside:
        return Table(where, words_of(sheet), None, number, sheet=sheet)
    found = [found for layouts in beside for found in read_rows(sheet, layouts)]
    told = tuple(
        (layout.titles.get(column, ""), why)
        for layouts in beside
        for layout in layouts
        for column, why in layout.told.items()
    )
    above = _above(sheet, min(layouts[0].top for layouts in beside))
    rows = tuple(row for row in found if isinstance(row, Row))
    asides = (*above, *(aside for aside in found if isinstance(aside, Aside)))
    return Table(where, titles, rows, number, asides, told, sheet)


def rows_above(sheet: Sheet, top: int) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Lists the rows above the titles, and whether each looks like work; so does one right below such a row."""
    is_work = False
    for number, cells in sheet.rows:
        if number >= top:
            break
        is_work = looks_like_work(cells) or (is_work and sum(map(bool, cells)) > 1)
        yield number, cells, is_work


def _above(sheet: Sheet, top: int) -> Iterator[Aside]:
    """Lists the rows above the titles: captions, and those that look like work, which a person must see."""
    for number, cells, is_work in rows_above(sheet, top):
        text = " | ".join(clean(cell) for cell in cells if cell)
        yield Aside(number, text, None if is_work else Reason.CAPTION, ABOVE * is_work)


def words_of(sheet: Sheet) -> str:
    """Quotes a table's titles and of every row below them the first words, so that a person sees what is not read."""
    titles = " | ".join(clean(text) for text in sheet.rows[0][1] if text)
    rows = [cells for _, cells in sheet.rows[1:]]
    words = [next((clean(cell) for cell in cells if has_words(cell)), "") for cells in rows]
    said = "; ".join(word for word in words if word)
    return f"{titles}: {said[:_MOST_QUOTED]}{'…' if len(said) > _MOST_QUOTED else ''}" if said else titles


def _as_sheet(name: str, rows: dict[int, dict[int, list[Line]]]) -> Sheet:
    """Puts a document's table into the form of a spreadsheet's."""
    texts = tuple(
        (row, tuple(_cell(columns.get(column, [])) for column in range(1, max(columns) + 1)))
        for row, columns in sorted(rows.items())
    )
    merged = tuple(
        (row, column, row + lines[0].height - 1, column + lines[0].width - 1)
        for row, columns in rows.items()
        for column, lines in columns.items()
        if lines[0].height > 1 or lines[0].width > 1
    )
    return Sheet(name, texts, merged)


def _cell(lines: Sequence[Line]) -> str:
    return "\n".join(f"{line.label} {line.text}" if line.label else line.text for line in lines)
