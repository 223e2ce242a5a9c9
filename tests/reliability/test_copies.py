"""Copies of the data: made by themselves and on demand, looked at, gone back to; a damaged file is told with the way back."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.conftest import SAMPLE_TEXT, Book

from danvan_cli.db import tables
from danvan_cli.output.files import OutputFiles
from danvan_cli.services import tasks

NOTE = ("task", "note", "IV-4", "x")


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def danvan(book: Book, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    from tests.reliability.conftest import invoke

    return lambda *words: Said(*invoke(*words, env={"DANVAN_DB": str(book.path)}))


def copies(book: Book, reason: str = "") -> list[Path]:
    return sorted((book.path.parent / "sao-luu").glob(f"*{reason}.db"))


def notes(path: Path) -> int:
    return Book(path).count("note")


# by themselves


def test_the_first_write_of_a_day_is_preceded_by_a_copy_and_no_other(book: Book, danvan: Callable[..., Said]) -> None:
    for _ in range(3):
        assert 0 == danvan(*NOTE).code

    (copy,) = copies(book)
    assert (0, 3, 0o600) == (notes(copy), notes(book.path), copy.stat().st_mode & 0o777 & 0o600)
    assert copy.name.endswith("-hang-ngay.db")


def test_reading_trying_and_founding_make_no_copy(book: Book, blank: Book, danvan: Callable[..., Said]) -> None:
    danvan("status")
    danvan(*NOTE, "--dry-run")
    danvan("task", "add", "x", "--db", str(blank.path))

    assert [] == copies(book)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("plan", "import", str(SAMPLE_TEXT), "--new", "--yes"), "truoc-khi-nhap"),
        (("plan", "rollover", "2024"), "truoc-khi-sang-nam"),
        (
            ("task", "add", "Báo cáo", *(f"--unit={u}" for u in ("VP", "CCTĐC", "TTKHCN", "TTr")), "--every", "month"),
            "truoc-khi-sua-nhieu",
        ),
    ],
    ids=["import", "rollover", "many rows"],
)
def test_before_what_changes_much_there_is_a_copy_of_its_own(
    book: Book, danvan: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], reason: str
) -> None:
    from danvan_cli.services import writing

    monkeypatch.setattr(writing, "MANY_ROWS", 15)
    before = book.content()
    said = danvan(*words)

    assert 0 == said.code, said.err
    (copy,) = copies(book, reason)
    assert before == Book(copy).content()
    assert before != book.content()


@pytest.mark.parametrize("words", [NOTE, ("db", "upgrade"), ("restore", "bản.db", "--yes")], ids=" ".join)
def test_a_copy_that_cannot_be_made_warns_before_a_write_and_stops_a_restore(
    book: Book, danvan: Callable[..., Said], words: tuple[str, ...]
) -> None:
    shutil.copyfile(book.path, book.path.with_name("bản.db"))
    (book.path.parent / "sao-luu").write_text("keine Mappe")
    before = book.path.read_bytes()
    words = tuple(str(book.path.with_name(word)) if word == "bản.db" else word for word in words)
    said = danvan(*words)

    if words == NOTE:
        assert (0, 1) == (said.code, said.err.count("Cảnh báo: không tự sao lưu được."))
        assert 1 == book.count("note")
    elif words[0] == "restore":
        assert (5, before) == (said.code, book.path.read_bytes())
        assert "Không tạo được bản sao lưu" in said.err


# on demand


def test_a_copy_is_whole_while_others_write(book: Book, danvan: Callable[..., Said]) -> None:
    stop = multiprocessing.get_context("fork").Event()

    def write() -> None:
        while not stop.is_set():
            tasks.note_task(book.on(), "IV-4", "x")

    writers = [multiprocessing.get_context("fork").Process(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    told = [danvan("backup", "-q") for _ in range(4)]
    stop.set()
    for writer in writers:
        writer.join()

    assert [0] * 4 == [said.code for said in told]
    for said in told:
        copy = Book(Path(said.out.strip()))
        assert ["ok"] == copy.values("PRAGMA integrity_check")
        assert copy.count("note") == copy.count("journal_group") - 1


def test_a_copy_goes_where_it_is_told_and_onto_nothing(book: Book, danvan: Callable[..., Said], tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    assert [0, 0] == [danvan("backup", str(folder)).code, danvan("backup", str(folder / "a.db")).code]
    before = (folder / "a.db").read_bytes()

    assert [4, 4, 2] == [
        danvan("backup", place, "--force").code if place == "/dev/null" else danvan("backup", place).code
        for place in (str(folder / "a.db"), str(book.path), "/dev/null")
    ]
    assert (2, before) == (len(list(folder.iterdir())), (folder / "a.db").read_bytes())
    assert all(book.content() == Book(path).content() for path in folder.iterdir())


def test_the_list_tells_how_far_each_copy_is_from_now(book: Book, danvan: Callable[..., Said]) -> None:
    danvan("backup")
    for _ in range(2):
        danvan(*NOTE)
    found = json.loads(danvan("backup", "list", "--json").out)["copies"]

    assert [("by_hand", 2, 0), ("daily", 2, 0)] == [(one["reason"], one["lacks"], one["has_more"]) for one in found]


# going back


def test_going_back_shows_what_is_lost_keeps_the_present_and_is_whole(book: Book, danvan: Callable[..., Said]) -> None:
    copy = Path(danvan("backup", "-q").out.strip())
    danvan(*NOTE)
    before, then = book.content(), Book(copy).content()
    tried = json.loads(danvan("restore", copy.name, "--dry-run", "--json").out)
    assert (before, 1, 0, None) == (book.content(), tried["lost"], tried["brought_back"], tried["restored"])
    assert ["task note"] == [one["command"] for one in tried["newest_lost"]]
    # Nobody is there to agree.
    assert (2, before) == (danvan("restore", copy.name).code, book.content())

    done = json.loads(danvan("restore", copy.name, "--yes", "--json").out)
    assert (then, before) == (book.content(), Book(Path(done["backup"])).content())
    assert 0 == danvan("restore", Path(done["backup"]).name, "--yes").code
    assert before == book.content()


def test_the_data_stay_with_those_who_may_read_them(book: Book, danvan: Callable[..., Said], tmp_path: Path) -> None:
    copy = Path(danvan("backup", "-q").out.strip())
    copy.chmod(0o444)
    book.path.chmod(0o640)
    danvan("restore", str(copy), "--yes")
    assert 0o640 == book.path.stat().st_mode & 0o777

    book.path.unlink()
    assert (0, 0o600) == (danvan("restore", str(copy), "--yes").code, book.path.stat().st_mode & 0o777)
    assert 20 == book.count("task")


def test_a_change_larger_than_memory_for_pages_is_copied_before(
    book: Book,
) -> None:
    """SQLite writes early what it has no room for, and then nobody could read the file to copy it."""
    from danvan_cli.services.writing import writing

    request = book.on()._replace(write_copy=OutputFiles().write_copy)
    with writing(request) as work:
        for number in range(400):
            work.session.add(
                tables.Note(task_id=1, kind="remark", text=f"{number} " * 3000, actor="thu", at=request.now)
            )
        work.session.flush()
    (copy,) = copies(book, "truoc-khi-sua-nhieu")

    assert (0, 400) == (notes(copy), notes(book.path))


def test_one_who_wrote_or_waited_meanwhile_loses_nothing(book: Book, danvan: Callable[..., Said]) -> None:
    """What was written after the difference was shown stops the restore; a writer who waited is told to begin again."""
    from danvan_cli.db import restoring
    from danvan_cli.domain.errors import ConflictError
    from danvan_cli.services import restoring as service

    copy = Path(danvan("backup", "-q").out.strip())
    request = book.on()._replace(write_copy=OutputFiles().write_copy)
    seen = service.compare(request, copy)
    tasks.note_task(book.on(), "IV-4", "x")
    with pytest.raises(ConflictError):
        service.restore(request, copy, seen, OutputFiles().replace_data)
    assert 1 == book.count("note")

    ended: list[str] = []

    def wait() -> None:
        connection = sqlite3.connect(book.path, isolation_level=None, timeout=20)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM note")
        except sqlite3.OperationalError as error:
            ended.append(error.sqlite_errorname)
        connection.close()

    def exchange(path: Path, make: Callable[[Path], None]) -> None:
        waiting.start()
        time.sleep(0.3)
        OutputFiles().replace_data(path, make)

    waiting = threading.Thread(target=wait)
    restoring.restore(
        book.database, copy, service.compare(request, copy), request.now, OutputFiles().write_copy, exchange
    )
    waiting.join()
    assert (["SQLITE_READONLY_DBMOVED"], 0) == (ended, book.count("note"))


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:12288] = bytes(4096)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "harm", [Path.unlink, damaged, lambda p: p.write_text("x" * 9000), lambda p: p.write_bytes(b"")]
)
def test_what_is_no_whole_copy_is_not_gone_back_to(
    book: Book, danvan: Callable[..., Said], harm: Callable[[Path], object]
) -> None:
    copy = Path(danvan("backup", "-q").out.strip())
    harm(copy)
    before = book.path.read_bytes()

    assert (danvan("restore", copy.name, "--yes").code, book.path.read_bytes()) in ((3, before), (7, before))


def tampered(path: Path, *statements: str, triggers_come_back: bool = True) -> None:
    """Changes a file past its triggers, as any other program may."""
    connection = sqlite3.connect(path, isolation_level=None)
    kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in kept if triggers_come_back else ():
        connection.execute(sql)
    connection.close()


TAMPERING = {
    "triggers": ((), "Chốt chặn"),
    "row": (
        ("UPDATE deadline SET submitted_on = '2023-10-20' WHERE id = 1",),
        "không như nhật ký ghi lần cuối",
    ),
    "actor": (("UPDATE journal_group SET actor = 'người khác' WHERE id = 2",), "không khớp dấu niêm"),
    "group": (
        ("DELETE FROM journal_entry WHERE group_id = 2", "DELETE FROM journal_group WHERE id = 2"),
        "lần ghi đã bị xóa",
    ),
}


@pytest.fixture(params=TAMPERING)
def tampering(request: pytest.FixtureRequest) -> tuple[Callable[[Path], None], str]:
    statements, told = TAMPERING[request.param]
    return lambda path: tampered(path, *statements, triggers_come_back=request.param != "triggers"), told


def test_a_tampered_copy_is_told_of_and_gone_back_to_only_when_that_is_said(
    book: Book, danvan: Callable[..., Said], tampering: tuple[Callable[[Path], None], str]
) -> None:
    harm, told = tampering
    danvan(*NOTE)
    copy = Path(danvan("backup", "-q").out.strip())
    harm(copy)
    before = book.content()

    tried = danvan("restore", copy.name, "--dry-run", "--json")
    assert (6, True) == (tried.code, any(told in fault for fault in json.loads(tried.out)["faults"])), tried
    refused = danvan("restore", copy.name, "--yes")
    assert (6, True, before) == (refused.code, told in refused.err, book.content())
    assert "--even-damaged" in refused.err
    assert 0 == danvan("restore", copy.name, "--dry-run", "--even-damaged").code
    assert 0 == danvan("restore", copy.name, "--yes", "--even-damaged").code


def test_tampered_data_are_copied_with_a_warning(
    book: Book, danvan: Callable[..., Said], tampering: tuple[Callable[[Path], None], str]
) -> None:
    harm, told = tampering
    danvan(*NOTE)
    harm(book.path)
    said = danvan("backup")

    assert (0, 1) == (said.code, len(copies(book, "theo-lenh")))
    assert "Cảnh báo: dữ liệu được sao lưu có" in said.err
    assert (told in said.err, "danvan doctor" in said.err, "kiểm tra" in said.out) == (True, True, False)


def test_a_copy_of_data_in_order_is_told_without_a_warning(book: Book, danvan: Callable[..., Said]) -> None:
    said = danvan("backup")

    assert (0, True, "") == (said.code, "đã đọc lại và kiểm tra" in said.out, said.err)


def test_no_copy_takes_the_place_of_another_programs_data(
    book: Book, danvan: Callable[..., Said], tmp_path: Path
) -> None:
    copy = danvan("backup", "-q").out.strip()
    foreign = tmp_path / "của người khác" / "foreign.db"
    foreign.parent.mkdir()
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE theirs (id)")
    connection.commit()
    connection.close()
    before = foreign.read_bytes()

    for words in (("--yes",), ("--yes", "--even-damaged"), ("--dry-run",), ()):
        said = danvan("restore", copy, "--db", str(foreign), *words)
        assert (5, True) == (said.code, "là cơ sở dữ liệu của chương trình khác" in said.err), said
    assert ([foreign], before) == (list(foreign.parent.iterdir()), foreign.read_bytes())


# a damaged file


def begin_zeroed(path: Path) -> None:
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def plans_lost(path: Path) -> None:
    """The page that the table of plans begins on holds no row any more, and is in order for itself."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'plan'").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\x0d\0\0\0\0\x10\0\0" + bytes(4088)
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [damaged, begin_zeroed, emptied, plans_lost])
def test_a_damaged_file_is_told_with_the_way_back_and_never_written_to(
    book: Book, danvan: Callable[..., Said], harm: Callable[[Path], None], tmp_path: Path
) -> None:
    copy = Path(danvan("backup", "-q").out.strip())
    before = book.content()
    harm(book.path)
    image = book.path.read_bytes()
    for words in (
        *(NOTE, ("db", "upgrade"), ("data", "export", str(tmp_path / "x.jsonl")), ("backup",)),
        ("plan", "import", str(SAMPLE_TEXT), "--yes"),
    ):
        said = danvan(*words)
        assert (5, image) == (said.code, book.path.read_bytes()), words
        assert "bị hỏng" in said.err
        assert f'danvan restore "{copy}"' in said.err
    assert not (tmp_path / "x.jsonl").exists()

    # The way that was told leads back; the damaged bytes stay for whoever can read them.
    assert 0 == danvan("restore", str(copy), "--yes").code
    assert before == book.content()
    assert [image] * bool(image) == [path.read_bytes() for path in copies(book, "tep-hong")]


