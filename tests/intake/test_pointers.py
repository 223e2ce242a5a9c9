"""What a plan says of a piece of work in another place: corrections, codes, captions, notes, times that head a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import spent

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.intake.files.text import lines_of

Read = Callable[..., PlanDraft]
HEAD = "UBND XÃ TÂN AN\nSố: 1/KH-UBND\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\n"
FOOT = "Nơi nhận: Sở Tư pháp; lưu VT.\nCHỦ TỊCH\nĐinh Công Sửu\n"


def _asked(plan: PlanDraft) -> list[str]:
    """Lists the doubts about tasks as "code field"."""
    return sorted({f"{doubt.task} {doubt.field}" for doubt in plan.unresolved if doubt.task})


def _days(plan: PlanDraft) -> list[str]:
    return [f"{task.content} | {task.due_on or ''}" for task in plan.tasks]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ('- Điểm 1: "ngày 15/4" sửa thành "ngày 25/4".', ["NV-1 due_on"]),
        ('- Điểm 2: "Phòng Kinh tế" sửa thành "Văn phòng".', ["NV-2 leads"]),
        (
            '* Đính chính: tại điểm 1 xin đọc lại là "xong 20/4"; tại điểm 2 sửa "Phòng Kinh tế" thành "Văn phòng".',
            ["NV-1 due_on", "NV-2 leads"],
        ),
        ("Văn bản đã đăng trên cổng thông tin của xã.", []),
    ],
)
def test_a_correction_below_the_signature_is_asked_about(read_words: Read, line: str, asked: list[str]) -> None:
    tasks = "1. Công an xã lập sổ, xong 15/4.\n2. Lắp máy đọc thẻ: Phòng Kinh tế, xong 20/5.\n"
    assert asked == _asked(read_words(f"{HEAD}{tasks}{FOOT}{line}\n"))


def test_a_correction_of_no_known_item_is_told(read_words: Read) -> None:
    plan = read_words(f'{HEAD}1. Công an xã lập sổ, xong 15/4.\n{FOOT}- Trang 2: "15/4" sửa thành "25/4".\n')
    assert ['- Trang 2: "15/4" sửa thành "25/4".'] == [u.text for u in plan.unresolved if "dưới chữ ký" in u.why]


def test_days_told_by_code_are_asked_about(read_words: Read) -> None:
    plan = read_words(
        f"{HEAD}I. Danh mục\nHT-01: Quét sổ hộ tịch (Phòng Tư pháp).\nHT-02: Mua máy quét (Văn phòng).\n"
        f"II. Mốc hoàn thành\nHT-02 ngày 20/4/2024; HT-01 ngày 30/6/2024.\n{FOOT}"
    )
    assert {"I-1 due_on", "I-2 due_on"} <= set(_asked(plan))


@pytest.mark.parametrize("said", ["Việc đầu xong 31/5, việc cuối xong 20/12.", "Các việc còn lại xong 20/12."])
def test_days_told_by_place_are_asked_about(read_words: Read, said: str) -> None:
    work = "I. VIỆC\n1. Gom tài liệu ở kho.\n2. Chỉnh lý hồ sơ đất.\nII. AI LÀM\n"
    asked = _asked(read_words(f"{HEAD}{work}Văn phòng chủ trì. {said}\n{FOOT}"))
    assert {"I-1 due_on", "I-2 due_on"} <= set(asked)


def test_who_helps_by_number_is_asked_about(read_words: Read) -> None:
    plan = read_words(
        f"{HEAD}I. VIỆC\n1. Trạm Y tế lập lịch khám, xong 20/3.\n2. Trạm Y tế khám bệnh, xong 29/5.\n"
        f"II. NHIỆM VỤ KHÁC\n1. Hội Người cao tuổi xã giúp các việc số 2.\n{FOOT}"
    )
    assert "I-2 supports" in _asked(plan)
    assert "I-1 supports" not in _asked(plan)


@pytest.mark.parametrize(
    ("again", "asked"),
    [
        ("1. Liên đội: Quyên góp sách làm từ 7/12 đến 19/12.", ["I-1 due_on"]),
        ("1. Liên đội: Quyên góp sách, có Ban đại diện cha mẹ học sinh phối hợp.", ["I-1 supports"]),
        ("1. Liên đội: Trồng cây, xong 19/12.", []),
    ],
)
def test_what_is_told_again_with_more_of_it_is_asked_about(read_words: Read, again: str, asked: list[str]) -> None:
    first = "I. VIỆC\n1. Quyên góp sách cho thư viện: Liên đội, tháng 12.\n2. Văn phòng họp dân, xong 15/3.\n"
    plan = read_words(f"{HEAD}{first}II. TỔ CHỨC THỰC HIỆN\n{again}\n{FOOT}")
    assert asked == [one for one in _asked(plan) if one.startswith("I-1 ")]


def test_who_helps_below_the_last_item_may_help_with_all_that_nobody_leads(read_words: Read) -> None:
    plan = read_words(
        f"{HEAD}1. Kiểm tra\n1.1. Kiểm tra chợ, xong 15/3.\n1.2. Kiểm tra bến xe, xong 20/3.\n"
        f"Chủ trì: Công an xã. Phối hợp: Trạm Y tế xã.\n{FOOT}"
    )
    first, second = (task.code for task in plan.tasks)
    assert {f"{first} leads", f"{first} supports"} <= set(_asked(plan))
    assert not any(one.startswith(second) for one in _asked(plan))


def test_what_an_open_deadline_means_is_asked_about(read_words: Read) -> None:
    plan = read_words(
        f"{HEAD}Quy ước: đầu việc nào không đề ngày thì hiểu là phải xong ngày 30/6/2024.\n"
        f"1. Văn phòng lập danh mục nghề.\n2. Văn phòng in tờ gấp, xong 15/3.\n{FOOT}"
    )
    assert {"NV-1 due_on"} == {one for one in _asked(plan) if one.endswith("due_on")}


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (
            "* Trước 30/5:\n- Khảo sát nhà.\n- Vận động quỹ.\n* Tháng 7 (cao điểm)\n1. Viết tin bài.\n2. Tặng quà.\n",
            ["Khảo sát nhà. | 2024-05-29", "Vận động quỹ. | 2024-05-29", "Viết tin bài. | 2024-07-31",
             "Tặng quà. | 2024-07-31"],
        ),
        (
            "* Tháng 6\nQuét vôi nghĩa trang.\n* Tháng 7\n1. Viết tin bài.\n2. Tặng quà tại nhà.\n* Tháng 8\n- Tổng kết.\n",
            ["Quét vôi nghĩa trang. | 2024-06-30", "Viết tin bài. | 2024-07-31", "Tặng quà tại nhà. | 2024-07-31",
             "Tổng kết. | 2024-08-31"],
        ),
        (
            "1. Từ nay đến hết tháng 9\n1. Xếp lại phòng đọc.\n2. Lập đội cộng tác viên.\n2. Văn phòng họp, xong 15/3.\n",
            ["Xếp lại phòng đọc. | 2024-09-30", "Lập đội cộng tác viên. | 2024-09-30",
             "Văn phòng họp, xong 15/3. | 2024-03-15"],
        ),
        (
            "Đến 14/3\n• Thiết kế maket (Phòng A)\n25/3 - 02/4\n• Dựng tủ bục (Phòng B)\nCả năm\n• Hướng dẫn học sinh.\n",
            ["Thiết kế maket (Phòng A) | 2024-03-14", "Dựng tủ bục (Phòng B) | 2024-04-02", "Hướng dẫn học sinh. | "],
        ),
    ],
)  # fmt: skip
def test_a_time_heads_what_follows_it(read_words: Read, lines: str, days: list[str]) -> None:
    assert days == _days(read_words(f"{HEAD}I. NHIỆM VỤ\n{lines}{FOOT}"))


TABLE = "TT | Việc | Đơn vị chủ trì\n1 | Phát con giống | Phòng Kinh tế\n2 | Làm thủ tục vay vốn | Văn phòng\n"


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("Biểu 1. Các việc phải xong trong quý I/2024", "2024-03-31"),
        ("Bảng 2: Những việc phải hoàn thành trước ngày 01/8/2024", "2024-07-31"),
        ("Biểu 1. Những việc làm trước mùa mưa (hoàn tất không muộn hơn 31/3/2024)", "2024-03-31"),
        ("Biểu 1. Danh mục nhiệm vụ", ""),
    ],
)
@pytest.mark.parametrize("above", ["", "1. Văn phòng họp, xong 15/3.\n"])
def test_a_caption_dates_the_rows_of_its_table(read_words: Read, caption: str, day: str, above: str) -> None:
    plan = read_words(f"{HEAD}{above}{caption}\n{TABLE}{FOOT}")
    assert [f"Phát con giống | {day}", f"Làm thủ tục vay vốn | {day}"] == [
        said for said in _days(plan) if said.startswith(("Phát", "Làm"))
    ]
    assert [] == [doubt for doubt in plan.unresolved if doubt.field == "due_on"]


@pytest.mark.parametrize("caption", ["Biểu 1", "Bảng A", "Phụ lục 1", "Mẫu số 2", "Lịch kiểm tra của xã:"])
def test_a_line_that_only_names_a_table_says_nothing_against_its_rows(read_words: Read, caption: str) -> None:
    work = "1. Văn phòng họp dân, xong 15/3.\n"
    plan = read_words(f"{HEAD}{work}{caption}\n{TABLE}{FOOT}")
    assert {"Phát con giống", "Làm thủ tục vay vốn"} <= {task.content for task in plan.tasks}


def test_a_goal_in_words_is_asked_about(read_words: Read) -> None:
    plan = read_words(
        f"{HEAD}I. CHỈ TIÊU\n- Chín mươi lăm phần trăm hộ dân có nước sạch.\nII. VIỆC\n1. Văn phòng họp, xong 15/3.\n{FOOT}"
    )
    assert "CT1 goal" in _asked(plan)


def test_a_day_on_a_line_of_its_own_is_no_page_number() -> None:
    assert ["- Dựng tủ bục (Phòng B)", "15/4", "- Khai mạc."] == [
        line.text for line in lines_of("a.txt", "- Dựng tủ bục (Phòng B)\n\n15/4\n\n- Khai mạc.\n")[0]
    ]


def test_pages_that_count_on_are_no_text() -> None:
    text = "Phòng A họp dân.\n\n1/3\n\nPhòng B lập sổ.\n\n2/3\n\nPhòng C tổng kết.\n"
    assert ["Phòng A họp dân.", "Phòng B lập sổ.", "Phòng C tổng kết."] == [x.text for x in lines_of("a.txt", text)[0]]


def test_many_lines_that_head_others_are_sorted_in_time(read_words: Read) -> None:
    lines = "".join(f"* Tháng {1 + n % 12}\n- Văn phòng lập sổ {n}.\n" for n in range(400))
    start = spent()
    read_words(f"{HEAD}I. NHIỆM VỤ\n{lines}{FOOT}")
    assert spent() - start < 10
