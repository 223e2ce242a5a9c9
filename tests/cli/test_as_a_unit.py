"""The program in the hands of a unit's login on a server: its own work is done, all else is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.cli.conftest import Said
from tests.conftest import DATA, ServerBook
from tests.postgres import Server
from typer.testing import CliRunner

from danvan_cli.domain.words import Scope
from danvan_cli.services import access

UNIT, PROVINCE = "don_vi_cctdc", "tinh_xem"
Danvan = Callable[..., Said]


@pytest.fixture(scope="module")
def kept(server: Server) -> Iterator[ServerBook]:
    """The sample on a server, with the logins of CCTĐC and of the province."""
    book = ServerBook(server, server.take("sample"))
    access.grant(book.on(), UNIT, Scope.UNIT, "CCTĐC")
    access.grant(book.on(), PROVINCE, Scope.PROVINCE)
    yield book
    server.give_back(book.name, "sample")


@pytest.fixture
def book(server: Server) -> Iterator[ServerBook]:
    """The same, for one test alone."""
    book = ServerBook(server, server.take("sample"))
    access.grant(book.on(), UNIT, Scope.UNIT, "CCTĐC")
    yield book
    server.give_back(book.name, "sample")


@pytest.fixture
def as_login(monkeypatch: pytest.MonkeyPatch) -> Danvan:
    """Runs a command on 26/10/2023 as a login of the server."""
    from danvan_cli.app import app

    monkeypatch.setenv("DANVAN_TODAY", "2023-10-26")
    monkeypatch.setenv("DANVAN_ACTOR", "thu")

    def run(book: ServerBook, login: str, *words: str) -> Said:
        result = CliRunner().invoke(app, list(words), env={"DANVAN_DB": book.server.url(book.name, login)})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())

    return run


def state(book: ServerBook) -> str:
    """Gives a mark of all that stands in a database."""
    return str(book.values("SELECT md5(CAST(schema_to_xml('public', true, false, '') AS text))")[0])


ITS_ROW = ("IV-4", "--unit", "CCTĐC")
PROVED = ("--evidence", "45/BC-CCTĐC ngày 20/10/2023")
# What a unit does from week to week, one after another, each with the tables that it changes.
OWN_WORK: tuple[tuple[tuple[str, ...], set[str]], ...] = (
    (("task", "progress", *ITS_ROW[:1], "30", *ITS_ROW[1:], "--note", "đã họp"), {"deadline"}),
    (("task", "note", "IV-4", "đã gọi điện"), {"note"}),
    (("task", "extend", *ITS_ROW, "--to", "30/11/2023", "--reason", "chờ số liệu", "--request"), {"extension"}),
    (("task", "submit", *ITS_ROW, "--result", "xong", *PROVED, "--evidence", "46/BC"), {"deadline", "evidence"}),
    (("task", "reopen", *ITS_ROW, "--reason", "nộp nhầm"), {"deadline"}),
    (("task", "done", *ITS_ROW, "--evidence", "45/BC-CCTĐC ngày 21/10/2023"), {"deadline", "evidence"}),
    (("task", "reopen", *ITS_ROW, "--reason", "ghi nhầm ngày"), {"deadline"}),
    (("task", "done", *ITS_ROW, "--on", "20/10/2023", "--no-evidence", "chờ văn bản"), {"deadline"}),
    (("target", "record", "CT1", "40/50", "--unit", "CCTĐC", "--evidence", "47/BC"), {"measurement", "evidence"}),
    (("target", "record", "CT1", "41/50", "--unit", "CCTĐC", "--evidence", "48/BC"), {"measurement", "evidence"}),
    (
        ("record", "add", "--kind", "dissemination", "--unit", "CCTĐC", "document=CT 33", "present=9", "headcount=10"),
        {"record", "record_value"},
    ),
    (("record", "edit", "QT-1", "present=10", "--evidence", "49/BC"), {"record_value", "evidence"}),
    (("record", "remove", "QT-1", "--yes"), {"record"}),
    (("target", "record", "CT1", "42/50", "--unit", "CCTĐC", "--on", "20/10/2023"), {"measurement"}),
)


def test_a_unit_does_its_own_work(book: ServerBook, as_login: Danvan) -> None:
    for words, changed in OWN_WORK:
        said = as_login(book, UNIT, *words)

        assert (words, 0, "") == (words, said.code, said.err)
        assert (words, changed) == (words, {entry["table_name"] for entry in book.last_entries()})
    groups = book.select("SELECT login, actor FROM journal_group ORDER BY id DESC LIMIT ?", len(OWN_WORK))
    assert [{"login": UNIT, "actor": "thu"}] * len(OWN_WORK) == groups


def test_the_journal_shows_which_login_wrote_under_which_name(book: ServerBook, as_login: Danvan) -> None:
    as_login(book, UNIT, "task", "note", "IV-4", "đã gọi điện")
    log = as_login(book, UNIT, "log", "--limit", "1")
    told = json.loads(as_login(book, UNIT, "log", "--limit", "1", "--json").out)["commands"]
    entry = json.loads(as_login(book, UNIT, "task", "show", "IV-4", "--json").out)["history"][0]

    assert "thu (don_vi_cctdc)" == log.out.splitlines()[-1].split("\t")[2]
    assert [("thu", UNIT)] == [(command["actor"], command["login"]) for command in told]
    assert ("thu", UNIT) == (entry["actor"], entry["login"])


def test_a_supporting_unit_reports_its_part(book: ServerBook, as_login: Danvan) -> None:
    as_login(book, "postgres", "task", "assign", "IV-5", "--support", "CCTĐC")
    said = as_login(book, UNIT, "task", "progress", "IV-5", "40", "--unit", "CCTĐC")

    assert (0, [40]) == (said.code, book.values("SELECT progress FROM assignment WHERE progress IS NOT NULL"))


def test_what_the_office_answered_is_seen_by_the_unit(book: ServerBook, as_login: Danvan) -> None:
    as_login(book, UNIT, "task", "submit", *ITS_ROW, *PROVED)
    sent_back = as_login(book, "postgres", "task", "send-back", *ITS_ROW, "--reason", "thiếu số liệu")
    shown = as_login(book, UNIT, "task", "show", "IV-4")

    assert (0, 0, True) == (sent_back.code, shown.code, "thiếu số liệu" in shown.out)


@pytest.mark.parametrize(
    "words",
    [
        *(("status",), ("overdue",), ("upcoming",), ("calendar",), ("unassigned",), ("stale",), ("log",), ("remind",)),
        *((noun, "list") for noun in ("plan", "task", "target", "unit", "config", "agency")),
        *(("task", "show", "IV-5"), ("target", "show", "CT1"), ("target", "coverage"), ("unit", "show", "VP")),
        ("agency", "status"),
        ("status", "--as-of", "2023-06-01"),
        ("task", "list", "--as-known-on", "2023-10-26"),
        ("report", "export", "--format", "md"),
        ("report", "export", "--kind", "province", "--json"),
    ],
)
def test_a_unit_and_the_province_read_what_the_owner_reads(
    kept: ServerBook, as_login: Danvan, words: tuple[str, ...]
) -> None:
    own = as_login(kept, "postgres", *words)

    assert own.code == 0
    assert [own, own] == [as_login(kept, login, *words) for login in (UNIT, PROVINCE)]


NOT_THE_UNITS = {
    "another unit's progress": ("task", "progress", "IV-4", "30", "--unit", "TTKHCN"),
    "its own and another unit's": ("task", "progress", "IV-4", "30", "--unit", "CCTĐC", "--unit", "TTKHCN"),
    "another unit's hand-in": ("task", "submit", "IV-5", *PROVED),
    "another unit's completion": ("task", "done", "IV-5", *PROVED),
    "a completion without proof": ("task", "done", "IV-5", "--no-evidence", "x"),
    "a note on another unit's task": ("task", "note", "IV-5", "x"),
    "another unit's request": ("task", "extend", "IV-5", "--to", "30/11/2023", "--reason", "x", "--request"),
    "an extension": ("task", "extend", *ITS_ROW, "--to", "30/11/2023", "--reason", "x"),
    "an excuse": ("task", "exempt", *ITS_ROW, "--reason", "bão"),
    "a completion excused": ("task", "done", *ITS_ROW, *PROVED, "--exempt", "bão"),
    "another unit's figure": ("target", "record", "CT1", "1/2", "--unit", "VP"),
    "a figure of the agency": ("target", "record", "CT1", "1/2"),
    "reminders": ("remind", "--log", "đã gọi điện", "--yes"),
    "a plan": ("plan", "import", str(DATA.parent / "tests" / "intake" / "plans" / "xa.txt"), "--yes"),
    "a choice": ("config", "set", "stale_days", "40"),
    "a day off": ("config", "calendar", "--off", "30/10/2023", "--name", "Nghỉ bù"),
    "a task": ("task", "add", "Việc mới", "--unit", "CCTĐC"),
    "another last day": ("task", "edit", "IV-4", "--due", "30/12/2023"),
    "another assignment": ("task", "assign", "IV-4", "--support", "VP"),
    "a removal": ("task", "remove", "IV-4", "--yes"),
    "a target": ("target", "add", "Chỉ tiêu mới"),
    "a link": ("target", "link", "CT1", "IV-4"),
    "a unit": ("unit", "add", "X", "Đơn vị X"),
    "its own name": ("unit", "edit", "CCTĐC", "--headcount", "5"),
    "another year": ("plan", "rollover", "2024", "--yes"),
    "an agency": ("agency", "add", "X", "Cơ quan X"),
    "its agency's name": ("agency", "edit", "CQ", "--name", "X"),
    "a grant": ("db", "grant", UNIT, "--scope", "office"),
    "a revocation": ("db", "revoke", PROVINCE),
    "an upgrade": ("db", "upgrade"),
}


def refused(said: Said, book: ServerBook) -> bool:
    """Tells whether a run ended as a refusal ends: one sentence in Vietnamese, one way out, and no more."""
    what = f"Lỗi: Máy chủ PostgreSQL tại máy này/{book.name} không cho tài khoản này làm việc đó.\n"
    way = "Đơn vị chỉ ghi việc của mình; quyền khác do người quản trị cấp bằng danvan db grant.\n"
    return said == Said(5, "", what + way)


@pytest.mark.parametrize("what", NOT_THE_UNITS)
def test_a_unit_is_refused(kept: ServerBook, as_login: Danvan, what: str) -> None:
    before = state(kept)
    said = as_login(kept, UNIT, *NOT_THE_UNITS[what])

    assert (True, before) == (refused(said, kept), state(kept)), said


def test_a_unit_is_refused_an_answer_to_its_own_request(book: ServerBook, as_login: Danvan) -> None:
    as_login(book, UNIT, "task", "extend", *ITS_ROW, "--to", "30/11/2023", "--reason", "x", "--request")
    before = state(book)
    answers = [
        as_login(book, UNIT, "task", "extend-decide", *ITS_ROW, *how)
        for how in (("--grant",), ("--refuse", "x"), ("--to", "10/11/2023", "--reason", "x"))
    ]

    assert ([True] * 3, before) == ([refused(said, book) for said in answers], state(book))


def test_a_dry_run_is_refused_like_the_run(kept: ServerBook, as_login: Danvan) -> None:
    assert refused(as_login(kept, UNIT, *NOT_THE_UNITS["a task"], "--dry-run"), kept)


@pytest.mark.parametrize("words", [words for words, _ in OWN_WORK[:2]] + [NOT_THE_UNITS["a task"]])
def test_the_province_writes_nothing(kept: ServerBook, as_login: Danvan, words: tuple[str, ...]) -> None:
    before = state(kept)
    said = as_login(kept, PROVINCE, *words)

    assert (True, before) == (refused(said, kept), state(kept))


def test_a_refusal_is_an_error_of_the_contract(kept: ServerBook, as_login: Danvan) -> None:
    said = as_login(kept, UNIT, *NOT_THE_UNITS["a task"], "--json")
    error: dict[str, Any] = json.loads(said.err)["error"]

    assert (5, "", 5) == (said.code, said.out, error["code"])


def test_the_owner_alone_sees_who_may_what(kept: ServerBook, as_login: Danvan) -> None:
    told = json.loads(as_login(kept, "postgres", "db", "access", "--json").out)["logins"]

    assert {"login": UNIT, "scope": "unit", "agency": "CQ", "unit": "CCTĐC"} in told
    assert f"{UNIT}\tđơn vị\tCQ\tCCTĐC" in as_login(kept, "postgres", "db", "access").out
    assert refused(as_login(kept, UNIT, "db", "access"), kept)


def test_a_unit_takes_its_own_commands_back_and_does_them_again(book: ServerBook, as_login: Danvan) -> None:
    before = [book.content()]
    for words, _ in OWN_WORK[:7]:
        as_login(book, UNIT, *words)
        before.append(book.content())
    back = []
    for _ in OWN_WORK[:7]:
        back.append(book.content())
        assert 0 == as_login(book, UNIT, "undo", "--yes").code
    assert list(reversed(before[1:])) == back
    assert before[0] == book.content()
    again = []
    for _ in OWN_WORK[:7]:
        assert 0 == as_login(book, UNIT, "redo", "--yes").code
        again.append(book.content())
    assert before[1:] == again


def test_a_unit_takes_no_command_of_the_office_back(book: ServerBook, as_login: Danvan) -> None:
    as_login(book, "postgres", "task", "progress", "IV-4", "60", "--unit", "CCTĐC")
    number = str(book.values("SELECT MAX(id) FROM journal_group")[0])
    before = state(book)
    said = [as_login(book, UNIT, "undo", *words, "--yes") for words in ((), (number,))]
    assert [0, 0] == [said[0].out.count("Đã hoàn tác"), said[1].out.count("Đã hoàn tác")]
    assert before == state(book)


# Of the newest of the login's own commands that changed a row with a deadline.
FORGED = """SELECT set_config('danvan.undoes', (SELECT CAST(MAX(g.id) AS text) FROM journal_group g
    JOIN journal_entry e ON e.group_id = g.id WHERE g.login = session_user AND e.table_name = 'deadline'), true)"""


@pytest.mark.parametrize("change", ["progress = 99", "progress = 0, submitted_on = '2023-01-05'"])
def test_what_is_said_to_take_a_command_back_and_makes_something_else_is_not_kept(
    book: ServerBook, as_login: Danvan, change: str
) -> None:
    import psycopg

    as_login(book, UNIT, "task", "progress", "IV-4", "35", "--unit", "CCTĐC")
    kept = state(book)
    with psycopg.connect(book.server.url(book.name, UNIT)) as connection:
        connection.execute(FORGED)
        connection.execute(f"UPDATE deadline SET {change} WHERE progress = 35")  # type: ignore[call-overload]
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.commit()
    assert kept == state(book)


def test_a_key_of_a_clients_choosing_is_not_taken(book: ServerBook) -> None:
    import psycopg

    statement = """INSERT INTO note (id, task_id, kind, text, actor, at)
        SELECT 77777, a.task_id, 'remark', 'x', 'y', now() FROM assignment a JOIN unit u ON u.id = a.unit_id
        WHERE u.code = 'CCTĐC' LIMIT 1 RETURNING id"""
    with psycopg.connect(book.server.url(book.name, UNIT)) as connection:
        [(key,)] = connection.execute(statement).fetchall()
        connection.rollback()
    assert 1 == key


def test_a_unit_scores_its_own_sheet_and_verifies_or_locks_nothing(book: ServerBook, as_login: Danvan) -> None:
    from danvan_cli.services import scoring

    scoring.import_set(book.on(), scoring.read_file(DATA / "scoring" / "vi-du.toml"))
    own = ("I.1", "8", "--unit", "CCTĐC", "--evidence", "45/BC-CCTĐC", "--officer", "Trần An")
    assert 0 == as_login(book, UNIT, "score", "set", *own).code
    assert 0 == as_login(book, UNIT, "score", "explain", "I.1", "đã gửi", "--unit", "CCTĐC").code
    refused = [
        as_login(book, UNIT, "score", *words)
        for words in (
            ("set", "I.1", "8"), ("set", "I.1", "8", "--unit", "VP"), ("verify", "I.1", "8", "--unit", "CCTĐC"),
            ("rule", "I.1", "--kind", "tỷ lệ"), ("disqualify", "1", "--reason", "x", "--unit", "CCTĐC"),
        )
    ]  # fmt: skip
    assert [5] * 5 == [said.code for said in refused]
    assert [("8", None)] == [
        (row["own"], row["verified_1"]) for row in book.select("SELECT own, verified_1 FROM score")
    ]
