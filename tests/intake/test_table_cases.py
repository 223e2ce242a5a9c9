"""Registers as offices keep them: each gives its tasks with who and when, and a doubt for what only a person can tell.

A task is written "content | leads | supports | last days | state"; of a state the words are the stage, the share, the
day handed in ("nộp …") and the day done ("xong …"). ``told`` are the cells with a doubt, no more and no fewer.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_cli.domain.draft import PlanDraft, TaskDraft
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.plan import read_plan

CASES = Path(__file__).parent / "cases"


def read(name: str, data: bytes, year: int | None = None) -> PlanDraft:
    return read_plan(open_bytes(data, name), lambda _: (), year=year)


def said(plan: PlanDraft) -> list[str]:
    names = {unit.code: unit.name for unit in plan.units}
    return [_said(task, names) for task in plan.tasks]


def _said(task: TaskDraft, names: dict[str, str]) -> str:
    days = [str(period.due_on) for period in task.rows() if period.due_on]
    told = task.tracking
    state = [] if told is None else [
        told.stage or "",
        "" if told.progress is None else f"{told.progress}%",
        f"nộp {told.submitted_on}" if told.submitted_on else "",
        f"xong {told.completed_on}" if told.completed_on else "",
        f"gia hạn {told.extended_to}" if told.extended_to else "",
    ]  # fmt: skip
    parts = [
        task.content, "; ".join(names[c] for c in task.leads), "; ".join(names[c] for c in task.supports),
        " ".join(days), " ".join(word for word in state if word),
    ]  # fmt: skip
    return " | ".join(parts).rstrip(" |")


def told(plan: PlanDraft) -> list[str]:
    return sorted({doubt.source.rpartition("ô ")[2] for doubt in plan.unresolved if "ô " in doubt.source})


FILES = [
    (
        "x01-title-two-rows-unmerged.xlsx",
        [
            "Rà soát thủ tục hành chính | Văn phòng | Công an xã | 2026-06-30",
            "Tổ chức đối thoại với Nhân dân | Phòng Kinh tế | Văn phòng | 2026-10-15",
        ],
        [],
    ),
    (
        "x07-merged-down.xlsx",
        [
            "Lập danh sách | Văn phòng |  | 2026-03-31",
            "Gửi giấy mời | Văn phòng |  | 2026-03-31",
            "In tài liệu | Văn phòng |  | 2026-03-31",
            "Tổng kết | Phòng Kinh tế |  | 2026-11-30",
        ],
        [],
    ),
    ("x11-formulas-uncached.xlsx", ["Việc A | Văn phòng", "Việc B | Phòng Kinh tế"], ["A4", "F3", "F4"]),
    (
        "x13-two-tables-other-columns.xlsx",
        ["Tiếp công dân | Văn phòng", "Khắc phục bão | Phòng Kinh tế |  | 2026-09-15"],
        [],
    ),
    (
        "x15-matrix-units.xlsx",
        [
            "Rà soát hộ nghèo | Phòng Kinh tế | Văn phòng | 2026-03-31",
            "Diễn tập phòng cháy | Công an xã | Phòng Kinh tế | 2026-06-30",
            "Họp giao ban | Văn phòng; Phòng Kinh tế; Công an xã |  | 2026-12-31",
        ],
        ["C3", "C5"],
    ),
    (
        "x30-docx-table-no-heading.docx",
        [
            "Xây dựng chương trình tuyên truyền | Sở Nội vụ | Sở Y tế | 2025-06-30",
            "Xây dựng nền tảng số | Sở Tài chính |  | 2025-12-31",
        ],
        [],
    ),
    (
        "18-cell-chu-tri-phoi-hop.docx",
        [
            "Lập báo cáo tổng kết | Sở Tư pháp | Sở Nội vụ; Sở Tài chính | 2025-06-30",
            "Xây dựng đề án | Sở Nội vụ | Sở Tài chính | 2025-06-29",
            "Rà soát hồ sơ | Sở Y tế | Sở Tài chính | 2025-06-30",
        ],
        [],
    ),
    (
        "y-quarter-columns.csv",
        [
            "Xây dựng kế hoạch | Văn phòng Sở |  | 2024-03-31",
            "Kiểm tra công vụ | Thanh tra |  | 2024-06-30 2024-12-31",
            "Báo cáo tổng kết | Văn phòng Sở |  | 2024-12-31",
        ],
        [],
    ),
    (
        "y-x-empty-v.xlsx",
        [
            "Xây dựng kế hoạch tuyên truyền | Văn phòng Sở |  | 2024-11-30",
            "Kiểm tra công vụ | Thanh tra | Văn phòng Sở",
            "Báo cáo kết quả | Văn phòng Sở |  | 2024-09-30",
        ],
        ["E8"],
    ),
    (
        "y-x-round.xlsx",
        [
            "Xây dựng kế hoạch tuyên truyền | Văn phòng Sở |  | 2024-11-30",
            "Kiểm tra công vụ | Thanh tra | Văn phòng Sở | 2024-06-05",
            "Báo cáo kết quả | Văn phòng Sở |  | 2024-09-30",
        ],
        [],
    ),
    (
        "y-x-x000d-date.xlsx",
        [
            "Xây dựng kế hoạch tuyên truyền | Văn phòng Sở |  | 2024-11-30",
            "Kiểm tra công vụ | Thanh tra | Văn phòng Sở | 2024-06-05",
            "Báo cáo kết quả | Văn phòng Sở |  | 2024-11-30",
        ],
        [],
    ),
]


@pytest.mark.parametrize(("name", "tasks", "cells"), FILES, ids=[name for name, *_ in FILES])
def test_a_file_of_an_office_gives_its_tasks_and_its_doubts(name: str, tasks: list[str], cells: list[str]) -> None:
    plan = read(name, (CASES / name).read_bytes(), 2024 if name == "y-quarter-columns.csv" else None)
    assert (tasks, cells) == (said(plan), told(plan))


def test_leads_in_one_cell_are_parted_at_every_sign() -> None:
    plan = read("x05.xlsx", (CASES / "x05-leads-in-one-cell.xlsx").read_bytes())
    rows = [line.split(" | ")[1:3] for line in said(plan)]
    assert ["CQ TT BCĐ 57", "UBND xã; VPĐU"] == rows[0]
    assert "UBND xã; VPĐU" == rows[1][0]
    assert "Văn phòng; Phòng Kinh tế; Đoàn Thanh niên" == rows[2][0]
    assert ("Các thôn",) == plan.tasks[2].groups
    assert "Văn phòng; Công an xã" == rows[3][0]
    doubted = {doubt.task for doubt in plan.unresolved}
    assert all(len(task.leads) == 2 or task.code in doubted for task in plan.tasks[4:])


def test_roles_days_and_ditto_marks_in_cells() -> None:
    plan = read("y.csv", (CASES / "y-roles-cell.csv").read_bytes())
    doubted = {doubt.task for doubt in plan.unresolved}
    by_work: dict[str, list[TaskDraft]] = {}
    for task in plan.tasks:
        by_work.setdefault(task.content, []).append(task)
    rows = {work: [_said(task, {u.code: u.name for u in plan.units}) for task in tasks] for work, tasks in by_work.items()}  # fmt: skip
    assert ["Việc B | Thanh tra | Văn phòng Sở | 2024-09-30"] == rows["Việc B"]
    assert ("VP", "TTr") == tuple(rows["Việc C"][0].split(" | ")[1:3])
    assert {("Văn phòng Sở", "Thanh tra")} == {tuple(row.split(" | ")[1:3]) for row in (*rows["Việc A"], *rows["Việc D"])}  # fmt: skip
    assert "Việc Đ | Văn phòng Sở; Thanh tra |  | 2024-03-30" == rows["Việc Đ"][0]
    for work in ("Việc G", "Việc H", "Việc I"):
        assert by_work[work][0].leads or by_work[work][0].code in doubted
    above = [_said(by_work["Việc I"][0], {})[len("Việc I") :]]
    for work in ("Việc K", "Việc L", "Việc M", "Việc N"):
        assert (above, by_work["Việc I"][0].groups) == ([row[len(work) :] for row in rows[work]], by_work[work][0].groups)  # fmt: skip


def test_states_are_as_their_words_say() -> None:
    plan = read("y.csv", (CASES / "y-tracking.csv").read_bytes())
    states = [task.tracking and task.tracking.stage for task in plan.tasks]
    done, late = "completed", None
    assert [done, done, done, "in_progress", done, late, late, "in_progress", late, done, late, "in_progress"] == states
    assert {"E11", "E12", "E14", "E16"} <= set(told(plan))


INVENTED: list[tuple[str, str, list[str], list[str]]] = [
    (
        "months ticked",
        """STT;Nhiệm vụ;Đơn vị thực hiện;T1;T2;T3;T4;T5;T6;T7;T8;T9;T10;T11;T12
