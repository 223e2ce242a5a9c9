"""Where options may stand, what they do, and which code a run ends with."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"


def placed(words: tuple[str, ...], noun: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Puts option words at every place around the noun's words."""
    return [(*noun[:i], *words, *noun[i:]) for i in range(len(noun) + 1)]


@pytest.mark.parametrize("noun", [("status",), ("task", "list"), ("task", "show", "IV-4"), ("target", "coverage")])
@pytest.mark.parametrize(
    "words",
    [
        ("--json",),
        ("--plan", "kh-2023"),
        ("--plan=KH-2023",),
        ("--as-of", "24/10/2023"),
        ("--as-of=2023-10-24",),
        ("-q",),
        ("--no-color",),
        ("--yes",),
        ("-n",),
        ("--json", "--as-of", "24/10/2023", "-q"),
    ],
)
def test_a_common_option_means_the_same_wherever_it_stands(
    danvan: Callable[..., Any], noun: tuple[str, ...], words: tuple[str, ...]
) -> None:
    answers = {danvan(*line) for line in placed(words, noun)}

    assert 1 == len(answers)
    assert 0 == answers.pop().code


def test_the_database_may_be_named_anywhere_and_wins_over_the_variable(
    danvan: Callable[..., Any], copy_of_sample: Callable[[str], Any]
) -> None:
    other = copy_of_sample("khác.db")
    danvan("task", "add", "Chỉ ở đây", "--db", str(other.path))
    lines = [*placed(("--db", str(other.path)), ("task", "list")), *placed((f"--db={other.path}",), ("task", "list"))]

    assert all("Chỉ ở đây" in danvan(*line).out for line in lines)
    assert "Chỉ ở đây" not in danvan("task", "list").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("status",), 0),
        (("--version",), 0),
        (("--help",), 0),
        (("-h",), 0),
        (("--json", "--help"), 0),
        (("--help", "--json"), 0),
        (("--no-color", "--version"), 0),
        (("task", "--json", "--help"), 0),
        (("task", "-h"), 0),
        (("task", "done", "--help"), 0),
        ((), 2),
        (("task",), 2),
        (("--json",), 2),
        (("--db",), 2),
        (("status", "--db"), 2),
        (("status", "--json=1"), 2),
        (("status", "thừa"), 2),
        (("status", "--as-of", "26~10~2023"), 2),
        (("status", "--as-of", "10/26/2023"), 2),
        (("task", "list", "--limit", "0"), 2),
        (("log", "--limit", "-1"), 2),
        (("upcoming", "--days", "-1"), 2),
        (("task", "add", ""), 2),
        (("task", "done", "IV-5", "--on", "27/10/2023"), 2),
        (("task", "edit", "IV-5", "--due", "1/1", "--no-due"), 2),
        (("task", "assign", "IV-5"), 2),
        (("target", "record", "CT1", "nhiều", "--unit", "VP"), 2),
        (("target", "add", "x", "--goal", "nhiều"), 2),
        (("report", "export", "--kind", "lạ"), 2),
        (("report", "export", "--period", "2023-Q5"), 2),
        (("report", "export", "-o", "báo cáo.odt"), 2),
        (("task", "remove", "IV-5"), 2),
        (("plan", "import", str(SAMPLE).replace(".txt", ".docx")), 2),
        (("task", "show", "IX-9"), 3),
        (("unit", "show", "LẠ"), 3),
        (("plan", "use", "KH-1"), 3),
        (("target", "show", "CT9"), 3),
        (("task", "list", "--unit", "LẠ"), 3),
        (("task", "list", "--section", "IX"), 3),
        (("task", "done", "IV-4"), 4),
        (("task", "confirm", "IV-5"), 4),
        (("task", "restore", "IV-5"), 4),
        (("unit", "add", "VP", "x"), 4),
        (("plan", "import", "không có.txt", "--yes"), 7),
        (("unit", "import", "không có.csv"), 7),
    ],
)
def test_a_run_ends_with_the_code_of_what_happened(
    danvan: Callable[..., Any], words: tuple[str, ...], code: int
) -> None:
    assert code == danvan(*words).code


