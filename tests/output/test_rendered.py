"""The documents as another program shows them: opened by LibreOffice, printed, and read from the paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.paper import needs_paper, printed

from danvan_cli.output.blocks import document_of
from danvan_cli.output.progress import progress_report
from danvan_cli.output.sheet import write_xlsx
from danvan_cli.output.word_document import write_docx
from danvan_cli.services import views
from danvan_cli.services.request import Request

pytestmark = needs_paper


@pytest.mark.parametrize(("write", "ending"), [(write_docx, "docx"), (write_xlsx, "xlsx")])
def test_a_report_opens_and_prints_with_every_figure(
    write: Callable[..., None], ending: str, sample: Request, tmp_path: Path
) -> None:
    report = document_of(progress_report(views.status(sample)))
    file = tmp_path / f"bao-cao.{ending}"
    with file.open("wb") as target:
        write(report, datetime(2023, 10, 26, tzinfo=UTC), target)
    pages = printed(file)

    words = " ".join(pages.split())
    for part in (
        "BÁO CÁO TIẾN ĐỘ",
        "26/10/2023",
        "CCTĐC",
        "TTKHCN",
        "24/10/2023",
        "30/10/2023",
        "0/1",
        "0%",
        "Chưa báo",
    ):
        assert part in words
