"""Mangled files of every kind: read or refused with one sentence; never another failure, never a hang."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import costly

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import zipped
from hostile import workbook
from tests.conftest import spent

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files.html import read_html
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.tables.register import read_register

HERE = Path(__file__).resolve().parent
WORD = (HERE.parents[1] / "data" / "ke-hoach-dan-van-2023.docx").read_bytes()
PDF = (HERE / "files" / "ke-hoach-co-bang.pdf").read_bytes()
_TITLES = ("TT", "Nội dung", "Chủ trì", "Thời hạn", "Tiến độ (%)", "Ngày hoàn thành")
_ROWS = [
    _TITLES,
    ("I", "NHÓM"),
    *((str(n), f"Việc số {n}", "Văn phòng", f"{n}/6/2023", "50%", "") for n in range(1, 9)),
]
BOOK = workbook(
    "<sheetData>"
    + "".join("<row>" + "".join(f'<c t="str"><v>{cell}</v></c>' for cell in row) + "</row>" for row in _ROWS)
    + "</sheetData>"
)
PAGE = (
    "<html><meta charset=utf-8><h1>KẾ HOẠCH</h1><ol type=I><li>Nội dung<ul><li>Việc</ul></ol>"
    "<table><tr><td rowspan=2>a<td>b<tr><td>c</table></html>"
).encode()
_LIMIT = 5


def mangled(data: bytes, seed: int) -> bytes:
    """Changes, drops, doubles and cuts stretches of bytes."""
    chance = random.Random(seed)
    found = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        at, length = chance.randrange(len(found)), chance.randrange(1, 60)
        match chance.randrange(4):
            case 0:
                found[at : at + length] = chance.randbytes(length)
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length]
            case _:
                del found[max(at, len(found) // 3) :]
        found = found or bytearray(b"x")
    return bytes(found)


def inside(data: bytes, part: str, seed: int) -> bytes:
    """Mangles one part of a package and packs it again, so that the archive itself is sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {part: mangled(parts[part], seed)})


def read_or_refuse(data: bytes, name: str) -> None:
    begun = spent()
    with suppress(FileRefusedError):
        document = open_bytes(data, name)
        if document.sheets:
            read_register(document, lambda _: ())
    assert spent() - begun < _LIMIT


@costly(150)
@given(st.integers(0, 10**9), st.sampled_from([("a.docx", WORD), ("a.xlsx", BOOK), ("a.html", PAGE), ("a.csv", PAGE)]))
def test_mangled_bytes(seed: int, file: tuple[str, bytes]) -> None:
    read_or_refuse(mangled(file[1], seed), file[0])


@costly(150)
@given(st.integers(0, 10**9), st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml"]))
def test_mangled_parts_of_a_word_file(seed: int, part: str) -> None:
    read_or_refuse(inside(WORD, part, seed), "a.docx")


@costly(150)
@given(st.integers(0, 10**9), st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]))
def test_mangled_parts_of_a_workbook(seed: int, part: str) -> None:
    read_or_refuse(inside(BOOK, part, seed), "a.xlsx")


@costly(200)
@given(st.text(alphabet='<>/="&;#! -abtdrpliov\n', max_size=400))
def test_any_text_as_a_page(text: str) -> None:
    with suppress(FileRefusedError):
        read_html("a.html", f"<html>{text}".encode())


@costly(8)
@given(st.integers(0, 10**9))
def test_mangled_pdf_files(seed: int) -> None:
    pytest.importorskip("pdfplumber")
    read_or_refuse(mangled(PDF, seed), "a.pdf")


@costly(200)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "",
                    "I",
                    "1",
                    "1.1",
                    "TT",
                    "Nội dung",
                    "Chủ trì",
                    "Tiến độ",
                    "Tổng cộng",
                    "50%",
                    "5/3",
                    "x\ny",
                    "Nơi nhận",
                    "việc ấy",
                ]
            ),
            max_size=6,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_rows_of_a_sheet(rows: list[list[str]]) -> None:
    lines = "\n".join(
        ";".join('"' + cell + '"' for cell in row) for row in [["TT", "Nội dung", "Chủ trì", "Thời hạn"], *rows]
    )
    with suppress(FileRefusedError):
        plan = read_register(open_bytes(lines.encode(), "a.csv"), lambda _: (), year=2023)
        codes = [task.code for task in plan.tasks]
        assert len(set(codes)) == len(codes)
        assert {task.section for task in plan.tasks} <= {section.path for section in plan.sections}
