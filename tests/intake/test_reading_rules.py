"""One promise per test about how a body is cut into headings, tasks and targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.model import Unit

Read = Callable[..., PlanDraft]
HEAD = "Số: 1/KH-X\nTân An, ngày 01 tháng 02 năm 2024\nKẾ HOẠCH\nCông tác dân vận năm 2024\n\n"


def tasks(plan: PlanDraft) -> list[tuple[str, str]]:
    return [(t.code, t.content) for t in plan.tasks]


def test_a_numbered_item_with_bullets_is_a_heading_and_without_a_task(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n1. Tuyên truyền\n- Việc một.\n2. Việc hai.")
    assert [("I.1-1", "Việc một."), ("I-1", "Việc hai.")] == tasks(plan)


def test_paragraphs_of_a_work_section_are_tasks(read_words: Read) -> None:
    plan = read_words(HEAD + "I. TỔ CHỨC THỰC HIỆN\nVăn phòng theo dõi.\n\nThanh tra kiểm tra.")
    assert [("I-1", "Văn phòng theo dõi."), ("I-2", "Thanh tra kiểm tra.")] == tasks(plan)


def test_a_paragraph_that_leads_to_a_list_is_no_task(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\nTập trung các việc sau:\n- Việc một.")
    assert [("I-1", "Việc một.")] == tasks(plan)


def test_work_on_the_headings_own_line_is_a_task(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Việc.\n\nII. TỔ CHỨC THỰC HIỆN: Văn phòng theo dõi, đôn đốc.")
    assert ("II-1", "Văn phòng theo dõi, đôn đốc.") == tasks(plan)[-1]


def test_plus_items_below_a_bullet_that_ends_in_a_colon_are_tasks(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Văn phòng:\n+ Theo dõi.\n+ Báo cáo trước ngày 05/6.")
    assert [("I-1", "Theo dõi.", ("VP",)), ("I-2", "Báo cáo trước ngày 05/6.", ("VP",))] == [
        (t.code, t.content, t.leads) for t in plan.tasks
    ]


def test_plus_items_below_a_whole_sentence_belong_to_it(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Tổ chức hội nghị.\n+ Hoàn thành trước ngày 05/6.")
    assert [("Tổ chức hội nghị. Hoàn thành trước ngày 05/6.", date(2024, 6, 4))] == [
        (t.content, t.due_on) for t in plan.tasks
    ]


def test_named_fields_below_an_item_are_its_roles_and_deadline(read_words: Read) -> None:
    text = (
        "I. NỘI DUNG\n1. Tổ chức hội nghị\n- Đơn vị chủ trì: Văn phòng.\n- Phối hợp: Thanh tra.\n- Thời gian: Quý II."
    )
    plan = read_words(HEAD + text)
    assert [("I-1", ("VP",), ("TT",), "Quý II", date(2024, 6, 30))] == [
        (t.code, t.leads, t.supports, t.due_text, t.due_on) for t in plan.tasks
    ]


def test_a_heading_that_names_a_unit_leads_the_work_below_it(read_words: Read) -> None:
    plan = read_words(HEAD + "I. TỔ CHỨC THỰC HIỆN\n1. Giao Phòng Nội vụ:\n- Chủ trì, phối hợp với Thanh tra kiểm tra.")
    assert [(("PNV",), ("TT",))] == [(t.leads, t.supports) for t in plan.tasks]


def test_a_line_broken_in_a_span_of_years_is_no_bullet(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Thực hiện chương trình giai đoạn 2021\n- 2025 của tỉnh.\n- Việc hai.")
    assert ["Thực hiện chương trình giai đoạn 2021 - 2025 của tỉnh.", "Việc hai."] == [t.content for t in plan.tasks]


def test_a_sentence_broken_by_the_page_width_is_one_task(read_words: Read) -> None:
    text = (
        "I. NỘI DUNG\n- Tiếp tục tuyên truyền các chủ trương của Đảng, chính sách của\nNhà nước tới toàn thể công chức."
    )
    assert 1 == len(read_words(HEAD + text).tasks)


def test_page_numbers_and_frames_are_no_text(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Việc một.\n\n2\n\n| - Việc hai. |\n|---|\n3/5\n- Việc ba.")
    assert ["Việc một.", "Việc hai.", "Việc ba."] == [t.content for t in plan.tasks]


def test_a_closing_formula_is_no_task(read_words: Read) -> None:
    plan = read_words(HEAD + "I. TỔ CHỨC THỰC HIỆN\n- Việc.\n\nTrên đây là Kế hoạch năm 2024./.\n\nPhụ lục không đọc")
    assert ["Việc."] == [t.content for t in plan.tasks]


def test_a_sentence_on_the_past_is_no_task(read_words: Read) -> None:
    plan = read_words(
        HEAD
        + "I. NỘI DUNG\n- Thời gian qua công tác dân vận đã đạt 93% hài lòng.\n- Trong năm qua đã họp. Tiếp tục họp."
    )
    assert ["Trong năm qua đã họp. Tiếp tục họp."] == [t.content for t in plan.tasks]


def test_the_same_number_twice_still_gives_different_codes(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Một.\n\nI. GIẢI PHÁP\n- Hai.")
    assert [("I-1", "Một."), ("I_2-1", "Hai.")] == tasks(plan)


def test_two_spellings_of_one_unit_are_one_unit(read_words: Read) -> None:
    text = (
        "I. TỔ CHỨC THỰC HIỆN\n- Ban Xây dựng đảng theo dõi.\n- Ban Xây dựng Đảng báo cáo."
        "\n- Phòng Hoà giải họp.\n- Phòng Hòa giải gặp dân."
    )
    assert ["BXDĐ", "PHG"] == [u.code for u in read_words(HEAD + text).units]


def test_an_abbreviation_introduced_in_the_text_is_the_full_name(read_words: Read) -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n- Phòng Công nghệ thông tin (CNTT) theo dõi.\n- Phòng CNTT báo cáo."
    assert [("PCNTT",), ("PCNTT",)] == [t.leads for t in read_words(HEAD + text).tasks]


def test_codes_of_new_units_never_meet_those_of_the_catalogue(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Phòng Nội chính theo dõi.", units=[Unit("PNC", "Phòng Ngân khố, Chi trả")])
    assert [("PNC2", True)] == [(u.code, u.new) for u in plan.units]


def test_a_near_miss_is_asked_about_and_not_taken(read_words: Read) -> None:
    plan = read_words(
        HEAD + "I. NỘI DUNG\n- Chi cục Tiêu chuẩn Đo lườn theo dõi.", units=[Unit("CC", "Chi cục Tiêu chuẩn Đo lường")]
    )
    why = "“Chi cục Tiêu chuẩn Đo lườn” không có trong danh mục; có phải “Chi cục Tiêu chuẩn Đo lường”?"
    assert why in [u.why for u in plan.unresolved]


def test_a_name_of_two_units_is_nobodys_until_a_person_says(read_words: Read) -> None:
    units = [Unit("A", "Phòng Một", aliases=("Phòng KH",)), Unit("B", "Phòng Hai", aliases=("Phòng KH",))]
    plan = read_words(HEAD + "I. NỘI DUNG\n- Phòng KH theo dõi.", units=units)
    assert [()] == [t.leads for t in plan.tasks]
    assert "“Phòng KH” có thể là nhiều đơn vị trong danh mục" in [u.why for u in plan.unresolved]


def test_the_work_of_a_second_unit_in_one_item_is_a_task_of_its_own(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Họp.\n- Văn phòng theo dõi. Thanh tra kiểm tra trước 30/6.")
    found = [(t.code, t.content, t.leads, t.due_on) for t in plan.tasks[1:]]
    assert [
        ("I-2a", "Văn phòng theo dõi.", ("VP",), None),
        ("I-2b", "Thanh tra kiểm tra trước 30/6.", ("TT",), date(2024, 6, 29)),
    ] == found
    assert plan.tasks[1].source == plan.tasks[2].source


def test_two_deadlines_in_one_item_are_two_tasks(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Văn phòng báo cáo trước ngày 15/6, trước ngày 15/12.")
    assert [("I-1a", date(2024, 6, 14)), ("I-1b", date(2024, 12, 14))] == [(t.code, t.due_on) for t in plan.tasks]


def test_a_heading_that_is_a_period_dates_the_work_below_it(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n1. Quý II\n- Họp.\n- Báo cáo trước ngày 05/6.")
    assert [date(2024, 6, 30), date(2024, 6, 4)] == [t.due_on for t in plan.tasks]


def test_a_doubt_says_which_field_of_which_task_and_what_could_be_taken(read_words: Read) -> None:
    text = HEAD + "I. NỘI DUNG\n- Họp khối định kỳ hằng quý, 6 tháng cùng Phòng Nội vụ."
    plan = read_words(text, units=[Unit("PNV", "Phòng Nội vụ")])
    found = {(u.task, u.field): u.choices for u in plan.unresolved if u.task}
    assert {("I-1", "leads"): ("PNV",), ("I-1", "due_on"): ("31/03/2024",), ("I-1", "supports"): ()} == found


def test_before_can_count_the_day_itself(read_words: Read) -> None:
    text = HEAD + "I. NỘI DUNG\n- Báo cáo trước ngày 25/10/2024."
    found = [read_words(text, inclusive=inclusive).tasks[0].due_on for inclusive in (False, True)]
    assert [date(2024, 10, 24), date(2024, 10, 25)] == found


def test_the_year_asked_for_wins_over_the_plans(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Báo cáo chậm nhất ngày 25/10.", year=2025)
    assert (2025, date(2025, 10, 25)) == (plan.header.year, plan.tasks[0].due_on)


def test_a_date_before_the_plans_own_is_pointed_out(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Báo cáo chậm nhất ngày 25/10/2023.")
    assert "thời hạn sớm hơn ngày ban hành kế hoạch, cần kiểm tra lại năm" in [u.why for u in plan.unresolved]


@pytest.mark.parametrize(
    "text",
    [
        "Giấy tờ gì đó không có mục nào.",
        HEAD,
        HEAD + "I. MỤC ĐÍCH\nNâng cao nhận thức.",
        "BÁO CÁO\nKết quả\nI. NỘI DUNG\n- Việc.",
    ],
    ids=["prose", "head only", "purpose only", "a report"],
)
def test_what_is_no_plan_is_refused(read_words: Read, text: str) -> None:
    with pytest.raises(FileRefusedError):
        read_words(text)


def test_an_unread_table_is_listed(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n- Việc.\n| Ấp | Số hộ | Ghi |\n| Một | 20 | x |")
    assert [("Mục I, bảng 1", "Ấp | Số hộ | Ghi: Một")] == [
        (u.source, u.text) for u in plan.unresolved if "bảng" in u.why
    ]


def test_who_only_receives_or_supports_is_not_offered_as_a_lead(read_words: Read) -> None:
    plan = read_words(
        HEAD
        + "I. NỘI DUNG\n- Thanh tra Sở theo dõi.\n- Ban Dân vận họp.\n- Phòng Nội vụ họp."
        + "\n- Gửi báo cáo về Thanh tra Sở (qua Ban Dân vận) trước ngày 25/10, phối hợp với Phòng Nội vụ."
        + "\n- Kiểm tra tại Phòng Nội vụ."
    )
    choices = {u.task: u.choices for u in plan.unresolved if u.field == "leads"}
    assert () == choices["I-4"]
    assert ["Phòng Nội vụ"] == [u.name for u in plan.units if u.code in choices["I-5"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("UBMTTQ xã", "UBMTTQ Việt Nam xã"),
        ("UBMTTQ xã", "Ủy ban MTTQ Việt Nam xã"),
        ("UBMTTQVN xã", "Ủy ban Mặt trận Tổ quốc xã"),
        ("Hội LHPN xã", "Hội Liên hiệp Phụ nữ Việt Nam xã"),
    ],
)
def test_the_country_in_a_name_makes_no_second_unit(read_words: Read, first: str, second: str) -> None:
    plan = read_words(HEAD + f"I. NỘI DUNG\n- {first} giám sát.\n- {second} tuyên truyền.")
    assert plan.tasks[0].leads == plan.tasks[1].leads != ()


FRONT = HEAD + "I. NỘI DUNG\n- UBMTTQ xã giám sát.\n- MTTQ Việt Nam xã tuyên truyền."


def test_the_front_and_its_committee_are_asked_about_where_the_catalogue_has_one(read_words: Read) -> None:
    plan = read_words(FRONT, units=(Unit("UBMTTQ", "UBMTTQ xã"),))
    assert [("leads", ("UBMTTQ xã", "MTTQ Việt Nam xã"))] == [
        (u.field, u.choices) for u in plan.unresolved if u.task == "I-2"
    ]


def test_the_front_and_its_committee_are_one_where_only_the_plan_names_them(read_words: Read) -> None:
    plan = read_words(FRONT)
    assert [] == [u.why for u in plan.unresolved if u.task == "I-2"]
    assert plan.tasks[0].leads == plan.tasks[1].leads


@pytest.mark.parametrize(
    ("printed", "stated", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nHUYỆN CHÂU THÀNH", "UBND huyện", "UBND huyện Châu Thành"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ TÂN AN", "Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố Tân An"),
        ("UBND TỈNH X\nSỞ TƯ PHÁP", "Sở Tư pháp", "Sở Tư pháp"),
        ("UBND TỈNH X\nSỞ TƯ PHÁP", "Sở", "Sở Tư pháp"),
        (
            "HỘI NÔNG DÂN HUYỆN X\nTỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
            "Ban Thường vụ Hội Nông dân",
            "Hội Nông dân huyện X",
        ),
        ("ĐẢNG ỦY XÃ TÂN LẬP", "Đảng ủy xã", "Đảng ủy xã Tân Lập"),
    ],
)
def test_the_issuer_has_the_place_that_is_printed(read_words: Read, printed: str, stated: str, issuer: str) -> None:
    intro = f"Căn cứ Kế hoạch số 2/KH-UBND của tỉnh, {stated} xây dựng Kế hoạch như sau:\n"
    assert issuer == read_words(f"{printed}\n{HEAD}{intro}\nI. NỘI DUNG\n- Việc.").header.issuer


@pytest.mark.parametrize("numbers", ["a) b) c)", "1.1. 1.2. 1.3.", "(1) (2) (3)", "- - -", "a. b. c."])
def test_fields_of_a_work_are_its_own_whatever_numbers_them(read_words: Callable[..., PlanDraft], numbers: str) -> None:
    first, second, third = numbers.split()
    plan = read_words(
        f"""KẾ HOẠCH
