"""Tables as offices lay them out: every way of ticking periods and bodies, of summing up, of heading rows."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_cli.domain.draft import Document, Line, PlanDraft, Sheet, TaskDraft
from danvan_cli.intake.plan import read_plan

Merged = tuple[tuple[int, int, int, int], ...]


def _sheet(text: str, merged: Merged = ()) -> PlanDraft:
    """Reads rows of cells parted by "|", "/n" for a line break; "" stands for an empty row."""
    rows = tuple(
        (number, tuple(cell.strip().replace("/n", "\n") for cell in line.split("|")))
        for number, line in enumerate(text.strip().splitlines(), start=1)
        if line.strip()
    )
    return read_plan(Document((), "so.xlsx", "0" * 64, (), (Sheet("", rows, merged),)), lambda _: ())


def _word(above: str, table: str, below: str = "") -> PlanDraft:
    """Reads a text of lines around one table."""
    lines = [Line(line.strip(), where=f"đoạn {n}") for n, line in enumerate(above.strip().splitlines(), start=1)]
    for row, line in enumerate(table.strip().splitlines(), start=1):
        for column, cell in enumerate(line.split("|"), start=1):
            for part in filter(None, cell.strip().split("/n")):
                where = f"bảng 1, hàng {row}, cột {column}"
                lines.append(Line(part, where=where, cell=(1, row, column)))
    lines += [Line(line.strip(), where=f"đoạn {n}") for n, line in enumerate(below.strip().splitlines(), start=90)]
    return read_plan(Document(tuple(lines), "ke-hoach.docx", "0" * 64, ()), lambda _: ())


def _task(plan: PlanDraft, begin: str) -> TaskDraft:
    return next(task for task in plan.tasks if task.content.startswith(begin))


def _family(plan: PlanDraft, begin: str) -> list[TaskDraft]:
    return [task for task in plan.tasks if task.content.startswith(begin)]


def _days(plan: PlanDraft, begin: str) -> list[str]:
    found = {day for t in _family(plan, begin) for day in (t.due_on, *(p.due_on for p in t.periods)) if day}
    return [day.isoformat() for day in sorted(found)]


def _units(plan: PlanDraft, begin: str, name: str) -> list[str]:
    names = {unit.code: unit.name for unit in plan.units}
    return [names[code] for code in getattr(_task(plan, begin), name)]


def _asked(plan: PlanDraft, begin: str) -> set[str]:
    codes = {task.code for task in _family(plan, begin)}
    return {u.field or "" for u in plan.unresolved if u.task in codes}


QUARTERS = """
UBND XÃ TÂN HƯNG
TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ NĂM 2026

STT | Nhiệm vụ | Chủ trì | Phối hợp | {upper} | | | | {last} | Ghi chú
 | | | | {titles} |
1 | Ban hành quy chế làm việc | Văn phòng | | x | | | | |
2 | Kiểm tra hộ kinh doanh | Phòng Kinh tế | Công an xã | | X | | ✓ | |
3 | Sửa chữa trụ sở | Phòng Kinh tế | | | 20/5 | | | |
4 | Mở lớp bồi dưỡng | Phòng Văn hóa | | | | T8 | | |
5 | Trực tiếp công dân | Văn phòng | | | | | | x |
6 | Rà soát quy hoạch | Phòng Kinh tế | | | | ? | | |
7 | Tổng điều tra | Phòng Kinh tế | | | | | 15/11/2026 | |
8 | Tổng kết phong trào | Văn phòng | | | T14 | | | |
"""


QUARTER_TITLES = (
    ("Thời gian thực hiện", "Thường xuyên", "Quý I | Quý II | Quý III | Quý IV |"),
    ("Thời gian", "", "Quý I | Quý II | Quý III | Quý IV | Thường xuyên"),
    ("Tiến độ", "", "Q1 | Q2 | Q3 | Q4 | Cả năm"),
    ("Lộ trình thực hiện (quý)", "", "I | II | III | IV | Hằng tháng"),
    ("Kế hoạch thời gian", "", "Quý 1 | Quý 2 | Quý 3 | Quý 4 | Liên tục trong năm"),
)


@pytest.mark.parametrize("titles", QUARTER_TITLES, ids=lambda t: t[0])
def test_ticked_quarters_give_their_last_days(titles: tuple[str, str, str]) -> None:
    upper, last, below = titles
    plan = _sheet(QUARTERS.format(upper=upper, last=last, titles=below))
    assert [_days(plan, t.content) for t in plan.tasks] == [
        ["2026-03-31"], ["2026-06-30", "2026-12-31"], ["2026-05-20"], ["2026-08-31"], _days(plan, "Trực"), _days(plan, "Rà soát"),
        ["2026-11-15"], _days(plan, "Tổng kết"),
    ]  # fmt: skip
    assert "due_on" in _asked(plan, "Rà soát")
    assert "due_on" in _asked(plan, "Tổng kết")
    assert "due_on" not in _asked(plan, "Ban hành")


def test_a_word_below_a_period_that_is_no_day_is_asked() -> None:
    plan = _sheet(QUARTERS.format(upper="Thời gian", last="", titles="Quý I | Quý II | Quý III | Quý IV | Cả năm"))
    assert "due_on" in _asked(plan, "Rà soát")


MATRIX = """
SỞ NỘI VỤ TỈNH AN BÌNH
BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026

TT | Nhiệm vụ | {upper} | | | | | Thời hạn
 | | {names} |
1 | Lập đề án vị trí việc làm | CT | PH | | | ph | 30/6/2026
2 | Số hóa hồ sơ lưu trữ | | CT | PH | x | | 15/9/2026
3 | Vệ sinh cơ quan | x | x | x | x | x | 30/4/2026
4 | Kiểm tra công vụ | PH | PH | | | | 20/10/2026
5 | Tổng kết năm | | | | ct | PH | 10/12/2026
6 | Họp giao ban | ? | | CT | | | 10/11/2026
 | Số việc chủ trì | 1 | 1 | 0 | 1 | 0 |
Ghi chú: CT: chủ trì; PH: phối hợp{legend}.
"""
MATRIX_NAMES = (
    ("Đơn vị thực hiện", "Văn phòng | P. TCBC | P.\nCCHC | TT LTLS | Chi cục VTLT"),
    ("Phân công", "VP | P.TCCB | Thanh tra | TT CNTT&TT | CC VTLT"),
    ("Trách nhiệm của các đơn vị", "Văn phòng Sở | Phòng XDCQ | Phòng CCVC | Ban TĐKT | TTPVHCC"),
    ("Các đơn vị tham gia", "VP Sở | P. QLNN | P. KHTC | TT DVVL | Trường TC Nghề"),
)


@pytest.mark.parametrize("legend", ["; x: cùng thực hiện", ""])
@pytest.mark.parametrize("titles", MATRIX_NAMES, ids=lambda t: t[0])
def test_marks_below_bodies_give_them_their_parts(titles: tuple[str, str], legend: str) -> None:
    upper, names = titles
    _first, _second, _third, _fourth, _fifth = (name.replace("\n", " ").strip() for name in names.split("|"))
    plan = _sheet(MATRIX.format(upper=upper, names=names.replace("\n", "/n"), legend=legend))
    assert len(plan.tasks) == 6
    assert len(_task(plan, "Lập đề án").leads) == 1
    assert len(_task(plan, "Lập đề án").supports) == 2
    assert len(_task(plan, "Số hóa").leads) == 1
    assert len(_task(plan, "Tổng kết").leads) == 1
    assert _task(plan, "Kiểm tra").leads == ()
    assert "leads" in _asked(plan, "Kiểm tra")
    assert len(_task(plan, "Vệ sinh").leads) == 5 or "leads" in _asked(plan, "Vệ sinh")
    assert not {"ct", "ph", "x", "?"} & {unit.name.casefold() for unit in plan.units}
    assert not {"ct", "ph", "x", "?"} & {g.casefold() for t in plan.tasks for g in t.groups}


def test_a_matrix_whose_titles_are_not_known_asks_and_makes_no_unit_of_a_mark() -> None:
    plan = _sheet("""
SỞ Y TẾ
BẢNG PHÂN CÔNG NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập kế hoạch | x | 30/6/2026
2 | Mua thuốc | CT | 30/7/2026
3 | Kiểm kê | Phòng Nghiệp vụ | 30/8/2026
""")
    assert [unit.name for unit in plan.units] == ["Phòng Nghiệp vụ"]
    assert "leads" in _asked(plan, "Lập")
    assert "leads" in _asked(plan, "Mua")


@pytest.mark.parametrize(
    "cell", ["Phòng KT, HT và ĐT", "Phòng VH, TT và DL", "Phòng NN, TN&MT", "Phòng LĐ, TB và XH", "P. KT, HT & ĐT"]
)
def test_a_body_named_by_initials_with_commas_is_one_or_asked(cell: str) -> None:
    plan = _sheet(f"""
