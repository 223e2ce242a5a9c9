"""The Monday commands: today, status, overdue, upcoming, calendar, unassigned, stale, log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import LIMIT, AllOption, CompareOption, LimitOption, UnitOption, choice
from danvan_cli.commands.shared import (
    Run,
    against,
    below_hint,
    changes,
    contract,
    day_screens,
    default_unit,
    lists,
    more_hint,
    tasks_result,
)
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import CheckFailedError, NotFoundError, UsageError
from danvan_cli.domain.figures import Status
from danvan_cli.domain.model import LogFilter, TaskFilter, Verified
from danvan_cli.domain.words import FailOn, GroupBy, LogAct, RateOf
from danvan_cli.output.result import CommandResult, Data
from danvan_cli.services import views

if TYPE_CHECKING:
    from danvan_cli.output.tables import Report
    from danvan_cli.services.comparing import Against

noun = Noun()


@noun.verb("today")
def today(run: Run) -> CommandResult:
    """Hôm nay trong năm dòng: việc trễ, việc sắp đến hạn, việc chưa giao, chỉ tiêu; và nên làm gì tiếp.

    Gõ danvan không kèm gì trên màn hình cũng là lệnh này.
    """
    try:
        if not run.request.database.exists:
            raise NotFoundError("Chưa có dữ liệu.")
        found = views.status(run.request)
    except NotFoundError:
        return CommandResult(lambda: {"plans": []}, day_screens.nothing_yet, hints=day_screens.FIRST_STEPS)
    unassigned = views.list_tasks(run.request, TaskFilter(unassigned=True), 1).total
    return CommandResult(
        lambda: {**contract.status_data(found), "unassigned_count": unassigned},
        lambda: day_screens.today_report(found, unassigned),
        found.plan.code,
        found.as_of,
        hints=day_screens.next_steps(found, unassigned),
        plans=found.plans,
    )


@noun.verb("status")
def status(
    run: Run,
    unit: UnitOption = None,
    group_by: Annotated[
        GroupBy, choice(GroupBy, "--group-by", what="Mỗi dòng của bảng là gì", default=GroupBy.UNIT)
    ] = GroupBy.UNIT,
    rate_of: Annotated[
        RateOf, choice(RateOf, "--rate-of", what="Tỷ lệ đúng hạn tính trên số nào", default=RateOf.DUE)
    ] = RateOf.DUE,
    fail_on: Annotated[FailOn | None, choice(FailOn, "--fail-on", what="Có việc như vậy thì kết thúc với mã 6")] = None,
    compare: CompareOption = None,
    compare_as_of: Annotated[
        str | None,
        typer.Option(
            "--compare-as-of",
            metavar="NGÀY",
            help="Với --compare: đến ngày này, thay cho cùng ngày.",
            show_default=False,
        ),
    ] = None,
    limit: LimitOption = LIMIT,
    everything: AllOption = False,
) -> CommandResult:
    """Một màn hình: tiến độ theo đơn vị, việc quá hạn, việc sắp đến hạn, mức độ đạt chỉ tiêu.

    --as-of tính theo ngày diễn ra, kể cả việc nhập sau; --as-known-on chỉ tính những gì đã nhập đến ngày đó.
    --compare 2022 đặt số của kế hoạch năm 2022 đến cùng ngày dưới từng số, kèm chênh lệch.
    """
    if compare is None and compare_as_of is not None:
        raise UsageError("--compare-as-of chỉ đi với --compare.", "Thêm --compare NĂM.")
    found = views.status(run.reading, default_unit(unit), group_by, rate_of, None if everything else limit)
    before = _compared(run, found, against(compare, run.past_day(compare_as_of)))
    return CommandResult(
        lambda: contract.status_data(found) | _compared_data(found, before),
        lambda: day_screens.status_report(found, before, on_terminal=run.screen.is_read),
        found.plan.code,
        found.as_of,
        failed=_late(found) if fail_on and found.overdue else None,
        plans=found.plans,
        hints=day_screens.next_commands(found) if run.screen.is_read else (),
    )


def _compared(run: Run, found: Status, wanted: Against | None) -> Status | None:
    if wanted is None:
        return None
    from danvan_cli.services.comparing import earlier_status  # few ask for it

    return earlier_status(run.request, found, wanted)


def _compared_data(found: Status, before: Status | None) -> Data:
    if before is None:
        return {}
    from danvan_cli.output.comparing import compared_data

    return {"compared": compared_data(found, before)}


def _late(found: Status) -> CheckFailedError:
    return CheckFailedError(
        f"Có {found.rows.overdue} phần việc quá hạn đến {short(found.as_of)}.", "Xem bằng danvan overdue."
    )


@noun.verb("overdue")
def overdue(
    run: Run,
    unit: UnitOption = None,
    over: Annotated[
        int, typer.Option("--over", metavar="SỐ_NGÀY", min=0, max=100_000, help="Chỉ việc trễ hơn số ngày này.")
    ] = 0,
    limit: LimitOption = LIMIT,
    everything: AllOption = False,
) -> CommandResult:
    """Việc quá hạn chưa hoàn thành, trễ lâu nhất đứng đầu."""
    found = views.overdue(run.reading, default_unit(unit), None if everything else limit, over)
    answer = _deadline_answer(
        run, found, lambda: lists.overdue_report(found.deadlines, over, with_plans=len(found.plans) > 1)
    )

    def with_officers() -> Data:
        from danvan_cli.services.finding import list_officers  # a table does not name them

        listed = contract.deadlines_data(found.deadlines, found.total, list_officers(run.request))
        return listed | _follow_ups_data(found)

    return answer._replace(data=with_officers)


@noun.verb("upcoming")
def upcoming(
    run: Run,
    unit: UnitOption = None,
    days: Annotated[int, typer.Option("--days", metavar="SỐ_NGÀY", min=0, help="Nhìn trước bao nhiêu ngày.")] = 30,
    limit: LimitOption = LIMIT,
    everything: AllOption = False,
) -> CommandResult:
    """Việc đến hạn từ hôm nay đến N ngày tới, theo từng ngày; việc đã nộp kết quả không tính."""
    found = views.upcoming(run.reading, days, default_unit(unit), None if everything else limit)
    several, as_of = len(found.plans) > 1, run.request.as_of
    return _deadline_answer(run, found, lambda: lists.due_report(found.deadlines, as_of, days, with_plans=several))


@noun.verb("calendar")
def calendar(
    run: Run,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="THÁNG", help="Tháng, ví dụ 10/2023 hay tháng 10; bỏ trống là tháng này."),
    ] = None,
    unit: UnitOption = None,
) -> CommandResult:
    """Lịch một tháng: các thời hạn và ngày nghỉ."""
    day = run.month(month)
    found = views.month(run.reading, day.replace(day=1), default_unit(unit))
    return CommandResult(
        lambda: contract.month_data(found),
        lambda: lists.month_report(found),
        found.plan.code,
        run.request.as_of,
        plans=found.plans,
    )


@noun.verb("unassigned")
def unassigned(run: Run, limit: LimitOption = LIMIT, everything: AllOption = False) -> CommandResult:
    """Việc chưa có đơn vị chủ trì."""
    found = views.list_tasks(run.reading, TaskFilter(unassigned=True), None if everything else limit)
    return tasks_result(run, found)


@noun.verb("stale")
def stale(
    run: Run,
    unit: UnitOption = None,
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="SỐ_NGÀY", min=1, help="Thay cho thiết lập stale_days.", show_default=False),
    ] = None,
) -> CommandResult:
    """Việc không thời hạn lâu chưa cập nhật, theo nhịp riêng của việc hoặc theo thiết lập chung."""
    found = views.stale(run.request, default_unit(unit), days)
    return CommandResult(
        lambda: contract.listed("deadlines", [contract.stale_data(line) for line in found.rows]),
        lambda: lists.stale_report(found.rows, with_plans=len(found.plans) > 1),
        found.plan.code,
        run.request.as_of,
        plans=found.plans,
    )


def _deadline_answer(run: Run, found: views.DeadlineList, report: Callable[[], Report]) -> CommandResult:
    return CommandResult(
        lambda: contract.deadlines_data(found.deadlines, found.total) | _follow_ups_data(found),
        lambda: _with_follow_ups(report(), found),
        found.plan.code,
        run.request.as_of,
        hints=(*more_hint(found.total - len(found.deadlines), "việc"), *below_hint(found.below)),
        plans=found.plans,
    )


def _follow_ups_data(found: views.DeadlineList) -> Data:
    return {"follow_ups": contract.follow_ups_data(found.follow_ups)}


def _with_follow_ups(report: Report, found: views.DeadlineList) -> Report:
    """Puts under a list of the plans' work what is followed beside it."""
    if not found.follow_ups:
        return report
    from danvan_cli.output.follow_ups import follow_up_tables  # most offices have none

    return report._replace(tables=(*report.tables, *follow_up_tables(found.follow_ups)))


