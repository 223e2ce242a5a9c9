from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.intake.draft.targets import (
    find_quantities,
    goals_in_work,
    is_bare_goal,
    product_goals,
    read_goal,
    read_goals,
)
from danvan_cli.intake.spans import Reason


@pytest.mark.parametrize(
    ("statement", "kind", "operator", "number", "unit"),
    [
        ("100% công chức được học tập", "ratio", ">=", "100", "%"),
        ("Hoàn thành rà soát 100% các công trình", "ratio", ">=", "100", "%"),
        ("Tối thiểu 98% dữ liệu được chuẩn hoá", "ratio", ">=", "98", "%"),
        ("trên 80% người dân hài lòng", "ratio", ">", "80", "%"),
        ("Từ 40% hộ dân trở lên tham gia", "ratio", ">=", "40", "%"),
        ("≥ 40%", "ratio", ">=", "40", "%"),
        ("đạt 96,6% trở lên", "ratio", ">=", "96.6", "%"),
        ("Tỷ lệ hộ nghèo không quá 1,5%", "ratio", "<=", "1.5", "%"),
        ("Tỷ lệ tồn đọng dưới 3%", "ratio", "<", "3", "%"),
        ("mỗi chi bộ xây dựng ít nhất 01 mô hình dân vận khéo", "count", ">=", "1", "mô hình"),
        ("Tối thiểu 2.000 ngày công giúp dân", "count", ">=", "2000", "ngày công"),
        ("Không để xảy ra quá 02 vụ tai nạn lao động", "count", "<=", "2", "vụ"),
        ("Không để phát sinh trên 5 hồ sơ trễ hạn", "count", "<=", "5", "hồ sơ"),
        ("Không để tỷ lệ hộ tái nghèo vượt quá 0,5%", "ratio", "<=", "0.5", "%"),
        ("Không để dưới 90% hộ tham gia", "ratio", ">=", "90", "%"),
        ("có không dưới 60 người dự", "count", ">=", "60", "người"),
        ("phản ánh không ít hơn 5 lần", "count", ">=", "5", "lần"),
        ("tồn đọng không vượt 3%", "ratio", "<=", "3", "%"),
        ("ít nhất 01 lần trong năm", "count", ">=", "1", "lần"),
        ("Phấn đấu đạt 1.200 lượt đoàn viên", "count", ">=", "1200", "lượt"),
        ("xây dựng 5 nhà Đại đoàn kết năm 2026", "count", ">=", "5", "nhà"),
        ("không có khu vực dân cư bị lõm sóng", "count", "=", "0", None),
        ("trong nhóm 5 địa phương đứng đầu", "level", "<=", "5", "hạng"),
    ],
)
def test_kind_operator_number_and_unit(statement: str, kind: str, operator: str, number: str, unit: str | None) -> None:
    goal = read_goal(statement, 2023)
    assert (kind, operator, Decimal(number), unit) == (goal.kind, goal.operator, goal.number, goal.unit_of_measure)


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        ("100% tàu cá có chiều dài từ 15 m trở lên lắp thiết bị giám sát", [100]),
        ("90% hộ có diện tích từ 2 ha trở lên ký cam kết", [90]),
        ("Ít nhất 80% doanh nghiệp có từ 25 lao động trở lên lập công đoàn", [80]),
        ("Diện tích trồng mới từ 50 ha trở lên", [50]),
        ("100% chi bộ họp, mỗi xã có từ 5 mô hình trở lên", [100, 5]),
    ],
)
def test_the_size_that_tells_which_ones_is_no_goal(statement: str, numbers: list[int]) -> None:
    assert numbers == [goal.number for goal in read_goals(statement, 2026)]


