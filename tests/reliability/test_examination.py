"""``danvan doctor``: nothing is wrong with data that is in order; each kind of harm is found by the check it is one for."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book
from tests.reliability.conftest import invoke

HISTORY = (
    ("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "24/10/2023", "--evidence", "45/BC-CCTĐC"),
    ("task", "extend", "IV-5", "--to", "31/12/2023", "--reason", "chờ số liệu"),
    ("task", "note", "IV-4", "đã gọi"),
    ("task", "add", "Báo cáo", "--unit", "VP", "--every", "quarter"),
    ("target", "record", "CT1", "--unit", "VP", "30/30"),
    ("remind", "--log", "gọi điện"),
    ("unit", "edit", "VP", "--alias", "VPS"),
    ("config", "set", "soon_days", "9"),
    ("config", "calendar", "--off", "02/01/2026", "--name", "hoán đổi"),
    ("plan", "rollover", "2024"),
    ("task", "remove", "IV-3", "--plan", "KH-2023"),
)


@pytest.fixture(scope="module")
def lived(imported_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data with a history of many kinds of commands."""
    path = tmp_path_factory.mktemp("lived") / "kế hoạch.db"
    path.write_bytes(imported_file.read_bytes())
    for words in HISTORY:
        code, _, err = invoke(*words, "--yes", env={"DANVAN_DB": str(path)})
        assert 0 == code, err
    return path


@pytest.fixture
def data(lived: Path, tmp_path: Path) -> Book:
    path = tmp_path / lived.name
    path.write_bytes(lived.read_bytes())
    return Book(path)


def examined(book: Book, *words: str) -> tuple[int, dict[str, Any]]:
    code, out, _ = invoke("doctor", "--json", *words, env={"DANVAN_DB": str(book.path)})
    return code, json.loads(out)


def faulty(found: dict[str, Any]) -> list[str]:
    return [one["check"] for one in found["checks"] if not one["ok"]]


def harm(book: Book, *statements: str) -> None:
    """Changes the data as any other program may that takes the triggers away and puts them back."""
    connection = sqlite3.connect(book.path, isolation_level=None)
    kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("PRAGMA ignore_check_constraints=ON")
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in kept:
        connection.execute(sql)
    connection.close()


def test_data_with_a_history_are_in_order(data: Book) -> None:
    code, found = examined(data)

    assert (0, 0, []) == (code, found["faults"], faulty(found))
    assert {"file", "pages", "keys", "values", "schema", "journal", "figures", "records", "units", "codes", "copies", "space", "place",
            "leftovers", "evidence", "settings"} == {one["check"] for one in found["checks"]}  # fmt: skip
    assert "soon_days=9" in found["checks"][-1]["seen"]


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE deadline SET due_on = '2023-12-29' WHERE id = 1", "journal"),
        ("UPDATE reminder SET sent_on = '2023-10-20' WHERE id = 1", "journal"),
        ("DELETE FROM evidence", "journal"),
        ("INSERT INTO note (task_id, text, actor, at, kind) SELECT id, 'x', 'y', '2023-10-01 00:00:00', 'note' FROM task LIMIT 1", "journal"),
        ("""UPDATE journal_entry SET after = replace(after, '2023-10-24', '2023-10-23') WHERE table_name = 'deadline'""", "journal"),
        ("DELETE FROM journal_entry WHERE group_id = 2", "journal"),
        ("UPDATE task SET content = CAST(x'ff' AS TEXT) WHERE code = 'IV-4'", "values"),
        ("UPDATE deadline SET progress = x'00' WHERE id = 2", "values"),
        ("UPDATE deadline SET unit_id = 999 WHERE id = 2", "keys"),
        ("DELETE FROM several_deadlines", "keys"),
        ("UPDATE unit SET code_key = 'zz' WHERE code = 'VP'", "codes"),
        ("UPDATE setting SET value = 'nhiều' WHERE key = 'soon_days'", "codes"),
        ("DROP INDEX ix_deadline_open", "schema"),
    ],
)  # fmt: skip
def test_each_kind_of_harm_is_found(data: Book, statement: str, check: str) -> None:
    harm(data, statement)
    code, found = examined(data)

    assert (6, True) == (code, check in faulty(found)), found
    assert all(fault["todo"] for one in found["checks"] for fault in one["faults"])


