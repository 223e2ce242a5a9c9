"""A .docx becomes lines: an own walk over the body, because every library loses some of the text.

Tracked insertions stay and deletions go; content controls, text boxes, nested and merged cells are read once;
footnotes come after the body; hidden text, headers, footers and field codes are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from danvan_cli.domain.draft import NOTE, Line
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.text import clean
from danvan_cli.intake.files.docx_numbering import Numbering
from danvan_cli.intake.files.docx_package import Parts, read_parts
from danvan_cli.intake.files.docx_runs import MAX_DEPTH, WRAPPERS, Notes, Run, RunReader
from danvan_cli.intake.files.docx_styles import Styles, W, value_of
from danvan_cli.intake.files.legacy_fonts import converter, warning

_Cell = tuple[int, int, int]
_HINT = "Mở tệp bằng Word, lưu lại (Save as) loại .docx rồi nhập lần nữa."
# No plan is longer than this: the file will be refused, so the walk stops here.
_ENOUGH = 60_000


def read_docx(name: str, data: bytes) -> tuple[list[Line], list[str]]:
    """Reads the body's paragraphs and cells in reading order, then the notes; the second list warns about old fonts.

    Any failure of the parsers is a FileRefusedError of one sentence.
    """
    try:
        return _read(read_parts(data))
    except Exception:
        raise FileRefusedError(
            f"Tệp “{name}” không mở được như một văn bản Word: tệp hỏng hoặc sai cấu trúc.", _HINT
        ) from None


def _read(parts: Parts) -> tuple[list[Line], list[str]]:
    styles = Styles(parts.styles)
    notes = Notes()
    reader = RunReader(styles, notes)
    walker = _Walker(styles, Numbering(parts.numbering, styles), reader)
    walker.blocks(parts.document.find(f"{W}body"), None, 0)
    _read_notes(walker, parts, notes)
    warnings = [warning(encoding) for encoding in sorted(reader.encodings)][:1]
    lines, assumed = _in_unicode(walker.lines) if not warnings else (walker.lines, [])
    return [replace(line, text=clean(line.text)) for line in lines], warnings + assumed


def _in_unicode(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Converts old text whose font is not named, as in a file that was pasted together."""
    convert, assumed = converter(line.text for line in lines)
    if convert is None or assumed is None:
        return lines, []
    return [replace(line, text=convert(line.text)) for line in lines], [assumed]


def _read_notes(walker: _Walker, parts: Parts, notes: Notes) -> None:
    """Reads the notes in the order of their marks; what they hold follows the body and never mixes with it."""
    bodies = {
        (kind, note.get(f"{W}id")): note
        for kind, root in (("footnotes", parts.footnotes), ("endnotes", parts.endnotes))
        for note in (root if root is not None else ())
    }
    for key, number in list(notes.numbers.items()):
        if key in bodies:
            walker.place = f"{NOTE} {number}"
            walker.blocks(bodies[key], None, 0)


class _Walker:
    """Walks blocks and keeps where it is: paragraph, table, row, column; inside a note ``place`` is given instead."""

    def __init__(self, styles: Styles, numbering: Numbering, reader: RunReader) -> None:
        self.lines: list[Line] = []
        self.place: str | None = None
        self._styles = styles
        self._numbering = numbering
        self._reader = reader
        self._paragraphs = 0
        self._tables = 0
        self._carried: list[Run] = []

    def blocks(self, parent: Any, cell: _Cell | None, depth: int) -> None:
        if depth > MAX_DEPTH or len(self.lines) > _ENOUGH:
            return
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, cell, depth)
            elif child.tag == f"{W}tbl":
                self._table(child, cell, depth)
            elif child.tag in WRAPPERS:
                self.blocks(child, cell, depth + 1)

    def _paragraph(self, paragraph: Any, cell: _Cell | None, depth: int) -> None:
        properties = paragraph.find(f"{W}pPr")
        style_id = value_of(properties.find(f"{W}pStyle")) if properties is not None else None
        runs, boxes, has_hidden = self._reader.read(paragraph, style_id)
        runs = [*self._carried, *runs]
        self._carried = []
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # The paragraph's end was deleted: Word prints it together with the next one.
            self._carried = runs
        elif any(run.text.strip() for run in runs):
            self._emit(runs, self._numbering.label(properties, style_id), cell)
        elif not has_hidden and (label := self._numbering.label(properties, style_id)):
            # An empty list paragraph prints its number too; in a table that is the row's own number.
            self.lines += [Line(label, where=self._where(cell), cell=cell)] if cell and label[-1] not in "-+*•" else []
        for box in boxes:
            self.blocks(box, cell, depth + 1)

    def _emit(self, runs: Sequence[Run], label: str, cell: _Cell | None) -> None:
        bold = all(run.bold for run in runs if run.text.strip() and not run.is_note_mark)
        where = self._where(cell)
        for piece in "".join(run.text for run in runs).split("\n"):
            if piece.strip():
                self.lines.append(Line(piece, label, bold, where, cell))
                label = ""

    def _where(self, cell: _Cell | None) -> str:
        if self.place is not None:
            return self.place
        if cell is not None:
            return "bảng {}, hàng {}, cột {}".format(*cell)
        self._paragraphs += 1
        return f"đoạn {self._paragraphs}"

    def _table(self, table: Any, outer: _Cell | None, depth: int) -> None:
        if outer is None:
            self._tables += 1
        number = self._tables
        spans: dict[int, tuple[int, int]] = {}
        ends: dict[int, int] = {}
        for row_number, row in enumerate(_children(table, f"{W}tr"), start=1):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            column = 1 + _grid(row, f"{W}trPr/{W}gridBefore", 0)
            for tc in _children(row, f"{W}tc"):
                if not _is_continued(tc):
                    spans[column] = (len(self.lines), row_number)
                    self.blocks(tc, outer or (number, row_number, column), depth + 1)
                    ends[column] = len(self.lines)
                elif outer is None and column in spans:
                    self._reach_down(spans[column], ends[column], row_number)
                column += _grid(tc, f"{W}tcPr/{W}gridSpan", 1)

    def _reach_down(self, start: tuple[int, int], end: int, row: int) -> None:
        """Sets the height of a vertically merged cell's lines so that they reach down to ``row``."""
        first, top = start
        for index in range(first, end):
            self.lines[index] = replace(self.lines[index], height=row - top + 1)


def _children(parent: Any, tag: str, depth: int = 0) -> Iterator[Any]:
    """Lists rows or cells, also those inside content controls and tracked insertions."""
    if depth > MAX_DEPTH:
        return
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag, depth + 1)


def _grid(element: Any, path: str, default: int) -> int:
    value = value_of(element.find(path))
    return int(value) if value and value.isdecimal() and int(value) < 100 else default


def _is_continued(tc: Any) -> bool:
    """True for a cell that is the lower part of a vertically merged one."""
    merge = tc.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"
