"""Whatever a title holds, it comes out as itself everywhere and commands nothing on the way."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_cli.domain.text import clean

TITLE = "[/b] =1+1 :ok: \x1b[31m"
# The control character goes, the visible rest of the sequence is text like any other.
KEPT = "[/b] =1+1 :ok: [31m"
OTHERS = (
    "=cmd|' /C calc'!A0",
    "+84 912",
    "-5",
    "@SUM(A1)",
    "[red]đỏ[/red] \\[x]",
    "<b>&amp;</b> </w:t>",
    "a\tb\nc",
    "`rm -rf` $HOME %s {0} %(x)s",
    "| a | b |",
    "# tiêu đề",
    "2023-10-25",
    "001",
    "'quoted\" “cong”",
    "𝟙 😀 ﷺ שלום",
    "; DROP TABLE task; --",
)


@pytest.fixture
def late(danvan: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the title as a task that is late for the Office, with a note and a result in the same words."""

    def add(title: str) -> str:
        words = ("--unit", "VP", "--due", "1/10/2023", "--on", "1/10/2023", "-q")
        said = danvan("task", "add", *words, "--product", title, "--", title)
        assert (0, "") == (said.code, said.err)
        code = str(said.out.strip())
        danvan("task", "note", code, "--", title)
        danvan("task", "progress", code, "10", "--note", title)
        return code

    return add


def test_every_title_comes_out_of_every_list_as_itself(danvan: Callable[..., Any], late: Callable[..., Any]) -> None:
    codes = {late(title): clean(title) for title in (TITLE, *OTHERS)}
    listed = json.loads(danvan("task", "list", "--all", "--json").out)["tasks"]
    commands = json.loads(danvan("log", "--all", "--json").out)["commands"]
    told = [(change["after"] or {}).get("content") for command in commands for change in command["changes"]]
    screens = [danvan(*words) for words in (("task", "list", "--all"), ("overdue",), ("status",), ("log", "--all"))]

    assert codes.items() <= {task["code"]: task["content"] for task in listed}.items()
    assert set(codes.values()) <= set(told)
    for said in screens:
        assert [] == [kept for kept in codes.values() if kept not in said.out]
        assert "\x1b" not in said.out + said.err


@pytest.mark.parametrize("title", [TITLE, *OTHERS])
def test_a_title_is_shown_as_itself(danvan: Callable[..., Any], late: Callable[..., Any], title: str) -> None:
    code, kept = late(title), clean(title)
    shown = json.loads(danvan("task", "show", code, "--json").out)

    assert (kept, kept, kept) == (shown["task"]["content"], shown["task"]["product"], shown["notes"][0]["text"])
    assert kept == shown["task"]["deadlines"][0]["result"]
    assert kept in danvan("task", "show", code).out


def test_every_title_comes_out_of_every_export_as_itself(
    danvan: Callable[..., Any], late: Callable[..., Any], tmp_path: Path
) -> None:
    titles = {late(title): clean(title) for title in (TITLE, *OTHERS)}
    for ending in ("json", "csv", "md", "xlsx", "docx"):
        assert 0 == danvan("report", "export", "-o", str(tmp_path / f"b.{ending}")).code
    kept = set(titles.values())

    assert kept <= {row["content"] for row in json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["overdue"]}
    text = io.StringIO((tmp_path / "b.csv").read_text(encoding="utf-8"))
    cells = [cell for row in csv.reader(text) for cell in row]
    assert set() == {words for words in kept if not {words, f"'{words}"} & set(cells)}
    assert not any(cell.startswith(("=", "+", "-", "@")) and not re.fullmatch(r"-?[\d.]+", cell) for cell in cells)
    markdown = (tmp_path / "b.md").read_text(encoding="utf-8").replace("&lt;", "<").replace("&gt;", ">")
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown.replace("&amp;", "&"))
    assert [] == [
        words for words in kept if words.replace("&amp;", "&").replace("\\", "") not in bare.replace("\\", "")
    ]
    sheet = [c for s in openpyxl.load_workbook(tmp_path / "b.xlsx") for row in s.iter_rows() for c in row]
    assert kept <= {cell.value for cell in sheet if cell.data_type == "s"}
    assert {"=SUM"} == {str(cell.value).partition("(")[0] for cell in sheet if cell.data_type == "f"}
    words = docx.Document(str(tmp_path / "b.docx"))
    assert kept <= {cell.text for table in words.tables for row in table.rows for cell in row.cells}