UBND PHƯỜNG TÂN AN
KẾ HOẠCH NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập kế hoạch | {cell} | 30/6/2026
""")
    assert len(plan.units) <= 1 or "leads" in _asked(plan, "Lập")


RESULTS = (
    ("Kết quả", "Hoàn thành. Quyết định số 15/QĐ-UBND ngày 02/6/2026"),
    ("Tình hình thực hiện", "Đang dự thảo, đã lấy ý kiến lần 2"),
    ("Tình hình, kết quả thực hiện", "Đợt 1 đã xong; đợt 2 đang làm"),
    ("Kết quả thực hiện", "Đã trình Chủ tịch UBND xã ngày 12/6/2026"),
    ("Kết quả, sản phẩm", "Dự thảo lần 3"),
    ("Tiến độ thực hiện", "Đã xong phần móng, đang xây tường"),
    ("Tình trạng", "Chậm tiến độ"),
)


@pytest.mark.parametrize(("title", "said"), RESULTS)
def test_words_of_how_far_work_is_are_kept_whole(title: str, said: str) -> None:
    plan = _sheet(f"""
UBND XÃ TÂN HƯNG
BẢNG THEO DÕI NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn | Tiến độ | {title}
1 | Lập kế hoạch | Phòng Kinh tế | 30/6/2026 | | {said}
2 | Lập báo cáo | Phòng Kinh tế | 30/7/2026 | | Hoàn thành ngày 28/7/2026
3 | Lập sổ | Phòng Kinh tế | 30/8/2026 | | Chưa thực hiện
""")
    tracking = _task(plan, "Lập kế hoạch").tracking
    assert tracking is not None
    assert tracking.result == said


def test_a_bare_tick_in_a_state_is_asked() -> None:
    plan = _sheet("""
UBND XÃ TÂN HƯNG
BẢNG THEO DÕI NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn | Tiến độ
1 | Lập kế hoạch | Phòng Kinh tế | 30/6/2026 | x
2 | Lập báo cáo | Phòng Kinh tế | 30/7/2026 | Đang thực hiện
""")
    assert any(name.startswith("tracking") for name in _asked(plan, "Lập kế hoạch"))


@pytest.mark.parametrize(
    "line",
    [
        "(số liệu cập nhật đến ngày 10/10/2026)", "Ngày in: 12/10/2026", "(Tính đến hết ngày 30/9/2026)",
        "Tân Hưng, ngày 15 tháng 10 năm 2026", "Báo cáo ngày 20/11/2026",
    ],
)  # fmt: skip
def test_the_day_of_a_register_without_a_plan_is_no_day_of_issue(line: str) -> None:
    plan = _sheet(f"""
UBND XÃ TÂN HƯNG
BẢNG THEO DÕI NHIỆM VỤ NĂM 2026
{line}
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập kế hoạch | Phòng Kinh tế | 30/6/2026
2 | Lập báo cáo | Phòng Kinh tế | 30/7/2026
""")
    assert [u.why for u in plan.unresolved if u.task] == []


@pytest.mark.parametrize(
    ("content", "is_asked"),
    [
        ("Đề xuất biên chế công chức năm 2027", False),
        ("Lập dự toán năm 2027", False),
        ("Báo cáo kết quả 6 tháng đầu năm 2026", False),
        ("Tổng kết công tác quý I/2026", False),
        ("Rà soát hộ nghèo giai đoạn 2026 - 2030", False),
        ("Tổ chức lễ kỷ niệm ngày 19/5", False),
        ("Nộp báo cáo trước ngày 15/5/2026", True),
    ],
)
def test_only_another_deadline_in_the_content_is_asked(content: str, is_asked: bool) -> None:
    plan = _sheet(f"""
UBND XÃ TÂN HƯNG
BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | {content} | Phòng Kinh tế | 30/6/2026
""")
    assert ("due_on" in _asked(plan, content[:8])) == is_asked


@pytest.mark.parametrize(
    "row",
    [
        " | Trong đó: đã hoàn thành 06; đang thực hiện 07; chưa thực hiện 02",
        " | Số việc chủ trì | 4 | 5",
        "Tổng cộng: 02 nhiệm vụ",
        " | Tổng số việc | | 2",
        "Cộng | | |",
        " | Tỷ lệ hoàn thành | 50% |",
        " | Số nhiệm vụ đã hoàn thành: 05",
        " | Tổng số: 18 văn bản (hoàn thành 7)",
    ],
)
def test_rows_that_sum_up_are_no_tasks(row: str) -> None:
    plan = _sheet(f"""
UBND XÃ TÂN HƯNG
BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập kế hoạch | Phòng Kinh tế | 30/6/2026
2 | Tổng hợp báo cáo | Phòng Kinh tế | 30/7/2026
{row}
""")
    assert [task.content for task in plan.tasks] == ["Lập kế hoạch", "Tổng hợp báo cáo"]


@pytest.mark.parametrize(
    "head", ["Chỉnh trang đô thị, gồm:", "Chỉnh trang đô thị:", "Chỉnh trang đô thị, cụ thể như sau:"]
)
def test_work_made_up_of_the_rows_below_heads_them(head: str) -> None:
    plan = _sheet(f"""
UBND XÃ TÂN HƯNG
BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Phối hợp | Thời hạn
1 | Lập kế hoạch | Phòng Kinh tế | | 30/6/2026
2 | {head} | Phòng Đô thị | |
2.1 | Lát vỉa hè | | | 30/7/2026
2.2 | Lắp đèn | Công an xã | | 30/8/2026
3 | Tổng kết | Văn phòng | | 30/11/2026
""")
    assert [t.content for t in plan.tasks] == ["Lập kế hoạch", "Lát vỉa hè", "Lắp đèn", "Tổng kết"]
    assert _units(plan, "Lát vỉa hè", "leads") == ["Phòng Đô thị"]
    assert _units(plan, "Lắp đèn", "leads") == ["Công an xã"]


@pytest.mark.parametrize(
    ("cell", "field"), [("45884", "due_on"), ("12/9/2052", "due_on"), ("46022.0", "due_on"), ("30/6/2126", "due_on")]
)
def test_figures_that_are_no_likely_day_are_asked(cell: str, field: str) -> None:
    plan = _sheet(f"""
UBND XÃ TÂN HƯNG
BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập kế hoạch | Phòng Kinh tế | {cell}
2 | Tổng hợp báo cáo | Phòng Kinh tế | 30/7/2026
""")
    assert field in _asked(plan, "Lập")


def test_a_day_of_completion_far_ahead_is_asked() -> None:
    plan = _sheet("""
UBND XÃ TÂN HƯNG
BẢNG THEO DÕI NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn | Ngày nộp | Tình trạng
1 | Lập kế hoạch | Phòng Kinh tế | 30/6/2026 | 12/6/2062 | Hoàn thành
2 | Lập sổ | Phòng Kinh tế | 30/6/2026 | 12/6/2026 | Hoàn thành
""")
    assert any(name.startswith("tracking") for name in _asked(plan, "Lập kế hoạch"))
    assert not any(name.startswith("tracking") for name in _asked(plan, "Lập sổ"))


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("UBND PHƯỜNG\nBÌNH KHÊ ĐÔNG", "UBND phường Bình Khê Đông"),
        ("UBND PHƯỜNG TÂN AN", "UBND phường Tân An"),
        ("UBND TỈNH HẢI LONG\nSỞ XÂY DỰNG", "Sở Xây dựng"),
        ("BỆNH VIỆN ĐA KHOA\nTÂN GIANG", "Bệnh viện Đa khoa Tân Giang"),
    ],
)
def test_the_issuer_is_put_together(above: str, issuer: str) -> None:
    plan = (
        _sheet(f"""
{above}
BIỂU TIẾN ĐỘ CÔNG TÁC NĂM 2026
(Kèm theo Chương trình số 04/CTr-UBND ngày 12/01/2026 của UBND phường)
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập kế hoạch | Phòng Kinh tế | 30/6/2026
""")
        if "PHƯỜNG" in above
        else _sheet(f"""
{above}
BIỂU TIẾN ĐỘ CÔNG TÁC NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập kế hoạch | Phòng Kinh tế | 30/6/2026
""")
    )
    assert (plan.header.issuer or "").casefold() in (
        issuer.casefold(),
        issuer.replace("UBND", "Ủy ban nhân dân").casefold(),
    )


@pytest.mark.parametrize(
    "foot",
    [
        " | | | Tân Hưng, ngày 10 tháng 10 năm 2026\n | NGƯỜI LẬP BIỂU | | CHÁNH VĂN PHÒNG\n\n | Đỗ Hữu Phát | | Lê Thị Minh Thảo",
        " | | TM. ỦY BAN NHÂN DÂN\n | | CHỦ TỊCH\n\n | | Lê Thị Minh Thảo",
        "Người lập: Huỳnh Ngân | | GIÁM ĐỐC/nLê Thị Minh Thảo",
    ],
)
def test_the_name_below_a_post_is_the_signers(foot: str) -> None:
    plan = _sheet(f"""
