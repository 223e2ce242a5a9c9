"""Who does the work where the names stand behind it, and where a name ends before or behind a verb."""

from __future__ import annotations

import pytest

from danvan_cli.intake.people.responsible import read_parts
from danvan_cli.intake.people.unit_names import UnitNames

# The text, who leads, who supports, persons and groups; the last rows are counter-examples.
CASES: list[tuple[str, list[str], list[str], list[str]]] = [
    # Names behind a bracket, a colon, a dash, a comma or a full stop.
    ("Xây dựng kế hoạch phòng, chống dịch, xong trong tháng 3 (Trạm Y tế xã tham mưu).", ["Trạm Y tế xã"], [], []),
    (
        "Dọn vệ sinh các tuyến kênh (Hội Nông dân xã, Đoàn Thanh niên xã).",
        ["Hội Nông dân xã", "Đoàn Thanh niên xã"],
        [],
        [],
    ),
    ("Chăm sóc bồn hoa trước cổng (Hội Phụ nữ xã đảm nhiệm).", ["Hội Phụ nữ xã"], [], []),
    (
        "Tổ chức giải bóng đá (Đoàn Thanh niên xã chủ trì; Công an xã phối hợp).",
        ["Đoàn Thanh niên xã"],
        ["Công an xã"],
        [],
    ),
    ("Phát quà Trung thu cho trẻ em (Hội Phụ nữ xã lo).", ["Hội Phụ nữ xã"], [], []),
    ("Soạn đề cương tuyên truyền: giao Ban Xây dựng Đảng.", ["Ban Xây dựng Đảng"], [], []),
    (
        "Mua sắm bàn ghế cho bộ phận Một cửa, hạn 15/6: giao Văn phòng HĐND và UBND xã.",
        ["Văn phòng HĐND và UBND xã"],
        [],
        [],
    ),
    ("Lập hồ sơ mời thầu: Phòng Kế hoạch - Đấu thầu, ngày 20/7/2026.", ["Phòng Kế hoạch - Đấu thầu"], [], []),
    ("In phiếu khảo sát: Phòng Văn hóa - Xã hội.", ["Phòng Văn hóa - Xã hội"], [], []),
    (
        "Trực cơ quan ngày nghỉ: Văn phòng Tỉnh hội, từ ngày 09/10/2025 đến ngày 11/10/2025.",
        ["Văn phòng Tỉnh hội"],
        [],
        [],
    ),
    (
        "Rà soát biển báo giao thông: Phòng Kinh tế, Hạ tầng và Đô thị; xong trước 30/4.",
        ["Phòng Kinh tế, Hạ tầng và Đô thị"],
        [],
        [],
    ),
    ("Viết tin bài về gương người tốt – Ban Tuyên huấn.", ["Ban Tuyên huấn"], [], []),
    ("Thành lập Tổ giúp việc - Phòng Tổ chức cán bộ - trước ngày 25/8.", ["Phòng Tổ chức cán bộ"], [], []),
    ("Kiểm tra nhà trọ - Công an phường.", ["Công an phường"], [], []),
    ("Chuẩn bị hội trường, Văn phòng Đảng ủy lo, xong trước 7h ngày 12/5.", ["Văn phòng Đảng ủy"], [], []),
    (
        "Âm thanh, ánh sáng: Trung tâm Văn hóa - Thể thao lo, lắp đặt xong ngày 02/9.",
        ["Trung tâm Văn hóa - Thể thao"],
        [],
        [],
    ),
    ("Tổ chức tập huấn kỹ năng số ngày 15/4, có Trung tâm Chính trị xã phối hợp.", [], ["Trung tâm Chính trị xã"], []),
    (
        "Phòng Tư pháp tổ chức hội thi, có Đoàn Thanh niên phường phối hợp.",
        ["Phòng Tư pháp"],
        ["Đoàn Thanh niên phường"],
        [],
    ),
    ("Sắp xếp kho lưu trữ; Văn phòng Sở; Phòng Kế toán cùng làm.", ["Văn phòng Sở", "Phòng Kế toán"], [], []),
    (
        "Thu dọn hiện trường: Công an xã, Ban Chỉ huy Quân sự xã cùng làm.",
        ["Công an xã", "Ban Chỉ huy Quân sự xã"],
        [],
        [],
    ),
    (
        "Lập danh sách hộ nghèo (Phòng Văn hóa - Xã hội/Hội Nông dân xã chủ trì).",
        ["Phòng Văn hóa - Xã hội", "Hội Nông dân xã"],
        [],
        [],
    ),
    (
        "Phát động trồng cây: Hội Nông dân xã/Đoàn Thanh niên xã chủ trì.",
        ["Hội Nông dân xã", "Đoàn Thanh niên xã"],
        [],
        [],
    ),
    (
        "Thăm gia đình chính sách dịp 27/7 (Mặt trận xã/Hội Cựu chiến binh xã), trong tháng 7.",
        ["Mặt trận xã", "Hội Cựu chiến binh xã"],
        [],
        [],
    ),
    ("Báo cáo kết quả 6 tháng chậm nhất ngày 10/6; Tổ Tổng hợp soạn báo cáo.", ["Tổ Tổng hợp"], [], []),
    ("Báo cáo kết quả năm: trước ngày 10/12. Phòng Nội vụ.", ["Phòng Nội vụ"], [], []),
    ("Họp tổng kết mô hình vào tháng 11. Hội Phụ nữ xã chuẩn bị tài liệu, khách mời.", ["Hội Phụ nữ xã"], [], []),
    (
        "Phúc tra kết quả: ngày 20/9/2026, Thanh tra Sở phối hợp Phòng Tổ chức cán bộ.",
        ["Thanh tra Sở"],
        ["Phòng Tổ chức cán bộ"],
        [],
    ),
    ("Công bố quyết định: ngày 30/03/2026, giao Văn phòng Đảng ủy.", ["Văn phòng Đảng ủy"], [], []),
    ("Thanh lý tài sản cũ; Phòng Tài chính - Kế toán làm, hạn ngày 15/12/2026.", ["Phòng Tài chính - Kế toán"], [], []),
    ("Lắp đặt camera. Công an xã phối hợp Ban nhân dân các ấp.", ["Công an xã"], [], ["Ban nhân dân các ấp"]),
    (
        "Mở lớp dạy nghề: Trung tâm Giáo dục nghề nghiệp và Hội Phụ nữ xã cùng thực hiện, khai giảng trong tháng 9.",
        ["Trung tâm Giáo dục nghề nghiệp", "Hội Phụ nữ xã"],
        [],
        [],
    ),
    # Names with syllables that are verbs elsewhere.
    ("Tổ công nghệ số cộng đồng hướng dẫn người dân cài đặt", ["Tổ công nghệ số cộng đồng"], [], []),
    (
        "Hướng dẫn người dân cài đặt VNeID: Tổ công nghệ số cộng đồng, Công an phường phối hợp.",
        ["Tổ công nghệ số cộng đồng"],
        ["Công an phường"],
        [],
    ),
    ("Khoa Nội tổng hợp rà soát phác đồ", ["Khoa Nội tổng hợp"], [], []),
    (
        "Khoa Ngoại tổng hợp phối hợp Khoa Nội tổng hợp tổ chức hội chẩn",
        ["Khoa Ngoại tổng hợp"],
        ["Khoa Nội tổng hợp"],
        [],
    ),
    ("Khoa Hồi sức tích cực chủ trì, phối hợp với Khoa Cấp cứu", ["Khoa Hồi sức tích cực"], ["Khoa Cấp cứu"], []),
    ("Khoa Cấp cứu chủ trì; Khoa Hồi sức tích cực phối hợp.", ["Khoa Cấp cứu"], ["Khoa Hồi sức tích cực"], []),
    ("Trung tâm Dịch vụ tổng hợp xã phát thanh hằng tuần", ["Trung tâm Dịch vụ tổng hợp xã"], [], []),
    ("Trung tâm Dịch vụ tổng hợp phường lắp đặt loa", ["Trung tâm Dịch vụ tổng hợp phường"], [], []),
    ("Hội đồng xét công nhận sáng kiến họp", ["Hội đồng xét công nhận sáng kiến"], [], []),
    ("Xét tốt nghiệp: Hội đồng xét công nhận.", ["Hội đồng xét công nhận"], [], []),
    ("Phòng Tài chính - Kế toán hoàn tất thủ tục thanh toán", ["Phòng Tài chính - Kế toán"], [], []),
    ("Phòng Hành chính - Quản trị sắm sửa vật tư", ["Phòng Hành chính - Quản trị"], [], []),
    ("Trung tâm Hỗ trợ nông dân lo gian hàng", ["Trung tâm Hỗ trợ nông dân"], [], []),
    ("Phòng Kế hoạch - Kỹ thuật hoàn chỉnh hồ sơ", ["Phòng Kế hoạch - Kỹ thuật"], [], []),
    ("Phòng Nội vụ tổng hợp, báo cáo UBND xã", ["Phòng Nội vụ"], [], []),
    (
        "Ban Kinh tế - Xã hội chủ trì; phối hợp với Sở Nông nghiệp và Môi trường, Liên minh Hợp tác xã tỉnh; dựng xong ngày 09/10.",
        ["Ban Kinh tế - Xã hội"],
        ["Sở Nông nghiệp và Môi trường", "Liên minh Hợp tác xã tỉnh"],
        [],
    ),
    (
        "Phòng Kinh tế phối hợp với Sở Công Thương, Liên minh HTX tỉnh xúc tiến thương mại",
        ["Phòng Kinh tế"],
        ["Sở Công Thương", "Liên minh HTX tỉnh"],
        [],
    ),
    (
        "Ban Xây dựng Đảng chủ trì, phối hợp với UBKT Đảng ủy và Văn phòng Đảng ủy; tháng 8/2026.",
        ["Ban Xây dựng Đảng"],
        ["UBKT Đảng ủy", "Văn phòng Đảng ủy"],
        [],
    ),
    ("Ban Dân vận chủ trì, phối hợp với Văn phòng Đảng ủy, quý III/2026.", ["Ban Dân vận"], ["Văn phòng Đảng ủy"], []),
    ("Công an xã chủ trì, phối hợp Trạm Y tế xã, ngày 12/5.", ["Công an xã"], ["Trạm Y tế xã"], []),
    # Persons by their whole post.
    ("Giao ban hằng tháng: Phó Giám đốc phụ trách chuyên môn chủ trì.", [], [], ["Phó Giám đốc phụ trách chuyên môn"]),
    (
        "Phó Hiệu trưởng phụ trách cơ sở vật chất kiểm tra phòng học.",
        [],
        [],
        ["Phó Hiệu trưởng phụ trách cơ sở vật chất"],
    ),
    (
        "Kiện toàn Đội dân phòng (đ/c Bùi Văn Lực - Phó Trưởng Công an xã).",
        [],
        [],
        ["đ/c Bùi Văn Lực - Phó Trưởng Công an xã"],
    ),
    (
        "Diễn tập ứng cứu sự cố do đ/c Lương Thị Hoa, Phó Giám đốc Sở chỉ đạo.",
        [],
        [],
        ["đ/c Lương Thị Hoa, Phó Giám đốc Sở"],
    ),
    ("Đồng chí Phó Bí thư Thường trực Đảng ủy trực tiếp chỉ đạo.", [], [], ["Phó Bí thư Thường trực Đảng ủy"]),
    ("Kiểm tra tại 12 bản: Chủ tịch UBND xã, 6 tháng một lần.", [], [], ["Chủ tịch UBND xã"]),
    ("Hoàn thành sổ điểm: Tổ Văn phòng, giáo viên chủ nhiệm.", ["Tổ Văn phòng"], [], ["giáo viên chủ nhiệm"]),
    ("Vận động học sinh ra lớp (giáo viên chủ nhiệm).", [], [], ["giáo viên chủ nhiệm"]),
    ("Mỗi quý, Ban nhân dân các ấp họp dân nhắc nhở", [], [], ["Ban nhân dân các ấp"]),
    ("Mỗi tháng, Công an xã báo cáo Công an tỉnh", ["Công an xã"], [], []),
    ("Mỗi khoa, phòng đăng ký 01 đề án", [], [], ["Mỗi khoa, phòng"]),
    ("Trực lãnh đạo: Phó Trưởng Công an xã phụ trách an ninh.", [], [], ["Phó Trưởng Công an xã phụ trách an ninh"]),
    # Names that say who is looked at, who gets it, or between whom.
    ("Kiểm tra tài chính tại các đơn vị: Trường Tiểu học An Phú, Trạm Y tế xã.", [], [], []),
    ("Kiểm tra 02 chi bộ: Chi bộ Quân sự, Chi bộ Trường học.", [], [], []),
    ("Kiểm tra chuyên đề 02 chi bộ (Chi bộ Quân sự, Chi bộ Trường THPT An Phú).", [], [], []),
    ("Gửi báo cáo về Sở Nội vụ (Phòng Cải cách hành chính).", [], [], []),
    ("Ký kết quy chế phối hợp giữa Công an xã - Hội Nông dân xã.", [], [], []),
    ("Khảo sát các phòng sau: Phòng Nội vụ, Phòng Tư pháp.", [], [], []),
    ("Nộp hồ sơ tại địa chỉ: Văn phòng Sở.", [], [], []),
]


@pytest.mark.parametrize(("text", "leads", "supports", "groups"), CASES)
def test_a_sentence_tells_who_does_it_wherever_the_names_stand(
    text: str, leads: list[str], supports: list[str], groups: list[str]
) -> None:
    (part,) = read_parts(text, UnitNames([], [], "UBND xã Tân Lập"))
    assert (leads, supports, groups) == (part.who.units("leads"), part.who.units("supports"), list(part.who.groups()))
