"""How deep a numbered line stands: numbers that begin anew, lists that Word counts, letters between Roman numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.intake.files.opening import open_document
from danvan_cli.intake.plan import read_plan

Read = Callable[..., PlanDraft]
HEAD = "Số: 1/KH-X\nTân An, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nCông tác năm 2024\n\n"


def _leads(plan: PlanDraft) -> list[str]:
    """Writes each task's code and who leads it."""
    named = {unit.code: unit.name for unit in plan.units}
    return [f"{task.code} {', '.join(named[code] for code in task.leads)}" for task in plan.tasks]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "1. Mục đích\nNâng cao chất lượng.\n3. Phân công\n3.1. Phòng Nội vụ\n1. Lập danh sách, xong trước 15/3.\n2. Mở lớp, xong trước 15/4.\n"
            "3.2. Phòng Tư pháp\n1. In tờ rơi, xong trước 15/5.\n4. Kinh phí\nTừ ngân sách.\n",
            ["3.1-1 Phòng Nội vụ", "3.1-2 Phòng Nội vụ", "3.2-1 Phòng Tư pháp"],
        ),
        (
            "III. NỘI DUNG\nA. Bước 1 (đến 15/3)\n1. Công an xã rà soát.\nB. Bước 2 (đến 15/4)\n1. Công an xã kiểm tra.\n"
            "IV. TỔ CHỨC THỰC HIỆN\n1. Văn phòng đôn đốc thường xuyên.\n",
            ["III.A-1 Công an xã", "III.B-1 Công an xã", "IV-1 Văn phòng"],
        ),
        (
            "B. VIỆC PHẢI LÀM\nB1. Về cơ sở vật chất\n+ Văn phòng sửa mái, xong trước 15/3.\n"
            "B2. Về học liệu\n+ Thư viện mua sách, xong trước 15/4.\n",
            ["B.B1-1 Văn phòng", "B.B2-1 Thư viện"],
        ),
    ],
    ids=["numbers anew", "letters between Roman numbers", "letters with numbers"],
)
def test_what_is_numbered_anew_stands_below_its_heading(read_words: Read, text: str, said: list[str]) -> None:
    assert said == _leads(read_words(HEAD + text))


def test_letters_between_roman_numbers_date_nothing_behind_the_next_one(read_words: Read) -> None:
    text = (
        "I. MỤC ĐÍCH\nNâng cao chất lượng.\nII. NỘI DUNG\nA. Bước 1 (từ ngày 01/3 đến ngày 15/3)\n"
        "1. Công an xã rà soát.\nIII. TỔ CHỨC\n"
        "1. Văn phòng phân công trực trang thường xuyên.\n"
    )
    assert ["2024-03-15", "None"] == [str(task.due_on) for task in read_words(HEAD + text).tasks]


def _word(lines: list[tuple[str, str]], tmp_path: Path) -> PlanDraft:
    """Reads a Word file of (style, text)."""
    made = docx.Document()
    for line in HEAD.splitlines():
        made.add_paragraph(line)
    for style, text in lines:
        made.add_paragraph(text, style=style or None)
    made.save(str(tmp_path / "a.docx"))
    return read_plan(open_document(tmp_path / "a.docx"), lambda _: ())


def test_a_list_that_word_counts_stands_below_the_list_that_goes_on_behind_it(tmp_path: Path) -> None:
    plan = _word(
        [
            ("", "I. TRƯỚC MÙA SINH SẢN"),
            ("List Number", "Phòng Truyền thông"),
            ("List Number 2", "Dựng biển báo, xong trước 15/3."),
            ("List Number 2", "Phát tờ rơi, xong trước 15/4."),
            ("List Number", "Phòng Khoa học"),
            ("List Number 2", "Gắn thẻ, xong trước 15/5."),
        ],
        tmp_path,
    )
    assert ["I.1-1 Phòng Truyền thông", "I.1-2 Phòng Truyền thông", "I.2-1 Phòng Khoa học"] == _leads(plan)


def test_a_list_that_word_counts_on_stands_below_each_heading_that_was_typed(tmp_path: Path) -> None:
    plan = _word(
        [
            ("", "1. Mục đích"),
            ("", "Nâng cao chất lượng."),
            ("", "3. Phân công"),
            ("", "3.1. Phòng Nội vụ"),
            ("List Number", "Lập danh sách, xong trước 15/3."),
            ("", "3.2. Phòng Tư pháp"),
            ("List Number", "In tờ rơi, xong trước 15/5."),
            ("", "4. Văn phòng tổng hợp, báo cáo trước 15/6."),
        ],
        tmp_path,
    )
    assert ["3.1-1 Phòng Nội vụ", "3.2-1 Phòng Tư pháp", "NV-1 Văn phòng"] == _leads(plan)


def test_lists_of_one_item_each_are_one_list(tmp_path: Path) -> None:
    """Where Word counts every item anew, none stands below the one before."""
    styles = ("List Number", "List Number 2", "List Number 3")
    texts = ("Công an xã tuần tra trước 15/3.", "Đoàn xã vẽ tường trước 15/4.", "Trạm Y tế xã khám trước 15/5.")
    plan = _word(list(zip(styles, texts, strict=True)), tmp_path)
    named = {unit.code: unit.name for unit in plan.units}
    assert ["Công an xã", "Đoàn xã", "Trạm Y tế xã"] == [named[task.leads[0]] for task in plan.tasks]
