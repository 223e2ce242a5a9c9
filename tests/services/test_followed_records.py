"""Records that are followed like work, and those that go on by steps: a year lived against figures counted by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.services.test_moving import written

from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.model import TaskFilter
from danvan_cli.domain.words import ReminderKind
from danvan_cli.output import contract
from danvan_cli.output.working_sheet import write_sheet_book
from danvan_cli.services import (
    configuring,
    correcting,
    finding,
    moving,
    record_following,
    record_views,
    recording,
    reminders,
    removing,
    round_views,
    rounds,
    undoing,
    views,
)
from danvan_cli.services.extending import Decision, Wish
from danvan_cli.services.form_import import FormOptions, import_forms
from danvan_cli.services.forms import form_books
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.request import Request
from danvan_cli.services.rounds import NewRound, Sending
from danvan_cli.services.sheet_file import open_form
from danvan_cli.services.steps import Choice

INSPECTION = ("đoàn=Tổ Kiểm tra Công vụ", "nội dung=giờ giấc", "đơn vị được kiểm tra=CCTĐC, VP", "vi phạm=2")
TEN = tuple(
    f"{name}=x" for name in ("lý do", "mục tiêu", "nội dung", "địa bàn", "lực lượng", "nguồn lực", "thời gian",
                             "sản phẩm", "khả năng nhân rộng")
)  # fmt: skip
NOVEMBER = date(2023, 11, 20)


def add(asked: Request, kind: str, *values: str, unit: str | None = None, **said: Any) -> str:
    return recording.add_record(asked, kind, RecordInput(values, unit, **said)).code


def found(asked: Request, unit: str, words: str, due: str, of: str = "KT-1", **said: Any) -> str:
    return add(
        asked, "finding", f"tồn tại={words}", f"yêu cầu=sửa {words}", f"thời hạn={due}", unit=unit, of=of, **said
    )


def closed(on: Request, code: str, day: date, proof: str = "45/BC-CCTĐC") -> None:
    record_following.close_record(on, code, Result(day, evidence=(proof,)))


def live(book: Any) -> None:
    """Lives 2023: two inspections with five findings, four models; what is typed late is typed late."""
    june = book.on(date(2023, 6, 20))
    assert "KT-1" == add(june, "inspection", *INSPECTION, evidence=["12/KL-TKT"])
    for unit, words, due in (("CCTĐC", "báo cáo", "15/7"), ("VP", "thẻ", "30/6"), ("TTr", "sổ", "31/8")):
        found(june, unit, words, due)
    closed(book.on(date(2023, 7, 5)), "KN-2", date(2023, 7, 5))
    closed(book.on(date(2023, 7, 20)), "KN-1", date(2023, 7, 14))
    record_following.extend_record(book.on(date(2023, 9, 2)), "KN-3", Wish(date(2023, 9, 30), "chờ sổ mới"))
    closed(book.on(date(2023, 9, 25)), "KN-3", date(2023, 9, 25))
    october = book.on(date(2023, 10, 10))
    add(october, "inspection", "đoàn=Ban TTND", "nội dung=thu chi", "đơn vị được kiểm tra=VP", "hình thức=tự kiểm tra")
    found(october, "VP", "hóa đơn", "31/10", "KT-2")
    found(october, "CCTĐC", "quỹ", "30/11", "KT-2")
    for number, unit in enumerate(("VP", "VP", "CCTĐC", "TTr"), start=1):
        add(book.on(date(2023, 2, 10)), "mô hình", f"tên=Mô hình {number}", *TEN, unit=unit)
    for code, values in {
        "MH-1": ["ra mắt=5/4", "công nhận=1/10", "nhân rộng=5/11"],
        "MH-2": ["ra mắt=6/4", "công nhận=1/11"],
        "MH-3": ["ra mắt=7/4"],
        "MH-4": ["rút=1/6"],
    }.items():
        recording.edit_record(book.on(NOVEMBER), code, RecordInput(values))


def counted(on: Request, kind: str, *names: str) -> tuple[int, ...]:
    summed = record_views.sum_records(on, kind, "2023").sums.whole.now
    return tuple(int(summed.values.get(name, 0)) for name in names)


@pytest.mark.slow_on_server
def test_a_year_of_findings_and_models_gives_what_is_counted_by_hand(book: Any) -> None:
    live(book)
    now = book.on(NOVEMBER)

    # By hand, day by day: findings = closed in time + closed late + in time + late.
    names = ("findings", "done_on_time", "done_late", "in_time", "overdue")
    assert {
        "2023-06-19": (0, 0, 0, 0, 0),
        "2023-07-10": (3, 0, 1, 2, 0),
        "2023-07-16": (3, 1, 1, 1, 0),
        "2023-09-01": (3, 1, 1, 0, 1),
        "2023-09-02": (3, 1, 1, 1, 0),
        "2023-10-31": (5, 2, 1, 2, 0),
        "2023-11-20": (5, 2, 1, 1, 1),
    } == {
        day: counted(now._replace(as_of=date.fromisoformat(day)), "findings", *names)
        for day in ("2023-06-19", "2023-07-10", "2023-07-16", "2023-09-01", "2023-09-02", "2023-10-31", "2023-11-20")
    }
    # KN-1 was closed on 14/7 and typed on 20/7.
    assert (3, 0, 1, 1, 1) == counted(
        now._replace(as_of=date(2023, 7, 16), known_on=date(2023, 7, 16)), "findings", *names
    )
    steps = ("registered", "launched", "recognised", "spread", "withdrawn", "going")
    assert {
        "2023-02-09": (0, 0, 0, 0, 0, 0),
        "2023-05-01": (4, 3, 0, 0, 0, 4),
        "2023-10-15": (4, 3, 1, 0, 1, 3),
        "2023-11-20": (4, 3, 2, 1, 1, 3),
    } == {
        day: counted(now._replace(as_of=date.fromisoformat(day)), "models", *steps)
        for day in ("2023-02-09", "2023-05-01", "2023-10-15", "2023-11-20")
    }
    rates = record_views.sum_records(now, "models", "2023").sums.whole.now.rates
    assert [
        ("tỷ lệ công nhận trên số đăng ký", Decimal(50)), ("tỷ lệ công nhận trên số đã ra mắt", Decimal("66.67"))
    ] == [(rate.word, rate.percent) for rate in rates]  # fmt: skip
    shown = record_views.show_record(now._replace(as_of=date(2023, 10, 15)), "MH-1").record
    assert ("công nhận", False) == (shown.standing.word if shown.standing else "", "spread_on" in shown.values)
    # The next year begins with what was left: two findings, three models.
    january = book.on(date(2024, 1, 10))
    closed(january, "KN-4", date(2024, 1, 9))
    left = [record_views.sum_records(january, kind, "2024").carried for kind in ("findings", "models")]
    assert [(2, 1), (3, 3)] == [(one.total, one.left) for one in left if one]


def figures(on: Request) -> str:
    """Writes down every figure of the plan's work; what is followed beside it is left out, as it is told apart."""
    told: list[Any] = [
        contract.status_data(views.status(on)._replace(follow_ups=())),
        contract.status_data(views.status(on, "VP")._replace(follow_ups=())),
        [contract.deadline_data(row) for row in views.overdue(on).deadlines],
        [contract.deadline_data(row) for row in views.upcoming(on, 400).deadlines],
        [contract.task_data(task) for task in views.list_tasks(on, TaskFilter(), None).tasks],
        str(finding.show_unit(on, "CCTĐC")._replace(follow_ups=(), records=())),
    ]
    return json.dumps(told, default=list)


