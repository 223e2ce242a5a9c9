"""Who does the work where the names stand behind it, and where a name ends before or behind a verb."""

from __future__ import annotations

import pytest

from danvan_cli.intake.files.text import read_text
from danvan_cli.intake.lines.signature import read_foot
from danvan_cli.intake.people.responsible import read_parts
from danvan_cli.intake.people.unit_names import UnitNames

# The text, who leads, who supports, persons and groups; the last rows are counter-examples.
CASES: list[tuple[str, list[str], list[str], list[str]]] = [
    ("Khảo sát 300 hộ (Tổ Quản lý khách hàng, phối hợp Hội Nông dân)", ["Tổ Quản lý khách hàng"], ["Hội Nông dân"], []),
    ("Trường THCS Lê Quý Đôn xét chọn học sinh, mỗi trường 15 em", ["Trường THCS Lê Quý Đôn"], [], []),
    ("Khai giảng năm học (Ban tổ chức Lễ khai giảng)", ["Ban tổ chức Lễ khai giảng"], [], []),
    ("Tập huấn cho điều dưỡng (BS Đỗ Quang Vinh)", [], [], ["BS Đỗ Quang Vinh"]),
    ("Rà soát quy trình. Phụ trách: CNĐD Phan Thị Mơ", [], [], ["CNĐD Phan Thị Mơ"]),
    (
        "Trạm Kiểm soát phối hợp Đại đội Biên phòng 217 tổ chức giao lưu",
        ["Trạm Kiểm soát"],
        ["Đại đội Biên phòng 217"],
        [],
    ),
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
    # More of every kind.
    (
        "Chuẩn bị kịch bản lễ phát động: Phòng Văn hóa - Xã hội, Đoàn Thanh niên phường.",
        ["Phòng Văn hóa - Xã hội", "Đoàn Thanh niên phường"],
        [],
        [],
    ),
    (
        "Kẻ vẽ pa nô, khẩu hiệu dọc tuyến đường Lê Lợi – Trung tâm Văn hóa - Thông tin và Thể thao (trước 20/4).",
        ["Trung tâm Văn hóa - Thông tin và Thể thao"],
        [],
        [],
    ),
    (
        "Lấy ý kiến nhân dân, tổng hợp gửi Sở Nội vụ trước 15/6 (Phòng Nội vụ chủ trì, Mặt trận phường phối hợp).",
        ["Phòng Nội vụ"],
        ["Mặt trận phường"],
        [],
    ),
    ("Cấp phát tài liệu cho các chi bộ: Văn phòng Đảng ủy.", ["Văn phòng Đảng ủy"], [], []),
    ("Kiểm tra vệ sinh tại các trường: Trạm Y tế, mỗi quý một lần.", ["Trạm Y tế"], [], []),
    ("Sửa điện chiếu sáng ấp 3; Phòng Kinh tế lo vật tư, xong trước Tết.", ["Phòng Kinh tế"], [], []),
    ("Ghi chép biên bản hội nghị: đồng chí Chánh Văn phòng Đảng ủy.", [], [], ["Chánh Văn phòng Đảng ủy"]),
    ("Dẫn chương trình: cô Nguyễn Thị Mai.", [], [], ["cô Nguyễn Thị Mai"]),
    (
        "Khám sức khỏe nghĩa vụ quân sự: từ ngày 01/11 đến ngày 10/11, Ban Chỉ huy Quân sự xã chủ trì, Trạm Y tế phối hợp.",
        ["Ban Chỉ huy Quân sự xã"],
        ["Trạm Y tế"],
        [],
    ),
    ("Báo cáo chuyên đề tháng 5: Ủy ban Kiểm tra Đảng ủy đảm nhiệm.", ["Ủy ban Kiểm tra Đảng ủy"], [], []),
    (
        "Vận động xã hội hóa làm 02 km đường hoa (Chi hội Phụ nữ ấp 4, Chi đoàn ấp 4 cùng làm).",
        ["Chi hội Phụ nữ ấp 4", "Chi đoàn ấp 4"],
        [],
        [],
    ),
    ("Kê khai tài sản, hạn 30/11. Phòng Tổ chức cán bộ.", ["Phòng Tổ chức cán bộ"], [], []),
    (
        "Tuyên truyền trên cổng thông tin điện tử. Giao Trung tâm Chuyển đổi số thực hiện.",
        ["Trung tâm Chuyển đổi số"],
        [],
        [],
    ),
    (
        "Hội thảo khoa học: Viện Nghiên cứu phát triển phối hợp Trường Đại học Tây Nguyên, tháng 9/2026.",
        ["Viện Nghiên cứu phát triển"],
        ["Trường Đại học Tây Nguyên"],
        [],
    ),
    (
        "Tập huấn phòng cháy, có Đội Cảnh sát PCCC khu vực 2 phối hợp hướng dẫn.",
        [],
        ["Đội Cảnh sát PCCC khu vực 2"],
        [],
    ),
    ("Thành phần: lãnh đạo Đảng ủy, Công an xã.", [], [], []),
    ("Thăm, tặng quà 05 đơn vị: Đồn Biên phòng, Trạm Y tế, Trường Mầm non.", [], [], []),
    ("Phối hợp chặt chẽ giữa 3 lực lượng: Công an, Quân sự, Biên phòng.", [], [], []),
    ("Ký kết chương trình với các ngành: Công an, Kiểm lâm.", [], [], []),
    ("Tham gia giải bóng chuyền do Liên đoàn Lao động huyện tổ chức.", [], [], []),
    ("Nâng cấp phần mềm quản lý (hợp đồng với VNPT Tây Ninh).", [], [], []),
    ("Tuyên truyền Luật Đất đai - Luật Nhà ở.", [], [], []),
    ("Trao đổi kinh nghiệm: Hội Nông dân các xã.", [], [], ["Hội Nông dân các xã"]),
    ("Sửa chữa trụ sở tại 02 nơi: Nhà văn hóa xã; Trạm Y tế xã.", [], [], []),
    ("Lập dự toán, thanh quyết toán: Kế toán.", ["Kế toán"], [], []),
    ("Ban hành Quy chế làm việc của Ban Chỉ đạo (Ban Tổ chức Đảng ủy tham mưu).", ["Ban Tổ chức Đảng ủy"], [], []),
    ("Duyệt chương trình văn nghệ: 19h ngày 12/5, Ban Tuyên giáo và Dân vận.", ["Ban Tuyên giáo và Dân vận"], [], []),
    ("Phòng Kế hoạch - Hợp tác quốc tế hoàn thiện hồ sơ.", ["Phòng Kế hoạch - Hợp tác quốc tế"], [], []),
    (
        "Trung tâm Dịch vụ tổng hợp phường phối hợp Ban Công tác Mặt trận các khu phố vận động.",
        ["Trung tâm Dịch vụ tổng hợp phường"],
        [],
        ["Ban Công tác Mặt trận các khu phố"],
    ),
    (
        "Rà soát quy hoạch chợ (Phòng Kinh tế làm đầu mối, Công an xã cùng phối hợp).",
        ["Phòng Kinh tế"],
        ["Công an xã"],
        [],
    ),
    (
        "Trang trí cổng chào - Trung tâm Văn hóa, Thể thao và Truyền thông.",
        ["Trung tâm Văn hóa, Thể thao và Truyền thông"],
        [],
        [],
    ),
    (
        "Đón đoàn công tác: Văn phòng HĐND và UBND xã lo nơi ăn nghỉ, Công an xã giữ trật tự.",
        ["Văn phòng HĐND và UBND xã"],
        ["Công an xã"],
        [],
    ),
    ("Sao gửi văn bản, lưu hồ sơ: Văn thư.", ["Văn thư"], [], []),
    (
        "Chấm điểm thi đua quý: Hội đồng thi đua, khen thưởng xã; xong ngày 25 tháng cuối quý.",
        ["Hội đồng thi đua, khen thưởng xã"],
        [],
        [],
    ),
    (
        "Kiểm tra bếp ăn bán trú: Trạm Y tế phường cùng Trường Mầm non Hoa Sen thực hiện.",
        ["Trạm Y tế phường", "Trường Mầm non Hoa Sen"],
        [],
        [],
    ),
    ("Giao lưu văn nghệ với Đồn Biên phòng - Đoàn Thanh niên xã tổ chức.", [], [], []),
    ("Phát loa lưu động tại 6 thôn (Ban Công tác Mặt trận các thôn).", [], [], ["Ban Công tác Mặt trận các thôn"]),
    ("Phân công trực: Hiệu trưởng, các Phó Hiệu trưởng.", [], [], ["Hiệu trưởng", "các Phó Hiệu trưởng"]),
    (
        "Nghiệm thu công trình; Ban Quản lý dự án chủ trì, Phòng Kinh tế phối hợp; tháng 11.",
        ["Ban Quản lý dự án"],
        ["Phòng Kinh tế"],
        [],
    ),
    ("Khoa Ngoại tổng hợp hoàn tất bảng kiểm an toàn phẫu thuật", ["Khoa Ngoại tổng hợp"], [], []),
    (
        "Phòng Điều dưỡng phối hợp Khoa Hồi sức tích cực - Chống độc, Khoa Nội tổng hợp tập huấn",
        ["Phòng Điều dưỡng"],
        ["Khoa Hồi sức tích cực - Chống độc", "Khoa Nội tổng hợp"],
        [],
    ),
    ("Trung tâm Xúc tiến thương mại làm gian hàng", ["Trung tâm Xúc tiến thương mại"], [], []),
    (
        "Tổ công nghệ số cộng đồng đồng chủ trì với Đoàn Thanh niên xã",
        ["Tổ công nghệ số cộng đồng", "Đoàn Thanh niên xã"],
        [],
        [],
    ),
    ("Đề nghị Liên minh Hợp tác xã tỉnh hỗ trợ tập huấn", ["Liên minh Hợp tác xã tỉnh"], [], []),
    ("Phó Trưởng phòng phụ trách phòng Nội vụ báo cáo kết quả", [], [], ["Phó Trưởng phòng phụ trách phòng Nội vụ"]),
    ("Báo cáo cấp trên: gửi Sở Nội vụ, Sở Tài chính trước 15/12.", [], [], []),
    ("Mua vật tư (theo báo giá của Công ty TNHH Hoa Sen).", [], [], []),
    ("Tập huấn cho cán bộ Hội Nông dân, Đoàn Thanh niên làm công tác dân vận.", [], [], []),
    ("Quán triệt Nghị quyết: cấp ủy, chi bộ.", [], [], ["cấp ủy, chi bộ"]),
    (
        "Đối thoại với nông dân: tháng 8, UBND xã phối hợp Hội Nông dân xã tổ chức.",
        ["UBND xã"],
        ["Hội Nông dân xã"],
        [],
    ),
    ("Xây dựng kế hoạch năm sau, trình Đảng ủy xem xét (Văn phòng Đảng ủy).", ["Văn phòng Đảng ủy"], [], []),
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


@pytest.mark.parametrize(
    ("short", "is_same"), [("Phòng GPMB", True), ("Phòng GPM", False), ("Ban GPMB", False), ("Phòng KT", False)]
)
def test_first_letters_stand_for_the_only_body_that_has_them(short: str, *, is_same: bool) -> None:
    names = UnitNames([], [], "UBND xã Tân Lập")
    code = names.resolve("Phòng Giải phóng mặt bằng")
    for name in ("Phòng Kinh tế", "Phòng Kỹ thuật"):
        names.resolve(name)
    assert is_same == (code in names.codes(short))
    assert is_same == names.is_known(short)


@pytest.mark.parametrize(
    ("signed", "name"),
    [
        ("BSCKII. Tô Vĩnh Phát", "Tô Vĩnh Phát"),
        ("Thượng tá Nguyễn Thành Luân", "Nguyễn Thành Luân"),
        ("PGS, TS Trần Đình Khôi", "Trần Đình Khôi"),
        ("Đại tá, TS. Hồ An", "Hồ An"),
        ("BS.CKII Đỗ Văn Cường", "Đỗ Văn Cường"),
        ("Thạc sĩ Lê Thị Hoa", "Lê Thị Hoa"),
        ("Nguyễn Văn Sĩ", "Nguyễn Văn Sĩ"),
        ("Trung Văn Thượng", "Trung Văn Thượng"),
    ],
)
def test_ranks_and_degrees_are_no_part_of_the_signers_name(signed: str, name: str) -> None:
    lines, _ = read_text("thử.txt", f"GIÁM ĐỐC\n{signed}".encode())
    assert name == read_foot(lines).signer
