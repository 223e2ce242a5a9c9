"""Tables typed with runs of blanks between their columns."""

from __future__ import annotations

import pytest

from danvan_cli.intake.files.text import lines_of

TITLES = "TT   Việc phải làm                 Chủ trì             Phối hợp          Xong"
ROWS = (
    "1    Sơn vạch dừng đỗ              Phòng Kinh tế       Công an xã        15/02/2026",
    "2    Lắp thùng rác                 Trạm Y tế xã                          30/4/2026",
)


def _rows(*lines: str) -> list[str]:
    rows: dict[int, dict[int, str]] = {}
    for line in lines_of("a.txt", "\n".join(lines))[0]:
        if line.cell:
            _, row, column = line.cell
            cells = rows.setdefault(row, {})
            cells[column] = f"{cells[column]} / {line.text}" if column in cells else line.text
    return [" | ".join(f"{column} {text}" for column, text in sorted(cells.items())) for cells in rows.values()]


def test_an_empty_cell_keeps_its_place() -> None:
    assert [
        "1 TT | 2 Việc phải làm | 3 Chủ trì | 4 Phối hợp | 5 Xong",
        "1 1 | 2 Sơn vạch dừng đỗ | 3 Phòng Kinh tế | 4 Công an xã | 5 15/02/2026",
        "1 2 | 2 Lắp thùng rác | 3 Trạm Y tế xã | 5 30/4/2026",
    ] == _rows(TITLES, *ROWS)


@pytest.mark.parametrize("between", ["", "---  ----------------------------  ------------------  --------"])
def test_a_blank_line_or_a_rule_between_rows_parts_no_table(between: str) -> None:
    assert _rows(TITLES, *ROWS) == _rows(TITLES, between, ROWS[0], between, ROWS[1])


def test_the_rest_of_a_cell_stands_in_the_row_above() -> None:
    more = "     trước cổng chợ                                    Đoàn Thanh niên"
    expected = (
        "1 1 | 2 Sơn vạch dừng đỗ / trước cổng chợ | 3 Phòng Kinh tế | 4 Công an xã / Đoàn Thanh niên | 5 15/02/2026"
    )
    assert expected == _rows(TITLES, ROWS[0], more, ROWS[1])[1]


def test_words_that_reach_over_an_empty_cell_stay_in_their_column() -> None:
    long = "3    Họp dân                       Trung tâm Phục vụ hành chính công     30/4/2026"
    assert "1 3 | 2 Họp dân | 3 Trung tâm Phục vụ hành chính công | 5 30/4/2026" == _rows(TITLES, *ROWS, long)[3]


def test_a_row_that_fits_no_columns_is_told() -> None:
    odd = "3    Họp dân                              Văn phòng và các thôn, bản           30/4/2026"
    warnings = lines_of("a.txt", "\n".join((TITLES, *ROWS, odd)))[1]
    assert [
        "Bảng chép thành chữ, không còn ô: chưa rõ chữ nào thuộc cột nào ở hàng 3 (dòng 4); hãy soát lại."
    ] == warnings


def test_a_row_that_fits_no_columns_names_nobody_by_its_place() -> None:
    odd = "3    Họp dân                              Văn phòng và các thôn, bản           30/4/2026"
    assert "1 3 | 2 Họp dân / Văn phòng và các thôn, bản | 5 30/4/2026" == _rows(TITLES, *ROWS, odd)[3]


def test_the_text_below_is_no_row() -> None:
    assert _rows(TITLES, *ROWS) == _rows(TITLES, *ROWS, "Nơi nhận: các thôn; lưu VT.", "CHỦ TỊCH")


def test_a_table_goes_on_behind_the_end_of_a_page() -> None:
    page = ("", "                                2", "Phòng Nội vụ", "", "")
    third = "3    Họp dân                       Văn phòng                             30/5/2026"
    assert _rows(TITLES, *ROWS, third) == _rows(TITLES, *ROWS, *page, third)[:4]