def test_what_is_followed_beside_the_plan_is_told_by_itself_and_in_none_of_its_figures(book: Any) -> None:
    on = book.on(date(2023, 9, 1))
    before = figures(on)
    june = book.on(date(2023, 6, 20))
    add(june, "inspection", *INSPECTION)
    for unit, due in (("VP", "30/6"), ("CCTĐC", "5/9"), ("CCTĐC", "31/12")):
        found(june, unit, f"việc {due}", due)

    assert before == figures(on)
    data = contract.status_data(views.status(on))["follow_ups"]
    assert [("findings", "kiến nghị sau kiểm tra", 3, 1, 1, ["KN-1", "KN-2", "KN-3"])] == [
        (one["kind"], one["word"], one["open"], one["overdue"], one["due_soon"], [r["task"] for r in one["deadlines"]])
        for one in data
    ]
    assert [(63, "sửa việc 30/6")] == [
        (row.days_late, row.content) for one in views.overdue(on).follow_ups for row in one.rows
    ]
    assert ["KN-2"] == [row.task for one in views.upcoming(on, 30).follow_ups for row in one.rows]
    assert ["KN-2", "KN-3"] == [row.task for one in finding.show_unit(on, "CCTĐC").follow_ups for row in one.rows]
    # Not yet found, it was nobody's.
    assert () == views.status(on._replace(as_of=date(2023, 6, 19))).follow_ups


