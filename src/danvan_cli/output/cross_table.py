"""The official cross table: parts of work per unit with subtotals, tasks once, or another grouping."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_cli.domain.figures import AgencyCounts, Counts, GroupBy, GroupCounts, RateOf, Status, total_of
from danvan_cli.domain.words import State
from danvan_cli.output import labels
from danvan_cli.output.tables import Align, Cell, Column, Table, number

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


def agency_table(lines: Sequence[AgencyCounts]) -> Table:
    """Is the province's table: a line for each agency, then all of them."""
    rows = [(f"{line.name} ({line.code})", line.plans, *_count_cells(line.counts, RateOf.DUE)) for line in lines]
    plans = sum(line.plans for line in lines)
    rows.append(("Tổng phần việc", plans, *_count_cells(total_of(lines), RateOf.DUE)))
    return Table(
        "Tiến độ theo cơ quan",
        (Column("Cơ quan", wide=True), number("Kế hoạch"), *_COUNT_COLUMNS, number(RATE_TITLE[RateOf.DUE])),
        tuple(rows),
        total_rows=1,
        note=f"Đếm phần việc của các đơn vị chủ trì. {_RATE_NOTE[RateOf.DUE]}",
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
    # Of the lines above it: by unit and by month these are parts of work, else tasks.
    counts = status.rows if status.group_by in (GroupBy.UNIT, GroupBy.MONTH) else totals
    excused = f" Trong số đúng hạn có {counts.exempt} việc trễ khách quan." if counts.exempt else ""
    counted = (
        "Dòng đơn vị và tổng phần việc đếm phần việc chủ trì; tổng số nhiệm vụ đếm mỗi nhiệm vụ một lần, theo phần "
        "việc chậm nhất. "
        if status.group_by == GroupBy.UNIT
        else ""
    )
    return f"{counted}{_RATE_NOTE[status.rate_of]}{excused}{outside}"
