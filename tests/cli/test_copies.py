"""Copies and the examination as a person sees them, on a terminal of 80 columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from tests.cli.conftest import ESCAPE


def words_of(screen: str) -> str:
    """Gives a screen's words without the lines of its tables."""
    return " ".join("".join(letter if letter not in "│┃┏┓┗┛┡┩━─┼╇└┘┴┬" else " " for letter in screen).split())


def test_the_screen_names_each_fault_with_what_to_do(book: Any, terminal: Callable[..., Any]) -> None:
    connection = sqlite3.connect(book.path)
    connection.execute("UPDATE deadline SET due_on = '2023-12-29' WHERE id = 1")
    connection.commit()
    connection.close()
    said = terminal("doctor", columns=80)

    rows = [ESCAPE.sub("", row) for row in said.out.splitlines()]
    assert (6, []) == (said.code, [row for row in rows if "  " in row and len(row) > 80])
    assert "ngày cuối không như nhật ký" in words_of(ESCAPE.sub("", said.out))


def test_going_back_is_asked_with_what_would_be_lost(
    book: Any, danvan: Callable[..., Any], terminal: Callable[..., Any]
) -> None:
    copy = danvan("backup", "-q").out.strip()
    danvan("task", "note", "IV-4", "x")
    before = book.path.read_bytes()
    said = terminal("restore", copy, columns=80, keys=b"k\r")

    assert (4, before) == (said.code, book.path.read_bytes())
    assert "Mất 1 lệnh đã ghi sau bản sao." in words_of(ESCAPE.sub("", said.out))
    assert "task note" in words_of(ESCAPE.sub("", said.out))
    assert 0 == terminal("restore", copy, columns=80, keys=b"c\r").code
    assert 0 == book.count("note")


def test_the_faults_of_a_copy_are_named_before_the_question(
    book: Any, danvan: Callable[..., Any], terminal: Callable[..., Any]
) -> None:
    copy = danvan("backup", "-q").out.strip()
    connection = sqlite3.connect(copy)
    connection.execute("UPDATE deadline SET due_on = '2023-12-29' WHERE id = 1")
    connection.commit()
    connection.close()
    before = book.path.read_bytes()
    said = terminal("restore", copy, columns=80, keys=b"k\r")
    shown = words_of(ESCAPE.sub("", said.out))

    assert (4, before) == (said.code, book.path.read_bytes())
    assert 0 <= shown.index("ngày cuối không như nhật ký") < shown.index("Bản sao có 1 lỗi. Khôi phục")
    assert 0 == terminal("restore", copy, columns=80, keys=b"c\r").code
