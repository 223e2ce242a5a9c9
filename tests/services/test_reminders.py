from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SAMPLE_TEXT

from danvan_cli.db.reads import reminders as reads
from danvan_cli.db.reads.connection import reading
from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.figures import total_of
from danvan_cli.domain.model import Changed, Unit
from danvan_cli.domain.reminders import Last, Letter, ReminderCounts, Sent, next_step
from danvan_cli.domain.words import Every, GroupBy, ReminderKind
from danvan_cli.output.dispatch import urging_letter
from danvan_cli.output.files import OutputFiles
from danvan_cli.output.letters import LetterFolder
from danvan_cli.services import (
    adding,
    configuring,
    extending,
    lifecycle,
    people,
    planning,
    reissuing,
    reminders,
    setting_aside,
    tasks,
    units,
    views,
)
from danvan_cli.services.adding import NewTask
from danvan_cli.services.extending import Wish
from danvan_cli.services.letters import Order, letter_gaps
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice

TODAY = date(2023, 10, 26)
REMIND, CRITICISE, REVIEW = ReminderKind.REMIND, ReminderKind.CRITICISE, ReminderKind.REVIEW
CCTDC = Choice("IV-4", ("CCTĐC",))
DONE = Result(no_evidence="không có")


def listed(book: Any, day: date = TODAY, unit: str | None = None) -> dict[str, list[str]]:
    """Gives unit → tasks of whom to urge."""
    found = reminders.pending_reminders(book.on(day), unit)
    return {one.unit.code: [row.deadline.task for row in one.rows] for one in found.pending}


def steps(book: Any, day: date) -> dict[str, tuple[int, str]]:
    """Gives unit → number and kind of the reminder that its row would get."""
    found = reminders.pending_reminders(book.on(day))
    return {one.unit.code: (one.rows[0].number, one.rows[0].kind) for one in found.pending}


def remind(book: Any, day: date = TODAY, order: Order = Order(), unit: str | None = None) -> Changed:  # noqa: B008
    return reminders.remind(book.on(day), unit, order)


def logged(book: Any) -> list[tuple[str, int, str, str]]:
    """Gives unit, number, kind and day of every reminder, as stored."""
    rows = book.select(
        """SELECT u.code, r.number, r.kind, r.sent_on FROM reminder r JOIN deadline d ON d.id = r.deadline_id
        JOIN unit u ON u.id = d.unit_id ORDER BY r.id"""
    )
    return [(row["code"], row["number"], row["kind"], row["sent_on"]) for row in rows]


class Folder:
    """Keeps letters in memory, or has no room for them."""

    def __init__(self, *, is_full: bool = False) -> None:
        self.is_full = is_full
        self.seen: list[Letter] = []

    def names(self, letters: Sequence[Letter]) -> list[str]:
        return [f"{letter.addressees[0].unit.code}.docx" for letter in letters]

    def write(self, letters: Sequence[Letter], sent: Sequence[Sent]) -> None:
        if self.is_full:
            raise UsageError("không ghi được")
        self.seen.extend(letters)

    def told(self) -> tuple[str, ...]:
        return ()

    def settle(self, is_recorded: Any) -> tuple[int, int]:
        return 0, 0

    def settle_earlier(self, is_recorded: Any) -> tuple[int, int]:
        return 0, 0


def letters_of(book: Any, day: date = TODAY, order: Order = Order(), unit: str | None = None) -> list[Letter]:  # noqa: B008
    """Gives the letters that one round of reminders publishes."""
    folder = Folder()
    # Another unit writes them, so that the Office gets one, too.
    configuring.choose(book.on(day), "letter_office", "Tổ Kiểm tra Công vụ")
    reminders.remind(book.on(day), unit, order, folder)
    return folder.seen


def add(book: Any, due: date, leads: tuple[str, ...] = ("TTr",), today: date = date(2023, 10, 1)) -> str:
    return adding.add_task(book.on(today), NewTask("Báo cáo", leads, due=GivenDue.by(due, "ngày"))).code


# whom


def test_who_is_late_or_soon_due_is_listed_with_what(book: Any) -> None:
    assert {"CCTĐC": ["IV-4"], "TTKHCN": ["IV-4"], "VP": ["IV-5"]} == listed(book)


@pytest.mark.parametrize(
    ("day", "units"),
    [
        (date(2023, 10, 16), []),
        (date(2023, 10, 17), ["CCTĐC", "TTKHCN"]),
        (date(2023, 10, 22), ["CCTĐC", "TTKHCN"]),
        (date(2023, 10, 23), ["CCTĐC", "TTKHCN", "VP"]),
        (date(2023, 10, 24), ["CCTĐC", "TTKHCN", "VP"]),
        (date(2023, 12, 31), ["CCTĐC", "TTKHCN", "VP"]),
    ],
)
def test_urging_begins_with_the_first_of_the_warning_days_and_never_ends_by_itself(
    book: Any, day: date, units: list[str]
) -> None:
    assert units == list(listed(book, day))


