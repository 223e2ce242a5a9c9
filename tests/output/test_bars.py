"""Bars show the shares that the figures tell, where a terminal has room and signs for them, and nowhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.output.test_columns import AS_OF, PLAN

from danvan_cli.domain.figures import Counts, GroupCounts, Status
from danvan_cli.output import bars
from danvan_cli.output.bars import drawn, legend, look_of
from danvan_cli.output.day_screens import status_report
from danvan_cli.output.delimited import tsv_report
from danvan_cli.output.plain_lines import plain_report
from danvan_cli.output.tables import Bar, Column, Report, Table, number
from danvan_cli.output.terminal import report_pieces

BLOCKS = look_of({}, "UTF-8")


@pytest.mark.parametrize(
    ("bar", "shown"),
    [
        (Bar((5, 2), 10), "█████▓▓░░░"),
        (Bar((0, 0), 10), "░" * 10),
        (Bar((10, 0), 10), "█" * 10),
        (Bar((1, 1), 1000), "█▓" + "░" * 8),
        (Bar((999, 0), 1000), "█" * 9 + "░"),
        (Bar((990, 10), 1000), "█" * 9 + "▓"),
        (Bar((Decimal("94.44"),), 100), "█" * 9 + "░"),
        (Bar((Decimal(130),), 100), "█" * 10),
        (Bar((), 0), ""),
    ],
)
def test_a_share_that_is_not_nought_is_seen_and_what_is_not_all_looks_so(bar: Bar, shown: str) -> None:
    assert shown == drawn(bar, 10, BLOCKS).plain


@pytest.mark.parametrize(
    ("terminal", "encoding", "shown"),
    [("xterm", "UTF-8", "█▓░"), ("dumb", "UTF-8", "#!."), ("xterm", "ANSI_X3.4-1968", "#!."), ("", "utf8", "█▓░")],
)
def test_a_terminal_without_blocks_gets_letters(terminal: str, encoding: str, shown: str) -> None:
    look = look_of({"TERM": terminal}, encoding)

    assert shown == drawn(Bar((1, 1), 3), 3, look).plain
    assert f"{shown[0]} xong, {shown[1]} trễ, {shown[2]} còn." == legend(Column("", drawn=("xong", "trễ", "còn")), look)


@pytest.mark.parametrize(("columns", "bar"), [(26, 0), (27, 10), (40, 23), (200, 24)])
def test_bars_are_shown_only_where_all_else_has_its_room(
    monkeypatch: pytest.MonkeyPatch, columns: int, bar: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(bars, "own_look", lambda: BLOCKS)
    table = Table(
        "", (Column("Đơn vị"), number("Tổng số"), Column("Đã", drawn=("xong", "còn"))), (("VP", 9, Bar((1,), 2)),)
    )
    shown = "".join(report_pieces(Report("", (), (table,)), color=False))

    assert (bar, bar > 0) == (sum(map(shown.count, "█░")), "Đã" in shown)
    assert columns >= max(map(len, shown.splitlines()))


def test_the_bars_of_a_status_tell_its_figures_and_stand_in_no_other_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(bars, "own_look", lambda: BLOCKS)
    counts = Counts(done_on_time=2, overdue=1, in_time=3)
    status = Status(PLAN, AS_OF, 7, (GroupCounts("VP", "Văn phòng", counts),), counts, (), (), ())
    seen = "".join(report_pieces(status_report(status), color=False))

    assert 3 == seen.count("████████▓▓▓▓" + "░" * 12)
    assert "█ đã xong, ▓ quá hạn, ░ còn lại." in seen
    for told in (tsv_report(status_report(status, on_terminal=False)), plain_report(status_report(status))):
        assert [] == [sign for sign in "█▓░" if sign in "".join(told)]
