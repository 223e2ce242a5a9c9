"""A register of tasks kept in a spreadsheet becomes a plan draft, with what the office has already followed up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from danvan_cli.domain.draft import (
    UNCLEAR,
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
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.columns.looks import counts_days, has_time, is_day
from danvan_cli.intake.columns.title_words import period_of
from danvan_cli.intake.draft.targets import Goal, goals_of_field, read_goals
from danvan_cli.intake.lines.enumerations import has_typed_bullet, without_typed_bullet
from danvan_cli.intake.lines.markers import split_marker
from danvan_cli.intake.lines.section_kinds import SectionKind, is_known_heading, kind_of_root
from danvan_cli.intake.people.abbreviations import has_legend, stands_for
from danvan_cli.intake.people.headings import read_heading
from danvan_cli.intake.people.name_lists import MentionKind
from danvan_cli.intake.people.responsible import read_names
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.spelling import normal_capitals
from danvan_cli.intake.tables.booking import account_of, fates_of
from danvan_cli.intake.tables.cells import Group, Row
from danvan_cli.intake.tables.head import RegisterHead, read_signer, register_head
from danvan_cli.intake.tables.in_text import ABOVE, rows_above, words_of
from danvan_cli.intake.tables.places import IN_TEXT, cell_at, cell_name, column_at, place_of, row_at
from danvan_cli.intake.tables.row_kinds import AS_OF, FOR_ALL, REGULAR, heading_of
from danvan_cli.intake.tables.row_reader import RowReader
from danvan_cli.intake.tables.rows import read_rows
from danvan_cli.intake.tables.sheet_tables import SheetTables, tables_of
from danvan_cli.intake.tables.target_table import read_target_table

_HANDS = re.compile(r"(?:các\s+)?(?:nhiệm vụ|công việc)\s+(?:giao|của|cho)\s", re.IGNORECASE)
_LOOKED_FOR = (
    "Cần một hàng tên cột, ít nhất có Nội dung (hoặc Nhiệm vụ, Công việc) và một trong các cột Chủ trì, Phối hợp, "
    "Thời hạn, Sản phẩm; mỗi nhiệm vụ một hàng."
)
_LONG = 40
_OF_SHEET = "ô thời hạn trống; tạm lấy “{}” theo tên trang tính hoặc tên bảng"
_FIGURE = re.compile(r"\d")
_CODE = re.compile(r"[\w.\-/]{1,40}")
_NAMED = re.compile(r"(?:phụ lục|biểu|bảng|danh mục)\b.{0,80}", re.IGNORECASE)

# "2. Chỉ tiêu: xây dựng 7 mô hình; tập huấn cho 850 lượt nông dân." above a table.
_ON_OTHER_SHEET = "trang tính khác nêu thời hạn theo mã việc này, chưa dùng vào đâu"
_GOALS_ABOVE = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4}|[-+*])[.)/]?\s+)?(?:chỉ|mục) tiêu\b[^:\d]{0,40}:\s*(?=.*\d)", re.IGNORECASE
)


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

    def add(self, goals: Sequence[Goal], statement: str, section: str, source: str) -> str | None:
        """Adds targets, and asks about those that are not sure; gives the code of the last one."""
        code = None
        for goal in goals:
            code, words = f"CT{len(self.targets) + 1}", goal.statement or statement
            said = (words, goal.kind, goal.operator, goal.number, goal.unit_of_measure, source, goal.per_unit)
            self.targets.append(TargetDraft(code, section, *said))
            self.unresolved += [Unresolved(source, words, goal.doubt, code, "goal")] if goal.doubt else []
        return code

    def add_row(self, words: str, year: int | None, section: str, source: str, goal: Goal | None = None) -> str | None:
        """Adds the targets of a row, and asks about one without a figure; gives the code of the last one.

        ``goal`` is what its cells say, None where only the words can tell.
        """
        goals = [goal] if goal else read_goals(words, year)
        code = self.add(goals, words, section, source)
        if all(goal.number is None for goal in goals):
            self.unresolved.append(Unresolved(source, words, "ô chỉ tiêu này chưa thành con số", code, "goal"))
        return code

    def book(self, where: str, text: str, said: str, code: str | None = None) -> None:
        """Books a whole row for one purpose."""
        self.accounts.append(Account(where, text, (Use(0, len(text), said, code),)))


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
    found_tables = tables_of(document)
    tables = found_tables.read
    # What stands above a later table of a text is no head.
    head = register_head([(table.head(), table.top) for table in tables[: None if document.sheets else 1]], year=year)
    header = head.header
    if tables:
        header = replace(header, signer=read_signer(document, tables[-1].whole, tables[-1].last))
    cells = (cell for table in tables for _, row in table.whole.rows for cell in row)
    around = (line.text for line in document.lines if line.cell is None)
    names = UnitNames(catalogue(header), list(filter(has_legend, chain(cells, around))), header.issuer)
    # The day on which a register was printed is later than much of its work; only a plan's own day begins it.
    issued = header.issued_on if header.number or header.symbol else None
    context = chosen._replace(year=header.year, is_school_year=header.is_school_year, issued_on=issued)
    found = _Found()
    reader = RowReader(names, context)
    for number, table in enumerate(tables, start=1):
        _read_table(table, f"B{number}" if len(tables) > 1 else "", reader, found)
    if not found.tasks and not found.targets:
        raise FileRefusedError(f"Không thấy bảng nhiệm vụ nào trong tệp “{document.name}”.", _LOOKED_FOR)
    return PlanDraft(
        header=header,
        sections=tuple(found.sections.values()),
        tasks=tuple(found.tasks),
        targets=tuple(found.targets),
        units=names.named(),
        unresolved=(
            *_missing(head),
            *found_tables.unread,
            *found.unresolved,
            *_on_other_sheets(document, tables, found),
        ),
        source_name=document.name,
        source_sha256=document.sha256,
        warnings=(*document.warnings, *found_tables.warnings),
        accounts=tuple(found.accounts),
    )


def _on_other_sheets(document: Document, tables: Sequence[SheetTables], found: _Found) -> Iterator[Unresolved]:
    """Asks about the tasks of which a sheet that is no table of tasks tells more by their codes: "NV01 | 15/9/2025"."""
    read = {table.whole.name for table in tables}
    by_code = {task.code: task for task in found.tasks}
    for sheet in document.sheets:
        for number, cells in sheet.rows if sheet.name not in read else ():
            task = by_code.get(next(filter(None, map(clean, cells)), ""))
            if task and not task.due_on and any(is_day(cell) for cell in cells[1:]):
                text = " | ".join(filter(None, map(clean, cells)))
                yield Unresolved(row_at(sheet, number), text, _ON_OTHER_SHEET, task.code, "due_on")


def _missing(head: RegisterHead) -> Iterable[Unresolved]:
    if head.year_doubt:
        title = head.header.title or ""
        yield Unresolved("Trên bảng", title, head.year_doubt, field="year", choices=head.year_choices)
    elif head.header.year is None:
        yield Unresolved("Trên bảng", "", "không thấy năm của kế hoạch", None, "year")
    if head.header.issuer is None:
        yield Unresolved("Trên bảng", "", "không thấy tên cơ quan", None, "issuer")


def _read_table(table: SheetTables, prefix: str, reader: RowReader, found: _Found) -> None:
    sheet = table.sheet
    heads = sheet_headings(sheet, table.top, reader.names)
    _read_above(table, prefix, reader.year, found)
    for part in table.goals:
        _read_targets(part, prefix, reader.year, found)
    cells = dict(sheet.rows)
    for layouts in table.beside:
        for layout in layouts:
            found.unresolved += _told(layout, sheet)
        fates: dict[int, str] = {}
        for row in read_rows(sheet, layouts):
            if isinstance(row, Row):
                code = _read_row(row, sheet, (prefix, heads), reader, found)
                fates = fates if row.layout is layout and fates else fates_of(row.layout or layout)
                layout = row.layout or layout
                found.accounts.append(account_of(row, cells[row.number], fates, code))
                continue
            text = row.text
            if row.reason is None:
                found.unresolved.append(Unresolved(cell_at(sheet, row.column, row.number), text, row.why))
            said = row.reason.value if row.reason else f"{UNCLEAR}: {row.why}"
            found.book(row_at(sheet, row.number), text, said)


def _read_above(table: SheetTables, prefix: str, year: int | None, found: _Found) -> None:
    """Books the lines above a table: goals are read, and one that gives a deadline to everybody is asked about."""
    is_below_goals = False
    for number, cells, is_work in rows_above(table.sheet, table.top):
        text = " | ".join(clean(cell) for cell in cells if cell)
        where = row_at(table.sheet, number)
        title = _GOALS_ABOVE.match(text)
        is_below_goals = _heads_goals(text) or (is_below_goals and bool(has_typed_bullet(text)))
        if title or (is_below_goals and _FIGURE.search(text)):
            section = _section_of_targets(prefix, _title(table.sheet, "Bảng nhiệm vụ"), found)
            said = text[title.end() :] if title else without_typed_bullet(text)
            for clause in filter(None, map(clean, said.split(";"))):
                found.add_row(clause, year, section, where)
            found.book(where, text, "chỉ tiêu")
            continue
        is_for_all = FOR_ALL.search(REGULAR.sub("", text)) and not (heading_of(text) or AS_OF.fullmatch(text))
        is_told = is_work or bool(is_for_all) or counts_days(text)
        if is_told:
            why = ABOVE if is_work else "dòng này ở trên bảng có thời hạn chưa gắn với nhiệm vụ nào"
            found.unresolved.append(Unresolved(where, text, why))
        found.book(where, text, UNCLEAR if is_told else Reason.LETTERHEAD.value)


def _read_targets(part: Sheet, prefix: str, year: int | None, found: _Found) -> None:
    """Reads a table of targets; one whose column for the year is not sure is left to a person."""
    table = read_target_table(part, year)
    if table is None:
        why = "bảng chỉ tiêu này chưa đọc được"
        found.unresolved.append(Unresolved(place_of(part), words_of(part), why))
        for number, cells in part.rows:
            found.book(
                row_at(part, number), " | ".join(filter(None, cells)), f"{UNCLEAR}: bảng chỉ tiêu này chưa đọc được"
            )
        return
    section = _section_of_targets(prefix, _title(part, "Bảng chỉ tiêu"), found)
    found.unresolved += (Unresolved(place_of(part), title, why) for title, why in table.told)
    for row in table.rows:
        where, code = row_at(part, row.number), None
        if row.is_target:
            code = found.add_row(row.text, year, section, where, row.goal)
        elif has_time(row.text):
            found.unresolved.append(Unresolved(where, row.text, "dòng này ở bảng chỉ tiêu nên chưa đọc"))
        found.book(where, row.text, "chỉ tiêu" if row.is_target else Reason.CAPTION.value, code)


def _heads_goals(text: str) -> bool:
    """True for "II. Chỉ tiêu", above lines that each set a goal."""
    title = split_marker(text)[1]
    return is_known_heading(title) and kind_of_root(title).kind in (SectionKind.TARGETS, SectionKind.GOALS)


def _section_of_targets(prefix: str, title: str, found: _Found) -> str:
    """Gives the section of a table's targets, made where it has none of its own."""
    section = prefix or "B1"
    if section not in found.sections:
        found.sections[section] = SectionDraft(section, section, title)
    return section


