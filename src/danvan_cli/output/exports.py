"""What goes to files: a report in the format asked for, a calendar, lines of data."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import Dated
from danvan_cli.domain.province import ProvinceFigures
from danvan_cli.domain.reporting import ReportFigures
from danvan_cli.output import contract
from danvan_cli.output.blocks import Document
from danvan_cli.output.file_names import free_name
from danvan_cli.output.nameless import Content, nameless_file, write_pieces, write_text
from danvan_cli.output.progress import progress_report
from danvan_cli.output.report_document import file_words, report_document
from danvan_cli.output.report_parts import Wish
from danvan_cli.output.result import CommandResult
from danvan_cli.output.tables import Report

_BINARY = ("xlsx", "docx", "pdf", "png")
# Forms to be sent from phone to phone: whatever the report, they are its one page.
BRIEF_FORMS = ("png", "txt")
# Forms to work with: tables whole, with the program's codes, no text around them.
WORKING = ("xlsx", "csv", "tsv")


def report_file(form: str, figures: ReportFigures, wish: Wish, created: datetime) -> Content:
    """Prepares a report as ``form``, a file's ending; every form holds the same figures and reads lists row by row."""
    if form in BRIEF_FORMS and figures.brief is not None:
        figures, wish = figures._replace(outline=figures.brief), wish._replace(is_whole=True)
    wish = wish._replace(is_screen=form == "html")
    document = report_document(figures, wish._replace(printed=form not in WORKING, codes=wish.codes or form in WORKING))
    if form == "json":
        from danvan_cli.output.report_data import report_data

        status = figures.status
        answer = CommandResult(
            lambda: report_data(figures, document),
            lambda: progress_report(status, figures.earlier),
            status.plan.code,
            status.as_of,
            known_on=status.known_on,
        )
        return lambda file: write_text(file, contract.answer_pieces(answer))
    return document_file(form, document, created, excel=wish.excel)


def province_file(form: str, figures: ProvinceFigures, wish: Wish, created: datetime) -> Content:
    """Prepares the report on many agencies as ``form``; every form holds the same figures."""
    from danvan_cli.output import province  # who sees one agency never needs it

    if form == "json":
        answer = CommandResult(
            lambda: province.province_data(figures), lambda: sentence_report(""), None, figures.as_of
        )  # fmt: skip
        return lambda file: write_text(file, contract.answer_pieces(answer))
    if form in BRIEF_FORMS:
        document = province.brief_document(figures)
    else:
        document = province.province_document(figures, wish._replace(printed=form not in WORKING))
    return document_file(form, document, created, excel=wish.excel)


def whole_document(figures: ReportFigures | ProvinceFigures, wish: Wish) -> Document:
    """Makes a report as it is read from its first line to its last."""
    if isinstance(figures, ProvinceFigures):
        from danvan_cli.output.province import province_document

        return province_document(figures, wish)
    return report_document(figures, wish)


def document_file(form: str, document: Document, created: datetime, *, excel: bool = False) -> Content:
    """Prepares a document as ``form``; one with no branch of its own is written as Word."""
    if form == "md":
        from danvan_cli.output.markdown import markdown

        return lambda file: write_text(file, markdown(document))
    if form == "txt":
        from danvan_cli.output.message import message

        return lambda file: write_text(file, message(document))
    if form == "png":
        from danvan_cli.output.picture import write_png

        return lambda file: write_png(document, file)
    if form == "html":
        from danvan_cli.output.html import html

        return lambda file: write_text(file, html(document))
    if form == "csv":
        from danvan_cli.output.delimited import write_csv

        return lambda file: write_csv(document, file, excel=excel)
    if form == "tsv":
        from danvan_cli.output.delimited import write_tsv

        return lambda file: write_tsv(document, file)
    if form == "xlsx":
        from danvan_cli.output.sheet import write_xlsx

        return lambda file: write_xlsx(document, created, file)
    if form == "pdf":
        from danvan_cli.output.pdf import write_pdf

        return lambda file: write_pdf(document, created, file)
    from danvan_cli.output.word_document import write_docx

    return lambda file: write_docx(document, created, file)


def calendar_file(dated: Dated, as_of: date, created: datetime) -> Content:
    """Prepares the calendar file of a plan's last days, or of one unit's."""
    from danvan_cli.output.ics import calendar_pieces

    return lambda file: write_pieces(
        file, calendar_pieces(dated.plan, dated.deadlines, dated.warning_days, as_of, created, dated.unit, dated.sealed)
    )


def screen_file(document: Document, *, color: bool, plain: bool) -> BinaryIO:
    """Makes what a document looks like on the screen, to be shown once the data are let go of."""
    from danvan_cli.output.plain_text import document_pieces

    width = shutil.get_terminal_size((100, 24)).columns
    pieces = document_pieces(document, color=color and sys.stdout.isatty(), width=width, plain=plain)
    return nameless_file(lambda file: write_text(file, pieces))


def data_file(lines: Iterable[str]) -> Content:
    """Prepares a file of lines, each written as it comes."""
    return lambda file: write_text(file, (f"{line}\n" for line in lines))


def text_file(text: str) -> Content:
    """Prepares a file of text."""
    return lambda file: write_text(file, (text,))


def own_name(figures: ReportFigures | ProvinceFigures, folder: Path) -> Path:
    """Names a report's Word file in a folder by kind, unit, period and day; a taken name gets a number."""
    if isinstance(figures, ProvinceFigures):
        words = f"{figures.outline.file}-{figures.period.name}"
    else:
        words = file_words(figures)
    return folder / free_name(folder, words, f"-{figures.signed_on.isoformat()}", ".docx", ())


def made_for_stdout(form: str, content: Content) -> BinaryIO:
    """Makes a file that is shown later; a Word or Excel file is a UsageError where stdout is a terminal."""
    if form in _BINARY and sys.stdout.isatty():
        raise UsageError(f"Tệp {form} không xem được trên màn hình.", f"Ghi ra tệp: -o bao-cao.{form}.")
    return nameless_file(content)


def sentence_report(words: str) -> Report:
    """Makes a report that is one sentence."""
    return Report(words, (), ())
