"""A register of tasks kept in a spreadsheet becomes a plan draft, with what the office has already followed up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from danvan_cli.domain.draft import (
    Account,
    Document,
    HeaderDraft,
    PlanDraft,
    SectionDraft,
    Sheet,
    TargetDraft,
    TaskDraft,
    Unresolved,
    Use,
)
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import clean
from danvan_cli.intake.draft.targets import Goal, goals_in_work, product_goals, read_goals
from danvan_cli.intake.files.xlsx import column_letters
from danvan_cli.intake.people.name_lists import MentionKind
from danvan_cli.intake.people.responsible import read_names
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.head import RegisterHead, read_signer, register_head
from danvan_cli.intake.tables.in_text import layouts_of, table_sheets
from danvan_cli.intake.tables.layout import Layout
from danvan_cli.intake.tables.row_reader import FOR_ALL, WHOSE, RowReader, heading_of
from danvan_cli.intake.tables.rows import BROKEN, Group, Row, read_rows
from danvan_cli.intake.tables.title_words import period_of
from danvan_cli.intake.tables.titles import find_layouts

_LOOKED_FOR = (
    "Cần một hàng tên cột, ít nhất có Nội dung (hoặc Nhiệm vụ, Công việc) và một trong các cột Chủ trì, Phối hợp, "
    "Thời hạn, Sản phẩm; mỗi nhiệm vụ một hàng."
)
_LONG = 40
# What becomes of the cells of a column, as a person is told.
_FATES = {
    "number": Reason.LABEL_NUMBER.value, "code": "mã nhiệm vụ", "content": "nội dung nhiệm vụ",
    "detail": "nội dung nhiệm vụ", "group": "đề mục", "lead": "đơn vị chủ trì", "old_lead": "đơn vị chủ trì cũ",
    "support": "đơn vị phối hợp", "due": "thời hạn", "rhythm": "thời hạn", "due_period": "thời hạn",
    "start": Reason.BEGINNING.value,
    "product": "sản phẩm", "target": "chỉ tiêu", "note": "ghi chú của nhiệm vụ", "stage": "tình trạng",
    "done": "tình trạng", "progress": "tiến độ", "submitted_on": "ngày nộp", "completed_on": "ngày hoàn thành",
    "result": "kết quả", "evidence": "minh chứng", "extended_to": "gia hạn",
}  # fmt: skip
# "Thu thuế đạt 100% kế hoạch giao", "thời gian chờ khám không quá 30 phút"; days and hours may be deadlines.
_SHORT_GOAL = re.compile(
    r"[^.;:()]{0,80}?\b(?:đạt|không quá|không dưới|tối thiểu|ít nhất)\s+(?:từ\s+|trên\s+)?\d[\d.,]{0,8}\s?(?:%|phút)"
    r"[^.;:()]{0,60}",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\d\s?(?:%|phút)")
_FIGURE = re.compile(r"\d")
_CODE = re.compile(r"[\w.\-/]{1,40}")
# The names of sheets that are made from a document's tables begin with a letter that no name of a sheet has.
_IN_TEXT = "["
_NAMED = re.compile(r"(?:phụ lục|biểu|bảng|danh mục)\b.{0,80}", re.IGNORECASE)


@dataclass(slots=True)
class _Found:
    """What is collected from all sheets."""

    sections: dict[str, SectionDraft] = field(default_factory=dict)
    tasks: list[TaskDraft] = field(default_factory=list)
    targets: list[TargetDraft] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    paths: dict[tuple[str, Group], str] = field(default_factory=dict)
    seen: dict[tuple[Any, ...], str] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)

    def twin(self, task: TaskDraft) -> str:
        """Finds the row of a section that says the same of what, who and when; short words may well come again."""
        if not (task.leads or task.groups) or not (task.due_on or task.due_text):
            return ""
        key = (
            task.section if len(task.content) < _LONG else "",
            task.content.casefold(), task.leads, task.groups, task.due_text, task.due_on, task.periods,
        )  # fmt: skip
        first = self.seen.setdefault(key, task.source)
        return first if first != task.source else ""


def read_register(
    document: Document,
    catalogue: Callable[[HeaderDraft], Sequence[Unit]],
    *,
    year: int | None = None,
    chosen: DueContext = DueContext(None),  # noqa: B008 (never changes)
) -> PlanDraft:
    """Reads the tables of tasks of a spreadsheet; the counterpart of ``plan.read_plan``, with the same arguments.

    Raises FileRefusedError for a file in which no table of tasks can be found.
    """
    sheets = document.sheets or sheets_of_document(document)
    is_text = not document.sheets
    found_layouts = layouts_of(sheets) if is_text else [find_layouts(sheet) for sheet in sheets]
    tables = [_Table(sheet, beside) for sheet, beside in zip(sheets, found_layouts, strict=True) if beside]
    # What stands above a later table of a text is no head.
    headed = tables[:1] if is_text else tables
    head = register_head([(table.head(), table.top) for table in headed], year=year)
    header = (
        replace(head.header, signer=read_signer(document, tables[-1].sheet, tables[-1].last)) if tables else head.header
    )
    names = UnitNames(catalogue(header), [], header.issuer)
    # The day on which a register was printed is later than much of its work; only a plan's own day begins it.
    issued = header.issued_on if header.number or header.symbol else None
    context = chosen._replace(year=header.year, is_school_year=header.is_school_year, issued_on=issued)
    found = _Found()
    reader = RowReader(names, context)
    for number, table in enumerate(tables, start=1):
        _read_table(table, f"B{number}" if len(tables) > 1 else "", reader, found)
    if not found.tasks:
        raise FileRefusedError(f"Không thấy bảng nhiệm vụ nào trong tệp “{document.name}”.", _LOOKED_FOR)
    return PlanDraft(
        header=header,
        sections=tuple(found.sections.values()),
        tasks=tuple(found.tasks),
        targets=tuple(found.targets),
        units=names.named(),
        unresolved=(*_missing(head), *_unread(sheets, tables), *found.unresolved),
        source_name=document.name,
        source_sha256=document.sha256,
        warnings=document.warnings,
        accounts=tuple(found.accounts),
    )


def sheets_of_document(document: Document) -> tuple[Sheet, ...]:
    """Turns a text whose tasks stand in tables into sheets: each table of tasks with the lines above it.

    Lines outside tables, and those of tables that only place a letterhead, are rows of one cell with numbers below 1,
    so that the rows of the table keep their own; those below the last table follow its rows.
    """
    made: list[Sheet] = []
    above: list[str] = []
    numbered = list(table_sheets(document.lines))
    tables = {
        number: sheet
        for (number, sheet), beside in zip(numbered, layouts_of([sheet for _, sheet in numbered]), strict=True)
        if beside
    }
    seen: set[int] = set()
    for line in document.lines:
        number = line.cell[0] if line.cell else 0
        if number not in tables:
            above.append(f"{line.label} {line.text}".strip())
        elif number not in seen:
            seen.add(number)
            sheet = tables[number]
            head = tuple((index - len(above) + 1, (text,)) for index, text in enumerate(above))
            made.append(Sheet(f"{_IN_TEXT}{number}", (*head, *sheet.rows), sheet.merged))
            above = []
    if made and above:
        last = made[-1].rows[-1][0]
        foot = tuple((last + number, (text,)) for number, text in enumerate(above, start=1))
        made[-1] = replace(made[-1], rows=(*made[-1].rows, *foot))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with its tables of tasks: those below each other, in as many lists as stand beside each other."""

    sheet: Sheet
    beside: list[list[Layout]]

    @property
    def top(self) -> int:
        """The row of the first titles."""
        return min(layouts[0].top for layouts in self.beside)

    @property
    def last(self) -> int:
        """The row of the last titles: what is signed stands below."""
        return max(layouts[-1].first for layouts in self.beside)

    def head(self) -> Sheet:
        """The rows above the titles but those that say of every task who does it, which are no part of the title."""
        above = [(number, cells) for number, cells in self.sheet.rows if number < self.top]
        return Sheet("", tuple(row for row in above if not any(map(WHOSE.fullmatch, row[1]))))


