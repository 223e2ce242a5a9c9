"""The only writer to the terminal: results to stdout, talk to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from threading import Lock, Timer
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO

from danvan_cli.domain.errors import DanvanError, NoRoomError
from danvan_cli.domain.text import clean, strip_controls
from danvan_cli.output.result import CommandResult

if TYPE_CHECKING:
    from danvan_cli.output.tables import Report


_PATIENCE_SECONDS = 1.0  # before which nobody wonders
_MOST_KEPT = 1 << 20  # letters of a text that is kept in memory until it is shown


class GivenAnswers:
    """What one command asked and was answered, so that it asks nothing twice where it must run again."""

    def __init__(self) -> None:
        self._answers: list[tuple[str, str | None]] = []
        self._next = 0

    def begin_again(self) -> None:
        """Goes back to the first answer; the same questions get the same answers until another one is asked."""
        self._next = 0

    def answer(self, question: str, ask: Callable[[str], str | None]) -> str | None:
        """Asks only where this was not asked before at the same place."""
        known = self._answers[self._next : self._next + 1]
        if not known or known[0][0] != question:
            self._answers[self._next :] = [(question, ask(question))]
        self._next += 1
        return self._answers[self._next - 1][1]


class Screen(NamedTuple):
    """How one command may write: as JSON, with colour, quietly, in plain lines; and what it asked."""

    json: bool
    color: bool
    quiet: bool
    asked: GivenAnswers
    plain: bool = False

    @property
    def is_read(self) -> bool:
        """Whether a person reads the answer as it comes, on a terminal or in plain lines, and no other program."""
        return self.plain or sys.stdout.isatty()

    def prepared(self, answer: CommandResult) -> Callable[[], None]:
        """Renders the result in the form asked for: JSON, tables on a terminal, TSV into a pipe.

        Returns what shows it: by then all of the answer has been read, and the database may be closed.
        """
        whole = _collected(self._pieces(answer))

        def show() -> None:
            if isinstance(whole, str):
                _write(sys.stdout, whole)
            else:
                write_file_out(whole)
            if not self._is_brief(answer):
                self.say(*answer.hints)

        return show

    def _is_brief(self, answer: CommandResult) -> bool:
        return self.quiet and not self.json and answer.brief is not None

    def _pieces(self, answer: CommandResult) -> Iterator[str]:
        if self.json:
            from danvan_cli.output.contract import answer_pieces

            return answer_pieces(answer)
        if self._is_brief(answer):
            return iter([f"{answer.brief}\n" if answer.brief else ""])
        report = answer.report()
        if answer.of_plans and not any(code in " ".join([report.title, *report.lines]) for code in _codes(answer)):
            # Above what people read; a pipe holds the answer alone.
            if self.is_read:
                report = report._replace(lines=(answer.of_plans, *report.lines))
            else:
                self.say(answer.of_plans)
        if self.plain:
            from danvan_cli.output.plain_lines import plain_report

            return plain_report(report)
        if sys.stdout.isatty():
            from danvan_cli.output.terminal import report_pieces

            return report_pieces(report, color=self.color)
        from danvan_cli.output.delimited import tsv_report

        return tsv_report(report)

    def show_talk(self, report: Report) -> None:
        """Shows what a question is about: beside the result, never in it."""
        if self.quiet or self.json or not sys.stderr.isatty():
            return
        if self.plain:
            from danvan_cli.output.plain_lines import plain_report

            pieces = plain_report(report)
        else:
            from danvan_cli.output.terminal import report_pieces

            pieces = report_pieces(report, color=self.color, stderr=True)
        for piece in pieces:
            _write(sys.stderr, piece)

    @contextmanager
    def busy(self, words: str) -> Iterator[None]:
        """Shows a moving bar with the time gone, on a terminal alone, while the block takes longer than a second."""
        if self.quiet or self.json or self.plain or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True, no_color=not self.color, highlight=False)
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True
        )
        bar.add_task(strip_controls(words), total=None)
        shown = Lock()
        is_over = False

        def show() -> None:
            with shown:
                if not is_over:
                    bar.start()

        timer = Timer(_PATIENCE_SECONDS, show)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            with shown:
                is_over = True
                bar.stop()

    def say(self, *sentences: str) -> None:
        """Talks on stderr, not where JSON or quiet was asked for."""
        if not self.quiet and not self.json:
            for sentence in sentences:
                _write(sys.stderr, strip_controls(sentence) + "\n")

    def ask(self, question: str) -> bool:
        """Asks yes or no on the terminal until one of them is typed; the end of the input is a no."""
        from danvan_cli.domain.words import YesNo  # hardly any command asks

        prompt = f"{question} [c/k] "
        while (typed := self.ask_or_end(prompt)) is not None:
            if YesNo.YES.means(typed) or YesNo.NO.means(typed):
                return YesNo.YES.means(typed)
            prompt = "Gõ c (có) hoặc k (không): [c/k] "
        return False

    def ask_words(self, question: str) -> str:
        """Asks for some words on the terminal; nothing typed is an empty answer."""
        return self.ask_or_end(question) or ""

    def ask_or_end(self, question: str) -> str | None:
        """Asks for some words on the terminal; None where nothing more will be typed."""

        def ask(question: str) -> str | None:
            _write(sys.stderr, strip_controls(question))
            typed = sys.stdin.readline()
            return clean(typed) if typed else None

        return self.asked.answer(question, ask)


def _codes(answer: CommandResult) -> tuple[str, ...]:
    return answer.plans or tuple(filter(None, [answer.plan]))


def _collected(pieces: Iterator[str]) -> str | BinaryIO:
    """Keeps a short text in memory, a long one in a nameless file."""
    begun: list[str] = []
    length = 0
    for piece in pieces:
        begun.append(piece)
        length += len(piece)
        if length > _MOST_KEPT:
            from danvan_cli.output.nameless import nameless_text

            return nameless_text(chain(begun, pieces), sys.stdout)
    return "".join(begun)


def warn(sentence: str) -> None:
    """Warns beside every kind of result: what follows may be wrong."""
    _write(sys.stderr, strip_controls(sentence) + "\n")


def show_error(error: DanvanError, *, as_json: bool) -> None:
    """Writes an error to stderr: what and why, then what to do."""
    if as_json:
        from danvan_cli.output.contract import error_text

        _write(sys.stderr, error_text(error))
        return
    _write(sys.stderr, f"Lỗi: {strip_controls(error.message)}\n")
    if error.hint:
        _write(sys.stderr, f"{strip_controls(error.hint)}\n")


def wants_color(no_color: bool, environment: Mapping[str, str]) -> bool:
    """Says whether colour is wanted: not with --no-color, NO_COLOR (not empty) or a dumb terminal."""
    return not no_color and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def wants_plain(is_asked: bool, environment: Mapping[str, str]) -> bool:
    """Says whether plain lines are wanted: anywhere with --plain, by DANVAN_PLAIN (not empty, not 0) on a terminal.

    The variable is set once and for all, and programs that read a pipe must not find it another day in another form.
    """
    return is_asked or (environment.get("DANVAN_PLAIN", "") not in ("", "0") and sys.stdout.isatty())


def write_out(text: str) -> None:
    """Writes finished text to stdout, as it is."""
    _write(sys.stdout, text)


def write_file_out(file: BinaryIO) -> None:
    """Writes the rest of a finished file to stdout, as it is, and closes the file."""
    with file:
        try:
            sys.stdout.flush()
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except OSError as error:
            _failed(sys.stdout, error)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _failed(stream, error)


def _failed(stream: TextIO, error: OSError) -> None:
    """Closes a stream that takes no more; an error is raised for a lost result, not for a reader that has left."""
    _let_go(stream)
    if stream is sys.stdout and not isinstance(error, BrokenPipeError):
        raise unwritten(error) or error from error


def unwritten(error: Exception) -> DanvanError | None:
    """Makes the error of an output that takes no more; None for an error of something else, such as a named file."""
    if not isinstance(error, OSError) or error.errno is None or error.filename is not None:
        return None
    from danvan_cli.domain.system import NO_ROOM, reason  # only a failure needs it

    _let_go(sys.stdout)
    kind = NoRoomError if error.errno in NO_ROOM else DanvanError
    return kind(
        f"Không ghi được kết quả ra đầu ra ({reason(error)}).",
        "Ghi ra chỗ khác; lệnh ghi dữ liệu, trừ khi chạy thử, thì dữ liệu đã được ghi: xem danvan log.",
    )


def _let_go(stream: TextIO) -> None:
    """Points a stream whose reader has gone at nothing, or Python fails again when it flushes it at the end."""
    with suppress(OSError):  # a stream in memory has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
