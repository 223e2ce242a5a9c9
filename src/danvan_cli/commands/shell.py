"""danvan shell: the same commands at a prompt of their own, where the program starts once for all of them."""

from __future__ import annotations

import gc
import io
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from danvan_cli.commands.shared import Run
from danvan_cli.commands.verbs import Noun, today_at
from danvan_cli.domain.dates import describe
from danvan_cli.domain.errors import DanvanError, UsageError
from danvan_cli.domain.text import fold
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import show_error, warn
from danvan_cli.usage import TYPED

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer

noun = Noun()

_LEAVING = {"exit", "quit", "thoat"}
_INTERRUPTED = 130
_GREETING = "TAB điền tiếp, ? xem hướng dẫn, exit hay Ctrl-D để thoát. Không cần gõ danvan trước mỗi lệnh."


class _End(Exception):
    """The session is to end."""


@noun.verb("shell")
def shell(run: Run) -> CommandResult | None:
    """Gõ nhiều lệnh liền tại một dấu nhắc: không cần gõ danvan, TAB điền tiếp kèm tên, mũi tên lên tìm lệnh cũ.

    Dấu nhắc cho biết kế hoạch đang dùng và hôm nay; ? xem hướng dẫn; thoát hay Ctrl-D để ra. Tùy chọn chung ghi
    ở đây (--plan, --db…) dùng cho mọi lệnh. Lệnh hỏng không làm dừng các lệnh sau. Đọc lệnh từ tệp, mỗi dòng một lệnh:
    danvan shell < viec.txt; mã kết thúc khi đó là của lệnh hỏng sau cùng.
    """
    common = list(run.context.meta.get(TYPED, ()))
    # One command makes hardly any garbage, a day of them does.
    gc.enable()
    if sys.stdin.isatty():
        _at_prompt(run, common)
        return None
    code = _from_lines(run, common)
    if code:
        # The step's own error is told already.
        raise typer.Exit(code)
    return None


def _at_prompt(run: Run, common: list[str]) -> None:
    read = _reader(run, common)
    run.screen.say(_GREETING)
    while True:
        try:
            _step(run, common, read())
        except KeyboardInterrupt:
            continue  # what was typed so far is thrown away
        except (EOFError, _End):
            return


def _from_lines(run: Run, common: list[str]) -> int:
    """Runs a script of commands and gives the code of the last one that failed; no step may read the script."""
    script, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    failed = 0
    try:
        for line in _lines(script):
            failed = _step(run, common, line) or failed
    except _End:
        pass
    finally:
        sys.stdin = script
    return failed


def _lines(script: Any) -> Iterator[str]:
    """Reads line by line, so that whoever writes them may wait for each answer; a mark of byte order is no text."""
    source = getattr(script, "buffer", None)
    first = True
    while line := source.readline() if source is not None else script.readline():
        text = line.decode("utf-8", "surrogateescape") if isinstance(line, bytes) else line
        yield text.removeprefix("\ufeff") if first else text
        first = False


def _step(run: Run, common: list[str], line: str) -> int:
    """Runs one line and gives its exit code; nothing that goes wrong in it goes further."""
    known = len(sys.modules)
    code = _run(run, common, line)
    if len(sys.modules) > known:
        # What was imported stays: walked at each collection, it would take as long as a step.
        gc.collect()
        gc.freeze()
    return code


def _run(run: Run, common: list[str], line: str) -> int:
    try:
        words = _words(line)
        code = int(run.tree.main([*common, *words], standalone_mode=False)) if words else 0
        if code == _INTERRUPTED:
            warn("Đã ngắt lệnh; phiên vẫn tiếp tục.")
        return code
    except KeyboardInterrupt:
        warn("Đã ngắt lệnh; phiên vẫn tiếp tục.")
        return _INTERRUPTED
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except DanvanError as error:
        show_error(error, as_json="--json" in common)
        return error.exit_code
    except _End:
        raise
    except Exception as error:
        if "--debug" in (*common, *line.split()):
            import traceback  # only where the program itself is looked into

            warn(traceback.format_exc())
        warn(f"Lỗi: Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__}: {error}). Phiên vẫn tiếp tục.")
        return 1


def _words(line: str) -> list[str]:
    """Parts a line as a system's shell does; a question mark asks for help, "#" at the beginning is a remark."""
    if line.lstrip().startswith("#"):
        return []
    parts = shlex.shlex(line, posix=True, punctuation_chars="")
    parts.whitespace_split, parts.commenters = True, ""
    if os.name == "nt":
        parts.escape = ""  # a backslash there is part of a path
    try:
        words = list(parts)
    except ValueError:
        raise UsageError("Dấu ngoặc kép hay nháy chưa được đóng.", "Thêm dấu đóng ở cuối chữ rồi gõ lại.") from None
    if words[:1] == ["danvan"]:
        del words[0]
    if len(words) == 1 and fold(words[0]) in _LEAVING:
        raise _End
    if words[:1] == ["shell"]:
        raise UsageError("Đang ở trong danvan shell.", "Gõ thẳng lệnh; exit để thoát.")
    if "?" in (*words[:1], *words[-1:]):
        about = [word for word in words if word != "?"]
        return ["help", *about] if about else ["--help"]
    return words


def _reader(run: Run, common: list[str]) -> Callable[[], str]:
    """Makes what reads a line: with TAB and history on a whole terminal, plainly where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return lambda: input()
    session: PromptSession[str] = _session(run, common)
    return lambda: session.prompt(_prompt(run))


def _session(run: Run, common: list[str]) -> PromptSession[str]:
    # Terminals that do not say where the cursor stands would be told so in English; a prompt need not know.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, InMemoryHistory
    from prompt_toolkit.output import ColorDepth

    kept = _history_file()
    return PromptSession(
        history=InMemoryHistory() if kept is None else FileHistory(str(kept)),
        completer=_completer(run, common),
        color_depth=None if run.screen.color else ColorDepth.MONOCHROME,
        complete_while_typing=False,
        # A file that another process has locked keeps nobody from typing on.
        complete_in_thread=True,
    )


def _prompt(run: Run) -> str:
    """Names the plan in use and the day as they are now: another process changes the one, midnight the other."""
    from danvan_cli.services.snapshot import plan_in_use

    day = today_at(datetime.now(UTC))
    plan = plan_in_use(run.request._replace(today=day, as_of=day, noted=None))
    return f"{plan or 'chưa có kế hoạch'} · {describe(day)} > "


def _history_file() -> Path | None:
    """Finds or makes the file of what was typed, which nobody else may read; None where there can be none."""
    import platformdirs

    path = Path(platformdirs.user_data_dir("danvan", appauthor=False)) / "lich-su-lenh.txt"
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        return path
    return None


def _completer(run: Run, common: list[str]) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    class Suggesting(Completer):
        """Offers what a system's shell would be told at TAB."""

        def get_completions(self, document: Any, complete_event: Any) -> Iterator[Completion]:
            typed = document.text_before_cursor
            before, _, begun = typed.rpartition(" ")
            try:
                words = _words(before)
            except (DanvanError, _End):
                return
            for word, meaning in run.tree.suggestions([*common, *words], begun):
                yield Completion(word, start_position=-len(begun), display_meta=meaning)

    return Suggesting()
