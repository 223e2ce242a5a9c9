"""A command taken back never happened; what came to hang on it, or changed the same rows, is in the way."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.domain.errors import ConflictError, NotFoundError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.words import Role
from danvan_cli.services import adding, assigning, lifecycle, reminders, removing, tasks, undoing, units, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.letters import Order
from danvan_cli.services.steps import Choice

TODAY, LATER = date(2023, 10, 26), date(2023, 11, 6)
VP = Choice("IV-5")


def progress(book: Any, percent: int, day: date = TODAY) -> int:
    return group_of(lifecycle.report_progress(book.on(day), VP, percent, on=TODAY))


def group_of(changed: Any) -> int:
    assert changed.group is not None
    return int(changed.group)


def stage_on(book: Any, day: date, known_on: date | None = None) -> tuple[str, int]:
    request = book.on(LATER)._replace(as_of=day, known_on=known_on)
    row = views.show_task(request, "IV-5").task.deadlines[0]
    return str(row.state), row.progress


def test_a_command_taken_back_happened_on_no_day_but_is_known_for_the_days_before(book: Any) -> None:
    group = progress(book, 40)
    undoing.undo(book.on(LATER), group)
    assert [0, 0, 40, 0] == [
        stage_on(book, day, known)[1] for day, known in [(TODAY, None), (LATER, None), (TODAY, TODAY), (LATER, LATER)]
    ]


def test_a_correction_taken_back_leaves_the_first_value_on_every_day(book: Any) -> None:
    progress(book, 40)
    undoing.undo(book.on(LATER), progress(book, 70, LATER))
    assert [40, 40] == [stage_on(book, day)[1] for day in (TODAY, LATER)]


def test_without_a_number_the_newest_command_that_counts_is_taken_back(book: Any) -> None:
    for percent in (10, 20, 30):
        progress(book, percent)
    seen = []
    for step in (undoing.undo, undoing.undo, undoing.redo, undoing.undo, undoing.undo):
        step(book.on())
        seen.append(stage_on(book, TODAY)[1])
    assert [20, 10, 20, 10, 0] == seen


def test_a_command_whose_rows_were_changed_since_is_refused_naming_the_later_one(book: Any) -> None:
    first, second = progress(book, 10), progress(book, 20)
    before = book.content()
    with pytest.raises(ConflictError, match=f"phần việc IV-5 VP 2023.* lần ghi {second}") as refused:
        undoing.undo(book.on(), first)
    assert (f"Hoàn tác trước: danvan undo {second}.", before) == (refused.value.hint, book.content())


def test_a_new_row_on_which_others_hang_stays_and_they_are_named(book: Any) -> None:
    added = adding.add_task(book.on(), NewTask("Soạn sổ tay", leads=("VP",)))
    noted = group_of(tasks.note_task(book.on(), added.code, "Đã nhắc"))
    with pytest.raises(ConflictError, match=f"ghi chú {added.code}.* lần ghi {noted}"):
        undoing.undo(book.on(), added.group)


def test_what_was_undone_is_in_nobodys_way(book: Any) -> None:
    first, second = progress(book, 10), progress(book, 20)
    undoing.undo(book.on(), second)
    undoing.undo(book.on(), first)
    assert 0 == stage_on(book, TODAY)[1]


def add_units(book: Any, *codes: str, parent: str | None = None) -> None:
    for code in codes:
        units.add_unit(book.on(), Unit(code, f"Đơn vị {code}", "department", parent, None, ()))


def test_a_row_that_the_command_pointed_at_its_new_row_goes_back_first(book: Any, tmp_path: Path) -> None:
    before = book.content()
    table = tmp_path / "đơn vị.csv"
    table.write_text(
        "Mã,Tên đơn vị,Loại,Cấp trên\nVP,Văn phòng Sở,phòng,BGD\nBGD,Ban Giám đốc,phòng,\n", encoding="utf-8"
    )
    units.import_units(book.on(), table)
    after = book.content()
    undoing.undo(book.on())
    assert before == book.content()
    undoing.redo(book.on())
    assert after == book.content()


def test_units_put_together_part_and_join_as_often_as_is_wanted(book: Any) -> None:
    add_units(book, "PX", "PY")
    add_units(book, "TO1", parent="PY")
    assigning.assign_task(book.on(), "IV-5", {Role.LEAD: ("PX", "PY")})
    # The part that was begun takes the place of the other unit's.
    lifecycle.report_progress(book.on(), Choice("IV-5", ("PY",)), 30)
    before = book.content()
    removing.unify_units(book.on(), "PY", "PX")
    after = book.content()
    for step, content in ((undoing.undo, before), (undoing.redo, after), (undoing.undo, before)):
        step(book.on())
        assert content == book.content()


def test_of_a_commands_undos_and_redos_the_newest_alone_is_taken_back(book: Any) -> None:
    group = progress(book, 40)
    undoing.undo(book.on())
    again = group_of(undoing.redo(book.on()))
    undoing.undo(book.on(), group)
    newest = group_of(undoing.redo(book.on()))
    with pytest.raises(ConflictError, match=f"Lần ghi {again} không còn là bước mới nhất") as refused:
        undoing.undo(book.on(), again)
    assert f"Hoàn tác bước đó: danvan undo {newest}." == refused.value.hint
    undoing.undo(book.on(), newest)
    assert 0 == stage_on(book, TODAY)[1]


def test_what_holds_a_reminder_is_not_taken_back_and_no_way_round_is_promised(book: Any) -> None:
    add_units(book, "PX")
    given = group_of(assigning.assign_task(book.on(LATER), "IV-4", {Role.LEAD: ("PX",)}))
    reminders.remind(book.on(LATER), None, Order(content="gọi"))
    undoing.undo(book.on(LATER))
    with pytest.raises(ConflictError, match=r"đôn đốc IV-4 PX.*sổ ghi giữ lại") as refused:
        undoing.undo(book.on(LATER), given)
    assert "Cho phần việc thôi thực hiện bằng danvan task cancel, ghi rõ lý do." == refused.value.hint


@pytest.mark.parametrize(
    ("number", "why"),
    [(10**20, "Không có lần ghi 10"), (9_999, "Không có lần ghi 9999"), (2, "Lần ghi 2 đã được hoàn tác ở lần ghi 3")],
)
def test_a_number_that_is_none_or_was_taken_back_is_refused(book: Any, number: int, why: str) -> None:
    group = progress(book, 10)
    undone = group_of(undoing.undo(book.on(), group))
    number, why = (group, f"Lần ghi {group} đã được hoàn tác ở lần ghi {undone}") if number == 2 else (number, why)
    with pytest.raises((ConflictError, NotFoundError), match=why):
        undoing.undo(book.on(), number)


def test_reminders_are_kept_marked_as_sent_by_mistake_and_the_step_falls_back(book: Any) -> None:
    sent = reminders.remind(book.on(), None, Order(document="12/SKHCN-VP"))
    undone = undoing.undo(book.on(), sent.group)
    rows = book.select("SELECT number, withdrawn_on FROM reminder")
    assert {(1, "2023-10-26")} == {(row["number"], str(row["withdrawn_on"])) for row in rows}
    assert "12/SKHCN-VP" in undone.notes[0]
    assert 0 == views.status(book.on()).rows.reminders
    again = reminders.remind(book.on(), None, Order())
    assert len(sent.changes) == len(again.changes)
    assert {1} == {row["number"] for row in book.select("SELECT number FROM reminder WHERE withdrawn_on IS NULL")}


def test_a_whole_import_goes_and_comes_back(book: Any) -> None:
    whole = book.content()
    undoing.undo(book.on())
    assert ([], []) == (book.select("SELECT 1 FROM task"), book.select("SELECT 1 FROM plan"))
    undoing.redo(book.on())
    assert whole == book.content()


@pytest.mark.a_file  # a server journals every change itself
def test_a_row_that_is_not_what_the_journal_says_is_not_overwritten(book: Any) -> None:
    group = progress(book, 10)
    book.change("UPDATE deadline SET progress = 99 WHERE progress = 10")
    with pytest.raises(ConflictError, match="phần việc IV-5 VP 2023 khác với nhật ký"):
        undoing.undo(book.on(), group)


def test_the_journal_tells_both_ways(book: Any) -> None:
    group = progress(book, 10)
    undone = group_of(undoing.undo(book.on(), group))
    with ExitStack() as held:
        newest = {command.group: command for command in views.log(book.on()._replace(held=held), None).commands}
        both = (newest[group], newest[undone])
        told = [(c.undoes, c.undone_by, [(x.before, x.after) for x in c.changes]) for c in both]
    swapped = [(after, before) for before, after in told[0][2]]
    assert [(None, undone, told[0][2]), (group, None, swapped)] == told
