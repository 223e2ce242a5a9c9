"""Real processes at once, killed, interrupted, cut off, and speaking other encodings."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.speed.registers import make_register

from danvan_cli.services import adding, tasks

SAMPLE = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"


def notes(book: Any, who: int) -> None:
    for number in range(25):
        tasks.note_task(book.on(), "IV-4", f"{who}-{number}")


def whole(book: Any) -> None:
    """Everything in the journal is complete, and nothing stands in the tables that it does not tell of."""
    assert ["ok"] == book.values("PRAGMA integrity_check")
    assert [] == book.select("PRAGMA foreign_key_check")
    assert [] == book.values("SELECT id FROM journal_group WHERE id NOT IN (SELECT group_id FROM journal_entry)")
    assert [] == book.values(
        "SELECT id FROM note WHERE id NOT IN (SELECT row_id FROM journal_entry WHERE table_name = 'note')"
    )
    assert [] == book.values(
        "SELECT row_id FROM journal_entry WHERE table_name = 'note' AND row_id NOT IN (SELECT id FROM note)"
    )


def everything_is_there(book: Any) -> None:
    told = {f"{who}-{number}" for who in range(4) for number in range(25)}
    assert told == set(book.values("SELECT text FROM note"))
    assert (100, 101) == (book.count("note"), book.count("journal_group"))
    whole(book)


def test_four_threads_that_write_at_once_lose_nothing(book: Any) -> None:
    failures: list[BaseException] = []

    def work(who: int) -> None:
        try:
            notes(book, who)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == failures
    everything_is_there(book)


def test_four_processes_that_write_at_once_lose_nothing(book: Any) -> None:
    children = [multiprocessing.get_context("fork").Process(target=notes, args=(book, who)) for who in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)

    assert [0, 0, 0, 0] == [child.exitcode for child in children]
    everything_is_there(book)


def test_codes_given_at_once_are_all_different(book: Any) -> None:
    def add() -> None:
        for _ in range(5):
            adding.add_task(book.on(), adding.NewTask("x"))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {f"BS-{n}" for n in range(1, 21)} == set(book.values("SELECT code FROM task WHERE code LIKE 'BS%'"))


def test_two_first_writes_at_once_make_one_plan(blank: Any, child_environment: dict[str, str]) -> None:
    words = [sys.executable, "-m", "danvan_cli", "task", "add", "x", "--unit", "VP", "--db", str(blank.path)]
    children = [subprocess.Popen(words, env=child_environment, stdout=subprocess.DEVNULL) for _ in range(2)]

    assert [0, 0] == [child.wait(60) for child in children]
    assert (1, 2, 8) == (blank.count("plan"), blank.count("task"), blank.count("unit"))


def child_that_imports(path: Path) -> None:
    from danvan_cli.services import planning

    request = _requests(path)
    for number in range(100):
        draft = replace(planning.read_draft(request, SAMPLE), source_sha256=str(number))
        planning.import_plan(request, draft, as_new=True)


def _requests(path: Path) -> Any:
    from datetime import UTC, datetime

    from danvan_cli.db.location import Database
    from danvan_cli.services.request import Request

    day = date(2023, 10, 26)
    return Request(Database(path), None, day, day, datetime(2023, 10, 26, tzinfo=UTC), "thu", "plan import", False)


def test_imports_killed_at_any_moment_leave_whole_plans_only(blank: Any) -> None:
    chance = random.Random(7)
    context = multiprocessing.get_context("fork")
    for _ in range(8):
        child = context.Process(target=child_that_imports, args=(blank.path,))
        child.start()
        time.sleep(chance.uniform(0.05, 0.45))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        if blank.path.exists() and blank.path.stat().st_size:
            assert ["ok"] == blank.values("PRAGMA integrity_check")
            if _tables(blank) and blank.count("plan"):
                tasks.note_task(blank.on(), "IV-4", "còn sống")

    # Whatever the kills left, an import that is let be works at once.
    from tests.conftest import SAMPLE_TEXT

    from danvan_cli.services import planning

    planning.import_plan(blank.on(), planning.read_draft(blank.on(), SAMPLE_TEXT), as_new=True)
    whole(blank)
    assert blank.count("plan") > 0
    assert {20} == set(blank.values("SELECT COUNT(*) FROM task GROUP BY plan_id"))
    assert {21} == set(blank.values("SELECT COUNT(*) FROM deadline GROUP BY plan_id"))
    assert (
        blank.count("plan")
        == blank.values("SELECT COUNT(DISTINCT group_id) FROM journal_entry WHERE table_name = 'plan'")[0]
    )


def _tables(book: Any) -> bool:
    return bool(book.values("SELECT 1 FROM sqlite_master WHERE name = 'plan'"))


SLOW = """
import sys, time
import danvan_cli.services.views as views
real = views.status
def slow(*parts):
    sys.stderr.write("ready\\n"); sys.stderr.flush()
    time.sleep(20)
    return real(*parts)