1;Tập huấn;Văn phòng Sở;;;x;;;;;;x;;;
2;Họp tổng kết;Thanh tra Sở;;;;;;;;;;;;X""",
        [
            "Tập huấn | Văn phòng Sở |  | 2026-03-31 2026-09-30",
            "Họp tổng kết | Thanh tra Sở |  | 2026-12-31",
        ],
        [],
    ),
    (
        "numbers of months under one title",
        """TT;Nội dung;Chủ trì;Tháng thực hiện;;;;;;;;;;;
;;;1;2;3;4;5;6;7;8;9;10;11;12
1;Ra quân;Đoàn Thanh niên;;;x;;;;;;;;;
2;Sơ kết;Văn phòng;;;;;;x;;;;;;x""",
        ["Ra quân | Đoàn Thanh niên |  | 2026-03-31", "Sơ kết | Văn phòng |  | 2026-06-30 2026-12-31"],
        [],
    ),
    (
        "days under quarters",
        """STT;Nội dung;Chủ trì;Quý I;Quý II;Quý III;Quý IV
1;Báo cáo quý;Văn phòng;15/3;15/6;15/9;15/12
2;Hội thi;Công đoàn;;20/5;;""",
        [
            "Báo cáo quý | Văn phòng |  | 2026-03-15 2026-06-15 2026-09-15 2026-12-15",
            "Hội thi | Công đoàn |  | 2026-05-20",
        ],
        [],
    ),
    (
        "years ticked",
        """STT;Nội dung;Chủ trì;Năm 2026;Năm 2027
1;Xây dựng đề án;Văn phòng;x;
2;Nghiệm thu;Văn phòng;;x""",
        ["Xây dựng đề án | Văn phòng |  | 2026-12-31", "Nghiệm thu | Văn phòng |  | 2027-12-31"],
        [],
    ),
    (
        "matrix with letters C and P under one title",
        """STT;Công việc;Phân công thực hiện;;;Hạn
;;Văn phòng;Phòng Nội vụ;Công an xã;
1;Trực lễ;C;P;P;30/4/2026
2;Tuần tra;;;C;30/6/2026""",
        [
            "Trực lễ | Văn phòng | Phòng Nội vụ; Công an xã | 2026-04-30",
            "Tuần tra | Công an xã |  | 2026-06-30",
        ],
        [],
    ),
    (
        "matrix of crosses only",
        """STT;Nội dung;Thời hạn;Văn phòng;Phòng Kinh tế
1;Lập dự toán;31/3/2026;x;
2;Quyết toán;30/6/2026;;x
3;Kiểm kê;15/12/2026;x;x""",
        [
            "Lập dự toán | Văn phòng |  | 2026-03-31",
            "Quyết toán | Phòng Kinh tế |  | 2026-06-30",
            "Kiểm kê | Văn phòng; Phòng Kinh tế |  | 2026-12-15",
        ],
        [],
    ),
    (
        "matrix of words",
        """STT;Nội dung;Văn phòng;Thanh tra;Thời hạn
1;Kiểm tra;phối hợp;chủ trì;31/3/2026""",
        ["Kiểm tra | Thanh tra | Văn phòng | 2026-03-31"],
        [],
    ),
    (
        "titles over three rows",
        """STT;Nội dung;Phân công;;Thời gian;
;nhiệm vụ;Cơ quan;;thực hiện;
;;chủ trì;phối hợp;Bắt đầu;Kết thúc
1;Khảo sát;Văn phòng;Thanh tra;01/3/2026;30/4/2026""",
        ["Khảo sát | Văn phòng | Thanh tra | 2026-04-30"],
        [],
    ),
    (
        "titles wrapped by hand",
        """Số;Nội dung;Đơn vị;Đơn vị;Thời gian;Kết quả
TT;thực hiện;chủ trì;phối hợp;hoàn thành;đầu ra
1;Đối thoại;Văn phòng;Thanh tra;Quý II;Báo cáo""",
        ["Đối thoại | Văn phòng | Thanh tra | 2026-06-30"],
        [],
    ),
    (
        "time of handing in is the deadline of a plan",
        """STT;Tên văn bản;Cơ quan soạn thảo;Thời gian trình
1;Nghị quyết về đất đai;Phòng Kinh tế;Tháng 6
2;Quyết định về giá;Phòng Tài chính;15/9""",
        [
            "Nghị quyết về đất đai | Phòng Kinh tế |  | 2026-06-30",
            "Quyết định về giá | Phòng Tài chính |  | 2026-09-15",
        ],
        [],
    ),
    (
        "time of handing in is a fact of a follow-up",
        """STT;Nội dung;Chủ trì;Thời hạn;Thời gian nộp;Tình trạng
