"""A document of one page as a picture for a phone, by typst: one column of large letters, a table's rows as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from danvan_cli.domain.errors import DanvanError, UsageError
from danvan_cli.output.blocks import Appendix, Document, Figure, Heading, Listing, Paragraph
from danvan_cli.output.message import told_row
from danvan_cli.output.pdf import FONTS, drawn_figure, literal
from danvan_cli.output.tables import Table

# 1080 points across, as wide as the screens of phones; as tall as it has to be.
_DOTS_PER_INCH = 216.0
_SET_UP = """
#set page(width: 360pt, height: auto, margin: 18pt, fill: white)
#set text(font: {fonts}, size: 12pt, lang: "vi", region: "vn", hyphenate: false)
#set par(justify: false, leading: 0.6em, spacing: 0.85em)
#let hatch(ink, gap) = tiling(size: (gap, gap), {{
  place(rect(width: 100%, height: 100%, fill: white, stroke: none))
  place(line(start: (0%, 100%), end: (100%, 0%), stroke: 0.8pt + ink))
}})
#let bar-number(words) = box(fill: white, inset: 1pt, text(size: 9pt, words))
#let looks = (rgb("#9fd3a3"), hatch(rgb("#d9821f"), 5pt), hatch(rgb("#2e7d32"), 3pt), rgb("#7db4ea"), rgb("#9c1c2a"), white)
#let answer(words) = block(width: 100%, fill: rgb("#f3f5f7"), stroke: (left: 3pt + rgb("#30363d")), inset: 9pt, text(size: 14pt, weight: "bold", words))
#let row(number, words) = grid(columns: (14pt, 1fr), column-gutter: 4pt, text(weight: "bold", number), words)
"""  # noqa: E501  (a look is one line)


def write_png(document: Document, file: BinaryIO) -> None:
    """Writes the picture; UsageError where typst is not installed."""
    try:
        import typst
    except ImportError as error:
        raise UsageError(
            "Bản cài này chưa có thư viện vẽ ảnh.",
            "Cài thêm: pip install 'danvan[pdf]'; hoặc xuất bản tóm tắt bằng chữ: -o tom-tat.txt.",
        ) from error
    try:
        made = typst.compile("".join(_source(document)).encode(), format="png", ppi=_DOTS_PER_INCH)
    except (typst.TypstError, RuntimeError) as error:
        raise DanvanError("Không dựng được ảnh.", "Xuất bản tóm tắt bằng chữ: -o tom-tat.txt.") from error
    file.write(made)


def _source(document: Document) -> Iterator[str]:
    yield _SET_UP.format(fonts=FONTS)
    yield f'#text(size: 15pt, weight: "bold", {literal(document.title)})\n\n'
    yield from (f'#text(size: 10pt, fill: rgb("#4a525b"), {literal(line)})\n\n' for line in document.lines)
    is_first = True
    for block in document.blocks():
        if isinstance(block, Heading | Appendix):
            words = block.text if isinstance(block, Heading) else block.line
            yield f'#text(size: 13pt, weight: "bold", {literal(words)})\n\n'
        elif isinstance(block, Paragraph):
            yield f"#answer({literal(block.text)})\n" if is_first else f"#par({literal(block.text)})\n"
            is_first = False
        elif isinstance(block, Listing):
            yield from (f'#row("–", {literal(item)})\n' for item in block.items)
        elif isinstance(block, Figure):
            yield drawn_figure(block)
        elif isinstance(block, Table):
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield f"#par({literal(table.empty)})\n"
        return
    yield f'#text(size: 13pt, weight: "bold", {literal(table.title or table.name)})\n\n'
    for number, cells in enumerate(table.rows, start=1):
        yield f'#row("{number}.", {literal(told_row(table.columns, cells))})\n'
    if table.note:
        yield f'#text(size: 10pt, style: "italic", {literal(table.note)})\n\n'
