"""The questions of an import, answered key by key."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

PLAN = """SỞ KHOA HỌC VÀ CÔNG NGHỆ
KẾ HOẠCH
Thực hiện công tác dân vận chính quyền năm 2023

I. NHIỆM VỤ
1. Tuyên truyền
- Tổ chức hội nghị tập huấn, hoàn thành sau Tết.
- Phát động thi đua trong cơ quan.
- Đăng tin bài về dân vận.
2. Cải cách hành chính
- Công khai thủ tục hành chính.
- Nâng cao chất lượng dịch vụ công trực tuyến.
"""


class Done(NamedTuple):
    """How the import ended, what it said, and what it wrote."""

    code: int
    said: str
    leads: dict[str, list[str]]
    days: dict[str, str | None]


@pytest.fixture
def asked(blank: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Imports the plan with ``keys`` typed, each with Enter; all of them were needed when the end is reached."""
    from danvan_cli.app import app

    file = tmp_path / "ke-hoach.txt"
    file.write_text(PLAN, encoding="utf-8")
    terminal = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True), exit=sys.exit)
    for name in ("importing", "shared"):
        monkeypatch.setattr(f"danvan_cli.commands.{name}.sys", terminal)
    for name, value in {"DANVAN_DB": str(blank.path), "DANVAN_TODAY": "2023-03-01", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)

    def run(*keys: str, options: tuple[str, ...] = ()) -> Done:
        result = CliRunner().invoke(
            app, ["plan", "import", str(file), *options], input="".join(f"{key}\n" for key in keys)
        )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        leads: dict[str, list[str]] = {}
        days: dict[str, str | None] = {}
        if blank.path.exists():
            for code in blank.values("SELECT code FROM task ORDER BY id"):
                leads[code] = [unit for unit, role in blank.parts_of(code).items() if role == "lead"]
                days[code] = blank.rows_of(code)[0]["due_on"]
        return Done(result.exit_code, result.stderr_bytes.decode(), leads, days)

    return run


# What comes before the questions about who leads: yes to the questions, and the one about a deadline passed over.
TO_LEADS = ("c", "")
STORE = ("t", "c")


def test_a_deadline_is_asked_for_first_and_echoed_with_its_weekday(asked: Callable[..., Done]) -> None:
    done = asked("c", "28/2", *STORE)

    assert done.said.index("“sau Tết”") < done.said.index("chưa có đơn vị chủ trì")
    assert "I.1-1: ngày cuối → thứ Ba 28/02/2023" in done.said
    assert "2023-02-28" == done.days["I.1-1"]


def test_several_units_are_chosen_at_once_for_a_whole_section(asked: Callable[..., Done]) -> None:
    done = asked(*TO_LEADS, "1,2", "c", *STORE)

    assert "Áp dụng cho cả 3 việc của mục I.1 (I.1-1 … I.1-3)? [c/k]" in done.said
    assert "2 việc (I.1-2, I.1-3): chủ trì → VP, TTr" in done.said
    assert [["VP", "TTr"]] * 3 + [[]] * 2 == list(done.leads.values())


def test_a_no_keeps_the_answer_to_one_task_and_is_not_asked_again_for_the_section(asked: Callable[..., Done]) -> None:
    done = asked(*TO_LEADS, "VP", "k", "TTr", "VP", *STORE)

    assert 1 == done.said.count("của mục I.1 (")
    assert [["VP"], ["TTr"], ["VP"], [], []] == list(done.leads.values())


def test_anything_but_yes_or_no_is_asked_again(asked: Callable[..., Done]) -> None:
    done = asked("vâng", "", *TO_LEADS, "VP", "tất cả", "c", *STORE)

    assert 3 == done.said.count("Gõ c (có) hoặc k (không)")
    assert [["VP"]] * 3 == list(done.leads.values())[:3]


