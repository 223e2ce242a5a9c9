"""What every write shares: the transaction of a request, and finding the rows that its words mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Author, Transaction, transaction
from danvan_cli.db.location import no_data
from danvan_cli.db.reads.plans import find_plan
from danvan_cli.db.reads.tasks import find_task
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_code, find_unit, is_range, parted
from danvan_cli.domain.copies import MANY_ROWS
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed, Unit
from danvan_cli.domain.succession import refuse_not_valid
from danvan_cli.domain.validation import required_text as required_text
from danvan_cli.domain.validation import why_not_done
from danvan_cli.domain.words import CopyReason
from danvan_cli.services import copying
from danvan_cli.services.request import Request

# Of 4,096 bytes each; only so many as are changed take memory.
_PAGES_KEPT = 100_000


@contextmanager
def writing(
    request: Request, *, may_begin: bool = False, is_founding: bool = False, risk: CopyReason | None = None
) -> Iterator[Transaction]:
    """Opens the one transaction of a command; with ``is_founding`` the block itself sets ``agency``.

    A file that is not there is made only for what ``may_begin`` a store of data; for all else a DatabaseError says how
    to make one, for a mistyped place must not leave an empty file behind. A file is copied before the first write of a
    day, before a write that is a ``risk``, and before one that turns out to change many rows is kept. Within a larger
    command the block is a piece of that one's transaction. UsageError for a request that asks about another day: a
    change is made today, whatever day it is about.
    """
    refuse_another_day(request)
    if request.within is not None:
        with request.within.piece():
            yield request.within
        return
    author = Author(request.actor, request.command, request.now, request.today)
    if not (may_begin or is_founding or request.database.path is None or request.database.exists):
        raise no_data(request.database)
    copying.before_write(request, risk)
    with transaction(request.database, author, dry_run=request.dry_run, is_founding=is_founding) as work:
        may_become_bulk = risk is None and request.write_copy is not None and request.database.path is not None
        if may_become_bulk:
            # What is not kept yet stays in memory: written early, it would lock the file before it can be copied.
            work.session.connection().exec_driver_sql(f"PRAGMA cache_spill={_PAGES_KEPT}")
        closed = () if is_founding else _closed_plans(work)
        work.takes_files = request.keep_file is not None
        yield work
        if work.new_files and not request.dry_run:
            from danvan_cli.services.evidence import keep_files  # few writes keep any

            keep_files(work, request)
        if closed and not request.reopened:
            work.write_journal()
            _refuse_touched(work, closed)
        if may_become_bulk:
            work.write_journal()
            if len(work.changes) >= MANY_ROWS:
                # Others still see the data as they were: what this transaction did is not kept yet.
                copying.automatic(request, CopyReason.BULK)


def refuse_another_day(request: Request) -> None:
    """Raises UsageError where a change is asked for as of another day than today."""
    if request.as_of != request.today or request.known_on is not None:
        raise UsageError(
            "Thay đổi được ghi vào ngày hôm nay; --as-of và --as-known-on chỉ để xem.",
            "Bỏ hai tùy chọn ấy; ngày mà việc đã diễn ra là tùy chọn riêng của lệnh ghi.",
        )


def _closed_plans(work: Transaction) -> tuple[int, ...]:
    query = "SELECT id FROM plan WHERE agency_id = :agency AND closed_on IS NOT NULL"
    return tuple(key for (key,) in work.reader.execute(query))


def _refuse_touched(work: Transaction, closed: Sequence[int]) -> None:
    """Refuses a change, by whatever command, of what belongs to a plan that was closed before and still is."""
    if work.group is None:
        return
    keys = ", ".join(map(str, closed))
    row = work.reader.execute(
        f"""SELECT p.code, p.closed_on FROM plan p WHERE p.id IN ({keys}) AND p.closed_on IS NOT NULL
        AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.group_id = :group AND e.plan_id = p.id)""",
        {"group": work.group},
    ).fetchone()
    if row is not None:
        raise _closed_error(row[0], date.fromisoformat(str(row[1])))


def _closed_error(code: str, day: date) -> ConflictError:
    return ConflictError(
        f"Kế hoạch {code} đã kết thúc ngày {short(day)}, không ghi thêm vào được.",
        f"Thêm --reopen để ghi riêng lần này, hoặc mở lại bằng danvan plan reopen {code}.",
    )


def refuse_closed(request: Request, code: str, closed_on: date | None) -> None:
    """Raises ConflictError for a plan that is closed, unless the command says that it writes to such a one."""
    if closed_on is not None and not request.reopened:
        raise _closed_error(code, closed_on)


def changed(
    request: Request, work: Transaction, headline: str, code: str, *, plan: str | None = None, notes: Sequence[str] = ()
) -> Changed:
    """Reports a finished transaction; one that changed nothing says so, and the plan of another year is named."""
    if not work.changes and request.within is None:
        headline = "Không có gì thay đổi; dữ liệu đã như vậy."
    if (year := work.plan_years.get(plan or "")) is not None and year != request.today.year:
        headline = f"{headline.rstrip('.')} (kế hoạch {plan})."
    return Changed(headline, code, work.changes, work.group, plan, tuple(notes), request.dry_run)


def past_day(day: date | None, request: Request) -> date:
    """Finds the day something happened: today (Việt Nam's) when not said. UsageError for a day after today."""
    if day is not None and (why := why_not_done(day, request.today)):
        raise UsageError(f"Ngày {describe(day)} {why}.", "Ghi ngày đã diễn ra ở --on.")
    return day or request.today


def plan_row(work: Transaction, request: Request) -> tables.Plan:
    """Finds the plan to write to: the one that the request names, else the one in use; errors as in ``find_plan``.

    ConflictError for one that is closed.
    """
    plan = any_plan_row(work, request)
    refuse_closed(request, plan.code, plan.closed_on)
    return plan


def any_plan_row(work: Transaction, request: Request) -> tables.Plan:
    """Finds the plan meant, a closed one too; errors as in ``find_plan``."""
    plan = find_plan(work.reader, request.plan)
    work.plan_years[plan.code] = plan.year
    query = select(tables.Plan).where(col(tables.Plan.agency_id) == work.agency, col(tables.Plan.code) == plan.code)
    return work.session.exec(query).one()


def store_setting(work: Transaction, key: str, value: str) -> None:
    """Stores a choice, which replaces the one made before; the caller has checked it."""
    query = select(tables.Setting).where(col(tables.Setting.agency_id) == work.agency, col(tables.Setting.key) == key)
    row = work.session.exec(query).first()
    if row is None:
        row = tables.Setting(agency_id=work.agency, key=key, value=value)
    row.value = value
    work.session.add(row)
    work.session.flush()


def known_units(work: Transaction) -> list[Unit]:
    """Lists the catalogue as it stands inside the transaction."""
    return all_units(work.reader)


def unit_row(work: Transaction, words: str, day: date | None = None) -> tables.Unit:
    """Finds the unit meant by a code, name or alias, before others one that acts on the day; errors as in
    ``find_unit``.
    """
    unit = find_unit(known_units(work), words, day or work.happened_on)
    query = select(tables.Unit).where(col(tables.Unit.agency_id) == work.agency, col(tables.Unit.code) == unit.code)
    return work.session.exec(query).one()


def acting_unit_row(work: Transaction, words: str, day: date) -> tables.Unit:
    """Finds the unit meant that acts on a day; ConflictError, naming who acts instead, for one that does not."""
    units = known_units(work)
    refuse_not_valid(units, find_unit(units, words, day), day)
    return unit_row(work, words, day)


def task_row(work: Transaction, plan: tables.Plan, code: str) -> tables.Task:
    """Finds a task; ConflictError for a removed one, NotFoundError for an unknown code."""
    task = any_task_row(work, plan, code)
    if task.removed_at is not None:
        raise ConflictError(f"Nhiệm vụ {task.code} đã bị bỏ.", f"Lấy lại bằng danvan task restore {task.code}.")
    return task


def task_rows(work: Transaction, plan: tables.Plan, words: str) -> list[tables.Task]:
    """Finds the tasks of one code or of several ("II.2-1,II.2-4", "II.2-1..5"), each once, in the order written.

    Errors as in ``task_row``; of a range those are meant that there are, NotFoundError where there is none.
    """
    found: dict[int, tables.Task] = {}
    for part in words.split(","):
        codes, missing = parted(part), None
        for code in codes:
            try:
                task = task_row(work, plan, code)
            except (NotFoundError, ConflictError) as error:
                if not is_range(part):
                    raise
                missing = error
            else:
                found.setdefault(row_key(task.id), task)
        if missing is not None and not found:
            raise missing
    if not found:
        raise UsageError("Chưa ghi mã nhiệm vụ nào.", "Ghi mã như IV-4, nhiều mã cách nhau bằng dấu phẩy.")
    return list(found.values())


def unit_rows(
    work: Transaction, several: Sequence[str], day: date | None = None, *, acting: bool = False
) -> list[tables.Unit]:
    """Finds units, of which some may stand in one text ("VP,TTr"); a name with commas in it is one.

    With ``acting`` each must act on the day, by default today.
    """

    def find(words: str) -> tables.Unit:
        return acting_unit_row(work, words, day or work.today) if acting else unit_row(work, words, day)

    found: list[tables.Unit] = []
    for words in several:
        try:
            found.append(find(words))
        except NotFoundError:
            parts = [part.strip() for part in words.split(",") if part.strip()]
            if len(parts) < 2:
                raise
            found += (find(part) for part in parts)
    return list({row_key(unit.id): unit for unit in found}.values())


def any_task_row(work: Transaction, plan: tables.Plan, code: str) -> tables.Task:
    """Finds a task by its code, a removed one too; NotFoundError for an unknown code."""
    found = find_task(work.reader, plan.code, code)
    query = select(tables.Task).where(col(tables.Task.plan_id) == plan.id, col(tables.Task.code) == found)
    return work.session.exec(query).one()


def section_row(work: Transaction, plan: tables.Plan, path: str) -> tables.Section:
    """Finds a heading by its path ("II.2"), in any case; NotFoundError for an unknown one."""
    rows = work.session.exec(select(tables.Section).where(col(tables.Section.plan_id) == plan.id)).all()
    known = find_code([row.path for row in rows], path, "mục", f"Kế hoạch {plan.code}")
    return next(row for row in rows if row.path == known)


def target_row(work: Transaction, plan: tables.Plan, code: str, *, removed_too: bool = False) -> tables.Target:
    """Finds a target by its code, in any case; NotFoundError for an unknown one, ConflictError for a removed one."""
    rows = work.session.exec(select(tables.Target).where(col(tables.Target.plan_id) == plan.id)).all()
    known = find_code([row.code for row in rows], code, "chỉ tiêu", f"Kế hoạch {plan.code}")
    target = next(row for row in rows if row.code == known)
    if target.removed_at is not None and not removed_too:
        raise ConflictError(f"Chỉ tiêu {target.code} đã bị bỏ.", f"Lấy lại bằng danvan target restore {target.code}.")
    return target


def deadline_rows(work: Transaction, task: tables.Task) -> list[tables.Deadline]:
    """Lists all the rows of a task, in the order they were made; the ones of no lead too."""
    query = select(tables.Deadline).where(col(tables.Deadline.task_id) == task.id).order_by(col(tables.Deadline.id))
    return list(work.session.exec(query))


def followed_row(work: Transaction, code: str) -> tables.Deadline:
    """Finds the row of a followed record by the record's code as kept."""
    record = tables.Record
    query = (
        select(tables.Deadline)
        .join(record, col(record.id) == tables.Deadline.record_id)
        .where(col(record.agency_id) == work.agency, col(record.code) == code, col(record.removed_at).is_(None))
    )
    return work.session.exec(query).one()


def row_key(value: int | None) -> int:
    """Checks that a row is stored and returns its key; AssertionError for one that is not flushed yet."""
    if value is None:
        raise AssertionError("the row is not stored yet")
    return value
