from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.model import Unit
from danvan_cli.intake.people.headings import read_heading
from danvan_cli.intake.people.responsible import read_names, read_responsible
from danvan_cli.intake.people.unit_names import UnitNames

UNITS = (
    Unit("VP", "Văn phòng Sở", aliases=("Văn phòng",)),
    Unit("TTr", "Thanh tra", aliases=("Thanh tra Sở",)),
    Unit("CU", "Chi ủy"),
    Unit("SVH", "Sở Văn hóa, Thể thao và Du lịch"),
)


@pytest.fixture
def names() -> UnitNames:
    return UnitNames(UNITS, ["Sở Khoa học và Công nghệ (KH&CN) xây dựng"], "Sở Khoa học và Công nghệ")


@pytest.mark.parametrize(
    ("text", "leads", "supports"),
    [
        (
            "Văn phòng Sở chủ trì, phối hợp với Thanh tra, Phòng Kế hoạch - Tài chính tham mưu",
            ["Văn phòng Sở"],
            ["Thanh tra", "Phòng Kế hoạch - Tài chính"],
        ),
        (
            "Tổ Kiểm tra Công vụ phối hợp Ban Thanh tra Nhân dân kiểm tra",
            ["Tổ Kiểm tra Công vụ"],
            ["Ban Thanh tra Nhân dân"],
        ),
        ("Văn phòng Sở và Thanh tra cùng thực hiện", ["Văn phòng Sở", "Thanh tra"], []),
        (
            "Chi cục Tiêu chuẩn Đo lường, Trung tâm Khoa học và Công nghệ tổ chức",
            ["Chi cục Tiêu chuẩn Đo lường", "Trung tâm Khoa học và Công nghệ"],
            [],
        ),
        ("Phòng Khảo thí và Đảm bảo chất lượng tổ chức khảo sát", ["Phòng Khảo thí và Đảm bảo chất lượng"], []),
        ("Sở Văn hóa, Thể thao và Du lịch tổ chức", ["Sở Văn hóa, Thể thao và Du lịch"], []),
        ("Văn phòng HĐND và UBND huyện tổng hợp", ["Văn phòng HĐND và UBND huyện"], []),
        ("Văn phòng HĐND-UBND xã tổng hợp", ["Văn phòng HĐND-UBND xã"], []),
        ("Tổ công tác của Chủ tịch UBND tỉnh kiểm tra", ["Tổ công tác của Chủ tịch UBND tỉnh"], []),
        ("Ban chỉ đạo cải cách hành chính huyện tham mưu", ["Ban chỉ đạo cải cách hành chính huyện"], []),
        ("Ban Dân vận Thành ủy phối hợp với UBND TP.Cao Lãnh tổ chức", ["Ban Dân vận Thành ủy"], ["UBND TP.Cao Lãnh"]),
        ("Giao Bộ Tư pháp chủ trì, phối hợp với Sở Y tế xây dựng", ["Bộ Tư pháp"], ["Sở Y tế"]),
        ("Sở Y tế là cơ quan chủ trì, phối hợp với Sở Công Thương", ["Sở Y tế"], ["Sở Công Thương"]),
        ("Phối hợp với Công an xã tổ chức đối thoại", [], ["Công an xã"]),
        ("Trước ngày 25/10/2023, Văn phòng Sở báo cáo", ["Văn phòng Sở"], []),
        ("Văn phòng: Theo dõi, đôn đốc", ["Văn phòng"], []),
        ("Rà soát hồ sơ; giao Thanh tra theo dõi", ["Thanh tra"], []),
        ("Xây dựng chuyên trang do Văn phòng Sở chủ trì", ["Văn phòng Sở"], []),
        ("Phòng Tiếp công dân xử lý đơn", ["Phòng Tiếp công dân"], []),
        ("Phòng Thanh tra, pháp chế tiếp dân", ["Phòng Thanh tra, pháp chế"], []),
        ("Chi cục Giám định xây dựng chủ trì", ["Chi cục Giám định xây dựng"], []),
        ("Ban Quản lý dự án đầu tư xây dựng huyện niêm yết", ["Ban Quản lý dự án đầu tư xây dựng huyện"], []),
        ("Trung tâm Kiểm định chất lượng công trình tổ chức", ["Trung tâm Kiểm định chất lượng công trình"], []),
        ("Phòng Lao động - Việc làm nắm tình hình", ["Phòng Lao động - Việc làm"], []),
        ("Đề nghị Ban Thường trực Uỷ ban MTTQ huyện giám sát", ["Ban Thường trực Uỷ ban MTTQ huyện"], []),
        ("Ban Chỉ đạo thực hiện Quy chế dân chủ kiểm tra", ["Ban Chỉ đạo thực hiện Quy chế dân chủ"], []),
        ("UBND xã giao Công an xã chủ trì", ["Công an xã"], []),
        ("Bước 1 (tháng 3): Thanh tra phối hợp Chi ủy kiểm tra", ["Thanh tra"], ["Chi ủy"]),
        ("Khoa Khám bệnh chủ trì, Phòng Điều dưỡng phối hợp khám", ["Khoa Khám bệnh"], ["Phòng Điều dưỡng"]),
        ("Tổ chức hội nghị (Công đoàn chủ trì; xong trước ngày 15/3)", ["Công đoàn"], []),
        (
            "Công khai thu chi (Phòng Kế hoạch - Tài chính, Thanh tra; thời gian: tháng 6)",
            ["Phòng Kế hoạch - Tài chính", "Thanh tra"],
            [],
        ),
        (
            "Ban Hậu cần - Kỹ thuật phối hợp Đồn Biên phòng Ia Lốp khám",
            ["Ban Hậu cần - Kỹ thuật"],
            ["Đồn Biên phòng Ia Lốp"],
        ),
        ("LĐLĐ huyện phối hợp với CĐCS Công ty Hoa Sen nói chuyện", ["LĐLĐ huyện"], ["CĐCS Công ty Hoa Sen"]),
        ("Thanh tra ký chương trình phối hợp với Hội Nông dân", ["Thanh tra"], []),
        ("Tổ Kiểm tra (do Phó Giám đốc Sở làm Tổ trưởng) kiểm tra đột xuất kỷ cương", ["Tổ Kiểm tra"], []),
        ("Nhân ngày Pháp luật 09/11, Công đoàn phối hợp Thanh tra tổ chức tọa đàm", ["Công đoàn"], ["Thanh tra"]),
        ("Tổng kết năm (Thanh tra phụ trách, Tổ Văn phòng giúp việc).", ["Thanh tra"], ["Tổ Văn phòng"]),
        ("Tổ Hỗ trợ người nộp thuế hướng dẫn quyết toán", ["Tổ Hỗ trợ người nộp thuế"], []),
        ("Tổ Dự toán, Pháp chế tổ chức hội nghị đối thoại: lần 1 trước 31/3", ["Tổ Dự toán, Pháp chế"], []),
        ("Lễ phát động: Công đoàn tham mưu, Ban Tuyên giáo phối hợp", ["Công đoàn"], ["Ban Tuyên giáo"]),
        ("Họp trong tháng 9, Công đoàn chủ trì, Tổ Văn phòng phối hợp chuẩn bị.", ["Công đoàn"], ["Tổ Văn phòng"]),
        ("Thực hiện công trình thanh niên, ngày 22/02 (Đoàn Thanh niên).", ["Đoàn Thanh niên"], []),
        ("Tổ chức Hội nghị công chức; Công đoàn và Thanh tra cùng chủ trì.", ["Công đoàn", "Thanh tra"], []),
    ],
)
def test_leads_and_supports(names: UnitNames, text: str, leads: list[str], supports: list[str]) -> None:
    found = read_responsible(text, names)
    assert (leads, supports) == (found.units("leads"), found.units("supports"))


