"""The end of a plan's year: open work settled, the plan frozen, and open again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.words import Role, Settling
from danvan_cli.services import (
    assigning,
    closing,
    configuring,
    lifecycle,
    planning,
    reminders,
    targets,
    tasks,
    undoing,
    views,
)
from danvan_cli.services.closing import Settlement, close_plan, reopen_plan
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.rollover import roll_over
from danvan_cli.services.steps import Choice
from danvan_cli.services.targets import Figure

CLOSING = date(2024, 1, 10)
ALL_LEFT = Settlement(rest=Settling.LEAVE, reason="chờ kinh phí")


def old(book: Any, **changes: Any) -> Any:
    return book.on(CLOSING, plan="KH-2023", **changes)


def rows_of(book: Any, plan: str, task: str) -> list[tuple[str, str, str | None, str | None]]:
    """Gives unit, stage, last day and reason of a task's rows, as stored."""
    rows = book.select(
        f"""SELECT u.code AS unit, d.stage, d.due_on, d.stage_reason FROM deadline d JOIN task t ON t.id = d.task_id
        JOIN plan p ON p.id = t.plan_id JOIN unit u ON u.id = d.unit_id
        WHERE p.code = '{plan}' AND t.code = '{task}' ORDER BY d.id"""
    )
    return [(row["unit"], row["stage"], row["due_on"], row["stage_reason"]) for row in rows]


def test_each_open_task_is_settled_as_said_and_all_of_it_is_one_undo(book: Any) -> None:
    roll_over(book.on(CLOSING), 2024)
    before = book.content()
    done = close_plan(old(book), Settlement([("IV-4", Settling.CARRY)], Settling.LEAVE, "chờ kinh phí"))

    assert "Đã kết thúc KH-2023: 1 việc chuyển sang KH-2024, 1 việc để lại" in done.headline
    words = "chuyển sang KH-2024, mã BS-1"
    ended = [(unit, "cancelled", "2023-10-24", words) for unit in ("CCTĐC", "TTKHCN")]
    assert ended == rows_of(book, "KH-2023", "IV-4")
    carried = [(unit, "not_started", "2023-10-24", None) for unit in ("CCTĐC", "TTKHCN")]
    assert carried == rows_of(book, "KH-2024", "BS-1")
    left = [("VP", "not_started", "2023-10-30", "để lại khi kết thúc kế hoạch: chờ kinh phí")]
    assert left == rows_of(book, "KH-2023", "IV-5")
    undoing.undo(book.on(CLOSING))
    assert before == book.content()
    undoing.redo(book.on(CLOSING))
    assert CLOSING == views.show_plan(old(book), None).plan.closed_on


def test_what_was_handed_in_goes_on_with_its_proof(book: Any) -> None:
    roll_over(book.on(CLOSING), 2024)
    proof = Result(date(2023, 10, 25), "đã gửi", ["45/BC-CCTĐC"])
    lifecycle.submit(book.on(date(2023, 10, 26), plan="KH-2023"), Choice("IV-4", ["CCTĐC"]), proof)
    close_plan(old(book), Settlement([("IV-4", Settling.CARRY)], Settling.LEAVE, "chờ kinh phí"))
    [waiting, late] = views.show_task(book.on(CLOSING), "BS-1").task.deadlines

    assert ("awaiting_confirmation", date(2023, 10, 25), ("45/BC-CCTĐC",)) == (
        waiting.stage, waiting.submitted_on, waiting.evidence,
    )  # fmt: skip
    assert () == late.evidence


@pytest.mark.parametrize(
    ("settlement", "error", "words"),
    [
        (Settlement(), ConflictError, "IV-4, IV-5"),
        (Settlement([("IV-4", Settling.LEAVE)], reason="x"), ConflictError, "IV-5"),
        (Settlement([("iv4", Settling.LEAVE), ("IV-4", Settling.CARRY)]), UsageError, "IV-4 được ghi ở hai tùy chọn"),
        (Settlement(rest=Settling.CANCEL), UsageError, "lý do"),
        (Settlement(rest=Settling.CARRY), NotFoundError, "Chưa có kế hoạch nào sau năm 2023"),
        (Settlement(rest=Settling.CARRY, into="KH-2023"), ConflictError, "không nhận việc"),
    ],
)
def test_what_is_not_settled_keeps_the_plan_open(
    book: Any, settlement: Settlement, error: type[Exception], words: str
) -> None:
    before = book.content()
    with pytest.raises(error, match=words):
        close_plan(old(book), settlement)

    assert before == book.content()


