"""What the words around a table, and its own titles, say of the marks in it."""

from __future__ import annotations

import pytest

from danvan_cli.domain.draft import Document, Line, PlanDraft, Sheet, TaskDraft
from danvan_cli.intake.plan import read_plan


def _sheet(text: str, merged: tuple[tuple[int, int, int, int], ...] = ()) -> PlanDraft:
    """Reads rows of cells parted by "|"."""
    rows = tuple(
        (number, tuple(cell.strip() for cell in line.split("|")))
        for number, line in enumerate(text.strip().splitlines(), start=1)
    )
    return read_plan(Document((), "so.xlsx", "0" * 64, (), (Sheet("", rows, merged),)), lambda _: ())


def _said(plan: PlanDraft, begin: str) -> str:
    """Tells who leads, who helps and when, and which of it is asked about."""
    names = {unit.code: unit.name for unit in plan.units}
    task: TaskDraft = next(t for t in plan.tasks if t.content.startswith(begin))
    days = [str(p.due_on) for p in task.periods] or [str(task.due_on or "")]
    asked = sorted({doubt.field or "" for doubt in plan.unresolved if doubt.task == task.code})
    leads, helpers = (", ".join(names[c] for c in codes) for codes in (task.leads, task.supports))
    return " | ".join((leads, helpers, ", ".join(days), ", ".join(asked)))


@pytest.mark.parametrize(
    ("title", "below", "cell"),
    [
        ("Giao cho (hỗ trợ)", "", "Phòng Kỹ thuật (Trạm Đồng Dương, Tổ Cơ động)"),
        ("Ai làm (ai giúp)", "", "Phòng Kỹ thuật (Trạm Đồng Dương, Tổ Cơ động)"),
        ("Đầu mối (+ cùng làm)", "", "Phòng Kỹ thuật + Trạm Đồng Dương + Tổ Cơ động"),
        ("Đơn vị đứng việc (+ đơn vị đỡ)", "", "Phòng Kỹ thuật + Trạm Đồng Dương, Tổ Cơ động"),
        ("Chủ trì / phối hợp", "", "Phòng Kỹ thuật / Trạm Đồng Dương, Tổ Cơ động"),
        ("Phòng", "Trước dấu gạch chéo (/) ghi phòng chủ trì, sau là nơi phối hợp.", "Phòng Kỹ thuật/Trạm Đồng Dương, Tổ Cơ động"),
        ("Đơn vị", "Đơn vị ghi trước dấu + là chính, ghi sau là phối hợp.", "Phòng Kỹ thuật + Trạm Đồng Dương, Tổ Cơ động"),
        ("Đơn vị", "Tên viết trong ngoặc là đơn vị phối hợp.", "Phòng Kỹ thuật (Trạm Đồng Dương, Tổ Cơ động)"),
        ("Đơn vị", "Đơn vị ghi đầu tiên là đơn vị chủ trì, còn lại phối hợp.", "Phòng Kỹ thuật; Trạm Đồng Dương; Tổ Cơ động"),
    ],
)  # fmt: skip
def test_a_title_or_a_note_says_behind_which_sign_the_helpers_stand(title: str, below: str, cell: str) -> None:
    plan = _sheet(
        f"TT | Việc | {title} | Hạn\n1 | Gieo ươm cây | {cell} | 30/6/2026\n2 | Làm cỏ | Phòng Tài vụ | 30/7/2026\n{below}"
    )
    assert "Phòng Kỹ thuật | Trạm Đồng Dương, Tổ Cơ động | 2026-06-30 | " == _said(plan, "Gieo")
    assert "Phòng Tài vụ |  | 2026-07-30 | " == _said(plan, "Làm")


