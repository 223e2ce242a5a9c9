"""A register of tasks kept in a spreadsheet is read row by row, with what the office has already followed up."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from tests.conftest import spent

from danvan_cli.domain.draft import PlanDraft, TrackingDraft
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.tables.register import read_register

TITLES = ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn"]
TRACKED = [*TITLES, "Tình trạng", "Tiến độ (%)", "Ngày hoàn thành", "Kết quả thực hiện", "Minh chứng", "Gia hạn đến"]
HEAD = [
    ["UBND TỈNH TÂY NINH"],
    ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"],
    ["DANH MỤC NHIỆM VỤ DÂN VẬN NĂM 2023"],
    ["(Kèm theo Kế hoạch số 12/KH-SKHCN ngày 05/3/2023 của Sở Khoa học và Công nghệ)"],
]


def xlsx(rows: Sequence[Sequence[Any]], *merged: str, sheets: Sequence[str] = ("Sheet1",)) -> bytes:
    """Gives a workbook; days, months (date with day 1 in a tuple) and shares (float) are typed as in Excel."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    day, month, share = (book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "mm/yyyy", "0%"))
    for name in sheets:
        sheet = book.add_worksheet(name)
        for reach in merged:
            sheet.merge_range(reach, "")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write_datetime(r, c, datetime(*value, 1), month)
                elif isinstance(value, date):
                    sheet.write_datetime(r, c, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, float):
                    sheet.write_number(r, c, value, share)
                elif value != "":
                    sheet.write(r, c, value)
    book.close()
    return target.getvalue()


def read(rows: Sequence[Sequence[Any]], *merged: str, year: int | None = 2023, **options: Any) -> PlanDraft:
    return read_register(open_bytes(xlsx(rows, *merged, **options), "a.xlsx"), lambda _: (), year=year)


def leads(plan: PlanDraft) -> list[tuple[str, ...]]:
    names = {unit.code: unit.name for unit in plan.units}
    return [tuple(names[code] for code in task.leads) for task in plan.tasks]


def doubts(plan: PlanDraft) -> list[tuple[str, str]]:
    return [(doubt.source, doubt.text) for doubt in plan.unresolved if doubt.task]


def tracking(*cells: Any) -> TrackingDraft | None:
    return read([TRACKED, [1, "Việc", "Văn phòng", "", "", "Quý I", *cells]]).tasks[0].tracking


def test_the_lines_above_the_titles_give_the_plans_head() -> None:
    plan = read([*HEAD, TITLES, [1, "Việc", "Văn phòng", "", "", "Quý I"]], year=None)
    head = plan.header
    expected = ("12", "KH-SKHCN", 2023, "Sở Khoa học và Công nghệ", "UBND tỉnh Tây Ninh", date(2023, 3, 5))
    assert expected == (head.number, head.symbol, head.year, head.issuer, head.governing_body, head.issued_on)
    assert "DANH MỤC NHIỆM VỤ DÂN VẬN NĂM 2023" == head.title


def test_columns_are_found_by_their_titles_in_any_order() -> None:
    titles = ["Thời gian hoàn thành", "STT", "Cơ quan phối hợp", "Kết quả cần đạt", "Nhiệm vụ", "Đơn vị thực hiện"]
    task = read([titles, ["30/6/2023", 1, "Thanh tra Sở", "Báo cáo", "Họp", "Văn phòng Sở"]]).tasks[0]
    found = (task.content, task.leads, task.supports, task.product, task.due_on)
    assert ("Họp", ("VPS",), ("TTS",), "Báo cáo", date(2023, 6, 30)) == found


def test_titles_over_two_rows_and_a_row_of_numbers_are_no_tasks() -> None:
    upper = ["TT", "Nội dung nhiệm vụ", "Đơn vị thực hiện", "", "Thời hạn"]
    rows = [upper, ["", "", "Chủ trì", "Phối hợp"], ["(1)", "(2)", "(3)", "(4)", "(5)"]]
    plan = read([*rows, [1, "Họp", "Văn phòng Sở", "Thanh tra Sở", "Quý I"]], "C1:D1")
    assert [("Họp", ("VPS",), ("TTS",))] == [(t.content, t.leads, t.supports) for t in plan.tasks]


