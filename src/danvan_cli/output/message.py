"""A document as a message: plain lines that any phone shows as they are, a table's rows told one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.blocks import Appendix, Document, Figure, Heading, Listing, Paragraph
from danvan_cli.output.tables import Cell, Column, Table, text_of

# A message of more lines than this is read by nobody; the rest is counted.
_MOST_ROWS = 20


def message(document: Document) -> Iterator[str]:
    """Writes the message line by line; blank lines part its pieces."""
    yield f"{_line(document.title)}\n"
    yield from (f"{_line(line)}\n" for line in document.lines)
    for block in document.blocks():
        if isinstance(block, Heading):
            yield f"\n{_line(block.text).upper()}\n"
        elif isinstance(block, Appendix):
            yield f"\n{_line(block.line).upper()}\n"
        elif isinstance(block, Paragraph):
            yield f"\n{_line(block.text)}\n"
        elif isinstance(block, Listing):
            yield from (f"- {_line(item)}\n" for item in block.items)
        elif isinstance(block, Figure):
            yield from _bars(block)
        elif isinstance(block, Table):
            yield from _table(block)


def _bars(figure: Figure) -> Iterator[str]:
    yield f"\n{_line(figure.title)}:\n"
    for place, name in enumerate(figure.categories):
        told = ", ".join(f"{one.name.lower()} {one.values[place]}" for one in figure.series if one.values[place])
        yield f"- {_line(name)}: {told or 0}\n"


def _table(table: Table) -> Iterator[str]:
    yield f"\n{_line(table.title or table.name)}:\n" if table.rows else f"\n{_line(table.empty)}\n"
    for number, row in enumerate(islice(table.rows, _MOST_ROWS), start=1):
        yield f"{number}. {told_row(table.columns, row)}\n"
    if len(table.rows) > _MOST_ROWS:
        yield f"… và {len(table.rows) - _MOST_ROWS} dòng khác.\n"
    if table.note:
        yield f"{_line(table.note)}\n"


def told_row(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    """Tells a row in one line: its text first, then every other cell behind its column's title."""
    texts = [(column, _line(text_of(cell, empty=""))) for column, cell in zip(columns, row, strict=True)]
    first = next((text for column, text in texts if column.wide), "")
    others = "; ".join(
        f"{column.title[:1].lower()}{column.title[1:]}: {text}" for column, text in texts if text and not column.wide
    )
    return " – ".join(filter(None, [first.rstrip(". "), others]))


def _line(text: str) -> str:
    return " ".join(strip_controls(text).split())