def _missing(head: RegisterHead) -> Iterable[Unresolved]:
    if head.year_doubt:
        title = head.header.title or ""
        yield Unresolved("Trên bảng", title, head.year_doubt, field="year", choices=head.year_choices)
    elif head.header.year is None:
        yield Unresolved("Trên bảng", "", "không thấy năm của kế hoạch", None, "year")
    if head.header.issuer is None:
        yield Unresolved("Trên bảng", "", "không thấy tên cơ quan", None, "issuer")


def _unread(sheets: Sequence[Sheet], tables: Sequence[_Table]) -> Iterable[Unresolved]:
    """Names the sheets without a table of tasks, and broken cells that stand in no row of a table."""
    read = {id(table.sheet) for table in tables}
    for sheet in sheets:
        if id(sheet) not in read and sheet.rows:
            first = " | ".join(clean(cell) for cell in sheet.rows[0][1] if cell)
            yield Unresolved(_place(sheet), first[:200], "trang tính này không có bảng nhiệm vụ nên chưa đọc")
    for table in tables:
        numbers = {number for number, _ in table.sheet.rows} if table.sheet.broken else set[int]()
        for row, column in table.sheet.broken:
            if row not in numbers or not any(_is_inside(layouts, row, column - 1) for layouts in table.beside):
                yield Unresolved(_address(_place(table.sheet), column - 1, row), "", BROKEN)


