from __future__ import annotations

from datetime import date
from typing import Any

from docx.oxml.ns import qn
from tests.output.test_dispatch import (
    CREATED,
    CRITICISE,
    PLAN,
    REVIEW,
    body,
    grids,
    late,
    letter,
    near,
    read,
    words,
)

from danvan_cli.domain.figures import Rate
from danvan_cli.domain.model import Unit
from danvan_cli.domain.reminders import EarlierLetter, Letter, PendingReminder, UnitReminders
from danvan_cli.output.dispatch import urging_letter

EARLIER = EarlierLetter("07/SKHCN-VP", date(2026, 2, 20), date(2026, 2, 27))
INSPECTORATE = "Thanh tra"
CENTRE = "Trung tâm Khoa học và Công nghệ"


def told(name: str, *rows: PendingReminder, **changes: Any) -> UnitReminders:
    code = "".join(word[0] for word in name.split()).upper()
    own = tuple(row._replace(deadline=row.deadline._replace(unit=code)) for row in rows)
    return UnitReminders(Unit(code, name), own)._replace(**changes)


def collective(*addressees: UnitReminders, **changes: Any) -> Letter:
    several = addressees or (told(INSPECTORATE, late(days=10), late(days=4)), told(CENTRE, late(days=3)))
    return letter(addressees=several, **changes)


def test_every_unit_stands_on_a_line_of_its_own_under_the_address() -> None:
    assert ["Kính gửi:", f"- {INSPECTORATE};", f"- {CENTRE}."] == body(collective())[:3]


def test_the_text_counts_each_units_rows_and_the_appendix_lists_them_by_unit_day_and_delay() -> None:
    assert [["TT", "Đơn vị", "Quá hạn"], ["1", INSPECTORATE, "2"], ["2", CENTRE, "1"]] == grids(collective())[0]
    content = late().deadline.content
    assert [
        ["TT", "Đơn vị", "Nội dung", "Thời hạn", "Số ngày trễ", "Đôn đốc lần thứ"],
        ["1", INSPECTORATE, content, "23/02/2026", "10", "2"],
        ["2", INSPECTORATE, content, "01/03/2026", "4", "2"],
        ["3", CENTRE, content, "02/03/2026", "3", "2"],
    ] == appendix_of(collective())


def appendix_of(made: Letter) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read(made).tables[-1].rows]


def test_the_appendix_names_its_letter_on_pages_that_lie_across_and_are_numbered_anew() -> None:
    document = read(collective())
    text, appendix = document.sections

    assert [
        "Phụ lục",
        "DANH SÁCH NỘI DUNG QUÁ HẠN CHƯA HOÀN THÀNH",
        "(Kèm theo Công văn số 12/SKHCN-VP ngày 05 tháng 3 năm 2026 của Sở Khoa học và Công nghệ)",
    ] == body(collective())[-3:]
    assert (210, 297) == (round(text.page_width.mm), round(appendix.page_width.mm))
    numbering = appendix._sectPr.find(qn("w:pgNumType"))
    assert ("1", True) == (numbering.get(qn("w:start")), appendix.different_first_page_header_footer)
    # The schema's order: Word calls a file broken in which the numbering stands behind the columns.
    order = [child.tag for child in appendix._sectPr]
    assert order.index(qn("w:pgMar")) < order.index(qn("w:pgNumType")) < order.index(qn("w:cols"))


def test_a_paragraph_stands_behind_the_last_table_as_word_wants() -> None:
    *_, last, _section = read(collective()).element.body

    assert qn("w:p") == last.tag


def test_late_rows_and_those_soon_due_have_a_table_each() -> None:
    made = collective(told(INSPECTORATE, late()), told(CENTRE, near(days=3)))
    tables = read(made).tables[-2:]

    assert [INSPECTORATE, CENTRE] == [table.cell(1, 1).text for table in tables]
    assert ["Số ngày trễ", "Số ngày còn lại"] == [table.cell(0, 4).text for table in tables]
    assert "Đề nghị các đơn vị chủ động hoàn thành nội dung sắp đến hạn theo đúng thời hạn." in words(made)


