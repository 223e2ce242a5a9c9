"""The letters of one round of reminders, put into a folder: all of them or none, and never over another file."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.reminders import Letter
from danvan_cli.domain.system import reason
from danvan_cli.output.dispatch import urging_letter
from danvan_cli.output.files import write_file


class LetterFolder:
    """A folder that takes one file per unit; a dry run makes every letter and writes none.

    The folder is made where it is missing.
    """

    def __init__(self, folder: Path, created: datetime, *, dry_run: bool) -> None:
        self._folder, self._created, self._dry_run = folder, created, dry_run
        self._names: list[str] = []
        self._written: list[Path] = []

    def names(self, letters: Sequence[Letter]) -> Sequence[str]:
        """Names each letter by its unit and day, "don-doc-CCTĐC-2023-10-26.docx"; a taken name gets a number."""
        self._names = []
        for letter in letters:
            unit = re.sub(r"[^\w-]+", "-", letter.pending.unit.code)
            day = letter.signed_on.isoformat()
            name, further = f"don-doc-{unit}-{day}.docx", 2
            while self._is_taken(name):
                name, further = f"don-doc-{unit}-{day}-{further}.docx", further + 1
            self._names.append(name)
        return self._names

    def _is_taken(self, name: str) -> bool:
        # Some disks hold names that differ by case alone to be one.
        if name.casefold() in map(str.casefold, self._names):
            return True
        try:
            return (self._folder / name).exists()
        except OSError:
            return False  # no such folder can be; making it says so

    def write(self, letters: Sequence[Letter]) -> None:
        """Writes every letter under the name given to it; ``take_back`` undoes it, also half-way."""
        contents = [urging_letter(letter, self._created) for letter in letters]
        if self._dry_run:
            return
        self._make()
        for name, content in zip(self._names, contents, strict=True):
            write_file(self._folder / name, content, force=False)
            self._written.append(self._folder / name)

    def take_back(self) -> None:
        """Removes the letters that were written."""
        for path in self._written:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _make(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise UsageError(
                f"“{self._folder}” là tệp, không phải thư mục.", "Chọn thư mục khác ở --export."
            ) from error
        except OSError as error:
            raise UsageError(
                f"Không tạo được thư mục {self._folder} ({reason(error)}).", "Chọn thư mục khác ở --export."
            ) from error
