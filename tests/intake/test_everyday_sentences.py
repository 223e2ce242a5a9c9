"""Who does it, who helps and until when, as clerks put it in whole sentences; what stays open is asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from danvan_cli.domain.draft import PlanDraft

Read = Callable[..., PlanDraft]
HEAD = "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\nI. NHIỆM VỤ\n"
# The words; each task as "leads | supports | groups | last day"; the fields that a person is asked about.
SENTENCES = [
    (
        "1. Trực bảng tin, thay nhau theo quý: quý I Hội Nông dân xã, quý II Hội Cựu chiến binh xã.",
        [" |  |  | 2024-03-31"],
        ["due_on", "leads", "supports"],
    ),
    (
        "1. Vớt bèo kênh tiêu, tháng nào cũng làm một lượt: Hội Nông dân xã làm.",
        ["Hội Nông dân xã |  |  | 2024-01-31"],
        [],
    ),
    (
        "1. Trạm Y tế xã lấy mẫu nước giếng khoan, nửa năm một lần.",
        ["Trạm Y tế xã |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Phòng Kinh tế gửi số liệu rác thải, cứ mùng 5 hằng tháng là phải có.",
        ["Phòng Kinh tế |  |  | 2024-02-05"],
        [],
    ),
    (
        "1. Lập danh sách hộ phải di dời, nộp 10/6: Công an xã làm phần nhân khẩu, Ban CHQS xã làm phần phương tiện.",
        ["Công an xã | Ban CHQS xã |  | 2024-06-10"],
        ["leads", "supports"],
    ),
    (
        "1. Dọn chợ; tháng lẻ do Đoàn Thanh niên xã, tháng chẵn đến lượt Hội Nông dân xã.",
        [" |  |  | "],
        ["due_on", "leads", "supports"],
    ),
    (
        "1. Hội LHPN xã phối hợp cùng Trạm Y tế xã (đơn vị chủ trì) khám sàng lọc, ngày 08/3.",
        ["Hội LHPN xã | Trạm Y tế xã |  | 2024-03-08"],
        ["leads", "supports"],
    ),
    (
        "1. Văn phòng nộp báo cáo tổng kết sớm hơn hạn của tỉnh (30/11) một tuần.",
        ["Văn phòng |  |  | 2024-11-30"],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế cắm mốc, hạn 20/5 nay được kéo thêm mười ngày.",
        ["Phòng Kinh tế |  |  | 2024-05-20"],
        ["due_on"],
    ),
    (
        "1. HTX Chè Đồng Thái xây xưởng sấy, hoàn thành vào cuối năm thứ hai.",
        ["HTX Chè Đồng Thái |  |  | 2024-12-31"],
        ["due_on"],
    ),
    (
        "1. N-30: Ban CHQS xã hoàn chỉnh bộ văn kiện diễn tập.",
        ["Ban CHQS xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Sau hội 3 ngày: Phòng Kinh tế dọn sạch khu bãi hội.",
        ["Phòng Kinh tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế, trên cơ sở số liệu do các thôn gửi lên, hoàn thành đồ án trước ngày 29/5.",
        ["Phòng Kinh tế |  |  | 2024-05-28"],
        [],
    ),
    (
        "1. Lắp gờ giảm tốc trước cổng trường (Phòng Kinh tế cùng làm), xong 28/8.",
        ["Phòng Kinh tế |  |  | 2024-08-28"],
        ["leads"],
    ),
    (
        "1. Thanh lý bàn ghế: giao Văn phòng chủ trì, Trung tâm Dịch vụ công ích phường chỉ phối hợp, hạn 20/11.",
        ["Văn phòng | Trung tâm Dịch vụ công ích phường |  | 2024-11-20"],
        [],
    ),
    (
        "1. Hoàn chỉnh văn kiện diễn tập, Ban CHQS xã làm, Công an xã phối hợp, xong 20/4.",
        ["Ban CHQS xã | Công an xã |  | 2024-04-20"],
        [],
    ),
    (
        "1. Công an xã lo phân luồng đêm rước đèn, có Quân sự hỗ trợ.",
        ["Công an xã |  |  | "],
        ["supports"],
    ),
    (
        "1. Phòng Tài chính thẩm định dự toán, hạn 20/3; phòng nêu tại điểm 1 phối hợp cung cấp số liệu.",
        ["Phòng Tài chính |  |  | 2024-03-20"],
        ["supports"],
    ),
    (
        "1. Làm gì? Trưng bày sách.\nAi làm? Phòng Phục vụ. Ai giúp? Phòng Nghiệp vụ.\nBao giờ? Từ 15/4 tới 25/4/2024.",
        ["Phòng Phục vụ | Phòng Nghiệp vụ |  | 2024-04-25"],
        [],
    ),
    (
        "1. Dọn vệ sinh trụ sở.\nĐơn vị làm: ....Văn phòng....\nCùng làm: ....Đoàn Thanh niên xã....\nNgày xong: ....24/01/2024....",
        ["Văn phòng | Đoàn Thanh niên xã |  | 2024-01-24"],
        [],
    ),
    (
        "1. Nạo vét kênh N4\n- Làm: Xí nghiệp Thủy nông Tây\n- Giúp: Hợp tác xã Phú Thọ\n- Xong: 20/4/2024\n2. Phát cỏ mái kênh\n- Làm: nt\n- Giúp: không\n- Xong: nt",
        [
            "Xí nghiệp Thủy nông Tây | Hợp tác xã Phú Thọ |  | 2024-04-20",
            "Xí nghiệp Thủy nông Tây |  |  | 2024-04-20",
        ],
        [],
    ),
    (
        "1. Sát hạch công chứng viên mới bổ nhiệm [B1/V0/04.18]",
        [" |  |  | "],
        ["due_on", "leads", "supports"],
    ),
    (
        "1. Dò lỗi chính tả bản đã quét: cũng phòng ấy, thêm nửa tháng nữa.",
        [" |  |  | "],
        ["due_on", "leads", "supports"],
    ),
    (
        "1. Công an xã ký cam kết.\n2. Văn phòng lập sổ, xong 15/3.\n(dành cho thôn loại 1)",
        ["Công an xã |  |  | ", "Văn phòng |  |  | 2024-03-15"],
        [],
    ),
    (
        "1. Phòng Kinh tế thanh quyết toán tiền thuốc, chậm nhất 15/11.",
        ["Phòng Kinh tế |  |  | 2024-11-15"],
        [],
    ),
    (
        "Hội Nông dân xã kiểm tra trong tháng 12 và tháng 1/2027.",
        ["Hội Nông dân xã |  |  | 2026-12-31", "Hội Nông dân xã |  |  | 2027-01-31"],
        ["due_on"],
    ),
    (
        "Đoàn xã làm lại như năm ngoái, ngày 26/3 tổ chức trại thanh niên.",
        ["Đoàn xã |  |  | "],
        ["due_on"],
    ),
    (
        "Công an xã thu hồ sơ đăng ký cư trú, hết hạn ngày 30/6.",
        ["Công an xã |  |  | 2024-06-30"],
        [],
    ),
    (
        "Giao Văn phòng ký lại hợp đồng bảo hiểm vì bảo hiểm cháy nổ sẽ hết hạn ngày 30/6.",
        ["Văn phòng |  |  | "],
        [],
    ),
    (
        "Đoàn xã dọn bùn sau trận lũ lúc 3h sáng 12/6.",
        ["Đoàn xã |  |  | "],
        ["due_on"],
    ),
    (
        "Công an xã xác minh vụ trộm xảy ra tối 2/2.",
        ["Công an xã |  |  | "],
        ["due_on"],
    ),
    (
        "Văn phòng gửi giấy mời dự hội nghị lúc 8h ngày 20/4.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "Mỗi tháng Công an xã họp bản một lần, mỗi quý Hội Nông dân xã báo cáo Đảng ủy.",
        ["Công an xã |  |  | 2024-01-31", "Hội Nông dân xã |  |  | 2024-03-31"],
        [],
    ),
    (
        "Hội Cựu chiến binh xã rà soát hội viên khó khăn, nhờ đồng chí Lường Văn Tâm lập danh sách xong trước 10/4.",
        ["Hội Cựu chiến binh xã |  |  | ", " |  | đồng chí Lường Văn Tâm | 2024-04-09"],
        ["due_on", "leads"],
    ),
    (
        "Đoàn xã trồng cây, mỗi quý Hội Nông dân xã chăm sóc.",
        ["Đoàn xã |  |  | ", "Hội Nông dân xã |  |  | 2024-03-31"],
        ["due_on"],
    ),
    (
        "Phòng Văn hóa mở đợt phát thanh trong tháng 3 và tháng 4.",
        ["Phòng Văn hóa |  |  | 2024-04-30"],
        [],
    ),
    (
        "Văn phòng họp dân vào tháng 3 và tháng 4.",
        ["Văn phòng |  |  | 2024-03-31", "Văn phòng |  |  | 2024-04-30"],
        [],
    ),
    (
        "Trong tháng 10, kế toán Mã Ngọc Thúy đối chiếu công nợ tiền sạp của từng hộ.",
        [" |  | kế toán Mã Ngọc Thúy | 2024-10-31"],
        ["leads"],
    ),
    (
        "Ban Nữ công kiểm tra nhà xưởng ngày 16/5. Cuối cùng, chị Oanh viết báo cáo tổng kết, chậm nhất là 05/6.",
        ["Ban Nữ công |  |  | ", " |  | chị Oanh | 2024-06-05"],
        ["due_on", "leads"],
    ),
    (
        "Tổ Trật tự kiểm tra cân đối chứng trước 20/10.",
        ["Tổ Trật tự |  |  | 2024-10-19"],
        [],
    ),
    (
        "Phòng Nhân sự tổ chức đối thoại ngày 14/5. Câu hỏi của công nhân nhờ các tổ trưởng thu, nộp trước 09/5.",
        ["Phòng Nhân sự |  |  | 2024-05-14", " |  |  | 2024-05-08"],
        ["leads", "supports"],
    ),
    (
        "Tiểu ban Nội dung soạn điều lệ trước 15/7. Đăng ký nhận đến 17h00 ngày 31/7, đầu mối nhận là chị Lương Khánh Vy, chuyên viên Phòng Văn hóa.",
        ["Tiểu ban Nội dung |  |  | 2024-07-14", " |  | chị Lương Khánh Vy | 2024-07-31"],
        ["leads"],
    ),
    (
        "Tổ bảo vệ nhắc nhở các hộ từ ngày 06/4 đến 17/4, Cảnh sát khu vực sẽ cùng đi.",
        ["Tổ bảo vệ |  | Cảnh sát khu vực | 2024-04-17"],
        [],
    ),
    (
        "Chỉnh trang nghĩa trang phải xong trước ngày 15/7. Phần việc này Hội Cựu chiến binh xã nhận làm, Đoàn Thanh niên xã góp 80 công.",
        ["Hội Cựu chiến binh xã | Đoàn Thanh niên xã |  | 2024-07-14"],
        [],
    ),
    (
        "Giao Phòng Kinh tế rà soát ranh giới 14 thửa đất, có Trưởng thôn Suối Cát dẫn đạc, xong trước ngày 20/3.",
        ["Phòng Kinh tế |  | Trưởng thôn Suối Cát | 2024-03-19"],
        [],
    ),
    (
        "Văn phòng tổ chức hội nghị trước 20/12, có Chủ tịch UBND xã dự.",
        ["Văn phòng |  |  | 2024-12-19"],
        [],
    ),
    (
        "Tổ khối 4 và tổ khối 5 nộp đề kiểm tra chậm nhất 13/3.",
        ["Tổ khối 4, Tổ khối 5 |  |  | 2024-03-13"],
        [],
    ),
    (
        "Việc mở lớp, mỗi quý một lớp, giao Văn phòng Đảng ủy. Tài liệu phải ngắn, có hình.",
        ["Văn phòng Đảng ủy |  |  | 2024-03-31"],
        [],
    ),
    (
        "Văn phòng mua sắm máy tính khi được cấp kinh phí.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "Mỗi Đoàn xã tổ chức 01 điểm hỗ trợ người dân, duy trì trong suốt Tháng Thanh niên.",
        [" |  | Mỗi Đoàn xã | "],
        ["due_on", "leads"],
    ),
    (
        "Phòng Hành chính khám sức khỏe từ 04/5 đến 09/5. Mạng lưới an toàn vệ sinh viên mỗi tháng kiểm tra cầu dao.",
        ["Phòng Hành chính |  |  | 2024-05-09", "Mạng lưới an toàn vệ sinh viên |  |  | 2024-01-31"],
        [],
    ),
    (
        "Phòng Kinh tế dự toán vật tư, trình chậm nhất 30/4. Hiệu trưởng các trường học chủ động cho học sinh nghỉ học khi có lũ.",
        ["Phòng Kinh tế |  |  | 2024-04-30", " |  | Hiệu trưởng các trường học | "],
        ["leads"],
    ),
    (
        "Chủ nhật 14/4, Ban công tác Mặt trận tổ chức Ngày hội Đại đoàn kết ở nhà văn hóa.",
        ["Ban công tác Mặt trận |  |  | 2024-04-14"],
        [],
    ),
    (
        "Diễn tập thoát nạn lúc 9h thứ Bảy 17/10, Đội PCCC cơ sở thực hiện.",
        ["Đội PCCC cơ sở |  |  | 2024-10-17"],
        ["due_on"],
    ),
    (
        "Buổi diễn tập chữa cháy tổ chức lúc 8 giờ Chủ nhật 24/3/2024, do Công an phường chủ trì.",
        ["Công an phường |  |  | 2024-03-24"],
        [],
    ),
    (
        "Văn phòng chuẩn bị hội trường cho buổi lễ sáng 20/5.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "Phòng Tổ chức mở lớp huấn luyện vào chiều 19/8 và chiều 20/8.",
        ["Phòng Tổ chức |  |  | 2024-08-19", "Phòng Tổ chức |  |  | 2024-08-20"],
        [],
    ),
    (
        "14 giờ thứ Tư 08/4, BS. Đồng Thị Liễu nói chuyện với sinh viên về hiến máu an toàn.",
        [" |  |  | 2024-04-08"],
        ["due_on", "leads"],
    ),
    (
        "Tiền công đức: hòm được niêm phong từ đầu, sáng 31/3 Tiểu ban Tài chính mở hòm kiểm đếm.",
        [" |  |  | 2024-03-31"],
        ["leads"],
    ),
    (
        "Phòng Tài chính dự tổng kết phong trào. Năm ngoái, ngày 24/3/2023, gian hàng của xã được giải nhì.",
        ["Phòng Tài chính |  |  | "],
        [],
    ),
    (
        "Bảo hiểm cháy nổ sẽ hết hạn ngày 30/6, giao Văn phòng ký lại hợp đồng chậm nhất ngày 15/6.",
        ["Văn phòng |  |  | 2024-06-15"],
        [],
    ),
    (
        "Văn phòng gửi báo cáo năm trước ngày 15/11.",
        ["Văn phòng |  |  | 2024-11-14"],
        [],
    ),
    (
        "Bể nước được thau rửa 6 tháng một lần, do Tổ Kỹ thuật đảm nhận; mỗi quý Công ty Dịch vụ Xanh phun diệt côn trùng ở hành lang.",
        ["Tổ Kỹ thuật |  |  | 2024-06-30", "Công ty Dịch vụ Xanh |  |  | 2024-03-31"],
        [],
    ),
    (
        "Trang trí phòng bỏ phiếu phải xong sáng thứ Sáu 15/3 (Phòng Văn hóa phụ trách). Chiều thứ Bảy 16/3 đồng chí Mai Hồng Phong đi kiểm tra 18 điểm.",
        ["Phòng Văn hóa |  |  | 2024-03-15", " |  | đồng chí Mai Hồng Phong | 2024-03-16"],
        ["leads"],
    ),
    (
        "Hội Phụ nữ mua bánh, sữa trước ngày 16/4. Treo 20 băng rôn từ 01/4 đến 18/4 là việc của Trung tâm Văn hóa.",
        ["Hội Phụ nữ |  |  | 2024-04-15", "Trung tâm Văn hóa |  |  | 2024-04-18"],
        [],
    ),
    (
        "Vui Trung thu tối 17/9 cho các bé, nhờ Câu lạc bộ Phụ nữ đứng ra, Chi đoàn chung cư lo sân khấu phụ chị em.",
        ["Câu lạc bộ Phụ nữ | Chi đoàn chung cư |  | 2024-09-17"],
        [],
    ),
    (
        "Ông Phạm Văn Khiêm làm sân, kẻ vạch; nhờ Trạm Y tế xã khám giúp cho các đội.",
        [" | Trạm Y tế xã | Ông Phạm Văn Khiêm | "],
        ["leads"],
    ),
    (
        "Văn phòng mở lớp trước 12/5 (Tổ Bảo vệ thực vật chuẩn bị chỗ ngồi giúp).",
        ["Văn phòng | Tổ Bảo vệ thực vật |  | 2024-05-11"],
        [],
    ),
    (
        "Việc trao quà chiều 30/5 do chị Ngô Thị Hiên chủ trì, Chi đoàn xưởng lo hoạt náo.",
        [" | Chi đoàn xưởng | chị Ngô Thị Hiên | 2024-05-30"],
        ["leads"],
    ),
    (
        "Năm 2023, Bệnh viện tiếp nhận 1.284 ca sốt xuất huyết, tăng 12%.",
        [" |  |  | "],
        ["leads"],
    ),
    (
        "1. Công an xã cập nhật số liệu dân cư đến hết ngày 30/3.",
        ["Công an xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế cắm mốc lộ giới đến hết ngày 30/4.",
        ["Phòng Kinh tế |  |  | 2024-04-30"],
        [],
    ),
    (
        "1. Phòng Kinh tế khánh thành cầu Bến Đá 15/4.",
        ["Phòng Kinh tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế sửa vỉa hè đường 30/4.",
        ["Phòng Kinh tế |  |  | "],
        [],
    ),
    (
        "1. Văn phòng lắp hóa đơn điện tử khởi tạo từ máy tính tiền (từ 12/01 đến 23/01).",
        ["Văn phòng |  |  | 2024-01-23"],
        [],
    ),
    (
        "1. Ban công tác Mặt trận lấy ý kiến Nhân dân từ 01/4 đến ngày 15/4.",
        ["Ban công tác Mặt trận |  |  | 2024-04-15"],
        [],
    ),
    (
        "1. Đoàn phường lo người dẫn chương trình. Biểu diễn tối 01-10.",
        ["Đoàn phường |  |  | 2024-10-01"],
        [],
    ),
    (
        "1. Chi bộ giao đồng chí Bí thư báo cáo kết quả tại kỳ sinh hoạt tháng 02.",
        ["Chi bộ |  |  | "],
        ["due_on"],
    ),
    (
        "1. Các trường học cắt tỉa cây trước ngày 30/6. Trường THCS Hương Phong chuẩn bị 10 phòng trước 15/7.",
        [" |  | Các trường học | 2024-06-29", "Trường THCS Hương Phong |  |  | 2024-07-14"],
        ["leads"],
    ),
    (
        "1. Văn phòng mở lớp nấu ăn, liên kết với Trung tâm Giáo dục nghề nghiệp, bế giảng trước 03/9.",
        ["Văn phòng |  |  | 2024-09-02"],
        ["supports"],
    ),
    (
        "1. Hiến máu đợt II: 120 đơn vị, xong 30/6. Ban Chỉ đạo vận động hiến máu xã chủ trì.",
        ["Ban Chỉ đạo vận động hiến máu xã |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Kiểm tra giải ngân vốn.\n- Chủ trì: Ủy ban Kiểm tra Đảng ủy; phối hợp: Ban Xây dựng Đảng, Đảng ủy UBND xã cử cán bộ tham gia đoàn.\n- Thời gian: quý II.",
        ["Ủy ban Kiểm tra Đảng ủy | Ban Xây dựng Đảng, Đảng ủy UBND xã |  | 2024-06-30"],
        [],
    ),
    (
        "1. Đội Vận động củng cố 03 chi bộ trước 30/6. Phối hợp: Ban Xây dựng Đảng - Đảng ủy xã.",
        ["Đội Vận động | Ban Xây dựng Đảng - Đảng ủy xã |  | 2024-06-29"],
        [],
    ),
    (
        "1. Các phòng, trung tâm, Quỹ trực thuộc xây dựng kế hoạch chi tiết, gửi Văn phòng trước ngày 25/01.",
        [" |  | Các phòng, trung tâm, Quỹ trực thuộc | 2024-01-24"],
        ["leads"],
    ),
    (
        "1. Cấp 40 con lợn giống cho 20 hộ trong quý II. Hội Nông dân xã phối hợp chọn hộ.",
        [" | Hội Nông dân xã |  | 2024-06-30"],
        ["leads"],
    ),
    (
        "1. Tổ chức 54 buổi họp dân, phối hợp Ban công tác Mặt trận thôn và già làng, xong trong quý I.",
        [" | Ban công tác Mặt trận thôn | già làng | 2024-03-31"],
        ["leads"],
    ),
    (
        "1. Chi hội ký giao ước thi đua, nộp về Hội chậm nhất 15/2.",
        [" |  | Chi hội | 2024-02-15"],
        ["leads"],
    ),
    (
        "1. Tổ công nghệ số cộng đồng đến từng nhà hướng dẫn, xong 30/6. Chi đoàn UBND phường phụ trách.",
        ["Chi đoàn UBND phường |  |  | 2024-06-30"],
        ["leads"],
    ),
    (
        "1. Thanh tra viên Phòng Du lịch và Phòng Tổ chức - Pháp chế kiểm tra cơ sở lưu trú (xong trước 25/5) và dịp hoa tam giác mạch (tháng 10), trong đó Phòng Tổ chức - Pháp chế chủ trì.",
        ["Phòng Tổ chức - Pháp chế |  | Thanh tra viên Phòng Du lịch | 2024-05-24"],
        ["due_on"],
    ),
    (
        "1. Gửi báo cáo sơ kết về Hội tỉnh chậm nhất 10/6 (đ/c Ngân - VP)",
        [" |  | đ/c Ngân - VP | 2024-06-10"],
        ["leads"],
    ),
    (
        "1. Lập danh sách mái che vi phạm, xong 30/3. Giao Phòng Kinh tế chủ trì, cùng cảnh sát khu vực thực hiện.",
        ["Phòng Kinh tế |  |  | 2024-03-30"],
        ["supports"],
    ),
    (
        '1. Chương trình "Xuân Biên phòng" (Chính trị viên trực tiếp chỉ đạo): tặng quà trong ngày 10/02. Ủy ban MTTQ xã, Tỉnh đoàn cùng tổ chức.',
        ["Ủy ban MTTQ xã, Tỉnh đoàn |  |  | 2024-02-10"],
        ["leads"],
    ),
    (
        "1. Phát động Tết trồng cây tại đồi Xóm Mới (chi hội Xóm Mới, chi hội Lạng chuẩn bị hố trước 20/2).",
        ["Chi hội Xóm Mới, Chi hội Lạng |  |  | 2024-02-19"],
        ["leads"],
    ),
    (
        "1. Họp Ban Thường trực mỗi tháng một lần, vào ngày 25; họp Ủy ban 6 tháng một lần.",
        [" |  |  | 2024-01-25", " |  |  | 2024-06-30"],
        ["leads"],
    ),
    (
        "1. Quý IV\n- Kỷ niệm 37 năm ngày thành lập Hội 6/12, tặng kỷ niệm chương.",
        [" |  |  | 2024-12-31"],
        ["due_on", "leads"],
    ),
    (
        "Phòng Kinh tế phối hợp với Đoàn Thanh niên xã, ấp Tân Lập, ấp Tân Hòa ra quân trước 30/6.",
        ["Phòng Kinh tế | Đoàn Thanh niên xã, Ấp Tân Lập, Ấp Tân Hòa |  | 2024-06-29"],
        [],
    ),
    (
        "Đăng ký cho công dân nam đủ 17 tuổi trong năm 2024: Văn phòng thực hiện tháng 4.",
        ["Văn phòng |  |  | 2024-12-31"],
        ["due_on"],
    ),
    (
        "Trạm Kiểm lâm vận hành chòi canh mới, hoạt động từ 15/4.",
        ["Trạm Kiểm lâm |  |  | "],
        ["due_on"],
    ),
    (
        "Các Đại diện cảng vụ báo cáo số lượng về Cảng vụ sau kiểm tra 05 ngày.",
        [" |  | Các Đại diện cảng vụ | "],
        ["due_on", "leads"],
    ),
    (
        "Các Tổ đại biểu HĐND tiếp xúc cử tri trước và sau mỗi kỳ họp thường lệ.",
        [" |  | Các Tổ đại biểu HĐND | "],
        ["due_on", "leads"],
    ),
    (
        "Chuyên đề khai mạc 24/3, Phòng Trưng bày làm nội dung, Hội Khoa học Lịch sử thẩm định trước ngày 05/3.",
        ["Phòng Trưng bày |  |  | 2024-03-04"],
        ["due_on", "supports"],
    ),
    (
        "Ngày 08/4: Công an xã hoàn thành phương án phân luồng. Cũng ngày này, Trạm Y tế xã gửi phương án trực cấp cứu.",
        ["Công an xã |  |  | 2024-04-08", "Trạm Y tế xã |  |  | "],
        ["due_on"],
    ),
    (
        "Văn phòng khảo sát 300 người dân. Kết quả khảo sát báo cáo tại phiên họp tháng 10 của Ủy ban nhân dân xã.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "Ban Tuyên giáo viết tin, bài. Riêng báo cáo kết quả do Văn phòng Tỉnh đoàn tổng hợp, gửi trước ngày 05/4.",
        ["Ban Tuyên giáo |  |  | ", "Văn phòng Tỉnh đoàn |  |  | 2024-04-04"],
        ["due_on"],
    ),
    (
        "Dự thảo đề án do Phòng Tổ chức soạn, xong trước 18/3. Phòng Kế toán chuẩn bị số liệu trước 25/3.",
        ["Phòng Tổ chức |  |  | 2024-03-17", "Phòng Kế toán |  |  | 2024-03-24"],
        [],
    ),
    (
        "Công đoàn tổng hợp ý kiến trước 23/3. Bản thỏa ước sửa đổi giao chị Trần Thị Mơ soạn, gửi lấy ý "
        "kiến từ 09 đến 14/4.",
        ["Công đoàn |  |  | 2024-03-22", " |  | chị Trần Thị Mơ | 2024-04-14"],
        ["leads"],
    ),
    (
        "Hạt Kiểm lâm hướng dẫn kỹ thuật cho các bản trước 10/02. Địa điểm, loa đài phục vụ lễ phát động do "
        "Trung tâm Văn hóa xã chuẩn bị, xong trong ngày 22/02.",
        ["Hạt Kiểm lâm |  |  | 2024-02-09", "Trung tâm Văn hóa xã |  |  | 2024-02-22"],
        [],
    ),
    (
        "Chi đoàn dọn cỏ hai bên đường trước 05/02. Nạo vét mương từ cầu xuống đình giao cho Hội Cựu chiến "
        "binh, làm trong hai ngày 07 và 08/02.",
        ["Chi đoàn |  |  | 2024-02-04", "Hội Cựu chiến binh |  |  | 2024-02-08"],
        [],
    ),
    (
        "Công an xã tuần tra dịp lễ trước 30/4. Tổ dịch vụ bơm tát nạo vét tuyến kênh Kinh Ba, xong trước ngày 12/4.",
        ["Công an xã |  |  | 2024-04-29", " |  |  | 2024-04-11"],
        ["leads"],
    ),
    (
        "Tổ cơ điện lo âm thanh, máy chiếu. Ngày 20/3 Văn phòng Công đoàn gửi nghị quyết đến các chuyền.",
        [" |  |  | ", "Văn phòng Công đoàn |  |  | "],
        ["due_on", "leads", "supports"],
    ),
    (
        "Trong quý I Ban Phát triển thôn vận động nhân dân góp tiền làm đường. Thi công hoàn thành trước "
        "ngày 31/8, do Tổ giám sát cộng đồng theo dõi.",
        ["Ban Phát triển thôn |  |  | 2024-03-31", "Tổ giám sát cộng đồng |  |  | 2024-08-30"],
        [],
    ),
    (
        "Trung tâm Học tập cộng đồng mở 10 chuyên đề, mỗi quý hai chuyên đề. Hội nghị tổng kết năm dự kiến "
        "họp ngày 15/12.",
        ["Trung tâm Học tập cộng đồng |  |  | 2024-03-31", " |  |  | 2024-12-15"],
        ["leads"],
    ),
    (
        "Chiều 12/02 Ban công tác Mặt trận đi chấm điểm các ngõ.",
        ["Ban công tác Mặt trận |  |  | 2024-02-12"],
        [],
    ),
    (
        "Đối với vụ khiếu kiện ở xóm Nà Pặng, yêu cầu Công an xã nắm tình hình. Giao Văn phòng theo dõi, báo "
        "cáo trước ngày 25/4.",
        ["Công an xã |  |  | ", "Văn phòng |  |  | 2024-04-24"],
        ["due_on"],
    ),
    (
        "Kế toán trưởng làm việc với đơn vị kiểm toán trong tháng 2. Giám đốc chuẩn bị báo cáo kinh doanh, "
        "gửi chậm nhất ngày 08/3.",
        [" |  | Kế toán trưởng | 2024-02-29", " |  | Giám đốc | 2024-03-08"],
        ["leads"],
    ),
    (
        "Bộ phận kế toán dự trù kinh phí, trình Hiệu trưởng trước 28/3. Sau ngày hội, thầy Hồ Quang Vinh "
        "viết bài, đưa ảnh lên trang web muộn nhất ngày 22/4.",
        ["Bộ phận kế toán |  |  | 2024-03-27", " |  | thầy Hồ Quang Vinh | 2024-04-22"],
        ["leads"],
    ),
    (
        "Hội trao 10 sổ tiết kiệm nhân dịp 20/10. Báo cáo tổng kết mô hình giao Văn phòng Hội soạn, gửi trước 30/11.",
        [" |  |  | ", "Văn phòng Hội |  |  | 2024-11-29"],
        ["due_on", "leads"],
    ),
    (
        "Rà soát hồ sơ tồn đọng. Trách nhiệm chính thuộc về Phòng Kế hoạch - Tài chính.",
        ["Phòng Kế hoạch - Tài chính |  |  | "],
        [],
    ),
    (
        "Phòng Kinh tế cấp cây giống trước 15/3. Nguồn giống do Viện Dược liệu thẩm định chất lượng.",
        ["Phòng Kinh tế |  |  | 2024-03-14"],
        [],
    ),
    (
        "Phòng Quản lý vận tải ra thông báo. Trước mùa bão, các Đại diện Cảng vụ phải cập nhật danh bạ, xong trong ngày 20/5.",
        ["Phòng Quản lý vận tải |  |  | ", " |  | các Đại diện Cảng vụ | 2024-05-20"],
        ["due_on", "leads"],
    ),
    (
        "Phòng Kinh tế (chủ trì), Công an xã, Đoàn xã ra quân dẹp vỉa hè trước 30/4.",
        ["Phòng Kinh tế |  |  | 2024-04-29"],
        ["supports"],
    ),
    (
        "Tổ Giao nhận hồ sơ bàn giao 300 hộp trước 30/4.",
        ["Tổ Giao nhận hồ sơ |  |  | 2024-04-29"],
        [],
    ),
    (
        "Phòng Truyền thông đặt Báo Hưng Bình làm 04 phóng sự trước tháng 9.",
        ["Phòng Truyền thông |  |  | 2024-08-31"],
        ["supports"],
    ),
    (
        "Phòng Kinh tế khoán cho Hợp tác xã môi trường Đức Thọ dọn chợ trước 30/4.",
        ["Phòng Kinh tế |  |  | 2024-04-29"],
        ["supports"],
    ),
    (
        "1. Chi cục Kiểm lâm phát hành bản tin cháy rừng hằng tuần, Đài Khí tượng Thủy văn tỉnh hỗ trợ số liệu thời tiết.",
        ["Chi cục Kiểm lâm | Đài Khí tượng Thủy văn tỉnh |  | "],
        [],
    ),
    (
        "1. Diễn tập chữa cháy rừng: Bộ Chỉ huy Quân sự tỉnh chủ trì, mời Sở Y tế, Sở Xây dựng cùng phối hợp, ngày 15/3.",
        ["Bộ Chỉ huy Quân sự tỉnh | Sở Y tế, Sở Xây dựng |  | 2024-03-15"],
        [],
    ),
    (
        "1. Trung tâm Văn hóa phường tổ chức hội diễn trước ngày 15/5, cùng phối hợp có Sở Văn hóa, Thể thao và Du lịch.",
        ["Trung tâm Văn hóa phường | Sở Văn hóa, Thể thao và Du lịch |  | 2024-05-14"],
        [],
    ),
    (
        "1. Phòng Nghiệp vụ 2 thanh tra tiếp công dân, có công chức Sở Tư pháp tham gia Đoàn, xong trước ngày 31/8.",
        ["Phòng Nghiệp vụ 2 | Sở Tư pháp |  | 2024-08-30"],
        [],
    ),
    (
        "1. Phòng Nghiệp vụ 2 kiểm tra các xã với sự tham gia của đại diện Sở Tư pháp, Công an tỉnh, xong trước ngày 31/8.",
        ["Phòng Nghiệp vụ 2 | Sở Tư pháp, Công an tỉnh |  | 2024-08-30"],
        [],
    ),
    (
        "1. Mỗi thôn thành lập 01 tổ liên gia, xong trước 30/6; Đoàn Thanh niên xã, Hội Cựu chiến binh xã hỗ trợ vận động.",
        [" | Đoàn Thanh niên xã, Hội Cựu chiến binh xã | Mỗi thôn | 2024-06-29"],
        ["leads"],
    ),
    (
        "1. Phòng Kinh tế kết hợp với Mặt trận xã rà soát hộ nghèo trước 30/9.",
        ["Phòng Kinh tế | Mặt trận xã |  | 2024-09-29"],
        [],
    ),
    (
        "1. Phòng Kinh tế rà soát hộ nghèo, Mặt trận xã cùng giám sát, trước 30/9 có kết quả.",
        ["Phòng Kinh tế | Mặt trận xã |  | 2024-09-29"],
        [],
    ),
    (
        "1. Phòng Văn hóa - Xã hội tham mưu lập đoàn kiểm tra; Công an phường, Trạm Y tế phường cử người tham gia; trước ngày 05/02.",
        ["Phòng Văn hóa - Xã hội | Công an phường, Trạm Y tế phường |  | 2024-02-04"],
        [],
    ),
    (
        "1. Giao trách nhiệm chính cho Phòng Kinh tế rà soát hộ nghèo; Mặt trận xã phối hợp giám sát. Hạn: 30/9.",
        ["Phòng Kinh tế | Mặt trận xã |  | 2024-09-30"],
        [],
    ),
    (
        "1. Phòng Tư pháp, Đoàn Luật sư tỉnh trợ giúp pháp lý lưu động trước 30/9.",
        ["Phòng Tư pháp, Đoàn Luật sư tỉnh |  |  | 2024-09-29"],
        [],
    ),
    (
        "1. Thăm hộ nghèo trước 12/02. Phụ trách: chị Lê Thị Út, Phó Chủ tịch Hội. Phối hợp: Hội Chữ thập đỏ xã.",
        [" | Hội Chữ thập đỏ xã | chị Lê Thị Út, Phó Chủ tịch Hội | 2024-02-11"],
        ["leads"],
    ),
    (
        "1. Chị Lê Thị Út, Phó Chủ tịch Hội thăm hộ nghèo trước 12/02, phối hợp với Hội Chữ thập đỏ xã.",
        [" | Hội Chữ thập đỏ xã | Chị Lê Thị Út, Phó Chủ tịch Hội | 2024-02-11"],
        ["leads"],
    ),
    (
        "1. Chị em hội viên đăng ký học nghề trước 12/02.",
        [" |  |  | 2024-02-11"],
        ["leads"],
    ),
    (
        "1. Mở lớp nghề trong quý II. Phụ trách: Ban Thường vụ. Phối hợp: Trạm Y tế xã. Khai giảng tại Nhà văn hóa xã.",
        ["Ban Thường vụ | Trạm Y tế xã |  | 2024-06-30"],
        [],
    ),
    (
        "1. Mở lớp nghề trong quý II; ĐVCT: Ban Thường vụ; ĐVPH: Trạm Y tế TX. Gò Công, Hội Nông dân xã; TGHT: 20/6.",
        ["Ban Thường vụ | Trạm Y tế TX. Gò Công, Hội Nông dân xã |  | 2024-06-20"],
        [],
    ),
    (
        "1. Lắp camera; đơn vị làm chính: Công an xã; đơn vị cùng làm: Đoàn Thanh niên xã; xong quý II.",
        ["Công an xã | Đoàn Thanh niên xã |  | 2024-06-30"],
        [],
    ),
    (
        "1. Giám sát chi trả chế độ.\n"
        "Trách nhiệm: Ban Dân chủ là đơn vị chính; Hội Cựu chiến binh tỉnh là đơn vị cùng tham gia.\n"
        "Tiến độ: trước 20/6.",
        ["Ban Dân chủ | Hội Cựu chiến binh tỉnh |  | 2024-06-19"],
        [],
    ),
    (
        "(Phòng Văn hóa - Xã hội chủ trì; Đoàn Thanh niên xã phối hợp)\n"
        "1. Tổ chức Tháng hành động vì trẻ em trước 30/6.\n"
        "2. Tổ chức diễn đàn trẻ em trong tháng 7.",
        [
            "Phòng Văn hóa - Xã hội | Đoàn Thanh niên xã |  | 2024-06-29",
            "Phòng Văn hóa - Xã hội | Đoàn Thanh niên xã |  | 2024-07-31",
        ],
        [],
    ),
    (
        "1. Cải tạo bến tàu: Ban Quản lý dự án đầu tư xây dựng các công trình giao thông, nông nghiệp chủ trì, xong quý III.",
        ["Ban Quản lý dự án đầu tư xây dựng các công trình giao thông, nông nghiệp |  |  | 2024-09-30"],
        [],
    ),
    (
        "1. Thanh tra kinh phí tại Sở Dân tộc và Tôn giáo. Phòng Nghiệp vụ 1 tiến hành trong quý I.",
        ["Phòng Nghiệp vụ 1 |  |  | 2024-03-31"],
        [],
    ),
    (
        "1. Thăm, tặng quà trẻ mồ côi. Ban Thường vụ Hội phối hợp Hội Chữ thập đỏ xã thực hiện ngày 25/9.",
        ["Ban Thường vụ Hội | Hội Chữ thập đỏ xã |  | 2024-09-25"],
        [],
    ),
    (
        "1. Phòng Xây dựng và Kiểm tra văn bản quy phạm pháp luật chủ trì thẩm tra hồ sơ trước ngày 20/3.",
        ["Phòng Xây dựng và Kiểm tra văn bản quy phạm pháp luật |  |  | 2024-03-19"],
        [],
    ),
    (
        "1. Phòng Tuyên truyền - Báo chí xuất bản chủ trì mở chuyên mục trước ngày 20/3.",
        ["Phòng Tuyên truyền - Báo chí xuất bản |  |  | 2024-03-19"],
        [],
    ),
    (
        "1. Lắp camera ở chợ. Giao Phó Trưởng Công an xã Lê Đức Dũng chủ trì, xong trước ngày 02/9.",
        [" |  | Phó Trưởng Công an xã Lê Đức Dũng | 2024-09-01"],
        ["leads"],
    ),
    (
        "1. Kiểm tra chủ rừng. Mời Phòng Cảnh sát phòng cháy Công an tỉnh cùng phối hợp. Hoàn thành trong quý I.",
        [" | Phòng Cảnh sát phòng cháy Công an tỉnh |  | 2024-03-31"],
        ["leads"],
    ),
    (
        "1. Kiểm tra chuyển đổi vị trí công tác trong quý I. Chủ trì: Phòng Nghiệp vụ 1, 2.",
        ["Phòng Nghiệp vụ 1, Phòng Nghiệp vụ 2 |  |  | 2024-03-31"],
        [],
    ),
    (
        "1. Hướng dẫn nhà trọ thông báo lưu trú. Giao Đại úy Trần Văn Quyết phụ trách. Thời hạn: 15/4.",
        [" |  | Đại úy Trần Văn Quyết | 2024-04-15"],
        ["leads"],
    ),
    (
        "1. Duy trì giao ban công tác dân vận với các xã, do đồng chí Phó Trưởng Ban Hoàng Văn Thịnh chủ trì, ngày 15/4.",
        [" |  | Phó Trưởng Ban Hoàng Văn Thịnh | 2024-04-15"],
        ["leads"],
    ),
    (
        "1. Văn phòng giao ban với Sở Tài chính ngày 15/4.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Văn phòng rà soát quy hoạch chung; lùi thời gian từ quý I sang quý II.",
        ["Văn phòng |  |  | 2024-06-30"],
        ["due_on"],
    ),
    (
        "1. Văn phòng phân bổ vốn, không để chậm quá ngày 31/3.",
        ["Văn phòng |  |  | 2024-03-31"],
        [],
    ),
    (
        "1. Tổ Cảnh sát khu vực phát tờ rơi: 15 - 20/3.",
        ["Tổ Cảnh sát khu vực |  |  | 2024-03-20"],
        [],
    ),
    (
        "1. Hội nghị tổng kết phong trào sáng ngày 18/12; Phòng Văn hóa - Xã hội chuẩn bị.",
        ["Phòng Văn hóa - Xã hội |  |  | 2024-12-18"],
        [],
    ),
    (
        "1. Văn phòng rà soát (3 - 5/10 xã) các hộ nghèo.",
        ["Văn phòng |  |  | "],
        [],
    ),
    (
        "QUÝ IV\n- Văn phòng tổ chức Ngày hội gia đình nhân ngày 20/10.",
        ["Văn phòng |  |  | 2024-12-31"],
        ["due_on"],
    ),
    (
        "Tháng 10\n- Văn phòng tổ chức Ngày hội gia đình nhân ngày 20/10.",
        ["Văn phòng |  |  | 2024-10-31"],
        [],
    ),
    (
        "1. Văn phòng tổ chức tọa đàm kỷ niệm ngày Quốc khánh 02/9.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Văn phòng tổ chức đêm hội dịp Tết Trung thu, ngày 25/9.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Sửa nhà văn hóa ấp. Phòng Kinh tế in biển hiệu, xong trước 30/6.",
        ["Phòng Kinh tế |  |  | 2024-06-29"],
        [],
    ),
    (
        "1. Bộ quy trình nội soi được giao cho Khoa Thăm dò chức năng biên soạn, Phòng Kế hoạch tổng hợp góp ý, nghiệm thu chậm nhất ngày 31/5.",
        ["Khoa Thăm dò chức năng | Phòng Kế hoạch tổng hợp |  | 2024-05-31"],
        [],
    ),
    (
        "1. Kho thuốc được Khoa Dược kiểm kê trước ngày 30/6.",
        ["Khoa Dược |  |  | 2024-06-29"],
        [],
    ),
    (
        "1. Trang thông tin của xã được UBND tỉnh phê duyệt trước ngày 30/6.",
        [" |  |  | 2024-06-29"],
        ["leads"],
    ),
    (
        "1. Xây dựng trang thông tin của phường. Việc này giao Phòng Văn hóa - Xã hội, hạn cuối là 30/6.",
        ["Phòng Văn hóa - Xã hội |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Trồng mới 40 ha rừng. Bên thực hiện là Phòng Kỹ thuật; trồng xong trước 30/11.",
        ["Phòng Kỹ thuật |  |  | 2024-11-29"],
        [],
    ),
    (
        "1. Ký lại hợp đồng khoán với 18 nhóm hộ, trách nhiệm của Phòng Kế hoạch - Tài chính, xong trước 30/3.",
        ["Phòng Kế hoạch - Tài chính |  |  | 2024-03-29"],
        [],
    ),
    (
        "1. Mua hóa chất trong tháng 4: Phòng Hành chính lo, Khoa Dược giúp xây dựng danh mục.",
        ["Phòng Hành chính | Khoa Dược |  | 2024-04-30"],
        [],
    ),
    (
        "1. Lễ giao quân ngày 04 tháng 3; Ban Chỉ huy Quân sự xã chuẩn bị, Trung tâm Dịch vụ tổng hợp xã trang trí khánh tiết, Công an xã giữ gìn trật tự.",
        ["Ban Chỉ huy Quân sự xã | Trung tâm Dịch vụ tổng hợp xã, Công an xã |  | "],
        ["due_on", "leads", "supports"],
    ),
    (
        "1. Phòng Kinh tế kẻ lại vạch để xe trước 25/6, với sự trợ giúp của Ban Quản lý chợ Hàn.",
        ["Phòng Kinh tế | Ban Quản lý chợ Hàn |  | 2024-06-24"],
        [],
    ),
    (
        "1. Ban Thường trực giám sát chi trả trợ cấp, thành phần đoàn gồm Hội Nông dân xã và Hội Người cao tuổi xã, xong trong tháng 5.",
        ["Ban Thường trực | Hội Nông dân xã, Hội Người cao tuổi xã |  | 2024-05-31"],
        [],
    ),
    (
        "1. Phòng Nội vụ gửi hồ sơ cho Sở Tài chính, Sở Nội vụ thẩm định trước 25/6.",
        ["Phòng Nội vụ |  |  | 2024-06-24"],
        [],
    ),
    (
        "1. Văn phòng tu bổ cống Ngọc Quang trước 31/5, có Phòng Kỹ thuật theo dõi chất lượng.",
        ["Văn phòng | Phòng Kỹ thuật |  | 2024-05-30"],
        [],
    ),
    (
        "1. Trợ giúp pháp lý tại 05 xã: Trung tâm Tư vấn pháp luật (Đoàn Luật sư tỉnh cử luật sư cùng đi), trước 20/5.",
        ["Trung tâm Tư vấn pháp luật |  |  | 2024-05-19"],
        ["supports"],
    ),
    (
        "1. Ban Công tác xã hội tổ chức Lễ hội Xuân hồng trước ngày 08/3. Tỉnh đoàn huy động tình nguyện viên.",
        ["Ban Công tác xã hội |  |  | 2024-03-07", "Tỉnh đoàn |  |  | "],
        ["supports"],
    ),
    (
        "1. Phòng Kinh tế thay, Công an xã giúp khảo sát: 12 biển báo cũ, xong trong quý III.",
        ["Phòng Kinh tế | Công an xã |  | 2024-09-30"],
        [],
    ),
    (
        "* Tập huấn sơ cứu cho giáo viên.\n"
        "→ Trạm Y tế xã phụ trách. Làm xong trước ngày 14/3.\n"
        "* Thay thảm xốp các lớp.\n"
        "→ Tổ Nuôi dưỡng phụ trách. Xong trước ngày 20/8.",
        ["Trạm Y tế xã |  |  | 2024-03-13", "Tổ Nuôi dưỡng |  |  | 2024-08-19"],
        [],
    ),
    (
        "→ Trạm Y tế xã tập huấn sơ cứu trước ngày 14/3.\n→ Tổ Nuôi dưỡng thay thảm xốp trước ngày 20/8.",
        ["Trạm Y tế xã |  |  | 2024-03-13", "Tổ Nuôi dưỡng |  |  | 2024-08-19"],
        [],
    ),
    (
        "a) Phòng Nội vụ xây dựng danh mục hồ sơ.\n"
        "b) Văn phòng Sở chỉnh lý 25 mét tài liệu.\n"
        "Hai nhiệm vụ tại mục này phải xong trước ngày 20/6.",
        ["Phòng Nội vụ |  |  | 2024-06-19", "Văn phòng Sở |  |  | 2024-06-19"],
        [],
    ),
    (
        "Tháng 8\n- Triển lãm tranh của các lớp, khai mạc 15/8. Khoa Văn hóa phụ trách.",
        ["Khoa Văn hóa |  |  | 2024-08-31"],
        ["due_on"],
    ),
    (
        "Tháng 4\n- Kiểm tra, sửa chữa phòng học. Phòng Hành chính - Kế toán, xong trước ngày 25/4.",
        ["Phòng Hành chính - Kế toán |  |  | 2024-04-24"],
        [],
    ),
    (
        "1. Phòng Quản lý cơ sở lưu trú\n"
        "- Thẩm định lại điều kiện của 45 khách sạn, xong trước ngày 25/4.\n"
        "2. Bộ phận Thi hành án và khiếu tố\n"
        "- Kiểm sát nhà tạm giữ, xong trước ngày 25/5.",
        ["Phòng Quản lý cơ sở lưu trú |  |  | 2024-04-24", "Bộ phận Thi hành án và khiếu tố |  |  | 2024-05-24"],
        [],
    ),
    (
        "1. Xây dựng phương án chuyển đổi đất lúa trước 25/6. Chủ trì: Phòng Kinh tế. Phối hợp: Hội Nông dân xã, thôn Đông, thôn Đoài.",
        ["Phòng Kinh tế | Hội Nông dân xã, Thôn Đông, Thôn Đoài |  | 2024-06-24"],
        [],
    ),
    (
        "1. Sinh hoạt Câu lạc bộ Sống vui\n"
        "Tư vấn dinh dưỡng, kiểm tra huyết áp cho hội viên.\n"
        "Chủ trì: Hội Người cao tuổi xã\n"
        "Thời gian: trước ngày 20/8\n"
        "2. Công tác lãnh đạo\n"
        "Ban hành văn bản hướng dẫn.\n"
        "Chủ trì: Văn phòng\n"
        "Thời gian: trước ngày 20/9",
        ["Hội Người cao tuổi xã |  |  | 2024-08-19", "Văn phòng |  |  | 2024-09-19"],
        [],
    ),
    (
        "1. Sở Nội vụ chủ trì.\n"
        "Các nhiệm vụ cụ thể, đơn vị chủ trì và thời gian hoàn thành được nêu tại Phụ lục ban hành kèm theo Kế hoạch này.",
        ["Sở Nội vụ |  |  | "],
        [],
    ),
    (
        "1. Khảo sát 05 thôn làm điểm du lịch. Phòng Quản lý Du lịch là đơn vị chủ trì, UBND xã Tả Van là đơn vị phối hợp. Kết quả báo cáo Giám đốc Sở trước ngày 14/3.",
        ["Phòng Quản lý Du lịch | UBND xã Tả Van |  | 2024-03-13"],
        [],
    ),
    (
        "1. Sản xuất 10 video. Trung tâm Thông tin, Xúc tiến du lịch chịu trách nhiệm, Báo và Phát thanh, Truyền hình Lào Cai phối hợp phát sóng. Hoàn thành trước tháng 9.",
        ["Trung tâm Thông tin, Xúc tiến du lịch | Báo và Phát thanh, Truyền hình Lào Cai |  | 2024-08-31"],
        [],
    ),
    (
        "1. Kết nạp 120 hội viên. Các chi hội thực hiện, Ban Thường vụ Hội kiểm tra. Xong trước ngày 14/10.",
        [" |  | Các chi hội | 2024-10-13"],
        ["leads", "supports"],
    ),
    (
        "1. Nâng cấp đường trục thôn La Vân.\n"
        "Trách nhiệm: Ban Quản lý dự án xã chủ trì; thôn La Vân phối hợp; Ban Giám sát đầu tư cộng đồng giám sát.\n"
        "Thời gian hoàn thành: trước ngày 02/9.",
        ["Ban Quản lý dự án xã | Thôn La Vân | Ban Giám sát đầu tư cộng đồng giám sát | 2024-09-01"],
        [],
    ),
    (
        "1. Ban đại diện cha mẹ học sinh kiểm tra bếp ăn trước 20/5; y tế trường phối hợp.",
        ["Ban đại diện cha mẹ học sinh |  |  | 2024-05-19"],
        ["supports"],
    ),
    (
        "1. Phòng Nghiệp vụ 6 chủ trì xác minh tài sản; Ủy ban Kiểm tra Tỉnh ủy cử đại diện chứng kiến, xong trong tháng 9.",
        ["Phòng Nghiệp vụ 6 |  |  | ", "Ủy ban Kiểm tra Tỉnh ủy |  |  | 2024-09-30"],
        ["due_on"],
    ),
    (
        "1. Văn phòng lập danh mục hồ sơ trong vòng 15 ngày kể từ ngày ký Kế hoạch này. Tiếp đó, Văn phòng chỉnh lý 120 mét tài liệu; phải xong trước ngày 01/10.",
        ["Văn phòng |  |  | 2024-01-25", "Văn phòng |  |  | 2024-09-30"],
        [],
    ),
    (
        "1. Đối chiếu nợ vay (Tổ Kế hoạch nghiệp vụ chủ trì; Hội Nông dân xã phối hợp - hạn từ 01/7 đến 30/9).",
        ["Tổ Kế hoạch nghiệp vụ | Hội Nông dân xã |  | 2024-09-30"],
        [],
    ),
    (
        "1. Phòng Vật tư cấp phát bảo hộ: lần đầu tháng 02, lần hai tháng 8.",
        ["Phòng Vật tư |  |  | 2024-02-29", "Phòng Vật tư |  |  | 2024-08-31"],
        [],
    ),
    (
        "1. Tổ Cảnh sát kiểm tra nhà trọ xong trong 6 tháng đầu năm.",
        ["Tổ Cảnh sát |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Tổ Hành chính tổng hợp tiếp nhận phản ánh trước ngày 15/3.",
        ["Tổ Hành chính tổng hợp |  |  | 2024-03-14"],
        [],
    ),
    (
        "1. Mở 15 lớp bồi dưỡng, giao Phòng Cán bộ, công chức, viên chức phối hợp Trường Chính trị tỉnh tổ chức trước ngày 31/8.",
        ["Phòng Cán bộ, công chức, viên chức | Trường Chính trị tỉnh |  | 2024-08-30"],
        [],
    ),
    (
        "1. Phòng Kinh tế rà soát hộ nghèo; Văn phòng in sổ, xong trước 30/6.",
        ["Phòng Kinh tế |  |  | ", "Văn phòng |  |  | 2024-06-29"],
        ["due_on"],
    ),
    (
        "1. Phòng Dân tộc, tôn giáo thăm chức sắc. Thời gian: Tháng 4, tháng 5 và tháng 12.",
        [
            "Phòng Dân tộc, tôn giáo |  |  | 2024-04-30",
            "Phòng Dân tộc, tôn giáo |  |  | 2024-05-31",
            "Phòng Dân tộc, tôn giáo |  |  | 2024-12-31",
        ],
        [],
    ),
    (
        "1. Văn phòng chấm thi trong tháng 4, tháng 5.",
        ["Văn phòng |  |  | 2024-05-31"],
        [],
    ),
    (
        "1. Các Trạm Y tế xã, phường rà soát hộ trước 30/6.",
        [" |  | Các Trạm Y tế xã, phường | 2024-06-29"],
        ["leads"],
    ),
    (
        "1. Tổ Toán sinh hoạt chuyên môn, mỗi tổ 01 tiết/tháng.",
        ["Tổ Toán |  |  | 2024-01-31"],
        [],
    ),
    (
        "1. Tặng 300 suất quà, mỗi suất 500.000 đồng. Ban Chấp hành Công đoàn trao quà, chậm nhất là ngày 08/02.",
        ["Ban Chấp hành Công đoàn |  |  | 2024-02-08"],
        [],
    ),
    (
        "1. Về nhà ở, Phòng Kinh tế sửa chữa 27 căn nhà, muộn nhất là 31/8.",
        ["Phòng Kinh tế |  |  | 2024-08-31"],
        [],
    ),
    (
        "1. Rà soát thủ tục. Việc này Văn phòng làm, Trung tâm Phục vụ hành chính công xã phối hợp, xong trước ngày 15/3.",
        ["Văn phòng | Trung tâm Phục vụ hành chính công xã |  | 2024-03-14"],
        [],
    ),
    (
        "1. Tổng kết hè, chậm nhất ngày 28/8. Phòng Hành chính - Kế toán.",
        ["Phòng Hành chính - Kế toán |  |  | 2024-08-28"],
        [],
    ),
    (
        "1. Phòng Công tác sinh viên đến tư vấn tại 20 trường trước ngày 30/4.",
        ["Phòng Công tác sinh viên |  |  | 2024-04-29"],
        [],
    ),
    (
        "1. Lưu mẫu thức ăn. Tổ nuôi dưỡng làm thường xuyên, Ban đại diện cha mẹ học sinh cùng tham gia giám sát.",
        [" |  |  | "],
        ["leads", "supports"],
    ),
    (
        "1. Ban Thường trực chủ trì giám sát chi trả; thành phần có Hội Người cao tuổi xã và Hội Cựu chiến binh xã phối hợp, trong tháng 4.",
        ["Ban Thường trực | Hội Người cao tuổi xã, Hội Cựu chiến binh xã |  | 2024-04-30"],
        [],
    ),
    (
        "1. Thay 3.200 đồng hồ quá hạn kiểm định\n"
        "Thực hiện: Phòng Kinh doanh\n"
        "Hỗ trợ: Đội Thi công số 3\n"
        "Hoàn thành: 30/9",
        ["Phòng Kinh doanh | Đội Thi công số 3 |  | 2024-09-30"],
        [],
    ),
    (
        "1. Khám phụ khoa cho hội viên trước ngày 30/6. Hội Phụ nữ phường liên hệ với Trạm Y tế phường để cùng tổ chức.",
        ["Hội Phụ nữ phường |  |  | 2024-06-29"],
        ["supports"],
    ),
    (
        "1. Phòng Kinh tế kiểm kê kho vật tư cùng kế toán, xong trước ngày 10/4.",
        ["Phòng Kinh tế |  | kế toán | 2024-04-09"],
        [],
    ),
    (
        "1. Tổ Ngữ văn chủ trì, Đoàn - Đội phụ giúp trang trí gian sách, tổ chức ngày 21/4.",
        ["Tổ Ngữ văn | Đoàn - Đội |  | 2024-04-21"],
        [],
    ),
    (
        "1. Công an xã tuần tra từ ngày 25/01 đến hết ngày 28/02. Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở phối hợp chốt chặn.",
        ["Công an xã |  | Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở | 2024-02-28"],
        [],
    ),
    (
        "1. Hội Nông dân xã mời Trung tâm Dịch vụ nông nghiệp về dạy tái canh cà phê, xong trong tháng 5.",
        ["Hội Nông dân xã | Trung tâm Dịch vụ nông nghiệp |  | 2024-05-31"],
        [],
    ),
    (
        "1. Trường Tiểu học Bình An mở lớp sơ cứu, mời bác sĩ của Trạm Y tế xã về hướng dẫn, xong trong tháng 5.",
        ["Trường Tiểu học Bình An | Trạm Y tế xã |  | 2024-05-31"],
        [],
    ),
    (
        "1. Trường Tiểu học Bình An tổ chức ngày hội đọc sách với sự tham gia của phụ huynh, xong ngày 21/4.",
        ["Trường Tiểu học Bình An |  | phụ huynh | 2024-04-21"],
        [],
    ),
    (
        "1. Trạm Y tế khám sức khỏe, bác sĩ Trung tâm Y tế huyện về cùng khám, xong trong tháng 4.",
        ["Trạm Y tế | Trung tâm Y tế huyện |  | 2024-04-30"],
        [],
    ),
    (
        "1. Đoàn xã tổ chức hội trại có dân quân giúp dựng lều, ngày 25/3.",
        ["Đoàn xã |  | dân quân | 2024-03-25"],
        [],
    ),
    (
        "1. Công an xã tuyên truyền tại chợ, ban quản lý chợ hỗ trợ loa đài, xong ngày 15/4.",
        ["Công an xã |  | ban quản lý chợ | 2024-04-15"],
        [],
    ),
    (
        "1. Trạm Thú y tiêm phòng đàn bò (thú y viên các thôn hỗ trợ), xong ngày 30/4.",
        ["Trạm Thú y |  | thú y viên các thôn | 2024-04-30"],
        [],
    ),
    (
        "1. Trạm Y tế phụ trách tiêm chủng, y tế thôn báo giấy mời đến từng nhà, xong trong tháng 5.",
        ["Trạm Y tế |  |  | 2024-05-31"],
        ["supports"],
    ),
    (
        "1. Công an xã làm nòng cốt, lực lượng dân quân và Tổ bảo vệ an ninh trật tự tham gia, xong trước 15/4.",
        ["Công an xã |  |  | 2024-04-14"],
        ["supports"],
    ),
    (
        "1. Văn phòng Sở cùng Thanh tra Sở xác minh đơn trước 30/6.",
        ["Văn phòng Sở, Thanh tra Sở |  |  | 2024-06-29"],
        ["leads", "supports"],
    ),
    (
        "1. Văn phòng Sở cùng Thanh tra Sở chủ trì xác minh đơn trước 30/6.",
        ["Văn phòng Sở, Thanh tra Sở |  |  | 2024-06-29"],
        [],
    ),
    (
        "1. Phòng Giải phóng mặt bằng lập hồ sơ trong tháng 02, còn Trung tâm Phát triển quỹ đất vận động nhân dân trước 15/3.",
        ["Phòng Giải phóng mặt bằng |  |  | 2024-02-29", "Trung tâm Phát triển quỹ đất |  |  | 2024-03-14"],
        [],
    ),
    (
        "1. Di dời đường điện trước 15/4: Điện lực Long Thành, Công ty Cấp nước Đồng Nai và Phòng Quản lý dự án 2 cùng làm.",
        ["Điện lực Long Thành, Công ty Cấp nước Đồng Nai, Phòng Quản lý dự án 2 |  |  | 2024-04-14"],
        [],
    ),
    (
        "1. Soi mối nối trạm biến áp. Tổ Kiểm tra phối hợp cùng Tổ Kỹ thuật; Tổ Kỹ thuật chủ trì. Xong 15/3.",
        ["Tổ Kỹ thuật | Tổ Kiểm tra |  | 2024-03-15"],
        [],
    ),
    (
        "1. Kế toán Lê Văn Thuận dự trù băng rôn xong trước 25/4.",
        [" |  | Kế toán Lê Văn Thuận | 2024-04-24"],
        ["leads"],
    ),
    (
        "1. Đội Cảnh sát PCCC và CNCH khu vực tập huấn cho học sinh trước 30/4.",
        ["Đội Cảnh sát PCCC và CNCH khu vực |  |  | 2024-04-29"],
        [],
    ),
    (
        "1. Đội Quản lý thị trường số 3 và số 4 kiểm tra các chợ trước 15/02.",
        ["Đội Quản lý thị trường số 3, Đội Quản lý thị trường số 4 |  |  | 2024-02-14"],
        [],
    ),
    (
        "1. Các Trạm Y tế xã thực hiện điều tra ổ dịch dưới sự hỗ trợ của Khoa Kiểm soát bệnh tật, xong 30/6.",
        [" | Khoa Kiểm soát bệnh tật | Các Trạm Y tế xã | 2024-06-30"],
        ["leads"],
    ),
    (
        "1. Cứ cuối tháng, Phòng Chuyển đổi số công bố bảng xếp hạng.",
        ["Phòng Chuyển đổi số |  |  | "],
        ["due_on"],
    ),
    (
        "1. Văn phòng thu gom tài liệu trong tháng 02 năm 2024; xây dựng Danh mục hồ sơ trước ngày 28/02/2024.",
        ["Văn phòng |  |  | 2024-02-29", "Văn phòng |  |  | 2024-02-27"],
        [],
    ),
    (
        "1. Thành lập 25 câu lạc bộ, trong đó 6 tháng đầu năm thành lập 10 câu lạc bộ, số còn lại xong trước 30/11. Văn phòng chủ trì.",
        ["Văn phòng |  |  | 2024-11-29"],
        ["due_on"],
    ),
    (
        "1. Phòng Y tế kiểm tra chợ trong quý II.\nĐồng thời Phòng Kinh tế kẻ vạch để xe, xong trước 30/4.",
        ["Phòng Y tế |  |  | 2024-06-30", "Phòng Kinh tế |  |  | 2024-04-29"],
        [],
    ),
    (
        "1. Hội thi nấu ăn ngày 08/3. Hội Phụ nữ xã tổ chức, Trạm Y tế xã trực cấp cứu.",
        ["Hội Phụ nữ xã | Trạm Y tế xã |  | "],
        ["due_on"],
    ),
    (
        "1. Trường THCS Bình An sửa chữa 5/7 phòng học (vốn tỷ lệ 50/50), xong trong tháng 8.",
        ["Trường THCS Bình An |  |  | 2024-08-31"],
        [],
    ),
    (
        "1. Phòng Văn hóa treo băng rôn kỷ niệm Ngày thành lập Đảng (03/02/1930 - 03/02/2024), xong trước ngày 30/01.",
        ["Phòng Văn hóa |  |  | 2024-01-29"],
        [],
    ),
    (
        "1. Hội Nông dân các xã, Hội Phụ nữ các xã phát quang đường làng trước 30/4.",
        [" |  | Hội Nông dân các xã, Hội Phụ nữ các xã | 2024-04-29"],
        ["leads"],
    ),
    (
        "1. Ông Rơ Mah Thái, Phó Chi cục trưởng, làm Trưởng ban tổ chức diễn tập ngày 12/3; UBND xã Ia Mơ chuẩn bị địa điểm.",
        [" |  | Ông Rơ Mah Thái, Phó Chi cục trưởng | 2024-03-12", "UBND xã Ia Mơ |  |  | 2024-03-12"],
        ["leads", "supports"],
    ),
    (
        "1. Văn phòng tổng hợp số liệu trước ngày 15/3. Số liệu do Thanh tra Sở cung cấp.",
        ["Văn phòng | Thanh tra Sở |  | 2024-03-14"],
        [],
    ),
    (
        "1. Trạm Y tế đối chiếu với sổ hộ tịch do Phòng Tư pháp cung cấp, xong 15/3.",
        ["Trạm Y tế |  |  | 2024-03-15"],
        ["supports"],
    ),
    (
        "1. Đoàn xã trồng 500 cây trước 15/3. Cây giống được Vườn Quốc gia Mũi Cà Mau hỗ trợ.",
        ["Đoàn xã | Vườn Quốc gia Mũi Cà Mau |  | 2024-03-14"],
        [],
    ),
    (
        "1. Văn phòng soạn hướng dẫn trước 15/3, có sự góp ý của Kho bạc Nhà nước tỉnh.",
        ["Văn phòng |  |  | 2024-03-14"],
        ["supports"],
    ),
    (
        "1. Ban Phong trào cùng Hội Thầy thuốc trẻ tỉnh khám bệnh trước 20/3. UBND xã Đất Mũi bố trí chỗ.",
        ["Ban Phong trào, Hội Thầy thuốc trẻ tỉnh |  |  | 2024-03-19", "UBND xã Đất Mũi |  |  | "],
        ["leads", "supports"],
    ),
    (
        "1. Gọi dân quân xong trong tháng 3. Việc này giao các Ấp đội trưởng, Công an xã phối hợp nắm người.",
        [" | Công an xã | các Ấp đội trưởng | 2024-03-31"],
        ["leads"],
    ),
    (
        "1. Khám sức khỏe học sinh (Y sĩ Vũ Văn Đạt; Trường Tiểu học A, Trường THCS B phối hợp) - tháng 9",
        [" | Trường Tiểu học A, Trường THCS B | Y sĩ Vũ Văn Đạt | 2024-09-30"],
        ["leads"],
    ),
    (
        "1. Mở lớp khởi nghiệp trước 15/5. Phụ trách: chị Phạm Thị Ngân, Phó Chủ tịch Hội. Trung tâm Chính trị xã bố trí phòng học.",
        [" |  | chị Phạm Thị Ngân, Phó Chủ tịch Hội | 2024-05-14", "Trung tâm Chính trị xã |  |  | "],
        ["leads", "supports"],
    ),
    (
        "1. Ban Xây dựng Đảng cử quần chúng đi học, chia hai đợt: đợt 1 tháng 4, đợt 2 tháng 8.",
        ["Ban Xây dựng Đảng |  |  | 2024-04-30", "Ban Xây dựng Đảng |  |  | 2024-08-31"],
        [],
    ),
    (
        "1. Tổ thủy nông nạo vét kênh. Làm hai đợt: tháng 4 và tháng 11.",
        [" |  |  | 2024-04-30", " |  |  | 2024-11-30"],
        ["leads"],
    ),
    (
        "1. Dân quân thường trực tuần tra biên giới cùng Đồn Biên phòng Sơn Kim trước 30/6.",
        [" |  |  | 2024-06-29"],
        ["leads", "supports"],
    ),
    (
        "1. Tập huấn kỹ thuật trồng gừng cho 60 hộ, quý II.",
        [" |  |  | 2024-06-30"],
        ["leads"],
    ),
    (
        "1. Phòng Kinh tế tặng quà nhân dịp 27/7, Văn phòng gửi danh sách trước ngày 05/7.",
        ["Phòng Kinh tế |  |  | ", "Văn phòng |  |  | 2024-07-04"],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế nạo vét cống, phối hợp Công ty Thoát nước; riêng tuyến Lê Nổ xong trước 30/4.",
        ["Phòng Kinh tế | Công ty Thoát nước |  | 2024-04-29"],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế nạo vét cống; riêng việc này xong trước 30/4.",
        ["Phòng Kinh tế |  |  | 2024-04-29"],
        [],
    ),
    (
        "1. Phòng Kinh tế nạo vét 9 km cống xong trước 30/6, trong đó tuyến Lê Nổ xong trước 30/4.",
        ["Phòng Kinh tế |  |  | 2024-06-29", "Phòng Kinh tế |  |  | 2024-04-29"],
        [],
    ),
    (
        "1. Phòng Kinh tế xây 3 cầu, đến 30/6 nghiệm thu.",
        ["Phòng Kinh tế |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Phòng Kinh tế xây 3 cầu. Phấn đấu đến 28/6 đưa vào sử dụng.",
        ["Phòng Kinh tế |  |  | 2024-06-28"],
        [],
    ),
    (
        "1. Phòng Kinh tế rà soát, đến 3/5 tiêu chí đạt chuẩn.",
        ["Phòng Kinh tế |  |  | "],
        [],
    ),
    (
        "1. Phòng Kinh doanh thay đồng hồ. Quý I thay 1.000 chiếc, quý II thay 1.500 chiếc.",
        ["Phòng Kinh doanh |  |  | 2024-03-31", "Phòng Kinh doanh |  |  | 2024-06-30"],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh doanh thay đồng hồ. Tháng 3: 1.000 chiếc; tháng 6: 1.500 chiếc.",
        ["Phòng Kinh doanh |  |  | 2024-03-31", "Phòng Kinh doanh |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Phòng Kinh doanh thay đồng hồ; tháng 3 xong 1.000 chiếc, tháng 6: 1.500 chiếc.",
        ["Phòng Kinh doanh |  |  | 2024-06-30"],
        ["due_on"],
    ),
    (
        "1. Phòng Tư pháp tuyên truyền Luật: lần 1 trong 6 tháng đầu năm, lần 2 xong trước ngày 15/11.",
        ["Phòng Tư pháp |  |  | 2024-06-30", "Phòng Tư pháp |  |  | 2024-11-14"],
        [],
    ),
    (
        "1. Phòng Kinh tế thẩm tra từng hộ; Ủy ban MTTQ xã giám sát. Danh sách cuối cùng duyệt ngày 27/02/2024.",
        ["Phòng Kinh tế |  |  | ", "Ủy ban MTTQ xã |  |  | "],
        ["due_on", "supports"],
    ),
    (
        "1. Phòng Quy hoạch - Đầu tư lập phương án trước ngày 25/4.",
        ["Phòng Quy hoạch - Đầu tư |  |  | 2024-04-24"],
        [],
    ),
    (
        "1. Chi đoàn Trường Tiểu học Mường Bú đứng lớp từ 08/6 đến 24/7.",
        ["Chi đoàn Trường Tiểu học Mường Bú |  |  | 2024-07-24"],
        [],
    ),
    (
        "1. Tổ Pháp chế - Quản lý bảo vệ rừng ký cam kết với 640 hộ trước 30/4.",
        ["Tổ Pháp chế - Quản lý bảo vệ rừng |  |  | 2024-04-29"],
        [],
    ),
    (
        "1. Lắp 40 bẫy ảnh. Trung tâm Bảo tồn A tài trợ máy, cán bộ Phòng Khoa học lắp đặt, xong trước 30/4.",
        ["Trung tâm Bảo tồn A | Phòng Khoa học |  | 2024-04-29"],
        ["leads"],
    ),
    (
        "1. Mỗi thẩm phán xét xử 02 phiên tòa. Trại tạm giam Công an tỉnh bố trí điểm cầu.",
        [" |  |  | ", "Trại tạm giam Công an tỉnh |  |  | "],
        ["leads", "supports"],
    ),
    (
        "1. Khảo sát: thuê Bưu điện Hải Phòng phát 600 phiếu, Phòng Văn hóa làm đầu mối; có kết quả trong tháng 10.",
        ["Phòng Văn hóa |  |  | 2024-10-31"],
        ["supports"],
    ),
    (
        "1. Họp liên ngành với Viện kiểm sát nhân dân khu vực 4 vào tháng 6 (Tòa Dân sự chủ trì).",
        ["Tòa Dân sự |  |  | 2024-06-30"],
        ["supports"],
    ),
    (
        "1. Phòng Kế hoạch ký hợp đồng trong tháng 4, bà Ma Thị Duyên, Kế toán trưởng, kiểm tra giá trước khi ký.",
        ["Phòng Kế hoạch |  |  | 2024-04-30"],
        ["supports"],
    ),
    (
        "1. Tổ Ngữ văn ra đề trước 20/3. Giáo viên chủ nhiệm các lớp giúp phổ biến thể lệ đến học sinh.",
        ["Tổ Ngữ văn |  |  | 2024-03-19"],
        ["supports"],
    ),
    (
        "1. Đồng chí Lê Anh Quân mở lớp dạy bơi đến hết 30/6. Trường THCS Lê Lợi cho mượn bể bơi.",
        [" |  | Đồng chí Lê Anh Quân | 2024-06-30", "Trường THCS Lê Lợi |  |  | "],
        ["leads", "supports"],
    ),
    (
        "1. UBND phường giao Phòng Văn hóa thành lập đoàn kiểm tra trước 20/3.",
        ["Phòng Văn hóa |  |  | 2024-03-19"],
        [],
    ),
    (
        "1. Đoàn TNCS Hồ Chí Minh xã (Đoàn xã) tiếp nhận học sinh trước 05/6. Kinh phí do Công an xã bảo đảm.",
        ["Đoàn TNCS Hồ Chí Minh xã |  |  | 2024-06-04"],
        [],
    ),
    (
        "1. Phòng Kinh tế kiểm tra bếp ăn, cùng Trạm Y tế (25/3).",
        ["Phòng Kinh tế | Trạm Y tế |  | 2024-03-25"],
        [],
    ),
    (
        "1. Giao Văn phòng Hội chuẩn bị hậu cần, Ban Hỗ trợ phụ nữ chịu trách nhiệm chung, xong trước 20/10.",
        ["Văn phòng Hội | Ban Hỗ trợ phụ nữ |  | 2024-10-19"],
        ["leads", "supports"],
    ),
    (
        "1. Đội hình của Hội Sinh viên trực tại 18 điểm thi ngày 25/6; nước uống do Công ty Vĩnh Hảo tài trợ.",
        ["Công ty Vĩnh Hảo |  |  | "],
        ["due_on", "leads"],
    ),
    (
        "1. Đoàn Công an tỉnh đảm nhận 02 căn nhà, Đoàn Khối các cơ quan đảm nhận 03 căn nhà, bàn giao trước 15/8.",
        ["Đoàn Công an tỉnh |  |  | ", "Đoàn Khối các cơ quan |  |  | 2024-08-14"],
        ["due_on"],
    ),
    (
        "1. Phòng Tổ chức đón đoàn trước 20/10; Trung tâm Học liệu chuẩn bị phòng; Phòng Khảo thí điều phối toàn bộ.",
        [" |  |  | 2024-10-19", "Trung tâm Học liệu |  |  | 2024-10-19", "Phòng Khảo thí |  |  | 2024-10-19"],
        ["leads"],
    ),
    (
        "1. Đề nghị Ban Quản lý cụm bố trí địa điểm, Ban Tuyên giáo làm kịch bản, xong trước 26/4.",
        ["Ban Quản lý cụm |  |  | ", "Ban Tuyên giáo |  |  | 2024-04-25"],
        ["due_on"],
    ),
    (
        "1. Cử 06 công chức đi học lớp an toàn thông tin do Sở Khoa học và Công nghệ tổ chức trong quý III.",
        [" |  |  | 2024-09-30"],
        ["leads"],
    ),
    (
        "1. Phòng Sở hữu trí tuệ hướng dẫn 30 doanh nghiệp, xong quý IV.",
        ["Phòng Sở hữu trí tuệ |  |  | 2024-12-31"],
        [],
    ),
    (
        "1. Phòng Sở hữu công nghiệp hướng dẫn 30 doanh nghiệp, xong quý IV.",
        ["Phòng Sở |  |  | 2024-12-31"],
        ["leads"],
    ),
    (
        "1. Trung tâm Khởi nghiệp đổi mới sáng tạo tuyển chọn 15 dự án trước 30/6.",
        ["Trung tâm Khởi nghiệp đổi mới sáng tạo |  |  | 2024-06-29"],
        [],
    ),
    (
        "1. Trạm Khuyến nông trồng thử 5 ha, thu số liệu đến hết 30/11.",
        ["Trạm Khuyến nông |  |  | "],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế báo cáo, số liệu tính đến 30/11.",
        ["Phòng Kinh tế |  |  | "],
        [],
    ),
    (
        "1. Ông Lò Văn Inh giám sát trước 15/11. Giúp việc có Ủy ban Kiểm tra Đảng ủy.",
        [" | Ủy ban Kiểm tra Đảng ủy | Ông Lò Văn Inh | 2024-11-14"],
        ["leads"],
    ),
    (
        "1. Hạt Kiểm lâm tổ chức tuần tra trước 15/11, cùng đi có Công an xã Thanh Sơn và Đồn Biên phòng Bát Mọt.",
        ["Hạt Kiểm lâm | Công an xã Thanh Sơn, Đồn Biên phòng Bát Mọt |  | 2024-11-14"],
        [],
    ),
    (
        "1. Trung tâm Khởi nghiệp ươm tạo 15 dự án trước ngày 30/6/2024. Trường Đại học Vinh cố vấn cho các nhóm.",
        ["Trung tâm Khởi nghiệp |  |  | 2024-06-29"],
        ["supports"],
    ),
    (
        "1. Tổng kết năm: BS. Phan Đình Lộc viết, nộp UBND xã chậm nhất 10/12.",
        [" |  | BS. Phan Đình Lộc | 2024-12-10"],
        ["leads"],
    ),
    (
        "1. ThS. Nguyễn Văn An chủ trì đề tài, xong trước 30/6.",
        [" |  | ThS. Nguyễn Văn An | 2024-06-29"],
        ["leads"],
    ),
    (
        "1. Thành lập 45 công đoàn cơ sở: 6 tháng đầu năm 20 đơn vị, cả năm 45 đơn vị (Ban Tổ chức).",
        ["Ban Tổ chức |  |  | 2024-06-30"],
        ["due_on"],
    ),
    (
        "1. Số hóa kết quả, xong trước 30/11. Thực hiện: UBND các xã; Sở Khoa học và Công nghệ hướng dẫn kỹ thuật.",
        [" | Sở Khoa học và Công nghệ | UBND các xã | 2024-11-29", "Sở Khoa học và Công nghệ |  |  | 2024-11-29"],
        ["leads"],
    ),
    (
        "1. Lễ phát động ngày 25/4 (Ban Tuyên giáo tham mưu; mời Sở Nội vụ phối hợp).",
        ["Ban Tuyên giáo | Sở Nội vụ |  | 2024-04-25"],
        [],
    ),
    (
        "1. Ban đại diện cha mẹ học sinh vận động xã hội hóa lắp mái che, xong trong tháng 8.",
        ["Ban đại diện cha mẹ học sinh |  |  | 2024-08-31"],
        [],
    ),
    (
        "1. Phòng Kinh tế lập danh sách xong ngày 05/4, Công an xã xác minh nơi cư trú xong ngày 20/4.",
        ["Phòng Kinh tế |  |  | 2024-04-05", "Công an xã |  |  | 2024-04-20"],
        [],
    ),
    (
        "1. Hội Nông dân xã chốt con giống vào ngày 10/6 để Phòng Kinh tế giao giống vào ngày 28/6.",
        ["Hội Nông dân xã |  |  | 2024-06-10"],
        ["due_on", "leads"],
    ),
    (
        "1. Phòng Kinh tế kiểm kê xe, chậm nhất ngày 30/4; riêng Văn phòng HĐND và UBND chậm nhất ngày 31/5.",
        ["Phòng Kinh tế |  |  | 2024-04-30", "Phòng Kinh tế |  |  | 2024-05-31"],
        ["leads"],
    ),
    (
        "1. Phòng Kinh tế thanh lý đồ hỏng, xong trong quý III (riêng hai xe tải cũ để sang tháng 11).",
        ["Phòng Kinh tế |  |  | 2024-09-30"],
        ["due_on"],
    ),
    (
        "1. Đồn Biên phòng Hòn Sao tuần tra rạn san hô mỗi quý một lần trong năm 2024.",
        ["Đồn Biên phòng Hòn Sao |  |  | 2024-03-31"],
        [],
    ),
    (
        "1. Đoàn xã dọn rác bãi tắm hằng tháng trong năm 2024.",
        ["Đoàn xã |  |  | 2024-01-31"],
        [],
    ),
    (
        "1. Thanh tra tỉnh cùng các Sở: Tư pháp, Tài chính kiểm tra việc cho thuê ki-ốt, quý III.",
        ["Thanh tra tỉnh, Sở Tư pháp, Sở Tài chính |  |  | 2024-09-30"],
        ["leads", "supports"],
    ),
    (
        "1. Công an xã xác minh các hộ lấn chiếm, hạn 25/O6/2024.",
        ["Công an xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Trạm Y tế bố trí xe cứu thương suốt thời gian diễn ra lễ hội.",
        ["Trạm Y tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Hội Nông dân xã mở lớp ghép cành, xong trước ngày hai mươi tư tháng Mười hai.",
        ["Hội Nông dân xã |  |  | 2024-12-23"],
        [],
    ),
    (
        "1. Phòng Kinh tế triển khai mô hình, bắt đầu từ ngày 01/7/2024.",
        ["Phòng Kinh tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Trạm Y tế thống kê số ca mắc theo quý.",
        ["Trạm Y tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Trạm Y tế báo cáo số liệu gửi Sở Y tế 6 tháng và năm.",
        ["Trạm Y tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Khám bệnh cho người cao tuổi.\n- Giao Hội Thầy thuốc trẻ tỉnh chủ trì, phối hợp với Hội Chữ thập "
        "đỏ tỉnh.\n- Ngày tổ chức: 20/6.",
        ["Hội Thầy thuốc trẻ tỉnh | Hội Chữ thập đỏ tỉnh |  | 2024-06-20"],
        [],
    ),
    (
        "1. Thi công 05 cầu dân sinh.\n- Giao Phòng Kinh tế chủ trì; mời Sở Xây dựng hướng dẫn kỹ thuật.\n- "
        "Thời gian: trước ngày 20/8.",
        ["Phòng Kinh tế | Sở Xây dựng |  | 2024-08-19"],
        [],
    ),
    (
        "1. Xuất bản bản tin số xuân\n- Thời gian: tháng 02\n- Giao: Trung tâm Thông tin",
        ["Trung tâm Thông tin |  |  | 2024-02-29"],
        [],
    ),
    (
        "1. Khảo sát việc làm.\nĐầu mối: Phòng Công tác sinh viên. Tham gia: Hội Cựu sinh viên. Thời điểm: tháng 11.",
        ["Phòng Công tác sinh viên | Hội Cựu sinh viên |  | 2024-11-30"],
        [],
    ),
    (
        "1. Ban Pháp luật và Quan hệ lao động làm đầu mối:\n1.1. Thành lập tổ tư vấn, xong trong quý "
        "II.\n1.2. Mở hội thi trước ngày 15/8.",
        [
            "Ban Pháp luật và Quan hệ lao động |  |  | 2024-06-30",
            "Ban Pháp luật và Quan hệ lao động |  |  | 2024-08-14",
        ],
        [],
    ),
    (
        "1. Ban Pháp luật và Quan hệ lao động chủ trì:\n1.1. Thành lập tổ tư vấn, xong trong quý II.\n1.2. Mở "
        "hội thi trước ngày 15/8.",
        [
            "Ban Pháp luật và Quan hệ lao động |  |  | 2024-06-30",
            "Ban Pháp luật và Quan hệ lao động |  |  | 2024-08-14",
        ],
        [],
    ),
    (
        "1. Công an xã gọi hỏi các chủ lều.\n2. Văn phòng soạn quyết định xử phạt.\n3. Phòng Kinh tế cưỡng "
        "chế, trong tháng 9.\nTrừ việc ở mục 3, các việc nêu trên đều phải hoàn thành chậm nhất ngày 15/6.",
        ["Công an xã |  |  | 2024-06-15", "Văn phòng |  |  | 2024-06-15", "Phòng Kinh tế |  |  | 2024-09-30"],
        [],
    ),
    (
        "1. Dự trữ lương thực, nước ngọt tại chỗ đủ dùng cho 15 ngày:\n+ gạo 45 tấn;\n+ nước uống 20.000 "
        "lít.\nPhòng Kinh tế ký hợp đồng, xong trước ngày 31/5.",
        ["Phòng Kinh tế |  |  | 2024-05-30"],
        [],
    ),
    (
        "1. Thành Đoàn chủ trì (nội dung dạy bơi), Sở Văn hóa, Thể thao và Du lịch chủ trì (nội dung cứu "
        "đuối) mở trại hè, hạn 20/7.",
        ["Thành Đoàn, Sở Văn hóa, Thể thao và Du lịch |  |  | 2024-07-20"],
        [],
    ),
    (
        "1. Treo băng rôn.\nChủ trì: Phòng Văn hóa. Phối hợp: Đoàn phường. Thời gian: trước ngày 15/4.\n2. "
        "Phát thanh lưu động.\nĐơn vị chủ trì, phối hợp và thời gian: như mục 1.",
        ["Phòng Văn hóa | Đoàn phường |  | 2024-04-14", "Phòng Văn hóa | Đoàn phường |  | 2024-04-14"],
        [],
    ),
    (
        "1. Treo băng rôn, xong trước ngày 15/4.\nChủ trì: Phòng Văn hóa. Phối hợp: như mục 5.",
        ["Phòng Văn hóa |  | như mục 5 | 2024-04-14"],
        ["supports"],
    ),
    (
        "1. Phòng Kinh tế, Hạ tầng và Đô thị kiểm tra giá ở các chợ, thời gian: từ tháng 3 năm nay đến hết tháng 5.",
        ["Phòng Kinh tế, Hạ tầng và Đô thị |  |  | 2024-05-31"],
        [],
    ),
    (
        "1. Kiểm đếm tàu thuyền, xong trước ngày 15/5. Đồn Biên phòng chủ trì, Phòng Kinh tế, các khu dân cư phối hợp.",
        ["Đồn Biên phòng | Phòng Kinh tế | các khu dân cư | 2024-05-14"],
        [],
    ),
    (
        "1. Lập chốt kiểm dịch trước ngày 15/5, do Công an xã chủ trì, Ban Chỉ huy Quân sự xã cử dân quân tham gia.",
        ["Công an xã | Ban Chỉ huy Quân sự xã |  | 2024-05-14"],
        [],
    ),
    (
        "1. Tổ chức mít tinh ngày 28/9, do Phòng Y tế phối hợp với Sở Y tế và Tỉnh đoàn đồng tổ chức.",
        ["Phòng Y tế | Sở Y tế, Tỉnh đoàn |  | 2024-09-28"],
        [],
    ),
    (
        "1. Phòng Văn hóa tổ chức giỗ Tổ, xong trước ngày 10/3 AL (26/4).",
        ["Phòng Văn hóa |  |  | "],
        ["due_on"],
    ),
    (
        "1. Trung tâm Điều hành gắn camera ở bãi đổ, phối hợp với Phòng Theo dõi thi công, hoàn thành tháng 6/2024.",
        ["Trung tâm Điều hành | Phòng Theo dõi thi công |  | 2024-06-30"],
        [],
    ),
    (
        "1. Đội Kiểm tra quy tắc xây dựng lập biên bản xe chở đất, xong quý III.",
        ["Đội Kiểm tra quy tắc xây dựng |  |  | 2024-09-30"],
        [],
    ),
    (
        "1. Ban Nữ công nhận danh sách đội thi đến hết ngày 02/10.",
        [" |  |  | 2024-10-02"],
        ["leads"],
    ),
    (
        "1. Đội Duy tu sửa chữa vá mặt đường, hạn 30/4.",
        ["Đội Duy tu sửa chữa |  |  | 2024-04-30"],
        [],
    ),
    (
        "1. Tổ Mỹ thuật dặm quét lại phông nền, xong 15/3.",
        ["Tổ Mỹ thuật dặm |  |  | 2024-03-15"],
        ["leads"],
    ),
    (
        "1. Phòng Hành chính lắp thang máy nhà kho, thực hiện năm 2024.",
        ["Phòng Hành chính |  |  | 2024-12-31"],
        [],
    ),
    (
        "1. Phòng Thu thập lập đề án số hóa: trình duyệt năm 2024, nghiệm thu năm 2025, bàn giao năm 2026.",
        ["Phòng Thu thập |  |  | 2024-12-31", "Phòng Thu thập |  |  | 2025-12-31", "Phòng Thu thập |  |  | 2026-12-31"],
        ["due_on"],
    ),
    (
        "1. Chủ trì hội nghị đối thoại với thanh niên (tháng 7); Đoàn xã chuẩn bị nội dung.",
        [" | Đoàn xã |  | 2024-07-31"],
        ["leads"],
    ),
    (
        "1. Rà soát các hộ chưa nhận tiền (chủ trì: Phòng Bồi thường, GPMB; phối hợp: Phòng An toàn, PCCC), xong 15/4.",
        ["Phòng Bồi thường, GPMB | Phòng An toàn, PCCC |  | 2024-04-15"],
        [],
    ),
    (
        "Chậm nhất ngày 30/9/2024:\n- Tổ Lịch sử viết kỷ yếu.\n- Phòng Đào tạo rà soát hồ sơ.\nTrước ngày 25/10/2024:\n- Đoàn trường tập múa trống hội.",
        ["Tổ Lịch sử |  |  | 2024-09-30", "Phòng Đào tạo |  |  | 2024-09-30", "Đoàn trường |  |  | 2024-10-24"],
        [],
    ),
    (
        "a) Phòng Kinh tế phát tờ khai mẫu tận tay cho các hộ ở chợ Gò\nDưa, hoàn thành chậm nhất ngày 15 tháng 4\nnăm 2024.\nb) Văn phòng quét lại sổ, xong 20/4.",
        ["Phòng Kinh tế |  |  | 2024-04-15", "Văn phòng |  |  | 2024-04-20"],
        [],
    ),
    (
        "1. Phòng Vật tư thay lõi lọc hai nồi hấp, xong trước ngày 15/4/2024.\nGhi chú: lõi lọc còn bảo hành đến tháng 9/2025.",
        ["Phòng Vật tư |  |  | 2024-04-14"],
        ["due_on"],
    ),
    (
        "1. Ban Xây dựng Đảng tổ chức chung khảo dự kiến ngày 14/8 (thứ Tư).",
        ["Ban Xây dựng Đảng |  |  | 2024-08-14"],
        [],
    ),
    (
        "1. Phòng Kinh tế kiểm tra hồ chứa trước mùa lũ\nThời gian: chậm nhất 15/8",
        ["Phòng Kinh tế |  |  | 2024-08-15"],
        [],
    ),
    (
        "1. Hội nghị khoa học: Phòng Nghiên cứu khoa học chủ trì, Đoàn Thanh niên phụ trách hậu cần, ngày 23/10/2024.",
        ["Phòng Nghiên cứu khoa học | Đoàn Thanh niên |  | 2024-10-23"],
        [],
    ),
    (
        "1. Biên soạn bộ câu hỏi cho cấp ủy viên phụ trách kiểm tra, xong 31/3. Giao Ủy ban Kiểm tra Đảng ủy.",
        ["Ủy ban Kiểm tra Đảng ủy |  |  | 2024-03-31"],
        [],
    ),
    (
        "1. Phòng Khoa học đếm đàn sếu về trú đông, xong 30/3.",
        ["Phòng Khoa học |  |  | 2024-03-30"],
        [],
    ),
    (
        "1. Mỗi quý đối thoại 01 cuộc với người dân vùng dự án. Phòng Kinh tế chủ trì; Hội Nông dân xã và Hội Cựu chiến binh xã cùng tham gia.",
        ["Phòng Kinh tế | Hội Nông dân xã, Hội Cựu chiến binh xã |  | 2024-03-31"],
        [],
    ),
    (
        "1. Công an xã tập huấn, phối hợp Trạm Y tế xã, Đoàn xã, 02 lớp trong tháng 4.",
        ["Công an xã | Trạm Y tế xã, Đoàn xã |  | 2024-04-30"],
        [],
    ),
    (
        "1. Thẩm định dự toán kinh phí năm sau, cùng thời điểm lập dự toán ngân sách (Phòng Kinh tế).",
        ["Phòng Kinh tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Lập dự toán vật tư dự phòng (Phòng Kế hoạch - Vật tư; cùng với kế hoạch sản xuất năm)",
        ["Phòng Kế hoạch - Vật tư |  |  | "],
        ["due_on"],
    ),
    (
        "1. Chính sách\na) Tham mưu nghị quyết về mức trợ giúp trẻ em.\nb) Ban hành quy chế can thiệp.\n- Cơ quan chủ trì: Sở Y tế.\n- Cơ quan phối hợp: Sở Tư pháp.\n- Thời gian hoàn thành: Quý III/2024.",
        [" |  |  | ", "Sở Y tế | Sở Tư pháp |  | 2024-09-30"],
        ["due_on", "leads", "supports"],
    ),
    (
        "1. Lập hồ sơ trình xóa nợ cho 27 doanh nghiệp (Đơn vị chủ trì: Tổ Quản lý nợ; đơn vị phối hợp: Phòng Nghiệp vụ; thời hạn: 30/6).",
        ["Tổ Quản lý nợ | Phòng Nghiệp vụ |  | 2024-06-30"],
        [],
    ),
    (
        "1. Huấn luyện 06 tổ chó nghiệp vụ (Đội Kiểm soát hải quan; Trường Hải quan Việt Nam cử giảng viên), xong 16/3.",
        ["Đội Kiểm soát hải quan |  |  | 2024-03-16"],
        ["supports"],
    ),
    (
        "1. Kiểm tra việc thu, nộp, quản lý và sử dụng đảng phí\n- Đối tượng: Chi bộ Trạm Y tế.\n- Mốc kiểm tra: năm 2023.\n- Thời gian tiến hành: quý II/2024.\n- Cơ quan tham mưu: Văn phòng Đảng ủy, phối hợp với Ủy ban Kiểm tra Đảng ủy.\n2. Giám sát công tác quản lý trật tự xây dựng, đất đai\n- Khẩu hiệu: đúng luật.\n- Thời gian: trước 31/10/2024.\n- Cơ quan tham mưu: Ban Xây dựng Đảng.",
        ["Văn phòng Đảng ủy | Ủy ban Kiểm tra Đảng ủy |  | 2024-06-30", "Ban Xây dựng Đảng |  |  | 2024-10-30"],
        [],
    ),
    (
        "1. Bế giảng, khen thưởng học sinh giỏi (ngày 29/5): Liên đội; Tổ Văn phòng.",
        ["Liên đội, Tổ Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Hội giảng cấp trường, từ 03/11 đến 14/11: Tổ 1; Tổ 2-3; Tổ 4-5.",
        ["Tổ 1, Tổ 2-3, Tổ 4-5 |  |  | 2024-11-14"],
        [],
    ),
    (
        "1. Phòng Kinh tế nạo vét kênh N2. Phối hợp thêm với Đoàn xã để huy động nhân lực.",
        ["Phòng Kinh tế | Đoàn xã |  | "],
        [],
    ),
    (
        "1. Văn phòng phổ biến các quy định mới về kỷ luật đảng tại hội nghị báo cáo viên tháng 4.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Về từng trường tư vấn cho học sinh lớp 9. Đoàn thanh niên Trung tâm đi cùng.",
        [" | Đoàn thanh niên Trung tâm |  | "],
        ["leads"],
    ),
    (
        "1. Nước chảy rồi thì Trạm Y tế xã lấy mẫu gửi xét nghiệm, trước 15/8.",
        ["Trạm Y tế xã |  |  | 2024-08-14"],
        [],
    ),
    (
        "1. Hội nghị Ban Thường vụ Đảng ủy thường kỳ, thông qua Quy chế làm việc sửa đổi\n- Chuẩn bị: Văn phòng Đảng ủy\n- Thời gian: 04/9/2024\n2. Viếng, dâng hương Nghĩa trang liệt sĩ xã\n- Chuẩn bị: Ủy ban MTTQ Việt Nam xã; Văn phòng Đảng ủy phối hợp\n- Thời gian: 7 giờ 00 ngày 01/9/2024",
        ["Văn phòng Đảng ủy |  |  | 2024-09-04", "Ủy ban MTTQ Việt Nam xã | Văn phòng Đảng ủy |  | 2024-09-01"],
        [],
    ),
    (
        "1. Trình kỳ họp đề án đặt tên đường\n- Cơ quan chuẩn bị nội dung: Phòng Văn hóa - Xã hội\n- Thời gian: trước 15/6",
        ["Phòng Văn hóa - Xã hội |  |  | 2024-06-14"],
        [],
    ),
    (
        "Các nhiệm vụ trong mục này do Phòng Kinh tế chủ trì.\n1. Sửa 03 chòi canh lửa, xong 10/02.\n2. Diễn tập chữa cháy rừng, trong quý I.",
        ["Phòng Kinh tế |  |  | 2024-02-10", "Phòng Kinh tế |  |  | 2024-03-31"],
        [],
    ),
    (
        "1. Phòng Kinh tế kiểm tra các chợ. Công an xã lập biên bản, cán bộ thôn đi cùng.",
        ["Phòng Kinh tế |  |  | ", "Công an xã |  |  | "],
        ["supports"],
    ),
    (
        "1. Chủ trì rà soát hộ nghèo trong quý I; Công an xã lập danh sách trước 15/6.",
        [" |  |  | 2024-03-31", "Công an xã |  |  | 2024-06-14"],
        ["leads"],
    ),
    (
        "1. Chi nhánh Trợ giúp pháp lý số 4 viết kịch bản, hạn cuối: 30/9. Mỗi tiểu phẩm dài 7 - 10 phút.",
        ["Chi nhánh Trợ giúp pháp lý số 4 |  |  | 2024-09-30"],
        [],
    ),
    (
        "1. Trạm Thú y khu vực 1 tiêm nhắc lại cho đàn bò, xong giữa tháng 9.",
        ["Trạm Thú y khu vực 1 |  |  | 2024-09-15"],
        [],
    ),
    (
        "1. Tổ Chế độ rà trường hợp hết thẻ chưa gia hạn, xong 15/4.",
        ["Tổ Chế độ |  |  | 2024-04-15"],
        [],
    ),
    (
        "1. Ban Kinh tế chọn giống lúa (có Trung tâm Giống cây trồng phối hợp); hạn 12/5.",
        ["Ban Kinh tế | Trung tâm Giống cây trồng |  | 2024-05-12"],
        [],
    ),
    (
        "1. Chỉnh trang tường rào (Ban công tác Mặt trận thôn 7/Chi hội Phụ nữ thôn 7), hoàn thành 30/6.",
        ["Ban công tác Mặt trận thôn 7, Chi hội Phụ nữ thôn 7 |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Theo đó, Khoa Khám bệnh được giao sắp xếp lại buồng khám trước ngày 05/4.",
        ["Khoa Khám bệnh |  |  | 2024-04-04"],
        [],
    ),
    (
        "1. Phòng Kinh tế sửa cống. Deadline 15/5.",
        ["Phòng Kinh tế |  |  | 2024-05-15"],
        [],
    ),
    (
        "1. Ban ISO cập nhật quy trình, khi nào Sở có ý kiến chính thức thì làm.",
        ["Ban ISO |  |  | "],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế sửa nhà văn hóa khi Bộ Tài chính có hướng dẫn.",
        ["Phòng Kinh tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Khoa Dinh dưỡng xây dựng thực đơn, thời điểm áp dụng Giám đốc sẽ thông báo sau.",
        ["Khoa Dinh dưỡng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Cử 02 viên chức đi học (Phòng Tổ chức; theo lịch chiêu sinh của cơ sở đào tạo).",
        ["Phòng Tổ chức |  |  | "],
        ["due_on"],
    ),
    (
        "1. Rải cấp phối đường lô 7 - Tổ Máy cày - nt",
        ["Tổ Máy cày |  |  | "],
        ["due_on"],
    ),
    (
        "1. Công an phường kiểm tra nhà trọ trước 10/6. Đơn vị phối hợp: Phòng Kinh tế.",
        ["Công an phường | Phòng Kinh tế |  | 2024-06-09"],
        [],
    ),
    (
        "1. Giải bóng chuyền\n- Thời gian: từ 10/6 đến 20/6.\n- Khai mạc: 10/6\n- Chủ trì: Công đoàn xã",
        ["Công đoàn xã |  |  | 2024-06-20"],
        [],
    ),
    (
        "1. Kiểm tra các bến đò\n- Khai mạc: 15/4.\n- Đ/vị thực hiện : Công an xã\n- Đ/vị p/hợp: Văn phòng UBND xã",
        ["Công an xã | Văn phòng UBND xã |  | 2024-04-15"],
        [],
    ),
    (
        "1. Kiểm tra kho lạnh theo các yêu cầu sau:\na) Nhiệt độ từ 2 đến 8 độ C;\nb) Sổ ghi đủ chữ ký.\nBộ phận Dược chủ trì; hằng quý.",
        ["Bộ phận Dược |  |  | 2024-03-31"],
        [],
    ),
    (
        "1. Tòa Hình sự mở chuyên đề; thời gian: tháng 3. Tòa Dân sự mở phiên tòa trước ngày 20/8.",
        ["Tòa Hình sự |  |  | 2024-03-31", "Tòa Dân sự |  |  | 2024-08-19"],
        [],
    ),
    (
        "1. Lập danh sách hộ nghèo\nChủ trì: Văn phòng\nPhối hợp: không\nThời hạn: 15/9\n2. Phát quà\nChủ trì: như trên\nPhối hợp: không\nThời hạn: 20/9",
        ["Văn phòng |  |  | 2024-09-15", "Văn phòng |  |  | 2024-09-20"],
        [],
    ),
    (
        "A. ĐỘI QUẢN LÝ VẬN HÀNH\n1. Phát quang hành lang tuyến, xong ngày 20/3.\nB. PHÒNG KINH DOANH\n1. Đo tải từng trạm biến áp trong tháng 4.",
        ["Đội Quản lý vận hành |  |  | 2024-03-20", "Phòng Kinh doanh |  |  | 2024-04-30"],
        [],
    ),
    (
        "1. Bố trí kinh phí mua 60 máy, xong 20/3; Sở Nông nghiệp phối hợp xác định danh mục, cấu hình.",
        [" | Sở Nông nghiệp |  | 2024-03-20"],
        ["leads"],
    ),
    (
        "1. Kiện toàn Tổ chuyển đổi số, xong 20/3 (Văn phòng).\nTổ trưởng: thầy Lộc - Hiệu trưởng. Thư ký: thầy Bảo - giáo viên.",
        ["Văn phòng |  |  | 2024-03-20"],
        [],
    ),
    (
        "1. Phó Giám đốc phụ trách chuyên môn chỉ đạo; Khoa Nội rà soát phác đồ trước 20/3.",
        [" |  | Phó Giám đốc phụ trách chuyên môn | ", "Khoa Nội |  |  | 2024-03-19"],
        ["due_on", "leads"],
    ),
    (
        "Trạm Kiểm lâm Đèo Gió phát dọn đường băng, xong trước ngày 10/02. Năm ngoái việc này kéo sang tận giữa tháng 3.",
        ["Trạm Kiểm lâm Đèo Gió |  |  | 2024-02-09"],
        [],
    ),
    (
        "Tổ Hậu cần mua gạo trước ngày 10/02. Năm 2023, việc này xong ngày 15/3.",
        ["Tổ Hậu cần |  |  | 2024-02-09"],
        [],
    ),
    (
        "Kế toán lập danh sách học sinh được miễn giảm, nộp Hiệu trưởng ký ngày 10/3.",
        ["Kế toán |  |  | 2024-03-10"],
        [],
    ),
    (
        "Đội Vũ trang và Ban Quân y phối hợp khám bệnh tại bản Huồi Pốc, ngày 20/01, do Ban Quân y chủ trì.",
        ["Ban Quân y | Đội Vũ trang |  | 2024-01-20"],
        [],
    ),
    (
        "Thủ quỹ Ban Quản lý di tích kiểm đếm tiền công đức, nộp kho bạc, khi hòm công đức đầy.",
        [" |  | Thủ quỹ Ban Quản lý di tích | "],
        ["due_on", "leads"],
    ),
    (
        "Phòng Quản lý bảo vệ rừng trình Giám đốc Sở trước ngày 31/5; đồng thời đề xuất mức hỗ trợ sau khi HĐND tỉnh ban hành nghị quyết mới.",
        ["Phòng Quản lý bảo vệ rừng |  |  | 2024-05-30"],
        ["due_on"],
    ),
    (
        "Thử chuông báo cháy - Tổ Điện nước - Tổ Bảo vệ - 15/3",
        ["Tổ Điện nước - Tổ Bảo vệ |  |  | 2024-03-15"],
        ["leads", "supports"],
    ),
    (
        "Tiểu ban An ninh trật tự - Công an phường phụ trách giữ xe, xong 15/3.",
        ["Tiểu ban An ninh trật tự - Công an phường |  |  | 2024-03-15"],
        ["leads", "supports"],
    ),
    (
        "Phòng Hành chính - Tổ chức kẻ biển, xong 15/3.",
        ["Phòng Hành chính - Tổ chức |  |  | 2024-03-15"],
        [],
    ),
    (
        "Tổ Thư ký lấy số liệu của 22 trường, xong ngày 10/02.",
        ["Tổ Thư ký |  |  | 2024-02-10"],
        [],
    ),
    (
        "Tổ Kho quỹ khóa két, niêm phong và ký sổ, xong 15/3.",
        ["Tổ Kho quỹ |  |  | 2024-03-15"],
        [],
    ),
    (
        "Công an xã tuần tra, thực hiện thường xuyên. Trợ lý hậu cần kiểm kê súng đạn vào ngày 20 hằng tháng.",
        ["Công an xã |  |  | ", " |  | Trợ lý hậu cần | 2024-01-20"],
        ["leads"],
    ),
    (
        "Tổ Xe lưu động đưa sách về các trường hằng tháng. Riêng việc bảo dưỡng và đăng kiểm xe, Phòng Hành chính phải làm xong trước 30/4.",
        ["Tổ Xe lưu động |  |  | 2024-01-31", "Phòng Hành chính |  |  | 2024-04-29"],
        [],
    ),
    (
        "1. Văn phòng chủ trì rà soát hồ sơ lưu trữ, xong trước 20/5. Công an xã và Trạm Y tế xã phối hợp.",
        ["Văn phòng | Công an xã, Trạm Y tế xã |  | 2024-05-19"],
        [],
    ),
    (
        "1. Chủ trì, cùng Công an xã kiểm tra 2 bến đò trước ngày 20/5.",
        [" | Công an xã |  | 2024-05-19"],
        ["leads"],
    ),
    (
        "1. Văn phòng phân công ủy viên dự họp thôn trước ngày 20/5.",
        ["Văn phòng |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Phòng Kinh tế cử 2 người học lớp do Sở Nội vụ tổ chức, xong trước ngày 20/5.",
        ["Phòng Kinh tế |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Văn phòng trực cơ quan các ngày 4, 11, 18/5.",
        ["Văn phòng |  |  | 2024-05-04", "Văn phòng |  |  | 2024-05-11", "Văn phòng |  |  | 2024-05-18"],
        [],
    ),
    (
        "1. Phòng Kinh tế kiểm tra kho giống trong khoảng 10/5 – 20/5.",
        ["Phòng Kinh tế |  |  | 2024-05-20"],
        [],
    ),
    (
        "1. Phòng Kinh tế phun thuốc trừ cỏ khi lúa được 40 ngày tuổi.",
        ["Phòng Kinh tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Văn phòng báo cáo số hộ đã cấp thẻ đến ngày 15/5 để Sở theo dõi.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Văn phòng tổng kết phong trào cuối năm (ngày 29/11).",
        ["Văn phòng |  |  | 2024-11-29"],
        [],
    ),
    (
        "1. Thủ quỹ chủ trì kiểm quỹ vào ngày 25 hằng tháng.",
        ["Thủ quỹ |  |  | 2024-01-25"],
        [],
    ),
    (
        "1. Phòng Kinh tế làm với Hội Nông dân xã việc khảo sát giá lúa, xong trước ngày 20/5.",
        ["Phòng Kinh tế |  |  | 2024-05-19"],
        ["supports"],
    ),
    (
        "1. Trước cao điểm mùa mưa, Phòng Kinh tế nạo vét kênh tiêu.",
        ["Phòng Kinh tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. UBND xã chỉ đạo Phòng Kinh tế, Công an xã ký cam kết với 45 cơ sở trong tháng 2.",
        ["UBND xã |  |  | 2024-02-29"],
        ["supports"],
    ),
    (
        "1. Ban Giám hiệu chỉ đạo các tổ chuyên môn tổ chức chuyên đề trong tháng 2.",
        ["Ban Giám hiệu |  |  | 2024-02-29"],
        [],
    ),
    (
        "1. Giao: Phòng Kinh tế, Công an xã thống kê thiệt hại, xong trước 20/5.",
        ["Phòng Kinh tế, Công an xã |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Thống kê thiệt hại. Giao: Phòng Kinh tế; hạn 20/5.",
        ["Phòng Kinh tế |  |  | 2024-05-20"],
        [],
    ),
    (
        "1. UBND xã chỉ đạo TTYT tổ chức tiêm trong tháng 2.",
        ["UBND xã |  |  | 2024-02-29"],
        ["supports"],
    ),
    (
        "1. Do nắng hạn kéo dài nên Phòng Kinh tế bơm nước cho 40 ha lúa, xong trước ngày 20/5.",
        ["Phòng Kinh tế |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Thay vì phát bản in, Văn phòng gửi tài liệu qua hộp thư trước ngày 20/5.",
        ["Văn phòng |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Thực hiện Chỉ thị số 05-CT/HU ngày 12/01/2024, Công an xã rà soát tạm trú trước ngày 20/5.",
        ["Công an xã |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Hưởng ứng Tháng Thanh niên, Đoàn xã trồng 300 cây xong trước ngày 20/3.",
        ["Đoàn xã |  |  | 2024-03-19"],
        [],
    ),
    (
        "1. Xe cũ đã hỏng (02 chiếc) thì Phòng Kinh tế lập hồ sơ thanh lý trước ngày 20/5.",
        ["Phòng Kinh tế |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Xong trước ngày 20/5, Phòng Kinh tế giao lại bản đồ cho các thôn.",
        ["Phòng Kinh tế |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Dọn kênh tiêu (chủ trì: Hội Nông dân; Đoàn xã, Hội Phụ nữ phối hợp), xong trước ngày 20/5.",
        ["Hội Nông dân | Đoàn xã, Hội Phụ nữ |  | 2024-05-19"],
        [],
    ),
    (
        "1. Dọn kênh tiêu (Đoàn xã, Hội Phụ nữ phối hợp), Hội Nông dân chủ trì, xong trước ngày 20/5.",
        ["Hội Nông dân | Đoàn xã, Hội Phụ nữ |  | 2024-05-19"],
        [],
    ),
    (
        "1. Giao Hội Nông dân (lúa), Hội Phụ nữ (rau màu) thống kê diện tích trước ngày 20/5.",
        ["Hội Nông dân, Hội Phụ nữ |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Trung tâm Chính trị xã (cùng với Ban Xây dựng Đảng) mở lớp trước ngày 20/5.",
        ["Trung tâm Chính trị xã | Ban Xây dựng Đảng |  | 2024-05-19"],
        [],
    ),
    (
        "1. Việc thay cờ giao cho Đoàn xã, Ban Chỉ huy Quân sự xã góp người, xong trước ngày 20/8.",
        ["Đoàn xã | Ban Chỉ huy Quân sự xã |  | 2024-08-19"],
        [],
    ),
    (
        "1. Thu dọn bèo tây trước ngày 20/5, giao Phòng Kinh tế, Hợp tác xã An Phú góp nhân công.",
        ["Phòng Kinh tế | Hợp tác xã An Phú |  | 2024-05-19"],
        [],
    ),
    (
        "1. Trách nhiệm của Công an xã là duy trì tổ tuần tra ở cổng trường đến hết ngày 31/5.",
        ["Công an xã |  |  | 2024-05-31"],
        [],
    ),
    (
        "1. Làm sạch hồ sơ sức khỏe trước ngày 20/5, trách nhiệm của Trạm Y tế xã, Công an xã hỗ trợ đối chiếu.",
        ["Trạm Y tế xã | Công an xã |  | 2024-05-19"],
        [],
    ),
    (
        "1. Mở lớp ôn hè từ ngày 10/6 đến ngày 31/7; phụ trách là Đoàn xã.",
        ["Đoàn xã |  |  | 2024-07-31"],
        [],
    ),
    (
        "1. Kết nạp đảng viên mới trước ngày 02/9: các chi bộ cùng làm, đầu mối là Ban Xây dựng Đảng.",
        ["Ban Xây dựng Đảng |  | các chi bộ | 2024-09-01"],
        [],
    ),
    (
        "1. Bảng tin bị bong chữ: nhờ Văn phòng thay mới, xong trước ngày 20/5.",
        ["Văn phòng |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Từ tháng 3, mỗi tháng một lần Trạm Y tế xã lấy mẫu nước.",
        ["Trạm Y tế xã |  |  | 2024-03-31"],
        [],
    ),
    (
        "1. Khai thác loa do Ủy ban Kiểm tra Đảng ủy làm chủ công, xong trước ngày 20/5.",
        ["Ủy ban Kiểm tra Đảng ủy |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Đoàn xã chủ công, Công an xã phối hợp phát giấy mời đến từng hộ dân, xong trước ngày 20/5.",
        ["Đoàn xã | Công an xã |  | 2024-05-19"],
        [],
    ),
    (
        "1. Trạm Y tế xã dọn kho thuốc. Việc này có sự tham gia của Văn phòng và phải xong trong tháng 11.",
        ["Trạm Y tế xã | Văn phòng |  | 2024-11-30"],
        [],
    ),
    (
        "1. Khảo sát mức độ hài lòng; thời điểm do Sở Nội vụ thông báo.",
        [" |  |  | "],
        ["due_on", "leads"],
    ),
    (
        "1. Kinh phí phun thuốc 36 triệu đồng giao Kế toán xã chi trả cho các thôn trước ngày 20/5.",
        ["Kế toán xã |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Trực bảo vệ hai trụ sở là trách nhiệm của Tổ Bảo vệ, làm thường xuyên.",
        ["Tổ Bảo vệ |  |  | "],
        [],
    ),
    (
        "1. Công an xã diễn tập chữa cháy trước ngày 20/5. Các tàu cá, nhà hàng bố trí bình chữa cháy.",
        ["Công an xã |  |  | 2024-05-19", " |  |  | "],
        ["leads"],
    ),
    (
        "1. Phòng Kinh tế đấu thầu chọn đơn vị vận hành lò đốt, xong trước ngày 20/5.",
        ["Phòng Kinh tế |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Ban Chỉ đạo kiểm tra trực tiếp 08 thôn trong tháng 5.",
        ["Ban Chỉ đạo |  |  | 2024-05-31"],
        [],
    ),
    (
        "1. Phòng Quản lý văn thư - lưu trữ kiểm tra kho tại các xã: đợt 1 xong ngày 30/4, đợt 2 xong ngày 31/10.",
        ["Phòng Quản lý văn thư - lưu trữ |  |  | 2024-04-30", "Phòng Quản lý văn thư - lưu trữ |  |  | 2024-10-31"],
        [],
    ),
    (
        "1. Văn phòng tổng hợp bảo đảm xe đi kiểm tra trước ngày 20/5.",
        ["Văn phòng tổng hợp |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Đoàn Khối Cơ quan và Doanh nghiệp tỉnh khám bệnh miễn phí trước ngày 20/5.",
        ["Đoàn Khối Cơ quan và Doanh nghiệp tỉnh |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Thống kê số liệu: Văn phòng, kỳ 6 tháng gửi ngày 10/6, kỳ năm gửi ngày 06/11.",
        ["Văn phòng |  |  | 2024-06-10", "Văn phòng |  |  | 2024-11-06"],
        [],
    ),
    (
        "1. Phòng Kinh tế cấp bò giống: lần một 15/5, lần hai 16/9.",
        ["Phòng Kinh tế |  |  | 2024-05-15", "Phòng Kinh tế |  |  | 2024-09-16"],
        [],
    ),
    (
        "1. Trạm Y tế xã gửi báo cáo chậm nhất: đợt 1 ngày 25/3; đợt 2 ngày 22/5.",
        ["Trạm Y tế xã |  |  | 2024-03-25", "Trạm Y tế xã |  |  | 2024-05-22"],
        [],
    ),
    (
        "1. Văn phòng số hóa hồ sơ. Hạn cuối của việc này là 15/8/2024.",
        ["Văn phòng |  |  | 2024-08-15"],
        [],
    ),
    (
        "1. Ngày 12/10, Đoàn xã tổ chức ngày hội hiến máu tại hội trường.",
        ["Đoàn xã |  |  | 2024-10-12"],
        [],
    ),
    (
        "1. Ngay sau khi Tỉnh ủy hướng dẫn kiểm điểm cuối năm, Văn phòng soạn bộ mẫu.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Khi lượng máu dự trữ xuống thấp, Trạm Y tế xã phát tín hiệu.",
        ["Trạm Y tế xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Mở ngày hội việc làm (Đoàn xã chủ trì; khi có doanh nghiệp đăng ký).",
        ["Đoàn xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Đoàn xã trực đường dây nóng đến khi công bố kết quả bầu cử.",
        ["Đoàn xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Văn phòng dự lớp bồi dưỡng theo giấy triệu tập.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Hội Phụ nữ thăm chức sắc nhân Lễ Phật đản và Lễ Giáng sinh.",
        ["Hội Phụ nữ |  |  | "],
        ["due_on"],
    ),
    (
        "1. Văn phòng bố trí góc tư vấn, đưa vào hoạt động từ giữa tháng 6.",
        ["Văn phòng |  |  | 2024-06-15"],
        [],
    ),
    (
        "1. Phòng Kinh tế xây dựng mô hình lúa (chọn điểm trước 10/4, hội thảo đầu bờ tháng 9).",
        ["Phòng Kinh tế |  |  | 2024-04-09"],
        ["due_on"],
    ),
    (
        "1. Công an xã rà soát danh sách 2 tháng/lần.",
        ["Công an xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Văn phòng gửi báo cáo vướng mắc 10 ngày một lần.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Ủy ban MTTQ xã chủ trì, cùng sự tham gia phối hợp của Ban Xây dựng Đảng, giám sát trong quý II.",
        ["Ủy ban MTTQ xã | Ban Xây dựng Đảng |  | 2024-06-30"],
        [],
    ),
    (
        "1. Tổ Khoa học tự nhiên mỗi tháng tổ chức một chuyên đề.",
        ["Tổ Khoa học tự nhiên |  |  | 2024-01-31"],
        [],
    ),
    (
        "1. Sửa mái nhà bia: Đoàn xã đứng ra làm từ ngày 05/3 đến ngày 24/3, nhờ Hội Doanh nhân huyện vận động xi măng.",
        ["Đoàn xã | Hội Doanh nhân huyện |  | 2024-03-24"],
        [],
    ),
    (
        "1. Di dời máy chủ trước ngày 20/5: đầu mối là Tổ Công nghệ, nhờ Trung tâm Chuyển đổi số hướng dẫn tắt máy.",
        ["Tổ Công nghệ | Trung tâm Chuyển đổi số |  | 2024-05-19"],
        [],
    ),
    (
        "1. Phòng Kinh tế đứng ra làm việc lại với 43 hộ trước ngày 20/5, nhờ Hội Nông dân xã cùng đi vận động.",
        ["Phòng Kinh tế | Hội Nông dân xã |  | 2024-05-19"],
        [],
    ),
    (
        "1. Chuẩn hóa 412 biểu mẫu: giao Phòng Kế hoạch tổng hợp, Khoa Ngoại tổng hợp phối hợp; xong trước ngày 09/5.",
        ["Phòng Kế hoạch tổng hợp | Khoa Ngoại tổng hợp |  | 2024-05-08"],
        [],
    ),
    (
        "1. Tổ Toán và Tổ Ngữ văn mỗi tổ soạn 10 đề ôn, xong trước ngày 20/5.",
        ["Tổ Toán, Tổ Ngữ văn |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Thông báo địa chỉ mới trước ngày 20/5 do Văn phòng Sở soạn, Tổ Công nghệ đăng giúp lên trang điện tử.",
        ["Văn phòng Sở | Tổ Công nghệ |  | 2024-05-19"],
        [],
    ),
    (
        "1. Đưa dữ liệu lên bản đồ trong quý I do Phòng Kỹ thuật đảm nhận với Trường Đại học Vinh.",
        ["Phòng Kỹ thuật | Trường Đại học Vinh |  | 2024-03-31"],
        [],
    ),
    (
        "1. Chi cục Thủy lợi vận hành thử cống Biện Nhị trước ngày 20/5, Chi cục Thủy sản phối hợp.",
        ["Chi cục Thủy lợi | Chi cục Thủy sản |  | 2024-05-19"],
        [],
    ),
    (
        "1. Ban Tuyên giáo vừa nhận ảnh vừa mời giám khảo, chấm xong ngày 10/5.",
        ["Ban Tuyên giáo |  |  | 2024-05-10"],
        [],
    ),
    (
        "1. Khoa Dược kiểm kê thuốc gây nghiện trước ngày 20/5, có Phòng Tài chính - Kế toán tham gia.",
        ["Khoa Dược | Phòng Tài chính - Kế toán |  | 2024-05-19"],
        [],
    ),
    (
        "1. Soạn văn kiện diễn tập trước ngày 20/5. Cơ quan soạn là Ban Chỉ huy Quân sự xã; phối hợp có Công an xã, Trạm Y tế xã.",
        ["Ban Chỉ huy Quân sự xã | Công an xã, Trạm Y tế xã |  | 2024-05-19"],
        [],
    ),
    (
        "1. Đặt tên 11 tuyến đường trước ngày 20/5; cơ quan tham mưu là Phòng Văn hóa.",
        ["Phòng Văn hóa |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Thanh tra Sở xử lý xe quá tải, xong trước ngày 20/5. Lực lượng cùng làm là Phòng Cảnh sát giao thông.",
        ["Thanh tra Sở | Phòng Cảnh sát giao thông |  | 2024-05-19"],
        [],
    ),
    (
        "1. Dịch 60 trang web sang tiếng Anh trước ngày 20/5: nhiệm vụ này thuộc Khoa Ngoại ngữ, Tổ Truyền thông giúp dàn trang.",
        ["Khoa Ngoại ngữ | Tổ Truyền thông |  | 2024-05-19"],
        [],
    ),
    (
        "1. Phát động Tết trồng cây ngày 12/02, do Ủy ban MTTQ Việt Nam phường đứng ra cùng Đoàn phường và Hội Cựu chiến binh phường.",
        ["Ủy ban MTTQ Việt Nam phường | Đoàn phường, Hội Cựu chiến binh phường |  | 2024-02-12"],
        [],
    ),
    ("1. Công an xã trực các ngày lễ, nghỉ Tết xong báo cáo ngay.", ["Công an xã |  |  | "], ["due_on"]),
    ("1. Văn phòng họp dân lúc nông nhàn, cách một tháng một lần.", ["Văn phòng |  |  | "], ["due_on"]),
    ("1. Tòa án đưa vụ án ra xét xử theo giấy triệu tập.", ["Tòa án |  |  | "], ["due_on"]),
    (
        "1. Họp cha mẹ lấy ý kiến về các khoản thu; Ban Đại diện cha mẹ học sinh phối hợp, hoàn thành trước ngày 20/9.",
        [" | Ban Đại diện cha mẹ học sinh |  | 2024-09-19"],
        ["leads"],
    ),
    (
        "1. Mở lớp bồi dưỡng cho khối dân vận: Trung tâm Chính trị huyện phối hợp thực hiện; thời gian khi có kinh phí được cấp.",
        [" | Trung tâm Chính trị huyện |  | "],
        ["due_on", "leads"],
    ),
    (
        "1. Kiểm tra việc thu nộp đảng phí trước ngày 20/5 là nhiệm vụ của Ủy ban Kiểm tra Đảng ủy.",
        ["Ủy ban Kiểm tra Đảng ủy |  |  | 2024-05-19"],
        [],
    ),
    ("1. Văn phòng thăm chúc tết các gia đình ngày 23 tháng Chạp.", ["Văn phòng |  |  | "], ["due_on"]),
    ("1. Công an xã trực chiều 30 Tết.", ["Công an xã |  |  | "], ["due_on"]),
    ("1. UBND xã phát động trồng cây mùng 6 Tết Bính Ngọ.", ["UBND xã |  |  | "], ["due_on"]),
    ("1. Trung tâm Giống lo đủ 120 tấn hạt giống, cũng trong thời hạn này.", ["Trung tâm Giống |  |  | "], ["due_on"]),
    ("1. Văn phòng họp dân một tháng hai lần.", ["Văn phòng |  |  | "], ["due_on"]),
    ("1. Văn phòng họp dân mỗi quý hai lần.", ["Văn phòng |  |  | "], ["due_on"]),
    ("1. Văn phòng tưới cây vào tuần chẵn.", ["Văn phòng |  |  | "], ["due_on"]),
    ("1. Văn phòng kiểm tra kho cách 2 tháng làm 1 lần.", ["Văn phòng |  |  | "], ["due_on"]),
    (
        "1. Phòng Công tác sinh viên trình quyết định trước ngày 25/11, sau đó Phòng Kế hoạch chi trả qua tài khoản.",
        ["Phòng Công tác sinh viên |  |  | 2024-11-24"],
        ["leads", "supports"],
    ),
    (
        "1. Trung tâm VH, TT và TT huyện phát sóng chuyên mục trước ngày 20/5.",
        ["Trung tâm VH, TT và TT huyện |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Phòng Kinh tế cấp giống lúa cho các hộ; đợt 1 ngày 25/3, đợt 2 ngày 25/9.",
        ["Phòng Kinh tế |  |  | 2024-03-25", "Phòng Kinh tế |  |  | 2024-09-25"],
        [],
    ),
    (
        "1. Văn phòng Đảng ủy chủ trì, Ban Tuyên giáo viết diễn văn, xong trước ngày 20/5.",
        ["Văn phòng Đảng ủy | Ban Tuyên giáo |  | 2024-05-19"],
        [],
    ),
    (
        "1. Tại nhà văn hóa thôn 4, Hội Nông dân xã tổ chức phiên chợ nông sản ngày 18/5.",
        ["Hội Nông dân xã |  |  | 2024-05-18"],
        [],
    ),
    (
        "1. Đối với các tuyến kênh chưa nạo vét, đề nghị Phòng Kinh tế hoàn thành trước ngày 20/5.",
        ["Phòng Kinh tế |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Hộ dân nào chưa nộp đơn thì Công an xã mời lên làm việc trước ngày 20/5.",
        ["Công an xã |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Đối với các chi hội, yêu cầu rà soát hội viên nghèo xong trước ngày 20/5.",
        [" |  | các chi hội | 2024-05-19"],
        ["leads"],
    ),
    (
        "1. Đoàn xã treo cờ dọc đường liên thôn trước ngày 20/5. Kinh phí mua cờ do Kế toán lập dự trù, trình Chủ tịch UBND xã ngày 10/5.",
        ["Đoàn xã |  |  | 2024-05-19", "Kế toán |  |  | 2024-05-10"],
        [],
    ),
    (
        "1. Trạm Y tế xã phun hóa chất trước ngày 20/5. Với các điểm trường, đề nghị Phòng Văn hóa - Xã hội phát tờ rơi trước ngày 25/5.",
        ["Trạm Y tế xã |  |  | 2024-05-19", "Phòng Văn hóa - Xã hội |  |  | 2024-05-24"],
        [],
    ),
    (
        "1. Phòng Kinh tế kiểm tra chợ trong tháng 4, đồng thời Công an xã xử lý lấn chiếm vỉa hè chậm nhất ngày 20/5.",
        ["Phòng Kinh tế |  |  | 2024-04-30", "Công an xã |  |  | 2024-05-20"],
        [],
    ),
    (
        "1. Văn phòng tổng hợp số liệu toàn xã trước ngày 20/5. Các thôn gửi số liệu cho Văn phòng chậm nhất ngày 15/5.",
        ["Văn phòng |  |  | 2024-05-19", " |  | Các thôn | 2024-05-15"],
        ["leads"],
    ),
    (
        "1. Gửi danh sách khen thưởng về Ban Thi đua huyện trước ngày 20/5 (Văn phòng).",
        ["Văn phòng |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Sơn lại cổng chào (xong ngày 20/4), mời họa sĩ vẽ tường rào (trong tháng 4) - Đoàn xã.",
        ["Đoàn xã |  |  | 2024-04-20", "Đoàn xã |  |  | 2024-04-30"],
        [],
    ),
    (
        "1. Dạy đàn (Tổ Nhạc) và dạy múa (Tổ Múa) cho thiếu nhi đến hết ngày 20/7.",
        ["Tổ Nhạc |  |  | 2024-07-20"],
        ["leads"],
    ),
    (
        "1. Văn phòng lập dự toán, trình Thường trực Đảng ủy ngày 20/5.",
        ["Văn phòng |  |  | 2024-05-20"],
        [],
    ),
    (
        "1. Công an xã kiểm tra karaoke, có báo cáo nhanh ngày 20/5.",
        ["Công an xã |  |  | 2024-05-20"],
        [],
    ),
    (
        "1. Văn phòng gửi danh sách kèm Công văn ngày 20/5.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    (
        "1. Hội Phụ nữ xã thăm hộ nghèo (tháng 5, tháng 6).",
        ["Hội Phụ nữ xã |  |  | 2024-06-30"],
        ["due_on"],
    ),
    (
        "1. Công an xã tuần tra trong tháng 5, tháng 6.",
        ["Công an xã |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Đoàn xã họp giao ban chiều thứ Sáu, ngày 14/5/2024.",
        ["Đoàn xã |  |  | 2024-05-14"],
        ["due_on"],
    ),
    (
        "1. Đoàn xã họp giao ban chiều thứ Ba, ngày 14/5/2024.",
        ["Đoàn xã |  |  | 2024-05-14"],
        [],
    ),
    (
        "1. Đoàn xã báo cáo trước ngày mồng năm tháng mười một năm hai nghìn không trăm hai mươi tư.",
        ["Đoàn xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Công an xã kiểm tra 12 cơ sở: quý II 5 cơ sở, quý III 7 cơ sở.",
        ["Công an xã |  |  | 2024-06-30", "Công an xã |  |  | 2024-09-30"],
        [],
    ),
    (
        "1. Phòng Kinh tế đối thoại với hộ kinh doanh mỗi quý một lần (trừ quý III).",
        ["Phòng Kinh tế |  |  | 2024-03-31"],
        ["due_on"],
    ),
    (
        "1. Ban vận động Quỹ “Đền ơn đáp nghĩa” xã giải ngân đợt 1 trước ngày 20/5.",
        ["Ban vận động Quỹ “Đền ơn đáp nghĩa” xã |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Ban Chỉ đạo Cuộc vận động “Đoàn kết” xã họp ngày 20/5.",
        ["Ban Chỉ đạo Cuộc vận động “Đoàn kết” xã |  |  | 2024-05-20"],
        [],
    ),
    (
        "1. Đội Thanh lập và Giám sát hàng hóa kiểm tra kho trước ngày 20/5.",
        ["Đội Thanh lập và Giám sát hàng hóa |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Ban công tác Mặt trận các buôn, xóm vận động bà con làm vệ sinh trước ngày 20/5.",
        [" |  | Ban công tác Mặt trận các buôn, xóm | 2024-05-19"],
        ["leads"],
    ),
    (
        "1. Hạt Kiểm lâm — phối hợp: Công an xã — tuần tra rừng trước ngày 20/5.",
        ["Hạt Kiểm lâm | Công an xã |  | 2024-05-19"],
        [],
    ),
    (
        "1. Hội Nông dân xã chủ trị, phôi hợp với Trạm Thú y tiêm phòng trứơc ngày 20/5.",
        ["Hội Nông dân xã | Trạm Thú y |  | 2024-05-19"],
        [],
    ),
    (
        "1. Trồng hàng rào xanh – ⏰ trước 20/5 – 👥 Đoàn xã 🤝 Hội Phụ nữ xã",
        ["Đoàn xã | Hội Phụ nữ xã |  | 2024-05-19"],
        [],
    ),
    (
        "1. Văn phòng rà soát hồ sơ trước ngày 20/5.\nTrưởng các phòng, Giám đốc các trung tâm chịu trách nhiệm thi hành Kế hoạch này./.",
        ["Văn phòng |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Văn phòng rà soát hồ sơ trước ngày 20/5.\nĐiều 3. Quyết định này có hiệu lực kể từ ngày ký.",
        ["Văn phòng |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Nộp sổ theo dõi: Công an xã: 15/5; Trạm Y tế xã: 16/5.",
        ["Công an xã |  |  | 2024-05-15", "Trạm Y tế xã |  |  | 2024-05-16"],
        [],
    ),
    (
        "1. Văn phòng sửa cầu thang 2 tầng trước ngày 20/5.",
        ["Văn phòng |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Công an xã xử lý ngay 3-5 điểm đen trước ngày 20/5.",
        ["Công an xã |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Họp giao ban trước ngày 20/5. Chủ trì: Ban Chỉ đạo về chuyển đổi số xã.",
        ["Ban Chỉ đạo về chuyển đổi số xã |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 12/QĐ-UBND. Văn phòng báo cáo trước ngày 15/5.",
        ["Văn phòng |  |  | 2024-05-14"],
        [],
    ),
    (
        "1. Chi ủy phân công đảng viên giúp đỡ quần chúng trong quý II. Thu nộp đảng phí đúng quy định trước ngày 20/6.",
        ["Chi ủy |  |  | 2024-06-30", " |  |  | 2024-06-19"],
        ["leads"],
    ),
    (
        "1. Phòng Văn hóa: Đăng ký đội ghe ngo trước ngày 10/10. Sơn sửa ghe ngo xong ngày 05/11.",
        ["Phòng Văn hóa |  |  | 2024-10-09", "Phòng Văn hóa |  |  | 2024-11-05"],
        [],
    ),
    (
        "1. Công an xã kiểm tra 12 cơ sở karaoke trước ngày 20/5. Báo cáo kết quả trước ngày 30/5.",
        ["Công an xã |  |  | 2024-05-19", "Công an xã |  |  | 2024-05-29"],
        [],
    ),
    (
        "1. Liên đội phát động phong trào đọc sách ngày 07/5. Các lớp hoàn thành tủ sách trước ngày 01/6.",
        ["Liên đội |  |  | 2024-05-07", " |  | Các lớp | 2024-05-31"],
        ["leads"],
    ),
    (
        "1. Phòng Y tế mua thuốc trước ngày 22/5; các trạm y tế phun hai đợt, xong trước ngày 10/6.",
        ["Phòng Y tế |  |  | 2024-05-21", " |  | các trạm y tế | 2024-06-09"],
        ["leads"],
    ),
    ("1. Đoàn xã dựng tiểu phẩm trước ngày 20/5. Mỗi tiểu phẩm dài 7 - 10 phút.", ["Đoàn xã |  |  | 2024-05-19"], []),
    (
        "1. Ban CHQS xã kiện toàn đội xung kích; phối hợp với Công an xã rà soát danh sách hộ phải sơ tán trước ngày 20/5.",
        ["Ban CHQS xã | Công an xã |  | 2024-05-19"],
        ["supports"],
    ),
    (
        "1. Phòng Nội vụ chủ trì, phối hợp với Công an xã rà soát nhà ở trước ngày 15/8. Công khai kết quả chậm nhất ngày 20/9.",
        ["Phòng Nội vụ | Công an xã |  | 2024-08-14", " |  |  | 2024-09-20"],
        ["leads"],
    ),
    (
        "1. Phòng Nội vụ chủ trì, phối hợp với Công an xã rà soát nhà ở trước ngày 15/8. Báo cáo kết quả chậm nhất ngày 20/9.",
        ["Phòng Nội vụ | Công an xã |  | 2024-08-14", "Phòng Nội vụ | Công an xã |  | 2024-09-20"],
        [],
    ),
    (
        "1. Mở lớp bồi dưỡng trong tháng 7. Ban Xây dựng Đảng và Trung tâm Chính trị phối hợp.",
        ["Ban Xây dựng Đảng, Trung tâm Chính trị |  |  | 2024-07-31"],
        ["leads", "supports"],
    ),
    (
        "1. Ký số học bạ trước ngày 15/6 (Tổ Văn phòng phối hợp giáo viên chủ nhiệm).",
        ["Tổ Văn phòng |  | giáo viên chủ nhiệm | 2024-06-14"],
        [],
    ),
    (
        "1. Diễn tập sơ tán dân ngày 20/5: Ban CHQS xã chủ trì, các lực lượng Công an xã, Trạm Y tế xã tham gia.",
        ["Ban CHQS xã | Công an xã, Trạm Y tế xã |  | 2024-05-20"],
        [],
    ),
    (
        "1. Mặt trận xã chủ trì, phối hợp với Công đoàn xã,Hội Cựu chiến binh xã giám sát trong tháng 5.",
        ["Mặt trận xã | Công đoàn xã, Hội Cựu chiến binh xã |  | 2024-05-31"],
        [],
    ),
    (
        "1. Phòng Văn hóa chủ trì, phối hợp với thôn Nội Hương di dời mộ trước ngày 20/5.",
        ["Phòng Văn hóa | Thôn Nội Hương |  | 2024-05-19"],
        [],
    ),
    ("1. Thôn Đông vệ sinh đường làng trước ngày 20/5.", ["Thôn Đông |  |  | 2024-05-19"], []),
    (
        "1. Vận động hiến đất (Ủy ban MTTQ xã, Ban Công tác Mặt trận 14 khu phố) trước ngày 20/5.",
        ["Ủy ban MTTQ xã |  | Ban Công tác Mặt trận 14 khu phố | 2024-05-19"],
        [],
    ),
    ("1. P.TH - mua bổ sung áo phao trước ngày 20/5.", ["P.TH |  |  | 2024-05-19"], []),
    (
        "1. Công an xã tuần tra đêm. Riêng hợp đồng cung ứng thực phẩm, Kế toán thương thảo ký lại trước ngày 20/5.",
        ["Công an xã |  |  | ", "Kế toán |  |  | 2024-05-19"],
        ["due_on"],
    ),
    (
        "1. Thuế cơ sở 3 lập danh sách hộ nợ thuế trước ngày 10/5; trên cơ sở đó Phòng Kinh tế thành lập đoàn đôn đốc trước ngày 20/5.",
        ["Thuế cơ sở 3 |  |  | 2024-05-09", "Phòng Kinh tế |  |  | 2024-05-19"],
        [],
    ),
    ("1. Giám sát vật tư nông nghiệp khi được Ủy ban MTTQ xã phân công.", [" |  |  | "], ["due_on", "leads"]),
    (
        "1. Phòng Tài chính lập dự toán, trình trước ngày 25/5, mở tài khoản tiếp nhận tài trợ trong tháng 5 và quyết toán trước ngày 15/12.",
        [
            "Phòng Tài chính |  |  | 2024-05-24",
            "Phòng Tài chính |  |  | 2024-05-31",
            "Phòng Tài chính |  |  | 2024-12-14",
        ],
        [],
    ),
    (
        "1. Hội Phụ nữ xã thi ảnh hưởng ứng Tuần lễ Áo dài từ ngày 01/3 đến ngày 08/3, nhận bài đến hết ngày 05/3.",
        ["Hội Phụ nữ xã |  |  | 2024-03-05"],
        [],
    ),
    (
        "1. Đợt I tiến hành trong quý II. Ban Tổ chức thẩm định nhân sự, trình trước ngày 20/4.",
        ["Ban Tổ chức |  |  | 2024-04-19"],
        [],
    ),
    (
        "1. Phòng Kinh tế trình quyết định, hạn cuối 15/10; phương án đấu giá thì hoàn thành khi có ý kiến của Sở Nông nghiệp.",
        ["Phòng Kinh tế |  |  | 2024-10-15", "Phòng Kinh tế |  |  | "],
        ["due_on"],
    ),
    (
        "1. Tổ chức phiên chợ hàng Việt: một phiên trong quý II và một phiên trong quý IV (Phòng Kinh tế).",
        ["Phòng Kinh tế |  |  | 2024-06-30", "Phòng Kinh tế |  |  | 2024-12-31"],
        [],
    ),
    (
        "1. Văn phòng tự chấm điểm cải cách hành chính, hoàn thành theo hướng dẫn của Sở Nội vụ.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    ("1. Phòng Văn hóa di dời mộ xong trước tiết Thanh minh.", ["Phòng Văn hóa |  |  | "], ["due_on"]),
    ("1. Ban Quản lý dự án lắp đèn tín hiệu trước thời điểm khai giảng.", ["Ban Quản lý dự án |  |  | "], ["due_on"]),
    ("1. Công đoàn thăm công nhân trực đêm giao thừa.", ["Công đoàn |  |  | "], ["due_on"]),
    ("1. Các khoa sửa biển hiệu, thời hạn chung là ngày 20/5.", [" |  | Các khoa | 2024-05-20"], ["leads"]),
    (
        "1. Kiểm tra 02 chi bộ có sinh hoạt kém (Chi bộ thôn Mòng, Chi bộ thôn Lác) trước ngày 20/5.",
        ["Chi bộ thôn Mòng, Chi bộ thôn Lác |  |  | 2024-05-19"],
        ["leads"],
    ),
    # A bracket of who only helps
    (
        "1. Đăng tải gương điển hình trên hệ thống truyền thanh (Phòng Kinh tế phối hợp thực hiện).",
        [" | Phòng Kinh tế |  | "],
        ["leads"],
    ),
    (
        "1. Thay thế 11 cụm loa hỏng (Trung tâm Văn hóa, Thông tin và Du lịch huyện hỗ trợ kỹ thuật), xong trong tháng 7.",
        [" | Trung tâm Văn hóa, Thông tin và Du lịch huyện |  | 2024-07-31"],
        ["leads"],
    ),
    (
        "1. Ban CHQS xã hiệp đồng với Trung đoàn 762 về lực lượng tăng cường.",
        ["Ban CHQS xã | Trung đoàn 762 |  | "],
        [],
    ),
    # Who heads the team leads; what others issued before is no work of theirs
    (
        "1. Kiểm tra các bếp ăn tập thể do Sở Y tế làm trưởng đoàn, từ ngày 17/4 đến ngày 25/4.",
        ["Sở Y tế |  |  | 2024-04-25"],
        [],
    ),
    (
        "1. Rà soát văn bản do HĐND, UBND phường và các phường cũ trước sắp xếp ban hành. Văn phòng HĐND và UBND phường thực hiện, báo cáo Sở Tư pháp trước ngày 15/11.",
        ["Văn phòng HĐND và UBND phường |  |  | 2024-11-14"],
        [],
    ),
    # A bracket behind a full stop, or behind a time, is of who does it
    (
        "1. Đề xuất sửa đổi định mức, trình kỳ họp thường lệ giữa năm. (Chi cục Phát triển nông thôn, Thanh tra Sở)",
        ["Chi cục Phát triển nông thôn, Thanh tra Sở |  |  | "],
        ["due_on"],
    ),
    (
        "1. Hoàn thành Đề án, trình HĐND phường tại kỳ họp giữa năm 2024 (Phòng Văn hóa – Xã hội).",
        ["Phòng Văn hóa – Xã hội |  |  | "],
        ["due_on"],
    ),
    # A second share by its own month
    (
        "1. Văn phòng tổ chức hội nghị cấp khoa xong trước ngày 20/4 và cấp viện xong trong tháng 4.",
        ["Văn phòng |  |  | 2024-04-19", "Văn phòng |  |  | 2024-04-30"],
        [],
    ),
    ("1. Công đoàn vận động đăng ký mô hình; hạn chót đăng ký 30/9.", ["Công đoàn |  |  | 2024-09-30"], []),
    (
        "1. Văn phòng báo cáo Ban Chấp hành Đảng bộ xã tại hội nghị tổng kết cuối năm.",
        ["Văn phòng |  |  | "],
        ["due_on"],
    ),
    ("1. Văn phòng tổ chức hội nghị tổng kết cuối năm.", ["Văn phòng |  |  | 2024-12-31"], []),
    # Bodies by their whole names, before a verb that some names hold
    ("1. Tổ Bảo vệ tổ chức kiểm tra 12 điểm trực trước ngày 20/5.", ["Tổ Bảo vệ |  |  | 2024-05-19"], []),
    (
        "1. Ban Thi đua khen thưởng lập danh sách khen thưởng trước ngày 20/5.",
        ["Ban Thi đua khen thưởng |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Phòng Chăm sóc khách hàng tổ chức tập huấn trong tháng 5.",
        ["Phòng Chăm sóc khách hàng |  |  | 2024-05-31"],
        [],
    ),
    (
        "1. Mở lớp tập huấn trong tháng 6 (Trung tâm Giám sát điều hành thông minh).",
        ["Trung tâm Giám sát điều hành thông minh |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Hiệp hội Doanh nghiệp tỉnh khảo sát 40 doanh nghiệp trong tháng 6.",
        ["Hiệp hội Doanh nghiệp tỉnh |  |  | 2024-06-30"],
        [],
    ),
    (
        "1. Tuyên truyền Luật Trẻ em (Trường Tiểu học Kim Đồng chủ trì, Công an xã phối hợp), hoàn thành trước ngày 20/5.",
        ["Trường Tiểu học Kim Đồng | Công an xã |  | 2024-05-19"],
        [],
    ),
    (
        "1. Hội Liên hiệp Phụ nữ xã (Đoàn xã phối hợp) trồng hoa ven đường trong quý III.",
        ["Hội Liên hiệp Phụ nữ xã | Đoàn xã |  | 2024-09-30"],
        [],
    ),
    ("1. Phòng Kinh tế xây dựng quy chế phối hợp hằng tháng.", ["Phòng Kinh tế |  |  | 2024-01-31"], []),
    (
        "1. Ban Quản lý công trình diễn tập phương án chữa cháy trước ngày 20/5.",
        ["Ban Quản lý công trình |  |  | 2024-05-19"],
        [],
    ),
    (
        "1. Phòng Kinh tế mở hội chợ trong tháng 6, có sự phối hợp của Trung tâm Xúc tiến đầu tư, thương mại và du lịch.",
        ["Phòng Kinh tế | Trung tâm Xúc tiến đầu tư, thương mại và du lịch |  | 2024-06-30"],
        [],
    ),
    # Days
    ("1. Công an xã giải quyết hồ sơ tồn, xong trước thời điểm 30/6.", ["Công an xã |  |  | 2024-06-29"], []),
    ("1. Kiểm kê tài sản công. Văn phòng thực hiện tháng 5, 6/2024.", ["Văn phòng |  |  | 2024-06-30"], ["due_on"]),
    (
        "1. Văn phòng báo cáo trước ngày 15/6 đối với 6 tháng đầu năm và trước ngày 15/12 đối với cả năm.",
        ["Văn phòng |  |  | 2024-06-14", "Văn phòng |  |  | 2024-12-14"],
        [],
    ),
    (
        "1. Giải tỏa bèo trên sông Cô trước ngày 20/5 (Xí nghiệp Thủy nông Quỳnh Phụ).",
        ["Xí nghiệp Thủy nông Quỳnh Phụ |  |  | 2024-05-19"],
        [],
    ),
    ("1. Viện Kiểm nghiệm thu gom vỏ thuốc quá hạn trong tháng 5.", ["Viện Kiểm nghiệm |  |  | 2024-05-31"], []),
    ("1. Trường Tiểu học Kim Đồng tổ chức lớp bơi trong tháng 6.", ["Trường Tiểu học Kim Đồng |  |  | 2024-06-30"], []),
    # Two pieces of work in one sentence
    (
        "1. Phòng Kinh tế nghiệm thu tuyến kênh chậm nhất ngày 20/3, còn việc thanh toán do Kế toán ngân sách xã thực hiện xong trước ngày 31/3.",
        ["Phòng Kinh tế |  |  | 2024-03-20", "Phòng Kinh tế |  |  | 2024-03-30"],
        ["leads", "supports"],
    ),
    (
        "1. Xí nghiệp Đô Lương khoan phụt đập phụ, thời hạn đến 30/6, và Xí nghiệp Hưng Nguyên đại tu máy bơm chậm nhất ngày 20/6.",
        ["Xí nghiệp Đô Lương |  |  | 2024-06-30", "Xí nghiệp Hưng Nguyên |  |  | 2024-06-20"],
        [],
    ),
    (
        "1. Sở Tài chính bố trí kinh phí trong quý I (đề xuất danh mục phương tiện gửi về Sở chậm nhất ngày 31/01).",
        ["Sở Tài chính |  |  | 2024-03-31", "Sở Tài chính |  |  | 2024-01-31"],
        [],
    ),
    (
        "1. Văn phòng phối hợp với Công an xã chuẩn hóa quy trình, hoàn thành trong quý I; đồng thời số hóa sổ hộ tịch đến hết ngày 31/10.",
        ["Văn phòng | Công an xã |  | 2024-03-31", "Văn phòng | Công an xã |  | 2024-10-31"],
        ["supports"],
    ),
    (
        "1. Phòng Quản lý nước hoàn chỉnh phương án trước ngày 15/5; đồng thời sửa chữa tràn hồ trước lũ tiểu mãn.",
        ["Phòng Quản lý nước |  |  | 2024-05-14"],
        ["due_on"],
    ),
    # Names
    (
        "1. Bàn giao học sinh về sinh hoạt hè (các trường Tiểu học, THCS; xong ngày 28/5).",
        [" |  | các trường Tiểu học, THCS | 2024-05-28"],
        ["leads"],
    ),
    (
        "1. Kiểm tra giờ giấc làm việc trong tháng 5 (Ban Chỉ đạo thực hiện QCDC; 02 lần).",
        ["Ban Chỉ đạo thực hiện QCDC |  |  | 2024-05-31"],
        [],
    ),
    (
        "1. Khoa Cấp cứu - Hồi sức tích cực tổ chức diễn tập trước ngày 20/5.",
        ["Khoa Cấp cứu - Hồi sức tích cực |  |  | 2024-05-19"],
        [],
    ),
    # Who heads a team that is received leads nothing; who gave money or helped once helps with nothing
    ("1. Đón tiếp đoàn công tác do Sở Y tế làm trưởng đoàn, trước ngày 15/7.", [" |  |  | 2024-07-14"], ["leads"]),
    (
        "1. Phòng Kinh tế rà soát nguồn vốn (Ngân hàng Thế giới hỗ trợ), xong trước ngày 15/7.",
        ["Phòng Kinh tế |  |  | 2024-07-14"],
        ["supports"],
    ),
    (
        "1. Phòng Kinh tế kiểm tra các hộ kinh doanh (Ban Quản lý chợ phối hợp lần trước), xong trước ngày 15/7.",
        ["Phòng Kinh tế |  |  | 2024-07-14"],
        ["supports"],
    ),
    ("1. Gửi hồ sơ về Sở Nội vụ. (Phòng Tổ chức), trước ngày 15/7.", [" |  |  | 2024-07-14"], ["leads"]),
    # A bracket that says the same work's limit, a day that says which, a day of others
    (
        "1. Phòng Kinh tế tổng kết công tác trong quý II (chậm nhất phải xong toàn bộ các nội dung trước ngày 10/6).",
        ["Phòng Kinh tế |  |  | 2024-06-09"],
        [],
    ),
    (
        "1. Phòng Kinh tế hoàn thành báo cáo trong quý II (riêng báo cáo của các thôn gửi trước ngày 10/6).",
        ["Phòng Kinh tế |  |  | 2024-06-09"],
        ["due_on"],
    ),
    ("1. Công an xã rà soát nhân khẩu đến cư trú trước thời điểm 01/3/2024.", ["Công an xã |  |  | "], ["due_on"]),
    ("1. Phòng Kinh tế chấm bài dự thi có hạn nhận bài 30/4/2024.", ["Phòng Kinh tế |  |  | "], ["due_on"]),
    (
        "1. Phòng Kinh tế rà soát hộ nghèo, Công an xã lập danh sách hộ mới trước ngày 20/3.",
        ["Phòng Kinh tế |  |  | ", "Công an xã |  |  | 2024-03-19"],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế rà soát hộ nghèo, và Công an xã lập danh sách hộ mới trước ngày 20/3.",
        ["Phòng Kinh tế |  |  | ", "Công an xã |  |  | 2024-03-19"],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế rà soát hộ nghèo và Công an xã lập danh sách hộ mới trước ngày 20/3.",
        ["Phòng Kinh tế |  |  | ", "Công an xã |  |  | 2024-03-19"],
        ["due_on"],
    ),
    (
        "1. Lập danh sách hộ kinh doanh do Phòng Kinh tế thực hiện, Công an xã kiểm tra 12 cơ sở trong tháng 4.",
        ["Phòng Kinh tế |  |  | ", "Công an xã |  |  | 2024-04-30"],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế xây dựng quy chế phối hợp trước ngày 20/5, Hội Nông dân xã hướng dẫn hội viên trước ngày 30/6.",
        ["Phòng Kinh tế |  |  | 2024-05-19", "Hội Nông dân xã |  |  | 2024-06-29"],
        [],
    ),
    (
        "1. Giao Phòng Kinh tế phối hợp với Trạm Y tế và Công an xã lập danh sách hộ mới trước ngày 20/3.",
        ["Phòng Kinh tế | Trạm Y tế, Công an xã |  | 2024-03-19"],
        [],
    ),
    (
        "1. Văn phòng lấy ý kiến Công an xã, Trạm Y tế, trình UBND xã trước ngày 20/3.",
        ["Văn phòng |  |  | 2024-03-19"],
        [],
    ),
    (
        "1. Phòng Kinh tế tham mưu thành lập Ban Chỉ đạo, Công an xã kiểm tra 12 cơ sở trước ngày 20/3.",
        ["Phòng Kinh tế |  |  | ", "Công an xã |  |  | 2024-03-19"],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế trả lời công văn của tỉnh, Công an xã lập danh sách hộ mới. Hai việc này không chậm quá ngày 10/11.",
        ["Phòng Kinh tế |  |  | 2024-11-10", "Công an xã |  |  | 2024-11-10"],
        [],
    ),
    (
        "1. Những phần việc phục vụ buổi lễ đều phải xong vào ngày 30/8. Đoàn xã tập nghi thức cho học sinh; Văn phòng in giấy mời và gửi đến đại biểu.",
        ["Đoàn xã |  |  | 2024-08-30", "Văn phòng |  |  | 2024-08-30"],
        ["supports"],
    ),
    (
        "1. Phòng Kinh tế rà soát hộ nghèo; Công an xã lập danh sách hộ mới. Cả hai đơn vị lấy mốc 25/9/2024 làm hạn cuối.",
        ["Phòng Kinh tế |  |  | 2024-09-25", "Công an xã |  |  | 2024-09-25"],
        ["due_on", "supports"],
    ),
    (
        "1. Phòng Kinh tế rà soát hộ nghèo trước ngày 15/3; Công an xã lập danh sách hộ mới. Các việc vừa nêu cần dứt điểm trước 25/8.",
        ["Phòng Kinh tế |  |  | 2024-03-14", "Công an xã |  |  | 2024-08-24"],
        ["due_on", "supports"],
    ),
    ("1. Phòng Kinh tế lấy mốc 25/9/2024 làm hạn cuối.", ["Phòng Kinh tế |  |  | "], ["due_on"]),
    (
        "1. Phòng Kỹ thuật cần bàn lại với Công ty Cấp nước (đơn vị phối hợp), trình Giám đốc chậm nhất là 28/02/2024.",
        ["Phòng Kỹ thuật | Công ty Cấp nước |  | 2024-02-28"],
        [],
    ),
    (
        "1. Giao Đội Tham mưu tổng hợp soạn kịch bản giữ gìn trật tự, trình ngày 06/10/2024.",
        ["Đội Tham mưu tổng hợp |  |  | 2024-10-06"],
        [],
    ),
    (
        "1. Phòng Kinh tế có văn bản hướng dẫn ngay trong ngày 20/5. Cũng thời điểm đó Công an xã lập danh sách hộ mới.",
        ["Phòng Kinh tế |  |  | 2024-05-20", "Công an xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế mở 4 lớp bồi dưỡng (tháng 4, 5, 9 và 10).",
        [
            "Phòng Kinh tế |  |  | 2024-04-30",
            "Phòng Kinh tế |  |  | 2024-05-31",
            "Phòng Kinh tế |  |  | 2024-09-30",
            "Phòng Kinh tế |  |  | 2024-10-31",
        ],
        [],
    ),
    (
        "1. Kiểm tra hồ sơ vay vốn - Hội LHPN xã, NHCSXH Phòng giao dịch Diễn Châu cùng thực hiện, trước 15/7.",
        ["Hội LHPN xã, NHCSXH Phòng giao dịch Diễn Châu |  |  | 2024-07-14"],
        [],
    ),
    (
        "1. Kiểm tra 12 cơ sở giết mổ tập trung\na/ Phòng Kinh tế chủ trì; Công an xã phối hợp\nb/ Tiến hành trong 6 tháng đầu năm",
        ["Phòng Kinh tế | Công an xã |  | 2024-06-30"],
        [],
    ),
    (
        "1. In 20.000 tờ rơi về bệnh dịch tả\n+ Văn phòng đặt in, cấp phát xong trong tháng 02/2024.",
        ["Văn phòng |  |  | 2024-02-29"],
        [],
    ),
    (
        "1. Giám sát bệnh trên tôm nước lợ\na) Chỉ tiêu xét nghiệm: đốm trắng, hoại tử gan\nb) Giao Trạm Y tế chủ trì, Công an xã phối hợp.\nc) Thời hạn: xong trong quý III/2024.",
        ["Trạm Y tế | Công an xã |  | 2024-09-30"],
        [],
    ),
    (
        "1. Rà soát, trình phê duyệt Đề án chợ xã\n- Phòng Kinh tế tham mưu\n- Trình UBND xã chậm nhất ngày 20/5/2024.",
        ["Phòng Kinh tế |  |  | 2024-05-20"],
        [],
    ),
    (
        "1. Tổ chức các hoạt động hè cho thiếu nhi\n- Đoàn xã tổ chức hội trại trong tháng 6\n- Trạm Y tế mở lớp dạy bơi trong tháng 7",
        ["Đoàn xã |  |  | 2024-06-30", "Trạm Y tế |  |  | 2024-07-31"],
        [],
    ),
    (
        "1. Đoàn xã chủ trì mở lớp bơi trước 04/3/2024.\n- Công an xã phối hợp",
        ["Đoàn xã | Công an xã |  | 2024-03-03"],
        [],
    ),
    (
        "1. Phòng Kinh tế\n- Số hóa bản đồ địa chính, xong trong 6 tháng đầu năm\n\n3. Công an xã\n- Cấp tài khoản định danh, xong cuối tháng 8\n",
        ["Phòng Kinh tế |  |  | 2024-06-30", "Công an xã |  |  | 2024-08-31"],
        [],
    ),
    (
        "CV01. Khảo sát hiện trạng công tơ tại 4 đội\n* Thực hiện: Phòng Kinh tế\n* Bắt đầu 20/3/2024, kết thúc 10/4/2024\n\nCV02. Lập báo cáo kinh tế - kỹ thuật\n* Thực hiện: Văn phòng; tham gia: Phòng Kinh tế\n* Xong 05/5/2024",
        ["Phòng Kinh tế |  |  | 2024-04-10", "Văn phòng | Phòng Kinh tế |  | 2024-05-05"],
        [],
    ),
    (
        "1. Lập báo cáo kinh tế: Phòng Kế hoạch (P4) chủ trì, xong 20/5.\n2. Thu xếp vốn vay: Phòng Tài chính - Kế toán (P5), xong 20/6.\n3. P5 báo cáo giải ngân trước 30/6.\n4. Quyết toán vốn.\n- Thực hiện: P5; tham gia: P4\n- Trước 31/12/2024",
        [
            "Phòng Kế hoạch |  |  | 2024-05-20",
            "Phòng Tài chính - Kế toán |  |  | 2024-06-20",
            "Phòng Tài chính - Kế toán |  |  | 2024-06-29",
            "Phòng Tài chính - Kế toán | Phòng Kế hoạch |  | 2024-12-30",
        ],
        [],
    ),
    (
        "1. Tổ chức 05 buổi thực hành chữa cháy (xong trước 15/5) - Công an xã; hỗ trợ: Đoàn xã",
        ["Công an xã | Đoàn xã |  | 2024-05-14"],
        [],
    ),
    ("1. Tổ Tin học tập huấn kỹ năng an toàn trên mạng trước ngày 20/3.", ["Tổ Tin học |  |  | 2024-03-19"], []),
    (
        "1. Phòng Quản lý Du lịch xây dựng kịch bản tổng thể xong trước ngày 10/9.",
        ["Phòng Quản lý Du lịch |  |  | 2024-09-09"],
        [],
    ),
    (
        "1. Kiểm tra việc thu hội phí tại 05 thôn, lịch cụ thể có thông báo riêng (Công an xã).",
        ["Công an xã |  |  | "],
        ["due_on"],
    ),
    (
        "1. Phòng Kinh tế diễn tập thoát nạn trong tháng 5. Phần cơ sở vật chất, Văn phòng sửa chữa lan can trước 20/6.",
        ["Phòng Kinh tế |  |  | 2024-05-31", "Văn phòng |  |  | 2024-06-19"],
        [],
    ),
    ("1. Tập huấn cách quản lý chi tiêu trong gia đình. Hội\nLHPN xã chủ trì.", ["Hội LHPN xã |  |  | "], []),
]


@pytest.mark.parametrize(("text", "said", "asked"), SENTENCES, ids=[one[0][:60] for one in SENTENCES])
def test_a_sentence_says_who_and_when_or_is_asked_about(
    read_words: Read, text: str, said: list[str], asked: list[str]
) -> None:
    plan = read_words(f"{HEAD}{text}\n")
    named = {unit.code: unit.name for unit in plan.units}
    tasks = [
        " | ".join((
            ", ".join(named[c] for c in t.leads), ", ".join(named[c] for c in t.supports), ", ".join(t.groups),
            str(t.due_on or ""),
        ))
        for t in plan.tasks
    ]  # fmt: skip
    assert (said, asked) == (tasks, sorted({doubt.field or "" for doubt in plan.unresolved if doubt.task}))


def test_lines_that_a_hand_broke_are_read_as_if_they_were_whole(read_words: Read) -> None:
    """Nobody counts letters by hand: no column is common to the lines."""
    text = (
        "Quý I\n"
        "- Thăm, tặng 80 suất quà Tết Bính Ngọ cho hội viên có hoàn cảnh khó khăn, xong\n"
        "trước ngày 12/02 (nhằm 25 tháng Chạp). Phụ trách: Ban Thường vụ. Phối hợp: Hội\n"
        "Chữ thập đỏ xã.\n"
        "- Tổ chức họp mặt kỷ niệm 116 năm ngày Quốc tế Phụ nữ 8/3, kết hợp phát động\n"
        '"Tuần lễ Áo dài" từ ngày 01/3 đến ngày 08/3. Phụ trách: Ban Thường vụ.\n'
        "Quý II\n"
        "- Mở lớp dạy nghề đan giỏ lục bình cho 35 chị ở ấp Bình Thạnh và ấp Gò Dưa. Phụ trách:\n"
        "Ban Thường vụ. Phối hợp: Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Bắc\n"
        "Tân Hưng, Phòng Văn hóa - Xã hội xã. Bế giảng, trao chứng chỉ trước ngày 15/6.\n"
        "- Hướng dẫn chị em hoàn thiện hồ sơ dự thi ý tưởng khởi nghiệp gửi Hội LHPN tỉnh, hạn\n"
        "chót 30/5. Phụ trách: Ban Thường vụ.\n"
        "- Khám sàng lọc ung thư cổ tử cung miễn phí cho khoảng 200 hội viên. Phụ trách: Ban\n"
        "Thường vụ. Phối hợp: Trạm Y tế xã. Thực hiện trong tháng 8.\n"
        "- Trao học bổng đầu năm học mới cho 24 trẻ mồ côi. Phụ trách: Ban Thường vụ. Phối\n"
        "hợp: Trường Tiểu học Tân Hưng.\n"
        "- Đánh giá, xếp loại chi hội và đề nghị khen thưởng, gửi hồ sơ về Hội LHPN tỉnh trước\n"
        "ngày 25/11. Phụ trách: Ban Thường vụ.\n"
        "- Đôn đốc thu nợ, thu lãi vốn ủy thác Ngân hàng Chính sách xã hội, nộp tại điểm giao\n"
        "dịch trước ngày 08/12. Phụ trách: Ban Thường vụ.\n"
    )
    plan = read_words(f"{HEAD}{text}")
    named = {unit.code: unit.name for unit in plan.units}
    assert [
        ("Hội Chữ thập đỏ xã", "2024-02-11"),
        ("", "2024-03-08"),
        (
            "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Bắc Tân Hưng, Phòng Văn hóa - Xã hội xã",
            "2024-06-14",
        ),
        ("", "2024-05-30"),
        ("Trạm Y tế xã", "2024-08-31"),
        ("Trường Tiểu học Tân Hưng", "2024-06-30"),
        ("", "2024-11-24"),
        ("", "2024-12-07"),
    ] == [(", ".join(named[c] for c in t.supports), str(t.due_on)) for t in plan.tasks]
    assert {"Ban Thường vụ"} == {named[c] for t in plan.tasks for c in t.leads}


def test_the_body_begins_with_the_first_of_blocks_of_fields(read_words: Read) -> None:
    """ "Nhiệm vụ 1" and its content stand above the first "Cơ quan thực hiện", and are no part of the head."""
    block = "Nhiệm vụ {}\nNội dung: {}\nCơ quan thực hiện: {}\nThời gian hoàn thành: {}\n\n"
    head = HEAD.removesuffix("I. NHIỆM VỤ\n")
    said = [("Lập bản đồ vùng nuôi tôm", "Sở Xây dựng", "30/5"), ("Làm lưới điện", "Sở Công Thương", "Quý IV")]
    plan = read_words(head + "".join(block.format(number, *one) for number, one in enumerate(said, start=1)))
    named = {unit.code: unit.name for unit in plan.units}
    assert [
        ("Nhiệm vụ 1 Nội dung: Lập bản đồ vùng nuôi tôm", "Sở Xây dựng", "2024-05-30"),
        ("Nhiệm vụ 2 Nội dung: Làm lưới điện", "Sở Công Thương", "2024-12-31"),
    ] == [(t.content, named[t.leads[0]], str(t.due_on)) for t in plan.tasks]


@pytest.mark.parametrize(
    ("said", "short", "name"),
    [
        ("Văn phòng HĐND và UBND phường gọi tắt là Văn phòng.", "Văn phòng", "Văn phòng HĐND và UBND phường"),
        (
            "Trung tâm Phục vụ hành chính công phường (sau đây gọi tắt là Trung tâm) mở cửa cả tuần.",
            "Trung tâm",
            "Trung tâm Phục vụ hành chính công phường",
        ),
    ],
)
def test_a_name_that_is_called_short_is_meant_by_its_short_one(
    read_words: Read, said: str, short: str, name: str
) -> None:
    head = HEAD.replace("I. NHIỆM VỤ\n", f"{said}\n\nI. NHIỆM VỤ\n")
    plan = read_words(f"{head}1. {short} chủ trì niêm yết thủ tục, xong trước 10/02.\n")
    named = {unit.code: unit.name for unit in plan.units}
    assert [[name]] == [[named[c] for c in t.leads] for t in plan.tasks]


def test_a_paragraph_below_a_heading_that_is_the_work_is_told_with_it(read_words: Read) -> None:
    text = (
        "1. Giám sát việc niêm yết danh sách cử tri\n"
        "Ban Thường trực chủ trì giám sát, mời Hội Cựu chiến binh xã cùng tham gia. Kết thúc ngày 10/3.\n"
        "2. Công tác tuyên truyền\n"
        "Văn phòng chủ trì mở chuyên mục trước ngày 15/3.\n"
    )
    plan = read_words(f"{HEAD.removesuffix('I. NHIỆM VỤ' + chr(10))}{text}")
    begun = [task.content.split(" chủ trì")[0] for task in plan.tasks]
    assert ["Giám sát việc niêm yết danh sách cử tri: Ban Thường trực", "Văn phòng"] == begun


def test_one_period_is_one_deadline(read_words: Read) -> None:
    """ "Trong 6 tháng đầu năm" is no count of months, whatever word of deadlines stands before it."""
    plan = read_words(f"{HEAD}1. Văn phòng kiểm tra nhà trọ, kiểm tra xong trong 6 tháng đầu năm.\n")
    assert [("2024-06-30", set())] == [
        (str(t.due_on), {u.field for u in plan.unresolved if u.task}) for t in plan.tasks
    ]


def test_parts_by_letters_below_roman_numbers_end_where_the_next_roman_begins(read_words: Read) -> None:
    text = (
        "I. MỤC TIÊU\nPhần A. Chung\nNâng cao chất lượng.\nII. NHIỆM VỤ\nPhần A. Kinh tế\n"
        "1. Phòng Kinh tế sửa kênh, xong trước 15/4.\nPhần B. Văn hóa\n1. Phòng Văn hóa mở hội, xong trước 15/5.\n"
        "III. KHÁC\n1. Văn phòng chủ trì báo cáo trước 15/6.\n"
    )
    plan = read_words(HEAD.removesuffix("I. NHIỆM VỤ\n") + text)
    assert ["2024-04-14", "2024-05-14", "2024-06-14"] == [str(task.due_on) for task in plan.tasks]


def test_a_lead_in_is_no_work(read_words: Read) -> None:
    text = "Các đơn vị thực hiện các nội dung sau:\n1. Công an xã mở đợt kiểm tra, xong trước 15/5.\n"
    assert ["Công an xã mở đợt kiểm tra, xong trước 15/5."] == [t.content for t in read_words(HEAD + text).tasks]


@pytest.mark.parametrize(
    ("title", "sentence", "leads", "asked"),
    [
        ("Mô hình 1. Tuyến đường hoa", "Đoàn xã phụ trách. Hoàn thành trước 15/6.", ["Đoàn xã"], False),
        (
            "1. Đội tuyên truyền lưu động",
            "Phòng Văn hóa chủ trì, xong trước 15/7.",
            ["Đội tuyên truyền lưu động"],
            True,
        ),
        ("Mô hình 1. Tổ thu gom rác", "Hội Phụ nữ xã phụ trách. Hoàn thành trước 15/5.", ["Tổ thu gom rác"], True),
    ],
)
def test_a_title_of_work_is_no_part_of_the_name_that_begins_below_it(
    read_words: Read, title: str, sentence: str, leads: list[str], *, asked: bool
) -> None:
    plan = read_words(f"{HEAD}{title}\n{sentence}\n")
    named = {unit.code: unit.name for unit in plan.units}
    task = plan.tasks[0]
    assert f"{title.partition('. ')[2]}: {sentence}" == task.content
    assert (leads, asked) == (
        [named[c] for c in task.leads], any(u.field == "leads" and u.task == task.code for u in plan.unresolved),
    )  # fmt: skip


def _told(plan: PlanDraft) -> list[str]:
    named = {unit.code: unit.name for unit in plan.units}
    return [
        f"{task.code} {', '.join(named[c] for c in task.leads)} {task.due_on or ''}".rstrip() for task in plan.tasks
    ]


def test_labels_in_an_offices_own_words_stay_with_the_work_above(read_words: Read) -> None:
    plan = read_words(
        f"{HEAD}1. Sửa nhà bia ghi tên liệt sĩ\nPhụ trách: Văn phòng\nSoi lại: Thanh tra huyện\nChốt sổ: 15/4\n"
        "Xin quỹ: không\n2. In tờ rơi về hòa giải ở cơ sở\nNgười lo: Phòng Tư pháp\nChung tay: Đoàn xã\n"
        "Hạn: 20/5\nQuỹ chi: 3 triệu đồng\n"
    )
    assert ["I-1 Văn phòng", "I-2 Phòng Tư pháp 2024-05-20"] == _told(plan)
    assert [("I-1", "due_on"), ("I-1", "supports")] == sorted((u.task, u.field) for u in plan.unresolved if u.task)


def test_a_body_told_to_work_below_labels_has_work_of_its_own(read_words: Read) -> None:
    plan = read_words(f"{HEAD}1. Hiến đất mở đường\nPhụ trách: Hội Nông dân\nHạn: 30/6\nĐoàn xã: quét đường\n")
    assert ["I-1 Hội Nông dân 2024-06-30", "I-2 Đoàn xã"] == _told(plan)


def test_work_that_is_less_than_other_work_is_asked_about_and_kept(read_words: Read) -> None:
    plan = read_words(
        f"{HEAD}1. Thôn Đông\n- Công an xã bảo vệ vòng ngoài các khu vực bỏ phiếu.\n2. Thôn Đoài\n"
        "- Công an xã bảo vệ vòng ngoài.\n"
    )
    assert 2 == len(plan.tasks)
    assert [plan.tasks[1].code] == [u.task for u in plan.unresolved if u.field == "twice"]


def test_what_another_line_says_of_work_by_its_number_is_asked_about(read_words: Read) -> None:
    plan = read_words(
        f"{HEAD}1. Sửa nhà bia ghi tên liệt sĩ.\n2. Văn phòng in tờ rơi, xong trước 20/5.\nII. THỜI GIAN\n"
        "Việc số 1 xong trước ngày 15/7.\n"
    )
    assert ("I-1", "due_on") in {(u.task, u.field) for u in plan.unresolved}


def test_a_mail_ends_where_its_writer_takes_leave(read_words: Read) -> None:
    plan = read_words(
        "Chào các anh chị,\nCông tác năm 2024 như sau:\n1. Văn phòng in tờ rơi trước ngày 20/5/2024.\n\n"
        "Chúc cả nhà tuần mới vui vẻ.\nHoa - Văn phòng, 0912 345 678\n"
    )
    assert ["Văn phòng in tờ rơi trước ngày 20/5/2024."] == [task.content for task in plan.tasks]


@pytest.mark.parametrize("line", ["Chúc Tết các gia đình chính sách", "Cảm ơn cả nhà"])
def test_work_behind_kind_words_is_read(read_words: Read, line: str) -> None:
    plan = read_words(f"{HEAD}Văn phòng in thiệp mời trước ngày 20/01.\n{line}\nĐoàn xã dọn nghĩa trang trước 28/01\n")
    assert "2024-01-27" in {str(task.due_on) for task in plan.tasks}
