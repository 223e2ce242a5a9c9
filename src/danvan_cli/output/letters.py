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
from danvan_cli.output.file_names import free_name
from danvan_cli.output.files import OutputFiles

if sys.platform != "win32":
    import fcntl

_BEGIN = ".danvan-thu-"
_MARKER = "danh-sach.json"
_LETTER, _MAIL = ".docx", ".eml"
_OLD = 3600  # seconds: a folder without a marker may be one that is just being made

# Tells of reminders whether all of them are recorded in the data, which the text names.
IsRecorded = Callable[[str, Sequence[Sent]], bool | None]


class LetterFolder:
    """A folder that takes letters, all of them or none; a dry run makes every letter and writes none.

    The folder is made where it is missing. ``database`` names the data in which the reminders are recorded.
    ``as_mail``: not the letters themselves, but for each an e-mail not yet sent that it is attached to.
    """

    def __init__(
        self, folder: Path, created: datetime, files: OutputFiles, database: str = "", *, as_mail: bool = False
    ) -> None:
        self._folder, self._created, self._files = path_of(str(folder)), created, files
        self._database, self._as_mail = database, as_mail
        self._names: list[str] = []
        self._unknown: list[str] = []
        self._stage: Path | None = None
        self._held = ExitStack()

    def names(self, letters: Sequence[Letter]) -> Sequence[str]:
        """Names each letter by its unit and day, "don-doc-CCTĐC-2023-10-26.docx"; a taken name gets a number.

        One to several units is "don-doc-chung-2023-10-26.docx".
        """
        self._names, suffix = [], _MAIL if self._as_mail else _LETTER
        for letter in letters:
            whom = "chung" if letter.is_collective else re.sub(r"[^\w-]+", "-", letter.addressees[0].unit.code)
            day = letter.signed_on.isoformat()
            self._names.append(free_name(self._folder, f"don-doc-{whom}", f"-{day}", suffix, self._names))
        self._unknown = [one.unit.code for letter in letters for one in letter.addressees if not one.mailboxes]
        return [self._letter_name(name) for name in self._names]

    def _letter_name(self, name: str) -> str:
        return name.removesuffix(_MAIL) + _LETTER if self._as_mail else name

    def told(self) -> Sequence[str]:
        """Names the files, and the units to which an e-mail has no address."""
        if not self._as_mail:
            return (f"Công văn: {', '.join(self._names)}.",)
        files = f"Thư nháp, mở bằng chương trình thư rồi gửi: {', '.join(self._names)}."
        if not self._unknown:
            return (files,)
        codes = list(dict.fromkeys(self._unknown))
        return (
            files,
            f"Chưa có địa chỉ thư của {', '.join(codes)}: ô người nhận để trống. Ghi hộp thư của đơn vị bằng "
            f"danvan unit edit {codes[0]} --email ĐỊA_CHỈ.",
        )

    def write(self, letters: Sequence[Letter], sent: Sequence[Sent]) -> None:
        """Writes every letter where nobody sees it yet, with the marker that names the reminders ``sent`` with them."""
        contents = [self._content(letter, name) for letter, name in zip(letters, self._names, strict=True)]
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

    def _content(self, letter: Letter, name: str) -> bytes:
        from danvan_cli.output.dispatch import urging_letter

        content = urging_letter(letter, self._created)
        if not self._as_mail:
            return content
        from danvan_cli.output.mail import draft

        return draft(letter, content, self._letter_name(name), self._created)

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


class LetterFolders:
    """Several folders that take the same letters, each in its own form; the log has the first one's names."""

    def __init__(self, *folders: LetterFolder) -> None:
        self._folders = folders

    def names(self, letters: Sequence[Letter]) -> Sequence[str]:
        """Names the letters in every folder."""
        first, *_ = [folder.names(letters) for folder in self._folders]
        return first

    def told(self) -> Sequence[str]:
        """Tells of the files of every folder."""
        return [sentence for folder in self._folders for sentence in folder.told()]

    def write(self, letters: Sequence[Letter], sent: Sequence[Sent]) -> None:
        """Writes every letter into every folder, where nobody sees it yet."""
        for folder in self._folders:
            folder.write(letters, sent)

    def settle(self, is_recorded: IsRecorded) -> tuple[int, int]:
        """Finishes or takes back what this run wrote in any folder; what goes wrong in one keeps no other back."""
        return self._settled([partial(folder.settle, is_recorded) for folder in self._folders])

    def settle_earlier(self, is_recorded: IsRecorded) -> tuple[int, int]:
        """The same for what runs that were killed left."""
        return self._settled([partial(folder.settle_earlier, is_recorded) for folder in self._folders])

    @staticmethod
    def _settled(settling: Sequence[Callable[[], tuple[int, int]]]) -> tuple[int, int]:
        finished = taken_back = 0
        failed: DanvanError | OSError | None = None
        for settle in settling:
            try:
                done = settle()
            except (DanvanError, OSError) as error:
                failed = failed or error
            else:
                finished, taken_back = finished + done[0], taken_back + done[1]
        if failed is not None:
            raise failed
        return finished, taken_back


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
