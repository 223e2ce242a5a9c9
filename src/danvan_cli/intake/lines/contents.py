"""What a body is made of: pieces of work and targets with their lines, and what the tables in it give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from danvan_cli.domain.draft import Line, SectionDraft, Unresolved
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.columns.looks import has_time, is_body, is_day
from danvan_cli.intake.columns.title_words import lists_no_work
from danvan_cli.intake.columns.titles import other_list
from danvan_cli.intake.draft.targets import Goal
from danvan_cli.intake.lexicon import body_start_pattern, verb_pattern
from danvan_cli.intake.lines.fields import is_due_of_all
from danvan_cli.intake.lines.markers import split_marker
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.section_kinds import SectionKind, Subject
from danvan_cli.intake.lines.signature import is_signature
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.cells import Row
from danvan_cli.intake.tables.in_text import Table, read_tables
from danvan_cli.intake.tables.target_table import TargetTable, is_figures_only, read_target_table

_ANNEX = re.compile(r"(?:phu luc|bang|danh muc)\b(?!.*\b(?:kem theo|dinh kem)\b).{0,60}")
# "PHỤ LỤC 02: TIẾN ĐỘ RÀ SOÁT (Kèm theo Kế hoạch số …)": what stands behind its number, on one line with it.
_NAMED = re.compile(r"(?::|\s[-–]\s|\s\().*\Z", re.DOTALL)
_FIRST_FEW, _PAIR = 2, 2
_PLANNED = re.compile(r"(?:mục tiêu|chỉ tiêu|kế hoạch|phấn đấu)(?:\s+(?:năm|đến))?\s*(?:\d{4})?\Z", re.IGNORECASE)
_FIGURE = re.compile(r"[≥≤<>]?=?\s*\d[\d.,]*\s*%?")
# "Duyệt BGH" beside "GV Tổng Phụ Trách Đội", "ĐẠI DIỆN CÔNG AN XÃ"; "Nơi nhận" in a table of its own.
_SIGNS = re.compile(r"\W*(?:dai dien|(?:phe )?duyet|xac nhan|nguoi lap|noi nhan)\b")
_LONGEST_POST = 60
# With tones: "Cà Mau" is no form.
_FORM = re.compile(r"\b(?:mẫu|biểu mẫu|đề cương|phiếu)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line that an item is made of; ``role`` is "content", "detail" or the name of a field.

    "goal" is the part of a line that sets one, before the work that the line goes on with.
    """

    line: Line
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work or one target: ``text`` as written, ``details`` what stands below it.

    ``headings`` are the texts above it that may say who is responsible and until when, nearest first, and ``heads``
    their lines; ``above`` is the parent's text where the item is a bullet below a target, ``row`` the row of the table
    that the item stands in; ``shared`` are the fields that hold for what stands beside it too; ``goal`` is what the
    cells of a target's row say.
    """

    text: str
    section: str
    source: str
    is_target: bool
    details: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    heads: tuple[Line, ...] = ()
    above: str = ""
    row: Row | None = None
    shared: frozenset[str] = frozenset()
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is nothing to be followed, and why; ``section`` is where it stands."""

    line: Line
    text: str
    reason: Reason
    section: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings and the items of a body, in reading order, what was set aside, and the tables that gave none.

    ``near`` are the lines by the body's tables, which may say what the marks in them mean; ``starred`` the lines
    that say more of what bears their mark ("(*)").
    """

    sections: list[SectionDraft] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    unread: list[Unresolved] = field(default_factory=list)
    near: Sequence[str] = ()
    starred: list[tuple[str, Line]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands: what the section is for and what it hands down to its items."""

    subject: Subject
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    fielded: tuple[Piece, ...] = ()
    headings: tuple[str, ...] = ()
    heads: tuple[Line, ...] = ()
    above: str = ""

    def below(self, node: Node, subject: Subject, path: str) -> Place:
        """Gives the place below a heading; what the block above it shares ends there, but for the day of all in it."""
        fields = {name: said for name, said in self.fields.items() if is_due_of_all(said)}
        fielded = tuple(piece for piece in self.fielded if is_due_of_all(piece.text))
        heads = (node.line, *self.heads)
        return Place(subject, path, fields, fielded, (node.text, *self.headings), heads, self.above)


