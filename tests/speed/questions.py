"""What the benchmark asks: one command of the program against another command, and the ratio that is good enough.

Each group yields its questions one by one, so that what a question needs is made only when it is asked.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.speed import peers, work
from tests.speed.place import Place
from tests.speed.timing import Command, run
from tests.speed.work import Fate

LARGE, HUGE = 100_000, 1_000_000
_TODAY = work.TODAY.isoformat()
READS = {"status": ("status",), "overdue": ("overdue",), "task list": ("task", "list")}
_QUERIES = {
    "overdue": f"SELECT code, unit, due_on, content FROM task WHERE state = 'open' AND due_on < '{_TODAY}' "
    "ORDER BY due_on LIMIT 50",
    "status": "SELECT unit, COUNT(*) total, COUNT(*) FILTER (WHERE state = 'done' AND done_on <= due_on) on_time, "
    "COUNT(*) FILTER (WHERE state = 'done' AND done_on > due_on) late, "
    f"COUNT(*) FILTER (WHERE state = 'open' AND due_on < '{_TODAY}') overdue, "
    f"COUNT(*) FILTER (WHERE state = 'open' AND due_on >= '{_TODAY}') in_time FROM task GROUP BY unit",
    "task list": "SELECT code, unit, due_on, state, content FROM task ORDER BY id LIMIT 50",
}
# todoman has no summary: its start screen stands for it. An hour from now is the nearest it has to "late".
_TODOS = {"overdue": ("list", "--due", "1"), "status": ("list",), "task list": ("list", "--status", "ANY")}
_EVIDENCE = ("--evidence", "12/BC-VP ngày 25/10/2023")


class Question(NamedTuple):
    """One row of the answer; the goals are the highest ratio, the most MB and the fewest tasks a second."""

    what: str
    tasks: int
    against: str
    ours: Command
    theirs: Command
    ratio: float | None = None
    peak: float | None = None
    rate: float | None = None


def starting(place: Place, sizes: Sequence[int]) -> Iterator[Question]:
    """What does not touch the data, against the floor."""
    register = place.register(sizes[0])
    told = [("--help", place.danvan(register, "--help")), ("--version", place.danvan(register, "--version"))]
    typed = [("completion of a command", _completion(place, register, "danvan stat"))]
    typed.append(("completion of a task's code", _completion(place, register, "danvan task done I")))
    for what, command in [*told, *typed]:
        yield Question(what, sizes[0], "floor", command, place.floor(register), 4.5)


def _completion(place: Place, register: Path, line: str) -> Command:
    """Makes the completion of the last word of a line, as bash asks for it."""
    words = {"_DANVAN_COMPLETE": "complete_bash", "_TYPER_COMPLETE_ARGS": line}
    return Command(place.program, place.environment(DANVAN_DB=str(register), **words))


def small(place: Place, sizes: Sequence[int]) -> Iterator[Question]:
    """The Monday questions on a register of the smallest size, against the floor and the peers."""
    tasks = sizes[0]
    register = place.register(tasks)
    for name, words in READS.items():
        as_json, table = place.danvan(register, *words, "--json"), place.danvan(register, *words)
        yield Question(f"{name} --json", tasks, "floor", as_json, place.floor(register), 4.5)
        if place.peers:
            query = place.sqlite_utils(place.table(tasks), _QUERIES[name])
            yield Question(name, tasks, "sqlite-utils query --table", table, query, 0.6)
            todos = place.todoman(place.todos(tasks), *_TODOS[name])
            yield Question(name, tasks, f"todo {' '.join(_TODOS[name])}", table, todos, 0.4)


def large(place: Place, sizes: Sequence[int]) -> Iterator[Question]:
    """The same where there are a hundred times as many tasks, against Taskwarrior and against themselves."""
    if LARGE not in sizes:
        return
    register, before = place.register(LARGE), place.register(sizes[0])
    if place.task:
        home = place.task_home(LARGE)
        overdue, summary = place.taskwarrior(home, "overdue", "limit:50"), place.taskwarrior(home, "summary")
        yield Question("overdue", LARGE, "task overdue limit:50", place.danvan(register, "overdue"), overdue, 0.1)
        yield Question("status", LARGE, "task summary", place.danvan(register, "status"), summary, 0.2)
    for name, words in READS.items():
        for more in (("--json",), ()):
            ours, theirs = (place.danvan(where, *words, *more) for where in (register, before))
            yield Question(" ".join((name, *more)), LARGE, f"itself at {sizes[0]:,}", ours, theirs, 1.3)


def huge(place: Place, sizes: Sequence[int]) -> Iterator[Question]:
    """A whole country's register."""
    if HUGE not in sizes:
        return
    register, before = place.register(HUGE), place.register(sizes[0])
    unit = work.units_of(HUGE)[0].code
    for words in (("overdue",), ("status", "--unit", unit)):
        ours, theirs = (place.danvan(where, *words) for where in (register, before))
        yield Question(" ".join(words), HUGE, f"itself at {sizes[0]:,}", ours, theirs, 2.0, 80)
    listing = place.danvan(register, "task", "list")
    yield Question("task list", HUGE, "floor", listing, place.floor(register), None, 80)
    whole = place.danvan(register, "status")
    if place.task:
        summary = place.taskwarrior(place.task_home(LARGE), "summary")
        yield Question("status", HUGE, f"task summary at {LARGE:,}", whole, summary, 1.0, 80)
    else:
        yield Question("status", HUGE, "floor", whole, place.floor(register), None, 80)


