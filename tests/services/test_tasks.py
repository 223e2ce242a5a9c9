from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.model import TaskFilter
from danvan_cli.domain.words import Every, Priority, Role
from danvan_cli.services import adding, assigning, extending, lifecycle, reminders, tasks, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.due_days import given_due
from danvan_cli.services.letters import Order
from danvan_cli.services.steps import Choice
from danvan_cli.services.tasks import TaskChange

DUE = GivenDue.by(date(2023, 11, 30), "30/11")


def codes(book: Any, **narrow: Any) -> list[str]:
    return [task.code for task in views.list_tasks(book.on(), TaskFilter(**narrow), None).tasks]


# add


def test_the_first_task_of_an_empty_database_opens_this_years_plan_and_the_shipped_catalogue(blank: Any) -> None:
    changed = adding.add_task(blank.on(date(2023, 2, 1)), NewTask("Báo cáo quý I", ("VP",)))

    assert ("BS-1", "KH-2023") == (changed.code, changed.plan)
    assert ["KH-2023"] == blank.values("SELECT code FROM plan")
    assert 8 == blank.count("unit")
    assert 1 == blank.count("journal_group")


def test_a_plan_that_does_not_exist_is_not_opened_by_naming_it(blank: Any) -> None:
    with pytest.raises(NotFoundError):
        adding.add_task(blank.on(plan="KH-1999"), NewTask("Báo cáo"))

    assert [0, 0, 0] == [blank.count(t) for t in ("plan", "unit", "journal_group")]


def test_a_task_gets_the_next_code_of_its_section(book: Any) -> None:
    assert "II.2-6" == adding.add_task(book.on(), NewTask("Thêm", section="ii.2")).code
    assert "II.2-7" == adding.add_task(book.on(), NewTask("Thêm nữa", section="II.2")).code
    assert "BS-1" == adding.add_task(book.on(), NewTask("Ngoài mục")).code


def test_the_code_of_a_removed_task_is_never_given_again(book: Any) -> None:
    first = adding.add_task(book.on(), NewTask("Một")).code
    tasks.remove_task(book.on(), first)

    assert "BS-2" == adding.add_task(book.on(), NewTask("Hai")).code


def test_every_lead_gets_a_row_of_its_own_and_the_others_none(book: Any) -> None:
    code = adding.add_task(book.on(), NewTask("Báo cáo", ("VP", "cctdc"), ("TTr",), ("TTKHCN",), DUE)).code

    rows = book.rows_of(code)
    assert {"VP": "lead", "CCTĐC": "lead", "TTr": "support", "TTKHCN": "watch"} == book.parts_of(code)
    assert [("VP", "2023-11-30", "2023-11-30", "30/11"), ("CCTĐC", "2023-11-30", "2023-11-30", "30/11")] == [
        (row["unit"], row["due_on"], row["original_due_on"], row["due_text"]) for row in rows
    ]


def test_a_task_without_a_lead_has_one_row_that_waits_for_one_and_keeps_the_day(book: Any) -> None:
    code = adding.add_task(book.on(), NewTask("Báo cáo", due=DUE)).code

    assert [(None, "2023-11-30")] == [(row["unit"], row["due_on"]) for row in book.rows_of(code)]


def test_the_same_lead_named_twice_counts_once(book: Any) -> None:
    code = adding.add_task(book.on(), NewTask("Báo cáo", ("VP", "Văn phòng Sở", "van phong so"))).code

    assert ["VP"] == [row["unit"] for row in book.rows_of(code)]


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewTask(""), UsageError),
        (NewTask(" \t\n\u200b"), UsageError),
        (NewTask("x", texts={"product": "\x1b"}), UsageError),
        (NewTask("x", ("KHÔNG CÓ",)), NotFoundError),
        (NewTask("x", section="IX"), NotFoundError),
        (NewTask("x", ("VP",), ("VP",)), ConflictError),
        (NewTask("x", ("VP",), (), ("vp",)), ConflictError),
    ],
)
def test_a_task_that_cannot_be_is_refused_and_leaves_nothing(book: Any, new: NewTask, error: type[DanvanError]) -> None:
    before, groups = book.content(), book.count("journal_group")

    with pytest.raises(error):
        adding.add_task(book.on(), new)

    assert (before, groups) == (book.content(), book.count("journal_group"))


