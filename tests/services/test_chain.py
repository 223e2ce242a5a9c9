"""The chain over the journal finds whoever rewrites it by hand; a head printed before finds what the chain alone cannot."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book

from danvan_cli.db import chain
from danvan_cli.db.reads.connection import reading
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Head
from danvan_cli.services import lifecycle, reminders, targets, tasks
from danvan_cli.services.letters import Order
from danvan_cli.services.steps import Choice
from danvan_cli.services.targets import Figure


def work(book: Any) -> None:
    tasks.note_task(book.on(), "IV-4", "đã gọi")
    lifecycle.report_progress(book.on(), Choice("IV-5"), 40)
    targets.record_measurement(book.on(), "CT1", Figure("28/50", "VP", evidence=["46/BC"]))
    reminders.remind(book.on(), None, Order())
    tasks.note_task(book.on(), "IV-4", "đã gọi lại ½ ☂")


def checked(book: Any, against: Head | None = None) -> list[str]:
    with reading(book.database) as reader:
        return list(chain.verify(reader, against))


def head_of(book: Any) -> Head:
    with reading(book.database) as reader:
        return chain.head(reader)


def test_what_danvan_writes_holds_on_both_engines(book: Any) -> None:
    work(book)
    head = head_of(book)

    assert [] == checked(book, head) == checked(book, chain.printed_head(f"Sổ ghi 12 mục, mã {head.code}."))
    assert book.count("journal_entry") == head.entries
    assert book.count("journal_group") == book.count("seal")


def test_a_dry_run_seals_nothing(book: Any) -> None:
    before = head_of(book)
    tasks.note_task(book.on(dry_run=True), "IV-4", "đã gọi")

    assert before == head_of(book)


def test_the_head_says_nothing_of_a_journal_that_is_not_there(blank: Any, engine: str) -> None:
    if engine == "server":
        assert (Head(0, ""), "0") == (head_of(blank), head_of(blank).code)


def forge(path: Path, *statements: str) -> None:
    """Runs statements as somebody who knows the file: all triggers are dropped and made again."""
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.executescript(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def seal_anew(path: Path) -> None:
    """Computes the whole chain again, as the program does: the forger has read its source."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DROP TRIGGER seal_no_update")
    previous, total = "", 0
    for (group,) in connection.execute("SELECT id FROM journal_group ORDER BY id").fetchall():
        text = connection.execute(
            f"SELECT {chain.group_text(is_file=True)} FROM journal_group g WHERE id = ?", (group,)
        )
        entries = connection.execute(
            f"SELECT {chain.entry_text(is_file=True)} FROM journal_entry e WHERE group_id = ? ORDER BY position",
            (group,),
        ).fetchall()
        digest = hashlib.sha256(f"{previous}{text.fetchone()[0]}".encode())
        digest.update(b"".join(hashlib.sha256(entry.encode()).digest() for (entry,) in entries))
        previous, total = digest.hexdigest(), total + len(entries)
        connection.execute("UPDATE seal SET hash = ?, entries = ? WHERE group_id = ?", (previous, total, group))
    connection.close()


_MIDDLE = "(SELECT MAX(id) - 2 FROM journal_group)"
_LAST = "(SELECT MAX(id) FROM journal_group)"
# Each way to forge → a word of what is told of it.
FORGED = {
    "an actor": (f"UPDATE journal_group SET actor = 'sếp' WHERE id = {_MIDDLE}", "không khớp dấu niêm"),
    "an instant": (f"UPDATE journal_group SET at = '2023-01-01 00:00:00.000000' WHERE id = {_MIDDLE}", "không khớp"),
    "a day of typing": (f"UPDATE journal_group SET entered_on = '2023-01-01' WHERE id = {_MIDDLE}", "không khớp"),
    "a command": (f"UPDATE journal_group SET command = 'x' WHERE id = {_LAST}", "không khớp"),
    "a login": ("UPDATE journal_group SET login = 'x' WHERE id = 1", "không khớp"),
    "an entry's value": (
        "UPDATE journal_entry SET after = replace(after, '40', '90') WHERE after LIKE '%: 40%'",
        "không khớp",
    ),
    "an entry's day": (f"UPDATE journal_entry SET happened_on = '2023-01-01' WHERE group_id = {_MIDDLE}", "không khớp"),
    "an entry's code": (f"UPDATE journal_entry SET code = 'x' WHERE group_id = {_MIDDLE}", "không khớp"),
    "an entry's row": (f"UPDATE journal_entry SET row_id = 999 WHERE group_id = {_LAST}", "không khớp"),
    "an entry gone": ("DELETE FROM journal_entry WHERE after LIKE '%: 40%'", "không khớp"),
    "an entry more": (
        f"INSERT INTO journal_entry (agency_id, group_id, position, table_name, row_id, code, after) "
        f"VALUES (1, {_MIDDLE}, 99, 'plan', 1, 'x', '{{}}')",
        "không khớp",
    ),
    "an entry moved": (
        f"UPDATE journal_entry SET group_id = {_LAST}, position = 99 WHERE after LIKE '%: 40%'",
        "không khớp",
    ),
    "a command gone": (
        f"DELETE FROM journal_entry WHERE group_id = {_MIDDLE}; DELETE FROM journal_group WHERE id = {_MIDDLE}",
        "dấu niêm không còn lần ghi",
    ),
    "a command gone with its seal": (
        f"DELETE FROM journal_entry WHERE group_id = {_MIDDLE}; DELETE FROM seal WHERE group_id = {_MIDDLE}; "
        f"DELETE FROM journal_group WHERE id = {_MIDDLE}",
        "thiếu dấu niêm",
    ),
    "a command more": (
        "INSERT INTO journal_group (agency_id, at, entered_on, actor, command, program_version) "
        "VALUES (1, '2023-01-01 00:00:00.000000', '2023-01-01', 'x', 'x', 'x')",
        "không có dấu niêm",
    ),
    "a seal": (f"UPDATE seal SET hash = replace(hash, 'a', 'b') WHERE group_id = {_MIDDLE}", "không khớp"),
    "the count": (f"UPDATE seal SET entries = entries + 1 WHERE group_id = {_LAST}", "số mục của sổ bị sửa"),
    "a row": ("UPDATE deadline SET progress = 90 WHERE progress = 40", "IV-5 VP 2023: tiến độ (%) không như nhật ký"),
    "a late row on time": (
        "UPDATE deadline SET stage = 'completed', submitted_on = '2023-10-01', completed_on = '2023-10-01' "
        "WHERE progress = 40",
        "không như nhật ký",
    ),
    "a figure": ("UPDATE measurement SET numerator = '1'", "số liệu CT1 VP: tử số không như"),
    "a proof gone": ("DELETE FROM evidence", "không ghi là đã bỏ, mà không còn"),
    "a reminder gone": ("DELETE FROM reminder WHERE id = (SELECT MAX(id) FROM reminder)", "mà không còn"),
    "a reminder more": (
        "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES (1, 1, 7, 'remind', '2023-10-26')",
        "có mà nhật ký không ghi",
    ),
    "a note's words": ("UPDATE note SET text = 'khác'", "không như nhật ký"),
}


