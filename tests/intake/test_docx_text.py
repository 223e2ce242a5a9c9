"""The words of a Word file: notes apart, old fonts in Unicode, capitals as printed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from docx_parts import W, abstract, level, list_num, num, package, par, run, with_notes, with_parts
from tests.conftest import spent

from danvan_cli.domain.draft import Line
from danvan_cli.intake.files.docx import read_docx


def lines(body: str, **parts: str) -> list[Line]:
    return read_docx("x", package(body, **parts))[0]


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_a_note_is_marked_in_the_text_and_given_after_the_body() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    data = with_notes(
        par(run("trước ngày 25/10") + mark + run(", họp") + end) + par("cuối"),
        footnotes={"0": "dấu phân cách", "2": "theo Kế hoạch"},
        endnotes={"2": "ghi thêm"},
    )
    expected = [
        ("trước ngày 25/10 [1], họp [2]", "đoạn 1"),
        ("cuối", "đoạn 2"),
        ("theo Kế hoạch", "chú thích 1"),
        ("ghi thêm", "chú thích 2"),
    ]
    assert expected == [(line.text, line.where) for line in read_docx("x", data)[0]]


def test_a_bold_heading_with_a_note_stays_bold() -> None:
    data = with_notes(
        par(run("I. NỘI DUNG", "<w:b/>") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes={"2": "x"}
    )
    assert [True, False] == [line.bold for line in read_docx("x", data)[0]]


def test_old_fonts_are_converted_run_by_run() -> None:
    body = par(
        run("KÕ ho¹ch", font(".VnTimeH"))
        + run(" c«ng t¸c ", font(".VnTime"))
        + run("daân vaän", font("VNI-Times"))
        + run(" năm")
    )
    assert ["KẾ HOẠCH công tác dân vận năm"] == [line.text for line in lines(body)]


def test_the_soft_hyphen_of_an_old_font_is_a_letter() -> None:
    assert ["tư"] == [line.text for line in lines(par(run("t\u00ad", font(".VnTime"))))]


def test_the_font_comes_from_the_style_and_the_documents_default() -> None:
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font('VNI-Times')}</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"/>'
        f'<w:style w:styleId="T"><w:basedOn w:val="N"/><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
        f'<w:style w:styleId="U"><w:rPr>{font("Arial")}</w:rPr></w:style>'
    )
    body = par("Keá hoaïch") + par("KÕ ho¹ch", '<w:pStyle w:val="T"/>') + par("à la", '<w:pStyle w:val="U"/>')
    assert ["Kế hoạch", "Kế hoạch", "à la"] == [line.text for line in lines(body, styles=styles)]


def test_unicode_typed_in_an_old_font_is_left_alone() -> None:
    body = par(run("Kế hoạch là ", font(".VnTime")) + run("đây", font(".VnTime")))
    assert ["Kế hoạch là đây"] == [line.text for line in lines(body)]


def test_old_text_without_its_font_is_recognised_and_said() -> None:
    found, warnings = read_docx("x", package(par("KÕ ho¹ch c«ng t¸c d©n vËn chÝnh quyÒn")))
    assert ["Kế hoạch công tác dân vận chính quyền"] == [line.text for line in found]
    assert 1 == len(warnings)


def test_a_number_typed_in_an_old_font_is_converted() -> None:
    lvl = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="§iÒu %1."/><w:rPr>{font(".VnTime")}</w:rPr></w:lvl>'
    numbering = abstract(0, lvl) + list_num(1, 0)
    assert ["Điều 1."] == [line.label for line in lines(par("x", num(1)), numbering=numbering)]


def test_capitals_by_format_are_printed_as_capitals() -> None:
    assert ["KẾ HOẠCH"] == [line.text for line in lines(par(run("Kế hoạch", "<w:caps/>")))]


def test_hidden_text_of_a_style_is_skipped() -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert ["x"] == [line.text for line in lines(par(run("x") + run("ẩn", '<w:rStyle w:val="H"/>')), styles=styles)]


def test_an_empty_list_paragraph_counts() -> None:
    numbering = abstract(0, level(0, "decimal", "%1.")) + list_num(1, 0)
    body = par("a", num(1)) + par("", num(1)) + par("b", num(1))
    assert ["1.", "3."] == [line.label for line in lines(body, numbering=numbering)]


def test_the_number_of_a_tables_row_is_read() -> None:
    numbering = abstract(0, level(0, "decimal", "%1.")) + list_num(1, 0)
    row = f"<w:tr><w:tc>{par('', num(1))}</w:tc><w:tc>{par('việc')}</w:tc></w:tr>"
    found = lines(f"<w:tbl>{row}{row}</w:tbl>", numbering=numbering)
    assert [("1.", 1), ("việc", 1), ("2.", 2), ("việc", 2)] == [(x.text, x.cell[1]) for x in found if x.cell]


def test_a_merged_cell_says_how_far_down_it_reaches() -> None:
    start, on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = "".join(f"<w:tr><w:tc>{p}{par('a')}</w:tc><w:tc>{par('b')}</w:tc></w:tr>" for p in (start, on, on))
    assert [("a", 3), ("b", 1), ("b", 1), ("b", 1)] == [(x.text, x.height) for x in lines(f"<w:tbl>{rows}</w:tbl>")]


def test_a_merged_cell_says_how_far_to_the_right_it_reaches() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>'
    rows = f"<w:tr><w:tc>{wide}{par('a')}</w:tc><w:tc>{par('b')}</w:tc></w:tr>"
    assert [("a", 3), ("b", 1)] == [(x.text, x.width) for x in lines(f"<w:tbl>{rows}</w:tbl>")]


def test_formulas_and_ticks_are_read() -> None:
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>≥ 95%</m:t></m:r></m:oMath>'
    assert ["đạt ≥ 95% ✓"] == [
        x.text for x in lines(par(run("đạt ") + math + run(" ") + '<w:r><w:sym w:char="F0FC"/></w:r>'))
    ]


def test_a_strict_word_file_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = W.removeprefix('xmlns:w="').rstrip('"')
    data = package(par("x")).replace(b"", b"")
    assert ["x"] == [line.text for line in read_docx("x", _renamed(data, usual, strict))[0]]


def _renamed(data: bytes, before: str, after: str) -> bytes:
    import io
    import zipfile

    from docx_parts import zipped

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({n: archive.read(n).replace(before.encode(), after.encode()) for n in archive.namelist()})


STRIKE = "<w:strike/>"


def told(body: str, **parts: str) -> tuple[list[str], list[str]]:
    found, warnings = read_docx("x", package(body, **parts))
    return [line.text for line in found], warnings


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="S"/>'])
def test_struck_words_are_not_read_and_told(look: str) -> None:
    styles = f'<w:style w:type="character" w:styleId="S"><w:rPr>{STRIKE}</w:rPr></w:style>'
    body = par("Một") + par(run("trước ngày ") + run("30/6 ", look) + run("30/11"))
    expected = (["Một", "trước ngày 30/11"], ["Đoạn 2: bỏ qua chữ gạch ngang “30/6”."])
    assert expected == told(body, styles=styles)


def test_a_struck_paragraph_is_told_with_its_place_and_counts_in_its_list() -> None:
    numbering = abstract(0, level(0, "decimal", "%1.")) + list_num(1, 0)
    body = par("Một", num(1)) + par(run("Hai", STRIKE), num(1)) + par("Ba", num(1))
    found, warnings = read_docx("x", package(body, numbering=numbering))
    assert [("1.", "Một"), ("3.", "Ba")] == [(line.label, line.text) for line in found]
    assert ["Sau đoạn 1: bỏ qua chữ gạch ngang “Hai”."] == warnings


def test_words_that_say_they_are_not_struck_are_read() -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="P"><w:rPr>{STRIKE}</w:rPr></w:style>'
    body = par(run("a ") + run("B", '<w:strike w:val="0"/>'), '<w:pStyle w:val="P"/>')
    assert (["B"], ["Đoạn 1: bỏ qua chữ gạch ngang “a”."]) == told(body, styles=styles)


def test_hidden_and_deleted_words_are_told() -> None:
    deleted = "<w:del><w:r><w:delText>Bốn</w:delText></w:r></w:del>"
    expected = ["Đoạn 1: bỏ qua chữ ẩn “Hai”.", "Đoạn 1: bỏ qua chữ đã xóa khi sửa (Track Changes) “Bốn”."]
    assert (["Một Ba"], expected) == told(par(run("Một ") + run("Hai", "<w:vanish/>") + run("Ba") + deleted))


def test_a_field_that_nobody_filled_in_is_told() -> None:
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here to enter text.')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Văn phòng')}</w:sdtContent></w:sdt>"
    expected = (["Chủ trì: Văn phòng "], ["Đoạn 1: bỏ qua ô chưa điền “Click here to enter text.”."])
    assert ([expected[0][0].strip()], expected[1]) == told(par(run("Chủ trì: ") + filled + run(" ") + empty))


def test_many_places_of_a_kind_are_counted() -> None:
    _, warnings = told("".join(par(run(f"A{n} ") + run("b", STRIKE)) for n in range(30)))
    assert (9, "Còn 22 chỗ nữa có chữ gạch ngang cũng bỏ qua.") == (len(warnings), warnings[-1])


def test_what_headers_say_is_told_and_page_numbers_are_not() -> None:
    named = with_parts(par("Một"), header=("header1.xml", f"<w:hdr {W}>{par('Mật')}{par('Trang 2')}</w:hdr>".encode()))
    plain = with_parts(par("Một"), header=("header1.xml", f"<w:hdr {W}>{par('Trang 2')}</w:hdr>".encode()))
    assert [["Không đọc đầu trang, chân trang: “Mật Trang 2”."], []] == [read_docx("x", x)[1] for x in (named, plain)]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("chunk.htm", b"<html><meta charset=utf-8><p>Hai<table><tr><td>Ba</table></html>"),
        ("chunk.txt", b"Hai\n\nBa"),
        ("chunk.docx", package(par("Hai") + f"<w:tbl><w:tr><w:tc>{par('Ba')}</w:tc></w:tr></w:tbl>")),
        ("chunk.mht", b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><p>Hai<p>Ba</html>"),
    ],
    ids=["page", "text", "Word", "mail"],
)
def test_a_file_inside_the_file_is_read_at_its_place(file: str, content: bytes) -> None:
    body = par("Một") + '<w:altChunk r:id="aFChunk"/>' + par("Bốn")
    found, warnings = read_docx("x", with_parts(body, aFChunk=(file, content)))
    assert (["Một", "Hai", "Ba", "Bốn"], []) == ([line.text for line in found], warnings)
    assert found[1].where.startswith("phần nhúng 1, ")


@pytest.mark.parametrize("content", [b"{\\rtf1 Hai}", b"PK\x03\x04", bytes(range(256))])
def test_a_file_inside_that_cannot_be_read_is_told(content: bytes) -> None:
    body = par("Một") + '<w:altChunk r:id="aFChunk"/>'
    found, warnings = read_docx("x", with_parts(body, aFChunk=("c.bin", content)))
    assert ["Một"] == [line.text for line in found]
    assert ["Sau đoạn 1: không đọc được phần nhúng 1 (altChunk)."] == warnings


@pytest.mark.parametrize(("code", "shown"), [("F0B7", "• việc"), ("F0A7", "▪ việc"), ("F0FC", "✓ việc")])
def test_a_bullet_set_in_a_symbol_font_stays_a_bullet(code: str, shown: str) -> None:
    assert [shown] == told(par(f'<w:r><w:sym w:char="{code}"/></w:r>' + run("việc")))[0]


def test_breaks_inside_a_paragraph_are_printed_lines() -> None:
    body = par("<w:r><w:t>Một.</w:t><w:br/><w:t>Hai.</w:t><w:br/><w:br/><w:t>Ba.</w:t></w:r>") + par("Bốn.")
    expected = [(False, False), (True, False), (True, True), (False, False)]
    assert expected == [(line.printed, line.blank_before) for line in lines(body)]


def test_a_tall_cell_of_many_lines_over_many_rows_costs_no_more_than_its_size() -> None:
    start, on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = f"<w:tr><w:tc>{start}{par('a') * 3000}</w:tc></w:tr>" + f"<w:tr><w:tc>{on}{par('')}</w:tc></w:tr>" * 3000
    begun = spent()
    assert 3001 == lines(f"<w:tbl>{rows}</w:tbl>")[0].height
    assert spent() - begun < 3
