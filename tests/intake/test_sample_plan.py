"""What the real plan of data/ must give, from the text file and from the Word file alike."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from danvan_cli.domain.draft import PlanDraft, TaskDraft
from danvan_cli.domain.text import clean
from danvan_cli.intake.files.opening import open_document

DATA = Path(__file__).resolve().parents[2] / "data"
TEXT, WORD = "ke-hoach-dan-van-2023.txt", "ke-hoach-dan-van-2023.docx"


@pytest.fixture(params=[TEXT, WORD], ids=["txt", "docx"])
def plan(request: pytest.FixtureRequest, read_own: Callable[[str], PlanDraft]) -> PlanDraft:
    return read_own(request.param)


def task(plan: PlanDraft, code: str) -> TaskDraft:
    return next(t for t in plan.tasks if t.code == code)


def test_the_header_says_what_the_first_page_says(plan: PlanDraft) -> None:
    header = plan.header
    expected = (None, "KH-KHCN", "Kế hoạch", "Thực hiện công tác Dân vận chính quyền năm 2023", 2023)
    assert expected == (header.number, header.symbol, header.type, header.title, header.year)
    assert ("Sở Khoa học và Công nghệ", "Tây Ninh", date(2023, 3, 22)) == (
        header.issuer,
        header.place,
        header.issued_on,
    )


def test_the_foot_gives_recipients_and_signature(plan: PlanDraft) -> None:
    header = plan.header
    assert ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", None) == (header.authority, header.signer_title, header.signer)
    expected = ("Sở Nội vụ", "Các phòng, đơn vị (th/h)", "Tổ Kiểm tra Công vụ", "Ban Thanh tra Nhân dân", "Lưu: VT, VP")
    assert expected == header.recipients


def test_only_the_word_file_prints_the_governing_body(read_own: Callable[[str], PlanDraft]) -> None:
    assert (None, "UBND tỉnh Tây Ninh") == tuple(read_own(name).header.governing_body for name in (TEXT, WORD))


def test_the_sections_are_the_headings(plan: PlanDraft) -> None:
    expected = ["I", "I.1", "I.2", "II", "II.1", "II.2", "II.3", "II.4", "II.5", "III", "IV"]
    assert expected == [s.path for s in plan.sections]
    assert {"I.1": "I", "II.5": "II"} == {s.path: s.parent for s in plan.sections if s.path in ("I.1", "II.5")}


def test_twenty_tasks_stand_where_the_plan_has_them(plan: PlanDraft) -> None:
    expected = {"II.1": 3, "II.2": 5, "II.3": 3, "II.4": 2, "II.5": 2, "IV": 5}
    assert expected == Counter(t.section for t in plan.tasks)


def test_codes_count_within_the_section(plan: PlanDraft) -> None:
    codes = [t.code for t in plan.tasks]
    assert ["II.1-1", "II.1-2", "II.1-3", "II.2-1"] == codes[:4]
    assert ["IV-1", "IV-2", "IV-3", "IV-4", "IV-5"] == codes[-5:]


def test_work_of_the_content_sections_is_ongoing_and_undated(plan: PlanDraft) -> None:
    found = {(t.kind, t.due_on, t.due_text) for t in plan.tasks if t.section.startswith("II.")}
    assert {("ongoing", None, None)} == found


def test_leads_and_supports_carry_the_agencys_codes(plan: PlanDraft) -> None:
    expected = {
        "II.4-1": (("CU",), (), ("chính quyền, đoàn thể",)),
        "IV-1": ((), (), ("các phòng, đơn vị thuộc Sở",)),
        "IV-2": (("TKTCV",), ("BTTND",), ()),
        "IV-3": (("TTr",), (), ()),
        "IV-4": (("CCTĐC", "TTKHCN"), (), ()),
        "IV-5": (("VP",), (), ()),
    }
    found = {t.code: (t.leads, t.supports, t.groups) for t in plan.tasks if t.leads or t.supports or t.groups}
    assert expected == found


def test_the_two_yearly_reports_keep_words_and_last_day(plan: PlanDraft) -> None:
    expected = [
        ("IV-4", "recurring", "2023", "trước ngày 25/10/2023", date(2023, 10, 24)),
        ("IV-5", "recurring", "2023", "trước ngày 31/10/2023", date(2023, 10, 30)),
    ]
    assert expected == [(t.code, t.kind, t.period, t.due_text, t.due_on) for t in plan.tasks if t.due_on]


def test_on_request_is_kept_as_words_without_a_day(plan: PlanDraft) -> None:
    found = task(plan, "IV-1")
    assert ("khi có yêu cầu", None, "ongoing") == (found.due_text, found.due_on, found.kind)


def test_four_targets_with_their_kinds(plan: PlanDraft) -> None:
    expected = [
        ("CT1", "ratio", ">=", Decimal(100), "%"),
        ("CT2", "milestone", None, None, None),
        ("CT3", "ratio", ">=", Decimal(100), "%"),
        ("CT4", "level", None, None, None),
    ]
    assert expected == [(t.code, t.kind, t.operator, t.goal, t.unit_of_measure) for t in plan.targets]


def test_twelve_documents_each_once(plan: PlanDraft) -> None:
    expected = [
        ("Kế hoạch", "765/KH-UBND", date(2023, 3, 20), "UBND tỉnh"),
        ("Kết luận", "114-KL/TW", date(2015, 7, 14), "Ban Bí thư"),
        ("Quyết định", "23-QĐ/TW", date(2021, 7, 30), "Ban Chấp hành Trung ương"),
        ("Chỉ thị", "33/CT-TTg", date(2021, 11, 26), "Thủ tướng Chính phủ"),
        ("Chỉ thị", "25-CT/TU", date(2021, 2, 25), "Ban Thường vụ Tỉnh ủy"),
        ("Nghị quyết", "76/NQ-CP", date(2021, 7, 15), "Chính phủ"),
        ("Chỉ thị", "23/CT-TTg", date(2021, 9, 2), "Thủ tướng chính phủ"),
        ("Nghị định", "04/2015/NĐ-CP", date(2015, 1, 9), "Chính phủ"),
        ("Quyết định", "01/QĐ-UBND", date(2023, 1, 7), "UBND tỉnh"),
        ("Quyết định", "02/QĐ-UBND", date(2022, 1, 7), "UBND tỉnh"),
        ("Quyết định", "217-QĐ/TW", date(2013, 12, 12), "Bộ Chính trị"),
        ("Quyết định", "218-QĐ/TW", date(2013, 12, 12), "Bộ Chính trị"),
    ]
    assert expected == [(d.type, d.number, d.issued_on, d.issuer) for d in plan.documents]
    assert ["765/KH-UBND"] == [d.number for d in plan.documents if d.is_basis]


def test_no_unit_is_new_and_no_recipient_is_responsible(plan: PlanDraft) -> None:
    expected = [("CU", False), ("TKTCV", False), ("BTTND", False), ("TTr", False), ("CCTĐC", False), ("TTKHCN", False)]
    assert [*expected, ("VP", False)] == [(u.code, u.new) for u in plan.units]


def test_what_nobody_could_settle_is_listed(plan: PlanDraft) -> None:
    whys = Counter(u.why for u in plan.unresolved)
    group = "chỉ giao chung cho “các phòng, đơn vị thuộc Sở”, chưa có đơn vị chủ trì cụ thể"
    expected = {"chưa có đơn vị chủ trì": 14, group: 1, "số văn bản để trống": 1, "không thấy tên người ký": 1}
    assert expected == whys


def test_the_source_leads_back_to_the_line(read_own: Callable[[str], PlanDraft]) -> None:
    found = [task(read_own(name), "II.1-3").source for name in (TEXT, WORD)]
    assert ["Mục II.1, gạch đầu dòng 3, dòng 35", "Mục II.1, gạch đầu dòng 3, đoạn 15"] == found


def test_both_files_give_the_same_plan(read_own: Callable[[str], PlanDraft]) -> None:
    def content(plan: PlanDraft) -> PlanDraft:
        return replace(
            plan,
            header=replace(plan.header, governing_body=None),
            tasks=tuple(t._replace(source="") for t in plan.tasks),
            targets=tuple(replace(t, source="") for t in plan.targets),
            unresolved=tuple(replace(u, source="") for u in plan.unresolved),
            source_name="",
            source_sha256="",
        )

    assert content(read_own(TEXT)) == content(read_own(WORD))


def test_the_word_file_holds_the_text_files_words() -> None:
    typed = [clean(line.replace("*", "")) for line in (DATA / TEXT).read_text("utf-8").split("\n")]
    printed = [clean(f"{line.label} {line.text}") for line in open_document(DATA / WORD).lines]
    head = {"UBND TỈNH TÂY NINH", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}
    expected = [line for line in typed if line]
    assert expected == [line for line in printed if line not in head | {"Độc lập - Tự do - Hạnh phúc"}]


def test_the_committed_word_file_is_what_its_maker_makes() -> None:
    path = Path(__file__).with_name("make_sample_docx.py")
    spec = importlib.util.spec_from_file_location("make_sample_docx", path)
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    made = maker.build((DATA / TEXT).read_text("utf-8"))
    assert made == maker.build((DATA / TEXT).read_text("utf-8"))
    # The archive's other parts come from python-docx's own template and may change with its version.
    for part in ("word/document.xml", "word/numbering.xml"):
        assert member(made, part) == member((DATA / WORD).read_bytes(), part)


def member(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)