def test_rows_of_groups_are_sections_even_where_their_numbers_jump() -> None:
    rows = [
        ["I", "CÔNG TÁC TUYÊN TRUYỀN"],
        [1, "Việc một", "Văn phòng"],
        ["IV", "Kiểm tra"],
        [1, "Việc hai", "Văn phòng"],
    ]
    plan = read([TITLES, *rows])
    assert [("I", "CÔNG TÁC TUYÊN TRUYỀN"), ("IV", "Kiểm tra")] == [(s.path, s.title) for s in plan.sections]
    assert ["I-1", "IV-1"] == [task.code for task in plan.tasks]


def test_a_group_may_be_one_merged_cell_or_a_column() -> None:
    merged = read([TITLES, ["A. Tuyên truyền"], [1, "Việc một", "Văn phòng"]], "A2:F2")
    column = read(
        [
            ["TT", "Nhóm nhiệm vụ", *TITLES[1:]],
            [1, "Tuyên truyền", "Việc một", "Văn phòng"],
            [2, "", "Việc hai", "Văn phòng"],
        ]
    )
    assert [["Tuyên truyền"]] * 2 == [[s.title for s in plan.sections] for plan in (merged, column)]


def test_groups_within_groups_keep_their_tree() -> None:
    rows = [["I", "Một"], ["1", "Hai"], ["1.1", "Việc một", "Văn phòng"], ["2", "Việc hai", "Văn phòng"]]
    plan = read([TITLES, *rows])
    assert [("I", None), ("I.1", "I")] == [(s.path, s.parent) for s in plan.sections]


def test_sums_signatures_and_repeated_titles_are_no_tasks() -> None:
    rows = [
        [1, "Việc một", "Văn phòng"],
        TITLES,
        ["", "Tổng cộng", "", "", 5],
        ["", "", "", "", "Tây Ninh, ngày 5 tháng 3"],
    ]
    plan = read([TITLES, *rows, ["", "NGƯỜI LẬP BIỂU", "", "", "GIÁM ĐỐC"]])
    assert ["Việc một"] == [task.content for task in plan.tasks]


def test_several_leads_in_a_cell_and_a_wrapped_name() -> None:
    cells = [
        "Văn phòng Sở\nThanh tra Sở",
        "- Văn phòng Sở\n- Thanh tra Sở",
        "Văn phòng\nđăng ký đất đai",
        "Văn phòng Sở; Thanh tra Sở",
    ]
    plan = read([TITLES, *([n, f"việc {n}", cell] for n, cell in enumerate(cells))])
    two = ("Văn phòng Sở", "Thanh tra Sở")
    assert [two, two, ("Văn phòng đăng ký đất đai",), two] == leads(plan)


def test_a_cell_with_both_roles_is_parted() -> None:
    task = read([TITLES, [1, "Việc một", "Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở"]]).tasks[0]
    assert (("VPS",), ("TTS",)) == (task.leads, task.supports)


@pytest.mark.parametrize(
    ("text", "supports"),
    [
        ("Phối hợp tuyên truyền pháp luật", [()]),
        ("Tăng cường phối hợp giữa các ngành", [()]),
        ("Chủ trì, phối hợp với Phòng B rà soát", [("PB",)]),
        ("Phòng A rà soát thủ tục. Phòng B phối hợp.", [("PB",)]),
        ("Phòng A chủ trì rà soát. Phòng C báo cáo kết quả.", [()]),
        ("Phòng A phối hợp rà soát. Phòng C báo cáo kết quả.", [(), ()]),
    ],
)
def test_a_text_is_read_for_supports_though_a_row_before_has_the_same_cells(
    text: str, supports: list[tuple[str, ...]]
) -> None:
    head, tail = ["TT", "Nội dung", "Chủ trì", "Thời hạn"], ["Phòng A", "31/5/2023"]

    plan = read([head, [1, "Viết báo cáo", *tail], [2, text, *tail]])

    assert [(), *supports] == [task.supports for task in plan.tasks]


def test_a_merged_cell_holds_for_every_row_it_reaches() -> None:
    plan = read([TITLES, [1, "Việc một", "Văn phòng"], [2, "Việc hai", ""], [3, "Việc ba", ""]], "C2:C3")
    assert [("Văn phòng",), ("Văn phòng",), ()] == leads(plan)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2023, 6, 15), date(2023, 6, 15)),
        ((2023, 6), date(2023, 6, 30)),
        ("Quý III/2023", date(2023, 9, 30)),
        ("trước 25/10/2023", date(2023, 10, 24)),
        ("15/6", date(2023, 6, 15)),
        ("Thường xuyên", None),
    ],
)
def test_deadlines_are_read_typed_or_written(cell: Any, expected: date | None) -> None:
    plan = read([TITLES, [1, "Việc", "Văn phòng", "", "", cell]])
    assert expected == plan.tasks[0].due_on
    assert [] == [doubt for doubt in plan.unresolved if doubt.field == "due_on" and expected is None]


