"""Deadlines between the rule (``domain.due``) and the stored rows: what is typed, corrected, worked out anew."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import settings
from danvan_cli.domain.dates import short
from danvan_cli.domain.due import DueContext, DueRule, GivenDue, last_day, rule_of, rule_text
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold
from danvan_cli.domain.typed_dates import DUE_FORMS, parse_due
from danvan_cli.domain.words import DueKind
from danvan_cli.services.days_off import calendar, calendar_of, shipped_calendar
from danvan_cli.services.request import Request

if TYPE_CHECKING:
    from danvan_cli.db import tables
    from danvan_cli.db.journal import Transaction

# What a stored rule holds where a setting matters to it: "trước ngày", or days counted by the calendar.
BEFORE, COUNTED = '"operator": "before"', '"amount"'
_MOST_TOLD = 5
# Beside figures a day or period is written with these words alone.
_WORDS_OF_A_DAY = re.compile(
    "ngay|thang|nam|quy|tuan|dau|giua|cuoi|truoc|cham|muon|nhat|la|den|het|tu|trong|vao|thoi|han|vong|ke|lam|viec|va"
    "|mung|mong|i{1,3}|iv|t"
)


def given_due(request: Request, text: str) -> GivenDue:
    """Reads a deadline that a person typed: a strict form, or else the words that a plan's column would have.

    Raises UsageError for words that give no deadline, or hold a number that the deadline does not use.
    """
    rule = parse_due(
        text,
        today=request.today,
        add_working_days=lambda day, number: calendar(request).add_working_days(day, number),
    )
    rule = rule or _read_as_in_a_plan(text, request.today.year)
    if rule is None:
        raise UsageError(f"Không đọc được ngày “{text}”.", f"Viết ngày theo một trong các dạng: {DUE_FORMS}.")
    return GivenDue(rule, text)


def _read_as_in_a_plan(text: str, year: int) -> DueRule | None:
    from danvan_cli.intake.due import read_dues  # 20 ms that the strict forms need not pay

    found = read_dues(text, DueContext(year), is_field=True)
    if len(found) != 1 or found[0].rule is None:
        return None
    rule, start = found[0].rule, found[0].start_on
    used = {rule.day, rule.month, rule.year, rule.number, rule.amount}
    used |= {start.day, start.month, start.year} if start else set()
    # Words left over ("25/10/23", "15/01 năm sau") mean that the text was understood only in part: no day then.
    words = re.findall(r"[a-z]+|\d+", fold(text))
    is_whole = all(int(word) in used if word.isdigit() else _is_of_a_day(word, rule) for word in words)
    return rule if is_whole else None


def _is_of_a_day(word: str, rule: DueRule) -> bool:
    return rule.kind not in (DueKind.FIXED, DueKind.PERIOD) or bool(_WORDS_OF_A_DAY.fullmatch(word))


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

    Raises UsageError for a day that the plan's calendar does not have.
    """
    day = last_day(given.rule, context)
    if day is None and given.rule.kind in (DueKind.FIXED, DueKind.PERIOD):
        raise UsageError(f"Ngày “{given.text}” không có trên lịch.", f"Viết ngày theo một trong các dạng: {DUE_FORMS}.")
    return day


def is_extended(work: Transaction, row: tables.Deadline) -> bool:
    """True when an extension of the row was ever granted, for a longer or a shorter time."""
    return row.id in _extended(work, [row.id])


def _extended(work: Transaction, keys: list[int | None] | None = None) -> set[int]:
    from sqlmodel import col, select

    from danvan_cli.db import tables

    query = select(tables.Extension.deadline_id).where(col(tables.Extension.new_due_on).is_not(None))
    if keys is not None:
        query = query.where(col(tables.Extension.deadline_id).in_(keys))
    return set(work.session.exec(query))


def correct_due(work: Transaction, row: tables.Deadline, day: date, rule: DueRule) -> None:
    """Corrects the first last day and its rule; a granted day that is later stays in force: nobody took it back."""
    row.due_rule = rule_text(rule)
    _set_first(row, day, is_extended=is_extended(work, row))


def _set_first(row: tables.Deadline, day: date, *, is_extended: bool) -> None:
    row.original_due_on = day
    if row.due_on is None or row.due_on <= day or not is_extended:
        row.due_on = day


def work_out_anew(work: Transaction, marker: str) -> list[str]:
    """Works out the last days of the agency's rows whose rule holds a marker (``BEFORE``, ``COUNTED``) once more.

    Says of each that moved: code, words, old and new day. Granted extensions that are later stay.
    """
    from sqlmodel import col, select

    from danvan_cli.db import tables

    work.session.flush()
    moved: dict[str, None] = {}
    extended = _extended(work)
    query = select(tables.Deadline, tables.Task.code, tables.Plan).where(
        col(tables.Deadline.task_id) == tables.Task.id,
        col(tables.Deadline.plan_id) == tables.Plan.id,
        col(tables.Plan.agency_id) == work.agency,
        col(tables.Deadline.due_rule).contains(marker, autoescape=True),
    )
    contexts: dict[int | None, DueContext] = {}
    for row, code, plan in work.session.exec(query).all():
        if plan.id not in contexts:
            contexts[plan.id] = plan_context(work, plan)
        old = row.original_due_on or row.due_on
        day = last_day(rule_of(row.due_rule or ""), contexts[plan.id], row.period)
        if day is not None and day != old:
            _set_first(row, day, is_extended=row.id in extended)
            moved[f"{code} “{row.due_text}”: {short(old)} → {short(day)}"] = None
    work.session.flush()
    return list(moved)


def moved_words(moved: list[str]) -> tuple[str, ...]:
    """Says which days moved: the first few, and how many more."""
    more = (f"… và {len(moved) - _MOST_TOLD} thời hạn khác.",) if len(moved) > _MOST_TOLD else ()
    return (*moved[:_MOST_TOLD], *more)