def test_a_further_act_behind_a_comma_is_a_goal_of_its_own() -> None:
    goals = read_goals("Phấn đấu 85% hộ đạt gia đình văn hóa, ra mắt 03 mô hình", 2023)
    assert [Decimal(85), Decimal(3)] == [goal.number for goal in goals]


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("Xây dựng và tổ chức triển khai có hiệu quả Kế hoạch", "milestone"),
        ("tiếp tục duy trì mức độ hài lòng giai đoạn 2021-2030", "level"),
        ("góp phần nâng cao chỉ số cải cách hành chính", "level"),
        ("duy trì tỷ lệ hài lòng (đạt 96,6% năm 2022)", "level"),
        ("hài lòng hơn mức 96,6% năm 2022", "level"),
        ("thực hiện Quyết định số 01/QĐ-UBND ngày 07/01/2023", "milestone"),
        ("thực hiện Nghị định số 04/2015/NĐ-CP", "milestone"),
    ],
)
def test_years_numbers_of_documents_and_past_results_are_no_goal(statement: str, kind: str) -> None:
    goal = read_goal(statement, 2023)
    assert (kind, None, None) == (goal.kind, goal.operator, goal.number)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "100% cơ quan, đơn vị thực hiện phong trào và có ít nhất 01 mô hình",
            [("ratio", ">=", 100, False), ("count", ">=", 1, True)],
        ),
        (
            "100% Đoàn xã, phường có ít nhất 01 công trình thanh niên",
            [("ratio", ">=", 100, False), ("count", ">=", 1, True)],
        ),
        ("mỗi chi bộ xây dựng ít nhất 01 mô hình", [("count", ">=", 1, True)]),
        ("Nội trú đạt ≥ 90%, ngoại trú đạt ≥ 85%", [("ratio", ">=", 90, False), ("ratio", ">=", 85, False)]),
        (
            "Từ 70% mô hình trở lên được công nhận, không quá 5% phải thôi",
            [("ratio", ">=", 70, False), ("ratio", "<=", 5, False)],
        ),
        ("Tổ chức 02 lớp cho 100 đoàn viên", [("count", ">=", 2, False)]),
        ("Trẻ 5 tuổi ra lớp đạt 100%", [("ratio", ">=", 100, False)]),
    ],
)
def test_a_compound_target_is_several(statement: str, expected: list[tuple[str, str, int, bool]]) -> None:
    assert expected == [(g.kind, g.operator, g.number, g.per_unit) for g in read_goals(statement, 2023)]


def test_a_second_number_of_another_thing_in_one_clause_is_doubted() -> None:
    assert "chỉ tiêu có nhiều con số, đã lấy số đầu tiên" == read_goal("Tổ chức 02 lớp cho 100 đoàn viên", 2023).doubt


@pytest.mark.parametrize(
    ("product", "numbers"),
    [
        ("01 hội nghị, tối thiểu 80 đại biểu", [1, 80]),
        ("01 báo cáo", []),
        ("02 báo cáo", [2]),
        ("01 hội nghị", [1]),
        ("Báo cáo kết quả", []),
        ("24 tin, bài", [24]),
    ],
)
def test_a_product_may_promise_numbers(product: str, numbers: list[int]) -> None:
    assert numbers == [g.number for g in product_goals(product, 2023)]


@given(st.integers(0, 100), st.sampled_from(["tối thiểu", "ít nhất", "đạt", "phấn đấu đạt"]))
def test_every_percentage_is_read_exactly(number: int, word: str) -> None:
    goal = read_goal(f"{word} {number}% hồ sơ được giải quyết", 2023)
    assert (">=", Decimal(number)) == (goal.operator, goal.number)


@given(st.text(max_size=100))
def test_no_text_breaks_the_reader(text: str) -> None:
    goal = read_goal(text, 2023)
    assert (goal.number is None) == (goal.operator is None)