def read_cells(
    cells: Sequence[Line], place: Place, found: Contents, year: int | None, *, is_annex: bool = False
) -> None:
    """Reads the tables that stand below a heading: work gives tasks, anything else is left to a person.

    In an annex (``is_annex``) a table that nobody could read may tell anything: it is asked about for names and days.
    """
    is_none = place.subject.kind == SectionKind.NONE
    is_behind_work = False
    for table in read_tables(cells, found.near):
        targets = _targets_of(table, year)
        if targets:
            _read_targets(targets, table, cells, place, found)
        elif (
            is_annex
            and table.rows is None
            and not (_may_share_out(table) or _has_days(table) or _sets_figures(table))
            and not (is_behind_work and _may_go_on(table))
        ):
            continue
        elif is_none and not _shares_out(table) and not (table.rows is None and _may_share_out(table)):
            lines = (line for line in cells if line.cell and line.cell[0] == table.number)
            found.asides.extend(
                Aside(line, line.text, place.subject.reason or Reason.PURPOSE, place.path) for line in lines
            )
        elif table.rows is None and (reason := _tells_no_work(table)):
            found.asides.extend(
                Aside(line, line.text, reason, place.path)
                for line in cells
                if line.cell and line.cell[0] == table.number
            )
        elif table.rows is None or place.subject.kind not in (SectionKind.WORK, SectionKind.MIXED, SectionKind.NONE):
            found.unread.append(Unresolved(f"Mục {place.path}, {table.where}", table.titles, "bảng này chưa đọc được"))
            found.asides.extend(
                Aside(line, line.text, Reason.CAPTION, place.path)
                for line in cells
                if line.cell and line.cell[0] == table.number
            )
        else:
            _read_table(table, cells, place, found)
            is_behind_work = bool(table.rows)


def _tells_no_work(table: Table) -> Reason | None:
    """Says why a table that is no list of work tells of none: it counts money, names receivers, or is signed."""
    rows = [row for _, row in table.sheet.rows] if table.sheet else []
    firsts = [cell.partition("\n")[0] for row in rows for cell in row if cell]
    if table.sheet and (other := other_list(table.sheet)):
        return other
    if rows and lists_no_work(rows[0]):
        return None if _may_share_out(table) or _has_days(table) else Reason.MONEY
    is_signed = len(rows) == 1 and firsts and all(len(first) < _LONGEST_POST for first in firsts)
    is_signed = is_signed and any(is_signature(first) or _SIGNS.match(fold(first)) for first in firsts)
    return Reason.SIGNATURE if is_signed else None


def _targets_of(table: Table, year: int | None) -> TargetTable | None:
    is_open = table.sheet is not None and (not table.rows or is_figures_only(table.sheet))
    return read_target_table(table.sheet, year) if table.sheet and is_open else None


def _read_targets(targets: TargetTable, table: Table, cells: Sequence[Line], place: Place, found: Contents) -> None:
    """Reads the rows of a table of targets."""
    lines: dict[int, list[Line]] = {}
    for line in cells:
        if line.cell and line.cell[0] == table.number:
            lines.setdefault(line.cell[1], []).append(line)
    where = f"Mục {place.path}, {table.where}"
    for row in targets.rows:
        own = lines.get(row.number, [])
        if row.is_target:
            pieces = tuple(Piece(line, line.text, "row") for line in own)
            source = f"{where}, hàng {row.number}"
            found.items.append(Item(row.text, place.path, source, is_target=True, pieces=pieces, goal=row.goal))
        else:
            found.asides.extend(Aside(line, line.text, Reason.CAPTION, place.path) for line in own)
    found.unread.extend(Unresolved(where, title, why) for title, why in targets.told)


def _shares_out(table: Table) -> bool:
    """True for a list that says of each row who does it and until when: work, whatever the heading above is about."""
    layout = table.rows[0].layout if table.rows else None
    if layout is None:
        return False
    return bool(layout.units or "lead" in layout.columns) and bool(layout.periods or "due" in layout.columns)


def _may_share_out(table: Table) -> bool:
    """True for a table that nobody could read and that names bodies, with days or below each other.

    It may share out work, or what each has to reach.
    """
    rows = [row for _, row in table.sheet.rows] if table.sheet else []
    cells = [cell for row in rows for cell in row if cell]
    # Behind a title of what is planned names may stand anywhere.
    is_planned = bool(rows) and any(_PLANNED.search(cell) for cell in rows[0])
    columns = range(max(map(len, rows), default=0) if is_planned else _FIRST_FEW)
    is_list = any(sum(column < len(row) and is_body(row[column]) for row in rows) > 1 for column in columns)
    is_dated = sum(map(is_body, cells)) > 1 and sum(map(is_day, cells)) > 1
    return is_dated or (is_list and max(map(len, rows)) > _PAIR)