@pytest.mark.parametrize(
    "note", ["Đơn vị in đậm là đơn vị chủ trì.", "Đơn vị ghi trước dấu phẩy là chủ trì, ghi sau là phối hợp."]
)
def test_a_lead_that_a_note_tells_by_no_sign_of_its_own_is_asked(note: str) -> None:
    """A text has lost which of the names were bold, and a comma stands inside names, too."""
    rows = "TT | Việc | Đơn vị thực hiện | Hạn\n1 | Gieo ươm cây | Phòng Kỹ thuật, Trạm A | 30/6/2026"
    assert "leads" in _said(_sheet(f"{rows}\n{note}"), "Gieo")


@pytest.mark.parametrize(
    "line",
    [
        "Người đứng đầu cơ quan chủ trì thực hiện nghiêm; các đơn vị phối hợp.",
        "Phòng Y tế chủ trì bảo đảm vệ sinh trước - trong - sau Tết; Công an xã phối hợp.",
        "Đất ở các thôn bị bỏ trống được thu hồi.",
    ],
)
def test_what_only_resembles_a_legend_changes_nothing(line: str) -> None:
    rows = (
        "TT | Việc | Đơn vị | Hạn\n1 | Gieo ươm cây | Phòng Kế hoạch - Tài chính; Phòng Kinh tế | 30/6/2026\n"
        "2 | Họp | Văn phòng |"
    )
    plain, told = _sheet(rows), _sheet(f"{rows}\n{line}")
    assert [_said(plain, "Gieo"), _said(plain, "Họp")] == [_said(told, "Gieo"), _said(told, "Họp")]


def test_a_tick_of_what_is_done_hides_no_later_month() -> None:
    plan = _sheet(
        "KẾ HOẠCH CÔNG TÁC NĂM 2026\nTT | Việc | Chủ trì | T1 | T2\n1 | Sửa kênh | Phòng Kinh tế | ✓ | →\n"
        "2 | Họp | Văn phòng | ✓ |\nKý hiệu: →: triển khai; ✓: đã hoàn thành"
    )
    assert "Phòng Kinh tế |  | 2026-01-31, 2026-02-28 | due_on" == _said(plan, "Sửa")


def test_work_behind_a_starred_bullet_is_work() -> None:
    lines = ["UBND XÃ A", "KẾ HOẠCH", "Năm 2026", "I. NHIỆM VỤ", "(*) Văn phòng lập kế hoạch, xong trước 15/3."]
    plan = read_plan(Document(tuple(map(Line, lines)), "ke-hoach.docx", "0" * 64, ()), lambda _: ())
    assert ["2026-03-14"] == [str(task.due_on) for task in plan.tasks]


def test_helpers_in_a_column_without_a_known_title_are_asked_whatever_their_name_begins_with() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Xyz | Hạn\n1 | Sửa kênh | Phòng Kinh tế | Đảng ủy xã | 15/4/2026\n"
        "2 | Họp | Văn phòng | Sở Y tế | 16/4/2026"
    )
    assert ["Phòng Kinh tế |  | 2026-04-15 | supports", "Văn phòng |  | 2026-04-16 | supports"] == [
        _said(plan, "Sửa"), _said(plan, "Họp"),
    ]  # fmt: skip


MONTHS = "TT | Việc | Chủ trì | T1 | T2 | T3 | T4\n"


@pytest.mark.parametrize(
    ("row", "legend", "said"),
    [
        ("| → | ■ |", "Ký hiệu: → tháng triển khai; ■ tháng phải xong", "2026-03-31 | "),
        ("… | … | ✓ |", "Dấu ✓: tháng phải xong. Dấu …: đang làm dở, chưa phải xong.", "2026-03-31 | "),
        ("- | x | - | x", "x: xong trong tháng; -: có làm nhưng chưa phải xong", "2026-02-28, 2026-04-30 | "),
        ("x | x | |", "", "2026-01-31, 2026-02-28 | due_on"),
    ],
)
def test_a_mark_of_work_under_way_is_no_deadline(row: str, legend: str, said: str) -> None:
    plan = _sheet(
        f"KẾ HOẠCH CÔNG TÁC NĂM 2026\n{MONTHS}1 | Sửa kênh | Phòng Kinh tế | {row}\n2 | Họp | Văn phòng | x | | |\n{legend}"
    )
    assert f"Phòng Kinh tế |  | {said}" == _said(plan, "Sửa")