def _is_inside(layouts: Sequence[Layout], row: int, column: int) -> bool:
    titles = [range(layout.top, layout.first) for layout in layouts]
    is_row = row >= layouts[0].first and not any(row in rows for rows in titles)
    return is_row and layouts[0].left <= column < layouts[0].right


def _place(sheet: Sheet) -> str:
    if sheet.name.startswith(_IN_TEXT):
        return f"bảng {sheet.name.removeprefix(_IN_TEXT)}"
    return f"trang tính {sheet.name}" if sheet.name else ""


def _read_table(table: _Table, prefix: str, reader: RowReader, found: _Found) -> None:
    sheet, place = table.sheet, _place(table.sheet)
    heads = sheet_headings(sheet, table.top, reader.names)
    _read_above(table, place, found)
    cells = dict(sheet.rows)
    for layouts in table.beside:
        for layout in layouts:
            found.unresolved += _told(layout, place, sheet)
        fates: dict[int, str] = {}
        for row in read_rows(sheet, layouts, place):
            if isinstance(row, Row):
                code = _read_row(row, sheet, (prefix, place, heads), reader, found)
                fates = fates if row.layout is layout and fates else _fates(row.layout or layout)
                layout = row.layout or layout
                found.accounts.append(_account(row, cells[row.number], fates, code))
                continue
            text = row.text
            if row.reason is None:
                found.unresolved.append(Unresolved(_address(place, row.column, row.number), text, row.why))
            said = row.reason.value if row.reason else f"chưa rõ: {row.why}"
            found.accounts.append(Account(_row_of(place, row.number), text, (Use(0, len(text), said),)))


def _row_of(place: str, number: int) -> str:
    return f"{place}, hàng {number}" if place else f"hàng {number}"


def _read_above(table: _Table, place: str, found: _Found) -> None:
    """Books the lines above a table; one that gives a deadline to everybody is asked about."""
    for number, cells in table.sheet.rows:
        if number >= table.top:
            break
        text = " | ".join(clean(cell) for cell in cells if cell)
        is_told = bool(FOR_ALL.search(text))
        if is_told:
            why = "dòng này ở trên bảng có thời hạn chưa gắn với nhiệm vụ nào"
            found.unresolved.append(Unresolved(_row_of(place, number), text, why))
        said = "chưa rõ" if is_told else Reason.LETTERHEAD.value
        found.accounts.append(Account(_row_of(place, number), text, (Use(0, len(text), said),)))


def _fates(layout: Layout) -> dict[int, str]:
    """Tells of every column what becomes of its cells; a column that is not listed is not read."""
    fates = dict.fromkeys(layout.kept, "ghi chú của nhiệm vụ")
    fates |= {column: _FATES.get(name, name) for name, column in layout.columns.items()}
    fates |= {column: _FATES.get(name, name) for column, name in layout.more.items()}
    fates |= dict.fromkeys(layout.units, "đơn vị được đánh dấu") | dict.fromkeys(layout.periods, _FATES["due"])
    return fates | dict.fromkeys(layout.states, _FATES["stage"])


