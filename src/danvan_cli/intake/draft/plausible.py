"""What a draft says against what can be: days to come of work already done, extensions that bring forward, far years.

What cannot be is left out and named as a doubt with its row; what is only unlikely is kept and named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from danvan_cli.domain.dates import in_range, short
from danvan_cli.domain.draft import HeaderDraft, PlanDraft, TaskDraft, TrackingDraft, Unresolved
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.validation import (
    FIRST_PLAN_YEAR,
    LAST_PLAN_YEAR,
    LONGEST_TEXT,
    MOST_YEARS_AHEAD,
    why_no_extension,
    why_not_done,
)

_DONE = {"submitted_on": "ngày nộp", "completed_on": "ngày hoàn thành"}
# What is said of one row: the field, the day as read, and why it is doubted.
_Doubt = tuple[str, date, str]


def question_draft(draft: PlanDraft, today: date) -> PlanDraft:
    """Takes out of a draft what cannot be on ``today``, and lists with its row what a person must look at.

    Raises FileRefusedError for a plan of a year that no plan can be of, and for a text that no task has.
    """
    unresolved = [*draft.unresolved, *_odd_year(draft.header, today)]
    tasks = []
    for task in draft.tasks:
        if len(task.content) > LONGEST_TEXT:
            raise FileRefusedError(f"{task.source}: nội dung dài hơn {LONGEST_TEXT} chữ.", "Kiểm tra lại tệp.")
        sound, doubts = _dated(task, draft.header)
        if task.tracking is not None:
            tracking, more = _followed(sound, task.tracking, draft.header, today)
            sound, doubts = sound._replace(tracking=tracking), doubts + more
        tasks.append(sound)
        for name, day, why in doubts:
            choices = (short(day),) if name == "due_on" and in_range(day) else ()
            unresolved.append(Unresolved(task.source, short(day), why, task.code, name, choices))
    documents = tuple(replace(d, issued_on=_sound(d.issued_on)) for d in draft.documents)
    header = replace(draft.header, issued_on=_sound(draft.header.issued_on))
    return replace(draft, header=header, tasks=tuple(tasks), documents=documents, unresolved=tuple(unresolved))


def _sound(day: date | None) -> date | None:
    return day if day is not None and in_range(day) else None


def _odd_year(header: HeaderDraft, today: date) -> Iterator[Unresolved]:
    year = header.year
    if year is None:
        return
    if not FIRST_PLAN_YEAR <= year <= LAST_PLAN_YEAR:
        raise FileRefusedError(
            f"Năm {year} của kế hoạch không hợp lệ.", f"Ghi năm từ {FIRST_PLAN_YEAR} đến {LAST_PLAN_YEAR} ở --year."
        )
    if year > today.year + MOST_YEARS_AHEAD:
        why = f"năm {year} của kế hoạch quá xa năm nay; ghi năm đúng ở --year"
        yield Unresolved("Đầu văn bản", str(year), why, None, "year")


def _dated(task: TaskDraft, header: HeaderDraft) -> tuple[TaskDraft, list[_Doubt]]:
    """Leaves out days that no record can have; a last day that is years behind the plan's end is asked about."""
    task = task if _sound(task.start_on) == task.start_on else task._replace(start_on=None)
    days = [period.due_on for period in task.rows() if period.due_on]
    if all(map(in_range, days)):
        far = next((day for day in days if header.year and day.year > header.year + MOST_YEARS_AHEAD), None)
        if far is None:
            return task, []
        why = f"thời hạn năm {far.year} quá xa kế hoạch năm {header.year}"
        return task._replace(certain=False), [("due_on", far, why)]
    odd = next(day for day in days if not in_range(day))
    periods = tuple(p._replace(due_on=_sound(p.due_on)) for p in task.periods)
    return task._replace(due_on=_sound(task.due_on), due_rule=None, periods=periods, certain=False), [
        ("due_on", odd, "thời hạn có năm không hợp lệ")
    ]


def _followed(
    task: TaskDraft, told: TrackingDraft, header: HeaderDraft, today: date
) -> tuple[TrackingDraft | None, list[_Doubt]]:
    """Checks what a register says was done and granted."""
    submitted_on, one = _done("submitted_on", told.submitted_on, header, today)
    completed_on, other = _done("completed_on", told.completed_on, header, today)
    doubts, extended_to = one + other, told.extended_to
    due = max((period.due_on for period in task.rows() if period.due_on), default=None)
    if extended_to is not None and (why := why_no_extension(extended_to, due)):
        doubts.append(("tracking.extended_to", extended_to, f"ngày gia hạn {short(extended_to)} {why}"))
        extended_to = None
    if doubts:
        told = replace(told, submitted_on=submitted_on, completed_on=completed_on, extended_to=extended_to)
    return (told if told != TrackingDraft() else None), doubts


def _done(name: str, day: date | None, header: HeaderDraft, today: date) -> tuple[date | None, list[_Doubt]]:
    """Drops a day on which nothing can have been done; one before the plan's issue is kept and asked about."""
    if day is None:
        return None, []
    if why := why_not_done(day, today, header.year):
        return None, [(f"tracking.{name}", day, f"{_DONE[name]} {short(day)} {why}")]
    # A register without the plan's number has its own day of printing in place of the plan's.
    issued_on = header.issued_on if header.number or header.symbol else None
    if issued_on is None or day >= issued_on:
        return day, []
    why = f"{_DONE[name]} {short(day)} trước ngày ban hành kế hoạch {short(issued_on)}"
    return day, [(f"tracking.{name}", day, why)]
