"""Rows of tables become tasks: who, when and how far, with cells that come again read once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from danvan_cli.domain.draft import (
    TaskDraft,
    TrackingDraft,
    Unresolved,
)
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.columns.title_words import meaning_of
from danvan_cli.intake.draft.tasks import Reading, TaskReader
from danvan_cli.intake.due.reading import read_dues, read_whole
from danvan_cli.intake.due.spans import find_times
from danvan_cli.intake.lines.contents import Item
from danvan_cli.intake.people.mentions import MentionKind, kind_of_name
from danvan_cli.intake.people.name_lists import Mention
from danvan_cli.intake.people.responsible import Responsible, read_roles
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.cells import Row
from danvan_cli.intake.tables.row_doubts import Doubts, ReadTask, RowDoubts
from danvan_cli.intake.tables.row_kinds import heading_of
from danvan_cli.intake.tables.row_periods import finer_due, first_day_of, in_month, in_periods, is_no_start
from danvan_cli.intake.tables.tracking import TRACKED, read_tracking
from danvan_cli.intake.time_words import HAND_IN, LATEST, LIMIT

_REMEMBERED = 50_000
# Words of a deadline that rightly give no day. Without tones two are like words of days: "ngày rằm", "sáu tuần".
_NO_DAY = re.compile(
    r"thuong xuyen|hang|dinh ky|khi|theo|khong|ca nam|trong nam|lien tuc|sau|ngay|kip thoi|moi|lo trinh|dot xuat|-"
)
_OF_DAYS = ("ngày", "sáu")
_LINK = re.compile(r"\s*(?:và|[;,+&])\s*", re.IGNORECASE)
# Short spellings of both parts in one cell.
_WRITTEN_PART = (
    (re.compile(r"\(\s*\+\s*(?=\w)"), "(phối hợp: "),
    (re.compile(r"(?<!\w)(?:c/\s?tr[iìí]|c\.trì|ctrì)\s*:", re.IGNORECASE), "chủ trì:"),
    (re.compile(r"(?<!\w)(?:p/\s?h[oợ]p|p\.hợp|phợp)\s*:", re.IGNORECASE), "phối hợp:"),
)
# "ngày 15 hằng tháng" beside ticked months.
_IN_EACH = re.compile(r"\W*(?:vào\s+)?ngày\s+(?P<day>\d{1,2})\s+(?:h[ằà]ng|mỗi)\s+tháng\W*", re.IGNORECASE)
_MAY_HELP = re.compile(r"phối hợp|[,;(]\s*cùng\s", re.IGNORECASE)
_RESPONSIBLE = ("lead", "support", "due")
_TRACKED = (*TRACKED, "note")
_COLUMN_OF = {"leads": "lead", "supports": "support", "due_on": "due", "groups": "lead", "periods": "due"}
# The texts of the lead, support and due cells.
_Cells = tuple[str, str, str]


_DEADLINE_WORD = re.compile(rf"\b(?:{LIMIT}|{LATEST}|{HAND_IN})\b", re.IGNORECASE)
# "CT: Văn phòng; TG: trước 30/8"
_TIME_LABEL = re.compile(
    r"(?:(?<=[\s;,.(])|\A)(?:TG|HT|TH|(?i:thời (?:gian|hạn|điểm)|hạn(?: xong)?|hoàn thành|xong))\s*:\s*\Z"
)
_TITLE_OF_TIME = re.compile(
    r"\b(?:thời (?:gian|hạn|điểm)|hạn|ngày|tiến độ|khi nào|bao giờ|lúc nào|chừng nào|xong)\b", re.IGNORECASE
)
_SINCE = re.compile(r"(?<!\w)(?P<word>từ)\s+\Z", re.IGNORECASE)
_PROGRESS = frozenset(
    ["stage", "progress", "done", "completed_on", "submitted_on", "result", "evidence", "extended_to"]
)
_DUE_COLUMNS = frozenset(["due", "start"])
_ENDS_BEFORE = "ngày kết thúc trước ngày bắt đầu, có thể là của năm sau"
_NO_END = "chỉ ghi ngày bắt đầu, chưa có ngày kết thúc"


class RowReader:
    """Reads rows with the reader of tasks; cells that say the same as in a row before are read once."""

    def __init__(self, names: UnitNames, context: DueContext) -> None:
        """Starts with empty caches; ``year`` is the plan's."""
        self.year = context.year
        self.names = names
        self._context = context
        self._asking = RowDoubts(names, context)
        self._tasks: dict[int | None, TaskReader] = {}
        self._known: dict[tuple[_Cells, int | None], tuple[ReadTask, ...]] = {}
        self._tracked: dict[tuple[str | None, ...], tuple[TrackingDraft | None, Doubts]] = {}

    def read(self, row: Row, heads: tuple[str, ...], sheet: str) -> list[tuple[TaskDraft, tuple[Any, ...], Doubts]]:
        """Reads the tasks that rows may share, what this row alone says of them, and doubts by the column's name."""
        row = self._timed_elsewhere(_of_month(row, heads))
        tracking, odd = self._tracking(row.fields)
        note, product = row.fields.get("note"), row.fields.get("product")
        noted = (f"ghi chú: {note}",) if note and tracking is None else ()
        if row.fields.get("start") and not row.fields.get("due") and is_no_start(row.fields["start"], self._context):
            # "Hằng tháng" in a cell over the columns "Bắt đầu" and "Kết thúc" is when, not since when.
            row = row._replace(fields={("due" if k == "start" else k): v for k, v in row.fields.items() if k != "due"})
        read = self._responsible(row, heads, sheet)
        if len(row.periods) > 1:
            read = tuple(self._in_periods(row, one) for one in read[:1])
        if "start" in row.fields:
            read, more = self._begun(row.fields["start"], read)
            odd += more
            if not any(one.task.due_on or one.doubts for one in read):
                odd += (("start", Unresolved("", row.fields["start"], _NO_END, None, "due_on")),)
        odd += tuple(self._asking.about(row, heads, read))
        notes = (*noted, *row.notes)
        return [
            (task, (task.content or row.text, product, task.notes + notes, tracking), doubts + odd)
            for task, doubts in read
        ]

    def _timed_elsewhere(self, row: Row) -> Row:
        """Takes the deadline out of a note or of the cell of names in a table that has no column for it."""
        fields, layout = row.fields, row.layout
        if row.periods or "due" in fields or layout is None or layout.columns.keys() & _DUE_COLUMNS:
            return row
        note = fields.get("note", "")
        if _DEADLINE_WORD.search(note) and read_whole(note, self._context):
            return row._replace(fields={**fields, "due": note})
        # "Bệnh viện 30/4" names nobody's deadline: the title must speak of one.
        title = layout.titles.get(layout.columns.get("lead", -1), "")
        lead = fields.get("lead", "") if _TITLE_OF_TIME.search(title) else ""
        spans = [span for span in find_times(lead, self._context) if span.aside in (None, Reason.CONTENT_PERIOD)]
        if not spans:
            return row
        since = _SINCE.search(lead, 0, spans[0].start)
        start = since.start("word") if since else spans[0].start
        when = lead[start : spans[-1].end]
        parts = (_TIME_LABEL.sub("", lead[:start]).rstrip(" ;,–-("), lead[spans[-1].end :].lstrip(" ;,–-):"))
        who = "; ".join(part for part in parts if part).strip(" ;,")
        # A bracket around the time goes with it; one around names stays.
        who = who.strip("()") if who.count("(") != who.count(")") else who
        # What cannot be read there is asked about, as in a column of deadlines.
        return row._replace(fields={**fields, "lead": who, "due": when})

    def _tracking(self, fields: dict[str, str]) -> tuple[TrackingDraft | None, Doubts]:
        key = tuple(map(fields.get, _TRACKED))
        if key not in self._tracked:
            if len(self._tracked) > _REMEMBERED:
                self._tracked.clear()
            found = read_tracking(fields, self._context)
            odd = [(o.field, Unresolved("", o.text, o.why, None, f"tracking.{o.field}")) for o in found.doubts]
            self._tracked[key] = found.draft, tuple(odd)
        return self._tracked[key]

    def _responsible(self, row: Row, heads: tuple[str, ...], sheet: str) -> tuple[ReadTask, ...]:
        lead, support, due = map(row.fields.get, _RESPONSIBLE)
        year = (row.layout.due_year if row.layout else None) or _year_of_sheet(sheet)
        context = self._context_in(year)
        stands_below = (row.above,) if row.above else ()
        if due:
            due = in_month(due, (*stands_below, *(heading_of(group.title) for group in reversed(row.groups)), *heads))
        finer = finer_due(row.text, _note_of_when(row), due, context) if due else ""
        cells = (*self._roles(lead or "", support or ""), finer)
        known = self._known.get((cells, year)) if row.column < 0 else None
        tasks = self._reader_of(year)
        # A person's body is the one that the sheet is of.
        is_all = _say_all(row.text, cells) and not (heads and self._is_of_people(cells[0]))
        if not is_all and not (known and self._adds_nothing(row.text, known)):
            groups = (heading_of(group.title) or group.title for group in reversed(row.groups))
            above = (*stands_below, *groups, *heads)
            return self._read(tasks, row.text, cells, above, is_cell=row.column >= 0)
        if known is None:
            self._known[cells, year] = known = self._read(tasks, "", cells, ())
        return known

    def _reader_of(self, year: int | None) -> TaskReader:
        """Gives the reader of tasks for days without a year: the plan's, or that of the column's title."""
        if year not in self._tasks:
            self._tasks[year] = TaskReader(self.names, self._context_in(year))
        return self._tasks[year]

    def _context_in(self, year: int | None) -> DueContext:
        """Gives what days without a year are read by; the sheet "T01-2027" of a school year is of that year itself."""
        if year in (None, self._context.year):
            return self._context
        return self._context._replace(year=year, is_school_year=False)

    def _is_of_people(self, lead: str) -> bool:
        named = read_roles(lead, self.names).leads
        return bool(named) and all(m.kind == MentionKind.PERSON for m in named)

    def _roles(self, lead: str, support: str) -> tuple[str, str]:
        """Parts cells that hold both roles, in whatever notation."""
        for pattern, word in _WRITTEN_PART:
            lead, support = pattern.sub(word, lead), pattern.sub(word, support)
        who = read_roles(lead, self.names) if lead else Responsible()
        helpers = read_roles(support, self.names) if support else Responsible()
        if not who.supports and not (helpers.supports and helpers.leads):
            return lead, _joined(helpers.supports) or support
        leads = who.leads if who.supports or lead else helpers.leads
        own = helpers.supports or helpers.leads
        return (_joined(leads) if who.supports else lead or _joined(leads)), _joined((*who.supports, *own))

    def _adds_nothing(self, text: str, known: tuple[ReadTask, ...]) -> bool:
        """True for a text that adds nothing to the cells, when they leave nothing open."""
        return not any(read.doubts for read in known) and not self._reader_of(None).may_name_support(text)

    def _read(
        self, tasks: TaskReader, text: str, cells: _Cells, headings: tuple[str, ...], *, is_cell: bool = False
    ) -> tuple[ReadTask, ...]:
        fields = dict(zip(_RESPONSIBLE, cells, strict=True))
        # What stands in a cell of work itself says it better than the titles around it.
        shared = frozenset(("lead", "support")) if is_cell else frozenset[str]()
        readings = tasks.read(Item(text, "", "", is_target=False, fields=fields, headings=headings, shared=shared))
        read = tuple(ReadTask(reading.task, self._asked(reading, fields)) for reading in readings)
        if not read or any(name == "due" for one in read for name, _ in one.doubts):
            return read
        left = self._left_over(cells[2], readings) if cells[2] else ""
        if not left:
            return read
        doubt = Unresolved("", cells[2], f"“{left}” chưa dùng vào thời hạn", None, "due_on")
        return (read[0]._replace(doubts=(*read[0].doubts, ("due", doubt))), *read[1:])

    def _asked(self, reading: Reading, fields: dict[str, str]) -> tuple[tuple[str, Unresolved], ...]:
        """Adds to a reading's doubts those of pieces that are neither a body nor several: "VP/Kinh tế"."""
        doubts = list(_doubts(reading, fields))
        task = reading.task
        for group in task.groups:
            name = next((n for n in ("lead", "support") if group in fields.get(n, "")), None)
            is_many = re.search(r"\b(?:các|mỗi|từng|toàn)\b", group, re.IGNORECASE)
            is_open = bool(task.leads) or name == "support"
            # "chung cho các việc ở đây là “Cô Lan”, …" asks about her already.
            is_told = any(told == name and f"“{fields[told]}”" in doubt.why for told, doubt in doubts if told in fields)
            if name and is_open and not (is_many or is_told) and kind_of_name(group, self.names, is_field=True) is None:
                why = f"chưa rõ “{group}” là đơn vị nào"
                doubts.append((name, Unresolved("", fields[name], why, None, f"{name}s")))
        return tuple(doubts)

    def _left_over(self, due: str, readings: Sequence[Reading]) -> str:
        """Finds a time in a cell of deadlines that no deadline was read from."""
        if later := self._second_of_two(due, readings):
            return later
        quoted = [(due.find(quote), len(quote)) for reading in readings for quote in reading.quotes]
        for span in find_times(due, self._context):
            is_used = any(at < span.end and span.start < at + length for at, length in quoted if at >= 0)
            is_event = any(one.task.due_on for one in readings) and self._is_event(span.text)
            if span.aside is None and not (is_used or is_event):
                return span.text
        return ""

    def _is_event(self, said: str) -> bool:
        """True for "Trước mùa bão" beside "(trước 01/7)": the words have no day, and the cell says it."""
        return read_dues(said, self._context, is_field=True)[0].due_kind == DueKind.EVENT

    def _second_of_two(self, due: str, readings: Sequence[Reading]) -> str:
        """Finds the second of two times that "và" links where only one deadline was read: "6 tháng và cuối năm"."""
        task = readings[0].task
        if len(readings) > 1 or task.periods or task.due_kind == DueKind.RECURRING:
            return ""
        # A column of deadlines holds no period that the work is only about.
        taken = (None, Reason.CONTENT_PERIOD)
        spans = [span for span in find_times(due, self._context) if span.aside in taken]
        for before, after in pairwise(spans):
            if _LINK.fullmatch(due[before.end : after.start]):
                first, second = (read_dues(s.text, self._context, is_field=True)[0].due_on for s in (before, after))
                # "Vụ Xuân, xong trước 10/6": the second says which day the first has.
                if first is not None and first != second:
                    return after.text
        return ""

    def _in_periods(self, row: Row, read: ReadTask) -> ReadTask:
        task, open_ones = in_periods(row, read.task, self._context)
        kept = [doubt for doubt in read.doubts if _COLUMN_OF.get(doubt[1].field or "") != "due"]
        return ReadTask(task, (*kept, *(("due", doubt) for doubt in open_ones)))

    def _begun(self, text: str, read: tuple[ReadTask, ...]) -> tuple[tuple[ReadTask, ...], Doubts]:
        """Adds the day of beginning that has a column of its own."""
        rule = read_whole(text, self._context)
        day = first_day_of(rule, self._context) if rule else None
        if day is None:
            return read, (("start", Unresolved("", text, "không hiểu ngày bắt đầu này", None, "start_on")),)
        begun = tuple(ReadTask(one.task._replace(start_on=one.task.start_on or day), one.doubts) for one in read)
        over = [one.task.due_text for one in begun if one.task.due_on and one.task.due_on < day and not one.doubts]
        return begun, tuple(("due", Unresolved("", said or text, _ENDS_BEFORE, None, "due_on")) for said in over[:1])