def test_it_comes_out_of_a_terminal_as_itself(
    terminal: Callable[..., Any], danvan: Callable[..., Any], late: Callable[..., Any]
) -> None:
    code = late(TITLE)
    for words in (("task", "show", code), ("overdue",)):
        screen = terminal(*words, columns=120, env={"NO_COLOR": "1"})
        assert KEPT in screen.out
        assert "\x1b" not in screen.out


@pytest.mark.parametrize(
    "words",
    [
        ("unit", "add", "A\x1b[31m", "Tên\x1b]0;x\x07"),
        ("unit", "add", "PX", "Phòng X", "--alias", "a\x1b[2J"),
        ("unit", "edit", "VP", "--name", "Tên\x1b[31m"),
        ("task", "edit", "IV-5", "--product", "x\x1b[31m"),
        ("task", "edit", "IV-5", "--content", "x\x1b[31m"),
        ("task", "cancel", "IV-5", "--reason", "x\x1b[31m"),
        ("task", "done", "IV-5", "--result", "x\x1b[31m", "--evidence", "y\x1b[31m"),
        ("task", "add", "x", "--due", "+5\u200bngày"),
        ("target", "add", "x\x1b[31m", "--goal", "5 \x1b[31mvụ"),
        ("target", "edit", "CT1", "--statement", "x\x1b[31m"),
        ("target", "record", "CT1", "1/2", "--unit", "VP", "--evidence", "x\x1b[31m"),
    ],
)
def test_no_door_lets_a_control_character_in(danvan: Callable[..., Any], book: Any, words: tuple[str, ...]) -> None:
    said = danvan(*words)

    assert "\x1b" not in said.out + said.err
    assert "\x1b" not in str(book.content())
    assert [] == book.values("SELECT after FROM journal_entry WHERE instr(after, '\\u001b') OR instr(after, char(27))")


@pytest.mark.parametrize(
    "words",
    [
        ("task", "show", "\x1b[31m"),
        ("status", "--unit", "\x1b[31m"),
        ("status", "--\x1b[31m"),
        ("\x1b[31m",),
        ("task", "\x1b[31m"),
        ("status", "--as-of", "\x1b[31m"),
        ("status", "--db", "/\x1b[31m"),
        ("plan", "import", "/\x1b[31m.txt"),
        ("report", "export", "-o", "/khong/\x1b[31m.md"),
        ("task", "list", "--state", "\x1b[31m"),
        ("target", "record", "CT1", "\x1b[31m"),
    ],
)
def test_no_error_repeats_a_control_character(danvan: Callable[..., Any], words: tuple[str, ...]) -> None:
    said = danvan(*words)

    assert said.code in (2, 3, 5, 7)
    assert "\x1b" not in said.out + said.err


def test_the_name_of_a_written_file_is_told_without_controls(danvan: Callable[..., Any], tmp_path: Path) -> None:
    assert "\x1b" not in danvan("report", "export", "-o", str(tmp_path / "a\x1b[31m.md")).out


def test_the_name_of_a_read_file_is_told_without_controls(danvan: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m.csv"
    file.write_text("Mã;Tên đơn vị\nPX;Phòng X\n", encoding="utf-8")

    assert "\x1b" not in danvan("unit", "import", str(file)).out


@settings(max_examples=25)
@given(title=st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(lambda text: clean(text)))
def test_any_text_goes_in_and_comes_out_cleaned(danvan: Callable[..., Any], title: str) -> None:
    said = danvan("task", "add", "-q", "--", title)
    assert (0, "") == (said.code, said.err)
    code = said.out.strip()

    assert clean(title) == json.loads(danvan("task", "show", code, "--json").out)["task"]["content"]
    rows = [line.split("\t") for line in danvan("task", "list", "--all").out.split("\n")]
    assert [clean(title)] == [row[-1] for row in rows if row[0] == code]