def _told(layout: Layout, sheet: Sheet) -> Iterator[Unresolved]:
    """Names once each column that was not understood, at its title or at its first cell."""
    for column, why in layout.told.items():
        title, row = layout.titles.get(column), layout.first - 1
        if title is None:
            row = next(
                (n for n, cells in sheet.rows if n >= layout.first and column < len(cells) and cells[column]), row
            )
        at = cell_name(sheet, column, row)
        named = f"cột “{title}” (ô {at})" if title else f"{column_at(sheet, column, row)} (không có tên)"
        yield Unresolved(cell_at(sheet, column, row), title or "", f"{named} {why}")


def _read_row(row: Row, sheet: Sheet, at: tuple[str, tuple[str, ...]], reader: RowReader, found: _Found) -> str | None:
    """Adds a row's tasks, targets and doubts; gives the code of its task, the last of several."""
    prefix, heads = at
    layout = row.layout
    if layout is None:
        return None
    section = _section(row, sheet, prefix, found)
    if row.code and not _is_free(row.code, found):
        source = cell_at(sheet, layout.columns["code"], row.number)
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
                source = cell_at(sheet, column, row.number)
                found.unresolved.append(_placed(doubt, source, doubt.text or row.text, code))
        if "due" in layout.columns and not row.fields.get("due") and made.due_text in heads:
            # A register of the documents of a quarter: that is not when each has to be answered.
            source = cell_at(sheet, layout.columns["due"], row.number)
            found.unresolved.append(Unresolved(source, row.text, _OF_SHEET.format(made.due_text), code, "due_on"))
        if first := found.twin(made):
            source = cell_at(sheet, layout.columns["content"], row.number)
            found.unresolved.append(
                Unresolved(source, row.text, f"hàng này giống hệt {first} (nội dung, đơn vị, thời hạn)", code)
            )
    for odd in row.doubts:
        source = cell_at(sheet, odd.column, row.number)
        found.unresolved.append(Unresolved(source, odd.text, odd.why, code, odd.field))
    for name in ("target", "product", "content"):
        words = row.text if name == "content" else row.fields.get(name, "")
        if (name == "target" and words) or _FIGURE.search(words):
            column = layout.columns.get(name, layout.columns["content"])
            source = cell_at(sheet, column, row.number)
            found.add(goals_of_field(name, words, reader.year, row.text), words, section, source)
    return code


