"""People and headcounts are journaled, moved and replayed like all else, and change no figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book
from tests.services.test_moving import written
from tests.services.test_timeline import evening

from danvan_cli.db import tables
from danvan_cli.db.reads.connection import reading
from danvan_cli.services import moving, views
from danvan_cli.services.request import Request
from danvan_cli.services.writing import row_key, unit_row, writing

NEW = ("person", "task_person", "headcount")


def employ(request: Request) -> None:
    """Stores a person in charge of a task, and a headcount."""
    with writing(request) as work:
        unit = row_key(unit_row(work, "CCTĐC").id)
        person = tables.Person(agency_id=work.agency, unit_id=unit, name="Nguyễn Văn A", post="Phó Giám đốc")
        work.session.add(person)
        work.session.flush()
        work.session.add(tables.TaskPerson(task_id=1, person_id=row_key(person.id), duty="direct"))
        work.session.add(tables.Headcount(unit_id=unit, valid_from=date(2023, 1, 1), people=12))


@pytest.mark.parametrize(
    ("table", "code", "has_plan"),
    [
        ("person", "Nguyễn Văn A", False),
        ("task_person", "II.1-1 Nguyễn Văn A", True),
        ("headcount", "CCTĐC 2023-01-01", False),
    ],
)
def test_the_journal_names_a_row_by_what_it_hangs_on(book: Book, table: str, code: str, has_plan: bool) -> None:
    before = evening(views.status(book.on()))
    employ(book.on())
    found = [e for e in book.last_entries() if (e["table_name"], e["code"]) == (table, code)]

    assert [has_plan] == [entry["plan_id"] is not None for entry in found]
    assert before == evening(views.status(book.on()))


def without_keys(book: Book, table: str) -> list[dict[str, Any]]:
    return [
        {k: v for k, v in row.items() if k != "id" and not k.endswith("_id")}
        for row in book.select(f"SELECT * FROM {table} ORDER BY id")
    ]


def test_they_move_with_their_agency(book: Book, blank: Book, tmp_path: Path) -> None:
    employ(book.on())
    moving.import_agency(blank.on(), written(book, tmp_path / "a.jsonl", date(2023, 10, 26)))

    for table in NEW:
        assert without_keys(book, table) == without_keys(blank, table)


def test_on_an_earlier_day_nobody_was_in_charge(book: Book) -> None:
    employ(book.on(date(2023, 10, 26)))

    def there(day: date) -> int:
        with reading(book.database, day) as reader:
            return int(reader.execute("SELECT COUNT(*) FROM task_person").fetchone()[0])

    assert [0, 1] == [there(date(2023, 10, 25)), there(date(2023, 10, 26))]
