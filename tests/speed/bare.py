"""What the bare libraries take: the floor of a read, and an export made of nothing but its statements and its cells.

``record`` runs the program and keeps the statements that it asked the database; ``prepare`` keeps the cells of the file
that it wrote. ``write`` asks the same statements and writes the same cells, so that both sides of the comparison read
the same rows and put the same cells into the same kind of file. But for ``record``, it uses the standard library and
the format's own library only.

    python bare.py record STATEMENTS WORDS…          python bare.py prepare FORMAT FROM CELLS
    python bare.py write FORMAT CELLS TO STATEMENTS DATABASE
"""

from __future__ import annotations

import csv
import json
import pickle
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

# A read that is nothing but Python and its database driver.
FLOOR = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
for row in connection.execute("SELECT code, content FROM task LIMIT 5"):
    print(*row)
"""
_BATCH = 1000
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]\w*)")
_Rows = Iterable[Any]


def prepare(kind: str, source: Path, target: Path) -> None:
    """Keeps the cells of an exported file, in batches; a JSON document is kept whole."""
    with target.open("wb") as file:
        for batch in _cells(kind, source):
            pickle.dump(batch, file)


def _cells(kind: str, source: Path) -> Iterator[Any]:
    if kind == "json":
        yield json.loads(source.read_text(encoding="utf-8"))
    elif kind == "csv":
        with source.open(encoding="utf-8", newline="") as file:
            yield from _batches(csv.reader(file))
    else:
        from openpyxl import load_workbook

        for sheet in load_workbook(source, read_only=True):
            for batch in _batches(sheet.iter_rows(values_only=True)):
                yield sheet.title, batch


def _batches(rows: _Rows) -> Iterator[list[Any]]:
    found = iter(rows)
    while batch := list(islice(found, _BATCH)):
        yield batch


def record(target: Path, words: list[str]) -> None:
    """Runs the program and keeps its statements with their parameters, first the look whether the file is whole."""
    from danvan_cli.__main__ import main
    from danvan_cli.db.reader import FileReader

    kept: list[tuple[str, dict[str, object]]] = [("PRAGMA quick_check", {})]
    ask = FileReader.execute

    def execute(reader: FileReader, query: str, parameters: Mapping[str, object] = {}) -> Any:
        known = {"agency": reader.agency, **parameters}
        kept.append((query, {name: known[name] for name in set(_PARAMETER.findall(query))}))
        return ask(reader, query, parameters)

    FileReader.execute = execute  # type: ignore[assignment,method-assign]
    sys.argv = ["danvan", *words]
    try:
        main()
    finally:
        target.write_bytes(pickle.dumps(kept))


def write(kind: str, source: Path, target: Path, statements: Path, database: Path) -> None:
    """Asks kept statements and writes kept cells with the bare libraries."""
    connection = sqlite3.connect(database)
    for query, parameters in pickle.loads(statements.read_bytes()):
        connection.execute(query, parameters).fetchall()
    with source.open("rb") as file:
        {"csv": _write_csv, "json": _write_json, "xlsx": _write_xlsx}[kind](_kept(file), target)


def _kept(file: Any) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(file)
        except EOFError:
            return


def _write_csv(batches: Iterator[list[list[str]]], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for batch in batches:
            writer.writerows(batch)


def _write_json(documents: Iterator[Any], target: Path) -> None:
    with target.open("w", encoding="utf-8") as file:
        json.dump(next(documents), file, ensure_ascii=False, indent=1)


def _write_xlsx(batches: Iterator[tuple[str, list[tuple[Any, ...]]]], target: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(target, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet, title, row = None, None, 0
        for name, batch in batches:
            if name != title:
                sheet, title, row = book.add_worksheet(name), name, 0
            for cells in batch:
                _write_row(sheet, row, cells, day)
                row += 1


def _write_row(sheet: Any, row: int, cells: tuple[Any, ...], day: Any) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell)
        elif cell is not None:
            sheet.write_datetime(row, column, cell, day)


if __name__ == "__main__":
    if sys.argv[1] == "record":
        record(Path(sys.argv[2]), sys.argv[3:])
    else:
        {"prepare": prepare, "write": write}[sys.argv[1]](sys.argv[2], *map(Path, sys.argv[3:]))