def test_going_back_takes_the_answer_back_with_what_it_was_given_to(asked: Callable[..., Done]) -> None:
    done = asked(*TO_LEADS, "VP", "c", "l", "TTr", "k", "l", "l", "28/2", *STORE)

    assert "Đã lấy lại: I.1-1: chủ trì → VP; 2 việc (I.1-2, I.1-3): chủ trì → VP." in done.said.replace("\n", " ")
    assert [[]] * 5 == list(done.leads.values())
    assert "2023-02-28" == done.days["I.1-1"]


def test_at_the_first_question_there_is_nothing_to_go_back_to(asked: Callable[..., Done]) -> None:
    done = asked("c", "l", *STORE)

    assert (0, True) == (done.code, "Đây là câu đầu" in done.said)


def test_a_whole_kind_is_passed_over_and_may_be_taken_up_again(asked: Callable[..., Done]) -> None:
    done = asked(*TO_LEADS, "b", "l", "VP", "k", *STORE)

    assert "Bỏ qua 5 điểm về đơn vị chủ trì." in done.said
    assert ["VP"] == done.leads["I.1-1"]


def test_after_a_kind_is_passed_over_the_next_kind_is_asked_about(asked: Callable[..., Done]) -> None:
    done = asked(*TO_LEADS, "b", "12/KH-SKHCN", *STORE)

    assert "Số văn bản → 12" in done.said


def test_a_new_unit_is_named_and_made(asked: Callable[..., Done], blank: Any) -> None:
    done = asked(*TO_LEADS, "đơn vị mới", "Tổ Chuyển đổi số", "k", *STORE)

    assert "Thêm đơn vị mới: TCĐS – Tổ Chuyển đổi số" in done.said
    assert ["TCĐS"] == done.leads["I.1-1"]
    assert ["Tổ Chuyển đổi số"] == blank.values("SELECT name FROM unit WHERE code = 'TCĐS'")


def test_a_new_unit_that_hardly_differs_from_a_known_one_is_asked_about(asked: Callable[..., Done]) -> None:
    done = asked(*TO_LEADS, "đơn vị mới", "Văn phòng Sở A", "k", "VP", "k", *STORE)

    assert "Đã có VP – Văn phòng Sở." in done.said
    assert ["VP"] == done.leads["I.1-1"]


def test_what_is_not_understood_is_told_and_asked_again(asked: Callable[..., Done]) -> None:
    done = asked("c", "hôm nào đó", "99", "28/2", "Phòng lạ", "44", "VP", "k", *STORE)

    for words in ("Không đọc được ngày “hôm nào đó”", "Không có lựa chọn 99", "Không có đơn vị “Phòng lạ”"):
        assert words in done.said.replace("\n", " ")
    assert ("2023-02-28", ["VP"]) == (done.days["I.1-1"], done.leads["I.1-1"])


def test_the_end_of_the_input_writes_nothing(asked: Callable[..., Done]) -> None:
    done = asked(*TO_LEADS, "VP", "c")

    assert (4, {}) == (done.code, done.leads)
    assert "không có gì được ghi" in done.said


def test_answers_serve_again_and_nothing_more_is_asked_of_them(asked: Callable[..., Done], tmp_path: Path) -> None:
    answers = tmp_path / "tra-loi.json"
    first = asked("c", "28/2", "VP", "k", "TTr", "t", "k", options=("--save-answers", str(answers)))
    again = asked("k", "c", options=("--answers", str(answers)))

    assert (4, {}) == (first.code, first.leads)
    assert 3 == len(json.loads(answers.read_text(encoding="utf-8"))["answers"])
    assert (0, ["VP"], ["TTr"], []) == (again.code, *list(again.leads.values())[:3])
    left = re.search(r"Đã hỏi xong: còn (\d+) điểm", first.said)
    assert left is not None
    assert f"Còn {left[1]} điểm cần xem. Trả lời" in again.said


@pytest.mark.parametrize("option", ["--json", "--quiet"])
def test_nobody_is_asked_where_no_question_can_be_shown(asked: Callable[..., Done], option: str) -> None:
    done = asked(options=(option, "--yes"))

    assert (0, 5) == (done.code, len(done.leads))