# Kind, operator, number, unit of every goal; an empty number is for a person to write.
GOALS: list[tuple[str, list[tuple[str, str | None, str | None, str | None]]]] = [
    (
        "100% xã, phường có mô hình; trong đó 02 xã (Hòa An, Phú Mỹ) phải xây dựng ít nhất 01 mô hình; 100% cơ quan có ít nhất 01 mô hình; phấn đấu có trên 80% người dân hài lòng.",
        [
            ("ratio", ">=", "100", "%"),
            ("count", ">=", "1", "mô hình"),
            ("ratio", ">=", "100", "%"),
            ("count", ">=", "1", "mô hình"),
            ("ratio", ">", "80", "%"),
        ],
    ),
    (
        "Xếp loại: 100% công chức hoàn thành nhiệm vụ trở lên (70% tốt, 25% xuất sắc, 5% hoàn thành).",
        [("ratio", ">=", "100", "%")],
    ),
    (
        "Giải quyết hồ sơ đúng hạn đạt 90% (xã An Phú 227/250 = 90,8%; xã An Hòa 142/157 = 90%).",
        [("ratio", ">=", "90", "%")],
    ),
    ("Dịch vụ công mức độ 2 được cung cấp đầy đủ", [("level", None, None, None)]),
    ("100% thủ tục được cung cấp ở mức độ 3, mức độ 4", [("ratio", ">=", "100", "%")]),
    ("An toàn thông tin đạt cấp độ 3", [("milestone", None, None, None)]),
    ("Bảo vệ 100% hệ thống thông tin từ cấp độ 2 trở lên", [("ratio", ">=", "100", "%")]),
    ("Trường được công nhận đạt chuẩn hạng II", [("milestone", None, None, None)]),
    ("Đạt danh hiệu loại A", [("level", None, None, None)]),
    ("Tỷ lệ hài lòng đạt từ 80-85%", [("ratio", ">=", "80", "%")]),
    ("Tỷ lệ hài lòng đạt 80% đến 85%", [("ratio", ">=", "80", "%")]),
    ("Phấn đấu từ 80% - 85% hộ dân tham gia", [("ratio", ">=", "80", "%")]),
    ("Xây dựng từ 02 đến 03 mô hình dân vận khéo", [("count", ">=", "2", "mô hình")]),
    ("Xây dựng 02-03 mô hình", [("count", ">=", "2", "mô hình")]),
    ("Tỷ lệ hồ sơ trễ hạn không quá 5%", [("ratio", "<=", "5", "%")]),
    ("Tỷ lệ hồ sơ trễ hạn tối đa 5%", [("ratio", "<=", "5", "%")]),
    ("Hồ sơ trễ hạn dưới 3%", [("ratio", "<", "3", "%")]),
    ("Sinh hoạt chi bộ tối thiểu 02 buổi/năm", [("count", ">=", "2", "buổi")]),
    ("mỗi ấp ít nhất 01 tổ tự quản", [("count", ">=", "1", "tổ")]),
    ("Giảm 10% số vụ khiếu nại so với năm 2024", [("ratio", ">=", "10", "%")]),
    ("Số đơn thư giảm 10% so với năm 2024", [("ratio", ">=", "10", "%")]),
    ("Số hội viên tăng 5% so với năm 2024", [("ratio", ">=", "5", "%")]),
    ("Tăng ít nhất 5% số mô hình so với năm trước", [("ratio", ">=", "5", "%")]),
    ("Vận động 1.200 lượt người tham gia", [("count", ">=", "1200", "lượt")]),
    ("Tỷ lệ giải quyết đúng hạn đạt 96,6%", [("ratio", ">=", "96.6", "%")]),
    ("Năm 2024, tỷ lệ giải quyết đúng hạn đạt 96,6%", [("level", None, None, None)]),
    ("Duy trì tỷ lệ hài lòng (năm 2024 đạt 96,6%)", [("level", None, None, None)]),
    ("Nâng tỷ lệ hài lòng từ 85% năm 2024 lên 90% năm 2025", [("ratio", ">=", "90", "%")]),
    ("Giảm tỷ lệ hộ nghèo xuống còn 2%", [("ratio", "<=", "2", "%")]),
    ("Giảm tỷ lệ hộ nghèo còn dưới 1,5%", [("ratio", "<", "1.5", "%")]),
    ("Thực hiện 5 rõ: rõ người, rõ việc, rõ thời gian; 100% nhiệm vụ hoàn thành", [("ratio", ">=", "100", "%")]),
    ("Toàn xã có 12 ấp; phấn đấu 100% ấp có mô hình", [("ratio", ">=", "100", "%")]),
    ("Thực hiện Điều 5 Luật Thực hiện dân chủ và Nghị định 59", [("milestone", None, None, None)]),
    ("Thực hiện Đề án 06 đạt 100% chỉ tiêu", [("ratio", ">=", "100", "%")]),
    ("Chi bộ 3 và Chi bộ 4 đăng ký ít nhất 01 mô hình", [("count", ">=", "1", "mô hình")]),
    ("Phường 5 có ít nhất 02 mô hình", [("count", ">=", "2", "mô hình")]),
    ("Không để xảy ra điểm nóng", [("count", "=", "0", None)]),
    ("100% hồ sơ giải quyết đúng hạn; không để tồn đọng", [("ratio", ">=", "100", "%"), ("count", "=", "0", None)]),
    (
        "Ít nhất 95% hồ sơ cấp tỉnh và 90% hồ sơ cấp xã được giải quyết trước hạn",
        [("ratio", ">=", "95", "%"), ("ratio", ">=", "90", "%")],
    ),
    ("Cấp tỉnh đạt 98%, cấp xã đạt 95%", [("ratio", ">=", "98", "%"), ("ratio", ">=", "95", "%")]),
    ("80% trở lên người dân đồng thuận", [("ratio", ">=", "80", "%")]),
    ("Trên 90% trở lên đoàn viên được học tập", [("ratio", ">=", "90", "%")]),
    ("Tỷ lệ phản ánh trễ hạn từ 5% trở xuống", [("ratio", "<=", "5", "%")]),
    (
        "Tổ chức ít nhất 04 cuộc đối thoại, mỗi cuộc có từ 50 người trở lên",
        [("count", ">=", "4", "cuộc"), ("count", ">=", "50", "người")],
    ),
    ("Tổ chức hội nghị đối thoại (ít nhất 02 cuộc)", [("count", ">=", "2", "cuộc")]),
    ("Xây dựng chính quyền địa phương 02 cấp gần dân", [("milestone", None, None, None)]),
    ("Kỷ niệm 95 năm Ngày truyền thống, tổ chức 01 hội thi", [("count", ">=", "1", "hội thi")]),
    ("Phấn đấu trong 6 tháng đầu năm kết nạp 05 đảng viên mới", [("count", ">=", "5", "đảng viên")]),
    ("10/10 ấp đăng ký mô hình", [("count", ">=", "10", "ấp")]),
    ("Chỉ số hài lòng nằm trong nhóm 10 tỉnh dẫn đầu", [("level", "<=", "10", "hạng")]),
    ("Chỉ số PCI xếp thứ 15/34 tỉnh, thành phố", [("level", "<=", "15", "hạng")]),
    ("Vận động 250 triệu đồng giúp hộ nghèo", [("count", ">=", "250", "triệu đồng")]),
    ("100% công chức được tập huấn trong thời gian 30 phút", [("ratio", ">=", "100", "%")]),
    ("Đăng 24 tin, bài và phát 12 chuyên mục", [("count", ">=", "24", "tin"), ("count", ">=", "12", "chuyên mục")]),
    ("Trả lời 100% kiến nghị trong 10 ngày làm việc", [("ratio", ">=", "100", "%")]),
    ("≥ 95% cán bộ biết, ≤ 2% ý kiến không hài lòng", [("ratio", ">=", "95", "%"), ("ratio", "<=", "2", "%")]),
    ("Hơn 85% hộ đạt gia đình văn hóa", [("ratio", ">", "85", "%")]),
    ("Chi 5.000.000 đồng từ kinh phí thường xuyên", [("milestone", None, None, None)]),
    ("Phấn đấu 95% trở lên TTHC được giải quyết đúng hạn", [("ratio", ">=", "95", "%")]),
    (
        "Có trên 70% số hộ tham gia, trong đó ít nhất 50% hộ nghèo",
        [("ratio", ">", "70", "%"), ("ratio", ">=", "50", "%")],
    ),
    ("Mỗi chi đoàn tổ chức 02 hoạt động/năm", [("count", ">=", "2", "hoạt động")]),
    ("Mức độ hài lòng của người dân đạt từ 90% trở lên", [("ratio", ">=", "90", "%")]),
    ("Cung cấp dịch vụ công trực tuyến mức độ 3, 4 đạt 100%", [("ratio", ">=", "100", "%")]),
    (
        "Tỷ lệ hồ sơ trực tuyến đạt tối thiểu 80% (cấp tỉnh), 60% (cấp xã)",
        [("ratio", ">=", "80", "%"), ("ratio", ">=", "60", "%")],
    ),
    ("Xây dựng 05 mô hình (gồm 3 mô hình kinh tế, 2 mô hình văn hóa)", [("count", ">=", "5", "mô hình")]),
    ("Đối thoại ít nhất 01 lần/quý", [("count", ">=", "1", "lần")]),
    ("Tiếp công dân 02 ngày/tháng", [("milestone", None, None, None)]),
    ("Giảm ít nhất 20% thời gian giải quyết so với quy định", [("ratio", ">=", "20", "%")]),
    ("Cắt giảm 30% chi phí tuân thủ", [("ratio", ">=", "30", "%")]),
    (
        "Thu hút trên 1.000 lượt người dự, trong đó có 300 đoàn viên",
        [("count", ">", "1000", "lượt"), ("count", ">=", "300", "đoàn viên")],
    ),
    (
        "Chỉ số SIPAS đạt từ 88% trở lên, xếp hạng trong nhóm 15 tỉnh",
        [("ratio", ">=", "88", "%"), ("level", "<=", "15", "hạng")],
    ),
    ("Năm 2025 có 100% ấp đạt chuẩn văn hóa", [("ratio", ">=", "100", "%")]),
    ("Đến cuối năm 2025, 100% xã hoàn thành", [("ratio", ">=", "100", "%")]),
    ("Đến năm 2030 đạt 95%", [("ratio", ">=", "95", "%")]),
    ("Năm 2023 tỷ lệ này là 93%, phấn đấu năm 2025 đạt 95%", [("ratio", ">=", "95", "%")]),
    (
        "Duy trì 12 mô hình đã có và xây dựng mới 03 mô hình",
        [("count", ">=", "12", "mô hình"), ("count", ">=", "3", "mô hình")],
    ),
    ("Không có công chức vi phạm; 100% vụ việc được xử lý", [("count", "=", "0", None), ("ratio", ">=", "100", "%")]),
    ("Hỗ trợ xây dựng 10 căn nhà, trị giá 50 triệu đồng/căn", [("count", ">=", "10", "căn")]),
    ("Quyên góp Quỹ Vì người nghèo tối thiểu 1,2 tỷ đồng", [("count", ">=", "1.2", "tỷ đồng")]),
    ("Kinh phí thực hiện 200.000.000 đồng từ ngân sách", [("milestone", None, None, None)]),
    ("Đăng tối thiểu 04 tin, bài mỗi tháng", [("count", ">=", "4", "tin")]),
    ("Hội nghị có không dưới 80 đại biểu tham dự", [("count", ">=", "80", "đại biểu")]),
    ("Tỷ lệ khiếu nại đúng không vượt quá 10%", [("ratio", "<=", "10", "%")]),
    ("Tỷ lệ trẻ bỏ học < 0,5%", [("ratio", "<", "0.5", "%")]),
    ("Thực hiện Nghị quyết số 18-NQ/TW, 100% đơn vị sắp xếp xong", [("ratio", ">=", "100", "%")]),
    ("Bình quân mỗi cán bộ tham gia 2 đợt học tập", [("count", ">=", "2", "đợt")]),
    ("Các phường 1, 2 và 3 có ít nhất 01 tổ hòa giải kiểu mẫu", [("count", ">=", "1", "tổ")]),
    ("Đạt chuẩn nông thôn mới 19/19 tiêu chí", [("count", ">=", "19", "tiêu chí")]),
    ("Mở 03 lớp (120 người)", [("count", ">=", "3", "lớp")]),
    ("Tổ chức từ 2 - 3 cuộc giám sát", [("count", ">=", "2", "cuộc")]),
    ("Tuyên truyền Luật Thực hiện dân chủ ở cơ sở năm 2022 đến 100% cán bộ", [("ratio", ">=", "100", "%")]),
    ("Hoàn thành 15 chỉ tiêu, nhiệm vụ được giao", [("count", ">=", "15", "chỉ tiêu")]),
    ("Nâng tỷ lệ hài lòng lên 92%", [("ratio", ">=", "92", "%")]),
    ("Kéo giảm từ 5% trở lên số vụ tội phạm", [("ratio", ">=", "5", "%")]),
    ("Chỉ số cải cách hành chính đạt trên 90 điểm", [("count", ">", "90", "điểm")]),
    (
        "Kết nạp 100 đoàn viên; thành lập 02 chi hội",
        [("count", ">=", "100", "đoàn viên"), ("count", ">=", "2", "chi hội")],
    ),
    ("Hai phong trào thi đua lớn; 5 không 3 sạch ở 100% chi hội", [("ratio", ">=", "100", "%")]),
    ("Tổng số hộ là 3.500 hộ, phấn đấu 90% hộ đạt chuẩn", [("ratio", ">=", "90", "%")]),
    ("Xã có 3.500 hộ; phấn đấu 90% hộ đạt chuẩn", [("ratio", ">=", "90", "%")]),
    ("100% (12/12) ấp có Tổ tự quản", [("ratio", ">=", "100", "%")]),
    ("Ít nhất 1/2 số chi bộ có mô hình", [("ratio", None, None, None)]),
    ("Trên 2/3 hộ dân đồng thuận", [("ratio", None, None, None)]),
    ("Bảo đảm 24/24 giờ trực, 100% phản ánh được xử lý", [("ratio", ">=", "100", "%")]),
    ("Thời gian chờ không quá 15 phút", [("count", "<=", "15", "phút")]),
    ("Khai mạc lúc 15 phút đầu giờ", [("milestone", None, None, None)]),
    ("Thời gian giải quyết không quá 05 ngày làm việc", [("milestone", None, None, None)]),
    ("80-90% người dân biết", [("ratio", ">=", "80", "%")]),
    (
        "100% TTHC đủ điều kiện được cung cấp trực tuyến toàn trình, 80% hồ sơ số hóa và ít nhất 50% thanh toán không tiền mặt",
        [("ratio", ">=", "100", "%"), ("ratio", ">=", "80", "%"), ("ratio", ">=", "50", "%")],
    ),
    ("Tỷ lệ người dân tham gia BHYT đạt 95,5 %", [("ratio", ">=", "95.5", "%")]),
    (
        "100% cán bộ, công chức (trong đó 50% là nữ) tham gia, ít nhất 02 buổi",
        [("ratio", ">=", "100", "%"), ("count", ">=", "2", "buổi")],
    ),
    (
        "Xây dựng mỗi xã 01 mô hình, toàn huyện có ít nhất 12 mô hình",
        [("count", ">=", "1", "mô hình"), ("count", ">=", "12", "mô hình")],
    ),
    ("Tỷ lệ hộ nghèo giảm từ 3,2% xuống còn 2,5%", [("ratio", "<=", "2.5", "%")]),
    ("Thu nhập bình quân đạt 65 triệu đồng/người/năm", [("count", ">=", "65", "triệu đồng")]),
    ("Tỷ lệ giải ngân đạt 100% kế hoạch vốn", [("ratio", ">=", "100", "%")]),
    ("Tiếp nhận 05 đơn, giải quyết 100%", [("count", ">=", "5", "đơn"), ("ratio", ">=", "100", "%")]),
    ("Trồng 10.000 cây xanh; nạo vét 3 km kênh mương", [("count", ">=", "10000", "cây"), ("count", ">=", "3", "km")]),
    ("Không quá 02% hồ sơ trễ hẹn", [("ratio", "<=", "2", "%")]),
    ("Thành lập mới từ 01 tổ hợp tác trở lên", [("count", ">=", "1", "tổ")]),
    ("Ít nhất 90% TTHC mức độ toàn trình", [("ratio", ">=", "90", "%")]),
    ("Duy trì tỷ lệ 98% trở lên hồ sơ đúng hạn", [("ratio", ">=", "98", "%")]),
    ("Tổ chức 01 hội nghị vào ngày 15/10", [("count", ">=", "1", "hội nghị")]),
    ("Triển khai Kế hoạch 30 ngày đêm cao điểm", [("milestone", None, None, None)]),
    ("Mức hài lòng tăng thêm 2% so với năm trước", [("ratio", ">=", "2", "%")]),
    ("Phấn đấu 9/12 ấp đạt kiểu mẫu", [("count", ">=", "9", "ấp")]),
    ("Tổ chức 02 đợt cao điểm (đợt 1: quý II; đợt 2: quý IV)", [("count", ">=", "2", "đợt")]),
]