def test_the_content_is_stored_as_one_clean_line(book: Any) -> None:
    code = adding.add_task(book.on(), NewTask("  Ba\u0301o\ncáo \x1b[31m\u202e quý ")).code

    assert ["Báo cáo [31m quý"] == book.values("SELECT content FROM task WHERE code = ?", code)


# edit


def test_an_edit_changes_what_it_names_and_nothing_else(book: Any) -> None:
    before = book.select("SELECT * FROM task WHERE code = 'IV-5'")[0]
    tasks.edit_task(book.on(), "iv-5", TaskChange(content="Nội dung mới", priority=Priority.HIGH))

    assert {**before, "content": "Nội dung mới", "short_title": None, "priority": "high"} == book.select(
        "SELECT * FROM task WHERE code = 'IV-5'"
    )[0]


def test_an_edit_that_changes_nothing_writes_no_journal_group(book: Any) -> None:
    same = book.values("SELECT content FROM task WHERE code = 'IV-5'")[0]
    changed = tasks.edit_task(book.on(), "IV-5", TaskChange(content=same))

    assert (None, ()) == (changed.group, changed.changes)
    assert 1 == book.count("journal_group")


def test_a_corrected_day_is_no_extension_and_reaches_every_lead(book: Any) -> None:
    tasks.edit_task(book.on(), "IV-4", TaskChange(due=GivenDue.by(date(2023, 10, 31), "31/10")))

    assert [("2023-10-31", "2023-10-31", "trước ngày 25/10/2023")] * 2 == [
        (row["due_on"], row["original_due_on"], row["due_text"]) for row in book.rows_of("IV-4")
    ]
    assert 0 == book.count("extension")


def test_a_day_for_one_unit_leaves_the_other_leads_day(book: Any) -> None:
    tasks.edit_task(book.on(), "IV-4", TaskChange(due=GivenDue.by(date(2023, 10, 31), "31/10"), unit="TTKHCN"))

    assert {"CCTĐC": "2023-10-24", "TTKHCN": "2023-10-31"} == {
        row["unit"]: row["due_on"] for row in book.rows_of("IV-4")
    }


def test_no_due_takes_the_day_and_its_words_away(book: Any) -> None:
    tasks.edit_task(book.on(), "IV-4", TaskChange(no_due=True))

    assert {(None, None, None)} == {
        (row["due_on"], row["original_due_on"], row["due_text"]) for row in book.rows_of("IV-4")
    }


def test_a_day_makes_an_ongoing_task_a_single_one(book: Any) -> None:
    tasks.edit_task(book.on(), "II.1-1", TaskChange(due=DUE))

    assert ["once"] == book.values("SELECT kind FROM task WHERE code = 'II.1-1'")


def test_an_empty_section_or_product_clears_it(book: Any) -> None:
    tasks.edit_task(book.on(), "II.1-1", TaskChange(texts={"product": "Kế hoạch"}))
    tasks.edit_task(book.on(), "II.1-1", TaskChange(texts={"product": ""}, section=""))

    assert [(None, None)] == [
        (r["product"], r["section_id"]) for r in book.select("SELECT * FROM task WHERE code = 'II.1-1'")
    ]


