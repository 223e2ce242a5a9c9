"""Where several plans are open a code says of which it is, or the program asks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from tests.conftest import SAMPLE_TEXT

from danvan_cli.services import planning


@pytest.fixture
def two(book: Any) -> Any:
    """The sample, and the same once more as a plan of its own."""
    planning.import_plan(book.on(), planning.read_draft(book.on(), SAMPLE_TEXT), as_new=True)
    return book


ASK = ("task", "note", "IV-4", "đã gọi")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (ASK, (4, None)),
        ((*ASK, "--plan", "KH-2023-2"), (0, "KH-2023-2")),
        (("task", "note", "kh-2023-2:iv4", "đã gọi"), (0, "KH-2023-2")),
        (("task", "note", "KH-2023:IV-4", "đã gọi"), (0, "KH-2023")),
        (("task", "assign", "KH-2023:II.2-1", "KH-2023-2:II.2-2", "--unit", "VP"), (2, None)),
    ],
)
def test_a_code_of_two_open_plans_must_name_one(
    danvan: Callable[..., Any], two: Any, words: tuple[str, ...], expected: tuple[int, str | None]
) -> None:
    said = danvan(*words, "--json")

    assert expected == (said.code, json.loads(said.out)["plan"] if said.out else None)
    if expected[0] == 4:
        assert "KH-2023, KH-2023-2" in said.err


def test_a_code_that_only_one_open_plan_has_needs_no_plan(danvan: Callable[..., Any], two: Any) -> None:
    code = json.loads(danvan("task", "add", "Việc mới", "--json").out)["code"]
    two.change("UPDATE plan SET closed_on = '2023-10-20' WHERE code = 'KH-2023-2'")

    assert (0, 0) == (danvan("task", "show", code).code, danvan(*ASK).code)


def test_rows_are_shown_with_their_plan_where_there_are_two(danvan: Callable[..., Any], two: Any) -> None:
    late = danvan("overdue").out
    assert [True, True] == [f"{plan}:" in late for plan in ("KH-2023", "KH-2023-2")]
    head = json.loads(danvan("status", "--json").out)
    assert (None, ["KH-2023", "KH-2023-2"]) == (head["plan"], head["plans"])
    assert "KH-2023-2:" not in danvan("overdue", "--plan", "KH-2023").out


def test_a_list_of_tasks_has_those_of_every_open_plan(danvan: Callable[..., Any], two: Any) -> None:
    found = json.loads(danvan("task", "list", "--section", "IV", "--json").out)
    assert [("KH-2023", 5), ("KH-2023-2", 5)] == sorted(Counter(task["plan"] for task in found["tasks"]).items())
    assert (["KH-2023", "KH-2023-2"], 10) == (found["plans"], found["count"])
    assert 3 == len(json.loads(danvan("task", "list", "--limit", "3", "--json").out)["tasks"])
    assert "KH-2023:IV-4" in danvan("unassigned", "--all").out + danvan("task", "list", "--all").out


@pytest.mark.parametrize(("more", "expected"), [((), (4, 0)), (("--plan", "KH-2023"), (0, 2))])
def test_rows_chosen_by_a_filter_are_of_one_plan(
    danvan: Callable[..., Any], two: Any, more: tuple[str, ...], expected: tuple[int, int]
) -> None:
    words = ("task", "extend", "--due-to", "24/10/2023", "--to", "30/11", "--reason", "chờ số liệu", "--yes")
    said = danvan(*words, *more)

    assert expected == (said.code, two.count("extension"))
    if not more:
        assert "KH-2023 (2 phần việc), KH-2023-2 (2 phần việc)" in said.err


def test_a_filter_that_meets_one_plan_alone_works_in_that_one(danvan: Callable[..., Any], two: Any) -> None:
    danvan("task", "cancel", "KH-2023:IV-4", "--reason", "thôi")
    words = ("task", "extend", "--due-to", "24/10/2023", "--state", "quá hạn", "--to", "30/11", "--reason", "chờ")

    assert ("KH-2023-2", 2) == (json.loads(danvan(*words, "--yes", "--json").out)["plan"], two.count("extension"))


@pytest.mark.parametrize(("keys", "expected"), [("x\n2\n", (0, ["KH-2023-2"])), ("\n", (4, []))])
def test_on_a_terminal_the_plan_is_asked_about(
    terminal: Callable[..., Any], two: Any, keys: str, expected: tuple[int, list[str]]
) -> None:
    said = terminal(*ASK, keys=keys.encode(), question="để dừng)?")

    of = "SELECT p.code FROM note n JOIN task t ON t.id = n.task_id JOIN plan p ON p.id = t.plan_id"
    assert expected == (said.code, two.values(of))
    assert ("1. KH-2023:" in said.out, "2. KH-2023-2:" in said.out) == (True, True)


READS = (
    "status", "overdue", "upcoming", "stale", "calendar", "unassigned", "task list", "task show IV-4", "unit show VP",
    "target list", "target coverage", "target show CT1", "remind", "search quy", "today", "note list", "extension list",
)  # fmt: skip


@pytest.mark.parametrize("read", READS)
def test_a_plan_of_another_year_is_named_once_above_what_people_read_and_never_in_a_pipe(
    danvan: Callable[..., Any], read: str
) -> None:
    words, later = read.split(), {"DANVAN_TODAY": "2024-02-01"}
    told, piped = danvan(*words, "--plain", env=later), danvan(*words, env=later)
    # What stands above the first table.
    head = told.out.partition("\n\n")[0]

    assert 1 == head.count("KH-2023") + head.count("kế hoạch đang xem")
    assert "đang xem" not in piped.out
    assert ("đang xem" in piped.err) == ("đang xem" in told.out)
    for quiet in (danvan(*words, "--plain"), danvan(*words, "--json", env=later)):
        assert "đang xem" not in quiet.out + quiet.err
