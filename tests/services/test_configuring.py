from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import ConflictError, DanvanError, FileRefusedError, UsageError
from danvan_cli.domain.settings import MEANING, Settings, spoken_key
from danvan_cli.output.files import OutputFiles
from danvan_cli.output.letters import LetterFolder
from danvan_cli.services import adding, configuring, extending, lifecycle, reminders, tasks, views
from danvan_cli.services.adding import NewTask
from danvan_cli.services.due_days import given_due
from danvan_cli.services.extending import Wish
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.planning import import_plan, read_draft
from danvan_cli.services.steps import Choice
from danvan_cli.services.tasks import TaskChange

pytestmark = pytest.mark.slow_on_server

DATA = Path(__file__).parents[2] / "data"
SAMPLE = DATA / "ke-hoach-dan-van-2023.txt"
CCTDC = Choice("IV-4", ("CCTĐC",))


def choose(book: Any, key: str, value: str) -> Any:
    return configuring.choose(book.on(), key, value)


def days_of(book: Any, task: str) -> list[tuple[str, str]]:
    return [(row["due_on"], row["original_due_on"]) for row in book.rows_of(task)]


# every choice


@pytest.mark.parametrize(
    ("key", "typed", "stored", "value"),
    [
        ("soon_days", "14", "14", 14),
        ("warning_days", "1,5,10", "10,5,1", (10, 5, 1)),
        ("stale_days", "30", "30", 30),
        ("before_is_inclusive", "yes", "có", True),
        ("before_is_inclusive", "không", "không", False),
        ("letter_symbol", "SKHCN-VP", "SKHCN-VP", "SKHCN-VP"),
        ("letter_authority", "TL. GIÁM ĐỐC", "TL. GIÁM ĐỐC", "TL. GIÁM ĐỐC"),
        ("letter_signer_title", "CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG"),
        ("letter_signer", " Nguyễn  Văn A ", "Nguyễn Văn A", "Nguyễn Văn A"),
        ("SOON-DAYS", "3", "3", 3),
        ("Letter-Signer-Title", "GIÁM ĐỐC", "GIÁM ĐỐC", "GIÁM ĐỐC"),
    ],
)
def test_a_choice_is_stored_in_one_form_and_read_back(
    book: Any, key: str, typed: str, stored: str, value: object
) -> None:
    done = choose(book, key, typed)
    name = key.lower().replace("-", "_")

    assert (f"Đã đặt {spoken_key(name)} = {stored}.", name) == (done.headline, done.code)
    assert [stored] == book.values("SELECT value FROM setting WHERE key = ?", name)
    assert Settings()._replace(**{name: value}) == configuring.settings_of(book.on())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("soon_days", "bảy"),
        ("soon_days", "-1"),
        ("soon_days", "3661"),
        ("warning_days", ""),
        ("warning_days", "7,x"),
        ("stale_days", "1.5"),
        ("before_is_inclusive", "có lẽ"),
        ("letter", "SKHCN-VP"),
        ("current_plan", "KH-1"),
        ("", "7"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_nothing_is_stored(book: Any, key: str, value: str) -> None:
    before = book.content(), book.count("journal_group")

    with pytest.raises(UsageError):
        choose(book, key, value)

    assert before == (book.content(), book.count("journal_group"))


def test_what_was_never_chosen_has_its_default_with_or_without_data(book: Any, blank: Any) -> None:
    assert (Settings(), Settings()) == (configuring.settings_of(book.on()), configuring.settings_of(blank.on()))
    assert blank.is_untouched()


def test_a_choice_may_be_made_before_there_is_any_plan(blank: Any) -> None:
    choose(blank, "soon_days", "3")

    assert (3, 0) == (configuring.settings_of(blank.on()).soon_days, blank.count("plan"))


def test_a_choice_may_be_changed_and_the_journal_keeps_both(book: Any) -> None:
    choose(book, "soon_days", "14")
    choose(book, "soon_days", "3")

    assert ["3"] == book.values("SELECT value FROM setting WHERE key = 'soon_days'")
    (entry,) = book.last_entries()
    assert ("soon_days", '{"value": "14"}', '{"value": "3"}') == (entry["code"], entry["before"], entry["after"])


def test_the_same_choice_again_changes_nothing(book: Any) -> None:
    choose(book, "soon_days", "14")
    done = choose(book, "soon_days", "014")

    assert ("Không có gì thay đổi; dữ liệu đã như vậy.", None, 2) == (
        done.headline,
        done.group,
        book.count("journal_group"),
    )


def test_a_letters_words_may_be_taken_back(book: Any) -> None:
    choose(book, "letter_symbol", "SKHCN-VP")
    choose(book, "letter_symbol", "")

    assert "" == configuring.settings_of(book.on()).letter_symbol


@pytest.mark.parametrize("key", MEANING)
def test_a_dry_run_of_a_choice_stores_nothing(book: Any, key: str) -> None:
    before = book.content(), book.count("journal_group")
    value = {"report_periods": "dương lịch", "report_template": "/mau"}.get(key, "1")
    done = configuring.choose(book.on(dry_run=True), key, value)

    assert (True, None) == (done.dry_run, done.group)
    assert before == (book.content(), book.count("journal_group"))


# what choices do


@pytest.mark.parametrize(("days", "soon"), [("3", []), ("4", ["IV-5"]), ("0", []), ("3660", ["IV-5"])])
def test_soon_days_says_what_is_soon_due(book: Any, days: str, soon: list[str]) -> None:
    choose(book, "soon_days", days)
    status = views.status(book.on())

    assert (int(days), soon, len(soon)) == (
        status.soon_days,
        [row.task for row in status.due_soon],
        status.totals.due_soon,
    )
    assert (1, 1) == (status.totals.in_time, status.totals.overdue)


@pytest.mark.parametrize(
    ("days", "units"),
    [
        ("3", ["CCTĐC", "TTKHCN"]),
        ("1,4", ["CCTĐC", "TTKHCN", "VP"]),
        ("0", ["CCTĐC", "TTKHCN"]),
        ("30,1", ["CCTĐC", "TTKHCN", "VP"]),
    ],
)
def test_warning_days_say_how_long_before_its_last_day_a_row_is_urged(book: Any, days: str, units: list[str]) -> None:
    choose(book, "warning_days", days)
    found = reminders.pending_reminders(book.on())

    assert units == [one.unit.code for one in found.pending]
    with views.streamed_dated(book.on()) as dated:
        kept = dated.warning_days

    assert found.warning_days == kept == configuring.settings_of(book.on()).warning_days


def test_soon_days_do_not_change_whom_to_urge_nor_warning_days_what_is_soon(book: Any) -> None:
    choose(book, "soon_days", "1")
    choose(book, "warning_days", "30")

    assert ["CCTĐC", "TTKHCN", "VP"] == [one.unit.code for one in reminders.pending_reminders(book.on()).pending]
    assert () == views.status(book.on()).due_soon


@pytest.mark.parametrize(("days", "found"), [("218", 18), ("219", 0), ("0", 18)])
def test_stale_days_say_when_undated_work_is_unheard_of_for_too_long(book: Any, days: str, found: int) -> None:
    choose(book, "stale_days", days)
    rows = views.stale(book.on()).rows

    assert (found, {int(days)} if found else set()) == (len(rows), {row.after for row in rows})


def test_work_with_a_rhythm_of_its_own_does_not_ask_for_stale_days(book: Any) -> None:
    code = adding.add_task(book.on(), NewTask("Thường xuyên", ("VP",), review="30d", on=date(2023, 9, 1))).code
    choose(book, "stale_days", "3660")

    assert [(code, 30)] == [(row.deadline.task, row.after) for row in views.stale(book.on()).rows]


# "trước ngày N"


def test_days_read_from_before_move_to_the_day_itself_and_back(book: Any) -> None:
    choose(book, "before_is_inclusive", "có")
    assert [("2023-10-25", "2023-10-25")] * 2 == days_of(book, "IV-4")
    assert [("2023-10-31", "2023-10-31")] == days_of(book, "IV-5")

    choose(book, "before_is_inclusive", "không")
    assert [("2023-10-24", "2023-10-24")] * 2 == days_of(book, "IV-4")
    assert [("2023-10-30", "2023-10-30")] == days_of(book, "IV-5")


@pytest.mark.parametrize("value", ["có", "không"])
def test_choosing_it_a_second_time_moves_nothing_further(book: Any, value: str) -> None:
    choose(book, "before_is_inclusive", value)
    before = book.content()
    choose(book, "before_is_inclusive", value)

    assert before == book.content()


def test_nothing_but_those_days_and_the_choice_is_changed(book: Any) -> None:
    before = book.content()
    choose(book, "before_is_inclusive", "có")
    after = book.content()

    assert {"deadline", "setting"} == {table for table in before if before[table] != after[table]}
    changed = [
        {key for key in old if old[key] != new[key]}
        for old, new in zip(before["deadline"], after["deadline"], strict=True)
    ]
    assert [{"due_on", "original_due_on"}] * 3 == [keys for keys in changed if keys]


def test_what_was_late_by_a_day_no_longer_is(book: Any) -> None:
    lifecycle.complete(book.on(), CCTDC, Result(date(2023, 10, 25), no_evidence="không có"))
    before = views.status(book.on(), "CCTĐC").totals
    choose(book, "before_is_inclusive", "có")
    after = views.status(book.on(), "CCTĐC").totals

    assert ((1, 0), (0, 1)) == ((before.done_late, before.done_on_time), (after.done_late, after.done_on_time))


def test_it_says_what_moved_from_which_day_to_which(book: Any) -> None:
    there = choose(book, "before_is_inclusive", "có").notes
    back = choose(book, "before_is_inclusive", "không").notes

    assert "IV-5 “trước ngày 31/10/2023”: 30/10/2023 → 31/10/2023" in there
    assert "IV-5 “trước ngày 31/10/2023”: 31/10/2023 → 30/10/2023" in back
    assert any(note.startswith("IV-4 ") for note in there)


def test_it_says_when_nothing_moved(blank: Any) -> None:
    assert ("Không có thời hạn nào đang theo dõi ghi “trước ngày”.",) == choose(
        blank, "before_is_inclusive", "có"
    ).notes


def test_only_the_first_few_moves_are_told_and_how_many_more(book: Any) -> None:
    for number in range(1, 7):
        due = given_due(book.on(), f"trước ngày {number + 1}/11/2023")
        adding.add_task(book.on(), NewTask(f"Báo cáo {number}", ("VP",), due=due))
    notes = choose(book, "before_is_inclusive", "có").notes

    assert (6, "… và 3 thời hạn khác.") == (len(notes), notes[-1])


def test_an_extended_row_keeps_its_extended_day(book: Any) -> None:
    extending.extend(book.on(), CCTDC, Wish(date(2023, 11, 10), "chờ số liệu"))
    choose(book, "before_is_inclusive", "có")
    assert [("2023-11-10", "2023-10-25"), ("2023-10-25", "2023-10-25")] == days_of(book, "IV-4")

    choose(book, "before_is_inclusive", "không")
    assert [("2023-11-10", "2023-10-24"), ("2023-10-24", "2023-10-24")] == days_of(book, "IV-4")


@pytest.mark.parametrize("day", [date(2023, 10, 24), date(2023, 10, 30), date(2023, 11, 25)])
def test_a_day_that_a_person_set_stays(book: Any, day: date) -> None:
    tasks.edit_task(book.on(), "IV-4", TaskChange(due=GivenDue.by(day, f"{day.day}/{day.month}")))
    choose(book, "before_is_inclusive", "có")

    assert [(day.isoformat(), day.isoformat())] * 2 == days_of(book, "IV-4")
    assert [("2023-10-31", "2023-10-31")] == days_of(book, "IV-5")


def test_work_without_a_day_stays_so(book: Any) -> None:
    tasks.edit_task(book.on(), "IV-4", TaskChange(no_due=True))
    choose(book, "before_is_inclusive", "có")

    assert [(None, None)] * 2 == days_of(book, "IV-4")


def test_a_dry_run_says_what_would_move_and_moves_nothing(book: Any) -> None:
    before = book.content(), book.count("journal_group")
    done = configuring.choose(book.on(dry_run=True), "before_is_inclusive", "có")

    assert "IV-5 “trước ngày 31/10/2023”: 30/10/2023 → 31/10/2023" in done.notes
    assert before == (book.content(), book.count("journal_group"))


def test_the_choice_and_the_moves_are_one_command(book: Any) -> None:
    choose(book, "before_is_inclusive", "có")

    assert ["before_is_inclusive", "IV-4 CCTĐC 2023", "IV-4 TTKHCN 2023", "IV-5 VP 2023"] == sorted(
        (entry["code"] for entry in book.last_entries()), key=lambda code: (code[0] != "b", code)
    )


@pytest.mark.parametrize(("value", "day"), [("có", "2023-10-25"), ("không", "2023-10-24")])
def test_a_plan_imported_after_the_choice_is_read_by_it(blank: Any, value: str, day: str) -> None:
    choose(blank, "before_is_inclusive", value)
    import_plan(blank.on(), read_draft(blank.on(), SAMPLE))

    assert [(day, day)] * 2 == days_of(blank, "IV-4")


@pytest.mark.slow_on_server
@pytest.mark.parametrize(
    "words",
    [
        "trước ngày 25/10/2023",
        "trước ngày 01/11/2023",
        "trước 25.10.2023",
        "trước ngày 25 hàng tháng",
        "trước ngày 15 của tháng cuối quý",
        "trước quý IV/2023",
        "trước 17 giờ ngày 25/10/2023",
        "chậm nhất ngày 25/10/2023",
    ],
)
def test_the_days_are_the_same_whether_the_choice_was_made_before_or_after_the_import(
    copy_of_sample: Any, blank: Any, tmp_path: Path, words: str
) -> None:
    file = tmp_path / "khác.txt"
    text = SAMPLE.read_text(encoding="utf-8").replace("trước ngày 31/10/2023", words).replace("kỳ năm qua", "kỳ qua")
    file.write_text(text, encoding="utf-8")
    other = blank.another("khác.db")
    import_plan(blank.on(), read_draft(blank.on(), file))
    read = [days_of(blank, "IV-5")]
    choose(blank, "before_is_inclusive", "có")
    choose(other, "before_is_inclusive", "có")
    import_plan(other.on(), read_draft(other.on(), file))

    assert days_of(other, "IV-5") == days_of(blank, "IV-5")
    choose(blank, "before_is_inclusive", "không")
    assert read == [days_of(blank, "IV-5")]


# the office's own days


def test_without_own_days_the_shipped_calendar_is_in_force(book: Any, blank: Any) -> None:
    for request in (book.on(), blank.on()):
        known, off, working = configuring.calendars(request)
        assert ({}, {}) == (off, working)
        assert ["Quốc khánh", None] == [known.why_off(date(2023, 9, 2)), known.why_off(date(2023, 9, 5))]


@pytest.mark.parametrize("name", ["", " ", "\t\u200b"])
def test_a_day_without_a_name_is_refused(book: Any, name: str) -> None:
    with pytest.raises(UsageError):
        configuring.set_day(book.on(), date(2023, 11, 3), name, is_working=False)

    assert 0 == book.count("calendar_day")


def test_a_day_that_was_never_changed_cannot_be_given_back(book: Any) -> None:
    with pytest.raises(ConflictError, match="03/11/2023"):
        configuring.reset_day(book.on(), date(2023, 11, 3))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "trống"),
        ("year = ", ""),
        ("không phải toml", ""),
        ('year = "2026"', "năm"),
        ("year = 2026\nngay = 1", "ngay"),
        ("year = 2026\ncertain = 1", "certain"),
        ("year = 2026\noff = 1", "off"),
        ('year = 2026\n[[off]]\nday = "2026-01-01"\nname = "x"', "2026-01-01"),
        ("year = 2026\n[[off]]\nday = 2026-01-01", "01/01/2026"),
        ('year = 2026\n[[off]]\nday = 2026-13-01\nname = "x"', ""),
        ('year = 2026\n[[off]]\nday = 2025-12-31\nname = "x"', "31/12/2025"),
        ('year = 2026\n[[off]]\nday = 2026-01-01\nname = "x"\nkind = "tết"', "tết"),
        ('year = 2026\n[[working]]\nday = 2026-01-05\nname = "x"', "05/01/2026"),
        ('year = 2026\n[[off]]\nday = 2026-01-03\nname = "x"\n[[working]]\nday = 2026-01-03\nname = "x"', "03/01/2026"),
        ('year = 2026\n[[off]]\nday = 2026-01-01\nname = "x"\n[[off]]\nday = 2026-01-01\nname = "y"', "hai lần"),
    ],
)
def test_a_broken_year_file_is_refused_whole(book: Any, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "lịch.toml"
    file.write_text(text, encoding="utf-8")
    before = book.content(), book.count("journal_group")

    with pytest.raises(FileRefusedError) as error:
        configuring.import_days(book.on(), file)

    assert said in error.value.message
    assert error.value.hint
    assert before == (book.content(), book.count("journal_group"))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00year", b"year = 2026 # \x93", b"PK\x03\x04", b"\x00" * 100])
def test_a_file_that_is_no_text_is_refused(book: Any, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "lịch.toml"
    file.write_bytes(content)

    with pytest.raises(FileRefusedError, match=r"lịch\.toml"):
        configuring.import_days(book.on(), file)

    assert 0 == book.count("calendar_day")


@pytest.mark.parametrize("name", ["không có.toml", "."])
def test_a_file_that_there_is_not_is_refused(book: Any, tmp_path: Path, name: str) -> None:
    with pytest.raises(DanvanError) as error:
        configuring.import_days(book.on(), tmp_path / name)

    assert 7 == error.value.exit_code


def test_a_refused_file_opens_no_database(blank: Any, tmp_path: Path) -> None:
    file = tmp_path / "lịch.toml"
    file.write_text("hỏng", encoding="utf-8")

    with pytest.raises(FileRefusedError):
        configuring.import_days(blank.on(), file)

    assert blank.is_untouched()


def set_day(book: Any, day: date, name: str, *, is_working: bool = False) -> Any:
    return configuring.set_day(book.on(), day, name, is_working=is_working)


def notes_of_due(book: Any, day: date) -> tuple[str, ...]:
    new = NewTask("Báo cáo", ("VP",), due=GivenDue.by(day, "ngày"))
    return adding.add_task(book.on(), new).notes


def test_an_own_day_off_wins_over_the_official_calendar(book: Any) -> None:
    done = set_day(book, date(2023, 11, 3), " Ngày truyền thống ")
    known, off, working = configuring.calendars(book.on())

    assert ("Ngày truyền thống", {date(2023, 11, 3): "Ngày truyền thống"}, {}) == (
        known.why_off(date(2023, 11, 3)),
        off,
        working,
    )
    assert "thứ Sáu 03/11/2023" in done.headline
    assert "ngày nghỉ (Ngày truyền thống)" in done.headline


@pytest.mark.parametrize("day", [date(2023, 9, 2), date(2023, 11, 4), date(2023, 11, 5)])
def test_an_own_working_day_wins_over_a_holiday_and_the_weekend(book: Any, day: date) -> None:
    set_day(book, day, "làm bù", is_working=True)
    known, off, working = configuring.calendars(book.on())

    assert (True, "làm bù", {}, {day: "làm bù"}) == (known.is_working(day), known.why_working(day), off, working)


def test_an_own_day_off_shows_in_the_notes_of_a_task_due_on_it(book: Any) -> None:
    assert () == notes_of_due(book, date(2023, 11, 3))
    set_day(book, date(2023, 11, 3), "Ngày truyền thống")

    assert (
        "Thời hạn thứ Sáu 03/11/2023 là ngày nghỉ (Ngày truyền thống); ngày làm việc kế tiếp là thứ Hai 06/11/2023.",
    ) == notes_of_due(book, date(2023, 11, 3))


def test_an_own_working_day_leaves_no_note_and_is_the_next_one_named(book: Any) -> None:
    set_day(book, date(2023, 11, 5), "làm bù", is_working=True)

    assert () == notes_of_due(book, date(2023, 11, 5))
    assert notes_of_due(book, date(2023, 11, 4))[0].endswith("ngày làm việc kế tiếp là Chủ nhật 05/11/2023.")


def test_an_own_day_off_moves_the_day_for_an_answer(book: Any, tmp_path: Path) -> None:
    set_day(book, date(2023, 10, 30), "Ngày truyền thống")
    name = reminders.data_name(book.on())
    folder = LetterFolder(tmp_path, datetime(2023, 10, 26, tzinfo=UTC), OutputFiles(), name)
    reminders.remind(book.on(), "CCTĐC", Order(), folder)
    (written,) = tmp_path.glob("*.docx")

    assert "chậm nhất ngày 03 tháng 11 năm 2023" in "\n".join(p.text for p in docx.Document(written).paragraphs)


def test_own_days_show_in_the_month(book: Any) -> None:
    set_day(book, date(2023, 11, 3), "Ngày truyền thống")
    set_day(book, date(2023, 11, 4), "làm bù", is_working=True)
    days = views.month(book.on(), date(2023, 11, 1)).days_off

    assert ("Ngày truyền thống", False) == (days[date(2023, 11, 3)], date(2023, 11, 4) in days)


def test_an_own_day_off_is_a_holiday_whatever_it_is_called(book: Any) -> None:
    set_day(book, date(2023, 11, 3), "Chủ nhật")

    assert (date(2023, 11, 3),) == views.month(book.on(), date(2023, 11, 1)).holidays


def test_a_day_off_may_become_a_working_day_and_has_one_entry(book: Any) -> None:
    set_day(book, date(2023, 11, 4), "nghỉ")
    set_day(book, date(2023, 11, 4), "làm bù", is_working=True)

    assert [(1, "làm bù")] == [(row["is_working"], row["name"]) for row in book.select("SELECT * FROM calendar_day")]


def test_the_same_own_day_again_changes_nothing(book: Any) -> None:
    set_day(book, date(2023, 11, 3), "nghỉ")

    assert (None, 2) == (set_day(book, date(2023, 11, 3), "nghỉ").group, book.count("journal_group"))


def test_a_day_given_back_follows_the_official_calendar(book: Any) -> None:
    set_day(book, date(2023, 9, 2), "làm bù", is_working=True)
    configuring.reset_day(book.on(), date(2023, 9, 2))

    assert ("Quốc khánh", 0) == (
        configuring.calendars(book.on())[0].why_off(date(2023, 9, 2)),
        book.count("calendar_day"),
    )
    with pytest.raises(ConflictError):
        configuring.reset_day(book.on(), date(2023, 9, 2))


def test_a_dry_run_sets_and_gives_back_no_day(book: Any) -> None:
    configuring.set_day(book.on(dry_run=True), date(2023, 11, 3), "nghỉ", is_working=False)
    assert 0 == book.count("calendar_day")

    set_day(book, date(2023, 11, 3), "nghỉ")
    configuring.reset_day(book.on(dry_run=True), date(2023, 11, 3))
    assert 1 == book.count("calendar_day")


def test_a_day_is_named_in_the_journal_by_its_date(book: Any) -> None:
    set_day(book, date(2023, 11, 3), "nghỉ")

    assert [("calendar_day", "2023-11-03")] == [(e["table_name"], e["code"]) for e in book.last_entries()]


def test_an_own_day_may_be_set_before_there_is_any_plan(blank: Any) -> None:
    set_day(blank, date(2023, 11, 3), "nghỉ")

    assert (1, 0) == (blank.count("calendar_day"), blank.count("plan"))


def test_a_year_file_is_taken_over_as_own_days(book: Any, tmp_path: Path) -> None:
    file = tmp_path / "lịch 2026.toml"
    file.write_bytes((DATA / "days-off" / "2026.toml").read_bytes())
    done = configuring.import_days(book.on(), file)
    _, off, working = configuring.calendars(book.on())

    assert ("Đã nhập lịch nghỉ năm 2026: 17 ngày.", "2026") == (done.headline, done.code)
    assert (15, 2, 17) == (len(off), len(working), book.count("calendar_day"))
    assert ("Tết Nguyên đán", "làm bù cho 02/01/2026") == (off[date(2026, 2, 17)], working[date(2026, 1, 10)])
    assert configuring.import_days(book.on(), file).group is None


def test_a_year_file_names_days_anew_and_leaves_the_others(book: Any, tmp_path: Path) -> None:
    set_day(book, date(2028, 1, 26), "nghỉ riêng")
    set_day(book, date(2028, 3, 3), "Ngày truyền thống")
    file = tmp_path / "2028.toml"
    file.write_text('\ufeffyear = 2028\n[[off]]\nday = 2028-01-26\nname = "Tết Nguyên đán"', encoding="utf-8")
    configuring.import_days(book.on(), file)

    assert {date(2028, 1, 26): "Tết Nguyên đán", date(2028, 3, 3): "Ngày truyền thống"} == (
        configuring.calendars(book.on())[1]
    )


def test_a_dry_run_of_a_year_file_takes_nothing_over(book: Any) -> None:
    done = configuring.import_days(book.on(dry_run=True), DATA / "days-off" / "2026.toml")

    assert (18, 0) == (len(done.changes), book.count("calendar_day"))


@pytest.mark.parametrize(
    "words",
    [
        "trước ngày 25 tháng 10 năm 2023",
        "trước ngày 05 tháng 11 năm 2023",
        "trước ngày 31 hàng tháng",
        "hàng quý trước ngày 20 tháng cuối quý",
        "trước 17 giờ ngày 01/11/2023",
    ],
)
def test_every_way_of_writing_before_is_read_alike_before_and_after_the_choice(
    blank: Any, tmp_path: Path, words: str
) -> None:
    file = tmp_path / "khác.txt"
    text = SAMPLE.read_text(encoding="utf-8").replace("trước ngày 31/10/2023", words).replace("kỳ năm qua", "kỳ qua")
    file.write_text(text, encoding="utf-8")
    other = blank.another("khác.db")
    import_plan(blank.on(), read_draft(blank.on(), file))
    read = [days_of(blank, "IV-5")]
    configuring.choose(blank.on(), "before_is_inclusive", "có")
    configuring.choose(other.on(), "before_is_inclusive", "có")
    import_plan(other.on(), read_draft(other.on(), file))

    assert days_of(other, "IV-5") == days_of(blank, "IV-5")
    configuring.choose(blank.on(), "before_is_inclusive", "không")
    assert read == [days_of(blank, "IV-5")]


@pytest.mark.parametrize("text", ["a = " + "[" * 20000, "year = " + "9" * 5000])
def test_a_year_file_that_no_reader_can_hold_is_refused(book: Any, tmp_path: Path, text: str) -> None:
    file = tmp_path / "lịch.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(FileRefusedError):
        configuring.import_days(book.on(), file)


def test_a_choice_made_again_says_that_nothing_changes(book: Any) -> None:
    configuring.choose(book.on(), "before_is_inclusive", "có")
    said = configuring.choose(book.on(), "before_is_inclusive", "có")

    assert ((), None) == (said.notes, said.group)


def test_a_granted_extension_survives_the_choice_and_its_withdrawal(book: Any) -> None:
    choice = Choice("IV-4", ("CCTĐC",))
    extending.extend(book.on(), choice, extending.Wish(date(2023, 10, 25), "x"))
    configuring.choose(book.on(), "before_is_inclusive", "có")
    configuring.choose(book.on(), "before_is_inclusive", "không")

    assert ["2023-10-25"] == [row["due_on"] for row in book.rows_of("IV-4") if row["unit"] == "CCTĐC"]


def test_a_year_that_an_imported_file_calls_certain_is_certain(book: Any, tmp_path: Path) -> None:
    file = tmp_path / "2027.toml"
    file.write_text('year = 2027\ncertain = true\nsource = "thông báo"\n[[off]]\nday = 2027-02-05\nname = "Tết"\n')
    before = configuring.calendars(book.on())[0].certain(date(2027, 5, 5))
    configuring.import_days(book.on(), file)

    assert (False, True) == (before, configuring.calendars(book.on())[0].certain(date(2027, 5, 5)))


def test_a_year_that_an_imported_file_does_not_call_certain_may_still_change(book: Any, tmp_path: Path) -> None:
    file = tmp_path / "2027.toml"
    file.write_text('year = 2027\n[[off]]\nday = 2027-02-05\nname = "Tết"\n', encoding="utf-8")
    configuring.import_days(book.on(), file)

    known = configuring.calendars(book.on())[0]
    assert ("Tết", False) == (known.holiday(date(2027, 2, 5)), known.certain(date(2027, 2, 5)))
