"""One plan's progress at a day: the Monday screen, the progress report, and the tables that they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.domain.codes import full_code
from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.figures import AgencyCounts, Counts, Coverage, GroupCounts, Status, total_of
from danvan_cli.domain.numbers import NOTHING_AROSE, ratio_words
from danvan_cli.domain.text import printed_number
from danvan_cli.domain.words import GroupBy, RateOf, RollUp, State
from danvan_cli.output import labels
from danvan_cli.output.columns import deadline_table, shown
from danvan_cli.output.tables import Align, Cell, Column, Percent, Report, Table, merged_note, number, text_of

if TYPE_CHECKING:
    pass  # 8 ms to import

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
_RATE_TITLE = {
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
# The report stands for itself: texts whole, the last day as the plan has it beside the day that is counted.
_REPORT_COLUMNS = (
    "task",
    "unit",
    shown("content", brief=False),
    "period",
    shown("due_text", title="Thời hạn như đã ghi"),
    "due_on",
    "moved",
    shown("days_late", title="Số ngày trễ", alarm=False),
    "progress",
    "state",
)


class UnitWords(StrEnum):
    """By what a table names units: short codes on a screen, names where the program is not known, both in a report."""

    CODE = "code"
    NAME = "name"
    BOTH = "both"


def progress_report(status: Status, before: Status | None = None) -> Report:
    """Builds the report of a status; every figure is one of the status, none is computed here.

    The figures of ``before``, an earlier plan's, stand beside each figure.
    """
    table, coverage, compared = figure_tables(status, before, UnitWords.BOTH)
    soon = f"Sắp đến hạn (trong {status.soon_days} ngày)"
    return Report(
        title=f"BÁO CÁO TIẾN ĐỘ – {status.plan.title}",
        lines=(*heading_lines(status), *compared),
        tables=(
            table,
            deadline_table(
                "Quá hạn chưa hoàn thành", _REPORT_COLUMNS, status.overdue, empty="Không có nhiệm vụ quá hạn."
            ),
            deadline_table(soon, _REPORT_COLUMNS, status.due_soon, empty="Không có nhiệm vụ sắp đến hạn."),
            coverage,
            *_reminder_tables(status),
            *request_tables(status),
        ),
    )


def figure_tables(
    status: Status, before: Status | None, words: UnitWords, *, brief: bool = False
) -> tuple[Table, Table, tuple[str, ...]]:
    """Builds the cross table and the targets' table, beside those of an earlier plan; and the sentences on that."""
    if before is None:
        return cross_table(status, words), coverage_table(status.coverage, brief=brief), ()
    from danvan_cli.output import comparing  # few ask for it

    coverage = comparing.compared_coverage(status, before, brief=brief)
    return comparing.compared_table(status, before, words), coverage, (comparing.compared_line(status, before),)


def _reminder_tables(status: Status) -> tuple[Table, ...]:
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
    choices = ("task", "unit", "due_on", "asked_due_on", "content")
    several = len(status.plans) > 1
    title = "Đề nghị gia hạn đang chờ"
    return (deadline_table(title, choices, status.extension_requests, with_plans=several),)


def heading_lines(status: Status) -> tuple[str, ...]:
    """Says which plan, which unit and which day the figures speak of."""
    plan = status.plan
    printed = printed_number(plan.number, plan.symbol)
    number_and_symbol = f"Số: {printed}" if printed else None
    issued = f"ngày {short(plan.issued_on)}" if plan.issued_on else None
    source = ", ".join(part for part in (number_and_symbol, issued, plan.issuer) if part)
    one = f"Kế hoạch {plan.code}" + (f" ({source})" if source else "")
    lines = [f"Kế hoạch {', '.join(status.plans)}" if len(status.plans) > 1 else one]
    if status.unit is not None:
        lines.append(f"Đơn vị: {status.unit.name} ({status.unit.code})")
        if status.below:
            lines.append(f"Chưa gồm việc của các đơn vị thuộc quyền: {', '.join(status.below)}")
    # By two clocks: the days of the events always, the days of typing where they were asked for.
    by_typing = f", chỉ gồm những gì đã nhập đến hết {describe(status.known_on)}" if status.known_on else ""
    lines.append(f"Số liệu tính đến hết {describe(status.as_of)}{by_typing}")
    if status.sealed is not None:
        lines.append(status.sealed.sentence)
    return tuple(lines)