def test_what_is_late_is_urged_with_the_plans_work_step_by_step_until_it_is_closed(book: Any) -> None:
    add(book.on(date(2023, 6, 20)), "inspection", *INSPECTION)
    found(book.on(date(2023, 6, 20)), "CCTĐC", "sổ", "30/6")

    def urged(day: date) -> list[tuple[str, str, int]]:
        listed = reminders.pending_reminders(book.on(day), "CCTĐC").pending
        return [(row.deadline.task, row.kind.value, row.number) for one in listed for row in one.rows]

    assert [("KN-1", "remind", 1)] == urged(date(2023, 7, 10))
    reminders.remind(book.on(date(2023, 7, 10)), "CCTĐC", Order())
    assert ([], [("KN-1", "criticise", 2)]) == (urged(date(2023, 7, 10)), urged(date(2023, 7, 11)))
    correcting.withdraw_reminder(book.on(date(2023, 7, 11)), Choice("kn-1"))
    assert [("KN-1", ReminderKind.REMIND.value, 1)] == urged(date(2023, 7, 11))
    record_following.submit_record(book.on(date(2023, 7, 12)), "KN-1", Result(words="đã sửa"))
    assert [] == urged(date(2023, 7, 13))
    assert ["overdue"] == [
        row.state for one in views.overdue(book.on(date(2023, 7, 13))).follow_ups for row in one.rows
    ]
    closed(book.on(date(2023, 7, 14)), "KN-1", date(2023, 7, 14))
    record = record_views.show_record(book.on(date(2023, 7, 20)), "KN-1").record
    # Late by the day of the hand-in.
    assert ("Đã khắc phục", 12, ("45/BC-CCTĐC",)) == (record.standing[0], record.standing[3], record.standing[-1])


@pytest.mark.parametrize(
    ("choice", "received", "due"),
    [
        # 27/4/2023 is a Thursday; 29/4–03/5 are days off.
        (None, date(2023, 4, 27), date(2023, 5, 16)),
        ("5", date(2023, 4, 27), date(2023, 5, 9)),
        ("0", date(2023, 4, 27), date(2023, 4, 27)),
    ],
)
def test_an_answer_is_due_after_so_many_working_days(book: Any, choice: str | None, received: date, due: date) -> None:
    on = book.on(date(2023, 6, 1))
    if choice is not None:
        configuring.choose(on, "hạn trả lời ý kiến", choice)
    add(on, "ý kiến", "từ=Công đoàn", "nội dung=công khai quỹ", unit="VP", on=f"{received:%d/%m/%Y}")
    row = views.status(on).follow_ups[0].rows[0]

    assert due == row.due_on
    recording.edit_record(on, "YK-1", RecordInput(on=f"{date(2023, 5, 26):%d/%m/%Y}"))
    moved = {None: date(2023, 6, 9), "5": date(2023, 6, 2), "0": date(2023, 5, 26)}
    assert moved[choice] == views.status(on).follow_ups[0].rows[0].due_on


def test_a_request_alone_moves_nothing_is_listed_as_waiting_and_waits_for_its_answer(book: Any) -> None:
    add(book.on(date(2023, 6, 20)), "inspection", *INSPECTION)
    found(book.on(date(2023, 6, 20)), "VP", "thẻ", "30/6/2023")
    wish = Wish(date(2023, 9, 30), "chờ thẻ mới")
    record_following.extend_record(book.on(date(2023, 6, 25)), "KN-1", wish, only_ask=True)

    def seen() -> tuple[date | None, int, date | None, list[str | None]]:
        [row] = views.status(book.on(date(2023, 6, 28))).follow_ups[0].rows
        _, listed = finding.list_extensions(book.on(date(2023, 6, 28)))
        assert [("KN-1", "sửa thẻ")] == [(one.task, one.content) for one in listed]
        return row.due_on, row.extensions, row.asked_due_on, [one.extension.decision for one in listed]

    asked = seen()
    shorter = Decision(until=date(2023, 8, 31), reason="đủ để cấp thẻ")
    record_following.decide_record(book.on(date(2023, 6, 26)), "KN-1", shorter)

    assert (date(2023, 6, 30), 0, date(2023, 9, 30), [None]) == asked
    assert (date(2023, 8, 31), 1, None, ["shortened"]) == seen()


