"""What every column of a table holds: told by its titles and its cells together, no meaning given twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.columns.column import ASSIGNING, Column, meaning_at
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.looks import (
    has_body,
    is_body,
    is_clock,
    is_count_of_days,
    is_day,
    is_share,
    is_written_day,
    role_of,
)
from danvan_cli.intake.columns.title_words import (
    helpers_sign,
    lists_no_work,
    lists_people,
    meaning_of,
    work_of,
    year_of,
)
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.time_words import DAYTIME

_SHORT = 15
_MOST_WEEKS = 5
_FEWEST_WORDS = 4
_LONGEST_NAME = 7
_HALF = 0.5
_MOST, _NUMBERED = 0.6, 0.8
_TRACKING = frozenset({"progress", "stage", "done", "state", "result", "evidence", "extended_to"})
RESPONSIBLE = frozenset(
    {"lead", "executor", "unit", "person", "support", "due", "due_span", "due_year", "due_month", "handed"}
)
# Where several columns could be the deadline or the lead, the one whose title says more is.
_PROGRESS = ("stage", "progress", "result", "done", "evidence", "note")
_DUES = ("due", "due_year", "due_span", "due_month", "completed_on", "handed")
_LEADS = ("lead", "executor", "unit", "person")
# What a column "Thay bằng" is, by the meaning of the one to its left, and what that one is then.
_REPLACED = {
    **dict.fromkeys(_LEADS, ("lead", "old_lead")), "support": ("support", "old_support"),
    **dict.fromkeys(("due", "due_span"), ("extended_to", "due")),
}  # fmt: skip
_JOINED = frozenset({"note", "result", "evidence", "product", "support", "target"})
_IS_DONE = re.compile(r"\b(?:thuc te|da (?:xong|hoan thanh|ket thuc))\b")
_NUMBERING = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Z])(?:\.\d{1,2}){0,3}\.?")
_ROUND = re.compile(r"(?:dot|lan|ky|luot) (?:thu )?(?:\d|[iv]{1,3})")
# Who goes there, and in a table that names nobody else who does the work.
_TEAM = re.compile(r"thanh phan (?:doan|to|tham gia doan)\b")
# Work that begins like the name of a body: "Sơ kết 6 tháng" like that of a "Sở", "Hội thi" like that of a "Hội".
_MEETS = re.compile(
    r"(?:so ket|so tuyen|to chuc (?!hanh chinh|can bo)|(?:hoi|dai) (?:nghi|thao|thi|dien|giang|hoi|trai))\b"
)
_HANDS_IN = re.compile(r"(?:trinh|nop|gui|bao cao|xin y kien)\b")
# Words that no title of a column has to itself, and that say together with its cells what the column is.
_DOER = re.compile(
    r"\b(?:thuc hien|to chuc|chuan bi|lam|lo|nhan|thu ly|xu ly|duoc giao|chuyen cho|chu tri|chinh|mo lop|no viec)\b"
)
_UNTIL = re.compile(r"\b(?:truoc|xong|t\W?gian|khi nao|luc nao|den|het|dot)\b")
PART_OF_DAY = "buổi "
_TIME_OF_DAY = re.compile(rf"(?:buổi )?(?:{DAYTIME})", re.IGNORECASE)
_LONGEST_MARK = 8
_RAISED = re.compile(r"kien nghi|y kien cu tri|ton tai")
_ORDERED = re.compile(r"chi dao|ket luan|van ban (?:can|phai)")


class Settled:
    """Gives every column its meaning, none to two columns without a reason."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.names: dict[str, int] = {}
        self.units: dict[int, str] = {}
        self.periods: dict[int, str] = {}
        self.states: dict[int, str] = {}
        self.more: dict[int, str] = {}
        self.kept: dict[int, str] = {}
        self.told: dict[int, str] = {}
        self.by: dict[str, list[Column]] = {}
        self.other_dues: dict[int, str] = {}
        self.day_parts: tuple[int, ...] = ()
        self.unknown: list[Column] = []
        self.due: Column | None = None

    def layout(self, top: int, first: int, part: tuple[int, int]) -> Layout | None:
        """Settles the columns, in the order in which one meaning depends on another."""
        self.grid = _grid(self.columns)
        self._sort()
        if "criteria" in self.by:
            return Layout({}, top, first, other=Reason.CRITERIA)
        if lists_people([column.title for column in self.columns]):
            return Layout({}, top, first, other=Reason.ATTENDANCE)
        self._settle_content()
        if "content" not in self.names:
            return None
        self._settle_followed()
        self._settle_due()
        self._settle_lead()
        self._settle_rest()
        self._settle_unknown()
        if self.due is not None and self.due.cells and self.due.share(is_clock) >= _HALF:
            return Layout({}, top, first, other=Reason.AGENDA)
        if not (self.names.keys() - {"number", "code", "content", "detail"} or self.units or self.periods or self.grid):
            return None
        title = self.due.title if self.due else ""
        word = _word(self.due) if self.due else ""
        return Layout(
            self.names, top, first, {c.index: c.title for c in self.columns if c.path}, self.units, self.periods,
            self.states, self.more, self.kept, self.told, self._roles(), year_of(title), word, *part,
            other_dues=tuple(self.other_dues), day_parts=self.day_parts, grid=self.grid,
            helpers_behind=next((helpers_sign(c.title) for c in self.columns if c.index == self.names.get("lead")), ""),
        )  # fmt: skip

    def _sort(self) -> None:
        periods = [column for column in self.columns if column.period and column.index not in self.grid]
        is_dated = any(c.meaning in ("due", "due_year", "due_span") and c not in periods for c in self.columns)
        is_row = len(periods) > 1 and not is_dated
        if is_row or _are_ticked(periods, lambda text: bool(role_of(text)) or is_day(text)):
            self.periods = {column.index: column.period or "" for column in periods}
            if len(periods) == 4 and all(c.path[-1] == str(n) and _is_year(c) for n, c in enumerate(periods, 1)):
                # Four numbers below a year are its quarters.
                self.periods = {c: period.replace("tháng", "quý") for c, period in self.periods.items()}
        marked = [
            c
            for c in self.columns
            if c.is_of_body or _is_ticked_body(c) or (c.path and not c.meaning and c.cells and c.share(_is_part) == 1)
        ]
        marked = [column for column in marked if column.index not in self.periods and column.index not in self.grid]
        if _are_ticked(marked, role_of) and any(column.cells for column in marked):
            self.units = {column.index: column.path[-1] for column in marked}
        for column in self.columns:
            if column.index in self.periods or column.index in self.units or column.index in self.grid:
                continue
            is_one_of_them = column.path[:-1] and not meaning_of(column.path[-1])
            if is_one_of_them and any(column.path[:-1] == c.path[:-1] for c in periods if c.index in self.periods):
                # Beside "Quý I" and "Quý II" below one title, what is no period is not what the title says.
                self.unknown.append(column)
            elif column.meaning == "kept" and (_may_be_due(column) or self._may_be_lead(column)):
                self.unknown.append(column)
            elif column.meaning == "replacing":
                self._sort_replacing(column)
            elif name := column.meaning:
                # "Nội dung" beside columns of work heads what they say.
                name = "group" if self.grid and name == "content" else name
                # "Mục" and "Bước" above 1, 2, 3 number the rows.
                may_count = name in ("group", "content") and bool(column.cells)
                # "Cộng: 6 mục" may stand below the numbers.
                is_beside = any(c.meaning == "content" and c is not column for c in self.columns)
                # The titles of parts may stand in it, too, where another column says what is done.
                enough = _HALF if is_beside else _NUMBERED
                is_number = may_count and column.share(_NUMBERING.fullmatch) >= enough
                self.by.setdefault("number" if is_number else name, []).append(column)
            else:
                self.unknown.append(column)
        self._sort_letters()

    def _may_be_lead(self, column: Column) -> bool:
        """True for "Nơi làm" above nothing but bodies, where no other column says who does the work."""
        is_led = any(c.meaning in _LEADS for c in self.columns)
        return (
            not is_led and fold(column.title).startswith("noi ") and bool(column.cells) and column.share(is_body) == 1
        )

    def _sort_letters(self) -> None:
        """Lets "CT" and "PH" side by side above names say who leads and who helps."""
        said = {fold(column.path[-1]): column for column in self.unknown if column.path}
        if {"ct", "ph"} <= said.keys() and not self.by.keys() & {*_LEADS, "support"}:
            for letters, name in (("ct", "lead"), ("ph", "support")):
                self.unknown.remove(said[letters])
                self.by[name] = [said[letters]]

    def _sort_replacing(self, column: Column) -> None:
        """Lets "Thay bằng" hold who leads, who helps or until when, as the column to its left did."""
        left = next((c for c in self.columns if c.index == column.index - 1), None)
        now, former = _REPLACED.get(left.meaning or "", ("", "")) if left else ("", "")
        if left is None or not now or left not in self.by.get(left.meaning or "", ()):
            self.unknown.append(column)
            return
        self.by[left.meaning or ""].remove(left)
        self.by.setdefault(former, []).append(left)
        self.by.setdefault(now, []).append(column)

    def _take(self, name: str, column: Column) -> None:
        self.names[name] = column.index

    def _said_otherwise(self) -> list[Column]:
        """Finds the work in what has to come of it, who ordered it, or what was asked for: "Sản phẩm", "Kiến nghị"."""
        ordered = [column for column in self.by.get("kept", ()) if _ORDERED.search(fold(column.title))]
        raised = [column for column in self.by.get("note", ()) if _RAISED.match(fold(column.title))]
        name, found = ("product", self.by["product"]) if self.by.get("product") else ("kept", ordered)
        name, found = (name, found) if found else ("note", raised)
        for column in found[:1]:
            # Whatever else was read so stays what it is.
            self.by[name] = [one for one in self.by[name] if one is not column]
        return found[:1]

    def _settle_content(self) -> None:
        if self.grid:
            self._take("content", next(c for c in self.columns if c.index in self.grid))
            return
        found = [*self.by.pop("content", ()), *self.by.get("abstract", ())]
        inspected = self.by.pop("inspected", [])
        if not found:
            found, inspected = inspected[:1], inspected[1:]
        if not found:
            # "Công trình" alone is the work.
            found = self.by.pop("group", [])[:1]
        self.kept |= {column.index: column.title for column in inspected}
        if not found and len(self.by.keys() & RESPONSIBLE) + bool(self.units or self.periods) > 1:
            # "Đề án", "Văn bản cần trình": the column of most words, where others say who and when.
            is_of_people = lists_no_work([column.title for column in self.columns])
            worded = [c for c in self.unknown if c.share(lambda text: " " in text.strip()) >= _HALF and c.cells]
            found = [] if is_of_people else sorted(worded, key=_length, reverse=True)[:1] or self._said_otherwise()
        for column, name in zip(found, ("content", "detail"), strict=False):
            self._take(name, column)
        for column in found[2:]:
            self.kept[column.index] = column.title
        taken = {column.index for column in found}
        self.unknown = [column for column in self.unknown if column.index not in taken]
        self.by["abstract"] = [c for c in self.by.get("abstract", ()) if c.index not in taken]
        for column in [c for c in self.unknown if c.is_numbered and c.index < self.names.get("content", 0)][:1]:
            self.unknown.remove(column)
            self.by.setdefault("number", []).insert(0, column)

    def _settle_followed(self) -> None:
        """Settles what only an office's own follow-up has."""
        self.is_followed = bool(self.by.keys() & _TRACKING)
        has_ends = any(column.share(is_written_day) >= _HALF for column in self.by.get("completed_on", ()))
        for column in self.by.pop("pace", ()):
            has_due = bool(self.by.keys() & {"due", "due_span", "due_year"}) or bool(self.periods)
            # Beside days in another column "Tiến độ" is how far the work is.
            is_state = (column.cells and column.share(is_share) > _HALF) or (
                has_ends and column.share_of_said(is_day) < _HALF
            )
            # A step of the work with days of its own ("Tiến độ: Dự thảo | Trình") is no state of it.
            has_due = has_due and not (column.cells and column.share_of_said(is_day) >= _HALF)
            state = "stage" if "progress" in self.by else "progress"
            self.by.setdefault(state if is_state or has_due else "due", []).append(column)
        self.is_followed = self.is_followed or bool(self.by.keys() & _TRACKING)
        for column in self.by.pop("outcome", ()):
            is_told = "product" in self.by or self.is_followed or (column.cells and column.share(is_share) >= _HALF)
            self.by.setdefault("result" if is_told else "product", []).append(column)
        for column in self.by.pop("state", ()):
            self.states[column.index] = column.path[-1]
        is_basis = bool(self.by.get("kept") or self.by.get("abstract")) or not self.is_followed
        for column in self.by.pop("symbol", ()):
            is_before = column.index < self.names["content"]
            self.by.setdefault("kept" if is_basis or is_before else "evidence", []).append(column)

    def _settle_due(self) -> None:
        is_dated = bool(self.by.keys() & {"due", "due_span", "due_year", "due_month"}) or bool(self.periods)
        for column in self.by.pop("done", ()):
            # Words of no state below "Hoàn thành", where nothing else says when: "Ngày 25 tháng cuối mỗi quý".
            is_when = not is_dated and column.share_of_said(is_share) == 0
            has_days = bool(column.cells) and (column.share(is_day) >= _HALF or is_when)
            self.by.setdefault(("completed_on" if is_dated else "due") if has_days else "done", []).append(column)
        ends = self.by.get("completed_on", [])
        if self.is_followed and ends and not is_dated and self._are_planned(ends):
            if "ket thuc" not in fold(ends[0].title):
                self.told[ends[0].index] = "hiểu là thời hạn, không phải ngày đã hoàn thành"
        elif self.is_followed:
            if ends and not is_dated:
                self.told[ends[0].index] = "hiểu là ngày đã hoàn thành; bảng này không có cột thời hạn"
            self._take_first("completed_on")
            handed = self.by.get("handed", [])
            if handed and (is_dated or fold(handed[0].title).startswith("ngay")):
                self._take("submitted_on", handed.pop(0))
        done = [c for c in self.by.get("completed_on", ()) if _IS_DONE.search(fold(c.title))]
        if done and "completed_on" not in self.names:
            # "Ngày thực tế hoàn thành" is never a day to come, whatever else the table has or lacks.
            self.by["completed_on"].remove(done[0])
            self._take("completed_on", done[0])
        found = [column for name in _DUES for column in self.by.pop(name, ())]
        weeks = self.by.pop("week", [])
        if weeks and all(column.meaning == "due_month" for column in found):
            found.insert(0, weeks.pop(0))
        if all(column.meaning in ("due_month", "handed") for column in found):
            # "Tháng" beside "Thời điểm trình": the day says it better than its month.
            found.sort(key=lambda column: column.meaning == "due_month")
        # A row without a day is due in its week.
        self.kept |= {column.index: column.title for column in weeks}
        self.other_dues |= {column.index: column.title for column in weeks}
        if not found and "rhythm" in self.by:
            found = self.by.pop("rhythm")
        if not found and "extended_to" in self.by and "moi" in fold(self.by["extended_to"][0].title):
            found = self.by.pop("extended_to")
        if parts := _day_parts(found):
            self.day_parts = tuple(column.index for column in parts)
            found = [column for column in found if column not in parts[1:]]
        rounds = [c for c in found if len(c.path) > 1 and _ROUND.fullmatch(fold(c.path[-1]))]
        if len(rounds) > 1:
            # "Quý" over "Đợt 1" and "Đợt 2": each cell is a deadline.
            self.more |= {column.index: "due" for column in rounds[1:]}
            found = [column for column in found if column not in rounds[1:]]
        self.due = _last_step(found) if found else None
        if self.due:
            self._take("due", self.due)
        for column in (column for column in found if column is not self.due):
            if "completed_on" not in self.names and column.meaning == "completed_on":
                self._take("completed_on", column)
            elif "submitted_on" not in self.names and column.meaning == "handed" and self.is_followed:
                self._take("submitted_on", column)
            elif column.meaning in ("due_month", "due_year") and "due_period" not in self.names:
                self._take("due_period", column)
            else:
                self._fall_back_on(column)

    def _fall_back_on(self, column: Column) -> None:
        """Keeps a further column of deadlines as a note, for rows that say nothing in the first one as the deadline."""
        self.other_dues[column.index] = column.title
        self._tell(column, "cũng là một thời hạn: dùng ở hàng không có thời hạn khác, ở hàng khác giữ làm ghi chú")

    def _are_planned(self, ends: Sequence[Column]) -> bool:
        """True for a column "Ngày kết thúc" of days that are to come: beside one of beginnings, or with other times."""
        titles = [fold(c.title) for c in ends if not _IS_DONE.search(fold(c.title))]
        is_stretch = ("start" in self.by and bool(titles)) or any("ket thuc" in title for title in titles)
        return (
            is_stretch or self._are_of_open_rows(ends) or any(c.share(is_written_day) < _HALF for c in ends if c.cells)
        )

    def _are_of_open_rows(self, ends: Sequence[Column]) -> bool:
        """True where a third of the rows with such a day say nothing of how far the work is: it is to be done then."""
        told = {row for name in _PROGRESS for column in self.by.get(name, ()) for row, _ in column.cells}
        rows = {row for column in ends for row, _ in column.cells}
        return bool(rows) and len(rows - told) * 3 >= len(rows)

    def _take_first(self, name: str) -> None:
        columns = self.by.get(name)
        if columns:
            self._take(name, columns.pop(0))

    def _settle_lead(self) -> None:
        found = [column for name in _LEADS for column in self.by.pop(name, ()) if not self._is_measure(column)]
        old = self.by.pop("old_lead", [])
        if found:
            self._take("lead", found[0])
            if old:
                self._take("old_lead", old.pop(0))
        elif old:
            self._take("lead", old.pop(0))
        for column in (*found[1:], *old):
            if column.meaning == "person" and column.share_of_said(has_body) < _HALF:
                self.kept[column.index] = column.title
            else:
                self._tell(column, "cũng nêu đơn vị, chỉ giữ làm ghi chú của nhiệm vụ")

    def _is_measure(self, column: Column) -> bool:
        """True for a column "Đơn vị" of "km", "báo cáo", "%": what is counted and not who works."""
        lengths = [len(text) for _, text in column.cells]
        is_short = bool(lengths) and max(lengths) < _SHORT
        is_measure = fold(column.title) == "don vi" and is_short and column.share(is_body) == 0
        if is_measure:
            self.kept[column.index] = column.title
        return is_measure

    def _settle_rest(self) -> None:
        if not self.by.get("support"):
            self.by["support"] = self.by.pop("old_support", [])
        for name, columns in self.by.items():
            for column in columns:
                if name == "kept" and "lead" not in self.names and _TEAM.match(fold(column.title)) and column.cells:
                    self._tell(column, "nêu người, đơn vị tham gia, chỉ giữ làm ghi chú của nhiệm vụ")
                elif name in ("kept", "abstract"):
                    self.kept[column.index] = column.title
                elif name not in self.names:
                    self._take(name, column)
                elif name in _JOINED:
                    self.more[column.index] = name
                elif name == "number":
                    self._tell(column, "là cột số thứ tự thứ hai, có thể thuộc một bảng khác bên cạnh chưa đọc")
                else:
                    self._tell(column, "trùng ý với cột khác, chỉ giữ làm ghi chú của nhiệm vụ")

    def _settle_unknown(self) -> None:
        """Takes a column by its cells, where nothing else has its meaning; says so where the title does not, too."""
        for column in self.unknown:
            if "due" not in self.names and not self.periods and column.cells and column.share(is_day) > _MOST:
                self.due = column
                self._take("due", column)
                if not _UNTIL.search(fold(column.title)):
                    self.told[column.index] = "có các ô là ngày nên hiểu là thời hạn"
            elif not self.names.keys() & {"lead"} and not self.units and column.cells and _names_doers(column):
                self._take("lead", column)
                if not _DOER.search(fold(column.title)):
                    self.told[column.index] = "có các ô là tên đơn vị nên hiểu là đơn vị chủ trì"
            elif "due" in self.names and column.cells and column.share_of_said(is_day) > _MOST:
                self._fall_back_on(column)
            elif column.cells:
                # "Số ngày" beside a column of deadlines only counts up to them.
                is_count = "due" in self.names and fold(column.title).startswith("so ngay")
                if column.has_facts() and not is_count:
                    self._tell(column, "chưa đọc, chỉ giữ làm ghi chú của nhiệm vụ")
                self.kept[column.index] = column.title

    def _tell(self, column: Column, why: str) -> None:
        self.kept[column.index] = column.title
        if column.cells:
            self.told[column.index] = why

    def _roles(self) -> dict[int, str]:
        """Tells the part that a plain tick gives to a body: as the title above says; beside a lead a supporting one.

        Where others are marked as leads, a tick may mean either.
        """
        marked = [column for column in self.columns if column.index in self.units]
        # What is longer than a mark, as a signature below the table, is none.
        marks = [text for column in marked for _, text in column.cells if len(text) <= _LONGEST_MARK]
        is_coded = any(role_of(text) != "tick" for text in marks)
        plain = "" if is_coded else "support" if "lead" in self.names else "lead"
        above = {column.index: meaning_at(column.path[:-1]) for column in marked}
        return {index: name if name in ("lead", "support") and not is_coded else plain for index, name in above.items()}


