"""The documents as another program shows them: opened by LibreOffice, printed, and read from the paper."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from danvan_cli.output.progress import progress_report
from danvan_cli.output.sheet import write_xlsx
from danvan_cli.output.word import write_docx
from danvan_cli.services import views
from danvan_cli.services.request import Request

MISSING = [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]
# Where everything is tested nothing may be passed over in silence.
pytestmark = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"needs {', '.join(MISSING)}")


@pytest.mark.parametrize(("write", "ending"), [(write_docx, "docx"), (write_xlsx, "xlsx")])
def test_a_report_opens_and_prints_with_every_figure(
    write: Callable[..., None], ending: str, sample: Request, tmp_path: Path
) -> None:
    report = progress_report(views.status(sample))
    file = tmp_path / f"bao-cao.{ending}"
    with file.open("wb") as target:
        write(report, datetime(2023, 10, 26, tzinfo=UTC), target)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    printed = subprocess.run(
        ["pdftotext", "-layout", str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()

    words = " ".join(printed.split())
    for part in (
        "BÁO CÁO TIẾN ĐỘ",
        "26/10/2023",
        "CCTĐC",
        "TTKHCN",
        "24/10/2023",
        "30/10/2023",
        "0/1 (0%)",
        "Chưa báo",
    ):
        assert part in words
