"""The lists that commands show, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from danvan_cli.domain.figures import Coverage, Status
from danvan_cli.domain.model import Deadline, Plan, Stage, State, Task, Unit
from danvan_cli.output import labels
from danvan_cli.output.progress import (
    coverage_table,
    cross_table,
    heading_lines,
    number_words,
    period_words,
)
from danvan_cli.output.tables import Align, Column, Report, Table, number


def status_report(status: Status) -> Report:
    """Is the Monday screen: the cross table, then rows short enough for one screen."""
    return Report(
        status.plan.title,
        heading_lines(status),
        (
            cross_table(status, codes_only=True),
            overdue_list(status.overdue, brief=True),
            due_list(status.due_soon, status.as_of, status.soon_days, brief=True),
            coverage_table(status.coverage, brief=True),
        ),
    )


def overdue_list(rows: Sequence[Deadline], *, brief: bool = False) -> Table:
    """Lists what is late by what a reader acts on: who, since when, on what."""
    return _deadline_list(
        "Quá hạn chưa hoàn thành",
        Column("Trễ (ngày)", Align.RIGHT, alarm=True),
        [(row, row.days_late) for row in rows],
        "Không có việc quá hạn.",
        brief=brief,
    )


def overdue_report(rows: Sequence[Deadline]) -> Report:
    """Lists what is late, whole."""
    return Report("", (), (overdue_list(rows),))


def due_report(rows: Sequence[Deadline], as_of: date, days: int) -> Report:
    """Lists what falls due, whole."""
    return Report("", (), (due_list(rows, as_of, days),))


def due_list(rows: Sequence[Deadline], as_of: date, days: int, *, brief: bool = False) -> Table:
    """Lists what falls due within so many days, with the days left; 0 is today, still in time."""
    return _deadline_list(
        f"Sắp đến hạn (trong {days} ngày)",
        number("Còn (ngày)"),
        [(row, (row.due_on - as_of).days if row.due_on else None) for row in rows],
        f"Không có việc nào đến hạn trong {days} ngày tới.",
        brief=brief,
    )


def _deadline_list(
    title: str, days: Column, rows: Sequence[tuple[Deadline, int | None]], empty: str, *, brief: bool
) -> Table:
    return Table(
        title,
        (
            Column("Mã"),
            Column("Đơn vị"),
            Column("Kỳ"),
            Column("Ngày cuối"),
            days,
            Column("Nội dung", wide=True, brief=brief),
        ),
        tuple(
            (
                row.task,
                row.unit or labels.UNASSIGNED,
                period_words(row),
                row.due_on,
                count,
                row.content,
            )
            for row, count in rows
        ),
        empty=empty,
    )


def task_list(tasks: Sequence[Task]) -> Report:
    """Lists tasks with their leads, nearest last day and state."""
    table = Table(
        "",
        (
            Column("Mã"),
            Column("Chủ trì"),
            Column("Phối hợp"),
            Column("Ngày cuối"),
            Column("Trạng thái"),
            Column("Nội dung", wide=True, brief=True),
        ),
        tuple(
            (
                task.code,
                ", ".join(task.leads) or labels.UNASSIGNED,
                ", ".join(task.supports),
                _next_day(task),
                State(task.state),
                task.content,
            )
            for task in tasks
        ),
        empty="Không có nhiệm vụ nào như vậy.",
    )
    return Report("", (), (table,))


def _next_day(task: Task) -> date | None:
    """Gives the earliest last day of what is still open, of all rows where nothing is."""
    days = [row.due_on for row in task.deadlines if row.due_on and row.stage not in (Stage.COMPLETED, Stage.CANCELLED)]
    return min(days or [row.due_on for row in task.deadlines if row.due_on], default=None)


def unit_list(units: Sequence[Unit]) -> Report:
    """Lists the catalogue."""
    table = Table(
        "",
        (
            Column("Mã"),
            Column("Tên đơn vị", wide=True),
            Column("Loại"),
            Column("Cấp trên"),
            number("Số người"),
            Column("Tên khác", wide=True),
        ),
        tuple(
            (u.code, u.name, labels.UNIT_KIND.get(u.kind, u.kind), u.parent, u.headcount, ", ".join(u.aliases))
            for u in units
        ),
        empty="Chưa có đơn vị nào; thêm bằng danvan unit add hoặc danvan unit import.",
    )
    return Report("", (), (table,))


def plan_list(plans: Sequence[Plan]) -> Report:
    """Lists the plans; the one meant when none is named is marked."""
    table = Table(
        "",
        (
            Column("Mã"),
            number("Năm"),
            Column("Số, ký hiệu"),
            Column("Ngày ban hành"),
            number("Nhiệm vụ"),
            number("Chỉ tiêu"),
            Column("Hiện hành"),
            Column("Tên kế hoạch", wide=True),
        ),
        tuple(
            (
                p.code,
                str(p.year),
                number_words(p),
                p.issued_on,
                p.tasks,
                p.targets,
                "hiện hành" if p.is_current else None,
                p.title,
            )
            for p in plans
        ),
        empty="Chưa có kế hoạch nào; nhập bằng danvan plan import TỆP.",
    )
    return Report("", (), (table,))


def coverage_list(coverage: Sequence[Coverage]) -> Report:
    """Lists how far the targets are."""
    return Report("", (), (coverage_table(coverage),))
