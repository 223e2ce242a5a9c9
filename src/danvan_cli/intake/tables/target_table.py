"""Tables of targets: one row a target, its figure in the column of what is planned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.columns.looks import has_body, has_time
from danvan_cli.intake.columns.title_words import is_titles, meaning_of
from danvan_cli.intake.columns.titles import is_top
from danvan_cli.intake.draft.targets import Goal, goal_of_cells

_SEARCHED = 3
_STATEMENT = re.compile(r"(?:ten |noi dung |cac )?(?:chi tieu|muc tieu)(?: (?:chu yeu|cu the|thi dua))?")
# "Nghị quyết giao năm 2026", "Tỉnh giao", "Trên giao"
_GIVEN = r"(?:(?:nghi quyet|nq|hdnd|ubnd|tinh|thanh pho|huyen|xa|phuong|cap tren|tren|so|bo|trung uong)(?: \w+)? giao)"
_GOAL = re.compile(
    rf"(?:{_GIVEN}|giao|ke hoach|chi tieu|muc tieu|phan dau|muc phan dau"
    r"|(?:(?:den |het |den het )?cuoi )?nam|kh|gia tri)"
    r"(?: (?:giao|nam|dat|can dat|phan dau|ke hoach|(?:den |het |den het )?cuoi nam))*\s*(?:20\d\d)?"
)
# Of these the figure is what is planned, whatever the other columns are called.
_PLANNED = re.compile(rf"(?:{_GIVEN}|giao|ke hoach|chi tieu|muc tieu|phan dau|muc phan dau|kh)\b")
# What "Chỉ tiêu" or "Mục tiêu" as the title of the figures is about.
_INDICATOR = re.compile(
    r"(?:ten |noi dung )?(?:noi dung|chi so|tieu chi|hang muc|danh muc|linh vuc)"
    r"(?: (?:danh gia|chat luong|thanh phan|chu yeu|cu the))?"
)
# "Năm 2026 phấn đấu" says what "Phấn đấu năm 2026" does.
_YEAR_FIRST = re.compile(
    r"\A(?:nam )?(?P<year>20\d\d) (?P<what>(?:uoc )?thuc hien|(?:da )?dat(?: duoc)?|ke hoach|muc tieu|chi tieu"
    r"|phan dau|giao)\Z"
)
_MEASURE = re.compile(r"don vi tinh|dvt|don vi|dv tinh")
_FIGURE = re.compile(
    r"(?P<how>[≥≤<>]=?|(?:trên|dưới|từ|tối thiểu|ít nhất|không quá))?\s*(?P<number>\d[\d.,]*)\s*%?", re.I
)
_MEASURED = re.compile(r"\s*\((?P<measure>%|[^\W\d][^\W\d]*(?:\s[^\W\d]+){0,2})\)\Z")
_YEARS = re.compile(r"20\d\d")
_BARE_YEAR = re.compile(r"(?:nam )?20\d\d")
# How far it was when the plan was made.
_BEFORE = re.compile(
    r"(?:hien tai|hien trang|hien nay|dau nam(?: 20\d\d)?|nam truoc|(?:uoc )?nam 20\d\d|20\d\d|kq(?: nam)? 20\d\d"
    r"|(?:thuc hien|uoc thuc hien|th|ket qua|(?:da )?dat|so lieu)\b.*|den 31/12/20\d\d)"
)
# Titles that say nothing of who does a row's work and until when.
_BESIDE = re.compile(
    r"(?:so )?(?:tt|stt)|so thu tu|ghi chu|nam (?:truoc|20\d\d)"
    r"|(?:(?:uoc )?thuc hien|ket qua|(?:da )?dat(?: duoc)?)(?: nam)? 20\d\d|"
)
_WATCHES = re.compile(
    r"(?:don vi|co quan|bo phan|phong|ban|to|khoa|nguoi) (?:theo doi|tong hop|bao cao|cung cap so lieu)"
)
_UNREAD = "cột “{}” của bảng chỉ tiêu chưa đọc"


class TargetRow(NamedTuple):
    """One row: its number in the table and its words put together; ``is_target`` is False for titles and groups.

    ``goal`` is what its cells say, None where only the words can tell.
    """

    number: int
    text: str
    is_target: bool
    goal: Goal | None = None


class _Columns(NamedTuple):
    """Where a row has its words, what is planned, how far it was before, and what is counted; from 0."""

    statement: int
    goal: int
    before: int | None
    measure: int | None


class TargetTable(NamedTuple):
    """The rows of a table of targets and the (title, why) of columns that a person must look at."""

    rows: tuple[TargetRow, ...]
    told: tuple[tuple[str, str], ...]


def read_target_table(sheet: Sheet, year: int | None) -> TargetTable | None:
    """Reads a table whose titles name a target and, once or once for the year, what is planned; None for any other."""
    for index, (_, cells) in enumerate(sheet.rows[:_SEARCHED]):
        keys, statement, goals = _titles(cells)
        goals = [c for c in goals if str(year) in keys[c]] if len(goals) > 1 else goals
        if not statement or len(goals) != 1:
            continue
        measure = next((c for c, key in enumerate(keys) if _MEASURE.fullmatch(key)), None)
        before = next((c for c, key in enumerate(keys) if c != goals[0] and _tells_before(key, year)), None)
        columns = _Columns(statement[0], goals[0], before, measure)
        below = sheet.rows[index + 1 :]
        rows = [TargetRow(number, _words(row), is_target=False) for number, row in sheet.rows[: index + 1]]
        rows += [_row(number, row, columns) for number, row in below]
        if not any(row.is_target for row in rows):
            return None
        return TargetTable(tuple(rows), tuple(_told(cells, below, {*columns})))
    return None


def _tells_before(key: str, year: int | None) -> bool:
    """True for a title of what had been reached: "Năm 2025" in a plan of 2026, and "Đầu năm 2026"."""
    is_earlier = all(year is not None and int(said) < year + key.startswith("dau") for said in _YEARS.findall(key))
    return is_earlier and bool(_BEFORE.fullmatch(key))


def part_out(sheet: Sheet) -> tuple[Sheet, tuple[Sheet, ...]]:
    """Takes the tables of targets out of a sheet: what is left of it, and each table as a sheet of its own.

    One ends where the next table begins, or with the sheet; a line right above the next table is that table's.
    """
    beside = _beside_tasks(sheet)
    if beside:
        rest, more = part_out(beside[0])
        return rest, (beside[1], *more)
    heads = [index for index in range(len(sheet.rows)) if _is_head(sheet, index)]
    cut: set[int] = set()
    parts: list[Sheet] = []
    for head in heads:
        end = next((i for i in range(head + 1, len(sheet.rows)) if i in heads or is_top(sheet, i)), len(sheet.rows))
        while end < len(sheet.rows) and sum(map(bool, sheet.rows[end - 1][1])) == 1:
            end -= 1
        cut.update(range(head, end))
        parts.append(replace(sheet, rows=sheet.rows[head:end]))
    if not parts:
        return sheet, ()
    return replace(sheet, rows=tuple(row for i, row in enumerate(sheet.rows) if i not in cut)), tuple(parts)


def _beside_tasks(sheet: Sheet) -> tuple[Sheet, Sheet] | None:
    """Parts a sheet whose tasks and targets stand side by side in the same rows, each with its own column "STT"."""
    for index, (_, cells) in enumerate(sheet.rows):
        counting = [c for c, cell in enumerate(cells) if cell and meaning_of(cell) == "number"]
        if len(counting) != 2 or not any("tiêu" in cell.casefold() for cell in cells):
            continue
        blocks = [_only(sheet, index, (0, counting[1])), _only(sheet, index, (counting[1], len(cells)))]
        kinds = [is_figures_only(block, index) for block in blocks]
        others = [block.rows[index][1] for block, kind in zip(blocks, kinds, strict=True) if not kind]
        if len(others) == 1 and is_titles(others[0]):
            goals = blocks[kinds.index(True)]
            goals = replace(goals, rows=tuple(row for row in goals.rows[index:] if any(row[1])))
            above = sheet.rows[:index]
            tasks = blocks[kinds.index(False)]
            return replace(tasks, rows=(*above, *(row for row in tasks.rows[index:] if any(row[1])))), goals
    return None


def _only(sheet: Sheet, top: int, columns: tuple[int, int]) -> Sheet:
    """Blanks from a row on all cells outside a stretch of columns, from 0, the last exclusive."""
    first, last = columns
    rows = tuple(
        (number, tuple(cell if first <= c < last else "" for c, cell in enumerate(cells)) if i >= top else cells)
        for i, (number, cells) in enumerate(sheet.rows)
    )
    return replace(sheet, rows=rows)


def _is_head(sheet: Sheet, index: int) -> bool:
    """True for titles of targets and of what is planned that head no table of tasks."""
    cells = sheet.rows[index][1]
    if not any("tiêu" in cell.casefold() for cell in cells):
        return False
    _, statement, goals = _titles(cells)
    return bool(statement and goals) and (is_figures_only(sheet, index) or not is_top(sheet, index))


def is_figures_only(sheet: Sheet, index: int = 0) -> bool:
    """True for titles ("Nội dung | Chỉ tiêu") that name a target and its figure and nobody's work, above figures."""
    keys, statement, goals = _titles(sheet.rows[index][1])
    if not statement or len(goals) != 1:
        return False
    read = {*statement, *goals}
    rows = [cells for _, cells in sheet.rows[index + 1 :] if goals[0] < len(cells) and cells[goals[0]]]
    figures = sum(bool(_FIGURE.fullmatch(clean(cells[goals[0]]))) for cells in rows)
    # "Chỉ tiêu | Kế hoạch năm 2026 | Đơn vị theo dõi": who watches a target does no work of its row.
    is_said = bool(_YEARS.search(keys[goals[0]])) or any(map(_MEASURE.fullmatch, keys))
    is_planned = bool(_PLANNED.match(keys[goals[0]])) and is_said
    is_bare = all(
        c in read or _BESIDE.fullmatch(key) or _MEASURE.fullmatch(key) or (is_planned and _WATCHES.fullmatch(key))
        for c, key in enumerate(keys)
    )
    return is_bare and 2 * figures > len(rows)


