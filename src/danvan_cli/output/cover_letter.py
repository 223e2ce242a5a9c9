"""The official letter that the units' forms of a reporting round go out with, as a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import BinaryIO

from danvan_cli.domain.dates import official_words
from danvan_cli.domain.rounds import CoverLetter
from danvan_cli.domain.text import fold
from danvan_cli.output.blocks import OfficialFoot, OfficialHead
from danvan_cli.output.letter_words import issuer_words
from danvan_cli.output.nameless import Content
from danvan_cli.output.official import (
    official_document,
    write_address,
    write_demands,
    write_foot,
    write_last_paragraph,
    write_paragraph,
)
from danvan_cli.output.plan_words import named, subject
from danvan_cli.output.word import pack


def cover_letter(letter: CoverLetter, created: datetime) -> Content:
    """Makes what writes the letter; the same letter and ``created`` give the same bytes."""
    return partial(_write, letter, created)


def _write(letter: CoverLetter, created: datetime, file: BinaryIO) -> None:
    plan, one = letter.plan, letter.round
    about = subject(plan)
    begun = "" if fold(about).startswith("thuc hien ") else "thực hiện Kế hoạch "
    abstract = f"V/v báo cáo {one.spoken} {begun}{about}"
    head = OfficialHead(
        plan.governing_body, plan.issuer, None, letter.symbol, plan.place, letter.signed_on, abstract
    )  # fmt: skip
    document = official_document(head, created)
    write_address(document, letter.units)
    issuer = issuer_words(plan, "cơ quan")
    lead = write_paragraph(
        document,
        f"Để tổng hợp tình hình, kết quả {one.spoken} thực hiện {named(plan)}, {issuer} đề nghị các đơn vị báo cáo "
        "theo biểu gửi kèm Công văn này, cụ thể như sau:",
    )
    lead.paragraph_format.keep_with_next = True
    write_demands(document, _demands(letter))
    write_last_paragraph(document, "Đề nghị các đơn vị thực hiện đúng nội dung, thời hạn nêu trên")
    others = (words for words in letter.recipients if fold(words.strip().rstrip(";.,")) != "nhu tren")
    write_foot(document, OfficialFoot(("Như trên", *others), letter.authority, letter.signer_title, letter.signer))
    pack(document, created, file, [])


def _demands(letter: CoverLetter) -> Iterator[str]:
    one = letter.round
    figures = f"; số liệu về {'; '.join(letter.kinds)}" if letter.kinds else ""
    yield (
        f"Nội dung báo cáo: kết quả thực hiện nhiệm vụ được giao; số liệu chỉ tiêu{figures}. Số liệu tính từ "
        f"{official_words(one.first)} đến hết {official_words(one.cut_off)}."
    )
    yield (
        "Mỗi đơn vị điền vào biểu mang tên đơn vị mình, chỉ ghi ở các ô trắng. Nhiệm vụ hoàn thành ghi kèm số, ngày, "
        "trích yếu văn bản minh chứng; nội dung không phát sinh trong kỳ ghi 0; cần thêm thời gian thực hiện thì ghi "
        "ngày đề nghị gia hạn và lý do."
    )
    yield f"Gửi biểu đã điền về {letter.office} chậm nhất {official_words(one.due_on)}."
