"""An official letter that urges one unit (công văn đôn đốc) as a Word file.

Layout: Nghị định 30/2020/NĐ-CP, phụ lục I.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from danvan_cli.domain.dates import short
from danvan_cli.domain.model import Deadline, Plan
from danvan_cli.domain.reminders import Letter, PendingReminder
from danvan_cli.domain.text import fold, joined_number
from danvan_cli.domain.words import ReminderKind
from danvan_cli.output.progress import number_words
from danvan_cli.output.tables import Cell, Column, Table, number
from danvan_cli.output.word_parts import (
    BODY,
    LEFT,
    PORTRAIT,
    RIGHT,
    SMALL,
    add_table,
    add_text,
    draw_line,
    new_document,
    pack,
    set_style,
    two_columns,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_HEAD = 12
_STYLE = "Body Text"
# Millimetres: the columns of head and foot, the right one wide enough for the country's name; the motto as printed.
_COLUMNS = (70, PORTRAIT[0] - LEFT - RIGHT - 70)
_MOTTO_WIDTH = 56
# An average bold capital in the head, and the share of the name that its line takes: between a third and a half.
_MM_PER_CAPITAL, _LINE_SHARE = 2.65, 0.42
_ABOVE_FOOT, _ROOM_TO_SIGN = 12, 72
_LONGEST_ABSTRACT = 120
_PLAN_WORD = re.compile(r"kế hoạch\b\s*", re.IGNORECASE)
_UNKNOWN = "…………"
_STRONGEST_FIRST = (ReminderKind.REVIEW, ReminderKind.CRITICISE, ReminderKind.REMIND)
_STEP = {
    ReminderKind.REVIEW: "Yêu cầu {unit} tổ chức kiểm điểm trách nhiệm của tập thể, cá nhân liên quan đối với {rows}.",
    ReminderKind.CRITICISE: "Phê bình {unit} do chưa hoàn thành đúng thời hạn {rows}.",
    ReminderKind.REMIND: "Đề nghị {unit} khẩn trương thực hiện {rows}.",
}


def urging_letter(letter: Letter, created: datetime) -> bytes:
    """Builds the letter; it needs a row to urge, and its figures must be those of the day it is signed.

    The same letter and ``created`` (UTC where it names no zone) give the same bytes.
    """
    document = new_document(_abstract(letter.plan), PORTRAIT, created)
    _set_body_style(document)
    _write_head(document, letter)
    rows = _write_body(document, letter)
    _write_foot(document, letter)
    with io.BytesIO() as file:
        pack(document, created, file, rows)
        return file.getvalue()


def _set_body_style(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    style = document.styles[_STYLE]
    set_style(style, BODY, before=6)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    style.paragraph_format.first_line_indent = Cm(1.27)
    style.paragraph_format.line_spacing = 1.15


def _write_head(document: Document, letter: Letter) -> None:
    (left, right), (under_left, under_right) = two_columns(document, _COLUMNS, rows=2)
    if letter.plan.governing_body:
        _line(left, letter.plan.governing_body.upper(), size=_HEAD)
    issuer = (letter.plan.issuer or _UNKNOWN).upper()
    _line(left, issuer, size=_HEAD, bold=True)
    draw_line(left, _COLUMNS[0], _LINE_SHARE * min(_COLUMNS[0], _MM_PER_CAPITAL * len(issuer)))
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=_HEAD, bold=True)
    _line(right, _MOTTO, bold=True)
    draw_line(right, _COLUMNS[1], _MOTTO_WIDTH)
    _line(under_left, _number_line(letter))
    _line(under_left, _abstract(letter.plan), size=_HEAD)
    _line(under_right, f"{letter.plan.place or _UNKNOWN}, {_day_words(letter.signed_on)}", italic=True)


def _line(
    cell: _Cell, text: str, *, size: int = BODY, bold: bool = False, italic: bool = False, center: bool = True
) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    first = cell.paragraphs[0]
    paragraph: Paragraph = cell.add_paragraph() if first.runs else first
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if center else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_after = Pt(0)
    add_text(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def _number_line(letter: Letter) -> str:
    given = (letter.number or "").strip()
    padded = given.zfill(2) if given.isdecimal() else given
    return f"Số: {joined_number(padded or ' ' * 7, letter.symbol)}"


def _day_words(day: date) -> str:
    """Writes a day as the decree does: zeros before days below 10 and before months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _abstract(plan: Plan) -> str:
    subject = _subject(plan)
    if len(subject) > _LONGEST_ABSTRACT and plan.number:
        return f"V/v đôn đốc thực hiện Kế hoạch số {number_words(plan)}"
    begun = fold(subject).startswith("thuc hien ")
    return f"V/v đôn đốc {subject}" if begun else f"V/v đôn đốc thực hiện Kế hoạch {subject}".rstrip()


