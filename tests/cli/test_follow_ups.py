"""What is followed beside the plan, as a clerk types and reads it: findings, opinions, models."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

Danvan = Callable[..., Any]
JUNE = {"DANVAN_TODAY": "2023-06-20"}
INSPECT = (
    "record", "add", "--kind", "inspection", "đoàn=Tổ Kiểm tra Công vụ", "nội dung=giờ giấc",
    "đơn vị được kiểm tra=CCTĐC, VP", "vi phạm=2",
)  # fmt: skip
FIND = ("record", "add", "--kind", "finding", "--of", "KT-1", "-u", "CCTĐC", "tồn tại=chậm báo cáo")
DEMAND = ("yêu cầu=báo cáo đúng hạn", "thời hạn=15/7")


@pytest.fixture
def followed(danvan: Danvan) -> Danvan:
    """An inspection with a finding that is late since 15/7, and an opinion whose answer is due on 08/11."""
    for words in (INSPECT, (*FIND, *DEMAND)):
        assert 0 == danvan(*words, env=JUNE).code
    said = danvan(
        "record", "add", "--kind", "ý kiến", "-u", "VP", "từ=mặt trận tổ quốc", "nội dung=mức thu", "--on", "25/10"
    )
    assert "Đã tính hạn trả lời thứ Tư 08/11/2023: 10 ngày làm việc kể từ 25/10/2023.\n" in said.err
    return danvan


LINES = (
    "Ý kiến, kiến nghị chờ trả lời: 1 còn trong hạn.",
    "Kiến nghị sau kiểm tra: 1 quá hạn (KN-1 CCTĐC trễ 103 ngày).",
)


def test_status_and_today_tell_them_in_lines_of_their_own(followed: Danvan) -> None:
    status = followed("status").out
    assert [True, True] == [f"{line}\n" in status and line in followed("today").out for line in LINES]
    # IV-4's two rows, as without them.
    assert status.startswith("26/10/2023: 2 phần việc quá hạn ở 2 đơn vị; ")
    data = json.loads(followed("status", "--json").out)
    assert {"opinions": (1, 0), "findings": (1, 1)} == {
        one["kind"]: (one["open"], one["overdue"]) for one in data["follow_ups"]
    }
    assert "KN-1" not in {row["task"] for row in data["overdue"]}


def test_an_inspection_moved_behind_its_findings_says_so(followed: Danvan) -> None:
    """A finding takes its inspection's day when it is written, and keeps it."""
    said = followed("record", "edit", "KT-1", "--on", "22/6")

    assert "Cần xem lại: KN-1 ghi ngày trước KT-1 (22/06/2023); sửa bằng danvan record edit … --on.\n" in said.err
    assert "Cần xem lại" not in followed("record", "edit", "KT-1", "--on", "20/6").err


def test_a_step_of_tasks_tried_on_a_finding_names_the_command_that_takes_it(followed: Danvan) -> None:
    said = followed("task", "done", "kn-1", "--evidence", "5/BC")

    assert (3, "KN-1 là mã phiếu: xem bằng danvan record show KN-1, ghi đã xong bằng danvan record done.") == (
        said.code,
        said.err.splitlines()[1],
    )


def test_lists_put_them_under_the_plans_work(followed: Danvan) -> None:
    late = followed("overdue").out
    assert "# Kiến nghị sau kiểm tra\nMã\tĐơn vị\tNgày cuối\tTrạng thái\tTrễ (ngày)\tNội dung\nKN-1\tCCTĐC\t" in late
    assert "YK-1\tVP\t2023-11-08" in followed("upcoming").out
    assert "1 ý kiến, kiến nghị chờ trả lời" in followed("unit", "show", "VP").out
    assert [["KN-1"], ["YK-1"]] == [
        [row["task"] for one in json.loads(followed(*words, "--json").out)["follow_ups"] for row in one["deadlines"]]
        for words in (("overdue",), ("upcoming", "--days", "20"))
    ]


def test_a_letter_urges_them_with_the_plans_work_and_can_be_written_again(followed: Danvan, tmp_path: Path) -> None:
    env = {"DANVAN_TODAY": "2023-08-01"}
    assert 0 == followed("remind", "-u", "CCTĐC", "--export", str(tmp_path / "a"), "--yes", env=env).code
    assert 0 == followed("remind", "letter", "1", "--export", str(tmp_path / "b"), env=env).code
    for folder in ("a", "b"):
        [letter] = (tmp_path / folder).glob("*.docx")
        text = "\n".join(p.text for p in Document(str(letter)).paragraphs)
        cells = [c.text for table in Document(str(letter)).tables for row in table.rows for c in row.cells]
        assert any("Kiến nghị sau kiểm tra: báo cáo đúng hạn" in words for words in (text, *cells))
    assert "1\t2023-08-01\tCCTĐC\t" in followed("remind", "letter", env=env).out