@noun.verb("log")
def log(
    run: Run,
    limit: Annotated[
        int, typer.Option("--limit", metavar="SỐ", min=1, max=1_000_000, help="Số lần ghi gần nhất được xem.")
    ] = 20,
    everything: AllOption = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="NGÀY", help="Chỉ từ ngày nhập này.", show_default=False)
    ] = None,
    unit: UnitOption = None,
    task: Annotated[
        str | None,
        typer.Option(
            "--task",
            metavar="MÃ",
            help="Chỉ thay đổi của nhiệm vụ này.",
            show_default=False,
            autocompletion=suggestions.task_codes,
        ),
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="TÊN", help="Chỉ do người này ghi.", show_default=False)
    ] = None,
    act: Annotated[LogAct | None, choice(LogAct, what="Ghi verify để kiểm tra sổ ghi", metavar="verify")] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="MÃ", help="Với verify: mã sổ ghi đã in trước đây.", show_default=False),
    ] = None,
) -> CommandResult:
    """Nhật ký: ai đã thay đổi gì, lúc nào, từ giá trị nào sang giá trị nào.

    Lọc theo nhiều điều cùng lúc: danvan log --task IV-4 --unit CCTĐC --actor thu.
    danvan log verify kiểm tra dấu niêm của từng lần ghi và đối chiếu từng dòng với nhật ký; có sai lệch thì kết thúc
    với mã 6. Thêm --against 1234-3f9c-12ab-77de (mã in ở báo cáo, công văn) để biết sổ có bị cắt bớt, viết lại hay thay
    bằng tệp cũ từ khi in.
    """
    narrow = LogFilter(run.past_day(since), unit, task, actor)
    if act is LogAct.VERIFY:
        if any(narrow):
            raise UsageError("Kiểm tra sổ ghi là kiểm tra cả sổ, không lọc được.", "Bỏ các tùy chọn lọc.")
        return _verified(views.verify_log(run.request, against))
    if against is not None:
        raise UsageError("--against chỉ dùng khi kiểm tra sổ ghi.", "Ghi danvan log verify --against MÃ.")
    found = views.log(run.reading, None if everything else limit, narrow)
    return CommandResult(
        lambda: contract.commands_data(found.commands, found.total),
        lambda: changes.journal_report(found.commands, is_narrowed=any(narrow)),
        hints=more_hint(found.total - len(found.commands), "lần ghi"),
    )


def _verified(found: Verified) -> CommandResult:
    failed = CheckFailedError(
        f"Sổ ghi có {len(found.problems)} chỗ không đúng như đã niêm.",
        "Giữ nguyên dữ liệu, so với bản sao lưu và báo cáo đã in; hỏi người quản trị dữ liệu.",
    )
    return CommandResult(
        lambda: {"journal": contract.head_data(found.head), "problems": list(found.problems)},
        lambda: changes.verified_report(found),
        failed=failed if found.problems else None,
    )
