from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import docx as python_docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from danvan_cli.domain.model import Deadline, Plan, Unit
from danvan_cli.domain.reminders import Letter, PendingReminder, UnitReminders
from danvan_cli.domain.words import ReminderKind, State
from danvan_cli.output.dispatch import urging_letter

CREATED = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
SIGNED = date(2026, 3, 5)
UNIT = "Chi cục Tiêu chuẩn Đo lường Chất lượng"
REMIND, CRITICISE, REVIEW = ReminderKind.REMIND, ReminderKind.CRITICISE, ReminderKind.REVIEW
PLAN = Plan(
    code="KH-2026", title="Thực hiện công tác Dân vận chính quyền năm 2026", year=2026, number="25",
    symbol="KH-SKHCN", issuer="Sở Khoa học và Công nghệ", governing_body="UBND tỉnh Tây Ninh", place="Tây Ninh",
    issued_on=date(2026, 1, 12), authority=None, signer_title=None, signer=None, recipients=(), source_name=None,
    tasks=1, targets=0, is_current=True,
)  # fmt: skip


def deadline(due_on: date, **changes: Any) -> Deadline:
    row = Deadline(
        task="II.2-3", content="Báo cáo kết quả thực hiện Quy chế dân chủ", section="II", unit="CCTĐC", role="lead",
        period="", due_text=None, due_on=due_on, due_certain=True, original_due_on=None, extensions=0,
        stage="in_progress", state=State.OVERDUE if due_on < SIGNED else State.DUE_SOON,
        days_late=max(0, (SIGNED - due_on).days), progress=0, result=None, submitted_on=None, completed_on=None,
        last_update=None, evidence=(), reminders=0, reason=None,
    )  # fmt: skip
    return row._replace(**changes)


def late(kind: ReminderKind = REMIND, days: int = 10, **changes: Any) -> PendingReminder:
    return PendingReminder(deadline(SIGNED - timedelta(days=days), **changes), kind, 2)


def near(days: int = 3, **changes: Any) -> PendingReminder:
    return PendingReminder(deadline(SIGNED + timedelta(days=days), **changes), REMIND, 1)


def letter(*rows: PendingReminder, plan: Plan = PLAN, unit: str = UNIT, **changes: Any) -> Letter:
    made = Letter(
        plan=plan, addressees=(UnitReminders(Unit("CCTĐC", unit), rows or (late(),)),), number="12", symbol="SKHCN-VP",
        signed_on=SIGNED, signer_title="Chánh Văn phòng", signer="Nguyễn Văn An", authority="TL. Giám đốc",
        reply_by=date(2026, 3, 12), recipients=("Giám đốc Sở (b/c)",),
    )  # fmt: skip
    return made._replace(**changes)


def read(made: Letter) -> Document:
    return python_docx.Document(io.BytesIO(urging_letter(made, CREATED)))


def cell(document: Document, table: int, row: int, column: int) -> list[Any]:
    return document.tables[table].cell(row, column).paragraphs


def texts(paragraphs: Sequence[Any]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.text]


def head_left(document: Document) -> list[str]:
    return texts(cell(document, 0, 0, 0))


def under_left(made: Letter) -> list[str]:
    return texts(cell(read(made), 0, 1, 0))


def body(made: Letter) -> list[str]:
    return texts(read(made).paragraphs)


def words(made: Letter) -> str:
    return "\n".join(body(made))


