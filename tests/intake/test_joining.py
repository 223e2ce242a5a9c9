"""Printed lines become paragraphs again: what was broken is whole, and two items are never one."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import costly

from danvan_cli.domain.draft import Line
from danvan_cli.intake.files.text import printed_lines, read_text
from danvan_cli.intake.files.told import Told
from danvan_cli.intake.lines.joining import join_printed

GOLD = sorted((Path(__file__).parents[1] / "gold" / "plans").glob("*.txt"))


def texts(*printed: str) -> list[str]:
    return [
        line.text
        for line in join_printed([Line(text, where=f"dòng {n}", printed=True) for n, text in enumerate(printed)])
    ]


def paragraphs(*written: str) -> list[str]:
    return [line.text for line in join_printed([Line(text, where=f"đoạn {n}") for n, text in enumerate(written)])]


ITEM = "2. Văn phòng Sở chủ trì xây dựng kế hoạch tuyên truyền, hoàn thành"
BEFORE = "1. Thanh tra chủ trì kiểm tra."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{ITEM} trong quý", "III/2024."),
        (f"{ITEM} trước ngày", "15/3/2024."),
        (f"{ITEM} trước ngày 15 tháng", "3. năm 2024."),
        (f"{ITEM} trước ngày 15 tháng", "3 năm 2024."),
        (f"{ITEM} trong", "3 năm liên tục."),
        (f"{ITEM} theo Quyết định số", "18/QĐ-UBND của tỉnh."),
        (f"{ITEM} theo quy định tại khoản", "2. Điều 5 của Luật."),
        (f"{ITEM} theo khoản 1,", "2 Điều 5 của Luật."),
        (f"{ITEM} theo Nghị quyết của Ban Chấp hành Trung ương (khóa", "XI)."),
        (f"{ITEM} giai đoạn 2021", "- 2025 tại các xã."),
        (f"{ITEM} trước", "15/6/2025."),
        (f"{ITEM} từ", "Ngày hội Đại đoàn kết."),
        (f"{ITEM} phối hợp với Văn phòng,", "Thanh tra và các phòng."),
        (f"{ITEM} của", "UBND tỉnh."),
        ("2. Thanh tra tỉnh: Rà soát đơn thư kéo dài;", "tham mưu giải quyết trước ngày 30/9/2025."),
        (f"{ITEM} trong năm", "2024 và những năm sau."),
        ("Trên đây là Kế hoạch của Sở", "./."),
        ("II. NHIỆM VỤ TRỌNG TÂM", "NĂM 2025"),
        (f"{ITEM} việc phát triển kinh tế", "- xã hội của xã."),
        ("+ Tặng quà Tết cho học sinh nghèo, xong trước 11/02", "(Công đoàn trường, Liên đội phối hợp)"),
    ],
)  # fmt: skip
def test_a_sentence_goes_on_in_the_next_line(first: str, second: str) -> None:
    assert 2 == len(texts(BEFORE, first, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2. Công tác tuyên truyền", "3. Công tác kiểm tra"),
        ("2. Công tác tuyên truyền", "a) Tổ chức hội nghị."),
        ("2. Công tác tuyên truyền", "2.1. Tổ chức hội nghị."),
        ("2. Công tác tuyên truyền", "- Tổ chức hội nghị."),
        ("2. Công tác tuyên truyền", "- Phát triển kinh tế - xã hội."),
        ("2. Công tác phát triển kinh tế", "- Xã hội hóa giáo dục."),
        ("2. Nhiệm vụ trong quý", "III. TỔ CHỨC THỰC HIỆN"),
        ("I. NHIỆM VỤ TRONG THÁNG", "1. Tổ chức hội nghị."),
        ("2. Nhiệm vụ trọng tâm trong năm", "3. Tổ chức hội nghị."),
        ("2. Văn phòng chủ trì kiểm tra.", "III/2024 là hạn chót."),
        ("2. Thanh tra tỉnh: rà soát đơn thư; và", "3. Văn phòng báo cáo."),
        ("- Lưu: VT, VP", "GIÁM ĐỐC"),
        ("An Bình, ngày   tháng   năm", "KẾ HOẠCH"),
        ("2. Các việc như sau:", "xây dựng kế hoạch"),
        ("ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH"),
        ("I. MỤC ĐÍCH", "Nâng cao hiệu quả."),
        ("Tháng 2: Ký cam kết không đốt pháo ở lớp", "Tháng 3: Bổ sung Quy chế chi tiêu nội bộ."),
        ("Quý I: Kiểm tra các quán", "Quý II+III: Kiểm tra các chợ."),
    ],
)
def test_a_new_item_or_heading_stays_one(first: str, second: str) -> None:
    assert [first, second] == texts("I. MỤC ĐÍCH", "II. NỘI DUNG", BEFORE, first, second)[-2:]


def test_real_paragraphs_stay_whatever_their_length() -> None:
    full = "Văn phòng Sở chủ trì xây dựng kế hoạch tuyên truyền của các phòng"
    assert [full, full, "Văn phòng báo cáo"] == paragraphs(full, full, "Văn phòng báo cáo")


@pytest.mark.parametrize("rest", ["hoàn thành trước ngày 15/3/2024.", "để báo cáo."])
def test_a_paragraph_that_begins_in_small_letters_goes_on(rest: str) -> None:
    assert [f"{ITEM} {rest}"] == paragraphs(ITEM, rest)


@pytest.mark.parametrize("rest", ["15/3/2024.", "20 hằng tháng."])
def test_a_paragraph_that_begins_with_the_number_awaited_goes_on(rest: str) -> None:
    assert [f"{ITEM} trước ngày {rest}"] == paragraphs(f"{ITEM} trước ngày", rest)


@pytest.mark.parametrize("waiting", ["trước", "xong", "hạn", "chậm nhất", "đến hết", "thời gian nộp:", "trong tháng"])
def test_a_day_that_a_line_waits_for_is_no_number_of_a_page(waiting: str) -> None:
    text = f"- Văn phòng rà soát thủ tục nội bộ, {waiting}\n10/12\n- Thanh tra kiểm tra hồ sơ."
    assert any("10/12" in line.text for line in read_text("a.txt", text.encode())[0])


def test_a_blank_line_parts_and_the_end_of_a_page_does_not() -> None:
    wide = "- Văn phòng chủ trì rà soát các thủ tục và báo cáo kết quả về\nphòng Nội vụ"
    parted = [line.text for line in read_text("a.txt", f"{wide} trong\n\nnăm học.".encode())[0]]
    paged = [line.text for line in read_text("a.txt", f"{wide} trong\n\n- 2 -\n\nnăm học.".encode())[0]]
    assert (2, 1) == (len(parted), len(paged))


def test_a_number_awaited_goes_on_behind_a_blank_line_too() -> None:
    text = "3. Phòng Dân vận báo cáo kết quả đợt kiểm tra (tháng\n\n5), kết quả khắc phục.\n\n6. Họp."
    assert 2 == len(read_text("a.txt", text.encode())[0])


def test_a_month_below_a_title_in_capitals_heads_its_own_work() -> None:
    assert ["A. CÔNG VIỆC THEO THÁNG", "THÁNG 01"] == paragraphs("A. CÔNG VIỆC THEO THÁNG", "THÁNG 01")
    assert ["A. CÔNG VIỆC THEO QUÝ", "QUÝ I"] == texts("A. CÔNG VIỆC THEO QUÝ", "QUÝ I")


def test_a_symbol_broken_at_its_stroke_is_whole() -> None:
    assert "theo Kế hoạch số 12/KH-UBND" == texts("1. Phòng làm theo Kế hoạch số 12/KH-", "UBND")[0][-27:]


def test_cells_are_never_glued_for_their_length() -> None:
    cell = [Line(text, cell=(1, 1, 1), printed=True) for text in ("Phòng Kế hoạch Tài chính của tỉnh", "Thanh tra")]
    assert cell == join_printed(cell)


def test_the_motto_is_whole_in_its_cell() -> None:
    cell = [Line(text, cell=(1, 1, 2)) for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Độc lập - Tự do")]
    assert ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do"] == [line.text for line in join_printed(cell)]


def wrapped(text: str, width: int) -> str:
    """Breaks every line of a text as a mail program does; lines of columns stay."""
    kept = ("    ", "|", "\t")
    lines = (
        [line] if not line.strip() or any(mark in line.strip() for mark in kept)
        else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )  # fmt: skip
    return "\n".join(piece for pieces in lines for piece in pieces)


def compared(text: str, width: int) -> tuple[int, int, list[str]]:
    """Counts (lines, lines that came back whole) and lists those that came back with another one glued to them."""
    whole = [line.text for line in join_printed(printed_lines(text, Told()))]
    found = [line.text for line in join_printed(printed_lines(wrapped(text, width), Told()))]
    ends = {0}
    for line in whole:
        ends.add(max(ends) + len(line.replace(" ", "")))
    at, glued = 0, []
    for line in found:
        length = len(line.replace(" ", ""))
        glued += [line] if any(at < end < at + length for end in ends) else []
        at += length
    return len(whole), len(set(whole) & set(found)), glued


@pytest.mark.parametrize("width", [60, 66, 72, 78, 80, 84, 90, 95])
def test_a_plan_broken_at_any_width_gives_its_lines_back(width: int) -> None:
    counts = [compared(plan.read_text(encoding="utf-8"), width) for plan in GOLD]
    assert [] == [line for _, _, glued in counts for line in glued]
    assert sum(whole for _, whole, _ in counts) >= 0.99 * sum(len(set_) for set_ in map(_lines, GOLD))


def _lines(plan: Path) -> set[str]:
    return {line.text for line in join_printed(printed_lines(plan.read_text(encoding="utf-8"), Told()))}


@costly(60)
@given(st.integers(60, 95), st.sampled_from(GOLD))
def test_no_two_items_are_ever_glued(width: int, plan: Path) -> None:
    assert [] == compared(plan.read_text(encoding="utf-8"), width)[2]


_BODIES = ("Văn phòng Sở", "HĐND, UBND tỉnh", "Sở Lao động - Thương binh và Xã hội", "Trường THPT Lê Hồng Phong")
_WORK = (
    "phát triển kinh tế - xã hội", "sửa đổi khoản 2 Điều 5 và khoản 3, Điều 7 của Quy chế", "tuyên truyền Luật Dân số",
    "thực hiện Nghị quyết số 25-NQ/TW ngày 03/6/2013 của Ban Chấp hành Trung ương (khóa XI)", "hỗ trợ 1.000 lượt người",
    "làm theo Quyết định số 18/QĐ-UBND ngày 15/6/2025 của UBND tỉnh; họp giai đoạn 2021 - 2025",
)  # fmt: skip
_DUE = (
    "trước ngày 15/3/2024", "trong quý III/2024", "trong tháng 3 năm 2024", "trước ngày 15 tháng 3 năm 2024",
    "chậm nhất ngày 20 hằng tháng", "quý I, quý II và quý IV năm 2024", "đợt 1 tháng 5, đợt 2 tháng 10",
)  # fmt: skip
_HEADS = (
    "Công tác tuyên truyền, phổ biến, giáo dục pháp luật cho nhân dân trong tháng",
    "Phòng Kế hoạch",
    "Các việc năm",
)
_PARTS = ("TỔ CHỨC THỰC HIỆN", "NHIỆM VỤ VÀ GIẢI PHÁP THỰC HIỆN CÔNG TÁC DÂN VẬN NĂM 2024")


def invented(chance: random.Random) -> list[str]:
    """Makes the lines of a plan whose sentences hold numbers, dates, symbols and dashes wherever they may break."""
    pick, end = chance.choice, chance.choice((".", ";", ""))

    def item(marker: str) -> str:
        return f"{marker} {pick(_BODIES)} chủ trì, phối hợp với {pick(_BODIES)} {pick(_WORK)}, xong {pick(_DUE)}{end}"

    lines = ["SỞ NỘI VỤ", "Số: 12/KH-SNV", "KẾ HOẠCH", "Công tác dân vận năm 2024"]
    for roman in ("I", "II", "III"):
        lines.append(f"{roman}. {pick(_PARTS)}")
        kind = pick(("{n}.", "-", "{n}.{m}.", "{letter})", "+"))
        for n in range(1, 5):
            lines += [f"{n}. {pick(_HEADS)}"] if kind in ("{n}.{m}.", "{letter})", "+") else []
            lines += [item(kind.format(n=n, m=m, letter="abc"[m - 1])) for m in range(1, 2 if kind == "{n}." else 4)]
    return [*lines, "Nơi nhận:", "- Lưu: VT, VP.", "GIÁM ĐỐC", "Nguyễn Văn A"]


@costly(150)
@given(st.randoms(use_true_random=False), st.integers(60, 95))
def test_any_plan_broken_at_any_width_comes_back_line_by_line(chance: random.Random, width: int) -> None:
    lines = invented(chance)
    found = [line.text for line in join_printed(printed_lines(wrapped("\n".join(lines), width), Told()))]
    assert lines == found


@costly(200)
@given(
    st.lists(
        st.text(alphabet="aăQIV123.;:,-–/() đệ\t", min_size=1, max_size=90).map(str.strip).filter(bool), max_size=12
    )
)
def test_no_letter_is_lost_or_made_up(printed: list[str]) -> None:
    joined = join_printed([Line(text, where=f"dòng {n}", printed=True) for n, text in enumerate(printed)])
    said = "".join(f"{line.label}{line.text}" for line in joined)
    assert "".join("".join(printed).split()) == "".join(said.split())


def test_blank_lines_above_every_broken_line_part_nothing() -> None:
    sentence = "1. Bộ phận Thanh tra chủ trì, phối hợp với Phòng Tư pháp huyện, Huyện đoàn tổ chức cuộc thi cấp huyện."
    paragraphs = [sentence.replace("1.", f"{number}.", 1) for number in range(1, 7)]
    printed = [
        Line(piece, where=f"dòng {number}", printed=True, blank_before=True)
        for number, piece in enumerate(piece for text in paragraphs for piece in textwrap.wrap(text, 60))
    ]
    assert paragraphs == [line.text for line in join_printed(printed)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- Lắp camera tại các hẻm. Tổ Tổng hợp. Hạn:", "30/4"),
        ("Bộ phận Thanh tra tổng hợp, báo cáo Sở trước", "ngày 05/6/2021."),
        (f"{ITEM}, phối hợp với Phòng", "Tuyên truyền và Địa bàn."),
        ("- Văn phòng Sở tổ chức đối thoại với người dân theo ba đợt:", "07/6, 05/7 và 02/8/2026."),
        ("- Thanh tra Sở kiểm tra, báo cáo kết quả thực hiện kế hoạch vào Quí", "IV."),
    ],
)
def test_a_time_or_a_name_that_a_line_waits_for_goes_on_with_it(first: str, second: str) -> None:
    assert [f"{first} {second}"] == [line.text for line in join_printed(printed_lines(f"{first}\n{second}", Told()))]


def test_a_month_below_a_heading_that_ends_with_its_word_heads_what_follows() -> None:
    assert ["II. LỊCH CÔNG TÁC TỪNG THÁNG", "Tháng 9/2025"] == texts("II. LỊCH CÔNG TÁC TỪNG THÁNG", "Tháng 9/2025")


@pytest.mark.parametrize("field", ["Người thực hiện: Văn phòng Sở", "Thời hạn: 15/3", "Chủ trì: Thanh tra Sở"])
def test_a_field_never_goes_on_with_a_line_that_is_finished(field: str) -> None:
    work = "- Rà soát danh sách hộ nghèo, hộ cận nghèo trên địa bàn các ấp."
    assert [work, field] == texts(work, field)


def test_a_name_that_ends_like_a_citation_never_takes_the_first_item_below_it() -> None:
    printed = ("IV. Phòng Nội dung số", "1. Chuyển đổi băng tư liệu.", "2. Quản trị bình luận.")
    assert list(printed) == texts(*printed)


@pytest.mark.parametrize("heading", ["Tháng 8", "Quý II", "Tháng 11 + 12", "Đợt 2:"])
def test_a_month_alone_heads_what_follows_below_a_name_without_a_stop(heading: str) -> None:
    """The name above is as long as the lines are broken at, so that the heading could have had no room there."""
    printed = [
        "- Kiểm tra hoạt động ủy thác vốn vay Ngân hàng CSXH tại 12 tổ TK&VV,",
        "xong trước ngày 20/6. Phụ trách: chị Hoàng Thị Loan - Ủy viên BTV",
        heading,
        '- Ra mắt mô hình "Biến rác thành tiền": chi hội Đình Bảng và chi hội',
        "Bái Đông làm, Đoàn Thanh niên xã hỗ trợ",
    ]
    assert heading in texts(*printed)


@pytest.mark.parametrize("when", ["(tháng 5/2026)", "(từ 01/5 đến 31/5)", "(quý II)", "(hoàn thành trong tháng 5)"])
def test_a_time_in_brackets_on_a_line_of_its_own_goes_with_the_heading_above(when: str) -> None:
    heading = "2. Tháng Công nhân và Tháng hành động về an toàn lao động"
    assert [f"{heading} {when}", "2.1. Lễ phát động."] == texts(heading, when, "2.1. Lễ phát động.")
    assert [f"{heading} {when}"] == paragraphs(heading, when)


def test_a_field_of_who_leads_alone_on_its_line_goes_on_with_the_name() -> None:
    assert ["Đơn vị chủ trì: Văn phòng; đơn vị phối hợp: Thanh tra."] == texts(
        "Đơn vị chủ trì:", "Văn phòng; đơn vị phối hợp: Thanh tra."
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- Sở Nội vụ chủ trì thẩm định, trình", "UBND tỉnh đề án."),
        ("- Kỷ niệm Ngày Thầy thuốc. Giám đốc", "Bệnh viện trực tiếp chỉ đạo."),
        ("- Rà soát các điểm đen, đề xuất", "UBND thành phố xử lý."),
        ("- Lễ ra quân tại quảng trường, sáng", "01/3"),
        ("- Dựng kịch bản; phối hợp: Đội Cảnh sát khu vực", "3. Thời hạn: trước ngày 10/9."),
    ],
)
def test_a_sentence_that_waits_for_whom_goes_on(first: str, second: str) -> None:
    long = "- Kiểm tra việc thực hiện quy chế ở cơ quan, đơn vị trong năm học."
    assert [long, f"{first} {second}"] == texts(long, first, second)


def test_a_month_that_a_sentence_waits_for_is_no_heading() -> None:
    assert ["Phòng Kinh tế hoàn thành việc nạo vét kênh mương nội đồng trước Tháng 8"] == texts(
        "Phòng Kinh tế hoàn thành việc nạo vét kênh mương nội đồng trước", "Tháng 8"
    )


def test_the_second_half_of_an_office_is_no_item() -> None:
    printed = [
        "Hướng dẫn, hỗ trợ công đoàn cơ sở ký mới ít nhất 35 bản thỏa ước lao",
        "động tập thể, trong đó có 01 thỏa ước nhóm doanh nghiệp - Ban Chính sách",
        "- Pháp luật - hoàn thành trước ngày 30/10/2026.",
    ]
    assert [" ".join(printed)] == texts(*printed)


def test_a_name_with_a_dash_that_stands_whole_elsewhere_is_whole_over_a_break() -> None:
    whole = "1. Đội Tham mưu - Hành chính lập sổ."
    assert [whole, "2. Sửa camera. Phân công: Đội Tham mưu - Hành chính; xong 20/5."] == texts(
        whole, "2. Sửa camera. Phân công: Đội Tham mưu", "- Hành chính; xong 20/5."
    )
    # Elsewhere unknown, the dash begins an item.
    assert 2 == len(texts("2. Sửa camera. Phân công: Đội Tham mưu", "- Hành chính; xong 20/5."))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Quy ước viết tắt: TCHC - Phòng Tổ chức - Hành chính;",
            "CTSV - Phòng Công tác sinh viên; ĐT - Phòng Đào tạo.",
        ),
        ("Chữ viết tắt: VP: Văn phòng Sở;", "TTr: Thanh tra Sở."),
    ],
)
def test_a_legend_goes_on_below_its_semicolon(first: str, second: str) -> None:
    assert texts("I. CHỮ VIẾT TẮT", first, second)[1:] == [f"{first} {second}"]


def test_a_bracket_goes_on_below_its_semicolon() -> None:
    first = "Tiêu hủy vật chứng (Bộ phận Văn phòng chủ trì;"
    second = "Phòng Kinh tế xã phối hợp; chậm nhất ngày 24/7)."
    assert texts("I. NHIỆM VỤ", first, second)[1:] == [f"{first} {second}"]


def test_a_note_below_a_total_begins_its_own_line() -> None:
    lines = ["Tổng cộng: 02 nhiệm vụ", "Ghi chú: Việc 1 làm ở cơ sở."]
    assert texts(*lines) == lines
