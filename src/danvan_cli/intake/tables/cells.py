"""What a row is and what its cells say: words joined, marks read, "như trên" resolved to the row it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.legend import DUE, OPEN, PARTS, apart
from danvan_cli.intake.columns.looks import has_time, is_day, role_of
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.lines.enumerations import without_typed_bullet
from danvan_cli.intake.lines.joining import is_titled
from danvan_cli.intake.spans import Reason

_PART = {"lead": "chủ trì", "support": "phối hợp"}
_DITTO = re.compile(
    r"[-–\s(\"]*(?:n\.?\s?t\.?)[-–\s)\"]*|[\"″〃“”]+|['´′’]{2}|\W*nhu (?:tren|hang tren|muc tren|dong tren)\W*"
    r"|nhu (?:stt|so|muc|hang|dong|nhiem vu|nv|y)(?: so)? ?(?P<number>\d{1,3}(?:\.\d{1,2})?)\.?|-?\s?//\s?-?|\W*nt\W*"
)
_NUMBER_OF = {
    **{str(n): str(n) for n in range(1, 13)}, **{f"0{n}": str(n) for n in range(1, 10)},
    "i": "I", "ii": "II", "iii": "III", "iv": "IV",
}  # fmt: skip
_REMEMBERED = 20_000
_MONTH_IN = re.compile(r"\b\d{1,2}\s?(?:[/.]|-(?!\s?\d{1,2}\s?/))\s?(\d{1,2})\b|\b(?:thang|th|t)\.?\s?(\d{1,2})\b")

_PART_OF_MONTH = re.compile(
    r"\W*(?P<lead>(?:(?:xong|trước|chậm nhất|muộn nhất|đến|hết|vào)\s+){0,2})(?:ngày\s+)?"
    r"(?P<what>(?P<day>\d{1,2})|(?:đầu|giữa|cuối)(?:\s+cùng)?(?=\s+tháng)|tuần\s+(?:thứ\s+)?\w+|(?:cả|trong)(?=\s+tháng))"
    r"(?:\s+tháng)?\W*",
    re.IGNORECASE,
)
_STARS = "★☆"
_LISTED = re.compile(r"[,;+]|\s(?:và|[-–])\s")
# "12 tháng", "Mỗi năm 1 lần" beside a day: how often after it.
_INTERVAL = re.compile(r"\d{1,2} (?:thang|nam)(?:/lan)?|(?:moi |hang )?nam(?: (?:\d|mot) lan)?")
_ONCE = re.compile(r"(?:mot|0?1) lan\b(?!\s*/)|khong\b")
_SEVERAL = re.compile(r"\d\s*(?:[,;]|và)\s+(?:ngày\s+)?\d")
# A note that is nothing but who helps: "Phối hợp: Ban Quản lý chợ".
_HELPS = re.compile(
    rf"(?:đơn vị )?phối hợp\s*:\s*(?P<who>[^:]{{3,160}})"
    rf"|(?:phối hợp|cùng)(?: với)?\s+(?P<whom>(?-i:[{UPPER}])[^:;.\d]{{2,100}})\.?",
    re.IGNORECASE,
)
_DAY_SAID = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)|\bngày\s+\d", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(r"\d{1,2}\s*/\s*\d{4}")
_ONE_MONTH = re.compile(r"tháng\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?", re.IGNORECASE)


# "Đơn vị được kiểm tra", "Đối tượng thanh tra".
_INSPECTED = re.compile(
    r"(?:được|bị|đối tượng)\s+(?P<verb>kiểm tra|thanh tra|giám sát|khảo sát|kiểm toán|kiểm định)", re.IGNORECASE
)


class CellDoubt(NamedTuple):
    """A cell that a person must look at: its column from 0, its words, why, and which field of the task is open."""

    column: int
    text: str
    why: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A row that only heads the rows below it; ``marker`` is "" where none is printed."""

    marker: str
    title: str
    rank: float
    row: int


