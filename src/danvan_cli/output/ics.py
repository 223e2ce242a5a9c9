"""Deadlines as an iCalendar file (RFC 5545) for Outlook, Google Calendar and Thunderbird."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

from danvan_cli import __version__
from danvan_cli.domain.dates import short
from danvan_cli.domain.model import Deadline, Head, Plan, Unit
from danvan_cli.domain.text import clean, strip_controls
from danvan_cli.domain.words import Stage, State
from danvan_cli.output import labels
from danvan_cli.output.columns import moved_words, period_cell
from danvan_cli.output.tables import brief

if TYPE_CHECKING:
    from icalendar import Alarm, Component, Event

_SUMMARY_LETTERS = 80
_ALARM_HOUR = timedelta(hours=8)
_DAY = timedelta(days=1)
# Fixed for ever: with another namespace every event of an older export would be imported a second time.
_UID_NAMESPACE = UUID("6f1c2d0e-5b0a-4f0f-9a53-2f6f8a1d7c44")
_SEQUENCE_START = datetime(2000, 1, 1, tzinfo=UTC)
# What a calendar that does not know STATUS has to say in the title.
_STATE_MARK = {
    State.DONE_ON_TIME: "[Xong] ",
    State.DONE_LATE: "[Xong] ",
    State.DONE_UNDATED: "[Xong] ",
    State.PAUSED: "[Tạm hoãn] ",
    State.CANCELLED: "[Thôi thực hiện] ",
}
_OPEN_STATES = (State.IN_TIME, State.DUE_SOON, State.OVERDUE)
_OPEN_STAGES = (Stage.NOT_STARTED, Stage.IN_PROGRESS)


class _Export(NamedTuple):
    """What all events of one file share; ``created`` is in UTC and whole seconds, the unit the one asked for."""

    plan: Plan
    as_of: date
    created: datetime
    unit: Unit | None


def calendar_pieces(
    plan: Plan,
    deadlines: Collection[Deadline],
    warning_days: Sequence[int],
    as_of: date,
    created: datetime,
    unit: Unit | None = None,
    sealed: Head | None = None,
) -> Iterator[bytes]:
    """Writes one all-day event a dated row; undated rows are left out, ``unit`` only names the calendar.

    The rows' states are those at ``as_of``. ``warning_days`` are days before the last day (0 is that day itself): a
    row still open to work gets an alarm at 8:00 of each, in the time zone that the reader's calendar is set to
    (RFC 5545 3.8.6.3), the earliest first: Outlook keeps one alarm an event.

    ``created`` is the instant of the export (UTC where it names no zone), not the day reported on. A later one makes
    every event win over its earlier self, changed or not: SEQUENCE is the number of whole seconds since 2000, which a
    32-bit number holds until 2068. A reader takes the higher SEQUENCE, and at equal ones the later DTSTAMP (RFC 5546
    2.1.5), but some drop an equal one; a counter of changes would have to be stored with every row. The same
    arguments give the same bytes. The rows are gone through once.
    """
    from icalendar import Calendar

    moment = created.astimezone(UTC) if created.tzinfo else created.replace(tzinfo=UTC)
    export = _Export(plan, as_of, moment.replace(microsecond=0), unit)
    name = clean(" – ".join(filter(None, [plan.title, unit.name if unit else ""])))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//danvan//danvan {__version__}//VI")
    calendar.add("method", "PUBLISH")
    # NAME is the standard's (RFC 7986 5.1), the other one what Outlook and Google Calendar read.
    _add_text(calendar, "name", name)
    _add_text(calendar, "x-wr-calname", name)
    if sealed is not None:
        _add_text(calendar, "description", sealed.sentence)
    # The library holds a calendar whole, in a hundred times its size: here its frame stands around the events.
    head, end, tail = bytes(calendar.to_ical()).rpartition(b"END:VCALENDAR")
    yield head
    for row in deadlines:
        if row.due_on is not None:
            yield bytes(_event(export, row, row.due_on, warning_days).to_ical())
    yield end + tail


def _event(export: _Export, row: Deadline, due_on: date, warning_days: Sequence[int]) -> Event:
    from icalendar import Event

    event = Event()
    _add_text(event, "uid", _uid(export.plan, row))
    event.add("dtstamp", export.created)
    event.add("last-modified", export.created)
    event.add("sequence", max(0, int((export.created - _SEQUENCE_START).total_seconds())))
    event.add("dtstart", due_on)
    if due_on < date.max:  # without an end an all-day event lasts its one day (RFC 5545 3.6.1)
        event.add("dtend", due_on + _DAY)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if row.state == State.CANCELLED else "CONFIRMED")
    summary = _summary(row)
    _add_text(event, "summary", summary)
    _add_text(event, "description", _description(export, row, due_on))
    _add_text(event, "categories", clean(export.plan.code))
    # The alarms of a last day that is past would only ring at the import.
    if row.state in _OPEN_STATES and row.stage in _OPEN_STAGES and due_on >= export.as_of:
        for days in sorted(set(warning_days), reverse=True):
            event.add_component(_alarm(days, f"Hạn {short(due_on)} – {summary}"))
    return event


def _uid(plan: Plan, row: Deadline) -> str:
    # As JSON the parts cannot run into each other, and no unit is not the unit "".
    return f"{uuid5(_UID_NAMESPACE, json.dumps([plan.code, row.task, row.unit, row.period]))}@danvan"


def _summary(row: Deadline) -> str:
    unit = f" ({row.unit})" if row.unit else ""
    return clean(
        f"{_STATE_MARK.get(State(row.state), '')}{row.task}{unit}: {brief(clean(row.content), _SUMMARY_LETTERS)}"
    )


def _description(export: _Export, row: Deadline, due_on: date) -> str:
    facts = [
        ("Kế hoạch", f"{export.plan.code} – {export.plan.title}"),
        ("Đơn vị", _unit_words(export.unit, row)),
        ("Kỳ", period_cell(row).words),
        ("Thời hạn ghi trong kế hoạch", row.due_text),
        ("Ngày cuối", moved_words(row, with_years=True) or short(due_on)),
        ("Trạng thái", f"{labels.STATE[row.state]} (tính đến hết {short(export.as_of)})"),
        ("Tình trạng", labels.STAGE.get(row.stage, row.stage)),
        ("Tiến độ", f"{row.progress}%"),
    ]
    lines = [f"{title}: {clean(words)}" for title, words in facts if words]
    return "\n".join([strip_controls(row.content), "", *lines])


def _unit_words(unit: Unit | None, row: Deadline) -> str:
    if unit is not None and unit.code == row.unit:
        return f"{unit.name} ({unit.code})"
    return row.unit or labels.UNASSIGNED


def _alarm(days: int, text: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    _add_text(alarm, "description", text)
    # Counted from the midnight with which the last day begins, and never absolute: many calendars skip such a trigger.
    alarm.add("trigger", _ALARM_HOUR - days * _DAY)
    return alarm


def _add_text(component: Component, name: str, text: str) -> None:
    """Adds a TEXT value, already without controls, escaped by RFC 5545 3.3.11."""
    from icalendar.prop import vInline

    # Escaped here, because the library's own escaping makes a line end of the "\N" in "D:\Năm 2023".
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    component.add(name, vInline(escaped))
