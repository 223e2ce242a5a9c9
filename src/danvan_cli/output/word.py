"""A report as a Word document: A4 landscape, Times New Roman, bordered tables whose header repeats on each page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.tables import Align, Report, Table, text_rows
from danvan_cli.output.widths import column_widths

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

_FONT = "Times New Roman"
_BODY, _HEADING, _SMALL = 13, 14, 11
_CELL_STYLE = "Table Text"
_LONGEST_PROPERTY = 255
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Millimetres: the page, and the margins that the decree on paperwork asks for.
_PAGE = (297, 210)
_TOP, _BOTTOM, _LEFT, _RIGHT = 20, 20, 30, 15
_TWIPS_PER_MM = 1440 / 25.4
# An average letter of the tables' font with room for bold and for capitals.
_TWIPS_PER_CHARACTER = 115
_CELL_MARGIN = 80
_TABLE_HEAD = (
    '<w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="{margin}" w:type="dxa"/>'
    '<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
    '<w:tblCaption w:val="{caption}"/>'
)
_PAGE_NUMBER = (
    '<w:r {ns}><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:r {ns}><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
    '<w:r {ns}><w:fldChar w:fldCharType="separate"/></w:r>',
    "<w:r {ns}><w:t>2</w:t></w:r>",
    '<w:r {ns}><w:fldChar w:fldCharType="end"/></w:r>',
)


def docx(report: Report, created: datetime) -> bytes:
    """Builds the document; the same report and ``created`` (UTC where it names no zone) give the same bytes."""
    from docx import Document

    document = Document()
    moment = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
    _set_properties(document, report, moment)
    _set_styles(document)
    _set_page(document.sections[0])
    _write_head(document, report)
    for table in report.tables:
        _write_table(document, table)
    if report.tables and report.tables[-1].rows and not report.tables[-1].note:
        document.add_paragraph()  # Word wants a paragraph behind the last table.
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue(), moment)


def _set_properties(document: Document, report: Report, moment: datetime) -> None:
    properties = document.core_properties
    properties.title = strip_controls(report.title)[:_LONGEST_PROPERTY]
    properties.language = "vi-VN"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = moment


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    # All four kinds of script, or Word takes some Vietnamese letters from another font.
    defaults.append(
        parse_xml(f'<w:rFonts {_W} w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>')
    )
    defaults.append(parse_xml(f'<w:lang {_W} w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"/>'))
    styles = document.styles
    _set_style(styles["Normal"], _BODY, after=6)
    _set_style(styles["Heading 1"], _HEADING, bold=True, after=6)
    _set_style(styles["Heading 2"], _BODY, bold=True, before=14, after=6)
    _set_style(styles.add_style(_CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH), _SMALL, before=1, after=1)
    styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_style(style: ParagraphStyle, size: int, *, bold: bool = False, before: int = 0, after: int = 0) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.0


def _set_page(section: Section) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in _PAGE)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.header_distance = Mm(10)
    # The first page's own header stays empty: there the number is hidden.
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Normal"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    for run in _PAGE_NUMBER:
        paragraph._p.append(parse_xml(run.format(ns=_W)))


def _write_head(document: Document, report: Report) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document.add_paragraph(strip_controls(report.title), style="Heading 1")
    for line in report.lines:
        document.add_paragraph(strip_controls(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _write_table(document: Document, table: Table) -> None:
    from docx.shared import Pt

    document.add_paragraph(strip_controls(table.title), style="Heading 2")
    if not table.rows:
        document.add_paragraph(strip_controls(table.empty))
        return
    # Before the section's own settings, which must stay the last thing in the body.
    document.element.body.insert_element_before(_table_element(table), "w:sectPr")
    if table.note:
        note = document.add_paragraph()
        note.paragraph_format.space_before = Pt(3)
        run = note.add_run(strip_controls(table.note))
        run.italic = True
        run.font.size = Pt(_SMALL)


def _table_element(table: Table) -> BaseOxmlElement:
    """Builds the table as XML in one go: python-docx needs time that grows with the square of the rows."""
    from docx.oxml import parse_xml

    texts = [[strip_controls(text) for text in row] for row in text_rows(table)]
    widths = _twips(table, texts)
    aligns = ["right" if column.align is Align.RIGHT else "left" for column in table.columns]
    first_total = len(texts) - table.total_rows
    header = [strip_controls(column.title) for column in table.columns]
    rows = [_row(header, widths, ["center"] * len(header), bold=True, header=True)]
    rows += [_row(row, widths, aligns, bold=index >= first_total) for index, row in enumerate(texts)]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    caption = escape(strip_controls(table.title).replace("\n", " "), {'"': "&quot;"})
    head = _TABLE_HEAD.format(width=sum(widths), borders=borders, margin=_CELL_MARGIN, caption=caption)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    xml = f"<w:tbl {_W}><w:tblPr>{head}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    return parse_xml(xml)


def _twips(table: Table, texts: Sequence[Sequence[str]]) -> list[int]:
    available = (_PAGE[0] - _LEFT - _RIGHT) * _TWIPS_PER_MM
    widths = column_widths(table.columns, texts, available / _TWIPS_PER_CHARACTER)
    return [int(width * _TWIPS_PER_CHARACTER) for width in widths]


def _row(
    texts: Sequence[str], widths: Sequence[int], aligns: Sequence[str], *, bold: bool = False, header: bool = False
) -> str:
    repeat = "<w:tblHeader/>" if header else ""
    middle = '<w:vAlign w:val="center"/>' if header else ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{middle}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{_CELL_STYLE.replace(" ", "")}"/><w:jc w:val="{align}"/></w:pPr>'
        f"<w:r>{look}{_text(text)}</w:r></w:p></w:tc>"
        for text, width, align in zip(texts, widths, aligns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"


def _text(text: str) -> str:
    lines = [
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
        for line in text.split("\n")
    ]
    return "<w:br/>".join(lines)


def _with_fixed_times(content: bytes, moment: datetime) -> bytes:
    """Packs the parts again under one time stamp: the library stamps them with the time of the run."""
    stamp = max(moment, datetime(1980, 1, 1)).timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, stamp), source.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
