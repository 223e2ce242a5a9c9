from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import ConflictError, DanvanError, UsageError
from danvan_cli.domain.model import Changed, Deadline
from danvan_cli.services import adding, lifecycle, setting_aside, tasks, views
from danvan_cli.services.extending import Decision, Wish, decide_extension, extend
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice

OFFICE = Choice("IV-5")
DUE = date(2023, 10, 30)
NEW = date(2023, 11, 15)
WISH = Wish(NEW, "chờ số liệu")


def row(book: Any, day: date = date(2023, 10, 26), code: str = "IV-5") -> Deadline:
    return views.show_task(book.on(day), code).task.deadlines[0]


def told(book: Any) -> list[tuple[Any, ...]]:
    found = views.show_task(book.on(date(2023, 12, 31)), "IV-5").extensions
    return [(e.old_due_on, e.asked_due_on, e.new_due_on, e.decision, e.reason, e.answer, e.decided_by) for e in found]


def test_an_extension_keeps_the_first_day_the_day_before_and_who_decided(book: Any) -> None:
    extend(book.on(), OFFICE, WISH)
    extend(book.on(), OFFICE, Wish(date(2023, 12, 1), "vẫn chờ"))
    found = row(book)

    assert (DUE, date(2023, 12, 1), 2, "30/10/2023") == (
        found.original_due_on,
        found.due_on,
        found.extensions,
        f"{DUE:%d/%m/%Y}",
    )
    assert [
        (DUE, NEW, NEW, "granted", "chờ số liệu", None, "thu"),
        (NEW, date(2023, 12, 1), date(2023, 12, 1), "granted", "vẫn chờ", None, "thu"),
    ] == told(book)


def test_a_request_changes_nothing_until_it_is_decided_and_is_shown_as_waiting(book: Any) -> None:
    extend(book.on(), OFFICE, WISH, only_ask=True)
    found = row(book)

    assert (DUE, 0, NEW) == (found.due_on, found.extensions, found.asked_due_on)
    assert ["IV-5"] == [row.task for row in views.status(book.on()).extension_requests]