class Row(NamedTuple):
    """One row of a list of tasks: the words of its columns by name, and the groups above it, outermost first.

    The names are lead, support, due, start, product, target, and those of an office's own follow-up: stage,
    progress, done, submitted_on, completed_on, result, evidence, extended_to, note. ``notes`` are the words of columns
    that no field holds, each behind its title; ``periods`` the (period, words of its deadline) of ticked columns.
    ``column``, from 0, is that of a cell that is a piece of work by itself, else -1; ``above`` is then the period that
    the piece stands below.
    """

    text: str
    where: str
    fields: dict[str, str]
    number: int = 0
    groups: tuple[Group, ...] = ()
    code: str = ""
    notes: tuple[str, ...] = ()
    doubts: tuple[CellDoubt, ...] = ()
    periods: tuple[tuple[str, str], ...] = ()
    layout: Layout | None = None
    column: int = -1
    above: str = ""


class Aside(NamedTuple):
    """A row that is no task: why it is set aside, or why a person must look at it, and at which cell."""

    number: int
    text: str
    reason: Reason | None
    why: str = ""
    column: int = 0


class Named(NamedTuple):
    """A row's cells, their words by the names of the columns, and the cells that say nothing by themselves.

    ``wide`` are the stretches of ticked columns, first and last from 0, over which one merged cell reaches.
    """

    number: int
    cells: Sequence[str]
    words: dict[str, str]
    odd: list[CellDoubt]
    wide: Sequence[tuple[int, int]] = ()


def kept_notes(cells: Sequence[str], layout: Layout) -> tuple[str, ...]:
    """Lists what the columns say that no field holds, each behind its title."""
    notes = [f"{layout.kept[c]}: {clean(cells[c])}" for c in layout.kept if c < len(cells) and cells[c]]
    return tuple(note.removeprefix(": ") for note in notes)


def complete(row: Named, layout: Layout) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Adds to a row what its ticked and kept columns say: notes, and the periods that are ticked."""
    words, cells = row.words, row.cells
    notes = list(kept_notes(cells, layout))
    _gather(row, layout)
    for now, former in (("lead", "old_lead"), ("support", "old_support")):
        old = words.pop(former, "")
        if old and now in words:
            notes.append(f"{layout.titles.get(layout.columns[former], 'Đơn vị cũ')}: {old}")
        elif old:
            words[now] = old
    listed = _counted(words.get("due", ""), layout.due_word) if layout.due_word else []
    if (
        words.get("start", "").isdecimal()
        and "tháng" in layout.titles.get(layout.columns.get("start", -1), "").casefold()
    ):
        # "2" below "Tháng bắt đầu".
        words["start"] = f"tháng {words['start']}"
    if listed:
        words["due"] = ", ".join(listed)
    if period := words.pop("due_period", ""):
        title = layout.titles.get(layout.columns["due_period"], "")
        notes.append(f"{title}: {period}")
        words["due"] = _in_period(words.get("due", ""), period, title.casefold())
    _add_rhythm(row, layout, notes)
    periods = _ticked(row, layout) if layout.periods else []
    said = ", ".join(said for _, said in periods)
    if len(listed) > 1 and not periods:
        return tuple(notes), tuple((period, period) for period in listed)
    if periods and "due" in words:
        return (*notes, f"Thời gian thực hiện: {said}"), ()
    if periods:
        words["due"] = said
    return tuple(notes), tuple(periods)


def with_object(text: str, row: Named, layout: Layout) -> str:
    """Says before a row's content what is inspected, where a column "Đơn vị được kiểm tra" names it."""
    for column, title in layout.kept.items():
        verb = _INSPECTED.search(title)
        whom = clean(row.cells[column]) if column < len(row.cells) else ""
        if verb and whom and whom not in text:
            return f"{verb['verb'].capitalize()} {whom}: {text}"
    return text


