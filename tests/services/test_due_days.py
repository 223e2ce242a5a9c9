"""The same words mean the same last day wherever they come in, and every stored day follows from its stored rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.domain.due import DueContext, DueRule, Operator, last_day, rule_of, rule_text
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.words import DueKind
from danvan_cli.services import adding, assigning, configuring, extending, planning, snapshot, tasks, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.days_off import shipped_calendar
from danvan_cli.services.due_days import given_due
from danvan_cli.services.lifecycle import Choice
from danvan_cli.services.rollover import roll_over
from danvan_cli.services.tasks import TaskChange

pytestmark = pytest.mark.slow_on_server

# The words, and the last day in time of a plan of 2023.
SINGLE = [
    ("25/10/2023", date(2023, 10, 25)),
    ("trước ngày 25/10/2023", date(2023, 10, 24)),
    ("trước ngày 15/6", date(2023, 6, 14)),
    ("chậm nhất ngày 02/5/2023", date(2023, 5, 2)),
    ("đến hết ngày 30/9", date(2023, 9, 30)),
    ("không muộn hơn ngày 25/10", date(2023, 10, 25)),
    ("ngày 25 tháng 10", date(2023, 10, 25)),
    ("quý III", date(2023, 9, 30)),
    ("quý IV/2024", date(2024, 12, 31)),
    ("tháng 11", date(2023, 11, 30)),
    ("cuối tháng 6", date(2023, 6, 30)),
    ("đầu tháng 7/2023", date(2023, 7, 1)),
    ("trước tháng 6", date(2023, 5, 31)),
    ("6 tháng đầu năm", date(2023, 6, 30)),
    ("hết năm", date(2023, 12, 31)),
    ("trong 10 ngày kể từ ngày 20/4/2023", date(2023, 5, 4)),
    ("3 ngày làm việc kể từ ngày 28/4/2023", date(2023, 5, 8)),
    ("trong 02 tuần kể từ ngày 18/4/2023", date(2023, 5, 4)),
    ("trong 01 tháng kể từ ngày 29/3/2023", date(2023, 5, 4)),
    ("từ ngày 20/4 đến ngày 15/5/2023", date(2023, 5, 15)),
    # A stretch ends on its last day, over New Year too.
    ("từ 15/12/2023 đến 15/01/2024", date(2024, 1, 15)),
    ("từ 15/12/2023 đến 15/01", date(2024, 1, 15)),
    ("từ tháng 11/2023 đến tháng 2/2024", date(2024, 2, 29)),
    ("từ quý IV/2023 đến quý I/2024", date(2024, 3, 31)),
    ("quý IV/2023 - quý I/2024", date(2024, 3, 31)),
    ("đầu tháng 5 đến cuối tháng 8", date(2023, 8, 31)),
    ("T12/2023", date(2023, 12, 31)),
    ("T11", date(2023, 11, 30)),
    ("trước T6/2023", date(2023, 5, 31)),
    # Counted back from a day: 14/6, 13/6 and 12/6 are working days.
    ("3 ngày làm việc trước ngày 15/6", date(2023, 6, 12)),
    ("chậm nhất 05 ngày trước ngày 20/11/2023", date(2023, 11, 15)),
    # With an hour the day itself is in time.
    ("trước 17h00 ngày 22/9", date(2023, 9, 22)),
    ("trước 17 giờ 30, ngày 22/9/2023", date(2023, 9, 22)),
    ("chậm nhất 11:30 ngày 22/9", date(2023, 9, 22)),
]
PLAN = """UBND XÃ AN PHÚ
Số: 12/KH-UBND
An Phú, ngày 05 tháng 01 năm 2023
KẾ HOẠCH
{title}
I. NHIỆM VỤ
"""


def imported(book: Any, folder: Path, words: list[str], *, form: str, title: str) -> list[dict[str, Any]]:
    """Imports a plan or register whose tasks have these deadlines; gives their rows in order."""
    path = folder / f"kh.{form}"
    if form == "txt":
        lines = [f"{n}. Văn phòng gửi báo cáo số {n}, thời hạn: {text}." for n, text in enumerate(words, start=1)]
        path.write_text(PLAN.format(title=title) + "\n".join(lines), encoding="utf-8")
    else:
        rows = [f"{n};Gửi báo cáo số {n};Văn phòng;{text}" for n, text in enumerate(words, start=1)]
        head = [title.upper(), "", "STT;Nội dung công việc;Đơn vị chủ trì;Thời hạn"]
        path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    planning.import_plan(book.on(), planning.read_draft(book.on(), path))
    return book.select("SELECT * FROM deadline ORDER BY id")


def follows(row: dict[str, Any], context: DueContext) -> bool:
    """Tells whether a row's first last day is what its rule gives."""
    found = last_day(rule_of(row["due_rule"]), context, row["period"]) if row["due_rule"] else None
    return row["original_due_on"] == (found and found.isoformat())


