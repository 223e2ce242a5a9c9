"""The facts of the 2023 plan, as a clerk asks for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest


def ask(danvan: Callable[..., Any], *words: str) -> dict[str, Any]:
    said = danvan(*words, "--json")
    assert (0, "") == (said.code, said.err)
    return dict(json.loads(said.out))


@pytest.mark.parametrize("day", ["2023-10-26", "26/10/2023", "26/10", "26.10.2023", "hôm nay", "hom nay", "+0 ngày"])
def test_on_the_26th_two_rows_are_two_days_late_and_one_is_near(danvan: Callable[..., Any], day: str) -> None:
    found = ask(danvan, "status", "--as-of", day)

    assert [("IV-4", "CCTĐC", 2), ("IV-4", "TTKHCN", 2)] == [
        (row["task"], row["unit"], row["days_late"]) for row in found["overdue"]
    ]
    assert [("IV-5", "VP", "2023-10-30")] == [(row["task"], row["unit"], row["due_on"]) for row in found["due_soon"]]
    assert (1, 1, 18, 20) == tuple(found["totals"][key] for key in ("overdue", "due_soon", "undated", "total"))


@pytest.mark.parametrize(("day", "late"), [("2023-10-24", 0), ("2023-10-25", 2), ("2023-10-30", 2), ("2023-10-31", 3)])
def test_the_last_day_itself_is_in_time(danvan: Callable[..., Any], day: str, late: int) -> None:
    assert late == len(ask(danvan, "status", "--as-of", day)["overdue"])


@pytest.mark.parametrize(
    "unit",
    [
        "CCTĐC",
        "cctdc",
        "CCTDC",
        "chi cuc tieu chuan do luong chat luong",
        "Chi cục Tiêu chuẩn Đo lường Chất lượng",
        "chi cục tđc",
    ],
)
def test_a_unit_sees_its_own_share_by_whatever_name(danvan: Callable[..., Any], unit: str) -> None:
    found = ask(danvan, "status", "--unit", unit)

    assert ("CCTĐC", ["CCTĐC"], ["CCTĐC"], []) == (
        found["unit"],
        [line["code"] for line in found["units"]],
        [row["unit"] for row in found["overdue"]],
        found["due_soon"],
    )
    assert (1, 1) == (found["totals"]["total"], found["totals"]["overdue"])


def test_a_unit_can_be_set_once_for_a_whole_session(danvan: Callable[..., Any]) -> None:
    said = danvan("overdue", "--json", env={"DANVAN_UNIT": "ttkhcn"})

    assert ["TTKHCN"] == [row["unit"] for row in json.loads(said.out)["deadlines"]]


@pytest.mark.parametrize(
    "words",
    [
        "status", "overdue", "upcoming", "calendar", "stale --days 1", "remind", "task list", "target coverage",
        "report export --format json", "target record CT1 42/50 --dry-run",
    ],
)  # fmt: skip
def test_the_sessions_unit_is_meant_wherever_a_unit_can_be_named(danvan: Callable[..., Any], words: str) -> None:
    named = danvan(*words.split(), "--unit", "TTKHCN", "--json")

    assert named == danvan(*words.split(), "--json", env={"DANVAN_UNIT": "ttkhcn"})
    assert (0, True) == (named.code, named != danvan(*words.split(), "--json"))


def test_one_lead_done_late_leaves_the_task_late_through_the_other(danvan: Callable[..., Any]) -> None:
    danvan("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "2023-10-25", "--evidence", "45/BC")
    task = ask(danvan, "task", "show", "IV-4")["task"]
    status = ask(danvan, "status")

    assert ("overdue", {"CCTĐC": "done_late", "TTKHCN": "overdue"}) == (
        task["state"],
        {row["unit"]: row["state"] for row in task["deadlines"]},
    )
    assert [1] == [row["days_late"] for row in task["deadlines"] if row["unit"] == "CCTĐC"]
    assert ["TTKHCN"] == [row["unit"] for row in status["overdue"]]
    assert (1, 0) == (status["totals"]["overdue"], status["totals"]["done_late"])
    assert [1] == [line["done_late"] for line in status["units"] if line["code"] == "CCTĐC"]


def test_when_every_lead_is_done_the_task_is(danvan: Callable[..., Any]) -> None:
    danvan("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "2023-10-25", "--evidence", "45/BC")
    danvan("task", "done", "IV-4", "--unit", "TTKHCN", "--on", "2023-10-24", "--evidence", "45/BC")
    found = ask(danvan, "status")

    assert ("done_late", 0, 1) == (
        ask(danvan, "task", "show", "IV-4")["task"]["state"],
        found["totals"]["overdue"],
        found["totals"]["done_late"],
    )
    assert {"numerator": 0, "denominator": 1, "of": "already_due"} == found["totals"]["rate_on_time"]


def test_figures_make_90_percent_and_name_who_is_missing(danvan: Callable[..., Any]) -> None:
    danvan("target", "record", "CT1", "42/50", "--unit", "VP")
    danvan("target", "record", "ct1", "30/30", "--unit", "Thanh tra")
    found = ask(danvan, "target", "coverage", "CT1")["targets"][0]

    assert (72, 80, 90, False, 8, 2, 4, ["CCTĐC", "TTKHCN"]) == tuple(
        found[key]
        for key in (
            "numerator",
            "denominator",
            "percent",
            "met",
            "remaining",
            "units_reported",
            "units_total",
            "missing",
        )
    )


def test_the_fourteen_tasks_without_a_lead_and_the_group_are_listed_for_the_user(danvan: Callable[..., Any]) -> None:
    found = ask(danvan, "task", "list", "--unassigned")

    assert 15 == found["count"]
    assert "IV-1" in [task["code"] for task in found["tasks"]]
    assert "II.4-1" not in [task["code"] for task in found["tasks"]]


@pytest.mark.parametrize(("days", "count"), [("0", 0), ("3", 0), ("4", 1), ("30", 1), ("999999999999", 1)])
def test_upcoming_looks_so_many_days_ahead(danvan: Callable[..., Any], days: str, count: int) -> None:
    assert count == ask(danvan, "upcoming", "--days", days)["count"]


def test_a_real_process_answers_the_same(danvan: Callable[..., Any], process: Callable[..., Any], book: Any) -> None:
    there = process("status", "--json", env={"DANVAN_DB": str(book.path)})

    assert (0, "", danvan("status", "--json").out) == (there.code, there.err, there.out)