@pytest.mark.parametrize(("statement", "expected"), GOALS)
def test_every_goal_of_a_statement_is_read_and_nothing_else(
    statement: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    found = [
        (str(g.kind), g.operator, None if g.number is None else format(g.number.normalize(), "f"), g.unit_of_measure)
        for g in read_goals(statement, 2025)
    ]
    assert expected == found


@pytest.mark.parametrize("statement", [statement for statement, _ in GOALS])
def test_every_goal_stands_where_a_quantity_is(statement: str) -> None:
    spans = {(span.start, span.end) for span in find_quantities(statement, 2025) if span.aside is None}
    assert {goal.at for goal in read_goals(statement, 2025) if goal.at} <= spans


@pytest.mark.parametrize(
    "words",
    ["không quá", "tối đa", "không vượt quá", "không cao hơn", "không trên", "không hơn", "không vượt", "≤", "<="],
)
def test_words_that_set_a_ceiling(words: str) -> None:
    assert "<=" == read_goal(f"Tỷ lệ trễ hạn {words} 5%", 2025).operator
    assert ">=" == read_goal("Tỷ lệ đúng hạn đạt 5%", 2025).operator


@pytest.mark.parametrize(
    ("above", "statement", "expected"),
    [
        ("Tỷ lệ hồ sơ đúng hạn:", "Trên 95%", "Tỷ lệ hồ sơ đúng hạn: Trên 95%"),
        ("Tỷ lệ hồ sơ đúng hạn:", "Cấp xã: 98%.", "Tỷ lệ hồ sơ đúng hạn: Cấp xã: 98%"),
        ("Chỉ tiêu:", "100% cơ quan, đơn vị xây dựng mô hình", "100% cơ quan, đơn vị xây dựng mô hình"),
        ("", "Trên 95%", "Trên 95%"),
        ("Tỷ lệ:", "Nâng cao chất lượng", "Nâng cao chất lượng"),
    ],
)
def test_a_goal_that_does_not_say_what_it_counts_takes_the_words_above(
    above: str, statement: str, expected: str
) -> None:
    assert [expected] == [goal.statement for goal in read_goals(statement, 2025, above)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "100% cơ quan có ít nhất 01 mô hình; trên 80% người dân hài lòng.",
            ["100% cơ quan có ít nhất 01 mô hình", "100% cơ quan có ít nhất 01 mô hình", "trên 80% người dân hài lòng"],
        ),
        (
            "100% xã có mô hình; trong đó 02 xã (Hòa An, Phú Mỹ) phải có ít nhất 01 mô hình",
            ["100% xã có mô hình", "trong đó 02 xã (Hòa An, Phú Mỹ) phải có ít nhất 01 mô hình"],
        ),
        ("Cấp tỉnh đạt 98%, cấp xã đạt 95%", ["Cấp tỉnh đạt 98%", "cấp xã đạt 95%"]),
    ],
)
def test_each_goal_has_the_words_of_its_clause(statement: str, expected: list[str]) -> None:
    assert expected == [goal.statement for goal in read_goals(statement, 2025)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("02 xã (Hòa An, Phú Mỹ) phải xây dựng ít nhất 01 mô hình", [True]),
        ("100% cơ quan có ít nhất 01 mô hình", [False, True]),
        ("Tổ chức ít nhất 04 cuộc, mỗi cuộc có từ 50 người trở lên", [False, True]),
        ("Xây dựng ít nhất 01 mô hình", [False]),
    ],
)
def test_a_goal_may_be_each_units_own(statement: str, expected: list[bool]) -> None:
    assert expected == [goal.per_unit for goal in read_goals(statement, 2025)]