UBND XÃ TÂN HƯNG
BẢNG THEO DÕI NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập kế hoạch | Phòng Kinh tế | 30/6/2026
{foot}
""")
    assert plan.header.signer == "Lê Thị Minh Thảo"


def test_days_of_one_cell_follow_each_other_from_the_same_row() -> None:
    plan = _sheet("""
UBND XÃ TÂN HƯNG
BẢNG THEO DÕI NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Khảo sát | Phòng Kinh tế | Lần 1: 31/5/2026; lần 2: 30/11/2026
2 | Lập sổ | Phòng Kinh tế | 30/6/2026
""")
    assert _days(plan, "Khảo sát") == ["2026-05-31", "2026-11-30"]
    assert {task.source for task in _family(plan, "Khảo sát")} == {"hàng 4"}


TABLE = """
STT | Nội dung | Phân công | Thời gian | Tiến độ
I. CHUYÊN MÔN
1 | Cải tiến quy trình:/n- Bố trí bàn;/n- Lắp máy. | Chủ trì: Khoa Khám bệnh/nPhối hợp: Phòng KHTH | 31/3/2026 | Hoàn thành ngày 28/3/2026
2 | Khảo sát người bệnh | Phòng Điều dưỡng | 30/11/2026 | Chưa thực hiện
Tổng cộng: 02 nội dung
"""
WORDS_AROUND = (
    ("BẢNG PHÂN CÔNG NĂM 2026\nBỆNH VIỆN ĐA KHOA TÂN GIANG", ""),
    ("SỞ Y TẾ AN BÌNH\nBỆNH VIỆN ĐA KHOA TÂN GIANG\nDANH MỤC NHIỆM VỤ NĂM 2026\n(Kèm theo Kế hoạch số 11/KH-BV ngày 09/02/2026)", "Ghi chú: x là đã xong"),
    ("PHỤ LỤC I\nPHÂN CÔNG NHIỆM VỤ NĂM 2026", "Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nNguyễn Văn Hòa"),
    ("BIỂU 1. NHIỆM VỤ TRỌNG TÂM NĂM 2026", "1. Cột 4 là thời hạn cuối.\n2. Cột 5 ghi đến ngày 30/6."),
    ("I. BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026", ""),
    ("BỆNH VIỆN ĐA KHOA TÂN GIANG\nBảng phân công nhiệm vụ năm 2026", "NGƯỜI LẬP BIỂU\nNguyễn Văn Hòa"),
)  # fmt: skip


@pytest.mark.parametrize("around", WORDS_AROUND, ids=lambda a: a[0][:20])
def test_a_text_that_is_a_title_and_a_table_is_read(around: tuple[str, str]) -> None:
    above, below = around
    plan = _word(above, TABLE, below)
    assert [task.content.split(":")[0] for task in plan.tasks] == ["Cải tiến quy trình", "Khảo sát người bệnh"]
    assert plan.tasks[0].due_on == date(2026, 3, 31)
    assert plan.header.year == 2026


def test_the_signer_below_the_table_of_a_text_is_read() -> None:
    above, below = WORDS_AROUND[2]
    assert _word(above, TABLE, below).header.signer == "Nguyễn Văn Hòa"


def test_words_below_quarters_stand_for_work_there_and_are_asked() -> None:
    plan = _sheet("""
TRƯỜNG THCS LÊ LỢI
LỘ TRÌNH NĂM 2026
TT | Nhiệm vụ | Phụ trách | Quý I/2026 | Quý II/2026 | Quý III/2026
1 | Sửa phòng học | Tổ Văn phòng | Khảo sát | Thi công |
2 | Mua sách | Thư viện | | 10/4; 20/5 |
""")
    assert ("Trường THCS Lê Lợi", ["2026-03-31", "2026-06-30"]) == (plan.header.issuer, _days(plan, "Sửa phòng"))
    assert ["Khảo sát; Thi công"] == [u.text for u in plan.unresolved if u.task]
    assert ["2026-04-10", "2026-05-20"] == _days(plan, "Mua sách")


@pytest.mark.parametrize(("legend", "leads"), [("x: cùng thực hiện", 2), ("dấu x là phối hợp", 0)])
def test_a_tick_means_what_the_words_below_say(legend: str, leads: int) -> None:
    plan = _sheet(f"""
SỞ TÀI CHÍNH
PHÂN CÔNG NĂM 2026
TT | Nội dung | Văn phòng | Thanh tra | P. Ngân sách | Hạn
1 | Lập dự toán | CT | PH | | 30/6/2026
2 | Họp | x | x | | 30/9/2026
Ghi chú: CT: chủ trì; PH: phối hợp; {legend}
""")
    assert leads == len(_task(plan, "Họp").leads)


def test_work_that_begins_like_a_sum_is_work() -> None:
    plan = _sheet("""
UBND XÃ MỸ LỘC
KẾ HOẠCH NĂM 2026
Nội dung | Chủ trì | Thời hạn
Tổng kết năm | Văn phòng | 15/12/2026
Cộng tác viên dân số tập huấn | Trạm Y tế | 30/6/2026
Số hóa hồ sơ | Văn phòng | 30/9/2026
Tổng cộng | 3 |
""")
    assert ["Tổng kết năm", "Cộng tác viên dân số tập huấn", "Số hóa hồ sơ"] == [t.content for t in plan.tasks]


def test_dashes_below_work_that_ends_in_a_colon_are_the_work() -> None:
    plan = _sheet("""
UBND XÃ MỸ LỘC
KẾ HOẠCH NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Xây dựng nông thôn mới, gồm các việc sau: | Phòng Kinh tế | 30/11/2026
 | - Làm đường thôn | | 30/6/2026
 | - Trồng cây | Đoàn xã |
2 | Thu quỹ | Văn phòng | 30/12/2026
""")
    assert ["Làm đường thôn", "Trồng cây", "Thu quỹ"] == [t.content for t in plan.tasks]
    assert (["Phòng Kinh tế"], ["2026-11-30"]) == (_units(plan, "Làm đường", "leads"), _days(plan, "Trồng cây"))


@pytest.mark.parametrize(
    ("cell", "is_unit"),
    [("BS. Nguyễn Văn An", False), ("ĐD. Trần Thị Mỹ Duyên", False), ("P. Nội vụ", True), ("Sở số 1", True)],
)
def test_a_person_by_trade_is_no_body(cell: str, is_unit: bool) -> None:
    plan = _sheet(f"""
UBND XÃ MỸ LỘC
KẾ HOẠCH NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Lập sổ | {cell} | 15/12/2026
""")
    assert is_unit == bool(_task(plan, "Lập sổ").leads)


@pytest.mark.parametrize("cell", ["6 tháng đầu năm và cuối năm", "15/5 và 20/11"])
def test_a_second_time_in_a_cell_is_read_or_asked(cell: str) -> None:
    plan = _sheet(f"""
UBND XÃ MỸ LỘC
KẾ HOẠCH NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Tự kiểm tra | Văn phòng | {cell}
""")
    assert len(_days(plan, "Tự kiểm tra")) == 2 or "due_on" in _asked(plan, "Tự kiểm tra")


@pytest.mark.parametrize(
    ("content", "goals"),
    [
        ("Thu thuế đất phi nông nghiệp đạt 100% kế hoạch giao", ["100"]),
        ("Giải quyết hồ sơ đúng hạn, tối thiểu 98,5%", ["98.5"]),
        ("Trả lời công dân không quá 10 ngày làm việc", []),
        ("Kiểm tra 12 công trình", []),
    ],
)
def test_a_goal_said_shortly_in_the_content_is_a_target(content: str, goals: list[str]) -> None:
    plan = _sheet(f"""
UBND XÃ MỸ LỘC
KẾ HOẠCH NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | {content} | Văn phòng | 15/12/2026
""")
    assert goals == [str(target.goal) for target in plan.targets]


def test_minutes_that_may_not_be_passed_are_a_goal() -> None:
    plan = _sheet("""