@pytest.mark.parametrize(
    ("words", "code"),
    [(("status",), 0), (("status", "--lạ"), 2), (("task", "show", "IX-9"), 3), (("task", "remove", "IV-5"), 2)],
)
def test_a_real_process_ends_with_the_same_code(
    process: Callable[..., Any], book: Any, words: tuple[str, ...], code: int
) -> None:
    assert code == process(*words, env={"DANVAN_DB": str(book.path)}).code


# Numbers and places that no table can hold.


@pytest.mark.parametrize(
    "words",
    [
        ("log", "--limit", "9" * 25),
        ("task", "list", "--limit", "9" * 25),
        ("upcoming", "--days", "9" * 25),
        ("unit", "edit", "VP", "--headcount", "9" * 25),
        ("plan", "import", str(SAMPLE), "--year", "1900", "--dry-run"),
        ("plan", "import", str(SAMPLE), "--year", "99999", "--dry-run"),
        ("plan", "import", str(SAMPLE), "--year", "-5", "--dry-run"),
        ("status", "--as-of", "31/12/9999"),
        ("status", "--as-of", "1/1/0001"),
        ("status", "--db", "~khongcoai/x.db"),
        ("status", "--db", "a" * 300),
        ("task", "note", "IV-4", "x", "--db", "/dev/null"),
        ("task", "note", "IV-4", "x", "--db", "/proc/x.db"),
        ("status", "--db", "postgresql://a:b@c/d"),
    ],
)
def test_no_argument_however_odd_ends_in_an_unexpected_error(
    danvan: Callable[..., Any], words: tuple[str, ...]
) -> None:
    said = danvan(*words)

    assert said.code != 1
    assert "ngoài dự kiến" not in said.err


@pytest.mark.parametrize("year", ["1900", "99999", "0", "-5"])
def test_a_year_that_no_plan_can_have_is_refused_in_words(
    danvan: Callable[..., Any], tmp_path: Path, year: str
) -> None:
    file = tmp_path / "khác.txt"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("kịp thời", "sớm"), encoding="utf-8")
    said = danvan("plan", "import", str(file), "--year", year, "--yes")

    assert 2 == said.code
    assert "CHECK" not in said.err


def test_an_actor_of_blanks_is_no_actor(danvan: Callable[..., Any]) -> None:
    assert 0 == danvan("task", "note", "IV-4", "x", env={"DANVAN_ACTOR": "  "}).code


def test_an_actors_name_brings_no_controls_into_the_journal(danvan: Callable[..., Any], book: Any) -> None:
    danvan("task", "note", "IV-4", "x", env={"DANVAN_ACTOR": "thu\x1b[31m\u202e"})

    assert ["thu[31m"] == book.values("SELECT actor FROM journal_group WHERE id = 2")
    assert ["thu[31m"] == book.values("SELECT actor FROM note")


