"""The table that every format renders: typed cells under named columns, no layout."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Self

from danvan_cli.domain.dates import short
from danvan_cli.domain.figures import Rate
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.periods import period_words
from danvan_cli.domain.text import strip_controls
from danvan_cli.domain.words import State
from danvan_cli.output import labels


class Percent(NamedTuple):
    """A number of percent, for formats that have such a number."""

    value: Decimal


class Signed(NamedTuple):
    """By how much a figure differs from another one; ``is_points``: in percentage points."""

    value: Decimal
    is_points: bool = False


class Period(str):
    """A period by its name, "2023-Q3", which programs read; people are told its words."""

    __slots__ = ("mark",)
    mark: str

    @classmethod
    def of(cls, name: str, mark: str = "") -> Self:
        """Takes a period's name, or other words for one, and what is said behind it."""
        made = cls(f"{name} {mark}".strip() if mark else name)
        made.mark = mark
        return made

    @property
    def words(self) -> str:
        """What people call it, with what is said behind it; made when it is asked for, as many rows have one."""
        name = self.removesuffix(self.mark).rstrip()
        return " ".join(filter(None, [period_words(name), self.mark]))


class Bar(NamedTuple):
    """Shares of a whole, to be drawn where there is room: it tells nothing that the cells beside it do not."""

    parts: tuple[Decimal | int, ...]
    whole: Decimal | int


Cell = str | int | Decimal | date | State | Rate | Percent | Signed | Bar | None


class Alarm(str):
    """A text that stands out on a terminal with colours; what it says must be enough without them."""

    __slots__ = ()


class Strong(str):
    """A text whose row heads the rows below it: such a row of a printed table is bold."""

    __slots__ = ()


class Marked(str):
    """A text in which some stretches stand out on a terminal with colours: what was searched for."""

    __slots__ = ("spans",)
    spans: tuple[tuple[int, int], ...]

    def __new__(cls, text: str, spans: Iterable[tuple[int, int]]) -> Self:
        """Takes the text and where each stretch begins and ends."""
        made = super().__new__(cls, text)
        made.spans = tuple(spans)
        return made


class Align(StrEnum):
    """Where a column's cells stand; numbers stand right."""

    LEFT = "left"
    RIGHT = "right"


class Column(NamedTuple):
    """A column: its title and how it may be laid out; every format gives the whole of every cell but for ``brief``.

    ``wide`` columns take the width that is left; ``brief`` ones are shown by their beginning on a terminal, where
    another command shows the whole, on so many ``lines``; ``alarm`` ones stand out where they are not zero. ``drawn``
    names the parts of the bars in it, and the rest: only a terminal with room to spare shows such a column.
    """

    title: str
    align: Align = Align.LEFT
    wide: bool = False
    brief: bool = False
    alarm: bool = False
    lines: int = 2
    drawn: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows under columns. ``empty`` is the sentence that stands in place of a table without rows.

    ``total_rows`` says how many rows at the end are totals, to be set apart; ``parted_by`` is the column at whose
    change a line may be drawn. ``is_read`` marks rows that are read one after the other, as a text is: they are laid
    out for the width of the terminal even where there are many. ``name`` is what it is called where it stands apart
    from the text around it, such as a sheet; else its title. The rows of a report file may be made anew whenever they
    are gone through. ``is_facts`` marks rows that are each a label and what it tells, of one thing; ``is_drawn`` a
    table that shows by its layout what the lines and tables around it say, too.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Collection[tuple[Cell, ...]]
    empty: str = "Không có."
    total_rows: int = 0
    note: str = ""
    parted_by: int | None = None
    is_read: bool = False
    name: str = ""
    is_facts: bool = False
    is_drawn: bool = False


class Report(NamedTuple):
    """A titled run of tables: what a screen shows and what a report file holds."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]


def merged_note(told: Sequence[str]) -> str:
    """Says which lines of a table have merged units in them ("A gồm cả B"); empty where none has."""
    return f"Đơn vị đã sáp nhập được cộng vào đơn vị nhận: {'; '.join(told)}." if told else ""


def without_empty(table: Table) -> Table:
    """Leaves out the columns that say nothing in any row."""
    kept = [i for i in range(len(table.columns)) if any(row[i] not in (None, "") for row in table.rows)]
    return table._replace(
        columns=tuple(table.columns[i] for i in kept), rows=tuple(tuple(row[i] for i in kept) for row in table.rows)
    )


def number(title: str) -> Column:
    """Stands right, as figures are compared by their last digits."""
    return Column(title, Align.RIGHT)


class Titled(str):
    """A task's text with the short title that stands for it where a column is brief."""

    __slots__ = ("short",)
    short: str

    @classmethod
    def of(cls, content: str, short: str | None) -> str:
        """Is the text alone where it has no other title."""
        if short is None:
            return content
        titled = cls(content)
        titled.short = short
        return titled


def text_of(cell: Cell, *, empty: str = labels.EMPTY) -> str:
    """Writes a cell for people: Vietnamese dates and numbers, a state by its word, ``empty`` for the unknown."""
    if cell is None or cell == "" or isinstance(cell, Bar):
        return empty
    if isinstance(cell, State):
        return labels.STATE[cell]
    if isinstance(cell, Period):
        return strip_controls(cell.words)
    if isinstance(cell, Rate):
        percent = cell.percent
        share = labels.EMPTY if percent is None else f"{format_number(percent)}%"
        return f"{fraction(cell)} ({share})"
    if isinstance(cell, Percent):
        return f"{format_number(cell.value)}%"
    if isinstance(cell, Signed):
        return _signed_words(cell)
    if isinstance(cell, date):
        return short(cell)
    if isinstance(cell, int | Decimal):
        return format_number(cell)
    return strip_controls(cell)


def _signed_words(cell: Signed) -> str:
    """Writes "+2", "0", and of percentage points "+5,0 điểm %", which so are never taken for a percentage."""
    words = f"{'+' if cell.value > 0 else ''}{format_number(cell.value)}"
    return f"{words if ',' in words else f'{words},0'} điểm %" if cell.is_points else words


def fraction(rate: Rate) -> str:
    """Writes a rate without its percentage: "58/60"."""
    return f"{rate.numerator}/{rate.denominator}"


def with_rates_apart(table: Table) -> Table:
    """Puts the percentage of a column of rates into a column of its own, where it can be a number."""
    first = next(iter(table.rows), ())
    rates = [isinstance(cell, Rate) for cell in first]
    if not any(rates):
        return table
    columns: list[Column] = []
    for column, is_rate in zip(table.columns, rates, strict=True):
        columns += (column, number("Tỷ lệ đúng hạn")) if is_rate else (column,)
    return table._replace(columns=tuple(columns), rows=tuple(_apart(row, rates) for row in table.rows))


def _apart(row: tuple[Cell, ...], rates: Sequence[bool]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for cell, is_rate in zip(row, rates, strict=True):
        if isinstance(cell, Rate):
            cells += (fraction(cell), None if cell.percent is None else Percent(cell.percent))
        else:
            # A difference of rates stands with the percentages.
            beside = (None, cell) if isinstance(cell, Signed) else (cell, None)
            cells += beside if is_rate else (cell,)
    return tuple(cells)


def brief(words: str, length: int) -> str:
    """Cuts a text longer than ``length`` letters between two words; the mark of the cut comes on top of them."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + " …"


def text_rows(table: Table) -> Iterator[list[str]]:
    """Writes each row as text when it is come to, for formats that know only text."""
    return ([text_of(cell) for cell in row] for row in table.rows)