@pytest.mark.parametrize("form", ["txt", "csv"])
def test_plans_and_registers_read_the_same_words_as_the_same_day(blank: Any, tmp_path: Path, form: str) -> None:
    rows = imported(
        blank, tmp_path, [words for words, _ in SINGLE], form=form, title="Kế hoạch công tác dân vận năm 2023"
    )
    assert [day.isoformat() for _, day in SINGLE] == [row["original_due_on"] for row in rows]
    assert all(follows(row, DueContext(2023, calendar=shipped_calendar())) for row in rows)


@pytest.mark.parametrize(("words", "day"), SINGLE)
def test_a_typed_deadline_is_the_same_day_as_in_a_plan(book: Any, words: str, day: date) -> None:
    code = adding.add_task(book.on(), NewTask("Báo cáo", ("VP",), due=given_due(book.on(), words))).code
    [row] = book.rows_of(code)
    assert (day.isoformat(), words) == (row["due_on"], row["due_text"])


@pytest.mark.parametrize(
    "words",
    [
        "15/01 năm sau",
        "32/10/2023",
        "khi có yêu cầu",
        "25/6, 25/7",
        "30//11",
        "5 giờ",
        "48 giờ kể từ ngày 20/4",
        "72 giờ trước ngày 20/4",
        "quý II/2023 và quý I/2024",
    ],
)
def test_words_that_are_understood_in_part_only_are_refused(book: Any, words: str) -> None:
    with pytest.raises(UsageError):
        adding.add_task(book.on(), NewTask("Báo cáo", ("VP",), due=given_due(book.on(), words)))


@pytest.mark.parametrize("form", ["txt", "csv"])
@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("quý II/2023 và quý I/2024", ["2023-06-30", "2024-03-31"]),
        ("tháng 5/2023 và tháng 2/2024", ["2023-05-31", "2024-02-29"]),
        ("trước ngày 15/01 năm sau", ["2024-01-14"]),
        ("từ ngày 15/12 đến ngày 15/01 năm sau", ["2024-01-15"]),
        ("quý I năm tới", ["2024-03-31"]),
        ("tháng 11 - tháng 2 năm sau", ["2024-02-29"]),
    ],
)
def test_a_year_that_is_named_beside_a_day_or_period_is_its_year(
    blank: Any, tmp_path: Path, words: str, days: list[str], form: str
) -> None:
    rows = imported(blank, tmp_path, [words], form=form, title="Kế hoạch công tác dân vận năm 2023")
    assert days == [row["due_on"] for row in rows]
    assert all(follows(row, DueContext(2023, calendar=shipped_calendar())) for row in rows)


@pytest.mark.parametrize(
    "words", ["từ 15/12 đến 15/1", "từ tháng 11 đến tháng 2", "tháng 11 - tháng 2", "quý IV đến quý I"]
)
def test_a_stretch_over_new_year_without_a_year_is_asked_about(blank: Any, tmp_path: Path, words: str) -> None:
    path = tmp_path / "kh.csv"
    path.write_text(f"CÔNG TÁC DÂN VẬN NĂM 2023\n\nSTT;Nội dung;Đơn vị chủ trì;Thời hạn\n1;Báo cáo;Văn phòng;{words}\n")
    draft = planning.read_draft(blank.on(), path)
    assert [False] == [task.certain for task in draft.tasks]


