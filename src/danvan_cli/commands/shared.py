"""What the commands share: a run with the questions that it asks, hints, and the answers of many."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from danvan_cli.domain.errors import ConflictError, DoubtfulError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.system import path_of
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import YesNo
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import Screen
from danvan_cli.services.request import Request, said

if TYPE_CHECKING:
    from danvan_cli.output import changes as changes
    from danvan_cli.output import checkup as checkup
    from danvan_cli.output import config as config
    from danvan_cli.output import contract as contract
    from danvan_cli.output import copies as copies
    from danvan_cli.output import criteria as criteria
    from danvan_cli.output import day_screens as day_screens
    from danvan_cli.output import details as details
    from danvan_cli.output import exports as exports
    from danvan_cli.output import finding as finding
    from danvan_cli.output import lists as lists
    from danvan_cli.output import messages as messages
    from danvan_cli.output import preview as preview
    from danvan_cli.output import progress as progress
    from danvan_cli.output import proofs as proofs
    from danvan_cli.output import record_standing as record_standing
    from danvan_cli.output import records as records
    from danvan_cli.output import register as register
    from danvan_cli.output import rounds as rounds
    from danvan_cli.output import scores as scores
    from danvan_cli.output.files import OutputFiles
    from danvan_cli.services.comparing import Against
    from danvan_cli.services.views import TaskList
else:

    class _Room:
        """Stands for a module of ``output`` until a function of it is called: JSON needs no tables, tables no JSON."""

        def __init__(self, name: str) -> None:
            self._name = f"danvan_cli.output.{name}"

        def __getattr__(self, function: str) -> Any:
            return getattr(import_module(self._name), function)

    changes, config, contract = _Room("changes"), _Room("config"), _Room("contract")
    details, exports, lists = _Room("details"), _Room("exports"), _Room("lists")
    preview, progress, copies = _Room("preview"), _Room("progress"), _Room("copies")
    day_screens, records, rounds = _Room("day_screens"), _Room("records"), _Room("rounds")
    proofs, register = _Room("proofs"), _Room("register")
    scores, criteria = _Room("scores"), _Room("criteria")
    checkup, messages, finding = _Room("checkup"), _Room("messages"), _Room("finding")
    record_standing = _Room("record_standing")


class Run(NamedTuple):
    """One command under way: where to write, and whom to ask; ``named_plan`` is the plan of the option alone.

    What is put on ``held`` (an open database) is closed when the answer is ready to be shown. ``make_files`` makes the
    command's ``OutputFiles`` when first called, and returns the same one ever after. ``context`` is the parser's.
    """

    request: Request
    screen: Screen
    yes: bool
    named_plan: str | None
    held: ExitStack
    make_files: Callable[[], OutputFiles]
    context: typer.Context

    @property
    def tree(self) -> Any:
        """The tree of all commands, for one that runs or explains others."""
        return self.context.find_root().command

    @property
    def files(self) -> OutputFiles:
        """The one door for every file that the command writes."""
        return self.make_files()

    @property
    def reading(self) -> Request:
        """The request of a read that may find more than memory holds: the database stays open while it is rendered."""
        return self.request._replace(held=self.held)

    @property
    def proving(self) -> Request:
        """The request of a write whose proofs a person typed: a path among them stands for the file itself."""
        return self.request._replace(keep_file=lambda wanted, content: self.files.keep(wanted, content))

    def day(self, text: str | None) -> date | None:
        """Reads a date option; a day without a year is of the plan's year."""
        return None if text is None else self.known_day(text)

    def past_day(self, text: str | None) -> date | None:
        """Reads the day of something that has happened: "thứ Hai" is the last one."""
        return None if text is None else read_day(text, self.request, is_past=True)

    def known_day(self, text: str) -> date:
        """Reads the date of an option that must be given."""
        return read_day(text, self.request)

    def month(self, text: str | None) -> date:
        """Reads a month ("10/2023", "tháng 10", a number of the plan's year), the one asked about when not said."""
        if text is None:
            return self.request.as_of
        words = text.strip()
        named = words if "thang" in fold(words) else f"tháng {words}"
        return self.known_day(named)

    def input_file(self, path: Path) -> Path:
        """Finds a file that the command reads, and has ``OutputFiles`` refuse to write onto it."""
        found = found_by_name(path)
        self.files.spare(found)
        return found

    def confirm(self, question: str) -> None:
        """Goes on only with the user's consent; without a terminal to ask on, --yes must have been given."""
        if self.yes or self.request.dry_run:
            return
        _must_be_seen()
        if not self.screen.ask(question):
            raise _stopped()

    def confirm_change(self, change: Callable[[Request], Changed], question: str) -> None:
        """Tries a change, shows what it would do, and asks; what cannot be done is refused before any question."""
        if self.yes or self.request.dry_run:
            return
        tried = change(self.request._replace(dry_run=True))
        self.screen.show_talk(changes.preview_report(tried))
        self.confirm(question)

    def doubted(self, change: Callable[[bool], Changed]) -> Changed:
        """Makes a change that a rule may doubt: on a terminal the doubt is asked about, off it --yes must be given."""
        try:
            return change(self.yes)
        except DoubtfulError as doubt:
            if not sys.stdin.isatty():
                raise
            if not self.screen.ask(f"{doubt.message} Vẫn ghi?"):
                raise _stopped() from None
            return change(True)

    def confirm_number(self, question: str, number: int) -> None:
        """Goes on only when the number that the question tells is typed: so much is not agreed to with one key."""
        _must_be_seen()
        while (typed := self.screen.ask_words(question)) != str(number):
            if not typed or YesNo.NO.means(typed):
                raise _stopped()
            self.screen.say(f"Chưa đúng số: gõ {number}, hoặc k để dừng.")


