from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from danvan_cli import __version__
from danvan_cli.domain.dates import VIETNAM
from danvan_cli.domain.model import Deadline, Plan, Unit
from danvan_cli.domain.settings import Settings
from danvan_cli.domain.text import clean, strip_controls
from danvan_cli.domain.words import Stage, State
from danvan_cli.output.ics import calendar_pieces

AS_OF = date(2023, 4, 10)
MOMENT = datetime(2023, 4, 10, 1, 30, 15, 999, tzinfo=UTC)
UNIT = Unit("CCTĐC", "Chi cục Tiêu chuẩn Đo lường Chất lượng")
PLAN = Plan(
    code="KH-2023",
    title="Kế hoạch công tác dân vận năm 2023",
    year=2023,
    number=None,
    symbol=None,
    issuer=None,
    governing_body=None,
    place=None,
    issued_on=None,
    authority=None,
    signer_title=None,
    signer=None,
    recipients=(),
    source_name=None,
    tasks=1,
    targets=0,
    is_current=True,
)
ROW = Deadline(
    task="IV-4",
    content="Báo cáo kết quả công tác dân vận",
    section="IV",
    unit="CCTĐC",
    role="lead",
    period="2023-Q1",
    due_text="trước ngày 16/4",
    due_on=date(2023, 4, 15),
    due_certain=True,
    original_due_on=date(2023, 4, 15),
    extensions=0,
    stage=Stage.IN_PROGRESS,
    state=State.DUE_SOON,
    days_late=0,
    progress=40,
    result=None,
    submitted_on=None,
    completed_on=None,
    last_update=None,
    evidence=(),
    reminders=0,
    reason=None,
)


def in_one(*words: Any) -> bytes:
    return b"".join(calendar_pieces(*words))


def written(*rows: Deadline, created: datetime = MOMENT, plan: Plan = PLAN, unit: Unit | None = None) -> bytes:
    return in_one(plan, rows, Settings().warning_days, AS_OF, created, unit)


def calendar(*rows: Deadline, **more: Any) -> Any:
    return vobject.readOne(written(*rows, **more).decode())


def event(row: Deadline = ROW, **more: Any) -> Any:
    return calendar(row, **more).vevent


def alarms(row: Deadline) -> list[Any]:
    return list(event(row).contents.get("valarm", []))


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


# The calendar.


def test_the_calendar_names_its_maker_its_method_and_itself() -> None:
    read = calendar(ROW)

    assert f"-//danvan//danvan {__version__}//VI" == read.prodid.value
    assert ("2.0", "PUBLISH") == (read.version.value, read.method.value)
    assert [PLAN.title] * 2 == [read.contents[name][0].value for name in ("name", "x-wr-calname")]


def test_the_calendar_of_one_unit_bears_the_units_name() -> None:
    read = calendar(ROW, unit=UNIT)

    expected = "Kế hoạch công tác dân vận năm 2023 – Chi cục Tiêu chuẩn Đo lường Chất lượng"
    assert [expected] * 2 == [read.contents[name][0].value for name in ("name", "x-wr-calname")]


def test_no_deadline_gives_an_empty_calendar() -> None:
    assert written().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert written().endswith(b"\r\nEND:VCALENDAR\r\n")
    assert "vevent" not in calendar().contents


def test_undated_rows_are_left_out() -> None:
    undated = ROW._replace(task="IV-5", due_on=None, original_due_on=None, state=State.UNDATED)

    assert ["IV-4 (CCTĐC): Báo cáo kết quả công tác dân vận"] == [
        read.summary.value for read in calendar(undated, ROW, undated).vevent_list
    ]


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert written(ROW) == written(ROW)
    assert written(ROW) == written(ROW, created=MOMENT.replace(tzinfo=None))
    assert written(ROW) == written(ROW, created=MOMENT.astimezone(VIETNAM))


# The event.


def test_an_event_lasts_the_whole_last_day_and_keeps_nobody_busy() -> None:
    lines = unfolded(written(ROW))

    assert "DTSTART;VALUE=DATE:20230415" in lines
    assert "DTEND;VALUE=DATE:20230416" in lines
    assert "TRANSP:TRANSPARENT" in lines
    assert (date(2023, 4, 15), date(2023, 4, 16)) == (event().dtstart.value, event().dtend.value)


