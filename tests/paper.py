"""A document as another program shows it: opened by LibreOffice, printed, and read from the paper."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_MISSING = [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]
# Where everything is tested nothing may be passed over in silence.
needs_paper = pytest.mark.skipif(bool(_MISSING) and not os.environ.get("CI"), reason=f"needs {', '.join(_MISSING)}")


def printed(file: Path) -> str:
    """Prints a document beside itself and gives the words on its pages, a form feed after each page."""
    folder, profile = file.parent, f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return subprocess.run(
        ["pdftotext", "-layout", str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
