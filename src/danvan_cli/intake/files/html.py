"""A saved web page, or a Word file saved as one, becomes lines: paragraphs, list numbers and tables as shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from danvan_cli.domain.draft import NOTE, Line
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.text import clean
from danvan_cli.intake.files.bullets import bullets_as_text
from danvan_cli.intake.files.legacy_fonts import converter
from danvan_cli.intake.files.text import decode
from danvan_cli.intake.files.told import HIDDEN, STRUCK, Told
from danvan_cli.intake.lines.joining import join_printed

MAX_HTML = 20_000_000
_MAX_TAGS = 300_000
_MAX_TEXTS = 600_000
# Columns that cells cover or step over, in all: a cell may reach over sixty of them and sixty rows.
_MAX_COLUMNS = 2_000_000
# Elements further in are read for their words alone.
_MAX_DEPTH = 200
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_IS_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,200}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|table)\b", re.I | re.S
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = {"td", "th"}
_BLOCKS = {"address", "article", "blockquote", "body", "center", "dd", "div", "dt", "fieldset", "figure", "footer"} | {
    *("form", "header", "hr", "html", "li", "main", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr"),
    *("ol", "ul", "dl", *_HEADINGS, *_CELLS),
}
_UNSEEN = {"head", "nav", "noscript", "select", "button", "title", "iframe", "object"} | {
    *("script", "style", "xml", "svg", "template"),
}
_BOLD = {"b", "strong", "th"} | _HEADINGS
_STRUCK = {"s", "strike", "del"}
_KEEPING = {"pre", "textarea"}
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_NOTE = re.compile(r"_?(?:ftn|edn)(\d+)")
_Cell = tuple[int, int, int]


def is_html(data: bytes) -> bool:
    """Tells a page by its first tags: many an office system gives a page the ending .doc or .xls."""
    return bool(_IS_HTML.match(data[:2000].lstrip(b"\xef\xbb\xbf")))


def read_html(name: str, data: bytes) -> tuple[list[Line], list[str]]:
    """Reads what the page shows, in reading order, and what was assumed about its letters.

    Scripts, styles and menus are not read; hidden and struck parts neither, and those are told. Raises
    FileRefusedError for more than 20 MB or 300,000 tags.
    """
    if len(data) > MAX_HTML:
        raise FileRefusedError(
            f"Tệp “{name}” lớn hơn {MAX_HTML // 1_000_000} MB.", "Lưu lại phần kế hoạch thành .docx."
        )
    from lxml import etree

    declared = _CHARSET.search(data[:4000])
    text, warnings = decode(name, data, declared[1].decode("ascii") if declared else None)
    page = _Page(name)
    parser = etree.HTMLParser(
        target=page, encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    # Where the parser gives up, the page shows what was read until then.
    with suppress(etree.XMLSyntaxError):
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    page.end_block()
    # Only now: among the tags of a page made by Word the words are too few for the score.
    convert, assumed = converter(line.text for line in page.lines)
    lines = [
        replace(line, text=clean(bullets_as_text(convert(line.text) if convert else line.text))) for line in page.lines
    ]
    said = [*warnings, *([assumed] if assumed else []), *page.told.warnings()]
    return join_printed([line for line in lines if line.text]), said


@dataclass(slots=True)
class _Open:
    """An element that is open: what its end takes back.

    ``left_out`` is the kind of what it holds where that is not read but told; ``keeps_lines`` where the ends of lines
    in the file are those on the page.
    """

    name: str
    is_bold: bool
    is_unseen: bool
    left_out: str = ""
    keeps_lines: bool = False

    @property
    def counts(self) -> bool:
        """True where the element takes its place among the rows, cells and numbers that are shown."""
        return not self.is_unseen and self.left_out != HIDDEN


@dataclass(slots=True)
class _List:
    """A list that is open: the style and the last of its numbers, and its own name."""

    style: str
    number: int
    name: str


@dataclass(slots=True)
class _Table:
    """A table that is open; ``taken`` is the last row that a cell reaches into, by column."""

    number: int
    row: int = 0
    column: int = 0
    height: int = 1
    width: int = 1
    taken: dict[int, int] = field(default_factory=dict)


class _Page:
    """Puts text together to paragraphs while the parser opens and closes elements."""

    def __init__(self, name: str) -> None:
        self.lines: list[Line] = []
        self.told = Told()
        self._left_out: list[tuple[str, str]] = []
        self._name = name
        self._open: list[_Open] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._text: list[tuple[str, bool]] = []
        self._label = ""
        self._note: str | None = None
        self._counts = dict.fromkeys(("tag", "text", "column", "table", "paragraph", "list"), 0)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Opens an element; what it says of itself holds for all inside."""
        self._count("tag", _MAX_TAGS)
        if name in _BLOCKS:
            self.end_block()
        if name == "br":
            self._text.append(("\n", True))
        above = self._open[-1] if self._open else _Open("", is_bold=False, is_unseen=False)
        if len(self._open) >= _MAX_DEPTH:
            self._open.append(replace(above, name=""))
            return
        style = attributes.get("style", "")
        is_unseen = above.is_unseen or name in _UNSEEN
        is_bold = above.is_bold or name in _BOLD or "font-weight:bold" in style.replace(" ", "")
        keeps_lines = above.keeps_lines or name in _KEEPING
        left_out = above.left_out or _left_out(name, style, attributes)
        self._open.append(_Open(name, is_bold, is_unseen, left_out, keeps_lines))
        if self._open[-1].counts:
            self._enter(name, attributes)

    def data(self, words: str) -> None:
        """Takes a stretch of text."""
        self._count("text", _MAX_TEXTS)
        inside = self._open[-1] if self._open else _Open("", is_bold=False, is_unseen=False)
        if inside.is_unseen:
            return
        if inside.left_out:
            self._left_out.append((inside.left_out, words))
        else:
            self._text.append((words if inside.keeps_lines else words.replace("\n", " "), inside.is_bold))

    def end(self, name: str) -> None:
        """Closes the innermost element."""
        if name in _BLOCKS:
            self.end_block()
        closed = self._open.pop()
        if not closed.counts:
            return
        if closed.name in ("ol", "ul"):
            self._lists.pop()
        elif closed.name == "table":
            self._tables.pop()
        elif closed.name == "li":
            self._label = ""

    def close(self) -> None:
        """Ends the page; the parser asks for it."""

    def _count(self, what: str, most: int, more: int = 1) -> None:
        self._counts[what] += more
        if self._counts[what] > most:
            raise FileRefusedError(f"Tệp “{self._name}” quá lớn, không phải một kế hoạch.", "Lưu lại thành .docx.")

    def _enter(self, name: str, attributes: Mapping[str, str]) -> None:
        note = _NOTE.fullmatch(attributes.get("id", ""))
        if name == "div" and note:
            self._note = f"{NOTE} {note[1]}"
        elif name in ("ol", "ul"):
            start = _number(attributes.get("start"), 1)
            self._counts["list"] += 1
            style = attributes.get("type", "1") if name == "ol" else "-"
            self._lists.append(_List(style, start - 1, f"{self._counts['list']}"))
        elif name == "li" and self._lists:
            self._lists[-1].number = _number(attributes.get("value"), self._lists[-1].number + 1)
            self._label = _label(self._lists[-1])
        elif name == "table":
            self._counts["table"] += not self._tables
            self._tables.append(_Table(self._counts["table"]))
        elif name == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif name in _CELLS and self._tables:
            self._cell(self._tables[-1], attributes)

    def _cell(self, table: _Table, attributes: Mapping[str, str]) -> None:
        # A page may leave out the first row's tag.
        table.row = max(table.row, 1)
        first, table.column = table.column + 1, table.column + 1
        while table.taken.get(table.column, 0) >= table.row:
            table.column += 1
        wide, high = (min(max(_number(attributes.get(span), 1), 1), 60) for span in ("colspan", "rowspan"))
        table.height, table.width = high, wide
        self._count("column", _MAX_COLUMNS, table.column - first + wide)
        for column in range(table.column, table.column + wide):
            table.taken[column] = max(table.taken.get(column, 0), table.row + high - 1)

    def end_block(self) -> None:
        """Ends a paragraph: its text becomes lines."""
        pieces, self._text = self._text, []
        left_out, self._left_out = self._left_out, []
        text = "".join(words for words, _ in pieces)
        if not text.strip():
            self._tell(left_out, f"sau đoạn {self._counts['paragraph']}")
            return
        bold = all(is_bold for words, is_bold in pieces if words.strip())
        cell, where = self._place()
        self._tell(left_out, where)
        height, width = (self._tables[0].height, self._tables[0].width) if cell else (1, 1)
        is_printed = is_blank = False
        for piece in text.split("\n"):
            if piece.strip():
                line = Line(
                    piece,
                    self._label,
                    bold,
                    where,
                    cell,
                    height,
                    printed=is_printed,
                    blank_before=is_blank,
                    width=width,
                    listed=self._lists[-1].name if self._label and self._lists else "",
                )
                self.lines.append(line)
                self._label = ""
                is_printed = True
            is_blank = is_printed and not piece.strip()

    def _tell(self, left_out: list[tuple[str, str]], where: str) -> None:
        for kind, pieces in groupby(left_out, key=itemgetter(0)):
            self.told.leave_out(kind, where, "".join(words for _, words in pieces))

    def _place(self) -> tuple[_Cell | None, str]:
        if self._note:
            return None, self._note
        # A table inside a table is part of the outer one's cell.
        if self._tables and self._tables[0].row and self._tables[0].column:
            outer = self._tables[0]
            cell = (outer.number, outer.row, outer.column)
            return cell, "bảng {}, hàng {}, cột {}".format(*cell)
        self._counts["paragraph"] += 1
        return None, f"đoạn {self._counts['paragraph']}"


def _left_out(name: str, style: str, attributes: Mapping[str, str]) -> str:
    """Finds as what an element's words are told in place of being read; empty where they are read."""
    if name in _STRUCK or _STRUCK_STYLE.search(style):
        return STRUCK
    return HIDDEN if _HIDDEN.search(style) or "hidden" in attributes else ""


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text.strip()) else default


def _label(listed: _List) -> str:
    from danvan_cli.intake.files.docx_numbering import figure

    style = {"I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}.get(listed.style, "decimal")
    if listed.style == "-":
        return "-"
    return f"{figure(style, listed.number)}{')' if style == 'lowerLetter' else '.'}"
