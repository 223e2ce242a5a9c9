"""The progress report as tables: the cross table by unit, what is overdue, what is due soon, the targets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.figures import Coverage, Status
from danvan_cli.domain.lazy_lists import LazyMapped, redated
from danvan_cli.domain.model import Deadline, Plan, Target
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.text import joined_number
from danvan_cli.domain.words import State
from danvan_cli.output import labels
from danvan_cli.output.cross_table import cross_table
from danvan_cli.output.tables import Cell, Column, Report, Table, number

if TYPE_CHECKING:
    from danvan_cli.domain.draft import HeaderDraft, TargetDraft  # 8 ms to import

Item = TypeVar("Item")


def progress_report(status: Status) -> Report:
    """Builds the report of a status; every figure is one of the status, none is computed here."""
    return Report(
        title=f"BÁO CÁO TIẾN ĐỘ – {status.plan.title}",
        lines=heading_lines(status),
        tables=(
            cross_table(status),
            deadline_table("Quá hạn chưa hoàn thành", status.overdue, "Không có nhiệm vụ quá hạn."),
            deadline_table(
                f"Sắp đến hạn (trong {status.soon_days} ngày)", status.due_soon, "Không có nhiệm vụ sắp đến hạn."
            ),
            coverage_table(status.coverage),
            *reminder_tables(status),
            *request_tables(status),
        ),
    )


def reminder_tables(status: Status) -> tuple[Table, ...]:
    """Counts the reminders per unit and kind; no table where nobody was urged."""
    if not status.reminders:
        return ()
    columns = (Column("Đơn vị", wide=True), number("Nhắc nhở"), number("Phê bình"), number("Kiểm điểm"), number("Cộng"))
    rows = [
        (line.code or labels.UNASSIGNED, line.remind, line.criticise, line.review, sum(line[1:]))
        for line in status.reminders
    ]
    total = tuple(sum(int(row[i]) for row in rows) for i in range(1, 5))
    return (Table("Số lần đôn đốc", columns, (*rows, ("Cộng", *total)), total_rows=1),)


def request_tables(status: Status) -> tuple[Table, ...]:
    """Lists the requests for an extension that wait for a decision; no table where none does."""
    if not status.extension_requests:
        return ()
    columns = (
        Column("Mã"),
        Column("Đơn vị"),
        Column("Ngày cuối"),
        Column("Xin đến"),
        Column("Nội dung", wide=True, brief=True),
    )
    return (Table("Đề nghị gia hạn đang chờ", columns, LazyMapped(status.extension_requests, _request_cells)),)


def _request_cells(row: Deadline) -> tuple[Cell, ...]:
    return row.task, row.unit or labels.UNASSIGNED, row.due_on, row.asked_due_on, row.content


def moved_words(row: Deadline) -> str | None:
    """Tells how a row's last day was moved: "31/03 → 15/04, gia hạn lần 1"; None where it never was."""
    if not row.is_moved or row.original_due_on is None or row.due_on is None:
        return None
    same_year = row.original_due_on.year == row.due_on.year
    days = [f"{day:%d/%m}" if same_year else short(day) for day in (row.original_due_on, row.due_on)]
    return f"{' → '.join(days)}, gia hạn lần {row.extensions}"


def with_moves(
    columns: tuple[Column, ...],
    at: int,
    rows: Collection[Item],
    cells: Callable[[Item], tuple[Cell, ...]],
    deadline_of: Callable[[Item], Deadline],
) -> tuple[tuple[Column, ...], Collection[tuple[Cell, ...]]]:
    """Gives columns and cells, with a column that tells of extensions before column ``at`` where any row had one.

    The cells are made anew whenever they are gone through.
    """

    def cells_with_move(row: Item) -> tuple[Cell, ...]:
        without = cells(row)
        return (*without[:at], moved_words(deadline_of(row)), *without[at:])

    if not any(moved_words(deadline_of(row)) for row in redated(rows)):
        return columns, LazyMapped(rows, cells)
    return (*columns[:at], Column("Gia hạn"), *columns[at:]), LazyMapped(rows, cells_with_move)


def itself(row: Deadline) -> Deadline:
    """Is the deadline of a row that is one."""
    return row


def heading_lines(status: Status) -> tuple[str, ...]:
    """Says which plan, which unit and which day the figures speak of."""
    plan = status.plan
    printed = number_words(plan)
    number_and_symbol = f"Số: {printed}" if printed else None
    issued = f"ngày {short(plan.issued_on)}" if plan.issued_on else None
    source = ", ".join(part for part in (number_and_symbol, issued, plan.issuer) if part)
    lines = [f"Kế hoạch {plan.code}" + (f" ({source})" if source else "")]
    if status.unit is not None:
        lines.append(f"Đơn vị: {status.unit.name} ({status.unit.code})")
        if status.below:
            lines.append(f"Chưa gồm việc của các đơn vị thuộc quyền: {', '.join(status.below)}")
    lines.append(clock_words(status.as_of, status.known_on))
    return tuple(lines)


