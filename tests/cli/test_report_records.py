"""Records in the annual report: every format says what ``record sum`` adds up, and what was added up by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pdfplumber
import pytest
from lxml import html as parsed
from tests.cli.conftest import Said
from tests.conftest import DATA
from tests.paper import needs_paper, printed

from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.text import clean

Danvan = Callable[..., Said]
_AT_END = {"DANVAN_TODAY": "2023-12-20"}
_FORM = ("opening", "received_online", "received_direct", "settled_early", "settled_in_time", "settled_late")


def _dossiers(unit: str, period: str, area: str, *figures: int) -> tuple[str, ...]:
    """Gives a record of columns 6, 4, 5, 8, 9, 10, 12 and 13."""
    names = (*_FORM, "open_in_time", "open_late")
    told = (f"{name}={figure}" for name, figure in zip(names, figures, strict=True))
    return ("--kind", "dossiers", "--unit", unit, "--period", period, f"area={area}", *told)


# What the clerk types in, on which day; the second quarter of VP is sent again, other than the first time.
TYPED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2023-01-05", ("unit", "edit", "VP", "--headcount", "9")),
    ("2023-01-05", ("unit", "edit", "TTr", "--headcount", "5")),
    *(
        ("2023-12-20", ("record", "add", *words))
        for words in (
            _dossiers("VP", "2022", "Sở hữu", 6, 150, 44, 100, 80, 10, 10, 0),
            _dossiers("VP", "2023-Q1", "Sở hữu", 10, 80, 30, 60, 38, 2, 19, 1),
            _dossiers("VP", "2023-Q2", "Sở hữu", 20, 50, 10, 30, 25, 5, 20, 0),
            (*_dossiers("VP", "2023-Q2", "Sở hữu", 20, 40, 10, 30, 25, 5, 10, 0), "--replace"),
            _dossiers("CCTĐC", "2023-Q1", "Đo lường", 2, 3, 5, 1, 4, 5, 0, 0),
            _dossiers("CCTĐC", "2023-Q2", "Đo lường", 0, 0, 0, 0, 0, 0, 0, 0),
            ("--kind", "receptions", "--unit", "VP", "--period", "2022-Q3", "nơi tiếp=lãnh đạo", "lượt=12", "người=15"),
            ("--kind", "receptions", "--unit", "TTr", "--period", "2022-Q3", "nơi tiếp=lãnh đạo", "lượt=2", "người=2"),
            ("--kind", "receptions", "--unit", "VP", "--period", "2023-Q3", "nơi tiếp=lãnh đạo", "lượt=9", "người=16"),
            ("--kind", "dissemination", "--unit", "VP", "--on", "10/2/2023", "document=Chỉ thị 13", "present=7"),
            ("--kind", "dissemination", "--unit", "TTr", "--on", "10/2/2023", "document=Chỉ thị 13", "present=4"),
            ("--kind", "indices", "--period", "2022", "index=hài lòng", "value=95,4", "source=khảo sát"),
            ("--kind", "indices", "--period", "2023", "index=hài lòng", "value=96,6", "source=khảo sát"),
            (
                "--kind", "petitions", "--unit", "TTr", "--period", "2023-Q3", "opening=0", "complaints=0",
                "denunciations=0", "proposals=0", "settled=0", "open=0",
            ),
            ("--kind", "democracy", "--unit", "VP", "--on", "5/4/2023", "item=Công khai", "--evidence", "12/BC-VP"),
        )
    ),
)  # fmt: skip
# By hand, of the whole year. A unit's opening is its first quarter's, what is open its last one's.
BY_HAND = {
    "dossiers": {
        "opening": 10 + 2, "received_online": 80 + 40 + 3, "received_direct": 30 + 10 + 5, "received": 180,
        "settled_early": 60 + 30 + 1, "settled_in_time": 38 + 25 + 4, "settled_late": 2 + 5 + 5, "settled": 170,
        "open": 10, "open_in_time": 10, "open_late": 0,
    },
    "receptions": {"visits": 9, "people": 16},
    "dissemination": {"present": 7 + 4, "headcount": 9 + 5, "meetings": 2},
}  # fmt: skip
RATES = {"dossiers": [(158, 170, 92.94), (123, 168, 73.21)], "dissemination": [(11, 14, 78.57)]}
# Of the same data by careless ways: means of the units' or quarters' rates, stocks added, a form counted twice, the
# headcount of the day of the report. None of them is what the report says.
CARELESS = ("72,81", "79,89", "200 hồ sơ", "32 từ kỳ trước", "30 hồ sơ", "240 hồ sơ", "11/17")
_AFTER: list[bytes] = []


@pytest.fixture
def year(danvan: Danvan, book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Danvan:
    monkeypatch.chdir(tmp_path)

    def at_end(*words: str) -> Said:
        return danvan(*words, env=_AT_END)

    if _AFTER:
        book.path.write_bytes(_AFTER[0])
        return at_end
    for day, words in (*TYPED, ("2023-12-20", ("unit", "edit", "VP", "--headcount", "12"))):
        said = danvan(*words, env={"DANVAN_TODAY": day})
        assert 0 == said.code, f"{words}: {said.err}"
    _AFTER.append(book.path.read_bytes())
    return at_end


def _told(danvan: Danvan, *words: str) -> Any:
    said = danvan(*words, "--json")
    assert 0 == said.code, said.err
    return json.loads(said.out)


def _rows(path: Path) -> Iterator[list[str]]:
    """Gives the rows of every table of a file as texts, whatever its format."""
    if path.suffix == ".docx":
        yield from (
            [cell.text for cell in row.cells] for table in docx.Document(str(path)).tables for row in table.rows
        )
    elif path.suffix == ".html":
        page = parsed.document_fromstring(path.read_text(encoding="utf-8"))
        yield from ([cell.text_content().strip() for cell in row] for row in page.iter("tr"))
    elif path.suffix == ".md":
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (
            [cell.strip(" *") for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
            for line in lines
            if line.startswith("|")
        )
    elif path.suffix == ".csv":
        yield from csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    else:
        for sheet in openpyxl.load_workbook(path, data_only=True):
            yield from (list(map(str, row)) for row in sheet.iter_rows(values_only=True))


def _number(text: str) -> str:
    """Writes a cell's number as people do, whatever the format has."""
    bare = text.strip().replace("None", "—") or "—"
    try:
        return format_number(Decimal(bare)) if "," not in bare else bare
    except ArithmeticError:
        return bare


