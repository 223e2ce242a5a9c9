"""Reading the data as they stood on the day that a request asks about, and what every command needs first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.journal import newest_day
from danvan_cli.db.reads.plans import find_plan, is_school_year
from danvan_cli.domain.errors import DanvanError, NotFoundError, UsageError
from danvan_cli.domain.model import Plan
from danvan_cli.services.request import Request

_LAST_SCHOOL_MONTH = 7


@contextmanager
def snapshot(request: Request) -> Iterator[Reader]:
    """Opens a reader of the data as they stood on the day asked about, in one transaction; notes the newest day."""
    with held(request, reading(request.database, request.as_of, request.known_on)) as reader:
        if request.noted is not None:
            request.noted.newest_entry = newest_day(reader)
        yield reader


@contextmanager
def held(request: Request, opening: AbstractContextManager[Reader]) -> Iterator[Reader]:
    """Opens a reader for the block, or, with ``request.held``, until that is closed."""
    if request.held is not None:
        yield request.held.enter_context(opening)
        return
    with opening as reader:
        yield reader


def note_plans(reader: Reader, request: Request, followed: Sequence[Plan]) -> None:
    """Notes which plans a read is of where any is of another year than this: nobody takes it for this year's.

    A school year's plan is this year's until July of the next one.
    """
    if request.noted is None:
        return
    today = request.today

    def is_of_now(plan: Plan) -> bool:
        is_second_half = plan.year == today.year - 1 and today.month <= _LAST_SCHOOL_MONTH
        return plan.year == today.year or (is_second_half and is_school_year(reader, plan.code))

    told = "" if all(map(is_of_now, followed)) else ", ".join(f"{plan.code} (năm {plan.year})" for plan in followed)
    request.noted.plans = f"Kế hoạch đang xem: {told}." if told else ""


def newest_entry_day(request: Request) -> date | None:
    """Finds the newest day on which anything was typed in; None where nothing was, or the data cannot be read."""
    if request.noted is not None and request.noted.newest_entry is not None:
        return request.noted.newest_entry
    try:
        with reading(request.database) as reader:
            return newest_day(reader)
    except DanvanError:
        # Not said here: the command itself reports faulty data, and one about all agencies names none.
        return None


def plan_year(request: Request) -> tuple[int | None, bool]:
    """Finds the year of the plan asked about and whether it is a school year; None where it is not clear which."""
    try:
        with reading(request.database) as reader:
            plan = find_plan(reader, request.plan)
            return plan.year, is_school_year(reader, plan.code)
    except (NotFoundError, UsageError):
        return None, False


def plan_in_use(request: Request) -> str | None:
    """Finds the code of the plan that a command without --plan means; None where there is none or none can be read."""
    if not request.database.exists:
        return None
    try:
        with reading(request.database) as reader:
            return find_plan(reader, request.plan).code
    except DanvanError:
        return None
