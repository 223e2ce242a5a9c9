"""What goes to files: a report in the format asked for, a calendar, lines of data."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime
from typing import BinaryIO

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import Dated, Status
from danvan_cli.output import contract
from danvan_cli.output.files import Content, nameless_file, write_pieces, write_text
from danvan_cli.output.progress import progress_report
from danvan_cli.output.result import CommandResult
from danvan_cli.output.tables import Report

_BINARY = ("xlsx", "docx")


def report_file(form: str, status: Status, created: datetime) -> Content:
    """Prepares a report as ``form``, a file's ending; every form holds the same figures and reads lists row by row.

    A ``form`` with no branch of its own is written as Word.
    """
    if form == "json":
        answer = CommandResult(
            lambda: contract.status_data(status),
            lambda: progress_report(status),
            status.plan.code,
            status.as_of,
            known_on=status.known_on,
        )
        return lambda file: write_text(file, contract.answer_pieces(answer))
    if form == "md":
        from danvan_cli.output.markdown import markdown

        return lambda file: write_text(file, markdown(progress_report(status)))
    if form == "csv":
        from danvan_cli.output.delimited import write_csv

        return lambda file: write_csv(progress_report(status), file)
    if form == "xlsx":
        from danvan_cli.output.sheet import write_xlsx

        return lambda file: write_xlsx(progress_report(status), created, file)
    from danvan_cli.output.word import write_docx

    return lambda file: write_docx(progress_report(status), created, file)


def calendar_file(dated: Dated, as_of: date, created: datetime) -> Content:
    """Prepares the calendar file of a plan's last days, or of one unit's."""
    from danvan_cli.output.ics import calendar_pieces

    return lambda file: write_pieces(
        file, calendar_pieces(dated.plan, dated.deadlines, dated.warning_days, as_of, created, dated.unit, dated.sealed)
    )


def data_file(lines: Iterable[str]) -> Content:
    """Prepares a file of lines, each written as it comes."""
    return lambda file: write_text(file, (f"{line}\n" for line in lines))


def made_for_stdout(form: str, content: Content) -> BinaryIO:
    """Makes a file that is shown later; a Word or Excel file is a UsageError where stdout is a terminal."""
    if form in _BINARY and sys.stdout.isatty():
        raise UsageError(f"Tệp {form} không xem được trên màn hình.", f"Ghi ra tệp: -o bao-cao.{form}.")
    return nameless_file(content)


def sentence_report(words: str) -> Report:
    """Makes a report that is one sentence."""
    return Report(words, (), ())
