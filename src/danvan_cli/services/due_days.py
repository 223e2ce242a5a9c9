"""Deadlines between the rule (``domain.due``) and the stored rows: what is typed, corrected, worked out anew.

Not to be confused with ``intake.due_days``, which finds the days in a plan's text.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import settings
from danvan_cli.domain.dates import in_range, short
from danvan_cli.domain.due import DueContext, DueRule, GivenDue, last_day, rule_of, rule_text
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.typed_dates import DUE_FORMS, day_in_range, parse_due
from danvan_cli.domain.words import DueKind
from danvan_cli.services.days_off import calendar, calendar_of, shipped_calendar
from danvan_cli.services.request import Request

if TYPE_CHECKING:
    from danvan_cli.db import tables
    from danvan_cli.db.journal import Transaction

# What the JSON of a stored rule holds where its day hangs on the setting before_is_inclusive, or on the calendar.
BEFORE, COUNTED = '"operator": "before"', '"amount"'
_MOST_TOLD = 5
_MAY_SAY_A_DAY = re.compile(r"\d|tháng|quý|tuần|ngày|năm|kỳ|hằng|hàng|mỗi")
# A day that nothing beside it calls a last day; of a document it has a number before it, and a year behind.
_DAY_WITHOUT_A_CUE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])")


def given_due(request: Request, text: str) -> GivenDue:
    """Reads a deadline that a person typed: a strict form, or else the words that a plan's column would have.

    Raises UsageError for words that give no deadline, or hold a number or (beside a day or period) a word that the
    deadline does not use.
    """
    rule = parse_due(
        text,
        today=request.today,
        add_working_days=lambda day, number: calendar(request).add_working_days(day, number),
    )
    if rule is None:
        from danvan_cli.intake.due.reading import read_whole  # 20 ms that the strict forms need not pay

        # In a plan of this year, words of an earlier one tell of the past; which plan is meant is not known here.
        written = map(int, re.findall(r"\b(?:19|20|21)\d{2}\b", text))
        rule = read_whole(text, DueContext(min([request.today.year, *written])))
    if rule is None:
        raise UsageError(f"Không đọc được ngày “{text}”.", f"Viết ngày theo một trong các dạng: {DUE_FORMS}.")
    return GivenDue(rule, text)


def said_in(content: str, context: DueContext) -> tuple[GivenDue | None, str]:
    """Finds the deadline that a typed task says itself ("Soạn sổ tay trước ngày 30/11"), as a plan's line would.

    What may be one, and is not surely a single one, is given back as words: it is for a person to say.
    """
    if not _MAY_SAY_A_DAY.search(content.lower()):
        return None, ""
    from danvan_cli.intake.due.reading import read_dues

    found = [due for due in read_dues(content, context) if due.doubt or due.due_kind != DueKind.NONE]
    if len(found) == 1 and found[0].rule is not None and found[0].certain and not found[0].doubt:
        return GivenDue(found[0].rule, found[0].text or content), ""
    words = [due.text for due in found if due.text] or _DAY_WITHOUT_A_CUE.findall(content)
    return None, "; ".join(dict.fromkeys(words))


def chosen_context(request: Request) -> DueContext:
    """Reads the agency's calendar and choices, with no plan's year; what is shipped where there is no data yet."""
    if not request.database.exists:
        return DueContext(None, calendar=shipped_calendar())
    with reading(request.database) as reader:
        return _of_agency(reader)


def _of_agency(reader: Reader) -> DueContext:
    chosen = settings(reader).before_is_inclusive
    return DueContext(None, before_is_inclusive=chosen, calendar=calendar_of(reader))


def plan_context(work: Transaction, plan: tables.Plan) -> DueContext:
    """Reads what turns the rules of a plan's rows into days: its year and issue, the agency's calendar and choices."""
    return _of_agency(work.reader)._replace(
        year=plan.year, is_school_year=plan.is_school_year, issued_on=plan.issued_on
    )


def day_of(given: GivenDue, context: DueContext) -> date | None:
    """Works out a typed deadline's last day; None where it waits for an event.

    Raises UsageError for a day that no calendar has, and for one outside 1900–2200.
    """
    day = last_day(given.rule, context)
    is_named = given.rule.kind in (DueKind.FIXED, DueKind.PERIOD)
    return day_in_range(day, given.text) if is_named else day


def is_extended(work: Transaction, row: tables.Deadline) -> bool:
    """True when an extension of the row was ever granted, as asked or for a shorter time."""
    return row.id in _granted_days(work, [row.id])


def _granted_days(work: Transaction, keys: list[int | None] | None = None) -> dict[int, date]:
    """Finds the latest day granted to each row that was extended; a grant is never withdrawn. None means all rows."""
    from sqlmodel import col, func, select

    from danvan_cli.db import tables

    key, day = col(tables.Extension.deadline_id), col(tables.Extension.new_due_on)
    query = select(key, func.max(day)).where(day.is_not(None)).group_by(key)
    if keys is not None:
        query = query.where(key.in_(keys))
    return {row: granted for row, granted in work.session.exec(query) if granted}


def correct_due(work: Transaction, row: tables.Deadline, day: date, rule: DueRule) -> None:
    """Corrects a row's rule and its last day before extensions; a granted day that is later stays in force."""
    row.due_rule = rule_text(rule)
    _set_first(row, day, _granted_days(work, [row.id]))


def _set_first(row: tables.Deadline, day: date, granted: dict[int, date]) -> None:
    row.original_due_on = day
    row.due_on = max(day, granted.get(row.id or 0, day))


def work_out_anew(work: Transaction, marker: str) -> list[str]:
    """Works out the last days of the agency's rows whose rule holds a marker (``BEFORE``, ``COUNTED``) once more.

    Says of each that moved: code, words, old and new day. Granted extensions that are later stay, and so do the days
    of closed plans.
    """
    from sqlmodel import col, select

    from danvan_cli.db import tables

    work.session.flush()
    moved: dict[str, None] = {}
    granted = _granted_days(work)
    query = (
        select(tables.Deadline, tables.Task.code, tables.Plan)
        .where(
            col(tables.Deadline.task_id) == tables.Task.id,
            col(tables.Deadline.plan_id) == tables.Plan.id,
            col(tables.Plan.agency_id) == work.agency,
            col(tables.Plan.closed_on).is_(None),
            col(tables.Deadline.due_rule).contains(marker, autoescape=True),
        )
        .order_by(col(tables.Deadline.plan_id), col(tables.Task.position), col(tables.Deadline.id))
    )
    contexts: dict[int | None, DueContext] = {}
    for row, code, plan in work.session.exec(query).all():
        if plan.id not in contexts:
            contexts[plan.id] = plan_context(work, plan)
        old = row.original_due_on or row.due_on
        day = last_day(rule_of(row.due_rule or ""), contexts[plan.id], row.period)
        if day is not None and in_range(day) and day != old:
            _set_first(row, day, granted)
            moved[f"{code} “{row.due_text}”: {short(old)} → {short(day)}"] = None
    work.session.flush()
    return list(moved)


def moved_words(moved: list[str]) -> tuple[str, ...]:
    """Says which days moved: the first few, and how many more."""
    more = (f"… và {len(moved) - _MOST_TOLD} thời hạn khác.",) if len(moved) > _MOST_TOLD else ()
    return (*moved[:_MOST_TOLD], *more)