def test_an_edited_product_is_as_clean_as_an_added_one(book: Any) -> None:
    tasks.edit_task(book.on(), "II.1-1", TaskChange(texts={"product": "Ba\u0301o\n\x1b[31m cáo"}))

    assert ["Báo [31m cáo"] == book.values("SELECT product FROM task WHERE code = 'II.1-1'")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (TaskChange(content=" "), UsageError),
        (TaskChange(section="IX"), NotFoundError),
        (TaskChange(due=DUE, unit="VP"), ConflictError),
        (TaskChange(due=DUE, unit="LẠ"), NotFoundError),
    ],
)
def test_an_edit_that_cannot_be_is_refused(book: Any, change: TaskChange, error: type[DanvanError]) -> None:
    before = book.content()

    with pytest.raises(error):
        tasks.edit_task(book.on(), "IV-4", change)

    assert before == book.content()


# assign


def test_the_first_lead_takes_over_the_row_that_waited_for_one(book: Any) -> None:
    waiting = book.rows_of("II.1-1")[0]["id"]
    assigning.assign_task(book.on(), "II.1-1", {Role.LEAD: ["VP", "TTr"]})

    assert [(waiting, "VP"), "TTr"] == [
        (row["id"], row["unit"]) if row["id"] == waiting else row["unit"] for row in book.rows_of("II.1-1")
    ]
    assert "II.1-1" not in codes(book, unassigned=True)


def test_a_further_lead_shares_the_day_but_not_the_progress(book: Any) -> None:
    lifecycle.report_progress(book.on(), Choice("IV-5"), 60)
    assigning.assign_task(book.on(), "IV-5", {Role.LEAD: ["TTr"]})

    assert [("VP", "2023-10-30", 60), ("TTr", "2023-10-30", 0)] == [
        (row["unit"], row["due_on"], row["progress"]) for row in book.rows_of("IV-5")
    ]


def test_a_further_lead_counts_from_the_day_it_was_given_the_work(book: Any) -> None:
    # The plan was issued on 22/3/2023.
    assigning.assign_task(book.on(date(2023, 5, 8)), "IV-5", {Role.LEAD: ["TTr"]})

    assert [("VP", "2023-03-22"), ("TTr", "2023-05-08")] == [
        (row["unit"], row["opens_on"]) for row in book.rows_of("IV-5")
    ]


def test_a_further_lead_joins_a_period_to_come_on_its_first_day(book: Any) -> None:
    code = adding.add_task(book.on(date(2023, 10, 1)), NewTask("Giao ban", ("VP",), every=Every.MONTH)).code
    assigning.assign_task(book.on(date(2023, 11, 8)), code, {Role.LEAD: ["TTr"]})

    assert [("2023-11", "2023-11-08"), ("2023-12", "2023-12-01")] == [
        (row["period"], row["opens_on"]) for row in book.rows_of(code) if row["unit"] == "TTr"
    ]


def test_the_first_lead_has_the_work_since_it_waited_for_one(book: Any) -> None:
    assigning.assign_task(book.on(date(2023, 5, 8)), "II.1-1", {Role.LEAD: ["VP"]})

    assert [("VP", "2023-03-22")] == [(row["unit"], row["opens_on"]) for row in book.rows_of("II.1-1")]


def test_assigning_what_already_is_changes_nothing(book: Any) -> None:
    changed = assigning.assign_task(book.on(), "IV-5", {Role.LEAD: ["VP"]})

    assert ((), None) == (changed.changes, changed.group)


def test_a_support_unit_that_becomes_a_lead_gets_a_row(book: Any) -> None:
    assigning.assign_task(book.on(), "IV-2", {Role.LEAD: ["BTTND"]})

    assert {"TKTCV": "lead", "BTTND": "lead"} == book.parts_of("IV-2")
    assert ["TKTCV", "BTTND"] == [row["unit"] for row in book.rows_of("IV-2")]


def test_a_lead_that_becomes_a_support_loses_its_untouched_row(book: Any) -> None:
    assigning.assign_task(book.on(), "IV-4", {Role.SUPPORT: ["CCTĐC"]})

    assert {"CCTĐC": "support", "TTKHCN": "lead"} == book.parts_of("IV-4")
    assert ["TTKHCN"] == [row["unit"] for row in book.rows_of("IV-4")]


