"""Tables on a terminal, by rich: text as it is, numbers right, states by word and colour, nothing cut to nonsense."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from danvan_cli.domain.text import strip_controls
from danvan_cli.domain.words import State
from danvan_cli.output.tables import Align, Cell, Column, Report, Table, brief, text_of

_STATE_STYLE = {
    State.OVERDUE: "bold red",
    State.DUE_SOON: "yellow",
    State.IN_TIME: "cyan",
    State.DONE_ON_TIME: "green",
    State.DONE_UNDATED: "green",
    State.DONE_LATE: "magenta",
}
# A brief cell takes two lines; ragged line ends lose some letters of them.
_BRIEF_LINES, _RAGGED = 2, 8
# Rich needs about a millisecond a row; past this many rows plain aligned lines are written.
_MOST_RICH_ROWS = 200
# Blanks between columns; the longest word and the longest line kept whole; where running text stays readable.
_GAP = 2
_LONGEST_WORD = 20
_SHORT_LINE = 9
_READABLE = 32


def show_report(report: Report, *, color: bool, stderr: bool = False) -> None:
    """Writes a report; without colour there is no escape sequence at all."""
    console = Console(
        stderr=stderr,
        markup=False,
        emoji=False,
        highlight=False,
        no_color=not color,
        color_system="auto" if color else None,
        force_terminal=None if color else False,
        legacy_windows=False,
    )
    if report.title:
        console.print(Text(strip_controls(report.title), style="bold"))
    for line in report.lines:
        console.print(Text(strip_controls(line)))
    for table in report.tables:
        _show_table(console, table)


def _show_table(console: Console, table: Table) -> None:
    if table.title:
        console.print()
        console.print(Text(table.title, style="bold"))
    if not table.rows:
        console.print(Text(table.empty))
        return
    widths = _widths(table, console.width)
    if widths is None:
        _show_records(console, table)
    elif len(table.rows) > _MOST_RICH_ROWS:
        _show_plain(console, table)
    else:
        console.print(_rich_table(table, widths))
    if table.note:
        console.print(Text(table.note, style="dim"))


def _widths(table: Table, available: int) -> list[int] | None:
    """Shares the line among the columns; None when not even their longest words fit side by side.

    Narrow columns get their longest line as long as the wide ones keep a readable width, else their longest word.
    """
    texts = [[_words(row[i], column) for row in table.rows] for i, column in enumerate(table.columns)]
    least = [_least(column, cells) for column, cells in zip(table.columns, texts, strict=True)]
    most = [
        max(cell_len(cell) for cell in [column.title, *cells])
        for column, cells in zip(table.columns, texts, strict=True)
    ]
    room = available - _GAP * (len(least) - 1)
    if sum(least) > room:
        return None
    widths = list(least)
    reserve = _reserve(table, least)
    for wide in (False, True):
        _grow(widths, most, [i for i, c in enumerate(table.columns) if c.wide is wide], room - (0 if wide else reserve))
    return widths


def _grow(widths: list[int], most: Sequence[int], columns: Sequence[int], room: int) -> None:
    """Widens columns towards their longest line, sharing the room evenly: a short column leaves its share to others."""
    growing = sorted(columns, key=lambda i: most[i] - widths[i])
    for place, i in enumerate(growing):
        share = max(0, room - sum(widths)) // (len(growing) - place)
        widths[i] += max(0, min(most[i] - widths[i], share))


def _least(column: Column, cells: Sequence[str]) -> int:
    # A number is never broken; a text may be, between its words.
    whole = cells if column.align is Align.RIGHT else [word for cell in cells for word in cell.split()]
    words = [*column.title.split(), *whole]
    longest = max((cell_len(word) for word in words), default=1)
    line = max((cell_len(cell) for cell in cells), default=0)
    return min(max(longest, min(line, _SHORT_LINE)), _LONGEST_WORD)


def _reserve(table: Table, least: Sequence[int]) -> int:
    """Keeps what the wide columns need to stay readable."""
    return sum(max(0, _READABLE - low) for low, column in zip(least, table.columns, strict=True) if column.wide)


def _rich_table(table: Table, widths: Sequence[int]) -> RichTable:
    rich = RichTable(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0), header_style="bold")
    for column, width in zip(table.columns, widths, strict=True):
        rich.add_column(
            Text(column.title),
            justify="right" if column.align is Align.RIGHT else "left",
            overflow="fold",
            width=width,
            vertical="top",
        )
    first_total = len(table.rows) - table.total_rows
    above: tuple[Cell, ...] | None = None
    for index, row in enumerate(table.rows):
        if (index == first_total and table.total_rows) or _begins_part(table.parted_by, row, above):
            rich.add_section()
        above = row
        cells = [_cell(*parts) for parts in zip(row, table.columns, widths, strict=True)]
        rich.add_row(*cells, style="bold" if index >= first_total else None)
    return rich


def _begins_part(column: int | None, row: tuple[Cell, ...], above: tuple[Cell, ...] | None) -> bool:
    return column is not None and above is not None and row[column] != above[column]


def _cell(cell: Cell, column: Column, width: int) -> Text:
    words = _words(cell, column, _BRIEF_LINES * width - _RAGGED)
    if isinstance(cell, State):
        return Text(words, style=_STATE_STYLE.get(cell, ""))
    if cell == 0 or cell is None:
        return Text(words, style="dim")
    return Text(words, style="bold red" if column.alarm else "")


def _words(cell: Cell, column: Column, length: int = 110) -> str:
    words = text_of(cell)
    return brief(words, length) if column.brief else words


def _show_records(console: Console, table: Table) -> None:
    """Writes a row as a block of lines, on a terminal too narrow for columns."""
    for row in table.rows:
        console.print(Text("─" * min(console.width, 40), style="dim"))
        for cell, column in zip(row, table.columns, strict=True):
            if cell not in (None, ""):
                console.print(Text(f"{column.title}: ", style="bold") + _cell(cell, column, console.width))


def _show_plain(console: Console, table: Table) -> None:
    rows = [tuple(_words(cell, column) for cell, column in zip(row, table.columns, strict=True)) for row in table.rows]
    titles = tuple(column.title for column in table.columns)
    widths = [max(cell_len(row[i]) for row in [titles, *rows]) for i in range(len(titles))]
    lines = [_plain_line(row, widths, table.columns) for row in [titles, *rows]]
    console.file.write("\n".join(lines) + "\n")


def _plain_line(row: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    cells = []
    for cell, width, column in zip(row, widths, columns, strict=True):
        blanks = " " * (width - cell_len(cell))
        cells.append(blanks + cell if column.align is Align.RIGHT else cell + blanks)
    return "  ".join(cells).rstrip()