def test_the_last_day_itself_is_not_late(book: Any) -> None:
    late = {
        day: [row.is_overdue for one in reminders.pending_reminders(book.on(day), "CCTĐC").pending for row in one.rows]
        for day in (date(2023, 10, 24), date(2023, 10, 25))
    }

    assert {date(2023, 10, 24): [False], date(2023, 10, 25): [True]} == late


@pytest.mark.parametrize(
    "step",
    [
        lambda book: lifecycle.complete(book.on(), CCTDC, DONE),
        lambda book: lifecycle.submit(book.on(), CCTDC, Result()),
        lambda book: lifecycle.submit(book.on(), CCTDC, Result(date(2023, 10, 24))),
        lambda book: lifecycle.submit(book.on(), CCTDC, Result(exempt="bão số 5")),
        lambda book: setting_aside.cancel(book.on(), CCTDC, "thôi"),
        lambda book: setting_aside.skip(book.on(), Choice("IV-4", ("CCTĐC",), "2023"), "bỏ kỳ"),
        lambda book: setting_aside.pause(book.on(), CCTDC, "chờ"),
        lambda book: extending.extend(book.on(), CCTDC, Wish(date(2023, 11, 30), "chờ số liệu")),
    ],
    ids=[
        "done",
        "handed in late",
        "handed in in time",
        "handed in late, excused",
        "cancelled",
        "skipped",
        "paused",
        "extended",
    ],
)
def test_who_has_nothing_left_to_do_is_not_urged_and_the_others_still_are(
    book: Any, step: Callable[[Any], Changed]
) -> None:
    step(book)

    assert {"TTKHCN": ["IV-4"], "VP": ["IV-5"]} == listed(book)


def test_work_taken_out_is_not_urged(book: Any) -> None:
    tasks.remove_task(book.on(), "IV-4")

    assert {"VP": ["IV-5"]} == listed(book)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            lambda book: lifecycle.submit(book.on(), CCTDC, Result()),
            lambda book: lifecycle.send_back(book.on(), CCTDC, "thiếu số liệu"),
        ),
        (
            lambda book: setting_aside.pause(book.on(), CCTDC, "chờ"),
            lambda book: setting_aside.resume(book.on(), CCTDC),
        ),
        (
            lambda book: lifecycle.complete(book.on(), CCTDC, DONE),
            lambda book: lifecycle.reopen(book.on(), CCTDC, "chưa đạt"),
        ),
    ],
    ids=["sent back", "resumed", "reopened"],
)
def test_who_has_something_to_do_again_is_urged_again(book: Any, before: Callable[..., Any], after: Any) -> None:
    before(book)
    after(book)

    assert ["IV-4"] == listed(book)["CCTĐC"]


def test_progress_alone_spares_nobody(book: Any) -> None:
    lifecycle.report_progress(book.on(), CCTDC, 100)

    assert ["IV-4"] == listed(book)["CCTĐC"]


def test_a_period_that_has_not_begun_is_not_urged(book: Any) -> None:
    new = NewTask("Báo cáo tháng", ("TTr",), due=GivenDue.by(date(2023, 11, 2), "2"), every=Every.MONTH, on=TODAY)
    code = adding.add_task(book.on(), new).code

    assert [None, [code]] == [listed(book, day).get("TTr") for day in (date(2023, 10, 31), date(2023, 11, 1))]


def test_late_and_soon_due_work_that_nobody_leads_is_counted_apart(book: Any) -> None:
    before = listed(book)
    for due in (date(2023, 10, 2), date(2023, 11, 2), date(2023, 11, 3)):
        add(book, due, ())

    assert (2, before) == (reminders.pending_reminders(book.on()).leaderless, listed(book))
    assert 3 == len(remind(book).changes)


def test_a_units_rows_stand_together_the_longest_late_first_and_those_soon_due_last(book: Any) -> None:
    soon, long_late, late = (add(book, date(2023, 10, 1) + timedelta(days)) for days in (31, 1, 20))

    assert [long_late, late, soon] == listed(book)["TTr"]


def test_one_unit_alone_is_listed_by_any_of_its_names(book: Any) -> None:
    assert {"CCTĐC": ["IV-4"]} == listed(book, unit="chi cuc tdc")
    assert {} == listed(book, unit="TTr")
    with pytest.raises(NotFoundError):
        listed(book, unit="LẠ")


def test_the_list_says_how_long_before_a_last_day_it_looks(book: Any) -> None:
    found = reminders.pending_reminders(book.on())

    assert ("KH-2023", (7, 3, 1), 0) == (found.plan.code, found.warning_days, found.leaderless)


def test_looking_writes_nothing(book: Any) -> None:
    before = book.content(), book.count("journal_group")
    listed(book)

    assert before == (book.content(), book.count("journal_group"))


# which step