# Every read whose answer, or the way to it, grows with the register.
LONG_READS = (
    "status --all --json", "status --group-by section", "status --group-by month", "status --as-of 25/10/2023",
    "status --as-of 31/12/2022", "overdue --all", "upcoming --days 365 --all --json",
    "calendar --month 12/2023 --json", "stale --json", "remind", "log --all", "task list --all", "task list --text kiểm",
    "task list --unit VP --all", "task show I-5", "unit list", "plan show", "agency status", "target coverage",
    *(f"report export --kind progress --format {form}" for form in ("csv", "json", "md", "xlsx", "docx")),
    "data export -",
)  # fmt: skip
# What the calendar library takes for each event would make an hour of a million.
SLOW_READS = ("report export --format ics",)


def memory(place: Place, sizes: Sequence[int]) -> Iterator[Question]:
    """How much memory the reads take that go through a whole country's register."""
    for tasks, reads in ((sizes[-1], LONG_READS), (min(sizes[-1], LARGE), SLOW_READS)):
        register = place.register(tasks)
        for read in reads:
            yield Question(read, tasks, "floor", place.danvan(register, *read.split()), place.floor(register), None, 80)


class _Book(NamedTuple):
    """A register that may be written to, and the program's and Taskwarrior's commands that write to theirs."""

    register: Path
    add: Command
    done: Command


def writes(place: Place, sizes: Sequence[int]) -> Iterator[Question]:
    """Adding a task and finishing one, which must not grow with the register."""
    first = _book(place, sizes[0])
    for tasks in sizes:
        book = first if tasks == sizes[0] else _book(place, tasks)
        for what, ours, before in (("task add", book.add, first.add), ("task done", book.done, first.done)):
            yield Question(what, tasks, "floor", ours, place.floor(book.register), 25)
            if book is not first:
                yield Question(what, tasks, f"itself at {sizes[0]:,}", ours, before, 1.2)
            if tasks == LARGE and place.task:
                yield Question(what, tasks, f"{what} (Taskwarrior)", ours, _task_write(place, what), 0.7)


def _book(place: Place, tasks: int) -> _Book:
    register = place.scratch(f"written-{tasks}.db")
    shutil.copyfile(place.register(tasks), register)
    unit = work.units_of(tasks)[0].code
    add = place.danvan(register, "task", "add", "Báo cáo kết quả đợt kiểm tra", "--unit", unit, "--due", "30/11/2023")
    return _Book(register, add, place.danvan(register, "task", "done", *_EVIDENCE, prepare=_next(tasks, _code)))


def _task_write(place: Place, what: str) -> Command:
    home = place.task_home(LARGE)
    data = place.scratch("taskwarrior")
    shutil.copytree(home.parent / "data", data)
    if what == "task add":
        return place.taskwarrior(home, "add", "Báo cáo kết quả đợt kiểm tra", "project:VP", "due:2030-11-30", data=data)
    return place.taskwarrior(home, data=data, prepare=_next(LARGE, lambda item: [peers.task_uuid(item.number), "done"]))


def _code(item: work.Item) -> list[str]:
    return [item.code]


def _next(tasks: int, words: Callable[[work.Item], list[str]]) -> Callable[[], list[str]]:
    """Names another open task at each call."""
    waiting = (item for item in work.items(tasks) if item.fate == Fate.IN_TIME and len(item.units) == 1)
    return lambda: words(next(waiting))


def imports(place: Place, sizes: Sequence[int]) -> Iterator[Question]:
    """An office's whole register brought in, end to end, each time into a new file."""
    tasks = min(sizes[-1], LARGE)
    for ending in ("csv", "xlsx"):
        sheet = place.sheet(tasks, ending)
        target = place.scratch(f"import-{ending}.db")
        ours = place.danvan(target, "plan", "import", str(sheet), "--yes", prepare=_without(target))
        what = f"plan import {ending}"
        if place.task:
            yield Question(what, tasks, "task import", ours, _task_import(place, tasks), None, 300, 20_000)
        else:
            yield Question(what, tasks, "floor", ours, place.floor(place.register(sizes[0])), None, 300, 20_000)


def _without(path: Path) -> Callable[[], Sequence[str]]:
    def remove() -> Sequence[str]:
        path.unlink(missing_ok=True)
        return ()

    return remove


def _task_import(place: Place, tasks: int) -> Command:
    file = place.task_import(tasks)
    home = peers.make_taskwarrior(place.scratch("task-import"))

    def emptied() -> Sequence[str]:
        peers.make_taskwarrior(place.scratch("task-import"))
        return ()

    return place.taskwarrior(home, "import", str(file), prepare=emptied)


def exports(place: Place, sizes: Sequence[int]) -> Iterator[Question]:
    """The annual report of a register, against a script that asks the same statements and writes the same cells."""
    tasks = min(sizes[-1], LARGE)
    register = place.register(tasks)
    for kind in ("csv", "xlsx", "json"):
        reader = place.reader()
        if kind == "xlsx" and reader is None:
            continue
        report, cells = place.scratch(f"report.{kind}"), place.scratch(f"cells.{kind}")
        words = ("report", "export", "-o", str(report), "--force")
        ours, asked = place.danvan(register, *words), place.scratch("statements")
        run(place.bare("record", str(asked), *words)._replace(environment=ours.environment))
        keep = place.bare("prepare", kind, str(report), str(cells))
        run(keep._replace(words=[str(reader), *keep.words[1:]]) if kind == "xlsx" else keep)
        target = str(place.scratch(f"bare.{kind}"))
        theirs = place.bare("write", kind, str(cells), target, str(asked), str(register))
        yield Question(f"report export {kind}", tasks, "bare script", ours, theirs, 1.5, 80)


GROUPS = {
    "start": starting,
    "small": small,
    "large": large,
    "huge": huge,
    "memory": memory,
    "writes": writes,
    "import": imports,
    "export": exports,
}