def clock_words(as_of: date, known_on: date | None) -> str:
    """Says which day the figures are of, and by which clock: the days of the events, or also the days of typing."""
    by_typing = f", chỉ gồm những gì đã nhập đến hết {describe(known_on)}" if known_on else ""
    return f"Số liệu tính đến hết {describe(as_of)}{by_typing}"


def number_words(head: Plan | HeaderDraft) -> str | None:
    """Writes number and symbol as printed: "765/KH-UBND", of the Party "17-KH/BDVTW"; an empty number is "…"."""
    if not head.symbol:
        return head.number
    return joined_number(head.number or "…", head.symbol)


def deadline_table(title: str, deadlines: Collection[Deadline], empty: str) -> Table:
    """Lists deadline rows: who, what, by when as written and as counted, how late, and any extensions."""
    columns = (
        Column("Mã"),
        Column("Đơn vị"),
        Column("Nội dung", wide=True),
        Column("Kỳ"),
        Column("Thời hạn như đã ghi"),
        Column("Ngày cuối"),
        number("Số ngày trễ"),
        number("Tiến độ (%)"),
        Column("Trạng thái"),
    )
    return Table(title, *with_moves(columns, 6, deadlines, _deadline_cells, itself), empty=empty)


def _deadline_cells(row: Deadline) -> tuple[Cell, ...]:
    return (
        row.task,
        row.unit or labels.UNASSIGNED,
        row.content,
        period_words(row),
        row.due_text,
        row.due_on,
        row.days_late or None,
        row.progress,
        State(row.state),
    )


def period_words(row: Deadline) -> str:
    """Names a row's period, and says so where its day is only assumed."""
    return " ".join(filter(None, [row.period, "" if row.due_certain else "(tạm tính)"]))


def coverage_table(coverage: Sequence[Coverage], *, brief: bool = False) -> Table:
    """Lists the targets: goal, actual with numerator and denominator, what is left, who has not reported."""
    return Table(
        "Mức độ đạt chỉ tiêu",
        (
            Column("Mã"),
            Column("Chỉ tiêu", wide=True, brief=brief),
            number("Mục tiêu"),
            number("Thực hiện"),
            number("Tỷ lệ"),
            number("Còn lại"),
            Column("Kết quả"),
            Column("Chưa có số liệu"),
        ),
        tuple(
            (
                line.target.code,
                line.target.statement,
                goal_text(line.target),
                actual_text(line),
                None if line.percent is None else f"{format_number(line.percent)}%",
                line.remaining,
                met_text(line),
                missing_text(line),
            )
            for line in coverage
        ),
        empty="Kế hoạch không có chỉ tiêu.",
    )


def met_text(line: Coverage) -> str:
    """Says whether a target is met, or why that cannot be said."""
    if line.met is not None:
        return "Đạt" if line.met else "Chưa đạt"
    if line.actual is None:
        return "Chưa báo"
    return "Chưa đủ số liệu" if line.missing else "Không có mức để so"


def missing_text(line: Coverage) -> str:
    """Names the units without a figure, or says that it is all of them."""
    if len(line.missing) > 1 and not line.units_reported:
        return f"cả {line.units_total} đơn vị"
    return ", ".join(line.missing)


def goal_text(target: Target | TargetDraft) -> str | None:
    """Writes a target's goal with its operator and unit: "≥ 100%"; None where the plan gives no number."""
    if target.goal is None:
        return None
    sign = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "=": ""}.get(target.operator or "", "")
    each = " (mỗi đơn vị)" if target.per_unit else ""
    suffix = "%" if target.unit_of_measure == "%" else f" {target.unit_of_measure or ''}".rstrip()
    return f"{sign}{format_number(target.goal)}{suffix}{each}"


def actual_text(line: Coverage) -> str | None:
    """Writes the figure reached: "72/80" for a ratio, the value otherwise; None while nothing was recorded."""
    if line.numerator is not None and line.denominator is not None:
        return figure_text(line.numerator, line.denominator)
    return None if line.actual is None else format_number(line.actual)


def figure_text(numerator: Decimal, denominator: Decimal | None) -> str:
    """Writes a ratio as it was reported: "42/50"."""
    return f"{format_number(numerator)}/{format_number(denominator or 0)}"
