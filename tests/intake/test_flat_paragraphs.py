"""Plans that have lost their line breaks."""

from __future__ import annotations

import textwrap

import pytest

from danvan_cli.intake.files.flat_paragraphs import paragraphs_of, unwrapped

HEAD = (
    "TRƯỜNG THPT BA TRÀ",
    "Số: 23/KH-BATRA",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập – Tự do – Hạnh phúc",
    "Sơn Trà, ngày 30 tháng 10 năm 2017",
    "KẾ HOẠCH TỔ CHỨC HOẠT ĐỘNG NGOẠI KHÓA THÁNG 11/2017",
    "Căn cứ nhiệm vụ năm học 2017 – 2018, nhà trường xây dựng kế hoạch với những nội dung sau:",
)
BODY = (
    "I. NỘI DUNG:",
    "1. Thi kéo co: Tổ Thể dục - Quốc phòng tổ chức từ ngày 06/11 đến ngày 11/11/2017.",
    "2. Thi làm thiệp: Đoàn trường chấm, xong trước ngày 13/11/2017.",
    "3. Văn nghệ: Tổ Ngữ văn duyệt các tiết mục trước ngày 15/11/2017;",
    "II. TỔ CHỨC THỰC HIỆN:",
    "- Các chi đoàn đăng ký tiết mục chậm nhất ngày 08/11/2017.",
    "- Đoàn trường báo cáo về Huyện đoàn chậm nhất ngày 25/11/2017.",
)
FOOT = (
    "Trên đây là kế hoạch tháng 11/2017./.",
    "Nơi nhận:",
    "- Ban Giám hiệu;",
    "- Lưu: VT.",
    "TM. BCH ĐOÀN TRƯỜNG BÍ THƯ",
    "Phạm Văn Lý",
)


def parts(text: str, whole: int | None = None) -> list[str]:
    return paragraphs_of(text, len(text) if whole is None else whole)


def test_a_plan_in_one_paragraph_is_parted_at_headings_numbers_and_dashes() -> None:
    pieces = [*HEAD, *BODY, *FOOT]
    assert pieces == parts(" ".join(pieces))


@pytest.mark.parametrize(
    "inside",
    [
        "ngày 1. 2. 2026", "theo khoản 4. Điều 5", "Công an phường số 4. Phường Tân An", "từ 20/11 - 20/12",
        "Phòng Kế hoạch - Tài chính", "năm học 2017 - 2018",
    ],
)  # fmt: skip
def test_numbers_and_dashes_inside_a_sentence_part_nothing(inside: str) -> None:
    pieces = [HEAD[-1], *BODY[:3], f"3. Văn nghệ {inside} do Tổ Ngữ văn duyệt trước ngày 15/11/2017.", *BODY[4:]]
    assert pieces == parts(" ".join(pieces))


def test_a_plan_in_one_paragraph_that_a_mail_has_wrapped_is_parted_the_same() -> None:
    pieces = [*HEAD, *BODY, *FOOT]
    lines = textwrap.wrap(" ".join(pieces), 70)
    assert [" ".join(pieces), *[""] * (len(lines) - 1)] == unwrapped(lines)


def test_lines_that_begin_with_their_items_are_joined_to_nothing() -> None:
    lines = [*HEAD, *BODY, *FOOT]
    assert lines == unwrapped(lines)


def test_a_list_inside_one_paragraph_of_many_stays_there() -> None:
    text = f"Ban gồm: 1. Ông A, Trưởng ban. 2. Ông B, Phó ban. 3. Ông C, thành viên. {'Ban họp hằng tháng. ' * 20}"
    assert [text] == parts(text, whole=10 * len(text))


def test_a_paragraph_without_items_in_order_stays_whole() -> None:
    text = "Nhà trường giao nhiệm vụ cho các tổ. " * 20 + "2. Họp. 5. Thi. 9. Tổng kết."
    assert [text] == parts(text)