def test_work_that_is_done_or_has_no_last_day_asks_for_nothing(book: Any) -> None:
    for code, units in (("IV-4", ("CCTĐC", "TTKHCN")), ("IV-5", ("VP",))):
        for unit in units:
            lifecycle.complete(book.on(), Choice(code, (unit,)), Result(no_evidence="không có"))

    assert () == closing.closable(old(book), Settlement()).tasks
    assert "18 việc không thời hạn hết năm" in close_plan(old(book), Settlement()).headline


WRITES: dict[str, Callable[[Any], Any]] = {
    "done": lambda r: lifecycle.complete(r, Choice("IV-5", ("VP",)), Result(no_evidence="không có")),
    "assign": lambda r: assigning.assign_task(r, "II.1-1", {Role.LEAD: ["VP"]}),
    "note": lambda r: tasks.note_task(r, "IV-4", "gọi điện"),
    "figure": lambda r: targets.record_measurement(r, "CT1", Figure("42/50", "VP", date(2023, 10, 1))),
    "reminder": lambda r: reminders.remind(r, None, Order()),
    "edit": lambda r: planning.edit_plan(r, {"signer": "Nguyễn Văn A"}),
    "due": lambda r: tasks.edit_task(r, "IV-5", tasks.TaskChange(due=GivenDue.by(date(2024, 2, 1), "1/2/2024"))),
    "an earlier undo": lambda r: undoing.undo(r, 2),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_closed_plan_is_written_to_only_where_that_is_said(book: Any, write: Callable[[Any], Any]) -> None:
    tasks.note_task(book.on(), "IV-4", "lần ghi 2")
    close_plan(old(book), ALL_LEFT)
    before = book.content()
    with pytest.raises(ConflictError, match="KH-2023 đã kết thúc ngày 10/01/2024"):
        write(old(book))
    assert before == book.content()
    write(old(book)._replace(reopened=True))
    after = book.content()

    assert (True, CLOSING) == (before != after, views.show_plan(old(book), None).plan.closed_on)


def test_a_change_of_the_calendar_moves_no_day_of_a_closed_plan(book: Any) -> None:
    close_plan(old(book), ALL_LEFT)
    configuring.choose(book.on(CLOSING), "before_is_inclusive", "có")

    assert {"2023-10-24"} == {row[2] for row in rows_of(book, "KH-2023", "IV-4")}


def test_a_plan_opened_again_is_written_to_as_before(book: Any) -> None:
    with pytest.raises(ConflictError, match="chưa kết thúc"):
        reopen_plan(old(book))
    close_plan(old(book), ALL_LEFT)
    with pytest.raises(ConflictError, match="đã kết thúc"):
        close_plan(old(book), ALL_LEFT)
    reopen_plan(old(book))

    assert "IV-4" == tasks.note_task(old(book), "IV-4", "x").code


def test_a_plan_keeps_what_it_said_before_it_was_corrected_in_the_journal(book: Any) -> None:
    planning.edit_plan(book.on(), {"signer": "Nguyễn Văn A"}, "25/KH-SKHCN", date(2023, 3, 20))

    (entry,) = book.last_entries()
    plan = views.show_plan(book.on(), None).plan
    assert ("25", "KH-SKHCN", date(2023, 3, 20), "Nguyễn Văn A") == (
        plan.number, plan.symbol, plan.issued_on, plan.signer,
    )  # fmt: skip
    assert ("plan", True) == (entry["table_name"], '"2023-03-22"' in entry["before"])


@pytest.mark.parametrize(
    ("texts", "issued_on", "words"),
    [({}, None, "gì để sửa"), ({"title": " "}, None, "Tên kế hoạch"), ({}, date(2024, 5, 1), "chưa đến")],
)
def test_what_no_plan_can_say_is_refused(book: Any, texts: dict[str, str], issued_on: date | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        planning.edit_plan(book.on(), texts, issued_on=issued_on)
