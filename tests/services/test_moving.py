"""An agency moves between a file and a server with all it has: figures, history and days of the past are as before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book
from tests.services.test_timeline import Clerk, evening

from danvan_cli.db import chain
from danvan_cli.db.reads.connection import reading
from danvan_cli.domain.errors import ConflictError, FileRefusedError
from danvan_cli.domain.model import TaskFilter, Unit
from danvan_cli.services import (
    adding,
    assigning,
    extending,
    lifecycle,
    moving,
    record_views,
    recording,
    targets,
    tasks,
    undoing,
    units,
    views,
)
from danvan_cli.services.adding import NewTask
from danvan_cli.services.extending import Wish
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.steps import Choice
from danvan_cli.services.units import UnitChange


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


@pytest.mark.slow_on_server
def test_a_day_of_the_past_is_told_alike_though_rows_were_given_other_keys(
    book: Book, beside: Callable[[str], Book], tmp_path: Path
) -> None:
    # The row that goes leaves a gap: those behind it have smaller keys where they arrive.
    assigning.assign_task(book.on(date(2023, 10, 2)), "IV-4", {}, ["TTKHCN"])
    lifecycle.report_progress(book.on(date(2023, 10, 20)), Choice("IV-5"), 40)
    figures = ["opening=3", "complaints=5", "denunciations=0", "proposals=3", "settled=7", "open=4", "số hồ sơ=12/HS"]
    recording.add_record(book.on(), "petitions", RecordInput(figures, "TTr", "Q3", evidence=["48/BC"]))
    recording.add_record(book.on(), "petitions", RecordInput(figures, "VP", "Q3"))
    recording.remove_record(book.on(), "DT-2")
    there = beside("chỗ mới")
    moving.import_agency(there.on(), written(book, tmp_path / "a.jsonl", date(2023, 10, 26)))

    moved = record_views.list_records(there.on(), "petitions", None, None, None)
    assert record_views.list_records(book.on(), "petitions", None, None, None) == moved
    assert 1 == moved.total
    query = "SELECT d.id FROM deadline d JOIN task t ON t.id = d.task_id WHERE t.code = 'IV-5'"
    assert book.values(query) != there.values(query)
    for day in (date(2023, 10, 1), date(2023, 10, 15), date(2023, 10, 20)):
        assert what_is_told(book, day) == what_is_told(there, day)


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


def test_units_and_headings_stand_under_the_same_ones_after_a_move(
    book: Book, beside: Callable[[str], Book], tmp_path: Path
) -> None:
    units.add_unit(book.on(), Unit("BGĐ", "Ban Giám đốc"))
    units.edit_unit(book.on(), "VP", UnitChange(parent="BGĐ"))  # which comes behind it
    there = beside("chỗ mới")
    moving.import_agency(there.on(), written(book, tmp_path / "a.jsonl", date(2023, 10, 26)))

    above = [
        "SELECT u.code, p.code AS above FROM unit u JOIN unit p ON p.id = u.parent_id ORDER BY u.code",
        "SELECT s.path, p.path AS above FROM section s JOIN section p ON p.id = s.parent_id ORDER BY s.path",
    ]
    assert [{"code": "VP", "above": "BGĐ"}] == there.select(above[0])
    assert book.select(above[1]) == there.select(above[1]) != []


def test_work_with_a_rhythm_of_its_own_moves(book: Book, beside: Callable[[str], Book], tmp_path: Path) -> None:
    for rhythm in ("30d", "quarter"):
        adding.add_task(book.on(), NewTask("Thường xuyên", ("VP",), review=rhythm))
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


def test_an_agency_that_has_units_alone_is_not_written_over(book: Book, blank: Book, tmp_path: Path) -> None:
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    units.add_unit(blank.on(), Unit("VP", "Văn phòng"))

    with pytest.raises(ConflictError):
        moving.import_agency(blank.on(), file)
    assert (1, 0) == (blank.count("unit"), blank.count("plan"))


@pytest.mark.parametrize("how", ["cut short", "no head", "another form", "another schema", "nothing"])
def test_what_is_no_whole_export_makes_no_file(book: Book, tmp_path: Path, how: str) -> None:
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    lines = SPOILT[how](file.read_text(encoding="utf-8").splitlines())
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    beside = Book(tmp_path / "mới.db")

    with pytest.raises(FileRefusedError):
        moving.import_agency(beside.on(), file)
    assert not beside.path.exists()


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="this system has no /dev/zero")
def test_what_has_no_end_is_refused(blank: Book) -> None:
    with pytest.raises(FileRefusedError, match="tệp thường"):
        moving.import_agency(blank.on(), Path("/dev/zero"))
    assert blank.is_untouched() or 0 == blank.count("journal_group")


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


def stamped(lines: list[str]) -> str:
    """Writes an edited file so that its last line vouches for it: whoever edits may know how that is done."""
    text = "".join(f"{line}\n" for line in lines[:-1])
    end = {"rows": len(lines) - 2, "sha256": hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()}
    return f"{text}{json.dumps(end)}\n"


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_that_was_spoilt_is_refused_and_leaves_nothing(
    book: Book, blank: Book, tmp_path: Path, how: str
) -> None:
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    lines = SPOILT[how](file.read_text(encoding="utf-8").splitlines())
    vouched = bool(lines) and "sha256" in lines[-1] and how != "a line less"
    file.write_text(stamped(lines) if vouched else "\n".join(lines), encoding="utf-8")

    with pytest.raises(FileRefusedError) as refused:
        moving.import_agency(blank.on(), file)
    assert "Error" not in str(refused.value)
    if not blank.is_untouched():
        assert (0, 0) == (blank.count("plan"), blank.count("journal_group"))


def edited(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


ODD = {
    "a day of no year of ours": (edited('"due_on": "2023-10-24"', '"due_on": "9999-10-24"'), "bảng deadline.*due_on"),
    "a mark of direction": (edited('"content": "', '"content": "\\u202e'), "bảng task, dòng có id 1, cột content"),
    "a control character": (edited('"content": "', '"content": "\\u001b'), "bảng task, dòng có id 1, cột content"),
    "decomposed letters": (edited('"name": "Văn phòng Sở"', '"name": "Va\u0306n phòng Sở"'), "bảng unit.*cột name"),
    "no number": (edited('"progress": 0', '"progress": NaN'), "bảng deadline.*cột progress"),
    "an endless goal": (edited('"goal": "100"', '"goal": "Infinity"'), "bảng target.*cột goal"),
    "a goal that is none": (edited('"goal": "100"', '"goal": "NaN"'), "bảng target.*cột goal"),
    "a group with a mark": (edited('"groups": "[]"', '"groups": "[\\"\\\\u202e\\"]"'), "bảng task.*cột groups"),
    "a code with a stroke": (edited('"code": "CCTĐC"', '"code": "CC/TĐC"'), "bảng unit.*cột code.*dấu “/”"),
    "a code too long": (edited('"code": "CCTĐC"', f'"code": "{"C" * 31}"'), "bảng unit.*cột code.*31"),
    "a rule without a kind": (edited('{\\"kind\\": \\"fixed\\", ', "{"), "bảng deadline.*cột due_rule"),
    "a rule of no number of ours": (edited('\\"year\\": 2023', '\\"year\\": 99999'), "bảng deadline.*cột due_rule"),
    # A setting looks for its rules by what stands in them.
    "a rule spelt otherwise": (edited('\\"kind\\": ', '\\"kind\\":'), "bảng deadline.*cột due_rule"),
    "a name that two have": (edited('"name": "Thanh tra"', '"name": "VĂN PHÒNG SỞ"'), "VĂN PHÒNG SỞ.*Văn phòng Sở"),
    "a completion to come": (edited('"completed_on": "2023-10-20"', '"completed_on": "2042-10-20"'), "IV-5.*chưa tới"),
    "a hand-in long before": (edited('"submitted_on": "2023-10-20"', '"submitted_on": "2020-10-20"'), "IV-5.*năm 2023"),
    "an extension back": (edited('"new_due_on": "2023-11-30"', '"new_due_on": "2023-01-30"'), "IV-4.*không sau"),
}


@pytest.mark.parametrize("how", ODD)
def test_a_row_that_no_command_would_store_is_refused_by_its_place(
    book: Book, blank: Book, tmp_path: Path, how: str
) -> None:
    edit, place = ODD[how]
    lifecycle.complete(book.on(), Choice("IV-5", ("VP",)), Result(date(2023, 10, 20), no_evidence="đã rõ"))
    extending.extend(book.on(), Choice("IV-4", ("CCTĐC",)), Wish(date(2023, 11, 30), "chờ văn bản"))
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    text = file.read_text(encoding="utf-8")
    file.write_text(stamped(edit(text).splitlines()), encoding="utf-8")

    assert text != edit(text)
    with pytest.raises(FileRefusedError, match=place):
        moving.import_agency(blank.on(), file)
    assert blank.is_untouched() or 0 == blank.count("plan")


# What is changed in a file → whether an editor who writes the checksum anew is found all the same, by the journal.
EDITED: dict[str, tuple[Callable[[str], str], bool]] = {
    "a figure": (edited('"numerator": "28"', '"numerator": "1"'), False),
    "an actor": (edited('"actor": "thu"', '"actor": "Giám đốc"'), True),
    "an entry's value": (edited('\\"progress\\": 40', '\\"progress\\": 90'), True),
    "no proof": (lambda text: "".join(line for line in text.splitlines(True) if '["evidence"' not in line), False),
    "no history": (
        lambda text: "".join(line for line in text.splitlines(True) if '["journal_entry"' not in line),
        True,
    ),
}


@pytest.mark.a_file
@pytest.mark.parametrize("what", EDITED)
def test_a_file_edited_by_hand_is_refused(book: Book, blank: Book, tmp_path: Path, what: str) -> None:
    edit, is_of_journal = EDITED[what]
    targets.record_measurement(book.on(), "CT1", targets.Figure("28/50", "VP", evidence=["46/BC"]))
    lifecycle.report_progress(book.on(), Choice("IV-5"), 40)
    file = written(book, tmp_path / "a.jsonl", date(2023, 10, 26))
    text = edit(file.read_text(encoding="utf-8"))
    assert text != file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefusedError, match=r"tổng kiểm tra|thiếu hoặc thừa"):
        moving.import_agency(blank.on(), file)
    if is_of_journal:
        file.write_text(stamped(text.splitlines()), encoding="utf-8")
        with pytest.raises(FileRefusedError, match="không khớp mã sổ ghi"):
            moving.import_agency(blank.on(), file)


def test_the_head_that_a_journal_came_with_is_kept_where_it_arrives(
    book: Book, beside: Callable[[str], Book], tmp_path: Path
) -> None:
    there = beside("chỗ mới")
    told = moving.import_agency(there.on(), written(book, tmp_path / "a.jsonl", date(2023, 10, 26)))
    with reading(book.database) as reader:
        code = chain.head(reader).code
    with reading(there.database) as reader:
        problems = list(chain.verify(reader))

    assert [code] == there.values("SELECT value FROM setting WHERE key = 'origin_head'")
    assert code in told.headline
    assert [] == problems


def test_what_was_taken_back_is_so_where_the_data_arrive(
    book: Book, beside: Callable[[str], Book], tmp_path: Path
) -> None:
    lifecycle.report_progress(book.on(), Choice("IV-5"), 30)
    for step in (undoing.undo, undoing.redo, undoing.undo):
        step(book.on())
    there = beside("chỗ mới")
    moving.import_agency(there.on(), written(book, tmp_path / "a.jsonl", date(2023, 10, 26)))

    taken = "SELECT g.command, u.command AS undone FROM journal_group g JOIN journal_group u ON u.id = g.undoes_id"
    assert 3 == len(book.select(taken))
    assert book.select(taken) == there.select(taken)
    undoing.redo(there.on())
    assert [30] == [row["progress"] for row in there.rows_of("IV-5")]
