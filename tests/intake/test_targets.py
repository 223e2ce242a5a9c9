from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.intake.draft.targets import product_goals, read_goal, read_goals


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
