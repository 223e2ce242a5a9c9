"""What a row says beside what was read from it: days, periods, bodies; each is asked about and none is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.draft import (
    TaskDraft,
    Unresolved,
)
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.columns.looks import is_day, is_lone_time, is_share, role_of
from danvan_cli.intake.due.reading import read_dues, read_whole
from danvan_cli.intake.due.spans import find_times, names_day
from danvan_cli.intake.letters import ARROW, UPPER
from danvan_cli.intake.people.headings import read_heading
from danvan_cli.intake.people.mentions import MentionKind, is_addressed, is_personal, kind_of_name
from danvan_cli.intake.people.spans import find_bodies
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.cells import Row
from danvan_cli.intake.tables.row_kinds import FOR_ALL, heading_of
from danvan_cli.intake.tables.row_periods import first_day_of
from danvan_cli.intake.time_words import CUED, GREAT_DAY, UNITS

# Titles of columns whose bodies are looked at, sent to or told of: "Nơi được giám sát", "Kết quả phải có".
_NO_HELPER = re.compile(
    r"\bduoc (?:kiem|giam|thanh|khao)|\bo dau\b|ket qua|dau ra|chi so|van ban|nhan xet|danh gia|\bxong\b"
    r"|bao cao|vuong mac|kien nghi|^kiem tra"
)
# Few contents speak of a time: the others need no closer look.
_TIMELY = re.compile(
    r"\d\s?[/.-]\s?\d|\b(?:tháng|quý|ngày|năm|tuần)\s+(?:[\divx]|này|sau|nay)|\b(?:hằng|hàng|định kỳ)\b", re.IGNORECASE
)
_NEAR = 90
_BEFORE = re.compile(
    r"(?:\b(?:trước|chậm nhất|muộn nhất|xong|đến hết|hoàn thành|trong|cuối"
    r"|đầu(?!\s+(?:tư|mối|ra|vào))|giữa|từ|hằng|hàng|định kỳ\s)\b"
    r"[^,;.]{0,40})\Z",
    re.IGNORECASE,
)
# "đợt 1: 15/5, đợt 2: 25/6".
_ROUNDS = re.compile(
    r"(?:(?:đợt|lần|kỳ)\s+\w+\s*:?\s*(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?[\s,;]*){2,}", re.IGNORECASE
)
_PART_OF_MONTH = re.compile(
    r"(?<!mỗi )(?<!hằng )\btuần\s+(?:thứ\s+)?(?:\d|đầu|cuối)|\b(?:đầu|giữa|cuối)\s+tháng\b", re.IGNORECASE
)
# "Có Quản lý thị trường tham gia", "kết hợp Đoàn xã", "PH: Phòng Điều dưỡng. Phải xong trước 30/9".
_WITH_WHOM = re.compile(
    rf"(?i:(?:có|mời|nhờ|cùng|kết hợp|phối hợp)\s+(?:với\s+|cùng\s+)?|(?:phối hợp|ph|p/h)\s?:\s*)"
    rf"(?P<who>[{UPPER}][^.;,:]{{2,60}}?)(?:\s+(?:cùng\s+)?(?:tham gia|phối hợp|hỗ trợ|giúp))?(?:[.;,].*)?"
)
# "21-22/3; Y tế trường học phối hợp"
_JOINED_BY = re.compile(
    rf"(?:\A|[;,.]\s)(?P<who>[{UPPER}][^.;,:]{{2,60}}?)\s+(?:cùng\s+)?(?:phối hợp|tham gia|hỗ trợ)\s*[.;]?\s*\Z"
)
# "mỗi tuần ít nhất 01 tin" beside "Cả năm"
_WHOLE_YEAR = re.compile(r"(?:trong )?(?:cả )?năm(?: 20\d\d)?", re.IGNORECASE)
_EACH_PERIOD = re.compile(r"\b(?:mỗi|hằng|hàng) (?:tuần|tháng|quý)\b", re.IGNORECASE)
_HANDED_ON = re.compile(rf"[\w)]\s?{ARROW}\s?\w")
_EXCEPTION = re.compile(r"\b(?:riêng|trừ|ngoại trừ)\b", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]{2,120})\)")
# "Tổ Hóa - Sinh, đến hết tháng 12"; "Bệnh viện 30/4" is but a name.
_DUE_AMONG_NAMES = re.compile(
    rf"\b(?:{CUED}|trong)\s+(?:(?:{UNITS}|hết|cuối|đầu|giữa)\s+){{0,2}}[\dIVX]", re.IGNORECASE
)
_DUE_IN_PRODUCT = re.compile(r"\b(?:trước|chậm nhất|hạn|xong)\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:gia hạn|kéo dài|lùi|lui|dời|điều chỉnh|hoãn|đẩy|chuyển (?:sang|qua)|nay (?:lấy|là)|thay bằng)\b"
    r".*(?:\d|quý|tháng)",
    re.IGNORECASE,
)
_DONE_WITHIN = re.compile(
    r"\b(?:làm|thực hiện|xong|hoàn thành|tổ chức|triển khai)\s+(?:xong\s+)?(?:trong|vào|sang|đến)\s+"
    r"(?P<when>(?:cuối |đầu |giữa |hết )?(?:tháng\s+\d{1,2}|quý\s+[IV]{1,3})(?:/\d{4})?)",
    re.IGNORECASE,
)
# "Dịp 27/7", "Trước mùa khô" beside a day: why it is then.
_TELLS_WHY_THEN = re.compile(r"(?:nhân |vào )?(?:dịp|nhân ngày)\s|trước\s(?:mùa|lễ|tết)\b", re.IGNORECASE)
_TO_LAST = re.compile(
    r"(?:từ\s+)?(?:ngày\s+)?\d[\d/.]*\s*(?:đến|tới|[-–,]|và)\s*(?:hết\s+)?(?:ngày\s+)?(?P<last>\d{1,2}/\d{1,2}(?:/\d{4})?)",
    re.IGNORECASE,
)
_SEASON = re.compile(r"(?:trong|trước)\s+mùa\s.*", re.IGNORECASE)
# "Sau tiêm 21 ngày"
_COUNTED_FROM = re.compile(
    r"(?:ngay )?(?:sau|trước|kể từ)\s[^.;,\d]{2,30}\d{1,3}\s(?:ngày|tuần|tháng|giờ)\b", re.IGNORECASE
)
_OLD_YEAR = re.compile(r"(?:trước|hoàn thành|đến|hết|từ)\s+năm\s+(\d{4})", re.IGNORECASE)
_MONTH = 31
_TOGETHER = re.compile(
    r"\b(?:phối hợp|kết hợp|cùng|hỗ trợ|giúp|thuê|nhờ|khoán|mời|tham gia|nghiệm thu|chủ trì)\b", re.IGNORECASE
)
# "Rà soát hộ nghèo, Đoàn xã lập danh sách"
_NEXT_BODY = re.compile(rf"[,;]\s+(?:giao\s+(?:cho\s+)?)?[{UPPER}]")
_QUARTER = 92
# Doubts, each with the name of its column.
Doubts = tuple[tuple[str, Unresolved], ...]
# "Giao Phòng Kiến trúc, Phòng Quy hoạch cấp số liệu", "Thêm Phòng Khảo sát cùng đi"
_GIVEN_ANEW = re.compile(r"\b(?:giao|chuyển|thêm|thay|bổ sung)\s(?!đổi|dự toán|hạn)", re.IGNORECASE)
# "Sơ kết học kỳ, gửi báo cáo ngày 15" in the row of a month.
_BARE_DAY = re.compile(
    r"\b(?:(?:trước|vào|hạn|gửi)\s+)?ngày\s+\d{1,2}(?!\w)(?!\s?[/.-]\s?\d|\s+tháng\b)", re.IGNORECASE
)


class ReadTask(NamedTuple):
    """A row as the reader of tasks gives it."""

    task: TaskDraft
    doubts: Doubts


class RowDoubts:
    """Asks about what stands in a row and that the tasks read from it do not say."""

    def __init__(self, names: UnitNames, context: DueContext) -> None:
        self._names = names
        self._context = context

    def about(self, row: Row, heads: tuple[str, ...], read: tuple[ReadTask, ...]) -> Iterator[tuple[str, Unresolved]]:
        """Lists the doubts about a row, each with the name of its column; ``heads`` are the lines above its table."""
        if self._context.year is None and (day := next((one.task.due_on for one in read if one.task.due_on), None)):
            # A plan without a year whose row has one: what else the row says is of that year.
            yield from RowDoubts(self._names, self._context._replace(year=day.year)).about(row, heads, read)
            return
        yield from self._beside(row, read)
        yield from self._in_content(row, read)
        yield from self._outside(row, read)
        if row.layout and row.layout.columns.get("lead") in row.layout.told:
            yield from self._guessed_lead(row, heads)
        if row.notes and row.layout and row.layout.told and read:
            yield from self._in_unread(row, read)

    def _beside(self, row: Row, read: tuple[ReadTask, ...]) -> Iterator[tuple[str, Unresolved]]:
        """Asks about deadlines in words beside the column of deadlines: in the content, in a note."""
        said, note = row.fields.get("due"), row.fields.get("note", "")
        if (said or row.column >= 0) and (other := self._another_day(row.text, read)):
            why = f"nội dung còn nêu “{other}”, khác với cột thời hạn"
            yield "content", Unresolved("", row.text, why, None, "due_on")
        elif (said or row.periods) and (day := _BARE_DAY.search(row.text)) and self._are_due_in_periods(read):
            why = f"nội dung còn nêu “{day[0]}”, chưa rõ có phải là hạn trong kỳ này"
            yield "content", Unresolved("", row.text, why, None, "due_on")
        elif said and _WHOLE_YEAR.fullmatch(said.strip(" .;")) and (rhythm := _EACH_PERIOD.search(row.text)):
            why = f"nội dung còn nêu “{rhythm[0]}”, chưa lập thời hạn cho từng kỳ"
            yield "content", Unresolved("", row.text, why, None, "due_on")
        if said and _EXCEPTION.search(said):
            yield "due", Unresolved("", said, "thời hạn có ngoại lệ, chưa lập riêng", None, "due_on")
        for name in ("lead", "support"):
            if _HANDED_ON.search(words := row.fields.get(name, "")):
                yield name, Unresolved("", words, "ô này nêu đơn vị cũ và đơn vị mới", None, f"{name}s")
            elif _DUE_AMONG_NAMES.search(words) and self._tells_a_time(words, row, read):
                yield name, Unresolved("", words, "ô này còn nêu thời hạn, chưa dùng vào đâu", None, "due_on")
        product = row.fields.get("product", "")
        if _DUE_IN_PRODUCT.search(product) and (other := self._another_day(product, read)):
            why = f"sản phẩm còn nêu “{other}”, khác với cột thời hạn"
            yield "product", Unresolved("", product, why, None, "due_on")
        for name in ("progress", "stage", "result"):
            moved = row.fields.get(name, "")
            if _MOVED.search(moved) and "extended_to" not in row.fields:
                yield name, Unresolved("", moved, "ô này nói thời hạn thay đổi, chưa dùng vào đâu", None, "due_on")
        if note and _MOVED.search(note):
            yield "note", Unresolved("", note, "ghi chú nói thời hạn thay đổi, chưa dùng vào đâu", None, "due_on")
        elif (
            note
            and said
            and (self._is_deadline(note) or self._is_finer(note, read))
            and (other := self._another_day(note, read))
        ):
            why = f"ghi chú còn nêu “{other}”, khác với cột thời hạn"
            yield "note", Unresolved("", note, why, None, "due_on")
        elif note and said and (later := self._done_within(note, read)):
            why = f"ghi chú còn nêu “{later}”, khác với cột thời hạn"
            yield "note", Unresolved("", note, why, None, "due_on")
        elif note and said and self._begins_with_event(note) and not _TELLS_WHY_THEN.match(note):
            yield "note", Unresolved("", note, "ghi chú còn nêu một dịp, chưa dùng vào đâu", None, "due_on")
        elif note and said and _PART_OF_MONTH.search(note) and not _PART_OF_MONTH.search(said):
            yield "note", Unresolved("", note, "ghi chú nói rõ hơn thời hạn, chưa dùng vào đâu", None, "due_on")
        elif (
            note
            and not (said or row.periods)
            and (self._is_deadline(note) or self._holds_a_time(note) or self._begins_with_event(note))
        ):
            yield "note", Unresolved("", note, "ghi chú có thời hạn, chưa dùng vào đâu", None, "due_on")

    @staticmethod
    def _are_due_in_periods(read: tuple[ReadTask, ...]) -> bool:
        return any(one.task.due_kind == DueKind.PERIOD and one.task.due_on for one in read)

    def _in_content(self, row: Row, read: tuple[ReadTask, ...]) -> Iterator[tuple[str, Unresolved]]:
        """Asks about bodies that the content or a note gives a part in work whose lead stands elsewhere in the row."""
        asked = {doubt.field for one in read for _, doubt in one.doubts}
        parts = [
            part for part in row.text.split(";") if any(self._names_body(words) for words in _BRACKET.findall(part))
        ]
        if len(parts) > 1 and len(read) == 1 and "leads" not in asked:
            why = "ô này nêu nhiều việc, mỗi việc có đơn vị riêng"
            yield "content", Unresolved("", row.text, why, None, "leads")
        codes = {code for one in read for code in (*one.task.leads, *one.task.supports)}
        known = [fold(name) for one in read for name in one.task.groups]
        if not row.fields.get("lead") or "supports" in asked:
            return
        for name, text in (("content", row.text), *((n, row.fields.get(n, "")) for n in ("note", "product"))):
            said = (_WITH_WHOM.fullmatch(text) or _JOINED_BY.search(text)) if name == "note" else None
            if said and not codes & self._names.codes(said["who"]) and fold(said["who"]) not in known:
                why = "ghi chú nêu người, đơn vị cùng làm, chưa dùng vào đâu"
                yield name, Unresolved("", text, why, None, "supports")
                return
            if name == "note" and _GIVEN_ANEW.search(text) and self._names_another(text, codes):
                why = "ghi chú giao thêm hoặc giao lại cho đơn vị khác, chưa dùng vào đâu"
                for column, field in (("lead", "leads"), ("support", "supports")):
                    yield column, Unresolved("", text, why, None, field)
                return
            is_shared = _TOGETHER.search(text) or (name == "content" and _NEXT_BODY.search(text))
            for span in find_bodies(text, self._names) if is_shared else ():
                is_known = self._names.codes(span.text) & codes or any(fold(span.text) in name for name in known)
                if span.aside is None and not (is_known or span.text.islower()):
                    why = f"chỗ này nêu “{span.text}”, chưa rõ là phối hợp hay chỉ được nhắc đến"
                    yield name, Unresolved("", text, why, None, "supports")
                    return

    def _names_another(self, text: str, codes: Set[str]) -> bool:
        named = (s for s in find_bodies(text, self._names) if s.aside in (None, Reason.OBJECT))
        return any(not self._names.codes(span.text) & codes for span in named)

    def _outside(self, row: Row, read: tuple[ReadTask, ...]) -> Iterator[tuple[str, Unresolved]]:
        """Asks about a day in a cell of work outside the month or quarter of its column: "(20/8)" below "Quý II"."""
        said = read_dues(row.above, self._context, is_field=True)[0] if row.above else None
        if said is None or said.rule is None or said.due_on is None:
            return
        first = first_day_of(said.rule, self._context) if said.rule.kind == DueKind.PERIOD else said.start_on
        for one in read:
            if (day := one.task.due_on) and (day > said.due_on or (first is not None and day < first)):
                why = f"ngày này ở ngoài “{row.above}” của ô"
                yield "content", Unresolved("", row.text, why, one.task.code or None, "due_on")

    def _guessed_lead(self, row: Row, heads: tuple[str, ...]) -> Iterator[tuple[str, Unresolved]]:
        """Asks about bodies below a title that does not say that they lead, where a heading names another."""
        lead = row.fields.get("lead", "")
        for heading in (*(group.title for group in reversed(row.groups)), *heads):
            if lead and read_heading(heading_of(heading) or heading, self._names).leads:
                why = f"tên cột không nói đây là đơn vị chủ trì, mà phía trên nêu “{heading}”"
                yield "lead", Unresolved("", lead, why, None, "leads")
                return

    def _in_unread(self, row: Row, read: tuple[ReadTask, ...]) -> Iterator[tuple[str, Unresolved]]:
        """Asks about times, ticks and bodies in columns that nobody understood, where the task says no such thing."""
        layout, task = row.layout, read[0].task
        if layout is None:
            return
        asked = {doubt.field for one in read for _, doubt in one.doubts}
        titles = {layout.kept[c]: c for c in layout.told if c in layout.kept}
        for note in row.notes:
            title, _, text = note.partition(": ") if ": " in note else ("", "", note)
            if title not in titles or not text:
                continue
            why = f"ô của cột {f'“{title}”' if title else 'không có tên'} chưa dùng vào đâu"
            if "due_on" not in asked and self._tells_a_time(text, row, read):
                yield "content", Unresolved("", text, why, None, "due_on")
            elif not self._names_somebody(text) or (" " not in text and is_share(text)):
                # "Xong" alone is short like a name.
                continue
            elif not (task.leads or task.groups) and "leads" not in asked:
                yield "content", Unresolved("", text, why, None, "leads")
            elif "supports" not in asked and self._may_help(title, text, task):
                yield "content", Unresolved("", text, why, None, "supports")

    def _names_body(self, words: str) -> bool:
        return bool(find_bodies(words, self._names))

    def _may_help(self, title: str, text: str, task: TaskDraft) -> bool:
        """True for a body that the task does not name, below a title that does not say what else it is there for."""
        known = [fold(name) for name in (*task.leads, *task.supports, *task.groups)]
        return fold(text) not in known and text not in task.content and not _NO_HELPER.search(fold(title))

    def _names_somebody(self, text: str) -> bool:
        pieces = (clean(piece) for piece in re.split(r"[,;\n]", text))
        return bool(find_bodies(text, self._names)) or any(
            kind_of_name(piece, self._names, is_field=True) == MentionKind.UNIT
            or is_addressed(piece)
            or is_personal(piece)
            for piece in pieces
            if piece
        )

    def _tells_a_time(self, text: str, row: Row, read: tuple[ReadTask, ...]) -> bool:
        """True for a tick or a time that the task's own deadlines do not hold."""
        days = {period.due_on for one in read for period in one.task.rows() if period.due_on}
        if role_of(text) == "tick":
            return not days or bool(row.periods)
        taken = (None, Reason.CONTENT_PERIOD)
        if not is_day(text) and not any(span.aside in taken for span in find_times(text, self._context)):
            return False
        said = read_dues(text, self._context, is_field=True)
        if days and all(
            due.start_on and due.due_on and due.start_on <= min(days) <= max(days) <= due.due_on for due in said
        ):
            # "Đợt 1 (01/02 - 31/3)" beside "06/02": the round that the row's own day lies in.
            return False
        return not days or not {due.due_on for due in said} <= days

    def _holds_a_time(self, note: str) -> bool:
        """True for a note with a day or a month in it, in a row that says no other."""
        if not _TIMELY.search(note):
            return False
        taken = (None, Reason.CONTENT_PERIOD)
        is_due = any(due.text or due.doubt for due in read_dues(note, self._context))
        return is_due or any(span.aside in taken for span in find_times(note, self._context))

    def _is_deadline(self, note: str) -> bool:
        """True for a note that is nothing but a day, or that has a word of deadlines before one."""
        is_rounds = bool(_ROUNDS.fullmatch(note))
        return (
            is_rounds or bool(FOR_ALL.search(note)) or is_lone_time(note) or read_whole(note, self._context) is not None
        )

    def _begins_with_event(self, note: str) -> bool:
        """True for a note that says when without a day: "trước khi nghỉ Tết"."""
        if _COUNTED_FROM.match(note):
            return True
        due = read_dues(note, self._context)[0]
        return due.due_kind in (DueKind.EVENT, DueKind.RELATIVE) and note.startswith(due.text or note)

    def _is_finer(self, note: str, read: tuple[ReadTask, ...]) -> bool:
        """True for a note with a day in the week, month or quarter that the row is due in: "ngày bầu cử 15/3"."""
        task = read[0].task if len(read) == 1 else None
        due = task.due_on if task and (task.due_kind == DueKind.PERIOD or task.start_on) else None
        spans = [span for span in find_times(note, self._context) if names_day(span.text)] if due else []
        days = [read_dues(span.text, self._context, is_field=True)[0].due_on for span in spans if span.aside is None]
        return any(due and day and 0 < (due - day).days < _QUARTER for day in days)

    def _done_within(self, note: str, read: tuple[ReadTask, ...]) -> str:
        """Finds the month or quarter of "làm trong tháng 11" where the row is due in no such one."""
        found = _DONE_WITHIN.search(note)
        due = read_dues(found["when"], self._context, is_field=True)[0].due_on if found else None
        days = {period.due_on for one in read for period in one.task.rows()}
        return found["when"] if found and due and due not in days else ""

    def _another_day(self, text: str, read: tuple[ReadTask, ...]) -> str:
        """Finds a time in the content that the column of deadlines does not say, too."""
        if not _TIMELY.search(text):
            return ""
        days = {period.due_on for one in read for period in one.task.rows()} | {one.task.start_on for one in read}
        for span in find_times(text, self._context):
            is_deadline = names_day(span.text) or _BEFORE.search(text[max(0, span.end - _NEAR) : span.end])
            if not is_deadline:
                # "biên chế năm 2026", "báo cáo 6 tháng đầu năm" say what the work is about.
                continue
            if span.aside is not None or self._only_describes(span.text, days):
                continue
            said = read_dues(span.text, self._context, is_field=True)[0]
            # "trước kỳ họp" beside a day, and "hằng tháng" where the row's day comes every month, differ in nothing.
            is_event = said.due_on is None and said.due_kind != DueKind.RECURRING and any(days)
            is_same_rhythm = said.due_kind == DueKind.RECURRING and any(
                one.task.due_kind == DueKind.RECURRING for one in read
            )
            if is_event or is_same_rhythm or self._ends_on(text, span.start, days):
                continue
            if said.due_on not in days:
                return span.text
        return ""

    def _ends_on(self, text: str, start: int, days: Set[date | None]) -> bool:
        """True for the first of "(ngày 20, 21/3)", "từ 23/12 đến 31/12" whose last is the row's own day."""
        stretch = _TO_LAST.match(text, start)
        last = read_dues(stretch["last"], self._context, is_field=True)[0].due_on if stretch else None
        return last is not None and last in days

    def _only_describes(self, said: str, days: Set[date | None]) -> bool:
        """True for a season, a year before the plan's, and a feast in the month behind a deadline: "Gặp mặt 8/3"."""
        if _SEASON.fullmatch(said) or ((old := _OLD_YEAR.fullmatch(said)) and int(old[1]) < (self._context.year or 0)):
            return True
        feast = read_dues(said, self._context, is_field=True)[0].due_on if GREAT_DAY.fullmatch(said) else None
        return feast is not None and any(day and 0 <= (feast - day).days <= _MONTH for day in days)
