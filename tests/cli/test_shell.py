"""danvan shell: many commands in one start, from a pipe and on a terminal."""

from __future__ import annotations

import codecs
import os
import select
import stat
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import ESCAPE
from tests.terminal import PROGRAM, run, started_on_terminal

from danvan_cli.app import app
from danvan_cli.commands.shell import _step, _words
from danvan_cli.domain.errors import UsageError


@pytest.fixture
def environment(book: Any) -> dict[str, str]:
    return {"DANVAN_DB": str(book.path), "DANVAN_TODAY": "2023-10-26", "DANVAN_ACTOR": "thu"}


def test_a_script_goes_on_after_a_failing_step_and_ends_with_the_code_of_the_last_one(
    environment: dict[str, str],
) -> None:
    script = unicodedata.normalize(
        "NFD",
        "\ufeff# việc đầu tuần\n\ndanvan task show XX-9 -q\ntask note IV-4 'Đang chờ số liệu' -q\nnope\n"
        'task note IV-4 "hở\n? mã-thoát\nshell\ntask add --from - --unit VP\nnote list --json\n'
        "task done IV-4 --unit VP --no-evidence x\nthoát\nstatus\n",
    )
    said = run(["shell"], environment, typed=script)

    assert [
        *("Lỗi: Kế hoạch KH-2023 không có nhiệm vụ “XX-9”.", "Lỗi: Không có lệnh nope."),
        *("Lỗi: Dấu ngoặc kép hay nháy chưa được đóng.", "Lỗi: Đang ở trong danvan shell."),
    ] == [line for line in said.stderr.splitlines() if line.startswith("Lỗi")][:4]
    assert 4 == said.returncode
    assert (True, True, False) == tuple(
        words in said.stdout for words in ("Mã kết thúc", "Đang chờ số liệu", "Tiến độ theo đơn vị")
    )


@pytest.mark.parametrize(("script", "code"), [("", 0), ("log -q\n", 0), ("nope\nlog -q\n", 2), ("exit", 0)])
def test_a_script_in_which_nothing_failed_ends_with_nothing(
    environment: dict[str, str], script: str, code: int
) -> None:
    assert code == run(["shell"], environment, typed=script).returncode


def test_options_of_the_session_are_those_of_every_step(environment: dict[str, str]) -> None:
    lines = run(["shell", "--json", "--dry-run"], environment, typed='task note IV-4 "thử"\nnote list\n').stdout

    assert (2, True) == (lines.count('"schema": 1'), '"notes": []' in lines)


def test_a_step_sees_what_another_process_has_written_meanwhile(
    environment: dict[str, str], danvan: Callable[..., Any]
) -> None:
    session = subprocess.Popen(
        [*PROGRAM, "shell"],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert session.stdin is not None
    assert session.stdout is not None
    seen = []
    for days in ("7", "3"):
        danvan("config", "set", "soon_days", days)
        session.stdin.write("status --json\n")
        session.stdin.flush()
        answer = "".join(iter(session.stdout.readline, "}\n"))
        seen.append('"due_soon_count": 1' in answer)
        session.stdin.write(f'task note IV-4 "sau {days}" -q\n')
        session.stdin.flush()
        session.stdout.readline()
        # No step keeps the file open or locked.
        assert 0 == danvan("task", "note", "IV-4", "xen vào").code
    session.communicate()

    assert ([True, False], 0) == (seen, session.returncode)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("danvan task done IV-4", ["task", "done", "IV-4"]),
        ('task add "Họp  giao ban" -u VP', ["task", "add", "Họp  giao ban", "-u", "VP"]),
        ("task add 'a \"b\" c' d\\ e", ["task", "add", 'a "b" c', "d e"]),
        ("task list --text #1", ["task", "list", "--text", "#1"]),
        ("  # lời ghi", []),
        ("?", ["--help"]),
        ("? task done", ["help", "task", "done"]),
        ("task done ?", ["help", "task", "done"]),
    ],
)
def test_a_line_is_parted_as_a_system_shell_does(line: str, words: list[str]) -> None:
    assert words == _words(line)


