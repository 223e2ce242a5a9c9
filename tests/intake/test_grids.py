"""Tables whose cells are the work: a column a quarter or an office."""

from __future__ import annotations

import pytest

from danvan_cli.domain.draft import Document, PlanDraft, Sheet
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.plan import read_plan

Merged = tuple[tuple[int, int, int, int], ...]


def _read(text: str, merged: Merged = ()) -> PlanDraft:
    """Reads rows of cells parted by "|"; "/" breaks the lines of a cell."""
    rows = tuple(
        (number, tuple(cell.strip().replace(" / ", "\n") for cell in line.split("|")))
        for number, line in enumerate(text.strip().splitlines(), start=1)
    )
    return read_plan(Document((), "so.xlsx", "0" * 64, (), (Sheet("", rows, merged),)), lambda _: ())


def _said(plan: PlanDraft) -> list[str]:
    """Tells of every task what, who leads, who helps and when."""
    names = {unit.code: unit.name for unit in plan.units}
    return [
        " | ".join((
            task.content, ", ".join(names[c] for c in task.leads), ", ".join(names[c] for c in task.supports),
            str(task.due_on or ""),
        ))
        for task in plan.tasks
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("Hội giảng cấp trường (trước 15/11) (ph: Công đoàn)", "Tổ Toán | Công đoàn | 2026-11-14"),
        ("Hội trại kỷ niệm 95 năm ngày thành lập Đoàn (21 - 22/10)", "Tổ Toán |  | 2026-10-22"),
        ("Thắp nến tri ân ở nghĩa trang (tối 26/12)", "Tổ Toán |  | 2026-12-26"),
        ("Khảo sát nhà dột nát của hội viên", "Tổ Toán |  | 2026-12-31"),
        ("Đón khách tham quan bảo tàng: thường xuyên", "Tổ Toán |  | "),
        ("Bàn giao 40 hiện vật (10/12), cùng Phòng Hành chính", "Tổ Toán | Phòng Hành chính | 2026-12-10"),
    ],
)
def test_brackets_behind_a_piece_of_work_say_when_it_is_due_and_who_helps(cell: str, days: str) -> None:
    rows = f"Mảng | Quý III | Quý IV\nChuyên môn / Tổ Toán | Thao giảng ở các tổ bộ môn | {cell}"
    plan = _read(f"BẢNG VIỆC NĂM 2026\n{rows}")
    assert f"{cell} | {days}" == _said(plan)[1]
    assert ["Chuyên môn"] == [section.title for section in plan.sections]


def test_letters_in_brackets_that_nobody_explains_are_asked_about() -> None:
    rows = "Tháng | Hội Phụ nữ | Đoàn xã\n1 | Gói 500 bánh chưng tặng hộ nghèo (MT) | Trang trí đường hoa xuân khu chợ"
    asked = [doubt.why for doubt in _read(f"LỊCH NĂM 2026\n{rows}").unresolved if doubt.field == "supports"]
    assert ["chữ “(MT)” trong ô chưa rõ là gì, có thể là đơn vị cùng làm"] == asked


def test_a_row_of_the_trade_union_is_no_sum() -> None:
    """Without its tones "Công đoàn" begins as "Cộng" does."""
    rows = "Mảng | Quý I | Quý II\nCông đoàn | Thăm hỏi giáo viên khó khăn dịp Tết | Tổ chức hội thao mừng ngày 01/5"
    assert 2 == len(_read(f"BẢNG VIỆC NĂM 2026\n{rows}").tasks)


QUARTERS = """
BẢNG VIỆC NĂM 2026
Lĩnh vực | Làm chính | Cùng làm | Quý I | Quý II | Quý III | Quý IV
Sốt xuất huyết | Khoa Kiểm soát bệnh tật | Trạm Y tế | Ký cam kết với 42 tổ dân phố | Diệt bọ gậy đợt 1, xong trước 15/5 | |
Tiêm chủng | Khoa Sản | | | - Tiêm vét sởi tại 11 điểm / - Nghiệm thu tủ lạnh bảo quản, ngày 26/6 | | Lập dự trù vắc xin gửi CDC, chậm nhất 15/10 (Khoa Dược làm chính)
"""


