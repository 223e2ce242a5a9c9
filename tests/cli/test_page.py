"""The page for the leaders: closed against what the data hold, the same figures as ``--json``, good in a browser."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from lxml import html as parsed
from tests.browser import Browser, needs_browser, opened_browser
from tests.cli.conftest import Said
from tests.cli.test_report import HOSTILE, YEAR

Danvan = Callable[..., Said]
KINDS = ("annual", "progress", "brief", "register", "targets", "unit")
ATTACKS = (
    ("task", "edit", "II.1-1", "--content", f"</td><img src=x onerror=alert(1)> {HOSTILE}"),
    ("task", "edit", "II.2-3", "--product", "\"'><svg onload=alert(1)> \u202eđảo\u202c </script><script>alert(2)</script>"),
    ("unit", "edit", "TTKHCN", "--name", 'Trung tâm " onmouseover="alert(3)" </script><b>đậm</b> {total} 😀'),
    ("plan", "edit", "--title", "Kế hoạch </title><script>alert(4)</script> &amp; <!-- năm 2023"),
)  # fmt: skip
_MADE: dict[str, bytes] = {}


@pytest.fixture
def pages(danvan: Danvan, book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives a folder with every kind of report of the year as a page, its texts full of attacks; made once."""
    monkeypatch.chdir(tmp_path)
    if not _MADE:
        for day, words in (*YEAR, *(("2023-10-21", attack) for attack in ATTACKS)):
            said = danvan(*words, env={"DANVAN_TODAY": day})
            assert 0 == said.code, f"{words}: {said.err}"
        for kind in KINDS:
            unit = ("--unit", "TTKHCN") if kind == "unit" else ()
            said = danvan(
                "report",
                "export",
                "--kind",
                kind,
                *unit,
                "-o",
                f"{kind}.html",
                "-o",
                f"{kind}.json",
                "-o",
                f"{kind}.txt",
            )
            assert 0 == said.code, said.err
        _MADE.update(
            {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix in (".html", ".json", ".txt")}
        )
        _MADE["book"] = book.path.read_bytes()
    for name in _MADE.keys() - {"book"}:
        (tmp_path / name).write_bytes(_MADE[name])
    book.path.write_bytes(_MADE["book"])
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_holds_any_text_as_text_and_lets_nothing_in(pages: Path, kind: str) -> None:
    text = (pages / f"{kind}.html").read_text(encoding="utf-8")
    page = parsed.document_fromstring(text)
    [policy] = page.xpath("//meta[@http-equiv]/@content")
    hashed = [
        f"'sha256-{base64.b64encode(hashlib.sha256(one.text.encode()).digest()).decode()}'"
        for one in page.xpath("//style|//script[not(@type)]")
    ]

    assert (
        f"default-src 'none'; style-src {hashed[0]}; script-src {hashed[1]}; base-uri 'none'; form-action 'none'"
        == policy
    )
    assert ["application/json", None] == [one.get("type") for one in page.iter("script")]
    assert set() == {"img", "iframe", "object", "embed", "link", "base", "form", "b"} & {one.tag for one in page.iter()}
    assert set() == {
        name for one in page.iter() for name in one.attrib if name.startswith("on") or name in ("style", "src")
    }
    assert {"#noi-dung", "#tom-tat", "#toan-van"} == set(page.xpath("//@href"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", text)
    assert "alert(1)" in page.text_content() or kind == "targets"


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_of_a_page_and_a_message_is_that_of_the_json(pages: Path, kind: str) -> None:
    page = parsed.document_fromstring((pages / f"{kind}.html").read_text(encoding="utf-8"))
    told = json.loads((pages / f"{kind}.json").read_text(encoding="utf-8"))
    message = (pages / f"{kind}.txt").read_text(encoding="utf-8")
    totals, coverage = told["totals"], told["coverage"]
    done = totals["done_on_time"] + totals["done_late"] + totals["done_undated"]
    met = sum(line["met"] is True for line in coverage)

    cards = {one.get("data-figure"): one.text_content() for one in page.xpath("//*[@data-figure]")}
    expected = {
        "total": str(totals["total"]),
        "done": str(done),
        "overdue": str(totals["overdue"]),
        "due_soon": str(totals["due_soon"]),
    }
    assert cards == (expected | {"met": f"{met}/{len(coverage)}"} if coverage else expected)
    # The bars' own table: each unit's parts.
    bars = {
        row.xpath("td")[0].text_content().strip(): sum(int(cell.text_content()) for cell in row.xpath("td")[1:])
        for row in page.xpath("//details//tbody/tr")
    }
    # The brief's chart has the smallest ones in one bar.
    bars.pop("Còn lại", None)
    counted = {line["name"] or "Chưa phân công": line["total"] for line in told["units"]}
    assert {name.strip(): total for name, total in counted.items()} == bars
    late = page.xpath("//section//h2[.='Quá hạn chưa hoàn thành']/following-sibling::div[1]//tbody/tr/td[3]")
    assert sorted({line["days_late"] for line in told["overdue"]}) == sorted(
        {int(cell.text_content()) for cell in late}
    )
    answer = page.xpath("//p[@class='lead']")[0].text_content()
    assert answer in message
    assert [f"{totals['overdue']:02}"] == re.findall(r"(\d+) nhiệm vụ quá hạn chưa hoàn thành", answer)
    assert all(str(line["days_late"]) in message for line in told["overdue"])


def test_a_page_carries_its_figures_as_a_word_file_does_and_is_no_plan(pages: Path, danvan: Danvan) -> None:
    words = "số liệu đã đổi\tĐã hoàn thành · toàn kế hoạch: 2 → 3"
    assert words not in danvan("report", "check", "annual.html").out
    danvan("task", "done", "II.2-3", "--evidence", "50/BC", "--unit", "TTKHCN")
    assert words in danvan("report", "check", "annual.html").out
    refused = danvan("plan", "import", str(pages / "annual.html"), "--yes")
    assert (7, True) == (refused.code, "danvan ghi ra" in refused.err)


def test_a_picture_and_a_message_are_the_one_page_whatever_else_is_written(pages: Path, danvan: Danvan) -> None:
    said = danvan("report", "export", "-o", "a.png", "-o", "a.txt", "-o", "a.md")
    assert 0 == said.code, said.err
    assert b"\x89PNG" == (pages / "a.png").read_bytes()[:4]
    assert (pages / "a.txt").read_text(encoding="utf-8").startswith("TÓM TẮT")
    assert "Phụ lục" in (pages / "a.md").read_text(encoding="utf-8")
    alone = danvan("report", "export", "-o", "b.txt")
    assert (0, (pages / "brief.txt").read_text(encoding="utf-8")) == (
        alone.code,
        (pages / "b.txt").read_text(encoding="utf-8"),
    )


def test_without_the_library_that_draws_a_picture_it_is_said_what_to_install(
    danvan: Danvan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said = danvan("report", "export", "-o", str(tmp_path / "a.png"))
    assert (2, True, []) == (said.code, "pip install 'danvan[pdf]'" in said.err, list(tmp_path.glob("a*")))


@pytest.fixture
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with opened_browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.mark.slow
@needs_browser
def test_a_page_is_good_in_a_browser(pages: Path, browser: Browser) -> None:
    told: dict[str, object] = {}
    for kind in KINDS:
        for width, dark in ((390, True), (1280, False)):
            browser.open(pages / f"{kind}.html", width, dark=dark)
            told |= {f"{kind} {width} {dark}: {one}": None for one in browser.violations()}
            room = browser.ask("[document.documentElement.scrollWidth, innerWidth]")
            if room != [width, width]:
                told[f"{kind} {width}"] = room
    assert {} == told
    assert [] == browser.complaints
    assert {path.as_uri() for path in pages.glob("*.html")} == set(browser.requests)


@pytest.mark.slow
@needs_browser
def test_tables_are_sorted_by_keyboard_and_read_without_any_script(pages: Path, browser: Browser) -> None:
    browser.open(pages / "annual.html", script=False)
    browser.open(pages / "annual.html")
    column = "[...document.querySelectorAll('#tom-tat .table:not(details .table) tbody')].at(0).rows"
    days = f"[...{column}].map((row) => row.cells[2].textContent)"
    assert ["26", "2"] == browser.ask(days)
    browser.ask("[...document.querySelectorAll('#tom-tat .table:not(details .table) th button')].at(2).focus()")
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r"
        )
    assert (["2", "26"], "ascending") == (
        browser.ask(days), browser.ask("document.querySelector('[aria-sort]').getAttribute('aria-sort')")
    )  # fmt: skip


@pytest.mark.slow
@needs_browser
def test_a_page_prints_on_a4_with_the_text_upright_and_the_register_across(pages: Path, browser: Browser) -> None:
    browser.open(pages / "annual.html")
    with pdfplumber.open(io.BytesIO(browser.printed())) as paper:
        sizes = [(round(page.width), round(page.height)) for page in paper.pages]
        words = " ".join((paper.pages[0].extract_text() or "").split())
    assert {(595, 842), (842, 595)} == set(sizes)
    assert sizes == sorted(sizes)
    assert "nhiệm vụ quá hạn chưa hoàn thành" in words