def _titles(cells: Sequence[str]) -> tuple[list[str], list[int], list[int]]:
    """Finds among titles the column of targets and those of what is planned, each from 0."""
    keys = [re.sub(r"\s*\([^()]*\)", "", fold(cell)).strip(" .:") for cell in cells]
    keys = [_YEAR_FIRST.sub(r"\g<what> nam \g<year>", key) for key in keys]
    statement = [c for c, key in enumerate(keys) if _STATEMENT.fullmatch(key)][:1]
    goals = [c for c, key in enumerate(keys) if c not in statement and _GOAL.fullmatch(key)]
    said = [c for c in goals if _PLANNED.match(keys[c])]
    if len(said) == 1 and all(c in said or _BARE_YEAR.fullmatch(keys[c]) for c in goals):
        # "Chỉ tiêu | Năm 2025 | Mục tiêu năm 2026": a bare year tells how it was.
        goals = said
    if not statement and (planned := [c for c in goals if _PLANNED.match(keys[c])]):
        # "Chỉ số | Năm 2025 | Mục tiêu 2026"; beside how it was before, the first column of words is what is counted:
        # "Khoản thu | Thực hiện 2025 | Chỉ tiêu 2026".
        named = [c for c, key in enumerate(keys[: planned[0]]) if _INDICATOR.fullmatch(key)]
        if not named and any(_BEFORE.fullmatch(key) for key in keys):
            named = [c for c, key in enumerate(keys[: planned[0]]) if key and meaning_of(key) is None]
            named = [c for c in named if not (_BEFORE.fullmatch(keys[c]) or _MEASURE.fullmatch(keys[c]))]
        return keys, named[:1], planned
    about = [c for c, key in enumerate(keys[: statement[0]]) if _INDICATOR.fullmatch(key)] if statement else []
    return (keys, about[:1], statement) if about and not goals else (keys, statement, goals)