def test_work_in_columns_of_quarters_is_due_in_its_quarter_unless_it_says_a_day_of_its_own() -> None:
    assert [
        "Ký cam kết với 42 tổ dân phố | Khoa Kiểm soát bệnh tật | Trạm Y tế | 2026-03-31",
        "Diệt bọ gậy đợt 1, xong trước 15/5 | Khoa Kiểm soát bệnh tật | Trạm Y tế | 2026-05-14",
        "Tiêm vét sởi tại 11 điểm | Khoa Sản |  | 2026-06-30",
        "Nghiệm thu tủ lạnh bảo quản, ngày 26/6 | Khoa Sản |  | 2026-06-26",
        "Lập dự trù vắc xin gửi CDC, chậm nhất 15/10 (Khoa Dược làm chính) | Khoa Dược |  | 2026-10-15",
    ] == _said(_read(QUARTERS))


def test_each_piece_of_work_names_the_cell_that_it_stands_in() -> None:
    assert ["ô D3", "ô E3", "ô E4", "ô E4", "ô G4"] == [task.source for task in _read(QUARTERS).tasks]


OFFICES = """
BẢNG VIỆC TỪNG THÁNG NĂM 2026
Tháng | Văn phòng | Phòng Kinh tế | Ban CHQS
1 | Ban hành chương trình công tác năm (15/1) | Giao dự toán thu chi ngân sách xã |
5 | | Phun phòng rầy nâu 120 ha lúa (đầu tháng) | Huấn luyện dân quân tại chỗ, cùng Công an xã (10-20/5)
Cộng | 1 việc | 2 việc | 1 việc
"""


def test_work_in_columns_of_offices_is_led_by_its_office_in_the_month_of_its_row() -> None:
    assert [
        "Ban hành chương trình công tác năm (15/1) | Văn phòng |  | 2026-01-15",
        "Giao dự toán thu chi ngân sách xã | Phòng Kinh tế |  | 2026-01-31",
        "Phun phòng rầy nâu 120 ha lúa (đầu tháng) | Phòng Kinh tế |  | 2026-05-01",
        "Huấn luyện dân quân tại chỗ, cùng Công an xã (10-20/5) | Ban CHQS | Công an xã | 2026-05-20",
    ] == _said(_read(OFFICES))


def test_an_office_whose_name_speaks_of_help_has_a_column_of_its_own_work() -> None:
    plan = _read(
        "LỊCH CÔNG TÁC NĂM 2026 CỦA CÁC BAN CƠ QUAN TỈNH HỘI\n"
        "Tháng | Ban Hỗ trợ phụ nữ phát triển | Ban Tổ chức - Văn phòng\n"
        "1 | | Ký giao ước thi đua với Hội các xã\n"
        "2 | Giám sát nguồn vốn ủy thác tại 8 xã |\n"
        "5 - 6 | Mở 03 lớp dạy nghề may công nghiệp | Báo cáo sơ kết, gửi Trung ương Hội chậm nhất 10/6\n"
        "11 - 12 | | Bình xét thi đua, khen thưởng cuối năm"
    )
    assert [
        "Ký giao ước thi đua với Hội các xã | Ban Tổ chức - Văn phòng |  | 2026-01-31",
        "Giám sát nguồn vốn ủy thác tại 8 xã | Ban Hỗ trợ phụ nữ phát triển |  | 2026-02-28",
        "Mở 03 lớp dạy nghề may công nghiệp | Ban Hỗ trợ phụ nữ phát triển |  | 2026-06-30",
        "Báo cáo sơ kết, gửi Trung ương Hội chậm nhất 10/6 | Ban Tổ chức - Văn phòng |  | 2026-06-10",
        "Bình xét thi đua, khen thưởng cuối năm | Ban Tổ chức - Văn phòng |  | 2026-12-31",
    ] == _said(plan)


HEAD = "LỊCH NĂM 2026\nMảng | Quý I | Quý II"
PLANTED = "Trồng cây quanh hồ trung tâm xã"


def _open(plan: PlanDraft, field: str) -> list[str]:
    """Lists the tasks about whose field is asked."""
    return [doubt.task or "" for doubt in plan.unresolved if doubt.field == field]


