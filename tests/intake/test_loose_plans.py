"""Plans without numbers, with headings of their own kind, and work below words that seem to be no place for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.conftest import spent

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.model import Unit
from danvan_cli.intake.files.missing_blanks import with_blanks

Read = Callable[..., PlanDraft]
HEAD = "UBND XÃ TÂN AN\nSố: 1/KH-UBND\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\n"
NUMBERED = f"{HEAD}I. NHIỆM VỤ\n"
UNITS = (Unit("VP", "Văn phòng Sở"), Unit("TTr", "Thanh tra Sở"), Unit("TCCB", "Phòng Tổ chức cán bộ"))

# (what stands there, the plan below its head, "content | leads | days" of each task)
BODIES = [
    (
        "the body begins behind the words that lead to it",
        f"{HEAD}UBND xã thực hiện các nội dung sau:\nViệc đầu năm\n- Văn phòng Sở lập danh sách, xong 15/3.\n",
        ["Văn phòng Sở lập danh sách, xong 15/3. | VP | 2024-03-15"],
    ),
    (
        "months below a schedule of work",
        f"{HEAD}II. LỊCH CÔNG TÁC TỪNG THÁNG\n\nTháng 3/2024\n- Duyệt kế hoạch của các tổ.\n\nTháng 4/2024\n- Họp dân.\n",
        ["Duyệt kế hoạch của các tổ. |  | 2024-03-31", "Họp dân. |  | 2024-04-30"],
    ),
    (
        "months below the quarter that heads them",
        f"{HEAD}II. CÔNG TÁC CỤ THỂ\n\nQUÝ I\n\nTháng 01\n1. Văn phòng Sở lập sổ.\n\nTháng 3\n2. Thanh tra Sở đi cơ sở.\n\n"
        "QUÝ II\n\nTháng 4\n3. Văn phòng Sở họp dân.\n",
        [
            "Văn phòng Sở lập sổ. | VP | 2024-01-31",
            "Thanh tra Sở đi cơ sở. | TTr | 2024-03-31",
            "Văn phòng Sở họp dân. | VP | 2024-04-30",
        ],
    ),
    (
        "a month above bullets that nothing numbers",
        f"{HEAD}Tháng 3\n- Thanh tra Sở kiểm tra bến bãi.\n\nQuý IV\n- Văn phòng Sở tổng kết.\n",
        ["Thanh tra Sở kiểm tra bến bãi. | TTr | 2024-03-31", "Văn phòng Sở tổng kết. | VP | 2024-12-31"],
    ),
    (
        "phases with items that are counted in words",
        f"{HEAD}Văn phòng Sở yêu cầu như sau:\n\nGiai đoạn 1: Rà soát (từ 20/01 đến 15/3/2024)\n\n"
        "Một là, đối chiếu sổ hộ nghèo. Thanh tra Sở chủ trì.\n\nGiai đoạn 2: Đánh giá\n\n"
        "Văn phòng Sở báo cáo kết quả trước 30/6.\n",
        [
            "đối chiếu sổ hộ nghèo. Thanh tra Sở chủ trì. | TTr | 2024-03-15",
            "Văn phòng Sở báo cáo kết quả trước 30/6. | VP | 2024-06-29",
        ],
    ),
    (
        "letters with commas",
        f"{NUMBERED}1) Khu dân cư\n a, Đường hoa: Văn phòng Sở trồng hoa, xong 15/3\n b, Đèn: Thanh tra Sở lắp đèn, xong 30/6\n",
        [
            "Đường hoa: Văn phòng Sở trồng hoa, xong 15/3 | VP | 2024-03-15",
            "Đèn: Thanh tra Sở lắp đèn, xong 30/6 | TTr | 2024-06-30",
        ],
    ),
    (
        "paragraphs behind a bullet of a name",
        f"{NUMBERED}* Thanh tra Sở\nKiểm tra 04 đơn vị trước 15/3.\nLập danh sách, xong 20/4.\n* Văn phòng Sở\nTổng hợp, xong 5/5.\n",
        [
            "Kiểm tra 04 đơn vị trước 15/3. | TTr | 2024-03-14",
            "Lập danh sách, xong 20/4. | TTr | 2024-04-20",
            "Tổng hợp, xong 5/5. | VP | 2024-05-05",
        ],
    ),
    (
        "a number that is nothing but a time",
        f"{NUMBERED}1. Từ ngày 01/3 đến 15/3\nVăn phòng Sở phát phiếu.\nThanh tra Sở thu phiếu.\n",
        ["Văn phòng Sở phát phiếu. | VP | 2024-03-15", "Thanh tra Sở thu phiếu. | TTr | 2024-03-15"],
    ),
    (
        "a heading that is a sentence",
        f"{NUMBERED}1. Thanh tra Sở tổ chức kiểm tra công vụ:\n- Đợt 1: trước 30/4.\n- Đợt 2: trước 30/9.\n",
        ["Đợt 1: trước 30/4. | TTr | 2024-04-29", "Đợt 2: trước 30/9. | TTr | 2024-09-29"],
    ),
    (
        "phases that tell when, with fields below their work",
        f"{HEAD}Bước 1 (xong trước 20/02):\nLập danh sách hộ nghèo.\nNgười thực hiện: Văn phòng Sở\n"
        "Bước 2 (xong trước 30/6):\nKiểm tra việc hỗ trợ.\nNgười thực hiện: Thanh tra Sở\n",
        [
            "Lập danh sách hộ nghèo. | VP | 2024-02-19",
            "Kiểm tra việc hỗ trợ. | TTr | 2024-06-29",
        ],
    ),
    (
        "work that is counted by its own word",
        f"{HEAD}Việc 1. Lập danh sách hộ nghèo\n- Chủ trì: Văn phòng Sở\n- Thời hạn: 15/3\n"
        "Việc 2. Kiểm tra việc hỗ trợ\n- Chủ trì: Thanh tra Sở\n- Thời hạn: 30/6\n",
        [
            "Lập danh sách hộ nghèo | VP | 2024-03-15",
            "Kiểm tra việc hỗ trợ | TTr | 2024-06-30",
        ],
    ),
    (
        "fields of the last of several that have their own",
        f"{NUMBERED}1. Ứng trực mùa mưa (đến hết ngày 15/12)\n- Trực ban.\nĐơn vị thực hiện: Văn phòng Sở\n"
        "- Báo cáo vật tư.\nĐơn vị thực hiện: Thanh tra Sở\nThời hạn: đầu tháng 7\n",
        ["Trực ban. | VP | 2024-12-15", "Báo cáo vật tư. | TTr | 2024-07-01"],
    ),
    (
        "work of the whole year behind the months",
        f"{NUMBERED}Tháng 11\n+ Tổ chức hội khỏe - Văn phòng Sở chủ trì.\nCông việc quanh năm\n"
        "+ Vệ sinh cơ quan - Thanh tra Sở chủ trì.\n",
        ["Tổ chức hội khỏe - Văn phòng Sở chủ trì. | VP | 2024-11-30", "Vệ sinh cơ quan - Thanh tra Sở chủ trì. | TTr | "],
    ),
    (
        "work that goes on, below a month",
        f"{NUMBERED}Tháng 11\n+ Trực nền nếp - Văn phòng Sở chủ trì - thường xuyên.\n+ Họp - Thanh tra Sở chủ trì.\n",
        [
            "Trực nền nếp - Văn phòng Sở chủ trì - thường xuyên. | VP | ",
            "Họp - Thanh tra Sở chủ trì. | TTr | 2024-11-30",
        ],
    ),
    (
        "numbers with dashes",
        f"{NUMBERED}1- Văn phòng Sở lập danh sách, xong 15/3.\n2- Thanh tra Sở kiểm tra, xong 30/6.\n",
        [
            "Văn phòng Sở lập danh sách, xong 15/3. | VP | 2024-03-15",
            "Thanh tra Sở kiểm tra, xong 30/6. | TTr | 2024-06-30",
        ],
    ),
    (
        "capitals that are numbered like the work below them",
        f"{HEAD}1. CÔNG TÁC TUYÊN TRUYỀN\n1. Văn phòng Sở viết tin, xong 15/3.\n"
        "2. CÔNG TÁC KIỂM TRA\n1. Thanh tra Sở kiểm tra, xong 30/6.\n",
        [
            "Văn phòng Sở viết tin, xong 15/3. | VP | 2024-03-15",
            "Thanh tra Sở kiểm tra, xong 30/6. | TTr | 2024-06-30",
        ],
    ),
    (
        "works and rules in the names of sections",
        f"{HEAD}I. CƠ SỞ VẬT CHẤT\n1. Văn phòng Sở sửa phòng họp, xong 15/3.\n"
        "II. TIÊU CHUẨN, ĐO LƯỜNG, CHẤT LƯỢNG\n1. Thanh tra Sở kiểm tra cân, xong 30/6.\n",
        [
            "Văn phòng Sở sửa phòng họp, xong 15/3. | VP | 2024-03-15",
            "Thanh tra Sở kiểm tra cân, xong 30/6. | TTr | 2024-06-30",
        ],
    ),
    (
        "numbered lines of fields",
        f"{NUMBERED}1. Nội dung: Hội thi; Thời gian: tháng 5; Chủ trì: Văn phòng Sở.\n"
        "2. Nội dung: Kiểm tra; Thời gian: trước 15/6; Chủ trì: Thanh tra Sở.\n",
        [
            "Nội dung: Hội thi; Thời gian: tháng 5; Chủ trì: Văn phòng Sở. | VP | 2024-05-31",
            "Nội dung: Kiểm tra; Thời gian: trước 15/6; Chủ trì: Thanh tra Sở. | TTr | 2024-06-14",
        ],
    ),
    (
        "a time between the work and who does it",
        f"{NUMBERED}1. Rà soát dữ liệu – 15/3 – Thanh tra Sở\n2. Ra quân vận động người dân; 25/4; Văn phòng Sở\n",
        ["Rà soát dữ liệu – 15/3 – Thanh tra Sở | TTr | 2024-03-15", "Ra quân vận động người dân; 25/4; Văn phòng Sở | VP | 2024-04-25"],
    ),
    (
        "sentences of several bodies",
        f"{NUMBERED}1. Văn phòng Sở tổng hợp, báo cáo hằng tuần. Thanh tra Sở phối hợp Phòng Tổ chức cán bộ kích hoạt "
        "tài khoản, chậm nhất 30/9.\n",
        [
            "Văn phòng Sở tổng hợp, báo cáo hằng tuần. | VP | ",
            "Thanh tra Sở phối hợp Phòng Tổ chức cán bộ kích hoạt tài khoản, chậm nhất 30/9. | TTr | 2024-09-30",
        ],
    ),
    (
        "no day is passed on over a full stop",
        f"{NUMBERED}1. Thanh tra Sở kiểm tra, xong 30/9. Văn phòng Sở sửa quy chế.\n",
        ["Thanh tra Sở kiểm tra, xong 30/9. | TTr | 2024-09-30", "Văn phòng Sở sửa quy chế. | VP | "],
    ),
    (
        "phases above sentences, though nothing has a number",
        f"{HEAD}Giai đoạn 1 (từ nay đến 31/8/2024)\nThanh tra Sở lập bản đồ.\nVăn phòng Sở mua 04 nhà bạt.\n"
        "Giai đoạn 2 (01/9 - 15/12/2024)\nVăn phòng Sở phát 300 túi thuốc.\n",
        [
            "Thanh tra Sở lập bản đồ. | TTr | 2024-08-31",
            "Văn phòng Sở mua 04 nhà bạt. | VP | 2024-08-31",
            "Văn phòng Sở phát 300 túi thuốc. | VP | 2024-12-15",
        ],
    ),
    (
        "lines that say who and how many below a heading that says what",
        f"{HEAD}1. Kiểm tra tổ chức đảng cấp dưới tại 04 đảng ủy xã\n- Thanh tra Sở: 02 đơn vị; xong trong tháng 4.\n"
        "- Văn phòng Sở: 02 đơn vị; xong trong tháng 8.\n",
        [
            "Kiểm tra tổ chức đảng cấp dưới tại 04 đảng ủy xã: Thanh tra Sở: 02 đơn vị; xong trong tháng 4. | TTr | 2024-04-30",
            "Kiểm tra tổ chức đảng cấp dưới tại 04 đảng ủy xã: Văn phòng Sở: 02 đơn vị; xong trong tháng 8. | VP | 2024-08-31",
        ],
    ),
    (
        "who does it, below a heading that says what",
        f"{HEAD}1. Kiểm tra thư viện, thiết bị\nDo đồng chí Phó Hiệu trưởng làm cùng tổ Văn phòng. Thời gian: tháng 4.\n",
        [
            "Kiểm tra thư viện, thiết bị: Do đồng chí Phó Hiệu trưởng làm cùng tổ Văn phòng. Thời gian: tháng 4. |  | 2024-04-30",
        ],
    ),
    (
        "a week below its month",
        f"{HEAD}Tháng 3\n- Thanh tra Sở tập huấn nghiệp vụ cho các phòng, tuần 4.\n",
        ["Thanh tra Sở tập huấn nghiệp vụ cho các phòng, tuần 4. | TTr | 2024-03-28"],
    ),
    (
        "numbers with commas",
        f"{HEAD}1, Văn phòng Sở dựng cổng chào, xong tháng Mười một.\n2, Thanh tra Sở kiểm tra, xong 30/6.\n",
        [
            "Văn phòng Sở dựng cổng chào, xong tháng Mười một. | VP | 2024-11-30",
            "Thanh tra Sở kiểm tra, xong 30/6. | TTr | 2024-06-30",
        ],
    ),
    (
        "fields that say what the item above does",
        f"{NUMBERED}1. In tờ rơi - Chủ trì: Thanh tra Sở - Hạn: 31/3\n2. Phát tờ rơi - Chủ trì: như trên - Hạn: 20/5\n"
        "3. Thu phiếu\n   Chủ trì: nt\n   Hạn: trước ngày 01/9\n",
        [
            "In tờ rơi - Chủ trì: Thanh tra Sở - Hạn: 31/3 | TTr | 2024-03-31",
            "Phát tờ rơi - Chủ trì: như trên - Hạn: 20/5 | TTr | 2024-05-20",
            "Thu phiếu | TTr | 2024-08-31",
        ],
    ),
    (
        "a last sentence that holds for all parts",
        f"{NUMBERED}1. Văn phòng Sở chuẩn bị hội trường; Thanh tra Sở mời đại biểu. Xong trước 05/4.\n",
        [
            "Văn phòng Sở chuẩn bị hội trường; | VP | 2024-04-04",
            "Thanh tra Sở mời đại biểu. Xong trước 05/4. | TTr | 2024-04-04",
        ],
    ),
    (
        "a person's sentence with a time of its own",
        f"{NUMBERED}1. Văn phòng Sở tổ chức hội thi trong tháng 3. Đến ngày 20/12, Nhân viên Y tế tổ chức tẩy giun cho trẻ.\n",
        ["Văn phòng Sở tổ chức hội thi trong tháng 3. | VP | 2024-03-31", "Đến ngày 20/12, Nhân viên Y tế tổ chức tẩy giun cho trẻ. |  | 2024-12-20"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tasks"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES])
def test_work_is_found_with_who_and_when(read_words: Read, text: str, tasks: list[str]) -> None:
    plan = read_words(text, units=UNITS)
    found = [f"{t.content} | {' '.join(t.leads)} | {t.due_on or ''}" for t in plan.tasks]
    assert tasks == found


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("Văn phòng Sở mua pháo sáng trước mùa mưa, hạn 30/4.", False),
        ("Kết nạp lớp đoàn viên 26/3, thực hiện đến hết ngày 26/3/2024.", False),
        ("Văn phòng Sở báo cáo giá cả sau Tết, gửi Thanh tra Sở chậm nhất 25/02.", False),
        ("Thi đấu: 8 giờ 00 ngày 25/02/2024 (tức ngày 16/01 Âm lịch).", False),
        ("Văn phòng Sở mua pháo sáng trước mùa mưa; báo cáo trước 30/4.", True),
        ("Văn phòng Sở tổng kết lớp đoàn viên 25/3, thực hiện đến hết ngày 26/3/2024.", True),
    ],
)
def test_only_what_the_deadline_leaves_open_is_asked_about(read_words: Read, line: str, is_asked: bool) -> None:
    plan = read_words(f"{NUMBERED}1. {line}\n", units=UNITS)
    assert is_asked == any(u.field == "due_on" for u in plan.unresolved)


@pytest.mark.parametrize(("day", "is_asked"), [("05/01/2024", False), ("31/8/2024", True)])
def test_a_day_to_come_in_a_lead_in_is_asked_about(read_words: Read, day: str, is_asked: bool) -> None:
    text = f"{HEAD}Sở tổ chức cuộc họp ngày {day} và thống nhất như sau:\n1. Văn phòng Sở họp dân, xong 5/5.\n"
    assert is_asked == any(day in u.text for u in read_words(text, units=UNITS).unresolved)


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("- Duyệt kế hoạch của các tổ.", True),
        ("- Thanh tra Sở kiểm tra bến bãi.", True),
        ("Học kỳ I: từ 05/9 đến 15/01.", False),
        ("Tại hội trường UBND xã.", False),
    ],
)
def test_a_line_like_work_in_a_timetable_is_asked_about(read_words: Read, line: str, is_asked: bool) -> None:
    plan = read_words(f"{HEAD}I. KHUNG THỜI GIAN\n{line}\nII. NHIỆM VỤ\n1. Văn phòng Sở họp, xong 5/5.\n", units=UNITS)
    asked = [u.text for u in plan.unresolved if "giống nhiệm vụ" in u.why]
    assert is_asked == (line in asked)


@pytest.mark.parametrize(
    "line", ["Lịch kiểm tra của Đoàn liên ngành:", "Các nội dung khác thực hiện theo Phụ lục gửi kèm."]
)
def test_what_names_a_table_or_points_to_it_is_no_work(read_words: Read, line: str) -> None:
    plan = read_words(f"{NUMBERED}1. Văn phòng Sở họp, xong 5/5.\n2. {line}\n", units=UNITS)
    assert ["Văn phòng Sở họp, xong 5/5."] == [task.content for task in plan.tasks]


def test_a_dated_event_with_its_hours_below_stays_work(read_words: Read) -> None:
    plan = read_words(
        f"{NUMBERED}1. Văn phòng Sở tổ chức Ngày hội: ngày 12/11/2024. Chương trình:\n"
        "| 7 giờ 00 | Đón tiếp đại biểu |\n| 7 giờ 30 | Văn nghệ |\n| 8 giờ 00 | Khai mạc |\n"
        "2. Thanh tra Sở họp, xong 5/5.\n",
        units=UNITS,
    )
    found = [(task.content[:30], str(task.due_on)) for task in plan.tasks]
    assert [("Văn phòng Sở tổ chức Ngày hội:", "2024-11-12"), ("Thanh tra Sở họp, xong 5/5.", "2024-05-05")] == found


def test_a_post_in_capitals_ends_the_body(read_words: Read) -> None:
    plan = read_words(
        f"{NUMBERED}1. Văn phòng Sở họp, xong 5/5.\n\nTRƯỞNG THUẾ TỈNH\n(đã ký)\nNguyễn Văn An\n", units=UNITS
    )
    assert (["Văn phòng Sở họp, xong 5/5."], "Nguyễn Văn An") == ([t.content for t in plan.tasks], plan.header.signer)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("xong ngày15/4/2026", "xong ngày 15/4/2026"),
        ("tháng6 năm2026", "tháng 6 năm 2026"),
        ("trong quýII", "trong quý II"),
        ("15tháng 4", "15 tháng 4"),
        ("hàngtháng", "hàngtháng"),
        ("số 12/KH-UBND", "số 12/KH-UBND"),
        ("quýI1", "quýI1"),
        ("chủ trì,phối hợpvới Ban CHQS xã", "chủ trì, phối hợp với Ban CHQS xã"),
        ("chợ ( Công an xã phối hợp )", "chợ (Công an xã phối hợp)"),
        ("xong trong 10...15 ngày", "xong trong 10...15 ngày"),
        ("ngày ... tháng ... năm 20...", "ngày ... tháng ... năm 20..."),
        ("xong ngày ....28.... tháng ....02.... năm 2026", "xong ngày 28 tháng 02 năm 2026"),
    ],
)
def test_a_blank_that_was_left_out_stands_between_word_and_figure(typed: str, read: str) -> None:
    assert read == with_blanks(typed)


def test_a_helper_that_is_named_in_unknown_words_is_asked_about(read_words: Read) -> None:
    plan = read_words(f"{NUMBERED}1. Văn phòng Sở họp, xong 5/5 (PH: Lâm Viên).\n", units=UNITS)
    assert [] != [doubt.why for doubt in plan.unresolved if doubt.field == "supports"]


def test_an_annex_of_a_province_called_like_a_form_is_read(read_words: Read) -> None:
    plan = read_words(
        f"{NUMBERED}1. Văn phòng Sở họp, xong 5/5.\n\nPhụ lục\nNHIỆM VỤ CỤ THỂ CỦA SỞ TƯ PHÁP TỈNH CÀ MAU\n"
        "| TT | Nội dung | Chủ trì | Thời hạn |\n| 1 | Kiểm tra bến bãi | Thanh tra Sở | 30/6/2024 |\n",
        units=UNITS,
    )
    found = [(task.content, task.leads, str(task.due_on)) for task in plan.tasks]
    assert [
        ("Văn phòng Sở họp, xong 5/5.", ("VP",), "2024-05-05"),
        ("Kiểm tra bến bãi", ("TTr",), "2024-06-30"),
    ] == found


def test_work_that_is_given_by_its_number_is_asked_about(read_words: Read) -> None:
    plan = read_words(
        f"{NUMBERED}1. Tổ chức ngày hội ở khu dân cư.\n2. Vận động quỹ vì người nghèo.\n\nII. PHÂN CÔNG\n"
        "1. Văn phòng Sở\n- Chủ trì thực hiện nội dung 1, xong 5/5.\n2. Thanh tra Sở\n- Phối hợp thực hiện nội dung 2.\n",
        units=UNITS,
    )
    asked = {(u.task, u.field) for u in plan.unresolved if "theo số thứ tự" in u.why}
    assert {("I-1", "due_on"), ("I-2", "supports")} == asked


def test_a_short_title_with_its_time_in_brackets_heads_the_sentence_below_it(read_words: Read) -> None:
    text = (
        "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nTiêm phòng năm 2024\n\n"
        "Ủy ban nhân dân xã giao các đơn vị thực hiện như sau:\n\n"
        "Vụ xuân (từ 15/3 đến 30/4/2024)\nCác trạm tiêm vắc xin lở mồm long móng cho trâu, bò, lợn nái trên địa bàn.\n\n"
        "Vụ thu (từ 01/9 đến 15/10/2024)\nTrạm Chăn nuôi tiêm vắc xin cúm gia cầm đợt hai cho các hộ nuôi từ 500 con.\n"
    )
    assert ["2024-04-30", "2024-10-15"] == [str(task.due_on) for task in read_words(text).tasks]


def test_who_asks_all_to_do_it_at_the_end_leads_nothing(read_words: Read) -> None:
    text = (
        f"{NUMBERED}1. Thanh tra Sở kiểm tra bến bãi trước 31/10.\n\nVăn phòng Sở yêu cầu các phòng, hạt thực hiện./.\n"
    )
    assert [("TTr",)] == [task.leads for task in read_words(text, units=UNITS).tasks]


def test_a_later_sentence_that_says_who_leads_is_asked_about_where_a_heading_names_another(read_words: Read) -> None:
    text = (
        f"{NUMBERED}1. Ban Thường vụ Đảng ủy kiểm tra\n1.1. Kiểm tra Đảng ủy Trường THPT Ngô Quyền về chế độ sinh hoạt đảng. "
        "Thời gian: từ 15-9 đến 09-10-2024. Ủy ban Kiểm tra Đảng ủy xây dựng kế hoạch kiểm tra, chủ trì cùng Ban Xây dựng "
        "Đảng thực hiện.\n"
    )
    plan = read_words(text, units=UNITS)
    assert ["leads"] == [doubt.field for doubt in plan.unresolved if doubt.task and "chủ trì cả việc này" in doubt.why]


@pytest.mark.parametrize(
    "when",
    [
        "(Hoàn thành trong quý I)",
        "(Quý I/2024)",
        "(từ tháng 01 đến tháng 3)",
        "[Quý I]",
        "(Thực hiện xong trong quý I)",
    ],
)
@pytest.mark.parametrize("between", ["\n", " "])
def test_a_time_in_brackets_below_or_behind_a_heading_is_that_of_its_work(
    read_words: Read, when: str, between: str
) -> None:
    head = "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\n"
    plan = read_words(
        f"{head}I. CHUẨN BỊ{between}{when}\n1. Văn phòng Sở họp.\n2. Thanh tra Sở kiểm tra bến.\n", units=UNITS
    )
    assert ["2024-03-31"] * 2 == [str(task.due_on) for task in plan.tasks]
    assert [] == [doubt.text for doubt in plan.unresolved if doubt.field == "due_on"]


def test_a_line_that_a_comma_ends_goes_on_with_the_names_below_it(read_words: Read) -> None:
    text = (
        f"{NUMBERED}1. Văn phòng Sở họp giao ban, xong 5/5.\n2. Tổ chức ngày hội; Văn phòng Sở chủ trì,\nThanh tra Sở\n"
        "phối hợp; thời gian: quý\nII/2024.\n"
    )
    task = read_words(text, units=UNITS).tasks[-1]
    assert (("VP",), ("TTr",), "2024-06-30") == (task.leads, task.supports, str(task.due_on))


@pytest.mark.parametrize("heading", ["I. TỔNG KẾT - tháng 12", "I. TỔNG KẾT – quý IV/2024"])
def test_a_time_behind_a_dash_in_a_heading_is_that_of_its_work(read_words: Read, heading: str) -> None:
    head = "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\n"
    plan = read_words(f"{head}{heading}\n1. Văn phòng Sở họp.\n2. Thanh tra Sở kiểm tra bến.\n", units=UNITS)
    assert ["2024-12-31"] * 2 == [str(task.due_on) for task in plan.tasks]


@pytest.mark.parametrize("helper", [", ph: Lâm Viên", ", ph. Lâm Viên", "; Thuế phối hợp"])
def test_short_words_for_help_are_read_or_asked_about_and_lead_nothing(read_words: Read, helper: str) -> None:
    plan = read_words(f"{NUMBERED}1. Văn phòng Sở rà soát hộ nghèo trước 15/3{helper}.\n", units=UNITS)
    assert (("VP",), ["supports"]) == (plan.tasks[0].leads, [doubt.field for doubt in plan.unresolved if doubt.task])


def test_a_short_word_for_help_in_brackets_gives_who_helps_as_written(read_words: Read) -> None:
    plan = read_words(f"{NUMBERED}1. Văn phòng Sở rà soát hộ nghèo trước 15/3 (P/h: Lâm Viên).\n", units=UNITS)
    task = plan.tasks[0]
    assert (("VP",), ("Lâm Viên",), True) == (task.leads, task.groups, "(P/h: Lâm Viên)" in task.content)


def test_times_behind_one_bullet_head_the_work_behind_another(read_words: Read) -> None:
    text = (
        "* Tháng 6:\n- Văn phòng Sở gửi báo cáo về tỉnh\n\n* Quý III:\n- Thanh tra Sở kiểm tra bến bãi\n\n"
        "* Công việc thường xuyên:\n- Văn phòng Sở tham gia hòa giải\n"
    )
    plan = read_words(NUMBERED + text, units=UNITS)
    days = [(t.content, str(t.due_on)) for t in plan.tasks]
    assert [
        ("Văn phòng Sở gửi báo cáo về tỉnh", "2024-06-30"),
        ("Thanh tra Sở kiểm tra bến bãi", "2024-09-30"),
        ("Văn phòng Sở tham gia hòa giải", "None"),
    ] == days


@pytest.mark.parametrize("said", ["tuần cuối tháng 12", "20/12"])
def test_a_day_without_a_year_below_a_phase_is_of_the_year_that_the_phase_writes(read_words: Read, said: str) -> None:
    text = f"Giai đoạn 1 (từ 16/11/2023 đến 31/12/2023)\n1. Văn phòng Sở chạy thử.\nHạn: {said}.\n"
    plan = read_words(NUMBERED.replace("tháng 01 năm 2024", "tháng 11 năm 2023") + text, units=UNITS)
    assert [2023] == [t.due_on.year for t in plan.tasks if t.due_on]


@pytest.mark.parametrize(
    ("row", "codes", "is_asked"),
    [
        ("Kiện toàn Ban Chỉ đạo cấp xã | Thanh tra Sở | 15/3/2024", ["I-1"], False),
        ("Kiện toàn Ban Chỉ đạo chung cấp xã | Thanh tra Sở | 15/3/2024", ["I-1", "PL1-1"], True),
        ("Kiện toàn Ban Chỉ đạo cấp xã | Thanh tra Sở | 15/9/2024", ["I-1", "PL1-1"], False),
    ],
)
def test_a_row_of_an_annex_that_says_the_work_shortly_is_that_work_or_asked_about(
    read_words: Read, row: str, codes: list[str], is_asked: bool
) -> None:
    text = (
        "1. Văn phòng Sở tham mưu kiện toàn Ban Chỉ đạo phát triển lâm nghiệp cấp xã, xong trước ngày 16/3.\n"
        "2. Văn phòng Sở tổng kết, xong trước 10/12.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n\n"
        "PHỤ LỤC: BẢNG PHÂN CÔNG\n| TT | Nội dung | Phối hợp | Thời hạn |\n"
        f"| 1 | {row} |\n| 2 | Mua sắm thiết bị văn phòng phẩm | Thanh tra Sở | 20/4/2024 |\n"
    )
    plan = read_words(NUMBERED + text, units=UNITS)
    told = [t.code for t in plan.tasks if "toàn Ban" in t.content]
    assert (codes, is_asked) == (told, any(u.field == "twice" for u in plan.unresolved))
    assert (("TTr",) if len(codes) == 1 else ()) == plan.tasks[0].supports


@pytest.mark.parametrize(
    ("own", "said", "day"),
    [
        ("", "15 ngày kể từ ngày tỉnh công bố", None),
        (", sau khi tỉnh có hướng dẫn", "30/6/2024", "2024-06-30"),
        ("", "30/6/2024", "2024-06-30"),
    ],
)
def test_work_told_again_takes_the_term_or_the_day_that_only_the_annex_gives(
    read_words: Read, own: str, said: str, day: str | None
) -> None:
    work = "Trình công bố danh mục thủ tục hành chính lĩnh vực đường bộ"
    text = (
        f"1. {work}{own}.\n2. Văn phòng Sở tổng kết, xong trước 10/12.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
        "Nguyễn Văn An\n\nPHỤ LỤC: BẢNG PHÂN CÔNG\n| TT | Nội dung | Chủ trì | Thời hạn |\n"
        f"| 1 | {work} | Thanh tra Sở | {said} |\n| 2 | Mua sắm thiết bị văn phòng phẩm | Thanh tra Sở | 20/4/2024 |\n"
    )
    told = [t for t in read_words(NUMBERED + text, units=UNITS).tasks if "công bố danh mục" in t.content]
    assert [("I-1", ("TTr",), day, True)] == [
        (t.code, t.leads, str(t.due_on) if t.due_on else None, bool(t.due_text)) for t in told
    ]


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("Sơ kết kết quả phong trào | Thanh tra Sở | 20/7/2024", ["I-1", "I-2", "I-3"]),
        ("Mua sắm thiết bị văn phòng | Thanh tra Sở | 20/7/2024", ["I-1", "I-2", "I-3", "PL1-2"]),
    ],
)
def test_a_row_between_two_that_are_told_again_is_told_again_where_its_words_agree(
    read_words: Read, row: str, codes: list[str]
) -> None:
    first, last = (f"hội nghị {what} phong trào thi đua" for what in ("phát động", "tổng kết"))
    text = (
        f"1. Văn phòng Sở tổ chức {first}.\n2. Thanh tra Sở đánh giá kết quả thực hiện phong trào.\n"
        f"3. Văn phòng Sở tổ chức {last}.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n\n"
        "PHỤ LỤC: BẢNG PHÂN CÔNG\n| TT | Nội dung | Chủ trì | Thời hạn |\n"
        f"| 1 | {first.capitalize()} | Văn phòng Sở | 20/02/2024 |\n| 2 | {row} |\n"
        f"| 3 | {last.capitalize()} | Văn phòng Sở | 20/12/2024 |\n"
    )
    assert codes == [task.code for task in read_words(NUMBERED + text, units=UNITS).tasks]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Thanh tra Sở lập danh sách nhà trọ từ 12/02 đến 16/02/2024.", "Tổ kiểm tra do Thanh tra Sở làm tổ trưởng"),
        ("- Văn phòng Sở chốt danh sách quà ngày 03/3/2024.", "Kết thúc ngày hội, đồng chí Lê Văn An báo cáo kết quả"),
    ],
)
def test_a_paragraph_with_a_day_of_its_own_is_work_of_its_own(read_words: Read, above: str, below: str) -> None:
    plan = read_words(f"{NUMBERED}{above}\n\n{below} về Sở trước ngày 25/4/2024.\n", units=UNITS)
    assert ["2024-04-24"] == [str(t.due_on) for t in plan.tasks[1:]]
    assert "25/4" not in plan.tasks[0].content


@pytest.mark.parametrize(
    "text",
    [
        "UBND xã thông báo lịch nghỉ Tết như sau:\n\nCông chức nghỉ từ ngày 14/02/2024 đến hết ngày 22/02/2024.\n",
        "Công ty Cấp nước tạm ngừng cấp nước ngày 25/01/2024 để sửa đường ống.\n",
    ],
)
def test_a_notice_that_shares_out_no_work_is_refused(read_words: Read, text: str) -> None:
    with pytest.raises(FileRefusedError, match="Không thấy kế hoạch"):
        read_words(HEAD.replace("KẾ HOẠCH\nCông tác năm 2024", "THÔNG BÁO\nVề việc của năm 2024") + text)


@pytest.mark.parametrize(
    "title",
    [
        "THÔNG BÁO KẾT LUẬN\nCủa Giám đốc tại hội nghị",
        "PHÂN CÔNG NHIỆM VỤ\nChuẩn bị hội nghị",
        "Phân công nhiệm vụ Tết",
    ],
)
def test_orders_are_known_by_their_title(read_words: Read, title: str) -> None:
    text = "Giám đốc Sở kết luận:\n\nVăn phòng Sở lập danh mục, trình trước ngày 25 tháng 3 năm 2024.\n"
    plan = read_words(HEAD.replace("KẾ HOẠCH\nCông tác", f"{title}\nnăm 2024\nCông tác") + text, units=UNITS)
    assert [("VP", "2024-03-24")] == [(t.leads[0], str(t.due_on)) for t in plan.tasks]


@pytest.mark.parametrize("title", ["THÔNG BÁO", "KẾT LUẬN"])
def test_orders_in_plain_paragraphs_are_read(read_words: Read, title: str) -> None:
    text = (
        "Giám đốc Sở kết luận như sau:\n\nVăn phòng Sở lập danh mục, trình trước ngày 25 tháng 3 năm 2024.\n\n"
        "Giao Thanh tra Sở kiểm tra, báo cáo trong tháng 4/2024.\n"
    )
    head = HEAD.replace("KẾ HOẠCH\nCông tác", f"{title}\nPhân công công tác")
    assert [("VP", "2024-03-24"), ("TTr", "2024-04-30")] == [
        (t.leads[0], str(t.due_on)) for t in read_words(head + text, units=UNITS).tasks
    ]


WORK = "Văn phòng Sở lập danh mục, trình trước ngày 25/3.\n\nThanh tra Sở kiểm tra kho trong tháng 4.\n"


@pytest.mark.parametrize(
    "title",
    [
        "PHƯƠNG ÁN SẢN XUẤT VỤ HÈ THU 2024",
        "CHƯƠNG TRÌNH MÙA KHÔ NĂM 2024",
        "BẢN PHÂN CÔNG CÔNG VIỆC LỄ HỘI NĂM GIÁP THÌN 2024",
        "🌞 KẾ HOẠCH HÈ TÌNH NGUYỆN 2024 🌞",
        "THÔNG BÁO\nVề kế hoạch công việc năm 2024 của Ban Quản trị",
        "THÔNG BÁO\nÝ kiến kết luận của Giám đốc tại phiên họp năm 2024",
        "Chủ đề: Kế hoạch bảo trì năm 2024\n\nChào các anh chị,",
        "Số: 41/STP-VP\nV/v tăng cường phòng cháy mùa khô năm 2024",
        "KẾ HOẠCH THÁNG 3/2024 - PHÒNG TÀI VỤ",
        "Công việc trọng tâm quý I năm 2024",
        "Tiêu đề: Việc của phòng mình trong tháng 3 và đầu tháng 4/2024",
        "THƯ CÔNG TÁC THÁNG THANH NIÊN NĂM 2024",
        "Việc chuẩn bị phiên chợ 20/3 năm 2024",
    ],
)
def test_a_plan_by_another_name_is_read_with_its_year(read_words: Read, title: str) -> None:
    plan = read_words(f"SỞ TƯ PHÁP TỈNH LONG AN\n\n{title}\n\n{WORK}", units=UNITS)
    assert 2024 == plan.header.year
    assert [("VP", "2024-03-24"), ("TTr", "2024-04-30")] == [(t.leads[0], str(t.due_on)) for t in plan.tasks]


@pytest.mark.parametrize(
    "title",
    [
        "CHƯƠNG TRÌNH HỘI NGHỊ TỔNG KẾT NĂM 2024",
        "Quy chế làm việc năm 2024",
        "Danh bạ của Sở",
        "V/v mời dự hội nghị tổng kết",
        "V/v trả lời kiến nghị của cử tri",
    ],
)
def test_what_shares_out_no_work_by_its_title_is_refused(read_words: Read, title: str) -> None:
    with pytest.raises(FileRefusedError, match="Không thấy kế hoạch"):
        read_words(f"SỞ TƯ PHÁP TỈNH LONG AN\n\n{title}\n\n{WORK}", units=UNITS)


@pytest.mark.parametrize(
    ("foot", "signer_title", "signer"),
    [
        ("Nà Hin, ngày 18 tháng 01 năm 2024\nTrưởng thôn\nLò Văn Piềng", "Trưởng thôn", "Lò Văn Piềng"),
        ("Hòa Khánh, 18/01/2024\nBùi Thị Thảo", None, "Bùi Thị Thảo"),
        ("Hòa An, 18/01/2024 - BTV Đoàn xã", None, None),
        ("Ngày 18 tháng 01 năm 2024\nTỔ TRƯỞNG\nNguyễn Thị Nhung", "TỔ TRƯỞNG", "Nguyễn Thị Nhung"),
    ],
)
def test_a_line_of_place_and_day_above_the_signature_is_the_day_of_issue(
    read_words: Read, foot: str, signer_title: str | None, signer: str | None
) -> None:
    plan = read_words(f"SỞ TƯ PHÁP TỈNH LONG AN\nKẾ HOẠCH\nViệc của năm 2024\n\n{WORK}\n{foot}\n", units=UNITS)
    assert (date(2024, 1, 18), signer_title, signer) == (
        plan.header.issued_on, plan.header.signer_title, plan.header.signer
    )  # fmt: skip
    assert 2 == len(plan.tasks)


def test_a_name_alone_below_the_last_sentence_is_a_signature(read_words: Read) -> None:
    plan = read_words(f"SỞ TƯ PHÁP TỈNH LONG AN\nKẾ HOẠCH\nViệc của năm 2024\n\n{WORK}\nĐạt\n", units=UNITS)
    assert 2 == len(plan.tasks)


def test_a_heading_of_a_month_is_not_asked_about_where_all_below_it_has_a_day(read_words: Read) -> None:
    head = f"{HEAD}II. CÔNG TÁC CỤ THỂ\n\nTháng 3\n"
    plan = read_words(f"{head}1. Văn phòng Sở lập sổ trước 15/3.\n2. Thanh tra Sở báo cáo trước 20/3.\n", units=UNITS)
    assert [] == [doubt for doubt in plan.unresolved if "Tháng 3" in doubt.text]


def test_a_sentence_on_money_beside_work_is_no_work(read_words: Read) -> None:
    text = "1. Kinh phí lấy từ nguồn đã giao. Văn phòng Sở thẩm định dự toán, trình trước ngày 10/3.\n"
    plan = read_words(f"{NUMBERED}{text}", units=UNITS)
    assert ["Văn phòng Sở thẩm định dự toán, trình trước ngày 10/3."] == [t.content for t in plan.tasks]


def test_what_only_introduces_a_sentence_stays_with_it(read_words: Read) -> None:
    text = "1. Địa điểm. Thanh tra Sở chọn phòng họp trước 01/3. Văn phòng Sở trang trí trước 05/3.\n"
    plan = read_words(f"{NUMBERED}{text}", units=UNITS)
    assert ["Địa điểm. Thanh tra Sở chọn phòng họp trước 01/3.", "Văn phòng Sở trang trí trước 05/3."] == [
        t.content for t in plan.tasks
    ]


@pytest.mark.parametrize(
    "line",
    ["chương trình" + " năm" * 1_500, "V/v" + " việc năm" * 700, "a " * 3_000 + "kết luận", "🌞" * 6_000 + "x"],
)
def test_looking_for_a_title_costs_no_more_than_the_line_is_long(read_words: Read, line: str) -> None:
    started = spent()
    read_words(f"SỞ TƯ PHÁP TỈNH LONG AN\n{line}\n{line}\n{line}\nKẾ HOẠCH\nViệc của năm 2024\n\n{WORK}", units=UNITS)
    assert spent() - started < 5


def test_a_salutation_takes_no_line_of_work_along(read_words: Read) -> None:
    text = "Chủ đề: Phân công việc năm 2024\n\nChào các anh chị,\nThứ Hai 18/3 Thanh tra Sở gửi danh sách.\n"
    plan = read_words(f"{text}Văn phòng Sở lập sổ trước ngày 19/3.\nHà\n", units=UNITS)
    assert [("TTr", "2024-03-18"), ("VP", "2024-03-18")] == [(t.leads[0], str(t.due_on)) for t in plan.tasks]


def test_place_and_day_above_the_signer_are_of_the_foot_though_an_annex_follows(read_words: Read) -> None:
    text = (
        "1. Văn phòng Sở họp.\nNà Hin, ngày 18 tháng 01 năm 2024\nGIÁM ĐỐC\nLò Văn Hà\nPHỤ LỤC\n1. Thanh tra Sở họp.\n"
    )
    plan = read_words(f"SỞ TƯ PHÁP\nKẾ HOẠCH\nViệc của năm 2024\n\n{text}", units=UNITS)
    assert (date(2024, 1, 18), [None, None]) == (plan.header.issued_on, [t.due_on for t in plan.tasks])


@pytest.mark.parametrize(
    "lines",
    [
        "Tổng kết tại Nà Hin, ngày 18 tháng 12 năm 2024\nLò Văn Hà",
        "Nà Ngum, ngày 15 tháng 5 năm 2024\nPhiêng Ban, ngày 18 tháng 5 năm 2024",
    ],
)
def test_where_and_when_work_is_held_is_no_day_of_issue(read_words: Read, lines: str) -> None:
    plan = read_words(f"SỞ TƯ PHÁP\nKẾ HOẠCH\nViệc của năm 2024\n\n1. Văn phòng Sở đối thoại.\n{lines}\n", units=UNITS)
    assert plan.header.issued_on is None


@pytest.mark.parametrize(
    ("heading", "days"),
    [
        ("Rà soát hộ nghèo cuối năm", ["None", "None"]),  # The words of a title.
        ("Rà soát hộ nghèo (cuối năm)", ["2024-12-31", "2024-12-31"]),
        ("CUỐI NĂM", ["2024-12-31", "2024-12-31"]),
    ],
)
def test_the_end_of_the_year_in_a_title_dates_no_single_step_in_silence(
    read_words: Read, heading: str, days: list[str]
) -> None:
    plan = read_words(f"{NUMBERED}1. {heading}\n- Văn phòng Sở điều tra tại hộ.\n- Thanh tra Sở họp bình xét.\n")
    asked = any(u.field == "due_on" and "cuối năm" in u.text.lower() for u in plan.unresolved)
    assert (days, "None" in days) == ([str(task.due_on) for task in plan.tasks], asked)


def test_rows_of_an_annex_with_fewer_cells_than_the_others_are_asked_about(read_words: Read) -> None:
    plan = read_words(
        f"{NUMBERED}1. Văn phòng Sở họp, xong 5/5.\n\nTM. SỞ\nGIÁM ĐỐC\nNguyễn Văn A\n\nPhụ lục\nTIẾN ĐỘ\n"
        "| TT | Nội dung | Chủ trì | Thời hạn | Sản phẩm |\n| 1 | Kiểm tra bến bãi | Thanh tra Sở | 30/6/2024 | Biên bản |\n\n"
        "| 2 | Lấy phiếu khảo sát tại bàn tiếp nhận | Văn phòng Sở | Hằng quý |\n",
    )
    asked = [u.text for u in plan.unresolved if u.why == "bảng này chưa đọc được"]
    assert (1, True) == (len(asked), "Lấy phiếu khảo sát" in "".join(asked))


def test_letters_without_a_sign_go_on_only_behind_the_letter_before(read_words: Read) -> None:
    plan = read_words(f"{NUMBERED}a) Văn phòng Sở họp, xong 5/5.\nc Thanh tra Sở đi kiểm tra.\nx Phòng Nội vụ nghỉ.\n")
    assert 2 == len(plan.tasks)


@pytest.mark.parametrize(
    ("below", "is_asked"),
    [
        ("- Chặng đầu: năm 2023.\n- Chặng sau: quý II/2024.", True),
        ("- 03 chi bộ khối ấp, quý II/2024.\n- 02 chi bộ trường học, quý III/2024.", False),
        ("- Lập kế hoạch trong quý II/2024.\n- Gửi thông báo trong quý III/2024.", False),
        ("- Văn phòng Sở đi kiểm tra trong quý II/2024.\n- Thanh tra Sở lập biên bản.", False),
    ],
)
def test_a_heading_that_reads_like_work_above_what_does_not_is_asked_about(
    read_words: Read, below: str, *, is_asked: bool
) -> None:
    plan = read_words(
        f"{NUMBERED}1. Kiểm tra việc thu, nộp và sử dụng đảng phí\n{below}\n2. Thanh tra Sở họp, xong 5/5.\n"
    )
    assert is_asked == any("giống chi tiết của nhiệm vụ ấy" in doubt.why for doubt in plan.unresolved)


def test_goals_and_work_in_one_paragraph_are_told_apart(read_words: Read) -> None:
    text = (
        "II. CHỈ TIÊU VÀ NHIỆM VỤ\n1. Xét xử\n"
        "Tỷ lệ giải quyết án hình sự phải đạt từ 92% trở lên. Để đạt được, Tòa Hình sự rà soát án tồn, trình Chánh án "
        "trước ngày 31/01/2024. Giao đồng chí Lê tham mưu phân lịch trực, xong ngày 27/02/2024.\n"
        "Tòa Dân sự mở phiên tòa giả định, thời gian: tháng 3. Tòa Hành chính mời khoảng 200 người dân dự trước 20/8.\n"
    )
    plan = read_words(HEAD + text)
    named = {unit.code: unit.name for unit in plan.units}
    assert [92] == [target.goal for target in plan.targets]
    assert [
        ("Tòa Hình sự", "2024-01-30"), ("", "2024-02-27"), ("Tòa Dân sự", "2024-03-31"), ("Tòa Hành chính", "2024-08-19"),
    ] == [(", ".join(named[c] for c in task.leads), str(task.due_on)) for task in plan.tasks]  # fmt: skip


def test_of_two_tellings_the_fuller_words_are_kept(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Mở lớp hướng dẫn người cao tuổi dùng VNeID.\nII. TỔ CHỨC\n"
        "1. Công an phường chủ trì mở lớp hướng dẫn người cao tuổi dùng VNeID cho 11 tổ dân phố; hoàn thành trong quý II.\n"
    )
    plan = read_words(HEAD + text)
    assert [("I-1", True)] == [(task.code, "cho 11 tổ dân phố" in task.content) for task in plan.tasks]


def test_a_short_telling_with_the_same_lead_and_day_is_asked_about(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Tổ Văn phòng mua nồi cơm điện loại 20 lít, hạn ngày 31/3.\nII. TỔNG HỢP\n"
        "1. Mua nồi cơm điện: Tổ Văn phòng, hạn ngày 31/3.\n2. Gieo rau: Tổ Văn phòng, hạn ngày 31/3.\n"
    )
    asked = [(doubt.task, doubt.why) for doubt in read_words(HEAD + text).unresolved if doubt.field == "twice"]
    assert [("II-1", "có thể trùng với nhiệm vụ I-1")] == asked


def test_short_names_that_one_entry_explains_are_the_bodies(read_words: Read) -> None:
    text = (
        "(Chữ viết tắt: VP - Văn phòng; P1, P2 - Phòng Nghiệp vụ 1, 2; CT - chủ trì; PH - phối hợp)\n"
        "1. Bốc thăm người phải xác minh - VP (CT); P1, P2 (PH) - 15/5.\n"
    )
    plan = read_words(HEAD + text)
    named = {unit.code: unit.name for unit in plan.units}
    task = plan.tasks[0]
    assert (["Văn phòng"], ["Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2"]) == (
        [named[c] for c in task.leads], [named[c] for c in task.supports],
    )  # fmt: skip


def test_a_blank_line_that_fell_into_a_sentence_parts_nothing(read_words: Read) -> None:
    text = (
        'I. NHIỆM VỤ\n1. Ngày hội hiến máu "Giọt hồng công nhân" theo chỉ tiêu do Hội Chữ\n\n'
        "thập đỏ giao, xong trước ngày 16/5.\n"
    )
    plan = read_words(HEAD + text)
    assert [("2024-05-15", True)] == [(str(t.due_on), "Hội Chữ thập đỏ giao" in t.content) for t in plan.tasks]


def test_who_is_in_a_team_and_links_to_other_pages_are_no_work(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Công an xã tuần tra, xong trước 15/3.\n"
        "2. Văn phòng lập danh sách trước 15/4.\nTổ trưởng: thầy Lộc - Hiệu trưởng. Thư ký: thầy Bảo.\n"
        "Chia sẻ: Facebook Zalo\n\nTIN LIÊN QUAN\n» Trao 20 suất quà (12/03/2024)\n© 2024 Trung tâm Y tế.\n"
    )
    assert ["I-1", "I-2"] == [task.code for task in read_words(HEAD + text).tasks]


def test_a_running_head_at_the_end_of_a_page_heads_nothing(read_words: Read) -> None:
    lines = [f"- Rà soát khu {n}, xong trước 15/{n}." for n in range(2, 6)]
    text = (
        "SỞ VĂN HÓA\nBẢO TÀNG TỈNH BÌNH SA\nKẾ HOẠCH\nCông tác năm 2024\nI. VIỆC CỦA CÁC PHÒNG\nPhòng Nghiên cứu\n"
        + "\n".join(lines) + "\n\nTrang 2\nBẢO TÀNG TỈNH BÌNH SA - Tuần 36\n\n- Mua máy hút ẩm, xong trước 15/6.\n"
    )  # fmt: skip
    plan = read_words(text)
    named = {unit.code: unit.name for unit in plan.units}
    assert {"Phòng Nghiên cứu"} == {named[c] for task in plan.tasks for c in task.leads}
    assert 5 == len(plan.tasks)


def told(read_words: Read, text: str) -> list[tuple[str, list[str], str]]:
    plan = read_words(HEAD + text)
    named = {unit.code: unit.name for unit in plan.units}
    return [(task.content.rstrip("."), [named[c] for c in task.leads], str(task.due_on)) for task in plan.tasks]


def test_phases_above_numbers_that_count_on_hand_down_their_days(read_words: Read) -> None:
    text = (
        "Giai đoạn 1: chuẩn bị (từ ngày ký đến hết 15/4)\n1. Tiểu ban Chuyên môn viết điều lệ giải.\n"
        "Giai đoạn 2: thi đấu (từ 02/5 đến 10/5)\n2. Tiểu ban Hậu cần kê bàn.\n"
    )
    assert [
        ("Tiểu ban Chuyên môn viết điều lệ giải", ["Tiểu ban Chuyên môn"], "2024-04-15"),
        ("Tiểu ban Hậu cần kê bàn", ["Tiểu ban Hậu cần"], "2024-05-10"),
    ] == told(read_words, text)


def test_a_body_with_its_work_on_one_line_stands_beside_one_above_bullets(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\nPhân công cụ thể:\nBan Chỉ huy Quân sự xã:\n- Chạy thử 02 xuồng máy, xong trước ngày 20/5;\n"
        "- Tập huấn bơi trong tháng 6.\nVăn phòng HĐND và UBND xã: chốt danh bạ điện thoại, gửi chậm nhất 15/5.\n"
        "Trạm Y tế:\n- Dự trữ thuốc trước 31/8.\n"
    )
    assert [
        (["Ban Chỉ huy Quân sự xã"], "2024-05-19"), (["Ban Chỉ huy Quân sự xã"], "2024-06-30"),
        (["Văn phòng HĐND và UBND xã"], "2024-05-15"), (["Trạm Y tế"], "2024-08-30"),
    ] == [one[1:] for one in told(read_words, text)]  # fmt: skip


def test_a_day_of_all_work_holds_below_the_bodies_that_head_it(read_words: Read) -> None:
    text = (
        "I. PHÂN VIỆC\n1. Ban Thường trực Hội\n- Đặt may áo dài.\n- Chốt lịch khám mắt ngày 10/4.\n"
        "2. Chi hội số 6\n- Dựng lại sân bóng cửa.\n"
        "Trừ việc đã ghi ngày riêng, các việc nêu tại mục này đều phải xong trước ngày 15/9.\n"
    )
    assert ["2024-09-14", "2024-04-10", "2024-09-14"] == [day for *_, day in told(read_words, text)]


def test_work_that_says_who_and_when_keeps_the_things_listed_below_it(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Bộ phận Hồ sơ in bộ mẫu giấy tờ, nộp ngày 20/3. Mỗi bộ có:\n+ Biên bản làm việc;\n"
        "+ Phiếu nhắc việc.\n2. Công an xã tuần tra, xong 15/3.\n"
    )
    assert [(["Bộ phận Hồ sơ"], "2024-03-20"), (["Công an xã"], "2024-03-15")] == [
        one[1:] for one in told(read_words, text)
    ]


def test_a_later_part_that_points_to_work_by_its_number_says_who_does_it(read_words: Read) -> None:
    text = (
        "II. NỘI DUNG\n1. Tổng vệ sinh kênh Ông Kiểng, vớt bèo và rác, xong trước 20/4.\n"
        "2. Phát tờ gấp hướng dẫn phân loại rác tại nguồn.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế: chủ trì tổng vệ sinh kênh Ông Kiểng (mục II.1).\n"
        "2. Hội Phụ nữ phường: phát tờ gấp phân loại rác theo mục II.2, hoàn thành trước 30/4.\n"
    )
    assert [(["Phòng Kinh tế"], "2024-04-19"), (["Hội Phụ nữ phường"], "2024-04-29")] == [
        one[1:] for one in told(read_words, text)
    ]


def test_a_calendar_below_the_last_item_is_no_part_of_it(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Tổ Văn phòng in kỷ yếu, cuối tháng 5.\n\n"
        "Lịch năm học: học kỳ I từ 07/9/2024 đến 09/01/2025; nghỉ Tết từ 25/01/2025 đến 02/02/2025.\n"
    )
    assert [("Tổ Văn phòng in kỷ yếu, cuối tháng 5", ["Tổ Văn phòng"], "2024-05-31")] == told(read_words, text)


def test_signs_and_phases_that_no_number_bears_begin_the_body(read_words: Read) -> None:
    text = (
        "Căn cứ Kế hoạch số 5/KH-X của cấp trên.\n\nGIAI ĐOẠN CHUẨN BỊ (từ 05/02 đến hết 27/02)\n\n"
        ">> Khảo sát 17 công trình\n   Ai làm: Ban Thường vụ Đoàn phường\n"
        ">> In 60 băng rôn\n   Ai làm: Hội Doanh nhân trẻ; xong trước 20/02\n\n"
        "CHỈ TIÊU CHUNG\nToàn phường trồng mới 1.500 cây xanh.\n"
    )
    assert [
        ("Khảo sát 17 công trình", ["Ban Thường vụ Đoàn phường"], "2024-02-27"),
        ("In 60 băng rôn", ["Hội Doanh nhân trẻ"], "2024-02-19"),
    ] == told(read_words, text)


def test_labels_that_nobody_knows_say_who_and_when_all_the_same(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Chụp bộ ảnh mẫu hàng\n- Bên xắn tay: Công an xã\n- Điểm dừng: quý III\n"
        "2. Dựng phòng trưng bày\n- Bên xắn tay: Trạm Y tế\n- Điểm dừng: 20/11\n"
    )
    assert [
        ("Chụp bộ ảnh mẫu hàng", ["Công an xã"], "2024-09-30"), ("Dựng phòng trưng bày", ["Trạm Y tế"], "2024-11-20"),
    ] == told(read_words, text)  # fmt: skip


def test_one_line_that_gives_each_work_its_day_is_dealt_out(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Công an xã bình xét hộ.\n2. Đoàn xã dỡ nhà cũ.\n3. Trạm Y tế khám bệnh.\n"
        "Thời gian: việc 1 xong trước 20/5; việc 2, 3 xong ngày 15/6.\n"
    )
    assert ["2024-05-19", "2024-06-15", "2024-06-15"] == [day for *_, day in told(read_words, text)]


def test_a_part_that_names_work_by_numbers_in_brackets_says_who_does_it(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n(1) Nhập lại số dư, xong 20/3.\n(2) Thử khớp lãi vay, xong 31/3.\n(3) In mẫu thẻ.\n"
        "II. PHÂN CÔNG\n- Việc 1 và việc 3: Phòng Kế toán.\n- Phòng Tín dụng: nhiệm vụ số (2).\n"
    )
    assert [["Phòng Kế toán"], ["Phòng Tín dụng"], ["Phòng Kế toán"]] == [who for _, who, _ in told(read_words, text)]


def test_an_arrow_below_work_says_who_does_it_and_until_when(read_words: Read) -> None:
    text = (
        "A/ CON NGƯỜI\n(i) Khám sức khỏe cho lái xe\n   → Công an xã, phối hợp Trạm Y tế xã; hạn: từ 06/4 đến 17/4\n"
        "(ii) Mở lớp giao tiếp\n   → Đoàn xã; hạn: hết tháng 6\n(iii) Thi lái xe an toàn\n   → Văn phòng; hạn: ngày 15/8\n"
    )
    assert [
        ("Khám sức khỏe cho lái xe", ["Công an xã"], "2024-04-17"), ("Mở lớp giao tiếp", ["Đoàn xã"], "2024-06-30"),
        ("Thi lái xe an toàn", ["Văn phòng"], "2024-08-15"),
    ] == told(read_words, text)  # fmt: skip


def test_work_that_has_only_a_number_is_named_by_its_first_field(read_words: Read) -> None:
    text = (
        "VIỆC 1\nLàm gì: Kiểm tra hàng Tết\nNgười lo chính: Công an xã\nXong lúc: 14/02\n\n"
        "VIỆC 2\nLàm gì: Lập danh sách quán\nNgười lo chính: Đoàn xã\nXong lúc: trước 15/3\n\n"
    )
    assert [
        ("Kiểm tra hàng Tết", ["Công an xã"], "2024-02-14"), ("Lập danh sách quán", ["Đoàn xã"], "2024-03-14"),
    ] == told(read_words, text)  # fmt: skip


def test_roles_by_dotted_numbers_go_to_the_work_they_name(read_words: Read) -> None:
    text = (
        "II. NHIỆM VỤ\n1. Tuyên truyền\n1.1. Mở hội nghị học Luật, xong 31/3.\n1.2. Phát chuyên mục hằng tháng.\n"
        "2. Công khai\n2.1. Niêm yết dự toán, xong 15/4.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Văn hóa: chủ trì thực hiện các mục 1.1 và 1.2 phần II.\n"
        "2. Phòng Kinh tế: chủ trì mục 2.1 phần II; phối hợp thực hiện mục 1.1.\n"
    )
    plan = read_words(HEAD + text)
    named = {unit.code: unit.name for unit in plan.units}
    assert [(["Phòng Văn hóa"], ["Phòng Kinh tế"]), (["Phòng Văn hóa"], []), (["Phòng Kinh tế"], [])] == [
        ([named[c] for c in task.leads], [named[c] for c in task.supports]) for task in plan.tasks
    ]


def test_a_line_that_names_work_by_its_number_and_says_more_is_kept(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Nhập lại số dư, xong 20/3.\n2. Thử khớp lãi vay, xong 31/3.\n"
        "II. PHÂN CÔNG\n- Việc 2: Phòng Kế toán lập sổ mới.\n"
    )
    assert any("lập sổ mới" in content for content, *_ in told(read_words, text))


def test_a_dotted_number_of_two_parts_gives_nobody_a_role(read_words: Read) -> None:
    text = (
        "I. TUYÊN TRUYỀN\n1. Mở lớp\n1.1. Mở hội nghị học Luật, xong 31/3.\n"
        "II. CÔNG KHAI\n1. Niêm yết\n1.1. Niêm yết dự toán, xong 15/4.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Văn hóa: chủ trì thực hiện mục 1.1.\n"
    )
    assert [[], []] == [who for content, who, _ in told(read_words, text) if "mục 1.1" not in content]


def test_short_lines_between_sentences_head_a_plan_that_numbers_nothing(read_words: Read) -> None:
    text = (
        "Năm 2023 thư viện phục vụ 118.000 lượt bạn đọc; năm nay thư viện triển khai những phần việc sau.\n"
        "Bổ sung tài liệu\n"
        "Phòng Bổ sung lập danh mục sách cần mua và trình Giám đốc phê duyệt, xong trước ngày 01 tháng 3.\n"
        "Thư viện lưu động\n"
        "Tổ Xe lưu động đưa sách về các trường vùng cao trong xã, hoàn thành chậm nhất ngày 30 tháng 11.\n"
    )
    assert [(["Phòng Bổ sung"], "2024-02-29"), (["Tổ Xe lưu động"], "2024-11-30")] == [
        (who, day) for _, who, day in told(read_words, text)
    ]


def test_a_day_alone_in_its_line_is_no_number_of_a_page(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\n1. Đoàn xã ra quân tại quảng trường, sáng\n01/3\n2. Đoàn xã trồng cây, xong 15/4.\n"
    assert ["2024-03-01", "2024-04-15"] == [day for *_, day in told(read_words, text)]


def test_a_quarter_with_its_mark_on_the_other_letter_ends_a_sentence_too(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Công an xã diễn tập xử lý tình huống, hoàn thành trong qúy III/2024. "
        "Bên cạnh đó, Trạm Y tế rà soát sổ tiêm chủng, xong 15/5.\n"
    )
    assert [["Công an xã"], ["Trạm Y tế"]] == [who for _, who, _ in told(read_words, text)]
    assert "qúy III/2024" in next(content for content, *_ in told(read_words, text))


def test_the_foot_has_its_day_with_a_short_year_too(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\n1. Kíp trực kiểm đếm bình ô-xy đầu mỗi ca.\n\nHồng Lam, ngày 05/01/24\nTRƯỞNG KHOA\n"
    assert ["None"] == [day for *_, day in told(read_words, text)]


def test_names_behind_each_work_say_who_does_it_and_head_nothing(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n- Kiểm kê diễn biến rừng bằng ảnh vệ tinh.\nTổ Kỹ thuật, chậm nhất 30/9.\n"
        "- Truy quét các điểm khai thác trái phép.\nTổ Cơ động - xong 30/10\n"
        "- Công khai các khoản thu.\nTổ Văn phòng\nĐoàn xã\n"
        "- Cấp phép đốt nương, niêm yết tại nhà rông.\nTrạm Kiểm lâm. Trước ngày 30/11.\n"
    )
    assert [
        ("Kiểm kê diễn biến rừng bằng ảnh vệ tinh", ["Tổ Kỹ thuật"], "2024-09-30"),
        ("Truy quét các điểm khai thác trái phép", ["Tổ Cơ động"], "2024-10-30"),
        ("Công khai các khoản thu", ["Tổ Văn phòng", "Đoàn xã"], "None"),
        ("Cấp phép đốt nương, niêm yết tại nhà rông", ["Trạm Kiểm lâm"], "2024-11-29"),
    ] == told(read_words, text)


def test_names_above_their_work_head_it_all_the_same(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\nTổ Kỹ thuật\n- Kiểm kê rừng.\n- Vẽ bản đồ.\nTổ Cơ động\n- Truy quét điểm khai thác.\n"
    assert [["Tổ Kỹ thuật"], ["Tổ Kỹ thuật"], ["Tổ Cơ động"]] == [who for _, who, _ in told(read_words, text)]


def test_a_title_that_ends_with_a_place_takes_no_number_below_it(read_words: Read) -> None:
    text = "Nội dung, thời gian, địa điểm\n1. Gặp mặt hội viên tiêu biểu\n- Thời gian: 04/12\n2. Giải cờ tướng\n"
    assert ["Gặp mặt hội viên tiêu biểu", "Giải cờ tướng"] == [content for content, *_ in told(read_words, text)]


def test_a_day_at_the_end_behind_dashes_is_read_with_any_mark(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Dò điểm rò rỉ - Đội Quản lý mạng - 05-05-2024\n2. Súc xả bể - Phân xưởng Sản xuất - 05.6.2024\n"
        "3. Quyết toán vật tư - Phòng Kế toán - 5/8/24\n"
    )
    assert ["2024-05-05", "2024-06-05", "2024-08-05"] == [day for *_, day in told(read_words, text)]


def test_the_december_of_a_winters_plan_is_asked_about(read_words: Read) -> None:
    head = HEAD.replace("10 tháng 01 năm 2024", "18 tháng 12 năm 2023")
    steps = "I. CÁC BƯỚC\n1. Công an xã chốt danh sách, xong 31/12.\n2. Đoàn xã làm trại, xong 28/02.\n"
    asked = [u.choices for u in read_words(head + steps).unresolved if u.field == "due_on"]
    assert [("31/12/2023", "31/12/2024")] == asked
    whole_year = f"{steps}3. Đoàn xã dựng nhà, xong 30/7.\n"
    assert [] == [u for u in read_words(head + whole_year).unresolved if u.field == "due_on"]


def test_a_holiday_is_no_work_and_work_in_a_holiday_is(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. (Nghỉ Tết Nguyên đán từ 08/02 đến hết 14/02.)\n"
        "2. Nghỉ hè, Đoàn xã mở lớp bơi cho trẻ em, xong 15/7.\n"
    )
    assert [("Nghỉ hè, Đoàn xã mở lớp bơi cho trẻ em, xong 15/7", "2024-07-15")] == [
        (content, day) for content, _, day in told(read_words, text)
    ]