def _figure(value: float | None) -> str:
    return "—" if value is None else format_number(Decimal(str(value)))


def _expected(danvan: Danvan, kind: str) -> set[tuple[str, ...]]:
    """Gives the rows of this year beside the last that ``record sum --json`` makes of a kind."""
    fields = {f["key"]: f["word"] for f in _told(danvan, "record", "kinds", kind)["kind"]["fields"]}
    total = _told(danvan, "record", "sum", "--kind", kind)["total"]
    before = total["before"] or {"values": {}}
    return {
        (fields[key][:1].upper() + fields[key][1:], _figure(value), _figure(before["values"].get(key)))
        for key, value in total["values"].items()
        if key in fields
    }


def test_every_format_says_of_records_what_their_sums_say(year: Danvan, tmp_path: Path) -> None:
    formats = ("docx", "html", "md", "xlsx", "csv", "json")
    said = year("report", "export", *(word for form in formats for word in ("-o", f"a.{form}")))
    assert 0 == said.code, said.err
    kinds = ("dossiers", "receptions", "dissemination")
    wanted = {row for kind in kinds for row in _expected(year, kind)}

    assert len(wanted) >= 15
    for form in formats[:-1]:
        rows = {tuple(map(_number, row[1:4])) for row in _rows(tmp_path / f"a.{form}") if len(row) == 5}
        assert (form, set()) == (form, wanted - rows)
    told = {one["kind"]: one for one in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["records"]}
    for kind in kinds:
        alone = _told(year, "record", "sum", "--kind", kind)
        assert {key: alone[key] for key in ("lines", "total", "warnings", "carried", "period")} == {
            key: told[kind][key] for key in ("lines", "total", "warnings", "carried", "period")
        }


