"""Three quarters lived by the units' forms, against figures that were added up by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from danvan_cli.domain.words import Every, RoundState, State
from danvan_cli.output.working_sheet import write_sheet_book
from danvan_cli.services import adding, coverage, record_views, round_views, rounds, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.form_import import FormOptions, import_forms
from danvan_cli.services.forms import form_books
from danvan_cli.services.rounds import NewRound
from danvan_cli.services.sheet_file import open_form


class Told(NamedTuple):
    """What a unit fills in: the target's numerator and denominator, visits and people received, its own report's day."""

    unit: str
    came: date
    target: tuple[int, int]
    received: tuple[int, int]
    report: date | None = None


YEAR = {
    "quý II": [
        Told("VP", date(2023, 6, 15), (40, 50), (10, 12), date(2023, 6, 12)),
        Told("TTr", date(2023, 6, 16), (9, 10), (4, 5)),
    ],
    "quý III": [
        Told("VP", date(2023, 9, 21), (45, 50), (12, 15), date(2023, 9, 20)),
        Told("TTr", date(2023, 9, 21), (10, 10), (3, 3)),
    ],
    "quý IV": [Told("VP", date(2023, 12, 15), (50, 50), (8, 9))],
}
# By hand: CT1 of the newest figures (40 + 9 of 50 + 10, …), visits and people since the year began.
BY_HAND = {"quý II": ((49, 60), (14, 17)), "quý III": ((55, 60), (29, 35)), "quý IV": ((60, 60), (37, 44))}


def fill(path: Path, told: Told) -> None:
    work = openpyxl.load_workbook(path)
    tasks, figures, received = work["Nhiệm vụ"], work["Chỉ tiêu"], work["Tiếp công dân"]
    titles = {cell.value: cell.column for cell in tasks[4]}
    if told.report is not None:
        row = max(line[0].row for line in tasks.iter_rows(min_row=5) if line[0].value == "BS-1")
        for name, value in (
            ("Tình trạng", "hoàn thành"), ("Ngày hoàn thành", told.report), ("Minh chứng", f"{told.report:%d}/BC-VP"),
        ):  # fmt: skip
            tasks.cell(row, titles[name]).value = value
    figures["E5"], figures["F5"] = told.target
    received["B5"] = "bộ phận tiếp công dân"
    received["C5"], received["D5"] = told.received
    work.save(path)


@pytest.mark.slow_on_server
def test_three_quarters_by_forms_give_what_is_added_up_by_hand(book: Any, tmp_path: Path) -> None:
    begin = book.on(date(2023, 3, 27))
    adding.add_task(begin, NewTask("Báo cáo quý", ["VP"], every=Every.QUARTER))
    for quarter, forms in YEAR.items():
        opened = rounds.open_round(book.on(forms[0].came), NewRound(quarter, kinds=["receptions"]))
        for told in forms:
            [made] = form_books(book.on(told.came), opened.code, [told.unit])[1]
            path = tmp_path / f"{opened.code}-{told.unit}.xlsx"
            with path.open("wb") as file:
                write_sheet_book(made, datetime(2023, 1, 1, tzinfo=UTC), file)
            fill(path, told)
            [form] = import_forms(book.on(told.came), [open_form(path)], FormOptions()).forms
            assert ((), "đã gửi") == (form.outcome.refused, form.state)
        after = book.on(forms[-1].came)
        [line] = coverage.coverage(after, "CT1").coverage
        whole = record_views.sum_records(after, "receptions", "2023", None, None).sums.whole.now
        received = tuple(whole.values[name] for name in ("visits", "people"))
        assert BY_HAND[quarter] == ((line.numerator, line.denominator), received)

    end = date(2023, 12, 20)
    states = {code: round_views.round_status(book.on(end), code).round.states(end) for code in ("Q2", "Q3", "Q4")}
    sent = {code: [state for one, state in found if one.unit in ("VP", "TTr")] for code, found in states.items()}
    late, missing = RoundState.SENT_LATE, RoundState.NOT_SENT
    assert {"Q2": [RoundState.SENT] * 2, "Q3": [late, late], "Q4": [RoundState.SENT, missing]} == sent
    rows = {row.period: row.state for row in views.show_task(book.on(end), "BS-1").task.deadlines}
    # Nobody closed the first quarter; the fourth is due on the year's last day.
    by_hand = (State.OVERDUE, State.DONE_ON_TIME, State.DONE_ON_TIME, State.IN_TIME)
    assert by_hand == tuple(rows[f"2023-Q{number}"] for number in (1, 2, 3, 4))