@pytest.mark.parametrize("first", ["Hiệu trưởng", "Chủ tịch", "Giám đốc"])
def test_a_row_headed_by_a_post_is_no_foot_of_a_table_of_work(first: str) -> None:
    plan = _read(
        f"{HEAD}\nChuyên môn | Thao giảng ở các tổ bộ môn | {PLANTED}\n{first} | Duyệt kế hoạch của các tổ | {PLANTED}\n"
        f"Thư viện | Chủ tịch UBND xã đối thoại với nhân dân | {PLANTED}\nNơi nhận: các tổ | | HIỆU TRƯỞNG"
    )
    assert 6 == len(plan.tasks)


def test_a_column_of_work_may_begin_far_below_its_title() -> None:
    rows = "\n".join(f"Mảng {n} | Thao giảng ở các tổ bộ môn | {PLANTED} |" for n in range(70))
    plan = _read(f"{HEAD} | Quý III\n{rows}\nCuối | | | Khai giảng năm học mới toàn trường")
    assert ("Khai giảng năm học mới toàn trường", "2026-09-30") == (plan.tasks[-1].content, str(plan.tasks[-1].due_on))


def test_work_in_a_cell_over_two_offices_is_led_by_both() -> None:
    text = (
        "LỊCH NĂM 2026\nTháng | Văn phòng | Phòng Kinh tế | Ban CHQS\n"
        f"1 | Ban hành chương trình công tác | Giao dự toán thu chi | {PLANTED}\n2 | Tổ chức hội nghị người lao động | | {PLANTED}"
    )
    assert "Tổ chức hội nghị người lao động | Văn phòng, Phòng Kinh tế |  | 2026-02-28" in _said(
        _read(text, ((4, 2, 4, 3),))
    )


@pytest.mark.parametrize(
    ("when", "due"),
    [("Trước Tết", ""), ("Tuần 1 tháng 3", "2026-03-07"), ("15/5", "2026-05-15"), ("5 - 6", "2026-06-30")],
)
def test_when_a_row_of_offices_is_due_is_read_or_asked_about(when: str, due: str) -> None:
    plan = _read(
        f"LỊCH NĂM 2026\nTháng | Đoàn xã | Hội Phụ nữ\n{when} | Ra quân chiến dịch đông ấm | {PLANTED}\n9 | {PLANTED} | {PLANTED}"
    )
    assert [due] * 2 == [str(task.due_on or "") for task in plan.tasks[:2]]
    assert (when[0] == "T") == bool(_open(plan, "due_on"))


def test_notes_of_a_row_go_with_its_work_and_a_day_of_its_own_is_asked_about() -> None:
    plan = _read(
        "LỊCH NĂM 2026\nMảng | Chủ trì | Quý I | Quý II | Hạn | Ghi chú\n"
        f"Chuyên môn | Tổ Toán | Thao giảng ở các tổ bộ môn | {PLANTED} | 15/5/2026 | kinh phí 5 triệu\n"
        f"Đoàn | Đoàn trường | {PLANTED} | {PLANTED} | |"
    )
    assert ["ghi chú: kinh phí 5 triệu"] == [note for note in plan.tasks[0].notes if "ghi chú" in note]
    assert ["N1-1", "N1-2"] == _open(plan, "due_on")


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Mở lớp bồi dưỡng thường xuyên cho giáo viên", "2026-03-31"), ("Tuần tra đêm ở các ấp thường xuyên", ""),
        ("Cập nhật trang tin: làm thường xuyên cả bốn quý", ""), ("Giao dự toán chi thường xuyên cho trường", "2026-03-31"),
        ("Tuần tra đêm ở các ấp (thường xuyên)", ""),
    ],
)  # fmt: skip
def test_only_what_goes_on_all_year_has_no_quarter(cell: str, due: str) -> None:
    plan = _read(f"{HEAD}\nA | {cell} | {PLANTED}\nB | {PLANTED} | {PLANTED}")
    assert due == str(plan.tasks[0].due_on or "")


