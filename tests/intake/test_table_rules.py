"""The rules by which tables are read: titles, marks, ticks, and the account of every row."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import spent

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import package, par
from test_table_cases import INVENTED, SECOND, read, said, told

from danvan_cli.domain.draft import PlanDraft, Sheet
from danvan_cli.domain.due import DueContext
from danvan_cli.intake.columns.looks import role_of
from danvan_cli.intake.columns.title_words import (
    TITLES,
    goes_on,
    is_titles,
    meaning_below,
    meaning_of,
    period_of,
    year_of,
)
from danvan_cli.intake.columns.titles import find_layouts
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.cells import Aside, Row
from danvan_cli.intake.tables.register import read_register
from danvan_cli.intake.tables.rows import read_rows
from danvan_cli.intake.tables.text_sheets import sheets_of_document
from danvan_cli.intake.tables.tracking import read_tracking


@pytest.mark.parametrize(("name", "title"), [(name, example) for name, _, example in TITLES], ids=str)
def test_every_pattern_of_titles_has_its_example(name: str, title: str) -> None:
    assert name == meaning_of(title)


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Văn phòng", None),
        ("Đăng ký thi đua", None),
        ("Tạm ứng", None),
        ("Hệ số", None),
        ("Ngày giao", "kept"),
        ("Người kiểm soát", "kept"),
        ("Phòng theo dõi", "kept"),
        ("Đã làm đến 31/01", "result"),
        ("Đến nay", "result"),
        ("Đến ngày", "due"),
        ("Support", "support"),
        ("Start", "start"),
        ("Status", "stage"),
        ("Note", "note"),
        ("Task", "content"),
        ("Owner", "person"),
        ("Due date", "due"),
        ("Priority", "kept"),
        ("Ai giúp", "support"),
        ("Khoa/phòng liên quan", "support"),
        ("Văn bản liên quan", "kept"),
        ("Giao cho", "executor"),
        ("Chừng nào", "due"),
        ("Bộ phận t.hiện", "executor"),
        ("Gửi chậm nhất", "due"),
        ("Trích yếu nhiệm vụ", "abstract"),
        ("Cùng làm", "support"),
        ("Ngày ban hành", "kept"),
        ("Các đơn vị cùng tham gia", "support"),
        ("Tên đề tài, dự án", "content"),
        ("Hạn định", "due"),
        ("Mốc hoàn thành", "due"),
        ("Lặp lại", "rhythm"),
        ("Từ ngày … đến ngày …", "due_span"),
        ("Ngày kiểm tra", "due_span"),
        ("Đơn vị được kiểm tra", "inspected"),
        ("Đơn vị kiểm tra", None),
        ("Thời gian ban hành", "due_span"),
        ("Đơn vị tính", "kept"),
        ("Đơn vị giao", "kept"),
        ("Đơn vị được giao", "executor"),
        ("Cơ quan thẩm định", "kept"),
        ("Phân công nhiệm vụ", "executor"),
        ("Nội dung phân công", "content"),
        ("Nhiệm vụ", "content"),
        ("Thời hạn trình", "due"),
        ("Thời gian trình", "handed"),
        ("Đơn vị chủ trì (cũ)", "old_lead"),
        ("Đơn vị chủ trì", "lead"),
        ("Kết quả dự kiến", "product"),
        ("Kết quả đạt được", "result"),
        ("Số văn bản đến", "kept"),
        ("Số văn bản kết quả", "evidence"),
        ("Loại báo cáo", "content"),
        ("Kỳ báo cáo", "rhythm"),
        ("Đơn vị báo cáo", "executor"),
        ("Đơn vị nhận báo cáo", "kept"),
        ("Tổ thực hiện", "executor"),
        ("Tham gia", "support"),
        ("Ngày BĐ", "start"),
        ("Ngày KT", "due"),
        ("ĐVCT", "lead"),
        ("CQ PH", "support"),
        ("TGHT", "due"),
        ("SP", "product"),
        ("Việc định kỳ", "content"),
        ("Thời gian, địa điểm", "due_span"),
        ("Địa điểm", "kept"),
    ],
)
def test_titles_that_look_alike_are_told_apart(title: str, meaning: str | None) -> None:
    assert meaning == meaning_of(title)


@pytest.mark.parametrize(
    ("upper", "lower", "meaning"),
    [
        ("Thời hạn", "hoàn thành", "due"),
        ("Tình trạng", "Hoàn thành", "done"),
        ("Cơ quan", "chủ trì", "lead"),
        ("Cơ quan", "phối hợp", "support"),
        ("Thời gian", "Từ", "start"),
        ("Thời gian", "Đến", "due"),
        ("Thời gian", "BĐ", "start"),
        ("Thời gian", "KT", "due"),
        ("Nhiệm vụ được giao", "Đơn vị", "unit"),
        ("Văn bản giao", "Ngày tháng", "kept"),
        ("Ghi", "chú", "note"),
    ],
)
def test_a_title_over_two_rows(upper: str, lower: str, meaning: str) -> None:
    assert meaning == meaning_below(upper, lower)


@pytest.mark.parametrize(
    ("title", "upper", "period"),
    [
        ("Quý II", "", "quý II"),
        ("Q4/2026", "", "quý IV/2026"),
        ("T3", "", "tháng 3"),
        ("Tháng 12 năm 2026", "", "tháng 12/2026"),
        ("6 tháng đầu năm", "", "6 tháng đầu năm"),
        ("Năm 2027", "", "năm 2027"),
        ("7", "Tháng thực hiện", "tháng 7"),
        ("III", "Quý", "quý III"),
        ("Quý I", "Năm 2027", "quý I/2027"),
        ("2027", "Lộ trình theo năm", "năm 2027"),
        ("7", "", None),
        ("7", "Nội dung các tháng", None),
        ("Tháng", "", None),
        ("T13", "", None),
        ("Quý vị đại biểu", "", None),
    ],
)
def test_a_title_that_is_a_period(title: str, upper: str, period: str | None) -> None:
    assert period == period_of(title, upper)


@pytest.mark.parametrize(
    ("title", "year"), [("Hạn (Năm 2026)", 2026), ("Hạn năm 2027", 2027), ("Hạn hoàn thành", None)]
)
def test_a_year_in_a_title(title: str, year: int | None) -> None:
    assert year == year_of(title)


@pytest.mark.parametrize(
    ("mark", "role"),
    [("CT", "lead"), ("c", "lead"), ("Chủ trì", "lead"), ("PH", "support"), ("x", "tick"), ("✓", "tick"), ("Văn phòng", None), ("2", None)],
)  # fmt: skip
def test_marks_of_a_matrix(mark: str, role: str | None) -> None:
    assert role == role_of(mark)


@pytest.mark.parametrize(
    ("words", "expected"), [("hoàn thành", True), ("công việc", True), ("Họp", False), ("văn phòng", False)]
)
def test_words_that_go_on_with_a_title(words: str, expected: bool) -> None:
    assert expected == goes_on(words)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("STT", "Nội dung", "Chủ trì", "Thời hạn"), True),
        (("1", "Triển khai nhiệm vụ", "Văn phòng", "30/6/2026"), False),
        (("", "Thực hiện nhiệm vụ trọng tâm", "", "Hoàn thành"), True),
        (("KẾ HOẠCH CÔNG VIỆC",), False),
    ],
)
def test_a_row_that_may_be_titles(cells: tuple[str, ...], expected: bool) -> None:
    assert expected == is_titles(cells)


def test_a_row_of_work_in_words_of_titles_begins_no_table() -> None:
    text = "STT;Nội dung;Chủ trì;Tình trạng\na;Thực hiện nhiệm vụ trọng tâm;;Hoàn thành\nb;Viết báo cáo;Văn phòng;"
    assert 2 == len(read("a.csv", text.encode(), 2026).tasks)


@pytest.mark.parametrize("text", [case[1] for case in INVENTED + SECOND], ids=[case[0] for case in INVENTED + SECOND])
def test_every_cell_of_a_register_has_its_account(text: str) -> None:
    document = open_bytes(text.encode(), "a.csv")
    plan = read_register(document, lambda _: (), year=2026)
    booked = "\n".join(account.text for account in plan.accounts)
    missing = [cell for _, cells in document.sheets[0].rows for cell in cells if cell and " ".join(cell.split("\n")) not in booked.replace("\n", " ")]  # fmt: skip
    assert [] == missing
    open_cells = [use for account in plan.accounts for use in account.uses if use.said.startswith("chưa rõ")]
    assert bool(open_cells) <= bool(told(plan))


def test_days_below_a_title_of_handing_in_are_the_deadline_where_no_other_column_has_one() -> None:
    text = "Nội dung;Chủ trì;Trình lãnh đạo Sở\nHọp;Văn phòng;20/3\nGửi tin;Thanh tra;31/5"
    plan = read("a.csv", text.encode(), 2026)
    assert ["2026-03-20", "2026-05-31"] == [str(task.due_on) for task in plan.tasks]
    assert any("Trình lãnh đạo Sở" in doubt.why for doubt in plan.unresolved)


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("Rà soát hộ nghèo, Đoàn xã lập danh sách, Công an xã đối chiếu", ["supports"]),
        ("Thăm Trường Tiểu học Tân An, Trạm Y tế xã", []),
    ],
)
def test_who_does_a_part_in_the_words_of_a_row_is_asked_about(content: str, asked: list[str]) -> None:
    plan = read("a.csv", f"Nội dung;Chủ trì;Thời hạn\n{content};Phòng Kinh tế;30/4".encode(), 2026)
    assert asked == [doubt.field for doubt in plan.unresolved if doubt.field in ("leads", "supports")]


def test_a_name_that_sounds_like_a_rhythm_is_no_day() -> None:
    text = "Nội dung;Chủ trì;Thời hạn;Ai theo sát\nHọp;Văn phòng;20/3;Hằng\nGửi tin;Thanh tra;31/5;Dương"
    assert [] == [u for u in read("a.csv", text.encode(), 2026).unresolved if u.field == "due_on"]


@pytest.mark.parametrize(
    "foot",
    [
        "Cộng: 16 nhiệm vụ; hoàn thành 8 (quá hạn 2), đang thực hiện 3, quá hạn 2, chưa đến hạn 2, chưa giao 1",
        "Trưởng trạm: BS. Võ Minh Kha",
        "Người theo dõi: Phạm Thu Lan - chuyên viên Văn phòng",
    ],
)
def test_the_foot_of_a_register_is_no_work(foot: str) -> None:
    plan = read("a.csv", f'TT;Nội dung;Chủ trì;Thời hạn\n1;Họp;Văn phòng;20/3\n;"{foot}";;'.encode(), 2026)
    assert ["Họp"] == [task.content for task in plan.tasks]


def test_the_year_of_a_list_may_stand_without_its_word() -> None:
    text = "CÔNG TY CẤP NƯỚC - TASK LIST 2026\n\nTask;Owner;Deadline\nHọp;Phòng Kỹ thuật;20/3"
    assert 2026 == read("a.csv", text.encode(), None).header.year


def test_a_short_name_in_capitals_is_a_field_of_work_beside_others() -> None:
    text = "Nhóm việc;Nội dung;Chủ trì;Thời hạn\nIT;Họp;Văn phòng;20/3\nKỹ thuật;Gửi tin;Thanh tra;31/5"
    assert [None, None] == [section.parent for section in read("a.csv", text.encode(), 2026).sections]


def test_the_account_of_a_row_names_the_task_and_what_each_cell_is_to_it() -> None:
    plan = read("a.csv", "STT;Nội dung;Chủ trì;Địa điểm\n1;Họp;Văn phòng;Hội trường".encode(), 2026)
    account = plan.accounts[-1]
    uses = [(account.text[use.start : use.end], use.said, use.task) for use in account.uses]
    expected = [
        ("1", "số thứ tự, số hiệu", "B1-1"), ("Họp", "nội dung nhiệm vụ", "B1-1"),
        ("Văn phòng", "đơn vị chủ trì", "B1-1"), ("Hội trường", "ghi chú của nhiệm vụ", "B1-1"),
    ]  # fmt: skip
    assert ("hàng 2", expected) == (account.where, uses)


def asides(text: str) -> list[tuple[int, str | None]]:
    sheet = open_bytes(text.encode(), "a.csv").sheets[0]
    found = read_rows(sheet, find_layouts(sheet)[0])
    return [(row.number, row.reason and row.reason.name) for row in found if isinstance(row, Aside)]


def test_rows_that_are_no_tasks_are_set_aside_for_a_reason() -> None:
    text = """STT;Nội dung;Chủ trì
