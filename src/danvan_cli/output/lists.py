"""The lists that commands show, as tables: of deadlines, of tasks, of what an office keeps for years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from danvan_cli.domain.codes import full_code
from danvan_cli.domain.dates import describe, month_end, short
from danvan_cli.domain.figures import Month, Stale
from danvan_cli.domain.model import Agency, Deadline, Granted, Plan, Task, Unit
from danvan_cli.domain.succession import has_ended
from danvan_cli.domain.text import printed_number
from danvan_cli.domain.words import Scope
from danvan_cli.output import labels
from danvan_cli.output.columns import Choice, deadline_table, shown
from danvan_cli.output.tables import Column, Report, Table, number, text_of

if TYPE_CHECKING:
    from danvan_cli.domain.reminders import ReminderList
    from danvan_cli.domain.reporting import ReportNote


def overdue_report(rows: Collection[Deadline], over: int, *, with_plans: bool = False) -> Report:
    """Lists what is late by more than ``over`` days, whole."""
    return Report("", (), (overdue_list(rows, over=over, with_plans=with_plans),))


def overdue_list(rows: Collection[Deadline], *, brief: bool = False, over: int = 0, with_plans: bool = False) -> Table:
    """Lists what is late by what a reader acts on: who, since when, on what.

    ``brief`` cuts long texts, and leaves out how a day was moved: a screen has no room for it.
    """
    more = f" trên {over} ngày" if over else ""
    moved = () if brief else ("moved",)
    return deadline_table(
        f"Quá hạn{more} chưa hoàn thành",
        (
            "task",
            "unit",
            "period",
            "due_on",
            "days_late",
            *moved,
            shown("content", brief=brief, lines=1 if brief else 2),
        ),
        rows,
        empty=f"Không có việc quá hạn{more}.",
        with_plans=with_plans,
    )


def due_report(rows: Collection[Deadline], as_of: date, days: int, *, with_plans: bool = False) -> Report:
    """Lists what falls due day by day."""
    choices = ("weekday", "due_on", "task", "unit", "period", "days_left", "moved", "content")
    return Report("", (), (_due_table(choices, rows, as_of, days, "due_on", with_plans=with_plans),))


def due_list(
    rows: Collection[Deadline], as_of: date, days: int, *, brief: bool = False, with_plans: bool = False
) -> Table:
    """Lists what falls due within so many days, with the days left; 0 is today, still in time.

    ``brief`` leaves out how a day was moved: a screen has no room for it.
    """
    moved = () if brief else ("moved",)
    choices = ("task", "unit", "period", "due_on", "days_left", *moved, shown("content", lines=1))
    return _due_table(choices, rows, as_of, days, with_plans=with_plans)


def _due_table(
    choices: Sequence[Choice],
    rows: Collection[Deadline],
    as_of: date,
    days: int,
    parted_by: str | None = None,
    *,
    with_plans: bool,
) -> Table:
    return deadline_table(
        f"Sắp đến hạn (trong {days} ngày)",
        choices,
        rows,
        as_of=as_of,
        parted_by=parted_by,
        empty=f"Không có việc nào đến hạn trong {days} ngày tới.",
        with_plans=with_plans,
    )


def stale_report(rows: Collection[Stale], *, with_plans: bool = False) -> Report:
    """Lists work without a date that was not heard of for too long."""
    table = deadline_table(
        "Lâu chưa cập nhật",
        ("task", "unit", "idle_days", "review_days", "last_heard", "content"),
        rows,
        lines="stale",
        empty="Không có việc nào lâu chưa cập nhật.",
        with_plans=with_plans,
    )
    return Report("", (), (table,))


def reminder_report(found: ReminderList) -> Report:
    """Lists per unit what is to be urged, and by which step."""
    days = ", ".join(map(str, found.warning_days))
    none = "" if found.pending else "Không có đơn vị nào cần đôn đốc."
    left = f"{found.leaderless} việc trễ hoặc sắp đến hạn chưa có đơn vị chủ trì." if found.leaderless else ""
    done = f"{found.urged_today} việc đã đôn đốc trong ngày." if found.urged_today else ""
    low = f"Chỉ đơn vị có tỷ lệ đúng hạn dưới {found.threshold}% số đã đến hạn." if found.threshold else ""
    rest = ", ".join(f"{code} {text_of(rate)}" for code, rate in found.unurged)
    rest = f"Cũng dưới {found.threshold}%, không còn việc để đôn đốc: {rest}." if rest else ""
    lines = tuple(filter(None, [low, f"Mốc nhắc trước hạn: {days} ngày.", left, done, rest]))
    choices = (
        "task", "period", "due_on", "moved", shown("state", title="Tình trạng"), "reminder_number", "reminder_kind",
        "content",
    )  # fmt: skip
    tables = (
        deadline_table(
            f"{pending.unit.name} ({pending.unit.code})"
            + (f" – kế hoạch {pending.plan.code}" if pending.plan and len(found.plans) > 1 else "")
            + (f" – đúng hạn {text_of(pending.rate)}" if pending.rate else ""),
            choices,
            pending.rows,
            lines="pending",
        )
        for pending in found.pending
    )
    return Report(none, lines, tuple(tables))


def month_report(month: Month) -> Report:
    """Shows a month as weeks, each day with its deadlines, then the days off by name and the deadlines whole."""
    several = len(month.plans) > 1
    by_day: dict[date | None, dict[str, None]] = {}
    for row in month.deadlines:
        by_day.setdefault(row.due_on, {})[full_code(row.plan, row.task) if several else row.task] = None
    grid = Table(
        "",
        tuple(Column(word, wide=True) for word in ("T2", "T3", "T4", "T5", "T6", "T7", "CN")),
        tuple(tuple(_day_cell(day, by_day, month) for day in week) for week in _weeks(month.first)),
        parted_by=0,
        note="* là ngày nghỉ.",
        is_drawn=True,
    )
    named = [f"{describe(day)}: {month.days_off[day]}" for day in month.holidays]
    off = f"Ngày lễ, nghỉ bù: {'; '.join(named)}." if named else "Không có ngày lễ."
    doubt = "" if month.certain else f"Lịch nghỉ năm {month.first.year} chưa chắc chắn."
    listed = deadline_table(
        "Việc đến hạn trong tháng",
        ("weekday", "due_on", "task", "unit", "state", "content"),
        month.deadlines,
        parted_by="due_on",
        empty="Không có việc nào đến hạn.",
        with_plans=several,
    )
    lines = tuple(filter(None, [f"Kế hoạch {', '.join(month.plans) or month.plan.code}", off, doubt]))
    return Report(f"Tháng {month.first.month}/{month.first.year}", lines, (grid, listed))


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


def task_list(tasks: Collection[Task], *, with_plans: bool = False) -> Report:
    """Lists tasks with their leads, nearest last day and state."""
    choices = ("task", "leads", "supports", "due_on", "state", "content")
    empty = "Không có nhiệm vụ nào như vậy."
    return Report("", (), (deadline_table("", choices, tasks, lines="task", empty=empty, with_plans=with_plans),))


def agency_list(agencies: Sequence[Agency]) -> Report:
    """Lists the agencies that share the data."""
    columns = (Column("Mã"), Column("Tên cơ quan", wide=True))
    empty = "Chưa có cơ quan nào; thêm bằng danvan agency add."
    return Report("", (), (Table("", columns, tuple(agencies), empty=empty),))


def access_list(granted: Sequence[Granted]) -> Report:
    """Lists the logins that have a right in the data."""
    columns = (Column("Tài khoản", wide=True), Column("Phạm vi"), Column("Cơ quan"), Column("Đơn vị"))
    rows = tuple((one.login, Scope(one.scope).spoken, one.agency, one.unit) for one in granted)
    empty = "Chưa tài khoản nào được cấp quyền; cấp bằng danvan db grant."
    return Report("", (), (Table("", columns, rows, empty=empty),))


def unit_list(units: Sequence[Unit], day: date) -> Report:
    """Lists units; where one of them has a first or last day, a column tells how it stands at the day."""
    columns = [
        Column("Mã"), Column("Tên đơn vị", wide=True), Column("Loại"), Column("Cấp trên"), number("Số người"),
        Column("Tên khác", wide=True),
    ]  # fmt: skip
    has_days = any(unit.valid_from or unit.valid_to for unit in units)
    table = Table(
        "",
        (*columns, *([Column("Hoạt động")] if has_days else [])),
        tuple(
            (
                *(u.code, u.name, labels.UNIT_KIND.get(u.kind, u.kind), u.parent, u.headcount, ", ".join(u.aliases)),
                *([days_words(u, day)] if has_days else []),
            )
            for u in units
        ),
        empty="Chưa có đơn vị nào; thêm bằng danvan unit add hoặc danvan unit import.",
    )
    return Report("", (), (table,))


def days_words(unit: Unit, day: date) -> str | None:
    """Tells from when to when a unit acts, and who took over from one that has ended."""
    told = [f"từ {short(unit.valid_from)}"] if unit.valid_from else []
    if unit.valid_to:
        told.append(f"đến {short(unit.valid_to)}")
    if unit.successors and has_ended(unit, day):
        told.append(f"nay là {', '.join(unit.successors)}")
    return ", ".join(told) or None


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
                printed_number(p.number, p.symbol),
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


def note_list(notes: Sequence[ReportNote]) -> Report:
    """Lists remarks with what they are on; what is on no task is on the whole plan."""
    columns = (number("Số"), Column("Loại"), Column("Nhiệm vụ"), Column("Ghi chú", wide=True))
    rows = tuple((note.number, note.kind.spoken, note.task, note.text) for note in notes)
    empty = "Chưa có ghi chú nào; thêm bằng danvan note add."
    return Report("", (), (Table("", columns, rows, empty=empty, is_read=True),))
