"""Small plans that were once read wrongly, each with what is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.intake.files.opening import open_document
from danvan_cli.intake.plan import read_plan

CASES = Path(__file__).resolve().parent / "cases"
# What a task begins with, who leads, who supports, its last days.
Row = tuple[str, list[str], list[str], list[str]]


@pytest.fixture(scope="module")
def read_case() -> Callable[[str], PlanDraft]:
    return lambda name: read_plan(open_document(next(CASES.glob(f"{name}*"))), lambda _: ())


def rows(plan: PlanDraft, expected: list[Row]) -> list[Row]:
    """Gives the plan's tasks in the form of the expected ones, each cut to the length of its expected words."""
    names = {u.code: u.name for u in plan.units}
    lengths = [len(row[0]) for row in expected] + [60] * len(plan.tasks)
    return [
        (t.content[:n], [names[c] for c in t.leads], [names[c] for c in t.supports], days)
        for t, n in zip(plan.tasks, lengths, strict=False)
        for days in [[str(p.due_on) for p in t.rows() if p.due_on]]
    ]


VP, PKT, CAX, VPS, TTR = ["Văn phòng"], ["Phòng Kinh tế"], ["Công an xã"], ["Văn phòng Sở"], ["Thanh tra"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "01",
            [
                ("Văn phòng theo dõi", VP, [], []),
                ("Văn phòng lập Bảng", VP, [], ["2025-06-29"]),
                ("Phòng Tài chính rà soát", ["Phòng Tài chính"], [], ["2025-07-19"]),
                ("Phòng Văn hóa theo dõi", ["Phòng Văn hóa"], [], []),
            ],
        ),
        ("03", [("Văn phòng: Báo cáo", VP, [], ["2025-06-29"])]),
        ("10", [("Văn phòng: Gửi giấy mời", VP, [], [])]),
        (
            "14",
            [
                ("Chủ trì, phối hợp", ["Sở Nội vụ"], ["Ban Dân vận", "Văn phòng"], ["2025-09-30"]),
                ("Theo dõi, đôn đốc", ["Sở Nội vụ"], [], []),
                ("Thanh tra tỉnh: Rà soát đơn thư", ["Thanh tra tỉnh"], [], ["2025-09-29"]),
            ],
        ),
        (
            "x40",
            [
                ("Văn phòng tổ chức họp", VP, [], ["2025-12-19"]),
                ("Phòng Kinh tế báo cáo", PKT, [], ["2026-01-31"]),
            ],
        ),
        (
            "x41",
            [
                ("Kiểm tra việc niêm yết", [], [], ["2026-02-20"]),
                ("Giám sát việc", [], [], ["2026-02-20"]),
                ("Kiểm tra công tác thông tin", [], [], ["2026-05-31"]),
                ("Kiểm tra sổ sách", [], [], ["2026-09-14"]),
            ],
        ),
        (
            "x43",
            [
                ("Xây dựng hướng dẫn", VP, CAX, ["2026-03-31"]),
                ("Tổ chức hội nghị với cử tri.", PKT, [], ["2026-06-30"]),
            ],
        ),
        ("x45", [("Lễ kỷ niệm ngày truyền thống.", [], [], ["2026-10-11"])]),
        (
            "x47",
            [
                ("Văn phòng dự kiến tổ chức", VP, [], ["2026-02-02"]),
                ("Tổng hợp hồ sơ", VP, [], ["2026-02-01"]),
            ],
        ),
        ("x49", [("Văn phòng tổ chức lễ", VP, [], ["2026-10-14"])]),
        (
            "x53",
            [
                ("Văn phòng tổng hợp", VP, [], ["2026-11-14"]),
                ("Công an xã báo cáo", CAX, [], ["2026-11-29"]),
            ],
        ),
        (
            "y-bullet-symbol",
            [
                ("Văn phòng Sở chủ trì xây dựng", VPS, [], ["2024-03-14"]),
                ("Thanh tra chủ trì kiểm tra", TTR, [], ["2024-09-29"]),
                ("Văn phòng Sở chủ trì tổng hợp", VPS, [], ["2024-11-29"]),
            ],
        ),
        (
            "y-holiday",
            [
                ("Thanh tra chủ trì", TTR, [], ["2024-05-04"]),
                ("Văn phòng Sở chủ trì xây dựng", VPS, [], ["2024-04-29"]),
                ("Văn phòng Sở chủ trì tổng kết", VPS, [], ["2024-09-02"]),
            ],
        ),
        (
            "y-signed",
            [
                ("Văn phòng Sở chủ trì xây dựng", VPS, [], ["2024-03-14"]),
                ("Thanh tra chủ trì kiểm tra", TTR, [], ["2024-09-29"]),
                ("Văn phòng Sở chủ trì tổng hợp", VPS, [], ["2024-11-29"]),
                ("Thanh tra chủ trì rà soát", TTR, [], ["2024-12-19"]),
                ("Văn phòng Sở chủ trì sơ kết", VPS, [], ["2024-06-19"]),
                ("Thanh tra chủ trì báo cáo", TTR, [], ["2024-06-24"]),
            ],
        ),
        (
            "y-sub1",
            [
                ("Văn phòng Sở chủ trì xây dựng", VPS, [], ["2024-03-14"]),
                ("Thanh tra chủ trì kiểm tra", TTR, [], ["2024-09-29"]),
                ("Văn phòng Sở chủ trì tổng hợp", VPS, [], ["2024-11-29"]),
                ("Thanh tra chủ trì rà soát", TTR, [], ["2024-12-19"]),
            ],
        ),
        (
            "y-wrap",
            [
                ("Thanh tra chủ trì", TTR, VPS, ["2024-09-30"]),
                ("Văn phòng Sở chủ trì xây dựng", VPS, [], ["2024-03-14"]),
                ("Văn phòng Sở chủ trì tổng kết", VPS, [], ["2024-03-14"]),
            ],
        ),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_tasks_who_and_by_when(read_case: Callable[[str], PlanDraft], name: str, expected: list[Row]) -> None:
    assert expected == rows(read_case(name), expected)


