"""The progress report as tables: the cross table by unit, what is overdue, what is due soon, the targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.draft import HeaderDraft, TargetDraft
from danvan_cli.domain.figures import Counts, Coverage, GroupBy, GroupCounts, RateOf, Status, total_of
from danvan_cli.domain.model import Deadline, Plan, State, Target
from danvan_cli.domain.numbers import format_number
from danvan_cli.output import labels
from danvan_cli.output.tables import Align, Cell, Column, Report, Table, number

_COUNT_COLUMNS = (
    number("Tổng"),
    number("HT đúng hạn"),
    number("HT quá hạn"),
    number("HT không hạn"),
    number("Trong hạn"),
    number("– sắp đến hạn"),
    Column("Quá hạn", Align.RIGHT, alarm=True),
    number("Không thời hạn"),
)
RATE_TITLE = {
    RateOf.DUE: "Đúng hạn / đã đến hạn",
    RateOf.TOTAL: "Đúng hạn / tổng số",
    RateOf.DONE: "Đúng hạn / đã hoàn thành",
}
_RATE_NOTE = {
    RateOf.DUE: "Tỷ lệ đúng hạn tính trên số đã qua thời hạn.",
    RateOf.TOTAL: "Tỷ lệ đúng hạn tính trên tổng số; việc không thời hạn đã xong tính là không trễ.",
    RateOf.DONE: "Tỷ lệ đúng hạn tính trên số đã hoàn thành; việc không thời hạn đã xong tính là không trễ.",
}
# Title, first column and total of the other groupings.
_GROUPING = {
    GroupBy.SECTION: ("Tiến độ theo mục của kế hoạch", "Mục", "Tổng số nhiệm vụ"),
    GroupBy.LEAD: ("Tiến độ theo nhóm đơn vị cùng chủ trì", "Chủ trì", "Tổng số nhiệm vụ"),
    GroupBy.MONTH: ("Tiến độ theo tháng đến hạn", "Tháng", "Tổng phần việc"),
    GroupBy.STATE: ("Nhiệm vụ theo trạng thái", "Trạng thái", "Tổng số nhiệm vụ"),
}


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
    if not status.asked:
        return ()
    columns = (Column("Mã"), Column("Đơn vị"), Column("Ngày cuối"), Column("Xin đến"), Column("Nội dung", wide=True))
    rows = [
        (row.task, row.unit or labels.UNASSIGNED, row.due_on, row.asked_due_on, row.content) for row in status.asked
    ]
    return (Table("Đề nghị gia hạn đang chờ", columns, tuple(rows)),)


def moved_words(row: Deadline) -> str | None:
    """Tells how a row's last day was moved: "31/03 → 15/04, gia hạn lần 1"; None where it never was."""
    if not row.extensions or row.original_due_on is None or row.due_on is None:
        return None
    same_year = row.original_due_on.year == row.due_on.year
    days = [f"{day:%d/%m}" if same_year else short(day) for day in (row.original_due_on, row.due_on)]
    return f"{' → '.join(days)}, gia hạn lần {row.extensions}"