def test_helpers_and_a_day_in_one_bracket_stay_apart() -> None:
    cell = "Ra quân dọn vệ sinh đường làng (phối hợp: Công an xã; Hội Phụ nữ, trước 10/2)"
    plan = _read(f"{HEAD}\nA | {cell} | {PLANTED}\nB | {PLANTED} | {PLANTED}")
    assert (0, "2026-02-09") == (len(plan.tasks[0].leads), str(plan.tasks[0].due_on))


def test_a_body_in_a_cell_beside_a_lead_of_its_row_is_asked_about() -> None:
    plan = _read(
        "LỊCH NĂM 2026\nMảng | Chủ trì | Quý I | Quý II\n"
        f"Đoàn | Đoàn xã | Ra quân dọn vệ sinh đường làng cùng Công an xã | {PLANTED}\n"
        f"Hội | Hội Phụ nữ | Phòng Văn hóa phối hợp Hội thi nấu ăn | {PLANTED}"
    )
    assert (["N1-1"], ["N2-1"]) == (_open(plan, "supports"), _open(plan, "leads"))


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("Hội nghị tổng kết thi đua năm cũ / Họp xét kỷ luật cán bộ (20/3) / Gặp mặt cán bộ hưu trí (5/2)", 3),
        ("1/ Thao giảng cấp trường hai đợt / 2/ Thi giáo viên giỏi cấp trường", 2),
        ("a) Kiểm tra hồ sơ giáo viên / b) Dự giờ đột xuất các tổ", 2), ("Ra quân dọn vệ sinh: / - Đường làng / - Chợ Hạ", 1),
        ("Tổ chức hội thao chào mừng ngày thành lập / Đoàn TNCS Hồ Chí Minh", 1),
    ],
)  # fmt: skip
def test_lines_of_a_cell_that_each_say_what_to_do_are_pieces_of_work(cell: str, count: int) -> None:
    plan = _read(f"{HEAD}\nA | {cell} | {PLANTED}\nB | {PLANTED} | {PLANTED}")
    assert count + 3 == len(plan.tasks)


def test_a_day_outside_the_quarter_that_its_cell_stands_in_is_asked_about() -> None:
    plan = _read(
        f"{HEAD}\nXây dựng | Xây cầu qua kênh (15/1) | Xây cầu qua kênh Hai (20/8)\nCây | {PLANTED} | {PLANTED}"
    )
    assert ["N1-2"] == _open(plan, "due_on")


def test_a_table_of_targets_by_month_is_no_work() -> None:
    rows = "Giảm nghèo bền vững | Phòng Kinh tế | Giảm 10 hộ so với tháng trước | Giảm 12 hộ so với tháng trước"
    with pytest.raises(FileRefusedError):
        _read(f"LỊCH NĂM 2026\nMục tiêu | Chủ trì | Tháng 1 | Tháng 2\n{rows}\n{rows}")


@pytest.mark.parametrize("more", ["Ghi chú", "Kinh phí", "Phối hợp"])
def test_a_table_of_offices_may_have_one_more_column(more: str) -> None:
    plan = _read(
        f"LỊCH NĂM 2026\nTháng | Văn phòng | Phòng Kinh tế | {more}\n1 | Ban hành chương trình công tác | {PLANTED} |\n2 | {PLANTED} | {PLANTED} |"
    )
    assert 4 == len(plan.tasks)


@pytest.mark.parametrize(
    "row",
    [
        "Tổng dự toán thu chi trình HĐND xã | | 25/10", "Tổng vốn đầu tư công giải ngân đạt 95% | | 31/12",
        "Trong đó: báo cáo huyện kết quả rà soát | | 15/6", "Lập danh sách | Công an xã | 30/4",
    ],
)  # fmt: skip
def test_work_with_a_day_that_begins_like_a_sum_or_a_foot_is_work(row: str) -> None:
    plan = _read(
        f"SỔ NĂM 2026\nViệc | Chủ trì | Hạn\nRà soát hộ nghèo | Phòng Kinh tế | 30/3\n{row}\nThu hội phí | Đoàn xã | 30/9"
    )
    assert 3 == len(plan.tasks)