@pytest.mark.parametrize(
    ("overdue", "last", "step"),
    [
        (False, None, REMIND),
        (True, None, REMIND),
        (False, (REMIND, False), REMIND),
        (True, (REMIND, False), REMIND),
        (True, (REMIND, True), CRITICISE),
        (True, (CRITICISE, True), REVIEW),
        (True, (REVIEW, True), REVIEW),
        (False, (CRITICISE, True), REMIND),
        (False, (REVIEW, True), REMIND),
        (True, (CRITICISE, False), REMIND),
        (True, (REVIEW, False), REMIND),
    ],
)
def test_each_step_that_a_late_row_did_not_heed_brings_the_next_one(
    overdue: bool, last: tuple[ReminderKind, bool] | None, step: ReminderKind
) -> None:
    newest = None if last is None else Last(last[0], date(2023, 10, 20), last[1])

    assert step == next_step(overdue, newest)


def test_over_several_days_the_number_grows_by_one_and_the_step_gets_stronger(book: Any) -> None:
    for day in range(23, 29):
        remind(book, date(2023, 10, day))

    assert [
        (1, "remind", "2023-10-23"),
        (2, "remind", "2023-10-24"),
        (3, "remind", "2023-10-25"),
        (4, "criticise", "2023-10-26"),
        (5, "review", "2023-10-27"),
        (6, "review", "2023-10-28"),
    ] == [row[1:] for row in logged(book) if row[0] == "CCTĐC"]
    # Its last day is the 30th.
    assert [(number, "remind") for number in range(1, 7)] == [row[1:3] for row in logged(book) if row[0] == "VP"]


def test_the_list_proposes_what_the_next_reminder_will_be(book: Any) -> None:
    assert {"CCTĐC": (1, "remind"), "TTKHCN": (1, "remind"), "VP": (1, "remind")} == steps(book, TODAY)
    remind(book, unit="CCTĐC")

    tomorrow = date(2023, 10, 27)
    assert {"CCTĐC": (2, "criticise"), "TTKHCN": (1, "remind"), "VP": (1, "remind")} == steps(book, tomorrow)


def test_the_rows_of_a_task_are_numbered_apart(book: Any) -> None:
    remind(book, date(2023, 10, 25), unit="CCTĐC")
    remind(book)

    assert [("CCTĐC", 1), ("CCTĐC", 2), ("TTKHCN", 1), ("VP", 1)] == [row[:2] for row in logged(book)]


def test_after_an_extension_the_steps_begin_anew_and_the_numbers_go_on(book: Any) -> None:
    remind(book, unit="CCTĐC")
    extending.extend(book.on(), CCTDC, Wish(date(2023, 10, 30), "chờ số liệu"))

    assert [(2, "remind"), (2, "remind")] == [
        steps(book, day)["CCTĐC"] for day in (date(2023, 10, 29), date(2023, 10, 31))
    ]


@pytest.mark.parametrize("kind", ReminderKind)
def test_the_office_may_choose_another_step(book: Any, kind: ReminderKind) -> None:
    found = reminders.pending_reminders(book.on(), kind=kind)
    remind(book, order=Order(kind=kind))

    assert {kind} == {row.kind for one in found.pending for row in one.rows}
    assert {(1, kind)} == {row[1:3] for row in logged(book)}


def test_a_chosen_step_counts_for_the_next_one(book: Any) -> None:
    remind(book, order=Order(kind=CRITICISE), unit="CCTĐC")

    assert (2, "review") == steps(book, date(2023, 10, 27))["CCTĐC"]


# once a day


def test_a_row_is_urged_once_a_day(book: Any) -> None:
    remind(book)
    before = book.content(), book.count("journal_group")

    with pytest.raises(ConflictError):
        remind(book)

    assert before == (book.content(), book.count("journal_group"))


def test_what_was_not_urged_yet_today_still_is(book: Any) -> None:
    remind(book, unit="VP")
    code = add(book, date(2023, 10, 2), ("VP",))
    seen = letters_of(book)

    assert {"CCTĐC": ["IV-4"], "TTKHCN": ["IV-4"], "VP": [code]} == {
        letter.addressees[0].unit.code: [row.deadline.task for row in letter.rows] for letter in seen
    }
    assert ["VP", "VP", "CCTĐC", "TTKHCN"] == sorted((row[0] for row in logged(book)), key=lambda u: (u != "VP", u))


# what is logged


def test_a_round_of_urging_is_one_command_that_says_how_many_and_whom(book: Any) -> None:
    done = remind(book)

    assert ("Đã ghi 3 lần đôn đốc cho 3 đơn vị.", "CCTĐC, TTKHCN, VP", "KH-2023", 2) == (
        done.headline,
        done.code,
        done.plan,
        done.group,
    )
    assert ["IV-4 CCTĐC 2023", "IV-4 TTKHCN 2023", "IV-5 VP 2023"] == [entry["code"] for entry in book.last_entries()]


def test_a_reminder_keeps_what_was_said_and_under_which_number(book: Any) -> None:
    remind(book, order=Order(content="  gọi   điện ", document="12/SKHCN-VP"), unit="VP")

    (kept,) = views.show_task(book.on(), "IV-5").reminders
    assert ("VP", "2023", 1, "remind", TODAY, "gọi điện", "12/SKHCN-VP", None) == kept