def _names_doers(column: Column) -> bool:
    """True for cells that nearly all begin with a body or a post, be it "Kế toán" or "Tổ 1 chủ trì; Tổ 2 giúp"."""
    begins = (lexicon.body_start_pattern(), lexicon.post_pattern())
    return column.share(is_body) > _MOST or column.share_of_said(lambda t: any(b.match(t) for b in begins)) > _MOST


def _grid(columns: Sequence[Column]) -> dict[int, str]:
    """Finds the columns of a table without one of work whose own cells are the work: below quarters, below offices."""
    # A column of work may begin far below its title.
    titles = {c.index: said for c in columns if c.path and (said := c.period or _title_of_work(c))}
    named = [c for c in columns if c.index in titles]
    others = [c.meaning for c in columns if c.index not in titles]
    if others.count("content") > 1 or not {"abstract", "target"}.isdisjoint(others):
        return {}
    # "x" and "như trên" stand for words.
    written = [replace(c, cells=tuple(cell for cell in c.cells if len(cell[1]) > _LONGEST_MARK)) for c in named]
    worded = [column for column in written if column.cells and column.share(_is_act) >= _HALF]
    is_grid = len(worded) > 1 and 2 * len(worded) >= sum(1 for column in named if column.cells)
    return titles if is_grid else {}


