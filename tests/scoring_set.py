"""A set of 23 criteria in 8 groups (invented), with bonus and deduction, and the points that a clerk gave by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from danvan_cli.domain.scoring import Band, CriteriaSet, Criterion, Disqualifier
from danvan_cli.domain.words import Disqualifies, ScorePart

GROUPS: dict[str, tuple[str, list[str]]] = {
    "I": ("Triển khai văn bản", ["4", "3", "3"]),
    "II": ("Nhiệm vụ chính trị", ["8", "6", "6"]),
    "III": ("Cải cách hành chính", ["5", "5", "5"]),
    "IV": ("Giải quyết khiếu nại, tố cáo", ["5", "5"]),
    "V": ("Công sở văn minh", ["5", "5"]),
    "VI": ("Quy chế dân chủ", ["5", "5", "5"]),
    "VII": ("Phong trào “Dân vận khéo”", ["2.5", "2.5", "2.5", "2.5"]),
    "VIII": ("Thông tin, báo cáo", ["2.5", "4", "3.5"]),
}
# By hand, on paper, group by group.
HAND: dict[str, str | None] = {
    "I.1": "4", "I.2": "3", "I.3": "2.5", "II.1": "7.75", "II.2": "4", "II.3": "6", "III.1": "5", "III.2": "4.5",
    "III.3": "4", "IV.1": "5", "IV.2": "4", "V.1": "4", "V.2": "4.75", "VI.1": "5", "VI.2": "4.25", "VI.3": "3.75",
    "VII.1": "2.5", "VII.2": "2.5", "VII.3": "2.5", "VII.4": "2.5", "VIII.1": "2.5", "VIII.2": "3.5", "VIII.3": "3.5",
    "T.1": "3", "T.2": "0", "TR.1": "1",
}  # fmt: skip
FOOT = (
    "Xếp loại: Xuất sắc: từ 90 điểm trở lên, trong đó nhóm II đạt từ 17 điểm trở lên; Tốt: từ 80 đến dưới 90 điểm; Khá: từ 65 "
    "đến dưới 80 điểm; Trung bình: dưới 65 điểm.",
    "Đơn vị có công chức bị kỷ luật thì chỉ xếp loại cao nhất là Khá.",
    "Đơn vị kê khai gian dối thì không xếp loại.",
    "Điểm được làm tròn đến 0,25 điểm.",
)


def the_set() -> CriteriaSet:
    """The set as a person reads it."""
    rows: list[Criterion] = []
    for group, (text, maxima) in GROUPS.items():
        whole = sum(map(Decimal, maxima), Decimal(0))
        rows.append(Criterion(group, group, text, ScorePart.MAIN, whole))
        for n, maximum in enumerate(maxima, 1):
            code = f"{group}.{n}"
            rows.append(Criterion(code, str(n), f"{text} {n}", ScorePart.MAIN, Decimal(maximum), group))
    bonus, less = ScorePart.BONUS, ScorePart.DEDUCTION
    rows += [
        Criterion("T", "", "Điểm thưởng", bonus, Decimal(5)),
        Criterion("T.1", "1", "Được khen thưởng", bonus, Decimal(3), "T"),
        Criterion("T.2", "2", "Có sáng kiến", bonus, Decimal(4), "T"),
        Criterion("TR", "", "Điểm trừ", less, Decimal(4)),
        Criterion("TR.1", "1", "Bị phê bình", less, Decimal(4), "TR"),
    ]
    bands = (
        Band("Xuất sắc", Decimal(90), "II", Decimal(17)), Band("Tốt", Decimal(80)), Band("Khá", Decimal(65)),
        Band("Trung bình", Decimal(0)),
    )  # fmt: skip
    struck = (
        Disqualifier(FOOT[1].rstrip("."), Disqualifies.CAP, "Khá"),
        Disqualifier(FOOT[2].rstrip("."), Disqualifies.VOID),
    )
    return CriteriaSet(
        "BTC-2023", "BẢNG TIÊU CHÍ CHẤM ĐIỂM CÔNG TÁC DÂN VẬN NĂM 2023", 2023, tuple(rows), None, bands, struck,
        Decimal("0.25"), bonus=Decimal(5), deduction=Decimal(4),
    )  # fmt: skip


def cells(points: dict[str, str | None] | None = None) -> list[list[Any]]:
    """The rows of the set's table: number, words, maximum, method, own points; groups and whole as a clerk's formulas."""
    told = points or {}
    rows: list[list[Any]] = []
    for row in the_set().rows:
        if row.code == "T":
            rows.append([None, "TỔNG CỘNG", 100, None, None])
        own = told.get(row.code)
        rows.append([row.number or None, row.text.upper() if row.parent is None else row.text, row.maximum, None, own])
    return rows


def write_xlsx(path: Path, points: dict[str, Any] | None = None, **changes: Any) -> None:
    """Writes the table as a workbook; ``changes`` are cells by their names ("C9")."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["SỞ KHOA HỌC VÀ CÔNG NGHỆ"])
    sheet.append(["BẢNG TIÊU CHÍ CHẤM ĐIỂM CÔNG TÁC DÂN VẬN NĂM 2023"])
    sheet.append([])
    sheet.append(["STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Điểm tự chấm"])
    sheet.append(["(1)", "(2)", "(3)", "(4)", "(5)"])
    for row in cells(points):
        sheet.append(row)
    for line in FOOT:
        sheet.append([line])
    for name, value in changes.items():
        sheet[name] = value
    book.save(path)


def write_docx(path: Path) -> None:
    """Writes the table as a text, its decimals with a comma and "điểm" behind each maximum."""
    import docx

    word = docx.Document()
    word.add_paragraph("BẢNG TIÊU CHÍ CHẤM ĐIỂM CÔNG TÁC DÂN VẬN NĂM 2023")
    rows = [["STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Điểm tự chấm"], *cells()]
    table = word.add_table(len(rows), 5)
    for line, row in zip(table.rows, rows, strict=True):
        for place, (cell, value) in enumerate(zip(line.cells, row, strict=True)):
            is_points = place == 2 and not isinstance(value, str)
            cell.text = "" if value is None else f"{str(value).replace('.', ',')} điểm" if is_points else str(value)
    for text in FOOT:
        word.add_paragraph(text)
    word.save(str(path))