def test_words_of_blanks_are_refused_and_nothing_is_logged(book: Any) -> None:
    with pytest.raises(UsageError):
        remind(book, order=Order(content=" \t"))

    assert 0 == book.count("reminder")


def test_a_letters_place_stands_in_the_log_unless_it_has_a_number(book: Any) -> None:
    letters_of(book, unit="VP")
    letters_of(book, order=Order(document="12/SKHCN-VP"), unit="CCTĐC")

    assert ["VP.docx", "12/SKHCN-VP"] == book.values("SELECT document FROM reminder ORDER BY id")


def test_a_dry_run_says_what_would_be_logged_and_logs_nothing(book: Any) -> None:
    before = book.content(), book.count("journal_group")
    done = reminders.remind(book.on(dry_run=True), None, Order())

    assert (True, None, 3, "Đã ghi 3 lần đôn đốc cho 3 đơn vị.") == (
        done.dry_run,
        done.group,
        len(done.changes),
        done.headline,
    )
    assert before == (book.content(), book.count("journal_group"))


def test_letters_that_cannot_be_put_anywhere_leave_nothing_logged(book: Any) -> None:
    before = book.content(), book.count("journal_group")

    with pytest.raises(UsageError, match="không ghi được"):
        reminders.remind(book.on(), None, Order(), Folder(is_full=True))

    assert before == (book.content(), book.count("journal_group"))


@pytest.mark.parametrize(("unit", "day"), [("TTr", TODAY), (None, date(2023, 10, 1))])
def test_nothing_is_published_or_logged_where_nobody_is_to_be_urged(book: Any, unit: str | None, day: date) -> None:
    with pytest.raises(ConflictError):
        reminders.remind(book.on(day), unit, Order(), Folder())

    assert (0, 1) == (book.count("reminder"), book.count("journal_group"))


@pytest.mark.parametrize("as_of", [date(2023, 10, 25), date(2023, 10, 27)])
def test_only_today_can_be_urged_on(book: Any, as_of: date) -> None:
    with pytest.raises(UsageError):
        reminders.remind(book.on()._replace(as_of=as_of), None, Order())

    assert 0 == book.count("reminder")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reminder SET kind = 'review'",
        "UPDATE reminder SET number = 9",
        "UPDATE reminder SET sent_on = '2023-10-01'",
        "UPDATE reminder SET content = 'khác'",
        "UPDATE reminder SET document = '1/VP'",
        "DELETE FROM reminder",
    ],
)
def test_a_reminder_is_never_changed_or_removed(book: Any, statement: str) -> None:
    remind(book)
    before = book.content()["reminder"]

    assert "append-only" in book.refuses(statement)
    assert before == book.content()["reminder"]


# how many


def test_the_status_counts_each_units_reminders_by_kind(book: Any) -> None:
    for day in range(24, 27):
        remind(book, date(2023, 10, day))
    remind(book, date(2023, 10, 27), unit="CCTĐC")

    assert {
        ReminderCounts("VP", 3, 0, 0),
        ReminderCounts("CCTĐC", 2, 1, 1),
        ReminderCounts("TTKHCN", 2, 1, 0),
    } == set(views.status(book.on(date(2023, 10, 27))).reminders)
    assert {"VP": 3, "CCTĐC": 4, "TTKHCN": 3} == {
        line.code: line.counts.reminders
        for line in views.status(book.on(date(2023, 10, 27))).units
        if line.counts.reminders
    }


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2023, 10, 23), ()),
        (date(2023, 10, 24), (ReminderCounts("CCTĐC", 1, 0, 0),)),
        (date(2023, 10, 25), (ReminderCounts("CCTĐC", 2, 0, 0),)),
        (date(2023, 10, 26), (ReminderCounts("CCTĐC", 2, 1, 0),)),
        (date(2023, 12, 31), (ReminderCounts("CCTĐC", 2, 1, 0),)),
    ],
)
def test_on_an_earlier_day_only_earlier_reminders_count(
    book: Any, day: date, counts: tuple[ReminderCounts, ...]
) -> None:
    for urged_on in range(24, 27):
        remind(book, date(2023, 10, urged_on), unit="CCTĐC")
    row = next(row for row in views.show_task(book.on(day), "IV-4").task.deadlines if row.unit == "CCTĐC")

    assert counts == views.status(book.on(day)).reminders
    assert sum(sum(line[1:]) for line in counts) == row.reminders


@pytest.mark.parametrize("by", GroupBy)
def test_every_grouping_counts_the_reminders_of_the_day_itself(book: Any, by: GroupBy) -> None:
    remind(book, date(2023, 10, 25))
    remind(book)
    found = views.status(book.on(), by=by)

    assert 6 == total_of(found.units if by == GroupBy.UNIT else found.groups).reminders


