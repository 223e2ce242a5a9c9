"""Word files: page, fonts, page number, bordered tables, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple
from xml.sax.saxutils import escape

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.tables import Align, Strong, Table, text_of, text_rows
from danvan_cli.output.widths import column_widths

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

BODY, SMALL = 13, 11
# Millimetres: the page, and the margins that the decree on paperwork asks for.
PORTRAIT, LANDSCAPE = (210, 297), (297, 210)
LEFT, RIGHT = 30, 15
_TOP, _BOTTOM = 20, 20
_FONT = "Times New Roman"
_CELL_STYLE = "Table Text"
_LONGEST_PROPERTY = 255
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
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
# The first rows of a table tell how wide its columns are: to look at all would be to read them all once more.
_MOST_MEASURED = 5_000
# Where what is made row by row goes when the file is packed.
MARK = "<!--rows-->"
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_PAGE_NUMBER = (
    '<w:r {ns}><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:r {ns}><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
    '<w:r {ns}><w:fldChar w:fldCharType="separate"/></w:r>',
    "<w:r {ns}><w:t>2</w:t></w:r>",
    '<w:r {ns}><w:fldChar w:fldCharType="end"/></w:r>',
)


def new_document(title: str, page: tuple[int, int], created: datetime) -> Document:
    """Begins a document; pages are numbered from the second on (NĐ 30/2020), ``title`` goes to the properties."""
    from docx import Document

    document = Document()
    _set_properties(document, title, _utc(created))
    _set_fonts(document)
    _set_page(document.sections[0], page)
    return document


class Part(NamedTuple):
    """A part of the file that its text points at by ``key``, such as a chart; ``kind`` is what sort of part it is."""

    key: str
    name: str
    content: str
    content_type: str
    kind: str


def pack(
    document: Document,
    created: datetime,
    file: BinaryIO,
    tables: Sequence[Iterable[str]] = (),
    parts: Sequence[Part] = (),
) -> None:
    """Writes the file; the same content and ``created`` (UTC where it names no zone) give the same bytes.

    ``tables`` are what goes where a mark stands (``MARK``), such as the rows of the tables that ``add_table`` added, in
    their order; ``parts`` may be filled while they are written.
    """
    with io.BytesIO() as saved:
        document.save(saved)
        _with_fixed_times(saved, file, _utc(created), tables, parts)


def _utc(created: datetime) -> datetime:
    return created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created


def _set_properties(document: Document, title: str, moment: datetime) -> None:
    properties = document.core_properties
    properties.title = strip_controls(title)[:_LONGEST_PROPERTY]
    properties.language = "vi-VN"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = moment


def _set_fonts(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
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
    set_style(styles["Normal"], BODY, after=6)
    set_style(styles.add_style(_CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH), SMALL, before=1, after=1)


def set_style(style: ParagraphStyle, size: int, *, bold: bool = False, before: int = 0, after: int = 0) -> None:
    """Sets a style to the document's font in black; sizes and spaces are points."""
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


def _set_page(section: Section, page: tuple[int, int]) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt

    section.orientation = WD_ORIENT.LANDSCAPE if page == LANDSCAPE else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(side) for side in page)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(10)
    # The first page's own header stays empty: there the number is hidden.
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Normal"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    for run in _PAGE_NUMBER:
        paragraph._p.append(parse_xml(run.format(ns=_W)))


def add_text(
    paragraph: Paragraph, text: str, *, size: int | None = None, bold: bool | None = None, italic: bool | None = None
) -> Run:
    """Writes text behind a paragraph's own; what is None follows the paragraph's style."""
    from docx.shared import Pt

    run = paragraph.add_run(strip_controls(text))
    run.bold, run.italic = bold, italic
    run.font.size = None if size is None else Pt(size)
    return run


def two_columns(document: Document, widths: tuple[int, int], rows: int) -> list[tuple[_Cell, _Cell]]:
    """Adds a table without borders and cell margins, its columns ``widths`` mm wide; its rows are kept whole."""
    from docx.oxml import parse_xml
    from docx.shared import Mm

    table = document.add_table(rows, 2)
    table.autofit = False
    margins = f'<w:tblCellMar {_W}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    table._tbl.tblPr.insert_element_before(parse_xml(margins), "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {_W}/>"))
    return [(row.cells[0], row.cells[1]) for row in table.rows]


