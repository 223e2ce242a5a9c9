"""The progress report as tables: the cross table by unit, what is overdue, what is due soon, the targets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.draft import HeaderDraft, TargetDraft
from danvan_cli.domain.figures import Counts, Coverage, Status, UnitCounts
from danvan_cli.domain.model import Deadline, Plan, State, Target
from danvan_cli.domain.numbers import format_number
from danvan_cli.output import labels
from danvan_cli.output.tables import Align, Cell, Column, Report, Table, number

_CROSS_COLUMNS = (
    Column("Đơn vị", wide=True),
    number("Tổng"),
    number("HT đúng hạn"),
    number("HT quá hạn"),
    number("HT không hạn"),
    number("Trong hạn"),
    number("– sắp đến hạn"),
    Column("Quá hạn", Align.RIGHT, alarm=True),
    number("Không thời hạn"),
    number("Đúng hạn / đã đến hạn"),
)


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
        ),
    )


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
    lines.append(f"Số liệu tính đến hết {describe(status.as_of)}")
    return tuple(lines)


def number_words(head: Plan | HeaderDraft) -> str | None:
    """Writes number and symbol as printed: "765/KH-UBND", of the Party "17-KH/BDVTW"; an empty number is "…"."""
    if not head.symbol:
        return head.number
    return f"{head.number or '…'}{'-' if '/' in head.symbol else '/'}{head.symbol}"


def cross_table(status: Status, *, codes_only: bool = False) -> Table:
    """Is the official cross table: the leads' rows per unit, the tasks once in the totals."""
    rows = [(_unit_words(line, codes_only=codes_only), *_count_cells(line.counts)) for line in status.units]
    rows.append(("Tổng số nhiệm vụ", *_count_cells(status.totals)))
    return Table(
        "Tiến độ theo đơn vị chủ trì",
        _CROSS_COLUMNS,
        tuple(rows),
        total_rows=1,
        note=_cross_note(status.totals),
    )


def _unit_words(line: UnitCounts, *, codes_only: bool) -> str:
    if line.code is None:
        return labels.UNASSIGNED
    return line.code if codes_only else f"{line.name} ({line.code})"


def _count_cells(counts: Counts) -> tuple[Cell, ...]:
    return (
        counts.total,
        counts.done_on_time,
        counts.done_late,
        counts.done_undated,
        counts.in_time,
        counts.due_soon,
        counts.overdue,
        counts.undated,
        counts.rate_on_time,
    )


def _cross_note(totals: Counts) -> str:
    apart = [
        f"{labels.STATE[state].lower()} {count}"
        for state, count in ((State.PAUSED, totals.paused), (State.CANCELLED, totals.cancelled))
        if count
    ]
    outside = f" Ngoài tổng số: {', '.join(apart)}." if apart else ""
    return (
        "Dòng đơn vị đếm phần việc chủ trì; dòng tổng đếm mỗi nhiệm vụ một lần, theo phần việc chậm nhất. "
        f"Tỷ lệ đúng hạn tính trên số đã qua thời hạn.{outside}"
    )


def deadline_table(title: str, deadlines: Sequence[Deadline], empty: str) -> Table:
    """Lists deadline rows: who, what, by when as written and as counted, how late."""
    return Table(
        title,
        (
            Column("Mã"),
            Column("Đơn vị"),
            Column("Nội dung", wide=True),
            Column("Kỳ"),
            Column("Thời hạn như đã ghi"),
            Column("Ngày cuối"),
            number("Số ngày trễ"),
            number("Tiến độ (%)"),
            Column("Trạng thái"),
        ),
        tuple(
            (
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
            for row in deadlines
        ),
        empty=empty,
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
