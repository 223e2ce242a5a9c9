from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.domain.errors import ConflictError, DanvanError, EvidenceMissingError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.words import Stage
from danvan_cli.output.files import OutputFiles
from danvan_cli.services import adding, assigning, lifecycle, setting_aside, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice

TODAY = date(2023, 10, 26)
VP = Choice("IV-5")
Step = Callable[[Any], Changed]

STEPS: dict[str, Step] = {
    "progress": lambda book: lifecycle.report_progress(book.on(), VP, 50 + book.count("journal_group")),
    "submit": lambda book: lifecycle.submit(book.on(), VP, Result()),
    "done": lambda book: lifecycle.complete(book.on(), VP, Result(no_evidence="không có")),
    "confirm": lambda book: lifecycle.confirm(book.on(), VP, Result(no_evidence="không có")),
    "reopen": lambda book: lifecycle.reopen(book.on(), VP, "làm lại"),
    "cancel": lambda book: setting_aside.cancel(book.on(), VP, "không còn cần"),
}
# How to bring the row of IV-5 to each stage, and which steps it then allows.
ROADS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    Stage.NOT_STARTED: ((), {"progress", "submit", "done", "cancel"}),
    Stage.IN_PROGRESS: (("progress",), {"progress", "submit", "done", "cancel"}),
    Stage.AWAITING_CONFIRMATION: (("submit",), {"done", "confirm", "reopen", "cancel"}),
    Stage.COMPLETED: (("done",), {"reopen"}),
    Stage.CANCELLED: (("cancel",), {"reopen"}),
}
AFTER = {
    "progress": Stage.IN_PROGRESS,
    "submit": Stage.AWAITING_CONFIRMATION,
    "done": Stage.COMPLETED,
    "confirm": Stage.COMPLETED,
    "cancel": Stage.CANCELLED,
}


def row_of(book: Any, task: str = "IV-5") -> dict[str, Any]:
    return dict(book.rows_of(task)[0])


@pytest.mark.parametrize("stage", ROADS)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_from_the_stages_that_allow_it_and_refused_from_all_others(
    book: Any, stage: str, step: str
) -> None:
    road, allowed = ROADS[stage]
    for earlier in road:
        STEPS[earlier](book)
    before = book.content()

    if step in allowed:
        STEPS[step](book)
        assert AFTER.get(step, row_of(book)["stage"]) == row_of(book)["stage"]
        assert len(road) + 2 == book.count("journal_group")
    else:
        with pytest.raises(ConflictError, match="IV-5"):
            STEPS[step](book)
        assert before == book.content()


def test_progress_starts_the_row_and_says_since_when(book: Any) -> None:
    lifecycle.report_progress(book.on(), VP, 30, "đã gửi công văn")

    row = row_of(book)
    assert ("in_progress", 30, "2023-10-26", "2023-10-26", "đã gửi công văn") == (
        row["stage"],
        row["progress"],
        row["stage_since"],
        row["last_update"],
        row["result"],
    )


def test_a_hundred_percent_alone_completes_nothing(book: Any) -> None:
    lifecycle.report_progress(book.on(), VP, 100)

    assert ("in_progress", None) == (row_of(book)["stage"], row_of(book)["completed_on"])


@pytest.mark.parametrize("percent", [-1, 101, 10**30])
def test_progress_outside_the_scale_is_refused(book: Any, percent: int) -> None:
    with pytest.raises(UsageError):
        lifecycle.report_progress(book.on(), VP, percent)


def test_completion_stores_the_day_for_hand_in_too(book: Any) -> None:
    lifecycle.complete(book.on(), VP, Result(date(2023, 10, 20), "Đã báo cáo", no_evidence="không có"))

    row = row_of(book)
    assert ("2023-10-20", "2023-10-20", "thu", "Đã báo cáo") == (
        row["submitted_on"],
        row["completed_on"],
        row["confirmed_by"],
        row["result"],
    )


