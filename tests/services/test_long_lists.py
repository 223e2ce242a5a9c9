"""Lists too long to be kept: read while they are gone through, and the same as lists that are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest

from danvan_cli.db.reads import journal
from danvan_cli.db.reads import tasks as task_reads
from danvan_cli.domain import lazy_lists
from danvan_cli.domain.lazy_lists import LazyKeyed
from danvan_cli.domain.model import TaskFilter
from danvan_cli.domain.words import Every, State
from danvan_cli.output import changes, contract, lists
from danvan_cli.output.delimited import tsv_report
from danvan_cli.output.json_text import json_pieces
from danvan_cli.output.tables import Report
from danvan_cli.output.terminal import report_pieces
from danvan_cli.services import adding, extending, lifecycle, tasks, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.extending import Wish
from danvan_cli.services.request import Request
from danvan_cli.services.steps import Choice

pytestmark = pytest.mark.slow_on_server

DAYS = (date(2023, 3, 1), date(2023, 10, 26), date(2023, 12, 31))
View = Callable[[Request], Any]
VIEWS: dict[str, View] = {
    "task list": lambda request: views.list_tasks(request, TaskFilter(), None),
    "task list --text": lambda request: views.list_tasks(request, TaskFilter(text="bao cao"), None),
    "task list --text --limit": lambda request: views.list_tasks(request, TaskFilter(text="bao cao"), 1),
    "task list --state": lambda request: views.list_tasks(request, TaskFilter(state=State.IN_TIME), None),
    "task list --unit --limit": lambda request: views.list_tasks(request, TaskFilter(unit="VP"), 2),
    "unassigned": lambda request: views.list_tasks(request, TaskFilter(unassigned=True), None),
    "overdue": lambda request: views.overdue(request),
    "overdue --limit": lambda request: views.overdue(request, limit=1),
    "overdue --unit": lambda request: views.overdue(request, "CCTĐC", over=1),
    "upcoming": lambda request: views.upcoming(request, 90),
    "upcoming --limit": lambda request: views.upcoming(request, 90, limit=2),
}


@pytest.fixture
def lived(book: Any) -> Any:
    """The sample plan after some work: recurring, done, extended, removed."""
    adding.add_task(book.on(date(2023, 2, 1)), NewTask("Báo cáo tháng", ("VP", "TTr"), every=Every.MONTH))
    extra = adding.add_task(book.on(date(2023, 2, 2)), NewTask("Báo cáo chưa giao")).code
    adding.add_task(book.on(date(2023, 2, 2)), NewTask("Việc nhầm"))
    tasks.remove_task(book.on(date(2023, 2, 3)), "BS-3")
    tasks.note_task(book.on(date(2023, 2, 3)), extra, "chờ phân công")
    lifecycle.report_progress(book.on(date(2023, 10, 20)), Choice("IV-4", ("CCTĐC",)), 40, "đang làm")
    extending.extend(book.on(date(2023, 10, 20)), Choice("IV-5"), Wish(date(2023, 12, 29), "chờ hướng dẫn"))
    return book


@pytest.fixture(autouse=True)
def _short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes even the sample's lists long ones."""
    monkeypatch.setattr(views, "_MOST_KEPT", 0)
    monkeypatch.setattr(lazy_lists, "_PIECE", 3)


def answers(found: Any) -> Iterator[tuple[Any, Report]]:
    """Gives what a command would answer: the data of its JSON, and its table."""
    if isinstance(found, views.TaskList):
        yield contract.tasks_data(found.tasks, found.total), lists.task_list(found.tasks)
    elif isinstance(found, views.DeadlineList):
        rows = found.deadlines
        yield contract.deadlines_data(rows, found.total), lists.overdue_report(rows, 0)
        yield contract.deadlines_data(rows, found.total), lists.due_report(rows, DAYS[1], 90)
    else:
        yield contract.commands_data(found.commands, found.total), changes.journal_report(found.commands)