def grids(made: Letter) -> list[list[list[str]]]:
    """Gives the tables between head and foot."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read(made).tables[1:-1]]


def look(paragraph: Any) -> tuple[float, bool, bool]:
    run = paragraph.runs[0]
    return run.font.size.pt, bool(run.bold), bool(run.italic)


def line_length(paragraph: Any, column: Any) -> float:
    shape = paragraph.paragraph_format
    return float((column - shape.left_indent - shape.right_indent) / 36000)


def drawn(paragraphs: Sequence[Any]) -> list[Any]:
    return [paragraph for paragraph in paragraphs if paragraph._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None]


# The page.


def test_the_page_is_a4_portrait_with_the_margins_of_the_decree() -> None:
    section = read(letter()).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)

    assert (210, 297) == (round(section.page_width.mm), round(section.page_height.mm))
    assert [20, 20, 30, 15] == [round(margin.mm) for margin in margins if margin is not None]


def test_the_page_number_stands_centred_at_the_top_and_is_hidden_on_the_first_page() -> None:
    document = read(letter())
    section, number = document.sections[0], document.sections[0].header.paragraphs[0]

    assert WD_ALIGN_PARAGRAPH.CENTER == number.alignment
    assert 13 == document.styles["Normal"].font.size.pt
    assert " PAGE " in number._p.xml
    assert section.different_first_page_header_footer
    assert "" == section.first_page_header.paragraphs[0].text


def test_every_text_is_black_times_new_roman() -> None:
    styles = read(letter()).styles
    fonts = styles["Body Text"].element.rPr.rFonts

    assert {"Times New Roman"} == {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert {"000000"} == {str(styles[name].font.color.rgb) for name in ("Normal", "Body Text", "Table Text")}


# The head.


def test_the_country_and_its_motto_stand_right() -> None:
    country, motto, *_ = cell(read(letter()), 0, 0, 1)

    assert ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, True, False)) == (country.text, look(country))
    assert ("Độc lập - Tự do - Hạnh phúc", (13, True, False)) == (motto.text, look(motto))


def test_the_governing_body_stands_upright_above_the_bold_issuing_body() -> None:
    governing, issuing, *_ = cell(read(letter()), 0, 0, 0)

    assert ("UBND TỈNH TÂY NINH", (12, False, False)) == (governing.text, look(governing))
    assert ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", (12, True, False)) == (issuing.text, look(issuing))


def test_a_body_under_nobody_stands_alone() -> None:
    document = read(letter(plan=PLAN._replace(governing_body=None)))

    assert ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"] == head_left(document)


def test_the_line_below_the_motto_is_drawn_as_long_as_it() -> None:
    document = read(letter())
    [line] = drawn(cell(document, 0, 0, 1))

    # The motto at 13 points takes 56 mm.
    assert 56 == round(line_length(line, document.tables[0].columns[1].width))
    assert "___" not in document.element.xml


# As printed at 12 points, in millimetres: measured with the metrics of the font.
@pytest.mark.parametrize(
    ("issuer", "printed"), [("Sở Khoa học và Công nghệ", 64.5), ("Sở Nội vụ", 25.1), ("x" * 99, 70)]
)
def test_the_line_below_the_issuing_body_takes_a_third_to_a_half_of_it(issuer: str, printed: float) -> None:
    document = read(letter(plan=PLAN._replace(issuer=issuer)))
    [line] = drawn(cell(document, 0, 0, 0))

    assert 1 / 3 <= line_length(line, document.tables[0].columns[0].width) / printed <= 1 / 2
    assert line.paragraph_format.left_indent == line.paragraph_format.right_indent


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        ("12", "SKHCN-VP", "Số: 12/SKHCN-VP"),
        ("5", "SKHCN-VP", "Số: 05/SKHCN-VP"),
        ("05", "SKHCN-VP", "Số: 05/SKHCN-VP"),
        ("105", "SKHCN-VP", "Số: 105/SKHCN-VP"),
        ("7a", "SKHCN-VP", "Số: 7a/SKHCN-VP"),
        (None, "SKHCN-VP", "Số:        /SKHCN-VP"),
        ("17", "CV/BDVTW", "Số: 17-CV/BDVTW"),
    ],
)
def test_the_number_is_padded_or_left_open_and_names_no_type(number: str | None, symbol: str, line: str) -> None:
    assert line == under_left(letter(number=number, symbol=symbol))[0]


def test_the_abstract_stands_centred_under_the_number() -> None:
    number, abstract = cell(read(letter()), 0, 1, 0)

    assert "V/v đôn đốc thực hiện công tác Dân vận chính quyền năm 2026" == abstract.text
    assert [(13, False, False), (12, False, False)] == [look(number), look(abstract)]
    assert {WD_ALIGN_PARAGRAPH.CENTER} == {number.alignment, abstract.alignment}


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Kế hoạch Công tác dân vận năm 2026", "V/v đôn đốc thực hiện Kế hoạch công tác dân vận năm 2026"),
        ("Kế hoạch thực hiện Quy chế dân chủ", "V/v đôn đốc thực hiện Quy chế dân chủ"),
        ("CCHC năm 2026", "V/v đôn đốc thực hiện Kế hoạch CCHC năm 2026"),
        ("Kế hoạch", "V/v đôn đốc thực hiện Kế hoạch"),
        ("Triển khai " + "đẩy mạnh " * 20, "V/v đôn đốc thực hiện Kế hoạch số 25/KH-SKHCN"),
    ],
)
def test_the_abstract_reads_as_one_phrase(title: str, abstract: str) -> None:
    assert abstract == under_left(letter(plan=PLAN._replace(title=title)))[1]


def test_a_plan_without_a_number_is_named_by_its_title_however_long() -> None:
    title = "Triển khai " + "đẩy mạnh " * 20 + "dân vận"

    assert (
        f"V/v đôn đốc thực hiện Kế hoạch t{title[1:]}"
        == under_left(letter(plan=PLAN._replace(title=title, number=None)))[1]
    )


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 3, 5), "Tây Ninh, ngày 05 tháng 3 năm 2026"),
        (date(2026, 2, 15), "Tây Ninh, ngày 15 tháng 02 năm 2026"),
        (date(2026, 1, 1), "Tây Ninh, ngày 01 tháng 01 năm 2026"),
        (date(2026, 12, 31), "Tây Ninh, ngày 31 tháng 12 năm 2026"),
    ],
)
def test_the_date_pads_days_below_ten_and_the_first_two_months_only(day: date, line: str) -> None:
    [placed] = cell(read(letter(signed_on=day)), 0, 1, 1)

    assert (line, (13, False, True)) == (placed.text, look(placed))


def test_an_unknown_place_leaves_room_for_it() -> None:
    assert ["…………, ngày 05 tháng 3 năm 2026"] == texts(cell(read(letter(plan=PLAN._replace(place=None))), 0, 1, 1))


def test_the_letter_is_addressed_to_the_unit() -> None:
    address = read(letter()).paragraphs[0]

    assert (f"Kính gửi: {UNIT}", WD_ALIGN_PARAGRAPH.CENTER) == (address.text, address.alignment)


# The body.


def test_the_body_is_justified_indented_and_spaced() -> None:
    document = read(letter(late(), near()))
    style = document.styles["Body Text"]
    shape = style.paragraph_format

    assert (13, False) == (style.font.size.pt, style.font.bold)
    assert WD_ALIGN_PARAGRAPH.JUSTIFY == shape.alignment
    assert 1.27 == round(shape.first_line_indent.cm, 2)
    assert shape.space_before.pt + shape.space_after.pt >= 6
    assert 1 <= shape.line_spacing <= 1.5
    # The address and the paragraph that Word wants behind the last table are no text of the body.
    assert {"Body Text"} == {paragraph.style.name for paragraph in document.paragraphs[1:-1]}


def test_the_opening_names_the_plan_the_day_and_how_many_rows() -> None:
    opening = body(letter(late(), late(), near()))[1]

    assert opening == (
        "Theo dõi việc thực hiện Kế hoạch số 25/KH-SKHCN ngày 12 tháng 01 năm 2026 của Sở Khoa học và Công nghệ về "
        "thực hiện công tác Dân vận chính quyền năm 2026, số liệu tính đến hết ngày 05 tháng 3 năm 2026, "
        f"{UNIT} còn 2 nội dung quá hạn chưa hoàn thành và 1 nội dung sắp đến hạn, cụ thể như sau:"
    )


def test_the_opening_leaves_out_what_is_unknown() -> None:
    bare = PLAN._replace(number=None, symbol="KH-SKHCN", issued_on=None, issuer=None)

    assert body(letter(plan=bare))[1].startswith(
        "Theo dõi việc thực hiện Kế hoạch thực hiện công tác Dân vận chính quyền năm 2026, số liệu"
    )


def test_the_overdue_rows_stand_with_day_delay_and_reminder() -> None:
    assert [
        [
            ["TT", "Nội dung", "Thời hạn", "Số ngày trễ", "Đôn đốc lần thứ"],
            ["1", "Báo cáo kết quả thực hiện Quy chế dân chủ", "23/02/2026", "10", "2"],
        ]
    ] == grids(letter(late()))


def test_the_rows_soon_due_stand_with_the_days_left() -> None:
    assert [
        [
            ["TT", "Nội dung", "Thời hạn", "Số ngày còn lại"],
            ["1", "Báo cáo kết quả thực hiện Quy chế dân chủ", "08/03/2026", "3"],
        ]
    ] == grids(letter(near(3)))


def test_each_table_stands_under_its_heading_only_where_it_has_rows() -> None:
    headings = ["Nội dung quá hạn chưa hoàn thành:", "Nội dung sắp đến hạn:"]

    assert headings == [line for line in body(letter(late(), near())) if line in headings]
    assert headings[:1] == [line for line in body(letter(late())) if line in headings]
    assert headings[1:] == [line for line in body(letter(near())) if line in headings]


def test_the_period_has_a_column_where_some_row_has_one() -> None:
    [table] = grids(letter(late(period="2026-Q1"), late()))

    assert ["Kỳ", "Quý I/2026", "—"] == [row[2] for row in table]


def test_an_extended_row_shows_the_day_it_had_before() -> None:
    row = late(original_due_on=date(2026, 1, 31), extensions=1)

    assert "31/01/2026 → 23/02/2026 (gia hạn lần 1)" == grids(letter(row))[0][1][2]


def test_a_day_that_is_only_assumed_is_marked() -> None:
    assert "23/02/2026 (tạm tính)" == grids(letter(late(due_certain=False)))[0][1][2]


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        (REMIND, f"1. Đề nghị {UNIT} khẩn trương thực hiện các nội dung quá hạn nêu trên."),
        (CRITICISE, f"1. Phê bình {UNIT} do chưa hoàn thành đúng thời hạn các nội dung quá hạn nêu trên."),
        (REVIEW, f"1. Yêu cầu {UNIT} tổ chức kiểm điểm trách nhiệm của tập thể, cá nhân liên quan đối với các nội dung quá hạn nêu trên."),
    ],
)  # fmt: skip
def test_the_wording_is_as_strong_as_the_step_proposed(kind: ReminderKind, step: str) -> None:
    demands = [line for line in body(letter(late(kind), late(kind))) if line[:2] in ("1.", "2.", "3.")]

    assert step == demands[0]
    assert (2 if kind is REMIND else 3) == len(demands)


def test_one_late_row_alone_is_not_spoken_of_as_several() -> None:
    assert f"1. Đề nghị {UNIT} khẩn trương thực hiện nội dung quá hạn nêu trên." in body(letter(late(), near(), near()))


def test_steps_that_differ_name_their_rows_the_strongest_first() -> None:
    text = words(letter(late(REMIND), late(REVIEW), late(CRITICISE), late(REMIND), near()))

    assert [
        f"1. Yêu cầu {UNIT} tổ chức kiểm điểm trách nhiệm của tập thể, cá nhân liên quan đối với nội dung quá hạn số thứ tự 2.",
        f"2. Phê bình {UNIT} do chưa hoàn thành đúng thời hạn nội dung quá hạn số thứ tự 3.",
        f"3. Đề nghị {UNIT} khẩn trương thực hiện nội dung quá hạn số thứ tự 1, 4.",
        f"4. Đề nghị {UNIT} chủ động hoàn thành nội dung sắp đến hạn theo đúng thời hạn.",
    ] == text.split("\n")[5:9]


@pytest.mark.parametrize("row", [late(REMIND), near()])
def test_the_unit_is_told_to_report_or_to_ask_for_an_extension_by_the_day(row: PendingReminder) -> None:
    demand = body(letter(row))[-2]

    assert "kèm minh chứng về Văn phòng chậm nhất ngày 12 tháng 3 năm 2026." in demand
    assert "có văn bản đề nghị gia hạn, nêu rõ lý do" in demand


def test_a_letter_of_rows_soon_due_neither_blames_nor_speaks_of_late_rows() -> None:
    text = words(letter(near()))

    assert [] == [word for word in ("quá hạn", "Phê bình", "kiểm điểm", "khẩn trương") if word in text]


def test_the_text_ends_with_the_mark_of_the_end() -> None:
    assert body(letter())[-1].endswith("./.")
    assert 1 == words(letter()).count("./.")


# The foot.


def test_the_signature_stands_right_with_room_above_the_name() -> None:
    authority, title, name = cell(read(letter()), -1, 0, 1)

    assert ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Nguyễn Văn An"] == [authority.text, title.text, name.text]
    assert {(13, True, False)} == {look(paragraph) for paragraph in (authority, title, name)}
    assert {WD_ALIGN_PARAGRAPH.CENTER} == {paragraph.alignment for paragraph in (authority, title, name)}
    assert name.paragraph_format.space_before.pt >= 60


def test_an_authority_of_several_parts_takes_a_line_for_each() -> None:
    made = letter(authority="TM. Ủy ban nhân dân / KT. Chủ tịch", signer_title="Phó Chủ tịch")

    assert ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] == texts(cell(read(made), -1, 0, 1))[:3]


def test_an_unknown_signer_leaves_the_room_empty() -> None:
    made = letter(authority=None, signer_title=None, signer=None)

    assert [""] == [paragraph.text for paragraph in cell(read(made), -1, 0, 1)]


def test_the_recipients_stand_left_and_the_archive_last() -> None:
    title, *lines = cell(read(letter()), -1, 0, 0)

    assert ("Nơi nhận:", (12, True, True)) == (title.text, look(title))
    assert ["- Như trên;", "- Giám đốc Sở (b/c);", "- Lưu: VT, VP."] == texts(lines)
    assert {(11, False, False)} == {look(line) for line in lines}


def test_recipients_copied_with_their_marks_are_not_written_twice() -> None:
    made = letter(recipients=("Như trên;", "Lãnh đạo Sở;", "Lưu: VT, TCCB."))

    assert ["- Như trên;", "- Lãnh đạo Sở;", "- Lưu: VT, VP."] == texts(cell(read(made), -1, 0, 0))[1:]


def test_the_signature_is_never_torn_from_the_last_paragraph() -> None:
    document = read(letter())
    last = next(paragraph for paragraph in document.paragraphs if paragraph.text.endswith("./."))

    assert last.paragraph_format.keep_with_next
    assert last.paragraph_format.keep_together
    assert document.tables[-1]._tbl is last._p.getnext()
    assert document.tables[-1].rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_head_and_foot_are_tables_without_borders_as_wide_as_the_text() -> None:
    document = read(letter())

    for table in (document.tables[0], document.tables[-1]):
        assert table._tbl.find(f".//{qn('w:tblBorders')}") is None
        assert "Normal Table" == table.style.name
        assert 165 == round(sum(column.width.mm for column in table.columns))


# The file.


def test_hostile_names_stay_plain_text() -> None:
    hostile = "<w:p>&amp; {unit} \x1b[31m\u202e\x00\ud800 “A”"
    plain = "<w:p>&amp; {unit} [31m “A”"
    plan = PLAN._replace(issuer=hostile, governing_body=hostile, place=hostile, title=hostile, symbol=hostile)
    made = letter(
        late(REVIEW, content=hostile, task=hostile, period=hostile), plan=plan, unit=hostile,
        signer=hostile, signer_title=hostile, authority=hostile, recipients=(hostile,), number=hostile, symbol=hostile,
    )  # fmt: skip
    document = read(made)

    assert f"Kính gửi: {plain}" == document.paragraphs[0].text
    assert [plain.upper()] * 2 == head_left(document)
    assert ["1", plain, plain] == grids(made)[0][1][:3]
    assert plain == cell(document, -1, 0, 1)[-1].text
    assert f"- {plain};" == cell(document, -1, 0, 0)[2].text
    assert f"Yêu cầu {plain} tổ chức" in words(made)


def test_a_letter_of_sixty_rows_holds_them_all_under_a_header_that_repeats() -> None:
    made = letter(*(late(content=f"II.{place}") for place in range(1, 61)))
    [table] = grids(made)
    header = read(made).tables[1].rows[0]._tr.trPr

    assert [f"II.{place}" for place in range(1, 61)] == [row[1] for row in table[1:]]
    assert [str(place) for place in range(1, 61)] == [row[0] for row in table[1:]]
    assert header.find(qn("w:tblHeader")) is not None


def test_a_table_is_not_wider_than_the_text() -> None:
    for table in read(
        letter(late(original_due_on=date(2026, 1, 31), extensions=1, period="quý I/2026"), near())
    ).tables:
        assert sum(column.width.mm for column in table.columns) <= 165.1


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert urging_letter(letter(), CREATED) == urging_letter(letter(), CREATED)
    assert urging_letter(letter(), CREATED) == urging_letter(letter(), CREATED.replace(tzinfo=None))
    assert urging_letter(letter(), CREATED) != urging_letter(letter(), CREATED.replace(day=6))


def test_the_properties_tell_the_abstract_and_the_moment() -> None:
    properties = read(letter()).core_properties

    assert "V/v đôn đốc thực hiện công tác Dân vận chính quyền năm 2026" == properties.title
    assert [CREATED.replace(tzinfo=None)] * 2 == [
        moment.replace(tzinfo=None) for moment in (properties.created, properties.modified) if moment
    ]
    assert ("", "vi-VN") == (properties.author, properties.language)