UBND XÃ MỸ LỘC
KẾ HOẠCH NĂM 2026
TT | Nội dung | Chủ trì | Thời hạn
1 | Cải tiến tiếp đón: - Thời gian chờ khám không quá 30 phút. | Văn phòng | 15/12/2026
""")
    assert [("<=", 30, "phút")] == [(t.operator, t.goal, t.unit_of_measure) for t in plan.targets]


HEAD = "UBND XÃ TÂN HƯNG\nNHIỆM VỤ NĂM 2026\n\n"


@pytest.mark.parametrize(
    ("titles", "row", "days"),
    [
        ("Nội dung | Đơn vị | Năm 2026 | | | | | \n | | 1 | 2 | 3 | 4 | 5 | 6", "Tiêm | Trạm Y tế | | x | | | x |",
         ["2026-02-28", "2026-05-31"]),
        ("Nội dung | Đơn vị | Năm 2026 | | | \n | | 1 | 2 | 3 | 4", "Tiêm | Trạm Y tế | | x | |", ["2026-06-30"]),
        ("Nội dung | Đơn vị | Tiến độ | | \n | | Dự thảo | Thẩm định | Trình", "Tiêm | Trạm Y tế | 15/3 | 20/4 | 30/6",
         ["2026-06-30"]),
        ("Nội dung | Đơn vị | Kỳ hạn | \n | | Lần đầu | Định kỳ", "Tiêm | Trạm Y tế | 30/9/2026 | -", ["2026-09-30"]),
        ("Nội dung | Đơn vị | Thời gian |\n | | Từ ngày … đến ngày … |", "Tiêm | Trạm Y tế | 02/02 - 07/02 |",
         ["2026-02-07"]),
        ("Tháng | Nội dung | Thời điểm | Đơn vị", "Tháng 12/2026 | Tiêm | Ngày cuối tháng | Trạm Y tế", ["2026-12-31"]),
        ("Tháng | Nội dung | Thời điểm | Đơn vị", "Tháng 01/2026 | Tiêm | 16 | Trạm Y tế", ["2026-01-16"]),
    ],
)  # fmt: skip
def test_days_that_stand_in_several_columns_are_one_deadline(titles: str, row: str, days: list[str]) -> None:
    other = "Khám | Trạm Y tế" if row.startswith("Tiêm") else "Tháng 3/2026 | Khám | 20/3 | Trạm Y tế"
    assert days == _days(_sheet(f"{HEAD}{titles}\n{row}\n{other}"), "Tiêm")


def test_ct_and_ph_below_the_units_say_who_leads_and_who_helps() -> None:
    plan = _sheet(
        f"{HEAD}Nội dung | Đơn vị | | Hạn\n | CT | PH |\nTiêm | Trạm Y tế | Công an xã | 20/3\nA b | P.KT | |"
    )
    assert (["Trạm Y tế"], ["Công an xã"]) == (_units(plan, "Tiêm", "leads"), _units(plan, "Tiêm", "supports"))


def test_bodies_and_ticks_in_columns_that_nobody_understands_are_asked_about_at_their_task() -> None:
    plan = _sheet(
        f"{HEAD}Nội dung | Sản phẩm | Ghi chú | Bên cùng dự | Đợt chiều\n"
        "Tiêm trẻ | Báo cáo | | Công an xã, Đoàn Thanh niên, Hội Phụ nữ xã, Mặt trận Tổ quốc xã | x\nKhám | Sổ | | | x"
    )
    assert {"leads", "due_on"} <= _asked(plan, "Tiêm")
    assert {"due_on"} <= _asked(plan, "Khám")


def test_whom_an_inspection_visits_is_the_work_where_no_column_names_it() -> None:
    table = "Đơn vị được kiểm tra | Thành phần đoàn | Ngày kiểm tra\nTrường Tiểu học A | Phòng Văn hóa xã | 12/3/2026"
    plan = _word("KẾ HOẠCH\nKiểm tra năm 2026\nI. DANH MỤC KIỂM TRA", table, "II. BÁO CÁO\n1. Văn phòng báo cáo.")
    assert ["2026-03-12"] == _days(plan, "Trường Tiểu học A")
    assert "leads" in _asked(plan, "Trường Tiểu học A")


def test_a_table_on_its_side_is_read_column_by_column_and_said_so() -> None:
    table = "Nhiệm vụ | Tiêm trẻ | Khám\nĐơn vị chủ trì | Trạm Y tế | Công an xã\nThời hạn | 31/3 | Trước 30/4"
    plan = _word("KẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ", table, "II. BÁO CÁO\n1. Văn phòng báo cáo.")
    assert (["2026-03-31"], ["2026-04-29"]) == (_days(plan, "Tiêm"), _days(plan, "Khám"))
    assert ["Trạm Y tế"] == _units(plan, "Tiêm", "leads")
    assert any("viết ngang" in warning for warning in plan.warnings)


@pytest.mark.parametrize(
    ("titles", "goals"),
    [
        ("TT | Chỉ tiêu | Đơn vị tính | Thực hiện 2025 | Kế hoạch 2026 | Cơ quan chịu trách nhiệm", ["80", "240"]),
        ("TT | Chỉ tiêu | Đơn vị tính | Kế hoạch 2025 | Kế hoạch 2026 | Cơ quan chịu trách nhiệm", ["80", "240"]),
        ("TT | Chỉ tiêu | Đơn vị tính | Kế hoạch 2024 | Kế hoạch 2025 | Cơ quan chịu trách nhiệm", []),
    ],
)
def test_a_table_of_targets_gives_those_of_the_plans_year_and_asks_about_their_units(
    titles: str, goals: list[str]
) -> None:
    rows = "1 | Hồ sơ đúng hạn | % | 62 | 80 | Văn phòng\n2 | Thôn có sóng | thôn | 110 | 240 | Phòng Kinh tế"
    plan = _word("KẾ HOẠCH\nNăm 2026\nI. MỤC TIÊU", f"{titles}\n{rows}", "II. BÁO CÁO\n1. Văn phòng báo cáo.")
    assert goals == [str(target.goal) for target in plan.targets]
    assert any("Cơ quan chịu trách nhiệm" in doubt.text for doubt in plan.unresolved)


def test_a_remark_below_a_table_is_no_work_of_the_heading_above_it() -> None:
    table = "Nội dung | Đơn vị | Hạn\nTiêm trẻ | Trạm Y tế | 28/02"
    plan = _word("KẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ CỦA CÁC TỔ", table, "Lưu ý: hạn tính theo năm 2026.\nII. KHÁC")
    assert ["Tiêm trẻ"] == [task.content for task in plan.tasks]


def test_titles_printed_again_on_a_further_page_are_no_work() -> None:
    titles = "Nhiệm vụ, giải pháp | Cơ quan | | Khi nào\n | Chính | Hỗ trợ |"
    rows = "Tiêm trẻ | Trạm Y tế | | 20/3"
    plan = _sheet(f"{HEAD}{titles}\n{rows}\n{titles}\n{rows.replace('Tiêm trẻ', 'Khám')}")
    assert ["Tiêm trẻ", "Khám"] == [task.content for task in plan.tasks]


def test_a_rhythm_beside_another_deadline_is_asked_about_unless_it_only_says_how_often() -> None:
    plan = _sheet(
        f"{HEAD}Nội dung | Đơn vị | Thời hạn | Định kỳ\nTiêm | Trạm Y tế | 20/3/2026 | Hằng quý\n"
        "Khám | Trạm Y tế | 20/5/2026 | Một lần\nĐo | Trạm Y tế | 10/6 và 10/12 | 6 tháng, năm"
    )
    assert (["due_on"], [], []) == tuple(sorted(_asked(plan, begin) & {"due_on"}) for begin in ("Tiêm", "Khám", "Đo"))


def test_a_table_that_nobody_can_read_is_asked_about_with_the_first_words_of_its_rows() -> None:
    table = "Loại | Nơi | Ghi\nMáy phát điện | Kho A | 2\nXe tải nhỏ | Kho B | 1"
    plan = _word("KẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ", table, "1. Văn phòng báo cáo trước 15/6.\nII. KHÁC")
    assert any("Máy phát điện; Xe tải nhỏ" in doubt.text for doubt in plan.unresolved)


ON_ITS_SIDE = """
ỦY BAN NHÂN DÂN XÃ TÂN LẬP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÂN CÔNG NHIỆM VỤ NĂM 2026
{} | Trạm Y tế | Công an xã | Văn phòng
Nhiệm vụ | Tiêm trẻ | Tập huấn cán bộ | Sơ kết
Đơn vị phối hợp | Văn phòng | | Trạm Y tế
Hoàn thành | 31/3 | Trước 30/4 | 30/6

