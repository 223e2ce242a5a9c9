"""A register of tasks kept in a spreadsheet becomes a plan draft, with what the office has already followed up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from danvan_cli.domain.draft import (
    Document,
    HeaderDraft,
    PlanDraft,
    SectionDraft,
    Sheet,
    TargetDraft,
    TaskDraft,
    TrackingDraft,
    Unresolved,
)
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.draft.targets import product_goals, read_goals
from danvan_cli.intake.draft.tasks import Reading, TaskReader
from danvan_cli.intake.files.xlsx import column_letters
from danvan_cli.intake.lines.items import Item
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.tables.head import read_register_head
from danvan_cli.intake.tables.rows import Group, Row, task_rows
from danvan_cli.intake.tables.titles import Layout, find_layout
from danvan_cli.intake.tables.tracking import TRACKED, read_tracking

_LOOKED_FOR = (
    "Cần một hàng tên cột, ít nhất có Nội dung (hoặc Nhiệm vụ, Công việc) và một trong các cột Chủ trì, Phối hợp, "
    "Thời hạn, Sản phẩm; mỗi nhiệm vụ một hàng."
)
_REMEMBERED = 50_000
_FIGURE = re.compile(r"\d")
_CODE = re.compile(r"[\w.\-/]{1,40}")
# Words of a deadline that rightly give no day. Without tones two are like words of days: "ngày rằm", "sáu tuần".
_NO_DAY = re.compile(
    r"thuong xuyen|hang|dinh ky|khi|theo|khong|ca nam|trong nam|lien tuc|sau|ngay|kip thoi|moi|lo trinh|dot xuat|-"
)
_OF_DAYS = ("ngày", "sáu")
_SUPPORT = re.compile(r"[,;.]?\s*\(?(?:và\s+)?phối hợp(?:\s+(?:cùng|với))*\s*:?\s*", re.IGNORECASE)
_LEAD_WORDS = re.compile(r"\s*(?:là\s+)?(?:đơn vị\s+)?chủ trì\s*:?\s*", re.IGNORECASE)
_RESPONSIBLE = ("lead", "support", "due")
_TRACKED = (*TRACKED, "note")
_COLUMN_OF = {"leads": "lead", "supports": "support", "due_on": "due", "groups": "lead", "periods": "due"}
# The texts of the lead, support and due cells; doubts, each with the name of its column.
_Cells = tuple[str, str, str]
_Doubts = tuple[tuple[str, Unresolved], ...]


class _Read(NamedTuple):
    """A row as the reader of tasks gives it."""

    task: TaskDraft
    doubts: _Doubts


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
    tables = [(sheet, layout) for sheet in document.sheets if (layout := find_layout(sheet))]
    header = read_register_head([(sheet, layout.top) for sheet, layout in tables], year=year)
    names = UnitNames(catalogue(header), [], header.issuer)
    context = chosen._replace(year=header.year, is_school_year=header.is_school_year, issued_on=header.issued_on)
    found = _Found()
    reader = _RowReader(TaskReader(names, context), context)
    for number, (sheet, layout) in enumerate(tables, start=1):
        _read_sheet(sheet, layout, f"B{number}" if len(tables) > 1 else "", reader, found)
    if not found.tasks:
        raise FileRefusedError(f"Không thấy bảng nhiệm vụ nào trong tệp “{document.name}”.", _LOOKED_FOR)
    return PlanDraft(
        header=header,
        sections=tuple(found.sections.values()),
        tasks=tuple(found.tasks),
        targets=tuple(found.targets),
        units=names.named(),
        unresolved=(*_missing(header), *_unread(document.sheets, tables), *_broken(tables), *found.unresolved),
        source_name=document.name,
        source_sha256=document.sha256,
        warnings=document.warnings,
    )


def _missing(header: HeaderDraft) -> Iterable[Unresolved]:
    if header.year is None:
        yield Unresolved("Trên bảng", "", "không thấy năm của kế hoạch", None, "year")
    if header.issuer is None:
        yield Unresolved("Trên bảng", "", "không thấy tên cơ quan", None, "issuer")


def _unread(sheets: Sequence[Sheet], tables: Sequence[tuple[Sheet, Layout]]) -> Iterable[Unresolved]:
    read = {id(sheet) for sheet, _ in tables}
    for sheet in sheets:
        if id(sheet) not in read:
            first = " | ".join(clean(cell) for cell in sheet.rows[0][1] if cell)
            yield Unresolved(_place(sheet), first[:200], "trang tính này không có bảng nhiệm vụ nên chưa đọc")


def _broken(tables: Sequence[tuple[Sheet, Layout]]) -> Iterable[Unresolved]:
    for sheet, _ in tables:
        for row, column in sheet.broken:
            yield Unresolved(
                _address(_place(sheet), column - 1, row), "", "ô này hỏng trong tệp, không đọc được giá trị"
            )


def _place(sheet: Sheet) -> str:
    return f"trang tính {sheet.name}" if sheet.name else ""


def _read_sheet(sheet: Sheet, layout: Layout, prefix: str, reader: _RowReader, found: _Found) -> None:
    place = _place(sheet)
    for row in task_rows(sheet, layout, place):
        section = _section(row, sheet, prefix, found)
        if row.code and not _is_free(row.code, found):
            source = _address(place, layout.columns["code"], row.number)
            why = "mã này trùng hoặc không dùng được, đã đặt mã khác"
            found.unresolved.append(Unresolved(source, row.code, why, None, "code"))
        for task, said, doubts in reader.read(row):
            code = _code(row, section, found)
            found.tasks.append(task.of_row(code, section, row.where, *said))
            for name, doubt in doubts:
                column = layout.columns.get(name, layout.columns["content"])
                source = _address(place, column, row.number)
                found.unresolved.append(replace(doubt, source=source, text=doubt.text or row.text, task=code))
        if "target" in row.fields or _FIGURE.search(row.fields.get("product", "")):
            column = layout.columns["target" if "target" in row.fields else "product"]
            _add_targets(row, section, reader.year, _address(place, column, row.number), found)


def _address(place: str, column: int, row: int) -> str:
    cell = f"ô {column_letters(column + 1)}{row}"
    return f"{place}, {cell}" if place else cell


def _section(row: Row, sheet: Sheet, prefix: str, found: _Found) -> str:
    """Finds the path of the row's group, adding its sections; rows without one stand under the sheet itself."""
    path = ""
    if prefix or not row.groups:
        path = prefix or "B1"
        if path not in found.sections:
            found.sections[path] = SectionDraft(path, path, sheet.name or "Bảng nhiệm vụ")
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


