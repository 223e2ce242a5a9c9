"""A document as Markdown with GitHub tables; whatever the data holds is shown as itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from danvan_cli.domain.dates import official_words
from danvan_cli.domain.text import joined_number, strip_controls
from danvan_cli.output.blocks import (
    Appendix,
    Block,
    Document,
    Figure,
    Heading,
    Listing,
    OfficialHead,
    Paragraph,
    Signature,
    figure_table,
)
from danvan_cli.output.tables import Align, Table, text_rows

# "&" only where it would begin an entity: "KH&CN" stays readable in the source.
_SPECIAL = re.compile(r"[\\`*_\[<|~#$]|&(?=#?\w+;)")
# What makes a list, a quotation, a rule or a heading at the start of a line.
_LINE_START = re.compile(r"^([-+>=])|^(\d+)([.)])")


def markdown(document: Document) -> Iterator[str]:
    """Writes the document piece by piece; numbers stand right, totals bold, and the text ends with a line end."""
    head = document.head
    if head is not None:
        yield from _head(head)
        yield "\n"
    yield f"# {_line(document.title)}\n"
    for line in document.lines:
        yield from _block(_line(line))
    level = 0
    for block in document.blocks():
        level = block.level if isinstance(block, Heading) else 1 if isinstance(block, Appendix) else level
        yield from _written(block, level)


def _head(head: OfficialHead) -> Iterator[str]:
    number = f"Số: {joined_number(head.number or '…', head.symbol)}"
    day = official_words(head.signed_on) if head.signed_on else "ngày … tháng … năm …"
    names = [head.governing_body, head.issuer]
    parts = [*(name.upper() for name in names if name), number, f"{head.place or '…'}, {day}"]
    yield "  \n".join(map(_line, parts)) + "\n"


def _written(block: Block, level: int) -> Iterator[str]:
    """Writes a block that stands under a heading of a level, 0 under none."""
    if isinstance(block, Heading):
        yield from _block(f"{'#' * (block.level + 1)} {_escape(_one_line(block.text))}")
    elif isinstance(block, Appendix):
        yield from _block(f"## {_escape(_one_line(block.line))}")
        yield from _block(_line(block.of))
    elif isinstance(block, Paragraph):
        words = _line(block.text)
        yield from _block(f"**{words}**" if block.is_gap else words)
    elif isinstance(block, Listing):
        yield "\n"
        yield from (f"- {_line(item)}\n" for item in block.items)
    elif isinstance(block, Figure):
        yield from _block(f"**{_line(block.title)}**")
        yield from _table(figure_table(block)._replace(title=""))
    elif isinstance(block, Signature):
        yield from _block(f"Nơi nhận: {_line(' '.join(block.foot.listed))}")
        signers = [block.foot.authority, block.foot.signer_title, block.foot.signer]
        yield from _block("  \n".join(f"**{_line(words)}**" for words in signers if words))
        if block.foot.sealed:
            yield from _block(_line(block.foot.sealed))
    elif isinstance(block, Table):
        yield from _table(block, level)


def _table(table: Table, level: int = 0) -> Iterator[str]:
    if table.title:
        yield from _block(f"{'#' * (level + 2)} {_line(table.title)}")
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


def _one_line(text: str) -> str:
    return " ".join(strip_controls(text).split())


def _line(text: str) -> str:
    one_line = _escape(_one_line(text))
    return _LINE_START.sub(lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", one_line)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
