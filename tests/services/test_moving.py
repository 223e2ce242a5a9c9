"""An agency moves between a file and a server with all it has: figures, history and days of the past are as before."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book
from tests.services.test_timeline import Clerk, evening

from danvan_cli.domain.errors import ConflictError, FileRefusedError
from danvan_cli.domain.model import TaskFilter
from danvan_cli.services import moving, tasks, views
from danvan_cli.services.tasks import NewTask


def written(book: Book, path: Path, day: date) -> Path:
    with moving.exported(book.on(day)) as lines:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def beside(blank: Book, tmp_path: Path) -> Callable[[str], Book]:
    """Gives an empty place of each kind: in a file whatever the engine, or as the engine has it."""
    return lambda kind: Book(tmp_path / f"{kind}.db") if kind == "file" else blank.another(f"{kind}.db")


def what_is_told(book: Book, day: date) -> list[Any]:
    on = book.on(day)
    listed = views.list_tasks(on, TaskFilter(with_removed=True), None).tasks
    shown = [views.show_task(on, task.code) for task in listed]
    groups = {entry.group: 0 for one in shown for entry in one.entries}
    order = {group: place for place, group in enumerate(sorted(groups))}
    entries = [[e._replace(group=order[e.group], before=None, after=None) for e in one.entries] for one in shown]
    return [
        evening(views.status(on)),
        views.list_units(on),
        [one._replace(entries=()) for one in shown],
        entries,
    ]


@pytest.mark.slow_on_server
def test_a_year_of_work_is_told_alike_after_the_move_and_after_the_way_back(
    blank: Book, beside: Callable[[str], Book], tmp_path: Path
) -> None:
    clerk = Clerk(blank, 1)
    clerk.work(50)
    there, back = beside("chỗ mới"), beside("file")
    told = moving.import_agency(there.on(clerk.day), written(blank, tmp_path / "1.jsonl", clerk.day))
    moving.import_agency(back.on(clerk.day), written(there, tmp_path / "2.jsonl", clerk.day))

    assert told.headline.startswith("Đã nhập cơ quan CQ")
    assert what_is_told(blank, clerk.day) == what_is_told(there, clerk.day) == what_is_told(back, clerk.day)
    days = sorted(clerk.said)[:: max(1, len(clerk.said) // 8)]
    assert [clerk.said[day] for day in days] == [
        evening(views.status(back.on(clerk.day)._replace(as_of=day))) for day in days
    ]


def test_a_second_agency_keeps_to_itself(book: Book, beside: Callable[[str], Book], tmp_path: Path) -> None:
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    shared = beside("chung")
    for code in ("SO1", "SO2"):
        on = shared.on()._replace(database=shared.database._replace(agency=code))
        moving.import_agency(on, file)
    first, second = (shared.on()._replace(database=shared.database._replace(agency=code)) for code in ("SO1", "SO2"))
    tasks.remove_task(first, "IV-4")

    assert [19, 20] == [views.status(on).totals.total for on in (first, second)]
    assert 40 == shared.count("task")
    assert ["SO1", "SO2"] == [agency.code for agency in views.list_agencies(first)]


def test_work_with_a_rhythm_of_its_own_moves(book: Book, beside: Callable[[str], Book], tmp_path: Path) -> None:
    for rhythm in ("30d", "quarter"):
        tasks.add_task(book.on(), NewTask("Thường xuyên", ("VP",), review=rhythm))
    there = beside("chỗ mới")
    moving.import_agency(there.on(), written(book, tmp_path / "a.jsonl", date(2023, 10, 26)))

    query = "SELECT review_every FROM task WHERE review_every IS NOT NULL ORDER BY id"
    assert ["30d", "quarter"] == book.values(query) == there.values(query)


def test_blank_lines_at_the_end_are_nothing(book: Book, blank: Book, tmp_path: Path) -> None:
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    file.write_text(file.read_text(encoding="utf-8") + "\r\n\n", encoding="utf-8")
    moving.import_agency(blank.on(), file)

    assert book.count("task") == blank.count("task")


def test_an_agency_that_has_data_is_not_written_over(book: Book, tmp_path: Path) -> None:
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    before = book.image()

    with pytest.raises(ConflictError):
        moving.import_agency(book.on(), file)
    assert before == book.image()


@pytest.mark.parametrize("how", ["cut short", "no head", "another form", "another schema", "nothing"])
def test_what_is_no_whole_export_makes_no_file(book: Book, tmp_path: Path, how: str) -> None:
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    lines = SPOILT[how](file.read_text(encoding="utf-8").splitlines())
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    beside = Book(tmp_path / "mới.db")

    with pytest.raises(FileRefusedError):
        moving.import_agency(beside.on(), file)
    assert not beside.path.exists()


SPOILT: dict[str, Callable[[list[str]], list[str]]] = {
    "cut short": lambda lines: lines[:-5],
    "lines behind the end": lambda lines: [*lines, lines[5], lines[-1]],
    "a line less": lambda lines: lines[:40] + lines[41:],
    "no head": lambda lines: lines[1:],
    "another form": lambda lines: ['{"form": "khác"}', *lines[1:]],
    "another schema": lambda lines: [json.dumps(json.loads(lines[0]) | {"schema": "0002"}), *lines[1:]],
    "other figures": lambda lines: [line.replace('"stage": "not_started"', '"stage": "paused"') for line in lines],
    "an unknown parent": lambda lines: [line.replace('"task_id": 3,', '"task_id": 999,') for line in lines],
    "an unknown table": lambda lines: [lines[0], '["khác", {"id": 1}]', *lines[1:]],
    "no JSON": lambda lines: [*lines[:9], "{hỏng", *lines[9:]],
    "nothing": lambda lines: [],
    "a value that the rules forbid": lambda lines: [line.replace('"progress": 0', '"progress": 300') for line in lines],
    "a value of another kind": lambda lines: [line.replace('"progress": 0', '"progress": [1]') for line in lines],
    "a number without an end": lambda lines: [line.replace('"progress": 0', f'"progress": {10**30}') for line in lines],
    "a row without a bottom": lambda lines: [*lines[:9], "[" * 100_000 + "]" * 100_000, *lines[10:]],
    "an agency without a code": lambda lines: [lines[0].replace('"code": "CQ"', '"code": 5'), *lines[1:]],
    "an agency without a name": lambda lines: [
        json.dumps(json.loads(lines[0]) | {"agency": {"code": "X", "name": None, "id": 1}}),
        *lines[1:],
    ],
    "a text with a NUL": lambda lines: [line.replace('"content": "', '"content": "\\u0000', 1) for line in lines],
    "groups that are no list": lambda lines: [line.replace('"groups": "[]"', '"groups": "x"', 1) for line in lines],
    "an unknown rhythm": lambda lines: [
        line.replace('"review_every": null', '"review_every": "x"', 1) for line in lines
    ],
    "a day that there is not": lambda lines: [line.replace("2023-10-24", "2023-10-32") for line in lines],
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_that_was_spoilt_is_refused_and_leaves_nothing(
    book: Book, blank: Book, tmp_path: Path, how: str
) -> None:
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    lines = SPOILT[how](file.read_text(encoding="utf-8").splitlines())
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    with pytest.raises(FileRefusedError) as refused:
        moving.import_agency(blank.on(), file)
    assert "Error" not in str(refused.value)
    if not blank.is_untouched():
        assert (0, 0) == (blank.count("plan"), blank.count("journal_group"))
