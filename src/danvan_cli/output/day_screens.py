"""The screens of a day: the Monday screen, and the day in five lines, which ``danvan`` alone says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from shutil import get_terminal_size
from textwrap import wrap

from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.figures import Coverage, Rate, Status
from danvan_cli.domain.model import Deadline
from danvan_cli.domain.words import GroupBy
from danvan_cli.output import labels
from danvan_cli.output.lists import due_list, overdue_list
from danvan_cli.output.progress import (
    UnitWords,
    cross_lines,
    excused_words,
    figure_tables,
    heading_lines,
    outside_words,
    request_tables,
)
from danvan_cli.output.tables import Bar, Cell, Column, Percent, Report, Signed, Table, without_empty

_NAMED, _LINE = 3, 78
_ALL = 100  # percent
# On a screen a word or two; reports have the official ones. A rate keeps its denominator in its name.
_SHORT_HEADS = {
    "HT đúng hạn": "Đúng hạn",
    "HT quá hạn": "Xong trễ",
    "HT không hạn": "Xong khác",
    "– sắp đến hạn": "– sắp đến",
    "Không thời hạn": "Không hạn",
}


def today_report(found: Status, unassigned: int) -> Report:
    """Tells the day and the plan, what is late, what is next, what nobody leads, how far the targets are."""
    plans = f"kế hoạch {found.plan.code}" if len(found.plans) < 2 else f"{len(found.plans)} kế hoạch đang mở"
    silent = sum(line.is_silent for line in found.coverage)
    return Report(
        f"Hôm nay {describe(found.as_of)}, {plans}",
        (
            f"Quá hạn: {_listed(found.rows.overdue, found.overdue, _late)}",
            f"Đến hạn trong {found.soon_days} ngày: {_listed(found.rows.due_soon, found.due_soon, _due)}",
            f"Chưa có đơn vị chủ trì: {unassigned} nhiệm vụ." if unassigned else "Việc nào cũng có đơn vị chủ trì.",
            f"Chỉ tiêu đạt: {_met(found)}" + (f"; {silent} chưa có số liệu." if silent else "."),
            *_reform_lines(found),
            *_round_lines(found),
            *_follow_up_lines(found),
        ),
        (),
    )


def next_steps(found: Status, unassigned: int) -> tuple[str, ...]:
    """Names what one may do next, the most pressing first."""
    steps = [f"  {commands}: {why}" for commands, why in _steps(found, unassigned)]
    return (
        "Tiếp theo:",
        *steps,
        "  danvan status: tình hình từng đơn vị",
        "  danvan shell: gõ nhiều lệnh liền; danvan help: hướng dẫn",
    )


def next_commands(found: Status) -> tuple[str, ...]:
    """Names the commands that one would type next, in as few lines as any terminal has room for."""
    unassigned = sum(line.counts.total - line.counts.done for line in found.units if line.code is None)
    commands = ", ".join(commands for commands, _ in _steps(found, unassigned))
    # A command stands in one line, whole.
    joined = (commands or "danvan report export").replace(" ", "\xa0").replace(",\xa0", ", ")
    lines = wrap(f"Tiếp theo: {joined}.", min(_LINE, get_terminal_size().columns))
    return tuple(line.replace("\xa0", " ") for line in lines)


def _steps(found: Status, unassigned: int) -> list[tuple[str, str]]:
    silent = [line for line in found.coverage if line.is_silent]
    steps = [
        ("danvan overdue, danvan remind", "ai trễ, và đôn đốc", bool(found.rows.overdue)),
        ("danvan unassigned, danvan task assign", "giao việc chưa có đơn vị chủ trì", bool(unassigned)),
        (_filling(silent), "ghi số liệu chỉ tiêu", bool(silent)),
    ]
    return [(commands, why) for commands, why, is_wanted in steps if is_wanted]


def _filling(silent: Sequence[Coverage]) -> str:
    """Names the commands by which these targets get figures: of records where such feed them, else typed."""
    fed = [line.target.fed_by is not None for line in silent]
    typed, told = ("danvan target record" if not all(fed) else ""), ("danvan record add" if any(fed) else "")
    return ", ".join(filter(None, (typed, told)))


def nothing_yet() -> Report:
    """Tells how to begin where there are no data."""
    return Report("Chưa có kế hoạch nào.", (), ())


FIRST_STEPS = (
    "Bắt đầu:",
    "  danvan demo: xem thử với kế hoạch mẫu, trong dữ liệu tạm",
    "  danvan plan import KeHoach.docx: nhập kế hoạch của cơ quan",
    "  danvan help: hướng dẫn; danvan --help: các lệnh",
)


def _listed(count: int, rows: Collection[Deadline], tell: Callable[[Deadline], str]) -> str:
    if not count:
        return "không có."
    shown = [tell(row) for row in list(rows)[:_NAMED]]
    rest = f"; còn {count - len(shown)}" if count > len(shown) else ""
    return f"{count} phần việc ({'; '.join(shown)}{rest})."


def _late(row: Deadline) -> str:
    return f"{row.task} {row.unit or 'chưa giao'} trễ {row.days_late} ngày"


def _due(row: Deadline) -> str:
    return f"{row.task} {row.unit or 'chưa giao'} {short(row.due_on)}"


def status_report(status: Status, before: Status | None = None, *, on_terminal: bool = True) -> Report:
    """Shows the Monday screen: the answer, the cross table, then the first rows of each list: all on one screen.

    Off a terminal another program reads it: there every row and column stands for itself. The figures of ``before``,
    an earlier plan's, stand beside each figure.
    """
    several = len(status.plans) > 1
    table, coverage, compared = figure_tables(status, before, UnitWords.CODE, brief=True)
    late, soon = status.overdue, status.due_soon
    if on_terminal:
        table = _for_screen(table, status)._replace(note=_screen_note(status))
        coverage = _targets_for_screen(status, coverage)
        if before is None:
            table, coverage = _with_progress(table, status), _with_share_of_goal(coverage, status)
        late, soon = _one_line_a_task(late), _one_line_a_task(soon)
    return Report(
        answer(status),
        (
            *compared,
            status.plan.title,
            *heading_lines(status),
            *_reform_lines(status),
            *_round_lines(status),
            *_follow_up_lines(status),
        ),
        (
            table,
            _cut(
                overdue_list(late, brief=on_terminal, with_plans=several),
                status.rows.overdue - len(status.overdue),
                "danvan overdue --all",
            ),
            _cut(
                due_list(soon, status.as_of, status.soon_days, brief=on_terminal, with_plans=several),
                status.rows.due_soon - len(status.due_soon),
                f"danvan upcoming --days {status.soon_days} --all",
            ),
            coverage,
            *request_tables(status),
        ),
    )


def _reform_lines(status: Status) -> tuple[str, ...]:
    """Tells of mergers and splits that wait for their day, and of those whose day has come."""
    return tuple(one.told(status.as_of) for one in status.reforms)


def _round_lines(status: Status) -> tuple[str, ...]:
    """Tells of each open round who has sent."""
    if not status.rounds:
        return ()
    from danvan_cli.domain.rounds import headline  # most days there is no round

    return tuple(f"Đợt báo cáo {headline(one, status.as_of)}" for one in status.rounds)


def _follow_up_lines(status: Status) -> tuple[str, ...]:
    """Tells what is followed beside the plans, which is in no figure of the tables."""
    if not status.follow_ups:
        return ()
    from danvan_cli.output.follow_ups import follow_up_lines  # most offices have none

    return tuple(follow_up_lines(status.follow_ups))


def answer(status: Status) -> str:
    """Says in one sentence who is late, what is next and how far the targets are; parts of work, not tasks."""
    late, units = status.rows.overdue, sum(line.counts.overdue > 0 for line in status.units)
    said = [f"{late} phần việc quá hạn" + (f" ở {units} đơn vị" if late and status.unit is None else "")]
    said.append(f"{status.rows.due_soon} đến hạn trong {status.soon_days} ngày")
    if status.coverage:
        said.append(f"{_met(status)} chỉ tiêu đạt")
    whose = f", {status.unit.code}" if status.unit is not None else ""
    return f"{short(status.as_of)}{whose}: {'; '.join(said)}."


def _met(status: Status) -> str:
    return f"{sum(line.met is True for line in status.coverage)}/{len(status.coverage)}"


def _one_line_a_task(rows: Collection[Deadline]) -> list[Deadline]:
    """Puts the units of one task and last day into one line, where they follow each other."""

    def same(row: Deadline) -> tuple[object, ...]:
        return row.plan, row.task, row.period, row.due_on, row.original_due_on, row.extensions

    found = []
    for _, group in groupby(rows, key=same):
        own = list(group)
        units = ", ".join(row.unit or labels.UNASSIGNED for row in own)
        found.append(own[0]._replace(unit=units) if len(own) > 1 else own[0])
    return found


def _for_screen(table: Table, status: Status) -> Table:
    """Leaves out the columns of noughts, and heads the others by a word or two; nothing that counts is left out."""
    # What a line is of, its total and what is late stand there in any case.
    kept = [
        place
        for place, column in enumerate(table.columns)
        if place < 2 or column.alarm or any(_says_something(row[place]) for row in table.rows)
    ]
    heads = [column._replace(title=_SHORT_HEADS.get(column.title, column.title)) for column in table.columns]
    if status.group_by == GroupBy.SECTION:
        # The number is enough to know a heading by; its words are a paragraph.
        heads[0] = heads[0]._replace(brief=True)
    return table._replace(
        columns=tuple(heads[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
    )


def _with_progress(table: Table, status: Status) -> Table:
    """Draws behind each line of the cross table how much of it is done, and how much late."""
    bars = [
        Bar((line.counts.done, line.counts.overdue), line.counts.total) for line in cross_lines(status, UnitWords.CODE)
    ]
    column = Column("Tiến độ", drawn=("đã xong", "quá hạn", "còn lại"))
    return _with_bars(table, len(table.columns), column, bars)


def _with_share_of_goal(table: Table, status: Status) -> Table:
    """Draws beside each target's percentage how much that is; without any there are no bars."""
    percents = [place for row in table.rows for place, cell in enumerate(row) if isinstance(cell, Percent)]
    if not percents:
        return table
    reached = [line.percent for line in status.coverage]
    bars = [Bar((), 0) if percent is None else Bar((percent,), _ALL) for percent in reached]
    return _with_bars(table, percents[0] + 1, Column("", drawn=("đã đạt", "còn lại")), bars)


