"""What the choice ``before_is_inclusive`` does to days that were read before it was made."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.dates import month_end, short
from danvan_cli.domain.text import fold

# "trước ngày 25/10/2023", "trước 25.10"; not "trước 17 giờ …" nor "trước 05 ngày …", which are counted otherwise.
_BEFORE = re.compile(r"\btruoc (?:ngay (\d{1,2})(?!\d)|(\d{1,2})(?=\s*[/.-]\s*\d))")
_MOST_TOLD = 5


def move_before_days(work: Transaction, *, inclusive: bool) -> tuple[str, ...]:
    """Moves every last day that was read from "trước ngày N" to N itself, or back to the day before it.

    Days set by a person and days of another reading stay; an extended row keeps its extended day. Says what moved.
    """
    moved: dict[str, None] = {}
    granted = select(tables.Extension.deadline_id).where(col(tables.Extension.new_due_on).is_not(None))
    extended = set(work.session.exec(granted))
    query = select(tables.Deadline, tables.Task.code).where(
        col(tables.Deadline.task_id) == tables.Task.id,
        col(tables.Deadline.due_text).is_not(None),
        col(tables.Deadline.plan_id).in_(select(tables.Plan.id).where(col(tables.Plan.agency_id) == work.agency)),
    )
    for row, code in work.session.exec(query).all():
        old = row.original_due_on or row.due_on
        new = _other_reading(row.due_text or "", old, inclusive=inclusive)
        if old is None or new is None:
            continue
        if row.id not in extended:
            row.due_on = new
        row.original_due_on = new
        moved[f"{code} “{row.due_text}”: {short(old)} → {short(new)}"] = None
    work.session.flush()
    if not moved:
        return ("Không có thời hạn nào đang theo dõi ghi “trước ngày”.",)
    more = (f"… và {len(moved) - _MOST_TOLD} thời hạn khác.",) if len(moved) > _MOST_TOLD else ()
    return (*list(moved)[:_MOST_TOLD], *more)


def _other_reading(text: str, day: date | None, *, inclusive: bool) -> date | None:
    found = _BEFORE.search(fold(text))
    if day is None or not found:
        return None
    said = int(found[1] or found[2])
    if inclusive:
        following = day + timedelta(days=1)
        return following if _is_said(following, said) else None
    return day - timedelta(days=1) if _is_said(day, said) else None


def _is_said(day: date, said: int) -> bool:
    """Tells whether a day is the one that the words name; a shorter month ends before its 31st."""
    return day.day == said or (said > day.day and day == month_end(day.year, day.month))