def draw_line(place: _Cell | Document, width: int, length: float) -> None:
    """Draws a line ``length`` mm long in the middle of a cell, or of a page's text, that is ``width`` mm wide."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt

    # The upper border of an empty paragraph reaches from its left to its right indent.
    paragraph = place.add_paragraph()
    border = f'<w:pBdr {_W}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(border))
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((width - length) / 2)
    shape.space_before, shape.space_after = Pt(2), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(8)


def add_table(document: Document, table: Table, page: tuple[int, int]) -> Iterator[str]:
    """Adds a bordered table as wide as the page's text, its header repeated on each page, and gives its rows.

    The rows, each kept whole on a page, are for ``pack``, which writes them as they are made: as parts of the document
    they would take fifty times their size, and python-docx a time that grows with the square of their number.
    """
    widths = _widths(table, page)
    # Before the section's own settings, which must stay the last thing in the body.
    document.element.body.insert_element_before(_table_element(table, widths), "w:sectPr")
    return _rows(table, widths)


def table_pieces(table: Table, page: tuple[int, int]) -> Iterator[str]:
    """Writes a table as ``add_table`` makes it, piece by piece."""
    widths = _widths(table, page)
    head, _, end = _table_xml(table, widths, "").partition(MARK)
    yield head
    yield from _rows(table, widths)
    yield end


def _widths(table: Table, page: tuple[int, int]) -> list[int]:
    letters = (page[0] - LEFT - RIGHT) * _TWIPS_PER_MM / _TWIPS_PER_CHARACTER
    return [
        int(width * _TWIPS_PER_CHARACTER)
        for width in column_widths(table.columns, islice(_texts(table), _MOST_MEASURED), letters)
    ]


def _rows(table: Table, widths: Sequence[int]) -> Iterator[str]:
    aligns = ["right" if column.align is Align.RIGHT else "left" for column in table.columns]
    first_total = len(table.rows) - table.total_rows
    for index, cells in enumerate(table.rows):
        is_bold = index >= first_total or any(isinstance(cell, Strong) for cell in cells)
        yield _row([strip_controls(text_of(cell)) for cell in cells], widths, aligns, bold=is_bold)


def _texts(table: Table) -> Iterator[list[str]]:
    return ([strip_controls(text) for text in row] for row in text_rows(table))


def _table_element(table: Table, widths: Sequence[int]) -> BaseOxmlElement:
    from docx.oxml import parse_xml

    return parse_xml(_table_xml(table, widths, f" {_W}"))


def _table_xml(table: Table, widths: Sequence[int], names: str) -> str:
    header = [strip_controls(column.title) for column in table.columns]
    first = _row(header, widths, ["center"] * len(header), bold=True, header=True)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    caption = escape(strip_controls(table.title or table.name).replace("\n", " "), {'"': "&quot;"})
    head = _TABLE_HEAD.format(width=sum(widths), borders=borders, margin=_CELL_MARGIN, caption=caption)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl{names}><w:tblPr>{head}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{first}{MARK}</w:tbl>"


def _row(
    texts: Sequence[str], widths: Sequence[int], aligns: Sequence[str], *, bold: bool = False, header: bool = False
) -> str:
    repeat = "<w:tblHeader/>" if header else ""
    middle = '<w:vAlign w:val="center"/>' if header else ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{middle}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{_CELL_STYLE.replace(" ", "")}"/><w:jc w:val="{align}"/></w:pPr>'
        f"<w:r>{look}{text_xml(text)}</w:r></w:p></w:tc>"
        for text, width, align in zip(texts, widths, aligns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"


def text_xml(text: str) -> str:
    """Writes the inside of a run; tabs and line ends stay."""
    lines = [
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
        for line in text.split("\n")
    ]
    return "<w:br/>".join(lines)


def _with_fixed_times(
    saved: BinaryIO, file: BinaryIO, moment: datetime, tables: Sequence[Iterable[str]], parts: Sequence[Part]
) -> None:
    """Packs the parts again under one time stamp, with their rows: the library stamps them with the time of the run."""
    stamp = max(moment, datetime(1980, 1, 1)).timetuple()[:6]
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:

        def begun(name: str) -> IO[bytes]:
            part = zipfile.ZipInfo(name, stamp)
            part.compress_type = zipfile.ZIP_DEFLATED
            return target.open(part, "w")

        # What lists the parts is written last: only then are all of them known.
        last = (_RELATIONS, _TYPES)
        for name in [*(name for name in source.namelist() if name not in last), *last]:
            first, *others = source.read(name).split(MARK.encode())
            with begun(name) as written:
                written.write(_with_parts(name, first, parts))
                for rows, rest in zip(tables if others else (), others, strict=True):
                    for row in rows:
                        written.write(row.encode())
                    written.write(rest)
        for part in parts:
            with begun(_place(part)) as written:
                written.write(part.content.encode())


def _place(part: Part) -> str:
    """Finds a part's place in the file from its name beside the text."""
    return part.name.removeprefix("../") if part.name.startswith("../") else f"word/{part.name}"


def _with_parts(name: str, xml: bytes, parts: Sequence[Part]) -> bytes:
    if name == _RELATIONS:
        added = "".join(f'<Relationship Id="{p.key}" Type="{p.kind}" Target="{p.name}"/>' for p in parts)
        return xml.replace(b"</Relationships>", f"{added}</Relationships>".encode())
    if name == _TYPES:
        added = "".join(f'<Override PartName="/{_place(p)}" ContentType="{p.content_type}"/>' for p in parts)
        return xml.replace(b"</Types>", f"{added}</Types>".encode())
    return xml