def test_dropping_the_last_lead_leaves_the_row_waiting_with_its_day(book: Any) -> None:
    assigning.assign_task(book.on(), "IV-5", {}, ["VP"])

    assert {} == book.parts_of("IV-5")
    assert [(None, "2023-10-30")] == [(row["unit"], row["due_on"]) for row in book.rows_of("IV-5")]
    assert "IV-5" in codes(book, unassigned=True)


def test_a_lead_can_be_replaced_in_one_step(book: Any) -> None:
    assigning.assign_task(book.on(), "IV-5", {Role.LEAD: ["TTr"]}, ["VP"])

    assert {"TTr": "lead"} == book.parts_of("IV-5")
    assert [("TTr", "2023-10-30")] == [(row["unit"], row["due_on"]) for row in book.rows_of("IV-5")]


@pytest.mark.parametrize("trace", ["request", "reminder"])
def test_a_lead_of_whom_something_is_recorded_cannot_be_dropped(book: Any, trace: str) -> None:
    if trace == "request":
        wish = extending.Wish(date(2023, 11, 20), "chờ số liệu")
        extending.extend(book.on(), Choice("IV-4", ("CCTĐC",)), wish, only_ask=True)
    else:
        reminders.remind(book.on(), "CCTĐC", Order(content="đã gọi điện"))
    before = book.content()

    with pytest.raises(ConflictError, match="CCTĐC đã có tiến độ"):
        assigning.assign_task(book.on(), "IV-4", {}, ["CCTĐC"])
    assert before == book.content()


def test_a_lead_with_progress_cannot_be_dropped_or_demoted(book: Any) -> None:
    lifecycle.report_progress(book.on(), Choice("IV-4", ("CCTĐC",)), 10)
    before = book.content()

    with pytest.raises(ConflictError, match="CCTĐC"):
        assigning.assign_task(book.on(), "IV-4", {}, ["CCTĐC"])
    with pytest.raises(ConflictError, match="CCTĐC"):
        assigning.assign_task(book.on(), "IV-4", {Role.WATCH: ["CCTĐC"]})

    assert before == book.content()


@pytest.mark.parametrize(
    ("parts", "drop", "error"),
    [
        ({}, [], UsageError),
        ({Role.LEAD: []}, [], UsageError),
        ({Role.LEAD: ["LẠ"]}, [], NotFoundError),
        ({Role.LEAD: ["VP"], Role.SUPPORT: ["VP"]}, [], ConflictError),
        ({}, ["TTr"], ConflictError),
        ({Role.SUPPORT: ["SNV"]}, ["TTr"], ConflictError),
    ],
)
def test_an_assignment_that_cannot_be_is_refused_whole(
    book: Any, parts: dict[Role, list[str]], drop: list[str], error: type[DanvanError]
) -> None:
    before = book.content()

    with pytest.raises(error):
        assigning.assign_task(book.on(), "IV-5", parts, drop)

    assert before == book.content()


def test_every_task_always_has_a_row(book: Any) -> None:
    assigning.assign_task(book.on(), "IV-4", {}, ["CCTĐC", "TTKHCN"])
    assigning.assign_task(book.on(), "IV-4", {Role.SUPPORT: ["VP"]})
    assigning.assign_task(book.on(), "IV-5", {Role.WATCH: ["VP"]})

    assert [] == book.values("SELECT code FROM task WHERE id NOT IN (SELECT task_id FROM deadline)")


# note, remove, restore


def test_a_note_keeps_its_words_author_and_instant(book: Any) -> None:
    tasks.note_task(book.on(), "IV-4", "Đã gọi [điện] =1")
    note = views.show_task(book.on(), "IV-4").notes[0]

    assert ("Đã gọi [điện] =1", "thu", "2023-10-26T02:00:00+00:00") == (note.text, note.actor, note.at.isoformat())


