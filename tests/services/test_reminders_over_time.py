"""Who was urged stays who was urged, whatever units merge, are called otherwise or turn out to be one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.services.test_reminders import Folder

from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.model import Unit
from danvan_cli.output.dispatch import urging_letter
from danvan_cli.services import (
    adding,
    correcting,
    documents,
    finding,
    reissuing,
    reminders,
    removing,
    reporting,
    succession,
    undoing,
    units,
    views,
)
from danvan_cli.services.adding import NewTask
from danvan_cli.services.letters import Order
from danvan_cli.services.reporting import ReportOrder
from danvan_cli.services.steps import Choice
from danvan_cli.services.succession import Reform
from danvan_cli.services.units import UnitChange

BEGIN, URGED, RENAMED, MERGER = date(2025, 1, 6), date(2025, 5, 12), date(2025, 6, 1), date(2025, 7, 1)
AFTER = date(2025, 7, 20)
OLD_NAME, NAME, HEIR = "Phòng Công nghệ", "Phòng Quản lý công nghệ", "Phòng Khoa học và Công nghệ"


@pytest.fixture
def year(blank: Any) -> Any:
    """QLCN is urged, then called otherwise, then merged into KHCN, which is urged of the same work."""
    units.add_unit(blank.on(BEGIN), Unit("QLCN", OLD_NAME))
    units.add_unit(blank.on(BEGIN), Unit("VP", "Văn phòng Sở"))
    adding.add_task(blank.on(BEGIN), NewTask("Báo cáo", ("QLCN",), due=GivenDue.by(date(2025, 4, 30), "30/4")))
    reminders.remind(blank.on(URGED), None, Order(document="12/SKHCN-VP"), Folder())
    units.edit_unit(blank.on(RENAMED), "QLCN", UnitChange(NAME, since=RENAMED))
    succession.merge_units(blank.on(MERGER), Reform(["QLCN"], [f"KHCN={HEIR}"], MERGER))
    reminders.remind(blank.on(AFTER), None, Order(document="20/SKHCN-VP"), Folder())
    return blank


def reported(book: Any) -> list[tuple[str, str, int]]:
    with reporting.streamed_report(book.on(AFTER), ReportOrder("annual")) as figures:
        return [(line.unit, line.name, line.number) for line in figures.reminders]


def test_the_report_names_who_was_urged_by_the_name_of_that_day(year: Any) -> None:
    assert [("QLCN", OLD_NAME, 1), ("KHCN", HEIR, 2)] == reported(year)


def test_a_reminder_sent_by_mistake_is_in_no_report(year: Any) -> None:
    correcting.withdraw_reminder(year.on(AFTER), Choice("BS-1", ["KHCN"]))

    assert [("QLCN", OLD_NAME, 1)] == reported(year)


def test_the_register_of_documents_says_to_whom_each_letter_went(year: Any) -> None:
    sent = {one.number: one.recipients for one in documents.list_documents(year.on(AFTER)) if one.recipients}

    assert {"12/SKHCN-VP": (OLD_NAME,), "20/SKHCN-VP": (HEIR,)} == sent


def test_each_units_reminders_are_counted_where_they_were_sent_and_its_rows_have_all_of_theirs(year: Any) -> None:
    found = views.status(year.on(AFTER))

    assert [("QLCN", 1), ("KHCN", 1)] == [(line.code, line.total) for line in found.reminders]
    assert [("KHCN", 2)] == [(line.code, line.counts.reminders) for line in found.units]


def test_a_unit_shows_what_it_was_sent_and_of_what_is_its_now_what_others_were_sent(year: Any) -> None:
    def shown(code: str) -> list[tuple[str, date, str | None]]:
        return [(one.task, one.sent_on, one.to) for one in finding.show_unit(year.on(AFTER), code).reminders]

    assert [("BS-1", URGED, "QLCN"), ("BS-1", AFTER, None)] == shown("KHCN")
    assert [("BS-1", URGED, None)] == shown("QLCN")
    assert ["QLCN", "KHCN"] == [one.unit for one in views.show_task(year.on(AFTER), "BS-1").reminders]


def test_a_letter_made_again_goes_to_whom_it_went_on_its_day(year: Any) -> None:
    folder = Folder()
    reissuing.reissue(year.on(AFTER), "1", folder)
    [letter] = folder.seen

    assert [("QLCN", OLD_NAME)] == [(one.unit.code, one.unit.name) for one in letter.addressees]
    assert [("QLCN",), ("KHCN",)] == [one.units for one in reissuing.logged_letters(year.on(AFTER))]


def test_the_next_letter_says_whom_the_one_before_it_urged(year: Any) -> None:
    folder = Folder()
    reissuing.reissue(year.on(AFTER), "2", folder)
    [letter] = folder.seen
    earlier = letter.addressees[0].earlier

    assert ("12/SKHCN-VP", URGED, OLD_NAME) == (earlier.number, earlier.sent_on, earlier.to)
    assert urging_letter(letter, year.on(AFTER).now)


def test_what_was_left_with_an_ended_unit_is_urged_of_its_heir_and_kept_as_sent_to_it(blank: Any) -> None:
    units.add_unit(blank.on(BEGIN), Unit("QLCN", OLD_NAME))
    units.add_unit(blank.on(BEGIN), Unit("KH", "Phòng Kế hoạch"))
    for leads in (("QLCN", "KH"), ("KH",)):
        adding.add_task(blank.on(BEGIN), NewTask("Báo cáo", leads, due=GivenDue.by(date(2025, 4, 30), "30/4")))
    # Both are late with the same work: the heir keeps two parts of it.
    succession.merge_units(blank.on(MERGER), Reform(["QLCN"], ["KH"], MERGER))
    reminders.remind(blank.on(AFTER), None, Order(), Folder())
    folder = Folder()
    reissuing.reissue(blank.on(AFTER), "LAST", folder)
    [letter] = folder.seen

    assert [("KH", 3)] == [(line.code, line.total) for line in views.status(blank.on(AFTER)).reminders]
    assert [("KH", 3)] == [(one.unit.code, len(one.rows)) for one in letter.addressees]


def test_where_one_unit_was_entered_twice_its_reminders_are_the_others_and_taken_back_they_are_its_own(
    blank: Any,
) -> None:
    units.add_unit(blank.on(BEGIN), Unit("QLCN", OLD_NAME))
    units.add_unit(blank.on(BEGIN), Unit("PCN", "Phòng CN"))
    adding.add_task(blank.on(BEGIN), NewTask("Báo cáo", ("PCN",), due=GivenDue.by(date(2025, 4, 30), "30/4")))
    reminders.remind(blank.on(URGED), None, Order())

    def sent() -> list[str]:
        return [str(line.code) for line in views.status(blank.on(AFTER)).reminders]

    removing.unify_units(blank.on(AFTER), "PCN", "QLCN")
    unified = sent()
    undoing.undo(blank.on(AFTER))

    assert (["QLCN"], ["PCN"]) == (unified, sent())
