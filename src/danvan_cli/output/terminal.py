"""Tables on a terminal, by rich: text as it is, numbers right, states by word and colour, nothing cut to nonsense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from danvan_cli.domain.figures import Rate
from danvan_cli.domain.text import strip_controls
from danvan_cli.domain.words import State
from danvan_cli.output import bars, labels
from danvan_cli.output.tables import (
    Alarm,
    Align,
    Bar,
    Cell,
    Column,
    Marked,
    Report,
    Signed,
    Table,
    Titled,
    brief,
    text_of,
)

# Yellow and cyan cannot be read on white.
_STATE_STYLE = {
    State.OVERDUE: "bold red",
    State.DUE_SOON: "bold",
    State.DONE_ON_TIME: "green",
    State.DONE_UNDATED: "green",
    State.DONE_LATE: "magenta",
}
# Ragged line ends lose some letters of a brief cell of two lines; one of a single line ends in " …".
_RAGGED, _MORE = 8, 2
# Rich needs about a millisecond a row; past this many rows plain aligned lines are written.
_MOST_RICH_ROWS = 200
_MOST_READ_ROWS = 5_000
# Blanks between columns; the longest word and the longest line kept whole; where running text stays readable.
_GAP = 2
_LONGEST_WORD = 20
_SHORT_LINE = 9
_READABLE = 32
_READABLE_BRIEF = 28
_UNEVEN = 3  # letters by which the first of two lines is longer
_NARROWEST, _MOST_LINES = 22, 4
_RECORD_LINES = 4  # of a brief text that has the whole width
_LITTLE, _SHORT_TITLE = 10, 7  # letters


def report_pieces(report: Report, *, color: bool, stderr: bool = False) -> Iterator[str]:
    """Writes a report for stdout or stderr; without colour there is no escape sequence at all."""
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
        yield _printed(console, Text(strip_controls(report.title), style="bold"))
    for line in report.lines:
        yield _printed(console, Text(strip_controls(line)))
    for table in report.tables:
        yield from _table_pieces(console, table)


def _printed(console: Console, *things: RenderableType) -> str:
    with console.capture() as captured:
        console.print(*things)
    return captured.get()


def _table_pieces(console: Console, table: Table) -> Iterator[str]:
    if table.title:
        yield _printed(console) + _printed(console, Text(table.title, style="bold"))
    if not table.rows:
        yield _printed(console, Text(table.empty))
        return
    is_long = len(table.rows) > (_MOST_READ_ROWS if table.is_read else _MOST_RICH_ROWS)
    measures = _measured(table)
    table = _with_bars_that_fit(table, measures, 0 if is_long else console.width)
    widths = _widths(table, measures, console.width)
    if widths is None and table.is_drawn:
        return
    if widths is None or _is_squeezed(table, measures, widths):
        yield from _record_pieces(console, table)
    elif is_long:
        yield from _plain_lines(table, [measure.line for measure in measures])
    else:
        yield _printed(console, _rich_table(table, widths))
    if table.note:
        yield _printed(console, Text(table.note, style="dim"))


def _with_bars_that_fit(table: Table, measures: list[_Measure], available: int) -> Table:
    """Makes room for the bars, which then are told of in the note, or leaves their column out, of both."""
    place = bars.place_of_bars(table)
    if place is None:
        return table
    length = bars.room_for_bars(table, place, [measure.line for measure in measures], _GAP, available)
    if not length:
        del measures[place]
        return bars.without_column(table, place)
    measures[place].take_whole(length)
    told = bars.legend(table.columns[place], bars.own_look())
    return table._replace(note=" ".join(filter(None, [told, table.note])))


class _Measure:
    """The longest line of a column and the longest of its words, found without keeping a row."""

    def __init__(self, column: Column) -> None:
        # A number is never broken; a text may be, between its words.
        self._whole = column.align is Align.RIGHT
        self._title = cell_len(column.title)
        self._words = column.title.split()
        self.word = max(map(cell_len, self._words), default=0)
        self.cells = self._unbroken = 0

    def take(self, words: str) -> None:
        """Counts a cell; words that can change nothing are not looked at."""
        length = cell_len(words)
        if length > self.word and self.word < _LONGEST_WORD:
            self.word = max(self.word, length if self._whole else max(map(cell_len, words.split()), default=0))
        self.cells = max(self.cells, length)

    def take_whole(self, length: int) -> None:
        """Counts a cell that is never broken, however long."""
        self.cells = self._unbroken = length

    @property
    def line(self) -> int:
        """What the whole column takes."""
        return max(self._title, self.cells)

    @property
    def title_in_two(self) -> int:
        """What the title takes in two lines, a very short one in one."""
        if self._title <= _SHORT_TITLE:
            return self._title
        words = self._words
        halves = ((" ".join(words[:place]), " ".join(words[place:])) for place in range(len(words) + 1))
        return min(max(map(cell_len, both)) for both in halves)

    @property
    def half(self) -> int:
        """What its longest cell takes in two lines, about."""
        return min(self.cells, (self.cells + 1) // 2 + _UNEVEN)

    @property
    def least(self) -> int:
        """What it cannot do without."""
        return max(min(max(self.word or 1, min(self.cells, _SHORT_LINE)), _LONGEST_WORD), self._unbroken)


def _measured(table: Table) -> list[_Measure]:
    measures = [_Measure(column) for column in table.columns]
    for row in table.rows:
        for measure, cell, column in zip(measures, row, table.columns, strict=True):
            measure.take(_words(cell, column))
    return measures


def _widths(table: Table, measures: Sequence[_Measure], available: int) -> list[int] | None:
    """Shares the line among the columns; None when not even their longest words fit side by side.

    Narrow columns get their longest line as long as the wide ones keep a readable width, else their longest word.
    """
    if table.is_drawn:
        return _alike(measures, available)
    least = [measure.least for measure in measures]
    most = [measure.line for measure in measures]
    room = available - _GAP * (len(least) - 1)
    if sum(least) > room:
        return None
    widths = list(least)
    narrow = [place for place, column in enumerate(table.columns) if not column.wide]
    spare = room - _reserve(table, least, most)
    # No title is stacked word upon word; and it is broken once, a cell in each row.
    titles, halves, cells = zip(*((one.title_in_two, one.half, one.cells) for one in measures), strict=True)
    for wanted in (titles, halves, cells, most):
        _grow(widths, wanted, narrow, spare)
    _grow(widths, most, [place for place, column in enumerate(table.columns) if column.wide], room)
    return widths


def _alike(measures: Sequence[_Measure], available: int) -> list[int] | None:
    """Gives all columns of a grid the same width, that of the widest where there is room."""
    width = min(max(measure.line for measure in measures), (available + _GAP) // len(measures) - _GAP)
    return [width] * len(measures) if width >= max(measure.word for measure in measures) else None


def _is_squeezed(table: Table, measures: Sequence[_Measure], widths: Sequence[int]) -> bool:
    """Tells whether a text that is to be read whole would run down a column of a few words a line."""
    return any(
        column.wide and not column.brief and width < _NARROWEST and measure.cells > _MOST_LINES * width
        for column, measure, width in zip(table.columns, measures, widths, strict=True)
    )


def _grow(widths: list[int], wanted: Sequence[int], columns: Sequence[int], room: int) -> None:
    """Widens columns towards their longest line, sharing the room evenly: a short column leaves its share to others.

    What needs only a little gets it whole: half of it would break the same words.
    """
    growing = sorted(columns, key=lambda i: wanted[i] - widths[i])
    for place, i in enumerate(growing):
        left, need = max(0, room - sum(widths)), max(0, wanted[i] - widths[i])
        widths[i] += need if need <= min(left, _LITTLE) else min(need, left // (len(growing) - place))


def _reserve(table: Table, least: Sequence[int], most: Sequence[int]) -> int:
    """Keeps what the wide columns need to stay readable."""
    return sum(
        max(0, min(_READABLE_BRIEF if column.brief else _READABLE, high) - low)
        for low, high, column in zip(least, most, table.columns, strict=True)
        if column.wide
    )


def _rich_table(table: Table, widths: Sequence[int]) -> RichTable:
    rich = RichTable(
        box=None if table.is_facts else SIMPLE_HEAD, show_header=not table.is_facts, show_edge=False, pad_edge=False,
        padding=(0, _GAP if table.is_facts else _GAP - 1, 0, 0), header_style="bold",
    )  # fmt: skip
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
        cells = [_cell(*parts) for parts in zip(row, table.columns, widths, strict=True)]
        if table.parted_by == 0 and above is not None and row[0] == above[0]:
            cells[0] = Text("")  # what the row is of is said once
        above = row
        rich.add_row(*cells, style="bold" if index >= first_total else None)
    return rich


def _begins_part(column: int | None, row: tuple[Cell, ...], above: tuple[Cell, ...] | None) -> bool:
    return column is not None and above is not None and row[column] != above[column]


def _cell(cell: Cell, column: Column, width: int) -> Text:
    if isinstance(cell, Bar):
        return bars.drawn(cell, width, bars.own_look())
    is_long = len(_whole(cell, column)) > width
    # Two lines of a few words say nothing.
    lines = column.lines + (column.lines > 1 and width < _NARROWEST)
    room = lines * width - (_RAGGED if lines > 1 else _MORE) if is_long else width
    words = _words(cell, column, room)
    if isinstance(cell, State):
        return Text(words, style=_STATE_STYLE.get(cell, ""))
    if isinstance(cell, Signed):
        return Text(words, style="" if cell.value else "dim")
    if cell == 0 or words == labels.EMPTY:
        return Text(words, style="dim")
    if isinstance(cell, Marked) and words == cell:
        text = Text(words)
        for begin, end in cell.spans:
            text.stylize("bold reverse", begin, end)
        return text
    return Text(words, style="bold red" if column.alarm or isinstance(cell, Alarm) else "")


def _words(cell: Cell, column: Column, length: int = 110) -> str:
    whole = _whole(cell, column)
    return brief(whole, length) if column.brief and not isinstance(cell, State) else whole


def _whole(cell: Cell, column: Column) -> str:
    """Is a cell as a screen has it before anything is cut."""
    if column.brief and isinstance(cell, State):
        return labels.STATE_BRIEF[cell]
    if isinstance(cell, Rate) and not cell.denominator:
        return labels.EMPTY
    return text_of(cell.short if column.brief and isinstance(cell, Titled) else cell)


def _record_pieces(console: Console, table: Table) -> Iterator[str]:
    """Writes a row as a block of lines, on a terminal too narrow for columns."""
    for row in table.rows:
        yield _printed(console, Text("─" * min(console.width, 40), style="dim"))
        for cell, column in zip(row, table.columns, strict=True):
            if cell not in (None, ""):
                cells = _cell(cell, column._replace(lines=_RECORD_LINES), console.width)
                yield _printed(console, Text(f"{column.title}: ", style="bold") + cells)


def _plain_lines(table: Table, widths: Sequence[int]) -> Iterator[str]:
    yield _plain_line([column.title for column in table.columns], widths, table.columns)
    for row in table.rows:
        yield _plain_line(list(map(_words, row, table.columns)), widths, table.columns)


def _plain_line(row: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    cells = []
    for cell, width, column in zip(row, widths, columns, strict=True):
        blanks = " " * (width - cell_len(cell))
        cells.append(blanks + cell if column.align is Align.RIGHT else cell + blanks)
    return "  ".join(cells).rstrip() + "\n"
