"""Inspections, findings, people and headcounts are journaled, moved and replayed like all else, and count nowhere yet."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book
from tests.services.test_moving import written
from tests.services.test_timeline import evening

from danvan_cli.db import tables
from danvan_cli.db.reads.connection import reading
from danvan_cli.domain.model import TaskFilter
from danvan_cli.services import finding, moving, reminders, views
from danvan_cli.services.letters import Order
from danvan_cli.services.request import Request
from danvan_cli.services.writing import row_key, unit_row, writing

NEW = ("inspection", "finding", "person", "task_person", "headcount")


def inspect(request: Request) -> None:
    """Stores an inspection, a finding with its remedy (late at any later day) and proof, a person, a headcount."""
    with writing(request) as work:
        session = work.session
        unit = row_key(unit_row(work, "CCTĐC").id)
        inspection = tables.Inspection(agency_id=work.agency, plan_id=1, code="KT1", title="Kiểm tra công vụ")
        person = tables.Person(agency_id=work.agency, unit_id=unit, name="Nguyễn Văn A", post="Phó Giám đốc")
        session.add_all([inspection, person])
        session.flush()
        finding = tables.Finding(inspection_id=row_key(inspection.id), unit_id=unit, code="2", text="Chậm báo cáo")
        session.add(finding)
        session.flush()
        row = tables.Deadline(finding_id=finding.id, unit_id=unit, period="2023", due_on=date(2023, 4, 1))
        session.add(row)
        session.flush()
        session.add_all(
            [
                tables.Evidence(finding_id=finding.id, kind="document", text="12/KL-TTr"),
                tables.Evidence(deadline_id=row.id, kind="document", text="13/BC-CCTĐC"),
                tables.TaskPerson(task_id=1, person_id=row_key(person.id), duty="direct"),
                tables.Headcount(unit_id=unit, valid_from=date(2023, 1, 1), people=12),
            ]
        )


def all_figures(request: Request) -> list[Any]:
    return [
        evening(views.status(request)),
        evening(views.status(request, "CCTĐC")),
        views.overdue(request),
        views.upcoming(request, 400),
        views.stale(request),
        views.list_tasks(request, TaskFilter(), None),
        finding.show_unit(request, "CCTĐC")._replace(officers=()),
        views.agency_status(request, 2023),
        reminders.pending_reminders(request),
    ]


def test_the_rows_of_findings_are_counted_nowhere(book: Book) -> None:
    on = book.on(date(2023, 12, 31))
    before = all_figures(on)
    inspect(on)

    assert 1 == len(book.values("SELECT id FROM deadline WHERE finding_id IS NOT NULL"))
    assert before == all_figures(on)


def test_no_reminder_is_sent_for_a_finding(book: Book) -> None:
    on = book.on(date(2023, 12, 31))
    inspect(on)
    reminders.remind(on, None, Order(content="gọi điện"))

    assert [] == book.values(
        "SELECT r.id FROM reminder r JOIN deadline d ON d.id = r.deadline_id WHERE d.finding_id IS NOT NULL"
    )


@pytest.mark.parametrize(
    ("table", "code", "has_plan"),
    [
        ("inspection", "KT1", True),
        ("finding", "KT1 2", True),
        ("deadline", "KT1 2 CCTĐC 2023", True),
        ("evidence", "KT1 2", True),
        ("evidence", "KT1 2 CCTĐC 2023", True),
        ("person", "Nguyễn Văn A", False),
        ("task_person", "II.1-1 Nguyễn Văn A", True),
        ("headcount", "CCTĐC 2023-01-01", False),
    ],
)
def test_the_journal_names_a_row_by_what_it_hangs_on(book: Book, table: str, code: str, has_plan: bool) -> None:
    inspect(book.on())
    found = [e for e in book.last_entries() if (e["table_name"], e["code"]) == (table, code)]

    assert [has_plan] == [entry["plan_id"] is not None for entry in found]


def without_keys(book: Book, table: str) -> list[dict[str, Any]]:
    return [
        {k: v for k, v in row.items() if k != "id" and not k.endswith("_id")}
        for row in book.select(f"SELECT * FROM {table} ORDER BY id")
    ]


def test_they_move_with_their_agency(book: Book, blank: Book, tmp_path: Path) -> None:
    inspect(book.on())
    moving.import_agency(blank.on(), written(book, tmp_path / "a.jsonl", date(2023, 10, 26)))

    for table in (*NEW, "deadline", "evidence", "note"):
        assert without_keys(book, table) == without_keys(blank, table)
    tied = "SELECT f.code, u.code AS unit FROM deadline d JOIN finding f ON f.id = d.finding_id JOIN unit u ON u.id = d.unit_id"
    assert [{"code": "2", "unit": "CCTĐC"}] == blank.select(tied)


def test_another_agency_does_not_take_them_along(blank: Book, book: Book, tmp_path: Path) -> None:
    from danvan_cli.services import agencies

    agencies.add_agency(book.on(), "KHAC", "Sở khác")
    first, second = (book.on()._replace(database=book.database._replace(agency=code)) for code in ("CQ", "KHAC"))
    inspect(first)
    with moving.exported(second) as lines:
        told = [json.loads(line) for line in lines]

    assert {"agency", "journal_group", "journal_entry"} >= {line[0] for line in told if isinstance(line, list)}


def test_on_an_earlier_day_a_finding_was_not_there(book: Book) -> None:
    inspect(book.on(date(2023, 10, 26)))

    def there(day: date) -> dict[str, int]:
        with reading(book.database, day) as reader:
            counted = {
                name: reader.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
                for name in ("finding", "task_person")
            }
            query = "SELECT COUNT(*) FROM deadline WHERE finding_id IS NOT NULL"
            return counted | {"remedy": reader.execute(query).fetchone()[0]}

    assert [dict.fromkeys(("finding", "task_person", "remedy"), number) for number in (0, 1)] == [
        there(date(2023, 10, 25)),
        there(date(2023, 10, 26)),
    ]


@pytest.mark.parametrize("unit", ["unit_id", "NULL"], ids=["of a unit", "of no unit yet"])
def test_a_finding_has_one_row_of_a_unit_and_a_period(book: Book, unit: str) -> None:
    inspect(book.on())
    again = (
        "INSERT INTO deadline (finding_id, unit_id, period, due_certain, stage, progress, exempt) "
        f"SELECT finding_id, {unit}, '2024', due_certain, stage, 0, exempt FROM deadline "
        "WHERE finding_id IS NOT NULL LIMIT 1"
    )

    assert "" == book.refuses(again)
    assert "unique" in book.refuses(again).lower()


def test_a_removed_inspection_takes_its_findings_with_their_rows_and_proof(book: Book) -> None:
    inspect(book.on())
    rows = {table: book.count(table) for table in ("deadline", "evidence")}

    assert "" == book.refuses("DELETE FROM inspection")
    assert 0 == book.count("finding")
    assert {"deadline": rows["deadline"] - 1, "evidence": rows["evidence"] - 2} == {
        table: book.count(table) for table in rows
    }