def test_lateness_counts_to_the_hand_in_not_to_the_confirmation(book: Any) -> None:
    choice = Choice("IV-4", ("CCTĐC",))
    lifecycle.submit(book.on(), choice, Result(date(2023, 10, 24)))
    lifecycle.confirm(book.on(), choice, Result(no_evidence="không có"))

    deadline = next(d for d in views.show_task(book.on(), "IV-4").task.deadlines if d.unit == "CCTĐC")
    assert ("done_on_time", 0, date(2023, 10, 24), date(2023, 10, 26)) == (
        deadline.state,
        deadline.days_late,
        deadline.submitted_on,
        deadline.completed_on,
    )


def test_a_result_that_waits_is_late_only_while_its_lateness_is_not_excused(book: Any) -> None:
    """Handed in on 26/10/2023, two days after the last day 24/10."""

    def shown() -> tuple[str, str, int, int]:
        found = views.status(book.on(date(2023, 10, 30)), "CCTĐC")
        (row,) = (d for d in views.show_task(book.on(date(2023, 10, 30)), "IV-4").task.deadlines if d.unit == "CCTĐC")
        assert [row.task for row in found.overdue] == (["IV-4"] if row.state == "overdue" else [])
        return row.stage, row.state, row.days_late, found.totals.overdue

    choice = Choice("IV-4", ("CCTĐC",))
    lifecycle.submit(book.on(), choice, Result())
    late = shown()
    lifecycle.exempt(book.on(), choice, "bão số 5")
    excused = shown()
    lifecycle.exempt(book.on(), choice, "nhầm", withdraw=True)

    assert ("awaiting_confirmation", "overdue", 2, 1) == late == shown()
    assert ("awaiting_confirmation", "in_time", 0, 0) == excused


def test_an_excuse_does_not_make_open_work_in_time(book: Any) -> None:
    choice = Choice("IV-4", ("CCTĐC",))
    lifecycle.exempt(book.on(), choice, "bão số 5")

    (row,) = (d for d in views.show_task(book.on(), "IV-4").task.deadlines if d.unit == "CCTĐC")
    assert ("overdue", 2) == (row.state, row.days_late)


def test_completing_what_was_handed_in_keeps_the_hand_in_day(book: Any) -> None:
    lifecycle.submit(book.on(), VP, Result(date(2023, 10, 20)))
    lifecycle.complete(book.on(), VP, Result(date(2023, 10, 25), no_evidence="không có"))

    assert ("2023-10-20", "2023-10-25") == (row_of(book)["submitted_on"], row_of(book)["completed_on"])


@pytest.mark.parametrize("day", [date(2023, 10, 19), date(2023, 1, 1)])
def test_no_row_is_closed_before_it_was_handed_in(book: Any, day: date) -> None:
    lifecycle.submit(book.on(), VP, Result(date(2023, 10, 20)))
    before = book.content()

    with pytest.raises(ConflictError):
        lifecycle.complete(book.on(), VP, Result(day, no_evidence="không có"))
    with pytest.raises(ConflictError):
        lifecycle.confirm(book.on(), VP, Result(day, no_evidence="không có"))

    assert before == book.content()


def test_nothing_happens_in_the_future(book: Any) -> None:
    tomorrow = date(2023, 10, 27)
    steps: list[Callable[[], Changed]] = [
        lambda: lifecycle.submit(book.on(), VP, Result(tomorrow)),
        lambda: lifecycle.complete(book.on(), VP, Result(tomorrow, no_evidence="không có")),
        lambda: lifecycle.confirm(book.on(), VP, Result(tomorrow, no_evidence="không có")),
    ]
    for step in steps:
        with pytest.raises(UsageError, match="27/10/2023"):
            step()


def test_what_is_handed_in_counts_as_whole_and_reopening_brings_back_how_far_it_was(book: Any) -> None:
    def progress() -> int:
        return views.show_task(book.on(), "IV-5").task.deadlines[0].progress

    lifecycle.report_progress(book.on(), VP, 60)
    lifecycle.submit(book.on(), VP, Result(date(2023, 10, 20)))
    assert 100 == progress()
    lifecycle.reopen(book.on(), VP, "thiếu số liệu")
    assert 60 == progress()