def test_a_plans_year_is_told_with_whether_it_is_a_school_year(blank: Any, tmp_path: Path) -> None:
    imported(blank, tmp_path, ["quý I"], form="csv", title="Kế hoạch công tác dân vận năm học 2023-2024")
    assert (2023, True) == snapshot.plan_year(blank.on())


def test_months_of_a_school_year_run_over_new_year_without_a_question(blank: Any, tmp_path: Path) -> None:
    title = "Kế hoạch công tác dân vận năm học 2023-2024"
    rows = imported(blank, tmp_path, ["từ 15/12 đến 15/1", "từ tháng 11 đến tháng 2"], form="csv", title=title)
    assert [("2024-01-15", 1), ("2024-02-29", 1)] == [(row["due_on"], row["due_certain"]) for row in rows]


def test_a_typed_rhythm_of_half_years_gives_both_halves(book: Any) -> None:
    new = NewTask("Báo cáo", ("VP",), due=given_due(book.on(), "định kỳ 6 tháng"), on=date(2023, 1, 1))
    code = adding.add_task(book.on(), new).code
    assert ["2023-06-30", "2023-12-31"] == [row["due_on"] for row in book.rows_of(code)]


def test_a_typed_rhythm_gives_a_row_for_every_period_left(book: Any) -> None:
    due = given_due(book.on(), "trước ngày 25 hằng tháng")
    code = adding.add_task(book.on(), NewTask("Báo cáo", ("VP",), due=due)).code
    assert [("2023-11", "2023-11-24"), ("2023-12", "2023-12-24")] == [
        (row["period"], row["due_on"]) for row in book.rows_of(code)
    ]


@pytest.mark.parametrize("form", ["txt", "csv"])
def test_a_school_years_month_is_in_the_same_year_in_text_and_in_a_register(
    blank: Any, tmp_path: Path, form: str
) -> None:
    title = "Kế hoạch công tác dân vận năm học 2023-2024"
    rows = imported(blank, tmp_path, ["Tháng 3", "15/9", "trước ngày 15/4"], form=form, title=title)
    assert ["2024-03-31", "2023-09-15", "2024-04-14"] == [row["due_on"] for row in rows]


BEFORE = (
    ("trước ngày 15/6 và ngày 15/11", ["2023-06-14", "2023-11-14"], ["2023-06-15", "2023-11-15"]),
    ("trước ngày 10/3, ngày 10/9", ["2023-03-09", "2023-09-09"], ["2023-03-10", "2023-09-10"]),
    ("trước 25.10.2023", ["2023-10-24"], ["2023-10-25"]),
    ("trước ngày 01 tháng 3", ["2023-02-28"], ["2023-03-01"]),
    # With an hour the day itself is meant already.
    ("trước 17h00 ngày 22/9", ["2023-09-22"], ["2023-09-22"]),
)


@pytest.mark.parametrize(("words", "strict", "inclusive"), BEFORE)
def test_every_day_read_from_before_moves_when_the_agency_counts_it_in(
    blank: Any, tmp_path: Path, words: str, strict: list[str], inclusive: list[str]
) -> None:
    title = "Thực hiện công tác dân vận năm 2023"
    assert strict == [row["due_on"] for row in imported(blank, tmp_path, [words], form="txt", title=title)]
    for choice, days in (("có", inclusive), ("không", strict)):
        configuring.choose(blank.on(), "before_is_inclusive", choice)
        assert days == blank.values("SELECT due_on FROM deadline ORDER BY id")


def test_a_day_before_in_every_month_moves_in_every_month(blank: Any, tmp_path: Path) -> None:
    words = ["trước ngày mùng 5 hằng tháng"]
    imported(blank, tmp_path, words, form="txt", title="Thực hiện công tác dân vận năm 2023")
    configuring.choose(blank.on(), "before_is_inclusive", "có")
    assert {"05"} == {day[-2:] for day in blank.values("SELECT due_on FROM deadline WHERE period != ''")}