TABLES = ("record", "record_value", "deadline", "extension", "evidence")


def image(book: Any) -> dict[str, list[Any]]:
    return {table: book.select(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


def test_every_step_is_taken_back_and_done_again_whole(book: Any) -> None:
    on = book.on(date(2023, 10, 26))
    steps: dict[str, Callable[[], object]] = {
        "inspect": lambda: add(on, "inspection", *INSPECTION, evidence=["12/KL"], on="20/6/2023"),
        "find": lambda: found(on, "VP", "thẻ", "30/6/2023", on="20/6/2023"),
        "correct": lambda: recording.edit_record(on, "KN-1", RecordInput(["thời hạn=5/7/2023"], unit="CCTĐC")),
        "extend": lambda: record_following.extend_record(on, "KN-1", Wish(date(2023, 11, 30), "chờ")),
        "close": lambda: closed(on, "KN-1", date(2023, 10, 20)),
        "reopen": lambda: record_following.reopen_record(on, "KN-1", "chưa đủ"),
        "remove": lambda: recording.remove_record(on, "KN-1"),
    }
    for name, step in steps.items():
        before = image(book)
        step()
        after = image(book)
        undoing.undo(on)
        assert (name, before) == (name, image(book))
        undoing.redo(on)
        assert (name, after) == (name, image(book))
    assert () == views.status(on).follow_ups
    undoing.undo(on)
    assert ["KN-1"] == [row.task for row in views.status(on).follow_ups[0].rows]
    with pytest.raises(ConflictError, match="KN-1"):
        undoing.undo(on, 2)


REFUSED: dict[str, tuple[Callable[[Request], object], str]] = {
    "a finding of nothing": (lambda on: found(on, "VP", "x", "30/11", of=""), "thuộc một phiếu kiểm tra"),
    "a finding of a model": (lambda on: found(on, "VP", "x", "30/11", of="MH-1"), "không có phiếu “MH-1”"),
    "a finding of nobody": (lambda on: found(on, "", "x", "30/11"), "của từng đơn vị"),
    "due before it was found": (lambda on: found(on, "VP", "x", "1/10/2023"), "trước ngày của phiếu"),
    "an inspection of a record": (lambda on: add(on, "inspection", *INSPECTION[:3], of="KT-1"), "không thuộc phiếu"),
    "an unknown unit": (lambda on: add(on, "inspection", *INSPECTION[:2], "các đơn vị=XYZ"), "XYZ"),
    "an end to come": (lambda on: add(on, "inspection", *INSPECTION[:3], "kết thúc=30/11/2023"), "chưa tới"),
    "a model without its ten": (lambda on: add(on, "mô hình", "tên=x", *TEN[:-1], unit="VP"), "khả năng nhân rộng"),
    "recognised before it was there": (lambda on: step(on, "công nhận=1/10"), "chưa có ngày ra mắt"),
    "steps turned round": (lambda on: step(on, "ra mắt=10/10", "công nhận=9/10"), "trước ngày ra mắt"),
    "launched before its day": (lambda on: step(on, "ra mắt=1/2/2023"), "trước ngày đăng ký"),
    "gone on after the end": (lambda on: step(on, "ra mắt=10/10", "rút=9/10"), "trước ngày ra mắt"),
    "closed before it was found": (lambda on: closed(on, "KN-1", date(2023, 9, 30)), "trước ngày của phiếu"),
    "closed without a proof": (lambda on: record_following.close_record(on, "KN-1", Result()), "Chưa có minh chứng"),
    "closed twice": (lambda on: [closed(on, "KN-1", date(2023, 10, 20)) for _ in range(2)], "Không làm được bước này"),
    "a model closed": (lambda on: closed(on, "MH-1", date(2023, 10, 20)), "không có thời hạn"),
    "extended to an earlier day": (
        lambda on: record_following.extend_record(on, "KN-1", Wish(date(2023, 11, 1), "x")), "không sau",
    ),
    "asked for while another request waits": (
        lambda on: [
            record_following.extend_record(on, "KN-1", Wish(date(2023, 12, 1), "x"), only_ask=True) for _ in range(2)
        ],
        "danvan record extend-decide",
    ),
    "decided where nothing was asked": (
        lambda on: record_following.decide_record(on, "KN-1", Decision(granted=True)),
        "danvan record extend --request",
    ),
    "its first day corrected after an extension": (
        lambda on: [
            record_following.extend_record(on, "KN-1", Wish(date(2023, 12, 1), "x")),
            recording.edit_record(on, "KN-1", RecordInput(["thời hạn=1/11/2023"])),
        ],
        "đã được gia hạn",
    ),
    "an inspection with findings removed": (lambda on: recording.remove_record(on, "KT-1"), "KN-1"),
    "a name among opinions": (lambda on: opinion(on, "Bà Nguyễn Thị A hỏi"), "như tên hay số"),
    "a telephone among opinions": (lambda on: opinion(on, "gọi lại 0912 345 678"), "như tên hay số"),
    "a name as a reason": (
        lambda on: [
            opinion(on, "mức thu"),
            record_following.extend_record(on, "YK-1", Wish(date(2023, 12, 1), "chờ ông Trần Văn B")),
        ],
        "như tên hay số",
    ),
    "words for a proof": (
        lambda on: [opinion(on, "mức thu"), closed(on, "YK-1", date(2023, 10, 26), "đã gọi cho ông B")],
        "chỉ gồm số và ngày",
    ),
}  # fmt: skip


def opinion(on: Request, words: str) -> str:
    return add(on, "ý kiến", "từ=người dân", f"nội dung={words}", unit="VP")


def step(on: Request, *values: str) -> None:
    recording.edit_record(on, "MH-1", RecordInput(values))


@pytest.fixture
def begun(book: Any) -> Any:
    on = book.on(date(2023, 10, 10))
    add(on, "inspection", *INSPECTION)
    found(on, "VP", "thẻ", "10/11")
    add(on, "mô hình", "tên=Một cửa", *TEN, unit="VP", on="10/2/2023")
    return book


@pytest.mark.a_file
@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(begun: Any, what: str) -> None:
    act, why = REFUSED[what]
    with pytest.raises(DanvanError) as refused:
        act(begun.on())

    assert why.casefold() in f"{refused.value.message} {refused.value.hint}".casefold()
    assert issubclass(refused.type, UsageError | ConflictError | NotFoundError)


def test_they_move_with_their_agency_and_go_with_their_unit(begun: Any, blank: Any, tmp_path: Path) -> None:
    record_following.extend_record(begun.on(), "KN-1", Wish(date(2023, 12, 1), "chờ"))
    moving.import_agency(blank.on(), written(begun, tmp_path / "a.jsonl", date(2023, 10, 26)))
    for place in (begun, blank):
        shown = record_views.show_record(place.on(), "KN-1").record
        assert ("KT-1", "VP", date(2023, 12, 1)) == (shown.of, shown.unit, shown.standing and shown.standing.due_on)
    # Of one inspection and one day, but another thing: both go on side by side.
    found(begun.on(date(2023, 10, 10)), "TTr", "sổ", "10/11")
    removing.unify_units(begun.on(), "VP", "TTr")
    assert ["TTr", "TTr"] == [row.unit for row in views.status(begun.on()).follow_ups[0].rows]


def test_units_tell_their_models_and_opinions_by_the_rounds_form(book: Any, tmp_path: Path) -> None:
    on = book.on(date(2023, 9, 10))
    opened = rounds.open_round(on, NewRound("quý III", kinds=["models", "opinions"]))
    [made] = form_books(on, opened.code, ["VP"])[1]
    path = tmp_path / "form.xlsx"
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 1, 1, tzinfo=UTC), file)
    work = openpyxl.load_workbook(path)
    cells = {
        "Mô hình “Dân vận khéo”": {"Ngày": date(2023, 8, 1), "Tên mô hình": "Một cửa", "Ngày ra mắt": date(2023, 9, 1)},
        "Ý kiến, kiến nghị": {"Ngày": date(2023, 9, 5), "Nội dung ý kiến": "mức thu", "Từ": "Công đoàn"},
    }
    for name, told in cells.items():
        sheet = work[name]
        titles = {cell.value: cell.column for cell in sheet[4]}
        for column in titles:
            if (
                name.startswith("Mô hình")
                and titles[column] > 3
                and not str(column).startswith(("Ngày", "Minh", "Ghi"))
            ):
                sheet.cell(5, titles[column]).value = "x"
        for column, value in told.items():
            sheet.cell(5, titles[column]).value = value
    work.save(path)
    [form] = import_forms(on, [open_form(path)], FormOptions()).forms

    assert () == form.outcome.refused
    assert "ra mắt" == record_views.show_record(on, "MH-1").record.standing[0]  # type: ignore[index]
    assert date(2023, 9, 19) == views.status(on).follow_ups[0].rows[0].due_on