def test_a_day_before_the_plan_is_told_and_kept(book: Any) -> None:
    done = lifecycle.complete(book.on(), VP, Result(date(2022, 1, 1), no_evidence="không có"))

    assert "Ngày 01/01/2022 trước ngày ban hành kế hoạch 22/03/2023" in done.notes[0]
    assert "2022-01-01" == row_of(book)["completed_on"]


def test_a_reopened_row_is_open_again_and_the_journal_keeps_its_dates(book: Any) -> None:
    lifecycle.complete(book.on(), VP, Result(date(2023, 10, 20), no_evidence="không có"))
    lifecycle.reopen(book.on(), VP, "thiếu số liệu")

    row = row_of(book)
    assert ("not_started", None, None, None, "thiếu số liệu") == (
        row["stage"],
        row["submitted_on"],
        row["completed_on"],
        row["confirmed_by"],
        row["stage_reason"],
    )
    assert '"completed_on": "2023-10-20"' in book.last_entries()[0]["before"]


def test_a_reopened_row_can_be_completed_again_on_an_earlier_day(book: Any) -> None:
    lifecycle.complete(book.on(), VP, Result(date(2023, 10, 20), no_evidence="không có"))
    lifecycle.reopen(book.on(), VP, "ghi nhầm ngày")
    lifecycle.complete(book.on(), VP, Result(date(2023, 10, 19), no_evidence="không có"))

    assert ("2023-10-19", None) == (row_of(book)["completed_on"], row_of(book)["stage_reason"])


def test_a_reopened_row_needs_its_proof_anew(book: Any) -> None:
    lifecycle.complete(book.on(), VP, Result(no_evidence="mất bản giấy"))
    lifecycle.reopen(book.on(), VP, "làm lại")

    with pytest.raises(EvidenceMissingError):
        lifecycle.complete(book.on(), VP, Result())


def test_news_from_before_the_work_was_given_shows_that_it_was_given_by_then(book: Any) -> None:
    code = adding.add_task(book.on(), NewTask("Báo cáo", ("VP",))).code
    lifecycle.report_progress(book.on(), Choice(code), 40, on=date(2023, 10, 20))

    assert "2023-10-20" == row_of(book, code)["opens_on"]


def test_a_proof_is_rejected_on_the_day_of_its_own_hand_ins_return(book: Any) -> None:
    for day, proof in ((20, "1/BC"), (22, "2/BC")):
        lifecycle.submit(book.on(), VP, Result(date(2023, 10, day), evidence=(proof,)))
        lifecycle.send_back(book.on(), VP, "thiếu số liệu", date(2023, 10, day + 1))

    assert [("1/BC", "2023-10-21"), ("2/BC", "2023-10-23")] == [
        (row["text"], row["rejected_on"]) for row in book.select("SELECT * FROM evidence ORDER BY id")
    ]


def test_what_is_taken_up_again_no_longer_says_why_it_was_paused(book: Any) -> None:
    setting_aside.pause(book.on(), VP, "chờ hướng dẫn")
    setting_aside.resume(book.on(), VP)

    assert ("not_started", None) == (row_of(book)["stage"], row_of(book)["stage_reason"])


def test_a_row_cancelled_after_hand_in_carries_no_hand_in_day(book: Any) -> None:
    lifecycle.submit(book.on(), VP, Result())
    setting_aside.cancel(book.on(), VP, "thôi")

    assert ("cancelled", None) == (row_of(book)["stage"], row_of(book)["submitted_on"])


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_reopening_and_cancelling_need_a_reason(book: Any, reason: str) -> None:
    with pytest.raises(UsageError):
        setting_aside.cancel(book.on(), VP, reason)
    lifecycle.complete(book.on(), VP, Result(no_evidence="không có"))
    with pytest.raises(UsageError):
        lifecycle.reopen(book.on(), VP, reason)