def texts(found: Any) -> list[str]:
    """Writes the answers in every form that a screen has."""
    return [
        "".join(pieces)
        for data, report in answers(found)
        for pieces in (json_pieces(data), tsv_report(report), report_pieces(report, color=False))
    ]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_list_read_while_it_is_shown_is_written_as_one_that_is_kept(lived: Any, day: date) -> None:
    request = lived.on(date(2023, 12, 31))._replace(as_of=day)
    expected = {name: texts(view(request)) for name, view in VIEWS.items()}

    with ExitStack() as held:
        assert expected == {name: texts(view(request._replace(held=held))) for name, view in VIEWS.items()}


@pytest.mark.parametrize(("commands", "entries"), [(1, 1), (2, 3), (50, 7)])
def test_a_journal_read_in_small_pages_is_the_journal(
    lived: Any, monkeypatch: pytest.MonkeyPatch, commands: int, entries: int
) -> None:
    def told() -> list[str]:
        with ExitStack() as held:
            return texts(views.log(lived.on()._replace(held=held), None))

    expected = told()
    monkeypatch.setattr(journal, "_COMMANDS_A_PAGE", commands)
    monkeypatch.setattr(journal, "_ENTRIES_A_PAGE", entries)

    assert expected == told()


def test_a_journal_tells_every_row_change_of_every_command_once(lived: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_COMMANDS_A_PAGE", 2)
    monkeypatch.setattr(journal, "_ENTRIES_A_PAGE", 3)
    entries = lived.select("SELECT group_id, table_name, code FROM journal_entry ORDER BY group_id DESC, position")

    with ExitStack() as held:
        found = views.log(lived.on()._replace(held=held), None)
        told = [(change.group, change.table, change.code) for command in found.commands for change in command.changes]

    assert [tuple(row.values()) for row in entries] == told
    assert lived.count("journal_group") == len(found.commands) == found.total


def test_a_long_list_is_loaded_piece_by_piece_and_only_when_it_is_gone_through(
    lived: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[int] = []
    load = task_reads.load_tasks

    def counted(reader: Any, asked: Any, keys: Sequence[int]) -> Any:
        loaded.append(len(keys))
        return load(reader, asked, keys)

    monkeypatch.setattr(task_reads, "load_tasks", counted)
    with ExitStack() as held:
        found = views.list_tasks(lived.on()._replace(held=held), TaskFilter(), None)
        assert (found.total, []) == (len(found.tasks), loaded)
        assert isinstance(found.tasks, LazyKeyed)
        first = next(iter(found.tasks))
        assert ("II.1-1", [3]) == (first.code, loaded)
        assert found.total == len(list(found.tasks))

    assert 3 == max(loaded)


def test_a_short_list_is_kept_though_its_read_may_stay_open(lived: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_MOST_KEPT", 50)
    with ExitStack() as held:
        found = views.list_tasks(lived.on()._replace(held=held), TaskFilter(), 50)
        late = views.overdue(lived.on()._replace(held=held), limit=50)

    assert {tuple} == {type(found.tasks), type(late.deadlines)}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_tasks_in_a_state_are_those_that_are_shown_in_it(lived: Any, day: date) -> None:
    request = lived.on(date(2023, 12, 31))._replace(as_of=day)
    shown = [(task.code, task.state) for task in views.list_tasks(request, TaskFilter(), None).tasks]

    for state in State:
        wanted = {State.IN_TIME, State.DUE_SOON} if state == State.IN_TIME else {state}
        expected = [code for code, own in shown if own in wanted]
        found = views.list_tasks(request, TaskFilter(state=state), None)
        first = views.list_tasks(request, TaskFilter(state=state), 1)

        assert (expected, len(expected)) == ([task.code for task in found.tasks], found.total)
        assert (expected[:1], len(expected)) == ([task.code for task in first.tasks], first.total)