def _form(book: Any, day: date, code: str, path: Path) -> openpyxl.Workbook:
    [made] = form_books(book.on(day), code, ["VP"])[1]
    with path.open("wb") as file:
        write_sheet_book(made, datetime(2023, 1, 1, tzinfo=UTC), file)
    return openpyxl.load_workbook(path)


def _cell(work: openpyxl.Workbook, sheet: str, row: int, title: str) -> Any:
    [column] = [cell.column for cell in work[sheet][4] if cell.value == title]
    return work[sheet].cell(row, column)


def _sent(book: Any, day: date, work: openpyxl.Workbook, path: Path) -> Any:
    work.save(path)
    [form] = import_forms(book.on(day), [open_form(path)], FormOptions()).forms
    return form


def test_a_form_shows_the_models_of_earlier_quarters_and_brings_them_on(book: Any, tmp_path: Path) -> None:
    for number, day in ((1, "10/2/2023"), (2, "12/2/2023")):
        add(book.on(date(2023, 3, 1)), "mô hình", f"tên=Mô hình {number}", *TEN, unit="VP", on=day)
    step(book.on(date(2023, 4, 1)), "rút=20/3")
    day, path = date(2023, 9, 10), tmp_path / "form.xlsx"
    opened = rounds.open_round(book.on(day), NewRound("quý III", kinds=["models"]))
    work = _form(book, day, opened.code, path)
    models = "Mô hình “Dân vận khéo”"
    _cell(work, models, 5, "Ngày ra mắt").value = date(2023, 8, 1)
    form = _sent(book, day, work, path)

    assert ["MH-2", None] == [_cell(work, models, row, "Mã").value for row in (5, 6)]
    assert () == form.outcome.refused
    assert [("MH-2", "01/08/2023")] == [(cell.code, cell.after) for cell in form.outcome.cells]
    assert ["Rút", "Ra mắt"] == [
        str(record_views.show_record(book.on(day), code).record.standing[0]).capitalize()  # type: ignore[index]
        for code in ("MH-1", "MH-2")
    ]