@pytest.mark.parametrize(
    "text",
    [
        "Thanh tra, kiểm tra việc thực hiện",
        "Ban hành kế hoạch và tổ chức thực hiện",
        "Tổ chức hội nghị quán triệt",
        "Phòng, chống tham nhũng; thực hiện nghiêm",
        "Phối hợp, tạo điều kiện để Ủy ban Mặt trận Tổ quốc Việt Nam tham gia",
        "Hội nghị tổng kết được tổ chức",
        "Các nhiệm vụ được giao phải hoàn thành",
        "Báo cáo kết quả về Sở KH&CN (qua Văn phòng) trước ngày 25/10",
        "Tự chấm điểm, báo cáo qua Sở Nội vụ",
        "Gửi báo cáo về cấp trên (Phòng Nội vụ)",
        "Đoàn kết nội bộ, thực hiện quy chế",
        "Sở hữu trí tuệ được bảo hộ",
        "Chỉ đạo Phòng Nội vụ tham mưu",
        "Sở ban hành văn bản",
        "Đồng chí Lê Văn A, Trưởng phòng Nội vụ chịu trách nhiệm",
        "Phân công lãnh đạo phụ trách",
    ],
)
def test_verbs_and_recipients_are_nobody(names: UnitNames, text: str) -> None:
    found = read_responsible(text, names)
    assert ([], []) == (found.units("leads"), found.units("supports"))


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Lãnh đạo các phòng, đơn vị thuộc Sở có trách nhiệm", ("các phòng, đơn vị thuộc Sở",)),
        ("Chi uỷ phối hợp chính quyền, đoàn thể phát động", ("chính quyền, đoàn thể",)),
        ("UBND các huyện, thị xã, thành phố chỉ đạo", ("UBND các huyện, thị xã, thành phố",)),
        ("Ban Xây dựng Đảng, các tổ chức Đảng thực hiện", ("các tổ chức Đảng",)),
        ("Trạm Y tế các xã, thị trấn báo cáo", ("Trạm Y tế các xã, thị trấn",)),
        ("Hạt trưởng các Hạt Kiểm lâm báo cáo", ("Hạt trưởng các Hạt Kiểm lâm",)),
        ("Các chi, đảng bộ cơ sở tổ chức học tập", ("Các chi, đảng bộ cơ sở",)),
        ("lãnh đạo Sở tiếp công dân", ("lãnh đạo Sở",)),
        ("Tri ân khách hàng (Phòng Kinh doanh, các Điện lực trực thuộc).", ("các Điện lực trực thuộc",)),
        ("Các doanh nghiệp viễn thông, điện lực phối hợp", ("Các doanh nghiệp viễn thông, điện lực",)),
        ("Hiệu trưởng các trường học trên địa bàn triển khai", ("Hiệu trưởng các trường học trên địa bàn",)),
    ],
)
def test_groups_stay_the_words_they_are(names: UnitNames, text: str, groups: tuple[str, ...]) -> None:
    assert groups == read_responsible(text, names).groups()


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Giao Văn phòng Sở:", ["Văn phòng Sở"]),
        ("Đối với Phòng Nội vụ", ["Phòng Nội vụ"]),
        ("Công tác tuyên truyền", []),
    ],
)
def test_a_heading_assigns_only_when_it_names_somebody(names: UnitNames, text: str, leads: list[str]) -> None:
    assert leads == read_heading(text, names).units("leads")


