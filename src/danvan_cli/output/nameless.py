"""Files without a name and folders that go again: what is shown later, or made of parts, before it is written."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from danvan_cli.domain.errors import DanvanError, NoRoomError
from danvan_cli.domain.system import NO_ROOM, reason

# Writes the whole content of a file into what it is given, which stays open.
Content = Callable[[BinaryIO], object]
_KEPT_IN_MEMORY = 1 << 20


def nameless_file(content: Content) -> BinaryIO:
    """Makes a file without a name that ``content`` has written, to be read from its beginning.

    A small one is in memory only. Closing it removes it.
    """
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY))  # noqa: SIM115 (the caller's)
    try:
        content(file)
    except OSError as error:
        raise _no_temporary_room(error) from error
    file.seek(0)
    return file


def nameless_text(pieces: Iterable[str], like: TextIO) -> BinaryIO:
    """Makes a nameless file of the bytes that ``like`` would make of a text."""
    return nameless_file(lambda file: write_text(file, pieces, like.encoding, like.errors))


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Makes a folder for the parts of one file, which goes with all that is in it."""
    try:
        made = tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_temporary_room(error) from error
    with made as folder:
        yield Path(folder)


def throwaway_folder() -> Path:
    """Makes a folder for a person to try things in; the system, or the person, removes it some day."""
    try:
        return Path(tempfile.mkdtemp(prefix="danvan-demo-"))
    except OSError as error:
        raise _no_temporary_room(error) from error


def write_pieces(file: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Writes bytes piece by piece: a nameless file's own ``writelines`` keeps them all in memory first."""
    for piece in pieces:
        file.write(piece)


def write_text(file: BinaryIO, pieces: Iterable[str], encoding: str = "utf-8", errors: str | None = None) -> None:
    """Writes text into a file, which stays open."""
    text = io.TextIOWrapper(file, encoding, errors, newline="")
    text.writelines(pieces)
    text.detach()


def _no_temporary_room(error: OSError) -> DanvanError:
    kind = NoRoomError if error.errno in NO_ROOM else DanvanError
    return kind(
        f"Không ghi được vào thư mục tạm của máy ({reason(error)}).",
        "Xóa bớt tệp, hoặc đặt biến TMPDIR là một thư mục ở ổ đĩa khác.",
    )
