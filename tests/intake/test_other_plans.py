"""Plans of other agencies and shapes: nothing in the reader knows any of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.domain.model import Unit

Read = Callable[..., PlanDraft]
DISTRICT, COMMUNE, PARTY, SCHOOL, TABLE = "huyen.txt", "xa.txt", "dang.txt", "truong.md", "bang.txt"
PROVINCE, CELL = "tinh.txt", "phuong.txt"


def heads(plan: PlanDraft) -> tuple[object, ...]:
    h = plan.header
    return h.number, h.symbol, h.year, h.issuer, h.place, h.issued_on


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (DISTRICT, ("45", "KH-UBND", 2024, "Ủy ban nhân dân huyện Châu Hòa", "Châu Hòa", date(2024, 2, 15))),
        (COMMUNE, (None, "KH-UBND", 2025, "UBND xã Tân An", "Tân An", None)),
        (PARTY, ("17", "KH/BDVTU", 2022, "Ban Dân vận Tỉnh ủy", "An Bình", date(2022, 3, 5))),
        (SCHOOL, ("88", "KH-THCSNT", 2023, "Trường THCS Nguyễn Trãi", "Quận Nam", date(2023, 9, 12))),
        (TABLE, ("301", "KH-STP", 2026, "Sở Tư pháp", "Bình Sơn", date(2026, 1, 20))),
        (PROVINCE, (None, "KH-UBND", 2021, "UBND tỉnh Long Bình", "Long Bình", None)),
        (CELL, ("03", "KH/CB", 2024, "Chi bộ Trường Mầm non Hoa Sen", "Phường 5", date(2024, 1, 10))),
    ],
)
def test_number_symbol_year_issuer_place_and_date(read_strange: Read, name: str, expected: tuple[object, ...]) -> None:
    assert expected == heads(read_strange(name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (DISTRICT, "Thực hiện công tác dân vận chính quyền năm 2024 trên địa bàn huyện"),
        (COMMUNE, "Công tác dân vận năm 2025"),
        (PARTY, "đổi mới công tác dân vận năm 2022"),
        (SCHOOL, "Thực hiện quy chế dân chủ và công tác dân vận năm học 2023-2024"),
        (TABLE, "Công tác dân vận của ngành Tư pháp năm 2026"),
    ],
)
def test_the_title_is_whole_and_nothing_but_the_title(read_strange: Read, name: str, expected: str) -> None:
    assert expected == read_strange(name).header.title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (DISTRICT, ("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Hồng Nhung")),
        (COMMUNE, (None, "CHỦ TỊCH", "Trần Văn Bình")),
        (PARTY, ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Phạm Minh Đức")),
        (SCHOOL, (None, "HIỆU TRƯỞNG", "Ngô Thanh Tùng")),
        (TABLE, (None, "GIÁM ĐỐC", "Vũ Quốc Khánh")),
        (PROVINCE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Út")),
        (CELL, ("T/M CHI BỘ", "BÍ THƯ", "Lê Thị Sen")),
    ],
)
def test_authority_title_and_name_of_the_signer(read_strange: Read, name: str, expected: tuple[object, ...]) -> None:
    h = read_strange(name).header
    assert expected == (h.authority, h.signer_title, h.signer)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            DISTRICT,
            ("UBND tỉnh (b/c)", "TT Huyện ủy, TT HĐND huyện", "Các phòng, ban, UBND các xã, thị trấn", "Lưu: VT"),
        ),
        (COMMUNE, ("Đảng ủy xã", "Các ấp", "Lưu: VP")),
        (PARTY, ("Ban Dân vận Trung ương (b/c)", "Các phòng", "Lưu VPB")),
        (SCHOOL, ("Phòng GDĐT (để báo cáo)", "Các tổ, đoàn thể", "Lưu: VT")),
        (TABLE, ()),
    ],
)
def test_recipients_in_whatever_order_the_columns_were_written(
    read_strange: Read, name: str, expected: tuple[str, ...]
) -> None:
    assert expected == read_strange(name).header.recipients


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (DISTRICT, ["A", "B", "C", "C.I", "C.II", "D", "D.1", "D.2"]),
        (COMMUNE, ["I", "II", "II.1", "II.2", "III"]),
        (PARTY, ["I", "II", "II.1", "II.2", "III"]),
        (SCHOOL, ["I", "II", "II.1", "II.2", "III", "III.1", "III.2", "IV"]),
        (TABLE, ["I", "II", "III"]),
        (PROVINCE, ["P1", "P1.1", "P1.2", "P2", "P2.I", "P2.II", "P3", "P3.1"]),
        (CELL, ["1", "2", "3", "3.1", "3.2", "4"]),
    ],
)
def test_sections(read_strange: Read, name: str, expected: list[str]) -> None:
    assert expected == [s.path for s in read_strange(name).sections]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (DISTRICT, ["C.I-1", "C.I-2", "C.II-1", "C.II-2", "D.1-1", "D.1-2", "D.2-1", "D-1"]),
        (COMMUNE, ["II.1-1", "II.1-2", "II.1-3", "II.2-1", "II.2-2", "III-1", "III-2"]),
        (PARTY, ["II.1-1", "II.1-2", "II.2-1", "II.2-2", "III-1", "III-2a", "III-2b"]),
        (SCHOOL, ["III.1-1", "III.1-2", "III.2-1", "IV-1", "IV-2"]),
        (TABLE, ["II-1", "II-2", "III-1"]),
        (
            PROVINCE,
            [
                "P2.I-1",
                "P2.I-2",
                "P2.II-1a",
                "P2.II-1b",
                "P2.II-2",
                "P3.1-1",
                "P3.1-2a",
                "P3.1-2b",
                "P3-1",
                "P3-2",
                "P3-3",
            ],
        ),
        (CELL, ["3.1-1", "3.1-2a", "3.1-2b", "3.2-1", "4-1a", "4-1b", "4-2"]),
    ],
)
def test_tasks_are_the_work_and_nothing_else(read_strange: Read, name: str, expected: list[str]) -> None:
    assert expected == sorted((t.code for t in read_strange(name).tasks), key=expected.index)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            DISTRICT,
            {
                "C.I-1": (["Văn phòng HĐND và UBND huyện"], ["Phòng Nội vụ", "Phòng Tài chính - Kế hoạch"]),
                "C.I-2": (["Phòng Kinh tế và Hạ tầng"], []),
                "C.II-1": (["Phòng Văn hóa và Thông tin"], ["Trung tâm Văn hóa, Thể thao và Truyền thanh"]),
                "D.1-1": (["Phòng Nội vụ"], []),
                "D.1-2": (["Phòng Nội vụ"], []),
                "D-1": (["Ủy ban Mặt trận Tổ quốc Việt Nam huyện"], []),
            },
        ),
        (
            COMMUNE,
            {
                "II.1-3": (["Công an xã", "Ban CHQS xã"], []),
                "III-1": (["Văn phòng - Thống kê xã"], []),
                "III-2": (["Hội Nông dân xã", "Hội Liên hiệp Phụ nữ xã"], []),
            },
        ),
        (
            SCHOOL,
            {
                "III.1-2": (["Ban Giám hiệu"], []),
                "III.2-1": (["Công đoàn"], ["Đoàn TNCS Hồ Chí Minh", "Ban đại diện cha mẹ học sinh"]),
                "IV-2": (["Tổ Văn phòng"], []),
            },
        ),
        (
            TABLE,
            {
                "III-1": (["Văn phòng Sở"], []),
                "II-1": (["Văn phòng Sở"], ["Phòng Phổ biến, giáo dục pháp luật"]),
                "II-2": (["Trung tâm Trợ giúp pháp lý", "Thanh tra Sở"], []),
            },
        ),
        (
            PROVINCE,
            {
                "P2.I-1": (["Sở Nội vụ"], []),
                "P2.I-2": (
                    ["Sở Thông tin và Truyền thông"],
                    ["Báo Long Bình", "Đài Phát thanh và Truyền hình tỉnh"],
                ),
                "P2.II-1a": (["Thanh tra tỉnh"], ["Ban Tiếp công dân tỉnh"]),
                "P2.II-1b": (["Thanh tra tỉnh"], ["Ban Tiếp công dân tỉnh"]),
                "P2.II-2": (["Công an tỉnh"], ["Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"]),
                "P3-1": (["Sở Nội vụ"], []),
                "P3-2": (["Sở Tài chính"], []),
                "P3-3": (["Ban Dân vận Tỉnh ủy", "Ủy ban MTTQ Việt Nam tỉnh"], []),
            },
        ),
        (
            CELL,
            {
                "3.1-2a": (["Chi ủy", "Ban giám hiệu"], ["Công đoàn", "Đoàn thanh niên"]),
                "3.1-2b": (["Chi ủy", "Ban giám hiệu"], ["Công đoàn", "Đoàn thanh niên"]),
                "4-1a": (["Chi ủy"], []),
                "4-1b": (["Chi ủy"], []),
            },
        ),
    ],
)
def test_leads_and_supports_by_name(read_strange: Read, name: str, expected: dict[str, object]) -> None:
    plan = read_strange(name)
    names = {u.code: u.name for u in plan.units}
    found = {t.code: ([names[c] for c in t.leads], [names[c] for c in t.supports]) for t in plan.tasks if t.leads}
    assert expected == found


def test_a_catalogue_decides_where_a_name_with_and_ends(read_strange: Read) -> None:
    units = (Unit("PĐT", "Phòng Đoàn thể và Các hội"), Unit("VPB", "Văn phòng Ban"))
    task = next(t for t in read_strange(PARTY, units).tasks if t.code == "II.1-2")
    assert (("VPB",), ("PĐT",), ()) == (task.leads, task.supports, task.groups)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            DISTRICT,
            {
                "C.I-1": ("Quý II/2024", date(2024, 6, 30)),
                "C.I-2": ("tháng 9 năm 2024", date(2024, 9, 30)),
                "D.1-1": ("trước ngày 30/11", date(2024, 11, 29)),
                "D.1-2": ("chậm nhất ngày 15/12/2024", date(2024, 12, 15)),
                "D.2-1": ("trước ngày 15/3/2024", date(2024, 3, 14)),
            },
        ),
        (
            COMMUNE,
            {
                "II.1-2": ("trước 30/4", date(2025, 4, 29)),
                "III-1": ("trước ngày 20 tháng 11 năm 2025", date(2025, 11, 19)),
            },
        ),
        (
            PARTY,
            {
                "II.1-1": ("xong trong quý I/2022", date(2022, 3, 31)),
                "II.1-2": ("trước ngày 20-6-2022", date(2022, 6, 19)),
                "II.2-1": ("từ ngày 01/7/2022 đến ngày 30/9/2022", date(2022, 9, 30)),
                "II.2-2": ("trước ngày 25", date(2022, 3, 24)),
                "III-2a": ("trước ngày 10/6", date(2022, 6, 9)),
                "III-2b": ("trước ngày 10/12", date(2022, 12, 9)),
            },
        ),
        (
            SCHOOL,
            {
                "III.1-2": ("hoàn thành trong tháng 10", date(2023, 10, 31)),
                "III.2-1": ("vào ngày 15/4", date(2024, 4, 15)),
                "IV-2": ("chậm nhất ngày 25/5/2024", date(2024, 5, 25)),
            },
        ),
        (
            TABLE,
            {
                "III-1": ("trước ngày 30/11/2026", date(2026, 11, 29)),
                "II-1": ("Trước ngày 15/5/2026", date(2026, 5, 14)),
                "II-2": ("Quý III", date(2026, 9, 30)),
            },
        ),
        (
            PROVINCE,
            {
                "P2.I-1": ("Trong quý I năm 2021", date(2021, 3, 31)),
                "P2.II-1a": ("trước ngày 20/12/2021", date(2021, 12, 19)),
                "P2.II-1b": ("định kỳ hằng tháng", date(2021, 1, 31)),
                "P3.1-1": ("trước ngày 28 tháng 02 năm 2021", date(2021, 2, 27)),
                "P3.1-2a": ("trước ngày 15/6", date(2021, 6, 14)),
                "P3.1-2b": ("trước ngày 15/12", date(2021, 12, 14)),
                "P3-1": ("trước ngày 20/12/2021", date(2021, 12, 19)),
            },
        ),
        (
            CELL,
            {
                "3.1-2a": ("tháng 4, tháng 10", date(2024, 4, 30)),
                "3.1-2b": ("tháng 4, tháng 10", date(2024, 10, 31)),
                "3.2-1": ("hoàn thành trong tháng 11/2024", date(2024, 11, 30)),
                "4-1a": ("vào cuối tháng 6", date(2024, 6, 30)),
                "4-1b": ("vào cuối tháng 12/2024", date(2024, 12, 31)),
                "4-2": ("trước ngày 25 hàng tháng", date(2024, 1, 24)),
            },
        ),
    ],
)
def test_deadlines(read_strange: Read, name: str, expected: dict[str, object]) -> None:
    assert expected == {t.code: (t.due_text, t.due_on) for t in read_strange(name).tasks if t.due_on}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            DISTRICT,
            [
                ("ratio", ">=", Decimal(98), "%"),
                ("count", ">=", Decimal(2), "mô hình"),
                ("ratio", "<=", Decimal(5), "%"),
                ("count", "=", Decimal(0), None),
            ],
        ),
        (SCHOOL, [("ratio", ">", Decimal(95), "%"), ("count", ">=", Decimal(1200), "lượt")]),
        (COMMUNE, []),
    ],
)
def test_targets_are_goals_and_never_past_results(read_strange: Read, name: str, expected: list[object]) -> None:
    assert expected == [(t.kind, t.operator, t.goal, t.unit_of_measure) for t in read_strange(name).targets]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (DISTRICT, [("12/KH-UBND", True), ("08-CTr/HU", True), ("10/2022/QH15", False)]),
        (COMMUNE, [("23-QĐ/TW", True), ("51/KH-UBND", True)]),
        (PARTY, [("33/CT-TTg", True), ("25-NQ/TW", False)]),
        (SCHOOL, [("11/2020/TT-BGDĐT", True)]),
        (TABLE, [("05/KH-UBND", True)]),
    ],
)
def test_documents_and_which_are_bases(read_strange: Read, name: str, expected: list[object]) -> None:
    assert expected == [(d.number, d.is_basis) for d in read_strange(name).documents]


def test_a_person_is_no_unit(read_strange: Read) -> None:
    whys = [u.why for u in read_strange(PARTY).unresolved if u.source.startswith("Mục III, ý 1")]
    assert ["giao cho cá nhân “đồng chí Nguyễn Văn Hòa, Phó Trưởng ban”, chưa có đơn vị chủ trì"] == whys


def test_the_column_of_products_is_kept(read_strange: Read) -> None:
    assert ["Chuyên mục", "Báo cáo", None] == [
        t.product for t in sorted(read_strange(TABLE).tasks, key=lambda t: t.code)
    ]
