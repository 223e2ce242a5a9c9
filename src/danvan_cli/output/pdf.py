"""A document as tagged PDF, by typst: the same pages as the Word file, from the same blocks.

All that comes from the data stands in typst as string literals, so that no text is ever taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from danvan_cli.domain.dates import official_words
from danvan_cli.domain.errors import DanvanError, UsageError
from danvan_cli.domain.text import joined_number, strip_controls
from danvan_cli.output.blocks import (
    Appendix,
    Block,
    Document,
    Figure,
    Heading,
    Listing,
    Look,
    OfficialFoot,
    OfficialHead,
    Paragraph,
    Signature,
)
from danvan_cli.output.charts import described
from danvan_cli.output.tables import Align, Table, text_rows
from danvan_cli.output.widths import column_widths

# Times New Roman where the machine has it; the others have the same widths, and Vietnamese letters.
FONTS = '("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif", "New Computer Modern")'
_SET_UP = """
#set document(title: {title})
#set page(paper: "a4", flipped: {flipped}, margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header-ascent: 20%,
  header: context {{ if counter(page).get().first() > 1 {{ align(center, counter(page).display()) }} }})
#set text(font: {fonts}, size: 13pt, lang: "vi", region: "vn", hyphenate: false)
#set par(justify: true, leading: 0.72em, spacing: 0.95em)
#show heading: it => block(above: 1.1em, below: 0.7em, sticky: true, text(size: 13pt, weight: "bold", it.body))
#let body(words) = par(first-line-indent: (amount: 12.7mm, all: true), words)
#let gap(words) = body(highlight(fill: rgb("#ffff00"), words))
#let rule(length) = line(length: length, stroke: 0.75pt)
#let hatch(ink, gap) = tiling(size: (gap, gap), {{
  place(rect(width: 100%, height: 100%, fill: white, stroke: none))
  place(line(start: (0%, 100%), end: (100%, 0%), stroke: 0.8pt + ink))
}})
#let bar-number(words) = box(fill: white, inset: 1pt, text(size: 9pt, words))
#let looks = (white, hatch(black, 7pt), luma(225), luma(190), hatch(black, 3.5pt), luma(245))
"""
_WIDTH_LETTERS = {False: 78.0, True: 124.0}


def write_pdf(document: Document, created: datetime, file: BinaryIO) -> None:
    """Writes the PDF; the same document, ``created`` and fonts give the same bytes.

    UsageError where typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise UsageError(
            "Bản cài này chưa có thư viện viết PDF.",
            "Cài thêm: pip install 'danvan[pdf]'; hoặc xuất .docx rồi lưu thành PDF bằng Word.",
        ) from error
    source = "".join(_source(document))
    try:
        made = typst.compile(source.encode(), format="pdf", timestamp=int(created.timestamp()))
    except (typst.TypstError, RuntimeError) as error:
        raise DanvanError("Không dựng được tệp PDF.", "Xuất .docx rồi lưu thành PDF bằng Word.") from error
    file.write(made)


