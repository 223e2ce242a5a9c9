"""Tables that a web page or a mail left with one cell per line."""

from __future__ import annotations

from danvan_cli.intake.files.text import lines_of

TITLES = ("TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")
FIRST = ("1", "Phát thanh về bầu cử", "Đài Truyền thanh xã", "Văn phòng UBND xã", "30/6/2026")
SECOND = ("2", "Chuẩn bị kinh phí", "Phòng Kinh tế", "Hội LHPN", "Quý III/2026")


def cells(*lines: str, parted: str = "\n") -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for line in lines_of("a.txt", parted.join(lines))[0]:
        if line.cell:
            place = line.cell[1:]
            found[place] = f"{found[place]} {line.text}" if place in found else line.text
    return found


def row(number: int, texts: tuple[str, ...]) -> dict[tuple[int, int], str]:
    return {(number, column): text for column, text in enumerate(texts, start=1)}


def test_rows_with_as_many_lines_as_titles_are_rows() -> None:
    expected = row(1, TITLES) | row(2, FIRST) | row(3, SECOND)
    assert expected == cells(*TITLES, *FIRST, *SECOND)
    assert expected == cells(*TITLES, *FIRST, *SECOND, parted="\n\n")


def test_a_row_that_heads_others_has_its_number_and_its_title() -> None:
    expected = (
        row(1, TITLES) | row(2, ("I", "Tuyên truyền")) | row(3, FIRST) | row(4, ("II", "Hậu cần")) | row(5, SECOND)
    )
    assert expected == cells(*TITLES, "I", "Tuyên truyền", *FIRST, "II", "Hậu cần", *SECOND)


def test_numbers_of_columns_are_a_row_of_their_own() -> None:
    labels = ("(1)", "(2)", "(3)", "(4)", "(5)")
    assert row(1, TITLES) | row(2, labels) | row(3, FIRST) | row(4, SECOND) == cells(*TITLES, *labels, *FIRST, *SECOND)


def test_a_cell_that_is_lost_is_found_missing_by_what_the_others_are() -> None:
    titles = ("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian")
    found = cells(*titles, "1", "Treo băng rôn", "15/7/2026", "2", "Họp dân", "Công an xã")
    expected = {(2, 1): "1", (2, 2): "Treo băng rôn", (2, 4): "15/7/2026"}
    assert row(1, titles) | expected | row(3, ("2", "Họp dân", "Công an xã")) == found


def test_a_cell_of_several_lines_stays_one() -> None:
    titles = ("TT", "Nội dung", "Thời gian")
    found = cells(*titles, "1", "Họp dân", "Công an xã báo cáo tình hình.", "15/7/2026", "2", "Tổng kết", "20/7/2026")
    assert found[2, 2] == "Họp dân Công an xã báo cáo tình hình."
    assert found[2, 3] == "15/7/2026"


def test_a_row_whose_lines_fit_two_ways_is_told() -> None:
    text = "\n".join((*TITLES, *FIRST, "2", "Treo băng rôn", "Đoàn Thanh niên", "15/7/2026"))
    assert lines_of("a.txt", text)[1] == [
        "Bảng chép thành chữ, không còn ô: chưa rõ chữ nào thuộc cột nào ở hàng 2 (dòng 11); hãy soát lại."
    ]


def test_the_last_row_ends_where_the_text_goes_on() -> None:
    found = cells(*TITLES, *FIRST, *SECOND, "III. TỔ CHỨC THỰC HIỆN", "1. Văn phòng báo cáo trước ngày 20/8/2026.")
    assert row(1, TITLES) | row(2, FIRST) | row(3, SECOND) == found


def test_titles_without_that_of_the_numbers_are_known_too() -> None:
    expected = {place: text for place, text in row(1, TITLES).items() if place != (1, 1)}
    assert expected | row(2, FIRST) | row(3, SECOND) == cells(*TITLES[1:], *FIRST, *SECOND)


def test_a_number_that_was_lost_ends_no_table() -> None:
    third = ("4", *SECOND[1:])
    assert row(1, TITLES) | row(2, FIRST) | row(3, SECOND) | row(4, third) == cells(*TITLES, *FIRST, *SECOND, *third)


def test_a_row_is_never_left_without_its_content() -> None:
    titles = ("TT", "Nhiệm vụ", "Chủ trì", "Hoàn thành")
    found = cells(*titles, "1", "Tuần tra", "Công an xã", "01/4/2026", "2", "Văn phòng báo cáo kết quả", "30/6/2026")
    assert row(1, titles) | row(2, ("1", "Tuần tra", "Công an xã", "01/4/2026")) | {
        (3, 1): "2", (3, 2): "Văn phòng báo cáo kết quả", (3, 4): "30/6/2026",
    } == found  # fmt: skip


def test_titles_without_numbers_below_make_no_table() -> None:
    assert cells(*TITLES, "Phát thanh", "Đài Truyền thanh xã", "30/6/2026") == {}
