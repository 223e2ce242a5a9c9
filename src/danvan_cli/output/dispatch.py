"""An official letter that urges one unit (công văn đôn đốc) as a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from danvan_cli.domain.dates import official_words
from danvan_cli.domain.model import Plan
from danvan_cli.domain.reminders import STRONGEST_FIRST, EarlierLetter, Letter, PendingReminder, strongest
from danvan_cli.domain.text import fold, printed_number
from danvan_cli.domain.words import ReminderKind
from danvan_cli.output.blocks import OfficialFoot, OfficialHead
from danvan_cli.output.columns import Choice, deadline_table, shown
from danvan_cli.output.official import (
    official_document,
    write_address,
    write_foot,
    write_last_paragraph,
    write_paragraph,
)
from danvan_cli.output.plan_words import in_sentence, named, subject
from danvan_cli.output.tables import Table, number
from danvan_cli.output.word import PORTRAIT, add_table, pack

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST_ABSTRACT = 120
_STEP = {
    ReminderKind.REVIEW: "Yêu cầu {unit} tổ chức kiểm điểm trách nhiệm của tập thể, cá nhân liên quan đối với {rows}.",
    ReminderKind.CRITICISE: "Phê bình {unit} do chưa hoàn thành đúng thời hạn {rows}.",
    ReminderKind.REMIND: "Đề nghị {unit} khẩn trương thực hiện {rows}.",
}


def urging_letter(letter: Letter, created: datetime) -> bytes:
    """Builds the letter; it needs a row to urge, and its figures must be those of the day it is signed.

    The same letter and ``created`` (UTC where it names no zone) give the same bytes.
    """
    plan = letter.plan
    head = OfficialHead(
        plan.governing_body,
        plan.issuer,
        letter.number,
        letter.symbol,
        plan.place,
        letter.signed_on,
        _abstract(plan, strongest(letter.pending.rows)),
    )
    document = official_document(head, created)
    write_address(document, letter.pending.unit.name)
    rows = _write_body(document, letter)
    others = (
        words for words in (*_superiors(letter), *letter.recipients) if fold(words.strip().rstrip(";.,")) != "nhu tren"
    )
    sealed = letter.sealed.sentence if letter.sealed else ""
    signed = (letter.authority, letter.signer_title, letter.signer)
    write_foot(document, OfficialFoot(("Như trên", *others), *signed, sealed=sealed))
    with io.BytesIO() as file:
        pack(document, created, file, rows)
        return file.getvalue()


_ABOUT = {
    ReminderKind.REMIND: "đôn đốc",
    ReminderKind.CRITICISE: "phê bình chậm",
    ReminderKind.REVIEW: "kiểm điểm trách nhiệm do chậm",
}


def _abstract(plan: Plan, kind: ReminderKind) -> str:
    about, what = subject(plan), _ABOUT[kind]
    if len(about) > _LONGEST_ABSTRACT and plan.number:
        return f"V/v {what} thực hiện Kế hoạch số {printed_number(plan.number, plan.symbol)}"
    begun = fold(about).startswith("thuc hien ")
    return f"V/v {what} {about}" if begun else f"V/v {what} thực hiện Kế hoạch {about}".rstrip()


def _superiors(letter: Letter) -> tuple[str, ...]:
    """Names who gets a copy: those above, once a first letter was not heeded, unless the recipients name them."""
    if letter.recipients or (letter.earlier is None and strongest(letter.pending.rows) is ReminderKind.REMIND):
        return ()
    return (f"Lãnh đạo {in_sentence(letter.plan.issuer)} (b/c)" if letter.plan.issuer else "Lãnh đạo cơ quan (b/c)",)


def _write_body(document: Document, letter: Letter) -> list[Iterator[str]]:
    """Writes all between address and foot but the rows of its tables, which ``pack`` is to write."""
    overdue = [row for row in letter.pending.rows if row.is_overdue]
    soon = [row for row in letter.pending.rows if not row.is_overdue]
    write_paragraph(document, _opening(letter, len(overdue), len(soon)))
    rows = [_write_table(document, table) for table in _tables(letter, overdue, soon) if table.rows]
    issuer = f"{letter.plan.issuer} " if letter.plan.issuer else ""
    lead = write_paragraph(document, f"Đối với nội dung nêu trên, {issuer}có ý kiến như sau:")
    lead.paragraph_format.keep_with_next = True
    for place, demand in enumerate(_demands(letter, overdue, soon), start=1):
        write_paragraph(document, f"{place}. {demand}")
    write_last_paragraph(document, f"Đề nghị {letter.pending.unit.name} nghiêm túc triển khai thực hiện")
    return rows


def _opening(letter: Letter, overdue: int, soon: int) -> str:
    counts = [
        f"{overdue} nội dung quá hạn chưa hoàn thành" if overdue else "",
        f"{soon} nội dung sắp đến hạn" if soon else "",
    ]
    if letter.earlier is not None:
        return _second_opening(letter, letter.earlier, " và ".join(filter(None, counts)))
    return (
        f"Theo dõi việc thực hiện {named(letter.plan)}, số liệu tính đến hết {official_words(letter.signed_on)}, "
        f"{letter.pending.unit.name} còn {' và '.join(filter(None, counts))}, cụ thể như sau:"
    )


def _second_opening(letter: Letter, earlier: EarlierLetter, counts: str) -> str:
    number = f"số {earlier.number} " if earlier.number else ""
    issuer = letter.plan.issuer or "cơ quan"
    missed = "vẫn chưa nhận được kết quả của" if earlier.reply_by < letter.signed_on else "chưa nhận được kết quả của"
    return (
        f"Tại Công văn {number}{official_words(earlier.sent_on)}, {issuer} đã đôn đốc {letter.pending.unit.name} thực "
        f"hiện {named(letter.plan)}, yêu cầu báo cáo kết quả chậm nhất {official_words(earlier.reply_by)}. Đến hết "
        f"{official_words(letter.signed_on)}, {issuer} {missed} {letter.pending.unit.name} đối với {counts}, cụ thể "
        "như sau:"
    )


def _tables(letter: Letter, overdue: Sequence[PendingReminder], soon: Sequence[PendingReminder]) -> tuple[Table, Table]:
    late = shown("days_late", title="Số ngày trễ"), shown("reminder_number", title="Đôn đốc lần thứ")
    left = shown("days_left", title="Số ngày còn lại")
    return (
        _table("Nội dung quá hạn chưa hoàn thành", overdue, late, letter),
        _table("Nội dung sắp đến hạn", soon, (left,), letter),
    )


def _table(title: str, rows: Sequence[PendingReminder], closing: Sequence[Choice], letter: Letter) -> Table:
    """Numbers the rows, as the demands name them by their numbers; the period has a column where a row has one."""
    period = ("bare_period",) if any(row.deadline.period for row in rows) else ()
    choices = ("content", *period, "due_words", *closing)
    table = deadline_table(title, choices, rows, lines="pending", as_of=letter.signed_on)
    numbered = tuple((place, *cells) for place, cells in enumerate(table.rows, start=1))
    return table._replace(columns=(number("TT"), *table.columns), rows=numbered)


def _write_table(document: Document, table: Table) -> Iterator[str]:
    from docx.shared import Pt

    shape = write_paragraph(document, f"{table.title}:", bold=True).paragraph_format
    shape.keep_with_next, shape.space_after = True, Pt(4)
    return add_table(document, table, PORTRAIT)


def _demands(letter: Letter, overdue: Sequence[PendingReminder], soon: Sequence[PendingReminder]) -> list[str]:
    unit = letter.pending.unit.name
    kinds = [kind for kind in STRONGEST_FIRST if any(row.kind == kind for row in overdue)]
    demands = [_STEP[kind].format(unit=unit, rows=_rows_words(kind, overdue, len(kinds) > 1)) for kind in kinds]
    if soon:
        demands.append(f"Đề nghị {unit} chủ động hoàn thành nội dung sắp đến hạn theo đúng thời hạn.")
    what = "Hoàn thành nội dung quá hạn, báo cáo kết quả" if overdue else "Báo cáo kết quả thực hiện"
    demands.append(
        f"{what} kèm minh chứng về {letter.office} chậm nhất {official_words(letter.reply_by)}. Trường hợp không thể "
        f"hoàn thành theo thời hạn, có văn bản đề nghị gia hạn, nêu rõ lý do, gửi {letter.office} chậm nhất ngày nêu "
        "trên."
    )
    kind = strongest(overdue)
    if overdue and (letter.earlier is not None or kind is not ReminderKind.REMIND):
        demands.append(_FOLLOWS[kind].format(unit=unit, year=letter.plan.year))
    return demands


_FOLLOWS = {
    ReminderKind.REMIND: "Quá thời hạn nêu trên mà chưa hoàn thành, {unit} bị xem xét phê bình bằng văn bản.",
    ReminderKind.CRITICISE: (
        "Quá thời hạn nêu trên mà chưa hoàn thành, {unit} phải kiểm điểm trách nhiệm của tập thể, cá nhân liên quan."
    ),
    ReminderKind.REVIEW: (
        "Kết quả thực hiện là căn cứ đánh giá mức độ hoàn thành nhiệm vụ và xét thi đua năm {year} của {unit}, cá nhân "
        "liên quan."
    ),
}


def _rows_words(kind: ReminderKind, overdue: Sequence[PendingReminder], is_one_of_several: bool) -> str:
    if not is_one_of_several:
        return "các nội dung quá hạn nêu trên" if len(overdue) > 1 else "nội dung quá hạn nêu trên"
    places = [str(place) for place, row in enumerate(overdue, start=1) if row.kind == kind]
    return f"nội dung quá hạn số thứ tự {', '.join(places)}"
