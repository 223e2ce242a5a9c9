"""Short titles: whole words of the text, without who does it and by when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.text import fold, nfc
from danvan_cli.domain.titles import LONGEST, short_title

BODIES = ["Chi cục Tiêu chuẩn Đo lường Chất lượng", "Trung tâm Khoa học và Công nghệ", "Văn phòng Sở", "Thanh tra"]
LONG = " để thực hiện có hiệu quả các nhiệm vụ được giao trong năm của cơ quan, đơn vị trực thuộc Sở"


@pytest.mark.parametrize(
    ("content", "dues", "title"),
    [
        (
            "Chi cục Tiêu chuẩn Đo lường Chất lượng, Trung tâm Khoa học và Công nghệ tổ chức triển khai Kế hoạch này tại "
            "đơn vị, định kỳ năm báo cáo kết quả thực hiện về Sở KH&CN (qua Văn phòng) trước ngày 25/10/2023.",
            ["trước ngày 25/10/2023"],
            "Tổ chức triển khai Kế hoạch này tại đơn vị, báo cáo kết quả thực hiện về Sở KH&CN",
        ),
        (
            "Văn phòng Sở phối hợp với Thanh tra rà soát hồ sơ theo Quyết định số 12/QĐ-UBND ngày 07/01/2023 của UBND tỉnh.",
            [],
            "Rà soát hồ sơ theo Quyết định của UBND tỉnh",
        ),
        ("THANH TRA thực hiện việc tiếp công dân" + LONG + ".", [], "Thực hiện việc tiếp công dân để thực hiện có hiệu quả các nhiệm vụ được giao trong năm …"),
        # a name is no part of another word
        ("Thanh trang" + LONG, [], "Thanh trang để thực hiện có hiệu quả các nhiệm vụ được giao trong năm của cơ quan"),
        ("Họp giao ban." + LONG * 2, [], "Họp giao ban"),
        ("Báo cáo quý", [], None),
        ("Văn phòng Sở", [], None),
    ],
)  # fmt: skip
def test_a_title_is_what_is_done(content: str, dues: list[str], title: str | None) -> None:
    assert title == short_title(content, BODIES, dues)


@given(
    st.lists(
        st.sampled_from(
            ["Tổ chức", "hội nghị,", "của", "và", "(qua Sở)", "số 12/QĐ", "Thanh tra", "ngày 1/2/2023", "x.", "đơn vị;"]
        )
    )
)
def test_a_title_is_short_and_made_of_the_texts_own_words(pieces: list[str]) -> None:
    content = nfc(" ".join(pieces))
    title = short_title(content, BODIES, ["ngày 1/2/2023"])
    if title is None:
        return

    words = title.removesuffix(" …").split()
    assert len(title) <= LONGEST
    assert len(words) >= 3
    assert {fold(word).strip(",.;") for word in words} <= {fold(word).strip(",.;") for word in content.split()}
    assert nfc(title) == title
