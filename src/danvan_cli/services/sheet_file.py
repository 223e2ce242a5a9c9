"""A working sheet, a unit's form for a round, or a unit's own table, read back from whatever program saved it.

Our own form is read whole: rows that a filter hides, columns that somebody hid, the sheets that nobody sees. Another
table is read as every register is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.sheet import (
    BY_NAME,
    COLUMNS,
    EDITED,
    FIGURE_COLUMNS,
    FIGURE_EDITED,
    FORM,
    FORM_COLUMNS,
    FORM_EDITED,
    HEAD,
    LISTS,
    REPORTED,
    STORE,
    UNIT_FORM,
    VERSION,
    FileRow,
    FormFile,
    SheetColumn,
    SheetFile,
)
from danvan_cli.domain.sheet_cells import read_base
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import Stage
from danvan_cli.intake.columns.titles import find_layout
from danvan_cli.intake.files.office_convert import convert, ole_kind
from danvan_cli.intake.files.opening import open_bytes, read_bytes
from danvan_cli.intake.files.package import Package, check_package, part_text
from danvan_cli.intake.files.sheets import in_unicode
from danvan_cli.intake.files.xlsx import column_letters, read_workbook
from danvan_cli.intake.tables.tracking import read_tracking
from danvan_cli.services.form_records import columns_of, edited_of
from danvan_cli.services.record_kinds import all_kinds

_OLE = b"\xd0\xcf\x11\xe0"
_HIDDEN = re.compile(rb'\s(?:hidden="(?:1|true)"|state="(?:hidden|veryHidden)")')
_SHEET_PART = re.compile(r"xl/(?:workbook|worksheets/[^/]+)\.xml")
_SEARCHED = 60
_LONGEST_KEY = 19  # letters
_MOST_TOLD = 100  # letters of a cell
_KNOWN_BY = ("code", "content", "statement")
_MOST_MERGED = 1_000  # rows of one merged cell that are named
_FORM_LINE = "Dùng bảng do danvan sheet export ghi ra, hoặc bảng có cột Mã hay Nội dung, cùng cột Tiến độ, Kết quả…"
# What another table may say of a row; what the plan itself says (texts, units, last days) is no unit's to change.
_TRACKED = ("stage", "done", "progress", "result", "note", "evidence", "submitted_on", "completed_on", "extended_to")
_NAMED_OTHERWISE = {"submitted_on": "submitted", "completed_on": "completed", "lead": "unit", "done": "stage"}


def open_sheet(path: Path, context: DueContext) -> SheetFile:
    """Reads a file; FileRefusedError for one that holds no table of tasks."""
    content = read_bytes(path)
    name = clean(path.name)
    book = _as_workbook(name, content)
    if book is not None and (own := _own_book(name, book)) is not None:
        if own.form != FORM:
            raise FileRefusedError(
                f"Tệp “{name}” là biểu của đơn vị theo đợt báo cáo.", f"Nhập bằng danvan form import {path}."
            )
        return own.table(COLUMNS, EDITED)
    document = open_bytes(content, path.name)
    rows: list[FileRow] = []
    for sheet in document.sheets:
        rows += _other_rows(sheet, context, is_named=len(document.sheets) > 1)
    if not rows:
        raise FileRefusedError(f"Tệp “{name}” không có bảng nhiệm vụ nào đọc được.", _FORM_LINE)
    return SheetFile(name, tuple(rows), warnings=document.warnings, edited=REPORTED)


def open_form(path: Path) -> FormFile:
    """Reads a unit's form; FileRefusedError for any other file."""
    content = read_bytes(path)
    name = clean(path.name)
    book = _as_workbook(name, content)
    own = _own_book(name, book) if book is not None else None
    if own is None or own.form != UNIT_FORM:
        raise FileRefusedError(
            f"Tệp “{name}” không phải biểu do danvan form export ghi ra, hoặc đã mất trang ẩn {STORE}.",
            f"Xuất biểu mới rồi chép sang; bảng khác của đơn vị thì nhập bằng danvan sheet import {path}.",
        )
    tasks = own.table(FORM_COLUMNS, FORM_EDITED)
    figures = own.table(FIGURE_COLUMNS, FIGURE_EDITED)
    records = {kind.key: own.rows(columns_of(kind), edited_of(kind)) for kind in all_kinds()}
    told = {key: rows for key, rows in records.items() if rows is not None}
    tasks = tasks._replace(warnings=(*tasks.warnings, *own.unread))
    return FormFile(tasks, figures.rows, own.round, own.unit, told, tuple(dict.fromkeys(own.heads)))


