"""The official frame around any document: a công văn with its V/v, a report with kind and abstract in the middle."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from tests.paper import needs_paper, printed

from danvan_cli.output.official import (
    OfficialFoot,
    OfficialHead,
    official_document,
    write_address,
    write_foot,
    write_last_paragraph,
    write_paragraph,
)
from danvan_cli.output.word import pack

CREATED = datetime(2026, 2, 5, 1, 30, tzinfo=UTC)
ABSTRACT = "Kết quả công tác Dân vận chính quyền năm 2026"
REPORT = OfficialHead(
    "UBND tỉnh Tây Ninh", "Sở Khoa học và Công nghệ", "5", "BC-SKHCN", "Tây Ninh", date(2026, 2, 5), ABSTRACT, "Báo cáo"
)
LETTER = REPORT._replace(kind=None, symbol="SKHCN-VP", abstract="V/v báo cáo kết quả công tác dân vận")
FOOT = OfficialFoot(("Sở Nội vụ;", "Ban Giám đốc Sở", "Lưu: VT."), "KT. Giám đốc", "Phó Giám đốc", "Nguyễn Văn An")
LONG = "Tình hình, kết quả thực hiện công tác Dân vận chính quyền năm 2026 và phương hướng, nhiệm vụ trọng tâm " * 2
TEXT = "Thực hiện Kế hoạch số 25/KH-SKHCN, Sở Khoa học và Công nghệ báo cáo kết quả thực hiện như sau."


def file_of(head: OfficialHead, foot: OfficialFoot = FOOT, paragraphs: int = 1) -> bytes:
    document = official_document(head, CREATED)
    write_address(document, ["Sở Nội vụ"])
    for _ in range(paragraphs):
        write_paragraph(document, TEXT)
    write_last_paragraph(document, "Trên đây là báo cáo của Sở Khoa học và Công nghệ")
    write_foot(document, foot)
    file = io.BytesIO()
    pack(document, CREATED, file)
    return file.getvalue()


def read(head: OfficialHead, foot: OfficialFoot = FOOT) -> Document:
    return python_docx.Document(io.BytesIO(file_of(head, foot)))


def cell(document: Document, table: int, row: int, column: int) -> list[Any]:
    return [paragraph for paragraph in document.tables[table].cell(row, column).paragraphs if paragraph.text]


def texts(paragraphs: Sequence[Any]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.text]


def look(paragraph: Any) -> tuple[float, bool, bool]:
    run = paragraph.runs[0]
    return run.font.size.pt, bool(run.bold), bool(run.italic)


def drawn(paragraphs: Sequence[Any]) -> list[Any]:
    return [paragraph for paragraph in paragraphs if paragraph._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None]


@pytest.mark.parametrize("head", [REPORT, LETTER], ids=["report", "letter"])
def test_both_kinds_have_bodies_country_number_and_day_in_the_head(head: OfficialHead) -> None:
    document = read(head)

    assert ["UBND TỈNH TÂY NINH", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"] == texts(cell(document, 0, 0, 0))
    assert ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"] == texts(cell(document, 0, 0, 1))
    assert f"Số: 05/{head.symbol}" == cell(document, 0, 1, 0)[0].text
    assert ["Tây Ninh, ngày 05 tháng 02 năm 2026"] == texts(cell(document, 0, 1, 1))


def test_a_letter_has_its_abstract_under_the_number_and_no_title() -> None:
    document = read(LETTER)

    assert ["Số: 05/SKHCN-VP", LETTER.abstract] == texts(cell(document, 0, 1, 0))
    assert "Kính gửi: Sở Nội vụ" == texts(document.paragraphs)[0]
    assert [] == drawn(document.paragraphs)


def test_a_document_with_a_kind_has_kind_and_abstract_bold_in_the_middle_and_nothing_under_the_number() -> None:
    document = read(REPORT)
    kind, abstract, *_ = document.paragraphs

    assert ["Số: 05/BC-SKHCN"] == texts(cell(document, 0, 1, 0))
    assert ["BÁO CÁO", ABSTRACT] == [kind.text, abstract.text]
    assert {(14, True, False)} == {look(kind), look(abstract)}
    assert {WD_ALIGN_PARAGRAPH.CENTER} == {kind.alignment, abstract.alignment}
    assert "Kính gửi: Sở Nội vụ" == texts(document.paragraphs)[2]


# As printed at 14 points bold, in millimetres: measured with the metrics of the font; the longest fills the line.
@pytest.mark.parametrize(
    ("abstract", "printed"),
    [(ABSTRACT, 103.3), ("Triển khai, thực hiện Nghị quyết", 68.7), (LONG, 165)],
    ids=["plain", "short", "long"],
)
def test_the_line_below_the_abstract_takes_a_third_to_a_half_of_it(abstract: str, printed: float) -> None:
    document = read(REPORT._replace(abstract=abstract))
    [line] = drawn(document.paragraphs)
    shape = line.paragraph_format

    assert 1 / 3 <= (165 - shape.left_indent.mm - shape.right_indent.mm) / printed <= 1 / 2
    assert shape.left_indent == shape.right_indent
    assert abstract == document.paragraphs[1].text


def test_what_is_unknown_leaves_room_to_be_written_in() -> None:
    document = read(REPORT._replace(governing_body=None, issuer=None, number=None, place=None))

    assert ["…………"] == texts(cell(document, 0, 0, 0))
    assert ["Số:        /BC-SKHCN"] == texts(cell(document, 0, 1, 0))
    assert ["…………, ngày 05 tháng 02 năm 2026"] == texts(cell(document, 0, 1, 1))


def test_a_party_number_is_joined_by_a_hyphen() -> None:
    assert ["Số: 17-BC/BDVTW"] == texts(cell(read(REPORT._replace(number="17", symbol="BC/BDVTW")), 0, 1, 0))


@pytest.mark.parametrize("head", [REPORT, LETTER], ids=["report", "letter"])
def test_recipients_stand_left_with_the_archive_once_and_last(head: OfficialHead) -> None:
    document = read(head, FOOT._replace(archive="VT, VP, KH"))

    assert ["Nơi nhận:", "- Sở Nội vụ;", "- Ban Giám đốc Sở;", "- Lưu: VT, VP, KH."] == texts(cell(document, -1, 0, 0))


@pytest.mark.parametrize("archive", ["Lưu: VT.", "Lưu VT, VP.", "LƯU VT;", "Lưu: Hồ sơ"])
def test_a_copied_archive_line_is_not_written_a_second_time(archive: str) -> None:
    document = read(LETTER, FOOT._replace(recipients=("Sở Nội vụ", archive)))

    assert ["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT, VP."] == texts(cell(document, -1, 0, 0))


def test_the_signer_stands_right_under_authority_and_title() -> None:
    foot = FOOT._replace(authority="TM. Ủy ban nhân dân / KT. Chủ tịch", signer_title="Phó Chủ tịch")
    lines = cell(read(REPORT, foot), -1, 0, 1)

    assert ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn An"] == texts(lines)
    assert {(13, True, False)} == {look(line) for line in lines}


def test_an_unknown_signer_leaves_the_room_empty() -> None:
    assert [] == cell(read(REPORT, OfficialFoot((), None, None, None)), -1, 0, 1)


def test_the_last_paragraph_bears_the_mark_of_the_end_and_stays_with_the_signature() -> None:
    document = read(REPORT)
    last = document.paragraphs[-2]

    assert last.text.endswith("./.")
    assert last.paragraph_format.keep_with_next
    assert document.tables[-1]._tbl is last._p.getnext()


def test_the_properties_tell_kind_and_abstract() -> None:
    assert f"Báo cáo {ABSTRACT}" == read(REPORT).core_properties.title
    assert LETTER.abstract == read(LETTER).core_properties.title


def test_hostile_words_stay_plain_text() -> None:
    hostile, plain = "<w:p>&amp; \x1b[31m\u202e\x00", "<w:p>&amp; [31m"
    document = read(REPORT._replace(kind=hostile, abstract=hostile))

    assert [plain.upper(), plain] == [paragraph.text for paragraph in document.paragraphs[:2]]


def test_the_same_frame_gives_the_same_bytes() -> None:
    assert file_of(REPORT) == file_of(REPORT)


@needs_paper
def test_a_long_report_prints_its_frame_once_and_hides_the_number_of_page_one(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(file_of(REPORT._replace(abstract=LONG.strip()), paragraphs=30))
    pages = printed(file)
    first, second, *_ = (page.split("\n") for page in pages.split("\f"))
    words = " ".join(pages.split())

    assert "BÁO CÁO" in [line.strip() for line in first]
    assert "UBND TỈNH TÂY NINH" in first[0]
    assert "2" == second[0].strip()
    for part in ("BÁO CÁO", LONG.strip(), "Số: 05/BC-SKHCN", "ngày 05 tháng 02 năm 2026", "Nguyễn Văn An", "./."):
        assert 1 == words.count(part), part
