"""A .txt or .md file becomes lines: encoding told by its marks, decoration dropped, broken lines joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from danvan_cli.domain.draft import NOTE, Line
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.text import clean, fold, strip_controls
from danvan_cli.intake.files.bullets import bullets_as_text
from danvan_cli.intake.files.flat_paragraphs import paragraphs_of, unwrapped
from danvan_cli.intake.files.flat_tables import cells_of
from danvan_cli.intake.files.legacy_fonts import converter, guess
from danvan_cli.intake.files.spaced_tables import spaced_cells
from danvan_cli.intake.files.told import MAIL_SIGNATURE, PAGE_FOOT, STRUCK, Told
from danvan_cli.intake.lines.fields import is_field_label
from danvan_cli.intake.lines.joining import awaits_day, awaits_number, join_printed
from danvan_cli.intake.lines.markers import is_rule, page_number, split_marker

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Not "(*)", by which a note is found.
_STARS = re.compile(r"(?P<mark>\(\*{1,4}\))|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|\*{2,3}|__")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,2000})~~")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_HASHES = re.compile(r"^\s*#{1,6}\s+")
_FOR_A_PEN = re.compile(r"\b(Số\s?:?|ngày|tháng)\s{2,}", re.IGNORECASE)
_FEWEST_TABS = 2
_LABEL_AND_VALUE = 2
_DIGITS = re.compile(r"\d+")
_FOOT_WORDS = re.compile(r"(?!trang\b)\b[^\W\d_]{2,}", re.IGNORECASE)
# "… đại lý phân bón[1], xong …" and, at the page's foot, "[1] Danh sách kèm Công văn …".
_NOTE_MARK = re.compile(r"(?<=\w)\[(\d{1,2})\]")
_NOTE = re.compile(r"\[(?P<mark>\d{1,2})\]\s+\S")
_HEAD_AND_NUMBER = re.compile(
    r"(?:Kế hoạch|KH|Chương trình|Thông báo|Công văn|Hướng dẫn)\b[^.;:|]{3,90}?\s{4,}(\d{1,3})", re.IGNORECASE
)
# Behind a page's number: "KH 107 - UBND xã An Ngãi".
_RUNNING_HEAD = re.compile(r"(?:KH|CTr|Kế hoạch|Chương trình)\s+(?:số\s+)?\d{1,4}(?:/\S+)?(?:\s[-–|]\s[^.;:]{3,50})?")
# Of a running head that names the issuer: its most letters, where the letterhead ends at the latest, the fewest words
# of a name.
_LONGEST_HEAD, _LETTERHEAD, _NAME_WORDS = 120, 12, 4
# What a running head says, in three words at least, and how many lines at least part two of them.
_EDGE_WORDS = re.compile(
    r"\A(?!\d)(?=\S+\s\S+\s\S)(?=.*\b(?:kế hoạch|thông báo|chương trình|công văn|hướng dẫn|nghị quyết)\b)[^.;:]+\Z",
    re.IGNORECASE,
)
_SHORTEST_PAGE = 12
_PAGE_ALONE = re.compile(r"(?:trang\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?", re.IGNORECASE)
_OF_PAGES = re.compile(r"\d{1,3}\s?/\s?(?P<pages>\d{1,3})")
_COLUMNS = re.compile(r"\t+| {4,}")
# A paragraph of a plan has some thousand letters; longer ones only cost time.
MAX_LINE = 100_000
_MAX_PRINTED = 200_000
# The first page of a document bears no number, or it is 1.
_FIRST_NUMBERED = 2


def read_text(name: str, data: bytes) -> tuple[list[Line], list[str]]:
    """Reads the file's paragraphs, and warnings of what had to be assumed about its encoding.

    FileRefusedError for bytes that are no text, and as ``lines_of``.
    """
    text, warnings = decode(name, data)
    lines, left_out = lines_of(name, text)
    return lines, warnings + left_out


def lines_of(name: str, text: str) -> tuple[list[Line], list[str]]:
    """Reads the paragraphs of a text and what of it is left out, told.

    FileRefusedError for more or longer lines than any plan has.
    """
    if text.count("\n") > _MAX_PRINTED or max(map(len, text.split("\n"))) > MAX_LINE:
        raise FileRefusedError(
            f"Tệp “{name}” quá nhiều dòng hoặc có dòng dài bất thường, không phải một kế hoạch.",
            "Mở xem tệp có đúng là văn bản không; lưu lại thành .docx hoặc .txt có xuống dòng.",
        )
    told = Told()
    return join_printed(printed_lines(_unquoted(text, told), told)), told.warnings()


def decode(name: str, data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """Decodes to NFC, with a warning where the encoding was only assumed; FileRefusedError for what is no text.

    ``declared`` is the encoding that the file itself names; it is believed where the bytes agree.
    """
    codec = next((codec for mark, codec in _BOMS if data.startswith(mark)), None) or _utf_16(data)
    tried = (_try(data, candidate) for candidate in (codec, declared, "utf-8"))
    text, warnings = next(((text, []) for text in tried if text is not None), None) or _decode_legacy(name, data)
    if _is_binary(text):
        raise _not_text(name)
    convert, assumed = converter([text])
    if convert and assumed:
        text, warnings = convert(text), [assumed]
    return unicodedata.normalize("NFC", text), warnings


def _unquoted(text: str, told: Told) -> str:
    """Drops the "> " of a mail that was answered or passed on, where most of the text has it, and the mail's signature.

    The signature stands behind "-- " and is told.
    """
    quotes = len(_QUOTE.findall(text)) if ">" in text else 0
    written = sum(1 for line in text.split("\n") if line.strip()) if quotes else 0
    if not quotes or quotes * 2 <= written:
        return text
    lines = text.split("\n")
    sign = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].rstrip("\r") in ("-- ", "--")), len(lines))
    if any(line.startswith(">") for line in lines[sign:]):
        sign = len(lines)
    told.leave_out(MAIL_SIGNATURE, f"dòng {sign + 1}", " ".join(lines[sign + 1 :]))
    return _QUOTE.sub("", "\n".join(lines[:sign]))


def _try(data: bytes, codec: str | None) -> str | None:
    try:
        return data.decode(codec) if codec else None
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _utf_16(data: bytes) -> str | None:
    """Recognises UTF-16 without its mark: the upper byte of its letters, digits and blanks is zero. Else None."""
    sample = data[:4000]
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[start::2].count(0)
        if zeros * 4 > len(sample) // 2 and sample[1 - start :: 2].count(0) * 20 < zeros:
            return codec
    return None


def _decode_legacy(name: str, data: bytes) -> tuple[str, list[str]]:
    """Reads bytes that are no Unicode: old fonts lie over Latin letters, everything else is taken for Windows-1258."""
    latin = data.decode("latin-1")
    if guess(latin):
        return latin, []
    text = _try(data, "cp1258")
    if text is None:
        raise _not_text(name)
    return text, ["Tệp không phải UTF-8; đã đọc theo bảng mã Windows-1258, hãy soát lại dấu."]


def _is_binary(text: str) -> bool:
    return any(unicodedata.category(char) == "Cc" and char not in "\t\n\r\f\v\x1b\x85" for char in set(text[:200_000]))


def _not_text(name: str) -> FileRefusedError:
    return FileRefusedError(
        f"Tệp “{name}” không phải văn bản: bên trong là dữ liệu nhị phân.", "Dùng tệp .docx, hoặc lưu thành .txt UTF-8."
    )


def printed_lines(text: str, told: Told) -> list[Line]:
    """Lists the lines of a text as they stand there, those of two or more columns as the cells of a table."""
    lines: list[Line] = []
    numbers, feet = _PageNumbers(), set[str]()
    is_blank, is_page_end = True, False
    table = row = 0
    written = strip_controls(bullets_as_text(text.replace("\f", "\n"))).split("\n")
    written = _without_edges(unwrapped(written), told)
    flat, spaced = cells_of(written, told), spaced_cells(written, told)
    inside = inside_spaced = tabs = 0
    marks, notes = set(_NOTE_MARK.findall(text)), list[Line]()
    for number, printed in enumerate(written, start=1):
        bare = printed.strip()
        if (note := _NOTE.match(bare)) and note["mark"] in marks:
            # At a page's foot, between two halves of a sentence.
            notes.append(_line(bare, f"{NOTE} {note['mark']}, dòng {number}", None, is_blank=True))
            is_page_end = True
            continue
        if is_page_end and (_RUNNING_HEAD.fullmatch(bare) or _names_issuer(bare, lines)):
            told.leave_out(PAGE_FOOT, f"dòng {number}", bare)
            continue
        if number in flat:
            own, *place = flat[number]
            table, inside, row = table + (own != inside), own, 0
            line = _line(bare, f"dòng {number}", (table, place[0], place[1]), is_blank=is_blank)
            lines += [line] if line.text else []
            is_blank = is_page_end = False
            continue
        if number in spaced:
            own, at, cells = spaced[number]
            table, inside_spaced, row = table + (own != inside_spaced), own, 0
            places = (((table, at, column), f"dòng {number}, cột {column}", text) for column, text in cells)
            lines += [_line(text, where, place, is_blank=is_blank) for place, where, text in places]
            is_blank = is_page_end = False
            continue
        # "number" counts from 1: it is the place of the line below this one.
        is_apart = is_blank or number == len(written) or not written[number].strip()
        if numbers.take(bare, lines[-1].text if lines else "", is_apart=is_apart):
            is_page_end = True
            if (words := _DIGITS.sub("", bare)) not in feet and _FOOT_WORDS.search(words):
                # The same words at the foot of every page are told once.
                feet.add(words)
                told.leave_out(PAGE_FOOT, f"dòng {number}", bare)
            continue
        if not bare or is_rule(printed):
            is_blank = True
            row = row if bare else 0
            continue
        printed = _without_struck(printed, f"dòng {number}", told)
        if len(items := paragraphs_of(printed, len(text))) > 1:
            row = 0
            lines += _paragraphs(items, number)
            is_blank, is_page_end = True, False
            continue
        tabs = _tabs(printed, tabs if row else 0)
        pieces = printed.strip("\n ").split("\t") if tabs else _cells(printed)
        if len(pieces) == _LABEL_AND_VALUE and is_field_label(pieces[0]):
            # "Thời gian:        07h00, ngày 06/6" is a field with its value set apart.
            pieces = [" ".join(pieces)]
        if len(pieces) > 1:
            table, row = (table, row + 1) if row else (table + 1, 1)
        else:
            row = 0
        for column, piece in enumerate(pieces, start=1):
            cell = (table, row, column) if row else None
            where = f"dòng {number}" + (f", cột {column}" if row else "")
            # A sentence goes on over the end of a page.
            parted = is_blank and not is_page_end
            line = _line(piece, where, cell, is_blank=parted)
            lines += [line] if line.text else []
        is_blank = is_page_end = False
    return [*lines, *notes]


def _without_edges(written: list[str], told: Told) -> list[str]:
    """Blanks out a page's number and the line beside it that comes again at other pages, wherever they fell.

    Between the cells of a table copied line by line they would be taken for its words.
    """
    numbered = [i for i, line in enumerate(written) if _PAGE_ALONE.fullmatch(line.strip()) and _is_apart(written, i)]
    beside: dict[str, list[tuple[int, int]]] = {}
    for index in numbered:
        for step in (1, -1):
            near = next(
                (i for i in (index + step, index + 2 * step) if 0 <= i < len(written) and written[i].strip()), -1
            )
            if near >= 0 and _EDGE_WORDS.search(words := clean(written[near])) and len(words) < _LONGEST_HEAD:
                beside.setdefault(_DIGITS.sub("#", words), []).append((index, near))
    for places in beside.values():
        # The rows of such a table have their numbers alone on a line, too, but nearer.
        if len(places) > 1 and all(b - a >= _SHORTEST_PAGE for (_, a), (_, b) in pairwise(places)):
            for index, near in places:
                told.leave_out(PAGE_FOOT, f"dòng {near + 1}", written[near])
                written[index] = written[near] = ""
    return written


def _is_apart(written: Sequence[str], index: int) -> bool:
    """True for a line with a blank one, or the end of the text, above or below it."""
    return any(not (0 <= i < len(written)) or not written[i].strip() for i in (index - 1, index + 1))


def _names_issuer(bare: str, lines: Sequence[Line]) -> bool:
    """True for a short line that says once more whose paper it is: "BẢO TÀNG TỈNH BÌNH SA - Tuần 36"."""
    if len(bare) > _LONGEST_HEAD or bare.endswith((".", ";", ":")) or not bare[:1].isupper():
        return False
    names = (fold(line.text) for line in lines[:_LETTERHEAD] if line.text.isupper())
    return any(len(name.split()) >= _NAME_WORDS and fold(bare).startswith(name) for name in names)


def _paragraphs(items: Sequence[str], number: int) -> Iterator[Line]:
    """Makes a paragraph of each piece of a line that had lost its breaks."""
    for place, item in enumerate(items, start=1):
        line = _line(item, f"dòng {number}, đoạn {place}", None, is_blank=True)
        if line.text:
            yield replace(line, printed=False)


class _PageNumbers:
    """Tells the numbers of pages from those that a sentence was broken before: "hoàn thành trong tháng" + "10"."""

    def __init__(self) -> None:
        self._last = 0

    def take(self, bare: str, before: str, *, is_apart: bool) -> bool:
        """True for a page's number: apart from the text, or the next one and not awaited by the line above."""
        # "Kế hoạch hỗ trợ hộ kinh doanh          1": a running head with the page's number at the edge.
        headed = _HEAD_AND_NUMBER.fullmatch(bare)
        number = int(headed[1]) if headed else page_number(bare)
        if headed and number != self._last + 1:
            return False
        if number is None:
            return False
        # "… trước" above "10/12": a day that wrapping left there, whatever stands below it.
        if awaits_day(before) if "/" in bare else awaits_number(before) and not is_apart:
            return False
        is_next = number == self._last + 1 or (not self._last and number <= _FIRST_NUMBERED)
        if (of := _OF_PAGES.fullmatch(bare)) and not (is_next and number <= int(of["pages"])):
            # "03/4" on a line of its own is a day of April.
            return False
        if bare.isdecimal() and not is_apart and not is_next:
            return False
        self._last = number
        return True


