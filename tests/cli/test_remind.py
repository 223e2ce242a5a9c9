from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

UNITS = {
    "CCTĐC": "Chi cục Tiêu chuẩn Đo lường Chất lượng",
    "TTKHCN": "Trung tâm Khoa học và Công nghệ",
    "VP": "Văn phòng Sở",
}
TASKS = {"CCTĐC": "IV-4", "TTKHCN": "IV-4", "VP": "IV-5"}
TOMORROW = {"DANVAN_TODAY": "2023-10-27"}
NEXT_WEEK = {"DANVAN_TODAY": "2023-11-03"}


def letter(unit: str, day: str = "2023-10-26") -> str:
    return f"don-doc-{unit}-{day}.docx"


def words_of(path: Path) -> str:
    """Gives all the words of a Word file, those of its tables too."""
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def untouched(book: Any) -> Callable[[], bool]:
    """Says whether the data is still as it was at first."""
    before = book.content(), book.count("journal_group")
    return lambda: before == (book.content(), book.count("journal_group"))


# looking


def test_the_list_names_every_unit_with_its_rows_as_data(danvan: Callable[..., Any]) -> None:
    found = json.loads(danvan("remind", "--json").out)

    assert ("KH-2023", "2023-10-26", 3, 3, [7, 3, 1], 0) == tuple(
        found[key] for key in ("plan", "as_of", "count", "shown", "warning_days", "leaderless")
    )
    assert UNITS == {line["unit"]: line["name"] for line in found["units"]}
    assert TASKS == {line["unit"]: row["task"] for line in found["units"] for row in line["deadlines"]}
    assert {("CCTĐC", "overdue", 2), ("TTKHCN", "overdue", 2), ("VP", "due_soon", 0)} == {
        (line["unit"], row["state"], row["days_late"]) for line in found["units"] for row in line["deadlines"]
    }
    assert {("remind", 1)} == {
        (row["next_kind"], row["next_number"]) for line in found["units"] for row in line["deadlines"]
    }


def test_a_pipe_gets_a_table_of_separated_values_for_each_unit(danvan: Callable[..., Any]) -> None:
    out = danvan("remind").out
    head, *blocks = out.split("\n# ")

    assert "7, 3, 1" in head
    assert [f"{name} ({code})" for code, name in UNITS.items()] == [block.splitlines()[0] for block in blocks]
    for block, (unit, due) in zip(
        blocks, {"CCTĐC": "2023-10-24", "TTKHCN": "2023-10-24", "VP": "2023-10-30"}.items(), strict=True
    ):
        _, header, row = block.strip().splitlines()
        cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
        assert (TASKS[unit], due, "1", "nhắc nhở") == tuple(
            cells[key] for key in ("Mã", "Ngày cuối", "Lần", "Bước đôn đốc")
        )


@pytest.mark.parametrize("columns", [60, 100])
def test_the_list_stands_on_the_screen_with_units_days_and_steps(terminal: Callable[..., Any], columns: int) -> None:
    screen = terminal("remind", columns=columns)

    assert 0 == screen.code
    joined = " ".join(screen.out.split())
    wanted = [*UNITS, "IV-4", "IV-5", "24/10/2023", "30/10/2023", "nhắc", "Quá hạn", "7, 3, 1"]
    assert [] == [word for word in wanted if word not in joined]


def test_the_list_of_one_unit_or_of_another_day_is_given(danvan: Callable[..., Any]) -> None:
    def units(*words: str) -> list[str]:
        return [line["unit"] for line in json.loads(danvan("remind", *words, "--json").out)["units"]]

    assert ["VP"] == units("--unit", "văn phòng sở")
    assert [] == units("--unit", "TTr")
    assert [] == units("--as-of", "16/10/2023")
    assert ["CCTĐC", "TTKHCN"] == units("--as-of", "22/10/2023")


def test_where_nobody_is_to_be_urged_the_list_says_so(danvan: Callable[..., Any]) -> None:
    said = danvan("remind", "--unit", "TTr")

    assert (0, True) == (said.code, "Không có đơn vị nào cần đôn đốc." in said.out)


def test_work_that_nobody_leads_is_told(danvan: Callable[..., Any]) -> None:
    danvan("task", "add", "Báo cáo", "--due", "27/10")

    assert "1 việc" in danvan("remind").out
    assert 1 == json.loads(danvan("remind", "--json").out)["leaderless"]


