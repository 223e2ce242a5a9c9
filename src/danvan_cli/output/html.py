"""A document as one page of HTML that needs nothing else: for a phone and a desk, light and dark, and for paper.

All that comes from the data is escaped. The page's own rules let nothing in from outside and run no script but the one
that it was written with, which sorts tables and lays them out on a phone; without it everything can be read.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from itertools import count
from pathlib import Path

from danvan_cli.domain.carried_figures import figures_block
from danvan_cli.domain.dates import official_words
from danvan_cli.domain.text import joined_number, strip_controls
from danvan_cli.output.blocks import (
    Appendix,
    Block,
    Cards,
    Document,
    Figure,
    Heading,
    Listing,
    Look,
    OfficialFoot,
    OfficialHead,
    Paragraph,
    Signature,
    figure_table,
)
from danvan_cli.output.tables import Align, Cell, Table, text_of

_PAGE = Path(__file__).with_name("page")
# A bar's part that is narrower than this share of the widest bar has no room for its number.
_ROOM_FOR_NUMBER = 0.05
_PATTERNS = (
    '<svg class="defs" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="p1" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="b" width="8" height="8" stroke="none"/><path class="i1" d="M2 0v8" stroke-width="4"/></pattern>'
    '<pattern id="p2" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<rect class="b" width="7" height="7" stroke="none"/><circle class="i2" cx="3.5" cy="3.5" r="2"/></pattern>'
    "</defs></svg>"
)

_PLACES = (
    '<nav aria-label="Trong trang"><ul><li><a href="#tom-tat">Tóm tắt</a></li>'
    '<li><a href="#toan-van">Toàn văn</a></li></ul></nav>\n'
)


def html(document: Document) -> Iterator[str]:
    """Writes the page piece by piece; rows of long tables as they are read."""
    style, script = _asset("page.css"), _asset("page.js")
    yield _beginning(document, style, script)
    writer = _Writer()
    yield '<main id="noi-dung">\n'
    if document.overview is not None:
        yield '<section id="tom-tat" aria-label="Tóm tắt">\n'
        yield from writer.blocks(document.overview())
        yield '</section>\n<h2 class="page" id="toan-van">Toàn văn</h2>\n'
    yield writer.page_begun("wide" if document.is_sideways else "")
    if document.head is not None:
        yield _head(document.head)
    yield from writer.blocks(document.blocks())
    yield "</div>\n</main>\n"
    if document.figures is not None:
        yield figures_block(document.figures())
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _beginning(document: Document, style: str, script: str) -> str:
    title = _text(document.title)
    lines = "".join(f"<p>{_text(line)}</p>" for line in document.lines)
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src '{_hashed(style)}'; script-src '{_hashed(script)}'; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="danvan">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{_PATTERNS}"
        f'<a class="skip" href="#noi-dung">Đến nội dung</a>\n<header>\n<h1>{title}</h1>\n'
        f'<div class="lines">{lines}</div>\n</header>\n{_PLACES if document.overview is not None else ""}'
    )


@cache
def _asset(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _hashed(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _text(text: str) -> str:
    return escape(strip_controls(text).strip(), quote=False)


def _attribute(text: str) -> str:
    return escape(strip_controls(text).strip())


def _head(head: OfficialHead) -> str:
    names = "".join(f"<p>{_text(name.upper())}</p>" for name in (head.governing_body, head.issuer) if name)
    number = f"Số: {joined_number(head.number or '…', head.symbol)}"
    day = official_words(head.signed_on) if head.signed_on else "ngày … tháng … năm …"
    about = f'<p class="kind">{_text((head.kind or "").upper())}<br>{_text(head.abstract)}</p>\n'
    return (
        f'<div class="head"><div>{names}<p>{_text(number)}</p></div><div><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>'
        f"<p>Độc lập - Tự do - Hạnh phúc</p><p>{_text(f'{head.place or chr(8230)}, {day}')}</p></div></div>\n{about}"
    )


class _Writer:
    """Writes blocks one after the other, and knows what it has begun and which figures it has drawn."""

    def __init__(self) -> None:
        self._is_begun = False
        self._numbers = count(1)
        self._drawn: set[Figure] = set()

    def blocks(self, blocks: Iterable[Block | Cards]) -> Iterator[str]:
        """Writes each block by its kind."""
        for block in blocks:
            yield from self._written(block)

    def page_begun(self, names: str) -> str:
        """Begins pages of their own on paper, and ends those before them."""
        before = "</div>\n" if self._is_begun else ""
        self._is_begun = True
        return f"{before}<div{_class(names)}>\n"

    def _written(self, block: Block | Cards) -> Iterator[str]:
        if isinstance(block, Heading):
            level = block.level + 1
            yield f"<h{level}>{_text(block.text)}</h{level}>\n"
        elif isinstance(block, Paragraph):
            look = "gap" if block.is_gap else "" if block.look is Look.BODY else block.look
            yield f"<p{_class(look)}>{_text(block.text)}</p>\n"
        elif isinstance(block, Listing):
            yield f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in block.items)}</ul>\n"
        elif isinstance(block, Cards):
            yield _cards(block)
        elif isinstance(block, Figure):
            if block in self._drawn:
                return
            self._drawn.add(block)
            yield _figure(block)
            yield from self._table(figure_table(block)._replace(title=""), summary="Số liệu của biểu đồ")
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Appendix):
            yield self.page_begun("page wide" if block.sideways else "page")
            yield f"<h2>{_text(block.line)}</h2>\n"
            yield f"<p{_class(Look.CENTRED)}>{_text(block.of)}</p>\n" if block.of else ""
        elif isinstance(block, Signature):
            yield _foot(block.foot)

    def _table(self, table: Table, summary: str = "") -> Iterator[str]:
        if not table.rows:
            yield f"<p>{_text(table.empty)}</p>\n"
            return
        caption = f"<caption>{_text(table.title)}</caption>" if table.title else ""
        number = next(self._numbers)
        label = f"Bảng {number}: {table.title or summary or table.name}".rstrip(": ")
        columns = [("n", c.align is Align.RIGHT) for c in table.columns], [("w", c.wide) for c in table.columns]
        classes = " ".join(f"{key}{place}" for marks in columns for place, (key, is_so) in enumerate(marks, 1) if is_so)
        head = "".join(f'<th scope="col">{_text(column.title) or "Đơn vị"}</th>' for column in table.columns)
        if summary:
            yield f"<details><summary>{_text(summary)}</summary>\n"
        yield (
            f'<div class="table" role="group" tabindex="0" aria-label="{_attribute(label)}">'
            f"<table{_class(classes)}>{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n"
        )
        yield from _rows(table)
        yield "</table></div>\n"
        if table.note:
            yield f'<p class="note">{_text(table.note)}</p>\n'
        if summary:
            yield "</details>\n"


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""


def _rows(table: Table) -> Iterator[str]:
    """Writes a row a line; the ends of cells and rows, which HTML does not need, would be a tenth of a long page."""
    alarming = {place for place, column in enumerate(table.columns) if column.alarm}
    first_total = len(table.rows) - table.total_rows
    for place, row in enumerate(table.rows):
        if place == first_total and table.total_rows:
            yield "<tfoot>\n"
        if alarming:
            yield "".join(["<tr>", *(_cell(cell, n in alarming) for n, cell in enumerate(row)), "\n"])
        else:
            yield f"<tr><td>{'<td>'.join(map(_cell_text, row))}\n"


def _cell(cell: Cell, is_alarming: bool) -> str:
    mark = ' class="alarm"' if is_alarming and cell else ""
    return f"<td{mark}>{_cell_text(cell)}"


def _cell_text(cell: Cell) -> str:
    if type(cell) is str and cell.isprintable():
        # By far the most cells, at once.
        return escape(cell.strip(), quote=False) if _is_markup(cell) else cell.strip()
    return "" if cell is None else _text(text_of(cell, empty=""))


def _is_markup(text: str) -> bool:
    return "<" in text or "&" in text or ">" in text


def _cards(block: Cards) -> str:
    items = "".join(
        f"<li{_class('late' if card.is_alarm else '')}><span>{_text(card.label)}</span>"
        f'<span class="value" data-figure="{_attribute(card.name)}">{_text(card.value).replace("/", "/<wbr>")}</span>'
        f'<span class="note">{_text(card.note)}</span></li>'
        for card in block.cards
    )
    return f'<ul class="cards">{items}</ul>\n'


def _figure(figure: Figure) -> str:
    """Draws a bar for each category, its parts told apart by pattern as well as by colour; the table below has all."""
    sums = [sum(one.values[place] for one in figure.series) for place in range(len(figure.categories))]
    most = max([1, *sums])
    rows = "".join(
        f'<dt>{_text(name)}</dt><dd>{_bar(figure, place, most)}</dd><dd class="sum">{sums[place]}</dd>'
        for place, name in enumerate(figure.categories)
    )
    key = "".join(
        f'<li><svg aria-hidden="true" focusable="false"><rect class="s{one.look}" x="1" y="1" width="22" height="14"/>'
        f"</svg>{_text(one.name)}</li>"
        for one in figure.series
    )
    return (
        f'<figure><figcaption>{_text(figure.title)}</figcaption><dl class="bars">{rows}</dl>'
        f'<ul class="key">{key}</ul></figure>\n'
    )


def _bar(figure: Figure, place: int, most: int) -> str:
    parts, told, begin = [], [], 0
    for one in figure.series:
        value = one.values[place]
        if not value:
            continue
        told.append(f"{one.name.lower()} {value}")
        parts.append(
            f'<rect class="s{one.look}" x="{100 * begin / most:.2f}%" y="1" '
            f'width="{100 * value / most:.2f}%" height="22"/>'
        )
        if value / most >= _ROOM_FOR_NUMBER:
            parts.append(f'<text x="{100 * (begin + value / 2) / most:.2f}%" y="17">{value}</text>')
        begin += value
    return f'<svg role="img" aria-label="{_attribute(", ".join(told) or "0")}">{"".join(parts)}</svg>'


def _foot(foot: OfficialFoot) -> str:
    listed = "".join(f"<li>{_text(words)}</li>" for words in foot.listed)
    sealed = f'<p class="note">{_text(foot.sealed)}</p>' if foot.sealed else ""
    titles = [*(foot.authority or "").split(" / "), foot.signer_title]
    signed = "".join(f"<p>{_text(words.upper())}</p>" for words in titles if words)
    name = f"<p>{_text(foot.signer)}</p>" if foot.signer else ""
    return (
        f'<div class="foot"><div><p><em>Nơi nhận:</em></p><ul>{listed}</ul>{sealed}'
        f'</div><div class="sign">{signed}{name}</div></div>\n'
    )
