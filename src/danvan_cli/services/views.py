"""What can be asked: each view reads in one transaction and computes nothing twice."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import deadlines, journal, plans, tasks
from danvan_cli.db.reads.connection import opened, reading
from danvan_cli.db.reads.people import in_charge
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units, keys_of, waiting_reforms
from danvan_cli.domain.codes import find_code, find_unit, units_below
from danvan_cli.domain.dates import month_end
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import AgencyCounts, Dated, Month, Stale, Status, TaskHistory, subtotals
from danvan_cli.domain.follow_ups import FollowUps
from danvan_cli.domain.model import (
    Agency,
    Command,
    Deadline,
    Heading,
    LogFilter,
    Plan,
    Task,
    TaskFilter,
    Unit,
    Verified,
)
from danvan_cli.domain.periods import review_days
from danvan_cli.domain.states import ahead, taken_in
from danvan_cli.domain.succession import merged_into
from danvan_cli.domain.words import GroupBy, NoteKind, RateOf
from danvan_cli.services.follow_ups import due_by, follow_ups, late_by
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import held, note_plans, snapshot

if TYPE_CHECKING:
    from danvan_cli.domain.documents import Registered
    from danvan_cli.domain.reporting import NoteList
    from danvan_cli.domain.rounds import Round

_WHOLE_LOG = LogFilter()
_MOST_KEPT = 1_000  # rows of a list; a longer one is read as it is used, not kept


def plan_and_query(
    reader: Reader, request: Request, unit: str | None, limit: int | None = None
) -> tuple[Plan, deadlines.DeadlineQuery]:
    """Finds the plan and the unit meant, and how many days the office counts as soon."""
    plan = plans.find_plan(reader, request.plan)
    note_plans(reader, request, [plan])
    return plan, query_of(reader, request, [plan], unit, limit)


def plans_and_query(
    reader: Reader, request: Request, unit: str | None, limit: int | None = None
) -> tuple[list[Plan], deadlines.DeadlineQuery]:
    """Finds the plan named, else every open one, the current one first; and the rest as ``plan_and_query``."""
    followed = plans.followed_plans(reader, request.plan, request.as_of)
    note_plans(reader, request, followed)
    return followed, query_of(reader, request, followed, unit, limit)


def query_of(
    reader: Reader, request: Request, followed: Sequence[Plan], unit: str | None, limit: int | None
) -> deadlines.DeadlineQuery:
    """Asks for the work of these plans, at least one, by the office's own settings."""
    code: str | None = None
    merged: tuple[int, ...] = ()
    if unit is not None:
        units = all_units(reader)
        code = find_unit(units, unit, request.as_of).code
        own = merged_into(units, code, request.as_of)
        merged = keys_of(reader, own) if own else ()
    soon = settings(reader).soon_days
    streamed = request.held is not None and (limit is None or limit > _MOST_KEPT)
    first, *others = [plan.code for plan in followed]
    return deadlines.DeadlineQuery(
        first, request.as_of, code, limit, soon, streamed=streamed, others=tuple(others), merged=merged
    )


def status(
    request: Request,
    unit: str | None = None,
    by: GroupBy = GroupBy.UNIT,
    of: RateOf = RateOf.DUE,
    limit: int | None = None,
) -> Status:
    """Works out who is late and what comes next, for all open plans or a unit's share; ``limit`` cuts the two lists."""
    with snapshot(request) as reader:
        followed, wanted = plans_and_query(reader, request, unit, limit)
        return status_of(reader, request, followed[0], wanted, by, of)