def _of_month(row: Row, heads: tuple[str, ...]) -> Row:
    """Reads ticked weeks as of the month that stands above the row; a rhythm in the note says when in each month."""
    above = (*(heading_of(group.title) for group in reversed(row.groups)), *heads)
    if any(period.startswith("tuần") for period, _ in row.periods):
        row = row._replace(periods=tuple((in_month(p, above), in_month(said, above)) for p, said in row.periods))
    note = row.fields.get("note", "")
    is_monthly = len(row.periods) > 1 and all(p == said and p.startswith("tháng") for p, said in row.periods)
    if is_monthly and (found := _IN_EACH.fullmatch(note)):
        days = tuple((p, f"ngày {found['day']} {p}") for p, _ in row.periods)
        row = row._replace(periods=days, fields={k: v for k, v in row.fields.items() if k != "note"})
    return row


def _joined(mentions: Sequence[Mention]) -> str:
    return "; ".join(mention.text for mention in mentions)


@lru_cache(maxsize=64)
def _year_of_sheet(name: str) -> int | None:
    found = re.fullmatch(
        r"(?:năm\s+)?(20\d{2})|(?:tháng|quý|t|q)\.?\s*\w{1,3}\s?[-./ ]\s?(20\d{2})", name.strip(), re.IGNORECASE
    )
    return int(found[1] or found[2]) if found else None