def _placed(doubt: Unresolved, source: str, text: str, code: str) -> Unresolved:
    return Unresolved(source, text, doubt.why, code, doubt.field, doubt.choices)


def sheet_headings(sheet: Sheet, top: int, names: UnitNames) -> tuple[str, ...]:
    """Lists what the sheet's name and the lines above its first titles say of every row: a body, a period."""
    lines = [clean(cell) for number, cells in sheet.rows if number < top for cell in cells if cell]
    found = [said for line in reversed(lines) if (said := heading_of(line))]
    named = "" if sheet.name.startswith(IN_TEXT) else sheet.name
    # "… năm 2026 - PHÒNG QUẢN TRỊ THIẾT BỊ" spells out the sheet's name "P. QTTB".
    full = next((normal_capitals(tail) for line in lines if named and stands_for(named, tail := _tail(line))), named)
    said = period_of(named) or heading_of(named) or (full if full and _is_body(full, names) else "")
    handed = next((line for line in lines if named and _is_handed(line, lines, names)), "")
    # "CỦA PHÒNG KINH TẾ" below "NHIỆM VỤ TRỌNG TÂM".
    whose = (found[1] for found in map(_WHOSE.fullmatch, lines) if found)
    told = next((name for name in whose if _is_body(normal_capitals(name), names)), "")
    return tuple(filter(None, (*found, handed or told or said)))