@pytest.mark.parametrize("cell", ["sắp tới", 45224, "31/02/2023", "10/25/2023", "ngày rằm tháng giêng", "Sáu tuần đầu"])
def test_a_deadline_that_is_not_understood_is_listed_with_its_cell(cell: Any) -> None:
    plan = read([TITLES, [1, "Việc", "Văn phòng", "", "", cell]])
    assert (None, [("trang tính Sheet1, ô F2", str(cell))]) == (plan.tasks[0].due_on, doubts(plan))


def test_a_missing_lead_is_listed_with_its_cell() -> None:
    assert [("trang tính Sheet1, ô C2", "Việc")] == doubts(read([TITLES, [1, "Việc", "", "", "", "Quý I"]]))


def test_the_registers_own_codes_are_kept_and_a_second_use_is_listed() -> None:
    plan = read([["Mã NV", *TITLES[1:]], ["NV-1", "Việc một", "Văn phòng"], ["NV-1", "Việc hai", "Văn phòng"]])
    assert ["NV-1", "B1-1"] == [task.code for task in plan.tasks]
    assert ("trang tính Sheet1, ô A3", "NV-1") in [(d.source, d.text) for d in plan.unresolved]


def test_follow_up_columns_are_read() -> None:
    found = tracking("Đã hoàn thành", 1.0, date(2023, 3, 28), "120 người dự", "BC số 15/BC-VP\nẢnh", "")
    expected = TrackingDraft(
        progress=100,
        stage="completed",
        completed_on=date(2023, 3, 28),
        result="120 người dự",
        evidence=("BC số 15/BC-VP", "Ảnh"),
    )
    assert expected == found


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Đang thực hiện", 0.4), TrackingDraft(progress=40, stage="in_progress")),
        (("Chưa hoàn thành",), TrackingDraft(stage="in_progress")),
        (("Chưa thực hiện",), TrackingDraft(stage="not_started")),
        (("Tạm dừng",), TrackingDraft(stage="paused")),
        (("Đã nộp, chờ duyệt",), TrackingDraft(stage="awaiting_confirmation")),
        (("Hoàn thành 80%",), TrackingDraft(progress=80, stage="in_progress")),
        (("", "75%"), TrackingDraft(progress=75, stage="in_progress")),
        (("", 75), TrackingDraft(progress=75, stage="in_progress")),
        (("", "", "5/3"), TrackingDraft(stage="completed", completed_on=date(2023, 3, 5))),
        (("", "", "", "", "", "15/12/2023"), TrackingDraft(extended_to=date(2023, 12, 15))),
        (("", "", "", "", "", ""), None),
    ],
)
def test_words_shares_and_days_of_the_follow_up(cells: tuple[Any, ...], expected: TrackingDraft | None) -> None:
    assert expected == tracking(*cells)


@pytest.mark.parametrize(
    ("cells", "cell", "text"),
    [
        (("lung tung",), "G2", "lung tung"),
        (("", 150), "H2", "150"),
        (("", "0,75"), "H2", "0,75"),
        (("", "", "31/02/2023"), "I2", "31/02/2023"),
        (("Hoàn thành",), "G2", "Hoàn thành"),
        (("Đang thực hiện", "", "5/3/2023"), "G2", "Đang thực hiện"),
        (("", "", "", "", "", "tháng sau"), "L2", "tháng sau"),
    ],
    ids=["word", "150%", "0,75", "no such day", "done without a day", "contradiction", "extension"],
)
def test_what_is_not_understood_of_the_follow_up_is_listed(cells: tuple[Any, ...], cell: str, text: str) -> None:
    plan = read([TRACKED, [1, "Việc", "Văn phòng", "", "", "Quý I", *cells]])
    assert [(f"trang tính Sheet1, ô {cell}", text)] == [
        (d.source, d.text) for d in plan.unresolved if (d.field or "").startswith("tracking")
    ]