(1);(2);(3)
I;TUYÊN TRUYỀN;
1;Họp;Văn phòng
;Tổng cộng: 1;
3;;
Ghi chú: chữ viết tắt;;
;;GIÁM ĐỐC"""
    expected = [
        (1, "CAPTION"), (2, "LABEL_NUMBER"), (3, "HEADING"), (5, "TOTAL"), (6, "LABEL_NUMBER"), (7, "NOTE"),
        (8, "SIGNATURE"),
    ]  # fmt: skip
    assert expected == asides(text)


def test_a_table_of_criteria_below_tasks_gives_none() -> None:
    text = "STT;Nội dung;Chủ trì\n1;Họp;Văn phòng\nSTT;Tiêu chí;Điểm tối đa;Minh chứng\n1;Ban hành kế hoạch;2;KH"
    assert [(1, "CAPTION"), (3, "CAPTION"), (4, "CRITERIA")] == asides(text)
    assert Reason.CRITERIA.name == "CRITERIA"


def test_work_below_words_like_a_signature_is_read() -> None:
    text = "STT;Nội dung;Chủ trì\n1;Họp;Văn phòng\nPhó Giám đốc phụ trách;;\n2;Gửi báo cáo;Thanh tra"
    assert ["Họp | Văn phòng", "Gửi báo cáo | Thanh tra"] == said(read("a.csv", text.encode(), 2026))


def sheet_plan(*sheets: Sheet) -> PlanDraft:
    from danvan_cli.domain.draft import Document

    return read_register(Document((), "a.xlsx", "0", (), sheets), lambda _: (), year=2026)


def rows(*cells: Sequence[str]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((number, tuple(row)) for number, row in enumerate(cells, start=1))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tháng 3", "Họp |  |  | 2026-03-31"),
        ("T5-2026", "Họp |  |  | 2026-05-31"),
        ("Q2", "Họp |  |  | 2026-06-30"),
        ("Phòng Kinh tế", "Họp | Phòng Kinh tế"),
        ("Sheet1", "Họp"),
        ("Bảng tổng hợp", "Họp"),
    ],
)
def test_a_sheets_name_says_when_or_who(name: str, expected: str) -> None:
    sheet = Sheet(name, rows(("STT", "Nội dung", "Chủ trì", "Hạn"), ("1", "Họp")))
    assert [expected] == said(sheet_plan(sheet))


def test_a_row_of_its_own_words_takes_nothing_from_its_sheet() -> None:
    sheet = Sheet("Tháng 3", rows(("STT", "Nội dung", "Chủ trì", "Hạn"), ("1", "Họp", "Văn phòng", "15/4/2026")))
    assert ["Họp | Văn phòng |  | 2026-04-15"] == said(sheet_plan(sheet))


@pytest.mark.parametrize(
    ("begin", "expected"),
    [
        ("25/9/2026", "Họp | Văn phòng |  | 2026-09-25"),
        ("2 đợt: 18/4 và 17/10", "Họp | Văn phòng |  | 2026-04-18 2026-10-17"),
        ("Hằng quý", "Họp | Văn phòng |  | 2026-03-31 2026-06-30 2026-09-30 2026-12-31"),
    ],
)
def test_one_cell_over_beginning_and_end_is_when(begin: str, expected: str) -> None:
    titles = ("STT", "Nội dung", "Chủ trì", "Bắt đầu", "Kết thúc")
    sheet = Sheet("", rows(titles, ("1", "Họp", "Văn phòng", begin)), ((2, 4, 2, 5),))
    dues = [line.split(" | ") for line in said(sheet_plan(sheet))]
    days = [day for *_, last in dues for day in last.split()]
    assert expected == " | ".join((*dues[0][:-1], " ".join(days)))


def test_what_is_inspected_stands_before_what_is_looked_at() -> None:
    titles = ("STT", "Đơn vị được kiểm tra", "Nội dung kiểm tra", "Chủ trì", "Thời gian")
    table = rows(
        titles,
        ("1", "Thông báo lịch kiểm tra", "", "Văn phòng", "27/02/2026"),
        ("2", "UBND xã Hòa An", "Giờ giấc làm việc", "Phòng Nội vụ", "12/5/2026"),
        ("3", "UBND xã Cẩm Khê", "", "Phòng Nội vụ", "13/5/2026"),
    )
    sheet = Sheet("", table, ((2, 2, 2, 3), (3, 3, 4, 3)))
    assert [
        "Thông báo lịch kiểm tra | Văn phòng |  | 2026-02-27",
        "Kiểm tra UBND xã Hòa An: Giờ giấc làm việc | Phòng Nội vụ |  | 2026-05-12",
        "Kiểm tra UBND xã Cẩm Khê: Giờ giấc làm việc | Phòng Nội vụ |  | 2026-05-13",
    ] == said(sheet_plan(sheet))


def test_a_row_without_a_day_is_due_in_the_week_merged_beside_it() -> None:
    titles = ("Tuần", "STT", "Nội dung", "Chủ trì", "Thời hạn")
    table = rows(
        titles,
        ("Tuần 1\n(01/4 - 03/4)", "1", "Họp", "Văn phòng", "02/4/2026"),
        ("", "2", "Thẩm định hồ sơ nhận trong tháng 3", "Phòng Nội vụ", ""),
    )
    sheet = Sheet("", table, ((2, 1, 3, 1),))
    assert [
        "Họp | Văn phòng |  | 2026-04-02",
        "Thẩm định hồ sơ nhận trong tháng 3 | Phòng Nội vụ |  | 2026-04-03",
    ] == said(sheet_plan(sheet))


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("07", "2026-06-07"),
        ("Trước ngày 05", "2026-06-04"),
        ("Từ ngày 15 đến ngày 20", "2026-06-20"),
        ("Cuối tháng", "2026-06-30"),
        ("Giữa tháng", "2026-06-15"),
        ("Chậm nhất ngày 12", "2026-06-12"),
        ("10/7", "2026-07-10"),
    ],
)
def test_a_day_without_a_month_is_of_the_month_above(due: str, day: str) -> None:
    text = f"STT;Nội dung;Chủ trì;Thời gian\nTHÁNG 6;;;\n1;Họp;Văn phòng;{due}"
    assert [f"Họp | Văn phòng |  | {day}"] == said(read("a.csv", text.encode(), 2026))


def test_one_merged_tick_over_two_quarters_ticks_both() -> None:
    titles = ("STT", "Nội dung", "Chủ trì", "Quý I", "Quý II", "Quý III")
    sheet = Sheet("", rows(titles, ("1", "Họp", "Văn phòng", "", "x")), ((2, 5, 2, 6),))
    assert ["Họp | Văn phòng |  | 2026-06-30 2026-09-30"] == said(sheet_plan(sheet))


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("", "2026-02-28 2026-03-31 2026-04-30"),
        ("Ghi chú: việc đánh dấu nhiều tháng liền nhau thì hoàn thành trong tháng cuối.", "2026-04-30"),
    ],
)
def test_neighbouring_ticks_are_one_stretch_where_a_note_says_so(note: str, days: str) -> None:
    titles = ("STT", "Nội dung", "Chủ trì", "Tháng 1", "Tháng 2", "Tháng 3", "Tháng 4")
    sheet = Sheet("", rows(titles, ("1", "Họp", "Văn phòng", "", "x", "x", "x"), (note,)))
    assert [f"Họp | Văn phòng |  | {days}"] == said(sheet_plan(sheet))


def test_a_day_in_a_cell_over_two_quarters_may_lie_in_either() -> None:
    titles = ("STT", "Nội dung", "Chủ trì", "Quý I", "Quý II", "Quý III")
    sheet = Sheet("", rows(titles, ("1", "Họp", "Văn phòng", "", "01/6 - 15/8")), ((2, 5, 2, 6),))
    plan = sheet_plan(sheet)
    assert (["Họp | Văn phòng |  | 2026-08-15"], []) == (
        said(plan),
        [u for u in plan.unresolved if u.field == "due_on"],
    )


def test_a_rhythm_over_all_months_is_read_as_one() -> None:
    titles = ("STT", "Nội dung", "Chủ trì", *(f"Tháng {n}" for n in range(1, 13)))
    sheet = Sheet("", rows(titles, ("1", "Họp", "Văn phòng", "Ngày 05 hàng tháng")), ((2, 4, 2, 15),))
    assert [5] * 12 == [period.due_on.day for period in sheet_plan(sheet).tasks[0].periods if period.due_on]


NO_NUMBERS = ("Việc", "Xong ngày", "Phối hợp", "Ghi chú")


@pytest.mark.parametrize(
    ("row", "merged", "expected"),
    [
        (("Đặt 60 bẫy ảnh", "", "", "thiếu pin"), (), "task"),
        (("Đặt 60 bẫy ảnh",), ((2, 1, 2, 4),), "heading"),
        (("Đặt 60 bẫy ảnh",), (), "question"),
        (("Công tác hậu cần",), (), "heading"),
    ],
)
def test_a_row_of_work_without_a_number_is_no_heading_in_silence(
    row: tuple[str, ...], merged: tuple[tuple[int, int, int, int], ...], expected: str
) -> None:
    plan = sheet_plan(Sheet("", rows(NO_NUMBERS, row, ("Gieo 5.000 cây", "15/9/2026", "Văn phòng")), merged))
    is_task = any(t.content == row[0] for t in plan.tasks)
    is_asked = any(row[0] in u.text and "đề mục" in u.why for u in plan.unresolved)
    assert expected == ("task" if is_task else "question" if is_asked else "heading")


def test_a_title_merged_to_the_right_holds_for_the_titles_below_it() -> None:
    titles = (("STT", "Nội dung", "Thực hiện", "", "Hạn"), ("", "", "Chủ trì", "Phối hợp"))
    sheet = Sheet("", rows(*titles, ("1", "Họp", "Văn phòng", "Thanh tra", "30/6/2026")), ((1, 3, 1, 4),))
    assert ["Họp | Văn phòng | Thanh tra | 2026-06-30"] == said(sheet_plan(sheet))


def test_content_merged_down_goes_with_every_lead_beside_it() -> None:
    titles = ("STT", "Nội dung", "Chủ trì", "Hạn")
    table = rows(titles, ("1", "Họp", "Văn phòng", "30/6/2026"), ("", "", "Thanh tra", "30/9/2026"))
    expected = ["Họp | Văn phòng |  | 2026-06-30", "Họp | Thanh tra |  | 2026-09-30"]
    assert expected == said(sheet_plan(Sheet("", table, ((2, 2, 3, 2),))))


@pytest.mark.parametrize("broken", [(2, 1), (2, 3), (2, 4), (1, 3), (9, 9)], ids=str)
def test_a_broken_cell_is_one_doubt_wherever_it_stands(broken: tuple[int, int]) -> None:
    cells = ["1", "Họp", "Văn phòng", "30/6/2026"]
    if broken[0] == 2:
        cells[broken[1] - 1] = ""
    titles = ["STT", "Nội dung", "Chủ trì", "Hạn"]
    plan = sheet_plan(Sheet("", rows(titles, cells), broken=(broken,)))
    address = f"{'ABCDEFGHI'[broken[1] - 1]}{broken[0]}"
    assert ([address], 1) == ([cell for cell in told(plan) if cell == address], len(plan.tasks))
    assert 1 == sum(address in doubt.source for doubt in plan.unresolved)


def test_a_row_whose_words_are_broken_is_one_doubt() -> None:
    table = rows(("STT", "Nội dung", "Chủ trì", "Hạn"), ("1", "Họp", "Văn phòng", "30/6/2026"), ("2", "", "Thanh tra", "30/9/2026"))  # fmt: skip
    plan = sheet_plan(Sheet("", table, broken=((3, 2),)))
    assert (["B3"], 1) == (told(plan), len(plan.tasks))


def table(*rows: Sequence[str]) -> str:
    cells = ("".join(f"<w:tc>{par(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


TITLES_OF_WORD = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")


def word(*parts: str) -> PlanDraft:
    return read_register(open_bytes(package("".join(parts)), "a.docx"), lambda _: (), year=2026)


def test_a_word_file_of_lines_and_a_table_is_a_register() -> None:
    plan = word(
        par("SỞ NỘI VỤ"), par("Số: 03/KH-SNV"), par("KẾ HOẠCH"), par("Công tác năm 2026"),
        table(TITLES_OF_WORD, ("1", "Họp", "Văn phòng", "30/6/2026")),
    )  # fmt: skip
    head = (plan.header.number, plan.header.symbol, plan.header.year)
    assert (("03", "KH-SNV", 2026), ["Họp | Văn phòng |  | 2026-06-30"]) == (head, said(plan))
    assert "bảng 1, hàng 2" == plan.tasks[0].source


def test_a_word_table_that_goes_on_without_titles_is_read_and_what_follows_is_told() -> None:
    plan = word(
        table(TITLES_OF_WORD, ("1", "Họp", "Văn phòng", "30/6/2026")), par(""),
        table(("2", "Gửi báo cáo", "Thanh tra", "30/9/2026")), par("Các đơn vị nộp trước ngày 25/11/2026."),
    )  # fmt: skip
    assert ["Họp | Văn phòng |  | 2026-06-30", "Gửi báo cáo | Thanh tra |  | 2026-09-30"] == said(plan)
    assert ["Các đơn vị nộp trước ngày 25/11/2026."] == [d.text for d in plan.unresolved if "bảng 2" in d.source]


def test_a_word_table_of_other_things_does_not_go_on() -> None:
    document = open_bytes(
        package(table(TITLES_OF_WORD, ("1", "Họp", "Văn phòng", "30/6/2026")) + table(("a", "b", "c", "d"))), "a.docx"
    )
    assert 1 == len(sheets_of_document(document))


@pytest.mark.parametrize(
    ("fields", "stage", "day"),
    [
        ({"result": "Hoàn thành ngày 02/7/2026"}, "completed", date(2026, 7, 2)),
        ({"note": "Đã xong ngày 02/7"}, "completed", date(2026, 7, 2)),
        ({"result": "Hoàn thành (QĐ số 5/QĐ-UBND ngày 02/7/2026)"}, "completed", date(2026, 7, 2)),
        ({"stage": "Hoàn thành trước hạn", "completed_on": "02/7/2026"}, "completed", date(2026, 7, 2)),
        ({"result": "Tổ chức 12 lớp, 100% cán bộ dự"}, None, None),
        ({"note": "Hoàn thành trước ngày 02/7/2026"}, None, None),
        ({"stage": "Hoàn thành 3/4 chỉ tiêu"}, "completed", None),
        ({"result": "Không hoàn thành"}, None, None),
        ({"result": "x"}, None, None),
        ({"note": "Đúng hạn"}, None, None),
        ({"note": "Cơ bản hoàn thành"}, None, None),
    ],
)
def test_words_of_progress_in_any_column(fields: dict[str, str], stage: str | None, day: date | None) -> None:
    found = read_tracking(fields, DueContext(2026))
    draft = found.draft
    assert (stage, day) == ((draft.stage, draft.completed_on) if draft else (None, None))


@pytest.mark.parametrize("words", ["Không hoàn thành", "x", "Đúng hạn", "Chậm tiến độ", "Cơ bản hoàn thành"])
@pytest.mark.parametrize("column", ["result", "note", "stage"])
def test_words_that_may_mean_two_are_asked_about_in_any_column(column: str, words: str) -> None:
    assert [(column, words)] == [(d.field, d.text) for d in read_tracking({column: words}, DueContext(2026)).doubts]


def test_a_document_that_was_sent_is_evidence_with_its_day() -> None:
    draft = read_tracking({"result": "đã gửi BC số 15/BC-VP ngày 19/02"}, DueContext(2026)).draft
    assert draft is not None
    found = (draft.stage, draft.submitted_on, draft.evidence)
    assert ("awaiting_confirmation", date(2026, 2, 19), ("BC số 15/BC-VP ngày 19/02",)) == found


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        ("Họp trước ngày 15/3/2026;Văn phòng;Quý II;", True),
        ("Họp trước ngày 15/6/2026;Văn phòng;trước 15/6/2026;", False),
        ("Họp;Văn phòng;30/6/2026;Gia hạn đến 30/9/2026", True),
        ("Họp;Văn phòng;;Xong trước ngày 30/9/2026", True),
        ("Họp;Văn phòng;30/6/2026;Kính gửi các phòng", False),
        ("Họp;Văn phòng;Quý II;Trước 15/5", False),
        ("Họp;Văn phòng;Quý II;Trước 15/8", True),
        ("Họp;Văn phòng;Quý II;15/5/26", False),
        ("Họp;Văn phòng;Quý II;15/8/26", True),
        ("Họp;Văn phòng;30/6/2026;30/6/2026", False),
    ],
)
def test_a_deadline_beside_its_column_is_asked_about(row: str, is_told: bool) -> None:
    plan = read("a.csv", f"Nội dung;Chủ trì;Thời hạn;Ghi chú\n{row}".encode(), 2026)
    assert is_told == bool(told(plan))


def test_rows_are_rows_of_one_layout() -> None:
    sheet = Sheet("[1", rows(("STT", "Nội dung", "Chủ trì"), ("1", "Họp", "Văn phòng")))
    layout = find_layouts(sheet)[0][0]
    found = [row for row in read_rows(sheet, [layout]) if isinstance(row, Row)]
    assert [("bảng 1, hàng 2", layout)] == [(row.where, row.layout) for row in found]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Trước 15/3/2026, gia hạn đến 30/4/2026", "Họp | Văn phòng |  | 2026-03-14 | gia hạn 2026-04-30"),
        ("15/3/2026 (gia hạn đến 30/4)", "Họp | Văn phòng |  | 2026-03-15 | gia hạn 2026-04-30"),
        ("15/3/2026", "Họp | Văn phòng |  | 2026-03-15"),
    ],
)
def test_a_deadline_and_its_extension_in_one_cell(cell: str, expected: str) -> None:
    assert [expected] == said(read("a.csv", f"Nội dung;Chủ trì;Thời hạn\nHọp;Văn phòng;{cell}".encode(), 2026))


@pytest.mark.parametrize(
    ("titles", "row", "expected"),
    [
        ("Bắt đầu;Ngày kết thúc;Tiến độ", "05/01/2026;30/01/2026;20%", "2026-01-30"),
        ("Ngày kết thúc;Tiến độ", "Trước 15/7/2026;0%", "2026-07-14"),
        ("Thời hạn;Ngày kết thúc;Tiến độ", "30/6/2026;30/01/2026;100%", "2026-06-30"),
        ("Bắt đầu;Kết thúc", "Hằng tháng;", "2026-01-31"),
    ],
)
def test_a_planned_end_is_the_deadline(titles: str, row: str, expected: str) -> None:
    plan = read("a.csv", f"Nội dung;Chủ trì;{titles}\nHọp;Văn phòng;{row}".encode(), 2026)
    assert expected == str(plan.tasks[0].due_on)


@pytest.mark.parametrize(
    ("month", "when", "expected"),
    [
        ("3", "", "2026-03-31"),
        ("3", "ngày 20", "2026-03-20"),
        ("9", "Cuối tháng", "2026-09-30"),
        ("3", "26/3", "2026-03-26"),
    ],
)
def test_a_month_in_its_own_column_says_when_and_of_what_month_a_part_is(month: str, when: str, expected: str) -> None:
    text = f"Tháng;Nội dung;Chủ trì;Thời điểm\n{month};Họp;Văn phòng;{when}"
    assert expected == str(read("a.csv", text.encode(), 2026).tasks[0].due_on)


def test_who_made_the_list_beside_who_signs_is_no_task() -> None:
    text = "TT;Nội dung;Chủ trì;Thời hạn\n1;Họp;Văn phòng;30/6\n;NGƯỜI LẬP BIỂU;;TM. ỦY BAN NHÂN DÂN"
    assert ["Họp"] == [task.content for task in read("a.csv", text.encode(), 2026).tasks]


def test_a_note_that_is_only_a_time_narrows_a_ticked_quarter() -> None:
    rows = "Nội dung;Chủ trì;Quý I;Quý II;Ghi chú\nPhun hóa chất;VP;;x;Xong ngày 20/5\nTập huấn;VP;;x;Dịch vụ"
    assert [date(2026, 5, 20), date(2026, 6, 30)] == [t.due_on for t in read("a.csv", rows.encode(), 2026).tasks]


def test_a_beginning_without_an_end_is_asked_about() -> None:
    rows = "Nội dung;Chủ trì;Bắt đầu;Kết thúc\nHọp xét;VP;Tháng 8;\nTập huấn;VP;01/3/2026;05/3/2026"
    assert ["chỉ ghi ngày bắt đầu, chưa có ngày kết thúc"] == [
        u.why for u in read("a.csv", rows.encode(), 2026).unresolved if u.field == "due_on"
    ]


@pytest.mark.parametrize(
    ("rows", "leads", "day"),
    [
        ("Nội dung;Chủ trì;Ghi chú\nHọp;Văn phòng;Hạn: 15/6/2026", "Văn phòng", date(2026, 6, 15)),
        ("Nội dung;Thời gian, đơn vị thực hiện\nHọp;Phòng Kinh tế - Tháng 02/2026", "Phòng Kinh tế", date(2026, 2, 28)),
        ("Nội dung;Thời gian, đơn vị thực hiện\nHọp;Quý II (Phòng Kinh tế)", "Phòng Kinh tế", date(2026, 6, 30)),
    ],
)
def test_a_table_without_a_column_for_it_has_its_deadlines_elsewhere(rows: str, leads: str, day: date) -> None:
    plan = read("a.csv", rows.encode(), 2026)
    names = {unit.code: unit.name for unit in plan.units}
    assert [(leads, day)] == [(", ".join(names[c] for c in t.leads), t.due_on) for t in plan.tasks]


def test_weeks_ticked_one_behind_the_other_are_one_stretch() -> None:
    rows = (
        "Công việc;Chủ trì;Tuần 1 (02/3 - 06/3);Tuần 2 (09/3 - 13/3);Tuần 3 (16/3 - 20/3)\nLập tổ giúp việc;VP;x;;\nBan hành thể lệ;VP;x;x;\n"
        "Kiểm tra;VP;x;;x"
    )
    found = [[row.due_on for row in task.rows()] for task in read("a.csv", rows.encode(), 2026).tasks]
    assert [[date(2026, 3, 6)], [date(2026, 3, 13)], [date(2026, 3, 6), date(2026, 3, 20)]] == found


@pytest.mark.parametrize(
    ("rows", "is_asked"),
    [
        ("Nội dung;Chủ trì\nHọp;Bệnh viện 30/4", False),
        ("Nội dung;Chủ trì;Ghi chú\nHọp;Văn phòng;30/4/2026", True),
    ],
)
def test_a_day_in_a_name_or_alone_in_a_note_is_no_deadline(rows: str, is_asked: bool) -> None:
    plan = read("a.csv", rows.encode(), 2026)
    assert ([None], is_asked) == ([t.due_on for t in plan.tasks], any(u.field == "due_on" for u in plan.unresolved))


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ("Nội dung;Chủ trì;Ngày;Tháng;Năm\nHọp;VP;15;6;2026\nTập huấn;VP;20;7;2026", ["2026-06-15", "2026-07-20"]),
        ("Nội dung;Chủ trì;Thời gian;;;\n;;I;II;III;IV\nHọp;VP;;;x;\nTập huấn;VP;;;;x", ["2026-09-30", "2026-12-31"]),
        (
            "Nội dung;Chủ trì;Ngày hoàn thành;Tiến độ\nHọp;VP;15/6/2026;\nTập huấn;VP;20/7/2026;",
            ["2026-06-15", "2026-07-20"],
        ),
    ],
)
def test_days_that_a_column_tells_in_its_own_way(rows: str, days: list[str]) -> None:
    assert days == [str(task.due_on) for task in read("a.csv", rows.encode(), 2026).tasks]


def test_two_tables_beside_each_other_are_both_read() -> None:
    rows = "TT;Nội dung;Chủ trì;Thời hạn;;TT;Nội dung;Chủ trì;Thời hạn\n1;Họp;VP;15/6/2026;;2;Tập huấn;VP;20/7/2026"
    found = [(task.content, str(task.due_on)) for task in read("a.csv", rows.encode(), 2026).tasks]
    assert [("Họp", "2026-06-15"), ("Tập huấn", "2026-07-20")] == found


def test_a_legend_below_a_table_is_no_task_and_says_who_its_letters_are() -> None:
    rows = "TT;Nội dung;Chủ trì;Thời hạn\n1;Họp;TCTH;15/6/2026\n;Ghi chú: TCTH: Phòng Tổ chức - Tổng hợp;;"
    assert ["Họp"] == [task.content for task in read("a.csv", rows.encode(), 2026).tasks]


@pytest.mark.parametrize(
    "row",
    [
        "Cộng;2 việc;;Xong 1, đang làm 5, quá hạn 1",
        ";Người lập;Trưởng phòng Kế hoạch;TỔNG GIÁM ĐỐC",
    ],
)
def test_a_foot_of_states_or_of_who_made_the_list_is_no_task(row: str) -> None:
    rows = f"Mã;Nội dung;Chủ trì;Thời hạn\nA1;Họp;VP;15/6/2026\nA2;Tập huấn;VP;20/7/2026\n{row}"
    assert ["Họp", "Tập huấn"] == [task.content for task in read("a.csv", rows.encode(), 2026).tasks]


def test_work_behind_bullets_in_one_cell_is_several_each_with_its_own() -> None:
    cell = "- Sơ kết (Văn phòng chủ trì).\n- Kiểm tra đảng phí (Thanh tra chủ trì; chậm nhất 20/6)."
    plan = read("a.csv", f'Thời gian;Nội dung\nTháng 6;"{cell}"\nTháng 7;Họp (Văn phòng chủ trì).'.encode(), 2026)
    names = {unit.code: unit.name for unit in plan.units}
    found = [(", ".join(names[c] for c in t.leads), str(t.due_on)) for t in plan.tasks]
    assert [("Văn phòng", "2026-06-30"), ("Thanh tra", "2026-06-30"), ("Văn phòng", "2026-07-31")] == found
    assert any(u.field == "due_on" and "20/6" in u.text for u in plan.unresolved)


@pytest.mark.parametrize(
    ("when", "is_asked"), [("Khi Sở Y tế phê duyệt", True), ("Khi có yêu cầu", False), ("Khi phát sinh", False)]
)
def test_a_deadline_that_waits_for_an_event_is_asked_about(when: str, is_asked: bool) -> None:
    plan = read("a.csv", f"Nội dung;Chủ trì;Thời hạn\nTuyển dụng;VP;{when}\nHọp;VP;15/6/2026".encode(), 2026)
    assert is_asked == any(doubt.field == "due_on" for doubt in plan.unresolved)


def test_a_long_foot_of_counts_takes_no_longer_than_its_length() -> None:
    foot = "Tổng cộng;" + "xong 1 " * 4_000 + "!;;"
    began = spent()
    read("a.csv", f"Nội dung;Chủ trì;Thời hạn\nHọp;VP;15/6/2026\n{foot}".encode(), 2026)
    assert spent() - began < 2