def test_a_path_of_windows_keeps_its_backslashes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danvan_cli.commands.shell.os.name", "nt")
    words = _words(r'plan import "C:\Kế hoạch\a.docx"')
    monkeypatch.undo()

    assert ["plan", "import", r"C:\Kế hoạch\a.docx"] == words


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_quotation_mark_left_open_is_told_in_one_sentence(quote: str) -> None:
    with pytest.raises(UsageError, match="chưa được đóng"):
        _words(f"task add {quote}Họp")


@pytest.mark.parametrize(
    ("fault", "code"), [(SystemExit(5), 5), (SystemExit("x"), 1), (KeyboardInterrupt(), 130), (ZeroDivisionError(), 1)]
)
def test_a_fault_ends_a_step_and_never_the_session(
    fault: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    class Tree:
        def main(self, words: list[str], *, standalone_mode: bool) -> int:
            raise fault

    class Run:
        tree = Tree()

    assert code == _step(Run(), [], "status")  # type: ignore[arg-type]
    assert "Traceback" not in capsys.readouterr().err


def test_the_library_of_the_prompt_is_imported_by_nothing_else() -> None:
    source = "import sys; from danvan_cli.app import app; app(['shell'], standalone_mode=False); " + (
        "sys.exit('prompt_toolkit' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", source], input="status -q\n", text=True, capture_output=True, check=False
    )

    assert 0 == ended.returncode


def test_a_step_like_one_before_imports_nothing_more(environment: dict[str, str]) -> None:
    lines = 'task note IV-4 "một"\nstatus\nnope\ntask note IV-4 "hai"\nstatus\nnope\n'
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", *PROGRAM[1:], "shell"],
        env={**os.environ, **environment},
        input=lines,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    _, first, again, *_ = ended.stderr.split("Lỗi: Không có lệnh nope.")

    assert (2, False, False) == (ended.returncode, "import time:" in first, "import time:" in again)


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_on_a_terminal_it_tells_plan_and_day_completes_with_names_and_keeps_what_was_typed(
    book: Any, child_environment: dict[str, str], tmp_path: Path
) -> None:
    environment = {
        **{**child_environment, "TERM": "xterm-256color", "DANVAN_DB": str(book.path)},
        **{"XDG_DATA_HOME": str(tmp_path), "DANVAN_TODAY": "2023-10-26"},
    }
    child, ours = started_on_terminal([*PROGRAM, "shell"], environment, 100)
    screen = _Typed(ours)
    prompt = "KH-2023 · thứ Năm 26/10/2023 >"
    screen.until(prompt)
    screen.type("task show IV-\t\t")
    offered = screen.until("Văn phòng Sở theo dõi")
    screen.type("\x03nope\r")
    screen.until("Không có lệnh nope")
    screen.until(prompt)
    screen.type("unit show vp\r")
    screen.until("Văn phòng Sở")
    screen.until(prompt)
    screen.type("task remove IV-5\r")
    screen.until("[c/k]")
    screen.type("k\r")
    screen.until("Đã dừng theo ý người dùng")
    screen.until(prompt)
    screen.type("\x04")
    assert 0 == child.wait(20)
    os.close(ours)
    kept = tmp_path / "danvan" / "lich-su-lenh.txt"

    assert "IV-4" in offered
    assert (0o600, True) == (stat.S_IMODE(kept.stat().st_mode), "+unit show vp" in kept.read_text(encoding="utf-8"))


class _Typed:
    """Our end of a terminal: what stands there since it was last looked for, and keys."""

    def __init__(self, ours: int) -> None:
        self._ours = ours
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._seen = ""

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def until(self, words: str) -> str:
        """Reads until some words stand there, and gives all up to them; what came with them is there for the next."""
        end = time.monotonic() + 30
        while words not in (text := ESCAPE.sub("", self._seen)):
            assert time.monotonic() < end, text
            if select.select([self._ours], [], [], 0.5)[0]:
                self._seen += self._decode(os.read(self._ours, 65536))
        before, found, self._seen = text.partition(words)
        return before + found


def test_the_tree_suggests_to_the_prompt_what_it_tells_a_system_shell(book: Any) -> None:
    import typer

    root: Any = typer.main.get_command(app)
    common = ["--db", str(book.path)]

    assert ["target", "task"] == sorted(word for word, _ in root.suggestions(common, "ta"))
    assert [("VP", "Văn phòng Sở")] == root.suggestions([*common, "status", "--unit"], "VP")
    assert [] == root.suggestions(["--db", "/none/none.db", "task", "show"], "IV")