def test_a_field_that_is_no_list_of_names_stays_as_written(names: UnitNames) -> None:
    assert [("group", "tổ dân phố tự quản")] == [(m.kind, m.text) for m in read_names("tổ dân phố tự quản", names)]


@pytest.mark.parametrize(
    "spelling",
    ["Chi uỷ", "chi ủy", "CHI ỦY", "Chi uy", "Chi ủy Sở", "Chi ủy Sở Khoa học và Công nghệ", "Chi ủy Sở KH&CN"],
)
def test_every_spelling_is_the_same_unit(names: UnitNames, spelling: str) -> None:
    assert "CU" == names.resolve(spelling)


@pytest.mark.parametrize(
    ("passage", "short", "full"),
    [
        ("Phòng Tổ chức - Hành chính (TC-HC) theo dõi", "Phòng TC - HC", "Phòng Tổ chức - Hành chính"),
        ("Trung tâm Y tế huyện Kbang (TTYT) tổ chức", "TTYT", "Trung tâm Y tế huyện Kbang"),
        ("Văn phòng Điều phối (sau đây gọi tắt là Văn phòng ĐP) họp", "Văn phòng ĐP", "Văn phòng Điều phối"),
    ],
)
def test_a_short_name_that_the_text_introduces_is_the_full_one(passage: str, short: str, full: str) -> None:
    names = UnitNames((), [passage], None)
    assert names.key(full) == names.key(short)


@pytest.mark.parametrize(
    "spelling", ["Phòng Kế hoạch – Tài chính", "Phòng Kế hoạch Tài chính", "phòng Kế hoạch-Tài chính"]
)
def test_hyphens_tell_no_units_apart(spelling: str) -> None:
    names = UnitNames([Unit("KHTC", "Phòng Kế hoạch - Tài chính")], [], None)
    assert "KHTC" == names.resolve(spelling)


@given(st.text(max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_responsible(text, UnitNames(UNITS, [text], None))
    assert all(m.text for m in (*found.leads, *found.supports))


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Trung tâm Khuyến nôn", "Trung tâm Khuyến nông"),
        ("Trung tâm Khuyến", "Trung tâm Khuyến nông"),
        ("Trung tâm Khuyến mại", None),
        ("Trung tâm Thể thao", None),
    ],
)
def test_only_a_slip_of_a_letter_or_two_is_near(name: str, near: str | None) -> None:
    assert near == UnitNames([Unit("KN", "Trung tâm Khuyến nông")], [], None).near_miss(name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Khoa Dược - VTYT", ["Khoa Dược - VTYT"]),
        ("VP - TTr", ["VP", "TTr"]),
        ("Phòng Nội vụ - VP", ["Phòng Nội vụ", "VP"]),
    ],
)
def test_letters_behind_a_dash_are_a_body_where_they_name_one(names: UnitNames, text: str, found: list[str]) -> None:
    assert found == [mention.text for mention in read_names(text, names)]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Công an xã tổ chức tuần tra:", "Công an xã"),
        ("Văn phòng Sở xây dựng các văn bản sau:", "Văn phòng Sở"),
        ("Trung tâm Kiểm soát thanh toán:", "Trung tâm Kiểm soát thanh toán"),
    ],
)
def test_a_heading_that_is_a_sentence_names_its_subject(names: UnitNames, heading: str, lead: str) -> None:
    assert [lead] == [mention.text for mention in read_heading(heading, names).leads]
