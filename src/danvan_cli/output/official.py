"""The official frame: what stands around the text of any document that an office sends, as a Word file.

Layout: Nghị định 30/2020/NĐ-CP, phụ lục I. Page, font and page numbers are those of all our Word files (``word``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from danvan_cli.domain.dates import official_words
from danvan_cli.domain.text import joined_number
from danvan_cli.output.blocks import OfficialFoot, OfficialHead
from danvan_cli.output.tables import Table
from danvan_cli.output.word import (
    BODY,
    LANDSCAPE,
    LEFT,
    PORTRAIT,
    RIGHT,
    SMALL,
    add_table,
    add_text,
    draw_line,
    new_document,
    set_style,
    two_columns,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_HEAD, _TITLE, _FINE = 12, 14, 8
BODY_STYLE = "Body Text"
# Millimetres: the columns of head and foot, the right one wide enough for the country's name; the printed motto.
_TEXT_WIDTH = PORTRAIT[0] - LEFT - RIGHT
_COLUMNS = (70, _TEXT_WIDTH - 70)
_MOTTO_WIDTH = 56
# The width in millimetres of an average bold capital of the head and of an average bold letter of the title; how long
# the line below a text is as a share of it: the decree says between a third and a half.
_MM_PER_CAPITAL, _MM_PER_LETTER, _LINE_SHARE = 2.65, 2.2, 0.42
_ABOVE_TITLE, _ABOVE_FOOT, _ROOM_TO_SIGN = 14, 12, 72
# Millimetres: where "Kính gửi:" begins above several names, how wide it is, and a dash with its blank.
_ADDRESS, _ADDRESS_WIDTH, _DASH = 35, 17, 4
_UNKNOWN = "…………"


def official_document(head: OfficialHead, created: datetime) -> Document:
    """Begins a document with its head; ``write_foot`` ends it, and ``word.pack`` writes it."""
    document = new_document(" ".join(filter(None, [head.kind, head.abstract])), PORTRAIT, created)
    set_body_style(document)
    _write_head(document, head)
    if head.kind:
        _write_title(document, head.kind, head.abstract)
    return document


def set_body_style(document: Document) -> None:
    """Sets the style of running text: justified, the first line indented."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    style = document.styles[BODY_STYLE]
    set_style(style, BODY, before=6)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    style.paragraph_format.first_line_indent = Cm(1.27)
    style.paragraph_format.line_spacing = 1.15


def _write_head(document: Document, head: OfficialHead) -> None:
    (left, right), (under_left, under_right) = two_columns(document, _COLUMNS, rows=2)
    if head.governing_body:
        _line(left, head.governing_body.upper(), size=_HEAD)
    issuer = (head.issuer or _UNKNOWN).upper()
    _line(left, issuer, size=_HEAD, bold=True)
    draw_line(left, _COLUMNS[0], _LINE_SHARE * min(_COLUMNS[0], _MM_PER_CAPITAL * len(issuer)))
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=_HEAD, bold=True)
    _line(right, _MOTTO, bold=True)
    draw_line(right, _COLUMNS[1], _MOTTO_WIDTH)
    _line(under_left, _number_line(head))
    if not head.kind:
        _line(under_left, head.abstract, size=_HEAD)
    day = official_words(head.signed_on) if head.signed_on else "ngày … tháng … năm …"
    _line(under_right, f"{head.place or _UNKNOWN}, {day}", italic=True)