def test_a_year_of_records_comes_to_what_was_added_up_by_hand_and_to_nothing_careless(year: Danvan) -> None:
    report = _told(year, "report", "export", "--format", "json", "-o", "-")
    sums = {one["kind"]: one["total"] for one in report["records"]}

    assert BY_HAND == {kind: {key: sums[kind]["values"][key] for key in keys} for kind, keys in BY_HAND.items()}
    assert RATES == {
        kind: [(rate["numerator"], rate["denominator"], rate["percent"]) for rate in sums[kind]["rates"]]
        for kind in RATES
    }
    text = year("report", "export", "--format", "md", "-o", "-").out
    for sentence in (
        "Tổng số tiếp nhận 180 hồ sơ, đã giải quyết 170 hồ sơ, đang giải quyết 10 hồ sơ; trong đó 123 tiếp nhận",
        "tổng số tiếp nhận giảm 20 (từ 200 xuống 180)",
        "tỷ lệ giải quyết trước và đúng hạn giảm 1,8 điểm phần trăm so với 180/190 (94,74%)",
        "lượt giảm 5 (từ 14 xuống 9); người giảm 1 (từ 17 xuống 16)",
        "Chỉ số hài lòng: 96,6, tăng 1,2 so với năm 2022 (95,4)",
        "Trong kỳ không phát sinh.",
        "Các đơn vị thực hiện 01 việc về dân chủ ở cơ sở",
        "| 1 | Sở hữu | 170 | 120 | 40 | 10 | 160 | 90 | 63 | 7 | 10 | 10 | 0 |",
        "| (1) | (2) | (3)=(4)+(5)+(6) | (4) | (5) | (6) | (7)=(8)+(9)+(10) | (8) | (9) | (10) | (11)=(12)+(13) |",
        "| **—** | **Tổng cộng** | **180** | **123** | **45** | **12** | **170** | **91** | **67** | **12** | **10** |",
    ):
        assert sentence in text
    assert [] == [words for words in CARELESS if words in text]


def test_of_a_period_of_which_nobody_told_it_is_not_said_that_nothing_arose(year: Danvan) -> None:
    told = year("report", "export", "--period", "2023-Q2", "--format", "md", "-o", "-").out
    received, meetings = (
        told.partition(title)[2].lstrip().partition("\n")[0]
        for title in ("Kết quả tiếp công dân", "Quán triệt, phổ biến văn bản")
    )
    assert ("Trong kỳ chưa có số liệu được báo.", "Trong kỳ không phát sinh.") == (received, meetings)


def test_what_nobody_ever_told_of_is_not_in_the_report(danvan: Danvan) -> None:
    text = danvan("report", "export", "--format", "md", "-o", "-").out

    assert [] == [words for words in ("Biểu số liệu", "tiếp công dân (", "cùng kỳ năm trước") if words in text]


def test_a_plan_without_targets_has_no_section_of_them(danvan: Danvan) -> None:
    for code in ("CT1", "CT2", "CT3", "CT4"):
        assert 0 == danvan("target", "remove", code, "--yes").code
    text = danvan("report", "export", "--format", "md", "-o", "-").out

    titles = [line for line in text.splitlines() if line.startswith("## ")]
    assert [] == [title for title in titles if "chỉ tiêu" in title]
    assert "## III. Công tác kiểm tra, đôn đốc, gia hạn" in titles


@needs_paper
def test_the_printed_report_has_the_official_form(year: Danvan, tmp_path: Path) -> None:
    assert 0 == year("report", "export", "-o", "a.pdf").code
    text = " ".join(printed(tmp_path / "a.pdf").split())

    assert "đã giải quyết 170 hồ sơ" in text
    assert "(3)=(4)+(5)+(6)" in text.replace(" ", "")


def test_each_appendix_in_a_pdf_is_numbered_anew_and_its_first_page_bears_no_number(
    year: Danvan, tmp_path: Path
) -> None:
    assert 0 == year("report", "export", "-o", "a.pdf").code
    with pdfplumber.open(tmp_path / "a.pdf") as file:
        pages = [page.extract_text().splitlines() for page in file.pages]
    begun = [place for place, lines in enumerate(pages) if lines[0].startswith("Phụ lục")]
    assert 6 <= len(begun)
    for first, after in zip(begun, [*begun[1:], len(pages)], strict=True):
        numbers = [lines[0] for lines in pages[first + 1 : after]]
        assert [str(number) for number in range(2, 2 + len(numbers))] == numbers