def _with_bars(table: Table, place: int, column: Column, bars: Sequence[Bar]) -> Table:
    columns = (*table.columns[:place], column, *table.columns[place:])
    rows = tuple((*row[:place], bar, *row[place:]) for row, bar in zip(table.rows, bars, strict=True))
    return table._replace(columns=columns, rows=rows)


def _screen_note(status: Status) -> str:
    """Is the note of the cross table in as few words as a screen has room for."""
    counted = "Phần việc: mỗi đơn vị chủ trì một phần." if status.group_by == GroupBy.UNIT else ""
    return " ".join(filter(None, [counted, excused_words(status), outside_words(status)]))


def _says_something(cell: Cell) -> bool:
    if isinstance(cell, Rate):
        return bool(cell.denominator)
    return bool(cell.value) if isinstance(cell, Signed) else cell not in (0, None, "")


def _targets_for_screen(status: Status, table: Table) -> Table:
    """Leaves out the columns that say nothing; a sentence stands for targets of which none has a figure."""
    if status.coverage and all(line.is_silent for line in status.coverage):
        codes = " ".join(line.target.code for line in status.coverage)
        return table._replace(rows=(), empty=f"{codes} chưa có số liệu nào; ghi bằng {_filling(status.coverage)}.")
    return without_empty(table) if status.coverage else table


def _cut(table: Table, left: int, whole: str) -> Table:
    """Says how many rows of a list are not shown, and which command shows it all."""
    return table._replace(note=f"Còn {left} việc không hiện; xem hết bằng {whole}.") if left > 0 else table