def test_a_cancelled_task_stands_outside_the_total_from_that_day_on(book: Any) -> None:
    setting_aside.cancel(book.on(), Choice("IV-4"), "tỉnh dừng")

    after, before = views.status(book.on()).totals, views.status(book.on(date(2023, 10, 25))).totals
    assert (19, 1, 0) == (after.total, after.cancelled, after.overdue)
    assert (20, 0, 1) == (before.total, before.cancelled, before.overdue)


def test_cancelling_without_units_ends_every_unfinished_lead_only(book: Any) -> None:
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(no_evidence="không có"))
    setting_aside.cancel(book.on(), Choice("IV-4"), "tỉnh dừng")

    assert {"CCTĐC": "completed", "TTKHCN": "cancelled"} == {row["unit"]: row["stage"] for row in book.rows_of("IV-4")}


# which rows are meant


@pytest.mark.parametrize("step", ["submit", "done"])
def test_several_leads_must_be_told_apart(book: Any, step: str) -> None:
    do = {"submit": lifecycle.submit, "done": lifecycle.complete}[step]
    with pytest.raises(ConflictError, match="CCTĐC, TTKHCN") as caught:
        do(book.on(), Choice("IV-4"), Result(no_evidence="không có"))

    assert "--unit" in caught.value.hint


def test_the_last_unfinished_lead_need_not_be_named(book: Any) -> None:
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(no_evidence="không có"))
    lifecycle.complete(book.on(), Choice("IV-4"), Result(no_evidence="không có"))

    assert ["completed", "completed"] == [row["stage"] for row in book.rows_of("IV-4")]


def test_several_units_named_are_all_meant(book: Any) -> None:
    lifecycle.complete(
        book.on(), Choice("IV-4", ("cctdc", "Trung tâm KH&CN")), Result(date(2023, 10, 24), no_evidence="không có")
    )

    assert ["completed", "completed"] == [row["stage"] for row in book.rows_of("IV-4")]
    assert 2 == book.count("journal_group")


def test_when_one_of_the_units_named_is_already_done_nothing_is_done_in_silence(book: Any) -> None:
    both = Choice("IV-4", ("CCTĐC", "TTKHCN"))
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(date(2023, 10, 20), no_evidence="không có"))
    before = book.content()

    with pytest.raises(ConflictError, match="CCTĐC"):
        lifecycle.complete(book.on(), both, Result(no_evidence="không có"))

    assert before == book.content()


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        (Choice("IV-4", ("VP",)), ConflictError),
        (Choice("IV-2", ("BTTND",)), ConflictError),
        (Choice("IV-4", ("LẠ",)), NotFoundError),
        (Choice("IV-44"), NotFoundError),
        (Choice("IV-5", (), "2024"), UsageError),
    ],
)
def test_rows_that_are_not_there_are_refused(book: Any, choice: Choice, error: type[DanvanError]) -> None:
    with pytest.raises(error):
        lifecycle.complete(book.on(), choice, Result(no_evidence="không có"))


def test_several_periods_must_be_told_apart(book: Any) -> None:
    from danvan_cli.db import tables
    from danvan_cli.services.writing import writing

    first = row_of(book)
    with writing(book.on()) as work:
        for period in ("2023-Q3", "2023-Q4"):
            row = tables.Deadline(
                task_id=first["task_id"], plan_id=first["plan_id"], unit_id=first["unit_id"], period=period
            )
            work.session.add(row)

    with pytest.raises(ConflictError, match="2023-Q3, 2023-Q4") as caught:
        lifecycle.complete(book.on(), VP, Result(no_evidence="không có"))
    assert "--period" in caught.value.hint

    lifecycle.complete(book.on(), Choice("IV-5", (), "2023-q4"), Result(no_evidence="không có"))
    done = [row["period"] for row in book.rows_of("IV-5") if row["stage"] == "completed"]
    assert ["2023-Q4"] == done


def test_work_that_nobody_leads_can_be_done_too(book: Any) -> None:
    lifecycle.complete(book.on(), Choice("II.1-1"), Result(no_evidence="không có"))

    assert ("completed", None) == (row_of(book, "II.1-1")["stage"], row_of(book, "II.1-1")["unit"])


# evidence


