"""Clerks of many units who write to one server at once, each a process of its own, by the program's own services.

A clerk reports progress, hands in, completes with evidence, adds tasks and leaves notes. Every write carries a mark
that stands nowhere else, so that it can be found again; some of them are for one row that all clerks of an agency
report on.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from tests.speed.work import TODAY

from danvan_cli.db.journal import Transaction
from danvan_cli.db.location import Database
from danvan_cli.domain.draft import HeaderDraft, PlanDraft, TaskDraft, UnitDraft
from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.model import Changed
from danvan_cli.services import adding, agencies, lifecycle, planning, tasks
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.request import Request
from danvan_cli.services.steps import Choice

COMMAND = "clerk"
YEAR_END = date(TODAY.year, 12, 31)
# What clerks do, by how often of a hundred.
KINDS = {"task progress": 45, "task note": 20, "task add": 15, "task submit": 10, "task done": 10}
_SHARED = "BS-1"
_TASKS_A_UNIT = 3


class Written(NamedTuple):
    """One write: its mark, how long it took and waited for the agency, its journal group, or why it failed."""

    kind: str
    mark: str
    seconds: float
    waited: float
    group: int | None
    failure: str | None = None


class Limit(NamedTuple):
    """When a clerk stops: after so many seconds, or so many writes."""

    seconds: float | None = None
    writes: int | None = None


def found_agency(url: str, code: str, units: int) -> Database:
    """Founds an agency with a plan: some tasks of every unit, and one that all report on."""
    agencies.add_agency(_request(Database(None, url), "load"), code, f"Cơ quan {code}")
    database = Database(None, url, code)
    named = [UnitDraft(f"DV{n}", f"Đơn vị số {n}", "department", new=True) for n in range(1, units + 1)]
    leads = [named[0].code, *(unit.code for unit in named for _ in range(_TASKS_A_UNIT))]
    given = [
        TaskDraft(f"BS-{n}", "", f"Việc số {n}", "once", (lead,), due_on=TODAY + timedelta(n % 60), due_kind="fixed")
        for n, lead in enumerate(leads, start=1)
    ]
    head = HeaderDraft(title="KẾ HOẠCH CÔNG TÁC", year=TODAY.year)
    planning.import_plan(_request(database, "load"), PlanDraft(head, tasks=tuple(given), units=tuple(named)))
    return database


def write_at_once(offices: Sequence[Database], writers: int, units: int, limit: Limit) -> list[Written]:
    """Lets clerks write, spread over the agencies; all begin together."""
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(writers)
    pipes, children = [], []
    for number in range(writers):
        ours, theirs = context.Pipe(duplex=False)
        office, place, each = offices[number % len(offices)], number // len(offices), writers // len(offices)
        own = range(place + 1, units + 1, max(1, each))
        child = context.Process(target=_work, args=(theirs, ready, Clerk(office, number, own), limit))
        child.start()
        theirs.close()
        pipes.append(ours)
        children.append(child)
    found = []
    for pipe in pipes:
        # A clerk that was cut off has sent nothing: what it wrote is then in nobody's list, and is told as such.
        with suppress(EOFError):
            found += [Written(*line) for line in pipe.recv()]
    for child in children:
        child.join()
    return found


def _work(pipe: Any, ready: Any, clerk: Clerk, limit: Limit) -> None:
    ready.wait()
    end = None if limit.seconds is None else time.monotonic() + limit.seconds
    lines = []
    while (end is None or time.monotonic() < end) and (limit.writes is None or len(lines) < limit.writes):
        lines.append(tuple(clerk.write()))
    pipe.send(lines)
    pipe.close()


class Clerk:
    """Whoever enters what some units do; tasks that they added are theirs too."""

    def __init__(self, office: Database, number: int, units: range) -> None:
        self._office, self._number, self._chance = office, number, random.Random(number)
        self._units = [f"DV{unit}" for unit in units]
        firsts = ((unit - 1) * _TASKS_A_UNIT + 2 for unit in units)
        self._open = [f"BS-{first + n}" for first in firsts for n in range(_TASKS_A_UNIT)]
        self._waiting: list[str] = []
        self._count = 0

    def write(self) -> Written:
        """Does one thing by the program's own service and tells how it went."""
        kind = self._chance.choices(list(KINDS), list(KINDS.values()))[0]
        if not self._open:
            kind = "task add"
        self._count += 1
        mark = f"w{self._number}-{self._count}."
        acts: dict[str, Callable[[str], Changed]] = {
            "task progress": self._progress,
            "task note": lambda mark: tasks.note_task(_request(self._office), self._chance.choice(self._open), mark),
            "task add": self._add,
            "task submit": self._submit,
            "task done": self._complete,
        }
        waited, begun = _Waiting(), time.perf_counter()
        with waited:
            try:
                group, failure = acts[kind](mark).group, None
            except Exception as error:
                group, failure = None, f"{type(error).__name__}: {error}"
        return Written(kind, mark, time.perf_counter() - begun, waited.seconds, group, failure)

    def _progress(self, mark: str) -> Changed:
        code = _SHARED if self._chance.random() < 0.2 else self._chance.choice(self._open)
        return lifecycle.report_progress(_request(self._office), Choice(code), self._chance.randrange(100), mark)

    def _add(self, mark: str) -> Changed:
        new = adding.NewTask(mark, [self._chance.choice(self._units)], due=GivenDue.by(YEAR_END, "31/12"))
        done = adding.add_task(_request(self._office), new)
        self._open.append(done.code)
        return done

    def _submit(self, mark: str) -> Changed:
        code = self._chance.choice(self._open)
        done = lifecycle.submit(_request(self._office), Choice(code), Result(words=mark))
        self._open.remove(code)
        self._waiting.append(code)
        return done

    def _complete(self, mark: str) -> Changed:
        possible = self._waiting or self._open
        code = self._chance.choice(possible)
        paper = f"12/BC-VP ngày 20/10/2023 ({mark})"
        done = lifecycle.complete(_request(self._office), Choice(code), Result(evidence=[paper]))
        possible.remove(code)
        return done


class _Waiting:
    """Times how long the writes inside it take to be let into their agency."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._enter = enter = Transaction.enter

        def timed(work: Transaction, database: Database) -> None:
            begun = time.perf_counter()
            enter(work, database)
            self.seconds += time.perf_counter() - begun

        Transaction.enter = timed  # type: ignore[method-assign]

    def __exit__(self, *_: object) -> None:
        Transaction.enter = self._enter  # type: ignore[method-assign]


def _request(database: Database, command: str = COMMAND) -> Request:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=UTC)
    return Request(database, None, TODAY, TODAY, now, "thu", command)