def test_a_share_written_as_a_fraction_is_for_a_person_to_write() -> None:
    assert "chỉ tiêu viết bằng phân số, cần nhập con số" == read_goal("Ít nhất 1/2 số chi bộ có mô hình", 2025).doubt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100% công chức (70% tốt, 25% xuất sắc)", [("100%", None), ("70%", "EXPLAINED"), ("25%", "EXPLAINED")]),
        ("Dịch vụ công mức độ 3 và 4 đạt 80%", [("3", "LABEL_NUMBER"), ("4", "LABEL_NUMBER"), ("80%", None)]),
        ("Kế hoạch số 12/KH-UBND ngày 10/01/2025", []),
        ("Quý II/2025 có ít nhất 02 mô hình", [("02 mô hình", None)]),
        ("Kinh phí 200 triệu đồng", [("200 triệu đồng", "MONEY")]),
        ("Vận động 200 triệu đồng", [("200 triệu đồng", None)]),
        ("Thảo luận 30 phút", [("30 phút", "CLOCK")]),
        ("Năm 2024 đạt 93% hài lòng", [("93%", "SITUATION")]),
        ("hài lòng đạt 96,6% năm 2022", [("96,6%", "SITUATION")]),
        ("Số vụ giảm 10% so với năm 2024", [("10%", None)]),
        ("Đã đạt 93%; phấn đấu 95%", [("93%", "SITUATION"), ("95%", None)]),
        ("Phong trào “5 không 3 sạch”", []),
        ("Chính quyền 02 cấp", [("02 cấp", "DESCRIBED")]),
        ("Giai đoạn 2021 - 2025 hộ nghèo giảm", []),
        ("Chỉ số đạt trên 90", [("90", None)]),
        ("Trong thời hạn 10 ngày làm việc", []),
        ("Tỷ lệ từ 80-85%", [("80-85%", None)]),
    ],
)
def test_quantities_are_found_with_the_reason_why_they_are_no_goal(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    found = [(span.text, span.aside.name if span.aside else None) for span in find_quantities(text, 2025)]
    quoted = [(words, name) for words, name in found if name != Reason.QUOTED.name]
    assert expected == quoted


def test_a_goal_in_work_stands_where_its_words_are() -> None:
    text = "Vận động nhân dân; phấn đấu đạt 1.500 ha lúa"
    assert ["1.500 ha"] == [text[slice(*goal.at)] for goal in goals_in_work(text, 2025) if goal.at]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("100% hồ sơ đúng hạn", True), ("Trên 90% đúng hạn", True), ("Tuyên truyền tới 100% hộ", False)],
)
def test_a_bare_goal_has_no_act(text: str, *, expected: bool) -> None:
    assert expected == is_bare_goal(text)


