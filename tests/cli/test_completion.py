"""What TAB suggests, and that the shells themselves take it up."""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from danvan_cli.services.suggesting import MOST, suggest
from danvan_cli.services.tasks import NewTask, add_task, remove_task

BASH = "complete_bash"
EVIL = 'Báo cáo "$(touch đã-chạy)" `touch đã-chạy` \' ; touch đã-chạy \\$(touch đã-chạy) (a:b) [x]'


@pytest.fixture
def suggested(book: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Gives what bash is told for the last word of a line."""
    from danvan_cli.app import app

    monkeypatch.setenv("DANVAN_DB", str(book.path))

    def ask(line: str, **environment: str) -> list[str]:
        asked = {"_DANVAN_COMPLETE": BASH, "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
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
        ("danvan task done IV-4 --unit = CCT", ["CCTĐC"]),
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


@given(st.sets(st.text("Iiđ1-.V", min_size=1, max_size=4), max_size=MOST * 2), st.text("Iiđ1-.V", max_size=2))
def test_what_the_suggestions_share_all_codes_share(book: Any, codes: set[str], begun: str) -> None:
    rows = [(code, "") for code in sorted(codes)]
    told = [spelt for spelt, _ in suggest(lambda *_: rows, book.database, None, begun)]
    everything = [code for code in codes if code.startswith(begun)]

    assert MOST >= len(told)
    assert all(word.startswith(begun) for word in told)
    assert all(code.startswith(shared(told)) for code in everything)


def test_nothing_that_a_shell_would_run_is_told_of_a_plan(book: Any, suggested: Callable[..., list[str]]) -> None:
    from danvan_cli.app import app

    add_task(book.on(date(2023, 2, 1)), NewTask(EVIL))
    for shell, asked in (("zsh", {}), ("fish", {"_TYPER_COMPLETE_FISH_ACTION": "get-args"})):
        environment = {"_DANVAN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": "danvan task done BS", **asked}
        told = CliRunner().invoke(app, [], env=environment).stdout_bytes.decode()

        assert "Báo cáo" in told
        assert [] == [sign for sign in "$`\\;[]" if sign in told]


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


@pytest.mark.parametrize(("begun", "whole"), TYPED)
def test_fish_takes_it_up(shell: dict[str, str], tmp_path: Path, begun: str, whole: str) -> None:
    script = f'danvan completion fish | source; complete -C "danvan {begun}"'
    done = subprocess.run(
        [_needs("fish"), "--private", "-c", script],
        env=shell,
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert [whole] == [line.split("\t")[0] for line in done.stdout.decode().splitlines()]
    assert not (tmp_path / "đã-chạy").exists()


@pytest.mark.parametrize(("begun", "whole"), TYPED)
@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_it_stands_on_the_line_after_tab(
    shell: dict[str, str], tmp_path: Path, name: str, begun: str, whole: str
) -> None:
    start = {"bash": ["--norc", "-i"], "zsh": ["-f", "-i"]}[name]
    init = {"bash": "", "zsh": "autoload -U compinit; compinit -u; "}[name]
    # The finished line is printed word by word instead of run: Ctrl-A, and a command before it.
    typed = [f'{init}eval "$(danvan completion {name})"\n', f"danvan {begun}\t"]
    seen = at_a_terminal([_needs(name), *start], shell, tmp_path, [*typed, "\x01printf '<%s>' \n"], f"<{whole}>")

    assert f"<{whole}>" in seen
    assert not (tmp_path / "đã-chạy").exists()


def at_a_terminal(command: list[str], environment: dict[str, str], folder: Path, typed: list[str], awaited: str) -> str:
    """Types into a program, each time it has gone silent, until it has written what is awaited."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, 200))
    child = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=folder,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0) and None,
    )
    os.close(theirs)
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
