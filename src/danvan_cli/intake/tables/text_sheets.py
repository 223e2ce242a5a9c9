"""A text whose work stands in tables, put into the form of a workbook."""

from __future__ import annotations

from dataclasses import replace

from danvan_cli.domain.draft import Document, Sheet
from danvan_cli.intake.tables.in_text import layouts_of, table_sheets
from danvan_cli.intake.tables.places import IN_TEXT
from danvan_cli.intake.tables.target_table import part_out

_FEW = 2


def unread_tables(document: Document) -> tuple[Sheet, ...]:
    """Lists the tables of a text, but for those that only place a letterhead, that hold neither tasks nor targets."""
    sheets = [sheet for _, sheet in table_sheets(document.lines)]
    read = layouts_of(sheets)
    return tuple(
        sheet
        for sheet, beside in zip(sheets, read, strict=True)
        if not beside and not part_out(sheet)[1] and _is_list(sheet)
    )


def _is_list(sheet: Sheet) -> bool:
    """True for a table of more columns than a letterhead or a signature has, or of as many and more rows."""
    columns = max(len(cells) for _, cells in sheet.rows)
    return columns > _FEW + 1 or (columns > _FEW and len(sheet.rows) > _FEW)


def sheets_of_document(document: Document) -> tuple[Sheet, ...]:
    """Turns a text whose work stands in tables into sheets: each table of tasks or targets with the lines above it.

    Lines outside tables, and those of tables that only place a letterhead, are rows of one cell with numbers below 1,
    so that the rows of the table keep their own; those below the last table follow its rows.
    """
    made: list[Sheet] = []
    above: list[str] = []
    numbered = list(table_sheets(document.lines))
    tables = {
        number: sheet
        for (number, sheet), beside in zip(numbered, layouts_of([sheet for _, sheet in numbered]), strict=True)
        if beside or part_out(sheet)[1]
    }
    seen: set[int] = set()
    unread = {sheet.name for sheet in unread_tables(document)}
    for line in document.lines:
        number = line.cell[0] if line.cell else 0
        if f"{IN_TEXT}{number}" in unread:
            continue
        if number not in tables:
            above.append(f"{line.label} {line.text}".strip())
        elif number not in seen:
            seen.add(number)
            sheet = tables[number]
            head = tuple((index - len(above) + 1, (text,)) for index, text in enumerate(above))
            made.append(replace(sheet, rows=(*head, *sheet.rows)))
            above = []
    if made and above:
        last = made[-1].rows[-1][0]
        foot = tuple((last + number, (text,)) for number, text in enumerate(above, start=1))
        made[-1] = replace(made[-1], rows=(*made[-1].rows, *foot))
    return tuple(made)
