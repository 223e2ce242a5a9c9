"""Tables of tasks in a Word file are read by the same rules as a register's."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import package, par

from danvan_cli.domain.draft import Sheet
from danvan_cli.intake.columns.titles import find_layout
from danvan_cli.intake.files.docx import read_docx
from danvan_cli.intake.tables.in_text import Table, read_tables

TITLES = ["TT", "Nội dung", "Chủ trì", "Thời hạn", "Tình trạng"]


def cell(text: str) -> str:
    merge = {"^": "<w:vMerge/>", "v": '<w:vMerge w:val="restart"/>'}.get(text[:1], "")
    words = "".join(par(line) for line in text.lstrip("^v").split("\n"))
    return f"<w:tc><w:tcPr>{merge}</w:tcPr>{words}</w:tc>"


def table(*rows: Sequence[str]) -> Table:
    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return read_tables(read_docx("x", package(f"<w:tbl>{body}</w:tbl>"))[0])[0]


def columns(*titles: str) -> dict[str, int]:
    layout = find_layout(Sheet("", ((1, titles),)))
    return layout.columns if layout else {}


def test_rows_groups_and_follow_up_of_a_word_table() -> None:
    found = table(TITLES, ["I", "TUYÊN TRUYỀN", "", "", ""], ["1", "Họp", "Văn phòng\nThanh tra", "Quý I", "Đã xong"])
    rows = found.rows or ()
    fields = {"lead": "Văn phòng; Thanh tra", "due": "Quý I", "stage": "Đã xong"}
    assert [("Họp", "bảng 1, hàng 3", fields)] == [(row.text, row.where, row.fields) for row in rows]
    assert [("I", "TUYÊN TRUYỀN")] == [(group.marker, group.title) for group in rows[0].groups]


def test_a_vertically_merged_cell_holds_for_the_rows_below() -> None:
    found = table(
        TITLES,
        ["1", "Họp", "vVăn phòng", "Quý I", ""],
        ["2", "Gửi", "^", "Quý II", ""],
        ["3", "Lưu", "", "Quý III", ""],
    )
    assert ["Văn phòng", "Văn phòng", None] == [row.fields.get("lead") for row in found.rows or ()]


def test_a_table_of_other_things_gives_no_rows() -> None:
    assert None is table(["Họ và tên", "Ngày sinh"], ["Nguyễn Văn A", "1/1/1980"]).rows


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("STT", "Nhiệm vụ", "Đơn vị thực hiện", "Hạn hoàn thành"), {"number": 0, "content": 1, "lead": 2, "due": 3}),
        (("Công việc", "Phối hợp", "Ghi chú"), {"content": 0, "support": 1, "note": 2}),
        (("Tên nhiệm vụ", "Ngày hoàn thành"), {"content": 0, "due": 1}),
        (("Tên nhiệm vụ", "Thời hạn", "Ngày hoàn thành"), {"content": 0, "due": 1, "completed_on": 2}),
        (("Nội dung", "Kết quả"), {"content": 0, "product": 1}),
        (("Nội dung", "Sản phẩm", "Kết quả"), {"content": 0, "product": 1, "result": 2}),
        (("Nội dung", "Người thực hiện", "Đơn vị chủ trì"), {"content": 0, "lead": 2}),
        (("Nội dung", "Người phụ trách", "Thời gian"), {"content": 0, "lead": 1, "due": 2}),
        (("Nhiệm vụ", "Nội dung thực hiện", "Thời hạn"), {"content": 0, "detail": 1, "due": 2}),
        (("Nội dung", "Thời hạn", "Thời hạn điều chỉnh"), {"content": 0, "due": 1, "extended_to": 2}),
    ],
)
def test_titles_tell_what_a_column_holds(titles: tuple[str, ...], expected: dict[str, int]) -> None:
    assert expected == columns(*titles)
