"""Tables of criteria read: six of other hands, a large one in both kinds of file, what is wrong named with its cell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.gold.criteria.score import marks
from tests.gold.criteria.tables import TABLES
from tests.scoring_set import HAND, the_set, write_docx, write_xlsx

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.scoring.reading import ReadSet, read_table
from danvan_cli.intake.scoring.rule_words import read_rule

D = Decimal


def read(path: Path) -> ReadSet:
    return read_table(path.name, path.read_bytes())


@pytest.mark.parametrize("name", TABLES)
def test_a_provinces_table_is_read_as_a_person_reads_it(name: str, tmp_path: Path) -> None:
    make, answer = TABLES[name]
    make(tmp_path / name)
    assert [] == [mark for mark in marks(read(tmp_path / name), answer) if not mark.is_right]


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_23_criteria_in_8_groups_come_from_either_file_with_bands_and_disqualifiers(
    ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"bảng.{ending}"
    (write_xlsx if ending == "xlsx" else write_docx)(path)
    found, wanted = read(path).scored, the_set()
    told = [
        [(row.code, row.text.casefold(), row.maximum, row.part, row.parent) for row in one.rows]
        for one in (found, wanted)
    ]
    assert told[1] == told[0]
    for name in ("title", "year", "bands", "disqualifiers", "step", "bonus", "deduction"):
        assert getattr(wanted, name) == getattr(found, name)


def test_points_in_thousands_are_thousands_in_the_table_and_in_its_words(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["TT", "Nội dung tiêu chí", "Điểm tối đa", "Cách tính"],
        ["I", "Công tác chỉ đạo", "1.000 điểm"],
        ["1", "Ban hành kế hoạch", "400 điểm"],
        ["2", "Họp dân", "600 điểm", "Mỗi cuộc 1.200 điểm, tối đa 600 điểm"],
        [None, "Tổng cộng", "1.000 điểm"],
        ["Ghi chú: Xuất sắc: từ 900 điểm trở lên; Tốt: từ 0.125 điểm đến dưới 900 điểm"],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx").scored

    assert {"I": D(1000), "1": D(400), "2": D(600)} == {row.code: row.maximum for row in found.rows}
    assert D(1000) == found.scale
    assert [D(900), D("0.125")] == [band.at_least for band in found.bands]


def test_a_filled_table_is_read_and_its_own_wrong_sums_are_told_with_the_figures_that_excel_passes_over(
    tmp_path: Path,
) -> None:
    points: dict[str, Any] = {code: float(value) for code, value in HAND.items() if value}
    # Typed as text: Excel's SUM leaves them out, and so 91 became 80.75 on the clerk's table.
    points |= {"II.1": "7,75", "VII.3": "2.5", "I": 9.5, "II": 10}
    write_xlsx(tmp_path / "a.xlsx", points, E37=80.75)
    found = read(tmp_path / "a.xlsx")
    assert {code: D(value) for code, value in HAND.items() if value} == {
        score.code: score.own for score in found.scores
    }
    assert (
        "Tổng tự chấm của nhóm II (ô E10) ghi 10, cộng lại 17,75 (chênh 7,75); điểm ghi dạng chữ, Excel không cộng: ô E11.",
        "Tổng tự chấm của “TỔNG CỘNG” (ô E37) ghi 80,75, cộng lại 91 (chênh 10,25); điểm ghi dạng chữ, Excel không cộng: "
        "ô E11, ô E31.",
    ) == found.notes[:2]  # fmt: skip


def test_a_table_goes_on_behind_a_break_and_bands_stand_in_one_of_their_own_as_shares(tmp_path: Path) -> None:
    import docx

    word = docx.Document()
    word.add_paragraph("BẢNG CHẤM ĐIỂM NĂM 2026")
    for rows in (
        [["STT", "Tiêu chí", "Điểm tối đa"], ["I", "Một", "80"], ["1", "a", "30"], ["2", "b", "50"]],
        [["II", "Hai", "70"], ["1", "c", "30"], ["2", "d", "40"], ["", "Tổng cộng", "150"]],
        [["Mức", "Điểm"], ["Tốt", "Từ 90% tổng số điểm trở lên"], ["Khá", "Từ 70% đến dưới 90%"], ["Yếu", "Dưới 70%"]],
    ):  # fmt: skip
        table = word.add_table(len(rows), len(rows[0]))
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
        word.add_paragraph("")
    word.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx").scored
    assert ["I", "I.1", "I.2", "II", "II.1", "II.2"] == [row.code for row in found.rows]
    assert [("Tốt", D(135)), ("Khá", D(105)), ("Yếu", D(0))] == [(band.name, band.at_least) for band in found.bands]


_HEAD = ["TT", "Tiêu chí", "Điểm tối đa"]
_ROWS = [["I", "Một", 60], ["1", "a", 60], ["II", "Hai", 40], ["1", "b", 40]]
_BANDS = [["Ghi chú"], ["1. Tốt: từ 80 điểm trở lên"], ["2. Khá: dưới 80 điểm"]]
LAYOUTS = {
    "the sum stands first": [_HEAD, [None, "Tổng điểm", 100], *_ROWS, *_BANDS],
    "a sum below each group, which has none itself": [
        _HEAD, ["I", "Một"], _ROWS[1], [None, "Cộng nhóm I", 60], ["II", "Hai"], _ROWS[3], [None, "Cộng nhóm II", 40], *_BANDS
    ],
    "no sum at all": [_HEAD, *_ROWS, *_BANDS],
    "numbers before the words": [_HEAD[1:], *([f"{mark}. {text}", points] for mark, text, points in _ROWS), *_BANDS],
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_groups_and_bands_are_found_wherever_sums_stand(name: str, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in LAYOUTS[name]:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx").scored
    assert [("I", 60), ("I.1", 60), ("II", 40), ("II.1", 40)] == [(row.code, row.maximum) for row in found.rows]
    assert [("Tốt", 80), ("Khá", 0)] == [(band.name, band.at_least) for band in found.bands]


REFUSED = {
    "a group that does not add up": (
        {"C7": 5}, "Nhóm I (ô C6) ghi 10 điểm, các dòng của nó cộng lại 11 (ô C7, ô C8, ô C9)"
    ),
    "groups that do not add up to the whole": ({"C37": 90}, "“TỔNG CỘNG” (ô C37) ghi 90 điểm, cộng lại 100 (ô C6"),
    "a bonus that its rows cannot reach": ({"C38": 9}, "Nhóm Điểm thưởng (ô C38) ghi 9 điểm, các dòng của nó cộng lại 7"),
    "two criteria with one number": ({"A8": 1}, "ô A8: hai tiêu chí cùng số 1: “Triển khai văn bản 1” (ô A7)"),
    "a maximum that is no number": ({"C8": "ba"}, "ô C8: điểm tối đa “ba” không phải số"),
    "a maximum that is missing": ({"C8": None}, "ô C8: “Triển khai văn bản 2” không có điểm tối đa"),
    "columns that cannot be told": ({"C4": "Cột ba"}, "không nhận ra cột tiêu chí và cột điểm tối đa. Hàng giống tiêu đề"),
    "points beyond the maximum": ({"E7": 4.5}, "ô E7: điểm tự chấm 4,5 cao hơn điểm tối đa 4"),
    "a maximum below nought": ({"C8": -3}, "ô C8: điểm tối đa “-3” là số âm mà không thuộc phần điểm trừ"),
    "points below nought": ({"E7": "-2"}, "ô E7: điểm tự chấm -2 là số âm mà không thuộc phần điểm trừ"),
    "points that are none": ({"E7": "đạt"}, "ô E7: điểm tự chấm “đạt” không phải số"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_table_is_refused_in_one_sentence_with_the_cell(name: str, tmp_path: Path) -> None:
    changes, words = REFUSED[name]
    write_xlsx(tmp_path / "a.xlsx", None, **changes)
    with pytest.raises(FileRefusedError) as refused:
        read(tmp_path / "a.xlsx")
    assert words in refused.value.message
    assert "\n" not in refused.value.message


def test_bands_that_contradict_each_other_and_points_finer_than_the_step_are_told(tmp_path: Path) -> None:
    bands = "Xuất sắc: từ 90 điểm trở lên; Tốt: từ 80 đến dưới 95 điểm; Khá: từ 65 đến 79 điểm; Khá: từ 60 đến 79 điểm."
    write_xlsx(tmp_path / "a.xlsx", {"II.1": "7,4"}, A43=bands)
    found = read(tmp_path / "a.xlsx")
    assert {"Khá: từ 60 đến 79 điểm", "Tốt: từ 80 đến dưới 95 điểm"} == {
        words.rstrip(".") for _, words, _ in found.unread
    }
    assert ("Bộ này chấm lẻ đến 0,25 điểm, không phải bội số của mức ấy: 7,4 của II.1 (ô E11).",) == found.notes


@pytest.mark.parametrize(
    ("words", "bands"),
    [
        ("Xếp loại: A: từ 90 điểm trở lên; B: từ 80 đến dưới 90; C: dưới 80", [("A", 90), ("B", 80), ("C", 0)]),
        ("Xếp loại A: từ 90 điểm trở lên; loại B: dưới 90 điểm.", [("A", 90), ("B", 0)]),
    ],
)
def test_bands_may_be_letters(words: str, bands: list[tuple[str, int]], tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", None, A43=words)
    found = read(tmp_path / "a.xlsx").scored.bands
    assert bands == [(band.name, band.at_least) for band in found]


def test_a_band_whose_name_nobody_can_tell_is_listed(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", None, A43="Xếp loại: Vàng: từ 90 điểm trở lên; Bạc: dưới 90 điểm.")
    assert ["Vàng: từ 90 điểm trở lên", "Bạc: dưới 90 điểm"] == [
        words.rstrip(".") for where, words, _ in read(tmp_path / "a.xlsx").unread if where == "dưới bảng"
    ][:2]


_LEVELS = [["Mã", "Tiêu chí", "Điểm tối đa", "Tự chấm"], ["I", "Một", 20], ["1", "a", 10], [None, "- Đúng hạn", 10, 10],
           [None, "- Chậm", 5], ["2", "b", 10, 7]]  # fmt: skip


def test_points_in_the_row_of_a_level_are_those_of_its_criterion_and_two_are_refused(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for row in _LEVELS:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    assert [("1", 10), ("2", 7)] == [(score.code, score.own) for score in read(path).scores]
    book.active["D5"] = 5  # type: ignore[index]
    book.save(path)
    with pytest.raises(FileRefusedError, match="ô D4, ô D5: tiêu chí 1 có điểm tự chấm ở nhiều dòng"):
        read(path)


def test_what_stands_below_a_sum_goes_on_with_no_criterion(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["STT", "Tiêu chí", "Điểm tối đa", "Cách tính"], ["I", "Một", 10], ["1", "a", 10, "Mỗi lần trừ 1 điểm"],
                [None, "Cộng", 10], [None, "Quy đổi từ thang 90 về thang 100"]):  # fmt: skip
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    row = read(tmp_path / "a.xlsx").scored.find("1")
    assert ("Mỗi lần trừ 1 điểm", "deduct") == (row.method, row.rule and str(row.rule.kind))


def test_a_wrong_sum_of_a_group_names_the_cells_that_it_adds(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in ([*_HEAD], ["I", "Một"], ["1", "a", 25], ["2", "b", 25], [None, "Cộng nhóm I", 60], ["II", "Hai"],
                ["1", "c", 50], [None, "TỔNG CỘNG", 100]):  # fmt: skip
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(FileRefusedError) as refused:
        read(tmp_path / "a.xlsx")
    assert "“Cộng nhóm I” (ô C5) ghi 60 điểm, cộng lại 50 (ô C3, ô C4)" in refused.value.message


WORDS = [
    ("Mỗi mô hình được 2 điểm, tối đa 10 điểm", "10", "count"), ("01 bằng khen cộng 0,5 điểm", "2", "count"),
    ("Mỗi lần vi phạm trừ 0,5 điểm", "2", "deduct"), ("Chậm 01 báo cáo trừ 0,25 điểm/báo cáo", "2", "deduct"),
    ("Vi phạm nhẹ trừ 0,5 điểm/lần; vi phạm nặng trừ 1 điểm/lần", "2", "deduct"),
    ("Điểm = tỷ lệ % hoàn thành x điểm tối đa", "5", "proportion"),
    ("Tính theo tỷ lệ; dưới 50% không tính điểm", "5", "proportion"),
    ("Không phát sinh thì được điểm tối đa; có phát sinh thì tính theo tỷ lệ đúng hạn", "5", "proportion"),
    ("Nếu không phát sinh thì đạt điểm tối đa", "5", "full"),
    ("Có cán bộ vi phạm thì không tính điểm", "5", "breach"), ("Để xảy ra khiếu kiện đông người: 0 điểm", "5", "breach"),
    ("Đầy đủ: 5 điểm; thiếu: 2 điểm; không có: 0 điểm", "5", "level"),
    ("- Đúng hạn: 2 điểm\n- Chậm: 1 điểm", "2", "level"), ("Đúng hạn: 1,5; quá hạn: 0", "1.5", "level"),
    ("Xuất sắc 100% số điểm, tốt 75% số điểm, hoàn thành 50% số điểm", "4", "level"),
    ("Tổ thẩm định xem xét, đánh giá", "3", "judgement"),
    # Not understood whole, so not at all.
    ("Mỗi mô hình được 2 điểm, mỗi mô hình cấp tỉnh được 3 điểm", "10", None),
    ("Vi phạm lần đầu trừ 5 điểm, lần thứ hai trừ 10 điểm", "20", None), ("Thực hiện tốt: 2 điểm", "3", None),
    ("Đạt: 3 điểm; chưa đạt: 1 điểm", "2", None), ("Đạt tỷ lệ bao nhiêu tính bấy nhiêu", "5", None), ("", "5", None),
    ("Đơn vị không có kế hoạch thì không tính điểm", "5", None), ("Mỗi việc 1 điểm, tối đa 6 điểm", "5", None),
    ("Số giải quyết/tổng số tiếp nhận x 5 điểm", "5", "proportion"), ("Tỷ lệ nhân với 8", "5", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "maximum", "kind"), WORDS)
def test_words_are_one_rule_or_none(words: str, maximum: str, kind: str | None) -> None:
    rule = read_rule(words, D(maximum)).rule
    assert kind == (None if rule is None else str(rule.kind))
