"""Every way in is one door: what is pasted with marks that nobody sees is stored as what is seen."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from danvan_cli.domain.text import clean
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.output.screen import GivenAnswers, Screen
from danvan_cli.services.import_decisions import read_answers

SEEN = "Báo cáo 30/11/2023"
# The marks of direction, the order mark, marks without width, the soft hyphen, a choice of how a letter is drawn.
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u200c\u200d\u2060\u00ad\ufe0f"
FULL_WIDTH = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in "0123456789/"})
PASTED = ["marks", "no-break space", "full width", "decomposed"]


def pasted(how: str, words: str) -> str:
    if how == "full width":
        return words.translate(FULL_WIDTH)
    if how == "decomposed":
        return unicodedata.normalize("NFD", words)
    if how == "no-break space":
        return f"\u00a0{words}\u202f".replace(" ", "\u00a0")
    return f"{MARKS}{words[:2]}{MARKS}{words[2:]}{MARKS}"


Door = Callable[..., str]


def stored(danvan: Callable[..., Any], book: Any, query: str, *words: str, env: dict[str, str] | None = None) -> str:
    said = danvan(*words, env=env)
    assert (0, "") == (said.code, "".join(line for line in said.err.splitlines() if line.startswith("Lỗi")))
    return str(book.values(f"{query} ORDER BY id DESC LIMIT 1")[0])


def by_argument(danvan: Any, book: Any, _: Path, words: str) -> str:
    return stored(danvan, book, "SELECT content FROM task", "task", "add", words, "--unit", "VP")


def by_option(danvan: Any, book: Any, _: Path, words: str) -> str:
    return stored(danvan, book, "SELECT product FROM task", "task", "add", "Việc", f"--product={words}", "--unit", "VP")


def by_one_of_several(danvan: Any, book: Any, _: Path, words: str) -> str:
    stored(danvan, book, "SELECT id FROM unit", "unit", "add", "PM", "Phòng Mới", "--alias", "Mới", "--alias", words)
    return str(book.values("SELECT alias FROM unit_alias ORDER BY id DESC LIMIT 1")[0])


def by_a_setting(danvan: Any, book: Any, _: Path, words: str) -> str:
    return stored(danvan, book, "SELECT value FROM setting", "config", "set", "letter_signer", words)


def by_a_variable(danvan: Any, book: Any, _: Path, words: str) -> str:
    env = {"DANVAN_ACTOR": words}
    return stored(danvan, book, "SELECT actor FROM journal_group", "task", "add", "Việc", "--unit", "VP", env=env)


def by_a_units_file(danvan: Any, book: Any, folder: Path, words: str) -> str:
    file = folder / "units.csv"
    file.write_text(f"Mã;Tên đơn vị\nPM;{words}\n", encoding="utf-8")
    return stored(danvan, book, "SELECT name FROM unit", "unit", "import", str(file))


def by_the_agencys_form(danvan: Any, book: Any, folder: Path, words: str) -> str:
    file = folder / "units.toml"
    file.write_text(f"[[unit]]\ncode = 'PM'\nname = '{words}'\n", encoding="utf-8")
    return stored(danvan, book, "SELECT name FROM unit", "unit", "import", str(file))


def by_saved_answers(_: Any, __: Any, folder: Path, words: str) -> str:
    file = folder / "answers.json"
    file.write_text(json.dumps({"answers": [{"field": "leads", "text": "x", "answer": words}]}), encoding="utf-8")
    return read_answers(file)[0].answer


def by_a_line(_: Any, __: Any, ___: Path, words: str) -> str:
    return open_bytes(f"{words}\n".encode(), "a.txt").lines[0].text


def by_a_cell_of_text(_: Any, __: Any, ___: Path, words: str) -> str:
    return open_bytes(f"Nội dung,Chủ trì\nViệc,{words}\n".encode(), "a.csv").sheets[0].rows[1][1][1]


def by_a_paragraph(_: Any, __: Any, ___: Path, words: str) -> str:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(file)
    return open_bytes(file.getvalue(), "a.docx").lines[0].text


def by_a_cell_of_a_workbook(_: Any, __: Any, ___: Path, words: str) -> str:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_string(0, 0, words)
    return open_bytes(file.getvalue(), "a.xlsx").sheets[0].rows[0][1][0]


def by_a_page(_: Any, __: Any, ___: Path, words: str) -> str:
    return open_bytes(f"<html><body><p>{words}</body></html>".encode(), "a.html").lines[0].text


DOORS: list[Door] = [
    by_argument, by_option, by_one_of_several, by_a_setting, by_a_variable, by_a_units_file, by_the_agencys_form,
    by_saved_answers, by_a_line, by_a_cell_of_text, by_a_paragraph, by_a_cell_of_a_workbook, by_a_page,
]  # fmt: skip


@pytest.mark.parametrize("how", PASTED)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_what_is_seen_is_what_is_stored(danvan: Any, book: Any, tmp_path: Path, door: Door, how: str) -> None:
    assert SEEN == door(danvan, book, tmp_path, pasted(how, SEEN))


@pytest.mark.parametrize("how", PASTED)
def test_days_units_and_words_of_a_choice_are_read_as_they_are_seen(danvan: Any, book: Any, how: str) -> None:
    words = [pasted(how, word) for word in ("30/11/2023", "CCTĐC", "high")]
    said = danvan("task", "add", "Việc", "--due", words[0], "--unit", words[1], "--priority", words[2], "--json")

    assert (0, "") == (said.code, said.err)
    query = """SELECT d.due_on, u.code, t.priority FROM deadline d JOIN task t ON t.id = d.task_id
        JOIN unit u ON u.id = d.unit_id WHERE t.content = 'Việc'"""
    assert [("2023-11-30", "CCTĐC", "high")] == [tuple(row.values()) for row in book.select(query)]


@pytest.mark.parametrize("how", PASTED)
def test_variables_are_read_as_they_are_seen(danvan: Any, how: str) -> None:
    env = {"DANVAN_TODAY": "30/11/2023", "DANVAN_UNIT": "CCTĐC", "DANVAN_PLAN": "KH-2023", "DANVAN_AGENCY": "CQ"}
    said = danvan("task", "list", "--json", env={name: pasted(how, words) for name, words in env.items()})

    assert said == danvan("task", "list", "--json", env=env)
    assert (0, "2023-11-30") == (said.code, json.loads(said.out)["as_of"])


@pytest.mark.parametrize("how", PASTED)
def test_an_answer_to_a_question_is_what_is_seen(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{pasted(how, SEEN)}\n"))
    assert SEEN == Screen(json=False, color=False, quiet=False, asked=GivenAnswers()).ask_words("?")


@settings(max_examples=25)
@given(st.text(min_size=1))
@example("\u200ea\u0301\x1b[31m\u2028 b\uff11")
@example("-x\u202e")
def test_any_text_comes_back_clean_and_clean_text_as_itself(danvan: Any, book: Any, words: str) -> None:
    kept = clean(words)
    for typed in (words, kept) if kept else ():
        said = danvan("task", "add", "--unit", "VP", "-q", "--", typed)
        assert kept == book.values("SELECT content FROM task WHERE code = ?", said.out.strip())[0]
    assert kept == clean(kept) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize(
    "name", ["a\u00a0\u200bb.txt", "hai  dấu  cách.txt", "e\u0301\uff11.txt", "x\u202ey.txt"], ids=ascii
)
def test_the_path_of_a_file_reaches_the_system_as_typed(danvan: Any, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    said = danvan("report", "export", "--format", "md", "-o", str(file))
    assert (0, True) == (said.code, file.exists())
    file.write_text("I. NHIỆM VỤ\n1. Văn phòng báo cáo trước ngày 30/11/2023.\n", encoding="utf-8")
    assert "Không có tệp" not in danvan("plan", "import", str(file), "--dry-run").err
    danvan("task", "add", "Việc", "--unit", "VP", "-q", "--db", str(tmp_path / f"{name}.db"))
    assert (tmp_path / f"{name}.db").exists()


def test_a_proof_is_found_by_its_path_as_typed(danvan: Any, book: Any, tmp_path: Path) -> None:
    file = tmp_path / "ảnh  một\u200b.jpg"
    file.write_bytes(b"x")
    danvan("task", "done", "IV-5", "--unit", "VP", "--evidence", str(file))

    assert [("file", clean(file.name))] == [
        tuple(row.values()) for row in book.select("SELECT kind, text FROM evidence")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "task done IV-4 -y",
        "unit edit VP --name Văn-phòng -y",
        "undo -y",
        "target record CT1 3 -u VP",
        "plan use KH-2023",
    ],
)
def test_a_change_at_a_mistyped_place_makes_no_file_there(danvan: Any, tmp_path: Path, words: str) -> None:
    said = danvan(*words.split(), env={"DANVAN_DB": str(tmp_path / "nham.db")})

    assert (5, "") == (said.code, said.out)
    assert "Chưa có dữ liệu" in said.err
    assert [] == [path.name for path in tmp_path.iterdir() if path.name.startswith("nham")]
