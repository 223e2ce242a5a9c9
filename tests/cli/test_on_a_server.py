"""The same program on a server: the same answers as on a file, the same data afterwards, and what it says of troubles."""

from __future__ import annotations

import functools
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from tests.cli.conftest import Said
from tests.conftest import FIRST_AGENCY, SAMPLE_TEXT, STANDING_CLOCK, Book, Outcome, ServerBook, request_on
from tests.postgres import Server
from typer.testing import CliRunner

from danvan_cli.domain.model import Head
from danvan_cli.services import agencies
from danvan_cli.services.planning import import_plan, read_draft
from danvan_cli.services.upgrading import upgrade_data

Danvan = Callable[..., Said]


def run(*words: str, db: str, keys: str | None = None, **environment: str) -> Said:
    """Runs a command on 26/10/2023."""
    from danvan_cli.app import app

    known = {"DANVAN_DB": db, "DANVAN_TODAY": "2023-10-26", "DANVAN_ACTOR": "thu", "COLUMNS": "200", **environment}
    result = CliRunner().invoke(app, list(words), env=known, input=keys)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())


# the same as on a file

PROVED = ("--evidence", "45/BC-CCTĐC ngày 20/10/2023")
# An everyday run of writes; those refused leave nothing behind on either.
WRITES: tuple[tuple[str, ...], ...] = (
    ("task", "add", "Tập huấn dân vận", "--unit", "VP", "--support", "TTr", "--due", "30/11/2023", "--on", "1/6/2023"),
    ("task", "add", "Giao ban tháng", "--unit", "VP", "--every", "month"),
    ("task", "progress", "IV-4", "30", "--unit", "CCTĐC", "--note", "đã họp", "--on", "1/9/2023"),
    ("task", "submit", "IV-4", "--unit", "TTKHCN", "--on", "20/10/2023", "--evidence", "7/BC"),
    ("task", "confirm", "IV-4", "--unit", "TTKHCN"),
    ("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "25/10/2023", "--result", "xong", *PROVED),
    ("task", "done", "IV-4", "--unit", "CCTĐC", *PROVED),
    ("task", "extend", "IV-5", "--to", "15/11/2023", "--reason", "chờ số liệu", "--request"),
    ("task", "extend-decide", "IV-5", "--to", "10/11/2023", "--reason", "đủ"),
    ("task", "note", "IV-5", "đã gọi điện <b>& “hỏi”"),
    ("task", "edit", "IV-3", "--product", "Báo cáo"),
    ("task", "assign", "II.1-1", "--unit", "VP", "--support", "CCTĐC"),
    ("task", "remove", "II.2-1", "--yes"),
    ("target", "record", "CT1", "42/50", "--unit", "VP", "--evidence", "46/BC"),
    ("target", "record", "CT1", "45/50", "--unit", "VP", "--evidence", "47/BC"),
    ("target", "record", "CT1", "30/30", "--unit", "TTr", "--on", "1/5/2023"),
    ("target", "edit", "CT2", "--unit", "VP"),
    ("target", "link", "CT1", "IV-4"),
    ("remind", "--log", "đã gọi điện", "--yes"),
    ("remind", "--log", "gọi lại", "--yes"),
    ("unit", "edit", "CCTĐC", "--alias", "Chi cục TĐC", "--headcount", "12"),
    ("config", "set", "soon_days", "14"),
    ("config", "set", "before_is_inclusive", "có"),
    ("config", "calendar", "--off", "30/10/2023", "--name", "hoán đổi"),
    ("task", "done", "IX-9"),
)
READS: tuple[tuple[str, ...], ...] = (
    *(
        ("status",),
        ("overdue",),
        ("upcoming", "--days", "60"),
        ("calendar",),
        ("calendar", "--month", "11/2023"),
        ("unassigned",),
    ),
    *(("stale",), ("stale", "--days", "10"), ("remind",), ("log", "--all"), ("plan", "list"), ("plan", "show")),
    *(("status", "--group-by", by) for by in ("section", "lead", "month", "state")),
    *(
        ("status", "--unit", "VP"),
        ("task", "list", "--all"),
        ("task", "list", "--text", "dan van"),
        ("task", "show", "IV-4"),
    ),
    *(("task", "list", "--state", "overdue"), ("task", "show", "IV-5"), ("target", "list"), ("target", "show", "CT1")),
    *(("target", "coverage"), ("unit", "list"), ("unit", "show", "CCTĐC"), ("config", "list"), ("agency", "list")),
    ("config", "calendar", "2023"),
)
# They know only the present, and say so.
OF_NOW = {("plan", "list"), ("config", "list"), ("agency", "list")}
FORMATS = ("csv", "json", "md", "xlsx", "docx", "ics")
DAYS: dict[str, tuple[str, ...]] = {
    "today": (),
    "then": ("--as-of", "2023-06-01"),
    "as known": ("--as-of", "2023-09-30", "--as-known-on", "2023-10-26"),
}
# Another day than today is replayed: that takes most of the time.
DAYS_BY_HASTE = [pytest.param(day, marks=[pytest.mark.slow] if said else []) for day, said in DAYS.items()]


class Both(NamedTuple):
    """The sample in a file and on a server after the same writes, and what was said of each write."""

    file: Book
    server: ServerBook
    said: list[tuple[Said, Said]]

    def ask(self, *words: str) -> tuple[Said, Said]:
        """Runs a command on both."""
        return run(*words, db=self.file.address), run(*words, db=self.server.address)


@pytest.fixture(scope="module")
def one_instant() -> Iterator[None]:
    """Every command runs at the same instant: it stands in the journal and in calendars."""

    class Frozen(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime(2023, 10, 26, 2, 0, tzinfo=tz)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("danvan_cli.commands.verbs.datetime", Frozen)
        # A seal is over the login, too, which a file does not know.
        patch.setattr("danvan_cli.db.chain.head", lambda _reader: Head(1234, "3f9c12ab77de" + "0" * 52))
        yield


@pytest.fixture(scope="module")
def both(
    server: Server, imported_file: Path, tmp_path_factory: pytest.TempPathFactory, one_instant: None
) -> Iterator[Both]:
    path = tmp_path_factory.mktemp("both") / "mẫu.db"
    shutil.copyfile(imported_file, path)
    found = Both(Book(path), ServerBook(server, server.take("sample")), [])
    found.said.extend(found.ask(*words) for words in WRITES)
    yield found
    server.give_back(found.server.name, "sample")


def test_every_write_answers_as_on_a_file(both: Both) -> None:
    for words, (on_file, on_server) in zip(WRITES, both.said, strict=True):
        assert (words, on_file) == (words, on_server)


def told_as_a_file_tells(row: dict[str, Any]) -> dict[str, Any]:
    """Leaves of a row what both engines keep: an instant to the second; not the login, which a file does not know.

    Therefore the seals differ, too.
    """
    instants = ("at", "removed_at")
    told = {key: str(value)[:19] if key in instants else value for key, value in row.items()}
    return {
        key: value.replace(', "login": "postgres"', "") if key == "after" and value else value
        for key, value in told.items()
        if key not in ("login", "hash")
    }


def test_after_the_same_writes_the_same_data_stand_there(both: Both) -> None:
    tables = [name for name in both.file.tables() if not name.startswith(("sqlite_", "alembic_"))]

    assert set(tables) <= set(both.server.tables())
    for table in tables:
        query = f"SELECT * FROM {table} ORDER BY 1, 2"
        rows = [[told_as_a_file_tells(row) for row in book.select(query)] for book in (both.file, both.server)]
        assert (table, rows[0]) == (table, rows[1])


def without_login(said: Said) -> Said:
    """Leaves out of a journal who the server knew the writer as: a file knows nobody."""
    known = {
        ',\n      "login": "postgres"\n     }': "\n     }",
        '"login": "postgres"': '"login": null',
        "thu (postgres)": "thu",
    }
    return said._replace(out=functools.reduce(lambda text, pair: text.replace(*pair), known.items(), said.out))


@pytest.mark.parametrize("day", DAYS_BY_HASTE)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_every_read_gives_the_same_bytes_as_on_a_file(both: Both, form: tuple[str, ...], day: str) -> None:
    for words in READS:
        on_file, on_server = both.ask(*words, *DAYS[day], *form)

        assert (words, 2 if words in OF_NOW and DAYS[day] else 0) == (words, on_file.code)
        assert (words, on_file) == (words, without_login(on_server))


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_agencies_are_counted_alike(both: Both, form: tuple[str, ...]) -> None:
    on_file, on_server = both.ask("agency", "status", *form)

    assert (0, on_file) == (on_file.code, on_server)


@pytest.mark.parametrize("day", DAYS_BY_HASTE)
@pytest.mark.parametrize("form", FORMATS)
def test_every_report_is_the_same_bytes_as_from_a_file(both: Both, tmp_path: Path, form: str, day: str) -> None:
    contents = []
    for book in (both.file, both.server):
        target = tmp_path / f"{len(contents)}.{form}"
        assert 0 == run("report", "export", "-o", str(target), *DAYS[day], db=book.address).code
        contents.append(target.read_bytes())

    assert contents[0] == contents[1]


@pytest.mark.slow
def test_a_server_that_sorts_as_vietnamese_does_answers_as_a_file(both: Both, server: Server) -> None:
    server.run(
        "CREATE DATABASE xep_tieng_viet TEMPLATE template0 ENCODING 'UTF8' "
        "LOCALE_PROVIDER icu ICU_LOCALE 'vi' LOCALE 'C.UTF-8'"
    )
    book = ServerBook(server, "xep_tieng_viet")
    upgrade_data(book.on())
    server.run(STANDING_CLOCK, book.name)
    server.run(FIRST_AGENCY, book.name)
    import_plan(book.on(), read_draft(book.on(), SAMPLE_TEXT))
    said = [run(*words, db=book.address) for words in WRITES]
    read = {(*words, *day): run(*words, *day, db=book.address) for words in READS for day in DAYS.values()}
    expected = {words: run(*words, db=both.file.address) for words in read}
    server.run("DROP DATABASE xep_tieng_viet WITH (FORCE)")

    assert [on_file for on_file, _ in both.said] == said
    for words, answer in expected.items():
        assert (words, answer) == (words, without_login(read[words]))


# what is said of troubles

SECRET = "bi-mat-2023"


@pytest.fixture(scope="module")
def locked(server: Server) -> Iterator[str]:
    """A login that must give its password, able to read the sample."""
    rules = server.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    server.run(f"CREATE ROLE danvan_khoa LOGIN SUPERUSER PASSWORD '{SECRET}'")
    rules.write_text(f"local all danvan_khoa scram-sha-256\n{before}")
    server.run("SELECT pg_reload_conf()")
    yield "danvan_khoa"
    rules.write_text(before)
    server.run("SELECT pg_reload_conf()")
    server.run("DROP ROLE danvan_khoa")


def in_one_sentence(said: Said | Outcome, code: int, words: str) -> bool:
    """Tells whether a run ended with a code, one sentence that holds the words, and a way out."""
    lines = said.err.splitlines()
    # What the server answers is known by its words and told in ours, unless they are new to us.
    if re.search(r"FATAL|failed|refused", said.err) and "Không dùng được" not in lines[0]:
        return False
    return (said.code, said.out, len(lines)) == (code, "", 2) and lines[0].startswith("Lỗi: ") and words in lines[0]


TROUBLES: dict[str, tuple[str, int, str]] = {
    "no server": ("postgresql://u:{secret}@127.0.0.1:{port}/x", 5, "không trả lời"),
    "no such host": ("postgresql://u:{secret}@khong-co.invalid/x", 5, "không trả lời"),
    "no such socket": ("postgresql://u:{secret}@/x?host={folder}/khong-co", 5, "không trả lời"),
    "a wrong password": (
        "postgresql://danvan_khoa:sai-{secret}@/sample?host={folder}",
        5,
        "không nhận tài khoản hoặc mật khẩu",
    ),
    "no password": ("postgresql://danvan_khoa@/sample?host={folder}", 5, "không nhận tài khoản hoặc mật khẩu"),
    "an unknown login": (
        "postgresql://khong_ai:{secret}@/sample?host={folder}",
        5,
        "không nhận tài khoản hoặc mật khẩu",
    ),
    "an unknown database": ("postgresql://postgres:{secret}@/khong_co?host={folder}", 5, "không có cơ sở dữ liệu này"),
    "no schema": ("postgresql://postgres:{secret}@/postgres?host={folder}", 5, "Chưa có dữ liệu"),
    "an unknown service": ("postgresql:///?service=khong-co", 5, "(dịch vụ khong-co)"),
    "an unknown sslmode": ("postgresql://postgres:{secret}@/sample?host={folder}&sslmode=khong-co", 5, "sslmode"),
    "an unknown option": (
        "postgresql://postgres:{secret}@/sample?host={folder}&khong_co=1",
        5,
        "Không đọc được địa chỉ",
    ),
    "a password with a slash": ("postgresql://u:12/{secret}@127.0.0.1/x", 5, "Không đọc được địa chỉ"),
    "a password with an at": ("postgresql://u:a@{secret}@127.0.0.1/x", 5, "Không đọc được địa chỉ"),
    "a password with a blank": ("postgresql://u:a {secret}@127.0.0.1/x", 5, "Không đọc được địa chỉ"),
    "a password with a percent": ("postgresql://u:%zz{secret}@127.0.0.1/x", 5, "Không đọc được địa chỉ"),
    "a password with a question mark": ("postgresql://u:a?{secret}@127.0.0.1:{port}/x", 5, "không trả lời"),
    "no address": ("postgresql:password={secret}", 5, "Không đọc được địa chỉ"),
    "a port in words": ("postgresql://u:{secret}@127.0.0.1:abc/x", 5, "Không đọc được địa chỉ"),
}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("words", [("status",), ("task", "note", "IV-4", "x"), ("agency", "list")])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_trouble_is_told_in_one_sentence_without_the_password(
    server: Server, locked: str, trouble: str, words: tuple[str, ...]
) -> None:
    address, code, sentence = TROUBLES[trouble]
    db = address.format(secret=SECRET, folder=server.folder, port=free_port())
    for said in (run(*words, db=db), run(*words, "--db", db, db="")):
        assert in_one_sentence(said, code, sentence), said
        assert SECRET not in said.out + said.err
    detailed = run(*words, "--debug", db=db)
    assert (code, said.err.splitlines()) == (detailed.code, detailed.err.splitlines()[:2])
    assert SECRET not in detailed.err
    assert SECRET not in run(*words, "--json", db=db).err


def test_an_upgrade_of_an_unreachable_server_is_told_alike(server: Server) -> None:
    assert in_one_sentence(
        run("db", "upgrade", db=f"postgresql://u:{SECRET}@127.0.0.1:{free_port()}/x"), 5, "không trả lời"
    )


def test_two_agencies_must_be_told_apart(server: Server) -> None:
    book = ServerBook(server, server.take("sample"))
    agencies.add_agency(request_on(book.database, book.on().today), "KHAC", "Sở khác")
    unnamed, unknown, named, other = (
        run("status", *more, db=book.address)
        for more in ((), ("--agency", "LẠ"), ("--agency", "cq"), ("--agency", "KHAC"))
    )
    chosen = run("task", "note", "IV-4", "x", db=book.address, DANVAN_AGENCY="CQ")
    of_all = [
        run("agency", *more, db=book.address)
        for more in (("list",), ("status",), ("edit", "khac", "--name", "Sở thứ hai"), ("add", "BA", "Sở thứ ba"))
    ]
    server.give_back(book.name, "sample")

    assert in_one_sentence(unnamed, 2, "Dữ liệu có 2 cơ quan: CQ, KHAC.")
    assert in_one_sentence(unknown, 3, "LẠ")
    assert in_one_sentence(other, 3, "Chưa có kế hoạch nào")
    assert (0, 0) == (named.code, chosen.code)
    assert [(0, "")] * 4 == [(said.code, said.err) for said in of_all]


def test_no_agency_is_told(server: Server) -> None:
    book = ServerBook(server, server.take("empty"))
    server.run("DELETE FROM agency", book.name)
    said = [run(*words, db=book.address) for words in (("status",), ("task", "add", "x"))]
    server.give_back(book.name, "empty")

    assert [True, True] == [in_one_sentence(answer, 3, "Chưa có cơ quan nào") for answer in said]


def test_without_the_driver_it_is_said_what_to_install(
    process: Callable[..., Outcome], tmp_path: Path, server: Server
) -> None:
    (tmp_path / "psycopg.py").write_text("raise ImportError('no pq wrapper available')")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2] / "src")])
    for words in (("status",), ("task", "note", "IV-4", "x"), ("db", "upgrade")):
        said = process(*words, env={"DANVAN_DB": server.url("sample"), "PYTHONPATH": path})

        assert in_one_sentence(said, 5, "chưa có thư viện nối PostgreSQL"), said
        assert "pip install" in said.err