def status_of(
    reader: Reader, request: Request, plan: Plan, wanted: deadlines.DeadlineQuery, by: GroupBy, of: RateOf
) -> Status:
    """Works out the status of the plans wanted, ``plan`` the first of them; the reader shows the day asked about."""
    from danvan_cli.db.reads import counts, reminders  # 2 ms that the lists need not pay
    from danvan_cli.services.coverage import coverage_of

    units = all_units(reader)
    urged = reminders.by_kind(reader, wanted)
    lines = tuple(counts.unit_counts(reader, wanted, urged.of))
    soon = ahead(wanted.as_of, wanted.soon_days)
    chosen = next((u for u in units if u.code == wanted.unit), None)
    # How many there are in all is in the counts already.
    listed = wanted._replace(is_counted=False)
    return Status(
        plan=plan,
        as_of=wanted.as_of,
        soon_days=wanted.soon_days,
        units=lines,
        totals=counts.task_counts(reader, wanted, lines),
        overdue=deadlines.overdue(reader, listed).rows,
        due_soon=deadlines.due_between(reader, listed, soon).rows,
        coverage=tuple(
            line for code in wanted.plans for line in coverage_of(reader, code, units, wanted.as_of, chosen)
        ),
        unit=chosen,
        subtotals=subtotals(lines, units),
        group_by=by,
        groups=() if by == GroupBy.UNIT else tuple(counts.group_counts(reader, wanted, by)),
        rate_of=of,
        extension_requests=deadlines.extension_requests(reader, wanted._replace(limit=None)).rows,
        known_on=request.known_on,
        unopened=counts.unopened_tasks(reader, wanted),
        below=units_below(units, wanted.unit),
        reminders=urged.sent,
        plans=wanted.plans,
        rounds=_open_rounds(reader, wanted),
        follow_ups=follow_ups(reader, wanted),
        merged=merged_into(units, chosen.code, wanted.as_of) if chosen else (),
        reforms=waiting_reforms(reader),
    )


def _open_rounds(reader: Reader, wanted: deadlines.DeadlineQuery) -> "tuple[Round, ...]":
    """Finds the rounds in which units may send; where no plan ever had one, nobody pays for more than a look."""
    if not any(plans.has_round(reader, plan) for plan in wanted.plans):
        return ()
    from danvan_cli.db.reads.rounds import rounds_of
    from danvan_cli.domain.rounds import open_ones

    return tuple(open_ones((one for plan in wanted.plans for one in rounds_of(reader, plan)), wanted.as_of))


class DeadlineList(NamedTuple):
    """The first rows of a list of all ``plans``, of which ``plan`` is the first, ``total`` of them in all.

    ``below`` are the units under the one asked about, whose rows are not in it. ``follow_ups`` are the rows of records
    that are so, too, and in no number here.
    """

    plan: Plan
    deadlines: Collection[Deadline]
    total: int
    below: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    follow_ups: tuple[FollowUps, ...] = ()


def overdue(request: Request, unit: str | None = None, limit: int | None = None, over: int = 0) -> DeadlineList:
    """Lists open rows late by more than ``over`` days at the day asked about, the longest first."""
    with snapshot(request) as reader:
        followed, wanted = plans_and_query(reader, request, unit, limit)
        below = units_below(all_units(reader), wanted.unit)
        late = late_by(follow_ups(reader, wanted), over)
        return DeadlineList(followed[0], *deadlines.overdue(reader, wanted, over), below, wanted.plans, late)


def upcoming(request: Request, days: int, unit: str | None = None, limit: int | None = None) -> DeadlineList:
    """Lists what falls due from the day asked about to ``days`` later, both included, periods not begun too."""
    with snapshot(request) as reader:
        followed, wanted = plans_and_query(reader, request, unit, limit)
        until = ahead(wanted.as_of, days)
        below = units_below(all_units(reader), wanted.unit)
        found = deadlines.due_between(reader, wanted, until, unopened=True)
        soon = due_by(follow_ups(reader, wanted), until)
        return DeadlineList(followed[0], *found, below, wanted.plans, soon)


def month(request: Request, first: date, unit: str | None = None) -> Month:
    """Shows the month that begins on ``first``: every dated row in any state, and the calendar's days off."""
    from danvan_cli.services.days_off import calendar_of  # 4 ms that other reads need not pay

    with snapshot(request) as reader:
        followed, wanted = plans_and_query(reader, request, unit)
        last = month_end(first.year, first.month)
        rows = deadlines.dated_between(reader, wanted, first, last).rows
        known = calendar_of(reader)
    days = [first + timedelta(n) for n in range(last.day)]
    off = {day: why for day in days if (why := known.why_off(day))}
    holidays = tuple(filter(known.holiday, days))
    return Month(followed[0], first, rows, off, known.certain(first), holidays, wanted.plans)


