"""An official letter that urges (công văn đôn đốc) as a Word file: its frame, and the text of one to a single unit."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from danvan_cli.domain.dates import official_words
from danvan_cli.domain.reminders import Letter, PendingReminder
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import ReminderKind
from danvan_cli.output.blocks import OfficialFoot, OfficialHead
from danvan_cli.output.collective import write_appendix, write_collective_text
from danvan_cli.output.letter_words import (
    abstract,
    closing_demands,
    counts_words,
    earlier_words,
    issuer_words,
    late_kinds,
    row_tables,
    step,
    superiors,
)
from danvan_cli.output.official import (
    official_document,
    write_address,
    write_demands,
    write_foot,
    write_last_paragraph,
    write_paragraph,
    write_titled_table,
)
from danvan_cli.output.plan_words import named, rate_words
from danvan_cli.output.word import pack

if TYPE_CHECKING:
    from docx.document import Document


def urging_letter(letter: Letter, created: datetime) -> bytes:
    """Builds the letter; it needs a row to urge, and its figures must be those of the day it is signed.

    The same letter and ``created`` (UTC where it names no zone) give the same bytes. One to several units lists their
    work in an appendix.
    """
    plan = letter.plan
    head = OfficialHead(
        plan.governing_body,
        plan.issuer,
        letter.number,
        letter.symbol,
        plan.place,
        letter.signed_on,
        abstract(letter),
    )
    document = official_document(head, created)
    write_address(document, [one.unit.name for one in letter.addressees])
    rows = write_collective_text(document, letter) if letter.is_collective else _write_text(document, letter)
    others = (
        words for words in (*superiors(letter), *letter.recipients) if fold(words.strip().rstrip(";.,")) != "nhu tren"
    )
    sealed = letter.sealed.sentence if letter.sealed else ""
    signed = (letter.authority, letter.signer_title, letter.signer)
    write_foot(document, OfficialFoot(("Như trên", *others), *signed, sealed=sealed))
    if letter.is_collective:
        rows += write_appendix(document, letter)
    with io.BytesIO() as file:
        pack(document, created, file, rows)
        return file.getvalue()


def _write_text(document: Document, letter: Letter) -> list[Iterator[str]]:
    """Writes all between address and foot but the rows of its tables, which ``pack`` is to write."""
    unit = letter.addressees[0].unit.name
    write_paragraph(document, _opening(letter, unit))
    rows = [write_titled_table(document, table) for table in row_tables(letter) if table.rows]
    issuer = issuer_words(letter.plan, "")
    lead = write_paragraph(document, letter.say("lead.one", issuer=issuer))
    lead.paragraph_format.keep_with_next = True
    write_demands(document, (*_demands(letter, unit), *closing_demands(letter, unit)))
    write_last_paragraph(document, letter.say("closing.one", units=unit))
    return rows


def _opening(letter: Letter, unit: str) -> str:
    told = letter.addressees[0]
    counts = counts_words(letter)
    low = f", tỷ lệ hoàn thành đúng hạn là {rate_words(told.rate)}" if told.rate else ""
    low += f", dưới mức {letter.threshold}%" if low and letter.threshold else ""
    if told.earlier is not None:
        begin = earlier_words(letter, told.earlier, unit, named(letter.plan))
        return f"{begin} {unit} đối với {counts}{low}, cụ thể như sau:"
    return letter.say(
        "opening.one",
        plan=named(letter.plan),
        day=official_words(letter.signed_on),
        units=unit,
        counts=counts,
        low=low,
    )


def _demands(letter: Letter, unit: str) -> Iterator[str]:
    overdue = [row for row in letter.rows if row.is_overdue]
    kinds = late_kinds(overdue)
    for kind in kinds:
        yield step(letter, kind, unit, _rows_words(kind, overdue, len(kinds) > 1))


def _rows_words(kind: ReminderKind, overdue: Sequence[PendingReminder], is_one_of_several: bool) -> str:
    if not is_one_of_several:
        return "các nội dung quá hạn nêu trên" if len(overdue) > 1 else "nội dung quá hạn nêu trên"
    places = [str(place) for place, row in enumerate(overdue, start=1) if row.kind == kind]
    return f"nội dung quá hạn số thứ tự {', '.join(places)}"
