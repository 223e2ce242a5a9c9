"""Makes data/ke-hoach-dan-van-2023.docx from the .txt beside it, laid out as an office would (Nghị định 30/2020/NĐ-CP).

Headings are bold text without Word heading styles; "I.", "1." and "-" are automatic numbers; the head and the
signature are borderless tables. Run: ``python tests/intake/make_sample_docx.py``. The same text gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

DATA = Path(__file__).resolve().parents[2] / "data"
SOURCE = DATA / "ke-hoach-dan-van-2023.txt"
TARGET = DATA / "ke-hoach-dan-van-2023.docx"
# Every such document carries these; the text file was saved without its two-column head.
GOVERNING_BODY = "UBND TỈNH TÂY NINH"
AGENCY = "SỞ KHOA HỌC VÀ CÔNG NGHỆ"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_FONT = "Times New Roman"
_LEFT, _RIGHT = Mm(66), Mm(99)
_ROMAN, _ARABIC, _DASH = 1, 2, 3
_FIXED_TIME = (2023, 3, 22, 8, 0, 0)


def build(text: str) -> bytes:
    """Gives the document's bytes for the plan's text."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    document = docx.Document()
    _set_page(document)
    _define_lists(document)
    foot_at = next(i for i, line in enumerate(lines) if line.startswith("Nơi nhận"))
    title_at = lines.index("KẾ HOẠCH")
    _header_table(document, lines[:title_at])
    _title(document, lines[title_at], lines[title_at + 1])
    for line in lines[title_at + 2 : foot_at]:
        _body_line(document, line)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _foot_table(document, lines[foot_at:])
    return _saved(document)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    style.paragraph_format.space_after = Pt(0)
    _page_number(section.header.paragraphs[0])
    properties = document.core_properties
    properties.author, properties.title, properties.comments = AGENCY.title(), "", ""
    properties.created = properties.modified = datetime(*_FIXED_TIME)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _define_lists(document: Any) -> None:
    """Replaces the template's lists by the three that the plan uses; "1." restarts below every Roman number."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    levels = (("upperRoman", "%1.", 0), ("decimal", "%2.", 0))
    outline = "".join(_level(i, style, text, indent, bold=True) for i, (style, text, indent) in enumerate(levels))
    definitions = (
        (0, outline),
        (1, _level(0, "bullet", "-", 0, bold=False)),
        (2, _level(0, "bullet", "-", 0, bold=False, size=11)),
    )
    for number, xml in definitions:
        numbering.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                f'<w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
            )
        )
    for number in (1, 2, 3):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>')
        )


def _level(level: int, style: str, text: str, indent: int, *, bold: bool, size: int = 14) -> str:
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>'
    run = f'<w:rPr>{fonts}{"<w:b/>" if bold else ""}<w:sz w:val="{2 * size}"/></w:rPr>'
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:firstLine="720"/></w:pPr>{run}</w:lvl>'
    )


def _number(paragraph: Any, num_id: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = num_id


def _borderless(document: Any, rows: int) -> Any:
    table = document.add_table(rows=rows, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, (_LEFT, _RIGHT), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _say(cell: Any, text: str, size: int, *, bold: bool = False, italic: bool = False, first: bool = False) -> Any:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
    return paragraph


def _rule(cell: Any, indent_mm: float) -> None:
    """Draws the line below a name: a paragraph of its own with a top border between two indents."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent_mm)
    paragraph.paragraph_format.line_spacing = Pt(3)
    border = parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>')
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _header_table(document: Any, lines: list[str]) -> None:
    number, place = lines
    table = _borderless(document, 2)
    left, right = table.rows[0].cells
    _say(left, GOVERNING_BODY, 12, first=True)
    _say(left, AGENCY, 12, bold=True)
    _rule(left, 22)
    _say(right, NATION, 13, bold=True, first=True)
    _say(right, MOTTO, 14, bold=True)
    _rule(right, 18)
    _say(table.rows[1].cells[0], number, 13, first=True)
    _say(table.rows[1].cells[1], place, 14, italic=True, first=True)


def _title(document: Any, kind: str, title: str) -> None:
    for text, before in ((kind, 12), (title, 0)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.add_run(text).bold = True
    paragraph.paragraph_format.space_after = Pt(12)


def _body_line(document: Any, line: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = 1.15
    marker = re.match(r"([IVX]+\.|\d+\.|-)\s+", line)
    text = line[marker.end() :] if marker else line
    run = paragraph.add_run(text)
    if marker is None:
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    elif marker[1] == "-":
        _number(paragraph, _ARABIC, 0)
    else:
        is_roman = marker[1][0] in "IVX"
        _number(paragraph, _ROMAN, 0 if is_roman else 1)
        run.bold = is_roman or not text.endswith(".") or None


def _foot_table(document: Any, lines: list[str]) -> None:
    capitals = next(i for i, line in enumerate(lines) if line.startswith("**"))
    left, right = _borderless(document, 1).rows[0].cells
    label = _say(left, lines[0], 12, bold=True, italic=True, first=True)
    label.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in lines[1:capitals]:
        paragraph = _say(left, line.removeprefix("- "), 11)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        _number(paragraph, _DASH, 0)
        paragraph.paragraph_format.first_line_indent = Mm(0)
    for index, line in enumerate(lines[capitals:]):
        _say(right, line.strip("*"), 14, bold=True, first=index == 0)
    for _ in range(4):
        _say(right, "", 14)


def _saved(document: Any) -> bytes:
    """Saves with fixed times in the archive, so that the file changes only when the text does."""
    draft = io.BytesIO()
    document.save(draft)
    final = io.BytesIO()
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(final, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(name))
    return final.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(build(SOURCE.read_text(encoding="utf-8")))
