"""A PDF with a text layer is read as the Word file it was made from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hostile import pdf

from danvan_cli.domain.draft import Document, Line
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files import pdf as pdf_file
from danvan_cli.intake.files import pdf_worker
from danvan_cli.intake.files.opening import open_bytes, open_document
from danvan_cli.intake.files.pdf_layout import read_pages
from danvan_cli.intake.files.pdf_page import Cell, Page, PrintedLine, Table, Word, joined
from danvan_cli.intake.lines.joining import join_printed
from danvan_cli.intake.tables.in_text import read_tables

pytest.importorskip("pdfplumber")
PLAN = Path(__file__).parent / "files" / "ke-hoach-co-bang.pdf"


@pytest.fixture(scope="module")
def plan() -> Document:
    return open_document(PLAN)


def words(text: str, *, top: float, left: float = 80, bold: bool = False) -> list[Word]:
    """Sets words six points a letter, with three between words."""
    found, at = [], left
    for word in text.split():
        found.append(Word(word, at, at + 6 * len(word), top, top + 12, bold))
        at += 6 * len(word) + 3
    return found


def paragraphs(*lines: tuple[str, float]) -> list[str]:
    """Gives the paragraphs of a page that is filled by its longest line: (text, left edge)."""
    placed = [w for i, (text, left) in enumerate(lines) for w in words(text, top=100 + 16 * i, left=left)]
    return [line.text for line in join_printed(read_pages([Page(440, 842, placed, [])])[0])]


FULL = "một dòng đầy cho đến tận lề bên phải của trang giấy này"
INDENTED = FULL.removesuffix(" này")


def test_lines_that_the_width_broke_are_joined_and_others_are_not() -> None:
    found = paragraphs((FULL, 80), ("còn tiếp.", 80), (INDENTED, 110), ("hết.", 80), ("Mục khác", 80))
    assert [f"{FULL} còn tiếp.", f"{INDENTED} hết.", "Mục khác"] == found


def test_a_bullet_begins_a_paragraph_and_a_dash_at_the_margin_does_not() -> None:
    other = INDENTED.capitalize()
    indented = [(INDENTED, 110), ("- Tài chính.", 80), (other, 110), ("hết;", 80), ("- Việc khác", 110)]
    assert [f"{INDENTED} - Tài chính.", f"{other} hết;", "- Việc khác"] == paragraphs(*indented)


def test_a_symbol_broken_after_its_hyphen_is_whole() -> None:
    line = f"{FULL[:-4]} QĐ-"
    assert [f"{line}UBND."] == paragraphs(
        (line, 80),
        ("UBND.", 80),
    )


def test_page_numbers_and_running_heads_are_dropped() -> None:
    pages = [
        Page(
            595,
            842,
            words("Lưu hành nội bộ", top=20) + words(f"Đoạn {n}.", top=300) + words(f"Trang {n}/4", top=820),
            [],
        )
        for n in range(1, 5)
    ]
    assert ["Đoạn 1.", "Đoạn 2.", "Đoạn 3.", "Đoạn 4."] == [line.text for line in read_pages(pages)[0]]


def test_the_head_is_read_column_by_column(plan: Document) -> None:
    left = [line.text for line in plan.lines if line.cell and line.cell[:1] + line.cell[2:] == (1, 1)]
    assert ["ỦY BAN NHÂN DÂN", "HUYỆN BÌNH SƠN", "Số: 12/KH-UBND"] == left


def test_a_table_over_three_pages_is_one_with_its_rows_whole(plan: Document) -> None:
    rows = next(table.rows for table in read_tables(plan.lines) if table.rows)
    expected = [f"Khảo sát, đánh giá mô hình dân vận khéo tại cơ sở đợt {n} trên địa bàn" for n in range(1, 31)]
    assert expected == [row.text for row in rows]
    assert {"Phòng Nội vụ", "Văn phòng HĐND và UBND; Thanh tra huyện"} >= {row.fields["lead"] for row in rows[:20]}


def _ruled(*rows: tuple[str, ...]) -> tuple[list[Word], Table]:
    """Sets a table of columns 200 points wide and rows 40 high at the top of a page."""
    edges = [(80 + 200 * c, 60 + 40 * r) for r in range(len(rows)) for c in range(len(rows[0]))]
    texts = [text for row in rows for text in row]
    placed = [w for text, (x, y) in zip(texts, edges, strict=True) for w in words(text, top=y + 4, left=x + 4)]
    cells = [Cell(x, y, x + 200, y + 40) for x, y in edges]
    width = len(rows[0])
    lines = [list(cells[n : n + width]) for n in range(0, len(cells), width)]
    tops = [60.0 + 40 * r for r in range(len(rows))]
    return placed, Table(80, 60, 80 + 200 * width, 60 + 40 * len(rows), lines, tops)


def test_a_last_row_whose_rest_stands_alone_on_the_next_page_is_whole() -> None:
    first, table = _ruled(("STT", "Nội dung", "Thời hạn"), ("1", "Báo cáo cải cách", "Trước ngày 10 của tháng"))
    rest, below = _ruled(("", "hành chính", "cuối quý"))
    pages = [Page(800, 842, first, [table]), Page(800, 842, rest, [below])]
    expected = ["STT", "Nội dung", "Thời hạn", "1", "Báo cáo cải cách hành chính", "Trước ngày 10 của tháng cuối quý"]
    assert expected == [line.text for line in read_pages(pages)[0]]


def test_a_box_of_one_row_is_no_table() -> None:
    placed, table = _ruled(("Họp dân", "tại ấp"))
    assert [None] == [line.cell for line in read_pages([Page(800, 842, placed, [table])])[0]]


def test_a_text_layer_of_letters_that_nobody_can_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [Line(f"K\ufffd hoạch s\ufffd {n} c\ufffda Ủ\ufffdy ban") for n in range(99)]
    monkeypatch.setattr(pdf_worker, "read_pages", lambda _: (lines, []))
    assert {"refusal": "unmapped"} == pdf_worker.answer(PLAN.read_bytes(), 9)


def test_nothing_of_the_pages_edges_is_left(plan: Document) -> None:
    assert [] == [line.text for line in plan.lines if "lưu hành" in line.text or line.text.startswith("Trang")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf(b"q Q", compressed=False), "OCR"),
        (pdf(b"q Q", compressed=False, trailer=b"/Encrypt << /Filter /Strange /V 9 >>"), "mật khẩu"),
        (PLAN.read_bytes()[:20_000], "hỏng"),
    ],
    ids=["scan", "password", "cut"],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        open_bytes(data, "a.pdf")
    assert why in f"{refusal.value.message} {refusal.value.hint}"


def test_a_reader_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: Any, **options: Any) -> None:
        raise subprocess.TimeoutExpired("x", options["timeout"])

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(FileRefusedError, match="giây"):
        open_bytes(PLAN.read_bytes(), "a.pdf")


def test_without_the_library_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "_ask", lambda data: {"refusal": "missing"})
    with pytest.raises(FileRefusedError) as refusal:
        open_bytes(PLAN.read_bytes(), "a.pdf")
    assert "pip install" in refusal.value.hint


def test_a_missing_library_is_told_from_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert {"refusal": "missing"} == pdf_worker.answer(PLAN.read_bytes(), 9)


def rows(*lines: str) -> list[tuple[tuple[int, int], str]]:
    """Reads lines whose pieces stand between bars in columns of 110 points: ((row, column), text) of every cell."""
    placed = [
        word
        for n, line in enumerate(lines)
        for column, piece in enumerate(line.split("|"))
        for word in words(piece.strip(), top=100 + 16 * n, left=60 + 110 * column)
    ]
    return [(line.cell[1:], line.text) for line in read_pages([Page(600, 842, placed, [])])[0] if line.cell]


def test_a_table_without_rules_has_its_rows_by_their_numbers() -> None:
    found = rows(
        "TT | Nội dung | Chủ trì | Thời gian",
        "1 | Họp dân | Văn phòng | 15/3",
        " | ở các ấp | | ",
        "2 | Kiểm tra | Thanh tra | 30/6",
        "3 | Báo cáo | Văn phòng | 5/12",
    )
    expected = [
        *[((1, c), t) for c, t in enumerate(("TT", "Nội dung", "Chủ trì", "Thời gian"), 1)],
        *[((2, c), t) for c, t in enumerate(("1", "Họp dân ở các ấp", "Văn phòng", "15/3"), 1)],
        *[((3, c), t) for c, t in enumerate(("2", "Kiểm tra", "Thanh tra", "30/6"), 1)],
        *[((4, c), t) for c, t in enumerate(("3", "Báo cáo", "Văn phòng", "5/12"), 1)],
    ]
    assert [(place, " ".join(t.split())) for place, t in expected] == _joined_cells(found)


def _joined_cells(found: list[tuple[tuple[int, int], str]]) -> list[tuple[tuple[int, int], str]]:
    cells: dict[tuple[int, int], str] = {}
    for place, text in found:
        cells[place] = f"{cells[place]} {text}" if place in cells else text
    return list(cells.items())


def test_rows_without_rules_whose_numbers_stand_in_their_middle_are_named_and_not_guessed() -> None:
    lines = ["TT | Nội dung | Chủ trì | Hạn"]
    for number in range(1, 4):
        lines += [" | Họp với dân | | ", f"{number} | của các ấp | Văn phòng | 15/{number}", " | trong xã | | "]
    placed = [
        word
        for n, line in enumerate(lines)
        for column, piece in enumerate(line.split("|"))
        for word in words(piece.strip(), top=100 + 16 * n, left=60 + 110 * column)
    ]
    found, told = read_pages([Page(600, 842, placed, [])])
    assert ({1: False}, {1}) == (told, {line.cell[1] for line in found if line.cell})


@pytest.mark.parametrize(
    "lines",
    [
        ["1.   Văn phòng họp với dân ở ấp", "2.   Thanh tra kiểm tra các ấp", "3.   Công an tuần tra các đêm"],
        ["NGƯỜI LẬP | KẾ TOÁN | CHỦ TỊCH"],
    ],
)
def test_a_list_and_a_signature_are_no_tables(lines: list[str]) -> None:
    assert [] == rows(*lines)


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (("30/01/202", "6"), "30/01/2026"),
        (("trước 01/12/20", "26"), "trước 01/12/2026"),
        (("cai nghiệ", "n ma túy"), "cai nghiện ma túy"),
        (("mỗi tuần 2/3", "10 xã"), "mỗi tuần 2/3 10 xã"),
        (("Phòng Y", "tế"), "Phòng Y tế"),
    ],
)
def test_what_a_narrow_cell_cut_in_two_is_one(pieces: tuple[str, str], whole: str) -> None:
    assert whole == joined([PrintedLine(words(piece, top=0), 0) for piece in pieces])


def test_a_title_at_the_left_ends_the_head() -> None:
    lines = [
        "SỞ DU LỊCH | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 6/KH-SDL | | Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
        "I. MỤC TIÊU",
    ]
    assert "I. MỤC TIÊU" not in [text for _, text in rows(*lines)]