def _account(row: Row, cells: Sequence[str], fates: dict[int, str], code: str | None) -> Account:
    """Books the cells of a task's row: what each is to the task."""
    uses: list[Use] = []
    start = 0
    if row.layout is not None and row.layout.left:
        cells = ["" if column < row.layout.left else cell for column, cell in enumerate(cells)]
    cells = cells[: row.layout.right] if row.layout is not None else cells
    for column, cell in enumerate(cells):
        if cell:
            uses.append(Use(start, start + len(cell), fates.get(column, "chưa rõ"), code))
            start += len(cell) + 3
    return Account(row.where, " | ".join(filter(None, cells)), tuple(uses))


def _told(layout: Layout, place: str, sheet: Sheet) -> Iterator[Unresolved]:
    """Names once each column that was not understood, at its title or at its first cell."""
    for column, why in layout.told.items():
        title, row = layout.titles.get(column), layout.first - 1
        if title is None:
            row = next(
                (n for n, cells in sheet.rows if n >= layout.first and column < len(cells) and cells[column]), row
            )
        at = f"{column_letters(column + 1)}{row}"
        named = f"cột “{title}” (ô {at})" if title else f"cột {column_letters(column + 1)} (không có tên)"
        yield Unresolved(_address(place, column, row), title or "", f"{named} {why}")


def _read_row(
    row: Row, sheet: Sheet, at: tuple[str, str, tuple[str, ...]], reader: RowReader, found: _Found
) -> str | None:
    """Adds a row's tasks, targets and doubts; gives the code of its task, the last of several."""
    prefix, place, heads = at
    layout = row.layout
    if layout is None:
        return None
    section = _section(row, sheet, prefix, found)
    if row.code and not _is_free(row.code, found):
        source = _address(place, layout.columns["code"], row.number)
        found.unresolved.append(
            Unresolved(source, row.code, "mã này trùng hoặc không dùng được, đã đặt mã khác", None, "code")
        )
    bad = {doubt.column for doubt in row.doubts}
    code: str | None = None
    for task, said, doubts in reader.read(row, heads, sheet.name):
        code = _code(row, section, found)
        made = task.of_row(code, section, row.where, *said)
        found.tasks.append(made)
        for name, doubt in doubts:
            column = layout.columns.get(name, layout.columns["content"])
            if column not in bad:
                source = _address(place, column, row.number)
                found.unresolved.append(_placed(doubt, source, doubt.text or row.text, code))
        if first := found.twin(made):
            source = _address(place, layout.columns["content"], row.number)
            found.unresolved.append(
                Unresolved(source, row.text, f"hàng này giống hệt {first} (nội dung, đơn vị, thời hạn)", code)
            )
    for odd in row.doubts:
        source = _address(place, odd.column, row.number)
        found.unresolved.append(Unresolved(source, odd.text, odd.why, code, odd.field))
    for name in ("target", "product", "content"):
        words = row.text if name == "content" else row.fields.get(name, "")
        if (name == "target" and words) or _FIGURE.search(words):
            column = layout.columns.get(name, layout.columns["content"])
            _add_targets((name, words), (section, _address(place, column, row.number)), reader.year, found)
    return code


def _placed(doubt: Unresolved, source: str, text: str, code: str) -> Unresolved:
    return Unresolved(source, text, doubt.why, code, doubt.field, doubt.choices)


def sheet_headings(sheet: Sheet, top: int, names: UnitNames) -> tuple[str, ...]:
    """Lists what the sheet's name and the lines above its first titles say of every row: a body, a period."""
    lines = [clean(cell) for number, cells in sheet.rows if number < top for cell in cells if cell]
    found = [said for line in reversed(lines) if (said := heading_of(line))]
    named = "" if sheet.name.startswith(_IN_TEXT) else sheet.name
    said = period_of(named) or heading_of(named) or (named if named and _is_body(named, names) else "")
    return tuple(filter(None, (*found, said)))