@pytest.mark.parametrize(
    ("titles", "whose", "days"),
    [
        ("Nội dung | Tháng 1 | Tháng 2", "", ["2026-01-31", "2026-02-28"]),
        ("Phòng, ban | Nhiệm vụ quý I | Nhiệm vụ quý II", "", ["2026-03-31", "2026-06-30"]),
        ("Nội dung | Công việc của Văn phòng | Công việc của Phòng Kinh tế", "Văn phòng", ["", ""]),
        ("Tháng | Hoạt động của Văn phòng | Hoạt động của Đoàn xã", "Văn phòng", ["", ""]),
    ],
)
def test_titles_that_name_the_work_of_a_time_or_an_office_make_a_table_of_work(
    titles: str, whose: str, days: list[str]
) -> None:
    plan = _read(
        f"LỊCH NĂM 2026\n{titles}\nTết trồng cây | Phát động toàn xã tham gia | {PLANTED}\nHè | {PLANTED} | {PLANTED}"
    )
    assert ["Phát động toàn xã tham gia", PLANTED, PLANTED, PLANTED] == [task.content for task in plan.tasks]
    assert days == [str(task.due_on or "") for task in plan.tasks[:2]]
    assert not whose or whose in [unit.name for unit in plan.units if unit.code in plan.tasks[0].leads]


def test_a_table_of_figures_by_quarter_is_no_table_of_work() -> None:
    plan = _read(
        "LỊCH NĂM 2026\nLĩnh vực | Quý I | Quý II\nTiếp dân | 25 lượt, 3 đơn | 30 lượt, 4 đơn\nHồ sơ | 1.350 hồ sơ | 40 hồ sơ"
    )
    assert ["Tiếp dân", "Hồ sơ"] == [task.content for task in plan.tasks]
    assert ["B1-1", "B1-2"] == _open(plan, "due_on")


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("Kiểm tra các điểm karaoke (Đoàn xã phối hợp)", ([], ["Đoàn xã"])),
        ("Khám sức khỏe (Trạm Y tế chủ trì, Hội Người cao tuổi PH)", (["Trạm Y tế"], ["Hội Người cao tuổi"])),
        ("Trình phê duyệt vị trí việc làm, ph: Phòng Tài chính", ([], ["Phòng Tài chính"])),
        ("Kiểm kê đất đai toàn xã. Phối hợp: Thuế cơ sở 4. Hạn: 25/3", ([], ["Thuế cơ sở 4"])),
    ],
)
def test_who_leads_and_helps_is_read_in_a_cell_of_work(cell: str, who: tuple[list[str], list[str]]) -> None:
    plan = _read(f"{HEAD}\nAn ninh | {cell} | {PLANTED}\nHội | {PLANTED} | {PLANTED}")
    names = {unit.code: unit.name for unit in plan.units}
    assert who == tuple([names[code] for code in codes] for codes in (plan.tasks[0].leads, plan.tasks[0].supports))


def test_a_helper_behind_a_plus_in_a_bracket_helps() -> None:
    plan = _read(
        "SỔ NĂM 2026\nViệc | Phụ trách | Hạn\nKiểm tra chợ | Phòng Kinh tế (+ Công an xã) | 30/6\nHọp | Đoàn xã | 5/7"
    )
    assert "Kiểm tra chợ | Phòng Kinh tế | Công an xã | 2026-06-30" == _said(plan)[0]


@pytest.mark.parametrize("due", ["Tháng 13", "tháng 13/2026", "Tháng 20", "trong tháng 31", "Quý V", "tháng 0"])
def test_a_month_that_no_year_has_is_asked_about_and_refuses_nothing(due: str) -> None:
    plan = _read(f"SỔ NĂM 2026\nViệc | Chủ trì | Hạn\nRà soát hộ nghèo | Văn phòng | {due}\nHọp | Đoàn xã | 5/7")
    assert ["B1-1"] == _open(plan, "due_on")


@pytest.mark.parametrize(
    "note", ["* Công an xã phối hợp", "Ghi chú: việc văn hóa do Phòng Văn hóa làm", "** Trạm Y tế chủ trì"]
)
def test_a_note_below_a_table_that_gives_somebody_a_part_is_asked_about(note: str) -> None:
    plan = _read(
        f"SỔ NĂM 2026\nViệc | Chủ trì | Hạn\nRà soát hộ nghèo * | Văn phòng | 5/5\nHọp | Đoàn xã | 5/7\n{note}"
    )
    assert [note] == [doubt.text for doubt in plan.unresolved if doubt.task is None and "bảng" not in doubt.source]