class StaleList(NamedTuple):
    """Work not heard of for too long, the longest first."""

    plan: Plan
    rows: tuple[Stale, ...]
    plans: tuple[str, ...] = ()


def stale(request: Request, unit: str | None = None, days: int | None = None) -> StaleList:
    """Lists open undated work without news for N days or more: of its own rhythm, else ``days``, else the office's."""
    with snapshot(request) as reader:
        followed, wanted = plans_and_query(reader, request, unit)
        limit = settings(reader).stale_days if days is None else days
        rows = deadlines.undated_open(reader, wanted)
    found = []
    for row, heard, every in rows:
        after = review_days(every, heard) if every else limit
        idle = (wanted.as_of - heard).days
        if idle >= after:
            found.append(Stale(row, idle, heard, after))
    return StaleList(followed[0], tuple(sorted(found, key=lambda line: -line.idle_days)), wanted.plans)


@contextmanager
def streamed_dated(request: Request, unit: str | None = None) -> Iterator[Dated]:
    """Lists all rows that have a last day, in any state, read one by one and only inside the context."""
    with ExitStack() as stack:
        yield _dated(request._replace(held=stack), unit)


def _dated(request: Request, unit: str | None) -> Dated:
    with snapshot(request) as reader:
        plan, wanted = plan_and_query(reader, request, unit)
        chosen = next((u for u in all_units(reader) if u.code == wanted.unit), None)
        rows = deadlines.all_dated(reader, wanted).rows
        from danvan_cli.db import chain  # what every other list need not pay

        return Dated(plan, chosen, rows, settings(reader).warning_days, chain.head(reader))


class TaskList(NamedTuple):
    """Tasks of all ``plans``, of which ``plan`` is the first, ``total`` of them in all."""

    plan: Plan
    tasks: Collection[Task]
    total: int
    plans: tuple[str, ...] = ()


def list_tasks(request: Request, narrow: TaskFilter, limit: int | None) -> TaskList:
    """Lists the tasks that the filter lets through; its unit may be a code, a name or an alias."""
    with snapshot(request) as reader:
        followed, wanted = plans_and_query(reader, request, narrow.unit, limit)
        if narrow.section is not None:
            paths = [heading.path for plan in wanted.plans for heading in plans.headings(reader, plan)]
            whose = f"Kế hoạch {', '.join(wanted.plans)}"
            narrow = narrow._replace(section=find_code(paths, narrow.section, "mục", whose))
        found, count = tasks.list_tasks(reader, wanted, narrow._replace(unit=wanted.unit))
        return TaskList(followed[0], found, count, wanted.plans)


def filtered_parts(request: Request, narrow: TaskFilter) -> list[tuple[str, str, str, str]]:
    """Lists the rows that have begun of the tasks let through by a filter: plan, task, lead, period.

    What the filter says of state, unit and days holds for each row by itself.
    """
    found = list_tasks(request._replace(held=None), narrow, None)
    lead = find_unit(list_units(request), narrow.unit, request.as_of).code if narrow.unit is not None else None
    return [
        (task.plan, row.task, row.unit or "", row.period)
        for task in found.tasks
        for row in task.deadlines
        if (narrow.state is None or row.state in taken_in(narrow.state))
        and (lead is None or row.unit == lead)
        and (narrow.due_from is None or (row.due_on is not None and row.due_on >= narrow.due_from))
        and (narrow.due_to is None or (row.due_on is not None and row.due_on <= narrow.due_to))
    ]


def show_task(request: Request, code: str) -> TaskHistory:
    """Finds one task with its remarks, changes, extensions, reminders and proofs; a removed one too."""
    from danvan_cli.db.reads.proofs import proofs_of

    with snapshot(request) as reader:
        plan, wanted = plan_and_query(reader, request, None)
        task = tasks.get_task(reader, wanted, code)
        return TaskHistory(
            plan,
            task,
            tuple(tasks.notes_of(reader, plan.code, task.code)),
            tuple(journal.of_code(reader, plan.code, task.code, request.as_of, request.known_on)),
            tuple(tasks.extensions_of(reader, plan.code, task.code)),
            tuple(tasks.reminders_of(reader, plan.code, task.code)),
            tuple(in_charge(reader, plan.code, task.code)),
            tuple(proofs_of(reader, plan.code, task.code)),
        )


