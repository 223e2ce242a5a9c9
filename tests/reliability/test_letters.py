"""Letters and their reminders are one act: what a kill leaves is finished, or taken back, by the next run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book
from tests.reliability.conftest import invoke

from danvan_cli.output.files import OutputFiles
from danvan_cli.output.letters import LetterFolder, LetterFolders
from danvan_cli.services import reminders
from danvan_cli.services.letters import Order

LETTERS = [f"don-doc-{unit}-2023-10-26.docx" for unit in ("CCTĐC", "TTKHCN")]


class Killed(BaseException):
    """Ends a run as a kill does: nothing of it is cleaned up."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "thư"


def killed(
    book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch, at: str, *, is_alive: bool = False
) -> LetterFolder:
    """Runs reminders that end before they are recorded, after it, or when one letter has its name."""
    run = LetterFolder(folder, book.on().now, OutputFiles(), reminders.data_name(book.on()))

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        if at == "before":
            write = run.write
            patched.setattr(run, "write", lambda *parts: (write(*parts), die()))
        if at == "halfway":
            put, named = OutputFiles.put_in_place, iter([1])
            patched.setattr(OutputFiles, "put_in_place", lambda *parts: put(*parts) if next(named, None) else die())
        else:
            patched.setattr(run, "settle", die)
        with pytest.raises(Killed):
            reminders.remind(book.on(), None, Order(), run)
    if not is_alive:
        run._held.close()
    return run


def again(book: Book, folder: Path) -> tuple[int, str]:
    code, _, err = invoke("remind", "--export", str(folder), env={"DANVAN_DB": str(book.path)})
    return code, err


def recorded(book: Book) -> list[Any]:
    return sorted(book.values("SELECT document FROM reminder"))


def shown(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.docx"))


@pytest.mark.parametrize(
    ("at", "code", "told", "was_shown"),
    [
        ("before", 0, "bỏ 2 công văn chưa ghi đôn đốc", 0),
        ("after", 4, "đặt nốt 2 công văn đã ghi đôn đốc", 0),
        ("halfway", 4, "đặt nốt 1 công văn đã ghi đôn đốc", 1),
    ],
)
def test_what_a_kill_leaves_is_settled_by_the_next_run(
    book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch, at: str, code: int, told: str, was_shown: int
) -> None:
    killed(book, folder, monkeypatch, at)
    assert (was_shown, [] if at == "before" else LETTERS) == (len(shown(folder)), recorded(book))

    ended, said = again(book, folder)
    assert (code, True) == (ended, told in said), said
    assert (LETTERS, LETTERS) == (shown(folder), recorded(book))
    assert LETTERS == sorted(path.name for path in folder.iterdir())


def test_a_run_still_under_way_and_other_data_are_left_alone(
    book: Book, copy_of_sample: Callable[[str], Book], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(copy_of_sample("khác.db"), folder, monkeypatch, "before")
    # What a run has written that has neither recorded nor ended yet.
    under_way = killed(book, folder, monkeypatch, "before", is_alive=True)
    before = sorted(path.name for path in folder.iterdir())

    assert 2 == len(before)
    assert 0 == again(book, folder)[0]
    under_way._held.close()
    assert sorted([*before, *LETTERS]) == sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("age", "is_left"), [(0, True), (7200, False)])
def test_a_hidden_folder_without_its_marker_is_removed_once_it_is_old(
    book: Book, folder: Path, age: int, is_left: bool
) -> None:
    hidden = folder / ".danvan-thu-0123abcd"
    hidden.mkdir(parents=True)
    (hidden / "x.docx").write_bytes(b"x")
    os.utime(hidden, (time.time() - age,) * 2)
    again(book, folder)

    assert is_left == hidden.exists()


def test_a_name_that_was_taken_meanwhile_gets_a_number(
    book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(book, folder, monkeypatch, "after")
    (folder / LETTERS[1]).write_bytes(b"x")
    again(book, folder)

    assert sorted([*LETTERS, "don-doc-TTKHCN-2023-10-26-2.docx"]) == shown(folder)
    assert b"x" == (folder / LETTERS[1]).read_bytes()


@pytest.mark.parametrize(("at", "left"), [("before", []), ("after", LETTERS)])
def test_letters_and_drafts_that_a_kill_left_are_settled_alike(
    book: Book, folder: Path, monkeypatch: pytest.MonkeyPatch, at: str, left: list[str]
) -> None:
    name = reminders.data_name(book.on())
    letters = LetterFolder(folder, book.on().now, OutputFiles(), name)
    drafts = LetterFolder(folder / "eml", book.on().now, OutputFiles(), name, as_mail=True)

    def die(*_: object) -> None:
        raise Killed

    write = drafts.write
    with monkeypatch.context() as patched:
        patched.setattr(letters, "settle", die)
        if at == "before":
            patched.setattr(drafts, "write", lambda *parts: (write(*parts), die()))
        with pytest.raises(Killed):
            reminders.remind(book.on(), None, Order(), LetterFolders(letters, drafts))
    for run in (letters, drafts):
        run._held.close()
    earlier = LetterFolders(
        *(LetterFolder(run._folder, book.on().now, OutputFiles(), name) for run in (letters, drafts))
    )
    is_recorded = reminders.recorded_in(book.on())

    assert ((2 * len(left), 0) if left else (0, 2 * len(LETTERS))) == earlier.settle_earlier(is_recorded)
    assert left == shown(folder)
    assert [path.replace(".docx", ".eml") for path in left] == sorted(
        path.name for path in (folder / "eml").glob("*.eml")
    )