def test_on_an_earlier_day_the_step_of_that_day_is_proposed(book: Any) -> None:
    for urged_on in (25, 26, 27):
        remind(book, date(2023, 10, urged_on), unit="CCTĐC")

    assert [(1, "remind"), (4, "review")] == [steps(book, date(2023, 10, day))["CCTĐC"] for day in (24, 28)]
    assert [1, 1, 1] == [reminders.pending_reminders(book.on(date(2023, 10, day))).urged_today for day in (25, 26, 27)]


def test_a_units_status_counts_its_own_reminders(book: Any) -> None:
    remind(book)

    assert (ReminderCounts("VP", 1, 0, 0),) == views.status(book.on(), "VP").reminders
    assert () == views.status(book.on(), "TTr").reminders


def test_the_reminders_of_work_taken_out_are_not_counted(book: Any) -> None:
    remind(book)
    tasks.remove_task(book.on(), "IV-4")

    assert (ReminderCounts("VP", 1, 0, 0),) == views.status(book.on()).reminders


def test_reminders_stay_counted_when_the_work_is_done(book: Any) -> None:
    remind(book, unit="CCTĐC")
    lifecycle.complete(book.on(), CCTDC, DONE)

    assert (ReminderCounts("CCTĐC", 1, 0, 0),) == views.status(book.on()).reminders


# letters


def test_every_unit_gets_one_letter_with_all_its_rows(book: Any) -> None:
    code = add(book, date(2023, 11, 1), ("VP", "TTr"))
    seen = letters_of(book)

    assert {"CCTĐC": ["IV-4"], "TTKHCN": ["IV-4"], "VP": ["IV-5", code], "TTr": [code]} == {
        letter.addressees[0].unit.code: [row.deadline.task for row in letter.rows] for letter in seen
    }
    assert {("KH-2023", TODAY)} == {(letter.plan.code, letter.signed_on) for letter in seen}


@pytest.mark.parametrize(
    ("day", "reply_by"),
    [
        (date(2023, 10, 26), date(2023, 11, 2)),  # over one weekend
        (date(2023, 10, 28), date(2023, 11, 3)),  # a Saturday
        (date(2023, 4, 28), date(2023, 5, 10)),  # 29/4 to 03/5 are days off
        (date(2023, 12, 29), date(2024, 1, 8)),  # into the next year
    ],
)
def test_an_answer_is_asked_for_within_five_working_days(blank: Any, day: date, reply_by: date) -> None:
    add(blank, date(2023, 4, 20), today=date(2023, 4, 1))

    assert [reply_by] == [letter.reply_by for letter in letters_of(blank, day)]


def test_another_day_for_the_answer_may_be_given(book: Any) -> None:
    seen = letters_of(book, order=Order(reply_by=date(2023, 10, 30)))

    assert {date(2023, 10, 30)} == {letter.reply_by for letter in seen}


@pytest.mark.parametrize(
    ("document", "symbol", "printed"),
    [
        (None, None, (None, "…")),
        (None, "SKHCN-VP", (None, "SKHCN-VP")),
        ("12/SKHCN-VP", None, ("12", "SKHCN-VP")),
        ("12/SKHCN-VP", "KHÁC", ("12", "SKHCN-VP")),
        ("12", "SKHCN-VP", ("12", "SKHCN-VP")),
        ("12/SKHCN-VP/2", None, ("12", "SKHCN-VP/2")),
    ],
)
def test_a_letters_number_is_the_one_given_and_its_symbol_else_the_offices(
    book: Any, document: str | None, symbol: str | None, printed: tuple[str | None, str]
) -> None:
    if symbol:
        configuring.choose(book.on(), "letter_symbol", symbol)
    (letter,) = letters_of(book, order=Order(document=document), unit="VP")

    assert printed == (letter.number, letter.symbol)


def test_every_further_letter_gets_the_next_number_and_is_logged_under_it(book: Any) -> None:
    seen = letters_of(book, order=Order(document="99/SKHCN-VP"))

    assert ["99", "100", "101"] == [letter.number for letter in seen]
    assert {("CCTĐC", "99/SKHCN-VP"), ("TTKHCN", "100/SKHCN-VP"), ("VP", "101/SKHCN-VP")} == {
        (reminder.unit, reminder.document)
        for task in ("IV-4", "IV-5")
        for reminder in views.show_task(book.on(), task).reminders
    }


def test_without_letters_one_number_is_logged_for_all(book: Any) -> None:
    remind(book, order=Order(content="gửi công văn", document="99/SKHCN-VP"))

    assert ["99/SKHCN-VP"] * 3 == book.values("SELECT document FROM reminder")


@pytest.mark.parametrize("document", ["mười hai/SKHCN-VP", "SKHCN-VP", "-1/SKHCN-VP", "²/SKHCN-VP", " "])
def test_a_letters_number_that_is_none_is_refused_and_nothing_is_published_or_logged(book: Any, document: str) -> None:
    with pytest.raises(UsageError):
        reminders.remind(book.on(), None, Order(document=document), Folder())

    assert (0, 1) == (book.count("reminder"), book.count("journal_group"))