def test_an_event_crosses_the_end_of_the_year() -> None:
    assert date(2024, 1, 1) == event(ROW._replace(due_on=date(2023, 12, 31))).dtend.value


def test_the_last_day_of_all_has_no_end() -> None:
    assert "dtend" not in event(ROW._replace(due_on=date.max)).contents


def test_an_event_is_filed_under_its_plan() -> None:
    assert ["KH-2023"] == event().categories.value


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ROW, "IV-4 (CCTĐC): Báo cáo kết quả công tác dân vận"),
        (ROW._replace(unit=None), "IV-4: Báo cáo kết quả công tác dân vận"),
        (ROW._replace(content="một\n  hai"), "IV-4 (CCTĐC): một hai"),
        (ROW._replace(state=State.DONE_ON_TIME), "[Xong] IV-4 (CCTĐC): Báo cáo kết quả công tác dân vận"),
        (ROW._replace(state=State.DONE_LATE), "[Xong] IV-4 (CCTĐC): Báo cáo kết quả công tác dân vận"),
        (ROW._replace(state=State.PAUSED), "[Tạm hoãn] IV-4 (CCTĐC): Báo cáo kết quả công tác dân vận"),
        (ROW._replace(state=State.CANCELLED), "[Thôi thực hiện] IV-4 (CCTĐC): Báo cáo kết quả công tác dân vận"),
    ],
)
def test_the_summary_says_what_whose_and_whether_it_is_settled(row: Deadline, expected: str) -> None:
    assert expected == event(row).summary.value


def test_a_long_content_is_shortened_between_two_words_in_the_summary_only() -> None:
    content = "Quán triệt, triển khai đầy đủ các chủ trương của Đảng, chính sách, pháp luật của Nhà nước, " * 3
    read = event(ROW._replace(content=content))

    assert (
        "IV-4 (CCTĐC): Quán triệt, triển khai đầy đủ các chủ trương của Đảng, chính sách, pháp luật …"
        == read.summary.value
    )
    assert read.description.value.startswith(f"{content}\n\n")


def test_the_description_holds_the_row_whole() -> None:
    row = ROW._replace(original_due_on=date(2023, 3, 31), extensions=1, content="Báo cáo;\nkèm số liệu, biểu mẫu")

    expected = """\
Báo cáo;
kèm số liệu, biểu mẫu

Kế hoạch: KH-2023 – Kế hoạch công tác dân vận năm 2023
Đơn vị: CCTĐC
Kỳ: Quý I/2023
Thời hạn ghi trong kế hoạch: trước ngày 16/4
Ngày cuối: 31/03/2023 → 15/04/2023, gia hạn lần 1
Trạng thái: Sắp đến hạn (tính đến hết 10/04/2023)
Tình trạng: đang thực hiện
Tiến độ: 40%"""
    assert expected == event(row).description.value


@pytest.mark.parametrize(
    ("row", "unit", "expected"),
    [
        (ROW, UNIT, "Đơn vị: Chi cục Tiêu chuẩn Đo lường Chất lượng (CCTĐC)"),
        (ROW._replace(unit="VP"), UNIT, "Đơn vị: VP"),
        (ROW._replace(unit=None), None, "Đơn vị: (chưa phân công)"),
        (ROW, None, "Ngày cuối: 15/04/2023"),
        (ROW._replace(due_certain=False), None, "Kỳ: Quý I/2023 (tạm tính)"),
        (ROW._replace(original_due_on=ROW.due_on, extensions=1), None, "Ngày cuối: 15/04/2023"),
    ],
)
def test_the_description_names_the_unit_and_the_days(row: Deadline, unit: Unit | None, expected: str) -> None:
    assert expected in event(row, unit=unit).description.value.split("\n")


def test_what_is_not_known_has_no_line_in_the_description() -> None:
    lines = event(ROW._replace(period="", due_text=None)).description.value.split("\n")

    assert [] == [line for line in lines if line.startswith(("Kỳ", "Thời hạn"))]


@pytest.mark.parametrize("state", [s for s in State if s not in (State.CANCELLED, State.UNDATED)])
def test_a_row_still_to_be_seen_is_confirmed(state: State) -> None:
    assert event(ROW._replace(state=state)).status.value == "CONFIRMED"


