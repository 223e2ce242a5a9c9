"""The screens of the questions about a plan full of doubts, as they were looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from danvan_cli.domain.doubts import in_order
from danvan_cli.domain.draft import (
    Account,
    HeaderDraft,
    PeriodDraft,
    PlanDraft,
    TargetDraft,
    TaskDraft,
    UnitDraft,
    Unresolved,
    Use,
)
from danvan_cli.output.explaining import accounts_data, accounts_tables
from danvan_cli.output.preview import draft_report
from danvan_cli.output.questions import Shown, decision_lines, help_lines, question_lines
from danvan_cli.output.tables import Alarm, Column, Report
from danvan_cli.output.terminal import _cell, report_pieces

GOLDEN = Path(__file__).parent / "golden"
NO_LEAD = "chưa có đơn vị chủ trì"
QUARTERS = tuple(PeriodDraft(f"2023-Q{n}", day) for n, day in ((1, date(2023, 3, 31)), (2, date(2023, 6, 30))))
TASKS = (
    TaskDraft("II.1-1", "II.1", "Tuyên truyền Luật Thực hiện dân chủ ở cơ sở bằng nhiều hình thức.", "ongoing"),
    TaskDraft("II.1-2", "II.1", "Tổ chức 02 hội nghị, gửi kết quả sau Tết.", "once", due_text="sau Tết", certain=False),
    TaskDraft("II.1-3", "II.1", "Phát động thi đua.", "ongoing"),
    TaskDraft(
        "II.2-1", "II.2", "Báo cáo hằng quý.", "recurring", leads=("VP",), due_text="hằng quý",
        due_on=date(2023, 3, 31), periods=QUARTERS, certain=False,
    ),
    TaskDraft("II.2-2", "II.2", "Thanh trà tiếp công dân, gửi số liệu ngày 20/10.", "ongoing", leads=("TT2",)),
)  # fmt: skip
LINES = (
    Account("dòng 1", "Số: /KH-SKHCN", (Use(0, 13, "đầu văn bản"),)),
    Account("dòng 2", "1. Tuyên truyền", (Use(0, 15, "đề mục"),)),
    Account("dòng 3", f"- {TASKS[0].content}", (Use(0, len(TASKS[0].content) + 2, "nội dung nhiệm vụ", "II.1-1"),)),
    Account(
        "dòng 4", f"- {TASKS[1].content}",
        (Use(0, 43, "nội dung nhiệm vụ", "II.1-2"), Use(35, 42, "thời hạn", "II.1-2")),
    ),
    Account("dòng 5", f"- {TASKS[2].content}", (Use(0, 20, "nội dung nhiệm vụ", "II.1-3"),)),
    Account("dòng 6", "Các đơn vị chụp ảnh tư liệu, gửi Sở trước ngày 05/12/2023.", ()),
    Account("dòng 7", f"- {TASKS[3].content}", (Use(0, 19, "nội dung nhiệm vụ", "II.2-1"),)),
    Account(
        "dòng 8", f"- {TASKS[4].content}",
        (Use(0, 49, "nội dung nhiệm vụ", "II.2-2"), Use(39, 49, "chưa rõ")),
    ),
)  # fmt: skip
DRAFT = in_order(
    PlanDraft(
        HeaderDraft(year=2023, title="Công tác dân vận"),
        tasks=TASKS,
        targets=(TargetDraft("CT1", "I", "Tỷ lệ hài lòng đạt 95–97 %", "ratio"),),
        units=(UnitDraft("VP", "Văn phòng Sở", "department", new=False), UnitDraft("TT2", "Thanh trà", "team", new=True)),
        unresolved=(
            Unresolved("Đầu văn bản", "", "số văn bản để trống", None, "number"),
            *(Unresolved(f"Mục II.1, dòng {n + 2}", TASKS[n - 1].content, NO_LEAD, f"II.1-{n}", "leads") for n in (1, 2, 3)),
            Unresolved("Mục II.1, dòng 4", TASKS[1].content, "thời hạn tính theo một sự kiện", "II.1-2", "due_on"),
            Unresolved("Mục II.2, dòng 7", TASKS[3].content, "chưa có ngày cho từng kỳ", "II.2-1", "due_on", ("31/03/2023",)),
            Unresolved(
                "Mục II.2, dòng 8", f"ngày 20/10 | - {TASKS[4].content}", "chưa hiểu là thời hạn", "II.2-2", "due_on"
            ),
            Unresolved(
                "Mục II.2, dòng 8", TASKS[4].content, "“Thanh trà” không có trong danh mục; có phải “Thanh tra”?",
                "II.2-2", "leads", ("Thanh tra", "Thanh trà"),
            ),
            Unresolved("dòng 6", LINES[5].text, "dòng này chưa được dùng vào đâu"),
            Unresolved("Mục I, dòng 9", "Tỷ lệ hài lòng đạt 95–97 %", "khoảng số", "CT1", "goal"),
        ),
        source_name="nhieu-cho.txt",
        accounts=LINES,
    )
)  # fmt: skip
CHOICES = {
    "leads": ("VP – Văn phòng Sở", "TTr – Thanh tra", "đơn vị mới"),
    "due_on": ("thứ Sáu 31/03/2023", "không có thời hạn"),
    "": ("là một nhiệm vụ, thêm vào kế hoạch", "không phải nhiệm vụ"),
    "goal": ("đã xem, để như đang đọc",),
}


def screen(report: Report, monkeypatch: pytest.MonkeyPatch, columns: int) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    return "\n".join(line.rstrip() for line in "".join(report_pieces(report, color=False)).splitlines()) + "\n"


@pytest.mark.parametrize("columns", [60, 80])
def test_the_questions_are_as_they_were_looked_at(columns: int, golden_file: Callable[[Path, bytes], None]) -> None:
    total = len(DRAFT.unresolved)
    lines = [
        line
        for number, doubt in enumerate(DRAFT.unresolved, start=1)
        for line in question_lines(Shown(doubt, number, total, CHOICES.get(doubt.field or "", ())), DRAFT, columns)
    ]

    assert max(map(len, lines)) <= columns
    golden_file(GOLDEN / f"questions-{columns}.txt", ("\n".join([*lines, *help_lines((), columns)]) + "\n").encode())


@pytest.mark.parametrize("columns", [60, 80])
def test_the_preview_and_the_explanation_are_as_they_were_looked_at(
    columns: int, golden_file: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = draft_report(DRAFT, explain=True)
    shown = screen(whole._replace(tables=whole.tables[4:]), monkeypatch, columns)

    assert max(map(len, shown.splitlines())) <= columns
    golden_file(GOLDEN / f"explained-{columns}.txt", shown.encode())


def test_points_and_lines_add_up() -> None:
    doubts, lines, by_line, by_part = draft_report(DRAFT, explain=True).tables[4:]

    for table, total in ((doubts, len(DRAFT.unresolved)), (by_line, len(LINES)), (by_part, 2)):
        assert total == sum(row[0] for row in table.rows[:-1]) == table.rows[-1][0]
    assert len(LINES) == len(lines.rows)


def test_what_no_use_covers_is_unclear_and_stands_out() -> None:
    _, lines, *_ = draft_report(DRAFT, explain=True).tables[4:]
    data = accounts_data(DRAFT)

    assert ["dòng 6", "dòng 8"] == [row[0] for row in lines.rows if isinstance(row[2], Alarm)]
    text = LINES[5].text
    assert [{"start": 0, "end": len(text), "text": text, "use": "chưa rõ", "task": None}] == data[5]["uses"]
    assert ("ngày 20/10", "chưa rõ") == (data[7]["uses"][1]["text"], data[7]["uses"][1]["use"])


def test_an_alarm_is_red_in_any_column() -> None:
    assert "bold red" == _cell(Alarm("chưa rõ"), Column("Đã dùng làm"), 20).style
    assert "" == _cell("đề mục", Column("Đã dùng làm"), 20).style


def test_a_part_of_a_line_that_no_use_covers_is_unclear() -> None:
    half = replace(DRAFT, accounts=(Account("ô B2", "VP; gửi 20/10", (Use(0, 3, "đơn vị chủ trì", "I-1"),)),))

    assert [("VP;", "đơn vị chủ trì"), (" gửi 20/10", "chưa rõ")] == [
        (use["text"], use["use"]) for use in accounts_data(half)[0]["uses"]
    ]


def test_a_file_without_accounts_says_so() -> None:
    (table,) = accounts_tables(replace(DRAFT, accounts=()))

    assert ((), True) == (table.rows, bool(table.empty))


@pytest.mark.parametrize(
    ("number", "task", "line"),
    [
        (0, {"due_on": date(2023, 2, 28)}, "II.1-2: ngày cuối → thứ Ba 28/02/2023"),
        (1, {}, "II.2-1: đã xem, để như đang đọc"),
        (1, {"certain": True}, "II.2-1: ngày cuối → thứ Sáu 31/03/2023 và 1 kỳ sau"),
        (4, {"leads": ("VP", "TTr")}, "II.1-1: chủ trì → VP, TTr"),
    ],
)
def test_a_decision_is_echoed(number: int, task: dict[str, object], line: str) -> None:
    doubt = DRAFT.unresolved[number]
    after = replace(DRAFT, tasks=tuple(t._replace(**task) if t.code == doubt.task else t for t in DRAFT.tasks))

    assert [line] == list(decision_lines([doubt], DRAFT, after, "x"))


def test_a_decision_for_a_section_names_all_its_tasks() -> None:
    after = replace(DRAFT, tasks=tuple(task._replace(leads=("VP",)) for task in DRAFT.tasks))
    doubts = [doubt for doubt in DRAFT.unresolved if doubt.why == NO_LEAD]

    assert ["3 việc (II.1-1 … II.1-3): chủ trì → VP"] == list(decision_lines(doubts, DRAFT, after, "VP"))
