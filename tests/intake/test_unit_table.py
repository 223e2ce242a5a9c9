from __future__ import annotations

import io
import sys
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import UnitKind
from danvan_cli.intake.tables.unit_table import read_units

DATA = Path(__file__).resolve().parents[2] / "data"
ROWS = [
    ["Biên chế", "Tên đơn vị", "Mã", "Loại", "Tên khác", "Trực thuộc"],
    ["12", "Văn phòng Sở", "VP", "Phòng", "Văn phòng; VP Sở", ""],
    ["", "Trung tâm Kiểm định", "", "đơn vị trực thuộc", "", "Văn phòng Sở"],
    ["", "", "", "", "", ""],
    ["3", "Công đoàn", "CĐ", "", "", ""],
]
EXPECTED = (
    Unit("VP", "Văn phòng Sở", "department", None, 12, ("Văn phòng", "VP Sở")),
    Unit("TTKĐ", "Trung tâm Kiểm định", "subordinate", "VP"),
    Unit("CĐ", "Công đoàn", "organisation", None, 3),
)


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_of_any_delimiter_with_columns_in_any_order(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "u.csv"
    path.write_bytes("\r\n".join(delimiter.join(f'"{c}"' for c in row) for row in ROWS).encode(encoding))
    assert EXPECTED == read_units(path)


def test_a_workbook_gives_the_same(tmp_path: Path) -> None:
    path = tmp_path / "u.xlsx"
    rows: list[list[object]] = [
        ["DANH MỤC ĐƠN VỊ"],
        [],
        *([int(c) if c.isdigit() else c or None for c in r] for r in ROWS),
    ]
    path.write_bytes(workbook(rows))
    assert EXPECTED == read_units(path)


def test_the_agencys_form_gives_its_units() -> None:
    assert "VP" == read_units(DATA / "agency.toml")[0].code


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["Mã,Tên", "A,"], "hàng 2: thiếu tên đơn vị"),
        (["Mã,Tên", "A,x", "a,y"], "hàng 3: mã “a” đã dùng"),
        (["Tên,Loại", "x,gì đó"], "hàng 2: loại “gì đó” không nằm trong các giá trị: phòng"),
        (["Tên,Biên chế", "x,nhiều"], "hàng 2: số người “nhiều”"),
        (["Tên,Biên chế", 'x,"1,5"'], "hàng 2: số người “1,5”"),
        (["Cột,Khác", "x,y"], "không có cột"),
        (["Mã,Tên"], "không có đơn vị nào"),
    ],
)
def test_a_bad_row_is_named_with_what_is_wrong(tmp_path: Path, rows: list[str], why: str) -> None:
    path = tmp_path / "u.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(FileRefusedError, match=why):
        read_units(path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        bytes(range(256)) * 9,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        zipped({"a": b"x"}),
        zipped({"xl/workbook.xml": b"<x"}),
    ],
    ids=["empty", "cut", "binary", "ole", "zip", "broken"],
)
def test_a_bad_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "u.xlsx"
    path.write_bytes(data)
    with pytest.raises(FileRefusedError):
        read_units(path)


def test_a_stray_cell_at_the_edge_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"], book.active["A2"], book.active["B2"] = "Mã", "Tên", "A", "Phòng A"
    book.active["XFD5000"] = "x"
    path = tmp_path / "u.xlsx"
    book.save(path)
    assert ["A"] == [u.code for u in read_units(path)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(alphabet='Mã,;"\tTên\nBiên chế 12\x00', max_size=80))
def test_no_csv_breaks_the_reader(tmp_path: Path, text: str) -> None:
    path = tmp_path / "u.csv"
    path.write_bytes(text.encode())
    with suppress(FileRefusedError):
        assert read_units(path)


@pytest.mark.parametrize("title", ["Biên chế", "Số người"])
def test_people_are_counted_under_either_title(tmp_path: Path, title: str) -> None:
    path = tmp_path / "dv.csv"
    path.write_text(f"Tên đơn vị,{title}\nVăn phòng,12\n", "utf-8")
    assert [12] == [unit.headcount for unit in read_units(path)]


@pytest.mark.parametrize("kind", UnitKind)
def test_a_kind_is_taken_in_the_words_of_the_command_line(tmp_path: Path, kind: UnitKind) -> None:
    words = [kind.value, kind.spoken, kind.label, fold(kind.spoken), kind.spoken.upper()]
    table, form = tmp_path / "u.csv", tmp_path / "u.toml"
    table.write_text("".join(["Tên;Loại\n", *(f"Tên {n};{word}\n" for n, word in enumerate(words))]), encoding="utf-8")
    form.write_text(
        "".join(f"[[unit]]\ncode = 'U{n}'\nname = 'Tên {n}'\nkind = '{word}'\n" for n, word in enumerate(words)),
        encoding="utf-8",
    )

    assert [kind] * 5 == [unit.kind for unit in read_units(table)]
    assert [kind] * 5 == [unit.kind for unit in read_units(form)]
