"""Names of people are seen with and without diacritics; streets, schools and offices are none."""

from __future__ import annotations

import pytest

from danvan_cli.domain.somebody import somebody_in


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Bà Nguyễn Thị A hỏi về mức thu", "Bà Nguyễn Thị A"),
        ("de nghi cua Nguyen Van A ve muc thu", "Nguyen Van A"),
        ("de nghi cua nguyen van a", "nguyen van a"),
        ("TRAN THI BINH xin cấp lại", "TRAN THI BINH"),
        ("theo phản ánh của Lê Hoàng Nam, tổ 5", "Lê Hoàng Nam"),
        ("ong Tran Binh goi den", "Tran Binh"),
        ("Le Van Tam de nghi", "Le Van Tam"),
        ("gọi lại 0912 345 678", "0912 345 678"),
    ],
)
def test_a_name_or_number_of_a_person_is_seen(words: str, found: str) -> None:
    assert found == somebody_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "đường Nguyễn Văn Cừ ngập nước",
        "Trường THPT Trần Hưng Đạo thu quá mức",
        "học tập tư tưởng, đạo đức Hồ Chí Minh",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh đề nghị",
        "quy hoạch khu Đô Thị Mới",
        "Dang bo tinh de nghi ba viec",
        "Lê phí trước bạ quá cao",
        "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi",
        "đô thị mới, 12 ý kiến",
    ],
)
def test_a_place_a_movement_or_plain_words_are_nobody(words: str) -> None:
    assert somebody_in(words) is None
