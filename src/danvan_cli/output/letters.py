"""The letters of one round of urging, put into a folder: all of them or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from danvan_cli.domain.errors import DanvanError, UsageError
from danvan_cli.domain.system import reason
from danvan_cli.domain.urging import Letter
from danvan_cli.output.dispatch import urging_letter
from danvan_cli.output.files import write_file


def publish(folder: Path, letters: Sequence[Letter], created: datetime, *, force: bool, dry_run: bool) -> list[str]:
    """Writes one file per unit and gives their names; an error leaves none of them behind.

    A dry run makes every letter and writes nothing. The folder is made where it is missing.
    """
    contents = [(file_name(letter), urging_letter(letter, created)) for letter in letters]
    if dry_run:
        return [name for name, _ in contents]
    _make(folder)
    written: list[Path] = []
    try:
        for name, content in contents:
            write_file(folder / name, content, force=force)
            written.append(folder / name)
    except DanvanError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return [name for name, _ in contents]


def file_name(letter: Letter) -> str:
    """Names a unit's letter of a day: "don-doc-CCTĐC-2023-10-26.docx"."""
    unit = re.sub(r"[^\w-]+", "-", letter.urging.unit.code)
    return f"don-doc-{unit}-{letter.signed_on.isoformat()}.docx"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"Không tạo được thư mục {folder} ({reason(error)}).", "Chọn thư mục khác ở --export."
        ) from error
