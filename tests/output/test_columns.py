"""The columns of deadline lists: each stands once, and every format shows what it makes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import docx as python_docx
import openpyxl
import pytest

from danvan_cli.domain.figures import Counts, Month, Stale, Status, TaskHistory
from danvan_cli.domain.lazy_lists import LazyDeadlines
from danvan_cli.domain.model import ComingPeriod, Deadline, Plan, Task, Unit
from danvan_cli.domain.reminders import PendingReminder, ReminderList, UnitReminders
from danvan_cli.domain.words import ReminderKind, Stage, State
from danvan_cli.output import columns, day_screens, details, lists, progress
from danvan_cli.output.blocks import document_of
from danvan_cli.output.columns import CATALOGUE, Choice, Lines, ListColumn, deadline_table, shown
from danvan_cli.output.delimited import tsv_report, write_csv
from danvan_cli.output.markdown import markdown
from danvan_cli.output.sheet import write_xlsx
from danvan_cli.output.tables import Column, Report, Table
from danvan_cli.output.terminal import report_pieces
from danvan_cli.output.word_document import write_docx

AS_OF = date(2023, 10, 26)
MOMENT = datetime(2023, 10, 26, 1, 30, tzinfo=UTC)
PLAN = Plan(
    "KH-2023", "Kế hoạch", 2023, None, None, None, None, None, None, None, None, None, (), None, 1, 0, True
)  # fmt: skip
# A Tuesday, two days late, moved once from the 14th; the day is assumed.
ROW = Deadline(
    task="IV-4", content="Báo cáo kết quả", section="IV", unit="CCTĐC", role="lead", period="quý IV/2023",
    due_text="trước ngày 25/10", due_on=date(2023, 10, 24), due_certain=False, original_due_on=date(2023, 10, 14),
    extensions=1, stage=Stage.IN_PROGRESS, state=State.OVERDUE, days_late=2, progress=40, result="đã có dự thảo",
    submitted_on=date(2023, 10, 20), completed_on=None, last_update=date(2023, 9, 1), evidence=("12/BC-VP",),
    reminders=1, reason=None, asked_due_on=date(2023, 11, 5), plan="KH-2023",
)  # fmt: skip
PLAIN = ROW._replace(original_due_on=ROW.due_on, extensions=0, due_certain=True)
TASK = Task(
    "IV-4", "IV", "Báo cáo kết quả", "once", "normal", None, None, ("CCTĐC", "VP"), ("TTr",), (), (), State.OVERDUE,
    False, (ROW,), plan="KH-2023",
)  # fmt: skip
LINES: dict[Lines, Any] = {
    "deadline": ROW,
    "pending": PendingReminder(ROW, ReminderKind.CRITICISE, 2),
    "stale": Stale(ROW, 55, date(2023, 9, 1), 30),
    "task": TASK,
}
# Each key as a reader sees it; days are ISO where programs read on.
SHOWN = {
    "task": "IV-4",
    "full_task": "KH-2023:IV-4",
    "unit": "CCTĐC",
    "leads": "CCTĐC, VP",
    "supports": "TTr",
    "content": "Báo cáo kết quả",
    "period": "quý IV/2023 (tạm tính)",
    "bare_period": "quý IV/2023",
    "due_text": "trước ngày 25/10",
    "weekday": "thứ Ba",
    "due_on": "24/10/2023",
    "due_words": "14/10/2023 → 24/10/2023 (gia hạn lần 1) (tạm tính)",
    "moved": "14/10 → 24/10, gia hạn lần 1",
    "asked_due_on": "05/11/2023",
    "days_late": "2",
    "days_left": "-2",
    "state": "Quá hạn chưa hoàn thành",
    "progress": "40",
    "submitted_on": "20/10/2023",
    "outcome": "đã có dự thảo; 12/BC-VP; đang xin gia hạn đến 05/11/2023",
    "idle_days": "55",
    "review_days": "30",
    "last_heard": "01/09/2023",
    "reminder_number": "2",
    "reminder_kind": "phê bình",
}
ISO = {"24/10/2023": "2023-10-24", "05/11/2023": "2023-11-05", "20/10/2023": "2023-10-20", "01/09/2023": "2023-09-01"}


def list_of(key: Choice, lines: Lines = "deadline", *rows: Any) -> Table:
    return deadline_table("Bảng", [key], rows or (LINES[lines],), lines=lines, as_of=AS_OF)


def lines_with(key: str) -> list[Lines]:
    """Names the kinds of lines that can show the column."""
    entry = CATALOGUE[key]
    of_deadline: tuple[Lines, ...] = ("deadline", "pending", "stale")
    own = [kind for kind in LINES if getattr(entry, kind) is not None]
    return own if entry.deadline is None and entry.left_at is None else [*of_deadline, *(["task"] * bool(entry.task))]


def into(write: Callable[[io.BytesIO], object]) -> io.BytesIO:
    with_content = io.BytesIO()
    write(with_content)
    return with_content


def read_csv(report: Report) -> list[str]:
    text = into(lambda file: write_csv(document_of(report), file, excel=True)).getvalue().decode("utf-8-sig")
    return [row[0] for row in list(csv.reader(io.StringIO(text), delimiter=";"))[3:5]]


def read_xlsx(report: Report) -> list[str]:
    [page] = openpyxl.load_workbook(into(lambda file: write_xlsx(document_of(report), MOMENT, file))).worksheets
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    return [f"{cell.value:%d/%m/%Y}" if isinstance(cell.value, datetime) else str(cell.value) for cell in cells[-2:]]


def read_docx(report: Report) -> list[str]:
    [table] = python_docx.Document(into(lambda file: write_docx(document_of(report), MOMENT, file))).tables
    return [row.cells[0].text for row in table.rows]


READERS: dict[str, Callable[[Report], list[str]]] = {
    "tsv": lambda report: "".join(tsv_report(report)).splitlines()[-2:],
    "csv": read_csv,
    "md": lambda report: [line.strip("| ") for line in "".join(markdown(document_of(report))).splitlines()[-3::2]],
    "xlsx": read_xlsx,
    "docx": read_docx,
    "terminal": lambda report: [
        line.strip() for line in "".join(report_pieces(report, color=False)).splitlines()[-3::2]
    ],
}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("key", CATALOGUE)
def test_every_column_shows_its_title_and_cell_in_every_format(
    key: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    cell = ISO.get(SHOWN[key], SHOWN[key]) if form in ("tsv", "csv") else SHOWN[key]
    if (key, form) == ("state", "terminal"):
        cell = "Quá hạn"

    for lines in lines_with(key):
        report = Report("", (), (list_of(key, lines),))
        assert [CATALOGUE[key].column.title, cell] == READERS[form](report), lines


def test_every_key_is_shown_by_some_kind_of_line() -> None:
    assert SHOWN.keys() == CATALOGUE.keys()
    assert [] == [key for key in CATALOGUE if not lines_with(key)]


@pytest.mark.parametrize(
    ("key", "lines"),
    [("leads", "deadline"), ("idle_days", "pending"), ("reminder_kind", "deadline"), ("unit", "task"), ("x", "task")],
)
def test_a_list_refuses_a_column_that_its_lines_cannot_fill(key: str, lines: Lines) -> None:
    with pytest.raises(KeyError, match=key):
        list_of(key, lines)


@pytest.mark.parametrize("lines", ["deadline", "pending", "stale"])
def test_the_column_of_moves_stands_only_where_a_last_day_was_moved(lines: Lines) -> None:
    plain = PLAIN if lines == "deadline" else LINES[lines]._replace(deadline=PLAIN)

    assert ["Gia hạn"] == [column.title for column in list_of("moved", lines, plain, LINES[lines]).columns]
    assert () == list_of("moved", lines, plain).columns


def test_a_long_list_is_searched_for_moves_only_where_they_can_be() -> None:
    asked: list[int] = []

    def load(keys: Any) -> list[Deadline]:
        asked.extend(keys)
        return [ROW if key == 3 else PLAIN for key in keys]

    table = deadline_table("", ["moved"], LazyDeadlines(range(5), [3], load))

    assert [3] == asked
    assert [None, None, None, "14/10 → 24/10, gia hạn lần 1", None] == [row[0] for row in table.rows]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "14/10 → 24/10, gia hạn lần 1"),
        ({"original_due_on": date(2022, 12, 31), "extensions": 2}, "31/12/2022 → 24/10/2023, gia hạn lần 2"),
        ({"extensions": 0}, None),
        ({"original_due_on": None}, None),
        ({"original_due_on": date(2023, 10, 24)}, None),
        ({"due_on": None}, None),
    ],
)
def test_a_move_is_told_from_the_first_day_to_the_last(change: dict[str, Any], words: str | None) -> None:
    assert words == columns.moved_words(ROW._replace(**change))


def test_a_list_may_title_and_cut_a_column_in_its_own_way_and_leaves_the_catalogue_as_it_is() -> None:
    own = list_of(shown("content", title="Việc", brief=False))

    assert (Column("Việc", wide=True),) == own.columns
    assert (Column("Nội dung", wide=True, brief=True),) == list_of("content").columns


def test_an_unknown_day_or_unit_is_told_in_its_own_way() -> None:
    bare = ROW._replace(due_on=None, unit=None, days_late=0, period="")
    table = deadline_table("", ["unit", "weekday", "days_left", "days_late", "period"], [bare], as_of=AS_OF)

    assert [("(chưa phân công)", None, None, None, "(tạm tính)")] == list(table.rows)


def test_work_that_was_never_heard_of_says_since_when_it_is_given() -> None:
    line = LINES["stale"]._replace(deadline=ROW._replace(last_update=None))

    assert [("chưa lần nào (giao 01/09/2023)",)] == list(list_of("last_heard", "stale", line).rows)


@pytest.mark.parametrize("due_on", [AS_OF, date(2023, 11, 2)])
def test_the_days_left_count_from_the_day_asked_about_to_the_last_day(due_on: date) -> None:
    [[left]] = list_of("days_left", "deadline", ROW._replace(due_on=due_on)).rows

    assert {AS_OF: 0, date(2023, 11, 2): 7}[due_on] == left


def test_a_task_shows_the_nearest_last_day_that_is_still_open() -> None:
    done = ROW._replace(stage=Stage.COMPLETED, due_on=date(2023, 3, 1))
    cancelled = ROW._replace(stage=Stage.CANCELLED, due_on=date(2023, 4, 1))
    later = ROW._replace(due_on=date(2023, 12, 1))
    coming = ComingPeriod("2024-Q1", date(2024, 1, 1), date(2024, 3, 31))

    def day(*rows: Deadline, **changes: Any) -> Any:
        [[cell]] = list_of("due_on", "task", TASK._replace(deadlines=rows, **changes)).rows
        return cell

    assert date(2023, 10, 24) == day(done, cancelled, later, ROW)
    assert date(2024, 3, 31) == day(done, coming=(coming,))
    assert date(2023, 3, 1) == day(done, cancelled)
    assert day() is None


def deadline_lists() -> dict[str, Table]:
    """Builds every list that has columns of the catalogue."""
    rows = (ROW,)
    status = Status(PLAN, AS_OF, 7, (), Counts(), rows, rows, (), extension_requests=rows)
    reminders = ReminderList(PLAN, (UnitReminders(Unit("CCTĐC", "Chi cục"), (LINES["pending"],)),), (7,), 0)
    monday, report = day_screens.status_report(status).tables, progress.progress_report(status).tables
    return {
        "status overdue": monday[1],
        "status due soon": monday[2],
        "status requests": monday[4],
        "report overdue": report[1],
        "report due soon": report[2],
        "report requests": report[4],
        "overdue": lists.overdue_report(rows, 0).tables[0],
        "upcoming": lists.due_report(rows, AS_OF, 7).tables[0],
        "stale": lists.stale_report((LINES["stale"],)).tables[0],
        "remind": lists.reminder_report(reminders).tables[0],
        "calendar": lists.month_report(Month(PLAN, date(2023, 10, 1), rows, {}, True)).tables[1],
        "task list": lists.task_list((TASK,)).tables[0],
        "task show": details.task_sheet(TaskHistory(PLAN, TASK, (), (), (), ())).tables[1],
    }


def test_a_change_of_the_catalogue_reaches_every_list_that_has_the_column(monkeypatch: pytest.MonkeyPatch) -> None:
    # "Trạng thái" is "Tình trạng" in the list of reminders, which keeps its own title.
    changed = {
        key: entry._replace(column=entry.column._replace(title=f"{entry.column.title}*"))
        for key, entry in CATALOGUE.items()
    }
    own_titles = {"Thời hạn như đã ghi", "Số ngày trễ", "Tình trạng"}
    monkeypatch.setattr(columns, "CATALOGUE", changed)

    for name, table in deadline_lists().items():
        titles = [column.title for column in table.columns]
        assert [] == [title for title in titles if not title.endswith("*") and title not in own_titles], name


def test_a_new_column_is_one_entry_and_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = ListColumn(Column("Lãnh đạo phụ trách"), lambda row: f"PGĐ của {row.unit}")
    monkeypatch.setitem(CATALOGUE, "person", entry)

    for lines in ("deadline", "pending", "stale"):
        table = deadline_table("", ["task", "person"], (LINES[lines],), lines=lines)
        assert [("IV-4", "PGĐ của CCTĐC")] == list(table.rows)


def test_a_month_names_its_holidays_by_what_they_are_and_not_by_their_words() -> None:
    # An office may call a day off "Chủ nhật"; the calendar says which days are more than a weekend.
    off = {date(2023, 10, 8): "Chủ nhật", date(2023, 10, 10): "Chủ nhật"}
    month = Month(PLAN, date(2023, 10, 1), (), off, True, (date(2023, 10, 10),))

    assert "Ngày lễ, nghỉ bù: thứ Ba 10/10/2023: Chủ nhật." in lists.month_report(month).lines
