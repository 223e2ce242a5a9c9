"""Reporting rounds on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from danvan_cli.domain.dates import short
from danvan_cli.domain.model import Changed
from danvan_cli.domain.rounds import Demand, Round, RoundStatus, headline
from danvan_cli.output.contract import fields, round_data
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Column, Report, Table, number, without_empty


def round_list(found: Sequence[Round], day: date) -> Report:
    """Lists rounds with how many units had sent by a day."""
    columns = (
        Column("Mã"), Column("Đợt", wide=True), Column("Từ ngày"), Column("Chốt số liệu"), Column("Hạn gửi"),
        number("Đã gửi"), number("Đơn vị"), Column("Khóa ngày"),
    )  # fmt: skip
    rows = tuple(
        (
            one.code, one.title, one.first, one.cut_off, one.due_on, one.sent(day), len(one.states(day)),
            None if one.is_open(day) else one.closed_on,
        )
        for one in found
    )  # fmt: skip
    empty = 'Chưa có đợt báo cáo nào; mở bằng danvan round open "quý III".'
    return Report("", (), (Table("", columns, rows, empty=empty),))


def status_report(found: RoundStatus) -> Report:
    """Tells a round unit by unit: where it stands, since when, what its report lacks."""
    one, day = found.round, found.as_of
    columns = (
        Column("Đơn vị"), Column("Báo cáo"), Column("Ngày gửi"), number("Muộn (ngày)"),
        Column("Cần bổ sung", wide=True), Column("Việc đến hạn chưa xong", wide=True),
        Column("Chỉ tiêu chưa có số", wide=True), Column("Phiếu chưa có", wide=True),
        Column("Không phát sinh", wide=True), number("Đã nhắc"),
    )  # fmt: skip
    rows = []
    for report, state in one.states(day):
        demand, lack = report.open_demand(day), found.lacks[report.unit]
        reminded = report.reminded if report.reminded_on and report.reminded_on <= day else 0
        missing = [", ".join(codes) or None for codes in lack]
        rows.append(
            (
                report.unit, state.label, report.sent_on if report.sent_on and report.sent_on <= day else None,
                report.days_late(one.due_on, day) or None, _demand_words(demand, day) if demand else None,
                *missing, reminded or None,
            )
        )  # fmt: skip
    days = f"Số liệu từ {short(one.first)} đến {short(one.cut_off)}."
    return Report(headline(one, day), (days,), (without_empty(Table("", columns, tuple(rows))),))


def _demand_words(demand: Demand, day: date) -> str:
    if demand.due_on is None:
        return demand.reason
    late = demand.days_late(day)
    return f"{demand.reason} (hạn {short(demand.due_on)}{f', quá {late} ngày' if late else ''})"


def reminder_report(texts: Mapping[str, str], done: Changed) -> Report:
    """Shows the words to each unit, to be copied."""
    tried = "Chạy thử, chưa ghi gì. " if done.dry_run else ""
    return Report(f"{tried}{done.headline}", tuple(texts.values()), ())


def status_data(found: RoundStatus) -> Data:
    """Holds a round with where each of its units stands; ``tasks`` and ``targets`` are what its report lacks."""
    one, day = found.round, found.as_of
    return {
        **round_data(one, day),
        "reports": [
            {
                **fields(report),
                "state": state,
                "days_late": report.days_late(one.due_on, day),
                "demand_days_late": report.demand_days_late(day),
                **fields(found.lacks[report.unit]),
            }
            for report, state in one.states(day)
        ],
    }