def test_a_letter_is_signed_as_the_plan_was_unless_the_office_chose_otherwise(book: Any) -> None:
    (letter,) = letters_of(book, date(2023, 10, 25), unit="CCTĐC")
    assert ("PHÓ GIÁM ĐỐC", None, "KT. GIÁM ĐỐC") == (letter.signer_title, letter.signer, letter.authority)

    for key, value in (
        ("letter_authority", "TL. GIÁM ĐỐC"),
        ("letter_signer_title", "CHÁNH VĂN PHÒNG"),
        ("letter_signer", "Nguyễn Văn A"),
    ):
        configuring.choose(book.on(), key, value)
    (letter,) = letters_of(book, unit="CCTĐC")
    assert ("CHÁNH VĂN PHÒNG", "Nguyễn Văn A", "TL. GIÁM ĐỐC") == (letter.signer_title, letter.signer, letter.authority)


def test_a_letter_shows_the_number_and_step_that_are_logged(book: Any) -> None:
    remind(book, date(2023, 10, 25), unit="CCTĐC")
    (letter,) = letters_of(book, unit="CCTĐC")

    assert [(2, "criticise", 2)] == [(row.number, row.kind, row.deadline.days_late) for row in letter.rows]
    assert ("CCTĐC", 2, "criticise", "2023-10-26") == logged(book)[-1]


@pytest.mark.a_file
def test_letters_are_taken_back_when_the_log_cannot_be_written(book: Any, tmp_path: Path) -> None:
    connection = sqlite3.connect(book.path)
    connection.execute("CREATE TRIGGER x BEFORE INSERT ON journal_group BEGIN SELECT RAISE(ABORT, 'no'); END")
    connection.commit()
    connection.close()
    with pytest.raises(DanvanError):
        reminders.remind(book.on(), None, Order(), folder(tmp_path, book))

    assert [] == list(tmp_path.glob("don-doc-*.docx"))


def folder(path: Path, book: Any) -> LetterFolder:
    return LetterFolder(path, datetime(2023, 10, 26, tzinfo=UTC), OutputFiles(), reminders.data_name(book.on()))


def test_units_whose_codes_differ_in_a_sign_get_a_letter_each(book: Any, tmp_path: Path) -> None:
    for code in ("P.1", "P-1", "p-1x"):
        units.add_unit(book.on(), Unit(code, f"Phòng {code}"))
    adding.add_task(book.on(), NewTask("x", ("P.1", "P-1"), due=GivenDue.by(date(2023, 10, 27), "27/10")))
    reminders.remind(book.on(), None, Order(), folder(tmp_path, book))

    # The Office, whose letters these are, gets none.
    assert 4 == len(list(tmp_path.glob("don-doc-*.docx")))


@pytest.mark.parametrize("document", ["9" * 5000 + "/VP", "12", "12/"])
def test_a_number_that_no_register_gives_is_refused(book: Any, document: str) -> None:
    with pytest.raises(UsageError):
        letters_of(book, order=Order(document=document))


def test_a_letters_number_is_kept_clean(book: Any) -> None:
    letters_of(book, order=Order(document=" 12/SK\x1b[31m\u202e"), unit="VP")

    assert ["12/SK[31m"] == book.values("SELECT document FROM reminder")


def test_a_number_of_the_party_keeps_its_hyphen(book: Any) -> None:
    letters_of(book, order=Order(document="12-CV/TU"), unit="VP")

    assert ["12-CV/TU"] == book.values("SELECT document FROM reminder")


def test_what_was_urged_today_is_counted_and_not_proposed_again(book: Any) -> None:
    remind(book, unit="VP")
    found = reminders.pending_reminders(book.on())

    assert (1, ["CCTĐC", "TTKHCN"]) == (found.urged_today, [one.unit.code for one in found.pending])


def test_a_clock_that_went_back_urges_nothing_that_is_closed(book: Any) -> None:
    lifecycle.complete(book.on(date(2023, 10, 26)), CCTDC, DONE)
    remind(book, date(2023, 10, 25))

    assert [] == [
        line
        for line in book.values(
            "SELECT u.code FROM reminder r JOIN deadline d ON d.id = r.deadline_id JOIN unit u ON u.id = d.unit_id"
        )
        if line == "CCTĐC"
    ]


def test_an_answer_is_not_asked_for_by_a_day_that_is_past(book: Any) -> None:
    with pytest.raises(UsageError, match="25/10/2023"):
        remind(book, order=Order(content="x", reply_by=date(2023, 10, 25)))


def test_an_answer_may_be_asked_for_by_the_same_day(book: Any) -> None:
    assert {TODAY} == {letter.reply_by for letter in letters_of(book, order=Order(reply_by=TODAY))}


def test_nothing_is_logged_by_the_clock_of_typing(book: Any) -> None:
    with pytest.raises(UsageError):
        reminders.remind(book.on()._replace(known_on=TODAY), None, Order(content="x"))