def _line(
    cell: _Cell, text: str, *, size: int = BODY, bold: bool = False, italic: bool = False, center: bool = True
) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    first = cell.paragraphs[0]
    paragraph: Paragraph = cell.add_paragraph() if first.runs else first
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if center else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_after = Pt(0)
    add_text(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def _number_line(head: OfficialHead) -> str:
    given = (head.number or "").strip()
    padded = given.zfill(2) if given.isdecimal() else given
    return f"Số: {joined_number(padded or ' ' * 7, head.symbol)}"


def _write_title(document: Document, kind: str, abstract: str) -> None:
    for text, above in ((kind.upper(), _ABOVE_TITLE), (abstract, 0)):
        _write_centred(document, text, above=above, size=_TITLE, bold=True).paragraph_format.space_after = 0
    draw_line(document, _TEXT_WIDTH, _LINE_SHARE * min(_TEXT_WIDTH, _MM_PER_LETTER * len(abstract)))


def _write_centred(
    document: Document, text: str, *, above: int, size: int | None = None, bold: bool | None = None
) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph: Paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(above)
    add_text(paragraph, text, size=size, bold=bold)
    return paragraph


def write_address(document: Document, addressees: Sequence[str]) -> None:
    """Writes to whom the document goes, between head and text; several each on a line of their own behind a dash."""
    from docx.shared import Mm, Pt

    if len(addressees) == 1:
        _write_centred(document, f"Kính gửi: {addressees[0]}", above=_ABOVE_TITLE)
        return
    first = document.add_paragraph()
    add_text(first, "Kính gửi:")
    first.paragraph_format.left_indent = Mm(_ADDRESS)
    first.paragraph_format.space_before, first.paragraph_format.space_after = Pt(_ABOVE_TITLE), Pt(0)
    for place, name in enumerate(addressees, start=1):
        line = document.add_paragraph()
        add_text(line, f"- {name}{'.' if place == len(addressees) else ';'}")
        # The dashes stand in a row below the colon; a long name goes on behind its dash.
        line.paragraph_format.left_indent = Mm(_ADDRESS + _ADDRESS_WIDTH + _DASH)
        line.paragraph_format.first_line_indent = Mm(-_DASH)
        line.paragraph_format.space_after = Pt(0 if place < len(addressees) else 6)
        line.paragraph_format.keep_together = True


def begin_appendix(document: Document, title: str, of: str) -> None:
    """Begins the only appendix, on pages that lie across and are numbered from 1 anew.

    ``of`` says which document it is of.
    """
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm, Pt

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in LANDSCAPE)
    # The paragraph that ends the section before never needs a page of its own.
    end = document.paragraphs[-1].paragraph_format
    end.space_after, end.line_spacing = Pt(0), Pt(1)
    section._sectPr.find(qn("w:pgMar")).addnext(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))
    for text, size, bold, italic in (
        ("Phụ lục", _TITLE, True, False),
        (title.upper(), _TITLE, True, False),
        (of, _TITLE, False, True),
    ):
        paragraph = _write_centred(document, text, above=0, size=size, bold=bold)
        paragraph.runs[0].italic = italic
        paragraph.paragraph_format.space_after = Pt(8 if italic else 0)
        paragraph.paragraph_format.keep_with_next = True


def write_paragraph(document: Document, text: str, *, bold: bool | None = None) -> Paragraph:
    """Writes a paragraph of the text: justified, its first line indented."""
    paragraph: Paragraph = document.add_paragraph(style=BODY_STYLE)
    add_text(paragraph, text, bold=bold)
    return paragraph


def write_demands(document: Document, demands: Iterable[str]) -> None:
    """Writes what is demanded, numbered."""
    for place, demand in enumerate(demands, start=1):
        write_paragraph(document, f"{place}. {demand}")


def write_titled_table(
    document: Document, table: Table, page: tuple[int, int] = PORTRAIT, *, is_titled: bool = True
) -> Iterator[str]:
    """Writes a table under its title as part of the text, and gives its rows, which ``word.pack`` is to write."""
    from docx.shared import Pt

    if not is_titled:
        return add_table(document, table, page)
    shape = write_paragraph(document, f"{table.title}:", bold=True).paragraph_format
    shape.keep_with_next, shape.space_after = True, Pt(4)
    return add_table(document, table, page)


def write_last_paragraph(document: Document, text: str) -> None:
    """Writes the last paragraph with the mark of the end; the signature never stands on a page without it."""
    shape = write_paragraph(document, f"{text}./.").paragraph_format
    shape.keep_with_next = shape.keep_together = True


def write_foot(document: Document, foot: OfficialFoot) -> None:
    """Writes recipients and signature, kept together on one page."""
    from docx.shared import Pt

    [(left, right)] = two_columns(document, _COLUMNS, rows=1)
    _line(left, "Nơi nhận:", size=_HEAD, bold=True, italic=True, center=False)
    for recipient in foot.listed:
        _line(left, f"- {recipient}", size=SMALL, center=False)
    if foot.sealed:
        _line(left, foot.sealed, size=_FINE, italic=True, center=False)
    authority = (foot.authority or "").split(" / ")
    for words in filter(None, [*authority, foot.signer_title]):
        _line(right, words.upper(), bold=True)
    _line(right, foot.signer or "", bold=True).paragraph_format.space_before = Pt(_ROOM_TO_SIGN)
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(_ABOVE_FOOT)
    end_behind_table(document)


def end_behind_table(document: Document) -> None:
    """Ends what a table ended: Word wants a paragraph there; one that small never needs a page of its own."""
    from docx.shared import Pt

    end = document.add_paragraph().paragraph_format
    end.space_after, end.line_spacing = Pt(0), Pt(1)


def foot_xml(foot: OfficialFoot) -> str:
    """Writes what ``write_foot`` adds, for a text that is written piece by piece."""
    from docx import Document
    from lxml import etree

    aside = Document()
    write_foot(aside, foot)
    *blocks, _section = aside.element.body
    return "".join(etree.tostring(block, encoding="unicode") for block in blocks)