def _title_of_work(column: Column) -> str:
    """Finds the period or the office whose work a title names: "Nhiệm vụ quý I", "Công việc của Văn phòng"."""
    title = column.path[-1]
    if _TIME_OF_DAY.fullmatch(title):
        # "Sáng", "Chiều" beside a column of days name nobody.
        return f"{PART_OF_DAY}{title.lower().removeprefix(PART_OF_DAY)}"
    return work_of(title) or (title if _is_office(column) else "")


def _is_office(column: Column) -> bool:
    """True for a column with a body as its title; "Ban Hỗ trợ phụ nữ" is one where work stands below it.

    "Phòng phối hợp" names nobody.
    """
    title = column.path[-1]
    has_name = title.partition(" ")[2][:1].isupper()
    is_named = not column.meaning or (has_name and column.share(_is_act) >= _HALF)
    return is_named and is_body(title)


def _is_act(text: str) -> bool:
    """True for words enough to say what is done: no day and no name; "Tổ chức hội thao …" begins as a team's does."""
    count = len(text.split())
    is_named = is_body(text) and not _MEETS.match(fold(text))
    return (
        count >= _FEWEST_WORDS
        and not text[:1].isdigit()
        and not is_day(text)
        and (count >= _LONGEST_NAME or not is_named)
    )