def test_the_one_letter_that_all_had_before_is_named_in_the_text() -> None:
    made = collective(told(INSPECTORATE, late(CRITICISE), earlier=EARLIER), told(CENTRE, late(), earlier=EARLIER))

    assert (
        "Tại Công văn số 07/SKHCN-VP ngày 20 tháng 02 năm 2026, Sở Khoa học và Công nghệ đã đôn đốc các đơn vị thực "
        "hiện Kế hoạch số 25/KH-SKHCN ngày 12 tháng 01 năm 2026 của Sở Khoa học và Công nghệ về thực hiện công tác Dân "
        "vận chính quyền năm 2026, yêu cầu báo cáo kết quả chậm nhất ngày 27 tháng 02 năm 2026. Đến hết ngày 05 tháng "
        "3 năm 2026, Sở Khoa học và Công nghệ vẫn chưa nhận được kết quả của 2 đơn vị đối với 2 nội dung quá hạn chưa "
        "hoàn thành, cụ thể như sau:"
    ) == body(made)[3]


def test_earlier_letters_that_differ_stand_with_their_units() -> None:
    made = collective(told(INSPECTORATE, late(), earlier=EARLIER), told(CENTRE, late()))

    assert [
        ["TT", "Đơn vị", "Quá hạn", "Công văn trước", "Trả lời chậm nhất"],
        ["1", INSPECTORATE, "1", "07/SKHCN-VP ngày 20/02/2026", "27/02/2026"],
        ["2", CENTRE, "1", "—", "—"],
    ] == grids(made)[0]
    assert "(1 đơn vị đã được đôn đốc bằng công văn trước mà Sở Khoa học" in body(made)[3]


def test_units_chosen_by_their_rate_are_told_it_with_both_its_numbers() -> None:
    rate = Rate(1, 3, "already_due")
    alone = letter(addressees=(told(INSPECTORATE, late(), rate=rate),), threshold=80)
    made = collective(
        told(INSPECTORATE, late(), rate=rate), told(CENTRE, late(), rate=Rate(0, 1, "already_due")), threshold=80
    )

    assert (
        "Thanh tra còn 1 nội dung quá hạn chưa hoàn thành, tỷ lệ hoàn thành đúng hạn là 33,3% (1/3 phần việc đã đến "
        "hạn), dưới mức 80%, cụ thể như sau:"
    ) in words(alone)
    assert "2 đơn vị có tỷ lệ hoàn thành đúng hạn dưới 80% và còn 2 nội dung quá hạn chưa hoàn thành" in words(made)
    assert ["Đúng hạn / đã đến hạn", "1/3 (33,3%)", "0/1 (0%)"] == [row[3] for row in grids(made)[0]]


def test_each_step_names_its_units_and_the_appendix_each_rows_step() -> None:
    made = collective(told(INSPECTORATE, late(CRITICISE), late()), told(CENTRE, late()))

    assert [
        f"1. Phê bình {INSPECTORATE} do chưa hoàn thành đúng thời hạn các nội dung quá hạn tại Phụ lục, mức “phê bình”.",
        "2. Đề nghị các đơn vị có tên trên khẩn trương thực hiện các nội dung quá hạn tại Phụ lục, mức “nhắc nhở”.",
    ] == [line for line in body(made) if "Phụ lục, mức" in line]
    assert ["Mức đôn đốc", "phê bình", "nhắc nhở", "nhắc nhở"] == [row[-1] for row in appendix_of(made)]
    # Who is only reminded is not criticised in the abstract, nor told of what follows the other's step.
    assert f"4. Quá thời hạn nêu trên mà chưa hoàn thành, {INSPECTORATE} phải kiểm điểm" in words(made)
    assert "V/v đôn đốc, phê bình chậm thực hiện" in read(made).core_properties.title
    blamed = collective(told(INSPECTORATE, late(REVIEW)), told(CENTRE, late(CRITICISE)))
    assert "V/v kiểm điểm trách nhiệm do chậm thực hiện" in read(blamed).core_properties.title


def test_a_letter_without_a_number_leaves_room_for_it_in_the_appendix_too() -> None:
    assert "(Kèm theo Công văn số ……/SKHCN-VP ngày" in words(collective(number=None))


def test_an_agency_in_capitals_is_no_shout_in_the_sentences() -> None:
    loud = PLAN._replace(issuer="SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    made = collective(told(INSPECTORATE, late(), earlier=EARLIER), told(CENTRE, late()), plan=loud)

    assert "SỞ KHOA HỌC" not in words(made) + words(letter(plan=loud))


def test_the_same_collective_letter_gives_the_same_bytes() -> None:
    assert urging_letter(collective(), CREATED) == urging_letter(collective(), CREATED)
