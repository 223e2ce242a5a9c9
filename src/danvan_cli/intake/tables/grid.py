"""Tables whose cells are the work: a column a quarter, a row a field of work; or a row a month, a column an office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.text import clean
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.looks import is_day, is_lone_time, role_of
from danvan_cli.intake.columns.title_words import period_of
from danvan_cli.intake.lines.letters import UPPER
from danvan_cli.intake.lines.markers import split_marker
from danvan_cli.intake.tables.cells import CellDoubt, Group, Named, Row, ditto_of
from danvan_cli.intake.tables.places import cell_at
from danvan_cli.intake.tables.row_kinds import has_words

_PIECES = re.compile(r"\n(?=\s*(?:[-–+•*]|\d{1,2}[.)])\s)|(?<=[.;])\s*\n")
_WHEN = ("due", "due_period")
_BRACKET = re.compile(r"\(([^()]{2,120})\)")
_TIMED = re.compile(
    r"(?:khai mạc|tối|sáng|chiều|ngày)\s[^,;]*\d[^,;]*|tuần\s+(?:thứ\s+)?(?:\d|cuối|đầu)[^,;]*", re.IGNORECASE
)
_HELPED = re.compile(r"(?:ph|p/h|phối hợp|cùng|giúp|với)\s*:?\s+(?:với\s+)?(?P<who>.+)", re.IGNORECASE)
_ALWAYS = re.compile(r"\bthường xuyên\b", re.IGNORECASE)
# "(MT)": letters for somebody or something, which only the office knows.
_MARK = re.compile(rf"\(([{UPPER}]{{2,5}})\)")
_NO_WORDS = "ô này không ghi việc gì, chưa rõ là làm lại việc nào"
_UNKNOWN_MARK = "chữ “({})” trong ô chưa rõ là gì, có thể là đơn vị cùng làm"


def holds_work(cells: Sequence[str], layout: Layout) -> bool:
    """True for a row with words in one of the columns of work."""
    return any(column < len(cells) and has_words(cells[column]) for column in layout.grid)


def grid_rows(row: Named, layout: Layout, sheet: Sheet, groups: Sequence[Group]) -> Iterator[Row]:
    """Reads every piece of work in the cells of one row; a cell's lines with bullets are pieces of their own.

    The period of a cell's title, or of its row, stands above the piece like a heading: a day in its words is finer.
    """
    said = {name: clean(row.words[name]) for name in ("lead", "support") if name in row.words}
    if "lead" not in said and (who := group_of(row, layout)[1]):
        said["lead"] = who
    when = next((_period(row.words[name], layout, name) for name in _WHEN if name in row.words), "")
    for column, title in layout.grid.items():
        cell = row.cells[column] if column < len(row.cells) else ""
        if not has_words(cell) or _stands_for_words(cell):
            continue
        is_time = bool(period_of(title))
        above = _last_title(sheet, row.number, column, layout) if is_time else when
        fields = said if is_time else {**said, "lead": title}
        for piece in _PIECES.split(cell):
            if not (text := split_marker(clean(piece))[1]):
                continue
            # What goes on all year is due in no quarter of it.
            is_due = bool(above) and not _ALWAYS.search(text)
            odd = tuple(CellDoubt(column, cell, _UNKNOWN_MARK.format(mark), "supports") for mark in _MARK.findall(text))
            own = fields | _in_brackets(text)
            where = cell_at(sheet, column, row.number)
            period = above if is_due else ""
            yield Row(
                text, where, own, row.number, tuple(groups), doubts=odd, layout=layout, column=column, above=period
            )


def unworded(row: Named, layout: Layout) -> Iterator[CellDoubt]:
    """Asks about cells of work without words of their own: "Như trên", "x"."""
    for column in layout.grid:
        cell = row.cells[column] if column < len(row.cells) else ""
        if cell and _stands_for_words(cell):
            yield CellDoubt(column, cell, _NO_WORDS)


def _stands_for_words(cell: str) -> bool:
    return bool(role_of(cell)) or ditto_of(cell) is not None


def group_of(row: Named, layout: Layout) -> tuple[str, str]:
    """Reads the cell that heads a row: "Tuyển sinh", and below it in the same cell who is in charge of it."""
    column = layout.columns.get("group", -1)
    cell = row.cells[column] if 0 <= column < len(row.cells) else row.words.get("group", "")
    title, _, who = cell.partition("\n")
    return clean(title), clean(who.replace("\n", "; ").strip(" ()"))


def _in_brackets(text: str) -> dict[str, str]:
    """Reads the brackets behind a piece of work: "(trước 15/11) (ph: Công đoàn)" says when, and who helps."""
    said = [clean(words) for words in _BRACKET.findall(text)]
    times = [words for words in said if is_day(words) or is_lone_time(words) or _TIMED.fullmatch(words)]
    helpers = [helped["who"] for words in said if (helped := _HELPED.fullmatch(words))]
    own = {"due": times[0]} if len(times) == 1 else {}
    return own | ({"support": "; ".join(helpers)} if helpers else {})


def _period(cell: str, layout: Layout, name: str) -> str:
    """Reads the cell that says when its row is: "Tháng 3", or "3" or "5 - 6" below "Tháng"."""
    title = layout.titles.get(layout.columns.get(name, -1), "")
    return period_of(cell) or period_of(f"{title} {cell}") or cell


def _last_title(sheet: Sheet, number: int, column: int, layout: Layout) -> str:
    """Finds the last period that a merged cell reaches over."""
    last = max(
        (right for top, left, bottom, right in sheet.merged if top <= number <= bottom and left == column + 1),
        default=0,
    )
    return layout.grid.get(last - 1, layout.grid[column])
