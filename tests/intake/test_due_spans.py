"""Everything time-like in a text is recognised once more; what no deadline used and no reason rules out is left."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.due import DueContext
from danvan_cli.intake.due.reading import read_dues
from danvan_cli.intake.due.spans import find_times
from danvan_cli.intake.spans import Reason, SpanKind

PLAN = DueContext(2024, issued_on=date(2024, 1, 10))


def seen(text: str) -> list[tuple[str, Reason | None]]:
    """Lists what is recognised in a text, with why it is set aside."""
    return [(span.text, span.aside) for span in find_times(text, PLAN)]


def left(text: str, *, is_field: bool = False) -> list[str]:
    """Lists what no deadline used and nothing sets aside."""
    used = [stretch for due in read_dues(text, PLAN, is_field=is_field) for stretch in due.at]
    return [
        span.text
        for span in find_times(text, PLAN)
        if span.aside is None and not any(start < span.end and span.start < end for start, end in used)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thực hiện Quyết định số 217-QĐ/TW ngày 12/12/2013 của Bộ Chính trị", [("ngày 12/12/2013", Reason.CITED)]),
        ("Kết luận ngày 14/7/2023 của Ban Bí thư", [("ngày 14/7/2023", Reason.CITED)]),
        ("theo Công văn ngày 02/01/2024", [("ngày 02/01/2024", Reason.CITED)]),
        ("(ban hành ngày 05/01/2024)", [("ngày 05/01/2024", Reason.CITED)]),
        ("Luật Thực hiện dân chủ ở cơ sở năm 2022", [("năm 2022", Reason.CITED)]),
        ("Luật có hiệu lực từ ngày 01/7/2024", [("ngày 01/7/2024", Reason.VALIDITY)]),
        ("có hiệu lực đến hết ngày 30/6/2024", [("đến hết ngày 30/6/2024", Reason.VALIDITY)]),
        ("bắt đầu từ ngày 15/3", [("ngày 15/3", Reason.BEGINNING)]),
        ("từ tháng 5/2024 trở đi", [("tháng 5/2024", Reason.BEGINNING)]),
        ("kỷ niệm ngày 20/11", [("ngày 20/11", Reason.ANNIVERSARY)]),
        ("chào mừng 30/4 và 1/5", [("30/4", Reason.ANNIVERSARY), ("1/5", Reason.ANNIVERSARY)]),
        ("xây dựng kế hoạch năm 2025", [("năm 2025", Reason.CONTENT_PERIOD)]),
        ("gửi báo cáo quý III", [("quý III", Reason.CONTENT_PERIOD)]),
        ("công tác dân vận năm 2026", [("năm 2026", Reason.CONTENT_PERIOD)]),
        ("kết quả 6 tháng đầu năm", [("6 tháng đầu năm", Reason.CONTENT_PERIOD)]),
        ("số liệu tính đến ngày 14/6/2024", [("đến ngày 14/6/2024", Reason.CONTENT_PERIOD)]),
        ("phong trào giai đoạn 2026–2030", [("giai đoạn 2026–2030", Reason.TERM)]),
        ("nhiệm kỳ 2026 - 2031", [("nhiệm kỳ 2026 - 2031", Reason.TERM)]),
        ("7h00 - 7h45: đón khách (30 phút)", [("7h00 - 7h45", Reason.CLOCK), ("30 phút", Reason.CLOCK)]),
        ("tập huấn 02 ngày", [("02 ngày", Reason.CLOCK)]),
        ("“Đề án đến hết năm 2025”", [("đến hết năm 2025", Reason.QUOTED)]),
        ("lập kế hoạch tuần tới", [("tuần tới", Reason.CONTENT_PERIOD)]),
        ("nộp báo cáo tuần tới", [("tuần tới", None)]),
        ("kiểm tra đường truyền, trong ngày mai luôn", [("trong ngày mai", None)]),
        ("gửi giấy mời chiều mai", [("chiều mai", None)]),
        ("xong trong hôm nay", [("xong trong hôm nay", None)]),
        ("thường xuyên kiểm tra", [("thường xuyên", Reason.NO_DAY)]),
        ("năm 2023 đạt 95%", [("năm 2023", Reason.SITUATION)]),
        ("so với quý I", [("quý I", Reason.SITUATION)]),
        ("trong 5 năm qua", [("trong 5 năm", Reason.SITUATION)]),
        ("trợ cấp hằng tháng", [("hằng tháng", Reason.MONEY)]),
        ("đời sống hằng ngày", [("hằng ngày", Reason.NO_DAY)]),
        ("thời kỳ thanh tra: từ 01/01/2022", [("01/01/2022", Reason.CONTENT_PERIOD)]),
        ("mốc giám sát từ 01/01/2024 đến thời điểm giám sát", [("01/01/2024", Reason.CONTENT_PERIOD)]),
        ("Sau khi nghe Sở Xây dựng báo cáo", [("Sau khi nghe Sở Xây dựng báo cáo", Reason.SITUATION)]),
        ("danh mục dự án năm 2025", [("năm 2025", Reason.CONTENT_PERIOD)]),
    ],
)
def test_what_its_own_words_rule_out_is_set_aside(text: str, expected: list[tuple[str, Reason]]) -> None:
    assert expected == seen(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("xong trước 30//11", ["xong trước 30//11"]),
        ("nộp 3O/11", ["3O/11"]),
        ("hạn 15/VII/2026", ["hạn 15/VII/2026"]),
        ("trước ??/5/2026", ["trước ??/5/2026"]),
        ("ngày 30/11/20024", ["ngày 30/11/20024"]),
        ("họp 06/2024", ["06/2024"]),
        ("mùng 5 tháng Giêng", ["mùng 5 tháng Giêng"]),
        ("trước 17h00 ngày 22/9", ["trước 17h00 ngày 22/9"]),
        ("tháng 3, 6 và 9", ["tháng 3", "6", "9"]),
        ("quý I, III", ["quý I", "III"]),
        ("QUÝ II; Qúy III; quý Bốn", ["QUÝ II", "Qúy III", "quý Bốn"]),
        ("T12/2026", ["T12/2026"]),
        ("năm 2026, 2027", ["năm 2026", "2027"]),
        ("chiều thứ Sáu hằng tuần", ["chiều thứ Sáu", "hằng tuần"]),
        ("02 lần/quý, mỗi năm một lần", ["02 lần/quý", "mỗi năm một lần"]),
        ("trong 10 ngày kể từ ngày nhận", ["trong 10 ngày kể từ ngày nhận"]),
        ("sau khi có kết quả", ["sau khi có kết quả"]),
        ("chậm nhất là lúc khai mạc", ["chậm nhất là lúc khai mạc"]),
        ("trước ngày …/…/2024", ["trước ngày …/…/2024"]),
        ("tuần đầu tháng 4", ["tuần đầu tháng 4"]),
        ("trước ngày rằm", ["trước ngày rằm"]),
        ("gửi báo cáo về Sở ngày 15/3/2024", ["ngày 15/3/2024"]),
        ("ban hành ngày 15/3/2024", ["ngày 15/3/2024"]),
    ],
)
def test_everything_time_like_is_seen_whole_and_not_set_aside(text: str, spans: list[str]) -> None:
    assert [(said, None) for said in spans] == seen(text)


@pytest.mark.parametrize(
    "text",
    ["đạt 3/5 xã", "Nghị định 59/2023/NĐ-CP", "trực 24/24 giờ", "tăng 20.5%", "lần thứ hai", "Trên đây là kế hoạch./."],
)
def test_figures_that_are_no_time_are_not_seen(text: str) -> None:
    assert [] == [said for said, aside in seen(text) if aside is None]


@pytest.mark.parametrize("cue", ["trước", "hoàn thành", "chậm nhất", "đến hết", "hạn cuối:", "trong", "vào"])
@pytest.mark.parametrize("time", ["ngày 05/01/2024", "quý III", "năm 2024", "giai đoạn 2021-2025", "6 tháng đầu năm"])
def test_nothing_is_set_aside_directly_behind_a_word_that_promises_a_deadline(cue: str, time: str) -> None:
    assert [None] == [aside for _, aside in seen(f"báo cáo kết quả {cue} {time}")]


@pytest.mark.parametrize(
    "text",
    [
        "gửi báo cáo quý III trước ngày 25/9",
        "kế hoạch dân vận năm 2024 theo Công văn số 12/SNV-CC ngày 05/01/2024 của Sở Nội vụ, xong trong quý I",
        "đối thoại 02 lần/năm (tháng 6 và tháng 11)",
        "trong quý III, trước ngày 25/9, nộp hồ sơ",
        "từ ngày 25/12/2024 đến ngày 05/01/2025",
        "báo cáo hằng tháng, trước ngày 25",
        "gửi trước ngày 15/11 để tổng hợp báo cáo tỉnh trước ngày 20/11",
    ],
)
def test_a_text_that_is_read_leaves_nothing(text: str) -> None:
    assert [] == left(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tổ chức ngày 20/11/2024, báo cáo trước ngày 25/11/2024", ["ngày 20/11/2024"]),
        ("Ra mắt mô hình tháng 9", ["tháng 9"]),
        ("xong trước 30/6; chậm nhất là khi khai giảng", ["chậm nhất là khi khai giảng"]),
    ],
)
def test_what_no_deadline_used_is_left(text: str, expected: list[str]) -> None:
    assert expected == left(text)


@given(st.text(alphabet="trước ngàyđếnhếtquýthángIVnăm0123456789/.-–() ,;“”\n", max_size=80))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = find_times(text, PLAN)
    assert all(span.kind == SpanKind.TIME and span.text == text[span.start : span.end] != "" for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Văn phòng sửa 5/7 phòng học.", []),
        ("Hoàn thành 3/5 tiêu chí.", []),
        ("Xong 15/3 thôn A họp.", ["15/3"]),
        ("Văn phòng ra quân, 10/12 tổ chức tại hội trường.", ["10/12"]),
        ("Từ 10/4 đến 12/4 thôn trưởng rà soát.", ["10/4", "12/4"]),
        ("Đến 20/5 lớp khai giảng.", ["20/5"]),
    ],
)
def test_a_share_is_never_more_than_all(text: str, days: list[str]) -> None:
    """15 of 3 villages is no share: what two figures with a stroke say behind "xong" is a day then."""
    found = [span.text.split()[-1] for span in find_times(text, DueContext(2024)) if span.aside is None]
    assert days == found