1;Báo cáo tháng;Văn phòng;20/3/2026;18/3/2026;Đã nộp""",
        ["Báo cáo tháng | Văn phòng |  | 2026-03-20 | awaiting_confirmation nộp 2026-03-18"],
        [],
    ),
    (
        "year of completion",
        """TT;Nhiệm vụ;Trách nhiệm thực hiện;Năm hoàn thành
1;Số hóa hồ sơ;Văn phòng;2027
2;Lập bản đồ;Phòng Kinh tế;2026""",
        ["Số hóa hồ sơ | Văn phòng |  | 2027-12-31", "Lập bản đồ | Phòng Kinh tế |  | 2026-12-31"],
        [],
    ),
    (
        "year in a title",
        """TT;Nhiệm vụ;Cơ quan thực hiện;Hạn (Năm 2027)
1;Số hóa hồ sơ;Văn phòng;15/3
2;Lập bản đồ;Phòng Kinh tế;Quý II""",
        ["Số hóa hồ sơ | Văn phòng |  | 2027-03-15", "Lập bản đồ | Phòng Kinh tế |  | 2027-06-30"],
        [],
    ),
    (
        "ditto marks of all kinds",
        """STT;Nội dung;Chủ trì;Phối hợp;Thời hạn
1;Việc một;Văn phòng;Thanh tra;30/6/2026
2;Việc hai;nt;"\""";″
3;Việc ba;Phòng Nội vụ;;30/9/2026
4;Việc bốn;như STT 1;;Như trên
5;Việc năm;- nt -;;''""",
        [
            "Việc một | Văn phòng | Thanh tra | 2026-06-30",
            "Việc hai | Văn phòng | Thanh tra | 2026-06-30",
            "Việc ba | Phòng Nội vụ |  | 2026-09-30",
            "Việc bốn | Văn phòng |  | 2026-09-30",
            "Việc năm | Văn phòng |  | 2026-09-30",
        ],
        [],
    ),
    (
        "ditto of nothing",
        """STT;Nội dung;Chủ trì;Thời hạn
1;Việc một;nt;30/6/2026
2;Việc hai;Văn phòng;30/6/2026""",
        ["Việc một |  |  | 2026-06-30", "Việc hai | Văn phòng |  | 2026-06-30"],
        ["C2"],
    ),
    (
        "incoming documents are the basis",
        """STT;Số, ký hiệu;Ngày văn bản;Trích yếu nội dung;Đơn vị xử lý;Hạn xử lý
1;125/UBND-VX;05/01/2026;Về việc rà soát hộ nghèo;Phòng Lao động;30/1/2026
2;88/STC-QLNS;12/01/2026;Về việc quyết toán;Phòng Tài chính;15/2/2026""",
        [
            "Về việc rà soát hộ nghèo | Phòng Lao động |  | 2026-01-30",
            "Về việc quyết toán | Phòng Tài chính |  | 2026-02-15",
        ],
        [],
    ),
    (
        "incoming documents under one title",
        """STT;Văn bản giao;;Nội dung nhiệm vụ;Đơn vị chủ trì;Thời hạn;Kết quả thực hiện
;Số ký hiệu;Ngày tháng;;;;
1;125/UBND-VX;05/01/2026;Rà soát hộ nghèo;Phòng Lao động;30/1/2026;Đã gửi BC số 15/BC-VP ngày 19/01
2;88/STC;12/01/2026;Quyết toán;Phòng Tài chính;15/2/2026;""",
        [
            "Rà soát hộ nghèo | Phòng Lao động |  | 2026-01-30 | awaiting_confirmation nộp 2026-01-19",
            "Quyết toán | Phòng Tài chính |  | 2026-02-15",
        ],
        [],
    ),
    (
        "old and new leads",
        """STT;Nội dung;Đơn vị chủ trì cũ;Đơn vị chủ trì mới;Thời hạn
1;Cấp phép;Phòng Tài nguyên;Phòng Kinh tế;30/6/2026
2;Thống kê;Phòng Thống kê;;30/9/2026""",
        ["Cấp phép | Phòng Kinh tế |  | 2026-06-30", "Thống kê | Phòng Thống kê |  | 2026-09-30"],
        [],
    ),
    (
        "old and new deadlines",
        """STT;Nội dung;Chủ trì;Thời hạn cũ;Thời hạn mới
1;Cấp phép;Phòng Kinh tế;30/6/2026;30/9/2026
2;Thống kê;Văn phòng;30/9/2026;""",
        [
            "Cấp phép | Phòng Kinh tế |  | 2026-06-30 | gia hạn 2026-09-30",
            "Thống kê | Văn phòng |  | 2026-09-30",
        ],
        [],
    ),
    (
        "a column that nobody knows",
        """STT;Nội dung;Chủ trì;Thời hạn;Hệ số K;Màu
1;Cấp phép;Phòng Kinh tế;30/6/2026;12;xanh
2;Thống kê;Văn phòng;30/9/2026;7;đỏ""",
        ["Cấp phép | Phòng Kinh tế |  | 2026-06-30", "Thống kê | Văn phòng |  | 2026-09-30"],
        ["E1"],
    ),
    (
        "the same row twice",
        """STT;Nội dung;Chủ trì;Thời hạn
1;Cấp phép;Phòng Kinh tế;30/6/2026
2;Thống kê;Văn phòng;30/9/2026
3;Cấp phép;Phòng Kinh tế;30/6/2026
4;Cấp phép;Phòng Kinh tế;30/12/2026""",
        [
            "Cấp phép | Phòng Kinh tế |  | 2026-06-30",
            "Thống kê | Văn phòng |  | 2026-09-30",
            "Cấp phép | Phòng Kinh tế |  | 2026-06-30",
            "Cấp phép | Phòng Kinh tế |  | 2026-12-30",
        ],
        ["B4"],
    ),
    (
        "totals, notes and signatures",
        """STT;Nội dung;Chủ trì;Thời hạn
1;Cấp phép;Phòng Kinh tế;30/6/2026
;Tổng cộng: 01 nhiệm vụ;;
;Ghi chú: Các đơn vị gửi về Văn phòng tổng hợp;;
;;;Tây Ninh, ngày 05 tháng 01 năm 2026
NGƯỜI LẬP BIỂU;;;GIÁM ĐỐC
Nguyễn Văn A;;;Trần Văn B""",
        ["Cấp phép | Phòng Kinh tế |  | 2026-06-30"],
        [],
    ),
    (
        "two tables side by side",
        """STT;Nội dung;Chủ trì;Thời hạn;;STT;Nội dung;Chủ trì;Thời hạn
1;Cấp phép;Phòng Kinh tế;30/6/2026;;1;Trực lễ;Công an xã;30/4/2026
2;Thống kê;Văn phòng;30/9/2026;;;;;""",
        [
            "Cấp phép | Phòng Kinh tế |  | 2026-06-30",
            "Thống kê | Văn phòng |  | 2026-09-30",
            "Trực lễ | Công an xã |  | 2026-04-30",
        ],
        [],
    ),
    (
        "two tables below each other with columns of their own",
        """I. NHIỆM VỤ GIAO