def test_a_removed_task_is_in_no_list_and_no_figure_but_can_be_shown(book: Any) -> None:
    tasks.remove_task(book.on(), "IV-4")
    status = views.status(book.on())

    assert "IV-4" not in codes(book)
    assert (19, 0, ()) == (status.totals.total, status.totals.overdue, status.overdue)
    assert "CCTĐC" not in [line.code for line in status.units]
    assert views.show_task(book.on(), "IV-4").task.removed


def test_a_restored_task_is_as_it_was(book: Any) -> None:
    lifecycle.report_progress(book.on(), Choice("IV-4", ("CCTĐC",)), 10)
    before = book.content()
    tasks.remove_task(book.on(), "IV-4")
    tasks.restore_task(book.on(), "IV-4")

    assert before == book.content()


def test_a_removed_task_takes_no_step_until_it_is_restored(book: Any) -> None:
    tasks.remove_task(book.on(), "IV-5")
    steps = [
        lambda: tasks.remove_task(book.on(), "IV-5"),
        lambda: tasks.note_task(book.on(), "IV-5", "x"),
        lambda: tasks.edit_task(book.on(), "IV-5", TaskChange(content="x")),
        lambda: assigning.assign_task(book.on(), "IV-5", {Role.LEAD: ["VP"]}),
        lambda: lifecycle.complete(book.on(), Choice("IV-5"), lifecycle.Result(no_evidence="không có")),
    ]
    for step in steps:
        with pytest.raises(ConflictError, match=r"đã bị bỏ"):
            step()


def test_a_task_that_is_not_removed_cannot_be_restored(book: Any) -> None:
    with pytest.raises(ConflictError):
        tasks.restore_task(book.on(), "IV-5")


def test_an_unknown_code_suggests_a_near_one(book: Any) -> None:
    with pytest.raises(NotFoundError) as caught:
        tasks.note_task(book.on(), "IV-44", "x")

    assert "IV-4" in caught.value.hint


# list


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        ({"unit": "cctdc"}, ["IV-4"]),
        ({"unit": "chi cuc tieu chuan do luong chat luong"}, ["IV-4"]),
        ({"unit": "BTTND", "role": Role.SUPPORT}, ["IV-2"]),
        ({"unit": "BTTND", "role": Role.LEAD}, []),
        ({"state": "overdue"}, ["IV-4"]),
        ({"state": "in_time"}, ["IV-5"]),
        ({"state": "due_soon"}, ["IV-5"]),
        ({"section": "IV"}, ["IV-1", "IV-2", "IV-3", "IV-4", "IV-5"]),
        ({"section": "II.4"}, ["II.4-1", "II.4-2"]),
        ({"section": "ii.4"}, ["II.4-1", "II.4-2"]),
        ({"due_from": date(2023, 10, 25)}, ["IV-5"]),
        ({"due_to": date(2023, 10, 24)}, ["IV-4"]),
        ({"due_from": date(2023, 10, 24), "due_to": date(2023, 10, 30)}, ["IV-4", "IV-5"]),
        ({"text": "TIEP CONG DAN", "section": "IV"}, ["IV-3"]),
        ({"text": "%"}, []),
        ({"kind": "recurring", "unit": "VP"}, ["IV-5"]),
    ],
)
def test_a_list_is_narrowed_by_everything_that_is_said(book: Any, narrow: dict[str, Any], expected: list[str]) -> None:
    assert expected == codes(book, **narrow)


def test_the_whole_of_section_two_has_fifteen_tasks_in_the_plans_order(book: Any) -> None:
    found = codes(book, section="II")

    assert ["II.1-1", "II.1-2", "II.1-3", "II.2-1"] == found[:4]
    assert 15 == len(found)


def test_a_section_that_does_not_exist_is_not_an_empty_list(book: Any) -> None:
    with pytest.raises(NotFoundError):
        codes(book, section="IX")


def test_a_limit_cuts_the_list_and_not_the_count(book: Any) -> None:
    found = views.list_tasks(book.on(), TaskFilter(), 3)

    assert (3, 20) == (len(found.tasks), found.total)