def _gather(row: Named, layout: Layout) -> None:
    """Adds to a row's words what several of its columns say of one field: further deadlines, helpers, states."""
    words, cells = row.words, row.cells
    if layout.other_dues and not words.get("due", "").strip(" -–—./"):
        others = [cells[c] for c in reversed(layout.other_dues) if c < len(cells)]
        if other := next((text for text in others if text.strip(" -–—./")), ""):
            words["due"] = joined("due", other)
    for column, name in layout.more.items():
        if column < len(cells) and cells[column]:
            text = joined(name, cells[column])
            words[name] = f"{words[name]}; {text}" if name in words else text
    for column, state in layout.states.items():
        if column < len(cells) and (text := cells[column]):
            words.setdefault("stage", state if role_of(text) == "tick" else text)
    if layout.day_parts:
        day, *others = (cells[c].strip() if c < len(cells) else "" for c in layout.day_parts)
        later = "/".join(filter(None, others))
        words["due"] = f"{day}/{later}" if day and later else f"tháng {later}" if later else day
    if "lead" in words:
        _part_names(row, layout)
    if layout.legend.values and "due" not in words:
        said = (layout.legend.values.get(fold(cells[c])) for c in layout.kept if c < len(cells))
        if due := next((one for one in said if one and is_day(one)), ""):
            words["due"] = due
    _ask_by_notes(row, layout)
    if "support" not in words and (helps := _HELPS.fullmatch(words.get("note", "").strip())):
        words["support"] = helps["who"] or helps["whom"]
    if layout.units:
        _add_marked(row, layout)


def _part_names(row: Named, layout: Layout) -> None:
    """Parts who leads from who helps in one cell, where the title or a note by the table says how; or asks."""
    words, told = row.words, layout.legend
    sign = layout.helpers_behind or told.helpers_behind
    words["lead"], helpers = apart(words["lead"], sign) if sign else (words["lead"], "")
    if helpers:
        words["support"] = joined("support", f"{words['support']}; {helpers}") if "support" in words else helpers
    elif told.of_lead and "support" not in words and _LISTED.search(words["lead"]):
        why = "chú thích của bảng nói cách nhận ra đơn vị chủ trì"
        row.odd.append(CellDoubt(layout.columns["lead"], told.of_lead, why, "leads"))


def _bears(cell: str, mark: str) -> bool:
    """True for a cell with the mark, which is no part of a longer one: "★" beside "★★"."""
    return mark in cell and not (mark[0] in _STARS and f"{mark}{mark[0]}" in cell)


def _ask_by_notes(row: Named, layout: Layout) -> None:
    """Asks about a row to whose mark, or to whose empty deadline, a note by the table says more."""
    column = layout.columns.get("due", layout.columns["content"])
    said = [note for mark, note in layout.legend.notes.items() if any(_bears(cell, mark) for cell in row.cells)]
    for note in said:
        # "(*) Đoàn Thanh niên xã phối hợp" says nothing of when.
        field = "due_on" if has_time(note) else "leads" if "chu tri" in fold(note) else "supports"
        row.odd.append(CellDoubt(column, note, "chú thích của bảng nói thêm về việc này", field))
    of_column = layout.legend.of_columns.get(fold(layout.titles.get(column, "")), "")
    if of_column and row.words.get("due") and not _DAY_SAID.search(row.words["due"]):
        row.odd.append(CellDoubt(column, of_column, "chú thích của bảng nói ngày phải xong trong kỳ này", "due_on"))
    if (blank := layout.legend.of_blank) and "due" in layout.columns and not row.words.get("due", "").strip(" -–—./"):
        row.odd.append(CellDoubt(column, blank, "ô thời hạn để trống, chú thích của bảng có nói về ô trống", "due_on"))


def _add_rhythm(row: Named, layout: Layout, notes: list[str]) -> None:
    """Makes "Định kỳ" the deadline where no other column says more; else notes it, and asks where the two differ."""
    words = row.words
    rhythm = words.pop("rhythm", "").strip(" -–—./")
    if not rhythm:
        return
    due = words.get("due", "").strip(" -–—./")
    if due and "lần đầu" in layout.titles.get(layout.columns.get("due", -1), "").casefold():
        # "Lần đầu" beside "Định kỳ" is one of the days that the rhythm gives.
        notes.append(f"{layout.titles[layout.columns['due']]}: {due}")
        due = ""
    if not due or re.fullmatch(r"(?:ngày\s+)?\d{1,2}", due):
        words["due"] = f"{due} {rhythm}".strip()
    else:
        column = layout.columns["rhythm"]
        notes.append(f"{layout.titles.get(column, 'Định kỳ')}: {rhythm}")
        # "6 tháng, năm" beside "10/6 và 10/12" says the same.
        is_other = fold(rhythm) not in fold(due) and not _SEVERAL.search(due)
        if is_other and not (_ONCE.match(fold(rhythm)) or _INTERVAL.fullmatch(fold(rhythm))):
            row.odd.append(CellDoubt(column, rhythm, f"cột này nêu khác cột thời hạn (“{due}”)", "due_on"))


