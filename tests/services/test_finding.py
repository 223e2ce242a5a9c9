"""What is looked up is found in a file and on a server alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from danvan_cli.domain.model import LogFilter
from danvan_cli.domain.words import ExtensionState, Role, Thing
from danvan_cli.services import assigning, correcting, extending, finding, people, tasks, undoing, views
from danvan_cli.services.extending import Wish
from danvan_cli.services.steps import Choice


def test_a_unit_its_officers_extensions_journal_and_words_are_found(book: Any) -> None:
    row = Choice("IV-4", ("CCTĐC",))
    people.add_officer(book.on(), people.OfficerChange("Lê Thị Hòa", unit="CCTĐC", phone="0912 345 678"))
    tasks.edit_task(book.on(), "IV-4", tasks.TaskChange(person="hòa"))
    assigning.assign_task(book.on(), "IV-5", {Role.SUPPORT: ("CCTĐC",)})
    extending.extend(book.on(), row, Wish(date(2023, 11, 30), "chờ số"), only_ask=True)
    correcting.withdraw_extension(book.on(), row)
    extending.extend(book.on(), row, Wish(date(2023, 11, 20), "chờ 5%_ý kiến"), only_ask=True)
    tasks.note_task(book.on(), "IV-4", "đã gọi 5%", unit="CCTĐC")
    found = finding.show_unit(book.on(), "CCTĐC")
    states = [one.state for one in finding.list_extensions(book.on(), "CCTĐC")[1]]
    words = finding.search_texts(book.on(), "GỌI 5%", 5)
    narrow = LogFilter(date(2023, 1, 1), "CCTĐC", "IV-4", None)
    told = [len(command.changes) for command in views.log(book.on(), 2, narrow).commands]

    assert [("Lê Thị Hòa", ("KH-2023:IV-4",))] == [(one.name, one.tasks) for one in found.officers]
    assert (["IV-5"], ["đã gọi 5%"]) == ([one.task for one in found.supports], [note.text for note in found.notes])
    assert [ExtensionState.ASKED, ExtensionState.WITHDRAWN] == states
    assert {Thing.NOTE: 1} == {kind: number for kind, number in words.totals.items() if number}
    assert [1, 1] == told
    assert 3 <= views.log(book.on(), None, narrow).total < views.log(book.on(), None).total
    undoing.undo(book.on())
    assert () == finding.show_unit(book.on(), "CCTĐC").notes


def test_a_unit_that_no_longer_leads_a_task_takes_its_officer_out_of_charge(book: Any) -> None:
    people.add_officer(book.on(), people.OfficerChange("Lê Thị Hòa", unit="CCTĐC"))
    tasks.edit_task(book.on(), "IV-4", tasks.TaskChange(person="hòa"))
    before = [len(views.show_task(book.on(), "IV-4").officers)]
    assigning.assign_task(book.on(), "IV-4", {}, ["CCTĐC"])

    assert [1, 0] == [*before, len(views.show_task(book.on(), "IV-4").officers)]
