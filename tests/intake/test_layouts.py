"""Offices lay out who does a piece of work and until when in ways of their own: each is read, or asked about.

Add a way to the lists; each is tried with every mark of the work.
"""

from __future__ import annotations

import pytest

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.plan import read_plan

HEAD = "UBND XÃ TÂN AN\nSố: 1/KH-UBND\nTân An, ngày 10 tháng 01 năm 2026\n\nKẾ HOẠCH\nCông tác năm 2026\n\n"
WORK = (
    ("Rà soát, cập nhật danh sách hộ nghèo", "Phòng Kinh tế", "trước ngày 20/5", "2026-05-19"),
    ("Kiểm tra 12 cơ sở sản xuất", "Trung tâm Xúc tiến đầu tư, thương mại và du lịch", "30/6", "2026-06-30"),
    ("Số hóa hồ sơ hộ tịch toàn xã", "Công an xã", "quý III", "2026-09-30"),
)
# {w} is done by {b} until {t}.
IN_A_LINE = (
    "{w} ({b}; {t})", "{w} - {b} - {t}", "{w} [{b}] [{t}]", "{w} → {b} → {t}", "{w} / {b} / {t}", "{w} … {b} … {t}",
    "{w} >> {b}, {t}", "{w} {{{b}; {t}}}", "[{b}] {w}, {t}", "{t} - {w} - {b}", "{b} - {w} - {t}",
)  # fmt: skip
IN_LINES = (
    "{w}\n  Chủ trì: {b}\n  Thời gian: {t}", "{w}\n- Ai làm: {b}\n- Xong: {t}", "{w}\n  {b}\n  {t}",
    "{w}\n  → {b}, {t}", "{w}\n+ {b} - {t}", "{w}\n+ {b}\n+ {t}", "{w}\n  ({b}; {t})",
    "{w}\n  Bộ phận đứng mũi: {b}\n  Mốc chốt: {t}", "{w}\n  Đơn vị: {b}; hoàn thành: {t}",
)  # fmt: skip
MARKS = ("{n}. ", "{n}/ ", "☐ ", "→ ", "0{n}. ")


def _read(text: str) -> PlanDraft:
    return read_plan(open_bytes(f"{HEAD}{text}\n".encode(), "ke-hoach.txt"), lambda _: ())


def _said(plan: PlanDraft) -> list[tuple[tuple[str, ...], str]]:
    names = {unit.code: unit.name for unit in plan.units}
    return [(tuple(names[code] for code in task.leads), str(task.due_on)) for task in plan.tasks]


def _expected() -> list[tuple[tuple[str, ...], str]]:
    return [((body,), day) for _, body, _, day in WORK]


def _items(way: str, mark: str) -> str:
    return "\n".join(
        mark.format(n=number) + way.format(w=work, b=body, t=time[:1].upper() + time[1:] if way[1] == "t" else time)
        for number, (work, body, time, _) in enumerate(WORK, start=1)
    )


# A dash before a time may go on with the line above.
@pytest.mark.parametrize(
    ("way", "mark"),
    [(way, mark) for way in IN_A_LINE for mark in ("{n}. ", "- ", "0{n}. ") if (way[:5], mark) != ("{t} -", "- ")],
)
def test_who_and_when_are_read_from_the_line_of_the_work(way: str, mark: str) -> None:
    assert _expected() == _said(_read(f"I. NHIỆM VỤ\n{_items(way, mark)}"))


@pytest.mark.parametrize(
    ("way", "mark"), [(way, mark) for way in IN_LINES for mark in MARKS if not ("→" in way and mark == "→ ")]
)
def test_who_and_when_are_read_from_the_lines_below_the_work(way: str, mark: str) -> None:
    assert _expected() == _said(_read(f"I. NHIỆM VỤ\n{_items(way, mark)}"))


@pytest.mark.parametrize("parted", [" | ", "\t"])
@pytest.mark.parametrize("order", ["wbt", "bwt", "tbw"])
def test_a_table_without_titles_is_read_by_what_its_columns_hold(order: str, parted: str) -> None:
    cells = [{"w": work, "b": body, "t": time} for work, body, time, _ in WORK]
    rows = "\n".join(f"{n}. " + parted.join(row[kind] for kind in order) for n, row in enumerate(cells, start=1))
    assert _expected() == _said(_read(f"I. NHIỆM VỤ\n{rows}"))


def test_of_two_columns_of_names_without_titles_it_is_asked_who_helps() -> None:
    plan = _read(
        "I. NHIỆM VỤ\n1. Rà soát danh sách hộ nghèo | Phòng Kinh tế | Công an xã | 20/5\n"
        "2. Kiểm tra 12 cơ sở sản xuất | Trạm Y tế xã | Phòng Kinh tế | 30/6\n"
    )
    assert 2 == len([one for one in plan.unresolved if "chủ trì hay phối hợp" in one.why])


@pytest.mark.parametrize(
    "heading",
    ["Việc tháng 4", "Công việc tháng 04/2026", "Trong tháng 4:", "Những việc làm trong tháng 4", "Tháng 4/2026"],
)
def test_a_month_in_a_heading_dates_what_stands_below_it(heading: str) -> None:
    plan = _read(f"I. {heading}\n- Phòng Kinh tế rà soát hộ nghèo.\n- Công an xã kiểm tra 12 cơ sở sản xuất.")
    assert ["2026-04-30", "2026-04-30"] == [str(task.due_on) for task in plan.tasks]


@pytest.mark.parametrize("heading", ["Nhóm việc quý II", "Mốc 30/4", "Chuyện của tháng 4", "Kế hoạch tháng 4"])
def test_a_time_in_a_heading_in_other_words_is_asked_about_for_each_piece_of_work(heading: str) -> None:
    plan = _read(f"I. {heading}\n- Phòng Kinh tế rà soát hộ nghèo.\n- Công an xã kiểm tra 12 cơ sở sản xuất.")
    asked = {one.task for one in plan.unresolved if one.field == "due_on" and one.task}
    assert {task.code for task in plan.tasks} == asked


@pytest.mark.parametrize(
    "heading", ["Đối với Chi cục Thủy lợi", "Phần việc của Chi cục Thủy lợi", "Nhiệm vụ của Chi cục Thủy lợi:"]
)
def test_a_body_in_a_heading_leads_what_stands_below_it(heading: str) -> None:
    plan = _read(f"1. {heading}\n- Nạo vét 3 km kênh mương, trước ngày 20/5.\n- Đo độ mặn hằng tháng.")
    assert [("Chi cục Thủy lợi",)] * 2 == [leads for leads, _ in _said(plan)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Trung tâm Văn hóa - Thể thao phường trang trí cổng chào, pa nô từ 20/12/2026 - 30/12/2026.",
            [(("Trung tâm Văn hóa - Thể thao phường",), "2026-12-30")],
        ),
        (
            "Phòng Hành chính - Tổng hợp in 5.000 tờ gấp - hạn 10/05/26",
            [(("Phòng Hành chính - Tổng hợp",), "2026-05-10")],
        ),
        (
            "Trồng hoa đường làng: Hội LHPN xã / Đoàn TNCS Hồ Chí Minh xã, trước 19/5/2026",
            [(("Hội LHPN xã", "Đoàn TNCS Hồ Chí Minh xã"), "2026-05-18")],
        ),
    ],
)
def test_a_dash_or_stroke_inside_names_and_times_parts_nothing(
    line: str, expected: list[tuple[tuple[str, ...], str]]
) -> None:
    assert expected == _said(_read(f"I. NHIỆM VỤ\n1. {line}\n"))