_WHOSE = re.compile(r"của\s+(\S.{5,80})", re.IGNORECASE)


def _is_handed(line: str, lines: Sequence[str], names: UnitNames) -> bool:
    """True for "NHIỆM VỤ GIAO PHÒNG KINH TẾ NĂM 2026", where no letterhead says that this is the whole agency."""
    given = read_heading(line, names).leads if _HANDS.match(line) else ()
    return len(given) == 1 and not any(fold(given[0].text) in fold(other) for other in lines if other != line)


def _tail(line: str) -> str:
    return re.split(r"\s[-–—]\s|:\s", line)[-1].strip()


def _is_body(name: str, names: UnitNames) -> bool:
    return names.is_known(name) or any(m.kind == MentionKind.UNIT for m in read_names(name, names))


def _title(sheet: Sheet, unnamed: str) -> str:
    """Names the section of rows without a group: the sheet, or the line above a document's table that names it."""
    if sheet.name and not sheet.name.startswith(IN_TEXT):
        return sheet.name
    above = (cells[0] for number, cells in reversed(sheet.rows) if number < 1)
    return next((line for line in above if _NAMED.fullmatch(line)), unnamed)


def _section(row: Row, sheet: Sheet, prefix: str, found: _Found) -> str:
    """Finds the path of the row's group, adding its sections; rows without one stand under the sheet itself."""
    path = ""
    if prefix or not row.groups:
        path = prefix or "B1"
        if path not in found.sections:
            found.sections[path] = SectionDraft(path, path, _title(sheet, "Bảng nhiệm vụ"))
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
