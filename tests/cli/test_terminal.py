"""What stands on a real terminal: nothing cut, no escape code unless wanted, a question before what cannot be undone."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def wide(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in line)


def missing(screen: str, texts: Iterable[object]) -> list[str]:
    """Names the words that do not stand whole on the screen; a word longer than a column may be folded."""
    shown = {part for word in ESCAPE.sub("", screen).split() for part in (word, word.strip(",;"))}
    joined = "".join(ESCAPE.sub("", screen).split())
    words = [word for text in texts if text is not None for word in str(text).split()]
    return [word for word in words if word not in shown and not (len(word) > 20 and word in joined)]


@pytest.fixture
def data(danvan: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *words: json.loads(danvan(*words, "--json").out)


@pytest.mark.parametrize("columns", [40, 80])
def test_what_is_late_stands_whole_on_the_screen(
    terminal: Callable[..., Any], data: Callable[..., Any], columns: int
) -> None:
    screen = terminal("overdue", columns=columns)
    rows = data("overdue")["deadlines"]

    assert [] == missing(
        screen.out, [part for row in rows for part in (row["task"], row["unit"], row["content"], "24/10/2023", 2)]
    )
    assert columns >= max(wide(line) for line in ESCAPE.sub("", screen.out).splitlines())


@pytest.mark.parametrize("columns", [40, 80])
def test_a_task_stands_whole_on_the_screen(
    terminal: Callable[..., Any], danvan: Callable[..., Any], data: Callable[..., Any], columns: int
) -> None:
    danvan(
        "task", "progress", "IV-4", "35", "--unit", "CCTĐC", "--note", "Đã triển khai tại đơn vị, đang tổng hợp số liệu"
    )
    danvan("task", "note", "IV-4", "Đã gọi điện đôn đốc đồng chí Phó Chi cục trưởng")
    screen = terminal("task", "show", "IV-4", columns=columns)
    found = data("task", "show", "IV-4")

    wanted = [
        found["task"]["content"],
        found["notes"][0]["text"],
        "trước ngày 25/10/2023",
        "24/10/2023",
        "CCTĐC",
        "TTKHCN",
    ]
    wanted += [row["result"] for row in found["task"]["deadlines"]]
    assert [] == missing(screen.out, wanted)
    assert columns >= max(wide(line) for line in ESCAPE.sub("", screen.out).splitlines())


@pytest.mark.parametrize("columns", [40, 80])
def test_the_monday_screen_names_every_unit_number_and_target(
    terminal: Callable[..., Any], data: Callable[..., Any], columns: int
) -> None:
    screen = terminal("status", columns=columns)
    found = data("status")

    wanted = [line["code"] for line in found["units"]] + [line["code"] for line in found["coverage"]]
    wanted += ["(chưa phân công)", "Tổng số nhiệm vụ", 20, 18, 15, "24/10/2023", "30/10/2023", "thứ Năm 26/10/2023"]
    assert [] == missing(screen.out, wanted)
    assert columns >= max(wide(line) for line in ESCAPE.sub("", screen.out).splitlines())


@pytest.mark.parametrize("columns", [40, 80])
def test_lists_stand_whole_on_the_screen(terminal: Callable[..., Any], data: Callable[..., Any], columns: int) -> None:
    units, tasks = terminal("unit", "list", columns=columns), terminal("task", "list", columns=columns)
    coverage, plan = terminal("target", "coverage", columns=columns), terminal("plan", "show", columns=columns)

    assert [] == missing(
        units.out, [part for unit in data("unit", "list")["units"] for part in (unit["code"], unit["name"])]
    )
    assert [] == missing(
        tasks.out, [part for task in data("task", "list")["tasks"] for part in (task["code"], *task["leads"])]
    )
    assert [] == missing(coverage.out, [line["statement"] for line in data("target", "coverage")["targets"]])
    shown = data("plan", "show")
    assert [] == missing(
        plan.out, [part for section in shown["sections"] for part in (section["path"], section["title"])]
    )
    assert [] == missing(
        plan.out, [part for cited in shown["documents"] for part in (cited["number"], cited["issuer"])]
    )
    for screen in (units, tasks, coverage, plan):
        assert columns >= max(wide(line) for line in ESCAPE.sub("", screen.out).splitlines())


def test_the_preview_of_an_import_shows_what_is_left_to_a_person(
    terminal: Callable[..., Any], data: Callable[..., Any]
) -> None:
    screen = terminal("plan", "import", str(SAMPLE), "--dry-run", columns=80)
    found = data("plan", "import", str(SAMPLE), "--dry-run")

    assert [] == missing(screen.out, [task["code"] for task in found["tasks"]])
    assert [] == missing(screen.out.lower(), [item["why"].lower() for item in found["unresolved"]])


def test_states_have_colour_on_a_terminal_and_none_where_it_is_not_wanted(terminal: Callable[..., Any]) -> None:
    coloured = terminal("status")
    plain = [
        terminal("status", "--no-color"),
        terminal("--no-color", "status"),
        terminal("status", env={"NO_COLOR": "1"}),
        terminal("status", env={"TERM": "dumb"}),
    ]

    assert "\x1b[" in coloured.out
    assert {ESCAPE.sub("", coloured.out)} == {screen.out for screen in plain}


def test_an_error_on_a_terminal_has_no_escape_code_either(terminal: Callable[..., Any]) -> None:
    screen = terminal("task", "show", "IX-9", env={"NO_COLOR": "1"})

    assert (3, False) == (screen.code, "\x1b" in screen.out)


@pytest.mark.parametrize(
    ("keys", "code", "removed"),
    [("có\n".encode(), 0, 1), (b"K\n", 4, 0), (b"\x04", 4, 0), (b"\x03", 130, 0)],
    ids=["yes", "no", "Ctrl-D", "Ctrl-C"],
)
def test_a_question_goes_on_only_at_a_yes(
    terminal: Callable[..., Any], book: Any, keys: bytes, code: int, removed: int
) -> None:
    screen = terminal("task", "remove", "IV-5", keys=keys)

    assert (code, removed) == (screen.code, len(book.values("SELECT id FROM task WHERE removed_at IS NOT NULL")))
    assert "Traceback" not in screen.out


def test_an_import_shows_the_draft_then_asks(terminal: Callable[..., Any], blank: Any) -> None:
    no = terminal("plan", "import", str(SAMPLE), keys=b"K\nK\n", env={"DANVAN_DB": str(blank.path)})
    assert (4, False) == (no.code, blank.path.exists())
    assert "II.2-3" in no.out

    yes = terminal("plan", "import", str(SAMPLE), keys=b"K\nc\n", env={"DANVAN_DB": str(blank.path)})
    assert (0, 20) == (yes.code, blank.count("task"))


def test_doubts_are_settled_one_by_one_and_the_answers_serve_again(
    terminal: Callable[..., Any], blank: Any, tmp_path: Path
) -> None:
    answers = tmp_path / "tra-loi.json"
    words = ("plan", "import", str(SAMPLE), "--save-answers", str(answers))
    # Yes, go through them; VP for the first only; an unknown unit, asked again, Thanh tra; skip one; stop; store.
    typed = "c\nVP\nk\nPhòng lạ\nthanh tra\n\nt\nc\n".encode()
    asked = terminal(*words, keys=typed, env={"DANVAN_DB": str(blank.path)})

    assert 0 == asked.code, asked.out
    assert "Không có đơn vị “Phòng lạ”" in asked.out
    assert {"VP": "lead"} == blank.parts_of("II.1-1")
    assert {"TTr": "lead"} == blank.parts_of("II.1-2")
    assert {} == blank.parts_of("II.1-3")
    assert [("leads", "VP"), ("leads", "thanh tra")] == [
        (row["field"], row["answer"]) for row in json.loads(answers.read_text(encoding="utf-8"))["answers"]
    ]


def test_the_number_of_doubts_is_the_same_wherever_it_is_told(
    terminal: Callable[..., Any], danvan: Callable[..., Any], data: Callable[..., Any], blank: Any
) -> None:
    number = len(data("plan", "import", str(SAMPLE), "--dry-run")["unresolved"])
    asked = terminal("plan", "import", str(SAMPLE), keys=b"c\nVP\nc\nt\nc\n", env={"DANVAN_DB": str(blank.path)}).out

    assert f"{number} điểm cần xem" in danvan("plan", "import", str(SAMPLE), "--dry-run").out.splitlines()[0]
    assert f"Còn {number} điểm cần xem. Trả lời từng điểm" in asked
    assert f"Điểm 1/{number}" in asked
    assert "Áp dụng cho cả 3 việc của mục II.1 (II.1-1 … II.1-3)?" in asked
    left = f"còn {number - 3} điểm cần xem"
    assert [1, 1, 1] == [asked.count(s) for s in (f"Đã hỏi xong: {left}.", f", {left}? [c/k]", f"{left.capitalize()};")]


def test_ctrl_c_among_the_questions_leaves_nothing_behind(
    terminal: Callable[..., Any], blank: Any, tmp_path: Path
) -> None:
    answers = tmp_path / "tra-loi.json"
    asked = terminal(
        *("plan", "import", str(SAMPLE), "--save-answers", str(answers)),
        keys=b"c\nVP\nc\n\x03",
        env={"DANVAN_DB": str(blank.path)},
    )

    assert (130, False, []) == (asked.code, blank.path.exists(), list(tmp_path.glob("*.json")))
    assert "Traceback" not in asked.out


@pytest.mark.parametrize("columns", [40, 80])
def test_every_line_of_a_plan_is_explained_on_a_terminal(terminal: Callable[..., Any], columns: int) -> None:
    screen = terminal("plan", "import", str(SAMPLE), "--dry-run", "--explain", columns=columns)

    assert [] == missing(screen.out, ["đề mục", "nội dung nhiệm vụ IV-4", "Tổng số dòng"])
    assert columns >= max(wide(line) for line in ESCAPE.sub("", screen.out).splitlines())


def test_a_word_file_is_not_thrown_at_a_terminal(terminal: Callable[..., Any]) -> None:
    screen = terminal("report", "export", "--format", "docx")

    assert (2, False) == (screen.code, "PK" in screen.out)


def test_a_long_list_stops_at_a_screenful_and_says_how_much_is_left(terminal: Callable[..., Any], book: Any) -> None:
    screen = terminal("task", "list", "--limit", "5", columns=80)

    assert "15" in screen.out.splitlines()[-1]
    assert "--all" in screen.out


def test_yes_asks_for_no_proof_even_on_a_terminal(terminal: Callable[..., Any], book: Any) -> None:
    said = terminal("task", "done", "IV-5", "--yes")

    assert (2, False, []) == (said.code, "Minh chứng (" in said.out, book.select("SELECT 1 FROM evidence"))


@pytest.mark.parametrize(
    ("keys", "code", "settled"),
    [
        # IV-4 cannot be carried over without a later plan: said at once, and asked again.
        ("s\nt\nL\nhết năm\nc\n", 0, {"IV-4": "cancelled", "IV-5": "not_started"}),
        ("T\nhết năm\nc\n", 0, {"IV-4": "cancelled", "IV-5": "cancelled"}),
        ("t\nk\n", 4, {"IV-4": "not_started", "IV-5": "not_started"}),
        ("T\nhết năm\nk\n", 4, {"IV-4": "not_started", "IV-5": "not_started"}),
    ],
)
def test_a_plan_is_closed_by_what_is_answered_for_each_open_task(
    terminal: Callable[..., Any], book: Any, keys: str, code: int, settled: dict[str, str]
) -> None:
    said = terminal("plan", "close", keys=keys.encode(), question="[s/t/l]", env={"DANVAN_TODAY": "2023-12-31"})

    of = "SELECT DISTINCT d.stage FROM deadline d JOIN task t ON t.id = d.task_id WHERE t.code = ?"
    assert (code, settled) == (said.code, {task: book.values(of, task)[0] for task in settled})
    assert ("Chưa có kế hoạch năm sau" in said.out) == keys.startswith("s")