views.status = slow
from danvan_cli.app import main
main()
"""
SLOW_WRITE = SLOW.replace("services.views as views", "services.tasks as views").replace(
    "views.status", "views.required_text"
)


@pytest.mark.parametrize(
    ("program", "words"), [(SLOW, ("status",)), (SLOW_WRITE, ("task", "note", "IV-4", "x"))], ids=["read", "write"]
)
def test_an_interrupted_command_ends_with_130_and_writes_nothing(
    book: Any, child_environment: dict[str, str], program: str, words: tuple[str, ...]
) -> None:
    before = book.path.read_bytes()
    child = subprocess.Popen(
        [sys.executable, "-c", program, *words, "--db", str(book.path)],
        env=child_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stderr is not None
    assert b"ready\n" == child.stderr.readline()
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)

    assert (130, b"") == (child.returncode, out)
    assert b"Traceback" not in err
    assert b"ngo\xc3\xa0i d\xe1\xbb\xb1 ki\xe1\xba\xbfn" not in err
    assert before == book.path.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("task", "list", "--all"),
        ("status", "--json"),
        ("report", "export", "--format", "md"),
        ("--help",),
        ("task", "show", "LẠ"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_that_goes_away_causes_no_traceback(
    book: Any, child_environment: dict[str, str], words: tuple[str, ...], stream: str
) -> None:
    read, write = os.pipe()
    os.close(read)
    other = {"stdout": "stderr", "stderr": "stdout"}[stream]
    child = subprocess.Popen(
        [sys.executable, "-m", "danvan_cli", *words],
        env={**child_environment, "DANVAN_DB": str(book.path)},
        **{stream: write, other: subprocess.PIPE},  # type: ignore[call-overload]
    )
    os.close(write)
    out, err = child.communicate(timeout=30)

    said = (err if stream == "stdout" else out).decode()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert "ngoài dự kiến" not in said
    assert child.returncode in (3 if "LẠ" in words else 0, 141)


LONG_LISTS = (("task", "list", "--all", "--json"), ("overdue", "--all", "--json"), ("log", "--json"))


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose lists are longer than any pipe holds."""
    path = tmp_path_factory.mktemp("register") / "sổ.db"
    make_register(path, 4_000)
    return path


@pytest.mark.parametrize("words", LONG_LISTS, ids=" ".join)
def test_a_slow_reader_of_a_long_list_locks_nobody_out(
    register: Path,
    tmp_path: Path,
    child_environment: dict[str, str],
    process: Callable[..., Any],
    words: tuple[str, ...],
) -> None:
    path = tmp_path / "sổ.db"
    shutil.copyfile(register, path)
    environment = {**child_environment, "DANVAN_DB": str(path)}
    expected = subprocess.run([sys.executable, "-m", "danvan_cli", *words], env=environment, capture_output=True).stdout

    with subprocess.Popen(
        [sys.executable, "-m", "danvan_cli", *words], env=environment, stdout=subprocess.PIPE
    ) as slow:
        assert slow.stdout is not None
        begun = slow.stdout.read(1)
        written = process("config", "set", "soon_days", "9", env={"DANVAN_DB": str(path)})
        still_runs = slow.poll() is None

        assert expected == begun + slow.stdout.read()

    assert (0, True, 0) == (written.code, still_runs, slow.returncode), written.err


@pytest.mark.parametrize("words", LONG_LISTS, ids=" ".join)
def test_a_reader_that_goes_away_in_the_middle_of_a_long_list_causes_no_traceback(
    register: Path, child_environment: dict[str, str], words: tuple[str, ...]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "danvan_cli", *words],
        env={**child_environment, "DANVAN_DB": str(register)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(1)
        child.stdout.close()
        said = child.stderr.read()

    assert (0, b"") == (child.returncode, said)


ENVIRONMENTS = {
    "cp1258": {"PYTHONIOENCODING": "cp1258"},
    "ascii": {"PYTHONIOENCODING": "ascii:strict"},
    "C": {"LC_ALL": "C", "LANG": "C"},
    "no UTF-8 at all": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX": {"LC_ALL": "POSIX"},
}
LISTINGS = (("status",), ("task", "list"), ("unit", "list", "--json"), ("log",), ("--help",))


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_vietnamese_comes_out_whatever_the_streams_and_the_locale(
    process: Callable[..., Any], book: Any, name: str
) -> None:
    environment = {**ENVIRONMENTS[name], "DANVAN_DB": str(book.path)}
    words = LISTINGS[list(ENVIRONMENTS).index(name) % len(LISTINGS)]
    plain, other = process(*words, env={"DANVAN_DB": str(book.path)}), process(*words, env=environment)

    assert (0, plain.out, plain.err) == (other.code, other.out, other.err)
    assert any(letter in plain.out for letter in "ộịếươđ")


@pytest.mark.parametrize("name", ["cp1258", "C", "no UTF-8 at all"])
def test_vietnamese_goes_in_whatever_the_streams_and_the_locale(
    process: Callable[..., Any], book: Any, name: str
) -> None:
    words = ("task", "add", "Báo cáo quý, đợt 1", "--unit", "CCTĐC", "-q")
    done = process(*words, env={**ENVIRONMENTS[name], "DANVAN_DB": str(book.path)})

    assert (0, "BS-1\n", "") == done
    assert ["Báo cáo quý, đợt 1"] == book.values("SELECT content FROM task WHERE code = 'BS-1'")


def test_today_is_việt_nams_whatever_the_machines_zone(process: Callable[..., Any], book: Any) -> None:
    environment = {"DANVAN_DB": str(book.path), "DANVAN_TODAY": ""}
    days = {
        process("status", "--json", env={**environment, "TZ": zone}).out.split('"as_of": ')[1][:12]
        for zone in ("Pacific/Kiritimati", "Etc/GMT+12")
    }

    assert 1 == len(days)
