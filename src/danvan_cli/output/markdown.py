"""A report as Markdown with GitHub tables; whatever the data holds is shown as itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.tables import Align, Report, Table, text_rows

# "&" only where it would begin an entity: "KH&CN" stays readable in the source.
_SPECIAL = re.compile(r"[\\`*_\[<|~#$]|&(?=#?\w+;)")
# What makes a list, a quotation, a rule or a heading at the start of a line.
_LINE_START = re.compile(r"^([-+>=])|^(\d+)([.)])")


def markdown(report: Report) -> Iterator[str]:
    """Writes the report piece by piece; numbers stand right, totals bold, and the text ends with a line end."""
    yield f"# {_line(report.title)}\n"
    for line in report.lines:
        yield from _block(_line(line))
    for table in report.tables:
        yield from _block(f"## {_line(table.title)}")
        if table.rows:
            yield "\n"
            yield from (f"| {' | '.join(row)} |\n" for row in _rows(table))
        else:
            yield from _block(_line(table.empty))
        yield from _block(_line(table.note))


def _block(text: str) -> Iterator[str]:
    if text:
        yield f"\n{text}\n"


def _rows(table: Table) -> Iterator[list[str]]:
    yield [_cell(column.title) for column in table.columns]
    yield ["---:" if column.align is Align.RIGHT else "---" for column in table.columns]
    first_total = len(table.rows) - table.total_rows
    for number, texts in enumerate(text_rows(table)):
        cells = [_cell(text) for text in texts]
        yield [f"**{cell}**" if cell else cell for cell in cells] if number >= first_total else cells


def _cell(text: str) -> str:
    # A table row is one source line, so a line end inside a cell can only be a tag.
    lines = strip_controls(text).strip().split("\n")
    return "<br>".join(_escape(" ".join(line.split())) for line in lines)


def _line(text: str) -> str:
    one_line = _escape(" ".join(strip_controls(text).split()))
    return _LINE_START.sub(lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", one_line)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
