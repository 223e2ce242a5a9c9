"""What a file that repeats a plan's tasks is: a report on the plan, another copy of it, or a plan of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from danvan_cli.domain.alike import Texts
from danvan_cli.domain.draft import HeaderDraft, PlanDraft, TaskDraft, TrackingDraft
from danvan_cli.domain.model import KnownTask, Plan, Unit
from danvan_cli.domain.overlap import Overlap, has_own_head, is_table_title, overlap

UNITS = [
    Unit("VP", "Văn phòng Sở"),
    Unit("TTr", "Thanh tra", aliases=("Thanh tra Sở",)),
    Unit("BTTND", "Ban Thanh tra Nhân dân"),
]
WORK = [
    "Tổ chức hội nghị tuyên truyền Luật Thực hiện dân chủ ở cơ sở",
    "Rà soát thủ tục hành chính thuộc lĩnh vực an toàn bức xạ",
    "Đối thoại với doanh nghiệp về sở hữu trí tuệ",
    "Kiểm tra công vụ tại các đơn vị trực thuộc",
    "Xây dựng mô hình Dân vận khéo về chuyển đổi số",
    "Tiếp công dân, giải quyết khiếu nại, tố cáo",
    "Lấy ý kiến người dân về chất lượng dịch vụ công",
    "Sơ kết phong trào thi đua yêu nước sáu tháng",
]
TASKS = [KnownTask(f"NV-{n:02}", words, ("TTr",) if n in (2, 6) else ("VP",)) for n, words in enumerate(WORK, start=1)]
PLAN = Plan(
    code="KH-2023",
    title="Thực hiện công tác dân vận năm 2023",
    year=2023,
    number="12",
    symbol="KH-SKHCN",
    issuer="Sở Khoa học và Công nghệ",
    governing_body=None,
    place=None,
    issued_on=None,
    authority=None,
    signer_title=None,
    signer=None,
    recipients=(),
    source_name=None,
    tasks=8,
    targets=0,
    is_current=True,
)
OWN_HEAD = HeaderDraft(number="13", symbol="KH-SKHCN", title="Thực hiện công tác dân vận năm 2023", year=2023)


def against(
    words: Sequence[str],
    *,
    header: HeaderDraft | None = None,
    codes: Sequence[str] = (),
    lead: str = "",
    results: bool = False,
    name: str = "tep.xlsx",
) -> Overlap:
    tasks = tuple(
        TaskDraft(
            codes[n] if codes else f"B1-{n + 1}", "B1", text, "once", (lead,) if lead else (),
            tracking=TrackingDraft(progress=100) if results else None,
        )
        for n, text in enumerate(words)
    )  # fmt: skip
    return overlap(PLAN, TASKS, PlanDraft(header or HeaderDraft(), tasks=tasks, source_name=name), UNITS)


@pytest.mark.parametrize(
    ("found", "is_report", "is_copy"),
    [
        pytest.param(against(WORK[:3]), True, False, id="part without a head"),
        pytest.param(against([WORK[1], WORK[5]], results=True), True, False, id="one unit's results"),
        pytest.param(against(WORK[:3], header=OWN_HEAD), False, False, id="shorter plan under its head"),
        pytest.param(against(WORK[:3], header=OWN_HEAD, lead="VP"), False, False, id="one unit's plan"),
        pytest.param(against(WORK[:3], header=OWN_HEAD, lead="VP", results=True), True, False, id="plan's head copied"),
        pytest.param(against(WORK), False, True, id="whole register"),
        pytest.param(against(WORK, results=True), False, True, id="whole register with results"),
        pytest.param(against(WORK, header=OWN_HEAD), False, False, id="whole plan under its head"),
        pytest.param(against(WORK[:7], lead="VP", results=True, name="bao-cao-VP.xlsx"), True, True, id="nearly all"),
        pytest.param(against(WORK[:7], header=OWN_HEAD), False, False, id="one task less"),
        pytest.param(against(["Mua máy tính cho cơ quan", "Sửa chữa trụ sở làm việc"]), False, False, id="other work"),
    ],
)
def test_a_file_is_told_by_what_it_repeats_and_how(found: Overlap, is_report: bool, is_copy: bool) -> None:
    assert (is_report, is_copy) == (found.is_report, found.is_copy)


@pytest.mark.parametrize(
    ("text", "code", "is_task"),
    [
        ("Rà soát thủ tục hành chính thuộc lĩnh vực an toàn bức xạ.", "B1-1", True),
        ("RÀ SOÁT THỦ TỤC HÀNH CHÍNH thuộc lĩnh vực an toàn bức xạ", "B1-1", True),
        ("Đã rà soát các thủ tục hành chính thuộc lĩnh vực an toàn bức xạ", "B1-1", True),
        ("Rà soát thủ tục hành chính thuộc", "B1-1", True),
        ("Việc thanh tra", "NV-02", True),
        ("Rà soát thủ tục", "B1-1", False),
        ("Rà soát hồ sơ cán bộ thuộc lĩnh vực tổ chức", "B1-1", False),
    ],
)
def test_a_row_is_a_task_by_its_words_or_by_the_code_that_it_names(text: str, code: str, is_task: bool) -> None:
    assert is_task == (1 == against([text], codes=[code]).matched)


def test_texts_that_differ_in_their_numbers_are_not_the_same_task() -> None:
    tasks = [KnownTask("A-1", "Tổ chức hội nghị giao ban công tác dân vận lần 1")]
    rows = (TaskDraft("B1-1", "B1", "Tổ chức hội nghị giao ban công tác dân vận lần 2", "once"),)

    assert 0 == overlap(PLAN, tasks, PlanDraft(HeaderDraft(), tasks=rows), UNITS).matched


def test_codes_that_the_reader_counted_prove_nothing() -> None:
    tasks = [KnownTask(f"II.1-{n}", words) for n, words in enumerate(WORK, start=1)]
    rows = tuple(TaskDraft(f"II.1-{n}", "II.1", f"Việc mua sắm thứ {n} của cơ quan", "once") for n in (1, 2, 3))

    assert 0 == overlap(PLAN, tasks, PlanDraft(HeaderDraft(), tasks=rows), UNITS).matched


@pytest.mark.parametrize(
    ("options", "unit"),
    [
        ({"words": [WORK[1], WORK[5]]}, "TTr"),  # the plan's own assignment
        ({"words": WORK[:3], "lead": "VP"}, "VP"),  # every row names it
        ({"words": WORK[:3], "name": "bao cao Thanh tra.xlsx"}, "TTr"),
        ({"words": WORK[:3], "header": HeaderDraft(title="BÁO CÁO của Ban Thanh tra Nhân dân")}, "BTTND"),
        ({"words": WORK[:3]}, None),
    ],
)
def test_the_unit_is_named_at_the_top_in_the_rows_or_by_the_plan(options: dict[str, Any], unit: str | None) -> None:
    found = against(**options).unit
    assert unit == (found and found.code)


def test_work_entered_by_hand_does_not_make_a_whole_register_a_part() -> None:
    tasks = [*TASKS, *(KnownTask(f"X-{n}", f"Việc nhập tay {n}", (), is_from_file=False) for n in range(20))]
    rows = tuple(TaskDraft(f"B1-{n}", "B1", words, "once") for n, words in enumerate(WORK, start=1))

    assert not overlap(PLAN, tasks, PlanDraft(HeaderDraft(), tasks=rows), UNITS).is_report


@pytest.mark.parametrize(
    ("title", "is_table"),
    [
        ("BẢNG THEO DÕI NHIỆM VỤ NĂM 2023", True),
        ("Phụ lục nhiệm vụ", True),
        ("BÁO CÁO kết quả quý III", True),
        ("Thực hiện công tác dân vận năm 2023", False),
        ("Bằng khen và danh hiệu thi đua", False),
    ],
)
def test_the_title_of_a_table_is_no_plans_title(title: str, is_table: bool) -> None:
    assert is_table == is_table_title(title)
    assert (not is_table) == has_own_head(HeaderDraft(number="1", title=title), "Kế hoạch khác")


def test_the_most_alike_of_many_texts_is_found_without_comparing_all() -> None:
    texts = Texts([f"việc chung của cơ quan về nội dung thứ a{n}" for n in range(5_000)])

    assert 4_321 == max(texts.alike("việc chung của cơ quan về nội dung mới thứ a4321", 0.6))[1]
