"""Which column of a table of criteria holds what: told by the titles, which may stand in two or three rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.scoring.grid import Grid

_SEARCHED_ROWS = 60
_MOST_TITLE_ROWS = 3
# A title is short; a criterion is a sentence.
_LONGEST_TITLE = 90
# By what stands first in the list: "điểm tự chấm" is no maximum, "điểm thẩm định lần 2" is not the first round.
_TITLES: tuple[tuple[str, str], ...] = (
    ("number", r"(?:so )?(?:s?tt|tt|so thu tu|ma|ma so|ma tieu chi|thu tu)"),
    (
        "verified_2",
        r".*(?:tham dinh|phuc tra|cham lai|danh gia lai|hoi dong|cap tren).*(?:lan|vong|dot) ?(?:2|ii|hai)\b.*",
    ),
    ("verified_1", r".*(?:tham dinh|phuc tra|cap tren cham|hoi dong|kiem tra cham).*"),
    ("verified_1", r".*(?:diem|ket qua) (?:cua )?(?:cap tren|doan kiem tra).*|.*cham cheo.*"),
    ("explanation", r".*giai trinh.*"),
    ("own", r".*(?:tu (?:danh gia|cham|ch?am diem)|don vi cham|co quan cham|diem dat|diem thuc hien|tu nhan).*"),
    ("declared", r".*(?:so lieu (?:ke khai|thuc hien|dat duoc)|ke khai|ket qua (?:thuc hien|dat duoc)|so lieu).*"),
    ("method", r".*(?:cach (?:tinh|cham)|phuong phap|huong dan|quy dinh (?:cham|diem|tinh)|thang cham|nguyen tac).*"),
    ("method", r".*(?:cach thuc|tieu chuan|yeu cau)(?: cham| tinh)? ?diem.*|.*ly do cong.*"),
    ("proof", r".*(?:kiem chung|minh chung|chung minh|ho so kem|tai lieu|can cu).*"),
    ("officer", r".*(?:phu trach|theo doi|chu tri|thuc hien boi|bo phan|nguoi (?:cham|thuc hien)).*"),
    ("maximum", r".*(?:diem (?:toi da|chuan|quy dinh|cao nhat|goc|so)|thang diem|muc diem|so diem|tong diem).*|diem"),
    ("text", r".*(?:tieu chi|noi dung|chi tieu|linh vuc|nhiem vu|danh muc|hang muc).*"),
    ("note", r"ghi chu|chu thich"),
)
_NUMBER_CELL = re.compile(r"\(?\s*(?:\d{1,2}|[a-h])\s*\)?(?:\s*=.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands: columns by role, the titles as written, the first row below them."""

    columns: dict[str, int]
    titles: dict[int, str]
    top: int
    first: int

    @property
    def ordered(self) -> tuple[tuple[str, str], ...]:
        """The table's own columns in their order, those of an unknown kind as notes of no role."""
        roles = {column: role for role, column in self.columns.items()}
        return tuple((roles.get(column, ""), title) for column, title in sorted(self.titles.items()))


def find_layout(grid: Grid) -> Layout | None:
    """Finds the titles of a table of criteria: there must be one of the criteria and one of the maximum."""
    best: Layout | None = None
    for row in grid.numbers()[:_SEARCHED_ROWS]:
        criteria = _layout(grid, row, 1).columns.get("text")
        if criteria is None or len(grid.rows[row]) < 2:
            continue
        for height in range(1, _MOST_TITLE_ROWS + 1):
            # A further row of titles has none above the criteria: that title reaches down, or stands alone.
            if any(criteria in grid.rows.get(below, ()) for below in range(row + 1, row + height)):
                break
            layout = _layout(grid, row, height)
            has_both = {"text", "maximum"} <= layout.columns.keys()
            if has_both and (best is None or (layout.top == best.top and len(layout.columns) >= len(best.columns))):
                best = layout
        if best is not None:
            break
    return None if best is None else _below_numbers(grid, best)


def nearest_titles(grid: Grid) -> str:
    """Says what the likeliest row of titles holds, for an error; nothing where there is no such row."""
    rows = [(len(_layout(grid, row, 1).columns), -row) for row in grid.numbers()[:_SEARCHED_ROWS]]
    known, row = max(rows, default=(0, 0))
    cells = grid.rows.get(-row, {})
    return ", ".join(f"“{clean(words)}”" for _, words in sorted(cells.items())) if known else ""


def _layout(grid: Grid, top: int, height: int) -> Layout:
    rows = [number for number in range(top, top + height) if number in grid.rows]
    titles: dict[int, str] = {}
    for column, words in _titles(grid, rows):
        titles[column] = clean(f"{titles.get(column, '')} {words}")
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for role, pattern in _TITLES:
        for column, title in titles.items():
            if column not in taken and role not in columns and re.fullmatch(pattern, fold(title).strip(" .:")):
                columns[role] = column
                taken.add(column)
    return Layout(columns, titles, top, (rows[-1] if rows else top) + 1)


def _titles(grid: Grid, rows: list[int]) -> Iterator[tuple[int, str]]:
    """Gives each column the words above it, from the top down; a wide title is that of all its columns."""
    below = {column for number in rows[1:] for column in grid.rows[number]}
    for place, number in enumerate(rows):
        for column, words in sorted(grid.rows[number].items()):
            if len(words) > _LONGEST_TITLE:
                continue
            yield column, words
            if place + 1 < len(rows) and grid.tall.get((number, column), number) == number:
                last = grid.reach(number, column)
                yield from ((other, words) for other in sorted(below) if column < other <= last)


def _below_numbers(grid: Grid, layout: Layout) -> Layout:
    """Passes by the row in which the columns are numbered."""
    first = layout.first
    later = [number for number in grid.numbers() if number >= first]
    if later:
        cells = [clean(words) for words in grid.rows[later[0]].values()]
        if len(cells) > 2 and all(_NUMBER_CELL.fullmatch(cell) for cell in cells):
            first = later[0] + 1
    return Layout(layout.columns, layout.titles, layout.top, first)
