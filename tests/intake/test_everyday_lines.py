"""Lines as offices write them in a hurry: who does it and until when is read, or asked about, never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import spent

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.intake.draft.plan_year import find_year
from danvan_cli.intake.files.missing_blanks import with_blanks
from danvan_cli.intake.lines.asides import aside_of
from danvan_cli.intake.lines.markers import page_number
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.time_words import ONLY_TIME

Read = Callable[..., PlanDraft]
HEAD = "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\nI. NHIỆM VỤ\n"


def _said(plan: PlanDraft) -> list[str]:
    """Writes every task as "leads | supports | groups | last day"."""
    named = {unit.code: unit.name for unit in plan.units}
    return [
        " | ".join(
            (", ".join(named[c] for c in t.leads), ", ".join(named[c] for c in t.supports), ", ".join(t.groups),
             str(t.due_on or ""))
        )
        for t in plan.tasks
    ]  # fmt: skip


def _asked(plan: PlanDraft) -> set[tuple[str | None, str | None]]:
    return {(doubt.task, doubt.field) for doubt in plan.unresolved if doubt.task}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. Tổ Ngữ văn tổ chức Ngày thơ: tuần cuối tháng 3.", ["Tổ Ngữ văn |  |  | 2024-03-31"]),
        ("1. Phòng Công chức, viên chức cấp chứng chỉ trước ngày 15/3.", ["Phòng Công chức, viên chức |  |  | 2024-03-14"]),
        (
            "1. Giao Công an phường; Đội Trật tự đô thị phối hợp: giải tỏa chợ tạm, chậm nhất ngày 15/3.",
            ["Công an phường | Đội Trật tự đô thị |  | 2024-03-15"],
        ),
        (
            "1. Sở Nội vụ chủ trì, phối hợp với các Sở: Tư pháp, Xây dựng; UBND xã An Phú tổ chức đối thoại ngày 13/5.",
            ["Sở Nội vụ | Sở Tư pháp, Sở Xây dựng, UBND xã An Phú |  | 2024-05-13"],
        ),
        (
            "1. Chánh Văn phòng HĐND và UBND xã niêm yết lịch tiếp công dân, xong ngày 30/01.",
            [" |  | Chánh Văn phòng HĐND và UBND xã | 2024-01-30"],
        ),
        (
            "1. Đoàn số 1: đồng chí Bí thư Đảng ủy làm trưởng đoàn, tặng quà hộ nghèo trước ngày 15/3.",
            [" |  | Bí thư Đảng ủy | 2024-03-14"],
        ),
        ("1. Bệnh xá Bộ Chỉ huy khám bệnh cho người dân trong tháng 7.", ["Bệnh xá Bộ Chỉ huy |  |  | 2024-07-31"]),
        (
            "1. Tiêm phòng đàn trâu, bò: xong trước 30/4. Các Trạm Chăn nuôi và Thú y thực hiện.",
            [" |  | Các Trạm Chăn nuôi và Thú y | 2024-04-29"],
        ),
        ("1. Văn phòng in lịch trước ngày Quốc khánh 02/9.", ["Văn phòng |  |  | 2024-09-01"]),
        ("1. Văn phòng bố trí bãi xe trước kỳ nghỉ lễ 30/4 và 01/5, chậm nhất ngày 20/4.", ["Văn phòng |  |  | 2024-04-20"]),
        ("1. Văn phòng số hóa sổ, hoàn thành ngày 15/9 (thay cho thời hạn ngày 15/3).", ["Văn phòng |  |  | 2024-09-15"]),
        ("1. Văn phòng phát tờ rơi, bắt đầu từ giữa tháng 2 đến hết tháng 4.", ["Văn phòng |  |  | 2024-04-30"]),
        (
            "1. Nếu đến hết ngày 15/4 vẫn còn hộ chưa nhận tiền thì Phòng Kinh tế báo cáo UBND xã trước ngày 22/4.",
            ["Phòng Kinh tế |  |  | 2024-04-21"],
        ),
        (
            "1. Văn phòng số hóa hồ sơ; phối hợp: Ban Xây dựng Đảng (chậm nhất ngày 31/10).",
            ["Văn phòng | Ban Xây dựng Đảng |  | 2024-10-31"],
        ),
        (
            "1. Phòng Quản lý nước và Công trình lập kế hoạch tưới trước ngày 20/3.",
            ["Phòng Quản lý nước và Công trình |  |  | 2024-03-19"],
        ),
        (
            "1. Chỉnh lý sổ: Văn phòng xong trước ngày 11/4, Phòng Văn hóa - Xã hội chậm nhất 29/5.",
            ["Văn phòng |  |  | 2024-04-10", "Phòng Văn hóa - Xã hội |  |  | 2024-05-29"],
        ),
        (
            "1. Triển khai học bạ [Sở Giáo dục và Đào tạo; Sở Y tế; trước 01/9].",
            ["Sở Giáo dục và Đào tạo, Sở Y tế |  |  | 2024-08-31"],
        ),
        (
            "1. Lắp ghế chờ; Phòng Hành chính thực hiện, Khoa Khám bệnh phối hợp. Thời gian: quý I.",
            ["Phòng Hành chính | Khoa Khám bệnh |  | 2024-03-31"],
        ),
        (
            "2. Hạ tầng số\n2.1. Rà soát vùng lõm sóng.\n- Đơn vị chủ trì: Phòng Kinh tế.\n- Thời gian: Tháng 3.\n"
            "2.2. Thay máy tính.\n- Đơn vị chủ trì: Văn phòng.\n- Thời gian: Quý II.",
            ["Phòng Kinh tế |  |  | 2024-03-31", "Văn phòng |  |  | 2024-06-30"],
        ),
        (
            "(1) Lễ ra quân\n      Thời gian:      07h00, ngày 06/6\n      Chủ trì:        Ban Phong trào\n"
            "      Phối hợp:       Đoàn phường",
            ["Ban Phong trào | Đoàn phường |  | 2024-06-06"],
        ),
        ("1. Đăng ký tuổi 17, xong trong 15 ngày đầu tháng 4. Công an xã thực hiện.", ["Công an xã |  |  | 2024-04-15"]),
        (
            "- Tổ chức 05 lớp tập huấn cho hộ kinh doanh.\nPhòng Kinh tế chủ trì, xong trong tháng 4/2024.\n"
            "- Lập tổ hỗ trợ tại chợ.\nPhòng Văn hóa chủ trì; Trạm Y tế phối hợp.",
            ["Phòng Kinh tế |  |  | 2024-04-30", "Phòng Văn hóa | Trạm Y tế |  | "],
        ),
        (
            "1. Mở lớp bơi.\nPhụ trách: Trạm Y tế xã. Mời Hội Phụ nữ xã tham gia. Khai giảng trước ngày 20/4.",
            ["Trạm Y tế xã | Hội Phụ nữ xã |  | 2024-04-19"],
        ),
        (
            "1. Dọn kênh.\nPhụ trách: Văn phòng. Hoàn thành trước 20/4. Công an xã phối hợp.",
            ["Văn phòng | Công an xã |  | 2024-04-19"],
        ),
        ("1. Công an xã khóa danh sách cử tri trước ngày 13/3.", ["Công an xã |  |  | 2024-03-12"]),
        (
            "1. Văn phòng mở cuộc thi; phát động tháng 4, trao giải cuối tháng 11.",
            ["Văn phòng |  |  | 2024-04-30", "Văn phòng |  |  | 2024-11-30"],
        ),
        (
            "1. Ngày Sách tại quảng trường\n- Thư viện tỉnh (chủ trì)\n- Tỉnh đoàn (phối hợp)\n- Trước ngày 21/4",
            ["Thư viện tỉnh | Tỉnh đoàn |  | 2024-04-20"],
        ),
        (
            "2.1- Văn phòng\n- Trồng cây trước 15/3.\n2,2- Thanh tra\n- Kiểm tra trước 20/3.",
            ["Văn phòng |  |  | 2024-03-14", "Thanh tra |  |  | 2024-03-19"],
        ),
        (
            "1. Thăm gia đình chính sách:\n+ Văn phòng thăm thôn Đông\n+ Thanh tra thăm thôn Tây\nThời gian 02 đoàn đi: sáng 23/7",
            ["Văn phòng |  |  | 2024-07-23", "Thanh tra |  |  | 2024-07-23"],
        ),
        (
            "1. Việc của Đại hội\nĐơn vị chủ trì: Văn phòng. Hoàn thành trước ngày 31/8.\na) Dự thảo báo cáo.\n"
            "b) Lập đề án nhân sự chậm nhất ngày 15/6 (Phòng Tổ chức chủ trì).",
            ["Văn phòng |  |  | 2024-08-30", "Phòng Tổ chức |  |  | 2024-06-15"],
        ),
        (
            "Bước 1. Từ ngày 05/01 đến ngày 31/01\n+ Thành lập tổ bầu cử\nBước 2. Trong tháng 02\n+ Niêm yết danh sách",
            [" |  |  | 2024-01-31", " |  |  | 2024-02-29"],
        ),
        (
            "1. Phòng Di sản lập hồ sơ; phối hợp với Hội\nKế hoạch số 6/KH-X - Trang 3/4\nVăn nghệ tỉnh thẩm định, xong trước 30/9.",
            ["Phòng Di sản | Hội Văn nghệ tỉnh |  | 2024-09-29"],
        ),
    ],
)  # fmt: skip
def test_who_and_when_are_read_whole(read_words: Read, text: str, said: list[str]) -> None:
    assert said == _said(read_words(f"{HEAD}{text}"))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("1. Văn phòng sửa nhà cho hội viên (thời gian do gia đình và Hội thống nhất).", ("I-1", "due_on")),
        ("1. Văn phòng họp, thời gian theo Thông báo của UBND tỉnh.", ("I-1", "due_on")),
        ("1. Văn phòng lắp máy đo (chưa xác định được thời gian).", ("I-1", "due_on")),
        ("1. Văn phòng in nhãn, thời gian như mục 2.", ("I-1", "due_on")),
        (
            "1. Dọn kênh.\n2. Phát quang cây.\nPhân công: nội dung 1 do Thanh tra chủ trì. Riêng nội dung 1 xong trong tháng 3.",
            ("I-1", "due_on"),
        ),
        (
            "1. In kỷ yếu tiên tiến; Thư viện tỉnh cung cấp tư liệu, Văn phòng làm, xong trong quý III.",
            ("I-1a", "due_on"),
        ),
        ("1. Văn phòng dọn kênh. Nhờ có Hội Phụ nữ xã tham gia.", ("I-1", "supports")),
        ("1. Dọn kênh.\nPhụ trách: Văn phòng. Nhờ có Hội Phụ nữ xã tham gia.", ("I-1", "supports")),
        ("1. Văn phòng rà soát sổ 10 ngày đầu quý III.", ("I-1", "due_on")),
        ("1. Văn phòng rà soát sổ trong vòng 5 ngày làm việc đầu tháng 3.", ("I-1", "due_on")),
        ("1. Văn phòng rà soát sổ trong 02 tuần đầu tháng 3.", ("I-1", "due_on")),
        ("1. Văn phòng phối hợp với Tram Y te xã khám bệnh trước 15/3.", ("I-1", "supports")),
        (
            "1. Tổ chức lớp.\nPhụ trách: Văn phòng\nThời gian: trước 27/7\nDịp 20/11 trao quà, xong trước ngày 05/11.",
            ("I-1", "due_on"),
        ),
        ("1. Văn phòng diễn tập ngày 14/5, có Cảnh sát PCCC cùng tham gia.", ("I-1", "supports")),
    ],
)
def test_what_cannot_be_told_is_asked_about(read_words: Read, text: str, asked: tuple[str, str]) -> None:
    assert asked in _asked(read_words(f"{HEAD}{text}"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Các phòng, đơn vị, 21 khu phố nghiêm túc triển khai; coi đây là nhiệm vụ trọng tâm năm 2024.",
            Reason.CLOSING,
        ),
        ("Đề nghị MTTQ xã và các đoàn thể tích cực hưởng ứng.", Reason.CLOSING),
        ("Yêu cầu các đơn vị nghiêm túc thực hiện. Mọi vướng mắc xin liên hệ Phòng Tổng hợp.", Reason.CLOSING),
        ("Kế hoạch này thay thế Kế hoạch số 203/KH-BCH ngày 10/01/2023.", Reason.CLOSING),
        ("Các nội dung trọng tâm năm 2024 được phân công như sau:", Reason.CAPTION),
        ("Quy ước: ● là đơn vị chủ trì; ○ là đơn vị phối hợp.", Reason.EXPLANATION),
        ("Cột (5) là ngày cơ quan soạn thảo gửi hồ sơ đến Văn phòng UBND tỉnh.", Reason.EXPLANATION),
        ('(Cột "Tiến hành" là tháng kết thúc việc kiểm tra.)', Reason.EXPLANATION),
        ("Tên đơn vị: VP - Văn phòng Sở; KHTC - Phòng Kế hoạch - Tài chính.", Reason.EXPLANATION),
        ("Trân trọng cảm ơn sự đồng hành của quý cư dân.", Reason.CLOSING),
        ("Rất mong nhận được sự phối hợp của quý Hội.", Reason.CLOSING),
        (
            "Các chữ viết tắt: Phòng Kế hoạch (sau đây gọi là P.KH); Khoa Dược (sau đây gọi là K.D).",
            Reason.EXPLANATION,
        ),
        ("Tổng cộng: 02 nhiệm vụ.", Reason.TOTAL),
        ("Cộng tháng 3: 04 cuộc kiểm tra, 02 hội nghị", Reason.TOTAL),
        ("Tổng cộng: 04 lớp, Phòng Nội vụ chủ trì", None),
        ("Cộng tác viên: 5 người được tập huấn", None),
        ("Mong các đơn vị gửi báo cáo đúng hạn.", None),
        ("Sở Nội vụ (sau đây gọi là Sở) rà soát biên chế.", None),
        ("Cột mốc biên giới số 5 được sơn lại trước 30/6.", None),
        ("Các phòng, đơn vị chủ động triển khai 05 mô hình.", None),
        ("Các đơn vị nghiêm túc thực hiện, gửi báo cáo về Văn phòng.", None),
        ("Trưởng các phòng chịu trách nhiệm trước Giám đốc Sở về kết quả thực hiện.", None),
        ("Các xã nghiêm túc rà soát hộ nghèo trước ngày 15/6.", None),
    ],
)
def test_an_appeal_to_everybody_is_no_work_unless_it_asks_for_some(text: str, reason: Reason | None) -> None:
    assert reason == aside_of(text)


@pytest.mark.parametrize(
    "text", ["yêu cầu các " * 3_000, "các đơn vị " * 3_000 + "nghiêm túc", "nếu " * 5_000, "Phòng (gọi là A) " * 2_000]
)
def test_an_appeal_costs_no_more_than_its_length(text: str) -> None:
    started = spent()
    aside_of(text)
    assert spent() - started < 2


@pytest.mark.parametrize("text", ["1.. " * 5_000 + "x", "từ đến " * 5_000 + "x", "1-" * 5_000 + "x"])
def test_words_of_time_cost_no_more_than_their_length(text: str) -> None:
    started = spent()
    assert ONLY_TIME.fullmatch(text) is None
    assert spent() - started < 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Kế hoạch số 61/KH-SVH - Trang 3/4", 3),
        ("Trang 2 | Kế hoạch dân vận 2024", 2),
        ("Trang 2/10", 2),
        ("Đăng tin trên báo - trang 1", None),
        ("- Hoàn thiện sổ bộ - Trang 3/4", None),
        ("a) Hoàn thiện sổ bộ - Trang 3/4", None),
        ("Trang trí hội trường - ngày 3/4", None),
    ],
)
def test_a_page_is_known_by_the_words_at_its_foot(text: str, number: int | None) -> None:
    assert number == page_number(text)


@pytest.mark.parametrize(
    ("title", "year", "is_school_year"),
    [
        ("Hoạt động hè và chuẩn bị năm học 2026 - 2027", 2026, False),
        ("Tuyển sinh lớp 6 năm học 2026 - 2027", 2026, False),
        ("Thực hiện nhiệm vụ năm học 2026 - 2027", 2026, True),
        ("Phổ biến, giáo dục pháp luật năm 2026", 2026, False),
    ],
)
def test_a_summer_before_a_school_year_is_of_the_year_of_issue(title: str, year: int, is_school_year: bool) -> None:
    found = find_year(title, 2026)
    assert (year, is_school_year, None) == (found.year, found.is_school_year, found.doubt)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("xong trướcngày15/5", "xong trước ngày 15/5"),
        ("chủ trì,phối hợp vớiHội Nông dân", "chủ trì, phối hợp với Hội Nông dân"),
        ("cài đặt VNeID tại Hòa Thạnh", "cài đặt VNeID tại Hòa Thạnh"),
    ],
)
def test_a_blank_left_out_is_put_in_where_words_meet(text: str, whole: str) -> None:
    assert whole == with_blanks(text)


def test_words_at_the_foot_of_pages_are_told_once(read_words: Read) -> None:
    foot = "Kế hoạch số 6/KH-X - Trang {}/4"
    text = f"{HEAD}1. Văn phòng lập hồ sơ\n{foot.format(1)}\n2. Thanh tra lập sổ\n{foot.format(2)}\n3. Văn phòng họp"
    warnings = read_words(text).warnings
    assert [foot.format(1)] == [w.partition("“")[2].partition("”")[0] for w in warnings if "chân trang" in w]


@pytest.mark.parametrize(
    ("appeal", "work"),
    [
        ("Kế hoạch này thay thế Kế hoạch số 5/KH-UBND.", "Giao Văn phòng lập danh sách các hộ."),
        ("Kế hoạch này được phổ biến đến toàn thể cán bộ.", "Văn phòng niêm yết tại trụ sở và lập biên bản."),
        ("Quá trình thực hiện nếu có vướng mắc, phản ánh về Văn phòng.", "Các phòng lập sổ theo dõi."),
        ("Quá trình thực hiện nếu có vướng mắc, phản ánh về Văn phòng;", "Văn phòng lập sổ theo dõi."),
    ],
)
def test_an_appeal_never_takes_the_work_behind_it_along(appeal: str, work: str) -> None:
    assert (Reason.CLOSING, None) == (aside_of(appeal), aside_of(f"{appeal} {work}"))