def _as_workbook(name: str, content: bytes) -> bytes | None:
    """Gives the file as .xlsx, converted where another office program saved it; None for what is no workbook."""
    if content.startswith(_OLE):
        kind = ole_kind(name, content)
        return convert(name, content, kind) if kind == "xls" else None
    if not content.startswith(b"PK"):
        return None
    check_package(name, content)
    if part_text(content, "mimetype").startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return convert(name, content, "ods")
    return content


class _OwnBook(NamedTuple):
    """A workbook of ours: what it is known again by, its sheets, and what was stored of each row by its key.

    ``tables`` are the columns of those that it may have.
    """

    name: str
    form: str
    identity: str
    plan: str
    unit: str
    round: str
    sheets: tuple[Sheet, ...]
    bases: dict[str, str]
    tables: tuple[tuple[SheetColumn, ...], ...]
    warnings: tuple[str, ...]
    unread: list[str]
    heads: list[str]

    def table(self, columns: Sequence[SheetColumn], edited: tuple[str, ...]) -> SheetFile:
        """Reads the table of such columns; FileRefusedError where its row of titles is gone."""
        rows = self.rows(columns, edited)
        if rows is not None:
            return SheetFile(self.name, rows, self.plan, self.identity, self.warnings, edited)
        raise FileRefusedError(
            f"Tệp “{self.name}” là bảng của danvan nhưng không còn bảng có cột Mã, {columns[1].title}.",
            "Lấy lại hàng tên cột, hoặc xuất bảng mới.",
        )

    def rows(self, columns: Sequence[SheetColumn], edited: tuple[str, ...]) -> tuple[FileRow, ...] | None:
        """Reads the rows of the table of such columns; None where there is none.

        FileRefusedError where there are two of them, and where a column of a form is gone that may be filled.
        """
        found = [
            (sheet, *titles)
            for sheet in self.sheets
            if sheet.name not in (STORE, LISTS)
            if _table_of(sheet, self.tables) == columns and (titles := _own_titles(sheet, columns)) is not None
        ]
        if len(found) > 1:
            raise FileRefusedError(
                f"Tệp “{self.name}” có {len(found)} bảng cùng loại: {', '.join(sheet.name for sheet, *_ in found)}.",
                "Chỉ giữ một bảng rồi nhập lại.",
            )
        for sheet, top, named in found:
            _refuse_doubled(self.name, sheet, named, columns)
            if self.form == UNIT_FORM:
                _refuse_gone(self.name, columns, edited, named)
                self.unread.extend(_unread(sheet, top, named))
                above = (clean(text) for number, cells in sheet.rows if number < top for text in cells)
                self.heads.extend(text for text in above if HEAD in text)
            keys = _keys_of(self.bases)
            return tuple(_own_rows(sheet, top, named, self.bases, keys, _unclear(sheet, named, edited)))
        return None


def _tables_of(form: str) -> tuple[tuple[SheetColumn, ...], ...]:
    """Lists the columns of each table that a workbook of ours may have."""
    return (FORM_COLUMNS, FIGURE_COLUMNS, *map(columns_of, all_kinds())) if form == UNIT_FORM else (COLUMNS,)


def _table_of(sheet: Sheet, tables: Sequence[tuple[SheetColumn, ...]]) -> tuple[SheetColumn, ...] | None:
    """Says which table a sheet is: the one that has most of its titles, for tables have some of them in common."""
    rows = [{fold(clean(text)) for text in cells} for _, cells in sheet.rows[:_SEARCHED]]

    def alike(columns: tuple[SheetColumn, ...]) -> tuple[int, float]:
        titles = {fold(column.title) for column in columns}
        found = max((len(titles & row) for row in rows), default=0)
        return found, found / len(titles)

    best = max(tables, key=alike)
    return best if alike(best)[0] else None