def test_a_note_to_the_mark_in_a_row_is_asked_about_there() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Hạn\n1 | Sửa kênh (*) | Phòng Kinh tế | 15/4/2026\n2 | Họp | Văn phòng | 16/4/2026\n"
        "(*) Việc số 1: cho kéo dài đến hết ngày 20/5."
    )
    said = {doubt.text for doubt in plan.unresolved if doubt.task and doubt.field == "due_on"}
    assert (2, {"(*) Việc số 1: cho kéo dài đến hết ngày 20/5."}) == (len(plan.tasks), said)


def test_notes_of_the_same_mark_below_two_tables_are_both_told() -> None:
    lines = [Line(text) for text in ("UBND XÃ A", "KẾ HOẠCH", "Năm 2026", "I. QUÝ MỘT")]
    for number, day in ((1, "20/5"), (2, "30/9")):
        for row, cells in enumerate(
            ("Việc|Chủ trì|Hạn", f"Sửa kênh {number} (*)|Phòng Kinh tế|15/4", "Họp|Văn phòng|1/4"), 1
        ):
            lines += (Line(cell, cell=(number, row, n)) for n, cell in enumerate(cells.split("|"), start=1))
        lines.append(Line(f"(*) Cho kéo dài đến hết ngày {day}."))
    plan = read_plan(Document(tuple(lines), "ke-hoach.docx", "0" * 64, ()), lambda _: ())
    said = {doubt.text for doubt in plan.unresolved if doubt.task}
    assert {"(*) Cho kéo dài đến hết ngày 20/5.; (*) Cho kéo dài đến hết ngày 30/9."} == said
    assert 4 == len(plan.tasks)


def test_what_a_note_says_of_empty_deadlines_is_asked_where_one_is_empty() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Phải xong\n1 | Sửa kênh | Phòng Kinh tế |\n2 | Họp | Văn phòng | 16/4/2026\n"
        "* Việc bỏ trống cột “Phải xong” là làm xong trong quý."
    )
    assert ["Phòng Kinh tế |  |  | due_on", "Văn phòng |  | 2026-04-16 | "] == [_said(plan, "Sửa"), _said(plan, "Họp")]


@pytest.mark.parametrize("legend", ["x: làm chính; o: cùng làm", "Dấu x là chủ trì, dấu o là phối hợp"])
def test_marks_below_bodies_mean_what_the_legend_says(legend: str) -> None:
    plan = _sheet(
        f"TT | Việc | Hạn | Văn phòng | Thanh tra | Phòng Kinh tế\n1 | Sửa kênh | 16/4/2026 | o | | x\n"
        f"2 | Họp | 17/4/2026 | x | o | o\n{legend}"
    )
    assert ["Phòng Kinh tế | Văn phòng | 2026-04-16 | ", "Văn phòng | Thanh tra, Phòng Kinh tế | 2026-04-17 | "] == [
        _said(plan, "Sửa"), _said(plan, "Họp"),
    ]  # fmt: skip


@pytest.mark.parametrize("group", ["Nhóm 1. Mô hình trình diễn", "Phần 2: Tập huấn", "Khối II. Dịch vụ"])
def test_a_group_that_is_counted_leads_nothing(group: str) -> None:
    plan = _sheet(f"TT | Việc | Chủ trì | Hạn\n{group}\n1 | Sửa kênh | | 15/4/2026\n2 | Họp | Văn phòng | 16/4/2026")
    assert " |  | 2026-04-15 | leads" == _said(plan, "Sửa")