def _told(
    titles: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], read: set[int | None]
) -> list[tuple[str, str]]:
    """Names the columns with bodies or days, which no field of a target holds."""
    found: list[tuple[str, str]] = []
    for column, title in enumerate(titles):
        cells = [row[column] for _, row in rows if column < len(row) and row[column]]
        is_open = meaning_of(title) in (None, "lead", "executor", "unit", "person", "support", "due", "due_span")
        is_note = meaning_of(title) in ("note", "kept") and any(has_time(cell) for cell in cells)
        if column not in read and (is_note or (is_open and any(has_body(cell) or "/" in cell for cell in cells))):
            found.append((clean(title), _UNREAD.format(clean(title))))
    return found


def _row(number: int, cells: Sequence[str], columns: _Columns) -> TargetRow:
    statement, goal, before, measure = (clean(cells[c]) if c is not None and c < len(cells) else "" for c in columns)
    if not statement or not goal.strip(" -–"):
        return TargetRow(number, _words(cells), is_target=False)
    figure = _FIGURE.fullmatch(goal)
    unit = "" if goal.endswith("%") or not measure else measure if measure == "%" else f" {measure}"
    text = f"{statement}: {goal}{unit if figure else ''}"
    # "Thời gian chờ khám (phút)"
    named = None if measure else _MEASURED.search(statement)
    read = goal_of_cells(text, goal, named["measure"] if named else measure, before) if figure else None
    return TargetRow(number, text, is_target=True, goal=read)


def _words(cells: Sequence[str]) -> str:
    return " | ".join(clean(cell) for cell in cells if cell)