HOSTILE = (
    "=1+1 [/b] {total} <script>alert(1)</script> KH&CN &amp; \\ *sao* _x_ 😀 \u202eđảo\u202c مرحبا " + "dài " * 750
)


def _whole(path: Path) -> str:
    """Gives all words of a report as a reader of its format has them, in one line."""
    if path.suffix == ".docx":
        parts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    elif path.suffix == ".html":
        page = parsed.document_fromstring(path.read_text(encoding="utf-8"))
        parts = [one.text_content() for one in page.xpath("//p|//li")]
    elif path.suffix == ".xlsx":
        rows = (row for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True))
        parts = [str(cell) for row in rows for cell in row if cell is not None]
    else:
        parts = [re.sub(r"\\([^A-Za-z0-9\s])", r"\1", path.read_text(encoding="utf-8"))]
    cells = [cell for row in _rows(path) for cell in row] if path.suffix in (".docx", ".html") else []
    return " ".join(" ".join([*parts, *cells]).split())


def test_any_text_of_records_scores_and_templates_comes_out_whole_in_every_format(year: Danvan, tmp_path: Path) -> None:
    told = clean(HOSTILE).strip()
    add = ("record", "add", "--kind")
    for words in (
        (*add, "documents", "--unit", "VP", "--on", "3/4/2023", "số=12/KH-VP", f"trích yếu={HOSTILE}"),
        (*add, "dialogues", "--unit", "VP", "--on", "3/4/2023", f"chủ đề={HOSTILE}", "người dự=4", "ý kiến=1"),
        ("score", "import", str(DATA / "scoring" / "vi-du.toml")),
        ("score", "reopen"),
        ("score", "set", "I.1", "9", "--evidence", "1/BC"),
        ("score", "explain", "I.1", HOSTILE),
        ("report", "template", "export", "mẫu"),
    ):
        said = year(*words)
        assert 0 == said.code, f"{words[:3]}: {said.err}"
    records = tmp_path / "mẫu" / "records.toml"
    own = "<i>Đã</i> [red] &lt; tiếp {visits} lượt với {people} người 😀"
    records.write_text(
        records.read_text(encoding="utf-8").replace("Tiếp {visits} lượt với {people} người", own), "utf-8"
    )
    files = [tmp_path / f"a.{form}" for form in ("docx", "html", "md", "xlsx", "csv")]
    said = year("report", "export", "--template", "mẫu", *(word for file in files for word in ("-o", str(file))))
    assert 0 == said.code, said.err
    for file in files:
        text = _whole(file)
        # The document's subject and the reason for the points; a dialogue has no table of its own.
        assert (file.suffix, 2) == (file.suffix, min(2, text.count(told)))
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
        if file.suffix in (".docx", ".html", ".md"):
            assert "<i>Đã</i> [red] &lt; tiếp 09 lượt với 16 người 😀." in text


