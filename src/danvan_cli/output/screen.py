"""The only writer to the terminal: results to stdout, talk to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO

from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.text import nfc, strip_controls
from danvan_cli.output.answer import Answer

if TYPE_CHECKING:
    from danvan_cli.output.tables import Report


class Asked:
    """What one command asked and was answered, so that it asks nothing twice where it must run again."""

    def __init__(self) -> None:
        self._answers: list[tuple[str, str]] = []
        self._next = 0

    def begin_again(self) -> None:
        """Gives the answers from the first one on, as long as the same is asked."""
        self._next = 0

    def answer(self, question: str, ask: Callable[[str], str]) -> str:
        """Gives what was answered before, or asks."""
        known = self._answers[self._next : self._next + 1]
        if not known or known[0][0] != question:
            self._answers[self._next :] = [(question, ask(question))]
        self._next += 1
        return self._answers[self._next - 1][1]


class Screen(NamedTuple):
    """How one command may write: as JSON, with colour, quietly; and what it asked."""

    json: bool
    color: bool
    quiet: bool
    asked: Asked

    def show(self, answer: Answer) -> None:
        """Writes the result in the form asked for: JSON, tables on a terminal, TSV into a pipe."""
        if self.json:
            from danvan_cli.output.contract import answer_text

            _write(sys.stdout, answer_text(answer))
        elif self.quiet and answer.brief is not None:
            _write(sys.stdout, f"{answer.brief}\n" if answer.brief else "")
        else:
            self._show_report(answer.report())
            self.say(*answer.hints)

    def _show_report(self, report: Report) -> None:
        if sys.stdout.isatty():
            from danvan_cli.output.terminal import show_report

            show_report(report, color=self.color)
        else:
            from danvan_cli.output.delimited import tsv_report

            _write(sys.stdout, tsv_report(report))

    def show_talk(self, report: Report) -> None:
        """Shows what a question is about: beside the result, never in it."""
        if not self.quiet and not self.json and sys.stderr.isatty():
            from danvan_cli.output.terminal import show_report

            show_report(report, color=self.color, stderr=True)

    def say(self, *sentences: str) -> None:
        """Tells the user something besides the result."""
        if not self.quiet and not self.json:
            for sentence in sentences:
                _write(sys.stderr, strip_controls(sentence) + "\n")

    def ask(self, question: str) -> bool:
        """Asks yes or no on the terminal; anything but a yes is no."""
        return self.ask_words(f"{question} [c/K] ").casefold() in ("c", "có", "co", "y", "yes")

    def ask_words(self, question: str) -> str:
        """Asks for some words on the terminal; nothing typed is an empty answer."""
        return self.asked.answer(question, _ask)


def _ask(question: str) -> str:
    _write(sys.stderr, strip_controls(question))
    return nfc(sys.stdin.readline()).strip()


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


def write_out(text: str) -> None:
    """Writes finished text to stdout, as it is."""
    _write(sys.stdout, text)


def write_file_out(file: BinaryIO) -> None:
    """Writes the rest of a finished file to stdout, as it is."""
    try:
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _let_go(stream)


def _let_go(stream: TextIO) -> None:
    """Forgets a stream whose reader has gone: what was done is done, and nobody is left to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