Cải cách hành chính năm 2023
I. NHIỆM VỤ
1. Rà soát thủ tục hành chính
{first} Nội dung: Rà soát, đơn giản hóa thủ tục hành chính.
{second} Đơn vị chủ trì: Văn phòng Sở; phối hợp: Thanh tra.
{third} Thời gian thực hiện: trước ngày 30/9/2023.
2. Khảo sát sự hài lòng
{first} Chủ trì: Thanh tra.
{second} Thời hạn: 31/10/2023.
"""
    )

    assert [("I-1", date(2023, 9, 29), 1, 1), ("I-2", date(2023, 10, 31), 1, 0)] == [
        (task.code, task.due_on, len(task.leads), len(task.supports)) for task in plan.tasks
    ]


def test_a_list_of_who_and_when_below_any_heading_is_work_and_its_caption_is_none(read_words: Read) -> None:
    rows = (
        "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n| 1 | Họp dân | Văn phòng | 30/6 |\n| 2 | Gặp dân | Thanh tra | 30/7 |"
    )
    plan = read_words(HEAD + f"I. NỘI DUNG\n- Việc một.\n\nII. KINH PHÍ\nBảng 1. Nhiệm vụ có thời hạn\n{rows}")
    assert [("Việc một.", None), ("Họp dân", date(2024, 6, 30)), ("Gặp dân", date(2024, 7, 30))] == [
        (t.content, t.due_on) for t in plan.tasks
    ]


def test_a_table_of_money_alone_is_no_work(read_words: Read) -> None:
    rows = "| TT | Nội dung chi | Số tiền |\n| 1 | In tài liệu | 5.000.000 |\n| 2 | Nước uống | 2.000.000 |"
    plan = read_words(HEAD + f"I. NỘI DUNG\n- Việc một.\n\nII. KINH PHÍ\n{rows}")
    assert ["Việc một."] == [t.content for t in plan.tasks]


def test_a_body_in_capitals_below_a_whole_title_is_a_heading_of_its_own(read_words: Read) -> None:
    text = "I. NHIỆM VỤ CỦA CÁC ĐƠN VỊ\nPHÒNG NỘI VỤ\n- Gặp dân.\nTHANH TRA\n- Họp dân."
    assert [("Gặp dân.", ("PNV",)), ("Họp dân.", ("TT",))] == [
        (t.content, t.leads) for t in read_words(HEAD + text).tasks
    ]


def test_a_sentence_behind_a_field_is_no_part_of_its_name(read_words: Read) -> None:
    text = "I. NỘI DUNG\n1. Tham quan - Phụ trách: Ban Nữ công. Việc thực hiện phải bảo đảm đúng quy định."
    assert ["Ban Nữ công"] == [u.name for u in read_words(HEAD + text).units]


def test_a_time_behind_a_name_is_no_part_of_it(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NỘI DUNG\n1. Phân loại nợ (Chủ trì: Phòng Quản lý thu; trước ngày 05 hằng tháng).")
    assert [("Phòng Quản lý thu",), (date(2024, 2, 4),)] == [
        tuple(u.name for u in plan.units),
        tuple(t.due_on for t in plan.tasks),
    ]


def _unit_names(plan: PlanDraft, codes: Sequence[str]) -> list[str]:
    names = {unit.code: unit.name for unit in plan.units}
    return [names[code] for code in codes]


@pytest.mark.parametrize(
    ("brackets", "day"),
    [
        ("(Văn phòng, ngày 26/4/2024)", "2024-04-26"),
        ("(Văn phòng, tháng 5)", "2024-05-31"),
        ("(Văn phòng, nửa đầu tháng 5)", "2024-05-15"),
        ("(Văn phòng, thường xuyên)", None),
        ("(Kế hoạch tỉnh, ngày 26/4/2024)", None),
    ],
)
def test_a_day_beside_a_name_in_the_last_brackets_is_the_deadline(
    read_words: Read, brackets: str, day: str | None
) -> None:
    task = read_words(f"{HEAD}I. NHIỆM VỤ\n- Khám sức khỏe cho lao động nữ {brackets}.").tasks[0]
    expected = (date.fromisoformat(day) if day else None, brackets.startswith("(Văn phòng"))
    assert expected == (task.due_on, bool(task.leads))


def test_words_of_time_that_stuck_to_a_name_are_asked_about(read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n- Họp dân.\n- Đơn vị chủ trì: Ban Dân vận, cả mùa hè.")
    assert any(doubt.field == "leads" for doubt in plan.unresolved)


def test_villages_that_help_are_kept_one_by_one(read_words: Read) -> None:
    text = "1. Kêu gọi tàu cá.\nThực hiện: Đồn Biên phòng chủ trì, thôn Đông và thôn Tây phối hợp."
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    named = {unit.code: unit.name for unit in plan.units}
    assert ["Thôn Đông", "Thôn Tây"] == [named[code] for code in plan.tasks[0].supports]


def test_who_assists_a_person_in_the_last_brackets_supports(read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n- Tổng kết năm (Phó Hiệu trưởng phụ trách, Tổ Văn phòng giúp việc).")
    assert ["Tổ Văn phòng"] == _unit_names(plan, plan.tasks[0].supports)


@pytest.mark.parametrize(
    "heading", ["NHẬN ĐỊNH TÌNH HÌNH", "ĐÁNH GIÁ CHUNG", "DỰ BÁO TÌNH HÌNH"], ids=["outlook", "judgement", "forecast"]
)
def test_what_is_to_be_expected_and_what_was_reached_is_no_work(read_words: Read, heading: str) -> None:
    text = f"I. {heading}\nĐến tháng 11 có thể có 11 cơn bão.\nII. NHIỆM VỤ\n- Văn phòng họp dân trước ngày 05/6."
    assert ["Văn phòng họp dân trước ngày 05/6."] == [task.content for task in read_words(HEAD + text).tasks]


@pytest.mark.parametrize(
    "line",
    [
        "III. KINH PHÍ\nQuỹ Phòng, chống thiên tai: 120 triệu đồng; ngân sách xã: 200 triệu đồng.",
        "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.",
    ],
    ids=["money", "closing"],
)
def test_sums_and_closing_words_that_name_a_body_are_no_work(read_words: Read, line: str) -> None:
    plan = read_words(f"{HEAD}II. NHIỆM VỤ\n1. Thanh tra kiểm tra trước ngày 05/6.\n\n{line}")
    assert ["Thanh tra kiểm tra trước ngày 05/6."] == [task.content for task in plan.tasks]


def test_a_title_without_a_number_above_bullets_is_neither_work_nor_a_part_of_it(read_words: Read) -> None:
    acts = ("Tổ chức lễ (Văn phòng, trước 10/4).", "Thăm hộ nghèo (Thanh tra, trước 15/4).")
    plan = read_words(f"{HEAD}II. NHIỆM VỤ\n\nLễ phát động\n• {acts[0]}\n\nHoạt động chăm lo\n• {acts[1]}")
    assert list(acts) == [task.content for task in plan.tasks]


def test_a_remark_below_a_field_in_a_line_is_no_part_of_its_name(read_words: Read) -> None:
    text = (
        "c. Giám sát nhà ăn - Hạn: 15/5/2024 - Phụ trách: Ủy ban Kiểm tra\nViệc thực hiện phải bảo đảm đúng quy định."
    )
    above = f"a. Họp dân.\nb. Đối thoại {'với người lao động ' * 6}."
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Dân chủ cơ sở\n{above}\n{text}")
    assert ["Ủy ban Kiểm tra"] == _unit_names(plan, plan.tasks[-1].leads)


def test_the_first_word_of_a_sentence_that_stuck_to_a_name_is_asked_about(read_words: Read) -> None:
    text = "- Giám sát nhà ăn - Phụ trách: Ủy ban Kiểm tra Việc thực hiện phải bảo đảm đúng quy định."
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    assert "chưa chắc “Ủy ban Kiểm tra Việc” là tên một đơn vị" in [doubt.why for doubt in plan.unresolved]


def test_articles_head_the_work_below_them_however_it_is_numbered(read_words: Read) -> None:
    text = "Điều 1. Nội dung\n1) Văn phòng họp dân.\nĐiều 2. Trách nhiệm\n1) Thanh tra kiểm tra trước ngày 05/6."
    plan = read_words(f"{HEAD}{text}")
    assert ["Văn phòng họp dân.", "Thanh tra kiểm tra trước ngày 05/6."] == [task.content for task in plan.tasks]
    assert ["Nội dung", "Trách nhiệm"] == [section.title for section in plan.sections]


def test_a_remark_behind_the_names_of_a_field_is_kept_and_is_no_part_of_them(read_words: Read) -> None:
    text = "1. Chặt tỉa cây xanh.\nThực hiện: Các trường học; nhà trường tự cân đối kinh phí."
    task = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}").tasks[0]
    assert ("Các trường học", "nhà trường tự cân đối kinh phí") == task.groups


@pytest.mark.parametrize(
    "words",
    ["trước ngày cuối cùng của tháng 5", "trước 30 05 2024", "trong năm 2024 và 2025", "tuần 12"],
)
def test_a_deadline_in_words_that_nobody_reads_yet_is_asked_about(read_words: Read, words: str) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Văn phòng rà soát hồ sơ, {words}.\n2. Thanh tra họp.")
    assert (None, ["due_on"]) == (plan.tasks[0].due_on, [d.field for d in plan.unresolved if d.task == "I-1"])


@pytest.mark.parametrize(
    ("text", "leads", "supports"),
    [
        ("VP (CT), P.NV (PH): rà soát hồ sơ.", ["VP"], ["P.NV"]),
        (
            "Hội Chữ thập đỏ là đầu mối, Ban Quản lý chợ và Trạm Khuyến nông cùng tham gia rà soát hồ sơ.",
            ["Hội Chữ thập đỏ"],
            ["Ban Quản lý chợ", "Trạm Khuyến nông"],
        ),
    ],
)
def test_marks_behind_short_names_and_those_who_take_part_have_their_part(
    read_words: Read, text: str, leads: list[str], supports: list[str]
) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. {text}\n2. Thanh tra họp.")
    task = plan.tasks[0]
    assert (leads, supports) == (_unit_names(plan, task.leads), _unit_names(plan, task.supports))


def test_phases_between_numbered_work_each_date_their_own(read_words: Read) -> None:
    text = (
        "Giai đoạn 1 - Chuẩn bị (từ ngày 05/02/2024 đến ngày 28/02/2024)\n1. Thanh tra kiểm kê dụng cụ.\n\n"
        "Giai đoạn 2 - Cao điểm (từ ngày 01/3/2024 đến ngày 31/5/2024)\n2. Văn phòng trực máy."
    )
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    assert [date(2024, 2, 28), date(2024, 5, 31)] == [task.due_on for task in plan.tasks]


def test_a_quarter_above_the_first_number_of_the_plan_dates_it(read_words: Read) -> None:
    text = f"{HEAD}Các nhiệm vụ như sau:\n\nQUÝ II\n1. Văn phòng họp dân.\n\nQUÝ III\n2. Thanh tra kiểm tra."
    assert [date(2024, 6, 30), date(2024, 9, 30)] == [task.due_on for task in read_words(text).tasks]


def test_weekly_work_within_a_stretch_is_asked_about(read_words: Read) -> None:
    text = "- Từ tháng 3 đến tháng 12, vào thứ Hai hằng tuần Văn phòng gửi số liệu."
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    assert any(doubt.field == "due_on" for doubt in plan.unresolved)


@pytest.mark.parametrize(
    ("issued", "is_asked"), [("18 tháng 8", True), ("20 tháng 11", False)], ids=["long", "shortly"]
)
def test_a_plan_of_next_year_that_begins_at_once_asks_which_year(read_words: Read, issued: str, is_asked: bool) -> None:
    head = f"Số: 1/KH-X\nTân An, ngày {issued} năm 2023\nKẾ HOẠCH\nTuyển quân năm 2024\n\n"
    plan = read_words(f"{head}I. NHIỆM VỤ\n- Văn phòng họp xét trước 30/12.")
    assert is_asked == any(doubt.field == "due_on" for doubt in plan.unresolved)


def test_who_only_helps_is_kept_though_nobody_is_said_to_lead(read_words: Read) -> None:
    texts = ("Uống vắc xin: tổ tiêm chủng, phối hợp Trạm Y tế xã.", "Lập hồ sơ cho học sinh; Trạm Y tế xã phối hợp.")
    found = [read_words(f"{HEAD}I. NHIỆM VỤ\n- {text}") for text in texts]
    assert [(1, ["Trạm Y tế xã"])] * 2 == [
        (len(plan.tasks), _unit_names(plan, plan.tasks[0].supports)) for plan in found
    ]


def test_a_day_of_issue_above_the_first_number_dates_no_work(read_words: Read) -> None:
    text = f"{HEAD}Các nhiệm vụ như sau:\n\nNgày 01 tháng 3 năm 2024\n1. Văn phòng họp dân.\n2. Thanh tra kiểm tra."
    assert [None, None] == [task.due_on for task in read_words(text).tasks]


def test_what_a_page_puts_below_a_text_is_no_work_and_work_that_ends_so_is(read_words: Read) -> None:
    text = "1. Văn phòng gửi phiếu bằng hình thức gửi email\n2. Thanh tra họp dân.\n\nNguồn: Ban Biên tập. In trang | Gửi email"
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    assert ["Văn phòng gửi phiếu bằng hình thức gửi email", "Thanh tra họp dân."] == [t.content for t in plan.tasks]
