"""The journal is checked by anybody, and against what was printed on paper."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from tests.cli.conftest import Said

Danvan = Callable[..., Said]
_CODE = re.compile(r"mã (\d+-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})")


def code_now(danvan: Danvan) -> str:
    return _CODE.findall(danvan("log", "verify").out)[0]


def test_a_sound_journal_is_said_to_be(danvan: Danvan) -> None:
    said = danvan("log", "verify")

    assert (0, "") == (said.code, said.err)
    assert said.out.splitlines()[-1].endswith("nguyên vẹn, từng dòng đúng như nhật ký.")
    assert [] == json.loads(danvan("log", "kiểm-tra", "--json").out)["problems"]
    assert 0 == danvan("log", "verify", "--against", code_now(danvan)).code


def test_each_problem_is_told_and_the_code_is_6(danvan: Danvan, book: Any) -> None:
    connection = sqlite3.connect(book.path)
    connection.execute("UPDATE deadline SET progress = 90 WHERE id = 1")
    connection.commit()
    said = danvan("log", "verify")

    assert 6 == said.code
    assert "tiến độ (%) không như nhật ký ghi lần cuối" in said.out
    assert "1 chỗ" in said.err
    assert 1 == len(json.loads(danvan("log", "verify", "--json").out)["problems"])


def test_what_was_printed_finds_an_older_file(danvan: Danvan, book: Any) -> None:
    older = book.path.read_bytes()
    danvan("task", "note", "IV-4", "x")
    printed = code_now(danvan)
    book.path.write_bytes(older)
    said = danvan("log", "verify", "--against", f"Sổ ghi, mã {printed}")

    assert (6, True) == (said.code, "tệp cũ được đặt lại" in said.out)


@pytest.mark.parametrize("words", [("verify", "--against", "x"), ("--against", "1-3f9c-12ab-77de"), ("sai",)])
def test_a_wrong_wish_is_refused(danvan: Danvan, words: tuple[str, ...]) -> None:
    assert 2 == danvan("log", *words).code


@pytest.mark.parametrize("form", ["md", "csv", "json", "ics", "docx", "xlsx"])
def test_the_head_stands_on_every_report(danvan: Danvan, tmp_path: Path, form: str) -> None:
    code = code_now(danvan)
    assert 0 == danvan("report", "export", "-o", str(tmp_path / f"a.{form}")).code
    if form == "docx":
        cells = (
            cell for table in Document(str(tmp_path / "a.docx")).tables for row in table.rows for cell in row.cells
        )
        text = "\n".join(cell.text for cell in cells)
    elif form == "xlsx":
        from openpyxl import load_workbook

        sheets = load_workbook(tmp_path / "a.xlsx").worksheets
        text = "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    else:
        text = (tmp_path / f"a.{form}").read_text(encoding="utf-8").replace("\r\n ", "")

    assert code in text


def test_the_head_stands_on_every_letter(danvan: Danvan, tmp_path: Path) -> None:
    code = code_now(danvan)
    assert 0 == danvan("remind", "--export", str(tmp_path / "thư"), "--yes").code
    letters = sorted((tmp_path / "thư").iterdir())

    assert letters
    for letter in letters:
        cells = [cell.text for table in Document(str(letter)).tables for row in table.rows for cell in row.cells]
        assert f"Sổ ghi {code.split('-')[0]} mục, mã {code}" in "\n".join(cells)
