"""An office's own register brings its follow-up along: the first status says what the table said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.services import lifecycle, planning, views
from danvan_cli.services.lifecycle import Choice

HEAD = (
    "STT;Nội dung công việc;Đơn vị chủ trì;Thời hạn hoàn thành;Tình trạng;Tiến độ (%);Ngày hoàn thành;Kết quả;"
    "Minh chứng;Thời hạn điều chỉnh;Ghi chú"
)
ROWS = (
    "1;Tổ chức hội nghị quán triệt;Phòng A;31/05/2023;Hoàn thành;100%;30/05/2023;01 hội nghị;12/BC-VP ngày 30/5/2023;;",
    "2;Viết tin bài tuyên truyền;Phòng B;30/06/2023;Hoàn thành;;05/07/2023;;;;",
    "3;Kiểm tra công vụ đột xuất;Phòng A;30/09/2023;Đang thực hiện;60%;;;;15/11/2023;Chờ lịch của đoàn",
    "4;Báo cáo kết quả thực hiện;Phòng B;20/10/2023;Chưa thực hiện;;;;;;",
    "5;Khảo sát sự hài lòng;Phòng A;;;;;;;30/11/2023;",
)


@pytest.fixture
def register(blank: Any, tmp_path: Path) -> Any:
    path = tmp_path / "theo-doi.csv"
    path.write_text("\n".join(("KẾ HOẠCH CÔNG TÁC DÂN VẬN NĂM 2023", "", HEAD, *ROWS)) + "\n", encoding="utf-8")
    planning.import_plan(blank.on(), planning.read_draft(blank.on(), path))
    return blank


def rows(book: Any, day: date = date(2023, 10, 26)) -> dict[str, Any]:
    found = views.list_tasks(book.on(day), views.TaskFilter(), None).tasks
    return {task.content.split()[0]: task.deadlines[0] for task in found}


def test_states_dates_results_and_proof_are_those_of_the_table(register: Any) -> None:
    found = rows(register)

    assert {
        "Tổ": "done_on_time", "Viết": "done_late", "Kiểm": "in_time", "Báo": "overdue", "Khảo": "in_time",
    } == {word: row.state for word, row in found.items()}  # fmt: skip
    assert (5, 60, ("12/BC-VP ngày 30/5/2023",), "01 hội nghị") == (
        found["Viết"].days_late, found["Kiểm"].progress, found["Tổ"].evidence, found["Tổ"].result,
    )  # fmt: skip


def test_an_extension_keeps_the_day_before_and_invents_no_day_of_its_own(register: Any) -> None:
    found = rows(register)["Kiểm"]

    assert (date(2023, 11, 15), date(2023, 9, 30), 1) == (found.due_on, found.original_due_on, found.extensions)
    assert [(None, None)] == [
        (row["asked_on"], row["decided_on"]) for row in register.select("SELECT * FROM extension")
    ]


def test_an_adjusted_day_without_a_first_one_is_not_lost(register: Any) -> None:
    found = rows(register)["Khảo"]

    assert (date(2023, 11, 30), 0) == (found.due_on, found.extensions)


def test_a_remark_is_a_note_and_no_result(register: Any) -> None:
    assert ["Chờ lịch của đoàn"] == register.values("SELECT text FROM note")
    assert None is rows(register)["Kiểm"].result


def test_what_the_table_calls_done_can_be_reopened_as_far_as_it_said(register: Any) -> None:
    code = next(t.code for t in views.list_tasks(register.on(), views.TaskFilter(text="tin bài"), None).tasks)
    lifecycle.reopen(register.on(), Choice(code), "thiếu bài")

    assert 0 == views.show_task(register.on(), code).task.deadlines[0].progress


@pytest.mark.parametrize(
    ("handed_in", "completed", "kept", "state"),
    [
        # Lateness counts to the hand-in, not to the confirmation.
        ("29/06/2023", "10/07/2023", ("2023-06-29", "2023-07-10"), "done_on_time"),
        ("", "10/07/2023", ("2023-07-10", "2023-07-10"), "done_late"),
        # No row is closed before it was handed in.
        ("10/07/2023", "29/06/2023", ("2023-07-10", "2023-07-10"), "done_late"),
    ],
)
def test_the_hand_in_day_of_a_register_is_what_counts(
    blank: Any, tmp_path: Path, handed_in: str, completed: str, kept: tuple[str, str], state: str
) -> None:
    path = tmp_path / "theo-doi.csv"
    head = "STT;Nội dung công việc;Đơn vị chủ trì;Thời hạn hoàn thành;Ngày nộp;Ngày hoàn thành;Tình trạng"
    row = f"1;Viết tin bài tuyên truyền;Phòng B;30/06/2023;{handed_in};{completed};Hoàn thành"
    path.write_text(f"KẾ HOẠCH CÔNG TÁC DÂN VẬN NĂM 2023\n\n{head}\n{row}\n", encoding="utf-8")
    planning.import_plan(blank.on(), planning.read_draft(blank.on(), path))

    assert [kept] == [(row["submitted_on"], row["completed_on"]) for row in blank.select("SELECT * FROM deadline")]
    assert state == rows(blank)["Viết"].state
