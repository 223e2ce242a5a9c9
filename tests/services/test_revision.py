"""A revised plan changes the plan it is a version of, and loses nothing of what was done."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SAMPLE_TEXT

from danvan_cli.domain.errors import ConflictError, NotFoundError
from danvan_cli.services import (
    adding,
    assigning,
    configuring,
    coverage,
    extending,
    lifecycle,
    planning,
    revision,
    targets,
    tasks,
    views,
)
from danvan_cli.services.adding import NewTask
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice
from danvan_cli.services.targets import Figure
from danvan_cli.services.tasks import TaskChange

LAST_LINE_OF_II_3 = "- Thực hiện tự kiểm tra công tác tổ chức, thu chi tài chính"
LINE_OF_IV_3 = (
    "- Thanh tra thực hiện việc tiếp công dân, giải quyết khiếu nại, tố cáo đảm bảo kịp thời, "
    "đúng quy định của pháp luật.\n"
)


def revised(tmp_path: Path, *changes: tuple[str, str], name: str = "ban-sua-doi.txt") -> Path:
    text = SAMPLE_TEXT.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def bring(book: Any, path: Path, **options: Any) -> Any:
    request = book.on(date(2023, 10, 26), **options)
    return planning.import_plan(request, planning.read_draft(request, path))


def test_a_moved_day_moves_the_rows_and_keeps_progress_and_evidence(book: Any, tmp_path: Path) -> None:
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(date(2023, 10, 20), "xong", ("45/BC-CCTĐC",)))
    bring(book, revised(tmp_path, ("trước ngày 25/10/2023", "trước ngày 15/11/2023")))

    rows = {row["unit"]: row for row in book.rows_of("IV-4")}
    assert {"2023-11-14"} == {row["due_on"] for row in rows.values()}
    assert ("completed", "2023-10-20", "xong") == tuple(rows["CCTĐC"][k] for k in ("stage", "completed_on", "result"))
    assert 1 == book.count("evidence")
    assert ["KH-2023"] == [plan.code for plan in views.list_plans(book.on())]


def test_other_words_for_the_same_day_replace_the_rule_of_the_row(book: Any, tmp_path: Path) -> None:
    bring(book, revised(tmp_path, ("trước ngày 25/10/2023", "chậm nhất ngày 24/10/2023")))
    configuring.choose(book.on(), "before_is_inclusive", "có")

    assert {("2023-10-24", "chậm nhất ngày 24/10/2023")} == {
        (row["due_on"], row["due_text"]) for row in book.rows_of("IV-4")
    }


def test_an_added_task_gets_a_code_that_was_never_used(book: Any, tmp_path: Path) -> None:
    bring(
        book,
        revised(
            tmp_path,
            (LAST_LINE_OF_II_3, f"- Tổ chức đối thoại với người dân, doanh nghiệp về KH&CN.\n\n{LAST_LINE_OF_II_3}"),
        ),
    )

    contents = {task.code: task.content for task in views.list_tasks(book.on(), views.TaskFilter(), None).tasks}
    assert contents["II.3-3"].startswith("Thực hiện tự kiểm tra")
    assert contents["II.3-4"].startswith("Tổ chức đối thoại")
    assert 21 == len(contents)


def test_a_new_version_that_dates_undated_work_dates_its_row(book: Any, tmp_path: Path) -> None:
    bring(
        book,
        revised(tmp_path, ("đúng quy định của pháp luật.\n", "đúng quy định của pháp luật trước ngày 15/11/2023.\n")),
    )
    assert ["2023-11-14"] == [row["due_on"] for row in book.rows_of("IV-3")]

    again = planning.read_draft(book.on(), tmp_path / "ban-sua-doi.txt")
    found = revision.compare(book.on(), again)
    assert found is not None
    assert () == found.changed


def test_a_new_version_that_asks_every_quarter_opens_the_quarters_and_back_again_drops_them(
    book: Any, tmp_path: Path
) -> None:
    lifecycle.report_progress(book.on(), Choice("IV-5"), 40)
    bring(
        book,
        revised(
            tmp_path,
            (
                "báo cáo định kỳ năm qua Sở Nội vụ trước ngày 31/10/2023",
                "báo cáo định kỳ hằng quý qua Sở Nội vụ trước ngày 20 tháng cuối quý",
            ),
        ),
    )

    open_rows = [row for row in book.rows_of("IV-5") if row["stage"] != "cancelled"]
    assert len(open_rows) > 1
    assert all(row["due_on"] for row in open_rows)
    assert ["không còn trong ban-sua-doi.txt"] == [
        row["stage_reason"] for row in book.rows_of("IV-5") if row["stage"] == "cancelled"
    ]
    assert 40 == next(row["progress"] for row in book.rows_of("IV-5") if row["period"] == "2023")

    bring(book, SAMPLE_TEXT)
    assert [("2023", "2023-10-30", 40)] == [
        (row["period"], row["due_on"], row["progress"]) for row in book.rows_of("IV-5") if row["stage"] != "cancelled"
    ]


def test_a_dropped_task_is_cancelled_with_the_reason_and_not_deleted(book: Any, tmp_path: Path) -> None:
    bring(
        book,
        revised(tmp_path, (LINE_OF_IV_3, "")),
    )

    task = views.show_task(book.on(), "IV-3").task
    assert ("cancelled", "không còn trong ban-sua-doi.txt") == (task.state, book.rows_of("IV-3")[0]["stage_reason"])
    assert 19 == views.status(book.on()).totals.total


def test_work_already_done_stays_done_though_the_new_version_drops_it(book: Any, tmp_path: Path) -> None:
    lifecycle.complete(book.on(), Choice("IV-3"), Result(date(2023, 10, 20), no_evidence="không có"))
    bring(
        book,
        revised(tmp_path, (LINE_OF_IV_3, "")),
    )

    assert "done_undated" == views.show_task(book.on(), "IV-3").task.state


def test_a_lead_that_the_office_assigned_is_kept_where_the_file_names_none(book: Any, tmp_path: Path) -> None:
    assigning.assign_task(book.on(), "II.2-3", {"lead": ["VP"]})  # type: ignore[dict-item]
    bring(
        book,
        revised(tmp_path, ("Tiếp tục sử dụng có hiệu quả các cơ sở dữ liệu", "Sử dụng hiệu quả các cơ sở dữ liệu")),
    )

    task = views.show_task(book.on(), "II.2-3").task
    assert (("VP",), True) == (task.leads, "Sử dụng hiệu quả" in task.content)


def test_a_lead_the_new_version_no_longer_names_goes_unless_it_has_begun(book: Any, tmp_path: Path) -> None:
    change = (
        "- Chi cục Tiêu chuẩn Đo lường Chất lượng, Trung tâm Khoa học và Công nghệ tổ chức",
        "- Trung tâm Khoa học và Công nghệ tổ chức",
    )
    bring(book, revised(tmp_path, change))
    assert ("TTKHCN",) == views.show_task(book.on(), "IV-4").task.leads

    bring(book, SAMPLE_TEXT)
    assert {"CCTĐC", "TTKHCN"} == set(views.show_task(book.on(), "IV-4").task.leads)
    lifecycle.report_progress(book.on(), Choice("IV-4", ("CCTĐC",)), 40)
    done = bring(book, revised(tmp_path, change, name="lần 3.txt"))
    assert {"CCTĐC", "TTKHCN"} == set(views.show_task(book.on(), "IV-4").task.leads)
    assert any("CCTĐC đã có tiến độ" in note for note in done.notes)


def test_targets_keep_their_codes_and_figures(book: Any, tmp_path: Path) -> None:
    targets.record_measurement(book.on(), "CT1", Figure("42/50", "VP", date(2023, 10, 1)))
    bring(
        book,
        revised(
            tmp_path,
            (
                "1. 100% công chức, viên chức, người lao động thuộc Sở",
                "1. 95% công chức, viên chức, người lao động thuộc Sở",
            ),
        ),
    )

    line = coverage.coverage(book.on(), "CT1").coverage[0]
    assert (95, 42) == (line.target.goal, line.numerator)


def test_a_revision_is_told_before_it_is_made_and_telling_it_writes_nothing(book: Any, tmp_path: Path) -> None:
    before = book.content()
    path = revised(tmp_path, ("trước ngày 25/10/2023", "trước ngày 15/11/2023"))
    found = revision.compare(book.on(), planning.read_draft(book.on(), path))

    assert found is not None
    assert ("KH-2023", 0, ["IV-4"], 0, 19) == (
        found.plan, len(found.added), [change.code for change in found.changed], len(found.dropped), found.kept,
    )  # fmt: skip
    assert ("due_on", "24/10/2023", "14/11/2023") in found.changed[0].differences
    assert before == book.content()


def test_a_revision_is_one_journal_group(book: Any, tmp_path: Path) -> None:
    done = bring(
        book, revised(tmp_path, ("trước ngày 25/10/2023", "trước ngày 15/11/2023"), ("2. Yêu cầu", "2. Yêu cầu chung"))
    )

    assert (2, 2) == (done.group, book.count("journal_group"))


def test_another_title_is_another_plan_and_new_opens_one_in_any_case(book: Any, tmp_path: Path) -> None:
    def rename(title: str) -> tuple[str, str]:
        return (
            "công tác Dân vận chính quyền năm 2023\n",
            f"{title} năm 2023\n",
        )

    assert "KH-2023-2" == bring(book, revised(tmp_path, rename("phong trào Dân vận khéo"))).code

    request = book.on(date(2023, 10, 26))
    again = planning.import_plan(request, planning.read_draft(request, SAMPLE_TEXT), as_new=True)
    assert "KH-2023-3" == again.code


def test_what_was_entered_by_hand_is_dropped_by_no_version(book: Any, tmp_path: Path) -> None:
    adding.add_task(book.on(), NewTask("Việc phát sinh", ("VP",)))
    tasks.edit_task(book.on(), "IV-5", TaskChange(texts={"product": "Báo cáo năm"}))
    tasks.remove_task(book.on(), "IV-1")
    bring(book, revised(tmp_path, ("trước ngày 25/10/2023", "trước ngày 15/11/2023")))

    found = {task.code: task for task in views.list_tasks(book.on(), views.TaskFilter(), None).tasks}
    assert ("undated", "Báo cáo năm") == (found["BS-1"].state, found["IV-5"].product)
    assert "IV-1" not in found
    assert 20 == len(found)


def test_what_one_version_dropped_and_the_next_has_again_is_opened_again(book: Any, tmp_path: Path) -> None:
    bring(book, revised(tmp_path, (LINE_OF_IV_3, "")))
    bring(book, SAMPLE_TEXT)

    assert "undated" == views.show_task(book.on(), "IV-3").task.state


def test_work_that_was_taken_out_before_is_not_dropped_again(book: Any, tmp_path: Path) -> None:
    tasks.remove_task(book.on(), "IV-3")
    done = bring(book, revised(tmp_path, (LINE_OF_IV_3, "")))

    assert "0 thôi thực hiện" in done.headline
    assert ["not_started"] == [row["stage"] for row in book.rows_of("IV-3")]


def test_begun_work_that_one_version_dropped_goes_on_where_it_stood(book: Any, tmp_path: Path) -> None:
    lifecycle.report_progress(book.on(), Choice("IV-3"), 40)
    bring(book, revised(tmp_path, (LINE_OF_IV_3, "")))
    bring(book, SAMPLE_TEXT)

    assert [("in_progress", 40)] == [(row["stage"], row["progress"]) for row in book.rows_of("IV-3")]


def test_a_version_that_leaves_out_the_head_takes_nothing_of_it_back(book: Any, tmp_path: Path) -> None:
    bring(book, revised(tmp_path, ("Tây Ninh, ngày 22 tháng 3 năm 2023\n", "")))

    plan = views.status(book.on()).plan
    assert ("Tây Ninh", date(2023, 3, 22)) == (plan.place, plan.issued_on)


def test_another_agencys_file_is_no_version_of_a_plan_though_it_is_named(book: Any, tmp_path: Path) -> None:
    other = revised(tmp_path, ("Sở Khoa học và Công nghệ (KH&CN) xây dựng", "Sở Tư pháp xây dựng"))
    before = book.content()

    with pytest.raises(ConflictError, match="Sở Tư pháp"):
        bring(book, other, plan="KH-2023")
    with pytest.raises(NotFoundError):
        bring(book, other, plan="KH-1999")
    assert before == book.content()


def test_a_plan_that_is_named_is_the_one_revised(book: Any, tmp_path: Path) -> None:
    path = revised(tmp_path, ("công tác Dân vận chính quyền năm 2023\n", "công tác dân vận năm 2023\n"))

    assert "KH-2023" == bring(book, path, plan="kh-2023").code
    assert ["Thực hiện công tác dân vận năm 2023"] == book.values("SELECT title FROM plan")


def test_a_new_version_that_says_the_granted_day_makes_it_the_first_one(book: Any, tmp_path: Path) -> None:
    extending.extend(book.on(), Choice("IV-4", ("CCTĐC",)), extending.Wish(date(2023, 11, 14), "chờ số liệu"))
    path = revised(tmp_path, ("trước ngày 25/10/2023", "trước ngày 15/11/2023"))
    bring(book, path)

    assert {("2023-11-14", "2023-11-14")} == {(row["original_due_on"], row["due_on"]) for row in book.rows_of("IV-4")}
    again = revision.compare(book.on(), planning.read_draft(book.on(), path))
    assert again is not None
    assert () == again.changed


def test_an_extension_granted_before_a_new_version_stays_in_force(book: Any, tmp_path: Path) -> None:
    wish = extending.Wish(date(2023, 11, 20), "chờ số liệu")
    extending.extend(book.on(date(2023, 10, 1)), Choice("IV-4", ("CCTĐC",)), wish)
    bring(book, revised(tmp_path, ("trước ngày 25/10/2023", "trước ngày 20/10/2023")))

    days = {row["unit"]: (row["original_due_on"], row["due_on"]) for row in book.rows_of("IV-4")}
    assert {"CCTĐC": ("2023-10-19", "2023-11-20"), "TTKHCN": ("2023-10-19", "2023-10-19")} == days


def test_a_new_version_that_counts_from_an_event_otherwise_gives_the_waiting_row_its_rule(
    book: Any, tmp_path: Path
) -> None:
    end = "đúng quy định của pháp luật"
    for days in (10, 15):
        bring(book, revised(tmp_path, (f"{end}.\n", f"{end} trong {days} ngày kể từ ngày nhận văn bản.\n")))
    tasks.edit_task(book.on(), "IV-3", TaskChange(event_on=date(2023, 10, 2)))

    assert ["2023-10-17"] == [row["due_on"] for row in book.rows_of("IV-3")]