def _must_be_seen() -> None:
    if not sys.stdin.isatty():
        raise UsageError("Không có màn hình để hỏi lại.", "Thêm --yes để đồng ý, hoặc --dry-run để xem thử.")


def _stopped() -> ConflictError:
    return ConflictError("Đã dừng theo ý người dùng; không có gì được ghi.")


def _plan_year(request: Request) -> tuple[int | None, bool]:
    if not request.database.exists:
        return None, False
    from danvan_cli.services.snapshot import plan_year

    return plan_year(request)


def read_day(text: str, request: Request, *, is_past: bool = False) -> date:
    """Reads a day as people write it, of the plan's year where none is said; the last such day with ``is_past``."""

    def add_working_days(day: date, number: int) -> date:
        from danvan_cli.services.days_off import calendar  # only this form needs the calendar

        return calendar(request).add_working_days(day, number)

    from danvan_cli.domain.typed_dates import parse_date  # most commands read no date

    year, is_school_year = _plan_year(request)
    return parse_date(
        text,
        today=request.today,
        year=year,
        is_school_year=is_school_year,
        add_working_days=add_working_days,
        is_past=is_past,
    )


def found_by_name(path: Path) -> Path:
    """Finds the file meant by its path as typed, else composed or decomposed: systems spell names in either form."""
    words = str(path)
    typed, *others = map(path_of, (words, unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words)))
    try:
        return typed if typed.exists() else next((other for other in others if other.exists()), typed)
    except OSError:
        # A name that no file can have; whoever opens it says so.
        return typed


def default_unit(chosen: str | None) -> str | None:
    """Falls back on DANVAN_UNIT, and on None for all units; a name that is only blanks is a UsageError."""
    if chosen is not None and not chosen.strip():
        raise UsageError("Tên đơn vị ở --unit đang trống.", "Ghi mã, tên hoặc tên khác của đơn vị.")
    return chosen or said(os.environ, "DANVAN_UNIT")


def against(words: str | None, on: date | None = None) -> Against | None:
    """Says with what a status is to be compared, where it is."""
    if words is None:
        return None
    from danvan_cli.services.comparing import Against  # few compare

    return Against(words, on)


def more_hint(left: int, what: str) -> tuple[str, ...]:
    """Says how much a list left out, and how to see it."""
    return (f"Còn {left} {what} không hiện; xem hết bằng --all.",) if left > 0 else ()


def below_hint(below: Sequence[str]) -> tuple[str, ...]:
    """Says that the work of the units under the one asked about is not in its list."""
    return (f"Chưa gồm việc của các đơn vị thuộc quyền: {', '.join(below)}.",) if below else ()


def tasks_result(run: Run, found: TaskList) -> CommandResult:
    """Answers with a list of tasks, and says how many it left out."""
    return CommandResult(
        lambda: contract.tasks_data(found.tasks, found.total),
        lambda: lists.task_list(found.tasks, with_plans=len(found.plans) > 1),
        found.plan.code,
        run.request.as_of,
        plans=found.plans,
        hints=more_hint(found.total - len(found.tasks), "nhiệm vụ"),
    )


def changed_result(run: Run, changed: Changed) -> CommandResult:
    """Answers a write: what was changed, from what to what."""

    return CommandResult(
        lambda: contract.changed_data(changed),
        lambda: changes.changed_report(changed),
        changed.plan,
        run.request.as_of,
        changed.notes,
        changed.code,
    )