def _add_targets(row: Row, section: str, year: int | None, source: str, found: _Found) -> None:
    """Reads the goals in a column of targets, and those that a product promises, as a plan's are read."""
    statement = row.fields.get("target")
    for goal in [
        *(read_goals(statement, year) if statement else ()),
        *product_goals(row.fields.get("product", ""), year),
    ]:
        code, words = f"CT{len(found.targets) + 1}", goal.statement or statement or ""
        found.targets.append(
            TargetDraft(
                code, section, words, goal.kind, goal.operator, goal.number, goal.unit_of_measure, source, goal.per_unit
            )
        )
        found.unresolved += [Unresolved(source, words, goal.doubt, code, "goal")] if goal.doubt else []


class _RowReader:
    """Reads rows with the reader of tasks; cells that say the same as in a row before are read once."""

    def __init__(self, tasks: TaskReader, context: DueContext) -> None:
        """Starts with empty caches; ``year`` is the plan's."""
        self.year = context.year
        self._context = context
        self._tasks = tasks
        self._known: dict[_Cells, tuple[_Read, ...]] = {}
        self._tracked: dict[tuple[str | None, ...], tuple[TrackingDraft | None, _Doubts]] = {}

    def read(self, row: Row) -> list[tuple[TaskDraft, tuple[Any, ...], _Doubts]]:
        """Reads the tasks that rows may share, what this row alone says of them, and doubts by the column's name."""
        tracking, odd = self._tracking(row.fields)
        note, product = row.fields.get("note"), row.fields.get("product")
        noted = (f"ghi chú: {note}",) if note and tracking is None else ()
        return [
            (task, (task.content or row.text, product, task.notes + noted, tracking), doubts + odd)
            for task, doubts in self._responsible(row)
        ]

    def _tracking(self, fields: dict[str, str]) -> tuple[TrackingDraft | None, _Doubts]:
        key = tuple(map(fields.get, _TRACKED))
        if key not in self._tracked:
            if len(self._tracked) > _REMEMBERED:
                self._tracked.clear()
            found = read_tracking(fields, self._context)
            odd = [(o.field, Unresolved("", o.text, o.why, None, f"tracking.{o.field}")) for o in found.doubts]
            self._tracked[key] = found.draft, tuple(odd)
        return self._tracked[key]

    def _responsible(self, row: Row) -> tuple[_Read, ...]:
        lead, support, due = map(row.fields.get, _RESPONSIBLE)
        cells = (*_split_roles(lead or "", support or ""), due or "")
        known = self._known.get(cells)
        if not _say_all(row.text, cells) and not (known and self._adds_nothing(row.text, known)):
            return self._read(row.text, cells, row.groups)
        if known is None:
            self._known[cells] = known = self._read("", cells, ())
        return known

    def _adds_nothing(self, text: str, known: tuple[_Read, ...]) -> bool:
        """True for a text that adds nothing to the cells, when they leave nothing open."""
        return not any(read.doubts for read in known) and not self._tasks.may_name_support(text)

    def _read(self, text: str, cells: _Cells, groups: Sequence[Group]) -> tuple[_Read, ...]:
        fields = dict(zip(_RESPONSIBLE, cells, strict=True))
        headings = tuple(group.title for group in reversed(groups))
        readings = self._tasks.read(Item(text, "", "", is_target=False, fields=fields, headings=headings))
        return tuple(_Read(reading.task, tuple(_doubts(reading, fields))) for reading in readings)


