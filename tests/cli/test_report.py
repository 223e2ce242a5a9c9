"""The annual report of a year's data: every format says the same figures, and the commands that stand around it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml import etree
from tests.cli.conftest import Said
from tests.conftest import SAMPLE_TEXT
from tests.paper import needs_paper, printed

Danvan = Callable[..., Said]

GOLDEN = Path(__file__).parent / "golden" / "annual-report.md"
HOSTILE = (
    "[/b] =1+1 <script>alert(1)</script> KH&CN {plan} 😀 \\ | *sao* " + "dài " * 600 + "Nguye\u0302\u0303n"
)  # fmt: skip
# The day on which a command was run, and the command: a year of work on the sample.
YEAR = (
    ("2023-03-22", ("task", "assign", "II.1-1", "--unit", "VP")),
    ("2023-03-22", ("task", "assign", "II.1-3", "--unit", "VP")),
    ("2023-03-22", ("task", "assign", "II.2-3", "--unit", "TTKHCN", "--support", "VP")),
    ("2023-03-22", ("task", "edit", "II.1-1", "--due", "30/6/2023", "--product", "Báo cáo quán triệt")),
    ("2023-03-22", ("task", "edit", "II.1-3", "--due", "15/4/2023")),
    ("2023-03-22", ("task", "edit", "II.2-3", "--due", "31/8/2023", "--product", "Báo cáo ứng dụng CNTT")),
    ("2023-04-20", ("task", "done", "II.1-3", "--result", "Đã ban hành", "--evidence", "35/QĐ-SKHCN ngày 20/4/2023")),
    ("2023-06-28", ("task", "done", "II.1-1", "--result", "03 hội nghị", "--evidence", "112/BC-SKHCN")),
    ("2023-08-20", ("task", "extend", "II.2-3", "--to", "30/9/2023", "--reason", "chờ nghiệm thu phần mềm")),
    ("2023-10-10", ("task", "progress", "II.2-3", "60")),
    ("2023-10-10", ("remind", "--log", "15/SKHCN-VP", "--yes")),
    ("2023-10-20", ("task", "done", "IV-4", "--unit", "CCTĐC", "--result", "Đã nộp", "--evidence", "45/BC-CCTĐC")),
    ("2023-10-20", ("target", "record", "CT1", "72/80", "--unit", "VP", "--evidence", "46/BC")),
    ("2023-10-20", ("note", "add", "Chỉ đạo kịp thời", "--kind", "ưu điểm")),
    ("2023-10-20", ("task", "note", "II.2-3", "Phần mềm bàn giao chậm", "--kind", "nguyen nhan")),
)  # fmt: skip


# The data after the year, made once.
_AFTER: list[bytes] = []


@pytest.fixture
def year(danvan: Danvan, book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Danvan:
    monkeypatch.chdir(tmp_path)
    if _AFTER:
        book.path.write_bytes(_AFTER[0])
        return danvan
    for day, words in YEAR:
        said = danvan(*words, env={"DANVAN_TODAY": day})
        assert 0 == said.code, f"{words}: {said.err}"
    _AFTER.append(book.path.read_bytes())
    return danvan


def exported(danvan: Danvan, *words: str) -> None:
    said = danvan("report", "export", *words)
    assert 0 == said.code, said.err


def cells_of(path: Path) -> dict[str, list[list[Any]]]:
    """Gives every table's rows by the title above it, whatever the format, as texts."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, data_only=True)
        return {sheet.title: [[*row] for row in sheet.iter_rows(values_only=True)] for sheet in book}
    found: dict[str, list[list[Any]]] = {}
    title = ""
    for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
        if len(row) == 1:
            title = row[0]
        elif row:
            found.setdefault(title, []).append(row)
    return found