@pytest.mark.parametrize(
    ("title", "cell", "field"),
    [
        ("Ghi chú", "Có Quản lý thị trường tham gia", "supports"), ("Ghi chú", "kết hợp Đoàn xã", "supports"),
        ("Sản phẩm", "Báo cáo gửi Sở trước 05/12", "due_on"), ("Sản phẩm", "Biên bản, Phòng Nội vụ nghiệm thu", "supports"),
        ("Sản phẩm", "Báo cáo gửi Sở Nội vụ", ""),
    ],
)  # fmt: skip
def test_a_product_or_a_note_with_a_day_or_a_helper_is_asked_about(title: str, cell: str, field: str) -> None:
    plan = _read(
        f"SỔ NĂM 2026\nViệc | Chủ trì | {title} | Hạn\nRà soát chợ | Văn phòng | {cell} | 5/5\nHọp | Đoàn trường | | 5/7"
    )
    assert {field} - {""} == {doubt.field for doubt in plan.unresolved if doubt.task}


@pytest.mark.parametrize("cell", ["Như trên", "x", '"', "nt", "25/3"])
def test_a_cell_of_work_without_words_of_its_own_is_asked_about(cell: str) -> None:
    plan = _read(
        "LỊCH NĂM 2026\nTháng | Văn phòng | Phòng Kinh tế\n3 | Họp giao ban các phòng | Kiểm tra hồ đập\n"
        f"4 | {cell} | Phun phòng rầy nâu 120 ha lúa\n5 | Sơ kết 6 tháng đầu năm | Kiểm kê rừng đợt 1"
    )
    assert 5 == len(plan.tasks)
    assert [cell] == [doubt.text for doubt in plan.unresolved if "không ghi việc gì" in doubt.why]


@pytest.mark.parametrize(
    ("titles", "days"),
    [
        ("Tháng 1-3 | Tháng 4 - 6", ["2026-03-31", "2026-06-30"]),
        ("Quý I, II | Quý III, IV", ["2026-06-30", "2026-12-31"]),
        ("6 tháng đầu năm | 6 tháng cuối năm", ["2026-06-30", "2026-12-31"]),
    ],
)
def test_columns_of_several_months_or_quarters_are_due_at_their_end(titles: str, days: list[str]) -> None:
    plan = _read(
        f"KẾ HOẠCH NĂM 2026\nBộ phận | {titles}\nDược | Đấu thầu thuốc tập trung | Kiểm tra 30 nhà thuốc\n"
        "Thanh tra | Thanh tra 05 cơ sở hành nghề | Hậu kiểm kết luận năm 2025"
    )
    assert days * 2 == [str(task.due_on) for task in plan.tasks]


def test_a_cell_merged_over_two_quarters_is_due_in_the_later_one() -> None:
    text = """
BẢNG VIỆC NĂM 2026
Lĩnh vực | Đơn vị | Quý I | Quý II | Quý III
Y tế | Trạm Y tế | Khám sức khỏe cho người cao tuổi toàn xã | | Nhập kết quả khám vào sổ sức khỏe
Dân số | Trạm Y tế | | Rà soát trẻ sinh ra chưa có thẻ bảo hiểm | Tổ chức tuần lễ truyền thông dân số
"""
    merged = ((3, 3, 3, 4),)
    assert "Khám sức khỏe cho người cao tuổi toàn xã | Trạm Y tế |  | 2026-06-30" == _said(_read(text, merged))[0]


@pytest.mark.parametrize("mark", ["x", "CT", "30/6", "Phòng Kinh tế"])
def test_columns_of_marks_are_no_grid_of_work(mark: str) -> None:
    plan = _read(f"Nội dung | Chủ trì | Quý I | Quý II\nRà soát hộ nghèo toàn xã | Phòng Kinh tế | {mark} | {mark}")
    assert ["Rà soát hộ nghèo toàn xã"] == [task.content for task in plan.tasks]


