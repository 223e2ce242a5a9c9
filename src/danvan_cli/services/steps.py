"""Which rows a step of a task's life is for, and the one way every step is applied to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.periods import find_period
from danvan_cli.domain.words import Stage
from danvan_cli.services.request import Request
from danvan_cli.services.writing import (
    acting_unit_row,
    changed,
    deadline_rows,
    followed_row,
    plan_row,
    row_key,
    task_rows,
    unit_row,
    unit_rows,
    writing,
)

# What a unit can still hand in.
OPEN = (Stage.NOT_STARTED, Stage.IN_PROGRESS)


_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a task a step is for; without units those of its only lead, without a period the one to be done.

    ``code`` may name several tasks, a text of ``units`` several units. That one is to be done which is late, else the
    one that is open; where several are, leaving it out is refused (but see ``Step.every_lead``). ``parts`` are the
    rows that a filter chose (task, unit, period): no others are meant, and all of them that the step is for.
    """

    code: str
    units: Sequence[str] = ()
    period: str | None = None
    parts: frozenset[tuple[str, str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to each chosen row: the stages it is for, and the act, which returns the words for the answer.

    ``on`` is the day of the event. ``every_lead`` takes all rows where none is named, ``unopened`` also those of
    periods that have not begun.
    """

    allowed: Sequence[str]
    act: Callable[[Transaction, tables.Deadline], str]
    on: date
    every_lead: bool = False
    unopened: bool = False


def apply(request: Request, choice: Choice, step: Step, notes: Sequence[str] = ()) -> Changed:
    """Takes a step in one transaction; ``notes`` go into the answer beside its own.

    Raises ConflictError, and writes nothing, where the rows are not in a stage that the step is for, or not clear.
    """
    with writing(request) as work:
        work.happened_on = step.on
        plan = plan_row(work, request)
        chosen = task_rows(work, plan, choice.code)
        endings, early = [], list[str]()
        taken = list[tables.Deadline]()
        for task in chosen:
            own, found = apply_to(work, request, task, choice, step)
            endings += own
            taken += found
        early += (note for row in taken for note in _early(row, plan))
        left = [*left_as_they_are(work, choice, taken), *_urged_after(work, taken, step.on)]
        plan_code, codes = plan.code, ", ".join(task.code for task in chosen)
    told = tuple(dict.fromkeys([*early, *left, *notes]))
    return changed(request, work, "; ".join(endings) + ".", codes, plan=plan_code, notes=told)


def apply_to_record(request: Request, code: str, step: Step, notes: Sequence[str] = ()) -> Changed:
    """Takes a step on the only row of a followed record, in one transaction; errors as in ``apply``."""
    with writing(request) as work:
        work.happened_on = step.on
        row = followed_row(work, code)
        if row.stage not in step.allowed:
            raise ConflictError(
                f"Không làm được bước này ở {code}: {Stage(row.stage).label}.", f"Xem bằng danvan record show {code}."
            )
        told = f"{code}: {step.act(work, row)}."
        urged = tuple(_urged_after(work, [row], step.on))
    return changed(request, work, told, code, notes=(*urged, *notes))


def noun_of(row: tables.Deadline) -> str:
    """Names the commands by which a row is worked on."""
    return "task" if row.record_id is None else "record"


def left_as_they_are(work: Transaction, choice: Choice, taken: Iterable[tables.Deadline]) -> tuple[str, ...]:
    """Tells which of the rows that a filter let through the step was not for; ConflictError where it was for none."""
    if choice.parts is None:
        return ()
    keys = {(work.session.get_one(tables.Task, row.task_id).code, unit_code(work, row), row.period) for row in taken}
    if not keys:
        raise ConflictError("Không phần việc nào đã lọc làm được bước này.", "Xem bằng danvan task list.")
    left = sorted(choice.parts - keys)
    if not left:
        return ()
    named = ", ".join(" ".join(filter(None, part)) for part in left[:_MOST_NAMED])
    more = f" và {len(left) - _MOST_NAMED} phần việc khác" if len(left) > _MOST_NAMED else ""
    return (f"Để nguyên {len(left)} phần việc không ở bước này: {named}{more}.",)


def apply_to(
    work: Transaction, request: Request, task: tables.Task, choice: Choice, step: Step
) -> tuple[list[str], list[tables.Deadline]]:
    """Takes a step on a task's chosen rows inside an open transaction; returns the answer's words, and the rows."""
    endings, found = [], []
    several = len({row.period for row in deadline_rows(work, task)}) > 1
    for row, unit in _chosen(work, request, task, choice, step):
        _refuse_before_begin(work, unit, step.on)
        part = ", ".join(filter(None, [unit, row.period if several else ""]))
        endings.append(f"{task.code}{f' ({part})' if part else ''}: {step.act(work, row)}")
        found.append(row)
    return endings, found


def _refuse_before_begin(work: Transaction, code: str, day: date) -> None:
    """Refuses a step of a unit on a day before its first: whoever had the work then did it."""
    unit = unit_row(work, code) if code else None
    if unit is not None and unit.valid_from is not None and day < unit.valid_from:
        acting_unit_row(work, code, day)


def _early(row: tables.Deadline, plan: tables.Plan) -> tuple[str, ...]:
    """Warns of a day before the plan was issued, which is more often a slip than true."""
    day = row.completed_on or row.submitted_on
    if day is None or plan.issued_on is None or day >= plan.issued_on:
        return ()
    return (f"Ngày {short(day)} trước ngày ban hành kế hoạch {short(plan.issued_on)}; kiểm tra lại nếu gõ nhầm.",)


def _urged_after(work: Transaction, rows: Iterable[tables.Deadline], day: date) -> Iterator[str]:
    """Tells of rows handed in on a day and urged after it, as what is typed late was: that was sent by mistake."""
    handed_in = {row_key(row.id): row for row in rows if row.submitted_on == day}
    reminder = tables.Reminder
    query = select(reminder).where(
        col(reminder.deadline_id).in_(handed_in), col(reminder.withdrawn_on).is_(None), col(reminder.sent_on) > day
    )
    for sent in work.session.exec(query.order_by(col(reminder.id))).all() if handed_in else ():
        row = handed_in[sent.deadline_id]
        task, unit = code_of(work, row), unit_code(work, row)
        command = f"danvan remind --withdraw {task} --unit {unit}"
        if row.period:
            command = f"danvan remind --withdraw {task} --unit {unit} --period {row.period}"
        yield (
            f"Đã đôn đốc {' '.join(filter(None, [task, unit, row.period]))} ngày {short(sent.sent_on)}, sau ngày nộp "
            f"{short(day)}; là gửi nhầm thì ghi {command}."
        )


def _chosen(
    work: Transaction, request: Request, task: tables.Task, choice: Choice, step: Step
) -> list[tuple[tables.Deadline, str]]:
    rows = [(row, unit_code(work, row)) for row in deadline_rows(work, task)]
    wanted = _of_period(task, _of_units(work, task, rows, choice), choice)
    if not step.unopened and choice.parts is None:
        wanted = _begun(task, wanted, request.today)
    possible = [(row, unit) for row, unit in wanted if row.stage in step.allowed]
    if choice.parts is not None:
        return [(row, unit) for row, unit in possible if (task.code, unit, row.period) in choice.parts]
    if not possible or (choice.units and {unit for _, unit in possible} != {unit for _, unit in wanted}):
        raise ConflictError(_why_not(task, wanted), f"Xem bằng danvan task show {task.code}.")
    if not step.every_lead:
        possible = _to_be_done(possible, choice, request.today)
        _refuse_ambiguous(task, possible, choice)
    return possible


def _to_be_done(
    rows: list[tuple[tables.Deadline, str]], choice: Choice, today: date
) -> list[tuple[tables.Deadline, str]]:
    """Picks of each unit's periods the one that is late, else the first that is still open, where none is named.

    Several that are late stay, and several without a day: which of them is meant is not guessed.
    """
    if choice.period is not None:
        return rows
    picked: list[tuple[tables.Deadline, str]] = []
    for unit in dict.fromkeys(unit for _, unit in rows):
        own = [(row, code) for row, code in rows if code == unit]
        late = [(row, code) for row, code in own if row.due_on is not None and row.due_on < today]
        if not late and all(row.due_on is not None for row, _ in own):
            own = sorted(own, key=lambda pair: pair[0].due_on or date.max)[:1]
        picked += late or own
    return picked


def _of_period(
    task: tables.Task, rows: list[tuple[tables.Deadline, str]], choice: Choice
) -> list[tuple[tables.Deadline, str]]:
    if choice.period is None:
        return rows
    meant = find_period(choice.period, [row.period for row, _ in rows if row.period])
    wanted = [(row, unit) for row, unit in rows if meant and row.period == meant]
    if not wanted:
        periods = ", ".join(sorted({row.period for row, _ in rows if row.period})) or "không có"
        raise UsageError(f"{task.code} không có kỳ “{choice.period}”.", f"Các kỳ: {periods}.")
    return wanted


def _begun(
    task: tables.Task, rows: list[tuple[tables.Deadline, str]], today: date
) -> list[tuple[tables.Deadline, str]]:
    begun = [(row, unit) for row, unit in rows if row.opens_on is None or row.opens_on <= today]
    if rows and not begun:
        first = min(row.opens_on for row, _ in rows if row.opens_on)
        if not rows[0][0].period:
            raise ConflictError(
                f"{task.code} được giao từ {short(first)}, sau ngày hôm nay của máy.", "Kiểm tra lại ngày giờ của máy."
            )
        raise ConflictError(
            f"Kỳ {rows[0][0].period} của {task.code} chưa bắt đầu (từ {short(first)}).",
            "Ghi kết quả khi kỳ đã bắt đầu, hoặc bỏ kỳ bằng danvan task skip.",
        )
    return begun


def _of_units(
    work: Transaction, task: tables.Task, rows: list[tuple[tables.Deadline, str]], choice: Choice
) -> list[tuple[tables.Deadline, str]]:
    if not choice.units:
        return rows
    codes = [unit.code for unit in unit_rows(work, choice.units)]
    leads = {unit for _, unit in rows}
    # Of several tasks each has its own leads: those of the units count that lead this one.
    is_one_of_many = len(codes) > 1 and any(mark in choice.code for mark in (",", ".."))
    for code in codes:
        if code not in leads and not (is_one_of_many and leads & set(codes)):
            # Of one that has ended the answer is who took over.
            acting_unit_row(work, code, work.happened_on)
            named = ", ".join(sorted(leads - {""})) or "chưa có"
            raise ConflictError(f"{code} không chủ trì {task.code}.", f"Đơn vị chủ trì: {named}.")
    return [(row, unit) for row, unit in rows if unit in codes]


def _refuse_ambiguous(task: tables.Task, possible: list[tuple[tables.Deadline, str]], choice: Choice) -> None:
    units = list(dict.fromkeys(unit for _, unit in possible))
    if len(units) > 1 and not choice.units:
        raise ConflictError(
            f"{task.code} có {len(units)} đơn vị chủ trì làm được bước này: {', '.join(units)}.",
            "Ghi --unit cho từng đơn vị cần ghi.",
        )
    periods = list(dict.fromkeys(row.period for row, _ in possible))
    if len(periods) > 1 and choice.period is None:
        raise ConflictError(
            f"{task.code} có nhiều kỳ làm được bước này: {', '.join(periods)}.", "Ghi --period của kỳ cần ghi."
        )


def _why_not(task: tables.Task, rows: list[tuple[tables.Deadline, str]]) -> str:
    stages = dict.fromkeys(f"{unit or task.code} {Stage(row.stage).label}" for row, unit in rows)
    return f"Không làm được bước này ở {task.code}: {', '.join(stages)}."


def code_of(work: Transaction, row: tables.Deadline) -> str:
    """Reads the code of the task, or of the followed record, that a row is of."""
    if row.task_id is None:
        return work.session.get_one(tables.Record, row.record_id).code
    return work.session.get_one(tables.Task, row.task_id).code


def unit_code(work: Transaction, row: tables.Deadline) -> str:
    """Reads the code of a row's lead; empty where nobody leads yet."""
    unit = work.session.get(tables.Unit, row.unit_id) if row.unit_id else None
    return unit.code if unit else ""


def set_stage(row: tables.Deadline, stage: Stage, since: date, reason: str | None = None) -> None:
    """Sets a row's stage, the day since which it holds, and the reason; None clears an older one."""
    row.stage, row.stage_since, row.stage_reason = stage, since, reason


def touch(row: tables.Deadline, day: date) -> None:
    """Notes news of a row; news from before ``opens_on`` moves that back, since the work was given by then."""
    row.last_update = max(row.last_update or day, day)
    if row.opens_on is not None and row.opens_on > day:
        row.opens_on = day


def open_again(row: tables.Deadline, day: date, reason: str | None) -> None:
    """Reopens a row: its progress stays, its hand-in and completion are cleared."""
    row.submitted_on = row.completed_on = row.confirmed_by = None
    set_stage(row, Stage.IN_PROGRESS if row.progress else Stage.NOT_STARTED, day, reason)
    touch(row, day)


def refuse_before(day: date, since: date | None, what: str) -> None:
    """Refuses a day before that of the event a step answers to, called ``what`` in the error; None refuses nothing."""
    if since is not None and day < since:
        raise ConflictError(f"Ngày {short(day)} trước ngày {what} {short(since)}.", "Ghi ngày sau ở --on.")