# What explains a figure, what it comes to, a year earlier, and which records give how much to it.
EXPLAINED = {
    ("II.06a.8",): (91, 100, [("HS-2", 60), ("HS-3", 30), ("HS-4", 1), ("HS-5", 0)]),
    ("biểu II.06a.6", "VP"): (10, 6, [("HS-2", 10), ("HS-3", None)]),
    ("dossiers.open",): (10, 10, [("HS-2", None), ("HS-3", 10), ("HS-4", None), ("HS-5", 0)]),
    ("dossiers.(3)", "CCTĐC"): (10, None, [("HS-4", 10), ("HS-5", 0)]),
    ("tiếp dân.lượt", "--period", "2023-Q3"): (9, 14, [("TD-3", 9)]),
    ("dissemination.meetings",): (2, None, [("QT-1", 1), ("QT-2", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("words", EXPLAINED, ids=" ".join)
def test_a_figure_of_records_is_explained_by_the_records_behind_it(year: Danvan, words: tuple[str, ...]) -> None:
    found = _told(year, "explain", *words)

    given = [(one["code"], sum(one["gives"].values()) if one["gives"] else None) for one in found["records"]]
    assert EXPLAINED[words] == (found["value"], found["before"], given)


def test_a_rate_and_a_target_are_explained_by_both_their_sums(year: Danvan) -> None:
    rate = _told(year, "explain", "dossiers.tỷ lệ giải quyết trước và đúng hạn")["value"]
    assert (158, 170, 92.94) == (rate["numerator"], rate["denominator"], rate["percent"])

    assert 0 == year("target", "edit", "CT1", "--from", "dissemination").code
    behind = _told(year, "explain", "CT1")["source"]
    assert [{"present": 7, "headcount": 9}, {"present": 4, "headcount": 5}] == [
        one["gives"] for one in behind["records"]
    ]
    assert "Từ các phiếu quán triệt, phổ biến" in year("explain", "CT1").out


def test_what_both_names_of_one_unit_told_of_is_explained_where_it_counts_once(danvan: Danvan, book: Any) -> None:
    told = (("VP", "1/9", "20"), ("VP2", "2/9", "5"))
    for words in (
        ("unit", "add", "VP2", "Văn phòng Sở (cũ)"),
        ("target", "edit", "CT1", "--from", "dissemination"),
        *(("record", "add", "--kind", "dissemination", "-u", unit, "--on", f"{day}/2023", "văn bản=25-CT/TW",
           f"present={present}", "headcount=20") for unit, day, present in told),
        ("unit", "unify", "VP2", "VP", "--yes"),
    ):  # fmt: skip
        said = danvan(*words, env=_AT_END)
        assert 0 == said.code, f"{words}: {said.err}"
    said = danvan("explain", "CT1", env=_AT_END)

    assert "20/20" in said.out
    assert "Số người dự của QT-1, QT-2 cộng lại 25, chỉ tính 20 bằng số người của đơn vị" in said.out
    assert [20] == [one["counted"] for one in _told(danvan, "explain", "CT1")["source"]["capped"]]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("II.6a.8", "“II.06a.8”"),
        ("dosiers.setled", "“dossiers.settled”"),
        ("dossiers.setled", "“settled”"),
        ("qua hann", "“quá hạn”"),
        ("CT11", "“CT1”"),
    ],
)
def test_a_figure_that_there_is_not_is_told_with_the_nearest_ones(year: Danvan, words: str, meant: str) -> None:
    said = year("explain", words)

    assert (2, True) == (said.code, meant in said.err)


def test_the_check_names_who_is_silent_of_a_kind_that_the_report_tells(year: Danvan) -> None:
    assert 0 == year("record", "add", *_dossiers("VP", "2023-Q4", "Sở hữu", 9, 1, 0, 1, 0, 0, 9, 0)).code
    said = year("report", "check", "--json")
    missing = [(one["kind"], one["code"], one["words"]) for one in json.loads(said.out)["missing"]]

    assert 6 == said.code
    assert [
        ("silent_records", "TTr", "Thanh tra chưa có phiếu tiếp công dân đến hết năm 2023"),
        ("silent_records", "CCTĐC", "Chi cục Tiêu chuẩn Đo lường Chất lượng chưa có phiếu hồ sơ thủ tục hành chính đến "
         "hết năm 2023"),
    ] == sorted((one for one in missing if one[0] == "silent_records"), key=lambda one: one[1], reverse=True)  # fmt: skip
    odd = [one[2] for one in missing if one[:2] == ("odd_records", "dossiers")]
    assert ["hồ sơ thủ tục hành chính: Thiếu phiếu của kỳ giữa: VP (trước kỳ quý IV/2023)"] == odd[-1:]


def test_what_a_target_lacks_that_records_feed_is_told_of_the_records(danvan: Danvan) -> None:
    """A figure of it cannot be typed; a unit that has none stands with nought, and there is nothing to prove."""
    for code, source in (("CT1", "quán triệt"), ("CT3", "dân chủ")):
        assert 0 == danvan("target", "edit", code, "--from", source).code
    done = danvan("record", "add", "--kind", "dan chu", "--unit", "VP", "việc=Hội nghị", "--evidence", "5/BB-VP")
    missing = json.loads(danvan("report", "check", "--json").out)["missing"]

    assert 0 == done.code
    assert ["danvan record add --kind dissemination …"] == [one["hint"] for one in missing if one["code"] == "CT1"]
    assert [] == [one["words"] for one in missing if one["code"] == "CT3"]