@contextmanager
def held_back(book: ServerBook, hold: str) -> Iterator[Callable[[], None]]:
    """Keeps the program waiting at a lock; gives what ends its connection, as a server does that stops."""
    import psycopg

    def stop() -> None:
        waiting = f"""SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = 'danvan' AND datname = '{book.name}' AND wait_event_type = 'Lock'"""
        with psycopg.connect(book.server.url("postgres"), autocommit=True) as admin:
            for _ in range(200):
                if admin.execute(waiting).fetchall():  # type: ignore[call-overload]
                    return
                time.sleep(0.02)

    with psycopg.connect(book.address) as holder:
        holder.execute(hold)  # type: ignore[call-overload]
        yield stop
        holder.rollback()


@pytest.mark.parametrize("words", [("status",), ("task", "note", "IV-4", "x"), ("task", "add", "Việc", "--unit", "VP")])
def test_a_server_that_stops_in_the_middle_is_told_and_nothing_is_half_written(
    server: Server, words: tuple[str, ...]
) -> None:
    book = ServerBook(server, server.take("sample"))
    before = book.content()
    with held_back(book, "LOCK TABLE plan IN ACCESS EXCLUSIVE MODE") as stop:
        stopper = threading.Thread(target=stop)
        stopper.start()
        said = run(*words, db=book.address)
        stopper.join()
    after = book.content()
    server.give_back(book.name, "sample")

    assert in_one_sentence(said, 5, "đang dừng hoặc đã ngắt kết nối"), said
    assert before == after