@given(st.text(max_size=200))
def test_quantities_stand_in_order_and_apart(text: str) -> None:
    spans = find_quantities(text, 2025)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize("number", ["1. ", "1/ ", ""])
def test_a_goal_that_begins_with_its_figure_is_no_tale_of_how_things_are(
    read_words: Callable[..., PlanDraft], number: str
) -> None:
    text = (
        "UBND XÃ A\nSố: 1/KH-UBND\nXã A, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\nI. CHỈ TIÊU\n"
        f"{number}100% tàu cá có chiều dài từ 15 m trở lên lắp thiết bị giám sát.\nII. NHIỆM VỤ\n1. Văn phòng họp.\n"
    )
    goal = read_words(text).targets[0]
    assert ("100% tàu cá có chiều dài từ 15 m trở lên lắp thiết bị giám sát", 100) == (goal.statement, goal.goal)


@pytest.mark.parametrize(
    "goal",
    [
        "Mỗi thôn có ít nhất 2 mô hình dân vận khéo",
        "Tỷ lệ hộ nghèo giảm còn 2%",
        "Bình quân mỗi ấp có 03 tổ tự quản hoạt động tốt",
    ],
)
@pytest.mark.parametrize("heading", ["I. CHỈ TIÊU", "I. NHIỆM VỤ"])
def test_a_first_paragraph_with_a_number_to_reach_is_never_passed_over(
    read_words: Callable[..., PlanDraft], goal: str, heading: str
) -> None:
    """Only numbers of a year before the plan's, or of how things are now, are set aside."""
    head = "UBND XÃ A\nSố: 1/KH-UBND\nXã A, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\n"
    plan = read_words(f"{head}{heading}\n{goal}.\nII. KHÁC\n1. Văn phòng lập sổ trước 15/3.\n")
    assert [goal] == [*(t.statement for t in plan.targets), *(t.content.rstrip(".") for t in plan.tasks[:-1])]