def _doubts(reading: Reading, fields: dict[str, str]) -> Iterator[tuple[str, Unresolved]]:
    is_due_named = False
    for doubt in reading.doubts:
        name = _COLUMN_OF.get(doubt.field, "content")
        is_due_named = is_due_named or name == "due"
        yield name, Unresolved("", fields.get(name, ""), doubt.why, None, doubt.field, doubt.choices)
    said, task = fields.get("due", ""), reading.task
    is_open = bool(said) and task.due_on is None and not task.periods and not _waits(task)
    is_dayless = _NO_DAY.match(fold(said)) and not said.casefold().startswith(_OF_DAYS)
    if is_open and not is_due_named and not is_dayless:
        yield "due", Unresolved("", said, "không hiểu thời hạn này", None, "due_on")


def _waits(task: TaskDraft) -> bool:
    return task.due_rule is not None and task.due_rule.kind in (DueKind.RELATIVE, DueKind.EVENT)


def _say_all(text: str, cells: _Cells) -> bool:
    """True for cells that leave nothing to be looked for in the row's text."""
    lead, support, due = cells
    return bool(lead and due) and (bool(support) or "phối hợp" not in text.lower())


def _split_roles(lead: str, support: str) -> tuple[str, str]:
    """Parts a cell that holds both roles: "Văn phòng chủ trì, phối hợp với Thanh tra"."""
    if "phối" not in lead or support:
        return lead, support
    found = _SUPPORT.search(lead)
    if not found or not found.start():
        return lead, support
    return _LEAD_WORDS.sub(" ", lead[: found.start()]).strip(" ,;"), lead[found.end() :].strip(" .;()")