@pytest.mark.a_file
@pytest.mark.parametrize("kind", ["kind", "'review'"])
def test_a_reminder_cannot_be_replaced_by_another_program(book: Any, kind: str) -> None:
    remind(book)

    assert "append-only" in book.refuses(
        "INSERT OR REPLACE INTO reminder (id, deadline_id, number, kind, sent_on)"
        f" SELECT id, deadline_id, number, {kind}, sent_on FROM reminder"
    )


def test_letters_of_two_plans_on_one_day_are_kept_apart(book: Any, tmp_path: Path) -> None:
    draft = planning.read_draft(book.on(), SAMPLE_TEXT)
    planning.import_plan(book.on(), draft, as_new=True)
    for number, plan in enumerate(("KH-2023", "KH-2023-2")):
        folder = LetterFolder(tmp_path / str(number), book.on().now, OutputFiles(), "x")
        reminders.remind(book.on(plan=plan), "CCTĐC", Order(), folder)

    for plan in ("KH-2023", "KH-2023-2"):
        with reading(book.on().database) as reader:
            [one] = reads.letters(reader, [plan])
            assert (plan, 1, [plan]) == (
                one.plan, one.rows, [urged.row.plan for urged in reads.urged_by(reader, one.place)]
            )  # fmt: skip


# by the on-time rate, together, by e-mail


@pytest.fixture
def rated(book: Any) -> Any:
    """Gives on-time rates by 26/10: TTr 1 of 2, CCTĐC 0 of 1, TTKHCN 1 of 1; VP has nothing due yet."""
    add(book, date(2023, 10, 9))
    met = add(book, date(2023, 10, 10))
    lifecycle.complete(book.on(date(2023, 10, 20)), Choice(met), Result(no_evidence="x", on=date(2023, 10, 10)))
    lifecycle.complete(book.on(), Choice("IV-4", ("TTKHCN",)), Result(no_evidence="x", on=date(2023, 10, 20)))
    return book


@pytest.mark.parametrize(
    ("threshold", "units"), [(100, {"TTr": (1, 2), "CCTĐC": (0, 1)}), (51, {"TTr": (1, 2), "CCTĐC": (0, 1)}),
                             (50, {"CCTĐC": (0, 1)}), (1, {"CCTĐC": (0, 1)})]
)  # fmt: skip
def test_by_a_threshold_only_units_whose_rate_of_what_was_due_is_below_it_are_urged(
    rated: Any, threshold: int, units: dict[str, tuple[int, int]]
) -> None:
    found = reminders.pending_reminders(rated.on(), threshold=threshold)
    status = {line.code: line.counts.rate() for line in views.status(rated.on()).units}

    assert units == {one.unit.code: one.rate[:2] for one in found.pending if one.rate}
    assert [status[one.unit.code] for one in found.pending] == [one.rate for one in found.pending]


def test_a_unit_below_the_threshold_with_nothing_left_to_urge_is_named(rated: Any) -> None:
    lifecycle.complete(rated.on(), CCTDC, DONE)
    found = reminders.pending_reminders(rated.on(), threshold=50)
    with pytest.raises(ConflictError) as refused:
        reminders.remind(rated.on(), None, Order(threshold=50), Folder())

    assert ((), [("CCTĐC", (0, 1))]) == (found.pending, [(code, rate[:2]) for code, rate in found.unurged])
    assert (True, True) == ("dưới 50%" in refused.value.message, "CCTĐC 0/1" in str(refused.value.hint))


def test_one_letter_to_several_units_is_one_of_the_log_and_a_reminder_of_each_row(rated: Any) -> None:
    [letter] = letters_of(rated, order=Order(document="9/SKHCN-VP", is_collective=True, threshold=60))
    with reading(rated.on().database) as reader:
        [one] = reads.letters(reader, ["KH-2023"])

    assert (["TTr", "CCTĐC"], 60) == ([told.unit.code for told in letter.addressees], letter.threshold)
    assert (1, ("TTr", "CCTĐC"), "09/SKHCN-VP", 2, 60) == (one.place, one.units, one.document, one.rows, one.threshold)
    assert [("TTr", 1, "remind"), ("CCTĐC", 1, "remind")] == [row[:3] for row in logged(rated)]


def test_a_collective_letter_is_made_again_as_it_was_from_the_log(rated: Any) -> None:
    [first] = letters_of(rated, order=Order(document="9/SKHCN-VP", is_collective=True, threshold=60))
    again = Folder()
    lifecycle.complete(rated.on(date(2023, 11, 5)), CCTDC, Result(no_evidence="x", on=date(2023, 11, 5)))
    done = reissuing.reissue(rated.on(date(2023, 11, 20)), "LAST", again)

    files = [urging_letter(letter._replace(sealed=None), rated.on().now) for letter in (first, *again.seen)]
    assert files[:1] == files[1:]
    assert (2, ("TTr", "CCTĐC")) == (len(logged(rated)), done.letters[0].units)


