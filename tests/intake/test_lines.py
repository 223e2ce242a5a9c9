"""What each line of a plan is taken for, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from danvan_cli.domain.draft import UNCLEAR, Line, PlanDraft, TaskDraft
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import TaskKind
from danvan_cli.intake.columns.looks import is_lone_time
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.ledger import Ledger
from danvan_cli.intake.lines import section_kinds
from danvan_cli.intake.lines.asides import aside_of
from danvan_cli.intake.lines.bases import is_aim, is_basis, is_sure_basis
from danvan_cli.intake.lines.classify import EVIDENCE, Evidence
from danvan_cli.intake.lines.fields import fields_of
from danvan_cli.intake.lines.markers import Rank, split_marker
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.section_kinds import SectionKind, kind_of_root
from danvan_cli.intake.lines.sense import Sense
from danvan_cli.intake.lines.tree import read_outline
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason

Read = Callable[..., PlanDraft]
HEAD = "Số: 1/KH-X\nTân An, ngày 01 tháng 02 năm 2024\nKẾ HOẠCH\nCông tác dân vận năm 2024\n\n"
FOOT = "I. NHIỆM VỤ\n1. Văn phòng họp.\n\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn A\n\n"
SENSE = Sense(UnitNames((), (), None), DueContext(2024))


def ledger_of(line: Line) -> Ledger:
    """Opens an account for one line of a plan of 2024."""
    return Ledger([line], DueContext(2024), UnitNames((), (), None), lambda _: False, lambda _: False)


def first_node(lines: str) -> Node:
    """Gives the node of the first of the lines, which a bar parts; those after the first may be a table's."""
    head = ["I. NỘI DUNG"] if not lines.startswith("III") else []
    text = "\n".join([*HEAD.split("\n"), *head, *lines.replace(" | ", "\t").split("|")])
    root = read_outline(open_bytes(text.replace("\t", " | ").encode(), "x.md").lines).roots[0]
    return root.children[0] if head else root


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda e: e.name)
def test_every_evidence_holds_for_its_example_and_not_for_its_counter_example(evidence: Evidence) -> None:
    found = [evidence.holds(first_node(lines), SENSE) for lines in (evidence.example, evidence.counter)]
    assert [True, False] == found


def test_evidence_has_names_of_its_own() -> None:
    assert len(EVIDENCE) == len({e.name for e in EVIDENCE})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ Nghị quyết số 18-NQ/TW;", (True, True, False)),
        ("- Xét đề nghị của Phòng Nội vụ,", (True, True, False)),
        ("Triển khai thực hiện Kế hoạch số 12/KH-UBND,", (True, False, False)),
        ("Theo Công văn số 5/SNV-CCHC,", (True, False, False)),
        ("Theo dõi việc trả lời kiến nghị.", (False, False, False)),
        ("Nhằm nâng cao chất lượng phục vụ,", (False, False, True)),
        ("Đề nghị các phòng gửi báo cáo.", (False, False, False)),
    ],
)
def test_a_basis_and_an_aim_are_told_by_their_first_words(text: str, expected: tuple[bool, bool, bool]) -> None:
    assert expected == (is_basis(text), is_sure_basis(text), is_aim(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trước ngày 15/3/2024 (thứ Sáu).", True),
        ("20.7", True),
        ("Trong quý II năm 2024", True),
        ("15/3: họp thôn", False),
        ("Quý II", False),
    ],
)
def test_a_lone_time_is_nothing_but_a_day_or_a_period_with_its_year(text: str, expected: bool) -> None:
    assert expected == is_lone_time(text)