def _is_ticked_body(column: Column) -> bool:
    """True for marks below a body's name that reads like another title: "Tổ Kiểm tra", "Tổ Nghiệp vụ - Dự toán"."""
    above = meaning_of(" ".join(column.path[:-1])) if len(column.path) > 1 else None
    is_kept = above in (None, *ASSIGNING) and bool(column.path) and meaning_of(column.path[-1]) == "kept"
    is_named = is_kept and is_body(column.path[-1])
    return is_named and bool(column.cells) and column.share(role_of) >= _HALF


def _are_ticked(columns: Sequence[Column], test: Callable[[str], object]) -> bool:
    """True for columns that are ticked taken together: a word in one of them is then a cell to be asked about."""
    texts = [text for column in columns for _, text in column.cells]
    return sum(bool(test(text)) for text in texts) >= _HALF * len(texts)


def _day_parts(columns: Sequence[Column]) -> list[Column]:
    """Finds the columns "Ngày", "Tháng" and perhaps "Năm" below one title, which make a day together; else nothing."""
    below = {fold(column.path[-1]): column for column in columns if len(column.path) > 1}
    parts = [below[name] for name in ("ngay", "thang", "nam") if name in below]
    is_one = len({column.path[:-1] for column in parts}) == 1
    return parts if is_one and {"ngay", "thang"} <= below.keys() else []


