"""A folder of letters that belong to a record of them: letters and record are one act, which no kill can part.

The invariant: a letter stands under its own name only if its reminders are recorded; and where they are recorded, the
letter stands there, or the next run with that folder puts it there.

So letters are written whole and flushed into a hidden folder inside the user's, together with a marker that says which
reminders they are of. Then the reminders are recorded. Then each letter gets its name, and the marker goes last. A run
that finds the marker of one that has ended asks the record: what is recorded it finishes, what is not it takes back.
The marker of a run still under way is held by a lock.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.reminders import Letter, Sent
from danvan_cli.domain.system import path_of
from danvan_cli.output.files import OutputFiles, free_name

if sys.platform != "win32":
    import fcntl

_BEGIN = ".danvan-thu-"
_MARKER = "danh-sach.json"
_OLD = 3600  # seconds: a folder without a marker may be one that is just being made

# Tells of reminders whether all of them are recorded in the data, which the text names.
IsRecorded = Callable[[str, Sequence[Sent]], bool | None]


class LetterFolder:
    """A folder that takes one letter per unit, all of them or none; a dry run makes every letter and writes none.

    The folder is made where it is missing. ``database`` names the data in which the reminders are recorded.
    """

    def __init__(self, folder: Path, created: datetime, files: OutputFiles, database: str = "") -> None:
        self._folder, self._created, self._files = path_of(str(folder)), created, files
        self._database = database
        self._names: list[str] = []
        self._stage: Path | None = None
        self._held = ExitStack()

    def names(self, letters: Sequence[Letter]) -> Sequence[str]:
        """Names each letter by its unit and day, "don-doc-CCTĐC-2023-10-26.docx"; a taken name gets a number."""
        self._names = []
        for letter in letters:
            unit = re.sub(r"[^\w-]+", "-", letter.pending.unit.code)
            day = letter.signed_on.isoformat()
            self._names.append(free_name(self._folder, f"don-doc-{unit}", f"-{day}", ".docx", self._names))
        return self._names

    def write(self, letters: Sequence[Letter], sent: Sequence[Sent]) -> None:
        """Writes every letter where nobody sees it yet, with the marker that names the reminders ``sent`` with them."""
        from danvan_cli.output.dispatch import urging_letter

        contents = [urging_letter(letter, self._created) for letter in letters]
        folder = self._files.make_folder(self._folder)
        if self._files.dry_run:
            return
        stage = self._files.make_folder(folder / f"{_BEGIN}{secrets.token_hex(4)}")
        self._stage = stage
        told = {"database": self._database, "letters": self._names, "sent": sent}
        marker = json.dumps(told, ensure_ascii=False).encode()
        self._files.write(stage / _MARKER, partial(_write_whole, marker), force=None)
        self._held.enter_context(_locked(stage / _MARKER))
        for name, content in zip(self._names, contents, strict=True):
            self._files.write(stage / name, partial(_write_whole, content), force=None)

    def settle(self, is_recorded: IsRecorded) -> tuple[int, int]:
        """Finishes or takes back what this run wrote, by what is recorded; see ``settle_earlier``."""
        stage, self._stage = self._stage, None
        if stage is None:
            self._files.take_back()
            return 0, 0
        try:
            done = self._settled(stage, is_recorded)
            if done is not None and not done[0]:
                self._files.take_back()
            return done or (0, 0)
        finally:
            self._held.close()

    def settle_earlier(self, is_recorded: IsRecorded) -> tuple[int, int]:
        """Finishes or takes back what runs that were killed left in the folder: how many letters of either kind.

        Left alone is what a run still under way holds, and what belongs to other data.
        """
        finished = taken_back = 0
        if not self._files.dry_run:
            for stage in self._left_behind():
                with contextlib.suppress(BlockingIOError), _locked(stage / _MARKER):
                    done = self._settled(stage, is_recorded) or (0, 0)
                    finished, taken_back = finished + done[0], taken_back + done[1]
        return finished, taken_back

    def _left_behind(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return sorted(path for path in self._folder.iterdir() if path.name.startswith(_BEGIN) and path.is_dir())
        return []

    def _settled(self, stage: Path, is_recorded: IsRecorded) -> tuple[int, int] | None:
        """Deals with one hidden folder; None where that is for others to decide."""
        marker = stage / _MARKER
        if not marker.exists() and time.time() - stage.stat().st_mtime < _OLD:
            return None
        told = _read(marker)
        recorded = is_recorded(told[0], told[2]) if told is not None else False
        if recorded is None:
            return None
        names = told[1] if told is not None else []
        there = [name for name in names if (stage / name).exists()]
        if recorded:
            for name in there:
                self._name(stage, name)
        for path in (*(path for path in stage.iterdir() if path != marker), marker):
            path.unlink(missing_ok=True)
        stage.rmdir()
        return (len(there), 0) if recorded else (0, len(there))

    def _name(self, stage: Path, name: str) -> None:
        try:
            self._files.put_in_place(stage / name, stage.parent / name)
        except OSError as error:
            raise DanvanError(
                f"Đã ghi đôn đốc, nhưng chưa đặt được công văn {name} vào thư mục.",
                "Chạy lại lệnh này với cùng thư mục: công văn được đặt tiếp, không ghi đôn đốc lần nữa.",
            ) from error


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds a file as long as this process lives; BlockingIOError where another one does. Some shares know no locks."""
    if not path.exists():
        yield
        return
    with path.open("rb") as file:
        if sys.platform != "win32":
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise
            except OSError:
                pass
        yield


def _read(marker: Path) -> tuple[str, list[str], list[Sent]] | None:
    """Reads a marker; None for one that was never finished: then nothing was recorded either."""
    try:
        told = json.loads(marker.read_bytes())
        names = [name for name in told["letters"] if Path(name).name == name]
        return str(told["database"]), names, [Sent(*one) for one in told["sent"]]
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _write_whole(content: bytes, file: BinaryIO) -> None:
    file.write(content)
