from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.intake.draft.documents import cited_documents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kế hoạch số 765/KH-UBND ngày 20/3/2023 của UBND tỉnh thực hiện",
            ("Kế hoạch", "765/KH-UBND", date(2023, 3, 20), "UBND tỉnh"),
        ),
        (
            "Kết luận số 114-KL/TW, ngày 14/7/2015 của Ban Bí thư (khóa XI)",
            ("Kết luận", "114-KL/TW", date(2015, 7, 14), "Ban Bí thư"),
        ),
        (
            "Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ về",
            ("Nghị định", "04/2015/NĐ-CP", date(2015, 1, 9), "Chính phủ"),
        ),
        ("Luật Thực hiện dân chủ số 10/2022/QH15", ("Luật", "10/2022/QH15", None, None)),
        ("Công văn 12/SKHCN-VP ngày 3 tháng 2 năm 2023", ("Công văn", "12/SKHCN-VP", date(2023, 2, 3), None)),
        ("quyết định số 217 - QĐ/TW ngày 12.12.2013", ("Quyết định", "217-QĐ/TW", date(2013, 12, 12), None)),
        (
            "Thông tư số 11/2020/TT-BGDĐT của Bộ Giáo dục và Đào tạo hướng dẫn",
            ("Thông tư", "11/2020/TT-BGDĐT", None, "Bộ Giáo dục và Đào tạo"),
        ),
        (
            "Kế hoạch số 18/KH-SVHTTDL của Sở Văn hóa, Thể thao và Du lịch về dân vận",
            ("Kế hoạch", "18/KH-SVHTTDL", None, "Sở Văn hóa, Thể thao và Du lịch"),
        ),
        ("Chương trình số 08-CTr/HU", ("Chương trình", "08-CTr/HU", None, None)),
        ("CHƯƠNG TRÌNH SỐ 17-CTR/TU", ("Chương trình", "17-CTr/TU", None, None)),
        ("Kế hoạch số 12/KH-\nUBND", ("Kế hoạch", "12/KH-UBND", None, None)),
    ],
)
def test_type_number_date_and_issuer(text: str, expected: tuple[object, ...]) -> None:
    assert [expected] == [(d.type, d.number, d.issued_on, d.issuer) for d in cited_documents([(text, False)])]


def test_one_type_word_serves_two_numbers() -> None:
    text = "Quyết định số 217-QĐ/TW và số 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị"
    assert [("Quyết định", "217-QĐ/TW"), ("Quyết định", "218-QĐ/TW")] == [
        (d.type, d.number) for d in cited_documents([(text, False)])
    ]


def test_a_document_cited_twice_is_one_and_keeps_what_either_says() -> None:
    passages = [("Nghị quyết số 76/NQ-CP", False), ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", True)]
    found = cited_documents(passages)
    assert [("76/NQ-CP", date(2021, 7, 15), "Chính phủ", True)] == [
        (d.number, d.issued_on, d.issuer, d.is_basis) for d in found
    ]


def test_the_same_number_of_two_years_is_two_documents() -> None:
    passages = [(f"Quyết định số 01/QĐ-UBND ngày 07/01/{year}", False) for year in (2022, 2023)]
    assert [2022, 2023] == [d.issued_on.year for d in cited_documents(passages) if d.issued_on]


@pytest.mark.parametrize("text", ["đạt 96,6% trong năm", "ngày 20/3/2023", "giai đoạn 2021-2025", "24/7", "1/2 số hộ"])
def test_other_figures_are_no_documents(text: str) -> None:
    assert () == cited_documents([(text, False)])


@given(st.lists(st.tuples(st.text(max_size=60), st.booleans()), max_size=5))
def test_no_text_breaks_the_reader_and_nothing_comes_twice(passages: list[tuple[str, bool]]) -> None:
    found = [(d.number, d.issued_on) for d in cited_documents(passages)]
    assert sorted(set(found), key=found.index) == found