def _is_body(name: str, names: UnitNames) -> bool:
    return names.is_known(name) or any(m.kind == MentionKind.UNIT for m in read_names(name, names))


def _address(place: str, column: int, row: int) -> str:
    cell = f"ô {column_letters(column + 1)}{row}"
    return f"{place}, {cell}" if place else cell


def _title(sheet: Sheet) -> str:
    """Names the section of rows without a group: the sheet, or the line above a document's table that names it."""
    if sheet.name and not sheet.name.startswith(_IN_TEXT):
        return sheet.name
    above = (cells[0] for number, cells in reversed(sheet.rows) if number < 1)
    return next((line for line in above if _NAMED.fullmatch(line)), "Bảng nhiệm vụ")


def _section(row: Row, sheet: Sheet, prefix: str, found: _Found) -> str:
    """Finds the path of the row's group, adding its sections; rows without one stand under the sheet itself."""
    path = ""
    if prefix or not row.groups:
        path = prefix or "B1"
        if path not in found.sections:
            found.sections[path] = SectionDraft(path, path, _title(sheet))
    for group in row.groups:
        key = (prefix, group)
        if key not in found.paths:
            found.paths[key] = _new_path(path, group, found)
            marker = group.marker or str(len(found.paths))
            found.sections[found.paths[key]] = SectionDraft(found.paths[key], marker, group.title, path or None)
        path = found.paths[key]
    return path


def _new_path(above: str, group: Group, found: _Found) -> str:
    # Numbers of groups may jump and come twice; "1.2" below "1" is not "1.1.2".
    name = group.marker or f"N{len(found.paths) + 1}"
    own = above.rpartition(".")[2]
    name = name.removeprefix(f"{own}.") if own and own.isdecimal() else name
    path = f"{above}.{name}" if above else name
    number = 2
    while path in found.sections:
        path = f"{above}.{name}_{number}" if above else f"{name}_{number}"
        number += 1
    return path


def _is_free(code: str, found: _Found) -> bool:
    return bool(_CODE.fullmatch(code)) and code.casefold() not in found.codes


def _code(row: Row, section: str, found: _Found) -> str:
    """Keeps the register's own code where it can be one; otherwise counts within the section."""
    code = row.code
    if not code or not _is_free(code, found):
        number = found.counts.get(section, 0) + 1
        while (code := f"{section}-{number}").casefold() in found.codes:
            number += 1
        found.counts[section] = number
    found.codes.add(code.casefold())
    return code


def _content_goals(text: str, year: int | None) -> Sequence[Goal]:
    """Reads the goals that a row's content sets: those of running text, and shares and minutes that it says shortly."""
    if found := goals_in_work(text, year):
        return found
    return [goal for clause in _short_goals(text) for goal in read_goals(clause, year) if goal.number is not None]


def _short_goals(text: str) -> list[str]:
    if not _MEASURED.search(text):
        return []
    return [match[0].strip(" -–") for match in _SHORT_GOAL.finditer(text)]


_GOALS: dict[str, Callable[[str, int | None], Sequence[Goal]]] = {
    "target": read_goals, "product": product_goals, "content": _content_goals,
}  # fmt: skip


def _add_targets(said: tuple[str, str], at: tuple[str, str], year: int | None, found: _Found) -> None:
    """Reads the goals in a column of targets, those that a product promises or that work sets itself."""
    (name, statement), (section, source) = said, at
    goals = _GOALS[name](statement, year)
    if name == "content" and not goals:
        why = "con số này chưa thành chỉ tiêu nào"
        found.unresolved += [
            Unresolved(source, clause, why, found.tasks[-1].code, "goal") for clause in _short_goals(statement)
        ]
    for goal in goals:
        code, words = f"CT{len(found.targets) + 1}", goal.statement or statement
        found.targets.append(
            TargetDraft(
                code, section, words, goal.kind, goal.operator, goal.number, goal.unit_of_measure, source, goal.per_unit
            )
        )
        found.unresolved += [Unresolved(source, words, goal.doubt, code, "goal")] if goal.doubt else []
