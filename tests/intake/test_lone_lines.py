"""Lines that are nothing but a day or a remark, and texts as mails leave them."""

from __future__ import annotations

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.plan import read_plan

HEAD = ("UBND XÃ AN HÒA", "Số: 12/KH-UBND", "An Hòa, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH", "Công tác năm 2026")


def plan(*lines: str, parted: str = "\n\n") -> PlanDraft:
    return read_plan(open_bytes(parted.join((*HEAD, "I. NHIỆM VỤ", *lines)).encode(), "a.txt"), lambda header: ())


def days(found: PlanDraft) -> list[tuple[str, str | None]]:
    return [(task.content, task.due_on and task.due_on.isoformat()) for task in found.tasks]


def test_a_line_that_is_nothing_but_a_day_is_the_last_day_of_the_act_above() -> None:
    found = plan("1. Công an xã kiểm tra các quán.", "08/01/2026", "2. Văn phòng báo cáo.", "Trước ngày 15/6/2026")
    assert [("Công an xã kiểm tra các quán.", "2026-01-08"), ("Văn phòng báo cáo.", "2026-06-14")] == days(found)


def test_a_day_below_a_paragraph_without_a_number_is_its_last_day_too() -> None:
    found = plan(
        "Mở hội nghị triển khai công tác bầu cử.", "08/01/2026", "Thành lập Ban bầu cử.", "04/02/2026 (thứ Tư)"
    )
    assert [("Mở hội nghị triển khai công tác bầu cử.", "2026-01-08"), ("Thành lập Ban bầu cử.", "2026-02-04")] == days(
        found
    )


def test_a_second_day_below_an_act_that_has_one_changes_nothing_and_is_asked_about() -> None:
    found = plan("1. Công an xã kiểm tra các quán trước ngày 10/2/2026.", "08/01/2026", "2. Văn phòng họp dân.")
    assert [day for _, day in days(found)] == ["2026-02-09", None]
    assert ("08/01/2026", "việc ở trên đã có thời hạn khác ngày này") in [(u.text, u.why) for u in found.unresolved]


def test_days_that_may_stand_above_their_acts_are_asked_about() -> None:
    lone = ("15/3/2026", "20/4/2026")
    found = plan(lone[0], "Công an xã tổ chức tuần tra.", lone[1], "Trạm Y tế xã tổ chức tiêm chủng đợt 1.")
    assert [day for _, day in days(found)] == [None, None]
    asked = " ".join(u.text for u in found.unresolved)
    assert [day in asked for day in lone] == [True, True]


def test_a_line_in_brackets_is_a_remark_on_the_act_above() -> None:
    remark = "(Theo Công văn số 6012/UBND-KT, ngày 14/10/2025)"
    found = plan("1. Trạm Y tế xã tiêm chủng đợt 1", "Tháng 3/2026", remark, "2. Văn phòng báo cáo.")
    assert [task.due_on and task.due_on.isoformat() for task in found.tasks] == ["2026-03-31", None]
    assert remark in found.tasks[0].content or remark in (found.tasks[0].details or "")


def test_a_mail_that_was_passed_on_is_read_without_its_quote_signs() -> None:
    lines = (*HEAD, "I. NHIỆM VỤ", "1. Công an xã tuần tra trước ngày 01/4/2026.", "2. Văn phòng báo cáo.")
    quoted = "\n".join(f"> {line}" for line in lines)
    found = read_plan(open_bytes(f"{quoted}\n-- \nNguyễn Văn A\n".encode(), "a.txt"), lambda header: ())
    assert [("Công an xã tuần tra trước ngày 01/4/2026.", "2026-03-31"), ("Văn phòng báo cáo.", None)] == days(found)
    assert found.warnings == ("Dòng 9: bỏ qua chữ ký của thư “Nguyễn Văn A”.",)
