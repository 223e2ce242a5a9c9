"""Plain lines hold all that a table holds, one fact in each."""

from __future__ import annotations

from datetime import date

from danvan_cli.domain.figures import Rate
from danvan_cli.output.plain_lines import plain_report
from danvan_cli.output.tables import Column, Report, Table, Titled, number

COLUMNS = (Column("Mã"), number("Trong hạn"), number("– sắp đến"), Column("Nội dung", brief=True))
ROWS = (
    ("IV-4", 3, 0, "Dài\nhai dòng " + "và rất dài " * 30),
    ("IV-5", Rate(2, 3, "due"), None, Titled.of("Văn phòng tổng hợp", "Tổng hợp")),
    ("IV-6", date(2023, 10, 25), None, Titled.of("Văn phòng tổng hợp báo cáo", "Tổng hợp …")),
)
FACTS = Table("", (Column("Mục"), Column("Nội dung")), (("Năm", "2023"), ("Chỉ tiêu", 4)), is_facts=True)


def test_each_fact_has_a_line_with_its_label_first_and_nothing_is_cut() -> None:
    whole = Table("Quá hạn", COLUMNS, ROWS, note="Còn 2 việc.")
    tables = (FACTS, Table("", COLUMNS, ROWS, is_drawn=True), whole, Table("Gia hạn", COLUMNS, (), empty="Không có."))
    counted = Table("Nhiệm vụ (3)", COLUMNS, ROWS[1:2])

    assert [
        "Tên", "Một dòng",
        "", "Năm: 2023", "Chỉ tiêu: 4",
        "", "Quá hạn: 3 dòng",
        "", "Mã: IV-4", "Trong hạn: 3", "Trong đó sắp đến: 0", "Nội dung: Dài hai dòng " + ("và rất dài " * 30).strip(),
        "", "Mã: IV-5", "Trong hạn: 2/3 (66,7%)", "Nội dung: Tổng hợp",
        "", "Mã: IV-6", "Trong hạn: 25/10/2023", "Nội dung: Văn phòng tổng hợp báo cáo",
        "", "Còn 2 việc.",
        "", "Gia hạn", "Không có.",
    ] == "".join(plain_report(Report("Tên", ("Một  dòng",), tables))).splitlines()  # fmt: skip
    assert "Nhiệm vụ (3)\n\nMã: IV-5\n" in "".join(plain_report(Report("", (), (counted,))))
