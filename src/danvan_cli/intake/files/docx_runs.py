"""The runs of a Word paragraph: what is printed, in Unicode, with text boxes and notes set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from danvan_cli.intake.files.docx_styles import Look, Styles, W, look_of, value_of
from danvan_cli.intake.files.legacy_fonts import Legacy, convert, is_unicode_vietnamese
from danvan_cli.intake.files.told import DELETED, HIDDEN, STRUCK, UNFILLED

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Elements that wrap content without changing it.
WRAPPERS = {
    f"{W}{tag}" for tag in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "sdt")
} | {f"{W}dir", f"{W}bdo", f"{_MC}AlternateContent", f"{_MC}Choice"}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
# The ticks that forms set in Wingdings.
_TICKS = {"F0FC", "F0FE", "F052", "F050"}
_NOTE_MARK = re.compile(r" \[\d+\]")
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Run:
    """A printed piece of a paragraph."""

    text: str
    bold: bool

    @property
    def is_note_mark(self) -> bool:
        """True for the mark of a note: it is never bold and does not keep a bold line from being a heading."""
        return bool(_NOTE_MARK.fullmatch(self.text))


@dataclass(slots=True)
class Notes:
    """The notes that the text refers to, numbered in the order in which it does: (part, id) → number."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def mark(self, kind: str, note_id: str) -> str:
        """Writes a note's mark as " [1]", numbered by first mention; apart, so that "25/10" does not become 25/101."""
        number = self.numbers.setdefault((kind, note_id), len(self.numbers) + 1)
        return f" [{number}]"


class RunReader:
    """Reads the runs of one document's paragraphs."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        """Takes what all paragraphs share; ``encodings`` collects the old fonts that were met."""
        self.encodings: set[Legacy] = set()
        self._styles = styles
        self._notes = notes

    def read(self, paragraph: Any, style_id: str | None) -> tuple[list[Run], list[Any], list[tuple[str, str]]]:
        """Reads the printed runs, the text boxes beside them, and (kind, words) of what is left out."""
        boxes: list[Any] = []
        left_out: list[tuple[str, str]] = []
        above = self._styles.look(style_id)
        visible: list[tuple[str, Look]] = []
        for text, look in self._runs(paragraph, above, boxes, left_out, 0):
            kind = HIDDEN if look.hidden else STRUCK if look.struck else ""
            # A struck blank between words that stand is still the blank between them.
            if kind and (text.strip() or look.hidden):
                is_old = look.encoding is not None and not is_unicode_vietnamese(text)
                left_out.append((kind, convert(text, look.encoding) if is_old and look.encoding else text))
            else:
                visible.append((text, look))
        return self._in_unicode(visible), boxes, left_out

    def _in_unicode(self, pieces: list[tuple[str, Look]]) -> list[Run]:
        old = "".join(text for text, look in pieces if look.encoding)
        # A font's name alone does not prove it: Word shows Unicode typed in .VnTime with another font.
        is_legacy = bool(old) and not is_unicode_vietnamese(old)
        runs = []
        for text, look in pieces:
            plain = text
            if is_legacy and look.encoding and not text.isascii():
                self.encodings.add(look.encoding)
                plain = convert(text, look.encoding)
            elif is_legacy and look.encoding == Legacy.TCVN3_CAPITALS:
                plain = text.upper()
            runs.append(Run(plain.upper() if look.capitals else plain, look.bold))
        return runs

    def _runs(
        self, node: Any, above: Look, boxes: list[Any], left_out: list[tuple[str, str]], depth: int
    ) -> Iterator[tuple[str, Look]]:
        for child in node if depth <= MAX_DEPTH else ():
            if child.tag == f"{W}r":
                text = "".join(self._text(child, boxes, 0))
                if text:
                    yield text, self._look(child.find(f"{W}rPr"), above)
            elif child.tag == f"{W}sdt" and is_unfilled(child):
                left_out.append((UNFILLED, words_of(child)))
            elif child.tag in WRAPPERS:
                yield from self._runs(child, above, boxes, left_out, depth + 1)
            elif child.tag == f"{W}del":
                left_out.append((DELETED, words_of(child, f"{W}delText", f"{W}t")))
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                yield "".join(piece.text or "" for piece in child.iter(f"{_MATH}t")), above

    def _look(self, properties: Any, above: Look) -> Look:
        if properties is None:
            return above
        style_id = value_of(properties.find(f"{W}rStyle"))
        return look_of(properties, self._styles.look(style_id, above) if style_id else above)

    def _text(self, node: Any, boxes: list[Any], depth: int) -> Iterator[str]:
        for child in node:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag in _DRAWN:
                boxes += _text_boxes(child, 0)
            elif child.tag in _NOTES:
                yield self._notes.mark(_NOTES[child.tag], child.get(f"{W}id") or "")
            elif child.tag == f"{W}sym":
                yield _symbol((child.get(f"{W}char") or "").upper())
            elif child.tag in (f"{_MC}AlternateContent", f"{_MC}Choice") and depth < MAX_DEPTH:
                yield from self._text(child, boxes, depth + 1)


def _symbol(code: str) -> str:
    """Reads a sign of a symbol font as a letter of the private area, from which bullets are made; ticks as ticks."""
    if code in _TICKS:
        return "✓"
    return chr(0xF000 | int(code, 16) & 0xFF) if re.fullmatch("[0-9A-F]{2,4}", code) else ""


def is_unfilled(sdt: Any) -> bool:
    """True for a field of a form that still shows what is to be filled in."""
    return sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def words_of(node: Any, *tags: str) -> str:
    """Puts together all words inside an element."""
    return "".join(piece.text or "" for piece in node.iter(*(tags or (f"{W}t",))))


def _text_boxes(node: Any, depth: int) -> list[Any]:
    """Finds outermost text boxes; the fallback copy that Word keeps for old programs is left out."""
    found: list[Any] = []
    for child in node if depth <= MAX_DEPTH else ():
        if child.tag == f"{W}txbxContent":
            found.append(child)
        elif child.tag != f"{_MC}Fallback":
            found += _text_boxes(child, depth + 1)
    return found