Người lập biểu | | | CHỦ TỊCH
"""


@pytest.mark.parametrize("corner", ["", "Đơn vị"])
def test_a_sheet_on_its_side_is_read_column_by_column_and_its_places_are_those_of_the_file(corner: str) -> None:
    plan = _sheet(ON_ITS_SIDE.format(corner))
    tasks = [(task.content, task.source, str(task.due_on)) for task in plan.tasks]
    expected = [
        ("Tiêm trẻ", "cột B", "2026-03-31"),
        ("Tập huấn cán bộ", "cột C", "2026-04-29"),
        ("Sơ kết", "cột D", "2026-06-30"),
    ]
    assert expected == tasks
    assert (["Công an xã"], ["Trạm Y tế"]) == (_units(plan, "Tập huấn", "leads"), _units(plan, "Sơ kết", "supports"))
    assert ["Bảng này viết ngang: mỗi cột một việc."] == list(plan.warnings)


def test_a_cell_of_a_sheet_on_its_side_is_asked_about_where_the_file_has_it() -> None:
    plan = _sheet(ON_ITS_SIDE.format("Đơn vị").replace("30/6", "32/6"))
    assert ["ô D6"] == [doubt.source for doubt in plan.unresolved if doubt.field == "due_on"]


def test_a_cell_over_several_columns_of_a_sheet_on_its_side_holds_for_each_of_them() -> None:
    table = "Nhiệm vụ | Tiêm trẻ | Khám | Sơ kết\nChủ trì | Trạm Y tế | | Công an xã\nThời hạn | 31/3 | 30/4 | 30/6"
    plan = _sheet(f"{HEAD}{table}", ((5, 2, 5, 3),))
    assert [["Trạm Y tế"], ["Trạm Y tế"], ["Công an xã"]] == [
        _units(plan, begin, "leads") for begin in ("Tiêm", "Khám", "Sơ kết")
    ]


GOAL_ROWS = "TT | Chỉ tiêu | Đơn vị tính | Kế hoạch 2026\n1 | Hồ sơ đúng hạn | % | 80\n2 | Thôn có sóng | thôn | 240"
TASK_ROWS = "TT | Nội dung | Chủ trì | Thời hạn\n1 | Tiêm trẻ | Trạm Y tế | 31/3\n2 | Khám | Trạm Y tế | 30/4"


@pytest.mark.parametrize(
    "table",
    [
        f"I. CHỈ TIÊU\n{GOAL_ROWS}\nII. NHIỆM VỤ\n{TASK_ROWS}",
        f"I. NHIỆM VỤ\n{TASK_ROWS}\nII. CHỈ TIÊU\n{GOAL_ROWS}",
        f"{GOAL_ROWS}\n\n{TASK_ROWS}",
    ],
    ids=["goals first", "tasks first", "without headings"],
)
def test_a_table_of_targets_above_or_below_one_of_tasks_is_read_in_a_sheet_too(table: str) -> None:
    plan = _sheet(f"{HEAD}{table}")
    assert ["80", "240"] == [str(target.goal) for target in plan.targets]
    assert ["Tiêm trẻ", "Khám"] == [task.content for task in plan.tasks]
    assert [] == list(plan.unresolved)


def test_a_sheet_of_nothing_but_targets_is_a_plan_and_a_deadline_below_them_is_asked_about() -> None:
    head = HEAD.replace("NHIỆM VỤ", "CÁC CHỈ TIÊU")
    plan = _sheet(f"{head}{GOAL_ROWS}\nGhi chú: báo cáo trước ngày 15/12.")
    assert "CÁC CHỈ TIÊU NĂM 2026" == plan.header.title
    assert ([], ["80", "240"]) == (list(plan.tasks), [str(target.goal) for target in plan.targets])
    assert ["Ghi chú: báo cáo trước ngày 15/12."] == [doubt.text for doubt in plan.unresolved]


def test_targets_of_other_years_than_the_plans_are_left_to_a_person() -> None:
    plan = _sheet(f"{HEAD}{GOAL_ROWS.replace('Đơn vị tính | Kế hoạch 2026', 'KH 2024 | KH 2025')}\n{TASK_ROWS}")
    assert ([], ["bảng chỉ tiêu này chưa đọc được"]) == (list(plan.targets), [doubt.why for doubt in plan.unresolved])


def test_a_table_of_targets_in_a_text_without_sections_is_read_as_in_one_with() -> None:
    goals, tasks = (table.splitlines() for table in (GOAL_ROWS, TASK_ROWS))
    lines = [Line("UBND XÃ TÂN LẬP"), Line("KẾ HOẠCH"), Line("Công tác năm 2026")]
    for number, table in enumerate((goals, tasks), start=1):
        for row, line in enumerate(table, start=1):
            lines += (Line(cell.strip(), cell=(number, row, c)) for c, cell in enumerate(line.split("|"), start=1))
    plan = read_plan(Document(tuple(lines), "ke-hoach.docx", "0" * 64, ()), lambda _: ())
    assert (["80", "240"], 2) == ([str(target.goal) for target in plan.targets], len(plan.tasks))


def test_titles_that_go_on_in_small_letters_in_the_row_below_are_one_with_those_above() -> None:
    titles = (
        "TT | Nội dung | Đơn vị | Thời hạn | Kết quả | Người\n | công việc | phối hợp | hoàn thành | dự kiến | theo dõi"
    )
    plan = _sheet(f"{HEAD}{titles}\n1 | Xuất bản bản tin | Trạm Y tế | Ngày 25 tháng cuối mỗi quý | 04 số | Bà Yến")
    assert ["2026-03-25", "2026-06-25", "2026-09-25", "2026-12-25"] == _days(plan, "Xuất bản")
    assert ["Trạm Y tế"] == _units(plan, "Xuất bản", "supports")


def test_times_below_a_title_that_says_only_done_are_deadlines_where_no_other_column_is() -> None:
    plan = _sheet(
        f"{HEAD}Nội dung | Chủ trì | Hoàn thành\nHọp | Trạm Y tế | Ngày 25 tháng cuối mỗi quý\nTiêm | Trạm Y tế | Cuối tháng 8"
    )
    assert (["2026-03-25", "2026-08-31"]) == [_days(plan, "Họp")[0], *_days(plan, "Tiêm")]


def test_a_row_that_counts_the_work_is_none() -> None:
    plan = _sheet(f"{HEAD}TT | Nội dung | Chủ trì | Hạn\n1 | Tiêm | Trạm Y tế | 20/3\n | Cộng: 1 nội dung | |")
    assert ["Tiêm"] == [task.content for task in plan.tasks]


def test_a_title_on_every_sheet_is_told_once() -> None:
    rows = ((1, ("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026",)), (2, ("Nội dung", "Chủ trì")), (3, ("Họp", "Trạm Y tế")))
    plan = read_plan(Document((), "a.xlsx", "0" * 64, (), (Sheet("Một", rows), Sheet("Hai", rows))), lambda _: ())
    assert "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026" == plan.header.title


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("- Phòng Kinh tế cân đối kinh phí mua sắm theo đề xuất đã duyệt.", True),
        ("- Trưởng các khoa báo cáo tiến độ vào tuần cuối của mỗi quý.", True),
        ("Yêu cầu các đơn vị nghiêm túc thực hiện.", False),
        ("Trên đây là kế hoạch năm của xã.", False),
    ],
)
def test_a_sentence_behind_a_bullet_below_a_table_may_be_work_and_is_asked_about(line: str, is_asked: bool) -> None:
    plan = _sheet(f"{HEAD}TT | Nội dung | Chủ trì | Hạn\n1 | Tiêm | Trạm Y tế | 20/3\n{line}")
    assert is_asked == (line.lstrip("- ") in [doubt.text for doubt in plan.unresolved])


@pytest.mark.parametrize(
    ("brackets", "day", "is_asked"),
    [
        ("(trước ngày 20/9)", "2026-09-19", False),
        ("(từ 03/9 đến 14/9)", "2026-09-14", False),
        ("(trước ngày 20/10)", "2026-09-30", True),
        ("(15 đại biểu)", "2026-09-30", False),
    ],
)
def test_a_day_in_the_last_brackets_within_the_rows_month_is_the_deadline(
    brackets: str, day: str, is_asked: bool
) -> None:
    plan = _sheet(f"{HEAD}Tháng | Nội dung | Chủ trì\n9 | Ký hợp đồng {brackets} | Trạm Y tế\n10 | Họp | Trạm Y tế")
    assert ([day], is_asked) == (_days(plan, "Ký"), "due_on" in _asked(plan, "Ký"))


def test_a_matrix_of_units_on_its_side_is_read_in_a_text_too() -> None:
    table = (
        "TT | 1 | 2 | 3\nNhiệm vụ | Tiêm trẻ | Khám | Sơ kết\nTrạm Y tế | CT | | PH\nCông an xã | PH | CT | CT\n"
        "Hạn hoàn thành | 30/6/2026 | Quý III/2026 | Trước 01/12/2026"
    )
    plan = _word("KẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ", table, "II. BÁO CÁO\n1. Văn phòng báo cáo.")
    assert (["2026-06-30"], ["2026-09-30"], ["2026-11-30"]) == tuple(_days(plan, t) for t in ("Tiêm", "Khám", "Sơ kết"))
    assert (["Trạm Y tế"], ["Công an xã"]) == (_units(plan, "Tiêm", "leads"), _units(plan, "Tiêm", "supports"))


@pytest.mark.parametrize("is_sheet", [False, True])
def test_a_table_of_targets_on_its_side_is_read(*, is_sheet: bool) -> None:
    table = "Số TT | 1 | 2\nTên chỉ tiêu | Số thôn có sóng | Tỷ lệ hồ sơ đúng hạn\nĐVT | thôn | %\nKế hoạch năm 2026 | 240 | 80"
    text = "KẾ HOẠCH\nNăm 2026\nI. MỤC TIÊU"
    plan = _sheet(f"{HEAD}{table}") if is_sheet else _word(text, table, "II. BÁO CÁO\n1. Văn phòng báo cáo.")
    assert ["240", "80"] == [str(target.goal) for target in plan.targets]


def test_a_table_that_nobody_understands_is_asked_about_below_any_heading_where_it_names_bodies_and_days() -> None:
    table = "Việc một | Trạm Y tế | 30/6/2026\nViệc hai | Công an xã | 15/7/2026"
    plan = _word("KẾ HOẠCH\nNăm 2026\nIII. KINH PHÍ", table, "IV. BÁO CÁO\n1. Văn phòng báo cáo trước 15/12.")
    assert any("bảng này chưa đọc được" == doubt.why and "Việc một" in doubt.text for doubt in plan.unresolved)


TITLES = "Nội dung | Chủ trì | Phối hợp | Hạn"


@pytest.mark.parametrize("is_sheet", [False, True])
def test_a_row_of_work_above_the_titles_is_asked_about(*, is_sheet: bool) -> None:
    table = f"Họp dân | Trạm Y tế | | 15/7/2026\n{TITLES}\nKhám | Trạm Y tế | | 20/8"
    plan = (
        _sheet(f"{HEAD}{table}")
        if is_sheet
        else _word("KẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ", table, "II. KHÁC\n1. Văn phòng họp.")
    )
    assert any("Họp dân" in doubt.text for doubt in plan.unresolved)


def _parted(*tables: str) -> PlanDraft:
    """Reads a text without sections whose tables have a line of words before each."""
    lines = [Line("UBND XÃ TÂN LẬP"), Line("DANH MỤC NHIỆM VỤ NĂM 2026")]
    for number, table in enumerate(tables, start=1):
        lines.append(Line(f"Lĩnh vực {number}"))
        for row, line in enumerate(table.splitlines(), start=1):
            lines += (
                Line(c.strip(), cell=(number, row, n)) for n, c in enumerate(line.split("|"), start=1) if c.strip()
            )
    return read_plan(Document(tuple(lines), "ke-hoach.docx", "0" * 64, ()), lambda _: ())


def test_a_table_that_words_part_goes_on_without_its_titles() -> None:
    plan = _parted(f"{TITLES}\nHọp | Trạm Y tế | | 15/7", "Khám | Công an xã | | 20/8\nTiêm | Trạm Y tế | | 15/9")
    assert (["2026-08-20"], ["Công an xã"]) == (_days(plan, "Khám"), _units(plan, "Khám", "leads"))


def test_a_table_of_another_kind_beside_those_of_work_is_asked_about_and_is_no_work() -> None:
    plan = _parted(f"{TITLES}\nHọp | Trạm Y tế | | 15/7", "Báo cáo | 15 | 20 | 4\nTờ trình | 4 | 8 | 9")
    assert [] == _family(plan, "Báo cáo")
    assert any("Báo cáo | 15" in doubt.text for doubt in plan.unresolved)


def test_what_a_column_of_products_names_is_not_what_the_document_is() -> None:
    plan = _parted(
        "Nội dung | Chủ trì | Sản phẩm | Hạn\nHọp | Trạm Y tế | Biên bản | 15/7\nKhám | Trạm Y tế | Báo cáo | 15/8"
    )
    assert 2 == len(plan.tasks)


def test_the_agencys_own_name_above_an_annex_leads_nothing() -> None:
    rows = "TT | Nội dung | Hạn\n1 | Họp | 15/7\n2 | Khám | 15/8"
    plan = _word(
        "UBND XÃ TÂN LẬP\nKẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ\nUBND XÃ TÂN LẬP", rows, "II. KHÁC\n1. Văn phòng họp."
    )
    assert ([], {"leads"}) == (_units(plan, "Họp", "leads"), _asked(plan, "Họp"))


@pytest.mark.parametrize(
    "title", ["Nội dung chỉ đạo", "Ý kiến chỉ đạo của Chủ tịch", "Kết luận", "Sản phẩm, công việc", "Sản phẩm"]
)
def test_the_work_is_what_was_ordered_or_has_to_come_of_it_where_no_other_column_tells_it(title: str) -> None:
    plan = _sheet(f"""
