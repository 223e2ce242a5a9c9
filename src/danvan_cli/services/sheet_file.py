"""A working sheet, or a unit's own table, read back from whatever program saved it.

Our own form is read whole: rows that a filter hides, columns that somebody hid, the sheets that nobody sees. Another
table is read as every register is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.sheet import BY_NAME, COLUMNS, FORM, STORE, VERSION, FileRow, SheetFile, read_base
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import Stage
from danvan_cli.intake.files.office_convert import convert, ole_kind
from danvan_cli.intake.files.opening import open_bytes, read_bytes
from danvan_cli.intake.files.package import Package, check_package, part_text
from danvan_cli.intake.files.sheets import in_unicode
from danvan_cli.intake.files.xlsx import column_letters, read_workbook
from danvan_cli.intake.tables.titles import find_layout
from danvan_cli.intake.tables.tracking import read_tracking

_OLE = b"\xd0\xcf\x11\xe0"
_HIDDEN = re.compile(rb'\s(?:hidden="(?:1|true)"|state="(?:hidden|veryHidden)")')
_SHEET_PART = re.compile(r"xl/(?:workbook|worksheets/[^/]+)\.xml")
_SEARCHED = 60
_TITLES = {fold(column.title): column.name for column in COLUMNS}
_FORM_LINE = "Dùng bảng do danvan sheet export ghi ra, hoặc bảng có cột Mã hay Nội dung, cùng cột Tiến độ, Kết quả…"
# What another table may say of a row; what the plan itself says (texts, units, last days) is no unit's to change.
_TRACKED = ("stage", "done", "progress", "result", "note", "evidence", "submitted_on", "completed_on", "extended_to")
_NAMED_OTHERWISE = {"submitted_on": "submitted", "completed_on": "completed", "lead": "unit", "done": "stage"}


def open_sheet(path: Path, context: DueContext) -> SheetFile:
    """Reads a file; FileRefusedError for one that holds no table of tasks."""
    content = read_bytes(path)
    name = clean(path.name)
    book = _as_workbook(name, content)
    if book is not None and (own := _own_form(name, book)) is not None:
        return own
    document = open_bytes(content, path.name)
    rows: list[FileRow] = []
    for sheet in document.sheets:
        rows += _other_rows(sheet, context, is_named=len(document.sheets) > 1)
    if not rows:
        raise FileRefusedError(f"Tệp “{name}” không có bảng nhiệm vụ nào đọc được.", _FORM_LINE)
    return SheetFile(name, tuple(rows), warnings=document.warnings)


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


def _own_form(name: str, book: bytes) -> SheetFile | None:
    """Reads our own form; None for a workbook without its hidden sheet."""
    package = Package(name, book)
    if "xl/workbook.xml" not in package or f'"{STORE}"'.encode() not in package.read("xl/workbook.xml"):
        return None
    sheets, warnings = in_unicode(read_workbook(name, _unhidden(name, book)))
    store = next((sheet for sheet in sheets if sheet.name == STORE and sheet.rows), None)
    if store is None:
        return None
    head = store.rows[0][1]
    if len(head) < 4 or head[0] != FORM:
        return None
    if head[1] != VERSION:
        raise FileRefusedError(
            f"Tệp “{name}” do một bản danvan khác ghi ra, bản này không đọc được.", "Xuất lại bằng danvan sheet export."
        )
    bases = {cells[0]: cells[1] for _, cells in store.rows[1:] if len(cells) > 1}
    for sheet in sheets:
        if sheet.name != STORE and (titles := _own_titles(sheet)) is not None:
            rows = tuple(_own_rows(sheet, *titles, bases))
            return SheetFile(name, rows, head[3], head[2], tuple(warnings))
    raise FileRefusedError(
        f"Tệp “{name}” là bảng của danvan nhưng không còn hàng tên cột.", "Lấy lại hàng tên cột, hoặc xuất bảng mới."
    )


def _unhidden(name: str, book: bytes) -> bytes:
    """Copies a workbook with nothing hidden in it: what a filter or a person hides is still part of the form."""
    package, made = Package(name, book), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in package.names:
            content = package.read(part)
            copy.writestr(part, _HIDDEN.sub(b"", content) if _SHEET_PART.fullmatch(part) else content)
    return made.getvalue()


def _own_titles(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """Finds the row of titles, wherever it was moved to, and which column, from 0, is which."""
    for number, cells in sheet.rows[:_SEARCHED]:
        named = {column: name for column, text in enumerate(cells) if (name := _TITLES.get(fold(clean(text))))}
        if {"code", "content", "key"} <= set(named.values()):
            return number, named
    return None


def _own_rows(sheet: Sheet, top: int, named: dict[int, str], bases: dict[str, str]) -> Iterator[FileRow]:
    for number, cells in sheet.rows:
        if number <= top:
            continue
        texts = {name: cells[column] if column < len(cells) else "" for column, name in named.items()}
        if not any(texts[name] for name in texts if name != "key"):
            continue
        places = {name: f"{column_letters(column + 1)}{number}" for column, name in named.items()}
        key = clean(texts["key"])
        base = read_base(bases.get(key, ""))
        # A row that was copied brings the key of another one along, as does one that was sorted without it.
        if base is None or not key.isdecimal() or fold(clean(texts["code"])) != fold(base[0][0]):
            yield FileRow(number, texts, places)
        else:
            texts.setdefault("unit", base[0][1])
            yield FileRow(number, {**texts, "period": base[0][2]}, places, int(key), base[1])


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