STT;Nội dung;Chủ trì;Thời hạn
1;Cấp phép;Phòng Kinh tế;30/6/2026
Nơi nhận: như trên;;;
PHỤ LỤC 2;;;
Thời hạn;Đơn vị thực hiện;Đơn vị phối hợp;Công việc
30/4/2026;Công an xã;Văn phòng;Trực lễ""",
        ["Cấp phép | Phòng Kinh tế |  | 2026-06-30", "Trực lễ | Công an xã | Văn phòng | 2026-04-30"],
        [],
    ),
    (
        "progress words in the result and the note",
        """STT;Nội dung;Chủ trì;Thời hạn;Kết quả;Ghi chú
1;Việc một;Văn phòng;30/6/2026;Hoàn thành ngày 02/6;
2;Việc hai;Văn phòng;30/6/2026;;Đã hoàn thành ngày 03/6/2026
3;Việc ba;Văn phòng;30/6/2026;80%;
4;Việc bốn;Văn phòng;30/6/2026;Không hoàn thành;
5;Việc năm;Văn phòng;30/6/2026;Đang triển khai;
6;Việc sáu;Văn phòng;30/6/2026;Đúng hạn;""",
        [
            "Việc một | Văn phòng |  | 2026-06-30 | completed xong 2026-06-02",
            "Việc hai | Văn phòng |  | 2026-06-30 | completed xong 2026-06-03",
            "Việc ba | Văn phòng |  | 2026-06-30 | in_progress 80%",
            "Việc bốn | Văn phòng |  | 2026-06-30",
            "Việc năm | Văn phòng |  | 2026-06-30 | in_progress",
            "Việc sáu | Văn phòng |  | 2026-06-30",
        ],
        ["E5", "E7"],
    ),
    (
        "columns of done and not done",
        """STT;Nội dung;Chủ trì;Thời hạn;Tình trạng;;Ngày hoàn thành
;;;;Hoàn thành;Chưa hoàn thành;
1;Việc một;Văn phòng;30/6/2026;x;;12/6/2026
2;Việc hai;Văn phòng;30/6/2026;;x;""",
        [
            "Việc một | Văn phòng |  | 2026-06-30 | completed xong 2026-06-12",
            "Việc hai | Văn phòng |  | 2026-06-30 | in_progress",
        ],
        [],
    ),
    (
        "a group hands down its lead and day",
        """STT;Nội dung;Chủ trì;Thời hạn
I;Tuyên truyền;Văn phòng;30/6/2026
1;Treo băng rôn;;
2;Phát thanh;Đài Truyền thanh;
II;Kiểm tra;Thanh tra;
1;Kiểm tra công vụ;;15/9/2026""",
        [
            "Treo băng rôn | Văn phòng |  | 2026-06-30",
            "Phát thanh | Đài Truyền thanh |  | 2026-06-30",
            "Kiểm tra công vụ | Thanh tra |  | 2026-09-15",
        ],
        [],
    ),
    (
        "a row without words",
        """STT;Nội dung;Chủ trì;Thời hạn
1;Cấp phép;Phòng Kinh tế;30/6/2026
2;;Văn phòng;30/9/2026""",
        ["Cấp phép | Phòng Kinh tế |  | 2026-06-30"],
        ["B3"],
    ),
    (
        "a column of months",
        """STT;Nội dung;Người phụ trách;Phòng thực hiện;Tháng
1;Cấp phép;Nguyễn Văn A;Phòng Kinh tế;6
2;Thống kê;Lê Thị B;Văn phòng;Tháng 9""",
        ["Cấp phép | Phòng Kinh tế |  | 2026-06-30", "Thống kê | Văn phòng |  | 2026-09-30"],
        [],
    ),
    (
        "titles in a clerk's own words",
        """TT;Việc phải làm;Ai làm;Bao giờ xong
1;Cấp phép;Phòng Kinh tế;30/6/2026
2;Thống kê;Văn phòng;30/9/2026""",
        ["Cấp phép | Phòng Kinh tế |  | 2026-06-30", "Thống kê | Văn phòng |  | 2026-09-30"],
        [],
    ),
    (
        "columns told by their cells",
        """TT;Nội dung;Bên A;Bên B
1;Cấp phép;Phòng Kinh tế;30/6/2026
2;Thống kê;Văn phòng;30/9/2026
3;Trực lễ;Công an xã;30/4/2026""",
        [
            "Cấp phép | Phòng Kinh tế |  | 2026-06-30",
            "Thống kê | Văn phòng |  | 2026-09-30",
            "Trực lễ | Công an xã |  | 2026-04-30",
        ],
        ["C1", "D1"],
    ),
    (
        "impossible days and a word for a day",
        """STT;Nội dung;Chủ trì;Thời hạn;Ngày hoàn thành
1;Cấp phép;Phòng Kinh tế;31/6/2026;
2;Thống kê;Văn phòng;sắp tới;30/2/2026""",
        ["Cấp phép | Phòng Kinh tế", "Thống kê | Văn phòng"],
        ["D2", "D3", "E3"],
    ),
    (
        "who directs, pays and measures is no lead",
        """STT;Nội dung;Đơn vị tính;Kế hoạch;Lãnh đạo chỉ đạo;Đơn vị chủ trì;Kinh phí (triệu đồng);Hạn hoàn thành
1;Xây cầu;cây;2;Chủ tịch UBND;Phòng Kinh tế;500;30/6/2026
2;Sửa đường;km;5;Phó Chủ tịch;Phòng Kinh tế;200;30/9/2026""",
        ["Xây cầu | Phòng Kinh tế |  | 2026-06-30", "Sửa đường | Phòng Kinh tế |  | 2026-09-30"],
        ["D1"],
    ),
    (
        "a second deadline column is told, and asked about in each row",
        """STT;Tên đề án;Cơ quan chủ trì;Thời gian trình UBND;Thời gian trình HĐND
1;Đề án A;Phòng Kinh tế;Tháng 5;Tháng 7""",
        ["Đề án A | Phòng Kinh tế |  | 2026-05-31"],
        ["B2", "E1"],
    ),
    (
        "a merged column of dates stays with its rows, a child takes its parent's",
        """STT;Nội dung;Chủ trì;Thời hạn
1;Xây dựng đề án;Phòng Kinh tế;30/9/2026
1.1;Dự thảo;;31/3/2026
1.2;Lấy ý kiến;Văn phòng;
2;Sơ kết;Văn phòng;30/6/2026""",
        [
            "Xây dựng đề án | Phòng Kinh tế |  | 2026-09-30",
            "Dự thảo | Phòng Kinh tế |  | 2026-03-31",
            "Lấy ý kiến | Văn phòng |  | 2026-09-30",
            "Sơ kết | Văn phòng |  | 2026-06-30",
        ],
        [],
    ),
    (
        "a line above the table names the unit and the month",
        """BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026
