"""How large the page of ten thousand tasks is, and what writing it costs beside the bare writing of the same cells."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from statistics import median

import pytest
from lxml import html as parsed
from tests.speed import registers
from tests.speed.work import Shape
from typer.testing import CliRunner

from danvan_cli.output.blocks import Document
from danvan_cli.output.html import html
from danvan_cli.output.tables import Column, Table

TASKS = 10_000


def taken(write: Callable[[], object]) -> float:
    begin = time.process_time()
    write()
    return time.process_time() - begin


@pytest.mark.slow
@pytest.mark.parametrize("shape", [Shape.USUAL, Shape.LATE])
def test_a_page_of_ten_thousand_tasks_is_small_and_written_at_no_more_than_twice_the_bare_cost(
    shape: Shape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danvan_cli.app import app

    registers.make_register(tmp_path / "large.db", TASKS, shape)
    monkeypatch.chdir(tmp_path)
    words = ["report", "export", "-o", "bao-cao.html", "-o", "so.csv", "--as-of", "26/10/2023"]
    done = CliRunner().invoke(app, words, env={"DANVAN_DB": str(tmp_path / "large.db"), "DANVAN_TODAY": "2023-10-26"})
    assert 0 == done.exit_code, done.stderr
    page = parsed.document_fromstring((tmp_path / "bao-cao.html").read_bytes())
    [register] = [one for one in page.iter("table") if len(list(one.iter("tr"))) > TASKS]
    rows = tuple(tuple(cell.text_content().strip() for cell in row.iter("td")) for row in register.iter("tr"))[1:]
    document = Document("Sổ", (), lambda: (Table("", tuple(map(Column, "abcdefg")), rows),))

    def bare(file: io.StringIO) -> None:
        for row in rows:
            file.write("<tr><td>" + "</td><td>".join(escape(cell, quote=False) for cell in row) + "</td></tr>\n")

    # Pairs in turn, so that what slows the machine slows both.
    ratios = [
        taken(lambda: io.StringIO().writelines(html(document))) / taken(lambda: bare(io.StringIO())) for _ in range(15)
    ]
    assert 3_000_000 >= (tmp_path / "bao-cao.html").stat().st_size
    assert 2 >= median(ratios)