@pytest.mark.parametrize(("kind", "word"), [("remind", "nhắc nhở"), ("criticise", "phê bình"), ("review", "kiểm điểm")])
def test_another_step_is_shown_in_place_of_the_proposed_one(danvan: Callable[..., Any], kind: str, word: str) -> None:
    assert 3 == danvan("remind", "--kind", kind).out.count(f"\t{word}\t")


def test_looking_logs_nothing(danvan: Callable[..., Any], untouched: Callable[[], bool]) -> None:
    for words in ((), ("--json",), ("--kind", "review"), ("--unit", "VP")):
        danvan("remind", *words)

    assert untouched()


@pytest.mark.parametrize(
    "words",
    [
        ("--document", "12/SKHCN-VP"),
        ("--reply-by", "1/11"),
        ("--kind", "la-mắng"),
        ("--unit", ""),
        ("--export", "x", "--as-of", "25/10/2023"),
        ("--log", "gọi điện", "--as-of", "25/10/2023"),
        ("--log", " "),
        ("--log", "gọi điện", "--reply-by", "sớm"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    danvan: Callable[..., Any],
    untouched: Callable[[], bool],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)

    assert (2, "") == danvan("remind", *words)[:2]
    assert (True, False) == (untouched(), (tmp_path / "x").exists())


# letters


def test_every_unit_gets_a_letter_that_names_it_and_its_work(danvan: Callable[..., Any], tmp_path: Path) -> None:
    danvan("config", "set", "văn phòng", "TTr")
    folder = tmp_path / "công văn" / "tháng 10"
    said = danvan("remind", "--export", str(folder))

    assert (0, True, True) == (said.code, "để trống: người ký" in said.err, letter("VP") in said.err)
    assert sorted(letter(unit) for unit in UNITS) == names_in(folder)
    for unit, name in UNITS.items():
        text = words_of(folder / letter(unit))
        assert f"Kính gửi: {name}" in text
        assert TASKS[unit] not in text.split()
        # Of what is only soon due nothing is asked for after its own last day.
        assert f"chậm nhất ngày {'30 tháng 10' if unit == 'VP' else '02 tháng 11'} năm 2023" in text


def test_the_letters_are_logged_by_their_names(danvan: Callable[..., Any], book: Any, tmp_path: Path) -> None:
    danvan("config", "set", "văn phòng", "TTr")
    danvan("remind", "--export", str(tmp_path))

    assert [(letter("CCTĐC"), 1), (letter("TTKHCN"), 1), (letter("VP"), 1)] == [
        (row["document"], row["number"]) for row in book.select("SELECT * FROM reminder ORDER BY id")
    ]


def test_one_unit_alone_gets_its_letter(danvan: Callable[..., Any], book: Any, tmp_path: Path) -> None:
    danvan("remind", "--unit", "VP", "--export", str(tmp_path / "x"))

    assert ([letter("VP")], 1) == (names_in(tmp_path / "x"), book.count("reminder"))


def test_a_number_given_and_those_behind_it_stand_in_the_letters_and_in_the_log(
    danvan: Callable[..., Any], book: Any, tmp_path: Path
) -> None:
    danvan("config", "set", "văn phòng", "TTr")
    danvan("remind", "--export", str(tmp_path), "--document", "12/SKHCN-VP", "--reply-by", "3/11")
    numbers = {"CCTĐC": "12/SKHCN-VP", "TTKHCN": "13/SKHCN-VP", "VP": "14/SKHCN-VP"}

    assert list(numbers.values()) == book.values("SELECT document FROM reminder ORDER BY id")
    for unit, number in numbers.items():
        text = words_of(tmp_path / letter(unit))
        day = "ngày 30 tháng 10 năm 2023" if unit == "VP" else "ngày 03 tháng 11 năm 2023"
        assert [] == [words for words in (f"Số: {number}", day) if words not in text]


def test_the_offices_symbol_and_signer_stand_in_the_letters(danvan: Callable[..., Any], tmp_path: Path) -> None:
    danvan("config", "set", "văn phòng", "TTr")
    danvan("config", "set", "letter_symbol", "SKHCN-VP")
    danvan("config", "set", "letter_signer", "Nguyễn Văn A")
    danvan("remind", "--export", str(tmp_path / "x"))

    text = words_of(tmp_path / "x" / letter("VP"))
    assert [] == [words for words in ("/SKHCN-VP", "Nguyễn Văn A") if words not in text]


def test_a_second_reminder_is_numbered_and_stronger_in_the_letter_too(
    danvan: Callable[..., Any], tmp_path: Path
) -> None:
    danvan("config", "set", "văn phòng", "TTr")
    danvan("remind", "--log", "gọi điện", "--yes")
    danvan("remind", "--export", str(tmp_path / "x"), "--yes", env=TOMORROW)

    text = words_of(tmp_path / "x" / letter("CCTĐC", "2023-10-27"))
    assert f"Phê bình {UNITS['CCTĐC']}" in text
    assert "Phê bình" not in words_of(tmp_path / "x" / letter("VP", "2023-10-27"))


def test_a_letter_that_is_there_already_is_kept_and_the_new_one_gets_a_number(
    danvan: Callable[..., Any], book: Any, tmp_path: Path
) -> None:
    danvan("config", "set", "văn phòng", "TTr")
    (tmp_path / letter("VP")).write_text("của tôi", encoding="utf-8")
    said = danvan("remind", "--export", str(tmp_path))

    assert (0, 3, "của tôi") == (
        said.code,
        book.count("reminder"),
        (tmp_path / letter("VP")).read_text(encoding="utf-8"),
    )
    assert UNITS["VP"] in words_of(tmp_path / letter("VP").replace(".docx", "-2.docx"))


def test_on_the_same_day_no_second_letter_is_written(danvan: Callable[..., Any], book: Any, tmp_path: Path) -> None:
    danvan("config", "set", "văn phòng", "TTr")
    danvan("remind", "--export", str(tmp_path / "x"))
    said = danvan("remind", "--export", str(tmp_path / "y"))

    assert (4, 3, False) == (said.code, book.count("reminder"), (tmp_path / "y").exists())


def test_a_dry_run_writes_no_letter_no_folder_and_no_log(
    danvan: Callable[..., Any], untouched: Callable[[], bool], tmp_path: Path
) -> None:
    said = danvan("remind", "--export", str(tmp_path / "x" / "y"), "--dry-run")

    assert (0, False, True) == (said.code, (tmp_path / "x").exists(), untouched())
    assert [] == [code for code in ("IV-4 CCTĐC", "IV-4 TTKHCN") if code not in said.out]


def test_a_folder_that_cannot_be_made_is_named_and_nothing_is_logged(
    danvan: Callable[..., Any], untouched: Callable[[], bool], tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "tệp", tmp_path / "tệp" / "x", Path("/proc/x"), tmp_path / ("a" * 300)):
        said = danvan("remind", "--export", str(folder))
        assert (2, "", True) == (said.code, said.out, folder.name[:50] in said.err)

    assert (True, True) == (untouched(), (tmp_path / "tệp").is_file())


def test_a_letter_names_no_other_units_work(danvan: Callable[..., Any], tmp_path: Path) -> None:
    danvan("remind", "--export", str(tmp_path / "x"), "--unit", "VP")
    danvan("remind", "--export", str(tmp_path / "y"), "--unit", "TTKHCN")

    assert UNITS["TTKHCN"] not in words_of(tmp_path / "x" / letter("VP"))
    assert (
        UNITS["VP"] not in words_of(tmp_path / "y" / letter("TTKHCN")).split("Kính gửi")[1].split("kèm minh chứng")[0]
    )


# the log


def test_what_was_done_without_a_letter_is_logged_too(danvan: Callable[..., Any], book: Any) -> None:
    said = danvan("remind", "--log", "gọi điện", "--yes")

    assert (0, "") == (said.code, said.err)
    assert "3 lần đôn đốc cho 3 đơn vị" in said.out
    assert [("gọi điện", None, "remind", "2023-10-26")] * 3 == [
        (row["content"], row["document"], row["kind"], row["sent_on"]) for row in book.select("SELECT * FROM reminder")
    ]


def test_a_log_may_name_a_letter_sent_before_and_another_step(danvan: Callable[..., Any], book: Any) -> None:
    said = danvan(
        "remind", "--log", "gửi công văn", "--document", "12/SKHCN-VP", "--kind", "criticise", "--unit", "CCTĐC"
    )

    assert 0 == said.code
    (row,) = book.select("SELECT * FROM reminder")
    assert ("gửi công văn", "12/SKHCN-VP", "criticise") == (row["content"], row["document"], row["kind"])


def test_a_reminder_logged_shows_in_the_task_and_as_data(danvan: Callable[..., Any]) -> None:
    done = json.loads(danvan("remind", "--log", "gọi điện", "--unit", "VP", "--json").out)
    shown = json.loads(danvan("task", "show", "IV-5", "--json").out)

    assert [("reminder", "IV-5 VP 2023", 1)] == [(c["table"], c["code"], c["after"]["number"]) for c in done["changed"]]
    assert [("VP", 1, "remind", "2023-10-26", "gọi điện")] == [
        (r["unit"], r["number"], r["kind"], r["sent_on"], r["content"]) for r in shown["reminders"]
    ]
    assert [1] == [row["reminders"] for row in shown["task"]["deadlines"]]


def test_the_same_day_is_not_logged_twice(danvan: Callable[..., Any], book: Any) -> None:
    codes = [danvan("remind", "--log", "gọi điện", "--yes", env=env).code for env in (None, None, TOMORROW)]

    assert ([0, 4, 0], 6) == (codes, book.count("reminder"))


def test_a_dry_run_of_the_log_logs_nothing(danvan: Callable[..., Any], untouched: Callable[[], bool]) -> None:
    assert (0, True) == (danvan("remind", "--log", "gọi điện", "--dry-run").code, untouched())


def test_quiet_leaves_the_codes_of_the_units_urged(danvan: Callable[..., Any]) -> None:
    assert (0, "CCTĐC, TTKHCN, VP\n", "") == danvan("remind", "--log", "gọi điện", "-q", "--yes")


def test_the_unit_of_the_environment_is_the_one_urged(danvan: Callable[..., Any], book: Any) -> None:
    danvan("remind", "--log", "gọi điện", env={"DANVAN_UNIT": "VP"})

    assert ["IV-5 VP 2023"] == [entry["code"] for entry in book.last_entries()]
    assert date(2023, 10, 26).isoformat() == book.values("SELECT sent_on FROM reminder")[0]


# steps, the letters again, messages


def test_no_stronger_step_is_taken_unless_somebody_agrees(danvan: Callable[..., Any], book: Any) -> None:
    danvan("remind", "--log", "gọi điện", "--yes")
    refused = danvan("remind", "--log", "gọi điện", "--unit", "CCTĐC", env=TOMORROW)
    named = danvan("remind", "--log", "gọi điện", "--unit", "CCTĐC", "--kind", "phê-bình", env=TOMORROW)

    assert (4, True, 0) == (refused.code, "phê bình CCTĐC" in refused.err and "--yes" in refused.err, named.code)
    assert 4 == book.count("reminder")


def test_the_second_letter_names_the_first_and_what_follows_and_goes_to_those_above(
    danvan: Callable[..., Any], tmp_path: Path
) -> None:
    danvan("remind", "--export", str(tmp_path), "--document", "12/SKHCN-VP")
    danvan("remind", "--export", str(tmp_path), "--yes", env={"DANVAN_TODAY": "2023-11-06"})

    text = words_of(tmp_path / letter("CCTĐC", "2023-11-06"))
    wanted = (
        "V/v phê bình chậm thực hiện",
        "Tại Công văn số 12/SKHCN-VP ngày 26 tháng 10 năm 2023",
        "yêu cầu báo cáo kết quả chậm nhất ngày 02 tháng 11 năm 2023",
        "Đến hết ngày 06 tháng 11 năm 2023, Sở Khoa học và Công nghệ vẫn chưa nhận được kết quả",
        "Quá thời hạn nêu trên mà chưa hoàn thành",
        "Lãnh đạo Sở Khoa học và Công nghệ (b/c)",
        "kèm minh chứng về Văn phòng Sở chậm nhất ngày 13 tháng 11 năm 2023",
    )
    assert [] == [words for words in wanted if words not in text]
    assert "trước hết ngày" not in text


def test_the_office_is_not_written_to_by_itself(danvan: Callable[..., Any], tmp_path: Path) -> None:
    said = danvan("remind", "--export", str(tmp_path / "x"))

    assert [letter("CCTĐC"), letter("TTKHCN")] == names_in(tmp_path / "x")
    told = "Văn phòng Sở (VP) không tự gửi cho mình: còn 1 việc; vẫn gửi thì thêm --unit VP."
    assert told in said.err
    assert told in danvan("remind", "--export", str(tmp_path / "x")).err


def test_a_letter_is_written_again_with_todays_signer_and_urges_nobody(
    danvan: Callable[..., Any], book: Any, tmp_path: Path
) -> None:
    danvan("remind", "--export", str(tmp_path / "x"), "--document", "12/SKHCN-VP")
    danvan("config", "set", "người ký", "Trần Thị B")
    before = book.content(), book.count("journal_group")
    later = {"DANVAN_TODAY": "2023-11-20"}
    listed = json.loads(danvan("remind", "letter", "--json", env=later).out)["letters"]
    one = danvan("remind", "letter", "2", "--export", str(tmp_path / "y"), env=later)
    every = danvan("remind", "letter", "LAST", "--export", str(tmp_path / "z"), env=later)

    assert [(1, ["CCTĐC"], "12/SKHCN-VP"), (2, ["TTKHCN"], "13/SKHCN-VP")] == [
        (row["place"], row["units"], row["document"]) for row in listed
    ]
    assert (0, [letter("TTKHCN")]) == (one.code, names_in(tmp_path / "y"))
    assert (0, [letter("CCTĐC"), letter("TTKHCN")]) == (every.code, names_in(tmp_path / "z"))
    text = words_of(tmp_path / "y" / letter("TTKHCN"))
    wanted = ("Số: 13/SKHCN-VP", "ngày 26 tháng 10 năm 2023", "chậm nhất ngày 02 tháng 11", "Trần Thị B")
    assert [] == [words for words in wanted if words not in text]
    assert before == (book.content(), book.count("journal_group"))
    tried = danvan("remind", "letter", "1", "--export", str(tmp_path / "w"), "--dry-run", env=later)
    assert (True, False) == ("Chạy thử, chưa viết gì" in tried.err, (tmp_path / "w").exists())
    assert (3, 2) == (danvan("remind", "letter", "9").code, danvan("remind", "letter", "x").code)


def test_a_letter_written_again_tells_what_was_not_late_after_all(danvan: Callable[..., Any], tmp_path: Path) -> None:
    danvan("task", "add", "Gửi biểu mẫu", "--unit", "CCTĐC", "--due", "20/10", "--yes", "--on", "1/10")
    danvan("remind", "--export", str(tmp_path / "x"))
    danvan("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "23/10", "--no-evidence", "sổ họp")
    again = danvan("remind", "letter", "1", "--export", str(tmp_path / "y"))

    assert (0, True) == (again.code, "Công văn 1 (CCTĐC) nay còn 1 trong 2 việc" in again.err)


@pytest.mark.parametrize(
    "words",
    [
        "remind letter 1 --unit VP",
        "remind letter --log x",
        "remind letter LAST --collective",
        "remind --text --export thu",
        "remind --text --eml thu",
        "remind --collective",
        "remind --collective --log x",
        "remind --withdraw IV-4 --eml x",
        "remind --on-time-below 0",
        "remind --on-time-below 79,5%",
        "remind --on-time-below 101",
        "remind --on-time-below x",
    ],
)
def test_what_would_be_passed_over_is_refused(
    danvan: Callable[..., Any], untouched: Callable[[], bool], words: str
) -> None:
    assert (2, True) == (danvan(*words.split()).code, untouched())


def test_a_short_message_tells_a_unit_what_is_late_and_logs_nothing(
    danvan: Callable[..., Any], untouched: Callable[[], bool]
) -> None:
    out = danvan("remind", "--text", "--unit", "CCTĐC").out

    assert (True, True, True) == ("thời hạn 24/10/2023, đã quá hạn 2 ngày" in out, UNITS["CCTĐC"] in out, untouched())


# by the on-time rate, together, by e-mail


def test_the_list_by_the_on_time_rate_gives_each_rate_with_what_it_is_a_share_of(danvan: Callable[..., Any]) -> None:
    danvan("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "23/10", "--no-evidence", "x")
    danvan("task", "done", "IV-4", "--unit", "TTKHCN", "--on", "25/10", "--no-evidence", "x")
    danvan("task", "add", "Gửi biểu mẫu", "--unit", "CCTĐC", "--due", "20/10", "--yes")
    found = json.loads(danvan("remind", "--on-time-below", "80%", "--json").out)
    rate = {"numerator": 1, "denominator": 2, "of": "already_due"}
    none = {"numerator": 0, "denominator": 1, "of": "already_due"}

    assert (80, [("CCTĐC", rate)], [{"unit": "TTKHCN", "rate_on_time": none}]) == (
        found["threshold"],
        [(line["unit"], line["rate_on_time"]) for line in found["units"]],
        found["unurged"],
    )
    out = danvan("remind", "--on-time-below", "80").out
    wanted = ("dưới 80% số đã đến hạn", "(CCTĐC) – đúng hạn 1/2 (50%)", "không còn việc để đôn đốc: TTKHCN 0/1 (0%).")
    assert [] == [words for words in wanted if words not in out]


def test_one_letter_to_all_units_late_is_written_logged_for_each_and_written_again(
    danvan: Callable[..., Any], book: Any, tmp_path: Path
) -> None:
    said = danvan("remind", "--collective", "--export", str(tmp_path / "x"), "--document", "9/SKHCN-VP")
    listed = json.loads(danvan("remind", "letter", "--json", env=TOMORROW).out)["letters"]
    danvan("remind", "letter", "LAST", "--export", str(tmp_path / "y"), env=TOMORROW)

    assert (0, ["don-doc-chung-2023-10-26.docx"]) == (said.code, names_in(tmp_path / "x"))
    assert [(1, ["CCTĐC", "TTKHCN"], "09/SKHCN-VP", 2)] == [
        (one["place"], one["units"], one["document"], one["rows"]) for one in listed
    ]
    assert 2 == book.count("reminder")
    first, again = (words_of(tmp_path / folder / "don-doc-chung-2023-10-26.docx") for folder in "xy")
    wanted = (*(f"- {UNITS[code]}" for code in ("CCTĐC", "TTKHCN")), "Số: 09/SKHCN-VP", "Phụ lục", "24/10/2023")
    assert [] == [words for words in wanted if words not in first or words not in again]
    # The Office's own work is told, and urged by no letter.
    assert (True, False) == ("không tự gửi cho mình: còn 1 việc" in said.err, UNITS["VP"] + ";" in first)


def test_letters_wait_as_drafts_to_the_officers_known_and_who_has_no_address_is_named(
    danvan: Callable[..., Any], book: Any, tmp_path: Path
) -> None:
    danvan("person", "add", "Nguyễn Văn An", "--unit", "CCTĐC", "--email", "an@skhcn.gov.vn")
    words = ("remind", "--eml", str(tmp_path / "x"), "--document", "12/SKHCN-VP")
    tried = danvan(*words, "--dry-run")
    there = (tmp_path / "x").exists()
    said = danvan(*words)
    drafts = {
        path.name: email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted((tmp_path / "x").iterdir())
    }

    assert (0, False, 0) == (tried.code, there, said.code)
    assert {
        "don-doc-CCTĐC-2023-10-26.eml": "Nguyễn Văn An <an@skhcn.gov.vn>",
        "don-doc-TTKHCN-2023-10-26.eml": None,
    } == {name: draft["To"] for name, draft in drafts.items()}
    assert "Chưa có địa chỉ thư của TTKHCN: ô người nhận để trống." in said.err
    for draft, unit in zip(drafts.values(), ("CCTĐC", "TTKHCN"), strict=True):
        [attached] = draft.iter_attachments()
        (tmp_path / "a.docx").write_bytes(attached.get_content())
        assert (letter(unit), True) == (attached.get_filename(), UNITS[unit] in words_of(tmp_path / "a.docx"))
    assert ["12/SKHCN-VP", "13/SKHCN-VP"] == book.values("SELECT document FROM reminder")


def test_letters_and_drafts_come_together_or_not_at_all(
    danvan: Callable[..., Any], untouched: Callable[[], bool], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    refused = danvan("remind", "--export", str(tmp_path / "x"), "--eml", str(tmp_path / "file" / "y"))
    left = (tmp_path / "x").exists()
    kept = untouched()
    done = danvan("remind", "--export", str(tmp_path / "x"), "--eml", str(tmp_path / "x"))

    assert (True, False, True, 0) == (refused.code != 0, left, kept, done.code)
    assert sorted(f"don-doc-{unit}-2023-10-26{end}" for unit in ("CCTĐC", "TTKHCN") for end in (".docx", ".eml")) == (
        names_in(tmp_path / "x")
    )


def test_only_who_gets_a_letter_needs_agreement_to_a_stronger_step(danvan: Callable[..., Any], tmp_path: Path) -> None:
    for words in (("--unit", "VP"), ("--kind", "nhắc nhở")):
        danvan("remind", *words, "--log", "x", "--yes", env={"DANVAN_TODAY": "2023-11-01"})
    danvan("task", "done", "IV-4", "--unit", "CCTĐC,TTKHCN", "--on", "2/11", "--no-evidence", "x", env=NEXT_WEEK)
    danvan("task", "add", "Gửi biểu mẫu", "--unit", "CCTĐC", "--due", "2/11", "--yes", env=NEXT_WEEK)

    assert (4, 0) == (
        danvan("remind", "--log", "x", env=NEXT_WEEK).code,
        danvan("remind", "--export", str(tmp_path / "x"), env=NEXT_WEEK).code,
    )
