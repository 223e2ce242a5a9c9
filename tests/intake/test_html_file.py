"""A saved page gives what it shows, in reading order; whatever its bytes, in linear time."""

from __future__ import annotations

from contextlib import suppress

import pytest
from tests.conftest import spent

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files.html import read_html
from danvan_cli.intake.files.opening import open_bytes


def shown(page: str) -> list[str]:
    return [f"{line.label} {line.text}".strip() for line in read_html("x", page.encode())[0]]


def test_paragraphs_breaks_and_entities() -> None:
    assert ["I. Nội dung <5", "dòng hai", "Ba"] == shown("<p>I. Nội&nbsp;dung &lt;5<p>dòng\n hai<br>Ba")


def test_scripts_styles_comments_menus_and_hidden_parts_are_skipped() -> None:
    page = (
        "<head><title>t</title><style>p{}</style></head><script>'<p>a</p>'</script><!-- <p>b</p> --><nav>c</nav>"
        "<p style='display: none'>d</p><del>e</del><![if !supportLists]><p hidden>f</p><ins>thấy</ins>"
    )
    assert ["thấy"] == shown(page)


def test_lists_show_their_numbers() -> None:
    page = "<ol type=I><li>a<li>b<ul><li>c</ul><li value=5>d</ol><ol type=a start=2><li>e</li></ol>"
    assert ["I. a", "II. b", "- c", "V. d", "b) e"] == shown(page)


def test_cells_keep_their_row_column_and_reach() -> None:
    page = "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d<table><tr><td>e</table></table>"
    expected = [
        ("a", (1, 1, 1), 2, 1), ("b", (1, 1, 2), 1, 2), ("c", (1, 2, 2), 1, 1), ("d", (1, 2, 3), 1, 1),
        ("e", (1, 2, 3), 1, 1),
    ]  # fmt: skip
    assert expected == [(line.text, line.cell, line.height, line.width) for line in read_html("x", page.encode())[0]]


@pytest.mark.parametrize("first", ["", "<tbody>", "<caption>c</caption>", "<p>c"])
def test_a_table_may_leave_out_the_tag_of_its_first_row(first: str) -> None:
    page = f"<table>{first}<td>a</td><td>b</td><tr><td>d</table>"
    cells = {line.text: line.cell for line in read_html("x", page.encode())[0]}
    assert ((1, 1, 1), (1, 1, 2), (1, 2, 1)) == (cells["a"], cells["b"], cells["d"])


def test_headings_and_bold_are_bold() -> None:
    assert [True, True, False] == [x.bold for x in read_html("x", b"<h2>a</h2><p><b>b</b><p><b>c</b>d")[0]]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1258"])
def test_the_pages_own_charset_is_believed(charset: str) -> None:
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>công tác</html>'
    codec = charset.replace("windows-", "cp")
    assert ["công tác"] == [line.text for line in read_html("x", page.encode(codec))[0]]


def test_a_page_named_as_a_word_file_is_read_as_the_page_it_is() -> None:
    assert ["a"] == [line.text for line in open_bytes(b"<html><body><p>a</body></html>", "x.doc").lines]


