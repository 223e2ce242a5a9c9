"""Tables as separated values: plain lines for other programs, a CSV file for Excel."""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from danvan_cli.domain.text import clean, strip_controls
from danvan_cli.domain.words import State
from danvan_cli.output import labels
from danvan_cli.output.tables import Cell, Percent, Period, Report, Signed, Table, text_of

if TYPE_CHECKING:
    from danvan_cli.output.blocks import Document

# Excel splits at Windows' list separator. With Vietnamese settings the comma is the decimal mark, and Excel then
# splits at ";" even where Windows names "," for both. A first line "sep=;" would bind every Excel, but Excel drops
# the byte-order mark behind it and shows "KhÃ´ng", and every other program reads it as data.
_SEPARATOR = ";"
_FORMULA_START = tuple("=+-@＝＋－＠")
# A number, a day, a fraction: no formula, whatever sign it begins with.
_FIGURE = re.compile(r"[+-]?\d[\d.,]*(?: *[/-] *\d[\d.,]*)*%?")
# Excel turns "8/10" into the eighth of October, "1-2" into the first of February, drops the zeros of "007" and the
# last digits of a long number: such text has to be told to stay text, and only by a mark that other programs show.
_REWRITTEN = re.compile(r"\d+ *[/-] *\d+(?: *[/-] *\d+)?|0\d+|\d{12,}")
_BREAKS = re.compile("[\t\n\u2028\u2029]")


def tsv(table: Table) -> Iterator[str]:
    """Writes a header row and one record a line, for pipes: nothing is quoted, the unknown is empty.

    Days are ISO and numbers plain (1234.5), so that ``sort`` and other programs can use them.
    """
    yield _record(column.title for column in table.columns)
    for row in table.rows:
        yield _record(map(_plain, row))


def _record(texts: Iterable[str]) -> str:
    return "\t".join(_BREAKS.sub(" ", strip_controls(text)) for text in texts) + "\n"


def tsv_report(report: Report) -> Iterator[str]:
    """Writes what a command answers into a pipe: one table as bare TSV, several under ``# title`` lines.

    A table's note follows it as a ``# `` line.
    """
    lines = [clean(text) for text in (report.title, *report.lines) if text]
    if len(report.tables) == 1 and not lines:
        yield from tsv(report.tables[0])
        return
    yield from (f"{line}\n" for line in lines)
    for table in report.tables:
        yield f"\n# {clean(table.title)}\n" if table.title else "\n"
        yield from tsv(table)
        if table.note:
            yield f"# {clean(table.note)}\n"


def write_tsv(document: Document, file: BinaryIO) -> None:
    """Writes the document's tables as ``tsv`` does, one below the other, each behind a ``# title`` line."""
    from danvan_cli.output.nameless import write_text  # a pipe's lines need no files

    write_text(file, _tsv_pieces(document))


def _tsv_pieces(document: Document) -> Iterator[str]:
    yield from (f"# {clean(text)}\n" for text in (document.title, *document.lines) if text)
    for table in document.tables():
        yield f"\n# {clean(table.title or table.name)}\n"
        yield from tsv(table)
        if table.note:
            yield f"# {clean(table.note)}\n"


def write_csv(document: Document, file: BinaryIO, *, excel: bool = False) -> None:
    """Writes the document's tables, each as a title row, a header row, the rows and a blank row.

    Days are ISO and numbers plain (1234.5), parted by commas, for any program. With ``excel`` they are as Excel opens
    them under Vietnamese settings: parted by ";", the decimal comma, behind a byte-order mark. In both, text that Excel
    would run is guarded by an apostrophe; with ``excel`` so is what it would rewrite as a day or a number.
    """
    guard = _kept_in_excel if excel else _disarmed
    written = functools.partial(_excel if excel else _bare, guard=guard)
    # Text that begins so needs no guard: Excel rewrites what begins with a digit, nothing runs it.
    is_harmless = str.isalpha if excel else str.isalnum
    # The byte-order mark of "utf-8-sig": without it Excel takes the file for the old code page.
    text = io.TextIOWrapper(file, "utf-8-sig" if excel else "utf-8", newline="")
    writer = csv.writer(text, delimiter=_SEPARATOR if excel else ",", lineterminator="\r\n")
    writer.writerows([guard(words)] for words in (document.title, *document.lines))
    writer.writerow([])
    for table in document.tables():
        writer.writerows(_block(table, functools.partial(_cells, written, is_harmless), guard))
        writer.writerow([])
    text.detach()


_Guard = Callable[[str], str]
# The csv module writes nothing for the unknown, a day as ISO has it.
_AS_THEY_ARE = frozenset((type(None), int, date))


def _block(
    table: Table, line: Callable[[Iterable[Cell]], Iterable[object]], guard: _Guard
) -> Iterator[Iterable[object]]:
    yield [guard(table.title or table.name)]
    if table.rows:
        yield [guard(column.title) for column in table.columns]
        yield from map(line, table.rows)
    else:
        yield [guard(table.empty)]
    if table.note:
        yield [guard(table.note)]


def _cells(
    written: Callable[[Cell], str | int], is_harmless: Callable[[str], bool], row: Iterable[Cell]
) -> list[object]:
    # By far the most cells are written as they are: a call for each would take a fifth of the time.
    return [
        cell
        if type(cell) in _AS_THEY_ARE or (type(cell) is str and is_harmless(cell[:1]) and cell.isprintable())
        else written(cell)
        for cell in row
    ]


def _bare(cell: Cell, guard: _Guard) -> str | int:
    if type(cell) is str:
        return guard(cell)
    if type(cell) is State:  # one in every row
        return labels.STATE[cell]
    return _plain(cell) if isinstance(cell, int | Decimal | Signed) else guard(_plain(cell))


def _plain(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | Decimal):
        return format(Decimal(cell), "f")
    if isinstance(cell, Period):
        return str(cell)
    if isinstance(cell, Percent):
        return f"{_plain(cell.value)}%"
    if isinstance(cell, Signed):
        return f"{'+' if cell.value > 0 else ''}{_plain(cell.value)}"
    return text_of(cell, empty="")


def _excel(cell: Cell, guard: _Guard) -> str | int:
    if type(cell) is str:  # a state is a word of its own, not the text that it is stored as
        return guard(cell)
    if isinstance(cell, int | Decimal | Signed):
        return _plain(cell).replace(".", ",")
    return guard(text_of(cell, empty=""))


def _disarmed(text: str) -> str:
    """Puts an apostrophe before text that a spreadsheet would run as a formula."""
    shown = strip_controls(text)
    return f"'{shown}" if _is_formula(shown) and not _FIGURE.fullmatch(shown.strip()) else shown


def _kept_in_excel(text: str) -> str:
    """Puts an apostrophe before text that Excel would run as a formula or rewrite as a day or a number."""
    shown = strip_controls(text)
    return f"'{shown}" if _is_formula(shown) or _REWRITTEN.fullmatch(shown.strip()) else shown


def _is_formula(shown: str) -> bool:
    return shown.strip().startswith(_FORMULA_START) or shown.startswith(("\t", "\n"))
