"""A list of units from a spreadsheet: .csv, .xlsx or .toml, columns told by their Vietnamese titles in any order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from danvan_cli.domain.codes import every_name, new_unit_code
from danvan_cli.domain.errors import FileRefusedError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.text import clean, fold, nfc
from danvan_cli.domain.validation import why_unfit
from danvan_cli.domain.words import UnitKind, parse_word
from danvan_cli.intake.agency import read_agency_units
from danvan_cli.intake.files.opening import read_bytes
from danvan_cli.intake.files.package import check_package, member_names
from danvan_cli.intake.files.text import decode
from danvan_cli.intake.people.unit_kinds import kind_of_unit

MAX_ROWS = 5_000
MAX_COLUMNS = 50
_SEARCHED_ROWS = 20
_TITLES = {
    "code": r"ma|ma don vi|ma so|ky hieu|code",
    "name": r"ten|ten don vi|don vi|name",
    "aliases": r"ten khac|ten goi khac|ten viet tat|viet tat|ten tat|aliases",
    "kind": r"loai|loai don vi|kind",
    "parent": r"cap tren|truc thuoc|don vi cap tren|thuoc|parent",
    "headcount": r"bien che|so nguoi|so bien che|quan so|so luong nguoi|headcount",
}
_FORM = "Hàng đầu ghi tên cột: Mã, Tên đơn vị, Tên khác, Loại, Cấp trên, Số người; mỗi đơn vị một hàng."
_Row = tuple[int, list[str]]


def read_units(path: Path, known: Sequence[Unit] = ()) -> tuple[Unit, ...]:
    """Reads the units in the order of the file.

    A unit without a code is the known one of that name or alias, else it gets a code from its initials that nobody has.

    Raises FileRefusedError that names the row and what is wrong; nothing is skipped but empty rows.
    """
    if path.suffix.lower() == ".toml":
        return read_agency_units(path)
    name = nfc(path.name)
    rows = _rows(name, read_bytes(path))
    columns, first = _columns(name, rows)
    units: list[Unit] = []
    for number, cells in rows[first:]:
        if any(cells):
            units.append(_unit(name, number, _named(cells, columns), units, known))
    if not units:
        raise FileRefusedError(f"Tệp “{name}” không có đơn vị nào.", _FORM)
    return _with_parents(units)


def _rows(name: str, data: bytes) -> list[_Row]:
    rows = _from_workbook(name, data) if data.startswith(b"PK") else _from_csv(name, data)
    if len(rows) > MAX_ROWS:
        raise FileRefusedError(f"Tệp “{name}” có hơn {MAX_ROWS} hàng, không phải danh mục đơn vị.", _FORM)
    return rows


def _from_csv(name: str, data: bytes) -> list[_Row]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefusedError(
            f"Tệp “{name}” là Excel đời cũ hoặc có mật khẩu.", "Mở bằng Excel, lưu thành .xlsx không mật khẩu."
        )
    text, _ = decode(name, data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        return [(reader.line_num, [clean(cell) for cell in row[:MAX_COLUMNS]]) for row in reader]
    except csv.Error as failure:
        raise FileRefusedError(f"Tệp “{name}” không đọc được theo dạng CSV: {failure}.", _FORM) from None


def _from_workbook(name: str, data: bytes) -> list[_Row]:
    check_package(name, data)
    if "xl/workbook.xml" not in member_names(data):
        raise FileRefusedError(f"Tệp “{name}” là tệp nén nhưng không phải bảng tính Excel.", _FORM)
    from danvan_cli.intake.files.sheets import in_unicode
    from danvan_cli.intake.files.xlsx import column_letters, read_workbook

    sheets, _ = in_unicode(read_workbook(name, data))
    for row, column in sheets[0].broken[:1] if sheets else ():
        raise _bad_row(name, row, f"ô {column_letters(column)}{row} hỏng, không đọc được giá trị")
    rows = sheets[0].rows if sheets else ()
    return [(number, [clean(cell) for cell in cells[:MAX_COLUMNS]]) for number, cells in rows]


def _columns(name: str, rows: Sequence[_Row]) -> tuple[dict[str, int], int]:
    """Finds the row of titles and which column holds what."""
    for index, (_, cells) in enumerate(rows[:_SEARCHED_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            title = next((t for t, pattern in _TITLES.items() if re.fullmatch(pattern, fold(cell))), None)
            if title and title not in columns:
                columns[title] = column
        if ("name" in columns and len([c for c in cells if c]) > 1) or columns.keys() == {"name"}:
            return columns, index + 1
    raise FileRefusedError(f"Tệp “{name}” không có cột “Tên đơn vị”.", _FORM)


def _named(cells: Sequence[str], columns: dict[str, int]) -> dict[str, str]:
    return {title: cells[column] if column < len(cells) else "" for title, column in columns.items()}


def _code_of(title: str, known: Sequence[Unit]) -> str | None:
    key = fold(title)
    return next((unit.code for unit in known if key in map(fold, (unit.name, *unit.aliases))), None)


def _unit(name: str, number: int, row: dict[str, str], before: Sequence[Unit], known: Sequence[Unit]) -> Unit:
    taken = [unit.code for unit in before]
    code, title = row.get("code", ""), row["name"]
    if not title:
        raise _bad_row(name, number, "thiếu tên đơn vị")
    aliases = _aliases(row.get("aliases", ""))
    if why := why_unfit(code, (title, *aliases)):
        raise _bad_row(name, number, why)
    if code and fold(code) in {fold(other) for other in taken}:
        raise _bad_row(name, number, f"mã “{code}” đã dùng ở hàng trên")
    return Unit(
        code=code or _code_of(title, known) or new_unit_code(title, [*taken, *every_name(known)]),
        name=title,
        kind=_kind(name, number, row.get("kind", "")) or kind_of_unit(title),
        parent=row.get("parent") or None,
        headcount=_headcount(name, number, row.get("headcount", "")),
        aliases=aliases,
    )


def _kind(name: str, number: int, words: str) -> UnitKind | None:
    if not words:
        return None
    try:
        return parse_word(UnitKind, words)
    except UsageError as error:
        raise _bad_row(name, number, f"loại {error.message.rstrip('.')}") from None


def _headcount(name: str, number: int, words: str) -> int | None:
    if not words:
        return None
    try:
        count = parse_number(words)
    except UsageError:
        count = Decimal("0.5")
    if count != count.to_integral_value() or "%" in words:
        raise _bad_row(name, number, f"số người “{words}” không phải số nguyên")
    return int(count)


def _aliases(words: str) -> tuple[str, ...]:
    parts = words.split(";" if ";" in words else ",")
    return tuple(clean(part) for part in parts if clean(part))


def _bad_row(name: str, number: int, why: str) -> FileRefusedError:
    return FileRefusedError(f"Tệp “{name}”, hàng {number}: {why}.", _FORM)


def _with_parents(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Turns a parent given by name into its code; a code that the file does not know stays as typed."""
    codes = {fold(name): unit.code for unit in reversed(units) for name in (*unit.aliases, unit.name, unit.code)}
    return tuple(u._replace(parent=codes.get(fold(u.parent), u.parent)) if u.parent else u for u in units)
