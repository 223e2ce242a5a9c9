"""The report on many agencies: in every format the figures of each, added up, and rates of the sums."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import html as parsed
from tests.browser import needs_browser, opened_browser
from tests.cli.conftest import Said
from tests.cli.test_report_records import _rows
from tests.conftest import DATA, SAMPLE_TEXT, ServerBook
from tests.postgres import Server
from typer.testing import CliRunner

from danvan_cli.domain.words import Scope
from danvan_cli.services import access

Danvan = Callable[..., Said]
# The sample's agency has a lot done late in one unit; the second one a little, all in time; the third has nothing.
TYPED: tuple[tuple[str, ...], ...] = (
    ("agency", "edit", "CQ", "--code", "SKHCN", "--name", "Sở Khoa học và Công nghệ"),
    ("agency", "add", "STP", "Sở Tư pháp | [b]"),
    ("agency", "add", "SYT", "Sở Y tế"),
    ("plan", "import", str(SAMPLE_TEXT), "--yes", "--agency", "STP"),
    *(
        ("target", "record", "CT1", *figure, "--on", "20/10/2023", "--agency", agency)
        for agency, figure in (
            ("SKHCN", ("72/80", "--unit", "VP")), ("STP", ("4/4", "--unit", "VP")), ("STP", ("1/2", "--unit", "TTr")),
        )
    ),
    ("task", "done", "IV-4", "--unit", "CCTĐC,TTKHCN", "--on", "20/10/2023", "--evidence", "2/BC", "--agency", "STP"),
    ("round", "open", "quý III", "--agency", "SKHCN"),
    ("score", "import", str(DATA / "scoring" / "vi-du.toml"), "--yes", "--agency", "STP"),
    ("report", "export", "-o", "stp.docx", "--agency", "STP"),
    ("report", "sent", "stp.docx", "--number", "12/BC-STP", "--on", "26/10/2023", "--agency", "STP"),
)  # fmt: skip
PROVINCE = ("report", "export", "--kind", "province")
# The data once all is typed in, made once.
_AFTER: list[bytes] = []


@pytest.fixture
def province(danvan: Danvan, book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Danvan:
    monkeypatch.chdir(tmp_path)
    if _AFTER:
        book.path.write_bytes(_AFTER[0])
        return danvan
    for words in TYPED:
        said = danvan(*words)
        assert 0 == said.code, f"{words}: {said.err}"
    _AFTER.append(book.path.read_bytes())
    return danvan


def _lines(danvan: Danvan, *words: str) -> Any:
    said = danvan(*words)
    assert 0 == said.code, said.err
    return json.loads(said.out)


def test_the_province_s_report_adds_up_what_each_agency_says(province: Danvan) -> None:
    report = _lines(province, *PROVINCE, "--json")
    table = _lines(province, "agency", "status", "--json")
    own = {code: _lines(province, "target", "coverage", "--json", "--agency", code) for code in ("SKHCN", "STP")}

    assert table["rows"] == report["rows"]
    assert table["agencies"] == [{key: line[key] for key in table["agencies"][0]} for line in report["agencies"]]
    assert [("SKHCN", 4, False), ("STP", 4, True), ("SYT", 0, False)] == [
        (line["code"], line["targets"]["total"], line["has_reported"]) for line in report["agencies"]
    ]
    assert [("SKHCN", "2023-Q3", 0, 4)] == [
        (line["code"], one["code"], one["sent"], one["expected"])
        for line in report["agencies"]
        for one in line["rounds"]
    ]
    assert ["12/BC-STP"] == [one["number"] for line in report["agencies"] for one in line["reports"]]
    # By hand: 72 + 4 + 1 of 80 + 4 + 2, of which 89,53 %; a mean of the agencies' 90 and 83,33 % would be 86,67.
    shared = report["shared_targets"][0]
    assert (77, 86, 89.53, 2, 2) == tuple(
        shared[key] for key in ("numerator", "denominator", "percent", "reported", "agencies")
    )
    assert [(72, 80), (5, 6)] == [
        (line["numerator"], line["denominator"]) for code in own for line in own[code]["targets"][:1]
    ]
    late = {line["code"]: [(one["task"], one["days_late"]) for one in line["late"]] for line in report["agencies"]}
    assert {"SKHCN": [("IV-4", 2), ("IV-4", 2)], "STP": [], "SYT": []} == late


def test_every_format_of_the_province_s_report_has_the_same_lines(province: Danvan, tmp_path: Path) -> None:
    formats = ("docx", "html", "md", "xlsx", "csv", "pdf", "txt")
    assert 0 == province(*PROVINCE, *(word for form in formats for word in ("-o", f"a.{form}"))).code
    report = _lines(province, *PROVINCE, "--json")

    wanted = {(line["name"][:9], line["total"], line["overdue"]) for line in report["agencies"]}
    wanted.add(("Cộng", report["rows"]["total"], report["rows"]["overdue"]))
    for form in formats[:5]:
        found = {
            (row[1][:9], int(row[4]), int(row[7]))
            for row in _rows(tmp_path / f"a.{form}")
            if len(row) == 16 and row[4].isdigit()
        }
        assert (form, wanted) == (form, found)
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert "Đã gửi báo cáo 1/3 cơ quan." in text
    assert "Chưa có kế hoạch năm 2023: Sở Y tế." in text


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--unit", "VP"), "không chia theo đơn vị"),
        (("--format", "ics"), "không có lịch"),
        (("--as-of", "2027-01-01"), "chưa có gì của kỳ"),
        (("--agency", "Z"), "Z"),
    ],
)
def test_what_such_a_report_does_not_have_is_said(province: Danvan, words: tuple[str, ...], why: str) -> None:
    said = province(*PROVINCE, *words, "-o", "-", *(() if "--format" in words else ("--format", "md")))

    assert (True, True) == (said.code in (2, 3), why in said.err)


def test_the_province_s_report_is_seen_before_it_is_written_and_every_silence_is_named(province: Danvan) -> None:
    shown = province("report", "preview", "--kind", "tỉnh")
    assert (0, True, True) == (shown.code, "Sở Y tế" in shown.out, "Đã gửi báo cáo 1/3 cơ quan." in shown.out)
    said = province("report", "check", "--kind", "province", "--json")
    missing = [(one["kind"], one["code"]) for one in json.loads(said.out)["missing"]]
    assert (6, {("no_plan", "SYT"), ("not_reported", "SKHCN"), ("silent_unit", "SKHCN"), ("no_figures", "SKHCN"),
                ("no_figures", "STP"), ("unscored", "STP")}) == (said.code, set(missing))  # fmt: skip
    assert len(missing) == len(set(missing))


def test_a_written_report_on_the_agencies_is_held_against_the_data_of_now(province: Danvan, tmp_path: Path) -> None:
    files = [str(tmp_path / f"a.{form}") for form in ("docx", "html", "xlsx")]
    assert 0 == province(*PROVINCE, *(word for file in files for word in ("-o", file))).code
    done = ("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "25/10/2023", "--evidence", "9/BC", "--agency", "SKHCN")
    assert 0 == province(*done).code
    for file in files:
        found = json.loads(province("report", "check", file, "--json").out)["missing"]
        changed = [one["words"] for one in found if one["kind"] == "changed"]
        assert "Quá hạn chưa hoàn thành · Sở Khoa học và Công nghệ (SKHCN): 2 → 1" in changed
        assert "Quá hạn chưa hoàn thành · các cơ quan: 2 → 1" in changed
        assert not [words for words in changed if "(STP)" in words or "(SYT)" in words]


def test_an_agency_that_cannot_be_read_is_named_and_the_others_are_reported(
    province: Danvan, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danvan_cli.domain.errors import DanvanError
    from danvan_cli.services import province as service

    whole = _lines(province, *PROVINCE, "--json")["rows"]["total"]
    read = service._line

    def broken(request: Any, agency: Any, *rest: Any) -> Any:
        if agency.code == "STP":
            raise DanvanError("Dữ liệu của cơ quan bị hỏng.")
        return read(request, agency, *rest)

    monkeypatch.setattr(service, "_line", broken)
    found = _lines(province, *PROVINCE, "--json")
    assert [None, "Dữ liệu của cơ quan bị hỏng", None] == [line["fault"] for line in found["agencies"]]
    assert 0 < found["rows"]["total"] < whole
    told = province(*PROVINCE, "--format", "md", "-o", "-").out
    assert "Không đọc được số liệu của Sở Tư pháp" in told
    assert "Chưa gửi báo cáo: Sở Khoa học và Công nghệ; Sở Y tế." in told
    assert ("unread_agency", "STP") in [
        (one["kind"], one["code"])
        for one in json.loads(province("report", "check", "--kind", "tỉnh", "--json").out)["missing"]
    ]


def test_who_sends_it_and_who_gets_it_have_room_to_be_written_in(province: Danvan, tmp_path: Path) -> None:
    assert 0 == province(*PROVINCE, *(word for form in ("docx", "html", "md") for word in ("-o", f"a.{form}"))).code
    tables = docx.Document(str(tmp_path / "a.docx")).tables
    word = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "Nơi nhận:\n- …………;\n- Lưu: VT, VP." in word
    assert "THỦ TRƯỞNG CƠ QUAN" in word
    assert "Nơi nhận: …………; Lưu: VT, VP." in (tmp_path / "a.md").read_text(encoding="utf-8")
    page = parsed.document_fromstring((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert ["…………;", "Lưu: VT, VP."] == [item.text_content() for item in page.xpath("//div[@class='foot']//li")]


@needs_browser
def test_the_province_s_page_is_whole_in_a_browser(province: Danvan, tmp_path: Path) -> None:
    assert 0 == province(*PROVINCE, "-o", "a.html").code
    with opened_browser(tmp_path / "profile") as browser:
        for width in (390, 1280):
            for dark in (False, True):
                browser.open(tmp_path / "a.html", width, dark=dark)
                assert ([], []) == (browser.violations(), browser.complaints)
                assert width >= browser.ask("document.documentElement.scrollWidth")


def test_one_agency_named_or_another_year_is_reported_alone(province: Danvan) -> None:
    assert ["STP"] == [line["code"] for line in _lines(province, *PROVINCE, "--json", "--agency", "stp")["agencies"]]
    earlier = _lines(province, *PROVINCE, "--json", "--period", "2022")
    assert (2022, 0) == (earlier["year"], earlier["rows"]["total"])


@pytest.fixture
def kept(server: Server) -> Iterator[ServerBook]:
    """The sample on a server with a second agency, and logins of the province and of the first agency's office."""
    from danvan_cli.services import agencies

    book = ServerBook(server, server.take("sample"))
    agencies.add_agency(book.on(), "STP", "Sở Tư pháp")
    first = book.on()._replace(database=book.database._replace(agency="CQ"))
    access.grant(first, "tinh_xem", Scope.PROVINCE)
    access.grant(first, "van_phong", Scope.OFFICE)
    yield book
    server.give_back(book.name, "sample")


def test_on_a_server_each_login_reports_on_the_agencies_that_it_may_see(
    kept: ServerBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danvan_cli.app import app

    monkeypatch.setenv("DANVAN_TODAY", "2023-10-26")

    def lines(login: str) -> list[tuple[str, int]]:
        said = CliRunner().invoke(app, [*PROVINCE, "--json"], env={"DANVAN_DB": kept.server.url(kept.name, login)})
        return [(line["code"], line["total"]) for line in json.loads(said.stdout)["agencies"]]

    assert [[("CQ", 21), ("STP", 0)], [("CQ", 21)]] == [lines(login) for login in ("tinh_xem", "van_phong")]
