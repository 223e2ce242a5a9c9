"""Figures that agencies published, counted again from registers of the same shape."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from tests.conftest import request_on

from danvan_cli.domain.words import RateOf
from danvan_cli.services import planning, views
from danvan_cli.services.request import Request


class Published(NamedTuple):
    """What a report says of a day: of dated work done in time, done late, open in time, overdue; of undated, done, open.

    ``long_late`` of the overdue are late by more than 30 days.
    """

    as_of: date
    done_on_time: int
    done_late: int
    in_time: int
    overdue: int
    undated_done: int
    undated: int
    long_late: int = 0


# Bình Định to 30/5/2022: 1.387 = 756 dated + 631 undated; done 1.160 = 1.014 not late + 146 late; open 227 = 211 + 16.
BINH_DINH = Published(date(2022, 5, 30), 506, 146, 88, 16, 508, 123, 7)
# Chính phủ 2017: 21.914 = 16.051 done (14.068 + 1.983) + 5.863 open (5.640 + 223).
GOVERNMENT = Published(date(2017, 12, 31), 14_068, 1_983, 5_640, 223, 0, 0)
UNITS = tuple(f"Sở số {n}" for n in range(1, 18))


def register(published: Published) -> bytes:
    """Writes an office's own table with work of that shape, spread over many units."""
    day = published.as_of
    lines: list[tuple[str, str, str]] = []
    for number in range(published.done_on_time):
        due = day - timedelta(1 + number % 120)
        lines.append((written(due), "Hoàn thành", written(due - timedelta(number % 3))))
    for number in range(published.done_late):
        due = day - timedelta(41 + number % 90)
        lines.append((written(due), "Hoàn thành", written(due + timedelta(1 + number % 40))))
    for number in range(published.in_time):
        lines.append((written(day + timedelta(number % 150)), "Đang thực hiện", ""))
    for number in range(published.overdue):
        late = 31 + number if number < published.long_late else 1 + number % 30
        lines.append((written(day - timedelta(late)), "Đang thực hiện", ""))
    lines += [("", "Hoàn thành", written(day - timedelta(number % 100))) for number in range(published.undated_done)]
    lines += [("", "Đang thực hiện", "")] * published.undated
    head = "STT,Nội dung nhiệm vụ,Đơn vị chủ trì,Thời hạn,Tình trạng,Ngày hoàn thành"
    rows = [
        f"{n},Nhiệm vụ được giao số {n},{UNITS[n % len(UNITS)]},{due},{state},{done}"
        for n, (due, state, done) in enumerate(lines, start=1)
    ]
    return "\n".join([head, *rows]).encode()


def written(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def imported(request: Request, published: Published) -> Request:
    file = request.database.path.with_suffix(".csv")
    file.write_bytes(register(published))
    planning.import_plan(request, planning.read_draft(request, file, published.as_of.year))
    return request


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Both registers, brought in once."""
    folder = tmp_path_factory.mktemp("reports")
    return {
        name: imported(request_on(folder / f"{name}.db", published.as_of), published)
        for name, published in (("Bình Định", BINH_DINH), ("Chính phủ", GOVERNMENT))
    }


@pytest.mark.parametrize(("name", "published"), [("Bình Định", BINH_DINH), ("Chính phủ", GOVERNMENT)])
def test_a_published_cross_table_is_counted_again_to_the_last_task(
    reports: dict[str, Any], name: str, published: Published
) -> None:
    found = views.status(reports[name])
    totals = found.totals

    assert (
        published.done_on_time,
        published.done_late,
        published.undated_done,
        published.in_time,
        published.overdue,
        published.undated,
    ) == (totals.done_on_time, totals.done_late, totals.done_undated, totals.in_time, totals.overdue, totals.undated)
    assert totals == found.rows
    assert len(UNITS) == len(found.units)


def test_the_sums_and_shares_of_binh_dinh_are_those_of_its_report(reports: dict[str, Any]) -> None:
    request = reports["Bình Định"]
    totals = views.status(request).totals
    dated = totals.total - totals.undated - totals.done_undated

    assert (1_387, 756, 631) == (totals.total, dated, totals.undated + totals.done_undated)
    assert (1_160, 1_014, 146) == (totals.done, totals.done - totals.done_late, totals.done_late)
    assert (227, 211, 16) == (totals.total - totals.done, totals.in_time + totals.undated, totals.overdue)
    assert ("87.4", "done") == (str(totals.rate(RateOf.DONE).percent), totals.rate(RateOf.DONE).of)
    assert (16, 7) == (views.overdue(request).total, views.overdue(request, over=30).total)


def test_the_sums_of_the_government_are_those_of_its_report(reports: dict[str, Any]) -> None:
    totals = views.status(reports["Chính phủ"]).totals

    assert (21_914, 16_051, 5_863) == (totals.total, totals.done, totals.total - totals.done)


def test_the_months_before_come_out_of_the_same_register(reports: dict[str, Any]) -> None:
    request = reports["Bình Định"]

    def told(day: date) -> Sequence[int]:
        found = views.status(request._replace(as_of=day)).totals
        return (found.total, found.done)

    days = [date(2022, 5, 30) - timedelta(30 * n) for n in range(4)]
    figures = [told(day) for day in days]
    assert (1_387, 1_160) == figures[0]
    assert figures == sorted(figures, reverse=True)