def test_the_annual_report_tells_each_kind_with_its_rates(followed: Danvan, tmp_path: Path) -> None:
    ten = (
        "lý do",
        "mục tiêu",
        "nội dung",
        "địa bàn",
        "lực lượng",
        "nguồn lực",
        "thời gian",
        "sản phẩm",
        "nhân rộng được",
    )
    names = (*ten[:-1], "khả năng nhân rộng")
    for number in (1, 2):
        made = followed(
            "record",
            "add",
            "--kind",
            "mô hình",
            "-u",
            "VP",
            f"tên=Mô hình {number}",
            "--on",
            "1/3",
            *(f"{n}=x" for n in names),
        )
        assert (0, f"Đã ghi phiếu MH-{number} ") == (made.code, made.out[:18])
    followed("record", "edit", "MH-1", "ra mắt=5/4", "công nhận=1/10")
    followed("record", "add", "--kind", "thi đua", "--period", "2023", "tên=Nông thôn mới", "đăng ký=12", "đạt=9")
    followed(
        "record",
        "add",
        "--kind",
        "đối thoại",
        "--on",
        "1/6",
        "chủ đề=CCHC",
        "dự=30",
        "số ý kiến=5",
        "trả lời tại chỗ=4",
    )
    followed(
        "record",
        "add",
        "--kind",
        "xử lý vi phạm",
        "--period",
        "Q3",
        "vụ=1",
        "khiển trách=1",
        "cảnh cáo=0",
        "hình thức khác=0",
    )
    followed("report", "export", "-o", str(tmp_path / "bc.md"))
    text = (tmp_path / "bc.md").read_text(encoding="utf-8")

    said = (
        "Phát động 01 phong trào thi đua, 12 tập thể, cá nhân đăng ký; trong đó 09 tập thể, cá nhân đạt.",
        "Đăng ký 02 mô hình “Dân vận khéo”, trong đó 01 đã ra mắt, 01 được công nhận.",
        "Tỷ lệ công nhận trên số đăng ký 1/2 (50%); tỷ lệ công nhận trên số đã ra mắt 1/1 (100%).",
        "Tổ chức 01 cuộc đối thoại, tiếp xúc với 30 lượt người dự; có 05 ý kiến được nêu, 04 ý kiến được trả lời tại chỗ.",
        "Tiếp nhận 01 ý kiến, kiến nghị, trong đó 01 đang trong hạn.",
        "Đã tiến hành 01 cuộc kiểm tra; qua kiểm tra phát hiện 02 vi phạm.",
        "Có 01 kiến nghị sau kiểm tra, trong đó 01 quá hạn chưa khắc phục.",
        "Xử lý 01 người vi phạm trong 01 vụ; trong đó khiển trách 01 người.",
    )
    assert [] == [sentence for sentence in said if f"\n{sentence}\n" not in text]
    # Told by the data, they are no more asked of a person.
    assert "Bổ sung các cuộc kiểm tra" not in text
    assert (
        text.index("Phong trào thi đua")
        < text.index("## III.")
        < text.index("## IV.")
        < text.index("Các cuộc kiểm tra")
    )


def test_processes_close_extend_and_take_back(book: Any, child_environment: dict[str, str]) -> None:
    def run(*words: str, day: str = "2023-06-20") -> tuple[int, str]:
        environment = {**child_environment, "DANVAN_DB": str(book.path), "DANVAN_TODAY": day}
        done = subprocess.run(
            [sys.executable, "-m", "danvan_cli", *words], env=environment, capture_output=True, check=False
        )
        return done.returncode, done.stdout.decode()

    assert 0 == run(*INSPECT)[0]
    assert 0 == run(*FIND, *DEMAND)[0]
    assert (0, "KN-1: gia hạn 15/07/2023 → thứ Hai 31/07/2023. (hoàn tác: danvan undo 4)") == (
        (said := run("record", "extend", "KN-1", "--to", "31/7", "--reason", "chờ", day="2023-07-10"))[0],
        said[1].splitlines()[0],
    )
    code, said_ = run("record", "done", "KN-1", "--evidence", "45/BC-CCTĐC", day="2023-08-02")
    assert (0, True) == (code, said_.startswith("KN-1: hoàn thành thứ Tư 02/08/2023, trễ 2 ngày so với 31/07/2023."))
    assert 0 == run("undo", "--yes", day="2023-08-02")[0]
    assert "Kiến nghị sau kiểm tra: 1 quá hạn (KN-1 CCTĐC trễ 2 ngày)." in run("status", day="2023-08-02")[1]