Đơn vị: Phòng Kinh tế
STT;Nội dung công việc;Thời hạn
1;Cấp phép;30/6/2026
2;Thống kê;Quý III""",
        ["Cấp phép | Phòng Kinh tế |  | 2026-06-30", "Thống kê | Phòng Kinh tế |  | 2026-09-30"],
        [],
    ),
    (
        "groups that are not merged, beside a column of codes",
        """STT;Mã;Nội dung;Chủ trì;Thời hạn
A;HƯỚNG ĐẾN NGƯỜI BỆNH;;;
1;A1.1;Lắp biển chỉ dẫn;Phòng Quản trị;31/3/2026
B;CHUYÊN MÔN;;;
2;C1.2;Cập nhật phác đồ;Khoa Dược;30/9/2026""",
        ["Lắp biển chỉ dẫn | Phòng Quản trị |  | 2026-03-31", "Cập nhật phác đồ | Khoa Dược |  | 2026-09-30"],
        [],
    ),
    (
        "who leads a team, and its members",
        """TT;Công việc;Trưởng đoàn;Thành viên;Khảo sát;Kết luận xong
1;Kiểm tra đảng phí;Ban Xây dựng Đảng;Văn phòng Đảng ủy;05/3;31/3/2026""",
        ["Kiểm tra đảng phí | Ban Xây dựng Đảng | Văn phòng Đảng ủy | 2026-03-31"],
        ["B2", "E1"],
    ),
    (
        "a finer day in the notes of a month",
        """TT;Nội dung;Phụ trách;Tháng;Ghi chú
1;Khai giảng;Văn phòng;9/2026;05/9
2;Khảo sát chất lượng;Văn phòng;9/2026;từ 14/9 đến 18/9
3;Tặng quà học sinh;Văn phòng;02/2026;trước khi nghỉ Tết""",
        [
            "Khai giảng | Văn phòng |  | 2026-09-05",
            "Khảo sát chất lượng | Văn phòng |  | 2026-09-18",
            "Tặng quà học sinh | Văn phòng |  | 2026-02-28",
        ],
        ["E4"],
    ),
    (
        "an office's name that a verb ends",
        """TT;Nội dung;PIC;Thời hạn
1;Diễn tập báo động;P. Kế hoạch tổng hợp;31/5/2026""",
        ["Diễn tập báo động | P. Kế hoạch tổng hợp |  | 2026-05-31"],
        [],
    ),
    (
        "rhythm beside the day",
        """STT;Nội dung;Chủ trì;Định kỳ;Ghi chú
1;Giao ban;Văn phòng;hằng quý;
2;Kiểm kê;Văn phòng;thường xuyên;""",
        ["Giao ban | Văn phòng |  | 2026-03-31 2026-06-30 2026-09-30 2026-12-31", "Kiểm kê | Văn phòng"],
        [],
    ),
]


@pytest.mark.parametrize(("text", "tasks", "cells"), [c[1:] for c in INVENTED], ids=[c[0] for c in INVENTED])
def test_a_small_table_gives_its_tasks_and_its_doubts(text: str, tasks: list[str], cells: list[str]) -> None:
    plan = read("a.csv", text.encode(), 2026)
    assert (tasks, cells) == (said(plan), told(plan))


SECOND: list[tuple[str, str, list[str], list[str]]] = [
    (
        "no numbers and few columns",
        """Công việc;Đơn vị;Hạn
Họp giao ban;Văn phòng;15/3/2026
Kiểm tra chợ;Đội Quản lý thị trường;Quý II""",
        ["Họp giao ban | Văn phòng |  | 2026-03-15", "Kiểm tra chợ | Đội Quản lý thị trường |  | 2026-06-30"],
        [],
    ),
    (
        "a unit of measure is no body",
        """STT;Nội dung;Đơn vị;Chỉ tiêu;Đơn vị thực hiện;Thời gian thực hiện
1;Xây nhà tình nghĩa;nhà;05 nhà;Mặt trận xã;Quý II
2;Trồng cây;cây;200 cây;Đoàn Thanh niên;Quý III""",
        [
            "Xây nhà tình nghĩa | Mặt trận xã |  | 2026-06-30",
            "Trồng cây | Đoàn Thanh niên |  | 2026-09-30",
        ],
        [],
    ),
    (
        "quarters below years",
        """STT;Nội dung;Chủ trì;Năm 2026;;;;Năm 2027;
;;;Quý I;Quý II;Quý III;Quý IV;Quý I;Quý II
1;Khảo sát;Văn phòng;;x;;;;
2;Báo cáo;Thanh tra;;;;;x;""",
        ["Khảo sát | Văn phòng |  | 2026-06-30", "Báo cáo | Thanh tra |  | 2027-03-31"],
        [],
    ),
    (
        "roman quarters below a title",
        """STT;Nội dung;Chủ trì;Quý thực hiện;;;
;;;I;II;III;IV
1;Khảo sát;Văn phòng;;x;;
2;Báo cáo;Thanh tra;x;x;x;x""",
        [
            "Khảo sát | Văn phòng |  | 2026-06-30",
            "Báo cáo | Thanh tra |  | 2026-03-31 2026-06-30 2026-09-30 2026-12-31",
        ],
        [],
    ),
    (
        "halves of the year",
        """STT;Nội dung;Chủ trì;6 tháng đầu năm;6 tháng cuối năm
1;Sơ kết;Văn phòng;x;
2;Tổng kết;Văn phòng;;x""",
        ["Sơ kết | Văn phòng |  | 2026-06-30", "Tổng kết | Văn phòng |  | 2026-12-31"],
        [],
    ),
    (
        "a day below a month",
        """STT;Nội dung;Chủ trì;Tháng 3;Tháng 4
1;Ra quân;Đoàn xã;26;
2;Bầu cử;Văn phòng;;trước ngày 10/4/2026""",
        ["Ra quân | Đoàn xã |  | 2026-03-26", "Bầu cử | Văn phòng |  | 2026-04-09"],
        [],
    ),
    (
        "words in a column of months",
        """STT;Nội dung;Chủ trì;T1;T2;T3
1;Ra quân;Đoàn xã;x;;
2;Tập huấn;Văn phòng;;đợt 1;x""",
        ["Ra quân | Đoàn xã |  | 2026-01-31", "Tập huấn | Văn phòng |  | 2026-02-28 2026-03-31"],
        ["B3", "E3"],
    ),
    (
        "figures by quarter are no deadlines",
        """STT;Nội dung;Chủ trì;Thời hạn;Quý I;Quý II