def test_years_behind_a_day_are_read_whole_or_asked_about(read_case: Callable[[str], PlanDraft]) -> None:
    plan = read_case("y-year-dropped")
    asked = {u.task for u in plan.unresolved if u.field == "due_on"}
    right = ["2025-01-14", "2025-01-14", "2025-01-14", "2025-03-31"]
    found = [str(t.due_on) for t in plan.tasks]
    assert right == [r if t.code in asked else f for r, f, t in zip(right, found, plan.tasks, strict=True)]
    assert [right[0], right[2], right[3]] == [found[0], found[2], found[3]]


def test_milestones_in_other_years_are_kept_or_asked_about(read_case: Callable[[str], PlanDraft]) -> None:
    plan = read_case("05")
    asked = {u.task for u in plan.unresolved if u.field in ("due_on", None)}
    days: dict[str, set[str]] = {}
    for task in plan.tasks:
        days.setdefault(task.code.rstrip("ab"), set()).update(str(p.due_on) for p in task.rows() if p.due_on)
    assert {"2026-12-31", "2027-12-31"} == days["I-1"]
    assert {"2027-12-31"} == days["I-2"]
    assert "2030-12-31" in days["I-3"] or "I-3" in asked


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("07", [(">=", "100", "%"), (">=", "90", "%")]),
        (
            "x51",
            [(">=", "100", "%"), (">=", "1", "mô hình"), (">=", "100", "%"), (">=", "1", "mô hình"), (">", "80", "%")],
        ),
    ],
)
def test_targets_are_the_goals_and_nothing_in_brackets(
    read_case: Callable[[str], PlanDraft], name: str, expected: list[tuple[str, str, str]]
) -> None:
    found = [
        (t.operator, format(t.goal.normalize(), "f"), t.unit_of_measure) for t in read_case(name).targets if t.goal
    ]
    assert expected == found


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("03", "year", 2025),
        ("12", "issuer", "Ủy ban nhân dân tỉnh An Bình"),
        ("12", "issued_on", "2025-01-10"),
        ("21", "issuer", "Ủy ban nhân dân tỉnh Bắc Kạn"),
        ("x40", "year", 2025),
        ("x49", "number", "17"),
        ("x49", "symbol", "KH/BDV"),
        ("x49", "issued_on", "2026-06-02"),
        ("x49", "issuer", "Ban Dân vận Huyện ủy"),
        ("x49", "year", 2026),
        ("y-signed", "issuer", "Sở Khoa học và Công nghệ"),
    ],
)
def test_the_head(read_case: Callable[[str], PlanDraft], name: str, field: str, expected: object) -> None:
    found = getattr(read_case(name).header, field)
    assert expected == (str(found) if field == "issued_on" else found)


def test_a_pdf_has_the_head_of_its_word_file() -> None:
    pdf, word = (
        read_plan(open_document(CASES / f"20-pdf-long-title-lost.{ending}"), lambda _: ()) for ending in ("pdf", "docx")
    )
    assert (word.header.title, word.header.signer_title) == (pdf.header.title, pdf.header.signer_title)
    assert [d.number for d in word.documents if d.is_basis] == [d.number for d in pdf.documents if d.is_basis]


def test_no_section_is_asked_about_line_by_line(read_case: Callable[[str], PlanDraft]) -> None:
    places = [
        u.source.split(",")[0] for u in read_case("10").unresolved if u.task is None and u.source.startswith("Mục")
    ]
    assert len(set(places)) == len(places)


def test_struck_words_are_no_task_and_no_day(read_case: Callable[[str], PlanDraft]) -> None:
    date, paragraph = read_case("y-d-strike-date"), read_case("y-d-strike-para")
    assert (4, "2024-11-29", 3) == (len(date.tasks), str(date.tasks[-1].due_on), len(paragraph.tasks))


def test_struck_words_are_told(read_case: Callable[[str], PlanDraft]) -> None:
    assert [True, True] == [
        any("gạch" in warning for warning in read_case(name).warnings)
        for name in ("y-d-strike-date", "y-d-strike-para")
    ]