def test_an_agencys_own_day_off_moves_what_is_counted_and_no_printed_day(blank: Any, tmp_path: Path) -> None:
    words = ["3 ngày làm việc kể từ ngày 28/4/2023", "chậm nhất ngày 08/5/2023"]
    imported(blank, tmp_path, words, form="txt", title="Thực hiện công tác dân vận năm 2023")
    done = configuring.set_day(blank.on(), date(2023, 5, 8), "nghỉ lễ địa phương", is_working=False)
    assert ["2023-05-09", "2023-05-08"] == blank.values("SELECT due_on FROM deadline ORDER BY id")
    assert ("I-1 “3 ngày làm việc kể từ ngày 28/4/2023”: 08/05/2023 → 09/05/2023",) == done.notes
    configuring.reset_day(blank.on(), date(2023, 5, 8))
    assert ["2023-05-08", "2023-05-08"] == blank.values("SELECT due_on FROM deadline ORDER BY id")


def test_a_granted_day_is_in_force_again_when_the_first_day_moved_beyond_it_and_back(
    blank: Any, tmp_path: Path
) -> None:
    words = ["trong 10 ngày kể từ ngày 20/4/2023", "trong 20 ngày sau khi UBND tỉnh ban hành kế hoạch"]
    imported(blank, tmp_path, words, form="txt", title="Công tác dân vận năm 2023")
    tasks.edit_task(blank.on(), "I-2", TaskChange(event_on=date(2023, 3, 1)))
    for code, day in (("I-1", date(2023, 5, 5)), ("I-2", date(2023, 3, 24))):
        extending.extend(blank.on(), Choice(code), extending.Wish(day, "chờ số liệu"))
    granted = blank.values("SELECT due_on FROM deadline ORDER BY id")
    away = (date(2023, 5, 4), date(2023, 5, 5))
    for day in away:
        configuring.set_day(blank.on(), day, "nghỉ lễ địa phương", is_working=False)
    tasks.edit_task(blank.on(), "I-2", TaskChange(event_on=date(2023, 4, 1)))
    assert ["2023-05-08", "2023-04-21"] == blank.values("SELECT due_on FROM deadline ORDER BY id")
    for day in away:
        configuring.reset_day(blank.on(), day)
    tasks.edit_task(blank.on(), "I-2", TaskChange(event_on=date(2023, 3, 1)))
    assert granted == blank.values("SELECT due_on FROM deadline ORDER BY id")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chậm nhất ngày 02/5/2023", "hạn thứ Ba 02/05/2023 là ngày nghỉ (nghỉ bù Giỗ Tổ Hùng Vương); ngày làm việc "
         "kế tiếp là thứ Năm 04/05/2023"),
        ("chậm nhất ngày 04/5/2024", None),  # a Saturday that is worked
        ("chậm nhất ngày 30/12/2023", "hạn thứ Bảy 30/12/2023 là ngày nghỉ; ngày làm việc kế tiếp là thứ Ba "
         "02/01/2024"),
    ],
)  # fmt: skip
def test_an_import_names_days_off_by_the_calendar_in_force(
    blank: Any, tmp_path: Path, words: str, said: str | None
) -> None:
    path = tmp_path / "kh.txt"
    path.write_text(PLAN.format(title="Công tác dân vận năm 2023") + f"1. Văn phòng báo cáo {words}.", encoding="utf-8")
    [task] = planning.read_draft(blank.on(), path).tasks
    assert said == next((note for note in task.notes if note.startswith("hạn ")), None)


def test_next_years_days_follow_from_the_same_rules(blank: Any, tmp_path: Path) -> None:
    words = ["trong 10 ngày kể từ ngày 20/4/2023", "trước ngày 25/10", "quý III/2023", "tháng 2"]
    imported(blank, tmp_path, words, form="csv", title="Kế hoạch công tác dân vận năm 2023")
    roll_over(blank.on(), 2024)
    rows = blank.select("SELECT * FROM deadline WHERE plan_id = 2 ORDER BY id")
    # 30/4/2024 and 01/5/2024 are holidays.
    assert ["2024-05-02", "2024-10-24", "2024-09-30", "2024-02-29"] == [row["due_on"] for row in rows]
    assert all(follows(row, DueContext(2024, calendar=shipped_calendar())) for row in rows)