def test_a_body_behind_a_group_s_number_leads_what_stands_below() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Hạn\nNhóm 1: Phòng Kinh tế\n1 | Sửa kênh | | 15/4/2026\n2 | Họp | Văn phòng | 16/4/2026"
    )
    assert "Phòng Kinh tế |  | 2026-04-15 | " == _said(plan, "Sửa")


def test_a_row_that_counts_the_rows_above_it_is_no_work() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Hạn\n1 | Sửa kênh | Phòng Kinh tế | 15/4/2026\n| Cộng quý I: 03 việc | |\n"
        "2 | Họp | Văn phòng | 16/4/2026\n| Cộng A và B: 12 việc; cả năm: 13 việc | |\n| Cộng tác viên: 12 xã được tập huấn | |"
    )
    assert ["Sửa kênh", "Họp", "Cộng tác viên: 12 xã được tập huấn"] == [task.content for task in plan.tasks]


def test_weeks_below_months_are_ticked_for_their_own_month() -> None:
    plan = _sheet(
        "KẾ HOẠCH CÔNG TÁC NĂM 2026\nTT | Việc | Chủ trì | Tháng 3 | | | | Tháng 4 | | |\n"
        " | | | Tuần 1 | Tuần 2 | Tuần 3 | Tuần 4 | Tuần 1 | Tuần 2 | Tuần 3 | Tuần 4\n"
        "1 | Sửa kênh | Phòng Kinh tế | | x | | | | | |\n2 | Họp | Văn phòng | | | | | | | x |",
        ((2, 4, 2, 7), (2, 8, 2, 11)),
    )
    assert [("Sửa kênh", "tuần 2 tháng 3"), ("Họp", "tuần 3 tháng 4")] == [
        (task.content, (task.due_text or "").lower()) for task in plan.tasks
    ]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("7 - 8/2026", "2026-08-31"),
        ("T4, T8", "2026-04-30, 2026-08-31"),
        ("cuối T5", "2026-05-31"),
    ],
)
def test_short_months_in_a_column_are_months(due: str, said: str) -> None:
    plan = _sheet(
        f"KẾ HOẠCH CÔNG TÁC NĂM 2026\nTT | Việc | Chủ trì | Thời gian\n1 | Sửa kênh | Phòng Kinh tế | {due}\n"
        "2 | Họp | Văn phòng | T6"
    )
    assert said == ", ".join(str(task.due_on) for task in plan.tasks if task.content == "Sửa kênh")


@pytest.mark.parametrize("title", ["Phòng giúp", "Làm cùng", "Nhờ thêm", "Ai phụ", "Đơn vị đỡ"])
def test_everyday_titles_of_helpers(title: str) -> None:
    plan = _sheet(f"TT | Việc | Chủ trì | {title} | Hạn\n1 | Sửa kênh | Phòng Kinh tế | Trạm Thủy nông | 15/4/2026")
    assert "Phòng Kinh tế | Trạm Thủy nông | 2026-04-15 | " == _said(plan, "Sửa")


def test_a_moved_deadline_in_a_column_of_progress_is_asked() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Hạn | Đến đâu\n1 | Sửa kênh | Phòng Kinh tế | 15/4/2026 | Chờ vốn; dời sang 15/8\n"
        "2 | Họp | Văn phòng | 16/4/2026 | Xong"
    )
    assert "Phòng Kinh tế |  | 2026-04-15 | due_on, tracking.stage" == _said(plan, "Sửa")


