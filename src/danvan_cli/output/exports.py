"""A progress report in the format asked for, to a file or to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import Dated, Status
from danvan_cli.output import contract
from danvan_cli.output.files import Fill, fill_file, filled, tried, write_pieces, write_text
from danvan_cli.output.progress import progress_report
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import write_file_out
from danvan_cli.output.tables import Report

_BINARY = ("xlsx", "docx")


def report_file(form: str, status: Status, created: datetime) -> Fill:
    """Gives what writes the report; every form holds the same figures, and goes through long lists row by row."""
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


def calendar_file(dated: Dated, as_of: date, created: datetime) -> Fill:
    """Gives what writes the calendar file of a plan's last days, or of one unit's."""
    from danvan_cli.output.ics import calendar_pieces

    return lambda file: write_pieces(
        file, calendar_pieces(dated.plan, dated.deadlines, dated.warning_days, as_of, created, dated.unit)
    )


def to_file(path: Path, fill: Fill, *, force: bool, dry_run: bool) -> int:
    """Writes the file whole or not at all, or only tries to, and gives its size."""
    return tried(path, fill, force=force) if dry_run else fill_file(path, fill, force=force)


def lines_fill(lines: Iterable[str]) -> Fill:
    """Gives what writes lines of text, each as it comes."""
    return lambda file: write_text(file, (f"{line}\n" for line in lines))


def spooled(form: str, fill: Fill) -> BinaryIO:
    """Writes the file where nobody sees it, to be shown later; a Word or Excel file only where stdout is a pipe."""
    if form in _BINARY and sys.stdout.isatty():
        raise UsageError(f"Tệp {form} không xem được trên màn hình.", f"Ghi ra tệp: -o bao-cao.{form}.")
    return filled(fill)


def to_stdout(file: BinaryIO) -> None:
    """Writes a file kept aside to stdout."""
    with file:
        write_file_out(file)


def sentence(words: str) -> Report:
    """Makes the answer of a command that wrote a file: one sentence."""
    return Report(words, (), ())