UBND XÃ TÂN HƯNG
BẢNG THEO DÕI THỰC HIỆN KẾT LUẬN, CHỈ ĐẠO CỦA CHỦ TỊCH UBND XÃ NĂM 2026
STT | Văn bản | {title} | Đơn vị chủ trì | Thời hạn giao
1 | TB 05/TB-UBND | Rà soát hộ lấn chiếm kênh N4 | Phòng Kinh tế | 10/02/2026
2 | TB 06/TB-UBND | Lắp đèn ở 6 ngã ba | Công an xã | Trong tháng 4
""")
    assert ["2026-02-10"] == _days(plan, "Rà soát")
    assert (["2026-04-30"], ["Công an xã"]) == (_days(plan, "Lắp đèn"), _units(plan, "Lắp đèn", "leads"))


ROLES_AND_TIMES = """
UBND XÃ TÂN HƯNG
BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2026
TT | Nội dung | Chủ trì | Phối hợp | Thời hạn | Ghi chú
1 | Họp dân | Trạm Y tế | Đoàn xã | 15/7 |
2 | Đảo kho | {lead} | {support} | {due} | {note}
"""


@pytest.mark.parametrize(
    ("lead", "support", "due", "note"),
    [
        ("Công an xã - Đến hết tháng 12", "", "", ""),
        ("Công an xã", "Trước 15/10", "", ""),
        ("Công an xã", "", "Theo ý kiến Bộ Xây dựng", ""),
        ("Công an xã", "", "Cùng kỳ báo cáo của tỉnh", ""),
        ("Công an xã", "", "Không muộn hơn kỳ họp giữa năm", ""),
        ("Công an xã", "", "Theo yêu cầu tiến độ của Bộ", ""),
        ("Công an xã", "", "Tuần 4 (20 - 26/4)", "Sáng 22/4"),
        ("Công an xã", "", "Tháng 4", "14 giờ, ngày 22/4"),
    ],
)
def test_a_time_that_stands_in_another_column_or_is_told_by_no_calendar_is_asked(
    lead: str, support: str, due: str, note: str
) -> None:
    plan = _sheet(ROLES_AND_TIMES.format(lead=lead, support=support, due=due, note=note))
    assert "due_on" in _asked(plan, "Đảo kho")


@pytest.mark.parametrize("due", ["Thường xuyên", "Khi phát sinh", "Theo quy định", "Khi có yêu cầu", "Không", ""])
def test_a_cell_that_says_there_is_no_day_is_no_question(due: str) -> None:
    plan = _sheet(ROLES_AND_TIMES.format(lead="Công an xã", support="", due=due, note=""))
    assert ([], set()) == (_days(plan, "Đảo kho"), _asked(plan, "Đảo kho"))


@pytest.mark.parametrize("lead", ["Phòng Kỹ thuật bảo quản", "Phòng Bồi thường, GPMB", "Trung tâm Kiểm định kỹ thuật"])
def test_a_name_is_whole_in_its_cell(lead: str) -> None:
    plan = _sheet(ROLES_AND_TIMES.format(lead=lead, support="", due="30/6", note=""))
    assert ([lead], set()) == (_units(plan, "Đảo kho", "leads"), _asked(plan, "Đảo kho"))


def test_only_the_first_column_of_products_is_the_work_where_no_column_tells_it() -> None:
    plan = _sheet("""