def test_how_things_stood_before_the_plan_is_no_work(read_words: Callable[..., PlanDraft]) -> None:
    head = "UBND XÃ A\nSố: 1/KH-UBND\nXã A, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\n"
    text = "I. NHIỆM VỤ\nNăm 2025 có 418 hộ đạt danh hiệu, bằng 61%.\n1. Văn phòng lập sổ trước 15/3.\n"
    plan = read_words(head + text)
    assert (["Văn phòng lập sổ trước 15/3."], ()) == ([t.content for t in plan.tasks], plan.targets)


def test_two_of_whom_the_same_is_said_are_not_parted_at_their_comma() -> None:
    statement = "100% Đoàn xã, phường có ít nhất 01 công trình thanh niên"
    assert [statement, statement] == [g.statement for g in read_goals(statement, 2023)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tỷ lệ hộ nghèo giảm còn 1,5%. Tỷ lệ rác thải được thu gom, xử lý đạt 90%.",
            [("Tỷ lệ hộ nghèo giảm còn 1,5%", "1.5"), ("Tỷ lệ rác thải được thu gom, xử lý đạt 90%", "90")],
        ),
        ("Toàn tỉnh có 1.250 mô hình được công nhận", [("Toàn tỉnh có 1.250 mô hình được công nhận", "1250")]),
        ("Toàn xã có 1.250 hộ", [("Toàn xã có 1.250 hộ", None)]),
    ],
)
def test_a_goal_has_the_words_of_its_own_sentence(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(goal.statement, str(goal.number) if goal.number is not None else None) for goal in read_goals(text, 2026)]
    assert expected == found