def _doubts(reading: Reading, fields: dict[str, str]) -> Iterator[tuple[str, Unresolved]]:
    is_due_named = False
    for doubt in reading.doubts:
        name = _COLUMN_OF.get(doubt.field, "content")
        is_due_named = is_due_named or name == "due"
        yield name, Unresolved("", fields.get(name, ""), doubt.why, None, doubt.field, doubt.choices)
    said, task = fields.get("due", ""), reading.task
    is_open = bool(said) and task.due_on is None and not task.periods and not _waits(task)
    is_dayless = _NO_DAY.match(fold(said)) and not said.casefold().startswith(_OF_DAYS)
    if is_open and not is_due_named and not is_dayless:
        yield "due", Unresolved("", said, "không hiểu thời hạn này", None, "due_on")


def _note_of_when(row: Row) -> str:
    """Gives the note where it may say the day: beside ticks or a column of months, or with a word of deadlines.

    In a table that is followed up a bare day may as well be that on which the work was done.
    """
    note, layout = row.fields.get("note", ""), row.layout
    if not note or layout is None:
        return ""
    title = layout.titles.get(layout.columns.get("due", -1), "")
    is_place = bool(layout.periods) or meaning_of(title) == "due_month"
    is_place = is_place or not (layout.states or layout.columns.keys() & _PROGRESS)
    return note if is_place or _DEADLINE_WORD.match(note) else ""


def _waits(task: TaskDraft) -> bool:
    return task.due_rule is not None and task.due_rule.kind in (DueKind.RELATIVE, DueKind.EVENT)


def _say_all(text: str, cells: _Cells) -> bool:
    """True for cells that leave nothing to be looked for in the row's text."""
    lead, support, due = cells
    return bool(lead and due) and (bool(support) or not _MAY_HELP.search(text))