def _subject(plan: Plan) -> str:
    """Gives the title as the rest of a sentence that has named the plan's type."""
    bare = _PLAN_WORD.sub("", plan.title.strip(), count=1) if _PLAN_WORD.match(plan.title.strip()) else plan.title
    first = bare.split(" ", 1)[0]
    return bare if first.isupper() and len(first) > 1 else bare[:1].lower() + bare[1:]


def _plan_words(plan: Plan) -> str:
    known = [
        f"số {number_words(plan)}" if plan.number else "",
        _day_words(plan.issued_on) if plan.issued_on else "",
        f"của {plan.issuer}" if plan.issuer else "",
    ]
    subject = _subject(plan)
    about = "về" if any(known) and subject and not subject.startswith("về ") else ""
    return " ".join(filter(None, ["Kế hoạch", *known, about, subject]))


def _write_body(document: Document, letter: Letter) -> list[Iterator[str]]:
    """Writes all between head and foot but the rows of its tables, which it gives."""
    overdue = [row for row in letter.pending.rows if row.is_overdue]
    soon = [row for row in letter.pending.rows if not row.is_overdue]
    _write_address(document, letter.pending.unit.name)
    _paragraph(document, _opening(letter, len(overdue), len(soon)))
    tables = [table for table in (_overdue_table(overdue), _soon_table(soon, letter.signed_on)) if table.rows]
    rows = [_write_table(document, table) for table in tables]
    issuer = f"{letter.plan.issuer} " if letter.plan.issuer else ""
    lead = _paragraph(document, f"Đối với nội dung nêu trên, {issuer}có ý kiến như sau:")
    lead.paragraph_format.keep_with_next = True
    for place, demand in enumerate(_demands(letter, overdue, soon), start=1):
        _paragraph(document, f"{place}. {demand}")
    last = _paragraph(document, f"Đề nghị {letter.pending.unit.name} nghiêm túc triển khai thực hiện./.")
    # The signature must not stand on a page without any of the text.
    last.paragraph_format.keep_with_next = last.paragraph_format.keep_together = True
    return rows


