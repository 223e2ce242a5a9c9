"""A report as a Word document: A4 landscape, Times New Roman, bordered tables whose header repeats on each page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.tables import Report, Table
from danvan_cli.output.word_parts import BODY, LANDSCAPE, SMALL, add_table, add_text, new_document, pack, set_style

if TYPE_CHECKING:
    from docx.document import Document

_HEADING = 14


def write_docx(report: Report, created: datetime, file: BinaryIO) -> None:
    """Writes the document; the same report and ``created`` (UTC where it names no zone) give the same bytes.

    A table's rows are gone through twice, first for the widths of its columns; none of them is kept.
    """
    document = new_document(report.title, LANDSCAPE, created)
    _set_headings(document)
    _write_head(document, report)
    rows = [_write_table(document, table) for table in report.tables]
    if report.tables and report.tables[-1].rows and not report.tables[-1].note:
        document.add_paragraph()  # Word wants a paragraph behind the last table.
    pack(document, created, file, [found for found in rows if found is not None])


def _set_headings(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    styles = document.styles
    set_style(styles["Heading 1"], _HEADING, bold=True, after=6)
    set_style(styles["Heading 2"], BODY, bold=True, before=14, after=6)
    styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _write_head(document: Document, report: Report) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document.add_paragraph(strip_controls(report.title), style="Heading 1")
    for line in report.lines:
        document.add_paragraph(strip_controls(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _write_table(document: Document, table: Table) -> Iterator[str] | None:
    """Gives the rows that ``pack`` is to write; None for a table without any."""
    from docx.shared import Pt

    document.add_paragraph(strip_controls(table.title), style="Heading 2")
    if not table.rows:
        document.add_paragraph(strip_controls(table.empty))
        return None
    rows = add_table(document, table, LANDSCAPE)
    if table.note:
        note = document.add_paragraph()
        note.paragraph_format.space_before = Pt(3)
        add_text(note, table.note, size=SMALL, italic=True)
    return rows
