"""Agencies beside each other in one database: founded, renamed, told apart; what one has is nobody else's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Agency, TaskFilter, Unit
from danvan_cli.output import changes
from danvan_cli.services import adding, agencies, configuring, snapshot, units, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.request import Request


def of(book: Any, agency: str, day: date = date(2023, 10, 26)) -> Request:
    return book.on(day)._replace(database=book.database._replace(agency=agency))


@pytest.fixture
def two(book: Any) -> Any:
    """The sample's agency (CQ), and one that was only founded (STP)."""
    agencies.add_agency(book.on(), "STP", "Sở Tư pháp")
    return book


def test_where_there_are_several_one_must_be_named(two: Any) -> None:
    with pytest.raises(UsageError, match="2 cơ quan: CQ, STP"):
        views.status(two.on())
    assert 20 == views.status(of(two, "cq")).totals.total


def test_the_year_of_a_plan_that_cannot_be_told_is_unknown(two: Any) -> None:
    assert ((2023, False), (None, False), (None, False)) == tuple(
        snapshot.plan_year(request) for request in (of(two, "CQ"), two.on(), of(two, "X"))
    )


def test_an_agency_that_there_is_not_is_told_with_those_there_are(two: Any) -> None:
    with pytest.raises(NotFoundError) as error:
        views.status(of(two, "Y tế"))

    assert "Các mã hiện có: CQ, STP." == error.value.hint


def test_plans_units_choices_and_the_journal_are_each_agencys_own(two: Any) -> None:
    units.add_unit(of(two, "STP"), Unit("VP", "Văn phòng Sở Tư pháp"))
    adding.add_task(of(two, "STP"), NewTask("Báo cáo", ("VP",)))
    configuring.choose(of(two, "STP"), "soon_days", "3")

    assert [["KH-2023"], ["KH-2023"]] == [[p.code for p in views.list_plans(of(two, a))] for a in ("CQ", "STP")]
    assert (20, 1) == tuple(views.list_tasks(of(two, a), TaskFilter(), None).total for a in ("CQ", "STP"))
    assert (7, 3) == tuple(configuring.settings_of(of(two, a)).soon_days for a in ("CQ", "STP"))
    assert ["Văn phòng Sở Tư pháp"] == [unit.name for unit in views.list_units(of(two, "STP"))]
    assert (1, 4) == tuple(views.log(of(two, a), None).total for a in ("CQ", "STP"))


def test_a_code_is_given_once_whatever_its_case_and_accents(two: Any) -> None:
    with pytest.raises(ConflictError):
        agencies.add_agency(two.on(), "stp", "Sở khác")
    with pytest.raises(ConflictError):
        agencies.edit_agency(two.on(), "CQ", code="stp")


def test_a_new_code_and_name_are_told_old_and_new(two: Any) -> None:
    done = agencies.edit_agency(two.on(), "cq", code="SKHCN", name="Sở Khoa học và Công nghệ")

    assert ("  cơ quan SKHCN: mã: CQ → SKHCN; tên: Cơ quan → Sở Khoa học và Công nghệ",) == (
        changes.changed_report(done).lines
    )
    assert (Agency("SKHCN", "Sở Khoa học và Công nghệ"), Agency("STP", "Sở Tư pháp")) == views.list_agencies(two.on())
