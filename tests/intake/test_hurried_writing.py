"""Plans written in a hurry: numbers without a sign behind them, "p/h", parts of the work in a field of names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from danvan_cli.domain.draft import PlanDraft

Read = Callable[..., PlanDraft]

HEAD = "UBND XÃ TÂN AN\nSố 14/KH-UBND\nTân An, ngày 22 tháng 01 năm 2026\nKẾ HOẠCH\nCông tác dân vận năm 2026\n\n"


def _work(plan: PlanDraft) -> list[tuple[str, ...]]:
    """Lists code, leads, supports and last day of every task, names as the plan writes them."""
    names = {unit.code: unit.name for unit in plan.units}
    return [
        (t.code, *(", ".join(names[c] for c in codes) for codes in (t.leads, t.supports)), str(t.due_on))
        for t in plan.tasks
    ]


def test_the_next_number_of_a_list_needs_no_sign_behind_it(read_words: Read) -> None:
    text = (
        "II. NHIỆM VỤ\n- Hồ sơ đúng hạn đạt 98%\n\nIII NHIỆM VỤ CỤ THỂ\n"
        "1. Văn phòng UBND xã rà soát thủ tục xong trước 10/02\n"
        "2- Công an xã tuần tra các thôn trong tháng 3\n"
        "3 Phòng Kinh tế cân đối kinh phí trước 15/4\n"
    )
    plan = read_words(HEAD + text)
    assert [
        ("III-1", "Văn phòng UBND xã", "", "2026-02-09"),
        ("III-2", "Công an xã", "", "2026-03-31"),
        ("III-3", "Phòng Kinh tế", "", "2026-04-14"),
    ] == [row for row in _work(plan) if row[0].startswith("III")]


@pytest.mark.parametrize(
    "line",
    [
        "3 Phòng chuyên môn cùng dự",  # The sentence above is open.
        "5 Phòng chuyên môn cùng dự",  # It is no next number.
    ],
)
def test_a_number_that_is_no_next_one_begins_nothing(read_words: Read, line: str) -> None:
    before = "2. Văn phòng UBND xã phối hợp với" if line.startswith("3") else "2. Văn phòng UBND xã họp."
    text = f"I. NHIỆM VỤ\n1. Công an xã tuần tra các thôn trong tháng 3.\n{before}\n{line}\n"
    plan = read_words(HEAD + text)
    assert ["I-1", "I-2"] == [task.code for task in plan.tasks]


def test_a_short_word_for_help_is_read_and_kept_as_written(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n- Văn phòng UBND xã p/h với Công an xã, TT Dịch vụ tổng hợp phát tờ rơi xong trước 15/3\n"
        "- Phòng Kinh tế chủ trì P/h Hội Nông dân xã mở lớp. Hạn 30/4. Đoàn xã phối hợp\n"
    )
    plan = read_words(HEAD + text)
    assert [
        ("I-1", "Văn phòng UBND xã", "Công an xã, TT Dịch vụ tổng hợp", "2026-03-14"),
        ("I-2", "Phòng Kinh tế", "Hội Nông dân xã, Đoàn xã", "2026-04-30"),
    ] == _work(plan)
    assert [
        "Văn phòng UBND xã p/h với Công an xã, TT Dịch vụ tổng hợp phát tờ rơi xong trước 15/3",
        "Phòng Kinh tế chủ trì P/h Hội Nông dân xã mở lớp. Hạn 30/4. Đoàn xã phối hợp",
    ] == [task.content for task in plan.tasks]
    assert True is any("P/h Hội Nông dân xã" in account.text for account in plan.accounts)


@pytest.mark.parametrize(
    "line",
    [
        "Trồng hàng rào xanh – ⏰ trước 20/5 – 👥 Đoàn xã 🤝 Hội Phụ nữ xã",
        "Đoàn xã chủ tri, phôi hợp với Hội Phụ nữ xã trồng hàng rào trứơc ngày 20/5.",
    ],
)
def test_words_and_signs_of_haste_are_read_and_kept_as_written(read_words: Read, line: str) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. {line}\n2. Văn phòng phối hợp với Công an xã họp dân trước ngày 25/5.\n")
    assert [
        (line, "Đoàn xã", "Hội Phụ nữ xã", "2026-05-19"),
        (
            "Văn phòng phối hợp với Công an xã họp dân trước ngày 25/5.",
            *("Văn phòng", "Công an xã", "2026-05-24"),
        ),
    ] == [(task.content, *row[1:]) for task, row in zip(plan.tasks, _work(plan), strict=True)]


def test_what_reads_like_work_among_targets_is_asked_about_once_a_section(read_words: Read) -> None:
    text = (
        "I. CHỈ TIÊU\n- Hồ sơ đúng hạn đạt 98%\n- CC tư pháp rà soát các tổ hòa giải, báo cáo UBND xã ngày 20/3\n"
        "- Các thôn đăng ký mô hình chậm nhất 28/02\n\nII. NHIỆM VỤ\n1. Văn phòng UBND xã họp trong tháng 3.\n"
    )
    plan = read_words(HEAD + text)
    asked = [u.text for u in plan.unresolved if "giống nhiệm vụ" in u.why]
    assert [
        "CC tư pháp rà soát các tổ hòa giải, báo cáo UBND xã ngày 20/3; Các thôn đăng ký mô hình chậm nhất 28/02"
    ] == asked


@pytest.mark.parametrize(
    ("field", "leads", "supports", "groups"),
    [
        ("Phân công: Đoàn xã dựng sân khấu, Công an xã giữ xe", "Đoàn xã, Công an xã", "", ("dựng sân khấu", "giữ xe")),
        (
            "Phân công: Đoàn xã dựng sân khấu; Hội Phụ nữ nấu ăn; Công an xã giữ xe",
            "Đoàn xã, Hội Phụ nữ, Công an xã", "", ("dựng sân khấu", "nấu ăn", "giữ xe"),
        ),
        (
            "Thực hiện: Đoàn xã (dựng sân khấu), Hội Phụ nữ (nấu ăn)",
            "Đoàn xã, Hội Phụ nữ", "", ("dựng sân khấu", "nấu ăn"),
        ),
        ("Thực hiện: Văn phòng UBND xã tham mưu, Đoàn xã", "Văn phòng UBND xã, Đoàn xã", "", ("tham mưu",)),
    ],
)  # fmt: skip
def test_who_does_which_part_in_a_field_is_read_and_asked_about(
    read_words: Read, field: str, leads: str, supports: str, groups: tuple[str, ...]
) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Tổ chức hội trại ngày 26/3.\n- {field}.\n")
    assert [("I-1", leads, supports, "2026-03-26")] == _work(plan)
    assert groups == plan.tasks[0].groups
    assert [f"“{leads}” mỗi nơi làm một phần: nơi nào chủ trì?"] == [u.why for u in plan.unresolved if u.task]


def test_what_those_who_help_do_is_no_part_of_their_names(read_words: Read) -> None:
    field = "Phối hợp: Công an xã bảo đảm trật tự, Trạm Y tế trực cấp cứu"
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Đoàn xã tổ chức hội trại ngày 26/3.\n- {field}.\n")
    assert [("I-1", "Đoàn xã", "Công an xã, Trạm Y tế", "2026-03-26")] == _work(plan)


def test_an_abbreviated_office_keeps_the_last_words_of_its_name(read_words: Read) -> None:
    field = "Phối hợp: P. Kế hoạch tổng hợp, P. Điều dưỡng"
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Đoàn xã tổ chức hội trại ngày 26/3.\n- {field}.\n")
    assert [("I-1", "Đoàn xã", "P. Kế hoạch tổng hợp, P. Điều dưỡng", "2026-03-26")] == _work(plan)


def test_shapes_of_bullets_are_levels(read_words: Read) -> None:
    text = (
        "★ NỘI DUNG\n\n➤ Tuyên truyền\n"
        "• Sinh hoạt chi hội mỗi tháng một lần, lồng ghép chuyên đề.\n"
        '    ○ Tháng 3: "Người giữ lửa"\n    ○ Tháng 9: "Không gian mạng"\n'
        "• Đoàn xã mở trang mạng, xong trước 15/4.\n\n"
        "➤ Gia đình\n• Hội Phụ nữ tặng quà, xong trước 10/02.\n• Công an xã nói chuyện chuyên đề trong quý III.\n"
    )
    plan = read_words(HEAD + text)
    assert [("Đoàn xã", "2026-04-14"), ("Hội Phụ nữ", "2026-02-09"), ("Công an xã", "2026-09-30")] == [
        (leads, day) for _, leads, _, day in _work(plan)[1:]
    ]


def test_a_rhythm_of_work_whose_details_have_a_day_is_asked_about(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n• Văn phòng UBND xã giao ban mỗi tháng một lần, lồng ghép chuyên đề.\n"
        '    ○ Tháng 3: "Người giữ lửa"\n    ○ Tháng 9: "Không gian mạng"\n• Đoàn xã mở trang mạng, xong 15/4.\n'
    )
    plan = read_words(HEAD + text)
    asked = [u.text.partition(" | ")[0] for u in plan.unresolved if u.task == "I-1" and u.field == "due_on"]
    assert ["mỗi tháng một lần", "Tháng 9"] == asked


def test_shapes_that_come_once_each_are_one_list(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n➢ Công an xã tháo gỡ bẫy thú trong quý I.\n❖ Đoàn xã đón học sinh trong quý II.\n"
        "● Hội Phụ nữ thả rùa về biển, ngày 22/5/2026.\n"
    )
    plan = read_words(HEAD + text)
    assert [("Công an xã", "2026-03-31"), ("Đoàn xã", "2026-06-30"), ("Hội Phụ nữ", "2026-05-22")] == [
        (leads, day) for _, leads, _, day in _work(plan)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A sentence of nothing but names at the end leads.
        (
            "Ký cam kết không phá rừng với các hộ. Hạt Kiểm lâm rừng đặc dụng Na Hang và Hạt Kiểm lâm khu vực Chiêm Hóa.",
            [("Hạt Kiểm lâm rừng đặc dụng Na Hang, Hạt Kiểm lâm khu vực Chiêm Hóa", "", "None")],
        ),
        (
            "Truy quét điểm nóng (Đội Kiểm lâm cơ động và PCCCR số 2; phối hợp: Công an xã Minh Quang).",
            [("Đội Kiểm lâm cơ động và PCCCR số 2", "Công an xã Minh Quang", "None")],
        ),
        (
            "Kế toán Văn phòng HĐND và UBND xã bố trí kinh phí trong tháng 3.",
            [("Kế toán Văn phòng HĐND và UBND xã", "", "2026-03-31")],
        ),
        (
            "Chi bộ Trường Tiểu học Nghĩa Tá bầu bổ sung 01 chi ủy viên, chậm nhất ngày 10/02/2026.",
            [("Chi bộ Trường Tiểu học Nghĩa Tá", "", "2026-02-10")],
        ),
        (
            "Kiểm tra 04 hồ chứa trước 15/5. Đơn vị làm: Phòng Kinh tế xã; phối hợp cùng đi kiểm tra: Xí nghiệp Thủy nông Ia Grai.",
            [("Phòng Kinh tế xã", "Xí nghiệp Thủy nông Ia Grai", "2026-05-14")],
        ),
        (
            "Giúp dân thu hoạch lúa.\n- Thời gian: 25/5 - 10/6.\n- Lực lượng: Ban CHPT khu vực 2 - Hải Hậu, Ban CHPT khu vực 3 - Lý Nhân.",
            [("Ban CHPT khu vực 2 - Hải Hậu, Ban CHPT khu vực 3 - Lý Nhân", "", "2026-06-10")],
        ),
        (
            "Tập huấn cán bộ trong tháng 3.\n- Phụ trách: Phòng Chính trị; bảo đảm: Trường Quân sự tỉnh, Phòng Hậu cần - Kỹ thuật",
            [("Phòng Chính trị", "Trường Quân sự tỉnh, Phòng Hậu cần - Kỹ thuật", "2026-03-31")],
        ),
        (
            "Giao Sở Nội vụ sơ kết chương trình trước ngày 30/9/2026. Chỉ đạo Sở Tài chính bố trí kinh phí trước 31/10/2026.",
            [("Sở Nội vụ", "", "2026-09-29"), ("", "", "2026-10-30")],
        ),
    ],
)  # fmt: skip
def test_a_sentence_says_who_and_when(read_words: Read, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert expected == [row[1:] for row in _work(read_words(f"{HEAD}I. NHIỆM VỤ\n1. {sentence}\n"))]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Đoàn xã nhân rộng mô hình tại 10 xã. Hoàn thành trong vụ Hè Thu.", "trong vụ Hè Thu"),
        ("Công an xã xây tặng 05 nhà; khởi công trong tháng 4, bàn giao nhân kỷ niệm 27/7.", "27/7"),
        ("Công an xã tuần tra đêm Giao thừa.", "đêm Giao thừa"),
        (
            "Đoàn xã trình báo cáo (lần 1 ngày 25/11, lần 2 ngày 08/12/2026). Phối hợp với Hội Phụ nữ thẩm định hồ sơ trong tháng 11.",
            "trong tháng 11",
        ),
    ],
)
def test_another_time_of_the_work_is_asked_about(read_words: Read, sentence: str, words: str) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. {sentence}\n")
    asked = " ".join(f"{u.text} {u.why}" for u in plan.unresolved if u.field == "due_on")
    assert words in asked


def test_weekdays_below_a_heading_of_a_period_are_asked_about(read_words: Read) -> None:
    text = "I. TRONG QUÝ II\n1. Đoàn xã phát thanh vào 17 giờ các ngày thứ Ba, thứ Sáu: chuyên mục pháp luật.\n"
    plan = read_words(HEAD + text)
    assert [("I-1", "due_on")] == [(u.task, u.field) for u in plan.unresolved if u.task]


def test_goals_below_a_piece_of_work_give_it_no_day(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Công an xã xây dựng các tổ tự quản trên biển.\n\n"
        "Chỉ tiêu đến 31/12/2026: toàn xã có 125 mô hình được công nhận.\n"
    )
    plan = read_words(HEAD + text)
    assert ([("I-1", "Công an xã", "", "None")], [125]) == (_work(plan), [t.goal for t in plan.targets])


def test_rounds_counted_with_thu_are_times_of_their_own(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\n1. Công an xã tập huấn; lớp thứ nhất tháng 6, lớp thứ hai tháng 8.\n"
    assert [("I-1a", "2026-06-30"), ("I-1b", "2026-08-31")] == [
        (code, day) for code, _, _, day in _work(read_words(HEAD + text))
    ]


def test_fields_below_the_last_letter_are_those_of_the_work_that_the_letters_tell_of(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Tết sum vầy\na) Lập danh sách theo mẫu.\nb) Mức quà: 1.000.000 đồng/suất.\n"
        "Đơn vị phụ trách: Ban Chính sách\nHạn hoàn thành: 10/02/2026\n"
        "2. Ký thỏa thuận\nĐơn vị phụ trách: Văn phòng\nHạn hoàn thành: tháng 4\n"
    )
    assert [("I-1", "Ban Chính sách", "", "2026-02-10"), ("I-2", "Văn phòng", "", "2026-04-30")] == _work(
        read_words(HEAD + text)
    )


def test_who_is_said_to_lead_all_the_work_elsewhere_is_offered(read_words: Read) -> None:
    text = (
        "I. NỘI DUNG\n1. Kiểm tra cơ sở sản xuất trong tháng 3.\nII. PHÂN CÔNG\n"
        "Phòng Y tế chủ trì các đợt kiểm tra; Phòng Kinh tế phối hợp.\n"
    )
    plan = read_words(HEAD + text)
    names = {unit.code: unit.name for unit in plan.units}
    assert [("leads", ["Phòng Y tế"]), ("supports", ["Phòng Kinh tế"])] == [
        (u.field, [names[c] for c in u.choices]) for u in plan.unresolved if u.task == "I-1"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A list that begins without a sign, below a heading without one.
        (
            "1. Phòng Kinh tế rà soát hộ nghèo\nIV TỔ CHỨC THỰC HIỆN\n1 Trạm Y tế khám bệnh\n2 Công an xã tuần tra trước 30/4\n",
            [("Phòng Kinh tế", "", "None"), ("Trạm Y tế", "", "None"), ("Công an xã", "", "2026-04-29")],
        ),
        # What a paste makes of Word's bullets.
        (
            "1. Phòng Kinh tế rà soát.\nØ Trạm Y tế khám trước 30/4\nØ Công an xã tuần tra\n",
            [("Phòng Kinh tế", "", "None"), ("Trạm Y tế", "", "2026-04-29"), ("Công an xã", "", "None")],
        ),
        # A number that comes again below is counted and begins nothing.
        (
            "1. Công an xã họp.\n2. Phòng Kinh tế tuyên truyền mỗi tuần ít nhất\n3 Buổi trên đài\n3 Đoàn xã tuần tra trước 30/4\n",
            [("Công an xã", "", "None"), ("Phòng Kinh tế", "", "None"), ("Đoàn xã", "", "2026-04-29")],
        ),
        ("Đ/c Phó Trưởng ban chỉ đạo chung.\n- Công an xã tuần tra trong quý I.\n", [("Công an xã", "", "2026-03-31")]),
        ("1. Phòng Kinh tế PH Công an xã rà soát hộ nghèo.\n", [("Phòng Kinh tế", "Công an xã", "None")]),
        ("1. Phòng Kinh tế (p.h Trạm Y tế) rà soát.\n", [("Phòng Kinh tế", "Trạm Y tế", "None")]),
        ("1. Phòng Kinh tế b/c UBND tỉnh 6 tháng trước 10/6.\n", [("Phòng Kinh tế", "", "2026-06-09")]),
        ("*Công an xã họp dân, quý 1\n*Đoàn xã quét dọn trong tháng 5\n", [("Công an xã", "", "2026-03-31"), ("Đoàn xã", "", "2026-05-31")]),
    ],
)  # fmt: skip
def test_what_is_typed_in_a_hurry_is_read(read_words: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [row[1:] for row in _work(read_words(f"{HEAD}I. NHIỆM VỤ\n{text}"))]
    assert expected == [row for row in found if row[0]]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Công an xã tuần tra hằng đêm; cao điểm từ 20/12 đến 30/12/2026.", "due_on"),
        ("Công an xã tuần tra tối thứ Sáu. Báo cáo kết quả trước ngày 25/12/2026.", "due_on"),
        ("Phòng Kinh tế báo cáo hằng tháng vào ngày 20, riêng tháng 6 trước ngày 15.", "due_on"),
        ("Tổ chức lễ hội. Thực hiện: Phòng Kinh tế (trước 10/3), Trạm Y tế (trước 20/3)", "due_on"),
        ("Công an xã kiểm tra các khu phố: 6 tháng và cuối năm", "due_on"),
        ("Đoàn xã dạy người lớn tuổi dùng dịch vụ công, hè 2027", "due_on"),
        ("Đoàn xã lắp gờ giảm tốc, q3", "due_on"),
        ("Giao Phòng Kinh tế rà soát hộ nghèo. Chỉ đạo Trạm Y tế khám sức khỏe.", "supports"),
        ("Công an xã chủ trì, phối hợp C.K xã tổ chức lễ ngày 04/3/2026.", "supports"),
    ],
)
def test_what_may_be_more_is_asked_about(read_words: Read, sentence: str, asked: str) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. {sentence}\n")
    assert [asked] == sorted({u.field or "" for u in plan.unresolved if u.task} - {"leads"})


def test_the_last_day_above_a_signature_is_that_of_the_work(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\n1. Khám bệnh\nChủ trì: Trạm Y tế\nThời gian:\n30/5/2026\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\n"
    assert [("I-1", "Trạm Y tế", "", "2026-05-30")] == _work(read_words(HEAD + text))


def test_what_reads_like_work_among_aims_is_asked_about(read_words: Read) -> None:
    text = "I. MỤC TIÊU\n- Công an xã lập hồ sơ người nghiện.\n\nII. NHIỆM VỤ\n1. Đoàn xã họp trong tháng 3.\n"
    plan = read_words(HEAD + text)
    assert ["- Công an xã lập hồ sơ người nghiện."] == [u.text for u in plan.unresolved if "giống nhiệm vụ" in u.why]


def test_a_month_between_issue_and_the_year_of_the_plan_is_no_past(read_words: Read) -> None:
    head = "UBND XÃ TÂN AN\nSố 7/KH-UBND\nTân An, ngày 08 tháng 9 năm 2026\nKẾ HOẠCH\nTuyển quân năm 2027\n\n"
    text = "I. NHIỆM VỤ\n1. Trạm Y tế xét nghiệm những người đủ sức khỏe, tháng 12/2026.\n"
    assert [("I-1", "Trạm Y tế", "", "2026-12-31")] == _work(read_words(head + text))


def test_a_word_that_the_plan_writes_in_full_stays_in_full_beside_a_short_one(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Phòng Kinh tế p/h với Công an xã rà soát hộ nghèo, xong trong quý 2.\n"
        "2. Đoàn xã phối hợp với Công an xã rà soát hộ nghèo trước 20/8.\n"
    )
    assert [
        "Phòng Kinh tế p/h với Công an xã rà soát hộ nghèo, xong trong quý 2.",
        "Đoàn xã phối hợp với Công an xã rà soát hộ nghèo trước 20/8.",
    ] == [task.content for task in read_words(HEAD + text).tasks]


def test_the_trail_quotes_the_words_behind_a_short_one(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Phòng Kinh tế p/h Công an xã rà soát hộ nghèo, xong trong quý 2, b/c UBND tỉnh trước 15/7.\n"
    )
    account = read_words(HEAD + text).accounts[-1]
    quotes = [account.text[use.start : use.end] for use in account.uses if use.said == "thời hạn"]
    assert (True, ["xong trong quý 2", "trước 15/7"]) == ("p/h Công an xã" in account.text, quotes)


def test_the_last_cell_of_a_table_above_a_signature_is_that_of_its_row(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n| STT | Nội dung | Chủ trì | Phối hợp | Thời hạn |\n|---|---|---|---|---|\n"
        "| 1 | Rà soát hộ nghèo | Phòng Kinh tế | Công an xã | 30/4/2026 |\n"
        "| 2 | Khám bệnh cho người già | Trạm Y tế | Công an xã | 30/5/2026 |\n\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\n"
    )
    assert [("Phòng Kinh tế", "Công an xã", "2026-04-30"), ("Trạm Y tế", "Công an xã", "2026-05-30")] == [
        row[1:] for row in _work(read_words(HEAD + text))
    ]


def test_a_letter_and_a_number_that_skips_one_need_no_sign_behind_a_full_stop(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Phòng Kinh tế rà soát hộ nghèo:\na) Công an xã lập danh sách trước 10/3.\n"
        "b Trạm Y tế khám bệnh trong tháng 4.\n2 Đoàn xã họp trong tháng 5.\n4 Hội Phụ nữ xã mở lớp trong tháng 6.\n"
    )
    assert [
        ("Công an xã", "", "2026-03-09"),
        ("Trạm Y tế", "", "2026-04-30"),
        ("Đoàn xã", "", "2026-05-31"),
        ("Hội Phụ nữ xã", "", "2026-06-30"),
    ] == [row[1:] for row in _work(read_words(HEAD + text))]


def test_how_many_come_is_no_part_of_a_name(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Tuần tra ban đêm trong tháng 5. Chủ trì: Văn phòng UBND xã. "
        "Phối hợp: Công an xã 05 đồng chí, Ban Chỉ huy Quân sự xã 03 người.\n"
    )
    assert [("I-1", "Văn phòng UBND xã", "Công an xã, Ban Chỉ huy Quân sự xã", "2026-05-31")] == _work(
        read_words(HEAD + text)
    )


def test_a_short_word_for_the_lead_is_read_and_kept_as_written(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\n1. Kiểm tra chợ (c/trì: Phòng Kinh tế, p/h: Trạm Y tế), tháng 6.\n"
    plan = read_words(HEAD + text)
    assert [("I-1", "Phòng Kinh tế", "Trạm Y tế", "2026-06-30")] == _work(plan)
    assert ["Kiểm tra chợ (c/trì: Phòng Kinh tế, p/h: Trạm Y tế), tháng 6."] == [t.content for t in plan.tasks]


def test_a_season_of_the_fields_is_asked_about_as_a_day(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NHIỆM VỤ\n1. Phòng Kinh tế tiêm phòng đàn bò vụ Hè Thu.\n")
    assert ["vụ Hè Thu | 1. Phòng Kinh tế tiêm phòng đàn bò vụ Hè Thu."] == [
        u.text for u in plan.unresolved if u.field == "due_on"
    ]


def test_who_is_told_to_do_it_through_another_is_asked_about(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\n1. Văn phòng tham mưu UBND xã chỉ đạo Trạm Y tế phun hóa chất trước 10/4.\n"
    assert ["“Trạm Y tế” chưa rõ làm gì trong việc này: chủ trì, phối hợp hay chỉ được nhắc đến"] == [
        u.why for u in read_words(HEAD + text).unresolved if u.task
    ]


def test_a_column_that_replaces_the_one_beside_it_says_who_does_the_work_now(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n| STT | Nội dung | Chủ trì | Thay bằng | Phối hợp cũ | Phối hợp mới | Thời hạn |\n"
        "|---|---|---|---|---|---|---|\n"
        "| 1 | Rà soát hộ nghèo | Phòng Kinh tế | Văn phòng UBND xã | Công an xã | Trạm Y tế | 30/4/2026 |\n"
        "| 2 | Khám bệnh cho người già | Trạm Y tế |  | Công an xã |  | 30/5/2026 |\n"
    )
    plan = read_words(HEAD + text)
    assert [("Văn phòng UBND xã", "Trạm Y tế", "2026-04-30"), ("Trạm Y tế", "Công an xã", "2026-05-30")] == [
        row[1:] for row in _work(plan)
    ]


def test_an_arrow_between_two_names_is_asked_about(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n| STT | Nội dung | Chủ trì | Thời hạn |\n|---|---|---|---|\n"
        "| 1 | Rà soát hộ nghèo | Phòng Kinh tế → Văn phòng UBND xã | 30/4/2026 |\n"
    )
    assert ["ô này nêu đơn vị cũ và đơn vị mới"] == [u.why for u in read_words(HEAD + text).unresolved if u.task]
