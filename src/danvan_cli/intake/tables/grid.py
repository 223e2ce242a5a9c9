"""Tables whose cells are the work: a column a quarter, a row a field of work; or a row a month, a column an office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.text import clean
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.looks import is_day, is_lone_time, is_share, role_of
from danvan_cli.intake.columns.settling import PART_OF_DAY
from danvan_cli.intake.columns.title_words import period_of
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.lines.markers import split_marker
from danvan_cli.intake.lines.sense import opens_with_verb
from danvan_cli.intake.tables.cells import CellDoubt, Group, Named, Row, ditto_of, kept_notes
from danvan_cli.intake.tables.places import cell_at
from danvan_cli.intake.tables.row_kinds import has_words
from danvan_cli.intake.time_words import DAYTIME

# Bullets and numbers begin pieces of work; so does a line behind a stop or a bracket, or one that says what to do.
_BULLET = r"(?:[-–+•*]|\d{1,2}[./)]|[a-zđ][.)])\s"
_PIECES = re.compile(rf"\n(?=\s*{_BULLET})|(?<=[.;])\s*\n|(?<=;)\s+(?=[-–+•]\s)")
_EVENT = re.compile(r"(?:Hội (?:nghị|thi|thao|diễn|trại|thảo)|Đại hội|Lễ|Ngày hội|Sơ kết|Tổng kết)\b")
_LINES = re.compile(rf"(?:\n|(?<=;)\s+)(?=\s*[{UPPER}])")
_WHEN = ("due", "due_period")
_BRACKET = re.compile(r"\(([^()]{2,120})\)")
_TIMED = re.compile(
    rf"(?:khai mạc|{DAYTIME}|ngày)\s[^,;]*\d[^,;]*|tuần\s+(?:thứ\s+)?(?:\d|cuối|đầu)[^,;]*", re.IGNORECASE
)
# "(Trạm Y tế chủ trì, Hội Phụ nữ PH)", "…; ph: Phòng Tài chính".
_LEADS_IT = re.compile(r"(?P<who>.+?)\s+(?:chủ trì|CT)")
_HELPS_IT = re.compile(r"(?P<who>.+?)\s+(?:phối hợp|cùng làm|hỗ trợ|PH)")
_HELPED_OPENLY = re.compile(
    rf"[,;.]\s+(?i:ph|p/h|phối hợp)(?:\s*[:.]\s*|\s+(?:với\s+)?(?=[{UPPER}]))(?P<who>[^.;()]{{2,100}})"
)
_PARTS = re.compile(r"\s*[,;]\s*")
_HELPED = re.compile(r"(?:ph|p/h|phối hợp|cùng|giúp|với)\s*[:.]?\s+(?:với\s+)?(?P<who>.+)", re.IGNORECASE)
# "Mở lớp bồi dưỡng thường xuyên" is a kind of class, "chi thường xuyên" one of spending.
_ALWAYS = re.compile(r"(?<!bồi dưỡng )(?<!giáo dục )(?<!đào tạo )(?<!chi )\bthường xuyên\b", re.IGNORECASE)
# "(MT)": letters for somebody or something, which only the office knows.
_MARK = re.compile(rf"\(([{UPPER}]{{2,5}})\)")
_OWN_DAY = "hàng này có thời hạn riêng, chưa rõ là của việc nào trong hàng"
_CARRIED = ("lead", "support", "product", "note")
_FEWEST_WORDS = 4
_NO_WORDS = "ô này không ghi việc gì, chưa rõ là làm lại việc nào"
_UNKNOWN_MARK = "chữ “({})” trong ô chưa rõ là gì, có thể là đơn vị cùng làm"


def holds_work(cells: Sequence[str], layout: Layout) -> bool:
    """True for a row with words in one of the columns of work."""
    return any(has_words(cell) for cell in _work(cells, layout))


def is_plainly_work(row: Named, layout: Layout) -> bool:
    """True for a row with sentences in two columns of work, or in one beside what heads the row: no foot of a table."""
    said = [cell for cell in _work(row.cells, layout) if len(cell.split()) >= _FEWEST_WORDS and cell[0] != "("]
    heads = [name for name in row.words if name in ("group", *_WHEN)]
    return len(said) > 1 or bool(said and heads)


def grid_rows(
    row: Named, layout: Layout, sheet: Sheet, groups: Sequence[Group], who: str, reach: Mapping[tuple[int, int], int]
) -> Iterator[Row]:
    """Reads every piece of work in the cells of one row; a cell's lines with bullets are pieces of their own.

    The period of a cell's title, or of its row, stands above the piece like a heading: a day in its words is finer.
    ``who`` is in charge of the row where no column says it; ``reach`` are the last columns of cells that are merged to
    the right, by row and first column from 0.
    """
    said = {name: clean(row.words[name]) for name in _CARRIED if name in row.words}
    if who:
        said.setdefault("lead", who)
    notes = kept_notes(row.cells, layout)
    pieces = [(column, piece) for column in layout.grid for piece in _pieces(row, column)]
    for column, text in pieces:
        above = [title for at, title in layout.grid.items() if column <= at <= reach.get((row.number, column), column)]
        is_time, is_day = bool(period_of(above[0])), above[0].startswith(PART_OF_DAY)
        period = above[-1] if is_time else ""
        fields = dict(said) if is_time or is_day else {**said, "lead": "; ".join(above)}
        if not is_time:
            when = next((_period(row.words[name], layout, name) for name in _WHEN if name in row.words), "")
            # What names no month or quarter is a deadline as written: "Trước Tết".
            is_period = bool(period_of(when)) and not when.startswith("tuần")
            period, fields["due"] = (when, "") if is_period else ("", when)
        elif "due" in row.words and len(pieces) == 1:
            fields["due"] = row.words["due"]
        # What goes on all year is due in no quarter of it.
        period = "" if _ALWAYS.search(text) else period
        fields |= _in_brackets(text)
        yield Row(
            text, cell_at(sheet, column, row.number), {name: words for name, words in fields.items() if words},
            row.number, tuple(groups), notes=notes, doubts=tuple(_odd(row, column, text, layout, len(pieces))),
            layout=layout, column=column, above=period,
        )  # fmt: skip


def _work(cells: Sequence[str], layout: Layout) -> Iterator[str]:
    return (cells[column] for column in layout.grid if column < len(cells) and cells[column])


def _pieces(row: Named, column: int) -> Iterator[str]:
    """Parts a cell into pieces of work; a line that a colon ends heads those below it and stays with them."""
    cell = row.cells[column] if column < len(row.cells) else ""
    if not has_words(cell) or _stands_for_words(cell):
        return
    if cell.split("\n")[0].rstrip().endswith(":"):
        yield clean(cell)
        return
    for piece in _PIECES.split(cell):
        lines = [clean(line) for line in _LINES.split(piece)]
        # "Hội nghị tổng kết thi đua" above "Họp xét kỷ luật": each line says what to do.
        is_each = all(
            (opens_with_verb(line) or _EVENT.match(line)) and len(line.split()) >= _FEWEST_WORDS for line in lines
        )
        for line in lines if is_each else [clean(piece)]:
            if text := split_marker(line)[1]:
                yield text


def _odd(row: Named, column: int, text: str, layout: Layout, count: int) -> Iterator[CellDoubt]:
    for mark in _MARK.findall(text):
        yield CellDoubt(column, row.cells[column], _UNKNOWN_MARK.format(mark), "supports")
    if "due" in row.words and count > 1 and any(map(period_of, layout.grid.values())):
        yield CellDoubt(layout.columns["due"], row.words["due"], _OWN_DAY, "due_on")


def unworded(row: Named, layout: Layout) -> Iterator[CellDoubt]:
    """Asks about cells of work without words of their own: "Như trên", "x", "25/3"."""
    for column in layout.grid:
        cell = row.cells[column] if column < len(row.cells) else ""
        if cell and _stands_for_words(cell):
            yield CellDoubt(column, cell, _NO_WORDS)


def _stands_for_words(cell: str) -> bool:
    is_short = len(cell.split()) < _FEWEST_WORDS
    return bool(role_of(cell)) or ditto_of(cell) is not None or (is_short and (is_day(cell) or is_share(cell)))


def group_of(row: Named, layout: Layout) -> tuple[str, str]:
    """Reads the cell that heads a row: "Tuyển sinh", and below it in the same cell who is in charge of it."""
    column = layout.columns.get("group", -1)
    cell = row.cells[column] if 0 <= column < len(row.cells) else row.words.get("group", "")
    title, _, who = cell.partition("\n")
    return clean(title), clean(who.replace("\n", "; ").strip(" ()"))


def _in_brackets(text: str) -> dict[str, str]:
    """Reads the brackets behind a piece of work: "(ph: Công đoàn, trước 15/11)" says who helps, and when."""
    times: list[str] = []
    helpers = [clean(found["who"]) for found in _HELPED_OPENLY.finditer(text)]
    leads: list[str] = []
    for words in (clean(words) for words in _BRACKET.findall(text)):
        parts = [words] if _is_time(words) else _PARTS.split(words)
        times += [part for part in parts if _is_time(part)]
        bodies = [part for part in parts if not _is_time(part)]
        leads += [part["who"] for part in map(_LEADS_IT.fullmatch, bodies) if part]
        behind = [part["who"] for part in map(_HELPS_IT.fullmatch, bodies) if part]
        helped = None if behind or leads else _HELPED.fullmatch("; ".join(bodies))
        helpers += behind or ([helped["who"]] if helped else [])
    own = {"due": times[0]} if len(times) == 1 else {}
    named = {"lead": "; ".join(leads), "support": "; ".join(helpers)}
    return own | {name: words for name, words in named.items() if words}


def _is_time(words: str) -> bool:
    return is_day(words) or is_lone_time(words) or bool(_TIMED.fullmatch(words))


def _period(cell: str, layout: Layout, name: str) -> str:
    """Reads the cell that says when its row is: "Tháng 3", or "3" or "5 - 6" below "Tháng"."""
    title = layout.titles.get(layout.columns.get(name, -1), "")
    return period_of(cell) or period_of(f"{title} {cell}") or cell