@pytest.mark.parametrize(("reason", "words", "example"), section_kinds._NO_WORK, ids=lambda v: str(v)[:20])
def test_headings_of_no_work_are_told_by_their_name(reason: Reason, words: str, example: str) -> None:
    assert (SectionKind.NONE, reason) == kind_of_root(example.upper())


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("NHIỆM VỤ TRỌNG TÂM", SectionKind.WORK),
        ("MỤC TIÊU, CHỈ TIÊU", SectionKind.TARGETS),
        ("CHỈ TIÊU VÀ NHIỆM VỤ", SectionKind.MIXED),
        ("MỤC TIÊU", SectionKind.GOALS),
        ("THỜI GIAN VÀ NỘI DUNG TRIỂN KHAI", SectionKind.WORK),
        ("HỘI NGHỊ TỔNG KẾT", SectionKind.WORK),
    ],
)
def test_what_a_top_heading_is_about(title: str, kind: SectionKind) -> None:
    assert kind == kind_of_root(title).kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("7h00 - 7h45: Đón tiếp đại biểu.", Reason.AGENDA),
        ("Giới thiệu Thông tư mới về hồ sơ (30 phút).", Reason.AGENDA),
        ("14h10 - 14h45: Báo cáo sơ kết học kỳ I", Reason.AGENDA),
        ("Gửi báo cáo chậm nhất 17h00 ngày 22/9.", None),
        ("Kinh phí bố trí từ nguồn thường xuyên.", Reason.MONEY),
        ("Kinh phí: tham mưu lập dự toán trình Sở Tài chính.", None),
        ("Hoa, băng rôn: 4.200.000 đ", Reason.MONEY),
        ("Chi tiết tại Phụ lục kèm theo.", Reason.POINTER),
        ("(Có biểu mẫu kèm theo)", Reason.POINTER),
        ("Văn phòng lập Bảng tiến độ chi tiết", None),
        ("Phòng Văn hóa theo dõi biểu mẫu chi tiết kèm theo Kế hoạch này.", None),
        ("Rà soát chi tiết Phụ lục kinh phí.", None),
        ("Thời gian qua đã đạt 93% hài lòng.", Reason.SITUATION),
        ("Trong năm qua đã họp. Tiếp tục họp.", None),
        ("Học kỳ 1: Từ ngày 07/9/2025 đến ngày 10/01/2026.", Reason.CALENDAR),
        ("Ghi chú: báo cáo bằng văn bản.", Reason.EXPLANATION),
        ("Yêu cầu các đơn vị nghiêm túc thực hiện.", Reason.CLOSING),
        ("Kinh phí từ nguồn sự nghiệp. Trong quá trình thực hiện nếu có vướng mắc, các phòng phản ánh.", Reason.MONEY),
        ("Ghi chú: báo cáo bằng văn bản. Yêu cầu các đơn vị nghiêm túc thực hiện.", Reason.EXPLANATION),
        ("Căn cứ Kế hoạch này, các phòng nghiêm túc thực hiện. Kinh phí từ nguồn chi thường xuyên.", Reason.CLOSING),
        ("Các phòng nghiêm túc thực hiện. Kinh phí do Văn phòng trình trước 15/6.", None),
        ("Các chi bộ trực thuộc căn cứ kế hoạch này nghiêm túc triển khai thực hiện.", Reason.CLOSING),
        ("Yêu cầu các đơn vị báo cáo trước ngày 15/6.", None),
    ],
)
def test_why_a_line_by_itself_is_nothing_to_be_followed(text: str, reason: Reason | None) -> None:
    assert reason == aside_of(text)


@pytest.mark.parametrize(
    ("text", "rank", "rest"),
    [
        ("1. Việc", Rank.NUMBER, "Việc"),
        ("(1) Việc", Rank.BRACKETED, "Việc"),
        ("II/ Việc", Rank.ROMAN, "Việc"),
        ("III/2024.", None, "III/2024."),
        ("18/QĐ-UBND ngày", None, "18/QĐ-UBND ngày"),
        ("15/6/2025.", None, "15/6/2025."),
        ("3/ Việc", Rank.NUMBER, "Việc"),
        ("\uf0b7 Việc", Rank.DOT, "Việc"),
        ("✅ Việc", Rank.DOT, "Việc"),
        ("1\ufe0f\u20e3 Việc", Rank.DOT, "Việc"),
        ("➢ Việc", Rank.DOT, "Việc"),
        ("📌 Việc", Rank.DOT, "Việc"),
    ],
)
def test_the_marker_of_a_line(text: str, rank: Rank | None, rest: str) -> None:
    marker, words = split_marker(text)
    assert (rank, rest) == (marker and marker.rank, words)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Thời gian: Quý II.", {"due": "Quý II"}),
        (
            "Thời gian, địa điểm: 8h ngày 5/5 tại nhà văn hóa",
            {"due": "8h ngày 5/5 tại nhà văn hóa", "place": "8h ngày 5/5 tại nhà văn hóa"},
        ),
        ("Chủ trì: Phòng A. Phối hợp: Phòng B.", {"lead": "Phòng A", "support": "Phòng B"}),
        ("Thành phần:", {"attendance": ""}),
        ("Thời gian kiểm tra trực tiếp: từ 15/9", {}),
        ("Văn phòng Sở: theo dõi.", {}),
    ],
)
def test_a_line_of_fields(text: str, fields: dict[str, str]) -> None:
    assert fields == fields_of(text)


def leads_and_days(plan: PlanDraft) -> list[tuple[str, list[str], list[str]]]:
    names = {u.code: u.name for u in plan.units}
    return [(t.content, [names[c] for c in t.leads], [str(p.due_on) for p in t.rows()]) for t in plan.tasks]


def test_a_remark_below_a_dated_act_changes_nothing_of_it(read_words: Read) -> None:
    text = HEAD + "I. NHIỆM VỤ\n1. Công an xã báo cáo trước ngày 30/11.\n2. Văn phòng họp trước ngày 5/12."
    remarked = text.replace("30/11.", "30/11.\nKinh phí bố trí từ nguồn thường xuyên.")
    assert leads_and_days(read_words(text)) == leads_and_days(read_words(remarked))


