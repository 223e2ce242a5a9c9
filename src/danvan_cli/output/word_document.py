"""A document as a Word file: head and foot of the official frame, between them its blocks, written one by one."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from danvan_cli.domain.carried_figures import FIGURES_PART, figures_xml
from danvan_cli.domain.text import strip_controls
from danvan_cli.output.blocks import (
    Appendix,
    Block,
    Document,
    Figure,
    Heading,
    Listing,
    Look,
    Paragraph,
    Signature,
)
from danvan_cli.output.charts import CHART_KIND, CHART_TYPE, chart_xml, inline_drawing
from danvan_cli.output.official import BODY_STYLE, foot_xml, official_document, set_body_style
from danvan_cli.output.tables import Table
from danvan_cli.output.word import (
    BODY,
    LANDSCAPE,
    LEFT,
    MARK,
    PORTRAIT,
    RIGHT,
    SMALL,
    Part,
    new_document,
    pack,
    set_style,
    table_pieces,
    text_xml,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TITLE = 14
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_MARGINS = re.compile(r"<w:pgMar\b[^>]*/>")
# An empty paragraph as low as Word has them: between tables, behind the last, at the end of a section.
_LOW = '<w:p><w:pPr>{more}<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{section}</w:pPr></w:p>'


def write_docx(document: Document, created: datetime, file: BinaryIO) -> None:
    """Writes the document on A4; the same document and ``created`` give the same bytes (UTC where it names no zone).

    A table's rows are gone through twice, first for the widths of its columns; no block is kept.
    """
    first = LANDSCAPE if document.is_sideways else PORTRAIT
    if document.head is not None:
        word = official_document(document.head, created)
    else:
        word = new_document(document.title, first, created)
        set_body_style(word)
    _set_headings(word)
    if document.head is None:
        _write_title(word, document)
    writer = _Writer(word, is_sideways=document.is_sideways)
    if document.figures is not None:
        carried = figures_xml(document.figures())
        writer.parts.append(Part("rIdFigures", f"../{FIGURES_PART}", carried, "application/xml", _CUSTOM_XML))
    pack(word, created, file, [writer.pieces(document)], writer.parts)


def _set_headings(word: WordDocument) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    styles = word.styles
    set_style(styles["Title"], _TITLE, bold=True, after=6)
    set_style(styles["Heading 1"], BODY, bold=True, before=12, after=4)
    set_style(styles["Heading 2"], BODY, bold=True, before=8, after=3)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if (borders := styles["Title"].element.pPr.find(_w("pBdr"))) is not None:
        styles["Title"].element.pPr.remove(borders)
    for level in (1, 2):
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(f"w:{name}")
    return found


def _write_title(word: WordDocument, document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    word.add_paragraph(strip_controls(document.title), style="Title")
    for line in document.lines:
        word.add_paragraph(strip_controls(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER


class _Writer:
    """Writes blocks as WordprocessingML; ``parts`` are the charts that it has come to so far."""

    def __init__(self, word: WordDocument, *, is_sideways: bool) -> None:
        from docx.oxml import parse_xml

        self.parts: list[Part] = []
        self._is_sideways = is_sideways
        self._is_behind_table = False
        body = word.element.body
        section = body.sectPr
        self._sections = {is_sideways: _xml(section), not is_sideways: _xml(_turned(section))}
        self._begun = False
        body.remove(section)
        body.append(parse_xml(f"<root>{MARK}</root>")[0])

    def pieces(self, document: Document) -> Iterator[str]:
        """Writes all that stands in the body behind what is there already, the last section's settings too."""
        for block in document.blocks():
            yield from self._block(block)
        if self._is_behind_table:
            yield _LOW.format(more="", section="")
        yield self._section()

    def _section(self) -> str:
        """Gives the settings of the section that ends here; the pages of each but the first are numbered anew."""
        found = self._sections[self._is_sideways]
        if self._begun:
            found = _MARGINS.sub(r'\g<0><w:pgNumType w:start="1"/>', found)
        self._begun = True
        return found

    def _block(self, block: Block) -> Iterator[str]:
        was_table, self._is_behind_table = self._is_behind_table, isinstance(block, Table) and bool(block.rows)
        if isinstance(block, Appendix):
            yield _LOW.format(more="", section=self._section())
            self._is_sideways = block.sideways
            yield from self._appendix(block)
        elif isinstance(block, Heading):
            yield self._paragraph(block.text, f"Heading{block.level}")
        elif isinstance(block, Paragraph):
            yield self._text(block)
        elif isinstance(block, Listing):
            for item in block.items:
                yield self._paragraph(f"- {item}", _STYLE_KEY)
        elif isinstance(block, Figure):
            yield self._figure(block)
        elif isinstance(block, Signature):
            yield foot_xml(block.foot)
        else:
            if was_table and not block.title:
                yield _LOW.format(more="", section="")
            yield from self._table(block)

    def _appendix(self, block: Appendix) -> Iterator[str]:
        centred, size = '<w:jc w:val="center"/>', f'<w:sz w:val="{2 * _TITLE}"/>'
        yield self._paragraph(f"{block.name}\n{block.title.upper()}", "Heading1", shape=centred, look=size)
        if block.of:
            yield self._paragraph(block.of, "Normal", keep="<w:keepNext/>", shape=centred, look=f"<w:i/>{size}")

    def _text(self, block: Paragraph) -> str:
        if block.look is Look.CENTRED:
            return self._paragraph(block.text, "Normal", shape='<w:jc w:val="center"/>', look="<w:i/>")
        if block.look is Look.NOTE:
            return self._note(block.text)
        keep = "<w:keepNext/><w:keepLines/>" if block.is_last else ""
        # Marked, so that nobody sends it unseen; the brackets tell it on paper without colours.
        look = '<w:highlight w:val="yellow"/>' if block.is_gap else ""
        return self._paragraph(block.text, _STYLE_KEY, keep=keep, look=look)

    def _note(self, text: str) -> str:
        size = f'<w:i/><w:sz w:val="{2 * SMALL}"/>'
        return self._paragraph(text, "Normal", shape='<w:spacing w:before="60"/>', look=size)

    def _paragraph(self, text: str, style: str, *, keep: str = "", shape: str = "", look: str = "") -> str:
        run = f"<w:rPr>{look}</w:rPr>" if look else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{shape}</w:pPr>'
            f"<w:r>{run}{text_xml(strip_controls(text))}</w:r></w:p>"
        )

    def _figure(self, figure: Figure) -> str:
        number = sum(part.kind == CHART_KIND for part in self.parts) + 1
        key, name = f"rIdChart{number}", f"charts/chart{number}.xml"
        self.parts.append(Part(key, name, chart_xml(figure), CHART_TYPE, CHART_KIND))
        width = (LANDSCAPE if self._is_sideways else PORTRAIT)[0] - LEFT - RIGHT
        drawing = inline_drawing(figure, key, number, width)
        return f'<w:p><w:pPr><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/></w:pPr>{drawing}</w:p>'

    def _table(self, table: Table) -> Iterator[str]:
        if table.title:
            yield self._paragraph(table.title, "Heading2")
        if not table.rows:
            yield self._paragraph(table.empty, _STYLE_KEY)
            return
        yield from table_pieces(table, LANDSCAPE if self._is_sideways else PORTRAIT)
        if table.note:
            self._is_behind_table = False
            yield self._note(table.note)


_STYLE_KEY = BODY_STYLE.replace(" ", "")


def _xml(element: object) -> str:
    from lxml import etree

    xml: str = etree.tostring(element, encoding="unicode")
    return xml


def _turned(section: object) -> object:
    """Makes the settings of a section whose pages lie the other way; its page numbers go on."""
    turned = copy.deepcopy(section)
    for linked in turned.findall(_w("headerReference")):  # type: ignore[attr-defined]
        turned.remove(linked)  # type: ignore[attr-defined]
    size = turned.find(_w("pgSz"))  # type: ignore[attr-defined]
    width, height = size.get(_w("w")), size.get(_w("h"))
    size.set(_w("w"), height)
    size.set(_w("h"), width)
    size.set(_w("orient"), "landscape" if int(height) > int(width) else "portrait")
    return turned