def _unread(sheet: Sheet, top: int, named: dict[int, str]) -> Iterator[str]:
    """Names what stands in columns that a form does not have: somebody meant something by it."""
    for number, cells in sheet.rows:
        for column, text in enumerate(cells if number > top else ()):
            if column not in named and clean(text):
                place = f"{column_letters(column + 1)}{number}"
                told = clean(text)[:_MOST_TOLD]
                yield f"Trang {sheet.name}, ô {place} “{told}” nằm ngoài các cột của biểu, chưa đọc."


def _refuse_doubled(name: str, sheet: Sheet, named: dict[int, str], columns: Sequence[SheetColumn]) -> None:
    """Refuses a table with two columns of one title: which of them was meant nobody can tell."""
    found = list(named.values())
    twice = [column.title for column in columns if found.count(column.name) > 1]
    if twice:
        raise FileRefusedError(
            f"Tệp “{name}”, trang {sheet.name}, có nhiều cột cùng tên {', '.join(twice)}; không có gì được ghi.",
            "Giữ một cột mang tên ấy, đổi tên các cột kia, rồi nhập lại.",
        )


def _refuse_gone(name: str, columns: Sequence[SheetColumn], edited: Sequence[str], named: dict[int, str]) -> None:
    """Refuses a form in which a title is no more to be known: what stands below it would be lost without a word."""
    gone = [column.title for column in columns if column.name in edited and column.name not in named.values()]
    if gone:
        raise FileRefusedError(
            f"Tệp “{name}” không còn cột {', '.join(gone)}; không có gì được ghi.",
            "Lấy lại đúng tên cột, hoặc xuất biểu mới bằng danvan form export rồi chép sang.",
        )


def _own_book(name: str, book: bytes) -> _OwnBook | None:
    """Reads a workbook of ours; None for one without the hidden sheet."""
    package = Package(name, book)
    if "xl/workbook.xml" not in package or f'"{STORE}"'.encode() not in package.read("xl/workbook.xml"):
        return None
    sheets, warnings = in_unicode(read_workbook(name, _unhidden(name, book)))
    store = next((sheet for sheet in sheets if sheet.name == STORE and sheet.rows), None)
    if store is None:
        return None
    head = (*store.rows[0][1], *[""] * 7)[:7]
    form, version, identity, plan, unit, _, of_round = head
    if form not in (FORM, UNIT_FORM) or not plan:
        return None
    if version != VERSION:
        raise FileRefusedError(
            f"Tệp “{name}” do một bản danvan khác ghi ra, bản này không đọc được.",
            f"Xuất lại bằng danvan {'sheet' if form == FORM else 'form'} export.",
        )
    bases = {cells[0]: cells[1] for _, cells in store.rows[1:] if len(cells) > 1}
    return _OwnBook(
        name, form, identity, plan, unit, of_round, sheets, bases, _tables_of(form), tuple(warnings), [], []
    )


def _unhidden(name: str, book: bytes) -> bytes:
    """Copies a workbook with nothing hidden in it: what a filter or a person hides is still part of the form."""
    package, made = Package(name, book), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in package.names:
            content = package.read(part)
            copy.writestr(part, _HIDDEN.sub(b"", content) if _SHEET_PART.fullmatch(part) else content)
    return made.getvalue()


def _own_titles(sheet: Sheet, columns: Sequence[SheetColumn]) -> tuple[int, dict[int, str]] | None:
    """Finds the row of titles, wherever it was moved to, and which column, from 0, is which."""
    titles = {fold(column.title): column.name for column in columns}
    # A table of records is known by all of its titles, for kinds have some of them in common.
    needed = {column.name for column in columns if column.name not in BY_NAME or column.name in _KNOWN_BY}
    for number, cells in sheet.rows[:_SEARCHED]:
        named = {column: name for column, text in enumerate(cells) if (name := titles.get(fold(clean(text))))}
        if needed <= set(named.values()):
            return number, named
    return None


def _unclear(sheet: Sheet, named: dict[int, str], edited: Sequence[str]) -> dict[int, dict[str, str]]:
    """Finds by row the cells that may be changed and of which the file does not say what stands in them."""
    found: dict[int, dict[str, str]] = {}
    for row, column in sheet.broken:
        if (name := named.get(column - 1, "")) in edited:
            found.setdefault(row, {})[name] = "Ô này là công thức chưa có giá trị, hoặc có lỗi."
    for top, left, bottom, right in sheet.merged:
        names = [name for column in range(left, right + 1) if (name := named.get(column - 1, "")) in edited]
        if names and (top, left) != (bottom, right):
            place = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
            for row in range(top, min(bottom, top + _MOST_MERGED) + 1):
                found.setdefault(row, {}).setdefault(names[0], f"Ô gộp {place}: không rõ mỗi hàng ghi gì.")
    return found