@pytest.mark.parametrize(
    ("note", "asked"),
    [("ngày bầu cử 15/3", "due_on"), ("theo Công văn số 12/CV-UBND ngày 15/3/2026", ""), ("Đang làm", "")],
)
def test_a_note_with_a_day_inside_the_ticked_month_is_asked_about(note: str, asked: str) -> None:
    plan = _sheet(
        f"KẾ HOẠCH CÔNG TÁC NĂM 2026\nTT | Việc | Chủ trì | T2 | T3 | Ghi chú\n1 | Bầu cử | Văn phòng | | x | {note}\n"
        "2 | Họp | Văn phòng | x | |"
    )
    assert f"Văn phòng |  | 2026-03-31 | {asked}" == _said(plan, "Bầu")


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("(★) có Phòng Hành chính cùng làm.", "supports"),
        ("(★) lùi đến 20/5.", "due_on"),
        ("(★★) lùi đến 20/5.", ""),
        ("(*) Đoàn Thanh niên xã phối hợp.", ""),
    ],
)
def test_a_note_with_a_star_is_asked_about_on_its_row(note: str, asked: str) -> None:
    plan = _sheet(
        f"TT | Việc | Chủ trì | Hạn\n1 | Sửa kênh ★ | Phòng Kinh tế | 15/4/2026\n2 | Họp | Văn phòng | 16/4/2026\n{note}"
    )
    assert f"Phòng Kinh tế |  | 2026-04-15 | {asked}" == _said(plan, "Sửa")


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("Cho lui tới 08/05", "due_on"),
        ("Đẩy sớm lên 25/4 vì xã xin", "due_on"),
        ("Giao Trạm Y tế, Phòng Kinh tế cấp số liệu.", "leads, supports"),
        ("Thêm Trạm Y tế cùng đi.", "leads, supports"),
        ("Giao trước Tết", ""),
    ],
)
def test_a_note_that_gives_the_work_anew_is_asked_about(note: str, asked: str) -> None:
    plan = _sheet(f"TT | Việc | Chủ trì | Hạn | Ghi chú\n1 | Sửa kênh | Phòng Kinh tế | 15/5/2026 | {note}")
    assert f"Phòng Kinh tế |  | 2026-05-15 | {asked}" == _said(plan, "Sửa")


def test_words_that_go_on_in_the_next_row_are_of_the_work_above() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Phối hợp | Hạn\n1 | Dời đồng hồ của 64 hộ | Phòng Kinh tế | | 15/4/2026\n"
        " | ra ngoài hàng rào | | Công an xã | \n | (cả súc bể) | | | \n2 | Họp | Văn phòng | | 16/4/2026\n"
    )
    assert ["Dời đồng hồ của 64 hộ ra ngoài hàng rào (cả súc bể)", "Họp"] == [task.content for task in plan.tasks]
    assert "Phòng Kinh tế | Công an xã | 2026-04-15 | " == _said(plan, "Dời")


def test_a_row_in_small_letters_with_a_deadline_of_its_own_is_work() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Hạn\n1 | Tổ chức lễ hội | Phòng Kinh tế | 15/4/2026\n | dựng rạp | Văn phòng | 10/4/2026\n"
    )
    assert ["Tổ chức lễ hội", "dựng rạp"] == [task.content for task in plan.tasks]


def test_a_row_in_small_letters_with_a_lead_of_its_own_is_work() -> None:
    plan = _sheet(
        "TT | Việc | Chủ trì | Hạn\n1 | Tổ chức lễ hội | Phòng Kinh tế | 15/4/2026\n | dựng rạp lễ | Văn phòng | \n"
    )
    assert "Phòng Kinh tế |  | 2026-04-15 | " == _said(plan, "Tổ chức")
    assert ["Tổ chức lễ hội", "dựng rạp lễ"] == [task.content for task in plan.tasks]


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("Sơ kết học kỳ, gửi báo cáo ngày 15", "due_on"),
        ("Trưng bày báo tường (treo trước ngày 18)", "due_on"),
        ("Sơ kết học kỳ", ""),
    ],
)
def test_a_day_of_the_month_in_the_work_of_a_month_is_asked_about(content: str, asked: str) -> None:
    plan = _sheet(
        f"TT | Việc | Chủ trì | Hạn\n1 | {content} | Phòng Kinh tế | Tháng 4/2026\n2 | Họp | Văn phòng | Tháng 5/2026"
    )
    assert f"Phòng Kinh tế |  | 2026-04-30 | {asked}" == _said(plan, content[:8])