def test_work_beside_the_project_that_it_belongs_to_is_the_step_and_the_project_heads_it() -> None:
    text = """
Công trình | Bước việc | Phòng | Từ | Đến
Đường Phú Lộc | Bàn giao mặt bằng | Phòng Kinh tế | 12/01/2026 | 27/02/2026
 | Thảm nhựa mặt đường | Phòng Kinh tế | 01/3/2026 | 30/5/2026
Trường Hoa Sen | Lựa chọn nhà thầu | Phòng Kinh tế | 01/5/2026 | 15/6/2026
"""
    plan = _read(text, ((2, 1, 3, 1),))
    assert ["Bàn giao mặt bằng", "Thảm nhựa mặt đường", "Lựa chọn nhà thầu"] == [t.content for t in plan.tasks]
    assert ["Đường Phú Lộc", "Trường Hoa Sen"] == [section.title for section in plan.sections]


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("Tháng xong", ["2026-02-28", "2026-04-30"]),
        ("Tháng phải xong", ["2026-02-28", "2026-04-30"]),
        ("Quý kết thúc", ["2026-06-30", "2026-12-31"]),
    ],
)
def test_a_bare_number_below_a_month_or_quarter_to_be_done_in_is_a_deadline(title: str, days: list[str]) -> None:
    head = f"SỔ VIỆC NĂM 2026\nSố | Việc | Đơn vị | {title}"
    plan = _read(f"{head}\n1 | Trồng đường hoa | Hội Phụ nữ | 2\n2 | Thu hội phí | Hội Phụ nữ | 4")
    assert days == [str(task.due_on) for task in plan.tasks]


@pytest.mark.parametrize("title", ["Ai làm cùng", "Đỡ việc", "Ai lo cùng", "Người đi cùng"])
def test_clerks_words_for_who_helps_are_known(title: str) -> None:
    plan = _read(
        f"SỔ NĂM 2026\nSố | Việc | Giữ việc | {title} | Hạn\n1 | Đo đạc 214 thửa | Phòng Kinh tế | Thuế cơ sở 4 | 30/9"
    )
    assert ["Đo đạc 214 thửa | Phòng Kinh tế | Thuế cơ sở 4 | 2026-09-30"] == _said(plan)


def test_a_body_in_a_column_that_nobody_understood_is_asked_about() -> None:
    plan = _read(
        "SỔ NĂM 2026\nSố | Việc | Chủ trì | Kèm | Hạn\n1 | Đo đạc 214 thửa | Phòng Kinh tế | Thuế cơ sở 4 | 30/9"
    )
    assert ["supports"] == [doubt.field for doubt in plan.unresolved if doubt.task]


def test_a_body_outside_in_a_column_that_nobody_understood_is_asked_about_beside_helpers_that_were_read() -> None:
    note = "Tổ ghi trước dấu gạch chéo là tổ làm chính, tổ ghi sau là tổ phụ."
    rows = "1 | Rà soát đơn vị chậm đóng | Tổ Thu/Tổ Kế toán | Công an phường | 28/02/2026"
    plan = _read(f"SỔ NĂM 2026\n{note}\nSố | Nội dung | Tổ | Ngoài cơ quan | Hạn\n{rows}")
    assert ["Rà soát đơn vị chậm đóng | Tổ Thu | Tổ Kế toán | 2026-02-28"] == _said(plan)
    assert ["supports"] == [doubt.field for doubt in plan.unresolved if doubt.task]


@pytest.mark.parametrize("helper", ["phối hợp với Công đoàn trường", "cùng với Công đoàn trường"])
def test_a_helper_named_behind_the_work_in_a_cell_helps(helper: str) -> None:
    plan = _read(
        "BẢNG VIỆC NĂM 2026\nBộ phận | Quý III | Quý IV\n"
        f"Đoàn trường | Tuần sinh hoạt đầu khóa cho lớp 10 | Hội diễn văn nghệ cho học sinh {helper}"
    )
    assert ["Công đoàn trường"] == [unit.name for unit in plan.units if unit.code in plan.tasks[1].supports]