def _keys_of(bases: dict[str, str]) -> dict[tuple[str, str], str]:
    """Finds the keys of rows by code and period, for those that have lost theirs; of none that two rows could mean."""
    found: dict[tuple[str, str], str] = {}
    for key, stored in bases.items():
        if (base := read_base(stored)) is not None and base[0][0]:
            place = fold(base[0][0]), fold(base[0][2])
            found[place] = "" if place in found else key
    return found


def _own_rows(
    sheet: Sheet,
    top: int,
    named: dict[int, str],
    bases: dict[str, str],
    keys: dict[tuple[str, str], str],
    unclear: dict[int, dict[str, str]],
) -> Iterator[FileRow]:
    for number, cells in sheet.rows:
        if number <= top:
            continue
        texts = {name: cells[column] if column < len(cells) else "" for column, name in named.items()}
        if not any(texts[name] for name in texts if name != "key"):
            continue
        places = {name: f"{column_letters(column + 1)}{number}" for column, name in named.items()}
        place = fold(clean(texts["code"])), fold(clean(texts.get("period", "")))
        texts["key"] = key = clean(texts.get("key", "")) or keys.get(place, "")
        base = read_base(bases.get(key, ""))
        # A row that was copied brings the key of another one along, as does one that was sorted without it.
        if base is None or fold(clean(texts["code"])) != fold(base[0][0]):
            yield FileRow(number, texts, places, unclear=unclear.get(number, {}))
        else:
            texts.setdefault("unit", base[0][1])
            own = int(key) if key.isdecimal() and len(key) < _LONGEST_KEY else None
            period = {"period": base[0][2]}
            yield FileRow(number, texts | period, places, own, base[1], unclear=unclear.get(number, {}))


def _other_rows(sheet: Sheet, context: DueContext, *, is_named: bool) -> Iterator[FileRow]:
    """Reads the rows of another table, whose cells are understood as those of a register are."""
    layout = find_layout(sheet)
    if layout is None:
        return
    columns = {**layout.columns}
    for column, title in layout.titles.items():
        if fold(title) in ("ky", "ky bao cao", "quy", "thang"):
            columns.setdefault("period", column)
    label = f"{sheet.name}!" if is_named else ""
    for number, cells in sheet.rows:
        if number < layout.first:
            continue
        texts = {name: cells[column] for name, column in columns.items() if column < len(cells) and cells[column]}
        if "code" not in texts and "content" not in texts:
            continue
        places = {
            _NAMED_OTHERWISE.get(name, name): f"{label}{column_letters(column + 1)}{number}"
            for name, column in columns.items()
        }
        yield FileRow(number, {**_plain(texts), **_told(texts, context)}, places)


def _plain(texts: dict[str, str]) -> dict[str, str]:
    named = {"code": "code", "content": "content", "lead": "unit", "unit": "unit", "period": "period", "due": "due"}
    return {own: texts[name] for name, own in named.items() if name in texts}


def _told(texts: dict[str, str], context: DueContext) -> dict[str, str]:
    """Reads how far the work of a row is; a cell that is not understood stays as it stands, to be refused by name."""
    found = read_tracking({name: texts[name] for name in _TRACKED if name in texts}, context)
    told: dict[str, str] = {}
    if (draft := found.draft) is not None:
        said = {
            "stage": Stage(draft.stage).label if draft.stage else "",
            "progress": "" if draft.progress is None else str(draft.progress),
            "submitted": f"{draft.submitted_on:%d/%m/%Y}" if draft.submitted_on else "",
            "completed": f"{draft.completed_on:%d/%m/%Y}" if draft.completed_on else "",
            "result": draft.result or "",
            "evidence": "\n".join(draft.evidence),
            "note": draft.note or "",
        }
        told = {name: text for name, text in said.items() if text}
    for doubt in found.doubts:
        told[_NAMED_OTHERWISE.get(doubt.field, doubt.field)] = doubt.text
    return {name: text for name, text in told.items() if name in BY_NAME}
