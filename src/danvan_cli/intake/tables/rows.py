"""The rows of a table of tasks, one row a task: what each is, and what holds for it from the rows above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.legend import NOTHING_SAID, mark_of_note, says_what_marks_mean
from danvan_cli.intake.columns.looks import counts_days, has_time, role_of
from danvan_cli.intake.columns.title_words import period_of
from danvan_cli.intake.draft.targets import UNUSED_FIGURE
from danvan_cli.intake.letters import PERSON, UPPER
from danvan_cli.intake.lines.asides import aside_of
from danvan_cli.intake.lines.enumerations import has_typed_bullet
from danvan_cli.intake.lines.markers import Rank, split_marker
from danvan_cli.intake.lines.sense import opens_with_verb
from danvan_cli.intake.people.abbreviations import explains
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.cells import Aside, CellDoubt, Group, Named, Row, complete, ditto_of, joined, with_object
from danvan_cli.intake.tables.grid import grid_rows, group_of, holds_work, is_plainly_work, unworded
from danvan_cli.intake.tables.merged import from_start_to_end, over_content, reaching, spread, wide
from danvan_cli.intake.tables.places import IN_TEXT, row_at
from danvan_cli.intake.tables.row_kinds import (
    AFTER,
    AS_OF,
    HANDED_DOWN,
    LETTERS,
    depth,
    goes_on,
    has_words,
    is_end,
    is_group,
    is_plain,
    is_sum,
    is_total,
)

_COUNTING = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?")
# What a cell of these columns says is never said by pointing to another row.
_OWN = ("number", "code", "group")
_NAMING = ("lead", "support")
_SAYING = frozenset({"lead", "support", "due", "product", "stage", "progress", "result", "completed_on"})
_COMPLETED = frozenset({"old_lead", "old_support", "rhythm", "due_period"})
_OPEN = {"lead": "leads", "support": "supports", "due": "due_on"}
BROKEN = "ô này hỏng hoặc là công thức chưa có kết quả, không đọc được giá trị"
# "Trước 15/3/2024, gia hạn đến 30/4/2024": a deadline and its extension in one cell.
# Below "Xong trước ngày" every day is one that the work must be done before.
_TITLE_BEFORE = re.compile(r"\btrước(?:\s+ngày)?\W*$", re.IGNORECASE)
_GRANTED = re.compile(
    r"(?P<due>.{0,80}?\d)[\s,;.(–-]{1,5}(?:đã\s+|được\s+)?gia hạn\s+(?:đến|tới)\s+(?:hết\s+)?"
    r"(?P<until>(?:ngày\s+)?\d[\d/.\s-]{0,20}?)\)?"
)
_NOTE = re.compile(
    r"\W{0,3}(?:ghi chú|lưu ý|chú thích|chú giải|(?:từ |chữ )?viết tắt|ký hiệu)\b|\(?\*+\)?\s*\w", re.IGNORECASE
)
_NOTE_LABEL = re.compile(r"\W*(?:ghi chú|lưu ý|chú thích)\W*", re.IGNORECASE)
_LABEL_AND_WORDS = 2
# "…, đồng chí Lý Thu Trang rà việc thực hiện, báo chi bộ hằng quý"
_PERSON_DOES = re.compile(rf"(?<!\w)(?:{PERSON})\s[{UPPER}]")
# "* Công an xã phối hợp": a note that gives somebody a part.
_GIVES = re.compile(
    r"\b(?:chủ trì|phối hợp|phụ trách|cùng làm|làm cùng)\b|\bdo\s.{2,60}\s(?:làm|lo|thực hiện)\b", re.IGNORECASE
)
_BELOW = "dòng này ở ngoài các nhiệm vụ nên chưa đọc"
_HEADS = "hàng này chỉ có nội dung, đã hiểu là đề mục của các việc bên dưới"
# Small letters or a bracket, but no "a) …" and no "(Đã ký)".
_GOES_ON = re.compile(r"(?!\(?[a-zđ]\s?[.)]|\((?i:đã ký|ký)|(?:x|v|nt)\b)(?:[a-zà-ỹđ]|\()\S*\s\S")
_CALENDAR = frozenset(["thang", "quy", "tuan"])
_SHORT = 25
_SENTENCE = 40
_FEW_WORDS = 4
_FLAT = 50
# Capitals of so many letters are an abbreviation.
_LONGEST_SHORT = 4

_SheetRow = tuple[int, Sequence[str]]


def read_rows(sheet: Sheet, layouts: Sequence[Layout]) -> Iterator[Row | Aside]:
    """Goes through the rows from the first titles on: tasks, and every other row with the reason why it is none.

    ``layouts`` stand below each other. A signature ends a table until the next titles.
    """
    walk = _Walk(layouts[0], sheet)
    tops = {layout.top: layout for layout in layouts}
    left, right = layouts[0].left, layouts[0].right
    below = [row for row in sheet.rows if row[0] >= layouts[0].top]
    if left or right < len(max((cells for _, cells in below), key=len, default=())):
        below = [(number, ("",) * left + cells[left:right]) for number, cells in below]
    whole, gone = _continued(list(_in_months(below, layouts[0])), layouts[0])
    yield from gone
    whole = [one for row in whole for one in _line_by_line(row, layouts[0])]
    following: Named | None = None
    for (number, cells), (beneath, after) in zip(whole, [*whole[1:], (0, ())], strict=True):
        if number in tops and tops[number] is not walk.layout:
            walk.begin(tops[number])
        if number < walk.layout.first or walk.is_title_again(number, cells):
            yield Aside(number, _words(cells), Reason.CAPTION)
            continue
        row = following or walk.named(number, cells)
        following = walk.named(beneath, after) if after and beneath not in tops else None
        yield from walk.read(row, following)
    yield from walk.left_over()


def _in_months(rows: Iterable[_SheetRow], layout: Layout) -> Iterator[_SheetRow]:
    """Writes the month of a calendar again into the cells left empty below it: "Tháng 5" stands once for its rows."""
    due, content = layout.columns.get("due", -1), layout.columns["content"]
    is_calendar = 0 <= due < content and fold(layout.titles.get(due, "")) in _CALENDAR
    month = ""
    for number, cells in rows:
        if is_calendar and number >= layout.first and len(cells) > content:
            month = cells[due] or month
            # "II. CÔNG TÁC KHÁC" with nothing beside it heads what comes next.
            is_alone = not any(cell for column, cell in enumerate(cells) if column != content)
            heads = is_alone and (cells[content].isupper() or split_marker(cells[content])[0] is not None)
            if month and has_words(cells[content]) and not cells[due] and not heads:
                cells = (*cells[:due], month, *cells[due + 1 :])
        yield number, cells


def _continued(rows: Sequence[_SheetRow], layout: Layout) -> tuple[list[_SheetRow], list[Aside]]:
    """Puts the cells of a row back into those of the numbered row above where its words only go on with it.

    "Dời đồng hồ của 64 hộ" | "ra ngoài hàng rào": typed on the next line of a sheet for want of width, with no lead and
    no deadline of its own. Gives the rows without those, and those.
    """
    number, content = layout.columns.get("number", -1), layout.columns["content"]
    own = [layout.columns[name] for name in ("lead", "due") if name in layout.columns]
    whole: list[_SheetRow] = []
    gone: list[Aside] = []
    for at, cells in rows:
        above = whole[-1][1] if whole else ()
        is_begun = 0 <= number < len(above) and above[number] and content < len(above) and has_words(above[content])
        is_rest = (
            max(number, content) < len(cells) and not cells[number] and not any("".join(cells[c : c + 1]) for c in own)
        )
        if is_begun and is_rest and at >= layout.first and _GOES_ON.match(cells[content].strip()):
            pairs = zip_longest(above, cells, fillvalue="")
            whole[-1] = (whole[-1][0], tuple(f"{said}\n{more}".strip() for said, more in pairs))
            gone.append(Aside(at, _words(cells), Reason.CONTINUED))
        else:
            whole.append((at, cells))
    return whole, gone


def _line_by_line(row: _SheetRow, layout: Layout) -> Iterator[_SheetRow]:
    """Parts a row whose cells list several pieces of work and as many deadlines: line by line they belong together.

    Who leads and who helps stands in as many lines, or is the same for all of them.
    """
    at, cells = row
    columns = {name: layout.columns[name] for name in ("content", "due", "lead", "support") if name in layout.columns}
    lines = {c: cells[c].strip().split("\n") if c < len(cells) else [""] for c in columns.values()}
    work = lines[columns["content"]]
    count = len(work)
    are_listed = count > 1 and at >= layout.first and all(map(has_typed_bullet, work))
    due = lines.get(columns.get("due", -1), [])
    if not are_listed or len(due) != count or any(len(said) not in (1, count) for said in lines.values()):
        yield row
        return
    for place in range(count):
        own = {c: said[place] if len(said) == count else said[0] for c, said in lines.items()}
        own |= {layout.columns["number"]: ""} if place and "number" in layout.columns else {}
        yield at, tuple(own.get(c, cell) for c, cell in enumerate(cells))


# "Chỉ tiêu: kết nạp mới 60 đoàn viên; 92% đoàn viên đạt …" on a line below the last row.
_SETS_A_TARGET = re.compile(
    r"(?:chỉ tiêu|phấn đấu)\b[^|.]{0,40}[: ]\s?[^|]*?(?<![/\d])\d[\d.,]*\s?(?:%|[^\W\d])", re.IGNORECASE
)


class _Walk:
    """Goes down the rows of tables below each other and keeps what holds for the rows that follow."""

    def __init__(self, layout: Layout, sheet: Sheet) -> None:
        self._sheet = sheet
        self._broken: dict[int, list[int]] = {}
        for row, column in sheet.broken:
            self._broken.setdefault(row, []).append(column - 1)
        self._groups: list[Group] = []
        self._handed: dict[int, tuple[Group, set[str], dict[str, str]]] = {}
        self._childless: list[Group] = []
        self._column_group = self._in_charge = ""
        self._is_noting = False
        self._last = max((number for number, cells in sheet.rows if len(cells) > 1), default=0)
        self.begin(layout)

    def begin(self, layout: Layout) -> None:
        """Starts a table; the groups that are open go on."""
        self.layout = layout
        self._columns = list(layout.columns.items())
        self._reaching = reaching(self._sheet, layout)
        self._wide = wide(self._sheet, layout)
        self._over_content = over_content(self._sheet, layout)
        self._whole_time = from_start_to_end(self._sheet, layout)
        self._wide_rows = {top for top, left, _, right in self._sheet.merged if right > left and top >= layout.first}
        # In a table that begins with its deadlines a heading stands in their column and reaches over the work.
        content = layout.columns.get("content", 0)
        self._headed_rows = {top for top, left, _, right in self._sheet.merged if left - 1 <= content < right > left}
        merged = self._sheet.merged if layout.grid else ()
        self._reach = {(top, left - 1): right - 1 for top, left, _, right in merged if right > left}
        self._above: dict[str, str] = {}
        self._noted: dict[int, str] = {}
        self._by_number: dict[str, dict[str, str]] = {}
        # Pieces of work that those numbered below them go on with: rank and words.
        self._parents: list[tuple[float, dict[str, str]]] = []
        self._is_over = False
        self._titles = [cells for number, cells in self._sheet.rows if layout.top <= number < layout.first]
        self._again = range(0)

    def is_title_again(self, number: int, cells: Sequence[str]) -> bool:
        """True for the rows of titles once more, as they are printed at the top of a further page."""
        if self._titles and number not in self._again and tuple(cells) == self._titles[0]:
            self._again = range(number, number + len(self._titles))
        return number in self._again and tuple(cells) == self._titles[number - self._again.start]

    def named(self, number: int, cells: Sequence[str]) -> Named:
        """Reads the row's words by the names of their columns, with those that a cell above holds for it."""
        row: dict[str, str] = {}
        odd: list[CellDoubt] = []
        if number in self._wide:
            cells = spread(cells, self._wide[number])
        if (over := self._over_content.get(number)) is not None and over < len(cells):
            # "Thông báo lịch kiểm tra" over "Đơn vị được kiểm tra" and "Nội dung": that is the work.
            content = self.layout.columns["content"]
            cells = [*cells[:over], "", *cells[over + 1 : content], cells[over], *cells[content + 1 :]]
        # What nobody understood is told beside every row that it reaches, as a further deadline is.
        for index in (*self.layout.other_dues, *(c for c in self.layout.told if c in self.layout.kept)):
            if (
                index in self._reaching
                and (text := self._from_above(index, number))
                and not "".join(cells[index : index + 1])
            ):
                cells = [*cells[:index], *[""] * (index - len(cells)), text, *cells[index + 1 :]]
        for name, index in self._columns:
            if index < len(cells) and (text := cells[index]):
                if name not in _OWN and len(text) < _SHORT and (like := ditto_of(text)) is not None:
                    text = self._said_above(name, like, index, text, odd)
                elif name in _NAMING and len(text) < _SHORT and (text == "?" or role_of(text)):
                    # A mark is nobody's name.
                    odd.append(CellDoubt(index, text, "ô này chỉ có dấu, chưa rõ là đơn vị nào", _OPEN[name]))
                    text = ""
                if text:
                    row[name] = self._above[name] = text if "\n" not in text else joined(name, text)
            elif index in self._reaching and (text := self._from_above(index, number)):
                row[name] = joined(name, text)
        cells = self._without_ditto(cells)
        if self._broken and number in self._broken:
            odd += self._broken_in(number)
        if number in self._whole_time and "start" in row and "due" not in row:
            row["due"] = row.pop("start")
        if "number" in row:
            self._by_number[row["number"].strip(" .)")] = row
        return Named(number, cells, row, odd, self._wide.get(number, ()))

    def _without_ditto(self, cells: Sequence[str]) -> Sequence[str]:
        """Writes out in the columns of notes what "nt" stands for."""
        written = list(cells)
        for column in self.layout.kept:
            if column < len(cells) and (text := cells[column]):
                above = self._noted.get(column, "")
                written[column] = above if above and len(text) < _SHORT and ditto_of(text) == "" else text
                self._noted[column] = written[column]
        return written

    def _said_above(self, name: str, like: str, index: int, text: str, odd: list[CellDoubt]) -> str:
        """Finds what "như trên" or "như STT 3" stands for; what stands for nothing is asked about."""
        found = self._by_number.get(like, {}).get(name, "") if like else self._above.get(name, "")
        if not found and not (like == "" and name in ("support", "product", "note") and self._above):
            odd.append(CellDoubt(index, text, "ô này ghi như ô khác nhưng không thấy ô đó ghi gì", _OPEN.get(name)))
        return found

    def _broken_in(self, number: int) -> Iterator[CellDoubt]:
        names = {index: name for name, index in self._columns}
        for column in self._broken[number]:
            if self.layout.left <= column < self.layout.right:
                yield CellDoubt(column, "", BROKEN, _OPEN.get(names.get(column, "")))

    def _from_above(self, index: int, number: int) -> str:
        reaches = self._reaching[index]
        # Rows come in order, so what has ended is never asked for again.
        while reaches and reaches[-1][1] < number:
            reaches.pop()
        return reaches[-1][2] if reaches and reaches[-1][0] < number else ""

    def read(self, row: Named, following: Named | None) -> Iterator[Row | Aside]:
        """Sorts one row; what sets a target is told, whatever row it stands in."""
        for one in self._sorted(row, following):
            one = self._explained(one) if isinstance(one, Aside) else one
            is_goal = isinstance(one, Aside) and not one.why and _SETS_A_TARGET.search(one.text)
            yield one._replace(reason=None, why=UNUSED_FIGURE) if isinstance(one, Aside) and is_goal else one

    def _explained(self, one: Aside) -> Aside:
        """Says why a line below the table that was to be asked about is none: it only explains, or tells of money."""
        if one.why != _BELOW:
            return one
        is_money = aside_of(one.text) == Reason.MONEY
        reason = Reason.MONEY if is_money else Reason.NOTE if self._is_explanation(one.text) else None
        return one._replace(reason=reason, why="") if reason else one

    def _sorted(self, row: Named, following: Named | None) -> Iterator[Row | Aside]:
        if below := self._noted_below(row):
            yield self._line_below(row.number, below)
            return
        if self.layout.grid:
            yield from self._in_grid(row)
            return
        if not is_plain(row.words) or self._is_over:
            aside = self._aside(row, following.words if following else {})
            if aside is not None:
                yield aside
                yield from self._odd_asides(row)
                return
        yield self._task(row)

    def _is_explanation(self, text: str) -> bool:
        """True for a line below a table that was used: what marks mean, until when the figures count, a row's note."""
        if says_what_marks_mean(text) or AS_OF.fullmatch(text):
            return True
        mark = mark_of_note(text) if self.layout.legend else ""
        return bool(mark and mark in self.layout.legend.notes) and any(
            mark in cell and cell != text for _, cells in self._sheet.rows for cell in cells
        )

    def _noted_below(self, row: Named) -> str:
        """Gives a line that stands below the table and that no row hands anything down to; empty for any other row.

        Of a text that is a numbered or bulleted line behind its last table, of a sheet what stands beside "Ghi chú" and
        alone in the rows behind it.
        """
        filled = [cell for cell in row.cells if cell]
        if self._sheet.name.startswith(IN_TEXT) and len(row.cells) == 1:
            is_line = row.number > self._last and split_marker(row.cells[0])[0] is not None
            return row.cells[0] if is_line and not self._is_over else ""
        is_label = len(filled) == _LABEL_AND_WORDS and _NOTE_LABEL.fullmatch(filled[0]) is not None
        is_next = len(filled) == 1 and not (self._is_over or AFTER.match(fold(filled[0])))
        self._is_noting = is_label or (self._is_noting and is_next)
        return filled[-1] if self._is_noting and filled else ""

    def _line_below(self, number: int, said: str) -> Row | Aside:
        """Reads such a line as work where it gives a body something to do or says when; tells it where not."""
        text = split_marker(said)[1]
        body = lexicon.body_head_pattern().match(text)
        is_given = body is not None and lexicon.verb_pattern().search(text, body.end()) is not None
        is_given = is_given or (has_time(text) and _PERSON_DOES.search(text) is not None)
        if aside_of(text) is None and (is_given or _GIVES.match(text) or (has_time(text) and opens_with_verb(text))):
            return Row(text, row_at(self._sheet, number), {}, number, layout=self.layout)
        is_told = has_time(text) or len(text.split()) > _FEW_WORDS
        return Aside(number, text, None if is_told else Reason.NOTE, _BELOW * is_told)

    def _in_grid(self, row: Named) -> Iterator[Row | Aside]:
        """Reads a row of which every cell is work, or says why it is none."""
        words = {name: text for name, text in row.words.items() if name != "content"}
        filled = [cell for cell in row.cells if cell]
        if filled and is_sum(filled):
            yield Aside(row.number, _words(row.cells), Reason.TOTAL)
        elif not is_plainly_work(row, self.layout) and (
            self._is_over or is_end(words, row.cells) or not holds_work(row.cells, self.layout)
        ):
            yield self._aside(row._replace(words={}), {}) or Aside(row.number, _words(filled), Reason.CAPTION)
        else:
            self._is_over = False
            group, who = group_of(row, self.layout)
            if group and group != self._column_group:
                # A cell that is merged downwards is read whole where it begins.
                self._column_group, self._in_charge = group, who
                self._open(group, row.number, {})
                self._childless.clear()
            row.odd.extend(unworded(row, self.layout))
            yield from grid_rows(row, self.layout, self._sheet, self._groups, self._in_charge, self._reach)
        yield from self._odd_asides(row)

    def _odd_asides(self, row: Named) -> Iterator[Aside]:
        for doubt in row.odd:
            yield Aside(row.number, doubt.text or _words(row.cells), None, doubt.why, doubt.column)

    def _aside(self, row: Named, following: dict[str, str]) -> Aside | None:
        """Says why a row is no task; one that heads others is remembered."""
        words, cells = row.words, row.cells
        filled = [cell for cell in cells if cell]
        content = words.get("content", "")
        if self.layout.other is not None:
            return Aside(row.number, _words(cells), self.layout.other)
        if self._is_over and goes_on(words):
            self._is_over = False
        if self._is_over or is_end(words, cells):
            is_foot = any(AFTER.match(fold(cell)) for cell in filled)
            is_told = self._is_over and not is_foot and any(map(has_time, filled))
            self._is_over = True
            return Aside(row.number, _words(cells), None if is_told else Reason.SIGNATURE, _BELOW * is_told)
        if all(_COUNTING.fullmatch(fold(cell)) for cell in filled):
            return Aside(row.number, _words(cells), Reason.LABEL_NUMBER if filled else Reason.FURNITURE)
        if is_total(words, filled):
            return Aside(row.number, _words(cells), Reason.TOTAL)
        is_alone = len(filled) == 1
        if is_alone and (explains(filled[0]) or says_what_marks_mean(filled[0])):
            return Aside(row.number, filled[0], Reason.NOTE)
        if is_alone and _NOTE.match(filled[0]):
            return self._below_the_table(row.number, filled[0], is_act=bool(_GIVES.search(filled[0])))
        if not has_words(content):
            return self._without_content(row, filled)
        if is_group(words, following):
            may_be_work = self._may_be_work(row)
            if may_be_work and ("note" in words or self._wide_rows):
                return None
            text = f"{words.get('number', '').rstrip('.)')}. {content}" if words.get("number") else content
            self._open(text, row.number, words)
            return Aside(row.number, _words(cells), None if may_be_work else Reason.HEADING, _HEADS * may_be_work)
        return None

    def _may_be_work(self, row: Named) -> bool:
        """True for a row without a number that says what to do and fills one cell, where headings fill several."""
        content = row.words["content"]
        is_numbered = "number" in row.words or split_marker(content)[0] is not None
        return not (is_numbered or content.isupper() or row.number in self._wide_rows) and opens_with_verb(content)

    def _without_content(self, row: Named, filled: Sequence[str]) -> Aside | None:
        column = self.layout.columns["content"]
        said = {name for name in row.words if name in _SAYING}
        if said and column in self._reaching and (above := self._from_above(column, row.number)):
            row.words["content"] = joined("content", above)
            return None
        is_bare = row.number in self._headed_rows or not said & {"due", "lead"} or bool(filled and period_of(filled[0]))
        if len(filled) == 1 and LETTERS.search(filled[0]) and is_bare:
            self._open(filled[0], row.number, {})
            return Aside(row.number, filled[0], Reason.HEADING)
        is_wide = row.number in self._wide_rows and filled[0].strip(".)").isdecimal() if filled else False
        if len(filled) == 2 and ((is_bare and filled[0] == row.words.get("number") and _heads(*filled)) or is_wide):
            # "A | HƯỚNG ĐẾN NGƯỜI BỆNH", not merged and beside the column of the work.
            self._open(f"{filled[0].rstrip('.)')}. {filled[1]}", row.number, {})
            return Aside(row.number, _words(filled), Reason.HEADING)
        if not filled or (len(filled) == 1 and "number" in row.words):
            # A number alone is a line that was prepared and never written.
            return Aside(row.number, _words(filled), Reason.FURNITURE)
        row.odd[:] = [doubt for doubt in row.odd if doubt.column != column]
        why = BROKEN if column in self._broken.get(row.number, ()) else "hàng này không có nội dung nên chưa đọc"
        return Aside(row.number, _words(row.cells), None, why, column)

    def _below_the_table(self, number: int, text: str, *, is_act: bool = False) -> Aside:
        is_open = has_time(text) or is_act or counts_days(text)
        return Aside(number, text, None if is_open else Reason.NOTE, _BELOW * is_open)

    def _open(self, text: str, number: int, words: dict[str, str]) -> None:
        marker, rest = split_marker(clean(text))
        # "IT" is a field of work beside "Kỹ thuật".
        rank = marker.rank if marker else 0 if text.isupper() and len(text) > _LONGEST_SHORT else _FLAT
        while self._groups and self._groups[-1].rank >= rank:
            self._groups.pop()
        group = Group(marker.name if marker else "", rest.rstrip(" :"), rank, number)
        self._groups.append(group)
        self._childless.append(group)
        self._parents.clear()
        if said := {name: word for name, word in words.items() if name in HANDED_DOWN}:
            self._parents.append((rank if rank >= Rank.NUMBER else -1, said))
            self._handed[number] = group, set(said), said

    def _task(self, row: Named) -> Row:
        """Puts a row of work together."""
        words = row.words
        self._childless.clear()
        group = words.pop("group", "")
        if group and group != self._column_group:
            self._column_group = group
            self._open(group, row.number, {})
            self._childless.clear()
        marker = self._with_parents(words)
        # What is numbered like a piece of work that heads others stands no more below it.
        while self._groups and self._groups[-1].rank >= max(marker, Rank.NUMBER) and self._groups[-1].rank != _FLAT:
            self._groups.pop()
        content, detail, code = words.pop("content"), words.pop("detail", ""), words.pop("code", "")
        words.pop("number", None)
        if words.get("due", "")[:1].isdigit() and _TITLE_BEFORE.search(self._title_of("due")):
            words["due"] = f"trước ngày {words['due']}"
        if "gia hạn" in words.get("due", "") and (granted := _GRANTED.fullmatch(words["due"])):
            words["due"] = granted["due"]
            words.setdefault("extended_to", granted["until"])
        text = split_marker(content)[1]
        if detail and detail != content:
            text = f"{text.rstrip(' .:;')}: {split_marker(detail)[1]}"
        text = with_object(text, row, self.layout)
        notes, periods = complete(row, self.layout) if self._has_more() else ((), ())
        where = row_at(self._sheet, row.number)
        made = Row(
            text, where, words, row.number, tuple(self._groups), code, notes, tuple(row.odd), periods, self.layout
        )
        self._parents.append((marker, {name: words[name] for name in HANDED_DOWN if name in words}))
        return made

    def _title_of(self, name: str) -> str:
        return self.layout.titles.get(self.layout.columns.get(name, -1), "")

    def _has_more(self) -> bool:
        layout = self.layout
        has_parts = bool(layout.due_word or layout.day_parts or layout.helpers_behind or "note" in layout.columns)
        has_parts = has_parts or layout.legend != NOTHING_SAID
        return bool(layout.is_ticked or layout.kept or has_parts or layout.columns.keys() & _COMPLETED)

    def _with_parents(self, words: dict[str, str]) -> float:
        """Lets a row take what it does not say from the piece of work or the heading that it stands under."""
        printed = words.get("number", "")
        marker = Rank.NUMBER if printed.isdecimal() else depth(words)
        while self._parents and self._parents[-1][0] >= marker:
            self._parents.pop()
        if self._parents and ("lead" not in words or "due" not in words):
            for _, above in reversed(self._parents):
                for name, word in above.items():
                    if name not in words and not (name == "support" and "lead" in words):
                        words[name] = word
                        self._used(above, name)
        return marker

    def _used(self, above: dict[str, str], name: str) -> None:
        for _, said, words in self._handed.values():
            if words is above:
                said.discard(name)

    def left_over(self) -> Iterator[Aside]:
        """Lists headings whose own body or day no row took, and lines below the last row."""
        columns = self.layout.columns
        for number, (group, said, _) in self._handed.items():
            # Work that has days of its own lies within its phase's; who leads it all is asked about.
            for name in sorted(said & ({"lead", "due"} if group in self._childless else {"lead"})):
                yield Aside(
                    number, group.title, None, "ô của đề mục này không nhiệm vụ nào dùng tới", columns.get(name, 0)
                )
        for group in self._childless:
            is_act = group.rank not in (0, _FLAT) and _is_sentence(group.title)
            aside = self._explained(self._below_the_table(group.row, group.title, is_act=is_act))
            if aside.why:
                yield aside


def _is_sentence(text: str) -> bool:
    """True for "Phòng Kinh tế cân đối kinh phí theo quyết định.": behind a bullet below a table it may be work, too."""
    return len(text) > _SENTENCE and text.endswith(".") and aside_of(text) is None


def _heads(number: str, text: str) -> bool:
    """True for a Roman number or a capital letter above a title, or any number above capitals."""
    marker = split_marker(f"{number.rstrip('.)')}. x")[0]
    return has_words(text) and (text.isupper() or (marker is not None and marker.rank <= Rank.ROMAN))


def _words(cells: Sequence[str]) -> str:
    return " | ".join(clean(cell) for cell in cells if cell)[:200]
