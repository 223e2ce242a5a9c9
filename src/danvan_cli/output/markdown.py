"""A report as Markdown with GitHub tables; whatever the data holds is shown as itself."""

from __future__ import annotations

import re

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.tables import Align, Report, Table, text_rows

# "&" only where it would begin an entity: "KH&CN" stays readable in the source.
_SPECIAL = re.compile(r"[\\`*_\[<|~#$]|&(?=#?\w+;)")
# What makes a list, a quotation, a rule or a heading at the start of a line.
_LINE_START = re.compile(r"^([-+>=])|^(\d+)([.)])")


def markdown(report: Report) -> str:
    """Writes the whole report; numbers stand right, totals bold, and the text ends with a line end."""
    blocks = [f"# {_line(report.title)}", *(_line(line) for line in report.lines)]
    for table in report.tables:
        blocks += _blocks(table)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _blocks(table: Table) -> list[str]:
    body = _table(table) if table.rows else _line(table.empty)
    return [f"## {_line(table.title)}", body, _line(table.note)]


def _table(table: Table) -> str:
    header = [_cell(column.title) for column in table.columns]
    ruler = ["---:" if column.align is Align.RIGHT else "---" for column in table.columns]
    rows = [[_cell(text) for text in row] for row in text_rows(table)]
    first_total = len(rows) - table.total_rows
    rows[first_total:] = [[f"**{cell}**" if cell else cell for cell in row] for row in rows[first_total:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, ruler, *rows))


def _cell(text: str) -> str:
    # A table row is one source line, so a line end inside a cell can only be a tag.
    lines = strip_controls(text).strip().split("\n")
    return "<br>".join(_escape(" ".join(line.split())) for line in lines)


def _line(text: str) -> str:
    one_line = _escape(" ".join(strip_controls(text).split()))
    return _LINE_START.sub(lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", one_line)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
