"""Tables that lie on their side: the titles in the first column, each further column a piece of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from danvan_cli.domain.draft import Document, Line
from danvan_cli.intake.tables.settling import RESPONSIBLE
from danvan_cli.intake.tables.title_words import is_titles, meaning_of

_FEWEST_ROWS = 3
_MOST = 0.6
_TOLD = "{} viết ngang: mỗi cột một việc; lời nhắc ghi “hàng” thay cho cột của bảng này."


def upright(document: Document) -> Document:
    """Turns every table that lies on its side, and says so; a table with cells over several rows is left as it is."""
    tables: dict[int, list[Line]] = {}
    for line in document.lines:
        if line.cell:
            tables.setdefault(line.cell[0], []).append(line)
    lying = {number for number, lines in tables.items() if _lies(lines)}
    if not lying:
        return document
    told = tuple(_TOLD.format(f"Bảng {number}") for number in sorted(lying))
    lines = tuple(_turned(line, lying) for line in document.lines)
    return replace(document, lines=lines, warnings=(*document.warnings, *told))


def _turned(line: Line, lying: set[int]) -> Line:
    if line.cell is None or line.cell[0] not in lying:
        return line
    table, row, column = line.cell
    return replace(line, cell=(table, column, row))


def _lies(lines: Sequence[Line]) -> bool:
    """True where the first column holds titles of work, of who does it and when, and the first row does not."""
    if any(line.height > 1 for line in lines):
        return False
    titles = [line.text for line in lines if line.cell and line.cell[2] == 1]
    first = [line.text for line in lines if line.cell and line.cell[1] == 1]
    said = [meaning for title in titles if (meaning := meaning_of(title))]
    is_work = "content" in said[:2] and len(RESPONSIBLE & set(said)) > 1 and len(set(said)) == len(said)
    is_full = len(titles) >= _FEWEST_ROWS and len(said) >= _MOST * len(titles) and len(first) > 1
    return is_work and is_full and not is_titles(first) and not any(map(meaning_of, first[1:]))
