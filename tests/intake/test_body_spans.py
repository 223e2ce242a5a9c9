"""Every body that a text names is found, with the reason that rules it out as responsible."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.draft import Line, TaskDraft
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.model import Unit
from danvan_cli.domain.words import TaskKind
from danvan_cli.intake.ledger import Ledger
from danvan_cli.intake.people.spans import find_bodies
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason, SpanKind

UNITS = (
    Unit("VP", "Văn phòng Sở", aliases=("Văn phòng",)),
    Unit("TTr", "Thanh tra", aliases=("Thanh tra Sở",)),
    Unit("MAY", "Mây Trắng", aliases=("Nhà máy nước Mây Trắng",)),
)
RECIPIENT, CITED, OBJECT, MONEY = Reason.RECIPIENT, Reason.CITED, Reason.OBJECT, Reason.MONEY


@pytest.fixture
def names() -> UnitNames:
    return UnitNames(UNITS, [], "Sở Khoa học và Công nghệ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Văn phòng theo dõi", [("Văn phòng", None)]),
        ("Rà soát hồ sơ, gửi về Văn phòng", [("Văn phòng", RECIPIENT)]),
        ("Lấy 240 mẫu, gửi Chi cục Thú y xét nghiệm", [("Chi cục Thú y", None)]),
        ("Thẩm định danh sách của Sở Tài chính chuyển sang", [("Sở Tài chính", None)]),
        ("Cô Diễm liên hệ Trạm Y tế phường đến khám", [("Cô Diễm", None), ("Trạm Y tế phường", None)]),
        ("Đặt Báo Hưng Bình làm 04 phóng sự", [("Báo Hưng Bình", None)]),
        ("Cử 02 cán bộ của Ban Công tác Công đoàn vào đoàn", [("Ban Công tác Công đoàn", None)]),
        ("Tham gia trả lời có Sở Công Thương", [("Sở Công Thương", None)]),
        ("Chấm điểm, có sự tham gia chấm bài của Hội Luật gia", [("Hội Luật gia", None)]),
        ("Khoán cho Hợp tác xã môi trường Đức Thọ dọn chợ", [("Hợp tác xã môi trường Đức Thọ", None)]),
        ("Báo cáo UBND huyện trước ngày 15/6", [("UBND huyện", RECIPIENT)]),
        ("Báo cáo qua Phòng Nội vụ", [("Phòng Nội vụ", RECIPIENT)]),
        ("Trình Sở Tài chính, Sở Nội vụ thẩm định", [("Sở Tài chính", RECIPIENT), ("Sở Nội vụ", RECIPIENT)]),
        ("Gửi kết quả về Sở Nội vụ (qua Văn phòng)", [("Sở Nội vụ", RECIPIENT), ("Văn phòng", RECIPIENT)]),
        ("Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND tỉnh", [("UBND tỉnh", CITED)]),
        ("Thực hiện theo hướng dẫn của Sở Nội vụ", [("Sở Nội vụ", CITED)]),
        ("Hưởng ứng phong trào do Công an xã phát động", [("Công an xã", CITED)]),
        ("P.TCKT chủ trì, P. Kỹ thuật tính định mức", [("P.TCKT", None), ("P. Kỹ thuật", None)]),
        ("TT VHTT lo loa đài, P.KT đo đạc", [("TT VHTT", None), ("P.KT", None)]),
        ("Khảo sát TP. Huế và P. 5", []),
        ("Kiểm tra các xã", [("các xã", OBJECT)]),
        ("Khám bệnh tại Trạm Y tế xã", [("Trạm Y tế xã", OBJECT)]),
        ("Trụ sở của Công an xã", [("Công an xã", OBJECT)]),
        ("Kiểm tra 02 chi bộ: Chi bộ 4, Chi bộ 7", [("chi bộ", OBJECT), ("Chi bộ", OBJECT), ("Chi bộ", OBJECT)]),
        ("Xây dựng quy chế phối hợp với Công an xã", [("Công an xã", OBJECT)]),
        ("Giao Công an xã tuần tra", [("Công an xã", None)]),
        ("Giao cho Trung tâm Y tế khám", [("Trung tâm Y tế", None)]),
        ("Tuyên truyền; Thanh tra Sở chủ trì", [("Thanh tra Sở", None)]),
        ("Rà soát, cùng Hội Nông dân phối hợp thực hiện", [("Hội Nông dân", None)]),
        ("Phối hợp với Công an xã và các đoàn thể", [("Công an xã", None), ("các đoàn thể", None)]),
        ("Mở lớp; Đài Truyền thanh xã đưa tin", [("Đài Truyền thanh xã", None)]),
        ("Ra quân dọn vệ sinh (Công an xã).", [("Công an xã", None)]),
        ("Nhà máy nước Mây Trắng cung cấp nước", [("Nhà máy nước Mây Trắng", None)]),
        ("Phòng TC - HC tổng hợp", [("Phòng TC - HC", None)]),
        ("Rà soát văn bản do HĐND, UBND xã ban hành", [("HĐND", CITED), ("UBND xã", CITED)]),
        ("Kinh phí do Công an xã bảo đảm", [("Công an xã", MONEY)]),
        ("UBND xã giao Phòng Nội vụ rà soát", [("UBND xã", OBJECT), ("Phòng Nội vụ", None)]),
        ("Thuê Bưu điện tỉnh phát phiếu", [("Bưu điện tỉnh", None)]),
        ("Họp liên ngành với Sở Nội vụ", [("Sở Nội vụ", None)]),
        ("Ký hợp đồng, bà Duyên, Kế toán trưởng, kiểm tra giá", [("bà Duyên, Kế toán trưởng", None)]),
        ("Mở lớp bơi. Giáo viên Lê Tú hướng dẫn", [("Giáo viên Lê Tú", None)]),
        ("Trình ông Lê Tú phê duyệt", []),
        ("Tổ chức hội nghị; phòng, chống tham nhũng; đoàn kết nội bộ", []),
        ("Chương trình số 05/CTr-LĐLĐ ngày 22/01/2026", []),
    ],
)
def test_bodies_and_why_they_are_set_aside(
    names: UnitNames, text: str, expected: list[tuple[str, Reason | None]]
) -> None:
    assert expected == [(s.text, s.aside) for s in find_bodies(text, names)]


@given(st.text(alphabet="aáăĐđVănphògSởİẞ ,;.()-–/:ủyUBND\n1", max_size=80))
def test_spans_are_what_the_text_says_in_order_and_apart(text: str) -> None:
    spans = find_bodies(text, UnitNames(UNITS, [], None))
    assert all(s.text == text[s.start : s.end] and s.text and s.kind == SpanKind.BODY for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "groups", "asked"),
    [
        ("Văn phòng rà soát; Thanh tra phối hợp kiểm tra", (), ["“Thanh tra”"]),
        ("Văn phòng rà soát; các thôn phối hợp thông báo", (), ["“các thôn”"]),
        ("Văn phòng rà soát; các thôn phối hợp thông báo", ("các thôn",), []),
        ("Văn phòng rà soát, gửi về Thanh tra", (), []),
    ],
)
def test_a_body_with_a_part_in_the_work_that_no_role_was_read_from_is_asked_about(
    names: UnitNames, text: str, groups: tuple[str, ...], asked: list[str]
) -> None:
    line = Line(text, where="dòng 7")
    ledger = Ledger([line], DueContext(2024), names, lambda _: False, lambda _: False)
    ledger.use(line, "nội dung nhiệm vụ", ["I-1"], "I")
    names.resolve("Văn phòng")
    task = TaskDraft("I-1", "I", text, TaskKind.ONCE, leads=("VP",), groups=groups)
    assert asked == [u.why.split(" chưa rõ")[0] for u in ledger.left_over((task,), ()) if u.field == "supports"]
