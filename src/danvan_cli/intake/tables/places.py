"""What a person is told of where a row or a cell of a register stands."""

from __future__ import annotations

from danvan_cli.domain.draft import Sheet
from danvan_cli.intake.files.xlsx import column_letters

# The names of sheets that are made from a document's tables begin with a letter that no name of a sheet has.
IN_TEXT = "["


def place_of(sheet: Sheet) -> str:
    """Names a sheet, or the table of a text that it was made from; "" for the only one of a file without names."""
    if sheet.name.startswith(IN_TEXT):
        return f"bảng {sheet.name.removeprefix(IN_TEXT)}"
    return f"trang tính {sheet.name}" if sheet.name else ""


def row_at(sheet: Sheet, number: int) -> str:
    """Says where a row stands: in a table that was turned, it is a column of the file."""
    row, column = sheet.in_file(number, 0)
    return _in(sheet, f"cột {column_letters(column)}" if column else f"hàng {row}")


def cell_at(sheet: Sheet, column: int, number: int) -> str:
    """Says where a cell stands, its column counted from 0."""
    return _in(sheet, f"ô {cell_name(sheet, column, number)}")


def cell_name(sheet: Sheet, column: int, number: int) -> str:
    """Gives a cell's name in the file, "B5"; its column here is counted from 0."""
    row, column = sheet.in_file(number, column + 1)
    return f"{column_letters(column)}{row}"


def column_at(sheet: Sheet, column: int, number: int) -> str:
    """Names the column, counted from 0, that a row's cell stands in; in a table that was turned, it is a row."""
    row, found = sheet.in_file(number, column + 1)
    is_turned = sheet.in_file(number, 0)[1] > 0
    return f"hàng {row}" if is_turned else f"cột {column_letters(found)}"


def _in(sheet: Sheet, said: str) -> str:
    place = place_of(sheet)
    return f"{place}, {said}" if place else said
