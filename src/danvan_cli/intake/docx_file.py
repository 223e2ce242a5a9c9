"""A .docx becomes lines: an own walk over the body, because every library loses some of the text.

Tracked insertions stay and deletions go; content controls, text boxes, nested and merged cells are read once;
hidden text, headers, footers and field codes are not read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from danvan_cli.domain.draft import Line
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.text import clean
from danvan_cli.intake.docx_numbering import Numbering, Styles, W, is_on

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements that wrap content without changing it.
_WRAPPERS = {
    f"{W}{tag}" for tag in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "sdt")
} | {
    f"{_MC}AlternateContent",
    f"{_MC}Choice",
}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_MAX_DEPTH = 40
_HINT = "Mở tệp bằng Word, lưu lại (Save as) loại .docx rồi nhập lần nữa."


def read_docx(name: str, data: bytes) -> list[Line]:
    """Gives the body's paragraphs and cells in reading order; any failure of the parsers is one sentence."""
    try:
        import docx

        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        part = document.part
        styles = Styles(_root(part, "styles"))
        walker = _Walker(styles, Numbering(_root(part, "numbering"), styles))
        walker.blocks(body, None, 0)
    except Exception:
        raise FileRefusedError(
            f"Tệp “{name}” không mở được như một văn bản Word: tệp hỏng hoặc sai cấu trúc.", _HINT
        ) from None
    return walker.lines


def _root(part: Any, kind: str) -> Any:
    """Gives the XML of a related part, None where the package has none."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            target = relation.target_part
            element = getattr(target, "element", None)
            return element if element is not None else _parse(target.blob)
    return None


def _parse(blob: bytes) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(blob)


class _Walker:
    """Walks blocks and keeps where it is: paragraph, table, row, column."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0
        self._carried = ""

    def blocks(self, parent: Any, cell: tuple[int, int, int] | None, depth: int) -> None:
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, cell, depth)
            elif child.tag == f"{W}tbl":
                self._table(child, cell, depth)
            elif child.tag in _WRAPPERS:
                self.blocks(child, cell, depth + 1)

    def _paragraph(self, paragraph: Any, cell: tuple[int, int, int] | None, depth: int) -> None:
        boxes: list[Any] = []
        runs = list(_runs(paragraph, boxes))
        text = self._carried + "".join(text for text, _ in runs)
        properties = paragraph.find(f"{W}pPr")
        self._carried = ""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # The paragraph's end was deleted: Word prints it together with the next one.
            self._carried = text
        elif clean(text):
            self._emit(text, properties, runs, cell)
        for box in boxes:
            self.blocks(box, cell, depth + 1)

    def _emit(
        self, text: str, properties: Any, runs: list[tuple[str, bool | None]], cell: tuple[int, int, int] | None
    ) -> None:
        style = properties.find(f"{W}pStyle") if properties is not None else None
        style_id = style.get(f"{W}val") if style is not None else None
        label = self._numbering.label(properties, style_id)
        by_style = self._styles.is_bold(style_id)
        bold = all(by_style if own is None else own for run, own in runs if run.strip())
        if cell is None:
            self._paragraphs += 1
        where = f"đoạn {self._paragraphs}" if cell is None else "bảng {}, hàng {}, cột {}".format(*cell)
        for piece in text.split("\n"):
            if clean(piece):
                self.lines.append(Line(clean(piece), label, bold, where, cell))
                label = ""

    def _table(self, table: Any, outer: tuple[int, int, int] | None, depth: int) -> None:
        if outer is None:
            self._tables += 1
        number = self._tables
        for row_number, row in enumerate(_children(table, f"{W}tr"), start=1):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            column = 1 + _grid(row, f"{W}trPr/{W}gridBefore", 0)
            for tc in _children(row, f"{W}tc"):
                if not _is_continued(tc):
                    self.blocks(tc, outer or (number, row_number, column), depth + 1)
                column += _grid(tc, f"{W}tcPr/{W}gridSpan", 1)


def _children(parent: Any, tag: str, depth: int = 0) -> Iterator[Any]:
    """Finds rows or cells, also inside content controls and tracked insertions."""
    if depth > _MAX_DEPTH:
        return
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag, depth + 1)


def _grid(element: Any, path: str, default: int) -> int:
    found = element.find(path)
    value = found.get(f"{W}val") if found is not None else None
    return int(value) if value and value.isdigit() and int(value) < 100 else default


def _is_continued(tc: Any) -> bool:
    """Tells a cell that is the lower part of a vertically merged one."""
    merge = tc.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _runs(node: Any, boxes: list[Any], depth: int = 0) -> Iterator[tuple[str, bool | None]]:
    """Gives each visible run's text and its own boldness (None: as the style); text boxes are set aside."""
    if depth > _MAX_DEPTH:
        return
    for child in node:
        if child.tag == f"{W}r":
            yield from _run(child, boxes)
        elif child.tag in _WRAPPERS:
            yield from _runs(child, boxes, depth + 1)


def _run(run: Any, boxes: list[Any]) -> Iterator[tuple[str, bool | None]]:
    if is_on(run.find(f"{W}rPr/{W}vanish")):
        return
    bold = run.find(f"{W}rPr/{W}b")
    text = "".join(_run_text(run, boxes, 0))
    if text:
        yield text, None if bold is None else is_on(bold)


def _run_text(node: Any, boxes: list[Any], depth: int) -> Iterator[str]:
    for child in node:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            boxes += _text_boxes(child, 0)
        elif child.tag in (f"{_MC}AlternateContent", f"{_MC}Choice") and depth < _MAX_DEPTH:
            yield from _run_text(child, boxes, depth + 1)


def _text_boxes(node: Any, depth: int) -> list[Any]:
    """Finds outermost text boxes; the fallback copy that Word keeps for old programs is left out."""
    found: list[Any] = []
    for child in node if depth <= _MAX_DEPTH else ():
        if child.tag == f"{W}txbxContent":
            found.append(child)
        elif child.tag != f"{_MC}Fallback":
            found += _text_boxes(child, depth + 1)
    return found
