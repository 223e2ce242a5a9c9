"""Work that a plan gives away by its number: "Phòng B: chủ trì thực hiện các nội dung tại mục 1 Phần III."."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import spent

from danvan_cli.domain.draft import PlanDraft, TaskDraft
from danvan_cli.intake.draft.by_number import Numbered, given_by_number, items_named

Read = Callable[..., PlanDraft]
HEAD = "UBND XÃ TÂN AN\nSố: 1/KH-UBND\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\n"
WORK = (
    "II. NHIỆM VỤ\n1. Tuyên truyền\n- In tờ rơi trước ngày 15/4.\n- Phát bản tin (Đài Truyền thanh xã).\n"
    "2. Kiểm tra\n- Kiểm tra chợ trước ngày 20/5.\n- Kiểm tra bến xe trước ngày 25/5.\n"
)


def _leads(plan: PlanDraft) -> list[str]:
    """Lists the tasks as "code: who leads | who helps"."""
    names = {unit.code: unit.name for unit in plan.units}
    return [
        f"{task.code}: {', '.join(map(names.__getitem__, task.leads))} | {', '.join(map(names.__getitem__, task.supports))}"
        for task in plan.tasks
    ]  # fmt: skip


def _task(code: str, content: str = "Việc", leads: tuple[str, ...] = ()) -> TaskDraft:
    return TaskDraft(code, code.rpartition("-")[0], content, "once", leads)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # A part of the plan by its number, with who leads one of its items said there.
        (
            "1. Văn phòng chủ trì thực hiện các nội dung nêu tại mục 1 Mục II.",
            ["II.1-1: Văn phòng | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | ", "II.2-2:  | "],
        ),
        (
            "1. Văn phòng chịu trách nhiệm triển khai toàn bộ Mục 1 và Mục 2 phần II.",
            ["II.1-1: Văn phòng | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1: Văn phòng | ", "II.2-2: Văn phòng | "],
        ),
        # A whole part, and below a heading of who it is.
        (
            "1. Văn phòng: thực hiện các nội dung tại phần II.",
            ["II.1-1: Văn phòng | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1: Văn phòng | ", "II.2-2: Văn phòng | "],
        ),
        (
            "1. Văn phòng:\na) Chủ trì thực hiện các nhiệm vụ tại mục 2 Mục II (trừ các việc đã giao cơ quan khác).",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1: Văn phòng | ", "II.2-2: Văn phòng | "],
        ),
        # Who helps.
        (
            "1. Công an xã phối hợp thực hiện các nhiệm vụ tại mục 2 Mục II.",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | Công an xã", "II.2-2:  | Công an xã"],
        ),
        # Who helps the lead helps with each; in a line of several roles they are nobody's for sure.
        (
            "1. Văn phòng chủ trì, phối hợp với Công an xã thực hiện các nội dung tại mục 2 Mục II.",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1: Văn phòng | Công an xã",
             "II.2-2: Văn phòng | Công an xã"],
        ),
        (
            "1. Văn phòng: chủ trì mục 1 Mục II; phối hợp với Công an xã thực hiện mục 2 Mục II.",
            ["II.1-1: Văn phòng | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | ", "II.2-2:  | ",
             "III-1: Văn phòng | Công an xã"],
        ),
        # Each clause has its own role.
        (
            "1. Công an xã: chủ trì các mục 1 Mục II; phối hợp thực hiện mục 2 Mục II.",
            ["II.1-1: Công an xã | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | Công an xã", "II.2-2:  | Công an xã"],
        ),
        # A number that is no task's says nothing: the line stays work, and is asked about.
        (
            "1. Văn phòng chủ trì thực hiện các nội dung nêu tại mục 7 Mục II.",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | ", "II.2-2:  | ", "III-1: Văn phòng | "],
        ),
        # A line that says more stays work of its own.
        (
            "1. Văn phòng: thực hiện nhiệm vụ nêu tại mục 1 Mục II; báo cáo UBND xã trước ngày 25/11.",
            ["II.1-1: Văn phòng | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | ", "II.2-2:  | ", "III-1: Văn phòng | "],
        ),
        # Who looks after work is not who does it.
        (
            "1. Văn phòng theo dõi, đôn đốc việc thực hiện các nội dung tại mục 1 Mục II.",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | ", "II.2-2:  | ", "III-1: Văn phòng | "],
        ),
        (
            "1. Công an xã kiểm tra thực hiện các nhiệm vụ tại mục 2 Mục II.",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | ", "II.2-2:  | ", "III-1: Công an xã | "],
        ),
        (
            "1. Văn phòng:\na) Kiểm tra việc thực hiện các nhiệm vụ tại mục 2 Mục II.",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1:  | ", "II.2-2:  | ", "III.1-1: Văn phòng | "],
        ),
        # Words around the role that are no work.
        (
            "1. Công an xã có trách nhiệm thực hiện các nhiệm vụ tại mục 2 Mục II.",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1: Công an xã | ", "II.2-2: Công an xã | "],
        ),
        (
            "1. Đề nghị Công an xã: thực hiện các nhiệm vụ tại mục 2 Mục II.",
            ["II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ", "II.2-1: Công an xã | ", "II.2-2: Công an xã | "],
        ),
        # Two who are given one lead it together.
        (
            "1. Văn phòng chủ trì thực hiện các nội dung tại mục 2 Mục II.\n"
            "2. Công an xã chủ trì thực hiện các nội dung tại mục 2 Mục II.",
            [
                "II.1-1:  | ", "II.1-2: Đài Truyền thanh xã | ",
                "II.2-1: Văn phòng, Công an xã | ", "II.2-2: Văn phòng, Công an xã | ",
            ],
        ),
    ],
)  # fmt: skip
def test_a_line_that_gives_work_by_its_number_says_who_leads_it(
    read_words: Read, said: str, expected: list[str]
) -> None:
    assert expected == _leads(read_words(f"{HEAD}{WORK}III. TỔ CHỨC THỰC HIỆN\n{said}\n"))


def test_a_line_stays_where_others_lead_all_that_it_gives() -> None:
    given = given_by_number([_task("I.1-1", leads=("A",)), _task("II-1", "B chủ trì mục 1 Phần I.", ("B",))])
    assert ([("I.1-1", ("A",)), ("II-1", ("B",))], {}) == ([(one.code, one.leads) for one in given.tasks], given.merged)


def test_a_line_that_names_a_group_too_stays() -> None:
    said = _task("II-1", "B và các thôn thực hiện mục 1 Phần I.", ("B",))._replace(groups=("các thôn",))
    given = given_by_number([_task("I.1-1"), said])
    assert ([("I.1-1", ()), ("II-1", ("B",))], {}) == ([(one.code, one.leads) for one in given.tasks], given.merged)


def test_no_question_is_left_about_a_lead_that_is_given_by_number(read_words: Read) -> None:
    given = "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng chủ trì thực hiện các nội dung tại mục 1 và mục 2 Mục II.\n"
    plan = read_words(f"{HEAD}{WORK}{given}")
    assert [] == [doubt for doubt in plan.unresolved if doubt.field == "leads"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("việc 4", ["I-4"]),
        ("điểm b khoản 1 Mục III", ["III.1-2"]),
        ("mục 1 và mục 3 Phần III", ["III.1-1", "III.1-2", "III.3-1"]),
        ("điểm 1, 3 Mục III", ["III.1-1", "III.1-2", "III.3-1"]),
        ("mục B, mục Đ", ["IV.B-1", "IV.Đ-1"]),
        ("mục III.3", ["III.3-1"]),
        ("Phần III", ["III.1-1", "III.1-2", "III.3-1"]),
        # Several parts have a 1 and a 2: nobody can tell which.
        ("mục 1", []),
        ("việc 2", []),
        ("việc 02 cán bộ", []),
        ("mục 3 Điều 5", []),
        ("mục 9 Phần III", []),
    ],
)
def test_items_are_found_by_the_numbers_on_the_way_to_them(text: str, codes: list[str]) -> None:
    of = ("I-1", "I-2", "I-4", "III.1-1", "III.1-2", "III.3-1", "IV.B-1", "IV.Đ-1", "P2.V-1")
    assert codes == [task.code for task in items_named(text, Numbered([_task(code) for code in of]))]


def test_what_a_task_says_of_its_own_lead_wins() -> None:
    tasks = [_task("I-1", leads=("CA",)), _task("I-2"), _task("II-1", "Văn phòng chủ trì Phần I.", ("VP",))]
    given = given_by_number(tasks)
    assert [("I-1", ("CA",)), ("I-2", ("VP",))] == [(task.code, task.leads) for task in given.tasks]
    assert {"II-1": "I-2"} == given.merged


def test_a_line_with_a_day_gives_nothing_away() -> None:
    said = _task("II-1", "Văn phòng chủ trì Phần I.", ("VP",))._replace(due_text="trước ngày 20/5")
    tasks = [_task("I-1"), said]
    assert tasks == given_by_number(tasks).tasks


def test_a_thousand_lines_that_name_a_thousand_items_cost_no_more_than_their_number() -> None:
    def tasks(count: int) -> list[TaskDraft]:
        given = [_task(f"II-{n}", f"Văn phòng chủ trì việc {n % 90 + 1} Mục I.", ("VP",)) for n in range(count)]
        return [_task(f"I-{n}") for n in range(count)] + given

    def cost(count: int) -> float:
        made, before = tasks(count), spent()
        given_by_number(made)
        return spent() - before

    # A tenth of a second at least: what is quicker is not measured well.
    assert cost(2000) < 40 * max(cost(200), 0.1)