def _in_period(due: str, period: str, title: str) -> str:
    """Reads "Tháng" beside "Thời điểm": when, where nothing else says it, and of which month a "Tuần 2" is."""
    word = "quý" if "quý" in title else "tháng" if "tháng" in title else "năm"
    listed = _counted(period, word) or ([period] if _ONE_MONTH.fullmatch(period) else [])
    if word == "tháng" and _MONTH_OF_YEAR.fullmatch(period):
        listed = [f"tháng {period}"]
    if not due:
        return ", ".join(listed) or period
    if word == "tháng" and len(listed) == 1 and (part := _PART_OF_MONTH.fullmatch(due)):
        what = "trong" if part["what"].lower() == "cả" else part["what"]
        return f"{part['lead']}{'ngày ' if part['day'] else ''}{what} {listed[0]}"
    return due


def _counted(text: str, word: str) -> list[str]:
    """Reads bare numbers below "Tháng" or "Quý": "3", "I, III", "3-5"; nothing where they are none."""
    pieces = [_NUMBER_OF.get(piece.strip(" .").casefold()) for piece in re.split(r"[,;&+]|\s+và\s+", text)]
    ends = [_NUMBER_OF.get(piece.strip(" .").casefold()) for piece in re.split(r"[-–]|\s+đến\s+", text)]
    if len(ends) == 2 and all(ends):
        return [f"từ {word} {ends[0]} đến {word} {ends[1]}"]
    return [f"{word} {piece}" for piece in pieces] if all(pieces) else []


_DAYS_OF_MONTH = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})")
_STRETCH = re.compile(r"từ (?P<first>.+) đến (?P<last>.+)")


def _ticked(row: Named, layout: Layout) -> list[tuple[str, str]]:
    """Lists the periods whose columns are ticked, or hold a day: each with the words of its deadline.

    Weeks that are ticked one behind the other are one stretch; so is all that a note below the table says it of.
    """
    before = -1
    found: list[tuple[str, str]] = []
    odd: list[tuple[int, str]] = []
    said_by = layout.legend.role
    is_due_marked = any(said_by(row.cells[c]) == DUE for c in layout.periods if c < len(row.cells))
    for column, period in layout.periods.items():
        text = row.cells[column] if column < len(row.cells) else ""
        if is_due_marked and said_by(text) == OPEN:
            # Under way in this period, and due in another one.
            continue
        month = re.fullmatch(r"tháng (\d+)(/\d+)?", period)
        if not text:
            continue
        if text.isdecimal() and text != "1" and month:
            found.append((period, f"{text}/{month[1]}{month[2] or ''}"))
        elif month and (days := _DAYS_OF_MONTH.fullmatch(text)) and int(days[1]) < int(days[2]):
            # "10-12" below "Tháng 6" is no day of December.
            found.append((period, " đến ".join(f"{day}/{month[1]}{month[2] or ''}" for day in days.groups())))
        elif role_of(text) or said_by(text) == DUE:
            is_next = bool(found) and before == column - 1
            if is_next and (layout.legend.is_joint or _STRETCH.fullmatch(period)):
                found[-1] = (_stretch(found[-1][1], period),) * 2
            else:
                found.append((period, period))
            before = column
        elif is_day(text):
            # "Thường xuyên" over all quarters is said once.
            found += [(period, clean(text))] if clean(text) not in (said for _, said in found) else []
            reach = next((r for r in row.wide if r[0] <= column <= r[1]), (column, column))
            periods = [layout.periods.get(c, period) for c in range(reach[0], reach[1] + 1)]
            if all(_is_outside(clean(text), one) for one in periods):
                row.odd.append(CellDoubt(column, text, f"thời hạn này không nằm trong {period}", "due_on"))
        else:
            # Words of another kind still stand for work in the period; "?" for none that is sure.
            found += [(period, period)] if text.strip("?-–. ") else []
            odd.append((column, text))
    if odd:
        said = "; ".join(clean(text) for _, text in odd)
        row.odd.append(CellDoubt(odd[0][0], said, "không rõ ô này nói gì về kỳ của cột", "due_on"))
    return found