@pytest.mark.a_file
@pytest.mark.parametrize("how", FORGED)
def test_what_is_forged_by_hand_is_found(book: Book, how: str) -> None:
    statement, told = FORGED[how]
    work(book)
    forge(book.path, statement)

    assert told in " ".join(checked(book)), checked(book)


@pytest.mark.a_file
@pytest.mark.parametrize("how", ["the tail cut", "sealed anew", "an older file put back", "older, then worked on"])
def test_what_the_chain_alone_cannot_tell_a_printed_head_finds(book: Book, tmp_path: Path, how: str) -> None:
    shutil.copyfile(book.path, tmp_path / "cũ.db")
    work(book)
    printed = chain.printed_head(head_of(book).code)
    if how == "the tail cut":
        tail = "(SELECT MAX(id) FROM journal_group)"
        forge(
            book.path,
            "DELETE FROM note WHERE id = (SELECT MAX(id) FROM note)",
            f"DELETE FROM journal_entry WHERE group_id = {tail}; DELETE FROM seal WHERE group_id = {tail}",
            "DELETE FROM journal_group WHERE id NOT IN (SELECT group_id FROM seal)",
        )
    elif how == "sealed anew":
        forge(book.path, FORGED["an actor"][0])
        seal_anew(book.path)
    else:
        shutil.copyfile(tmp_path / "cũ.db", book.path)
        while how == "older, then worked on" and head_of(book).entries <= printed.entries:
            tasks.note_task(book.on(), "IV-4", "việc khác")

    assert [] == checked(book)
    assert 1 == len(checked(book, printed))


@pytest.mark.a_file
@pytest.mark.parametrize("table", ["journal_group", "seal"])
def test_another_program_writes_no_command_and_no_seal(book: Book, table: str) -> None:
    connection = sqlite3.connect(book.path)
    columns = {
        "journal_group": "(agency_id, at, entered_on, actor, command, program_version) VALUES (1, '', '2023-01-01', 'x', 'x', '1')",
        "seal": "(agency_id, group_id, number, entries, hash) VALUES (1, 99, 99, 99, 'x')",
    }
    with pytest.raises(sqlite3.OperationalError, match="danvan_seals"):
        connection.execute(f"INSERT INTO {table} {columns[table]}")
    connection.close()


def test_a_group_without_its_seal_is_not_kept(book: Any, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    if engine == "file":
        from danvan_cli.db.journal import Transaction
        from danvan_cli.domain.errors import ConflictError

        before = book.image()
        monkeypatch.setattr(Transaction, "seal", lambda _self: None)
        with pytest.raises(ConflictError):
            tasks.note_task(book.on(), "IV-4", "đã gọi")
        assert before == book.image()


@pytest.mark.parametrize("words", ["", "mục", "3f9c-12ab-77de", "12", "12-3f9c-12ab", "12-xxxx-12ab-77de"])
def test_what_is_no_printed_head_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="không phải mã sổ ghi"):
        chain.printed_head(words)


PRINTED: dict[str, Callable[[str], str]] = {
    "as printed": lambda code: code,
    "the line": lambda code: f"Sổ ghi {code.split('-')[0]} mục, mã {code}.",
    "in capitals": str.upper,
    "with blanks": lambda code: code.replace("-", " "),
}


@pytest.mark.parametrize("how", PRINTED)
def test_a_printed_head_is_read_as_people_type_it(how: str) -> None:
    assert Head(1234, "3f9c12ab77de") == chain.printed_head(PRINTED[how]("1234-3f9c-12ab-77de"))