DECISIONS: dict[str, tuple[Decision, date, int, tuple[Any, ...]]] = {
    "granted": (Decision(granted=True), NEW, 1, ("granted", NEW, None)),
    "the same day said": (Decision(until=NEW), NEW, 1, ("granted", NEW, None)),
    "shorter": (
        Decision(until=date(2023, 11, 5), reason="đủ rồi"),
        date(2023, 11, 5),
        1,
        ("shortened", date(2023, 11, 5), "đủ rồi"),
    ),
    "refused": (Decision(refusal="không có lý do"), DUE, 0, ("refused", None, "không có lý do")),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_request_is_granted_shortened_or_refused(book: Any, name: str) -> None:
    decision, due_on, count, kept = DECISIONS[name]
    extend(book.on(), OFFICE, WISH, only_ask=True)
    decide_extension(book.on(), OFFICE, decision)
    found = row(book)

    assert (due_on, DUE, count, None) == (found.due_on, found.original_due_on, found.extensions, found.asked_due_on)
    assert [kept] == [(e[3], e[2], e[5]) for e in told(book)]


REFUSED: dict[str, tuple[Callable[[Any], Changed], type[DanvanError]]] = {
    "not later": (lambda book: extend(book.on(), OFFICE, Wish(DUE, "x")), ConflictError),
    "no reason": (lambda book: extend(book.on(), OFFICE, Wish(NEW, "  ")), UsageError),
    "undated": (lambda book: extend(book.on(), Choice("IV-3"), WISH), ConflictError),
    "asked in the future": (lambda book: extend(book.on(), OFFICE, Wish(NEW, "x", date(2023, 10, 27))), UsageError),
    "nothing asked": (lambda book: decide_extension(book.on(), OFFICE, Decision(granted=True)), ConflictError),
    "two answers": (lambda book: decide_extension(book.on(), OFFICE, Decision(True, NEW)), UsageError),
    "no answer": (lambda book: decide_extension(book.on(), OFFICE, Decision()), UsageError),
    "two leads": (lambda book: extend(book.on(), Choice("IV-4"), WISH), ConflictError),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_extended_is_refused_and_nothing_changes(book: Any, name: str) -> None:
    do, kind = REFUSED[name]
    before = book.content()
    with pytest.raises(kind):
        do(book)

    assert before == book.content()


CLOSINGS: dict[str, Callable[[Any], Changed]] = {
    "done": lambda book: lifecycle.complete(book.on(), OFFICE, Result(no_evidence="x")),
    "cancelled": lambda book: setting_aside.cancel(book.on(), OFFICE, "x"),
    "handed in": lambda book: lifecycle.submit(book.on(), OFFICE, Result()),
}


@pytest.mark.parametrize("name", CLOSINGS)
def test_a_row_with_nothing_left_to_do_is_not_extended(book: Any, name: str) -> None:
    CLOSINGS[name](book)
    with pytest.raises(ConflictError):
        extend(book.on(), OFFICE, WISH)


def test_a_request_longer_than_asked_or_not_longer_than_now_is_no_shorter_grant(book: Any) -> None:
    extend(book.on(), OFFICE, WISH, only_ask=True)
    for day in (NEW + timedelta(1), DUE):
        with pytest.raises(UsageError):
            decide_extension(book.on(), OFFICE, Decision(until=day, reason="x"))
    with pytest.raises(UsageError):
        decide_extension(book.on(), OFFICE, Decision(until=DUE + timedelta(1)))


def test_a_second_request_waits_for_the_first_also_when_another_program_makes_it(book: Any) -> None:
    extend(book.on(), OFFICE, WISH, only_ask=True)
    with pytest.raises(ConflictError, match="15/11/2023"):
        extend(book.on(), OFFICE, WISH)

    assert "deadline_id" in book.refuses(
        "INSERT INTO extension (deadline_id, asked_due_on, old_due_on, reason)"
        " SELECT deadline_id, asked_due_on, old_due_on, 'x' FROM extension"
    )


def test_an_extension_counts_from_the_day_it_was_decided(book: Any) -> None:
    extend(book.on(date(2023, 11, 10)), OFFICE, Wish(date(2023, 11, 20), "x", date(2023, 10, 28)))

    def seen(day: date) -> tuple[Any, ...]:
        found = row(book, day)
        return found.due_on, found.state, found.extensions

    assert (DUE, "due_soon", 0) == seen(date(2023, 10, 27))
    assert (date(2023, 11, 20), "in_time", 1) == seen(date(2023, 10, 31))


def test_extensions_are_decided_in_the_order_of_their_days(book: Any) -> None:
    extend(book.on(), OFFICE, WISH)
    with pytest.raises(ConflictError, match="26/10/2023"):
        extend(book.on(), OFFICE, Wish(date(2023, 12, 1), "x", date(2023, 10, 25)))


def test_a_new_last_day_on_a_day_off_is_told(book: Any) -> None:
    said = extend(book.on(), OFFICE, Wish(date(2023, 11, 18), "x"))

    assert "thứ Hai 20/11/2023" in said.notes[0]


def test_only_the_period_meant_is_extended(blank: Any) -> None:
    from danvan_cli.domain.words import Every

    new = adding.add_task(blank.on(date(2023, 2, 1)), adding.NewTask("Báo cáo", ("VP",), every=Every.QUARTER))
    extend(blank.on(date(2023, 5, 1)), Choice(new.code, (), "2023-Q2"), Wish(date(2023, 7, 15), "x"))

    days = [r["due_on"] for r in blank.rows_of(new.code)]
    assert ["2023-03-31", "2023-07-15", "2023-09-30", "2023-12-31"] == days


def test_a_request_that_a_correction_has_overtaken_moves_no_day_back(book: Any) -> None:
    extend(book.on(), OFFICE, WISH, only_ask=True)
    tasks.edit_task(book.on(), "IV-5", tasks.TaskChange(due=GivenDue.by(date(2023, 11, 20), "20/11")))
    with pytest.raises(ConflictError, match="20/11/2023"):
        decide_extension(book.on(), OFFICE, Decision(granted=True))
    decide_extension(book.on(), OFFICE, Decision(refusal="đã có ngày mới"))

    assert (date(2023, 11, 20), 0) == (row(book).due_on, row(book).extensions)


def test_a_granted_request_moves_from_the_day_in_force(book: Any) -> None:
    extend(book.on(), OFFICE, WISH, only_ask=True)
    tasks.edit_task(book.on(), "IV-5", tasks.TaskChange(due=GivenDue.by(date(2023, 11, 1), "1/11")))
    decide_extension(book.on(), OFFICE, Decision(granted=True))

    assert [(date(2023, 11, 1), NEW)] == [(e[0], e[2]) for e in told(book)]


def test_a_corrected_first_day_leaves_the_granted_day_in_force(book: Any) -> None:
    extend(book.on(), OFFICE, Wish(date(2023, 11, 20), "x"))
    tasks.edit_task(book.on(), "IV-5", tasks.TaskChange(due=GivenDue.by(date(2023, 11, 1), "1/11")))
    kept = (row(book).original_due_on, row(book).due_on)
    tasks.edit_task(book.on(), "IV-5", tasks.TaskChange(due=GivenDue.by(date(2023, 12, 1), "1/12")))

    assert (date(2023, 11, 1), date(2023, 11, 20)) == kept
    assert (date(2023, 12, 1), date(2023, 12, 1)) == (row(book).original_due_on, row(book).due_on)


def test_the_date_of_an_extended_row_is_not_taken_away(book: Any) -> None:
    extend(book.on(), OFFICE, WISH)
    with pytest.raises(ConflictError):
        tasks.edit_task(book.on(), "IV-5", tasks.TaskChange(no_due=True))


def test_a_request_for_a_row_that_lost_its_date_can_still_be_refused(book: Any) -> None:
    extend(book.on(), OFFICE, WISH, only_ask=True)
    tasks.edit_task(book.on(), "IV-5", tasks.TaskChange(no_due=True))
    with pytest.raises(ConflictError, match="không còn thời hạn"):
        decide_extension(book.on(), OFFICE, Decision(granted=True))
    decide_extension(book.on(), OFFICE, Decision(refusal="không còn hạn"))

    assert ["refused"] == [e[3] for e in told(book)]


def test_a_request_has_no_paper_of_a_decision_yet(book: Any) -> None:
    with pytest.raises(UsageError):
        extend(book.on(), OFFICE, Wish(NEW, "x", None, "1/X"), only_ask=True)