def literal(text: str) -> str:
    """Writes a text as typst takes it for nothing but text."""
    escaped = strip_controls(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _source(document: Document) -> Iterator[str]:
    sideways = document.is_sideways
    yield _SET_UP.format(title=literal(document.title), flipped=str(sideways).lower(), fonts=FONTS)
    if document.head is not None:
        yield _head(document.head)
    else:
        yield f'#align(center, text(size: 14pt, weight: "bold", {literal(document.title)}))\n'
        yield "".join(f"#align(center, {literal(line)})\n" for line in document.lines)
    for block in document.blocks():
        if isinstance(block, Appendix):
            # The head of a page is set before what stands on it: the page that begins here is then the first.
            yield "#counter(page).update(0)\n"
            turned = f"#set page(flipped: {str(block.sideways).lower()})\n"
            yield turned if block.sideways != sideways else "#pagebreak()\n"
            sideways = block.sideways
            yield _appendix(block)
        else:
            yield from _block(block, is_sideways=sideways)


def _appendix(block: Appendix) -> str:
    words = literal(f"{block.name}\n{block.title.upper()}")
    of = f'#align(center, text(size: 14pt, style: "italic", {literal(block.of)}))\n' if block.of else ""
    return f"#align(center, heading(level: 1, text(size: 14pt, {words})))\n{of}"


def _head(head: OfficialHead) -> str:
    number = head.number or ""
    printed = joined_number(number.zfill(2) if number.isdecimal() else number or "        ", head.symbol)
    day = official_words(head.signed_on) if head.signed_on else "ngày … tháng … năm …"
    issuer = (head.issuer or "…………").upper()
    left = [f"text(size: 12pt, {literal(head.governing_body.upper())})"] if head.governing_body else []
    left += [f'text(size: 12pt, weight: "bold", {literal(issuer)})', "rule(40%)"]
    right = [
        'text(size: 12pt, weight: "bold", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")',
        'text(weight: "bold", "Độc lập - Tự do - Hạnh phúc")',
        "rule(56mm)",
    ]
    where = f"{head.place or '…………'}, {day}"
    place = f'text(style: "italic", {literal(where)})'
    columns = (
        f"#grid(columns: (70mm, 1fr), row-gutter: 4mm, align: center, {_stack(left)}, {_stack(right)}, "
        f"{literal(f'Số: {printed}')}, {place})\n"
    )
    title = [f'text(size: 14pt, weight: "bold", {literal((head.kind or "").upper())})'] if head.kind else []
    title += [f'text(size: 14pt, weight: "bold", {literal(head.abstract)})', "rule(45mm)"]
    return f"{columns}#v(4mm)\n#align(center, {_stack(title)})\n"


def _stack(parts: list[str]) -> str:
    return f"stack(spacing: 2.2mm, {', '.join(parts)})"


def _block(block: Block, *, is_sideways: bool) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"#heading(level: {block.level}, {literal(block.text)})\n"
    elif isinstance(block, Paragraph):
        yield _paragraph(block)
    elif isinstance(block, Listing):
        yield "".join(f"#body({literal(f'- {item}')})\n" for item in block.items)
    elif isinstance(block, Figure):
        yield drawn_figure(block)
    elif isinstance(block, Signature):
        yield _foot(block.foot)
    elif isinstance(block, Table):
        yield from _table(block, is_sideways=is_sideways)


def _paragraph(block: Paragraph) -> str:
    words = literal(block.text)
    if block.look is Look.CENTRED:
        return f'#align(center, text(style: "italic", {words}))\n'
    if block.look is Look.NOTE:
        return f'#text(size: 11pt, style: "italic", {words})\n\n'
    made = f"gap({words})" if block.is_gap else f"body({words})"
    return f"#block(sticky: true, breakable: false, {made})\n" if block.is_last else f"#{made}\n"


def _table(table: Table, *, is_sideways: bool) -> Iterator[str]:
    if table.title:
        yield f"#heading(level: 2, {literal(table.title)})\n"
    if not table.rows:
        yield f"#body({literal(table.empty)})\n"
        return
    widths = column_widths(table.columns, text_rows(table), _WIDTH_LETTERS[is_sideways])
    aligns = ", ".join("right" if column.align is Align.RIGHT else "left" for column in table.columns)
    head = "".join(f'align(center, text(weight: "bold", {literal(column.title)})), ' for column in table.columns)
    yield (
        f"#block(text(size: 11pt, hyphenate: false, {{ set par(justify: false, leading: 0.55em)\ntable(columns: "
        f"({''.join(f'{width:.2f}fr, ' for width in widths)}), align: ({aligns},), stroke: 0.5pt, inset: 1.4mm, "
        f"table.header(repeat: true, {head}),\n"
    )
    first_total = len(table.rows) - table.total_rows
    for place, row in enumerate(text_rows(table)):
        bold = place >= first_total
        yield "".join(
            f"table.cell(breakable: false, {'strong' if bold else 'text'}({literal(text)})), " for text in row
        )
        yield "\n"
    yield ") }))\n"
    if table.note:
        yield f'#text(size: 11pt, style: "italic", {literal(table.note)})\n\n'


def drawn_figure(figure: Figure) -> str:
    """Draws bars that lie, each as long as what it counts, with a key below them."""
    most = max(1, *(sum(one.values[place] for one in figure.series) for place in range(len(figure.categories))))
    rows = []
    for place, name in enumerate(figure.categories):
        bars = "".join(
            f"rect(width: {100 * one.values[place] / most:.2f}%, height: 5mm, fill: looks.at({one.look}), "
            f'stroke: 0.5pt, inset: 0pt, align(center + horizon, bar-number("{one.values[place]}"))),'
            for one in figure.series
            if one.values[place]
        )
        rows.append(f"text(size: 10pt, {literal(name)}), stack(dir: ltr, {bars}),")
    key = "".join(
        f"box(stack(dir: ltr, spacing: 1mm, rect(width: 5mm, height: 3mm, fill: looks.at({one.look}), stroke: 0.5pt), "
        f"text(size: 10pt, {literal(one.name)}))), h(4mm, weak: true),"
        for one in figure.series
    )
    return (
        f"#figure(kind: image, supplement: none, numbering: none, alt: {literal(described(figure))}, "
        f"caption: none, block(width: 100%, breakable: false, stack(spacing: 3mm, "
        f'text(size: 12pt, weight: "bold", {literal(figure.title)}), '
        f"grid(columns: (48mm, 1fr), row-gutter: 2mm, column-gutter: 2mm, align: (right + horizon, left + horizon), "
        f"{''.join(rows)}), align(left, par(justify: false, ({key}).join())))))\n"
    )


def _foot(foot: OfficialFoot) -> str:
    listed = ", ".join(f"text(size: 11pt, {literal(f'- {words}')})" for words in foot.listed)
    sealed = f', text(size: 8pt, style: "italic", {literal(foot.sealed)})' if foot.sealed else ""
    left = f'stack(spacing: 1.8mm, text(size: 12pt, weight: "bold", style: "italic", "Nơi nhận:"), {listed}{sealed})'
    titles = [*(foot.authority or "").split(" / "), foot.signer_title]
    signed = "".join(f'text(weight: "bold", {literal(words.upper())}), ' for words in titles if words)
    right = f'stack(spacing: 2mm, {signed}v(24mm), text(weight: "bold", {literal(foot.signer or "")}))'
    return f"#block(breakable: false, above: 6mm, grid(columns: (70mm, 1fr), align: (left, center), {left}, {right}))\n"
