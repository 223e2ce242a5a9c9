"""What a command says that it changed."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_cli.domain.model import CarriedTask, Change, Changed
from danvan_cli.domain.words import Fate
from danvan_cli.output.changes import carried_table, changed_report, preview_report
from danvan_cli.output.labels import MOST_CHANGES, MOST_PREVIEWED


def told(table: str, before: dict[str, object], after: dict[str, object]) -> str:
    change = Change(table, "II.1", before, after)
    [line] = changed_report(Changed("Đã sửa", "II.1", [change], 3)).lines
    return line.strip()


@pytest.mark.parametrize(
    ("table", "field", "word", "line"),
    [
        ("task", "kind", "recurring", "nhiệm vụ II.1: loại: — → định kỳ"),
        ("task", "priority", "high", "nhiệm vụ II.1: ưu tiên: — → cao"),
        ("task", "review_every", "quarter", "nhiệm vụ II.1: nhịp cập nhật: — → hằng quý"),
        ("assignment", "role", "lead", "phân công II.1: vai trò: — → chủ trì"),
        ("deadline", "stage", "completed", "phần việc II.1: tình trạng: — → hoàn thành"),
        ("extension", "decision", "refused", "gia hạn II.1: quyết định: — → không đồng ý"),
    ],
)
def test_a_word_of_a_closed_list_is_told_in_vietnamese(table: str, field: str, word: str, line: str) -> None:
    assert line == told(table, {field: None}, {field: word})


@pytest.mark.parametrize("more", [0, 1])
def test_so_many_changes_are_each_told_and_one_more_makes_a_number_of_them(more: int) -> None:
    changes = [Change("task", f"II.1-{n}", None, {"content": "x"}) for n in range(MOST_CHANGES + more)]
    [*lines] = changed_report(Changed("Đã nhập", "", changes, 3)).lines

    each = [f"  nhiệm vụ {change.code}: mới – x" for change in changes]
    assert ([f"  nhiệm vụ: {MOST_CHANGES + 1}"] if more else each) == lines


@pytest.mark.parametrize("word", ["completed", "high", "year", "lead", "None"])
@pytest.mark.parametrize(
    ("table", "field"), [("task", "content"), ("deadline", "result"), ("unit", "name"), ("deadline", "due_text")]
)
def test_text_that_looks_like_a_word_of_a_closed_list_stays_as_it_was_typed(table: str, field: str, word: str) -> None:
    assert told(table, {field: "cũ"}, {field: word}).endswith(f": cũ → {word}")


def test_what_became_of_a_task_is_told_in_words() -> None:
    one = CarriedTask("IV-4", "Báo cáo", Fate.REDATED, (date(2023, 10, 24),), (date(2024, 10, 24),))

    assert (("IV-4", "chuyển, đổi ngày", "24/10/2023", "24/10/2024", "Báo cáo"),) == carried_table([one]).rows


def test_a_preview_shows_every_field_of_many_rows_as_it_is_and_as_it_will_be() -> None:
    tried = Changed(
        "Sẽ sửa",
        "",
        [
            Change(
                "deadline", "IV-4 VP", {"stage": "not_started", "progress": 0}, {"stage": "in_progress", "progress": 30}
            ),
            Change("extension", "IV-4 VP", None, {"asked_due_on": "2023-11-30"}),
            Change("note", "IV-4", {"text": "cũ"}, None),
        ],
        None,
        dry_run=True,
    )

    [table] = preview_report(tried).tables

    assert (
        ("phần việc IV-4 VP", "tình trạng: chưa bắt đầu", "tình trạng: đang thực hiện"),
        ("", "tiến độ (%): 0", "tiến độ (%): 30"),
        ("gia hạn IV-4 VP", "—", "mới – đến 30/11/2023"),
        ("ghi chú IV-4", "cũ", "xóa"),
    ) == table.rows


@pytest.mark.parametrize(("rows", "tables"), [(1, 0), (2, 1), (MOST_PREVIEWED, 1), (MOST_PREVIEWED + 1, 0)])
def test_one_change_and_very_many_are_told_in_sentences(rows: int, tables: int) -> None:
    changes = [Change("note", f"IV-{n}", None, {"text": "x"}) for n in range(rows)]

    assert tables == len(preview_report(Changed("Sẽ ghi", "", changes, None, dry_run=True)).tables)
