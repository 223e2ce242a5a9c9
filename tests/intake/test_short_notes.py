"""Work noted in a line, with who and when behind it: "Kiểm kê tài sản (VP + KHTC; 15/12)"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.domain.model import Unit

Read = Callable[..., PlanDraft]
HEAD = "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\nI. NHIỆM VỤ\n1. "
UNITS = (
    Unit("VP", "Văn phòng Sở"), Unit("TTr", "Thanh tra Sở"), Unit("KHTC", "Phòng Kế hoạch - Tài chính"),
    Unit("TCCB", "Phòng Tổ chức cán bộ"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "leads", "supports", "day"),
    [
        ("Tham mưu kế hoạch (31/5).", "", "", "2024-05-31"),
        ("Báo cáo kết quả - 15/11", "", "", "2024-11-15"),
        ("Khen thưởng [TCCB] - 30/11/2024.", "", "", "2024-11-30"),
        ("Tổng kết 10 năm thực hiện Chỉ thị: Văn phòng Sở, tháng 8.", "VP", "", "2024-08-31"),
        ("Tổ chức đoàn kiểm tra (TTr) - quý II.", "TTr", "", "2024-06-30"),
        ("Tập huấn; Phòng Tổ chức cán bộ; quý III/2024", "TCCB", "", "2024-09-30"),
        ("Kiểm kê tài sản (VP + KHTC; 15/12).", "VP KHTC", "", "2024-12-15"),
        ("Sửa quy chế (VP/TTr, 31/3).", "VP TTr", "", "2024-03-31"),
        ("Trực lễ (VP & TTr), trước 30/8.", "VP TTr", "", "2024-08-29"),
        ("Nâng lương (VP-TCCB), xong 30/6.", "VP TCCB", "", "2024-06-30"),
        ("Kiểm tra: TTr - PH: VP - 15/8.", "TTr", "VP", "2024-08-15"),
        ("Kiểm tra công vụ - VP (CT), TTr (PH) - tháng 5.", "VP", "TTr", "2024-05-31"),
        (
            "Rà soát: Phòng Tổ chức cán bộ (chủ trì); Văn phòng Sở, Thanh tra Sở (phối hợp); trước 30/6.",
            "TCCB", "VP TTr", "2024-06-29",
        ),
        ("Họp báo (Chủ trì: VP; phối hợp: TTr; 20/6).", "VP", "TTr", "2024-06-20"),
        ("Bình xét thi đua (VP chủ trì; TTr phối hợp), 25/11/2024.", "VP", "TTr", "2024-11-25"),
        ("Lập tổ công tác (VP, TCCB tham mưu; Giám đốc ký ban hành; 28/02).", "VP TCCB", "", "2024-02-28"),
        ("Tuyên truyền (hoàn thành trước ngày 20/11/2024; Văn phòng Sở).", "VP", "", "2024-11-19"),
    ],
)  # fmt: skip
def test_who_and_when_are_read_behind_the_work(
    read_words: Read, text: str, leads: str, supports: str, day: str
) -> None:
    plan = read_words(f"{HEAD}{text}", units=UNITS)
    task = plan.tasks[0]

    assert (1, leads.split(), supports.split(), (), date.fromisoformat(day), True) == (
        len(plan.tasks), [*task.leads], [*task.supports], task.groups, task.due_on, task.certain,
    )  # fmt: skip


def test_each_bracket_of_a_name_and_a_day_is_a_deadline(read_words: Read) -> None:
    plan = read_words(f"{HEAD}Sơ kết 6 tháng (VP, 10/7), tổng kết năm (VP, 20/12).", units=UNITS)
    assert [date(2024, 7, 10), date(2024, 12, 20)] == [task.due_on for task in plan.tasks]


@pytest.mark.parametrize(
    "text",
    [
        "Tuyên truyền kỷ niệm Ngày Giải phóng miền Nam (30/4).",
        "Hưởng ứng Ngày Khoa học và Công nghệ Việt Nam (18/5).",
        "Tổ chức lễ chào mừng Quốc khánh (02/9).",
        "Thực hiện Kế hoạch số 12/KH-UBND (15/3/2024).",
        "Thực hiện Công văn số 15 (15/3).",
        "Hoàn thành đạt 83% (5/6).",
        "Tổ chức 5/6 lớp tập huấn (5/6).",
        "Thực hiện Kết luận của Giám đốc tại cuộc họp (20/3).",
        "Trực lễ các ngày 30/4, 01/5, 02/9.",
        "Kiểm tra các xã, phường - 15/20",
    ],
)
def test_a_feast_a_cited_document_and_a_share_are_no_deadline(read_words: Read, text: str) -> None:
    assert [None] == [task.due_on for task in read_words(f"{HEAD}{text}", units=UNITS).tasks]


@pytest.mark.parametrize("first", ["02/01", "25/5"], ids=["doubtful", "certain"])
def test_a_day_that_nobody_read_is_asked_about_beside_another_doubt(read_words: Read, first: str) -> None:
    text = f"Trước {first}: VP gửi phiếu; từ 26/5 đến 27/5: TCCB tổng hợp; 30/5: họp xét."
    plan = read_words(f"{HEAD}{text}", units=UNITS)

    assert ["30/5"] == [u.text.split(" | ")[0] for u in plan.unresolved if " | " in u.text]