def list_notes(request: Request, kind: NoteKind | None = None) -> "NoteList":
    """Lists the remarks on a plan and on its tasks, of one kind or of all."""
    from danvan_cli.db.reads import reporting
    from danvan_cli.domain.reporting import NoteList

    with snapshot(request) as reader:
        plan, wanted = plan_and_query(reader, request, None)
        found = reporting.notes(reader, wanted, with_remarks=True)
    return NoteList(plan, tuple(note for note in found if kind is None or note.kind == kind))


def list_agencies(request: Request) -> tuple[Agency, ...]:
    """Lists the agencies that the login may see; a file shows all of its."""
    from danvan_cli.db.reads import agencies

    with opened(request.database) as reader:
        return tuple(agencies.all_agencies(reader))


def agency_status(request: Request, year: int | None = None) -> tuple[AgencyCounts, ...]:
    """Counts the parts of work of all agencies or one, in one year's plans or all. UsageError unless as of today."""
    if request.as_of != request.today or request.known_on is not None:
        raise UsageError(
            "Tiến độ các cơ quan chỉ tính được đến hôm nay.", "Xem ngày khác ở từng cơ quan: danvan status --agency MÃ."
        )
    from danvan_cli.db.reads import counts

    with opened(request.database) as reader:
        found = tuple(counts.agency_counts(reader, request.as_of, year))
    if request.database.agency is None:
        return found
    chosen = find_code([line.code for line in found], request.database.agency, "cơ quan", "Dữ liệu")
    return tuple(line for line in found if line.code == chosen)


def list_units(request: Request) -> tuple[Unit, ...]:
    """Lists the catalogue in the order it was entered, those that have ended too, named as of the day asked about."""
    with snapshot(request) as reader:
        return tuple(all_units(reader))


def list_plans(request: Request) -> tuple[Plan, ...]:
    """Lists the plans, newest year first."""
    with reading(request.database) as reader:
        return tuple(plans.all_plans(reader))


class PlanDetail(NamedTuple):
    """A plan with its headings and the documents it cites."""

    plan: Plan
    headings: tuple[Heading, ...]
    cited: "tuple[Registered, ...]"


def show_plan(request: Request, code: str | None) -> PlanDetail:
    """Finds one plan, the current one when none is named; NotFoundError where there is none."""
    from danvan_cli.db.reads.documents import of_plan

    with reading(request.database) as reader:
        plan = plans.find_plan(reader, code or request.plan, counted=True)
        cited = of_plan(reader, plan.code, request.as_of)
        return PlanDetail(plan, tuple(plans.headings(reader, plan.code)), tuple(cited))


class Log(NamedTuple):
    """The newest commands with their row changes; ``total`` commands stand in the journal in all."""

    commands: Collection[Command]
    total: int


def verify_log(request: Request, against: str | None = None) -> Verified:
    """Checks the journal's seals, and the rows against it; UsageError where ``against`` is no head as printed."""
    from danvan_cli.db import chain

    printed = chain.printed_head(against) if against is not None else None
    with reading(request.database) as reader:
        return Verified(tuple(chain.verify(reader, printed)), chain.head(reader))


def log(request: Request, limit: int | None, narrow: LogFilter = _WHOLE_LOG) -> Log:
    """Reads the journal, newest first; with ``request.held`` the commands are read as they are used.

    Raises NotFoundError for a task, unit or writer of the filter that there is none of.
    """
    with held(request, reading(request.database)) as reader:
        if not any(narrow):
            return Log(journal.newest(reader, limit), journal.group_count(reader))
        from danvan_cli.db.reads import journal_search

        plan = request.plan and plans.find_plan(reader, request.plan).code
        if narrow.unit is not None:
            narrow = narrow._replace(unit=find_unit(all_units(reader), narrow.unit, request.as_of).code)
        if narrow.task is not None:
            plan = plan or plans.find_plan(reader, None).code
            narrow = narrow._replace(task=tasks.find_task(reader, plan, narrow.task))
        found, total = journal_search.chosen(reader, narrow, plan, limit)
        return Log(found if request.held is not None else tuple(found), total)