@pytest.mark.parametrize(
    ("content", "days", "noted"),
    [
        ("Soạn sổ tay trước ngày 30/11/2023", [date(2023, 11, 29)], "Thời hạn lấy từ nội dung"),
        ("Nộp hồ sơ chậm nhất ngày 20/11", [date(2023, 11, 20)], "Thời hạn lấy từ nội dung"),
        ("Báo cáo quý IV", [None], "“quý IV”, chưa dùng làm thời hạn"),
        ("Họp giao ban hằng quý", [None], "“hằng quý”, chưa dùng làm thời hạn"),
        ("Gửi báo cáo trước 12/2024", [None], "“trước 12/2024”, chưa dùng làm thời hạn"),
        ("Nộp 25 và 30/11", [None], "“30/11”, chưa dùng làm thời hạn"),
        ("Gọi cho VP ngày 5/11", [None], "“5/11”, chưa dùng làm thời hạn"),
        ("Triển khai Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", [None], ""),
        ("Rà soát 12 thủ tục", [None], ""),
    ],
)
def test_a_last_day_that_the_text_says_is_taken_or_named(
    book: Any, content: str, days: list[date | None], noted: str
) -> None:
    found = adding.add_task(book.on(date(2023, 10, 26)), NewTask(content=content, leads=["VP"]))

    rows = book.values(f"SELECT due_on FROM deadline d JOIN task t ON t.id = d.task_id WHERE t.code = '{found.code}'")
    assert [day and day.isoformat() for day in days] == rows
    assert [noted] * bool(noted) == [noted for note in found.notes if noted and noted in note]
    assert bool(noted) == any("ội dung" in note for note in found.notes)
    assert content == book.values(f"SELECT content FROM task WHERE code = '{found.code}'")[0]


def test_a_last_day_that_is_given_goes_before_the_one_in_the_text(book: Any) -> None:
    request = book.on(date(2023, 10, 26))
    new = NewTask(content="Soạn sổ tay trước ngày 30/11/2023", leads=["VP"], due=given_due(request, "15/12/2023"))
    found = adding.add_task(request, new)

    assert ["2023-12-15"] == book.values("SELECT due_on FROM deadline WHERE id = (SELECT MAX(id) FROM deadline)")
    assert [] == [note for note in found.notes if "nội dung" in note]


def test_each_line_has_its_own_last_day(book: Any) -> None:
    lines = ["Soạn sổ tay trước ngày 30/11/2023", "Báo cáo quý IV", "Họp"]
    found = adding.add_tasks(book.on(date(2023, 10, 26)), NewTask(content="", leads=["VP"]), lines)

    assert (
        "1 việc lấy thời hạn từ nội dung.",
        "Nội dung có, chưa dùng làm thời hạn: BS-2 “quý IV”. Là thời hạn thì ghi danvan task edit MÃ --due NGÀY.",
    ) == found.notes


def test_a_short_title_follows_the_text_that_it_was_made_of(book: Any) -> None:
    def titles() -> list[str | None]:
        return list(book.values("SELECT short_title FROM task WHERE code = 'IV-4'"))

    assert ["Tổ chức triển khai Kế hoạch này tại đơn vị, báo cáo kết quả thực hiện về Sở KH&CN"] == titles()
    tasks.edit_task(book.on(), "IV-4", TaskChange(replaced=("Kế hoạch này", "Kế hoạch")))
    assert ["Tổ chức triển khai Kế hoạch tại đơn vị, báo cáo kết quả thực hiện về Sở KH&CN"] == titles()
    tasks.edit_task(book.on(), "IV-4", TaskChange(texts={"short_title": "Báo cáo năm"}))
    assert ["Báo cáo năm"] == titles()
    tasks.edit_task(book.on(), "IV-4", TaskChange(content="Việc khác"))
    assert [None] == titles()