1;Thu thuế;Chi cục Thuế;31/12/2026;120;150
2;Cấp thẻ;Công an xã;30/6/2026;40;60""",
        ["Thu thuế | Chi cục Thuế |  | 2026-12-31", "Cấp thẻ | Công an xã |  | 2026-06-30"],
        ["E1", "F1"],
    ),
    (
        "matrix below who leads",
        """STT;Nội dung;Đơn vị chủ trì;Đơn vị phối hợp;;;Thời hạn
;;;Văn phòng;Công an xã;Đoàn xã;
1;Tiếp dân;Thanh tra;x;;x;30/6/2026
2;Tuần tra;Ban Chỉ huy Quân sự;;x;;31/7/2026""",
        [
            "Tiếp dân | Thanh tra | Văn phòng; Đoàn xã | 2026-06-30",
            "Tuần tra | Ban Chỉ huy Quân sự | Công an xã | 2026-07-31",
        ],
        [],
    ),
    (
        "matrix with a word that is no mark",
        """STT;Nội dung;Phòng A;Phòng B;Thời hạn
1;Việc một;CT;PH;30/6/2026
2;Việc hai;PH;CT;30/9/2026
3;Việc ba;CT;theo dõi;30/9/2026""",
        [
            "Việc một | Phòng A | Phòng B | 2026-06-30",
            "Việc hai | Phòng B | Phòng A | 2026-09-30",
            "Việc ba | Phòng A | Phòng B | 2026-09-30",
        ],
        ["D4"],
    ),
    (
        "from and to",
        """STT;Nội dung;Chủ trì;Thời gian;
;;;Từ;Đến
1;Khảo sát;Văn phòng;01/3/2026;15/4/2026""",
        ["Khảo sát | Văn phòng |  | 2026-04-15"],
        [],
    ),
    (
        "done by hand in three columns",
        """STT;Nội dung;Chủ trì;Hạn;Đã xong;Đang làm;Chưa làm
1;Việc một;Văn phòng;30/6/2026;x;;
2;Việc hai;Văn phòng;30/6/2026;;x;
3;Việc ba;Văn phòng;30/6/2026;;;x""",
        [
            "Việc một | Văn phòng |  | 2026-06-30 | completed",
            "Việc hai | Văn phòng |  | 2026-06-30 | in_progress",
            "Việc ba | Văn phòng |  | 2026-06-30 | not_started",
        ],
        ["E2"],
    ),
    (
        "states with their days",
        """STT;Nội dung;Chủ trì;Hạn;Tình trạng
1;Việc một;Văn phòng;30/6/2026;Đã hoàn thành (BC số 12/BC-VP ngày 02/6/2026)
2;Việc hai;Văn phòng;30/6/2026;Hoàn thành 3/4 chỉ tiêu
3;Việc ba;Văn phòng;30/6/2026;Đã nộp ngày 12/6
4;Việc bốn;Văn phòng;30/6/2026;Hoàn thành 02/6/2026, bổ sung 05/6/2026
5;Việc năm;Văn phòng;30/6/2026;Hoàn thành ngày 31/6""",
        [
            "Việc một | Văn phòng |  | 2026-06-30 | completed xong 2026-06-02",
            "Việc hai | Văn phòng |  | 2026-06-30 | completed",
            "Việc ba | Văn phòng |  | 2026-06-30 | awaiting_confirmation nộp 2026-06-12",
            "Việc bốn | Văn phòng |  | 2026-06-30 | completed",
            "Việc năm | Văn phòng |  | 2026-06-30 | completed",
        ],
        ["E3", "E5", "E6"],
    ),
    (
        "the result says what the state does not",
        """STT;Nội dung;Chủ trì;Hạn;Tình trạng;Kết quả thực hiện
1;Việc một;Văn phòng;30/6/2026;Đang thực hiện;Hoàn thành ngày 02/6/2026
2;Việc hai;Văn phòng;30/6/2026;;Tổ chức 12 buổi, 100% hộ tham gia""",
        ["Việc một | Văn phòng |  | 2026-06-30 | in_progress", "Việc hai | Văn phòng |  | 2026-06-30"],
        ["F2"],
    ),
    (
        "agenda is no list of tasks",
        """Thời gian;Nội dung;Người thực hiện
8h00 - 8h15;Khai mạc;Ban tổ chức
8h15 - 9h00;Báo cáo;Văn phòng

STT;Nội dung;Chủ trì;Hạn
1;Việc một;Văn phòng;30/6/2026""",
        ["Việc một | Văn phòng |  | 2026-06-30"],
        [],
    ),
    (
        "a title above that names work is no title of a column",
        """KẾ HOẠCH CÔNG VIỆC;;;
NHIỆM VỤ TRỌNG TÂM NĂM 2026;;;
TT;Nhiệm vụ trọng tâm;Cơ quan chủ trì;Thời gian hoàn thành
1;Việc một;Văn phòng;30/6/2026""",
        ["Việc một | Văn phòng |  | 2026-06-30"],
        [],
    ),
    (
        "plans of documents",
        """STT;Đề án, văn bản;Cơ quan soạn thảo;Cơ quan thẩm định;Thời gian trình
1;Nghị quyết về học phí;Sở Giáo dục và Đào tạo;Sở Tư pháp;Tháng 5/2026
2;Quyết định về giá đất;Sở Tài chính;Sở Tư pháp;Tháng 11/2026""",
        [
            "Nghị quyết về học phí | Sở Giáo dục và Đào tạo |  | 2026-05-31",
            "Quyết định về giá đất | Sở Tài chính |  | 2026-11-30",
        ],
        [],
    ),
    (
        "several days in a cell",
        """STT;Nội dung;Chủ trì;Thời hạn
1;Báo cáo đợt;Văn phòng;"15/3/2026
15/9/2026"
2;Việc hai;Văn phòng;30/6/2026""",
        [
            "Báo cáo đợt | Văn phòng |  | 2026-03-15",
            "Báo cáo đợt | Văn phòng |  | 2026-09-15",
            "Việc hai | Văn phòng |  | 2026-06-30",
        ],
        [],
    ),
    (
        "a repeated page of titles with its numbers",
        """STT;Nội dung;Chủ trì;Hạn
(1);(2);(3);(4)
1;Việc một;Văn phòng;30/6/2026
STT;Nội dung;Chủ trì;Hạn
(1);(2);(3);(4)
2;Việc hai;Thanh tra;30/9/2026""",
        ["Việc một | Văn phòng |  | 2026-06-30", "Việc hai | Thanh tra |  | 2026-09-30"],
        [],
    ),
    (
        "a line with a day below the table is told",
        """STT;Nội dung;Chủ trì;Hạn
1;Việc một;Văn phòng;30/6/2026
Lưu ý: các đơn vị gửi báo cáo trước ngày 25/11/2026;;;""",
        ["Việc một | Văn phòng |  | 2026-06-30"],
        ["A3"],
    ),
    (
        "groups by unit in rows of their own",
        """STT;Nội dung công việc;Thời hạn