# ways to a server


def test_a_password_file_opens_the_server(server: Server, locked: str, tmp_path: Path) -> None:
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:sample:{locked}:{SECRET}\n")
    file.chmod(0o600)

    assert 0 == run("status", db=server.url("sample", locked), PGPASSFILE=str(file)).code


def test_a_service_file_opens_the_server(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "pg_service.conf"
    file.write_text(f"[danvan]\nhost={server.folder}\ndbname=sample\nuser=postgres\n")
    for words in (("status",), ("task", "note", "IV-4", "x", "--dry-run")):
        assert 0 == run(*words, db="postgresql:///?service=danvan", PGSERVICEFILE=str(file)).code


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_an_address_opens_the_server(server: Server, scheme: str) -> None:
    assert 0 == run("status", db=server.url("sample").replace("postgresql", scheme, 1)).code


@pytest.mark.parametrize(("mode", "first"), [("require", 80877103), ("disable", 196608)])
def test_the_sslmode_of_the_address_is_what_the_server_is_asked(mode: str, first: int) -> None:
    asked: list[int] = []

    def answer(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            asked.append(int.from_bytes(connection.recv(8)[4:], "big"))
            connection.sendall(b"N")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer, args=(listener,))
        thread.start()
        said = run("status", db=f"postgresql://u@127.0.0.1:{listener.getsockname()[1]}/x?sslmode={mode}")
        thread.join()

    assert (5, [first]) == (said.code, asked)


# a write that a server undoes for another's sake


@pytest.fixture
def undone(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[int]]:
    """Lets the next commits fail as a server fails them that finds two writes at odds; gives their count."""
    import psycopg
    from sqlalchemy.exc import OperationalError
    from sqlmodel import Session

    commit = Session.commit
    monkeypatch.setattr("danvan_cli.commands.verbs._PAUSES", (0, 0, 0))

    def fail(times: int) -> list[int]:
        tried: list[int] = []

        def fails(session: Session) -> None:
            tried.append(1)
            if len(tried) > times:
                return commit(session)
            raise OperationalError("COMMIT", {}, psycopg.errors.SerializationFailure("could not serialize access"))

        monkeypatch.setattr(Session, "commit", fails)
        return tried

    return fail


@pytest.fixture
def book(server: Server) -> Iterator[ServerBook]:
    book = ServerBook(server, server.take("sample"))
    yield book
    server.give_back(book.name, "sample")


# Somebody sits there who can be asked.
TERMINAL = SimpleNamespace(**dict.fromkeys(("stdin", "stderr"), SimpleNamespace(isatty=lambda: True)))


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_write_that_was_undone_runs_again(book: ServerBook, undone: Callable[[int], list[int]], times: int) -> None:
    tried = undone(times)
    said = run("task", "note", "IV-4", "đã gọi", db=book.address)

    assert (0, "", times + 1, 1) == (said.code, said.err, len(tried), book.count("note"))
    assert 1 == said.out.count("Đã ghi chú")


def test_a_write_that_is_undone_four_times_is_told(book: ServerBook, undone: Callable[[int], list[int]]) -> None:
    before = book.content()
    tried = undone(9)
    said = run("task", "note", "IV-4", "đã gọi", db=book.address)

    assert in_one_sentence(said, 5, "có hai lệnh cùng sửa một chỗ")
    assert (4, before) == (len(tried), book.content())


def test_what_was_answered_is_not_asked_again(
    book: ServerBook, undone: Callable[[int], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = undone(1)
    monkeypatch.setattr("danvan_cli.commands.shared.sys", TERMINAL)
    said = run("task", "remove", "IV-5", db=book.address, keys="c\n")

    assert (0, 2, 1) == (said.code, len(tried), said.err.count("[c/k]")), said


def test_proof_that_was_given_when_asked_for_is_kept_for_the_next_try(
    book: ServerBook, undone: Callable[[int], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = undone(1)
    monkeypatch.setattr("danvan_cli.commands.task_steps.sys", TERMINAL)
    said = run("task", "done", "IV-5", db=book.address, keys="45/BC\n")

    assert (0, 2, 1) == (said.code, len(tried), said.err.count("Minh chứng")), said
    assert ["45/BC"] == book.values("SELECT text FROM evidence")
