"""What a plan's head and foot say, however they are cut, stamped or set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.draft import Line, Sheet
from danvan_cli.domain.text import clean
from danvan_cli.intake.draft.header import Head, read_head
from danvan_cli.intake.draft.plan_year import find_year, part_of_year
from danvan_cli.intake.files.text import read_text
from danvan_cli.intake.lines.signature import is_stamp, read_foot
from danvan_cli.intake.lines.tree import read_outline
from danvan_cli.intake.spelling import normal_capitals
from danvan_cli.intake.tables.head import register_head

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DAY = "An Bình, ngày 10 tháng 01 năm 2025\n"
TITLE = "KẾ HOẠCH\nCông tác dân vận năm 2025\n"
BODY = "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 15/KH-UBND\n"
WORK = "\nI. NHIỆM VỤ\n1. Văn phòng tổ chức họp trước ngày 20/12.\n2. Phòng Kinh tế báo cáo.\n"
WHOLE: dict[str, Any] = {
    "number": "15",
    "symbol": "KH-UBND",
    "issuer": "Ủy ban nhân dân tỉnh An Bình",
    "place": "An Bình",
    "issued_on": "2025-01-10",
    "title": "Công tác dân vận năm 2025",
    "year": 2025,
}


def read(text: str) -> Head:
    lines, _ = read_text("thử.txt", (text + WORK).encode())
    outline = read_outline(lines)
    return read_head(outline.head, read_foot(outline.foot), "\n".join(node.text for node in outline.nodes()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BODY + STATE + DAY + TITLE, WHOLE, id="plain"),
        pytest.param(
            BODY + "CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n" + DAY + TITLE,
            WHOLE,
            id="motto cut 1",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND\n"
            + DAY
            + TITLE,
            WHOLE,
            id="motto cut 2",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\n- Hạnh phúc\nSố: 15/KH-UBND\n"
            + DAY
            + TITLE,
            WHOLE,
            id="motto cut 3",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nCỘNG HOÀ\nXÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập – Tự do –\nHạnh phúc\nSố: 15/KH-UBND\n"
            + DAY
            + TITLE,
            WHOLE,
            id="motto cut 4",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN\t\tCỘNG HÒA XÃ HỘI\nTỈNH AN BÌNH\t\tCHỦ NGHĨA VIỆT NAM\nSố: 15/KH-UBND\t\tĐộc lập - Tự do - Hạnh phúc\n\t\tAn Bình, ngày 10\n\t\ttháng 01 năm 2025\n\n"
            + TITLE,
            WHOLE,
            id="motto columns",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH AN BÌNH Độc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND "
            + DAY
            + TITLE,
            WHOLE,
            id="motto one blank",
        ),
        pytest.param(BODY + STATE + "An Bình, ngày 10\ntháng 01 năm 2025\n" + TITLE, WHOLE, id="place cut day"),
        pytest.param(BODY + STATE + "An Bình,\nngày 10 tháng 01 năm 2025\n" + TITLE, WHOLE, id="place cut comma"),
        pytest.param(BODY + STATE + "An Bình, ngày 10 tháng 01\nnăm 2025\n" + TITLE, WHOLE, id="place cut year"),
        pytest.param(BODY + STATE + "An Bình, ngày 10/01/2025\n" + TITLE, WHOLE, id="slashes"),
        pytest.param(BODY + STATE + "An Bình ngày 10 tháng 01 năm 2025\n" + TITLE, WHOLE, id="no comma"),
        pytest.param(
            "UBND TP. TÂN AN\nPHÒNG NỘI VỤ\nSố: 07/KH-PNV\n"
            + STATE
            + "TP. Tân An, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nCông tác dân vận chính quyền năm 2024\n",
            {
                "number": "07",
                "symbol": "KH-PNV",
                "issuer": "Phòng Nội vụ",
                "governing_body": "UBND TP. Tân An",
                "place": "TP. Tân An",
                "issued_on": "2024-03-05",
                "year": 2024,
            },
            id="city",
        ),
        pytest.param(BODY + STATE + DAY + "Kế hoạch công tác dân vận năm 2025\n", WHOLE, id="one line mixed"),
        pytest.param(
            BODY + STATE + DAY + "KẾ HOẠCH CÔNG TÁC DÂN VẬN NĂM 2025\n",
            WHOLE | {"title": "CÔNG TÁC DÂN VẬN NĂM 2025"},
            id="one line caps",
        ),
        pytest.param(
            "Kế hoạch số 17-KH/BDV ngày 02/6/2026 của Ban Dân vận Huyện ủy về kỷ niệm ngày truyền thống\n",
            {
                "number": "17",
                "symbol": "KH/BDV",
                "issued_on": "2026-06-02",
                "issuer": "Ban Dân vận Huyện ủy",
                "title": "kỷ niệm ngày truyền thống",
                "year": 2026,
                "type": "Kế hoạch",
            },
            id="sentence",
        ),
        pytest.param(
            "Kế hoạch số 15/KH-UBND ngày 10/01/2025 của Ủy ban nhân dân xã An Phú về công tác dân vận chính quyền năm 2025\n",
            {
                "number": "15",
                "symbol": "KH-UBND",
                "issued_on": "2025-01-10",
                "issuer": "Ủy ban nhân dân xã An Phú",
                "title": "công tác dân vận chính quyền năm 2025",
                "year": 2025,
            },
            id="sentence 2",
        ),
        pytest.param(
            "Kế hoạch số 08/KH-SNV, ngày 15 tháng 12 năm 2025 của Sở Nội vụ tỉnh An Bình\nvề việc thực hiện công tác dân vận chính quyền\nnăm 2026\n",
            {
                "number": "08",
                "symbol": "KH-SNV",
                "issued_on": "2025-12-15",
                "issuer": "Sở Nội vụ tỉnh An Bình",
                "title": "thực hiện công tác dân vận chính quyền năm 2026",
                "year": 2026,
            },
            id="sentence wrapped",
        ),
        pytest.param(
            "ĐẢNG BỘ TỈNH AN BÌNH\nTỈNH ỦY AN BÌNH\n*\nSỐ 17-CTR/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
            + DAY
            + "CHƯƠNG TRÌNH\ncông tác dân vận năm 2025\n",
            {
                "number": "17",
                "symbol": "CTr/TU",
                "issuer": "Tỉnh ủy An Bình",
                "governing_body": "Đảng bộ tỉnh An Bình",
                "type": "Chương trình",
            },
            id="caps symbol",
        ),
        pytest.param(
            "UBND TỈNH TÂY NINH\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSỐ: 12/KH-SKHCN\n"
            + STATE
            + "Tây Ninh, ngày 10 tháng 01 năm 2025\n"
            + TITLE,
            {
                "number": "12",
                "symbol": "KH-SKHCN",
                "issuer": "Sở Khoa học và Công nghệ",
                "governing_body": "UBND tỉnh Tây Ninh",
            },
            id="caps symbol 2",
        ),
        pytest.param(
            "Ký bởi: Sở Khoa học và Công nghệ\nCơ quan: Tỉnh Tây Ninh\nThời gian ký: 22/03/2024 15:30:21 +07:00\nEmail: skhcn@tayninh.gov.vn\nUBND TỈNH TÂY NINH\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 12/KH-SKHCN\n"
            + STATE
            + "Tây Ninh, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác cải cách hành chính năm 2024\n",
            {
                "issuer": "Sở Khoa học và Công nghệ",
                "governing_body": "UBND tỉnh Tây Ninh",
                "place": "Tây Ninh",
                "issued_on": "2024-01-10",
            },
            id="stamp",
        ),
        pytest.param(
            "Người ký: ỦY BAN NHÂN DÂN TỈNH AN BÌNH\nNgày ký: 10-01-2025 16:20:11\n" + BODY + STATE + DAY + TITLE,
            WHOLE,
            id="stamp caps",
        ),
        pytest.param(
            BODY + STATE + DAY + "Ký bởi: Ủy ban nhân dân tỉnh An Bình\nNgày ký: 11/01/2025 08:00:00\n" + TITLE,
            WHOLE,
            id="stamp below",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG\nSố: 9/KH-SNNMT\n" + STATE + DAY + TITLE,
            {
                "issuer": "Sở Nông nghiệp và Môi trường",
                "governing_body": "Ủy ban nhân dân tỉnh An Bình",
                "symbol": "KH-SNNMT",
            },
            id="so nn&mt",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN TỈNH AN BÌNH\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH\nSố: 9/KH-SVHTTDL\n" + STATE + DAY + TITLE,
            {"issuer": "Sở Văn hóa, Thể thao và Du lịch"},
            id="so vhttdl",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN TỈNH AN BÌNH\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI\nSố: 9/KH-SLĐTBXH\n"
            + STATE
            + DAY
            + TITLE,
            {"issuer": "Sở Lao động - Thương binh và Xã hội"},
            id="so ldtbxh",
        ),
        pytest.param(
            "UBND TỈNH AN BÌNH\nSỞ CÔNG THƯƠNG\nSố: 9/KH-SCT\n" + STATE + DAY + TITLE,
            {"issuer": "Sở Công Thương"},
            id="so cong thuong",
        ),
        pytest.param(
            "UBND TỈNH AN BÌNH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO AN BÌNH\nSố: 9/KH-SGDĐT\n" + STATE + DAY + TITLE,
            {"issuer": "Sở Giáo dục và Đào tạo An Bình"},
            id="so gddt place",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN XÃ TÂN LẬP\nSố: 05/KH-UBND\n"
            + STATE
            + "Tân Lập, ngày 10 tháng 12 năm 2025\nKẾ HOẠCH\nCông tác dân vận năm 2026\n",
            {"issuer": "Ủy ban nhân dân xã Tân Lập", "place": "Tân Lập", "issued_on": "2025-12-10", "year": 2026},
            id="xa",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN\nPHƯỜNG 5\nSố: 05/KH-UBND\n" + STATE + "Phường 5, ngày 10 tháng 01 năm 2025\n" + TITLE,
            {"issuer": "Ủy ban nhân dân Phường 5", "place": "Phường 5"},
            id="phuong so",
        ),
        pytest.param(
            "ĐẢNG BỘ TỈNH AN BÌNH\nHUYỆN ỦY CHÂU THÀNH\n*\nSố 17-KH/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nChâu Thành, ngày 05 tháng 3 năm 2022\nKẾ HOẠCH\nđổi mới công tác dân vận năm 2022\n",
            {
                "number": "17",
                "symbol": "KH/HU",
                "issuer": "Huyện ủy Châu Thành",
                "governing_body": "Đảng bộ tỉnh An Bình",
                "place": "Châu Thành",
                "title": "đổi mới công tác dân vận năm 2022",
            },
            id="party district",
        ),
        pytest.param(
            "ĐẢNG BỘ TỈNH AN BÌNH\nHUYỆN ỦY CHÂU THÀNH\n*\nSố 17-KH/HU\nĐẢNG CỘNG SẢN\nVIỆT NAM\nChâu Thành, ngày 05 tháng 3 năm 2022\nKẾ HOẠCH\nđổi mới công tác dân vận năm 2022\n",
            {
                "number": "17",
                "symbol": "KH/HU",
                "issuer": "Huyện ủy Châu Thành",
                "governing_body": "Đảng bộ tỉnh An Bình",
            },
            id="party motto cut",
        ),
        pytest.param(
            "ĐẢNG BỘ HUYỆN MỸ TÂN\nBAN CHẤP HÀNH ĐẢNG BỘ XÃ AN HIỆP\n*\nSố 21-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Hiệp, ngày 18 tháng 01 năm 2019\nKẾ HOẠCH\ncông tác dân vận năm 2019\n",
            {"issuer": "Ban Chấp hành Đảng bộ xã An Hiệp", "governing_body": "Đảng bộ huyện Mỹ Tân"},
            id="bch dang bo",
        ),
        pytest.param(
            "ĐẢNG BỘ HUYỆN MỸ TÂN\nBAN CHẤP HÀNH\nĐẢNG BỘ XÃ AN HIỆP\n*\nSố 21-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Hiệp, ngày 18 tháng 01 năm 2019\nKẾ HOẠCH\ncông tác dân vận năm 2019\n",
            {"issuer": "Ban Chấp hành Đảng bộ xã An Hiệp", "governing_body": "Đảng bộ huyện Mỹ Tân"},
            id="bch cut",
        ),
        pytest.param(
            "ĐẢNG BỘ TỈNH HẢI SƠN\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*\nSố 21-KH/BTGDVTU\nĐẢNG CỘNG SẢN VIỆT NAM\nHải Sơn, ngày 18 tháng 7 năm 2025\nKẾ HOẠCH\nkiểm tra công tác dân vận năm 2025\n",
            {"issuer": "Ban Tuyên giáo và Dân vận", "governing_body": "Đảng bộ tỉnh Hải Sơn"},
            id="btgdv",
        ),
        pytest.param(
            "MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH AN BÌNH\nỦY BAN MTTQ VIỆT NAM HUYỆN CHÂU THÀNH\nSố: 31/KH-MTTQ-BTT\n"
            + STATE
            + "Châu Thành, ngày 24 tháng 02 năm 2025\n"
            + TITLE,
            {
                "issuer": "Ủy ban MTTQ Việt Nam huyện Châu Thành",
                "governing_body": "Mặt trận Tổ quốc Việt Nam tỉnh An Bình",
                "symbol": "KH-MTTQ-BTT",
            },
            id="mttq",
        ),
        pytest.param(
            "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nHỘI LHPN HUYỆN GÒ SAO\n***\nSố: 31/KH-BTV\nGò Sao, ngày 24 tháng 02 năm 2025\n"
            + TITLE,
            {"issuer": "Hội LHPN huyện Gò Sao", "governing_body": "Hội Liên hiệp Phụ nữ Việt Nam", "place": "Gò Sao"},
            id="hoi phu nu",
        ),
        pytest.param(
            "UBND HUYỆN CHÂU THÀNH\nTRƯỜNG TIỂU HỌC NGUYỄN DU\nSố: 88/KH-THND\n"
            + STATE
            + "Châu Thành, ngày 12 tháng 9 năm 2023\nKẾ HOẠCH\nThực hiện công tác dân vận năm học 2023-2024\n",
            {
                "issuer": "Trường Tiểu học Nguyễn Du",
                "governing_body": "UBND huyện Châu Thành",
                "year": 2023,
                "is_school_year": True,
            },
            id="truong",
        ),
        pytest.param(
            "BỘ TÀI CHÍNH\nBẢO HIỂM XÃ HỘI VIỆT\nNAM\nSố: /KH-BHXH\n"
            + STATE
            + "Hà Nội, ngày tháng năm 2026\nKẾ HOẠCH\nCông tác dân vận năm 2026\n",
            {
                "number": None,
                "symbol": "KH-BHXH",
                "issuer": "Bảo hiểm xã hội Việt Nam",
                "governing_body": "Bộ Tài chính",
                "place": "Hà Nội",
                "issued_on": None,
                "year": 2026,
            },
            id="bhxh cut",
        ),
        pytest.param(
            "KHO BẠC NHÀ NƯỚC\nKHO BẠC NHÀ NƯỚC KHU VỰC XV\nSố: 712/KH-KBKV\n" + STATE + DAY + TITLE,
            {"issuer": "Kho bạc Nhà nước khu vực XV", "governing_body": "Kho bạc Nhà nước"},
            id="kho bac",
        ),
        pytest.param(
            "VĂN PHÒNG ĐOÀN ĐBQH VÀ\nHỘI ĐỒNG NHÂN DÂN TỈNH AN BÌNH\nSố: 7/KH-VP\n" + STATE + DAY + TITLE,
            {"issuer": "Văn phòng Đoàn ĐBQH và Hội đồng nhân dân tỉnh An Bình", "governing_body": None},
            id="vp doan dbqh",
        ),
        pytest.param(
            "CÔNG AN TỈNH AN BÌNH\nCÔNG AN XÃ TÂN LẬP\nSố: 7/KH-CAX\n" + STATE + DAY + TITLE,
            {"issuer": "Công an xã Tân Lập", "governing_body": "Công an tỉnh An Bình"},
            id="cong an",
        ),
        pytest.param("DỰ THẢO\n" + BODY + STATE + DAY + TITLE, WHOLE, id="draft mark"),
        pytest.param(BODY + "HỎA TỐC\n" + STATE + DAY + TITLE, WHOLE, id="urgent mark"),
        pytest.param(BODY + STATE + DAY + "K Ế H O Ạ C H\nCông tác dân vận năm 2025\n", WHOLE, id="letter-spaced"),
        pytest.param(
            "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 15/2025/KH-UBND\n"
            + STATE
            + "An Bình, ngày tháng năm\nKẾ HOẠCH\nTăng cường công tác dân vận\n",
            {"number": "15/2025", "symbol": "KH-UBND", "year": 2025, "place": "An Bình"},
            id="number year",
        ),
        pytest.param("ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 15/KH-\nUBND\n" + STATE + DAY + TITLE, WHOLE, id="number cut"),
        pytest.param(
            "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: ........./KH-UBND\n"
            + STATE
            + "An Bình, ngày ... tháng ... năm 2025\n"
            + TITLE,
            WHOLE | {"number": None, "issued_on": None},
            id="blank number",
        ),
        pytest.param(
            BODY
            + STATE
            + DAY
            + "KẾ HOẠCH\nTổ chức Hội nghị trực tuyến hướng dẫn chuẩn hóa danh mục\nvà lập biểu mẫu đề nghị thanh toán\ntheo Thông tư số 12/2026/TT-BTC ngày 10/02/2026 của Bộ Tài chính\nThực hiện Thông tư số 12/2026/TT-BTC ngày 10/02/2026 của Bộ Tài chính, Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:\n",
            {
                "title": "Tổ chức Hội nghị trực tuyến hướng dẫn chuẩn hóa danh mục và lập biểu mẫu đề nghị thanh toán theo Thông tư số 12/2026/TT-BTC ngày 10/02/2026 của Bộ Tài chính",
                "year": 2025,
            },
            id="long title",
        ),
        pytest.param(
            BODY
            + STATE
            + DAY
            + "KẾ HOẠCH\nTổ chức Hội nghị trực tuyến hướng dẫn chuẩn hóa danh mục\ntheo Thông tư số 12/2026/TT-BTC ngày 10/02/2026 của Bộ Tài chính Thực hiện Thông tư số 12/2026/TT-BTC ngày 10/02/2026 của Bộ Tài chính, Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:\n",
            {
                "title": "Tổ chức Hội nghị trực tuyến hướng dẫn chuẩn hóa danh mục theo Thông tư số 12/2026/TT-BTC ngày 10/02/2026 của Bộ Tài chính",
                "year": 2025,
            },
            id="long title glued",
        ),
        pytest.param(
            BODY + STATE + DAY + "KẾ HOẠCH\nTHỰC HIỆN CÔNG TÁC DÂN VẬN CHÍNH QUYỀN\nNĂM 2025 TRÊN ĐỊA BÀN TỈNH\n",
            WHOLE | {"title": "THỰC HIỆN CÔNG TÁC DÂN VẬN CHÍNH QUYỀN NĂM 2025 TRÊN ĐỊA BÀN TỈNH"},
            id="caps title lines",
        ),
        pytest.param(
            "UBND TỈNH NGHỆ AN\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\n\nSố: 44 /KH- STTTT\n"
            + STATE
            + "Nghệ An, ngày 9 tháng 2 năm 2023\nKẾ HOẠCH\nCông tác dân vận chính quyền năm 2023\n",
            {
                "number": "44",
                "symbol": "KH-STTTT",
                "issuer": "Sở Thông tin và Truyền thông",
                "governing_body": "UBND tỉnh Nghệ An",
                "issued_on": "2023-02-09",
                "year": 2023,
            },
            id="nghe an",
        ),
        pytest.param(
            "ĐOÀN TNCS HỒ CHÍ MINH\nBCH HUYỆN ĐOÀN CHÂU THÀNH\n***\nSố: 15-KH/ĐTN\nChâu Thành, ngày 10 tháng 01 năm 2025\n"
            + TITLE,
            {
                "number": "15",
                "symbol": "KH/ĐTN",
                "issuer": "BCH Huyện đoàn Châu Thành",
                "governing_body": "Đoàn TNCS Hồ Chí Minh",
            },
            id="quan doan",
        ),
        pytest.param(
            "ĐẢNG ỦY UBND TỈNH\nĐẢNG ỦY SỞ NỘI VỤ\n*\nSố 12 -KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Bình, ngày 10/01/2025\nKẾ HOẠCH\nthực hiện công tác dân vận\nnăm 2025\n-----\n",
            {
                "number": "12",
                "symbol": "KH/ĐU",
                "issuer": "Đảng ủy Sở Nội vụ",
                "governing_body": "Đảng ủy UBND tỉnh",
                "title": "thực hiện công tác dân vận năm 2025",
            },
            id="dang uy so",
        ),
        pytest.param(
            "TỈNH ỦY AN BÌNH\nBAN CHỈ ĐẠO THỰC HIỆN\nQUY CHẾ DÂN CHỦ Ở CƠ SỞ\n*\nSố 03-KH/BCĐ\nĐẢNG CỘNG SẢN VIỆT NAM\n"
            + DAY
            + "KẾ HOẠCH\ncông tác năm 2025\n",
            {
                "number": "03",
                "symbol": "KH/BCĐ",
                "issuer": "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở",
                "governing_body": "Tỉnh ủy An Bình",
                "year": 2025,
            },
            id="ban chi dao",
        ),
        pytest.param(
            "ĐẢNG ỦY XÃ TÂN LẬP\nKHỐI DÂN VẬN\n*\nSố 02-KH/KDV\nĐẢNG CỘNG SẢN VIỆT NAM\nTân Lập, ngày 15 tháng 1 năm 2025\nKẾ HOẠCH\nhoạt động Khối Dân vận năm 2025\n",
            {
                "issuer": "Khối Dân vận",
                "governing_body": "Đảng ủy xã Tân Lập",
                "title": "hoạt động Khối Dân vận năm 2025",
            },
            id="khoi dan van",
        ),
        pytest.param(
            "UBND THÀNH PHỐ\nHỘI AN\nSố: 5/KH-UBND\n" + STATE + "Hội An, ngày 10 tháng 01 năm 2025\n" + TITLE,
            {"issuer": "UBND thành phố Hội An", "governing_body": None},
            id="ubnd hoi an",
        ),
        pytest.param(
            "Digitally signed by: UBND XÃ TÂN LẬP\nDate: 2025.01.10 15:30:21 +07:00\n" + BODY + STATE + DAY + TITLE,
            WHOLE,
            id="english stamp",
        ),
        pytest.param("22/03/2025 15:30:21\n" + BODY + STATE + DAY + TITLE, WHOLE, id="stamp no label"),
        pytest.param(
            "Người ký: Ủy ban nhân dân tỉnh\nEmail: ubnd@anbinh.gov.vn\nCơ quan: Tỉnh An Bình\nNgày ký: 10.01.2025\n16:45:22 +07:00\n"
            + BODY
            + STATE
            + DAY
            + TITLE,
            WHOLE,
            id="stamp value lines",
        ),
        pytest.param(
            BODY + STATE + DAY + "KẾ HOẠCH THỰC HIỆN CÔNG TÁC DÂN VẬN\nCHÍNH QUYỀN NĂM 2025\n",
            WHOLE | {"title": "THỰC HIỆN CÔNG TÁC DÂN VẬN CHÍNH QUYỀN NĂM 2025"},
            id="title upper 2 l + type inline",
        ),
        pytest.param(
            BODY
            + STATE
            + DAY
            + "KẾ HOẠCH\nTriển khai phong trào thi đua “Dân vận khéo”\nnăm 2025 và những năm tiếp theo\n",
            WHOLE | {"title": "Triển khai phong trào thi đua “Dân vận khéo” năm 2025 và những năm tiếp theo"},
            id="title in quotes",
        ),
        pytest.param(
            BODY + STATE + DAY + TITLE + "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2025 của UBND tỉnh)\n",
            WHOLE,
            id="annex line",
        ),
        pytest.param(
            TITLE,
            {"title": "Công tác dân vận năm 2025", "year": 2025, "issuer": None, "number": None},
            id="no head at all",
        ),
        pytest.param(
            "| **UBND TỈNH AN BÌNH** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** |\n|---|---|\n| **SỞ Y TẾ** | **Độc lập - Tự do - Hạnh phúc** |\n| Số: 15/KH-SYT | *An Bình, ngày 10 tháng 01 năm 2025* |\n\n# KẾ HOẠCH\n**Công tác dân vận năm 2025**\n",
            {
                "number": "15",
                "symbol": "KH-SYT",
                "issuer": "Sở Y tế",
                "governing_body": "UBND tỉnh An Bình",
                "place": "An Bình",
                "issued_on": "2025-01-10",
                "title": "Công tác dân vận năm 2025",
            },
            id="markdown",
        ),
        pytest.param(
            "KẾ HOẠCH SỐ 17-KH/BDV NGÀY 02/6/2026 CỦA BAN DÂN VẬN HUYỆN ỦY VỀ KỶ NIỆM NGÀY TRUYỀN THỐNG\n",
            {
                "number": "17",
                "symbol": "KH/BDV",
                "issued_on": "2026-06-02",
                "issuer": "Ban Dân vận Huyện ủy",
                "year": 2026,
            },
            id="sentence upper",
        ),
        pytest.param(
            "Kế hoạch số 15/KH-UBND của UBND xã An Phú về công tác dân vận năm 2025\n",
            {
                "number": "15",
                "symbol": "KH-UBND",
                "issuer": "UBND xã An Phú",
                "title": "công tác dân vận năm 2025",
                "year": 2025,
                "issued_on": None,
            },
            id="sentence no date",
        ),
        pytest.param(
            "Kế hoạch 15/KH-UBND ngày 10-01-2025 của UBND xã An Phú V/v triển khai công tác dân vận năm 2025\n",
            {
                "number": "15",
                "issuer": "UBND xã An Phú",
                "issued_on": "2025-01-10",
                "title": "triển khai công tác dân vận năm 2025",
            },
            id="sentence v/v",
        ),
        pytest.param(
            "ỦY BAN NHÂN DÂN\nQUẬN 1\nSố: 5/KH-UBND\n"
            + STATE
            + "Quận 1, ngày 02 tháng 02 năm 2024\nKẾ HOẠCH\nCông tác dân vận năm 2024\n",
            {"issuer": "Ủy ban nhân dân Quận 1", "place": "Quận 1", "issued_on": "2024-02-02"},
            id="place with digits",
        ),
        pytest.param(
            BODY + STATE + "An Bình, ngày … tháng 01 năm 2025\n" + TITLE, WHOLE | {"issued_on": None}, id="issued zero"
        ),
        pytest.param(
            BODY + "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập-Tự do-Hạnh phúc\n" + DAY + TITLE, WHOLE, id="oath"
        ),
        pytest.param(
            BODY + "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập . Tự do . Hạnh phúc\n" + DAY + TITLE,
            WHOLE,
            id="oath dots",
        ),
        pytest.param(
            "UBND TỈNH AN BÌNH\nVĂN PHÒNG\nSố: 5/KH-VP\n" + STATE + DAY + TITLE,
            {"issuer": "Văn phòng", "governing_body": "UBND tỉnh An Bình"},
            id="van phong",
        ),
        pytest.param(
            "UBND TỈNH AN BÌNH\nTHANH TRA TỈNH\nSố: 5/KH-TTr\n" + STATE + DAY + TITLE,
            {"issuer": "Thanh tra tỉnh", "symbol": "KH-TTr"},
            id="thanh tra",
        ),
        pytest.param(
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN BÌNH\nCÔNG ĐOÀN\nNGÀNH GIÁO DỤC\nSố: 5/KH-CĐN\n" + STATE + DAY + TITLE,
            {"issuer": "Công đoàn ngành Giáo dục", "governing_body": "Liên đoàn Lao động tỉnh An Bình"},
            id="cong doan",
        ),
        pytest.param(
            "SỞ Y TẾ AN BÌNH\nBỆNH VIỆN PHỤ SẢN - NHI\nSố: 5/KH-BV\n" + STATE + DAY + TITLE,
            {"issuer": "Bệnh viện Phụ sản - Nhi", "governing_body": "Sở Y tế An Bình"},
            id="benh vien",
        ),
        pytest.param(
            "ỦY BAN MTTQ VIỆT NAM\nHUYỆN AN BÌNH\nBAN THƯỜNG TRỰC\nSố: 5/KH-MTTQ-BTT\n" + STATE + DAY + TITLE,
            {"issuer": "Ban Thường trực Ủy ban MTTQ Việt Nam huyện An Bình", "governing_body": None},
            id="ban thuong truc",
        ),
    ],
)
def test_the_head_is_read_however_it_is_set(text: str, expected: dict[str, Any]) -> None:
    header = read(text).header
    found = {name: getattr(header, name) for name in expected}
    if found.get("issued_on"):
        found["issued_on"] = str(found["issued_on"])
    assert expected == found


@pytest.mark.parametrize(
    ("title", "issued", "expected"),
    [
        ("Công tác dân vận năm 2025", 2025, 2025),
        ("Công tác dân vận năm 2026", 2025, 2026),
        ("Công tác dân vận năm 2026", None, 2026),
        ("Công tác dân vận", 2025, 2025),
        ("Công tác dân vận quý I/2025", 2025, 2025),
        ("Triển khai “Năm dân vận chính quyền” 2021", 2021, 2021),
        ("Tổ chức Tết Nguyên đán Bính Ngọ năm 2026", 2025, 2026),
        ("Công tác dân vận đến hết năm 2025", 2025, 2025),
        ("Giảm nghèo năm 2025, giai đoạn 2021-2025", 2025, 2025),
        ("Thực hiện Chương trình giảm nghèo năm 2025, giai đoạn 2021-2025", 2025, 2025),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 03/02/2023 của UBND tỉnh về công tác dân vận", 2024, 2024),
        ("Tiếp tục thực hiện Kế hoạch công tác dân vận năm 2023", 2024, 2024),
        ("Triển khai Luật Thực hiện dân chủ ở cơ sở năm 2022", 2023, 2023),
        ("Thực hiện Nghị quyết số 25-NQ/TW ngày 03/6/2013 về công tác dân vận năm 2026", 2025, 2026),
        ("Kỷ niệm 95 năm Ngày truyền thống (15/10/1930 - 15/10/2025)", 2025, 2025),
        ("Kỷ niệm 95 năm Ngày truyền thống (1930 - 2025)", 2025, 2025),
        ("Vận động 2025 hộ tham gia", 2026, 2026),
        ("Công tác dân vận", None, None),
    ],
)
def test_the_year_is_the_titles_own_else_that_of_its_issue(
    title: str, issued: int | None, expected: int | None
) -> None:
    found = find_year(title, issued)
    assert (expected, None, ()) == (found.year, found.doubt, found.choices)


@pytest.mark.parametrize(
    ("title", "issued", "year", "choices"),
    [
        ("Kiểm tra công tác hòa giải, nhiệm kỳ 2026 - 2031", 2025, 2025, ("2025", "2026")),
        ("Phát triển du lịch giai đoạn 2025 - 2030", 2025, 2025, ("2025",)),
        ("Phát triển du lịch từ năm 2025 đến năm 2030", 2025, 2025, ("2025",)),
        ("Phát triển du lịch giai đoạn 2026-2030", 2025, None, ("2025", "2026")),
        ("Phát triển du lịch giai đoạn 2026-2030", None, None, ("2026",)),
        ("Phát triển du lịch đến năm 2030", 2025, 2025, ("2025", "2030")),
        ("Công tác dân vận năm 2025-2026", 2025, 2025, ("2025",)),
        ("Tổng kết năm 2024, phương hướng năm 2025", 2025, None, ("2024", "2025")),
        ("Công tác dân vận năm 2022", 2025, None, ("2022", "2025")),
        ("Công tác dân vận năm 2027", 2025, None, ("2027", "2025")),
        ("Tổng kết công tác dân vận năm 2024", 2025, 2024, ("2024", "2025")),
        ("Thực hiện Chương trình công tác dân vận năm 2026", 2025, None, ("2026", "2025")),
        ("Thực hiện Chương trình công tác dân vận năm 2026", None, None, ("2026",)),
    ],
)
def test_an_uncertain_year_is_asked_about(
    title: str, issued: int | None, year: int | None, choices: tuple[str, ...]
) -> None:
    found = find_year(title, issued)
    assert (year, choices) == (found.year, found.choices)
    assert found.doubt is not None
    assert all(choice in found.doubt for choice in choices[:1])


@pytest.mark.parametrize(
    ("title", "month", "is_doubted"),
    [
        ("Kiểm tra công tác hòa giải, nhiệm kỳ 2025 - 2030", 3, False),
        ("Phát triển du lịch giai đoạn 2026-2030", 9, False),
        ("Sản xuất vụ Đông Xuân năm 2026 - 2027", 9, False),
        ("Kiểm tra công tác hòa giải, nhiệm kỳ 2025 - 2030", 10, True),
        ("Kiểm tra công tác hòa giải, nhiệm kỳ 2021 - 2025", 3, True),
    ],
)
def test_a_term_asks_nothing_of_a_plan_issued_within_it_but_in_the_last_quarter(
    title: str, month: int, *, is_doubted: bool
) -> None:
    found = find_year(title, 2026, month=month)
    assert (2026, is_doubted) == (found.year, found.doubt is not None)


@pytest.mark.parametrize(
    ("title", "issued", "year", "is_doubted"),
    [
        ("Thực hiện nhiệm vụ năm học 2024 - 2025", 2024, 2024, False),
        ("Nhiệm vụ học kỳ II năm học 2024-2025", 2025, 2024, False),
        ("Thực hiện nhiệm vụ năm học 2020-2021", 2025, None, True),
    ],
)
def test_a_school_year_is_its_first_year(title: str, issued: int, year: int | None, *, is_doubted: bool) -> None:
    found = find_year(title, issued)
    assert (year, is_doubted) == (found.year, found.doubt is not None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kế hoạch công tác tháng 4 năm 2026", "tháng 4 năm 2026"),
        ("Công việc trọng tâm quý II/2026", "quý II/2026"),
        ("Chương trình công tác 6 tháng cuối năm 2026", "6 tháng cuối năm 2026"),
        ("Công tác dân vận chính quyền năm 2026", None),
        ("Việc của phòng trong tháng 5 và đầu tháng 6/2026", None),
        ("Tháng hành động vì người cao tuổi Việt Nam (tháng 10-2026)", "tháng 10-2026"),
        ("Kết luận của Chủ tịch UBND xã tại hội nghị giao ban công tác tháng 3 năm 2026", None),
        ("Sơ kết công tác dân vận 6 tháng đầu năm 2026", None),
        ("Tổ chức lễ khai giảng ngày 05 tháng 9 năm 2026", None),
        ("Công tác tháng 04 năm 2026 của Ủy ban nhân dân xã Tân An", "tháng 04 năm 2026"),
        ("Khắc phục hậu quả trận lũ tháng 3 năm 2026", None),
    ],
)
def test_a_title_may_say_that_the_plan_is_of_a_part_of_the_year(title: str, expected: str | None) -> None:
    assert expected == part_of_year(title)


def test_the_number_and_the_sentence_above_the_body_name_the_year_where_the_title_does_not() -> None:
    assert 2026 == find_year("BẢNG THEO DÕI KẾ HOẠCH DÂN VẬN NĂM 2026 - XÃ LONG HẢI", None).year
    assert 2026 == find_year("Lịch thực hiện Kế hoạch dân chủ cơ sở năm 2026", None).year
    assert 2026 == find_year("Công tác dân vận", 2025, others=["Kế hoạch công tác dân vận năm 2026 như sau:"]).year
    assert 2025 == find_year("Công tác dân vận", None, number="15/2025").year


def test_the_year_that_a_person_gives_settles_it() -> None:
    lines, _ = read_text("thử.txt", (BODY + DAY + "KẾ HOẠCH\nCông tác dân vận năm 2022\n" + WORK).encode())
    head = read_head(read_outline(lines).head, read_foot(()), "", year=2024)
    assert (2024, None) == (head.header.year, head.year_doubt)


def test_the_head_hands_on_the_doubt_about_the_year() -> None:
    head = read(BODY + DAY + "KẾ HOẠCH\nCông tác dân vận năm 2022\n")
    assert (None, ("2022", "2025")) == (head.header.year, head.year_choices)
    assert "năm trong tên kế hoạch cách xa ngày ban hành; năm của kế hoạch là 2022 hay 2025?" == head.year_doubt


@pytest.mark.parametrize(
    "name",
    [
        "Sở Khoa học và Công nghệ",
        "UBND TP. Tân An",
        "Sở Giáo dục và Đào tạo Bình Hải",
        "Ủy ban nhân dân Phường 5",
        "Đảng ủy Khối các cơ quan tỉnh",
        "Chi bộ Trường Mầm non Hoa Sen",
        "Kho bạc Nhà nước khu vực XV",
        "Bộ Chỉ huy Quân sự tỉnh Đăk Lâm",
        "Tổng Liên đoàn Lao động Việt Nam",
        "Bệnh viện Đa khoa khu vực Phú An",
        "Trường Đại học Kỹ thuật Sông Lam",
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Văn phòng HĐND và UBND huyện Tân Châu",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã An Ninh",
        "UBND thành phố Hội An",
        "Sở Công Thương",
        "Ban Quản lý dự án đầu tư xây dựng huyện Cần Giờ",
        "Ban Chấp hành Đảng bộ xã An Hiệp",
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Chi cục Tiêu chuẩn Đo lường Chất lượng",
        "Uỷ ban nhân dân thành phố Hồ Chí Minh",
        "Công đoàn - Chính quyền",
        "Sở Dân tộc và Tôn giáo",
        "Ngân hàng Chính sách xã hội",
        "Trường THPT Lê Hồng Phong",
        "Hội Liên hiệp Phụ nữ Việt Nam",
        "Phòng Quản trị thiết bị",
        "Phòng Công tác học sinh sinh viên",
        "Phòng Khảo thí và Bảo đảm chất lượng",
        "Khoa Điện - Điện tử",
    ],
)
def test_a_name_in_capitals_is_written_as_a_sentence_writes_it(name: str) -> None:
    assert name == normal_capitals(name.upper())


@pytest.mark.parametrize("name", ["Sở Y tế", "Trường THCS Nguyễn Trãi", "UBND xã Tân An"])
def test_a_name_in_small_letters_stays(name: str) -> None:
    assert name == normal_capitals(name)


@given(st.text(max_size=60))
def test_no_name_loses_a_letter(name: str) -> None:
    whole = clean(name)
    assert whole.casefold() == normal_capitals(whole).casefold()


def test_a_basis_cut_where_its_line_ends_is_whole() -> None:
    text = (
        "Căn cứ Kế hoạch số 51/KH-UBND ngày 20/3/2025 của Ủy ban nhân dân\nTỉnh về công tác dân vận;\n"
        "Căn cứ Quyết định số\n23-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương;\n"
        "Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:\n"
    )
    head = read(BODY + STATE + DAY + TITLE + text)
    expected = (
        "Căn cứ Kế hoạch số 51/KH-UBND ngày 20/3/2025 của Ủy ban nhân dân Tỉnh về công tác dân vận;",
        "Căn cứ Quyết định số 23-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương;",
    )
    assert expected == head.bases
    assert "Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:" == head.intro


def test_a_table_below_the_title_is_no_title() -> None:
    lines = [*map(Line, ["KẾ HOẠCH", "Công tác năm 2025"]), Line("Nội dung", cell=(1, 1, 1))]
    assert "Công tác năm 2025" == read_head(lines, read_foot(()), "").header.title


def test_a_title_may_stand_in_the_table_of_its_type() -> None:
    lines = [Line("KẾ HOẠCH", cell=(1, 1, 1)), Line("Công tác năm 2025", cell=(1, 2, 1))]
    assert "Công tác năm 2025" == read_head(lines, read_foot(()), "").header.title


def test_the_text_spells_a_name_better_than_the_rules() -> None:
    lines = list(map(Line, ["TRUNG TÂM DẠY NGHỀ MIỀN TÂY", "KẾ HOẠCH", "Công tác năm 2025"]))
    head = read_head(lines, read_foot(()), "Giao Trung tâm Dạy nghề miền Tây chủ trì.")
    assert "Trung tâm Dạy nghề miền Tây" == head.header.issuer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Văn An",
            (("Sở Nội vụ", "Lưu: VT"), "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn An"),
        ),
        (
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLê Văn An\nNơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.",
            (("Sở Nội vụ", "Lưu: VT"), "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An"),
        ),
        (
            "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Sở Nội vụ;\tKT. CHỦ TỊCH\n- Các phòng, ban;\tPHÓ CHỦ TỊCH\n- Lưu: VT.\n\tLê Văn An",
            (
                ("Sở Nội vụ", "Các phòng, ban", "Lưu: VT"),
                "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH",
                "PHÓ CHỦ TỊCH",
                "Lê Văn An",
            ),
        ),
        (
            "Nơi\nnhận:\n- Sở Nội vụ;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn An",
            (("Sở Nội vụ", "Lưu: VT"), None, "GIÁM ĐỐC", "Lê Văn An"),
        ),
        (
            "Nơi nhận: - Sở Nội vụ; - Các phòng; - Lưu: VT.\nGIÁM ĐỐC\nLê Văn An",
            (("Sở Nội vụ", "Các phòng", "Lưu: VT"), None, "GIÁM ĐỐC", "Lê Văn An"),
        ),
        (
            "GIÁM ĐỐC\nKý bởi: Sở Nội vụ\nThời gian ký: 22/03/2024 15:30:21 +07:00\nLê Văn An\nNơi nhận:\n- Lưu: VT.",
            (("Lưu: VT",), None, "GIÁM ĐỐC", "Lê Văn An"),
        ),
        ("GIÁM ĐỐC\nNGUYỄN VĂN AN", ((), None, "GIÁM ĐỐC", "Nguyễn Văn An")),
        ("- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn An", (("Như trên", "Lưu: VT"), None, "GIÁM ĐỐC", "Lê Văn An")),
        (
            "Nơi nhận:\n- Giám đốc BHXH Việt Nam (để b/c); GIÁM ĐỐC TRUNG TÂM KIỂM\n- Lưu: VT.\nTL. GIÁM ĐỐC\nSOÁT THANH TOÁN BHXH,\nBHYT ĐIỆN TỬ",
            (
                ("Giám đốc BHXH Việt Nam (để b/c)", "Lưu: VT"),
                "TL. GIÁM ĐỐC",
                "GIÁM ĐỐC TRUNG TÂM KIỂM SOÁT THANH TOÁN BHXH, BHYT ĐIỆN TỬ",
                None,
            ),
        ),
        (
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\nHuỳnh Văn Đẹp\nNơi nhận:\n- Ban Dân vận Huyện ủy,\n- Lưu VPĐU.",
            (("Ban Dân vận Huyện ủy", "Lưu VPĐU"), "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "Huỳnh Văn Đẹp"),
        ),
        ("GIÁM ĐỐC\nLê Văn An (đã ký)", ((), None, "GIÁM ĐỐC", "Lê Văn An")),
        (
            "Nơi nhận:\n- Thường trực Tỉnh ủy, HĐND,\nUBND tỉnh;\n- Lưu: VT.\nQ. GIÁM ĐỐC\nTS. Lê Văn An",
            (("Thường trực Tỉnh ủy, HĐND, UBND tỉnh", "Lưu: VT"), "Q. GIÁM ĐỐC", None, "Lê Văn An"),
        ),
        (
            "TUQ. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Văn An\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nPHỤ LỤC\nBẢNG PHÂN CÔNG",
            (("Như Điều 3", "Lưu: VT"), "TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Văn An"),
        ),
    ],
)
def test_the_foot_gives_recipients_authority_title_and_name(text: str, expected: tuple[object, ...]) -> None:
    lines, _ = read_text("thử.txt", text.encode())
    foot = read_foot(lines)
    assert expected == (foot.recipients, foot.authority, foot.signer_title, foot.signer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ký bởi: Sở Khoa học và Công nghệ", True),
        ("Cơ quan: Tỉnh Tây Ninh", True),
        ("Thời gian ký: 22/03/2024 15:30:21 +07:00", True),
        ("Ngày ký: 10-01-2025", True),
        ("Email: vp@tayninh.gov.vn", True),
        ("22/03/2024 15:30:21", True),
        ("Digitally signed by: UBND XÃ TÂN LẬP", True),
        ("Cơ quan chủ trì: Văn phòng", False),
        ("Ngày 22/03/2024 họp lúc 15:30", False),
        ("Người ký văn bản chịu trách nhiệm", False),
        ("22/03/2024", False),
    ],
)
def test_stamps_of_digital_signatures_are_known(text: str, *, expected: bool) -> None:
    assert expected == is_stamp(text)


def register(*rows: Sequence[str]) -> Sequence[tuple[Sheet, int]]:
    sheet = Sheet("", tuple((number, tuple(row)) for number, row in enumerate(rows, start=1)))
    return [(sheet, len(rows) + 1)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI"),
                ("XÃ TÂN LẬP", "CHỦ NGHĨA VIỆT NAM"),
                ("PHÒNG KINH TẾ", "Độc lập - Tự do - Hạnh phúc"),
                ("BẢNG THEO DÕI NHIỆM VỤ NĂM 2025", ""),
            ],
            {"issuer": "Phòng Kinh tế", "governing_body": "Ủy ban nhân dân xã Tân Lập", "year": 2025},
        ),
        (
            [
                ("Ký bởi: UBND XÃ TÂN LẬP", ""),
                ("SỞ NÔNG NGHIỆP", ""),
                ("VÀ MÔI TRƯỜNG", ""),
                ("SỔ THEO DÕI NĂM 2025\nA. Việc thường xuyên", ""),
            ],
            {"issuer": "Sở Nông nghiệp và Môi trường", "title": "SỔ THEO DÕI NĂM 2025", "year": 2025},
        ),
        (
            [
                ("PHỤ LỤC", ""),
                ("PHÂN CÔNG NHIỆM VỤ", ""),
                ("(Kèm theo Chương trình số 17-CTR/TU ngày 10/01/2025 của Tỉnh ủy An Bình)", ""),
            ],
            {"number": "17", "symbol": "CTr/TU", "issuer": "Tỉnh ủy An Bình", "year": 2025, "type": "Chương trình"},
        ),
        (
            [("THEO DÕI NHIỆM VỤ", ""), ("(Số liệu tính đến ngày 30/9/2024)", "")],
            {"issued_on": None, "year": None},
        ),
    ],
)
def test_a_registers_head_follows_the_same_rules(rows: Sequence[Sequence[str]], expected: dict[str, Any]) -> None:
    header = register_head(register(*rows)).header
    assert expected == {name: getattr(header, name) for name in expected}


def test_a_registers_year_is_doubted_too() -> None:
    head = register_head(register(("THEO DÕI NHIỆM VỤ GIAI ĐOẠN 2026 - 2030",)))
    assert (None, ("2026",)) == (head.header.year, head.year_choices)
    assert head.year_doubt is not None


@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_lines_break_the_reader_of_heads(lines: list[str]) -> None:
    head = read_head([Line(text) for text in lines], read_foot([Line(text) for text in lines]), "")
    assert head.header.year is None or head.header.year > 0


def test_a_day_alone_in_a_cell_of_an_annex_is_no_day_of_issue() -> None:
    cells = [Line("PHỤ LỤC"), Line("Rà soát thủ tục", cell=(1, 2, 2)), Line("30/6/2026", cell=(1, 2, 3))]
    assert read_foot(cells).dated is None
    signed = [Line("Nơi nhận:", cell=(1, 1, 1)), Line("An Hòa, ngày 05 tháng 01 năm 2026", cell=(1, 1, 2))]
    assert read_foot(signed).dated == "An Hòa, ngày 05 tháng 01 năm 2026"