def _targets(plan: PlanDraft) -> list[tuple[str, str]]:
    return [(target.statement, str(target.goal)) for target in plan.targets]


HEAD = "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\n"
WORK = "II. NHIỆM VỤ\n1. Văn phòng họp.\n"


def test_money_among_targets_is_to_be_reached_with_its_sum_and_its_parts(
    read_words: Callable[..., PlanDraft],
) -> None:
    text = (
        "I. CHỈ TIÊU THU\nTổng thu ngân sách trên địa bàn: 68,5 tỷ đồng. Trong đó:\n- Lệ phí trước bạ: 9 tỷ đồng;\n"
        "- Phí chợ: 350 triệu đồng.\nTiến độ phấn đấu: hết quý I đạt 25%, hết quý II đạt 52%.\n"
    )
    assert [
        ("Tổng thu ngân sách trên địa bàn: 68,5 tỷ đồng", "68.5"),
        ("Lệ phí trước bạ: 9 tỷ đồng", "9"),
        ("Tổng thu ngân sách trên địa bàn: Phí chợ: 350 triệu đồng", "350"),
        ("Tiến độ phấn đấu: hết quý I đạt 25%", "25"),
        ("Tổng thu ngân sách trên địa bàn: hết quý II đạt 52%", "52"),
    ] == [(words.rstrip("."), goal) for words, goal in _targets(read_words(HEAD + text + WORK))]


def test_money_that_is_to_be_drawn_in_is_a_target(read_words: Callable[..., PlanDraft]) -> None:
    text = "I. CHỈ TIÊU\n- Tổng vốn đầu tư ngoài ngân sách thu hút mới đạt 18.000 tỷ đồng.\n"
    assert [("Tổng vốn đầu tư ngoài ngân sách thu hút mới đạt 18.000 tỷ đồng", "18000")] == _targets(
        read_words(HEAD + text + WORK)
    )


def test_of_whom_each_has_so_many_is_one_goal() -> None:
    goals = read_goals("100% xã, phường có ít nhất 01 điểm sinh hoạt hè", 2024)
    assert [("100% xã, phường có ít nhất 01 điểm sinh hoạt hè", 100)] == [(g.statement, g.number) for g in goals][:1]


def test_a_figure_in_a_column_of_targets_is_one_of_the_work_of_its_row(read_words: Callable[..., PlanDraft]) -> None:
    text = (
        "I. NHIỆM VỤ\n| TT | Hoạt động | Chỉ tiêu 2024 | Ghi chú (bộ phận làm, thời gian) |\n|---|---|---|---|\n"
        "| 1 | Tiêm chủng cho trẻ | ≥ 95% | Tổ Dự phòng; hết quý III |\n"
        "| 2 | Khám cho người già | 90% | Tổ Khám bệnh (PH: Hội Người cao tuổi xã), tháng 10 |\n"
    )
    plan = read_words(HEAD + text)
    named = {unit.code: unit.name for unit in plan.units}
    assert [("Tiêm chủng cho trẻ: ≥ 95%", "95"), ("Khám cho người già: 90%", "90")] == _targets(plan)
    assert [(["Tổ Dự phòng"], [], "2024-09-30"), (["Tổ Khám bệnh"], ["Hội Người cao tuổi xã"], "2024-10-31")] == [
        ([named[c] for c in t.leads], [named[c] for c in t.supports], str(t.due_on)) for t in plan.tasks
    ]