def test_what_no_command_changed_since_the_newest_copy_is_held_against_it(data: Book) -> None:
    invoke("backup", env={"DANVAN_DB": str(data.path)})
    invoke("task", "note", "IV-4", "sau", env={"DANVAN_DB": str(data.path)})
    assert 0 == examined(data)[0]
    harm(data, "UPDATE journal_group SET actor = 'người khác' WHERE id = 2")

    assert (6, ["journal", "copies"]) == (examined(data)[0], faulty(examined(data)[1]))


def test_a_damaged_copy_is_told_before_it_is_needed(data: Book) -> None:
    copy = Path(invoke("backup", "-q", env={"DANVAN_DB": str(data.path)})[1].strip())
    copy.write_bytes(copy.read_bytes()[:-8192])

    assert (6, ["copies"]) == (examined(data)[0], faulty(examined(data)[1]))


def test_after_going_back_the_copies_of_what_was_given_up_say_nothing(data: Book) -> None:
    env = {"DANVAN_DB": str(data.path)}
    copy = invoke("backup", "-q", env=env)[1].strip()
    invoke("task", "note", "IV-4", "một", env=env)
    invoke("restore", copy, "--yes", env=env)
    invoke("task", "note", "IV-4", "hai", env=env)

    assert (0, []) == (examined(data)[0], faulty(examined(data)[1]))


def test_triggers_and_leftovers_are_put_right_after_a_copy(data: Book) -> None:
    connection = sqlite3.connect(data.path, isolation_level=None)
    connection.execute("DROP TRIGGER journal_entry_no_update")
    connection.execute("DROP TRIGGER reminder_no_delete")
    connection.execute("CREATE TRIGGER reminder_no_delete BEFORE DELETE ON reminder BEGIN SELECT 1; END")
    connection.close()
    old = data.path.parent / ".danvan-abcdefgh.tmp"
    old.write_bytes(b"x")
    os.utime(old, (time.time() - 9000,) * 2)
    before = data.content()
    assert (6, ["schema", "leftovers"]) == (examined(data)[0], faulty(examined(data)[1]))
    assert old.exists()

    code, found = examined(data, "--fix")
    assert (0, 2, before, False) == (code, len(found["fixed"]), data.content(), old.exists())
    assert "append-only" in data.refuses("DELETE FROM reminder")
    assert 1 == len(list((data.path.parent / "sao-luu").glob("*truoc-khi-sua-loi.db")))


def test_what_cannot_be_put_right_safely_stays(data: Book) -> None:
    harm(data, "UPDATE deadline SET due_on = '2023-12-29' WHERE id = 1")
    before = data.path.read_bytes()

    assert (6, before) == (examined(data, "--fix")[0], data.path.read_bytes())


# As the administrator is told in the README.
NO_LARGE_OBJECTS = "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC"


def test_a_server_is_examined(server: Any) -> None:
    assert NO_LARGE_OBJECTS in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    code, out, _ = invoke("doctor", "--json", env={"DANVAN_DB": server.url("sample")})
    assert (6, 3) == (code, out.count("Mọi tài khoản tạo được đối tượng lớn"))

    server.run(NO_LARGE_OBJECTS, "sample")
    code, out, _ = invoke("doctor", "--json", env={"DANVAN_DB": server.url("sample")})
    found = json.loads(out)

    assert (0, ["server", "schema", "rights", "journal", "records", "units", "settings"]) == (
        code,
        [one["check"] for one in found["checks"]],
    )
    assert "UTF8" in found["checks"][0]["seen"]
