"""The text of one official letter to several units: who is behind with how much; each one's work is in the appendix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from danvan_cli.domain.dates import official_words, short
from danvan_cli.domain.reminders import EarlierLetter, Letter, UnitReminders
from danvan_cli.output import labels
from danvan_cli.output.letter_words import (
    closing_demands,
    counts_words,
    earlier_words,
    issuer_words,
    late_kinds,
    row_tables,
    step,
)
from danvan_cli.output.official import (
    begin_appendix,
    end_behind_table,
    write_demands,
    write_last_paragraph,
    write_paragraph,
    write_titled_table,
)
from danvan_cli.output.plan_words import named
from danvan_cli.output.tables import Cell, Column, Table, number, without_empty
from danvan_cli.output.word import LANDSCAPE

if TYPE_CHECKING:
    from docx.document import Document

_UNITS = "các đơn vị"


def write_collective_text(document: Document, letter: Letter) -> list[Iterator[str]]:
    """Writes all between address and foot but the rows of its table, which ``pack`` is to write."""
    from docx.shared import Pt

    write_paragraph(document, _opening(letter)).paragraph_format.space_after = Pt(6)
    rows = [write_titled_table(document, _units_table(letter), is_titled=False)]
    issuer = issuer_words(letter.plan, "")
    lead = write_paragraph(document, letter.say("lead.several", issuer=issuer))
    lead.paragraph_format.keep_with_next = True
    write_demands(document, (*_demands(letter), *closing_demands(letter, _UNITS)))
    write_last_paragraph(document, letter.say("closing.several"))
    return rows


def _opening(letter: Letter) -> str:
    units = f"{len(letter.addressees)} đơn vị"
    low = f" có tỷ lệ hoàn thành đúng hạn dưới {letter.threshold}%" if letter.threshold else ""
    if (same := _same_earlier(letter)) is not None:
        begin = earlier_words(letter, same, _UNITS, named(letter.plan))
        return f"{begin} {units}{low} đối với {counts_words(letter)}, cụ thể như sau:"
    return letter.say(
        "opening.several",
        plan=named(letter.plan),
        day=official_words(letter.signed_on),
        units=f"{units}{low}{' và' if low else ''}",
        counts=counts_words(letter),
        low=_unheeded(letter),
    )


def _same_earlier(letter: Letter) -> EarlierLetter | None:
    """Finds the one letter that all were written to before; None where they were not, or by several letters."""
    found = {one.earlier for one in letter.addressees}
    return found.pop() if len(found) == 1 else None


def _unheeded(letter: Letter) -> str:
    """Tells that some were written to before, each by the letter that the table names."""
    written_to = sum(one.earlier is not None for one in letter.addressees)
    if not written_to:
        return ""
    issuer = issuer_words(letter.plan, "cơ quan")
    return f" ({written_to} đơn vị đã được đôn đốc bằng công văn trước mà {issuer} chưa nhận được kết quả)"


def _units_table(letter: Letter) -> Table:
    """Counts each unit's work; columns that would say nothing, or what the text says of all, are left out."""
    columns = (
        number("TT"), Column("Đơn vị", wide=True), number("Quá hạn"), number("Sắp đến hạn"),
        number("Đúng hạn / đã đến hạn"), Column("Công văn trước"), Column("Trả lời chậm nhất"),
    )  # fmt: skip
    same = _same_earlier(letter)
    told = (one if same is None else one._replace(earlier=None) for one in letter.addressees)
    rows = tuple(_unit_cells(place, one) for place, one in enumerate(told, start=1))
    return without_empty(Table("Số nội dung của từng đơn vị", columns, rows))


def _unit_cells(place: int, one: UnitReminders) -> tuple[Cell, ...]:
    overdue = sum(row.is_overdue for row in one.rows)
    earlier = (_earlier_cell(one.earlier), one.earlier.reply_by) if one.earlier is not None else (None, None)
    return place, one.unit.name, overdue or None, len(one.rows) - overdue or None, one.rate, *earlier


def _earlier_cell(earlier: EarlierLetter) -> str:
    to = f"gửi {earlier.to}" if earlier.to else ""
    return " ".join(filter(None, [earlier.number, f"ngày {short(earlier.sent_on)}", to]))


def _demands(letter: Letter) -> Iterator[str]:
    kinds = late_kinds(letter.rows)
    for kind in kinds:
        units = [one.unit.name for one in letter.addressees if kind in late_kinds(one.rows)]
        named_so = f", mức “{labels.REMINDER_KIND[kind]}”" if len(kinds) > 1 else ""
        who = "các đơn vị có tên trên" if len(units) == len(letter.addressees) else ", ".join(units)
        yield step(letter, kind, who, f"các nội dung quá hạn tại Phụ lục{named_so}")


def write_appendix(document: Document, letter: Letter) -> list[Iterator[str]]:
    """Lists the work of all units on pages of its own, numbered anew; the rows are for ``pack``."""
    number_words = f"số {letter.printed_number}" if letter.printed_number else f"số ……/{letter.symbol}"
    of = f" của {issuer_words(letter.plan, '')}" if letter.plan.issuer else ""
    several = len(late_kinds(letter.rows)) > 1
    tables = [table for table in row_tables(letter, ["unit"], with_steps=several) if table.rows]
    begin_appendix(
        document,
        f"Danh sách {'nội dung quá hạn, sắp đến hạn' if len(tables) > 1 else tables[0].title}",
        f"(Kèm theo Công văn {number_words} {official_words(letter.signed_on)}{of})",
    )
    rows = [write_titled_table(document, table, LANDSCAPE, is_titled=len(tables) > 1) for table in tables]
    end_behind_table(document)
    return rows