def test_a_plan_that_a_damaged_page_held_is_not_taken_for_one_that_never_was(
    book: Book, danvan: Callable[..., Said]
) -> None:
    plans_lost(book.path)
    said = danvan("status")

    assert (5, True, False) == (said.code, "bị hỏng" in said.err, "Chưa có kế hoạch" in said.err)


def test_text_that_is_none_is_told_as_damage(book: Book, danvan: Callable[..., Said]) -> None:
    connection = sqlite3.connect(book.path)
    connection.execute("UPDATE task SET content = CAST(x'ff' AS TEXT) WHERE code = 'IV-4'")
    connection.commit()
    connection.close()
    said = danvan("task", "show", "IV-4")

    assert (5, True) == (said.code, "bị hỏng" in said.err)


def test_a_copy_taken_of_a_link_lies_beside_the_data_themselves(
    book: Book, danvan: Callable[..., Said], tmp_path: Path
) -> None:
    place = tmp_path / "xa"
    place.mkdir()
    moved = place / "thật.db"
    book.path.rename(moved)
    book.path.symlink_to(moved)
    copy = Path(danvan("backup", "-q").out.strip())
    danvan(*NOTE)

    assert 0 == danvan("restore", copy.name, "--yes").code
    assert (place / "sao-luu", True, 0) == (copy.parent, book.path.is_symlink(), notes(moved))