I;Văn phòng;
1;Việc một;30/6/2026
II;Phòng Kinh tế;
1;Việc hai;30/9/2026""",
        ["Việc một | Văn phòng |  | 2026-06-30", "Việc hai | Phòng Kinh tế |  | 2026-09-30"],
        [],
    ),
    (
        "groups by month in rows of their own",
        """STT;Nội dung công việc;Chủ trì
THÁNG 3;;
1;Việc một;Văn phòng
THÁNG 4;;
1;Việc hai;Phòng Kinh tế""",
        ["Việc một | Văn phòng |  | 2026-03-31", "Việc hai | Phòng Kinh tế |  | 2026-04-30"],
        [],
    ),
    (
        "an unused lead of a heading is told",
        """STT;Nội dung;Chủ trì;Hạn
I;Tuyên truyền;Thanh tra;
1;Việc một;Văn phòng;30/6/2026
2;Việc hai;Văn phòng;30/9/2026""",
        ["Việc một | Văn phòng |  | 2026-06-30", "Việc hai | Văn phòng |  | 2026-09-30"],
        ["C2"],
    ),
    (
        "evidence of an office's own follow-up",
        """STT;Nội dung;Chủ trì;Hạn;Trạng thái;Ngày hoàn thành;Số, ký hiệu văn bản
1;Việc một;Văn phòng;30/6/2026;Hoàn thành;15/6/2026;12/BC-VP""",
        ["Việc một | Văn phòng |  | 2026-06-30 | completed xong 2026-06-15"],
        [],
    ),
    (
        "a column of days off the deadline",
        """STT;Nhiệm vụ;Ngày giao;Số ngày;Chủ trì;Hạn xử lý;Còn lại
1;Việc một;02/01/2026;10;Văn phòng;12/01/2026;3""",
        ["Việc một | Văn phòng |  | 2026-01-12"],
        ["G1"],
    ),
    (
        "weeks below a month's heading",
        """Tuần;Nội dung;Phụ trách;Cùng thực hiện
THÁNG 3/2026;;;
2;Thi thử;Tổ Toán;Tổ Văn
Tuần cuối;Tổng kết;Tổ Văn;""",
        ["Thi thử | Tổ Toán | Tổ Văn | 2026-03-14", "Tổng kết | Tổ Văn |  | 2026-03-31"],
        ["A3"],
    ),
    (
        "a month beside words of time",
        """Tháng;TT;Công việc;Bộ phận đầu mối;Thời điểm
4/2026;1;Chấm điểm;Văn phòng;Tuần cuối
4/2026;2;Lập dự trù;Văn phòng;Trước ngày 25
4/2026;3;Khám bệnh;Thanh tra;Ngày 22
5/2026;4;Hiệu chuẩn;Thanh tra;Giữa tháng
5/2026;5;Giám sát;Thanh tra;Cả tháng""",
        [
            "Chấm điểm | Văn phòng |  | 2026-04-30",
            "Lập dự trù | Văn phòng |  | 2026-04-24",
            "Khám bệnh | Thanh tra |  | 2026-04-22",
            "Hiệu chuẩn | Thanh tra |  | 2026-05-15",
            "Giám sát | Thanh tra |  | 2026-05-31",
        ],
        [],
    ),
    (
        "who leads and who helps below one title",
        """TT;Nhiệm vụ;Thời hạn;Phân công;
;;;Đầu mối;Tham gia
1;Họp dân;10/10/2026;Văn phòng;Đoàn xã""",
        ["Họp dân | Văn phòng | Đoàn xã | 2026-10-10"],
        [],
    ),
    (
        "who leads and who helps on two sides of a stroke",
        """TT;Nội dung;Cơ quan chủ trì / cơ quan phối hợp;Hạn chót
1;Họp dân;Văn phòng / Đoàn xã, Thanh tra;10/10/2026""",
        ["Họp dân | Văn phòng | Đoàn xã; Thanh tra | 2026-10-10"],
        [],
    ),
    (
        "who decides is no helper",
        """STT;Nội dung;Cơ quan tham mưu;;Thời gian trình;Cấp ban hành;
;;Chủ trì;Phối hợp;;BCH;BTV
1;Nghị quyết một;Ban Xây dựng Đảng;Văn phòng;Tháng 3/2026;x;
2;Kế hoạch hai;Văn phòng;;Quý II/2026;;x""",
        ["Nghị quyết một | Ban Xây dựng Đảng | Văn phòng | 2026-03-31", "Kế hoạch hai | Văn phòng |  | 2026-06-30"],
        [],
    ),
    (
        "a note that is nothing but who helps",
        """TT;Công việc;Chủ trì;Thời hạn;Ghi chú
1;Bảo dưỡng trụ nước;Tổ Phòng cháy;30/6/2026;Phối hợp: Công ty Cấp nước""",
        ["Bảo dưỡng trụ nước | Tổ Phòng cháy | Công ty Cấp nước | 2026-06-30"],
        [],
    ),
    (
        "values that read like titles",
        """Kỳ hạn;Nhiệm vụ;Phân công;Cấp trình;Tiến độ đến nay
Quý III;Làm sạch dữ liệu 40 xã;Chủ trì: Văn phòng. Phối hợp: Công an tỉnh;Sở;Đạt 35%""",
        ["Làm sạch dữ liệu 40 xã | Văn phòng | Công an tỉnh | 2026-09-30 | in_progress 35%"],
        [],
    ),
    (
        "rounds of one title",
        """TT;Chuyên đề giám sát;Cơ quan chủ trì;Quý;
;;;Đợt 1;Đợt 2
1;Giám sát tiếp dân;Thanh tra;Quý II;Quý IV
2;Giám sát thu chi;Văn phòng;;Quý IV""",
        [
            "Giám sát tiếp dân | Thanh tra |  | 2026-06-30",
            "Giám sát tiếp dân | Thanh tra |  | 2026-12-31",
            "Giám sát thu chi | Văn phòng |  | 2026-12-31",
        ],
        [],
    ),
    (
        "marks below a body that reads like another title",
        """STT;Nhiệm vụ;Đơn vị thực hiện;;;Thời hạn
;;Tổ Dự toán;Tổ Kiểm tra;Tổ Hành chính;
1;Giao chỉ tiêu;C;;P;15/01/2026
2;Đôn đốc nợ;P;C;;30/11/2026""",
        [
            "Giao chỉ tiêu | Tổ Dự toán | Tổ Hành chính | 2026-01-15",
            "Đôn đốc nợ | Tổ Kiểm tra | Tổ Dự toán | 2026-11-30",
        ],
        [],
    ),
    (
        "titles in a clerk's own words",
        """Mã;Phải làm gì;Ai làm;;Mốc;
