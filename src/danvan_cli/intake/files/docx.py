"""A .docx becomes lines: an own walk over the body, because every library loses some of the text.

Tracked insertions stay and deletions go; content controls, text boxes, nested and merged cells are read once;
footnotes come after the body. Struck and hidden text, fields of a form that nobody filled in, headers and footers are
not read and told; field codes are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from danvan_cli.domain.draft import NOTE, Line
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.text import clean
from danvan_cli.intake.files.bullets import bullets_as_text
from danvan_cli.intake.files.docx_embedded import EmbeddedFiles
from danvan_cli.intake.files.docx_numbering import Numbering
from danvan_cli.intake.files.docx_package import Parts, TooBigError, read_parts
from danvan_cli.intake.files.docx_runs import MAX_DEPTH, WRAPPERS, Notes, Run, RunReader, is_unfilled, words_of
from danvan_cli.intake.files.docx_styles import Styles, W, value_of
from danvan_cli.intake.files.legacy_fonts import converter, warning
from danvan_cli.intake.files.told import DELETED, HIDDEN, UNFILLED, Told
from danvan_cli.intake.lines.joining import join_printed

_Cell = tuple[int, int, int]
_HINT = "Mở tệp bằng Word, lưu lại (Save as) loại .docx rồi nhập lần nữa."
_SHORTER = "Tách riêng phần kế hoạch; bảng theo dõi nhiều hàng thì lưu loại .xlsx rồi nhập."
# No plan is longer than this: the file will be refused, so the walk stops here.
_ENOUGH = 60_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PAGE_WORD = re.compile(r"[\W\d_]|trang|page", re.IGNORECASE)
_FEW_LETTERS = 1


def read_docx(name: str, data: bytes, depth: int = 0) -> tuple[list[Line], list[str]]:
    """Reads the body's paragraphs and cells in reading order, then the notes; the second list are warnings.

    ``depth`` counts the files around one that stands inside another. Any failure of the parsers is a
    FileRefusedError of one sentence.
    """
    try:
        return _read(name, read_parts(name, data), depth)
    except FileRefusedError:
        raise
    except TooBigError:
        raise FileRefusedError(f"Tệp “{name}” quá lớn, không phải một kế hoạch.", _SHORTER) from None
    except Exception:
        raise FileRefusedError(
            f"Tệp “{name}” không mở được như một văn bản Word: tệp hỏng hoặc sai cấu trúc.", _HINT
        ) from None


def _read(name: str, parts: Parts, depth: int) -> tuple[list[Line], list[str]]:
    styles = Styles(parts.styles)
    notes = Notes()
    told = Told()
    reader = RunReader(styles, notes)
    walker = _Walker(styles, Numbering(parts.numbering, styles), reader, told, EmbeddedFiles(name, parts.chunks, depth))
    walker.blocks(parts.document.find(f"{W}body"), None, 0)
    _read_notes(walker, parts, notes)
    warnings = [warning(encoding) for encoding in sorted(reader.encodings)][:1]
    lines, assumed = _in_unicode(walker.lines) if not warnings else (walker.lines, [])
    lines = [replace(line, text=clean(bullets_as_text(line.text))) for line in lines]
    said = [*warnings, *assumed, *told.warnings(), *walker.embedded.warnings, *_edges(parts)]
    return join_printed([line for line in lines if line.text]), said


def _edges(parts: Parts) -> list[str]:
    """Tells what stands in headers and footers besides page numbers."""
    texts = dict.fromkeys(clean(" ".join(map(words_of, edge.iter(f"{W}p")))) for edge in parts.edges)
    worded = [text for text in texts if len(_PAGE_WORD.sub("", text)) > _FEW_LETTERS]
    shown = ", ".join(f"“{text[:60]}”" for text in worded[:3])
    return [f"Không đọc đầu trang, chân trang: {shown}."] if worded else []


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

    def __init__(
        self, styles: Styles, numbering: Numbering, reader: RunReader, told: Told, embedded: EmbeddedFiles
    ) -> None:
        self.lines: list[Line] = []
        self.place: str | None = None
        self.embedded = embedded
        self._styles = styles
        self._numbering = numbering
        self._reader = reader
        self._told = told
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
            elif child.tag == f"{W}altChunk":
                self._embed(child, cell)
            elif child.tag == f"{W}sdt" and is_unfilled(child):
                self._told.leave_out(UNFILLED, self._here(cell), words_of(child))
            elif child.tag in WRAPPERS:
                self.blocks(child, cell, depth + 1)

    def _paragraph(self, paragraph: Any, cell: _Cell | None, depth: int) -> None:
        properties = paragraph.find(f"{W}pPr")
        style_id = value_of(properties.find(f"{W}pStyle")) if properties is not None else None
        runs, boxes, left_out = self._reader.read(paragraph, style_id)
        runs = [*self._carried, *runs]
        self._carried = []
        is_printed = any(run.text.strip() for run in runs)
        self._tell(left_out, self._here(cell, is_printed=is_printed))
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # The paragraph's end was deleted: Word prints it together with the next one.
            self._carried = runs
        elif is_printed:
            self._emit(runs, self._numbering.label(properties, style_id), cell)
        elif not any(kind == HIDDEN for kind, _ in left_out):
            label, _ = self._numbering.label(properties, style_id)
            if label and cell and label[-1] not in "-+*•" and not left_out:
                # An empty list paragraph prints its number too; in a table that is the row's own number.
                self.lines.append(Line(label, where=self._where(cell), cell=cell))
        for box in boxes:
            self.blocks(box, cell, depth + 1)

    def _tell(self, left_out: Sequence[tuple[str, str]], where: str) -> None:
        """Tells what a paragraph leaves out, neighbouring pieces of one kind together."""
        for kind, pieces in groupby(left_out, key=itemgetter(0)):
            self._told.leave_out(kind, where, "".join(words for _, words in pieces))

    def _embed(self, chunk: Any, cell: _Cell | None) -> None:
        """Reads a file that stands inside this one, at its place; its tables go on counting."""
        lines = self.embedded.read(chunk.get(f"{_RELATION}id") or "", self._here(cell))
        self.lines += [
            replace(line, cell=cell or (line.cell and (line.cell[0] + self._tables, *line.cell[1:]))) for line in lines
        ]
        self._tables += max((line.cell[0] for line in lines if line.cell), default=0)

    def _here(self, cell: _Cell | None, *, is_printed: bool = False) -> str:
        """Names the place of what is not read: its own paragraph or cell, else behind which paragraph it stands."""
        if self.place is not None or cell is not None:
            return self.place or "bảng {}, hàng {}, cột {}".format(*(cell or ()))
        return f"đoạn {self._paragraphs + 1}" if is_printed else f"sau đoạn {self._paragraphs}"

    def _emit(self, runs: Sequence[Run], numbered: tuple[str, str], cell: _Cell | None) -> None:
        label, listed = numbered
        bold = all(run.bold for run in runs if run.text.strip() and not run.is_note_mark)
        where = self._where(cell)
        is_printed = is_blank = False
        for piece in "".join(run.text for run in runs).split("\n")[:_ENOUGH]:
            if piece.strip():
                line = Line(
                    piece, label, bold, where, cell, printed=is_printed, blank_before=is_blank,
                    listed=listed if label else "",
                )  # fmt: skip
                self.lines.append(line)
                label = ""
                is_printed = True
            is_blank = is_printed and not piece.strip()

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
        open_cells: dict[int, _Tall] = {}
        for row_number, row in enumerate(_children(table, f"{W}tr"), start=1):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._told.leave_out(DELETED, f"bảng {number}, hàng {row_number}", words_of(row))
                continue
            column = 1 + _grid(row, f"{W}trPr/{W}gridBefore", 0)
            for tc in _children(row, f"{W}tc"):
                if not _is_continued(tc):
                    self._reach_down(open_cells.pop(column, None))
                    first = len(self.lines)
                    self.blocks(tc, outer or (number, row_number, column), depth + 1)
                    self._reach_right(first, _grid(tc, f"{W}tcPr/{W}gridSpan", 1))
                    open_cells[column] = _Tall(first, len(self.lines), row_number, row_number)
                elif outer is None and column in open_cells:
                    open_cells[column].last_row = row_number
                column += _grid(tc, f"{W}tcPr/{W}gridSpan", 1)
        for cell in open_cells.values():
            self._reach_down(cell)

    def _reach_right(self, first: int, width: int) -> None:
        """Sets the width of the lines from the first on, which are those of one cell."""
        for index in range(first, len(self.lines) if width > 1 else first):
            self.lines[index] = replace(self.lines[index], width=width)

    def _reach_down(self, cell: _Tall | None) -> None:
        """Sets the height of a vertically merged cell's lines, once it is known how far it reaches."""
        if cell is None or cell.last_row == cell.row:
            return
        for index in range(cell.first, cell.end):
            self.lines[index] = replace(self.lines[index], height=cell.last_row - cell.row + 1)


@dataclass(slots=True)
class _Tall:
    """A cell that may reach down: its lines, its row and the last row it reaches."""

    first: int
    end: int
    row: int
    last_row: int


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
