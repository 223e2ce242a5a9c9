"""The Monday commands: status, overdue, upcoming, log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands.rendering import changes, contract, lists
from danvan_cli.commands.shared import (
    LIMIT,
    AllOption,
    LimitOption,
    Noun,
    Run,
    UnitOption,
    default_unit,
    more_hint,
)
from danvan_cli.output.answer import Answer
from danvan_cli.services import views

if TYPE_CHECKING:
    from danvan_cli.output.tables import Report

noun = Noun()


@noun.verb("status")
def status(run: Run, unit: UnitOption = None) -> Answer:
    """Một màn hình: tiến độ theo đơn vị, việc quá hạn, việc sắp đến hạn, mức độ đạt chỉ tiêu.

    Ví dụ: danvan status --unit CCTĐC --as-of 26/10/2023
    """
    found = views.status(run.request, default_unit(unit))
    return Answer(lambda: contract.status_data(found), lambda: lists.status_report(found), found.plan.code, found.as_of)


@noun.verb("overdue")
def overdue(run: Run, unit: UnitOption = None, limit: LimitOption = LIMIT, everything: AllOption = False) -> Answer:
    """Việc quá hạn chưa hoàn thành, trễ lâu nhất đứng đầu."""
    found = views.overdue(run.request, default_unit(unit), None if everything else limit)
    return _deadline_answer(run, found, lambda: lists.overdue_report(found.deadlines))


@noun.verb("upcoming")
def upcoming(
    run: Run,
    unit: UnitOption = None,
    days: Annotated[int, typer.Option("--days", metavar="SỐ_NGÀY", min=0, help="Nhìn trước bao nhiêu ngày.")] = 30,
    limit: LimitOption = LIMIT,
    everything: AllOption = False,
) -> Answer:
    """Việc đến hạn từ hôm nay đến N ngày tới, kể cả hai đầu; việc đã nộp kết quả không tính."""
    found = views.upcoming(run.request, days, default_unit(unit), None if everything else limit)
    return _deadline_answer(run, found, lambda: lists.due_report(found.deadlines, run.request.as_of, days))


def _deadline_answer(run: Run, found: views.DeadlineList, report: Callable[[], Report]) -> Answer:
    return Answer(
        lambda: contract.listed("deadlines", [contract.deadline_data(row) for row in found.deadlines], found.total),
        report,
        found.plan.code,
        run.request.as_of,
        hints=more_hint(found.total - len(found.deadlines), "việc"),
    )


@noun.verb("log")
def log(
    run: Run,
    limit: Annotated[
        int, typer.Option("--limit", metavar="SỐ", min=1, max=1_000_000, help="Số lần ghi gần nhất được xem.")
    ] = 20,
    everything: AllOption = False,
) -> Answer:
    """Nhật ký: ai đã thay đổi gì, lúc nào, từ giá trị nào sang giá trị nào."""
    found = views.log(run.request, None if everything else limit)
    shown = len({entry.group for entry in found.entries})
    return Answer(
        lambda: contract.commands_data(found.entries, found.total),
        lambda: changes.journal_report(found.entries),
        hints=more_hint(found.total - shown, "lần ghi"),
    )