def cross_table(status: Status, words: UnitWords = UnitWords.BOTH) -> Table:
    """Builds the official cross table: parts of work per unit, added up, then each task once; or another grouping."""
    lines = cross_lines(status, words)
    rows = tuple((line.label, *count_cells(line.counts, status.rate_of)) for line in lines)
    title, columns = cross_head(status)
    return Table(title, columns, rows, total_rows=totals_among(lines), note=cross_note(status, words))


class CrossLine(NamedTuple):
    """A line of the cross table: whose it is, None for a total of all; what it is called; what it counts."""

    line: GroupCounts | None
    label: str
    counts: Counts


def cross_lines(status: Status, words: UnitWords) -> list[CrossLine]:
    """Lists the lines of the cross table in their order, the totals last."""
    if status.group_by != GroupBy.UNIT:
        own = [CrossLine(line, _group_words(status.group_by, line), line.counts) for line in status.groups]
        return [*own, CrossLine(None, _GROUPING[status.group_by][2], total_of(status.groups))]
    own = [CrossLine(line, _unit_words(line, words), line.counts) for line in _with_subtotals(status)]
    totals = (CrossLine(None, "Tổng phần việc", status.rows), CrossLine(None, "Tổng số nhiệm vụ", status.totals))
    return [*own, *totals]


def totals_among(lines: Sequence[CrossLine]) -> int:
    """Counts the lines at the end that are totals."""
    return sum(line.line is None for line in lines)


def cross_head(status: Status) -> tuple[str, tuple[Column, ...]]:
    """Is the title of the cross table and its columns."""
    title, head = "Tiến độ theo đơn vị chủ trì", "Đơn vị"
    if status.group_by != GroupBy.UNIT:
        title, head, _ = _GROUPING[status.group_by]
    return title, (Column(head, wide=True), *_COUNT_COLUMNS, number(_RATE_TITLE[status.rate_of]))


def agencies_report(lines: Sequence[AgencyCounts]) -> Report:
    """Builds the province's table: a line for each agency, then the sum of all of them."""
    rows = [(f"{line.name} ({line.code})", line.plans, *count_cells(line.counts, RateOf.DUE)) for line in lines]
    plans = sum(line.plans for line in lines)
    rows.append(("Tổng phần việc", plans, *count_cells(total_of(lines), RateOf.DUE)))
    table = Table(
        "Tiến độ theo cơ quan",
        (Column("Cơ quan", wide=True), number("Kế hoạch"), *_COUNT_COLUMNS, number(_RATE_TITLE[RateOf.DUE])),
        tuple(rows),
        total_rows=1,
        note=f"Đếm phần việc của các đơn vị chủ trì. {_RATE_NOTE[RateOf.DUE]}",
    )
    return Report("", (), (table,))


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


def _unit_words(line: GroupCounts, words: UnitWords) -> str:
    if line.of_units:
        return f"Cộng {line.code}" if words is UnitWords.CODE else f"Cộng {line.name} và đơn vị thuộc"
    if line.code is None:
        return labels.UNASSIGNED
    both = f"{line.name} ({line.code})"
    return {UnitWords.CODE: line.code, UnitWords.NAME: line.name, UnitWords.BOTH: both}[words]


def count_cells(counts: Counts, of: RateOf) -> tuple[Cell, ...]:
    """Is what the cross table shows of counts, in the order of its columns."""
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


def outside_words(status: Status) -> str:
    """Tells what stands outside the totals; empty where nothing does."""
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
    return f"Ngoài tổng số: {', '.join(apart)}." if apart else ""