;;Chính;Phụ;Khởi động;Kết thúc
V.1;Kiện toàn tổ hòa giải;Sở Tư pháp;Văn phòng;01/02/2026;31/3/2026""",
        ["Kiện toàn tổ hòa giải | Sở Tư pháp | Văn phòng | 2026-03-31"],
        [],
    ),
    (
        "a rhythm below its title, a day below the other",
        """TT;Nội dung;Chủ trì;Kỳ báo cáo;Thời hạn
1;Rà soát hồ sơ tồn;Văn phòng;Hằng quý;
2;Kiểm tra bến đò;Phòng Vận tải;;20/11""",
        [
            "Rà soát hồ sơ tồn | Văn phòng |  | 2026-03-31 2026-06-30 2026-09-30 2026-12-31",
            "Kiểm tra bến đò | Phòng Vận tải |  | 2026-11-20",
        ],
        [],
    ),
    (
        "a calendar that writes its month once",
        """Tháng;Công việc;Chủ trì
01;Họp phụ huynh;Văn phòng
;II. CÔNG TÁC KHÁC;
;Hội khỏe;Phòng Vận tải
02;Tổng kết;Văn phòng""",
        [
            "Họp phụ huynh | Văn phòng |  | 2026-01-31",
            "Hội khỏe | Phòng Vận tải |  | 2026-01-31",
            "Tổng kết | Văn phòng |  | 2026-02-28",
        ],
        [],
    ),
    (
        "an end before its beginning is of the next year or wrong",
        """TT;Công việc;Chủ trì;Bắt đầu;Kết thúc
1;Trực Tết;Văn phòng;15/11;15/02
2;Dọn kho;Văn phòng;Quý I;Quý II""",
        ["Trực Tết | Văn phòng |  | 2026-02-15", "Dọn kho | Văn phòng |  | 2026-06-30"],
        ["E2"],
    ),
    (
        "months over the year's end",
        """TT;Nội dung;Chủ trì;Thời gian
1;Kiểm tra bến đò;Phòng Vận tải;Tháng 11/2026 - tháng 01/2027
Cộng: 01 cuộc kiểm tra""",
        ["Kiểm tra bến đò | Phòng Vận tải |  | 2027-01-31"],
        [],
    ),
    (
        "the year behind its half",
        """STT;Nội dung;Chủ trì;Thời hạn
1;Báo cáo giám sát;Văn phòng;6 tháng đầu năm, cả năm 2026""",
        ["Báo cáo giám sát | Văn phòng |  | 2026-06-30", "Báo cáo giám sát | Văn phòng |  | 2026-12-31"],
        [],
    ),
]


@pytest.mark.parametrize(("text", "tasks", "cells"), [c[1:] for c in SECOND], ids=[c[0] for c in SECOND])
def test_a_table_of_another_kind_gives_its_tasks_and_its_doubts(text: str, tasks: list[str], cells: list[str]) -> None:
    plan = read("a.csv", text.encode(), 2026)
    assert (tasks, cells) == (said(plan), told(plan))


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("Nội dung;Chỉ tiêu\nTrẻ ăn bán trú;100%\nTrẻ nhẹ cân;dưới 3%", [100, 3]),
        ("TT;Chỉ số;Đơn vị tính;Mục tiêu\n1;Tỷ lệ hài lòng;%;95\n2;Tỷ lệ rửa tay;%;80", [95, 80]),
        (
            '"2. Chỉ tiêu: xây dựng 7 mô hình; tập huấn 850 lượt nông dân."\n\nTT;Nội dung;Chủ trì\n1;Họp;Văn phòng',
            [7, 850],
        ),
        ("II. Chỉ tiêu\n- Trồng 300 cây\n- 95% hộ đạt\nTT;Nội dung;Chủ trì\n1;Họp;Văn phòng", [300, 95]),
    ],
)
def test_goals_in_a_table_or_in_lines_above_one_are_targets(text: str, goals: list[int]) -> None:
    assert goals == [target.goal for target in read("a.csv", text.encode(), 2026).targets]


@pytest.mark.parametrize(
    ("titles", "row", "goal"),
    [
        ("Chỉ tiêu;Đơn vị;Đầu năm 2026;Cuối năm 2026", "Tỷ lệ hộ nghèo;%;31,8;25", ("<=", "25", "%")),
        ("Chỉ số;Năm 2025;Mục tiêu 2026", "Điểm trung bình 83 tiêu chí;3,42;3,60", (">=", "3.60", None)),
        ("Mục tiêu;Hiện tại (31/12/2025);Cuối năm 2026", "Thời gian chờ (phút);95;60", ("<=", "60", "phút")),
        ("Chỉ tiêu;Thực hiện 2025;Kế hoạch 2026", "Tỷ lệ tồn đọng;5%;dưới 3%", ("<", "3", "%")),
        ("Chỉ tiêu;Năm 2025;Mục tiêu năm 2026", "Số cuộc đối thoại;2;4", (">=", "4", None)),
        ("Chỉ tiêu;ĐVT;Kế hoạch 2026", "Hộ thoát nghèo;hộ;88", (">=", "88", "hộ")),
        ("Chỉ tiêu;ĐVT;KQ 2025;Kế hoạch 2026", "Số vụ phạm pháp;vụ;12;10", ("<=", "10", "vụ")),
    ],
)
def test_the_goal_of_a_row_is_its_figure_and_of_what_does_harm_the_most(
    titles: str, row: str, goal: tuple[str, str, str | None]
) -> None:
    plan = read("a.csv", f"{titles}\n{row}\n\nTT;Nội dung;Chủ trì\n1;Họp;Văn phòng".encode(), 2026)
    assert [goal] == [(one.operator, str(one.goal), one.unit_of_measure) for one in plan.targets]


def test_a_figure_below_what_was_reached_is_asked_about_unless_it_counts_what_does_harm() -> None:
    text = "Chỉ tiêu;ĐVT;Năm 2025;Kế hoạch 2026\nSản lượng lúa;tấn;5.200;5.000\nTỷ lệ hộ nghèo;%;3,2;2,5"
    plan = read("a.csv", f"{text}\n\nTT;Nội dung;Chủ trì\n1;Họp;Văn phòng".encode(), 2026)
    assert ["CT1"] == [doubt.task for doubt in plan.unresolved if doubt.field == "goal"]


def test_a_goal_above_a_table_without_a_figure_is_asked_about_and_names_no_work() -> None:
    text = "Mục tiêu: điểm trung bình năm 2026 từ loại 3 trở lên\nTT;Nội dung;Chủ trì\n1;Họp;Văn phòng"
    plan = read("a.csv", text.encode(), 2026)
    assert [None] == [target.goal for target in plan.targets]
    assert ["goal"] == [doubt.field for doubt in plan.unresolved if doubt.field == "goal"]
    assert ["Bảng nhiệm vụ"] == [section.title for section in plan.sections]
