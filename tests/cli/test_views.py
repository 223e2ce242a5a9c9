"""The views of a follow-up week, as commands: groupings, rates, lists, the month, both clocks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import vobject

Danvan = Callable[..., Any]


def ask(danvan: Danvan, *words: str, env: dict[str, str] | None = None) -> dict[str, Any]:
    said = danvan(*words, "--json", env=env)
    assert (0, "") == (said.code, said.err)
    found: dict[str, Any] = json.loads(said.out)
    return found


@pytest.mark.parametrize(
    ("by", "lines"),
    [
        ("section", {"II.1": 3, "II.2": 5, "II.3": 3, "II.4": 2, "II.5": 2, "IV": 5}),
        ("lead", {None: 15, "CU": 1, "TKTCV": 1, "TTr": 1, "CCTĐC, TTKHCN": 1, "VP": 1}),
        ("month", {"2023-10": 3, None: 18}),
        ("state", {"overdue": 1, "due_soon": 1, "undated": 18}),
        ("unit", {}),
    ],
)
def test_status_groups_by_what_is_asked_for_and_every_grouping_adds_up(
    danvan: Danvan, by: str, lines: dict[str | None, int]
) -> None:
    found = ask(danvan, "status", "--group-by", by)
    total = found["rows"] if by == "month" else found["totals"]

    assert by == found["group_by"]
    assert lines == {line["code"]: line["total"] for line in found["groups"]}
    for key in ("total", "overdue", "undated", "in_time"):
        assert by == "unit" or total[key] == sum(line[key] for line in found["groups"])


@pytest.mark.parametrize("by", ["section", "lead", "month", "state"])
def test_a_grouping_is_a_table_with_its_total(danvan: Danvan, by: str) -> None:
    said = danvan("status", "--group-by", by).out

    assert "\nTổng số nhiệm vụ\t20\t" in said or "\nTổng phần việc\t21\t" in said


@pytest.mark.parametrize(
    ("of", "rate", "title"),
    [
        ("due", (1, 3, "already_due"), "Đúng hạn / đã đến hạn"),
        ("total", (2, 20, "total"), "Đúng hạn / tổng số"),
        ("done", (2, 2, "done"), "Đúng hạn / đã hoàn thành"),
    ],
)
def test_every_rate_names_its_denominator(danvan: Danvan, of: str, rate: tuple[int, int, str], title: str) -> None:
    danvan("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "20/10/2023", "--evidence", "45/BC")
    danvan("task", "done", "IV-4", "--unit", "TTKHCN", "--on", "20/10/2023", "--evidence", "45/BC")
    danvan("task", "done", "IV-3", "--on", "20/10/2023", "--no-evidence", "việc thường xuyên")
    danvan("task", "add", "Trễ", "--unit", "VP", "--due", "1/10/2023", "--on", "1/9/2023")
    danvan("task", "remove", "II.1-1", "--yes")
    danvan("task", "add", "Trễ nữa", "--unit", "VP", "--due", "1/10/2023", "--on", "1/9/2023")
    danvan("task", "remove", "II.1-2", "--yes")
    found = ask(danvan, "status", "--rate-of", of)["totals"]["rate_on_time"]

    assert rate == (found["numerator"], found["denominator"], found["of"])
    assert title in danvan("status", "--rate-of", of).out


def test_units_below_a_unit_are_added_up_behind_it(danvan: Danvan) -> None:
    danvan("unit", "edit", "CCTĐC", "--parent", "VP")
    danvan("unit", "edit", "TTKHCN", "--parent", "CCTĐC")
    found = ask(danvan, "status")
    lines = danvan("status").out.splitlines()
    names = [line.split("\t")[0] for line in lines]

    assert {"VP": 3, "CCTĐC": 2} == {line["code"]: line["total"] for line in found["subtotals"]}
    place = names.index("VP")
    assert ["VP", "CCTĐC", "TTKHCN", "Cộng CCTĐC", "Cộng VP"] == names[place : place + 5]
    assert 21 == sum(line["total"] for line in found["units"]) == found["rows"]["total"]


@pytest.mark.parametrize(("day", "code"), [("2023-10-24", 0), ("2023-10-25", 6)])
def test_status_fails_for_a_scheduler_when_something_is_overdue(danvan: Danvan, day: str, code: int) -> None:
    said = danvan("status", "--fail-on", "overdue", "--as-of", day)

    assert code == said.code
    assert "KH-2023" in said.out
    assert (code == 6) == ("quá hạn" in said.err)


def test_overdue_over_some_days_leaves_the_shorter_delays_out(danvan: Danvan) -> None:
    counts = [ask(danvan, "overdue", "--over", str(days), "--as-of", "2023-11-05")["count"] for days in (0, 6, 11, 12)]

    assert [3, 2, 2, 0] == counts


def test_upcoming_names_the_weekday_of_every_day(danvan: Danvan) -> None:
    said = danvan("upcoming", "--days", "10").out

    assert ["thứ Hai", "2023-10-30"] == said.splitlines()[-1].split("\t")[:2]


def test_a_month_has_its_days_its_days_off_and_its_deadlines(danvan: Danvan) -> None:
    found = ask(danvan, "calendar", "--month", "9/2023")
    october = ask(danvan, "calendar", "--month", "tháng 10")

    assert "2023-09" == found["month"]
    assert {"2023-09-04", "2023-09-01"} <= {day["day"] for day in found["days_off"]}
    assert ["IV-4", "IV-4", "IV-5"] == [row["task"] for row in october["deadlines"]]
    assert "24 IV-4" in danvan("calendar", "--month", "10/2023").out


def test_the_month_shown_is_that_of_the_day_asked_about(danvan: Danvan) -> None:
    assert ["2023-10", "2023-09"] == [ask(danvan, "calendar", *day)["month"] for day in ((), ("--as-of", "15/9/2023"))]


@pytest.mark.parametrize("month", ["12/2200", "1/1900"])
def test_the_calendars_own_ends_are_shown(danvan: Danvan, month: str) -> None:
    assert 0 == danvan("calendar", "--month", month).code


@pytest.mark.parametrize("month", ["13/2023", "abc", "10/23"])
def test_a_month_that_is_none_is_refused(danvan: Danvan, month: str) -> None:
    assert 2 == danvan("calendar", "--month", month).code


def test_unassigned_is_the_list_of_what_nobody_leads(danvan: Danvan) -> None:
    assert 15 == ask(danvan, "unassigned")["count"] == ask(danvan, "task", "list", "--unassigned")["count"]


def test_stale_tells_for_how_long_nothing_was_heard(danvan: Danvan) -> None:
    danvan("task", "progress", "IV-3", "10", env={"DANVAN_TODAY": "2023-10-20"})
    found = ask(danvan, "stale")

    assert "IV-3" not in [row["task"] for row in found["deadlines"]]
    assert {(218, "2023-03-22", 90)} == {
        (r["idle_days"], r["last_heard"], r["review_days"]) for r in found["deadlines"]
    }


def test_both_clocks_head_the_answer_and_the_report_says_which_it_used(danvan: Danvan) -> None:
    later = {"DANVAN_TODAY": "2023-11-20"}
    danvan("task", "done", "IV-5", "--on", "28/10/2023", "--evidence", "45/BC", env=later)
    by_event = ask(danvan, "status", "--as-of", "2023-10-28", env=later)
    by_typing = ask(danvan, "status", "--as-known-on", "2023-10-28", env=later)
    told = danvan(
        "report", "export", "--kind", "progress", "--format", "md", "--as-known-on", "2023-10-28", env=later
    ).out

    assert ("2023-10-28", None, 1) == (
        by_event["as_of"],
        by_event.get("as_known_on"),
        by_event["totals"]["done_on_time"],
    )
    assert ("2023-10-28", "2023-10-28", 0) == (
        by_typing["as_of"],
        by_typing["as_known_on"],
        by_typing["totals"]["done_on_time"],
    )
    assert "chỉ gồm những gì đã nhập đến hết thứ Bảy 28/10/2023" in told


def test_the_calendar_file_has_the_units_deadlines_with_alarms(danvan: Danvan) -> None:
    said = danvan("report", "export", "--format", "ics", "--unit", "VP")
    (event,) = vobject.readOne(said.out).vevent_list

    assert "IV-5" in event.summary.value
    assert "2023-10-30" == event.dtstart.value.isoformat()
    assert 3 == len(event.valarm_list)
    assert 3 == len(vobject.readOne(danvan("report", "export", "--format", "ics").out).vevent_list)


def test_completing_without_proof_is_refused_with_the_two_ways_out(danvan: Danvan, book: Any) -> None:
    before = book.content()
    said = danvan("task", "done", "IV-5")

    assert (2, before) == (said.code, book.content())
    assert "--evidence" in said.err
    assert "--no-evidence" in said.err


def test_proof_handed_in_before_is_proof_enough(danvan: Danvan) -> None:
    danvan("task", "submit", "IV-5", "--evidence", "45/BC-VP")

    assert 0 == danvan("task", "confirm", "IV-5").code


def test_a_reason_in_place_of_proof_is_kept_and_shown(danvan: Danvan) -> None:
    danvan("task", "done", "IV-5", "--no-evidence", "họp trực tiếp")
    row = ask(danvan, "task", "show", "IV-5")["task"]["deadlines"][0]

    assert ("completed", "họp trực tiếp") == (row["stage"], row["no_evidence_reason"])
    assert "không có minh chứng: họp trực tiếp" in danvan("task", "show", "IV-5").out


def test_a_supporting_units_report_changes_no_state(danvan: Danvan) -> None:
    danvan("task", "assign", "IV-5", "--support", "TTr")
    before = ask(danvan, "status")["totals"]
    danvan("task", "progress", "IV-5", "100", "--unit", "TTr", "--note", "đã gửi")
    task = ask(danvan, "task", "show", "IV-5")["task"]

    assert before == ask(danvan, "status")["totals"]
    assert ("due_soon", 0) == (task["state"], task["deadlines"][0]["progress"])
    assert [{"unit": "TTr", "progress": 100, "result": "đã gửi", "last_update": "2023-10-26"}] == task[
        "support_reports"
    ]


def test_a_delay_beyond_control_counts_as_on_time_and_is_told(danvan: Danvan) -> None:
    danvan("task", "done", "IV-5", "--evidence", "45/BC", env={"DANVAN_TODAY": "2023-11-02"})
    late = ask(danvan, "status", env={"DANVAN_TODAY": "2023-11-03"})["rows"]
    danvan("task", "exempt", "IV-5", "--reason", "bão số 5", env={"DANVAN_TODAY": "2023-11-03"})
    excused = ask(danvan, "status", env={"DANVAN_TODAY": "2023-11-03"})["rows"]
    danvan("task", "exempt", "IV-5", "--withdraw", "--reason", "nhầm", env={"DANVAN_TODAY": "2023-11-03"})
    again = ask(danvan, "status", env={"DANVAN_TODAY": "2023-11-03"})["rows"]

    assert [(1, 0, 0), (0, 1, 1), (1, 0, 0)] == [
        (found["done_late"], found["done_on_time"], found["exempt"]) for found in (late, excused, again)
    ]


def test_what_is_excused_is_told_of_the_lines_that_stand_above_it(danvan: Danvan) -> None:
    """One lead of IV-4 is done late for a good reason, another is late: a part of work is on time, the task is not."""
    danvan("task", "done", "IV-4", "--unit", "CCTĐC", "--evidence", "45/BC", "--exempt", "bão số 5")
    told = {
        by: "Trong số đúng hạn có 1 việc trễ khách quan." in " ".join(danvan("status", "--group-by", by).out.split())
        for by in ("unit", "month", "section", "lead", "state")
    }

    assert {"unit": True, "month": True, "section": False, "lead": False, "state": False} == told
    assert (1, 0) == tuple(ask(danvan, "status")[lines]["exempt"] for lines in ("rows", "totals"))


def test_a_pause_moves_no_day_and_keeps_the_row_outside_every_total(danvan: Danvan) -> None:
    danvan("task", "pause", "IV-5", "--reason", "chờ chỉ đạo")
    paused = ask(danvan, "status", env={"DANVAN_TODAY": "2023-11-10"})["totals"]
    danvan("task", "resume", "IV-5", env={"DANVAN_TODAY": "2023-11-10"})
    row = ask(danvan, "task", "show", "IV-5", env={"DANVAN_TODAY": "2023-11-10"})["task"]["deadlines"][0]

    assert (19, 1) == (paused["total"], paused["paused"])
    assert ("2023-10-30", "overdue", 11) == (row["due_on"], row["state"], row["days_late"])


def test_a_result_sent_back_is_late_by_its_next_hand_in(danvan: Danvan) -> None:
    danvan("task", "submit", "IV-5", "--on", "26/10/2023")
    danvan("task", "send-back", "IV-5", "--reason", "thiếu phụ lục", env={"DANVAN_TODAY": "2023-10-28"})
    danvan("task", "submit", "IV-5", "--evidence", "45/BC", env={"DANVAN_TODAY": "2023-11-02"})
    danvan("task", "confirm", "IV-5", env={"DANVAN_TODAY": "2023-11-03"})
    row = ask(danvan, "task", "show", "IV-5", env={"DANVAN_TODAY": "2023-11-03"})["task"]["deadlines"][0]

    assert ("done_late", 3, "2023-11-02") == (row["state"], row["days_late"], row["submitted_on"])


def test_working_days_are_counted_by_the_calendar(danvan: Danvan) -> None:
    said = danvan("task", "add", "x", "--unit", "VP", "--due", "+2 ngày làm việc", env={"DANVAN_TODAY": "2023-08-31"})

    assert "thứ Tư 06/09/2023" in said.out  # 1, 2 and 4 September are off, the 3rd is a Sunday


@pytest.mark.parametrize("words", [("status",), ("overdue",), ("upcoming",), ("remind",)])
def test_a_parent_units_answer_says_whose_work_is_not_in_it(danvan: Danvan, words: tuple[str, ...]) -> None:
    danvan("unit", "edit", "CCTĐC", "--parent", "VP")
    danvan("unit", "edit", "TTKHCN", "--parent", "CCTĐC")
    said = danvan(*words, "--unit", "VP")
    other = danvan(*words, "--unit", "TTr")

    assert "thuộc quyền: CCTĐC, TTKHCN" in said.out + said.err
    assert "thuộc quyền" not in other.out + other.err


def test_a_year_to_look_at_goes_with_no_change(danvan: Danvan) -> None:
    assert 2 == danvan("config", "calendar", "2025", "--off", "10/01/2026", "--name", "x").code


def test_a_plan_is_shown_with_how_much_it_holds(danvan: Callable[..., Any]) -> None:
    shown = json.loads(danvan("plan", "show", "--json").out)["plan"]

    assert (20, 4) == (shown["tasks"], shown["targets"])