def with_moves(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], deadlines: Sequence[Deadline], at: int
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Puts a column that tells of extensions before column ``at``, where any row had one."""
    moves = [moved_words(row) for row in deadlines]
    if not any(moves):
        return tuple(columns), tuple(rows)
    told = tuple((*row[:at], move, *row[at:]) for row, move in zip(rows, moves, strict=True))
    return (*columns[:at], Column("Gia hạn"), *columns[at:]), told


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
    return f"{head.number or '…'}{'-' if '/' in head.symbol else '/'}{head.symbol}"


def cross_table(status: Status, *, codes_only: bool = False) -> Table:
    """Is the official cross table: parts of work per unit, added up, then each task once; or another grouping."""
    columns = (*_COUNT_COLUMNS, number(RATE_TITLE[status.rate_of]))
    if status.group_by != GroupBy.UNIT:
        return _group_table(status, columns)
    lines = _with_subtotals(status)
    rows = [(_unit_words(line, codes_only=codes_only), *_count_cells(line.counts, status.rate_of)) for line in lines]
    rows.append(("Tổng phần việc", *_count_cells(status.rows, status.rate_of)))
    rows.append(("Tổng số nhiệm vụ", *_count_cells(status.totals, status.rate_of)))
    return Table(
        "Tiến độ theo đơn vị chủ trì",
        (Column("Đơn vị", wide=True), *columns),
        tuple(rows),
        total_rows=2,
        note=_cross_note(status),
    )


def _group_table(status: Status, columns: Sequence[Column]) -> Table:
    title, head, total = _GROUPING[status.group_by]
    rows = [(_group_words(status.group_by, line), *_count_cells(line.counts, status.rate_of)) for line in status.groups]
    rows.append((total, *_count_cells(total_of(status.groups), status.rate_of)))
    return Table(title, (Column(head, wide=True), *columns), tuple(rows), total_rows=1, note=_cross_note(status))


def _group_words(by: GroupBy, line: GroupCounts) -> str:
    if by == GroupBy.STATE and line.code is not None:
        return labels.STATE[line.code]
    if line.code is None:
        return {GroupBy.LEAD: labels.UNASSIGNED, GroupBy.MONTH: "Không thời hạn"}.get(by, "(ngoài các mục)")
    if by == GroupBy.MONTH:
        return f"Tháng {line.code[5:]}/{line.code[:4]}"
    return f"{line.code} – {line.name}" if by == GroupBy.SECTION else line.code


def _with_subtotals(status: Status) -> list[GroupCounts]:
    """Puts units under the unit above them, and behind the last of them what they add up to."""
    sums = {line.code: line for line in status.subtotals}
    present = {line.code for line in status.units}
    ordered: list[GroupCounts] = []

    def place(line: GroupCounts) -> None:
        ordered.append(line)
        below(line.code)

    def below(code: str | None) -> None:
        for child in status.units:
            if child.code is not None and child.parent == code and code is not None:
                place(child)
        if code in sums:
            ordered.append(sums[code])

    for line in status.units:
        if line.parent is None or line.parent not in present | sums.keys():
            place(line)
    for code in sums:
        if code not in present and all(code != s.code for s in ordered):
            below(code)
    return ordered


def _unit_words(line: GroupCounts, *, codes_only: bool) -> str:
    if line.of_units:
        return f"Cộng {line.code}" if codes_only else f"Cộng {line.name} và đơn vị thuộc"
    if line.code is None:
        return labels.UNASSIGNED
    return line.code if codes_only else f"{line.name} ({line.code})"


def _count_cells(counts: Counts, of: RateOf) -> tuple[Cell, ...]:
    return (
        counts.total,
        counts.done_on_time,
        counts.done_late,
        counts.done_undated,
        counts.in_time,
        counts.due_soon,
        counts.overdue,
        counts.undated,
        counts.rate(of),
    )


def _cross_note(status: Status) -> str:
    totals = status.totals
    apart = [
        f"{words} {count}"
        for words, count in (
            (labels.STATE[State.PAUSED].lower(), totals.paused),
            (labels.STATE[State.CANCELLED].lower(), totals.cancelled),
            ("chưa đến kỳ", status.unopened),
        )
        if count
    ]
    outside = f" Ngoài tổng số: {', '.join(apart)}." if apart else ""
    excused = f" Trong số đúng hạn có {totals.exempt} việc trễ khách quan." if totals.exempt else ""
    counted = (
        "Dòng đơn vị và tổng phần việc đếm phần việc chủ trì; tổng số nhiệm vụ đếm mỗi nhiệm vụ một lần, theo phần "
        "việc chậm nhất. "
        if status.group_by == GroupBy.UNIT
        else ""
    )
    return f"{counted}{_RATE_NOTE[status.rate_of]}{excused}{outside}"


def deadline_table(title: str, deadlines: Sequence[Deadline], empty: str) -> Table:
    """Lists deadline rows: who, what, by when as written and as counted, how late."""
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
    rows = tuple(
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
    )
    return Table(title, *with_moves(columns, rows, deadlines, 6), empty=empty)


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
