"""Every body that a text names is found, with the reason that rules it out as responsible."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.model import Unit
from danvan_cli.intake.people.spans import find_bodies
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason, SpanKind

UNITS = (
    Unit("VP", "Văn phòng Sở", aliases=("Văn phòng",)),
    Unit("TTr", "Thanh tra", aliases=("Thanh tra Sở",)),
    Unit("MAY", "Mây Trắng", aliases=("Nhà máy nước Mây Trắng",)),
)
RECIPIENT, CITED, OBJECT = Reason.RECIPIENT, Reason.CITED, Reason.OBJECT


@pytest.fixture
def names() -> UnitNames:
    return UnitNames(UNITS, [], "Sở Khoa học và Công nghệ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Văn phòng Sở theo dõi", [("Văn phòng Sở", None)]),
        ("Rà soát hồ sơ, gửi về Văn phòng", [("Văn phòng", RECIPIENT)]),
        ("Tổng hợp, báo cáo UBND huyện trước ngày 15/6", [("UBND huyện", RECIPIENT)]),
        ("Báo cáo qua Phòng Nội vụ", [("Phòng Nội vụ", RECIPIENT)]),
        ("Trình Sở Tài chính, Sở Nội vụ thẩm định", [("Sở Tài chính", RECIPIENT), ("Sở Nội vụ", RECIPIENT)]),
        ("Gửi báo cáo kết quả về Sở Nội vụ (qua Văn phòng)", [("Sở Nội vụ", RECIPIENT), ("Văn phòng", RECIPIENT)]),
        ("Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND tỉnh", [("UBND tỉnh", CITED)]),
        ("Thực hiện theo hướng dẫn của Sở Nội vụ", [("Sở Nội vụ", CITED)]),
        ("Kiểm tra các xã", [("các xã", OBJECT)]),
        ("Khám bệnh tại Trạm Y tế xã", [("Trạm Y tế xã", OBJECT)]),
        ("Tuyên truyền cho Hội Nông dân", [("Hội Nông dân", OBJECT)]),
        ("Trụ sở của Công an xã", [("Công an xã", OBJECT)]),
        ("Giao Công an xã tuần tra", [("Công an xã", None)]),
        ("Giao cho Trung tâm Y tế khám", [("Trung tâm Y tế", None)]),
        ("Kiểm tra các xã, Thanh tra chủ trì", [("các xã", OBJECT), ("Thanh tra", None)]),
        ("Họp khối cùng Sở Văn hóa, Thể thao và Du lịch", [("Sở Văn hóa, Thể thao và Du lịch", None)]),
        ("Phó Chủ tịch UBND xã chỉ đạo", [("Phó Chủ tịch UBND xã", None)]),
        ("Đ/c Nguyễn Văn A - Chánh Văn phòng theo dõi", [("Đ/c Nguyễn Văn A - Chánh Văn phòng", None)]),
        ("Công chức Văn hóa - Xã hội tham mưu", [("Công chức Văn hóa - Xã hội", None)]),
        ("Trưởng phòng Nội vụ tổng hợp", [("Trưởng phòng Nội vụ", None)]),
        ("Tham mưu UBND xã ban hành kế hoạch", [("UBND xã", RECIPIENT)]),
        ("Thanh tra, kiểm tra đột xuất", [("Thanh tra", None)]),
        (
            "Thực hiện Nghị quyết của Đảng ủy, Hội đồng nhân dân xã",
            [("Đảng ủy", CITED), ("Hội đồng nhân dân xã", CITED)],
        ),
        (
            "Phối hợp với Ủy ban MTTQ Việt Nam xã và các đoàn thể",
            [("Ủy ban MTTQ Việt Nam xã", None), ("các đoàn thể", None)],
        ),
        ("Đôn đốc các ấp, báo cáo Thường trực Đảng ủy", [("các ấp", OBJECT), ("Thường trực Đảng ủy", RECIPIENT)]),
        ("Thành lập Tổ công tác; kiện toàn Ban chỉ đạo 35", [("Tổ công tác", OBJECT), ("Ban chỉ đạo 35", OBJECT)]),
        (
            "Công ty TNHH Hoa Sen tài trợ cho Trường Tiểu học An Phú",
            [("Công ty TNHH Hoa Sen", None), ("Trường Tiểu học An Phú", OBJECT)],
        ),
        ("Ra quân dọn vệ sinh (Công an xã).", [("Công an xã", None)]),
        ("Nhà máy nước Mây Trắng cấp nước", [("Nhà máy nước Mây Trắng", None)]),
        ("Ban Quản lý dự án và UBND xã Tân Lập họp", [("Ban Quản lý dự án", None), ("UBND xã Tân Lập", None)]),
        ("Phòng Khảo thí và Đảm bảo chất lượng khảo sát", [("Phòng Khảo thí và Đảm bảo chất lượng", None)]),
        ("Tổ chức hội nghị; phòng, chống tham nhũng; đoàn kết nội bộ", []),
        ("Phòng học, hội trường, ban đêm, khoa học công nghệ", []),
        ("Các phòng, ban, đơn vị thuộc Sở báo cáo", [("Các phòng, ban, đơn vị thuộc Sở", None)]),
    ],
)
def test_bodies_and_why_they_are_set_aside(
    names: UnitNames, text: str, expected: list[tuple[str, Reason | None]]
) -> None:
    assert expected == [(s.text, s.aside) for s in find_bodies(text, names)]


def test_a_name_learned_on_the_way_is_found_again(names: UnitNames) -> None:
    before = find_bodies("Hoa Sen Vàng trồng cây", names)
    names.resolve("Hoa Sen Vàng")
    assert ((), ["Hoa Sen Vàng"]) == (before, [s.text for s in find_bodies("Hoa Sen Vàng trồng cây", names)])


@given(st.text(alphabet="aáăĐđVănphògSởİẞ ,;.()-–/:ủyUBND\n1", max_size=80))
def test_spans_are_what_the_text_says_in_order_and_apart(text: str) -> None:
    spans = find_bodies(text, UnitNames(UNITS, [], None))
    assert all(s.text == text[s.start : s.end] and s.text and s.kind == SpanKind.BODY for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_time_grows_with_the_text(names: UnitNames) -> None:
    def taken(count: int) -> float:
        text = "Các phòng, ban gửi về Văn phòng Sở và UBND xã Tân Lập - " * count
        start = time.perf_counter()
        find_bodies(text, names)
        return time.perf_counter() - start

    taken(50)
    assert taken(800) < 60 * taken(100)
