"""Long reports: the same bytes as from lists held whole, in memory that does not grow with them, or no file at all."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import costly

from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.figures import Counts, Status
from danvan_cli.domain.lazy_lists import LazyDeadlines, LazyMapped
from danvan_cli.domain.model import Command, Deadline, JournalEntry, Plan, Task
from danvan_cli.domain.report_periods import named_period
from danvan_cli.domain.reporting import Awaiting, InPeriod, ReportFigures, Sender, outline_of
from danvan_cli.domain.words import PeriodRule, Stage, State
from danvan_cli.output import changes, contract, exports, lists, nameless, screen, sheet, terminal
from danvan_cli.output.files import OutputFiles
from danvan_cli.output.json_text import json_pieces
from danvan_cli.output.nameless import nameless_file
from danvan_cli.output.report_parts import Wish
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import Screen
from danvan_cli.services import views

AS_OF = date(2023, 10, 26)
MOMENT = datetime(2023, 10, 26, 1, 30, tzinfo=UTC)
FORMS = ("csv", "json", "xlsx", "md")
PLAN = Plan(
    "KH-2023", "Kế hoạch", 2023, None, None, None, None, None, None, None, None, None, (), None, 1, 0, True
)  # fmt: skip

words = st.text(st.sampled_from("aĐẵ =+-@';\"\n\t<>&_x0041/10,.\u200b\x07"), max_size=30)
days = st.dates(date(2023, 1, 1), date(2023, 12, 31))


@st.composite
def deadlines(draw: Callable[..., Any]) -> Deadline:
    due_on = draw(days)
    moved = draw(st.booleans())
    return Deadline(
        task=draw(st.sampled_from(["II.2-3", "007", "8/10", "=1"])),
        content=draw(words),
        section=None,
        unit=draw(st.none() | st.sampled_from(["VP", "CCTĐC"])),
        role="lead",
        period=draw(st.sampled_from(["", "Quý I"])),
        due_text=draw(st.none() | words),
        due_on=due_on,
        due_certain=draw(st.booleans()),
        original_due_on=due_on - timedelta(15) if moved else due_on,
        extensions=int(moved),
        stage=draw(st.sampled_from([Stage.NOT_STARTED, Stage.IN_PROGRESS])),
        state=draw(st.sampled_from([State.OVERDUE, State.DUE_SOON])).value,
        days_late=draw(st.integers(0, 400)),
        progress=draw(st.integers(0, 100)),
        result=draw(st.none() | words),
        submitted_on=draw(st.none() | days),
        completed_on=None,
        last_update=draw(st.none() | days),
        evidence=tuple(draw(st.lists(words, max_size=2))),
        reminders=0,
        reason=None,
    )


def streamed(rows: tuple[Deadline, ...]) -> LazyDeadlines:
    redated = [key for key, row in enumerate(rows) if row.original_due_on != row.due_on]
    return LazyDeadlines(range(len(rows)), redated, lambda keys: [rows[key] for key in keys])


def status(overdue: Any, due_soon: Any) -> Status:
    return Status(PLAN, AS_OF, 7, (), Counts(), overdue, due_soon, (), extension_requests=due_soon)


def prepared(form: str, found: Status) -> nameless.Content:
    """Prepares the progress report, which is the status alone."""
    figures = ReportFigures(
        outline_of("progress", {"abstract": "tiến độ", "section": [{"fill": ["progress"]}]}),
        named_period(2023, "", PeriodRule.ND09), AS_OF, found, Sender(None, None, "", None, None, None, None, ()), {},
        (), Awaiting(), (), (), (), (), {}, {}, (), (), (), InPeriod(0, 0, 0, 0, 0), None,
    )  # fmt: skip
    return exports.report_file(form, figures, Wish(), MOMENT)


def written(form: str, found: Status) -> bytes:
    with nameless_file(prepared(form, found)) as file:
        return file.read()


@costly(100)
@given(st.lists(deadlines(), max_size=6), st.lists(deadlines(), max_size=3))
def test_a_streamed_report_has_the_bytes_of_one_held_whole(late: list[Deadline], soon: list[Deadline]) -> None:
    whole = status(tuple(late), tuple(soon))
    passing = status(streamed(tuple(late)), streamed(tuple(soon)))

    for form in FORMS:
        assert written(form, whole) == written(form, passing)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(json_values)
def test_json_in_pieces_is_what_the_standard_library_writes_in_one(value: Any) -> None:
    assert json.dumps(value, ensure_ascii=False, indent=1) == "".join(json_pieces(value))


@pytest.mark.parametrize("form", FORMS)
def test_a_report_read_row_by_row_is_the_report_of_the_whole_status(sample: Any, form: str) -> None:
    expected = written(form, views.status(sample))

    with ExitStack() as held:
        assert expected == written(form, views.status(sample._replace(held=held)))


def test_a_workbook_too_long_to_be_kept_holds_the_same_cells_and_heights(
    sample: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = described(written("xlsx", views.status(sample)))
    monkeypatch.setattr(sheet, "_MOST_KEPT_ROWS", 0)

    assert kept == described(written("xlsx", views.status(sample)))


def described(content: bytes) -> list[Any]:
    return [
        (
            [
                [(cell.value, cell.data_type, cell.number_format, cell.font.b) for cell in row]
                for row in page.iter_rows()
            ],
            {row: size.height for row, size in page.row_dimensions.items()},
            {column: size.width for column, size in page.column_dimensions.items()},
            sorted(map(str, page.merged_cells.ranges)),
            page.freeze_panes,
        )
        for page in openpyxl.load_workbook(io.BytesIO(content)).worksheets
    ]


@pytest.mark.parametrize("text", ["<r>", "<r>a & b</r>", "<r><t>đậm</t></r>", "  hai đầu trống  "])
@pytest.mark.parametrize("most", [0, 2_000])
def test_text_that_looks_like_markup_is_text_in_a_workbook(
    text: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "_MOST_KEPT_ROWS", most)
    content = written("xlsx", status((row(1, content=text),), ()))

    cells = [cell.value for line in openpyxl.load_workbook(io.BytesIO(content)).worksheets[1] for cell in line]
    assert text in cells


def row(number: int, **other: Any) -> Deadline:
    due_on = AS_OF - timedelta(number % 300 + 1)
    plain = Deadline(
        f"X.{number}", f"Tuyên truyền, phổ biến pháp luật {number % 300}", None, "VP", "lead", "", None, due_on, True, due_on, 0,
        Stage.IN_PROGRESS, "overdue", (AS_OF - due_on).days, 0, None, None, None, None, (), 0, None,
    )  # fmt: skip
    return plain._replace(**other)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_memory_does_not_grow_with_the_rows(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "_MOST_KEPT_ROWS", 0)

    def peak(length: int) -> int:
        rows = LazyDeadlines(range(length), (), lambda keys: map(row, keys))
        content = prepared(form, status(rows, ()))
        tracemalloc.start()
        try:
            OutputFiles().write(tmp_path / f"{length}.{form}", content, force=True)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(600)  # what is imported and cached the first time
    assert peak(6_000) < peak(1_500) + 400_000


def task(number: int) -> Task:
    return Task(
        f"X.{number}", None, f"Tuyên truyền {number % 300}", "once", "normal", None, None, ("VP",), (), (), (), "overdue",
        False, (row(number),),
    )  # fmt: skip


def command(number: int) -> Command:
    def entry(place: int) -> JournalEntry:
        return JournalEntry(number, MOMENT, "thu", None, "task note", "note", f"X.{place}", None, {"text": "x"})

    return Command(number, MOMENT, "thu", None, "task note", LazyMapped(range(3), entry))


def listed(kind: str, length: int) -> CommandResult:
    if kind == "tasks":
        tasks = LazyMapped(range(length), task)
        return CommandResult(lambda: contract.tasks_data(tasks, length), lambda: lists.task_list(tasks))
    if kind == "commands":
        commands = LazyMapped(range(length), command)
        return CommandResult(lambda: contract.commands_data(commands, length), lambda: changes.journal_report(commands))
    rows = LazyDeadlines(range(length), (), lambda keys: map(row, keys))
    if kind == "upcoming":
        return CommandResult(lambda: contract.deadlines_data(rows, length), lambda: lists.due_report(rows, AS_OF, 30))
    return CommandResult(lambda: contract.deadlines_data(rows, length), lambda: lists.overdue_report(rows, 0))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["tasks", "overdue", "upcoming", "commands"])
@pytest.mark.parametrize("form", ["json", "tsv", "terminal"])
def test_memory_does_not_grow_with_the_lines_of_an_answer(
    kind: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_MOST_KEPT", 10_000)
    monkeypatch.setattr(nameless, "_KEPT_IN_MEMORY", 10_000)
    monkeypatch.setattr(terminal, "cell_len", len)  # the real one remembers some thousand texts
    show = Screen(json=form == "json", color=False, quiet=True, asked=screen.GivenAnswers())

    def peak(length: int) -> int:
        tracemalloc.start()
        try:
            show.prepared(listed(kind, length))()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    with Path(os.devnull).open("w", encoding="utf-8") as out:
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr(out, "isatty", lambda: form == "terminal", raising=False)
        show.prepared(listed(kind, 4_000))()  # what is imported and cached the first time
        assert peak(4_000) < peak(1_000) + 200_000


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_report_that_breaks_off_leaves_no_file(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "_MOST_KEPT_ROWS", 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def load(keys: Any) -> Iterator[Deadline]:
        yield from map(row, keys)
        if keys[0]:
            raise KeyboardInterrupt

    rows = LazyDeadlines(range(2_000), (), load)
    with pytest.raises(KeyboardInterrupt):
        OutputFiles().write(tmp_path / f"a.{form}", prepared(form, status(rows, ())), force=False)

    assert [] == list(tmp_path.iterdir())


def test_a_full_disk_under_a_long_workbook_is_told_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zipfile import ZipFile

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sheet, "_MOST_KEPT_ROWS", 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(ZipFile, "write", refuse)
    content = prepared("xlsx", status((row(1),), ()))

    with pytest.raises(DanvanError, match="Không đủ chỗ trên đĩa"):
        OutputFiles().write(tmp_path / "a.xlsx", content, force=False)

    assert [] == list(tmp_path.iterdir())
