"""The words of a Word file: notes apart, old fonts in Unicode, capitals as printed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import W, abstract, level, list_num, num, package, par, run, with_notes

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
