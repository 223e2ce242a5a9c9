"""Six tables of criteria as provinces make them, each laid out in another way, with what a person reads in them.

They were written before the reader was: none of them is changed to please it. Provinces and units are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import docx
import openpyxl
from openpyxl.styles import Alignment, Font


class Answer(NamedTuple):
    """What a person reads: groups and leaves with maximum, the rule of each leaf (None: not said, or not to be read)."""

    groups: dict[str, str]
    leaves: dict[str, tuple[str, str | None]]
    total: str
    bonus: str | None = None
    deduction: str | None = None
    bands: tuple[tuple[str, str], ...] = ()
    disqualifiers: tuple[str, ...] = ()
    points: Mapping[str, str] = MappingProxyType({})


Rows = Sequence[Sequence[Any]]


def so_xlsx(path: Path) -> None:
    """A department's: letterhead, titles of two rows, a row of column numbers, Roman groups, "2 điểm"."""
    rows: Rows = [
        ["UBND TỈNH AN BÌNH", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ NỘI VỤ", None, None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["BẢNG TIÊU CHÍ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CÔNG TÁC DÂN VẬN CHÍNH QUYỀN NĂM 2026"],
        ["(Kèm theo Quyết định số 812/QĐ-UBND ngày 05/3/2026 của UBND tỉnh An Bình)"],
        [],
        [
            "STT",
            "Tiêu chí, tiêu chí thành phần",
            "Điểm tối đa",
            "Số liệu kê khai",
            "Cách tính điểm",
            "Tài liệu kiểm chứng",
            "Điểm",
            None,
        ],
        [None, None, None, None, None, None, "Tự đánh giá", "Thẩm định"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        ["I", "Triển khai, quán triệt văn bản", "10 điểm"],
        [
            1,
            "Ban hành kế hoạch công tác dân vận năm",
            "4 điểm",
            None,
            "Ban hành trước 31/01: 4 điểm; ban hành sau 31/01: 2 điểm; không ban hành: 0 điểm",
            "Kế hoạch",
        ],
        [
            2,
            "Tổ chức hội nghị quán triệt",
            "3 điểm",
            None,
            "Mỗi hội nghị được 1 điểm, tối đa 3 điểm",
            "Giấy mời, biên bản",
        ],
        [
            3,
            "Chế độ thông tin, báo cáo",
            "3 điểm",
            None,
            "Mỗi báo cáo chậm trừ 0,5 điểm; mỗi báo cáo thiếu nội dung trừ 0,25 điểm",
            "Báo cáo",
        ],
        ["II", "Giải quyết thủ tục hành chính, tiếp công dân", "15 điểm"],
        [
            4,
            "Tỷ lệ hồ sơ giải quyết đúng hạn",
            "8 điểm",
            None,
            "Điểm = tỷ lệ hồ sơ đúng hạn x điểm tối đa",
            "Trích xuất hệ thống",
        ],
        [
            5,
            "Tiếp công dân của người đứng đầu",
            "4 điểm",
            None,
            "Đủ số ngày theo quy định: 4 điểm; không đủ: 0 điểm",
            "Sổ tiếp công dân",
        ],
        [
            6,
            "Giải quyết khiếu nại, tố cáo",
            "3 điểm",
            None,
            "Không phát sinh vụ việc thì đạt điểm tối đa; có phát sinh thì tính theo tỷ lệ giải quyết đúng hạn",
            "Báo cáo",
        ],
        ["III", "Văn hóa công sở", "5 điểm"],
        [
            7,
            "Chấp hành kỷ luật, kỷ cương",
            "3 điểm",
            None,
            "Có công chức bị kỷ luật thì không chấm điểm tiêu chí này",
            "Quyết định",
        ],
        [8, "Thái độ phục vụ Nhân dân", "2 điểm", None, "Hội đồng căn cứ mức độ thực hiện để chấm điểm", None],
        [None, "TỔNG CỘNG", "30 điểm"],
        ["IV", "Điểm thưởng", "3 điểm"],
        [
            "IV.1",
            "Mô hình Dân vận khéo được công nhận",
            "3 điểm",
            None,
            "Mỗi mô hình được cộng 1 điểm, tối đa không quá 3 điểm",
            "Quyết định công nhận",
        ],
        ["V", "Điểm trừ", "5 điểm"],
        ["V.1", "Bị cơ quan cấp trên phê bình bằng văn bản", "5 điểm", None, "Mỗi lần trừ 1 điểm", "Văn bản phê bình"],
        [],
        ["Ghi chú:"],
        [
            "1. Xếp loại: Xuất sắc: từ 27 điểm trở lên; Tốt: từ 24 đến dưới 27 điểm; Khá: từ 18 đến dưới 24 điểm; Trung bình: dưới 18 điểm."
        ],
        ["2. Không xếp loại Xuất sắc đối với đơn vị có đơn thư tố cáo đúng."],
        ["3. Điểm được làm tròn đến 0,25 điểm."],
    ]
    _book(path, rows, ["A4:H4", "A5:H5", "A7:A8", "B7:B8", "C7:C8", "D7:D8", "E7:E8", "F7:F8", "G7:H7"])


SO = Answer(
    {"I": "10", "II": "15", "III": "5"},
    {
        "1": ("4", "level"), "2": ("3", "count"), "3": ("3", "deduct"), "4": ("8", "proportion"), "5": ("4", "level"),
        "6": ("3", "proportion"), "7": ("3", "breach"), "8": ("2", "judgement"), "IV.1": ("3", "count"), "V.1": ("5", "deduct"),
    },
    "30", "3", "5",
    (("Xuất sắc", "27"), ("Tốt", "24"), ("Khá", "18"), ("Trung bình", "0")),
    ("cap",),
)  # fmt: skip


def xa_docx(path: Path) -> None:
    """A commune's: 1, 1.1 and 1.2 with levels in rows that begin with a dash, points beside them; no method column."""
    word = docx.Document()
    for line in (
        "ỦY BAN NHÂN DÂN",
        "XÃ TÂN HÒA",
        "BỘ TIÊU CHÍ",
        "Chấm điểm thi đua công tác dân vận của các ấp năm 2025",
    ):
        word.add_paragraph(line)
    rows: Rows = [
        ["TT", "Nội dung tiêu chí", "Thang điểm", "Điểm tự chấm", "Công chức phụ trách"],
        ["1", "Xây dựng kế hoạch", "10", "", ""],
        ["1.1", "Có kế hoạch năm", "5", "", "Ông Lê Văn A"],
        ["", "- Đúng thời gian", "5", "", ""],
        ["", "- Chậm so với quy định", "3", "", ""],
        ["", "- Không xây dựng", "0", "", ""],
        ["1.2", "Nội dung kế hoạch sát thực tế", "5", "", ""],
        ["2", "Phong trào thi đua Dân vận khéo", "20", "", ""],
        ["2.1", "Đăng ký mô hình (mỗi mô hình 2 điểm, tối đa 10 điểm)", "10", "", ""],
        ["2.2", "Tỷ lệ hộ dân tham gia", "10", "", ""],
        ["", "- Từ 90% trở lên", "10", "", ""],
        ["", "- Từ 70% đến dưới 90%", "7", "", ""],
        ["", "- Dưới 70%", "0", "", ""],
        ["3", "Tham gia góp ý xây dựng chính quyền", "10", "", ""],
        ["", "Tổng điểm", "40", "", ""],
    ]
    _word_table(word, rows)
    word.add_paragraph("* Xếp loại: Từ 36 điểm trở lên: Tốt; từ 28 đến dưới 36 điểm: Khá; dưới 28 điểm: Trung bình.")
    word.save(str(path))


XA = Answer(
    {"1": "10", "2": "20"},
    {"1.1": ("5", "level"), "1.2": ("5", None), "2.1": ("10", "count"), "2.2": ("10", "level"), "3": ("10", None)},
    "40",
    bands=(("Tốt", "36"), ("Khá", "28"), ("Trung bình", "0")),
)


def huyen_docx(path: Path) -> None:
    """No column of numbers: they stand in the text; groups are merged across, with their points in brackets."""
    word = docx.Document()
    word.add_paragraph("PHỤ LỤC I")
    word.add_paragraph("KHUNG TIÊU CHÍ ĐÁNH GIÁ CÔNG TÁC DÂN VẬN CỦA CƠ QUAN HÀNH CHÍNH NĂM 2026")
    rows: Rows = [
        ["TIÊU CHÍ", "ĐIỂM CHUẨN", "PHƯƠNG PHÁP ĐÁNH GIÁ", "MINH CHỨNG"],
        ["I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO (12 điểm)"],
        ["1. Ban hành văn bản lãnh đạo", "6", "Ban hành đầy đủ 6 điểm\nThiếu mỗi văn bản trừ 2 điểm", "Văn bản"],
        ["2. Phân công lãnh đạo phụ trách", "6", "- Có phân công: 6 điểm\n- Không phân công: 0 điểm", "Thông báo"],
        ["II. THỰC HIỆN QUY CHẾ DÂN CHỦ (8 điểm)"],
        [
            "1. Hội nghị cán bộ, công chức",
            "4",
            "Tổ chức đúng quy định 4 điểm; tổ chức chậm 2 điểm; không tổ chức 0 điểm",
            "Biên bản",
        ],
        ["2. Đối thoại với Nhân dân", "4", "Mỗi cuộc đối thoại được tính 02 điểm nhưng không quá 4 điểm", "Biên bản"],
        ["TỔNG ĐIỂM (I + II)", "20", "", ""],
        ["ĐIỂM CỘNG (tối đa 2 điểm)"],
        ["Có sáng kiến được công nhận", "2", "Một sáng kiến cộng 1 điểm", "Quyết định"],
    ]
    table = _word_table(word, rows)
    for index in (1, 4, 8):
        table.cell(index, 0).merge(table.cell(index, 3))
    word.add_paragraph("Hoàn thành xuất sắc nhiệm vụ: đạt từ 18 điểm trở lên và nhóm I đạt từ 10 điểm trở lên.")
    word.add_paragraph("Hoàn thành tốt nhiệm vụ: đạt từ 16 điểm đến dưới 18 điểm.")
    word.add_paragraph("Hoàn thành nhiệm vụ: đạt từ 10 điểm đến dưới 16 điểm.")
    word.add_paragraph("Không hoàn thành nhiệm vụ: dưới 10 điểm.")
    word.add_paragraph("Cơ quan để xảy ra điểm nóng về an ninh trật tự thì không xếp loại.")
    word.save(str(path))


HUYEN = Answer(
    {"I": "12", "II": "8"},
    {
        "I.1": ("6", "deduct"), "I.2": ("6", "level"), "II.1": ("4", "level"), "II.2": ("4", "count"),
        "bonus": ("2", "count"),
    },
    "20", "2", None,
    (
        ("Hoàn thành xuất sắc nhiệm vụ", "18"), ("Hoàn thành tốt nhiệm vụ", "16"), ("Hoàn thành nhiệm vụ", "10"),
        ("Không hoàn thành nhiệm vụ", "0"),
    ),
    ("void",),
)  # fmt: skip


def tinh_xlsx(path: Path) -> None:
    """As the reform index has it: three levels of numbers, two rounds with the answer between, filled, one as text."""
    rows: Rows = [
        ["TỈNH MINH HẢI", None, None, None, None, None, None, None],
        ["BẢNG CHẤM ĐIỂM CHỈ SỐ CÔNG TÁC DÂN VẬN NĂM 2025"],
        ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Điểm tự đánh giá", "Kết quả thẩm định", None, None, "Ghi chú"],
        [None, None, None, None, "Thẩm định lần 1", "Giải trình của đơn vị", "Thẩm định lần 2", None],
        [1, 2, 3, 4, 5, 6, 7, 8],
        ["1", "Công tác chỉ đạo, điều hành", 6, "=D7+D10", None, None, None, None],
        ["1.1", "Kế hoạch", 3, "=D8+D9", None, None, None, None],
        ["1.1.1", "Ban hành kế hoạch", 1.5, 1.5, 1.5, None, None, "Ban hành đúng hạn: 1,5; không đúng hạn: 0"],
        ["1.1.2", "Mức độ hoàn thành kế hoạch", 1.5, "1,25", 1, "Đã hoàn thành bổ sung ngày 20/11", 1.25, "Tính theo tỷ lệ % nhiệm vụ hoàn thành; dưới 50% không tính điểm"],
        ["1.2", "Kiểm tra", 3, 2.75, 2.75, None, None, "Cứ 01 đơn vị được kiểm tra được 0,25 điểm"],
        ["2", "Dân chủ ở cơ sở", 4, 3.5, None, None, None, None],
        ["2.1", "Công khai theo quy định", 2, 1.5, 1.5, None, None, None],
        ["2.2", "Đối thoại", 2, 2, 2, None, None, "Không tổ chức đối thoại: 0 điểm"],
        [None, "TỔNG ĐIỂM", 10, "=D6+D11", None, None, None, None],
    ]  # fmt: skip
    _book(path, rows, ["A2:H2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4"])


TINH = Answer(
    {"1": "6", "1.1": "3", "2": "4"},
    {
        "1.1.1": ("1.5", "level"), "1.1.2": ("1.5", "proportion"), "1.2": ("3", "count"), "2.1": ("2", None),
        "2.2": ("2", None),
    },
    "10",
    points={"1.1.1": "1.5", "1.1.2": "1.25", "1.2": "2.75", "2.1": "1.5", "2.2": "2"},
)  # fmt: skip


def phuong_docx(path: Path) -> None:
    """Numbers begin anew in each group, a letter level below; the reduced scale and the lock day stand in notes."""
    word = docx.Document()
    word.add_paragraph("BẢNG ĐIỂM THI ĐUA KHỐI PHƯỜNG NĂM 2026")
    word.add_paragraph(
        "(Thang điểm 100; phường không có Trung tâm phục vụ hành chính công tính thang điểm 85, quy đổi về thang 100)"
    )
    rows: Rows = [
        ["Số TT", "Nội dung thi đua", "Điểm", "Hướng dẫn chấm", "Tự chấm", "Cụm thẩm định"],
        ["A", "NỘI DUNG CHẤM ĐIỂM", "100 điểm", "", "", ""],
        ["I", "Nhiệm vụ chính trị", "55", "", "", ""],
        ["1", "Hoàn thành nhiệm vụ được giao", "40", "", "", ""],
        ["a)", "Nhiệm vụ đúng hạn", "25", "Tỷ lệ nhiệm vụ hoàn thành đúng hạn trên tổng số nhiệm vụ nhân với 25", "", ""],
        ["b)", "Nhiệm vụ đột xuất", "15", "Hoàn thành xuất sắc 100% số điểm, tốt 75% số điểm, hoàn thành 50% số điểm", "", ""],
        ["2", "Thu ngân sách", "15", "Đạt 100% dự toán trở lên: 15 điểm; từ 90% đến dưới 100%: 10 điểm; dưới 90%: 5 điểm", "", ""],
        ["II", "Cải cách hành chính", "15", "", "", ""],
        ["1", "Dịch vụ công trực tuyến", "15", "Đạt tỷ lệ bao nhiêu tính điểm bấy nhiêu", "", ""],
        ["III", "Dân vận chính quyền", "30", "", "", ""],
        ["1", "Tiếp công dân", "20", "Vi phạm lần đầu trừ 5 điểm, vi phạm từ lần thứ hai trừ 10 điểm mỗi lần", "", ""],
        ["2", "Không để xảy ra khiếu kiện đông người", "10", "Nếu để xảy ra thì 0 điểm", "", ""],
        ["B", "ĐIỂM TRỪ", "tối đa 10 điểm", "", "", ""],
        ["1", "Báo cáo sai số liệu", "10", "Mỗi lần bị trừ 2 điểm", "", ""],
        ["", "Cộng (A)", "100", "", "", ""],
    ]  # fmt: skip
    _word_table(word, rows)
    for line in (
        "Xếp hạng:", "- Từ 90 điểm trở lên: Xuất sắc", "- Từ 80 điểm đến dưới 90 điểm: Tốt", "- Từ 65 điểm đến dưới 80 điểm: Khá",
        "- Dưới 65 điểm: Trung bình", "Phường có người đứng đầu bị kỷ luật thì chỉ xếp loại cao nhất là Khá.",
        "Phường khóa bảng tự chấm trước ngày 31/10/2026.",
    ):  # fmt: skip
        word.add_paragraph(line)
    word.save(str(path))


PHUONG = Answer(
    {"A": "100", "I": "55", "I.1": "40", "II": "15", "III": "30"},
    {
        "I.1.a": ("25", "proportion"), "I.1.b": ("15", "level"), "I.2": ("15", "level"), "II.1": ("15", None),
        "III.1": ("20", None), "III.2": ("10", "breach"), "B.1": ("10", "deduct"),
    },
    "100", None, "10",
    (("Xuất sắc", "90"), ("Tốt", "80"), ("Khá", "65"), ("Trung bình", "0")),
    ("cap",),
)  # fmt: skip


def dang_xlsx(path: Path) -> None:
    """The Party's look: titles in capitals, wide gaps, decimal points, points with "đ", 90 + 10 by the superior."""
    rows: Rows = [
        ["ĐẢNG BỘ TỈNH HẢI BÌNH", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["ĐẢNG ỦY UBND TỈNH"],
        [],
        [None, "TIÊU CHÍ CHẤM ĐIỂM “DÂN VẬN KHÉO”, “CHÍNH QUYỀN THÂN THIỆN” NĂM 2026"],
        [],
        ["TT", "NỘI DUNG CHẤM ĐIỂM", "ĐIỂM CHUẨN", "CÁCH CHẤM", "ĐIỂM TỰ CHẤM", "LÝ DO CỘNG, TRỪ ĐIỂM"],
        ["I", "CƠ QUAN TỰ CHẤM", "90đ", None, None, None],
        ["1", "Triển khai Năm dân vận", "30đ", "Có kế hoạch, có sơ kết: 30đ; có kế hoạch, không sơ kết: 20đ; không có kế hoạch: 0đ", None, None],
        ["2", "Chỉ số hài lòng của người dân", "30.5đ", "Từ 95% trở lên 30.5đ; từ 90% đến dưới 95% 25đ; dưới 90% 10đ", None, None],
        ["3", "Xử lý phản ánh, kiến nghị", "29.5đ", "Không có phản ánh, kiến nghị: chấm điểm tối đa. Có 01 phản ánh quá hạn trừ 0.5đ", None, None],
        ["II", "CẤP TRÊN CHẤM", "10đ", None, None, None],
        ["4", "Cấp trên đánh giá chung", "10đ", "Do Ban Dân vận chấm", None, None],
        [None, "TỔNG", "100đ", None, None, None],
        ["III", "ĐIỂM THƯỞNG", "5đ", None, None, None],
        ["5", "Được Trung ương khen", "3đ", "Có bằng khen: 3đ", None, None],
        ["6", "Được tỉnh khen", "2đ", "01 bằng khen được 0.5đ", None, None],
        [],
        [None, "* Cơ quan đạt 80đ trở lên: TỐT; đạt từ 65đ đến dưới 80đ: KHÁ; dưới 65đ: CHƯA ĐẠT."],
        [None, "* Hủy kết quả nếu kê khai gian dối."],
    ]  # fmt: skip
    _book(path, rows, ["D1:F1", "B4:F4"])


DANG = Answer(
    {"I": "90", "II": "10"},
    {
        "1": ("30", "level"), "2": ("30.5", "level"), "3": ("29.5", "deduct"), "4": ("10", "judgement"), "5": ("3", None),
        "6": ("2", "count"),
    },
    "100", "5", None,
    (("TỐT", "80"), ("KHÁ", "65"), ("CHƯA ĐẠT", "0")),
    ("void",),
)  # fmt: skip

TABLES: dict[str, tuple[Callable[[Path], None], Answer]] = {
    "so.xlsx": (so_xlsx, SO), "xa.docx": (xa_docx, XA), "huyen.docx": (huyen_docx, HUYEN),
    "tinh.xlsx": (tinh_xlsx, TINH), "phuong.docx": (phuong_docx, PHUONG), "dang.xlsx": (dang_xlsx, DANG),
}  # fmt: skip


def _book(path: Path, rows: Rows, merged: Sequence[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([None if cell is None else cell for cell in row] or [None])
    for area in merged:
        sheet.merge_cells(area)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(name="Times New Roman", size=12)
    book.save(path)


def _word_table(word: Any, rows: Rows) -> Any:
    table = word.add_table(len(rows), max(map(len, rows)))
    table.style = "Table Grid"
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = str(text)
    return table
