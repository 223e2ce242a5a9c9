"""What TAB suggests, and that the shells themselves take it up."""

from __future__ import annotations

import itertools
import json
import os
import select
import shutil
import sqlite3
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.terminal import started_on_terminal
from typer.testing import CliRunner

from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import fold
from danvan_cli.services import units
from danvan_cli.services.adding import NewTask, add_task
from danvan_cli.services.suggesting import MOST, suggest
from danvan_cli.services.tasks import remove_task

BASH = "complete_bash"
EVIL = 'Báo cáo "$(touch đã-chạy)" `touch đã-chạy` \' ; touch đã-chạy \\$(touch đã-chạy) (a:b) [x]'


@pytest.fixture
def suggested(book: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Gives what bash is told for the last word of a line."""
    from danvan_cli.app import app

    monkeypatch.setenv("DANVAN_DB", str(book.path))
    # Here it would be the tests' own process that loses patience.
    monkeypatch.setattr("danvan_cli.completing._SECONDS", 600)

    def ask(line: str, **environment: str) -> list[str]:
        asked = {"_DANVAN_COMPLETE": BASH, "_TYPER_COMPLETE_ARGS": line}
        result = CliRunner().invoke(app, [], env={**asked, **environment})
        assert "" == result.stderr
        return result.stdout_bytes.decode().split()

    return ask


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("danvan sta", ["status", "stale"]),
        ("danvan task ext", ["extend", "extend-decide"]),
        ("danvan --db ", []),
        ("danvan task done IV", ["IV-1", "IV-2", "IV-3", "IV-4", "IV-5"]),
        ("danvan task done iv-4", ["iv-4"]),
        ("danvan task done IV-4 --unit CCTĐ", ["CCTĐC"]),
        ("danvan task done IV-4 --unit CCTD", ["CCTDC"]),
        ("danvan task done IV-4 --unit cctd", ["cctdc"]),
        ("danvan task done IV-4 --unit=CCT", ["CCTĐC"]),
        ("danvan task done IV-4 -u V", ["VP"]),
        ("danvan task add việc --support TT", ["TTKHCN", "TTr"]),
        ("danvan --plan KH-2023 task done IV-4 --unit TTK", ["TTKHCN"]),
        ("danvan --plan kh-2022 task done IV", []),
        ("danvan status --plan ", ["KH-2023"]),
        ("danvan plan use kh", ["kh-2023"]),
        ("danvan target record ct", ["ct1", "ct2", "ct3", "ct4"]),
        ("danvan target link CT1 IV-4 II.1", ["II.1-1", "II.1-2", "II.1-3"]),
        ("danvan unit show T", ["TKTCV", "TTKHCN", "TTr"]),
        ("danvan config set soon", ["soon_days"]),
        ("danvan task list --state done_o", ["done_on_time"]),
        ("danvan task done --no", ["--no-evidence", "--no-color"]),
        ("danvan task --h", ["--help"]),
        ("danvan --d", ["--db", "--dry-run"]),
        ("danvan -d", []),
        ("danvan --version ta", ["task", "target"]),
        ("danvan completion f", ["fish"]),
        ("danvan không-có-lệnh x", []),
        ("danvan task done IV-4 --unit zzz", []),
        ("danvan plan import ", []),
    ],
    ids=str,
)
def test_a_line_goes_on_with(suggested: Callable[..., list[str]], line: str, words: list[str]) -> None:
    assert words == suggested(line)


def test_the_database_named_on_the_line_is_read(suggested: Callable[..., list[str]], book: Any) -> None:
    place = shutil.copyfile(book.path, book.path.with_name("khác.db"))

    assert ["IV-4"] == suggested(f"danvan --db {place} task done IV-4", DANVAN_DB="không có")


@pytest.mark.parametrize("place", ["không có.db", "thư mục", "rác.db", "postgresql://127.0.0.1:1/danvan"])
def test_data_that_cannot_be_read_suggest_nothing(
    suggested: Callable[..., list[str]], tmp_path: Path, place: str
) -> None:
    (tmp_path / "thư mục").mkdir()
    (tmp_path / "rác.db").write_text("không phải dữ liệu")
    where = place if "//" in place else str(tmp_path / place)

    assert [] == suggested("danvan task done I", DANVAN_DB=where)
    assert not (tmp_path / "không có.db").exists()


def test_a_removed_task_is_suggested_only_where_it_can_be_had_again(
    suggested: Callable[..., list[str]], book: Any
) -> None:
    remove_task(book.on(), "IV-2")

    assert ["IV-2"] == suggested("danvan task restore ")
    assert ["IV-1", "IV-3", "IV-4", "IV-5"] == suggested("danvan task done IV")


def test_of_too_many_codes_the_last_is_told_so_that_no_shell_writes_more_than_all_share(
    suggested: Callable[..., list[str]], book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("danvan_cli.services.suggesting.MOST", 3)
    found = suggested("danvan task done ")

    assert ["II.1-1", "II.1-2", "IV-5"] == found


def shared(words: list[str]) -> str:
    return "".join(
        letters[0] for letters in itertools.takewhile(lambda some: len(set(some)) == 1, zip(*words, strict=False))
    )


LETTERS = "Iiđ1-.V:& –Áa"


@given(st.sets(st.text(LETTERS, min_size=1, max_size=4), max_size=MOST * 2), st.text("Iiđ1.Va", max_size=2))
def test_what_the_suggestions_share_all_codes_share(book: Any, codes: set[str], begun: str) -> None:
    rows = [(code, "") for code in sorted(codes)]
    told = [spelt for spelt, _ in suggest(lambda *_: rows, book.database, None, begun)]
    meant = [fold(code) for code in codes if fold(code).startswith(fold(begun)) and code[0] not in ":& –-"]

    assert MOST >= len(told)
    assert all(word.startswith(begun) for word in told)
    assert all(code.startswith(fold(shared(told))) for code in meant)


@pytest.mark.parametrize(
    ("codes", "begun", "ends"),
    [
        ([*(f"XA{number}" for number in range(60)), "XB1", "Xa99"], "x", ("xa0", "xb1")),
        ([f"R-{number}" for number in range(100, 160)] + ["R-200", "R–1"], "R", ("R", "R-149")),
        (["A:1", "A-1"], "A", ("A", "A-1")),
        (["x-Đ", "X-e"], "X-", ("X-D", "X-e")),
        (["q1"], "Q", ("Q1", "Q1")),
        (["ĐV-00", "ĐV-01"], "dv", ("dv-00", "dv-01")),
    ],
)
def test_no_shell_is_led_past_a_task(
    suggested: Callable[..., list[str]], book: Any, codes: list[str], begun: str, ends: tuple[str, str]
) -> None:
    connection = sqlite3.connect(book.path)
    for place, code in enumerate(codes):
        connection.execute(
            "INSERT INTO task (plan_id, code, position, content, kind, priority, groups) "
            "VALUES (1, ?, ?, 'x', 'once', 'normal', '[]')",
            (code, 1000 + place),
        )
    connection.commit()
    connection.close()
    found = sorted(suggested(f"danvan task show {begun}"))

    assert ends == (found[0], found[-1])


@pytest.mark.usefixtures("suggested")
def test_nothing_that_a_shell_would_run_is_told_of_a_plan(book: Any) -> None:
    from danvan_cli.app import app

    add_task(book.on(date(2023, 2, 1)), NewTask(EVIL))
    for shell, asked in (("zsh", {}), ("fish", {"_TYPER_COMPLETE_FISH_ACTION": "get-args"})):
        environment = {"_DANVAN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": "danvan task done BS", **asked}
        told = CliRunner().invoke(app, [], env=environment).stdout_bytes.decode()

        assert "Báo cáo" in told
        assert [] == [sign for sign in "$`\\;[]" if sign in told]


def test_an_empty_variable_is_none(danvan: Callable[..., Any]) -> None:
    assert danvan("status").out == danvan("status", env={"_DANVAN_COMPLETE": ""}).out


@pytest.mark.parametrize("wanted", ["complete_tcsh", "source_bash", "source", "x_bash"])
def test_what_no_script_of_ours_asks_is_not_answered(suggested: Callable[..., list[str]], wanted: str) -> None:
    assert [] == suggested("danvan sta", _DANVAN_COMPLETE=wanted)


@pytest.mark.parametrize("name", ["zsh", "fish", "pwsh"])
def test_a_value_joined_to_its_option_is_told_with_it(suggested: Callable[..., list[str]], name: str) -> None:
    asked = {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "--unit=CCT"}
    told = suggested("danvan overdue --unit=CCT", _DANVAN_COMPLETE=f"complete_{name}", **asked)

    assert "--unit=CCTĐC" in " ".join(told)


def test_nothing_that_was_typed_comes_back_to_be_run(suggested: Callable[..., list[str]]) -> None:
    for line in ("danvan task show --$(x)=IV", "danvan task show '--\\\\$(x)=IV'", "danvan task show --`x`=IV"):
        assert ["_files"] == suggested(line, _DANVAN_COMPLETE="complete_zsh")


def test_a_path_of_windows_is_taken_as_typed(
    suggested: Callable[..., list[str]], book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.path.parent)
    shutil.copyfile(book.path, "a\\b.db")
    asked = {"_DANVAN_COMPLETE": "complete_pwsh", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "iv-4"}

    assert "iv-4:::" in suggested("danvan --db a\\b.db task show iv-4", DANVAN_DB="không có", **asked)[0]


def test_decomposed_letters_are_read_as_composed_ones(suggested: Callable[..., list[str]], book: Any) -> None:
    units.add_unit(book.on(), Unit("TỔ1", "Tổ một"))
    begun = unicodedata.normalize("NFD", "TỔ")

    assert [f"{begun}1"] == suggested(f"danvan unit show {begun}")


def test_a_file_that_another_holds_keeps_nobody_waiting(process: Callable[..., Any], book: Any) -> None:
    holder = sqlite3.connect(book.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    begin = time.monotonic()
    asked = {"_DANVAN_COMPLETE": BASH, "_TYPER_COMPLETE_ARGS": "danvan task show I", "DANVAN_DB": str(book.path)}
    said = process(env=asked)
    holder.close()

    assert (1, "", "") == said
    assert 8 > time.monotonic() - begin


def test_the_script_is_that_of_the_shell_and_json_holds_it(danvan: Callable[..., Any]) -> None:
    for shell, word in (("bash", "COMPREPLY"), ("zsh", "compdef"), ("fish", "complete"), ("powershell", "Register-")):
        shown = danvan("completion", shell)

        assert (0, "") == (shown.code, shown.err)
        assert word in shown.out
        assert {"shell": shell, "script": shown.out}.items() <= json.loads(
            danvan("completion", shell, "--json").out
        ).items()


@pytest.fixture
def shell(book: Any, child_environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """What a shell runs with: a ``danvan`` on its path, the sample's database, a folder of its own."""
    program = tmp_path / "bin" / "danvan"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m danvan_cli "$@"\n')
    program.chmod(0o755)
    add_task(book.on(date(2023, 2, 1)), NewTask(EVIL))
    path = os.pathsep.join([str(program.parent), child_environment["PATH"]])
    return {**child_environment, "PATH": path, "DANVAN_DB": str(book.path), "HOME": str(tmp_path), "TERM": "xterm"}


def _needs(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        assert "CI" not in os.environ, f"{name} must be installed"
        pytest.skip(f"{name} is not installed")
    return found


TYPED = [
    ("task show iv-4", "iv-4"),
    ("task done IV-4 --unit CCT", "CCTĐC"),
    ("task show BS", "BS-1"),
    ("rep", "report"),
]


# Many systems have no package of fish: also in CI its absence is no fault.
@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(("begun", "whole"), TYPED)
def test_fish_takes_it_up(shell: dict[str, str], tmp_path: Path, begun: str, whole: str) -> None:
    script = f'danvan completion fish | source; complete -C "danvan {begun}"'
    done = subprocess.run(
        ["fish", "--private", "-c", script],
        env=shell,
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert [whole] == [line.split("\t")[0] for line in done.stdout.decode().splitlines()]
    assert not (tmp_path / "đã-chạy").exists()


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_it_stands_on_the_line_after_tab(shell: dict[str, str], tmp_path: Path, name: str) -> None:
    start = {"bash": ["--norc", "-i"], "zsh": ["-f", "-i"]}[name]
    init = {"bash": "", "zsh": "autoload -U compinit; compinit -u; "}[name]
    # Each finished line is printed word by word instead of run: Ctrl-A, and a command before it.
    typed = [key for begun, _ in TYPED for key in (f"danvan {begun}\t", "\x01printf '<%s>' \n")]
    typed = [f'{init}eval "$(danvan completion {name})"\n', *typed]
    seen = at_a_terminal([_needs(name), *start], shell, tmp_path, typed, f"<{TYPED[-1][1]}>")

    assert [whole for _, whole in TYPED] == [whole for _, whole in TYPED if f"<{whole}>" in seen]
    assert not (tmp_path / "đã-chạy").exists()


def at_a_terminal(command: list[str], environment: dict[str, str], folder: Path, typed: list[str], awaited: str) -> str:
    """Types into a program, each time it has gone silent, until it has written what is awaited."""
    child, ours = started_on_terminal(command, environment, 200, folder)
    seen = ""
    end = time.monotonic() + 60
    while awaited not in seen and time.monotonic() < end:
        if select.select([ours], [], [], 0.5)[0]:
            seen += os.read(ours, 65536).decode("utf-8", "replace")
        elif typed:
            os.write(ours, typed.pop(0).encode())
    child.kill()
    child.wait()
    os.close(ours)
    return seen