def _last_step(dues: Sequence[Column]) -> Column:
    """Chooses the column of the deadline: the first, or the last of those that are steps below one title.

    A column that only counts days ("70 ngày" before an event) gives way to one with days.
    """
    first = next((c for c in dues if c.share_of_said(is_count_of_days) < _HALF), dues[0])
    steps = [c for c in dues if len(c.path) > 1 and c.path[:-1] == first.path[:-1] and c.meaning == first.meaning]
    return steps[-1] if len(steps) > 1 else first


def _is_year(column: Column) -> bool:
    return "thang" not in fold(column.title) and len(column.path) > 1


def _is_part(text: str) -> bool:
    return role_of(text) in ("lead", "support")


def _length(column: Column) -> float:
    return sum(len(text) for _, text in column.cells) / len(column.cells)


def _may_be_due(column: Column) -> bool:
    """True for "Trình lãnh đạo Sở" above days; "Ngày giao" and "Ngày" of a paper lie behind."""
    return bool(_HANDS_IN.match(fold(column.title))) and bool(column.cells) and column.share_of_said(is_day) > _MOST


def _word(due: Column) -> str:
    """Finds what a bare number below a title counts: "Thời gian (tháng)"; weeks only where all are of a month."""
    key = fold(due.title)
    if due.meaning == "week":
        numbers = [int(text) for _, text in due.cells if text.strip().isdecimal()]
        return "tuần" if all(0 < number <= _MOST_WEEKS for number in numbers) else ""
    return "tháng" if re.search(r"\bthang\b", key) else "quý" if re.search(r"\bquy\b", key) else ""