def test_letters_are_numbered_through_all_plans_and_last_means_those_of_the_last_day(book: Any) -> None:
    planning.import_plan(book.on(), planning.read_draft(book.on(), SAMPLE_TEXT), as_new=True)
    letters_of(book, order=Order(is_collective=True), unit="TTKHCN")
    letters_of(book, order=Order(is_collective=True))
    again = Folder()
    reissuing.reissue(book.on(), "LAST", again)

    listed_letters = [(one.plan, one.place, one.units) for one in reissuing.logged_letters(book.on())]
    several = ("CCTĐC", "VP")
    assert [
        ("KH-2023", 1, ("TTKHCN",)), ("KH-2023-2", 2, ("TTKHCN",)), ("KH-2023", 3, several), ("KH-2023-2", 4, several)
    ] == listed_letters  # fmt: skip
    assert ["KH-2023", "KH-2023-2"] * 2 == [letter.plan.code for letter in again.seen]


def test_a_letter_goes_to_the_units_mailbox_and_who_is_in_charge_else_to_all_of_the_unit_with_an_address(
    book: Any,
) -> None:
    for name, unit, email in (("An", "CCTĐC", "an@x.vn"), ("Bình", "CCTĐC", "binh@x.vn"), ("Chi", "TTKHCN", None)):
        people.add_officer(book.on(), people.OfficerChange(name, unit=unit, email=email))

    def mailboxes(day: date) -> dict[str, list[str]]:
        seen = letters_of(book, day, Order(kind=REMIND))
        return {
            letter.addressees[0].unit.code: [box.email for box in letter.addressees[0].mailboxes] for letter in seen
        }

    assert {"CCTĐC": ["an@x.vn", "binh@x.vn"], "TTKHCN": [], "VP": []} == mailboxes(TODAY)
    tasks.edit_task(book.on(), "IV-4", tasks.TaskChange(person="Bình"))
    assert ["binh@x.vn"] == mailboxes(date(2023, 10, 27))["CCTĐC"]
    units.edit_unit(book.on(), "CCTĐC", units.UnitChange(email="cctdc@x.vn"))
    units.edit_unit(book.on(), "VP", units.UnitChange(email="vp@x.vn"))
    found = mailboxes(date(2023, 10, 28))
    assert (["cctdc@x.vn", "binh@x.vn"], ["vp@x.vn"]) == (found["CCTĐC"], found["VP"])
    tasks.edit_task(book.on(), "IV-4", tasks.TaskChange(person=""))
    assert ["cctdc@x.vn"] == mailboxes(date(2023, 10, 29))["CCTĐC"]


@pytest.mark.parametrize(
    ("order", "earlier"),
    [
        (
            Order(content="gửi", document="12/SK", reply_by=date(2023, 10, 27)),
            ("12/SK", TODAY, date(2023, 10, 27), None),
        ),
        (Order(content="gửi", document="12/SK"), ("12/SK", TODAY, None, None)),
        (Order(content="gọi điện", reply_by=date(2023, 10, 27)), None),
    ],
)
def test_a_letter_written_elsewhere_and_logged_by_its_number_is_named_by_the_next(
    book: Any, order: Order, earlier: tuple[str, date, date | None, str | None] | None
) -> None:
    remind(book, order=order, unit="CCTĐC")
    [letter] = letters_of(book, date(2023, 11, 1), unit="CCTĐC")

    assert earlier == letter.addressees[0].earlier


def test_what_the_letters_of_any_plan_would_lack_is_named_with_its_plan(book: Any) -> None:
    planning.import_plan(book.on(), planning.read_draft(book.on(), SAMPLE_TEXT), as_new=True)
    configuring.choose(book.on(), "letter_signer", "Nguyễn Văn A")

    assert (
        "số công văn (--document 12/SKHCN-VP)",
        "số kế hoạch KH-2023 (danvan plan edit KH-2023 --number)",
        "số kế hoạch KH-2023-2 (danvan plan edit KH-2023-2 --number)",
    ) == letter_gaps(book.on(), Order())


@pytest.mark.parametrize(("handed_in", "is_told"), [(date(2023, 10, 23), True), (TODAY, False)])
def test_a_hand_in_typed_after_the_unit_was_urged_tells_of_the_reminder_sent_by_mistake(
    book: Any, handed_in: date, is_told: bool
) -> None:
    remind(book, unit="CCTĐC")
    typed = book.on(date(2023, 10, 30))
    submitted = lifecycle.submit(typed, CCTDC, Result(on=handed_in))
    confirmed = lifecycle.confirm(typed, CCTDC, DONE)

    words = (
        "Đã đôn đốc IV-4 CCTĐC 2023 ngày 26/10/2023, sau ngày nộp 23/10/2023; là gửi nhầm thì ghi danvan remind "
        "--withdraw IV-4 --unit CCTĐC --period 2023."
    )
    assert ((words,) if is_told else (), ()) == (submitted.notes, confirmed.notes)