def _stretch(first: str, last: str) -> str:
    """Joins two periods, or stretches, to one: "tháng 2" and "tháng 4", "từ 02/3 đến 06/3" and the next week."""
    begins, ends = _STRETCH.fullmatch(first), _STRETCH.fullmatch(last)
    return f"từ {begins['first'] if begins else first} đến {ends['last'] if ends else last}"


def _is_outside(text: str, period: str) -> bool:
    """True for a day or month that is in another month or quarter than the column it stands in."""
    quarter, own = re.match(r"quý (I{1,3}|IV)\b", period), re.match(r"tháng (\d{1,2})\b", period)
    found = _MONTH_IN.search(fold(text))
    if not (quarter or own) or found is None:
        return False
    month = int(found[1] or found[2])
    if own:
        return month != int(own[1])
    return quarter is None or not 1 <= month <= 12 or (month - 1) // 3 != ("I", "II", "III", "IV").index(quarter[1])


def _add_marked(row: Named, layout: Layout) -> None:
    """Adds the bodies whose columns are marked for the row, each in the part that its mark says."""
    marks = [(c, name, row.cells[c]) for c, name in layout.units.items() if c < len(row.cells) and row.cells[c]]
    parts: dict[str, list[str]] = {"lead": [], "support": []}
    told = layout.legend
    roles = {column: _part(told.role(text)) or role_of(text) for column, _, text in marks}
    has_lead = "lead" in roles.values() or "lead" in row.words
    open_marks: list[tuple[int, str, str, str]] = []
    for column, name, text in marks:
        role = roles[column]
        if role in ("tick", "joint", None):
            plain = layout.roles.get(column, "") or ("lead" if role == "joint" and not has_lead else "")
            role = plain or ("support" if has_lead else "lead")
            if not plain or roles[column] is None:
                open_marks.append((column, name, text, role))
        parts[role].append(name)
    row.odd.extend(_open_marks(open_marks))
    for role, names in parts.items():
        if names:
            own = [row.words[role]] if role in row.words else []
            row.words[role] = "; ".join([*own, *names])


def _part(role: str | None) -> str | None:
    return role if role in PARTS else None


def _open_marks(marks: Sequence[tuple[int, str, str, str]]) -> Iterator[CellDoubt]:
    """Asks once about the marks of a row that may mean either part, with the bodies that were given one."""
    for role in _PART:
        for is_mark in (True, False):
            found = [m for m in marks if m[3] == role and (role_of(m[2]) is not None) == is_mark]
            if found:
                why = "chưa rõ dấu này là chủ trì hay phối hợp" if is_mark else "không hiểu ô này"
                names = ", ".join(name for _, name, _, _ in found)
                column, _, text, _ = found[0]
                yield CellDoubt(column, text, f"{why}; tạm hiểu {_PART[role]}: {names}", f"{role}s")


@lru_cache(maxsize=_REMEMBERED)
def ditto_of(text: str) -> str | None:
    """Tells which row a cell points to: its number, "" for the one above; None for words of its own."""
    found = _DITTO.fullmatch(fold(text))
    if found is None and " / " in text and all(ditto_of(part) == "" for part in text.split(" / ")):
        # "-nt- / -nt-": who leads and who helps, both as above.
        return ""
    return None if found is None else found["number"] or ""


def joined(name: str, text: str) -> str:
    """Joins a cell's lines to one; names, evidence and days on lines of their own stay apart by ";"."""
    lines = [line for line in (clean(line) for line in text.split("\n")) if line]
    if name == "content" and len(lines) > 1 and is_titled(*lines[:2]):
        lines[0] += ":"
    if name not in ("lead", "support", "evidence", "due"):
        return " ".join(lines)
    joined = ""
    for line in map(without_typed_bullet, lines):
        is_wrapped = line[:1].islower() or joined.endswith((",", ";", " và", "&", "-"))
        is_wrapped = is_wrapped or (name == "due" and not joined[-1:].isdigit())
        joined = f"{joined} {line}" if is_wrapped else f"{joined}; {line}"
    return joined.strip("; ") if name == "due" else joined.lstrip("; ")