def test_what_proves_a_result_is_sorted_by_what_it_is(book: Any, tmp_path: Path) -> None:
    file = tmp_path / "biên bản.pdf"
    file.write_bytes(b"%PDF-1.4")
    words = ("45/BC-CCTĐC ngày 25/10/2023", "https://skhcn.tayninh.gov.vn/a?b=1", str(file), "đã báo cáo miệng")
    keeping = book.on()._replace(keep_file=OutputFiles(book.database.path).keep)
    lifecycle.complete(keeping, VP, Result(evidence=words))

    found = book.select("SELECT kind, text, number, issued_on, sha256 FROM evidence ORDER BY id")
    assert [
        ("document", "45/BC-CCTĐC", "2023-10-25", False),
        ("link", None, None, False),
        ("file", None, None, True),
        ("statement", None, None, False),
    ] == [(e["kind"], e["number"], e["issued_on"], bool(e["sha256"])) for e in found]
    assert [*words[:2], "biên bản.pdf", words[3]] == [e["text"] for e in found]


@pytest.mark.parametrize("words", ["", " ", "45/BC-VP ngày 31/02/2023"])
def test_evidence_that_cannot_be_is_refused_and_nothing_is_done(book: Any, words: str) -> None:
    before = book.content()

    with pytest.raises(UsageError):
        lifecycle.complete(book.on(), VP, Result(evidence=("tốt", words)))

    assert before == book.content()


# the past stays as it was


def test_what_was_done_later_is_not_seen_on_an_earlier_day(book: Any) -> None:
    before = views.status(book.on(date(2023, 10, 25)))
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(date(2023, 10, 26), "xong", ("45/BC-CCTĐC",)))
    after = views.status(book.on(date(2023, 10, 25)))

    assert before.totals == after.totals
    assert before.units == after.units
    assert [(d.unit, d.state, d.days_late, d.completed_on, d.submitted_on) for d in before.overdue] == [
        (d.unit, d.state, d.days_late, d.completed_on, d.submitted_on) for d in after.overdue
    ]


def test_progress_reported_later_is_not_shown_for_an_earlier_day(book: Any) -> None:
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(date(2023, 10, 26), "xong", ("45/BC-CCTĐC",)))
    seen = next(d for d in views.status(book.on(date(2023, 10, 25))).overdue if d.unit == "CCTĐC")

    assert (0, ()) == (seen.progress, seen.evidence)


def test_a_support_units_part_changes_no_state(book: Any) -> None:
    before = views.status(book.on())
    assigning.assign_task(book.on(), "IV-4", {"support": ["SNV"]})  # type: ignore[dict-item]

    assert before.units == views.status(book.on()).units


def test_a_result_handed_in_in_time_and_not_yet_confirmed_lowers_no_rate(book: Any) -> None:
    lifecycle.submit(book.on(), Choice("IV-4", ("CCTĐC",)), Result(date(2023, 10, 24)))
    line = next(line for line in views.status(book.on()).units if line.code == "CCTĐC")

    assert (1, 0, 0) == (line.counts.in_time, *line.counts.rate()[:2])


def test_a_stage_of_a_later_day_is_not_told_of_an_earlier_one(book: Any) -> None:
    lifecycle.complete(book.on(), Choice("IV-4", ("CCTĐC",)), Result(date(2023, 10, 25), no_evidence="không có"))
    row = next(d for d in views.show_task(book.on(date(2023, 10, 24)), "IV-4").task.deadlines if d.unit == "CCTĐC")

    assert ("due_soon", "not_started") == (row.state, row.stage)


def test_proof_of_a_rejected_result_proves_nothing_later(book: Any) -> None:
    lifecycle.submit(book.on(), VP, Result(evidence=("1/BC",)))
    lifecycle.send_back(book.on(), VP, "minh chứng sai")
    with pytest.raises(EvidenceMissingError):
        lifecycle.complete(book.on(), VP, Result())
    lifecycle.complete(book.on(), VP, Result(evidence=("2/BC",)))

    assert ("2/BC",) == views.show_task(book.on(), "IV-5").task.deadlines[0].evidence
    assert ["1/BC", "2/BC"] == book.values("SELECT text FROM evidence ORDER BY id")