def test_silence_about_a_kind_is_another_thing_than_saying_that_none_arose(book: Any, tmp_path: Path) -> None:
    day, path = date(2023, 9, 10), tmp_path / "form.xlsx"
    opened = rounds.open_round(book.on(day), NewRound("quý III", kinds=["models", "opinions"]))
    work = _form(book, day, opened.code, path)
    _cell(work, "Ý kiến, kiến nghị", 5, "Ngày").value = "Không phát sinh"
    form = _sent(book, day, work, path)

    def lack() -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = round_views.round_status(book.on(day), opened.code).lacks["VP"]
        return found.records, found.none

    assert ((), "đã gửi") == (form.outcome.refused, form.state)
    assert (("mô hình “Dân vận khéo”",), ("ý kiến, kiến nghị",)) == lack()
    again = _form(book, day, opened.code, path)
    assert "không phát sinh" == _cell(again, "Ý kiến, kiến nghị", 5, "Ngày").value
    opinion(book.on(day), "mức thu")
    assert (("mô hình “Dân vận khéo”",), ()) == lack()
    refused = _sent(book, day, again, path).outcome.refused
    assert [True] == ["YK-1" in one.why for one in refused]


def test_that_none_arose_may_be_typed_by_the_office_where_it_is_so(book: Any) -> None:
    on = book.on(date(2023, 9, 10))
    rounds.open_round(on, NewRound("quý III", kinds=["opinions", "receptions"]))
    rounds.receive(on, None, ["VP"], Sending(nothing=["ý kiến"]))
    assert ("ý kiến, kiến nghị",) == round_views.round_status(on, None).lacks["VP"].none

    opinion(on, "mức thu")
    for kind, why in (("ý kiến", "YK-1"), ("mô hình", "không hỏi"), ("receptions", "các số 0")):
        with pytest.raises(DanvanError, match=why):
            rounds.receive(on, None, ["VP"], Sending(nothing=[kind]))