@pytest.mark.parametrize(
    "part",
    ["<!--", '<a x="<', "<a ", "<", "<div>", "<p>", "<script>", "<td rowspan=60 colspan=60>", "&#x", "</p>", "<li>"],
)
def test_endless_pages_end(part: str) -> None:
    begun = spent()
    with suppress(FileRefusedError):
        open_bytes(b"<html>" + (part * (1_500_000 // len(part))).encode(), "x.html")
    assert spent() - begun < 4


@pytest.mark.parametrize("row", ["", "<tr>"])
def test_cells_that_reach_over_thousands_of_others_end(row: str) -> None:
    begun = spent()
    with pytest.raises(FileRefusedError, match="quá lớn"):
        open_bytes(b"<html><table><tr>" + (f"{row}<td rowspan=60 colspan=60>a" * 50_000).encode(), "x.html")
    assert spent() - begun < 4


def test_a_cell_that_reaches_down_keeps_its_column_in_every_row_that_it_reaches() -> None:
    page = "<table><tr><td rowspan=3>a<td colspan=2>b<td>c<tr><td>d<td rowspan=2>e<td>f<tr><td>g<td>h<tr><td>i<td>j</table>"
    lines, _ = read_html("x", page.encode())
    assert [
        ("a", 1, 1), ("b", 1, 2), ("c", 1, 4), ("d", 2, 2), ("e", 2, 3), ("f", 2, 4), ("g", 3, 2), ("h", 3, 4), ("i", 4, 1),
        ("j", 4, 2),
    ] == [(line.text, *(line.cell or ())[1:]) for line in lines]  # fmt: skip


@pytest.mark.parametrize("part", ["<!--", '<p a="', "<?x ", "<!DOCTYPE ", "<script>"])
def test_what_never_ends_is_gone_through_once_however_long(part: str) -> None:
    begun = spent()
    open_bytes("<html><p>Kế hoạch</p>".encode() + (part * (12_000_000 // len(part))).encode(), "x.html")
    assert spent() - begun < 4


def test_signs_of_comparison_are_text() -> None:
    assert ["2 < 3 và 5 > 4"] == shown("<p>2 < 3 và 5 > 4</p>")


def test_no_entity_of_the_pages_own_is_unfolded() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><p>&b;x</body></html>'
    assert not [line for line in shown(page) if "aaaa" in line]


def test_what_stands_very_deep_is_read_for_its_words() -> None:
    page = "<div>" * 300 + "<ol><li>sâu</ol>" + "</div>" * 300 + "<ol><li>sau</ol>"
    assert ["sâu", "1. sau"] == shown(page)


def test_old_fonts_among_many_tags_are_converted() -> None:
    page = "".join(
        f'<p class=MsoNormal style="margin:0 0 6pt" align=justify><font face=".VnTime">{w}</font>'
        for w in ("c\u00ad quan", "KÕ ho¹ch", "c«ng t¸c", "d©n vËn")
    )
    lines, warnings = read_html("x", page.encode())
    assert (["cư quan", "Kế hoạch", "công tác", "dân vận"], 1) == ([line.text for line in lines], len(warnings))


@pytest.mark.parametrize(
    "struck",
    [
        "<s>30/6</s>",
        "<strike>30/6</strike>",
        "<del>30/6</del>",
        "<span style='text-decoration:line-through'>30/6</span>",
        "<span style='text-decoration: underline line-through red'><b>30</b>/6</span>",
    ],
)
def test_struck_words_are_not_read_and_told(struck: str) -> None:
    lines, warnings = read_html("x", f"<p>Một<p>trước ngày {struck} 30/11".encode())
    assert (["Một", "trước ngày 30/11"], ["Đoạn 2: bỏ qua chữ gạch ngang “30/6”."]) == (
        [line.text for line in lines],
        warnings,
    )


def test_hidden_words_are_told_and_take_no_place() -> None:
    page = "<table><tr><td>A<td style='display:none'>ẩn<td>B</table><ol><li hidden>một<li>Hai</ol>"
    lines, warnings = read_html("x", page.encode())
    assert [("A", 1), ("B", 2)] == [(line.text, line.cell[2]) for line in lines if line.cell]
    assert ["1. Hai"] == [f"{line.label} {line.text}" for line in lines if not line.cell]
    assert ["ẩn", "một"] == [warning.split("“")[1].rstrip("”.") for warning in warnings]


def test_the_ends_of_lines_of_plain_text_in_a_page_are_kept() -> None:
    assert ["Một.", "Hai."] == shown("<pre>Một.\nHai.</pre>")


def test_breaks_are_printed_lines_and_a_sentence_goes_on_over_them() -> None:
    lines, _ = read_html("x", "<p>1. Phòng báo cáo trước ngày<br>15/3/2024.<br>2. Phòng họp.".encode())
    assert ["1. Phòng báo cáo trước ngày 15/3/2024.", "2. Phòng họp."] == [line.text for line in lines]


@pytest.mark.parametrize(("bullet", "sign"), [("\uf0b7", "•"), ("✅", "•"), ("➢", "➤"), ("▪", "▪")])
def test_a_picture_before_words_is_a_bullet(bullet: str, sign: str) -> None:
    assert [f"{sign} Phòng họp."] == shown(f"<p>{bullet} Phòng họp.")