def test_a_server_is_told_how_it_is_copied(server: Any, danvan: Callable[..., Said]) -> None:
    said = danvan("backup", "--db", server.url("sample"))

    assert 4 == said.code
    assert ["pg_dump --format=custom", "pg_dumpall --roles-only"] == [
        words for words in ("pg_dump --format=custom", "pg_dumpall --roles-only") if words in said.out
    ]
    assert 2 == danvan("restore", "x.db", "--db", server.url("sample")).code


# many of each, in ``python -m tests.reliability.kills`` and ``python -m tests.reliability.damage``


@pytest.mark.slow
def test_kills_at_random_leave_nothing_by_half(child_environment: dict[str, str]) -> None:
    assert (0, "") == ran("kills", 8, child_environment)


@pytest.mark.slow
def test_damage_at_random_is_told_and_never_written_to(child_environment: dict[str, str]) -> None:
    assert (0, "") == ran("damage", 21, child_environment)


def ran(harness: str, number: int, environment: dict[str, str]) -> tuple[int, str]:
    words = [sys.executable, "-m", f"tests.reliability.{harness}", str(number)]
    path = os.pathsep.join([environment["PYTHONPATH"], str(Path(__file__).parents[2])])
    done = subprocess.run(words, env={**environment, "PYTHONPATH": path}, capture_output=True, text=True)
    return done.returncode, done.stderr if done.returncode == 0 else done.stdout + done.stderr


def test_the_day_of_a_copy_is_that_of_the_clock(book: Book, danvan: Callable[..., Said]) -> None:
    """The day that DANVAN_TODAY says is that of the plan; a copy is dated by when it was made."""
    from danvan_cli.domain.dates import vietnam_today

    danvan(*NOTE)
    now = vietnam_today(datetime.now(UTC))
    assert (f"{book.path.name}-{now}-hang-ngay.db", True) == (copies(book)[0].name, now != date(2023, 10, 26))
