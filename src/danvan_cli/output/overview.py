"""What leaders look at first, from the figures: the answer, cards, bars, what is late, what was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.figures import Rate
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.reporting import ReportFigures
from danvan_cli.output.blocks import Block, Card, Cards, Heading, Look, Paragraph
from danvan_cli.output.progress import actual_cell, met_text, percent_cell
from danvan_cli.output.report_parts import QUERIES, Making
from danvan_cli.output.report_tables import late_briefly
from danvan_cli.output.tables import Column, Table, number

# So many late tasks, whose products are known, stand on the first page; the report below has them all.
_MOST_LATE = 10


def overview(making: Making, lines: Iterable[str] = ()) -> Iterator[Block | Cards]:
    """Makes the page for the leaders; what the data have nothing of is left out.

    ``lines`` tell of which plan and day it is, where nothing above it does.
    """
    figures = making.figures
    yield from (Paragraph(line, Look.NOTE) for line in lines)
    answer, *others = QUERIES["answer"](making)
    yield answer._replace(look=Look.LEAD) if isinstance(answer, Paragraph) else answer
    yield from others
    yield Cards(tuple(_cards(figures)))
    yield from QUERIES["chart"](making)
    yield Heading("Quá hạn chưa hoàn thành")
    yield late_briefly(figures, _MOST_LATE, is_whole=True)._replace(title="", name="Quá hạn chưa hoàn thành")
    yield from QUERIES["decisions"](making)
    if figures.status.coverage:
        yield Heading("Chỉ tiêu")
        yield from QUERIES["targets_briefly"](making)
        yield _targets(figures)
    for table in QUERIES["records_year_before"](making):
        yield Heading("Số liệu các mặt công tác so với cùng kỳ năm trước")
        yield table
    if figures.year_before is not None:
        yield Heading(f"So với cùng kỳ năm {figures.year_before.plan.year}")
        for name in ("year_before", "targets_year_before"):
            yield from (one._replace(title="") for one in QUERIES[name](making) if isinstance(one, Table))


def _cards(figures: ReportFigures) -> Iterator[Card]:
    totals, coverage = figures.status.totals, figures.status.coverage
    yield Card("total", "Nhiệm vụ", format_number(totals.total))
    due, done = totals.already_due, totals.already_due - totals.overdue
    percent = Rate(done, due, "").percent
    told = f"{format_number(done)}/{format_number(due)} đã đến hạn" if due else "chưa có nhiệm vụ đến hạn"
    yield Card(
        "done", "Đã hoàn thành", format_number(totals.done),
        told if percent is None else f"{told} ({format_number(percent)}%)",
    )  # fmt: skip
    yield Card("overdue", "Quá hạn", format_number(totals.overdue), "chưa hoàn thành", is_alarm=totals.overdue > 0)
    yield Card("due_soon", "Sắp đến hạn", format_number(totals.due_soon), f"trong {figures.status.soon_days} ngày tới")
    if coverage:
        met = sum(line.met is True for line in coverage)
        silent = sum(line.is_silent for line in coverage)
        left = f"{format_number(silent)} chưa có số liệu" if silent else "đều có số liệu"
        yield Card("met", "Chỉ tiêu đạt", f"{format_number(met)}/{format_number(len(coverage))}", left)


def _targets(figures: ReportFigures) -> Table:
    columns = (
        Column("Chỉ tiêu", wide=True), Column("Mục tiêu"), number("Thực hiện"), number("Tỷ lệ"), Column("Đánh giá"),
    )  # fmt: skip
    rows = tuple(
        (line.target.statement, goal_text(line.target), actual_cell(line), percent_cell(line), met_text(line))
        for line in figures.status.coverage
    )
    return Table("", columns, rows, name="Chỉ tiêu")