def test_a_file_in_memory_is_not_a_place_to_keep_data(
    danvan: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    said = danvan("--db", ":memory:", "task", "add", "Báo cáo")

    if said.code == 0:
        assert "Báo cáo" in danvan("--db", ":memory:", "task", "list").out
    assert said.code in (0, 2, 5)


def test_a_file_whose_name_is_decomposed_is_found_under_that_name(danvan: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / unicodedata.normalize("NFD", "kế hoạch.txt")
    file.write_bytes(SAMPLE.read_bytes())
    said = danvan("plan", "import", str(file), "--dry-run", "--json")

    assert (0, "") == (said.code, said.err)


def test_words_typed_decomposed_are_stored_composed(danvan: Callable[..., Any], book: Any) -> None:
    danvan("task", "add", unicodedata.normalize("NFD", "Báo cáo quý"), "--unit", unicodedata.normalize("NFD", "CCTĐC"))

    assert ["Báo cáo quý"] == book.values("SELECT content FROM task WHERE code = 'BS-1'")


@pytest.mark.parametrize("option", ["--DB", "--Json"])
def test_a_wrong_option_names_itself(danvan: Callable[..., Any], option: str) -> None:
    assert option in danvan("status", option).err


def test_a_misspelt_command_suggests_the_right_one(danvan: Callable[..., Any]) -> None:
    assert "list" in danvan("task", "lst").err
    assert "status" in danvan("statuss").err
    assert "--unit" in danvan("status", "--unti", "VP").err


def test_words_after_two_dashes_are_never_options(danvan: Callable[..., Any], book: Any) -> None:
    assert 0 == danvan("task", "add", "--", "--json").code
    assert ["--json"] == book.values("SELECT content FROM task WHERE code = 'BS-1'")


def test_an_error_about_words_after_two_dashes_is_said_in_words(danvan: Callable[..., Any]) -> None:
    assert danvan("task", "note", "IX-9", "--", "--json").err.startswith("Lỗi: ")


# pipes


def test_a_pipe_gets_separated_values_with_a_header(danvan: Callable[..., Any]) -> None:
    lines = danvan("task", "list").out.splitlines()
    rows = [line.split("\t") for line in lines]

    assert (21, {6}) == (len(rows), {len(row) for row in rows})
    assert "Mã" == rows[0][0]
    codes = [task["code"] for task in json.loads(danvan("task", "list", "--json").out)["tasks"]]
    assert codes == [row[0] for row in rows[1:]]


def test_a_pipe_gets_whole_texts_and_iso_days(danvan: Callable[..., Any]) -> None:
    found = json.loads(danvan("overdue", "--json").out)["deadlines"][0]
    row = danvan("overdue").out.splitlines()[1].split("\t")

    assert [
        found["task"],
        found["unit"],
        found["period"],
        found["due_on"],
        str(found["days_late"]),
        found["content"],
    ] == row


@pytest.mark.parametrize("words", [("status",), ("task", "list"), ("log",), ("task", "done", "IV-4"), ("--help",)])
def test_a_pipe_gets_no_escape_code(danvan: Callable[..., Any], words: tuple[str, ...]) -> None:
    said = danvan(*words, env={"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"})

    assert "\x1b" not in said.out + said.err


def test_quiet_leaves_the_code_of_what_was_changed(danvan: Callable[..., Any]) -> None:
    assert (0, "BS-1\n", "") == danvan("task", "add", "Báo cáo", "-q")
    assert (0, "IV-5\n", "") == danvan("task", "done", "IV-5", "--evidence", "45/BC", "-q")
    assert (0, "PX\n", "") == danvan("unit", "add", "PX", "Phòng X", "-q")
    assert (0, "CT5\n", "") == danvan("target", "add", "x", "-q")


def test_quiet_leaves_the_data_of_a_list_and_drops_the_talk(danvan: Callable[..., Any]) -> None:
    loud, quiet = danvan("task", "list", "--limit", "2"), danvan("task", "list", "--limit", "2", "-q")

    assert (loud.out, "") == (quiet.out, quiet.err)
    assert "18" in loud.err


def test_a_day_is_echoed_in_full(danvan: Callable[..., Any]) -> None:
    assert "thứ Năm 30/11/2023" in danvan("task", "add", "x", "--due", "30/11").out
    assert "thứ Tư 25/10/2023" in danvan("task", "done", "IV-5", "--on", "25/10", "--evidence", "45/BC").out


def test_a_change_says_old_and_new(danvan: Callable[..., Any]) -> None:
    said = danvan("task", "edit", "IV-5", "--due", "15/11/2023").out

    assert "30/10/2023 → 15/11/2023" in said


def test_what_is_more_often_a_slip_than_meant_is_done_only_where_somebody_agrees(
    danvan: Callable[..., Any], book: Any
) -> None:
    next_year = {"DANVAN_TODAY": "2024-01-08"}
    asked = [
        (("--due", "30/6"), next_year, "KH-2023 của năm 2023"),
        (("--due", "30/6/2024"), next_year, "KH-2023 của năm 2023"),
        (("--due", "2/10"), None, "thứ Hai 02/10/2023 đã qua"),
    ]
    for words, env, why in asked:
        said = danvan("task", "add", "x", *words, env=env)
        assert (4, True, True) == (said.code, why in said.err, "--yes" in said.err)
    assert [] == book.rows_of("BS-1")
    meant = [(*asked[0][0], "--plan", "KH-2023", "--yes"), (*asked[2][0], "--on", "1/10"), (*asked[2][0], "--yes")]
    assert [0, 0, 0] == [danvan("task", "add", "x", *words).code for words in meant]


def test_a_day_without_a_year_is_of_the_plans_year(danvan: Callable[..., Any], book: Any) -> None:
    danvan("task", "add", "x", "--due", "5/3", "--yes", env={"DANVAN_TODAY": "2025-01-01"})

    assert ["2023-03-05"] == [row["due_on"] for row in book.rows_of("BS-1")]


def test_a_wrong_day_lists_the_forms(danvan: Callable[..., Any]) -> None:
    said = danvan("task", "add", "x", "--due", "cuối tuần").err

    assert all(form in said for form in ("25/10/2023", "quý III/2023", "cuối tháng 6", "+7 ngày"))


@pytest.mark.parametrize("today", ["ngày nọ", "2023-13-01"])
def test_a_wrong_today_is_refused(danvan: Callable[..., Any], today: str) -> None:
    assert 2 == danvan("status", env={"DANVAN_TODAY": today}).code


def test_what_the_log_tells_is_who_did_what(danvan: Callable[..., Any]) -> None:
    danvan("task", "note", "IV-4", "Đã gọi điện")
    newest = json.loads(danvan("log", "--limit", "1", "--json").out)

    assert (2, 1, 1) == (newest["count"], newest["shown"], len(newest["commands"]))
    command = newest["commands"][0]
    change = command["changes"][0]
    assert ("thu", "task note", "note", "IV-4", "Đã gọi điện") == (
        command["actor"],
        command["command"],
        change["table"],
        change["code"],
        change["after"]["text"],
    )


@pytest.mark.parametrize(
    "words",
    [("status",), ("task", "list", "--json"), ("status", "--as-of", "1/3/2023"), ("unit", "list"), ("log",)],
    ids=" ".join,
)
def test_a_clock_behind_the_journal_is_warned_of(danvan: Callable[..., Any], words: tuple[str, ...]) -> None:
    danvan("task", "note", "IV-4", "x")

    said = danvan(*words, env={"DANVAN_TODAY": "2023-10-25"})

    assert "Cảnh báo: hôm nay là thứ Tư 25/10/2023 theo đồng hồ máy" in said.err
    assert "thứ Năm 26/10/2023" in said.err


def test_a_clock_behind_the_journal_is_warned_of_by_a_change_too(danvan: Callable[..., Any]) -> None:
    danvan("task", "note", "IV-4", "x")

    assert "Cảnh báo" in danvan("task", "note", "IV-4", "y", env={"DANVAN_TODAY": "2023-10-25"}).err


def test_a_clock_that_goes_on_is_not_warned_of(danvan: Callable[..., Any]) -> None:
    danvan("task", "note", "IV-4", "x")

    assert "" == danvan("status", "--json").err


@pytest.mark.parametrize("words", [("status", "--json"), ("overdue",), ("task", "list")], ids=" ".join)
def test_a_read_opens_the_data_once(
    danvan: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    opened: list[str] = []
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name, **given: opened.append(name) or connect(name, **given))

    assert 0 == danvan(*words).code
    assert 1 == len(opened)


def test_words_in_the_place_of_a_number_are_told_in_vietnamese(danvan: Any) -> None:
    said = danvan("config", "calendar", "add")
    assert (2, True, False) == (said.code, "“add” không phải số nguyên" in said.err, "valid" in said.err)


def test_lines_of_the_input_are_as_many_tasks_and_words_of_one_are_replaced(danvan, book, tmp_path) -> None:
    lines = tmp_path / "viec.txt"
    lines.write_text("Họp giao ban\n\nLập danh sách\n", encoding="utf-8")
    answer = danvan("task", "add", "--from", str(lines), "--unit", "VP", "--yes")
    assert (answer.code, book.rows_of("BS-1")[0]["unit"], book.rows_of("BS-2")[0]["unit"]) == (0, "VP", "VP")
    assert len(book.values("SELECT DISTINCT group_id FROM journal_entry WHERE code LIKE 'BS-%'")) == 1
    assert danvan("task", "edit", "BS-1", "--replace", "giao ban", "giao ban tháng").code == 0
    assert book.values("SELECT content FROM task WHERE code = 'BS-1'") == ["Họp giao ban tháng"]
    assert danvan("task", "edit", "BS-1", "--replace", "không có", "x").code == 4
    assert danvan("task", "add").code == 2
    assert danvan("task", "note", "BS-1", "hứa cuối tháng", "--unit", "VP").code == 0
    assert book.values("SELECT u.code FROM note n JOIN unit u ON u.id = n.unit_id") == ["VP"]
    assert danvan("sheet", "export", str(tmp_path / "a.xlsx")).code == 0
    assert "Không có gì thay đổi" in danvan("sheet", "import", str(tmp_path / "a.xlsx"), "--yes").out


def test_what_a_filter_chooses_is_changed_as_one(danvan, book) -> None:
    assert danvan("task", "assign", "--section", "II.2", "--unit", "VP", "--yes").code == 0
    assert {book.rows_of(f"II.2-{n}")[0]["unit"] for n in range(1, 6)} == {"VP"}
    moved = danvan("task", "extend", "--state", "quá hạn", "--to", "15/11", "--reason", "chờ số liệu", "--yes")
    assert (moved.code, {row["due_on"] for row in book.rows_of("IV-4")}) == (0, {"2023-11-15"})
    assert book.rows_of("IV-5")[0]["due_on"] == "2023-10-30"
    assert danvan("task", "done", "--section", "II.2", "--unit", "VP", "--no-evidence", "sổ họp", "--yes").code == 0
    assert {book.rows_of(f"II.2-{n}")[0]["stage"] for n in range(1, 6)} == {"completed"}
    left = danvan("task", "progress", "30", "--section", "II", "--yes")
    assert (left.code, "Để nguyên 5 phần việc không ở bước này: II.2-1 VP, II.2-2 VP" in left.err) == (0, True)
    left = danvan("task", "done", "--section", "II.2", "--no-evidence", "x", "--yes")
    assert (left.code, "Không phần việc nào đã lọc" in left.err) == (4, True)
    assert danvan("task", "done", "--state", "quá hạn", "--no-evidence", "x", "--yes").code == 3
    assert danvan("task", "done", "IV-4", "--section", "IV", "--no-evidence", "x").code == 2
    assert danvan("task", "progress", "30", "--section", "IV").code == 2


def test_a_headcount_that_is_not_the_units_is_questioned_and_all_means_all_of_them(danvan, book) -> None:
    danvan("unit", "edit", "VP", "--headcount", "9")
    code = json.loads(danvan("target", "add", "100% công chức được tập huấn", "--goal", "100%", "--json").out)[
        "changed"
    ][0]["code"]
    assert danvan("target", "record", code, "4/12", "--unit", "VP").code == 4
    assert book.count("measurement") == 0
    assert danvan("target", "record", code, "4/12", "--unit", "VP", "--yes", "--note", "theo danh sách").code == 0
    assert book.values("SELECT text FROM note") == [f"{code}: theo danh sách"]
    assert danvan("target", "record", code, "100%", "--unit", "VP").code == 0
    assert book.select("SELECT numerator, denominator FROM measurement") == [{"numerator": "9", "denominator": "9"}]


@pytest.mark.parametrize(
    ("filters", "chosen"),
    [
        (["--due-to", "24/10/2023"], ["IV-4 CCTĐC 2023", "IV-4 TTKHCN 2023"]),
        (["--due-from", "25/10/2023"], ["IV-5 VP 2023"]),
        (["--text", "tu danh gia"], ["IV-5 VP 2023"]),
        (["--text", "bao cao", "--unit", "CCTĐC"], ["IV-4 CCTĐC 2023"]),
        (["--kind", "định kỳ", "--state", "quá hạn"], ["IV-4 CCTĐC 2023", "IV-4 TTKHCN 2023"]),
    ],
)
def test_every_filter_of_the_list_chooses_rows_for_a_step(
    danvan: Callable[..., Any], filters: list[str], chosen: list[str]
) -> None:
    said = json.loads(danvan("task", "progress", "30", *filters, "--yes", "--json").out)

    assert chosen == [change["code"] for change in said["changed"] if change["table"] == "deadline"]