def paragraphs(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_typed_alone_it_writes_a_word_file_here_and_never_over_another(year: Danvan, tmp_path: Path) -> None:
    first, second = year("report", "export"), year("report", "export")

    names = ["bao-cao-nam-2023-2023-10-26.docx", "bao-cao-nam-2023-2023-10-26-2.docx"]
    assert sorted(names) == sorted(path.name for path in tmp_path.glob("*.docx"))
    assert (True, True) == (names[0] in first.out, names[1] in second.out)
    assert 0 == year("report", "export", "--dry-run").code
    assert 2 == len([*tmp_path.glob("*.docx")])


def test_the_annual_report_reads_as_its_golden_file(year: Danvan, golden_file: Callable[[Path, bytes], None]) -> None:
    # The seal is of these very instants.
    found = re.sub(r"mã \d+(-[0-9a-f]{4}){3}", "mã …", year("report", "export", "--format", "md").out)
    golden_file(GOLDEN, found.encode())


def test_every_format_says_the_figures_of_the_same_object(year: Danvan, tmp_path: Path) -> None:
    """Docx, xlsx, md and csv are read back and compared with the JSON, cell by cell, and with each other."""
    exported(year, *(word for ending in ("docx", "xlsx", "csv", "md", "json") for word in ("-o", f"a.{ending}")))
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    kept = ("total", "done_on_time", "done_late", "done_undated", "in_time", "due_soon", "overdue", "undated")
    wanted = {f"{line['name']} ({line['code']})": [line[key] for key in kept] for line in data["units"] if line["code"]}
    wanted |= {
        "Tổng phần việc": [data["rows"][key] for key in kept],
        "Tổng số nhiệm vụ": [data["totals"][key] for key in kept],
    }

    def counted(rows: Any) -> dict[str, list[int]]:
        lines = ([str(row[0]), *row[1:9]] for row in rows if row[0] in wanted)
        return {line[0]: [int(cell) for cell in line[1:]] for line in lines}

    by_csv, by_xlsx = cells_of(tmp_path / "a.csv"), cells_of(tmp_path / "a.xlsx")
    assert wanted == counted(by_csv["Tổng hợp"]) == counted(by_xlsx["Tổng hợp"])
    word = docx.Document(str(tmp_path / "a.docx"))
    printed = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    codes = {line["name"]: f"{line['name']} ({line['code']})" for line in data["units"]}
    [cross] = [rows for rows in printed if rows[0][0] == "Đơn vị" and rows[0][1] == "Tổng"]
    assert wanted == counted([[codes.get(row[0], row[0]), *row[1:]] for row in cross])

    contents = [task["content"] for task in data["tasks"] for _ in task["deadlines"] or [None]]
    [register] = [rows for rows in printed if "Chủ trì; phối hợp" in rows[0]]
    by_sheet = [row[2] for row in by_xlsx["Sổ theo dõi"] if isinstance(row[0], int)]
    assert contents == by_sheet == [row[2] for row in by_csv["Sổ theo dõi"][1:]]
    # On paper a task's text stands once; its other lines name the first, and each its period.
    on_paper = [re.sub(r" \((?:quý \S+ )?năm \d{4}\)$", "", row[1]) for row in register[1:]]
    led = [on_paper[int(text.removeprefix("Như số ")) - 1] if text.startswith("Như số") else text for text in on_paper]
    assert contents == led
    assert len(on_paper) > len(set(contents)) == sum(not text.startswith("Như số") for text in on_paper)
    markdown = (tmp_path / "a.md").read_text(encoding="utf-8")
    said = [text for text in paragraphs(tmp_path / "a.docx") if re.match(r"Kế hoạch có|Đã hoàn thành|Ước", text)]
    assert len(said) > 6
    assert [] == [text for text in said if text not in markdown.replace("\\", "")]
    assert data["gaps"] == [text for text in paragraphs(tmp_path / "a.docx") if text.startswith("[")]


def test_the_totals_of_a_workbook_are_sums_whose_stored_values_are_right(year: Danvan, tmp_path: Path) -> None:
    exported(year, "-o", "a.xlsx")
    formulas = openpyxl.load_workbook(tmp_path / "a.xlsx")["Tổng hợp"]
    values = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["Tổng hợp"]
    summed = [cell for row in formulas.iter_rows() for cell in row if cell.data_type == "f"]

    assert 8 == len(summed)
    for cell in summed:
        column, first, last = re.fullmatch(r"=SUM\(([A-Z]+)(\d+):[A-Z]+(\d+)\)", str(cell.value)).groups()  # type: ignore[union-attr]
        rows = range(int(first), int(last) + 1)
        assert values[cell.coordinate].value == sum(values[f"{column}{row}"].value for row in rows)
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert ["Tổng hợp", "Sổ theo dõi", "Quá hạn", "Sắp đến hạn"] == sheets.sheetnames[:4]
    assert 1 == len(sheets["Tổng hợp"]._charts)
    register = sheets["Sổ theo dõi"]
    assert (True, True, True) == (
        bool(register.auto_filter.ref),
        bool(register.freeze_panes),
        register.sheet_properties.pageSetUpPr.fitToPage,
    )


def test_the_word_file_is_laid_out_by_the_decree(year: Danvan, tmp_path: Path) -> None:
    exported(year, "-o", "a.docx", "--on", "05/11/2023")
    word = docx.Document(str(tmp_path / "a.docx"))
    head = [cell.text for table in word.tables[:1] for row in table.rows for cell in row.cells]
    upright, *sideways = word.sections

    assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ" in head[0]
    assert "Độc lập - Tự do - Hạnh phúc" in head[1]
    assert ("/BC-KHCN", "Tây Ninh, ngày 05 tháng 11 năm 2023") == (head[2].split()[-1], head[3])
    for section in word.sections:
        assert (30, 15, 20, 20) == tuple(
            round(side.mm)
            for side in (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        )
    assert (210, {297}) == (round(upright.page_width.mm), {round(section.page_width.mm) for section in sideways})
    # The number stands in the top margin from page 2 on; each appendix begins again with 1 (NĐ 30/2020).
    assert all(section.different_first_page_header_footer for section in word.sections)
    begun = [section._sectPr.xpath("./w:pgNumType/@w:start") for section in word.sections]
    assert [[], *[["1"]] * 6] == begun
    assert "PAGE" in upright.header.paragraphs[0]._p.xml
    assert all(section.header.is_linked_to_previous for section in sideways)
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert ["I", "II", "III", "IV", "V", "VI", "VII"] == [text.split(".")[0] for text in headings if text[0] != "P"]
    assert 6 == sum(text.startswith("Phụ lục") for text in headings)
    [first, *_] = [p for p in word.paragraphs if p.text.startswith("Phụ lục")]
    assert "Phụ lục I\nTỔNG HỢP TIẾN ĐỘ THEO ĐƠN VỊ CHỦ TRÌ" == first.text
    assert WD_ALIGN_PARAGRAPH.CENTER == first.alignment
    goes_with = [p for p in word.paragraphs if p.text.startswith("(Kèm theo")]
    assert {"(Kèm theo Báo cáo số ……/BC-KHCN ngày 05 tháng 11 năm 2023 của Sở Khoa học và Công nghệ)"} == {
        p.text for p in goes_with
    }
    assert (6, True) == (len(goes_with), all(run.italic for p in goes_with for run in p.runs))
    [last] = [p for p in word.paragraphs if p.text.endswith("./.")]
    assert last.paragraph_format.keep_with_next
    for table in (table for table in word.tables if "w:tblBorders" in table._tbl.xml):
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)
    assert not any(re.search(r"\b(II\.1-1|CCTĐC|TTKHCN)\b", p.text.replace("45/BC-CCTĐC", "")) for p in word.paragraphs)


def test_a_day_that_is_asked_for_is_the_cut_off_also_where_it_is_today(year: Danvan, tmp_path: Path) -> None:
    today = {"DANVAN_TODAY": "2023-12-20"}
    cut_off = {
        words: json.loads(year("report", "export", "--format", "json", *words, env=today).out)["cut_off"]
        for words in ((), ("--as-of", "20/12/2023"), ("--as-of", "hôm nay"))
    }
    # The year of the reports ends on 14/12.
    assert ["2023-12-14", "2023-12-20", "2023-12-20"] == list(cut_off.values())
    assert 0 == year("report", "export", "-o", "a.docx", "--as-of", "20/12/2023", env=today).code
    found = json.loads(year("report", "check", "a.docx", "--json", env=today).out)["missing"]
    assert [] == [one for one in found if one["kind"] == "changed"]


def test_an_appendix_without_a_row_is_left_out_and_the_others_are_numbered_on(year: Danvan, tmp_path: Path) -> None:
    late = {"DANVAN_TODAY": "2023-11-20"}  # nothing falls due in the week that follows
    shown = year("report", "export", "--format", "md", "-o", "-", env=late).out
    titles = [line for line in shown.splitlines() if line.startswith("## Phụ lục")]
    assert [] == [title for title in titles if "sắp đến hạn" in title]
    assert ["I", "II", "III", "IV", "V"] == [title.removeprefix("## Phụ lục ").partition(".")[0] for title in titles]


def test_the_parts_of_the_word_file_are_whole(year: Danvan, tmp_path: Path) -> None:
    """Every part parses, every relation leads to a part that has a type, and the chart holds its own numbers."""
    exported(year, "-o", "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        names = set(package.namelist())
        parts = {name: etree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    types = {line.get("PartName") for line in parts["[Content_Types].xml"]}
    targets = {line.get("Target") for line in parts["word/_rels/document.xml.rels"] if "chart" in line.get("Type")}
    values = parts["word/charts/chart1.xml"].iter("{*}numCache")

    assert {"charts/chart1.xml"} == targets
    assert {"/word/charts/chart1.xml", "/customXml/item9.xml", "/word/document.xml"} <= types
    assert 21 == sum(int(point.text) for cache in values for point in cache.iter("{*}v"))


def test_any_text_comes_out_whole_in_every_format(year: Danvan, tmp_path: Path) -> None:
    assert 0 == year("task", "add", HOSTILE, "--unit", "VP", "--due", "1/11").code
    assert 0 == year("note", "add", HOSTILE, "--kind", "hạn chế").code
    endings = ("docx", "xlsx", "csv", "tsv", "md", "json")
    exported(year, *(word for ending in endings for word in ("-o", f"a.{ending}")))
    whole = " ".join(HOSTILE.replace("e\u0302\u0303", "ễ").split())
    word = docx.Document(str(tmp_path / "a.docx"))
    by_format = {
        "docx": paragraphs(tmp_path / "a.docx") + [c.text for t in word.tables for r in t.rows for c in r.cells],
        **{
            ending: [str(cell) for rows in cells_of(tmp_path / f"a.{ending}").values() for row in rows for cell in row]
            for ending in ("xlsx", "csv")
        },
        "tsv": (tmp_path / "a.tsv").read_text(encoding="utf-8").split("\t"),
        "json": [task["content"] for task in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["tasks"]],
        # Every mark of Markdown is escaped: without the escapes it is the text again.
        "md": [re.sub(r"\\(.)", r"\1", (tmp_path / "a.md").read_text(encoding="utf-8"))],
    }

    assert [] == [ending for ending, texts in by_format.items() if not any(whole in text for text in texts)]


def test_a_period_has_its_own_cut_off_and_says_so(year: Danvan) -> None:
    quarter = year("report", "export", "--period", "quý III", "--format", "md").out
    whole = year("report", "export", "--format", "md").out

    assert (
        "(Kỳ báo cáo quý III năm 2023 (từ ngày 15/6/2023 đến ngày 14/9/2023); số liệu tính đến hết ngày 14/9/2023)"
        in quarter
    )
    assert (
        "Trong kỳ (quý III năm 2023) có 01 phần việc của các đơn vị chủ trì đến hạn: 01 hoàn thành đúng hạn." in quarter
    )
    assert ("Ước cả năm 2023" in whole, "Ước cả năm" in quarter) == (True, False)
    assert 0 == year("config", "set", "report_periods", "dương lịch").code
    assert (
        "từ ngày 01/7/2023 đến ngày 30/9/2023" in year("report", "export", "--period", "2023-Q3", "--format", "md").out
    )
    assert 2 == year("report", "export", "--period", "2024", "--format", "md").code


def test_a_period_is_judged_by_what_was_written_until_the_day_on_its_report(year: Danvan) -> None:
    assert 0 == year("note", "add", "Nộp đúng mẫu", "--kind", "ưu điểm").code
    of_period = ("report", "export", "--period", "2023-9M", "--format", "md", "-o", "-")
    today, then = year(*of_period).out, year(*of_period, "--on", "20/9/2023").out
    # The cut-off is 14/9: the figures are those of that day, whatever day the report is written on.
    assert (True, False) == tuple("- Nộp đúng mẫu" in told for told in (today, then))
    assert (False, True) == tuple("[Ghi ưu điểm, kết quả nổi bật]" in told.replace("\\", "") for told in (today, then))
    for told in (today, then):
        assert "số liệu tính đến hết ngày 14/9/2023" in told
    missing = json.loads(year("report", "check", "--period", "2023-9M", "--json").out)["missing"]
    assert "Ghi ưu điểm, kết quả nổi bật" not in [one["words"] for one in missing]


def test_what_nobody_said_of_a_sent_file_stays_unsaid_and_moves_with_the_data(year: Danvan, tmp_path: Path) -> None:
    (tmp_path / "x.sh").write_text("echo", encoding="utf-8")
    assert 0 == year("report", "sent", "x.sh", "--number", "17/BC", "--yes").code
    listed = year("report", "list").out
    assert (0, 0) == tuple(
        year(*w).code for w in (("data", "export", "o.jsonl"), ("data", "import", "o.jsonl", "--db", "y.db", "--yes"))
    )

    assert ("17/BC\t2023-10-26\t\t\t\tx.sh", listed) == (
        listed.splitlines()[-1],
        year("report", "list", "--db", "y.db").out,
    )


def test_work_that_nobody_leads_is_missing_until_it_is_done(year: Danvan) -> None:
    def nobodys() -> list[str]:
        found = json.loads(year("report", "check", "--json").out)["missing"]
        return [line["words"] for line in found if line["kind"] == "leaderless"]

    before = nobodys()[0]
    code = before.split(": ")[1].split(",")[0]
    assert 0 == year("task", "done", code, "--no-evidence", "giao ban", "--yes").code
    assert (True, False) == (code in before, code in " ".join(nobodys()))


def test_what_is_missing_before_it_is_sent_is_told_with_code_6(year: Danvan) -> None:
    said = year("report", "check", "--json")
    kinds = {line["kind"] for line in json.loads(said.out)["missing"]}

    assert (6, {"silent_unit", "leaderless", "no_figures", "part_of_figures", "gap"}) == (said.code, kinds)


@pytest.mark.parametrize(
    ("words", "rows", "tasks"),
    [
        (("overdue",), ["II.2-3", "IV-4"], 2),
        (("quá", "hạn", "CCTĐC"), [], None),
        (("quá hạn", "trung tâm KH&CN"), ["II.2-3", "IV-4"], None),
        (("done_late",), ["II.1-3"], 1),
        (("đến hạn",), ["II.1-1", "II.1-3", "II.2-3", "IV-4", "IV-4"], None),
        (("total", "II.1"), ["II.1-1", "II.1-2", "II.1-3"], 3),
    ],
)
def test_a_figure_is_explained_by_the_rows_that_make_it(
    year: Danvan, words: tuple[str, ...], rows: list[str], tasks: int | None
) -> None:
    found = json.loads(year("explain", *words, "--json").out)

    assert (rows, tasks) == ([row["task"] for row in found["deadlines"]], found["tasks"])


def test_a_target_is_explained_by_its_figures_and_nonsense_by_nothing(year: Danvan) -> None:
    found = json.loads(year("explain", "ct1", "--json").out)

    assert (72, 80, 1) == (found["target"]["numerator"], found["target"]["denominator"], found["count"])
    assert 2 == year("explain", "gì đó").code
    assert 3 == year("explain", "quá hạn", "Phòng Lạ").code


def test_a_sent_report_is_kept_proves_its_task_and_is_held_against_what_came_later(
    year: Danvan, tmp_path: Path
) -> None:
    exported(year, "-o", "a.docx")
    later = {"DANVAN_TODAY": "2023-11-02"}
    sent = year(
        "report", "sent", "a.docx", "--number", "12/BC-SKHCN", "--on", "30/10/2023", "--to", "Sở Nội vụ", env=later
    )
    assert (0, True) == (sent.code, "minh chứng IV-5 VP" in sent.out)
    assert 4 == year("report", "sent", "a.docx", "--number", "12/bc-skhcn", "--on", "30/10/2023", env=later).code
    assert [] == json.loads(year("report", "diff", "12/BC-SKHCN", "--json", env=later).out)["differences"]
    task = json.loads(year("task", "show", "IV-5", "--json", env=later).out)["task"]
    assert ["12/BC-SKHCN ngày 30/10/2023"] == task["deadlines"][0]["evidence"]

    on = ("--on", "26/10/2023", "--no-evidence", "chưa gửi")
    assert 0 == year("task", "done", "IV-4", "--unit", "TTKHCN", *on, env=later).code
    found = json.loads(year("report", "diff", "12/BC-SKHCN", "--json", env=later).out)["differences"]
    assert {"name": "Quá hạn chưa hoàn thành · toàn kế hoạch", "before": "2", "after": "1"} in found
    checked = json.loads(year("report", "check", "a.docx", "--json", env=later).out)["missing"]
    assert len(found) == sum(line["kind"] == "changed" for line in checked)


NUMBERED = ("--number", "16/BC-SKHCN", "--on", "30/10/2023")


def kept_report(danvan: Danvan) -> Any:
    return json.loads(danvan("report", "list", "--json").out)["reports"][0]["kept"]


def proofs(danvan: Danvan, task: str) -> list[str]:
    shown = danvan("task", "show", task, "--json", env={"DANVAN_TODAY": "2023-11-02"})
    rows = json.loads(shown.out)["task"]["deadlines"]
    return [proof for row in rows for proof in row["evidence"] if "16/BC-SKHCN" in proof]


def test_a_sent_workbook_is_kept_with_the_figures_and_the_day_that_it_carries(year: Danvan) -> None:
    exported(year, "-o", "a.xlsx", "--as-of", "20/10/2023")
    later = {"DANVAN_TODAY": "2023-12-18"}

    assert 0 == year("report", "sent", "a.xlsx", *NUMBERED, env=later).code
    assert ("2023-10-20", True) == (kept_report(year)["cut_off"], len(kept_report(year)["values"]) > 100)
    assert [] == json.loads(year("report", "diff", "16/BC-SKHCN", "--json", env=later).out)["differences"]


@pytest.mark.parametrize("name", ["gui.sh", "a.csv", "la.docx", "la.xlsx"])
def test_a_sent_file_without_figures_is_refused_until_that_is_meant(year: Danvan, tmp_path: Path, name: str) -> None:
    exported(year, "-o", "a.csv")
    (tmp_path / "gui.sh").write_text("#!/bin/sh\n", encoding="utf-8")
    docx.Document().save(str(tmp_path / "la.docx"))
    openpyxl.Workbook().save(tmp_path / "la.xlsx")
    later = {"DANVAN_TODAY": "2023-12-18"}
    refused = year("report", "sent", name, *NUMBERED, env=later)

    assert (4, True) == (refused.code, "không mang số liệu" in refused.err)
    assert 0 == json.loads(year("report", "list", "--json").out)["count"]


@pytest.mark.parametrize(
    ("said", "period", "cut_off"),
    [
        (("--yes",), None, None),
        (("--as-of", "26/10/2023"), None, "2023-10-26"),
        (("--period", "9 tháng"), "2023-9M", None),
    ],
)
def test_a_report_kept_without_figures_knows_only_what_was_said_of_it(
    year: Danvan, tmp_path: Path, said: tuple[str, ...], period: str | None, cut_off: str | None
) -> None:
    (tmp_path / "gui.pdf").write_bytes(b"%PDF-1.7")
    later = {"DANVAN_TODAY": "2023-12-18"}
    assert 0 == year("report", "sent", "gui.pdf", *NUMBERED, *said, env=later).code
    kept = kept_report(year)
    compared = year("report", "diff", "16/BC-SKHCN", env=later)

    assert (period, cut_off, {}) == (kept["period"], kept["cut_off"], kept["values"])
    assert (4, True) == (compared.code, "không kèm số liệu" in compared.err)


@pytest.mark.parametrize(
    ("order", "to", "task"),
    [
        (("--kind", "brief"), "Lãnh đạo Sở", "IV-2"),
        (("--kind", "brief"), "Sở Nội vụ", "IV-5"),
        (("--kind", "register"), "Sở Nội vụ", "IV-5"),
        (("--kind", "targets"), "Sở Nội vụ", "IV-5"),
        (("--kind", "progress"), "Sở Nội vụ", "IV-5"),
        (("--period", "2023-9M"), "Sở Nội vụ", "IV-5"),
        ((), "Lãnh đạo Sở", "IV-2"),
        ((), "Sở KH&CN", "IV-4"),
    ],
)
def test_a_report_that_no_task_of_the_office_asks_for_proves_nothing(
    year: Danvan, order: tuple[str, ...], to: str, task: str
) -> None:
    exported(year, *order, "-o", "a.docx")
    sent = year("report", "sent", "a.docx", *NUMBERED, "--to", to, env={"DANVAN_TODAY": "2023-10-30"})

    assert (0, []) == (sent.code, proofs(year, task))
    assert "danvan task done MÃ --evidence" in sent.out + sent.err


def test_a_task_that_is_done_once_is_proved_by_the_yearly_report_that_it_asks_for(year: Danvan) -> None:
    asked = year("task", "add", "Gửi báo cáo năm về Ban Tuyên giáo", "--unit", "VP", "--due", "20/12/2023", "--json")
    code = next(one["code"] for one in json.loads(asked.out)["changed"] if one["table"] == "task")
    exported(year, "-o", "a.docx")
    sent = year("report", "sent", "a.docx", *NUMBERED, "--to", "Ban Tuyên giáo", env={"DANVAN_TODAY": "2023-10-30"})

    assert (0, ["16/BC-SKHCN ngày 30/10/2023"]) == (sent.code, proofs(year, code))


@pytest.mark.parametrize("kind", ["tóm tắt", "sổ theo dõi", "chi-tieu", "tiến độ", "annual"])
def test_every_kind_is_written_and_previewed(year: Danvan, tmp_path: Path, kind: str) -> None:
    exported(year, "--kind", kind)

    assert 1 == len([*tmp_path.glob("*.docx")])
    assert 0 == year("report", "preview", "--kind", kind).code


def test_the_brief_says_who_is_late_what_is_missing_and_who_decides(year: Danvan) -> None:
    said = year("report", "export", "--kind", "brief", "--format", "md").out

    assert "| Trung tâm Khoa học và Công nghệ |" in said
    assert "| 26 | Báo cáo ứng dụng CNTT | Thủ trưởng Trung tâm Khoa học và Công nghệ |" in said
    # Whoever has no bar of its own is in the last one: the bars add up to the whole.
    bars = [row.strip("| ").split(" | ") for row in said.split("(số phần việc)")[1].split("\n\n")[1].splitlines()[2:]]
    whole = json.loads(year("status", "--json").out)["rows"]["total"]
    assert ("Còn lại", whole) == (bars[-1][0], sum(int(cell) for bar in bars for cell in bar[1:]))


def test_a_unit_report_is_of_that_unit_alone(year: Danvan, tmp_path: Path) -> None:
    assert 2 == year("report", "export", "--kind", "unit").code
    exported(year, "--kind", "unit", "--unit", "TTKHCN", "-o", "u.json", "-o", "u.docx")
    data = json.loads((tmp_path / "u.json").read_text(encoding="utf-8"))

    assert (2, ["II.2-3", "IV-4"]) == (data["totals"]["overdue"], [task["code"] for task in data["tasks"]])


def md(danvan: Danvan, *words: str, today: str = "2023-10-26") -> str:
    said = danvan("report", "export", "--format", "md", *words, env={"DANVAN_TODAY": today})
    assert 0 == said.code, said.err
    return str(said.out)


def test_of_a_unit_the_report_is_its_own_and_the_annual_one_is_not_cut_down_to_it(year: Danvan) -> None:
    assert md(year, "--unit", "VP") == md(year, "--kind", "unit", "--unit", "VP")
    said = year("report", "export", "--kind", "annual", "--unit", "VP", "--format", "md")
    assert (2, "danvan report export --kind unit --unit VP") == (said.code, said.err.split("Ghi ")[-1].split(",")[0])


def test_a_unit_report_tells_the_targets_that_it_was_given_and_all_that_is_still_open(year: Danvan) -> None:
    said = md(year, "--unit", "TTKHCN")
    assert 0 == year("target", "edit", "CT1", "--unit", "VP").code
    without = md(year, "--unit", "TTKHCN")

    assert "Trung tâm Khoa học và Công nghệ được giao 04 chỉ tiêu: 04 chưa có số liệu." in said
    assert "Trung tâm Khoa học và Công nghệ được giao 03 chỉ tiêu: 03 chưa có số liệu." in without
    assert (
        0 == year("task", "extend", "IV-4", "--unit", "TTKHCN", "--to", "30/12/2023", "--reason", "chờ", "--yes").code
    )
    owed = md(year, "--unit", "TTKHCN").split("Việc còn phải làm")[1].split("Chỉ tiêu")[0]
    assert "| 30/12/2023 | 65 |" in owed


def _register(danvan: Danvan, *words: str) -> dict[str, list[str]]:
    """Gives the lines of the register by their task's code, the last of each."""
    table = md(danvan, "--kind", "register", "--codes", *words)
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {cells[1]: cells for cells in lines}


def test_in_a_units_register_a_task_that_it_supports_names_the_lead(year: Danvan) -> None:
    lead, state = (_register(year, "--unit", "VP")["II.2-3"][place] for place in (3, 6))

    assert ("Trung tâm Khoa học và Công nghệ; phối hợp: Văn phòng Sở", "Quá hạn chưa hoàn thành") == (lead, state)


def test_a_task_that_one_of_its_leads_has_done_is_not_among_the_done(year: Danvan) -> None:
    assert (
        0 == year("task", "extend", "IV-4", "--unit", "TTKHCN", "--to", "10/11/2023", "--reason", "chờ", "--yes").code
    )
    said = md(year).split("## II.")[1]

    assert "02 đã hoàn thành (01 đúng hạn, 01 quá hạn)" in said
    assert "Đã hoàn thành 2/3 nhiệm vụ đến hạn (66,7%), trong đó 01 đúng hạn, 01 quá hạn" in said


def test_what_waits_for_confirmation_is_named_where_it_is_counted(year: Danvan) -> None:
    steps = [
        ("task", "submit", "IV-4", "--unit", "TTKHCN", "--on", "25/10/2023", "--evidence", "9/BC"),  # a day late
        ("task", "submit", "IV-5", "--unit", "VP", "--on", "26/10/2023", "--evidence", "10/BC"),
        ("task", "assign", "II.1-2", "--unit", "VP,TTr"),
        ("task", "submit", "II.1-2", "--unit", "VP", "--on", "26/10/2023", "--evidence", "11/BC"),  # one of two leads
    ]
    assert [0] * len(steps) == [year(*step).code for step in steps]
    said = md(year).split("## II.")[1].split("## III.")[0]

    assert "01 đang thực hiện trong hạn, trong đó 01 đã nộp, chờ xác nhận" in said
    assert "02 quá hạn chưa hoàn thành, trong đó 01 đã nộp, chờ xác nhận" in said
    assert 4 == said.count("chờ xác nhận")  # of the plan and of the one group that both are in


def test_each_unit_that_is_late_has_its_own_last_day_in_the_sentence(year: Danvan) -> None:
    assert 0 == year("task", "reopen", "IV-4", "--unit", "CCTĐC", "--reason", "sai", "--yes").code
    assert 0 == year("task", "edit", "IV-4", "--unit", "CCTĐC", "--due", "20/10/2023").code

    assert (
        "(Chi cục Tiêu chuẩn Đo lường Chất lượng, thời hạn 20/10/2023, chậm 06 ngày; "
        "Trung tâm Khoa học và Công nghệ, thời hạn 24/10/2023, chậm 02 ngày)"
    ) in md(year)


def test_a_period_tells_of_its_own_reminders_and_extensions_alone(year: Danvan) -> None:
    before, within = (md(year, "--period", period, today="2023-12-20") for period in ("2023-Q3", "2023-Q4"))

    assert ("Trong kỳ chưa có lần đôn đốc nào được ghi." in before, "Có 01 đề nghị gia hạn" in before) == (True, True)
    assert ("Đã đôn đốc" in within, "Không có đề nghị gia hạn." in within) == (True, True)


def test_why_work_rests_is_told_as_such_and_an_inner_reason_not_at_all(year: Danvan) -> None:
    assert 0 == year("task", "pause", "II.2-3", "--reason", "chờ nghị định", "--yes").code
    assert 0 == year("task", "reopen", "II.1-1", "--reason", "số liệu sai", "--yes").code
    said = md(year)

    assert ("tạm hoãn: chờ nghị định" in said, "số liệu sai" in said) == (True, False)


def test_a_report_is_made_neither_for_a_day_to_come_nor_for_a_year_before_the_plan(year: Danvan) -> None:
    codes = [
        year("report", "export", "--format", "md", *w).code for w in (("--as-of", "14/12/2023"), ("--period", "2022"))
    ]
    assert [2, 2] == codes


def test_a_mean_is_told_as_a_mean(year: Danvan) -> None:
    added = year(
        "target",
        "add",
        "Mức hài lòng",
        "--kind",
        "mức",
        "--goal",
        "≥ 90",
        "--roll-up",
        "trung bình",
        "-u",
        "VP",
        "-u",
        "TTr",
    )
    assert 0 == added.code, added.err
    assert [0, 0] == [
        year("target", "record", "CT5", value, "--unit", u).code for value, u in (("85", "VP"), ("96,5", "TTr"))
    ]

    assert "| 90,75 | 100,83% |" in md(year)


def test_csv_is_plain_and_for_excel_only_when_asked(year: Danvan, tmp_path: Path) -> None:
    exported(year, "-o", "a.csv")
    exported(year, "-o", "e.csv", "--excel")
    plain, excel = (tmp_path / "a.csv").read_bytes(), (tmp_path / "e.csv").read_bytes()

    assert (False, True) == (plain.startswith(b"\xef\xbb\xbf"), excel.startswith(b"\xef\xbb\xbf"))
    assert 2 == year("report", "export", "-o", "a.xlsx", "--excel", "--force").code


def test_of_several_files_all_are_written_or_none(year: Danvan, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("của tôi", encoding="utf-8")

    assert 4 == year("report", "export", "-o", "a.md", "-o", "b.md").code
    assert ["b.md"] == sorted(path.name for path in tmp_path.glob("*.md"))
    assert 2 == year("report", "export", "-o", "a.md", "-o", "-").code


def test_the_pdf_says_the_sentences_of_the_word_file(year: Danvan, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    import pdfplumber

    exported(year, "-o", "a.pdf", "-o", "a.docx")
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        words = "".join("".join(page.extract_text() for page in pdf.pages).split())
    said = [text for text in paragraphs(tmp_path / "a.docx") if re.match(r"Kế hoạch có|Nhóm này|Kỳ", text)]
    assert len(said) > 5
    assert [] == [text for text in said if "".join(text.split()) not in words]


def test_a_target_of_which_nothing_arose_is_reported_and_has_no_rate(year: Danvan) -> None:
    for unit in ("VP", "TTr", "CCTĐC", "TTKHCN"):
        figure = "0/0" if unit == "VP" else "không phát sinh"
        assert 0 == year("target", "record", "CT3", figure, "--unit", unit, "--yes").code
    line = next(
        line for line in json.loads(year("target", "coverage", "--json").out)["targets"] if line["code"] == "CT3"
    )
    table = md(year).split("## III.")[1].split("## IV.")[0]

    assert (0, 0, None, None, True, []) == tuple(
        line[key] for key in ("numerator", "denominator", "percent", "met", "nothing_arose", "missing")
    )
    assert "01 không phát sinh" in table
    assert [] == [row for row in table.splitlines() if "0/0" in row or "CT3" in row]
    assert not {"CT3 chưa có", "CT3 còn thiếu"} & set(re.findall(r"CT3 \w+ \w+", year("report", "check").out))
    assert (
        "CT3 (VP): không phát sinh"
        in year("target", "record", "CT3", "0/0", "--unit", "VP", "--on", "1/10/2023", "-y").out
    )
    assert 2 == year("target", "record", "CT3", "5/0", "--unit", "VP").code


def test_a_report_stays_with_the_plan_that_its_figures_are_of(year: Danvan, book: Any) -> None:
    exported(year, "-o", "a.docx")
    assert 0 == year("plan", "rollover", "2024", "--yes").code
    later = {"DANVAN_TODAY": "2024-01-05"}
    assert [] == [
        line for line in year("report", "check", "a.docx", env=later).out.splitlines() if "Số liệu đã đổi" in line
    ]

    assert 4 == year("report", "sent", "a.docx", *NUMBERED, "--plan", "KH-2024", env=later).code
    assert 4 == year("report", "check", "a.docx", "--plan", "KH-2024", env=later).code
    assert 0 == year("report", "sent", "a.docx", *NUMBERED, env=later).code
    assert ["KH-2023"] == book.values("SELECT p.code FROM sent_report r JOIN plan p ON p.id = r.plan_id")
    assert 0 == year("plan", "remove", "KH-2024", "--yes", env=later).code
    assert 0 == year("report", "list", "--plan", "KH-2023", env=later).code


def test_a_report_of_a_plan_that_is_not_in_the_data_is_refused(year: Danvan, tmp_path: Path) -> None:
    exported(year, "-o", "a.xlsx")
    (tmp_path / "khac.txt").write_text("KẾ HOẠCH\nCông tác năm 2022\n1. Họp trước ngày 30/9/2022.\n", encoding="utf-8")
    others = {"DANVAN_DB": str(tmp_path / "khac.db"), "DANVAN_TODAY": "2023-11-05"}
    assert 0 == year("plan", "import", "khac.txt", "--yes", env=others).code
    refused = year("report", "sent", "a.xlsx", *NUMBERED, env=others)

    assert 4 == refused.code
    assert "KH-2023" in refused.err


def test_the_year_before_stands_beside_each_figure_up_to_the_same_day(
    danvan: Danvan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = SAMPLE_TEXT.read_text(encoding="utf-8")
    (tmp_path / "2022.txt").write_text(text.replace("2023", "2022"), encoding="utf-8")
    for day, line in (
        ("2022-03-25", "plan import 2022.txt"),
        ("2022-10-20", "task done KH-2022:IV-4 --unit CCTĐC,TTKHCN --on 20/10/2022 --evidence 1/BC"),
        ("2022-10-20", "target record KH-2022:CT1 40/50 --unit CCTĐC"),
        ("2022-12-20", "task done KH-2022:IV-5 --unit VP --on 30/10/2022 --evidence 3/BC"),  # after the cut-off
        ("2022-12-20", "target record KH-2022:CT1 50/50 --unit CCTĐC --on 1/12/2022"),
        ("2023-10-24", "target record KH-2023:CT1 45/50 --unit CCTĐC"),
    ):
        assert 0 == danvan(*line.split(), "--yes", env={"DANVAN_TODAY": day}).code, line
    before = json.loads(danvan("report", "export", "-o", "-", "--format", "json").out)["year_before"]
    said = md(danvan)

    assert ("KH-2022", "2022-10-26") == (before["plan"], before["as_of"])
    found = {line["label"]: (line["now"], line["before"], line["difference"]) for line in before["figures"]}
    assert {
        "Tổng số nhiệm vụ": (20, 20, 0), "Đã hoàn thành": (0, 1, -1), "– đúng hạn": (0, 1, -1),
        "Quá hạn chưa hoàn thành": (1, 0, 1), "Nhiệm vụ đến hạn": (1, 1, 0),
        "Tỷ lệ hoàn thành trên số đến hạn": (0, 100, -100), "Tỷ lệ đúng hạn trên số đến hạn": (0, 100, -100),
    }.items() <= found.items()  # fmt: skip
    assert "– quá hạn" not in found
    assert [(90, 80, 10)] == [figures for label, figures in found.items() if label.startswith("100% công chức")]
    assert "| Tỷ lệ hoàn thành trên số đến hạn | 0% | 100% | -100,0 điểm % |" in said
    assert "| 90% | 80% | +10,0 điểm % |" in said


def test_without_a_plan_of_the_year_before_nothing_is_compared(year: Danvan) -> None:
    assert "cùng kỳ" not in md(year)
    assert json.loads(year("report", "export", "-o", "-", "--format", "json").out)["year_before"] is None


def test_what_was_taken_without_proof_is_told_before_the_report_is_sent(year: Danvan) -> None:
    for line in (
        "task done IV-5 --unit VP --on 25/10/2023 --no-evidence báo|miệng",
        "target record CT1 42/50 --unit VP --on 1/10/2023",
        "target record CT1 43/50 --unit VP --evidence 9/BC",
        "target record CT1 10/20 --unit TTr",
    ):
        assert 0 == year(*(word.replace("|", " ") for word in line.split()), "--yes").code
    said = year("report", "check").out

    assert "IV-5 (VP) hoàn thành mà không có minh chứng: báo miệng" in said
    assert "CT1 có 1 số liệu chưa có minh chứng (Thanh tra)" in said


@needs_paper
def test_the_brief_is_one_page_however_much_is_late(year: Danvan, tmp_path: Path) -> None:
    words = "Xây dựng, trình ban hành kế hoạch tuyên truyền, phổ biến các văn bản chỉ đạo về công tác dân vận đợt"
    (tmp_path / "viec.txt").write_text(
        "\n".join(f"{words} {n} trong toàn cơ quan" for n in range(30)), encoding="utf-8"
    )
    late = ["--due", "20/6/2023", "--on", "1/6/2023", "--product", words, "--unit", "VP,TTr,CCTĐC,TTKHCN", "--yes"]
    assert 0 == year("task", "add", "--from", "viec.txt", *late).code
    request = ["--to", "30/12/2023", "--reason", "chờ", "--request", "--yes"]
    assert 0 == year("task", "extend", "--text", "tuyên truyền, phổ biến các văn bản chỉ đạo", *request).code
    exported(year, "--kind", "brief", "-o", "tom-tat.docx")

    pages = printed(tmp_path / "tom-tat.docx").strip("\f\n").split("\f")

    assert 1 == len(pages)
    assert "Và 110 phần việc quá hạn khác" in pages[0]
    assert "Quyết định 120 đề nghị gia hạn" in pages[0]