UBND XÃ TÂN HƯNG
BẢNG PHÂN CÔNG NĂM 2026
TT | Thời gian nộp | Đơn vị chủ trì | Sản phẩm | Sản phẩm đầu ra
1 | 15/7/2026 | Phòng Kinh tế | Bản đồ hiện trạng khu ga | Tờ trình
2 | 01/9/2026 | Công an xã | Danh sách hộ tạm trú mới | Báo cáo
""")
    assert ["Tờ trình", "Báo cáo"] == [task.product for task in plan.tasks]


def test_a_line_below_the_last_table_of_a_text_is_work_of_its_own() -> None:
    plan = _word(
        "UBND XÃ TÂN AN\nCÔNG VIỆC THÁNG 5 NĂM 2026",
        "Làm gì|Nơi làm|Bộ phận lo|Xong ngày\nTreo cờ|Nhà văn hóa|Ban Tuyên giáo|28/4\nPhát quà|Thôn Cao|Ban Chính sách|10/5",
        "- Văn phòng gửi danh sách thợ dự thi trước ngày 05/5/2026.\n- Ai vắng thì học bù ở khóa gần nhất trong năm.",
    )
    assert (["Ban Chính sách"], ["Văn phòng"]) == (
        _units(plan, "Phát quà", "leads"), _units(plan, "Văn phòng gửi", "leads"),
    )  # fmt: skip
    assert ["2026-05-04"] == _days(plan, "Văn phòng gửi")
    assert ["dòng này ở ngoài các nhiệm vụ nên chưa đọc"] == [u.why for u in plan.unresolved if "học bù" in u.text]


def test_what_stands_beside_a_note_below_a_sheet_is_no_row_of_the_table() -> None:
    plan = _sheet(
        "BẢNG PHÂN CÔNG NĂM 2026\nTT|Nội dung|Chủ trì|Thời hạn\n1|Mở lớp|Phòng Nội vụ|15/3\n2|Họp dân|Công an xã|15/4\n"
        "Ghi chú:|Phòng Nội vụ gom biên bản, báo cáo trước 10/6/2026.\n|Ai vắng thì học bù ở khóa gần nhất."
    )
    assert ["Mở lớp", "Họp dân", "Phòng Nội vụ gom biên bản, báo cáo trước 10/6/2026."] == [
        t.content for t in plan.tasks
    ]
    assert ["Ai vắng thì học bù ở khóa gần nhất."] == [u.text for u in plan.unresolved if "học bù" in u.text]


@pytest.mark.parametrize("row", ["|Số việc trong tháng|2|2", "Cộng bảng 1|02 việc||"])
def test_a_row_that_counts_the_others_is_no_work(row: str) -> None:
    plan = _sheet(
        "BẢNG PHÂN CÔNG NĂM 2026\nTT|Nội dung|Chủ trì|Thời hạn\n"
        f"1|Mở lớp|Phòng Nội vụ|15/3\n2|Họp dân|Công an xã|15/4\n{row}"
    )
    assert ["Mở lớp", "Họp dân"] == [task.content for task in plan.tasks]


def test_a_school_year_above_a_table_is_the_plans() -> None:
    plan = _sheet(
        "TRƯỜNG THPT TÂN AN||Năm học 2026 - 2027\nBẢNG PHÂN CÔNG HỌC KỲ I\nThời hạn|Nội dung|Chủ trì|Ghi chú\n"
        "Tháng 8|Xếp lớp|Tổ Văn phòng|\nTháng 10|Chọn đội tuyển|Tổ Toán|nộp trước 15/10\nTháng 01|Họp cha mẹ|Tổ Văn phòng|"
    )
    assert (2026, ["2026-08-31"], ["2027-01-31"]) == (plan.header.year, _days(plan, "Xếp"), _days(plan, "Họp"))
    assert ["2026-10-14"] == _days(plan, "Chọn")


def test_a_rhythm_beside_the_whole_year_is_asked_about() -> None:
    plan = _sheet(
        "BẢNG PHÂN CÔNG NĂM 2026\nTT|Nội dung|Chủ trì|Thời gian\n1|Đăng tin, mỗi tuần 01 tin|Văn phòng|Cả năm\n"
        "2|Họp dân|Công an xã|15/4"
    )
    assert ["nội dung còn nêu “mỗi tuần”, chưa lập thời hạn cho từng kỳ"] == [
        u.why for u in plan.unresolved if u.field == "due_on"
    ]


def test_a_day_below_the_title_of_weekdays_is_when() -> None:
    plan = _sheet(
        "LỊCH LÀM VIỆC TUẦN 26 NĂM 2026\nThứ|Buổi|Ai phụ trách|Nội dung\nHai/n09/3|S|Cô Ngân|Phát động phong trào\n"
        "Ba/n10/3|C|Tổ Toán|Dự giờ lớp 7A1"
    )
    assert (["2026-03-09"], ["2026-03-10"]) == (_days(plan, "Phát động"), _days(plan, "Dự giờ"))


def test_a_table_of_goals_below_the_signature_is_read() -> None:
    plan = _word(
        "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nThu ngân sách năm 2026\nI. NHIỆM VỤ\n"
        "1. Phòng Kinh tế rà soát, xong trước 15/3.\nNơi nhận:\n- Lưu: VT.\nBIỂU CHỈ TIÊU THU",
        "STT|Khoản thu|Thực hiện 2025|Chỉ tiêu 2026\n1|Thuế hộ kinh doanh|17.820|21.300\n2|Lệ phí trước bạ|16.240|18.100",
    )
    assert [21300, 18100] == [target.goal for target in plan.targets]


def test_who_stands_in_a_sentence_above_a_table_heads_its_rows() -> None:
    plan = _word(
        "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nKiểm tra năm 2026\nI. NỘI DUNG\n"
        "Trong năm 2026, Ban Thường vụ Đảng ủy tiến hành các cuộc sau:",
        "TT|Nội dung|Chủ trì|Mốc thời gian xem xét|Thời gian thực hiện\n1|Việc thu đảng phí|Văn phòng|Năm 2025|Quý II/2026\n"
        "2|Việc nêu gương|Ban Tổ chức|Từ đầu năm 2026|Quý III/2026",
    )
    assert ["2026-06-30", "2026-09-30"] == [str(task.due_on) for task in plan.tasks]


TITLES_OF_OFFICES = [
    ("Bước | Công việc | Nơi làm (CT: chủ trì; PH: phối hợp) | Hạn", "1 | {} | Trạm Y tế (CT), Công an (PH) | {}"),
    ("Mã | Hạng mục phải làm | Đội làm | Phải bàn giao", "A1 | {} | Trạm Y tế | {}"),
    ("Tháng | Trọng tâm | Bộ phận | Hạn", "3 | {} | Trạm Y tế | {}"),
    ("TT | Nội dung | Chuẩn bị chính | Cùng chuẩn bị | Hạn", "1 | {} | Trạm Y tế | Công an | {}"),
    ("TT | Hoạt động | Đầu mối lo | Cùng chung tay | Hạn", "1 | {} | Trạm Y tế | Công an | {}"),
]


@pytest.mark.parametrize(("titles", "row"), TITLES_OF_OFFICES, ids=[one[0][:20] for one in TITLES_OF_OFFICES])
def test_columns_in_an_offices_own_words_say_who_and_when(titles: str, row: str) -> None:
    rows = [
        row.format(work, day) for work, day in (("Phun thuốc khử khuẩn", "20/5"), ("Rà soát hồ sơ nhà đất", "30/5"))
    ]
    plan = _sheet("\n".join(("SỔ VIỆC NĂM 2026", titles, *rows)))
    has_helper = "Công an" in row
    assert (["Trạm Y tế"], ["Công an"] if has_helper else [], ["2026-05-20"]) == (
        _units(plan, "Phun", "leads"), _units(plan, "Phun", "supports"), _days(plan, "Phun"),
    )  # fmt: skip


def test_a_row_without_a_day_among_rows_above_the_titles_is_asked_about() -> None:
    above = "A1 | Thay ống | Đội 1 | 10/7/2025 | 15/8/2025\nA2 | Dò tìm rò rỉ | Đội 2"
    plan = _sheet(f"SỔ VIỆC NĂM 2025\n{above}\n\nTT | Nội dung | Đơn vị | Hạn\n1 | Gửi báo cáo | Văn phòng | 20/9")
    assert {"Thay ống", "Dò tìm rò rỉ"} == {u.text.split(" | ")[1] for u in plan.unresolved if " | " in u.text}


@pytest.mark.parametrize("title", ["VIỆC GIAO PHÒNG KINH TẾ", "Nhiệm vụ của Phòng Kinh tế năm 2026"])
def test_the_title_of_a_sheet_says_whose_its_work_is(title: str) -> None:
    plan = _sheet(
        f"UBND XÃ AN PHÚ\n{title}\nSTT | Việc | Nơi cùng làm | Mốc\n1 | Nạo vét cống | Công an xã | 20/5/2026"
    )
    assert ["phòng kinh tế"] == [name.lower() for name in _units(plan, "Nạo vét", "leads")]


def test_a_stroke_between_numbered_bodies_parts_them() -> None:
    plan = _sheet(
        "SỔ VIỆC NĂM 2026\nTT | Nội dung | Chủ trì | Hạn\n1 | Trồng cây | Chi hội khu vực 3/Chi hội khu vực 5 | 20/5"
    )
    assert ["Chi hội khu vực 3", "Chi hội khu vực 5"] == _units(plan, "Trồng", "leads")


def test_a_list_of_people_by_birth_is_no_work() -> None:
    people = "STT | Họ và tên | Ngày sinh | Nhiệm vụ trong đoàn\n1 | Lê Minh Khang | 05/11/1985 | Huấn luyện viên"
    plan = _word("KẾ HOẠCH\nCông tác năm 2026\nI. NHIỆM VỤ\n1. Văn phòng họp trước 20/5.\nII. DANH SÁCH", people)
    assert ["Văn phòng họp trước 20/5."] == [task.content for task in plan.tasks]


def test_a_column_of_bodies_says_who_works_whatever_its_title() -> None:
    plan = _sheet(
        "SỔ VIỆC NĂM 2026\nPhần việc | Cánh nào | Hạn\nNạo vét kênh | Xí nghiệp An Phú; Đội Xe giúp | 20/5\n"
        "Sơn cửa cống | Kế toán | 30/5\nThay cáp | Xí nghiệp Kế Sách | 10/6"
    )
    assert (["Kế toán"], ["Xí nghiệp Kế Sách"]) == (_units(plan, "Sơn", "leads"), _units(plan, "Thay", "leads"))


def test_the_last_day_in_a_sheets_name_is_that_of_its_rows() -> None:
    table = ((1, ("Đầu việc", "Khoa, phòng")), (2, ("Kiểm kê thuốc", "Khoa Dược")))
    sheets = tuple(Sheet(name, table) for name in ("Xong 30-4-2026", "Hạn 15/6/2026"))
    plan = read_plan(Document((), "so.xlsx", "0" * 64, (), sheets), lambda _: ())
    assert ["2026-04-30", "2026-06-15"] == [str(task.due_on) for task in plan.tasks]


def test_a_caption_that_says_until_when_dates_the_rows_below_it() -> None:
    plan = _word(
        "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nKiểm tra năm 2026\nI. NỘI DUNG\n"
        "Bảng 1. Các cuộc giám sát chuyên đề, hoàn thành trong quý III/2026",
        "Giám sát về việc gì|Cơ quan chủ trì\nGiám sát sinh hoạt chi bộ|Ban Tổ chức\nGiám sát nêu gương|Văn phòng",
    )
    assert ["2026-09-30", "2026-09-30"] == [str(task.due_on) for task in plan.tasks]
    assert [] == [u.why for u in plan.unresolved if u.field == "due_on"]


def test_a_day_of_a_caption_that_is_no_deadline_for_sure_is_asked_about() -> None:
    plan = _word(
        "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nBầu cử năm 2026\nI. NỘI DUNG\n"
        "Biểu 3. Việc làm trong ngày bầu cử 15/3/2026",
        "Nội dung|Cơ quan làm|Cơ quan giúp\nBảo vệ vòng ngoài|Công an xã|Ban Quân sự xã\nTrực cấp cứu|Trạm Y tế xã|",
    )
    assert ["Ban Quân sự xã"] == _units(plan, "Bảo vệ", "supports")
    assert any("15/3/2026" in u.text for u in plan.unresolved if u.field == "due_on")


def test_a_caption_that_says_who_does_the_work_leads_its_rows() -> None:
    plan = _word(
        "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nHọc kỳ I năm 2026\nI. PHÂN CÔNG\n"
        "Bảng 1. Việc do Bộ phận Tiểu học thực hiện",
        "TT|Hạn|Tên việc|Phối hợp\n1|10/10|Duyệt kế hoạch dạy học|Công đoàn\n2|25/10|Dự giờ lớp 5|",
    )
    assert (["Bộ phận Tiểu học"], ["Công đoàn"]) == (
        _units(plan, "Duyệt", "leads"), _units(plan, "Duyệt", "supports"),
    )  # fmt: skip


def test_a_number_in_the_column_of_work_heads_rows_without_one() -> None:
    plan = _sheet(
        "BẢNG VIỆC NĂM 2026\nNhiệm vụ | Ai làm | Kết thúc\n1. Thể chế | |\nSửa quy chế | Văn phòng | 20/5/2026\n"
        "2. Hạ tầng | |\nKéo mạng | Phòng Kinh tế | 30/6/2026"
    )
    assert ["Sửa quy chế", "Kéo mạng"] == [task.content for task in plan.tasks]


def test_targets_whose_title_begins_with_the_year_are_read() -> None:
    plan = _sheet(
        "CHUYỂN ĐỔI SỐ NĂM 2026\nTT | Chỉ tiêu | ĐVT | Năm 2025 đạt | Năm 2026 phấn đấu\n"
        "1 | Hồ sơ nộp trực tuyến | % | 71 | 85\n2 | Hộ có cáp quang | % | 77 | 90\n\n"
        "Nhiệm vụ | Ai làm | Kết thúc\nSửa quy chế | Văn phòng | 20/5/2026"
    )
    assert [85, 90] == [target.goal for target in plan.targets]


def test_work_and_its_time_in_one_column_are_read_beside_who_does_it() -> None:
    plan = _sheet(
        "SỬA CHỮA NĂM 2026\nNơi nhận việc | Việc và hạn xong | Phối hợp | Vật tư\n"
        "Trạm bơm Kỳ Sơn | Nạo vét kênh N3, xong 20/3 | Đội Xe máy | 1 máy đào\n"
        "Phòng Kỹ thuật | Trước ngày 05/4: thay gioăng cửa cống | | 24 m cao su"
    )
    assert (["2026-03-20"], ["Đội Xe máy"], ["Phòng Kỹ thuật"]) == (
        _days(plan, "Nạo vét"), _units(plan, "Nạo vét", "supports"), _units(plan, "Trước", "leads"),
    )  # fmt: skip


def test_cells_that_list_line_by_line_are_as_many_rows() -> None:
    plan = _sheet(
        "SỔ VIỆC NĂM 2026\nTT | Nội dung | Chủ trì | Hạn\n"
        "1 | - Phun thuốc/n- Rà soát hồ sơ | Trạm Y tế/nCông an | 20/5/n30/6"
    )
    assert ["2026-05-20", "2026-06-30"] == [str(task.due_on) for task in plan.tasks]


@pytest.mark.parametrize("day", ["15/7/2026", "15-7-2026", "15.7.2026"])
def test_a_stretch_beside_names_is_read_whole_in_whatever_notation_it_ends(day: str) -> None:
    plan = _sheet(f"SỔ VIỆC NĂM 2026\nTT | Nội dung | Ai, khi nào\n1 | Dọn đường | CT: Đoàn xã/nTG: 01/6 - {day}")
    assert (["Đoàn xã"], ["2026-07-15"]) == (_units(plan, "Dọn", "leads"), _days(plan, "Dọn"))


def test_several_periods_side_by_side_head_a_table_below_another_whatever_its_first_title_is() -> None:
    plan = _sheet(
        "KẾ HOẠCH NĂM 2026\nViệc phải làm | Ai làm | Mốc xong\nKhử trùng kho | Tổ Kho | 30/6/2026\n\n"
        "Vở diễn | Quý I | Quý II | Quý III | Người/bộ phận làm\nEm làm nhà khảo cổ | x | | x | Tổ Giáo dục\n"
        "Đêm bảo tàng | | 18/5 | | Tổ Bảo vệ"
    )
    assert [
        ("Khử trùng kho", ["2026-06-30"]),
        ("Em làm nhà khảo cổ", ["2026-03-31", "2026-09-30"]),
        ("Đêm bảo tàng", ["2026-05-18"]),
    ] == [
        (task.content, [str(p.due_on) for p in task.periods] or [str(task.due_on)]) for task in plan.tasks
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "due_on", "is_asked"),
    [("10-12", date(2026, 6, 12), False), ("24 – 26", date(2026, 6, 26), False), ("10/12", date(2026, 12, 10), True)],
)
def test_days_below_a_month_are_days_of_that_month(cell: str, due_on: date, *, is_asked: bool) -> None:
    plan = _sheet(
        "LỊCH HÈ NĂM 2026\nHoạt động | Đơn vị lo | Tháng 6 | Tháng 7 | Tháng 8\nDạy bơi | Đoàn phường | x | |\n"
        f"Tiếp sức mùa thi | Đoàn trường | {cell} | |"
    )
    task = _task(plan, "Tiếp sức")
    assert (due_on, is_asked) == (task.due_on, any(doubt.task == task.code for doubt in plan.unresolved))


@pytest.mark.parametrize(
    "note",
    [
        "Lưu ý: sau mỗi cuộc, trưởng đoàn trình dự thảo kết luận trong 10 ngày kể từ ngày kết thúc.",
        "Ghi chú: đơn vị đăng cai gửi giấy mời trước ngày họp 07 ngày.",
    ],
)
def test_a_term_counted_from_an_event_below_a_table_is_told(note: str) -> None:
    plan = _sheet(f"KẾ HOẠCH NĂM 2026\nNội dung | Chủ trì | Thời hạn\nHọp dân | Văn phòng | 30/6/2026\n{note}")
    assert [note] == [doubt.text for doubt in plan.unresolved if "ngoài các nhiệm vụ" in doubt.why]


@pytest.mark.parametrize(
    "legend",
    [
        "Ghi chú: CT - chủ trì; PH - phối hợp; XN2 - Xí nghiệp Môi trường số 2",
        "Chú thích: VP: Văn phòng Sở; Hạt KL: Hạt Kiểm lâm. CT: chủ trì, PH: phối hợp",
    ],
)
def test_a_legend_below_a_table_is_no_question(legend: str) -> None:
    plan = _sheet(f"KẾ HOẠCH NĂM 2026\nNội dung | Chủ trì | Thời hạn\nHọp dân | Văn phòng | 30/6/2026\n{legend}")
    assert [] == [doubt for doubt in plan.unresolved if "ngoài các nhiệm vụ" in doubt.why]


def test_people_of_a_units_sheet_leave_the_unit_in_the_lead_and_are_asked_about_once() -> None:
    plan = _sheet(
        "KẾ HOẠCH NĂM 2026\nĐơn vị: Phòng Kế hoạch tổng hợp\nViệc cần làm | Người thực hiện | Thời hạn\n"
        "Bình bệnh án | BS. Lan | 20/3/2026"
    )
    names = {unit.code: unit.name for unit in plan.units}
    assert ["Phòng Kế hoạch tổng hợp"] == [names[code] for code in plan.tasks[0].leads]
    assert 1 == sum(doubt.field == "leads" for doubt in plan.unresolved)
