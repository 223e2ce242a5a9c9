"""The lists that commands show, as tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from danvan_cli.domain.dates import WEEKDAYS, describe, month_end, short
from danvan_cli.domain.figures import Coverage, Month, Stale, Status
from danvan_cli.domain.lazy_lists import LazyMapped
from danvan_cli.domain.model import Deadline, Task
from danvan_cli.domain.words import Stage, State
from danvan_cli.output import labels
from danvan_cli.output.cross_table import cross_table
from danvan_cli.output.progress import (
    coverage_table,
    heading_lines,
    itself,
    period_words,
    request_tables,
    with_moves,
)
from danvan_cli.output.tables import Align, Cell, Column, Report, Table, number

if TYPE_CHECKING:
    from danvan_cli.domain.reminders import PendingReminder, ReminderList, UnitReminders


def status_report(status: Status) -> Report:
    """Is the Monday screen: the cross table, then rows short enough for one screen."""
    return Report(
        status.plan.title,
        heading_lines(status),
        (
            cross_table(status, codes_only=True),
            _cut(overdue_list(status.overdue, brief=True), status.rows.overdue, "danvan overdue --all"),
            _cut(
                due_list(status.due_soon, status.as_of, status.soon_days, brief=True),
                status.rows.due_soon,
                f"danvan upcoming --days {status.soon_days} --all",
            ),
            coverage_table(status.coverage, brief=True),
            *request_tables(status),
        ),
    )


def _cut(table: Table, total: int, whole: str) -> Table:
    """Says how much of a list is not shown, and which command shows it all."""
    left = total - len(table.rows)
    return table._replace(note=f"Còn {left} việc không hiện; xem hết bằng {whole}.") if left > 0 else table


def overdue_list(rows: Collection[Deadline], *, brief: bool = False, over: int = 0) -> Table:
    """Lists what is late by what a reader acts on: who, since when, on what."""
    more = f" trên {over} ngày" if over else ""
    return _deadline_list(
        f"Quá hạn{more} chưa hoàn thành",
        Column("Trễ (ngày)", Align.RIGHT, alarm=True),
        rows,
        lambda row: row.days_late,
        f"Không có việc quá hạn{more}.",
        brief=brief,
    )


def overdue_report(rows: Collection[Deadline], over: int) -> Report:
    """Lists what is late, whole."""
    return Report("", (), (overdue_list(rows, over=over),))


def due_report(rows: Collection[Deadline], as_of: date, days: int) -> Report:
    """Lists what falls due day by day, whole."""
    listed = due_list(rows, as_of, days)
    columns = (Column("Thứ"), listed.columns[3], *listed.columns[:3], *listed.columns[4:])
    return Report("", (), (listed._replace(columns=columns, rows=LazyMapped(listed.rows, _day_first), parted_by=1),))


def _day_first(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    day = cells[3]
    return WEEKDAYS[day.weekday()] if isinstance(day, date) else None, day, *cells[:3], *cells[4:]


def due_list(rows: Collection[Deadline], as_of: date, days: int, *, brief: bool = False) -> Table:
    """Lists what falls due within so many days, with the days left; 0 is today, still in time."""
    return _deadline_list(
        f"Sắp đến hạn (trong {days} ngày)",
        number("Còn (ngày)"),
        rows,
        lambda row: (row.due_on - as_of).days if row.due_on else None,
        f"Không có việc nào đến hạn trong {days} ngày tới.",
        brief=brief,
    )


def _deadline_list(
    title: str,
    days: Column,
    rows: Collection[Deadline],
    count: Callable[[Deadline], int | None],
    empty: str,
    *,
    brief: bool,
) -> Table:
    columns = (
        Column("Mã"),
        Column("Đơn vị"),
        Column("Kỳ"),
        Column("Ngày cuối"),
        days,
        Column("Nội dung", wide=True, brief=brief),
    )

    def cells(row: Deadline) -> tuple[Cell, ...]:
        return row.task, row.unit or labels.UNASSIGNED, period_words(row), row.due_on, count(row), row.content

    return Table(title, *with_moves(columns, 5, rows, cells, itself), empty=empty)


def stale_report(rows: Sequence[Stale]) -> Report:
    """Lists work without a date that was not heard of for too long."""
    table = Table(
        "Lâu chưa cập nhật",
        (
            Column("Mã"),
            Column("Đơn vị"),
            number("Số ngày"),
            number("Nhịp (ngày)"),
            Column("Cập nhật gần nhất"),
            Column("Nội dung", wide=True, brief=True),
        ),
        tuple(
            (
                line.deadline.task,
                line.deadline.unit or labels.UNASSIGNED,
                line.idle_days,
                line.after,
                line.deadline.last_update or f"chưa lần nào (giao {short(line.last_heard)})",
                line.deadline.content,
            )
            for line in rows
        ),
        empty="Không có việc nào lâu chưa cập nhật.",
    )
    return Report("", (), (table,))


def reminder_report(found: ReminderList) -> Report:
    """Lists per unit what is to be urged, and by which step."""
    days = ", ".join(map(str, found.warning_days))
    none = "" if found.pending else "Không có đơn vị nào cần đôn đốc."
    left = f"{found.leaderless} việc trễ hoặc sắp đến hạn chưa có đơn vị chủ trì." if found.leaderless else ""
    done = f"{found.urged_today} việc đã đôn đốc trong ngày." if found.urged_today else ""
    lines = tuple(filter(None, [f"Mốc nhắc trước hạn: {days} ngày.", left, done]))
    return Report(none, lines, tuple(_unit_table(pending) for pending in found.pending))


def _unit_table(pending: UnitReminders) -> Table:
    columns = (
        Column("Mã"),
        Column("Kỳ"),
        Column("Ngày cuối"),
        Column("Tình trạng"),
        number("Lần"),
        Column("Bước đôn đốc"),
        Column("Nội dung", wide=True, brief=True),
    )
    moved = with_moves(columns, 3, pending.rows, _pending_cells, lambda row: row.deadline)
    return Table(f"{pending.unit.name} ({pending.unit.code})", *moved)


def _pending_cells(row: PendingReminder) -> tuple[Cell, ...]:
    return (
        row.deadline.task,
        period_words(row.deadline),
        row.deadline.due_on,
        State(row.deadline.state),
        row.number,
        labels.REMINDER_KIND[row.kind],
        row.deadline.content,
    )


def month_report(month: Month) -> Report:
    """Shows a month as weeks, each day with its deadlines, then the days off by name and the deadlines whole."""
    by_day: dict[date | None, dict[str, None]] = {}
    for row in month.deadlines:
        by_day.setdefault(row.due_on, {})[row.task] = None
    grid = Table(
        "",
        tuple(Column(word, wide=True) for word in ("T2", "T3", "T4", "T5", "T6", "T7", "CN")),
        tuple(tuple(_day_cell(day, by_day, month) for day in week) for week in _weeks(month.first)),
        parted_by=0,
    )
    named = [f"{describe(day)}: {why}" for day, why in month.days_off.items() if why not in WEEKDAYS]
    off = f"* là ngày nghỉ. {'; '.join(named) or 'Không có ngày lễ'}."
    doubt = "" if month.certain else f"Lịch nghỉ năm {month.first.year} chưa chắc chắn."
    columns = (
        Column("Thứ"),
        Column("Ngày cuối"),
        Column("Mã"),
        Column("Đơn vị"),
        Column("Trạng thái"),
        Column("Nội dung", wide=True, brief=True),
    )
    rows = LazyMapped(month.deadlines, _dated_cells)
    listed = Table("Việc đến hạn trong tháng", columns, rows, empty="Không có việc nào đến hạn.", parted_by=1)
    lines = tuple(filter(None, [f"Kế hoạch {month.plan.code}", off, doubt]))
    return Report(f"Tháng {month.first.month}/{month.first.year}", lines, (grid, listed))


def _dated_cells(row: Deadline) -> tuple[Cell, ...]:
    weekday = WEEKDAYS[row.due_on.weekday()] if row.due_on else None
    return weekday, row.due_on, row.task, row.unit or labels.UNASSIGNED, State(row.state), row.content


def _weeks(first: date) -> list[list[date]]:
    begin = first.toordinal() - first.weekday()
    last = month_end(first.year, first.month).toordinal()
    weeks = (last - begin) // 7 + 1
    # The last week of the calendar itself has no days behind its end.
    return [
        [date.fromordinal(min(begin + 7 * week + day, date.max.toordinal())) for day in range(7)]
        for week in range(weeks)
    ]


def _day_cell(day: date, by_day: Mapping[date | None, Iterable[str]], month: Month) -> str:
    if day.month != month.first.month:
        return " "
    return " ".join([f"{day.day}{'*' if day in month.days_off else ''}", *by_day.get(day, ())])


def task_list(tasks: Collection[Task]) -> Report:
    """Lists tasks with their leads, nearest last day and state."""
    columns = (
        Column("Mã"),
        Column("Chủ trì"),
        Column("Phối hợp"),
        Column("Ngày cuối"),
        Column("Trạng thái"),
        Column("Nội dung", wide=True, brief=True),
    )
    return Report("", (), (Table("", columns, LazyMapped(tasks, _task_cells), empty="Không có nhiệm vụ nào như vậy."),))


def _task_cells(task: Task) -> tuple[Cell, ...]:
    leads = ", ".join(task.leads) or labels.UNASSIGNED
    return task.code, leads, ", ".join(task.supports), _next_day(task), State(task.state), task.content


def _next_day(task: Task) -> date | None:
    """Gives the earliest last day of what is still open, of all rows where nothing is."""
    days = [row.due_on for row in task.deadlines if row.due_on and row.stage not in (Stage.COMPLETED, Stage.CANCELLED)]
    coming = [period.due_on for period in task.coming if period.due_on]
    return min(days or coming or [row.due_on for row in task.deadlines if row.due_on], default=None)


def coverage_list(coverage: Sequence[Coverage]) -> Report:
    """Lists how far the targets are."""
    return Report("", (), (coverage_table(coverage),))