@pytest.mark.parametrize(("cells", "is_progress"), [(["50%", "100%"], True), (["Quý I", "Quý II"], False)])
def test_a_column_of_pace_is_a_share_or_a_deadline_by_what_it_holds(cells: list[str], is_progress: bool) -> None:
    plan = read(
        [["TT", "Nội dung", "Chủ trì", "Tiến độ"], *([n, f"việc {n}", "Văn phòng", c] for n, c in enumerate(cells))]
    )
    assert is_progress == all(t.tracking is not None for t in plan.tasks) == all(t.due_on is None for t in plan.tasks)


def test_every_sheet_with_a_table_is_read_and_others_are_named() -> None:
    plan = read([TITLES, [1, "Việc một", "Văn phòng"]], sheets=("Quý I", "Quý II"))
    assert (["B1-1", "B2-1"], ["Quý I", "Quý II"]) == ([t.code for t in plan.tasks], [s.title for s in plan.sections])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_csv_file_is_read_with_its_delimiter(delimiter: str, encoding: str) -> None:
    lines = [TITLES, ["1", "Họp, báo cáo; gửi", "Văn phòng Sở", "", "", "15/6/2023"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    plan = read_register(open_bytes(text.encode(encoding), "a.csv"), lambda _: (), year=2023)
    assert [("Họp, báo cáo; gửi", date(2023, 6, 15), "hàng 2")] == [(t.content, t.due_on, t.source) for t in plan.tasks]


@pytest.mark.parametrize(
    ("name", "title", "lead"),
    [
        ("P. QTTB", "Nhiệm vụ năm 2023 - PHÒNG QUẢN TRỊ THIẾT BỊ", "Phòng Quản trị thiết bị"),
        ("TT Truyền thông", "Nhiệm vụ năm 2023: TRUNG TÂM TRUYỀN THÔNG", "Trung tâm Truyền thông"),
        ("P. Khảo thí", "Nhiệm vụ năm 2023 - PHÒNG ĐÀO TẠO", "P. Khảo thí"),
        ("Tổng hợp", "Nhiệm vụ năm 2023 - PHÒNG ĐÀO TẠO", None),
    ],
)
def test_a_sheet_named_after_an_office_is_that_office_s_work(name: str, title: str, lead: str | None) -> None:
    titles = ["TT", "Nhiệm vụ", "Thời hạn", "Phối hợp", "Kết quả/ghi chú"]
    plan = read([["TRƯỜNG CAO ĐẲNG NGHỀ"], [title], titles, [1, "Mua máy", "31/8", "", "4/9"]], sheets=(name,))
    named = {unit.code: unit.name for unit in plan.units}
    assert [(lead,) if lead else ()] == [tuple(named[code] for code in t.leads) for t in plan.tasks]
    assert [date(2023, 8, 31)] == [t.due_on for t in plan.tasks]


def test_old_fonts_in_a_sheet_are_converted() -> None:
    rows = [["TT", "Néi dung c«ng viÖc", "§¬n vÞ chñ tr×"], [1, "KiÓm tra c\u00ad quan", "V¨n phßng Së"]]
    assert [("Kiểm tra cư quan", ("VPS",))] == [(t.content, t.leads) for t in read(rows).tasks]


def test_a_workbook_without_a_table_of_tasks_is_refused_with_what_it_needs() -> None:
    with pytest.raises(FileRefusedError, match="Không thấy bảng nhiệm vụ") as refusal:
        read([["a", "b"], [1, 2]])
    assert "Nội dung" in refusal.value.hint


def test_ten_thousand_rows_are_read_in_a_second_or_two() -> None:
    data = xlsx(
        [
            TRACKED,
            *(
                [n, f"Việc số {n}", "Văn phòng", "Thanh tra", "Báo cáo", "Quý I", "Đang làm", 0.5]
                for n in range(10_000)
            ),
        ]
    )
    begun = spent()
    plan = read_register(open_bytes(data, "a.xlsx"), lambda _: (), year=2023)
    assert (10_000, True) == (len(plan.tasks), spent() - begun < 4)


def test_a_column_of_targets_gives_targets() -> None:
    plan = read([["TT", "Nội dung", "Chủ trì", "Chỉ tiêu"], [1, "Học tập", "Văn phòng", "100% công chức được học tập"]])
    target = plan.targets[0]
    assert ("CT1", "ratio", 100, "trang tính Sheet1, ô D2") == (target.code, target.kind, target.goal, target.source)
