"""What stands on the page of a Word file is what is read: numbers, changes, boxes, cells."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import abstract, level, list_num, num, package, par, run

from danvan_cli.intake.files.docx import read_docx

OUTLINE = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))


def printed(body: str, numbering: str = "", styles: str = "") -> list[str]:
    lines, _ = read_docx("thử.docx", package(body, numbering=numbering, styles=styles))
    return [f"{line.label} {line.text}".strip() for line in lines]


def test_automatic_numbers_are_printed_and_lower_levels_restart() -> None:
    levels = [0, 1, 1, 2, 0, 1, 2]
    body = "".join(par("x", num(1, n)) for n in levels)
    expected = ["I. x", "1. x", "2. x", "a) x", "II. x", "1. x", "a) x"]
    assert expected == printed(body, OUTLINE + list_num(1, 0))


def test_a_number_of_several_levels_shows_them_all() -> None:
    numbering = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")) + list_num(1, 0)
    body = "".join(par("x", num(1, n)) for n in (0, 1, 1, 0, 1))
    assert ["1. x", "1.1. x", "1.2. x", "2. x", "2.1. x"] == printed(body, numbering)


def test_two_lists_of_one_definition_count_on_and_an_override_starts_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "%1.")) + list_num(1, 0) + list_num(2, 0) + list_num(3, 0, override)
    body = "".join(par("x", num(n)) for n in (1, 1, 2, 3, 3))
    assert ["1. x", "2. x", "3. x", "1. x", "2. x"] == printed(body, numbering)


def test_a_level_that_never_restarts_counts_through() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    numbering = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", never)) + list_num(1, 0)
    body = "".join(par("x", num(1, n)) for n in (0, 1, 1, 0, 1))
    assert ["I. x", "1. x", "2. x", "II. x", "3. x"] == printed(body, numbering)


def test_a_style_gives_the_number_through_what_it_is_based_on() -> None:
    styles = (
        f'<w:style w:styleId="Base"><w:pPr>{num(1, 0)}</w:pPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    body = par("x", '<w:pStyle w:val="Own"/>') + par("y", '<w:pStyle w:val="Own"/>' + num(0))
    assert ["I. x", "y"] == printed(body, OUTLINE + list_num(1, 0), styles)


def test_a_style_linked_to_a_level_prints_that_level() -> None:
    linked = '<w:pStyle w:val="Second"/>'
    numbering = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", linked)) + list_num(1, 0)
    styles = '<w:style w:styleId="Second"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert ["I. x", "1. y"] == printed(par("x", num(1)) + par("y", '<w:pStyle w:val="Second"/>'), numbering, styles)


def test_bullets_print_as_the_dash_plus_dot_or_shape_they_show() -> None:
    marks = ["-", "–", "+", "\uf0b7", "o", "\uf0a7"]
    numbering = "".join(abstract(i, level(0, "bullet", m)) + list_num(i + 1, i) for i, m in enumerate(marks))
    body = "".join(par("x", num(i + 1)) for i in range(len(marks)))
    assert ["- x", "- x", "+ x", "• x", "○ x", "▪ x"] == printed(body, numbering)


def test_inserted_text_stays_and_deleted_text_goes() -> None:
    body = par(
        run("trước ngày ")
        + f'<w:del w:id="1"><w:r><w:delText>20/10</w:delText></w:r></w:del><w:ins w:id="2">{run("25/10")}</w:ins>'
        + f'<w:moveFrom w:id="3">{run("cũ")}</w:moveFrom><w:moveTo w:id="4">{run("/2023")}</w:moveTo>'
    )
    assert ["trước ngày 25/10/2023"] == printed(body)


def test_paragraphs_joined_by_a_tracked_change_are_one() -> None:
    body = par("một ", '<w:rPr><w:del w:id="1"/></w:rPr>') + par("hai")
    assert ["một hai"] == printed(body)


def test_content_controls_links_and_fields_show_their_text_once() -> None:
    sdt = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('một')}</w:sdtContent></w:sdt>"
    field = f'<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="X">{run(" hai")}</w:fldSimple>'
    block = f"<w:sdt><w:sdtContent>{par('bốn')}</w:sdtContent></w:sdt>"
    assert ["một hai ba", "bốn"] == printed(par(f"{sdt}{field}<w:hyperlink>{run(' ba')}</w:hyperlink>") + block)


def test_a_text_box_is_read_once() -> None:
    box = f"<wps:txbx><w:txbxContent>{par('trong hộp')}</w:txbxContent></wps:txbx>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><w:txbxContent>{par('trong hộp')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert ["ngoài", "trong hộp"] == printed(par(run("ngoài") + both))


def test_hidden_text_is_skipped_and_special_hyphens_are_kept() -> None:
    body = par(run("ẩn", "<w:vanish/>") + "<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:softHyphen/></w:r>")
    assert ["12-KH"] == printed(body)


def test_a_line_break_makes_two_lines_and_the_number_stays_with_the_first() -> None:
    body = par("<w:r><w:t>Một</w:t><w:br/><w:t>Hai</w:t></w:r>", num(1))
    assert ["I. Một", "Hai"] == printed(body, OUTLINE + list_num(1, 0))


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_merged_cells_are_read_once_and_keep_their_column() -> None:
    start, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    rows = (
        f"<w:tr>{cell(par('a'), start)}{cell(par('b'), wide)}{cell(par('c'))}</w:tr>"
        f"<w:tr>{cell(par('a'), on)}{cell(par('d'))}{cell(par('e'))}{cell(par('f'))}</w:tr>"
    )
    lines, _ = read_docx("x", package(f"<w:tbl>{rows}</w:tbl>"))
    expected = [
        ("a", (1, 1, 1)),
        ("b", (1, 1, 2)),
        ("c", (1, 1, 4)),
        ("d", (1, 2, 2)),
        ("e", (1, 2, 3)),
        ("f", (1, 2, 4)),
    ]
    assert expected == [(line.text, line.cell) for line in lines]


def test_nested_tables_and_deleted_rows() -> None:
    inner = f"<w:tbl><w:tr>{cell(par('trong'))}</w:tr></w:tbl>"
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell(par("xóa"))}</w:tr>'
    assert ["trước", "trong"] == printed(f"<w:tbl><w:tr>{cell(par('trước') + inner)}</w:tr>{gone}</w:tbl>")


def test_where_names_the_paragraph_or_the_cell() -> None:
    body = par("một") + par("") + par("hai") + f"<w:tbl><w:tr>{cell(par('ba'))}</w:tr></w:tbl>"
    assert ["đoạn 1", "đoạn 2", "bảng 1, hàng 1, cột 1"] == [x.where for x in read_docx("x", package(body))[0]]


def test_bold_is_the_whole_paragraphs_or_its_styles() -> None:
    styles = '<w:style w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>'
    body = par(run("x", "<w:b/>")) + par(run("x", "<w:b/>") + run("y")) + par("z", '<w:pStyle w:val="B"/>')
    assert [True, False, True] == [x.bold for x in read_docx("x", package(body, styles=styles))[0]]


def test_a_circle_of_styles_or_lists_ends() -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert ["x"] == printed(par("x", '<w:pStyle w:val="A"/>'), "", styles)
