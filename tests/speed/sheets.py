"""Writes the work as an office's own register, a spreadsheet or a CSV file, for the import to read.

Run as ``python -m tests.speed.sheets FILE TASKS``; the ending of the file's name tells the format.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.speed import work
from tests.speed.work import Item

_TITLE = "KẾ HOẠCH CÔNG TÁC DÂN VẬN NĂM 2023"
_HEAD = (
    "STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn hoàn thành", "Tình trạng", "Tiến độ (%)",
    "Ngày hoàn thành", "Minh chứng",
)  # fmt: skip


def write_sheet(path: Path, tasks: int) -> None:
    """Writes the register."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(_rows(tasks))
        return
    from xlsxwriter import Workbook

    # Texts in the workbook's common list, as Excel itself keeps them.
    with Workbook(path) as book:
        sheet = book.add_worksheet("Theo dõi")
        for number, row in enumerate(_rows(tasks)):
            sheet.write_row(number, 0, row)


def _rows(tasks: int) -> Iterator[tuple[str | int, ...]]:
    units = work.units_of(tasks)
    yield (_TITLE,)
    yield ("",)
    yield _HEAD
    for item in work.items(tasks):
        yield _row(item, units)


def _row(item: Item, units: list[work.Unit]) -> tuple[str | int, ...]:
    state = "Hoàn thành" if item.is_done else "Đang thực hiện" if item.progress else "Chưa thực hiện"
    return (
        item.number,
        item.content,
        ", ".join(units[unit].name for unit in item.units),
        work.written(item.due_on),
        state,
        f"{item.progress}%",
        work.written(item.done_on),
        item.paper or "",
    )


if __name__ == "__main__":
    write_sheet(Path(sys.argv[1]), int(sys.argv[2]))