@pytest.mark.parametrize("step", [lifecycle.complete, lifecycle.submit])
def test_nothing_is_done_before_the_year_before_the_plans(book: Any, step: Any) -> None:
    before = book.content()

    with pytest.raises(ConflictError, match="trước kế hoạch năm 2023"):
        step(book.on(), VP, Result(date(2021, 12, 31), no_evidence="gõ nhầm"))
    assert before == book.content()


def test_a_completion_on_a_day_long_past_is_undone_with_the_day_it_counted_from(book: Any) -> None:
    before = book.rows_of("IV-5")[0]["opens_on"]
    lifecycle.complete(book.on(), VP, Result(date(2022, 1, 1), no_evidence="gõ nhầm"))
    lifecycle.reopen(book.on(), VP, "gõ nhầm", date(2022, 1, 1))

    assert before == book.rows_of("IV-5")[0]["opens_on"]
    assert 0 == views.status(book.on()._replace(as_of=date(2023, 3, 1))).rows.total


@pytest.mark.parametrize(
    ("before", "step", "told"),
    [
        ((STEPS["submit"],), lifecycle.send_back, "Ngày 25/10/2023 trước ngày nộp kết quả 26/10/2023."),
        ((STEPS["submit"],), lifecycle.reopen, "Ngày 25/10/2023 trước ngày kết thúc 26/10/2023."),
        ((STEPS["done"],), lifecycle.reopen, "Ngày 25/10/2023 trước ngày kết thúc 26/10/2023."),
        ((STEPS["cancel"],), lifecycle.reopen, "Ngày 25/10/2023 trước ngày kết thúc 26/10/2023."),
        (
            (lambda book: setting_aside.pause(book.on(), VP, "chờ"),),
            lambda request, choice, _, on: setting_aside.resume(request, choice, on),
            "Ngày 25/10/2023 trước ngày tạm hoãn 26/10/2023.",
        ),
    ],
    ids=["send back", "reopen handed in", "reopen done", "reopen cancelled", "resume"],
)
def test_a_step_before_the_day_that_it_answers_to_is_refused_with_that_day(
    book: Any, before: tuple[Step, ...], step: Callable[..., Changed], told: str
) -> None:
    for earlier in before:
        earlier(book)

    with pytest.raises(ConflictError) as refused:
        step(book.on(), VP, "lý do", date(2023, 10, 25))
    assert told == refused.value.message


@pytest.mark.parametrize("stage", [Stage.AWAITING_CONFIRMATION, Stage.COMPLETED, Stage.CANCELLED])
def test_a_step_that_a_stage_does_not_allow_says_the_stage_as_screens_do(book: Any, stage: Stage) -> None:
    for earlier in ROADS[stage][0]:
        STEPS[earlier](book)

    with pytest.raises(ConflictError) as refused:
        STEPS["progress"](book)
    assert f"Không làm được bước này ở IV-5: {row_unit(book)} {stage.label}." == refused.value.message


def row_unit(book: Any) -> str:
    [code] = book.values("SELECT code FROM unit WHERE id = ?", row_of(book)["unit_id"])
    return str(code)


@pytest.mark.parametrize(
    "step",
    [
        lambda on, day: lifecycle.submit(on, Choice("IV-5"), Result(day)),
        lambda on, day: lifecycle.complete(on, Choice("IV-5"), Result(day, no_evidence="mất")),
        lambda on, day: setting_aside.cancel(on, Choice("IV-5"), "thôi", day),
    ],
    ids=["submit", "done", "cancel"],
)
def test_an_earlier_event_that_is_typed_in_later_does_not_set_the_last_update_back(
    book: Any, step: Callable[[Any, date], object]
) -> None:
    lifecycle.report_progress(book.on(), Choice("IV-5"), 40, on=date(2023, 10, 20))
    step(book.on(), date(2023, 10, 10))

    assert "2023-10-20" == row_of(book)["last_update"]
