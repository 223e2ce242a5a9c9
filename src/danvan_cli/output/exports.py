"""A progress report in the format asked for, to a file or to stdout."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import Dated, Status
from danvan_cli.output import contract
from danvan_cli.output.answer import Answer
from danvan_cli.output.files import write_file
from danvan_cli.output.progress import progress_report
from danvan_cli.output.screen import write_bytes
from danvan_cli.output.tables import Report

_BINARY = ("xlsx", "docx")


def render(form: str, status: Status, created: datetime) -> bytes:
    """Makes the whole file; every form holds the same figures."""
    if form == "json":
        answer = Answer(
            lambda: contract.status_data(status),
            lambda: progress_report(status),
            status.plan.code,
            status.as_of,
            known_on=status.known_on,
        )
        return contract.answer_text(answer).encode()
    report = progress_report(status)
    if form == "md":
        from danvan_cli.output.markdown import markdown

        return markdown(report).encode()
    if form == "csv":
        from danvan_cli.output.delimited import csv_report

        return csv_report(report)
    if form == "xlsx":
        from danvan_cli.output.sheet import xlsx

        return xlsx(report, created)
    from danvan_cli.output.word import docx

    return docx(report, created)


def calendar(dated: Dated, as_of: date, created: datetime) -> bytes:
    """Makes the calendar file of a plan's last days, or of one unit's."""
    from danvan_cli.output.ics import calendar_bytes

    return calendar_bytes(dated.plan, dated.deadlines, dated.warning_days, as_of, created, dated.unit)


def to_file(path: Path, content: bytes, *, force: bool) -> None:
    """Writes the file whole or not at all."""
    write_file(path, content, force=force)


def to_stdout(form: str, content: bytes) -> None:
    """Writes the file to stdout; a Word or Excel file only into a pipe."""
    if form in _BINARY and sys.stdout.isatty():
        raise UsageError(f"Tệp {form} không xem được trên màn hình.", f"Ghi ra tệp: -o bao-cao.{form}.")
    write_bytes(content)


def told(sentence: str) -> Report:
    """Makes the answer of a command that wrote a file: one sentence."""
    return Report(sentence, (), ())