def excused_words(status: Status) -> str:
    """Tells how much is on time only by the mark "trễ khách quan"; empty for none."""
    # Of the lines above it: by unit and by month these are parts of work, else tasks.
    counts = status.rows if status.group_by in (GroupBy.UNIT, GroupBy.MONTH) else status.totals
    return f"Trong số đúng hạn có {counts.exempt} việc trễ khách quan." if counts.exempt else ""


def cross_note(status: Status, words: UnitWords = UnitWords.CODE) -> str:
    """Says what the lines of the cross table count, and of what the rate is."""
    counted = (
        "Dòng đơn vị và tổng phần việc đếm phần việc chủ trì; tổng số nhiệm vụ đếm mỗi nhiệm vụ một lần, theo phần "
        "việc chậm nhất."
        if status.group_by == GroupBy.UNIT
        else ""
    )
    said = (
        counted,
        merged_words(status, words),
        _RATE_NOTE[status.rate_of],
        excused_words(status),
        outside_words(status),
    )
    return " ".join(filter(None, said))


def merged_words(status: Status, words: UnitWords) -> str:
    """Says which lines have the work of units in them that were merged; empty where none has."""
    if words is UnitWords.CODE:
        told = [f"{line.code} gồm cả {', '.join(line.merged)}" for line in status.units if line.merged]
    else:
        told = [f"{line.name} gồm cả {', '.join(line.merged_names)}" for line in status.units if line.merged]
    return merged_note(told)


def coverage_list(coverage: Sequence[Coverage], *, brief: bool = False) -> Report:
    """Lists how far the targets are, alone; ``brief`` cuts long texts on a screen."""
    return Report("", (), (coverage_table(coverage, brief=brief),))


def coverage_table(coverage: Sequence[Coverage], *, brief: bool = False) -> Table:
    """Lists the targets: goal, actual with numerator and denominator, what is left, who has not reported."""
    several = len({line.plan for line in coverage}) > 1
    return Table(
        "Mức độ đạt chỉ tiêu",
        (
            Column("Mã"),
            Column("Chỉ tiêu", wide=True, brief=brief, lines=1 if brief else 2),
            number("Mục tiêu"),
            number("Thực hiện"),
            number("Tỷ lệ"),
            number("Còn lại"),
            Column("Kết quả"),
            Column("Chưa có số liệu"),
        ),
        tuple(
            (
                full_code(line.plan, line.target.code) if several else line.target.code,
                line.target.statement,
                goal_text(line.target),
                actual_cell(line),
                percent_cell(line),
                line.remaining,
                met_text(line),
                _missing_words(line, brief=brief),
            )
            for line in coverage
        ),
        empty="Kế hoạch không có chỉ tiêu.",
    )


def met_text(line: Coverage) -> str:
    """Says whether a target is met, or why that cannot be said."""
    if line.met is not None:
        return "Đạt" if line.met else "Chưa đạt"
    if line.nothing_arose:
        return NOTHING_AROSE.capitalize()
    if line.is_silent:
        return "Chưa báo"
    return "Chưa đủ số liệu" if line.missing else "Không có mức để so"


def _missing_words(line: Coverage, *, brief: bool) -> str:
    """Names the units without a figure, or says that it is all of them; ``brief`` counts more than one."""
    if len(line.missing) > 1 and not line.units_reported:
        return f"cả {line.units_total} đơn vị"
    if len(line.missing) > 1 and brief:
        return f"{len(line.missing)} đơn vị"
    return ", ".join(line.missing)


def actual_cell(line: Coverage) -> str | Decimal | None:
    """Tells the figure reached: "72/80" for a ratio, the value otherwise; None while nothing was recorded."""
    is_mean = line.target.roll_up == RollUp.AVERAGE and not line.target.per_unit
    if line.numerator is not None and line.denominator is not None and not is_mean:
        return ratio_words(line.numerator, line.denominator)
    return line.actual


def actual_text(line: Coverage) -> str | None:
    """Writes the figure reached, as a text."""
    return text_of(actual_cell(line), empty="") or None


def percent_cell(line: Coverage) -> Percent | None:
    """Tells how much of the goal is reached; None where that cannot be said."""
    return None if line.percent is None else Percent(line.percent)
