"""A task changed as a text in the user's own editor."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.commands.editing import CONTENT, DUE, PRODUCT, SECTION, as_text, read_back
from danvan_cli.domain.errors import UsageError

Run = Callable[..., Any]
FIELDS = {CONTENT: "Họp: 2 lần", PRODUCT: "", SECTION: "IV"}


def content(book: Any) -> str:
    return str(book.values("SELECT content FROM task WHERE code = 'IV-5'")[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (as_text(FIELDS, "IV-5"), FIELDS),
        ("\ufeffNội dung: Họp\r\nMục: II\r\n", {CONTENT: "Họp", SECTION: "II"}),
        (
            "noi dung:Họp\n  giao ban\n\nđầu tuần\nSản phẩm: Biên bản",
            {CONTENT: "Họp giao ban đầu tuần", PRODUCT: "Biên bản"},
        ),
        ("Nội dung: Họp\nLưu ý: 2 lần\n# bỏ\n", {CONTENT: "Họp Lưu ý: 2 lần"}),
        ("Sản phẩm:\n", {PRODUCT: ""}),
        ("No\u0302\u0323i dung: Ho\u0323p", {CONTENT: "Họp"}),
    ],
)
def test_fields_come_back_as_they_were_typed(text: str, found: dict[str, str]) -> None:
    assert found == read_back(text, FIELDS)


@pytest.mark.parametrize("text", ["Họp\nMục: II", "Mục: II\nMục: III"])
def test_a_text_that_is_no_field_is_named(text: str) -> None:
    with pytest.raises(UsageError):
        read_back(text, FIELDS)


def test_units_with_days_of_their_own_are_left_to_the_option() -> None:
    assert "--due NGÀY --unit" in as_text(FIELDS, "IV-5")
    assert "--due" not in as_text({**FIELDS, DUE: ""}, "IV-5")


def test_a_word_is_mended_in_the_editor(terminal: Run, book: Any) -> None:
    before = content(book)

    said = terminal("task", "edit", "IV-5", keys=b"c\n", env={"EDITOR": "sed -i s/theo\\ dõi/giám\\ sát/"})

    assert (0, before.replace("theo dõi", "giám sát")) == (said.code, content(book))


def test_what_cannot_be_read_is_asked_about_and_not_lost(terminal: Run, book: Any) -> None:
    before = content(book)

    said = terminal("task", "edit", "IV-5", keys=b"k\n", env={"EDITOR": "sed -i s/^Mục.*/Mục:\\ XX/"})

    assert (4, before) == (said.code, content(book))
    assert "XX" in said.out


@pytest.mark.parametrize(
    ("editor", "code"), [("sed -i d", 4), ("true", 0), ("false", 2), ("/khong/co", 2), ("cp /bin/true", 7)]
)
def test_nothing_is_written_where_nothing_was_changed(terminal: Run, book: Any, editor: str, code: int) -> None:
    before = content(book)

    assert (code, before) == (terminal("task", "edit", "IV-5", env={"EDITOR": editor}).code, content(book))


def test_off_a_terminal_something_must_be_said(danvan: Run) -> None:
    assert 2 == danvan("task", "edit", "IV-5").code


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_text_is_read_in_whatever_encoding_the_editor_kept_it(
    terminal: Run, book: Any, tmp_path: Path, encoding: str
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[1])\n"
        f"p.write_text(p.read_text('utf-8').replace('theo dõi', 'giám sát'), {encoding!r})\n",
        encoding="utf-8",
    )
    before = content(book)

    said = terminal("task", "edit", "IV-5", keys=b"c\n", env={"EDITOR": f"{sys.executable} {script}"})

    assert (0, before.replace("theo dõi", "giám sát")) == (said.code, content(book))