def test_a_cancelled_row_is_marked_for_removal() -> None:
    assert event(ROW._replace(state=State.CANCELLED, stage=Stage.CANCELLED)).status.value == "CANCELLED"


# What makes an import again an update.


@pytest.mark.parametrize(
    "changed",
    [
        {"due_on": date(2023, 5, 1), "extensions": 2},
        {"content": "Nội dung khác"},
        {"state": State.CANCELLED, "stage": Stage.CANCELLED},
        {"due_text": "quý II", "section": "V", "progress": 100},
    ],
)
def test_a_changed_row_keeps_its_uid(changed: dict[str, Any]) -> None:
    assert event(ROW).uid.value == event(ROW._replace(**changed)).uid.value


def test_a_uid_stays_the_same_from_version_to_version() -> None:
    assert event(ROW).uid.value == "c31c46df-8f48-5ac0-958c-d82807433fce@danvan"


def test_every_row_has_a_uid_of_its_own() -> None:
    rows = [
        ROW,
        ROW._replace(unit="CCTDC"),
        ROW._replace(unit=None),
        ROW._replace(unit=""),
        ROW._replace(unit="None"),
        ROW._replace(unit='CCTĐC", "2023-Q1'),
        ROW._replace(period=""),
        ROW._replace(period="2023-Q2"),
        ROW._replace(task="IV-41"),
    ]
    uids = [read.uid.value for read in calendar(*rows).vevent_list] + [
        event(plan=PLAN._replace(code="KH-2024")).uid.value
    ]

    assert len(rows) + 1 == len(set(uids))
    assert [] == [uid for uid in uids if not re.fullmatch(r"[0-9a-f-]{36}@danvan", uid)]


@pytest.mark.parametrize("later", [timedelta(seconds=1), timedelta(days=1), timedelta(days=365 * 40)])
def test_a_later_export_has_a_higher_sequence(later: timedelta) -> None:
    before, after = event().sequence.value, event(created=MOMENT + later).sequence.value

    assert int(before) < int(after) < 2**31


def test_the_sequence_does_not_depend_on_the_time_zone_of_the_export() -> None:
    local = MOMENT.astimezone(timezone(timedelta(hours=-8)))

    assert event().sequence.value == event(created=local).sequence.value


def test_the_sequence_of_an_export_with_a_clock_long_behind_is_still_valid() -> None:
    assert event(created=datetime(1980, 1, 1, tzinfo=UTC)).sequence.value == "0"


def test_the_stamps_are_the_instant_of_the_export_in_utc() -> None:
    lines = unfolded(written(ROW, created=datetime(2023, 4, 10, 6, 59, 59, tzinfo=VIETNAM)))

    assert "DTSTAMP:20230409T235959Z" in lines
    assert "LAST-MODIFIED:20230409T235959Z" in lines


# Alarms.


def test_alarms_go_off_at_eight_in_the_morning_of_each_warning_day() -> None:
    midnight = datetime(2023, 4, 15)

    assert [datetime(2023, 4, 8, 8), datetime(2023, 4, 12, 8), datetime(2023, 4, 14, 8)] == [
        midnight + alarm.trigger.value for alarm in alarms(ROW)
    ]


@pytest.mark.parametrize(
    ("days", "trigger"),
    [(7, "-P6DT16H"), (3, "-P2DT16H"), (1, "-PT16H"), (0, "PT8H"), (30, "-P29DT16H")],
)
def test_a_trigger_is_counted_from_the_midnight_of_the_last_day(days: int, trigger: str) -> None:
    assert f"TRIGGER:{trigger}" in unfolded(in_one(PLAN, [ROW], [days], AS_OF, MOMENT))


def test_alarms_come_once_a_day_the_earliest_first() -> None:
    lines = unfolded(in_one(PLAN, [ROW], [1, 7, 1, 3], AS_OF, MOMENT))

    assert ["TRIGGER:-P6DT16H", "TRIGGER:-P2DT16H", "TRIGGER:-PT16H"] == [
        line for line in lines if line.startswith("TRIGGER")
    ]


