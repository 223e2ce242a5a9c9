"""The pictures of the READMEs: the page for the leaders of the story's year, on a desk and on a phone.

``python -m tests.docs.pictures`` makes them anew; each carries the fingerprint of what it was drawn by, which a test
compares, so that none shows a page of long ago.
"""

from __future__ import annotations

import base64
import hashlib
import os
import struct
import tempfile
import zlib
from pathlib import Path

from tests.browser import Browser, opened_browser
from tests.cli.test_report import YEAR
from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "ke-hoach-dan-van-2023.docx"
# Name, width, height, whether it is dark.
PICTURES = (("trang-may-tinh.png", 1100, 760, False), ("trang-dien-thoai.png", 390, 760, True))
_DRAWN_BY = ("html.py", "page/page.css", "page/page.js")
_KEY = b"danvan"


def fingerprint() -> str:
    """Tells by which renderer and style a picture is drawn."""
    folder = ROOT / "src" / "danvan_cli" / "output"
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in _DRAWN_BY)).hexdigest()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def marked(picture: bytes) -> bytes:
    """Puts the fingerprint into a PNG, before its last chunk."""
    return picture[:-12] + _chunk(b"tEXt", _KEY + b"\0" + fingerprint().encode()) + picture[-12:]


def mark_of(picture: bytes) -> str:
    """Reads the fingerprint of a PNG; empty where there is none."""
    return picture.rpartition(b"tEXt" + _KEY + b"\0")[2][:64].decode("ascii", "replace")


def make(folder: Path) -> Path:
    """Lives the year in a new database and writes its report as a page."""
    from danvan_cli.app import app

    page = folder / "bao-cao.html"
    steps = (
        ("2023-03-22", ("plan", "import", str(SAMPLE), "--yes")), *YEAR,
        ("2023-10-26", ("report", "export", "-o", str(page))),
    )  # fmt: skip
    for day, words in steps:
        done = CliRunner().invoke(app, list(words), env={"DANVAN_DB": str(folder / "y.db"), "DANVAN_TODAY": day})
        assert 0 == done.exit_code, done.output
    return page


def shot(browser: Browser, page: Path, width: int, height: int, *, dark: bool) -> bytes:
    """Takes a picture of the top of a page."""
    browser.open(page, width, dark=dark)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    return base64.b64decode(browser.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"])


def main() -> None:
    """Writes the pictures into ``docs``."""
    os.environ["DANVAN_ACTOR"] = "thu"
    with tempfile.TemporaryDirectory() as name, opened_browser(Path(name) / "profile") as browser:
        page = make(Path(name))
        for picture, width, height, dark in PICTURES:
            (ROOT / "docs" / picture).write_bytes(marked(shot(browser, page, width, height, dark=dark)))


if __name__ == "__main__":
    main()