def _without_struck(printed: str, where: str, told: Told) -> str:
    """Leaves out what Markdown strikes through."""
    if "~~" not in printed:
        return printed
    for words in _STRUCK.findall(printed):
        told.leave_out(STRUCK, where, words)
    return _STRUCK.sub("", printed)


def _tabs(printed: str, before: int) -> int:
    """Counts the tabs that part the cells of a row copied from a table; 0 for a line that is none.

    ``before`` are those of the row above: with as many a row may have one filled cell.
    """
    count = printed.count("\t")
    filled = sum(bool(piece.strip()) for piece in printed.split("\t"))
    is_row = count >= _FEWEST_TABS and not printed.startswith("\t\t") and (filled > _FEWEST_TABS or count == before)
    return count if is_row else 0


def _cells(printed: str) -> list[str]:
    """Splits a line of two or more columns; residue of a frame around one column is dropped."""
    if "|" in printed:
        bare = printed.strip()
        # An empty cell keeps its place between the bars: without it the columns behind would shift.
        pieces = bare.removeprefix("|").removesuffix("|").split("|")
        framed = bare.startswith("|") or bare.endswith("|") or len(pieces) > 2
        return pieces if framed else [printed]
    # The blanks after "Số:", "ngày" and "tháng" are for a pen; they part no columns.
    whole = printed.strip()
    whole = _FOR_A_PEN.sub(r"\1 ", whole) if "  " in whole or "\t" in whole else whole
    pieces = [piece for piece in _COLUMNS.split(whole) if piece.strip()]
    # A number or bullet followed by a tab is a list item, not a column.
    if len(pieces) > 1 and (split_marker(f"{pieces[0]} x")[1] == "x" or len(pieces[0]) < 3):
        return [printed]
    return pieces


def _line(piece: str, where: str, cell: tuple[int, int, int] | None, *, is_blank: bool) -> Line:
    stripped = piece.strip()
    bold = bool(_HASHES.match(piece)) or (stripped.startswith("**") and stripped.endswith("**"))
    return Line(clean(bullets_as_text(_undecorated(piece))), "", bold, where, cell, printed=True, blank_before=is_blank)


def _undecorated(piece: str) -> str:
    bare = _HASHES.sub("", piece).strip()
    if re.match(r"\*\s+\S", bare):
        return bare
    if bare.startswith("*") and bare.count("*") == 1:
        # "*Khảo sát …": a star that nothing closes is a bullet.
        return f"* {bare[1:]}"
    return _STARS.sub(lambda found: found["mark"] or "", bare)
