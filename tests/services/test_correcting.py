"""What was entered wrongly is put right as if it had never been so; the journal keeps it, undo brings it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.words import NoteKind, Role
from danvan_cli.services import (
    assigning,
    correcting,
    coverage,
    extending,
    finding,
    lifecycle,
    proving,
    reminders,
    removing,
    setting_aside,
    targets,
    tasks,
    undoing,
    units,
    views,
)
from danvan_cli.services.due_days import GivenDue
from danvan_cli.services.extending import Wish
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice
from danvan_cli.services.tasks import TaskChange

TODAY, LATER = date(2023, 10, 26), date(2023, 11, 6)
VP = Choice("IV-5")


def row(book: Any, day: date = LATER, task: str = "IV-5") -> Any:
    return views.show_task(book.on(LATER)._replace(as_of=day), task).task.deadlines[0]


def proofs(book: Any, code: str = "IV-5") -> list[str]:
    return [proof.text for proof in proving.list_proofs(book.on(), code).proofs]


def done(book: Any, *evidence: str) -> None:
    lifecycle.complete(book.on(), VP, Result(evidence=evidence))


def test_a_proof_is_replaced_and_another_removed(book: Any) -> None:
    done(book, "12/BC-VP, 20/10/2023", "ảnh chụp")
    correcting.replace_evidence(book.on(), "iv-5", 1, "13/BC-VP, 21/10/2023")
    correcting.remove_evidence(book.on(), "IV-5", 2)
    assert ["13/BC-VP, 21/10/2023"] == proofs(book)
    assert [("13/BC-VP", "2023-10-21")] == [
        (r["number"], str(r["issued_on"])) for r in book.select("SELECT number, issued_on FROM evidence")
    ]


@pytest.mark.parametrize(
    ("act", "error", "why"),
    [
        (lambda r: correcting.remove_evidence(r, "IV-5", 1), ConflictError, "minh chứng duy nhất"),
        (lambda r: correcting.remove_evidence(r, "IV-5", 2), NotFoundError, "IV-5 không có minh chứng 2"),
        (lambda r: correcting.replace_evidence(r, "XX-1", 1, "x"), NotFoundError, "XX-1"),
        (lambda r: correcting.edit_note(r, 1, "x"), NotFoundError, "KH-2023 không có ghi chú 1"),
        (lambda r: correcting.withdraw_extension(r, VP), ConflictError, "Không có lần gia hạn"),
        (lambda r: correcting.withdraw_reminder(r, VP), ConflictError, "Chưa có lần đôn đốc"),
        (lambda r: correcting.remove_measurement(r, "CT1", "VP", TODAY), NotFoundError, "không có số liệu của VP"),
        (lambda r: removing.remove_unit(r, "VP"), ConflictError, "VP còn 1 phần việc, 1 minh chứng, 1 phân công"),
        (lambda r: removing.unify_units(r, "VP", "Văn phòng"), ConflictError, "cùng một đơn vị"),
        (lambda r: removing.restore_target(r, "CT1"), ConflictError, "CT1 không bị bỏ"),
    ],
)
def test_what_cannot_be_put_right_is_refused_and_nothing_changes(
    book: Any, act: Callable[[Any], Any], error: type[DanvanError], why: str
) -> None:
    done(book, "12/BC-VP")
    before = book.content()
    with pytest.raises(error, match=why):
        act(book.on())
    assert before == book.content()


def test_the_same_proof_after_a_corrected_day_stands_once(book: Any) -> None:
    done(book, "12/BC-VP")
    lifecycle.reopen(book.on(), VP, "sai ngày", TODAY)
    done(book, "12/BC-VP")
    assert ["12/BC-VP"] == proofs(book)


def test_a_withdrawn_extension_was_never_granted(book: Any) -> None:
    extending.extend(book.on(), VP, Wish(date(2023, 12, 31), "chờ"))
    answer = correcting.withdraw_extension(book.on(LATER), VP)
    assert "thời hạn trở lại thứ Hai 30/10/2023" in answer.headline
    assert [date(2023, 10, 30)] * 2 == [row(book, day).due_on for day in (TODAY, LATER)]
    assert ("overdue", 0) == (row(book).state, book.count("extension"))


def test_an_extension_overtaken_by_a_correction_is_not_withdrawn(book: Any) -> None:
    extending.extend(book.on(), VP, Wish(date(2023, 11, 10), "chờ"))
    tasks.edit_task(book.on(), "IV-5", TaskChange(due=GivenDue.by(date(2023, 12, 20), "20/12")))
    with pytest.raises(ConflictError, match="không còn là ngày đã gia hạn 10/11/2023"):
        correcting.withdraw_extension(book.on(), VP)


def test_the_answer_tells_the_day_that_is_stored(book: Any) -> None:
    extending.extend(book.on(), VP, Wish(date(2023, 12, 31), "chờ"))
    answer = tasks.edit_task(book.on(), "IV-5", TaskChange(due=GivenDue.by(date(2023, 10, 29), "29/10")))
    assert "31/12/2023 theo lần gia hạn đang có; ngày trước gia hạn sửa thành 29/10/2023" in answer.headline
    assert (date(2023, 12, 31), "trước ngày 31/10/2023") == (row(book).due_on, row(book).due_text)


def test_a_reminder_sent_by_mistake_is_kept_and_not_counted(book: Any) -> None:
    reminders.remind(book.on(), "VP", Order(content="gọi"))
    correcting.withdraw_reminder(book.on(LATER), VP)
    (kept,) = views.show_task(book.on(LATER), "IV-5").reminders
    assert (LATER, 0, 0) == (kept.withdrawn_on, row(book, TODAY).reminders, row(book).reminders)


def test_notes_are_corrected_and_removed(book: Any) -> None:
    for words in ("một", "hai"):
        tasks.note_task(book.on(), "IV-4", words)
    tasks.note_task(book.on(), None, "cả kế hoạch", NoteKind.STRENGTH)
    correcting.edit_note(book.on(), 2, "ba")
    correcting.remove_note(book.on(), 1)
    assert [(1, "ba"), (2, "cả kế hoạch")] == [(n.number, n.text) for n in views.list_notes(book.on()).notes]
    assert [2] == [note.number for note in views.list_notes(book.on(), NoteKind.STRENGTH).notes]


def test_a_figure_is_taken_out_with_its_proof(book: Any) -> None:
    targets.record_measurement(book.on(), "CT1", targets.Figure("4/9", "VP", evidence=("5/BC",)))
    correcting.remove_measurement(book.on(), "CT1", "VP", TODAY)
    assert (0, 0) == (book.count("measurement"), book.count("evidence"))


def test_a_removed_target_is_in_no_figure_until_it_is_restored(book: Any) -> None:
    shown = [len(coverage.coverage(book.on()).coverage)]
    removing.remove_target(book.on(), "ct2")
    shown.append(len(coverage.coverage(book.on()).coverage))
    with pytest.raises(ConflictError, match="CT2 đã bị bỏ"):
        targets.record_measurement(book.on(), "CT2", targets.Figure("1", "VP"))
    removing.restore_target(book.on(), "CT2")
    assert [4, 3, 4] == [*shown, len(coverage.coverage(book.on()).coverage)]


def test_a_unit_that_nothing_speaks_of_goes_with_its_names(book: Any) -> None:
    before = book.content()
    units.add_unit(book.on(), Unit("PKH", "Phòng KH", "department", None, 8, ("P. Kế hoạch",)))
    removing.remove_unit(book.on(), "pkh")
    assert before == book.content()


def test_a_unit_entered_twice_becomes_one_with_all_that_was_the_others(book: Any) -> None:
    units.add_unit(book.on(), Unit("VP2", "Văn phòng cơ quan", "department", None, None, ()))
    for code in ("IV-4", "IV-5"):
        assigning.assign_task(book.on(), code, {Role.LEAD: ("VP2",)})
    targets.record_measurement(book.on(), "CT1", targets.Figure("4/9", "VP2"))
    lifecycle.report_progress(book.on(), Choice("IV-5", ("VP2",)), 30)
    removing.unify_units(book.on(), "VP2", "VP")
    assert {"CCTĐC": "lead", "TTKHCN": "lead", "VP": "lead"} == book.parts_of("IV-4")
    assert [("VP", 30)] == [(r["unit"], r["progress"]) for r in book.rows_of("IV-5")]
    assert ["VP", "VP"] == [finding.show_unit(book.on(), name).unit.code for name in ("văn phòng cơ quan", "VP2")]
    assert ["VP"] == [m.unit for m in coverage.show_target(book.on(), "CT1").measurements]


def test_units_whose_last_days_differ_are_not_put_together(book: Any) -> None:
    tasks.edit_task(book.on(), "IV-4", TaskChange(due=GivenDue.by(date(2023, 12, 1), "1/12"), unit="CCTĐC"))
    before = book.content()
    with pytest.raises(ConflictError, match=r"thời hạn khác nhau ở IV-4 \(01/12/2023 và 24/10/2023\)"):
        removing.unify_units(book.on(), "CCTĐC", "TTKHCN")
    assert before == book.content()


def test_a_part_that_was_given_up_is_in_nobodys_way(book: Any) -> None:
    units.add_unit(book.on(), Unit("VP2", "Văn phòng cơ quan", "department", None, None, ()))
    assigning.assign_task(book.on(), "IV-5", {Role.LEAD: ("VP2",)})
    for unit in ("VP", "VP2"):
        lifecycle.report_progress(book.on(), Choice("IV-5", (unit,)), 30)
    setting_aside.cancel(book.on(), Choice("IV-5", ("VP2",)), "nhập hai lần")
    removing.unify_units(book.on(), "VP2", "VP")
    assert [("VP", 30)] == [(r["unit"], r["progress"]) for r in book.rows_of("IV-5")]


def test_two_units_that_both_began_the_same_work_are_not_put_together(book: Any) -> None:
    units.add_unit(book.on(), Unit("VP2", "Văn phòng cơ quan", "department", None, None, ()))
    assigning.assign_task(book.on(), "IV-5", {Role.LEAD: ("VP2",)})
    for unit in ("VP", "VP2"):
        lifecycle.report_progress(book.on(), Choice("IV-5", (unit,)), 30)
    before = book.content()
    with pytest.raises(ConflictError, match="VP2 và VP cùng đã làm IV-5"):
        removing.unify_units(book.on(), "VP2", "VP")
    assert before == book.content()


def test_a_plan_goes_whole_comes_back_whole_and_stays_where_reminders_were_sent(book: Any) -> None:
    tasks.note_task(book.on(), "IV-4", "một")
    whole = book.content()
    removing.remove_plan(book.on(), "KH-2023")
    assert [0] * 5 == [book.count(t) for t in ("plan", "task", "deadline", "note", "section")]
    undoing.undo(book.on())
    assert whole == book.content()
    reminders.remind(book.on(), None, Order(content="gọi"))
    with pytest.raises(ConflictError, match="đã có 3 lần đôn đốc"):
        removing.remove_plan(book.on(), "KH-2023")


def test_a_progress_that_falls_is_said(book: Any) -> None:
    said = [lifecycle.report_progress(book.on(), VP, percent).headline for percent in (40, 20, 60)]
    assert [
        "IV-5 (VP): tiến độ 40%.",
        "IV-5 (VP): tiến độ 20%, giảm so với 40% đã báo.",
        "IV-5 (VP): tiến độ 60%.",
    ] == said


def test_an_answer_names_the_plan_of_another_year(book: Any) -> None:
    answer = tasks.note_task(book.on(date(2024, 2, 1)), "IV-4", "một")
    assert answer.headline.endswith("(kế hoạch KH-2023).")