def test_a_field_belongs_to_the_act_above_it_and_not_to_those_beside_it(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\n- Lập kế hoạch.\n- Thời gian: 15/3.\n- Kiểm tra các ấp.\n- Thời gian: 30/4.\n- Viết báo cáo."
    found = [(t.content, str(t.due_on)) for t in read_words(HEAD + text).tasks]
    assert [("Lập kế hoạch.", "2024-03-15"), ("Kiểm tra các ấp.", "2024-04-30"), ("Viết báo cáo.", "None")] == found


def test_fields_behind_several_acts_hold_for_all_of_them(read_words: Read) -> None:
    text = "I. NHIỆM VỤ\n1. Tuyên truyền\n- Tổ chức họp.\n- Phát tờ rơi.\n- Thời gian: Quý II.\n- Chủ trì: Công an xã."
    assert [
        ("Tổ chức họp.", ["Công an xã"], ["2024-06-30"]),
        ("Phát tờ rơi.", ["Công an xã"], ["2024-06-30"]),
    ] == leads_and_days(read_words(HEAD + text))


def test_a_day_in_a_heading_holds_below_it_but_not_above_or_over_an_own_day(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Công việc chung\n- Tổ chức họp.\n2. Trước ngày 15/3:\n- In tờ rơi.\n- Phát tờ rơi, xong 20/2.\n"
        "3. Đợt 2 (từ ngày 05/5 đến ngày 20/5):\n- Kiểm tra các quán."
    )
    found = [(t.content, str(t.due_on)) for t in read_words(HEAD + text).tasks]
    assert [
        ("Tổ chức họp.", "None"),
        ("In tờ rơi.", "2024-03-14"),
        ("Phát tờ rơi, xong 20/2.", "2024-02-20"),
        ("Kiểm tra các quán.", "2024-05-20"),
    ] == found


@pytest.mark.parametrize(
    ("heading", "day", "start"),
    [
        ("Ngày 01/3/2024 (Chủ nhật) - Lễ ra quân", "2024-03-01", None),
        ("Tuần 02/3 - 08/3/2024", "2024-03-08", "2024-03-02"),
        ("Tuần 1: 02/3 - 08/3/2024", "2024-03-08", "2024-03-02"),
        ("Cao điểm 23 → 29/3", "2024-03-29", "2024-03-23"),
        ("Đợt 2 (từ 02/3 đến 08/3)", "2024-03-08", "2024-03-02"),
    ],
)
def test_a_heading_that_is_a_day_gives_it_to_what_stands_below(
    read_words: Read, heading: str, day: str, start: str | None
) -> None:
    plan = read_words(HEAD + "I. NHIỆM VỤ\n" + f"• {heading}\n• Văn phòng ra quân.\n• Phòng Nội vụ thăm hộ nghèo.\n")
    assert [(day, start)] * 2 == [(str(t.due_on), t.start_on and str(t.start_on)) for t in plan.tasks]


def test_a_day_in_a_heading_that_no_work_takes_is_asked_about(read_words: Read) -> None:
    plan = read_words(
        HEAD + "I. NHIỆM VỤ\n1. Kỷ niệm ngày hội quân dân, 22/5/2024 tại xã\na) Văn phòng chuẩn bị hội trường.\n"
    )
    assert [None] == [t.due_on for t in plan.tasks]
    asked = [u.text.split(" | ")[0] for u in plan.unresolved if u.field == "due_on"]
    assert ["Văn phòng chuẩn bị hội trường.", "22/5/2024"] == asked


def test_bullets_of_one_sign_stand_side_by_side_with_an_agenda_between(read_words: Read) -> None:
    plan = read_words(
        HEAD
        + "I. NHIỆM VỤ\n• Văn phòng tổ chức lễ.\n- 6g30: tập trung\n- 7g30: các đội hình tỏa về tuyến\n• Đoàn xã ra quân.\n"
    )
    assert ["Văn phòng tổ chức lễ.", "Đoàn xã ra quân."] == [t.content for t in plan.tasks]


def test_an_event_is_one_task_with_its_time_and_without_its_guests(read_words: Read) -> None:
    text = (
        "I. NỘI DUNG\n1. Lễ phát động thi đua.\nThời gian: 15/4/2024.\nĐịa điểm: Hội trường.\nThành phần:\n"
        "- Đại diện Đảng ủy xã;\n- Đại diện các ấp.\n2. Công an xã bảo đảm an ninh."
    )
    found = [(t.content, str(t.due_on)) for t in read_words(HEAD + text).tasks]
    assert [("Lễ phát động thi đua.", "2024-04-15"), ("Công an xã bảo đảm an ninh.", "None")] == found


def test_work_in_a_section_of_another_kind_is_still_work(read_words: Read) -> None:
    text = "I. THỜI GIAN\n- Văn phòng tổ chức hội nghị, xong trước ngày 20/5.\nII. NHIỆM VỤ\n- Công an xã kiểm tra."
    assert ["Văn phòng tổ chức hội nghị, xong trước ngày 20/5.", "Công an xã kiểm tra."] == [
        t.content for t in read_words(HEAD + text).tasks
    ]


def test_acts_without_any_heading_are_a_section_of_their_own(read_words: Read) -> None:
    plan = read_words(HEAD + "1. Văn phòng họp trước ngày 5/5.\n2. Công an xã kiểm tra trước ngày 6/6.")
    assert [("NV-1", "2024-05-04"), ("NV-2", "2024-06-05")] == [(t.code, str(t.due_on)) for t in plan.tasks]


def test_numbers_in_brackets_right_below_a_section_stand_side_by_side(read_words: Read) -> None:
    plan = read_words(
        HEAD + "B. NHIỆM VỤ\n(1) Văn phòng tặng quà trước ngày 14/02/2024.\n(2) Thanh tra gặp mặt đầu xuân sau Tết.\n"
        "(3) Phòng Nội vụ rà soát thỏa ước.\n"
    )
    assert [("B-1", "2024-02-13"), ("B-2", "None"), ("B-3", "None")] == [(t.code, str(t.due_on)) for t in plan.tasks]


def test_numbers_in_brackets_stand_below_numbers(read_words: Read) -> None:
    text = "I. NỘI DUNG\n1. Trước ngày 10/4:\n(1) In tờ rơi.\n(2) Mời dân.\n2. Sau hội nghị\n(1) Viết báo cáo."
    assert ["I.1-1", "I.1-2", "I.2-1"] == [t.code for t in read_words(HEAD + text).tasks]


def test_a_task_told_again_in_an_appendix_is_one_with_both_places(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Phòng Tư pháp rà soát văn bản của xã, hoàn thành trước ngày 30/6.\n\nNơi nhận:\n- Lưu: VT.\n"
        "CHỦ TỊCH\nNguyễn Văn A\n\nPHỤ LỤC\n| TT | Nội dung | Chủ trì | Thời gian |\n"
        "| 1 | Rà soát văn bản của xã | Phòng Tư pháp | Trước ngày 30/6 |\n"
        "| 2 | Viết báo cáo tổng kết năm | Phòng Tư pháp | Trước ngày 30/11 |"
    )
    plan = read_words(HEAD + text)
    assert [["2024-06-29"], ["2024-11-29"]] == [days for _, _, days in leads_and_days(plan)]
    assert 2 == len(plan.tasks[0].source.split("; "))


def test_the_same_work_with_another_day_is_asked_about(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Phòng Tư pháp rà soát văn bản của xã, hoàn thành trước ngày 30/6.\n"
        "II. PHÂN CÔNG\n1. Phòng Tư pháp rà soát văn bản của xã, hoàn thành trước ngày 30/9."
    )
    plan = read_words(HEAD + text)
    assert 2 == len(plan.tasks)
    assert ["có thể trùng với nhiệm vụ I-1"] == [u.why for u in plan.unresolved if u.field == "twice"]


def test_a_numbered_text_in_an_annex_is_read(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Văn phòng họp.\n\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn A\n\nPHỤ LỤC\n"
        "Các việc khác\n1. Công an xã kiểm tra các quán trước ngày 30/6."
    )
    assert [("Công an xã kiểm tra các quán trước ngày 30/6.", ["Công an xã"], ["2024-06-29"])] == leads_and_days(
        read_words(HEAD + text)
    )[1:]


def test_a_table_of_steps_below_an_annex_named_on_one_line_is_read(read_words: Read) -> None:
    text = (
        "PHỤ LỤC 02: TIẾN ĐỘ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO CUỐI NĂM 2024 (Kèm theo Kế hoạch số 05/KH-X)\n"
        "| Bước | Công việc | Từ ngày | Đến ngày | Đơn vị làm |\n"
        "| 1 | In phiếu điều tra | 20/8 | 31/8 | Văn phòng |\n| 2 | Họp dân ở các thôn | 05/10 | 15/10 | Công an xã |"
    )
    assert [
        ("In phiếu điều tra", ["Văn phòng"], ["2024-08-31"]),
        ("Họp dân ở các thôn", ["Công an xã"], ["2024-10-15"]),
    ] == (leads_and_days(read_words(HEAD + FOOT + text))[1:])


def test_a_table_of_names_and_days_below_the_signature_that_nobody_can_read_is_asked_about(read_words: Read) -> None:
    text = "PHỤ LỤC\n| Xã | Lúa | Ngô |\n| Văn phòng | 5/5 | 6/6 |\n| Công an xã | 7/7 | 8/8 |"
    assert any("bảng" in doubt.why for doubt in read_words(HEAD + FOOT + text).unresolved)


@pytest.mark.parametrize(
    "rows",
    [
        "| gieo mạ trà sớm | 5/5 |\n| gặt trà sớm | 7/7 |",
        "| Khâu chính | Trà sớm | Trà muộn |\n| gieo mạ | ngày 5/5 | ngày 6/6 |\n| gặt lúa | ngày 7/7 | ngày 8/8 |",
    ],
)
def test_a_table_of_days_below_the_signature_is_asked_about_though_it_names_nobody(rows: str, read_words: Read) -> None:
    assert any("bảng" in doubt.why for doubt in read_words(f"{HEAD}{FOOT}PHỤ LỤC\n{rows}").unresolved)


def test_a_deadline_below_the_signature_is_asked_about(read_words: Read) -> None:
    plan = read_words(HEAD + FOOT + "Ghi chú: các đơn vị gửi báo cáo trước ngày 20/6.")
    assert ["trước ngày 20/6"] == [u.text.split(" | ")[0].rstrip(".") for u in plan.unresolved if u.field == "due_on"]


def test_a_form_in_an_annex_is_no_work(read_words: Read) -> None:
    text = (
        "I. NHIỆM VỤ\n1. Văn phòng họp.\n\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn A\n\nPHỤ LỤC\n"
        "Đề cương báo cáo\n1. Kết quả tuyên truyền.\n2. Kiến nghị."
    )
    assert ["Văn phòng họp."] == [t.content for t in read_words(HEAD + text).tasks]


def test_every_line_of_a_plan_has_an_account(read_words: Read) -> None:
    text = HEAD + "I. MỤC ĐÍCH\nNâng cao hiệu quả.\nII. NHIỆM VỤ\n1. Văn phòng họp trước ngày 5/5.\nKinh phí: 0 đồng.\n"
    plan = read_words(text)
    assert [line for line in text.split("\n") if line] == [account.text for account in plan.accounts]
    assert all(account.uses for account in plan.accounts)


def test_a_page_stamped_by_a_digital_signature_reads_as_without_the_stamp(read_words: Read) -> None:
    text = HEAD + "I. NHIỆM VỤ\n1. Văn phòng họp trước ngày 5/5.\n2. Công an xã trực."
    stamp = "Ký bởi: Sở X\nThời gian ký: 22/03/2024 15:30:21 +07:00\n"
    stamped = stamp + text.replace("2. Công an", f"{stamp}2. Công an")
    assert leads_and_days(read_words(text)) == leads_and_days(read_words(stamped))


def test_folded_reasons_are_told_apart() -> None:
    assert len(Reason) == len({fold(reason) for reason in Reason})


def test_a_paragraph_of_another_body_behind_work_that_names_its_own_is_work_of_its_own(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NHIỆM VỤ\n- Văn phòng họp trước ngày 5/5.\nCông an xã kiểm tra các quán.")
    assert [("I-1", "Văn phòng họp trước ngày 5/5."), ("I-2", "Công an xã kiểm tra các quán.")] == [
        (t.code, t.content) for t in plan.tasks
    ]


def test_a_paragraph_that_only_says_who_goes_on_with_the_work_above(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NHIỆM VỤ\n1. Thăm gia đình chính sách\nCông an xã chủ trì; xong trước ngày 5/5.")
    assert [("Thăm gia đình chính sách: Công an xã chủ trì; xong trước ngày 5/5.", ["Công an xã"], ["2024-05-04"])] == (
        leads_and_days(plan)
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. Ra quân vệ sinh. Phân công: (1) Văn phòng lập danh sách trước ngày 5/5; (2) Công an xã kiểm tra chợ xong ngày 6/6.",
        "1. Phân công cụ thể: a) Văn phòng lập danh sách trước ngày 5/5; b) Công an xã kiểm tra chợ xong ngày 6/6.",
        "1. Phân công:\na) Văn phòng: lập danh sách trước ngày 5/5;\nb) Công an xã: kiểm tra chợ xong ngày 6/6.",
        "1. Phân công thực hiện:\n- Văn phòng lập danh sách trước ngày 5/5;\n- Công an xã kiểm tra chợ xong ngày 6/6.",
        "* Văn phòng\n- Lập danh sách trước ngày 5/5.\n* Công an xã (trực ban)\n- Kiểm tra chợ xong ngày 6/6.",
    ],
)
def test_a_list_that_hands_out_work_is_the_work_of_each(text: str, read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    named = {unit.code: unit.name for unit in plan.units}
    found = [([named[code] for code in task.leads], str(task.due_on)) for task in plan.tasks]
    assert [(["Văn phòng"], "2024-05-04"), (["Công an xã"], "2024-06-06")] == found


@pytest.mark.parametrize(
    "text",
    [
        "1. Văn phòng kiểm tra: (1) Việc niêm yết thủ tục; (2) Việc tiếp công dân, xong trước ngày 5/5.",
        "1. Văn phòng tập huấn cho các đơn vị: (1) Đoàn xã 5 người; (2) Hội Phụ nữ xã 10 người, trước ngày 5/5.",
        "1. Văn phòng kiểm tra tại các đơn vị: 1) Trường Tiểu học Tân An; 2) Trạm Y tế xã trước ngày 5/5.",
    ],
)
def test_a_list_of_things_or_places_stays_in_its_sentence(text: str, read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    assert [text.removeprefix("1. ")] == [task.content for task in plan.tasks]


def test_work_without_a_body_in_a_list_that_hands_out_work_has_no_lead_of_its_neighbour(read_words: Read) -> None:
    text = "1. Giao: (1) Văn phòng họp trước 5/5; (2) Công an xã tuần tra trước 6/6; (3) Tổ chức hội nghị trước 7/7."
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    assert [1, 1, 0] == [len(task.leads) for task in plan.tasks]


@pytest.mark.parametrize(
    "text",
    [
        "Văn phòng kiểm tra hằng quý, ban hành kế hoạch trong quý I.",
        "Văn phòng họp 2 lần/năm; ban hành kế hoạch trong tháng 01.",
        "Văn phòng thu thuế trước 30/4, cuối năm quyết toán.",
        "Văn phòng tiếp công dân thứ Hai, thứ Tư.",
        "Văn phòng họp giao ban đầu tuần.",
        "Văn phòng gửi giấy mời chiều mai.",
        "Văn phòng nộp báo cáo tuần tới.",
        "Văn phòng công nhận mô hình trước 30/11; chọn 02 mô hình đề nghị biểu dương dịp 15/10.",
    ],
)
def test_a_time_beside_the_deadline_or_of_no_calendar_is_asked_about(text: str, read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. {text}")
    assert "due_on" in {doubt.field for doubt in plan.unresolved}


@pytest.mark.parametrize(
    "text",
    [
        "Trường Tiểu học Tân An: ngày 16/4.",
        "Trường THCS Tân An, Trường Mầm non Tân An: ngày 16/4.",
        "Trạm Y tế: 7h30 ngày 15/4 - chuyên đề tiêm chủng.",
        "Tổ chức hội thi trước 20/4, Công an xã lo trật tự.",
    ],
)
def test_who_may_only_be_visited_or_give_a_share_is_asked_about(text: str, read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. {text}")
    assert "leads" in {doubt.field for doubt in plan.unresolved}


def test_a_name_with_a_deadline_and_a_colon_leads(read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Công an xã: trước ngày 15/4.")
    assert set() == {doubt.field for doubt in plan.unresolved} & {"leads", "due_on"}


def test_who_joins_the_work_of_a_heading_helps(read_words: Read) -> None:
    text = "Công an xã\n- Khảo sát các điểm hồ, xong trong tháng 3; Phòng Kinh tế cùng tham gia khảo sát."
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    named = {unit.code: unit.name for unit in plan.units}
    assert [(["Công an xã"], ["Phòng Kinh tế"])] == [
        ([named[c] for c in t.leads], [named[c] for c in t.supports]) for t in plan.tasks
    ]


@pytest.mark.parametrize("who", ["VP HĐND-UBND", "Văn phòng", "P.KT"])
def test_behind_a_comma_in_a_field_stands_who_helps(who: str, read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Cấp phát tờ gấp. Thực hiện: {who}, Đoàn phường hỗ trợ phát tận hộ.")
    named = {unit.code: unit.name for unit in plan.units}
    assert [([who], ["Đoàn phường"])] == [
        ([named[c] for c in t.leads], [named[c] for c in t.supports]) for t in plan.tasks
    ]


def test_papers_of_former_bodies_name_no_lead(read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Rà soát văn bản do HĐND, UBND 03 xã cũ ban hành.")
    assert [()] == [task.leads for task in plan.tasks]


def test_sentences_of_an_annex_are_work_and_a_table_of_bodies_there_is_asked_about(read_words: Read) -> None:
    plan = read_words(HEAD + FOOT + "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\nCông an xã tuần tra đêm.\nVăn phòng trực máy.")
    assert ["Công an xã tuần tra đêm.", "Văn phòng trực máy."] == [task.content for task in plan.tasks[1:]]
    table = "PHỤ LỤC\n| TT | Đơn vị | Số mô hình | Số hội viên |\n| 1 | Hội Nông dân xã | 2 | 30 |\n| 2 | Hội Phụ nữ xã | 3 | 40 |"
    assert any("bảng" in doubt.why for doubt in read_words(HEAD + FOOT + table).unresolved)


def test_the_lines_of_a_schedule_are_told_with_the_work_they_are_of(read_words: Read) -> None:
    text = "1. Văn phòng kiểm tra thực tế các đê, lịch cụ thể:\n- Thôn Đông: ngày 15/4;\n- Thôn Đoài: ngày 16/4."
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{text}")
    assert [("2024-04-15", True), ("2024-04-16", True)] == [
        (str(task.due_on), task.content.startswith("Văn phòng kiểm tra thực tế các đê")) for task in plan.tasks
    ]


def test_a_label_above_mere_names_says_who_does_the_work_above(read_words: Read) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Ra quân vệ sinh ngày 5/5.\nPhân công:\n+ Văn phòng;\n+ Công an xã.")
    named = {unit.code: unit.name for unit in plan.units}
    assert [["Văn phòng", "Công an xã"]] == [[named[code] for code in task.leads] for task in plan.tasks]


def test_a_title_ends_before_what_has_a_semicolon(read_words: Read) -> None:
    plan = read_words(
        HEAD.rstrip("\n") + "\nỦy ban xã giao: (1) Văn phòng họp ngày 5/5;\n(2) Công an xã kiểm tra chợ xong ngày 6/6."
    )
    assert "Công tác dân vận năm 2024" == plan.header.title


QUARTER = HEAD.replace("Công tác dân vận năm", "Công tác dân vận quý II năm") + "I. NHIỆM VỤ\n"


def test_work_without_a_time_in_a_plan_of_a_quarter_is_asked_about(read_words: Read) -> None:
    plan = read_words(
        QUARTER
        + "1. Văn phòng rà soát hộ nghèo.\n2. Văn phòng mở lớp trong tháng 5.\n3. Văn phòng thường xuyên kiểm tra chợ."
    )
    assert [("I-1", ("30/06/2024",))] == [(u.task, u.choices) for u in plan.unresolved if u.field == "due_on"]


def test_what_recurs_in_a_plan_of_a_quarter_recurs_in_that_quarter_only(read_words: Read) -> None:
    plan = read_words(QUARTER + "1. Văn phòng báo cáo chậm nhất ngày 25 hằng tháng.")
    days = [str(period.due_on) for task in plan.tasks for period in task.periods]
    assert ["2024-04-25", "2024-05-25", "2024-06-25"] == days


def test_the_title_is_letterhead_to_its_last_line(read_words: Read) -> None:
    plan = read_words(HEAD.replace("\n\n", "\nThực hiện như sau:\n\n") + "I. NHIỆM VỤ\n1. Văn phòng họp ngày 5/5.")
    head = [(account.text, account.uses[0].said) for account in plan.accounts[2:5]]
    said = [Reason.LETTERHEAD.value, Reason.LETTERHEAD.value, Reason.LEAD_IN.value]
    assert list(zip(["KẾ HOẠCH", "Công tác dân vận năm 2024", "Thực hiện như sau:"], said, strict=True)) == head


def test_a_date_that_is_told_besides_a_deadline_is_not_called_unclear(read_words: Read) -> None:
    plan = read_words(HEAD + "I. NHIỆM VỤ\n1. Văn phòng tổng hợp quà Tết tháng 1, báo cáo chậm nhất ngày 5/5.")
    account = next(account for account in plan.accounts if "quà Tết" in account.text)
    said = {account.text[use.start : use.end]: use.said for use in account.uses}
    assert (Reason.TOLD.value, [], False) == (
        said["tháng 1"], [u for u in plan.unresolved if u.field == "due_on"], UNCLEAR in said.values()
    )  # fmt: skip


def test_a_line_that_nobody_books_is_a_doubt() -> None:
    line = Line("Một dòng lạc.", where="dòng 7")
    found = list(ledger_of(line).left_over((), ()))
    assert [("dòng 7", "Một dòng lạc.", None, None)] == [(u.source, u.text, u.task, u.field) for u in found]


@pytest.mark.parametrize(
    ("reason", "text", "is_asked"),
    [
        (Reason.PURPOSE, "Hoàn thành trước ngày 30/11/2024.", True),
        (Reason.PURPOSE, "Nâng cao hiệu quả trong năm 2024.", False),
        (Reason.LETTERHEAD, "Hoàn thành trước ngày 30/11/2024.", False),
        (Reason.AGENDA, "14h00 ngày 16/5/2024: khai mạc.", False),
        (Reason.MONEY, "Lập dự toán trước ngày 20/3/2024.", True),
        (Reason.CALENDAR, "Từ tháng 3 đến tháng 12/2024.", True),
        (Reason.PURPOSE, "Phấn đấu đạt 90% hộ dân hài lòng.", True),
        (Reason.SITUATION, "Đã đạt 90% hộ dân hài lòng.", False),
    ],
)
def test_what_a_line_that_is_set_aside_may_not_hide(reason: Reason, text: str, is_asked: bool) -> None:
    line = Line(text, where="dòng 7")
    ledger = ledger_of(line)
    ledger.set_aside([line], reason, "I")
    assert is_asked == bool(list(ledger.left_over((), ())))


def test_a_date_that_no_deadline_was_read_from_is_asked_about_with_its_task() -> None:
    line = Line("Văn phòng họp trước ngày 5/5/2024, xong ngày 6/6/2024.", where="dòng 7")
    ledger = ledger_of(line)
    ledger.use(line, "nội dung nhiệm vụ", ["I-1"], "I")
    ledger.claim(line, ["trước ngày 5/5/2024"])
    task = TaskDraft("I-1", "I", line.text, TaskKind.ONCE, due_on=date(2024, 5, 4))
    found = [u for u in ledger.left_over((task,), ()) if u.field == "due_on"]
    assert [("I-1", "due_on", True)] == [(u.task, u.field, "6/6/2024" in u.text) for u in found]


@pytest.mark.parametrize(
    ("work", "days"),
    [
        ("Công an xã tuần tra ngày 05 hằng tháng.", ["2024-07-05", "2024-08-05", "2024-09-05"]),
        ("Công an xã báo cáo ngày 25 tháng cuối quý.", ["2024-09-25"]),
    ],
)
def test_a_rhythm_below_a_heading_of_a_period_has_that_periods_days_alone(
    read_words: Read, work: str, days: list[str]
) -> None:
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n1. Quý III\n- {work}")
    assert [days] == [[str(row.due_on) for row in task.rows()] for task in plan.tasks]
    assert [] == [u for u in plan.unresolved if u.field == "due_on"]


def test_a_day_that_a_cell_or_the_head_was_read_for_is_not_told_as_unclear(read_words: Read) -> None:
    table = "| STT | Nội dung | Chủ trì | Thời hạn |\n| 1 | Tổng kết công tác | Văn phòng | trước 15/11 |\n"
    plan = read_words(f"{HEAD}I. NHIỆM VỤ\n{table}")
    assert [] == [account.text for account in plan.accounts for use in account.uses if use.said == UNCLEAR]
    assert [("trước 15/11", plan.tasks[0].code)] == [
        (account.text[use.start : use.end], use.task)
        for account in plan.accounts for use in account.uses if use.said == "thời hạn"
    ]  # fmt: skip


def test_a_sentence_with_a_colon_dates_what_stands_below_it(read_words: Read) -> None:
    text = (
        "II. CÔNG TÁC NUÔI DƯỠNG\nCác nội dung ở phần này phải xong trước ngày 16/3/2024:\n"
        "1. Tổ Nuôi dưỡng niêm yết thực đơn.\n2. Văn phòng thay mới 60 chăn.\n"
    )
    plan = read_words(f"{HEAD}I. MỤC ĐÍCH\nPhục vụ học sinh.\n{text}")
    assert [("Tổ Nuôi dưỡng niêm yết thực đơn.", "2024-03-15"), ("Văn phòng thay mới 60 chăn.", "2024-03-15")] == [
        (task.content, str(task.due_on)) for task in plan.tasks
    ]


def test_items_with_a_letter_and_a_number_stand_below_their_letter(read_words: Read) -> None:
    text = (
        "I. VIỆC\na. Sản xuất\na1. Văn phòng xuống giống trước 15/4.\na2. Công an xã nạo vét kênh trước 20/4.\n"
        "b. Tiêu thụ\nb1. Hội Nông dân xã ký hợp đồng trước 25/4.\n"
    )
    plan = read_words(f"{HEAD}{text}")
    assert ["I.a-1 2024-04-14", "I.a-2 2024-04-19", "I.b-1 2024-04-24"] == [
        f"{task.code} {task.due_on}" for task in plan.tasks
    ]


MAIL = (
    "Về đề kiểm tra: Tổ Toán nộp ma trận chậm nhất ngày 10/10/2024.\n\n"
    "Phòng Đào tạo xếp phòng thi xong trước ngày 20/10/2024.\n\n"
    "Ngoài ra có hai việc, đều phải xong trong tháng 10:\n- Thư viện kiểm kê sách.\n- Kế toán đối chiếu công nợ.\n"
)


def test_paragraphs_that_give_work_until_a_day_begin_the_body_above_bullets(read_words: Read) -> None:
    plan = read_words(f"{HEAD}{MAIL}")
    assert ["2024-10-10", "2024-10-19", "2024-10-31", "2024-10-31"] == [str(task.due_on) for task in plan.tasks]


def test_a_page_under_a_headline_is_read_where_its_paragraphs_give_work_until_a_day(read_words: Read) -> None:
    text = (
        "Chủ tịch UBND tỉnh kết luận về giải ngân\n\nThứ ba, 14/07/2024 | 09:15\n\n"
        "Sở Tài chính rà soát các dự án, trình UBND tỉnh trước ngày 25/7/2024.\n\n"
        "Sở Xây dựng thẩm định thiết kế chậm nhất ngày 31/7/2024.\n"
    )
    assert ["2024-07-24", "2024-07-31"] == [str(task.due_on) for task in read_words(text).tasks]