def test_work_that_hung_on_an_event_waits_for_next_years(blank: Any, tmp_path: Path) -> None:
    words = ["trong 20 ngày sau khi UBND tỉnh ban hành kế hoạch"]
    imported(blank, tmp_path, words, form="txt", title="Công tác dân vận năm 2023")
    tasks.edit_task(blank.on(), "I-1", TaskChange(event_on=date(2023, 3, 1)))
    assert ["2023-03-21"] == blank.values("SELECT due_on FROM deadline")
    done = roll_over(blank.on(), 2024)
    assert [None] == blank.values("SELECT due_on FROM deadline WHERE plan_id = 2")
    assert any("chờ ngày của sự kiện trong năm 2024" in note for note in done.notes)
    tasks.edit_task(blank.on(plan="KH-2024"), "I-1", TaskChange(event_on=date(2024, 3, 1)))
    assert ["2024-03-21"] == blank.values("SELECT due_on FROM deadline WHERE plan_id = 2")


@pytest.mark.parametrize("event_on", [date(2199, 12, 31), date(2200, 12, 31)])
def test_an_event_dates_no_row_beyond_the_years_that_a_record_can_be_of(
    blank: Any, tmp_path: Path, event_on: date
) -> None:
    words = ["trong 900 ngày sau khi UBND tỉnh ban hành kế hoạch"]
    imported(blank, tmp_path, words, form="txt", title="Công tác dân vận năm 2023")
    with pytest.raises(UsageError, match="từ 1900 đến 2200"):
        tasks.edit_task(blank.on(), "I-1", TaskChange(event_on=event_on))
    assert [None] == blank.values("SELECT due_on FROM deadline")


@pytest.mark.parametrize("year", [2200, 9998])
def test_no_day_that_is_worked_out_anew_lies_beyond_those_years(blank: Any, tmp_path: Path, year: int) -> None:
    imported(blank, tmp_path, ["25/10/2023"], form="csv", title="Kế hoạch công tác dân vận năm 2023")
    rule = DueRule(DueKind.FIXED, Operator.BEFORE, year, 12, 31)
    assert "" == blank.refuses(f"UPDATE deadline SET due_rule = '{rule_text(rule)}'")
    roll_over(blank.on(), 2024)
    assert ["2023-10-25", None] == blank.values("SELECT due_on FROM deadline ORDER BY plan_id")
    configuring.choose(blank.on(), "before_is_inclusive", "có")
    assert ["2200-12-31" if year == 2200 else "2023-10-25", None] == blank.values(
        "SELECT due_on FROM deadline ORDER BY plan_id"
    )


def test_a_further_lead_shares_the_rule_with_the_day(book: Any) -> None:
    assigning.assign_task(book.on(), "IV-5", {assigning.Role.LEAD: ["TTr"]})
    configuring.choose(book.on(), "before_is_inclusive", "có")
    assert [("VP", "2023-10-31"), ("TTr", "2023-10-31")] == [(r["unit"], r["due_on"]) for r in book.rows_of("IV-5")]


def test_every_row_of_the_sample_plan_follows_from_its_rule(book: Any) -> None:
    context = DueContext(2023, calendar=shipped_calendar())
    rows = book.select("SELECT * FROM deadline")
    assert all(follows(row, context) for row in rows)
    configuring.choose(book.on(), "before_is_inclusive", "có")
    moved = book.select("SELECT * FROM deadline")
    assert all(follows(row, context._replace(before_is_inclusive=True)) for row in moved)
    assert views.list_tasks(book.on(), views.TaskFilter(), None)


def test_a_rhythm_is_no_day_for_work_that_is_due_once(book: Any) -> None:
    before = book.rows_of("IV-5")
    with pytest.raises(UsageError, match="định kỳ"):
        tasks.edit_task(book.on(), "IV-5", TaskChange(due=given_due(book.on(), "ngày 25 hằng tháng")))
    assert before == book.rows_of("IV-5")