def _write_address(document: Document, unit: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(14)
    add_text(paragraph, f"Kính gửi: {unit}")


def _paragraph(document: Document, text: str, *, bold: bool | None = None) -> Paragraph:
    paragraph = document.add_paragraph(style=_STYLE)
    add_text(paragraph, text, bold=bold)
    return paragraph


def _opening(letter: Letter, overdue: int, soon: int) -> str:
    counts = [
        f"{overdue} nội dung quá hạn chưa hoàn thành" if overdue else "",
        f"{soon} nội dung sắp đến hạn" if soon else "",
    ]
    return (
        f"Theo dõi việc thực hiện {_plan_words(letter.plan)}, số liệu tính đến hết {_day_words(letter.signed_on)}, "
        f"{letter.pending.unit.name} còn {' và '.join(filter(None, counts))}, cụ thể như sau:"
    )


def _write_table(document: Document, table: Table) -> Iterator[str]:
    from docx.shared import Pt

    heading = _paragraph(document, f"{table.title}:", bold=True)
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_after = Pt(4)
    return add_table(document, table, PORTRAIT)


def _overdue_table(rows: Sequence[PendingReminder]) -> Table:
    closing = (number("Số ngày trễ"), number("Đôn đốc lần thứ"))
    return _table("Nội dung quá hạn chưa hoàn thành", rows, closing, [(r.deadline.days_late, r.number) for r in rows])


def _soon_table(rows: Sequence[PendingReminder], today: date) -> Table:
    left = [(r.deadline.due_on - today).days if r.deadline.due_on else None for r in rows]
    return _table("Nội dung sắp đến hạn", rows, (number("Số ngày còn lại"),), [(days,) for days in left])


def _table(
    title: str, rows: Sequence[PendingReminder], closing: tuple[Column, ...], figures: Sequence[tuple[Cell, ...]]
) -> Table:
    columns = (number("TT"), Column("Mã"), Column("Nội dung", wide=True), Column("Kỳ"), Column("Thời hạn"), *closing)
    lines: list[tuple[Cell, ...]] = [
        (place, row.task, row.content, row.period, _due_words(row), *last)
        for place, (row, last) in enumerate(zip((urged.deadline for urged in rows), figures, strict=True), start=1)
    ]
    # The fourth column is the period's.
    behind = 3 if any(urged.deadline.period for urged in rows) else 4
    return Table(title, columns[:3] + columns[behind:], tuple(line[:3] + line[behind:] for line in lines))


def _due_words(row: Deadline) -> str:
    assumed = "" if row.due_certain else " (tạm tính)"
    if not row.is_moved:
        return short(row.due_on) + assumed
    return f"{short(row.original_due_on)} → {short(row.due_on)} (gia hạn lần {row.extensions}){assumed}"


def _demands(letter: Letter, overdue: Sequence[PendingReminder], soon: Sequence[PendingReminder]) -> list[str]:
    unit = letter.pending.unit.name
    kinds = [kind for kind in _STRONGEST_FIRST if any(row.kind == kind for row in overdue)]
    demands = [_STEP[kind].format(unit=unit, rows=_rows_words(kind, overdue, len(kinds) > 1)) for kind in kinds]
    if soon:
        demands.append(f"Đề nghị {unit} chủ động hoàn thành nội dung sắp đến hạn theo đúng thời hạn.")
    what = "Hoàn thành nội dung quá hạn, báo cáo kết quả" if overdue else "Báo cáo kết quả thực hiện"
    demands.append(
        f"{what} kèm minh chứng về Văn phòng trước hết {_day_words(letter.reply_by)}. Trường hợp không thể hoàn thành "
        "theo thời hạn, có văn bản đề nghị gia hạn, nêu rõ lý do, gửi Văn phòng trước hết ngày nêu trên."
    )
    return demands


def _rows_words(kind: ReminderKind, overdue: Sequence[PendingReminder], is_one_of_several: bool) -> str:
    if not is_one_of_several:
        return "các nội dung quá hạn nêu trên" if len(overdue) > 1 else "nội dung quá hạn nêu trên"
    places = [str(place) for place, row in enumerate(overdue, start=1) if row.kind == kind]
    return f"nội dung quá hạn số thứ tự {', '.join(places)}"


def _write_foot(document: Document, letter: Letter) -> None:
    from docx.shared import Pt

    [(left, right)] = two_columns(document, _COLUMNS, rows=1)
    _line(left, "Nơi nhận:", size=_HEAD, bold=True, italic=True, center=False)
    for recipient in _recipients(letter.recipients):
        _line(left, recipient, size=SMALL, center=False)
    authority = (letter.authority or "").split(" / ")
    for words in filter(None, [*authority, letter.signer_title]):
        _line(right, words.upper(), bold=True)
    _line(right, letter.signer or "", bold=True).paragraph_format.space_before = Pt(_ROOM_TO_SIGN)
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(_ABOVE_FOOT)
    # Word wants a paragraph behind the last table; one that small never needs a page of its own.
    end = document.add_paragraph().paragraph_format
    end.space_after, end.line_spacing = Pt(0), Pt(1)


def _recipients(given: Sequence[str]) -> list[str]:
    bare = [words.strip().rstrip(";.,") for words in given]
    others = [
        words
        for words in bare
        if words and fold(words) != "nhu tren" and not fold(words).startswith(("luu:", "luu vt"))
    ]
    return [f"- {words};" for words in ("Như trên", *others)] + ["- Lưu: VT, VP."]
