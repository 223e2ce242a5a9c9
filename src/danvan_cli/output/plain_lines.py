"""Reports as plain lines: one fact in each, its label before it, nothing drawn and nothing cut.

A screen reader says line by line what stands there: it knows no columns, and what is only drawn it spells out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.tables import Cell, Column, Report, Table, Titled, text_of

# Stands before the name of a column that is part of the one before it.
_PART_OF = "– "
# A title that tells how many rows there are.
_COUNTED = re.compile(r"\(\d+( trong \d+)?\)$")


def plain_report(report: Report) -> Iterator[str]:
    """Writes a report line by line; a blank line parts two tables, and two rows of one."""
    above = list(filter(None, [report.title, *report.lines]))
    if above:
        yield from map(_line, above)
    for place, block in enumerate(block for table in report.tables for block in _blocks(table)):
        if place or above:
            yield "\n"
        yield from block


def plain_table(table: Table) -> Iterator[str]:
    """Writes a table by itself, as ``plain_report`` does; one that tells nothing of its own is left out."""
    return plain_report(Report("", (), (table,)))


def _blocks(table: Table) -> Iterator[Iterable[str]]:
    """Parts a table into its title, with how many rows there are, each row as lines "column: cell", and its note."""
    if table.is_drawn:
        return
    if not table.rows:
        yield map(_line, filter(None, [table.title, table.empty]))
        return
    if table.title:
        rows = len(table.rows) - table.total_rows
        yield [_line(table.title if _COUNTED.search(table.title) else f"{table.title}: {rows} dòng")]
    if table.is_facts:
        yield (_fact(str(label), value) for label, value in table.rows)
    else:
        yield from (_facts(table, row) for row in table.rows)
    if table.note:
        yield [_line(table.note)]


def _facts(table: Table, row: tuple[Cell, ...]) -> Iterator[str]:
    cells = zip(table.columns, row, strict=True)
    return (_fact(column.title, _whole(cell, column)) for column, cell in cells if text_of(cell, empty=""))


def _fact(title: str, cell: Cell) -> str:
    label = f"Trong đó {title.removeprefix(_PART_OF)}" if title.startswith(_PART_OF) else title
    return _line(f"{label}: {text_of(cell)}")


def _whole(cell: Cell, column: Column) -> Cell:
    """Is the short title where a screen has it, unless that is itself cut."""
    is_titled = column.brief and isinstance(cell, Titled) and not cell.short.endswith("…")
    return cell.short if is_titled and isinstance(cell, Titled) else cell


def _line(text: str) -> str:
    return " ".join(strip_controls(text).split()) + "\n"