def test_an_alarm_shows_the_last_day_and_the_work() -> None:
    assert {("DISPLAY", "Hạn 15/04/2023 – IV-4 (CCTĐC): Báo cáo kết quả công tác dân vận")} == {
        (alarm.action.value, alarm.description.value) for alarm in alarms(ROW)
    }


def test_alarms_stand_behind_the_properties_of_their_event() -> None:
    tail = written(ROW).split(b"BEGIN:VALARM", 1)[1]

    assert re.sub(rb"BEGIN:VALARM.*?END:VALARM\r\n", b"", b"BEGIN:VALARM" + tail, flags=re.DOTALL) == (
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


@pytest.mark.parametrize("state", [State.IN_TIME, State.DUE_SOON, State.OVERDUE])
@pytest.mark.parametrize("stage", [Stage.NOT_STARTED, Stage.IN_PROGRESS])
def test_open_rows_have_alarms(state: State, stage: Stage) -> None:
    assert len(alarms(ROW._replace(state=state, stage=stage))) == len(Settings().warning_days)


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (State.DONE_ON_TIME, Stage.COMPLETED),
        (State.DONE_LATE, Stage.COMPLETED),
        (State.CANCELLED, Stage.CANCELLED),
        (State.PAUSED, Stage.PAUSED),
        (State.IN_TIME, Stage.AWAITING_CONFIRMATION),
        (State.OVERDUE, Stage.AWAITING_CONFIRMATION),
    ],
)
def test_rows_that_wait_for_nothing_from_the_unit_have_no_alarms(state: State, stage: Stage) -> None:
    assert alarms(ROW._replace(state=state, stage=stage)) == []


@pytest.mark.parametrize(
    ("as_of", "is_rung"), [(date(2023, 4, 14), True), (date(2023, 4, 15), True), (date(2023, 4, 16), False)]
)
def test_alarms_are_set_to_the_last_day_itself_and_no_longer_once_it_is_past(as_of: date, is_rung: bool) -> None:
    row = ROW._replace(state=State.DUE_SOON if is_rung else State.OVERDUE)

    assert is_rung == (b"BEGIN:VALARM" in in_one(PLAN, [row], [1], as_of, MOMENT))


def test_no_warning_day_gives_no_alarm() -> None:
    assert b"VALARM" not in in_one(PLAN, [ROW], [], AS_OF, MOMENT)


# Any text.

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('\\\\nN,;:"^ \t\r\n\x0b\x0c\x1b\x00\x85\u2028\u200b\u202eđĐộễ😀👨‍👩‍👧'),
    ),
    max_size=300,
)


@given(text=HOSTILE)
@example(text="D:\\Năm 2023\\Nghị quyết\\n, \\\\N; \\,")
@example(text="BEGIN:VEVENT\r\nEND:VCALENDAR\r\n\r\n x")
@example(text="Ủy ban nhân dân tỉnh Đắk Lắk " * 20)
@example(text="ễ" * 200)
@example(text="\\" * 200)
@example(text="😀" * 80 + "\x0b\ud800")
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    row, unit = ROW._replace(content=text, due_text=text), Unit("CCTĐC", f"CC {text}")
    read = calendar(row, plan=PLAN._replace(title=f"KH {text}", code=f"KH{text}"), unit=unit)

    assert 1 == len(read.vevent_list)
    assert read.vevent.description.value.startswith(f"{strip_controls(text)}\n\nKế hoạch: ")
    assert clean(f"KH {text} – CC {text}") == read.x_wr_calname.value
    assert [clean(f"KH{text}")] == read.vevent.categories.value
    if len(clean(text)) <= 80:
        assert clean(f"IV-4 (CCTĐC): {clean(text)}") == read.vevent.summary.value


@given(text=HOSTILE)
@example(text="ễ" * 200)
@example(text="a" + "😀" * 200)
@example(text="\x0b" * 3)
def test_any_text_is_folded_into_short_lines_of_whole_letters(text: str) -> None:
    row = ROW._replace(content=text, due_text=text, unit=text, task=text, period=text)
    content = written(row, plan=PLAN._replace(title=text, code=text), unit=Unit(text, text))
    lines = content.removesuffix(b"\r\n").split(b"\r\n")

    assert [] == [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line]
    assert content.decode() == "\r\n".join(line.decode() for line in lines) + "\r\n"
    assert [] == re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", content.decode())