@pytest.mark.parametrize("data", ["thu số liệu đến 20/4", "số liệu chốt ngày 20/4"])
def test_the_day_on_which_figures_are_closed_is_asked_about(data: str) -> None:
    plan = _read(
        f"BẢNG VIỆC NĂM 2026\nTháng | Văn phòng | Phòng Kinh tế\n4 | Rà soát hội viên trên phần mềm, {data} | "
        "\n5 | Họp giao ban các phòng | Kiểm tra hồ đập mùa mưa"
    )
    assert ["B1-1"] == [doubt.task for doubt in plan.unresolved if doubt.field == "due_on"]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Nơi được giám sát", "Chi bộ thôn Mỹ Xuân"), ("Kết quả phải có", "Bản nhận xét"), ("Kiểm tra", "HT"),
        ("Số, ngày văn bản giao", "TB 03/TB-UBND"), ("Ghi thêm", "Hội trường A"), ("Ra cái gì", "Tờ trình"),
    ],
)  # fmt: skip
def test_what_is_looked_at_or_handed_in_is_nobody_who_helps(title: str, cell: str) -> None:
    plan = _read(
        f"SỔ NĂM 2026\nSố | Việc | Chủ trì | {title} | Hạn\n1 | Đo đạc 214 thửa | Phòng Kinh tế | {cell} | 30/9"
    )
    assert [] == [doubt for doubt in plan.unresolved if doubt.field == "supports"]


@pytest.mark.parametrize(
    ("note", "field"),
    [
        ("Tuần 2", "due_on"),
        ("Cuối tháng", "due_on"),
        ("Mời Công an phường phối hợp", "supports"),
        ("Mỗi tuần 2 buổi", ""),
    ],
)
def test_a_note_that_says_more_of_when_or_who_is_asked_about(note: str, field: str) -> None:
    plan = _read(
        f"SỔ NĂM 2026\nTháng | Nội dung | Bộ phận | Ghi chú\n3 | Thi tìm hiểu an toàn giao thông | Tổ Sử | {note}"
    )
    assert {field} - {""} == {doubt.field for doubt in plan.unresolved if doubt.task}


def test_a_note_that_says_the_day_of_a_columns_months_is_asked_at_each_of_them() -> None:
    note = 'Cột "Thời gian" ghi tháng thì phải trình Giám đốc Sở trước ngày 25 của tháng đó.'
    rows = "1 | Trình bảng giá đất | Phòng Kinh tế | Tháng 6\n2 | Kiểm tra hồ đập | Phòng Kinh tế | 15/5/2026"
    plan = _read(f"SỔ NĂM 2026\n{note}\nSố | Việc | Chủ trì | Thời gian\n{rows}")
    assert ["B1-1"] == [doubt.task for doubt in plan.unresolved if doubt.field == "due_on"]


def test_a_count_of_events_below_a_table_is_no_work() -> None:
    rows = "16/02 | Bắn pháo hoa giao thừa | Phòng Văn hóa\nCộng | 14 sự kiện | "
    assert ["Bắn pháo hoa giao thừa"] == [t.content for t in _read(f"SỔ NĂM 2026\nNgày | Việc | Chủ trì\n{rows}").tasks]


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        ("Đơn vị gạch đầu tiên đứng chính, các đơn vị sau dấu cộng (+) là cùng làm.", "Phòng Kinh tế + Công an xã"),
        (
            'Đơn vị ghi đầu tiên ở cột (3) là đầu mối, các đơn vị sau dấu "+" là đơn vị cùng làm.',
            "Phòng Kinh tế + Công an xã",
        ),
        ("Tổ ghi trước dấu gạch chéo là tổ làm chính, tổ ghi sau là tổ phụ.", "Phòng Kinh tế/Công an xã"),
    ],
)
def test_a_note_that_names_the_sign_before_the_helpers_parts_the_cell(note: str, cell: str) -> None:
    plan = _read(f"SỔ NĂM 2026\n{note}\nNgày | Việc | Bên làm\n16/02 | Bắn pháo hoa giao thừa | {cell}")
    assert ["Bắn pháo hoa giao thừa | Phòng Kinh tế | Công an xã | 2026-02-16"] == _said(plan)