def _may_go_on(table: Table) -> bool:
    """True for rows of several words behind a table of work whose other rows have more cells than they."""
    rows = [row for _, row in table.sheet.rows] if table.sheet else []
    return any(len(row) > _PAIR and any(len(cell.split()) > _PAIR for cell in row if cell) for row in rows)


def _has_days(table: Table) -> bool:
    """True for a table that nobody could read and that gives several days, though it names no body."""
    cells = [cell for _, row in table.sheet.rows for cell in row if cell] if table.sheet else []
    return sum(map(has_time, cells)) > 1


def _sets_figures(table: Table) -> bool:
    """True for a table that nobody could read, with figures below a title of what is planned."""
    rows = [row for _, row in table.sheet.rows] if table.sheet else []
    planned = {c for row in rows[:_FIRST_FEW] for c, cell in enumerate(row) if _PLANNED.search(clean(cell))}
    figures = [row for row in rows if any(c < len(row) and _FIGURE.fullmatch(clean(row[c])) for c in planned)]
    return len(figures) > 1


def _read_table(table: Table, cells: Sequence[Line], place: Place, found: Contents) -> None:
    """Reads the rows of a list of tasks, and tells what in the table a person must look at."""
    lines: dict[int, list[Line]] = {}
    for line in cells:
        if line.cell and line.cell[0] == table.number:
            lines.setdefault(line.cell[1], []).append(line)
    where = f"Mục {place.path}"
    for row in table.rows or ():
        pieces = tuple(Piece(line, line.text, "row") for line in lines.get(row.number, ()))
        found.items.append(
            Item(
                row.text, place.path, f"{where}, {row.where}", is_target=False, fields=row.fields,
                headings=place.headings, pieces=pieces, heads=place.heads, row=row,
            )
        )  # fmt: skip
    for aside in table.asides:
        for line in lines.get(aside.number, ()):
            found.asides.append(Aside(line, line.text, aside.reason or Reason.CAPTION, place.path))
        if aside.why:
            found.unread.append(Unresolved(f"{where}, {table.where}, hàng {aside.number}", aside.text, aside.why))
    for title, why in table.told:
        found.unread.append(Unresolved(f"{where}, {table.where}", title, why))


def annexes(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Parts what stands below the signature into annexes, each with its title; tables of tasks need none."""
    title, part = "", list[Line]()
    is_annex = False
    for line in lines:
        if line.cell is None and _ANNEX.fullmatch(fold(_NAMED.sub("", line.text))):
            if _has_work(part, is_annex=is_annex):
                yield title, part
            title, part, is_annex = "", [], True
        part.append(line)
        if is_annex and line.cell is None and len(part) < 4 and split_marker(line.text, line.label)[0] is None:
            title = clean(f"{title} {line.text}")
    if _has_work(part, is_annex=is_annex):
        yield title, part


def is_form(title: str, lines: Sequence[Line]) -> bool:
    """True for an annex to be filled in; not where a table says of pieces of work who does them and until when."""
    if not _FORM.search(title):
        return False
    rows = [row for table in read_tables(lines) if _shares_out(table) for row in table.rows or ()]
    return not any(row.fields.get("lead") and row.fields.get("due") for row in rows)


def _has_work(lines: Sequence[Line], *, is_annex: bool) -> bool:
    for table in read_tables(lines):
        if table.rows is not None or _may_share_out(table) or _has_days(table) or _targets_of(table, None):
            return True
        if _sets_figures(table):
            return True
    return is_annex and any(line.cell is None and may_begin_work(line) for line in lines)


def may_begin_work(line: Line) -> bool:
    """True for a numbered or bulleted line of an annex, and for "Công an xã tuần tra đêm." without a number."""
    if split_marker(line.text, line.label)[0]:
        return True
    name = body_start_pattern().match(line.text)
    is_said = name is not None and verb_pattern().search(line.text, name.end()) is not None
    return is_said and line.text.endswith((".", ";"))
